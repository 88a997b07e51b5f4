/* Folders of workbooks: patterns of names, what is passed over, what most workbooks have. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "source/returns_check.h"

Test(returns, patterns) {
    static const struct {
        const char *pattern, *name, *unit; /* unit NULL: no match */
    } cases[] = {
        {"*.xlsx", "青溪.xlsx", ""},
        {"*.xlsx", "青溪.xls", NULL},
        {"?.xlsx", "青.xlsx", ""},
        {"?.xlsx", "青溪.xlsx", NULL},
        {"{unit}.xlsx", "青溪.xlsx", "青溪"},
        {"{unit}.xlsx", ".xlsx", NULL},
        {"{unit}-2026*.xlsx", "青溪-2026上半年.xlsx", "青溪"},
        {"?" /* no trigraph */ "?-{unit}.*", "03-青溪镇卫生院.xlsx", "青溪镇卫生院"},
        {"", "", ""},
        {"a", "", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text unit = TEXT("?");
        bool fits = returns_match(text_of(cases[i].pattern), text_of(cases[i].name), &unit);
        cr_expect_eq(fits, cases[i].unit != NULL, "%s %s", cases[i].pattern, cases[i].name);
        if (fits && cases[i].unit) cr_expect(text_is(unit, cases[i].unit), "%s", cases[i].pattern);
    }
}

Test(returns, a_pattern_of_many_stars_ends, .timeout = 2) {
    struct arena *arena = arena_new();
    struct buffer name = buffer_new(arena);
    struct text unit;
    for (int i = 0; i < 250; i++) buffer_add(&name, "a", 1);
    cr_expect_not(returns_match(TEXT("*a*a*a*a*a*a*a*a*a*a*a*b"), buffer_text(&name), &unit));
    arena_free(arena);
}

static void touch(struct arena *arena, const char *folder, const char *name, const char *text) {
    FILE *stream = fopen(arena_printf(arena, "%s/%s", folder, name), "w");
    cr_assert(stream);
    fputs(text, stream);
    fclose(stream);
}

/* CSV files are workbooks of one sheet. */
Test(returns, folder) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    char folder[] = "/tmp/zongjie-returns-XXXXXX";
    cr_assert(mkdtemp(folder));
    struct source_returns returns = {.root = folder,
                                     .pattern = TEXT("*.csv"),
                                     .unit_from = TEXT("cell:B1"),
                                     .period_from = TEXT("head")};
    struct source_spec spec = {.path = folder,
                               .table = TEXT("metrics"),
                               .job_period = TEXT("2026H1"),
                               .returns = &returns};
    touch(arena, folder, "b.csv", "填报单位：,南渡（盖章）,2026年1—6月\n代码,value,x\na,1,\n");
    touch(arena, folder, "a.csv", "填报单位：,青溪,2026年上半年\n代码,value,x\na,2,\n");
    touch(arena, folder, "c.csv", "填报单位：,西岭,2026年上半年\n代码,value,y\na,3,4\n");
    touch(arena, folder, "d.csv", "填报单位：,东坪,2026年1—5月\n代码,value,x\na,3,\n");
    touch(arena, folder, "e.csv", "填报单位：,北坡,2026年上半年\n代码,value,x\na,,\n");
    touch(arena, folder, "f.csv", "");
    touch(arena, folder, "~$a.csv", "");
    touch(arena, folder, "readme.txt", "");
    cr_assert_eq(mkdir(arena_printf(arena, "%s/g.csv", folder), 0700), 0);
    struct returned_list list;
    cr_assert(source_read_returns(&spec, arena, diags, &list));
    static const struct {
        const char *name, *unit;
        enum return_state state;
    } wanted[] = {{"a.csv", "青溪", RETURN_SOUND},   {"b.csv", "南渡", RETURN_SOUND},
                  {"c.csv", "西岭", RETURN_ALTERED}, {"d.csv", "东坪", RETURN_OTHER_PERIOD},
                  {"e.csv", "北坡", RETURN_EMPTY},   {"f.csv", "", RETURN_EMPTY}};
    cr_assert_eq(list.count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < list.count; i++) {
        cr_expect(text_is(list.at[i].name, wanted[i].name), "%zu", i);
        cr_expect(text_is(list.at[i].unit, wanted[i].unit), "%s: %.*s", wanted[i].name,
                  TEXT_ARGS(list.at[i].unit));
        cr_expect_eq(list.at[i].state, wanted[i].state, "%s: %d", wanted[i].name, list.at[i].state);
        cr_expect_eq(list.at[i].table != NULL, wanted[i].state == RETURN_SOUND);
    }
    cr_expect(text_is(table_text(list.at[0].table, 0, "unit"), "青溪"));
    cr_expect(text_is(list.at[2].reason, "缺少栏目：x；多出栏目：y"));
    cr_expect_eq(diags_size(diags), 2, "two that are not read");
    cr_expect_eq(diags_at(diags, 0)->code, DIAG_D230);
    cr_expect_eq(system(arena_printf(arena, "rm -r '%s'", folder)), 0);
    arena_free(arena);
}

Test(returns, the_most_common_headings) {
    struct arena *arena = arena_new();
    static const char *const headings[][2] = {
        {"a", "c"}, {"a", "b"}, {"b", "a"}, {"a", "c"}, {"a", "b"}};
    struct table *tables[6] = {NULL};
    for (size_t i = 0; i < 5; i++) {
        tables[i + 1] = table_new(arena, TEXT("t"), NULL);
        for (size_t k = 0; k < 2; k++)
            table_add_column(arena, tables[i + 1], text_of(headings[i][k]), ORIGIN_NONE);
    }
    cr_expect_eq(returns_most_common(tables, 6, arena), tables[2],
                 "of those in any order the first");
    cr_expect_null(returns_most_common(tables, 1, arena));
    arena_free(arena);
}
