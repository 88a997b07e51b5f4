/* Values that a scheme reads: of indicators and formulas, from the store or from steps worked out
 * before, at the period that is scored or as the mean of several. */
#include "scoring/inner.h"

const struct outcome *scoring_outcome(const struct scorer *scorer, size_t step) {
    return &scorer->scheme->steps[step].outcomes[scorer->unit];
}

static struct operand nothing(struct scorer *scorer, enum reason reason,
                              const struct indicator *indicator, struct origin origin) {
    if (scorer->reason == REASON_NONE) {
        scorer->reason = reason;
        scorer->lacking = indicator;
    }
    return (struct operand){.reason = reason, .lacking = indicator, .origin = origin};
}

/* A step of the scheme itself; NULL if the indicator is none. */
static const struct outcome *own_outcome(const struct scorer *scorer,
                                         const struct indicator *indicator, struct period period) {
    const struct scheme *scheme = scorer->scheme;
    size_t index = indicator->order - scheme->first_indicator;
    if (indicator->order < scheme->first_indicator || index >= scheme->step_of_count) return NULL;
    if (!period_equal(period, scorer->slice.period)) return NULL;
    return scoring_outcome(scorer, scheme->step_of[index]);
}

static struct operand from_outcome(struct scorer *scorer, const struct indicator *indicator,
                                   const struct outcome *outcome) {
    struct operand operand = {
        .value = outcome->score, .measure = indicator->measure, .origin = outcome->origin};
    if (outcome->state == OUTCOME_KNOWN) return operand;
    return nothing(scorer, REASON_PARTS, indicator, outcome->origin);
}

static enum reason reason_of(const struct quantity *quantity) {
    switch (quantity->state) {
    case QUANTITY_MISSING: return REASON_MISSING;
    case QUANTITY_PLACEHOLDER: return REASON_PLACEHOLDER;
    case QUANTITY_NOT_APPLICABLE: return REASON_APPLIES_NOT;
    case QUANTITY_KNOWN: break;
    }
    if (quantity->text.length) return REASON_WORDS;
    return quantity->qualifier == QUALIFIER_EXACT ? REASON_NONE : REASON_INEXACT;
}

/* An indicator alone, in its own measure. */
static struct operand find_value(struct scorer *scorer, const struct indicator *indicator,
                                 struct period period) {
    const struct outcome *own = own_outcome(scorer, indicator, period);
    if (own) return from_outcome(scorer, indicator, own);
    bool here = period_equal(period, scorer->slice.period);
    struct metric_ask ask = {.indicator = indicator, .period = here ? NULL : &period};
    struct figure figure = metric_value(&scorer->slice, ask, scorer->arena);
    enum reason reason = reason_of(&figure.quantity);
    struct operand operand;
    if (reason == REASON_MISSING && scorer->lenient)
        operand = (struct operand){.measure = indicator->measure, .lacking = indicator};
    else if (reason != REASON_NONE)
        operand = nothing(scorer, reason, indicator, figure.origin);
    else
        operand = (struct operand){
            .value = figure.quantity.value, .measure = figure.measure, .origin = figure.origin};
    operand.figure = figure;
    return operand;
}

/* ---- formulas ask for their operands here */

static enum quantity_state state_of(enum reason reason) {
    switch (reason) {
    case REASON_NONE:
    case REASON_INEXACT: return QUANTITY_KNOWN;
    case REASON_PLACEHOLDER: return QUANTITY_PLACEHOLDER;
    case REASON_APPLIES_NOT:
    case REASON_ZERO: return QUANTITY_NOT_APPLICABLE;
    case REASON_MISSING:
    case REASON_WORDS:
    case REASON_PARTS:
    case REASON_FAULTS: break;
    }
    return QUANTITY_MISSING;
}

static struct formula_operand find_target(struct scorer *scorer, const struct indicator *indicator,
                                          struct period period, struct arena *arena) {
    bool here = period_equal(period, scorer->slice.period);
    struct metric_ask ask = {.indicator = indicator, .period = here ? NULL : &period};
    struct figure target = metric_target(&scorer->slice, ask, arena);
    enum quantity_state state = figure_is_known(&target) ? QUANTITY_KNOWN : QUANTITY_MISSING;
    if (state == QUANTITY_MISSING) nothing(scorer, REASON_MISSING, indicator, target.origin);
    /* A target of "at least" is a number all the same. */
    return (struct formula_operand){state, true, target.quantity.value, target.measure,
                                    target.origin};
}

static struct formula_operand find(const struct formula_asker *asker,
                                   const struct indicator *indicator, struct period period,
                                   bool target, struct arena *arena) {
    struct scorer *scorer = (struct scorer *)asker;
    if (target) return find_target(scorer, indicator, period, arena);
    struct operand operand = find_value(scorer, indicator, period);
    return (struct formula_operand){state_of(operand.reason), operand.reason == REASON_NONE,
                                    operand.value, operand.measure, operand.origin};
}

struct scorer scoring_ask(const struct scheme *scheme, const struct unit *unit,
                          struct period period, struct arena *arena) {
    return (struct scorer){.asker = {find, period},
                           .scheme = scheme,
                           .slice = {.store = scheme->store, .unit = unit, .period = period},
                           .unit = unit->order,
                           .arena = arena};
}

static struct operand formula_at(struct scorer *scorer, const struct formula *formula,
                                 struct measure measure, struct period period) {
    scorer->asker.period = period;
    struct formula_value value = formula_side(formula, 0, &scorer->asker, scorer->arena);
    scorer->asker.period = scorer->slice.period;
    if (value.state == QUANTITY_KNOWN && value.exact) {
        struct formula_dimension dimension = formula_dimension(formula);
        /* A bare number is meant in the measure. */
        if (!dimension.any) value.value = formula_from_base(scorer->arena, value.value, measure);
        return (struct operand){.value = value.value, .measure = measure, .origin = value.origin};
    }
    return nothing(scorer, value.state == QUANTITY_KNOWN ? REASON_INEXACT : REASON_ZERO, NULL,
                   value.origin);
}

struct operand scoring_formula(struct scorer *scorer, const struct formula *formula,
                               struct measure measure) {
    return formula_at(scorer, formula, measure, scorer->slice.period);
}

/* ---- at one period, or the mean of several */

static struct operand value_at(struct scorer *scorer, const struct value_of *of,
                               struct period period) {
    if (!of->indicator) return formula_at(scorer, of->formula, of->measure, period);
    struct operand operand = find_value(scorer, of->indicator, period);
    int power = operand.measure.power10 - of->measure.power10;
    if (operand.reason == REASON_NONE && power)
        operand.value = number_shift(scorer->arena, operand.value, power);
    operand.measure = of->measure;
    return operand;
}

struct operand scoring_value(struct scorer *scorer, const struct value_of *of) {
    if (!of->at_count) return value_at(scorer, of, scorer->slice.period);
    struct operand mean = value_at(scorer, of, of->at[0]);
    for (size_t i = 1; i < of->at_count; i++) {
        struct operand next = value_at(scorer, of, of->at[i]);
        if (mean.reason != REASON_NONE) continue;
        if (next.reason != REASON_NONE)
            mean = next;
        else
            mean.value = number_add(scorer->arena, mean.value, next.value);
    }
    if (mean.reason == REASON_NONE && of->at_count > 1)
        mean.value =
            number_divide(scorer->arena, mean.value, number_from_integer((int64_t)of->at_count));
    return mean;
}
