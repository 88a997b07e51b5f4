/* Changes said: every form, sign and base; and the figure that goes with the words. */
#include <criterion/criterion.h>

#include "wording/wording.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static struct arena *arena;

static void set_up(void) {
    arena = arena_new();
}

static void tear_down(void) {
    arena_free(arena);
}

TestSuite(change, .init = set_up, .fini = tear_down);

static struct figure make(const char *cell, const char *measure, int decimals) {
    struct figure figure = {.measure = measure_read(text_of(measure)), .decimals = decimals};
    cr_assert(quantity_read(arena, text_of(cell), &figure.quantity), "%s", cell);
    return figure;
}

static struct change compare(const char *now, const char *base, const char *measure, int decimals) {
    return change_between(arena, make(now, measure, decimals), make(base, measure, decimals),
                          CHANGE_LAST_YEAR);
}

static void expect(struct text said, const char *wanted) {
    cr_expect(text_is(said, wanted), "%.*s, wanted %s", TEXT_ARGS(said), wanted);
}

struct row {
    const char *now, *base, *measure;
    int decimals; /* of the figures */
    enum wording_change_form form;
    const char *wanted, *bare, *figure; /* with lead; for tables; the figure's own words */
};

static const struct row rows[] = {
    {"108.3", "100", "万元", -1, WORDING_AUTO, "同比增长8.3%", "8.3", "8.3%"},
    {"96.8", "100", "万元", -1, WORDING_AUTO, "同比下降3.2%", "-3.2", "-3.2%"},
    {"7", "3", "家", -1, WORDING_AUTO, "同比增长133.3%", "133.3", "133.3%"},
    {"7", "3", "家", -1, WORDING_TIMES, "同比增长1.3倍", "1.3", "1.3倍"},
    {"6", "3", "家", -1, WORDING_TIMES, "同比增长1.0倍", "1.0", "1.0倍"},
    {"5", "4", "家", -1, WORDING_TIMES, "同比增长25.0%", "0.3", "25.0%"},
    {"1", "4", "家", -1, WORDING_TIMES, "同比下降75.0%", "-0.8", "-75.0%"},
    {"0", "5", "例", -1, WORDING_AUTO, "同比下降100.0%", "-100.0", "-100.0%"},
    {"100", "100", "家", -1, WORDING_AUTO, "与上年同期持平", "0.0", "0.0%"},
    {"100.04", "100", "万元", -1, WORDING_AUTO, "与上年同期持平", "0.0", "0.0%"},
    {"100.05", "100", "万元", -1, WORDING_AUTO, "同比增长0.1%", "0.1", "0.1%"},
    {"99.96", "100", "万元", -1, WORDING_AUTO, "与上年同期持平", "0.0", "0.0%"},
    {"112", "100", "家", -1, WORDING_AMOUNT, "同比增加12家", "12", "12家"},
    {"88", "100", "家", -1, WORDING_AMOUNT, "同比减少12家", "-12", "-12家"},
    {"100", "100", "家", 0, WORDING_AMOUNT, "与上年同期持平", "0", "0家"},
    {"112", "100", "家", -1, WORDING_BOTH, "同比增加12家、增长12.0%", "12.0", "12.0%"},
    {"88", "100", "家", -1, WORDING_BOTH, "同比减少12家、下降12.0%", "-12.0", "-12.0%"},
    {"100001", "100000", "人", -1, WORDING_BOTH, "同比增加1人", "0.0", "0.0%"},
    {"5", "5", "家", -1, WORDING_BOTH, "与上年同期持平", "0.0", "0.0%"},
    {"1.20", "1.10", "亿元", 2, WORDING_AMOUNT, "同比增加0.10亿元", "0.10", "0.10亿元"},
    {"12", "10", "家", -1, WORDING_POINTS, "同比增长20.0%", "20.0", "20.0%"},
    /* rates: points in every form */
    {"98.5", "97.3", "%", -1, WORDING_AUTO, "同比提高1.2个百分点", "1.2", "1.2个百分点"},
    {"97.3", "98.5", "%", 1, WORDING_PERCENT, "同比下降1.2个百分点", "-1.2", "-1.2个百分点"},
    {"60", "30", "%", -1, WORDING_TIMES, "同比提高30个百分点", "30", "30个百分点"},
    {"60", "30", "%", 2, WORDING_BOTH, "同比提高30.00个百分点", "30.00", "30.00个百分点"},
    {"3.1", "4.3", "‰", -1, WORDING_AUTO, "同比下降1.2个千分点", "-1.2", "-1.2个千分点"},
    {"21.3", "22.5", "/10万", -1, WORDING_AUTO, "同比下降1.2/10万", "-1.2", "-1.2/10万"},
    {"98.54", "98.53", "%", 1, WORDING_AUTO, "与上年同期持平", "0.0", "0.0个百分点"},
    {"1.2", "0", "%", -1, WORDING_AUTO, "同比提高1.2个百分点", "1.2", "1.2个百分点"},
    {"2", "-3", "%", -1, WORDING_AUTO, "同比提高5个百分点", "5", "5个百分点"},
    {"1.5", "0.5", "个百分点", -1, WORDING_AUTO, "同比提高1个百分点", "1", "1个百分点"},
    /* base zero */
    {"12", "0", "家", -1, WORDING_AUTO, "上年同期为0，新增12家", "—", "12家"},
    {"12", "0", "家", -1, WORDING_AMOUNT, "上年同期为0，新增12家", "12", "12家"},
    {"0", "0", "家", -1, WORDING_AUTO, "与上年同期持平", "—", "0家"},
    {"-3", "0", "万元", -1, WORDING_BOTH, "上年同期为0，减少3万元", "—", "-3万元"},
    /* below zero */
    {"5", "-3", "万元", -1, WORDING_AUTO, "扭亏为盈", "—", "—"},
    {"-5", "3", "万元", -1, WORDING_AUTO, "由盈转亏", "—", "—"},
    {"-1", "-3", "万元", -1, WORDING_AUTO, "同比减亏2万元", "—", "2万元"},
    {"0", "-3", "万元", -1, WORDING_AUTO, "同比减亏3万元", "—", "3万元"},
    {"-4.5", "-3", "亿美元", -1, WORDING_AUTO, "同比增亏1.5亿美元", "—", "-1.5亿美元"},
    {"-3", "-3", "万元", -1, WORDING_AUTO, "与上年同期持平", "—", "0万元"},
    {"-1", "-3", "人", -1, WORDING_AUTO, "同比增加2人", "—", "2人"},
    {"-4", "-3", "人", -1, WORDING_AUTO, "同比减少1人", "—", "-1人"},
    {"5", "-3", "人", -1, WORDING_AUTO, "由负转正", "—", "—"},
    {"-5", "3", "人", -1, WORDING_AUTO, "由正转负", "—", "—"},
    /* nothing to say */
    {"", "3", "家", -1, WORDING_AUTO, "—", "—", "—"},
    {"3", "", "家", -1, WORDING_BOTH, "—", "—", "—"},
    {"3", "x", "%", -1, WORDING_AUTO, "—", "—", "—"},
};

Test(change, says_every_case) {
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct row *row = &rows[i];
        struct change change = compare(row->now, row->base, row->measure, row->decimals);
        expect(wording_change(arena, &change, row->form, true, WORDING_PLAIN), row->wanted);
        expect(wording_change_bare(arena, &change, row->form, WORDING_PLAIN), row->bare);
        struct figure figure = wording_change_figure(arena, &change, row->form);
        expect(wording_figure(arena, &figure, WORDING_PLAIN), row->figure);
    }
}

Test(change, previous_and_without_lead) {
    static const struct {
        const char *now, *base, *measure;
        enum wording_change_form form;
        const char *with, *without;
    } leads[] = {
        {"108.3", "100", "万元", WORDING_AUTO, "环比增长8.3%", "增长8.3%"},
        {"5", "5", "家", WORDING_AUTO, "与上月持平", "持平"},
        {"5", "0", "家", WORDING_AUTO, "上月为0，新增5家", "新增5家"},
        {"98", "97", "%", WORDING_AUTO, "环比提高1个百分点", "提高1个百分点"},
        {"-1", "-3", "元", WORDING_AUTO, "环比减亏2元", "减亏2元"},
        {"8", "10", "家", WORDING_BOTH, "环比减少2家、下降20.0%", "减少2家、下降20.0%"},
        {"8", "", "家", WORDING_BOTH, "—", "—"},
    };
    for (size_t i = 0; i < COUNT_OF(leads); i++) {
        struct change change = compare(leads[i].now, leads[i].base, leads[i].measure, -1);
        change.against = CHANGE_PREVIOUS;
        cr_assert(period_read(TEXT("2026-05"), &change.now.period));
        expect(wording_change(arena, &change, leads[i].form, true, WORDING_PLAIN), leads[i].with);
        expect(wording_change(arena, &change, leads[i].form, false, WORDING_PLAIN),
               leads[i].without);
    }
}

Test(change, style_goes_to_the_right_number) {
    struct wording_style style = WORDING_PLAIN;
    style.decimals = 2;
    struct change zero = compare("12", "0", "家", 0);
    expect(wording_change(arena, &zero, WORDING_AUTO, false, style), "新增12家");
    expect(wording_change(arena, &zero, WORDING_AMOUNT, false, style), "新增12.00家");
    struct change both = compare("112", "99", "家", 0);
    expect(wording_change(arena, &both, WORDING_BOTH, false, style), "增加13家、增长13.13%");
    style = WORDING_PLAIN;
    style.scale = TEXT("亿");
    struct change scaled = compare("25000", "10000", "万元", -1);
    expect(wording_change(arena, &scaled, WORDING_AMOUNT, true, style), "同比增加1.5亿元");
    expect(wording_change(arena, &scaled, WORDING_AUTO, true, style), "同比增长150.0%");
    expect(wording_change_bare(arena, &scaled, WORDING_AMOUNT, style), "1.5");
    style = WORDING_PLAIN;
    style.grouped = true;
    struct change large = compare("25000", "10000", "家", -1);
    expect(wording_change(arena, &large, WORDING_AMOUNT, true, style), "同比增加15,000家");
    style = WORDING_PLAIN;
    style.chinese = true;
    expect(wording_change(arena, &large, WORDING_AUTO, true, style), "同比增长百分之一百五十");
    struct change about = compare("约120", "100余", "家", -1);
    expect(wording_change(arena, &about, WORDING_AMOUNT, true, WORDING_PLAIN), "同比增加20家");
}

Test(change, stated_in_the_data) {
    struct change stated = {.state = CHANGE_KNOWN,
                            .given = true,
                            .basis = TEXT("可比价"),
                            .now = make("5.2", "亿元", -1),
                            .base = make("", "亿元", -1)};
    cr_assert(number_read(arena, TEXT("0.084"), &stated.rate));
    expect(wording_change(arena, &stated, WORDING_AUTO, true, WORDING_PLAIN),
           "按可比价计算，同比增长8.4%");
    expect(wording_change(arena, &stated, WORDING_AMOUNT, false, WORDING_PLAIN), "增长8.4%");
    expect(wording_change(arena, &stated, WORDING_BOTH, false, WORDING_PLAIN), "增长8.4%");
    expect(wording_change_bare(arena, &stated, WORDING_BOTH, WORDING_PLAIN), "8.4");
    stated.basis = TEXT("");
    stated.rate = number_from_integer(0); /* of a rate: points, in the amount */
    cr_assert(number_read(arena, TEXT("8.4"), &stated.amount));
    stated.now = make("85", "%", -1);
    stated.base = make("", "%", -1);
    expect(wording_change(arena, &stated, WORDING_AUTO, true, WORDING_PLAIN),
           "同比提高8.4个百分点");
    stated.state = CHANGE_NOT_COMPARABLE;
    expect(wording_change(arena, &stated, WORDING_AUTO, true, WORDING_PLAIN), "—");
}

Test(change, figure_keeps_where_it_comes_from) {
    struct change change = compare("12", "10", "家", 0);
    change.now.indicator = TEXT("clinic.check");
    struct figure figure = wording_change_figure(arena, &change, WORDING_AUTO);
    cr_expect(text_is(figure.indicator, "clinic.check"));
    cr_expect(figure.measure.kind == MEASURE_PERCENT && figure.nature == FIGURE_RATE);
    cr_expect(number_compare(figure.quantity.value, number_from_integer(20)) == 0);
    change.state = CHANGE_NOW_MISSING;
    figure = wording_change_figure(arena, &change, WORDING_AUTO);
    cr_expect(figure.quantity.state == QUANTITY_MISSING);
}
