/* From a sheet to rows: names of the columns from one to five heading rows.
 *
 * The parts of a heading over several rows are joined by "/": 本期/门诊人次.  A merged cell, or a
 * parent beside gaps where the job declares the rows, spreads over its columns.  Columns without a
 * heading are dropped if they are empty. */
#include "base/map.h"
#include "source/form.h"
#include "source/layout.h"
#include "value/number.h"

static bool has_child(const struct sheet_layout *layout, size_t row, size_t column) {
    for (size_t below = row + 1; below <= layout->last; below++)
        if (sheet_own_text(layout->grid.sheet, below, column).length) return true;
    return false;
}

/* Text of a heading cell; in a file without merged cells a gap over a child belongs to the parent
 * on its left. */
static struct text part_at(const struct sheet_layout *layout, size_t row, size_t column) {
    struct text part = sheet_grid_text(&layout->grid, row, column);
    if (part.length || !layout->declared_rows || row == layout->last) return part;
    while (column > 0 && !part.length && has_child(layout, row, column) &&
           has_child(layout, row, column - 1))
        part = sheet_grid_text(&layout->grid, row, --column);
    return part;
}

static struct sheet_column name_column(const struct sheet_layout *layout, size_t column,
                                       struct arena *arena) {
    struct buffer name = buffer_new(arena);
    struct text before = TEXT("");
    struct sheet_column out = {.at = column,
                               .origin = sheet_place(layout->grid.sheet, layout->first, column)};
    for (size_t row = layout->first; row <= layout->last; row++) {
        struct text part = form_clean(arena, part_at(layout, row, column));
        if (!part.length || text_equal(part, before)) continue;
        if (name.length) buffer_add(&name, "/", 1);
        buffer_add_text(&name, part);
        out.origin = sheet_place(layout->grid.sheet, row, column);
        before = part;
    }
    out.name = name.length ? buffer_text(&name) : TEXT("");
    return out;
}

static bool has_data(const struct sheet_layout *layout, size_t column, size_t *row) {
    for (*row = layout->below; *row < layout->end; ++*row)
        if (sheet_own_text(layout->grid.sheet, *row, column).length) return true;
    return false;
}

/* Texts right below the gaps of the heading: these are headings themselves, or data. */
static bool fills_gaps(const struct sheet_layout *layout, const struct sheet_columns *gaps,
                       struct arena *arena) {
    struct number ignored;
    if (layout->declared_rows || layout->below >= layout->end) return false;
    for (size_t i = 0; i < gaps->count; i++) {
        struct text text = sheet_own_text(layout->grid.sheet, layout->below, gaps->at[i].at);
        if (!text.length || number_read(arena, text, &ignored)) return false;
    }
    return true;
}

static void report_gaps(const struct sheet_layout *layout, const struct sheet_columns *gaps,
                        struct arena *arena, struct diags *diags) {
    const struct sheet *sheet = layout->grid.sheet;
    size_t first = sheet->rows[layout->first].number;
    if (fills_gaps(layout, gaps, arena)) {
        size_t next = sheet->rows[layout->below].number;
        diags_add(diags, DIAG_D200, gaps->at[0].origin,
                  N_("row %zu names only some columns, and row %zu holds texts below the gaps"),
                  first, next);
        diags_hint(diags,
                   N_("write on the source heading=\"%zu\" heading-rows=\"%zu\" if both rows are "
                      "headings, heading=\"%zu\" if only the second is one"),
                   first, next - first + 1, next);
        return;
    }
    for (size_t i = 0; i < gaps->count; i++) {
        size_t row;
        has_data(layout, gaps->at[i].at, &row);
        diags_add(diags, DIAG_D106, gaps->at[i].origin,
                  N_("column %s, though row %zu has a cell in it"),
                  sheet_column_name(arena, gaps->at[i].at), sheet->rows[row].number);
        diags_hint(diags,
                   N_("write a heading into row %zu, or empty the column; of headings in "
                      "several rows, say so on the source: heading=\"%zu\" "
                      "heading-rows=\"2\""),
                   sheet->rows[layout->last].number, first);
    }
}

static bool check_repeated(const struct sheet_columns *columns, struct arena *arena,
                           struct diags *diags) {
    struct map *seen = map_new(arena);
    bool good = true;
    for (size_t i = 0; i < columns->count; i++) {
        const struct sheet_column *column = &columns->at[i];
        const struct sheet_column *before = map_find(seen, column->name);
        if (!before) {
            map_set(seen, column->name, (void *)column);
            continue;
        }
        good = false;
        diags_add(diags, DIAG_D105, column->origin, N_("%.*s, first at %s"),
                  TEXT_ARGS(column->name), origin_print(before->origin, arena));
        diags_hint(diags, N_("give each column a name of its own; if the row above tells them "
                             "apart, name it on the source: heading=\"…\" heading-rows=\"2\""));
    }
    return good;
}

bool sheet_name_columns(const struct sheet_layout *layout, struct arena *arena, struct diags *diags,
                        struct sheet_columns *out) {
    struct sheet_columns gaps = {0};
    *out = (struct sheet_columns){0};
    for (size_t c = 0; c < layout->grid.width; c++) {
        struct sheet_column column = name_column(layout, c, arena);
        size_t row;
        /* An own cell, or the first of a merged one, names a column even if it is empty. */
        bool own = sheet_own_text(layout->grid.sheet, layout->last, c).length ||
                   sheet_own_text(layout->grid.sheet, layout->first, c).length;
        if (!(column.name.length && own) && !has_data(layout, c, &row)) continue;
        struct sheet_columns *list = column.name.length ? out : &gaps;
        ARENA_GROW(arena, list->at, list->count, list->room);
        list->at[list->count++] = column;
    }
    if (gaps.count) report_gaps(layout, &gaps, arena, diags);
    return check_repeated(out, arena, diags) && !gaps.count;
}
