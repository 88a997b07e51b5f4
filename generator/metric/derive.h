/* What the figures give by themselves, computed once, when all rows are in order; for derive*.c and
 * rollup*.c only.
 *
 *   derive_order.c    formulas compiled; indicators in the order of dependence; which periods
 *   derive.c          column by column: load → compute → roll up → restate → write
 *   derive_compute.c  rates from their parts, formulas
 *   rollup_forest.c   who stands below whom at a period, in every tree
 *   rollup.c          a parent's value from its children's
 *   rollup_gaps.c     totals that cannot be told, and totals that are told otherwise
 *
 * One column is under way at a time: `given` holds its rows as read, `fresh` what is computed, both
 * by unit.  A value that was given is never replaced. */
#ifndef METRIC_DERIVE_H
#define METRIC_DERIVE_H

#include "metric/formula.h"
#include "metric/inner.h"

/* The units of one tree at one period. */
struct forest {
    uint32_t *child_start, *children; /* by parent */
    uint32_t *parents;                /* each after the parents among its children */
    size_t parent_count;
};

/* All trees at one period. */
struct forests {
    struct forest *trees; /* as the store's */
    /* By unit.  What it consists of today: units that still were on their own; NULL if none. */
    uint32_t *part_start, *parts;
    bool any_parts;
    bool
        *leaving; /* by unit: ended within the period; what it has counts, what it lacks does not */
};

/* Rows of a column by unit: the preferred one that says something, or NULL. */
struct loaded {
    size_t column; /* SIZE_MAX: none */
    bool restated; /* the restated one comes first */
    const struct row **rows;
};
enum { LOADED_MOST = 16 };

/* What a parent lacks: the first indicator, and how many. */
struct gap {
    size_t indicators;
    bool asked; /* the dictionary asks for the total of one of them */
    const struct indicator *first;
    struct period period;
    size_t missing, expected;
    struct buffer names;
};

struct derivation {
    struct metric_builder *builder;
    struct store *store;
    struct arena *arena;   /* until all is derived */
    struct arena *scratch; /* until the column is written */
    const struct indicator **order;
    bool same_forest;         /* memberships and units hold at all times */
    struct forests **forests; /* by period */
    bool circle_told;
    struct gap *gaps; /* by unit */
    struct loaded loaded[LOADED_MOST];
    size_t next_loaded;
    /* the column under way */
    const struct known_indicator *known;
    size_t column;
    uint32_t period_index;
    struct period period;
    const struct row **given;
    struct row *fresh;    /* state MISSING: none */
    struct row *restated; /* beside a row of its own */
    size_t fresh_count;
    bool told; /* of the report's period: gaps are told */
};

/** What is known of a unit in the column under way, or NULL. */
static inline const struct row *derive_row(const struct derivation *d, uint32_t unit) {
    if (d->given[unit]) return d->given[unit];
    return d->fresh[unit].state != QUANTITY_MISSING ? &d->fresh[unit] : NULL;
}
/** KNOWN and a number. */
static inline bool derive_is_number(const struct store *store, const struct row *row) {
    if (!row || row->state != QUANTITY_KNOWN) return false;
    const struct detail *detail = metric_detail(store, row);
    return !detail || !detail->text;
}

/** Compiles the formulas, resolves defaults, puts the indicators in order and adds the columns that
 * will be filled.  M151, M160, M161, M162. */
void derive_prepare(struct derivation *d);
/** Indicators that the indicator's value is made of, one after the other from *at = 0 on; NULL at
 * the end. */
const struct indicator *derive_operand(const struct store *store, const struct indicator *indicator,
                                       size_t *at);
/** The default, where the dictionary says nothing. */
enum metric_rollup derive_default_rollup(const struct indicator *indicator);

/** Rows of another column, by unit. */
const struct row **derive_load(struct derivation *d, size_t column, bool restated);
/** Makes a row of the column under way; origin and standing are set by the caller. */
struct row derive_pack(struct derivation *d, struct number value, uint32_t measure,
                       enum metric_made made);

/** Fills d->fresh with rates or values of the formula. */
void derive_compute(struct derivation *d);
/** The same for what units in their present borders would have had: d->restated. */
void derive_compute_restated(struct derivation *d, const struct forests *forests);

const struct forests *rollup_forests(struct derivation *d);
/** Reads the trees' names and who became part of whom.  M103, M165. */
void rollup_prepare(struct derivation *d);
void rollup_column(struct derivation *d, const struct forests *forests);
void rollup_restated(struct derivation *d, const struct forests *forests);

/** Notes that a parent has no total; tells them once all is derived: M163. */
void rollup_note_gap(struct derivation *d, uint32_t parent, const uint32_t *missing,
                     size_t missing_count, size_t expected);
void rollup_tell_gaps(struct derivation *d);
#endif
