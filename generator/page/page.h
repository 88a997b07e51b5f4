/* What lands on paper: the border between layout and output.  Points, from the top left corner, y
 * downwards.
 *
 *   page ─ items in drawing order: glyph runs, rules, areas, paths, links, anchors
 *
 * Each item has its structure role: a chain of parents up to the document (PDF structure tree).  A
 * role that goes on across pages is the same object on both.  Items carry a font id (font/), never
 * a library pointer; colours are opaque 0xRRGGBB. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "value/figure.h"

/* PDF structure types, and artifacts: page numbers, repeated table heads, rules, outside the tree.
 */
enum page_tag {
    PAGE_DOCUMENT,
    PAGE_SECT,
    PAGE_H1,
    PAGE_H2,
    PAGE_H3,
    PAGE_H4,
    PAGE_P,
    PAGE_L,
    PAGE_LI,
    PAGE_TABLE,
    PAGE_TR,
    PAGE_TH,
    PAGE_TD,
    PAGE_CAPTION,
    PAGE_FIGURE,
    PAGE_TOC,
    PAGE_TOCI,
    PAGE_LINK,
    PAGE_NOTE,
    PAGE_ARTIFACT,
    PAGE_TAGS
};
const char *page_tag_name(enum page_tag tag);

struct page_role {
    enum page_tag tag;
    const struct page_role *parent; /* NULL for PAGE_DOCUMENT and PAGE_ARTIFACT */
};
/** True for NULL and for whatever stands below PAGE_ARTIFACT. */
bool page_role_is_artifact(const struct page_role *role);
/** Number of roles from this one up to its root, itself counted; 0 for NULL. */
size_t page_role_depth(const struct page_role *role);
/** Nearest role that holds both (a role holds itself); NULL if they have no root in common. */
const struct page_role *page_role_common(const struct page_role *a, const struct page_role *b);

struct page_glyph {
    uint32_t id;    /* glyph index in the font */
    uint32_t bytes; /* of the run's text that it stands for; 0: goes with the glyph before */
    double x_pt;    /* from the run's x */
    double rise_pt; /* above the baseline; usually 0 */
};

/** Glyphs of one font and size on one baseline, with their text. */
struct page_run {
    int font;
    double size_pt;
    double x_pt, y_pt; /* origin of the first glyph; y is the baseline */
    double width_pt;
    uint32_t colour;
    const struct page_glyph *glyphs;
    size_t count;
    struct text text;
    const struct figure *figure; /* that of the document's node, or NULL */
    bool shapes;                 /* drawn as shapes: a reader of the PDF finds no text there */
    double narrow;               /* shapes: letters are drawn so much narrower; 0: as they are */
};

enum page_kind { PAGE_RUN, PAGE_RULE, PAGE_AREA, PAGE_PATH, PAGE_LINK_AREA, PAGE_ANCHOR };

struct page_point {
    double x_pt, y_pt;
};

struct page_item {
    enum page_kind kind;
    const struct page_role *role;
    union {
        struct page_run run;
        struct { /* straight lines of one width and colour, drawn as one path */
            const struct page_point *points; /* pairs: from, to, from, to … */
            size_t count;
            double width_pt;
            uint32_t colour;
            bool round; /* ends are round: a line of no length is a dot */
        } rule;
        struct { /* filled rectangle; hatch 0 = solid, 1.. = patterns for black-and-white print
                    (drawn over the colour) */
            double x_pt, y_pt, width_pt, height_pt;
            uint32_t colour;
            int hatch;
        } area;
        struct { /* polyline, closed and filled if `filled` */
            const struct page_point *points;
            size_t count;
            double width_pt;
            uint32_t colour;
            bool filled;
        } path;
        struct { /* the items of role PAGE_LINK above; to an anchor's name or an address */
            double x_pt, y_pt, width_pt, height_pt;
            struct text name, href;
        } link;
        struct {
            double x_pt, y_pt;
            struct text name;
        } anchor;
    };
};

struct page {
    struct arena *arena; /* dies with the page */
    double width_pt, height_pt;
    int number;        /* 1.. */
    struct text label; /* as printed */
    struct page_item *items;
    size_t count, room;
};

/** A bookmark of the outline; level from 1. */
struct page_bookmark {
    struct text title, anchor;
    int level;
};

/** About the document as a whole; what a sink needs at its beginning. */
struct page_about {
    struct text title, author, subject, keywords, language;
    struct text date; /* 2026-07-05: creation date */
};

/** A receiver of finished pages: begin once, page for each, then end or abandon. */
struct page_sink {
    void *self;
    bool (*begin)(void *self, const struct page_about *about);
    bool (*page)(void *self, const struct page *page);
    /** Bookmarks in document order. */
    bool (*end)(void *self, const struct page_bookmark *bookmarks, size_t count);
    void (*abandon)(void *self);
};

struct page *page_new(double width_pt, double height_pt, int number);
void page_free(struct page *page);
/** Adds an item and returns it, zeroed but for kind and role.  The pointer holds until the next
 * call. */
struct page_item *page_add(struct page *page, enum page_kind kind, const struct page_role *role);
/** The page's items as text for tests: one line an item, tenths of a point. */
struct text page_dump(const struct page *page, struct arena *arena);

#endif
