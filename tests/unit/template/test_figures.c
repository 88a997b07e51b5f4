/* Every function and element that prints a figure: the words, and the exact figure of the run. */
#include "helper.h"

Test(figures, functions_and_elements) {
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"{clinic.check}", "252家"},
        {"{检查村卫生室}", "252家"},
        {"<v of='检查村卫生室'/>", "252家"},
        {"{clinic.check|bare}", "252"},
        {"<v of='clinic.check' bare='yes'/>", "252"},
        {"{clinic.check|chinese}", "二百五十二家"},
        {"<v of='clinic.check' chinese='yes'/>", "二百五十二家"},
        {"{clinic.check|1}", "252.0家"},
        {"{clinic.check@2025H1}", "240家"},
        {"<v of='clinic.check' period='2025H1'/>", "240家"},
        {"{c1:out}", "300人次"},
        {"<v of='out' unit='c2'/>", "900人次"},
        {"{城关卫生院:门诊人次|base}", "200人次"},
        {"{income}", "1524万元"},
        {"{income|亿}", "0.15亿元"},
        {"{income|元}", "15240000元"},
        {"<v of='income' scale='亿' decimals='4'/>", "0.1524亿元"},
        {"<v of='income' measure='元' bare='yes'/>", "15240000"},
        {"{rate}", "97.5%"},
        {"{grade}", "A级"},
        {"{clinic.check|change}", "同比增长5.0%"},
        {"<change of='clinic.check'/>", "同比增长5.0%"},
        {"<change of='clinic.check' lead='no'/>", "增长5.0%"},
        {"{blood|change}", "同比下降3.8%"},
        {"{blood|change|2}", "同比下降3.81%"},
        {"{blood|change(amount)}", "同比减少80人次"},
        {"<change of='blood' as='both'/>", "同比减少80人次、下降3.8%"},
        {"{blood|previous}", "与上年下半年持平"},
        {"{clinic.check|change(multiple)}", "为上年同期的1.1倍"},
        {"<change of='clinic.check' as='doubling'/>", "同比增长5.0%"},
        {"{clinic.check|year-start}", "—"},
        {"<change of='blood' against='year-start'/>", "—"},
        {"{clinic.check|outcome}", "完成全年任务的52.5%"},
        {"{clinic.check|halves}", "时间过半、任务过半"},
        {"{clinic.check|halves(slogan)}", "实现“双过半”"},
        {"{big|halves}", "—"},
        {"<if of='clinic.check|halves' is='known'>双过半</if>", "双过半"},
        {"<if of='big|halves' is='missing'>未过半</if>", "未过半"},
        {"{clinic.check|as-of}", "截至6月底"},
        {"{win|as-of(year)}", "截至2026年5月底"},
        {"{income|capital}", "人民币壹仟伍佰贰拾肆万元整"},
        {"{income|capital(bare)}", "壹仟伍佰贰拾肆万元整"},
        {"{rate|target|required}", "95%"},
        {"<target of='rate' required='yes'/>", "95%"},
        {"{rate|change}", "同比提高1.2个百分点"},
        {"{income|change(amount)}", "同比增加324万元"},
        {"{deaths|change}", "上年同期为0，新增3例"},
        {"{clinic.check|growth}", "5.0"},
        {"{blood|growth}", "-3.8"},
        {"{rate|growth}", "1.2"},
        {"{blood|growth(amount)}", "-80"},
        {"{blood|change(bare)}", "-3.8"},
        {"<change of='blood' bare='yes' decimals='2'/>", "-3.81"},
        {"{deaths|growth}", "—"},
        {"{clinic.check|base}", "240家"},
        {"{clinic.check|target}", "480家"},
        {"<target of='clinic.check' bare='yes'/>", "480"},
        {"{clinic.check|completion}", "完成全年任务的52.5%"},
        {"<completion of='clinic.check'/>", "完成全年任务的52.5%"},
        {"{clinic.check|completion(bare)}", "52.5%"},
        {"<completion of='clinic.check' bare='yes' decimals='0'/>", "53%"},
        {"{clinic.check|completion|bare}", "52.5"},
        {"{clinic.check|verdict}", "达到序时进度"},
        {"{big|verdict}", "未达序时进度"},
        {"{rate|verdict}", "达标"},
        {"{blood|verdict}", "—"},
        {"{c1:out|share(wsj:out)}", "25.0%"},
        {"<share of='out' unit='c2' in='江山县卫生局:门诊人次'/>", "75.0%"},
        {"{c1:out|share(out)}", "100.0%"},
        {"<share of='blood' in='out' decimals='0'/>", "168%"},
        {"{blood|name}", "无偿献血"},
        {"<name of='blood'/>：<measure of='blood'/>", "无偿献血：人次"},
        {"{income|measure}", "万元"},
        {"{income|元|measure}", "元"},
        {"{win|window}检查{win}", "1—5月检查50件"},
        {"{win|change}", "同比增长25.0%"},
        {"{blood|window}献血", "献血"},
        {"{empty}", "—"},
        {"{soft}", "xx件"},
        {"{{literal}}", "{literal}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        const char *got = bench_line(&b, rows[i].in);
        cr_expect_str_eq(got, rows[i].want, "row %zu %s: \"%s\", want \"%s\"", i, rows[i].in, got,
                         rows[i].want);
        bench_free(&b);
    }
}

Test(figures, names_that_are_no_indicators) {
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"{unit}", "江山县卫生局"},
        {"{unit.short}", "县局"},
        {"{unit.code}", "wsj"},
        {"{period}", "2026年上半年"},
        {"{period.short}", "上半年"},
        {"{period.as-of}", "截至2026年6月底"},
        {"{period.as-of.short}", "截至6月底"},
        {"{period.next}", "2026年下半年"},
        {"{period.next.short}", "下半年"},
        {"{period.previous}", "2025年下半年"},
        {"{year}", "2026"},
        {"{year.next}、{year.previous}", "2027、2025"},
        {"{year|chinese}年", "二〇二六年"},
        {"{date}", "2026年7月5日"},
        {"{date|chinese}", "二〇二六年七月五日"},
        {"{$phone}", "1234"},
    };
    static const struct template_constant constants[] = {{TEXT_INIT("phone"), TEXT_INIT("1234")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        b.run.constants = constants;
        b.run.constant_count = 1;
        const char *got = bench_line(&b, rows[i].in);
        cr_expect_str_eq(got, rows[i].want, "%s: \"%s\"", rows[i].in, got);
        bench_free(&b);
    }
}

/* The words of a change are text, its number is a run of its own with the exact figure. */
Test(figures, runs_carry_exact_figures) {
    static const struct {
        const char *in, *before, *printed, *after;
        int64_t numerator, denominator;
        const char *measure;
    } rows[] = {
        {"{blood|change}", "同比下降", "3.8%", NULL, -8000, 2100, "%"},
        {"{rate|change}", "同比提高", "1.2个百分点", NULL, 12, 10, "个百分点"},
        {"{clinic.check|completion}", "完成全年任务的", "52.5%", NULL, 25200, 480, "%"},
        {"{income}", NULL, "1524万元", NULL, 1524, 1, "万元"},
        {"{deaths|change}", "上年同期为0，新增", "3例", NULL, 3, 1, "例"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        struct document *document =
            bench_evaluate(&b, arena_printf(b.arena, "<p>%s</p>", rows[i].in));
        cr_assert(document, "%s", bench_say(&b));
        const struct node *n = document->root->first->first;
        if (rows[i].before) {
            cr_assert_eq(n->kind, NODE_TEXT, "%s", rows[i].in);
            cr_assert_str_eq(as_c(&b, n->text), rows[i].before);
            n = n->next;
        }
        cr_assert_eq(n->kind, NODE_FIGURE, "%s", rows[i].in);
        cr_assert_str_eq(as_c(&b, n->text), rows[i].printed);
        struct number want = number_divide(b.arena, number_from_integer(rows[i].numerator),
                                           number_from_integer(rows[i].denominator));
        cr_assert_eq(number_compare(n->figure->quantity.value, want), 0, "%s", rows[i].in);
        cr_assert_str_eq(as_c(&b, n->figure->measure.name), rows[i].measure);
        cr_assert_null(n->next);
        bench_free(&b);
    }
}

Test(figures, progress) {
    struct bench b = bench_new();
    struct document *document = bench_evaluate(&b, "<p><progress of='clinic.check'/></p>");
    cr_assert(document, "%s", bench_say(&b));
    const struct node *n = document->root->first->first;
    cr_assert_str_eq(as_c(&b, n->text), "高于序时进度");
    cr_assert_eq(n->next->kind, NODE_FIGURE);
    cr_assert(text_ends(n->next->text, TEXT("个百分点")));
    bench_free(&b);
}

Test(figures, both_figures_of_a_change_are_runs) {
    struct bench b = bench_new();
    struct document *document = bench_evaluate(&b, "<p>{income|change(both)}</p>");
    cr_assert(document, "%s", bench_say(&b));
    const char *want[] = {"同比增加", "324万元", "、增长", "27.0%"};
    size_t i = 0;
    for (const struct node *n = document->root->first->first; n; n = n->next, i++) {
        cr_assert_str_eq(as_c(&b, n->text), want[i]);
        cr_assert_eq(n->kind == NODE_FIGURE, i % 2 == 1);
    }
    cr_assert_eq(i, 4);
    bench_free(&b);
}

Test(figures, what_is_odd_is_said) {
    static const struct {
        const char *in;
        enum diag_code code;
        const char *place;
    } rows[] = {
        {"<p>{soft}</p>", DIAG_T401, "metrics.csv:16:17"},
        {"<p>{empty}</p>", DIAG_T402, "t.xml:1:58"},
        {"<p>{empty|change}</p>", DIAG_T410, "t.xml:1:58"},
        {"<p>{blood|completion}</p>", DIAG_T410, "t.xml:1:58"},
        {"<p>共检查252家。</p>", DIAG_T301, "t.xml:1:60"},
        {"<p>共检查三期。</p>", DIAG_T301, "t.xml:1:60"},
        {"<section title='检查252家'><p>a</p></section>", DIAG_T301, "t.xml:1:72"},
        {"<p>{$no}</p>", DIAG_T403, "t.xml:1:58"},
        {"<p>{other:out}</p>", DIAG_T404, "t.xml:1:58"},
        {"<p>a</p>", DIAG_T406, "texts.csv:2:17"},
        {"<p>a</p><texts section='没有'/>", DIAG_T408, "t.xml:1:62"},
        {"<p>a<for-each select='items/none'>b</for-each></p>", DIAG_T408, "t.xml:1:76"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        bench_evaluate(&b, rows[i].in);
        const struct diag *found = NULL;
        for (size_t k = 0; k < diags_size(b.diags); k++)
            if (!found && diags_at(b.diags, k)->code == rows[i].code) found = diags_at(b.diags, k);
        cr_assert(found, "row %zu: %s", i, bench_say(&b));
        char *place = origin_print(found->origin, b.arena);
        if (strncmp(place, b.folder, strlen(b.folder)) == 0) place += strlen(b.folder) + 1;
        cr_expect_str_eq(place, rows[i].place, "row %zu: %s", i, place);
        bench_free(&b);
    }
}

Test(figures, typed_on_purpose_is_no_warning) {
    struct bench b = bench_new();
    cr_assert(
        bench_evaluate(&b, "<p><literal>检查252家</literal>，2026年6月30日，第3条，一是</p>"));
    cr_assert(!bench_has(&b, DIAG_T301), "%s", bench_say(&b));
    bench_free(&b);
}

Test(figures, failed_checks_are_marked) {
    struct bench b = bench_new();
    struct check_attribute parts[] = {{TEXT("of"), TEXT("out"), ORIGIN_NONE},
                                      {TEXT("with"), TEXT("blood"), ORIGIN_NONE}};
    struct check_declaration declared = {
        .kind = TEXT("equal"), .attributes = parts, .attribute_count = 2};
    struct check_list list = {.declarations = &declared, .declaration_count = 1};
    struct check_scope scope = {
        .period = b.slice->period, .units = &b.slice->unit, .unit_count = 1};
    struct checks *checks = metric_checks_compile(b.slice->store, &list, b.arena, b.diags);
    cr_assert(checks, "%s", bench_say(&b));
    b.run.checks = metric_checks_judge(checks, &scope, b.arena);
    cr_assert_gt(metric_checks_tell(b.run.checks, b.slice->unit, b.diags), 0);
    b.run.mark = true;
    struct template *template = bench_compile(&b, "<p>{out}、{blood}</p>");
    cr_assert(template);
    struct document *document = template_evaluate(template, &b.run, b.arena, b.diags);
    cr_assert(document, "%s", bench_say(&b));
    cr_assert_str_eq(as_c(&b, node_text(document->root, b.arena)), "1200人次（待核）、2020人次");
    bench_free(&b);
}
