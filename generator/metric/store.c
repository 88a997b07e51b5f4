/* The store's order: observations sorted by unit, indicator and days, so that a look-up is a binary
 * search and the cumulative windows of a period lie side by side; items and texts listed by unit.
 */
#include <stdlib.h>
#include <string.h>

#include "metric/inner.h"

/* Of several standings the one that the office stands behind most comes first. */
static uint16_t standing_rank(struct text standing) {
    static const char *const order[] = {"修订", "核定", "", "快报", "预计"};
    enum { KNOWN = sizeof order / sizeof *order };
    for (uint16_t i = 0; i < KNOWN; i++)
        if (text_is(standing, order[i])) return i;
    return KNOWN;
}

static int32_t pack_day(int year, int month, int day) {
    return (int32_t)(year * 10000 + month * 100 + day);
}

static struct key make_key(const struct unit *unit, const struct indicator *indicator,
                           struct period period) {
    struct key key = {.unit = (uint32_t)unit->order, .indicator = (uint32_t)indicator->order};
    if (period_has_dates(period)) {
        key.from = pack_day(period.from_year, period.from_month, period.from_day);
        key.to = pack_day(period.to_year, period.to_month, period.to_day);
    } else {
        key.to = (int32_t)period.kind;
        key.hash = (uint32_t)hash_text(period.text, 0);
    }
    return key;
}

#define BY(field)                                                                                  \
    if (a->field != b->field) return a->field < b->field ? -1 : 1

static int compare_figures(const struct key *a, const struct key *b) {
    BY(unit);
    BY(indicator);
    return 0;
}

static int compare_periods(const struct key *a, const struct key *b) {
    BY(unit);
    BY(indicator);
    BY(from);
    BY(to);
    BY(hash);
    return 0;
}

static int compare_keys(const void *left, const void *right) {
    const struct key *a = left, *b = right;
    int order = compare_periods(a, b);
    if (order) return order;
    BY(standing);
    BY(index);
    return 0;
}

/* Where each unit's keys start. */
static void find_units(struct store *store, struct arena *arena) {
    store->key_start = arena_take_array(arena, store->unit_count + 1, sizeof *store->key_start);
    for (size_t i = 0; i < store->observation_count; i++)
        store->key_start[store->keys[i].unit + 1]++;
    for (size_t u = 0; u < store->unit_count; u++) store->key_start[u + 1] += store->key_start[u];
}

static void sort_keys(struct store *store, struct arena *arena) {
    bool sorted = true;
    store->keys = arena_take_array(arena, store->observation_count, sizeof *store->keys);
    for (size_t i = 0; i < store->observation_count; i++) {
        const struct observation *row = &store->observations[i];
        struct key *key = &store->keys[i];
        *key = make_key(row->unit, row->indicator, row->period);
        key->standing = standing_rank(row->standing);
        key->index = (uint32_t)i;
        sorted = sorted && (i == 0 || compare_keys(key - 1, key) < 0);
    }
    if (!sorted) qsort(store->keys, store->observation_count, sizeof *store->keys, compare_keys);
}

/* Rows listed by unit, each unit's in the order of the table. */
static struct by_unit list_by_unit(const struct store *store, const struct unit *const *units,
                                   size_t count, struct arena *arena) {
    struct by_unit list = {arena_take_array(arena, store->unit_count + 2, sizeof *list.start),
                           arena_take_array(arena, count, sizeof *list.index)};
    for (size_t i = 0; i < count; i++) list.start[units[i]->order + 2]++;
    for (size_t u = 2; u < store->unit_count + 2; u++) list.start[u] += list.start[u - 1];
    for (size_t i = 0; i < count; i++) list.index[list.start[units[i]->order + 1]++] = (uint32_t)i;
    return list;
}

void metric_index(struct store *store, struct arena *arena) {
    sort_keys(store, arena);
    find_units(store, arena);
    size_t most = store->item_count > store->text_count ? store->item_count : store->text_count;
    const struct unit **units = arena_take_array(arena, most, sizeof *units);
    for (size_t i = 0; i < store->item_count; i++) units[i] = store->items[i].unit;
    store->items_of = list_by_unit(store, units, store->item_count, arena);
    for (size_t i = 0; i < store->text_count; i++) units[i] = store->texts[i].unit;
    store->texts_of = list_by_unit(store, units, store->text_count, arena);
}

typedef int key_order(const struct key *, const struct key *);

/* First key of the unit that is not below `wanted`. */
static size_t lower_bound(const struct store *store, const struct key *wanted, key_order *order) {
    size_t from = store->key_start[wanted->unit], to = store->key_start[wanted->unit + 1];
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (order(&store->keys[middle], wanted) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static struct key_range find_range(const struct store *store, struct key wanted, key_order *order) {
    size_t from = lower_bound(store, &wanted, order), to = from;
    while (to < store->key_start[wanted.unit + 1] && order(&store->keys[to], &wanted) == 0) to++;
    return (struct key_range){store->keys + from, to - from};
}

struct key_range metric_rows(const struct store *store, const struct unit *unit,
                             const struct indicator *indicator) {
    struct key wanted = {.unit = (uint32_t)unit->order, .indicator = (uint32_t)indicator->order};
    return find_range(store, wanted, compare_figures);
}

struct key_range metric_rows_at(const struct store *store, const struct unit *unit,
                                const struct indicator *indicator, struct period period) {
    return find_range(store, make_key(unit, indicator, period), compare_periods);
}

size_t metric_indicator_count(const struct store *store) {
    return store->indicator_count;
}

const struct indicator *metric_indicator_at(const struct store *store, size_t index) {
    return store->indicators[index];
}

size_t metric_unit_count(const struct store *store) {
    return store->unit_count;
}

const struct unit *metric_unit_at(const struct store *store, size_t index) {
    return store->units[index];
}

size_t metric_observation_count(const struct store *store) {
    return store->observation_count;
}

const struct observation *metric_observation_at(const struct store *store, size_t index) {
    return &store->observations[index];
}

size_t metric_unit_row_count(const struct store *store, const struct unit *unit) {
    return store->key_start[unit->order + 1] - store->key_start[unit->order];
}

const struct observation *metric_unit_row_at(const struct store *store, const struct unit *unit,
                                             size_t index) {
    return &store->observations[store->keys[store->key_start[unit->order] + index].index];
}

size_t metric_membership_count(const struct store *store) {
    return store->membership_count;
}

const struct membership *metric_membership_at(const struct store *store, size_t index) {
    return &store->memberships[index];
}
