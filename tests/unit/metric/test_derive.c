/* Formulas of the dictionary: values, standings, order of dependence, faults. */
#include <criterion/criterion.h>

#include "helper.h"

static const struct given tables[] = {
    {"indicators", "code,name,measure,decimals,better,nature,numerator,denominator,formula,rollup\n"
                   "per,人均收入,元/人,2,,,,,gdp / people,\n" /* before what it is made of */
                   "gdp,生产总值,万元,,,,,,first + second,\n"
                   "first,第一产业,万元,,,,,,,\nsecond,第二产业,亿元,,,,,,,\n"
                   "people,人口,万人,,,stock,,,,\n"
                   "share,一产比重,%,1,,,,,first / gdp,\n"
                   "pace,增速,%,1,,growth,,,first / last_year(first) - 100%,\n"
                   "yield,亩产,公斤/亩,1,,,,,grain / land,\n"
                   "grain,粮食,吨,,,,,,,\nland,面积,公顷,,,,,,,\n"
                   "about,约数,万元,,,,,,first + rough,\nrough,约,万元,,,,,,,\n"
                   "mask,空,万元,,,,,,first + hidden,\nhidden,隐,万元,,,,,,,\n"
                   "gone,缺,万元,,,,,,first + never,\nnever,无,万元,,,,,,,\n"
                   "nil,除零,%,,,,,,first / zero,\nzero,零,万元,,,,,,,\n"
                   "left,剩余,万元,,,,,,target(first) - first,\n"},
    {"metrics", "code,value,period,standing,qualifier,target\n"
                "first,12.5,2026H1,,,20\nfirst,10,2025H1,,,\nfirst,3,2026-01..2026-03,,,\n"
                "second,0.5,2026H1,预计,,\nsecond,0.4,2025H1,核定,,\n"
                "people,3,2026H1,,,\npeople,3,2025H1,,,\n"
                "grain,900,2026H1,,,\nland,200,2026H1,,,\n"
                "rough,2,2026H1,,approx,\nhidden,xx,2026H1,,,\nzero,0,2026H1,,,\n"
                "share,1,2025H1,,,\n"},
    {NULL, NULL}};

Test(derive, formulas_give_figures) {
    static const struct {
        const char *indicator, *period, *want, *standing;
    } cases[] = {
        {"gdp", "2026H1", "5012.5 万元 2026H1", "预计"},
        {"gdp", "2025H1", "4010 万元 2025H1", ""},
        {"gdp", "2026-01..2026-03", "missing 万元 2026-01..2026-03", ""},
        {"per", "2026H1", "1670.833333333333 元/人 2026H1", "预计"},
        {"share", "2026H1", "0.249376558603 % 2026H1", "预计"},
        {"share", "2025H1", "1 % 2025H1", ""}, /* given */
        {"pace", "2026H1", "25 % 2026H1", ""},
        {"yield", "2026H1", "300 公斤/亩 2026H1", ""},
        {"about", "2026H1", "14.5 万元 2026H1", ""},
        {"mask", "2026H1", "placeholder xx 万元 2026H1", ""},
        {"gone", "2026H1", "missing 万元 2026H1", ""},
        {"nil", "2026H1", "missing % 2026H1", ""},
        {"left", "2026H1", "7.5 万元 2026H1", ""},
    };
    struct world world = build_world(tables, "u", "2026H1");
    cr_assert_str_eq(say_diags(world), "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice *slice = a_slice(world, "u", cases[i].period);
        struct figure figure = metric_value(slice, an_ask(world, cases[i].indicator), world.arena);
        cr_expect_str_eq(say(world, figure), cases[i].want, "%s %s", cases[i].indicator,
                         cases[i].period);
        cr_expect(text_is(figure.standing, cases[i].standing), "%s", cases[i].indicator);
    }
    struct slice *slice = a_slice(world, "u", "2026H1");
    cr_expect_eq(metric_value(slice, an_ask(world, "about"), world.arena).quantity.qualifier,
                 QUALIFIER_ABOUT);
    struct figure per = metric_value(slice, an_ask(world, "gdp"), world.arena);
    cr_expect_str_eq(origin_print(per.origin, world.arena), "metrics.csv:2:7");
    struct change change =
        metric_change(slice, an_ask(world, "gdp"), CHANGE_LAST_YEAR, world.arena);
    cr_expect_eq(change.state, CHANGE_KNOWN);
    cr_expect_str_eq(say_number(world, change.rate), "0.25");
    end_world(world);
}

Test(derive, faults_of_formulas) {
    static const struct {
        const char *rows, *want, *detail;
    } cases[] = {
        {"a,甲,元,b + 1.0\nb,乙,元,c - a\nc,丙,元,\n", "M160 indicators.csv:2:7", "a → b → a"},
        {"a,甲,元,a + 1.0\n", "M160 indicators.csv:2:7", "a → a"},
        {"a,甲,元,b / c\nb,乙,元,\nc,丙,人,\n", "M151 indicators.csv:2:7",
         "甲: the formula gives 元/人, the indicator is in 元"},
        {"a,甲,元,bb + c\nb,乙,元,\nc,丙,元,\n", "M101 indicators.csv:2:7", "bb"},
        {"a,甲,元,b + c\nb,乙,元,\nc,丙,人,\n", "M151 indicators.csv:2:9", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct given given[] = {
            {"indicators", arena_printf(arena, "code,name,measure,formula\n%s", cases[i].rows)},
            {"metrics", "code,value,period\n"},
            {NULL, NULL}};
        struct world world = build_world(given, "u", "2026H1");
        cr_expect_str_eq(say_diags(world), cases[i].want, "case %zu: %s", i, say_diags(world));
        if (cases[i].detail) cr_expect_str_eq(detail_of(world, 0), cases[i].detail, "case %zu", i);
        end_world(world);
        arena_free(arena);
    }
}

Test(derive, words_of_the_dictionary) {
    static const struct {
        const char *head, *row, *want;
    } cases[] = {
        {"scale", "千", "M109 indicators.csv:2:7"},
        {"scale", "万", ""},
        {"print,scale", "亿元,万", "M110 indicators.csv:2:10"},
        {"rollup", "add", "M109 indicators.csv:2:7"},
        {"rollup", "mean:b", "M101 indicators.csv:2:7"},
        {"rollup", "rate", "M161 indicators.csv:2:7"},
        {"year_start", "10月", "M107 indicators.csv:2:7"},
        {"year_start", "10-01", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct given given[] = {
            {"indicators", arena_printf(arena, "code,name,measure,%s\na,甲,元,%s\n", cases[i].head,
                                        cases[i].row)},
            {"metrics", "code,value,period\n"},
            {NULL, NULL}};
        struct world world = build_world(given, "u", "2026H1");
        cr_expect_str_eq(say_diags(world), cases[i].want, "case %zu", i);
        end_world(world);
        arena_free(arena);
    }
}

/* 妇幼卫生 counts 2026 from 1 October 2025. */
Test(derive, reporting_year_of_its_own) {
    static const struct given given[] = {
        {"indicators", "code,name,measure,year_start,formula\nborn,活产,人,10-01,\n"
                       "all,合计,人,10-01,born + born\nplain,普通,人,,\n"},
        {"metrics", "code,value,period,target\nborn,300,2026,400\nborn,280,2025,\n"
                    "born,160,2026H1,\nborn,140,2025H1,\nborn,130,2025H2,\nplain,5,2026,\n"},
        {NULL, NULL}};
    struct world world = build_world(given, "u", "2026");
    cr_assert_str_eq(say_diags(world), "");
    struct slice *year = a_slice(world, "u", "2026"), *half = a_slice(world, "u", "2026H1");
    struct metric_ask born = an_ask(world, "born");
    cr_expect_str_eq(say(world, metric_value(year, born, world.arena)), "300 人 2025-10..2026-09");
    cr_expect_str_eq(say(world, metric_base(year, born, CHANGE_LAST_YEAR, world.arena)),
                     "280 人 2024-10..2025-09");
    cr_expect_str_eq(say(world, metric_value(half, born, world.arena)), "160 人 2025-10..2026-03");
    cr_expect_str_eq(say(world, metric_base(half, born, CHANGE_LAST_YEAR, world.arena)),
                     "140 人 2024-10..2025-03");
    cr_expect_str_eq(say(world, metric_base(half, born, CHANGE_PREVIOUS, world.arena)),
                     "130 人 2025-04..2025-09");
    cr_expect_str_eq(say(world, metric_value(half, an_ask(world, "all"), world.arena)),
                     "320 人 2025-10..2026-03");
    cr_expect_str_eq(say(world, metric_value(year, an_ask(world, "plain"), world.arena)),
                     "5 人 2026");
    struct completion done = metric_completion(half, born, world.arena);
    cr_expect_eq(done.state, COMPLETION_KNOWN);
    cr_expect_str_eq(say_number(world, done.rate), "0.4");
    cr_expect_str_eq(say_number(world, done.progress), "0.5");
    end_world(world);
}

/* What the dictionary says of all stated changes, a row may say otherwise. */
Test(derive, basis_of_stated_changes) {
    static const struct given given[] = {
        {"indicators", "code,name,measure,basis\ngdp,产值,元,可比价\nout,门诊,人次,\n"},
        {"metrics", "code,value,period,stated_change,basis\ngdp,130,2026H1,8.4,\n"
                    "gdp,100,2025H1,30,现价\ngdp,80,2024H1,,\nout,130,2026H1,8.4,\n"
                    "out,100,2025H1,,\n"},
        {NULL, NULL}};
    struct world world = build_world(given, "u", "2026H1");
    cr_expect_str_eq(say_diags(world), "M120 metrics.csv:3:16; M120 metrics.csv:5:16",
                     "not the one on a basis of its own: %s", say_diags(world));
    struct change change = metric_change(a_slice(world, "u", "2026H1"), an_ask(world, "gdp"),
                                         CHANGE_LAST_YEAR, world.arena);
    cr_expect(change.given);
    cr_expect(text_is(change.basis, "可比价"));
    cr_expect_str_eq(say_number(world, change.rate), "0.084");
    end_world(world);
}
