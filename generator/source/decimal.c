/* Binary to decimal.
 *
 * A decimal of at most 15 significant digits survives the way into a double and back to 15 digits
 * (DBL_DIG).  So if any such decimal reads back as the number, it is the number printed with 15
 * digits, without the zeros at its end; only below DBL_MIN, where doubles have fewer digits, must
 * it be looked for. */
#include "source/decimal.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "-1.25000000000000e+03": digits without point and zeros at the end, and the power of ten of the
 * first. */
struct digits {
    char at[DBL_DIG + 1];
    int count, power;
};

static struct digits take_digits(double value, int count) {
    char text[48];
    struct digits digits = {.count = 0};
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    const char *at = text;
    for (; *at != 'e'; at++)
        if (*at >= '0' && *at <= '9') digits.at[digits.count++] = *at;
    digits.power = (int)strtol(at + 1, NULL, 10);
    while (digits.count > 1 && digits.at[digits.count - 1] == '0') digits.count--;
    return digits;
}

static struct digits find_digits(double value) {
    for (int count = 1; value < DBL_MIN && count < DBL_DIG; count++) {
        char text[48];
        snprintf(text, sizeof text, "%.*e", count - 1, value);
        if (strtod(text, NULL) == value) return take_digits(value, count);
    }
    return take_digits(value, DBL_DIG);
}

static char *put_zeros(char *out, int count) {
    for (; count > 0; count--) *out++ = '0';
    return out;
}

bool source_shortest_decimal(double value, char out[SOURCE_DECIMAL_BYTES]) {
    if (!isfinite(value)) return false;
    if (value == 0) {
        memcpy(out, "0", 2);
        return true;
    }
    if (value < 0) *out++ = '-';
    struct digits digits = find_digits(fabs(value));
    if (digits.power < 0) {
        *out++ = '0';
        *out++ = '.';
        out = put_zeros(out, -digits.power - 1);
    }
    for (int i = 0; i < digits.count; i++) {
        if (i && i == digits.power + 1) *out++ = '.';
        *out++ = digits.at[i];
    }
    out = put_zeros(out, digits.power + 1 - digits.count);
    *out = '\0';
    return true;
}
