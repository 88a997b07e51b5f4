/* Texts: slices, search, cutting, UTF-8, distance, kinds of characters, buffers. */
#include <criterion/criterion.h>

#include <string.h>

#include "base/text.h"

#define SAME(got, wanted)                                                                          \
    do {                                                                                           \
        struct text same = (got);                                                                  \
        cr_expect(text_is(same, wanted), "\"%.*s\" is not \"%s\"", TEXT_ARGS(same), wanted);       \
    } while (0)

static const struct text nothing = {NULL, 0};

Test(text, compares) {
    static const struct {
        const char *a, *b;
        int order;
    } rows[] = {{"", "", 0},     {"a", "a", 0},    {"a", "b", -1},    {"b", "a", 1},
                {"a", "ab", -1}, {"ab", "a", 1},   {"乙", "甲", -1},  {"", "a", -1},
                {"z", "中", -1}, {"中", "𠮷", -1}, {"\x7F", "é", -1}, {"a", "", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int order = text_compare(text_of(rows[i].a), text_of(rows[i].b));
        cr_expect_eq((order > 0) - (order < 0), rows[i].order, "row %zu", i);
        cr_expect_eq(text_equal(text_of(rows[i].a), text_of(rows[i].b)), rows[i].order == 0);
    }
    cr_expect(text_equal(nothing, TEXT("")));
    cr_expect(text_is(nothing, NULL));
    cr_expect_eq(text_compare(nothing, nothing), 0);
    cr_expect_not(text_is(TEXT("a\0b"), "a"));
}

Test(text, starts_and_ends) {
    struct text text = TEXT("上半年abc");
    cr_expect(text_starts(text, TEXT("上半")));
    cr_expect(text_starts(text, nothing));
    cr_expect_not(text_starts(text, TEXT("半")));
    cr_expect_not(text_starts(TEXT("a"), TEXT("ab")));
    cr_expect(text_ends(text, TEXT("年abc")));
    cr_expect(text_ends(nothing, nothing));
    cr_expect_not(text_ends(TEXT("b"), TEXT("ab")));
    cr_expect_not(text_ends(text, TEXT("abd")));
}

Test(text, slices_are_clamped) {
    struct text text = TEXT("abcdef");
    SAME(text_slice(text, 1, 3), "bc");
    SAME(text_slice(text, 0, 99), "abcdef");
    SAME(text_slice(text, 4, 2), "");
    SAME(text_slice(text, 99, 100), "");
    SAME(text_slice(text, 3, SIZE_MAX), "def");
    SAME(text_slice(nothing, 0, 5), "");
}

Test(text, finds) {
    static const struct {
        const char *text, *part;
        size_t at;
    } rows[] = {{"abcabd", "abd", 3},  {"abc", "", 0},
                {"", "", 0},           {"", "a", SIZE_MAX},
                {"aaab", "aab", 1},    {"ab", "abc", SIZE_MAX},
                {"检查卫生", "卫", 6}, {"检查", "查验", SIZE_MAX},
                {"ab", "b", 1},        {"aXaXb", "aXb", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(text_find(text_of(rows[i].text), text_of(rows[i].part)), rows[i].at, "row %zu",
                     i);
    cr_expect_eq(text_find(nothing, TEXT("a")), SIZE_MAX);
}

Test(text, trims_every_blank) {
    SAME(text_trim(TEXT(" \t\r\n a b \v\f")), "a b");
    SAME(text_trim(TEXT("\u3000\u00A0\uFEFF甲\u3000乙\u2003\u200A")), "甲\u3000乙");
    SAME(text_trim(TEXT("\u3000 \u3000")), "");
    SAME(text_trim(nothing), "");
    SAME(text_trim(TEXT("\u200B𠮷")), "\u200B𠮷"); /* has no width, but is no blank */
}

Test(text, cuts_pieces) {
    struct text rest = TEXT("a,,b,"), piece;
    static const char *const pieces[] = {"a", "", "b", ""};
    for (size_t i = 0; i < 4; i++) {
        cr_assert(text_cut(&rest, ',', &piece));
        SAME(piece, pieces[i]);
    }
    cr_expect_not(text_cut(&rest, ',', &piece));
    rest = TEXT("");
    cr_assert(text_cut(&rest, ',', &piece));
    SAME(piece, "");
    cr_expect_not(text_cut(&rest, ',', &piece));
    rest = nothing;
    cr_expect_not(text_cut(&rest, ',', &piece));
}

Test(text, cuts_words) {
    struct text rest = TEXT("  a\u3000中文\t\nb  "), word;
    static const char *const words[] = {"a", "中文", "b"};
    for (size_t i = 0; i < 3; i++) {
        cr_assert(text_cut_word(&rest, &word));
        SAME(word, words[i]);
    }
    cr_expect_not(text_cut_word(&rest, &word));
    rest = nothing;
    cr_expect_not(text_cut_word(&rest, &word));
}

Test(text, steps_over_characters_both_ways) {
    static const uint32_t points[] = {'a',    0x7F,   0x80,    0x7FF,   0x800,
                                      0x4E2D, 0xFFFD, 0x10000, 0x20BB7, 0x10FFFF};
    enum { COUNT = sizeof points / sizeof *points };
    char bytes[COUNT * 4];
    size_t length = 0, bad;
    for (size_t i = 0; i < COUNT; i++) length += text_encode(points[i], bytes + length);
    struct text text = {bytes, length};
    cr_assert(text_is_utf8(text, &bad));
    cr_assert_eq(text_characters(text), COUNT);
    const char *at = bytes, *end = bytes + length;
    for (size_t i = 0; i < COUNT; i++) cr_assert_eq(text_next(&at, end), points[i]);
    cr_assert_eq(at, end);
    for (size_t i = COUNT; i-- > 0;) cr_assert_eq(text_before(&at, bytes), points[i]);
    cr_assert_eq(at, bytes);
}

/* A cut character ends the text: nothing behind the end is read. */
Test(text, cut_character) {
    static const char *const cut[] = {"\xC3", "\xE4\xB8", "\xF0\xA0\xAE"};
    for (size_t i = 0; i < 3; i++) {
        const char *at = cut[i], *end = at + strlen(at);
        cr_expect_eq(text_next(&at, end), 0xFFFD, "row %zu", i);
        cr_expect_eq(at, end);
    }
}

Test(text, knows_utf8) {
    static const struct {
        const char *text;
        size_t bad; /* SIZE_MAX: good */
    } rows[] = {
        {"", SIZE_MAX},
        {"abc中𠮷", SIZE_MAX},
        {"\xC2\x80", SIZE_MAX},
        {"\xEF\xBF\xBF", SIZE_MAX},
        {"\xF4\x8F\xBF\xBF", SIZE_MAX},
        {"a\x80", 1},
        {"\xC0\xAF", 0},
        {"\xC1\xBF", 0},
        {"\xE0\x80\xAF", 0},
        {"\xE0\x9F\xBF", 0},
        {"\xED\xA0\x80", 0},
        {"\xED\xBF\xBF", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xF4\x90\x80\x80", 0},
        {"\xF5\x80\x80\x80", 0},
        {"\xFF", 0},
        {"中\xE4\xB8", 3},
        {"中\xC3", 3},
        {"\xF0\xA0\xAE", 0},
        {"\xE4\x41\xAD", 0},
        {"\xE4\xB8\x41", 0},
        {"\xF0\xA0\x41\xB7", 0},
        {"\xC3\x41", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t bad = SIZE_MAX;
        bool good = text_is_utf8(text_of(rows[i].text), &bad);
        cr_expect_eq(good, rows[i].bad == SIZE_MAX, "row %zu", i);
        if (!good) cr_expect_eq(bad, rows[i].bad, "row %zu: %zu", i, bad);
    }
    size_t bad;
    cr_expect(text_is_utf8(nothing, &bad));
}

Test(text, distance) {
    char wide[3 * 70 + 1] = "", other[3 * 70 + 1] = "";
    for (int i = 0; i < 70; i++) strcat(wide, "长"), strcat(other, i == 69 ? "短" : "长");
    const struct {
        const char *a, *b;
        size_t limit, distance;
    } rows[] = {
        {"", "", 3, 0},
        {"", "abc", 5, 3},
        {"", "abc", 1, 2},
        {"abc", "", 3, 3},
        {"value", "valu", 2, 1},
        {"value", "vaule", 2, 2},
        {"检查村卫生室", "检查卫生室", 3, 1},
        {"一二三", "四五六", 2, 3},
        {"𠮷", "吉", 2, 1},
        {"kitten", "sitting", 9, 3},
        {wide, wide, 2, 0},
        {wide, other, 2, 3}, /* too long to compare: far */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(text_distance(text_of(rows[i].a), text_of(rows[i].b), rows[i].limit),
                     rows[i].distance, "row %zu", i);
    cr_expect_eq(text_distance(nothing, nothing, 1), 0);
}

Test(text, kinds_of_characters) {
    static const struct {
        uint32_t c;
        bool han, wide, blank;
    } rows[] = {
        {'a', 0, 0, 0},     {0x4E00, 1, 1, 0},  {0x9FFF, 1, 1, 0},  {0xA000, 0, 0, 0},
        {0x3400, 1, 1, 0},  {0x4DC0, 0, 0, 0},  {0x20BB7, 1, 1, 0}, {0x3007, 1, 1, 0},
        {0x3005, 1, 1, 0},  {0xF900, 1, 1, 0},  {0x3002, 0, 1, 0},  {0x3000, 0, 0, 1},
        {0x3042, 0, 1, 0},  {0xFF0C, 0, 1, 0},  {0xFFE5, 0, 1, 0},  {0x2014, 0, 1, 0},
        {0x2026, 0, 1, 0},  {0x201C, 0, 1, 0},  {0x2460, 0, 1, 0},  {0xB7, 0, 1, 0},
        {0x2103, 0, 1, 0},  {0x2236, 0, 1, 0},  {' ', 0, 0, 1},     {'\t', 0, 0, 1},
        {0xA0, 0, 0, 1},    {0xFEFF, 0, 0, 1},  {0x2002, 0, 0, 1},  {0x200B, 0, 0, 0},
        {0x3FFFD, 1, 1, 0}, {0x3FFFE, 0, 0, 0}, {0x1F600, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(text_is_han(rows[i].c), rows[i].han, "han U+%04X", rows[i].c);
        cr_expect_eq(text_is_wide(rows[i].c), rows[i].wide, "wide U+%04X", rows[i].c);
        cr_expect_eq(text_is_blank(rows[i].c), rows[i].blank, "blank U+%04X", rows[i].c);
    }
}

Test(text, buffers_grow) {
    struct arena *arena = arena_new();
    struct buffer buffer = buffer_new(arena);
    SAME(buffer_text(&buffer), "");
    for (int i = 0; i < 5000; i++) buffer_add(&buffer, "ab", 2);
    cr_expect_eq(buffer.length, 10000);
    cr_expect_eq(strlen(buffer.at), 10000);
    buffer = buffer_new(arena);
    buffer_add(&buffer, NULL, 0);
    cr_expect_str_eq(buffer.at, "");
    buffer_add_text(&buffer, TEXT("共"));
    buffer_printf(&buffer, "%d", 12);
    buffer_add_code_point(&buffer, 0x20BB7);
    SAME(buffer_text(&buffer), "共12𠮷");
    struct text copy = text_copy(arena, TEXT("x"));
    SAME(copy, "x");
    cr_expect_eq(copy.at[1], '\0');
    arena_free(arena);
}
