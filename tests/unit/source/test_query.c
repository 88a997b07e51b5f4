/* Queries: where parameters stand, and what is refused before any database sees it. */
#include "source/query.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "source/database.h"

/* The query with marks, then the parameters, then the diagnostics with their columns. */
static char *scan(const char *sql, struct arena *arena) {
    struct diags *diags = diags_new(arena);
    const struct file *file = file_from_text(arena, "q", text_of(sql));
    struct query query;
    bool good = query_read(file->bytes, (struct origin){file, 0}, &query, arena, diags);
    struct buffer out = buffer_new(arena);
    buffer_add(&out, "", 0);
    if (good) buffer_add_text(&out, query_with_marks(&query, arena));
    for (size_t i = 0; good && i < query.count; i++)
        buffer_printf(&out, "|%.*s", TEXT_ARGS(query.parameters[i].name));
    for (size_t i = 0; i < diags_size(diags); i++)
        buffer_printf(&out, i ? " %s%s" : "%s%s", diag_name(diags_at(diags, i)->code),
                      origin_print(diags_at(diags, i)->origin, arena) + 1);
    cr_assert_eq(good, diags_size(diags) == 0);
    return out.at;
}

Test(query, finds_parameters) {
    static const char *const cases[][2] = {
        {"SELECT 1", "SELECT 1"},
        {"select a from t where u = :unit and p=:period",
         "select a from t where u = ? and p=?|unit|period"},
        {"with x as (select 1) select :unit, :unit;  ",
         "with x as (select 1) select ?, ?|unit|unit"},
        {"SELECT ':unit', \":unit\", `:unit`, 'it''s :unit' FROM t",
         "SELECT ':unit', \":unit\", `:unit`, 'it''s :unit' FROM t"},
        {"SELECT a -- :unit ; drop\n, b /* :unit /* x */ ' */, :to",
         "SELECT a -- :unit ; drop\n, b /* :unit /* x */ ' */, ?|to"},
        {"SELECT '2026'::date, a::text, x[1:2] FROM t",
         "SELECT '2026'::date, a::text, x[1:2] FROM t"},
        {"SELECT E'\\':unit' , e'\\\\', :from", "SELECT E'\\':unit' , e'\\\\', ?|from"},
        {"SELECT $$:unit ' ;$$, $q$ $$ :unit $q$, a$b FROM t WHERE x=:year",
         "SELECT $$:unit ' ;$$, $q$ $$ :unit $q$, a$b FROM t WHERE x=?|year"},
        {"SELECT \"update\", updated, \"a;b\" FROM deleted_rows",
         "SELECT \"update\", updated, \"a;b\" FROM deleted_rows"},
        {"-- c\n/* d */ SELECT 1e5, 1.5 ; -- end\n", "-- c\n/* d */ SELECT 1e5, 1.5 "},
        {"SELECT 值 FROM 表 WHERE 单位 = :unit", "SELECT 值 FROM 表 WHERE 单位 = ?|unit"},
        {"SELECT 'a\\b' FROM t WHERE :unit=x", "SELECT 'a\\b' FROM t WHERE ?=x|unit"},
        {"SELECT '{\"a\":1}'::json", "SELECT '{\"a\":1}'::json"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(scan(cases[i][0], arena), cases[i][1], "case %zu", i);
    arena_free(arena);
}

Test(query, refuses_what_writes) {
    static const char *const cases[][2] = {
        {"", "D169:1:1"},
        {"-- nothing\n", "D169:1:1"},
        {";", "D169:1:1"},
        {"DROP TABLE t", "D169:1:1"},
        {"EXPLAIN SELECT 1", "D169:1:1"},
        {"PRAGMA writable_schema=1", "D169:1:1"},
        {"SELECT 1; SELECT 2", "D169:1:11"},
        {"SELECT 1;\n;DELETE FROM t", "D169:2:2"},
        {"SELECT * INTO x FROM t", "D169:1:10"},
        {"WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x", "D169:1:12"},
        {"SELECT a FROM t FOR UPDATE", "D169:1:21"},
        {"SELECT a FROM t WHERE b = ?", "D169:1:27"},
        {"SELECT 'a", "D169:1:8"},
        {"SELECT \"a", "D169:1:8"},
        {"SELECT 1 /* a", "D169:1:10"},
        {"SELECT $x$ a", "D169:1:8"},
        {"SELECT 'a\\' OR 1=1 --'", "D169:1:10"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(scan(cases[i][0], arena), cases[i][1], "case %zu: %s", i, cases[i][0]);
    arena_free(arena);
}

Test(query, has_limits) {
    struct arena *arena = arena_new();
    struct buffer many = buffer_new(arena);
    buffer_printf(&many, "SELECT ");
    for (size_t i = 0; i <= QUERY_PARAMETERS_MOST; i++) buffer_printf(&many, ":unit ");
    cr_expect(strncmp(scan(many.at, arena), "D169", 4) == 0);
    char *huge = arena_take(arena, QUERY_BYTES_MOST + 2);
    memset(huge, ' ', QUERY_BYTES_MOST + 1);
    cr_expect_str_eq(scan(huge, arena), "D169:1:1");
    arena_free(arena);
}

Test(query, quotes_names) {
    struct arena *arena = arena_new();
    cr_expect_str_eq(query_quote(TEXT("a\"b.c"), '"', false, arena), "\"a\"\"b.c\"");
    cr_expect_str_eq(query_quote(TEXT("s.t`x"), '`', true, arena), "`s`.`t``x`");
    arena_free(arena);
}

/* What the parameters stand for in 2026H1, and with a period of the source's own. */
Test(query, parameters_have_values) {
    static const struct {
        const char *own, *name, *want; /* own: period="…" of the source */
    } cases[] = {
        {NULL, "unit", "u1"},
        {NULL, "period", "2026H1"},
        {NULL, "from", "2026-01-01"},
        {NULL, "to", "2026-06-30"},
        {NULL, "year", "2026"},
        {"2024-02", "from", "2024-02-01"},
        {"2024-02", "to", "2024-02-29"},
        {"2024-02", "year", "2024"},
        {"2021..2025", "year", NULL},
        {"2021..2025", "to", "2025-12-31"},
        {"undated", "from", NULL},
        {NULL, "units", NULL},
        {NULL, "password", NULL},
    };
    struct arena *arena = arena_new();
    struct source_parameters parameters = {0};
    cr_assert(period_read(TEXT("2026H1"), &parameters.period));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diags *diags = diags_new(arena);
        struct source_constant own = {TEXT("period"), text_of(cases[i].own), {NULL, 0}};
        struct source_spec spec = {
            .parameters = &parameters, .constants = &own, .constant_count = cases[i].own != NULL};
        struct query query = {.sql = TEXT("SELECT 1")};
        struct query_parameter parameter = {text_of(cases[i].name), 0};
        struct text value = {"", 0};
        bool good = database_value(&spec, &query, &parameter, TEXT("u1"), &value, arena, diags);
        cr_expect_eq(good, cases[i].want != NULL, "case %zu", i);
        if (good) cr_expect(text_is(value, cases[i].want), "case %zu", i);
        if (!good) cr_expect_eq(diags_at(diags, 0)->code, DIAG_D170);
    }
    arena_free(arena);
}
