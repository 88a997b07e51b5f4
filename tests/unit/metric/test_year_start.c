/* Stocks against the end of last year, under whichever code it was given; growth rates and deficits
 * of the dictionary; standing and progress of targets. */
#include <criterion/criterion.h>

#include "helper.h"

static const struct given tables[] = {
    {"metrics", "code,value,period,standing,target\n"
                "year,12,2026H1,,\nyear,10,2025,,\nyear,9,2025-12,,\n"
                "half,12,2026-05,,\nhalf,10,2025H2,,\n"
                "quarter,12,2026Q1,,\nquarter,10,2025Q4,,\n"
                "month,12,2026,,\nmonth,10,2025-12,,\n"
                "none,12,2026H1,,\nnone,10,2025Q3,,\n"
                "flow,12,2026H1,,\nflow,10,2025,,\n"
                "speed,5.2,2026H1,,\ngap,3,2026H1,,\n"
                "due,6,2026H1,预计,12\n"},
    {"indicators", "code,name,measure,nature\nyear,年,家,stock\nhalf,半年,家,stock\n"
                   "quarter,季,家,stock\nmonth,月,家,stock\nnone,无,家,stock\nflow,流,家,flow\n"
                   "speed,增速,%,growth\ngap,缺口,元,deficit\ndue,任务,件,flow\n"},
    {NULL, NULL}};

static struct world w;

static void set_up(void) {
    w = build_world(tables, "u", "2026H1");
    cr_assert_str_eq(say_diags(w), "");
}

static void tear_down(void) {
    end_world(w);
}

TestSuite(year_start, .init = set_up, .fini = tear_down);

Test(year_start, base_is_the_end_of_last_year) {
    static const struct {
        const char *indicator, *period, *base;
        enum change_state state;
    } cases[] = {
        {"year", "2026H1", "2025", CHANGE_KNOWN},
        {"half", "2026-05", "2025H2", CHANGE_KNOWN},
        {"quarter", "2026Q1", "2025Q4", CHANGE_KNOWN},
        {"month", "2026", "2025-12", CHANGE_KNOWN},
        {"none", "2026H1", "2025", CHANGE_BASE_MISSING},
        {"flow", "2026H1", "undated", CHANGE_NOT_COMPARABLE},
    };
    struct slice *slice = a_slice(w, "u", "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct period period = a_period(cases[i].period);
        struct metric_ask ask = an_ask(w, cases[i].indicator);
        ask.period = &period;
        struct change change = metric_change(slice, ask, CHANGE_YEAR_START, w.arena);
        cr_expect_eq(change.state, cases[i].state, "%s", cases[i].indicator);
        struct text base = period_code(w.arena, change.base.period);
        cr_expect(text_is(base, cases[i].base), "%s: %.*s", cases[i].indicator, TEXT_ARGS(base));
        if (change.state == CHANGE_KNOWN)
            cr_expect_str_eq(say_number(w, change.amount), "2", "%s", cases[i].indicator);
    }
}

Test(year_start, natures_of_the_dictionary) {
    struct slice *slice = a_slice(w, "u", "2026H1");
    cr_expect_eq(metric_value(slice, an_ask(w, "speed"), w.arena).nature, FIGURE_GROWTH);
    cr_expect_eq(metric_value(slice, an_ask(w, "gap"), w.arena).nature, FIGURE_DEFICIT);
}

Test(year_start, a_target_is_not_expected) {
    struct slice *slice = a_slice(w, "u", "2026H1");
    struct completion done = metric_completion(slice, an_ask(w, "due"), w.arena);
    cr_expect(text_is(done.value.standing, "预计"));
    cr_expect_eq(done.target.standing.length, 0);
    cr_expect_str_eq(say_number(w, done.progress), "0.5");
}
