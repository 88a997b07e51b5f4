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
    NODE_PERIOD, /* second argument of a function */
};

struct function;

/* What one of a measure's base is in the base of its dimension: 亩 is 2000/3 平方米, 元/亩 is
 * 3/2000 元/平方米. */
struct size {
    int64_t up, down;
};

struct node {
    enum node_kind kind;
    struct text text; /* as written */
    struct number number;
    struct period period; /* that at(), index() or an indicator names */
    const struct indicator *indicator;
    struct size size;        /* of the indicator's measure */
    const struct unit *unit; /* NULL: the formula's own */
    bool dated;              /* an indicator of `period`; else of the formula's */
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
    bool values; /* without tolerance and origin */
    struct arena *arena;
};

/* How a function's dimension and value follow from its arguments. */
struct function {
    const char *name;
    size_t least, most; /* arguments */
    enum {
        ARGUMENTS_ALIKE,  /* all of one dimension, that of the result */
        ARGUMENTS_WHOLE,  /* after the first: whole numbers */
        ARGUMENTS_PERIOD, /* the second: a period */
    } arguments;
    bool of_indicator; /* the first argument must be an indicator alone */
    bool pure;         /* the result is a pure number */
    /* Only another period, or the target, of the first argument: says which; false if there is
       none.  NULL: not so. */
    bool (*moved)(const struct node *call, const struct asking *asking, struct asking *out);
    struct formula_value (*value)(const struct node *call, const struct asking *asking);
};

const struct function *formula_find_function(struct text name);
/** "a|b|c", for "did you mean". */
const char *formula_function_names(struct arena *arena);
struct formula_value formula_node_value(const struct node *node, const struct asking *asking);

/** Of 元/亩: 元 by 平方米. */
struct formula_dimension dimension_of(struct measure measure);
struct size dimension_size(struct measure measure);
bool dimension_equal(struct formula_dimension a, struct formula_dimension b);
/** formula_from_base() with the size known. */
struct number formula_from_size(struct arena *arena, struct number number, struct measure measure,
                                struct size size);
/** a × b, or a / b if sign is -1.  False if there are too many bases. */
bool dimension_multiply(struct formula_dimension a, struct formula_dimension b, int sign,
                        struct formula_dimension *out);
/** "元/人"; "a bare number". */
const char *dimension_print(struct formula_dimension dimension, struct arena *arena);

#endif
