/* Rows of a table: cells composed in their columns, and a row drawn with its rules.
 *
 * A cell's text is set in the middle of the row's height; numbers stand under one another by their
 * decimal points.  Of a row higher than a page, slices of lines are drawn. */
#include "layout/table.h"

#include <math.h>

/* A column up to this width has room for few words a line: those should be whole. */
enum { NARROW_EM = 14 };

enum ruled_row_kind ruled_row_kind(const struct node *row) {
    if (node_is_set(row, "role", "total")) return RULED_TOTAL;
    if (node_is_set(row, "role", "group")) return RULED_GROUP;
    return RULED_BODY;
}

enum style_class ruled_row_class(enum ruled_row_kind kind) {
    bool cell = kind == RULED_BODY || kind == RULED_EMPTY;
    return cell ? STYLE_TABLE_CELL : STYLE_TABLE_HEAD;
}

/* Heads stand in the middle; so does the name of a total unless its column says otherwise. */
static enum ruled_align cell_align(const struct ruled_row *row, const struct node *cell,
                                   const struct ruled_column *column, size_t span) {
    if (row->kind == RULED_HEAD || row->kind == RULED_EMPTY) return RULED_CENTRE;
    enum ruled_align given = ruled_given_align(cell);
    if (given != RULED_AUTO) return given;
    if (row->kind == RULED_GROUP && span > 1) return RULED_LEFT;
    bool named = row->kind == RULED_TOTAL && column == row->table->columns;
    if (named && ruled_given_align(column->node) == RULED_AUTO) return RULED_CENTRE;
    return column->align;
}

static struct text cell_words(const struct ruled_cell *cell, struct arena *arena) {
    struct buffer buffer = buffer_new(arena);
    for (size_t i = 0; i < cell->text->count; i++)
        if (!cell->text->marks[i].is_note) buffer_add_text(&buffer, cell->text->runs[i].text);
    return buffer_text(&buffer);
}

/* The numbers of a column are a block that stands in its middle: in it they share the place of the
 * decimal point, or their right edge.  What is no number is centred. */
static void align_number(struct ruled_cell *cell, const struct ruled_column *column,
                         enum ruled_align align, double inner_pt) {
    struct text words = cell_words(cell, cell->text->arena);
    const struct typeset_line *line = &cell->lines.lines[0];
    bool decimal = align == RULED_DECIMAL;
    double block = decimal ? column->before_pt + column->after_pt : column->number_pt;
    double own = ruled_width_before(line, words.length); /* the mark of a note hangs */
    double shift = (inner_pt - line->width_pt) / 2;
    if (ruled_read_cell(words) == RULED_NUMBER && block <= inner_pt + 0.01) {
        double right = (inner_pt + block) / 2;
        double after = line->width_pt - ruled_width_before(line, ruled_find_point(words));
        shift = right - (decimal ? line->width_pt + column->after_pt - after : own);
    }
    cell->shift_pt += fmax(0, fmin(shift, inner_pt - line->width_pt));
}

static bool is_number_block(enum ruled_align align, const struct ruled_column *column) {
    return align == RULED_DECIMAL ||
           (align == RULED_RIGHT && column->numbers > 0 && column->words == 0);
}

static enum style_align line_align(enum ruled_align align) {
    switch (align) {
    case RULED_CENTRE: return STYLE_CENTRE;
    case RULED_RIGHT: return STYLE_RIGHT;
    case RULED_AUTO:
    case RULED_LEFT:
    case RULED_DECIMAL: break;
    }
    return STYLE_LEFT;
}

/* Cells are ragged, never stretched; in the middle, their lines are balanced. */
static void set_cell(struct ruled_row *row, struct ruled_cell *cell, enum ruled_align align,
                     const struct ruled_column *column) {
    const struct ruled_table *table = row->table;
    double em = table->layout->style->text[row->class].size_pt;
    double inner = fmax(cell->width_pt - 2 * table->padding_pt, em);
    cell->shift_pt = (cell->width_pt - inner) / 2;
    if (cell->text->count == 0) return;
    bool block = is_number_block(align, column);
    cell->lines = inline_set(cell->text, (struct inline_shape){
                                             .measure_pt = inner + 0.01,
                                             .align = block ? STYLE_LEFT : line_align(align),
                                             .balanced = align == RULED_CENTRE,
                                             .by_words = inner < NARROW_EM * em,
                                         });
    if (block && cell->lines.count == 1) align_number(cell, column, align, inner);
    if (cell->lines.count > row->lines) row->lines = cell->lines.count;
}

static struct ruled_row *new_row(const struct ruled_table *table, enum ruled_row_kind kind,
                                 struct arena *arena) {
    struct ruled_row *row = ARENA_NEW(arena, struct ruled_row);
    row->table = table;
    row->kind = kind;
    row->class = ruled_row_class(kind);
    row->cells = arena_take_array(arena, table->count, sizeof *row->cells);
    row->lines = 1;
    return row;
}

/* Adds a cell from column `at` on; returns the column after it. */
static size_t add_cell(struct ruled_row *row, const struct node *node, size_t at, size_t span,
                       struct inline_text *text) {
    const struct ruled_table *table = row->table;
    const struct ruled_column *first = &table->columns[at];
    size_t end = at + span > table->count ? table->count : at + span;
    const struct ruled_column *last = &table->columns[end - 1];
    struct ruled_cell *cell = &row->cells[row->count++];
    *cell = (struct ruled_cell){.text = text, .x_pt = first->x_pt};
    cell->width_pt = last->x_pt + last->width_pt - first->x_pt;
    if (node) inline_add_nodes(text, node);
    set_cell(row, cell, cell_align(row, node ? node : table->node, first, end - at), first);
    return end;
}

static struct inline_text *cell_text(const struct ruled_row *row, const struct page_role *parent,
                                     struct arena *arena) {
    struct layout *layout = row->table->layout;
    const struct page_role *role = parent;
    enum page_tag tag = row->kind == RULED_HEAD ? PAGE_TH : PAGE_TD;
    if (!page_role_is_artifact(parent)) role = layout_new_role(layout, tag, parent);
    return inline_new(layout, arena, row->class, role);
}

struct ruled_row *ruled_set_row(const struct ruled_table *table, const struct node *node,
                                const struct page_role *parent, struct arena *arena) {
    struct ruled_row *row = new_row(table, node ? ruled_row_kind(node) : RULED_HEAD, arena);
    size_t at = 0;
    const struct node *cell = node ? node->first : NULL;
    while (at < table->count) {
        const struct node *from = node ? cell : table->columns[at].node;
        size_t span = node && cell ? ruled_span(cell) : 1;
        at = add_cell(row, from, at, span, cell_text(row, parent, arena));
        if (cell) cell = cell->next;
    }
    row->to = row->lines;
    return row;
}

struct ruled_row *ruled_set_empty_row(const struct ruled_table *table,
                                      const struct page_role *parent, struct arena *arena) {
    struct ruled_row *row = new_row(table, RULED_EMPTY, arena);
    struct inline_text *text = cell_text(row, parent, arena);
    inline_add_text(text, word_text(WORD_NO_DATA, layout_script(table->layout)),
                    table->node->origin);
    add_cell(row, NULL, 0, table->count, text);
    row->to = row->lines;
    return row;
}

/* White above and below the lines of a row that is as high as its lines. */
static double row_margin(const struct ruled_table *table) {
    double single = table->layout->style->table_row_pt - table->pitch_pt;
    return fmax(single, 0.3 * table->pitch_pt);
}

double ruled_row_height(const struct ruled_row *row) {
    const struct ruled_table *table = row->table;
    double lines = (double)(row->to - row->from) * table->pitch_pt, margin = row_margin(table);
    if (!row->broken) return fmax(table->layout->style->table_row_pt, lines + margin);
    return lines + (row->from == 0 ? margin / 2 : 0) + (row->to == row->lines ? margin / 2 : 0);
}

static void draw_cell(const struct ruled_row *row, const struct ruled_cell *cell, struct page *page,
                      struct page_point corner) {
    const struct ruled_table *table = row->table;
    double size = table->layout->style->text[row->class].size_pt, pitch = table->pitch_pt;
    size_t to = cell->lines.count < row->to ? cell->lines.count : row->to;
    if (to <= row->from) return;
    size_t shown = to - row->from;
    double free = ruled_row_height(row) - (double)shown * pitch;
    double top = corner.y_pt + free / 2;
    if (row->broken) top = corner.y_pt + (row->from == 0 ? row_margin(table) / 2 : 0);
    for (size_t i = row->from; i < to; i++) {
        double baseline = top + (double)(i - row->from) * pitch + (pitch - size) / 2 + 0.88 * size;
        inline_draw(cell->text, &cell->lines.lines[i], page,
                    corner.x_pt + cell->x_pt + cell->shift_pt, baseline);
    }
}

static void draw_lines(const struct ruled_table *table, struct page *page,
                       const struct page_point *points, size_t count, double width_pt) {
    struct page_item *item = page_add(page, PAGE_RULE, table->layout->artifact);
    item->rule.points = points;
    item->rule.count = count;
    item->rule.width_pt = width_pt;
}

void ruled_draw_rule(const struct ruled_table *table, struct page *page, struct page_point at,
                     double width_pt) {
    struct page_point *points = arena_take_array(page->arena, 2, sizeof *points);
    points[0] = at;
    points[1] = (struct page_point){at.x_pt + table->width_pt, at.y_pt};
    draw_lines(table, page, points, 2, width_pt);
}

static void draw_uprights(const struct ruled_row *row, struct page *page,
                          struct page_point corner) {
    const struct ruled_table *table = row->table;
    const struct style *style = table->layout->style;
    double bottom = corner.y_pt + ruled_row_height(row);
    size_t count = 2 * (row->count + 1);
    struct page_point *points = arena_take_array(page->arena, count, sizeof *points);
    /* The two outer ones come last and lie inside the table's width. */
    double inset = style->rule_thick_pt / 2;
    for (size_t i = 0; i <= row->count; i++) {
        double x = i + 1 < row->count    ? row->cells[i + 1].x_pt
                   : i + 1 == row->count ? inset
                                         : table->width_pt - inset;
        points[2 * i] = (struct page_point){corner.x_pt + x, corner.y_pt};
        points[2 * i + 1] = (struct page_point){corner.x_pt + x, bottom};
    }
    if (count > 4) draw_lines(table, page, points, count - 4, style->rule_thin_pt);
    draw_lines(table, page, points + count - 4, 4, style->rule_thick_pt);
}

/* Thick at both ends; thin between, in a three-line table only below the head and above a total. */
static void draw_rules(const struct ruled_row *row, struct page *page, struct page_point corner) {
    const struct ruled_table *table = row->table;
    const struct style *style = table->layout->style;
    struct page_point below = {corner.x_pt, corner.y_pt + ruled_row_height(row)};
    if (table->grid) draw_uprights(row, page, corner);
    if (row->first)
        ruled_draw_rule(table, page, corner, style->rule_thick_pt);
    else if (row->kind == RULED_TOTAL && !table->grid && row->from == 0)
        ruled_draw_rule(table, page, corner, style->rule_thin_pt);
    if (row->last)
        ruled_draw_rule(table, page, below, style->rule_thick_pt);
    else if (row->to == row->lines && (table->grid || row->kind == RULED_HEAD))
        ruled_draw_rule(table, page, below, style->rule_thin_pt);
}

void ruled_draw_row(const struct ruled_row *row, struct page *page, double x_pt, double y_pt) {
    struct page_point corner = {x_pt, y_pt};
    draw_rules(row, page, corner);
    for (size_t i = 0; i < row->count; i++) draw_cell(row, &row->cells[i], page, corner);
}
