/* Quantities: what a cell says, a number with its qualifier, a gap, or a mark.
 *
 * Full-width digits and signs are taken for their ASCII forms first, so every later step
 * sees one alphabet. */
#include "value/figure.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const char *const state_names[] = {
    [QUANTITY_MISSING] = "missing",
    [QUANTITY_KNOWN] = "known",
    [QUANTITY_PLACEHOLDER] = "placeholder",
    [QUANTITY_NOT_APPLICABLE] = "not-applicable",
};

static const char *const qualifier_names[] = {
    [QUALIFIER_EXACT] = "exact",  [QUALIFIER_AT_LEAST] = "ge",  [QUALIFIER_AT_MOST] = "le",
    [QUALIFIER_ABOUT] = "approx", [QUALIFIER_MORE_THAN] = "gt", [QUALIFIER_LESS_THAN] = "lt",
    [QUALIFIER_RANGE] = "range",
};

const char *quantity_state_name(enum quantity_state state) {
    return state_names[state];
}

bool quantity_state_read(struct text name, enum quantity_state *out) {
    for (size_t i = 0; i < COUNT_OF(state_names); i++)
        if (text_is(name, state_names[i])) {
            *out = (enum quantity_state)i;
            return true;
        }
    return false;
}

const char *quantity_qualifier_name(enum quantity_qualifier qualifier) {
    return qualifier_names[qualifier];
}

bool quantity_qualifier_read(struct text name, enum quantity_qualifier *out) {
    for (size_t i = 0; i < COUNT_OF(qualifier_names); i++)
        if (text_is(name, qualifier_names[i])) {
            *out = (enum quantity_qualifier)i;
            return true;
        }
    return false;
}

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

/* Commas must part the digits by threes: 1,23 is a slip, not a number. */
static bool cut_number(struct arena *arena, struct text *rest, struct number *out) {
    struct buffer plain = buffer_new(arena);
    size_t i = 0, run = 0, commas = 0;
    bool point = false;
    if (rest->length && (rest->at[0] == '-' || rest->at[0] == '+'))
        buffer_add(&plain, rest->at, ++i);
    for (; i < rest->length; i++) {
        char c = rest->at[i];
        if (c == ',' && !point) {
            if (run == 0 || run > 3 || (commas && run != 3)) return false;
            commas++;
            run = 0;
            continue;
        }
        bool digit = c >= '0' && c <= '9';
        if (!digit && (c != '.' || point || (commas && run != 3))) break;
        point = point || c == '.';
        run += !point;
        buffer_add(&plain, &c, 1);
    }
    if (commas && run != 3) return false;
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

static bool read_word_after(struct text rest, enum quantity_qualifier *out) {
    for (size_t i = 0; i < COUNT_OF(words_after); i++)
        if (text_equal(rest, words_after[i].word)) {
            *out = words_after[i].qualifier;
            return true;
        }
    return false;
}

static bool cut_range_mark(struct text *rest) {
    const char *at = rest->at, *end = rest->at + rest->length;
    if (at == end) return false;
    uint32_t mark = text_next(&at, end);
    if (!is_dash(mark) && mark != '~' && mark != 0x81F3 /* 至 */ && mark != 0x5230 /* 到 */)
        return false;
    *rest = text_trim(text_slice(*rest, (size_t)(at - rest->at), rest->length));
    return true;
}

bool quantity_read(struct arena *arena, struct text text, struct quantity *out) {
    text = text_trim(text);
    *out = (struct quantity){.state = QUANTITY_MISSING};
    if (read_mark(text, out)) return true;
    struct quantity found = {.state = QUANTITY_KNOWN};
    struct text rest = narrow_text(arena, text);
    cut_word_before(&rest, &found.qualifier);
    if (!cut_number(arena, &rest, &found.value)) return false;
    rest = text_trim(rest);
    if (rest.length) {
        /* 约300余 says two things at once. */
        if (found.qualifier != QUALIFIER_EXACT) return false;
        if (cut_range_mark(&rest)) {
            found.qualifier = QUALIFIER_RANGE;
            if (!cut_number(arena, &rest, &found.upper) || rest.length) return false;
            if (number_compare(found.value, found.upper) > 0) return false;
        } else if (!read_word_after(rest, &found.qualifier)) {
            return false;
        }
    }
    *out = found;
    return true;
}
