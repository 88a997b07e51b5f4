/* A unit's own figure against the sum of those of the units below it.  Only where every one of them
 * has a value, and only of what adds up. */
#include <string.h>

#include "metric/check_inner.h"

/* As the dictionary says; means and peaks do not add up, whatever it leaves unsaid. */
static bool adds_up(const struct indicator *of) {
    static const char *const words[] = {"均",   "率",   "指数", "比重", "占比", "密度", "最高",
                                        "最低", "标准", "价",   "年限", "排名", "天数"};
    if (of->rollup_given || of->rollup != METRIC_ROLLUP_SUM) return of->rollup == METRIC_ROLLUP_SUM;
    if (of->measure.kind != MEASURE_COUNT || of->numerator.length) return false;
    if (of->nature != FIGURE_FLOW && of->nature != FIGURE_STOCK && of->nature != FIGURE_DEFICIT)
        return false;
    if (text_find(of->measure.base, TEXT("/")) != SIZE_MAX) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_find(of->name, text_of(words[i])) != SIZE_MAX) return false;
    return true;
}

struct below {
    double least, most; /* of sizes */
    uint32_t children, known;
};

/* Half a unit of the last place; whole counts were not rounded. */
static struct number half_of(struct arena *arena, struct number number, struct measure measure) {
    if (measure.power10 == 0 && check_places(number) == 0) return number_from_integer(0);
    return metric_in_base(arena, metric_half_place(arena, number), measure);
}

/* Exact, with the rounding of every member. */
static bool agree(struct generic_run *run, const struct row *own, const struct row **rows,
                  struct number *sum) {
    const struct store *store = run->store;
    struct arena *arena = run->judging.scratch;
    struct measure measure = metric_row_measure(store, own);
    struct number value = metric_row_number(store, own);
    struct number tolerance = half_of(arena, value, measure);
    *sum = number_from_integer(0);
    for (size_t i = run->first_child[own->unit]; i < run->first_child[own->unit + 1]; i++) {
        const struct row *row = rows[run->child[i]];
        struct measure of = metric_row_measure(store, row);
        struct number part = metric_row_number(store, row);
        *sum = number_add(arena, *sum, metric_in_base(arena, part, of));
        tolerance = number_add(arena, tolerance, half_of(arena, part, of));
    }
    struct number apart = number_subtract(arena, metric_in_base(arena, value, measure), *sum);
    return number_compare(number_absolute(arena, apart), tolerance) <= 0;
}

static void tell(struct generic_run *run, size_t indicator, const struct row *own,
                 struct number sum, uint32_t children) {
    struct check_said said = generic_say(run, indicator, own);
    struct measure measure = metric_row_measure(run->store, own);
    struct number value =
        metric_in_base(run->judging.scratch, metric_row_number(run->store, own), measure);
    int places = check_places(metric_row_number(run->store, own)) + 1;
    said.expected = check_print(&run->judging, sum, measure, places);
    said.difference = check_print(&run->judging, number_subtract(run->judging.scratch, value, sum),
                                  measure, places);
    CHECK_FIND(&run->judging, DIAG_M207, &said,
               N_("%.*s is %s, the %u units below it give %s: a difference of %s"),
               TEXT_ARGS(said.name), said.stated, (unsigned)children, said.expected,
               said.difference);
}

static void judge_column(struct generic_run *run, size_t column, const struct row **rows,
                         struct below *below) {
    const struct store *store = run->store;
    generic_rows(run, column, rows);
    memset(below, 0, store->unit_count * sizeof *below);
    for (size_t u = 0; u < store->unit_count; u++) {
        if (run->parent[u] == UINT32_MAX) continue;
        struct below *parent = &below[run->parent[u]];
        parent->children++;
        if (!generic_is_given(store, rows[u])) continue;
        double size = generic_size(store, rows[u]);
        if (!parent->known || size < parent->least) parent->least = size;
        if (!parent->known || size > parent->most) parent->most = size;
        parent->known++;
    }
    bool declared = store->indicators[store->columns[column].indicator]->source != 0;
    for (size_t u = 0; u < store->unit_count; u++) {
        const struct below *of = &below[u];
        if (!of->children || of->known < of->children || !generic_is_given(store, rows[u]))
            continue;
        double own = generic_size(store, rows[u]);
        struct number sum;
        /* Between the least and the most of several it is a mean, not a sum. */
        if (!declared && of->known > 1 && own >= of->least && own <= of->most) continue;
        if (!agree(run, rows[u], rows, &sum))
            tell(run, store->columns[column].indicator, rows[u], sum, of->children);
    }
}

void generic_children(struct generic_run *run) {
    const struct store *store = run->store;
    struct arena *arena = run->judging.scratch;
    const struct row **rows = arena_take_array(arena, store->unit_count, sizeof *rows);
    struct below *below = arena_take_array(arena, store->unit_count, sizeof *below);
    if (!store->membership_count) return;
    for (size_t i = 0; i < store->indicator_count; i++) {
        size_t column = generic_column(run, i, run->period);
        if (column != SIZE_MAX && adds_up(&store->indicators[i]->indicator))
            judge_column(run, column, rows, below);
    }
}
