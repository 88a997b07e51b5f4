/* Contents: the headings of two levels with leaders and page numbers, each a link to its section.
 *
 * The page numbers come from a first pass.  The room for them is always that of four digits, so the
 * contents take the same lines whatever the numbers are, and the first pass is right. */
#include "layout/inner.h"

#include <math.h>

enum { CONTENTS_LEVELS = 2 };
/* Room right of the text of an entry, in em: four digits and the least leader. */
static const double reserve_em = 4;

static const struct node *following(const struct node *node, const struct node *root) {
    if (node->first) return node->first;
    while (node != root && !node->next) node = node->parent;
    return node == root ? NULL : node->next;
}

bool contents_is_present(const struct layout *layout) {
    const struct node *root = layout->document->root;
    for (const struct node *node = root; node; node = following(node, root))
        if (node->kind == NODE_CONTENTS) return true;
    return false;
}

static void add_entry(struct layout *layout, const struct node *section) {
    ARENA_GROW(layout->arena, layout->entries, layout->entry_count, layout->entry_room);
    layout->entries[layout->entry_count++] = (struct layout_entry){section, 0};
}

void contents_collect(struct layout *layout) {
    const struct node *root = layout->document->root;
    layout->linked = map_new(layout->arena);
    layout->paged = map_new(layout->arena);
    for (const struct node *node = root; node; node = following(node, root)) {
        if (node->kind == NODE_SECTION && node_child(node, NODE_HEADING)) add_entry(layout, node);
        struct text to = node->kind == NODE_LINK ? node_attribute(node, "to") : TEXT("");
        if (to.length > 0) map_set(layout->linked, to, layout);
    }
    for (size_t i = 0; i < layout->entry_count; i++)
        map_set(layout->paged, layout->entries[i].section->id, &layout->entries[i]);
}

void contents_note_page(struct layout *layout, const struct node *node, int page) {
    struct layout_entry *entry = map_find(layout->paged, node->id);
    if (!entry) return;
    if (entry->page > 0 && entry->page != page)
        diags_add(layout->diags, DIAG_L105, node->origin, "%d → %d", entry->page, page);
    entry->page = page;
}

struct contents_line {
    const struct layout_entry *entry;
    const struct inline_text *text;
    struct typeset_line line;
    double left_pt, drop_pt;
    bool last;
};

static double draw_words(const struct inline_text *text, struct page *page, double right_pt,
                         double baseline_pt) {
    struct typeset_line line = inline_line(text);
    inline_draw(text, &line, page, right_pt - line.width_pt, baseline_pt);
    return line.width_pt;
}

/* Dots stand in columns: whole characters counted from the right edge. */
static void draw_leader(const struct contents_line *entry, struct page *page, double left_pt,
                        struct page_point right) {
    struct layout *layout = entry->text->layout;
    const struct page_role *role = entry->text->role;
    enum style_class class = entry->text->class;
    struct inline_text *number = inline_new(layout, page->arena, class, role);
    struct inline_text *dots = inline_new(layout, page->arena, class, layout->artifact);
    inline_add_text(number, text_of(arena_printf(page->arena, "%d", entry->entry->page)),
                    ORIGIN_NONE);
    double em = layout->style->text[class].size_pt;
    double digits = ceil(inline_line(number).width_pt / em + 0.3) * em;
    int count = (int)floor((right.x_pt - digits - left_pt) / em - 0.25);
    struct buffer leader = buffer_new(page->arena);
    for (int i = 0; i < count; i++) buffer_add_text(&leader, TEXT("…"));
    inline_add_text(dots, buffer_text(&leader), ORIGIN_NONE);
    if (count > 0) draw_words(dots, page, right.x_pt - digits, right.y_pt);
    draw_words(number, page, right.x_pt, right.y_pt);
}

static void draw_entry(struct layout *layout, struct page *page, const struct piece *piece,
                       double x_pt, double y_pt) {
    const struct contents_line *entry = piece->data;
    double left = x_pt + entry->left_pt, right = x_pt + layout->measure_pt;
    double baseline = y_pt + entry->drop_pt;
    double size = layout->style->text[entry->text->class].size_pt;
    inline_draw(entry->text, &entry->line, page, left, baseline);
    if (entry->last)
        draw_leader(entry, page, left + entry->line.x_pt + entry->line.width_pt,
                    (struct page_point){right, baseline});
    struct page_item *area = page_add(page, PAGE_LINK_AREA, entry->text->role);
    area->link.x_pt = left;
    area->link.y_pt = baseline - 0.88 * size;
    area->link.width_pt = right - left;
    area->link.height_pt = size;
    area->link.name = entry->entry->section->id;
}

static void place_entry(struct layout *layout, const struct layout_entry *entry,
                        const struct page_role *toc) {
    const struct node *section = entry->section;
    enum style_class class = section->level == 1 ? STYLE_CONTENTS_1 : STYLE_CONTENTS_2;
    const struct page_role *item = layout_new_role(layout, PAGE_TOCI, toc);
    struct inline_text *text =
        inline_new(layout, flow_arena(layout), class, layout_new_role(layout, PAGE_LINK, item));
    const struct node *heading = node_child(section, NODE_HEADING);
    inline_add_text(text, section->number, heading->origin);
    inline_add_text(text, node_text(heading, text->arena), heading->origin);
    struct line_block block = layout_line_block(layout, class);
    block.shape.measure_pt -= reserve_em * layout->style->text[class].size_pt;
    block.shape.align = STYLE_LEFT;
    struct typeset_lines lines = inline_set(text, block.shape);
    struct contents_line *data = arena_take_array(text->arena, lines.count, sizeof *data);
    for (size_t i = 0; i < lines.count; i++) {
        bool last = i + 1 == lines.count;
        struct contents_line *line = &data[i];
        *line = (struct contents_line){entry, text, lines.lines[i], block.left_pt, 0, last};
        struct piece piece = layout_line_piece(layout, &block, &line->drop_pt);
        piece.keep = last ? 0 : 1;
        piece.draw = draw_entry;
        piece.data = line;
        flow_add(layout, piece);
    }
}

static void place_contents_title(struct layout *layout, const struct node *node,
                                 const struct page_role *parent) {
    struct inline_text *text = inline_new(layout, flow_arena(layout), STYLE_CONTENTS_TITLE,
                                          layout_new_role(layout, PAGE_P, parent));
    struct line_block block = layout_line_block(layout, STYLE_CONTENTS_TITLE);
    inline_add_text(text, word_text(WORD_CONTENTS, layout_script(layout)), node->origin);
    block.whole = true;
    block.keep = 2;
    layout_add_spaced(layout, text, &block);
}

void place_contents(struct layout *layout, const struct node *node,
                    const struct page_role *parent) {
    place_contents_title(layout, node, parent);
    const struct page_role *role = layout_new_role(layout, PAGE_TOC, parent);
    for (size_t i = 0; i < layout->entry_count; i++) {
        const struct node *section = layout->entries[i].section;
        if (section->level <= CONTENTS_LEVELS) place_entry(layout, &layout->entries[i], role);
        flow_renew(layout);
    }
}
