/* The lookup rule: which value is meant, and the figure made of it.
 *
 *   report period, own row → report period, computed from numerator and denominator
 *   → the longest cumulative window that starts with the period and ends in it, own or computed
 * A rate's parts are observations; they are looked up at one and the same period. */
#include <assert.h>

#include "metric/inner.h"

static const struct unit *asked_unit(const struct slice *slice, const struct metric_ask *ask) {
    return ask->unit ? ask->unit : slice->unit;
}

/* Of a unit's rows at one period the most trusted that says something. */
static const struct row *best_row(const struct store *store, struct row_span rows) {
    for (size_t i = rows.from; i < rows.to; i++) {
        const struct row *row = metric_row(store, i);
        if (row->state != QUANTITY_MISSING) return row;
    }
    return NULL;
}

static const struct row *row_at(const struct store *store, const struct unit *unit,
                                const struct indicator *indicator, struct period period) {
    return best_row(store, metric_rows_at(store, unit, indicator, period));
}

/* Indicators of a rate's parts; false if it has none. */
static bool find_parts(const struct store *store, const struct indicator *indicator,
                       const struct indicator *parts[2]) {
    if (!indicator->numerator.length || !indicator->denominator.length) return false;
    parts[0] = metric_find_indicator(store, indicator->numerator, NULL);
    parts[1] = metric_find_indicator(store, indicator->denominator, NULL);
    return parts[0] && parts[1];
}

static struct found find_at(const struct store *store, const struct unit *unit,
                            const struct indicator *indicator, struct period period) {
    struct found found = {.period = period};
    const struct indicator *parts[2];
    found.row = row_at(store, unit, indicator, period);
    found.any = found.row;
    if (found.any || !find_parts(store, indicator, parts)) return found;
    found.numerator = row_at(store, unit, parts[0], period);
    found.denominator = row_at(store, unit, parts[1], period);
    found.any = found.numerator && found.denominator;
    return found;
}

struct found metric_find_value_at(const struct slice *slice, struct metric_ask ask,
                                  struct period period) {
    const struct unit *unit = asked_unit(slice, &ask);
    if (!metric_may_read(slice, unit)) return (struct found){.period = period};
    return find_at(slice->store, unit, ask.indicator, period);
}

/* The longest window of `whole` among an indicator's rows for which the asked indicator has a
 * value. */
static struct found find_window(const struct store *store, const struct unit *unit,
                                const struct indicator *asked, const struct indicator *windows,
                                struct period whole) {
    struct found best = {.period = whole};
    struct row_span columns = metric_columns(store, windows);
    for (size_t i = columns.from; i < columns.to; i++) {
        struct period window = metric_column_period(store, i);
        if (!period_is_window_of(window, whole)) continue;
        if (best.any && period_compare(window, best.period) <= 0) continue;
        struct row_span rows = metric_rows_in(store, i, unit);
        if (rows.from == rows.to) continue;
        window = metric_row_period(store, metric_row(store, rows.from)); /* as the unit writes it */
        struct found found = find_at(store, unit, asked, window);
        if (found.any) best = found;
    }
    return best;
}

struct found metric_find_value(const struct slice *slice, struct metric_ask ask) {
    struct period period = ask.period ? *ask.period : slice->period;
    struct found found = metric_find_value_at(slice, ask, period);
    const struct unit *unit = asked_unit(slice, &ask);
    if (found.any || ask.period || !metric_may_read(slice, unit)) return found;
    const struct indicator *parts[2];
    struct found own = find_window(slice->store, unit, ask.indicator, ask.indicator, period);
    if (!find_parts(slice->store, ask.indicator, parts)) return own;
    struct found computed = find_window(slice->store, unit, ask.indicator, parts[0], period);
    if (!own.any || (computed.any && period_compare(computed.period, own.period) > 0))
        return computed;
    return own;
}

struct number metric_in_base(struct arena *arena, struct number number, struct measure measure) {
    return measure.power10 ? number_shift(arena, number, measure.power10) : number;
}

/* ---- figures */

static struct figure empty_figure(const struct slice *slice, const struct metric_ask *ask,
                                  struct period period) {
    const struct indicator *indicator = ask->indicator;
    return (struct figure){.quantity = {.state = QUANTITY_MISSING},
                           .measure = indicator->measure,
                           .decimals = indicator->decimals,
                           .better = indicator->better,
                           .nature = indicator->nature,
                           .indicator = indicator->code,
                           .name = indicator->name,
                           .unit = asked_unit(slice, ask)->code,
                           .period = period};
}

/* Decimals of the dictionary hold for the dictionary's measure. */
static void set_measure(struct figure *figure, struct measure measure) {
    if (measure.power10 != figure->measure.power10) figure->decimals = -1;
    figure->measure = measure;
}

static bool is_number(const struct quantity *quantity) {
    return quantity->state == QUANTITY_KNOWN && !quantity->text.length;
}

int metric_rate_power(struct measure measure) {
    switch (measure.kind) {
    case MEASURE_PERCENT: return 2;
    case MEASURE_PERMILLE: return 3;
    case MEASURE_PER_100K: return 5;
    case MEASURE_NONE:
    case MEASURE_COUNT:
    case MEASURE_POINT:
    case MEASURE_MILLE_POINT:
    case MEASURE_TIMES: return -measure.power10;
    }
    return 0;
}

enum { COMPUTED_DECIMALS = 1 };

/* A placeholder in a part stays visible in the rate; a denominator of 0 gives none. */
static void compute_rate(struct figure *figure, const struct store *store,
                         const struct found *found, struct arena *arena) {
    struct quantity over = metric_row_value(store, found->numerator);
    struct quantity under = metric_row_value(store, found->denominator);
    figure->origin = metric_origin(store, found->numerator->origin);
    if (figure->nature == FIGURE_FLOW) figure->nature = FIGURE_RATE;
    if (figure->decimals < 0) figure->decimals = COMPUTED_DECIMALS;
    if (!is_number(&over) || !is_number(&under)) {
        const struct quantity *mark = is_number(&over) ? &under : &over;
        if (mark->state == QUANTITY_PLACEHOLDER) figure->quantity = *mark;
        return;
    }
    if (number_sign(under.value) == 0) return;
    struct number share = number_divide(
        arena, metric_in_base(arena, over.value, metric_row_measure(store, found->numerator)),
        metric_in_base(arena, under.value, metric_row_measure(store, found->denominator)));
    figure->quantity.state = QUANTITY_KNOWN;
    figure->quantity.value = number_shift(arena, share, metric_rate_power(figure->measure));
}

struct figure metric_figure(const struct slice *slice, const struct metric_ask *ask,
                            const struct found *found, struct arena *arena) {
    const struct store *store = slice->store;
    struct figure figure = empty_figure(slice, ask, found->period);
    if (found->row) {
        set_measure(&figure, metric_row_measure(store, found->row));
        figure.quantity = metric_row_value(store, found->row);
        figure.standing = text_of(metric_standing_name(found->row));
        figure.origin = metric_origin(store, found->row->origin);
    } else if (found->any) {
        compute_rate(&figure, store, found, arena);
    }
    return figure;
}

struct figure metric_value(const struct slice *slice, struct metric_ask ask, struct arena *arena) {
    assert(ask.indicator);
    struct found found = metric_find_value(slice, ask);
    struct figure figure = metric_figure(slice, &ask, &found, arena);
    if (found.any) return figure;
    /* An empty cell is the place to look at. */
    const struct store *store = slice->store;
    struct row_span rows = {0};
    if (metric_may_read(slice, asked_unit(slice, &ask)))
        rows = metric_rows_at(store, asked_unit(slice, &ask), ask.indicator, found.period);
    if (rows.from < rows.to)
        figure.origin = metric_origin(store, metric_row(store, rows.from)->origin);
    return figure;
}

bool metric_observation(const struct slice *slice, struct metric_ask ask, struct observation *out) {
    assert(ask.indicator);
    const struct row *row = metric_find_value(slice, ask).row;
    if (row) *out = metric_unpack(slice->store, row, ask.indicator);
    return row;
}

/* ---- shares */

/* Both at one window: the part's, else the whole's. */
static bool find_both(const struct slice *slice, struct metric_ask part, struct metric_ask whole,
                      struct found out[2]) {
    out[0] = metric_find_value(slice, part);
    out[1] = metric_find_value_at(slice, whole, whole.period ? *whole.period : out[0].period);
    if (out[0].any && out[1].any) return true;
    if (whole.period || part.period) return false;
    out[1] = metric_find_value(slice, whole);
    out[0] = metric_find_value_at(slice, part, out[1].period);
    return out[0].any && out[1].any;
}

struct figure metric_share(const struct slice *slice, struct metric_ask part,
                           struct metric_ask whole, struct arena *arena) {
    assert(part.indicator && whole.indicator);
    struct found found[2];
    bool both = find_both(slice, part, whole, found);
    struct figure of = metric_figure(slice, &part, &found[0], arena);
    struct figure in = metric_figure(slice, &whole, &found[1], arena);
    struct figure share = of;
    share.measure = measure_read(TEXT("%"));
    share.quantity = (struct quantity){.state = QUANTITY_MISSING};
    share.decimals = COMPUTED_DECIMALS;
    share.nature = FIGURE_RATE;
    if (!both || !measure_alike(of.measure, in.measure)) return share;
    if (of.quantity.state == QUANTITY_PLACEHOLDER) share.quantity = of.quantity;
    if (in.quantity.state == QUANTITY_PLACEHOLDER) share.quantity = in.quantity;
    if (!figure_is_known(&of) || !figure_is_known(&in) || !number_sign(in.quantity.value))
        return share;
    struct number value = number_divide(arena, metric_in_base(arena, of.quantity.value, of.measure),
                                        metric_in_base(arena, in.quantity.value, in.measure));
    share.quantity.state = QUANTITY_KNOWN;
    share.quantity.value = number_shift(arena, value, 2);
    return share;
}
