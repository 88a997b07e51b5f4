/* From a sheet to rows: the first row that is not empty names the columns.
 *
 * Columns without a heading are dropped if they are empty, rows without text are blank. */
#include "base/map.h"
#include "source/sheet.h"

static struct text text_at(const struct sheet_row *row, size_t column) {
    return column < row->count ? text_trim(row->cells[column].text) : TEXT("");
}

static bool is_blank(const struct sheet_row *row) {
    for (size_t i = 0; i < row->count; i++)
        if (text_at(row, i).length) return false;
    return true;
}

static const struct sheet_row *find_heading(const struct sheet *sheet) {
    for (size_t i = 0; i < sheet->row_count; i++)
        if (!is_blank(&sheet->rows[i])) return &sheet->rows[i];
    return NULL;
}

static bool add_columns(struct table *batch, const struct sheet_row *heading, struct arena *arena,
                        struct diags *diags) {
    struct map *seen = map_new(arena);
    bool good = true;
    size_t used = heading->count;
    while (!text_at(heading, used - 1).length) used--;
    for (size_t i = 0; i < used; i++) {
        struct text name = text_at(heading, i);
        struct origin origin = heading->cells[i].origin;
        if (!name.length) {
            diags_add(diags, DIAG_D106, origin, N_("column %zu"), i + 1);
            good = false;
        } else if (map_find(seen, name)) {
            diags_add(diags, DIAG_D105, origin, "%.*s", TEXT_ARGS(name));
            good = false;
        }
        map_set(seen, name, heading->cells);
        table_add_column(arena, batch, name, origin);
    }
    return good;
}

bool source_give_sheet(const struct source_spec *spec, const struct sheet *sheet,
                       struct source_sink *sink, struct arena *arena, struct diags *diags) {
    const struct sheet_row *heading = find_heading(sheet);
    if (!heading) {
        diags_add(diags, DIAG_D112, sheet_origin(sheet->file, sheet->index, 0, 0), "%s", "");
        return false;
    }
    struct table *batch = source_table(spec, sheet->file, arena);
    bool good = add_columns(batch, heading, arena, diags);
    size_t own = batch->column_count;
    struct source_added added = source_add_constants(spec, batch, arena, diags);
    batch->lasting = true;
    for (const struct sheet_row *row = heading + 1; row < sheet->rows + sheet->row_count; row++) {
        if (is_blank(row)) continue;
        struct cell *cells = source_next_row(sink, batch, arena);
        if (!cells) return good;
        for (size_t i = 0; i < own; i++)
            cells[i] =
                i < row->count
                    ? row->cells[i]
                    : (struct cell){TEXT(""),
                                    sheet_origin(sheet->file, sheet->index, row->number, i), false};
        source_fill_constants(added, cells + own);
    }
    source_give(sink, batch);
    return good;
}
