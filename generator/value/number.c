/* Exact numbers: reading, arithmetic, comparing.
 *
 * The inline forms (64-bit coefficient, at most 18 decimals or a denominator of 32 bits) are tried
 * first with checked arithmetic; whatever overflows is done again with GMP rationals and comes
 * back inline when the result fits.  So a value that can stand inline always does.
 * Rounding and printing are in number_print.c. */
#include "value/number.h"

#include <assert.h>
#include <string.h>

#include "value/inner.h"

enum { MOST_CHARACTERS = 400, MOST_SHIFT = 1000 };

int64_t number_power_of_ten(int power) {
    static const int64_t powers[] = {1,
                                     10,
                                     100,
                                     1000,
                                     10000,
                                     100000,
                                     1000000,
                                     10000000,
                                     100000000,
                                     1000000000,
                                     10000000000,
                                     100000000000,
                                     1000000000000,
                                     10000000000000,
                                     100000000000000,
                                     1000000000000000,
                                     10000000000000000,
                                     100000000000000000,
                                     1000000000000000000};
    assert(power >= 0 && power <= NUMBER_INLINE_DECIMALS);
    return powers[power];
}

uint64_t number_magnitude(int64_t integer) {
    return integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
}

struct number number_strip(struct number a) {
    assert(number_is_decimal(a));
    while (a.scale > 0 && a.coefficient % 10 == 0) {
        a.coefficient /= 10;
        a.scale--;
    }
    return a;
}

void number_to_rational(mpq_t out, struct number a) {
    mpq_init(out);
    if (a.big) {
        mpq_set(out, a.big->value);
        return;
    }
    /* By import, not mpz_set_si: long has 32 bits on some machines. */
    uint64_t magnitude = number_magnitude(a.coefficient);
    mpz_import(mpq_numref(out), 1, 1, sizeof magnitude, 0, 0, &magnitude);
    if (a.coefficient < 0) mpz_neg(mpq_numref(out), mpq_numref(out));
    if (a.over) {
        mpz_set_ui(mpq_denref(out), a.over); /* in lowest terms */
        return;
    }
    mpz_ui_pow_ui(mpq_denref(out), 10, (unsigned long)a.scale);
    mpq_canonicalize(out);
}

int number_rational_decimals(const mpq_t value) {
    mpz_t rest, factor;
    mpz_init(rest);
    mpz_init_set_ui(factor, 2);
    mp_bitcnt_t twos = mpz_remove(rest, mpq_denref(value), factor);
    mpz_set_ui(factor, 5);
    mp_bitcnt_t fives = mpz_remove(rest, rest, factor);
    bool ends = mpz_cmp_ui(rest, 1) == 0;
    mpz_clears(rest, factor, NULL);
    return ends ? (int)(twos > fives ? twos : fives) : -1;
}

static bool fit_fraction(mpq_t value, struct number *out) {
    if (mpz_sizeinbase(mpq_denref(value), 2) > 32 || mpz_sizeinbase(mpq_numref(value), 2) > 63)
        return false;
    uint64_t magnitude = 0;
    mpz_export(&magnitude, NULL, 1, sizeof magnitude, 0, 0, mpq_numref(value));
    *out = (struct number){.coefficient = (int64_t)magnitude,
                           .over = (uint32_t)mpz_get_ui(mpq_denref(value))};
    if (mpq_sgn(value) < 0) out->coefficient = -out->coefficient;
    return true;
}

static bool fit_inline(mpq_t value, struct number *out) {
    int decimals = number_rational_decimals(value);
    if (decimals < 0 || decimals > NUMBER_INLINE_DECIMALS) return fit_fraction(value, out);
    mpz_t integer;
    mpz_init(integer);
    mpz_ui_pow_ui(integer, 10, (unsigned long)decimals);
    mpz_divexact(integer, integer, mpq_denref(value));
    mpz_mul(integer, integer, mpq_numref(value));
    bool fits = mpz_sizeinbase(integer, 2) <= 63;
    if (fits) {
        uint64_t magnitude = 0;
        mpz_export(&magnitude, NULL, 1, sizeof magnitude, 0, 0, integer);
        *out = (struct number){.coefficient = (int64_t)magnitude, .scale = decimals};
        if (mpz_sgn(integer) < 0) out->coefficient = -out->coefficient;
    }
    mpz_clear(integer);
    return fits || fit_fraction(value, out);
}

static void clear_big(void *big) {
    mpq_clear(((struct number_big *)big)->value);
}

struct number number_from_rational(struct arena *arena, mpq_t value) {
    struct number out;
    if (fit_inline(value, &out)) {
        mpq_clear(value);
        return out;
    }
    struct number_big *big = ARENA_NEW(arena, struct number_big);
    mpq_init(big->value);
    mpq_swap(big->value, value);
    mpq_clear(value);
    arena_defer(arena, clear_big, big);
    return (struct number){.big = big};
}

struct number number_from_integer(int64_t integer) {
    return (struct number){.coefficient = integer};
}

/* Digits of the text without its point; false if it is not of the form. */
static bool collect_digits(struct text text, char *digits, size_t *count, size_t *decimals) {
    size_t point = SIZE_MAX;
    *count = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '.' && point == SIZE_MAX)
            point = *count;
        else if (c >= '0' && c <= '9')
            digits[(*count)++] = c;
        else
            return false;
    }
    *decimals = point == SIZE_MAX ? 0 : *count - point;
    return *count > 0 && point != 0 && (point == SIZE_MAX || *decimals > 0);
}

static bool digits_to_inline(const char *digits, size_t count, int64_t *out) {
    int64_t integer = 0;
    for (size_t i = 0; i < count; i++)
        if (__builtin_mul_overflow(integer, 10, &integer) ||
            __builtin_add_overflow(integer, digits[i] - '0', &integer))
            return false;
    *out = integer;
    return true;
}

static struct number digits_to_big(struct arena *arena, char *digits, size_t count,
                                   size_t decimals) {
    mpq_t value;
    mpq_init(value);
    digits[count] = '\0';
    mpz_set_str(mpq_numref(value), digits, 10);
    mpz_ui_pow_ui(mpq_denref(value), 10, decimals);
    mpq_canonicalize(value);
    return number_from_rational(arena, value);
}

bool number_read(struct arena *arena, struct text text, struct number *out) {
    *out = (struct number){0};
    if (text.length == 0 || text.length > MOST_CHARACTERS) return false;
    bool negative = text.at[0] == '-';
    if (negative || text.at[0] == '+') text = text_slice(text, 1, text.length);
    char digits[MOST_CHARACTERS + 1];
    size_t count, decimals;
    if (!collect_digits(text, digits, &count, &decimals)) return false;
    /* Trailing zeros are kept: they say how exactly the source measured. */
    if (decimals <= NUMBER_INLINE_DECIMALS && digits_to_inline(digits, count, &out->coefficient))
        out->scale = (int32_t)decimals;
    else
        *out = digits_to_big(arena, digits, count, decimals);
    if (negative) *out = number_negate(arena, *out);
    return true;
}

/* Brings two inline numbers to one scale. */
static bool align(struct number *a, struct number *b) {
    if (!number_is_decimal(*a) || !number_is_decimal(*b)) return false;
    struct number *less = a->scale < b->scale ? a : b;
    int32_t scale = a->scale < b->scale ? b->scale : a->scale;
    int64_t factor = number_power_of_ten(scale - less->scale);
    if (__builtin_mul_overflow(less->coefficient, factor, &less->coefficient)) return false;
    less->scale = scale;
    return true;
}

typedef void rational_operation(mpq_t, const mpq_t, const mpq_t);

static struct number by_rationals(struct arena *arena, rational_operation *operation,
                                  struct number a, struct number b) {
    mpq_t left, right;
    number_to_rational(left, a);
    number_to_rational(right, b);
    operation(left, left, right);
    mpq_clear(right);
    return number_from_rational(arena, left);
}

struct number number_add(struct arena *arena, struct number a, struct number b) {
    struct number left = a, right = b;
    if (align(&left, &right) &&
        !__builtin_add_overflow(left.coefficient, right.coefficient, &left.coefficient))
        return number_strip(left);
    if (number_add_inline(a, b, 1, &left)) return left;
    return by_rationals(arena, mpq_add, a, b);
}

struct number number_subtract(struct arena *arena, struct number a, struct number b) {
    struct number left = a, right = b;
    if (align(&left, &right) &&
        !__builtin_sub_overflow(left.coefficient, right.coefficient, &left.coefficient))
        return number_strip(left);
    if (number_add_inline(a, b, -1, &left)) return left;
    return by_rationals(arena, mpq_sub, a, b);
}

struct number number_multiply(struct arena *arena, struct number a, struct number b) {
    struct number product = {.scale = a.scale + b.scale};
    if (number_is_decimal(a) && number_is_decimal(b) &&
        !__builtin_mul_overflow(a.coefficient, b.coefficient, &product.coefficient)) {
        product = number_strip(product);
        if (product.scale <= NUMBER_INLINE_DECIMALS) return product;
    }
    if (number_multiply_inline(a, b, false, &product)) return product;
    return by_rationals(arena, mpq_mul, a, b);
}

struct number number_divide(struct arena *arena, struct number a, struct number b) {
    assert(number_sign(b) != 0);
    struct number quotient;
    if (number_multiply_inline(a, b, true, &quotient)) return quotient;
    return by_rationals(arena, mpq_div, a, b);
}

struct number number_negate(struct arena *arena, struct number a) {
    struct number out = a;
    if (!a.big && !__builtin_sub_overflow((int64_t)0, a.coefficient, &out.coefficient)) return out;
    mpq_t value;
    number_to_rational(value, a);
    mpq_neg(value, value);
    return number_from_rational(arena, value);
}

struct number number_absolute(struct arena *arena, struct number a) {
    return number_sign(a) < 0 ? number_negate(arena, a) : a;
}

static struct number shift_rational(struct arena *arena, struct number a, int power) {
    mpq_t value;
    mpz_t factor;
    number_to_rational(value, a);
    mpz_init(factor);
    mpz_ui_pow_ui(factor, 10, (unsigned long)(power < 0 ? -power : power));
    mpz_ptr side = power < 0 ? mpq_denref(value) : mpq_numref(value);
    mpz_mul(side, side, factor);
    mpz_clear(factor);
    mpq_canonicalize(value);
    return number_from_rational(arena, value);
}

struct number number_shift(struct arena *arena, struct number a, int power) {
    assert(power >= -MOST_SHIFT && power <= MOST_SHIFT);
    if (power == 0) return a;
    int scale = a.scale - power;
    struct number out = {.coefficient = a.coefficient, .scale = scale < 0 ? 0 : scale};
    if (a.over && power > -NUMBER_INLINE_DECIMALS && power < NUMBER_INLINE_DECIMALS) {
        struct number ten = number_from_integer(number_power_of_ten(power < 0 ? -power : power));
        if (number_multiply_inline(a, ten, power < 0, &out)) return out;
    }
    bool direct = number_is_decimal(a) && scale >= -NUMBER_INLINE_DECIMALS;
    if (direct && scale < 0)
        direct =
            !__builtin_mul_overflow(a.coefficient, number_power_of_ten(-scale), &out.coefficient);
    if (direct) out = number_strip(out);
    if (direct && out.scale <= NUMBER_INLINE_DECIMALS) return out;
    return shift_rational(arena, a, power);
}

int number_compare(struct number a, struct number b) {
    struct number left = a, right = b;
    if (align(&left, &right))
        return (left.coefficient > right.coefficient) - (left.coefficient < right.coefficient);
    if (!a.big && !b.big &&
        !__builtin_mul_overflow(a.coefficient, (int64_t)number_divisor(b), &left.coefficient) &&
        !__builtin_mul_overflow(b.coefficient, (int64_t)number_divisor(a), &right.coefficient))
        return (left.coefficient > right.coefficient) - (left.coefficient < right.coefficient);
    mpq_t x, y;
    number_to_rational(x, a);
    number_to_rational(y, b);
    int order = mpq_cmp(x, y);
    mpq_clears(x, y, NULL);
    return order;
}

int number_sign(struct number a) {
    if (a.big) return mpq_sgn(a.big->value);
    return (a.coefficient > 0) - (a.coefficient < 0);
}

bool number_is_integer(struct number a) {
    if (a.big) return mpz_cmp_ui(mpq_denref(a.big->value), 1) == 0;
    return !a.over && a.coefficient % number_power_of_ten(a.scale) == 0;
}
