/* Inline marks of templates: what they become, and what they leave alone. */
#include "helper.h"

static const struct node *find(const struct document *document, enum node_kind kind) {
    for (const struct node *n = document->root; n; n = node_following(n, document->root))
        if (n->kind == kind) return n;
    return NULL;
}

Test(marks, each_becomes_its_node) {
    static const struct {
        const char *in;
        enum node_kind kind;
    } rows[] = {{"<emphasis>重{unit}</emphasis>", NODE_EMPHASIS},
                {"<underline><v of='blood'/></underline>", NODE_UNDERLINE},
                {"m<superscript>2</superscript>", NODE_SUPERSCRIPT},
                {"CO<subscript>2</subscript>", NODE_SUBSCRIPT},
                {"<proper-name>江山</proper-name>", NODE_PROPER_NAME},
                {"<ruby text='zhì'>質</ruby>", NODE_RUBY},
                {"<note>注{blood}</note>甲", NODE_NOTE},
                {"<strong><emphasis>重</emphasis></strong>", NODE_STRONG}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        struct document *document =
            bench_evaluate(&b, arena_printf(b.arena, "<p>%s</p>", rows[i].in));
        cr_assert(document, "%s", bench_say(&b));
        cr_expect(find(document, rows[i].kind), "%s", rows[i].in);
        cr_expect_not(bench_has(&b, DIAG_T301), "%s", bench_say(&b));
        bench_free(&b);
    }
}

Test(marks, pronunciation_may_come_from_data) {
    struct bench b = bench_new();
    struct document *document = bench_evaluate(
        &b, "<let name='no'></let><p><ruby text='{unit.code}'>{unit}</ruby><ruby text='{$no}'>无"
            "</ruby></p>");
    cr_assert(document, "%s", bench_say(&b));
    const struct node *ruby = find(document, NODE_RUBY);
    cr_assert(ruby);
    cr_expect_gt(node_attribute(ruby, "text").length, 0);
    cr_expect(ruby->next->kind == NODE_TEXT, "an empty one is its base alone");
    bench_free(&b);
}

/* A list's marks depend on the words of the items, not on those of their notes. */
Test(marks, note_ends_no_sentence) {
    struct bench b = bench_new();
    const char *line = bench_line(
        &b, "<list><item>甲<note>注。</note></item><item>乙<note>注。</note></item></list>");
    cr_expect_str_eq(line, "一是甲注。；二是乙注。。", "%s", line);
    bench_free(&b);
}

Test(marks, typed_figures_are_found_in_marks) {
    struct bench b = bench_new();
    bench_evaluate(&b, "<p>甲<note>检查252家</note></p>");
    cr_expect(bench_has(&b, DIAG_T301));
    bench_free(&b);
}
