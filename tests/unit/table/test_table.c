/* Tables: columns by name, rows, texts and places of cells. */
#include "table/table.h"

#include <criterion/criterion.h>

#include "base/file.h"

static struct table *make_table(struct arena *arena) {
    const struct file *file = file_from_text(arena, "a.csv", TEXT("code,Value\nx, 12 \n"));
    struct table *table = table_new(arena, TEXT("metrics"), file);
    table_add_column(arena, table, TEXT(" code "), (struct origin){file, 0});
    table_add_column(arena, table, TEXT("Value"), (struct origin){file, 5});
    table_add_column(arena, table, TEXT("unit"), ORIGIN_NONE);
    return table;
}

Test(table, finds_columns) {
    struct arena *arena = arena_new();
    struct table *table = make_table(arena);
    cr_assert(text_is(table->columns[0].name, "code"), "headings are trimmed");
    cr_assert_eq(table_find_column(table, "code"), 0);
    cr_assert_eq(table_find_column(table, "Value"), 1);
    cr_assert_eq(table_find_column(table, "value"), 1, "capitals are let pass");
    cr_assert_eq(table_find_column(table, "valu"), TABLE_NO_COLUMN);
    cr_assert_eq(table_find_column(table, ""), TABLE_NO_COLUMN);
    table_add_column(arena, table, TEXT("value"), ORIGIN_NONE);
    cr_assert_eq(table_find_column(table, "value"), 3, "the exact name comes first");
    arena_free(arena);
}

Test(table, keeps_cells_as_they_are) {
    struct arena *arena = arena_new();
    struct table *table = make_table(arena);
    size_t row = table_add_row(arena, table);
    *table_cell(table, row, 0) = (struct cell){TEXT("x"), {table->file, 11}, false};
    *table_cell(table, row, 1) = (struct cell){TEXT(" 12 "), {table->file, 13}, false};
    *table_cell(table, row, 2) = (struct cell){TEXT("u"), ORIGIN_NONE, false};
    cr_assert(text_is(table_cell(table, row, 1)->text, " 12 "));
    cr_assert(text_is(table_text(table, row, "value"), "12"), "by name it is trimmed");
    cr_assert(text_is(table_text(table, row, "none"), ""));
    cr_assert_eq(table_origin(table, row, "value").offset, 13);
    cr_assert_eq(table_origin(table, row, "none").offset, 11, "a missing column: the row's place");
    arena_free(arena);
}

Test(table, row_origin_is_of_the_file) {
    struct arena *arena = arena_new();
    const struct file *job = file_from_text(arena, "job.xml", TEXT("<job/>"));
    struct table *table = make_table(arena);
    size_t row = table_add_row(arena, table);
    *table_cell(table, row, 0) = (struct cell){TEXT("x"), {job, 2}, false};
    *table_cell(table, row, 1) = (struct cell){TEXT("1"), {table->file, 13}, false};
    cr_assert_eq(table_row_origin(table, row).file, table->file);
    table_cell(table, row, 1)->origin = ORIGIN_NONE;
    cr_assert_eq(table_row_origin(table, row).file, job, "constants only: the first cell");
    arena_free(arena);
}

Test(table, grows) {
    struct arena *arena = arena_new();
    struct table *table = make_table(arena);
    for (size_t i = 0; i < 1000; i++) {
        if (i == 500) table_reserve(arena, table, 900);
        size_t row = table_add_row(arena, table);
        cr_assert_eq(row, i);
        cr_assert_eq(table_cell(table, row, 2)->text.length, 0, "new rows are empty");
        table_cell(table, row, 2)->origin.offset = i;
    }
    for (size_t i = 0; i < 1000; i++) cr_assert_eq(table_cell(table, i, 2)->origin.offset, i);
    table_reserve(arena, table, 10);
    cr_assert_eq(table->row_count, 1000);
    arena_free(arena);
}

Test(table, has_many_columns) {
    struct arena *arena = arena_new();
    struct table *table = table_new(arena, TEXT("wide"), NULL);
    for (size_t i = 0; i < 300; i++)
        table_add_column(arena, table, text_of(arena_printf(arena, "c%zu", i)), ORIGIN_NONE);
    cr_assert_eq(table->column_count, 300);
    cr_assert_eq(table_find_column(table, "c255"), 255);
    arena_free(arena);
}
