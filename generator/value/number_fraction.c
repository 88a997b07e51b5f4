/* Exact numbers: fractions in their least form, arithmetic with them, and roots. */
#include <assert.h>

#include "value/inner.h"

/* Stein's: shifts and differences, which take a third of the time of divisions. */
static uint64_t common_divisor(uint64_t a, uint64_t b) {
    if (!a || !b) return a | b;
    int twos = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    do {
        b >>= __builtin_ctzll(b);
        uint64_t less = a < b ? a : b;
        b = a < b ? b - a : a - b;
        a = less;
    } while (b);
    return a << twos;
}

/* Decimals of a fraction in lowest terms with this denominator; -1 if it has no end. */
static int decimals_of(uint64_t denominator) {
    int twos = __builtin_ctzll(denominator), fives = 0;
    denominator >>= twos;
    for (; denominator % 5 == 0; denominator /= 5) fives++;
    if (denominator != 1) return -1;
    return twos > fives ? twos : fives;
}

bool number_from_fraction(uint64_t numerator, uint64_t denominator, bool negative,
                          struct number *out) {
    uint64_t common = common_divisor(numerator, denominator);
    numerator /= common;
    denominator /= common;
    int decimals = decimals_of(denominator);
    *out = (struct number){0};
    uint64_t coefficient;
    if (decimals >= 0 && decimals <= NUMBER_INLINE_DECIMALS &&
        !__builtin_mul_overflow(numerator, (uint64_t)number_power_of_ten(decimals) / denominator,
                                &coefficient) &&
        coefficient <= INT64_MAX) {
        out->scale = decimals;
    } else {
        if (denominator > UINT32_MAX || numerator > INT64_MAX) return false;
        coefficient = numerator;
        out->over = (uint32_t)denominator;
    }
    out->coefficient = negative ? -(int64_t)coefficient : (int64_t)coefficient;
    return true;
}

/* ---- arithmetic */

uint64_t number_divisor(struct number a) {
    return a.over ? a.over : (uint64_t)number_power_of_ten(a.scale);
}

bool number_multiply_inline(struct number a, struct number b, bool inverted, struct number *out) {
    if (a.big || b.big) return false;
    uint64_t over[2] = {number_divisor(a), number_divisor(b)};
    uint64_t above[2] = {number_magnitude(a.coefficient), number_magnitude(b.coefficient)};
    if (inverted) {
        uint64_t swap = over[1];
        over[1] = above[1];
        above[1] = swap;
    }
    /* Powers of ten on both sides cancel: 12.34 / 5.67. */
    if (inverted && !a.over && !b.over) {
        int32_t common = a.scale < b.scale ? a.scale : b.scale;
        over[0] = (uint64_t)number_power_of_ten(a.scale - common);
        above[1] = (uint64_t)number_power_of_ten(b.scale - common);
    }
    uint64_t numerator, denominator;
    return !__builtin_mul_overflow(above[0], above[1], &numerator) &&
           !__builtin_mul_overflow(over[0], over[1], &denominator) &&
           number_from_fraction(numerator, denominator, (a.coefficient < 0) != (b.coefficient < 0),
                                out);
}

bool number_add_inline(struct number a, struct number b, int sign, struct number *out) {
    int64_t left, right, over_a, over_b, sum;
    uint64_t over;
    if (a.big || b.big) return false;
    over_a = (int64_t)number_divisor(a);
    over_b = (int64_t)number_divisor(b);
    if (__builtin_mul_overflow(a.coefficient, over_b, &left) ||
        __builtin_mul_overflow(b.coefficient, over_a, &right) ||
        __builtin_mul_overflow((uint64_t)over_a, (uint64_t)over_b, &over) ||
        (sign > 0 ? __builtin_add_overflow(left, right, &sum)
                  : __builtin_sub_overflow(left, right, &sum)))
        return false;
    return number_from_fraction(number_magnitude(sum), over, sum < 0, out);
}

/* ---- roots */

/* ⌊ⁿ√(value × 10^(n·decimals))⌋; true if that is the root itself. */
static bool root_of(mpz_t root, const mpq_t value, unsigned n, unsigned long decimals) {
    mpz_t scaled, rest;
    mpz_inits(scaled, rest, NULL);
    mpz_ui_pow_ui(scaled, 10, n * decimals);
    mpz_mul(scaled, scaled, mpq_numref(value));
    mpz_fdiv_qr(scaled, rest, scaled, mpq_denref(value));
    bool exact = mpz_root(root, scaled, n) && mpz_sgn(rest) == 0;
    mpz_clears(scaled, rest, NULL);
    return exact;
}

struct number number_root(struct arena *arena, struct number a, unsigned n) {
    enum { ROOT_DECIMALS = 13, ROOT_MOST = 1000 };
    assert(n >= 1 && n <= ROOT_MOST && number_sign(a) >= 0);
    mpq_t value;
    mpz_t root;
    number_to_rational(value, a);
    mpz_init(root);
    bool exact = root_of(root, value, n, ROOT_DECIMALS);
    mpz_mul_ui(root, root, 10);
    if (!exact) mpz_add_ui(root, root, 1);
    mpz_swap(mpq_numref(value), root);
    mpz_clear(root);
    mpz_ui_pow_ui(mpq_denref(value), 10, ROOT_DECIMALS + 1);
    mpq_canonicalize(value);
    return number_from_rational(arena, value);
}
