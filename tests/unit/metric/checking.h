/* Checks for tests: written as in a checks file, compiled and judged on a world of helper.h. */
#ifndef TESTS_METRIC_CHECKING_H
#define TESTS_METRIC_CHECKING_H

#include "helper.h"

/** Elements as in a checks file, without its root. */
const struct check_list *read_checks(struct world world, const char *elements);
/** Compiles and judges for all units (units NULL) or one.  NULL if the checks cannot be used. */
const struct check_results *judge(struct world world, const char *elements, const char *unit,
                                  const char *period);
/** "M301 metrics.csv:2:3 error: detail"; several parted by " / "; "holds" for what holds. */
const char *say_results(struct world world, const struct check_results *results);

#endif
