/* Generic checks along time: the sheet of another period sent again, a cumulative figure that
 * fell. */
#include <string.h>

#include "metric/check_inner.h"

/* ---- again */

enum { BOTH_LEAST = 6, LONG_LEAST = 3, DIGITS_LONG = 3 };

struct again {
    uint32_t both, same, lengthy; /* figures in both sheets, equal ones, equal ones of 3 digits */
    const struct row *first, *before;
    uint32_t indicator;
};

static bool same_value(const struct row *a, const struct row *b) {
    return !a->big && !b->big && a->coefficient == b->coefficient && a->scale == b->scale &&
           a->measure == b->measure;
}

/* Zeros and small counts are the same by nature. */
static bool tells(const struct row *row) {
    return row->big || row->coefficient > 9 || row->coefficient < -9;
}

static bool is_long(const struct row *row) {
    int64_t digits = row->coefficient;
    while (digits && digits % 10 == 0) digits /= 10;
    return digits > 99 || digits < -99;
}

static void count_same(struct generic_run *run, size_t indicator, size_t now, size_t then,
                       struct again *found, const struct row **rows) {
    const struct store *store = run->store;
    const struct figure_column *column = &store->columns[now];
    generic_rows(run, then, rows);
    for (size_t i = 0; i < column->count; i++) {
        const struct row *row = metric_row(store, column->start + i);
        const struct row *before = rows[row->unit];
        if (!before || !tells(row) || !generic_is_given(store, row) ||
            !generic_is_given(store, before))
            continue;
        struct again *unit = &found[row->unit];
        unit->both++;
        if (!same_value(row, before)) continue;
        unit->same++;
        unit->lengthy += is_long(row);
        if (unit->first) continue;
        unit->first = row;
        unit->before = before;
        unit->indicator = (uint32_t)indicator;
    }
}

/* What changes from period to period: flows that are counted. */
static bool is_flow(const struct store *store, size_t indicator) {
    const struct indicator *of = &store->indicators[indicator]->indicator;
    return of->nature == FIGURE_FLOW && of->measure.kind == MEASURE_COUNT;
}

static void judge_again(struct generic_run *run, struct period other) {
    const struct store *store = run->store;
    struct arena *arena = run->judging.scratch;
    struct again *found = arena_take_array(arena, store->unit_count, sizeof *found);
    const struct row **rows = arena_take_array(arena, store->unit_count, sizeof *rows);
    for (size_t i = 0; i < store->indicator_count; i++) {
        size_t now = generic_column(run, i, run->period), then = generic_column(run, i, other);
        if (is_flow(store, i) && now != SIZE_MAX && then != SIZE_MAX)
            count_same(run, i, now, then, found, rows);
    }
    for (size_t u = 0; u < store->unit_count; u++) {
        struct again *unit = &found[u];
        if (unit->both < BOTH_LEAST || unit->same * 5 < unit->both * 4 ||
            unit->lengthy < LONG_LEAST)
            continue;
        struct check_said said = generic_say(run, unit->indicator, unit->first);
        struct text period = period_code(arena, other);
        CHECK_FIND(&run->judging, DIAG_M202, &said,
                   N_("%u of %u figures are those of %.*s, the first %.*s, %s as at %s"),
                   (unsigned)unit->same, (unsigned)unit->both, TEXT_ARGS(period),
                   TEXT_ARGS(said.name), said.stated,
                   origin_print(metric_origin(store, unit->before->origin), run->judging.arena));
    }
}

void generic_again(struct generic_run *run) {
    if (run->has_previous) judge_again(run, run->previous);
    if (run->has_last_year && !(run->has_previous && period_equal(run->previous, run->last_year)))
        judge_again(run, run->last_year);
}

/* ---- fell: from the start of the year to May more than to June */

/* What may fall while it adds up: balances. */
static bool is_balance(struct text name) {
    static const char *const words[] = {"净",   "利润", "盈",   "结余", "差",
                                        "增减", "变化", "平衡", "余额"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_find(name, text_of(words[i])) != SIZE_MAX) return true;
    return false;
}

/* Without a dictionary a figure of a half may be a stock; one of January to May is meant as a sum.
 */
static bool is_cumulative(const struct store *store, size_t indicator, struct period earlier) {
    return store->indicators[indicator]->source != 0 || earlier.kind == PERIOD_MONTHS ||
           earlier.kind == PERIOD_DAYS;
}

static bool has_fallen(struct generic_run *run, const struct row *now, const struct row *before) {
    const struct store *store = run->store;
    struct arena *arena = run->judging.scratch;
    if (now->coefficient < 0 || before->coefficient < 0) return false;
    if (!now->big && !before->big && now->measure == before->measure && now->scale == before->scale)
        return now->coefficient < before->coefficient;
    if (generic_size(store, now) > generic_size(store, before) * 1.001) return false;
    struct number a = metric_row_number(store, now), b = metric_row_number(store, before);
    struct measure of_a = metric_row_measure(store, now), of_b = metric_row_measure(store, before);
    /* The coarser of the two may have been rounded. */
    struct number low = number_subtract(arena, metric_in_base(arena, b, of_b),
                                        metric_in_base(arena, metric_half_place(arena, b), of_b));
    struct number high = number_add(arena, metric_in_base(arena, a, of_a),
                                    metric_in_base(arena, metric_half_place(arena, a), of_a));
    return number_compare(high, low) < 0;
}

static void tell_fallen(struct generic_run *run, size_t indicator, const struct row *now,
                        const struct row *before) {
    struct check_said said = generic_say(run, indicator, now);
    struct text to = period_code(run->judging.scratch, said.period);
    struct text from = period_code(run->judging.scratch, metric_row_period(run->store, before));
    const char *earlier = generic_print(run, before);
    said.expected = arena_printf(run->judging.arena, "≥ %s", earlier);
    CHECK_FIND(&run->judging, DIAG_M203, &said, N_("%.*s: %s for %.*s, but %s for %.*s at %s"),
               TEXT_ARGS(said.name), said.stated, TEXT_ARGS(to), earlier, TEXT_ARGS(from),
               origin_print(metric_origin(run->store, before->origin), run->judging.arena));
}

static void judge_course(struct generic_run *run, size_t indicator, const struct row **last,
                         const struct row **rows) {
    const struct store *store = run->store;
    int32_t from = 0;
    memset(last, 0, store->unit_count * sizeof *last);
    for (size_t c = store->column_start[indicator]; c < store->column_start[indicator + 1]; c++) {
        const struct period_form *form = &store->periods[store->columns[c].period];
        bool in_year = form->from / 10000 == form->to / 10000;
        if (form->from != from || !in_year) memset(last, 0, store->unit_count * sizeof *last);
        from = form->from;
        if (!from || !in_year) continue;
        bool judged = generic_concerns(run, c);
        generic_rows(run, c, rows);
        for (size_t u = 0; u < store->unit_count; u++) {
            if (!generic_is_given(store, rows[u])) continue;
            if (judged && last[u] &&
                is_cumulative(store, indicator, metric_row_period(store, last[u])) &&
                has_fallen(run, rows[u], last[u]))
                tell_fallen(run, indicator, rows[u], last[u]);
            last[u] = rows[u];
        }
    }
}

void generic_fell(struct generic_run *run) {
    const struct store *store = run->store;
    struct arena *arena = run->judging.scratch;
    const struct row **last = arena_take_array(arena, store->unit_count, sizeof *last);
    const struct row **rows = arena_take_array(arena, store->unit_count, sizeof *rows);
    for (size_t i = 0; i < store->indicator_count; i++) {
        size_t columns = store->column_start[i + 1] - store->column_start[i];
        if (columns > 1 && is_flow(store, i) && !is_balance(store->indicators[i]->indicator.name))
            judge_course(run, i, last, rows);
    }
}
