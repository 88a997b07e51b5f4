/* Charts drawn without fonts: a letter or digit is half an em wide, anything else a whole one. */
#ifndef SKETCH_H
#define SKETCH_H

#include "chart/chart.h"

#define SKETCH_EM 9.0

struct sketch {
    struct arena *arena;
    struct diags *diags;
    struct style style;
    struct page *page;
    struct page_role document, role;
    struct node *node;
    double width_pt, height_pt;
    bool done;
};

/** A chart node from "name: label=value, label=value; name: …".  A value may be anything that
 * quantity_read() takes. */
struct sketch *sketch_new(const char *kind, const char *measure, const char *data);
void sketch_attribute(struct sketch *sketch, const char *name, const char *value);
/** Draws into a box of 440 × 220 at 80, 100 (or as width_pt, height_pt say). */
void sketch_draw(struct sketch *sketch);
void sketch_free(struct sketch *sketch);

size_t sketch_count(const struct sketch *sketch, enum page_kind kind);
/** Number of texts equal to this. */
size_t sketch_texts(const struct sketch *sketch, const char *text);
/** The n-th run of this text, or NULL. */
const struct page_run *sketch_find(const struct sketch *sketch, const char *text, size_t n);
bool sketch_said(const struct sketch *sketch, enum diag_code code);
/** Fails if two texts overlap, a text lies on an area, or anything lies outside the box. */
void sketch_check(const struct sketch *sketch, const char *name);

#endif
