/* A sheet: cells in a grid, as a workbook, a table in a Word file or a statistical form has them,
 * before anyone knows which row is the heading.
 *
 *   rows[i]    number 7 (from 1, as the user sees it), cells[j] = column j (from 0)
 *              a row holds only as many cells as it has; rows without a cell are left out
 *   merged     areas that show one value: that of their first cell
 *
 * Kinds of source make sheets; layout.c, headings.c and rows.c turn one into batches of rows. */
#ifndef SOURCE_SHEET_H
#define SOURCE_SHEET_H

#include "source/inner.h"

struct sheet_row {
    size_t number; /* 1-based, ascending */
    bool hidden;
    struct cell *cells; /* by column; a gap is an empty text with its own origin */
    size_t count;
};

struct sheet_area {
    size_t first_row, last_row;       /* row numbers, from 1 */
    size_t first_column, last_column; /* from 0 */
};

struct sheet {
    struct text name;        /* "" for a file that has only one */
    const struct file *file; /* whose `describe` words the origins of cells */
    size_t index;            /* of the sheet in its file, for origins */
    struct sheet_row *rows;
    size_t row_count, row_room;
    struct sheet_area *merged;
    size_t merged_count;
};

enum {
    SHEET_COLUMNS_MOST = 16384, /* of a workbook; more than SOURCE_COLUMNS_MOST is refused later */
    SHEET_ROWS_MOST = 1048576,
    SHEETS_MOST = 1 << 16,
};

/** A container whose offsets are cells: messages say "book.xlsx!Sheet!C7".  `bytes`: the file as it
 * lies on the disk, for fingerprints.  `names`: of the sheets, kept by the file. */
const struct file *sheet_file(const struct file *bytes, const struct text *names, size_t count,
                              struct arena *arena);
/** Place of a cell: row from 1, column from 0. */
struct origin sheet_origin(const struct file *file, size_t sheet, size_t row, size_t column);
/** Adds a row; numbers must ascend. */
struct sheet_row *sheet_add_row(struct arena *arena, struct sheet *sheet, size_t number,
                                size_t cells);
/** Index of the first row with this number or a higher one; row_count if there is none. */
size_t sheet_find_row(const struct sheet *sheet, size_t number);
/** Says that there are more than SHEET_ROWS_MOST rows (D108). */
void sheet_refuse_rows(struct diags *diags, struct origin origin);
/** The cell at row number and column, or NULL where the sheet has none. */
const struct cell *sheet_cell(const struct sheet *sheet, size_t row, size_t column);
/** Column as spreadsheets name it: 0 is A, 27 is AB. */
char *sheet_column_name(struct arena *arena, size_t column);

/** Finds the headings as the spec says, hands the rows below to the sink.  False with
 * diagnostics. */
bool source_give_sheet(const struct source_spec *spec, const struct sheet *sheet,
                       struct source_sink *sink, struct arena *arena, struct diags *diags);

#endif
