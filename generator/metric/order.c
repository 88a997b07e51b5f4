/* The store's order: rows sorted by column, unit and standing.
 *
 * Rows are dealt out to their columns; a column whose rows were read in the order of units, as
 * files mostly have them, needs no more.  Others are sorted by a packed key, a digit at a time.
 */
#include <stdlib.h>

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

uint32_t *metric_rank_columns(struct metric_builder *builder) {
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

/* ---- rows of one column: by unit and standing, else as read */

enum { STANDING_BITS = 3, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, FEW = 32 };

static uint64_t key_of(const struct row *row) {
    return (uint64_t)row->unit << STANDING_BITS | row->standing;
}

static bool is_ordered(const struct store *store, const struct figure_column *column) {
    for (size_t i = 1; i < column->count; i++) {
        size_t at = column->start + i;
        if (key_of(metric_row(store, at - 1)) > key_of(metric_row(store, at))) return false;
    }
    return true;
}

static void sort_few(struct store *store, const struct figure_column *column) {
    for (size_t i = 1; i < column->count; i++) {
        struct row row = *metric_row(store, column->start + i);
        size_t to = i;
        for (; to > 0; to--) {
            const struct row *before = metric_row(store, column->start + to - 1);
            if (key_of(before) <= key_of(&row)) break;
            *metric_row(store, column->start + to) = *before;
        }
        *metric_row(store, column->start + to) = row;
    }
}

struct sort_key {
    uint64_t key;
    struct row row;
};

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

static void sort_many(struct store *store, const struct figure_column *column) {
    struct arena *arena = arena_new();
    struct sort_key *keys = arena_take_array(arena, column->count, sizeof *keys);
    struct sort_key *other = arena_take_array(arena, column->count, sizeof *other);
    for (size_t i = 0; i < column->count; i++) {
        const struct row *row = metric_row(store, column->start + i);
        keys[i] = (struct sort_key){key_of(row), *row};
    }
    uint64_t most = (uint64_t)store->unit_count << STANDING_BITS;
    for (unsigned shift = 0; most >> shift; shift += DIGIT_BITS) {
        sort_digit(keys, other, column->count, shift);
        struct sort_key *swap = keys;
        keys = other;
        other = swap;
    }
    for (size_t i = 0; i < column->count; i++) *metric_row(store, column->start + i) = keys[i].row;
    arena_free(arena);
}

/* ---- rows into their columns */

void metric_order_rows(struct metric_builder *builder) {
    struct store *store = builder->store;
    const uint32_t *rank = metric_rank_columns(builder);
    const struct pile *read = &builder->rows, *columns = &builder->row_columns;
    for (size_t i = 0; i < read->count; i++) {
        store->columns[rank[*(const uint32_t *)pile_at(columns, i)]].count++;
        pile_add(store->arena, &store->rows);
    }
    uint32_t start = 0;
    for (size_t i = 0; i < store->column_count; i++) {
        struct figure_column *column = &store->columns[i];
        column->start = start;
        start += column->count;
        column->count = 0;
    }
    metric_index_columns(store);
    store->given = read->count;
    /* Columns are filled from their starts, side by side: the rows come in as they were read. */
    for (size_t i = 0; i < read->count; i++) {
        uint32_t index = rank[*(const uint32_t *)pile_at(columns, i)];
        struct figure_column *column = &store->columns[index];
        *metric_row(store, column->start + column->count++) = *(const struct row *)pile_at(read, i);
    }
    for (size_t i = 0; i < store->column_count; i++) {
        const struct figure_column *column = &store->columns[i];
        if (is_ordered(store, column)) continue;
        if (column->count <= FEW)
            sort_few(store, column);
        else
            sort_many(store, column);
    }
}

void metric_index_columns(struct store *store) {
    store->column_start =
        arena_take_array(store->arena, store->indicator_count + 1, sizeof *store->column_start);
    for (size_t i = 0; i < store->column_count; i++)
        store->column_start[store->columns[i].indicator + 1]++;
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
