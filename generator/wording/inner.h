/* For wording/ alone: how a number stands in a style, shared by figures, changes and completions.
 */
#ifndef WORDING_INNER_H
#define WORDING_INNER_H

#include "wording/wording.h"

/** What stands where nothing can be said. */
#define WORDING_NOTHING TEXT("—")

/** Digits (or Chinese numerals) alone; decimals -1: as the number has them. */
struct text wording_digits(struct arena *arena, struct number number, int decimals,
                           struct wording_style style);
/** The figure in the scale that the style asks for. */
struct figure wording_in_scale(struct arena *arena, struct figure figure,
                               struct wording_style style);
/** Decimals to print of a figure already in scale: the style's, the figure's own, or -1 (as in the
 * data). */
int wording_decimals(const struct figure *figure, struct wording_style style);
/** True if nothing but zeros would be printed of it. */
bool wording_shows_zero(struct arena *arena, struct figure figure, struct wording_style style);
/** A fraction as a figure in % with one decimal; what else is known comes from `like`. */
struct figure wording_percent(struct arena *arena, struct figure like, struct number fraction);
/** The figure without sign and qualifier: words carry the sign. */
struct text wording_magnitude(struct arena *arena, struct figure figure,
                              struct wording_style style);

#endif
