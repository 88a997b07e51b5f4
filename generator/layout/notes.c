/* Notes: a raised mark ① at its place, the words at the foot of the page under a short rule.
 *
 * Notes are numbered anew on every page, so a mark gets its number when its page is known; all
 * circled digits have one width.  Notes of a table or chart stand below it, with its other notes,
 * and are numbered in it. */
#include "layout/inner.h"

#include <math.h>

#include "base/text.h"

/* The mark; its size and rise in em of the line. */
static const double mark_em = 0.6, mark_rise_em = 0.36;
/* Below the text: white, the rule over a quarter of the measure, white; in em of the notes. */
static const double head_em = 1.7, rule_em = 0.6, rule_share = 0.25;
static const double indent_em = 1.5; /* of the words beside their mark */

enum { CIRCLED = 50 };

static struct text mark_text(struct arena *arena, int number) {
    if (number > CIRCLED) return text_of(arena_printf(arena, "[%d]", number));
    int code = number <= 20   ? 0x2460 + number - 1
               : number <= 35 ? 0x3251 + number - 21
                              : 0x32B1 + number - 36;
    struct buffer buffer = buffer_new(arena);
    buffer_add_code_point(&buffer, (uint32_t)code);
    return buffer_text(&buffer);
}

static struct inline_text *note_text(struct layout *layout, struct arena *arena,
                                     const struct node *node, enum style_class class,
                                     const struct page_role *role) {
    struct inline_text *text = inline_new(layout, arena, class, role);
    if (node->level > 0) inline_add_text(text, mark_text(arena, node->level), node->origin);
    inline_add_nodes(text, node);
    return text;
}

static struct layout_note *new_note(struct inline_text *text, const struct node *node) {
    struct layout *layout = text->layout;
    struct layout_note *note = ARENA_NEW(text->arena, struct layout_note);
    note->role = (struct page_role *)layout_new_role(layout, PAGE_NOTE, NULL);
    note->text = note_text(layout, text->arena, node, STYLE_TABLE_NOTE, note->role);
    struct line_block block = layout_line_block(layout, STYLE_TABLE_NOTE);
    double indent = indent_em * layout->style->text[STYLE_TABLE_NOTE].size_pt;
    block.shape.indent_pt = 0;
    block.shape.measure_pt = fmax(layout->measure_pt - indent, indent);
    note->lines = inline_set(note->text, block.shape);
    return note;
}

void notes_add_mark(struct inline_text *text, const struct node *node) {
    int number = node->level > 0 ? node->level : 1;
    struct typeset_run *run = inline_add_run(text, mark_text(text->arena, number));
    run->role = run->latin_role = STYLE_SONG;
    run->rise_pt = mark_rise_em * run->size_pt;
    run->size_pt *= mark_em;
    run->one_face = false;
    run->attached = true;
    run->origin = node->origin;
    struct inline_mark *mark = &text->marks[text->count - 1];
    mark->is_note = true;
    if (node->level > 0) return;
    mark->note = new_note(text, node);
    text->noted = true;
}

static double text_height(const struct layout *layout, const struct layout_note *note) {
    return (double)note->lines.count * layout->style->text[STYLE_TABLE_NOTE].pitch_pt;
}

void notes_attach(struct piece *piece, const struct inline_text *text,
                  const struct typeset_line *line) {
    struct layout_note **last = &piece->notes;
    for (size_t i = 0; text->noted && i < text->count; i++) {
        struct layout_note *note = text->marks[i].note;
        if (!note) continue;
        const char *at = text->runs[i].text.at;
        for (size_t k = 0; k < line->count; k++) {
            if (line->runs[k].text.at != at) continue;
            *last = note;
            last = &note->next;
            piece->notes_pt += text_height(text->layout, note);
        }
    }
}

double notes_height(const struct layout *layout, double text_pt) {
    const struct style *style = layout->style;
    const struct style_text *text = &style->text[STYLE_TABLE_NOTE];
    if (text_pt <= 0) return 0;
    double height = text_pt - text->pitch_pt + text->size_pt + head_em * text->size_pt;
    return style->grid ? ceil(height / style->grid_pitch_pt - 0.01) * style->grid_pitch_pt : height;
}

void notes_number(const struct layout *layout, size_t count) {
    int number = 0;
    for (size_t i = 0; i < count; i++)
        for (struct layout_note *note = layout->flow.pieces[i].notes; note; note = note->next)
            note->number = ++number;
}

struct page_run notes_set_mark(struct layout *layout, const struct layout_note *note,
                               const struct typeset_run *run, struct page_run placed) {
    struct arena *arena = layout->page->arena;
    struct typeset_run numbered = *run;
    numbered.text = mark_text(arena, note->number);
    struct typeset_line line =
        typeset_one_line(layout->typeset, &numbered, 1, &layout->style->composition, arena);
    if (line.count == 0) return placed;
    struct page_run set = line.runs[0];
    set.x_pt = placed.x_pt;
    set.y_pt = placed.y_pt;
    return set;
}

/* Notes are read with the paragraph that the page ends in, so that one that goes on overleaf stays
 * one in the structure. */
static const struct page_role *last_role(const struct layout *layout) {
    const struct page *page = layout->page;
    size_t i = page->count;
    while (i > 0 &&
           (page->items[i - 1].kind != PAGE_RUN || page_role_is_artifact(page->items[i - 1].role)))
        i--;
    const struct page_role *role = i > 0 ? page->items[i - 1].role : NULL;
    while (role && role->parent && role->tag != PAGE_P && role->tag != PAGE_LI &&
           role->tag != PAGE_SECT)
        role = role->parent;
    return role;
}

static void draw_rule(struct layout *layout, double x_pt, double y_pt) {
    struct page_point *points = arena_take_array(layout->page->arena, 2, sizeof *points);
    points[0] = (struct page_point){x_pt, y_pt};
    points[1] = (struct page_point){x_pt + rule_share * layout->measure_pt, y_pt};
    struct page_item *item = page_add(layout->page, PAGE_RULE, layout->artifact);
    item->rule.points = points;
    item->rule.count = 2;
    item->rule.width_pt = layout->style->rule_thin_pt;
}

static void draw_note(struct layout *layout, const struct layout_note *note, double x_pt,
                      double y_pt) {
    const struct style_text *style = &layout->style->text[STYLE_TABLE_NOTE];
    struct page *page = layout->page;
    struct inline_text *mark = inline_new(layout, page->arena, STYLE_TABLE_NOTE, note->role);
    inline_add_text(mark, mark_text(page->arena, note->number), ORIGIN_NONE);
    struct typeset_line number = inline_line(mark);
    double baseline = y_pt + 0.88 * style->size_pt;
    inline_draw(mark, &number, page, x_pt, baseline);
    for (size_t i = 0; i < note->lines.count; i++)
        inline_draw(note->text, &note->lines.lines[i], page, x_pt + indent_em * style->size_pt,
                    baseline + (double)i * style->pitch_pt);
}

void notes_draw(struct layout *layout, size_t count) {
    const struct style *style = layout->style;
    const struct style_text *text = &style->text[STYLE_TABLE_NOTE];
    const struct page_role *parent = last_role(layout);
    double height = 0;
    for (size_t i = 0; i < count; i++) height += layout->flow.pieces[i].notes_pt;
    if (height <= 0) return;
    double x = flow_left_pt(layout, layout->flow.pages);
    double y = style->top_pt + style->area_height_pt - (height - text->pitch_pt + text->size_pt);
    draw_rule(layout, x, y - rule_em * text->size_pt);
    for (size_t i = 0; i < count; i++) {
        for (struct layout_note *note = layout->flow.pieces[i].notes; note; note = note->next) {
            note->role->parent = parent;
            draw_note(layout, note, x, y);
            y += text_height(layout, note);
        }
    }
}

struct inline_text *notes_set_below(struct layout *layout, const struct node *note,
                                    enum style_class class, const struct page_role *parent) {
    return note_text(layout, flow_arena(layout), note, class,
                     layout_new_role(layout, PAGE_P, parent));
}
