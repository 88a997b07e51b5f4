/* Workbooks, whatever their container: the sheets, which of them and which cells are wanted, and
 * the way from a stored cell to the text that it is handed on as.
 *
 *   .xlsx → xlsx_*.c ─┐
 *                     ├→ book.c: choice of sheet and area → grid.c: cells → struct sheet →
 * headings.c .xls  → xls*.c  ──┘
 */
#ifndef SOURCE_BOOK_H
#define SOURCE_BOOK_H

#include "source/format.h"
#include "source/sheet.h"

enum {
    BOOK_SHEETS_MOST = 4096,
    BOOK_NAMES_MOST = 65536,
    BOOK_FORMATS_MOST = 1 << 17,
    BOOK_STRINGS_MOST = SOURCE_CELLS_MOST,
    BOOK_MERGED_MOST = 1 << 17,
    BOOK_GAPS_MOST = 1 << 20, /* cells that a sheet may lack before those it has, and ... */
    BOOK_GAPS_A_CELL = 16,    /* ... so many for each cell that it has */
};

enum book_state { BOOK_VISIBLE, BOOK_HIDDEN };

struct book_tab {
    struct text name;
    enum book_state state;
    bool is_grid;     /* not a chart or a macro sheet */
    const char *part; /* .xlsx: its name in the container, NULL if it is not there */
    size_t offset;    /* .xls: of its first record in the stream */
};

/** A defined name, or a table. */
struct book_name {
    struct text name, refers_to; /* "Q2!$A$3:$H$40" */
    size_t tab;                  /* whose name it is; BOOK_NO_TAB: of the whole workbook */
};
#define BOOK_NO_TAB ((size_t)-1)

struct book {
    const struct source_spec *spec;
    const struct file *bytes; /* as it lies on the disk */
    const struct file *file;  /* that origins of cells go by; set by book_set_tabs() */
    struct arena *arena;
    struct diags *diags;
    struct book_tab *tabs;
    size_t tab_count, tab_room;
    struct book_name *names;
    size_t name_count, name_room;
    struct format *formats; /* by the number that cells give */
    size_t format_count, format_room;
    bool from_1904;
};

/** What of a workbook is wanted. */
struct book_choice {
    size_t tab;
    struct sheet_area area;
};

/** Makes `file` once all tabs are known. */
void book_set_file(struct book *book);
/** Finds the sheet and the area that the job (or the path behind "#") names; without a name the
 * first visible sheet, with a note (D150) if there are others.  False with diagnostics. */
bool book_choose(struct book *book, struct book_choice *choice);
/** Place of the workbook as a whole. */
struct origin book_origin(const struct book *book);

/* ---- cells ---- */

/** A sheet under way.  Rows are given in order, cells of a row in any. */
struct grid {
    struct book *book;
    struct sheet *sheet;
    struct sheet_area area; /* cells outside are not wanted */
    bool skip_hidden;
    unsigned char hidden_columns[SHEET_COLUMNS_MOST / 8];
    struct grid_cell {
        size_t column;
        struct text text;
        bool binary;
    } * cells; /* of the row under way */
    size_t count, room;
    size_t row, row_before; /* under way, and the one before */
    bool row_hidden, sorted;
    size_t present, laid;                          /* cells with text; cells in rows */
    size_t hidden_rows, first_hidden, last_hidden; /* among those that have cells */
    bool hidden_columns_met;
    size_t first_hidden_column;
    bool failed; /* a cell was faulty */
};

struct grid *grid_new(struct book *book, const struct book_choice *choice);
void grid_hide_columns(struct grid *grid, size_t first, size_t last);
/** False if the row does not come after the one before. */
bool grid_begin_row(struct grid *grid, size_t number, bool hidden);
/** True if a cell of the row under way lies within the area that is wanted. */
bool grid_wants(const struct grid *grid, size_t column);
/** Notes a cell that holds something; false if it is left out, being hidden. */
bool grid_takes(struct grid *grid, size_t column);
/** Adds a cell that grid_takes(). */
void grid_put(struct grid *grid, size_t column, struct text text, bool binary);
/** Place of a cell of the row under way. */
struct origin grid_origin(const struct grid *grid, size_t column);
/** A cell's text, as long-lived as the arena. */
void grid_add_text(struct grid *grid, size_t column, struct text text);
/** A binary number in the format of its cell.  Adds faults: codes that became numbers (D147), days
 * that do not exist (D152). */
void grid_add_number(struct grid *grid, size_t column, double value, size_t format);
/** The same for a number as .xlsx writes it, "12.299999999999999" or "3.6E+17", NUL-terminated.
 * False if the text is none. */
bool grid_add_decimal(struct grid *grid, size_t column, struct text raw, size_t format);
/** A cell that holds an error value, "#DIV/0!" (D145). */
void grid_add_error(struct grid *grid, size_t column, struct text words);
/** A formula whose result the file lacks (D146). */
void grid_add_no_result(struct grid *grid, size_t column);
/** False, with a diagnostic, beyond a limit. */
bool grid_end_row(struct grid *grid);
/** Empties all but the first cell of each area, adds the notes on what was hidden.  False with
 * a diagnostic if the areas make no sense.  `failed` says whether a cell was faulty. */
bool grid_finish(struct grid *grid, struct sheet_area *merged, size_t count);

#endif
