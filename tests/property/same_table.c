/* One table, whatever it is kept in: CSV, JSON, SQLite and a database behind ODBC give the same
 * rows and the same document. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../postgres.h"
#include "helper.h"

enum { ROWS = 60, ROW_BYTES = 400 };

/* Any values of at most 15 significant digits, always the same. */
static uint64_t state = 20260705;

static uint64_t draw(uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
}

/* "-1203.45": no zero at the end, as a binary number keeps none. */
static void draw_number(char out[32]) {
    static const uint64_t powers[] = {1, 10, 1000, 1000000, 1000000000};
    uint64_t number = draw(powers[draw(5)] * 1000) * (draw(3) ? 1 : 1000) + 1;
    int scale = (int)draw(6);
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%0*llu", scale + 1, (unsigned long long)number);
    snprintf(out, 32, "%s%.*s%s%s", draw(4) ? "" : "-", length - scale, digits, scale ? "." : "",
             digits + length - scale);
    if (!scale) return;
    for (length = (int)strlen(out); out[length - 1] == '0'; length--) out[length - 1] = '\0';
    if (out[length - 1] == '.') out[length - 1] = '\0';
}

static const char *const notes[] = {"", "村卫生室", "a, \"b\"", "it's", "😀 x\\y"};

struct texts {
    char *csv, *json, *lists, *lines, *sql, *codes;
};

static void add(char *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(char *text, const char *format, ...) {
    va_list list;
    va_start(list, format);
    vsprintf(text + strlen(text), format, list);
    va_end(list);
}

/* The text with each `mark` doubled (CSV, SQL), or with a backslash before it (JSON). */
static const char *escape(const char *text, char mark, bool json) {
    static char out[5][64];
    static int next;
    char *at = out[next = (next + 1) % 5], *begin = at;
    for (; *text; text++) {
        if (*text == mark || (json && *text == '\\')) *at++ = json ? '\\' : mark;
        *at++ = *text;
    }
    *at = '\0';
    return begin;
}

static void add_row(struct texts *texts, int row, char columns[3][ROWS * 64]) {
    char value[32] = "";
    const char *note = notes[draw(5)];
    bool missing = draw(8) == 0, whole = row % 2;
    if (!missing) draw_number(value);
    add(texts->csv, "c%02d,%s,\"%s\"\n", row, value, escape(note, '"', false));
    char object[ROW_BYTES];
    snprintf(object, sizeof object, "{\"code\": \"c%02d\", \"value\": %s, \"note\": \"%s\"}", row,
             missing ? "null" : value, escape(note, '"', true));
    add(texts->json, "%s%s", row ? ",\n " : "[", object);
    add(texts->lines, "%s\n", object);
    add(columns[0], "%s\"c%02d\"", row ? ", " : "", row);
    add(columns[1], "%s%s", row ? ", " : "", missing ? "null" : value);
    add(columns[2], "%s\"%s\"", row ? ", " : "", escape(note, '"', true));
    add(texts->sql, "INSERT INTO %s VALUES (%d, 'c%02d', %s, '%s');\n",
        whole ? "exact" : "floating", row, row, missing ? "NULL" : value,
        escape(note, '\'', false));
    add(texts->codes, "c%02d,指标%02d,数据,元,,higher,flow\n", row, row);
}

static struct texts make_texts(void) {
    static char columns[3][ROWS * 64];
    struct texts texts;
    char **all[] = {&texts.csv, &texts.json, &texts.lists, &texts.lines, &texts.sql, &texts.codes};
    for (size_t i = 0; i < 6; i++) *all[i] = calloc(ROWS + 10, ROW_BYTES);
    add(texts.csv, "code,value,note\n");
    add(texts.codes, "code,name,section,measure,decimals,better,nature\n");
    add(texts.sql, "CREATE TABLE exact(n integer, code varchar(9), value numeric, note text);\n"
                   "CREATE TABLE floating(n integer, code varchar(9), value double precision, note "
                   "text);\n"
                   "CREATE VIEW figures AS SELECT * FROM exact;\n");
    for (int row = 0; row < ROWS; row++) add_row(&texts, row, columns);
    add(texts.json, "]\n");
    add(texts.lists, "{\"code\": [%s],\n \"value\": [%s],\n \"note\": [%s]}\n", columns[0],
        columns[1], columns[2]);
    return texts;
}

static void write_job(const char *name, const char *source) {
    char text[2000], path[64];
    snprintf(text, sizeof text,
             "<job xmlns=\"urn:zongjie:job:1\" version=\"1\" name=\"same\">\n"
             "<template file=\"report.xml\"/><period>2026H1</period><date>2026-07-05</date>\n"
             "<source table=\"units\" file=\"units.csv\"/>\n"
             "<source table=\"indicators\" file=\"indicators.csv\"/>\n%s\n</job>\n",
             source);
    snprintf(path, sizeof path, "%s.xml", name);
    write_file(work_path(path), text);
}

static void write_report(void) {
    char *text = calloc(ROWS + 5, 64);
    add(text, "<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>{unit}</title>\n");
    for (int row = 0; row < ROWS; row++) add(text, "<p>{c%02d}</p>\n", row);
    add(text, "</template>\n");
    write_file(work_path("report.xml"), text);
    free(text);
}

/* What `show` prints, without what tells one kind from another: places, and which numbers are
 * binary. */
static char *show(const char *file) {
    int status;
    char *text = capture(&status, "'%s' show '%s/%s' | sed 's/,\"@origin\":.*//'", program(),
                         work_folder(), file);
    cr_assert_eq(status, 0);
    return text;
}

static char *build(const char *job) {
    int status;
    free(capture(&status, "'%s' build -q --format document -o '%s/%s' '%s/%s.xml' 2>&1", program(),
                 work_folder(), job, work_folder(), job));
    cr_assert_eq(status, 0, "%s", job);
    return capture(&status, "cat '%s/%s/'*", work_folder(), job);
}

Test(same_table, through_every_kind, .timeout = 120) {
    struct texts texts = make_texts();
    struct postgres server;
    char login[500];
    int status;
    write_file(work_path("t.csv"), texts.csv);
    write_file(work_path("rows.json"), texts.json);
    write_file(work_path("lists.json"), texts.lists);
    write_file(work_path("lines.ndjson"), texts.lines);
    write_file(work_path("indicators.csv"), texts.codes);
    write_file(work_path("units.csv"), "code,name\nu1,青溪县\n");
    write_file(work_path("t.sql"), texts.sql);
    write_report();
    free(capture(&status,
                 "cd '%s' && sqlite3 t.db <t.sql && sqlite3 one.db <t.sql && sqlite3 one.db "
                 "\"CREATE TABLE t AS SELECT code, value, note FROM (SELECT * FROM exact UNION "
                 "ALL SELECT * FROM floating) ORDER BY n; DROP VIEW figures; DROP TABLE exact; "
                 "DROP TABLE floating\"",
                 work_folder()));
    cr_assert_eq(status, 0);
    static const char *const shown[] = {"rows.json", "lists.json", "lines.ndjson", "one.db"};
    char *want = show("t.csv");
    for (size_t i = 0; i < 4; i++) cr_expect_str_eq(show(shown[i]), want, "%s", shown[i]);

    char *sql = calloc(strlen(texts.sql) + 300, 1);
    add(sql,
        "%sCREATE ROLE reader LOGIN PASSWORD 'geheim77'; GRANT SELECT ON ALL TABLES IN SCHEMA "
        "public TO reader;\n",
        texts.sql);
    postgres_start(&server, sql);
    snprintf(login, sizeof login, "%sUID=reader;PWD=geheim77", server.login);
    setenv("ZONGJIE_ODBC_STATS", login, 1);
    static const char *const files[] = {"t.csv", "rows.json", "lists.json", "lines.ndjson",
                                        "one.db"};
    char source[1000];
    for (size_t i = 0; i < 5; i++) {
        snprintf(source, sizeof source, "<source table=\"metrics\" file=\"%s\" unit=\"u1\"/>",
                 files[i]);
        write_job("file", source);
        char *got = build("file");
        if (i == 0) want = got;
        cr_expect_str_eq(got, want, "%s", files[i]);
    }
    cr_expect_not_null(strstr(want, "c59"), "the document holds the figures");
    /* Exact and binary numbers as they come, each from its own table. */
    static const char *const places[] = {"file=\"t.db\"", "connection=\"stats\""};
    for (size_t i = 0; i < 2; i++) {
        snprintf(
            source, sizeof source,
            "<source table=\"metrics\" %s unit=\"u1\"><query>SELECT code, value, note FROM exact"
            "</query></source>\n<source table=\"metrics\" %s unit=\"u1\"><query>SELECT code, value, "
            "note FROM floating</query></source>",
            places[i], places[i]);
        write_job("asked", source);
        cr_expect_str_eq(build("asked"), want, "%s", places[i]);
    }
    postgres_stop(&server);
}
