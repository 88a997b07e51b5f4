/* Text blocks: paragraphs, headings, lists; and lines → pieces for whatever else has lines.
 *
 * A paragraph leaves at least two lines on either side of a page break; a heading stays with two
 * lines of what follows.  A run-in heading and its paragraph are set as one. */
#include "layout/inner.h"

#include <math.h>

/* A line of a paragraph, waiting for its page. */
struct line {
    const struct inline_text *text;
    struct typeset_line line;
    double left_pt, drop_pt;
};

static void draw_line(struct layout *layout, struct page *page, const struct piece *piece,
                      double x_pt, double y_pt) {
    const struct line *line = piece->data;
    (void)layout;
    inline_draw(line->text, &line->line, page, x_pt + line->left_pt, y_pt + line->drop_pt);
}

/* On the grid all baselines are those of the body, and a full page holds exactly the lines of the
 * grid, whatever the size of the letters.  Elsewhere a line is set in the middle of its pitch; one
 * that is flush reaches its edges. */
struct piece layout_line_piece(const struct layout *layout, const struct line_block *block,
                               double *drop_pt) {
    const struct style *style = layout->style;
    const struct style_text *text = &style->text[block->class];
    double pitch = style->grid_pitch_pt;
    if (!layout->flow.block && style->grid) {
        *drop_pt = style->first_baseline_pt - style->top_pt;
        return (struct piece){.ink_pt = style->area_height_pt - (style->grid_lines - 1) * pitch,
                              .advance_pt = fmax(1, ceil(text->pitch_pt / pitch - 0.05)) * pitch};
    }
    bool flush = block->flush || !layout->flow.block;
    *drop_pt = (flush ? 0 : (text->pitch_pt - text->size_pt) / 2) + 0.88 * text->size_pt;
    return (struct piece){.ink_pt = flush ? text->size_pt : text->pitch_pt,
                          .advance_pt = text->pitch_pt};
}

double layout_white_pt(const struct layout *layout) {
    /* On a grid there is more of it as a rule: the block is rounded up to whole lines. */
    return (layout->style->grid ? 0.5 : 0.8) * layout->style->grid_pitch_pt;
}

static int line_keep(const struct line_block *block, size_t index, size_t count) {
    size_t after = count - index - 1;
    if (block->whole || after == 0) return (int)after + block->keep;
    return count <= 3 || index == 0 || after == 1 ? 1 : 0;
}

struct line_block layout_line_block(const struct layout *layout, enum style_class class) {
    const struct style_text *text = &layout->style->text[class];
    double left = text->left_em * text->size_pt, right = text->right_em * text->size_pt;
    return (struct line_block){
        .class = class,
        .shape = {.measure_pt = fmax(layout->measure_pt - left - right, text->size_pt),
                  .indent_pt = text->indent_em * text->size_pt,
                  .align = text->align,
                  .balanced = text->balanced},
        .left_pt = left};
}

size_t layout_add_lines(struct layout *layout, const struct inline_text *text,
                        const struct line_block *block) {
    struct typeset_lines lines = inline_set(text, block->shape);
    struct line *data = arena_take_array(text->arena, lines.count, sizeof *data);
    for (size_t i = 0; i < lines.count; i++) {
        data[i] = (struct line){text, lines.lines[i], block->left_pt, 0};
        struct piece piece = layout_line_piece(layout, block, &data[i].drop_pt);
        piece.keep = line_keep(block, i, lines.count);
        piece.heading = block->heading;
        piece.draw = draw_line;
        piece.data = &data[i];
        notes_attach(&piece, text, &data[i].line);
        flow_add(layout, piece);
    }
    return lines.count;
}

void layout_add_spaced(struct layout *layout, const struct inline_text *text,
                       const struct line_block *block) {
    const struct style_text *style = &layout->style->text[block->class];
    double grid = layout->style->grid_pitch_pt;
    bool small = layout->style->grid && style->pitch_pt < 0.8 * grid;
    flow_add_space(layout, style->before_lines);
    if (small) flow_open_block(layout, 0.3 * grid);
    layout_add_lines(layout, text, block);
    if (small) flow_close_block(layout);
    flow_add_space(layout, style->after_lines);
}

struct inline_text *layout_caption(struct layout *layout, const struct node *node,
                                   enum style_class class, const struct page_role *parent) {
    const struct node *caption = node_child(node, NODE_CAPTION);
    if (!caption && node->number.length == 0) return NULL;
    const struct page_role *role = layout_new_role(layout, PAGE_CAPTION, parent);
    struct inline_text *text = inline_new(layout, flow_arena(layout), class, role);
    inline_add_text(text, node->number, node->origin);
    if (caption && node->number.length > 0) inline_add_text(text, TEXT("　"), node->origin);
    if (caption) inline_add_nodes(text, caption);
    return text;
}

/* Text of an attribute with its usual beginning, unless it has one (数据来源：). */
static struct text with_lead(struct arena *arena, struct text value, struct text lead) {
    enum { LEAD_MOST = 6 };
    size_t colon = text_find(value, TEXT("："));
    if (colon != SIZE_MAX && text_characters(text_slice(value, 0, colon)) <= LEAD_MOST)
        return value;
    return text_of(arena_printf(arena, "%.*s%.*s", TEXT_ARGS(lead), TEXT_ARGS(value)));
}

static struct inline_text *attribute_note(struct layout *layout, const struct node *node,
                                          const char *attribute, enum word lead,
                                          enum style_class class, const struct page_role *parent) {
    struct text value = node_attribute(node, attribute);
    if (value.length == 0) return NULL;
    struct arena *arena = flow_arena(layout);
    struct inline_text *text =
        inline_new(layout, arena, class, layout_new_role(layout, PAGE_P, parent));
    inline_add_text(text, with_lead(arena, value, word_text(lead, layout_script(layout))),
                    node->origin);
    return text;
}

struct note_texts {
    struct arena *arena;
    struct inline_text **at;
    size_t count, room;
};

static void add_note(struct note_texts *texts, struct inline_text *note) {
    if (!note) return;
    ARENA_GROW(texts->arena, texts->at, texts->count, texts->room);
    texts->at[texts->count++] = note;
}

struct inline_text **layout_notes(struct layout *layout, const struct node *node,
                                  enum style_class class, const struct page_role *parent,
                                  size_t *count) {
    struct note_texts texts = {.arena = flow_arena(layout)};
    add_note(&texts, attribute_note(layout, node, "note", WORD_NOTE_LABEL, class, parent));
    for (const struct node *n = node->first; n; n = node_following(n, node))
        if (n->kind == NODE_NOTE) add_note(&texts, notes_set_below(layout, n, class, parent));
    add_note(&texts, attribute_note(layout, node, "source", WORD_SOURCE_LABEL, class, parent));
    *count = texts.count;
    return texts.at;
}

/* Classes of a paragraph; what is not named is body text. */
static struct line_block paragraph_block(const struct layout *layout, const struct node *node) {
    struct text class = node_attribute(node, "class");
    struct line_block block =
        layout_line_block(layout, text_is(class, "note") ? STYLE_TABLE_NOTE : STYLE_BODY);
    if (text_is(class, "salutation")) block.shape.indent_pt = 0;
    static const struct {
        const char *name;
        enum style_align align;
    } aligns[] = {{"justify", STYLE_JUSTIFY},
                  {"left", STYLE_LEFT},
                  {"centre", STYLE_CENTRE},
                  {"right", STYLE_RIGHT}};
    struct text align = node_attribute(node, "align");
    for (size_t i = 0; i < sizeof aligns / sizeof *aligns; i++) {
        if (!text_is(align, aligns[i].name)) continue;
        block.shape.align = aligns[i].align;
        if (i >= 2) block.shape.indent_pt = 0;
    }
    if (node_is_set(node, "indent", "no")) block.shape.indent_pt = 0;
    return block;
}

void place_paragraph(struct layout *layout, const struct node *node,
                     const struct page_role *parent) {
    struct line_block block = paragraph_block(layout, node);
    struct inline_text *text = inline_new(layout, flow_arena(layout), block.class,
                                          layout_new_role(layout, PAGE_P, parent));
    inline_add_nodes(text, node);
    layout_add_spaced(layout, text, &block);
}

static enum style_class heading_class(int level) {
    static const enum style_class classes[] = {STYLE_HEADING_1, STYLE_HEADING_2, STYLE_HEADING_3,
                                               STYLE_HEADING_4};
    return classes[level < 1 ? 0 : level > 4 ? 3 : level - 1];
}

static enum page_tag heading_tag(int level) {
    static const enum page_tag tags[] = {PAGE_H1, PAGE_H2, PAGE_H3, PAGE_H4};
    return tags[level < 1 ? 0 : level > 4 ? 3 : level - 1];
}

static struct inline_text *heading_text(struct layout *layout, const struct node *section,
                                        const struct node *heading, const struct page_role *role) {
    struct inline_text *text =
        inline_new(layout, flow_arena(layout), heading_class(section->level),
                   layout_new_role(layout, heading_tag(section->level), role));
    inline_add_text(text, section->number, heading->origin);
    inline_add_nodes(text, heading);
    return text;
}

/* 指导思想。坚持…: the paragraph goes on in the line of the heading. */
static void place_run_in(struct layout *layout, struct inline_text *text,
                         const struct node *section, const struct node *paragraph) {
    const struct page_role *sect = text->role->parent;
    if (!inline_ends_sentence(text)) inline_add_text(text, TEXT("。"), section->origin);
    struct line_block block = paragraph_block(layout, paragraph);
    text->class = block.class;
    text->role = layout_new_role(layout, PAGE_P, sect);
    inline_add_nodes(text, paragraph);
    flow_begin(layout, paragraph);
    layout_add_spaced(layout, text, &block);
}

void place_section(struct layout *layout, const struct node *node, const struct page_role *parent) {
    const struct page_role *role = layout_new_role(layout, PAGE_SECT, parent);
    const struct node *heading = node_child(node, NODE_HEADING), *child = node->first;
    if (heading) {
        struct inline_text *text = heading_text(layout, node, heading, role);
        child = heading->next;
        if (node_is_set(heading, "run-in", "yes") && child && child->kind == NODE_PARAGRAPH) {
            place_run_in(layout, text, node, child);
            child = child->next;
        } else {
            struct line_block block = layout_line_block(layout, heading_class(node->level));
            block.whole = block.heading = true;
            block.keep = 2;
            layout_add_spaced(layout, text, &block);
        }
    }
    for (; child; child = child->next) layout_place(layout, child, role);
}

static struct text item_number(struct layout *layout, const struct node *list, int n) {
    struct text scheme = node_attribute(list, "scheme");
    if (scheme.length == 0) scheme = TEXT("一是");
    return wording_ordinal(flow_arena(layout), scheme, n);
}

/* 一是…；二是…。 in one paragraph; marks that the items lack are put in. */
static void place_inline_list(struct layout *layout, const struct node *node,
                              const struct page_role *parent) {
    struct inline_text *text =
        inline_new(layout, flow_arena(layout), STYLE_BODY, layout_new_role(layout, PAGE_P, parent));
    int n = 0;
    for (const struct node *item = node->first; item; item = item->next) {
        inline_add_text(text, item_number(layout, node, ++n), item->origin);
        for (const struct node *block = item->first; block; block = block->next)
            if (block->kind == NODE_PARAGRAPH) inline_add_nodes(text, block);
        if (!inline_ends_sentence(text))
            inline_add_text(text, item->next ? TEXT("；") : TEXT("。"), item->origin);
    }
    struct line_block block = layout_line_block(layout, STYLE_BODY);
    layout_add_spaced(layout, text, &block);
}

static bool holds_only_paragraphs(const struct node *list) {
    for (const struct node *item = list->first; item; item = item->next)
        for (const struct node *block = item->first; block; block = block->next)
            if (block->kind != NODE_PARAGRAPH) return false;
    return list->first;
}

/* The number stands at the head of the item's first paragraph, or alone before another block. */
static void place_item(struct layout *layout, const struct node *item, struct text number,
                       const struct page_role *role) {
    const struct node *child = item->first;
    bool paragraph = child && child->kind == NODE_PARAGRAPH;
    struct line_block block =
        paragraph ? paragraph_block(layout, child) : layout_line_block(layout, STYLE_BODY);
    struct inline_text *text = inline_new(layout, flow_arena(layout), block.class, role);
    inline_add_text(text, number, item->origin);
    if (paragraph) inline_add_nodes(text, child);
    if (!paragraph) block.keep = 1;
    flow_begin(layout, item);
    if (paragraph) flow_begin(layout, child);
    layout_add_spaced(layout, text, &block);
    if (paragraph) child = child->next;
    for (; child; child = child->next) layout_place(layout, child, role);
}

void place_list(struct layout *layout, const struct node *node, const struct page_role *parent) {
    if (node_is_set(node, "kind", "inline") && holds_only_paragraphs(node)) {
        place_inline_list(layout, node, parent);
        return;
    }
    const struct page_role *role = layout_new_role(layout, PAGE_L, parent);
    int n = 0;
    for (const struct node *item = node->first; item; item = item->next) {
        struct text number = item_number(layout, node, ++n);
        place_item(layout, item, number, layout_new_role(layout, PAGE_LI, role));
        flow_renew(layout);
    }
}
