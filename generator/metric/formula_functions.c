/* Functions of formulas, one row each.  Those about periods ask for other periods of the same
 * operands; a period that does not exist gives a gap. */
#include "metric/formula_inner.h"

static const struct formula_value gap = {.state = QUANTITY_MISSING};

static struct formula_value first_at(const struct node *call, const struct asking *asking,
                                     struct period period) {
    struct asking there = *asking;
    there.period = period;
    return formula_node_value(call->children[0], &there);
}

/* ---- the same operands elsewhere */

static bool to_last_year(const struct node *call, const struct asking *asking, struct asking *out) {
    (void)call;
    *out = *asking;
    return period_last_year(asking->arena, asking->period, &out->period);
}

static bool to_previous(const struct node *call, const struct asking *asking, struct asking *out) {
    (void)call;
    *out = *asking;
    return period_previous(asking->arena, asking->period, &out->period);
}

static bool to_period(const struct node *call, const struct asking *asking, struct asking *out) {
    *out = *asking;
    out->period = call->children[1]->period;
    return true;
}

static bool to_target(const struct node *call, const struct asking *asking, struct asking *out) {
    (void)call;
    *out = *asking;
    out->target = true;
    return true;
}

static struct formula_value elsewhere(const struct node *call, const struct asking *asking) {
    struct asking there;
    if (!call->function->moved(call, asking, &there)) return gap;
    return formula_node_value(call->children[0], &there);
}

/* ---- several values made one: unknown in gives unknown out */

struct total {
    struct formula_value value;
    size_t count;
};

static void add_to(struct total *total, struct formula_value next, struct arena *arena) {
    struct formula_value *sum = &total->value;
    if (total->count++ == 0) {
        *sum = next;
        return;
    }
    sum->exact = sum->exact && next.exact;
    if (next.state != QUANTITY_KNOWN &&
        (sum->state == QUANTITY_KNOWN || next.state == QUANTITY_PLACEHOLDER)) {
        sum->state = next.state;
        sum->origin = next.origin;
    }
    if (sum->state != QUANTITY_KNOWN) return;
    sum->value = number_add(arena, sum->value, next.value);
    if (number_compare(next.tolerance, sum->tolerance) > 0) sum->tolerance = next.tolerance;
}

static struct formula_value divided(struct total total, struct arena *arena) {
    struct formula_value value = total.value;
    if (value.state != QUANTITY_KNOWN) return value;
    struct number count = number_from_integer((int64_t)total.count);
    value.value = number_divide(arena, value.value, count);
    if (number_sign(value.tolerance))
        value.tolerance = number_divide(arena, value.tolerance, count);
    return value;
}

static struct total add_all(const struct node *call, const struct asking *asking) {
    struct total total = {0};
    for (size_t i = 0; i < call->count; i++)
        add_to(&total, formula_node_value(call->children[i], asking), asking->arena);
    return total;
}

static struct formula_value sum(const struct node *call, const struct asking *asking) {
    return add_all(call, asking).value;
}

static struct formula_value mean(const struct node *call, const struct asking *asking) {
    return divided(add_all(call, asking), asking->arena);
}

static struct formula_value extreme(const struct node *call, const struct asking *asking,
                                    int sign) {
    struct formula_value best = formula_node_value(call->children[0], asking);
    for (size_t i = 1; i < call->count; i++) {
        struct formula_value next = formula_node_value(call->children[i], asking);
        bool exact = best.exact && next.exact;
        if (best.state == QUANTITY_KNOWN &&
            (next.state != QUANTITY_KNOWN || sign * number_compare(next.value, best.value) > 0))
            best = next;
        best.exact = exact;
    }
    return best;
}

static struct formula_value largest(const struct node *call, const struct asking *asking) {
    return extreme(call, asking, 1);
}

static struct formula_value smallest(const struct node *call, const struct asking *asking) {
    return extreme(call, asking, -1);
}

static struct formula_value absolute(const struct node *call, const struct asking *asking) {
    struct formula_value value = formula_node_value(call->children[0], asking);
    value.value = number_absolute(asking->arena, value.value);
    return value;
}

static int small_integer(const struct node *node, int most) {
    double value = number_to_double(node->number);
    return value < 0 ? 0 : value > most ? most : (int)value;
}

static struct formula_value rounded(const struct node *call, const struct asking *asking) {
    enum { DECIMALS_MOST = 18 };
    struct formula_value value = formula_node_value(call->children[0], asking);
    if (value.state != QUANTITY_KNOWN) return value;
    value.value = number_round(asking->arena, value.value,
                               small_integer(call->children[1], DECIMALS_MOST), NUMBER_HALF_AWAY);
    value.tolerance = number_from_integer(0);
    return value;
}

/* All periods of this length from the start of the year: Q1 + Q2, or months. */
static struct formula_value cumulative(const struct node *call, const struct asking *asking) {
    struct total total = {0};
    struct period year, period = asking->period;
    if (!period_year(asking->arena, period, &year)) return gap;
    for (;;) {
        add_to(&total, first_at(call, asking, period), asking->arena);
        struct period before;
        if (!period_previous(asking->arena, period, &before) || !period_contains(year, before))
            return total.value;
        period = before;
    }
}

/* Mean of the last so many periods. */
static struct formula_value moving(const struct node *call, const struct asking *asking) {
    enum { PERIODS_MOST = 120 };
    struct total total = {0};
    struct period period = asking->period;
    int periods = small_integer(call->children[1], PERIODS_MOST);
    if (periods < 1) return gap;
    for (int i = 0; i < periods; i++) {
        if (i && !period_previous(asking->arena, period, &period)) return gap;
        add_to(&total, first_at(call, asking, period), asking->arena);
    }
    return divided(total, asking->arena);
}

/* ---- growth over years, and against a fixed base */

/* a / b; what two together are. */
static bool quotient(const struct formula_value *a, const struct formula_value *b,
                     struct arena *arena, struct formula_value *out) {
    *out = *a;
    out->exact = a->exact && b->exact;
    if (a->state == QUANTITY_KNOWN && b->state != QUANTITY_KNOWN) *out = *b;
    if (out->state != QUANTITY_KNOWN) return false;
    if (!number_sign(b->value)) {
        out->state = QUANTITY_NOT_APPLICABLE;
        return false;
    }
    out->value = number_divide(arena, a->value, b->value);
    out->tolerance = number_from_integer(0);
    /* The data's rounding would have to be carried through a root: no comparison is judged by it.
     */
    if (number_sign(a->tolerance) || number_sign(b->tolerance)) out->exact = false;
    return true;
}

/* 100 in the base period. */
static struct formula_value index_of(const struct node *call, const struct asking *asking) {
    struct formula_value now = first_at(call, asking, asking->period);
    struct formula_value base = first_at(call, asking, call->children[1]->period), value;
    if (quotient(&now, &base, asking->arena, &value))
        value.value = number_shift(asking->arena, value.value, 2);
    return value;
}

/* Mean yearly growth as a fraction: of a base and value above 0. */
static struct formula_value mean_growth(const struct node *call, const struct asking *asking) {
    enum { YEARS_MOST = 100 };
    int years = small_integer(call->children[1], YEARS_MOST);
    struct period before = asking->period;
    for (int i = 0; i < years; i++)
        if (!period_last_year(asking->arena, before, &before)) return gap;
    struct formula_value now = first_at(call, asking, asking->period);
    struct formula_value base = first_at(call, asking, before), value;
    if (years < 1 || !quotient(&now, &base, asking->arena, &value)) return years < 1 ? gap : value;
    if (number_sign(base.value) < 0 || number_sign(now.value) < 0) {
        value.state = QUANTITY_NOT_APPLICABLE;
        return value;
    }
    struct number root = number_root(asking->arena, value.value, (unsigned)years);
    value.value = number_subtract(asking->arena, root, number_from_integer(1));
    return value;
}

enum { MANY = FORMULA_NODES_MOST };

static const struct function functions[] = {
    {"last_year", 1, 1, ARGUMENTS_ALIKE, false, false, to_last_year, elsewhere},
    {"previous", 1, 1, ARGUMENTS_ALIKE, false, false, to_previous, elsewhere},
    {"at", 2, 2, ARGUMENTS_PERIOD, false, false, to_period, elsewhere},
    {"target", 1, 1, ARGUMENTS_ALIKE, true, false, to_target, elsewhere},
    {"sum", 1, MANY, ARGUMENTS_ALIKE, false, false, NULL, sum},
    {"mean", 1, MANY, ARGUMENTS_ALIKE, false, false, NULL, mean},
    {"max", 1, MANY, ARGUMENTS_ALIKE, false, false, NULL, largest},
    {"min", 1, MANY, ARGUMENTS_ALIKE, false, false, NULL, smallest},
    {"abs", 1, 1, ARGUMENTS_ALIKE, false, false, NULL, absolute},
    {"round", 2, 2, ARGUMENTS_WHOLE, false, false, NULL, rounded},
    {"cumulative", 1, 1, ARGUMENTS_ALIKE, false, false, NULL, cumulative},
    {"moving", 2, 2, ARGUMENTS_WHOLE, false, false, NULL, moving},
    {"cagr", 2, 2, ARGUMENTS_WHOLE, false, true, NULL, mean_growth},
    {"index", 2, 2, ARGUMENTS_PERIOD, false, true, NULL, index_of},
};
enum { FUNCTION_COUNT = sizeof functions / sizeof *functions };

const struct function *formula_find_function(struct text name) {
    for (size_t i = 0; i < FUNCTION_COUNT; i++)
        if (text_is(name, functions[i].name)) return &functions[i];
    return NULL;
}

const char *formula_function_names(struct arena *arena) {
    struct buffer names = buffer_new(arena);
    for (size_t i = 0; i < FUNCTION_COUNT; i++)
        buffer_printf(&names, i ? ", %s" : "%s", functions[i].name);
    return names.at;
}
