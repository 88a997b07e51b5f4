/* Figures: whether one is known, and the same one in another measure. */
#include "value/figure.h"

enum { MOST_SCALED_DECIMALS = 2, MOST_SHOWN_DECIMALS = 20 };

bool figure_is_known(const struct figure *figure) {
    return figure->quantity.state == QUANTITY_KNOWN && figure->quantity.text.length == 0;
}

/* Decimals that show the number exactly, but at most two; more only where two would show 0. */
static int scaled_decimals(struct arena *arena, struct number number) {
    int exact = number_decimals(number);
    if (exact <= MOST_SCALED_DECIMALS) return exact;
    int decimals = MOST_SCALED_DECIMALS;
    while (decimals < exact && decimals < MOST_SHOWN_DECIMALS &&
           number_sign(number_round(arena, number, decimals, NUMBER_HALF_AWAY)) == 0)
        decimals++;
    return decimals;
}

struct figure figure_in_measure(struct arena *arena, struct figure figure, struct measure measure) {
    struct measure from = figure.measure;
    if (!measure_convertible(from, measure)) return figure;
    bool same = measure_alike(from, measure) && from.power10 == measure.power10;
    figure.measure = measure;
    if (same) return figure;
    /* The dictionary's decimals belong to the dictionary's measure. */
    figure.decimals = -1;
    if (!figure_is_known(&figure)) return figure;
    struct quantity *quantity = &figure.quantity;
    quantity->value = measure_convert(arena, quantity->value, from, measure);
    figure.decimals = scaled_decimals(arena, quantity->value);
    if (quantity->qualifier == QUALIFIER_RANGE) {
        quantity->upper = measure_convert(arena, quantity->upper, from, measure);
        int upper = scaled_decimals(arena, quantity->upper);
        if (upper > figure.decimals) figure.decimals = upper;
    }
    return figure;
}

static bool is_either(enum quantity_qualifier a, enum quantity_qualifier b,
                      enum quantity_qualifier one, enum quantity_qualifier other) {
    return (a == one && b == other) || (a == other && b == one);
}

/* 50以上 and 30以内 add up to nothing that could be said. */
static bool join_qualifiers(enum quantity_qualifier a, enum quantity_qualifier b,
                            enum quantity_qualifier *out) {
    *out = a == QUALIFIER_EXACT ? b : a;
    if (a == b || a == QUALIFIER_EXACT || b == QUALIFIER_EXACT) return true;
    bool more = is_either(a, b, QUALIFIER_AT_LEAST, QUALIFIER_MORE_THAN);
    bool less = is_either(a, b, QUALIFIER_AT_MOST, QUALIFIER_LESS_THAN);
    *out = more ? QUALIFIER_MORE_THAN : QUALIFIER_LESS_THAN;
    return more || less;
}

static struct number upper_end(const struct quantity *quantity) {
    return quantity->qualifier == QUALIFIER_RANGE ? quantity->upper : quantity->value;
}

bool figure_add(struct arena *arena, struct figure a, struct figure b, struct figure *out) {
    *out = a;
    if (!measure_alike(a.measure, b.measure)) return false;
    struct quantity *sum = &out->quantity;
    *sum = (struct quantity){.state = QUANTITY_MISSING};
    if (!figure_is_known(&a) || !figure_is_known(&b)) return true;
    if (!join_qualifiers(a.quantity.qualifier, b.quantity.qualifier, &sum->qualifier)) {
        sum->qualifier = QUALIFIER_EXACT;
        return true;
    }
    b = figure_in_measure(arena, b, a.measure);
    sum->state = QUANTITY_KNOWN;
    sum->value = number_add(arena, a.quantity.value, b.quantity.value);
    if (sum->qualifier == QUALIFIER_RANGE)
        sum->upper = number_add(arena, upper_end(&a.quantity), upper_end(&b.quantity));
    return true;
}
