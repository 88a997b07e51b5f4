/* Diagnostics: places, how one is worded, counts and limits. */
#include <criterion/criterion.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

struct bench {
    struct arena *arena;
    struct diags *diags;
};

static struct bench bench_new(void) {
    struct bench b = {.arena = arena_new()};
    b.diags = diags_new(b.arena);
    return b;
}

static struct origin place(struct bench *b, const char *bytes, size_t offset) {
    struct file *file = ARENA_NEW(b->arena, struct file);
    *file = (struct file){.name = "f", .bytes = text_of(bytes)};
    return (struct origin){file, offset};
}

Test(diag, places) {
    static const struct {
        const char *bytes;
        size_t offset;
        const char *place;
    } rows[] = {
        {"", 0, "f:1:1"},
        {"", 9, "f:1:1"},
        {"abc", 2, "f:1:3"},
        {"abc", 99, "f:1:4"},
        {"a\nb", 1, "f:1:2"},
        {"a\nb", 2, "f:2:1"},
        {"a\rb", 2, "f:2:1"},
        {"a\r\nb", 2, "f:1:3"},
        {"a\r\nb", 3, "f:2:1"},
        {"a\n\r\n\rb", 5, "f:4:1"},
        {"a\r", 2, "f:2:1"},
        {"中文x", 6, "f:1:3"},
        {"中\n𠮷吉", 8, "f:2:2"},
        {"\xEF\xBB\xBF"
         "ab",
         3, "f:1:1"},
        {"\xEF\xBB\xBF"
         "ab",
         4, "f:1:2"},
        {"\xEF\xBB\xBF"
         "a\nb",
         5, "f:2:1"},
        {"\xEF\xBB\xBF", 0, "f:1:1"},
        {"a", ORIGIN_WHOLE_FILE, "f"},
    };
    struct bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(origin_print(place(&b, rows[i].bytes, rows[i].offset), b.arena),
                         rows[i].place, "row %zu", i);
    cr_expect_str_eq(origin_print(ORIGIN_NONE, b.arena), "");
    arena_free(b.arena);
}

static char *describe(const struct file *file, size_t offset, struct arena *arena) {
    return arena_printf(arena, "%s!C%zu", file->name, offset);
}

/* Lines of a long file are counted once; the places are the same, in whatever order they are asked
 * for and wherever line ends fall. */
Test(diag, places_in_a_long_file) {
    enum { LENGTH = 700 * 1000 };
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    struct arena *arena = arena_new();
    char *bytes = arena_take(arena, LENGTH + 1);
    unsigned state = 7;
    for (size_t i = 0; i < LENGTH;) {
        state = state * 1664525u + 1013904223u;
        const char *end = ends[state % 3];
        for (size_t k = state >> 8 & 63; k > 0 && i < LENGTH; k--) bytes[i++] = 'a';
        for (; *end && i < LENGTH; end++) bytes[i++] = *end;
    }
    struct file plain = {.name = "f", .bytes = {bytes, LENGTH}}, known = plain;
    known.lines = file_lines_new(arena, LENGTH);
    for (size_t i = 0; i < 400; i++) {
        state = state * 1664525u + 1013904223u;
        size_t offset = i == 0 ? LENGTH : i < 20 ? 128 * 1024 * (i % 6) + i % 3 : state % LENGTH;
        cr_assert_str_eq(origin_print((struct origin){&known, offset}, arena),
                         origin_print((struct origin){&plain, offset}, arena), "%zu", offset);
    }
    arena_free(arena);
}

Test(diag, wording) {
    struct bench b = bench_new();
    struct origin at = place(&b, "x\n\t中文a坏了\nz", 2 + 1 + 6 + 1);
    diags_add(b.diags, DIAG_D110, at, "%s", "坏了");
    diags_hint(b.diags, "write %d", 7);
    cr_expect_str_eq(diag_print(diags_at(b.diags, 0), false, b.arena),
                     "f:2:5: error: not a number: 坏了 [D110]\n    hint: write 7");
    cr_expect_str_eq(diag_print(diags_at(b.diags, 0), true, b.arena),
                     "f:2:5: error: not a number: 坏了 [D110]\n    \t中文a坏了\n    \t     ^\n"
                     "    hint: write 7");
    diags_add(b.diags, DIAG_N125, ORIGIN_NONE, "%s", "");
    cr_expect_str_eq(diag_print(diags_at(b.diags, 1), true, b.arena),
                     "note: a line break beside a Chinese character became a space [N125]");
    struct file book = {.name = "b.xlsx", .describe = describe};
    diags_add_level(b.diags, DIAG_D110, DIAG_WARNING, (struct origin){&book, 7}, "%d", 3);
    cr_expect_str_eq(diag_print(diags_at(b.diags, 2), true, b.arena),
                     "b.xlsx!C7: warning: not a number: 3 [D110]");
    diags_add(b.diags, DIAG_B103, place(&b, "a", ORIGIN_WHOLE_FILE), "%s", "");
    cr_expect_str_eq(diag_print(diags_at(b.diags, 3), true, b.arena),
                     "f: fatal: cannot start a worker [B103]");
    arena_free(b.arena);
}

/* Nothing that was read breaks the line or reaches the terminal as a command. */
Test(diag, control_characters_become_visible) {
    struct bench b = bench_new();
    diags_add(b.diags, DIAG_D110, place(&b, "a\x1B[2Jb", 5), "%s", "x\ny\x1B[31m\x7F\t");
    diags_hint(b.diags, "%s", "a\rb");
    cr_expect_str_eq(diag_print(diags_at(b.diags, 0), true, b.arena),
                     "f:1:6: error: not a number: x␊y␛[31m␡␉ [D110]\n    a [2Jb\n         ^\n"
                     "    hint: a␍b");
    arena_free(b.arena);
}

Test(diag, no_input_line_where_it_says_nothing) {
    struct bench b = bench_new();
    char *wide = arena_take(b.arena, 500);
    memset(wide, 'x', 499);
    diags_add(b.diags, DIAG_D110, place(&b, wide, 3), "%s", "1");
    diags_add(b.diags, DIAG_D110, place(&b, "\n\n", 1), "%s", "2");
    for (size_t i = 0; i < 2; i++)
        cr_expect_null(strchr(diag_print(diags_at(b.diags, i), true, b.arena), '\n'));
    arena_free(b.arena);
}

Test(diag, counts_and_drops_what_is_known) {
    struct bench b = bench_new();
    struct origin at = place(&b, "abc", 1), after = {at.file, 2};
    cr_expect_not(diags_failed(b.diags));
    diags_hint(b.diags, "to nothing");
    diags_add(b.diags, DIAG_M118, at, "%s", "x"); /* a warning */
    diags_add(b.diags, DIAG_M118, at, "%s", "x");
    diags_hint(b.diags, "of the dropped one");
    diags_add(b.diags, DIAG_M118, at, "%s", "y");
    diags_add(b.diags, DIAG_M118, after, "%s", "x");
    diags_add(b.diags, DIAG_M113, at, "%s", "x");
    cr_expect_eq(diags_size(b.diags), 4);
    cr_expect_eq(diags_count(b.diags, DIAG_WARNING), 3);
    cr_expect_eq(diags_count(b.diags, DIAG_NOTE), 1);
    cr_expect_null(diags_at(b.diags, 0)->hint);
    cr_expect_not(diags_failed(b.diags));
    diags_add(b.diags, DIAG_F101, at, "%s", ""); /* fatal */
    cr_expect(diags_failed(b.diags));
    cr_expect_not(diags_system_failed(b.diags));
    diags_add(b.diags, DIAG_O102, ORIGIN_NONE, "%s", "");
    cr_expect(diags_system_failed(b.diags));
    arena_free(b.arena);
}

Test(diag, limits) {
    struct bench b = bench_new();
    for (int i = 0; i < 49; i++) diags_add(b.diags, DIAG_D110, ORIGIN_NONE, "%d", i);
    cr_expect_not(diags_full(b.diags));
    diags_add(b.diags, DIAG_D110, ORIGIN_NONE, "%d", 49);
    cr_expect(diags_full(b.diags));
    for (int i = 50; i < 2100; i++) diags_add(b.diags, DIAG_D110, ORIGIN_NONE, "%d", i);
    diags_hint(b.diags, "of one too many");
    cr_expect_eq(diags_size(b.diags), 2000);
    cr_expect_null(diags_at(b.diags, 1999)->hint);
    cr_expect_eq(diags_count(b.diags, DIAG_ERROR), 2100);
    arena_free(b.arena);
}

Test(diag, lists_are_joined_and_emptied) {
    struct bench b = bench_new();
    struct diags *other = diags_new(b.arena);
    diags_add(b.diags, DIAG_D110, ORIGIN_NONE, "%s", "a");
    diags_add(other, DIAG_D110, ORIGIN_NONE, "%s", "a");
    diags_add_level(other, DIAG_D110, DIAG_NOTE, ORIGIN_NONE, "%s", "b");
    diags_hint(other, "c");
    diags_add_all(b.diags, other);
    cr_expect_eq(diags_size(b.diags), 2);
    cr_expect_eq(diags_count(b.diags, DIAG_ERROR), 1);
    cr_expect_str_eq(diags_at(b.diags, 1)->hint, "c");
    cr_expect_eq(diags_at(b.diags, 1)->level, DIAG_NOTE);
    diags_clear(other);
    cr_expect_eq(diags_size(other), 0);
    cr_expect_not(diags_failed(other));
    diags_add(other, DIAG_D110, ORIGIN_NONE, "%s", "z");
    cr_expect_str_eq(diags_at(b.diags, 0)->detail, "a");
    arena_free(b.arena);
}

Test(diag, prints_from_a_level_on) {
    struct bench b = bench_new();
    diags_add(b.diags, DIAG_M113, ORIGIN_NONE, "%s", "n");
    diags_add(b.diags, DIAG_M118, ORIGIN_NONE, "%s", "w");
    diags_add(b.diags, DIAG_D110, ORIGIN_NONE, "%s", "e");
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    diags_print(b.diags, DIAG_WARNING, stream);
    fclose(stream);
    cr_expect_str_eq(bytes,
                     "warning: column is not used: w [M118]\nerror: not a number: e [D110]\n");
    free(bytes);
    arena_free(b.arena);
}

Test(diag, every_code_has_words) {
    for (int code = 0; code < DIAG_CODES; code++) {
        const char *name = diag_name((enum diag_code)code);
        cr_expect_eq(strlen(name), 4, "%s", name);
        cr_expect(strlen(diag_text((enum diag_code)code)) > 5, "%s", name);
        for (int other = 0; other < code; other++)
            cr_expect_str_neq(name, diag_name((enum diag_code)other));
    }
    cr_expect_str_eq(diag_system_words(ENOENT), "No such file or directory");
}
