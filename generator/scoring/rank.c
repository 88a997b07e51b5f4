/* Ranks: by score, ties parted by further scores if the scheme says so, else shared (1, 2, 2, 4; or
 * dense: 1, 2, 2, 3).  Who is not scored has no rank. */
#include <stdlib.h>

#include "scoring/inner.h"

struct entry {
    const struct scheme *scheme;
    const struct ranking *ranking;
    size_t unit, among; /* whom it is ranked with */
    bool after;         /* vetoed, ranked behind the others */
};

static int by_score(const struct entry *a, const struct entry *b, size_t step) {
    const struct outcome *outcomes = a->scheme->steps[step].outcomes;
    const struct outcome *x = &outcomes[a->unit], *y = &outcomes[b->unit];
    bool known = x->state == OUTCOME_KNOWN;
    if (known != (y->state == OUTCOME_KNOWN)) return known ? -1 : 1;
    if (!known) return 0;
    int order = number_compare(y->score, x->score);
    return a->scheme->steps[step].kind == STEP_DEDUCTION ? -order : order;
}

/* 0: a tie. */
static int compare(const struct entry *a, const struct entry *b) {
    if (a->among != b->among) return a->among < b->among ? -1 : 1;
    if (a->after != b->after) return a->after ? 1 : -1;
    int order = by_score(a, b, a->ranking->of);
    for (size_t i = 0; !order && i < a->ranking->then_count; i++)
        order = by_score(a, b, a->ranking->then[i]);
    return order;
}

static int compare_entries(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    int order = compare(a, b);
    return order ? order : a->unit < b->unit ? -1 : a->unit > b->unit;
}

/* The parent, or how deep the unit stands; SIZE_MAX if the tree does not have it. */
static size_t find_among(const struct ranking *ranking, const struct unit *const *parents,
                         size_t unit, size_t units) {
    size_t depth = 0;
    if (ranking->among == AMONG_ALL) return 0;
    if (ranking->among == AMONG_SIBLINGS) return parents[unit] ? parents[unit]->order : SIZE_MAX;
    while (parents[unit] && depth <= units) {
        unit = parents[unit]->order;
        depth++;
    }
    return depth;
}

static size_t list_entries(const struct scheme *scheme, const struct ranking *ranking,
                           const struct unit *const *parents, struct entry *entries) {
    size_t units = metric_unit_count(scheme->store), count = 0;
    const struct outcome *scores = scheme->steps[ranking->of].outcomes;
    for (size_t u = 0; u < units; u++) {
        if (!scheme->scored[u] || scores[u].state != OUTCOME_KNOWN) continue;
        bool vetoed =
            scheme->grade_step != SIZE_MAX && scheme->steps[scheme->grade_step].outcomes[u].vetoed;
        if (vetoed && ranking->vetoed == VETOED_OUT) continue;
        size_t among = find_among(ranking, parents, u, units);
        if (among == SIZE_MAX) continue;
        entries[count++] =
            (struct entry){scheme, ranking, u, among, vetoed && ranking->vetoed == VETOED_LAST};
    }
    return count;
}

static void give_ranks(const struct ranking *ranking, const struct entry *entries, size_t count,
                       struct outcome *out, const struct outcome *scores) {
    int64_t place = 0, rank = 0, distinct = 0;
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || entries[i].among != entries[i - 1].among;
        if (first) place = distinct = 0;
        bool tie = !first && compare(&entries[i], &entries[i - 1]) == 0;
        place++;
        if (!tie) rank = ranking->ties == TIES_DENSE ? ++distinct : place;
        out[entries[i].unit] = (struct outcome){.state = OUTCOME_KNOWN,
                                                .score = number_from_integer(rank),
                                                .origin = scores[entries[i].unit].origin};
    }
}

void scoring_rank(const struct scheme *scheme, const struct ranking *ranking, struct step *step,
                  struct period period) {
    struct arena *arena = arena_new();
    size_t units = metric_unit_count(scheme->store);
    const struct unit **parents = arena_take_array(arena, units, sizeof *parents);
    struct entry *entries = arena_take_array(arena, units, sizeof *entries);
    const struct outcome *scores = scheme->steps[ranking->of].outcomes;
    struct text tree = ranking->tree.length ? ranking->tree : scheme->tree;
    metric_parents(scheme->store, tree, period, parents);
    size_t count = list_entries(scheme, ranking, parents, entries);
    qsort(entries, count, sizeof *entries, compare_entries);
    for (size_t u = 0; u < units; u++)
        if (scheme->scored[u])
            step->outcomes[u] = (struct outcome){.state = OUTCOME_UNSCORED,
                                                 .reason = scores[u].reason,
                                                 .lacking = scores[u].lacking};
    give_ranks(ranking, entries, count, step->outcomes, scores);
    arena_free(arena);
}
