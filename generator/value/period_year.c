/* Time progress, and reporting years that do not begin on 1 January.
 *
 * Statistics of maternal and child health count from 1 October to 30 September and call the whole
 * by the year of its end; other forms begin in April and are called by the year of their start. */
#include "value/inner.h"
#include "value/period.h"

enum { MONTHS = 12, SECOND_HALF = 7 };

/* ---- progress */

static bool is_month_end(int year, int month, int day) {
    return day == period_month_length(year, month);
}

static bool is_whole_months(struct period p) {
    return p.from_day == 1 && is_month_end(p.to_year, p.to_month, p.to_day);
}

static struct number fraction(struct arena *arena, int part, int whole) {
    return number_divide(arena, number_from_integer(part), number_from_integer(whole));
}

/* Whole months count alike, a begun one by its days. */
static struct number by_months(struct arena *arena, struct period window, struct period whole) {
    int months = (whole.to_year - whole.from_year) * MONTHS + whole.to_month - whole.from_month + 1;
    int gone = (window.to_year - whole.from_year) * MONTHS + window.to_month - whole.from_month;
    int length = period_month_length(window.to_year, window.to_month);
    struct number begun = fraction(arena, window.to_day, length);
    return number_divide(arena, number_add(arena, number_from_integer(gone), begun),
                         number_from_integer(months));
}

bool period_progress(struct arena *arena, struct period window, struct period whole,
                     struct number *out) {
    if (!period_has_dates(window) || !period_has_dates(whole)) return false;
    int last = period_day_number(window.to_year, window.to_month, window.to_day);
    int from = period_day_number(whole.from_year, whole.from_month, whole.from_day);
    int gone = last - from + 1, days = period_days(whole);
    if (gone <= 0)
        *out = number_from_integer(0);
    else if (gone >= days)
        *out = number_from_integer(1);
    else
        *out =
            is_whole_months(whole) ? by_months(arena, window, whole) : fraction(arena, gone, days);
    return true;
}

/* ---- reporting years */

static bool two_digits(struct text text, size_t at, int *out) {
    char tens = text.at[at], ones = text.at[at + 1];
    if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return false;
    *out = (tens - '0') * 10 + (ones - '0');
    return true;
}

bool year_start_read(struct text text, struct year_start *out) {
    text = text_trim(text);
    if (text.length != 5 || text.at[2] != '-') return false;
    struct year_start start;
    if (!two_digits(text, 0, &start.month) || !two_digits(text, 3, &start.day)) return false;
    enum { COMMON_YEAR = 2001 }; /* a day that leap years alone have starts no year */
    if (start.month < 1 || start.month > MONTHS || start.day < 1 ||
        start.day > period_month_length(COMMON_YEAR, start.month))
        return false;
    *out = start;
    return true;
}

static bool is_calendar(struct year_start start) {
    return start.month <= 1 && start.day <= 1;
}

/* A year that starts from July on lies for the most part in the next calendar year, whose name it
 * has. */
static int years_before(struct year_start start) {
    return start.month >= SECOND_HALF ? 1 : 0;
}

/* The day before the start, moved on by months, ends the window. */
static void set_end(struct period *out, int year, int month, int day) {
    out->to_year = year;
    out->to_month = month;
    if (day > 1) {
        int length = period_month_length(year, month);
        out->to_day = day - 1 < length ? day - 1 : length;
        return;
    }
    out->to_month = month == 1 ? MONTHS : month - 1;
    out->to_year = month == 1 ? year - 1 : year;
    out->to_day = period_month_length(out->to_year, out->to_month);
}

/* Calendar months from January of `year` on: the same months counted from the start. */
static bool set_window(struct arena *arena, struct year_start start, int from, int to,
                       struct period *out) {
    int first = from + start.month - 1 - years_before(start) * MONTHS;
    int after = to + start.month - 1 - years_before(start) * MONTHS;
    out->from_year = first / MONTHS;
    out->from_month = first % MONTHS + 1;
    int length = period_month_length(out->from_year, out->from_month);
    out->from_day = start.day <= length ? start.day : length;
    set_end(out, after / MONTHS, after % MONTHS + 1, start.day);
    out->kind = is_whole_months(*out) ? PERIOD_MONTHS : PERIOD_DAYS;
    return period_finish(arena, out);
}

bool period_reported(struct arena *arena, struct period period, struct year_start start,
                     struct period *out) {
    *out = period;
    switch (period.kind) {
    case PERIOD_YEAR:
    case PERIOD_HALF:
    case PERIOD_QUARTER:
    case PERIOD_YEARS: break;
    case PERIOD_MONTH:
    case PERIOD_MONTHS:
    case PERIOD_DAYS: return true;
    case PERIOD_UNDATED:
    case PERIOD_EVERY_YEAR:
    case PERIOD_UNKNOWN_YEAR:
    case PERIOD_SPAN: return false;
    }
    if (is_calendar(start)) return true;
    int from = period.from_year * MONTHS + period.from_month - 1;
    return set_window(arena, start, from, period.to_year * MONTHS + period.to_month, out);
}

bool period_reported_last_year(struct arena *arena, struct period period, struct year_start start,
                               struct period *out) {
    struct period before;
    return period_last_year(arena, period, &before) && period_reported(arena, before, start, out);
}

bool period_reported_year(struct arena *arena, struct period period, struct year_start start,
                          struct period *out) {
    struct period days;
    if (!period_reported(arena, period, start, &days)) return false;
    for (int year = days.from_year; year <= days.from_year + 1; year++) {
        struct period named = {.kind = PERIOD_YEAR, .from_year = year, .to_year = year};
        period_set_months(&named, 1, MONTHS);
        if (!period_finish(arena, &named) || !period_reported(arena, named, start, out)) continue;
        if (period_contains(*out, days)) return true;
    }
    return false;
}
