/* Chinese numerals: counting (一百零三), digit by digit (二〇二六), and the numbers of headings and
 * lists. */
#include "wording/wording.h"

#include <assert.h>

#include "wording/inner.h"

enum { LAST_CIRCLED = 20 };

/* One section of up to four digits.  `skipped`: zeros came since the last digit that was said. */
static bool add_section(struct speech *out, struct text digits, bool capital, bool *skipped) {
    static const enum word plain[] = {WORD_TEN, WORD_HUNDRED, WORD_THOUSAND};
    static const enum word written[] = {WORD_CAPITAL_TEN, WORD_CAPITAL_HUNDRED,
                                        WORD_CAPITAL_THOUSAND};
    bool said = false;
    for (size_t i = 0; i < digits.length; i++) {
        size_t place = digits.length - 1 - i;
        int digit = digits.at[i] - '0';
        if (digit == 0) {
            *skipped = true;
            continue;
        }
        if (*skipped && out->out.length) speech_add_text(out, word_digit(0, capital, out->script));
        /* Twelve is 十二 at the start, 一十二 inside: 一百一十二.  On cheques always 壹拾贰. */
        if (capital || digit != 1 || place != 1 || out->out.length)
            speech_add_text(out, word_digit(digit, capital, out->script));
        if (place > 0) speech_add(out, capital ? written[place - 1] : plain[place - 1]);
        *skipped = false;
        said = true;
    }
    /* Zeros at the end of a section that was said are heard in its unit: 十万五千. */
    if (said) *skipped = false;
    return said;
}

/* Sections of four digits from the left; odd ones from the right are 万, even ones 亿 of all
 * before. */
struct text wording_chinese_integer(struct arena *arena, struct text digits, bool capital,
                                    enum wording_script script) {
    struct speech out = speech_new(arena, script);
    size_t sections = (digits.length + 3) / 4, from = 0;
    bool skipped = false, since_hundred_million = false;
    for (size_t left = sections; left-- > 0;) {
        size_t count = left == sections - 1 ? digits.length - 4 * left : 4;
        bool said = add_section(&out, text_slice(digits, from, from + count), capital, &skipped);
        since_hundred_million = since_hundred_million || said;
        if (left % 2 == 1 && said) speech_add(&out, WORD_SCALE_4);
        if (left > 0 && left % 2 == 0 && out.out.length) {
            speech_add(&out, WORD_SCALE_8);
            /* 一万亿五千万: the empty section before 亿 is heard in it. */
            if (since_hundred_million && !said) skipped = false;
            since_hundred_million = false;
        }
        from += count;
    }
    return out.out.length ? speech_text(&out) : word_digit(0, capital, script);
}

struct text wording_chinese_number(struct arena *arena, struct number number,
                                   enum wording_script script) {
    struct speech out = speech_new(arena, script);
    if (number_sign(number) < 0) speech_add(&out, WORD_MINUS);
    number = number_absolute(arena, number);
    struct text printed = number_print(arena, number, number_decimals(number), NUMBER_HALF_AWAY);
    size_t point = text_find(printed, TEXT("."));
    struct text whole = text_slice(printed, 0, point);
    speech_add_text(&out, wording_chinese_integer(arena, whole, false, script));
    if (point == SIZE_MAX) return speech_text(&out);
    speech_add(&out, WORD_DECIMAL_POINT);
    for (size_t i = point + 1; i < printed.length; i++)
        speech_add_text(&out, word_digit(printed.at[i] - '0', false, script));
    return speech_text(&out);
}

struct text wording_count(struct arena *arena, int64_t count, struct wording_style style) {
    struct number number = number_from_integer(count);
    if (style.chinese && count == 2) return word_text(WORD_TWO_OF, style.script);
    return style.chinese ? wording_chinese_number(arena, number, style.script)
                         : number_print(arena, number, 0, NUMBER_HALF_AWAY);
}

/* Numbering, unlike counting, writes 〇.  These digits are the same in both scripts. */
struct text wording_chinese_digits(struct arena *arena, struct text digits) {
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < digits.length; i++) {
        char c = digits.at[i];
        if (c == '0')
            buffer_add_text(&out, word_text(WORD_NUMBERING_0, WORDING_SIMPLIFIED));
        else if (c > '0' && c <= '9')
            buffer_add_text(&out, word_digit(c - '0', false, WORDING_SIMPLIFIED));
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
        if (i == 0)
            buffer_add_text(
                &out, wording_chinese_number(arena, number_from_integer(n), WORDING_SIMPLIFIED));
        if (i == 1) buffer_printf(&out, "%d", n);
        if (i == 2) buffer_add_text(&out, circled(arena, n));
        buffer_add_text(&out, text_slice(scheme, at + ones[i].length, scheme.length));
        return buffer_text(&out);
    }
    return scheme;
}
