/* What is in the store: columns by indicator and period, rows by unit, and the whole of a column.
 */
#include <string.h>

#include "metric/inner.h"

struct row_span metric_columns(const struct store *store, const struct indicator *indicator) {
    return (struct row_span){store->column_start[indicator->order],
                             store->column_start[indicator->order + 1]};
}

struct period metric_column_period(const struct store *store, size_t column) {
    return store->periods[store->columns[column].period].period;
}

size_t metric_find_column(const struct store *store, const struct indicator *indicator,
                          struct period period) {
    struct row_span columns = metric_columns(store, indicator);
    const struct period_form wanted = metric_period_form(period), *b = &wanted;
    while (columns.from < columns.to) {
        size_t middle = columns.from + (columns.to - columns.from) / 2;
        const struct period_form *a = &store->periods[store->columns[middle].period];
        if (a->from == b->from && a->to == b->to && a->hash == b->hash) return middle;
        bool less = a->from != b->from ? a->from < b->from
                    : a->to != b->to   ? a->to < b->to
                                       : a->hash < b->hash;
        if (less)
            columns.from = middle + 1;
        else
            columns.to = middle;
    }
    return SIZE_MAX;
}

struct row_span metric_rows_in(const struct store *store, size_t index, const struct unit *unit) {
    const struct figure_column *column = &store->columns[index];
    size_t from = column->start, end = from + column->count, to = end;
    /* Of a full column with one row a unit the unit's place is known. */
    size_t guess = from + unit->order;
    if (guess < end && metric_row(store, guess)->unit == unit->order) from = to = guess;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (metric_row(store, middle)->unit < unit->order)
            from = middle + 1;
        else
            to = middle;
    }
    while (from > column->start && metric_row(store, from - 1)->unit == unit->order) from--;
    for (to = from; to < end && metric_row(store, to)->unit == unit->order;) to++;
    return (struct row_span){from, to};
}

struct row_span metric_rows_at(const struct store *store, const struct unit *unit,
                               const struct indicator *indicator, struct period period) {
    size_t column = metric_find_column(store, indicator, period);
    if (column == SIZE_MAX) return (struct row_span){0, 0};
    return metric_rows_in(store, column, unit);
}

/* ---- given out */

size_t metric_indicator_count(const struct store *store) {
    return store->indicator_count;
}

const struct indicator *metric_indicator_at(const struct store *store, size_t index) {
    return &store->indicators[index]->indicator;
}

size_t metric_unit_count(const struct store *store) {
    return store->unit_count;
}

const struct unit *metric_unit_at(const struct store *store, size_t index) {
    return &store->units[index]->unit;
}

size_t metric_observation_count(const struct store *store) {
    return store->given;
}

size_t metric_derived_count(const struct store *store) {
    return store->derived;
}

struct observation *metric_observations(const struct store *store, const struct unit *unit,
                                        const struct indicator *indicator, struct arena *arena,
                                        size_t *count) {
    struct observation *list = NULL;
    struct row_span columns = metric_columns(store, indicator);
    size_t room = 0;
    *count = 0;
    for (size_t i = columns.from; i < columns.to; i++) {
        struct row_span rows = metric_rows_in(store, i, unit);
        for (size_t k = rows.from; k < rows.to; k++) {
            ARENA_GROW(arena, list, *count, room);
            list[(*count)++] = metric_unpack(store, metric_row(store, k), indicator);
        }
    }
    return list;
}

size_t metric_column(const struct store *store, const struct indicator *indicator,
                     struct period period, struct metric_cell *cells) {
    size_t index = metric_find_column(store, indicator, period), count = 0;
    memset(cells, 0, store->unit_count * sizeof *cells);
    if (index == SIZE_MAX) return 0;
    const struct figure_column *column = &store->columns[index];
    for (size_t i = 0; i < column->count; i++) {
        const struct row *row = metric_row(store, column->start + i);
        struct metric_cell *cell = &cells[row->unit];
        if (cell->measure || row->state == QUANTITY_MISSING) continue;
        const struct detail *detail = metric_detail(store, row);
        *cell = (struct metric_cell){.value = metric_row_number(store, row),
                                     .measure = &store->measures[row->measure],
                                     .state = (enum quantity_state)row->state,
                                     .qualifier = (enum quantity_qualifier)row->qualifier,
                                     .is_text = detail && detail->text};
        count++;
    }
    return count;
}

size_t metric_membership_count(const struct store *store) {
    return store->membership_count;
}

const struct membership *metric_membership_at(const struct store *store, size_t index) {
    return &store->memberships[index];
}
