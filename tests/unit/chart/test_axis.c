/* Axes: round ticks printed from exact values, zero where it belongs, ends as asked for. */
#include <criterion/criterion.h>

#include "chart/inner.h"
#include "sketch.h"

/* Tick labels of a line or column chart: all texts that end at the left of the plot, from the
 * bottom up. */
static const char *ticks_of(const struct sketch *sketch) {
    struct buffer buffer = buffer_new(sketch->arena);
    double right = -1;
    for (size_t i = 0; i < sketch->page->count; i++) {
        const struct page_item *item = &sketch->page->items[i];
        if (item->kind != PAGE_RUN) continue;
        double end = item->run.x_pt + item->run.width_pt;
        if (right < 0 && text_starts(item->run.text, TEXT("单位"))) continue;
        if (right < 0) right = end;
        if (end < right - 0.01 || end > right + 0.01) break;
        buffer_printf(&buffer, "%s%.*s", buffer.length ? " " : "", TEXT_ARGS(item->run.text));
    }
    return buffer.at;
}

static const struct {
    const char *kind, *data, *minimum, *maximum, *want;
} rows[] = {
    {"column", "数: 甲=12", NULL, NULL, "0 2 4 6 8 10 12"},
    {"column", "数: 甲=0", NULL, NULL, "0 1"},
    {"column", "数: 甲=1", NULL, NULL, "0 1"},
    {"column", "数: 甲=3", NULL, NULL, "0 1 2 3"},
    {"column", "数: 甲=0.3", NULL, NULL, "0.00 0.05 0.10 0.15 0.20 0.25 0.30"},
    {"column", "数: 甲=12563, 乙=4210", NULL, NULL, "0 2000 4000 6000 8000 10000 12000 14000"},
    {"column", "数: 甲=3.2, 乙=-4.25", NULL, NULL, "-6 -4 -2 0 2 4"},
    {"column", "数: 甲=-3, 乙=-8", NULL, NULL, "-8 -6 -4 -2 0"},
    {"column", "数: 甲=123456789012345678", NULL, NULL,
     "0 25000000000000000 50000000000000000 75000000000000000 100000000000000000 125000000000000000"},
    {"column", "数: 甲=0.0000000012", NULL, NULL,
     "0.0000000000 0.0000000002 0.0000000004 0.0000000006 0.0000000008 0.0000000010 0.0000000012"},
    {"line", "率: 一=98.2, 二=99.1", NULL, NULL, "98.0 98.2 98.4 98.6 98.8 99.0 99.2"},
    {"line", "率: 一=10, 二=99", NULL, NULL, "0 20 40 60 80 100"},
    {"line", "率: 一=-98.2, 二=-99.1", NULL, NULL, "-99.2 -99.0 -98.8 -98.6 -98.4 -98.2"},
    {"line", "率: 一=50, 二=50", NULL, NULL, "0 10 20 30 40 50"},
    {"line", "率: 一=98.2, 二=99.1", "90", "100", "90 92 94 96 98 100"},
    {"line", "率: 一=98.2, 二=99.1", "97.5", NULL, "97.5 98.0 98.5 99.0 99.5"},
    {"line", "率: 一=3, 二=4", "2.5", "4.2", "3 4"},
    {"line", "数: 一=3, 二=4", "1.1", "4.9", "2 3 4"},
    {"line", "数: 一=2, 二=2", "1.5", "2.4", "1.5 2.4"},
    {"column", "数: 甲=83, 乙=70", "0", "100", "0 20 40 60 80 100"},
    {"column", "数: 甲=-5, 乙=-7", NULL, "3", "-8 -6 -4 -2 0 2"},
};

Test(chart_axis, ticks_are_round_and_exact) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sketch *sketch = sketch_new(rows[i].kind, "", rows[i].data);
        if (rows[i].minimum) sketch_attribute(sketch, "minimum", rows[i].minimum);
        if (rows[i].maximum) sketch_attribute(sketch, "maximum", rows[i].maximum);
        sketch_draw(sketch);
        cr_assert_str_eq(ticks_of(sketch), rows[i].want, "row %zu: %s", i, ticks_of(sketch));
        cr_assert_not(sketch_said(sketch, DIAG_L306), "row %zu", i);
        sketch_free(sketch);
    }
}

Test(chart_axis, ends_that_hide_a_value_are_not_used) {
    static const struct {
        const char *kind, *name, *value;
    } bad[] = {{"column", "minimum", "10"}, {"bar", "minimum", "0.5"}, {"column", "maximum", "40"},
               {"line", "minimum", "20.5"}, {"line", "maximum", "59"}, {"line", "maximum", "many"},
               {"line", "minimum", "1e3"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct sketch *sketch = sketch_new(bad[i].kind, "", "数: 甲=20, 乙=60");
        sketch_attribute(sketch, bad[i].name, bad[i].value);
        sketch_draw(sketch);
        cr_assert(sketch->done);
        cr_assert(sketch_said(sketch, DIAG_L306), "row %zu", i);
        sketch_check(sketch, "ends");
        sketch_free(sketch);
    }
}

/* The axis is cut at an end that is set, and values keep their places on it. */
Test(chart_axis, share_of_the_axis) {
    struct chart_axis axis = {.from = 90, .to = 100};
    cr_assert_float_eq(chart_share(&axis, 90), 0, 1e-12);
    cr_assert_float_eq(chart_share(&axis, 97.5), 0.75, 1e-12);
    axis = (struct chart_axis){.from = -5, .to = 15};
    cr_assert_float_eq(chart_share(&axis, 0), 0.25, 1e-12);
}
