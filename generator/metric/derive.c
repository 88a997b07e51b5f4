/* Deriving: indicator by indicator in the order of dependence, column by column.
 *
 * A column that gets computed rows is written anew behind the others, all of its rows in the order
 * of units again; the place of its given rows is left unused. */
#include "metric/derive.h"

#include <string.h>

/* ---- reading columns */

static const struct row *better_row(const struct row *before, const struct row *row,
                                    bool restated) {
    if (row->state == QUANTITY_MISSING) return before;
    if (!before) return row;
    return restated && row->derived == DERIVED_RESTATED ? row : before;
}

static void load_rows(const struct store *store, size_t column, bool restated,
                      const struct row **rows) {
    memset(rows, 0, store->unit_count * sizeof(void *));
    if (column == SIZE_MAX) return;
    const struct figure_column *from = &store->columns[column];
    for (size_t i = 0; i < from->count; i++) {
        const struct row *row = metric_row(store, from->start + i);
        rows[row->unit] = better_row(rows[row->unit], row, restated);
    }
}

const struct row **derive_load(struct derivation *d, size_t column, bool restated) {
    for (size_t i = 0; i < LOADED_MOST; i++)
        if (d->loaded[i].rows && d->loaded[i].column == column && d->loaded[i].restated == restated)
            return d->loaded[i].rows;
    struct loaded *slot = &d->loaded[d->next_loaded++ % LOADED_MOST];
    if (!slot->rows)
        slot->rows = arena_take_array(d->arena, d->store->unit_count + 1, sizeof(void *));
    slot->column = column;
    slot->restated = restated;
    load_rows(d->store, column, restated, slot->rows);
    return slot->rows;
}

static void forget_loaded(struct derivation *d, size_t column) {
    for (size_t i = 0; i < LOADED_MOST; i++)
        if (d->loaded[i].rows && d->loaded[i].column == column) d->loaded[i].column = SIZE_MAX - 1;
}

/* ---- writing one */

struct row derive_pack(struct derivation *d, struct number value, uint32_t measure,
                       enum derived derived) {
    struct row row = {.coefficient = value.coefficient,
                      .period = d->period_index & ROW_PERIODS_MOST,
                      .scale = (uint32_t)value.scale & 31,
                      .detail = value.over,
                      .measure = measure & ROW_MEASURES_MOST,
                      .state = QUANTITY_KNOWN,
                      .derived = derived & 3};
    if (!value.big) return row;
    struct arena *arena = d->store->arena; /* the value is the scratch's */
    row.big = 1;
    row.coefficient =
        metric_intern_number(d->builder, number_add(arena, value, number_from_integer(0)));
    return row;
}

static void write_row(struct derivation *d, const struct row *row, uint32_t unit) {
    struct row *to = pile_add(d->store->arena, &d->store->rows);
    *to = *row;
    to->unit = unit;
    d->store->columns[d->column].count++;
    if (row->derived) d->store->derived++;
}

static void write_column(struct derivation *d) {
    struct store *store = d->store;
    struct figure_column *column = &store->columns[d->column];
    size_t at = column->start, end = at + column->count;
    if (!d->fresh_count) return;
    column->start = (uint32_t)store->rows.count;
    column->count = 0;
    for (uint32_t unit = 0; unit < store->unit_count; unit++) {
        for (; at < end && metric_row(store, at)->unit == unit; at++)
            write_row(d, metric_row(store, at), unit);
        if (d->fresh[unit].state != QUANTITY_MISSING) write_row(d, &d->fresh[unit], unit);
        if (d->restated[unit].state != QUANTITY_MISSING) write_row(d, &d->restated[unit], unit);
    }
    forget_loaded(d, d->column);
}

/* ---- all of them */

/* Gaps are told where a report looks first: at its own period and the windows of it. */
static bool is_told(const struct derivation *d) {
    struct period report = metric_reported(&d->known->indicator, d->builder->period, d->scratch);
    return period_has_dates(report) &&
           (period_equal(d->period, report) || period_is_window_of(d->period, report));
}

static void derive_column(struct derivation *d, size_t column) {
    struct store *store = d->store;
    d->column = column;
    d->period_index = store->columns[column].period;
    d->period = metric_column_period(store, column);
    d->fresh_count = 0;
    load_rows(store, column, false, d->given);
    memset(d->fresh, 0, store->unit_count * sizeof *d->fresh);
    memset(d->restated, 0, store->unit_count * sizeof *d->restated);
    d->scratch = arena_new();
    d->told = is_told(d);
    derive_compute(d);
    const struct forests *forests = rollup_forests(d);
    rollup_column(d, forests);
    if (forests->any_parts) {
        derive_compute_restated(d, forests);
        rollup_restated(d, forests);
    }
    write_column(d);
    arena_free(d->scratch);
}

/* Nothing follows for an indicator that is neither computed nor rolled up. */
static bool follows(const struct derivation *d, const struct indicator *indicator) {
    bool trees = d->store->membership_count || d->store->successors;
    return d->store->formulas[indicator->order] || indicator->numerator.length ||
           (trees && indicator->rollup != METRIC_ROLLUP_NONE);
}

static void drop_empty_columns(struct store *store) {
    size_t kept = 0;
    for (size_t i = 0; i < store->column_count; i++)
        if (store->columns[i].count) store->columns[kept++] = store->columns[i];
    if (kept == store->column_count) return;
    store->column_count = kept;
    metric_index_columns(store);
}

void metric_derive(struct metric_builder *builder) {
    struct store *store = builder->store;
    struct arena *arena = arena_new();
    struct derivation d = {.builder = builder, .store = store, .arena = arena};
    d.given = arena_take_array(arena, store->unit_count + 1, sizeof *d.given);
    d.fresh = arena_take_array(arena, store->unit_count + 1, sizeof *d.fresh);
    d.restated = arena_take_array(arena, store->unit_count + 1, sizeof *d.restated);
    rollup_prepare(&d);
    derive_prepare(&d);
    for (size_t i = 0; i < store->indicator_count; i++) {
        if (!follows(&d, d.order[i])) continue;
        d.known = store->indicators[d.order[i]->order];
        struct row_span columns = metric_columns(store, d.order[i]);
        for (size_t column = columns.from; column < columns.to; column++) derive_column(&d, column);
    }
    rollup_tell_gaps(&d);
    drop_empty_columns(store);
    arena_free(arena);
}
