/* What is wrong with a figure, in a few words for the office that reported it. */
#ifndef WORDING_PROBLEM_H
#define WORDING_PROBLEM_H

#include "base/diag.h"
#include "wording/wording.h"

/** "分项之和不等于合计" for M301.  Empty for codes that are no findings of checks. */
struct text wording_problem(enum diag_code code, enum wording_script script);

#endif
