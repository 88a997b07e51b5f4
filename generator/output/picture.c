/* Pages → pictures, one file a page: PNG at 150 dots an inch, and SVG in points with text as
 * outlines.
 *
 * Both are painted with the code of the PDF and carry no date and no name that changes from run to
 * run. */
#include "output/inner.h"

#include <cairo-svg.h>
#include <math.h>

static const double png_scale = 150.0 / 72;

struct picture {
    struct output output; /* path: of the page under way, for messages */
    struct page_files files;
    struct paint paint;
    bool (*draw)(struct picture *picture, const struct page *page);
};

static bool picture_begin(void *self, const struct page_about *about) {
    (void)self;
    (void)about;
    return true;
}

static bool paint_page(struct picture *picture, cairo_t *cairo, const struct page *page) {
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    paint_use(&picture->paint, cairo);
    for (size_t i = 0; i < page->count; i++)
        if (!paint_item(&picture->paint, &page->items[i])) return false;
    cairo_status_t status = cairo_status(cairo);
    return status == CAIRO_STATUS_SUCCESS || output_failed(&picture->output, status);
}

static bool draw_png(struct picture *picture, const struct page *page) {
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(page->width_pt * png_scale),
                                   (int)lround(page->height_pt * png_scale));
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, png_scale, png_scale);
    bool done = paint_page(picture, cairo, page);
    cairo_destroy(cairo);
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    if (done)
        status =
            cairo_surface_write_to_png_stream(surface, output_write, picture->files.out.stream);
    cairo_surface_destroy(surface);
    return done && (status == CAIRO_STATUS_SUCCESS || output_failed(&picture->output, status));
}

static cairo_status_t keep_svg(void *closure, const unsigned char *bytes, unsigned length) {
    struct buffer *buffer = closure;
    buffer_add(buffer, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* Cairo names the outermost group after a counter of the whole process: the number is left out. */
static cairo_status_t write_svg(FILE *stream, struct text bytes) {
    const struct text start = TEXT("<g id=\"surface");
    size_t at = text_find(bytes, start), after = at;
    if (at == SIZE_MAX)
        return output_write(stream, (const unsigned char *)bytes.at, (unsigned)bytes.length);
    after += start.length;
    while (after < bytes.length && bytes.at[after] >= '0' && bytes.at[after] <= '9') after++;
    size_t before = at + start.length;
    if (fwrite(bytes.at, 1, before, stream) != before ||
        fwrite(bytes.at + after, 1, bytes.length - after, stream) != bytes.length - after)
        return CAIRO_STATUS_WRITE_ERROR;
    return CAIRO_STATUS_SUCCESS;
}

static bool draw_svg(struct picture *picture, const struct page *page) {
    struct buffer bytes = buffer_new(page->arena);
    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(keep_svg, &bytes, page->width_pt, page->height_pt);
    cairo_t *cairo = cairo_create(surface);
    bool done = paint_page(picture, cairo, page);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (done && status == CAIRO_STATUS_SUCCESS)
        status = write_svg(picture->files.out.stream, buffer_text(&bytes));
    return done && (status == CAIRO_STATUS_SUCCESS || output_failed(&picture->output, status));
}

static bool picture_page(void *self, const struct page *page) {
    struct picture *picture = self;
    if (!page_files_begin(&picture->files)) return false;
    picture->output.path = picture->files.out.path;
    return picture->draw(picture, page) && page_files_end_page(&picture->files);
}

static bool picture_end(void *self, const struct page_bookmark *bookmarks, size_t count) {
    struct picture *picture = self;
    (void)bookmarks;
    (void)count;
    paint_close(&picture->paint);
    return page_files_commit(&picture->files);
}

static void picture_abandon(void *self) {
    struct picture *picture = self;
    paint_close(&picture->paint);
    page_files_abandon(&picture->files);
}

static bool open_picture(const struct output *output, struct page_sink *sink, const char *extension,
                         double scale, bool (*draw)(struct picture *, const struct page *)) {
    struct picture *picture = ARENA_NEW(output->arena, struct picture);
    picture->output = *output;
    picture->draw = draw;
    paint_init(&picture->paint, &picture->output, scale);
    page_files_init(&picture->files, output, extension);
    *sink = (struct page_sink){picture, picture_begin, picture_page, picture_end, picture_abandon};
    return true;
}

bool output_open_png(const struct output *output, struct page_sink *sink) {
    return open_picture(output, sink, "png", png_scale, draw_png);
}

bool output_open_svg(const struct output *output, struct page_sink *sink) {
    return open_picture(output, sink, "svg", 1, draw_svg);
}
