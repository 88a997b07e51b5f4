/* Who stands below a unit and has reported. */
#include "metric/inner.h"

/* A unit that came out of others is not expected for the time when they were on their own. */
static bool came_later(const struct store *store, const struct unit *unit, struct period period) {
    for (size_t u = 0; store->successors && u < store->unit_count; u++)
        if (store->successors[u] == unit && metric_was_alone(&store->units[u]->unit, period))
            return true;
    return false;
}

static const struct row *row_of(const struct store *store, const struct unit *unit,
                                const struct indicator *indicator, struct period period) {
    return metric_best_row(store, metric_rows_at(store, unit, indicator, period));
}

static bool is_expected(const struct store *store, const struct unit *unit, struct period period,
                        const struct indicator *indicator) {
    if (!metric_holds_in(unit->from, unit->to, period)) return false;
    bool leaving = !metric_holds_in(unit->from, unit->to, metric_last_day(period));
    if (!leaving && !came_later(store, unit, period)) return true;
    const struct row *row = row_of(store, unit, indicator, period);
    return row && row->derived != DERIVED_RESTATED;
}

const struct unit **metric_children(const struct store *store, const struct unit *parent,
                                    struct text tree, struct period period,
                                    const struct indicator *indicator, struct arena *arena,
                                    size_t *count) {
    const struct unit **units = NULL;
    struct period last = metric_last_day(period);
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < store->membership_count; i++) {
        const struct membership *member = &store->memberships[i];
        if (member->parent != parent || !text_equal(member->tree, tree) ||
            !metric_holds_in(member->from, member->to, last) ||
            !is_expected(store, member->unit, period, indicator))
            continue;
        bool again = false;
        for (size_t k = 0; k < *count; k++) again = again || units[k] == member->unit;
        if (again) continue;
        ARENA_GROW(arena, units, *count, room);
        units[(*count)++] = member->unit;
    }
    return units;
}

struct metric_coverage metric_coverage(const struct slice *slice, struct metric_ask ask,
                                       struct arena *arena) {
    const struct store *store = slice->store;
    const struct unit *unit = ask.unit ? ask.unit : slice->unit;
    struct period period = metric_find_value(slice, ask, arena).period;
    struct metric_coverage coverage = {0};
    size_t count;
    const struct unit **units =
        metric_children(store, unit, slice->tree, period, ask.indicator, arena, &count);
    coverage.missing = arena_take_array(arena, count + 1, sizeof *coverage.missing);
    for (size_t i = 0; i < count; i++) {
        if (!metric_may_read(slice, units[i])) return (struct metric_coverage){.hidden = units[i]};
        const struct row *row = row_of(store, units[i], ask.indicator, period);
        if (row && row->state != QUANTITY_PLACEHOLDER)
            coverage.reported++;
        else
            coverage.missing[coverage.missing_count++] = units[i];
    }
    coverage.expected = count;
    return coverage;
}
