/* Quantities: names of states and qualifiers, cells as quantities, units brought into the measure
 * of a row. */
#include "value/figure.h"
#include "value/inner.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const char *const state_names[] = {
    [QUANTITY_MISSING] = "missing",
    [QUANTITY_KNOWN] = "known",
    [QUANTITY_PLACEHOLDER] = "placeholder",
    [QUANTITY_NOT_APPLICABLE] = "not-applicable",
};

static const char *const qualifier_names[] = {
    [QUALIFIER_EXACT] = "exact",  [QUALIFIER_AT_LEAST] = "ge",  [QUALIFIER_AT_MOST] = "le",
    [QUALIFIER_ABOUT] = "approx", [QUALIFIER_MORE_THAN] = "gt", [QUALIFIER_LESS_THAN] = "lt",
    [QUALIFIER_RANGE] = "range",
};

const char *quantity_state_name(enum quantity_state state) {
    return state_names[state];
}

bool quantity_state_read(struct text name, enum quantity_state *out) {
    for (size_t i = 0; i < COUNT_OF(state_names); i++)
        if (text_is(name, state_names[i])) {
            *out = (enum quantity_state)i;
            return true;
        }
    return false;
}

const char *quantity_qualifier_name(enum quantity_qualifier qualifier) {
    return qualifier_names[qualifier];
}

bool quantity_qualifier_read(struct text name, enum quantity_qualifier *out) {
    for (size_t i = 0; i < COUNT_OF(qualifier_names); i++)
        if (text_is(name, qualifier_names[i])) {
            *out = (enum quantity_qualifier)i;
            return true;
        }
    return false;
}

bool quantity_read(struct arena *arena, struct text text, struct quantity *out) {
    struct text unit;
    if (quantity_read_text(arena, text, out, &unit) && !unit.length) return true;
    *out = (struct quantity){.state = QUANTITY_MISSING};
    return false;
}

/* ---- into the measure of a row */

static void shift(struct arena *arena, struct quantity *quantity, int power) {
    if (!power) return;
    quantity->value = number_shift(arena, quantity->value, power);
    quantity->upper = number_shift(arena, quantity->upper, power);
}

/* A unit that a cell may give to a row without one: a sign such as %, or a Chinese word. */
static bool may_be_taken(struct measure measure) {
    if (measure.kind != MEASURE_COUNT) return true;
    const char *at = measure.name.at, *end = at + measure.name.length;
    while (at < end)
        if (!text_is_han(text_next(&at, end))) return false;
    return true;
}

enum quantity_fit quantity_read_in(struct arena *arena, struct text text, struct measure *measure,
                                   struct quantity *out, struct text *unit) {
    if (!quantity_read_text(arena, text, out, unit)) return QUANTITY_UNREADABLE;
    if (!unit->length) return QUANTITY_FITS;
    struct measure written = measure_read(*unit);
    bool scale_alone = written.kind == MEASURE_COUNT && !written.base.length;
    if (measure->kind == MEASURE_NONE && !scale_alone) {
        if (!may_be_taken(written)) return QUANTITY_UNREADABLE;
        *measure = written;
        return QUANTITY_FITS;
    }
    if (scale_alone && measure->kind == MEASURE_COUNT && measure->base.length) {
        if (measure->power10) return QUANTITY_SCALED_TWICE;
        shift(arena, out, written.power10);
        return QUANTITY_FITS;
    }
    if (!measure_alike(written, *measure)) /* 8oo is no quantity in oo */
        return may_be_taken(written) ? QUANTITY_IN_OTHER_MEASURE : QUANTITY_UNREADABLE;
    shift(arena, out, written.power10 - measure->power10);
    return QUANTITY_FITS;
}
