/* Inline marks and notes in the tree: white space, numbers, where they may stand, round trip. */
#include "helper.h"

static const struct node *find(const struct document *document, enum node_kind kind, int nth) {
    for (const struct node *n = document->root; n; n = node_following(n, document->root))
        if (n->kind == kind && nth-- == 0) return n;
    return NULL;
}

/* A note is no part of the line around it, and has white space of its own. */
Test(marks, white_space_looks_past_notes) {
    static const struct {
        const char *in, *line, *note;
    } rows[] = {
        {"甲<note>\n  注 一\n  注二 </note>\n  乙", "甲乙", "注 一注二"},
        {"甲\n<note>注</note>\n乙", "甲乙", "注"},
        {"a <note> b </note> c", "a c", "b"},
        {" <note>注</note> 甲 ", "甲", "注"},
        {"甲<emphasis>\n乙</emphasis>\n<superscript>丙</superscript>", "甲乙丙", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        struct document *document =
            bench_read_inside(b, arena_printf(b.arena, "<paragraph>%s</paragraph>", rows[i].in));
        cr_assert(document, "%s", bench_say(b));
        struct text line = node_text(document->root->first, b.arena);
        cr_expect_str_eq(as_c(b, line), rows[i].line);
        const struct node *note = find(document, NODE_NOTE, 0);
        if (note) cr_expect_str_eq(as_c(b, node_text(note, b.arena)), rows[i].note);
        arena_free(b.arena);
    }
}

Test(marks, notes_of_a_table_are_numbered_in_it) {
    struct bench b = bench_new();
    struct document *document = bench_read_inside(
        b, "<paragraph>文<note>页</note></paragraph><table><caption>名<note>一</note></caption>"
           "<column>列<note>二</note></column><row><cell>格<note>三</note></cell></row></table>"
           "<table><column>列<note>又一</note></column><row><cell>格</cell></row></table>");
    cr_assert(document, "%s", bench_say(b));
    int levels[] = {0, 1, 2, 3, 1};
    for (int i = 0; i < 5; i++) cr_expect_eq(find(document, NODE_NOTE, i)->level, levels[i]);
    arena_free(b.arena);
}

Test(marks, round_trip) {
    static const char *const texts[] = {
        "<paragraph>甲<note>注<ruby text=\"zhì\">質</ruby></note>，<underline>乙<emphasis>丙</emphasis>"
        "</underline><proper-name>丁</proper-name>m<superscript>2</superscript></paragraph>",
        "<paragraph xml:space=\"preserve\"> 甲<note>注  二</note> </paragraph>",
        "<paragraph>甲 <note xml:space=\"preserve\"> 注  二 </note> 乙</paragraph>",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct bench b = bench_new();
        struct document *document = bench_read_inside(b, texts[i]);
        cr_assert(document, "%s", bench_say(b));
        const char *once = as_c(b, document_write(document, b.arena));
        struct document *again = bench_read(b, once);
        cr_assert(again, "%s", bench_say(b));
        cr_expect_str_eq(as_c(b, document_write(again, b.arena)), once);
        struct text words = node_text(find(document, NODE_NOTE, 0), b.arena);
        cr_expect(text_equal(node_text(find(again, NODE_NOTE, 0), b.arena), words), "%s", once);
        arena_free(b.arena);
    }
}

Test(marks, faults) {
    static const struct {
        const char *in;
        enum diag_code code;
        bool sound;
    } rows[] = {
        {"<paragraph>甲<note>一<strong>二<note>三</note></strong></note></paragraph>", DIAG_N126,
         false},
        {"<signature><date>2026-07-05<note>日</note></date></signature>", DIAG_N126, false},
        {"<paragraph>甲<note> \n</note></paragraph>", DIAG_N127, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        struct document *document = bench_read_inside(b, rows[i].in);
        cr_expect_eq(document != NULL, rows[i].sound);
        cr_expect(bench_has(b, rows[i].code), "%s", bench_say(b));
        if (document) cr_expect_null(find(document, NODE_NOTE, 0));
        arena_free(b.arena);
    }
}
