/* Where pages end: widows, orphans, headings, signature; and that no text is lost, doubled or
 * moved. */
#include "drawn.h"

#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

/* Text lines of a page that hold the character. */
static int lines_on(const struct drawn *drawn, int page, const char *character) {
    int count = 0;
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind == PAGE_RUN && item->page == page && !item->artifact &&
            strstr(item->text, character))
            count++;
    }
    return count;
}

static const char *paragraph(struct arena *arena, const char *character, size_t lines) {
    return arena_printf(arena, "<paragraph>%s</paragraph>",
                        repeat(arena, character, 28 * lines - 2));
}

Test(layout_flow, no_widow_and_no_orphan) {
    for (size_t before = 16; before <= 22; before++)
        for (size_t lines = 1; lines <= 8; lines++) {
            struct drawn *drawn = drawn_new();
            const char *body =
                arena_printf(drawn->arena, "%s%s", paragraph(drawn->arena, "前", before),
                             paragraph(drawn->arena, "后", lines));
            drawn_run(drawn, NULL, body, NULL);
            int first = lines_on(drawn, 1, "后"), second = lines_on(drawn, 2, "后");
            cr_assert_eq((size_t)(first + second), lines);
            bool split = first > 0 && second > 0;
            cr_assert(!split || (first >= 2 && second >= 2), "%zu + %zu: %d | %d", before, lines,
                      first, second);
            cr_assert(!split || lines > 3);
            /* No more white than the rule asks for. */
            int free = 22 - (int)before - first;
            cr_assert(second == 0 || free <= 2, "%zu + %zu leaves %d", before, lines, free);
            drawn_free(drawn);
        }
}

Test(layout_flow, heading_stays_with_two_lines) {
    for (size_t before = 17; before <= 22; before++) {
        struct drawn *drawn = drawn_new();
        const char *body = arena_printf(
            drawn->arena,
            "%s<section title=\"甲标题\"><section title=\"乙标题\">%s</section></section>",
            paragraph(drawn->arena, "前", before), paragraph(drawn->arena, "后", 5));
        drawn_run(drawn, NULL, body, NULL);
        const struct drawn_item *upper = drawn_find(drawn, 0, "甲标题", 0);
        const struct drawn_item *lower = drawn_find(drawn, 0, "乙标题", 0);
        if (!upper) upper = drawn_find(drawn, 0, "一、", 0);
        if (!lower) lower = drawn_find(drawn, 0, "（一）", 0);
        cr_assert_eq(upper->page, lower->page);
        cr_assert_geq(lines_on(drawn, lower->page, "后"), 2, "before %zu", before);
        cr_assert_eq(upper->page, before <= 18 ? 1 : 2);
        drawn_free(drawn);
    }
}

Test(layout_flow, heading_before_short_paragraphs) {
    struct drawn *drawn = drawn_new();
    const char *body = arena_printf(
        drawn->arena, "%s<section title=\"标题\">%s%s</section>", paragraph(drawn->arena, "前", 20),
        paragraph(drawn->arena, "一", 1), paragraph(drawn->arena, "二", 1));
    drawn_run(drawn, NULL, body, NULL);
    cr_assert_eq(drawn->pages, 2);
    cr_assert_eq(lines_on(drawn, 2, "标题"), 1);
    drawn_free(drawn);
}

/* Headings of sections with one line each may part; each keeps its own line. */
Test(layout_flow, short_sections_do_not_hang_together) {
    struct drawn *drawn = drawn_new();
    struct buffer body = buffer_new(drawn->arena);
    for (int i = 0; i < 60; i++)
        buffer_printf(&body, "<section title=\"标题\"><paragraph>一行。</paragraph></section>");
    drawn_run(drawn, NULL, body.at, NULL);
    cr_assert_eq(drawn->pages, (120 + 21) / 22);
    for (int page = 1; page <= drawn->pages; page++)
        cr_assert_eq(lines_on(drawn, page, "标题"), lines_on(drawn, page, "一行"));
    drawn_free(drawn);
}

Test(layout_flow, run_in_heading_and_paragraph_are_one) {
    struct drawn *drawn = draw(
        "<section><heading run-in=\"yes\">指导思想</heading><paragraph>坚持为民。</paragraph>"
        "<paragraph>第二段</paragraph></section>"
        "<section><heading run-in=\"yes\">有句号。</heading><paragraph>正文。</paragraph></section>"
        "<section><heading run-in=\"yes\">没有段</heading>"
        "<list><item><paragraph>甲</paragraph></item></list></section>");
    cr_assert_str_eq(drawn_text(drawn),
                     "一、指导思想。坚持为民。第二段二、有句号。正文。三、没有段一是甲");
    const struct drawn_item *heading = drawn_find(drawn, 1, "一、", 0);
    const struct drawn_item *text = drawn_find(drawn, 1, "坚持", 0);
    cr_assert(near(heading->y_pt, text->y_pt));
    cr_assert_eq(heading->tag, PAGE_H1);
    cr_assert_eq(text->tag, PAGE_P);
    cr_assert_eq(text->parent, PAGE_SECT);
    drawn_free(drawn);
}

Test(layout_flow, lists) {
    struct drawn *drawn = draw(
        "<list><item><paragraph>加强</paragraph><paragraph>又段</paragraph></item>"
        "<item><list scheme=\"（1）\"><item><paragraph>内层</paragraph></item></list></item></list>"
        "<list kind=\"inline\"><item><paragraph>甲</paragraph></item>"
        "<item><paragraph>乙；</paragraph></item><item><paragraph>丙</paragraph></item></list>"
        "<list kind=\"inline\" scheme=\"1.\"><item><table><column>列</column>"
        "<row><cell>格</cell></row></table></item></list>");
    cr_assert_str_eq(drawn_text(drawn), "一是加强又段二是（1）内层一是甲；二是乙；三是丙。1.列格");
    cr_assert_eq(drawn_find(drawn, 1, "一是", 0)->tag, PAGE_LI);
    double lines[32];
    cr_assert_eq(drawn_baselines(drawn, 1, lines, 32), 8);
    drawn_free(drawn);
}

Test(layout_flow, paragraph_classes_and_alignment) {
    struct drawn *drawn = draw("<paragraph class=\"salutation\">同志们：</paragraph>"
                               "<paragraph indent=\"no\">顶格</paragraph>"
                               "<paragraph align=\"right\">靠右</paragraph>"
                               "<paragraph align=\"centre\">居中</paragraph>"
                               "<paragraph class=\"note\">注释</paragraph>");
    double left = MM(28);
    cr_assert(near(drawn_find(drawn, 1, "同志", 0)->x_pt, left));
    cr_assert(near(drawn_find(drawn, 1, "顶格", 0)->x_pt, left));
    cr_assert(near(drawn_find(drawn, 1, "靠右", 0)->x_pt, left + 441 - 31.5));
    cr_assert(near(drawn_find(drawn, 1, "居中", 0)->x_pt, left + 220.5 - 15.75));
    cr_assert_lt(drawn_find(drawn, 1, "注释", 0)->size_pt, 12);
    drawn_free(drawn);
}

/* 7.3.5.2, both ways; widths in characters of 15.75 pt, digits half of it. */
Test(layout_flow, signature_by_rule) {
    static const struct {
        const char *organ, *date;
        double organ_em, date_em; /* left edges, from the right edge of the text */
    } rows[] = {
        {"某某县卫生健康委员会", "2026年7月5日", 12, 10},
        {"卫生局", "2026年7月5日", 10, 8},
        {"一二三四五六", "2026年7月5日", 10, 8},
        {"一二三四五六七八", "2026年7月5日", 10, 8},
        {"一二三四五六七八九", "2026年7月5日", 11, 9},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct drawn *drawn = drawn_new();
        const char *body = arena_printf(drawn->arena,
                                        "<paragraph>正文。</paragraph><signature>"
                                        "<organ>%s</organ><date>%s</date></signature>",
                                        rows[i].organ, rows[i].date);
        drawn_run(drawn, NULL, body, NULL);
        const struct drawn_item *text = drawn_find(drawn, 1, "正文", 0);
        const struct drawn_item *organ = drawn_find(drawn, 1, rows[i].organ, 0);
        const struct drawn_item *date = drawn_find(drawn, 1, "2026", 0);
        double right = MM(28) + 441;
        cr_assert(near(organ->x_pt, right - rows[i].organ_em * 15.75), "%s: %g", rows[i].organ,
                  (right - organ->x_pt) / 15.75);
        cr_assert(near(date->x_pt, right - rows[i].date_em * 15.75), "%s: %g", rows[i].organ,
                  (right - date->x_pt) / 15.75);
        double pitch = drawn->style->grid_pitch_pt;
        cr_assert(near(organ->y_pt - text->y_pt, 2 * pitch));
        cr_assert(near(date->y_pt - organ->y_pt, pitch));
        drawn_free(drawn);
    }
}

Test(layout_flow, signature_takes_organ_and_date_from_the_document) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, "organ=\"某局\" date=\"2026-07-05\"",
              "<paragraph>正文。</paragraph><signature/>", NULL);
    cr_assert_str_eq(drawn_text(drawn), "正文。某局2026年7月5日");
    drawn_free(drawn);
    /* An organ wider than the line is broken, not cut. */
    drawn = drawn_new();
    const char *body = arena_printf(drawn->arena,
                                    "<paragraph>正文。</paragraph><signature><organ>%s</organ>"
                                    "<date>2026-07-05</date></signature>",
                                    repeat(drawn->arena, "局", 60));
    drawn_run(drawn, NULL, body, NULL);
    for (size_t i = 0; i < drawn->count; i++) {
        cr_assert_geq(drawn->items[i].x_pt, MM(28) - 0.05);
        cr_assert_leq(drawn->items[i].x_pt + drawn->items[i].width_pt, MM(184) + 0.05);
    }
    drawn_free(drawn);
}

Test(layout_flow, signature_is_never_alone) {
    for (size_t before = 16; before <= 22; before++) {
        struct drawn *drawn = drawn_new();
        const char *body =
            arena_printf(drawn->arena, "%s<signature><organ>局</organ><date>日</date></signature>",
                         paragraph(drawn->arena, "前", before));
        drawn_run(drawn, NULL, body, NULL);
        int page = drawn_find(drawn, 0, "局", 0)->page;
        cr_assert_eq(drawn_find(drawn, 0, "日", 0)->page, page);
        cr_assert_geq(lines_on(drawn, page, "前"), 2, "before %zu", before);
        cr_assert_eq(page, before <= 19 ? 1 : 2);
        drawn_free(drawn);
    }
}

Test(layout_flow, links_anchors_and_strong) {
    struct drawn *drawn = draw(
        "<section id=\"one\" title=\"甲\"><paragraph id=\"p1\">文</paragraph></section>"
        "<paragraph>见<link to=\"one\">第一<strong>部分</strong></link>、<link to=\"p1\">段</link>"
        "和<link href=\"https://example.org/\">网页</link>。</paragraph>");
    size_t links = 0, anchors = 0;
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        links += item->kind == PAGE_LINK_AREA;
        anchors += item->kind == PAGE_ANCHOR;
        if (item->kind != PAGE_LINK_AREA || strcmp(item->text, "one") != 0) continue;
        const struct drawn_item *first = drawn_find(drawn, 1, "第一", 0);
        const struct drawn_item *last = drawn_find(drawn, 1, "部分", 0);
        cr_assert(near(item->x_pt, first->x_pt));
        cr_assert(near(item->x_pt + item->width_pt, last->x_pt + last->width_pt));
        cr_assert(item->role == first->role && first->role == last->role);
        cr_assert_eq(item->tag, PAGE_LINK);
    }
    cr_assert_eq(links, 3);
    cr_assert_eq(anchors, 2);
    cr_assert_eq(drawn->mark_count, 1);
    cr_assert_str_eq(drawn->marks[0].title, "一、甲");
    cr_assert_str_eq(drawn->marks[0].anchor, "one");
    drawn_free(drawn);
}

/* Whatever has an id can be linked to, also what begins together with something else. */
Test(layout_flow, every_block_can_be_linked_to) {
    static const char *const ids[] = {"title", "sub",   "sect",  "para", "list", "item",
                                      "inner", "table", "chart", "toc",  "sign", "late"};
    struct drawn *drawn = drawn_new();
    struct buffer body = buffer_new(drawn->arena);
    buffer_printf(
        &body,
        "<title id=\"title\">题</title><subtitle id=\"sub\">副</subtitle><contents id=\"toc\"/>"
        "<section id=\"sect\"><heading run-in=\"yes\">头</heading><paragraph id=\"para\">文</paragraph></section>"
        "<list id=\"list\"><item id=\"item\"><paragraph id=\"inner\">项</paragraph></item></list>"
        "<table id=\"table\"><column>列</column><row><cell>格</cell></row></table>"
        "<chart id=\"chart\" kind=\"line\"><series name=\"s\"/></chart><page-break id=\"late\"/>"
        "<signature id=\"sign\"><organ>局</organ></signature><paragraph>");
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        buffer_printf(&body, "<link to=\"%s\">见</link>，", ids[i]);
    buffer_printf(&body, "</paragraph>");
    drawn_run(drawn, NULL, body.at, NULL);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        size_t count = 0;
        for (size_t k = 0; k < drawn->count; k++)
            count +=
                drawn->items[k].kind == PAGE_ANCHOR && strcmp(drawn->items[k].text, ids[i]) == 0;
        cr_assert_eq(count, 1, "%s: %zu", ids[i], count);
    }
    drawn_free(drawn);
}

/* The page of a block, by its anchor. */
static int page_of(const struct drawn *drawn, const char *anchor) {
    for (size_t i = 0; i < drawn->count; i++)
        if (drawn->items[i].kind == PAGE_ANCHOR && strcmp(drawn->items[i].text, anchor) == 0)
            return drawn->items[i].page;
    return 0;
}

Test(layout_flow, contents_name_the_right_pages) {
    struct drawn *drawn = drawn_new();
    struct buffer body = buffer_new(drawn->arena);
    buffer_printf(&body, "<title>总结</title><contents/><page-break/>");
    for (int i = 0; i < 30; i++)
        buffer_printf(&body,
                      "<section id=\"s%d\" title=\"%s\">%s<section id=\"t%d\" title=\"小节\">%s"
                      "<section title=\"不入目录\">%s</section></section></section>",
                      i, repeat(drawn->arena, "标题", i == 3 ? 20 : 3),
                      paragraph(drawn->arena, "文", (size_t)(i % 7) + 1), i,
                      paragraph(drawn->arena, "段", (size_t)(i % 4) + 1),
                      paragraph(drawn->arena, "落", (size_t)(i % 3) + 1));
    drawn_run(drawn, NULL, body.at, NULL);
    cr_assert(drawn->done);
    cr_assert_eq(drawn->mark_count, 90);
    cr_assert_eq(drawn_diags(drawn, DIAG_L105), 0);
    size_t entries = 0;
    for (size_t i = 0; i + 1 < drawn->count; i++) {
        const struct drawn_item *number = &drawn->items[i], *area = &drawn->items[i + 1];
        if (area->kind != PAGE_LINK_AREA || number->kind != PAGE_RUN) continue;
        cr_assert_eq(number->parent, PAGE_TOCI);
        int page = 0;
        if (sscanf(number->text, "%d", &page) != 1) continue; /* first line of a long entry */
        entries++;
        cr_assert_eq(page, page_of(drawn, area->text), "%s: %d", area->text, page);
        cr_assert(near(number->x_pt + number->width_pt, MM(28) + 441));
    }
    cr_assert_eq(entries, 60);
    drawn_free(drawn);
}

/* Everything once, in order, whatever the breaks. */
Test(layout_flow, text_out_is_text_in) {
    struct drawn *drawn = drawn_new();
    struct buffer body = buffer_new(drawn->arena), text = buffer_new(drawn->arena);
    unsigned seed = 7;
    for (int i = 0; i < 300; i++) {
        seed = seed * 1103515245u + 12345u;
        struct buffer *both[] = {&body, &text};
        buffer_printf(&body, "<paragraph>");
        for (int b = 0; b < 2; b++) {
            buffer_printf(both[b], "第%d段", i);
            buffer_printf(both[b], "%s",
                          repeat(drawn->arena, "文字", (seed >> 16) % (i % 10 ? 60 : 900)));
        }
        buffer_printf(&body, "</paragraph>");
    }
    drawn_run(drawn, NULL, body.at, NULL);
    cr_assert_str_eq(drawn_text(drawn), text.at);
    drawn_free(drawn);
}

Test(layout_flow, paragraph_of_100000_characters) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, NULL, paragraph(drawn->arena, "长", 3571), NULL);
    cr_assert(drawn->done);
    cr_assert_eq(drawn->pages, (3571 + 21) / 22);
    drawn_free(drawn);
}

/* Figures that wait for a value or a check stand in another face on a tint, all of one together. */
Test(layout_flow, figures_that_wait_are_marked) {
    struct drawn *drawn = draw(
        "<paragraph>接待<figure state=\"placeholder\" measure=\"万人次\">x万人次</figure>，收入"
        "<figure value=\"12\" marked=\"yes\">12亿元</figure>，投资<figure value=\"3\">3亿元"
        "</figure>。</paragraph><table><column>甲</column><row><cell>"
        "<figure state=\"placeholder\">□</figure></cell></row></table>");
    size_t grounds = 0;
    static const char *const words[] = {"x", "12", "□"};
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind != PAGE_AREA) continue;
        cr_assert(item->artifact);
        const struct drawn_item *figure = drawn_find(drawn, 1, words[grounds], 0);
        cr_assert(figure && figure > item, "the ground lies under %s", words[grounds]);
        cr_assert_float_eq(item->x_pt, figure->x_pt, 0.2);
        cr_assert(item->y_pt < figure->y_pt - 0.8 * figure->size_pt &&
                  item->y_pt + item->height_pt > figure->y_pt);
        grounds++;
    }
    cr_assert_eq(grounds, 3);
    drawn_free(drawn);
}
