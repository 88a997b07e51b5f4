/* What the formats of this room share.  A format is one row of the list in output.c and one open
 * function that fills a sink; what is drawn with Cairo is drawn by paint.c, whatever the surface.
 */
#ifndef OUTPUT_INNER_H
#define OUTPUT_INNER_H

#include <cairo.h>

#include "base/file.h"
#include "base/map.h"
#include "output/output.h"

/** Where and for whom a sink writes. */
struct output {
    const char *path;
    struct font_set *fonts;
    struct arena *arena;
    struct diags *diags;
};

typedef bool output_open_fn(const struct output *output, struct page_sink *sink);
output_open_fn output_open_pdf, output_open_png, output_open_svg, output_open_text,
    output_open_pages;

/* ---- paint.c: page items → Cairo ---- */

struct paint_font;

/** One painter serves a sink; fonts and buffers are kept over its pages. */
struct paint {
    const struct output *output;
    cairo_t *cairo;
    double scale; /* device units a point; part of what a scaled font is */
    struct paint_font *fonts;
    size_t font_count, font_room;
    cairo_glyph_t *glyphs;
    cairo_text_cluster_t *clusters;
    size_t glyph_room;
    uint32_t colour; /* as set last; PAINT_NO_COLOUR at the start of a context */
    double width_pt;
};
enum { PAINT_NO_COLOUR = 0xFFFFFFFF };

void paint_init(struct paint *paint, const struct output *output, double scale);
/** Draws on another context from here on; borrowed. */
void paint_use(struct paint *paint, cairo_t *cairo);
/** False with a diagnostic (a font that cannot be opened).  Cairo's own status is the caller's to
 * look at. */
bool paint_item(struct paint *paint, const struct page_item *item);
void paint_close(struct paint *paint);

/* ---- tags.c: roles → the PDF structure tree ---- */

struct tags {
    cairo_t *cairo;
    struct arena *arena;
    const struct page *page;
    const struct page_role *now;      /* innermost open one; NULL before the first */
    bool span;                        /* a Span stands open in it */
    const struct page_role **parents; /* roles that have children: their own content needs a Span */
    size_t parent_count, parent_room;
};

/** Looks over the page: what is a leaf must be known before the first item is drawn. */
void tags_begin_page(struct tags *tags, const struct page *page);
/** Closes and opens tags so that what is drawn next belongs to the role (or, for artifacts, to
 * none). */
void tags_move(struct tags *tags, const struct page_role *role);
/** Closes what may not stay open over a page end; a paragraph may. */
void tags_end_page(struct tags *tags);
void tags_end(struct tags *tags);
/** An anchor's name in quotes, in ASCII: Cairo 1.16 writes other characters one way where the name
 * is defined and another where it is used. */
const char *tags_anchor(struct arena *arena, struct text name);

/* ---- finish.c: the last pass over a PDF ---- */

/** Writes the PDF with language, title display, object streams and an ID of its content; without
 * dates if the report has none.  False with O103. */
bool output_finish_pdf(const struct output *output, struct text bytes,
                       const struct page_about *about, FILE *to);

/* ---- files.c: one file a page ---- */

/** Pages written as `<stem>-001.<extension>`: all beside, all renamed at the end or none. */
struct page_files {
    const struct output *output;
    const char *stem, *extension;
    struct file_out out; /* the page under way */
    char **names;        /* of the finished ones */
    size_t count, room;
};

void page_files_init(struct page_files *files, const struct output *output, const char *extension);
bool page_files_begin(struct page_files *files);
/** Finishes the page under way, still under its passing name. */
bool page_files_end_page(struct page_files *files);
/** Renames all, and removes what an earlier, longer report left under the following numbers. */
bool page_files_commit(struct page_files *files);
void page_files_abandon(struct page_files *files);

/* ---- output.c ---- */

/** For cairo_*_create_for_stream: `closure` is a FILE. */
cairo_status_t output_write(void *closure, const unsigned char *bytes, unsigned length);
/** Adds the diagnostic that goes with a failed status (O101 or O103) and returns false. */
bool output_failed(const struct output *output, cairo_status_t status);

#endif
