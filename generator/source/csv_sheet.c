/* CSV as a sheet: for files whose headings do not stand in the first row, as statistical forms and
 * exports with a title have it. */
#include "source/csv.h"

enum { SEPARATOR_LINES = 50 }; /* how far the title and the head of a form reach */

/* The cells of one row, in a list that is used for every row. */
struct cells {
    struct cell *at;
    size_t count, room;
};

static bool refuse(struct csv_reader *reader, const char *what, int most) {
    diags_add(reader->diags, DIAG_D108, csv_origin(reader, reader->at), what, most);
    reader->failed = reader->cut_short = true;
    return false;
}

static bool read_row(struct csv_reader *reader, struct cells *cells) {
    cells->count = 0;
    do {
        if (cells->count == SOURCE_COLUMNS_MOST)
            return refuse(reader, N_("at most %d columns"), SOURCE_COLUMNS_MOST);
        ARENA_GROW(reader->arena, cells->at, cells->count, cells->room);
        csv_read_cell(reader, &cells->at[cells->count++]);
    } while (csv_next_cell(reader));
    return !reader->cut_short && !diags_full(reader->diags);
}

static bool has_text(const struct cells *cells) {
    for (size_t i = 0; i < cells->count; i++)
        if (text_trim(cells->at[i].text).length) return true;
    return false;
}

bool source_csv_sheet(const struct source_spec *spec, struct sheet *sheet, struct arena *arena,
                      struct diags *diags) {
    struct csv_reader reader;
    struct cells cells = {0};
    if (!csv_open(&reader, spec, SEPARATOR_LINES, arena, diags)) return false;
    *sheet = (struct sheet){.name = TEXT(""), .file = reader.file};
    size_t total = 0;
    for (size_t number = 1; reader.at < reader.end; number++) {
        if (number > SHEET_ROWS_MOST)
            return refuse(&reader, N_("at most %d rows, as in a workbook"), SHEET_ROWS_MOST);
        if (!read_row(&reader, &cells)) return false;
        if (!has_text(&cells)) continue;
        total += cells.count;
        if (total > SOURCE_CELLS_MOST)
            return refuse(&reader, N_("at most %d cells"), (int)SOURCE_CELLS_MOST);
        struct sheet_row *row = sheet_add_row(arena, sheet, number, cells.count);
        for (size_t i = 0; i < cells.count; i++) row->cells[i] = cells.at[i];
    }
    return !reader.failed;
}
