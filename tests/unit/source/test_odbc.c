/* ODBC: logins and what is kept quiet of them; values, parameters, limits and refusals against a
 * PostgreSQL server that this test starts (tests/postgres.sh). */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "../../postgres.h"
#include "source/odbc.h"

/* ---- logins ---- */

static void write_text(const char *path, const char *text, mode_t mode) {
    FILE *file = fopen(path, "w");
    cr_assert(file, "%s", path);
    fputs(text, file);
    fclose(file);
    cr_assert_eq(chmod(path, mode), 0);
}

static struct source_spec named(const char *connection) {
    return (struct source_spec){.connection = text_of(connection), .table = TEXT("metrics")};
}

Test(odbc, finds_the_login) {
    struct arena *arena = arena_new();
    char folder[] = "/tmp/zongjie-odbc-XXXXXX";
    cr_assert(mkdtemp(folder));
    char *inner = arena_printf(arena, "%s/zongjie/odbc.d", folder);
    char *path = arena_printf(arena, "%s/stats-1", inner);
    cr_assert(file_make_folders(inner));
    setenv("XDG_CONFIG_HOME", folder, 1);
    unsetenv("ZONGJIE_ODBC_STATS_1");
    static const struct {
        const char *name, *text, *says, *want;
        mode_t mode;
        const char *variable;
    } cases[] = {
        {"stats-1", "# remark\nDSN=a\n\n UID=b; \nPWD={x;y}}z}\n", NULL,
         "DSN=a;UID=b;PWD={x;y}}z};", 0600, NULL},
        {"stats-1", "DSN=a", NULL, "DSN=a;", 0400, NULL},
        {"stats-1", "DSN=a;PWD=geheim", "chmod 600", NULL, 0640, NULL},
        {"stats-1", "DSN=a;PWD=geheim", "chmod 600", NULL, 0604, NULL},
        {"stats-1", "Server=a;PWD=geheim", "Driver={", NULL, 0600, NULL},
        {"stats-1", "x", NULL, "DRIVER=v;PWD=geheim", 0644, "DRIVER=v;PWD=geheim"},
        {"nobody", "x", "ZONGJIE_ODBC_NOBODY", NULL, 0600, NULL},
        {"../stats-1", "x", "letters", NULL, 0600, NULL},
        {"DSN=a;PWD=geheim", "x", "letters", NULL, 0600, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diags *diags = diags_new(arena);
        struct odbc_login login;
        struct source_spec spec = named(cases[i].name);
        unlink(path);
        write_text(path, cases[i].text, cases[i].mode);
        if (cases[i].variable) setenv("ZONGJIE_ODBC_STATS_1", cases[i].variable, 1);
        bool good = odbc_find_login(&spec, &login, arena, diags);
        unsetenv("ZONGJIE_ODBC_STATS_1");
        cr_expect_eq(good, cases[i].want != NULL, "case %zu", i);
        if (good) {
            cr_expect(text_is(login.string, cases[i].want), "case %zu: %.*s", i,
                      TEXT_ARGS(login.string));
            continue;
        }
        const struct diag *diag = diags_at(diags, 0);
        cr_expect_eq(diag->code, DIAG_D175);
        cr_expect(diag->hint && strstr(diag->hint, cases[i].says), "case %zu: %s", i, diag->hint);
        bool named_so = strstr(cases[i].name, "geheim");
        cr_expect(named_so || !strstr(diag_print(diag, false, arena), "geheim"), "case %zu", i);
    }
    cr_assert_eq(system(arena_printf(arena, "rm -rf '%s'", folder)), 0);
    arena_free(arena);
}

Test(odbc, keeps_secrets) {
    static const char *const cases[][3] = {
        {"DSN=a;UID=reader;PWD=geheim77", "password of reader is geheim77, readers may\nread",
         "password of *** is ***, readers may read"},
        {"DSN=a;Password={a;b}}c}", "{a;b}}c} is a;b}c", "*** is ***"},
        {"DSN=a", "x;PWD=abc;Password={d;e};y", "x;***;***;y"},
        {"DSN=a;PWD=abc", "abc", ""},
        {"DSN=a;pwd =  geheim77 ;x=1", "geheim77!", "***!"},
        {"DSN=a;UID=sa", "sa is sad: 'sa'", "*** is sad: '***'"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct odbc_login login;
        struct source_spec spec = named("x");
        setenv("ZONGJIE_ODBC_X", cases[i][0], 1);
        cr_assert(odbc_find_login(&spec, &login, arena, diags_new(arena)));
        cr_expect_str_eq(odbc_scrub(&login, text_of(cases[i][1]), arena), cases[i][2], "case %zu",
                         i);
    }
    arena_free(arena);
}

Test(odbc, wide_texts_come_back) {
    static const char *const cases[] = {"", "abc", "村卫生室", "a😀b𠮷", "\x7f"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SQLINTEGER length;
        SQLWCHAR *wide = odbc_wide_long(text_of(cases[i]), &length, arena);
        struct buffer out = buffer_new(arena);
        buffer_add(&out, "", 0);
        cr_assert(odbc_narrow(wide, (size_t)length, &out));
        cr_assert_str_eq(out.at, cases[i]);
    }
    struct buffer out = buffer_new(arena);
    cr_assert(!odbc_narrow((SQLWCHAR[]){'a', 0xD83D, 'b', 0xDE00}, 4, &out));
    cr_assert_str_eq(out.at, "a\xEF\xBF\xBD"
                             "b\xEF\xBF\xBD");
    arena_free(arena);
}

/* ---- the server ---- */

static const char *const tables =
    "CREATE TABLE metrics(unit text, period text, code text, value numeric(30,6), year int, d date);\n"
    "INSERT INTO metrics VALUES ('u1','2026H1','visit',1200,2026,'2026-05-01'),"
    "('u2','2026H1','visit',12345678901234567890.123456,2026,'2026-07-01'),"
    "('u1','2025H1','visit',-0.5,2025,'2025-05-01');\n"
    "CREATE TABLE kinds(i int, b bigint, s smallint, n numeric, r real, d float8, t text, c char(4), "
    "v varchar(20), dt date, ts timestamp, tm time, bo boolean);\n"
    "INSERT INTO kinds VALUES (1, 9007199254740993, -2, 0.10, 0.1, 12.3, E'村 😀\\n\"x\"', 'ab', 'v', "
    "'2026-07-05', '2026-07-05 08:30:00.25', '08:30', true);\n"
    "INSERT INTO kinds(i) VALUES (null);\n"
    "INSERT INTO kinds VALUES (0, -9223372036854775808, 0, 123456789012345678901234567890.5, 16777216, 1e22, '', '', '', "
    "'1999-12-31', '2026-07-05', '23:59:59', false);\n"
    "CREATE TABLE other(b bytea, d float8, t text);\n"
    "INSERT INTO other VALUES ('\\x00ff', 'NaN', repeat('汉', 100000)), "
    "(NULL, 1, repeat('x', 1048577));\n"
    "CREATE TABLE many AS SELECT x, 'row ' || x AS t FROM generate_series(1, 3000) x;\n"
    "CREATE SCHEMA \"S\"; CREATE TABLE \"S\".\"T \"\"q\"(a int); INSERT INTO \"S\".\"T \"\"q\" VALUES (7);\n"
    "CREATE SEQUENCE counter;\n"
    "CREATE FUNCTION sneak() RETURNS int SECURITY DEFINER LANGUAGE sql AS "
    "$$INSERT INTO many VALUES (0, 'x') RETURNING 1$$;\n"
    "CREATE ROLE reader LOGIN PASSWORD 'geheim77';\n"
    "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO reader;\n"
    "GRANT ALL ON SEQUENCE counter TO reader;\n"
    "GRANT USAGE ON SCHEMA \"S\" TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA \"S\" TO reader;\n";

struct trial {
    struct arena *arena;
    struct diags *diags;
    struct source_spec spec;
    struct source_parameters parameters;
    struct text units[2];
};

static struct table *ask(struct trial *trial, const char *sql) {
    const struct file *job = file_from_text(trial->arena, "job", text_of(sql));
    trial->spec.query =
        (struct source_query){.given = true, .sql = job->bytes, .origin = {job, 0}, .timeout_s = 1};
    diags_clear(trial->diags);
    return source_read(&trial->spec, trial->arena, trial->diags);
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

static const char *messages(struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(trial->diags); i++)
        buffer_printf(&out, "%s\n", diag_print(diags_at(trial->diags, i), false, trial->arena));
    return out.at;
}

static void check_values(struct trial *trial) {
    static const char *const cases[][2] = {
        {"SELECT * FROM kinds",
         "i|b|s|n|r|d|t|c|v|dt|ts|tm|bo"
         "/1|9007199254740993|-2|0.10|0.1b|12.3b|村 😀\n\"x\"|ab  |v|2026-07-05|2026-07-05 08:30:00.25"
         "|08:30:00|true"
         "/||||||||||||"
         "/0|-9223372036854775808|0|123456789012345678901234567890.5|16777216b|10000000000000000000000b"
         "|||    ||1999-12-31|2026-07-05 00:00:00|23:59:59|false"},
        {"SELECT value FROM metrics WHERE unit = :unit AND period = :period",
         "value|unit/1200.000000|u1/12345678901234567890.123456|u2"},
        {"SELECT value FROM metrics WHERE year = :year AND d BETWEEN :from AND :to",
         "value/1200.000000"},
        {"SELECT value FROM metrics WHERE year::text = :year AND d <= :to -- :unit\n",
         "value/1200.000000"},
        {"SELECT ':unit' AS a, '1'::text AS \"b c\"", "a|b c/:unit|1"},
        {"SELECT value FROM metrics WHERE false;", "value"},
        {"SELECT -0.5::numeric AS a, .5::numeric(9,3) AS b", "a|b/-0.5|0.500"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct table *table = ask(trial, cases[i][0]);
        cr_assert(table, "case %zu: %s", i, messages(trial));
        if (i == 0) { /* the empty text of an empty char(4) is four blanks */
            const char *got = dump(trial, table);
            cr_expect_eq(strncmp(got, cases[i][1], 100), 0, "%s", got);
            cr_expect(strstr(got, "|123456789012345678901234567890.5|16777216b|"), "%s", got);
            cr_expect(strstr(got, "|1999-12-31|2026-07-05 00:00:00|23:59:59|false"), "%s", got);
            cr_expect_eq(diags_size(trial->diags), 0, "%s", messages(trial));
        } else {
            cr_expect_str_eq(dump(trial, table), cases[i][1], "case %zu", i);
        }
    }
    trial->units[0] = TEXT("u1' OR '1'='1");
    struct table *table = ask(trial, "SELECT value FROM metrics WHERE unit = :unit");
    cr_expect_str_eq(dump(trial, table), "value|unit/12345678901234567890.123456|u2");
    cr_expect_str_eq(origin_print(table_cell(table, 0, 0)->origin, trial->arena),
                     "stats:query[u2]:1");
    trial->units[0] = TEXT("u1");
}

static void check_tables(struct trial *trial) {
    static const struct {
        const char *name, *want;
    } cases[] = {{"metrics", "unit|period|code"}, {"S.T \"q", "a/7"}};
    for (size_t i = 0; i < 2; i++) {
        trial->spec.query = (struct source_query){.given = true, .table = text_of(cases[i].name)};
        struct table *table = source_read(&trial->spec, trial->arena, trial->diags);
        cr_assert(table, "%s", messages(trial));
        cr_expect_eq(strncmp(dump(trial, table), cases[i].want, strlen(cases[i].want)), 0);
        char *place = arena_printf(trial->arena, "stats:%s:1", cases[i].name);
        cr_expect_str_eq(origin_print(table_cell(table, 0, 0)->origin, trial->arena), place);
    }
    struct table *table = ask(trial, "SELECT x, t FROM many ORDER BY x");
    cr_assert_eq(table->row_count, 3000);
    for (size_t row = 0; row < 3000; row += 299)
        cr_expect(text_is(table_cell(table, row, 1)->text,
                          arena_printf(trial->arena, "row %zu", row + 1)));
    table = ask(trial, "SELECT t FROM other ORDER BY length(t) LIMIT 1");
    cr_assert(table, "%s", messages(trial));
    cr_expect_eq(table_cell(table, 0, 0)->text.length, 300000);
}

static void check_refusals(struct trial *trial) {
    static const char *const cases[][2] = {
        {"SELECT nope FROM metrics", "job:1:1: error: the database refuses the query: 42703 "},
        {"SELECT nextval('counter') AS a", "read-only transaction"},
        {"SELECT sneak() AS a", "read-only transaction"},
        {"WITH x AS (INSERT INTO many VALUES (1, 'x') RETURNING x) SELECT * FROM x", "would write"},
        {"SELECT 1; SELECT 2", "a second statement"},
        {"SELECT :nope AS a", "D170"},
        {"SELECT b FROM other", "stats:query:1: error: cell holds no text: b: binary data"},
        {"SELECT d FROM other", "stats:query:1: error: cell holds no text: d: no finite number"},
        {"SELECT t FROM other ORDER BY length(t) DESC LIMIT 1", "D108"},
        {"SELECT 1 AS a, 2 AS a", "stats:query: error: column heading occurs twice: a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_null(ask(trial, cases[i][0]), "case %zu", i);
        cr_expect(strstr(messages(trial), cases[i][1]), "case %zu: %s", i, messages(trial));
    }
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    cr_expect_null(ask(trial, "SELECT pg_sleep(30), 1 AS a"));
    clock_gettime(CLOCK_MONOTONIC, &end);
    cr_expect(strstr(messages(trial), "D172"), "%s", messages(trial));
    cr_expect_lt(end.tv_sec - begin.tv_sec, 4);
}

static void check_logins(struct trial *trial, const struct postgres *server) {
    static const char *const rest[] = {"UID=reader;PWD=falsch99", "UID=nobody1;PWD=geheim77",
                                       "UID=reader;PWD=geheim77;Port=1"};
    char login[700];
    for (size_t i = 0; i < 3; i++) {
        snprintf(login, sizeof login, "%s%s", server->login, rest[i]);
        setenv("ZONGJIE_ODBC_STATS", login, 1);
        cr_expect_null(ask(trial, "SELECT 1 AS a"));
        const char *said = messages(trial);
        cr_expect(strstr(said, "D176"), "%s", said);
        for (size_t k = 0; k < 5; k++) {
            static const char *const secrets[] = {"falsch99", "geheim77", "reader", "nobody1",
                                                  "PWD"};
            cr_expect(!strstr(said, secrets[k]), "%s", said);
        }
    }
    setenv("ZONGJIE_ODBC_STATS", "Driver={No such driver};PWD=geheim77", 1);
    cr_expect_null(ask(trial, "SELECT 1 AS a"));
    cr_expect(strstr(messages(trial), "D176"), "%s", messages(trial));
}

Test(odbc, reads_from_postgresql, .timeout = 60) {
    struct postgres server;
    struct trial trial = {.arena = arena_new(), .units = {TEXT("u1"), TEXT("u2")}};
    char login[700];
    trial.diags = diags_new(trial.arena);
    trial.parameters = (struct source_parameters){.units = trial.units, .unit_count = 2};
    cr_assert(period_read(TEXT("2026H1"), &trial.parameters.period));
    postgres_start(&server, tables);
    snprintf(login, sizeof login, "%sUID=reader;PWD=geheim77", server.login);
    setenv("ZONGJIE_ODBC_STATS", login, 1);
    trial.spec = named("stats");
    trial.spec.parameters = &trial.parameters;
    check_values(&trial);
    check_tables(&trial);
    check_refusals(&trial);
    check_logins(&trial, &server);
    postgres_stop(&server);
    arena_free(trial.arena);
}
