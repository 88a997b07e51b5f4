/* An outside judge of what is derived: the same tables in SQLite, the same figures by SQL in whole
 * numbers, compared to the last digit that would be printed.  500 units in a tree of four levels,
 * 40 indicators, 6 periods, gaps among them; places among sisters; and what must not matter: the
 * order of units and of rows. */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "metric/metric.h"

enum {
    UNITS = 500,
    BASES = 16, /* b0 … b7 amounts of up to 10000.00, b8 … b15 counts of up to 200 */
    MEANS = 4,
    RATES = 8,
    FORMULAS = 8,
    INDICATORS = BASES + RATES + MEANS + 2 + 2 + FORMULAS,
    PERIODS = 6,
    LEVELS = 4
};
static const int level_start[LEVELS + 1] = {0, 1, 6, 46, UNITS};
static const char *const periods[PERIODS] = {"2024H1", "2024H2", "2025H1",
                                             "2025H2", "2026H1", "2026H2"};

static uint64_t state;
static int64_t below(int64_t most) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)(state >> 33) % most;
}

static int parent_of(int unit) {
    int level = 1;
    if (unit == 0) return -1;
    while (unit >= level_start[level + 1]) level++;
    int parents = level_start[level] - level_start[level - 1];
    return level_start[level - 1] + (unit - level_start[level]) % parents;
}

/* ---- the tables, as texts */

struct lines {
    char **at;
    size_t count, room;
};

struct data {
    struct arena *arena;
    struct lines units, members, indicators, metrics;
};

static void add_line(struct data *data, struct lines *lines, char *line) {
    ARENA_GROW(data->arena, lines->at, lines->count, lines->room);
    lines->at[lines->count++] = line;
}

#define LINE(data, lines, ...)                                                                     \
    add_line(data, &(data)->lines, arena_printf((data)->arena, __VA_ARGS__))

static void add_dictionary(struct data *data) {
    static const char *const formulas[FORMULAS] = {
        "元|b0 + b2 - b4",        "|b0 / b1",
        "元|b0 - last_year(b0)",  "%|b0 / last_year(b0) - 100%",
        "元|max(b0；b2)",         "元|mean(b0；b2；b4)",
        "元|(b0 + b2) / b1 * b3", "%|f5 / b0"};
    for (int i = 0; i < BASES; i++)
        LINE(data, indicators, "b%d,指标%d,%s,flow,,,,", i, i, i < 8 ? "元" : "件");
    for (int i = 0; i < RATES; i++)
        LINE(data, indicators, "r%d,比例%d,%%,rate,b%d,b%d,,", i, i, 8 + i, 8 + (i + 3) % 8);
    for (int i = 0; i < MEANS; i++)
        LINE(data, indicators, "m%d,均值%d,天,stock,,,,mean:b%d", i, i, 8 + i);
    for (int i = 0; i < 2; i++) {
        LINE(data, indicators, "x%d,最大%d,分,stock,,,,max", i, i);
        LINE(data, indicators, "n%d,最小%d,分,stock,,,,min", i, i);
    }
    for (int i = 0; i < FORMULAS; i++) {
        struct text rest = text_of(formulas[i]), measure;
        text_cut(&rest, '|', &measure);
        LINE(data, indicators, "f%d,公式%d,%.*s,%s,,,%.*s,", i, i, TEXT_ARGS(measure),
             i == 3 || i == 7 ? "rate" : "flow", TEXT_ARGS(rest));
    }
}

static void add_value(struct data *data, int unit, const char *indicator, int number, int period,
                      int64_t most, bool whole) {
    if (period == 3 && below(50) == 0) return; /* not reported */
    int64_t value = 1 + below(most);
    if (whole)
        LINE(data, metrics, "u%d,%s%d,%s,%lld", unit, indicator, number, periods[period],
             (long long)value);
    else
        LINE(data, metrics, "u%d,%s%d,%s,%lld.%02lld", unit, indicator, number, periods[period],
             (long long)(value / 100), (long long)(value % 100));
}

static struct data make_data(uint64_t seed) {
    struct data data = {.arena = arena_new()};
    state = seed;
    for (int u = 0; u < UNITS; u++) {
        LINE(&data, units, "u%d,单位%d", u, u);
        if (u) LINE(&data, members, "a,u%d,u%d", u, parent_of(u));
    }
    add_dictionary(&data);
    for (int u = level_start[LEVELS - 1]; u < UNITS; u++)
        for (int p = 0; p < PERIODS; p++) {
            for (int i = 0; i < BASES; i++)
                add_value(&data, u, "b", i, p, i < 8 ? 1000000 : 200, i >= 8);
            for (int i = 0; i < MEANS; i++) add_value(&data, u, "m", i, p, 3000, false);
            for (int i = 0; i < 2; i++) {
                add_value(&data, u, "x", i, p, 10000, false);
                add_value(&data, u, "n", i, p, 10000, false);
            }
        }
    return data;
}

static void shuffle(struct lines *lines) {
    for (size_t i = lines->count; i > 1; i--) {
        size_t k = (size_t)below((int64_t)i);
        char *swap = lines->at[i - 1];
        lines->at[i - 1] = lines->at[k];
        lines->at[k] = swap;
    }
}

/* ---- the store */

static struct table *make_table(struct arena *arena, const char *name, const char *heads,
                                const struct lines *lines) {
    const struct file *file = file_from_text(arena, name, TEXT(""));
    struct table *table = table_new(arena, text_of(name), file);
    struct text rest = text_of(heads), cell;
    while (text_cut(&rest, ',', &cell))
        table_add_column(arena, table, cell, (struct origin){file, 0});
    table->lasting = true;
    for (size_t i = 0; i < lines->count; i++) {
        size_t row = table_add_row(arena, table), column = 0;
        rest = text_of(lines->at[i]);
        while (column < table->column_count && text_cut(&rest, ',', &cell)) {
            /* a list in a formula has no comma of its own here */
            struct buffer out = buffer_new(arena);
            for (size_t at; (at = text_find(cell, TEXT("；"))) != SIZE_MAX;) {
                buffer_add_text(&out, text_slice(cell, 0, at));
                buffer_add_text(&out, TEXT(","));
                cell = text_slice(cell, at + sizeof "；" - 1, cell.length);
            }
            buffer_add_text(&out, cell);
            *table_cell(table, row, column++) =
                (struct cell){.text = buffer_text(&out), .origin = {file, i}};
        }
    }
    return table;
}

static const struct store *make_store(struct data *data) {
    struct arena *arena = data->arena;
    struct diags *diags = diags_new(arena);
    struct table *tables[] = {
        make_table(arena, "units", "code,name", &data->units),
        make_table(arena, "memberships", "tree,unit,parent", &data->members),
        make_table(arena, "indicators",
                   "code,name,measure,nature,numerator,denominator,formula,rollup",
                   &data->indicators),
        make_table(arena, "metrics", "unit,code,period,value", &data->metrics)};
    const struct store *store =
        metric_build(tables, 4, TEXT(""), text_of(periods[0]), arena, diags);
    cr_assert_not(diags_failed(diags), "%s %s", diag_name(diags_at(diags, 0)->code),
                  diags_at(diags, 0)->detail);
    return store;
}

/* ---- the judge */

static void run_sql(sqlite3 *db, const char *sql) {
    char *said = NULL;
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, &said), SQLITE_OK, "%s\n%s", said, sql);
}

/* Hundredths, read from the text of the cell. */
static int64_t hundredths(struct text text) {
    int64_t whole = 0, part = 0;
    int decimals = 0;
    bool point = false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '.')
            point = true;
        else if (point)
            part = part * 10 + (text.at[i] - '0'), decimals++;
        else
            whole = whole * 10 + (text.at[i] - '0');
    }
    for (; decimals < 2; decimals++) part *= 10;
    return whole * 100 + part;
}

static void fill(sqlite3 *db, const struct data *data) {
    sqlite3_stmt *insert;
    run_sql(db, "CREATE TABLE unit(id INTEGER PRIMARY KEY, parent INTEGER, level INTEGER);"
                "CREATE TABLE v(ind TEXT, unit INTEGER, period TEXT, val INTEGER,"
                " PRIMARY KEY(ind, period, unit)) WITHOUT ROWID;"
                "CREATE TABLE m(ind TEXT, unit INTEGER, period TEXT, num INTEGER, den INTEGER,"
                " PRIMARY KEY(ind, period, unit)) WITHOUT ROWID;"
                "CREATE TABLE wanted(ind TEXT, unit INTEGER, period TEXT, digits INTEGER,"
                " decimals INTEGER, PRIMARY KEY(ind, unit, period)) WITHOUT ROWID; BEGIN;");
    for (int u = 0, level = 0; u < UNITS; u++) {
        while (u >= level_start[level + 1]) level++;
        char sql[128];
        snprintf(sql, sizeof sql, "INSERT INTO unit VALUES(%d, %d, %d)", u, parent_of(u), level);
        run_sql(db, sql);
    }
    cr_assert_eq(sqlite3_prepare_v2(db, "INSERT INTO v VALUES(?,?,?,?)", -1, &insert, NULL),
                 SQLITE_OK);
    for (size_t i = 0; i < data->metrics.count; i++) {
        struct text rest = text_of(data->metrics.at[i]), unit, indicator, period, value;
        text_cut(&rest, ',', &unit);
        text_cut(&rest, ',', &indicator);
        text_cut(&rest, ',', &period);
        text_cut(&rest, ',', &value);
        sqlite3_bind_text(insert, 1, indicator.at, (int)indicator.length, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 2, hundredths(text_slice(unit, 1, unit.length)) / 100);
        sqlite3_bind_text(insert, 3, period.at, (int)period.length, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 4, hundredths(value));
        cr_assert_eq(sqlite3_step(insert), SQLITE_DONE, "%s", data->metrics.at[i]);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
}

/* A parent has a value if all of its units have one. */
static void roll_up(sqlite3 *db) {
    run_sql(db, "INSERT INTO m SELECT a.ind, a.unit, a.period, a.val * b.val, b.val "
                "FROM v a JOIN v b ON b.ind = 'b' || (8 + substr(a.ind, 2)) AND b.unit = a.unit "
                "AND b.period = a.period WHERE a.ind LIKE 'm%'");
    for (int level = LEVELS - 1; level > 0; level--) {
        char sql[1024];
        snprintf(sql, sizeof sql,
                 "INSERT INTO v SELECT ind, u.parent, period, CASE substr(ind, 1, 1) "
                 "WHEN 'b' THEN SUM(val) WHEN 'x' THEN MAX(val) ELSE MIN(val) END "
                 "FROM v JOIN unit u ON u.id = v.unit WHERE u.level = %d AND ind NOT LIKE 'm%%' "
                 "GROUP BY ind, u.parent, period "
                 "HAVING COUNT(*) = (SELECT COUNT(*) FROM unit k WHERE k.parent = u.parent)",
                 level);
        run_sql(db, sql);
        snprintf(sql, sizeof sql,
                 "INSERT INTO m SELECT ind, u.parent, period, SUM(num), SUM(den) "
                 "FROM m JOIN unit u ON u.id = m.unit WHERE u.level = %d "
                 "GROUP BY ind, u.parent, period "
                 "HAVING COUNT(*) = (SELECT COUNT(*) FROM unit k WHERE k.parent = u.parent)",
                 level);
        run_sql(db, sql);
    }
}

/* n / d in whole numbers, half away from zero; d > 0. */
#define ROUNDED(n, d)                                                                              \
    "CASE WHEN (" n ") >= 0 THEN (2 * (" n ") + (" d ")) / (2 * (" d ")) "                         \
    "ELSE -((-2 * (" n ") + (" d ")) / (2 * (" d "))) END"

/* Rows of `wanted` from up to four bases of one unit and period and one of last year. */
static void want(sqlite3 *db, const char *indicator, const char *bases, const char *value,
                 int decimals, struct arena *arena) {
    struct buffer sql = buffer_new(arena);
    struct text rest = text_of(bases), base;
    buffer_printf(&sql, "INSERT INTO wanted SELECT '%s', a.unit, a.period, %s, %d FROM v a",
                  indicator, value, decimals);
    char first[16] = "";
    for (int i = 0; text_cut_word(&rest, &base); i++) {
        bool last_year = base.at[0] == '-';
        if (last_year) base = text_slice(base, 1, base.length);
        if (i == 0) {
            snprintf(first, sizeof first, "%.*s", TEXT_ARGS(base));
            continue;
        }
        buffer_printf(&sql, " JOIN v %c ON %c.ind = '%.*s' AND %c.unit = a.unit AND %c.period = %s",
                      'a' + i, 'a' + i, TEXT_ARGS(base), 'a' + i, 'a' + i,
                      last_year ? "(substr(a.period, 1, 4) - 1) || substr(a.period, 5)"
                                : "a.period");
    }
    buffer_printf(&sql, " WHERE a.ind = '%s'", first);
    run_sql(db, sql.at);
}

static void judge(sqlite3 *db, struct arena *arena) {
    roll_up(db);
    run_sql(db, "INSERT INTO wanted SELECT ind, unit, period, val, 2 FROM v "
                "WHERE ind NOT LIKE 'm%'");
    run_sql(db, "INSERT INTO wanted SELECT ind, unit, period, " ROUNDED("num", "den") ", 2 FROM m");
    /* Means of units without a weight stand as they were given. */
    run_sql(db, "INSERT OR IGNORE INTO wanted SELECT ind, unit, period, val, 2 FROM v "
                "WHERE ind LIKE 'm%'");
    for (int i = 0; i < RATES; i++)
        want(db, arena_printf(arena, "r%d", i),
             arena_printf(arena, "b%d b%d", 8 + i, 8 + (i + 3) % 8),
             ROUNDED("a.val * 1000", "b.val"), 1, arena);
    want(db, "f0", "b0 b2 b4", "a.val + b.val - c.val", 2, arena);
    want(db, "f1", "b0 b1", ROUNDED("a.val * 10000", "b.val"), 4, arena);
    want(db, "f2", "b0 -b0", "a.val - b.val", 2, arena);
    want(db, "f3", "b0 -b0", ROUNDED("(a.val - b.val) * 1000", "b.val"), 1, arena);
    want(db, "f4", "b0 b2", "MAX(a.val, b.val)", 2, arena);
    want(db, "f5", "b0 b2 b4", ROUNDED("a.val + b.val + c.val", "3"), 2, arena);
    want(db, "f6", "b0 b2 b1 b3", ROUNDED("(a.val + b.val) * d.val", "c.val"), 2, arena);
    want(db, "f7", "b0 b2 b4", ROUNDED("(a.val + b.val + c.val) * 1000", "a.val * 3"), 1, arena);
}

static const char *digits(struct arena *arena, int64_t value, int decimals) {
    struct number number = {.coefficient = value, .scale = decimals};
    struct text text = number_print(arena, number, decimals, NUMBER_HALF_AWAY);
    return arena_copy(arena, text.at, text.length);
}

static int decimals_of(const char *indicator) {
    static const int formulas[FORMULAS] = {2, 4, 2, 1, 2, 2, 2, 1};
    return indicator[0] == 'r' ? 1 : indicator[0] == 'f' ? formulas[indicator[1] - '0'] : 2;
}

/* Every figure, and that there is none where SQL has none. */
static size_t compare(sqlite3 *db, const struct store *store) {
    sqlite3_stmt *find;
    size_t compared = 0;
    cr_assert_eq(sqlite3_prepare_v2(db,
                                    "SELECT digits FROM wanted WHERE ind = ? AND unit = ? AND "
                                    "period = ?",
                                    -1, &find, NULL),
                 SQLITE_OK);
    for (int u = 0; u < UNITS; u++) {
        struct arena *arena = arena_new();
        const struct unit *unit = metric_find_unit(store, text_of(arena_printf(arena, "u%d", u)));
        for (int p = 0; p < PERIODS; p++) {
            struct period period;
            period_read(text_of(periods[p]), &period);
            struct slice *slice = metric_slice(store, unit, period, TEXT(""), TEXT(""), arena);
            for (size_t i = 0; i < metric_indicator_count(store); i++) {
                const struct indicator *indicator = metric_indicator_at(store, i);
                struct metric_ask ask = {.indicator = indicator, .period = &period};
                struct figure figure = metric_value(slice, ask, arena);
                sqlite3_bind_text(find, 1, indicator->code.at, (int)indicator->code.length,
                                  SQLITE_STATIC);
                sqlite3_bind_int(find, 2, u);
                sqlite3_bind_text(find, 3, periods[p], -1, SQLITE_STATIC);
                bool wanted = sqlite3_step(find) == SQLITE_ROW;
                char code[8];
                snprintf(code, sizeof code, "%.*s", TEXT_ARGS(indicator->code));
                cr_assert_eq(figure_is_known(&figure), wanted, "u%d %s %s", u, code, periods[p]);
                if (wanted) {
                    int decimals = decimals_of(code);
                    struct text found =
                        number_print(arena, figure.quantity.value, decimals, NUMBER_HALF_AWAY);
                    const char *want = digits(arena, sqlite3_column_int64(find, 0), decimals);
                    cr_assert(text_is(found, want), "u%d %s %s: %.*s, by SQL %s", u, code,
                              periods[p], TEXT_ARGS(found), want);
                    compared++;
                }
                sqlite3_reset(find);
            }
        }
        arena_free(arena);
    }
    sqlite3_finalize(find);
    return compared;
}

static sqlite3 *open_judge(struct data *data) {
    sqlite3 *db;
    cr_assert_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    fill(db, data);
    judge(db, data->arena);
    return db;
}

Test(derived, figures_are_those_of_sql, .timeout = 300) {
    for (uint64_t seed = 1; seed <= 2; seed++) {
        struct data data = make_data(seed);
        const struct store *store = make_store(&data);
        cr_assert_eq(metric_indicator_count(store), INDICATORS);
        sqlite3 *db = open_judge(&data);
        size_t compared = compare(db, store);
        cr_expect_gt(compared, 100000, "%zu", compared);
        sqlite3_close(db);
        arena_free(data.arena);
    }
}

/* Places among the units below one parent, equal values on one place: 1, 2, 2, 4. */
Test(derived, places_are_those_of_sql, .timeout = 300) {
    struct data data = make_data(3);
    const struct store *store = make_store(&data);
    sqlite3 *db = open_judge(&data);
    sqlite3_stmt *find;
    struct period period;
    size_t ties = 0;
    period_read(text_of(periods[4]), &period);
    cr_assert_eq(sqlite3_prepare_v2(
                     db,
                     "SELECT unit, RANK() OVER (PARTITION BY u.parent ORDER BY val DESC), "
                     "COUNT(*) OVER (PARTITION BY u.parent) FROM v JOIN unit u ON u.id = v.unit "
                     "WHERE ind = 'b9' AND period = ?",
                     -1, &find, NULL),
                 SQLITE_OK);
    sqlite3_bind_text(find, 1, periods[4], -1, SQLITE_STATIC);
    while (sqlite3_step(find) == SQLITE_ROW) {
        struct arena *arena = arena_new();
        int u = sqlite3_column_int(find, 0);
        const struct unit *unit = metric_find_unit(store, text_of(arena_printf(arena, "u%d", u)));
        struct slice *slice =
            metric_slice(store, unit, period, u ? TEXT("siblings") : TEXT("all"), TEXT(""), arena);
        struct metric_ask ask = {.indicator = metric_find_indicator(store, TEXT("b9"), NULL)};
        if (u) {
            struct metric_rank rank = metric_rank(slice, ask, CHANGE_LAST_YEAR, arena);
            cr_assert_eq(rank.rank, sqlite3_column_int(find, 1), "u%d: %d", u, rank.rank);
            cr_assert_eq(rank.count, sqlite3_column_int(find, 2), "u%d: %d", u, rank.count);
            ties += rank.ties > 0;
        }
        arena_free(arena);
    }
    cr_expect_gt(ties, 0);
    sqlite3_finalize(find);
    sqlite3_close(db);
    arena_free(data.arena);
}

static bool same_figure(const struct figure *a, const struct figure *b) {
    return a->quantity.state == b->quantity.state && text_equal(a->measure.name, b->measure.name) &&
           (a->quantity.state != QUANTITY_KNOWN ||
            number_compare(a->quantity.value, b->quantity.value) == 0);
}

Test(derived, order_does_not_matter, .timeout = 300) {
    struct data data = make_data(4), other = make_data(4);
    const struct store *one = make_store(&data);
    shuffle(&other.units);
    shuffle(&other.members);
    shuffle(&other.indicators);
    shuffle(&other.metrics);
    const struct store *two = make_store(&other);
    cr_assert_eq(metric_derived_count(one), metric_derived_count(two));
    struct period period;
    period_read(text_of(periods[3]), &period);
    for (size_t u = 0; u < metric_unit_count(one); u++) {
        struct arena *arena = arena_new();
        const struct unit *unit = metric_unit_at(one, u);
        struct slice *a = metric_slice(one, unit, period, TEXT(""), TEXT(""), arena);
        struct slice *b =
            metric_slice(two, metric_find_unit(two, unit->code), period, TEXT(""), TEXT(""), arena);
        for (size_t i = 0; i < metric_indicator_count(one); i++) {
            struct metric_ask ask = {.indicator = metric_indicator_at(one, i)};
            struct figure first = metric_value(a, ask, arena);
            ask.indicator = metric_find_indicator(two, ask.indicator->code, NULL);
            struct figure second = metric_value(b, ask, arena);
            cr_assert(same_figure(&first, &second), "%.*s %.*s", TEXT_ARGS(unit->code),
                      TEXT_ARGS(ask.indicator->code));
        }
        arena_free(arena);
    }
    arena_free(data.arena);
    arena_free(other.arena);
}

/* One value less: nothing above it is known any more, everything else is as before. */
Test(derived, unknown_in_gives_unknown_out, .timeout = 300) {
    struct data data = make_data(5), less = make_data(5);
    struct period period;
    period_read(text_of(periods[4]), &period);
    const int leaf = UNITS - 7;
    char *gone = arena_printf(less.arena, "u%d,b0,%s,", leaf, periods[4]);
    for (size_t i = 0; i < less.metrics.count; i++)
        if (strncmp(less.metrics.at[i], gone, strlen(gone)) == 0)
            less.metrics.at[i] = less.metrics.at[--less.metrics.count];
    cr_assert_eq(less.metrics.count + 1, data.metrics.count);
    const struct store *all = make_store(&data), *fewer = make_store(&less);
    bool above[UNITS] = {false};
    for (int u = leaf; u >= 0; u = parent_of(u)) above[u] = true;
    for (int u = 0; u < UNITS; u++) {
        struct arena *arena = arena_new();
        struct text code = text_of(arena_printf(arena, "u%d", u));
        struct slice *a =
            metric_slice(all, metric_find_unit(all, code), period, TEXT(""), TEXT(""), arena);
        struct slice *b =
            metric_slice(fewer, metric_find_unit(fewer, code), period, TEXT(""), TEXT(""), arena);
        for (size_t i = 0; i < metric_indicator_count(all); i++) {
            struct metric_ask ask = {.indicator = metric_indicator_at(all, i)};
            struct figure first = metric_value(a, ask, arena);
            struct text name = ask.indicator->code;
            ask.indicator = metric_indicator_at(fewer, i);
            struct figure second = metric_value(b, ask, arena);
            bool hit = above[u] && (text_is(name, "b0") || name.at[0] == 'f');
            cr_assert_eq(second.quantity.state, hit ? QUANTITY_MISSING : first.quantity.state,
                         "u%d %.*s", u, TEXT_ARGS(name));
            if (!hit) cr_assert(same_figure(&first, &second), "u%d %.*s", u, TEXT_ARGS(name));
        }
        arena_free(arena);
    }
    arena_free(data.arena);
    arena_free(less.arena);
}
