/* Which indicators follow from which: formulas compiled, the order of dependence, and the columns
 * that derived ones will have. */
#include <string.h>

#include "metric/derive.h"
#include "metric/formula_inner.h"

/* ---- what an indicator is made of */

const struct indicator *derive_operand(const struct store *store, const struct indicator *indicator,
                                       size_t *at) {
    const struct formula *formula = store->formulas[indicator->order];
    size_t count = formula ? formula_indicator_count(formula) : 0;
    if (*at < count) return formula_indicator_at(formula, (*at)++);
    const struct text names[] = {indicator->numerator, indicator->denominator, indicator->weight};
    while (*at - count < sizeof names / sizeof *names) {
        struct text name = names[(*at)++ - count];
        if (name.length) return metric_find_indicator(store, name, NULL);
    }
    return NULL;
}

/* 元/人, 平均…, …率: adding them up means nothing. */
static bool adds_up(const struct indicator *indicator) {
    static const char *const means[] = {"均", "率", "比重", "指数", "占比"};
    static const char *const bases[] = {"", "分", "岁", "级", "位", "名次", "℃"};
    struct measure measure = indicator->measure;
    if (measure.kind != MEASURE_COUNT || text_find(measure.base, TEXT("/")) != SIZE_MAX)
        return false;
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (text_is(measure.base, bases[i])) return false;
    for (size_t i = 0; i < sizeof means / sizeof *means; i++)
        if (text_find(indicator->name, text_of(means[i])) != SIZE_MAX) return false;
    return true;
}

enum metric_rollup derive_default_rollup(const struct indicator *indicator) {
    if (indicator->formula.length || indicator->numerator.length) return METRIC_ROLLUP_RATE;
    bool flows = indicator->nature == FIGURE_FLOW || indicator->nature == FIGURE_STOCK;
    return flows && adds_up(indicator) ? METRIC_ROLLUP_SUM : METRIC_ROLLUP_NONE;
}

static const char *print_own(const struct indicator *indicator, struct arena *arena) {
    if (!indicator->measure.name.length) return "1";
    return arena_copy(arena, indicator->measure.name.at, indicator->measure.name.length);
}

/* A formula gives what the indicator is measured in. */
static void compile(struct derivation *d, struct indicator *indicator) {
    struct diags *diags = d->builder->run;
    struct store *store = d->store;
    const struct formula *formula =
        formula_compile(store, indicator->formula, indicator->formula_origin,
                        (struct formula_options){0}, store->arena, diags);
    if (!formula) return;
    if (!formula_fits(formula_dimension(formula), indicator->measure)) {
        diags_add(diags, DIAG_M151, indicator->formula_origin,
                  N_("%.*s: the formula gives %s, the indicator is in %s"),
                  TEXT_ARGS(indicator->name), dimension_print(formula_dimension(formula), d->arena),
                  print_own(indicator, d->arena));
        diags_hint(diags, N_("correct the formula, or the indicator's column measure"));
        return;
    }
    store->formulas[indicator->order] = formula;
}

static void settle_rollup(struct derivation *d, struct indicator *indicator) {
    if (!indicator->rollup_given) indicator->rollup = derive_default_rollup(indicator);
    bool has_parts = indicator->numerator.length || indicator->formula.length;
    if (indicator->rollup != METRIC_ROLLUP_RATE || has_parts) return;
    diags_add(d->builder->run, DIAG_M161, indicator->rollup_origin, "%.*s",
              TEXT_ARGS(indicator->name));
    diags_hint(d->builder->run,
               N_("a rate is recomputed from its parts: fill in the columns numerator and "
                  "denominator, or formula; mean:CODE is the mean weighted by an indicator"));
    indicator->rollup = METRIC_ROLLUP_NONE;
}

/* ---- order of dependence: depth first, with a stack of its own */

enum colour { UNSEEN, UNDER_WAY, DONE };
struct step {
    const struct indicator *indicator;
    size_t at; /* of its operands */
};

/* "A → B → A"; and the formulas of the circle are given up. */
static void report_cycle(struct derivation *d, const struct step *stack, size_t from, size_t to) {
    struct buffer chain = buffer_new(d->arena);
    for (size_t i = from; i <= to; i++)
        buffer_printf(&chain, "%.*s → ", TEXT_ARGS(stack[i].indicator->code));
    buffer_add_text(&chain, stack[from].indicator->code);
    const struct indicator *first = stack[from].indicator;
    struct origin origin = first->formula_origin.file ? first->formula_origin : first->origin;
    diags_add(d->builder->run, DIAG_M160, origin, "%s", chain.at);
    diags_hint(d->builder->run,
               N_("one of them must be given in the data, or follow from other indicators"));
}

static void order_from(struct derivation *d, const struct indicator *first, uint8_t *colours,
                       struct step *stack, size_t *count) {
    size_t depth = 0;
    stack[depth++] = (struct step){first, 0};
    colours[first->order] = UNDER_WAY;
    while (depth) {
        struct step *top = &stack[depth - 1];
        const struct indicator *next = derive_operand(d->store, top->indicator, &top->at);
        if (!next) {
            colours[top->indicator->order] = DONE;
            d->order[(*count)++] = top->indicator;
            depth--;
        } else if (colours[next->order] == UNSEEN) {
            colours[next->order] = UNDER_WAY;
            stack[depth++] = (struct step){next, 0};
        } else if (colours[next->order] == UNDER_WAY) {
            size_t from = depth - 1;
            while (stack[from].indicator != next) from--;
            report_cycle(d, stack, from, depth - 1);
        }
    }
}

static void put_in_order(struct derivation *d) {
    size_t count = d->store->indicator_count, done = 0;
    uint8_t *colours = arena_take_array(d->arena, count + 1, sizeof *colours);
    struct step *stack = arena_take_array(d->arena, count + 1, sizeof *stack);
    d->order = arena_take_array(d->arena, count + 1, sizeof *d->order);
    for (size_t i = 0; i < count; i++)
        if (colours[i] == UNSEEN)
            order_from(d, metric_indicator_at(d->store, i), colours, stack, &done);
}

/* ---- columns: a derived indicator has those of its operands */

struct planned {
    uint32_t indicator, period;
    size_t before; /* + 1: the one planned before for the indicator; 0: none */
};
struct plan {
    struct derivation *d;
    struct planned *at;
    size_t count, room;
    size_t *last;    /* by indicator, + 1 */
    uint32_t *marks; /* by period: the indicator, + 1, that has it */
};

static void plan_column(struct plan *plan, const struct indicator *indicator, uint32_t period) {
    uint32_t mark = (uint32_t)indicator->order + 1;
    if (plan->marks[period] == mark) return;
    plan->marks[period] = mark;
    ARENA_GROW(plan->d->arena, plan->at, plan->count, plan->room);
    plan->at[plan->count++] =
        (struct planned){(uint32_t)indicator->order, period, plan->last[indicator->order]};
    plan->last[indicator->order] = plan->count;
}

static void plan_like(struct plan *plan, const struct indicator *indicator,
                      const struct indicator *operand) {
    const struct store *store = plan->d->store;
    struct row_span columns = metric_columns(store, operand);
    for (size_t i = columns.from; i < columns.to; i++)
        plan_column(plan, indicator, store->columns[i].period);
    for (size_t i = plan->last[operand->order]; i; i = plan->at[i - 1].before)
        plan_column(plan, indicator, plan->at[i - 1].period);
}

static void plan_indicator(struct plan *plan, const struct indicator *indicator) {
    const struct store *store = plan->d->store;
    struct row_span columns = metric_columns(store, indicator);
    for (size_t i = columns.from; i < columns.to; i++)
        plan->marks[store->columns[i].period] = (uint32_t)indicator->order + 1;
    size_t at = 0;
    for (const struct indicator *operand; (operand = derive_operand(store, indicator, &at));)
        if (!text_equal(operand->code, indicator->weight)) plan_like(plan, indicator, operand);
    uint32_t period;
    struct metric_builder *builder = plan->d->builder;
    if (indicator->rollup == METRIC_ROLLUP_LATEST && period_has_dates(builder->period) &&
        metric_intern_period(builder, builder->period.text, &period))
        plan_column(plan, indicator, store->periods[period].same);
}

static void plan_columns(struct derivation *d) {
    struct store *store = d->store;
    enum { PERIODS_MORE = 1 }; /* the report's */
    struct plan plan = {.d = d};
    plan.last = arena_take_array(d->arena, store->indicator_count + 1, sizeof *plan.last);
    plan.marks =
        arena_take_array(d->arena, store->period_count + PERIODS_MORE + 1, sizeof *plan.marks);
    for (size_t i = 0; i < store->indicator_count; i++) plan_indicator(&plan, d->order[i]);
    if (!plan.count) return;
    for (size_t i = 0; i < plan.count; i++) {
        ARENA_GROW(store->arena, store->columns, store->column_count, store->column_room);
        store->columns[store->column_count++] =
            (struct figure_column){.indicator = plan.at[i].indicator, .period = plan.at[i].period};
    }
    metric_rank_columns(d->builder);
    metric_index_columns(store);
}

void derive_prepare(struct derivation *d) {
    struct store *store = d->store;
    store->formulas =
        arena_take_array(store->arena, store->indicator_count + 1, sizeof *store->formulas);
    for (size_t i = 0; i < store->indicator_count; i++) {
        struct indicator *indicator = &store->indicators[i]->indicator;
        if (indicator->formula.length) compile(d, indicator);
        settle_rollup(d, indicator);
    }
    put_in_order(d);
    plan_columns(d);
}
