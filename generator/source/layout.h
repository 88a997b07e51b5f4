/* How a sheet made for people is laid out:
 *
 *   rows above     表名, 表号, 制定机关, 填报单位, 单位：万元        struct sheet_head
 *   heading rows   one to five; merged cells spread over their columns
 *   numbering      甲 乙 1 2 3, left out
 *   data           [below, end)
 *   foot           单位负责人, 填表人, 注：, left out
 *
 * layout.c and head.c find it, headings.c names the columns, rows.c hands the data on. */
#ifndef SOURCE_LAYOUT_H
#define SOURCE_LAYOUT_H

#include "source/sheet.h"

enum {
    LAYOUT_SCAN_ROWS = 100,  /* in which headings are looked for */
    LAYOUT_HEADING_ROWS = 5, /* most of one table */
};

struct sheet_fact {
    struct text text; /* empty: not there */
    struct origin origin;
};

/** What the rows above the headings say. */
struct sheet_head {
    struct sheet_fact number, organ, unit, period, measure;
};

/** Told how a sheet is laid out, before its rows are handed on; head NULL: no headings were found.
 */
struct sheet_witness {
    void (*see)(struct sheet_witness *witness, const struct sheet *sheet,
                const struct sheet_head *head);
};

/** The first rows of a sheet with their merged areas at hand. */
struct sheet_grid {
    const struct sheet *sheet;
    size_t rows, width;
    const struct sheet_area **areas; /* rows × width; NULL where nothing is merged */
};

struct sheet_layout {
    struct sheet_grid grid;
    size_t first, last; /* indexes of the heading rows in sheet->rows */
    size_t below, end;  /* data: from, to */
    bool declared_rows; /* the job says how many heading rows */
    struct sheet_head head;
};

/** False with diagnostics: no row can be the heading, or several can (D200, D203). */
bool sheet_find_layout(const struct source_spec *spec, const struct sheet *sheet,
                       struct arena *arena, struct diags *diags, struct sheet_layout *out);

/** Trimmed text of the cell itself; rows by index. */
struct text sheet_own_text(const struct sheet *sheet, size_t row, size_t column);
/** The same, or the text of the merged area that covers it. */
struct text sheet_grid_text(const struct sheet_grid *grid, size_t row, size_t column);
/** Cells of a row that hold something. */
size_t sheet_count_own(const struct sheet *sheet, size_t row);
/** Place of a cell, also of one that the sheet does not hold. */
struct origin sheet_place(const struct sheet *sheet, size_t row, size_t column);

/* ---- head.c ---- */

/** True if a cell of the row is a label of a form's head: 填报单位：… */
bool sheet_is_head_line(const struct sheet *sheet, size_t row);
/** What the rows before `first` say. */
void sheet_read_head(const struct sheet *sheet, size_t first, struct arena *arena,
                     struct sheet_head *head);
/** Index of the first row of the foot, from row `from` of a table so wide; D204 if data stand below
 * it. */
size_t sheet_find_end(const struct sheet *sheet, size_t from, size_t width, struct arena *arena,
                      struct diags *diags);

/** A column that is handed on. */
struct sheet_column {
    size_t at; /* in the sheet */
    struct text name;
    struct origin origin;
};
struct sheet_columns {
    struct sheet_column *at;
    size_t count, room;
};
/** Names the columns; those without a heading and without data are dropped.  False with D105, D106,
 * D200. */
bool sheet_name_columns(const struct sheet_layout *layout, struct arena *arena, struct diags *diags,
                        struct sheet_columns *out);
/** Hands the rows on; false with diagnostics. */
bool sheet_give_rows(const struct source_spec *spec, const struct sheet_layout *layout,
                     const struct sheet_columns *columns, struct source_sink *sink,
                     struct arena *arena, struct diags *diags);

#endif
