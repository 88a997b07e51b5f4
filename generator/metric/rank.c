/* A unit's place among those that it is compared with, and how it has moved. */
#include <assert.h>

#include "metric/inner.h"

/* The number of a unit at exactly a period, in the base of its measure. */
static bool number_at(const struct slice *slice, const struct unit *unit, struct metric_ask ask,
                      struct period period, struct arena *arena, struct number *out) {
    const struct store *store = slice->store;
    const struct row *row =
        metric_best_row(store, metric_rows_at(store, unit, ask.indicator, period));
    if (!row || row->state != QUANTITY_KNOWN) return false;
    struct quantity quantity = metric_row_value(store, row);
    *out = metric_in_base(arena, quantity.value, metric_row_measure(store, row));
    return !quantity.text.length;
}

/* Places at one period; `own` 0 if the unit has no number there or is none of those compared. */
static struct metric_rank place_at(const struct slice *slice, struct metric_ask ask,
                                   struct period period, struct arena *arena) {
    const struct unit *unit = ask.unit ? ask.unit : slice->unit;
    struct metric_rank rank = {.rank = 1};
    struct number own, other;
    bool known = number_at(slice, unit, ask, period, arena, &own), found = false;
    rank.unranked = arena_take_array(arena, slice->compared_count + 1, sizeof *rank.unranked);
    int sign = ask.indicator->better == FIGURE_LOWER ? -1 : 1;
    for (size_t i = 0; i < slice->compared_count; i++) {
        const struct unit *next = slice->compared[i];
        if (!number_at(slice, next, ask, period, arena, &other)) {
            rank.unranked[rank.unranked_count++] = next;
            continue;
        }
        rank.count++;
        if (next == unit) found = true;
        int order = known ? sign * number_compare(other, own) : 0;
        if (order > 0) rank.rank++;
        if (order == 0 && next != unit) rank.ties++;
    }
    if (known && found) return rank;
    rank.rank = rank.ties = 0;
    return rank;
}

static bool find_before(struct arena *arena, struct period now, enum change_against against,
                        struct period *out) {
    return against == CHANGE_PREVIOUS ? period_previous(arena, now, out)
                                      : period_last_year(arena, now, out);
}

struct metric_rank metric_rank(const struct slice *slice, struct metric_ask ask,
                               enum change_against against, struct arena *arena) {
    assert(ask.indicator && against != CHANGE_YEAR_START);
    struct period before, now = metric_find_value(slice, ask, arena).period;
    struct metric_rank rank = place_at(slice, ask, now, arena);
    if (!rank.rank || !find_before(arena, now, against, &before)) return rank;
    struct metric_rank last = place_at(slice, ask, before, arena);
    rank.compared = last.rank > 0;
    rank.rise = last.rank - rank.rank;
    return rank;
}
