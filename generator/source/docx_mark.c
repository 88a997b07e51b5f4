/* Numbers that headings and lists start with, as official documents write them: 第一部分, 第一章,
 * 一、, （一）, 1. and 1、, （1）. */
#include <string.h>

#include "source/docx.h"

enum { VALUE_MOST = 99 };

static uint32_t next_of(struct text text, size_t *at) {
    if (*at >= text.length) return 0;
    const char *from = text.at + *at;
    uint32_t c = text_next(&from, text.at + text.length);
    *at = (size_t)(from - text.at);
    return c;
}

static int han_digit(uint32_t c) {
    static const uint32_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D}; /* 一 to 九 */
    for (int i = 0; i < 9; i++)
        if (digits[i] == c) return i + 1;
    return 0;
}

/* 十二, 二十 … up to 99; moves *at on.  0 if none stands there. */
static int read_han(struct text text, size_t *at) {
    enum { TEN = 0x5341 };
    size_t from = *at, after = *at;
    uint32_t c = next_of(text, &after);
    int value = han_digit(c);
    if (!value && c != TEN) return 0;
    from = after;
    if (c != TEN) {
        c = next_of(text, &after);
        if (c != TEN) {
            *at = from;
            return value;
        }
        from = after;
    }
    value = value ? value * 10 : 10;
    int ones = han_digit(next_of(text, &after));
    *at = ones ? after : from;
    return value + ones;
}

/* 1 to 99 in plain or full-width digits. */
static int read_digits(struct text text, size_t *at) {
    int value = 0;
    for (;;) {
        size_t after = *at;
        uint32_t c = next_of(text, &after);
        if (c >= 0xFF10 && c <= 0xFF19) c = c - 0xFF10 + '0';
        if (c < '0' || c > '9') return value;
        value = value * 10 + (int)(c - '0');
        if (value > VALUE_MOST) return 0;
        *at = after;
    }
}

static bool is_open(uint32_t c) {
    return c == '(' || c == 0xFF08 || c == 0x3014; /* （ 〔 */
}
static bool is_close(uint32_t c) {
    return c == ')' || c == 0xFF09 || c == 0x3015;
}

static bool read_bracketed(struct text text, struct docx_mark *mark, size_t *at) {
    if (!is_open(next_of(text, at))) return false;
    size_t digits = *at;
    mark->level = 3;
    mark->value = read_han(text, at);
    if (!mark->value) {
        *at = digits;
        mark->level = 5;
        mark->value = read_digits(text, at);
    }
    return mark->value && is_close(next_of(text, at));
}

static bool read_part(struct text text, struct docx_mark *mark, size_t *at) {
    static const char *const words[] = {"部分", "章", "篇"};
    if (next_of(text, at) != 0x7B2C) return false; /* 第 */
    mark->level = 1;
    mark->value = read_han(text, at);
    if (!mark->value) mark->value = read_digits(text, at);
    struct text rest = text_slice(text, *at, text.length);
    for (size_t i = 0; mark->value && i < sizeof words / sizeof *words; i++) {
        if (!text_starts(rest, text_of(words[i]))) continue;
        *at += strlen(words[i]);
        return true;
    }
    return false;
}

static bool read_plain(struct text text, struct docx_mark *mark, size_t *at) {
    mark->level = 2;
    mark->value = read_han(text, at);
    if (mark->value) return next_of(text, at) == 0x3001; /* 、 */
    mark->level = 4;
    mark->value = read_digits(text, at);
    if (!mark->value) return false;
    uint32_t c = next_of(text, at);
    if (c == 0x3001 || c == 0xFF0E) return true; /* 、 ． */
    size_t after = *at;
    uint32_t next = next_of(text, &after);
    return c == '.' && !((next >= '0' && next <= '9') || (next >= 0xFF10 && next <= 0xFF19));
}

bool docx_find_mark(struct text text, struct docx_mark *mark) {
    bool (*const readers[])(struct text, struct docx_mark *, size_t *) = {read_bracketed, read_part,
                                                                          read_plain};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        size_t at = 0;
        if (!readers[i](text, mark, &at)) continue;
        size_t after = at;
        /* 八）、 and the like: a stray mark behind the brackets belongs to the number. */
        if (mark->level != 2 && mark->level != 4 && next_of(text, &after) == 0x3001) at = after;
        mark->mark_length = at;
        for (after = at; text_is_blank(next_of(text, &after)); at = after) continue;
        mark->length = at;
        return true;
    }
    return false;
}
