/* An outside judge: the same scheme over the same random figures by SQL in whole numbers, compared
 * to the last printed digit. */
#include <sqlite3.h>

#include "helper.h"

enum { UNITS = 500, VALUES = 4 };

static const char scheme[] =
    "<group code='g' name='组' weight='50'>"
    "<item code='a' name='一' of='k0' full='20'><interval from='90' score='20'/><interval from='60' "
    "score='12.5'/><interval to='60' score='0'/></item>"
    "<item code='b' name='二' of='k1' full='30'><ratio to='95'/></item></group>"
    "<group code='h' name='乙' weight='50'>"
    "<item code='c' name='三' of='k2' full='40'><deduct each='0.3' below='95'/></item>"
    "<item code='d' name='四' of='k3' full='60'><interval from='90' score='60'/><interval from='50' "
    "to='90' score='5' to-score='60'/><interval to='50' score='0'/></item></group>"
    "<bonus cap='2'><item code='x' name='加' of='k0'><per each='0.03'/></item></bonus>"
    "<grade name='好' from='80'/><grade name='中' from='60'/><grade name='差'/><rank/>";

/* In hundredths; v is in tenths.  (2n + d) / 2d is n / d rounded half away from zero. */
static const char judge[] =
    "WITH item AS (SELECT unit,"
    " CASE WHEN k0 >= 900 THEN 2000 WHEN k0 >= 600 THEN 1250 ELSE 0 END AS a,"
    " MIN(3000, (2 * k1 * 3000 + 950) / 1900) AS b,"
    " MAX(0, 4000 - 3 * MAX(0, 950 - k2)) AS c,"
    " CASE WHEN k3 >= 900 THEN 6000 WHEN k3 < 500 THEN 0"
    "      ELSE 500 + (2 * (k3 - 500) * 5500 + 400) / 800 END AS d,"
    " MIN(200, (2 * k0 * 3 + 10) / 20) AS x FROM v),"
    "total AS (SELECT *, a + b + (2 * (c + d) * 50 + 100) / 200 + x AS t FROM item) "
    "SELECT unit, a, b, c, d, x, t, CASE WHEN t >= 8000 THEN '好' WHEN t >= 6000 THEN '中' ELSE '差' "
    "END, RANK() OVER (ORDER BY t DESC) FROM total ORDER BY unit";

static unsigned next_random(unsigned *state) {
    *state = *state * 1103515245u + 12345u;
    return *state >> 16 & 0x7fff;
}

static void fill(struct arena *arena, sqlite3 *base, struct table *tables[3]) {
    struct buffer units = buffer_new(arena), rows = buffer_new(arena), sql = buffer_new(arena);
    unsigned state = 20260705;
    buffer_printf(&units, "code,name\n");
    buffer_printf(&rows, "unit,period,code,value\n");
    buffer_printf(&sql, "CREATE TABLE v(unit INTEGER PRIMARY KEY, k0, k1, k2, k3);"
                        "INSERT INTO v VALUES");
    for (int u = 0; u < UNITS; u++) {
        buffer_printf(&units, "u%d,单位%d\n", u, u);
        buffer_printf(&sql, "%s(%d", u ? "," : "", u);
        for (int k = 0; k < VALUES; k++) {
            unsigned tenths = 300 + next_random(&state) % 701;
            buffer_printf(&rows, "u%d,2026H1,k%d,%u.%u\n", u, k, tenths / 10, tenths % 10);
            buffer_printf(&sql, ",%u", tenths);
        }
        buffer_printf(&sql, ")");
    }
    cr_assert_eq(sqlite3_exec(base, sql.at, NULL, NULL, NULL), SQLITE_OK, "%s",
                 sqlite3_errmsg(base));
    tables[0] = scored_table(arena, "indicators",
                             "code,name,measure\nk0,甲,%\nk1,乙,%\nk2,丙,%\nk3,丁,%\n");
    tables[1] = scored_table(arena, "units", units.at);
    tables[2] = scored_table(arena, "metrics", rows.at);
}

static const char *hundredths(struct arena *arena, int value) {
    return arena_printf(arena, "%d.%02d", value / 100, value % 100);
}

static void compare_row(struct scored_world *world, sqlite3_stmt *row) {
    static const char *const codes[] = {"a", "b", "c", "d", "bonus", "total"};
    int unit = sqlite3_column_int(row, 0);
    for (int i = 0; i < 8; i++) {
        const char *code = i < 6 ? codes[i] : i == 6 ? "grade" : "rank";
        const char *want = i < 6 ? hundredths(world->arena, sqlite3_column_int(row, i + 1))
                                 : (const char *)sqlite3_column_text(row, i + 1);
        const char *got =
            scored_ask(world, text_of(arena_printf(world->arena, "u%d:%s", unit, code)));
        cr_assert_str_eq(got, want, "u%d %s: %s, by SQL %s", unit, code, got, want);
    }
}

Test(scoring, agrees_with_sql) {
    struct scored_world world = {.arena = arena_new()};
    struct table *tables[3];
    struct period period;
    sqlite3 *base;
    sqlite3_stmt *row;
    world.diags = diags_new(world.arena);
    cr_assert_eq(sqlite3_open(":memory:", &base), SQLITE_OK);
    fill(world.arena, base, tables);
    cr_assert(period_read(TEXT("2026H1"), &period));
    world.store = metric_build(tables, 3, TEXT(""), TEXT("2026H1"), world.arena, world.diags);
    struct scheme *read = scored_scheme(&world, "full='100'", scheme);
    cr_assert(read, "%s", scored_say(&world, DIAG_NOTE));
    world.scores = scoring_run(&read, 1, world.store, period, world.arena, world.diags);
    cr_assert(world.scores, "%s", scored_say(&world, DIAG_NOTE));
    cr_assert_eq(sqlite3_prepare_v2(base, judge, -1, &row, NULL), SQLITE_OK, "%s",
                 sqlite3_errmsg(base));
    int count = 0;
    for (; sqlite3_step(row) == SQLITE_ROW; count++) compare_row(&world, row);
    cr_expect_eq(count, UNITS);
    sqlite3_finalize(row);
    sqlite3_close(base);
    arena_free(world.arena);
}
