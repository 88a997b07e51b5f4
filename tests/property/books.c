/* A table is the same whatever program wrote it down: CSV, and workbooks of openpyxl and
 * LibreOffice. FreeXL judges how old workbooks are read, where it reads all. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <freexl.h>

#include "helper.h"
#include "source/decimal.h"
#include "source/source.h"

static const char *made; /* folder */

static void make(void) {
    int status;
    made = work_folder();
    free(capture(&status, "/usr/bin/python3 tests/books/make.py %s 2>&1", made));
    cr_assert_eq(status, 0, "tests/books/make.py fails");
}

/* What `show` gives, without the places. */
static char *show(const char *file) {
    int status;
    char *rows = capture(&status, "'%s' show '%s/%s' 2>/dev/null", program(), made, file);
    for (char *at; (at = strstr(rows, ",\"@origin\""));) {
        char *end = strchr(at, '\n');
        memmove(at, end, strlen(end) + 1);
    }
    return rows;
}

static void check_same_table(void) {
    static const char *const files[] = {"plain.xlsx", "lo/plain.xlsx", "lo/plain.xls"};
    char *want = show("plain.csv");
    cr_assert_gt(strlen(want), 10000u);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *got = show(files[i]);
        cr_expect_str_eq(got, want, "%s differs from plain.csv", files[i]);
        free(got);
    }
    free(want);
}

static void check_kinds(void) {
    static const char want[] = "{\"名称\":\"数\",\"值\":\"12.3\",\"式\":\"24.6\"\n"
                               "{\"名称\":\"和\",\"值\":\"0.3\",\"式\":\"0.3\"\n"
                               "{\"名称\":\"真\",\"值\":\"TRUE\",\"式\":\"FALSE\"\n"
                               "{\"名称\":\"日\",\"值\":\"2026-05-31\",\"式\":\"2026-06-01\"\n"
                               "{\"名称\":\"时刻\",\"值\":\"2026-05-31 14:30:00\",\"式\":\"文字\"\n"
                               "{\"名称\":\"时\",\"值\":\"08:05:00\",\"式\":\"09:30:00\"\n"
                               "{\"名称\":\"月\",\"值\":\"2026-05\",\"式\":\"2026-06\"\n"
                               "{\"名称\":\"率\",\"值\":\"12.5%\",\"式\":\"12.5%\"\n"
                               "{\"名称\":\"码\",\"值\":\"000007\",\"式\":\"007\"\n"
                               "{\"名称\":\"万\",\"值\":\"123456.78\",\"式\":\"12.6\"\n"
                               "{\"名称\":\"空\",\"值\":\"\",\"式\":\"\"\n";
    static const char *const files[] = {"lo/kinds.xlsx", "lo/kinds.xls#汇总"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *got = show(files[i]);
        cr_expect_str_eq(got, want, "%s", files[i]);
        free(got);
    }
    char *table = show("lo/kinds.xlsx#清单表"), *area = show("lo/kinds.xls#区域");
    cr_expect_str_eq(table, "{\"码\":\"a\",\"数\":\"1\"\n{\"码\":\"b\",\"数\":\"2\"\n");
    cr_expect_str_eq(area, "{\"码\":\"a\",\"数\":\"1\"\n");
    free(table);
    free(area);
}

/* ---- what is said of faults ---- */

static void check_diagnostics(const char *file, const char *const *codes) {
    int status;
    char *said = capture(&status, "'%s' show '%s/%s' 2>&1 >/dev/null", program(), made, file);
    for (; *codes; codes++) cr_expect(strstr(said, *codes), "%s: no %s in\n%s", file, *codes, said);
    free(said);
}

static void check_faults(void) {
    static const char *const wrong[] = {"错!B2: error", "#DIV/0! [D145]", "#N/A [D145]",
                                        "3.62202E+17 [D147]", NULL};
    static const char *const no_results[] = {"汇总!C2: error", "[D146]", NULL};
    static const char *const hidden[] = {
        "两列!A4: note: hidden cells were read: row 4 [D153]",
        "两列!C1: note: hidden cells were read: columns from C [D153]", NULL};
    check_diagnostics("lo/kinds.xlsx#错", wrong);
    check_diagnostics("lo/kinds.xls#错", wrong);
    check_diagnostics("lo/kinds.xlsx#两列", hidden);
    check_diagnostics("lo/kinds.xls#两列", hidden);
    check_diagnostics("kinds.xlsx", no_results); /* openpyxl works nothing out */
}

/* ---- the judge ---- */

static void check_cell(const void *book, const struct table *table, size_t row, size_t column) {
    FreeXL_CellValue value;
    char decimal[SOURCE_DECIMAL_BYTES];
    struct text want = TEXT(""), got = table_cell(table, row, column)->text;
    cr_assert_eq(freexl_get_cell_value(book, (unsigned)row + 1, (unsigned short)column, &value),
                 FREEXL_OK);
    if (value.type == FREEXL_CELL_INT)
        want = text_of((snprintf(decimal, sizeof decimal, "%d", value.value.int_value), decimal));
    else if (value.type == FREEXL_CELL_DOUBLE)
        want = text_of((source_shortest_decimal(value.value.double_value, decimal), decimal));
    else if (value.type != FREEXL_CELL_NULL)
        want = text_of(value.value.text_value);
    cr_expect(text_equal(got, want), "row %zu column %zu: %.*s, FreeXL: %.*s", row, column,
              TEXT_ARGS(got), TEXT_ARGS(want));
}

static void check_with_freexl(void) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    char *path = work_path("lo/plain.xls");
    struct source_spec spec = {.path = path};
    struct table *table = source_read(&spec, arena, diags);
    const void *book = NULL;
    cr_assert(table && table->row_count == 400);
    cr_assert_eq(freexl_open(path, &book), FREEXL_OK);
    cr_assert_eq(freexl_select_active_worksheet(book, 0), FREEXL_OK);
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < table->column_count; column++)
            check_cell(book, table, row, column);
    freexl_close(book);
    free(path);
    arena_free(arena);
}

Test(books, same_whoever_wrote_them, .timeout = 300) {
    make();
    check_same_table();
    check_kinds();
    check_faults();
    check_with_freexl();
}
