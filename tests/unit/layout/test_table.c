/* Tables over pages: every row once and in order, heads repeated, nothing alone; widths and
 * alignment. */
#include "drawn.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

static unsigned next(unsigned *seed) {
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7fff;
}

/* A table of rows "r0" … with cells of random length. */
static const char *random_table(struct arena *arena, unsigned *seed, int rows, bool tall) {
    struct buffer xml = buffer_new(arena);
    unsigned columns = 2 + next(seed) % 5;
    buffer_printf(&xml, "<table unit=\"单位：万元\" note=\"注释\" source=\"统计局\" grid=\"%s\">",
                  next(seed) % 2 ? "yes" : "no");
    if (next(seed) % 4) buffer_printf(&xml, "<caption>指标表</caption>");
    for (unsigned i = 0; i < columns; i++)
        buffer_printf(&xml, "<column%s>列%u</column>",
                      i && next(seed) % 4 == 0 ? " width=\"2\"" : "", i);
    for (int row = 0; row < rows; row++) {
        unsigned kind = next(seed) % 12;
        const char *role = row + 1 == rows ? "total" : kind == 0 ? "group" : "body";
        buffer_printf(&xml, "<row role=\"%s\"><cell>r%d。</cell>", role, row);
        for (unsigned i = 1; i < columns; i++)
            if (i % 2)
                buffer_printf(&xml, "<cell>%s</cell>",
                              repeat(arena, "文", next(seed) % (tall ? 120 : 20)));
            else
                buffer_printf(&xml, "<cell>%u.%u</cell>", next(seed), next(seed) % 10);
        buffer_printf(&xml, "</row>");
    }
    buffer_printf(&xml, "</table>");
    return xml.at;
}

/* Row numbers in the order of drawing must be 0, 1, 2 …; a page never ends below a head, nor begins
 * with a last row alone. */
static void check_rows(const struct drawn *drawn, int rows, unsigned seed, bool tall) {
    int expected = 0, on_page = 0, page = 0, row;
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind != PAGE_RUN || item->artifact) continue;
        if (item->tag != PAGE_TD || sscanf(item->text, "r%d", &row) != 1) continue;
        cr_assert_eq(row, expected, "seed %u: row %d where %d should be", seed, row, expected);
        on_page = item->page == page ? on_page + 1 : 1;
        page = item->page;
        expected++;
    }
    cr_assert_eq(expected, rows, "seed %u: %d of %d rows", seed, expected, rows);
    /* Two very high rows may not find room on one page. */
    cr_assert(rows == 1 || tall || on_page >= 2, "seed %u: the last row is alone", seed);
}

/* All lies in the type area: the grid's lines stand out by half their width. */
static void check_edges(const struct drawn *drawn, unsigned seed) {
    double left = MM(28) - 0.05, right = left + 441.1, bottom = MM(37 + 225) + 0.1;
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind == PAGE_RUN && item->size_pt == 14) continue; /* the page number */
        double low = item->kind == PAGE_RUN ? item->y_pt + 0.12 * item->size_pt
                                            : item->y_pt + item->height_pt;
        double high = item->kind == PAGE_RUN ? item->y_pt - 0.88 * item->size_pt : item->y_pt;
        cr_assert(item->x_pt >= left && item->x_pt + item->width_pt <= right,
                  "seed %u, page %d: %s at %g, %g wide", seed, item->page, item->text, item->x_pt,
                  item->width_pt);
        cr_assert(low <= bottom && high >= MM(37) - 0.05, "seed %u, page %d: %s at %g", seed,
                  item->page, item->text, item->y_pt);
    }
}

static const struct drawn_item *first_cell(const struct drawn *drawn, int page) {
    for (size_t i = 0; i < drawn->count; i++)
        if (drawn->items[i].page == page && drawn->items[i].tag == PAGE_TD) return &drawn->items[i];
    return NULL;
}

static void check_heads(const struct drawn *drawn, unsigned seed) {
    for (int page = 1; page <= drawn->pages; page++) {
        const struct drawn_item *head = drawn_find(drawn, page, "列0", 0);
        const struct drawn_item *cell = first_cell(drawn, page);
        cr_assert(!cell || head, "seed %u: page %d has rows and no head", seed, page);
        cr_assert(!head || cell, "seed %u: page %d has a head and no row", seed, page);
        cr_assert(!cell || cell->y_pt > head->y_pt, "seed %u: page %d", seed, page);
    }
}

static void check_random(unsigned seed, int rows, bool tall) {
    struct drawn *drawn = drawn_new();
    unsigned state = seed;
    const char *before = repeat(drawn->arena, "前", next(&state) % 700);
    const char *body =
        arena_printf(drawn->arena, "<paragraph>始%s</paragraph>%s<paragraph>%s</paragraph>", before,
                     random_table(drawn->arena, &state, rows, tall),
                     repeat(drawn->arena, "后", 1 + next(&state) % 200));
    drawn_run(drawn, NULL, body, NULL);
    cr_assert(drawn->done, "seed %u", seed);
    check_rows(drawn, rows, seed, tall);
    check_edges(drawn, seed);
    check_heads(drawn, seed);
    drawn_free(drawn);
}

Test(layout_table, every_row_once_in_order) {
    for (unsigned seed = 1; seed <= 40; seed++) check_random(seed, 1 + (int)(seed * 7 % 90), false);
}

Test(layout_table, every_row_once_in_order_with_high_rows) {
    for (unsigned seed = 101; seed <= 120; seed++)
        check_random(seed, 1 + (int)(seed * 5 % 40), true);
}

/* All characters of the cells, not only the row's name. */
Test(layout_table, no_cell_loses_text) {
    struct drawn *drawn = drawn_new();
    struct buffer xml = buffer_new(drawn->arena), text = buffer_new(drawn->arena);
    buffer_printf(&xml, "<table><column>名</column><column>说明</column>");
    buffer_printf(&text, "名说明");
    unsigned seed = 3;
    for (int row = 0; row < 1000; row++) {
        const char *words = repeat(drawn->arena, "字", 1 + next(&seed) % 50);
        buffer_printf(&xml, "<row><cell>第%d</cell><cell>%s</cell></row>", row, words);
        buffer_printf(&text, "第%d%s", row, words);
    }
    buffer_printf(&xml, "</table>");
    drawn_run(drawn, NULL, xml.at, NULL);
    cr_assert(drawn->done);
    cr_assert_str_eq(drawn_text(drawn), text.at);
    drawn_free(drawn);
}

Test(layout_table, row_higher_than_a_page_is_broken_between_lines) {
    struct drawn *drawn = drawn_new();
    const char *words = repeat(drawn->arena, "很长的格子", 1200);
    const char *body = arena_printf(
        drawn->arena,
        "<paragraph>前</paragraph><table><caption>表</caption>"
        "<column>甲</column><column>乙</column><row><cell>短</cell><cell>%s</cell></row>"
        "<row><cell>末</cell><cell>1</cell></row></table>",
        words);
    drawn_run(drawn, NULL, body, NULL);
    cr_assert(drawn->done);
    cr_assert_eq(drawn_diags(drawn, DIAG_L201), 1);
    cr_assert_gt(drawn->pages, 2);
    const char *expected = arena_printf(drawn->arena, "前表1　表甲乙短%s末1", words);
    cr_assert_str_eq(drawn_text(drawn), expected);
    check_edges(drawn, 0);
    drawn_free(drawn);
}

Test(layout_table, repeated_head_and_mark_are_artifacts) {
    struct drawn *drawn = drawn_new();
    struct buffer xml = buffer_new(drawn->arena);
    buffer_printf(&xml, "<table unit=\"万元\"><caption>收入</caption><column>甲</column>");
    for (int row = 0; row < 60; row++) buffer_printf(&xml, "<row><cell>%d</cell></row>", row);
    buffer_printf(&xml, "</table>");
    drawn_run(drawn, NULL, xml.at, NULL);
    cr_assert_geq(drawn->pages, 2);
    cr_assert_eq(drawn_find(drawn, 1, "表1", 0)->tag, PAGE_CAPTION);
    cr_assert_eq(drawn_find(drawn, 1, "甲", 0)->tag, PAGE_TH);
    cr_assert_eq(drawn_find(drawn, 1, "单位：万元", 0)->artifact, false);
    cr_assert(drawn_find(drawn, 2, "续", 0)->artifact);
    cr_assert(drawn_find(drawn, 2, "单位：万元", 0)->artifact);
    const struct drawn_item *head = drawn_find(drawn, 2, "甲", 0);
    cr_assert(head && head->artifact);
    drawn_free(drawn);
}

Test(layout_table, table_without_rows_says_so) {
    struct drawn *drawn = draw("<table note=\"说明：略\"><caption>空</caption><column>甲</column>"
                               "<column>乙</column></table>");
    cr_assert_str_eq(drawn_text(drawn), "表1　空甲乙暂无数据说明：略");
    const struct drawn_item *words = drawn_find(drawn, 1, "暂无数据", 0);
    cr_assert(near(words->x_pt + words->width_pt / 2, MM(28) + 220.5));
    drawn_free(drawn);
}

Test(layout_table, decimal_points_stand_under_one_another) {
    struct drawn *drawn = draw(
        "<table><column>项目</column><column>数</column>"
        "<row><cell>甲乙丙丁戊己</cell><cell>1,234.5</cell></row><row><cell>乙</cell><cell>7</cell></row>"
        "<row><cell>丙</cell><cell>-12.25</cell></row><row><cell>丁</cell><cell>—</cell></row>"
        "<row><cell>戊</cell><cell>预计38.5</cell></row></table>");
    const struct drawn_item *first = drawn_find(drawn, 1, "1,234.5", 0);
    const struct drawn_item *second = drawn_find(drawn, 1, "7", 0);
    const struct drawn_item *third = drawn_find(drawn, 1, "-12.25", 0);
    cr_assert(first && second && third);
    cr_assert(near(first->point_x_pt, second->point_x_pt), "%g %g", first->point_x_pt,
              second->point_x_pt);
    cr_assert(near(first->point_x_pt, third->point_x_pt));
    const struct drawn_item *expected = drawn_find(drawn, 1, "预计38.5", 0);
    cr_assert_not_null(expected);
    /* Both end in ".5". */
    cr_assert(near(first->x_pt + first->width_pt, expected->x_pt + expected->width_pt));
    drawn_free(drawn);
}

/* Left edges of the first row's cells say how wide columns are. */
Test(layout_table, widths_follow_shares_and_spare_numbers) {
    struct drawn *drawn =
        draw("<table grid=\"yes\"><column width=\"3\">甲</column><column>乙</column>"
             "<row><cell align=\"left\">子</cell><cell align=\"left\">丑</cell></row></table>");
    const struct drawn_item *left = drawn_find(drawn, 1, "子", 0);
    const struct drawn_item *right = drawn_find(drawn, 1, "丑", 0);
    cr_assert(near(right->x_pt - left->x_pt, 441 * 0.75), "%g", right->x_pt - left->x_pt);
    drawn_free(drawn);

    /* A share too small for its numbers is not kept. */
    drawn = draw("<table><column width=\"50\">甲</column><column width=\"1\">乙</column>"
                 "<row><cell>子</cell><cell>123456789.12</cell></row></table>");
    cr_assert_eq(drawn_diags(drawn, DIAG_L202), 0);
    cr_assert_not_null(drawn_find(drawn, 1, "123456789.12", 0));
    drawn_free(drawn);

    /* Long words wrap, short columns keep their line. */
    drawn = drawn_new();
    const char *body =
        arena_printf(drawn->arena,
                     "<table><column>序号</column><column>措施</column><column>责任单位</column>"
                     "<row><cell>1</cell><cell>%s</cell><cell>县卫生健康局</cell></row></table>",
                     repeat(drawn->arena, "长", 80));
    drawn_run(drawn, NULL, body, NULL);
    cr_assert_not_null(drawn_find(drawn, 1, "县卫生健康局", 0));
    check_edges(drawn, 0);
    drawn_free(drawn);
}

Test(layout_table, too_many_columns_are_reported_and_stay_in_the_page) {
    struct drawn *drawn = drawn_new();
    struct buffer xml = buffer_new(drawn->arena);
    buffer_printf(&xml, "<table>");
    for (int i = 0; i < 60; i++) buffer_printf(&xml, "<column>列%d</column>", i);
    buffer_printf(&xml, "<row>");
    for (int i = 0; i < 60; i++) buffer_printf(&xml, "<cell>1234567</cell>");
    buffer_printf(&xml, "</row></table>");
    drawn_run(drawn, NULL, xml.at, NULL);
    cr_assert_eq(drawn_diags(drawn, DIAG_L202), 1);
    cr_assert(drawn->done);
    drawn_free(drawn);
}

/* A head that fills a page can neither be set nor repeated. */
Test(layout_table, head_higher_than_a_page) {
    struct drawn *drawn = drawn_new();
    const char *body =
        arena_printf(drawn->arena,
                     "<table id=\"t\"><column width=\"1\">%s</column><column width=\"60\"/>"
                     "<row><cell>甲</cell><cell>乙</cell></row></table>",
                     repeat(drawn->arena, "高", 4000));
    drawn_run(drawn, NULL, body, NULL);
    cr_assert_not(drawn->done);
    cr_assert_eq(drawn_diags(drawn, DIAG_L101), 1);
    cr_assert_eq(drawn->abandoned, 1);
    drawn_free(drawn);
}

/* Low on a page, a small table goes to the next one whole; a large one is split. */
Test(layout_table, small_table_is_not_split_low_on_a_page) {
    for (int rows = 8; rows <= 60; rows += 13) {
        struct drawn *drawn = drawn_new();
        struct buffer body = buffer_new(drawn->arena);
        buffer_printf(&body,
                      "<paragraph>%s</paragraph><table><caption>表</caption><column>甲</column>",
                      repeat(drawn->arena, "前", 28 * 17 - 2));
        for (int row = 0; row < rows; row++)
            buffer_printf(&body, "<row><cell>r%d。</cell></row>", row);
        buffer_printf(&body, "</table><paragraph>后</paragraph>");
        drawn_run(drawn, NULL, body.at, NULL);
        cr_assert_eq(drawn_find(drawn, 0, "表1", 0)->page, rows == 8 ? 2 : 1, "%d", rows);
        check_rows(drawn, rows, 0, false);
        drawn_free(drawn);
    }
}

static void three_lines(struct style *style) {
    style->table_grid = false;
}

Test(layout_table, rules_of_a_three_line_table) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, NULL,
              "<table><column>甲</column><row><cell>1</cell></row><row><cell>2</cell></row>"
              "<row role=\"total\"><cell>3</cell></row></table>",
              three_lines);
    size_t thick = 0, thin = 0;
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind != PAGE_RULE) continue;
        cr_assert(item->artifact && near(item->width_pt, 441) && near(item->height_pt, 0));
        if (near(item->size_pt, drawn->style->rule_thick_pt))
            thick++;
        else
            thin++;
    }
    cr_assert_eq(thick, 2);
    cr_assert_eq(thin, 2);
    drawn_free(drawn);
}

Test(layout_table, table_without_head) {
    struct drawn *drawn = drawn_new();
    struct buffer xml = buffer_new(drawn->arena);
    buffer_printf(&xml, "<table grid=\"no\"><column/><column/>");
    for (int row = 0; row < 50; row++)
        buffer_printf(&xml, "<row><cell>r%d。</cell><cell span=\"1\">b</cell></row>", row);
    buffer_printf(
        &xml,
        "<row role=\"group\"><cell span=\"2\">组</cell></row><row><cell span=\"2\">r50。</cell></row></table>");
    drawn_run(drawn, NULL, xml.at, NULL);
    check_rows(drawn, 51, 0, false);
    check_edges(drawn, 0);
    /* Each part begins and ends with a rule. */
    int rules[3] = {0};
    for (size_t i = 0; i < drawn->count; i++)
        if (drawn->items[i].kind == PAGE_RULE && drawn->items[i].page < 3)
            rules[drawn->items[i].page]++;
    cr_assert_eq(rules[1], 2);
    cr_assert_eq(rules[2], 2);
    drawn_free(drawn);
}

/* White above and below a table between lines of text is the same. */
Test(layout_table, white_is_shared) {
    struct drawn *drawn =
        draw("<paragraph>前</paragraph><table grid=\"yes\"><column>甲</column>"
             "<row><cell>1</cell></row><row><cell>2</cell></row></table><paragraph>后</paragraph>");
    double top = 1000, bottom = 0;
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind != PAGE_RULE || item->height_pt > 0.1) continue;
        top = fmin(top, item->y_pt);
        bottom = fmax(bottom, item->y_pt);
    }
    double above = top - (drawn_find(drawn, 1, "前", 0)->y_pt + 0.12 * 15.75);
    double below = drawn_find(drawn, 1, "后", 0)->y_pt - 0.88 * 15.75 - bottom;
    cr_assert(near(above, below), "%g %g", above, below);
    cr_assert_gt(above, 12);
    drawn_free(drawn);
}

/* Lines of a cell keep the spacing of their characters. */
Test(layout_table, cells_are_ragged_not_stretched) {
    struct drawn *drawn = drawn_new();
    const char *body =
        arena_printf(drawn->arena,
                     "<table><column width=\"1\">甲</column><column width=\"3\">乙</column>"
                     "<row><cell>%s</cell><cell>1</cell></row></table>",
                     repeat(drawn->arena, "免疫规划疫苗接种率按月通报各乡镇卫生院", 4));
    drawn_run(drawn, NULL, body, NULL);
    size_t lines = 0;
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind != PAGE_RUN || item->tag != PAGE_TD || item->text[0] == '1') continue;
        size_t characters = text_characters(text_of(item->text));
        cr_assert(near(item->width_pt, 10.5 * (double)characters), "%s: %g", item->text,
                  item->width_pt);
        lines++;
    }
    cr_assert_geq(lines, 2);
    drawn_free(drawn);
}

/* A head is parted before its bracket and stands in the middle; a short unit stays whole, and the
 * width for it comes from the widest column. */
Test(layout_table, heads_and_short_words_stay_whole) {
    struct drawn *drawn = draw(
        "<table><column width=\"9\" align=\"left\">指标</column><column width=\"1\">单位</column>"
        "<column width=\"1\">同比增减（%、百分点）</column><column width=\"1\">完成率（%）</column>"
        "<row><cell>门急诊人次</cell><cell>万人次</cell><cell>5.5</cell><cell>50.8</cell></row>"
        "<row><cell>中医馆</cell><cell>个</cell><cell>-7.75</cell><cell>93.3</cell></row></table>");
    static const char *const whole[] = {"指标", "万人次", "同比增减", "完成率", "门急诊人次"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        cr_assert_not_null(drawn_find(drawn, 1, whole[i], 0), "%s", whole[i]);
    /* The middle of a head is that of its column, whatever the align of the column. */
    const struct drawn_item *head = drawn_find(drawn, 1, "指标", 0);
    const struct drawn_item *cell = drawn_find(drawn, 1, "门急诊人次", 0);
    cr_assert_gt(head->x_pt, cell->x_pt + 50);
    cr_assert_eq(drawn_diags(drawn, DIAG_L202), 0);
    drawn_free(drawn);
}

static double middle_of(const struct drawn_item *item) {
    return item->x_pt + item->width_pt / 2;
}

/* Right-aligned numbers are a block in the middle of their column. */
Test(layout_table, numbers_stand_in_the_middle_as_a_block) {
    static const char *const aligns[] = {"", " align=\"right\"", " align=\"decimal\""};
    for (size_t i = 0; i < sizeof aligns / sizeof *aligns; i++) {
        struct drawn *drawn = drawn_new();
        const char *body = arena_printf(
            drawn->arena,
            "<table><column>名</column><column%s>数</column><row><cell>甲</cell><cell>12345</cell>"
            "</row><row><cell>乙</cell><cell>7</cell></row><row><cell>丙</cell><cell>—</cell></row>"
            "</table>",
            aligns[i]);
        drawn_run(drawn, NULL, body, NULL);
        const struct drawn_item *head = drawn_find(drawn, 1, "数", 0);
        const struct drawn_item *wide = drawn_find(drawn, 1, "12345", 0);
        const struct drawn_item *narrow = drawn_find(drawn, 1, "7", 0);
        cr_assert(near(middle_of(head), middle_of(wide)), "row %zu", i);
        cr_assert(near(wide->x_pt + wide->width_pt, narrow->x_pt + narrow->width_pt));
        double dash = middle_of(drawn_find(drawn, 1, "—", 0));
        if (i != 1) cr_assert_float_eq(dash, middle_of(wide), 1, "row %zu: %g", i, dash);
        drawn_free(drawn);
    }
}

/* In the column that names the rows words begin at the left unless all are short and equally long;
 * in others short words stand in the middle. */
Test(layout_table, alignment_where_none_is_given) {
    static const struct {
        const char *words[2];
        bool first, centred;
    } rows[] = {{{"门诊", "住院"}, true, true},
                {{"门诊", "住院药"}, true, false},
                {{"家", "人次"}, false, true},
                {{"县卫生健康局", "县医院"}, false, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct drawn *drawn = drawn_new();
        const char *cells[] = {arena_printf(drawn->arena, "<cell>%s</cell>", rows[i].words[0]),
                               arena_printf(drawn->arena, "<cell>%s</cell>", rows[i].words[1])};
        const char *before = rows[i].first ? "" : "<cell>1</cell>";
        const char *after = rows[i].first ? "<cell>1</cell>" : "";
        const char *body = arena_printf(drawn->arena,
                                        "<table><column>首</column><column>次</column><row>%s%s%s"
                                        "</row><row>%s%s%s</row></table>",
                                        before, cells[0], after, before, cells[1], after);
        drawn_run(drawn, NULL, body, NULL);
        const struct drawn_item *head = drawn_find(drawn, 1, rows[i].first ? "首" : "次", 0);
        const struct drawn_item *cell = drawn_find(drawn, 1, rows[i].words[0], 0);
        cr_assert_eq(near(middle_of(head), middle_of(cell)), rows[i].centred, "row %zu", i);
        drawn_free(drawn);
    }
}

/* 合计 stands in the middle unless its column is told otherwise. */
Test(layout_table, name_of_a_total_follows_the_align_of_its_column) {
    static const struct {
        const char *align;
        bool centred;
    } rows[] = {{"", true}, {" align=\"left\"", false}, {" align=\"centre\"", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct drawn *drawn = drawn_new();
        const char *body =
            arena_printf(drawn->arena,
                         "<table><column%s>名称</column><column>数</column><row><cell>县中医医院"
                         "</cell><cell>1</cell></row><row role=\"total\"><cell>合计</cell>"
                         "<cell>1</cell></row></table>",
                         rows[i].align);
        drawn_run(drawn, NULL, body, NULL);
        double head = middle_of(drawn_find(drawn, 1, "名称", 0));
        double total = middle_of(drawn_find(drawn, 1, "合计", 0));
        cr_assert_eq(near(head, total), rows[i].centred, "row %zu", i);
        drawn_free(drawn);
    }
}

/* The frame of a grid is thick, on every page; what lies in it is thin. */
Test(layout_table, frame_of_a_grid_is_thick) {
    struct drawn *drawn = drawn_new();
    struct buffer xml = buffer_new(drawn->arena);
    buffer_printf(&xml, "<table grid=\"yes\"><column>甲</column><column>乙</column>");
    for (int row = 0; row < 40; row++)
        buffer_printf(&xml, "<row><cell>%d</cell><cell>2</cell></row>", row);
    buffer_printf(&xml, "</table>");
    drawn_run(drawn, NULL, xml.at, NULL);
    cr_assert_eq(drawn->pages, 2);
    for (int page = 1; page <= 2; page++) {
        double top = 1000, bottom = 0, thick_top = 1000, thick_bottom = 0;
        for (size_t i = 0; i < drawn->count; i++) {
            const struct drawn_item *item = &drawn->items[i];
            if (item->page != page || item->kind != PAGE_RULE || item->height_pt > 0.1) continue;
            bool thick = near(item->size_pt, drawn->style->rule_thick_pt);
            top = fmin(top, item->y_pt);
            bottom = fmax(bottom, item->y_pt);
            if (!thick) continue;
            thick_top = fmin(thick_top, item->y_pt);
            thick_bottom = fmax(thick_bottom, item->y_pt);
        }
        cr_assert(near(top, thick_top) && near(bottom, thick_bottom), "page %d", page);
    }
    drawn_free(drawn);
}
