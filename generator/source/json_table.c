/* From values to rows.
 *
 * The first pass finds the columns: the union of all keys, in the order in which they first appear.
 * The second fills rows, in which a column that a record lacks is empty. */
#include <string.h>

#include "source/json.h"

static void tell_too_much(struct json_table *table, size_t offset, const char *what, int most) {
    diags_add(table->diags, DIAG_D108, (struct origin){table->file, offset}, what, most);
    table->full = true;
}

static struct json_column *add_column(struct json_table *table, struct text name,
                                      struct origin origin) {
    if (!name.length) {
        diags_add(table->diags, DIAG_D106, origin, "\"\"");
        diags_hint(table->diags, N_("give the value a name: a key with at least one character"));
        return NULL;
    }
    if (table->column_count == SOURCE_COLUMNS_MOST) {
        tell_too_much(table, origin.offset, N_("at most %d columns"), SOURCE_COLUMNS_MOST);
        return NULL;
    }
    struct json_column *column = ARENA_NEW(table->arena, struct json_column);
    column->name = text_copy(table->arena, name);
    column->origin = origin;
    column->index = table->column_count;
    map_set(table->by_name, column->name, column);
    ARENA_GROW(table->arena, table->columns, table->column_count, table->column_room);
    return table->columns[table->column_count++] = column;
}

struct json_column *json_column_need(struct json_table *table, struct text name,
                                     struct origin origin) {
    if (name.length > JSON_NAME_BYTES_MOST) {
        tell_too_much(table, origin.offset, N_("a key of more than %d bytes"),
                      JSON_NAME_BYTES_MOST);
        return NULL;
    }
    struct json_column *column = map_find(table->by_name, name);
    return column || table->giving ? column : add_column(table, name, origin);
}

static struct cell lasting_cell(struct json_table *table, struct cell cell, bool lasting) {
    if (!lasting) cell.text = text_copy(table->arena, cell.text);
    return cell;
}

static bool check_cell(struct json_table *table, const struct cell *cell) {
    if (cell->text.length <= SOURCE_CELL_BYTES_MOST) return true;
    diags_add(table->diags, DIAG_D108, cell->origin, N_("a cell of %zu bytes, at most %d"),
              cell->text.length, (int)SOURCE_CELL_BYTES_MOST);
    table->record_faulty = true;
    return false;
}

/* ---- records ---- */

/* A row of cells that are empty as long as the record does not fill them. */
static void start_row(struct json_table *table) {
    struct table *batch = table->batch;
    table->row = source_next_row(table->sink, batch, table->arena);
    if (!table->row) {
        table->full = true;
        return;
    }
    size_t own = batch->column_count - table->constants.count;
    for (size_t i = 0; i < own; i++)
        table->row[i] = (struct cell){TEXT(""), {table->file, table->record_start}, false};
    source_fill_constants(table->constants, table->row + own);
}

bool json_record_begin(struct json_table *table, size_t offset) {
    table->record++;
    table->record_start = offset;
    table->record_faulty = false;
    if (table->giving && table->shape == JSON_BY_ROWS && table->batch->column_count)
        start_row(table);
    return !table->full;
}

void json_record_cell(struct json_table *table, struct json_column *column, struct cell cell,
                      bool lasting) {
    if (!check_cell(table, &cell)) return;
    if (column->record == table->record) {
        struct origin first = {table->file, column->offset};
        diags_add(table->diags, DIAG_D161, cell.origin, N_("%.*s, first at %s"),
                  TEXT_ARGS(column->name), origin_print(first, table->arena));
        table->record_faulty = true;
        return;
    }
    column->record = table->record;
    column->offset = cell.origin.offset;
    column->used = column->used || cell.text.length;
    if (table->row && column->out != TABLE_NO_COLUMN)
        table->row[column->out] = lasting_cell(table, cell, lasting);
}

void json_record_abandon(struct json_table *table) {
    if (table->row) table->batch->row_count--;
    table->row = NULL;
}

void json_record_end(struct json_table *table) {
    if (table->record_faulty) json_record_abandon(table);
    table->row = NULL;
    if (table->record * table->column_count > SOURCE_CELLS_MOST)
        tell_too_much(table, table->record_start, N_("at most %d cells"), SOURCE_CELLS_MOST);
}

/* ---- columns ---- */

void json_list_cell(struct json_table *table, struct json_column *column, struct cell cell,
                    bool lasting) {
    if (!check_cell(table, &cell)) return;
    if (++table->cell_count > SOURCE_CELLS_MOST)
        tell_too_much(table, cell.origin.offset, N_("at most %d cells"), SOURCE_CELLS_MOST);
    if (!table->giving) {
        column->count++;
        column->used = true;
        return;
    }
    ARENA_GROW(table->arena, column->cells, column->count, column->room);
    column->cells[column->count++] = lasting_cell(table, cell, lasting);
}

static void give_lists(struct json_table *table) {
    struct table *batch = table->batch;
    size_t own = batch->column_count - table->constants.count;
    for (size_t row = 0; own && row < table->columns[0]->count; row++) {
        struct cell *cells = source_next_row(table->sink, batch, table->arena);
        table->full = !cells;
        if (!cells) return;
        for (size_t i = 0; i < own; i++) cells[i] = table->columns[i]->cells[row];
        source_fill_constants(table->constants, cells + own);
    }
}

void json_lists_end(struct json_table *table) {
    bool even = true;
    table->shape = JSON_BY_COLUMNS;
    for (size_t i = 1; i < table->column_count && even; i++) {
        const struct json_column *first = table->columns[0], *column = table->columns[i];
        if (column->count == first->count) continue;
        even = false;
        diags_add(table->diags, DIAG_D165, column->origin, N_("%.*s has %zu values, %.*s has %zu"),
                  TEXT_ARGS(column->name), column->count, TEXT_ARGS(first->name), first->count);
        diags_hint(table->diags,
                   N_("every list needs a value for every row; write null where one is missing"));
    }
    if (table->giving && even) give_lists(table);
}

/* ---- between and after the passes ---- */

/* A name under which only objects and null stand is no column: those below it are. */
static bool is_column(const struct json_column *column) {
    return column->used || !column->is_group;
}

void json_table_start_giving(struct json_table *table, struct diags *diags) {
    struct table *batch = source_table(table->spec, table->file, table->arena);
    for (size_t i = 0; i < table->column_count; i++) {
        struct json_column *column = table->columns[i];
        column->out = is_column(column) ? batch->column_count : TABLE_NO_COLUMN;
        column->record = column->count = 0;
        if (is_column(column)) table_add_column(table->arena, batch, column->name, column->origin);
    }
    table->constants = source_add_constants(table->spec, batch, table->arena, table->diags);
    batch->lasting = true;
    table->batch = batch;
    table->giving = true;
    table->full = false;
    table->record = table->cell_count = 0;
    table->diags = diags;
}

void json_table_end(struct json_table *table) {
    if (!table->full) source_give(table->sink, table->batch);
}
