/* Formulas over indicators, for the dictionary, checks and scoring: exact, and checked for
 * measures.
 *
 *   formula    side [ comparison side ]            = != < <= > >= ≠ ≤ ≥
 *   side       part { + | - part }                 − and ＋ too
 *   part       factor { * | / factor }             × and ÷ too
 *   factor     - factor | number [%] | name | function ( side { , side } ) | ( side )
 *   name       code, name or alias of an indicator; in "…", “…” or […] if it holds a sign or blank;
 *              where places may be named: unit:name, name@2025H1, unit:name@2025H1
 *
 *   functions  last_year(x)  previous(x)  target(x)  sum(x, …)  mean(x, …)  max(x, …)  min(x, …)
 *              abs(x)  round(x, decimals)  cumulative(x)  moving(x, periods)  at(x, 2020H1)
 *              index(x, 2020)    100 in that period
 *              cagr(x, years)    mean yearly growth, a fraction: it fits an indicator in %
 *
 * Values are taken in the base of their measure (万元 as 元, % as a fraction, 亩 as 平方米; 元/人
 * is 元 by 人).  Sides that are added or compared must be of one dimension; a bare number takes
 * that of the other side, in the base: 100 beside 万元 is 100 元.  Beside 亩 or 公顷 it is refused,
 * unless a comparison has all of them in one of these measures: then it is in that one.  Unknown in
 * gives unknown out. */
#ifndef METRIC_FORMULA_H
#define METRIC_FORMULA_H

#include "metric/metric.h"

enum { FORMULA_DEPTH_MOST = 50, FORMULA_NODES_MOST = 1000, FORMULA_BASES_MOST = 6 };

/** What a value is measured in: a product of powers of measures' bases; none for a pure number. */
struct formula_dimension {
    struct {
        struct text base; /* 元 */
        int power;        /* -1 in 元/人 for 人 */
    } at[FORMULA_BASES_MOST];
    size_t count;
    bool any; /* a bare number, which takes the dimension of what it is added to */
};

struct formula_options {
    bool comparison; /* must hold a comparison; else must not */
    bool row_codes;  /* digits alone are row codes of a form ("01=02+03"), numbers need a point:
                        100.0 */
    bool loose;      /* measures may differ: 1946名 are as many as 1946户 */
    bool places;     /* unit:name@period may be named; the asker has find_at */
};

struct formula;

/** Compiles; all names must be known.  `origin` is that of the first byte.  NULL with M101, M102,
 * M103, M104, M107 (of a named place), M150 (not a formula), M151 (unlike measures), M152 (too long
 * or deep). */
const struct formula *formula_compile(const struct store *store, struct text text,
                                      struct origin origin, struct formula_options options,
                                      struct arena *arena, struct diags *diags);
struct text formula_text(const struct formula *formula);
/** Of the left side (both sides are alike). */
struct formula_dimension formula_dimension(const struct formula *formula);
/** True if a value of this dimension can be said in the measure. */
bool formula_fits(struct formula_dimension dimension, struct measure measure);
/** Indicators named, each once, in order of appearance. */
size_t formula_indicator_count(const struct formula *formula);
const struct indicator *formula_indicator_at(const struct formula *formula, size_t index);

/** One operand, as the data have it. */
struct formula_operand {
    enum quantity_state state;
    bool exact;          /* no 约, 余, 以上; a text value is not exact */
    struct number value; /* in `measure` */
    struct measure measure;
    struct origin origin;
};

/** Who knows the values.  `target`: that of the period instead of the value. */
struct formula_asker {
    struct formula_operand (*find)(const struct formula_asker *asker,
                                   const struct indicator *indicator, struct period period,
                                   bool target, struct arena *arena);
    struct period period; /* that the formula is about */
    /** Of a named place: unit NULL for the formula's own; NULL if no formula names places. */
    struct formula_operand (*find_at)(const struct formula_asker *asker, const struct unit *unit,
                                      const struct indicator *indicator,
                                      const struct period *period, bool target,
                                      struct arena *arena);
};

struct formula_value {
    enum quantity_state state; /* KNOWN, MISSING, PLACEHOLDER, NOT_APPLICABLE (a division by 0) */
    bool exact;
    struct number value; /* in the base of its dimension */
    /* Half a unit of the last place, carried through: of sums the coarsest member's; a whole count
     * has none. */
    struct number tolerance;
    struct origin origin; /* of the first operand */
};

/** Value of the left (0) or right (1) side. */
struct formula_value formula_side(const struct formula *formula, int side,
                                  const struct formula_asker *asker, struct arena *arena);

/** The left side alone, without tolerance: for figures by the hundred thousand. */
struct formula_value formula_values(const struct formula *formula,
                                    const struct formula_asker *asker, struct arena *arena);

enum formula_verdict { FORMULA_HOLDS, FORMULA_FAILS, FORMULA_UNJUDGED };
/** Whether the comparison holds, within the tolerance of both sides; UNJUDGED if a side is unknown
 * or not exact. */
enum formula_verdict formula_judge(const struct formula *formula, const struct formula_asker *asker,
                                   struct formula_value sides[2], struct arena *arena);
/** The same, to the last digit: an assessment counts the numbers as they are given. */
enum formula_verdict formula_decide(const struct formula *formula,
                                    const struct formula_asker *asker,
                                    struct formula_value sides[2], struct arena *arena);
/** The side with its numbers put in: "4.5万元 + 1.2万元"; of last_year() and the like the number
 * that stands there. */
struct text formula_print(const struct formula *formula, int side,
                          const struct formula_asker *asker, struct arena *arena);
/** A number to the base of its measure, of 亩 and 公顷 to 平方米; and back. */
struct number formula_in_base(struct arena *arena, struct number number, struct measure measure);
struct number formula_from_base(struct arena *arena, struct number number, struct measure measure);

#endif
