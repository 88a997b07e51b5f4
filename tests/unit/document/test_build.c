/* The builder: what may stand where, the white-space rule, ids, numbers. */
#include "helper.h"

#define HERE ORIGIN_NONE

static void add_paragraph(struct builder *b, const char *text) {
    builder_start(b, NODE_PARAGRAPH, HERE);
    builder_text(b, text_of(text), false, HERE);
    builder_end(b);
}

/* One paragraph from parts: "*" before a part makes it strong, "#" a figure, "=" preserved. */
static const char *settled(struct bench bench, enum node_kind holder, const char *const *parts) {
    struct builder *b = builder_new(bench.arena, bench.diags);
    struct figure figure = {.quantity = {.state = QUANTITY_KNOWN}, .decimals = -1};
    builder_start(b, NODE_DOCUMENT, HERE);
    if (holder == NODE_CELL) {
        builder_start(b, NODE_TABLE, HERE);
        builder_start(b, NODE_COLUMN, HERE);
        builder_end(b);
        builder_start(b, NODE_ROW, HERE);
    }
    builder_start(b, holder, HERE);
    for (; *parts; parts++) {
        struct text text = text_of(*parts + 1);
        if (**parts == '*') builder_start(b, NODE_STRONG, HERE);
        if (**parts == '#')
            builder_figure(b, &figure, text, HERE);
        else
            builder_text(b, text, **parts == '=', HERE);
        if (**parts == '*') builder_end(b);
    }
    builder_end(b);
    if (holder == NODE_CELL) {
        builder_end(b);
        builder_end(b);
    }
    builder_end(b);
    struct document *document = builder_finish(b);
    return document ? as_c(bench, node_text(document->root, bench.arena)) : "(none)";
}

Test(document, white_space) {
    static const struct {
        const char *parts[6], *want;
        enum node_kind holder;
    } rows[] = {
        {{"-上半年\n    检查"}, "上半年检查", NODE_PARAGRAPH},
        {{"-上半年   检查"}, "上半年 检查", NODE_PARAGRAPH},
        {{"-上半年\n ABC"}, "上半年 ABC", NODE_PARAGRAPH},
        {{"-one\n\ttwo  three"}, "one two three", NODE_PARAGRAPH},
        {{"-\n   前后   \n"}, "前后", NODE_PARAGRAPH},
        {{"-检查，\n", "-\n下发"}, "检查，下发", NODE_PARAGRAPH},
        {{"-检查\n  ", "*重点\n", "-  单位"}, "检查重点单位", NODE_PARAGRAPH},
        {{"-检查\n  ", "#252家", "-\n  次"}, "检查 252家次", NODE_PARAGRAPH},
        {{"-检查\n  ", "#三期", "-\n  次"}, "检查三期次", NODE_PARAGRAPH},
        {{"-　　上半年"}, "上半年", NODE_PARAGRAPH},
        {{"-\n 　\n　 上半年"}, "上半年", NODE_PARAGRAPH},
        {{"-　　上半年"}, "　　上半年", NODE_TITLE},
        {{"-　其中"}, "　其中", NODE_CELL},
        {{"=  两  格\n"}, "  两  格\n", NODE_PARAGRAPH},
        {{"-甲\n", "= ", "-\n乙"}, "甲   乙", NODE_PARAGRAPH},
        {{"-甲 ", "* ", "- 乙"}, "甲 乙", NODE_PARAGRAPH},
        {{"-甲", "-", "* \n", "-乙"}, "甲乙", NODE_PARAGRAPH},
        {{"#5", "- \n"}, "5", NODE_PARAGRAPH},
        {{"- \n", "#5"}, "5", NODE_PARAGRAPH},
        {{"-\xE5\x90\x89\xF0\xA0\xAE\xB7\n\xF0\xA0\xAE\xB7"}, "吉𠮷𠮷", NODE_PARAGRAPH},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench bench = bench_new();
        const char *got = settled(bench, rows[i].holder, rows[i].parts);
        cr_assert_str_eq(got, rows[i].want, "row %zu: \"%s\" want \"%s\"", i, got, rows[i].want);
        bool drops = rows[i].holder == NODE_PARAGRAPH && strstr(rows[i].parts[0], "　");
        cr_assert_eq(bench_has(bench, DIAG_N106), drops, "row %zu", i);
        arena_free(bench.arena);
    }
}

Test(document, texts_are_joined_and_empty_ones_dropped) {
    struct bench bench = bench_new();
    struct builder *b = builder_new(bench.arena, bench.diags);
    builder_start(b, NODE_DOCUMENT, HERE);
    builder_start(b, NODE_PARAGRAPH, HERE);
    builder_text(b, TEXT("甲"), false, HERE);
    builder_text(b, TEXT("乙"), true, HERE);
    builder_start(b, NODE_STRONG, HERE);
    builder_text(b, TEXT("丙"), false, HERE);
    builder_text(b, TEXT("丁"), false, HERE);
    builder_end(b);
    builder_text(b, TEXT(" \n"), false, HERE);
    builder_end(b);
    add_paragraph(b, "  ");
    builder_end(b);
    struct document *document = builder_finish(b);
    cr_assert(document, "%s", bench_say(bench));
    struct node *paragraph = document->root->first;
    cr_assert_null(paragraph->next, "the empty paragraph is gone");
    cr_assert(bench_has(bench, DIAG_N107));
    cr_assert_str_eq(as_c(bench, paragraph->first->text), "甲乙");
    cr_assert_eq(paragraph->last->kind, NODE_STRONG);
    cr_assert_str_eq(as_c(bench, paragraph->last->first->text), "丙丁");
    arena_free(bench.arena);
}

Test(document, what_may_not_stand_is_left_out_with_all_below) {
    struct bench bench = bench_new();
    struct builder *b = builder_new(bench.arena, bench.diags);
    cr_assert(builder_accepts(b, NODE_DOCUMENT));
    cr_assert_not(builder_accepts(b, NODE_PARAGRAPH));
    builder_start(b, NODE_DOCUMENT, HERE);
    cr_assert(builder_accepts(b, NODE_PARAGRAPH));
    cr_assert_not(builder_accepts(b, NODE_TEXT));
    builder_start(b, NODE_ROW, HERE);
    cr_assert_not(builder_accepts(b, NODE_CELL));
    builder_attribute(b, "id", TEXT("x"));
    builder_start(b, NODE_CELL, HERE);
    builder_text(b, TEXT("gone"), false, HERE);
    builder_figure(b, &(struct figure){.decimals = -1}, TEXT("gone"), HERE);
    builder_end(b);
    builder_end(b);
    builder_text(b, TEXT(" \n "), false, HERE);
    cr_assert_eq(diags_size(bench.diags), 1, "%s", bench_say(bench));
    builder_text(b, TEXT("loose"), false, HERE);
    builder_figure(b, &(struct figure){.decimals = -1}, TEXT("loose"), HERE);
    add_paragraph(b, "stays");
    builder_end(b);
    cr_assert_null(builder_finish(b));
    cr_assert(bench_has(bench, DIAG_N101));
    cr_assert(bench_has(bench, DIAG_N102));
    arena_free(bench.arena);
}

Test(document, nothing_built_is_a_fault) {
    struct bench bench = bench_new();
    cr_assert_null(builder_finish(builder_new(bench.arena, bench.diags)));
    cr_assert(bench_has(bench, DIAG_N111));
    bench.diags = diags_new(bench.arena);
    struct builder *b = builder_new(bench.arena, bench.diags);
    builder_start(b, NODE_PARAGRAPH, HERE);
    builder_end(b);
    cr_assert_null(builder_finish(b));
    cr_assert(bench_has(bench, DIAG_N101));
    bench.diags = diags_new(bench.arena);
    b = builder_new(bench.arena, bench.diags);
    builder_start(b, NODE_DOCUMENT, HERE);
    builder_end(b);
    cr_assert_null(builder_finish(b));
    cr_assert(bench_has(bench, DIAG_N111));
    arena_free(bench.arena);
}

Test(document, depth_is_limited) {
    struct bench bench = bench_new();
    struct builder *b = builder_new(bench.arena, bench.diags);
    builder_start(b, NODE_DOCUMENT, HERE);
    for (int i = 0; i < 300; i++) builder_start(b, NODE_SECTION, HERE);
    for (int i = 0; i < 300; i++) builder_end(b);
    builder_end(b);
    cr_assert_null(builder_finish(b));
    cr_assert(bench_has(bench, DIAG_N103));
    arena_free(bench.arena);
}

Test(document, control_characters_go) {
    struct bench bench = bench_new();
    struct builder *b = builder_new(bench.arena, bench.diags);
    builder_start(b, NODE_DOCUMENT, HERE);
    builder_attribute(b, "author",
                      TEXT("a\x01"
                           "b"));
    add_paragraph(b, "甲\x02乙\xEF\xBF\xBF丙");
    builder_end(b);
    struct document *document = builder_finish(b);
    cr_assert(document, "%s", bench_say(bench));
    cr_assert_str_eq(as_c(bench, node_text(document->root, bench.arena)), "甲乙丙");
    cr_assert_str_eq(as_c(bench, node_attribute(document->root, "author")), "ab");
    cr_assert_eq(diags_count(bench.diags, DIAG_WARNING), 3, "%s", bench_say(bench));
    arena_free(bench.arena);
}

/* Attribute "key" gives the same id whatever stands before; without one the counters do. */
Test(document, ids) {
    struct bench bench = bench_new();
    struct builder *b = builder_new(bench.arena, bench.diags);
    builder_start(b, NODE_DOCUMENT, HERE);
    builder_start(b, NODE_SECTION, HERE);
    builder_attribute(b, "title", TEXT("一"));
    add_paragraph(b, "甲");
    add_paragraph(b, "乙");
    for (int i = 0; i < 2; i++) {
        builder_start(b, NODE_PARAGRAPH, HERE);
        builder_attribute(b, "key", TEXT("7 plan"));
        builder_text(b, TEXT("丙"), false, HERE);
        builder_end(b);
    }
    builder_end(b);
    builder_start(b, NODE_SECTION, HERE);
    builder_attribute(b, "id", TEXT(" mine "));
    builder_attribute(b, "title", TEXT("二"));
    add_paragraph(b, "丁");
    builder_end(b);
    builder_end(b);
    struct document *document = builder_finish(b);
    cr_assert(document, "%s", bench_say(bench));
    static const char *const want[] = {
        "section1",         "section1.paragraph1", "section1.paragraph2",
        "paragraph-7_plan", "paragraph-7_plan.2",  "mine",
        "mine.paragraph1"};
    size_t count = 0;
    for (struct node *n = document->root; n; n = node_following(n, document->root)) {
        if (!node_is_block(n->kind)) continue;
        cr_assert_lt(count, sizeof want / sizeof *want);
        cr_assert_str_eq(as_c(bench, n->id), want[count]);
        cr_assert_eq(node_attribute(n, "key").length, 0);
        count++;
    }
    cr_assert_eq(count, sizeof want / sizeof *want);
    arena_free(bench.arena);
}

static struct text ordinal(struct arena *arena, struct text scheme, int n) {
    return text_of(arena_printf(arena, "%.*s%d", TEXT_ARGS(scheme), n));
}

Test(document, numbers_of_sections) {
    struct bench bench = bench_new();
    struct document *document = bench_read_inside(
        bench,
        "<section title='a'><section title='a1'><section title='x'><section title='y'>"
        "<section title='z'><paragraph>p</paragraph></section></section></section></section>"
        "<section title='n' numbered='no'><section title='m'><paragraph>p</paragraph>"
        "</section></section><section title='a2'><paragraph>p</paragraph></section></section>"
        "<section><paragraph>p</paragraph></section>"
        "<section title='b'><paragraph>p</paragraph></section>");
    cr_assert(document, "%s", bench_say(bench));
    cr_assert(bench_has(bench, DIAG_N121));
    const struct text schemes[4] = {TEXT("A"), TEXT("B"), TEXT(""), TEXT("D")};
    document_number(document, schemes, ordinal);
    struct buffer all = buffer_new(bench.arena);
    for (struct node *n = document->root; n; n = node_following(n, document->root))
        if (n->kind == NODE_SECTION)
            buffer_printf(&all, "%d:%.*s ", n->level, TEXT_ARGS(n->number));
    cr_assert_str_eq(all.at, "1:A1 2:B1 3: 4:D1 5: 2: 3: 2:B2 1: 1:A2 ");
    arena_free(bench.arena);
}

Test(document, traditional_by_language) {
    static const char *const yes[] = {"zh-Hant", "zh-TW", "zh-HK", "zh-MO", "zh-Hant-HK"};
    static const char *const no[] = {"", "zh", "zh-CN", "zh-Hans", "zh-Hanty", "zh-TWx", "en"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        cr_expect(document_language_is_traditional(text_of(yes[i])), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        cr_expect_not(document_language_is_traditional(text_of(no[i])), "%s", no[i]);
}

Test(document, numbers_of_tables_and_charts) {
    struct bench bench = bench_new();
    struct document *document = bench_read_inside(
        bench,
        "<table><caption>c</caption><column>x</column><row><cell>1</cell></row></table>"
        "<table><column>x</column><row><cell>1</cell></row></table>"
        "<table number='no'><caption>c</caption><column>x</column><row><cell>1</cell></row></table>"
        "<chart><caption>c</caption><series><point label='a'><figure value='1'>1</figure>"
        "</point></series></chart>"
        "<table><caption>c</caption><column>x</column><row><cell>1</cell></row></table>");
    cr_assert(document, "%s", bench_say(bench));
    struct buffer all = buffer_new(bench.arena);
    for (struct node *n = document->root->first; n; n = n->next)
        buffer_printf(&all, "%.*s,", TEXT_ARGS(n->number));
    cr_assert_str_eq(all.at, "表1,,,图1,表2,");
    arena_free(bench.arena);
}
