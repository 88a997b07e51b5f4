/* Charts: every kind with every awkward set of data keeps the rules, and what is drawn is in
 * proportion to the data. */
#include <math.h>

#include <criterion/criterion.h>

#include "chart/inner.h"
#include "sketch.h"

static const struct {
    const char *name, *measure, *data;
} sets[] = {
    {"one point", "家", "数: 全县=12"},
    {"all zero", "家", "数: 甲=0, 乙=0, 丙=0"},
    {"missing", "人次", "本期: 门诊=120, 住院=, 体检=80, 急诊=—; 上期: 门诊=110, 体检=xx, 急诊=9"},
    {"long labels", "家",
     "数: 乡镇卫生院标准化建设达标=5, 村卫生室规范化管理=3, 基本公共卫生服务=7, 妇幼=4, 家庭医生签约服务=6"},
    {"negative", "%", "增速: 一季度=3.2, 二季度=-1.5, 三季度=0, 四季度=-4.25"},
    {"all negative", "%", "增速: 一=-3.2, 二=-1.5, 三=-8"},
    {"twelve by three", "家",
     "甲: 1月=3,2月=4,3月=5,4月=3,5月=2,6月=7,7月=8,8月=3,9月=4,10月=6,11月=5,12月=4;"
     "乙: 1月=2,2月=4,3月=6,4月=3,5月=1,6月=7,7月=5,8月=3,9月=2,10月=6,11月=4,12月=4;"
     "丙: 1月=1,2月=4,3月=5,4月=6,5月=2,6月=7,7月=8,8月=3,9月=4,10月=6,11月=5,12月=2"},
    {"huge", "元", "数: 甲=12345678901234567, 乙=9876543210, 丙=2"},
    {"tiny", "万元", "数: 甲=0.00012, 乙=0.00034, 丙=0.0002"},
    {"huge and negative", "元", "数: 甲=1234567890123, 乙=-9876543210123"},
    {"close together", "%", "率: 一=98.21, 二=98.46, 三=98.93, 四=99.1"},
    {"steep", "家", "数: 一=1, 二=100, 三=2, 四=90, 五=3"},
};
static const char *const kinds[] = {"column", "bar", "line"};

Test(chart, nothing_covers_a_text_and_nothing_leaves_the_box) {
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        for (size_t k = 0; k < 3; k++) {
            struct sketch *sketch = sketch_new(kinds[k], sets[i].measure, sets[i].data);
            sketch_draw(sketch);
            cr_assert(sketch->done);
            sketch_check(sketch, arena_printf(sketch->arena, "%s, %s", sets[i].name, kinds[k]));
            sketch_free(sketch);
        }
}

Test(chart, narrow_and_low_boxes_keep_the_rules_too) {
    static const double sizes[][2] = {{200, 120}, {120, 90}, {440, 100}, {90, 300}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        for (size_t k = 0; k < 3; k++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct sketch *sketch = sketch_new(kinds[k], sets[i].measure, sets[i].data);
                sketch->width_pt = sizes[s][0];
                sketch->height_pt = sizes[s][1];
                sketch_draw(sketch);
                cr_assert(sketch->done, "%s %s %zu", sets[i].name, kinds[k], s);
                sketch_free(sketch);
            }
}

static const struct page_item *find_area(const struct sketch *sketch, size_t n) {
    for (size_t i = 0; i < sketch->page->count; i++)
        if (sketch->page->items[i].kind == PAGE_AREA && n-- == 0) return &sketch->page->items[i];
    return NULL;
}

Test(chart, columns_are_as_high_as_their_values) {
    struct sketch *sketch = sketch_new("column", "家", "数: 甲=20, 乙=50, 丙=-30, 丁=0");
    sketch_draw(sketch);
    cr_assert_eq(sketch_count(sketch, PAGE_AREA), 3, "zero has no bar");
    double high = find_area(sketch, 1)->area.height_pt;
    cr_assert_float_eq(find_area(sketch, 0)->area.height_pt, high * 0.4, 0.001);
    cr_assert_float_eq(find_area(sketch, 2)->area.height_pt, high * 0.6, 0.001);
    double base = find_area(sketch, 0)->area.y_pt + find_area(sketch, 0)->area.height_pt;
    cr_assert_float_eq(find_area(sketch, 2)->area.y_pt, base, 0.001);
    cr_assert_lt(sketch_find(sketch, "50", 0)->y_pt, find_area(sketch, 1)->area.y_pt);
    cr_assert_gt(sketch_find(sketch, "-30", 0)->y_pt, base);
    cr_assert_float_eq(sketch_find(sketch, "0", 1)->y_pt, base - 0.25 * SKETCH_EM, 0.001);
    sketch_free(sketch);
}

Test(chart, bars_are_as_long_as_their_values) {
    struct sketch *sketch = sketch_new("bar", "%", "率: 城关镇=104.2, 东山乡=52.1, 马家=—");
    sketch_draw(sketch);
    cr_assert_eq(sketch_count(sketch, PAGE_AREA), 2);
    cr_assert_float_eq(find_area(sketch, 0)->area.width_pt, find_area(sketch, 1)->area.width_pt * 2,
                       0.001);
    cr_assert_lt(find_area(sketch, 0)->area.y_pt, find_area(sketch, 1)->area.y_pt);
    cr_assert_eq(sketch_texts(sketch, "—"), 1);
    cr_assert_eq(sketch_texts(sketch, "104.2"), 1);
    sketch_free(sketch);
}

/* A missing value is not zero: it breaks the line, and no marker stands in its place. */
Test(chart, lines_break_where_a_value_is_missing) {
    static const struct {
        const char *data;
        size_t lines, markers;
    } rows[] = {
        {"数: 一=1, 二=2, 三=3, 四=4", 1, 4}, {"数: 一=1, 二=2, 三=, 四=4, 五=5", 2, 4},
        {"数: 一=1, 二=, 三=3", 0, 2},        {"数: 一=, 二=2, 三=3, 四=", 1, 2},
        {"数: 一=xx, 二=2, 三=3", 1, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sketch *sketch = sketch_new("line", "家", rows[i].data);
        sketch_draw(sketch);
        size_t lines = 0, markers = 0;
        for (size_t n = 0; n < sketch->page->count; n++) {
            const struct page_item *item = &sketch->page->items[n];
            if (item->kind == PAGE_PATH) *(item->path.filled ? &markers : &lines) += 1;
        }
        cr_assert_eq(lines, rows[i].lines, "row %zu", i);
        cr_assert_eq(markers, rows[i].markers, "row %zu", i);
        sketch_free(sketch);
    }
}

Test(chart, series_differ_by_colour_and_pattern) {
    struct sketch *sketch = sketch_new("column", "家", "甲: 一=1; 乙: 一=2; 丙: 一=3; 丁: 一=4");
    sketch_draw(sketch);
    cr_assert_eq(sketch_count(sketch, PAGE_AREA), 8, "four swatches, four bars");
    static const uint32_t colours[] = {0x1F4E79, 0xC55A11, 0x7F7F7F, 0x1F4E79};
    for (int i = 0; i < 8; i++) {
        const struct page_item *item = find_area(sketch, (size_t)i);
        cr_assert_eq(item->area.hatch, i % 4);
        cr_assert_eq(item->area.colour, colours[i % 4]);
    }
    sketch_free(sketch);
    sketch = sketch_new("column", "家", "甲: 一=1");
    sketch->style.chart_colours = TEXT(" ");
    sketch_draw(sketch);
    cr_assert_eq(sketch_count(sketch, PAGE_AREA), 1, "one series needs no legend");
    cr_assert_eq(find_area(sketch, 0)->area.colour, CHART_INK);
    sketch_free(sketch);
}

Test(chart, markers_differ_in_shape) {
    struct sketch *sketch =
        sketch_new("line", "家", "甲: 一=1; 乙: 一=2; 丙: 一=3; 丁: 一=4; 戊: 一=5");
    sketch_draw(sketch);
    size_t corners[5], found = 0, white = 0;
    for (size_t i = 0; i < sketch->page->count && found < 5; i++) {
        const struct page_item *item = &sketch->page->items[i];
        if (item->kind == PAGE_PATH && item->path.colour == 0xFFFFFF) white++;
        if (item->kind == PAGE_PATH && item->path.colour != 0xFFFFFF)
            corners[found++] = item->path.count;
    }
    cr_assert_eq(corners[0], 12);
    cr_assert_eq(corners[1], 4);
    cr_assert_eq(corners[2], 3);
    cr_assert_eq(corners[3], 4);
    cr_assert_eq(corners[4], 12);
    cr_assert_eq(white, 0);
    sketch_free(sketch);
}

Test(chart, value_labels_carry_their_figures) {
    struct sketch *sketch = sketch_new("column", "家", "数: 甲=3, 乙=17");
    sketch_draw(sketch);
    const struct page_run *run = sketch_find(sketch, "17", 0);
    cr_assert_not_null(run->figure);
    cr_assert_eq(number_compare(run->figure->quantity.value, number_from_integer(17)), 0);
    cr_assert_null(sketch_find(sketch, "甲", 0)->figure);
    sketch_free(sketch);
}

Test(chart, names_the_unit_of_its_figures) {
    struct sketch *sketch = sketch_new("column", "万元", "数: 甲=3, 乙=50000@元");
    sketch_draw(sketch);
    cr_assert_eq(sketch_texts(sketch, "单位：万元"), 1);
    cr_assert_float_eq(find_area(sketch, 0)->area.height_pt * 5,
                       find_area(sketch, 1)->area.height_pt * 3, 0.001, "50000元 is 5万元");
    cr_assert_not(sketch_said(sketch, DIAG_L305));
    sketch_free(sketch);
    sketch = sketch_new("bar", "家", "数: 甲=3, 乙=5@人");
    sketch_attribute(sketch, "unit", "单位：个");
    sketch_draw(sketch);
    cr_assert_eq(sketch_texts(sketch, "单位：个"), 1);
    cr_assert(sketch_said(sketch, DIAG_L305));
    sketch_free(sketch);
    sketch = sketch_new("line", "", "数: 甲=3, 乙=5");
    sketch_draw(sketch);
    cr_assert_eq(sketch_texts(sketch, "单位："), 0);
    sketch_free(sketch);
}

/* Series need not have the same labels, and a series may use one twice. */
Test(chart, categories_are_joined_by_label) {
    struct sketch *sketch = sketch_new("column", "家", "甲: 一=1, 二=2; 乙: 二=3, 三=4, 二=5");
    sketch_draw(sketch);
    cr_assert_eq(sketch_texts(sketch, "一"), 1);
    cr_assert_eq(sketch_texts(sketch, "二"), 2);
    cr_assert_eq(sketch_texts(sketch, "三"), 1);
    cr_assert_eq(sketch_count(sketch, PAGE_AREA), 2 + 5);
    sketch_free(sketch);
}

Test(chart, faults_are_said) {
    struct sketch *sketch = sketch_new("pie", "家", "数: 甲=3");
    sketch_draw(sketch);
    cr_assert_not(sketch->done);
    cr_assert(sketch_said(sketch, DIAG_L301));
    cr_assert_eq(sketch->page->count, 0);
    sketch_free(sketch);
    static const char *const empty[] = {"", "数: 甲=, 乙=xx", "数:"};
    for (size_t i = 0; i < 3; i++) {
        sketch = sketch_new("column", "家", empty[i]);
        sketch_draw(sketch);
        cr_assert(sketch->done);
        cr_assert(sketch_said(sketch, DIAG_L302));
        cr_assert_eq(sketch_texts(sketch, "暂无数据"), 1);
        sketch_check(sketch, "empty");
        sketch_free(sketch);
    }
    sketch =
        sketch_new("column", "家",
                   "a:x=1;b:x=1;c:x=1;d:x=1;e:x=1;f:x=1;g:x=1;h:x=1;i:x=1;j:x=1;k:x=1;l:x=1;m:x=1");
    sketch_draw(sketch);
    cr_assert_not(sketch->done);
    cr_assert(sketch_said(sketch, DIAG_L303));
    sketch_free(sketch);
}

Test(chart, many_names_are_thinned_out_aloud) {
    struct arena *arena = arena_new();
    struct buffer data = buffer_new(arena);
    buffer_printf(&data, "数:");
    for (int i = 1; i <= 40; i++) buffer_printf(&data, "%s第%d卫生院=%d", i > 1 ? "," : "", i, i);
    static const struct {
        const char *kind;
        double height_pt;
        bool said;
    } rows[] = {
        {"column", 220, true}, {"line", 220, false}, {"bar", 220, true}, {"bar", 640, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sketch *sketch = sketch_new(rows[i].kind, "家", data.at);
        sketch->height_pt = rows[i].height_pt;
        sketch_draw(sketch);
        cr_assert_eq(sketch_said(sketch, DIAG_L304), rows[i].said, "row %zu", i);
        sketch_check(sketch, rows[i].kind);
        cr_assert_eq(sketch_texts(sketch, "第1卫生院"), 1);
        sketch_free(sketch);
    }
    arena_free(arena);
}

Test(chart, names_are_broken_into_even_lines_or_cut) {
    struct sketch *sketch = sketch_new(
        "column", "家",
        "数: 乡镇卫生院标准化建设达标=5, 村卫生室规范化管理=3, 基本公共卫生服务=7, 妇幼=4, 2026年度=6");
    sketch_draw(sketch);
    cr_assert_eq(sketch_texts(sketch, "乡镇卫生院标"), 1, "twelve as six and six");
    cr_assert_eq(sketch_texts(sketch, "准化建设达标"), 1);
    cr_assert_eq(sketch_texts(sketch, "2026年度"), 1);
    sketch_free(sketch);
    sketch = sketch_new(
        "bar", "家",
        "数: 关于进一步加强全县乡镇卫生院和村卫生室规范化管理与标准化建设工作的若干措施=5, 乙=3");
    sketch->width_pt = 200;
    sketch_draw(sketch);
    cr_assert(sketch_said(sketch, DIAG_L304));
    sketch_check(sketch, "cut");
    sketch_free(sketch);
}

Test(chart, value_labels_go_when_most_would_collide) {
    struct arena *arena = arena_new();
    struct buffer data = buffer_new(arena);
    buffer_printf(&data, "数:");
    for (int i = 1; i <= 30; i++) buffer_printf(&data, "%s%d日=123456", i > 1 ? "," : "", i);
    struct sketch *sketch = sketch_new("column", "家", data.at);
    sketch_draw(sketch);
    cr_assert_eq(sketch_texts(sketch, "123456"), 0);
    cr_assert(sketch_said(sketch, DIAG_L307));
    sketch_check(sketch, "crowd");
    sketch_free(sketch);
    arena_free(arena);
}

static const struct page_run *find_run(const struct sketch *sketch, const char *words) {
    for (size_t i = 0; i < sketch->page->count; i++) {
        const struct page_item *item = &sketch->page->items[i];
        if (item->kind == PAGE_RUN && text_is(item->run.text, words)) return &item->run;
    }
    return NULL;
}

/* Labels of lines that lie close together: the upper one's above, the lower one's below. */
Test(chart, labels_of_near_lines_stand_on_either_side) {
    static const char *const orders[] = {
        "上年: 一=90.1, 二=91.2, 三=93.3, 四=94.4, 五=120; 本年: 一=92.5, 二=93.6, 三=95.7, 四=96.8, 五=160",
        "本年: 一=92.5, 二=93.6, 三=95.7, 四=96.8, 五=160; 上年: 一=90.1, 二=91.2, 三=93.3, 四=94.4, 五=120"};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        struct sketch *sketch = sketch_new("line", "家", orders[i]);
        sketch_draw(sketch);
        cr_assert_not(sketch_said(sketch, DIAG_L307));
        const struct page_run *low = find_run(sketch, "93.3"), *high = find_run(sketch, "95.7");
        cr_assert(low && high);
        cr_assert_gt(low->y_pt - high->y_pt, 1.6 * SKETCH_EM);
        /* With nothing near by, as at most of the other points. */
        low = find_run(sketch, "120"), high = find_run(sketch, "160");
        cr_assert(low && high);
        sketch_check(sketch, "near");
        sketch_free(sketch);
    }
}

/* Rules of axis colour that are neither level nor upright: the break. */
static size_t count_breaks(const struct sketch *sketch) {
    size_t count = 0;
    for (size_t i = 0; i < sketch->page->count; i++) {
        const struct page_item *item = &sketch->page->items[i];
        if (item->kind != PAGE_RULE || item->rule.colour != CHART_INK) continue;
        for (size_t k = 0; k + 1 < item->rule.count; k += 2) {
            const struct page_point *ends = &item->rule.points[k];
            if (ends[0].x_pt != ends[1].x_pt && ends[0].y_pt != ends[1].y_pt) count++;
        }
    }
    return count;
}

Test(chart, axis_that_does_not_begin_at_zero_is_broken) {
    static const struct {
        const char *kind, *data;
        bool broken;
    } rows[] = {{"line", "率: 一=98.2, 二=99.1", true},
                {"line", "率: 一=-98.2, 二=-99.1", true},
                {"line", "率: 一=10, 二=99", false},
                {"column", "率: 一=98.2, 二=99.1", false},
                {"bar", "率: 一=98.2, 二=99.1", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sketch *sketch = sketch_new(rows[i].kind, "%", rows[i].data);
        sketch_draw(sketch);
        cr_assert_eq(count_breaks(sketch), rows[i].broken ? 3 : 0, "row %zu", i);
        sketch_check(sketch, "break");
        sketch_free(sketch);
    }
}

/* A label on a grid line has a white ground, which lies under it. */
Test(chart, no_grid_line_strikes_through_a_label) {
    struct sketch *sketch = sketch_new("bar", "家", "数: 甲=98, 乙=20, 丙=100");
    sketch_draw(sketch);
    size_t grounds = 0;
    for (size_t i = 0; i + 1 < sketch->page->count; i++) {
        const struct page_item *item = &sketch->page->items[i];
        if (item->kind != PAGE_AREA || item->area.colour != 0xFFFFFF) continue;
        grounds++;
        cr_assert(item[1].kind == PAGE_RUN && item[1].run.x_pt >= item->area.x_pt);
    }
    cr_assert_geq(grounds, 1);
    sketch_free(sketch);
}

Test(chart, kinds_are_listed) {
    const char *names = NULL;
    for (size_t k = 0; k < 3; k++) cr_assert(chart_is_kind(text_of(kinds[k]), NULL));
    cr_assert_not(chart_is_kind(TEXT("pie"), &names));
    cr_assert_str_eq(names, "column|bar|line");
    struct sketch *sketch = sketch_new(NULL, "家", "数: 甲=3");
    sketch_draw(sketch);
    cr_assert(sketch->done, "column is the default");
    cr_assert_eq(chart_least_height(sketch->node, &sketch->style), 0);
    sketch_free(sketch);
}

Test(chart, least_height_of_bars_holds_all_names) {
    static const char *const data[] = {"数: 甲=1, 乙=2, 丙=3, 丁=4, 戊=5",
                                       "本: 甲=1, 乙=2, 丙=3; 上: 甲=4, 乙=5, 丙=6"};
    for (size_t i = 0; i < 2; i++) {
        struct sketch *sketch = sketch_new("bar", "家", data[i]);
        sketch->height_pt = chart_least_height(sketch->node, &sketch->style);
        sketch_draw(sketch);
        cr_assert_not(sketch_said(sketch, DIAG_L304));
        for (int n = 4; n <= 5; n++)
            cr_assert_geq(sketch_texts(sketch, n == 4 ? "4" : "5"), 1, "values have room");
        sketch_check(sketch, "least");
        sketch_free(sketch);
    }
}
