/* The number of a change: which form can really be printed, and the figure of that form.
 *
 * Rates change in points whatever form is asked, because a percentage of a percentage misleads.
 * Without a rate (base zero or negative) there is no percentage. */
#include "wording/change.h"

/* %, ‰, /10万, and what is itself a difference of these. */
static bool said_in_points(struct measure measure) {
    return measure_is_rate(measure) || measure.kind == MEASURE_POINT ||
           measure.kind == MEASURE_MILLE_POINT;
}

bool wording_can_say_change(struct arena *arena, const struct change *change) {
    struct wording_held held;
    switch (change->state) {
    case CHANGE_KNOWN:
    case CHANGE_BASE_ZERO:
    case CHANGE_BASE_NEGATIVE:
        return wording_held_against(arena, change, WORDING_SIMPLIFIED, &held);
    case CHANGE_NOW_MISSING:
    case CHANGE_BASE_MISSING:
    case CHANGE_NOT_COMPARABLE: return false;
    }
    return false;
}

/* A change stated in the data comes without an amount when its base is not in the data. */
static bool only_rate(const struct change *change) {
    return change->given && !figure_is_known(&change->base);
}

struct number change_multiple(struct arena *arena, const struct change *change) {
    return number_add(arena, change->rate, number_from_integer(1));
}

/* How often it doubled, from the exact quotient: 3.99 times is one doubling. */
int change_doublings(struct arena *arena, const struct change *change) {
    if (change->state != CHANGE_KNOWN) return 0;
    struct number rest = change_multiple(arena, change), two = number_from_integer(2);
    int count = 0;
    for (; number_compare(rest, two) >= 0; count++) rest = number_divide(arena, rest, two);
    return count;
}

/* The form that can really be printed: any but AUTO. */
enum wording_change_form change_settle(struct arena *arena, const struct change *change,
                                       enum wording_change_form form) {
    if (said_in_points(change->now.measure)) return WORDING_POINTS;
    switch (form) {
    case WORDING_AUTO:
    case WORDING_POINTS:
    case WORDING_PERCENT: return WORDING_PERCENT;
    case WORDING_AMOUNT:
    case WORDING_BOTH: return only_rate(change) ? WORDING_PERCENT : form;
    case WORDING_MULTIPLE: return form;
    case WORDING_DOUBLING: return change_doublings(arena, change) > 0 ? form : WORDING_PERCENT;
    case WORDING_TIMES: break;
    }
    /* 增长1.2倍, but neither 增长0.3倍 nor 减少N倍. */
    bool doubled =
        change->state == CHANGE_KNOWN && number_compare(change->rate, number_from_integer(1)) >= 0;
    return doubled ? WORDING_TIMES : WORDING_PERCENT;
}

/* From a gain to a loss, or with a base below zero: a rate would mislead. */
bool change_crosses_zero(const struct change *change) {
    if (change->state == CHANGE_BASE_NEGATIVE) return true;
    return change->state == CHANGE_KNOWN && figure_is_known(&change->now) &&
           figure_is_known(&change->base) && number_sign(change->now.quantity.value) < 0;
}

/* A growth rate that changes its sign turns, it does not quicken. */
bool change_turns(const struct change *change) {
    if (change->now.nature != FIGURE_GROWTH || !figure_is_known(&change->now) ||
        !figure_is_known(&change->base))
        return false;
    return number_sign(change->now.quantity.value) * number_sign(change->base.quantity.value) < 0;
}

static struct measure points_of(struct measure measure) {
    switch (measure.kind) {
    case MEASURE_PERCENT: return measure_read(TEXT("个百分点"));
    case MEASURE_PERMILLE: return measure_read(TEXT("个千分点"));
    case MEASURE_PER_100K:
    case MEASURE_POINT:
    case MEASURE_MILLE_POINT:
    case MEASURE_NONE:
    case MEASURE_COUNT:
    case MEASURE_TIMES: return measure;
    }
    return measure;
}

/* The words around it say 预计. */
struct figure change_amount_figure(const struct change *change) {
    struct figure figure = change->now;
    figure.quantity = (struct quantity){.state = QUANTITY_KNOWN, .value = change->amount};
    figure.standing = TEXT("");
    return figure;
}

static struct figure no_figure(const struct change *change) {
    struct figure figure = change->now;
    figure.quantity = (struct quantity){.state = QUANTITY_MISSING};
    figure.standing = TEXT("");
    return figure;
}

static struct figure times_figure(const struct change *change, struct number times) {
    struct figure figure = change_amount_figure(change);
    figure.quantity.value = times;
    figure.measure = measure_read(TEXT("倍"));
    figure.decimals = 1;
    figure.nature = FIGURE_RATE;
    return figure;
}

static struct figure points_figure(struct arena *arena, const struct change *change) {
    struct figure figure = change_amount_figure(change);
    /* What is stated of a rate is in points already. */
    if (only_rate(change) && !measure_is_rate(figure.measure))
        figure.quantity.value = number_shift(arena, change->rate, 2);
    figure.measure = points_of(figure.measure);
    return figure;
}

/* 2.2倍, but 80.0% of what it was. */
static struct figure multiple_figure(struct arena *arena, const struct change *change) {
    struct number times = change_multiple(arena, change);
    return number_compare(times, number_from_integer(1)) < 0
               ? wording_percent(arena, change->now, times)
               : times_figure(change, times);
}

/* In exactly the settled form; missing where that form has no number. */
struct figure change_form_figure(struct arena *arena, const struct change *change,
                                 enum wording_change_form form) {
    if (!wording_can_say_change(arena, change)) return no_figure(change);
    bool rated = change->state == CHANGE_KNOWN && !change_crosses_zero(change);
    switch (form) {
    case WORDING_AMOUNT: return change_amount_figure(change);
    case WORDING_POINTS: return points_figure(arena, change);
    case WORDING_TIMES: return rated ? times_figure(change, change->rate) : no_figure(change);
    case WORDING_MULTIPLE: return rated ? multiple_figure(arena, change) : no_figure(change);
    case WORDING_DOUBLING: break;
    case WORDING_AUTO:
    case WORDING_PERCENT:
    case WORDING_BOTH:
        return rated ? wording_percent(arena, change->now, change->rate) : no_figure(change);
    }
    return no_figure(change);
}

struct figure wording_change_figure(struct arena *arena, const struct change *change,
                                    enum wording_change_form form) {
    enum wording_change_form settled = change_settle(arena, change, form);
    if (!wording_can_say_change(arena, change)) return no_figure(change);
    if (settled == WORDING_POINTS)
        return change_turns(change) ? no_figure(change) : points_figure(arena, change);
    if (change->state == CHANGE_BASE_ZERO) return change_amount_figure(change);
    if (change_crosses_zero(change)) {
        int now = number_sign(change->now.quantity.value);
        int base = number_sign(change->base.quantity.value);
        return now * base < 0 ? no_figure(change) : change_amount_figure(change);
    }
    return change_form_figure(arena, change, settled);
}

struct text wording_change_bare(struct arena *arena, const struct change *change,
                                enum wording_change_form form, struct wording_style style) {
    enum wording_change_form settled = change_settle(arena, change, form);
    /* A column in 倍 holds nothing else. */
    bool times = form == WORDING_TIMES || form == WORDING_DOUBLING;
    if (times && settled != WORDING_POINTS) settled = WORDING_TIMES;
    struct figure figure = change_form_figure(arena, change, settled);
    if (settled == WORDING_MULTIPLE && figure_is_known(&figure))
        figure = times_figure(change, change_multiple(arena, change));
    style.bare = true;
    return wording_figure(arena, &figure, style);
}
