/* One figure held against another: change against a base, and completion of a target. */
#include "value/figure.h"

static bool comparable(const struct figure *a, const struct figure *b) {
    return figure_is_known(a) && figure_is_known(b) && measure_alike(a->measure, b->measure) &&
           a->quantity.qualifier != QUALIFIER_RANGE && b->quantity.qualifier != QUALIFIER_RANGE;
}

struct change change_between(struct arena *arena, struct figure now, struct figure base,
                             enum change_against against) {
    struct change out = {.against = against, .now = now, .base = base};
    out.state = CHANGE_NOW_MISSING;
    if (now.quantity.state != QUANTITY_KNOWN) return out;
    out.state = CHANGE_BASE_MISSING;
    if (base.quantity.state != QUANTITY_KNOWN) return out;
    out.state = CHANGE_NOT_COMPARABLE;
    if (!comparable(&now, &base)) return out;
    struct number was = measure_convert(arena, base.quantity.value, base.measure, now.measure);
    out.amount = number_subtract(arena, now.quantity.value, was);
    int sign = number_sign(was);
    out.state = sign > 0 ? CHANGE_KNOWN : sign == 0 ? CHANGE_BASE_ZERO : CHANGE_BASE_NEGATIVE;
    if (sign > 0) out.rate = number_divide(arena, out.amount, was);
    return out;
}

/* ---- completion */

static bool reaches(const struct figure *value, const struct quantity *goal, struct number in) {
    int order = number_compare(in, goal->value);
    switch (goal->qualifier) {
    case QUALIFIER_AT_MOST: return order <= 0;
    case QUALIFIER_LESS_THAN: return order < 0;
    case QUALIFIER_MORE_THAN: return order > 0;
    case QUALIFIER_AT_LEAST: return order >= 0;
    case QUALIFIER_RANGE: return order >= 0 && number_compare(in, goal->upper) <= 0;
    case QUALIFIER_EXACT:
    case QUALIFIER_ABOUT: return value->better == FIGURE_LOWER ? order <= 0 : order >= 0;
    }
    return false;
}

/* Periods without dates have gone as a whole, if they are the same. */
static bool find_progress(struct arena *arena, struct period value, struct period target,
                          struct number *out) {
    if (target.kind == PERIOD_EVERY_YEAR && !period_year(arena, value, &target)) return false;
    if (period_progress(arena, value, target, out)) return true;
    *out = number_from_integer(1);
    return period_equal(value, target);
}

struct completion completion_between(struct arena *arena, struct figure value,
                                     struct figure target) {
    struct completion out = {.value = value, .target = target};
    out.state = COMPLETION_VALUE_MISSING;
    if (value.quantity.state != QUANTITY_KNOWN) return out;
    out.state = COMPLETION_TARGET_MISSING;
    if (target.quantity.state != QUANTITY_KNOWN) return out;
    out.state = COMPLETION_NOT_COMPARABLE;
    bool dated = find_progress(arena, value.period, target.period, &out.progress);
    if (!figure_is_known(&value) || !figure_is_known(&target) ||
        !measure_alike(value.measure, target.measure))
        return out;
    struct number in = measure_convert(arena, value.quantity.value, value.measure, target.measure);
    out.met = reaches(&value, &target.quantity, in);
    if (!dated || !number_sign(target.quantity.value)) return out;
    out.rate = number_divide(arena, in, target.quantity.value);
    out.state = COMPLETION_KNOWN;
    return out;
}
