/* JSON: what is read, where each cell came from, and every fault with its place. */
#define _DEFAULT_SOURCE /* mkstemps() */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "source/json.h"

struct trial {
    struct arena *arena;
    struct diags *diags;
    char path[64];
    struct table *table;
};

static struct trial read_bytes(const char *bytes, size_t length, const char *ending,
                               const char *at) {
    struct trial trial = {.arena = arena_new()};
    trial.diags = diags_new(trial.arena);
    snprintf(trial.path, sizeof trial.path, "/tmp/zongjie-json-XXXXXX%s", ending);
    int handle = mkstemps(trial.path, (int)strlen(ending));
    cr_assert(handle >= 0);
    cr_assert_eq(write(handle, bytes, length), (ssize_t)length);
    close(handle);
    struct source_spec spec = {
        .path = trial.path, .kind = TEXT("json"), .table = TEXT("metrics"), .at = text_of(at)};
    trial.table = source_read(&spec, trial.arena, trial.diags);
    return trial;
}

static struct trial read_text(const char *text) {
    return read_bytes(text, strlen(text), ".json", "");
}

static void end(struct trial trial) {
    unlink(trial.path);
    arena_free(trial.arena);
}

/* Headings, then rows: "|" between cells, "/" after each row. */
static const char *dump(const struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    const struct table *table = trial->table;
    buffer_add(&out, "", 0);
    for (size_t c = 0; c < table->column_count; c++)
        buffer_printf(&out, c ? "|%.*s" : "%.*s", TEXT_ARGS(table->columns[c].name));
    buffer_add(&out, "/", 1);
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++)
            buffer_printf(&out, c ? "|%.*s" : "%.*s", TEXT_ARGS(table_cell(table, r, c)->text));
        buffer_add(&out, "/", 1);
    }
    return out.at;
}

/* Codes and places of all diagnostics. */
static const char *codes(const struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(trial->diags); i++) {
        const struct diag *diag = diags_at(trial->diags, i);
        const char *place = origin_print(diag->origin, trial->arena);
        if (strncmp(place, trial->path, strlen(trial->path)) == 0) place += strlen(trial->path);
        buffer_printf(&out, i ? " %s%s" : "%s%s", diag_name(diag->code), place);
    }
    return out.at;
}

struct good {
    const char *text, *want, *at, *ending;
};

static void check_good(const struct good *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct trial trial =
            read_bytes(cases[i].text, strlen(cases[i].text),
                       cases[i].ending ? cases[i].ending : ".json", cases[i].at ? cases[i].at : "");
        cr_assert_str_eq(codes(&trial), "", "case %zu: %s", i, cases[i].text);
        cr_assert(trial.table, "case %zu", i);
        cr_assert_str_eq(dump(&trial), cases[i].want, "case %zu: %s", i, cases[i].text);
        end(trial);
    }
}

Test(json, reads_records) {
    static const struct good cases[] = {
        {"[{\"a\":1,\"b\":2}]", "a|b/1|2/", 0, 0},
        {" [ { \"a\" : 1 } , { \"a\" : 2 } ] \r\n", "a/1/2/", 0, 0},
        {"\xEF\xBB\xBF[{\"a\":1}]", "a/1/", 0, 0},
        {"[]", "/", 0, 0},
        {"[{\"a\":1},{\"b\":2,\"a\":3}]", "a|b/1|/3|2/", 0, 0},
        {"[{\"b\":1},{\"a\":2}]", "b|a/1|/|2/", 0, 0},
        {"[{\"a\":null,\"b\":true,\"c\":false}]", "a|b|c/|true|false/", 0, 0},
        {"[{\"a\":\"\"}]", "a//", 0, 0},
        {"[{\" a \":\" x \"}]", "a/ x /", 0, 0},
        {"[{\"名称\":\"检查村卫生室\",\"值\":252}]", "名称|值/检查村卫生室|252/", 0, 0},
        {"[{\"\\u540d\":\"\\u6751\"},{\"名\":\"镇\"}]", "名/村/镇/", 0, 0},
        {"[{\"a\":\"\\ud83d\\ude00\"}]", "a/😀/", 0, 0},
        {"[{\"a\":\"q\\\"b\\\\s\\/\\n\\t.\"}]", "a/q\"b\\s/\n\t./", 0, 0},
        {"{\"a\":1,\"b\":\"x\"}", "a|b/1|x/", 0, 0},
        {"[{\"u\":{\"code\":\"q\",\"at\":{\"x\":1}},\"v\":2}]", "u.code|u.at.x|v/q|1|2/", 0, 0},
        {"[{\"u\":null},{\"u\":{\"c\":1}}]", "u.c//1/", 0, 0},
        {"[{\"u\":7},{\"u\":{\"c\":1}}]", "u|u.c/7|/|1/", 0, 0},
        {"[{\"u\":{}}]", "/", 0, 0},
        {"[{\"a\":1,\"A\":2}]", "a|A/1|2/", 0, 0},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}

Test(json, reads_lists_and_lines) {
    static const struct good cases[] = {
        {"{\"a\":[1,2],\"b\":[\"x\",null]}", "a|b/1|x/2|/", 0, 0},
        {"{\"a\":[],\"b\":[]}", "a|b/", 0, 0},
        {"{\"a\":[1]}", "a/1/", 0, 0},
        {"{\"a\":1}\n{\"a\":2,\"b\":3}\n", "a|b/1|/2|3/", 0, 0},
        {"{\"a\":1}\r\n\r\n  {\"a\":2}", "a/1/2/", 0, 0},
        {"{\"a\":1}", "a/1/", 0, ".ndjson"},
        {"\xEF\xBB\xBF{\"a\":1}\n{\"a\":2}", "a/1/2/", 0, ".jsonl"},
        {"", "/", 0, ".jsonl"},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}

Test(json, finds_the_table) {
    static const struct good cases[] = {
        {"{\"data\":{\"rows\":[{\"a\":1}],\"n\":[[1]]}}", "a/1/", "data.rows", 0},
        {"{\"data\":[{\"rows\":[{\"a\":1}]},{\"rows\":[{\"a\":2}]}]}", "a/2/", "data.1.rows", 0},
        {"{\"data\":{\"a\":[1,2]}}", "a/1/2/", "data", 0},
        {"{\"data\":{\"a\":1}}", "a/1/", " data ", 0},
        {"[[{\"a\":1}],[{\"a\":2}]]", "a/2/", "1", 0},
        {"{\"a.b\":{\"c/d\":[{\"x\":1}]}}", "x/1/", "/a.b/c~1d", 0},
        {"{\"~\":[{\"x\":1}]}", "x/1/", "/~0", 0},
        {"{\"0\":[{\"x\":1}]}", "x/1/", "0", 0},
        {"{\"r\":{\"a\":1}}\n{\"r\":{\"a\":2}}", "a/1/2/", "r", 0},
        {"{\"r\":[{\"a\":1},{\"a\":2}]}\n{\"r\":[{\"a\":3}]}", "a/1/2/3/", "r", 0},
        {"{\"more\":[{\"b\":[1]}],\"rows\":[{\"a\":1}]}", "a/1/", "rows", 0},
    };
    check_good(cases, sizeof cases / sizeof *cases);
}

Test(json, keeps_numbers_as_their_text) {
    static const char *const cases[][2] = {
        {"1", "1"},
        {"-0", "-0"},
        {"1.50", "1.50"},
        {"0.1", "0.1"},
        {"12345678901234567890.12345678901234567890", "12345678901234567890.12345678901234567890"},
        {"1e5", "100000"},
        {"1E+5", "100000"},
        {"1.5E-3", "0.0015"},
        {"-1.50e1", "-15.0"},
        {"-2.5e0", "-2.5"},
        {"0.5E3", "500"},
        {"0.05e1", "0.5"},
        {"0.00e99999", "0"},
        {"-0e5", "-0"},
        {"123.456e2", "12345.6"},
        {"123.456e3", "123456"},
        {"1e-5", "0.00001"},
        {"12e-1", "1.2"},
        {"12e-2", "0.12"},
        {"3.62202E+17", "362202000000000000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200], want[200];
        snprintf(text, sizeof text, "[{\"a\":%s}]", cases[i][0]);
        snprintf(want, sizeof want, "a/%s/", cases[i][1]);
        struct trial trial = read_text(text);
        cr_assert(trial.table, "case %zu", i);
        cr_assert_str_eq(dump(&trial), want, "case %zu: %s", i, cases[i][0]);
        end(trial);
    }
}

Test(json, numbers_have_a_limit) {
    static const char *const cases[] = {"1e400", "1e-400", "1e99999999999999999999",
                                        "-1.5e-99999999", "9e399"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[JSON_NUMBER_BYTES_MOST];
        struct text plain;
        bool fits = json_plain_number(text_of(cases[i]), out, &plain);
        cr_assert_eq(fits, i == 4, "%s", cases[i]);
        if (fits) cr_assert_eq(plain.length, 400);
    }
    struct trial trial = read_text("[{\"a\":1e400,\"b\":1},{\"a\":2}]");
    cr_assert_str_eq(codes(&trial), "D166:1:7");
    end(trial);
}

Test(json, cells_know_their_places) {
    struct trial trial = read_text("\xEF\xBB\xBF[\n  {\"名\": \"村\\n\", \"v\": 22},\r\n"
                                   "  {\"v\": null, \"名\": \"镇\", \"w\": true}\n]");
    static const char *const places[] = {":2:10", ":2:21", ":2:3", ":3:21", ":3:9", ":3:30"};
    cr_assert(trial.table);
    for (size_t i = 0; i < 6; i++) {
        const struct cell *cell = table_cell(trial.table, i / 3, i % 3);
        cr_assert_str_eq(origin_print(cell->origin, trial.arena) + strlen(trial.path), places[i]);
    }
    cr_assert_eq(table_cell(trial.table, 1, 1)->text.length, 0);
    cr_assert_eq(table_cell(trial.table, 1, 0)->text.at,
                 trial.table->file->bytes.at + table_cell(trial.table, 1, 0)->origin.offset,
                 "plain texts are slices of the file");
    cr_assert_str_eq(origin_print(trial.table->columns[2].origin, trial.arena) + strlen(trial.path),
                     ":3:26");
    end(trial);
}

struct fault {
    const char *text, *want, *at, *ending;
    const char *says; /* within the detail or the hint of the first; NULL: anything */
};

static void check_faults(const struct fault *faults, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct fault *fault = &faults[i];
        struct trial trial =
            read_bytes(fault->text, strlen(fault->text), fault->ending ? fault->ending : ".json",
                       fault->at ? fault->at : "");
        cr_assert_null(trial.table, "case %zu: %s", i, fault->text);
        cr_assert_str_eq(codes(&trial), fault->want, "case %zu: %s: %s", i, fault->text,
                         codes(&trial));
        const struct diag *first = diags_at(trial.diags, 0);
        bool said = !fault->says || strstr(first->detail, fault->says) ||
                    (first->hint && strstr(first->hint, fault->says));
        cr_assert(said, "case %zu: %s: %s: %s", i, fault->text, first->detail, first->hint);
        end(trial);
    }
}

Test(json, says_what_is_not_json) {
    static const struct fault faults[] = {
        {"", "D160:1:1", 0, 0, "empty"},
        {"  \n", "D160:2:1", 0, 0, "empty"},
        {"[{\"a\":1},]", "D160:1:9", 0, 0, "comma behind"},
        {"[{\"a\":1 ,\n}]", "D160:1:9", 0, 0, "comma behind"},
        {"[{\"a\":1},,{\"a\":2}]", "D160:1:10", 0, 0, "comma too many"},
        {"[{\"a\":1} {\"a\":2}]", "D160:1:10", 0, 0, "missing before"},
        {"[{\"a\" 1}]", "D160:1:7", 0, 0, "missing before"},
        {"[{\"a\":}]", "D160:1:7", 0, 0, NULL},
        {"[{\"a\":1}}", "D160:1:9", 0, 0, "closes nothing"},
        {"[{\"a\":1}", "D160:1:9", 0, 0, "never closed"},
        {"[{\"a\":1", "D160:1:8", 0, 0, "never closed"},
        {"[{\"a\":\"x", "D160:1:7", 0, 0, "never closed"},
        {"[{\"a\":1}] x", "D160:1:11", 0, 0, NULL},
        {"[{\"a\":1}]\n[{\"a\":2}]", "D160:2:1", 0, 0, "goes on"},
        {"[{a:1}]", "D160:1:3", 0, 0, "quotation"},
        {"[{'a':1}]", "D160:1:3", 0, 0, "single"},
        {"[{\"a\":NaN}]", "D160:1:7", 0, 0, "null"},
        {"[{\"a\":None}]", "D160:1:7", 0, 0, "null"},
        {"[{\"a\":True}]", "D160:1:7", 0, 0, "true"},
        {"[{\"a\":tru}]", "D160:1:7", 0, 0, NULL},
        {"[{\"a\":是}]", "D160:1:7", 0, 0, "quotation"},
        {"[{\"a\":“x”}]", "D160:1:7", 0, 0, "half width"},
        {"[{\"a\":1，\"b\":2}]", "D160:1:8", 0, 0, "half width"},
        {"[{\"a\"：1}]", "D160:1:6", 0, 0, "half width"},
        {"[{\"a\":1} // no\n]", "D160:1:10", 0, 0, "comment"},
        {"[/* x */{\"a\":1}]", "D160:1:2", 0, 0, "comment"},
        {"# x\n[{\"a\":1}]", "D160:1:1", 0, 0, "comment"},
        {"[{\"a\":007}]", "D160:1:7", 0, 0, "begins with 0"},
        {"[{\"a\":+1}]", "D160:1:7", 0, 0, "not a number"},
        {"[{\"a\":.5}]", "D160:1:7", 0, 0, "not a number"},
        {"[{\"a\":1.}]", "D160:1:7", 0, 0, "not a number"},
        {"[{\"a\":1,200}]", "D160:1:9", 0, 0, NULL},
        {"[{\"a\":-}]", "D160:1:7", 0, 0, "not a number"},
        {"[{\"a\":1e}]", "D160:1:7", 0, 0, "not a number"},
        {"[{\"a\":\"x\ny\"}]", "D160:1:9", 0, 0, "line break"},
        {"[{\"a\":\"C:\\data\"}]", "D160:1:10", 0, 0, "backslash"},
        {"[{\"a\":\"\\u12g4\"}]", "D160:1:8", 0, 0, "backslash"},
        {"[{\"a\":\"\\ud800\"}]", "D160:1:8", 0, 0, "no character"},
        {"[{\"a\":\"x\\udc00\\ud800\"}]", "D160:1:9 D160:1:15", 0, 0, "no character"},
        {"[{\"a\":\"\\u0000\"}]", "D160:1:8", 0, 0, "no character"},
        {"[{\"a\":1},\n\xEF\xBB\xBF{\"a\":2}]", "D160:2:1", 0, 0, "byte order"},
        {"[{\"a\":\"汉\xFF\"}]", "D103:1:9", 0, 0, NULL},
        {"[{1:2}]", "D160:1:3", 0, 0, NULL},
        {"[{\"a\":1}, , {\"b\":1}]", "D160:1:11", 0, 0, "too many"},
    };
    check_faults(faults, sizeof faults / sizeof *faults);
}

Test(json, says_what_is_no_table) {
    static const struct fault faults[] = {
        {"[{\"a\":1,\"b\":2,\"a\":3}]", "D161:1:16", 0, 0, ":1:4"},
        {"[{\"a\":1,\"\\u0061\":3}]", "D161:1:10", 0, 0, NULL},
        {"[{\"a.b\":1,\"a\":{\"b\":3}}]", "D161:1:20", 0, 0, "a.b, first at"},
        {"{\"x\":{\"k\":1,\"k\":2},\"rows\":[{\"a\":1}]}", "D161:1:14", "rows", 0, NULL},
        {"[{\"a\":1,\"a\":[{}]},{\"b\":1}]", "D161:1:10", 0, 0, NULL},
        {"[{\"a\":[1,2]},{\"a\":[3]}]", "D162:1:7", 0, 0, "a、b"},
        {"[{\"a\":[]}]", "D162:1:7", 0, 0, "null"},
        {"[{\"a\":[{\"b\":1}]}]", "D162:1:7", 0, 0, "file of its own"},
        {"{\"total\":1,\"rows\":[{\"a\":1}]}", "D162:1:19", 0, 0, "at=\"rows\""},
        {"{\"rows\":[{\"a\":1}],\"total\":1}", "D162:1:10 D163:1:27", 0, 0, "at=\"rows\""},
        {"{\"d\":{\"r.s\":[{\"a\":1}]}}", "D162:1:13", 0, 0, "at=\"/d/r.s\""},
        {"{\"a\":[1,2],\"b\":[1]}", "D165:1:13", 0, 0, "b has 1 values, a has 2"},
        {"{\"a\":[1,[2]]}", "D162:1:9", 0, 0, NULL},
        {"{\"a\":[1],\"b\":{}}", "D163:1:14", 0, 0, "object of lists"},
        {"5", "D163:1:1", 0, 0, "list of objects"},
        {"\"x\"", "D163:1:1", 0, 0, "list of objects"},
        {"null", "D163:1:1", 0, 0, NULL},
        {"[1,{\"a\":1},[2],null]", "D164:1:2 D164:1:12 D164:1:16", 0, 0, "every row"},
        {"{\"data\":{\"rows\":[]}}", "D163", "data.row", 0, "data.row"},
        {"{\"data\":5}", "D163", "data.rows", 0, NULL},
        {"{\"data\":5}", "D163:1:9", "data", 0, "single value"},
        {"[[{\"a\":1}]]", "D163", "1", 0, NULL},
        {"[{\"a\":1}]", "D163", "a..b", 0, "dots between"},
        {"[{\"\":1}]", "D106:1:4", 0, 0, NULL},
        {"{\"a\":1}\n[1]\n2\n{\"a\":2}", "D160:2:1", 0, 0, NULL},
        {"{\"a\":1}\n[1]\n2\n{\"a\":1,}\n{\"a\"\n{\"a\":1,\"a\":2}",
         "D164:2:1 D163:3:1 D160:4:7 D160:5:5 D161:6:9", 0, ".ndjson", NULL},
        {"{\"r\":1}\n{\"x\":1}\n{\"r\":{\"a\":2}}", "D163:1:6 D163", "r", 0, NULL},
    };
    check_faults(faults, sizeof faults / sizeof *faults);
}

/* All rows that can be read are given, whatever is wrong with others. */
struct counter {
    struct source_sink sink;
    size_t rows;
};

static bool count_rows(struct source_sink *sink, struct table *batch) {
    ((struct counter *)sink)->rows += batch->row_count;
    return true;
}

Test(json, gives_the_good_rows) {
    static const struct {
        const char *text;
        size_t rows;
    } cases[] = {
        {"{\"a\":1}\n{\"a\":\n{\"a\":[1]}\n{\"a\":4}\n", 2},
        {"[{\"a\":1},{\"a\":1,\"a\":2},{\"a\":3},{\"a\":4", 2},
        {"{\"a\":[1,2],\"b\":[1]}", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial = read_text(cases[i].text);
        struct counter counter = {{count_rows}, 0};
        struct source_spec spec = {.path = trial.path, .kind = TEXT("json")};
        struct diags *diags = diags_new(trial.arena);
        cr_assert(!source_stream(&spec, &counter.sink, trial.arena, diags));
        cr_assert_eq(counter.rows, cases[i].rows, "case %zu: %zu", i, counter.rows);
        end(trial);
    }
}

Test(json, claims_what_looks_like_it) {
    static const char *const names[] = {".json", ".ndjson", ".jsonl", "", ".dat"};
    for (size_t i = 0; i < 5; i++) {
        struct trial trial = read_bytes("[{\"a\":1}]", 9, names[i], "");
        struct source_spec spec = {.path = trial.path};
        bool lines = i == 1 || i == 2;
        cr_assert_eq(!source_read(&spec, trial.arena, trial.diags), lines);
        if (lines) cr_assert_eq(diags_at(trial.diags, 0)->code, DIAG_D164);
        end(trial);
    }
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What is meant to hurt is refused at once. */
Test(json, refuses_what_is_too_much) {
    enum { HUGE_BYTES = 100 << 20 };
    struct arena *arena = arena_new();
    char *huge = arena_take(arena, HUGE_BYTES + 32);
    struct buffer wide = buffer_new(arena);
    buffer_printf(&wide, "[{");
    for (size_t i = 0; i <= SOURCE_COLUMNS_MOST; i++)
        buffer_printf(&wide, "%s\"c%zu\":1", i ? "," : "", i);
    buffer_printf(&wide, "}]");
    double start = seconds();
    struct trial trial = read_text(wide.at);
    cr_assert_eq(diags_at(trial.diags, 0)->code, DIAG_D108);
    end(trial);

    memset(huge, '[', HUGE_BYTES);
    trial = read_bytes(huge, HUGE_BYTES, ".json", "");
    cr_assert_str_eq(codes(&trial), "D164:1:2 D167:1:65");
    end(trial);
    cr_assert_lt(seconds() - start, 1.0 * 2);

    memset(huge, 'x', HUGE_BYTES + 16);
    memcpy(huge, "[{\"a\":\"", 7);
    memcpy(huge + HUGE_BYTES, "\"}]", 3);
    start = seconds();
    trial = read_bytes(huge, HUGE_BYTES + 3, ".json", "");
    cr_assert_str_eq(codes(&trial), "D108:1:8");
    end(trial);
    memcpy(huge, "[{\"xxxxx", 8);
    huge[HUGE_BYTES + 1] = ':';
    trial = read_bytes(huge, HUGE_BYTES + 3, ".json", "");
    cr_assert_str_eq(codes(&trial), "D108:1:4");
    end(trial);
    cr_log_info("two files of 100 MB: %.2f s", seconds() - start);
    arena_free(arena);
}

Test(json, repeated_keys_cost_no_square) {
    struct arena *arena = arena_new();
    struct buffer text = buffer_new(arena);
    buffer_printf(&text, "[");
    for (size_t row = 0; row < 20; row++) {
        buffer_printf(&text, "%s{", row ? "," : "");
        for (size_t i = 0; i < 9000; i++) buffer_printf(&text, "%s\"c%zu\":1", i ? "," : "", i);
        buffer_printf(&text, "}");
    }
    buffer_printf(&text, "]");
    double start = seconds();
    struct trial trial = read_text(text.at);
    cr_assert(trial.table);
    cr_assert_eq(trial.table->row_count, 20);
    cr_assert_lt(seconds() - start, 5.0);
    end(trial);
    arena_free(arena);
}

Test(json, stops_after_fifty_faults) {
    struct arena *arena = arena_new();
    struct buffer text = buffer_new(arena);
    for (size_t i = 0; i < 100; i++) buffer_printf(&text, "{\"a\":}\n");
    struct trial trial = read_bytes(text.at, text.length, ".jsonl", "");
    cr_assert_eq(diags_size(trial.diags), 50);
    end(trial);
    arena_free(arena);
}
