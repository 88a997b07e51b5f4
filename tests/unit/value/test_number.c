/* Exact numbers: reading, arithmetic, rounding at every carry, and the way between inline and
 * rational. */
#include <criterion/criterion.h>
#include <stdint.h>

#include "value/number.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static struct arena *arena;

static void set_up(void) {
    arena = arena_new();
}

static void tear_down(void) {
    arena_free(arena);
}

TestSuite(number, .init = set_up, .fini = tear_down);

static struct number read(const char *text) {
    struct number number;
    cr_assert(number_read(arena, text_of(text), &number), "cannot read %s", text);
    return number;
}

static void expect(struct number number, int decimals, const char *wanted, const char *what) {
    struct text text = number_print(arena, number, decimals, NUMBER_HALF_AWAY);
    cr_expect(text_is(text, wanted), "%s: %.*s, wanted %s", what, TEXT_ARGS(text), wanted);
}

Test(number, reads_and_prints_as_given) {
    static const char *const rows[][2] = {
        {"0", "0"},
        {"3", "3"},
        {"-12.50", "-12.50"},
        {"+7", "7"},
        {"007", "7"},
        {"0.000", "0.000"},
        {"-0", "0"},
        {"-0.00", "0.00"},
        {"-0.5", "-0.5"},
        {"2090073.49", "2090073.49"},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"9223372036854775808", "9223372036854775808"},
        {"0.123456789012345678", "0.123456789012345678"},
        {"0.1234567890123456789", "0.1234567890123456789"},
        {"123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"},
        {"1.00000000000000000000", "1"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect(read(rows[i][0]), -1, rows[i][1], rows[i][0]);
}

Test(number, refuses_other_texts) {
    static const char *const rows[] = {"",      "-",  "+",    ".5",    "5.",   "1.2.3", "1e5",
                                       "1,234", " 1", "1 ",   "--1",   "0x10", "１",    "12%",
                                       "nan",   "-.", "1.-2", "1.2e3", "."};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct number number = {.coefficient = 99};
        cr_expect(!number_read(arena, text_of(rows[i]), &number), "read %s", rows[i]);
        cr_expect(number_sign(number) == 0 && !number.big, "%s left a value", rows[i]);
    }
}

Test(number, reads_at_most_400_characters) {
    char digits[401];
    for (size_t i = 0; i < sizeof digits; i++) digits[i] = '9';
    struct number number;
    cr_expect(number_read(arena, (struct text){digits, 400}, &number));
    struct text printed = number_print(arena, number, -1, NUMBER_HALF_AWAY);
    cr_expect(text_equal(printed, (struct text){digits, 400}));
    cr_expect(!number_read(arena, (struct text){digits, 401}, &number));
}

Test(number, rounds_half_away) {
    static const struct {
        const char *number;
        int decimals;
        const char *wanted;
    } rows[] = {
        {"9999.995", 2, "10000.00"},
        {"9999.994", 2, "9999.99"},
        {"-9999.995", 2, "-10000.00"},
        {"0.5", 0, "1"},
        {"0.4999999999999999999999", 0, "0"},
        {"-0.5", 0, "-1"},
        {"-0.4", 0, "0"},
        {"-0.0049", 2, "0.00"},
        {"1.005", 2, "1.01"},
        {"2.675", 2, "2.68"},
        {"99.95", 1, "100.0"},
        {"9.5", 0, "10"},
        {"999.5", 0, "1000"},
        {"0.05", 1, "0.1"},
        {"0.04", 1, "0.0"},
        {"12", 2, "12.00"},
        {"12.3", 4, "12.3000"},
        {"1", 30, "1.000000000000000000000000000000"},
        {"9223372036854775807", 1, "9223372036854775807.0"},
        {"9223372036854775807.5", 0, "9223372036854775808"},
        {"99999999999999999999.995", 2, "100000000000000000000.00"},
        {"0.0000000000000000000005", 21, "0.000000000000000000001"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct number number = read(rows[i].number);
        expect(number, rows[i].decimals, rows[i].wanted, rows[i].number);
        struct number rounded = number_round(arena, number, rows[i].decimals, NUMBER_HALF_AWAY);
        expect(rounded, rows[i].decimals, rows[i].wanted, rows[i].number);
        cr_expect(number_decimals(rounded) <= rows[i].decimals);
    }
}

Test(number, rounds_half_even_on_request) {
    static const struct {
        const char *number;
        int decimals;
        const char *wanted;
    } rows[] = {
        {"0.5", 0, "0"},
        {"1.5", 0, "2"},
        {"2.5", 0, "2"},
        {"-2.5", 0, "-2"},
        {"-0.5", 0, "0"},
        {"2.51", 0, "3"},
        {"1.005", 2, "1.00"},
        {"1.015", 2, "1.02"},
        {"9999.995", 2, "10000.00"},
        {"100000000000000000000.5", 0, "100000000000000000000"},
        {"100000000000000000001.5", 0, "100000000000000000002"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct number number = read(rows[i].number);
        struct text text = number_print(arena, number, rows[i].decimals, NUMBER_HALF_EVEN);
        cr_expect(text_is(text, rows[i].wanted), "%s: %.*s", rows[i].number, TEXT_ARGS(text));
        struct number rounded = number_round(arena, number, rows[i].decimals, NUMBER_HALF_EVEN);
        cr_expect(number_compare(rounded, read(rows[i].wanted)) == 0, "%s", rows[i].number);
    }
}

Test(number, calculates_exactly) {
    static const struct {
        const char *a;
        char operation;
        const char *b, *wanted;
    } rows[] = {
        {"0.1", '+', "0.2", "0.3"},
        {"0.10", '+', "0.20", "0.3"},
        {"1", '-', "0.9", "0.1"},
        {"9223372036854775807", '+', "1", "9223372036854775808"},
        {"9223372036854775808", '-', "1", "9223372036854775807"},
        {"-9223372036854775807", '-', "1", "-9223372036854775808"},
        {"-9223372036854775808", '-', "1", "-9223372036854775809"},
        {"9000000000000000000", '+', "0.1", "9000000000000000000.1"},
        {"0.000000000000000001", '+', "9223372036854775807",
         "9223372036854775807.000000000000000001"},
        {"1.5", '*', "2", "3"},
        {"-1.25", '*', "0.8", "-1"},
        {"0.000000001", '*', "0.0000000001", "0.0000000000000000001"},
        {"0.0000000005", '*', "0.0000000002", "0.0000000000000000001"},
        {"5000000000", '*', "5000000000", "25000000000000000000"},
        {"99999999999", '*', "-99999999999", "-9999999999800000000001"},
        {"1", '/', "8", "0.125"},
        {"10", '/', "5", "2"},
        {"1", '/', "3", "0.333333333333"},
        {"-2", '/', "3", "-0.666666666667"},
        {"0", '/', "7", "0"},
        {"7300.5", '/', "0.5", "14601"},
        {"1", '/', "1024", "0.0009765625"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct number a = read(rows[i].a), b = read(rows[i].b), out = {0};
        if (rows[i].operation == '+') out = number_add(arena, a, b);
        if (rows[i].operation == '-') out = number_subtract(arena, a, b);
        if (rows[i].operation == '*') out = number_multiply(arena, a, b);
        if (rows[i].operation == '/') out = number_divide(arena, a, b);
        expect(out, -1, rows[i].wanted, rows[i].a);
    }
}

Test(number, thirds_add_up_to_one) {
    struct number third = number_divide(arena, number_from_integer(1), number_from_integer(3));
    cr_expect(third.over);
    cr_expect(number_decimals(third) == 12);
    cr_expect(!number_is_integer(third));
    struct number one = number_add(arena, number_add(arena, third, third), third);
    cr_expect(!one.big, "what fits comes back inline");
    cr_expect(number_compare(one, number_from_integer(1)) == 0);
    cr_expect(number_is_integer(one));
}

Test(number, comes_back_inline_from_the_edge) {
    struct number most = number_from_integer(INT64_MAX);
    struct number over = number_add(arena, most, number_from_integer(1));
    cr_expect(over.big);
    cr_expect(number_is_integer(over));
    struct number back = number_subtract(arena, over, number_from_integer(1));
    cr_expect(!back.big && back.coefficient == INT64_MAX);
    struct number least = number_from_integer(INT64_MIN);
    expect(least, -1, "-9223372036854775808", "least");
    expect(number_negate(arena, least), -1, "9223372036854775808", "negated");
    expect(number_absolute(arena, least), -1, "9223372036854775808", "absolute");
    cr_expect(number_compare(number_negate(arena, over), least) == 0, "two forms of one value");
}

Test(number, shifts_there_and_back) {
    static const struct {
        const char *number;
        int power;
        const char *wanted;
    } rows[] = {
        {"15240", -4, "1.524"},
        {"1.524", 4, "15240"},
        {"1.20", 8, "120000000"},
        {"2090073.49", -8, "0.0209007349"},
        {"-3", -12, "-0.000000000003"},
        {"7", -18, "0.000000000000000007"},
        {"7", -19, "0.0000000000000000007"},
        {"9223372036854775807", 4, "92233720368547758070000"},
        {"9223372036854775807", -20, "0.09223372036854775807"},
        {"0.1234567890123456789", 19, "1234567890123456789"},
        {"0", -30, "0"},
        {"12.50", 0, "12.50"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct number number = read(rows[i].number);
        struct number shifted = number_shift(arena, number, rows[i].power);
        expect(shifted, -1, rows[i].wanted, rows[i].number);
        struct number back = number_shift(arena, shifted, -rows[i].power);
        cr_expect(number_compare(back, number) == 0, "%s is not back", rows[i].number);
        cr_expect(!back.big == !number.big, "%s changed its form", rows[i].number);
    }
    struct number third = number_divide(arena, number_from_integer(1), number_from_integer(3));
    struct number back = number_shift(arena, number_shift(arena, third, -8), 8);
    cr_expect(number_compare(back, third) == 0);
}

Test(number, compares_exactly) {
    static const struct {
        const char *a, *b;
        int order;
    } rows[] = {
        {"1.0", "1", 0},
        {"0.1", "0.10000000000000000001", -1},
        {"-1", "1", -1},
        {"9223372036854775807", "9223372036854775807.5", -1},
        {"9223372036854775807", "0.000000000000000001", 1},
        {"99999999999999999999", "99999999999999999998", 1},
        {"-0.00", "0", 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int order = number_compare(read(rows[i].a), read(rows[i].b));
        cr_expect((order > 0) - (order < 0) == rows[i].order, "%s and %s", rows[i].a, rows[i].b);
        order = number_compare(read(rows[i].b), read(rows[i].a));
        cr_expect((order > 0) - (order < 0) == -rows[i].order, "%s and %s", rows[i].b, rows[i].a);
    }
}

Test(number, tells_sign_and_decimals) {
    cr_expect(number_sign(read("-0.001")) == -1);
    cr_expect(number_sign(read("0.000")) == 0);
    cr_expect(number_sign(read("-99999999999999999999")) == -1);
    cr_expect(number_decimals(read("12.500")) == 1);
    cr_expect(number_decimals(read("0.12345678901234567890123")) == 23);
    cr_expect(number_is_integer(read("12.00")));
    cr_expect(!number_is_integer(read("12.01")));
    cr_expect(number_compare((struct number){0}, number_from_integer(0)) == 0, "{0} is zero");
}

Test(number, rounds_rationals) {
    struct number two_thirds =
        number_divide(arena, number_from_integer(-2), number_from_integer(3));
    struct number rounded = number_round(arena, two_thirds, 2, NUMBER_HALF_AWAY);
    cr_expect(!rounded.big && rounded.coefficient == -67 && rounded.scale == 2);
    expect(two_thirds, 0, "-1", "-2/3");
    expect(two_thirds, 5, "-0.66667", "-2/3");
    struct number tiny = number_divide(arena, number_from_integer(-1), read("3000000"));
    expect(tiny, 2, "0.00", "no -0.00");
    cr_expect(number_sign(number_round(arena, tiny, 2, NUMBER_HALF_EVEN)) == 0);
}

Test(number, converts_to_double_for_geometry) {
    cr_expect(number_to_double(read("0.5")) == 0.5);
    cr_expect(number_to_double(read("-12.25")) == -12.25);
    cr_expect(number_to_double(read("100000000000000000000")) == 1e20);
}

Test(number, small_fractions_stand_inline) {
    static const struct {
        int64_t a, b, c, d; /* a/b and c/d */
        const char *sum, *difference, *product, *quotient;
        int order;
    } cases[] = {
        {1, 3, 1, 6, "0.5", "0.166666666667", "0.055555555556", "2", 1},
        {-1, 3, 1, 3, "0", "-0.666666666667", "-0.111111111111", "-1", -1},
        {2, 7, 5, 10, "0.785714285714", "-0.214285714286", "0.142857142857", "0.571428571429", -1},
        {7, 3, 0, 5, "2.333333333333", "2.333333333333", "0", NULL, 1},
        {1, 4294967291, 1, 3, "0.333333333566", "-0.333333333101", "0.000000000078",
         "0.000000000698", -1},
        {9223372036854775807, 3, 9223372036854775807, 7, "4392081922311798003.333333333333",
         "1756832768924719201.333333333333", "4050980558582600754637947989725357202.333333333333",
         "2.333333333333", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct number a =
            number_divide(arena, number_from_integer(cases[i].a), number_from_integer(cases[i].b));
        struct number b =
            number_divide(arena, number_from_integer(cases[i].c), number_from_integer(cases[i].d));
        struct number found[4] = {number_add(arena, a, b), number_subtract(arena, a, b),
                                  number_multiply(arena, a, b)};
        const char *wanted[4] = {cases[i].sum, cases[i].difference, cases[i].product,
                                 cases[i].quotient};
        if (wanted[3]) found[3] = number_divide(arena, a, b);
        for (int k = 0; k < 4 && wanted[k]; k++) {
            struct text text = number_print(arena, found[k], -1, NUMBER_HALF_AWAY);
            cr_expect(text_is(text, wanted[k]), "case %zu.%d: %.*s", i, k, TEXT_ARGS(text));
        }
        int order = number_compare(a, b);
        cr_expect_eq(order, cases[i].order, "case %zu", i);
    }
}

Test(number, roots) {
    static const struct {
        const char *of;
        unsigned n;
        const char *root;
    } cases[] = {
        {"4", 2, "2"},
        {"1.21", 2, "1.1"},
        {"2", 2, "1.41421356237301"}, /* 1.4142135623730950…: cut at 12, then a 1 */
        {"1.4693280768", 5, "1.08"},
        {"0", 3, "0"},
        {"7", 1, "7"},
        {"1000", 3, "10"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct number of;
        cr_assert(number_read(arena, text_of(cases[i].of), &of));
        struct text root =
            number_print(arena, number_root(arena, of, cases[i].n), -1, NUMBER_HALF_AWAY);
        cr_expect(text_is(root, cases[i].root), "root %u of %s: %.*s", cases[i].n, cases[i].of,
                  TEXT_ARGS(root));
    }
    struct number third = number_divide(arena, number_from_integer(8), number_from_integer(27));
    struct number root = number_root(arena, third, 3);
    cr_expect(text_is(number_print(arena, root, 12, NUMBER_HALF_AWAY), "0.666666666667"));
}
