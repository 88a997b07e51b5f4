/* Pages → PDF 1.5 by Cairo: text that can be extracted, structure tree, bookmarks, links, page
 * labels, metadata.
 *
 * The bytes follow from the pages alone: the dates are the report's.  Cairo writes to memory, the
 * last pass (finish.c) to our stream, so that a full disk is seen, and the file takes its name only
 * at the end. */
#include "output/inner.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <stdlib.h>

enum { OUTLINE_LEVELS = 8 };

struct pdf {
    const struct output *output;
    struct file_out out;
    FILE *memory; /* what Cairo writes */
    char *bytes;
    size_t length;
    struct page_about about;
    cairo_surface_t *surface;
    cairo_t *cairo;
    struct paint paint;
    struct tags tags;
    struct map *anchors, *links; /* names: those that stand on pages, those that links lead to */
};

static const char *terminated(const struct pdf *pdf, struct text text) {
    return arena_copy(pdf->output->arena, text.at, text.length);
}

static void set_metadata(const struct pdf *pdf, cairo_pdf_metadata_t which, struct text text) {
    if (text.length) cairo_pdf_surface_set_metadata(pdf->surface, which, terminated(pdf, text));
}

/* Cairo takes the clock unless both dates are set; where the report has none, the last pass takes
 * them out again. */
static void set_dates(const struct pdf *pdf, struct text date) {
    if (date.length == 0) date = TEXT("1970-01-01");
    const char *full = arena_printf(pdf->output->arena, "%.*sT00:00:00+08:00", TEXT_ARGS(date));
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, full);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, full);
}

static bool pdf_begin(void *self, const struct page_about *about) {
    struct pdf *pdf = self;
    pdf->about = *about;
    pdf->memory = open_memstream(&pdf->bytes, &pdf->length);
    if (!pdf->memory) return output_failed(pdf->output, CAIRO_STATUS_NO_MEMORY);
    pdf->surface = cairo_pdf_surface_create_for_stream(output_write, pdf->memory, 1, 1);
    cairo_pdf_surface_restrict_to_version(pdf->surface, CAIRO_PDF_VERSION_1_5);
    set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, about->title);
    set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, about->author);
    set_metadata(pdf, CAIRO_PDF_METADATA_SUBJECT, about->subject);
    set_metadata(pdf, CAIRO_PDF_METADATA_KEYWORDS, about->keywords);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR,
                                   "zongjie " ZONGJIE_VERSION);
    set_dates(pdf, about->date);
    pdf->cairo = cairo_create(pdf->surface);
    pdf->tags.cairo = pdf->cairo;
    paint_use(&pdf->paint, pdf->cairo);
    cairo_status_t status = cairo_status(pdf->cairo);
    return status == CAIRO_STATUS_SUCCESS || output_failed(pdf->output, status);
}

static void add_anchor(struct pdf *pdf, const struct page_item *item) {
    struct arena *arena = pdf->tags.page->arena;
    struct text name = item->anchor.name;
    if (map_find(pdf->anchors, name)) return;
    map_set(pdf->anchors, text_copy(pdf->output->arena, name), pdf);
    const char *attributes = arena_printf(arena, "name=%s x=%.3f y=%.3f", tags_anchor(arena, name),
                                          item->anchor.x_pt, item->anchor.y_pt);
    cairo_tag_begin(pdf->cairo, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(pdf->cairo, CAIRO_TAG_DEST);
}

static bool add_item(struct pdf *pdf, const struct page_item *item) {
    if (item->kind == PAGE_ANCHOR) {
        add_anchor(pdf, item);
        return true;
    }
    if (item->kind == PAGE_LINK_AREA && item->link.name.length &&
        !map_find(pdf->links, item->link.name))
        map_set(pdf->links, text_copy(pdf->output->arena, item->link.name), pdf);
    tags_move(&pdf->tags, item->role);
    return paint_item(&pdf->paint, item);
}

static bool pdf_page(void *self, const struct page *page) {
    struct pdf *pdf = self;
    cairo_pdf_surface_set_size(pdf->surface, page->width_pt, page->height_pt);
    if (page->label.length)
        cairo_pdf_surface_set_page_label(pdf->surface, terminated(pdf, page->label));
    tags_begin_page(&pdf->tags, page);
    for (size_t i = 0; i < page->count; i++) {
        if (!add_item(pdf, &page->items[i])) return false;
        cairo_status_t status = cairo_status(pdf->cairo);
        if (status != CAIRO_STATUS_SUCCESS) return output_failed(pdf->output, status);
    }
    tags_end_page(&pdf->tags);
    cairo_show_page(pdf->cairo);
    cairo_status_t status = cairo_status(pdf->cairo);
    return status == CAIRO_STATUS_SUCCESS || output_failed(pdf->output, status);
}

/* A bookmark of level n hangs below the last one of a smaller level. */
static void add_bookmarks(struct pdf *pdf, const struct page_bookmark *bookmarks, size_t count) {
    int open[OUTLINE_LEVELS + 1] = {CAIRO_PDF_OUTLINE_ROOT};
    int depth = 0;
    for (size_t i = 0; i < count; i++) {
        const struct page_bookmark *bookmark = &bookmarks[i];
        if (!map_find(pdf->anchors, bookmark->anchor)) {
            diags_add(pdf->output->diags, DIAG_O105, ORIGIN_NONE, "%.*s",
                      TEXT_ARGS(bookmark->anchor));
            continue;
        }
        int level = bookmark->level < 1 ? 1 : bookmark->level;
        if (level > depth + 1) level = depth + 1;
        if (level > OUTLINE_LEVELS) level = OUTLINE_LEVELS;
        const char *link = arena_printf(pdf->output->arena, "dest=%s",
                                        tags_anchor(pdf->output->arena, bookmark->anchor));
        open[level] = cairo_pdf_surface_add_outline(pdf->surface, open[level - 1],
                                                    terminated(pdf, bookmark->title), link,
                                                    level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
        depth = level;
    }
}

static void report_lost_links(const struct pdf *pdf) {
    for (size_t i = 0; i < map_count(pdf->links); i++)
        if (!map_find(pdf->anchors, map_key(pdf->links, i)))
            diags_add(pdf->output->diags, DIAG_O105, ORIGIN_NONE, "%.*s",
                      TEXT_ARGS(map_key(pdf->links, i)));
}

static void close_cairo(struct pdf *pdf) {
    paint_close(&pdf->paint);
    if (pdf->cairo) cairo_destroy(pdf->cairo);
    if (pdf->surface) cairo_surface_destroy(pdf->surface);
    pdf->cairo = NULL;
    pdf->surface = NULL;
}

static void drop_memory(struct pdf *pdf) {
    if (pdf->memory) fclose(pdf->memory);
    free(pdf->bytes);
    pdf->memory = NULL;
    pdf->bytes = NULL;
}

/* What Cairo has written goes through the last pass into the file. */
static bool write_out(struct pdf *pdf) {
    bool done = fclose(pdf->memory) == 0 || output_failed(pdf->output, CAIRO_STATUS_NO_MEMORY);
    pdf->memory = NULL;
    done = done && output_finish_pdf(pdf->output, (struct text){pdf->bytes, pdf->length},
                                     &pdf->about, pdf->out.stream);
    drop_memory(pdf);
    if (done) return file_out_commit(&pdf->out, pdf->output->diags);
    file_out_abandon(&pdf->out);
    return false;
}

static bool pdf_end(void *self, const struct page_bookmark *bookmarks, size_t count) {
    struct pdf *pdf = self;
    tags_end(&pdf->tags);
    report_lost_links(pdf);
    add_bookmarks(pdf, bookmarks, count);
    cairo_status_t status = cairo_status(pdf->cairo);
    cairo_surface_finish(pdf->surface);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(pdf->surface);
    int why = errno;
    close_cairo(pdf);
    errno = why;
    if (status != CAIRO_STATUS_SUCCESS) {
        output_failed(pdf->output, status);
        drop_memory(pdf);
        file_out_abandon(&pdf->out);
        return false;
    }
    return write_out(pdf);
}

static void pdf_abandon(void *self) {
    struct pdf *pdf = self;
    close_cairo(pdf);
    drop_memory(pdf);
    file_out_abandon(&pdf->out);
}

bool output_open_pdf(const struct output *output, struct page_sink *sink) {
    struct pdf *pdf = ARENA_NEW(output->arena, struct pdf);
    pdf->output = output;
    pdf->tags.arena = output->arena;
    pdf->anchors = map_new(output->arena);
    pdf->links = map_new(output->arena);
    paint_init(&pdf->paint, output, 1);
    *sink = (struct page_sink){pdf, pdf_begin, pdf_page, pdf_end, pdf_abandon};
    return file_out_open(&pdf->out, output->arena, output->path, output->diags);
}
