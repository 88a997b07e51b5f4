/* Lays a document out with the real fonts and the official style and keeps what a sink is given. */
#include "drawn.h"

#include <string.h>

#include <criterion/criterion.h>

#include "base/file.h"
#include "base/path.h"
#include "wording/wording.h"

const char *repeat(struct arena *arena, const char *text, size_t count) {
    struct buffer buffer = buffer_new(arena);
    buffer_add_text(&buffer, TEXT(""));
    for (size_t i = 0; i < count; i++) buffer_add_text(&buffer, text_of(text));
    return buffer.at ? buffer.at : "";
}

static const char *copy(struct drawn *drawn, struct text text) {
    return arena_copy(drawn->arena, text.at, text.length);
}

static double point_of(const struct page_run *run) {
    size_t end = 0;
    while (end < run->text.length && strchr("0123456789,-", run->text.at[end])) end++;
    for (size_t i = 0, bytes = 0; i < run->count; bytes += run->glyphs[i++].bytes)
        if (bytes >= end) return run->x_pt + run->glyphs[i].x_pt;
    return run->x_pt + run->width_pt;
}

static void keep_item(struct drawn *drawn, const struct page *page, const struct page_item *from) {
    ARENA_GROW(drawn->arena, drawn->items, drawn->count, drawn->room);
    struct drawn_item *to = &drawn->items[drawn->count++];
    *to = (struct drawn_item){.page = page->number, .kind = from->kind, .text = ""};
    to->artifact = page_role_is_artifact(from->role);
    to->role = from->role;
    to->tag = from->role ? from->role->tag : PAGE_ARTIFACT;
    to->parent = from->role && from->role->parent ? from->role->parent->tag : PAGE_ARTIFACT;
    switch (from->kind) {
    case PAGE_RUN:
        to->x_pt = from->run.x_pt, to->y_pt = from->run.y_pt;
        to->width_pt = from->run.width_pt, to->size_pt = from->run.size_pt;
        to->text = copy(drawn, from->run.text);
        to->point_x_pt = point_of(&from->run);
        break;
    case PAGE_RULE:
        to->x_pt = from->rule.points[0].x_pt, to->y_pt = from->rule.points[0].y_pt;
        to->width_pt = from->rule.points[1].x_pt - to->x_pt;
        to->height_pt = from->rule.points[1].y_pt - to->y_pt;
        to->size_pt = from->rule.width_pt;
        break;
    case PAGE_AREA:
        to->x_pt = from->area.x_pt, to->y_pt = from->area.y_pt;
        to->width_pt = from->area.width_pt, to->height_pt = from->area.height_pt;
        break;
    case PAGE_PATH:
        to->x_pt = from->path.points[0].x_pt, to->y_pt = from->path.points[0].y_pt;
        break;
    case PAGE_LINK_AREA:
        to->x_pt = from->link.x_pt, to->y_pt = from->link.y_pt;
        to->width_pt = from->link.width_pt, to->height_pt = from->link.height_pt;
        to->text = copy(drawn, from->link.name.length ? from->link.name : from->link.href);
        break;
    case PAGE_ANCHOR:
        to->x_pt = from->anchor.x_pt, to->y_pt = from->anchor.y_pt;
        to->text = copy(drawn, from->anchor.name);
        break;
    }
}

static bool sink_begin(void *self, const struct page_about *about) {
    struct drawn *drawn = self;
    drawn->title = copy(drawn, about->title);
    return !drawn->fail_begin;
}

static bool sink_page(void *self, const struct page *page) {
    struct drawn *drawn = self;
    cr_assert_eq(page->number, drawn->pages + 1);
    drawn->pages = page->number;
    for (size_t i = 0; i < page->count && !drawn->forget; i++)
        keep_item(drawn, page, &page->items[i]);
    return page->number != drawn->fail_page;
}

static bool sink_end(void *self, const struct page_bookmark *bookmarks, size_t count) {
    struct drawn *drawn = self;
    drawn->ended++;
    drawn->marks = arena_take_array(drawn->arena, count, sizeof *drawn->marks);
    drawn->mark_count = count;
    for (size_t i = 0; i < count; i++)
        drawn->marks[i] = (struct drawn_mark){copy(drawn, bookmarks[i].title),
                                              copy(drawn, bookmarks[i].anchor), bookmarks[i].level};
    return !drawn->fail_end;
}

static void sink_abandon(void *self) {
    ((struct drawn *)self)->abandoned++;
}

struct drawn *drawn_new(void) {
    struct arena *arena = arena_new();
    struct drawn *drawn = ARENA_NEW(arena, struct drawn);
    drawn->arena = arena;
    drawn->diags = diags_new(arena);
    return drawn;
}

void drawn_run(struct drawn *drawn, const char *attributes, const char *body,
               drawn_change *change) {
    struct arena *arena = drawn->arena, *report = arena_new();
    struct diags *diags = drawn->diags;
    struct buffer xml = buffer_new(arena);
    buffer_printf(&xml, "<document xmlns=\"urn:zongjie:document:1\" %s>%s</document>",
                  attributes ? attributes : "", body);
    const struct file *file = file_from_text(arena, "test.xml", buffer_text(&xml));
    struct document *document = document_read(file, arena, diags);
    char *path = path_data(arena, "templates/styles/official.xml");
    drawn->style = path ? style_read(path, arena, diags) : NULL;
    struct font_set *fonts = font_open(arena, diags);
    if (!document || !drawn->style || !fonts) diags_print(diags, DIAG_NOTE, stderr);
    cr_assert(document && drawn->style && fonts);
    if (change) change(drawn->style);
    document_number(document, drawn->style->numbering, wording_ordinal);
    struct typeset *typeset = typeset_new(fonts, arena, diags);
    struct page_sink sink = {drawn, sink_begin, sink_page, sink_end, sink_abandon};
    struct layout_result result = {0};
    drawn->done = layout_run(document, drawn->style, typeset, &sink, report, diags, &result);
    if (drawn->done) cr_assert_eq(result.pages, drawn->pages);
    drawn->layout_bytes = arena_bytes(report);
    arena_free(report);
}

struct drawn *draw(const char *body) {
    struct drawn *drawn = drawn_new();
    drawn_run(drawn, NULL, body, NULL);
    cr_assert(drawn->done && drawn->ended == 1 && drawn->abandoned == 0);
    return drawn;
}

void drawn_free(struct drawn *drawn) {
    arena_free(drawn->arena);
}

const struct drawn_item *drawn_find(const struct drawn *drawn, int page, const char *text,
                                    size_t nth) {
    for (size_t i = 0; i < drawn->count; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind != PAGE_RUN || (page && item->page != page)) continue;
        if (text && strncmp(item->text, text, strlen(text)) != 0) continue;
        if (nth-- == 0) return item;
    }
    return NULL;
}

const char *drawn_text(const struct drawn *drawn) {
    struct buffer buffer = buffer_new(drawn->arena);
    buffer_add_text(&buffer, TEXT(""));
    for (size_t i = 0; i < drawn->count; i++)
        if (drawn->items[i].kind == PAGE_RUN && !drawn->items[i].artifact)
            buffer_add_text(&buffer, text_of(drawn->items[i].text));
    return buffer.at ? buffer.at : "";
}

size_t drawn_baselines(const struct drawn *drawn, int page, double *out, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < drawn->count && count < most; i++) {
        const struct drawn_item *item = &drawn->items[i];
        if (item->kind != PAGE_RUN || item->page != page || item->artifact) continue;
        if (count == 0 || !near(out[count - 1], item->y_pt)) out[count++] = item->y_pt;
    }
    return count;
}

size_t drawn_diags(const struct drawn *drawn, enum diag_code code) {
    size_t count = 0;
    for (size_t i = 0; i < diags_size(drawn->diags); i++)
        count += diags_at(drawn->diags, i)->code == code;
    return count;
}
