/* Declared checks: a checks file (XML, read by job/) names relations that the data must keep.
 *
 *   sum      total = part + part + …        rate     stated rate = numerator / denominator, to the
 * stated decimals at-most  part <= whole                  equal    two indicators are the same
 *   count    the value = number of items of a section
 * A relation with a missing or placeholder member is not judged (note M310).  Tolerance follows the
 * printed precision: half a unit of the last stated place. */
#ifndef METRIC_CHECK_H
#define METRIC_CHECK_H

#include "metric/metric.h"

enum check_kind { CHECK_SUM, CHECK_RATE, CHECK_AT_MOST, CHECK_EQUAL, CHECK_COUNT };

struct check {
    enum check_kind kind;
    enum diag_level level; /* NOTE, WARNING or ERROR */
    struct text of; /* the total, the rate, the part, the first, the counted value: code or name */
    struct text *with; /* parts; numerator and denominator; whole; second; section name */
    size_t with_count;
    struct text text;   /* the author's own words for the message; may be empty */
    struct text period; /* empty: the report's */
    struct origin origin, of_origin;
    struct origin with_origin[2]; /* of its first name; of the others */
};

/** Judges all checks on one slice; findings are diagnostics M301… at the data cell, naming both
 * numbers and the check's place. Returns the number of errors found. */
size_t metric_check(const struct slice *slice, const struct check *checks, size_t count,
                    struct arena *arena, struct diags *diags);

#endif
