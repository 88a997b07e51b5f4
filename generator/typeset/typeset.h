/* Chinese line composition: text → lines of placed glyphs.
 *
 * Breaking, punctuation width, Chinese–Latin gaps, justification and baselines are our own (CLREQ,
 * GB/T 15834); glyphs and advances come from font/.  A line never grows because of a fallback face:
 * baselines are the caller's. */
#ifndef TYPESET_TYPESET_H
#define TYPESET_TYPESET_H

#include "font/font.h"
#include "page/page.h"

struct typeset; /* what composition needs for one report */

/** `diags` gets F201 (no font of the chain has the character: names it, its code point, place) and
 * F202 (fallback face used, a note once per report and character … at most 20). */
struct typeset *typeset_new(struct font_set *fonts, struct arena *arena, struct diags *diags);

/** What is drawn under a run.  Dots stand under Han alone: marks have none, Latin letters and
 * digits are emphasised in other ways. */
enum { TYPESET_DOTS = 1, TYPESET_UNDERLINE = 2 };

/** A stretch of text in one face.  Runs of a paragraph follow each other without any break in
 * between. */
struct typeset_run {
    struct text text;
    enum style_role role, latin_role;
    double size_pt;
    uint32_t colour;
    bool one_face;               /* fallback is an error (F203) */
    const struct figure *figure; /* or NULL: goes to the page's runs */
    struct text link;            /* anchor name; empty if none */
    struct origin origin;        /* for messages; the data cell for figures */
    unsigned under;              /* TYPESET_DOTS, TYPESET_UNDERLINE */
    unsigned name;               /* 专名号: runs of one number are one name; 0: none */
    double rise_pt;              /* above the baseline; below it: negative */
    struct text ruby;            /* pronunciation above, its base never broken; empty if none */
    double ruby_pt;              /* its size */
    bool attached;               /* holds to what stands before it: superscripts, note marks */
};

struct typeset_paragraph {
    const struct typeset_run *runs;
    size_t count;
    /* Width of the lines.  On a grid of whole characters the caller passes floor(area / size) *
     * size: 28 characters of 15.75 pt in an area of 442.2 pt make 441 pt, and a line of 28 Han then
     * needs no adjustment at all. */
    double measure_pt;
    double first_indent_pt; /* may be negative (hanging) */
    double size_pt;         /* em of the paragraph, for punctuation and gaps */
    enum style_align align;
    bool balanced; /* titles: balanced lines at sense units, all centred */
    bool by_words; /* cells of tables: lines end between words if there is room; no shape is asked
                      for */
    const struct style_composition *composition; /* NULL: style_composition_usual */
};

enum typeset_mark_kind { TYPESET_MARK_DOT, TYPESET_MARK_LINE, TYPESET_MARK_RUBY };

/** A mark beside the glyphs of a line; x from the line's left edge. */
struct typeset_mark {
    enum typeset_mark_kind kind;
    double from_pt, to_pt; /* a dot: its middle, twice */
    double size_pt;        /* em of what it marks */
    int lines;             /* so many lines lie between the text and it */
    uint32_t colour;
    const struct typeset_line *ruby; /* what stands above; NULL for others */
};

struct typeset_line {
    struct page_run *runs; /* x from the line's left edge, y 0 = baseline; split by face, size,
                              colour, figure, link */
    size_t count;
    const uint32_t *sources;  /* which run of the paragraph each page run was cut from */
    const struct text *links; /* anchor name of each run, empty if none; NULL if no run has one */
    double x_pt;      /* left edge of the ink-less line box: indent and alignment are in it */
    double width_pt;  /* of the line box: a mark cut to half width at the line's end counts half */
    struct text link; /* if one link covers all runs of the line */
    const struct typeset_mark *marks;
    size_t mark_count;
};

struct typeset_lines {
    struct typeset_line *lines;
    size_t count;
    double natural_pt; /* width of the widest line before justification */
};

/* The texts of page runs are slices of the runs' texts, not copies: keep those as long as the page.
 * Only full-width digits and letters, which are set half-width, are half-width in the text as well.
 * Glyph x offsets hold all adjustments; a run that begins a line with an opening bracket has x -0.5
 * em (its blank half is cut off). */

/** Sets a paragraph.  Never fails: a character without a glyph is reported and set as U+25A1 or
 * left out. A word wider than the measure is broken between characters (L102, warning). */
struct typeset_lines typeset_set(struct typeset *typeset, const struct typeset_paragraph *paragraph,
                                 struct arena *arena);
/** One line of text without breaking, left at x 0: numbers of notes, what stands above a ruby's
 * base. `composition` as in a paragraph: NULL for the usual one. */
struct typeset_line typeset_one_line(struct typeset *typeset, const struct typeset_run *runs,
                                     size_t count, const struct style_composition *composition,
                                     struct arena *arena);

#endif
