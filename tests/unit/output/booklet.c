/* See booklet.h. */
#include "booklet.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/file.h"

struct booklet *booklet_new(void) {
    struct arena *arena = arena_new();
    struct booklet *booklet = ARENA_NEW(arena, struct booklet);
    booklet->arena = arena;
    booklet->diags = diags_new(arena);
    booklet->fonts = font_open(arena, booklet->diags);
    diags_print(booklet->diags, DIAG_NOTE, stderr);
    cr_assert_not_null(booklet->fonts);
    const char *base = getenv("TMPDIR");
    char *folder = arena_printf(arena, "%s/booklet-XXXXXX", base ? base : "/tmp");
    cr_assert_not_null(mkdtemp(folder));
    booklet->folder = folder;
    booklet->about = (struct page_about){.title = TEXT("某县卫生局2026年上半年工作总结"),
                                         .author = TEXT("某县卫生局"),
                                         .subject = TEXT("工作总结"),
                                         .keywords = TEXT("卫生 总结"),
                                         .date = TEXT("2026-07-05")};
    return booklet;
}

static size_t walk_folder(const char *folder, bool remove_all) {
    size_t count = 0;
    DIR *open = opendir(folder);
    cr_assert_not_null(open);
    for (struct dirent *entry; (entry = readdir(open));) {
        if (entry->d_name[0] == '.') continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (remove_all) remove(path);
        count++;
    }
    closedir(open);
    return count;
}

void booklet_free(struct booklet *booklet) {
    walk_folder(booklet->folder, true);
    rmdir(booklet->folder);
    arena_free(booklet->arena);
}

size_t booklet_files(const struct booklet *booklet) {
    return walk_folder(booklet->folder, false);
}

const char *booklet_path(struct booklet *booklet, const char *name) {
    return arena_printf(booklet->arena, "%s/%s", booklet->folder, name);
}

void booklet_page(struct booklet *booklet, int number, const char *label) {
    booklet->page = page_new(595.276, 841.89, number);
    booklet->page->label = text_of(label);
}

struct page_run *booklet_run(struct booklet *booklet, const struct page_role *role,
                             enum style_role face, double size_pt, double x_pt, double y_pt,
                             const char *text) {
    struct page *page = booklet->page;
    struct text whole = text_of(text);
    struct page_glyph *glyphs = arena_take_array(page->arena, whole.length, sizeof *glyphs);
    struct page_run run = {.size_pt = size_pt, .x_pt = x_pt, .y_pt = y_pt, .text = whole};
    for (const char *at = whole.at, *end = at + whole.length; at < end;) {
        const char *start = at;
        struct font_glyph found = font_find(booklet->fonts, face, text_next(&at, end));
        cr_assert_geq(found.font, 0);
        run.font = found.font;
        glyphs[run.count++] = (struct page_glyph){
            .id = found.id, .bytes = (uint32_t)(at - start), .x_pt = run.width_pt};
        run.width_pt += found.advance_em * size_pt;
    }
    run.glyphs = glyphs;
    struct page_item *item = page_add(page, PAGE_RUN, role);
    item->run = run;
    return &item->run;
}

void booklet_anchor(struct booklet *booklet, const struct page_role *role, const char *name,
                    double y_pt) {
    struct page_item *item = page_add(booklet->page, PAGE_ANCHOR, role);
    item->anchor.x_pt = 79;
    item->anchor.y_pt = y_pt;
    item->anchor.name = text_of(name);
}

void booklet_link(struct booklet *booklet, const struct page_role *role, const char *name,
                  double y_pt) {
    struct page_item *item = page_add(booklet->page, PAGE_LINK_AREA, role);
    item->link.x_pt = 100;
    item->link.y_pt = y_pt - 14;
    item->link.width_pt = 64;
    item->link.height_pt = 16;
    if (strchr(name, ':'))
        item->link.href = text_of(name);
    else
        item->link.name = text_of(name);
}

static const struct page_role document = {PAGE_DOCUMENT, NULL}, artifact = {PAGE_ARTIFACT, NULL};
static const struct page_role heading = {PAGE_H1, &document}, section = {PAGE_SECT, &document};
static const struct page_role first = {PAGE_P, &section}, second = {PAGE_P, &section};
static const struct page_role link_role = {PAGE_LINK, &second};
static const struct page_role table = {PAGE_TABLE, &section}, row = {PAGE_TR, &table};
static const struct page_role cells[] = {{PAGE_TD, &row}, {PAGE_TD, &row}};
static const struct page_role figure = {PAGE_FIGURE, &section}, last = {PAGE_P, &section};
static const struct page_role next = {PAGE_H1, &document};

static void add_drawing(struct booklet *booklet) {
    static const struct page_point points[] = {{79, 300}, {500, 300}, {79, 330}, {500, 330}};
    struct page_item *item = page_add(booklet->page, PAGE_RULE, &artifact);
    item->rule.points = points;
    item->rule.count = 4;
    item->rule.width_pt = 0.5;
    for (int i = 0; i < 7; i++) {
        item = page_add(booklet->page, PAGE_AREA, &figure);
        item->area.x_pt = 80 + 40 * i;
        item->area.y_pt = 400;
        item->area.width_pt = 30;
        item->area.height_pt = 70;
        item->area.colour = 0x1F4E79;
        item->area.hatch = i;
    }
    for (int filled = 0; filled < 2; filled++) {
        item = page_add(booklet->page, PAGE_PATH, &figure);
        item->path.points = points;
        item->path.count = filled ? 3 : 2;
        item->path.width_pt = 1;
        item->path.colour = 0xC55A11;
        item->path.filled = filled;
    }
    page_add(booklet->page, PAGE_PATH, &figure);
}

static void add_first_page(struct booklet *booklet) {
    booklet_page(booklet, 1, "1");
    booklet_run(booklet, &artifact, STYLE_SONG, 9, 79, 60, "页眉");
    booklet_anchor(booklet, &heading, "一、", 100);
    booklet_run(booklet, &heading, STYLE_XIAOBIAOSONG, 22, 150, 120, "工作总结");
    booklet_run(booklet, &first, STYLE_FANGSONG, 15.75, 79.4, 160,
                "上半年共检查村卫生室2020人次，");
    booklet_run(booklet, &first, STYLE_FANGSONG, 15.75, 79.4, 189, "工作平稳。");
    booklet_run(booklet, &second, STYLE_FANGSONG, 15.75, 79.4, 218, "见");
    booklet_run(booklet, &link_role, STYLE_FANGSONG, 15.75, 95.15, 218, "下文");
    booklet_link(booklet, &link_role, "下 '文", 218);
    booklet_run(booklet, &second, STYLE_FANGSONG, 15.75, 126.65, 218, "所述。");
    booklet_run(booklet, &cells[0], STYLE_SONG, 12, 80, 320, "甲");
    booklet_run(booklet, &cells[1], STYLE_SONG, 12, 280, 320, "12");
    add_drawing(booklet);
    booklet_run(booklet, &last, STYLE_FANGSONG, 15.75, 79.4, 700, "跨页段落");
    booklet_run(booklet, &artifact, STYLE_SONG, 14, 300, 780, "— 1 —");
}

bool booklet_sample(struct booklet *booklet, int number) {
    if (number == 1) add_first_page(booklet);
    if (number != 2) return number == 1;
    booklet_page(booklet, 2, "2");
    booklet_run(booklet, &artifact, STYLE_SONG, 9, 79, 60, "页眉");
    booklet_run(booklet, &last, STYLE_FANGSONG, 15.75, 79.4, 120, "到此为止。");
    booklet_anchor(booklet, &next, "下 '文", 150);
    booklet_run(booklet, &next, STYLE_HEI, 15.75, 79.4, 160, "二、计划")->colour = 0xFF0000;
    booklet_run(booklet, &artifact, STYLE_SONG, 14, 300, 780, "— 2 —");
    return true;
}

bool booklet_write(struct booklet *booklet, const char *format, const char *path,
                   booklet_step *step, const struct page_bookmark *bookmarks, size_t count) {
    struct page_sink sink;
    if (!output_open(text_of(format), path, booklet->fonts, booklet->arena, booklet->diags, &sink))
        return false;
    bool done = sink.begin(sink.self, &booklet->about);
    for (int number = 1; done && step(booklet, number); number++) {
        done = sink.page(sink.self, booklet->page);
        page_free(booklet->page);
    }
    if (done) done = sink.end(sink.self, bookmarks, count);
    if (!done) sink.abandon(sink.self);
    return done;
}

struct text booklet_read(struct booklet *booklet, const char *path) {
    const struct file *file = file_read(booklet->arena, path, 1 << 26, ORIGIN_NONE, booklet->diags);
    cr_assert_not_null(file, "%s", path);
    return file->bytes;
}

struct text booklet_ask(struct booklet *booklet, const char *command, const char *path) {
    const char *answer = arena_printf(booklet->arena, "%s/answer", booklet->folder);
    const char *line = arena_printf(booklet->arena, "%s '%s' %s > '%s' 2>&1", command, path,
                                    strncmp(command, "pdftotext", 9) == 0 ? "-" : "", answer);
    int status = system(line);
    struct text text = text_copy(booklet->arena, booklet_read(booklet, answer));
    remove(answer);
    cr_assert_eq(status, 0, "%s: %.*s", line, TEXT_ARGS(text));
    return text;
}

bool booklet_has(struct text text, const char *part) {
    return text_find(text, text_of(part)) != SIZE_MAX;
}

bool booklet_said(const struct booklet *booklet, enum diag_code code) {
    for (size_t i = 0; i < diags_size(booklet->diags); i++)
        if (diags_at(booklet->diags, i)->code == code) return true;
    return false;
}
