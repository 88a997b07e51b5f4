/* The cleaner's inside: one paragraph under way, and its log.
 *
 *   clean.c           the order of the passes; the text in and out
 *   clean_plain.c     texts that need nothing
 *   clean_class.c     what a character is, what stands around it
 *   clean_blanks.c    invisible characters, widths, blanks
 *   clean_damage.c    what was lost in conversions; question marks
 *   clean_pinyin.c    質(zhì)
 *   clean_pairs.c     quotes and brackets
 *   clean_marks.c     , ; : ! . and what is made of several of them
 *   clean_dashes.c    dashes, ellipses, ranges, ○
 *   clean_lint.c      what looks wrong and is left
 *   clean_scripts.c   Simplified and Traditional
 *   clean_log.c       the log and how it is said
 *
 * Every decision looks only at what stands before it (already decided) and at the next letter,
 * digit or Chinese character (never changed): so a second run finds nothing to do. */
#ifndef PROSE_CLEANER_H
#define PROSE_CLEANER_H

#include "prose/clean.h"
#include "prose/inner.h"

enum glyph_flag {
    GLYPH_BOUND = 1,   /* in {…} */
    GLYPH_FOREIGN = 2, /* in a web or mail address */
    GLYPH_KEPT = 4,    /* brackets of pinyin that is kept */
    GLYPH_DAMAGED = 8, /* said already */
    GLYPH_DROPPED = 16,
};

struct glyph {
    uint32_t code_point;
    unsigned flags;
    size_t from; /* byte of the original */
};

enum glyph_class {
    CLASS_EDGE,  /* start, end, line end */
    CLASS_HAN,   /* Han, kana, private use */
    CLASS_BOUND, /* a figure to come */
    CLASS_DIGIT,
    CLASS_LATIN,
    CLASS_BLANK,
    CLASS_WIDE, /* full-width marks, Chinese quotes, dashes, ellipses */
    CLASS_SIGN, /* % ‰ ℃ */
    CLASS_MARK, /* all the rest */
};

enum { CLEAN_KINDS = 40 }; /* P401 … P440 */

struct clean_sum { /* changes or faults of one kind; where the first is */
    size_t count, offset;
};
struct clean_place { /* a fault at its place */
    enum diag_code code;
    size_t offset, index;
    char *detail;
};

struct cleaner {
    struct text text;
    struct origin origin;
    const struct clean_options *options;
    struct arena *arena; /* scratch */
    struct diags *diags;
    struct glyph *at; /* of this pass */
    size_t count;
    struct glyph *next; /* made by this pass */
    size_t next_count, next_room;
    enum glyph_class *ahead; /* of each character: class of the next that is more than a mark */
    size_t han, latin;       /* how many */
    struct clean_sum sums[CLEAN_KINDS];
    struct clean_place *places;
    size_t place_count, place_room;
};

/* ---- clean_log.c ---- */

/** Counts a change, one of P401 … P409. */
void clean_count(struct cleaner *cleaner, enum diag_code code, size_t offset);
/** Keeps a fault with an excerpt of [at, to). */
void clean_fault(struct cleaner *cleaner, enum diag_code code, size_t at, size_t to);
/** The same with words of its own for an excerpt (NULL: none). */
void clean_fault_words(struct cleaner *cleaner, enum diag_code code, size_t at, char *detail);
void clean_say(struct cleaner *cleaner);

/* ---- clean_class.c ---- */

enum glyph_class clean_class_of(const struct glyph *glyph);
/** Class at `at`; CLASS_EDGE beyond the ends. */
enum glyph_class clean_class(const struct cleaner *cleaner, size_t at);
/** Code point at `at` (0 beyond the end); the one before `at` (0 at the start). */
uint32_t clean_at(const struct cleaner *cleaner, size_t at);
uint32_t clean_before(const struct cleaner *cleaner, size_t at);
/** The first place from `at` on, or the last before `at`, that is no blank. */
size_t clean_skip_blanks(const struct cleaner *cleaner, size_t at);
/** More than a mark: Han, bound, digit, letter, edge. */
bool clean_is_firm(enum glyph_class class);
/** Fills `ahead` for the characters of this pass. */
void clean_look_ahead(struct cleaner *cleaner);
bool clean_is_chinese(const struct cleaner *cleaner);
bool clean_is_opener(uint32_t code_point);
bool clean_is_closer(uint32_t code_point);
bool clean_is_chinese_digit(uint32_t code_point);
bool clean_is_protected(const struct glyph *glyph);
/** Marks {…} and addresses. */
void clean_mark_bound(struct cleaner *cleaner);
void clean_mark_addresses(struct cleaner *cleaner);
/** True if `word` stands at `at`. */
bool clean_follows(const struct cleaner *cleaner, size_t at, const char *word);

/* ---- passes ---- */

/** True if no pass but the last two can find anything. */
bool clean_is_plain(const struct cleaner *cleaner);

/** Puts a character into the next text. */
void clean_put(struct cleaner *cleaner, uint32_t code_point, const struct glyph *from);
/** The next text becomes the text. */
void clean_turn(struct cleaner *cleaner);
/** Leaves out what was marked GLYPH_DROPPED. */
void clean_drop_marked(struct cleaner *cleaner);

void clean_invisible(struct cleaner *cleaner);
void clean_widths(struct cleaner *cleaner);
void clean_blanks(struct cleaner *cleaner);
void clean_points(struct cleaner *cleaner);
void clean_damage(struct cleaner *cleaner);
void clean_questions(struct cleaner *cleaner);
void clean_pinyin(struct cleaner *cleaner);
/** Length of `zhì)` at `at`, the bracket included; 0 if it is none. */
size_t clean_pinyin_length(const struct cleaner *cleaner, size_t at);
void clean_brackets(struct cleaner *cleaner);
void clean_quotes(struct cleaner *cleaner);
void clean_marks(struct cleaner *cleaner);
/** Dash, ellipsis, range at `at`: puts what it becomes and says how many characters it took; 0 if
 * it is none. `last` is the last firm class before. */
size_t clean_dash(struct cleaner *cleaner, size_t at, enum glyph_class last);
size_t clean_ellipsis(struct cleaner *cleaner, size_t at, enum glyph_class last);
size_t clean_range(struct cleaner *cleaner, size_t at);
void clean_zeros(struct cleaner *cleaner);
void clean_lint(struct cleaner *cleaner);
void clean_scripts(struct cleaner *cleaner);

#endif
