/* A parent's value from the values of the units below it.
 *
 * Sums add what stands in the measure of the first, or of the indicator where they differ; 约, 以上
 * and ranges go along (figure_add()).  A unit to which the indicator does not apply adds nothing
 * and lacks nothing.  Of several parallel trees the first that gives a value is taken. */
#include "metric/derive.h"

/* Values of several units under way to one. */
struct total {
    const struct derivation *d;
    struct figure figure; /* its quantity, in `measure` */
    uint32_t measure;
    struct number weights; /* of a mean */
    struct number tolerance;
    uint64_t origin;
    uint32_t standing;
    int32_t places;     /* most decimals of what was added, in `measure` */
    size_t known, none; /* values; units that it does not apply to */
    bool broken;        /* 以上 and 以内: nothing can be said */
    bool restated;
    uint32_t *missing; /* units */
    size_t missing_count;
    const struct row **weight_rows;
};

static struct measure measure_at(const struct total *total, uint32_t index) {
    return total->d->store->measures[index];
}

/* In the total's measure. */
static struct quantity scaled(const struct total *total, const struct row *row) {
    const struct store *store = total->d->store;
    struct quantity quantity = {.state = QUANTITY_KNOWN,
                                .qualifier = (enum quantity_qualifier)row->qualifier,
                                .value = metric_row_number(store, row)};
    if (row->detail) quantity = metric_row_value(store, row);
    int power = measure_at(total, row->measure).power10 - measure_at(total, total->measure).power10;
    if (!power) return quantity;
    quantity.value = number_shift(total->d->scratch, quantity.value, power);
    if (quantity.qualifier == QUALIFIER_RANGE)
        quantity.upper = number_shift(total->d->scratch, quantity.upper, power);
    return quantity;
}

/* The total so far in the indicator's measure, in which all rows can stand. */
static void use_own_measure(struct total *total) {
    uint32_t own = total->d->known->measure;
    int power = measure_at(total, total->measure).power10 - measure_at(total, own).power10;
    struct arena *arena = total->d->scratch;
    struct quantity *quantity = &total->figure.quantity;
    total->measure = own;
    if (!power) return;
    total->places = total->places > power ? total->places - power : 0;
    quantity->value = number_shift(arena, quantity->value, power);
    quantity->upper = number_shift(arena, quantity->upper, power);
    total->tolerance = number_shift(arena, total->tolerance, power);
}

static bool is_whole_count(struct number number, struct measure measure) {
    return measure.power10 == 0 && measure.kind == MEASURE_COUNT && !number.big && !number.over &&
           !number.scale;
}

/* What was rounded before it was added may be off by half a unit of its last place. */
static void add_tolerance(struct total *total, const struct row *row, struct number value) {
    struct arena *arena = total->d->scratch;
    if (is_whole_count(metric_row_number(total->d->store, row), measure_at(total, row->measure)))
        return;
    total->tolerance = number_add(arena, total->tolerance, metric_half_place(arena, value));
}

static void add_quantity(struct total *total, const struct row *row) {
    struct arena *arena = total->d->scratch;
    if (row->measure != total->measure) use_own_measure(total);
    struct quantity next = scaled(total, row), *sum = &total->figure.quantity;
    if (!next.value.big && next.value.scale > total->places) total->places = next.value.scale;
    if (total->d->known->indicator.rollup_given) add_tolerance(total, row, next.value);
    if (sum->qualifier == QUALIFIER_EXACT && next.qualifier == QUALIFIER_EXACT) {
        sum->value = number_add(arena, sum->value, next.value);
        return;
    }
    struct figure a = {.quantity = *sum}, b = {.quantity = next};
    figure_add(arena, a, b, &total->figure);
    total->broken = total->broken || total->figure.quantity.state != QUANTITY_KNOWN;
}

static void add_weighted(struct total *total, const struct row *row, uint32_t unit) {
    struct arena *arena = total->d->scratch;
    const struct row *weight = total->weight_rows[unit];
    if (row->measure != total->measure) use_own_measure(total);
    struct number by = metric_in_base(arena, metric_row_number(total->d->store, weight),
                                      metric_row_measure(total->d->store, weight));
    struct quantity *sum = &total->figure.quantity;
    sum->value =
        number_add(arena, sum->value, number_multiply(arena, scaled(total, row).value, by));
    total->weights = number_add(arena, total->weights, by);
}

static void keep_extreme(struct total *total, const struct row *row, int sign) {
    if (row->measure != total->measure) use_own_measure(total);
    struct quantity next = scaled(total, row), *best = &total->figure.quantity;
    bool better = sign * number_compare(next.value, best->value) > 0;
    if (total->known && !better) return;
    *best = next;
    total->origin = row->origin;
}

static void take_row(struct total *total, const struct row *row, uint32_t unit) {
    struct quantity *sum = &total->figure.quantity;
    if (!total->known) {
        total->measure = row->measure;
        total->origin = row->origin;
        *sum = (struct quantity){.state = QUANTITY_KNOWN};
    }
    switch (total->d->known->indicator.rollup) {
    case METRIC_ROLLUP_MEAN: add_weighted(total, row, unit); break;
    case METRIC_ROLLUP_MAX: keep_extreme(total, row, 1); break;
    case METRIC_ROLLUP_MIN: keep_extreme(total, row, -1); break;
    case METRIC_ROLLUP_SUM:
    case METRIC_ROLLUP_SUM_REPORTED:
    case METRIC_ROLLUP_LATEST:
    case METRIC_ROLLUP_RATE:
    case METRIC_ROLLUP_NONE: add_quantity(total, row); break;
    }
    total->known++;
    if (row->standing > total->standing || total->known == 1) total->standing = row->standing;
    total->restated = total->restated || row->made == METRIC_RESTATED;
}

/* The last value that a unit has within the period: its own, else that of the window or month that
 * ends last. */
static const struct row *latest_row(const struct derivation *d, uint32_t unit) {
    const struct store *store = d->store;
    const struct row *latest = NULL;
    int32_t last = 0;
    struct row_span columns = metric_columns(store, &d->known->indicator);
    for (size_t i = columns.from; i < columns.to; i++) {
        const struct period_form *form = &store->periods[store->columns[i].period];
        if (i == d->column || form->to < last || !period_contains(d->period, form->period))
            continue;
        struct row_span rows = metric_rows_in(store, i, &store->units[unit]->unit);
        for (size_t k = rows.from; k < rows.to; k++) {
            const struct row *row = metric_row(store, k);
            if (row->state == QUANTITY_MISSING || row->made) continue;
            latest = row;
            last = form->to;
            break;
        }
    }
    return latest;
}

static const struct row *row_below(const struct derivation *d, uint32_t unit) {
    const struct row *row = derive_row(d, unit);
    if (row || d->known->indicator.rollup != METRIC_ROLLUP_LATEST) return row;
    return latest_row(d, unit);
}

/* Adds a unit; one that lacks a value is noted. */
static void take_unit(struct total *total, uint32_t unit, const struct row *row) {
    const struct store *store = total->d->store;
    bool weighed = !total->weight_rows || derive_is_number(store, total->weight_rows[unit]);
    if (row && row->state == QUANTITY_NOT_APPLICABLE)
        total->none++;
    else if (derive_is_number(store, row) && weighed)
        take_row(total, row, unit);
    else
        total->missing[total->missing_count++] = unit;
}

static struct total new_total(struct derivation *d, size_t units) {
    struct total total = {.d = d};
    total.missing = arena_take_array(d->scratch, units + 1, sizeof *total.missing);
    const struct indicator *indicator = &d->known->indicator;
    if (indicator->rollup != METRIC_ROLLUP_MEAN) return total;
    const struct indicator *weight = metric_find_indicator(d->store, indicator->weight, NULL);
    total.weight_rows =
        derive_load(d, weight ? metric_find_column(d->store, weight, d->period) : SIZE_MAX, false);
    return total;
}

/* True if there is a value to be said. */
static bool finish(struct total *total) {
    if (!total->known || total->broken) return false;
    enum metric_rollup rollup = total->d->known->indicator.rollup;
    if (total->missing_count && rollup != METRIC_ROLLUP_SUM_REPORTED) return false;
    if (rollup != METRIC_ROLLUP_MEAN) return true;
    if (!number_sign(total->weights)) return false;
    struct quantity *quantity = &total->figure.quantity;
    quantity->value = number_divide(total->d->scratch, quantity->value, total->weights);
    return true;
}

/* 12.5 + 12.5 is 25.0: a sum is measured as finely as its parts. */
static struct number with_places(struct number number, int32_t places) {
    struct number out = number;
    if (number.big || number.over) return number;
    for (; out.scale < places; out.scale++)
        if (__builtin_mul_overflow(out.coefficient, 10, &out.coefficient)) return number;
    return out;
}

static struct row pack_total(struct derivation *d, const struct total *total,
                             enum metric_made made) {
    const struct quantity *quantity = &total->figure.quantity;
    struct number value = with_places(quantity->value, total->places);
    struct row row = derive_pack(d, value, total->measure, made);
    row.qualifier = (uint32_t)quantity->qualifier & 7;
    row.origin = total->origin;
    row.standing = total->standing & 7;
    if (quantity->qualifier != QUALIFIER_RANGE) return row;
    struct detail detail = {.upper = metric_intern_number(d->builder, quantity->upper)};
    row.detail = (uint32_t)d->store->details.count;
    *(struct detail *)pile_add(d->store->arena, &d->store->details) = detail;
    return row;
}

/* ---- trees */

/* What is expected of a child: a unit that came out of others is not, for the time before. */
static bool is_expected(const struct forests *forests, uint32_t child, const struct row *row) {
    if (forests->leaving[child] && !row) return false;
    bool came_later =
        forests->any_parts && forests->part_start[child] < forests->part_start[child + 1];
    return !came_later || (row && row->made != METRIC_RESTATED);
}

static struct total add_children(struct derivation *d, const struct forests *forests,
                                 const struct forest *forest, uint32_t parent) {
    uint32_t from = forest->child_start[parent], to = forest->child_start[parent + 1];
    struct total total = new_total(d, to - from);
    for (uint32_t i = from; i < to; i++) {
        uint32_t child = forest->children[i];
        const struct row *row = row_below(d, child);
        if (is_expected(forests, child, row)) take_unit(&total, child, row);
    }
    return total;
}

static void roll_up(struct derivation *d, const struct forests *forests,
                    const struct forest *forest, uint32_t parent) {
    const struct row *own = derive_row(d, parent);
    if (own && own->made != METRIC_RESTATED) return;
    struct total total = add_children(d, forests, forest, parent);
    bool known = finish(&total);
    if (known && !own) {
        d->fresh[parent] = pack_total(d, &total, METRIC_ROLLED_UP);
        d->fresh[parent].unit = parent;
        d->fresh_count++;
    } else if (!own && d->told && total.known && total.missing_count) {
        rollup_note_gap(d, parent, total.missing, total.missing_count,
                        total.known + total.none + total.missing_count);
    }
}

static bool rolls_up(const struct derivation *d) {
    enum metric_rollup rollup = d->known->indicator.rollup;
    return rollup != METRIC_ROLLUP_NONE && rollup != METRIC_ROLLUP_RATE;
}

void rollup_column(struct derivation *d, const struct forests *forests) {
    if (!rolls_up(d)) return;
    for (size_t tree = 0; tree < d->store->tree_count; tree++) {
        const struct forest *forest = &forests->trees[tree];
        for (size_t i = 0; i < forest->parent_count; i++)
            roll_up(d, forests, forest, forest->parents[i]);
    }
}

/* ---- present borders */

static size_t count_parts(const struct forests *forests, uint32_t unit) {
    size_t count = 1;
    for (uint32_t i = forests->part_start[unit]; i < forests->part_start[unit + 1]; i++)
        count += count_parts(forests, forests->parts[i]);
    return count;
}

/* A unit as it was, and what has become part of it since, those parts' own parts included. */
static void add_parts(struct total *total, const struct forests *forests, uint32_t unit) {
    const struct row *own = derive_row(total->d, unit);
    bool was = own && own->made != METRIC_RESTATED;
    bool has_parts = forests->part_start[unit] < forests->part_start[unit + 1];
    if (was || !has_parts) take_unit(total, unit, own);
    for (uint32_t i = forests->part_start[unit]; i < forests->part_start[unit + 1]; i++)
        add_parts(total, forests, forests->parts[i]);
}

void rollup_restated(struct derivation *d, const struct forests *forests) {
    if (!rolls_up(d)) return;
    for (uint32_t unit = 0; unit < d->store->unit_count; unit++) {
        const struct row *own = derive_row(d, unit);
        if (forests->part_start[unit] == forests->part_start[unit + 1]) continue;
        struct total total = new_total(d, count_parts(forests, unit));
        add_parts(&total, forests, unit);
        if (total.missing_count || !finish(&total)) continue;
        struct row *out = own ? &d->restated[unit] : &d->fresh[unit];
        *out = pack_total(d, &total, METRIC_RESTATED);
        d->fresh_count++;
    }
}
