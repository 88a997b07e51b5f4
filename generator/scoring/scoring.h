/* Assessment schemes: weighted items, rules, bonus and deduction, prerequisites, veto, grades,
 * ranks and decision tables, read from XML (urn:zongjie:scoring:1) and applied to the store.
 *
 *   scheme   groups ─ items ─ rule (lines: intervals, ratio, cases, counts)
 *            bonus, deduction ─ items           grades, prerequisites, vetoes
 *            ranks, decision tables
 *   steps    every item, group, sum, grade, rank and decision of a scheme, in the order of the
 * file; each is a made indicator of the store: score.ITEM, score.total, score.grade … outcome  what
 * a step gave for one unit at one period
 *
 * A run works out steps one after another, each for all units, in the order in which they depend on
 * each other.  What is missing makes a step 未评分 with a reason, never 0.  Numbers are exact;
 * scores are rounded as the scheme says.  Nothing of a scheme is known to this program. */
#ifndef SCORING_SCORING_H
#define SCORING_SCORING_H

#include "metric/metric.h"
#include "xml/xml.h"

struct scheme;

/** Reads a scheme and checks what needs no data.  NULL with diagnostics (X…, K1xx). */
struct scheme *scoring_read(const char *path, struct origin asked_from, struct arena *arena,
                            struct diags *diags);
const struct file *scoring_file(const struct scheme *scheme);

/** What schemes gave for the units of a store. */
struct scores;
/** Binds the schemes to the store, scores its units at `period`, and puts the results into the
 * store as observations of made indicators.  NULL with diagnostics (K1xx, M1xx). */
const struct scores *scoring_run(struct scheme *const *schemes, size_t count, struct store *store,
                                 struct period period, struct arena *arena, struct diags *diags);

/** The made indicators of a scheme; NULL for what the scheme does not have. */
struct scoring_view {
    struct text code, name;
    bool weighted; /* some weight changes a score */
    const struct indicator *base, *total, *bonus, *deduction, *grade, *rank;
    const struct indicator *const *groups; /* that are no bonus or deduction */
    size_t group_count;
    const struct indicator *const *decisions;
    size_t decision_count;
};
/** A scheme by its code; the first for the empty code.  NULL if there is none, or `scores` is. */
const struct scheme *scoring_find(const struct scores *scores, struct text code);
/** "a|b|c", for "did you mean". */
const char *scoring_codes(const struct scores *scores, struct arena *arena);
struct scoring_view scoring_view(const struct scheme *scheme, struct arena *arena);
bool scoring_is_scored(const struct scheme *scheme, const struct unit *unit);

enum scoring_row {
    SCORING_GROUP, /* heading of the items that follow; `full` is that of the group */
    SCORING_ITEM,
    SCORING_SUM, /* of a group, of all groups, bonus, deduction */
    SCORING_TOTAL,
    SCORING_VERDICT, /* prerequisite, veto, grade, rank, decision: `rule` and `words` only */
};
/** One row of the calculation.  Figures: MISSING state where there is nothing to print; of an item
 * that is not scored, NOT_APPLICABLE with the words. */
struct scoring_step {
    enum scoring_row row;
    size_t number; /* of an item, from 1; 0: none */
    struct text name;
    struct text rule;  /* with the numbers put in: "92.5÷95×10分" */
    struct text words; /* verdicts: the result; items not scored: why */
    struct figure value, full, score, weight, weighted;
};
/** The calculation for one unit, step by step, with totals and verdicts last. */
const struct scoring_step *scoring_steps(const struct scheme *scheme, const struct unit *unit,
                                         struct arena *arena, size_t *count);

/** The element table, for the schema test. */
extern const struct xml_language scoring_language;

#endif
