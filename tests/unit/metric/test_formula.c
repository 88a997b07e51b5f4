/* Formulas: what they give, how they are refused, and what rounding may hide. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "helper.h"
#include "metric/formula.h"

static const struct given tables[] = {
    {"indicators",
     "code,name,measure,decimals\n"
     "a,门诊,人次,0\nb,住院,人次,0\nm,收入,万元,2\nc,成本,元,0\nr,合格率,%,1\n"
     "x,空值,人次,0\np,占位,人次,0\nz,零,人次,0\nabout,大约,人次,0\n01,行一,,\n02,行二,,\n"
     "q.1,\"季度\",家,0\nn,人均,元/人,2\nh,人口,人,0\nt,指标（一）,人次,0\n"
     "mu,耕地,亩,1\nmu2,园地,亩,1\nha,林地,公顷,1\n"},
    {"metrics", "unit,period,code,value,target\n"
                "u,2026H1,a,120,200\nu,2026H1,b,30,\nu,2025H1,a,100,\nu,2026H1,m,4.55,\n"
                "u,2026H1,c,5500,\nu,2026H1,r,95.5,\nu,2026H1,p,xx,\nu,2026H1,z,0,\n"
                "u,2026H1,about,约50,\nu,2026H1,01,5,\nu,2026H1,02,3,\nu,2026Q1,q.1,4,\n"
                "u,2026Q2,q.1,8,\nu,2025Q4,q.1,3,\nu,2026H1,h,8,\nu,2026H1,t,7,\n"
                "u,2026H1,mu,30,\nu,2026H1,mu2,15,\nu,2026H1,ha,1,\n"},
    {NULL, NULL}};

struct test_asker {
    struct formula_asker asker;
    struct slice *slice;
};

static struct formula_operand find(const struct formula_asker *asker,
                                   const struct indicator *indicator, struct period period,
                                   bool target, struct arena *arena) {
    const struct test_asker *test = (const struct test_asker *)asker;
    struct metric_ask ask = {.indicator = indicator, .period = &period};
    struct figure figure =
        target ? metric_target(test->slice, ask, arena) : metric_value(test->slice, ask, arena);
    return (struct formula_operand){figure.quantity.state,
                                    figure.quantity.qualifier == QUALIFIER_EXACT,
                                    figure.quantity.value, figure.measure, figure.origin};
}

static struct test_asker asker_of(struct world world, const char *period) {
    return (struct test_asker){{.find = find, .period = a_period(period)},
                               a_slice(world, "u", period)};
}

static const struct formula *compile(struct world world, const char *text,
                                     struct formula_options options) {
    const struct file *file = file_from_text(world.arena, "f.csv", text_of(text));
    return formula_compile(world.store, file->bytes, (struct origin){file, 0}, options, world.arena,
                           world.diags);
}

/* "150", "150 ±0.5", "150 ~" (not exact), "missing", "placeholder", "not-applicable". */
static const char *say_value(struct world world, struct formula_value value) {
    if (value.state != QUANTITY_KNOWN) return quantity_state_name(value.state);
    struct buffer out = buffer_new(world.arena);
    buffer_add_text(&out, number_print(world.arena, value.value, -1, NUMBER_HALF_AWAY));
    if (number_sign(value.tolerance)) {
        buffer_printf(&out, " ±");
        buffer_add_text(&out, number_print(world.arena, value.tolerance, -1, NUMBER_HALF_AWAY));
    }
    if (!value.exact) buffer_printf(&out, " ~");
    return out.at;
}

Test(formula, gives_values) {
    static const struct {
        const char *formula, *period, *value, *dimension;
    } cases[] = {
        {"a + b", "2026H1", "150", "人次"},
        {"a+b*2", "2026H1", "180", "人次"},
        {"(a+b)×2", "2026H1", "300", "人次"},
        {"a−b−b", "2026H1", "60", "人次"},
        {"a ÷ b ÷ 2", "2026H1", "2", "1"},
        {"-a + b", "2026H1", "-90", "人次"},
        {"- - a", "2026H1", "120", "人次"},
        {"门诊 ＋ 住院", "2026H1", "150", "人次"},
        {"“门诊” - [b]", "2026H1", "90", "人次"},
        {"\"指标（一）\" + a", "2026H1", "127", "人次"},
        {"m + c", "2026H1", "51000 ±50", "元"},
        {"c * 2", "2026H1", "11000", "元"},
        {"a / 4", "2026H1", "30", "人次"},
        {"r", "2026H1", "0.955 ±0.0005", "1"},
        {"r * a", "2026H1", "114.6 ±0.06", "人次"},
        {"c / h", "2026H1", "687.5", "元/人"},
        {"c / h * h", "2026H1", "5500", "元"},
        {"m / h", "2026H1", "5687.5 ±6.25", "元/人"},
        {"a * 12.5%", "2026H1", "15", "人次"},
        {"a / b / 4 * 4", "2026H1", "4", "1"},
        {"a / (b - 30)", "2026H1", "not-applicable", "1"},
        {"a + x", "2026H1", "missing", "人次"},
        {"a + x + p", "2026H1", "placeholder", "人次"},
        {"p + x", "2026H1", "placeholder", "人次"},
        {"a + about", "2026H1", "170 ~", "人次"},
        {"last_year(a)", "2026H1", "100", "人次"},
        {"(a - last_year(a)) / last_year(a)", "2026H1", "0.2", "1"},
        {"last_year(b)", "2026H1", "missing", "人次"},
        {"a / target(a)", "2026H1", "0.6", "1"},
        {"sum(a, b, 5)", "2026H1", "155", "人次"},
        {"sum(a，b)", "2026H1", "150", "人次"},
        {"sum(a, x)", "2026H1", "missing", "人次"},
        {"mean(a, b)", "2026H1", "75", "人次"},
        {"max(a, b)", "2026H1", "120", "人次"},
        {"min(a, b, 7)", "2026H1", "7", "人次"},
        {"max(x, a)", "2026H1", "missing", "人次"},
        {"abs(b - a)", "2026H1", "90", "人次"},
        {"round(a / b / 7, 3)", "2026H1", "0.571", "1"},
        {"round(m, 0)", "2026H1", "45500", "元"},
        {"cumulative(q.1)", "2026Q2", "12", "家"},
        {"cumulative(q.1)", "2026Q1", "4", "家"},
        {"moving(q.1, 3)", "2026Q2", "5", "家"},
        {"moving(q.1, 4)", "2026Q2", "missing", "家"},
        {"previous(q.1)", "2026Q1", "3", "家"},
        {"last_year(cumulative(q.1))", "2026Q1", "missing", "家"},
        {"max(mu - mu2, 0) / mu2", "2026H1", "1", "1"},
        {"at(a, 2025H1) + b", "2026H1", "130", "人次"},
        {"at(q.1, “2026-01..2026-03”)", "2026Q2", "4", "家"},
        {"index(a, 2025H1)", "2026H1", "120", "1"},
        {"index(a, 2025H1)", "2025H1", "100", "1"},
        {"index(m, 2025H1)", "2026H1", "missing", "1"},
        {"index(a, 2026H1) / index(z, 2026H1)", "2026H1", "not-applicable", "1"},
        {"cagr(a, 1)", "2026H1", "0.2", "1"},
        {"cagr(a, 2)", "2026H1", "missing", "1"},
    };
    struct world world = build_world(tables, "u", "2026H1");
    cr_assert_str_eq(say_diags(world), "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct formula *formula =
            compile(world, cases[i].formula, (struct formula_options){0});
        cr_assert(formula, "%s: %s", cases[i].formula, say_diags(world));
        struct test_asker asker = asker_of(world, cases[i].period);
        cr_expect_str_eq(say_value(world, formula_side(formula, 0, &asker.asker, world.arena)),
                         cases[i].value, "%s gives %s", cases[i].formula,
                         say_value(world, formula_side(formula, 0, &asker.asker, world.arena)));
        struct measure measure = measure_read(text_of(cases[i].dimension));
        if (strcmp(cases[i].dimension, "1") == 0) measure = measure_read(TEXT("%"));
        cr_expect(formula_fits(formula_dimension(formula), measure), "%s in %s", cases[i].formula,
                  cases[i].dimension);
        cr_expect(!formula_fits(formula_dimension(formula), measure_read(TEXT("吨"))), "%s in 吨",
                  cases[i].formula);
    }
    end_world(world);
}

Test(formula, judges) {
    static const struct {
        const char *formula;
        enum formula_verdict verdict;
        bool row_codes;
    } cases[] = {
        {"a = b * 4", FORMULA_HOLDS, false},     {"a = b", FORMULA_FAILS, false},
        {"a != b", FORMULA_HOLDS, false},        {"a <> b", FORMULA_HOLDS, false},
        {"a ≠ 120", FORMULA_FAILS, false},       {"b <= a", FORMULA_HOLDS, false},
        {"b ≥ a", FORMULA_FAILS, false},         {"a > b", FORMULA_HOLDS, false},
        {"a < 120", FORMULA_FAILS, false},       {"a >= 120", FORMULA_HOLDS, false},
        {"a ＝ 120", FORMULA_HOLDS, false},      {"m = 45450", FORMULA_HOLDS, false},
        {"m = 45449", FORMULA_FAILS, false},     {"m > 45450", FORMULA_FAILS, false},
        {"r = 191 / 200", FORMULA_HOLDS, false}, {"r = 190 / 200", FORMULA_FAILS, false},
        {"x = a", FORMULA_UNJUDGED, false},      {"about = 50", FORMULA_UNJUDGED, false},
        {"a / z = 1", FORMULA_UNJUDGED, false},  {"01 = 02 + 2.0", FORMULA_HOLDS, true},
        {"01=02", FORMULA_FAILS, true},          {"02<=01", FORMULA_HOLDS, true},
        {"mu = mu2 + 15", FORMULA_HOLDS, false}, {"mu + mu2 <= 44", FORMULA_FAILS, false},
        {"ha = mu2", FORMULA_HOLDS, false},      {"mu = ha + mu2", FORMULA_HOLDS, false},
    };
    struct world world = build_world(tables, "u", "2026H1");
    struct test_asker asker = asker_of(world, "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct formula_options options = {.comparison = true, .row_codes = cases[i].row_codes};
        const struct formula *formula = compile(world, cases[i].formula, options);
        cr_assert(formula, "%s: %s", cases[i].formula, say_diags(world));
        struct formula_value sides[2];
        cr_expect_eq(formula_judge(formula, &asker.asker, sides, world.arena), cases[i].verdict,
                     "%s", cases[i].formula);
    }
    end_world(world);
}

Test(formula, prints_with_numbers) {
    static const char *const cases[][2] = {
        {"a + b", "120人次 + 30人次"},
        {"m - (c + c)", "4.55万元 − (5500元 + 5500元)"},
        {"(a + b) * 2", "(120人次 + 30人次) × 2"},
        {"a - b - b", "120人次 − 30人次 − 30人次"},
        {"a / (b / 2)", "120人次 ÷ (30人次 ÷ 2)"},
        {"-(a + x)", "−(120人次 + —)"},
        {"a / last_year(a) - 100%", "120人次 ÷ 100人次 − 100%"},
        {"last_year(a + b) * 2", "(100人次 + —) × 2"},
        {"target(a) - a + at(a, 2025H1)", "200人次 − 120人次 + 100人次"},
        {"previous(h)", "—"},
        {"cagr(a, 1)", "cagr(120人次, 1)"},
        {"sum(a, b) / mean(r, 5%)", "sum(120人次, 30人次) ÷ mean(95.5%, 5%)"},
    };
    struct world world = build_world(tables, "u", "2026H1");
    struct test_asker asker = asker_of(world, "2026H1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct formula *formula = compile(world, cases[i][0], (struct formula_options){0});
        cr_assert(formula, "%s: %s", cases[i][0], say_diags(world));
        struct text printed = formula_print(formula, 0, &asker.asker, world.arena);
        cr_expect(text_is(printed, cases[i][1]), "%s: %.*s", cases[i][0], TEXT_ARGS(printed));
    }
    end_world(world);
}

Test(formula, refuses) {
    static const struct {
        const char *formula;
        bool comparison;
        const char *diags, *detail;
    } cases[] = {
        {"", false, "M150 f.csv:1:1", "it ends too early"},
        {"a +", false, "M150 f.csv:1:4", "it ends too early"},
        {"a + * b", false, "M150 f.csv:1:5", "a value is missing here"},
        {"(a + b", false, "M150 f.csv:1:7", "a bracket is missing"},
        {"a b", false, "M150 f.csv:1:3", "b is not expected here"},
        {"a = b", false, "M150 f.csv:1:3", "= b is not expected here"},
        {"a + b", true, "M150 f.csv:1:6", "a comparison such as = or <= is missing"},
        {"a = b = 3", true, "M150 f.csv:1:7", "= 3 is not expected here"},
        {"a + 未知", false, "M101 f.csv:1:5", "未知"},
        {"at(a, 明年)", false, "M150 f.csv:1:7", "明年 is no period"},
        {"at(a, 5年)", false, "M150 f.csv:1:7", "5年 is no period"},
        {"cagr(a, b)", false, "M150 f.csv:1:9", "cagr() takes a whole number here"},
        {"index(a, 2025) + b", false, "M151 f.csv:1:16", "index(a, 2025) is in 1, b in 人次"},
        {"a + “b", false, "M150 f.csv:1:6", "the name is never closed"},
        {"a + m", false, "M151 f.csv:1:3", "a is in 人次, m in 元"},
        {"a = m", true, "M151 f.csv:1:3", "a is in 人次, m in 元"},
        {"sum(a, m)", false, "M151 f.csv:1:7", "a is in 人次, m in 元"},
        {"c / h + a", false, "M151 f.csv:1:7", "c / h is in 元/人, a in 人次"},
        {"r + a", false, "M151 f.csv:1:3", "r is in 1, a in 人次"},
        {"mu + 100", false, "M151 f.csv:1:4", "a number without a measure beside mu (亩)"},
        {"max(mu, 5)", false, "M151 f.csv:1:8", "a number without a measure beside mu (亩)"},
        {"mu = ha + 100", true, "M151 f.csv:1:9", "a number without a measure beside mu (亩)"},
        {"1.2.3 + a", false, "M150 f.csv:1:1", "1.2.3 is no number"},
        {"foo(a)", false, "M150 f.csv:1:1", "no function foo()"},
        {"abs(a, b)", false, "M150 f.csv:1:1", "abs() takes another number of values: 2 are given"},
        {"round(a, b)", false, "M150 f.csv:1:10", "round() takes a whole number here"},
        {"round(a, 1.5)", false, "M150 f.csv:1:10", "round() takes a whole number here"},
        {"target(a + b)", false, "M150 f.csv:1:1", "target() takes the name of an indicator"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world = build_world(tables, "u", "2026H1");
        struct formula_options options = {.comparison = cases[i].comparison};
        cr_assert_null(compile(world, cases[i].formula, options), "%s", cases[i].formula);
        cr_expect_str_eq(say_diags(world), cases[i].diags, "%s: %s", cases[i].formula,
                         say_diags(world));
        cr_expect_str_eq(detail_of(world, 0), cases[i].detail, "%s: %s", cases[i].formula,
                         detail_of(world, 0));
        end_world(world);
    }
}

Test(formula, has_limits) {
    struct world world = build_world(tables, "u", "2026H1");
    struct buffer deep = buffer_new(world.arena), wide = buffer_new(world.arena);
    for (int i = 0; i < 60; i++) buffer_printf(&deep, "(");
    buffer_printf(&wide, "a");
    for (int i = 0; i < 2000; i++) buffer_printf(&wide, "+a");
    cr_assert_null(compile(world, deep.at, (struct formula_options){0}));
    cr_expect_str_eq(say_diags(world), "M152 f.csv:1:51");
    cr_assert_null(compile(world, wide.at, (struct formula_options){0}));
    cr_expect_eq(diags_size(world.diags), 2);
    end_world(world);
}

Test(formula, lists_its_indicators) {
    struct world world = build_world(tables, "u", "2026H1");
    const struct formula *formula =
        compile(world, "a + 门诊 + last_year(b) / max(c, c)", (struct formula_options){0});
    cr_assert_null(formula); /* 人次 and 1 */
    formula = compile(world, "a * b / (门诊 + max(b, a))", (struct formula_options){0});
    cr_assert_eq(formula_indicator_count(formula), 2);
    cr_expect(text_is(formula_indicator_at(formula, 0)->code, "a"));
    cr_expect(text_is(formula_indicator_at(formula, 1)->code, "b"));
    end_world(world);
}
