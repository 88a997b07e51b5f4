/* Tables: caption above, unit line, head, rows, notes below.
 *
 * A table splits only between rows.  Caption and head stay with two rows, the last row is not
 * alone, and the head is repeated on every page with 续表 and the unit line.  A row higher than a
 * page is broken between lines, with a warning; nothing is ever left out. */
#include "layout/table.h"

#include <assert.h>
#include <math.h>

/* What stands again at the top of each further page. */
struct repeat {
    const struct inline_text *mark, *unit; /* or NULL */
    const struct ruled_row *head;          /* NULL: only the rule */
    double line_pt;                        /* height of the line of mark and unit */
};

static void draw_row(struct layout *layout, struct page *page, const struct piece *piece,
                     double x_pt, double y_pt) {
    (void)layout;
    ruled_draw_row(piece->data, page, x_pt, y_pt);
}

/* A rule ends the part of a table that goes on overleaf: thick where it closes the frame. */
static void close_part(struct layout *layout, struct page *page, const struct piece *piece,
                       double x_pt, double y_pt) {
    const struct ruled_row *row = piece->data;
    struct page_point below = {x_pt, y_pt + ruled_row_height(row)};
    const struct style *style = layout->style;
    ruled_draw_rule(row->table, page, below,
                    row->table->grid ? style->rule_thick_pt : style->rule_thin_pt);
}

static void draw_line(const struct inline_text *text, struct page *page, double right_share,
                      struct page_point at) {
    struct typeset_line line = inline_line(text);
    double free = text->layout->measure_pt - line.width_pt;
    inline_draw(text, &line, page, at.x_pt + fmax(0, free * right_share), at.y_pt);
}

static void draw_repeat(struct layout *layout, struct page *page, const struct piece *piece,
                        double x_pt, double y_pt) {
    const struct repeat *repeat = piece->data;
    const struct style_text *caption = &layout->style->text[STYLE_TABLE_CAPTION];
    double baseline = y_pt + (repeat->line_pt - caption->size_pt) / 2 + 0.88 * caption->size_pt;
    struct page_point at = {x_pt, baseline};
    if (repeat->mark) draw_line(repeat->mark, page, 0.5, at);
    if (repeat->unit) draw_line(repeat->unit, page, 1, at);
    ruled_draw_row(repeat->head, page, x_pt, y_pt + repeat->line_pt);
}

/* The rule alone, over a table without a head. */
static void draw_top_rule(struct layout *layout, struct page *page, const struct piece *piece,
                          double x_pt, double y_pt) {
    const struct ruled_table *table = piece->data;
    ruled_draw_rule(table, page, (struct page_point){x_pt, y_pt}, layout->style->rule_thick_pt);
}

static struct inline_text *unit_line(const struct ruled_table *table, const struct page_role *role,
                                     struct arena *arena) {
    struct text unit = node_attribute(table->node, "unit");
    if (unit.length == 0) return NULL;
    if (text_find(unit, TEXT("：")) == SIZE_MAX)
        unit = word_filled(arena, layout_script(table->layout), WORD_UNIT_LABEL, unit);
    struct inline_text *text = inline_new(table->layout, arena, STYLE_TABLE_UNIT, role);
    inline_add_text(text, unit, table->node->origin);
    return text;
}

static struct inline_text *continued_mark(const struct ruled_table *table) {
    struct layout *layout = table->layout;
    if (!node_child(table->node, NODE_CAPTION)) return NULL;
    struct inline_text *text =
        inline_new(layout, layout->arena, STYLE_TABLE_CAPTION, layout->artifact);
    enum wording_script script = layout_script(layout);
    inline_add_text(text, word_text(WORD_CONTINUED, script), table->node->origin);
    struct text number = table->node->number;
    inline_add_text(text, number.length > 0 ? number : word_text(WORD_TABLE, script),
                    table->node->origin);
    return text;
}

static const struct piece *new_repeat(struct ruled_table *table) {
    struct layout *layout = table->layout;
    struct piece *piece = ARENA_NEW(layout->arena, struct piece);
    struct repeat *repeat = ARENA_NEW(layout->arena, struct repeat);
    if (!table->headed) {
        *piece = (struct piece){.draw = draw_top_rule, .data = table};
        return piece;
    }
    struct ruled_row *head = ruled_set_row(table, NULL, layout->artifact, layout->arena);
    head->first = true;
    *repeat = (struct repeat){.mark = continued_mark(table),
                              .unit = unit_line(table, layout->artifact, layout->arena),
                              .head = head};
    if (repeat->mark || repeat->unit)
        repeat->line_pt = layout->style->text[STYLE_TABLE_CAPTION].pitch_pt;
    double height = repeat->line_pt + ruled_row_height(head);
    if (height > layout->style->area_height_pt / 2) {
        *piece = (struct piece){.draw = draw_top_rule, .data = table};
        return piece;
    }
    *piece = (struct piece){.advance_pt = height, .draw = draw_repeat, .data = repeat};
    return piece;
}

static struct ruled_table *new_table(struct layout *layout, const struct node *node,
                                     const struct page_role *role) {
    const struct style *style = layout->style;
    struct ruled_table *table = ARENA_NEW(layout->arena, struct ruled_table);
    *table = (struct ruled_table){.layout = layout,
                                  .node = node,
                                  .role = role,
                                  .width_pt = layout->measure_pt,
                                  .padding_pt = style->table_padding_pt,
                                  .pitch_pt = style->text[STYLE_TABLE_CELL].pitch_pt,
                                  .grid = style->table_grid};
    if (node_is_set(node, "grid", "yes")) table->grid = true;
    if (node_is_set(node, "grid", "no")) table->grid = false;
    for (const struct node *child = node->first; child; child = child->next)
        if (child->kind == NODE_COLUMN) table->count++;
    assert(table->count > 0); /* document/ verifies it */
    table->columns = arena_take_array(layout->arena, table->count, sizeof *table->columns);
    size_t i = 0;
    for (const struct node *child = node->first; child; child = child->next)
        if (child->kind == NODE_COLUMN) table->columns[i++].node = child;
    ruled_fit_columns(table);
    return table;
}

/* The rows of a table on their way to the flow. */
struct feed {
    struct ruled_table *table;
    const struct piece *repeat;
    size_t rows, index; /* in all; so far */
    int notes;          /* lines below the table: they stay with the last row */
    double most_pt;     /* height that a row may have */
};

static int row_keep(const struct feed *feed, const struct ruled_row *row) {
    if (row->last) return feed->notes;
    if (feed->index + 2 == feed->rows || row->kind == RULED_GROUP) return 1;
    return 0;
}

static void add_row_piece(struct feed *feed, const struct ruled_row *row, int keep) {
    double height = ruled_row_height(row);
    flow_add(feed->table->layout, (struct piece){.ink_pt = height,
                                                 .advance_pt = height,
                                                 .keep = keep,
                                                 .draw = draw_row,
                                                 .close = close_part,
                                                 .data = row,
                                                 .head = row->first ? NULL : feed->repeat});
}

/* A row that no page can hold goes line by line; two lines stay together at either end. */
static void add_broken_row(struct feed *feed, const struct ruled_row *row, struct arena *arena) {
    struct layout *layout = feed->table->layout;
    diags_add(layout->diags, DIAG_L201, feed->table->node->origin, N_("row %zu"), feed->index + 1);
    for (size_t line = 0; line < row->lines; line++) {
        struct ruled_row *slice = ARENA_NEW(arena, struct ruled_row);
        *slice = *row;
        slice->from = line;
        slice->to = line + 1;
        slice->first = row->first && line == 0;
        slice->last = row->last && slice->to == row->lines;
        slice->broken = true;
        bool end = line == 0 || line + 2 == row->lines;
        add_row_piece(feed, slice, slice->last ? feed->notes : end ? 1 : 0);
    }
}

static void add_row(struct feed *feed, struct ruled_row *row) {
    struct arena *arena = flow_arena(feed->table->layout);
    row->first = feed->index == 0 && !feed->table->headed;
    row->last = feed->index + 1 == feed->rows;
    if (ruled_row_height(row) > feed->most_pt)
        add_broken_row(feed, row, arena);
    else
        add_row_piece(feed, row, row_keep(feed, row));
    feed->index++;
}

static void add_rows(struct feed *feed) {
    struct ruled_table *table = feed->table;
    struct layout *layout = table->layout;
    for (const struct node *row = table->node->first; row; row = row->next) {
        if (row->kind != NODE_ROW) continue;
        const struct page_role *role = layout_new_role(layout, PAGE_TR, table->role);
        add_row(feed, ruled_set_row(table, row, role, flow_arena(layout)));
        flow_renew(layout);
    }
    if (feed->index > 0) return;
    const struct page_role *role = layout_new_role(layout, PAGE_TR, table->role);
    add_row(feed, ruled_set_empty_row(table, role, flow_arena(layout)));
}

static size_t count_rows(const struct node *table) {
    size_t count = 0;
    for (const struct node *child = table->first; child; child = child->next)
        count += child->kind == NODE_ROW;
    return count > 0 ? count : 1;
}

/* Caption, unit line and head: each stays with what follows, down to the second row.  Gives their
 * height. */
static double add_top(struct ruled_table *table, int rows_kept) {
    struct layout *layout = table->layout;
    struct arena *arena = flow_arena(layout);
    struct inline_text *caption =
        layout_caption(layout, table->node, STYLE_TABLE_CAPTION, table->role);
    /* A table holds a caption and rows, nothing else: the unit line is a part of the caption. */
    const struct page_role *part = caption ? layout_new_role(layout, PAGE_P, caption->role)
                                           : layout_new_role(layout, PAGE_CAPTION, table->role);
    struct inline_text *unit = unit_line(table, part, arena);
    struct inline_text *texts[] = {caption, unit};
    double height = 0;
    int below = rows_kept + (table->headed ? 1 : 0);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!texts[i]) continue;
        struct line_block block = layout_line_block(layout, texts[i]->class);
        block.whole = true;
        block.keep = below + (i == 0 && unit ? 1 : 0);
        height += (double)layout_add_lines(layout, texts[i], &block) *
                  layout->style->text[texts[i]->class].pitch_pt;
    }
    if (!table->headed) return height;
    const struct page_role *role = layout_new_role(layout, PAGE_TR, table->role);
    struct ruled_row *head = ruled_set_row(table, NULL, role, arena);
    head->first = true;
    double row = ruled_row_height(head);
    flow_add(
        layout,
        (struct piece){
            .ink_pt = row, .advance_pt = row, .keep = rows_kept, .draw = draw_row, .data = head});
    return height + row;
}

/* Only counted: their memory may be gone before the last row is there. */
static int count_note_lines(struct layout *layout, const struct node *node) {
    size_t count, lines = 0;
    struct inline_text **texts =
        layout_notes(layout, node, STYLE_TABLE_NOTE, layout->artifact, &count);
    for (size_t i = 0; i < count; i++)
        lines += inline_set(texts[i], layout_line_block(layout, texts[i]->class).shape).count;
    return (int)lines;
}

static void add_notes(struct layout *layout, const struct node *node,
                      const struct page_role *parent) {
    size_t count;
    struct inline_text **texts = layout_notes(layout, node, STYLE_TABLE_NOTE, parent, &count);
    if (count > 0) flow_add_gap(layout);
    for (size_t i = 0; i < count; i++) {
        struct line_block block = layout_line_block(layout, texts[i]->class);
        block.whole = true;
        block.keep = i + 1 < count ? 1 : 0;
        layout_add_lines(layout, texts[i], &block);
    }
}

void place_table(struct layout *layout, const struct node *node, const struct page_role *parent) {
    struct ruled_table *table =
        new_table(layout, node, layout_new_role(layout, PAGE_TABLE, parent));
    struct feed feed = {.table = table,
                        .repeat = new_repeat(table),
                        .rows = count_rows(node),
                        .notes = count_note_lines(layout, node)};
    flow_open_block(layout, layout_white_pt(layout));
    double top = add_top(table, feed.rows > 1 ? 2 : 1);
    feed.most_pt = layout->style->area_height_pt - fmax(top, feed.repeat->advance_pt);
    add_rows(&feed);
    add_notes(layout, node, parent);
    flow_close_block(layout);
}
