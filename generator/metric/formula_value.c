/* Values of formulas: exact, with what rounding of the data may hide carried along. */
#include "metric/formula_inner.h"
#include "metric/inner.h"

/* × up / down */
static struct number resize(struct arena *arena, struct number number, int64_t up, int64_t down) {
    if (up != 1) number = number_multiply(arena, number, number_from_integer(up));
    if (down != 1) number = number_divide(arena, number, number_from_integer(down));
    return number;
}

static struct number sized_in_base(struct arena *arena, struct number number,
                                   struct measure measure, struct size size) {
    int power = -metric_rate_power(measure);
    if (power) number = number_shift(arena, number, power);
    return resize(arena, number, size.up, size.down);
}

struct number formula_in_base(struct arena *arena, struct number number, struct measure measure) {
    return sized_in_base(arena, number, measure, dimension_size(measure));
}

struct number formula_from_base(struct arena *arena, struct number number, struct measure measure) {
    return formula_from_size(arena, number, measure, dimension_size(measure));
}

struct number formula_from_size(struct arena *arena, struct number number, struct measure measure,
                                struct size size) {
    int power = metric_rate_power(measure);
    if (power) number = number_shift(arena, number, power);
    return resize(arena, number, size.down, size.up);
}

static struct formula_value known(struct number number) {
    return (struct formula_value){QUANTITY_KNOWN, true, number, {0}, ORIGIN_NONE};
}

/* A whole count (人, 家, 元) was not rounded; 13万 or 4.5 was. */
static bool is_count(const struct formula_operand *operand) {
    return operand->measure.power10 == 0 && !operand->value.big && !operand->value.over &&
           !operand->value.scale &&
           (operand->measure.kind == MEASURE_COUNT || operand->measure.kind == MEASURE_NONE);
}

static struct formula_operand ask(const struct node *node, const struct asking *asking) {
    const struct formula_asker *asker = asking->asker;
    if (node->unit || node->dated)
        return asker->find_at(asker, node->unit, node->indicator,
                              node->dated ? &node->period : &asking->period, asking->target,
                              asking->arena);
    return asker->find(asker, node->indicator, asking->period, asking->target, asking->arena);
}

static struct formula_value operand_value(const struct node *node, const struct asking *asking) {
    struct formula_operand operand = ask(node, asking);
    struct formula_value value = {operand.state, operand.exact, {0}, {0}, operand.origin};
    if (operand.state != QUANTITY_KNOWN) return value;
    value.value = sized_in_base(asking->arena, operand.value, operand.measure, node->size);
    if (!asking->values && !is_count(&operand))
        value.tolerance =
            sized_in_base(asking->arena, metric_half_place(asking->arena, operand.value),
                          operand.measure, node->size);
    return value;
}

/* The state of two together: a placeholder stays visible, a gap makes a gap. */
static struct formula_value join(const struct formula_value *a, const struct formula_value *b) {
    struct formula_value value = {
        QUANTITY_KNOWN, a->exact && b->exact, {0}, {0}, a->origin.file ? a->origin : b->origin};
    const struct formula_value *both[2] = {a, b};
    for (int i = 0; i < 2; i++) {
        enum quantity_state state = both[i]->state;
        if (state == QUANTITY_KNOWN) continue;
        if (value.state == QUANTITY_KNOWN || state == QUANTITY_PLACEHOLDER) value.state = state;
        if (both[i]->origin.file) value.origin = both[i]->origin;
    }
    return value;
}

static struct number larger(struct number a, struct number b) {
    return number_compare(a, b) >= 0 ? a : b;
}

static void add(struct formula_value *out, const struct formula_value *a,
                const struct formula_value *b, enum node_kind kind, struct arena *arena) {
    out->value = kind == NODE_ADD ? number_add(arena, a->value, b->value)
                                  : number_subtract(arena, a->value, b->value);
    out->tolerance = larger(a->tolerance, b->tolerance);
}

/* |a|·δb + |b|·δa + δa·δb */
static void multiply(struct formula_value *out, const struct formula_value *a,
                     const struct formula_value *b, struct arena *arena) {
    out->value = number_multiply(arena, a->value, b->value);
    bool left = number_sign(a->tolerance), right = number_sign(b->tolerance);
    if (right)
        out->tolerance = number_multiply(arena, number_absolute(arena, a->value), b->tolerance);
    if (left)
        out->tolerance =
            number_add(arena, out->tolerance,
                       number_multiply(arena, number_absolute(arena, b->value), a->tolerance));
    if (left && right)
        out->tolerance =
            number_add(arena, out->tolerance, number_multiply(arena, a->tolerance, b->tolerance));
}

/* (δa + |q|·δb) / (|b| − δb); a divisor that may be 0 makes the quotient inexact. */
static void divide(struct formula_value *out, const struct formula_value *a,
                   const struct formula_value *b, struct arena *arena) {
    if (!number_sign(b->value)) {
        out->state = QUANTITY_NOT_APPLICABLE;
        return;
    }
    out->value = number_divide(arena, a->value, b->value);
    if (!number_sign(a->tolerance) && !number_sign(b->tolerance)) return;
    struct number least = number_subtract(arena, number_absolute(arena, b->value), b->tolerance);
    if (number_sign(least) <= 0) {
        out->exact = false;
        return;
    }
    struct number share = number_multiply(arena, number_absolute(arena, out->value), b->tolerance);
    out->tolerance = number_divide(arena, number_add(arena, a->tolerance, share), least);
}

static struct formula_value combine(const struct node *node, const struct asking *asking) {
    struct formula_value a = formula_node_value(node->children[0], asking);
    struct formula_value b = formula_node_value(node->children[1], asking);
    struct formula_value value = join(&a, &b);
    if (value.state != QUANTITY_KNOWN) return value;
    switch (node->kind) {
    case NODE_MULTIPLY: multiply(&value, &a, &b, asking->arena); break;
    case NODE_DIVIDE: divide(&value, &a, &b, asking->arena); break;
    case NODE_ADD:
    case NODE_SUBTRACT: add(&value, &a, &b, node->kind, asking->arena); break;
    case NODE_NUMBER:
    case NODE_INDICATOR:
    case NODE_NEGATE:
    case NODE_CALL:
    case NODE_PERIOD: break;
    }
    return value;
}

struct formula_value formula_node_value(const struct node *node, const struct asking *asking) {
    struct formula_value value;
    switch (node->kind) {
    case NODE_NUMBER: return known(node->number);
    case NODE_INDICATOR: return operand_value(node, asking);
    case NODE_NEGATE:
        value = formula_node_value(node->children[0], asking);
        value.value = number_negate(asking->arena, value.value);
        return value;
    case NODE_CALL: return node->function->value(node, asking);
    case NODE_ADD:
    case NODE_SUBTRACT:
    case NODE_MULTIPLY:
    case NODE_DIVIDE: return combine(node, asking);
    case NODE_PERIOD: break;
    }
    return (struct formula_value){.state = QUANTITY_MISSING};
}

struct formula_value formula_side(const struct formula *formula, int side,
                                  const struct formula_asker *asker, struct arena *arena) {
    struct asking asking = {asker, asker->period, false, false, arena};
    return formula_node_value(formula->sides[side], &asking);
}

struct formula_value formula_values(const struct formula *formula,
                                    const struct formula_asker *asker, struct arena *arena) {
    struct asking asking = {asker, asker->period, false, true, arena};
    return formula_node_value(formula->sides[0], &asking);
}

/* Order of two numbers; those no further apart than the tolerance count as equal. */
static int compare_within(struct number a, struct number b, struct number tolerance,
                          struct arena *arena) {
    int order = number_compare(a, b);
    struct number apart = number_absolute(arena, number_subtract(arena, a, b));
    return number_compare(apart, tolerance) <= 0 ? 0 : order;
}

static bool holds(enum comparison comparison, int order) {
    switch (comparison) {
    case COMPARISON_EQUAL: return order == 0;
    case COMPARISON_UNEQUAL: return order != 0;
    case COMPARISON_LESS: return order < 0;
    case COMPARISON_LESS_EQUAL: return order <= 0;
    case COMPARISON_MORE: return order > 0;
    case COMPARISON_MORE_EQUAL: return order >= 0;
    case COMPARISON_NONE: break;
    }
    return false;
}

static enum formula_verdict judge(const struct formula *formula, const struct formula_asker *asker,
                                  struct formula_value sides[2], bool tolerant,
                                  struct arena *arena) {
    for (int i = 0; i < 2; i++) sides[i] = formula_side(formula, i, asker, arena);
    struct formula_value both = join(&sides[0], &sides[1]);
    if (both.state != QUANTITY_KNOWN || !both.exact) return FORMULA_UNJUDGED;
    struct number tolerance = {0};
    if (tolerant) tolerance = larger(sides[0].tolerance, sides[1].tolerance);
    int order = compare_within(sides[0].value, sides[1].value, tolerance, arena);
    return holds(formula->comparison, order) ? FORMULA_HOLDS : FORMULA_FAILS;
}

enum formula_verdict formula_judge(const struct formula *formula, const struct formula_asker *asker,
                                   struct formula_value sides[2], struct arena *arena) {
    return judge(formula, asker, sides, true, arena);
}

enum formula_verdict formula_decide(const struct formula *formula,
                                    const struct formula_asker *asker,
                                    struct formula_value sides[2], struct arena *arena) {
    return judge(formula, asker, sides, false, arena);
}

/* ---- with numbers put in */

static void print_operand(struct buffer *out, const struct node *node,
                          const struct asking *asking) {
    struct formula_operand operand = ask(node, asking);
    if (operand.state != QUANTITY_KNOWN) {
        buffer_printf(out, "—");
        return;
    }
    buffer_add_text(out, number_print(asking->arena, operand.value, -1, NUMBER_HALF_AWAY));
    buffer_add_text(out, operand.measure.name);
}

static int precedence(enum node_kind kind) {
    return kind == NODE_ADD || kind == NODE_SUBTRACT      ? 1
           : kind == NODE_MULTIPLY || kind == NODE_DIVIDE ? 2
                                                          : 3;
}

static void print_node(struct buffer *out, const struct node *node, const struct asking *asking,
                       int least);

/* What only stands elsewhere is printed as it stands there. */
static void print_call(struct buffer *out, const struct node *node, const struct asking *asking,
                       int least) {
    struct asking there;
    if (node->function->moved) {
        if (node->function->moved(node, asking, &there))
            print_node(out, node->children[0], &there, least);
        else
            buffer_printf(out, "—");
        return;
    }
    buffer_printf(out, "%s(", node->function->name);
    for (size_t i = 0; i < node->count; i++) {
        if (i) buffer_printf(out, ", ");
        print_node(out, node->children[i], asking, 1);
    }
    buffer_printf(out, ")");
}

/* Brackets where an operand binds less than what it stands in. */
static void print_node(struct buffer *out, const struct node *node, const struct asking *asking,
                       int least) {
    static const char *const signs[] = {[NODE_ADD] = " + ",
                                        [NODE_SUBTRACT] = " − ",
                                        [NODE_MULTIPLY] = " × ",
                                        [NODE_DIVIDE] = " ÷ "};
    int own = precedence(node->kind);
    if (own < least) buffer_printf(out, "(");
    switch (node->kind) {
    case NODE_NUMBER:
    case NODE_PERIOD: buffer_add_text(out, node->text); break;
    case NODE_INDICATOR: print_operand(out, node, asking); break;
    case NODE_NEGATE:
        buffer_printf(out, "−");
        print_node(out, node->children[0], asking, 3);
        break;
    case NODE_CALL: print_call(out, node, asking, least); break;
    case NODE_ADD:
    case NODE_SUBTRACT:
    case NODE_MULTIPLY:
    case NODE_DIVIDE:
        print_node(out, node->children[0], asking, own);
        buffer_printf(out, "%s", signs[node->kind]);
        print_node(out, node->children[1], asking, own + 1);
        break;
    }
    if (own < least) buffer_printf(out, ")");
}

struct text formula_print(const struct formula *formula, int side,
                          const struct formula_asker *asker, struct arena *arena) {
    struct asking asking = {asker, asker->period, false, false, arena};
    struct buffer out = buffer_new(arena);
    print_node(&out, formula->sides[side], &asking, 1);
    return buffer_text(&out);
}
