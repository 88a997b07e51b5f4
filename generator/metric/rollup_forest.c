/* Who stands below whom at a period, in every tree; and who has become part of whom since.
 *
 * What holds on the last day counts: a unit that has moved reports for the whole period where it
 * then stands.  A unit that ended within the period may have reported, but need not.  A unit that
 * came out of others is not expected to report for the time before it: they are. */
#include <string.h>

#include "metric/derive.h"

/* ---- trees and successors */

static void note_tree(struct derivation *d, struct text tree) {
    struct store *store = d->store;
    for (size_t i = 0; i < store->tree_count; i++)
        if (text_equal(store->trees[i], tree)) return;
    ARENA_GROW(store->arena, store->trees, store->tree_count, store->tree_room);
    store->trees[store->tree_count++] = tree;
}

static void note_successor(struct derivation *d, const struct unit *unit) {
    struct store *store = d->store;
    const struct unit *successor =
        metric_need_unit(store, unit->successor, unit->origin, d->builder->run);
    if (!successor) return;
    if (!period_has_dates(unit->to)) {
        diags_add(d->builder->run, DIAG_M106, unit->origin, "%s", "to");
        diags_hint(d->builder->run,
                   N_("a unit with a successor also says until when it was on its own"));
        return;
    }
    if (!store->successors)
        store->successors =
            arena_take_array(store->arena, store->unit_count + 1, sizeof *store->successors);
    store->successors[unit->order] = successor;
}

/* A successor that leads back: none of the circle is part of anything. */
static void break_circles(struct derivation *d) {
    struct store *store = d->store;
    for (size_t u = 0; store->successors && u < store->unit_count; u++) {
        const struct unit *unit = store->successors[u];
        for (size_t steps = 0; unit && steps <= store->unit_count; steps++) {
            if (unit->order != u) {
                unit = store->successors[unit->order];
                continue;
            }
            const struct unit *at = &store->units[u]->unit;
            diags_add(d->builder->run, DIAG_M165, at->origin, "%.*s", TEXT_ARGS(at->name));
            store->successors[u] = NULL;
            break;
        }
    }
}

void rollup_prepare(struct derivation *d) {
    struct store *store = d->store;
    d->same_forest = true;
    for (size_t i = 0; i < store->membership_count; i++) {
        const struct membership *member = &store->memberships[i];
        note_tree(d, member->tree);
        if (period_has_dates(member->from) || period_has_dates(member->to)) d->same_forest = false;
    }
    for (size_t u = 0; u < store->unit_count; u++) {
        const struct unit *unit = &store->units[u]->unit;
        if (period_has_dates(unit->from) || period_has_dates(unit->to)) d->same_forest = false;
        if (unit->successor.length) note_successor(d, unit);
    }
    break_circles(d);
    d->forests = arena_take_array(d->arena, store->period_count + 2, sizeof(void *));
}

/* ---- one tree at one period */

struct edge {
    uint32_t parent, child;
};

static bool holds(const struct derivation *d, const struct unit *unit) {
    return metric_holds_in(unit->from, unit->to, d->period);
}

struct period metric_last_day(struct period period) {
    if (!period_has_dates(period)) return period;
    period.kind = PERIOD_DAYS;
    period.from_year = period.to_year;
    period.from_month = period.to_month;
    period.from_day = period.to_day;
    return period;
}

static size_t list_edges(const struct derivation *d, struct text tree, struct edge *edges) {
    const struct store *store = d->store;
    struct period last = metric_last_day(d->period);
    size_t count = 0;
    for (size_t i = 0; i < store->membership_count; i++) {
        const struct membership *member = &store->memberships[i];
        if (!member->parent || !text_equal(member->tree, tree)) continue;
        if (!d->same_forest && (!metric_holds_in(member->from, member->to, last) ||
                                !holds(d, member->unit) || !holds(d, member->parent)))
            continue;
        edges[count++] =
            (struct edge){(uint32_t)member->parent->order, (uint32_t)member->unit->order};
    }
    return count;
}

/* Children by parent; one that is named twice is one. */
static void list_children(struct forest *forest, const struct edge *edges, size_t count,
                          size_t units, struct arena *arena) {
    forest->child_start = arena_take_array(arena, units + 2, sizeof(uint32_t));
    forest->children = arena_take_array(arena, count + 1, sizeof(uint32_t));
    uint32_t *start = forest->child_start;
    for (size_t i = 0; i < count; i++) start[edges[i].parent + 2]++;
    for (size_t u = 2; u < units + 2; u++) start[u] += start[u - 1];
    for (size_t i = 0; i < count; i++)
        forest->children[start[edges[i].parent + 1]++] = edges[i].child;
}

static void drop_repeated(struct forest *forest, size_t units, struct arena *arena) {
    uint32_t *start = forest->child_start, kept = 0;
    uint32_t *seen = arena_take_array(arena, units + 1, sizeof *seen); /* the parent, + 1 */
    for (uint32_t u = 0; u < units; u++) {
        uint32_t from = start[u];
        start[u] = kept;
        for (uint32_t i = from; i < start[u + 1]; i++) {
            uint32_t child = forest->children[i];
            if (seen[child] != u + 1) forest->children[kept++] = child;
            seen[child] = u + 1;
        }
    }
    start[units] = kept;
}

/* Parents whose children are all leaves or told already, over and over: a queue. */
static bool order_parents(struct forest *forest, size_t units, struct arena *arena) {
    uint32_t *waiting = arena_take_array(arena, units + 1, sizeof *waiting);
    uint32_t *up = arena_take_array(arena, units + 2, sizeof *up); /* parents by child */
    uint32_t *parents = arena_take_array(arena, forest->child_start[units] + 1, sizeof *parents);
    uint32_t *queue = arena_take_array(arena, units + 1, sizeof *queue);
    const uint32_t *start = forest->child_start;
    size_t inner = 0, head = 0, tail = 0;
    for (uint32_t i = 0; i < start[units]; i++) up[forest->children[i] + 2]++;
    for (size_t u = 2; u < units + 2; u++) up[u] += up[u - 1];
    for (uint32_t u = 0; u < units; u++)
        for (uint32_t i = start[u]; i < start[u + 1]; i++)
            parents[up[forest->children[i] + 1]++] = u;
    for (uint32_t u = 0; u < units; u++) {
        waiting[u] = start[u + 1] - start[u];
        if (waiting[u]) inner++;
        if (!waiting[u] && up[u] < up[u + 1]) queue[tail++] = u;
    }
    forest->parents = arena_take_array(arena, inner + 1, sizeof *forest->parents);
    while (head < tail) {
        uint32_t child = queue[head++];
        for (uint32_t i = up[child]; i < up[child + 1]; i++) {
            if (--waiting[parents[i]]) continue;
            forest->parents[forest->parent_count++] = parents[i];
            queue[tail++] = parents[i];
        }
    }
    return forest->parent_count == inner;
}

static struct forest build_forest(struct derivation *d, struct text tree) {
    const struct store *store = d->store;
    struct forest forest = {0};
    struct edge *edges = arena_take_array(d->scratch, store->membership_count + 1, sizeof *edges);
    size_t count = list_edges(d, tree, edges);
    list_children(&forest, edges, count, store->unit_count, d->arena);
    drop_repeated(&forest, store->unit_count, d->scratch);
    if (!order_parents(&forest, store->unit_count, d->arena) && !d->circle_told) {
        d->circle_told = true;
        diags_add(d->builder->run, DIAG_M162, ORIGIN_NONE, "%.*s", TEXT_ARGS(tree));
        diags_hint(d->builder->run,
                   N_("a unit stands above itself: correct the column parent of the memberships"));
    }
    return forest;
}

/* ---- units that have become one since */

/* The period lies before the unit's end: it was on its own. */
bool metric_was_alone(const struct unit *unit, struct period period) {
    if (!period_has_dates(period)) return false;
    struct period rest = metric_last_day(period);
    rest.to_year = unit->to.to_year;
    rest.to_month = unit->to.to_month;
    rest.to_day = unit->to.to_day;
    return period_days(rest) > 0 && metric_holds_in(unit->from, unit->to, period);
}

static void list_parts(struct derivation *d, struct forests *forests) {
    const struct store *store = d->store;
    size_t units = store->unit_count, count = 0;
    forests->part_start = arena_take_array(d->arena, units + 2, sizeof(uint32_t));
    if (!store->successors) return;
    struct edge *edges = arena_take_array(d->scratch, units + 1, sizeof *edges);
    for (uint32_t u = 0; u < units; u++)
        if (store->successors[u] && metric_was_alone(&store->units[u]->unit, d->period))
            edges[count++] = (struct edge){(uint32_t)store->successors[u]->order, u};
    struct forest forest = {0};
    list_children(&forest, edges, count, units, d->arena);
    forests->part_start = forest.child_start;
    forests->parts = forest.children;
    forests->any_parts = count > 0;
}

static void list_leaving(struct derivation *d, struct forests *forests) {
    const struct store *store = d->store;
    struct period last = metric_last_day(d->period);
    forests->leaving = arena_take_array(d->arena, store->unit_count + 1, sizeof(bool));
    for (size_t u = 0; !d->same_forest && u < store->unit_count; u++) {
        const struct unit *unit = &store->units[u]->unit;
        forests->leaving[u] = !metric_holds_in(unit->from, unit->to, last);
    }
}

const struct forests *rollup_forests(struct derivation *d) {
    uint32_t index = d->same_forest ? 0 : d->period_index;
    if (d->forests[index]) return d->forests[index];
    struct forests *forests = ARENA_NEW(d->arena, struct forests);
    forests->trees = arena_take_array(d->arena, d->store->tree_count + 1, sizeof *forests->trees);
    for (size_t i = 0; i < d->store->tree_count; i++)
        forests->trees[i] = build_forest(d, d->store->trees[i]);
    list_parts(d, forests);
    list_leaving(d, forests);
    return d->forests[index] = forests;
}
