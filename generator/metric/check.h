/* Checks of the figures: those that a checks file declares, and generic ones that always run.
 *
 *   checks file ──compile (once a run, names resolved)──> struct checks
 *   struct checks + store ──judge (once a run, before any report)──> struct check_results
 *   check_results ──tell──> diagnostics of a report, ──> check report, ──> annex
 *
 * A relation with a missing or placeholder member is not judged (note M310).  Tolerance follows the
 * printed precision: half a unit of the last stated place.  The kinds of declared checks are the
 * rows of check_kinds.c, the generic ones those of check_generic.c. */
#ifndef METRIC_CHECK_H
#define METRIC_CHECK_H

#include "metric/metric.h"

/* ---- as the checks file has it (job/ reads it, report/ hands it on) */

struct check_attribute {
    struct text name, value;
    struct origin origin;
};

/** One element of the checks file. */
struct check_declaration {
    struct text kind, name;  /* element; name="…", empty if none */
    struct text level, text; /* "error" "warning" "note" or empty; the author's words */
    struct text period;      /* empty: the report's */
    struct text units;       /* codes or "*"; empty: the units that have reports */
    struct text content;     /* of <relation>: one formula a line */
    const struct check_attribute *attributes; /* all others, in order */
    size_t attribute_count;
    struct origin origin, content_origin, level_origin, period_origin, units_origin;
};

/** <waive check="…" unit="…" period="…" of="…" reason="…"/> */
struct check_waiver {
    struct text check, unit, period, of, reason; /* unit, period, of: empty for any */
    struct origin origin;
};

/** <generic check="jump" level="off"/> */
struct check_setting {
    struct text check, level; /* "off" "note" "warning" "error" */
    struct origin origin;
};

struct check_list {
    const struct check_declaration *declarations;
    size_t declaration_count;
    const struct check_waiver *waivers;
    size_t waiver_count;
    const struct check_setting *settings;
    size_t setting_count;
};

/* ---- compiled */

struct checks;
/** Compiles against the store, so that all names are known.  NULL with M101 to M103, M107, M150 to
 * M152, M311, M330.  An empty list gives the generic checks alone.  The list must outlive it. */
struct checks *metric_checks_compile(const struct store *store, const struct check_list *list,
                                     struct arena *arena, struct diags *diags);

/* ---- judged */

enum check_verdict { CHECK_HOLDS, CHECK_FAILS, CHECK_UNJUDGED };

/** What one check came to for one unit.  Texts are "" where they say nothing. */
struct check_finding {
    enum check_verdict verdict;
    enum diag_level level; /* of a check that fails; a waived one is told as a note */
    enum diag_code code;
    struct text check, kind; /* its name (a generic one's kind), its element or generic name */
    bool generic;
    struct origin declared; /* of the declaration */
    const struct unit *unit;
    struct period period;
    struct text indicator, name; /* code and name of the indicator it is about */
    struct origin origin;        /* its cell; of an unjudged one the declaration */
    const char *stated, *expected, *difference, *tolerance; /* with their measures */
    const char *working; /* how `expected` comes about, numbers put in: "60.1万元 + 39.4万元" */
    struct text words;   /* the author's own; may be empty */
    const char *detail, *hint;         /* the message */
    const struct check_waiver *waiver; /* of a failed one; NULL if none */
};

/** A declared sum of figures that lie in one unit and period. */
struct check_sum {
    const struct indicator *of, **parts;
    size_t count;
};

struct check_results {
    const struct check_finding *findings; /* by unit, declared checks first, in order */
    size_t count;
    const size_t *start; /* by the order of the unit, and the end of the last */
    size_t held;         /* checks that hold, kept or not */
    const struct check_sum *sums;
    size_t sum_count;
    const struct diags *told; /* for the run: M329 waivers that waive nothing, M209 */
};

struct check_scope {
    struct period period;
    const struct unit *const *units; /* that have reports */
    size_t unit_count;
    bool keep_held; /* keep findings of checks that hold, for the check report */
    bool partial;   /* not all units of the job: waivers that waive nothing are not told */
};

/** Judges declared checks of the units in scope (or those that they name), and the generic ones of
 * every unit.  Reads the store only. */
const struct check_results *metric_checks_judge(const struct checks *checks,
                                                const struct check_scope *scope,
                                                struct arena *arena);
/** Adds what was found for a unit.  Returns the number of errors that no waiver covers. */
size_t metric_checks_tell(const struct check_results *results, const struct unit *unit,
                          struct diags *diags);
/** The first error of a unit that no waiver covers, or NULL. */
const struct check_finding *metric_checks_error(const struct check_results *results,
                                                const struct unit *unit);
/** Names of the generic checks, "a|b|c". */
const char *metric_checks_generic(struct arena *arena);

#endif
