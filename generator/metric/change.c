/* Change against the same window of the year before, the previous period, or the start of the year;
 * and whether a change that somebody stated follows from the two values. */
#include <assert.h>

#include "metric/inner.h"

/* The codes under which the end of a year's stock may be given. */
static struct found find_year_end(const struct slice *slice, struct metric_ask ask,
                                  struct period now, struct arena *arena) {
    struct period own;
    int year = now.to_year - 1;
    if (ask.indicator->year_start.month && metric_year_of(ask.indicator, now, arena, &own))
        year = (ask.indicator->year_start.month > 6 ? own.to_year : own.from_year) - 1;
    static const char *const parts[] = {"", "H2", "Q4", "-12"};
    struct found first = {.period = {.kind = PERIOD_UNDATED}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct period period;
        if (!period_read(text_of(arena_printf(arena, "%04d%s", year, parts[i])), &period)) continue;
        period = metric_reported(ask.indicator, period, arena);
        struct found found = metric_find_base_at(slice, ask, now, period);
        if (found.any) return found;
        if (i == 0) first = found;
    }
    return first;
}

/* Of an own reporting year the half before is named by the calendar's, too. */
static bool find_previous(const struct slice *slice, struct metric_ask ask, struct period now,
                          struct arena *arena, struct period *out) {
    struct period named = ask.period ? *ask.period : slice->period;
    bool reported = ask.indicator->year_start.month &&
                    period_equal(now, metric_reported(ask.indicator, named, arena));
    if (!period_previous(arena, reported ? named : now, out)) return false;
    if (reported) *out = metric_reported(ask.indicator, *out, arena);
    return true;
}

/* The base, with its period even if there is no value.  *dated false: nowhere, for a period without
 * a place in time, a window before a window, or the start of the year of what is no stock. */
static struct found find_base(const struct slice *slice, struct metric_ask ask, struct period now,
                              enum change_against against, struct arena *arena, bool *dated) {
    struct period before = {.kind = PERIOD_UNDATED, .text = TEXT("")};
    *dated = false;
    switch (against) {
    case CHANGE_LAST_YEAR: *dated = period_last_year(arena, now, &before); break;
    case CHANGE_PREVIOUS: *dated = find_previous(slice, ask, now, arena, &before); break;
    case CHANGE_YEAR_START:
        *dated = period_has_dates(now) && ask.indicator->nature == FIGURE_STOCK;
        if (*dated) return find_year_end(slice, ask, now, arena);
        break;
    }
    if (*dated) return metric_find_base_at(slice, ask, now, before);
    return (struct found){.period = {.kind = PERIOD_UNDATED, .text = TEXT("")}};
}

struct figure metric_base(const struct slice *slice, struct metric_ask ask,
                          enum change_against against, struct arena *arena) {
    assert(ask.indicator);
    bool dated;
    struct found now = metric_find_value(slice, ask, arena);
    struct found base = find_base(slice, ask, now.period, against, arena, &dated);
    return metric_figure(slice, &ask, &base);
}

/* The row that states a change: that of the value, else one at the period that gives only the
 * change. */
static const struct row *stated_row(const struct slice *slice, struct metric_ask ask,
                                    const struct found *now) {
    const struct store *store = slice->store;
    if (now->row && now->row->derived == DERIVED_NOT)
        return metric_row_stated(store, now->row).state == QUANTITY_KNOWN ? now->row : NULL;
    const struct unit *unit = ask.unit ? ask.unit : slice->unit;
    if (!metric_may_read(slice, unit)) return NULL;
    struct row_span rows = metric_rows_at(store, unit, ask.indicator, now->period);
    for (size_t i = rows.from; i < rows.to; i++)
        if (metric_row_stated(store, metric_row(store, i)).state == QUANTITY_KNOWN)
            return metric_row(store, i);
    return NULL;
}

/* 可比价 and the like: what is stated is not the quotient of the two values. */
static bool has_own_basis(const struct store *store, const struct row *row) {
    struct text basis = metric_row_basis(store, row);
    return basis.length && !text_is(basis, "现价");
}

/* In the data a change of a rate is stated in points, any other in percent. */
static void take_stated(struct change *change, const struct store *store, const struct row *row,
                        struct arena *arena) {
    struct number stated = metric_row_stated(store, row).value;
    change->state = CHANGE_KNOWN;
    change->given = true;
    change->basis = metric_row_basis(store, row);
    change->amount = change->rate = number_from_integer(0);
    if (measure_is_rate(metric_row_measure(store, row)))
        change->amount = stated;
    else
        change->rate = number_shift(arena, stated, -2);
}

struct change metric_change(const struct slice *slice, struct metric_ask ask,
                            enum change_against against, struct arena *arena) {
    assert(ask.indicator);
    bool dated;
    struct found now = metric_find_value(slice, ask, arena);
    struct found base = find_base(slice, ask, now.period, against, arena, &dated);
    struct change change = change_between(arena, metric_figure(slice, &ask, &now),
                                          metric_figure(slice, &ask, &base), against);
    if (!dated && change.state != CHANGE_NOW_MISSING) change.state = CHANGE_NOT_COMPARABLE;
    if (base.row && base.row->derived == DERIVED_RESTATED) change.basis = TEXT("现行区划");
    const struct row *row = against == CHANGE_LAST_YEAR ? stated_row(slice, ask, &now) : NULL;
    bool lacks_base = change.state == CHANGE_BASE_MISSING || change.state == CHANGE_NOW_MISSING ||
                      change.state == CHANGE_NOT_COMPARABLE;
    if (row && (lacks_base || has_own_basis(slice->store, row)))
        take_stated(&change, slice->store, row, arena);
    return change;
}

/* ---- stated changes checked */

struct number metric_half_place(struct arena *arena, struct number number) {
    int places = number.big || number.over ? number_decimals(number) : number.scale;
    return number_shift(arena, number_from_integer(5), -(places + 1));
}

/* A value as it was rounded: from `low` to `high`, in the measure's base. */
struct rounded {
    struct number low, high;
};

static struct rounded spread(struct number value, struct measure measure, struct arena *arena) {
    struct number half = metric_half_place(arena, value);
    return (struct rounded){metric_in_base(arena, number_subtract(arena, value, half), measure),
                            metric_in_base(arena, number_add(arena, value, half), measure)};
}

/* Change in points or in percent. */
static struct number change_of(struct arena *arena, struct number now, struct number base,
                               bool points) {
    struct number amount = number_subtract(arena, now, base);
    return points ? amount : number_shift(arena, number_divide(arena, amount, base), 2);
}

static bool follows(const struct store *store, const struct row *now, const struct row *base,
                    struct number *computed, struct arena *arena) {
    struct measure of_now = metric_row_measure(store, now);
    struct measure of_base = metric_row_measure(store, base);
    struct number value = metric_row_number(store, now), before = metric_row_number(store, base);
    bool points = measure_is_rate(of_now);
    struct rounded n = spread(value, of_now, arena), b = spread(before, of_base, arena);
    *computed = change_of(arena, metric_in_base(arena, value, of_now),
                          metric_in_base(arena, before, of_base), points);
    if (!points && number_sign(b.low) <= 0) return true; /* too coarse to tell */
    struct number stated = metric_row_stated(store, now).value;
    struct number half = metric_half_place(arena, stated);
    struct number least = change_of(arena, n.low, b.high, points);
    struct number most = change_of(arena, n.high, b.low, points);
    return number_compare(number_add(arena, stated, half), least) >= 0 &&
           number_compare(number_subtract(arena, stated, half), most) <= 0;
}

static bool exactly_known(struct quantity quantity) {
    return quantity.state == QUANTITY_KNOWN && !quantity.text.length &&
           quantity.qualifier == QUALIFIER_EXACT;
}

static void report_stated(struct metric_builder *builder, const struct indicator *indicator,
                          const struct row *row, const struct row *base, struct number computed) {
    const struct store *store = builder->store;
    struct arena *arena = builder->arena;
    struct text stated =
        number_print(arena, metric_row_stated(store, row).value, -1, NUMBER_HALF_AWAY);
    struct text found = number_print(arena, computed, 2, NUMBER_HALF_AWAY);
    diags_add(builder->run, DIAG_M120,
              metric_origin(store, metric_detail(store, row)->stated.origin),
              N_("%.*s: stated %.*s, recomputed %.*s with the base at %s"),
              TEXT_ARGS(indicator->name), TEXT_ARGS(stated), TEXT_ARGS(found),
              origin_print(metric_origin(store, base->origin), arena));
    diags_hint(builder->run, N_("if it is at comparable prices or on another basis, say so "
                                "in the column basis"));
}

static const struct row *first_exact(const struct store *store, struct row_span rows) {
    for (size_t i = rows.from; i < rows.to; i++)
        if (exactly_known(metric_row_value(store, metric_row(store, i))))
            return metric_row(store, i);
    return NULL;
}

/* What a stated change is recomputed with, if it does not follow from it; else NULL.  Of a unit
 * whose borders have changed either base will do. */
static const struct row *contradicts(struct metric_builder *builder,
                                     const struct indicator *indicator, const struct row *row,
                                     struct arena *arena, struct number *computed) {
    const struct store *store = builder->store;
    struct period before;
    if (!period_last_year(arena, metric_row_period(store, row), &before)) return NULL;
    struct row_span rows = metric_rows_at(store, &store->units[row->unit]->unit, indicator, before);
    const struct row *own = first_exact(store, rows), *other = metric_restated_row(store, rows);
    struct number again;
    if (!own) return NULL;
    if (!measure_is_rate(metric_row_measure(store, row)) &&
        number_sign(metric_row_number(store, own)) <= 0)
        return NULL;
    if (follows(store, row, own, computed, arena)) return NULL;
    if (other && other != own && follows(store, row, other, &again, arena)) return NULL;
    return own;
}

static bool is_stated(const struct store *store, const struct row *row) {
    return row && exactly_known(metric_row_stated(store, row)) &&
           exactly_known(metric_row_value(store, row)) && !has_own_basis(store, row);
}

enum { STATED_SHOWN = 100 };

struct stated {
    size_t found;
    const struct row *next; /* the first that is not shown */
};

static void check_row(struct metric_builder *builder, const struct indicator *indicator,
                      const struct row *row, struct arena *arena, struct stated *stated) {
    struct number computed;
    const struct row *base = contradicts(builder, indicator, row, arena, &computed);
    if (!base) return;
    if (stated->found++ < STATED_SHOWN)
        report_stated(builder, indicator, row, base, computed);
    else if (!stated->next)
        stated->next = row;
}

enum { ROWS_AN_ARENA = 1000 }; /* quotients without an end take memory */

/* By their details, which lie in the order of reading: the list is theirs who wrote the file. */
static void check_rows(struct metric_builder *builder, const struct row *const *rows,
                       const struct indicator *const *of, size_t count) {
    const struct store *store = builder->store;
    struct stated stated = {0};
    for (size_t from = 1; from < count; from += ROWS_AN_ARENA) {
        struct arena *arena = arena_new();
        for (size_t i = from; i < count && i < from + ROWS_AN_ARENA; i++)
            if (is_stated(store, rows[i])) check_row(builder, of[i], rows[i], arena, &stated);
        arena_free(arena);
    }
    if (stated.next)
        diags_add(builder->run, DIAG_M120,
                  metric_origin(store, metric_detail(store, stated.next)->stated.origin),
                  N_("and so on: %zu more, of which this is the first"),
                  stated.found - STATED_SHOWN);
}

void metric_check_stated(struct metric_builder *builder) {
    const struct store *store = builder->store;
    struct arena *arena = arena_new();
    size_t count = store->details.count;
    const struct row **rows = arena_take_array(arena, count, sizeof(void *));
    const struct indicator **of = arena_take_array(arena, count, sizeof(void *));
    for (size_t i = 0; count > 1 && i < store->column_count; i++)
        for (size_t k = 0; k < store->columns[i].count; k++) {
            const struct row *row = metric_row(store, store->columns[i].start + k);
            if (row->derived != DERIVED_NOT) continue; /* nobody has stated anything there */
            rows[row->detail] = row;
            of[row->detail] = &store->indicators[store->columns[i].indicator]->indicator;
        }
    check_rows(builder, rows, of, count);
    arena_free(arena);
}
