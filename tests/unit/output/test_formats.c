/* All formats: whole files or none, full disks, pictures, plain text. */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include <criterion/criterion.h>

#include "booklet.h"

static const struct {
    const char *name, *extension;
    size_t files; /* of the sample */
} formats[] = {{"pdf", "pdf", 1},
               {"png", "png", 2},
               {"svg", "svg", 2},
               {"text", "txt", 1},
               {"pages", "pages", 1}};
enum { FORMATS = sizeof formats / sizeof *formats };

static const char *path_of(struct booklet *booklet, size_t format) {
    return booklet_path(booklet, arena_printf(booklet->arena, "a.%s", formats[format].extension));
}

/* The file of the format's first page. */
static const char *first_of(struct booklet *booklet, size_t format) {
    if (formats[format].files == 1) return path_of(booklet, format);
    return booklet_path(booklet,
                        arena_printf(booklet->arena, "a-001.%s", formats[format].extension));
}

Test(output, formats_are_listed) {
    for (size_t i = 0; i < FORMATS; i++) {
        cr_assert(output_is_format(text_of(formats[i].name)));
        cr_assert_str_eq(output_extension(text_of(formats[i].name)), formats[i].extension);
    }
    cr_assert_not(output_is_format(TEXT("docx")));
    cr_assert_null(output_extension(TEXT("docx")));
    struct booklet *booklet = booklet_new();
    cr_assert_not(booklet_write(booklet, "docx", "a.docx", booklet_sample, NULL, 0));
    cr_assert(booklet_said(booklet, DIAG_O104));
    booklet_free(booklet);
}

Test(output, same_bytes_every_time) {
    for (size_t i = 0; i < FORMATS; i++) {
        struct booklet *booklet = booklet_new();
        cr_assert(
            booklet_write(booklet, formats[i].name, path_of(booklet, i), booklet_sample, NULL, 0));
        cr_assert_eq(booklet_files(booklet), formats[i].files);
        struct text once = text_copy(booklet->arena, booklet_read(booklet, first_of(booklet, i)));
        cr_assert_gt(once.length, 100);
        cr_assert(
            booklet_write(booklet, formats[i].name, path_of(booklet, i), booklet_sample, NULL, 0));
        cr_assert(text_equal(once, booklet_read(booklet, first_of(booklet, i))), "%s",
                  formats[i].name);
        booklet_free(booklet);
    }
}

static void put_old(struct booklet *booklet, size_t format) {
    FILE *stream = fopen(first_of(booklet, format), "w");
    cr_assert_not_null(stream);
    fputs("old", stream);
    fclose(stream);
}

static void check_old(struct booklet *booklet, size_t format, const char *what) {
    cr_assert_eq(booklet_files(booklet), 1, "%s %s leaves files behind", formats[format].name,
                 what);
    cr_assert(text_is(booklet_read(booklet, first_of(booklet, format)), "old"), "%s",
              formats[format].name);
}

Test(output, abandoned_leaves_the_old_file_alone) {
    for (size_t i = 0; i < FORMATS; i++)
        for (int pages = -1; pages < 3; pages++) {
            struct booklet *booklet = booklet_new();
            struct page_sink sink;
            put_old(booklet, i);
            cr_assert(output_open(text_of(formats[i].name), path_of(booklet, i), booklet->fonts,
                                  booklet->arena, booklet->diags, &sink));
            if (pages >= 0) cr_assert(sink.begin(sink.self, &booklet->about));
            for (int n = 1; n <= pages; n++) {
                booklet_sample(booklet, n);
                cr_assert(sink.page(sink.self, booklet->page));
                page_free(booklet->page);
            }
            sink.abandon(sink.self);
            check_old(booklet, i, "abandoned");
            cr_assert_eq(diags_size(booklet->diags), 0);
            booklet_free(booklet);
        }
}

static bool write_much(struct booklet *booklet, int number) {
    static const struct page_role document = {PAGE_DOCUMENT, NULL}, role = {PAGE_P, &document};
    if (number > 12) return false;
    booklet_page(booklet, number, "");
    for (int line = 0; line < 40; line++)
        booklet_run(booklet, &role, STYLE_FANGSONG, 12, 80, 60 + 18 * line,
                    "天地玄黄宇宙洪荒日月盈昃");
    return true;
}

/* A limit on the size of files stands in for a full disk. */
Test(output, full_disk_is_an_error_and_leaves_the_old_file_alone) {
    static const rlim_t limits[] = {0, 100, 4096, 9000};
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < FORMATS; i++)
        for (size_t l = 0; l < sizeof limits / sizeof *limits; l++) {
            struct booklet *booklet = booklet_new();
            put_old(booklet, i);
            struct rlimit before, little = {limits[l], RLIM_INFINITY};
            cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
            little.rlim_max = before.rlim_max;
            cr_assert_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
            bool done =
                booklet_write(booklet, formats[i].name, path_of(booklet, i), write_much, NULL, 0);
            setrlimit(RLIMIT_FSIZE, &before);
            cr_assert_not(done, "%s %zu", formats[i].name, l);
            cr_assert(booklet_said(booklet, DIAG_O101));
            cr_assert(strstr(diags_at(booklet->diags, 0)->detail, "File too large"), "%s: %s",
                      formats[i].name, diags_at(booklet->diags, 0)->detail);
            check_old(booklet, i, "on a full disk");
            booklet_free(booklet);
        }
}

Test(output, folders_that_cannot_be_made) {
    for (size_t i = 0; i < FORMATS; i++) {
        struct booklet *booklet = booklet_new();
        put_old(booklet, i);
        const char *path = arena_printf(booklet->arena, "%s/b.x", first_of(booklet, i));
        cr_assert_not(booklet_write(booklet, formats[i].name, path, booklet_sample, NULL, 0));
        cr_assert(booklet_said(booklet, DIAG_O102) || booklet_said(booklet, DIAG_O101));
        check_old(booklet, i, "below a file");
        booklet_free(booklet);
    }
}

static bool write_one(struct booklet *booklet, int number) {
    return number == 1 && booklet_sample(booklet, number);
}

/* A shorter report takes the pages of the longer one before it along. */
Test(output, stale_pages_go) {
    struct booklet *booklet = booklet_new();
    const char *path = booklet_path(booklet, "a");
    cr_assert(booklet_write(booklet, "png", path, booklet_sample, NULL, 0));
    cr_assert_eq(booklet_files(booklet), 2);
    cr_assert(booklet_write(booklet, "png", path, write_one, NULL, 0));
    cr_assert_eq(booklet_files(booklet), 1);
    booklet_read(booklet, booklet_path(booklet, "a-001.png"));
    booklet_free(booklet);
}

Test(output, a_page_that_cannot_take_its_name_fails_all) {
    struct booklet *booklet = booklet_new();
    const char *blocked = booklet_path(booklet, "a-001.svg");
    booklet_ask(booklet, "mkdir -p", arena_printf(booklet->arena, "%s/in", blocked));
    cr_assert_not(
        booklet_write(booklet, "svg", booklet_path(booklet, "a.svg"), booklet_sample, NULL, 0));
    cr_assert(booklet_said(booklet, DIAG_O101));
    cr_assert_eq(booklet_files(booklet), 1);
    booklet_ask(booklet, "rm -r", blocked);
    booklet_free(booklet);
}

static uint32_t big_endian(const char *at) {
    const unsigned char *bytes = (const unsigned char *)at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

Test(output, pictures_have_the_page_s_size) {
    struct booklet *booklet = booklet_new();
    cr_assert(
        booklet_write(booklet, "png", booklet_path(booklet, "a.png"), booklet_sample, NULL, 0));
    struct text png = booklet_read(booklet, booklet_path(booklet, "a-002.png"));
    cr_assert_eq(big_endian(png.at + 16), 1240);
    cr_assert_eq(big_endian(png.at + 20), 1754);
    cr_assert(
        booklet_write(booklet, "svg", booklet_path(booklet, "a.svg"), booklet_sample, NULL, 0));
    struct text svg = booklet_read(booklet, booklet_path(booklet, "a-001.svg"));
    cr_assert(booklet_has(svg, "viewBox=\"0 0 595.276 841.89\""));
    cr_assert(booklet_has(svg, "<g id=\"surface\">"));
    booklet_free(booklet);
}

static const struct page_role document = {PAGE_DOCUMENT, NULL}, artifact = {PAGE_ARTIFACT, NULL};
static const struct page_role list = {PAGE_L, &document},
                              items[] = {{PAGE_LI, &list}, {PAGE_LI, &list}};
static const struct page_role in_items[] = {{PAGE_P, &items[0]}, {PAGE_P, &items[1]}};
static const struct page_role contents = {PAGE_TOC, &document};
static const struct page_role entries[] = {{PAGE_TOCI, &contents}, {PAGE_TOCI, &contents}};
static const struct page_role table = {PAGE_TABLE, &document},
                              rows[] = {{PAGE_TR, &table}, {PAGE_TR, &table}};
static const struct page_role cells[] = {
    {PAGE_TD, &rows[0]}, {PAGE_TD, &rows[0]}, {PAGE_TD, &rows[1]}, {PAGE_TD, &rows[1]}};
static const struct page_role words = {PAGE_P, &document}, link_role = {PAGE_LINK, &words};

static bool write_blocks(struct booklet *booklet, int number) {
    if (number > 3) return false;
    booklet_page(booklet, number, "");
    booklet_run(booklet, &artifact, STYLE_SONG, 9, 80, 40, "页眉");
    if (number == 2) {
        booklet_run(booklet, &words, STYLE_SONG, 9, 80, 60, "next page");
        return true;
    }
    if (number == 3) return true;
    booklet_run(booklet, &entries[0], STYLE_SONG, 9, 80, 60, "一、");
    booklet_run(booklet, &entries[1], STYLE_SONG, 9, 80, 80, "二、");
    booklet_run(booklet, &in_items[0], STYLE_SONG, 9, 80, 100, "甲");
    booklet_run(booklet, &in_items[1], STYLE_SONG, 9, 80, 120, "乙");
    for (int i = 0; i < 4; i++)
        booklet_run(booklet, &cells[i], STYLE_SONG, 9, 80 + i % 2 * 80, 140 + i / 2 * 20,
                    i % 2 ? "2" : "丙");
    booklet_run(booklet, &words, STYLE_SONG, 9, 80, 200, "中文");
    booklet_run(booklet, &link_role, STYLE_SONG, 9, 80, 220, "接行 two");
    booklet_run(booklet, &words, STYLE_SONG, 9, 80, 240, "words");
    booklet_run(booklet, &words, STYLE_SONG, 9, 120, 240, "")->text = (struct text){"", 0};
    booklet_run(booklet, &words, STYLE_SONG, 9, 120, 240, "joined,");
    return true;
}

Test(output, text_joins_lines_and_parts_blocks) {
    struct booklet *booklet = booklet_new();
    const char *path = booklet_path(booklet, "a.txt");
    cr_assert(booklet_write(booklet, "text", path, write_blocks, NULL, 0));
    struct text got = booklet_read(booklet, path);
    const char *want =
        "一、\n二、\n\n甲\n乙\n\n丙\t2\n丙\t2\n\n中文接行 two wordsjoined, \fnext page\n\f";
    cr_assert(text_is(got, want), "%.*s", TEXT_ARGS(got));
    booklet_free(booklet);
}

static const struct page_role caption = {PAGE_CAPTION, &table}, unit = {PAGE_P, &caption},
                              figure = {PAGE_FIGURE, &document}, last = {PAGE_P, &document};

/* A table that goes on overleaf, then a chart, then a paragraph that begins the third page. */
static bool write_table_and_chart(struct booklet *booklet, int number) {
    static const struct {
        int page;
        const struct page_role *role;
        double x_pt, y_pt;
        const char *words;
    } runs[] = {{1, &caption, 80, 60, "表1　"},  {1, &caption, 110, 60, "产量"},
                {1, &unit, 300, 80, "单位：吨"}, {1, &cells[0], 80, 100, "甲"},
                {1, &cells[1], 200, 100, "1"},   {2, &cells[2], 80, 60, "乙"},
                {2, &cells[3], 200, 60, "2"},    {2, &figure, 80, 100, "本期"},
                {2, &figure, 200, 100, "上期"},  {2, &figure, 80, 120, "10"},
                {3, &last, 80, 60, "完。"}};
    if (number > 3) return false;
    booklet_page(booklet, number, "");
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        if (runs[i].page == number)
            booklet_run(booklet, runs[i].role, STYLE_SONG, 9, runs[i].x_pt, runs[i].y_pt,
                        runs[i].words);
    return true;
}

Test(output, text_of_tables_and_charts_is_the_same_on_any_pages) {
    struct booklet *booklet = booklet_new();
    const char *path = booklet_path(booklet, "a.txt");
    cr_assert(booklet_write(booklet, "text", path, write_table_and_chart, NULL, 0));
    struct text got = booklet_read(booklet, path);
    const char *want = "表1　产量\n单位：吨\n甲\t1\n\f乙\t2\n\n本期\t上期\n10\n\n\f完。\n";
    cr_assert(text_is(got, want), "%.*s", TEXT_ARGS(got));
    booklet_free(booklet);
}

Test(output, dump_holds_all_pages) {
    struct booklet *booklet = booklet_new();
    const char *path = booklet_path(booklet, "a.pages");
    cr_assert(booklet_write(booklet, "pages", path, booklet_sample, NULL, 0));
    struct text got = booklet_read(booklet, path);
    cr_assert(text_starts(got, TEXT("page 1 \"1\" 595.3 841.9\nrun 79.0 60.0")));
    cr_assert(booklet_has(got, "\npage 2 \"2\" 595.3 841.9\n"));
    booklet_free(booklet);
}
