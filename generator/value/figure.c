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
    if (!measure_alike(figure.measure, measure)) return figure;
    int power = figure.measure.power10 - measure.power10;
    figure.measure = measure;
    if (power == 0) return figure;
    /* The dictionary's decimals belong to the dictionary's measure. */
    figure.decimals = -1;
    if (!figure_is_known(&figure)) return figure;
    struct quantity *quantity = &figure.quantity;
    quantity->value = number_shift(arena, quantity->value, power);
    figure.decimals = scaled_decimals(arena, quantity->value);
    if (quantity->qualifier == QUALIFIER_RANGE) {
        quantity->upper = number_shift(arena, quantity->upper, power);
        int upper = scaled_decimals(arena, quantity->upper);
        if (upper > figure.decimals) figure.decimals = upper;
    }
    return figure;
}
