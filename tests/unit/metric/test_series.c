/* Who has reported, places among others, series of periods, and where a value comes from. */
#include <criterion/criterion.h>

#include "helper.h"

static const struct given tables[] = {
    {"units", "code,name,short_name,from,to,successor\nk,县,,,,\nt1,甲镇,甲,,,\nt2,乙镇,乙,,,\n"
              "t3,丙镇,丙,,,\nt4,丁镇,丁,,,\nold,旧镇,旧,,2024,t4\nnew,新镇,新,2027,,\n"},
    {"memberships",
     "tree,unit,parent\nadmin,t1,k\nadmin,t2,k\nadmin,t3,k\nadmin,t4,k\nadmin,old,k\n"
     "admin,new,k\n"},
    {"indicators", "code,name,measure,better,formula,numerator,denominator,rollup\n"
                   "out,门诊,人次,higher,,,,\ndead,死亡,人,lower,,,,\n"
                   "per,人均,人/人次,,dead / out,,,\nrate,率,‰,lower,,dead,out,\n"
                   "pace,增速,%,,out / last_year(out) - 100%,,,\nfew,少,件,,,,,\n"
                   "some,部分,件,,,,,sum-reported\nshow,演出,场,higher,,,,\n"},
    {"metrics",
     "unit,code,value,period,target\n"
     "t1,out,300,2026,250\nt2,out,500,2026,\nt3,out,300,2026,\nt4,out,100,2026,\n"
     "t1,out,200,2025,200\nt2,out,450,2025,\nt3,out,310,2025,\nt4,out,90,2025,\n"
     "t1,out,190,2024,200\nt2,out,460,2024,\nt3,out,300,2024,\nt4,out,50,2024,\nold,out,30,2024,\n"
     "t1,out,180,2023,\n"
     "t1,dead,3,2026,\nt2,dead,1,2026,\nt3,dead,0,2026,\nt4,dead,1,2026,\n"
     "t1,few,1,2026,\nt2,few,xx,2026,\nt3,few,/,2026,\n"
     "t1,some,1,2026,\nt2,some,4,2026,\n"
     "t1,show,5,2026-03,\nt1,show,4,2026-02,\nt1,show,3,2026-01,\nt1,show,9,2025-12,\n"},
    {NULL, NULL}};

static struct world w;

static void set_up(void) {
    w = build_world(tables, "", "2026");
    cr_assert_str_eq(say_diags(w), "M163 units.csv:2:1", "%s", say_diags(w));
}

static void tear_down(void) {
    end_world(w);
}

TestSuite(series, .init = set_up, .fini = tear_down);

static struct slice *compare(const char *unit, const char *period, const char *with) {
    return metric_slice(w.store, metric_find_unit(w.store, text_of(unit)), a_period(period),
                        text_of(with), TEXT(""), w.arena);
}

Test(series, who_has_reported) {
    static const struct {
        const char *indicator, *period;
        size_t expected, reported;
        const char *missing;
    } cases[] = {
        {"out", "2026", 4, 4, ""},
        {"few", "2026", 4, 2, "乙丁"}, /* a mark is no report; 不适用 is one */
        {"some", "2026", 4, 2, "丙丁"},
        {"out", "2024", 5, 5, ""}, /* 旧镇 was still there, 新镇 not yet */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice *slice = compare("k", cases[i].period, "children");
        struct metric_coverage found =
            metric_coverage(slice, an_ask(w, cases[i].indicator), w.arena);
        cr_expect_eq(found.expected, cases[i].expected, "case %zu: %zu", i, found.expected);
        cr_expect_eq(found.reported, cases[i].reported, "case %zu: %zu", i, found.reported);
        struct buffer names = buffer_new(w.arena);
        buffer_add(&names, "", 0);
        for (size_t k = 0; k < found.missing_count; k++)
            buffer_add_text(&names, found.missing[k]->short_name);
        cr_expect_str_eq(names.at, cases[i].missing, "case %zu", i);
        cr_expect_null(found.hidden);
    }
    struct slice *alone = compare("k", "2026", "");
    cr_expect(metric_coverage(alone, an_ask(w, "out"), w.arena).hidden, "it may not read them");
}

Test(series, places) {
    static const struct {
        const char *unit, *indicator, *period;
        int rank, ties, count;
        bool compared;
        int rise;
    } cases[] = {
        {"t2", "out", "2026", 1, 0, 4, true, 0},   {"t1", "out", "2026", 2, 1, 4, true, 1},
        {"t3", "out", "2026", 2, 1, 4, true, 0},   {"t4", "out", "2026", 4, 0, 4, true, 0},
        {"t3", "dead", "2026", 1, 0, 4, false, 0}, /* fewer is better */
        {"t4", "dead", "2026", 2, 1, 4, false, 0}, {"t1", "dead", "2026", 4, 0, 4, false, 0},
        {"t4", "rate", "2026", 3, 1, 4, false, 0}, /* 10‰ and 10‰ */
        {"t4", "few", "2026", 0, 0, 1, false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice *slice = compare(cases[i].unit, cases[i].period, "siblings");
        struct metric_rank rank =
            metric_rank(slice, an_ask(w, cases[i].indicator), CHANGE_LAST_YEAR, w.arena);
        cr_expect_eq(rank.rank, cases[i].rank, "case %zu: %d", i, rank.rank);
        cr_expect_eq(rank.ties, cases[i].ties, "case %zu: %d", i, rank.ties);
        cr_expect_eq(rank.count, cases[i].count, "case %zu: %d", i, rank.count);
        cr_expect_eq(rank.compared, cases[i].compared, "case %zu", i);
        if (rank.compared) cr_expect_eq(rank.rise, cases[i].rise, "case %zu: %d", i, rank.rise);
    }
    struct slice *slice = compare("t4", "2026", "siblings");
    cr_expect_eq(metric_rank(slice, an_ask(w, "few"), CHANGE_LAST_YEAR, w.arena).unranked_count, 3);
}

Test(series, streaks) {
    static const struct {
        const char *unit, *indicator, *period;
        enum change_against against;
        bool met;
        int count;
        enum metric_trend trend;
    } cases[] = {
        {"t1", "out", "2026", CHANGE_LAST_YEAR, false, 3, METRIC_TREND_UP},
        {"t1", "out", "2025", CHANGE_LAST_YEAR, false, 2, METRIC_TREND_UP},
        {"t3", "out", "2026", CHANGE_LAST_YEAR, false, 1, METRIC_TREND_DOWN},
        {"t1", "out", "2026", CHANGE_LAST_YEAR, true, 2, METRIC_TREND_MET},
        {"t1", "show", "2026-03", CHANGE_PREVIOUS, false, 2, METRIC_TREND_UP},
        {"t1", "show", "2026-03", CHANGE_LAST_YEAR, false, 0, METRIC_TREND_MET},
        {"t1", "few", "2026", CHANGE_LAST_YEAR, false, 0, METRIC_TREND_MET},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice *slice = a_slice(w, cases[i].unit, cases[i].period);
        enum metric_trend trend;
        int count = metric_streak(slice, an_ask(w, cases[i].indicator), cases[i].against,
                                  cases[i].met, w.arena, &trend);
        cr_expect_eq(count, cases[i].count, "case %zu: %d", i, count);
        if (count) cr_expect_eq(trend, cases[i].trend, "case %zu", i);
    }
}

Test(series, mean_growth) {
    struct number rate;
    struct slice *slice = a_slice(w, "t2", "2026");
    cr_assert(metric_mean_growth(slice, an_ask(w, "out"), 1, w.arena, &rate));
    cr_expect_str_eq(say_number(w, rate), "0.11111111111111", "cut, with a last 1");
    cr_assert(metric_mean_growth(a_slice(w, "t4", "2026"), an_ask(w, "out"), 2, w.arena, &rate));
    struct text text = number_print(w.arena, rate, 6, NUMBER_HALF_AWAY);
    cr_expect(text_is(text, "0.118034"), "80 in the present borders: %.*s", TEXT_ARGS(text));
    cr_expect_not(metric_mean_growth(slice, an_ask(w, "out"), 5, w.arena, &rate));
    cr_expect_not(metric_mean_growth(slice, an_ask(w, "few"), 1, w.arena, &rate));
}

Test(series, explained) {
    static const struct {
        const char *unit, *indicator, *period;
        enum metric_way way;
        const char *rule, *numbers;
        size_t operands;
    } cases[] = {
        {"t1", "out", "2026", METRIC_WAY_GIVEN, "", "", 0},
        {"k", "out", "2026", METRIC_WAY_ROLLUP, "sum", "300人次 + 500人次 + 300人次 + 100人次", 4},
        {"k", "rate", "2026", METRIC_WAY_RATE, "dead / out", "5人 ÷ 1200人次", 2},
        {"k", "per", "2026", METRIC_WAY_FORMULA, "dead / out", "5人 ÷ 1200人次", 2},
        {"k", "pace", "2026", METRIC_WAY_FORMULA, "out / last_year(out) - 100%",
         "1200人次 ÷ 1050人次 − 100%", 2},
        {"k", "some", "2026", METRIC_WAY_ROLLUP, "sum-reported", "1件 + 4件 + — + —", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct metric_explanation found;
        cr_assert(metric_explain(a_slice(w, cases[i].unit, cases[i].period),
                                 an_ask(w, cases[i].indicator), w.arena, &found));
        cr_expect_eq(found.way, cases[i].way, "case %zu", i);
        cr_expect(text_is(found.rule, cases[i].rule), "case %zu: %.*s", i, TEXT_ARGS(found.rule));
        cr_expect(text_is(found.numbers, cases[i].numbers), "case %zu: %.*s", i,
                  TEXT_ARGS(found.numbers));
        cr_expect_eq(found.operand_count, cases[i].operands, "case %zu: %zu", i,
                     found.operand_count);
    }
    struct metric_explanation found;
    cr_expect_not(metric_explain(a_slice(w, "k", "2026"), an_ask(w, "few"), w.arena, &found));
    struct metric_ask ask = an_ask(w, "out");
    cr_assert(metric_explain(a_slice(w, "k", "2026"), ask, w.arena, &found));
    cr_expect_str_eq(origin_print(found.operands[1].figure.origin, w.arena), "metrics.csv:3:8");
    cr_expect_not(found.operands[1].derived);
}
