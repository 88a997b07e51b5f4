/* For wording/ alone: how a number stands in a style, shared by figures, changes and completions.
 */
#ifndef WORDING_INNER_H
#define WORDING_INNER_H

#include "wording/words.h"

/** — stands where nothing can be said. */
struct text wording_nothing(struct wording_style style);
/** Adds 预计, if that is the figure's standing and the style does not leave it out. */
void wording_add_standing(struct speech *speech, const struct figure *figure,
                          struct wording_style style);
/** Style of a figure inside a sentence that has said 预计. */
struct wording_style wording_inside(struct wording_style style);
/** A counted integer beside its measure: 两 for 二. */
struct text wording_count(struct arena *arena, int64_t count, struct wording_style style);
/** 元, 万美元, 元/人; not 单元. */
bool wording_is_money(struct measure measure);
/** What a change is held against. */
struct wording_held {
    struct text base; /* 上年同期, 年初, 上月 … */
    struct text lead; /* 同比, 较年初, 环比 … */
};
/** False where it cannot be said: a cumulative window has no 环比, a flow no 年初. */
bool wording_held_against(struct arena *arena, const struct change *change,
                          enum wording_script script, struct wording_held *out);

/** The part of the measure that belongs to the number and is repeated with it: 万, %, /10万. */
struct text wording_bound_part(struct measure measure, enum wording_script script);
/** The rest, said once: 元, 个百分点. */
struct text wording_free_part(struct measure measure, enum wording_script script);
/** Digits (or Chinese numerals) alone; decimals -1: as the number has them. */
struct text wording_digits(struct arena *arena, struct number number, int decimals,
                           struct wording_style style);
/** Digits without sign in words, on cheques (`capital`) or not; 零 for zero. */
struct text wording_chinese_integer(struct arena *arena, struct text digits, bool capital,
                                    enum wording_script script);
/** The figure in the scale that the style asks for. */
struct figure wording_in_scale(struct arena *arena, struct figure figure,
                               struct wording_style style);
/** Decimals to print of a figure already in scale: the style's, the figure's own, or -1 (as in the
 * data). */
int wording_decimals(const struct figure *figure, struct wording_style style);
/** True if nothing but zeros would be printed of it. */
bool wording_shows_zero(struct arena *arena, struct figure figure, struct wording_style style);
/** A fraction as a figure in % with one decimal; what else is known comes from `like`, except its
 * standing, which the words around say. */
struct figure wording_percent(struct arena *arena, struct figure like, struct number fraction);
/** The figure without sign and qualifier: words carry the sign. */
struct text wording_magnitude(struct arena *arena, struct figure figure,
                              struct wording_style style);

#endif
