/* One row of cases.tsv, and what the program says for it. */
#ifndef WORDING_CASES_H
#define WORDING_CASES_H

#include "base/text.h"

enum { CASE_ARGUMENTS_MOST = 12 };

struct case_row {
    struct arena *arena;
    size_t line;
    struct text id, kind, value, base, measure, nature, better, period, arguments, expected, source;
    size_t read[CASE_ARGUMENTS_MOST]; /* places of the arguments that were asked for */
    size_t read_count;
};

/** The words for the row; an unknown kind, or a cell that cannot be read, fails the test. */
struct text case_say(struct case_row *row);
/** True if the row has an argument that its kind did not ask for. */
bool case_unused_argument(const struct case_row *row);
/** True if every kind was said at least once. */
bool case_every_kind_was_said(void);

#endif
