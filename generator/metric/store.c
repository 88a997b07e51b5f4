/* The store's order: rows sorted by column, unit and standing; and what is found by it.
 *
 * Rows that are read in that order already, as files mostly have them, are left where they are.
 * Others are sorted by one packed key, a digit at a time, and moved in place. */
#include <stdlib.h>
#include <string.h>

#include "metric/inner.h"

/* ---- columns: by indicator, then by days */

struct placed {
    struct figure_column column;
    int32_t from, to;
    uint32_t hash, index;
};

#define BY(field)                                                                                  \
    if (a->field != b->field) return a->field < b->field ? -1 : 1

static int compare_placed(const void *left, const void *right) {
    const struct placed *a = left, *b = right;
    BY(column.indicator);
    BY(from);
    BY(to);
    BY(hash);
    BY(index);
    return 0;
}

/* Sorts the columns; rank[i] is the new place of column i. */
static uint32_t *rank_columns(struct metric_builder *builder) {
    struct store *store = builder->store;
    size_t count = store->column_count;
    struct placed *placed = arena_take_array(builder->scratch, count, sizeof *placed);
    uint32_t *rank = arena_take_array(builder->scratch, count, sizeof *rank);
    for (size_t i = 0; i < count; i++) {
        const struct period_form *form = &store->periods[store->columns[i].period];
        placed[i] =
            (struct placed){store->columns[i], form->from, form->to, form->hash, (uint32_t)i};
    }
    qsort(placed, count, sizeof *placed, compare_placed);
    for (size_t i = 0; i < count; i++) {
        store->columns[i] = placed[i].column;
        rank[placed[i].index] = (uint32_t)i;
    }
    return rank;
}

/* ---- rows */

struct sort_key {
    uint64_t key;
    uint32_t row;
};

static unsigned bits_of(size_t count) {
    unsigned bits = 0;
    while (count >> bits) bits++;
    return bits;
}

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, STANDING_BITS = 3 };

/* One digit, stable: from `from` to `to`. */
static void sort_digit(const struct sort_key *from, struct sort_key *to, size_t count,
                       unsigned shift) {
    size_t start[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++) start[from[i].key >> shift & (DIGITS - 1)]++;
    for (size_t digit = 0; digit < DIGITS; digit++) {
        size_t here = start[digit];
        start[digit] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++) to[start[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
}

/* Puts row keys[i].row at place i, along the cycles of the permutation. */
static void move_rows(struct store *store, struct sort_key *keys) {
    for (size_t i = 0; i < store->rows.count; i++) {
        if (keys[i].row == i) continue;
        struct row first = *metric_row(store, i);
        size_t at = i;
        while (keys[at].row != i) {
            size_t from = keys[at].row;
            *metric_row(store, at) = *metric_row(store, from);
            keys[at].row = (uint32_t)at;
            at = from;
        }
        *metric_row(store, at) = first;
        keys[at].row = (uint32_t)at;
    }
}

static void sort_rows(struct metric_builder *builder, const uint32_t *rank, unsigned unit_bits) {
    struct store *store = builder->store;
    size_t count = store->rows.count;
    struct arena *arena = arena_new();
    struct sort_key *keys = arena_take_array(arena, count, sizeof *keys);
    struct sort_key *other = arena_take_array(arena, count, sizeof *other);
    unsigned bits = bits_of(store->column_count) + unit_bits + STANDING_BITS;
    for (size_t i = 0; i < count; i++) {
        const struct row *row = metric_row(store, i);
        uint64_t column = rank[*(const uint32_t *)pile_at(&builder->row_columns, i)];
        keys[i].key = (column << unit_bits | row->unit) << STANDING_BITS | row->standing;
        keys[i].row = (uint32_t)i;
    }
    for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
        sort_digit(keys, other, count, shift);
        struct sort_key *swap = keys;
        keys = other;
        other = swap;
    }
    move_rows(store, keys);
    arena_free(arena);
}

/* Counts each column's rows; false if rows do not lie in order. */
static bool count_rows(struct metric_builder *builder, const uint32_t *rank) {
    struct store *store = builder->store;
    bool ordered = true;
    uint64_t before = 0;
    for (size_t i = 0; i < store->rows.count; i++) {
        const struct row *row = metric_row(store, i);
        uint32_t column = rank[*(const uint32_t *)pile_at(&builder->row_columns, i)];
        uint64_t within = (uint64_t)row->unit << STANDING_BITS | row->standing;
        if (i > 0) {
            uint32_t last = rank[*(const uint32_t *)pile_at(&builder->row_columns, i - 1)];
            ordered = ordered && (column > last || (column == last && within >= before));
        }
        before = within;
        store->columns[column].count++;
    }
    return ordered;
}

void metric_order_rows(struct metric_builder *builder) {
    struct store *store = builder->store;
    const uint32_t *rank = rank_columns(builder);
    if (!count_rows(builder, rank)) sort_rows(builder, rank, bits_of(store->unit_count));
    store->column_start =
        arena_take_array(store->arena, store->indicator_count + 1, sizeof *store->column_start);
    uint32_t start = 0;
    for (size_t i = 0; i < store->column_count; i++) {
        store->columns[i].start = start;
        start += store->columns[i].count;
        store->column_start[store->columns[i].indicator + 1]++;
    }
    for (size_t i = 0; i < store->indicator_count; i++)
        store->column_start[i + 1] += store->column_start[i];
}

/* Items and texts listed by unit, each unit's in the order of reading. */
static struct by_unit list_by_unit(const struct store *store, const struct unit *const *units,
                                   size_t count) {
    struct by_unit list = {
        arena_take_array(store->arena, store->unit_count + 2, sizeof *list.start),
        arena_take_array(store->arena, count, sizeof *list.index)};
    for (size_t i = 0; i < count; i++) list.start[units[i]->order + 2]++;
    for (size_t u = 2; u < store->unit_count + 2; u++) list.start[u] += list.start[u - 1];
    for (size_t i = 0; i < count; i++) list.index[list.start[units[i]->order + 1]++] = (uint32_t)i;
    return list;
}

void metric_list_by_unit(struct store *store) {
    size_t most = store->item_count > store->text_count ? store->item_count : store->text_count;
    struct arena *arena = arena_new();
    const struct unit **units = arena_take_array(arena, most, sizeof *units);
    for (size_t i = 0; i < store->item_count; i++) units[i] = store->items[i]->item.unit;
    store->items_of = list_by_unit(store, units, store->item_count);
    for (size_t i = 0; i < store->text_count; i++) units[i] = store->texts[i]->written.unit;
    store->texts_of = list_by_unit(store, units, store->text_count);
    arena_free(arena);
}

/* ---- look-up */

struct row_span metric_columns(const struct store *store, const struct indicator *indicator) {
    return (struct row_span){store->column_start[indicator->order],
                             store->column_start[indicator->order + 1]};
}

struct period metric_column_period(const struct store *store, size_t column) {
    return store->periods[store->columns[column].period].period;
}

/* The column of exactly this period, or SIZE_MAX. */
static size_t find_column(const struct store *store, const struct indicator *indicator,
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
    size_t column = find_column(store, indicator, period);
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
    return store->rows.count;
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
    size_t index = find_column(store, indicator, period), count = 0;
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
