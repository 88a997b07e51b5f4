/* Cells as they come, laid out in rows: gaps filled, limits kept, hidden ones counted. */
#include <libintl.h>
#include <stdlib.h>

#include "source/area.h"
#include "source/book.h"
#include "source/zip.h"

struct grid *grid_new(struct book *book, const struct book_choice *choice) {
    struct grid *grid = ARENA_NEW(book->arena, struct grid);
    grid->book = book;
    grid->area = choice->area;
    grid->skip_hidden = text_is(book->spec->hidden, "skip");
    grid->sheet = ARENA_NEW(book->arena, struct sheet);
    *grid->sheet = (struct sheet){
        .name = book->tabs[choice->tab].name, .file = book->file, .index = choice->tab};
    return grid;
}

void grid_hide_columns(struct grid *grid, size_t first, size_t last) {
    for (size_t i = first; i <= last && i < SHEET_COLUMNS_MOST; i++)
        grid->hidden_columns[i / 8] |= (unsigned char)(1u << i % 8);
}

static bool is_column_hidden(const struct grid *grid, size_t column) {
    return grid->hidden_columns[column / 8] >> column % 8 & 1;
}

bool grid_begin_row(struct grid *grid, size_t number, bool hidden) {
    if (number <= grid->row_before || number > SHEET_ROWS_MOST) return false;
    grid->row = number;
    grid->row_hidden = hidden;
    grid->count = 0;
    grid->sorted = true;
    return true;
}

bool grid_wants(const struct grid *grid, size_t column) {
    return area_holds(&grid->area, grid->row, column);
}

struct origin grid_origin(const struct grid *grid, size_t column) {
    return sheet_origin(grid->sheet->file, grid->sheet->index, grid->row, column);
}

/* Counts what is hidden, among the cells that hold something. */
static void note_hidden(struct grid *grid, size_t column) {
    if (grid->row_hidden && grid->last_hidden != grid->row) {
        if (!grid->hidden_rows++) grid->first_hidden = grid->row;
        grid->last_hidden = grid->row;
    }
    if (!is_column_hidden(grid, column)) return;
    if (!grid->hidden_columns_met || column < grid->first_hidden_column)
        grid->first_hidden_column = column;
    grid->hidden_columns_met = true;
}

bool grid_takes(struct grid *grid, size_t column) {
    bool hidden = grid->row_hidden || is_column_hidden(grid, column);
    if (hidden) note_hidden(grid, column);
    return !hidden || !grid->skip_hidden;
}

void grid_put(struct grid *grid, size_t column, struct text text, bool binary) {
    if (text.length > SOURCE_CELL_BYTES_MOST) {
        diags_add(grid->book->diags, DIAG_D108, grid_origin(grid, column),
                  N_("a cell of %zu bytes, at most %d"), text.length, (int)SOURCE_CELL_BYTES_MOST);
        grid->failed = true;
        return;
    }
    ARENA_GROW(grid->book->arena, grid->cells, grid->count, grid->room);
    if (grid->count && grid->cells[grid->count - 1].column >= column) grid->sorted = false;
    grid->cells[grid->count++] = (struct grid_cell){column, text, binary};
}

void grid_add_text(struct grid *grid, size_t column, struct text text) {
    if (text.length && grid_takes(grid, column)) grid_put(grid, column, text, false);
}

/* ---- rows ---- */

static int compare_cells(const void *a, const void *b) {
    const struct grid_cell *left = a, *right = b;
    return (left->column > right->column) - (left->column < right->column);
}

static bool refuse(struct grid *grid, size_t column, const char *detail, int most) {
    diags_add(grid->book->diags, DIAG_D108, grid_origin(grid, column), detail, most);
    diags_hint(grid->book->diags,
               N_("if it stands there by mistake, delete its row and column and save; or name "
                  "the cells to be read, range=\"A1:H40\""));
    grid->failed = true;
    return false;
}

/* A row takes room for the cells that it lacks too: a few far to the right are let pass. */
static bool check_room(struct grid *grid, size_t width) {
    grid->present += grid->count;
    grid->laid += width;
    if (width > SOURCE_COLUMNS_MOST)
        return refuse(grid, width - 1, N_("a cell far to the right; at most %d columns"),
                      SOURCE_COLUMNS_MOST);
    if (grid->laid > SOURCE_CELLS_MOST)
        return refuse(grid, width - 1, N_("at most %d cells"), SOURCE_CELLS_MOST);
    if (grid->laid - grid->present > BOOK_GAPS_MOST + BOOK_GAPS_A_CELL * grid->present)
        return refuse(
            grid, width - 1,
            N_("hardly any cells over a wide area; at most %d columns, most of them filled"),
            SOURCE_COLUMNS_MOST);
    return true;
}

bool grid_end_row(struct grid *grid) {
    grid->row_before = grid->row;
    if (!grid->count) return true;
    if (!grid->sorted) qsort(grid->cells, grid->count, sizeof *grid->cells, compare_cells);
    for (size_t i = 1; i < grid->count; i++) {
        if (grid->cells[i].column != grid->cells[i - 1].column) continue;
        zip_add_damage(grid->book->diags, grid_origin(grid, grid->cells[i].column), ZIP_WORKBOOK,
                       gettext("the cell stands there twice"));
        return false;
    }
    size_t width = grid->cells[grid->count - 1].column + 1;
    if (!check_room(grid, width)) return false;
    struct sheet_row *row = sheet_add_row(grid->book->arena, grid->sheet, grid->row, width);
    row->hidden = grid->row_hidden;
    for (size_t i = 0; i < grid->count; i++) {
        row->cells[grid->cells[i].column].text = grid->cells[i].text;
        row->cells[grid->cells[i].column].binary = grid->cells[i].binary;
    }
    return true;
}

/* ---- the end ---- */

static size_t first_row_from(const struct sheet *sheet, size_t number) {
    size_t from = 0, to = sheet->row_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (sheet->rows[middle].number < number)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* A merged area shows its first cell; what the others still hold nobody sees. */
static size_t empty_others(struct sheet *sheet, const struct sheet_area *area) {
    size_t steps = 0;
    for (size_t i = first_row_from(sheet, area->first_row);
         i < sheet->row_count && sheet->rows[i].number <= area->last_row; i++, steps++) {
        struct sheet_row *row = &sheet->rows[i];
        size_t from = area->first_column + (row->number == area->first_row);
        for (size_t k = from; k < row->count && k <= area->last_column; k++, steps++) {
            row->cells[k].text = TEXT("");
            row->cells[k].binary = false;
        }
    }
    return steps;
}

/* Areas of a sound sheet do not overlap, so no cell is visited twice. */
static bool take_merged(struct grid *grid, struct sheet_area *merged, size_t count) {
    enum { STEPS_MOST = 1 << 24 };
    struct sheet *sheet = grid->sheet;
    struct arena *arena = grid->book->arena;
    sheet->merged = merged;
    sheet->merged_count = count;
    size_t steps = 0;
    for (size_t i = 0; i < count; i++) {
        steps += empty_others(sheet, &merged[i]);
        if (steps <= grid->laid + STEPS_MOST) continue;
        zip_add_damage(grid->book->diags, sheet_origin(sheet->file, sheet->index, 0, 0),
                       ZIP_WORKBOOK,
                       arena_printf(arena, gettext("its merged areas overlap: %s"),
                                    area_print(arena, &merged[i])));
        return false;
    }
    return true;
}

static void add_hidden_notes(struct grid *grid) {
    struct diags *diags = grid->book->diags;
    const struct sheet *sheet = grid->sheet;
    enum diag_code code = grid->skip_hidden ? DIAG_D151 : DIAG_D153;
    if (grid->hidden_rows == 1)
        diags_add(diags, code, sheet_origin(sheet->file, sheet->index, grid->first_hidden, 0),
                  N_("row %zu"), grid->first_hidden);
    if (grid->hidden_rows > 1)
        diags_add(diags, code, sheet_origin(sheet->file, sheet->index, grid->first_hidden, 0),
                  N_("%zu rows, from row %zu to row %zu"), grid->hidden_rows, grid->first_hidden,
                  grid->last_hidden);
    if (grid->hidden_columns_met)
        diags_add(
            diags, code,
            sheet_origin(sheet->file, sheet->index, sheet->row_count ? sheet->rows[0].number : 1,
                         grid->first_hidden_column),
            N_("columns from %s"), sheet_column_name(grid->book->arena, grid->first_hidden_column));
}

bool grid_finish(struct grid *grid, struct sheet_area *merged, size_t count) {
    if (!take_merged(grid, merged, count)) return false;
    add_hidden_notes(grid);
    return true;
}
