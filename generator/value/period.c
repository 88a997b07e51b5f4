/* Periods: comparing them and stepping from one to another. */
#include "value/period.h"

#include <assert.h>

#include "value/inner.h"

bool period_has_dates(struct period period) {
    switch (period.kind) {
    case PERIOD_YEAR:
    case PERIOD_HALF:
    case PERIOD_QUARTER:
    case PERIOD_MONTH:
    case PERIOD_MONTHS:
    case PERIOD_DAYS:
    case PERIOD_YEARS: return true;
    case PERIOD_UNDATED:
    case PERIOD_EVERY_YEAR:
    case PERIOD_UNKNOWN_YEAR:
    case PERIOD_SPAN: return false;
    }
    return false;
}

/* Days since 1 March of the year 0 (Gregorian); years start in March so that leap days end them. */
int period_day_number(int year, int month, int day) {
    int shifted = (month + 9) % 12;
    int y = year - (month <= 2);
    return y * 365 + y / 4 - y / 100 + y / 400 + (153 * shifted + 2) / 5 + day - 1;
}

static int first_day(struct period p) {
    return period_day_number(p.from_year, p.from_month, p.from_day);
}

static int last_day(struct period p) {
    return period_day_number(p.to_year, p.to_month, p.to_day);
}

int period_days(struct period period) {
    if (!period_has_dates(period)) return 0;
    int days = last_day(period) - first_day(period) + 1;
    return days > 0 ? days : 0;
}

int period_compare(struct period a, struct period b) {
    bool a_dated = period_has_dates(a), b_dated = period_has_dates(b);
    if (a_dated != b_dated) return a_dated - b_dated;
    if (!a_dated && a.kind != b.kind) return (a.kind > b.kind) - (a.kind < b.kind);
    if (!a_dated) return text_compare(a.text, b.text);
    int from = first_day(a) - first_day(b);
    return from ? from : last_day(a) - last_day(b);
}

bool period_equal(struct period a, struct period b) {
    return period_compare(a, b) == 0;
}

bool period_contains(struct period outer, struct period inner) {
    return period_has_dates(outer) && period_has_dates(inner) &&
           first_day(outer) <= first_day(inner) && last_day(inner) <= last_day(outer);
}

bool period_is_window_of(struct period window, struct period whole) {
    return period_contains(whole, window) && first_day(whole) == first_day(window) &&
           last_day(window) < last_day(whole);
}

bool period_finish(struct arena *arena, struct period *out) {
    if (out->from_year < PERIOD_FIRST_YEAR || out->to_year > PERIOD_LAST_YEAR) return false;
    out->text = period_code(arena, *out);
    return true;
}

bool period_year(struct arena *arena, struct period period, struct period *out) {
    if (!period_has_dates(period) || period.from_year != period.to_year) return false;
    *out = period;
    out->kind = PERIOD_YEAR;
    period_set_months(out, 1, 12);
    return period_finish(arena, out);
}

bool period_to_date(struct arena *arena, struct period period, struct period *out) {
    if (!period_has_dates(period) || period.from_year != period.to_year) return false;
    bool whole = period.to_day == period_month_length(period.to_year, period.to_month);
    *out = period;
    out->from_month = out->from_day = 1;
    out->kind = whole ? PERIOD_MONTHS : PERIOD_DAYS;
    if (whole && out->to_month == 12) out->kind = PERIOD_YEAR;
    if (whole && out->to_month == 1) out->kind = PERIOD_MONTH;
    return period_finish(arena, out);
}

bool period_last_year(struct arena *arena, struct period period, struct period *out) {
    if (!period_has_dates(period)) return false;
    bool to_month_end = period.to_day == period_month_length(period.to_year, period.to_month);
    bool one_day = period_days(period) == 1;
    *out = period;
    out->from_year--;
    out->to_year--;
    int from_end = period_month_length(out->from_year, out->from_month);
    int to_end = period_month_length(out->to_year, out->to_month);
    if (out->from_day > from_end) out->from_day = from_end;
    /* What ran to the end of February is compared with what did so a year before, leap day or not.
     */
    if (out->to_day > to_end || (to_month_end && !one_day)) out->to_day = to_end;
    return period_finish(arena, out);
}

/* Months of the periods that follow one another without a gap; 0 for windows and days. */
static int stride_months(struct period p) {
    switch (p.kind) {
    case PERIOD_YEAR: return 12;
    case PERIOD_HALF: return 6;
    case PERIOD_QUARTER: return 3;
    case PERIOD_MONTH: return 1;
    case PERIOD_YEARS: return 12 * (p.to_year - p.from_year + 1);
    case PERIOD_MONTHS:
    case PERIOD_DAYS:
    case PERIOD_UNDATED:
    case PERIOD_EVERY_YEAR:
    case PERIOD_UNKNOWN_YEAR:
    case PERIOD_SPAN: return 0;
    }
    return 0;
}

/* A window over exactly a month, quarter, half or year is that period (2026-01..2026-06). */
struct period period_plain(struct period p) {
    bool whole = p.from_year == p.to_year && p.from_day == 1 &&
                 p.to_day == period_month_length(p.to_year, p.to_month);
    if ((p.kind != PERIOD_MONTHS && p.kind != PERIOD_DAYS) || !whole) return p;
    int months = p.to_month - p.from_month + 1;
    if ((p.from_month - 1) % months) return p;
    if (months == 12) p.kind = PERIOD_YEAR;
    if (months == 6) p.kind = PERIOD_HALF;
    if (months == 3) p.kind = PERIOD_QUARTER;
    if (months == 1) p.kind = PERIOD_MONTH;
    return p;
}

static bool move_by(struct arena *arena, struct period period, int steps, struct period *out) {
    *out = period_plain(period);
    int months = stride_months(*out) * steps;
    if (months == 0) return false;
    int from = out->from_year * 12 + out->from_month - 1 + months;
    int to = out->to_year * 12 + out->to_month - 1 + months;
    out->from_year = from / 12;
    out->to_year = to / 12;
    period_set_months(out, from % 12 + 1, to % 12 + 1);
    return period_finish(arena, out);
}

bool period_previous(struct arena *arena, struct period period, struct period *out) {
    return move_by(arena, period, -1, out);
}

bool period_next(struct arena *arena, struct period period, struct period *out) {
    return move_by(arena, period, 1, out);
}
