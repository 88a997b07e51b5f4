/* Marks in the text: dots, lines, raised letters, and notes at the foot of the page. */
#include "drawn.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

static const double em = 15.75;

/* The n-th rule of the page, from 0, or NULL. */
static const struct drawn_item *rule(const struct drawn *drawn, int page, size_t nth) {
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind == PAGE_RULE && item->page == page && nth-- == 0) return item;
    }
    return NULL;
}

static size_t count_rules(const struct drawn *drawn) {
    size_t count = 0;
    for (size_t i = 0; i < drawn->count; i++) {
        count += drawn->items[i].kind == PAGE_RULE;
        cr_expect(drawn->items[i].kind != PAGE_RULE || drawn->items[i].artifact);
    }
    return count;
}

Test(layout_marks, dots_stand_under_han_alone) {
    struct drawn *drawn = draw("<paragraph>前<emphasis>坚，决</emphasis>后</paragraph>");
    const struct drawn_item *run = drawn_find(drawn, 1, "坚", 0), *dots = rule(drawn, 1, 0);
    cr_assert(run && dots && count_rules(drawn) == 1);
    cr_expect(near(dots->x_pt, MM(28) + 3.5 * em), "%f", dots->x_pt);
    cr_expect(near(dots->width_pt, 0));
    cr_expect(dots->y_pt > run->y_pt + 0.12 * em && dots->y_pt < run->y_pt + 0.5 * em);
    cr_expect_str_eq(drawn_text(drawn), "前坚，决后");
    drawn_free(drawn);
}

Test(layout_marks, lines_lie_under_what_they_mark) {
    struct drawn *drawn = draw(
        "<paragraph>前<underline>坚决</underline>后</paragraph>"
        "<paragraph>前<proper-name>王安石</proper-name><proper-name>苏轼</proper-name></paragraph>");
    const struct drawn_item *line = rule(drawn, 1, 0), *names = rule(drawn, 1, 1);
    double left = MM(28) + 3 * em;
    cr_assert(names && line && count_rules(drawn) == 2, "names of a line are drawn together");
    cr_expect(near(line->x_pt, left) && near(line->width_pt, 2 * em));
    cr_expect(names->x_pt > left + 0.5 && names->x_pt < left + 0.1 * em);
    cr_expect(names->width_pt < 3 * em - 1 && names->width_pt > 2.8 * em);
    drawn_free(drawn);
}

Test(layout_marks, underline_goes_on_from_line_to_line) {
    struct drawn *drawn = drawn_new();
    const char *body =
        arena_printf(drawn->arena, "<paragraph><underline>%s</underline></paragraph>",
                     repeat(drawn->arena, "线", 60));
    drawn_run(drawn, NULL, body, NULL);
    double indents[] = {2, 0, 0}, widths[] = {26, 28, 6};
    for (size_t i = 0; i < 3; i++) {
        const struct drawn_item *line = rule(drawn, 1, i);
        cr_assert(line);
        cr_expect(near(line->x_pt, MM(28) + indents[i] * em));
        cr_expect(near(line->width_pt, widths[i] * em), "%zu: %f", i, line->width_pt);
    }
    drawn_free(drawn);
}

Test(layout_marks, raised_letters_keep_the_baseline_of_the_line) {
    struct drawn *drawn = draw("<paragraph>面积1km<superscript>2</superscript>，CO<subscript>2"
                               "</subscript>。</paragraph>");
    double baselines[4];
    cr_expect_eq(drawn_baselines(drawn, 1, baselines, 4), 1);
    cr_expect(near(drawn_find(drawn, 1, "2", 0)->size_pt, 0.6 * em));
    cr_expect_str_eq(drawn_text(drawn), "面积1km2，CO2。");
    drawn_free(drawn);
}

Test(layout_marks, ruby_stands_in_the_gap_and_changes_no_line) {
    struct drawn *plain = draw("<paragraph>高質量發展稳步推进</paragraph>");
    struct drawn *drawn =
        draw("<paragraph>高<ruby text=\"zhì\">質</ruby><ruby text=\"liàng\">量</ruby>"
             "發展稳步推进</paragraph>");
    const struct drawn_item *ruby = drawn_find(drawn, 1, "zhì", 0);
    const struct drawn_item *next = drawn_find(drawn, 1, "liàng", 0);
    cr_assert(ruby && next && ruby->artifact && next->artifact);
    cr_expect(near(ruby->size_pt, em / 2));
    cr_expect(near(ruby->x_pt + ruby->width_pt / 2, MM(28) + 3.5 * em), "in the middle");
    cr_expect(ruby->x_pt + ruby->width_pt < next->x_pt);
    double line = MM(37) + 0.88 * em, pitch = drawn->style->grid_pitch_pt;
    cr_expect(ruby->y_pt < line - 0.88 * em && ruby->y_pt > line - pitch + 0.12 * em);
    cr_expect_str_eq(drawn_text(drawn), drawn_text(plain));
    const char *last = "發";
    cr_expect(near(drawn_find(drawn, 1, last, 0)->x_pt, MM(28) + 5 * em), "the grid is kept");
    drawn_free(plain);
    drawn_free(drawn);
}

Test(layout_marks, long_ruby_spaces_its_base_out) {
    struct drawn *drawn =
        draw("<paragraph><ruby text=\"Zhōngguó Gòngchǎndǎng\">中国</ruby>后</paragraph>");
    const struct drawn_item *ruby = drawn_find(drawn, 1, "Zhōng", 0);
    const struct drawn_item *base = drawn_find(drawn, 1, "中国", 0);
    double left = MM(28) + 2 * em;
    cr_assert(ruby && base);
    cr_expect(ruby->width_pt > 2.2 * em);
    cr_expect(ruby->x_pt >= left - 0.01);
    cr_expect(drawn_find(drawn, 1, "后", 0)->x_pt >= ruby->x_pt + ruby->width_pt);
    cr_expect(base->x_pt > left + 0.05 * em);
    drawn_free(drawn);
}

/* Wherever the mark falls, its note is on the same page, at its foot, clear of the text. */
Test(layout_marks, note_is_on_the_page_of_its_mark) {
    for (size_t before = 24; before < 700; before += 26) {
        struct drawn *drawn = drawn_new();
        const char *body = arena_printf(
            drawn->arena, "<paragraph>%s甲<note>注文%s</note>%s乙<note>再注</note></paragraph>",
            repeat(drawn->arena, "前", before), repeat(drawn->arena, "长", before % 5 * 30),
            repeat(drawn->arena, "后", 90));
        drawn_run(drawn, NULL, body, NULL);
        cr_assert(drawn->done);
        const struct drawn_item *first = drawn_find(drawn, 0, "注文", 0);
        const struct drawn_item *second = drawn_find(drawn, 0, "再注", 0);
        cr_assert(first && second);
        cr_expect_eq(first->tag, PAGE_NOTE);
        cr_expect_eq(first->page, drawn_find(drawn, 0, "①", 0)->page, "%zu", before);
        const char *mark = first->page == second->page ? "②" : "①";
        cr_expect(drawn_find(drawn, second->page, mark, 0), "%zu: %s", before, mark);
        for (size_t i = 0; i < drawn->count; i++) {
            const struct drawn_item *item = &drawn->items[i];
            if (item->kind != PAGE_RUN || item->artifact || item->tag == PAGE_NOTE) continue;
            const struct drawn_item *top = rule(drawn, item->page, 0);
            cr_assert(!top || item->y_pt + 0.12 * em + 2 < top->y_pt, "%zu: page %d", before,
                      item->page);
            double line = (item->y_pt - MM(37) - 0.88 * em) / drawn->style->grid_pitch_pt;
            cr_assert(near(line, round(line)), "off the grid");
        }
        const struct drawn_item *last = first->page == second->page ? second : first;
        double bottom = MM(37) + MM(225);
        cr_expect(last->y_pt < bottom + 0.05);
        cr_expect(first == last || near(last->y_pt, bottom - 0.12 * 9));
        drawn_free(drawn);
    }
}

Test(layout_marks, notes_never_begin_a_line) {
    for (size_t before = 20; before < 60; before++) {
        struct drawn *drawn = drawn_new();
        drawn_run(drawn, NULL,
                  arena_printf(drawn->arena, "<paragraph>%s<note>注</note>%s</paragraph>",
                               repeat(drawn->arena, "前", before), repeat(drawn->arena, "后", 40)),
                  NULL);
        cr_expect_gt(drawn_find(drawn, 1, "①", 0)->x_pt, MM(28) + 0.5 * em, "%zu", before);
        drawn_free(drawn);
    }
}

Test(layout_marks, notes_of_a_table_stand_below_it) {
    struct drawn *drawn = draw(
        "<paragraph>文<note>页注</note></paragraph><table><caption>名<note>题注</note></caption>"
        "<column>指标</column><column align=\"right\">值</column>"
        "<row><cell>甲</cell><cell>12<note>值注</note></cell></row>"
        "<row><cell>乙</cell><cell>34</cell></row></table>");
    const struct drawn_item *below = drawn_find(drawn, 1, "值注", 0);
    cr_assert(below && drawn_find(drawn, 1, "页注", 0));
    cr_expect_eq(below->tag, PAGE_P);
    cr_expect(below->y_pt < drawn_find(drawn, 1, "页注", 0)->y_pt);
    cr_expect(drawn_find(drawn, 1, "②", 0)->y_pt < below->y_pt);
    const struct drawn_item *marked = drawn_find(drawn, 1, "12", 0);
    cr_expect(near(marked->x_pt + marked->width_pt,
                   drawn_find(drawn, 1, "34", 0)->x_pt + drawn_find(drawn, 1, "34", 0)->width_pt),
              "the mark hangs");
    drawn_free(drawn);
}

Test(layout_marks, titles_and_contents_leave_notes_out) {
    struct drawn *drawn = draw("<title>报告<note>题注</note></title><contents/>"
                               "<section><heading>总则<note>注</note></heading>"
                               "<paragraph>文。</paragraph></section>");
    cr_expect_str_eq(drawn->title, "报告");
    cr_expect_str_eq(drawn->marks[0].title, "一、总则");
    cr_expect_not_null(strstr(drawn_text(drawn), "①题注②注"));
    drawn_free(drawn);
}

Test(layout_marks, a_note_longer_than_a_page_is_an_error) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, NULL,
              arena_printf(drawn->arena, "<paragraph>文<note>%s</note></paragraph>",
                           repeat(drawn->arena, "长", 3000)),
              NULL);
    cr_expect_not(drawn->done);
    cr_expect_eq(drawn_diags(drawn, DIAG_L106), 1);
    drawn_free(drawn);
}

Test(layout_marks, many_notes_run_over_pages) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, NULL,
              arena_printf(drawn->arena, "<paragraph>%s</paragraph>",
                           repeat(drawn->arena, "某某事项<note>说明</note>", 200)),
              NULL);
    cr_assert(drawn->done);
    size_t notes = 0;
    for (size_t i = 0; i < drawn->count; i++)
        notes += drawn->items[i].tag == PAGE_NOTE && strcmp(drawn->items[i].text, "说明") == 0;
    cr_expect_eq(notes, 200);
    cr_expect(drawn->pages > 4 && drawn->pages < 12, "%d", drawn->pages);
    drawn_free(drawn);
}
