/* Declared checks: held, failed with both numbers and places, and not judged. */
#include "metric/check.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "helper.h"

/* An extract of a zone's half-year report that contradicts itself, and some neighbours. */
static const struct given zone[] = {
    {"metrics", "code,name,value,measure,period\n"
                "safety.found,排查隐患,224,处,2009H1\nsafety.fixed,已整改,223,处,2009H1\n"
                "safety.rate,整改率,98,%,2009H1\nsafety.rate.fine,精确整改率,99.55,%,2009H1\n"
                "safety.rate.short,约整改率,99.6,%,2009H1\n"
                "ncms.n,报销人次,70084,人次,2009H1\nncms.out,门诊,61102,人次,2009H1\n"
                "ncms.in,住院,8982,人次,2009H1\nncms.bad,误,8983,人次,2009H1\n"
                "amt,金额,921.97,万元,2009H1\namt.out,门诊额,31.76,万元,2009H1\n"
                "amt.in,住院额,8902100,元,2009H1\namt.sum,总额,0.092,亿元,2009H1\n"
                "amt.off,差额,921.98,万元,2009H1\n"
                "firm.total,企业,363,户,2009H1\nfirm.prod,生产性,239,户,2009H1\n"
                "hole,缺,,户,2009H1\nmask,匿,x,户,2009H1\nmany,多,300余,户,2009H1\n"
                "nil,零,0,处,2009H1\nplan,任务,2,项,2009H1\nplan.bad,任务误,3,项,2009H1\n"
                "win,窗,1,户,2009-01..2009-05\nold,旧,363,户,2008H1\ngrade,级,/,户,2009H1\n"},
    {"items", "section,title\n计划,a\n计划,b\n问题,c\n"},
    {NULL, NULL}};

struct trial {
    enum check_kind kind;
    const char *of, *with[3];
    const char *want; /* codes and places; "" when it holds */
    size_t errors;
};

static const struct trial trials[] = {
    {CHECK_RATE, "safety.rate", {"safety.fixed", "safety.found"}, "M302 metrics.csv:4:17", 1},
    {CHECK_RATE, "safety.rate.fine", {"safety.fixed", "safety.found"}, "", 0},
    {CHECK_RATE, "safety.rate.short", {"safety.fixed", "safety.found"}, "", 0},
    {CHECK_RATE, "safety.rate", {"safety.fixed", "nil"}, "M310 checks.xml:1:1", 0},
    {CHECK_SUM, "报销人次", {"门诊", "住院"}, "", 0},
    {CHECK_SUM, "报销人次", {"门诊", "误"}, "M301 metrics.csv:7:13", 1},
    {CHECK_SUM, "amt", {"amt.out", "amt.in"}, "", 0},
    {CHECK_SUM, "amt.sum", {"amt.out", "amt.in"}, "", 0},
    {CHECK_SUM, "amt.off", {"amt.out", "amt.in"}, "M301 metrics.csv:15:12", 1},
    {CHECK_SUM, "amt", {"amt.out", "门诊"}, "M311 checks.xml:1:4", 1},
    {CHECK_SUM, "amt", {NULL}, "M311 checks.xml:1:3", 1},
    {CHECK_AT_MOST, "firm.prod", {"firm.total"}, "", 0},
    {CHECK_AT_MOST, "firm.total", {"firm.prod"}, "M303 metrics.csv:16:15", 1},
    {CHECK_AT_MOST, "amt", {"amt.sum"}, "", 0},
    {CHECK_AT_MOST, "amt.off", {"amt"}, "M303 metrics.csv:15:12", 1},
    {CHECK_EQUAL, "amt", {"amt.off"}, "M304 metrics.csv:11:8", 1},
    {CHECK_EQUAL, "amt", {"amt.sum"}, "", 0},
    {CHECK_EQUAL, "hole", {"firm.total"}, "M310 checks.xml:1:1", 0},
    {CHECK_EQUAL, "firm.total", {"mask"}, "M310 checks.xml:1:1", 0},
    {CHECK_EQUAL, "firm.total", {"many"}, "M310 checks.xml:1:1", 0},
    {CHECK_EQUAL, "firm.total", {"grade"}, "M310 checks.xml:1:1", 0},
    {CHECK_EQUAL, "firm.total", {"win"}, "M310 checks.xml:1:1", 0},
    {CHECK_EQUAL, "firm.total", {"nothing"}, "M101 checks.xml:1:3", 1},
    {CHECK_COUNT, "plan", {"计划"}, "", 0},
    {CHECK_COUNT, "plan.bad", {"计划"}, "M305 metrics.csv:23:14", 1},
    {CHECK_COUNT, "mask", {"计划"}, "M310 checks.xml:1:1", 0},
};

static struct check make_check(struct world w, const struct trial *trial) {
    const struct file *file = file_from_text(w.arena, "checks.xml", TEXT("<check/>"));
    struct check check = {.kind = trial->kind,
                          .level = DIAG_ERROR,
                          .of = text_of(trial->of),
                          .text = TEXT(""),
                          .period = TEXT(""),
                          .origin = {file, 0},
                          .of_origin = {file, 1},
                          .with_origin = {{file, 2}, {file, 3}}};
    check.with = arena_take_array(w.arena, 3, sizeof *check.with);
    while (check.with_count < 3 && trial->with[check.with_count]) {
        check.with[check.with_count] = text_of(trial->with[check.with_count]);
        check.with_count++;
    }
    return check;
}

Test(check, judges) {
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        struct world w = build_world(zone, "zone", "2009H1");
        cr_assert_str_eq(say_diags(w), "");
        struct check check = make_check(w, &trials[i]);
        size_t errors = metric_check(a_slice(w, "zone", "2009H1"), &check, 1, w.arena, w.diags);
        cr_assert_str_eq(say_diags(w), trials[i].want, "case %zu", i);
        cr_assert_eq(errors, trials[i].errors, "case %zu", i);
        end_world(w);
    }
}

Test(check, names_both_numbers_and_places) {
    struct world w = build_world(zone, "zone", "2009H1");
    struct check checks[] = {make_check(w, &trials[0]), make_check(w, &trials[5]),
                             make_check(w, &trials[12])};
    checks[0].text = TEXT("整改率应等于已整改数除以隐患数");
    cr_assert_eq(metric_check(a_slice(w, "zone", "2009H1"), checks, 3, w.arena, w.diags), 3);
    cr_assert_str_eq(detail_of(w, 0),
                     "整改率: stated 98%, recomputed 99.6% (223处 of 224处), tolerance 0.5%; "
                     "parts at metrics.csv:3:18, metrics.csv:2:19");
    cr_assert_str_eq(hint_of(w, 0),
                     "整改率应等于已整改数除以隐患数 (check declared at checks.xml:1:1)");
    cr_assert_str_eq(detail_of(w, 1),
                     "报销人次: stated 70084人次, recomputed 70085人次 (61102人次 + 8983人次), "
                     "tolerance 0.5人次; parts at metrics.csv:8:13, metrics.csv:10:12");
    cr_assert_str_eq(hint_of(w, 1), "check declared at checks.xml:1:1");
    cr_assert_str_eq(detail_of(w, 2), "企业 is 363户, 生产性 239户 at metrics.csv:17:15");
    end_world(w);
}

Test(check, level_and_period_are_the_authors) {
    struct world w = build_world(zone, "zone", "2009H1");
    struct check check = make_check(w, &trials[0]);
    struct slice *slice = a_slice(w, "zone", "2009H1");
    check.level = DIAG_WARNING;
    cr_assert_eq(metric_check(slice, &check, 1, w.arena, w.diags), 0);
    cr_assert_eq(diags_at(w.diags, 0)->level, DIAG_WARNING);
    check = make_check(w, &(struct trial){CHECK_EQUAL, "old", {"old"}, "", 0});
    check.period = TEXT("2008H1");
    cr_assert_eq(metric_check(slice, &check, 1, w.arena, w.diags), 0);
    cr_assert_eq(diags_size(w.diags), 1);
    check.period = TEXT("bald");
    cr_assert_eq(metric_check(slice, &check, 1, w.arena, w.diags), 1);
    cr_assert_eq(diags_at(w.diags, 1)->code, DIAG_M107);
    end_world(w);
}
