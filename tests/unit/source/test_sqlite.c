/* SQLite: values, places, parameters, and that the file stays as it is. */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "source/inner.h"

struct trial {
    struct arena *arena;
    struct diags *diags;
    char folder[64];
    char *path;
    struct source_spec spec;
    struct source_parameters parameters;
    struct text units[2];
};

static void run(const char *path, const char *sql) {
    sqlite3 *handle;
    char *error = NULL;
    cr_assert_eq(sqlite3_open(path, &handle), SQLITE_OK);
    sqlite3_exec(handle, sql, NULL, NULL, &error);
    cr_assert_null(error, "%s", error);
    sqlite3_close(handle);
}

static const char schema[] =
    "CREATE TABLE metrics(unit TEXT, period TEXT, code TEXT, value, year INTEGER);"
    "INSERT INTO metrics VALUES('u1','2026H1','visit',1200,2026),('u2','2026H1','visit',800,2026),"
    "('u1','2025H1','visit',1000,2025);"
    "CREATE TABLE kinds(i INTEGER, r REAL, t TEXT, n);"
    "INSERT INTO kinds VALUES(9223372036854775807, 12.3, '村 ''x''', NULL), "
    "(-1, 0.1+0.2, '', 1e300), (5, 5, 'a', 5.0);";

static void start(struct trial *trial, const char *sql) {
    *trial = (struct trial){.arena = arena_new(), .folder = "/tmp/zongjie-sqlite-XXXXXX"};
    trial->diags = diags_new(trial->arena);
    cr_assert(mkdtemp(trial->folder));
    trial->path = arena_printf(trial->arena, "%s/data.db", trial->folder);
    if (sql) run(trial->path, sql);
    trial->units[0] = TEXT("u1");
    trial->units[1] = TEXT("u2");
    trial->parameters = (struct source_parameters){.units = trial->units, .unit_count = 2};
    cr_assert(period_read(TEXT("2026H1"), &trial->parameters.period));
    trial->spec = (struct source_spec){
        .path = trial->path, .table = TEXT("metrics"), .parameters = &trial->parameters};
}

static struct table *ask(struct trial *trial, const char *sql) {
    const struct file *job = file_from_text(trial->arena, "job", text_of(sql));
    trial->spec.query =
        (struct source_query){.given = true, .sql = job->bytes, .origin = {job, 0}, .timeout_s = 1};
    diags_clear(trial->diags);
    return source_read(&trial->spec, trial->arena, trial->diags);
}

static void end(struct trial *trial) {
    char *command = arena_printf(trial->arena, "rm -rf '%s'", trial->folder);
    cr_assert_eq(system(command), 0);
    arena_free(trial->arena);
}

static const char *dump(struct trial *trial, const struct table *table) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    for (size_t c = 0; c < table->column_count; c++)
        buffer_printf(&out, c ? "|%.*s" : "%.*s", TEXT_ARGS(table->columns[c].name));
    for (size_t r = 0; r < table->row_count; r++) {
        buffer_add(&out, "/", 1);
        for (size_t c = 0; c < table->column_count; c++)
            buffer_printf(&out, c ? "|%.*s%s" : "%.*s%s", TEXT_ARGS(table_cell(table, r, c)->text),
                          table_cell(table, r, c)->binary ? "b" : "");
    }
    return out.at;
}

/* Codes, and places without the folder. */
static const char *codes(struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(trial->diags); i++) {
        const struct diag *diag = diags_at(trial->diags, i);
        const char *place = origin_print(diag->origin, trial->arena);
        size_t skip =
            strncmp(place, trial->folder, strlen(trial->folder)) ? 0 : strlen(trial->folder);
        buffer_printf(&out, i ? " %s %s" : "%s %s", diag_name(diag->code), place + skip);
    }
    return out.at;
}

Test(sqlite, values) {
    struct trial trial;
    start(&trial, schema);
    struct table *table = ask(&trial, "SELECT * FROM kinds");
    cr_assert(table, "%s", codes(&trial));
    char big[400] = "1";
    memset(big + 1, '0', 300);
    char *want = arena_printf(
        trial.arena, "i|r|t|n/9223372036854775807|12.3b|村 'x'|/-1|0.3b||%sb/5|5b|a|5b", big);
    cr_assert_str_eq(dump(&trial, table), want);
    cr_assert_str_eq(origin_print(table_cell(table, 1, 2)->origin, trial.arena) +
                         strlen(trial.folder),
                     "/data.db:query:2");
    cr_assert_str_eq(origin_print(table->columns[0].origin, trial.arena) + strlen(trial.folder),
                     "/data.db:query");
    end(&trial);
}

Test(sqlite, parameters_are_bound) {
    struct trial trial;
    start(&trial, schema);
    static const char *const cases[][2] = {
        {"SELECT value FROM metrics WHERE unit=:unit AND period=:period",
         "value|unit/1200|u1/800|u2"},
        {"SELECT unit, value FROM metrics WHERE unit=:unit AND period=:period",
         "unit|value/u1|1200/u2|800"},
        {"SELECT value FROM metrics WHERE year=:year ORDER BY value", "value/800/1200"},
        {"SELECT :from AS a, :to AS b, :year AS c, typeof(:year) AS d",
         "a|b|c|d/2026-01-01|2026-06-30|2026|text"},
        {"SELECT code FROM metrics WHERE unit=:unit AND 0", "code|unit"},
        {"SELECT count(*) AS n FROM metrics;", "n/3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct table *table = ask(&trial, cases[i][0]);
        cr_assert(table, "case %zu: %s", i, codes(&trial));
        cr_assert_str_eq(dump(&trial, table), cases[i][1], "case %zu", i);
    }
    trial.units[0] = TEXT("u1' OR '1'='1");
    struct table *table = ask(&trial, "SELECT value FROM metrics WHERE unit=:unit");
    cr_assert_str_eq(dump(&trial, table), "value|unit/800|u2");
    cr_assert_str_eq(origin_print(table_cell(table, 0, 0)->origin, trial.arena) +
                         strlen(trial.folder),
                     "/data.db:query[u2]:1");
    struct source_constant own = {TEXT("unit"), TEXT("u2"), {NULL, 0}};
    trial.spec.constants = &own;
    trial.spec.constant_count = 1;
    table = ask(&trial, "SELECT value FROM metrics WHERE unit=:unit");
    cr_assert_str_eq(dump(&trial, table), "value|unit/800|u2");
    end(&trial);
}

Test(sqlite, refuses_queries) {
    struct trial trial;
    start(&trial, schema);
    static const char *const cases[][2] = {
        {"SELECT value FROM metrics WHERE unit=:units", "D170 job:1:38"},
        {"SELECT value FROM metrics WHERE unit=@unit", "D170 job:1:1"},
        {"SELECT value FROM metrics WHERE unit=$unit", "D170 job:1:1"},
        {"SELECT value FROM metrics WHERE unit=?1", "D169 job:1:38"},
        {"SELECT nope FROM metrics", "D171 job:1:8"},
        {"SELECT * FROM nope", "D171 job:1:1"},
        {"SELECT FROM metrics", "D171 job:1:8"},
        {"INSERT INTO metrics SELECT * FROM metrics", "D169 job:1:1"},
        {"SELECT load_extension('x')", "D169 job:1:1"},
        {"SELECT value, value FROM metrics", "D105 /data.db:query"},
        {"SELECT x'00' AS b, 'a' AS a UNION ALL SELECT 1, CAST(x'ff' AS TEXT)",
         "D173 /data.db:query:1 D103 /data.db:query:2"},
        {"SELECT 9e999 AS a", "D173 /data.db:query:1"},
        {"SELECT 'a' || char(0) AS a", "D173 /data.db:query:1"},
        {"SELECT hex(zeroblob(600000)) AS a", "D108 /data.db:query:1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_null(ask(&trial, cases[i][0]), "case %zu", i);
        cr_expect_str_eq(codes(&trial), cases[i][1], "case %zu: %s: %s", i, cases[i][0],
                         codes(&trial));
    }
    trial.parameters.unit_count = 0;
    cr_assert_null(ask(&trial, "SELECT :unit AS u"));
    cr_expect_str_eq(codes(&trial), "D170 job:1:1");
    end(&trial);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

Test(sqlite, time_is_limited) {
    struct trial trial;
    start(&trial, schema);
    double begin = seconds();
    cr_assert_null(ask(&trial, "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) "
                               "SELECT count(*) AS n FROM c"));
    cr_assert_str_eq(codes(&trial), "D172 job:1:1");
    cr_assert_lt(seconds() - begin, 4.0);
    end(&trial);
}

Test(sqlite, size_is_limited) {
    struct trial trial;
    start(&trial, schema);
    struct buffer sql = buffer_new(trial.arena);
    buffer_printf(&sql,
                  "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT 1 AS c0");
    for (size_t i = 1; i < 1500; i++) buffer_printf(&sql, ",1 AS c%zu", i);
    buffer_printf(&sql, " FROM c");
    struct trial *of = &trial;
    const struct file *job = file_from_text(of->arena, "job", buffer_text(&sql));
    of->spec.query = (struct source_query){.given = true, .sql = job->bytes, .origin = {job, 0}};
    struct source_spec spec = of->spec;
    cr_assert_null(source_read(&spec, of->arena, of->diags));
    cr_assert_str_eq(codes(of), "D108 /data.db:query");
    end(of);
}

Test(sqlite, finds_the_table) {
    struct trial trial;
    start(&trial, schema);
    static const struct {
        const char *table, *part, *want;
    } cases[] = {
        {"METRICS", "", "/data.db:METRICS:1"},
        {"", "kinds", "/data.db:kinds:1"},
        {"nope", "", NULL},
        {"", "", NULL},
        {"", "nope", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct source_spec spec = {.path = trial.path};
        if (*cases[i].table)
            spec.query = (struct source_query){.given = true, .table = text_of(cases[i].table)};
        if (*cases[i].part)
            spec.path = arena_printf(trial.arena, "%s#%s", trial.path, cases[i].part);
        diags_clear(trial.diags);
        struct table *table = source_read(&spec, trial.arena, trial.diags);
        cr_assert_eq(table != NULL, cases[i].want != NULL, "case %zu: %s", i, codes(&trial));
        if (!table) cr_assert_eq(diags_at(trial.diags, 0)->code, DIAG_D174);
        if (!table) cr_assert_not_null(strstr(diags_at(trial.diags, 0)->hint, "kinds, metrics"));
        if (table)
            cr_assert_str_eq(origin_print(table_cell(table, 0, 0)->origin, trial.arena) +
                                 strlen(trial.folder),
                             cases[i].want);
    }
    run(trial.path, "DROP TABLE kinds");
    struct source_spec spec = {.path = trial.path};
    cr_assert_eq(source_read(&spec, trial.arena, trial.diags)->row_count, 3);
    run(trial.path, "DROP TABLE metrics");
    diags_clear(trial.diags);
    cr_assert_null(source_read(&spec, trial.arena, trial.diags));
    cr_assert_not_null(strstr(diags_at(trial.diags, 0)->hint, "no table"));
    end(&trial);
}

static size_t count_files(struct trial *trial) {
    char *command = arena_printf(trial->arena, "exit $(ls -A '%s' | wc -l)", trial->folder);
    return (size_t)(system(command) >> 8);
}

Test(sqlite, leaves_the_file_alone) {
    struct trial trial;
    start(&trial, NULL);
    sqlite3 *writer;
    struct stat before, after;
    /* Closed in WAL mode: there is no log, and none may come. */
    run(trial.path, "PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1)");
    cr_assert_eq(count_files(&trial), 1);
    cr_assert_eq(stat(trial.path, &before), 0);
    cr_assert_str_eq(dump(&trial, ask(&trial, "SELECT a FROM t")), "a/1");
    cr_assert_eq(count_files(&trial), 1);
    cr_assert_eq(stat(trial.path, &after), 0);
    cr_assert_eq(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    /* Open in another program: what it has written counts. */
    cr_assert_eq(sqlite3_open(trial.path, &writer), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(writer, "INSERT INTO t VALUES(2)", NULL, NULL, NULL), SQLITE_OK);
    cr_assert_str_eq(dump(&trial, ask(&trial, "SELECT a FROM t")), "a/1/2");
    /* Copied while it was open, with its log but without the log's index. */
    char *copy =
        arena_printf(trial.arena, "cd '%s' && mkdir c && cp data.db data.db-wal c", trial.folder);
    cr_assert_eq(system(copy), 0);
    trial.spec.path = arena_printf(trial.arena, "%s/c/data.db", trial.folder);
    cr_assert_null(ask(&trial, "SELECT a FROM t"));
    cr_assert_eq(diags_at(trial.diags, 0)->code, DIAG_D168);
    cr_assert_not_null(strstr(diags_at(trial.diags, 0)->hint, "not closed"));
    cr_assert_eq(access(arena_printf(trial.arena, "%s-shm", trial.spec.path), F_OK), -1);
    sqlite3_close(writer);
    end(&trial);
}

Test(sqlite, tells_broken_files_apart) {
    static const char *const damage[] = {
        "printf 'SQLite format 3\\000 and no more' > data.db",
        "head -c 6000 data.db > x; mv x data.db",
        "head -c 5000 /dev/urandom > data.db",
        "printf '\\331\\325\\005\\371\\040\\241\\143\\327\\000\\000\\000\\001\\000\\000\\000\\001"
        "\\000\\000\\000\\001\\000\\000\\002\\000\\000\\000\\020\\000' > data.db-journal; "
        "head -c 600 data.db >> data.db-journal",
        "rm data.db",
    };
    static const char *const hints[] = {"no SQLite database", "damaged", "encrypted", "not closed",
                                        NULL};
    for (size_t i = 0; i < 5; i++) {
        struct trial trial;
        start(&trial, "CREATE TABLE t(a); INSERT INTO t VALUES(zeroblob(20000));");
        char *command = arena_printf(trial.arena, "cd '%s' && %s", trial.folder, damage[i]);
        cr_assert_eq(system(command), 0);
        trial.spec.kind = TEXT("sqlite");
        struct table *table = ask(&trial, "SELECT length(a) AS n FROM t");
        cr_assert_null(table, "case %zu: %s", i, table ? dump(&trial, table) : "");
        const struct diag *diag = diags_at(trial.diags, 0);
        cr_expect_eq(diag->code, hints[i] ? DIAG_D168 : DIAG_D101, "case %zu", i);
        if (hints[i])
            cr_expect(diag->hint && strstr(diag->hint, hints[i]), "case %zu: %s: %s", i,
                      diag->detail, diag->hint);
        end(&trial);
    }
}

Test(sqlite, fingerprint_follows_the_rows) {
    struct trial trial;
    start(&trial, schema);
    struct text first = ask(&trial, "SELECT code, value FROM metrics")->file->fingerprint;
    struct text again = ask(&trial, "SELECT code, value FROM metrics")->file->fingerprint;
    cr_assert_eq(first.length, 32);
    cr_assert(text_equal(first, again));
    run(trial.path, "UPDATE metrics SET year = 1");
    again = ask(&trial, "SELECT code, value FROM metrics")->file->fingerprint;
    cr_assert(text_equal(first, again), "what was not read does not count");
    run(trial.path, "UPDATE metrics SET value = 801 WHERE value = 800");
    struct text changed = ask(&trial, "SELECT code, value FROM metrics")->file->fingerprint;
    cr_assert(!text_equal(first, changed));
    struct text renamed = ask(&trial, "SELECT code, value AS v FROM metrics")->file->fingerprint;
    cr_assert(!text_equal(renamed, changed));
    end(&trial);
}

Test(sqlite, gives_many_rows_in_batches) {
    struct trial trial;
    start(&trial, schema);
    struct table *table =
        ask(&trial, "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x < 5000) "
                    "SELECT x, 'text ' || x AS t FROM c");
    cr_assert_eq(table->row_count, 5000);
    for (size_t row = 0; row < 5000; row += 499) {
        char *want = arena_printf(trial.arena, "text %zu", row + 1);
        cr_assert(text_is(table_cell(table, row, 1)->text, want));
    }
    end(&trial);
}
