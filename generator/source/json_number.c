/* JSON numbers as plain decimals: the digits stay, the point moves, nothing is rounded. */
#include <string.h>

#include "source/json.h"

/* -12.50E+3 taken apart. */
struct parts {
    bool negative;
    struct text whole, fraction;
    long exponent; /* beyond what could be written: ± a number larger than any limit */
};

static size_t skip_digits(struct text text, size_t at) {
    while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9') at++;
    return at;
}

static long read_exponent(struct text text) {
    size_t at = text.length && (text.at[0] == '-' || text.at[0] == '+');
    long exponent = 0;
    for (; at < text.length && exponent < 1000000; at++)
        exponent = exponent * 10 + text.at[at] - '0';
    return text.length && text.at[0] == '-' ? -exponent : exponent;
}

static struct parts take_apart(struct text number) {
    struct parts parts = {.negative = number.length && number.at[0] == '-'};
    size_t from = parts.negative, to = skip_digits(number, from);
    parts.whole = text_slice(number, from, to);
    if (to < number.length && number.at[to] == '.') {
        from = to + 1;
        to = skip_digits(number, from);
        parts.fraction = text_slice(number, from, to);
    }
    if (to < number.length)
        parts.exponent = read_exponent(text_slice(number, to + 1, number.length));
    return parts;
}

struct writer {
    char *out;
    size_t length; /* may pass the room: what does not fit is only counted */
};

static void put(struct writer *writer, char c) {
    if (writer->length < JSON_NUMBER_BYTES_MOST) writer->out[writer->length] = c;
    writer->length++;
}

/* Digit `index` of whole and fraction together; those beyond both ends are zeros. */
static char digit_at(const struct parts *parts, long index) {
    long whole = (long)parts->whole.length;
    if (index < 0 || index >= whole + (long)parts->fraction.length) return '0';
    return index < whole ? parts->whole.at[index] : parts->fraction.at[index - whole];
}

static bool is_zero(const struct parts *parts) {
    long count = (long)(parts->whole.length + parts->fraction.length);
    for (long i = 0; i < count; i++)
        if (digit_at(parts, i) != '0') return false;
    return true;
}

/* The digits with the point before the one at `point`, which may lie before or behind them. */
static void put_digits(struct writer *writer, const struct parts *parts, long point) {
    long count = (long)(parts->whole.length + parts->fraction.length), from = 0;
    while (from + 1 < point && digit_at(parts, from) == '0') from++; /* 0.5E3 is 500, not 0500 */
    if (point <= 0) put(writer, '0');
    for (long i = from; i < point; i++) put(writer, digit_at(parts, i));
    if (point < count) put(writer, '.');
    for (long i = point; i < count; i++) put(writer, digit_at(parts, i));
}

bool json_plain_number(struct text number, char out[JSON_NUMBER_BYTES_MOST], struct text *plain) {
    bool has_exponent = number.length && (memchr(number.at, 'e', number.length) ||
                                          memchr(number.at, 'E', number.length));
    *plain = number;
    if (number.length > JSON_NUMBER_BYTES_MOST) return false;
    if (!has_exponent) return true;
    struct parts parts = take_apart(number);
    struct writer writer = {.out = out};
    long point = (long)parts.whole.length + parts.exponent;
    if (parts.negative) put(&writer, '-');
    if (is_zero(&parts))
        put(&writer, '0');
    else if (point > JSON_NUMBER_BYTES_MOST || point < -JSON_NUMBER_BYTES_MOST)
        return false;
    else
        put_digits(&writer, &parts, point);
    *plain = (struct text){out, writer.length};
    return writer.length <= JSON_NUMBER_BYTES_MOST;
}
