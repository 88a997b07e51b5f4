/* What one report may see: its unit's items and texts in order, and the units that it is compared
 * with. */
#include <stdlib.h>
#include <string.h>

#include "metric/inner.h"

/* ---- units compared */

/* An open end is undated. */
bool metric_holds_in(struct period from, struct period to, struct period when) {
    if (!period_has_dates(when)) return true;
    struct period span = when;
    span.kind = PERIOD_DAYS;
    if (period_has_dates(from)) {
        span.from_year = from.from_year;
        span.from_month = from.from_month;
        span.from_day = from.from_day;
        span.to_year = when.to_year;
        span.to_month = when.to_month;
        span.to_day = when.to_day;
        if (period_days(span) == 0) return false; /* begins after it */
    }
    if (!period_has_dates(to)) return true;
    span = when;
    span.kind = PERIOD_DAYS;
    span.to_year = to.to_year;
    span.to_month = to.to_month;
    span.to_day = to.to_day;
    return period_days(span) > 0; /* ends after its beginning */
}

static bool counts(const struct membership *member, struct text tree, struct period period) {
    return text_equal(member->tree, tree) && metric_holds_in(member->from, member->to, period);
}

static const struct unit *find_parent(const struct store *store, const struct unit *unit,
                                      struct text tree, struct period period) {
    for (size_t i = 0; i < store->membership_count; i++) {
        const struct membership *member = &store->memberships[i];
        if (member->unit == unit && counts(member, tree, period)) return member->parent;
    }
    return NULL;
}

void metric_parents(const struct store *store, struct text tree, struct period period,
                    const struct unit **parents) {
    memset(parents, 0, store->unit_count * sizeof(const struct unit *));
    if (!tree.length && store->membership_count) tree = store->memberships[0].tree;
    for (size_t i = store->membership_count; i-- > 0;) { /* the first that holds wins */
        const struct membership *member = &store->memberships[i];
        if (counts(member, tree, period)) parents[member->unit->order] = member->parent;
    }
}

bool metric_unit_holds(const struct unit *unit, struct period period) {
    return metric_holds_in(unit->from, unit->to, period);
}

static void mark_children(const struct store *store, const struct unit *parent, struct text tree,
                          struct period period, bool *marks) {
    for (size_t i = 0; parent && i < store->membership_count; i++) {
        const struct membership *member = &store->memberships[i];
        if (member->parent == parent && counts(member, tree, period))
            marks[member->unit->order] = true;
    }
}

static void find_compared(struct slice *slice, struct text compare, struct text tree,
                          struct arena *arena) {
    const struct store *store = slice->store;
    bool all = text_is(compare, "all");
    bool *marks = arena_take_array(arena, store->unit_count, sizeof *marks);
    if (!tree.length && store->membership_count) tree = store->memberships[0].tree;
    if (text_is(compare, "children"))
        mark_children(store, slice->unit, tree, slice->period, marks);
    else if (text_is(compare, "siblings"))
        mark_children(store, find_parent(store, slice->unit, tree, slice->period), tree,
                      slice->period, marks);
    const struct unit **units = arena_take_array(arena, store->unit_count, sizeof *units);
    for (size_t i = 0; i < store->unit_count; i++) {
        const struct unit *unit = &store->units[i]->unit;
        if ((all || marks[i]) && metric_unit_holds(unit, slice->period))
            units[slice->compared_count++] = unit;
    }
    slice->compared = units;
}

bool metric_may_read(const struct slice *slice, const struct unit *unit) {
    if (unit == slice->unit) return true;
    size_t from = 0, to = slice->compared_count; /* in the order of the units */
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (slice->compared[middle]->order < unit->order)
            from = middle + 1;
        else
            to = middle;
    }
    return from < slice->compared_count && slice->compared[from] == unit;
}

/* ---- items and texts in order: sections as they first appear, then `order`, then as given */

struct placed {
    size_t section, row;
    struct text order;
    const void *what;
};

static int compare_placed(const void *left, const void *right) {
    const struct placed *a = left, *b = right;
    if (a->section != b->section) return a->section < b->section ? -1 : 1;
    int order = metric_compare_order(a->order, b->order);
    if (order) return order;
    return a->row < b->row ? -1 : a->row > b->row;
}

struct sorter {
    struct placed *at;
    size_t count;
    struct map *sections;
    struct arena *arena;
};

static struct sorter new_sorter(size_t most, struct arena *arena) {
    return (struct sorter){arena_take_array(arena, most, sizeof(struct placed)), 0, map_new(arena),
                           arena};
}

static void place(struct sorter *sorter, struct text section, struct text order, const void *what) {
    struct placed *first = map_find(sorter->sections, section);
    struct placed *placed = &sorter->at[sorter->count];
    *placed = (struct placed){map_count(sorter->sections), sorter->count, order, what};
    if (first) {
        placed->section = first->section;
    } else {
        first = ARENA_NEW(sorter->arena, struct placed);
        *first = *placed;
        map_set(sorter->sections, section, first);
    }
    sorter->count++;
}

static const void **sorted(struct sorter *sorter, struct arena *arena) {
    const void **list = arena_take_array(arena, sorter->count, sizeof *list);
    qsort(sorter->at, sorter->count, sizeof *sorter->at, compare_placed);
    for (size_t i = 0; i < sorter->count; i++) list[i] = sorter->at[i].what;
    return list;
}

static const struct item **find_items(const struct store *store, const struct unit *unit,
                                      struct period period, size_t *count, struct arena *arena) {
    const uint32_t *start = store->items_of.start + unit->order;
    struct sorter sorter = new_sorter(start[1] - start[0], arena);
    for (size_t i = start[0]; i < start[1]; i++) {
        const struct item *item = &store->items[store->items_of.index[i]]->item;
        if (period_equal(item->period, period)) place(&sorter, item->section, item->order, item);
    }
    *count = sorter.count;
    return (const struct item **)sorted(&sorter, arena);
}

static const struct written **find_texts(const struct store *store, const struct unit *unit,
                                         struct period period, size_t *count, struct arena *arena) {
    const uint32_t *start = store->texts_of.start + unit->order;
    struct sorter sorter = new_sorter(start[1] - start[0], arena);
    for (size_t i = start[0]; i < start[1]; i++) {
        const struct written *text = &store->texts[store->texts_of.index[i]]->written;
        if (period_equal(text->period, period)) place(&sorter, text->section, text->order, text);
    }
    *count = sorter.count;
    return (const struct written **)sorted(&sorter, arena);
}

struct slice *metric_slice(const struct store *store, const struct unit *unit, struct period period,
                           struct text compare, struct text tree, struct arena *arena) {
    struct slice *slice = ARENA_NEW(arena, struct slice);
    slice->store = store;
    slice->unit = unit;
    slice->period = period;
    find_compared(slice, compare, tree, arena);
    slice->items = find_items(store, unit, period, &slice->item_count, arena);
    slice->texts = find_texts(store, unit, period, &slice->text_count, arena);
    struct period before;
    if (period_previous(arena, period, &before))
        slice->last_plan = find_items(store, unit, before, &slice->last_plan_count, arena);
    return slice;
}
