/* A small set of pages built by hand with the real fonts, and the sinks that they are sent to. */
#ifndef BOOKLET_H
#define BOOKLET_H

#include "output/output.h"

struct booklet {
    struct arena *arena;
    struct diags *diags;
    struct font_set *fonts;
    const char *folder; /* a fresh one, removed at the end */
    struct page *page;  /* the one under way */
    struct page_about about;
};

struct booklet *booklet_new(void);
void booklet_free(struct booklet *booklet);
const char *booklet_path(struct booklet *booklet, const char *name);

void booklet_page(struct booklet *booklet, int number, const char *label);
/** One run on the page under way; glyphs by font_find(). */
struct page_run *booklet_run(struct booklet *booklet, const struct page_role *role,
                             enum style_role face, double size_pt, double x_pt, double y_pt,
                             const char *text);
void booklet_anchor(struct booklet *booklet, const struct page_role *role, const char *name,
                    double y_pt);
void booklet_link(struct booklet *booklet, const struct page_role *role, const char *name,
                  double y_pt);

/** Two pages with a heading, paragraphs (one over both pages), a link, a table, a figure and page
 * numbers. */
typedef bool booklet_step(struct booklet *booklet, int number);
bool booklet_sample(struct booklet *booklet, int number);
/** Sends pages 1, 2 … for which `step` says true; ends with the bookmarks.  False if the sink
 * failed. */
bool booklet_write(struct booklet *booklet, const char *format, const char *path,
                   booklet_step *step, const struct page_bookmark *bookmarks, size_t count);

/** What a command prints; fails if it does not end with 0. */
struct text booklet_ask(struct booklet *booklet, const char *command, const char *path);
struct text booklet_read(struct booklet *booklet, const char *path);
bool booklet_has(struct text text, const char *part);
bool booklet_said(const struct booklet *booklet, enum diag_code code);
/** Number of files in the folder. */
size_t booklet_files(const struct booklet *booklet);

#endif
