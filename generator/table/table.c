/* Tables: columns, and cells that lie row by row in one growing array.
 *
 * Takes cell texts as slices of whoever owns the bytes (mostly the mapped file); copies nothing. */
#include "table/table.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

struct table *table_new(struct arena *arena, struct text name, const struct file *file) {
    struct table *table = ARENA_NEW(arena, struct table);
    table->name = name;
    table->file = file;
    return table;
}

/* Columns are few and added one by one: the array grows when the count reaches a power of two. */
void table_add_column(struct arena *arena, struct table *table, struct text name,
                      struct origin origin) {
    assert(table->row_count == 0);
    size_t count = table->column_count;
    if ((count & (count - 1)) == 0) {
        struct column *wider = arena_take_array(arena, count ? count * 2 : 1, sizeof *wider);
        if (count) memcpy(wider, table->columns, count * sizeof *wider);
        table->columns = wider;
    }
    table->columns[table->column_count++] = (struct column){text_trim(name), origin};
}

void table_reserve(struct arena *arena, struct table *table, size_t rows) {
    size_t width = table->column_count;
    assert(width > 0 && rows <= SIZE_MAX / width);
    if (rows * width <= table->row_room) return;
    struct cell *cells = arena_take_array(arena, rows * width, sizeof *cells);
    if (table->row_count) memcpy(cells, table->cells, table->row_count * width * sizeof *cells);
    table->cells = cells;
    table->row_room = rows * width;
}

size_t table_add_row(struct arena *arena, struct table *table) {
    size_t width = table->column_count;
    assert(width > 0);
    if ((table->row_count + 1) * width > table->row_room)
        table_reserve(arena, table, table->row_count < 4 ? 8 : table->row_count * 2);
    return table->row_count++;
}

void table_clear(struct table *table) {
    table->row_count = 0;
}

void table_append(struct arena *arena, struct table *table, const struct table *batch) {
    size_t width = table->column_count, count = batch->row_count * width;
    assert(batch->column_count == width);
    if (!count) return;
    size_t rows = table->row_count + batch->row_count;
    if (rows * width > table->row_room)
        table_reserve(arena, table, rows < 2 * table->row_count ? 2 * table->row_count : rows);
    struct cell *to = table->cells + table->row_count * width;
    memcpy(to, batch->cells, count * sizeof *to);
    for (size_t i = 0; i < count && !batch->lasting; i++) to[i].text = text_copy(arena, to[i].text);
    table->row_count = rows;
}

struct cell *table_cell(const struct table *table, size_t row, size_t column) {
    assert(row < table->row_count && column < table->column_count);
    return &table->cells[row * table->column_count + column];
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool equal_but_case(struct text a, struct text b) {
    if (a.length != b.length) return false;
    for (size_t i = 0; i < a.length; i++)
        if (lower(a.at[i]) != lower(b.at[i])) return false;
    return true;
}

size_t table_find_column(const struct table *table, const char *name) {
    struct text wanted = text_of(name);
    for (size_t i = 0; i < table->column_count; i++)
        if (text_equal(table->columns[i].name, wanted)) return i;
    for (size_t i = 0; i < table->column_count; i++)
        if (equal_but_case(table->columns[i].name, wanted)) return i;
    return TABLE_NO_COLUMN;
}

struct text table_text(const struct table *table, size_t row, const char *column) {
    size_t index = table_find_column(table, column);
    if (index == TABLE_NO_COLUMN) return TEXT("");
    return text_trim(table_cell(table, row, index)->text);
}

struct origin table_row_origin(const struct table *table, size_t row) {
    for (size_t i = 0; i < table->column_count; i++) {
        const struct cell *cell = table_cell(table, row, i);
        if (cell->origin.file && cell->origin.file == table->file) return cell->origin;
    }
    return table->column_count ? table_cell(table, row, 0)->origin : ORIGIN_NONE;
}

struct origin table_origin(const struct table *table, size_t row, const char *column) {
    size_t index = table_find_column(table, column);
    return index == TABLE_NO_COLUMN ? table_row_origin(table, row)
                                    : table_cell(table, row, index)->origin;
}
