/* What the files of prose/ share: a text as code points, numerals, amounts, and the judge of what a
 * numeral is.
 *
 *   chars    the text, decoded once           prose_read_numeral   二十, 1,234.5 at a place
 *   amount   numeral, range, measure          prose_judge          figure, date, name … by its
 * neighbours */
#ifndef PROSE_INNER_H
#define PROSE_INNER_H

#include "prose/prose.h"

/** A text as code points; offset[count] is its length in bytes. */
struct chars {
    struct text text;
    uint32_t *at;
    size_t *offset;
    size_t count;
};

struct chars prose_decode(struct text text, struct arena *arena);
/** The text from character `from` to `to` (clamped). */
struct text prose_between(const struct chars *chars, size_t from, size_t to);
/** Do the characters from `at` on begin with `word`?  Do those before `at` end with it? */
bool prose_follows(const struct chars *chars, size_t at, const char *word);
bool prose_precedes(const struct chars *chars, size_t at, const char *word);
/** As above for any word of a list that ends with NULL. */
bool prose_follows_any(const struct chars *chars, size_t at, const char *const *words);
bool prose_precedes_any(const struct chars *chars, size_t at, const char *const *words);
/** The code point at `at`, 0 beyond the end; the one before `at`, 0 at the start. */
uint32_t prose_at(const struct chars *chars, size_t at);
uint32_t prose_before(const struct chars *chars, size_t at);
/** Value 0..9 of an ASCII or full-width digit, else -1. */
int prose_digit(uint32_t code_point);
bool prose_is_letter(uint32_t code_point);

enum numeral_script { NUMERAL_ARABIC, NUMERAL_CHINESE };

/** One numeral: [from, to) in characters. */
struct numeral {
    size_t from, to;
    enum numeral_script script;
    struct number value, upper; /* upper: only if `approximate` (七八个 is 7 to 8) */
    bool approximate;
    bool digits; /* Chinese digits in a row: 二〇〇九 */
    bool vague;  /* says no definite number: 几十, 百姓, 万 */
    bool code;   /* written as no number is: 0570, 2026.6.30 */
    int decimals;
};

/** Reads the numeral that starts at `at`.  False if none does. */
bool prose_read_numeral(const struct chars *chars, size_t at, struct arena *arena,
                        struct numeral *out);

/** Length in characters of the measure word at `at` (0: none).  Scale words are no part of it.
 * `own` adds words from the data; `chinese` leaves out words that do not count after a Chinese
 * numeral (十分, 六部门). */
size_t prose_measure_length(const struct chars *chars, size_t at, bool chinese,
                            const struct text_list *own);

/** A numeral with all that belongs to it: [from, to) in characters. */
struct amount {
    size_t from, to;
    size_t number_to; /* where the (last) numeral ends */
    enum numeral_script script;
    struct quantity quantity;
    struct measure measure;
    struct numeral first; /* as written */
    bool range, ratio, fraction;
};

bool prose_read_amount(const struct chars *chars, size_t at, struct arena *arena,
                       const struct text_list *own, struct amount *out);

/** What the amount is, by what stands around it.  May widen amount->to (a document number's year).
 * `marks` are those of prose_mark_quotes(). */
enum typed_kind prose_judge(const struct chars *chars, struct amount *amount,
                            const unsigned char *marks, enum typed_kind last_kind, size_t last_to);

enum { MARK_QUOTED = 1, MARK_TITLE = 2 };
/** One byte a character: in a short quotation (“十四五”), in a title (《…》). */
unsigned char *prose_mark_quotes(const struct chars *chars, struct arena *arena);
/** True if the Chinese numeral at `at` is part of a set phrase: 统一, 一起, 三位一体. */
bool prose_is_idiom(const struct chars *chars, size_t at);
/** True if what follows is a word of rhetoric that is counted but is no data: 三个方面. */
bool prose_is_rhetoric(const struct chars *chars, size_t after_measure);

/** prose_find_typed() over decoded text, with the data's own measure words (NULL: none). */
size_t prose_find_in(const struct chars *chars, const struct text_list *own, struct arena *arena,
                     struct typed **out);

#endif
