/* Periods: reading the written forms and printing the canonical code.
 *
 *     2026  2026H1  2026Q2  2026-05  2026-05-01     one period, and one day
 *     A..B of two of these                          years, whole months or days from A to B
 *     FY  20xx  20xxH1  5年  3个月  10天            every year, unknown year, lengths
 *     十四五  “十四五”时期                            the years of a plan (period_plan.c)
 *     "" and anything that starts with "undated"
 *
 * Two ends of whole months or longer give PERIOD_MONTHS, also where a half would cover the same
 * (2026-01..2026-06): the kind keeps how it was written, period_equal() compares the days. */
#include "value/period.h"

#include <string.h>

#include "value/inner.h"

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int period_month_length(int year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

void period_set_months(struct period *out, int from_month, int to_month) {
    out->from_month = from_month;
    out->from_day = 1;
    out->to_month = to_month;
    out->to_day = period_month_length(out->to_year, to_month);
}

/* Exactly `count` digits at the front. */
static bool cut_digits(struct text *rest, size_t count, int *out) {
    if (rest->length < count) return false;
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        char c = rest->at[i];
        if (c < '0' || c > '9') return false;
        *out = *out * 10 + (c - '0');
    }
    *rest = text_slice(*rest, count, rest->length);
    return true;
}

static bool cut_character(struct text *rest, char wanted) {
    if (rest->length == 0 || rest->at[0] != wanted) return false;
    *rest = text_slice(*rest, 1, rest->length);
    return true;
}

static bool read_part_of_year(struct text rest, struct period *out) {
    int number;
    bool half = cut_character(&rest, 'H');
    if (!half && !cut_character(&rest, 'Q')) return false;
    if (!cut_digits(&rest, 1, &number) || rest.length || number < 1 || number > (half ? 2 : 4))
        return false;
    int months = half ? 6 : 3;
    out->kind = half ? PERIOD_HALF : PERIOD_QUARTER;
    period_set_months(out, (number - 1) * months + 1, number * months);
    return true;
}

static bool read_month_or_day(struct text rest, struct period *out) {
    int month, day;
    if (!cut_character(&rest, '-') || !cut_digits(&rest, 2, &month) || month < 1 || month > 12)
        return false;
    out->kind = PERIOD_MONTH;
    period_set_months(out, month, month);
    if (rest.length == 0) return true;
    if (!cut_character(&rest, '-') || !cut_digits(&rest, 2, &day) || rest.length) return false;
    if (day < 1 || day > out->to_day) return false;
    out->kind = PERIOD_DAYS;
    out->from_day = out->to_day = day;
    return true;
}

/* A period without "..". */
static bool read_single(struct text text, struct period *out) {
    int year;
    *out = (struct period){.text = text};
    if (!cut_digits(&text, 4, &year) || year < PERIOD_FIRST_YEAR) return false;
    out->from_year = out->to_year = year;
    if (text.length == 0) {
        out->kind = PERIOD_YEAR;
        period_set_months(out, 1, 12);
        return true;
    }
    return read_part_of_year(text, out) || read_month_or_day(text, out);
}

static enum period_kind kind_of_range(struct period from, struct period to) {
    if (from.kind == PERIOD_DAYS || to.kind == PERIOD_DAYS) return PERIOD_DAYS;
    if (from.kind == PERIOD_YEAR && to.kind == PERIOD_YEAR)
        return from.from_year == to.to_year ? PERIOD_YEAR : PERIOD_YEARS;
    if (from.kind == to.kind && period_compare(from, to) == 0) return from.kind;
    return PERIOD_MONTHS;
}

static bool read_range(struct text text, size_t dots, struct period *out) {
    struct period from, to;
    if (!read_single(text_slice(text, 0, dots), &from) ||
        !read_single(text_slice(text, dots + 2, text.length), &to))
        return false;
    *out = from;
    out->text = text;
    out->kind = kind_of_range(from, to);
    out->to_year = to.to_year;
    out->to_month = to.to_month;
    out->to_day = to.to_day;
    return period_days(*out) > 0;
}

/* 20xx, 201x, 20xxH1: the year has an x; what follows is read as in the year 2000. */
static bool is_unknown_year(struct text text) {
    char known[8] = "2000";
    if (text.length < 4 || text.length >= sizeof known) return false;
    struct period part;
    bool unknown = false;
    for (size_t i = 0; i < 4; i++) {
        char c = text.at[i];
        bool letter = c == 'x' || c == 'X';
        if (!letter && (c < '0' || c > '9')) return false;
        unknown = unknown || letter;
    }
    memcpy(known + 4, text.at + 4, text.length - 4);
    return unknown && read_single((struct text){known, text.length}, &part) &&
           part.kind != PERIOD_DAYS;
}

static bool is_span(struct text text) {
    size_t digits = 0;
    while (digits < text.length && text.at[digits] >= '0' && text.at[digits] <= '9') digits++;
    struct text unit = text_slice(text, digits, text.length);
    /* Four digits before 年 would be a year. */
    return digits > 0 && digits <= 3 &&
           (text_is(unit, "年") || text_is(unit, "个月") || text_is(unit, "天"));
}

bool period_read(struct text text, struct period *out) {
    text = text_trim(text);
    *out = (struct period){.kind = PERIOD_UNDATED, .text = text};
    if (text.length == 0 || text_starts(text, TEXT("undated"))) return true;
    size_t dots = text_find(text, TEXT(".."));
    if (dots != SIZE_MAX ? read_range(text, dots, out) : read_single(text, out)) return true;
    *out = (struct period){.text = text};
    if (text_is(text, "FY"))
        out->kind = PERIOD_EVERY_YEAR;
    else if (is_span(text))
        out->kind = PERIOD_SPAN;
    else if (is_unknown_year(text))
        out->kind = PERIOD_UNKNOWN_YEAR;
    else
        return period_read_plan(text, out);
    return true;
}

static struct text print_range(struct arena *arena, struct period p) {
    bool same_month = p.from_year == p.to_year && p.from_month == p.to_month;
    bool to_whole = p.to_day == period_month_length(p.to_year, p.to_month);
    bool one_day = same_month && p.from_day == p.to_day;
    struct buffer out = buffer_new(arena);
    buffer_printf(&out, "%04d-%02d", p.from_year, p.from_month);
    /* 2006-01..2006-04-10 as people write it; two whole months would read back as PERIOD_MONTHS. */
    if (p.kind == PERIOD_DAYS && (p.from_day != 1 || to_whole || same_month))
        buffer_printf(&out, "-%02d", p.from_day);
    if (one_day) return buffer_text(&out);
    buffer_printf(&out, "..%04d-%02d", p.to_year, p.to_month);
    if (p.kind == PERIOD_DAYS) buffer_printf(&out, "-%02d", p.to_day);
    return buffer_text(&out);
}

struct text period_code(struct arena *arena, struct period p) {
    switch (p.kind) {
    case PERIOD_YEAR: return text_of(arena_printf(arena, "%04d", p.from_year));
    case PERIOD_YEARS: return text_of(arena_printf(arena, "%04d..%04d", p.from_year, p.to_year));
    case PERIOD_HALF: return text_of(arena_printf(arena, "%04dH%d", p.from_year, p.to_month / 6));
    case PERIOD_QUARTER:
        return text_of(arena_printf(arena, "%04dQ%d", p.from_year, p.to_month / 3));
    case PERIOD_MONTH: return text_of(arena_printf(arena, "%04d-%02d", p.from_year, p.from_month));
    case PERIOD_MONTHS:
    case PERIOD_DAYS: return print_range(arena, p);
    case PERIOD_UNDATED: return p.text.length ? p.text : TEXT("undated");
    case PERIOD_EVERY_YEAR:
    case PERIOD_UNKNOWN_YEAR:
    case PERIOD_SPAN: return p.text;
    }
    return p.text;
}
