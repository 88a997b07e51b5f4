/* Shared inside layout/: the state of one run, pieces and the page cursor, stretches of inline
 * text.
 *
 *   block ─ place function → pieces (a line, a table row, a chart …) ─ flow → pages
 *
 * A piece knows its height, what must stay with it, and how it is drawn; it knows no page. */
#ifndef LAYOUT_INNER_H
#define LAYOUT_INNER_H

#include "layout/layout.h"
#include "wording/words.h"

#include "base/map.h"

struct layout;
struct layout_note;
struct piece;

/** Draws a piece whose top left corner lies at x, y of the page. */
typedef void piece_draw_fn(struct layout *layout, struct page *page, const struct piece *piece,
                           double x_pt, double y_pt);

struct piece {
    double ink_pt;     /* must lie above the lower edge of the type area */
    double advance_pt; /* to the top of the piece that follows */
    int keep;          /* so many of the pieces that follow stay on its page (spaces not counted) */
    bool space;        /* empty lines: nothing at the head of a page */
    bool heading;      /* what an earlier heading asks to keep ends before it */
    bool breaks;       /* opens a page */
    piece_draw_fn *draw;
    piece_draw_fn *close; /* NULL, or drawn as well when a page ends after it inside its block */
    const void *data;
    const struct piece *head;  /* NULL, or set again above it when it opens a page */
    struct layout_note *notes; /* whose marks stand in it; they go to the foot of its page */
    double notes_pt;
    /* Set by the flow. */
    const struct flow_begin *begins;
    unsigned block; /* 0: a line on the grid; else pieces of one block, set solid */
    double white_pt;
    double y_pt;
    size_t serial;
};

/** A block that begins with a piece: its place gets an anchor and a page number. */
struct flow_begin {
    const struct node *node;
    const struct flow_begin *next;
};

/** Memory of pieces, given back when the last of them is on a page. */
struct flow_store {
    struct arena *arena;
    size_t end; /* serial after the last piece in it */
    struct flow_store *next;
};

struct flow {
    struct piece *pieces; /* waiting for their page */
    size_t count, room;
    size_t serial;
    double advance_pt; /* sum over the pieces that wait */
    bool break_next;
    const struct flow_begin *begins; /* blocks that begin with the next piece */
    unsigned block, blocks;          /* open block, blocks so far */
    double white_pt;
    struct flow_store *stores, *spare; /* the newest first */
    bool full;                         /* a page was filled since the newest store began */
    int pages;
    bool failed; /* the sink refused, or there are too many pages */
};

/** A heading of the outline and the page that it is on. */
struct layout_entry {
    const struct node *section;
    int page;
};

struct layout {
    const struct document *document;
    const struct style *style;
    struct typeset *typeset;
    const struct page_sink *sink;
    struct arena *arena;
    struct diags *diags;
    bool counting;     /* a first pass: pages are counted, nothing is drawn */
    double measure_pt; /* width of a line of text: whole characters of the body */
    struct text title;
    struct map *linked; /* ids that a link leads to → node */
    struct map *paged;  /* id of a section → its entry */
    struct layout_entry *entries;
    size_t entry_count, entry_room;
    const struct page_role *artifact;
    struct page *page; /* being drawn */
    struct flow flow;
};

/* ---- flow.c: pieces → pages ---- */

void flow_start(struct layout *layout);
/** Memory for the pieces to come, until flow_renew(). */
struct arena *flow_arena(const struct layout *layout);
/** Between blocks or rows: lets memory go with the pages that are done. */
void flow_renew(struct layout *layout);
void flow_add(struct layout *layout, struct piece piece);
/** The next piece is the first of this block (and of others said before). */
void flow_begin(struct layout *layout, const struct node *node);
/** Empty lines of the grid. */
void flow_add_space(struct layout *layout, double lines);
/** A little white between the parts of a block. */
void flow_add_gap(struct layout *layout);
void flow_break_page(struct layout *layout);
/** The last `count` pieces stay with the one that comes next. */
void flow_keep_last(struct layout *layout, size_t count);
/** Pieces until flow_close_block() are set solid and together take whole grid lines, with at least
 *  `white_pt` above and below. */
void flow_open_block(struct layout *layout, double white_pt);
void flow_close_block(struct layout *layout);
/** Sends what waits; a document has at least one page. */
void flow_finish(struct layout *layout);

/* ---- page.c: filling and sending one page ---- */

enum flow_fit { FLOW_FITS, FLOW_OVER, FLOW_FORCED };
/** Gives the waiting pieces their y on a fresh page; *count: so many fit. */
enum flow_fit flow_fill(struct layout *layout, size_t *count);
/** The last place at or before `count` where a page may end. */
size_t flow_last_break(const struct flow *flow, size_t count);
/** Draws the first `count` pieces and hands the page to the sink. */
void flow_send(struct layout *layout, size_t count);
double flow_left_pt(const struct layout *layout, int page);

/* ---- inline.c: nodes of a line → runs; lines → items ---- */

/** What a run is: its place in the structure, the link that it is part of, whether it is a figure
 * that still waits to be filled in or checked, the note whose mark it is. */
struct inline_mark {
    const struct page_role *role;
    const struct node *link;
    bool waiting;
    bool is_note;
    struct layout_note *note; /* NULL: numbered in its table */
    double size_pt;           /* of the text around it, if it stands above or below the line */
};

struct inline_text {
    struct layout *layout;
    struct arena *arena;
    enum style_class class; /* of the runs added next */
    const struct page_role *role;
    struct typeset_run *runs;
    size_t count, room;
    struct inline_mark *marks;
    size_t mark_room;
    unsigned names; /* proper names so far */
    bool noted;     /* notes of its page stand in it */
};

struct inline_shape {
    double measure_pt, indent_pt;
    enum style_align align;
    bool balanced, by_words;
};

struct inline_text *inline_new(struct layout *layout, struct arena *arena, enum style_class class,
                               const struct page_role *role);
void inline_add_text(struct inline_text *text, struct text words, struct origin origin);
/** Everything below `parent`. */
void inline_add_nodes(struct inline_text *text, const struct node *parent);
/** The text so far ends with a punctuation mark (or there is none). */
bool inline_ends_sentence(const struct inline_text *text);
struct typeset_lines inline_set(const struct inline_text *text, struct inline_shape shape);
/** The whole as one line, at the left. */
struct typeset_line inline_line(const struct inline_text *text);
void inline_draw(const struct inline_text *text, const struct typeset_line *line, struct page *page,
                 double x_pt, double baseline_pt);

/** A run of the line's class; its text is the caller's. */
struct typeset_run *inline_add_run(struct inline_text *text, struct text words);

/* ---- notes.c ---- */

/** A note at the foot of a page. */
struct layout_note {
    const struct inline_text *text;
    struct typeset_lines lines;
    struct page_role *role;
    int number; /* on its page */
    struct layout_note *next;
};

/** Adds the mark of a note, raised, to the text that it stands in. */
void notes_add_mark(struct inline_text *text, const struct node *node);
/** Gives the piece the notes whose marks stand in its line. */
void notes_attach(struct piece *piece, const struct inline_text *text,
                  const struct typeset_line *line);
/** Height that notes of so much text take from a page: whole lines of the grid. */
double notes_height(const struct layout *layout, double text_pt);
/** Numbers the notes of the first pieces, which are the next page. */
void notes_number(const struct layout *layout, size_t count);
/** Draws them at the foot of the page. */
void notes_draw(struct layout *layout, size_t count);
/** The mark's run as it is on its page. */
struct page_run notes_set_mark(struct layout *layout, const struct layout_note *note,
                               const struct typeset_run *run, struct page_run placed);
/** A note of a table or chart with its number, to stand below it. */
struct inline_text *notes_set_below(struct layout *layout, const struct node *note,
                                    enum style_class class, const struct page_role *parent);

/* ---- marks.c ---- */
/** Dots and lines under a composed line. */
void marks_draw(const struct inline_text *text, const struct typeset_line *line, struct page *page,
                double x_pt, double baseline_pt);

const struct page_role *layout_new_role(struct layout *layout, enum page_tag tag,
                                        const struct page_role *parent);
/** White above and below tables and charts, at least. */
double layout_white_pt(const struct layout *layout);

/* ---- blocks ---- */

typedef void place_fn(struct layout *layout, const struct node *node,
                      const struct page_role *parent);
/** Places one block by the table of kinds (layout.c). */
void layout_place(struct layout *layout, const struct node *node, const struct page_role *parent);
void layout_place_children(struct layout *layout, const struct node *node,
                           const struct page_role *parent);
place_fn place_title, place_section, place_paragraph, place_list, place_table, place_chart,
    place_contents, place_signature, place_page_break;

/** How a stretch of text becomes lines of pieces. */
struct line_block {
    enum style_class class; /* spacing, pitch */
    struct inline_shape shape;
    double left_pt;
    bool whole; /* never broken across pages */
    bool heading;
    bool flush; /* of a block: its first and last letters reach its edges */
    int keep;   /* of its last line */
};
struct line_block layout_line_block(const struct layout *layout, enum style_class class);
/** Adds the lines as pieces, with no widow and no orphan; on the grid, or solid inside a block.
 *  Returns their number. */
size_t layout_add_lines(struct layout *layout, const struct inline_text *text,
                        const struct line_block *block);
/** The same with the empty lines that the class has before and after. */
void layout_add_spaced(struct layout *layout, const struct inline_text *text,
                       const struct line_block *block);
/** A piece of the height of such a line; *drop_pt: from its top to the baseline. */
struct piece layout_line_piece(const struct layout *layout, const struct line_block *block,
                               double *drop_pt);
/** Number and caption of a table or chart; NULL if it has neither. */
struct inline_text *layout_caption(struct layout *layout, const struct node *node,
                                   enum style_class class, const struct page_role *parent);
/** Note, numbered notes and source, in their order. */
struct inline_text **layout_notes(struct layout *layout, const struct node *node,
                                  enum style_class class, const struct page_role *parent,
                                  size_t *count);

/* ---- furniture.c ---- */
void furniture_draw(struct layout *layout, struct page *page);

/* ---- contents.c ---- */
void contents_collect(struct layout *layout);
void contents_note_page(struct layout *layout, const struct node *node, int page);
bool contents_is_present(const struct layout *layout);

/** Of the words that the pages say by themselves (单位：, 续表, 目录), by the document's language.
 */
enum wording_script layout_script(const struct layout *layout);

#endif
