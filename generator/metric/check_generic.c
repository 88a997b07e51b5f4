/* Generic checks: what always runs on the data of every unit.  One row each below; each walks the
 * columns of the store, all units at once, and makes texts only of what it finds. */
#include <string.h>

#include "metric/check_inner.h"

const struct generic_kind generic_kinds[] = {
    {"jump", DIAG_WARNING, generic_jump},
    {"again", DIAG_WARNING, generic_again},
    {"fell", DIAG_WARNING, generic_fell},
    {"rate-range", DIAG_WARNING, generic_rate},
    {"part-of-whole", DIAG_WARNING, generic_whole},
    {"negative", DIAG_WARNING, generic_negative},
    {"children", DIAG_WARNING, generic_children},
    {"alike", DIAG_NOTE, generic_alike},
    {NULL, DIAG_NOTE, NULL},
};

const struct generic_kind *generic_find(struct text name) {
    for (const struct generic_kind *kind = generic_kinds; kind->name; kind++)
        if (text_is(name, kind->name)) return kind;
    return NULL;
}

const char *metric_checks_generic(struct arena *arena) {
    struct buffer out = buffer_new(arena);
    for (const struct generic_kind *kind = generic_kinds; kind->name; kind++)
        buffer_printf(&out, kind == generic_kinds ? "%s" : "|%s", kind->name);
    return out.at;
}

/* Parents in the first tree, as far as they hold in the period. */
static void find_parents(struct generic_run *run) {
    const struct store *store = run->store;
    run->parent = arena_take_array(run->judging.scratch, store->unit_count, sizeof *run->parent);
    for (size_t i = 0; i < store->unit_count; i++) run->parent[i] = UINT32_MAX;
    for (size_t i = 0; i < store->membership_count; i++) {
        const struct membership *member = &store->memberships[i];
        if (member->parent && text_equal(member->tree, store->memberships[0].tree) &&
            metric_holds_in(member->from, member->to, run->period))
            run->parent[member->unit->order] = (uint32_t)member->parent->order;
    }
}

static size_t parent_of(const struct generic_run *run, size_t unit) {
    return run->parent[unit] == UINT32_MAX ? run->store->unit_count : run->parent[unit];
}

static void list_children(struct generic_run *run) {
    size_t units = run->store->unit_count;
    struct arena *arena = run->judging.scratch;
    run->first_child = arena_take_array(arena, units + 3, sizeof *run->first_child);
    run->child = arena_take_array(arena, units, sizeof *run->child);
    for (size_t u = 0; u < units; u++) run->first_child[parent_of(run, u) + 2]++;
    for (size_t u = 2; u < units + 3; u++) run->first_child[u] += run->first_child[u - 1];
    for (size_t u = 0; u < units; u++)
        run->child[run->first_child[parent_of(run, u) + 1]++] = (uint32_t)u;
}

void generic_judge(struct generic_run *run, const struct check *const *checks) {
    find_parents(run);
    list_children(run);
    for (size_t i = 0; generic_kinds[i].name; i++) {
        if (!checks[i]) continue;
        struct arena *scratch = run->judging.scratch;
        run->judging.check = checks[i];
        run->judging.scratch = arena_new();
        generic_kinds[i].run(run);
        arena_free(run->judging.scratch);
        run->judging.scratch = scratch;
    }
}

/* ---- what they share */

void generic_rows(const struct generic_run *run, size_t column, const struct row **rows) {
    const struct store *store = run->store;
    memset(rows, 0, store->unit_count * sizeof *rows);
    if (column == SIZE_MAX) return;
    const struct figure_column *of = &store->columns[column];
    for (size_t i = 0; i < of->count; i++) {
        const struct row *row = metric_row(store, of->start + i);
        if (!rows[row->unit] && row->state != QUANTITY_MISSING) rows[row->unit] = row;
    }
}

size_t generic_column(const struct generic_run *run, size_t indicator, struct period period) {
    const struct store *store = run->store;
    for (size_t i = store->column_start[indicator]; i < store->column_start[indicator + 1]; i++)
        if (period_equal(metric_column_period(store, i), period)) return i;
    return SIZE_MAX;
}

bool generic_is_given(const struct store *store, const struct row *row) {
    if (!row || row->state != QUANTITY_KNOWN || row->qualifier != QUALIFIER_EXACT) return false;
    if (row->made != METRIC_GIVEN) return false;
    return !row->detail || !metric_detail(store, row)->text;
}

double generic_size(const struct store *store, const struct row *row) {
    static const double powers[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                    1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
    double value = row->big ? number_to_double(metric_row_number(store, row))
                            : (double)row->coefficient / powers[row->scale <= 18 ? row->scale : 18];
    int power = store->measures[row->measure].power10;
    return power > 0 && power <= 18 ? value * powers[power] : value;
}

const char *generic_print(struct generic_run *run, const struct row *row) {
    struct number number = metric_row_number(run->store, row);
    struct text digits =
        number_print(run->judging.scratch, number, check_places(number), NUMBER_HALF_AWAY);
    return arena_printf(run->judging.arena, "%.*s%.*s", TEXT_ARGS(digits),
                        TEXT_ARGS(run->store->measures[row->measure].name));
}

struct check_said generic_say(struct generic_run *run, size_t indicator, const struct row *row) {
    const struct store *store = run->store;
    const struct indicator *about = &store->indicators[indicator]->indicator;
    run->judging.unit = &store->units[row->unit]->unit;
    run->judging.period = metric_row_period(store, row);
    return (struct check_said){.indicator = about->code,
                               .name = about->name,
                               .period = run->judging.period,
                               .origin = metric_origin(store, row->origin),
                               .stated = generic_print(run, row)};
}

bool generic_concerns(const struct generic_run *run, size_t column) {
    struct period period = metric_column_period(run->store, column);
    if (!period_has_dates(period)) return true;
    return period_contains(run->period, period) ||
           (run->has_last_year && period_equal(period, run->last_year));
}
