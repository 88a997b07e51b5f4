/* Templates in several files: extends, blocks, lets, include; and the lists that must agree. */
#include "helper.h"

#include "template/inner.h"

#define X "xmlns='urn:zongjie:template:1' version='1'"

static const char *print_file(struct bench *b, const char *name) {
    struct template *template = bench_read(b, name);
    if (!template) return arena_printf(b->arena, "failed: %s", bench_say(b));
    struct document *document = template_evaluate(template, &b->run, b->arena, b->diags);
    if (!document) return arena_printf(b->arena, "failed: %s", bench_say(b));
    struct buffer out = buffer_new(b->arena);
    for (const struct node *n = document->root->first; n; n = n->next)
        buffer_printf(&out, "%s%s", n->previous ? "/" : "", as_c(b, node_text(n, b->arena)));
    return out.at;
}

static const char base_xml[] = "<template " X " style='old.xml'><let name='who'>base</let>"
                               "<block name='a'><p>base a</p></block>"
                               "<section title='s'><block name='b'><p>base b</p></block></section>"
                               "<p>{$who}</p></template>";

Test(files, the_most_derived_filling_wins) {
    struct bench b = bench_new();
    bench_write(&b, "base.xml", base_xml);
    bench_write(&b, "middle.xml",
                "<template " X " extends='base.xml' style='new.xml'><let name='who'>middle</let>"
                "<block name='a'><p>middle a</p><block name='c'><p>middle c</p></block></block>"
                "<block name='b'><p>middle b</p></block></template>");
    bench_write(&b, "top.xml",
                "<template " X " extends='middle.xml'>\n"
                "<block name='a'><p>top a</p><block name='a'><p>own</p></block></block>\n"
                "<block name='b'/><let name='who'>top</let></template>");
    bench_write(&b, "other.xml",
                "<template " X " extends='middle.xml'>"
                "<block name='c'><p>other c</p></block></template>");
    cr_expect_str_eq(print_file(&b, "base.xml"), "base a/sbase b/base");
    cr_expect_str_eq(print_file(&b, "middle.xml"), "middle a/middle c/smiddle b/middle");
    cr_expect_str_eq(print_file(&b, "top.xml"), "top a/own/s/top");
    cr_expect_str_eq(print_file(&b, "other.xml"), "middle a/other c/smiddle b/middle");
    struct template *template = bench_read(&b, "other.xml");
    cr_assert_eq(template_file_count(template), 3);
    cr_assert(strstr(template_file_at(template, 2)->name, "base.xml"));
    struct document *document = template_evaluate(template, &b.run, b.arena, b.diags);
    cr_assert(node_is_set(document->root, "style", "new.xml"));
    bench_free(&b);
}

Test(files, includes_take_their_place) {
    struct bench b = bench_new();
    cr_assert_eq(mkdir(arena_printf(b.arena, "%s/parts", b.folder), 0777), 0);
    bench_write(&b, "t.xml",
                "<template " X "><include file='parts/a.xml'/><p>前<include "
                "file='parts/line.xml'/>后</p><table><column title='x'/><include "
                "file='parts/row.xml'/></table></template>");
    bench_write(&b, "parts/a.xml", "<template " X "><p>甲</p><include file='b.xml'/></template>");
    bench_write(&b, "parts/b.xml", "<fragment " X "><p>乙</p></fragment>");
    bench_write(&b, "parts/line.xml", "<fragment " X ">{blood}</fragment>");
    bench_write(&b, "parts/row.xml", "<fragment " X "><row><cell>行</cell></row></fragment>");
    cr_expect_str_eq(print_file(&b, "t.xml"), "甲/乙/前2020人次后/x行");
    cr_assert_eq(template_file_count(bench_read(&b, "t.xml")), 5);
    bench_free(&b);
}

Test(files, faults) {
    static const struct {
        const char *top, *other;
        enum diag_code code;
        const char *place;
    } rows[] = {
        {"<template " X " extends='o.xml'><block name='x'/></template>", base_xml, DIAG_T106,
         "t.xml:1:70"},
        {"<template " X " extends='o.xml'><p>a</p></template>", base_xml, DIAG_T107, "t.xml:1:70"},
        {"<template " X " extends='o.xml'><block name='a'/><block name='a'/></template>", base_xml,
         DIAG_T109, "t.xml:1:87"},
        {"<template " X " extends='no.xml'/>", base_xml, DIAG_T101, "t.xml:1:63"},
        {"<template " X " extends='o.xml'/>", "<template " X " extends='t.xml'/>", DIAG_T102,
         "o.xml:1:63"},
        {"<template " X "><include file='o.xml'/></template>",
         "<fragment " X "><include file='t.xml'/></fragment>", DIAG_T102, "o.xml:1:69"},
        {"<template " X "><p><include file='o.xml'/></p></template>",
         "<fragment " X "><p>a</p></fragment>", DIAG_T104, "o.xml:1:54"},
        {"<template " X "><include file='o.xml'/></template>", "<fragment " X ">a</fragment>",
         DIAG_T105, "o.xml:1:54"},
        {"<template " X "><include file='o.xml'/></template>", "<fragment", DIAG_X101, NULL},
        {"<template " X " extends='o.xml'/>", "<fragment " X "/>", DIAG_T104, "o.xml:1:1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        bench_write(&b, "t.xml", rows[i].top);
        bench_write(&b, "o.xml", rows[i].other);
        cr_expect_null(bench_read(&b, "t.xml"), "row %zu", i);
        const struct diag *found = NULL;
        for (size_t k = 0; k < diags_size(b.diags); k++)
            if (diags_at(b.diags, k)->code == rows[i].code) found = diags_at(b.diags, k);
        cr_expect(found, "row %zu: %s", i, bench_say(&b));
        if (found && rows[i].place)
            cr_expect_str_eq(origin_print(found->origin, b.arena) + strlen(b.folder) + 1,
                             rows[i].place, "row %zu", i);
        bench_free(&b);
    }
}

Test(files, chains_are_limited) {
    struct bench b = bench_new();
    for (int i = 0; i < 20; i++)
        bench_write(&b, arena_printf(b.arena, "f%d.xml", i),
                    arena_printf(b.arena, "<%s " X "><include file='f%d.xml'/></%s>",
                                 i ? "fragment" : "template", i + 1, i ? "fragment" : "template"));
    cr_assert_null(bench_read(&b, "f0.xml"));
    cr_assert(bench_has(&b, DIAG_T103), "%s", bench_say(&b));
    bench_free(&b);
}

/* Every element of the language does something, and everything that is done is in the language. */
Test(files, lists_agree) {
    size_t count = 0, rules = 0;
    for (const struct part_kind *kind = part_kinds; kind->name; kind++, count++) {
        bool found = false;
        for (const struct xml_element_rule *rule = template_language.elements; rule->name; rule++)
            found |= strcmp(rule->name, kind->name) == 0;
        cr_expect(found, "%s", kind->name);
    }
    for (const struct xml_element_rule *rule = template_language.elements; rule->name; rule++)
        rules += strcmp(rule->name, "fragment") != 0;
    cr_assert_eq(count, rules);
}
