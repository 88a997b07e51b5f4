/* Chinese prose: the figures that stand in it, and the names of figures that are bound in it.
 *
 *   无偿献血{blood.donors}，占{献血量|completion}，检查252家，下发三期
 *           └ bound ────┘                            └ typed ┘  └ typed (Chinese numeral)
 *
 * Knows text and metrics, not templates: template/ evaluates what is bound, here it is only parsed.
 */
#ifndef PROSE_PROSE_H
#define PROSE_PROSE_H

#include "metric/metric.h"

/* ---- the small grammar shared by of="…" and {…} ----
 *   expression = [ unit "：" | unit ":" ] indicator [ "@" period ] { "|" function }
 *   function   = name [ "(" argument { "," argument } ")" ]
 * An indicator is a code or a Chinese name; "." is the indicator or unit of the loop. */

enum { BOUND_FUNCTIONS_MOST = 8, BOUND_ARGUMENTS_MOST = 12 };

struct bound_function {
    struct text name;
    struct text arguments[BOUND_ARGUMENTS_MOST];
    size_t argument_count;
    size_t offset; /* in the expression, bytes */
    size_t argument_offsets[BOUND_ARGUMENTS_MOST];
};

struct bound {
    struct text unit, indicator, period; /* empty if not given */
    size_t unit_offset, indicator_offset, period_offset;
    struct bound_function functions[BOUND_FUNCTIONS_MOST];
    size_t function_count;
};

/** Parses the text between the braces (or of an attribute).  P101 with the place of the fault.
 * `origin` is of the text's first byte (or of the quote before it); doubled quotes and XML entities
 * of the file are stepped over. */
bool prose_parse_bound(struct text expression, struct origin origin, struct bound *out,
                       struct diags *diags);

/* ---- pieces of a written paragraph ---- */

enum prose_kind {
    PROSE_TEXT,  /* plain words */
    PROSE_BOUND, /* {…}; text is what stands between the braces */
};

struct prose_piece {
    enum prose_kind kind;
    struct text text;          /* PROSE_TEXT: may be a copy with {{ turned into { */
    size_t offset;             /* of the text in the paragraph, bytes */
    const struct bound *bound; /* NULL for PROSE_TEXT */
};

/** Cuts a paragraph into plain text and bound expressions.  "{{" and "}}" are literal braces; a
 * lone brace is P102. */
bool prose_cut(struct text paragraph, struct origin origin, struct arena *arena,
               struct prose_piece **pieces, size_t *count, struct diags *diags);

/* ---- figures typed by hand ---- */

enum typed_kind {
    TYPED_FIGURE,   /* a quantity: 252家, 三期, 八个, 97.5%, 12.02万平方米, 1—2家 */
    TYPED_DATE,     /* 2026年6月30日, 6月底, 上半年 … */
    TYPED_DOCUMENT, /* 〔2026〕12号, GB/T 9704—2012 */
    TYPED_NAME,     /* 12345热线, 120, “十四五”, 5G, A级 */
    TYPED_ORDINAL,  /* 第3条, 一是, （一）, 1. */
    TYPED_IDIOM,    /* 一些, 一起, 三令五申: a numeral that counts nothing */
};

struct typed {
    enum typed_kind kind;
    struct text text;         /* number and measure as typed */
    size_t offset;            /* bytes in the piece of text */
    struct quantity quantity; /* TYPED_FIGURE only */
    struct measure measure;
};

/** All numbers of a plain text, in order, with what they are. */
size_t prose_find_typed(struct text text, struct arena *arena, struct typed **out);

enum agreement { AGREES, CONTRADICTS, UNKNOWN_FIGURE };

struct finding {
    struct typed typed;
    enum agreement agreement;
    const struct indicator *indicator; /* the one that it was matched with; NULL if unknown */
    struct figure data;     /* what the data say (CONTRADICTS, AGREES with an indicator) */
    int direction;          /* of a change as typed: 1 增长, -1 下降, 0 not a change */
    struct text expression; /* how to bind it: "blood.donors|change"; empty if unknown */
};

/** Everything that typed figures of one report are compared with: values, last year's, targets,
 * changes, completions of the slice's unit, and the names of its indicators.  Made once a report;
 * keeps pointers into the slice. */
struct prose_matcher;
struct prose_matcher *prose_matcher_new(const struct slice *slice, struct arena *arena);

/** Matches every typed figure of a plain text with the data by value, measure and nearby name.
 * Findings in order of place.  The matcher is only changed inside (scratch space, figures of other
 * units read when they are first named). */
size_t prose_match(struct prose_matcher *matcher, struct text text, struct arena *arena,
                   struct finding **out);
/** The same for a written paragraph, in which bound pieces name the subject of what follows, said
 * as diagnostics: P301 contradicts (error; names both values and the data cell), P302 unknown
 * (warning), P101 and P102 as prose_cut(). `origin` is of the paragraph's first byte; the places
 * are of the figures. */
void prose_check(struct prose_matcher *matcher, struct text paragraph, struct origin origin,
                 struct arena *arena, struct diags *diags);

#endif
