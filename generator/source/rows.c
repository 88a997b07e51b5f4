/* The data of a sheet, row by row: blank rows skipped, gaps filled down where the job says so. */
#include <stdlib.h>

#include "source/form.h"
#include "source/layout.h"

struct giver {
    const struct sheet_layout *layout;
    const struct sheet_columns *columns;
    struct arena *arena;
    struct diags *diags;
    bool *fills, *warned; /* by column */
    struct cell *above;   /* what a gap of the column takes */
    const struct sheet_area *
        *covers; /* merged area over the column in this row, by column of the sheet */
    size_t next_area;
    const struct sheet_area **sorted;
};

static const struct sheet *sheet_of(const struct giver *giver) {
    return giver->layout->grid.sheet;
}

static bool is_blank(const struct giver *giver, size_t row) {
    for (size_t i = 0; i < giver->columns->count; i++)
        if (sheet_own_text(sheet_of(giver), row, giver->columns->at[i].at).length) return false;
    return true;
}

/* ---- fill-down="县区；乡镇" ---- */

static bool cut_name(struct text *rest, struct text *name) {
    while (rest->length) {
        size_t wide = text_find(*rest, TEXT("；")), narrow = text_find(*rest, TEXT(";"));
        size_t at = wide < narrow ? wide : narrow, step = wide < narrow ? sizeof "；" - 1 : 1;
        *name = text_trim(text_slice(*rest, 0, at));
        *rest = at == SIZE_MAX ? TEXT("") : text_slice(*rest, at + step, rest->length);
        if (name->length) return true;
    }
    return false;
}

static const char *list_names(const struct sheet_columns *columns, struct arena *arena) {
    struct buffer names = buffer_new(arena);
    for (size_t i = 0; i < columns->count; i++)
        buffer_printf(&names, i ? "、%.*s" : "%.*s", TEXT_ARGS(columns->at[i].name));
    return names.at;
}

static bool mark_filled(const struct source_spec *spec, struct giver *giver) {
    struct text rest = spec->heading.fill_down, name;
    bool good = true;
    while (cut_name(&rest, &name)) {
        bool found = false;
        name = form_clean(giver->arena, name);
        for (size_t i = 0; i < giver->columns->count; i++) {
            if (!text_equal(giver->columns->at[i].name, name)) continue;
            found = giver->fills[i] = true;
        }
        if (found) continue;
        good = false;
        diags_add(giver->diags, DIAG_D206, spec->heading.fill_origin, N_("%.*s (%s)"),
                  TEXT_ARGS(name), sheet_of(giver)->file->name);
        diags_hint(giver->diags, N_("headings of the table: %s"),
                   list_names(giver->columns, giver->arena));
    }
    return good;
}

/* ---- merged cells among the data ---- */

static int compare_areas(const void *a, const void *b) {
    const struct sheet_area *left = *(const struct sheet_area *const *)a;
    const struct sheet_area *right = *(const struct sheet_area *const *)b;
    return left->first_row < right->first_row ? -1 : left->first_row > right->first_row;
}

static void sort_areas(struct giver *giver) {
    const struct sheet *sheet = sheet_of(giver);
    giver->sorted = arena_take_array(giver->arena, sheet->merged_count, sizeof *giver->sorted);
    for (size_t i = 0; i < sheet->merged_count; i++) giver->sorted[i] = &sheet->merged[i];
    if (sheet->merged_count)
        qsort(giver->sorted, sheet->merged_count, sizeof *giver->sorted, compare_areas);
}

static void move_areas(struct giver *giver, size_t number) {
    size_t width = giver->layout->grid.width;
    for (; giver->next_area < sheet_of(giver)->merged_count &&
           giver->sorted[giver->next_area]->first_row <= number;
         giver->next_area++) {
        const struct sheet_area *area = giver->sorted[giver->next_area];
        for (size_t c = area->first_column; c <= area->last_column && c < width; c++) {
            const struct sheet_area *other = giver->covers[c];
            if (other && other->last_row >= area->first_row) break; /* areas do not overlap */
            giver->covers[c] = area;
        }
    }
}

static const struct cell *covering(const struct giver *giver, size_t column, size_t number) {
    const struct sheet_area *area = giver->covers[column];
    if (!area || area->last_row < number) return NULL;
    const struct cell *cell = sheet_cell(sheet_of(giver), area->first_row, area->first_column);
    return cell && text_trim(cell->text).length ? cell : NULL;
}

/* One text over the whole table among the data: a title of the rows below, no row. */
static bool is_title(const struct giver *giver, size_t row) {
    size_t own = 0, count = giver->columns->count, column = 0, number;
    for (size_t i = 0; i < count; i++) {
        if (!sheet_own_text(sheet_of(giver), row, giver->columns->at[i].at).length) continue;
        own++;
        column = giver->columns->at[i].at;
    }
    if (own != 1 || count < 3 || !giver->covers[column]) return false;
    number = sheet_of(giver)->rows[row].number;
    const struct sheet_area *area = giver->covers[column];
    return area->first_row <= number && number <= area->last_row &&
           area->first_column <= giver->columns->at[0].at &&
           area->last_column >= giver->columns->at[count - 1].at;
}

static void fill_cell(struct giver *giver, size_t row, size_t index, struct cell *cell) {
    const struct sheet *sheet = sheet_of(giver);
    size_t column = giver->columns->at[index].at, number = sheet->rows[row].number;
    if (column < sheet->rows[row].count)
        *cell = sheet->rows[row].cells[column];
    else
        *cell = (struct cell){TEXT(""), sheet_place(sheet, row, column), false};
    bool gap = !text_trim(cell->text).length;
    const struct cell *merged = gap ? covering(giver, column, number) : NULL;
    if (giver->fills[index]) {
        if (gap) cell->text = merged ? merged->text : giver->above[index].text;
        giver->above[index] = *cell;
        return;
    }
    if (!merged || giver->warned[index] || giver->covers[column]->first_row == number) return;
    giver->warned[index] = true;
    diags_add(giver->diags, DIAG_D205, cell->origin, N_("column \"%.*s\", from %s"),
              TEXT_ARGS(giver->columns->at[index].name),
              origin_print(merged->origin, giver->arena));
    diags_hint(giver->diags, N_("to give it to every row, write on the source fill-down=\"%.*s\""),
               TEXT_ARGS(giver->columns->at[index].name));
}

/* ---- the batch ---- */

static struct table *new_batch(const struct source_spec *spec, const struct giver *giver) {
    struct table *batch = source_table(spec, sheet_of(giver)->file, giver->arena);
    for (size_t i = 0; i < giver->columns->count; i++)
        table_add_column(giver->arena, batch, giver->columns->at[i].name,
                         giver->columns->at[i].origin);
    batch->lasting = true;
    return batch;
}

/* 单位：万元 above a table of figures is the measure of those that have no other. */
static struct source_spec with_measure(const struct source_spec *spec, const struct giver *giver,
                                       const struct table *batch) {
    const struct sheet_fact *measure = &giver->layout->head.measure;
    struct source_spec out = *spec;
    if (!measure->text.length || !text_is(spec->table, "metrics")) return out;
    for (size_t i = 0; i < spec->constant_count; i++)
        if (text_is(spec->constants[i].column, "measure")) return out;
    for (size_t i = 0; i < batch->column_count; i++)
        if (text_is(batch->columns[i].name, "measure") ||
            text_is(text_of(form_column_of(batch->columns[i].name)), "measure"))
            return out;
    out.constants = arena_take_array(giver->arena, spec->constant_count + 1, sizeof *out.constants);
    for (size_t i = 0; i < spec->constant_count; i++) out.constants[i] = spec->constants[i];
    out.constants[out.constant_count++] =
        (struct source_constant){TEXT("measure"), measure->text, measure->origin};
    return out;
}

static bool start(const struct source_spec *spec, struct giver *giver) {
    size_t count = giver->columns->count;
    giver->fills = arena_take_array(giver->arena, count, sizeof *giver->fills);
    giver->warned = arena_take_array(giver->arena, count, sizeof *giver->warned);
    giver->above = arena_take_array(giver->arena, count, sizeof *giver->above);
    giver->covers =
        arena_take_array(giver->arena, giver->layout->grid.width, sizeof *giver->covers);
    sort_areas(giver);
    return mark_filled(spec, giver);
}

/* False where the row is left out. */
static bool begin_row(struct giver *giver, size_t row) {
    size_t number = sheet_of(giver)->rows[row].number;
    move_areas(giver, number);
    if (is_blank(giver, row)) return false;
    if (!is_title(giver, row)) return true;
    diags_add(giver->diags, DIAG_D202, sheet_place(sheet_of(giver), row, 0),
              N_("title among the rows, row %zu"), number);
    return false;
}

bool sheet_give_rows(const struct source_spec *spec, const struct sheet_layout *layout,
                     const struct sheet_columns *columns, struct source_sink *sink,
                     struct arena *arena, struct diags *diags) {
    struct giver giver = {.layout = layout, .columns = columns, .arena = arena, .diags = diags};
    if (!start(spec, &giver)) return false;
    struct table *batch = new_batch(spec, &giver);
    struct source_spec with = with_measure(spec, &giver, batch);
    struct source_added added = source_add_constants(&with, batch, arena, diags);
    for (size_t row = layout->below; row < layout->end; row++) {
        if (!begin_row(&giver, row)) continue;
        struct cell *cells = source_next_row(sink, batch, arena);
        if (!cells) return true;
        for (size_t i = 0; i < columns->count; i++) fill_cell(&giver, row, i, &cells[i]);
        source_fill_constants(added, cells + columns->count);
    }
    source_give(sink, batch);
    return true;
}

bool source_give_sheet(const struct source_spec *spec, const struct sheet *sheet,
                       struct source_sink *sink, struct arena *arena, struct diags *diags) {
    struct sheet_layout layout;
    struct sheet_columns columns;
    bool found = sheet_find_layout(spec, sheet, arena, diags, &layout);
    if (spec->witness) spec->witness->see(spec->witness, sheet, found ? &layout.head : NULL);
    return found && sheet_name_columns(&layout, arena, diags, &columns) &&
           sheet_give_rows(spec, &layout, &columns, sink, arena, diags);
}
