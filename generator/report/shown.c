/* The number that a figure's print shows, read back from its text: what two prints of one quantity
 * are compared by, and what parts and totals are added up from. */
#include "report/inner.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* From the first digit (and a minus before it) to the end of the number; commas part thousands. */
static bool find_digits(struct text text, struct shown *out) {
    size_t at = 0, point;
    while (at < text.length && !is_digit(text.at[at])) at++;
    if (at == text.length) return false;
    out->from = at > 0 && text.at[at - 1] == '-' ? at - 1 : at;
    for (; at < text.length && (is_digit(text.at[at]) || text.at[at] == ','); at++)
        if (text.at[at] == ',') out->grouped = true;
    point = at;
    if (at + 1 < text.length && text.at[at] == '.' && is_digit(text.at[at + 1]))
        for (at++; at < text.length && is_digit(text.at[at]);) at++;
    out->to = at;
    out->decimals = at > point ? (int)(at - point - 1) : 0;
    return true;
}

static struct text without_commas(struct text text, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] != ',') buffer_add(&out, text.at + i, 1);
    return buffer_text(&out);
}

struct number shown_in_base(struct arena *arena, struct number number, struct measure measure) {
    return measure.power10 ? number_shift(arena, number, measure.power10) : number;
}

struct number shown_step(struct arena *arena, int decimals) {
    return number_shift(arena, number_from_integer(1), -decimals);
}

bool shown_read(const struct node *node, struct arena *arena, struct shown *out) {
    const struct figure *figure = node->figure;
    *out = (struct shown){.node = node};
    if (!figure || !figure_is_known(figure)) return false;
    if (figure->quantity.qualifier == QUALIFIER_RANGE || !find_digits(node->text, out))
        return false;
    struct text digits = text_slice(node->text, out->from, out->to);
    if (!number_read(arena, without_commas(digits, arena), &out->value)) return false;
    struct number exact = figure->quantity.value;
    /* 下降3.2%: the sign is in the words. */
    if (number_sign(exact) < 0 && number_sign(out->value) > 0) {
        out->value = number_negate(arena, out->value);
        out->worded = true;
    }
    struct number off = number_absolute(arena, number_subtract(arena, out->value, exact));
    return number_compare(off, shown_step(arena, out->decimals)) <= 0;
}
