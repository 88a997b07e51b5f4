/* What a cell says: a number with its qualifier and unit, a range, a gap, or a mark.
 *
 * Full-width digits and signs are taken for their ASCII forms first, so every later step sees one
 * alphabet. */
#include <string.h>

#include "value/figure.h"
#include "value/inner.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static bool is_dash(uint32_t c) {
    return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 ||
           c == 0x2015 || c == 0x2212 || c == 0xFF0D;
}

static bool is_x(uint32_t c) {
    return c == 'x' || c == 'X' || c == 0xD7 || c == 0xFF58 || c == 0xFF38;
}

static bool is_star(uint32_t c) {
    return c == '*' || c == 0xFF0A;
}

static bool is_box(uint32_t c) {
    return c == 0x25A1;
}

static bool all_are(struct text text, bool (*is)(uint32_t)) {
    const char *at = text.at, *end = text.at + text.length;
    while (at < end)
        if (!is(text_next(&at, end))) return false;
    return text.length > 0;
}

/* xx and x.x; a point needs an x on both sides. */
static bool is_placeholder(struct text text) {
    size_t point = text_find(text, TEXT("."));
    if (point != SIZE_MAX)
        return all_are(text_slice(text, 0, point), is_x) &&
               all_are(text_slice(text, point + 1, text.length), is_x);
    return all_are(text, is_x) || all_are(text, is_star) || all_are(text, is_box);
}

static bool read_mark(struct text text, struct quantity *out) {
    if (text.length == 0 || text_is(text, "无") || all_are(text, is_dash))
        out->state = QUANTITY_MISSING;
    else if (text_is(text, "/") || text_is(text, "／") || text_is(text, "不适用"))
        out->state = QUANTITY_NOT_APPLICABLE;
    else if (is_placeholder(text))
        out->state = QUANTITY_PLACEHOLDER;
    else
        return false;
    if (out->state != QUANTITY_MISSING) out->text = text;
    return true;
}

static uint32_t narrow(uint32_t c) {
    if (c >= 0xFF10 && c <= 0xFF19) return '0' + (c - 0xFF10);
    switch (c) {
    case 0xFF0B: return '+';
    case 0xFF0D:
    case 0x2212: return '-';
    case 0xFF0E: return '.';
    case 0xFF0C: return ',';
    case 0x223C:
    case 0x301C:
    case 0xFF5E: return '~';
    case 0xFF1E: return '>';
    case 0xFF1C: return '<';
    default: return c;
    }
}

static struct text narrow_text(struct arena *arena, struct text text) {
    struct buffer out = buffer_new(arena);
    const char *at = text.at, *end = text.at + text.length;
    while (at < end) buffer_add_code_point(&out, narrow(text_next(&at, end)));
    return buffer_text(&out);
}

/* Blanks that part thousands (GB/T 15835: 千分空).  An ordinary space does not: 12 345 may be two
 * numbers. */
static size_t thin_blank(struct text rest, size_t at) {
    static const struct text blanks[] = {TEXT_INIT("\u00A0"), TEXT_INIT("\u2009"),
                                         TEXT_INIT("\u202F"), TEXT_INIT("\u2005")};
    struct text left = text_slice(rest, at, rest.length);
    for (size_t i = 0; i < COUNT_OF(blanks); i++)
        if (text_starts(left, blanks[i])) return blanks[i].length;
    return 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Bytes of a mark between thousands: a comma, or a blank that digits follow. */
static size_t thousands_mark(struct text rest, size_t at) {
    if (rest.at[at] == ',') return 1;
    size_t blank = thin_blank(rest, at);
    return blank && at + blank < rest.length && is_digit(rest.at[at + blank]) ? blank : 0;
}

/* Marks must part the digits by threes, all in the same way: 1,23 is a slip, not a number. */
static bool cut_number(struct arena *arena, struct text *rest, struct number *out) {
    struct buffer plain = buffer_new(arena);
    size_t i = 0, run = 0, marks = 0, width = 0;
    bool point = false;
    if (rest->length && (rest->at[0] == '-' || rest->at[0] == '+'))
        buffer_add(&plain, rest->at, ++i);
    while (i < rest->length) {
        char c = rest->at[i];
        size_t mark = point ? 0 : thousands_mark(*rest, i);
        if (mark) {
            if (run == 0 || run > 3 || (marks && (run != 3 || mark != width))) return false;
            marks++;
            run = 0;
            width = mark;
            i += mark;
            continue;
        }
        if (!is_digit(c) && (c != '.' || point || (marks && run != 3))) break;
        point = point || c == '.';
        run += !point;
        buffer_add(&plain, &c, 1);
        i++;
    }
    if (marks && run != 3) return false;
    *rest = text_slice(*rest, i, rest->length);
    return number_read(arena, buffer_text(&plain), out);
}

struct qualifier_word {
    struct text word;
    enum quantity_qualifier qualifier;
};

static const struct qualifier_word words_before[] = {
    {TEXT_INIT("大约"), QUALIFIER_ABOUT},      {TEXT_INIT("约"), QUALIFIER_ABOUT},
    {TEXT_INIT("近"), QUALIFIER_ABOUT},        {TEXT_INIT("不低于"), QUALIFIER_AT_LEAST},
    {TEXT_INIT("不少于"), QUALIFIER_AT_LEAST}, {TEXT_INIT("至少"), QUALIFIER_AT_LEAST},
    {TEXT_INIT("≥"), QUALIFIER_AT_LEAST},      {TEXT_INIT(">="), QUALIFIER_AT_LEAST},
    {TEXT_INIT("不超过"), QUALIFIER_AT_MOST},  {TEXT_INIT("不高于"), QUALIFIER_AT_MOST},
    {TEXT_INIT("不多于"), QUALIFIER_AT_MOST},  {TEXT_INIT("至多"), QUALIFIER_AT_MOST},
    {TEXT_INIT("≤"), QUALIFIER_AT_MOST},       {TEXT_INIT("<="), QUALIFIER_AT_MOST},
    {TEXT_INIT("超过"), QUALIFIER_MORE_THAN},  {TEXT_INIT("多于"), QUALIFIER_MORE_THAN},
    {TEXT_INIT("高于"), QUALIFIER_MORE_THAN},  {TEXT_INIT(">"), QUALIFIER_MORE_THAN},
    {TEXT_INIT("不足"), QUALIFIER_LESS_THAN},  {TEXT_INIT("不到"), QUALIFIER_LESS_THAN},
    {TEXT_INIT("少于"), QUALIFIER_LESS_THAN},  {TEXT_INIT("低于"), QUALIFIER_LESS_THAN},
    {TEXT_INIT("<"), QUALIFIER_LESS_THAN},
};

static const struct qualifier_word words_after[] = {
    {TEXT_INIT("余"), QUALIFIER_MORE_THAN},    {TEXT_INIT("多"), QUALIFIER_MORE_THAN},
    {TEXT_INIT("及以上"), QUALIFIER_AT_LEAST}, {TEXT_INIT("以上"), QUALIFIER_AT_LEAST},
    {TEXT_INIT("及以下"), QUALIFIER_AT_MOST},  {TEXT_INIT("以下"), QUALIFIER_AT_MOST},
    {TEXT_INIT("以内"), QUALIFIER_AT_MOST},    {TEXT_INIT("左右"), QUALIFIER_ABOUT},
};

static void cut_word_before(struct text *rest, enum quantity_qualifier *out) {
    for (size_t i = 0; i < COUNT_OF(words_before); i++)
        if (text_starts(*rest, words_before[i].word)) {
            *rest = text_trim(text_slice(*rest, words_before[i].word.length, rest->length));
            *out = words_before[i].qualifier;
            return;
        }
}

/* ---- behind the number: a word of qualifying, a unit of measure, in either order */

static bool cut_word_after(struct text *tail, enum quantity_qualifier *out) {
    for (size_t i = 0; i < COUNT_OF(words_after); i++) {
        struct text word = words_after[i].word;
        if (!text_ends(*tail, word)) continue;
        *tail = text_trim(text_slice(*tail, 0, tail->length - word.length));
        *out = words_after[i].qualifier;
        return true;
    }
    return false;
}

/* 余 and 多 stand before the unit, too: 300余万元, 4000多人次. */
static bool cut_more(struct text *tail, enum quantity_qualifier *out) {
    static const struct text words[] = {TEXT_INIT("余"), TEXT_INIT("多")};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (!text_starts(*tail, words[i])) continue;
        *tail = text_trim(text_slice(*tail, words[i].length, tail->length));
        *out = QUALIFIER_MORE_THAN;
        return true;
    }
    return false;
}

enum { UNIT_BYTES_MOST = 36 };

/* Letters and signs of units: 人次, 万元, %, ℃, km², 元/人.  A digit only in /10万 and 1/10万. */
static bool is_unit(struct text text) {
    if (measure_read(text).kind == MEASURE_PER_100K) return true;
    const char *at = text.at, *end = text.at + text.length;
    if (text.length > UNIT_BYTES_MOST || text.length == 0) return false;
    while (at < end) {
        uint32_t c = text_next(&at, end);
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        bool sign = c == '%' || c == 0xFF05 || c == 0x2030 || c == '/' || c == 0xB0 || c == 0xB2 ||
                    c == 0xB3 || c == 0xB7 || c == 0x2103 || (c >= 0x3380 && c <= 0x33DF);
        if (!letter && !sign && !text_is_han(c)) return false;
    }
    return true;
}

/* What is left behind a number once its qualifier is cut off is its unit, maybe none. */
static bool read_tail(struct text tail, enum quantity_qualifier *qualifier, struct text *unit) {
    enum quantity_qualifier after = QUALIFIER_EXACT;
    tail = text_trim(tail);
    bool said = cut_more(&tail, &after) || cut_word_after(&tail, &after);
    /* 约300余 says two things at once. */
    if (said && *qualifier != QUALIFIER_EXACT) return false;
    if (said) *qualifier = after;
    *unit = tail;
    return tail.length == 0 || is_unit(tail);
}

/* A mark between two numbers: its offset and length in the tail of the first, or false. */
static bool find_range_mark(struct text tail, size_t *at, size_t *length) {
    const char *next = tail.at, *end = tail.at + tail.length;
    while (next < end) {
        const char *mark = next;
        uint32_t c = text_next(&next, end);
        if (!is_dash(c) && c != '~' && c != 0x81F3 /* 至 */ && c != 0x5230 /* 到 */) continue;
        *at = (size_t)(mark - tail.at);
        *length = (size_t)(next - mark);
        return true;
    }
    return false;
}

/* 3—5, 3万—5万, 3—5万: a unit behind the upper end is that of both. */
static bool read_range(struct arena *arena, struct text lower_tail, struct text rest,
                       struct quantity *out, struct text *unit) {
    struct text lower_unit, upper_unit;
    enum quantity_qualifier none = QUALIFIER_EXACT;
    rest = text_trim(rest);
    if (!cut_number(arena, &rest, &out->upper)) return false;
    if (!read_tail(lower_tail, &none, &lower_unit) || !read_tail(rest, &none, &upper_unit))
        return false;
    if (none != QUALIFIER_EXACT || out->qualifier != QUALIFIER_EXACT) return false;
    if (lower_unit.length && !text_equal(lower_unit, upper_unit)) return false;
    *unit = upper_unit;
    out->qualifier = QUALIFIER_RANGE;
    return number_compare(out->value, out->upper) <= 0;
}

bool quantity_read_text(struct arena *arena, struct text text, struct quantity *out,
                        struct text *unit) {
    text = text_trim(text);
    *out = (struct quantity){.state = QUANTITY_MISSING};
    *unit = TEXT("");
    if (read_mark(text, out)) return true;
    struct quantity found = {.state = QUANTITY_KNOWN};
    struct text rest = narrow_text(arena, text);
    size_t at = 0, length = 0;
    cut_word_before(&rest, &found.qualifier);
    if (!cut_number(arena, &rest, &found.value)) return false;
    bool good = find_range_mark(rest, &at, &length)
                    ? read_range(arena, text_slice(rest, 0, at),
                                 text_slice(rest, at + length, rest.length), &found, unit)
                    : read_tail(rest, &found.qualifier, unit);
    if (good) *out = found;
    return good;
}
