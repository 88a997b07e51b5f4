/* The tree of a formula; for formula_*.c only. */
#ifndef METRIC_FORMULA_INNER_H
#define METRIC_FORMULA_INNER_H

#include "metric/formula.h"

enum node_kind {
    NODE_NUMBER,
    NODE_INDICATOR,
    NODE_NEGATE,
    NODE_ADD,
    NODE_SUBTRACT,
    NODE_MULTIPLY,
    NODE_DIVIDE,
    NODE_CALL,
};

struct function;

struct node {
    enum node_kind kind;
    struct text text; /* as written */
    struct number number;
    const struct indicator *indicator;
    const struct unit *unit; /* NULL: the formula's own */
    struct period period;    /* if `dated`; else the formula's */
    bool dated;
    const struct function *function;
    const struct node **children;
    size_t count, room;
    struct formula_dimension dimension;
};

enum comparison {
    COMPARISON_NONE,
    COMPARISON_EQUAL,
    COMPARISON_UNEQUAL,
    COMPARISON_LESS,
    COMPARISON_LESS_EQUAL,
    COMPARISON_MORE,
    COMPARISON_MORE_EQUAL,
};

struct formula {
    struct text text;
    enum comparison comparison;
    const struct node *sides[2];
    const struct indicator **indicators;
    size_t indicator_count, indicator_room;
};

struct asking {
    const struct formula_asker *asker;
    struct period period;
    bool target;
    struct arena *arena;
};

/* How a function's dimension and value follow from its arguments. */
struct function {
    const char *name;
    size_t least, most; /* arguments */
    bool alike;         /* all arguments of one dimension, that of the result */
    /* The first argument must be an indicator alone. */
    bool of_indicator;
    struct formula_value (*value)(const struct node *call, const struct asking *asking);
};

const struct function *formula_find_function(struct text name);
/** "a|b|c", for "did you mean". */
const char *formula_function_names(struct arena *arena);
struct formula_value formula_node_value(const struct node *node, const struct asking *asking);

struct formula_dimension dimension_of(struct measure measure);
bool dimension_equal(struct formula_dimension a, struct formula_dimension b);
/** a × b, or a / b if sign is -1.  False if there are too many bases. */
bool dimension_multiply(struct formula_dimension a, struct formula_dimension b, int sign,
                        struct formula_dimension *out);
/** "元/人"; "a bare number". */
const char *dimension_print(struct formula_dimension dimension, struct arena *arena);

#endif
