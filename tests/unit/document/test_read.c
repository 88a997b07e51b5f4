/* Reading XML, its faults with their places, and writing back. */
#include "helper.h"

Test(read, smallest_document) {
    struct bench bench = bench_new();
    struct document *document = bench_read(
        bench,
        "<document xmlns=\"urn:zongjie:document:1\"><paragraph>上半年。</paragraph></document>");
    cr_assert(document, "%s", bench_say(bench));
    cr_assert_eq(document->root->first->kind, NODE_PARAGRAPH);
    cr_assert_str_eq(as_c(bench, node_text(document->root, bench.arena)), "上半年。");
    cr_assert_str_eq(bench_say(bench), "");
    arena_free(bench.arena);
}

Test(read, faults_name_their_place) {
    static const struct {
        const char *xml;
        enum diag_code code;
        const char *place; /* "line:column" */
    } rows[] = {
        {"", DIAG_N111, "1:1"},
        {"\n <section title='a'/>", DIAG_N112, "2:2"},
        {"<paragraph id='x'>a</paragraph>\n<paragraph id='x'>b</paragraph>", DIAG_N115, "2:1"},
        {"<paragraph>a<link to='no'>b</link></paragraph>", DIAG_N116, "1:54"},
        {"<table><row><cell>1</cell></row></table>", DIAG_N118, "1:42"},
        {"<table><column>a</column>\n<row><cell>1</cell><cell>2</cell></row></table>", DIAG_N113,
         "2:1"},
        {"<table><column>a</column>\n<row><cell span='2'>1</cell></row></table>", DIAG_N113, "2:1"},
        {"<table><column>a</column><row>\n <cell span='0'>1</cell></row></table>", DIAG_N123,
         "2:2"},
        {"<table>\n <column width='-3'>a</column><row><cell>1</cell></row></table>", DIAG_N123,
         "2:2"},
        {"<table>\n <column width='0'>a</column><row><cell>1</cell></row></table>", DIAG_N123,
         "2:2"},
        {"<table><column>a</column><row>\n <cell span='99'>1</cell></row></table>", DIAG_N123,
         "2:2"},
        {"<table><column>a</column><column>b</column>\n<row><cell>1</cell></row></table>",
         DIAG_N114, "2:1"},
        {"<table><caption>c</caption><column>a</column></table>", DIAG_N119, "1:42"},
        {"<chart><caption>c</caption></chart>", DIAG_N120, "1:42"},
        {"<chart/>", DIAG_N120, "1:42"},
        {"<list/>", DIAG_N124, "1:42"},
        {"<title> </title>", DIAG_N122, "1:42"},
        {"<paragraph>　a</paragraph>", DIAG_N106, "1:53"},
        {"<paragraph>a检查\n<strong>252</strong></paragraph>", DIAG_N125, "1:53"},
        {"<paragraph/>\n<paragraph>a</paragraph>", DIAG_N107, "1:42"},
        {"<paragraph>a</paragraph>\n<title>t</title>", DIAG_N108, "2:1"},
        {"<paragraph>a</paragraph>\n<subtitle>t</subtitle>", DIAG_N108, "2:1"},
        {"<section title='a'>\n<heading>t</heading><paragraph>a</paragraph></section>", DIAG_N108,
         "2:1"},
        {"<table><column>a</column><row><cell>1</cell></row>\n<column>b</column></table>",
         DIAG_N108, "2:1"},
        {"<paragraph><figure value='3' decimals='99'>3</figure></paragraph>", DIAG_N117, "1:53"},
        {"<paragraph><figure value='3' qualifier='range'>3</figure></paragraph>", DIAG_N117,
         "1:53"},
        {"<paragraph><figure value='3' period='soon'>3</figure></paragraph>", DIAG_N117, "1:53"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench bench = bench_new();
        bench_read_inside(bench, rows[i].xml);
        const struct diag *found = NULL;
        for (size_t k = 0; k < diags_size(bench.diags); k++)
            if (diags_at(bench.diags, k)->code == rows[i].code) found = diags_at(bench.diags, k);
        cr_assert(found, "row %zu: %s", i, bench_say(bench));
        char *want = arena_printf(bench.arena, "d.xml:%s", rows[i].place);
        cr_assert_str_eq(origin_print(found->origin, bench.arena), want, "row %zu", i);
        arena_free(bench.arena);
    }
}

Test(read, several_faults_in_one_run) {
    struct bench bench = bench_new();
    cr_assert_null(bench_read_inside(
        bench, "<table><column>a</column><row><cell>1</cell><cell>2</cell></row>"
               "<row><cell>1</cell><cell>2</cell></row></table>"
               "<paragraph><link to='x'>a</link><link to='y'>a</link></paragraph>"));
    cr_assert_eq(diags_count(bench.diags, DIAG_ERROR), 4, "%s", bench_say(bench));
    bench.diags = diags_new(bench.arena);
    cr_assert_null(bench_read_inside(bench, "<paragaph>a</paragaph><row/><table of='x'/>"));
    cr_assert_geq(diags_count(bench.diags, DIAG_ERROR), 3, "%s", bench_say(bench));
    arena_free(bench.arena);
}

Test(read, broken_xml_gives_nothing) {
    struct bench bench = bench_new();
    cr_assert_null(bench_read(bench, "<document"));
    cr_assert(diags_failed(bench.diags));
    arena_free(bench.arena);
}

Test(read, figures) {
    struct bench bench = bench_new();
    struct document *document = bench_read_inside(
        bench,
        "<paragraph><figure value='12.50' measure='万元' decimals='2' indicator='pay' unit='wsj' "
        "period='2026H1' better='lower' nature='stock' standing='预计' marked='yes'> 12.50万元\n</figure>"
        "<figure value='1' upper='2' qualifier='range' measure='家' better='higher' nature='rate'>"
        "1—2家</figure>"
        "<figure state='placeholder' nature='flow'>xx</figure><figure>A级</figure>"
        "<figure state='missing'>—</figure></paragraph>");
    cr_assert(document, "%s", bench_say(bench));
    const struct node *node = document->root->first->first;
    const struct figure *f = node->figure;
    cr_assert(node_is_set(node, "marked", "yes") && node->attribute_count == 1);
    cr_assert_str_eq(as_c(bench, node->text), "12.50万元");
    cr_assert_eq(
        number_compare(f->quantity.value, number_shift(bench.arena, number_from_integer(125), -1)),
        0);
    cr_assert_eq(f->measure.power10, 4);
    cr_assert_eq(f->decimals, 2);
    cr_assert_str_eq(as_c(bench, f->unit), "wsj");
    cr_assert_eq(f->period.kind, PERIOD_HALF);
    cr_assert_eq(f->better, FIGURE_LOWER);
    cr_assert_eq(f->nature, FIGURE_STOCK);
    node = node->next;
    cr_assert_eq(node->figure->quantity.qualifier, QUALIFIER_RANGE);
    cr_assert_eq(number_compare(node->figure->quantity.upper, number_from_integer(2)), 0);
    cr_assert_eq(node->figure->nature, FIGURE_RATE);
    cr_assert_eq(node->figure->better, FIGURE_HIGHER);
    node = node->next;
    cr_assert_eq(node->figure->quantity.state, QUANTITY_PLACEHOLDER);
    cr_assert_str_eq(as_c(bench, node->figure->quantity.text), "xx");
    node = node->next;
    cr_assert_str_eq(as_c(bench, node->figure->quantity.text), "A级");
    cr_assert_not(figure_is_known(node->figure));
    node = node->next;
    cr_assert_eq(node->figure->quantity.state, QUANTITY_MISSING);
    arena_free(bench.arena);
}

Test(write, exact_form) {
    struct bench bench = bench_new();
    struct document *document = bench_read_inside(
        bench,
        "<title>题</title>\n<section title='一  二'><list scheme='1.'><item><paragraph>a &amp; "
        "&lt;b></paragraph></item></list>"
        "<paragraph xml:space='preserve'>两  格\n行</paragraph><contents/>"
        "<chart kind='bar'><series name='&quot;q&quot;'><point label='甲&#10;乙'>"
        "<figure value='3' measure='家'>3家</figure></point></series></chart></section>");
    cr_assert(document, "%s", bench_say(bench));
    cr_assert_str_eq(
        as_c(bench, document_write(document, bench.arena)),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<document xmlns=\"urn:zongjie:document:1\">\n"
        "  <title id=\"title1\">题</title>\n"
        "  <section id=\"section1\">\n"
        "    <heading>一 二</heading>\n"
        "    <list id=\"section1.list1\" scheme=\"1.\">\n"
        "      <item id=\"section1.list1.item1\">\n"
        "        <paragraph id=\"section1.list1.item1.paragraph1\">a &amp; &lt;b&gt;</paragraph>\n"
        "      </item>\n"
        "    </list>\n"
        "    <paragraph id=\"section1.paragraph1\" xml:space=\"preserve\">两  格&#10;行</paragraph>\n"
        "    <contents id=\"section1.contents1\"/>\n"
        "    <chart id=\"section1.chart1\" kind=\"bar\">\n"
        "      <series name=\"&quot;q&quot;\">\n"
        "        <point label=\"甲&#10;乙\"><figure value=\"3\" measure=\"家\">3家</figure></point>\n"
        "      </series>\n"
        "    </chart>\n"
        "  </section>\n"
        "</document>\n");
    arena_free(bench.arena);
}

/* ---- generated trees ---- */

struct maker {
    struct builder *builder;
    struct arena *arena;
    uint64_t seed;
};

static unsigned roll(struct maker *m, unsigned sides) {
    m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(m->seed >> 33) % sides;
}

static struct text some_text(struct maker *m) {
    static const char *const pieces[] = {"上半年", " ",  "  ", "\n", "A",    "<&>\"'", "，",
                                         "　",     "\t", "12", "\r", "吉𠮷", "é",      "{x}"};
    struct buffer out = buffer_new(m->arena);
    for (unsigned i = 0, n = roll(m, 6); i < n; i++)
        buffer_add_text(&out, text_of(pieces[roll(m, sizeof pieces / sizeof *pieces)]));
    return buffer_text(&out);
}

static void make_figure(struct maker *m) {
    struct figure f = {.decimals = (int)roll(m, 4) - 1, .nature = (enum figure_nature)roll(m, 3)};
    f.better = (enum figure_better)roll(m, 3);
    f.quantity.state = (enum quantity_state)roll(m, 4);
    f.quantity.qualifier = (enum quantity_qualifier)roll(m, 7);
    f.quantity.value = number_shift(m->arena, number_from_integer((int64_t)roll(m, 100000) - 50000),
                                    -(int)roll(m, 4));
    f.quantity.upper = number_from_integer(roll(m, 1000));
    if (f.quantity.state != QUANTITY_KNOWN) f.quantity.qualifier = QUALIFIER_EXACT;
    f.measure = measure_read(roll(m, 2) ? TEXT("万元") : TEXT(""));
    f.indicator = roll(m, 2) ? TEXT("无偿献血") : TEXT("");
    f.unit = roll(m, 2) ? TEXT("wsj<1>") : TEXT("");
    if (roll(m, 2)) cr_assert(period_read(TEXT("2026-01..2026-05"), &f.period));
    builder_figure(m->builder, &f, some_text(m), ORIGIN_NONE);
}

static void make_inline(struct maker *m, int depth) {
    for (unsigned i = 0, n = 1 + roll(m, 4); i < n; i++) {
        unsigned what = roll(m, depth > 2 ? 4 : 6);
        if (what < 3) {
            builder_text(m->builder, some_text(m), roll(m, 4) == 0, ORIGIN_NONE);
        } else if (what == 3) {
            make_figure(m);
        } else {
            builder_start(m->builder, what == 4 ? NODE_STRONG : NODE_LINK, ORIGIN_NONE);
            if (what == 5) builder_attribute(m->builder, "href", TEXT("https://a.cn/?b=1&c=2"));
            make_inline(m, depth + 1);
            builder_end(m->builder);
        }
    }
}

static void make_holder(struct maker *m, enum node_kind kind) {
    builder_start(m->builder, kind, ORIGIN_NONE);
    if (kind == NODE_PARAGRAPH && roll(m, 3) == 0)
        builder_attribute(m->builder, "class", TEXT("note"));
    make_inline(m, 0);
    builder_end(m->builder);
}

static void make_table(struct maker *m) {
    builder_start(m->builder, NODE_TABLE, ORIGIN_NONE);
    builder_attribute(m->builder, "unit", some_text(m));
    if (roll(m, 2)) make_holder(m, NODE_CAPTION);
    make_holder(m, NODE_COLUMN);
    make_holder(m, NODE_COLUMN);
    for (unsigned i = 0, n = 1 + roll(m, 3); i < n; i++) {
        builder_start(m->builder, NODE_ROW, ORIGIN_NONE);
        make_holder(m, NODE_CELL);
        make_holder(m, NODE_CELL);
        builder_end(m->builder);
    }
    builder_end(m->builder);
}

static void make_blocks(struct maker *m, int depth) {
    for (unsigned i = 0, n = 1 + roll(m, 4); i < n; i++) {
        unsigned what = roll(m, depth > 3 ? 4 : 6);
        if (what < 2) {
            make_holder(m, NODE_PARAGRAPH);
        } else if (what == 2) {
            make_table(m);
        } else if (what == 3) {
            builder_start(m->builder, roll(m, 2) ? NODE_CONTENTS : NODE_PAGE_BREAK, ORIGIN_NONE);
            builder_end(m->builder);
        } else if (what == 4) {
            builder_start(m->builder, NODE_SECTION, ORIGIN_NONE);
            builder_attribute(m->builder, "title", some_text(m));
            make_blocks(m, depth + 1);
            builder_end(m->builder);
        } else {
            builder_start(m->builder, NODE_LIST, ORIGIN_NONE);
            builder_start(m->builder, NODE_ITEM, ORIGIN_NONE);
            make_blocks(m, depth + 1);
            builder_end(m->builder);
            builder_end(m->builder);
        }
    }
}

static void expect_equal(struct bench bench, const struct node *a, const struct node *b, int seed) {
    for (; a && b; a = a->next, b = b->next) {
        cr_assert_eq(a->kind, b->kind, "seed %d", seed);
        cr_assert(text_equal(a->text, b->text), "seed %d: \"%.*s\" is not \"%.*s\"", seed,
                  TEXT_ARGS(a->text), TEXT_ARGS(b->text));
        cr_assert(text_equal(a->id, b->id), "seed %d", seed);
        cr_assert(text_equal(a->number, b->number), "seed %d", seed);
        cr_assert_eq(a->level, b->level, "seed %d", seed);
        cr_assert_eq(a->attribute_count, b->attribute_count, "seed %d", seed);
        for (size_t i = 0; i < a->attribute_count; i++)
            cr_assert(text_equal(a->attributes[i].value, b->attributes[i].value), "seed %d", seed);
        cr_assert_eq(a->figure != NULL, b->figure != NULL, "seed %d", seed);
        if (a->figure) {
            cr_assert_eq(a->figure->quantity.state, b->figure->quantity.state, "seed %d", seed);
            if (figure_is_known(a->figure))
                cr_assert_eq(number_compare(a->figure->quantity.value, b->figure->quantity.value),
                             0);
            cr_assert(period_equal(a->figure->period, b->figure->period), "seed %d", seed);
        }
        expect_equal(bench, a->first, b->first, seed);
    }
    cr_assert(!a && !b, "seed %d: not as many children", seed);
}

Test(write, reading_back_gives_an_equal_tree) {
    for (int seed = 1; seed <= 400; seed++) {
        struct bench bench = bench_new();
        struct maker m = {builder_new(bench.arena, bench.diags), bench.arena, (uint64_t)seed};
        builder_start(m.builder, NODE_DOCUMENT, ORIGIN_NONE);
        builder_attribute(m.builder, "author", some_text(&m));
        make_holder(&m, NODE_TITLE);
        make_blocks(&m, 0);
        builder_end(m.builder);
        struct document *document = builder_finish(m.builder);
        cr_assert(document, "seed %d: %s", seed, bench_say(bench));
        struct text xml = document_write(document, bench.arena);
        bench.diags = diags_new(bench.arena);
        struct document *again =
            document_read(file_from_text(bench.arena, "d.xml", xml), bench.arena, bench.diags);
        cr_assert(again, "seed %d: %s\n%.*s", seed, bench_say(bench), TEXT_ARGS(xml));
        expect_equal(bench, document->root, again->root, seed);
        cr_assert(text_equal(xml, document_write(again, bench.arena)), "seed %d", seed);
        arena_free(bench.arena);
    }
}
