/* The implied denominator: a rate rounded to its decimals and its numerator leave a range for the
 * denominator, which is a whole number; rates of one section share it.
 *
 *   1.5 % of 3 cases: 3 / 1.55 % < d < 3 / 1.45 %, so d is one of 194 to 206 */
#include "metric/check_inner.h"

struct denominator_data {
    struct check_members rates, numerators;
};

struct span {
    struct number from, to; /* whole numbers, both counted */
    bool open;              /* no upper end: the rate may be 0 */
};

bool check_compile_denominator(struct check_compiler *compiler, struct check *check) {
    struct denominator_data *data = ARENA_NEW(compiler->arena, struct denominator_data);
    check->data = data;
    return check_read_members(compiler, "of", 1, CHECK_MEMBERS_MOST, &data->rates) &&
           check_read_members(compiler, "numerator", data->rates.count, data->rates.count,
                              &data->numerators);
}

/* Up to the next whole number, or down. */
static struct number whole(struct arena *arena, struct number number, bool up) {
    struct number rounded = number_round(arena, number, 0, NUMBER_HALF_AWAY);
    int order = number_compare(rounded, number);
    if (up && order < 0) return number_add(arena, rounded, number_from_integer(1));
    if (!up && order > 0) return number_subtract(arena, rounded, number_from_integer(1));
    return rounded;
}

/* A numerator that was rounded itself (12.4万) widens the range. */
static struct span find_span(struct arena *arena, const struct check_value *rate,
                             const struct check_value *numerator) {
    struct number none = number_from_integer(0);
    struct number half = numerator->counted ? none : numerator->half;
    struct number least = number_subtract(arena, rate->value, rate->half);
    struct number most = number_add(arena, rate->value, rate->half);
    struct number low = number_subtract(arena, numerator->value, half);
    struct number high = number_add(arena, numerator->value, half);
    struct span span = {.from = none, .to = none, .open = number_sign(least) <= 0};
    if (number_sign(most) > 0) span.from = whole(arena, number_divide(arena, low, most), true);
    if (!span.open) span.to = whole(arena, number_divide(arena, high, least), false);
    if (number_sign(span.from) <= 0) span.from = number_from_integer(1);
    return span;
}

static bool is_empty(const struct span *span) {
    return !span->open && number_compare(span->from, span->to) > 0;
}

static struct span meet(struct span a, struct span b) {
    struct span both = {.from = check_larger(a.from, b.from), .open = a.open && b.open};
    both.to = a.open ? b.to : b.open ? a.to : number_compare(a.to, b.to) < 0 ? a.to : b.to;
    return both;
}

static const char *print_span(struct check_judging *judging, const struct span *span) {
    struct measure none = measure_read(TEXT(""));
    const char *from = check_print(judging, span->from, none, 0);
    if (span->open) return arena_printf(judging->arena, "≥ %s", from);
    if (!number_compare(span->from, span->to)) return from;
    return arena_printf(judging->arena, "%s—%s", from, check_print(judging, span->to, none, 0));
}

static void tell_empty(struct check_judging *judging, const struct check_value *rate,
                       const struct check_value *numerator) {
    struct check_said said = check_say(judging, &rate->figure);
    said.stated = check_print_value(judging, rate);
    said.working = check_print_value(judging, numerator);
    CHECK_FIND(judging, DIAG_M313, &said,
               N_("%.*s: %s with a numerator of %s; no whole number divides so; numerator at %s"),
               TEXT_ARGS(rate->figure.name), said.stated, said.working,
               check_print_origin(judging, numerator->figure.origin));
}

static void tell_apart(struct check_judging *judging, const struct check_value *rates, size_t index,
                       const struct span *shared, const struct span *own) {
    const struct check_value *rate = &rates[index];
    struct check_said said = check_say(judging, &rate->figure);
    said.stated = print_span(judging, own);
    said.expected = print_span(judging, shared);
    CHECK_FIND(judging, DIAG_M313, &said,
               N_("%.*s: %s means a denominator of %s, the rates before it one of %s; first at %s"),
               TEXT_ARGS(rate->figure.name), check_print_value(judging, rate), said.stated,
               said.expected, check_print_origin(judging, rates[0].figure.origin));
}

void check_judge_denominator(struct check_judging *judging) {
    const struct denominator_data *data = judging->check->data;
    struct check_value *rates = check_values(judging, &data->rates);
    struct check_value *numerators = rates ? check_values(judging, &data->numerators) : NULL;
    if (!numerators) return;
    struct span shared = {.from = number_from_integer(1), .open = true};
    for (size_t i = 0; i < data->rates.count; i++) {
        if (!check_same_window(judging, &rates[i], &numerators[i], 1)) return;
        struct span own = find_span(judging->scratch, &rates[i], &numerators[i]);
        if (is_empty(&own)) {
            tell_empty(judging, &rates[i], &numerators[i]);
            return;
        }
        struct span both = meet(shared, own);
        if (is_empty(&both)) {
            tell_apart(judging, rates, i, &shared, &own);
            return;
        }
        shared = both;
    }
    if (check_passes(judging, true)) return;
    struct check_said said = check_say(judging, &rates[0].figure);
    said.stated = check_print_value(judging, &rates[0]);
    said.working = print_span(judging, &shared);
    check_hold(judging, &said);
}
