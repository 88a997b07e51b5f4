/* PDF: sound files with the right text, structure, links and metadata, and the same bytes every
 * time. */
#include <stdlib.h>

#include <criterion/criterion.h>

#include "booklet.h"

static const struct page_bookmark bookmarks[] = {{TEXT_INIT("一、工作"), TEXT_INIT("一、"), 1},
                                                 {TEXT_INIT("（一）检查"), TEXT_INIT("一、"), 3},
                                                 {TEXT_INIT("二、计划"), TEXT_INIT("下 '文"), 0}};

static const char *write_sample(struct booklet *booklet, const char *name) {
    const char *path = booklet_path(booklet, name);
    cr_assert(booklet_write(booklet, "pdf", path, booklet_sample, bookmarks, 3));
    cr_assert_eq(diags_size(booklet->diags), 0);
    return path;
}

/* The text before the tool's own words about file size and time zone. */
static void expect(struct text got, const char *const *parts, size_t count) {
    for (size_t i = 0; i < count; i++)
        cr_assert(booklet_has(got, parts[i]), "no “%s” in:\n%.*s", parts[i], TEXT_ARGS(got));
}

Test(output_pdf, is_sound_and_says_what_it_is) {
    static const char *const info[] = {"某县卫生局2026年上半年工作总结",
                                       "Author:          某县卫生局",
                                       "Subject:         工作总结",
                                       "卫生 总结",
                                       "Creator:         zongjie",
                                       "Tagged:          yes",
                                       "Pages:           2",
                                       "PDF version:     1.5",
                                       "A4"};
    static const char *const stamps[] = {"20260705000000+08'00"};
    struct booklet *booklet = booklet_new();
    const char *path = write_sample(booklet, "a.pdf");
    cr_assert(booklet_has(booklet_ask(booklet, "qpdf --check", path), "No syntax"));
    expect(booklet_ask(booklet, "pdfinfo", path), info, sizeof info / sizeof *info);
    expect(booklet_ask(booklet, "pdfinfo -rawdates", path), stamps, 1);
    struct text fonts = booklet_ask(booklet, "pdffonts", path);
    size_t embedded = 0;
    for (size_t at = 0; (at = text_find(fonts, TEXT("yes yes yes"))) != SIZE_MAX; embedded++)
        fonts = text_slice(fonts, at + 1, fonts.length);
    cr_assert_eq(embedded, 4, "each face once, whatever its sizes");
    booklet_free(booklet);
}

Test(output_pdf, text_is_what_was_set) {
    static const char *const lines[] = {
        "页眉\n",       "工作总结\n",     "上半年共检查村卫生室2020人次，\n",
        "工作平稳。\n", "见下文所述。\n", "跨页段落\n",
        "到此为止。\n", "二、计划\n"};
    struct booklet *booklet = booklet_new();
    const char *path = write_sample(booklet, "a.pdf");
    expect(booklet_ask(booklet, "pdftotext", path), lines, sizeof lines / sizeof *lines);
    booklet_free(booklet);
}

/* Artifacts are nowhere in it, the paragraph over two pages is one, and the link stands in its
 * paragraph. */
Test(output_pdf, structure_follows_the_roles) {
    const char *want = "Document\n"
                       "  H1 (block)\n    \"工作总结\"\n"
                       "  Sect\n"
                       "    P (block)\n      \"上半年共检查村卫生室2020人次，工作平稳。\"\n"
                       "    P (block)\n"
                       "      Span (inline)\n        \"见\"\n"
                       "      Link (inline)\n        Object";
    static const char *const rest[] = {"\"下文\"\n      Span (inline)\n        \"所述。\"\n",
                                       "    Table (block)\n      TR\n        TD\n          \"甲\"\n"
                                       "        TD\n          \"12\"\n    Figure\n",
                                       "    P (block)\n      Span (inline)\n        \"跨页段落\"\n"
                                       "      Span (inline)\n        \"到此为止。\"\n"
                                       "  H1 (block)\n    \"二、计划\"\n"};
    struct booklet *booklet = booklet_new();
    struct text tree = booklet_ask(booklet, "pdfinfo -struct-text", write_sample(booklet, "a.pdf"));
    size_t start = text_find(tree, TEXT("Document\n"));
    cr_assert_neq(start, SIZE_MAX);
    tree = text_slice(tree, start, tree.length);
    cr_assert(text_starts(tree, text_of(want)), "%.*s", TEXT_ARGS(tree));
    expect(tree, rest, 3);
    cr_assert_not(booklet_has(tree, "页眉"));
    cr_assert_not(booklet_has(tree, "— 1 —"));
    booklet_free(booklet);
}

Test(output_pdf, links_and_bookmarks_lead_somewhere) {
    static const char *const named[] = {"_E4_B8_80_E3_80_81", "_E4_B8_8B_20_27_E6_96_87"};
    static const char *const json[] = {"/Dest\": \"u:_E4_B8_8B_20_27_E6_96_87\"",
                                       "/Outlines",
                                       "u:一、工作",
                                       "u:（一）检查",
                                       "u:二、计划",
                                       "/PageLabels",
                                       "/MarkInfo"};
    struct booklet *booklet = booklet_new();
    const char *path = write_sample(booklet, "a.pdf");
    expect(booklet_ask(booklet, "pdfinfo -dests", path), named, 2);
    expect(booklet_ask(booklet, "qpdf --json=2", path), json, sizeof json / sizeof *json);
    booklet_free(booklet);
}

/* Also after another report in the same process, whose glyphs Cairo still remembers. */
Test(output_pdf, same_bytes_every_time) {
    struct booklet *booklet = booklet_new();
    struct text first = booklet_read(booklet, write_sample(booklet, "a.pdf"));
    cr_assert(booklet_write(booklet, "png", booklet_path(booklet, "p"), booklet_sample, NULL, 0));
    cr_assert(text_equal(first, booklet_read(booklet, write_sample(booklet, "b.pdf"))));
    booklet->about.date = TEXT("2026-07-06");
    cr_assert_not(text_equal(first, booklet_read(booklet, write_sample(booklet, "c.pdf"))));
    booklet->about.date = (struct text){NULL, 0};
    const char *path = write_sample(booklet, "d.pdf");
    cr_assert_not(booklet_has(booklet_ask(booklet, "pdfinfo -rawdates", path), "Date"));
    booklet_free(booklet);
}

Test(output_pdf, places_that_are_nowhere_are_said) {
    static const struct page_bookmark lost[] = {{TEXT_INIT("一"), TEXT_INIT("无处"), 1}};
    struct booklet *booklet = booklet_new();
    const char *path = booklet_path(booklet, "a.pdf");
    cr_assert(booklet_write(booklet, "pdf", path, booklet_sample, lost, 1));
    cr_assert(booklet_said(booklet, DIAG_O105));
    cr_assert_eq(diags_count(booklet->diags, DIAG_WARNING), 1);
    booklet_ask(booklet, "qpdf --check", path);
    booklet_free(booklet);
}

static const struct page_role document = {PAGE_DOCUMENT, NULL}, artifact = {PAGE_ARTIFACT, NULL};
static const struct page_role paragraph = {PAGE_P, &document};
static const struct page_role far_link = {PAGE_LINK, &paragraph}, bare = {PAGE_LINK, &paragraph};
static const struct page_role item = {PAGE_LI, &document};

/* A link over a page end becomes two; one without an area is plain; a lost one keeps the file
 * sound. */
static bool write_links(struct booklet *booklet, int number) {
    if (number > 2) return false;
    booklet_page(booklet, number, "");
    if (number == 1) booklet_run(booklet, &paragraph, STYLE_SONG, 12, 80, 100, "网址");
    booklet_run(booklet, &far_link, STYLE_SONG, 12, 104, 100, number == 1 ? "前半" : "后半");
    booklet_link(booklet, &far_link, "https://example.org/a'b\\c(间?d=1#e", 100);
    booklet_run(booklet, &artifact, STYLE_SONG, 9, 80, 50, "页眉");
    booklet_run(booklet, &far_link, STYLE_SONG, 12, 140, 100, "续");
    booklet_run(booklet, &bare, STYLE_SONG, 12, 80, 120, "无框");
    if (number == 2) booklet_link(booklet, &bare, "无处", 120);
    booklet_run(booklet, &item, STYLE_SONG, 12, 80, 140, "项");
    booklet_run(booklet, &artifact, STYLE_SONG, 9, 80, 60, "页脚");
    return true;
}

Test(output_pdf, odd_links_keep_the_file_sound) {
    struct booklet *booklet = booklet_new();
    const char *path = booklet_path(booklet, "a.pdf");
    cr_assert(booklet_write(booklet, "pdf", path, write_links, NULL, 0));
    cr_assert(booklet_said(booklet, DIAG_O105));
    booklet_ask(booklet, "qpdf --check", path);
    struct text json = booklet_ask(booklet, "qpdf --json=2", path);
    cr_assert(booklet_has(json, "https://example.org/a%27b%5Cc%28%E9%97%B4?d=1#e"), "%.*s",
              TEXT_ARGS(json));
    struct text tree = booklet_ask(booklet, "pdfinfo -struct-text", path);
    static const char *const parts[] = {"\"网址\"", "\"前半\"", "\"后半\"",
                                        "\"无框\"", "\"续\"",   "\"项\""};
    expect(tree, parts, 6);
    cr_assert_not(booklet_has(tree, "页"));
    booklet_free(booklet);
}

/* A page of nothing but furniture, before and after the text. */
static bool write_blank_pages(struct booklet *booklet, int number) {
    if (number > 3) return false;
    booklet_page(booklet, number, number == 2 ? "ii" : "");
    booklet_run(booklet, number == 2 ? &paragraph : NULL, STYLE_SONG, 12, 80, 100,
                number == 2 ? "正文" : "空白");
    return true;
}

Test(output_pdf, pages_without_text) {
    struct booklet *booklet = booklet_new();
    const char *path = booklet_path(booklet, "a.pdf");
    cr_assert(booklet_write(booklet, "pdf", path, write_blank_pages, NULL, 0));
    booklet_ask(booklet, "qpdf --check", path);
    struct text tree = booklet_ask(booklet, "pdfinfo -struct-text", path);
    cr_assert(booklet_has(tree, "正文"));
    cr_assert_not(booklet_has(tree, "空白"));
    booklet_free(booklet);
}

/* Glyphs of no bytes, and bytes without a glyph: the text is whole all the same. */
static bool write_clusters(struct booklet *booklet, int number) {
    if (number > 1) return false;
    booklet_page(booklet, 1, "1");
    struct page_run *run = booklet_run(booklet, &paragraph, STYLE_SONG, 12, 80, 100, "甲乙丙丁");
    struct page_glyph *glyphs = arena_take_array(booklet->page->arena, 4, sizeof *glyphs);
    static const uint32_t bytes[] = {0, 3, 3, 0};
    for (size_t i = 0; i < 4; i++) {
        glyphs[i] = run->glyphs[i];
        glyphs[i].bytes = bytes[i];
    }
    run->glyphs = glyphs;
    run = booklet_run(booklet, &paragraph, STYLE_SONG, 12, 80, 130, "无形");
    run->count = 0;
    return true;
}

Test(output_pdf, clusters_cover_the_text) {
    struct booklet *booklet = booklet_new();
    const char *path = booklet_path(booklet, "a.pdf");
    cr_assert(booklet_write(booklet, "pdf", path, write_clusters, NULL, 0));
    cr_assert(booklet_has(booklet_ask(booklet, "pdftotext", path), "甲乙丙丁"));
    booklet_free(booklet);
}

static bool write_many(struct booklet *booklet, int number) {
    if (number > 60) return false;
    booklet_page(booklet, number, "");
    static struct page_role roles[60];
    roles[number - 1] = (struct page_role){PAGE_P, &document};
    for (int line = 0; line < 3; line++) {
        const struct page_role *role = &roles[line == 0 && number > 1 ? number - 2 : number - 1];
        booklet_run(booklet, role, STYLE_FANGSONG, 15.75, 80, 100 + 29 * line, "天地玄黄宇宙洪荒");
    }
    booklet_anchor(booklet, &document, arena_printf(booklet->page->arena, "p%d", number), 100);
    return true;
}

Test(output_pdf, many_pages) {
    static const struct page_bookmark deep[] = {
        {TEXT_INIT("1"), TEXT_INIT("p1"), 1},  {TEXT_INIT("2"), TEXT_INIT("p2"), 2},
        {TEXT_INIT("3"), TEXT_INIT("p3"), 3},  {TEXT_INIT("4"), TEXT_INIT("p4"), 4},
        {TEXT_INIT("5"), TEXT_INIT("p5"), 5},  {TEXT_INIT("6"), TEXT_INIT("p6"), 6},
        {TEXT_INIT("7"), TEXT_INIT("p7"), 7},  {TEXT_INIT("8"), TEXT_INIT("p8"), 8},
        {TEXT_INIT("9"), TEXT_INIT("p9"), 9},  {TEXT_INIT("10"), TEXT_INIT("p10"), 10},
        {TEXT_INIT("11"), TEXT_INIT("p60"), 1}};
    struct booklet *booklet = booklet_new();
    const char *path = booklet_path(booklet, "deep/er/a.pdf");
    cr_assert(booklet_write(booklet, "pdf", path, write_many, deep, 11));
    cr_assert_eq(diags_size(booklet->diags), 0);
    cr_assert(booklet_has(booklet_ask(booklet, "pdfinfo", path), "Pages:           60"));
    booklet_ask(booklet, "qpdf --check", path);
    struct text tree = booklet_ask(booklet, "pdfinfo -struct", path);
    size_t paragraphs = 0;
    for (size_t at = 0; (at = text_find(tree, TEXT("P (block)"))) != SIZE_MAX; paragraphs++)
        tree = text_slice(tree, at + 1, tree.length);
    cr_assert_eq(paragraphs, 60, "no paragraph is cut at a page end");
    cr_assert_eq(system(arena_printf(booklet->arena, "rm -r '%s/deep'", booklet->folder)), 0);
    booklet_free(booklet);
}
