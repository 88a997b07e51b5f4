/* Periods: every form found in real reports, what is refused, and how they follow one another. */
#include <criterion/criterion.h>

#include "value/period.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static struct arena *arena;

static void set_up(void) {
    arena = arena_new();
}

static void tear_down(void) {
    arena_free(arena);
}

TestSuite(period, .init = set_up, .fini = tear_down);

static struct period read(const char *text) {
    struct period period;
    cr_assert(period_read(text_of(text), &period), "cannot read %s", text);
    return period;
}

Test(period, reads_the_forms) {
    static const struct {
        const char *text;
        enum period_kind kind;
        int from, to; /* yyyymmdd */
        const char *code;
    } rows[] = {
        {"", PERIOD_UNDATED, 0, 0, "undated"},
        {"undated", PERIOD_UNDATED, 0, 0, "undated"},
        {"undated.H2", PERIOD_UNDATED, 0, 0, "undated.H2"},
        {"undated.to-06", PERIOD_UNDATED, 0, 0, "undated.to-06"},
        {"2006", PERIOD_YEAR, 20060101, 20061231, "2006"},
        {"2009", PERIOD_YEAR, 20090101, 20091231, "2009"},
        {"2010", PERIOD_YEAR, 20100101, 20101231, "2010"},
        {"2011", PERIOD_YEAR, 20110101, 20111231, "2011"},
        {"2012", PERIOD_YEAR, 20120101, 20121231, "2012"},
        {"2014", PERIOD_YEAR, 20140101, 20141231, "2014"},
        {"2017", PERIOD_YEAR, 20170101, 20171231, "2017"},
        {"2019", PERIOD_YEAR, 20190101, 20191231, "2019"},
        {"2020", PERIOD_YEAR, 20200101, 20201231, "2020"},
        {"2025", PERIOD_YEAR, 20250101, 20251231, "2025"},
        {" 2026 ", PERIOD_YEAR, 20260101, 20261231, "2026"},
        {"2006H1", PERIOD_HALF, 20060101, 20060630, "2006H1"},
        {"2006H2", PERIOD_HALF, 20060701, 20061231, "2006H2"},
        {"2009H1", PERIOD_HALF, 20090101, 20090630, "2009H1"},
        {"2010H1", PERIOD_HALF, 20100101, 20100630, "2010H1"},
        {"2011H1", PERIOD_HALF, 20110101, 20110630, "2011H1"},
        {"2011H2", PERIOD_HALF, 20110701, 20111231, "2011H2"},
        {"2017H1", PERIOD_HALF, 20170101, 20170630, "2017H1"},
        {"2017H2", PERIOD_HALF, 20170701, 20171231, "2017H2"},
        {"2026Q1", PERIOD_QUARTER, 20260101, 20260331, "2026Q1"},
        {"2026Q2", PERIOD_QUARTER, 20260401, 20260630, "2026Q2"},
        {"2026Q4", PERIOD_QUARTER, 20261001, 20261231, "2026Q4"},
        {"2019-09", PERIOD_MONTH, 20190901, 20190930, "2019-09"},
        {"2024-02", PERIOD_MONTH, 20240201, 20240229, "2024-02"},
        {"2026-05..2026-05", PERIOD_MONTH, 20260501, 20260531, "2026-05"},
        {"2006-01..2006-05", PERIOD_MONTHS, 20060101, 20060531, "2006-01..2006-05"},
        {"2010-01..2010-05", PERIOD_MONTHS, 20100101, 20100531, "2010-01..2010-05"},
        {"2026-01..2026-06", PERIOD_MONTHS, 20260101, 20260630, "2026-01..2026-06"},
        {"2005-12..2006-05", PERIOD_MONTHS, 20051201, 20060531, "2005-12..2006-05"},
        {"2011-08..2011-12", PERIOD_MONTHS, 20110801, 20111231, "2011-08..2011-12"},
        {"2012-10..2013-09", PERIOD_MONTHS, 20121001, 20130930, "2012-10..2013-09"},
        {"2025H2..2026H1", PERIOD_MONTHS, 20250701, 20260630, "2025-07..2026-06"},
        {"2026Q1..2026Q3", PERIOD_MONTHS, 20260101, 20260930, "2026-01..2026-09"},
        {"2025..2026-05", PERIOD_MONTHS, 20250101, 20260531, "2025-01..2026-05"},
        {"2026H1..2026H1", PERIOD_HALF, 20260101, 20260630, "2026H1"},
        {"2006-01..2006-04-10", PERIOD_DAYS, 20060101, 20060410, "2006-01..2006-04-10"},
        {"2006-01..2006-06-10", PERIOD_DAYS, 20060101, 20060610, "2006-01..2006-06-10"},
        {"2006-04-24..2006-04-26", PERIOD_DAYS, 20060424, 20060426, "2006-04-24..2006-04-26"},
        {"2006-04-01..2006-04-26", PERIOD_DAYS, 20060401, 20060426, "2006-04-01..2006-04-26"},
        {"2006-04-24..2006-05", PERIOD_DAYS, 20060424, 20060531, "2006-04-24..2006-05-31"},
        {"2006-01-01..2006-06-30", PERIOD_DAYS, 20060101, 20060630, "2006-01-01..2006-06-30"},
        {"2026-05-01", PERIOD_DAYS, 20260501, 20260501, "2026-05-01"},
        {"2024-02-29", PERIOD_DAYS, 20240229, 20240229, "2024-02-29"},
        {"2026-05-01..2026-05-01", PERIOD_DAYS, 20260501, 20260501, "2026-05-01"},
        {"2019..2020", PERIOD_YEARS, 20190101, 20201231, "2019..2020"},
        {"2021..2025", PERIOD_YEARS, 20210101, 20251231, "2021..2025"},
        {"2021..2021", PERIOD_YEAR, 20210101, 20211231, "2021"},
        {"FY", PERIOD_EVERY_YEAR, 0, 0, "FY"},
        {"20xx", PERIOD_UNKNOWN_YEAR, 0, 0, "20xx"},
        {"201X", PERIOD_UNKNOWN_YEAR, 0, 0, "201X"},
        {"20xxH1", PERIOD_UNKNOWN_YEAR, 0, 0, "20xxH1"},
        {"5年", PERIOD_SPAN, 0, 0, "5年"},
        {"3个月", PERIOD_SPAN, 0, 0, "3个月"},
        {"100天", PERIOD_SPAN, 0, 0, "100天"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct period p = read(rows[i].text);
        cr_expect(p.kind == rows[i].kind, "%s: kind %d", rows[i].text, (int)p.kind);
        int from = p.from_year * 10000 + p.from_month * 100 + p.from_day;
        int to = p.to_year * 10000 + p.to_month * 100 + p.to_day;
        cr_expect(from == rows[i].from && to == rows[i].to, "%s: %d..%d", rows[i].text, from, to);
        struct text code = period_code(arena, p);
        cr_expect(text_is(code, rows[i].code), "%s: %.*s", rows[i].text, TEXT_ARGS(code));
        struct period again;
        cr_expect(period_read(code, &again), "%s does not read its code", rows[i].text);
        if (from) cr_expect(period_equal(again, p), "%s: code says other days", rows[i].text);
        cr_expect(period_has_dates(p) == (from != 0), "%s", rows[i].text);
    }
}

Test(period, refuses_other_texts) {
    static const char *const rows[] = {
        "2026H3",     "2026H0",     "2026Q5",        "2026Q0",     "2026-13",
        "2026-00",    "2026-02-29", "2026-04-31",    "2026-05-00", "26",
        "202",        "20266",      "2026h1",        "2026-5",     "2026-05..2026-04",
        "2026..2025", "2026..",     "..2026",        "2026-01-",   "2026年",
        "年",         "1234年",     "2026H1.5",      "上半年",     "2026/05",
        "0999",       "abcd",       "20x",           "20xx-05-01", "2026-01..2026-02..2026-03",
        "5月",        "fy",         "2026-01-02-03", "2026H1 x",
    };
    struct period period;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(!period_read(text_of(rows[i]), &period), "read %s", rows[i]);
}

Test(period, equal_days_are_equal) {
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = {
        {"2026H1", "2026-01..2026-06", true},
        {"2026H1", "2026-01-01..2026-06-30", true},
        {"2026Q2", "2026-04..2026-06", true},
        {"2026", "2026-01..2026-12", true},
        {"2026", "2026H1..2026H2", true},
        {"2026H1", "2026-01..2026-05", false},
        {"2026H1", "2025H1", false},
        {"", "undated", false},
        {"undated.H2", "undated.H2", true},
        {"5年", "5年", true},
        {"5年", "3年", false},
        {"FY", "20xx", false},
        {"FY", "2026", false},
        {"20xx", "20xx", true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        cr_expect(period_equal(read(rows[i].a), read(rows[i].b)) == rows[i].equal, "%s and %s",
                  rows[i].a, rows[i].b);
        cr_expect(period_equal(read(rows[i].b), read(rows[i].a)) == rows[i].equal);
    }
}

Test(period, steps) {
    static const struct {
        const char *period, *last_year, *previous, *next, *year; /* NULL: none */
    } rows[] = {
        {"2026", "2025", "2025", "2027", "2026"},
        {"2026H1", "2025H1", "2025H2", "2026H2", "2026"},
        {"2026H2", "2025H2", "2026H1", "2027H1", "2026"},
        {"2026Q1", "2025Q1", "2025Q4", "2026Q2", "2026"},
        {"2026Q4", "2025Q4", "2026Q3", "2027Q1", "2026"},
        {"2026-01", "2025-01", "2025-12", "2026-02", "2026"},
        {"2024-02", "2023-02", "2024-01", "2024-03", "2024"},
        {"2026-01..2026-05", "2025-01..2025-05", NULL, NULL, "2026"},
        {"2026-01..2026-06", "2025-01..2025-06", "2025H2", "2026H2", "2026"},
        {"2026-02..2026-04", "2025-02..2025-04", NULL, NULL, "2026"},
        {"2026-04..2026-06", "2025-04..2025-06", "2026Q1", "2026Q3", "2026"},
        {"2026-01-01..2026-12-31", "2025-01-01..2025-12-31", "2025", "2027", "2026"},
        {"2005-12..2006-05", "2004-12..2005-05", NULL, NULL, NULL},
        {"2025-01..2025-02", "2024-01..2024-02", NULL, NULL, "2025"},
        {"2006-04-24..2006-04-26", "2005-04-24..2005-04-26", NULL, NULL, "2006"},
        {"2025-01-05..2025-02-28", "2024-01-05..2024-02-29", NULL, NULL, "2025"},
        {"2024-02-29", "2023-02-28", NULL, NULL, "2024"},
        {"2025-02-28", "2024-02-28", NULL, NULL, "2025"},
        {"2024-02-29..2024-03-05", "2023-02-28..2023-03-05", NULL, NULL, "2024"},
        {"2021..2025", "2020..2024", "2016..2020", "2026..2030", NULL},
        {"1000", NULL, NULL, "1001", "1000"},
        {"9999", "9998", "9998", NULL, "9999"},
        {"undated", NULL, NULL, NULL, NULL},
        {"FY", NULL, NULL, NULL, NULL},
        {"20xx", NULL, NULL, NULL, NULL},
        {"5年", NULL, NULL, NULL, NULL},
    };
    typedef bool step(struct arena *, struct period, struct period *);
    step *const steps[] = {period_last_year, period_previous, period_next, period_year};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *const wanted[] = {rows[i].last_year, rows[i].previous, rows[i].next,
                                      rows[i].year};
        for (size_t s = 0; s < COUNT_OF(steps); s++) {
            struct period out;
            bool found = steps[s](arena, read(rows[i].period), &out);
            cr_expect(found == (wanted[s] != NULL), "%s, step %zu", rows[i].period, s);
            if (found && wanted[s])
                cr_expect(text_is(out.text, wanted[s]), "%s, step %zu: %.*s", rows[i].period, s,
                          TEXT_ARGS(out.text));
        }
    }
}

Test(period, contains_and_windows) {
    static const struct {
        const char *outer, *inner;
        bool contains, window;
    } rows[] = {
        {"2026H1", "2026-01..2026-05", true, true},
        {"2026H1", "2026-01..2026-04-10", true, true},
        {"2026H1", "2026-02..2026-05", true, false},
        {"2026H1", "2026H1", true, false},
        {"2026H1", "2026-01..2026-06", true, false},
        {"2026", "2026H1", true, true},
        {"2026H1", "2026", false, false},
        {"2026H1", "2025-12..2026-05", false, false},
        {"2026H1", "2026-07", false, false},
        {"2021..2025", "2023", true, false},
        {"2026", "undated", false, false},
        {"FY", "2026", false, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct period outer = read(rows[i].outer), inner = read(rows[i].inner);
        cr_expect(period_contains(outer, inner) == rows[i].contains, "%s, %s", rows[i].outer,
                  rows[i].inner);
        cr_expect(period_is_window_of(inner, outer) == rows[i].window, "%s, %s", rows[i].outer,
                  rows[i].inner);
    }
}

Test(period, counts_days) {
    static const struct {
        const char *period;
        int days;
    } rows[] = {
        {"2026", 365},
        {"2024", 366},
        {"2000", 366},
        {"1900", 365},
        {"2026H1", 181},
        {"2024H1", 182},
        {"2026H2", 184},
        {"2026-02", 28},
        {"2024-02", 29},
        {"2026-05-01", 1},
        {"2006-04-24..2006-04-26", 3},
        {"2021..2025", 1826},
        {"undated", 0},
        {"5年", 0},
        {"FY", 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(period_days(read(rows[i].period)) == rows[i].days, "%s: %d", rows[i].period,
                  period_days(read(rows[i].period)));
}

Test(period, orders_by_first_then_last_day) {
    static const char *const rows[] = {"undated", "FY",     "3年",    "5年",  "2025",   "2025H2",
                                       "2026-01", "2026Q1", "2026H1", "2026", "2026-02"};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (size_t j = 0; j < COUNT_OF(rows); j++) {
            int order = period_compare(read(rows[i]), read(rows[j]));
            cr_expect((order > 0) - (order < 0) == (i > j) - (i < j), "%s, %s", rows[i], rows[j]);
        }
}
