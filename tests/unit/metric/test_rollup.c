/* Values of parents from those of their units: rules, trees, gaps, borders that change. */
#include <criterion/criterion.h>
#include <string.h>

#include "helper.h"

static const char people[] = "code,name,from,to,successor\np,省,,,\nc1,东市,,,\nc2,西市,,,\n"
                             "t1,甲镇,,,\nt2,乙镇,,,\nt3,丙镇,,,\nt4,丁镇,,,\n";
static const char tree[] = "tree,unit,parent\nadmin,p,\nadmin,t1,c1\nadmin,t2,c1\nadmin,c1,p\n"
                           "admin,c2,p\nadmin,t3,c2\nadmin,t4,c2\nadmin,t4,c2\n";

static const struct given tables[] = {
    {"units", people},
    {"memberships", tree},
    {"indicators", "code,name,measure,nature,numerator,denominator,formula,rollup\n"
                   "out,门诊,人次,flow,,,,\nmoney,收入,万元,flow,,,,\n"
                   "done,已办,件,flow,,,,\nall,应办,件,flow,,,,\nrate,办结率,%,rate,done,all,,\n"
                   "per,次均费用,元/人次,flow,,,money / out,\n"
                   "mean,平均床日,天,stock,,,,mean:out\n"
                   "top,最高,分,stock,,,,max\nlow,最低,分,stock,,,,min\n"
                   "given,自报,件,flow,,,,\nnone,不汇,件,flow,,,,none\n"
                   "some,部分,件,flow,,,,sum-reported\nlast,在册,人,stock,,,,latest\n"
                   "score,得分,分,stock,,,,\nprice,人均,元/人,flow,,,,\n"
                   "best,最高次均,元/人次,flow,,,money / out,max\n"},
    {"metrics", "unit,code,value,period,measure,standing,qualifier\n"
                "t1,out,100,2026H1,,,\nt2,out,200,2026H1,,预计,\nt3,out,300,2026H1,,,\n"
                "t4,out,400,2026H1,,,\n"
                "t1,money,1.5,2026H1,,,\nt2,money,25000,2026H1,元,,\nt3,money,3,2026H1,,,\n"
                "t4,money,4.00,2026H1,,,\n"
                "t1,done,1,2026H1,,,\nt1,all,2,2026H1,,,\nt2,done,2,2026H1,,,\n"
                "t2,all,3,2026H1,,,\nt3,done,5,2026H1,,,\nt3,all,5,2026H1,,,\n"
                "t4,done,0,2026H1,,,\nt4,all,1,2026H1,,,\n"
                "t1,mean,10,2026H1,,,\nt2,mean,7,2026H1,,,\nt3,mean,5,2026H1,,,\n"
                "t4,mean,5.5,2026H1,,,\n"
                "t1,top,90.5,2026H1,,,\nt2,top,88,2026H1,,,\nt3,top,70,2026H1,,,\n"
                "t4,top,91,2026H1,,,\n"
                "t1,low,90.5,2026H1,,,\nt2,low,88,2026H1,,,\nt3,low,70,2026H1,,,\n"
                "t4,low,91,2026H1,,,\n"
                "t1,given,1,2026H1,,,\nt2,given,1,2026H1,,,\nc1,given,5,2026H1,,,\n"
                "t3,given,不适用,2026H1,,,\nt4,given,4,2026H1,,,approx\n"
                "t1,none,1,2026H1,,,\nt2,none,1,2026H1,,,\n"
                "t1,some,1,2026H1,,,\nt3,some,7,2026H1,,,\nt4,some,1,2026H1,,,\n"
                "t1,last,10,2026-03,,,\nt1,last,11,2026-06,,,\nt2,last,20,2026-05,,,\n"
                "t1,score,1,2026H1,,,\nt2,score,1,2026H1,,,\n"
                "t1,price,1,2026H1,,,\nt2,price,1,2026H1,,,\n"},
    {NULL, NULL}};

static const char *value_of(struct world world, const char *unit, const char *indicator,
                            const char *period) {
    struct slice *slice = a_slice(world, unit, period);
    return say(world, metric_value(slice, an_ask(world, indicator), world.arena));
}

Test(rollup, every_rule) {
    static const char *const cases[][3] = {
        {"c1", "out", "300 人次 2026H1"},
        {"c2", "out", "700 人次 2026H1"},
        {"p", "out", "1000 人次 2026H1"},
        {"c1", "money", "4.0 万元 2026H1"}, /* 1.5万元 and 25000元 */
        {"p", "money", "11.00 万元 2026H1"},
        {"c1", "rate", "60 % 2026H1"},
        {"p", "rate", "72.727272727273 % 2026H1"}, /* 8 of 11: no mean of rates */
        {"p", "per", "110 元/人次 2026H1"},
        {"c1", "mean", "8 天 2026H1"},
        {"c2", "mean", "5.285714285714 天 2026H1"},
        {"p", "mean", "6.1 天 2026H1"}, /* (8·300 + 3700) / 1000 */
        {"p", "top", "91 分 2026H1"},
        {"c1", "low", "88 分 2026H1"},
        {"p", "low", "70 分 2026H1"},
        {"c1", "given", "5 件 2026H1"},
        {"p", "given", "9 件 2026H1"},
        {"c1", "none", "missing 件 2026H1"},
        {"c1", "some", "1 件 2026H1"},
        {"p", "some", "9 件 2026H1"},
        {"c1", "last", "31 人 2026H1"},
        {"c1", "score", "missing 分 2026H1"},
        {"c1", "price", "missing 元/人 2026H1"},
        {"t1", "best", "150 元/人次 2026H1"},
        {"c1", "best", "150 元/人次 2026H1"},
        {"p", "best", "150 元/人次 2026H1"},
    };
    struct world world = build_world(tables, "", "2026H1");
    cr_expect_str_eq(say_diags(world), "M163 units.csv:2:1", "在册 of 西市");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(value_of(world, cases[i][0], cases[i][1], "2026H1"), cases[i][2], "%s %s",
                         cases[i][0], cases[i][1]);
    struct slice *slice = a_slice(world, "p", "2026H1");
    struct figure total = metric_value(slice, an_ask(world, "out"), world.arena);
    cr_expect(text_is(total.standing, "预计"), "as little to be relied on as its parts");
    cr_expect_str_eq(origin_print(total.origin, world.arena), "metrics.csv:2:8");
    cr_expect_eq(metric_value(slice, an_ask(world, "given"), world.arena).quantity.qualifier,
                 QUALIFIER_ABOUT);
    end_world(world);
}

Test(rollup, gaps_make_no_total) {
    static const struct given given[] = {
        {"units", people},
        {"memberships", tree},
        {"indicators", "code,name,measure\nout,门诊,人次\nin,住院,人次\n"},
        {"metrics", "unit,code,value,period\nt1,out,1,2026H1\nt3,out,1,2026H1\nt4,out,1,2026H1\n"
                    "t1,in,1,2026H1\nt1,in,1,2025H1\n"},
        {NULL, NULL}};
    struct world world = build_world(given, "", "2026H1");
    cr_expect_str_eq(value_of(world, "c1", "out", "2026H1"), "missing 人次 2026H1");
    cr_expect_str_eq(value_of(world, "c2", "out", "2026H1"), "2 人次 2026H1");
    cr_expect_str_eq(value_of(world, "p", "out", "2026H1"), "missing 人次 2026H1");
    cr_expect_str_eq(say_diags(world), "M163 units.csv:2:1; M163 units.csv:3:1");
    cr_expect_str_eq(detail_of(world, 1), "东市, 门诊, 2026H1: 1 of 2 units have none: 乙镇 "
                                          "(indicators with such gaps: 2)");
    cr_expect_str_eq(detail_of(world, 0), "省, 门诊, 2026H1: 1 of 2 units have none: 东市 "
                                          "(indicators with such gaps: 1)");
    end_world(world);
}

Test(rollup, a_total_of_its_own_counts) {
    static const struct given given[] = {
        {"units", people},
        {"memberships", tree},
        {"indicators", "code,name,measure,rollup\nout,门诊,人次,sum\nin,住院,人次,\n"
                       "w,收入,万元,sum\n"},
        {"metrics", "unit,code,value,period\nt1,out,1,2026H1\nt2,out,2,2026H1\nc1,out,4,2026H1\n"
                    "t1,in,1,2026H1\nt2,in,2,2026H1\nc1,in,4,2026H1\n"
                    "t1,w,1.26,2026H1\nt2,w,2.26,2026H1\nc1,w,3.5,2026H1\n"},
        {NULL, NULL}};
    struct world world = build_world(given, "", "2026H1");
    cr_expect_str_eq(value_of(world, "c1", "out", "2026H1"), "4 人次 2026H1");
    cr_expect_str_eq(value_of(world, "c1", "w", "2026H1"), "3.5 万元 2026H1");
    end_world(world);
}

Test(rollup, parallel_trees) {
    static const struct given given[] = {
        {"units", "code,name\nk,县\nb,局\nt1,甲\nt2,乙\n"},
        {"memberships", "tree,unit,parent\nadmin,k,\nadmin,t1,k\nadmin,t2,k\n"
                        "line,b,\nline,t1,b\nline,k,b\n"},
        {"indicators", "code,name,measure\nout,门诊,人次\n"},
        {"metrics", "unit,code,value,period\nt1,out,1,2026H1\nt2,out,2,2026H1\n"},
        {NULL, NULL}};
    struct world world = build_world(given, "", "2026H1");
    cr_expect_str_eq(say_diags(world), "");
    cr_expect_str_eq(value_of(world, "k", "out", "2026H1"), "3 人次 2026H1");
    cr_expect_str_eq(value_of(world, "b", "out", "2026H1"), "4 人次 2026H1");
    end_world(world);
}

Test(rollup, circles_are_told) {
    static const struct given given[] = {
        {"units", "code,name,to,successor\na,甲,2025,b\nb,乙,2025,a\nc,丙,,\nd,丁,,\n"},
        {"memberships", "tree,unit,parent\nadmin,c,d\nadmin,d,c\n"},
        {"indicators", "code,name,measure\nout,门诊,人次\n"},
        {"metrics", "unit,code,value,period\nc,out,1,2026H1\n"},
        {NULL, NULL}};
    struct world world = build_world(given, "", "2026H1");
    cr_expect(strstr(say_diags(world), "M165"), "%s", say_diags(world));
    cr_expect(strstr(say_diags(world), "M162"), "%s", say_diags(world));
    end_world(world);
}

/* 甲镇 and 乙镇 became 新镇 in 2026; 丙镇 went into 丁镇, which there was before. */
Test(rollup, bases_in_present_borders) {
    static const struct given given[] = {
        {"units", "code,name,from,to,successor\nc,县,,,\nx,新镇,2026,,\nt1,甲镇,,2025,x\n"
                  "t2,乙镇,,2025,x\nt3,丙镇,,2025,t4\nt4,丁镇,,,\n"},
        {"memberships", "tree,unit,parent\nadmin,c,\nadmin,x,c\nadmin,t1,c\nadmin,t2,c\n"
                        "admin,t3,c\nadmin,t4,c\n"},
        {"indicators", "code,name,measure,numerator,denominator\nout,门诊,人次,,\nbed,床,张,,\n"
                       "per,床均,人次/张,out,bed\n"},
        {"metrics", "unit,code,value,period\nt1,out,10,2025H1\nt2,out,20,2025H1\n"
                    "t3,out,5,2025H1\nt4,out,50,2025H1\nx,out,36,2026H1\nt4,out,66,2026H1\n"
                    "t1,bed,1,2025H1\nt2,bed,2,2025H1\nt3,bed,1,2025H1\nt4,bed,4,2025H1\n"
                    "x,bed,3,2026H1\nt4,bed,6,2026H1\nt4,out,40,2024H1\n"},
        {NULL, NULL}};
    struct world world = build_world(given, "", "2026H1");
    cr_expect_str_eq(say_diags(world), "", "%s", say_diags(world));
    static const struct {
        const char *unit, *period, *indicator, *value, *base, *basis;
    } cases[] = {
        {"x", "2026H1", "out", "36 人次 2026H1", "30 人次 2025H1", "现行区划"},
        {"t4", "2026H1", "out", "66 人次 2026H1", "55 人次 2025H1", "现行区划"},
        {"t4", "2025H1", "out", "50 人次 2025H1", "40 人次 2024H1", ""},
        {"c", "2026H1", "out", "102 人次 2026H1", "85 人次 2025H1", ""},
        {"x", "2026H1", "per", "12 人次/张 2026H1", "10 人次/张 2025H1", "现行区划"},
        {"t4", "2026H1", "per", "11 人次/张 2026H1", "11 人次/张 2025H1", "现行区划"},
        {"t4", "2025H1", "per", "12.5 人次/张 2025H1", "missing 人次/张 2024H1", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice *slice = a_slice(world, cases[i].unit, cases[i].period);
        struct change change =
            metric_change(slice, an_ask(world, cases[i].indicator), CHANGE_LAST_YEAR, world.arena);
        cr_expect_str_eq(say(world, change.now), cases[i].value, "case %zu", i);
        cr_expect_str_eq(say(world, change.base), cases[i].base, "case %zu", i);
        cr_expect(text_is(change.basis, cases[i].basis), "case %zu: %.*s", i,
                  TEXT_ARGS(change.basis));
    }
    end_world(world);
}
