/* Blocks, lists, tables, charts, loops, conditions, written text: what document comes out. */
#include "helper.h"

Test(blocks, printed_text) {
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"<title>{unit}{period}工作总结</title><subtitle>（{date}）</subtitle><p>a</p>",
         "江山县卫生局2026年上半年工作总结/（2026年7月5日）/a"},
        {"<section title='{year}年工作'><p>甲</p></section>", "2026年工作/甲"},
        {"<section run-in='yes'><heading>献血{blood}。</heading><p>甲</p></section>",
         "献血2020人次。/甲"},
        {"<p>检查\n    <v of='clinic.check'/>\n  ，<change of='clinic.check'/>。</p>",
         "检查 252家，同比增长5.0%。"},
        {"<p>一<strong>二</strong><literal>三</literal></p>", "一二三"},
        {"<p id='x'>一</p><p>见<link to='x'>上</link></p>", "一/见上"},
        /* lists */
        {"<list><item>甲</item><item><p>乙</p><p>丙</p></item></list>", "甲/乙/丙"},
        {"<p>做法：<list kind='inline'><item>甲</item><item>乙</item></list></p>",
         "做法：一是甲；二是乙。"},
        {"<p>做法：<list kind='inline' scheme='（1）'><item>甲。</item><item>乙！</item></list></p>",
         "做法：（1）甲。（2）乙！"},
        {"<p><list kind='inline'><item>甲</item><item>乙</item></list>等工作</p>",
         "一是甲；二是乙等工作"},
        {"<p><if test='true()'><list><item>甲</item></list></if> \n </p>", "一是甲。"},
        {"<list kind='inline'><for-each select='items/item' sort='@order'><item><get "
         "select='@code'/></item></for-each></list>",
         "一是a1；二是a2；三是p1。"},
        {"<list kind='inline'><item>甲<list kind='inline' scheme='1.'><item>子</item></list></item>"
         "</list>",
         "一是甲1.子。"},
        /* loops */
        {"<p><for-each select='items/item[@section=\"成绩\"]' sort='@order' as='i' "
         "separator='、'>{$i}</for-each></p>",
         "医改工作、开展“三下乡”活动，检查{clinic.check}"},
        {"<p><for-each select='items/item' sort='@section @order' order='descending' "
         "separator='、'><get select='@code'/></for-each></p>",
         "p1、a2、a1"},
        {"<p><for-each select='units/unit' by='out' separator='、' "
         "last-separator='和'>{unit.short}{.:out}</for-each></p>",
         "北街900人次、城关300人次和南湾—"},
        {"<p><for-each select='units/unit' by='out' order='ascending' "
         "separator='、'>{unit.short}</for-each></p>",
         "城关、北街、南湾"},
        {"<p><for-each select='units/unit' by='out' most='1'>{unit}{out@2026H1}</for-each></p>",
         "北街卫生院1200人次"},
        {"<p><for-each select='units/unit' by='out' above='300'>{unit.short}</for-each></p>",
         "北街"},
        {"<p><for-each select='units/unit' by='out' below='300.5'>{unit.short}</for-each></p>",
         "城关"},
        {"<p><for-each select='indicators/indicator[@section=\"血液\" or @section=\"财务\"]' "
         "separator='；'><number scheme='1.'/>{.|name}{.}（{.|growth}）</for-each></p>",
         "1.无偿献血2020人次（-3.8）；2.业务收入1524万元（27.0）"},
        {"<p><for-each select='indicators/indicator[@measure=\"元\"]' by='.|亿' "
         "above='0.1524'>x</for-each>y</p>",
         "y"},
        {"<p><for-each select='items/item[@indicator]'>{.}，{.|name}</for-each></p>",
         "2020人次，无偿献血"},
        {"<p><for-each select='sections/section' as='s' separator='；'><get select='@name'/>："
         "<for-each select='/report/items/item[@section=$s/@name]' separator='、'><get "
         "select='@code'/></for-each></for-each></p>",
         "成绩：a1、a2；问题：p1"},
        {"<p><get select='@organ'/><get select='unit/@short'/><get "
         "select='last-plan/item/@title'/><get select='@half'/></p>",
         "江山县卫生局县局旧计划1"},
        {"<p><for-each select='units/unit' sort='@name' most='9'><get select='position()'/>"
         "<get select='last()'/></for-each></p>",
         "132333"},
        {"<p><for-each select='texts/text' as='t' most='1'><get select='@section'/></for-each></p>",
         "前言"},
        {"<p><for-each select='units/unit' sort='.' most='2'><get select='@code'/></for-each></p>",
         "c1c2"},
        /* conditions */
        {"<p><if test='items/item[@section=\"问题\"]'>有</if><if test='false()'>无</if></p>", "有"},
        {"<p><choose><when of='blood' is='up'>升</when><when of='blood' is='down'>降</when>"
         "<otherwise>平</otherwise></choose></p>",
         "降"},
        {"<p><choose><when test='false()'>升</when><otherwise>平</otherwise></choose></p>", "平"},
        {"<p><choose><when test='false()'>升</when></choose>空</p>", "空"},
        /* let */
        {"<let name='a'>献血\n {blood}</let><p>{$a}；{$a}</p>", "献血 2020人次；献血 2020人次"},
        {"<let name='a' select='unit/@name'/><p>{$a}</p>", "江山县卫生局"},
        {"<let name='a'>外</let><section title='s'><let name='a'>内</let><p>{$a}</p></section>"
         "<p>{$a}</p>",
         "s/内/外"},
        {"<let name='a'>成绩</let><p><get select='count(items/item[@section=$a])'/></p>", "2"},
        /* written text */
        {"<texts section='前言'/>", "今年上半年，检查村卫生室252家。/全县同比下降3.8%。"},
        {"<for-each select='items/item[@code=\"a2\"]'><p><written/></p></for-each>",
         "开展“三下乡”活动，检查252家"},
        {"<for-each select='items/item[@code=\"a1\"]'><p><written part='title'/>：<written/></p>"
         "</for-each>",
         "医改工作：推进医改。"},
        {"<p><written select='texts/text[1]'/></p>", "今年上半年，检查村卫生室252家。"},
        /* signature */
        {"<p>a</p><signature/>", "a/江山县卫生局/2026年7月5日"},
        {"<p>a</p><signature><organ>江山县<get select='\"人民\"'/></organ><date/></signature>",
         "a/江山县人民/2026年7月5日"},
        {"<p>a</p><signature><organ/><date>{date|chinese}</date></signature>",
         "a/江山县卫生局/二〇二六年七月五日"},
        {"<contents/><page-break/><p>a</p>", "a"},
        {"<p xml:space='preserve'>两  格</p>", "两  格"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        const char *got = bench_print(&b, rows[i].in);
        cr_expect_str_eq(got, rows[i].want, "row %zu %s:\n  \"%s\", want\n  \"%s\"", i, rows[i].in,
                         got, rows[i].want);
        bench_free(&b);
    }
}

Test(blocks, exact_conditions) {
    static const struct {
        const char *of, *is;
        bool want;
    } rows[] = {
        {"blood", "known", true},
        {"empty", "known", false},
        {"empty", "missing", true},
        {"blood", "missing", false},
        {"grade", "known", true},
        {"soft", "known", false},
        {"deaths@2025H1", "zero", true},
        {"deaths", "zero", false},
        {"clinic.check", "up", true},
        {"blood", "up", false},
        {"blood", "down", true},
        {"blood|previous", "level", true},
        {"deaths", "up", true},
        {"deaths", "level", false},
        {"empty", "up", false},
        {"rate", "met", true},
        {"rate", "unmet", false},
        {"big", "met", false},
        {"big", "unmet", true},
        {"blood", "unmet", false},
        {"clinic.check", "on-time", true},
        {"clinic.check", "behind", false},
        {"big", "behind", true},
        {"blood", "behind", false},
        {"blood|growth", "known", true},
        {"deaths|growth", "zero", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        const char *got = bench_line(
            &b, arena_printf(b.arena, "<if of='%s' is='%s'>是</if>。", rows[i].of, rows[i].is));
        cr_expect_str_eq(got, rows[i].want ? "是。" : "。", "%s is %s: %s", rows[i].of, rows[i].is,
                         got);
        bench_free(&b);
    }
}

static const struct node *only_block(struct bench *b, const char *inside) {
    struct document *document = bench_evaluate(b, inside);
    cr_assert(document, "%s", bench_say(b));
    return document->root->first;
}

Test(blocks, table_written_out) {
    struct bench b = bench_new();
    const struct node *table = only_block(
        &b, "<table caption='{period}表' unit='单位：万元' source='{unit}' note='注' grid='yes' "
            "number='no' id='t'><column title='项目{year}' width='3'/><column align='decimal'>本期"
            "</column><for-each select='units/unit'><row role='group'><cell span='2' align='left'>"
            "{unit.short}</cell></row></for-each></table>");
    static const struct {
        const char *name, *value;
    } attributes[] = {{"unit", "单位：万元"},
                      {"source", "江山县卫生局"},
                      {"note", "注"},
                      {"grid", "yes"},
                      {"number", "no"}};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        cr_expect(node_is_set(table, attributes[i].name, attributes[i].value));
    cr_assert_str_eq(as_c(&b, table->id), "t");
    const struct node *n = table->first;
    cr_assert_str_eq(as_c(&b, node_text(n, b.arena)), "2026年上半年表");
    n = n->next;
    cr_assert(node_is_set(n, "width", "3"));
    cr_assert_str_eq(as_c(&b, node_text(n, b.arena)), "项目2026");
    n = n->next;
    cr_assert(node_is_set(n, "align", "decimal"));
    cr_assert_str_eq(as_c(&b, node_text(n, b.arena)), "本期");
    n = n->next;
    cr_assert(node_is_set(n, "role", "group"));
    cr_assert(node_is_set(n->first, "span", "2"));
    cr_assert(node_is_set(n->first, "align", "left"));
    bench_free(&b);
}

static const char *cells(struct bench *b, const struct node *table) {
    struct buffer out = buffer_new(b->arena);
    for (const struct node *n = table->first; n; n = n->next) {
        if (n->kind == NODE_COLUMN) buffer_printf(&out, "[%s]", as_c(b, node_text(n, b->arena)));
        if (n->kind != NODE_ROW) continue;
        for (const struct node *c = n->first; c; c = c->next)
            buffer_printf(&out, "%s%s", c->previous ? "," : "/", as_c(b, node_text(c, b->arena)));
    }
    return out.at;
}

Test(blocks, table_of_indicators) {
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"<table of='blood income' columns='number name measure value base growth'/>",
         "[序号][指标][单位][本期][上年同期][同比增减（%）]/1,无偿献血,人次,2020,2100,-3.8/"
         "2,业务收入,万元,1524,1200,27.0"},
        {"<table select='indicators/indicator[@code=\"clinic.check\" or @code=\"big\"]' "
         "columns='name value target completion verdict amount'/>",
         "[指标][本期][全年目标][完成率（%）][评价][同比增减额]/检查村卫生室,252家,480家,52.5,"
         "达到序时进度,12/年度任务,30件,100件,30.0,未达序时进度,—"},
        {"<table of='rate' columns='name growth target window'/>",
         "[指标][同比增减（百分点）][目标][时段]/疫苗接种率,1.2,95%,"},
        {"<table of='rate win' columns='growth window'/>",
         "[同比增减（%、百分点）][时段]/1.2,/25.0,1—5月"},
        {"<table of='blood' columns='name value'><column title='名称'/><column title='数'/>"
         "</table>",
         "[名称][数]/无偿献血,2020人次"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        const char *got = cells(&b, only_block(&b, rows[i].in));
        cr_expect_str_eq(got, rows[i].want, "%s:\n  %s, want\n  %s", rows[i].in, got, rows[i].want);
        bench_free(&b);
    }
}

Test(blocks, chart) {
    struct bench b = bench_new();
    const struct node *chart = only_block(
        &b, "<chart kind='column' caption='{period}' unit='人次' height='120' minimum='0'>"
            "<series name='{year}年'><for-each select='units/unit'><point label='{unit.short}' "
            "of='out' unit='.'/></for-each></series><series name='率'><point label='a' "
            "of='clinic.check|completion'/><point label='b' of='income|growth'/><point label='c' "
            "of='income'/><point label='d' of='deaths|growth'/></series></chart>");
    cr_assert(node_is_set(chart, "kind", "column"));
    cr_assert(node_is_set(chart, "height", "120"));
    cr_assert_str_eq(as_c(&b, chart->number), "图1");
    const struct node *series = chart->first->next;
    cr_assert(node_is_set(series, "name", "2026年"));
    static const char *const labels[] = {"城关", "北街", "南湾"}, *const printed[] = {"300", "900",
                                                                                      "—"};
    size_t i = 0;
    for (const struct node *point = series->first; point; point = point->next, i++) {
        cr_assert(node_is_set(point, "label", labels[i]));
        cr_assert_str_eq(as_c(&b, point->first->text), printed[i]);
        cr_assert_str_eq(as_c(&b, point->first->figure->indicator), "out");
    }
    cr_assert_eq(i, 3);
    static const char *const second[] = {"52.5", "27.0", "1524", "—"};
    i = 0;
    for (const struct node *point = series->next->first; point; point = point->next, i++)
        cr_assert_str_eq(as_c(&b, point->first->text), second[i]);
    cr_assert_eq(i, 4);
    cr_assert_eq(series->next->last->first->figure->quantity.state, QUANTITY_MISSING);
    bench_free(&b);
}

Test(blocks, attributes_of_the_document) {
    struct bench b = bench_new();
    struct document *document = bench_evaluate(
        &b,
        "<p class='note' indent='no' align='right'>a</p><section title='s' numbered='no'><p>b</p></section>");
    cr_assert(document, "%s", bench_say(&b));
    static const struct {
        const char *name, *value;
    } rows[] = {{"language", "zh-CN"},
                {"organ", "江山县卫生局"},
                {"period", "2026H1"},
                {"unit", "wsj"},
                {"date", "2026-07-05"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect(node_is_set(document->root, rows[i].name, rows[i].value), "%s", rows[i].name);
    const struct node *p = document->root->first;
    cr_assert(node_is_set(p, "class", "note") && node_is_set(p, "indent", "no") &&
              node_is_set(p, "align", "right"));
    cr_assert(node_is_set(p->next, "numbered", "no"));
    bench_free(&b);
}

/* Ids come from the template place and the item, whatever else the data hold. */
Test(blocks, ids_follow_items) {
    static const char inside[] =
        "<if test='items/item[@code=\"a1\"]'><p>先</p></if>"
        "<for-each select='items/item'><p><get select='@code'/></p></for-each><texts "
        "section='前言'/>";
    struct bench b = bench_new();
    struct document *all = bench_evaluate(&b, inside);
    cr_assert(all, "%s", bench_say(&b));
    struct buffer ids = buffer_new(b.arena);
    for (const struct node *n = all->root->first; n; n = n->next)
        buffer_printf(&ids, "%s ", as_c(&b, n->id));
    cr_assert_str_eq(ids.at, "paragraph-2 paragraph-4-a1 paragraph-4-a2 paragraph-4-p1 "
                             "paragraph-6-前言-1 paragraph-6-前言-2 ");
    bench_free(&b);
}

/* The same document comes out of the tree written as XML. */
Test(blocks, evaluated_tree_reads_back) {
    struct bench b = bench_new();
    struct document *document = bench_evaluate(
        &b, "<title>{unit}</title><section title='一'><p>{blood}，{blood|change}。</p><texts "
            "section='前言'/><table caption='表' of='blood income' columns='name value growth'/>"
            "</section><signature/>");
    cr_assert(document, "%s", bench_say(&b));
    struct text xml = document_write(document, b.arena);
    struct document *again = document_read(file_from_text(b.arena, "d.xml", xml), b.arena, b.diags);
    cr_assert(again, "%s", bench_say(&b));
    cr_assert(text_equal(xml, document_write(again, b.arena)));
    bench_free(&b);
}
