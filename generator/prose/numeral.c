/* Numerals: 252, 1,234.5, full-width １２, 二十, 一百零三, 二〇〇九, 七八, 三点五.
 *
 * Takes a place in a text, gives the numeral that starts there with its exact value.  What it
 * counts, scale words after Arabic digits and ranges are left to amount.c.  A Chinese numeral keeps
 * its last 万 or 亿 out, so that 七万元 is 7 × 万元. */
#include "prose/inner.h"

enum { NUMERAL_MOST = 40 }; /* characters; longer ones are codes */

/* 0..9 of a Chinese digit, else -1. */
static int chinese_digit(uint32_t code_point) {
    static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 10; i++)
        if (digits[i] == code_point) return i;
    if (code_point == 0x96F6 || code_point == 0x25CB) return 0; /* 零 ○ */
    return code_point == 0x4E24 ? 2 : -1;                       /* 两 */
}

/* Power of ten of 十 百 千 万 亿, else 0. */
static int chinese_power(uint32_t code_point) {
    switch (code_point) {
    case 0x5341: return 1;
    case 0x767E: return 2;
    case 0x5343: return 3;
    case 0x4E07: return 4;
    case 0x4EBF: return 8;
    }
    return 0;
}

static int64_t ten_to(int power) {
    int64_t result = 1;
    while (power-- > 0) result *= 10;
    return result;
}

/* Adds the digits from *at on to `digits`, full-width ones as ASCII; groups of three behind commas
 * are taken together. */
static void take_digits(const struct chars *chars, size_t *at, char *digits, size_t *length) {
    size_t start = *at;
    for (; *length < NUMERAL_MOST; (*at)++) {
        int digit = prose_digit(prose_at(chars, *at));
        if (digit >= 0) {
            digits[(*length)++] = (char)('0' + digit);
            continue;
        }
        bool group = prose_at(chars, *at) == ',' && *at > start && *at - start <= 3 + 4 * 8 &&
                     (*length <= 3 || prose_before(chars, *at - 3) == ',');
        for (size_t i = 1; i <= 3 && group; i++) group = prose_digit(prose_at(chars, *at + i)) >= 0;
        if (!group || prose_digit(prose_at(chars, *at + 4)) >= 0) return;
    }
}

static bool is_point(uint32_t code_point) {
    return code_point == '.' || code_point == 0xFF0E;
}

static bool starts_fraction(const struct chars *chars, size_t at) {
    return is_point(prose_at(chars, at)) && prose_digit(prose_at(chars, at + 1)) >= 0;
}

/* The rest of what is no number: 2026.6.30, 0570, or more digits than a number has. */
static void take_code(const struct chars *chars, struct numeral *out) {
    out->code = true;
    while (prose_digit(prose_at(chars, out->to)) >= 0 || starts_fraction(chars, out->to)) out->to++;
}

static bool read_arabic(const struct chars *chars, size_t at, struct arena *arena,
                        struct numeral *out) {
    char digits[NUMERAL_MOST + 2];
    size_t length = 0, to = at;
    take_digits(chars, &to, digits, &length);
    size_t whole = length;
    if (starts_fraction(chars, to) && length < NUMERAL_MOST) {
        digits[length++] = '.';
        to++;
        while (prose_digit(prose_at(chars, to)) >= 0 && length < NUMERAL_MOST)
            digits[length++] = (char)('0' + prose_digit(prose_at(chars, to++)));
        out->decimals = (int)(length - whole - 1);
    }
    out->to = to;
    out->code = whole > 1 && digits[0] == '0'; /* a measure behind it tells otherwise: amount.c */
    if (prose_digit(prose_at(chars, to)) >= 0 || starts_fraction(chars, to)) take_code(chars, out);
    struct text text = {digits, length};
    return number_read(arena, text, &out->value) || out->code;
}

/* Evaluates [from, to) of digits and 十百千万亿.  Of two digits in a row before a power the first
 * counts, or the second if `high`: 三四十 is 30 to 40.  *approximate is set when there were such.
 */
static int64_t evaluate(const struct chars *chars, size_t from, size_t to, bool high,
                        bool *approximate) {
    int64_t total = 0, section = 0, digit = -1;
    int last_power = 0;
    for (size_t i = from; i < to && total < 9000000000; i++) {
        int value = chinese_digit(chars->at[i]), power = chinese_power(chars->at[i]);
        if (value == 0 && power == 0) {
            last_power = 0;
        } else if (value > 0) {
            *approximate = *approximate || digit >= 0;
            if (digit < 0 || high) digit = value;
        } else if (power < 4) {
            section += (digit < 0 ? 1 : digit) * ten_to(power);
            digit = -1;
            last_power = power;
        } else {
            section += digit < 0 ? 0 : digit;
            bool all = power == 8 && total > 0; /* 三万亿: the 万 belongs to 亿 */
            total = all ? (total + section) * ten_to(power) : total + section * ten_to(power);
            section = 0;
            digit = -1;
            last_power = power;
        }
    }
    if (digit > 0) /* 一百一 is 110, 两万五 is 25000 */
        section += last_power >= 2 ? digit * ten_to(last_power - 1) : digit;
    return total + section;
}

static void read_digit_row(const struct chars *chars, struct numeral *out) {
    size_t length = out->to - out->from;
    int first = chinese_digit(chars->at[out->from]);
    out->digits = true;
    if (length == 2 && first > 0 && chinese_digit(chars->at[out->from + 1]) == first + 1) {
        out->approximate = true;
        out->value = number_from_integer(first);
        out->upper = number_from_integer(first + 1);
        return;
    }
    int64_t value = 0;
    for (size_t i = out->from; i < out->to && i < out->from + 18; i++)
        value = value * 10 + chinese_digit(chars->at[i]);
    out->value = number_from_integer(value);
}

/* Digits behind 点: 九十八点五. */
static void read_chinese_fraction(const struct chars *chars, struct arena *arena,
                                  struct numeral *out) {
    if (prose_at(chars, out->to) != 0x70B9 || chinese_digit(prose_at(chars, out->to + 1)) < 0)
        return;
    int64_t digits = 0;
    size_t at = out->to + 1;
    for (; chinese_digit(prose_at(chars, at)) >= 0 && out->decimals < 9; at++) {
        digits = digits * 10 + chinese_digit(prose_at(chars, at));
        out->decimals++;
    }
    struct number part = number_shift(arena, number_from_integer(digits), -out->decimals);
    out->value = number_add(arena, out->value, part);
    out->to = at;
}

static bool read_chinese(const struct chars *chars, size_t at, struct arena *arena,
                         struct numeral *out) {
    size_t to = at;
    bool powers = false;
    for (; to < chars->count && to - at < NUMERAL_MOST; to++) {
        bool power = chinese_power(chars->at[to]) > 0;
        if (!power && chinese_digit(chars->at[to]) < 0) break;
        powers = powers || power;
    }
    out->to = to;
    if (to == at) return false;
    if (!powers) {
        read_digit_row(chars, out);
        read_chinese_fraction(chars, arena, out);
        return true;
    }
    static const char *const loose[] = {"几", "数", NULL};
    out->vague = chinese_power(chars->at[at]) > 1 || prose_at(chars, to) == 0x51E0 /* 几 */ ||
                 prose_precedes_any(chars, at, loose);
    int64_t low = evaluate(chars, at, to, false, &out->approximate);
    int64_t high = evaluate(chars, at, to, true, &out->approximate);
    for (; to - at > 1 && chinese_power(chars->at[to - 1]) >= 4; to--) {
        low /= ten_to(chinese_power(chars->at[to - 1]));
        high /= ten_to(chinese_power(chars->at[to - 1]));
    }
    out->to = to;
    out->value = number_from_integer(low);
    out->upper = number_from_integer(high);
    read_chinese_fraction(chars, arena, out);
    return true;
}

bool prose_read_numeral(const struct chars *chars, size_t at, struct arena *arena,
                        struct numeral *out) {
    uint32_t first = prose_at(chars, at);
    *out = (struct numeral){.from = at, .to = at, .script = NUMERAL_ARABIC};
    if (prose_digit(first) >= 0) return read_arabic(chars, at, arena, out);
    out->script = NUMERAL_CHINESE;
    return read_chinese(chars, at, arena, out);
}
