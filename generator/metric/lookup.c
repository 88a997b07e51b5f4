/* The lookup rule: which value is meant, and the figure made of it.
 *
 *   report period → the longest cumulative window that starts with the period and ends in it
 * Rates, formulas and totals of units are rows of the store like any other. */
#include <assert.h>

#include "metric/inner.h"

static const struct unit *asked_unit(const struct slice *slice, const struct metric_ask *ask) {
    return ask->unit ? ask->unit : slice->unit;
}

const struct row *metric_best_row(const struct store *store, struct row_span rows) {
    for (size_t i = rows.from; i < rows.to; i++) {
        const struct row *row = metric_row(store, i);
        if (row->state != QUANTITY_MISSING) return row;
    }
    return NULL;
}

static struct found found_row(const struct row *row, struct period period) {
    return (struct found){.any = row, .period = period, .row = row};
}

struct period metric_reported(const struct indicator *indicator, struct period period,
                              struct arena *arena) {
    struct period own;
    if (!indicator->year_start.month) return period;
    return period_reported(arena, period, indicator->year_start, &own) ? own : period;
}

struct period metric_asked_period(const struct slice *slice, struct metric_ask ask,
                                  struct arena *arena) {
    return metric_reported(ask.indicator, ask.period ? *ask.period : slice->period, arena);
}

bool metric_year_of(const struct indicator *indicator, struct period period, struct arena *arena,
                    struct period *out) {
    if (!indicator->year_start.month) return period_year(arena, period, out);
    return period_reported_year(arena, period, indicator->year_start, out);
}

struct found metric_find_value_at(const struct slice *slice, struct metric_ask ask,
                                  struct period period) {
    const struct unit *unit = asked_unit(slice, &ask);
    if (!metric_may_read(slice, unit)) return (struct found){.period = period};
    const struct store *store = slice->store;
    return found_row(metric_best_row(store, metric_rows_at(store, unit, ask.indicator, period)),
                     period);
}

struct found metric_find_base_at(const struct slice *slice, struct metric_ask ask,
                                 struct period now, struct period period) {
    const struct store *store = slice->store;
    const struct unit *unit = asked_unit(slice, &ask);
    struct found found = metric_find_value_at(slice, ask, period);
    if (!found.any) return found;
    if (metric_restated_row(store, metric_rows_at(store, unit, ask.indicator, now))) return found;
    const struct row *row =
        metric_restated_row(store, metric_rows_at(store, unit, ask.indicator, period));
    return row ? found_row(row, period) : found;
}

const struct row *metric_restated_row(const struct store *store, struct row_span rows) {
    for (size_t i = rows.from; i < rows.to; i++)
        if (metric_row(store, i)->derived == DERIVED_RESTATED) return metric_row(store, i);
    return NULL;
}

/* The longest window of `whole` for which there is a value. */
static struct found find_window(const struct store *store, const struct unit *unit,
                                const struct indicator *indicator, struct period whole) {
    struct found best = {.period = whole};
    struct row_span columns = metric_columns(store, indicator);
    for (size_t i = columns.from; i < columns.to; i++) {
        struct period window = metric_column_period(store, i);
        if (!period_is_window_of(window, whole)) continue;
        if (best.any && period_compare(window, best.period) <= 0) continue;
        const struct row *row = metric_best_row(store, metric_rows_in(store, i, unit));
        if (row) best = found_row(row, metric_row_period(store, row)); /* as the unit writes it */
    }
    return best;
}

struct found metric_find_value(const struct slice *slice, struct metric_ask ask,
                               struct arena *arena) {
    struct period period = metric_asked_period(slice, ask, arena);
    struct found found = metric_find_value_at(slice, ask, period);
    const struct unit *unit = asked_unit(slice, &ask);
    if (found.any || ask.period || !metric_may_read(slice, unit)) return found;
    return find_window(slice->store, unit, ask.indicator, period);
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

static bool sums(const struct indicator *indicator) {
    return indicator->rollup == METRIC_ROLLUP_SUM || indicator->rollup == METRIC_ROLLUP_LATEST ||
           indicator->rollup == METRIC_ROLLUP_SUM_REPORTED;
}

/* What is computed from others is a rate or mean, unless the dictionary says what it is. */
static void set_computed(struct figure *figure, const struct indicator *indicator) {
    enum { QUOTIENT_DECIMALS = 2 };
    struct number value = figure->quantity.value;
    bool rate = indicator->numerator.length && !indicator->formula.length;
    if (rate && figure->nature == FIGURE_FLOW) figure->nature = FIGURE_RATE;
    if (figure->decimals >= 0) return;
    if (rate || measure_is_rate(figure->measure))
        figure->decimals = COMPUTED_DECIMALS;
    else if (number_decimals(value) > QUOTIENT_DECIMALS && !sums(indicator))
        figure->decimals = QUOTIENT_DECIMALS;
}

struct figure metric_figure(const struct slice *slice, const struct metric_ask *ask,
                            const struct found *found) {
    const struct store *store = slice->store;
    struct figure figure = empty_figure(slice, ask, found->period);
    if (found->row) {
        set_measure(&figure, metric_row_measure(store, found->row));
        figure.quantity = metric_row_value(store, found->row);
        figure.standing = text_of(metric_standing_name(found->row));
        figure.origin = metric_origin(store, found->row->origin);
        if (found->row->derived != DERIVED_NOT) set_computed(&figure, ask->indicator);
    } else if (ask->indicator->numerator.length) {
        set_computed(&figure, ask->indicator);
    }
    return figure;
}

struct figure metric_value(const struct slice *slice, struct metric_ask ask, struct arena *arena) {
    assert(ask.indicator);
    struct found found = metric_find_value(slice, ask, arena);
    struct figure figure = metric_figure(slice, &ask, &found);
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
    struct arena *arena = arena_new();
    const struct row *row = metric_find_value(slice, ask, arena).row;
    arena_free(arena);
    if (row && row->derived != DERIVED_NOT) return false;
    if (row) *out = metric_unpack(slice->store, row, ask.indicator);
    return row;
}

/* ---- shares */

/* Both at one window: the part's, else the whole's. */
static bool find_both(const struct slice *slice, struct metric_ask part, struct metric_ask whole,
                      struct found out[2], struct arena *arena) {
    out[0] = metric_find_value(slice, part, arena);
    out[1] = metric_find_value_at(slice, whole, whole.period ? *whole.period : out[0].period);
    if (out[0].any && out[1].any) return true;
    if (whole.period || part.period) return false;
    out[1] = metric_find_value(slice, whole, arena);
    out[0] = metric_find_value_at(slice, part, out[1].period);
    return out[0].any && out[1].any;
}

struct figure metric_share(const struct slice *slice, struct metric_ask part,
                           struct metric_ask whole, struct arena *arena) {
    assert(part.indicator && whole.indicator);
    struct found found[2];
    bool both = find_both(slice, part, whole, found, arena);
    struct figure of = metric_figure(slice, &part, &found[0]);
    struct figure in = metric_figure(slice, &whole, &found[1]);
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
