/* Shared by the files of tables: columns, rows, cells.  The prefix is ruled_: table_ is another
 * room.
 *
 *   table.c        the order: caption, unit line, head, rows, notes; splitting over pages
 *   table_read.c   what the cells of each column hold, and the width they ask for
 *   table_width.c  alignment and width of columns
 *   table_rows.c   a row composed and drawn */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/inner.h"

enum ruled_align { RULED_AUTO, RULED_LEFT, RULED_CENTRE, RULED_RIGHT, RULED_DECIMAL };

struct ruled_column {
    const struct node *node;
    enum ruled_align align;
    double share;                /* as given; 0 if not */
    double natural_pt, least_pt; /* with padding */
    double number_pt, air_pt;    /* widest number; white that numbers want beside them */
    double before_pt, after_pt;  /* widest parts of numbers on either side of the decimal point */
    size_t numbers, words;       /* cells of these kinds */
    size_t shortest, longest;    /* cell of words, in characters */
    double x_pt, width_pt;
};

enum ruled_row_kind { RULED_HEAD, RULED_BODY, RULED_TOTAL, RULED_GROUP, RULED_EMPTY };

struct ruled_table {
    struct layout *layout;
    const struct node *node;
    const struct page_role *role;
    struct ruled_column *columns;
    size_t count;
    double width_pt, padding_pt, pitch_pt;
    bool grid; /* all rules; else a three-line table */
    bool headed;
};

struct ruled_cell {
    const struct inline_text *text;
    struct typeset_lines lines;
    double x_pt, width_pt;
    double shift_pt; /* of its text from x_pt */
};

struct ruled_row {
    const struct ruled_table *table;
    enum ruled_row_kind kind;
    struct ruled_cell *cells;
    size_t count, lines;
    enum style_class class;
    bool first, last; /* first: nothing of the table's ruled part above it */
    size_t from, to;  /* lines of the cells that are shown: a slice of a very high row */
    bool broken;
};

/** What a cell holds, for alignment. */
enum ruled_content { RULED_NOTHING, RULED_NUMBER, RULED_WORDS };
enum ruled_content ruled_read_cell(struct text words);
/** Offset of the decimal point of a number, or of the end of its whole part. */
size_t ruled_find_point(struct text words);
/** Width of a composed line up to byte `offset` of its text. */
double ruled_width_before(const struct typeset_line *line, size_t offset);
enum ruled_row_kind ruled_row_kind(const struct node *row);
enum style_class ruled_row_class(enum ruled_row_kind kind);
/** Columns a cell takes. */
size_t ruled_span(const struct node *cell);

/** Alignment that the node asks for. */
enum ruled_align ruled_given_align(const struct node *node);
/** Reads heads and cells into the columns: contents, widths wanted. */
void ruled_read_cells(struct ruled_table *table);
/** Reads all cells, settles alignment and width of each column. */
void ruled_fit_columns(struct ruled_table *table);

/** Composes a row of cells, or (row NULL) of column headings.  Memory: `arena`; roles below
 * `parent`. */
struct ruled_row *ruled_set_row(const struct ruled_table *table, const struct node *row,
                                const struct page_role *parent, struct arena *arena);
/** The row of a table that has none. */
struct ruled_row *ruled_set_empty_row(const struct ruled_table *table,
                                      const struct page_role *parent, struct arena *arena);
double ruled_row_height(const struct ruled_row *row);
void ruled_draw_row(const struct ruled_row *row, struct page *page, double x_pt, double y_pt);
/** A rule over the whole width. */
void ruled_draw_rule(const struct ruled_table *table, struct page *page, struct page_point at,
                     double width_pt);

#endif
