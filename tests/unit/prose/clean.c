/* The text cleaner: the table of cases in clean.txt, and what holds for every text. */
#include "prose/clean.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "prose/inner.h"

static const struct clean_options strip = {CLEAN_ON, CLEAN_STRIP}, keep = {CLEAN_ON, CLEAN_KEEP};

/* ---- the table ---- */

/* <U+00A0> → the character. */
static struct text unescape(struct text text, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < text.length; i++) {
        char *end = NULL;
        if (text_starts(text_slice(text, i, text.length), TEXT("<U+"))) {
            buffer_add_code_point(&out, (uint32_t)strtoul(text.at + i + 3, &end, 16));
            i = (size_t)(end - text.at);
        } else {
            buffer_add(&out, text.at + i, 1);
        }
    }
    return buffer_text(&out);
}

/* The log as the table writes it: P401 3, P421@5. */
static struct text log_of(struct text text, const struct diags *diags, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        const char *name = diag_name(diag->code);
        if (out.length) buffer_add(&out, " ", 1);
        if (strcmp(name, "P410") < 0)
            buffer_printf(&out, "%s %d", name, atoi(diag->detail));
        else
            buffer_printf(&out, "%s@%zu", name,
                          1 + text_characters(text_slice(text, 0, diag->origin.offset)));
    }
    return buffer_text(&out);
}

struct row {
    struct text text, wanted, log;
};

/* Parts are between " | "; an expression may hold a bar without blanks. */
static bool cut_row(struct text line, struct arena *arena, struct row *row) {
    size_t first = text_find(line, TEXT(" | "));
    if (first == SIZE_MAX) return false;
    struct text rest = text_slice(line, first + 3, line.length);
    size_t second = text_find(rest, TEXT(" |"));
    cr_assert_neq(second, SIZE_MAX, "%.*s: the second bar lacks", TEXT_ARGS(line));
    row->text = unescape(text_slice(line, 0, first), arena);
    row->wanted = unescape(text_slice(rest, 0, second), arena);
    row->log = text_trim(text_slice(rest, second + 2, rest.length));
    if (text_is(row->wanted, "=")) row->wanted = row->text;
    return true;
}

static void check_row(const struct row *row, const struct clean_options *options,
                      struct arena *arena) {
    struct file file = {.name = "t", .bytes = row->text};
    struct diags *diags = diags_new(arena), *again = diags_new(arena);
    struct cleaned out = prose_clean(row->text, (struct origin){&file, 0}, options, arena, diags);
    struct text log = log_of(row->text, diags, arena);
    cr_expect(text_equal(out.text, row->wanted), "%.*s: %.*s instead of %.*s", TEXT_ARGS(row->text),
              TEXT_ARGS(out.text), TEXT_ARGS(row->wanted));
    cr_expect(text_equal(log, row->log), "%.*s: log %.*s instead of %.*s", TEXT_ARGS(row->text),
              TEXT_ARGS(log), TEXT_ARGS(row->log));
    struct cleaned twice = prose_clean(out.text, ORIGIN_NONE, options, arena, again);
    cr_expect(text_equal(out.text, twice.text), "%.*s: then %.*s", TEXT_ARGS(out.text),
              TEXT_ARGS(twice.text));
}

Test(clean, the_table) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    const struct file *file =
        file_read(arena, "tests/unit/prose/clean.txt", 1 << 20, ORIGIN_NONE, diags);
    cr_assert_not_null(file);
    struct text rest = file->bytes, line;
    const struct clean_options *options = &strip;
    size_t rows = 0;
    while (text_cut(&rest, '\n', &line)) {
        struct row row;
        if (text_is(line, "pinyin keep")) options = &keep;
        if (text_is(line, "pinyin strip")) options = &strip;
        if (text_starts(line, TEXT("#")) || !cut_row(line, arena, &row)) continue;
        check_row(&row, options, arena);
        rows++;
    }
    cr_expect_geq(rows, 180, "%zu rows", rows);
    arena_free(arena);
}

/* ---- what holds for every text ---- */

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* A text of pieces that the cleaner has rules for, side by side in any order. */
static struct text random_text(uint32_t *state, struct arena *arena) {
    static const char *const pieces[] = {
        "任务",   "发展", "一",       "月",     "年", "12",    "345", "6",  "A",  "GDP",
        ",",      ";",    ":",        "!",      "?",  ".",     "(",   ")",  "（", "）",
        "\"",     "'",    "“",        "”",      "-",  "—",     "―",   "…",  "~",  " ",
        "\u3000", "%",    "{a,b}",    "{",      "}",  "(zhì)", "○",   "，", "。", "、",
        "２",     "％",   "．",       "\u200b", "《", "》",    "?郾", "xx", "\n", "萬",
        "\uE786", "ㄔ",   "www.a.cn", "··",     "的", "第",    "条",  "='", "‘",  "’"};
    struct buffer out = buffer_new(arena);
    buffer_add(&out, "", 0);
    for (size_t left = next_random(state) % 14; left > 0; left--) {
        const char *piece = pieces[next_random(state) % (sizeof pieces / sizeof *pieces)];
        buffer_add(&out, piece, strlen(piece));
    }
    return buffer_text(&out);
}

/* The expressions of a text, one behind the other. */
static struct text bound_of(struct text text, struct arena *arena) {
    struct prose_piece *pieces = NULL;
    size_t count = 0;
    struct buffer out = buffer_new(arena);
    buffer_add(&out, "", 0);
    (void)prose_cut(text, ORIGIN_NONE, arena, &pieces, &count, diags_new(arena));
    for (size_t i = 0; i < count; i++)
        if (pieces[i].kind == PROSE_BOUND) buffer_printf(&out, "{%.*s}", TEXT_ARGS(pieces[i].text));
    return buffer_text(&out);
}

static void check_any(struct text text, const struct clean_options *options, struct arena *arena) {
    struct file file = {.name = "t", .bytes = text};
    struct diags *diags = diags_new(arena), *again = diags_new(arena);
    struct cleaned out = prose_clean(text, (struct origin){&file, 0}, options, arena, diags);
    struct file second = {.name = "t", .bytes = out.text};
    struct cleaned twice =
        prose_clean(out.text, (struct origin){&second, 0}, options, arena, again);
    size_t bad = 0;
    cr_assert(text_is_utf8(out.text, &bad), "%.*s", TEXT_ARGS(text));
    cr_assert(text_equal(out.text, twice.text), "\"%.*s\" gives \"%.*s\", that gives \"%.*s\"",
              TEXT_ARGS(text), TEXT_ARGS(out.text), TEXT_ARGS(twice.text));
    cr_assert(text_equal(bound_of(text, arena), bound_of(out.text, arena)), "%.*s",
              TEXT_ARGS(text));
    cr_assert_eq(diags_count(diags, DIAG_ERROR), diags_count(again, DIAG_ERROR),
                 "\"%.*s\": the errors of \"%.*s\" are others", TEXT_ARGS(text),
                 TEXT_ARGS(out.text));
    for (size_t i = 0; out.from && i < out.text.length; i++)
        cr_assert_leq(out.from[i], out.from[i + 1], "%.*s", TEXT_ARGS(text));
    if (out.from) cr_assert_eq(out.from[out.text.length], text.length);
}

Test(clean, holds_for_every_text) {
    uint32_t state = 2026;
    for (size_t round = 0; round < 40; round++) {
        struct arena *arena = arena_new();
        for (size_t i = 0; i < 1000; i++)
            check_any(random_text(&state, arena), i % 2 ? &strip : &keep, arena);
        arena_free(arena);
    }
}

Test(clean, keeps_places) {
    struct arena *arena = arena_new();
    /* a quoted cell: the quote before the text and doubled quotes inside are no part of it */
    struct text bytes = TEXT("x,\"\u3000任务,\"\"甲\"\"共1200人\"\n");
    struct text text = TEXT("\u3000任务,\"甲\"共1200人");
    struct file file = {.name = "t.csv", .bytes = bytes};
    struct diags *diags = diags_new(arena);
    struct cleaned out = prose_clean(text, (struct origin){&file, 2}, &strip, arena, diags);
    cr_expect(text_is(out.text, "任务，“甲”共1200人"), "%.*s", TEXT_ARGS(out.text));
    struct origin made = origin_inside(out.origin, out.text, text_find(out.text, TEXT("1200")));
    struct origin place = made.file->source(made.file, made.offset);
    cr_expect_eq(place.file, &file);
    cr_expect_eq(place.offset, text_find(bytes, TEXT("1200")));
    cr_expect_str_eq(origin_print(out.origin, arena), "t.csv:1:5");
    arena_free(arena);
}

Test(clean, reports_without_touching) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    const struct clean_options report = {CLEAN_REPORT, CLEAN_STRIP}, off = {CLEAN_OFF, CLEAN_STRIP};
    struct text text = TEXT("任务,明确??发展");
    struct cleaned out = prose_clean(text, ORIGIN_NONE, &report, arena, diags);
    cr_expect_eq(out.text.at, text.at);
    cr_expect_null(out.from);
    cr_assert_eq(diags_size(diags), 2);
    cr_expect_str_eq(diags_at(diags, 0)->detail, "1, left as written");
    cr_expect_eq(diags_at(diags, 1)->code, DIAG_P421);
    diags_clear(diags);
    out = prose_clean(text, ORIGIN_NONE, &off, arena, diags);
    cr_expect_eq(out.text.at, text.at);
    cr_expect_eq(diags_size(diags), 0);
    arena_free(arena);
}

/* Ten places of a kind are said, the rest is counted. */
Test(clean, stops_listing) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct buffer text = buffer_new(arena);
    for (size_t i = 0; i < 300000; i++) buffer_add_text(&text, TEXT("任??务,(“、、'"));
    struct file file = {.name = "t", .bytes = buffer_text(&text)};
    prose_clean(buffer_text(&text), (struct origin){&file, 0}, &strip, arena, diags);
    size_t lost = 0;
    for (size_t i = 0; i < diags_size(diags); i++) lost += diags_at(diags, i)->code == DIAG_P421;
    cr_expect_eq(lost, 11);
    cr_expect_lt(diags_size(diags), 100);
    arena_free(arena);
}
