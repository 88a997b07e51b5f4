/* Inside typeset/: a paragraph as an array of atoms.
 *
 *   runs → atoms (atoms.c: characters with glyph, class, cell width)
 *        → levels (breaks.c, glue.c: where a line may end)
 *        → spacing (measure.c: width of marks, gaps, what each place may give or take)
 *        → breaks (fit.c, compose.c, balanced.c) → positions (justify.c) → page runs (lines.c)
 *
 * Place i is the boundary before atom i. */
#ifndef TYPESET_INNER_H
#define TYPESET_INNER_H

#include "typeset/typeset.h"

enum char_class {                 /* of characters, for breaking and spacing */
                  CLASS_HAN,      /* Han, kana, full-width letters, signs that behave like Han */
                  CLASS_OPEN,     /* “ （ 《 〔 … */
                  CLASS_CLOSE,    /* ” ） 》 〕 … */
                  CLASS_PAUSE,    /* ， 、 ； ： */
                  CLASS_STOP,     /* 。 ？ ！ */
                  CLASS_MIDDLE,   /* · */
                  CLASS_DASH,     /* — */
                  CLASS_ELLIPSIS, /* … */
                  CLASS_RANGE,    /* ～ – */
                  CLASS_SLASH,    /* / */
                  CLASS_DIGIT,
                  CLASS_LATIN,
                  CLASS_POINT,  /* ASCII . , : ; ! ? and the ratio ∶ : stay with what is before */
                  CLASS_SIGN,   /* other ASCII signs, + - = … : part of a word */
                  CLASS_PREFIX, /* ￥ $ € № */
                  CLASS_SUFFIX, /* % ‰ ℃ ° */
                  CLASS_SPACE,
                  CLASS_HARD_SPACE, /* no-break */
                  CLASS_IDEOGRAPHIC_SPACE,
                  CLASS_ZERO_BREAK, /* U+200B */
                  CLASS_ZERO_GLUE,  /* U+2060 */
};

enum break_level { /* why a line may not end before an atom, from allowed to impossible */
                   BREAK_FREE, /* allowed, at the price of `penalty` */
                   BREAK_GLUE, /* number and unit, ordinal and text: broken if the line cannot be
                                  set otherwise */
                   BREAK_RULE, /* forbidden line start or line end */
                   BREAK_WORD, /* inside a number or a Latin word */
                   BREAK_NEVER /* inside a cluster, inside —— */
};

enum squeeze_step { /* in the order of CLREQ; the mark at the line's end comes before all */
                    SQUEEZE_SPACES,
                    SQUEEZE_MIDDLES,
                    SQUEEZE_BRACKETS,
                    SQUEEZE_PAUSES,
                    SQUEEZE_GAPS,
                    SQUEEZE_STOPS,
                    SQUEEZE_STEPS
};

enum { DOUBLE_DASH = 0x2E3A };

/* A place between two atoms of a line, by who opens later in justification: each step takes the
 * places of its kind and of all kinds below. */
enum place {
    PLACE_FIXED, /* inside a number, a word, ——, ……; beside ～ — / */
    PLACE_LATIN, /* between Han and letters or digits */
    PLACE_MARK,  /* at the blank side of a mark */
    PLACE_PLAIN
};

enum joint { JOINT_NONE, JOINT_BREAK, JOINT_GLUE }; /* U+200B, U+2060 */

/* A character (or a cluster, or ——) with its place in the text. */
struct atom {
    uint32_t code, glyph;
    uint32_t run, at, bytes; /* which run, offset in its text, bytes there */
    int16_t font;
    uint8_t kind, level;
    uint8_t joint; /* what stands unseen at the place before: JOINT_… */
    uint16_t penalty;
    uint16_t extra; /* further glyphs of a shaped cluster; they lie in atoms->extras at `shaped` */
    uint32_t shaped;
    float shift;          /* of the glyph in its cell, em of the atom */
    float centre;         /* what brings ？ ！ back to the middle of a whole cell */
    double em, width;     /* size; cell width, points */
    double left, right;   /* blank that may be cut off the cell at each side, points */
    double kern;          /* added before the atom: pair squeeze, gap */
    float squeeze;        /* what the place before the atom may give, points … */
    uint8_t squeeze_step; /* … and in which step */
    uint8_t place;        /* the place before the atom: PLACE_… */
    uint8_t shares;       /* of what a line is tightened by when all blanks are given up */
    bool halved;          /* full-width in the text, half-width here */
    float space_stretch, gap_stretch, mark_stretch; /* what it may take in each step … */
    float wide_stretch;                             /* … and at need */
};

struct atoms {
    struct atom *at;
    size_t count;
    struct font_shaped *extras;
    const struct typeset_paragraph *paragraph;
    struct typeset *typeset;
    struct arena *scratch;              /* dies with the call */
    bool marked;                        /* some run has marks */
    const struct typeset_line **rubies; /* what stands above each run; NULL if no run has any */
    const struct style_composition *composition; /* never NULL */
    bool traditional;                            /* the text is Traditional Chinese */
};

/* Running sums up to each atom's left edge, so that any line is measured in a few additions. */
struct sums {
    double *left;                         /* x of the atom's cell, all kerns added */
    double *soft, *stops;                 /* squeeze: all steps but the last, the last */
    double *spaces, *gaps, *marks, *wide; /* stretch by step; of gaps at need */
    uint32_t *all, *even, *plain;         /* how many places from PLACE_LATIN, _MARK, _PLAIN on */
    uint32_t *tight;                      /* shares in tightening */
};

/* Blank at the sides of a mark's ink, em; kept for the marks met so far. */
struct blank {
    int font; /* id + 1; 0: unused */
    uint32_t glyph;
    float left, right;
};

enum { BLANKS = 256 };

/* A word that is known, by its first character (sense.c). */
struct sense_word {
    uint32_t first;
    struct text rest;
};

struct typeset {
    struct font_set *fonts;
    struct blank blanks[BLANKS];
    struct arena *arena;
    struct diags *diags;
    struct map *told;         /* characters already reported */
    struct sense_word *words; /* sorted; NULL until they are needed */
    size_t word_count;
    size_t fallbacks;
};

/* A line: atoms [from, to), of which [from, end) is its content and the rest spaces. */
struct span {
    size_t from, end, to;
    bool whole_mark; /* the mark at the end keeps its full width */
    bool last;
};

struct spans {
    struct span *at;
    size_t count;
};

/* classes.c */
enum char_class class_of(uint32_t code);
/** Full-width marks with a blank half: OPEN CLOSE PAUSE STOP. */
bool class_is_mark(enum char_class kind);
bool class_is_word(enum char_class kind); /* parts of Latin words and numbers */
bool code_is_numeral(uint32_t code);      /* 一 … 十 百 千 零 〇 两 */

/* script.c */
bool script_is_traditional(const struct typeset_paragraph *paragraph);
/** The character that is set for `code`: half-width where the text has a full-width digit
 * or letter. */
uint32_t script_half_width(uint32_t code);

/* atoms.c */
struct atoms atoms_make(struct typeset *typeset, const struct typeset_paragraph *paragraph,
                        struct arena *scratch);

/* breaks.c, glue.c */
void breaks_find(struct atoms *atoms);
void glue_find(struct atoms *atoms);
void break_raise(struct atoms *atoms, size_t place, enum break_level level);
void break_cost(struct atoms *atoms, size_t place, unsigned penalty);

/* measure.c */
void measure_places(struct atoms *atoms);
struct sums measure_sums(const struct atoms *atoms);
/** Natural width of a line; the mark at its end cut to half unless `whole_mark`. */
double measure_line(const struct atoms *atoms, const struct sums *sums, size_t from, size_t end,
                    bool whole_mark);
double measure_cut_start(const struct atoms *atoms, size_t from);
double measure_cut_end(const struct atoms *atoms, size_t end);
/** The mark at the line's end is half wide whatever the line needs. */
bool measure_must_cut(const struct atoms *atoms, size_t end);
bool measure_is_justified(const struct atoms *atoms);
/** Width of the lines: on the grid a whole number of characters. */
double measure_width(const struct atoms *atoms);
/** Content end: `to` without spaces. */
size_t measure_trim(const struct atoms *atoms, size_t from, size_t to);

/* fit.c */
enum tightness { LINE_TIGHT, LINE_EVEN, LINE_LOOSE, TIGHTNESSES };

/* Costs that other files weigh against: impossible; parting a number from its unit, as much as gaps
 * of 1.1 em. */
static const double COST_NONE = 1e300, COST_GLUE = 300000;

struct fitter {
    const struct atoms *atoms;
    const struct sums *sums;
    double em, measure; /* points */
    bool ragged;
    bool tightens; /* lines may be set closer than solid: justified text alone */
};

/* How well a line fits its measure. */
struct fit {
    double cost;
    enum tightness tightness;
    bool whole_mark; /* the mark at the end keeps its full width: whichever needs less change */
};

struct fitter fitter_new(const struct atoms *atoms, const struct sums *sums);
struct fit fit_line(const struct fitter *fitter, size_t from, size_t to);
/** Measure of a line that begins at `from`: the first is indented. */
double fit_measure(const struct fitter *fitter, size_t from);
double fit_width(const struct fitter *fitter, size_t from, size_t to); /* natural */
/** False if the line is too long, however squeezed. */
bool fit_is_reached(const struct fitter *fitter, size_t from, size_t to);
/** What every line shorter than `width` costs at least. */
double fit_least(const struct fitter *fitter, double measure, double width);

/* compose.c, sense.c, balanced.c */
struct spans compose(struct typeset *typeset, const struct atoms *atoms, const struct sums *sums);
/** Cost of a title's line ending before each atom, by sense. */
void sense_costs(const struct atoms *atoms, unsigned *costs);
/** False if the text is too long or does not fit: set it like any other. */
bool balance(const struct atoms *atoms, const struct sums *sums, struct spans *spans);

/* justify.c: the steps are told there */
/** Bounds of what a place takes, em: not noticed; not yet read as a blank by who copies the text
 * (pdftotext takes a tenth of an em for one); the most that a line is tightened; and what a mark
 * cut to half keeps above half an em in a tightened line. */
extern const double justify_even_em, justify_near_em, justify_tight_em, justify_margin_em;
/** What is added before each atom of the line (index from 0) so that its width changes by `slack`;
 * what could not be placed. */
double justify(const struct atoms *atoms, const struct span *span, double slack, double *add);

/* marks.c */
/** Before spacing is measured: which runs hold together, and room for what stands above. */
void marks_prepare(struct typeset *typeset, struct atoms *atoms, struct arena *arena);
/** The marks of a composed line. */
void marks_place(const struct atoms *atoms, const struct span *span, const double *add,
                 struct arena *arena, struct typeset_line *line);

/* lines.c */
struct typeset_line line_make(const struct atoms *atoms, const struct span *span, const double *add,
                              struct arena *arena);

#endif
