/* Targets, and how far a value reaches them. */
#include <assert.h>

#include "metric/inner.h"

/* The period that a row's target is meant for: its own column, else the year of the row. */
static struct period target_period(const struct store *store, const struct indicator *indicator,
                                   const struct row *row, struct arena *arena) {
    struct period year, own = metric_row_target_period(store, row);
    if (own.kind != PERIOD_UNDATED) return metric_reported(indicator, own, arena);
    own = metric_row_period(store, row);
    return metric_year_of(indicator, own, arena, &year) ? year : own;
}

static const struct row *targeted(const struct store *store, struct row_span rows) {
    for (size_t i = rows.from; i < rows.to; i++)
        if (metric_row_has_target(store, metric_row(store, i))) return metric_row(store, i);
    return NULL;
}

/* Any row whose target is meant for `period`; the latest one, of those the most trusted. */
static const struct row *targeted_for(const struct store *store, const struct unit *unit,
                                      const struct indicator *indicator, struct period period,
                                      struct arena *arena) {
    struct row_span columns = metric_columns(store, indicator);
    for (size_t i = columns.to; i-- > columns.from;) {
        struct row_span rows = metric_rows_in(store, i, unit);
        for (size_t k = rows.from; k < rows.to; k++) {
            const struct row *row = metric_row(store, k);
            if (metric_row_has_target(store, row) &&
                period_equal(target_period(store, indicator, row, arena), period))
                return row;
        }
    }
    return NULL;
}

const struct row *metric_target_row(const struct store *store, const struct unit *unit,
                                    const struct indicator *indicator, struct period period,
                                    struct period window, struct arena *arena) {
    struct period year;
    const struct row *row = targeted(store, metric_rows_at(store, unit, indicator, period));
    if (!row) row = targeted(store, metric_rows_at(store, unit, indicator, window));
    if (!row) row = targeted_for(store, unit, indicator, period, arena);
    if (row || !metric_year_of(indicator, period, arena, &year)) return row;
    row = targeted(store, metric_rows_at(store, unit, indicator, year));
    return row ? row : targeted_for(store, unit, indicator, year, arena);
}

static const struct row *find_target(const struct slice *slice, struct metric_ask ask,
                                     const struct found *value, struct arena *arena) {
    const struct unit *unit = ask.unit ? ask.unit : slice->unit;
    if (!metric_may_read(slice, unit)) return NULL;
    return metric_target_row(slice->store, unit, ask.indicator,
                             metric_asked_period(slice, ask, arena), value->period, arena);
}

static struct figure target_figure(const struct slice *slice, struct metric_ask ask,
                                   const struct found *value, struct arena *arena) {
    const struct store *store = slice->store;
    const struct row *row = find_target(slice, ask, value, arena);
    struct found found = {.any = row, .period = value->period, .row = row};
    if (!row) metric_year_of(ask.indicator, value->period, arena, &found.period);
    struct figure figure = metric_figure(slice, &ask, &found);
    if (!row) return figure;
    figure.quantity = metric_row_target(store, row);
    figure.decimals = -1; /* set by decree, not measured: it has the decimals that it was given */
    figure.origin = metric_origin(store, metric_detail(store, row)->target.origin);
    figure.standing = TEXT(""); /* 预计 is said of values */
    figure.period = target_period(store, ask.indicator, row, arena);
    return figure;
}

struct figure metric_target(const struct slice *slice, struct metric_ask ask, struct arena *arena) {
    assert(ask.indicator);
    struct found value = metric_find_value(slice, ask, arena);
    return target_figure(slice, ask, &value, arena);
}

struct completion metric_completion(const struct slice *slice, struct metric_ask ask,
                                    struct arena *arena) {
    assert(ask.indicator);
    struct found found = metric_find_value(slice, ask, arena);
    return completion_between(arena, metric_figure(slice, &ask, &found),
                              target_figure(slice, ask, &found, arena));
}
