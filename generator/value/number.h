/* Exact numbers: decimals of a 64-bit coefficient and fractions of small denominators inline, GMP
 * rationals where those do not suffice.
 *
 * Read exactly, added, multiplied, divided and compared exactly, rounded once, when printed.
 * A number is passed by value; what does not fit inline lives in the given arena. */
#ifndef VALUE_NUMBER_H
#define VALUE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct number_big; /* a GMP rational */

/** coefficient / 10^scale, 0 <= scale <= 18; coefficient / over in lowest terms (scale 0) if `over`
 * is set: what no such decimal is, 1/3; or *big when that is set.  {0} is zero. */
struct number {
    int64_t coefficient;
    int32_t scale;
    uint32_t over;
    const struct number_big *big;
};

enum number_rounding {
    NUMBER_HALF_AWAY, /* 四舍五入, the default */
    NUMBER_HALF_EVEN, /* GB/T 8170, on request */
};

struct number number_from_integer(int64_t integer);
/** Reads "-12.50", "3", "+.5"? no: an optional sign, digits, an optional point with digits; nothing
 * else, no exponent, at most 400 characters.  Trailing zeros are kept for number_print(…, -1): 1.20
 * was measured to two decimals. Results of arithmetic and rounding carry none.  False (and *out
 * zero) if the text is not of this form. */
bool number_read(struct arena *arena, struct text text, struct number *out);

struct number number_add(struct arena *arena, struct number a, struct number b);
struct number number_subtract(struct arena *arena, struct number a, struct number b);
struct number number_multiply(struct arena *arena, struct number a, struct number b);
/** b must not be zero (assert). */
struct number number_divide(struct arena *arena, struct number a, struct number b);
/** The n-th root of a number from 0 on, 1 <= n <= 1000 (assert): exact where it has at most 13
 * decimals, else those 13 and a 1 behind them, so that rounding it to 12 or fewer is rounding the
 * root itself. */
struct number number_root(struct arena *arena, struct number a, unsigned n);
struct number number_negate(struct arena *arena, struct number a);
struct number number_absolute(struct arena *arena, struct number a);
/** a × 10^power, -1000 <= power <= 1000. */
struct number number_shift(struct arena *arena, struct number a, int power);
/** <0, 0, >0, exact. */
int number_compare(struct number a, struct number b);
/** -1, 0, 1. */
int number_sign(struct number a);
bool number_is_integer(struct number a);
/** Rounded to so many decimals (0 <= decimals <= 100). */
struct number number_round(struct arena *arena, struct number a, int decimals,
                           enum number_rounding rounding);
/** Plain decimal text with exactly `decimals` decimals, rounded; never an exponent, never "-0".
 *  decimals -1: all of them as the number has, trailing zeros too if it was read with them (1/3 and
 * the like: 12 decimals). */
struct text number_print(struct arena *arena, struct number a, int decimals,
                         enum number_rounding rounding);
/** For geometry (charts) and sorting keys only. */
double number_to_double(struct number a);
/** Decimals that an inline number carries, trailing zeros not counted; 12 for a fraction that has
 * no end. */
int number_decimals(struct number a);

#endif
