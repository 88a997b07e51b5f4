/* Inline text: nodes of a line → runs for composition, and composed lines → items of a page.
 *
 * Beside each run stands what composition does not ask for: the role in the structure and the link.
 */
#include "layout/inner.h"

#include <assert.h>
#include <math.h>

const struct page_role *layout_new_role(struct layout *layout, enum page_tag tag,
                                        const struct page_role *parent) {
    struct page_role *role = ARENA_NEW(layout->arena, struct page_role);
    role->tag = tag;
    role->parent = parent;
    return role;
}

struct inline_text *inline_new(struct layout *layout, struct arena *arena, enum style_class class,
                               const struct page_role *role) {
    struct inline_text *text = ARENA_NEW(arena, struct inline_text);
    text->layout = layout;
    text->arena = arena;
    text->class = class;
    text->role = role;
    return text;
}

static struct typeset_run *add_run(struct inline_text *text, struct text words,
                                   const struct node *link) {
    const struct style_text *style = &text->layout->style->text[text->class];
    ARENA_GROW(text->arena, text->runs, text->count, text->room);
    ARENA_GROW(text->arena, text->marks, text->count, text->mark_room);
    text->marks[text->count] =
        (struct inline_mark){.role = text->role, .link = link, .size_pt = style->size_pt};
    struct typeset_run *run = &text->runs[text->count++];
    *run = (struct typeset_run){.text = words,
                                .role = style->role,
                                .latin_role = style->latin_role,
                                .size_pt = style->size_pt,
                                .colour = style->colour,
                                .one_face = style->one_face};
    if (link) run->link = node_attribute(link, "to");
    return run;
}

struct typeset_run *inline_add_run(struct inline_text *text, struct text words) {
    return add_run(text, words, NULL);
}

void inline_add_text(struct inline_text *text, struct text words, struct origin origin) {
    if (words.length == 0) return;
    add_run(text, words, NULL)->origin = origin;
}

/* What is around a node of the line. */
struct around {
    bool strong;
    const struct node *link;
    unsigned under, name;
    struct text ruby;
    double scale, rise_em; /* of superscripts and subscripts, in em of the line */
    bool raised;
};

/* A placeholder, or a figure that failed a check and is printed all the same. */
static bool is_waiting(const struct node *node) {
    bool placeholder = node->figure && node->figure->quantity.state == QUANTITY_PLACEHOLDER;
    return placeholder || node_is_set(node, "marked", "yes");
}

/* Letters above and below the line: the top of a raised digit is level with the Han. */
static const double small_scale = 0.6, superscript_em = 0.36, subscript_em = -0.14;

/* Half the size of the text, less where the gap between lines is narrow. */
static double ruby_size(const struct inline_text *text) {
    const struct style_text *style = &text->layout->style->text[text->class];
    double half = 0.5 * style->size_pt, least = 0.4 * style->size_pt;
    return fmax(least, fmin(half, style->pitch_pt - style->size_pt));
}

static void raise(struct around *around, double rise_em) {
    around->rise_em += rise_em * around->scale;
    if (around->scale > 0.5) around->scale *= small_scale;
    around->raised = true;
}

static void add_leaf(struct inline_text *text, const struct node *node, struct around around) {
    if (node->text.length == 0) return;
    struct typeset_run *run = add_run(text, node->text, around.link);
    if (around.strong) run->role = run->latin_role = STYLE_HEI;
    run->under = around.under;
    run->name = around.name;
    run->ruby = around.ruby;
    run->ruby_pt = ruby_size(text);
    run->rise_pt = around.rise_em * run->size_pt;
    run->size_pt *= around.scale;
    run->attached = around.raised;
    run->figure = node->figure;
    if (is_waiting(node)) {
        run->role = run->latin_role = text->layout->style->mark_role;
        text->marks[text->count - 1].waiting = true;
    }
    run->origin = node->figure && node->figure->origin.file ? node->figure->origin : node->origin;
}

static void add_below(struct inline_text *text, const struct node *parent, struct around around) {
    for (const struct node *node = parent->first; node; node = node->next) {
        const struct page_role *role = text->role;
        struct around inner = around;
        if (node->kind == NODE_TEXT || node->kind == NODE_FIGURE) {
            add_leaf(text, node, around);
            continue;
        }
        if (node->kind == NODE_NOTE) {
            notes_add_mark(text, node);
            continue;
        }
        if (node->kind == NODE_STRONG) inner.strong = true;
        if (node->kind == NODE_EMPHASIS) inner.under |= TYPESET_DOTS;
        if (node->kind == NODE_UNDERLINE) inner.under |= TYPESET_UNDERLINE;
        if (node->kind == NODE_SUPERSCRIPT) raise(&inner, superscript_em);
        if (node->kind == NODE_SUBSCRIPT) raise(&inner, subscript_em);
        if (node->kind == NODE_RUBY) inner.ruby = node_attribute(node, "text");
        if (node->kind == NODE_PROPER_NAME) inner.name = ++text->names;
        if (node->kind == NODE_LINK) {
            inner.link = node;
            text->role = layout_new_role(text->layout, PAGE_LINK, role);
        }
        add_below(text, node, inner);
        text->role = role;
    }
}

void inline_add_nodes(struct inline_text *text, const struct node *parent) {
    add_below(text, parent, (struct around){.scale = 1});
}

bool inline_ends_sentence(const struct inline_text *text) {
    static const char stops[] = "。！？；：，、…—.!?;:,";
    size_t count = text->count;
    while (count > 0 && text->marks[count - 1].is_note) count--;
    if (count == 0) return true;
    struct text words = text->runs[count - 1].text;
    const char *at = words.at + words.length;
    uint32_t last = text_before(&at, words.at);
    for (const char *stop = stops; *stop;)
        if (text_next(&stop, stops + sizeof stops - 1) == last) return true;
    return false;
}

struct typeset_lines inline_set(const struct inline_text *text, struct inline_shape shape) {
    const struct style *style = text->layout->style;
    double size = text->count > 0 ? text->marks[0].size_pt : style->text[text->class].size_pt;
    struct typeset_paragraph paragraph = {.runs = text->runs,
                                          .count = text->count,
                                          .measure_pt = shape.measure_pt,
                                          .first_indent_pt = shape.indent_pt,
                                          .size_pt = size,
                                          .align = shape.align,
                                          .balanced = shape.balanced,
                                          .by_words = shape.by_words,
                                          .composition = &style->composition};
    return typeset_set(text->layout->typeset, &paragraph, text->arena);
}

struct typeset_line inline_line(const struct inline_text *text) {
    static const double no_end_pt = 1e6;
    if (text->count == 0) return (struct typeset_line){0};
    struct inline_shape shape = {.measure_pt = no_end_pt, .align = STYLE_LEFT};
    struct typeset_lines lines = inline_set(text, shape);
    return lines.count > 0 ? lines.lines[0] : (struct typeset_line){0};
}

/* Stretches of one link on a line have one area together. */
struct link_area {
    const struct inline_mark *mark;
    double left_pt, right_pt, size_pt;
};

static void add_area(struct page *page, const struct link_area *area, double baseline_pt) {
    if (!area->mark) return;
    struct page_item *item = page_add(page, PAGE_LINK_AREA, area->mark->role);
    item->link.x_pt = area->left_pt;
    item->link.y_pt = baseline_pt - 0.88 * area->size_pt;
    item->link.width_pt = area->right_pt - area->left_pt;
    item->link.height_pt = area->size_pt;
    item->link.name = node_attribute(area->mark->link, "to");
    item->link.href = node_attribute(area->mark->link, "href");
}

static void grow_area(struct link_area *area, const struct inline_mark *mark,
                      const struct page_run *run) {
    if (!area->mark) *area = (struct link_area){mark, run->x_pt, run->x_pt, 0};
    area->right_pt = run->x_pt + run->width_pt;
    if (run->size_pt > area->size_pt) area->size_pt = run->size_pt;
}

/* A tint under the figures that wait; it goes on the page before them. */
static void draw_grounds(const struct inline_text *text, const struct typeset_line *line,
                         struct page *page, struct page_point at) {
    static const double above_em = 0.94, height_em = 1.12;
    const struct page_run *from = NULL;
    for (size_t i = 0; i < line->count; i++) {
        const struct page_run *run = &line->runs[i];
        if (!text->marks[line->sources[i]].waiting) {
            from = NULL;
            continue;
        }
        if (!from) {
            from = run;
            struct page_item *ground = page_add(page, PAGE_AREA, text->layout->artifact);
            ground->area.x_pt = at.x_pt + run->x_pt;
            ground->area.y_pt = at.y_pt - above_em * run->size_pt;
            ground->area.height_pt = height_em * run->size_pt;
            ground->area.colour = text->layout->style->mark_colour;
        }
        page->items[page->count - 1].area.width_pt = run->x_pt + run->width_pt - from->x_pt;
    }
}

void inline_draw(const struct inline_text *text, const struct typeset_line *line, struct page *page,
                 double x_pt, double baseline_pt) {
    struct link_area area = {0};
    draw_grounds(text, line, page, (struct page_point){x_pt + line->x_pt, baseline_pt});
    for (size_t i = 0; i < line->count; i++) {
        const struct inline_mark *mark = &text->marks[line->sources[i]];
        if (area.mark && area.mark->link != mark->link) {
            add_area(page, &area, baseline_pt);
            area.mark = NULL;
        }
        struct page_run *run = &page_add(page, PAGE_RUN, mark->role)->run;
        *run = line->runs[i];
        if (mark->note)
            *run = notes_set_mark(text->layout, mark->note, &text->runs[line->sources[i]],
                                  line->runs[i]);
        run->x_pt += x_pt + line->x_pt;
        run->y_pt += baseline_pt;
        if (mark->link) grow_area(&area, mark, run);
    }
    add_area(page, &area, baseline_pt);
    if (line->mark_count > 0) marks_draw(text, line, page, x_pt, baseline_pt);
}
