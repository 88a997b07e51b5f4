/* Finds where the headings of a sheet stand, what is above them, and where the data end.
 *
 * A heading row is the first one of which most cells, over the table's width, are texts: no title
 * (one text over the whole width), no line of the head (填报单位：…), no row of numbers.  It goes
 * on into the next row as long as merged cells lead there. */
#include "source/layout.h"

#include "source/form.h"

struct text sheet_own_text(const struct sheet *sheet, size_t row, size_t column) {
    const struct sheet_row *at = &sheet->rows[row];
    return column < at->count ? text_trim(at->cells[column].text) : TEXT("");
}

static const struct sheet_area *area_at(const struct sheet_grid *grid, size_t row, size_t column) {
    return row < grid->rows ? grid->areas[row * grid->width + column] : NULL;
}

struct text sheet_grid_text(const struct sheet_grid *grid, size_t row, size_t column) {
    struct text own = sheet_own_text(grid->sheet, row, column);
    const struct sheet_area *area = own.length ? NULL : area_at(grid, row, column);
    if (!area) return own;
    const struct cell *cell = sheet_cell(grid->sheet, area->first_row, area->first_column);
    return cell ? text_trim(cell->text) : own;
}

struct origin sheet_place(const struct sheet *sheet, size_t row, size_t column) {
    const struct sheet_row *at = &sheet->rows[row];
    if (column < at->count) return at->cells[column].origin;
    if (sheet->file->describe) return sheet_origin(sheet->file, sheet->index, at->number, column);
    /* A text file has no place for a cell that is not written. */
    return at->count ? at->cells[at->count - 1].origin
                     : (struct origin){sheet->file, ORIGIN_WHOLE_FILE};
}

/* ---- the grid ---- */

static size_t find_width(const struct sheet *sheet) {
    size_t width = 0;
    for (size_t i = 0; i < sheet->row_count; i++)
        for (size_t c = sheet->rows[i].count; c > width; c--)
            if (sheet_own_text(sheet, i, c - 1).length) {
                width = c;
                break;
            }
    return width;
}

/* Areas of one sheet do not overlap; if they do, the first one counts. */
static void fill_area(struct sheet_grid *grid, const struct sheet_area *area, size_t row) {
    for (; row < grid->rows && grid->sheet->rows[row].number <= area->last_row; row++)
        for (size_t c = area->first_column; c <= area->last_column && c < grid->width; c++) {
            if (grid->areas[row * grid->width + c]) return;
            grid->areas[row * grid->width + c] = area;
        }
}

static size_t index_of_row(const struct sheet *sheet, size_t number) {
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

/* As far as a merged area with a text reaches: 全县 over an empty column at the end belongs to the
 * table. */
static struct sheet_grid make_grid(const struct sheet *sheet, struct arena *arena) {
    struct sheet_grid grid = {sheet, sheet->row_count, find_width(sheet), NULL};
    if (grid.width > SOURCE_COLUMNS_MOST) return grid;
    if (grid.rows > LAYOUT_SCAN_ROWS) grid.rows = LAYOUT_SCAN_ROWS;
    grid.areas = arena_take_array(arena, grid.rows * grid.width, sizeof *grid.areas);
    for (size_t i = 0; i < sheet->merged_count; i++)
        fill_area(&grid, &sheet->merged[i], index_of_row(sheet, sheet->merged[i].first_row));
    return grid;
}

static bool is_blank(const struct sheet *sheet, size_t row) {
    for (size_t c = 0; c < sheet->rows[row].count; c++)
        if (sheet_own_text(sheet, row, c).length) return false;
    return true;
}

size_t sheet_count_own(const struct sheet *sheet, size_t row) {
    size_t count = 0;
    for (size_t c = 0; c < sheet->rows[row].count; c++)
        count += sheet_own_text(sheet, row, c).length > 0;
    return count;
}

/* Cells of a row that hold something of their own, or hang from a cell above. */
static size_t count_filled(const struct sheet_grid *grid, size_t row) {
    size_t count = 0;
    for (size_t c = 0; c < grid->width; c++) {
        const struct sheet_area *area = area_at(grid, row, c);
        bool hangs = area && area->first_row < grid->sheet->rows[row].number &&
                     area->first_column == c && sheet_grid_text(grid, row, c).length;
        count += hangs || sheet_own_text(grid->sheet, row, c).length > 0;
    }
    return count;
}

static size_t count_texts(const struct sheet_grid *grid, size_t row, struct arena *arena) {
    size_t count = 0;
    for (size_t c = 0; c < grid->width; c++) {
        struct text text = sheet_grid_text(grid, row, c);
        count += text.length && !form_is_number(text, arena);
    }
    return count;
}

/* ---- rows of numbers ---- */

/* 3, (3) or 3=1+2: the number of a column; 0 if it is none. */
static size_t column_number(struct text text) {
    bool open = text_starts(text, TEXT("("));
    size_t number = 0, at = open;
    for (; at < text.length && at < 6 && text.at[at] >= '0' && text.at[at] <= '9'; at++)
        number = number * 10 + (size_t)(text.at[at] - '0');
    struct text rest = text_slice(text, at, text.length);
    bool closed = open ? text_is(rest, ")") : !rest.length || text_starts(rest, TEXT("="));
    return closed && at > (size_t)open ? number : 0;
}

/* Where texts stand below the numbers of a row, these number columns. */
static bool has_texts_below(const struct sheet_grid *grid, size_t row, struct arena *arena) {
    for (size_t below = row + 1; below < grid->rows; below++)
        for (size_t c = 0; c < grid->width; c++) {
            struct text text = sheet_own_text(grid->sheet, below, c);
            if (text.length && sheet_own_text(grid->sheet, row, c).length &&
                !form_is_number(text, arena))
                return true;
        }
    return false;
}

/* 甲 乙 丙 1 2 3, or 1 2 3 4 over columns of which one holds texts. */
static bool is_numbering(const struct sheet_grid *grid, size_t row, struct arena *arena) {
    size_t stems = 0, numbers = 0;
    for (size_t c = 0; c < grid->width; c++) {
        struct text text = sheet_own_text(grid->sheet, row, c);
        if (!text.length ||
            (!stems && !numbers && (text_is(text, "栏次") || text_is(text, "栏号"))))
            continue;
        if (!numbers && form_stem(text) == (int)stems + 1)
            stems++;
        else if (column_number(text) == numbers + 1)
            numbers++;
        else
            return false;
    }
    if (stems) return stems + numbers >= 2;
    return numbers >= 3 && has_texts_below(grid, row, arena);
}

/* ---- heading rows ---- */

static bool is_heading(const struct sheet_grid *grid, size_t row, size_t width,
                       struct arena *arena) {
    size_t own = sheet_count_own(grid->sheet, row);
    if (!own || (own < 2 && width > 1) || sheet_is_head_line(grid->sheet, row)) return false;
    return count_texts(grid, row, arena) * 2 > width && !is_numbering(grid, row, arena);
}

/* Below each merged cell of the row stand two texts or more, and nothing below the others. */
static bool parents_continue(const struct sheet_grid *grid, size_t row, struct arena *arena) {
    size_t parents = 0, next = row + 1;
    if (next >= grid->rows) return false;
    for (size_t c = 0; c < grid->width;) {
        const struct sheet_area *area = area_at(grid, row, c);
        size_t to = area && area->last_column < grid->width ? area->last_column + 1 : c + 1,
               texts = 0;
        bool wide = area && area->last_column > area->first_column;
        for (size_t child = c; child < to; child++) {
            struct text text = sheet_own_text(grid->sheet, next, child);
            texts += text.length && !form_is_number(text, arena);
            if (text.length && !wide && sheet_own_text(grid->sheet, row, c).length) return false;
        }
        if (wide && texts < 2) return false;
        parents += wide;
        c = to;
    }
    return parents > 0;
}

static size_t find_last(const struct sheet_grid *grid, size_t first, struct arena *arena) {
    size_t last = first;
    for (size_t row = first; row <= last && row < grid->rows; row++) {
        for (size_t c = 0; c < grid->width; c++) {
            const struct sheet_area *area = area_at(grid, row, c);
            while (area && last + 1 < grid->rows && last + 1 < first + LAYOUT_HEADING_ROWS &&
                   grid->sheet->rows[last + 1].number <= area->last_row)
                last++;
        }
        if (row == last && last + 1 < first + LAYOUT_HEADING_ROWS &&
            parents_continue(grid, row, arena))
            last++;
    }
    return last;
}

static size_t table_width(const struct sheet_grid *grid) {
    size_t width = 0;
    for (size_t row = 0; row < grid->rows; row++) {
        size_t filled = count_filled(grid, row);
        if (filled > width) width = filled;
    }
    return width;
}

static bool find_first(const struct source_spec *spec, const struct sheet_grid *grid,
                       struct arena *arena, struct diags *diags, size_t *first) {
    size_t width = table_width(grid);
    for (*first = 0; *first < grid->rows; ++*first)
        if (is_heading(grid, *first, width, arena)) return true;
    (void)spec;
    diags_add(diags, DIAG_D200, sheet_place(grid->sheet, 0, 0),
              N_("no row holds a text in most of its %zu columns"), width);
    diags_hint(diags, N_("write the number of the row that holds the headings on the source: "
                         "heading=\"3\""));
    return false;
}

static bool find_declared(const struct source_spec *spec, const struct sheet_grid *grid,
                          struct diags *diags, size_t *first) {
    const struct sheet *sheet = grid->sheet;
    size_t wanted = spec->heading.row;
    *first = index_of_row(sheet, wanted);
    if (*first < sheet->row_count && sheet->rows[*first].number == wanted &&
        !is_blank(sheet, *first) && *first < grid->rows)
        return true;
    diags_add(diags, DIAG_D203, spec->heading.row_origin, N_("row %zu of %s"), wanted,
              sheet->file->name);
    if (*first < sheet->row_count && *first >= grid->rows)
        diags_hint(diags, N_("headings stand in the first %d rows that are not empty"),
                   LAYOUT_SCAN_ROWS);
    else
        diags_hint(diags,
                   N_("rows are counted as the workbook numbers them; the first that is not "
                      "empty is %zu, the last %zu"),
                   sheet->rows[0].number, sheet->rows[sheet->row_count - 1].number);
    return false;
}

/* ---- the whole ---- */

static void skip_numbering(struct sheet_layout *layout, struct arena *arena, struct diags *diags) {
    const struct sheet *sheet = layout->grid.sheet;
    layout->below = layout->last + 1;
    while (layout->below < sheet->row_count && is_blank(sheet, layout->below)) layout->below++;
    if (layout->below >= layout->grid.rows || !is_numbering(&layout->grid, layout->below, arena))
        return;
    diags_add(diags, DIAG_D202, sheet_place(sheet, layout->below, 0),
              N_("numbers of the columns, row %zu"), sheet->rows[layout->below].number);
    layout->below++;
}

static void tell_rows(const struct sheet_layout *layout, struct diags *diags) {
    const struct sheet *sheet = layout->grid.sheet;
    size_t from = sheet->rows[layout->first].number, to = sheet->rows[layout->last].number;
    if (layout->first == 0 && layout->last == 0) return;
    if (from == to)
        diags_add(diags, DIAG_D201, sheet_place(sheet, layout->first, 0), N_("row %zu"), from);
    else
        diags_add(diags, DIAG_D201, sheet_place(sheet, layout->first, 0), N_("rows %zu to %zu"),
                  from, to);
}

bool sheet_find_layout(const struct source_spec *spec, const struct sheet *sheet,
                       struct arena *arena, struct diags *diags, struct sheet_layout *out) {
    *out = (struct sheet_layout){.grid = make_grid(sheet, arena)};
    const struct sheet_grid *grid = &out->grid;
    if (!grid->width) {
        struct origin place = {sheet->file, ORIGIN_WHOLE_FILE};
        if (sheet->file->describe) place = sheet_origin(sheet->file, sheet->index, 0, 0);
        diags_add(diags, DIAG_D112, place, "%s", "");
        return false;
    }
    if (grid->width > SOURCE_COLUMNS_MOST) {
        diags_add(diags, DIAG_D108, sheet_place(sheet, 0, 0), N_("at most %d columns"),
                  (int)SOURCE_COLUMNS_MOST);
        return false;
    }
    if (spec->heading.row ? !find_declared(spec, grid, diags, &out->first)
                          : !find_first(spec, grid, arena, diags, &out->first))
        return false;
    out->declared_rows = spec->heading.rows > 0;
    out->last = spec->heading.rows ? out->first + spec->heading.rows - 1
                                   : find_last(grid, out->first, arena);
    if (out->last >= grid->rows) out->last = grid->rows - 1;
    if (!spec->heading.row) tell_rows(out, diags);
    skip_numbering(out, arena, diags);
    size_t before = diags_count(diags, DIAG_ERROR);
    out->end = sheet_find_end(sheet, out->below, table_width(grid), arena, diags);
    sheet_read_head(sheet, out->first, arena, &out->head);
    return diags_count(diags, DIAG_ERROR) == before;
}
