/* A document laid out into memory: what lies where on which page, in plain arrays. */
#ifndef TESTS_LAYOUT_DRAWN_H
#define TESTS_LAYOUT_DRAWN_H

#include "layout/layout.h"

struct drawn_item {
    int page;
    enum page_kind kind;
    double x_pt, y_pt, width_pt, height_pt, size_pt; /* runs: y is the baseline */
    const char *text;                                /* runs, names of anchors and links */
    enum page_tag tag, parent;
    const struct page_role *role;
    bool artifact;
    double point_x_pt; /* runs: where the decimal point or the end of the whole part stands */
};

struct drawn_mark {
    const char *title, *anchor;
    int level;
};

struct drawn {
    struct arena *arena;
    struct diags *diags;
    struct style *style;
    struct drawn_item *items;
    size_t count, room;
    struct drawn_mark *marks;
    size_t mark_count;
    int pages, ended, abandoned;
    bool done;
    const char *title;
    size_t layout_bytes; /* of the report's arena after the run */
    /* Faults to make. */
    bool fail_begin, fail_end;
    int fail_page; /* 0: none */
    bool forget;   /* keep no items: for long documents */
};

/** Changes the official style before the run. */
typedef void drawn_change(struct style *style);

/** Lays out `<document …>body</document>`; `attributes` and `change` may be NULL.  Free with
 * drawn_free(). */
struct drawn *drawn_new(void);
void drawn_run(struct drawn *drawn, const char *attributes, const char *body, drawn_change *change);
void drawn_free(struct drawn *drawn);
/** drawn_new() and drawn_run(). */
struct drawn *draw(const char *body);

/** Items of a kind on a page (0: any) with the text (NULL: any; runs: the run begins with it); the
 * n-th from 0, or NULL. */
const struct drawn_item *drawn_find(const struct drawn *drawn, int page, const char *text,
                                    size_t nth);
/** All text that is no artifact, in the order of drawing. */
const char *drawn_text(const struct drawn *drawn);
/** Baselines of the text of a page, from the top, without doubles and artifacts; returns their
 * number. */
size_t drawn_baselines(const struct drawn *drawn, int page, double *out, size_t most);
/** How often a diagnostic was given. */
size_t drawn_diags(const struct drawn *drawn, enum diag_code code);

/** `count` times the text. */
const char *repeat(struct arena *arena, const char *text, size_t count);

#define MM(mm)     ((mm)*72 / 25.4)
#define near(a, b) ((a) - (b) < 0.05 && (b) - (a) < 0.05)

#endif
