/* Chinese numerals: counting (一百零三), digit by digit (二〇二六), and the numbers of headings and
 * lists. */
#include "wording/wording.h"

#include <assert.h>

#include "wording/inner.h"

enum { LAST_CIRCLED = 20 };

static const char *const counting[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* One section of up to four digits.  `skipped`: zeros came since the last digit that was said. */
static bool add_section(struct buffer *out, const char *digits, size_t count, bool *skipped) {
    static const char *const places[] = {"", "十", "百", "千"};
    bool said = false;
    for (size_t i = 0; i < count; i++) {
        size_t place = count - 1 - i;
        if (digits[i] == '0') {
            *skipped = true;
            continue;
        }
        if (*skipped && out->length) buffer_add_text(out, TEXT("零"));
        /* Twelve is 十二 at the start, 一十二 inside: 一百一十二. */
        if (digits[i] != '1' || place != 1 || out->length)
            buffer_add_text(out, text_of(counting[digits[i] - '0']));
        buffer_add_text(out, text_of(places[place]));
        *skipped = false;
        said = true;
    }
    /* Zeros at the end of a section that was said are heard in its unit: 十万五千. */
    if (said) *skipped = false;
    return said;
}

/* Sections of four digits from the left; odd ones from the right are 万, even ones 亿 of all
 * before. */
static void add_integer(struct buffer *out, struct text digits) {
    struct buffer words = buffer_new(out->arena);
    size_t sections = (digits.length + 3) / 4, from = 0;
    bool skipped = false, since_hundred_million = false;
    for (size_t left = sections; left-- > 0;) {
        size_t count = left == sections - 1 ? digits.length - 4 * left : 4;
        bool said = add_section(&words, digits.at + from, count, &skipped);
        since_hundred_million = since_hundred_million || said;
        if (left % 2 == 1 && said) buffer_add_text(&words, TEXT("万"));
        if (left > 0 && left % 2 == 0 && words.length) {
            buffer_add_text(&words, TEXT("亿"));
            /* 一万亿五千万: the empty section before 亿 is heard in it. */
            if (since_hundred_million && !said) skipped = false;
            since_hundred_million = false;
        }
        from += count;
    }
    buffer_add_text(out, words.length ? buffer_text(&words) : TEXT("零"));
}

struct text wording_chinese_number(struct arena *arena, struct number number) {
    struct buffer out = buffer_new(arena);
    if (number_sign(number) < 0) buffer_add_text(&out, TEXT("负"));
    number = number_absolute(arena, number);
    struct text printed = number_print(arena, number, number_decimals(number), NUMBER_HALF_AWAY);
    size_t point = text_find(printed, TEXT("."));
    add_integer(&out, text_slice(printed, 0, point));
    if (point == SIZE_MAX) return buffer_text(&out);
    buffer_add_text(&out, TEXT("点"));
    for (size_t i = point + 1; i < printed.length; i++)
        buffer_add_text(&out, text_of(counting[printed.at[i] - '0']));
    return buffer_text(&out);
}

/* Numbering, unlike counting, writes 〇. */
struct text wording_chinese_digits(struct arena *arena, struct text digits) {
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < digits.length; i++) {
        char c = digits.at[i];
        if (c == '0')
            buffer_add_text(&out, TEXT("〇"));
        else if (c > '0' && c <= '9')
            buffer_add_text(&out, text_of(counting[c - '0']));
        else
            buffer_add(&out, &c, 1);
    }
    return buffer_text(&out);
}

static struct text circled(struct arena *arena, int n) {
    if (n > LAST_CIRCLED) return text_of(arena_printf(arena, "（%d）", n));
    struct buffer out = buffer_new(arena);
    buffer_add_code_point(&out, 0x2460 + (uint32_t)n - 1);
    return buffer_text(&out);
}

struct text wording_ordinal(struct arena *arena, struct text scheme, int n) {
    assert(n >= 1);
    static const struct text ones[] = {TEXT_INIT("一"), TEXT_INIT("1"), TEXT_INIT("①")};
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++) {
        size_t at = text_find(scheme, ones[i]);
        if (at == SIZE_MAX) continue;
        struct buffer out = buffer_new(arena);
        buffer_add_text(&out, text_slice(scheme, 0, at));
        if (i == 0) buffer_add_text(&out, wording_chinese_number(arena, number_from_integer(n)));
        if (i == 1) buffer_printf(&out, "%d", n);
        if (i == 2) buffer_add_text(&out, circled(arena, n));
        buffer_add_text(&out, text_slice(scheme, at + ones[i].length, scheme.length));
        return buffer_text(&out);
    }
    return scheme;
}
