/* Rates from their parts, and formulas, for all units of a column. */
#include "metric/derive.h"
#include "metric/formula_inner.h"

/* ---- rates: the numerator in its base by the denominator in its base, in the rate's measure */

struct rate {
    const struct row **over, **under;
    int power; /* of ten, to the measure */
};

static int power_of(const struct store *store, const struct row *row) {
    return store->measures[row->measure].power10;
}

/* A mark (x, □) in a part stays visible. */
static struct row mark(struct derivation *d, const struct row *row) {
    const struct detail *detail = metric_detail(d->store, row);
    struct row out = *row;
    out.made = METRIC_DERIVED;
    out.measure = d->known->measure & ROW_MEASURES_MOST;
    out.detail = 0;
    if (!detail) return out;
    struct detail kept = {.text = detail->text};
    out.detail = (uint32_t)d->store->details.count;
    *(struct detail *)pile_add(d->store->arena, &d->store->details) = kept;
    return out;
}

static uint32_t less_trusted(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

static bool is_restated(const struct row *row) {
    return row->made == METRIC_RESTATED;
}

static bool compute_rate(struct derivation *d, const struct rate *rate, uint32_t unit,
                         struct row *out) {
    const struct store *store = d->store;
    const struct row *over = rate->over[unit], *under = rate->under[unit];
    if (!over || !under) return false;
    if (!derive_is_number(store, over) || !derive_is_number(store, under)) {
        const struct row *other = derive_is_number(store, over) ? under : over;
        if (other->state != QUANTITY_PLACEHOLDER) return false;
        *out = mark(d, other);
        return true;
    }
    struct number below = metric_row_number(store, under);
    if (!number_sign(below)) return false;
    int power = rate->power + power_of(store, over) - power_of(store, under);
    struct number share = number_shift(d->scratch, metric_row_number(store, over), power);
    share = number_divide(d->scratch, share, below);
    *out = derive_pack(d, share, d->known->measure,
                       is_restated(over) || is_restated(under) ? METRIC_RESTATED : METRIC_DERIVED);
    out->origin = over->origin;
    out->standing = less_trusted(over->standing, under->standing) & 7;
    return true;
}

static bool find_rate(struct derivation *d, bool restated, struct rate *out) {
    const struct store *store = d->store;
    const struct indicator *indicator = &d->known->indicator;
    if (!indicator->numerator.length || !indicator->denominator.length) return false;
    const struct row ***parts[] = {&out->over, &out->under};
    const struct text names[] = {indicator->numerator, indicator->denominator};
    for (int i = 0; i < 2; i++) {
        const struct indicator *part = metric_find_indicator(store, names[i], NULL);
        *parts[i] = derive_load(d, metric_find_column(store, part, d->period), restated);
    }
    out->power = metric_rate_power(indicator->measure);
    return true;
}

/* ---- formulas */

struct operands {
    struct formula_asker asker; /* first */
    struct derivation *d;
    const struct formula *formula;
    const struct row ***now; /* rows of its indicators at the column's own period */
    struct size size;        /* of the indicator's measure */
    uint32_t unit;
    bool restated;
    /* of what was asked for */
    const struct row *first, *mark; /* mark: a placeholder */
    uint32_t standing;
    bool any_restated;
};

static const struct row *target_row(struct operands *o, const struct indicator *indicator,
                                    struct period period) {
    const struct store *store = o->d->store;
    return metric_target_row(store, &store->units[o->unit]->unit, indicator, period, period,
                             o->d->scratch);
}

/* What is asked for most, without a call. */
static inline bool is_same(const struct period *a, const struct period *b) {
    return a->text.at == b->text.at && a->text.length == b->text.length;
}

static const struct row *value_row(struct operands *o, const struct indicator *indicator,
                                   struct period period) {
    const struct formula *formula = o->formula;
    if (is_same(&period, &o->d->period))
        for (size_t i = 0; i < formula->indicator_count; i++)
            if (formula->indicators[i] == indicator) return o->now[i][o->unit];
    size_t column = metric_find_column(o->d->store, indicator, period);
    return column == SIZE_MAX ? NULL : derive_load(o->d, column, o->restated)[o->unit];
}

static struct formula_operand find_operand(const struct formula_asker *asker,
                                           const struct indicator *indicator, struct period period,
                                           bool target, struct arena *arena) {
    struct operands *o = (struct operands *)asker;
    const struct store *store = o->d->store;
    struct formula_operand operand = {.state = QUANTITY_MISSING};
    (void)arena;
    const struct row *row =
        target ? target_row(o, indicator, period) : value_row(o, indicator, period);
    if (!row) return operand;
    if (!o->first) o->first = row;
    if (!target && !metric_detail(store, row)) {
        operand.value = metric_row_number(store, row);
        operand.exact = row->qualifier == QUALIFIER_EXACT;
        operand.state = (enum quantity_state)row->state;
    } else {
        struct quantity quantity =
            target ? metric_row_target(store, row) : metric_row_value(store, row);
        if (quantity.state == QUANTITY_KNOWN && quantity.text.length) return operand;
        operand.value = quantity.value;
        operand.exact = quantity.qualifier == QUALIFIER_EXACT;
        operand.state = quantity.state;
    }
    if (!target) o->standing = less_trusted(o->standing, row->standing);
    if (!target && row->state == QUANTITY_PLACEHOLDER) o->mark = row;
    o->any_restated = o->any_restated || is_restated(row);
    operand.measure = store->measures[row->measure];
    return operand;
}

static bool compute_formula(struct operands *o, uint32_t unit, struct row *out) {
    struct derivation *d = o->d;
    o->unit = unit;
    o->first = o->mark = NULL;
    o->standing = 0;
    o->any_restated = false;
    struct formula_value value = formula_values(o->formula, &o->asker, d->scratch);
    if (value.state == QUANTITY_PLACEHOLDER && o->mark) {
        *out = mark(d, o->mark);
        return true;
    }
    if (value.state != QUANTITY_KNOWN || !o->first) return false;
    struct number number =
        formula_from_size(d->scratch, value.value, d->known->indicator.measure, o->size);
    *out = derive_pack(d, number, d->known->measure,
                       o->any_restated ? METRIC_RESTATED : METRIC_DERIVED);
    out->qualifier = value.exact ? QUALIFIER_EXACT : QUALIFIER_ABOUT;
    out->origin = o->first->origin;
    out->standing = o->standing & 7;
    return true;
}

static struct operands load_operands(struct derivation *d, bool restated) {
    const struct formula *formula = d->store->formulas[d->known->indicator.order];
    struct operands o = {
        .asker = {find_operand, d->period}, .d = d, .formula = formula, .restated = restated};
    if (!formula) return o;
    o.size = dimension_size(d->known->indicator.measure);
    /* Their own arrays: loaded ones make room for other periods. */
    o.now = arena_take_array(d->scratch, formula->indicator_count + 1, sizeof *o.now);
    for (size_t i = 0; i < formula->indicator_count; i++) {
        size_t column = metric_find_column(d->store, formula->indicators[i], d->period);
        const struct row **rows = derive_load(d, column, restated);
        o.now[i] = arena_take_array(d->scratch, d->store->unit_count + 1, sizeof *rows);
        for (size_t u = 0; u < d->store->unit_count; u++) o.now[i][u] = rows[u];
    }
    return o;
}

/* ---- columns */

/* An indicator that is rolled up by the dictionary's word is computed only where nothing is below.
 */
static bool yields(const struct derivation *d, const struct forests *forests, uint32_t unit) {
    if (d->known->indicator.rollup == METRIC_ROLLUP_RATE ||
        d->known->indicator.rollup == METRIC_ROLLUP_NONE)
        return false;
    for (size_t i = 0; i < d->store->tree_count; i++) {
        const struct forest *forest = &forests->trees[i];
        if (forest->child_start[unit] < forest->child_start[unit + 1]) return true;
    }
    return false;
}

void derive_compute(struct derivation *d) {
    struct rate rate;
    struct operands operands = load_operands(d, false);
    bool rates = !operands.formula && find_rate(d, false, &rate);
    if (!operands.formula && !rates) return;
    const struct forests *forests = rollup_forests(d);
    for (uint32_t unit = 0; unit < d->store->unit_count; unit++) {
        struct row *out = &d->fresh[unit];
        if (d->given[unit] || yields(d, forests, unit)) continue;
        bool done = operands.formula ? compute_formula(&operands, unit, out)
                                     : compute_rate(d, &rate, unit, out);
        if (done)
            d->fresh_count++;
        else
            out->state = QUANTITY_MISSING;
    }
}

/* Units of today that were several then, and have a value of their own for that time. */
void derive_compute_restated(struct derivation *d, const struct forests *forests) {
    struct rate rate;
    struct operands operands = load_operands(d, true);
    bool rates = !operands.formula && find_rate(d, true, &rate);
    if (!operands.formula && !rates) return;
    for (uint32_t unit = 0; unit < d->store->unit_count; unit++) {
        struct row *out = &d->restated[unit];
        const struct row *own = derive_row(d, unit);
        if (forests->part_start[unit] == forests->part_start[unit + 1]) continue;
        if (own && is_restated(own)) continue;
        bool done = operands.formula ? compute_formula(&operands, unit, out)
                                     : compute_rate(d, &rate, unit, out);
        if (done && is_restated(out))
            d->fresh_count++;
        else
            out->state = QUANTITY_MISSING;
    }
}
