/* Exact numbers: rounding and printing.
 *
 * Both go through one step: the magnitude times 10^decimals, rounded to an integer.  Inline numbers
 * that only lose digits take a 64-bit path, all others GMP; the printed text is built from digits.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "value/inner.h"

enum { MOST_DECIMALS = 100, MOST_INLINE_DIGITS = 20 };

/* Whether `rest` of `divisor` carries into `quotient`. */
static bool rounds_up(uint64_t quotient, uint64_t rest, uint64_t divisor,
                      enum number_rounding rounding) {
    uint64_t other = divisor - rest;
    if (rest != other) return rest > other;
    switch (rounding) {
    case NUMBER_HALF_AWAY: return true;
    case NUMBER_HALF_EVEN: return quotient % 2 == 1;
    }
    return true;
}

static uint64_t round_inline(struct number a, int decimals, enum number_rounding rounding) {
    uint64_t magnitude = number_magnitude(a.coefficient);
    uint64_t divisor = (uint64_t)number_power_of_ten(a.scale - decimals);
    uint64_t quotient = magnitude / divisor;
    return quotient + rounds_up(quotient, magnitude % divisor, divisor, rounding);
}

/* Initialises `out` with |value| * 10^decimals, rounded. */
static void round_rational(mpz_t out, const mpq_t value, int decimals,
                           enum number_rounding rounding) {
    mpz_t rest;
    mpz_inits(out, rest, NULL);
    mpz_ui_pow_ui(out, 10, (unsigned long)decimals);
    mpz_mul(out, out, mpq_numref(value));
    mpz_abs(out, out);
    mpz_fdiv_qr(out, rest, out, mpq_denref(value));
    mpz_mul_2exp(rest, rest, 1);
    int half = mpz_cmp(rest, mpq_denref(value));
    bool even = mpz_even_p(out);
    if (half > 0 || (half == 0 && (rounding == NUMBER_HALF_AWAY || !even))) mpz_add_ui(out, out, 1);
    mpz_clear(rest);
}

static void round_number(mpz_t out, struct number a, int decimals, enum number_rounding rounding) {
    mpq_t value;
    number_to_rational(value, a);
    round_rational(out, value, decimals, rounding);
    mpq_clear(value);
}

/* |a| × 10^decimals rounded; false if that has no room in 63 bits. */
static bool round_fraction(struct number a, int decimals, enum number_rounding rounding,
                           uint64_t *out) {
    uint64_t magnitude = number_magnitude(a.coefficient), over = a.over;
    if (decimals > NUMBER_INLINE_DECIMALS ||
        __builtin_mul_overflow(magnitude, (uint64_t)number_power_of_ten(decimals), &magnitude))
        return false;
    *out = magnitude / over;
    *out += rounds_up(*out, magnitude % over, over, rounding);
    return true;
}

struct number number_round(struct arena *arena, struct number a, int decimals,
                           enum number_rounding rounding) {
    assert(decimals >= 0 && decimals <= MOST_DECIMALS);
    if (number_is_decimal(a)) {
        if (a.scale <= decimals) return a;
        /* Losing a digit at least leaves room for the carry. */
        int64_t rounded = (int64_t)round_inline(a, decimals, rounding);
        if (a.coefficient < 0) rounded = -rounded;
        return number_strip((struct number){.coefficient = rounded, .scale = decimals});
    }
    uint64_t quotient;
    if (a.over && decimals <= NUMBER_INLINE_DECIMALS &&
        round_fraction(a, decimals, rounding, &quotient))
        return number_strip((struct number){.coefficient = a.coefficient < 0 ? -(int64_t)quotient
                                                                             : (int64_t)quotient,
                                            .scale = decimals});
    mpz_t integer;
    round_number(integer, a, decimals, rounding);
    mpq_t value;
    mpq_init(value);
    mpz_swap(mpq_numref(value), integer);
    mpz_clear(integer);
    mpz_ui_pow_ui(mpq_denref(value), 10, (unsigned long)decimals);
    mpq_canonicalize(value);
    if (number_sign(a) < 0) mpq_neg(value, value);
    return number_from_rational(arena, value);
}

int number_decimals(struct number a) {
    if (number_is_decimal(a)) return number_strip(a).scale;
    mpq_t value;
    number_to_rational(value, a);
    int decimals = number_rational_decimals(value);
    mpq_clear(value);
    return decimals < 0 ? NUMBER_ENDLESS_DECIMALS : decimals;
}

/* Sets the point into a row of digits, with zeros before it where they are too few. */
static struct text place_point(struct arena *arena, const char *digits, int decimals,
                               bool negative) {
    size_t count = strlen(digits), places = (size_t)decimals;
    struct buffer out = buffer_new(arena);
    bool zero = strspn(digits, "0") == count;
    if (negative && !zero) buffer_add(&out, "-", 1);
    size_t whole = count > places ? count - places : 0;
    if (whole)
        buffer_add(&out, digits, whole);
    else
        buffer_add(&out, "0", 1);
    if (places) buffer_add(&out, ".", 1);
    for (size_t i = count; i < places; i++) buffer_add(&out, "0", 1);
    buffer_add(&out, digits + whole, count - whole);
    return buffer_text(&out);
}

static struct text print_inline(struct arena *arena, struct number a, int decimals,
                                enum number_rounding rounding) {
    char digits[MOST_INLINE_DIGITS + MOST_DECIMALS + 1];
    uint64_t magnitude =
        a.scale > decimals ? round_inline(a, decimals, rounding) : number_magnitude(a.coefficient);
    size_t zeros = a.scale > decimals ? 0 : (size_t)(decimals - a.scale);
    size_t length = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, magnitude);
    memset(digits + length, '0', zeros);
    digits[length + zeros] = '\0';
    return place_point(arena, digits, decimals, a.coefficient < 0);
}

struct text number_print(struct arena *arena, struct number a, int decimals,
                         enum number_rounding rounding) {
    assert(decimals >= -1 && decimals <= MOST_DECIMALS);
    if (number_is_decimal(a))
        return print_inline(arena, a, decimals < 0 ? a.scale : decimals, rounding);
    if (decimals < 0) decimals = number_decimals(a);
    mpz_t integer;
    round_number(integer, a, decimals, rounding);
    char *digits = arena_take(arena, mpz_sizeinbase(integer, 10) + 2);
    mpz_get_str(digits, 10, integer);
    mpz_clear(integer);
    return place_point(arena, digits, decimals, number_sign(a) < 0);
}

double number_to_double(struct number a) {
    if (a.big) return mpq_get_d(a.big->value);
    if (a.over) return (double)a.coefficient / a.over;
    return (double)a.coefficient / (double)number_power_of_ten(a.scale);
}
