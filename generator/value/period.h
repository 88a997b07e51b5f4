/* Periods of official statistics and how they follow one another. */
#ifndef VALUE_PERIOD_H
#define VALUE_PERIOD_H

#include <stdbool.h>

#include "value/number.h"

enum period_kind {
    PERIOD_UNDATED, /* "", "undated", "undated.H2" …: nothing is computed from it */
    PERIOD_YEAR,    /* 2026 */
    PERIOD_HALF,    /* 2026H1 */
    PERIOD_QUARTER, /* 2026Q2 */
    PERIOD_MONTH,   /* 2026-05 */
    PERIOD_MONTHS,  /* 2026-01..2026-05, whole months */
    PERIOD_DAYS,    /* 2006-04-24..2006-04-26, a mixed 2006-01..2006-04-10, or one day 2026-05-01 */
    PERIOD_YEARS,   /* 2021..2025 */
    PERIOD_EVERY_YEAR,   /* FY */
    PERIOD_UNKNOWN_YEAR, /* 20xx, 20xxH1 */
    PERIOD_SPAN,         /* 5年, 3个月, 10天: a length, no place in time */
};

/** First and last day; valid for YEAR to YEARS, zero otherwise. */
struct period {
    enum period_kind kind;
    int from_year, from_month, from_day;
    int to_year, to_month, to_day;
    struct text text; /* as written, or as printed by period_code() */
};

/** False if the text is none of the forms above nor a plan (see below), names no day of the
 * calendar, or ends before it starts. Blanks around it do not count.  The kind keeps how it was
 * written: 2026-01..2026-06 is PERIOD_MONTHS. */
bool period_read(struct text text, struct period *out);
/** The same days, however written: 2026H1 and 2026-01..2026-06 are equal, so that data found under
 * one are found under the other.  Those without dates: equal in kind and text. */
bool period_equal(struct period a, struct period b);
/** The canonical code: "2026H1". */
struct text period_code(struct arena *arena, struct period period);
/** Same period of the year before; one that ran to the end of February still does.  False for kinds
 * that have none (UNDATED, EVERY_YEAR, UNKNOWN_YEAR, SPAN). */
bool period_last_year(struct arena *arena, struct period period, struct period *out);
/** The period just before: 2026H1 → 2025H2, 2026Q1 → 2025Q4.  Windows and day ranges have none
 * (false), unless they cover exactly a month, quarter, half or year; of 2021..2025 it is
 * 2016..2020. */
bool period_previous(struct arena *arena, struct period period, struct period *out);
/** The next one: 2026H1 → 2026H2. */
bool period_next(struct arena *arena, struct period period, struct period *out);
/** The year that holds it; false if it has no single year. */
bool period_year(struct arena *arena, struct period period, struct period *out);
/** True if every day of `inner` lies in `outer`. */
bool period_contains(struct period outer, struct period inner);
/** True if `window` starts on the first day of `whole` and ends in it, before its end:
 * 2026-01..2026-05 in 2026H1. */
bool period_is_window_of(struct period window, struct period whole);
/** Number of days, both ends counted; 0 if it has no place in time. */
int period_days(struct period period);
/** <0, 0, >0 by first day, then by last day; those without dates come first, by kind and text. */
int period_compare(struct period a, struct period b);
bool period_has_dates(struct period period);
/** A window over exactly a month, quarter, half or year as that period: 2026-01..2026-06 → 2026H1;
 * others as they are. */
struct period period_plain(struct period period);
/** From 1 January to the period's end (累计): 2026Q2 → 2026-01..2026-06, 2026-05 →
 * 2026-01..2026-05. False if it has no single year. */
bool period_to_date(struct arena *arena, struct period period, struct period *out);
/** Share of `whole` that has gone at the end of `window` (序时进度), 0 to 1, exact.  Months count
 * alike, as offices reckon: half a year is gone at the end of June, 5/12 at the end of May; a begun
 * month counts by its days.  Only a `whole` that is not made of whole months is measured in days.
 * 0 before it starts, 1 after it ends.  False if one of them has no dates. */
bool period_progress(struct arena *arena, struct period window, struct period whole,
                     struct number *out);

/* Five-year plans: 一五 is 1953..1957, 二五 1958..1962, from 三五 (1966..1970) on they follow one
 * another; 十四五 is 2021..2025.  period_read() takes 十四五, also in quotes and with 时期 or 期间.
 */
/** Years of the n-th plan, 1 <= n <= 99 (assert). */
struct period period_plan(struct arena *arena, int n);
/** Which plan has exactly these years; 0 if none has. */
int period_plan_number(struct period period);

/* Reporting years of their own: 妇幼卫生 counts 2026 from 1 October 2025 to 30 September 2026. */
/** First day of the reporting year, in any calendar year. */
struct year_start {
    int month, day; /* {0, 0} and {1, 1}: the calendar year */
};
/** Reads "10-01".  False if it is no day of every year (02-29 is none). */
bool year_start_read(struct text text, struct year_start *out);
/** The days that a year, half, quarter or several years mean in such a reporting year: 2026 from
 * 10-01 → 2025-10..2026-09, 2026H1 → 2025-10..2026-03.  A year is named by the calendar year that
 * holds most of it: starts from July on lie in the year before.  Months, windows and day ranges are
 * taken as they stand.  False for periods without dates, and at the ends of the calendar. */
bool period_reported(struct arena *arena, struct period period, struct year_start start,
                     struct period *out);
/** The same period of the reporting year before: the base of 同比. */
bool period_reported_last_year(struct arena *arena, struct period period, struct year_start start,
                               struct period *out);
/** The reporting year that holds the period: for a target of the year, and for period_progress().
 *  False if no single one holds it. */
bool period_reported_year(struct arena *arena, struct period period, struct year_start start,
                          struct period *out);

#endif
