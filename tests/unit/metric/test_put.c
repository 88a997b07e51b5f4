/* Values put into a store that is built. */
#include <criterion/criterion.h>

#include "helper.h"

static const struct given tables[] = {
    {"indicators", "code,name,measure,decimals\na,门诊,人次,0\nb,住院,人次,0\n"},
    {"units", "code,name\nu,甲\nv,乙\n"},
    {"metrics", "unit,period,code,value\nu,2026H1,a,120\nv,2026H1,a,80\nu,2026H1,b,7\n"
                "u,2025H1,a,100\n"},
    {NULL, NULL}};

static struct metric_addition addition(struct world world, const char *unit,
                                       const struct indicator *indicator, const char *period,
                                       int64_t value) {
    return (struct metric_addition){
        .unit = metric_find_unit(world.store, text_of(unit)),
        .indicator = indicator,
        .period = a_period(period),
        .quantity = {.state = QUANTITY_KNOWN, .value = number_from_integer(value)},
        .measure = indicator->measure,
        .made = METRIC_DERIVED};
}

static const struct indicator *make(struct world world, struct metric_additions *additions,
                                    const char *code, const char *name) {
    struct indicator like = {.code = text_of(code),
                             .name = text_of(name),
                             .measure = measure_read(TEXT("分")),
                             .decimals = 2};
    (void)world;
    return metric_make_indicator(additions, &like);
}

static const char *value_of(struct world world, const char *unit, const char *indicator,
                            const char *period) {
    return say(world,
               metric_value(a_slice(world, unit, period), an_ask(world, indicator), world.arena));
}

Test(put, is_found_after_the_seal_and_not_before) {
    struct world world = build_world(tables, "u", "2026H1");
    struct metric_additions *additions = metric_reopen(world.store, world.diags);
    const struct indicator *made = make(world, additions, "s", "得分");
    struct metric_addition one = addition(world, "v", made, "2026H1", 88);
    metric_put(additions, &one);
    cr_expect_str_eq(value_of(world, "v", "s", "2026H1"), "missing 分 2026H1");
    cr_expect_str_eq(value_of(world, "u", "a", "2026H1"), "120 人次 2026H1");
    metric_seal(additions);
    cr_expect_str_eq(value_of(world, "v", "s", "2026H1"), "88 分 2026H1");
    cr_expect_str_eq(value_of(world, "u", "得分", "2026H1"), "missing 分 2026H1");
    cr_expect_str_eq(value_of(world, "u", "a", "2026H1"), "120 人次 2026H1");
    cr_expect_str_eq(value_of(world, "u", "b", "2026H1"), "7 人次 2026H1");
    end_world(world);
}

/* Among rows that are there: another unit of a column, another period of an indicator. */
Test(put, finds_its_place_among_given_rows) {
    struct world world = build_world(tables, "u", "2026H1");
    struct metric_additions *additions = metric_reopen(world.store, world.diags);
    const struct indicator *a = an_ask(world, "a").indicator, *b = an_ask(world, "b").indicator;
    struct metric_addition rows[] = {addition(world, "v", b, "2026H1", 5),
                                     addition(world, "v", a, "2025-01..2025-06", 70),
                                     addition(world, "u", a, "2024H1", 60)};
    for (size_t i = 0; i < 3; i++) metric_put(additions, &rows[i]);
    metric_seal(additions);
    cr_expect_str_eq(value_of(world, "v", "b", "2026H1"), "5 人次 2026H1");
    cr_expect_str_eq(value_of(world, "u", "b", "2026H1"), "7 人次 2026H1");
    cr_expect_str_eq(value_of(world, "v", "a", "2025H1"), "70 人次 2025H1");
    cr_expect_str_eq(value_of(world, "u", "a", "2025H1"), "100 人次 2025H1");
    cr_expect_str_eq(value_of(world, "u", "a", "2024H1"), "60 人次 2024H1");
    cr_expect_str_eq(value_of(world, "v", "a", "2026H1"), "80 人次 2026H1");
    struct metric_cell cells[2];
    cr_expect_eq(metric_column(world.store, a, a_period("2025H1"), cells), 2);
    end_world(world);
}

Test(put, keeps_words_and_long_numbers) {
    struct world world = build_world(tables, "u", "2026H1");
    struct metric_additions *additions = metric_reopen(world.store, world.diags);
    const struct indicator *made = make(world, additions, "g", "等次");
    struct metric_addition grade = addition(world, "u", made, "2026H1", 0);
    grade.quantity = (struct quantity){.state = QUANTITY_KNOWN, .text = TEXT("较好")};
    metric_put(additions, &grade);
    struct metric_addition third = addition(world, "v", made, "2026H1", 0);
    third.quantity.value =
        number_divide(world.arena, number_from_integer(1), number_from_integer(3));
    metric_put(additions, &third);
    metric_seal(additions);
    cr_expect_str_eq(value_of(world, "u", "g", "2026H1"), "较好 分 2026H1");
    cr_expect_str_eq(value_of(world, "v", "g", "2026H1"), "0.333333333333 分 2026H1");
    struct observation row;
    cr_expect(metric_observation(a_slice(world, "u", "2026H1"), an_ask(world, "g"), &row));
    cr_expect_eq(row.made, METRIC_DERIVED);
    cr_expect(metric_observation(a_slice(world, "u", "2026H1"), an_ask(world, "a"), &row));
    cr_expect_eq(row.made, METRIC_GIVEN);
    end_world(world);
}

Test(put, leaves_codes_and_names_to_the_data) {
    struct world world = build_world(tables, "u", "2026H1");
    struct metric_additions *additions = metric_reopen(world.store, world.diags);
    cr_expect_null(make(world, additions, "a", "别名"));
    const struct indicator *made = make(world, additions, "x", "门诊");
    metric_seal(additions);
    cr_expect_eq(an_ask(world, "x").indicator, made);
    cr_expect_str_eq(value_of(world, "u", "门诊", "2026H1"), "120 人次 2026H1");
    end_world(world);
}

/* A store may be opened again and again. */
Test(put, can_be_repeated) {
    struct world world = build_world(tables, "u", "2026H1");
    for (int64_t i = 0; i < 3; i++) {
        struct metric_additions *additions = metric_reopen(world.store, world.diags);
        const struct indicator *made =
            make(world, additions, arena_printf(world.arena, "s%d", (int)i), "得分");
        struct metric_addition one = addition(world, "u", made, "2026H1", i);
        metric_put(additions, &one);
        metric_seal(additions);
    }
    cr_expect_str_eq(value_of(world, "u", "s0", "2026H1"), "0 分 2026H1");
    cr_expect_str_eq(value_of(world, "u", "s2", "2026H1"), "2 分 2026H1");
    cr_expect_str_eq(value_of(world, "v", "a", "2026H1"), "80 人次 2026H1");
    end_world(world);
}

Test(put, finds_parents) {
    static const struct given with[] = {
        {"units", "code,name\nu,甲\nv,乙\nw,丙\n"},
        {"memberships", "tree,unit,parent\nadmin,u,\nadmin,v,u\nkind,w,v\n"},
        {"metrics", "unit,period,code,value\nu,2026H1,a,1\n"},
        {NULL, NULL}};
    struct world world = build_world(with, "u", "2026H1");
    const struct unit *parents[3];
    metric_parents(world.store, TEXT(""), a_period("2026H1"), parents);
    cr_expect(!parents[0] && parents[1] == metric_unit_at(world.store, 0) && !parents[2]);
    metric_parents(world.store, TEXT("kind"), a_period("2026H1"), parents);
    cr_expect(!parents[0] && !parents[1] && parents[2] == metric_unit_at(world.store, 1));
    end_world(world);
}
