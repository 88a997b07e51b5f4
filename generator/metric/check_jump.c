/* Jumps near 10, 100, 1,000 or 10,000 times: 元 given as 万元, 人 as 万人, a digit too many.
 *
 * Evidence is asked of several sides.  With two or more earlier periods of the unit they must be
 * steady, or all say the same power; with one, the other units must be there and not have jumped
 * with it; with none, the unit must lie apart from its sisters in this indicator and in no other.
 */
#include <math.h>
#include <stdlib.h>

#include "metric/check_inner.h"

enum { HISTORY = 4, SISTERS_LEAST = 5, OTHERS_LEAST = 3, POWERS = 4 };

/* How far, as a power of ten, a ratio may lie from 10, 100, 1,000 and 10,000: the rarer the jump
 * in nature, the more growth may lie in it. */
static const double nearness[POWERS + 1] = {0, 0.05, 0.15, 0.25, 0.3};
/* What it is held against must not be a handful; what fell away, ten handfuls. */
static const double smallest[POWERS + 1] = {0, 20, 10, 1, 1};

struct jump {
    struct generic_run *run;
    size_t indicator, unit_count, history_count;
    struct period periods[HISTORY];
    const struct row **now, **before[HISTORY];
    double *size, *earlier[HISTORY]; /* by unit; 0: none */
    double *other;                   /* for medians */
    bool *known;                     /* has the unit a history? */
    size_t suspects;                 /* that were looked at closely */
    double usual[HISTORY];           /* median ratio of all units; 0: too few */
};

static void fill(const struct jump *jump, size_t column, const struct row **rows, double *sizes) {
    const struct store *store = jump->run->store;
    generic_rows(jump->run, column, rows);
    for (size_t u = 0; u < jump->unit_count; u++) {
        sizes[u] = generic_is_given(store, rows[u]) ? generic_size(store, rows[u]) : 0;
        if (sizes[u] < 0) sizes[u] = 0;
    }
}

static int compare_doubles(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static double median(double *values, size_t count) {
    if (!count) return 0;
    qsort(values, count, sizeof *values, compare_doubles);
    return values[count / 2];
}

/* The power that the ratio is near; 0 if it is none. */
static int power_of(double now, double before) {
    double ratio = now / before;
    if (ratio < 8 && ratio > 0.125) return 0; /* as most are */
    double decades = log10(ratio), nearest = round(decades);
    int power = (int)nearest, size = abs(power);
    if (size < 1 || size > POWERS || fabs(decades - nearest) > nearness[size]) return 0;
    return (now < before ? before / 10 : before) >= smallest[size] ? power : 0;
}

/* Ratio that is usual between the two periods, worked out when first asked for; 0: too few tell. */
static double usual_ratio(struct jump *jump, size_t k) {
    if (jump->usual[k] != 0) return jump->usual[k] > 0 ? jump->usual[k] : 0;
    size_t count = 0;
    for (size_t u = 0; u < jump->unit_count; u++)
        if (jump->size[u] > 0 && jump->earlier[k][u] > 0)
            jump->other[count++] = jump->size[u] / jump->earlier[k][u];
    jump->usual[k] = count > OTHERS_LEAST ? median(jump->other, count) : -1;
    return jump->usual[k] > 0 ? jump->usual[k] : 0;
}

/* Did nobody else jump? */
static bool is_alone(struct jump *jump, size_t k, bool asked) {
    double usual = usual_ratio(jump, k);
    if (usual == 0) return !asked;
    return usual < 3 && usual > 1.0 / 3;
}

static const char *times_of(int power) {
    static const char *const words[] = {"", "10", "100", "1000", "10000"};
    static const char *const parts[] = {"", "1/10", "1/100", "1/1000", "1/10000"};
    return power > 0 ? words[power] : parts[-power];
}

static void tell_history(struct jump *jump, size_t unit, size_t k, int power) {
    struct generic_run *run = jump->run;
    const struct row *now = jump->now[unit], *before = jump->before[k][unit];
    struct check_said said = generic_say(run, jump->indicator, now);
    struct text period = period_code(run->judging.scratch, jump->periods[k]);
    const char *earlier = generic_print(run, before);
    said.working = arena_printf(run->judging.scratch, "%.*s %s", TEXT_ARGS(period), earlier);
    CHECK_FIND(&run->judging, DIAG_M201, &said,
               N_("%.*s is %s, in %.*s it was %s (%s): about %s times; is the measure right?"),
               TEXT_ARGS(said.name), said.stated, TEXT_ARGS(period), earlier,
               origin_print(metric_origin(run->store, before->origin), run->judging.arena),
               times_of(power));
}

/* The power by which a unit stands off its own past; 0: by none.  A past that is steady is taken as
 * one, in its middle; else every earlier period must say the same. */
static int power_of_past(double now, double *earlier, size_t count) {
    enum { STEADY = 2 };
    int power = power_of(now, earlier[0]);
    for (size_t k = 1; power && k < count; k++)
        if (power_of(now, earlier[k]) != power) power = 0;
    double middle = median(earlier, count);
    bool steady = count > 1 && earlier[count - 1] <= earlier[0] * STEADY;
    return steady ? power_of(now, middle) : power;
}

/* True if the unit has a history, whatever it says. */
static bool judge_history(struct jump *jump, size_t unit) {
    double earlier[HISTORY];
    size_t known = 0, first = HISTORY;
    for (size_t k = 0; k < jump->history_count; k++) {
        if (jump->earlier[k][unit] <= 0) continue;
        if (!known) first = k;
        earlier[known++] = jump->earlier[k][unit];
    }
    if (!known) return false;
    int power = power_of_past(jump->size[unit], earlier, known);
    if (power && is_alone(jump, first, known < 2)) tell_history(jump, unit, first, power);
    return true;
}

/* ---- without a history: against the sisters, a unit's own size taken out */

/* Units below one parent. */
struct sisters {
    double middle; /* median; 0 if they are few or do not agree among themselves */
    size_t count;
};

static struct sisters find_sisters(struct jump *jump, const double *sizes, size_t parent) {
    const struct generic_run *run = jump->run;
    struct sisters sisters = {0};
    for (size_t i = run->first_child[parent]; i < run->first_child[parent + 1]; i++)
        if (sizes[run->child[i]] > 0) jump->other[sisters.count++] = sizes[run->child[i]];
    if (sisters.count <= SISTERS_LEAST) return sisters;
    double middle = median(jump->other, sisters.count);
    size_t tenth = sisters.count / 10 + 1;
    bool agree =
        jump->other[tenth] * 10 >= middle && jump->other[sisters.count - 1 - tenth] <= middle * 10;
    if (agree) sisters.middle = middle;
    return sisters;
}

/* How large the unit is beside its sisters, by the median over its other indicators; 0: too few. */
static double size_among(struct jump *jump, size_t unit, size_t parent) {
    enum { MOST = 30, LEAST = 4 };
    struct generic_run *run = jump->run;
    const struct store *store = run->store;
    double ratios[MOST];
    size_t count = 0;
    double *sizes = arena_take_array(run->judging.scratch, jump->unit_count, sizeof *sizes);
    const struct row **rows =
        arena_take_array(run->judging.scratch, jump->unit_count, sizeof *rows);
    for (size_t i = 0; i < store->indicator_count && count < MOST; i++) {
        size_t column = generic_column(run, i, run->period);
        if (i == jump->indicator || column == SIZE_MAX) continue;
        fill(jump, column, rows, sizes);
        struct sisters sisters = find_sisters(jump, sizes, parent);
        if (sisters.middle > 0 && sizes[unit] > 0) ratios[count++] = sizes[unit] / sisters.middle;
    }
    return count >= LEAST ? median(ratios, count) : 0;
}

static void judge_sister(struct jump *jump, size_t unit, size_t parent,
                         const struct sisters *sisters) {
    enum { FAR = 300, SUSPECTS_MOST = 200 };
    struct generic_run *run = jump->run;
    double apart = jump->size[unit] / sisters->middle;
    if ((apart < FAR && apart > 1.0 / FAR) || jump->suspects++ >= SUSPECTS_MOST) return;
    double own = size_among(jump, unit, parent);
    int power = own > 0 ? power_of(jump->size[unit] / own, sisters->middle) : 0;
    if (abs(power) < 3) return;
    struct check_said said = generic_say(run, jump->indicator, jump->now[unit]);
    CHECK_FIND(&run->judging, DIAG_M201, &said,
               N_("%.*s is %s, about %s times what the %zu units beside it have; is the measure "
                  "right?"),
               TEXT_ARGS(said.name), said.stated, times_of(power), sisters->count - 1);
}

/* Units that have no history, group by group. */
static void judge_sisters(struct jump *jump, const bool *has_history) {
    const struct generic_run *run = jump->run;
    for (size_t parent = 0; parent <= jump->unit_count; parent++) {
        struct sisters sisters = {0};
        for (size_t i = run->first_child[parent]; i < run->first_child[parent + 1]; i++) {
            size_t unit = run->child[i];
            if (jump->size[unit] <= 0 || has_history[unit]) continue;
            if (!sisters.count) sisters = find_sisters(jump, jump->size, parent);
            if (sisters.middle <= 0) break;
            judge_sister(jump, unit, parent, &sisters);
        }
    }
}

static void judge_indicator(struct jump *jump) {
    struct generic_run *run = jump->run;
    size_t column = generic_column(run, jump->indicator, run->period);
    if (column == SIZE_MAX) return;
    fill(jump, column, jump->now, jump->size);
    for (size_t k = 0; k < jump->history_count; k++) {
        fill(jump, generic_column(run, jump->indicator, jump->periods[k]), jump->before[k],
             jump->earlier[k]);
        jump->usual[k] = 0;
    }
    bool alone = false;
    for (size_t u = 0; u < jump->unit_count; u++) {
        if (jump->size[u] <= 0) continue;
        jump->known[u] = judge_history(jump, u);
        alone = alone || !jump->known[u];
    }
    if (alone) judge_sisters(jump, jump->known);
}

/* The same period of the three years before, and the period just before. */
static void find_history(struct jump *jump) {
    struct generic_run *run = jump->run;
    struct period period = run->period;
    for (int i = 0; i < HISTORY - 1; i++) {
        if (!period_last_year(run->judging.scratch, period, &period)) break;
        jump->periods[jump->history_count++] = period;
    }
    if (run->has_previous &&
        (!jump->history_count || !period_equal(run->previous, jump->periods[0])))
        jump->periods[jump->history_count++] = run->previous;
}

void generic_jump(struct generic_run *run) {
    struct jump jump = {.run = run, .unit_count = run->store->unit_count};
    struct arena *arena = run->judging.scratch;
    if (!period_has_dates(run->period)) return;
    find_history(&jump);
    jump.now = arena_take_array(arena, jump.unit_count, sizeof *jump.now);
    jump.size = arena_take_array(arena, jump.unit_count, sizeof *jump.size);
    jump.other = arena_take_array(arena, jump.unit_count, sizeof *jump.other);
    jump.known = arena_take_array(arena, jump.unit_count, sizeof *jump.known);
    for (size_t k = 0; k < jump.history_count; k++) {
        jump.before[k] = arena_take_array(arena, jump.unit_count, sizeof *jump.before[k]);
        jump.earlier[k] = arena_take_array(arena, jump.unit_count, sizeof *jump.earlier[k]);
    }
    for (jump.indicator = 0; jump.indicator < run->store->indicator_count; jump.indicator++) {
        enum measure_kind kind = run->store->indicators[jump.indicator]->indicator.measure.kind;
        if (kind == MEASURE_COUNT || kind == MEASURE_NONE) judge_indicator(&jump);
    }
}
