/* The lookup rule, changes, completion, shares and what a slice may see. */
#include <criterion/criterion.h>
#include <string.h>

#include "helper.h"

static const char metrics[] =
    "code,name,value,measure,period,standing,target,target_period,target_qualifier\n"
    "full,全期,252,家,2026H1,,500,,\n"
    "full,,240,家,2025H1,,,,\n"
    "full,,300,家,2025H2,,,,\n"
    "blood,献血,100,人次,2026-01,,,,\n"
    "blood,,2020,人次,2026-01..2026-05,,,,\n"
    "blood,,900,人次,2026-02..2026-06,,,,\n"
    "blood,,1900,人次,2025-01..2025-05,,,,\n"
    "blood,,2500,人次,2025H1,,,,\n"
    "blood,,,人次,2026,,4000,,ge\n"
    "mixed,窗,10,家,2026-01..2026-06,,,,\n"
    "stand,口径,1,家,2026H1,预计,,,\n"
    "stand,,2,家,2026H1,快报,,,\n"
    "stand,,3,家,2026H1,核定,,,\n"
    "stand,,,家,2026H1,修订,,,\n"
    "hole,缺,,家,2026H1,,,,\n"
    "hole,,7,家,2026Q1,,,,\n"
    "mark,匿名,x,万人次,2026H1,,,,\n"
    "odd,跨年,5,家,2025-12..2026-05,,,,\n"
    "never,未报,,家,2026H1,,,,\n"
    "old,旧,9,家,undated,,12,,\n"
    "zero,零,6,家,2026H1,,0,,le\nzero,,0,家,2025H1,,,,\n"
    "loss,亏,6,万元,2026H1,,,,\nloss,,-2,万元,2025H1,,,,\n"
    "scale,量,1.2,亿元,2026H1,,20000,,\nscale,,9600,万元,2025H1,,,,\n"
    "rate,率,98.1,%,2026H1,,98,2026H1,ge\nrate,,0,%,2025H1,,,,\n"
    "half,半,48,家,2026H1,,50,2026H1,\nhalf,,,家,2026,,120,,\n"
    "plan,规,30,家,2026H1,,,,\nplan,,,家,2025H2,,90,2026,\n"
    "plan,,,家,2026Q1,,100,2026,\n"
    "low,事故,3,起,2026H1,,2,FY,lt\n"
    "long,五年,30,家,2026H1,,100,2021..2030,\n"
    "span,跨度,30,家,2026H1,,100,5年,\n"
    "range,幅,1-3,家,2026H1,,,,\nrange,,2,家,2025H1,,,,\n"
    "grade,级,,家,2026H1,,3,,\n";

static struct world w;

static void set_up(void) {
    w = build_metrics(metrics);
    cr_assert_str_eq(say_diags(w), "");
}

static void tear_down(void) {
    end_world(w);
}

TestSuite(lookup, .init = set_up, .fini = tear_down);

Test(lookup, values) {
    static const char *const cases[][3] = {
        {"full", "", "252 家 2026H1"},
        {"full", "2025H2", "300 家 2025H2"},
        {"blood", "", "2020 人次 2026-01..2026-05"},
        {"blood", "2026H1", "missing 人次 2026H1"},
        {"blood", "2026-02..2026-06", "900 人次 2026-02..2026-06"},
        {"blood", "2026-01", "100 人次 2026-01"},
        {"mixed", "", "10 家 2026H1"},
        {"stand", "", "3 家 2026H1"},
        {"hole", "", "7 家 2026Q1"},
        {"mark", "", "placeholder x 万人次 2026H1"},
        {"odd", "", "missing 家 2026H1"},
        {"odd", "2025-12..2026-05", "5 家 2025-12..2026-05"},
        {"never", "", "missing 家 2026H1"},
        {"old", "", "missing 家 2026H1"},
        {"old", "undated", "9 家 undated"},
    };
    struct slice *slice = a_slice(w, "u", "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct metric_ask ask = an_ask(w, cases[i][0]);
        struct period period = a_period(cases[i][1]);
        if (*cases[i][1]) ask.period = &period;
        cr_assert_str_eq(say(w, metric_value(slice, ask, w.arena)), cases[i][2], "case %zu", i);
    }
}

Test(lookup, figures_are_whole) {
    struct slice *slice = a_slice(w, "u", "2026H1");
    struct figure figure = metric_value(slice, an_ask(w, "stand"), w.arena);
    cr_assert(text_is(figure.name, "口径"));
    cr_assert(text_is(figure.indicator, "stand"));
    cr_assert(text_is(figure.unit, "u"));
    cr_assert(text_is(figure.standing, "核定"));
    cr_assert_str_eq(origin_print(figure.origin, w.arena), "metrics.csv:14:8");
    struct observation row;
    cr_assert(metric_observation(slice, an_ask(w, "stand"), &row));
    cr_assert_eq(row.origin.offset, figure.origin.offset);
    cr_assert_not(metric_observation(slice, an_ask(w, "never"), &row));
    figure = metric_value(slice, an_ask(w, "never"), w.arena);
    cr_assert_str_eq(origin_print(figure.origin, w.arena), "metrics.csv:20:10",
                     "an empty cell is a place too");
    figure = metric_value(slice, an_ask(w, "odd"), w.arena);
    cr_assert_null(figure.origin.file);
}

Test(lookup, bases) {
    static const struct {
        const char *indicator;
        enum change_against against;
        const char *want;
    } cases[] = {
        {"full", CHANGE_LAST_YEAR, "240 家 2025H1"},
        {"full", CHANGE_PREVIOUS, "300 家 2025H2"},
        {"blood", CHANGE_LAST_YEAR, "1900 人次 2025-01..2025-05"},
        {"blood", CHANGE_PREVIOUS, "missing 人次 undated"},
        {"never", CHANGE_LAST_YEAR, "missing 家 2025H1"},
    };
    struct slice *slice = a_slice(w, "u", "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct figure base =
            metric_base(slice, an_ask(w, cases[i].indicator), cases[i].against, w.arena);
        cr_assert_str_eq(say(w, base), cases[i].want, "case %zu", i);
    }
}

Test(lookup, changes) {
    static const struct {
        const char *indicator;
        enum change_against against;
        enum change_state state;
        const char *amount, *rate;
    } cases[] = {
        {"full", CHANGE_LAST_YEAR, CHANGE_KNOWN, "12", "0.05"},
        {"full", CHANGE_PREVIOUS, CHANGE_KNOWN, "-48", "-0.16"},
        {"blood", CHANGE_LAST_YEAR, CHANGE_KNOWN, "120", "0.063157894737"},
        {"blood", CHANGE_PREVIOUS, CHANGE_NOT_COMPARABLE, "0", "0"},
        {"scale", CHANGE_LAST_YEAR, CHANGE_KNOWN, "0.24", "0.25"},
        {"zero", CHANGE_LAST_YEAR, CHANGE_BASE_ZERO, "6", "0"},
        {"loss", CHANGE_LAST_YEAR, CHANGE_BASE_NEGATIVE, "8", "0"},
        {"rate", CHANGE_LAST_YEAR, CHANGE_BASE_ZERO, "98.1", "0"},
        {"stand", CHANGE_LAST_YEAR, CHANGE_BASE_MISSING, "0", "0"},
        {"never", CHANGE_LAST_YEAR, CHANGE_NOW_MISSING, "0", "0"},
        {"mark", CHANGE_LAST_YEAR, CHANGE_NOW_MISSING, "0", "0"},
        {"range", CHANGE_LAST_YEAR, CHANGE_NOT_COMPARABLE, "0", "0"},
    };
    struct slice *slice = a_slice(w, "u", "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct change change =
            metric_change(slice, an_ask(w, cases[i].indicator), cases[i].against, w.arena);
        cr_assert_eq(change.state, cases[i].state, "case %zu", i);
        cr_assert_str_eq(say_number(w, change.amount), cases[i].amount, "case %zu", i);
        cr_assert_str_eq(say_number(w, change.rate), cases[i].rate, "case %zu", i);
        cr_assert_eq(change.against, cases[i].against);
        cr_assert_not(change.given);
    }
}

Test(lookup, targets) {
    static const char *const cases[][2] = {
        {"full", "500 家 2026"},       {"blood", "4000 人次 2026"},  {"half", "50 家 2026H1"},
        {"plan", "100 家 2026"},       {"never", "missing 家 2026"}, {"low", "2 起 FY"},
        {"long", "100 家 2021..2030"}, {"scale", "20000 亿元 2026"},
    };
    struct slice *slice = a_slice(w, "u", "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct figure target = metric_target(slice, an_ask(w, cases[i][0]), w.arena);
        cr_assert_str_eq(say(w, target), cases[i][1], "case %zu", i);
    }
    struct figure target = metric_target(slice, an_ask(w, "blood"), w.arena);
    cr_assert_eq(target.quantity.qualifier, QUALIFIER_AT_LEAST);
    cr_assert_str_eq(origin_print(target.origin, w.arena), "metrics.csv:10:18");
}

/* 85%, not 85.0%, whatever the dictionary says of the value. */
Test(lookup, targets_have_the_decimals_that_they_were_given) {
    struct slice *slice = a_slice(w, "u", "2026H1");
    struct metric_ask ask = an_ask(w, "full");
    ((struct indicator *)ask.indicator)->decimals = 2;
    cr_assert_eq(metric_value(slice, ask, w.arena).decimals, 2);
    cr_assert_eq(metric_target(slice, ask, w.arena).decimals, -1);
}

Test(lookup, completion) {
    static const struct {
        const char *indicator;
        enum completion_state state;
        const char *rate, *progress;
        bool met;
    } cases[] = {
        {"full", COMPLETION_KNOWN, "0.504", "0.5", false},             /* 6 of 12 months */
        {"blood", COMPLETION_KNOWN, "0.505", "0.416666666667", false}, /* 5 of 12 */
        {"half", COMPLETION_KNOWN, "0.96", "1", false},
        {"rate", COMPLETION_KNOWN, "1.001020408163", "1", true},
        {"low", COMPLETION_KNOWN, "1.5", "0.5", false},
        {"long", COMPLETION_KNOWN, "0.3", "0.55", false}, /* 66 of 120 */
        {"zero", COMPLETION_NOT_COMPARABLE, "0", "0.5", false},
        {"span", COMPLETION_NOT_COMPARABLE, "0", "1", false},
        {"never", COMPLETION_VALUE_MISSING, "0", "0", false},
        {"stand", COMPLETION_TARGET_MISSING, "0", "0", false},
    };
    struct slice *slice = a_slice(w, "u", "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct completion done = metric_completion(slice, an_ask(w, cases[i].indicator), w.arena);
        cr_assert_eq(done.state, cases[i].state, "case %zu", i);
        cr_assert_str_eq(say_number(w, done.rate), cases[i].rate, "case %zu", i);
        cr_assert_str_eq(say_number(w, done.progress), cases[i].progress, "case %zu", i);
        cr_assert_eq(done.met, cases[i].met, "case %zu", i);
    }
    struct metric_ask old = an_ask(w, "old");
    struct period undated = a_period("undated");
    old.period = &undated;
    struct completion done = metric_completion(slice, old, w.arena);
    cr_assert_eq(done.state, COMPLETION_KNOWN);
    cr_assert_str_eq(say_number(w, done.rate), "0.75");
}

Test(lookup, targets_are_kept_by_their_qualifier) {
    static const struct {
        const char *qualifier, *better, *value;
        bool met;
    } cases[] = {
        {"ge", "", "10", true},     {"ge", "", "9", false},          {"gt", "", "10", false},
        {"gt", "", "11", true},     {"le", "", "10", true},          {"le", "", "11", false},
        {"lt", "", "10", false},    {"lt", "", "9", true},           {"", "", "10", true},
        {"", "", "9", false},       {"", "lower", "9", true},        {"", "lower", "11", false},
        {"approx", "", "9", false}, {"exact", "higher", "11", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        const struct given tables[] = {
            {"metrics", arena_printf(arena, "code,value,target,target_qualifier\na,%s,10,%s\n",
                                     cases[i].value, cases[i].qualifier)},
            {"indicators", arena_printf(arena, "code,name,better\na,a,%s\n", cases[i].better)},
            {NULL, NULL}};
        struct world world = build_world(tables, "u", "2026H1");
        struct slice *slice = a_slice(world, "u", "2026H1");
        struct completion done = metric_completion(slice, an_ask(world, "a"), world.arena);
        cr_assert_eq(done.met, cases[i].met, "case %zu", i);
        end_world(world);
        arena_free(arena);
    }
}

Test(change, stated) {
    struct world world = build_metrics(
        "code,value,measure,period,stated_change,basis\n"
        "gdp,108,亿元,2026H1,5.0,可比价\ngdp,100,亿元,2025H1,,\n" /* its own basis wins */
        "plain,108.4,亿元,2026H1,8.4,现价\nplain,100,亿元,2025H1,,\n"
        "alone,50,家,2026H1,-8.4,\n"
        "only,,家,2026H1,12,\n"
        "points,98.1,%,2026H1,1.2,\n"
        "odd,5,家,undated,3,\n");
    static const struct {
        const char *indicator, *period;
        bool given;
        const char *amount, *rate;
    } cases[] = {
        {"gdp", "2026H1", true, "0", "0.05"},     {"plain", "2026H1", false, "8.4", "0.084"},
        {"alone", "2026H1", true, "0", "-0.084"}, {"only", "2026H1", true, "0", "0.12"},
        {"points", "2026H1", true, "1.2", "0"},   {"odd", "undated", true, "0", "0.03"},
    };
    struct slice *slice = a_slice(world, "u", "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct metric_ask ask = an_ask(world, cases[i].indicator);
        struct period period = a_period(cases[i].period);
        ask.period = &period;
        struct change change = metric_change(slice, ask, CHANGE_LAST_YEAR, world.arena);
        cr_assert_eq(change.state, CHANGE_KNOWN, "case %zu", i);
        cr_assert_eq(change.given, cases[i].given, "case %zu", i);
        cr_assert_str_eq(say_number(world, change.amount), cases[i].amount, "case %zu", i);
        cr_assert_str_eq(say_number(world, change.rate), cases[i].rate, "case %zu", i);
        change = metric_change(slice, ask, CHANGE_PREVIOUS, world.arena);
        cr_assert_not(change.given, "a stated change is against last year");
    }
    cr_assert(text_is(
        metric_change(slice, an_ask(world, "gdp"), CHANGE_LAST_YEAR, world.arena).basis, "可比价"));
    end_world(world);
}

static const struct given rates[] = {
    {"indicators", "code,name,measure,decimals,numerator,denominator\n"
                   "done,已整改,处,,,\nall,隐患,处,,,\nrate,整改率,%,,done,all\n"
                   "death,死亡率,/10万,2,dead,born\ndead,死亡,人,,,\nborn,活产,万人,,,\n"
                   "infant,婴儿死亡率,‰,,dead,born\n"
                   "per,人均收入,万元,2,income,born\nincome,收入,亿元,,,\n"
                   "own,自有率,%,,done,all\nnone,无,%,,zero,all\nnil,空,%,,done,zero\n"
                   "zero,零,处,,,\nmasked,匿,%,,hidden,all\nhidden,隐,处,,,\n"},
    {"metrics", "code,value,period\n"
                "done,223,2026H1\nall,224,2026H1\ndone,100,2025H1\nall,200,2025H1\n"
                "dead,3,2026-01..2026-05\ndead,1,2026-01..2026-04\n"
                "born,1.5,2026-01..2026-05\nborn,1,2026-01..2026-04\nborn,2,2026-01..2026-03\n"
                "income,3,2026-01..2026-05\n"
                "own,98,2026H1\nown,1,2026Q1\nzero,0,2026H1\nhidden,x,2026H1\n"},
    {NULL, NULL}};

Test(lookup_rates, are_computed_from_their_parts) {
    struct world world = build_world(rates, "u", "2026H1");
    cr_assert_str_eq(say_diags(world), "");
    static const struct {
        const char *indicator, *want;
        int decimals;
    } cases[] = {
        {"rate", "99.553571428571 % 2026H1", 1},
        {"death", "20 /10万 2026-01..2026-05", 2},
        {"infant", "0.2 ‰ 2026-01..2026-05", 1},
        {"per", "2 万元 2026-01..2026-05", 2},
        {"own", "98 % 2026H1", -1},
        {"nil", "missing % 2026H1", 1},
        {"none", "0 % 2026H1", 1},
        {"masked", "placeholder x % 2026H1", 1},
    };
    struct slice *slice = a_slice(world, "u", "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct figure figure = metric_value(slice, an_ask(world, cases[i].indicator), world.arena);
        cr_assert_str_eq(say(world, figure), cases[i].want, "case %zu", i);
        cr_assert_eq(figure.decimals, cases[i].decimals, "case %zu", i);
    }
    struct figure rate = metric_value(slice, an_ask(world, "rate"), world.arena);
    cr_assert_str_eq(origin_print(rate.origin, world.arena), "metrics.csv:2:6");
    struct observation row;
    cr_assert(metric_observation(slice, an_ask(world, "rate"), &row));
    cr_assert_eq(row.made, METRIC_DERIVED);
    struct change change =
        metric_change(slice, an_ask(world, "rate"), CHANGE_LAST_YEAR, world.arena);
    cr_assert_eq(change.state, CHANGE_KNOWN);
    cr_assert_str_eq(say_number(world, change.amount), "49.553571428571");
    end_world(world);
}

Test(lookup, shares) {
    struct world world = build_metrics("code,value,measure,period\n"
                                       "part,9000,万元,2026H1\nwhole,1.524,亿元,2026H1\n"
                                       "people,5,人,2026H1\nnil,0,万元,2026H1\n"
                                       "mask,x,万元,2026H1\nwin,3000,万元,2026-01..2026-05\n"
                                       "all,6000,万元,2026-01..2026-05\nall,7000,万元,2026H1\n");
    static const char *const cases[][3] = {
        {"part", "whole", "59.055118110236 % 2026H1"}, {"part", "people", "missing % 2026H1"},
        {"part", "nil", "missing % 2026H1"},           {"mask", "whole", "placeholder x % 2026H1"},
        {"win", "all", "50 % 2026-01..2026-05"},       {"all", "win", "200 % 2026-01..2026-05"},
    };
    struct slice *slice = a_slice(world, "u", "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct figure share = metric_share(slice, an_ask(world, cases[i][0]),
                                           an_ask(world, cases[i][1]), world.arena);
        cr_assert_str_eq(say(world, share), cases[i][2], "case %zu", i);
    }
    end_world(world);
}

Test(lookup, decimals_belong_to_their_measure) {
    static const struct given tables[] = {
        {"indicators", "code,name,measure,decimals\na,甲,万元,2\nb,乙,万元,2\n"},
        {"metrics", "code,value,measure\na,1.5,万元\nb,1.5,亿元\n"},
        {NULL, NULL}};
    struct world world = build_world(tables, "u", "2026H1");
    struct slice *slice = a_slice(world, "u", "2026H1");
    cr_assert_eq(metric_value(slice, an_ask(world, "a"), world.arena).decimals, 2);
    cr_assert_eq(metric_value(slice, an_ask(world, "b"), world.arena).decimals, -1);
    end_world(world);
}

static const struct given county[] = {
    {"units", "code,name,from,to\nc3,三,,\nc1,一,,\nc2,二,,2024\nwsj,局,,\nc4,四,2027,\nx,外,,\n"},
    {"memberships", "tree,unit,parent,from,to\nadmin,wsj,,,\nadmin,c1,wsj,,\nadmin,c2,wsj,,\n"
                    "admin,c3,wsj,2020,\nadmin,c4,wsj,,\nadmin,x,wsj,,2025\nother,x,wsj,,\n"},
    {"metrics", "unit,code,value\nwsj,a,1\nc1,a,2\nc3,a,3\nx,a,4\n"},
    {NULL, NULL}};

static const char *say_compared(struct world world, const char *unit, const char *compare,
                                const char *tree) {
    struct slice *slice =
        metric_slice(world.store, metric_find_unit(world.store, text_of(unit)), a_period("2026H1"),
                     text_of(compare), text_of(tree), world.arena);
    struct buffer out = buffer_new(world.arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < slice->compared_count; i++) {
        cr_assert(metric_may_read(slice, slice->compared[i]));
        buffer_printf(&out, i ? " %.*s" : "%.*s", TEXT_ARGS(slice->compared[i]->code));
    }
    return out.at;
}

Test(slice, compares_with_those_it_may) {
    struct world world = build_world(county, "", "2026H1");
    cr_assert_str_eq(say_compared(world, "wsj", "", ""), "");
    cr_assert_str_eq(say_compared(world, "wsj", "children", ""), "c3 c1");
    cr_assert_str_eq(say_compared(world, "wsj", "children", "other"), "x");
    cr_assert_str_eq(say_compared(world, "c1", "siblings", "admin"), "c3 c1");
    cr_assert_str_eq(say_compared(world, "wsj", "siblings", ""), "");
    cr_assert_str_eq(say_compared(world, "c1", "all", ""), "c3 c1 wsj x");
    end_world(world);
}

Test(slice, reads_no_other_unit) {
    struct world world = build_world(county, "", "2026H1");
    const struct unit *wsj = metric_find_unit(world.store, TEXT("局"));
    struct slice *slice =
        metric_slice(world.store, wsj, a_period("2026H1"), TEXT("children"), TEXT(""), world.arena);
    struct metric_ask ask = an_ask(world, "a");
    cr_assert_str_eq(say(world, metric_value(slice, ask, world.arena)), "1  2026H1");
    ask.unit = metric_find_unit(world.store, TEXT("c3"));
    cr_assert_str_eq(say(world, metric_value(slice, ask, world.arena)), "3  2026H1");
    ask.unit = metric_find_unit(world.store, TEXT("x"));
    cr_assert_not(metric_may_read(slice, ask.unit));
    cr_assert_str_eq(say(world, metric_value(slice, ask, world.arena)), "missing  2026H1");
    cr_assert_eq(metric_target(slice, ask, world.arena).quantity.state, QUANTITY_MISSING);
    cr_assert_eq(metric_change(slice, ask, CHANGE_LAST_YEAR, world.arena).state,
                 CHANGE_NOW_MISSING);
    end_world(world);
}

Test(slice, items_in_order) {
    static const struct given tables[] = {
        {"items", "section,order,title\n计划,4.10,e\n工作,2,b\n计划,4.2,d\n工作,,c\n工作,1,a\n"
                  "计划,4.2.1,d1\n工作,02,b2\n工作,,c2\n计划,4,d0\n"},
        {NULL, NULL}};
    struct world world = build_world(tables, "u", "2026H1");
    struct slice *slice = a_slice(world, "u", "2026H1");
    static const char *const want[] = {"d0", "d", "d1", "e", "a", "b2", "b", "c", "c2"};
    cr_assert_eq(slice->item_count, 9);
    for (size_t i = 0; i < 9; i++)
        cr_assert(text_is(slice->items[i]->title, want[i]), "%zu: %.*s", i,
                  TEXT_ARGS(slice->items[i]->title));
    slice = a_slice(world, "u", "2025H1");
    cr_assert_eq(slice->item_count, 0);
    slice = a_slice(world, "u", "undated");
    cr_assert_eq(slice->last_plan_count, 0);
    end_world(world);
}
