/* A figure: a quantity with all that is known of it, as it travels from a cell of the input to the
 * page.
 *
 *   quantity   what was given: state, qualifier, exact value (and upper end of a range)
 *   measure    in which the value stands
 *   indicator, unit, period    what it is the value of
 *   origin     the cell that it comes from (for a computed one: the cell of its first operand)
 *
 * metric/ makes figures, wording/ says them, document/ keeps them in runs and cells. */
#ifndef VALUE_FIGURE_H
#define VALUE_FIGURE_H

#include "base/diag.h"
#include "value/measure.h"
#include "value/number.h"
#include "value/period.h"

enum quantity_state {
    QUANTITY_MISSING, /* empty, —, -, 无 ... : never 0 */
    QUANTITY_KNOWN,
    QUANTITY_PLACEHOLDER,    /* x, xx, **, □ */
    QUANTITY_NOT_APPLICABLE, /* 不适用, / */
};

enum quantity_qualifier {
    QUALIFIER_EXACT,
    QUALIFIER_AT_LEAST,  /* 不低于, 以上 (inclusive): ge */
    QUALIFIER_AT_MOST,   /* 不超过, 以内: le */
    QUALIFIER_ABOUT,     /* 约: approx */
    QUALIFIER_MORE_THAN, /* 余, 多: gt */
    QUALIFIER_LESS_THAN, /* 不足, 不到: lt */
    QUALIFIER_RANGE,     /* value to upper */
};

struct quantity {
    enum quantity_state state;
    enum quantity_qualifier qualifier;
    struct number value, upper; /* upper: QUALIFIER_RANGE only */
    struct text text; /* grades and ratios (A级, 45∶34∶21), or the mark as given: xx, □, / */
};

/** Names as in data and documents: "known", "missing", "placeholder", "not-applicable". */
const char *quantity_state_name(enum quantity_state state);
bool quantity_state_read(struct text name, enum quantity_state *out);
/** "exact", "ge", "le", "approx", "gt", "lt", "range". */
const char *quantity_qualifier_name(enum quantity_qualifier qualifier);
bool quantity_qualifier_read(struct text name, enum quantity_qualifier *out);
/** Reads a cell: number, empty, placeholder, not-applicable mark.  Accepted are commas, no-break
 * and thin spaces between thousands, full-width digits and signs, ranges (1—2, 1～2, 1-2, 1至2) and
 * one qualifier before or after (约300, 不低于50, 4000多, 50以上); anything else gives false, a
 * unit of measure too. */
bool quantity_read(struct arena *arena, struct text text, struct quantity *out);

enum quantity_fit {
    QUANTITY_FITS,
    QUANTITY_UNREADABLE,       /* no quantity */
    QUANTITY_IN_OTHER_MEASURE, /* 12.5% in a row in 人次 */
    QUANTITY_SCALED_TWICE,     /* 3万 in a row in 万元: 3万元, or 30000万元? */
};

/** The same, of a cell in a row whose measure is known (MEASURE_NONE if it has none), and with a
 * unit of measure or scale word behind the number: it is brought into the row's measure, exactly
 * (1.2亿 and 1.2亿元 in a row in 元: 120000000; 12.5% in one in %: 12.5).  A row without a measure
 * takes that of the cell; 3万 in such a row is 30000.  `unit` is what stood behind the number. *out
 * is of use if it fits. */
enum quantity_fit quantity_read_in(struct arena *arena, struct text text, struct measure *measure,
                                   struct quantity *out, struct text *unit);

enum figure_better { FIGURE_NEUTRAL, FIGURE_HIGHER, FIGURE_LOWER };
enum figure_nature {
    FIGURE_FLOW,
    FIGURE_STOCK,
    FIGURE_RATE,
    FIGURE_GROWTH,  /* a growth rate: its change is 加快 or 回落 */
    FIGURE_DEFICIT, /* a loss, deficit or gap, given as a positive number: 扩大 or 收窄 */
};

struct figure {
    struct quantity quantity;
    struct measure measure;
    int decimals; /* as the dictionary demands; -1: as in the data */
    enum figure_better better;
    enum figure_nature nature;
    struct text indicator; /* code */
    struct text name;      /* Chinese name of the indicator */
    struct text unit;      /* code of the unit that it belongs to */
    struct text standing;  /* 预计, 快报, 核定, 修订; usually empty */
    struct period period;  /* window that it holds for */
    struct origin origin;
};

/** Known, with a number (not only a text). */
bool figure_is_known(const struct figure *figure);
/** The same figure in another measure that it can be converted to (exact).  Others: the figure
 * unchanged. In another measure the dictionary's decimals no longer hold: then it gets as many
 * as show the value exactly, at most 2, more only where 2 would show a value other than 0 as 0. */
struct figure figure_in_measure(struct arena *arena, struct figure figure, struct measure measure);

/** a + b in the measure of `a`, with what else is known of `a`.  False, and *out only a copy of
 * `a`, if the measures are unlike: 公顷 and 亩 are converted before, 人 and 人次 never added.  An
 * unknown part makes the sum unknown (MISSING).  约, 以上 … of one part go to the sum, and a range
 * gives a range; where two different ones leave nothing to say (以上 and 以内), the sum is unknown.
 */
bool figure_add(struct arena *arena, struct figure a, struct figure b, struct figure *out);

enum change_state {
    CHANGE_KNOWN,
    CHANGE_NOW_MISSING,    /* this period's value is not known */
    CHANGE_BASE_MISSING,   /* no base in the data */
    CHANGE_BASE_ZERO,      /* 新增: there is an amount but no rate */
    CHANGE_BASE_NEGATIVE,  /* 扭亏为盈, 减亏: an amount but no rate */
    CHANGE_NOT_COMPARABLE, /* undated, measures unlike, a text value */
};

enum change_against {
    CHANGE_LAST_YEAR,  /* 同比: the same period of the year before */
    CHANGE_PREVIOUS,   /* 环比: the period just before */
    CHANGE_YEAR_START, /* 较年初: the end of the year before; stocks only */
};

/** Change of `now` against `base`, both in now's measure. */
struct change {
    enum change_state state;
    enum change_against against;
    struct figure now, base;
    struct number amount; /* now - base, in the measure of now; for rates: points.  CHANGE_KNOWN,
                             BASE_ZERO, BASE_NEGATIVE */
    struct number rate;   /* (now - base) / base as a fraction, 0.12 = 12 %.  CHANGE_KNOWN only */
    bool given;           /* the rate is one stated in the data (stated change), not computed */
    struct text basis;    /* of a stated change: 现价, 可比价, 可比口径; may be empty */
};

/** Compares, exactly; both may be in different scales.  Unlike measures, grades and ranges are
 * NOT_COMPARABLE.  Whether `base` stands at the period that `against` means is the caller's care.
 */
struct change change_between(struct arena *arena, struct figure now, struct figure base,
                             enum change_against against);

enum completion_state {
    COMPLETION_KNOWN,
    COMPLETION_VALUE_MISSING,
    COMPLETION_TARGET_MISSING,
    COMPLETION_NOT_COMPARABLE
};

/** How far a target is reached.  A target of "at most" (le, lt) is kept or not kept; its rate is
 * value/target all the same. */
struct completion {
    enum completion_state state;
    struct figure value,
        target; /* the target's own period is target.period (full year, or the half) */
    struct number
        rate; /* value / target, a fraction; NOT set when the target is 0 (state NOT_COMPARABLE) */
    struct number progress; /* share of the target's period that has gone at the end of value's
                               window (序时进度), 0..1 */
    bool met;               /* value reaches the target (by its qualifier) */
};

/** How far `value` reaches `target`, whose period is what it is meant for (每年: the year of the
 * value).  A target without qualifier is reached from below, or kept from above where lower is
 * better.  `met` is judged wherever both are numbers of like measures, though the state may be
 * NOT_COMPARABLE (a target of 0, periods without dates). */
struct completion completion_between(struct arena *arena, struct figure value,
                                     struct figure target);

#endif
