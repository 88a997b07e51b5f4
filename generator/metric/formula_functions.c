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

static struct formula_value last_year(const struct node *call, const struct asking *asking) {
    struct period period;
    if (!period_last_year(asking->arena, asking->period, &period)) return gap;
    return first_at(call, asking, period);
}

static struct formula_value previous(const struct node *call, const struct asking *asking) {
    struct period period;
    if (!period_previous(asking->arena, asking->period, &period)) return gap;
    return first_at(call, asking, period);
}

static struct formula_value target(const struct node *call, const struct asking *asking) {
    struct asking there = *asking;
    there.target = true;
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

enum { MANY = FORMULA_NODES_MOST };

static const struct function functions[] = {
    {"last_year", 1, 1, true, false, last_year}, {"previous", 1, 1, true, false, previous},
    {"target", 1, 1, true, true, target},        {"sum", 1, MANY, true, false, sum},
    {"mean", 1, MANY, true, false, mean},        {"max", 1, MANY, true, false, largest},
    {"min", 1, MANY, true, false, smallest},     {"abs", 1, 1, true, false, absolute},
    {"round", 2, 2, false, false, rounded},      {"cumulative", 1, 1, true, false, cumulative},
    {"moving", 2, 2, false, false, moving},
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
