/* Several sources on one thing: the same does no harm, another value is an error or follows the
 * source's rule; and what the dictionary and the job allow. */
#include <criterion/criterion.h>
#include <string.h>

#include "helper.h"

#define END                                                                                        \
    { NULL, NULL, NULL, 0, NULL }
#define HEAD "code,value,measure,target,stated_change\n"

/* "x=5 y=6(target 7)" by indicator. */
static const char *say_values(struct world w) {
    struct buffer out = buffer_new(w.arena);
    for (size_t i = 0; i < metric_indicator_count(w.store); i++) {
        const struct indicator *indicator = metric_indicator_at(w.store, i);
        struct slice *slice = a_slice(w, "u", "2026H1");
        struct metric_ask ask = {.indicator = indicator};
        struct figure value = metric_value(slice, ask, w.arena);
        struct figure target = metric_target(slice, ask, w.arena);
        buffer_printf(&out, i ? " %.*s=%s" : "%.*s=%s", TEXT_ARGS(indicator->code),
                      value.quantity.state == QUANTITY_KNOWN ? say_number(w, value.quantity.value)
                                                             : "-");
        if (target.quantity.state == QUANTITY_KNOWN)
            buffer_printf(&out, "(%s)", say_number(w, target.quantity.value));
    }
    return out.at;
}

Test(conflict, values) {
    static const struct {
        enum metric_conflict conflict;
        const char *diags, *values;
    } cases[] = {
        {METRIC_CONFLICT_ERROR, "M131 second.csv:2:3; M130 second.csv:3:3; M130 second.csv:5:6",
         "x=10000 y=5 t=-(8) z=3"},
        {METRIC_CONFLICT_KEEP, "M131 second.csv:2:3; M132 second.csv:3:3",
         "x=10000 y=5 t=-(8) z=3"},
        {METRIC_CONFLICT_REPLACE, "M131 second.csv:2:3; M133 second.csv:3:3",
         "x=10000 y=6 t=-(9) z=3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct given_source sources[] = {
            {"metrics", "first.csv", HEAD "x,10000,元,,\ny,5,家,,1.0\nt,,家,8,\n", 0, NULL},
            {"metrics", "second.csv", HEAD "x,1,万元,,\ny,6,家,,2.0\nz,3,家,,\nt,,家,9,\n",
             cases[i].conflict, NULL},
            END};
        struct world w = build_sources(sources, "2026H1", 2);
        cr_expect_str_eq(say_diags(w), cases[i].diags);
        cr_expect_str_eq(say_values(w), cases[i].values, "%zu: %s", i, say_values(w));
        if (cases[i].conflict == METRIC_CONFLICT_ERROR) {
            cr_expect_str_eq(detail_of(w, 1), "y: 6 here, 5 at first.csv:3:3");
            cr_expect_str_eq(detail_of(w, 2), "t: target 9 here, 8 at first.csv:4:6");
            cr_expect_not_null(strstr(hint_of(w, 1), "conflict=\"keep\""));
        } else {
            cr_expect_str_eq(detail_of(w, 1),
                             "2 in all; the earlier source has the first at first.csv:3:3");
        }
        end_world(w);
    }
}

/* A value that is dropped takes its stated change with it: it is not checked, nor said. */
Test(conflict, what_goes_with_a_value) {
    static const struct given_source sources[] = {
        {"metrics", "first.csv",
         "code,value,period,stated_change,basis\n"
         "x,110,2026H1,99,可比价\nx,100,2025H1,,\n",
         0, NULL},
        {"metrics", "second.csv", "code,value,period,stated_change\nx,120,2026H1,20\n",
         METRIC_CONFLICT_REPLACE, NULL},
        END};
    struct world w = build_sources(sources, "2026H1", 10);
    cr_assert_str_eq(say_diags(w), "M133 second.csv:2:3");
    struct change change =
        metric_change(a_slice(w, "u", "2026H1"), an_ask(w, "x"), CHANGE_LAST_YEAR, w.arena);
    cr_assert_not(change.given);
    cr_assert_str_eq(say_number(w, change.amount), "20");
    end_world(w);
}

/* Each source has its own rule, against all before it; within one source two values are an error
 * under any rule. */
Test(conflict, three_sources) {
    static const struct given_source sources[] = {
        {"metrics", "a.csv", "code,value\nx,1\ny,1\n", METRIC_CONFLICT_KEEP, NULL},
        {"metrics", "b.csv", "code,value\nx,2\ny,2\n", METRIC_CONFLICT_REPLACE, NULL},
        {"metrics", "c.csv", "code,value\nx,3\ny,2\nz,1\nz,2\n", METRIC_CONFLICT_KEEP, NULL},
        END};
    struct world w = build_sources(sources, "2026H1", 10);
    cr_assert_str_eq(say_diags(w), "M133 b.csv:2:3; M131 c.csv:3:3; M132 c.csv:2:3; "
                                   "M112 c.csv:5:3");
    cr_assert_str_eq(say_values(w), "x=2 y=2 z=1");
    end_world(w);
}

static const char *unit_names(struct world w) {
    struct buffer out = buffer_new(w.arena);
    for (size_t i = 0; i < metric_unit_count(w.store); i++)
        buffer_printf(&out, i ? " %.*s" : "%.*s", TEXT_ARGS(metric_unit_at(w.store, i)->name));
    return out.at;
}

Test(conflict, units) {
    static const char *const names[] = {"甲 乙", "甲 乙", "甲 丁"};
    static const char *const found[] = {"M130 two.csv:3:1; M130 two.csv:4:1; M131 two.csv:2:1",
                                        "M131 two.csv:2:1; M132 two.csv:3:1",
                                        "M108 two.csv:4:1; M131 two.csv:2:1; M133 two.csv:3:1"};
    for (size_t i = 0; i < 3; i++) {
        struct given_source sources[] = {
            {"units", "one.csv", "code,name\nu,甲\nv,乙\n", 0, NULL},
            {"units", "two.csv", "code,name\nu,甲\nv,丁\nv,戊\n", (enum metric_conflict)i, NULL},
            END};
        struct world w = build_sources(sources, "2026H1", 1);
        cr_expect_str_eq(say_diags(w), found[i]);
        cr_expect_str_eq(unit_names(w), names[i]);
        cr_expect_eq(metric_find_unit(w.store, TEXT("乙")) != NULL, i < 2);
        end_world(w);
    }
}

Test(conflict, indicators) {
    static const char *const found[] = {"M130 two.csv:3:1; M131 two.csv:2:1",
                                        "M131 two.csv:2:1; M132 two.csv:3:1",
                                        "M131 two.csv:2:1; M133 two.csv:3:1"};
    for (size_t i = 0; i < 3; i++) {
        struct given_source sources[] = {
            {"indicators", "one.csv",
             "code,name,measure,numerator,denominator\nx,甲,元,,\nr,率,%,x,y\ny,丙,元,,\n", 0,
             NULL},
            {"indicators", "two.csv",
             "code,name,measure,numerator,denominator\nx,甲,元,,\nr,比,‰,y,x\n",
             (enum metric_conflict)i, NULL},
            END};
        struct world w = build_sources(sources, "2026H1", 1);
        cr_expect_str_eq(say_diags(w), found[i]);
        const struct indicator *rate = metric_find_indicator(w.store, TEXT("r"), NULL);
        cr_expect(text_is(rate->measure.name, i < 2 ? "%" : "‰"));
        cr_expect(text_is(rate->numerator, i < 2 ? "x" : "y"));
        cr_expect_eq(rate->order, 1);
        cr_expect_eq(metric_indicator_count(w.store), 3);
        end_world(w);
    }
}

Test(conflict, items) {
    static const char *const titles[] = {"一 二 三", "一 二 三", "一 四 三"};
    static const char *const found[] = {"M131 two.csv:2:1; M130 two.csv:3:1",
                                        "M131 two.csv:2:1; M132 two.csv:3:1",
                                        "M131 two.csv:2:1; M133 two.csv:3:1"};
    for (size_t i = 0; i < 3; i++) {
        struct given_source sources[] = {
            {"items", "one.csv", "section,code,order,title\n计划,a,1,一\n计划,b,2,二\n", 0, NULL},
            {"items", "two.csv", "section,code,order,title\n计划,a,1,一\n计划,b,2,四\n计划,,3,三\n",
             (enum metric_conflict)i, NULL},
            END};
        struct world w = build_sources(sources, "2026H1", 1);
        cr_expect_str_eq(say_diags(w), found[i]);
        if (i == 0) {
            end_world(w);
            continue; /* the unit has a fault: what it holds does not matter */
        }
        struct slice *slice = a_slice(w, "u", "2026H1");
        struct buffer out = buffer_new(w.arena);
        for (size_t k = 0; k < slice->item_count; k++)
            buffer_printf(&out, k ? " %.*s" : "%.*s", TEXT_ARGS(slice->items[k]->title));
        cr_expect_str_eq(out.at, titles[i]);
        end_world(w);
    }
}

Test(conflict, texts) {
    static const struct {
        enum metric_conflict conflict;
        const char *csv, *diags, *text;
    } cases[] = {
        {METRIC_CONFLICT_ERROR, "甲,3,c\n乙,1,e\n", "", "a b c d e"},
        {METRIC_CONFLICT_ERROR, "甲,1,a\n甲,3,c\n", "M131 two.csv:2:5", "a b c d"},
        {METRIC_CONFLICT_ERROR, "甲,2,x\n", "M130 two.csv:2:5", NULL},
        {METRIC_CONFLICT_KEEP, "甲,1,x\n甲,3,y\n乙,1,e\n", "M132 two.csv:2:5", "a b d e"},
        {METRIC_CONFLICT_REPLACE, "甲,1,x\n乙,1,e\n", "M133 two.csv:2:5", "d x e"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        const char *csv = arena_printf(arena, "section,order,paragraph\n%s", cases[i].csv);
        struct given_source sources[] = {
            {"texts", "one.csv", "section,order,paragraph\n甲,1,a\n甲,2,b\n丙,1,d\n", 0, NULL},
            {"texts", "two.csv", csv, cases[i].conflict, NULL},
            END};
        struct world w = build_sources(sources, "2026H1", 1);
        cr_expect_str_eq(say_diags(w), cases[i].diags, "%zu: %s", i, say_diags(w));
        struct slice *slice = a_slice(w, "u", "2026H1");
        struct buffer out = buffer_new(w.arena);
        for (size_t k = 0; k < slice->text_count; k++)
            buffer_printf(&out, k ? " %.*s" : "%.*s", TEXT_ARGS(slice->texts[k]->paragraph));
        if (cases[i].text) cr_expect_str_eq(out.at, cases[i].text, "%zu: %s", i, out.at);
        end_world(w);
        arena_free(arena);
    }
}

/* ---- what values may be */

Test(validation, bounds) {
    static const struct given_source sources[] = {
        {"indicators", "indicators.csv",
         "code,name,measure,least,most\nrate,率,%,0,100\nmoney,收入,元,,50000\nany,数,家,,\n"
         "odd,异,家,9,1\nrough,粗,家,约1,x\n",
         0, NULL},
        {"metrics", "metrics.csv",
         "code,value,measure,upper\nrate,100,%,\nrate,100.01,%,\nrate,-1,%,\nmoney,5,万元,\n"
         "money,5.1,万元,\nrate,90,%,101\nany,-99999999,家,\nrate,x,%,\n",
         0, NULL},
        END};
    struct world w = build_sources(sources, "2026H1", 3);
    cr_assert_str_eq(say_diags(w), "M114 indicators.csv:5:11; D110 indicators.csv:6:11; "
                                   "D110 indicators.csv:6:14; M134 metrics.csv:3:6; "
                                   "M134 metrics.csv:4:6; M134 metrics.csv:6:7; "
                                   "M134 metrics.csv:7:6; M112 metrics.csv:9:6");
    cr_assert_str_eq(detail_of(w, 5), "收入: 5.1万元, at most 50000元");
    cr_assert_not_null(strstr(hint_of(w, 5), "indicators.csv:3:1"));
    end_world(w);
}

/* ---- periods */

Test(validation, periods_of_a_source) {
    static const struct given_source sources[] = {
        {"metrics", "metrics.csv",
         "code,period,value\na,2025H1,1\nb,2025-03,1\nc,2025,1\nd,2026H1,1\ne,undated,1\n", 0,
         "2025H1"},
        END};
    struct world w = build_sources(sources, "2026H1", 3);
    cr_assert_str_eq(say_diags(w),
                     "M136 metrics.csv:4:3; M136 metrics.csv:5:3; M136 metrics.csv:6:3");
    cr_assert_not_null(strstr(hint_of(w, 0), "2025H1"));
    end_world(w);
}

Test(validation, last_halfs_sheet) {
    struct given_source sources[] = {
        {"units", "units.csv",
         "code,name,from,to\na,甲,,\nb,乙,,\nc,丙,,\nd,丁,,2025\ne,戊,,\nf,己,,\n", 0, NULL},
        {"metrics", "base.csv",
         "unit,code,period,value\na,x,2025H1,1\nb,x,2025H1,1\nd,x,2024H1,1\ne,x,undated,1\n"
         "f,x,2025H1,1\n",
         0, NULL},
        {"metrics", "now.csv",
         "unit,code,period,value\na,x,2026-05,1\nb,x,2025H2,2\nc,x,2025H2,3\n", 0, NULL},
        END};
    struct world w = build_sources(sources, "2026H1", 3);
    cr_assert_str_eq(say_diags(w), "M135 base.csv:6:12; M135 now.csv:3:12");
    cr_assert_str_eq(
        detail_of(w, 1),
        "units without a figure of 2026H1: 2 (乙, 丙); their latest here are of 2025H2");
    end_world(w);
    sources[1].periods = "2024-01..2025-12"; /* meant to be old */
    sources[1].csv = "unit,code,period,value\na,x,2025H1,1\nf,x,2025H1,1\n";
    w = build_sources(sources, "2026H1", 3);
    cr_assert_str_eq(say_diags(w), "M135 now.csv:3:12");
    end_world(w);
}

/* What cannot be known while a source is missing is not judged; each row's own faults are. */
Test(validation, incomplete) {
    struct arena *arena = arena_new();
    struct world w = {.arena = arena, .diags = diags_new(arena)};
    struct metric_builder *builder =
        metric_builder_new(TEXT("u"), a_period("2026H1"), arena, w.diags);
    w.store = metric_finish(builder, false);
    cr_assert_eq(metric_observation_count(w.store), 0);
    cr_assert_eq(metric_unit_count(w.store), 0);
    end_world(w);
}
