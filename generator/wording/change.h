/* For the sentences of change.c: what of a change can be printed, and its figures. */
#ifndef WORDING_CHANGE_H
#define WORDING_CHANGE_H

#include "wording/inner.h"

/** The form that can really be printed: any but AUTO. */
enum wording_change_form change_settle(struct arena *arena, const struct change *change,
                                       enum wording_change_form form);
/** From a gain to a loss, or with a base below zero: a rate would mislead. */
bool change_crosses_zero(const struct change *change);
/** A growth rate that changes its sign turns, it does not quicken. */
bool change_turns(const struct change *change);
/** now / base; state KNOWN only. */
struct number change_multiple(struct arena *arena, const struct change *change);
/** How often it doubled, from the exact quotient: 3.99 times is one doubling. */
int change_doublings(struct arena *arena, const struct change *change);
/** now - base, in the measure of now; the words around it say 预计. */
struct figure change_amount_figure(const struct change *change);
/** In exactly the settled form; MISSING where that form has no number. */
struct figure change_form_figure(struct arena *arena, const struct change *change,
                                 enum wording_change_form form);

#endif
