/* Marks made of several characters: —— and ……, ranges with ～ and —, and the circle that stands for
 * 〇.
 */
#include "prose/cleaner.h"

static bool is_chinese(enum glyph_class class) {
    return class == CLASS_HAN || class == CLASS_BOUND;
}

static uint32_t put_before(const struct cleaner *cleaner, size_t back) {
    size_t count = cleaner->next_count;
    return back <= count && back > 0 ? cleaner->next[count - back].code_point : 0;
}

static enum glyph_class touched(const struct cleaner *cleaner) {
    return cleaner->next_count ? clean_class_of(&cleaner->next[cleaner->next_count - 1])
                               : CLASS_EDGE;
}

static size_t put_times(struct cleaner *cleaner, uint32_t code_point, size_t times, size_t at,
                        size_t taken) {
    clean_count(cleaner, DIAG_P403, cleaner->at[at].from);
    for (size_t i = 0; i < times; i++) clean_put(cleaner, code_point, &cleaner->at[at]);
    return taken;
}

/* ---- dashes ---- */

static bool is_dash(uint32_t c) {
    return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == 0x2500;
}

size_t clean_dash(struct cleaner *cleaner, size_t at, enum glyph_class last) {
    size_t to = at, ems = 0;
    for (size_t next = at; is_dash(clean_at(cleaner, next));
         next = clean_skip_blanks(cleaner, to)) {
        ems += clean_at(cleaner, next) == 0x2014;
        to = next + 1;
    }
    size_t length = to - at;
    uint32_t c = clean_at(cleaner, at);
    if (length == 0 || (length == 1 && c != 0x2015)) return 0;
    bool range = touched(cleaner) == CLASS_DIGIT && clean_class(cleaner, to) == CLASS_DIGIT;
    bool chinese = is_chinese(last) || is_chinese(cleaner->ahead[to - 1]);
    if (!chinese && !(range && clean_is_chinese(cleaner))) return 0;
    if (ems == length && !range && length % 2 == 0) { /* as it should be */
        for (size_t i = at; i < to; i++) clean_put(cleaner, clean_at(cleaner, i), &cleaner->at[i]);
        return length;
    }
    return put_times(cleaner, 0x2014, range ? 1 : 2, at, length);
}

/* ---- ellipses ---- */

static bool is_stop(uint32_t c) {
    return c == '.' || c == 0x3002;
}

static size_t run_of(const struct cleaner *cleaner, size_t at) {
    uint32_t c = clean_at(cleaner, at);
    size_t to = at;
    while (clean_at(cleaner, to) == c || (is_stop(c) && is_stop(clean_at(cleaner, to)))) to++;
    return to - at;
}

size_t clean_ellipsis(struct cleaner *cleaner, size_t at, enum glyph_class last) {
    uint32_t c = clean_at(cleaner, at);
    if (!is_stop(c) && c != 0x2026 && c != 0xB7) return 0;
    size_t length = run_of(cleaner, at), wanted = 2;
    if (c == 0x2026 && length % 2 == 0) wanted = length; /* …… or two of them */
    if (c != 0x2026 && length < 3) return 0;
    bool chinese = is_chinese(last) || is_chinese(cleaner->ahead[at + length - 1]);
    if (!chinese && !(cleaner->ahead[at + length - 1] == CLASS_EDGE && clean_is_chinese(cleaner)))
        return 0;
    if (c == 0x2026 && wanted == length) {
        for (size_t i = at; i < at + length; i++) clean_put(cleaner, c, &cleaner->at[i]);
        return length;
    }
    return put_times(cleaner, 0x2026, wanted, at, length);
}

/* ---- ranges ---- */

static size_t digits_put(const struct cleaner *cleaner, size_t back) {
    size_t length = 0;
    while (length < 5 && prose_digit(put_before(cleaner, back + length)) >= 0) length++;
    return length;
}

static size_t digits_from(const struct cleaner *cleaner, size_t at) {
    size_t length = 0;
    while (length < 5 && clean_class(cleaner, at + length) == CLASS_DIGIT) length++;
    return length;
}

static bool is_date_unit(uint32_t c) {
    return c == 0x5E74 || c == 0x6708 || c == 0x65E5 || c == 0x65F6; /* 年 月 日 时 */
}

/* 1-6月, 2020-2025年, 第21-30条; nothing longer that may be a code. */
static bool is_bare_range(const struct cleaner *cleaner, size_t left, size_t right, uint32_t unit) {
    uint32_t before = put_before(cleaner, left + 1);
    bool part = unit == 0x6761 || unit == 0x7AE0 || unit == 0x6B3E; /* 条 章 款 */
    if (part) return before == 0x7B2C;
    if (before && before != 0x3001 && before != 0xFF0C && before != 0xFF08 && before != 0x5E74 &&
        before != 0x6708 && !text_is_han(before))
        return false;
    if (unit == 0x5E74) return left == 4 && right == 4;
    return (unit == 0x6708 || unit == 0x65E5) && left <= 2 && right <= 2;
}

/* A hyphen between two dates or numbered parts. */
static bool is_date_range(const struct cleaner *cleaner, size_t at) {
    size_t right = digits_from(cleaner, at + 1);
    uint32_t unit = clean_at(cleaner, at + 1 + right);
    size_t left = digits_put(cleaner, 1);
    if (right == 0) return false;
    if (left > 0) return is_bare_range(cleaner, left, right, unit);
    return is_date_unit(put_before(cleaner, 1)) && digits_put(cleaner, 2) > 0 && is_date_unit(unit);
}

static bool is_wave(uint32_t c) {
    return c == '~' || c == 0x301C || c == 0x223C || c == 0x02DC;
}

static bool may_bound_range(enum glyph_class class) {
    return class == CLASS_DIGIT || class == CLASS_SIGN || is_chinese(class);
}

size_t clean_range(struct cleaner *cleaner, size_t at) {
    uint32_t c = clean_at(cleaner, at);
    enum glyph_class after = clean_class(cleaner, at + 1);
    if (is_wave(c) && may_bound_range(touched(cleaner)) && may_bound_range(after))
        return put_times(cleaner, 0xFF5E, 1, at, 1);
    if (c == '-' && is_date_range(cleaner, at)) return put_times(cleaner, 0x2014, 1, at, 1);
    return 0;
}

/* ---- ○ ---- */

static bool is_circle(uint32_t c) {
    return c == 0x25CB || c == 0x25EF;
}

void clean_zeros(struct cleaner *cleaner) {
    for (size_t i = 0, to; i < cleaner->count; i = to) {
        to = i + 1;
        if (!is_circle(clean_at(cleaner, i)) || clean_is_protected(&cleaner->at[i])) continue;
        while (is_circle(clean_at(cleaner, to))) to++;
        if (!clean_is_chinese_digit(clean_before(cleaner, i)) &&
            !clean_is_chinese_digit(clean_at(cleaner, to)))
            continue;
        for (size_t k = i; k < to; k++) {
            cleaner->at[k].code_point = 0x3007;
            clean_count(cleaner, DIAG_P408, cleaner->at[k].from);
        }
    }
}
