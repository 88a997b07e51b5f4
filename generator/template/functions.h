/* What the files of functions share; for functions*.c only. */
#ifndef TEMPLATE_FUNCTIONS_H
#define TEMPLATE_FUNCTIONS_H

#include "template/inner.h"

struct call { /* one function under way */
    struct recipe *recipe;
    const struct bound_function *function;
    const struct place *place;
    struct diags *diags;
};

bool call_set_head(const struct call *call, enum head head);
struct place call_argument_place(const struct call *call, size_t index);
/** T203 at the argument. */
bool call_refuse_argument(const struct call *call, size_t index, const char *allowed);

/* functions_units.c: about several units, periods or figures */
bool apply_rank(const struct call *call);
bool apply_rank_change(const struct call *call);
bool apply_streak(const struct call *call);
bool apply_mean_growth(const struct call *call);
bool apply_coverage(const struct call *call);
bool apply_reported(const struct call *call);
bool apply_expected(const struct call *call);
bool apply_lacking(const struct call *call);
bool apply_parts(const struct call *call);
bool apply_figures(const struct call *call);
bool apply_reaching(const struct call *call);
bool apply_basis(const struct call *call);

#endif
