/* The metric store: what is known of every unit, and what follows from it.
 *
 *   indicators   the dictionary           units, memberships   who
 *   observations unit × period × indicator (× standing) → quantity, target, stated change, origin
 *   items        achievements, problems, plan tasks, projects
 *   texts        paragraphs that people wrote
 *
 * Built once a run from batches of rows, read-only afterwards.  Figures are given by value; unknown
 * in gives unknown out, without a diagnostic, unless the name begins with "need".
 *
 * Layout.  Observations lie in columns, one for each indicator and period; columns are in the order
 * of indicators, then of days:
 *
 *   column (gdp, 2025H1)     unit 0   unit 1   unit 1 预计   unit 2 …     one row each, 32 bytes:
 *   column (gdp, 2026H1)     unit 0   unit 1   unit 2 …                  coefficient and scale of
 *   column (households, …)   …                                           the value, measure, unit,
 *                                                                        standing, packed origin
 *
 * A column's rows are in the order of units, those of one unit by standing, the preferred first.
 * So a look-up is two binary searches (the indicator's columns by days, the column's rows by unit),
 * what all units have at one period is a walk along one stretch of memory (metric_column), and a
 * period of a derived indicator is one more column.  What few rows have (target, stated change,
 * upper end, text, note) lies in a side table of 88 bytes a row; numbers that do not fit inline,
 * texts, measures and periods are kept once and named by index. */
#ifndef METRIC_METRIC_H
#define METRIC_METRIC_H

#include "table/table.h"
#include "value/figure.h"

struct text_list {
    struct text *at;
    size_t count;
};

/** One row of the dictionary (table "indicators"):
 *  code, name, aliases (；-separated), outside (codes in other systems), section, measure,
 * decimals, better (higher|lower), nature (flow|stock|rate|growth|deficit), numerator, denominator
 * (codes; a rate that has no observation is computed from them), print (the measure to print in,
 * e.g. 万元), least, most (what its values may be, in its measure; a value outside is an error),
 * note. Without a dictionary table an indicator is made from the metrics table's code, name,
 * section and measure columns. */
struct indicator {
    struct text code, name, section, note;
    struct text_list aliases, outside;
    struct measure measure, print; /* print: empty name if none */
    int decimals;                  /* -1: as in the data */
    enum figure_better better;
    enum figure_nature nature;
    struct text numerator, denominator; /* codes, or empty */
    struct quantity least, most;        /* MISSING: no bound */
    struct origin origin;
    size_t order; /* of first appearance */
};

/** Table "units": code, name, short_name, aliases, from, to, successor. */
struct unit {
    struct text code, name, short_name;
    struct text_list aliases;
    struct period from, to; /* PERIOD_UNDATED when open */
    struct text successor;
    struct origin origin, name_origin, short_origin;
    size_t order;
};

/** Table "memberships": tree, unit, parent, from, to. */
struct membership {
    struct text tree;
    const struct unit *unit, *parent; /* parent NULL: a root */
    struct period from, to;
};

/** Where a value comes from. */
enum metric_made {
    METRIC_GIVEN,     /* a row of the data */
    METRIC_DERIVED,   /* a formula of the dictionary */
    METRIC_ROLLED_UP, /* the values of the units below */
    METRIC_SCORED,    /* an assessment scheme */
};

/** Table "metrics": unit, period, code (or indicator: code or unique name), name, section, value,
 * measure, upper, qualifier, standing, target, target_qualifier, target_period, stated_change,
 * basis, text, note.  One row in full, as it is given out. */
struct observation {
    const struct unit *unit;
    const struct indicator *indicator;
    struct period period;
    struct text standing;
    struct quantity value;
    struct quantity target;        /* state MISSING if none */
    struct period target_period;   /* UNDATED: the year of `period` */
    struct quantity stated_change; /* percent as given, e.g. 8.4 */
    struct text basis, note;
    struct measure measure; /* of value and target in this row */
    struct origin origin, target_origin, stated_origin;
    enum metric_made made;
};

/** Table "items": unit, period, section, code, order, level, title, text, lead, responsible,
 * deadline, recurrence, amount, measure, indicator, target, state
 * (planned|doing|done|overdue|not-started …), answers. */
struct item {
    const struct unit *unit;
    struct period period;
    struct text section, code, order, title, text, lead, deadline, recurrence, state, answers, note;
    struct text_list responsible;
    int level; /* 1 = 一、; 0 if not given */
    struct quantity amount, target;
    struct measure measure;
    const struct indicator *indicator; /* or NULL */
    struct origin origin, text_origin, title_origin;
};

/** Table "texts": unit, period, section, order, paragraph (or a text file a section).  Kept word
 * for word. */
struct written {
    const struct unit *unit;
    struct period period;
    struct text section, order, paragraph;
    struct origin origin; /* of the paragraph's first character */
};

struct store;

/** What a source is to do where an earlier one has given another value for the same thing. */
enum metric_conflict {
    METRIC_CONFLICT_ERROR, /* M130, naming both */
    METRIC_CONFLICT_KEEP,  /* the earlier one stays */
    METRIC_CONFLICT_REPLACE,
};

/** One source of rows. */
struct metric_source {
    struct text table; /* metrics, items, texts, units, memberships, indicators */
    enum metric_conflict conflict;
    const struct period *periods; /* its rows are of these, or lie within them; none: of any */
    size_t period_count;
};

/** A store under way: for each source metric_begin(), then its batches.
 *
 *  Sources come in the order of metric_stage().  `unit` is the default for tables without a unit
 *  column and `period` (the report's) for tables without a period column; both may be empty; an
 *  empty cell takes the default too, so what has no period says "undated".  Without a unit's name
 *  anywhere the only row of "units" is meant.  Without a table "units", units are made from the
 *  codes that occur, without "indicators" the indicators.  Errors in a row whose unit is known go
 *  to that unit's faults, not to `diags`. */
struct metric_builder;
struct metric_builder *metric_builder_new(struct text unit, struct period period,
                                          struct arena *arena, struct diags *diags);
/** Place of a table in the order of reading, 0 to METRIC_STAGES - 1; METRIC_STAGES for a table that
 * nobody reads. */
size_t metric_stage(struct text table);
enum { METRIC_STAGES = 6 };
void metric_begin(struct metric_builder *builder, struct metric_source source);
/** Takes the rows of a batch; nothing of it is kept but texts of a lasting one.  False once so many
 * errors were found that no more is wanted. */
bool metric_take(struct metric_builder *builder, const struct table *batch);
/** Orders and indexes the rows.  With `complete` false (a source could not be read) nothing is
 * checked that needs all rows: what is found would follow from the gap.  Returns the store even if
 * diagnostics were added, so that all faults of the input are found; the caller asks
 * diags_failed(). */
struct store *metric_finish(struct metric_builder *builder, bool complete);
/** All of it for whole tables: each is a source. */
struct store *metric_build(struct table *const *tables, size_t count, struct text unit,
                           struct text period, struct arena *arena, struct diags *diags);

/** Values that the program works out, for a store that is built.
 *
 *  Until metric_seal() look-ups find what they found before: new values may be worked out from the
 *  old ones meanwhile.  Values that come in the order of indicators, days and units are only
 *  appended; others cost a sort of all rows.  Faults (M137: full) are the run's. */
struct metric_additions;
struct metric_additions *metric_reopen(struct store *store, struct diags *diags);
/** An indicator that the dictionary does not have; names and all other texts must live as long as
 * the store.  A name that something else bears already stays with it.  NULL if the code is taken.
 */
const struct indicator *metric_make_indicator(struct metric_additions *additions,
                                              const struct indicator *like);
struct metric_addition {
    const struct unit *unit;
    const struct indicator *indicator;
    struct period period;
    struct quantity quantity; /* KNOWN, or NOT_APPLICABLE with the words for it */
    struct measure measure;   /* of the value */
    struct origin origin;     /* of the first operand */
    enum metric_made made;
};
/** The caller sees to it that the unit has no value there yet. */
void metric_put(struct metric_additions *additions, const struct metric_addition *value);
/** Brings all rows into order; look-ups find the new ones. */
void metric_seal(struct metric_additions *additions);

size_t metric_indicator_count(const struct store *store);
const struct indicator *metric_indicator_at(const struct store *store, size_t index);
size_t metric_unit_count(const struct store *store);
const struct unit *metric_unit_at(const struct store *store, size_t index);
size_t metric_observation_count(const struct store *store);
/** All rows of an indicator of a unit, by days, preferred standing first. */
struct observation *metric_observations(const struct store *store, const struct unit *unit,
                                        const struct indicator *indicator, struct arena *arena,
                                        size_t *count);
/** What is wrong in the rows of one unit alone; NULL if nothing.  Rows with errors are not in the
 * store: a report that reads such a unit must not be made. */
const struct diags *metric_unit_faults(const struct store *store, const struct unit *unit);
/** The same of the rows taken so far, by the unit's code. */
const struct diags *metric_faults_so_far(const struct metric_builder *builder, struct text unit);
/** Other faults in their place, such as a workbook that the unit did not return; `faults` must live
 * as long as the store. */
void metric_set_faults(struct store *store, const struct unit *unit, struct diags *faults);

/** A unit's place in a column: the value of its preferred row that has one. */
struct metric_cell {
    struct number value;
    const struct measure *measure; /* of the row; NULL if there is no row with a value */
    enum quantity_state state;
    enum quantity_qualifier qualifier;
    bool is_text; /* KNOWN, but a grade or ratio: no number */
};
/** One indicator over all units at exactly one period: fills cells[0 … metric_unit_count()), in the
 * order of units.  Returns how many units have a value there. */
size_t metric_column(const struct store *store, const struct indicator *indicator,
                     struct period period, struct metric_cell *cells);

size_t metric_membership_count(const struct store *store);
const struct membership *metric_membership_at(const struct store *store, size_t index);

/** Who stands above each unit in a tree ("" = the first) in the period: fills parents[0 …
 * metric_unit_count()), NULL for roots and for units that the tree does not have. */
void metric_parents(const struct store *store, struct text tree, struct period period,
                    const struct unit **parents);
/** Does the unit exist in some part of the period? */
bool metric_unit_holds(const struct unit *unit, struct period period);

/** By code, unique name, alias or outside code.  NULL if unknown or if the name is not unique
 * (*ambiguous set, may be NULL). */
const struct indicator *metric_find_indicator(const struct store *store, struct text name,
                                              bool *ambiguous);
/** The same, with a diagnostic M101 (unknown, with "did you mean") or M102 (not unique) at
 * `origin`. */
const struct indicator *metric_need_indicator(const struct store *store, struct text name,
                                              struct origin origin, struct diags *diags);
const struct unit *metric_find_unit(const struct store *store, struct text name);
const struct unit *metric_need_unit(const struct store *store, struct text name,
                                    struct origin origin, struct diags *diags);

/** What one report may see: its unit and period, and units that the job lets it compare with. */
struct slice {
    const struct store *store;
    const struct unit *unit;
    struct period period;
    const struct unit *const *compared; /* children or siblings, in the order of the units table */
    size_t compared_count;
    const struct item *const
        *items; /* of unit and period, in the order of section's first appearance, then `order` */
    size_t item_count;
    const struct item *const *last_plan; /* items of the period before (for "answers") */
    size_t last_plan_count;
    const struct written *const *texts;
    size_t text_count;
};

/** `compare` is "", "children", "siblings" or "all"; `tree` names the membership tree ("" = the
 * first).  Siblings and all include the unit itself, so that it stands in rankings; units and
 * memberships that do not hold in the period are left out. */
struct slice *metric_slice(const struct store *store, const struct unit *unit, struct period period,
                           struct text compare, struct text tree, struct arena *arena);
/** True if `unit` is the slice's own or one of the compared. */
bool metric_may_read(const struct slice *slice, const struct unit *unit);

/** Which value is meant.  unit NULL: the slice's; period NULL: the lookup rule. */
struct metric_ask {
    const struct indicator *indicator;
    const struct unit *unit;
    const struct period *period;
};

/** The value by the lookup rule: the observation at the report's period; if there is none, its
 * longest cumulative window that starts with the period and ends in it (then figure.period is that
 * window); with a named period only that one. An indicator with numerator and denominator and no
 * observation of its own is computed (in %, ‰ … as its measure says); a value computed for the
 * whole period comes before one of a window.  Of several standings 修订 comes first, then 核定,
 *  none, 快报, 预计; a row without a value counts as none.  The figure is in the measure of its
 * row. Unknown gives state MISSING with the indicator, unit and period filled in. */
struct figure metric_value(const struct slice *slice, struct metric_ask ask, struct arena *arena);
/** The observation behind it; false if computed or missing. */
bool metric_observation(const struct slice *slice, struct metric_ask ask, struct observation *out);
/** Value of the same window a year before, of the previous period, or (of a stock) of the end of
 * the year before: its year, second half, fourth quarter or December, whichever has one. */
struct figure metric_base(const struct slice *slice, struct metric_ask ask,
                          enum change_against against, struct arena *arena);
/** A change that the row states is taken (given, KNOWN) if there is no base to compute from, or if
 * its basis is other than 现价; then only `rate` is set, or for a rate (%, ‰) only `amount`, in
 * points. */
struct change metric_change(const struct slice *slice, struct metric_ask ask,
                            enum change_against against, struct arena *arena);
/** The target: of the period's own row, of the window's row, of any row whose target_period is the
 * period, of the year's row (value may be missing there), of the latest row whose target is meant
 * for the year.  figure.period is what it is meant for. */
struct figure metric_target(const struct slice *slice, struct metric_ask ask, struct arena *arena);
struct completion metric_completion(const struct slice *slice, struct metric_ask ask,
                                    struct arena *arena);
/** part / whole in percent (measure %); missing if either is unknown, measures unlike or whole is
 * 0. */
struct figure metric_share(const struct slice *slice, struct metric_ask part,
                           struct metric_ask whole, struct arena *arena);

#endif
