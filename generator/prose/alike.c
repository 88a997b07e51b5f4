/* Which measures may stand for one another in prose, and whether a typed number says an expected
 * one.
 *
 * 人, 名 and 位 count the same people, 家, 所 and 个 the same things; 毫升 is a thousandth of 升.
 * Numbers agree at the precision that was typed: 1.2亿元 says 11985万元. */
#include "prose/matcher.h"

#include <math.h>
#include <string.h>

/* What an equality is worth that only a qualifier makes. */
static const double loosely = 0.9;

enum { FAMILY_PEOPLE = 1, FAMILY_PLACES = 2, FAMILY_DOINGS = 4, FAMILY_THINGS = 8 };

static const struct {
    struct text word, base;
    int power10;
    unsigned families;
} plain[] = {
    {TEXT_INIT("毫升"), TEXT_INIT("升"), -3, 0},
    {TEXT_INIT("ml"), TEXT_INIT("升"), -3, 0},
    {TEXT_INIT("mL"), TEXT_INIT("升"), -3, 0},
    {TEXT_INIT("L"), TEXT_INIT("升"), 0, 0},
    {TEXT_INIT("公斤"), TEXT_INIT("克"), 3, 0},
    {TEXT_INIT("千克"), TEXT_INIT("克"), 3, 0},
    {TEXT_INIT("kg"), TEXT_INIT("克"), 3, 0},
    {TEXT_INIT("吨"), TEXT_INIT("克"), 6, 0},
    {TEXT_INIT("t"), TEXT_INIT("克"), 6, 0},
    {TEXT_INIT("毫克"), TEXT_INIT("克"), -3, 0},
    {TEXT_INIT("mg"), TEXT_INIT("克"), -3, 0},
    {TEXT_INIT("g"), TEXT_INIT("克"), 0, 0},
    {TEXT_INIT("公里"), TEXT_INIT("米"), 3, 0},
    {TEXT_INIT("千米"), TEXT_INIT("米"), 3, 0},
    {TEXT_INIT("km"), TEXT_INIT("米"), 3, 0},
    {TEXT_INIT("m"), TEXT_INIT("米"), 0, 0},
    {TEXT_INIT("厘米"), TEXT_INIT("米"), -2, 0},
    {TEXT_INIT("cm"), TEXT_INIT("米"), -2, 0},
    {TEXT_INIT("毫米"), TEXT_INIT("米"), -3, 0},
    {TEXT_INIT("mm"), TEXT_INIT("米"), -3, 0},
    {TEXT_INIT("公顷"), TEXT_INIT("平方米"), 4, 0},
    {TEXT_INIT("平米"), TEXT_INIT("平方米"), 0, 0},
    {TEXT_INIT("㎡"), TEXT_INIT("平方米"), 0, 0},
    {TEXT_INIT("m²"), TEXT_INIT("平方米"), 0, 0},
    {TEXT_INIT("平方公里"), TEXT_INIT("平方米"), 6, 0},
    {TEXT_INIT("平方千米"), TEXT_INIT("平方米"), 6, 0},
    {TEXT_INIT("立方"), TEXT_INIT("立方米"), 0, 0},
    {TEXT_INIT("m³"), TEXT_INIT("立方米"), 0, 0},
    {TEXT_INIT("千瓦"), TEXT_INIT("瓦"), 3, 0},
    {TEXT_INIT("kW"), TEXT_INIT("瓦"), 3, 0},
    {TEXT_INIT("兆瓦"), TEXT_INIT("瓦"), 6, 0},
    {TEXT_INIT("MW"), TEXT_INIT("瓦"), 6, 0},
    {TEXT_INIT("度"), TEXT_INIT("千瓦时"), 0, 0},
    {TEXT_INIT("kWh"), TEXT_INIT("千瓦时"), 0, 0},
    {TEXT_INIT("个小时"), TEXT_INIT("小时"), 0, 0},
    {TEXT_INIT("h"), TEXT_INIT("小时"), 0, 0},
    {TEXT_INIT("人"), TEXT_INIT("人"), 0, FAMILY_PEOPLE},
    {TEXT_INIT("人次"), TEXT_INIT("人次"), 0, FAMILY_PEOPLE},
    {TEXT_INIT("名"), TEXT_INIT("名"), 0, FAMILY_PEOPLE},
    {TEXT_INIT("位"), TEXT_INIT("位"), 0, FAMILY_PEOPLE},
    {TEXT_INIT("例"), TEXT_INIT("例"), 0, FAMILY_PEOPLE | FAMILY_DOINGS},
    {TEXT_INIT("例次"), TEXT_INIT("例次"), 0, FAMILY_PEOPLE | FAMILY_DOINGS},
    {TEXT_INIT("次"), TEXT_INIT("次"), 0, FAMILY_PEOPLE | FAMILY_DOINGS},
    {TEXT_INIT("个"), TEXT_INIT("个"), 0,
     FAMILY_PEOPLE | FAMILY_PLACES | FAMILY_DOINGS | FAMILY_THINGS},
    {TEXT_INIT("家"), TEXT_INIT("家"), 0, FAMILY_PLACES},
    {TEXT_INIT("所"), TEXT_INIT("所"), 0, FAMILY_PLACES},
    {TEXT_INIT("处"), TEXT_INIT("处"), 0, FAMILY_PLACES},
    {TEXT_INIT("户"), TEXT_INIT("户"), 0, FAMILY_PLACES},
    {TEXT_INIT("件"), TEXT_INIT("件"), 0, FAMILY_DOINGS},
    {TEXT_INIT("起"), TEXT_INIT("起"), 0, FAMILY_DOINGS},
    {TEXT_INIT("项"), TEXT_INIT("项"), 0, FAMILY_DOINGS},
    {TEXT_INIT("条"), TEXT_INIT("条"), 0, FAMILY_DOINGS},
    {TEXT_INIT("份"), TEXT_INIT("份"), 0, FAMILY_DOINGS},
    {TEXT_INIT("期"), TEXT_INIT("期"), 0, FAMILY_DOINGS},
    {TEXT_INIT("场"), TEXT_INIT("场"), 0, FAMILY_DOINGS},
    {TEXT_INIT("批"), TEXT_INIT("批"), 0, FAMILY_DOINGS},
    {TEXT_INIT("种"), TEXT_INIT("种"), 0, FAMILY_DOINGS},
    {TEXT_INIT("类"), TEXT_INIT("类"), 0, FAMILY_DOINGS},
    {TEXT_INIT("品种"), TEXT_INIT("品种"), 0, FAMILY_DOINGS},
    {TEXT_INIT("座"), TEXT_INIT("座"), 0, FAMILY_PLACES},
    {TEXT_INIT("间"), TEXT_INIT("间"), 0, FAMILY_PLACES},
    {TEXT_INIT("台"), TEXT_INIT("台"), 0, FAMILY_THINGS},
    {TEXT_INIT("套"), TEXT_INIT("套"), 0, FAMILY_THINGS},
    {TEXT_INIT("篇"), TEXT_INIT("篇"), 0, FAMILY_DOINGS},
    {TEXT_INIT("张"), TEXT_INIT("张"), 0, FAMILY_THINGS},
    {TEXT_INIT("只"), TEXT_INIT("只"), 0, FAMILY_THINGS},
    {TEXT_INIT("部"), TEXT_INIT("部"), 0, FAMILY_THINGS},
    {TEXT_INIT("支"), TEXT_INIT("支"), 0, FAMILY_THINGS},
    {TEXT_INIT("辆"), TEXT_INIT("辆"), 0, FAMILY_THINGS},
    {TEXT_INIT("本"), TEXT_INIT("本"), 0, FAMILY_THINGS},
    {TEXT_INIT("册"), TEXT_INIT("册"), 0, FAMILY_THINGS},
    {TEXT_INIT("件次"), TEXT_INIT("件次"), 0, FAMILY_DOINGS},
    {TEXT_INIT("家次"), TEXT_INIT("家次"), 0, FAMILY_DOINGS},
    {TEXT_INIT("户次"), TEXT_INIT("户次"), 0, FAMILY_DOINGS},
    {TEXT_INIT("场次"), TEXT_INIT("场次"), 0, FAMILY_DOINGS},
    {TEXT_INIT("项次"), TEXT_INIT("项次"), 0, FAMILY_DOINGS},
    {TEXT_INIT("条次"), TEXT_INIT("条次"), 0, FAMILY_DOINGS},
    {TEXT_INIT("台次"), TEXT_INIT("台次"), 0, FAMILY_DOINGS},
    {TEXT_INIT("剂次"), TEXT_INIT("剂次"), 0, FAMILY_THINGS},
    {TEXT_INIT("剂"), TEXT_INIT("剂"), 0, FAMILY_THINGS},
    {TEXT_INIT("床位"), TEXT_INIT("床位"), 0, FAMILY_THINGS},
    {TEXT_INIT("村"), TEXT_INIT("村"), 0, FAMILY_PLACES},
    {TEXT_INIT("点"), TEXT_INIT("点"), 0, FAMILY_PLACES},
    {TEXT_INIT("组"), TEXT_INIT("组"), 0, FAMILY_DOINGS},
};

struct plain_measure prose_plain_measure(struct measure measure) {
    struct plain_measure result = {measure.base, measure.power10, 0};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (!text_equal(measure.base, plain[i].word)) continue;
        result.base = plain[i].base;
        result.power10 += plain[i].power10;
        result.families = plain[i].families;
        break;
    }
    return result;
}

double prose_measure_likeness(struct plain_measure a, struct plain_measure b) {
    if (text_equal(a.base, b.base)) return 1;
    if (a.base.length == 0 || b.base.length == 0) return 0.75;
    if ((a.families & b.families) != 0) return 0.85;
    bool people = a.families == FAMILY_PEOPLE || b.families == FAMILY_PEOPLE;
    return a.families != 0 && b.families != 0 && !people ? 0.6 : 0;
}

/* 10^(place of the last digit that is not 0): 4000 gives 1000, 180 gives 10. */
static struct number last_place(struct arena *arena, struct number value) {
    int power = -number_decimals(value);
    if (power < 0) return number_shift(arena, number_from_integer(1), power);
    struct number rest = number_absolute(arena, value);
    for (power = 0; number_sign(rest) != 0 && power < 30; power++) {
        rest = number_shift(arena, rest, -1);
        if (!number_is_integer(rest)) break;
    }
    return number_shift(arena, number_from_integer(1), power);
}

static bool lies_in(struct arena *arena, struct number value, struct number low,
                    struct number width) {
    return number_compare(value, low) >= 0 &&
           number_compare(value, number_add(arena, low, width)) < 0;
}

/* value × percent / 100. */
static struct number part_of(struct arena *arena, struct number value, int percent) {
    struct number factor = number_from_integer(percent);
    return number_shift(arena, number_multiply(arena, value, factor), -2);
}

/* 近7万, 不足50: somewhat below; 约: near or equal when rounded to the typed places. */
static bool is_near(struct arena *arena, struct number data, struct number typed, int below,
                    int above) {
    return number_compare(data, part_of(arena, typed, 100 - below)) >= 0 &&
           number_compare(data, part_of(arena, typed, 100 + above)) <= 0;
}

/* Within what its qualifier allows: 4000多 is 4000 up to 5000. */
static bool says_loosely(struct arena *arena, const struct quantity *typed, struct number data) {
    struct number value = typed->value;
    switch (typed->qualifier) {
    case QUALIFIER_EXACT: return false;
    case QUALIFIER_MORE_THAN: return lies_in(arena, data, value, last_place(arena, value));
    case QUALIFIER_AT_LEAST: return is_near(arena, data, value, 0, 15);
    case QUALIFIER_AT_MOST:
    case QUALIFIER_LESS_THAN: return is_near(arena, data, value, 15, 0);
    case QUALIFIER_ABOUT: return is_near(arena, data, value, 5, 5);
    case QUALIFIER_RANGE: /* 七八十人; wider ranges say no single number */
        return number_compare(data, value) >= 0 && number_compare(data, typed->upper) <= 0 &&
               is_near(arena, value, typed->upper, 15, 0);
    }
    return false;
}

/* `data` in the typed measure against the typed quantity, at the typed decimals. */
static double says(struct arena *arena, const struct quantity *typed, int decimals,
                   struct number data) {
    struct number away = number_round(arena, data, decimals, NUMBER_HALF_AWAY);
    struct number even = number_round(arena, data, decimals, NUMBER_HALF_EVEN);
    bool equal = number_compare(away, typed->value) == 0 || number_compare(even, typed->value) == 0;
    if (equal && typed->qualifier != QUALIFIER_RANGE) return 1;
    return says_loosely(arena, typed, data) ? loosely : 0;
}

/* Could the two be equal at all?  Cheap, before numbers are shifted and rounded. */
static bool could_say(const struct stand *stand, double typed, double data, double unit) {
    double slack = fabs(typed) * 1e-9 + unit;
    switch (stand->typed->quantity.qualifier) {
    case QUALIFIER_EXACT: return fabs(fabs(typed) - data) <= slack;
    case QUALIFIER_RANGE: return true;
    case QUALIFIER_AT_LEAST:
    case QUALIFIER_AT_MOST:
    case QUALIFIER_ABOUT:
    case QUALIFIER_MORE_THAN:
    case QUALIFIER_LESS_THAN:
        return data >= 0.4 * fabs(typed) - slack && data <= 2.1 * fabs(typed) + slack;
    }
    return true;
}

/* A change typed with 下降 or 增长 has its sign there; without such a word a bare number says its
 * size. */
static struct number signed_as_typed(struct arena *arena, const struct stand *stand,
                                     const struct wanted *wanted,
                                     const struct expectation *expectation) {
    struct number value = expectation->quantity.value;
    bool change = expectation->kind == EXPECT_RATE || expectation->kind == EXPECT_AMOUNT ||
                  expectation->kind == EXPECT_TIMES || expectation->kind == EXPECT_PROGRESS;
    if (!change) return value;
    if (wanted->sign == 0 && number_sign(stand->typed->quantity.value) >= 0)
        return number_absolute(arena, value);
    return wanted->sign < 0 ? number_negate(arena, value) : value;
}

/* Ranges: both ends the same, or a typed number inside the data's range. */
static double says_range(const struct quantity *typed, struct number low, struct number high) {
    bool same = number_compare(low, typed->value) == 0 && number_compare(high, typed->upper) == 0;
    if (typed->qualifier == QUALIFIER_RANGE) return same ? 1 : 0;
    bool inside = number_compare(typed->value, low) >= 0 && number_compare(typed->value, high) <= 0;
    return inside ? loosely : 0;
}

double prose_agreement(const struct stand *stand, const struct wanted *wanted,
                       const struct expectation *expectation, struct arena *arena) {
    const struct quantity *typed = &stand->typed->quantity, *data = &expectation->quantity;
    if (typed->text.length > 0 || data->text.length > 0)
        return typed->text.length > 0 && data->text.length > 0 &&
               prose_same_ratio(typed->text, data->text);
    struct plain_measure plain_typed = stand->plain;
    double scale = pow(10, plain_typed.power10);
    double size = number_to_double(typed->value) * scale;
    if (!could_say(stand, size, expectation->size, pow(10, -stand->decimals) * scale)) return 0;
    int shift = expectation->plain.power10 - plain_typed.power10;
    struct number value =
        number_shift(arena, signed_as_typed(arena, stand, wanted, expectation), shift);
    if (data->qualifier == QUALIFIER_RANGE)
        return says_range(typed, value, number_shift(arena, data->upper, shift));
    double worth = says(arena, typed, stand->decimals, value);
    bool bound = typed->qualifier == QUALIFIER_AT_LEAST || typed->qualifier == QUALIFIER_AT_MOST;
    bool target = expectation->kind == EXPECT_TARGET; /* 85%以上 names the target itself */
    return target && bound && worth < 1 ? 0 : worth;
}

/* 45:34:21 and 45∶34∶21. */
bool prose_same_ratio(struct text a, struct text b) {
    const char *at = a.at, *end = a.at + a.length, *other = b.at, *other_end = b.at + b.length;
    while (at < end && other < other_end) {
        uint32_t left = text_next(&at, end), right = text_next(&other, other_end);
        if (left == 0x2236 || left == 0xFF1A) left = ':';
        if (right == 0x2236 || right == 0xFF1A) right = ':';
        if (left != right) return false;
    }
    return at == end && other == other_end;
}
