/* One step back from a computed value: its rule, the numbers put in, and what it is made of. */
#include "metric/formula.h"
#include "metric/inner.h"

struct explaining {
    struct formula_asker asker; /* first */
    const struct slice *slice;
    struct metric_ask ask;
    const struct unit *unit;
    struct period period; /* of the value */
    bool restated;
    struct arena *arena;
    struct metric_explanation *out;
    size_t room;
};

static const struct row *row_of(const struct explaining *e, const struct unit *unit,
                                const struct indicator *indicator, struct period period) {
    const struct store *store = e->slice->store;
    struct row_span rows = metric_rows_at(store, unit, indicator, period);
    const struct row *restated = e->restated ? metric_restated_row(store, rows) : NULL;
    return restated ? restated : metric_best_row(store, rows);
}

static struct figure figure_of(const struct explaining *e, const struct unit *unit,
                               const struct indicator *indicator, struct period period,
                               const struct row *row) {
    struct metric_ask ask = {.indicator = indicator, .unit = unit};
    struct found found = {.any = row, .period = period, .row = row};
    return metric_figure(e->slice, &ask, &found);
}

static struct metric_operand *add_operand(struct explaining *e, const struct unit *unit,
                                          const struct indicator *indicator, struct period period,
                                          const struct row *row) {
    struct metric_explanation *out = e->out;
    for (size_t i = 0; i < out->operand_count; i++) {
        struct metric_operand *before = &out->operands[i];
        if (before->unit == unit && before->indicator == indicator && !before->target &&
            period_equal(before->figure.period, period))
            return before;
    }
    ARENA_GROW(e->arena, out->operands, out->operand_count, e->room);
    struct metric_operand *operand = &out->operands[out->operand_count++];
    *operand = (struct metric_operand){unit, indicator, figure_of(e, unit, indicator, period, row),
                                       false, row && row->made != METRIC_GIVEN};
    return operand;
}

/* ---- formulas and rates */

static struct formula_operand find_operand(const struct formula_asker *asker,
                                           const struct indicator *indicator, struct period period,
                                           bool target, struct arena *arena) {
    struct explaining *e = (struct explaining *)asker;
    const struct store *store = e->slice->store;
    const struct row *row =
        target ? metric_target_row(store, e->unit, indicator, period, period, arena)
               : row_of(e, e->unit, indicator, period);
    struct metric_operand *operand = add_operand(e, e->unit, indicator, period, row);
    if (!row) return (struct formula_operand){.state = QUANTITY_MISSING};
    if (target) {
        operand->target = true;
        operand->figure.quantity = metric_row_target(store, row);
        operand->figure.origin = metric_origin(store, metric_detail(store, row)->target.origin);
    }
    const struct quantity *quantity = &operand->figure.quantity;
    return (struct formula_operand){quantity->text.length ? QUANTITY_MISSING : quantity->state,
                                    quantity->qualifier == QUALIFIER_EXACT, quantity->value,
                                    operand->figure.measure, operand->figure.origin};
}

static void explain_formula(struct explaining *e, const struct formula *formula) {
    e->out->way = METRIC_WAY_FORMULA;
    e->out->rule = formula_text(formula);
    formula_values(formula, &e->asker, e->arena); /* asks for every operand, of other periods too */
    e->out->numbers = formula_print(formula, 0, &e->asker, e->arena);
}

static void print_figure(struct buffer *out, const struct figure *figure, struct arena *arena) {
    if (!figure_is_known(figure)) {
        buffer_printf(out, "—");
        return;
    }
    buffer_add_text(out, number_print(arena, figure->quantity.value, -1, NUMBER_HALF_AWAY));
    buffer_add_text(out, figure->measure.name);
}

static void explain_rate(struct explaining *e) {
    const struct store *store = e->slice->store;
    const struct text names[] = {e->ask.indicator->numerator, e->ask.indicator->denominator};
    struct buffer rule = buffer_new(e->arena), numbers = buffer_new(e->arena);
    e->out->way = METRIC_WAY_RATE;
    for (int i = 0; i < 2; i++) {
        const struct indicator *part = metric_find_indicator(store, names[i], NULL);
        const struct row *row = row_of(e, e->unit, part, e->period);
        const struct metric_operand *operand = add_operand(e, e->unit, part, e->period, row);
        buffer_printf(&rule, i ? " / %.*s" : "%.*s", TEXT_ARGS(names[i]));
        if (i) buffer_printf(&numbers, " ÷ ");
        print_figure(&numbers, &operand->figure, e->arena);
    }
    e->out->rule = buffer_text(&rule);
    e->out->numbers = buffer_text(&numbers);
}

/* ---- units */

static const char *rollup_word(enum metric_rollup rollup) {
    switch (rollup) {
    case METRIC_ROLLUP_SUM: return "sum";
    case METRIC_ROLLUP_SUM_REPORTED: return "sum-reported";
    case METRIC_ROLLUP_MEAN: return "mean:";
    case METRIC_ROLLUP_MAX: return "max";
    case METRIC_ROLLUP_MIN: return "min";
    case METRIC_ROLLUP_LATEST: return "latest";
    case METRIC_ROLLUP_RATE: return "rate";
    case METRIC_ROLLUP_NONE: break;
    }
    return "none";
}

static void list_units(struct explaining *e, const struct unit *const *units, size_t count) {
    struct buffer numbers = buffer_new(e->arena);
    const struct indicator *indicator = e->ask.indicator;
    bool sums = indicator->rollup == METRIC_ROLLUP_SUM ||
                indicator->rollup == METRIC_ROLLUP_SUM_REPORTED ||
                indicator->rollup == METRIC_ROLLUP_LATEST;
    for (size_t i = 0; i < count; i++) {
        const struct row *row = row_of(e, units[i], indicator, e->period);
        const struct metric_operand *operand = add_operand(e, units[i], indicator, e->period, row);
        if (i) buffer_printf(&numbers, sums ? " + " : ", ");
        print_figure(&numbers, &operand->figure, e->arena);
    }
    e->out->numbers = buffer_text(&numbers);
    e->out->rule = text_of(arena_printf(e->arena, "%s%.*s", rollup_word(indicator->rollup),
                                        TEXT_ARGS(indicator->weight)));
}

/* The first tree in which units stand below, as in the roll-up. */
static void explain_rollup(struct explaining *e) {
    const struct store *store = e->slice->store;
    size_t count = 0;
    const struct unit **units = NULL;
    for (size_t i = 0; i < store->tree_count && !count; i++)
        units = metric_children(store, e->unit, store->trees[i], e->period, e->ask.indicator,
                                e->arena, &count);
    e->out->way = METRIC_WAY_ROLLUP;
    list_units(e, units, count);
}

/* What the unit consists of today: itself, if it was there, and what has become part of it. */
static void explain_restated(struct explaining *e) {
    const struct store *store = e->slice->store;
    const struct unit **units = arena_take_array(e->arena, store->unit_count + 1, sizeof *units);
    size_t count = 0;
    e->restated = false;
    const struct row *own = row_of(e, e->unit, e->ask.indicator, e->period);
    if (own && own->made != METRIC_RESTATED) units[count++] = e->unit;
    for (size_t u = 0; u < store->unit_count; u++)
        if (store->successors[u] == e->unit && metric_was_alone(&store->units[u]->unit, e->period))
            units[count++] = &store->units[u]->unit;
    list_units(e, units, count);
    e->out->way = METRIC_WAY_RESTATED;
}

static bool is_computed(const struct store *store, const struct indicator *indicator) {
    return metric_formula(store, indicator) ||
           (indicator->numerator.length && indicator->denominator.length);
}

bool metric_explain(const struct slice *slice, struct metric_ask ask, struct arena *arena,
                    struct metric_explanation *out) {
    const struct store *store = slice->store;
    const struct row *row = metric_find_value(slice, ask, arena).row;
    *out = (struct metric_explanation){.way = METRIC_WAY_GIVEN};
    if (!row) return false;
    struct period period = metric_row_period(store, row);
    struct explaining e = {.asker = {find_operand, period},
                           .slice = slice,
                           .ask = ask,
                           .unit = ask.unit ? ask.unit : slice->unit,
                           .period = period,
                           .restated = row->made == METRIC_RESTATED,
                           .arena = arena,
                           .out = out};
    const struct formula *formula = metric_formula(store, ask.indicator);
    bool computed =
        row->made == METRIC_DERIVED || (e.restated && is_computed(store, ask.indicator));
    if (computed && formula)
        explain_formula(&e, formula);
    else if (computed)
        explain_rate(&e);
    else if (e.restated)
        explain_restated(&e);
    else if (row->made == METRIC_ROLLED_UP)
        explain_rollup(&e);
    else if (row->made == METRIC_SCORED)
        out->way = METRIC_WAY_SCORED;
    return true;
}
