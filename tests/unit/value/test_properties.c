/* What holds for every number, measure and period: rounding at every carry, scaling and conversion
 * there and back, unknown in and unknown out, and the order of sums. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "value/figure.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum { ROUNDS = 4000 };

static struct arena *arena;
static uint64_t state;

static void set_up(void) {
    arena = arena_new();
    state = 20260701;
}

static void tear_down(void) {
    arena_free(arena);
}

TestSuite(value_properties, .init = set_up, .fini = tear_down);

/* The same numbers in every run. */
static uint64_t next(uint64_t limit) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % limit;
}

static struct number any_number(void) {
    int64_t digits = (int64_t)(next(1000000000) * (next(3) == 0 ? 1 : next(1000000)));
    struct number number = number_from_integer(next(2) ? digits : -digits);
    number = number_shift(arena, number, -(int)next(9));
    if (next(4)) return number;
    return number_divide(arena, number, number_from_integer(3 + (int64_t)next(97)));
}

static const char *as_text(struct number number) {
    struct text text = number_print(arena, number, -1, NUMBER_HALF_AWAY);
    return arena_copy(arena, text.at, text.length);
}

/* 9.95 → 10.0, 99.995 → 100.00, -0.5 → -1: k nines and a five after the places kept. */
Test(value_properties, half_carries_through_every_place) {
    for (int nines = 0; nines <= 30; nines++) {
        for (int places = 0; places <= 6; places++) {
            struct number edge = number_shift(arena, number_from_integer(1), nines);
            struct number half = number_shift(arena, number_from_integer(5), -places - 1);
            struct number value = number_subtract(arena, edge, half);
            struct number below = number_subtract(
                arena, value, number_shift(arena, number_from_integer(1), -places - 4));
            struct number up = number_round(arena, value, places, NUMBER_HALF_AWAY);
            struct number down = number_round(arena, below, places, NUMBER_HALF_AWAY);
            struct number last = number_shift(arena, number_from_integer(1), -places);
            cr_expect(number_compare(up, edge) == 0, "%s to %d places: %s", as_text(value), places,
                      as_text(up));
            cr_expect(number_compare(down, number_subtract(arena, edge, last)) == 0, "%s: %s",
                      as_text(below), as_text(down));
            struct number mirrored =
                number_round(arena, number_negate(arena, value), places, NUMBER_HALF_AWAY);
            cr_expect(number_compare(mirrored, number_negate(arena, edge)) == 0);
        }
    }
}

/* What is printed, read back, is within half of its last place, and has exactly these decimals. */
Test(value_properties, printed_is_within_half_a_place) {
    for (int i = 0; i < ROUNDS; i++) {
        struct number value = any_number(), back;
        int places = (int)next(7);
        struct text printed = number_print(arena, value, places, NUMBER_HALF_AWAY);
        size_t point = text_find(printed, TEXT("."));
        size_t decimals = point == SIZE_MAX ? 0 : printed.length - point - 1;
        cr_assert_eq(decimals, (size_t)places, "%.*s", TEXT_ARGS(printed));
        cr_assert(text_find(printed, TEXT("E")) == SIZE_MAX && !text_is(printed, "-0"));
        cr_assert(number_read(arena, printed, &back), "%.*s", TEXT_ARGS(printed));
        struct number error = number_absolute(arena, number_subtract(arena, value, back));
        struct number half = number_shift(arena, number_from_integer(5), -places - 1);
        cr_assert(number_compare(error, half) <= 0, "%s printed %.*s", as_text(value),
                  TEXT_ARGS(printed));
    }
}

Test(value_properties, scaling_there_and_back_is_exact) {
    static const char *const scales[] = {"", "万", "亿", "万亿"};
    for (int i = 0; i < ROUNDS; i++) {
        struct measure from = measure_read(TEXT("元"));
        struct measure a = measure_scaled(arena, from, text_of(scales[next(4)]));
        struct measure b = measure_scaled(arena, from, text_of(scales[next(4)]));
        struct number value = any_number();
        struct number there = measure_convert(arena, value, a, b);
        struct number back = measure_convert(arena, there, b, a);
        cr_assert(number_compare(value, back) == 0, "%s: %s", as_text(value), as_text(back));
        cr_assert_eq(number_sign(there), number_sign(value));
    }
}

static const char *const families[][6] = {
    {"平方米", "亩", "公顷", "平方公里", "万亩", "㎡"},
    {"米", "公里", "千米", "厘米", "毫米", "万公里"},
    {"公斤", "吨", "斤", "克", "毫克", "万吨"},
    {"升", "毫升", "立方米", "亿立方米", "m³", "万毫升"},
    {"千瓦时", "度", "亿度", "万千瓦时", "千瓦時", "度"},
    {"瓦", "千瓦", "兆瓦", "万千瓦", "千瓦", "瓦"},
    {"伏安", "千伏安", "兆伏安", "万千伏安", "千伏安", "伏安"},
    {"%", "‰", "/10万", "％", "1/10万", "/十万"},
    {"个百分点", "个千分点", "百分点", "千分点", "個百分點", "個千分點"},
    {"伏", "千伏", "伏", "千伏", "伏", "千伏"},
};

Test(value_properties, conversion_there_and_back_is_exact) {
    for (int i = 0; i < ROUNDS; i++) {
        const char *const *family = families[next(COUNT_OF(families))];
        struct measure a = measure_read(text_of(family[next(6)]));
        struct measure b = measure_read(text_of(family[next(6)]));
        struct measure c = measure_read(text_of(family[next(6)]));
        cr_assert(measure_convertible(a, b) && measure_convertible(b, a));
        struct number value = any_number();
        struct number there = measure_convert(arena, value, a, b);
        cr_assert(number_compare(value, measure_convert(arena, there, b, a)) == 0, "%.*s %.*s",
                  TEXT_ARGS(a.name), TEXT_ARGS(b.name));
        struct number round_about = measure_convert(arena, there, b, c);
        cr_assert(number_compare(round_about, measure_convert(arena, value, a, c)) == 0);
    }
}

Test(value_properties, families_do_not_mix) {
    static const char *const others[] = {"元", "美元", "人", "人次", "户", "分", "倍", ""};
    for (size_t i = 0; i < COUNT_OF(families); i++) {
        struct measure a = measure_read(text_of(families[i][0]));
        for (size_t k = 0; k < COUNT_OF(families); k++)
            if (i != k)
                cr_expect(!measure_convertible(a, measure_read(text_of(families[k][0]))), "%s %s",
                          families[i][0], families[k][0]);
        for (size_t k = 0; k < COUNT_OF(others); k++)
            cr_expect(!measure_convertible(a, measure_read(text_of(others[k]))), "%s %s",
                      families[i][0], others[k]);
    }
    for (size_t i = 0; i < COUNT_OF(others); i++)
        for (size_t k = 0; k < i; k++)
            cr_expect(!measure_convertible(measure_read(text_of(others[i])),
                                           measure_read(text_of(others[k]))));
}

static struct figure figure_of(const char *cell, const char *measure) {
    struct figure figure = {.measure = measure_read(text_of(measure)), .decimals = -1};
    cr_assert(quantity_read(arena, text_of(cell), &figure.quantity), "%s", cell);
    return figure;
}

Test(value_properties, unknown_in_gives_unknown_out) {
    static const char *const unknown[] = {"", "—", "无", "xx", "□", "/", "不适用"};
    for (size_t i = 0; i < COUNT_OF(unknown); i++) {
        struct figure gap = figure_of(unknown[i], "万元"), known = figure_of("5", "万元"), sum;
        cr_expect(figure_add(arena, gap, known, &sum) && !figure_is_known(&sum));
        cr_expect(figure_add(arena, known, gap, &sum) && !figure_is_known(&sum));
        struct figure scaled = figure_in_measure(arena, gap, measure_read(TEXT("亿元")));
        cr_expect(scaled.quantity.state == gap.quantity.state);
        struct change change = change_between(arena, gap, known, CHANGE_LAST_YEAR);
        cr_expect_eq(change.state, CHANGE_NOW_MISSING, "%s", unknown[i]);
        change = change_between(arena, known, gap, CHANGE_LAST_YEAR);
        cr_expect_eq(change.state, CHANGE_BASE_MISSING, "%s", unknown[i]);
        struct completion done = completion_between(arena, gap, known);
        cr_expect(done.state == COMPLETION_VALUE_MISSING && !done.met);
        done = completion_between(arena, known, gap);
        cr_expect(done.state == COMPLETION_TARGET_MISSING && !done.met);
    }
}

Test(value_properties, order_does_not_change_a_sum) {
    static const char *const scales[] = {"元", "万元", "亿元"};
    for (int i = 0; i < ROUNDS / 20; i++) {
        enum { PARTS = 12 };
        struct figure parts[PARTS], forwards, backwards;
        for (size_t k = 0; k < PARTS; k++) {
            parts[k] = figure_of("0", scales[next(3)]);
            parts[k].quantity.value = any_number();
        }
        forwards = backwards = figure_of("0", "元");
        for (size_t k = 0; k < PARTS; k++) {
            cr_assert(figure_add(arena, forwards, parts[k], &forwards));
            cr_assert(figure_add(arena, backwards, parts[PARTS - 1 - k], &backwards));
        }
        cr_assert(number_compare(forwards.quantity.value, backwards.quantity.value) == 0);
    }
}

Test(value_properties, unlike_measures_are_never_added) {
    static const char *const unlike[][2] = {{"人", "人次"}, {"元", "万美元"}, {"公顷", "亩"},
                                            {"%", "‰"},     {"家", ""},       {"%", "个百分点"}};
    for (size_t i = 0; i < COUNT_OF(unlike); i++) {
        struct figure sum;
        cr_expect(
            !figure_add(arena, figure_of("1", unlike[i][0]), figure_of("1", unlike[i][1]), &sum));
        struct change change = change_between(arena, figure_of("1", unlike[i][0]),
                                              figure_of("1", unlike[i][1]), CHANGE_LAST_YEAR);
        cr_expect_eq(change.state, CHANGE_NOT_COMPARABLE);
    }
}

/* Time never runs back, and half a year is half a year in every reporting year. */
Test(value_properties, progress_grows_with_every_day) {
    for (int month = 1; month <= 12; month++) {
        struct year_start start = {month, 1};
        struct period year, half, at = {.kind = PERIOD_DAYS};
        cr_assert(period_read(TEXT("2024"), &year) && period_read(TEXT("2024H1"), &half));
        cr_assert(period_reported(arena, year, start, &year));
        cr_assert(period_reported(arena, half, start, &half));
        struct number share, before = number_from_integer(0), two = number_from_integer(2);
        cr_assert(period_progress(arena, half, year, &share));
        cr_expect(number_compare(number_multiply(arena, share, two), number_from_integer(1)) == 0,
                  "start in month %d", month);
        at.from_year = at.to_year = year.from_year;
        at.from_month = at.to_month = year.from_month;
        for (int day = 1; day <= 28; day++) {
            at.from_day = at.to_day = day;
            cr_assert(period_progress(arena, at, year, &share));
            cr_expect(number_compare(share, before) > 0);
            before = share;
        }
        cr_assert(period_progress(arena, year, year, &share));
        cr_expect(number_compare(share, number_from_integer(1)) == 0);
        cr_expect(period_days(year) == 365 || period_days(year) == 366);
    }
}

Test(value_properties, reporting_years_follow_one_another) {
    static const char *const starts[] = {"10-01", "04-01", "07-01", "06-30",
                                         "12-26", "02-28", "01-31"};
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        struct year_start start;
        cr_assert(year_start_read(text_of(starts[i]), &start), "%s", starts[i]);
        for (int year = 2019; year < 2029; year++) {
            struct period this, next_year, both, window;
            cr_assert(period_read(text_of(arena_printf(arena, "%d", year)), &this));
            cr_assert(period_next(arena, this, &next_year));
            cr_assert(period_reported(arena, this, start, &this));
            cr_assert(period_reported(arena, next_year, start, &next_year));
            both = this;
            both.kind = PERIOD_DAYS;
            both.to_year = next_year.to_year;
            both.to_month = next_year.to_month;
            both.to_day = next_year.to_day;
            cr_expect_eq(period_days(both), period_days(this) + period_days(next_year), "%s %d",
                         starts[i], year);
            cr_assert(period_reported_year(arena, this, start, &window));
            cr_expect(period_equal(window, this));
        }
    }
}

Test(value_properties, starts_that_are_none) {
    static const char *const rows[] = {"",      "10",    "10-1",  "13-01", "00-01",  "02-29",
                                       "04-31", "10-00", "1x-01", "10/01", "10-011", "十月一"};
    struct year_start start;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(!year_start_read(text_of(rows[i]), &start), "%s", rows[i]);
}

Test(value_properties, plans_read_back) {
    for (int n = 1; n <= 99; n++) {
        struct period plan = period_plan(arena, n), again;
        cr_expect_eq(period_plan_number(plan), n);
        cr_assert(period_read(plan.text, &again) && period_equal(plan, again));
        cr_expect_eq(period_days(plan) / 365, 5);
    }
    static const char *const none[] = {"五",         "十四", "五十四", "“十四五",
                                       "十四五规划", "百五", "时期"};
    struct period period;
    for (size_t i = 0; i < COUNT_OF(none); i++)
        cr_expect(!period_read(text_of(none[i]), &period), "%s", none[i]);
    cr_expect_eq(period_plan_number((struct period){.kind = PERIOD_EVERY_YEAR}), 0);
}
