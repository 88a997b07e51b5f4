/* Tables into the store: dictionary, units, observations, items, texts, and every fault with its
 * cell. */
#include <criterion/criterion.h>
#include <string.h>

#include "helper.h"

#define HEAD "code,name,section,value,measure\n"

Test(build, makes_indicators_from_the_metrics) {
    struct world w = build_metrics(HEAD "clinic.check,检查村卫生室,医政管理,252,家\n"
                                        "blood.volume,献血量,无偿献血,496.8,升\n"
                                        "blood.rate,成份输血率,无偿献血,98.1,%\n");
    cr_assert_str_eq(say_diags(w), "");
    cr_assert_eq(metric_indicator_count(w.store), 3);
    cr_assert_eq(metric_unit_count(w.store), 1);
    cr_assert(text_is(metric_unit_at(w.store, 0)->code, "u"));
    const struct indicator *check = metric_find_indicator(w.store, TEXT("检查村卫生室"), NULL);
    cr_assert(check);
    cr_assert_eq(check, metric_find_indicator(w.store, TEXT(" clinic.check "), NULL));
    cr_assert(text_is(check->section, "医政管理"));
    cr_assert(text_is(check->measure.name, "家"));
    cr_assert_eq(check->decimals, -1);
    cr_assert_eq(metric_indicator_at(w.store, 2)->nature, FIGURE_RATE);
    cr_assert_eq(metric_observation_count(w.store), 3);
    struct observation row = nth_row(w, 1);
    cr_assert_str_eq(say_number(w, row.value.value), "496.8");
    cr_assert_str_eq(origin_print(row.origin, w.arena), "metrics.csv:3:23");
    cr_assert(period_equal(row.period, a_period("2026H1")));
    end_world(w);
}

Test(build, reads_the_dictionary) {
    static const struct given tables[] = {
        {"metrics", "indicator,value,unit_of_measure\n收入,1.2,亿元\nincome,3,万元\nR-9,5,元\n"},
        {"indicators",
         "code,name,aliases,outside,section,measure,decimals,better,nature,numerator,denominator,"
         "print\n"
         "income,收入,总收入；营收,R-9;S-1,财政,元,2,higher,flow,,,万元\n"
         "rate,整改率,,,安全,%,1,higher,,done,all,\n"
         "done,已整改,,,安全,处,,,stock,,,\nall,隐患,,,安全,处,0,lower,,,,\n"},
        {NULL, NULL}};
    struct world w = build_world(tables, "u", "2026H1");
    const struct indicator *income = metric_find_indicator(w.store, TEXT("营收"), NULL);
    cr_assert(income);
    cr_assert_eq(income->aliases.count, 2);
    cr_assert_eq(income->outside.count, 2);
    cr_assert_eq(income->decimals, 2);
    cr_assert_eq(income->better, FIGURE_HIGHER);
    cr_assert(text_is(income->print.name, "万元"));
    cr_assert(text_is(income->section, "财政"));
    const struct indicator *rate = metric_find_indicator(w.store, TEXT("rate"), NULL);
    cr_assert_eq(rate->nature, FIGURE_RATE);
    cr_assert(text_is(rate->numerator, "done"));
    cr_assert(text_is(rate->denominator, "all"));
    cr_assert_eq(metric_find_indicator(w.store, TEXT("done"), NULL)->nature, FIGURE_STOCK);
    cr_assert_eq(metric_find_indicator(w.store, TEXT("all"), NULL)->better, FIGURE_LOWER);
    cr_assert_eq(metric_observation_count(w.store), 3);
    cr_assert_eq(nth_row(w, 2).indicator, income, "by its outside code");
    end_world(w);
}

Test(build, dictionary_faults) {
    static const struct given tables[] = {
        {"indicators", "code,name,measure,decimals,better,nature,numerator,denominator,print\n"
                       "a,甲,元,x,up,flow,,,家\n"
                       "a,乙,元,,,,,,\n"
                       ",丙,元,99,,,,,\n"
                       "r,率,%,,,,none,a,\n"
                       "q,比,%,,,,a,,\n"},
        {NULL, NULL}};
    struct world w = build_world(tables, "u", "2026H1");
    cr_assert_str_eq(say_diags(w), "D115 indicators.csv:2:7; M109 indicators.csv:2:9; "
                                   "M110 indicators.csv:2:19; M108 indicators.csv:3:1; "
                                   "M106 indicators.csv:4:1; M101 indicators.csv:5:10; "
                                   "M106 indicators.csv:6:12");
    cr_assert_str_eq(hint_of(w, 1), "words for this column: higher, lower");
    cr_assert_not_null(strstr(detail_of(w, 3), "first at indicators.csv:2:1"));
    end_world(w);
}

Test(build, missing_columns_have_near_names) {
    static const struct given tables[] = {
        {"metrics", "cod,wert\na,1\n"}, {"items", "sectoin,title\nx,y\n"},
        {"texts", "paragraph\nx\n"},    {"units", "name\nx\n"},
        {"memberships", "unit\nx\n"},   {"indicators", "code\nx\n"},
        {"metrcs", "code\n"},           {NULL, NULL}};
    struct world w = build_world(tables, "u", "2026H1");
    struct buffer missing = buffer_new(w.arena);
    for (size_t i = 0; i < diags_size(w.diags); i++)
        if (diags_at(w.diags, i)->code == DIAG_M105)
            buffer_printf(&missing, "%s; ", detail_of(w, i));
    cr_assert_str_eq(missing.at,
                     "code (table units); parent (table memberships); name (table indicators); "
                     "code (table metrics); value (table metrics); section (table items); "
                     "section (table texts); ");
    bool near = false, unused = false;
    for (size_t i = 0; i < diags_size(w.diags); i++) {
        near = near || strstr(hint_of(w, i), "did you mean section by the column \"sectoin\"?");
        unused = unused || diags_at(w.diags, i)->code == DIAG_M117;
    }
    cr_assert(near && unused);
    end_world(w);
}

Test(build, unused_columns) {
    struct world w = build_metrics("code,value,qualifer,quote_hint\na,1,ge,x\n");
    cr_assert_str_eq(say_diags(w), "M118 metrics.csv:1:12; M118 metrics.csv:1:21");
    cr_assert_eq(diags_at(w.diags, 0)->level, DIAG_WARNING);
    cr_assert_str_eq(hint_of(w, 0), "did you mean qualifier?");
    cr_assert_eq(diags_at(w.diags, 1)->level, DIAG_NOTE);
    end_world(w);
}

Test(build, observation_faults) {
    struct world w =
        build_metrics("code,value,measure,period,qualifier,upper,standing,target,target_period\n"
                      "a,1.2.3,家,2026H1,,,,,\n"       /* not a number */
                      "a,1,家,2026H3,,,,,\n"           /* not a period */
                      "a,1,家,2026H1,max,,,,\n"        /* qualifier */
                      "a,5,家,2025H1,range,,,,\n"      /* no upper */
                      "a,5,家,2025H1,,4,,,\n"          /* upper below */
                      "a,5,元,2025H1,,,,,\n"           /* measure */
                      "a,5,家,2025H1,,,初步,,\n"       /* standing */
                      ",5,家,2025H1,,,,,\n"            /* no code */
                      "a,5,家,2024H1,,,,全部,next\n"); /* target and its period */
    cr_assert_str_eq(say_diags(w),
                     "D110 metrics.csv:2:3; M107 metrics.csv:3:7; M109 metrics.csv:4:14; "
                     "M114 metrics.csv:5:20; M114 metrics.csv:6:15; M110 metrics.csv:7:5; "
                     "M109 metrics.csv:8:16; M106 metrics.csv:9:1; D110 metrics.csv:10:17; "
                     "M107 metrics.csv:10:20");
    cr_assert_not_null(strstr(hint_of(w, 0), "column measure"));
    cr_assert_eq(metric_observation_count(w.store), 0);
    end_world(w);
}

/* A unit behind the number: in the row's measure, in that of the indicator, or the first that is
 * known. */
Test(build, units_in_cells) {
    struct world w = build_metrics("code,value,measure,upper,target,stated_change\n"
                                   "a,3万,元,5万,2.5万元,12%\n"
                                   "b,12.5%,,,15%,0.8个百分点\n"
                                   "c,1.2亿,,,,\n"
                                   "d,252家,,,300,\n"
                                   "e,,,,95%,\n");
    cr_assert_str_eq(say_diags(w), "");
    struct slice *slice = a_slice(w, "u", "2026H1");
    static const char *const names[] = {"a", "b", "c", "d"};
    static const char *const values[] = {"30000 元 2026H1", "12.5 % 2026H1", "120000000  2026H1",
                                         "252 家 2026H1"};
    static const char *const targets[] = {"25000", "15", NULL, "300"};
    for (size_t i = 0; i < 4; i++) {
        struct metric_ask ask = an_ask(w, names[i]);
        cr_expect_str_eq(say(w, metric_value(slice, ask, w.arena)), values[i]);
        struct observation row;
        cr_assert(metric_observation(slice, ask, &row));
        if (targets[i]) cr_expect_str_eq(say_number(w, row.target.value), targets[i]);
    }
    struct observation a, b;
    cr_assert(metric_observation(slice, an_ask(w, "a"), &a));
    cr_expect_str_eq(say_number(w, a.value.upper), "50000");
    cr_expect_str_eq(say_number(w, a.stated_change.value), "12");
    cr_assert(metric_observation(slice, an_ask(w, "b"), &b));
    cr_expect_str_eq(say_number(w, b.stated_change.value), "0.8");
    cr_expect_eq(b.indicator->nature, FIGURE_RATE);
    end_world(w);
}

Test(build, units_in_cells_that_do_not_fit) {
    struct world w = build_metrics("code,value,measure,target,stated_change\n"
                                   "a,3万,万元,,\n"
                                   "b,12.5%,人次,,\n"
                                   "c,5,%,6家,0.5%\n"
                                   "d,5,家,,0.5个百分点\n"
                                   "e,7%,,8家,\n"
                                   "f,5A,,,\n");
    cr_assert_str_eq(say_diags(w), "D130 metrics.csv:2:3; D129 metrics.csv:3:3; "
                                   "D129 metrics.csv:4:7; D129 metrics.csv:4:10; "
                                   "D129 metrics.csv:5:8; D129 metrics.csv:6:7; "
                                   "D110 metrics.csv:7:3");
    cr_assert_str_eq(detail_of(w, 0), "3万, in a row in 万元");
    cr_assert_str_eq(hint_of(w, 0), "write the number without 万 if it is in 万元, else with its "
                                    "whole unit, such as 3万元");
    cr_assert_str_eq(detail_of(w, 3), "0.5%, expected: 个百分点");
    cr_assert_eq(metric_observation_count(w.store), 0);
    end_world(w);
}

Test(build, conflicting_names) {
    struct world w = build_metrics("code,name,value\na,甲,1\nb,甲,2\na,乙,3\na,,4\n");
    cr_assert_not_null(strstr(say_diags(w), "M111 metrics.csv:4:3"));
    cr_assert_not_null(strstr(detail_of(w, 0), "甲 at metrics.csv:2:1"));
    bool ambiguous;
    cr_assert_null(metric_find_indicator(w.store, TEXT("甲"), &ambiguous));
    cr_assert(ambiguous);
    cr_assert_null(metric_need_indicator(w.store, TEXT("甲"), ORIGIN_NONE, w.diags));
    cr_assert_eq(diags_at(w.diags, diags_size(w.diags) - 1)->code, DIAG_M102);
    end_world(w);
}

Test(build, two_values_for_one_figure) {
    struct world w = build_metrics("code,value,measure,standing,target\n"
                                   "a,12000,元,,\na,1.2,万元,,\na,1.3,万元,,\n"
                                   "a,9,万元,预计,\n" /* another standing */
                                   "b,,家,,7\nb,5,家,,\nb,,家,,8\n"
                                   "c,1,家,,\nc,约1,家,,\n");
    cr_assert_str_eq(say_diags(w), "M113 metrics.csv:3:3; M112 metrics.csv:4:3; "
                                   "M112 metrics.csv:8:7; M112 metrics.csv:10:3");
    cr_assert_str_eq(detail_of(w, 1), "a: 1.3 here, 1.2 at metrics.csv:3:3");
    cr_assert_str_eq(detail_of(w, 2), "b: target 8 here, 7 at metrics.csv:6:7");
    cr_assert(diags_failed(w.diags));
    end_world(w);
}

Test(build, unknown_indicator_with_a_suggestion) {
    static const struct given tables[] = {
        {"metrics", "code,value\nclinic.chek,1\nclinic.chek,2\n检查卫生室,3\nzzzzzzzz,4\n"},
        {"indicators", "code,name\nclinic.check,检查村卫生室\nblood.donors,献血人次\n"},
        {NULL, NULL}};
    struct world w = build_world(tables, "u", "2026H1");
    cr_assert_str_eq(say_diags(w), "M101 metrics.csv:2:1; M101 metrics.csv:4:1; "
                                   "M101 metrics.csv:5:1");
    cr_assert_str_eq(hint_of(w, 0), "did you mean clinic.check?");
    cr_assert_str_eq(hint_of(w, 1), "did you mean 检查村卫生室?");
    cr_assert_str_eq(hint_of(w, 2), "");
    end_world(w);
}

Test(build, units_and_trees) {
    static const struct given tables[] = {
        {"units", "code,name,short_name,aliases,from,to,successor\n"
                  "wsj,县卫生局,卫生局,县卫计局;卫健局,,,\n"
                  "c1,城关卫生院,城关,,2020,,\nc2,河东卫生院,河东,,,2024,c1\nc1,重复,,,,,\n"},
        {"memberships", "tree,unit,parent,from,to\nadmin,wsj,,,\nadmin,c1,wsj,,\n"
                        "admin,河东,县卫生局,,2024\nadmin,c9,wsj,,\n"},
        {"metrics", "unit,code,value\n城关,a,1\nwsj,a,2\n西关,a,3\n,a,4\n"},
        {NULL, NULL}};
    struct world w = build_world(tables, "", "2026H1");
    cr_assert_str_eq(say_diags(w), "M108 units.csv:5:1; M103 memberships.csv:5:7; "
                                   "M103 metrics.csv:4:1; M106 metrics.csv:5:1");
    cr_assert_str_eq(hint_of(w, 2), "did you mean 城关?");
    cr_assert_eq(metric_membership_count(w.store), 3);
    const struct membership *member = metric_membership_at(w.store, 2);
    cr_assert(text_is(member->unit->code, "c2"));
    cr_assert(text_is(member->parent->code, "wsj"));
    cr_assert_eq(metric_find_unit(w.store, TEXT("卫健局")), metric_unit_at(w.store, 0));
    cr_assert_eq(nth_row(w, 0).unit, metric_unit_at(w.store, 1));
    cr_assert_eq(row_count(w, "wsj"), 1);
    cr_assert_eq(row_count(w, "c2"), 0);
    cr_assert_null(metric_find_unit(w.store, TEXT("x")));
    end_world(w);
}

Test(build, unit_of_a_table_without_one) {
    static const struct given alone[] = {
        {"units", "code,name\nwsj,卫生局\n"}, {"metrics", "code,value\na,1\n"}, {NULL, NULL}};
    struct world w = build_world(alone, "", "2026H1");
    cr_assert_str_eq(say_diags(w), "");
    cr_assert(text_is(nth_row(w, 0).unit->name, "卫生局"));
    end_world(w);

    static const struct given none[] = {{"metrics", "code,value\na,1\nb,2\n"}, {NULL, NULL}};
    w = build_world(none, "", "2026H1");
    cr_assert_str_eq(say_diags(w), "M105 metrics.csv:2:1", "said once a table");
    end_world(w);

    w = build_world(alone, "xyz", "2026H1");
    cr_assert_str_eq(say_diags(w), "M103 metrics.csv:2:1");
    end_world(w);
}

Test(build, names_of_units_may_be_ambiguous) {
    static const struct given tables[] = {{"units", "code,name\na,中心卫生院\nb,中心卫生院\n"},
                                          {"metrics", "unit,code,value\n中心卫生院,x,1\n"},
                                          {NULL, NULL}};
    struct world w = build_world(tables, "", "2026H1");
    cr_assert_str_eq(say_diags(w), "M104 metrics.csv:2:1");
    cr_assert_str_eq(hint_of(w, 0), "name it by its code");
    end_world(w);
}

Test(build, items) {
    static const struct given tables[] = {
        {"metrics", "code,value,measure\nincome,5,万元\n"},
        {"items",
         "section,code,order,level,title,text,lead,responsible,deadline,recurrence,amount,measure,"
         "indicator,target,state,answers,note,period\n"
         "计划,p1,1,1,题,  文 ,张三,卫生局、财政局（国库科、预算科）；县医院,6月底,每季,约300,,income,7,"
         "planned,,注,2025H2\n"
         "工作,w1,1,,题,,,,,,5,家,,,done,p1,,\n"
         "工作,w1,2,,题,,,,,,,,,,,p9,,\n"
         "工作,w2,2,10,,,,,,,x,,none,一半,,,,\n"
         ",w3,2,,题,,,,,,,,,,,,,\n"},
        {NULL, NULL}};
    struct world w = build_world(tables, "u", "2026H1");
    cr_assert_str_eq(say_diags(w), "M116 items.csv:4:1; "
                                   "D115 items.csv:5:9; M101 items.csv:5:21; D110 items.csv:5:26; "
                                   "M106 items.csv:5:1; M106 items.csv:6:1; M115 items.csv:4:1");
    struct slice *slice = a_slice(w, "u", "2026H1");
    cr_assert_eq(slice->item_count, 2);
    cr_assert_eq(slice->last_plan_count, 1);
    const struct item *item = slice->last_plan[0];
    cr_assert_eq(item->responsible.count, 3);
    cr_assert(text_is(item->responsible.at[1], "财政局（国库科、预算科）"));
    cr_assert(text_is(item->responsible.at[2], "县医院"));
    cr_assert_eq(item->level, 1);
    cr_assert(text_is(item->text, "  文 "), "kept word for word");
    cr_assert_eq(item->amount.qualifier, QUALIFIER_ABOUT);
    cr_assert(text_is(item->measure.name, "万元"), "that of its indicator");
    cr_assert_str_eq(say_number(w, item->target.value), "7");
    cr_assert(text_is(item->state, "planned"));
    cr_assert_str_eq(origin_print(item->text_origin, w.arena), "items.csv:2:13");
    cr_assert_eq(slice->items[0]->level, 0);
    end_world(w);
}

Test(build, texts) {
    static const struct given tables[] = {
        {"texts", "section,order,paragraph\n主要工作,2,　　乙。\n主要工作,10,丙。\n问题,1,丁。\n"
                  "主要工作,1,甲。\n问题,2, \n,3,戊。\n"},
        {NULL, NULL}};
    struct world w = build_world(tables, "u", "2026H1");
    cr_assert_str_eq(say_diags(w), "M106 texts.csv:6:6; M106 texts.csv:7:1");
    struct slice *slice = a_slice(w, "u", "2026H1");
    static const char *const order[] = {"甲。", "　　乙。", "丙。", "丁。"};
    cr_assert_eq(slice->text_count, 4);
    for (size_t i = 0; i < 4; i++) cr_assert(text_is(slice->texts[i]->paragraph, order[i]));
    cr_assert_str_eq(origin_print(slice->texts[1]->origin, w.arena), "texts.csv:2:8");
    end_world(w);
}

Test(build, text_values_and_marks) {
    struct world w = build_metrics("code,value,text,measure,qualifier,upper\n"
                                   "grade,,A级,,,\nratio,,45∶34∶21,,,\nhole,x,,家,,\n"
                                   "gap,—,,家,,\nmany,4000,,人,gt,\nspan,1,,家,,2\n");
    cr_assert_str_eq(say_diags(w), "");
    struct observation row = nth_row(w, 0);
    cr_assert_eq(row.value.state, QUANTITY_KNOWN);
    cr_assert(text_is(row.value.text, "A级"));
    cr_assert_eq(nth_row(w, 2).value.state, QUANTITY_PLACEHOLDER);
    cr_assert_eq(nth_row(w, 3).value.state, QUANTITY_MISSING);
    cr_assert_eq(nth_row(w, 4).value.qualifier, QUALIFIER_MORE_THAN);
    cr_assert_eq(nth_row(w, 5).value.qualifier, QUALIFIER_RANGE);
    cr_assert_str_eq(say_number(w, nth_row(w, 5).value.upper), "2");
    end_world(w);
}

Test(build, stated_changes_are_checked) {
    struct world w = build_metrics("code,value,measure,period,stated_change,basis\n"
                                   "a,108.4,万元,2026H1,8.4,\na,100,万元,2025H1,,\n"
                                   "b,108,万元,2026H1,9.9,\nb,100,万元,2025H1,,\n"
                                   "c,108,万元,2026H1,5.0,可比价\nc,100,万元,2025H1,,\n"
                                   "d,98.1,%,2026H1,1.1,\nd,97.0,%,2025H1,,\n"
                                   "e,98.1,%,2026H1,2,\ne,97.0,%,2025H1,,\n"
                                   "f,1.2,亿元,2026H1,11,\nf,1.1,亿元,2025H1,,\n"
                                   "g,5,家,2026H1,11,\ng,0,家,2025H1,,\n"
                                   "h,5,家,2026H1,11,\n");
    cr_assert_str_eq(say_diags(w), "M120 metrics.csv:4:17; M120 metrics.csv:10:17");
    cr_assert_str_eq(detail_of(w, 0),
                     "b: stated 9.9, recomputed 8.00 with the base at metrics.csv:5:3");
    end_world(w);
}

/* A column that was filled wrongly throughout is told a hundred times and counted. */
Test(build, many_stated_changes) {
    struct arena *arena = arena_new();
    struct buffer csv = buffer_new(arena);
    buffer_printf(&csv, "code,period,value,stated_change\n");
    for (int i = 0; i < 103; i++)
        buffer_printf(&csv, "c%03d,2025H1,100,\nc%03d,2026H1,150,7\n", i, i);
    struct world w = build_metrics(csv.at);
    cr_assert_eq(diags_size(w.diags), 101);
    cr_assert_eq(diags_at(w.diags, 99)->code, DIAG_M120);
    cr_assert_str_eq(detail_of(w, 100), "and so on: 3 more, of which this is the first");
    cr_assert_str_eq(origin_print(diags_at(w.diags, 100)->origin, w.arena), "metrics.csv:203:17");
    end_world(w);
    arena_free(arena);
}

Test(build, stops_after_fifty_errors) {
    struct arena *arena = arena_new();
    struct buffer csv = buffer_new(arena);
    buffer_printf(&csv, "code,value\n");
    for (int i = 0; i < 200; i++) buffer_printf(&csv, "a%d,bad\n", i);
    struct world w = build_metrics(csv.at);
    cr_assert_eq(diags_size(w.diags), 50);
    end_world(w);
    arena_free(arena);
}

/* What is wrong in the rows of a known unit is that unit's fault, all else the run's. */
Test(build, faults_belong_to_units) {
    static const struct given tables[] = {
        {"units", "code,name\nu1,甲\nu2,乙\nu3,丙\n"},
        {"indicators", "code,name\na,数\nb,率\n"},
        {"metrics", "unit,code,value\nu1,a,x1y\nu1,zz,1\nu1,zz,2\n乙,zz,1\nu3,a,1\nu9,zz,1\n"
                    "u2,b,1\nu2,b,2\n"},
        {"items", "unit,section,code,title,level\nu3,计划,p,题,1\nu2,计划,p,题,99\n"},
        {"texts", "unit,section,paragraph\nu1,,文\n"},
        {NULL, NULL}};
    struct arena *arena = arena_new();
    struct world w = build_world(tables, "", "2026H1");
    static const char *const wanted[] = {"D110 M101 M106 ", "M101 D115 M112 ", ""};
    for (size_t i = 0; i < 3; i++) {
        const struct diags *faults = metric_unit_faults(w.store, metric_unit_at(w.store, i));
        struct buffer got = buffer_new(arena);
        buffer_add(&got, "", 0);
        for (size_t k = 0; faults && k < diags_size(faults); k++)
            buffer_printf(&got, "%s ", diag_name(diags_at(faults, k)->code));
        cr_expect_str_eq(got.at, wanted[i], "unit %zu: %s", i, got.at);
    }
    cr_assert_str_eq(diag_name(diags_at(w.diags, 0)->code), "M103");
    cr_assert_str_eq(diag_name(diags_at(w.diags, 1)->code), "M101"); /* of the unknown unit's row */
    end_world(w);
    arena_free(arena);
}
