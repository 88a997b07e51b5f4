/* Binary numbers as decimals. */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/decimal.h"

Test(decimal, known) {
    static const struct {
        double value;
        const char *want;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-1, "-1"},
        {10, "10"},
        {0.1, "0.1"},
        {12.3, "12.3"},
        {12.299999999999999, "12.3"},
        {0.1 + 0.2, "0.3"},
        {-0.1 - 0.2, "-0.3"},
        {1 / 3., "0.333333333333333"},
        {2 / 3., "0.666666666666667"},
        {-1e-7, "-0.0000001"},
        {0.3 - 0.1 - 0.2, "-0.0000000000000000277555756156289"},
        {100, "100"},
        {123456789012345, "123456789012345"},
        {999999999999999, "999999999999999"},
        {999999999999999.9, "1000000000000000"},
        {362202199001011234.0, "362202199001011000"},
        {1e15, "1000000000000000"},
        {1e21, "1000000000000000000000"},
        {1.5e-5, "0.000015"},
        {0.285, "0.285"},
        {1.005, "1.005"},
        {4.35, "4.35"},
        {9007199254740992, "9007199254740990"},
        {46173.5, "46173.5"},
        {99999.99, "99999.99"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[SOURCE_DECIMAL_BYTES];
        cr_assert(source_shortest_decimal(cases[i].value, out));
        cr_assert_str_eq(out, cases[i].want, "case %zu: %s", i, out);
    }
}

Test(decimal, no_numbers) {
    char out[SOURCE_DECIMAL_BYTES];
    cr_assert_not(source_shortest_decimal(NAN, out));
    cr_assert_not(source_shortest_decimal(INFINITY, out));
    cr_assert_not(source_shortest_decimal(-INFINITY, out));
}

Test(decimal, extremes_fit) {
    static const double extremes[] = {1e308,  -1e308,  DBL_MIN,  -DBL_MIN,
                                      5e-324, -5e-324, 4.9e-320, DBL_EPSILON};
    for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
        char out[SOURCE_DECIMAL_BYTES];
        cr_assert(source_shortest_decimal(extremes[i], out));
        cr_assert_lt(strlen(out), sizeof out);
        cr_assert_null(strchr(out, 'e'));
        double back = strtod(out, NULL);
        cr_assert(fabs(back - extremes[i]) <= fabs(extremes[i]) * 1e-14, "%s", out);
    }
    char out[SOURCE_DECIMAL_BYTES];
    cr_assert(source_shortest_decimal(-DBL_MAX, out));
    cr_assert_eq(strlen(out), 310);
    source_shortest_decimal(5e-324, out);
    cr_assert_str_eq(out + strlen(out) - 2, "05", "the least number needs one digit");
}

static uint64_t next(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Significant digits of a plain decimal. */
static size_t significant(const char *text) {
    size_t count = 0, zeros = 0;
    bool started = false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9') continue;
        if (*text != '0') started = true;
        if (!started) continue;
        if (*text == '0') {
            zeros++;
            continue;
        }
        count += zeros + 1;
        zeros = 0;
    }
    return count;
}

Test(decimal, typed_decimals_come_back) {
    uint64_t state = 88172645463325252;
    for (int i = 0; i < 300000; i++) {
        /* a decimal of up to 15 digits with its point anywhere, as somebody types it */
        uint64_t whole = next(&state) % 1000000000000000 >> next(&state) % 50;
        int places = (int)(next(&state) % 16);
        while (places > 0 && whole % 10 == 0) {
            whole /= 10;
            places--;
        }
        char typed[64], digits[32];
        snprintf(digits, sizeof digits, "%0*llu", places + 1, (unsigned long long)whole);
        int before = (int)strlen(digits) - places;
        snprintf(typed, sizeof typed, places ? "%.*s.%s" : "%.*s", before, digits, digits + before);
        char out[SOURCE_DECIMAL_BYTES];
        cr_assert(source_shortest_decimal(strtod(typed, NULL), out));
        cr_assert_str_eq(out, typed);
    }
}

Test(decimal, shortest_of_all_lengths) {
    uint64_t state = 1234567890987654321;
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = next(&state);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) continue;
        char out[SOURCE_DECIMAL_BYTES];
        cr_assert(source_shortest_decimal(value, out));
        cr_assert_leq(significant(out), 15);
        /* by trial: no shorter text reads back; if one of 15 digits does, ours does too */
        char trial[48];
        for (int count = 1; count <= 15; count++) {
            snprintf(trial, sizeof trial, "%.*e", count - 1, value);
            if (strtod(trial, NULL) != value) continue;
            cr_assert_eq(strtod(out, NULL), value, "%s", out);
            cr_assert_leq(significant(out), (size_t)count, "%s", out);
            break;
        }
    }
}
