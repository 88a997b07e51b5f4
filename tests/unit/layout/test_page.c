/* The page by GB/T 9704: edges, baselines, lines and characters, page numbers, running title. */
#include "drawn.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

/* As the standard has it: 37 mm + 13.86 pt, 22 lines that fill 225 mm. */
static const double first_baseline = 104.8819 + 13.86, pitch = (637.7953 - 15.75) / 21;

static const char *body_lines(struct arena *arena, size_t lines) {
    return arena_printf(arena, "<paragraph>%s</paragraph>", repeat(arena, "测", 28 * lines - 2));
}

Test(layout_page, full_page_has_22_lines_of_28_characters) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, NULL, body_lines(drawn->arena, 50), NULL);
    double lines[64];
    cr_assert(drawn->done);
    cr_assert_eq(drawn->pages, 3);
    for (int page = 1; page <= 2; page++) {
        size_t count = drawn_baselines(drawn, page, lines, 64);
        cr_assert_eq(count, 22, "page %d: %zu", page, count);
        for (size_t i = 0; i < count; i++)
            cr_assert(near(lines[i], first_baseline + (double)i * pitch), "%zu: %g", i, lines[i]);
    }
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->artifact) continue;
        bool first = i == 0;
        cr_assert_eq(strlen(item->text), 3 * (first ? 26 : 28));
        cr_assert(near(item->x_pt, MM(28) + (first ? 31.5 : 0)), "%g", item->x_pt);
        cr_assert(near(item->x_pt + item->width_pt, MM(28) + 441));
    }
    drawn_free(drawn);
}

static void make_duplex(struct style *style) {
    style->duplex = true;
}

Test(layout_page, margins_are_mirrored_for_two_sided_print) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, NULL, body_lines(drawn->arena, 50), make_duplex);
    cr_assert(near(drawn_find(drawn, 2, "测", 0)->x_pt, MM(210 - 28 - 156)));
    cr_assert(near(drawn_find(drawn, 3, "测", 0)->x_pt, MM(28)));
    drawn_free(drawn);
}

static void centre_number(struct style *style) {
    style->page_number = STYLE_NUMBER_CENTRE;
}
static void drop_number(struct style *style) {
    style->page_number = STYLE_NUMBER_NONE;
}

Test(layout_page, page_number_stands_outside_or_in_the_middle_or_nowhere) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, NULL, body_lines(drawn->arena, 30), NULL);
    const struct drawn_item *odd = drawn_find(drawn, 1, "—", 0);
    const struct drawn_item *even = drawn_find(drawn, 2, "—", 0);
    cr_assert(odd && odd->artifact && even);
    /* One character (14 pt) from the right and from the left; the dash 7 mm below the type area. */
    double end = 0;
    for (size_t i = 0; i < drawn->count; i++)
        if (drawn->items[i].page == 1 && drawn->items[i].artifact)
            end = drawn->items[i].x_pt + drawn->items[i].width_pt;
    cr_assert(fabs(end - MM(28 + 156) + 14) < 1, "%g", end);
    /* Composition may shift a dash by a hair in its em box. */
    cr_assert(fabs(even->x_pt - MM(28) - 14) < 1);
    cr_assert(near(odd->y_pt - 0.38 * 14, MM(37 + 225 + 7)));
    cr_assert_eq(odd->size_pt, 14);
    drawn_free(drawn);

    drawn = drawn_new();
    drawn_run(drawn, NULL, body_lines(drawn->arena, 3), centre_number);
    double left = 1000, right = 0;
    for (size_t i = 0; i < drawn->count; i++)
        if (drawn->items[i].artifact) {
            left = fmin(left, drawn->items[i].x_pt);
            right = fmax(right, drawn->items[i].x_pt + drawn->items[i].width_pt);
        }
    cr_assert(fabs((left + right) / 2 - MM(28 + 78)) < 1);
    drawn_free(drawn);

    drawn = drawn_new();
    drawn_run(drawn, NULL, body_lines(drawn->arena, 3), drop_number);
    for (size_t i = 0; i < drawn->count; i++) cr_assert_not(drawn->items[i].artifact);
    drawn_free(drawn);
}

static void show_header(struct style *style) {
    style->page_header = true;
}

Test(layout_page, running_title_from_the_second_page_on) {
    struct drawn *drawn = drawn_new();
    const char *body =
        arena_printf(drawn->arena, "<title>工作总结</title>%s", body_lines(drawn->arena, 50));
    drawn_run(drawn, NULL, body, show_header);
    cr_assert_not(drawn_find(drawn, 1, "工作总结", 0)->artifact);
    cr_assert_null(drawn_find(drawn, 1, "工作总结", 1));
    const struct drawn_item *header = drawn_find(drawn, 2, "工作总结", 0);
    cr_assert(header->artifact);
    cr_assert(near(header->y_pt, drawn->style->page_header_pt));
    cr_assert(near(header->x_pt + header->width_pt / 2, MM(28 + 78)));
    drawn_free(drawn);

    /* A title that no line holds is cut, never wider than the page. */
    drawn = drawn_new();
    body = arena_printf(drawn->arena, "<title>%s</title>%s", repeat(drawn->arena, "长", 90),
                        body_lines(drawn->arena, 50));
    drawn_run(drawn, NULL, body, show_header);
    for (size_t i = 0; i < drawn->count; i++)
        cr_assert(drawn->items[i].x_pt + drawn->items[i].width_pt < MM(184) + 0.1);
    drawn_free(drawn);
}

Test(layout_page, smallest_document) {
    struct drawn *drawn = draw("<paragraph>字</paragraph>");
    cr_assert_eq(drawn->pages, 1);
    cr_assert_str_eq(drawn_text(drawn), "字");
    cr_assert(near(drawn->items[0].y_pt, first_baseline));
    cr_assert_eq(drawn->items[0].tag, PAGE_P);
    drawn_free(drawn);
}

Test(layout_page, a_document_of_nothing_but_breaks_has_one_page) {
    struct drawn *drawn = draw("<page-break/><page-break/>");
    cr_assert_eq(drawn->pages, 1);
    drawn_free(drawn);
    drawn = draw("<page-break/><paragraph>一</paragraph><page-break/><page-break/>"
                 "<paragraph>二</paragraph><page-break/>");
    cr_assert_eq(drawn->pages, 2);
    cr_assert_eq(drawn_find(drawn, 0, "二", 0)->page, 2);
    drawn_free(drawn);
}

/* Title, subtitle and tables of any height: body text returns to the grid. */
Test(layout_page, text_returns_to_the_grid) {
    struct drawn *drawn = drawn_new();
    struct buffer body = buffer_new(drawn->arena);
    buffer_printf(&body, "<title>%s</title><subtitle>（二〇二六年）</subtitle>",
                  repeat(drawn->arena, "标题文字", 8));
    for (int i = 1; i < 12; i++) {
        buffer_printf(
            &body,
            "<section title=\"标题\"><paragraph>%s</paragraph><table><caption>表</caption>"
            "<column>甲</column><column>乙</column>",
            repeat(drawn->arena, "正文", (size_t)i * 9));
        for (int row = 0; row < i; row++)
            buffer_printf(&body, "<row><cell>行</cell><cell>1</cell></row>");
        buffer_printf(&body, "</table></section>");
    }
    drawn_run(drawn, NULL, body.at, NULL);
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind != PAGE_RUN || item->artifact || item->size_pt != 15.75) continue;
        double line = (item->y_pt - first_baseline) / pitch;
        cr_assert(fabs(line - round(line)) < 0.002, "page %d: %s at %g", item->page, item->text,
                  item->y_pt);
    }
    const struct drawn_item *title = drawn_find(drawn, 1, "标题", 0);
    cr_assert_eq(title->size_pt, 22);
    cr_assert(near(title->y_pt - 0.88 * 22, MM(37)), "%g", title->y_pt);
    drawn_free(drawn);
}

Test(layout_page, too_many_pages) {
    struct drawn *drawn = drawn_new();
    drawn->forget = true;
    struct buffer body = buffer_new(drawn->arena);
    for (int i = 0; i < LAYOUT_PAGES_MOST + 5; i++)
        buffer_printf(&body, "<paragraph>页</paragraph><page-break/>");
    drawn_run(drawn, NULL, body.at, NULL);
    cr_assert_not(drawn->done);
    cr_assert_eq(drawn->pages, LAYOUT_PAGES_MOST);
    cr_assert_eq(drawn->abandoned, 1);
    cr_assert_eq(drawn->ended, 0);
    cr_assert_eq(drawn_diags(drawn, DIAG_L103), 1);
    drawn_free(drawn);
}

/* The same in a first pass: the sink has not begun, and is abandoned all the same. */
Test(layout_page, too_many_pages_behind_contents) {
    struct drawn *drawn = drawn_new();
    struct buffer body = buffer_new(drawn->arena);
    buffer_printf(&body, "<contents/>");
    for (int i = 0; i < LAYOUT_PAGES_MOST + 5; i++)
        buffer_printf(&body, "<page-break/><paragraph>页</paragraph>");
    drawn_run(drawn, NULL, body.at, NULL);
    cr_assert_not(drawn->done);
    cr_assert_eq(drawn->pages, 0);
    cr_assert_eq(drawn->abandoned, 1);
    cr_assert_eq(drawn_diags(drawn, DIAG_L103), 1);
    drawn_free(drawn);
}

Test(layout_page, character_that_no_font_has_leaves_no_file) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, NULL,
              "<contents/><section title=\"节\"><paragraph>坏\xEE\x80\x80字</paragraph></section>",
              NULL);
    cr_assert_not(drawn->done);
    cr_assert_eq(drawn->abandoned, 1);
    cr_assert_eq(drawn_diags(drawn, DIAG_F201), 1);
    drawn_free(drawn);
}

/* Pages are handed on and forgotten: what stays is a little for each block. */
Test(layout_page, memory_does_not_grow_with_pages) {
    struct drawn *drawn = drawn_new();
    drawn->forget = true;
    struct buffer body = buffer_new(drawn->arena);
    for (int i = 0; i < 400; i++) buffer_add_text(&body, text_of(body_lines(drawn->arena, 22)));
    drawn_run(drawn, NULL, body.at, NULL);
    cr_assert(drawn->done);
    cr_assert_eq(drawn->pages, 400);
    cr_assert(drawn->layout_bytes < 200 * 1024, "%zu bytes", drawn->layout_bytes);
    drawn_free(drawn);
}

Test(layout_page, sink_that_fails_is_abandoned) {
    for (int fault = 0; fault < 3; fault++) {
        struct drawn *drawn = drawn_new();
        drawn->fail_begin = fault == 0;
        drawn->fail_page = fault == 1 ? 2 : 0;
        drawn->fail_end = fault == 2;
        drawn_run(drawn, NULL, body_lines(drawn->arena, 100), NULL);
        cr_assert_not(drawn->done);
        cr_assert_eq(drawn->abandoned, fault < 2 ? 1 : 0);
        cr_assert_eq(drawn->pages, fault == 0 ? 0 : fault == 1 ? 2 : 5);
        drawn_free(drawn);
    }
}
