/* Charts on the page: whole, in their place, caption below, too high ones made smaller. */
#include "drawn.h"

#include <string.h>

#include <criterion/criterion.h>

static const char chart[] =
    "<caption>门诊</caption><series name=\"本期\"><point label=\"甲\"><figure value=\"12\">12</figure></point>"
    "<point label=\"乙\"><figure value=\"8\">8</figure></point></series></chart>";

Test(layout_chart, is_never_split_and_nothing_overtakes_it) {
    for (size_t before = 1; before <= 22; before += 3) {
        struct drawn *drawn = drawn_new();
        const char *body = arena_printf(
            drawn->arena,
            "<paragraph>%s</paragraph><chart kind=\"column\" source=\"来源：统计局\">%s<paragraph>后文</paragraph>",
            repeat(drawn->arena, "前", 28 * before - 2), chart);
        drawn_run(drawn, NULL, body, NULL);
        cr_assert(drawn->done);
        const struct drawn_item *caption = drawn_find(drawn, 0, "图1", 0);
        const struct drawn_item *source = drawn_find(drawn, 0, "来源", 0);
        const struct drawn_item *after = drawn_find(drawn, 0, "后文", 0);
        cr_assert_eq(caption->tag, PAGE_CAPTION);
        cr_assert_eq(caption->parent, PAGE_FIGURE);
        cr_assert_eq(source->page, caption->page);
        cr_assert_gt(source->y_pt, caption->y_pt);
        cr_assert(after->page > caption->page || after->y_pt > source->y_pt);
        for (size_t i = 0; i < drawn->count; i++) {
            const struct drawn_item *item = &drawn->items[i];
            if (item->tag != PAGE_FIGURE) continue;
            cr_assert_eq(item->page, caption->page);
            cr_assert_lt(item->y_pt, caption->y_pt);
        }
        drawn_free(drawn);
    }
}

Test(layout_chart, too_high_is_made_smaller) {
    struct drawn *drawn = drawn_new();
    const char *body = arena_printf(
        drawn->arena, "<paragraph>前</paragraph><chart kind=\"line\" height=\"5000\">%s", chart);
    drawn_run(drawn, NULL, body, NULL);
    cr_assert(drawn->done);
    cr_assert_eq(drawn_diags(drawn, DIAG_L104), 1);
    cr_assert_eq(drawn->pages, 2);
    for (size_t i = 0; i < drawn->count; i++)
        if (drawn->items[i].tag == PAGE_CAPTION) cr_assert_lt(drawn->items[i].y_pt, MM(37 + 225));
    drawn_free(drawn);
}

/* Lengths as in the style; a plain number is points. */
Test(layout_chart, takes_its_height_in_any_unit) {
    static const struct {
        const char *height;
        double points;
        int faults;
    } rows[] = {{"150", 150, 0},  {"150pt", 150, 0},   {"60mm", MM(60), 0}, {"7cm", MM(70), 0},
                {"20em", 180, 0}, {"high", MM(62), 1}, {"-3mm", MM(62), 1}, {"0", MM(62), 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct drawn *drawn = drawn_new();
        const char *body =
            arena_printf(drawn->arena, "<chart height=\"%s\">%s", rows[i].height, chart);
        drawn_run(drawn, NULL, body, NULL);
        cr_assert(drawn->done);
        cr_assert_eq(drawn_diags(drawn, DIAG_L308), rows[i].faults, "%s", rows[i].height);
        /* The caption follows the drawing, after a little white. */
        const struct style_text *style = &drawn->style->text[STYLE_CHART_CAPTION];
        double rest = 0.15 * drawn->style->grid_pitch_pt + (style->pitch_pt - style->size_pt) / 2 +
                      0.88 * style->size_pt;
        const struct drawn_item *caption = drawn_find(drawn, 1, "图1", 0);
        cr_assert(near(caption->y_pt - rest - MM(37), rows[i].points), "%s: %g", rows[i].height,
                  caption->y_pt - rest - MM(37));
        drawn_free(drawn);
    }
}

Test(layout_chart, without_points_and_without_caption) {
    struct drawn *drawn = draw(
        "<chart kind=\"column\" height=\"100\"><series name=\"空\"/></chart><paragraph>后</paragraph>");
    cr_assert_eq(drawn->pages, 1);
    cr_assert_not_null(strstr(drawn_text(drawn), "暂无数据"));
    drawn_free(drawn);
}

/* A chart's figures keep their quantity. */
Test(layout_chart, is_counted_but_not_drawn_in_a_first_pass) {
    struct drawn *drawn = drawn_new();
    const char *body = arena_printf(
        drawn->arena, "<contents/><section id=\"s\" title=\"节\"><chart kind=\"bar\">%s</section>",
        chart);
    drawn_run(drawn, NULL, body, NULL);
    cr_assert(drawn->done);
    size_t captions = 0;
    for (size_t i = 0; i < drawn->count; i++)
        captions +=
            drawn->items[i].tag == PAGE_CAPTION && strncmp(drawn->items[i].text, "图1", 3) == 0;
    cr_assert_eq(captions, 1);
    drawn_free(drawn);
}
