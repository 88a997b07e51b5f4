/* Page items → Cairo calls, for whatever surface the context stands on.
 *
 * Fonts are kept by (font, size) for the painter's life.  The source colour and the line width are
 * set only when they change: a page is mostly black text, and each call is one more object for
 * Cairo.  Text is shown with exact clusters, so that what is extracted from a PDF is the text that
 * was set, whatever other characters share a glyph. */
#include "output/inner.h"

#include <assert.h>
#include <cairo-ft.h>
#include <math.h>

/* Patterns are lines of the ground's white over the colour, inside a thin outline of the colour. */
enum { HATCHES = 5 };
static const double hatch_pitch_pt = 3.6, hatch_width_pt = 0.9, outline_pt = 0.5;

struct paint_font {
    int font;
    double size_pt;
    cairo_scaled_font_t *scaled;
};

void paint_init(struct paint *paint, const struct output *output, double scale) {
    *paint = (struct paint){.output = output, .scale = scale};
}

void paint_use(struct paint *paint, cairo_t *cairo) {
    paint->cairo = cairo;
    paint->colour = PAINT_NO_COLOUR;
    paint->width_pt = -1;
}

void paint_close(struct paint *paint) {
    for (size_t i = 0; i < paint->font_count; i++)
        cairo_scaled_font_destroy(paint->fonts[i].scaled);
    paint->font_count = 0;
}

static void drop_face(void *what) {
    FT_Face opened = what;
    cairo_font_face_destroy(opened->generic.data);
}

/* One Cairo face for all sizes and all reports, kept at the FreeType face: Cairo makes one font in
 * the PDF of each face object, and remembers glyphs as long as the object lives. */
static cairo_font_face_t *find_face(const struct paint *paint, int font) {
    const struct output *output = paint->output;
    FT_Face opened = font_face(output->fonts, font, output->diags);
    if (!opened) return NULL;
    if (!opened->generic.data) {
        opened->generic.data = cairo_ft_font_face_create_for_ft_face(opened, FT_LOAD_NO_HINTING);
        opened->generic.finalizer = drop_face;
    }
    return opened->generic.data;
}

/* No hinting of shapes or widths: positions are the composer's, to a thousandth of a point. */
static cairo_scaled_font_t *scale_face(const struct paint *paint, cairo_font_face_t *face,
                                       double size_pt) {
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_matrix_t size, device;
    cairo_matrix_init_scale(&size, size_pt, size_pt);
    cairo_matrix_init_scale(&device, paint->scale, paint->scale);
    cairo_scaled_font_t *scaled = cairo_scaled_font_create(face, &size, &device, options);
    cairo_font_options_destroy(options);
    return scaled;
}

static cairo_scaled_font_t *find_font(struct paint *paint, int font, double size_pt) {
    for (size_t i = 0; i < paint->font_count; i++)
        if (paint->fonts[i].font == font && paint->fonts[i].size_pt == size_pt)
            return paint->fonts[i].scaled;
    cairo_font_face_t *face = find_face(paint, font);
    if (!face) return NULL;
    cairo_scaled_font_t *scaled = scale_face(paint, face, size_pt);
    ARENA_GROW(paint->output->arena, paint->fonts, paint->font_count, paint->font_room);
    paint->fonts[paint->font_count++] = (struct paint_font){font, size_pt, scaled};
    return scaled;
}

static void set_colour(struct paint *paint, uint32_t colour) {
    if (paint->colour == colour) return;
    cairo_set_source_rgb(paint->cairo, (double)(colour >> 16 & 0xFF) / 255,
                         (double)(colour >> 8 & 0xFF) / 255, (double)(colour & 0xFF) / 255);
    paint->colour = colour;
}

static void set_width(struct paint *paint, double width_pt) {
    if (paint->width_pt == width_pt) return;
    cairo_set_line_width(paint->cairo, width_pt);
    paint->width_pt = width_pt;
}

static void make_room(struct paint *paint, size_t count) {
    if (count < paint->glyph_room) return;
    struct arena *arena = paint->output->arena;
    paint->glyph_room = count * 2 + 256;
    paint->glyphs = arena_take_array(arena, paint->glyph_room, sizeof *paint->glyphs);
    paint->clusters = arena_take_array(arena, paint->glyph_room, sizeof *paint->clusters);
}

/* Clusters cover text and glyphs exactly: a glyph of no bytes joins the one before (the first: the
 * one after), and bytes without a glyph at the end join the last.  Returns how many. */
static size_t make_clusters(struct paint *paint, const struct page_run *run) {
    size_t count = 0, covered = 0;
    for (size_t i = 0; i < run->count; i++) {
        uint32_t bytes = run->glyphs[i].bytes;
        cairo_text_cluster_t *last = count ? &paint->clusters[count - 1] : NULL;
        if (last && (bytes == 0 || last->num_bytes == 0)) {
            last->num_bytes += (int)bytes;
            last->num_glyphs++;
        } else {
            paint->clusters[count++] = (cairo_text_cluster_t){(int)bytes, 1};
        }
        covered += bytes;
    }
    assert(covered <= run->text.length);
    if (count) paint->clusters[count - 1].num_bytes += (int)(run->text.length - covered);
    return count;
}

static void paint_shapes(struct paint *paint, const struct page_run *run) {
    double narrow = run->narrow > 0 ? run->narrow : 1;
    cairo_save(paint->cairo);
    cairo_translate(paint->cairo, run->x_pt, 0);
    cairo_scale(paint->cairo, narrow, 1);
    for (size_t i = 0; i < run->count; i++)
        paint->glyphs[i].x = (paint->glyphs[i].x - run->x_pt) / narrow;
    cairo_glyph_path(paint->cairo, paint->glyphs, (int)run->count);
    cairo_restore(paint->cairo);
    cairo_fill(paint->cairo);
}

static bool paint_run(struct paint *paint, const struct page_run *run) {
    if (run->count == 0) return true;
    cairo_scaled_font_t *scaled = find_font(paint, run->font, run->size_pt);
    if (!scaled) return false;
    make_room(paint, run->count);
    for (size_t i = 0; i < run->count; i++) {
        const struct page_glyph *glyph = &run->glyphs[i];
        paint->glyphs[i] =
            (cairo_glyph_t){glyph->id, run->x_pt + glyph->x_pt, run->y_pt - glyph->rise_pt};
    }
    size_t clusters = run->shapes ? 0 : make_clusters(paint, run);
    set_colour(paint, run->colour);
    cairo_set_scaled_font(paint->cairo, scaled);
    if (run->shapes) {
        paint_shapes(paint, run);
        return true;
    }
    cairo_show_text_glyphs(paint->cairo, run->text.at, (int)run->text.length, paint->glyphs,
                           (int)run->count, paint->clusters, (int)clusters, 0);
    return true;
}

/* All lines as one path: Cairo analyses strokes one by one. */
static void paint_lines(struct paint *paint, const struct page_point *points, size_t count) {
    for (size_t i = 0; i + 1 < count; i += 2) {
        cairo_move_to(paint->cairo, points[i].x_pt, points[i].y_pt);
        cairo_line_to(paint->cairo, points[i + 1].x_pt, points[i + 1].y_pt);
    }
}

/* The lines y = x + c (rising: y = -x + c) that cross the box, clipped to it; c is a multiple of
 * the pitch on the page, so that bars side by side carry on one pattern. */
static void add_diagonals(cairo_t *cairo, const struct page_item *item, bool rising) {
    double x = item->area.x_pt, y = item->area.y_pt;
    double right = x + item->area.width_pt, bottom = y + item->area.height_pt;
    double pitch = hatch_pitch_pt * sqrt(2), from = rising ? x + y : y - right,
           to = rising ? right + bottom : bottom - x;
    for (double c = ceil(from / pitch) * pitch; c < to; c += pitch) {
        double x1 = rising ? fmax(x, c - bottom) : fmax(x, y - c);
        double x2 = rising ? fmin(right, c - y) : fmin(right, bottom - c);
        if (x2 <= x1) continue;
        cairo_move_to(cairo, x1, rising ? c - x1 : x1 + c);
        cairo_line_to(cairo, x2, rising ? c - x2 : x2 + c);
    }
}

static void add_straights(cairo_t *cairo, const struct page_item *item, bool upright) {
    double x = item->area.x_pt, y = item->area.y_pt;
    double from = upright ? x : y,
           to = from + (upright ? item->area.width_pt : item->area.height_pt);
    for (double at = from + hatch_pitch_pt; at < to; at += hatch_pitch_pt) {
        cairo_move_to(cairo, upright ? at : x, upright ? y : at);
        cairo_line_to(cairo, upright ? at : x + item->area.width_pt,
                      upright ? y + item->area.height_pt : at);
    }
}

static void paint_hatch(struct paint *paint, const struct page_item *item) {
    int pattern = (item->area.hatch - 1) % HATCHES;
    set_colour(paint, 0xFFFFFF);
    set_width(paint, hatch_width_pt);
    if (pattern == 0 || pattern == 4) add_diagonals(paint->cairo, item, true);
    if (pattern == 1 || pattern == 4) add_diagonals(paint->cairo, item, false);
    if (pattern == 2) add_straights(paint->cairo, item, false);
    if (pattern == 3) add_straights(paint->cairo, item, true);
    cairo_stroke(paint->cairo);
    set_colour(paint, item->area.colour);
    set_width(paint, outline_pt);
    cairo_rectangle(paint->cairo, item->area.x_pt + outline_pt / 2,
                    item->area.y_pt + outline_pt / 2, item->area.width_pt - outline_pt,
                    item->area.height_pt - outline_pt);
    cairo_stroke(paint->cairo);
}

static void paint_area(struct paint *paint, const struct page_item *item) {
    set_colour(paint, item->area.colour);
    cairo_rectangle(paint->cairo, item->area.x_pt, item->area.y_pt, item->area.width_pt,
                    item->area.height_pt);
    cairo_fill(paint->cairo);
    bool roomy = item->area.width_pt > 2 * outline_pt && item->area.height_pt > 2 * outline_pt;
    if (item->area.hatch > 0 && roomy) paint_hatch(paint, item);
}

static void paint_path(struct paint *paint, const struct page_item *item) {
    if (item->path.count == 0) return;
    set_colour(paint, item->path.colour);
    cairo_move_to(paint->cairo, item->path.points[0].x_pt, item->path.points[0].y_pt);
    for (size_t i = 1; i < item->path.count; i++)
        cairo_line_to(paint->cairo, item->path.points[i].x_pt, item->path.points[i].y_pt);
    if (item->path.filled) {
        cairo_close_path(paint->cairo);
        cairo_fill(paint->cairo);
    } else {
        set_width(paint, item->path.width_pt);
        cairo_stroke(paint->cairo);
    }
}

bool paint_item(struct paint *paint, const struct page_item *item) {
    switch (item->kind) {
    case PAGE_RUN: return paint_run(paint, &item->run);
    case PAGE_RULE:
        set_colour(paint, item->rule.colour);
        set_width(paint, item->rule.width_pt);
        paint_lines(paint, item->rule.points, item->rule.count);
        if (item->rule.round) cairo_set_line_cap(paint->cairo, CAIRO_LINE_CAP_ROUND);
        cairo_stroke(paint->cairo);
        if (item->rule.round) cairo_set_line_cap(paint->cairo, CAIRO_LINE_CAP_BUTT);
        return true;
    case PAGE_AREA: paint_area(paint, item); return true;
    case PAGE_PATH: paint_path(paint, item); return true;
    case PAGE_LINK_AREA:
    case PAGE_ANCHOR: return true;
    }
    return true;
}
