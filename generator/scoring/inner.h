/* A scheme, read and bound, and what it gave; for scoring/ only. */
#ifndef SCORING_INNER_H
#define SCORING_INNER_H

#include "metric/formula.h"
#include "scoring/scoring.h"

enum {
    SCORING_BYTES_MOST = 4 * 1024 * 1024,
    SCORING_ITEMS_MOST = 1000,
    SCORING_LINES_MOST = 1000, /* of one rule, one table */
    SCORING_PERIODS_MOST = 60,
    SCORING_DECIMALS_MOST = 6,
};

/* ---- what attributes hold */

/* A number with an optional measure: 90, 90%, 2000万元.  Once bound it is in the measure of what it
 * is compared with. */
struct amount {
    bool set;
    struct number number;
    struct measure measure; /* no name: that of the value */
    struct origin origin;
};

/* Where a value comes from: an indicator alone, or a formula; of the report's period, or the mean
 * of several. */
struct value_of {
    const xml_node *node;
    const char *attribute;
    struct text text, periods;
    /* bound */
    const struct indicator *indicator; /* NULL: the formula */
    const struct formula *formula;
    struct measure measure; /* in which the value is said */
    struct period *at;      /* of the period being scored */
    size_t at_count;
};
static inline bool value_is_set(const struct value_of *of) {
    return of->text.length > 0;
}

/* ---- rules */

struct scorer;
struct score_item;
struct rule_kind;

/* One element of a rule.  Each kind uses some of the fields (language.c says which). */
struct line {
    const xml_node *node;
    struct amount from, to, base, limit;
    bool limit_is_least; /* `below`: what the value lacks; else `above`: what it has more */
    struct number score, to_score; /* of an interval; the second: at its upper end */
    bool rises;
    struct number each, per, over, cap, least, most, floor;
    bool has_cap, has_least, has_most, whole, inverse, to_target;
    struct value_of of, sum; /* instead of the item's; `amount` of <per> */
};

enum outcome_state {
    OUTCOME_NONE, /* the unit is not scored at all */
    OUTCOME_KNOWN,
    OUTCOME_UNSCORED, /* something is missing */
    OUTCOME_EXCLUDED, /* does not apply to the unit: the others count for it */
};
enum reason {
    REASON_NONE,
    REASON_MISSING,     /* no value of `lacking` */
    REASON_PLACEHOLDER, /* its value is a mark */
    REASON_INEXACT,     /* about, more than … */
    REASON_WORDS,       /* a text, no number */
    REASON_APPLIES_NOT, /* 不适用 */
    REASON_ZERO,        /* a division by 0 */
    REASON_PARTS,       /* a step before is not known */
    REASON_FAULTS,      /* rows of the unit have errors */
};

/* What a step gave for one unit. */
struct outcome {
    struct number score, weighted;
    struct origin origin;
    const struct indicator *lacking;
    uint8_t state, reason;
    bool by_default; /* missing, and the scheme says 0 */
    bool vetoed;
    uint16_t line; /* grade or row of a table that holds */
    uint16_t lost; /* grades lost by prerequisites */
};

/* A value found, in `measure`. */
struct operand {
    enum reason reason;
    struct number value;
    struct measure measure;
    struct figure figure; /* of an indicator alone, as it stands */
    struct origin origin;
    const struct indicator *lacking;
};

struct rule_kind {
    const char *name;
    bool many;  /* several lines make the rule */
    bool plain; /* needs no full mark: fit for bonus and deduction */
    bool (*read)(struct line *line, const xml_node *node, struct arena *arena, struct diags *diags);
    /* Checks the lines once measures are known. */
    bool (*check)(struct score_item *item, struct arena *arena, struct diags *diags);
    /* Points for a value (no value asked for if the item has none).  With scorer->words set, says
     * how. */
    struct number (*score)(struct scorer *scorer, const struct score_item *item,
                           const struct operand *value);
};
extern const struct rule_kind rule_interval, rule_ratio, rule_deduct, rule_per, rule_value;
const struct rule_kind *rule_find(struct text name);

/* ---- the scheme */

struct group {
    enum { GROUP_BASE, GROUP_BONUS, GROUP_DEDUCTION } kind;
    const xml_node *node;
    struct text code, name;
    bool has_weight, has_cap, highest;
    struct number weight, cap, coefficient;
    struct number full;   /* of its items, weights reckoned in */
    struct number factor; /* of its sum in the total */
    size_t first_item, item_count;
};

struct score_item {
    const xml_node *node;
    struct group *group; /* NULL: stands in the scheme itself */
    struct text code, name;
    struct value_of of;
    bool has_full, has_weight, has_coefficient, missing_is_zero, upper_inclusive;
    struct number full, weight, coefficient;
    struct number factor; /* of its score in the group */
    const struct rule_kind *rule;
    struct line *lines;
    size_t line_count, line_room;
};

/* A condition in words or numbers; all that is set must hold. */
struct condition {
    const xml_node *node;
    struct value_of of; /* with `is`, least, most */
    struct text is;
    struct amount least, most;
    const struct formula *when;
    bool missing_is_zero;
    struct text reason; /* of a veto */
    size_t grade;       /* that a prerequisite guards, or a veto gives */
};

struct grade {
    const xml_node *node;
    struct text name;
    struct amount from, to;
};

struct ranking {
    const xml_node *node;
    struct text code, name, tree;
    enum { AMONG_ALL, AMONG_SIBLINGS, AMONG_LEVEL } among;
    enum { TIES_SAME, TIES_DENSE } ties;
    enum { VETOED_IN, VETOED_LAST, VETOED_OUT } vetoed;
    size_t of;    /* step */
    size_t *then; /* steps that part ties */
    size_t then_count;
};

struct decision_row {
    const xml_node *node;
    struct text outcome;
    struct text grades;     /* blank-separated; empty: any */
    int rank_from, rank_to; /* 0: any */
    size_t rank_step;
    struct amount from, to; /* of the total */
    const struct formula **when;
    size_t when_count, when_room;
    const struct formula *amount;
    struct text amount_text;
};
struct decision {
    const xml_node *node;
    struct text code, name;
    struct measure measure;
    bool has_amounts;
    struct decision_row *rows;
    size_t row_count, row_room;
};

enum step_kind {
    STEP_ITEM,
    STEP_GROUP,
    STEP_BASE,
    STEP_BONUS,
    STEP_DEDUCTION,
    STEP_TOTAL,
    STEP_GRADE,
    STEP_RANK,
    STEP_DECISION,
    STEP_AMOUNT,
};
struct step {
    enum step_kind kind;
    size_t index; /* among items, groups, rankings, decisions */
    const xml_node *node;
    struct text code, name;
    const struct indicator *indicator; /* NULL: a group without a code */
    struct outcome *outcomes;          /* by unit's order, of the period being scored */
};

/* A period that is scored, and all outcomes: outcomes[step × units + unit]. */
struct scored_period {
    struct period period;
    struct outcome *outcomes;
};

struct scheme {
    const struct file *file;
    const xml_node *root;
    struct arena *arena;
    struct text code, name, under, units, tree, also;
    bool has_full, has_least, has_most, scales, round_at_end;
    struct number full, least, most;
    int decimals;
    enum number_rounding rounding;
    struct score_item *items;
    size_t item_count, item_room;
    struct group *groups;
    size_t group_count, group_room;
    struct grade *grades; /* best first */
    size_t grade_count, grade_room;
    struct condition *prerequisites, *vetoes;
    size_t prerequisite_count, prerequisite_room, veto_count, veto_room;
    struct ranking *rankings;
    size_t ranking_count, ranking_room;
    struct decision *decisions;
    size_t decision_count, decision_room;
    /* bound */
    struct store *store;
    struct step *steps;
    size_t step_count, step_room;
    size_t *order;                            /* of working out */
    size_t base_step, total_step, grade_step; /* SIZE_MAX: none */
    size_t first_indicator; /* steps by indicator: step_of[order - first_indicator] */
    size_t *step_of, step_of_count;
    bool *scored;                  /* by unit's order */
    struct scored_period *periods; /* the report's last */
    size_t period_count;
};

/* ---- reading */

struct reading {
    struct scheme *scheme;
    struct arena *arena;
    struct diags *diags;
    bool failed;
};
/** Adds a fault at an attribute (the element, if it has none). */
#define FAULT_OF(diags, node, attribute, code, ...)                                                \
    diags_add((diags), (code), xml_attribute_origin((node), (attribute), 0), __VA_ARGS__)

/* Each reads an attribute if it is there; false with K108 if it holds something else. */
bool scoring_take_number(const xml_node *node, const char *attribute, struct number *out, bool *set,
                         struct arena *arena, struct diags *diags);
/** "50%" or 0.5. */
bool scoring_take_share(const xml_node *node, const char *attribute, struct number *out, bool *set,
                        struct arena *arena, struct diags *diags);
bool scoring_take_amount(const xml_node *node, const char *attribute, struct amount *out,
                         struct arena *arena, struct diags *diags);
struct value_of scoring_take_value(const xml_node *node, const char *attribute,
                                   const char *periods);
void scoring_read_verdicts(struct reading *reading);
bool scoring_check_code(struct reading *reading, const xml_node *node, struct text code);
/** Full marks and weights: factors of items and groups; K102. */
void scoring_weigh(struct reading *reading);

/* ---- binding */

struct binding {
    struct scheme *scheme;
    struct store *store;
    struct arena *arena;
    struct diags *diags;
    bool failed;
};
bool scoring_bind(struct scheme *scheme, struct store *store, struct metric_additions *additions,
                  struct arena *arena, struct diags *diags);
/** Names, formula and measure of a value. */
void scoring_bind_value(struct binding *binding, struct value_of *of, const char *measure);
/** Brings it into the measure; K106 if they are unlike. */
void scoring_bind_amount(struct binding *binding, struct amount *amount, struct measure measure);
const struct formula *scoring_bind_formula(struct binding *binding, const xml_node *node,
                                           const char *attribute, bool comparison);
/** K109 if no membership is of this tree; empty: the first. */
void scoring_check_tree(struct binding *binding, const xml_node *node, struct text tree);
void scoring_bind_verdicts(struct binding *binding);
/** Orders the steps; K107 for a circle. */
bool scoring_order(struct binding *binding);
/** SIZE_MAX if no step bears the code (without the scheme's own prefix). */
size_t scoring_find_step(const struct scheme *scheme, struct text code);
/** The periods of values, for a scored one. */
void scoring_set_periods(struct scheme *scheme, struct period period);
bool scoring_read_periods(struct arena *arena, struct text words, struct period period,
                          struct period **at, size_t *count, struct text *wrong);

/* ---- working out */

/* One unit at one period. */
struct scorer {
    struct formula_asker asker; /* first: find() is given it */
    const struct scheme *scheme;
    struct slice slice;
    size_t unit;         /* order */
    struct arena *arena; /* dies with the unit */
    /* set by a look-up that gave nothing */
    enum reason reason;
    const struct indicator *lacking;
    bool lenient;         /* what is missing counts as 0 */
    struct buffer *words; /* NULL: nobody asks how */
};
struct scorer scoring_ask(const struct scheme *scheme, const struct unit *unit,
                          struct period period, struct arena *arena);
struct operand scoring_value(struct scorer *scorer, const struct value_of *of);
/** A formula's value, in the measure. */
struct operand scoring_formula(struct scorer *scorer, const struct formula *formula,
                               struct measure measure);
const struct outcome *scoring_outcome(const struct scorer *scorer, size_t step);
struct number scoring_round(const struct scheme *scheme, struct number number, struct arena *arena);
struct outcome scoring_item(struct scorer *scorer, const struct score_item *item);
struct outcome scoring_sum(struct scorer *scorer, const struct step *step);
void scoring_grade(struct scorer *scorer, struct outcome *out);
void scoring_rank(const struct scheme *scheme, const struct ranking *ranking, struct step *step,
                  struct period period);
void scoring_decide(struct scorer *scorer, const struct decision *decision, struct outcome *out);
void scoring_amount(struct scorer *scorer, const struct decision *decision, struct outcome *out);
/** What the store gets of an outcome. */
struct quantity scoring_quantity(const struct scheme *scheme, const struct step *step,
                                 const struct outcome *outcome);
enum formula_verdict scoring_holds(struct scorer *scorer, const struct formula *formula,
                                   struct formula_value sides[2]);
enum formula_verdict scoring_condition(struct scorer *scorer, const struct condition *condition,
                                       struct operand *value);

/* ---- words (Chinese: they are printed) */

void scoring_say(struct scorer *scorer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** "12.5", no more decimals than it has, at most so many as the scheme prints if it has no end. */
const char *scoring_say_number(struct scorer *scorer, struct number number);
/** Name of the indicator, if it is one alone. */
const char *scoring_say_name(struct scorer *scorer, const struct value_of *of);
const char *scoring_say_amount(struct scorer *scorer, struct number number, struct measure measure);
/** Why nothing was scored. */
struct text scoring_say_reason(const struct outcome *outcome, struct arena *arena);

#endif
