/* Compiling: a recursive descent over signs, numbers and names; each node gets its dimension at
 * once, so that unlike measures are found where they meet. */
#include <string.h>

#include "metric/formula_inner.h"
#include "metric/inner.h"

struct reader {
    const struct store *store;
    struct formula *formula;
    struct formula_options options;
    struct origin origin;
    struct arena *arena;
    struct diags *diags;
    const char *begin, *at, *end;
    size_t nodes;
    struct node **operands; /* those that are indicators */
    size_t operand_count, operand_room;
    const char *bare; /* where a bare number first met figures, and of which dimension */
    struct formula_dimension bare_dimension;
    int depth;
    bool failed;
};

static struct origin place(const struct reader *reader, const char *at) {
    return origin_inside(reader->origin, reader->formula->text, (size_t)(at - reader->begin));
}

/* Only the first fault is told: what follows is guessing. */
#define FAULT_AT(reader, where, code, ...)                                                         \
    do {                                                                                           \
        if (!(reader)->failed)                                                                     \
            diags_add((reader)->diags, (code), place((reader), (where)), __VA_ARGS__);             \
        (reader)->failed = true;                                                                   \
    } while (0)

static uint32_t peek(const struct reader *reader) {
    const char *at = reader->at;
    return at < reader->end ? text_next(&at, reader->end) : 0;
}

static void skip_blanks(struct reader *reader) {
    while (reader->at < reader->end) {
        const char *at = reader->at;
        if (!text_is_blank(text_next(&at, reader->end))) return;
        reader->at = at;
    }
}

/* Takes one of the signs, which follow each other in `signs`; 0 if none stands here. */
static uint32_t take_sign(struct reader *reader, const char *signs) {
    skip_blanks(reader);
    uint32_t c = peek(reader);
    for (const char *end = signs + strlen(signs); c && signs < end;)
        if (text_next(&signs, end) == c) {
            text_next(&reader->at, reader->end);
            return c;
        }
    return 0;
}

static struct node *new_node(struct reader *reader, enum node_kind kind, const char *from) {
    struct node *node = ARENA_NEW(reader->arena, struct node);
    node->kind = kind;
    node->text = (struct text){from, (size_t)(reader->at - from)};
    if (++reader->nodes == FORMULA_NODES_MOST)
        FAULT_AT(reader, from, DIAG_M152, N_("at most %d parts"), (int)FORMULA_NODES_MOST);
    return node;
}

static void add_child(struct reader *reader, struct node *node, const struct node *child) {
    ARENA_GROW(reader->arena, node->children, node->count, node->room);
    node->children[node->count++] = child;
}

/* ---- dimensions */

/* 0 is 0 in any measure. */
static bool is_zero(const struct node *node) {
    return node->kind == NODE_NUMBER && !number_sign(node->number);
}

static void note_bare(struct reader *reader, const char *sign, const struct node *bare,
                      const struct node *other) {
    if (reader->bare || other->dimension.any || is_zero(bare)) return;
    reader->bare = sign;
    reader->bare_dimension = other->dimension;
}

/* Dimension of two things that are added or compared. */
static struct formula_dimension meet(struct reader *reader, const char *sign, struct node const *a,
                                     const struct node *b) {
    if (a->dimension.any) note_bare(reader, sign, a, b);
    if (b->dimension.any) note_bare(reader, sign, b, a);
    if (a->dimension.any) return b->dimension;
    if (b->dimension.any || reader->options.loose || dimension_equal(a->dimension, b->dimension))
        return a->dimension;
    FAULT_AT(reader, sign, DIAG_M151, N_("%.*s is in %s, %.*s in %s"), TEXT_ARGS(a->text),
             dimension_print(a->dimension, reader->arena), TEXT_ARGS(b->text),
             dimension_print(b->dimension, reader->arena));
    return a->dimension;
}

static struct formula_dimension combine(struct reader *reader, const char *sign,
                                        enum node_kind kind, const struct node *a,
                                        const struct node *b) {
    struct formula_dimension dimension;
    if (kind == NODE_ADD || kind == NODE_SUBTRACT) return meet(reader, sign, a, b);
    if (!dimension_multiply(a->dimension, b->dimension, kind == NODE_DIVIDE ? -1 : 1, &dimension))
        FAULT_AT(reader, sign, DIAG_M152, N_("too many measures in one product"));
    return dimension;
}

/* ---- parts */

static const struct node *read_side(struct reader *reader);
static const struct node *read_factor(struct reader *reader);

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

/* Signs that end a name; all others may stand in one. */
static bool ends_name(uint32_t c) {
    static const char signs[] = "+-*/()=<>!,\"[]%＋−－×÷／（），、＝≠≤≥＜＞“”";
    if (!c || text_is_blank(c)) return true;
    const char *at = signs, *end = signs + sizeof signs - 1;
    while (at < end)
        if (text_next(&at, end) == c) return true;
    return false;
}

static const struct node *read_number(struct reader *reader) {
    const char *from = reader->at;
    while (reader->at < reader->end && (is_digit((unsigned char)*reader->at) || *reader->at == '.'))
        reader->at++;
    struct node *node = new_node(reader, NODE_NUMBER, from);
    if (!number_read(reader->arena, node->text, &node->number))
        FAULT_AT(reader, from, DIAG_M150, N_("%.*s is no number"), TEXT_ARGS(node->text));
    node->dimension.any = true;
    if (!take_sign(reader, "%％")) return node;
    node->number = number_shift(reader->arena, node->number, -2);
    node->dimension.any = false;
    node->text.length = (size_t)(reader->at - from);
    return node;
}

static void note_indicator(struct reader *reader, const struct indicator *indicator) {
    struct formula *formula = reader->formula;
    for (size_t i = 0; i < formula->indicator_count; i++)
        if (formula->indicators[i] == indicator) return;
    ARENA_GROW(reader->arena, formula->indicators, formula->indicator_count,
               formula->indicator_room);
    formula->indicators[formula->indicator_count++] = indicator;
}

/* unit:name@period, as far as it is not a name as a whole: leaves the name. */
static void read_place(struct reader *reader, struct node *node, struct text *name) {
    if (!reader->options.places || metric_find_indicator(reader->store, *name, NULL)) return;
    size_t at = text_find(*name, TEXT("@"));
    if (at != SIZE_MAX) {
        struct text period = text_slice(*name, at + 1, name->length);
        node->dated = period_read(period, &node->period);
        if (!node->dated) FAULT_AT(reader, period.at, DIAG_M107, "%.*s", TEXT_ARGS(period));
        *name = text_slice(*name, 0, at);
    }
    size_t width = 1;
    at = text_find(*name, TEXT(":"));
    if (at == SIZE_MAX) {
        at = text_find(*name, TEXT("："));
        width = 3;
    }
    if (at == SIZE_MAX || reader->failed) return;
    struct text unit = text_slice(*name, 0, at);
    node->unit = metric_need_unit(reader->store, unit, place(reader, unit.at), reader->diags);
    reader->failed = !node->unit;
    *name = text_slice(*name, at + width, name->length);
}

static const struct node *make_indicator(struct reader *reader, struct text name) {
    struct node *node = new_node(reader, NODE_INDICATOR, name.at);
    node->text = name;
    if (reader->failed) return node;
    read_place(reader, node, &name);
    if (reader->failed) return node;
    node->indicator =
        metric_need_indicator(reader->store, name, place(reader, name.at), reader->diags);
    reader->failed = !node->indicator;
    if (!node->indicator) return node;
    note_indicator(reader, node->indicator);
    node->dimension = dimension_of(node->indicator->measure);
    node->size = dimension_size(node->indicator->measure);
    ARENA_GROW(reader->arena, reader->operands, reader->operand_count, reader->operand_room);
    reader->operands[reader->operand_count++] = node;
    return node;
}

static const struct node *read_quoted_name(struct reader *reader, uint32_t open) {
    uint32_t close = open == '[' ? ']' : open == 0x201C ? 0x201D : '"';
    const char *from = reader->at;
    while (reader->at < reader->end) {
        const char *before = reader->at;
        if (text_next(&reader->at, reader->end) == close)
            return make_indicator(reader, text_trim((struct text){from, (size_t)(before - from)}));
    }
    FAULT_AT(reader, from, DIAG_M150, N_("the name is never closed"));
    return new_node(reader, NODE_NUMBER, from);
}

static void check_call(struct reader *reader, const struct node *call, const char *from) {
    const struct function *function = call->function;
    if (call->count < function->least || call->count > function->most) {
        FAULT_AT(reader, from, DIAG_M150, N_("%s() takes another number of values: %zu are given"),
                 function->name, call->count);
        return;
    }
    if (function->of_indicator && call->children[0]->kind != NODE_INDICATOR)
        FAULT_AT(reader, from, DIAG_M150, N_("%s() takes the name of an indicator"),
                 function->name);
    for (size_t i = 1; i < call->count && function->arguments == ARGUMENTS_WHOLE; i++)
        if (call->children[i]->kind != NODE_NUMBER || !number_is_integer(call->children[i]->number))
            FAULT_AT(reader, call->children[i]->text.at, DIAG_M150,
                     N_("%s() takes a whole number here"), function->name);
}

/* 2020, 2025H2, "2026-01..2026-05" */
static const struct node *read_period(struct reader *reader) {
    skip_blanks(reader);
    bool quoted = take_sign(reader, "\"“");
    const char *from = reader->at;
    while (reader->at < reader->end && peek(reader) != ',' && peek(reader) != 0xFF0C &&
           peek(reader) != ')' && peek(reader) != 0xFF09 && peek(reader) != '"' &&
           peek(reader) != 0x201D)
        text_next(&reader->at, reader->end);
    struct node *node = new_node(reader, NODE_PERIOD, from);
    node->text = text_trim(node->text);
    if (quoted) take_sign(reader, "\"”");
    if (!period_read(node->text, &node->period) || !period_has_dates(node->period))
        FAULT_AT(reader, from, DIAG_M150, N_("%.*s is no period"), TEXT_ARGS(node->text));
    return node;
}

static const struct node *read_call(struct reader *reader, struct text name) {
    const struct function *function = formula_find_function(name);
    struct node *call = new_node(reader, NODE_CALL, name.at);
    call->function = function;
    if (!function) {
        FAULT_AT(reader, name.at, DIAG_M150, N_("no function %.*s()"), TEXT_ARGS(name));
        diags_hint(reader->diags, N_("functions: %s"), formula_function_names(reader->arena));
        return call;
    }
    do {
        const char *sign = reader->at;
        bool period = call->count && function->arguments == ARGUMENTS_PERIOD;
        const struct node *child = period ? read_period(reader) : read_side(reader);
        add_child(reader, call, child);
        if (reader->failed) return call;
        if (call->count == 1 && !function->pure)
            call->dimension = child->dimension;
        else if (function->arguments == ARGUMENTS_ALIKE)
            call->dimension = meet(reader, sign, call->children[0], child);
    } while (take_sign(reader, ",，"));
    if (!take_sign(reader, ")）"))
        FAULT_AT(reader, reader->at, DIAG_M150, N_("a bracket is missing"));
    call->text.length = (size_t)(reader->at - name.at);
    check_call(reader, call, name.at);
    return call;
}

static bool is_number_text(const struct reader *reader, struct text word) {
    bool point = false;
    for (size_t i = 0; i < word.length; i++) {
        if (!is_digit((unsigned char)word.at[i]) && word.at[i] != '.') return false;
        point = point || word.at[i] == '.';
    }
    if (!reader->options.row_codes || point) return true;
    return false;
}

static const struct node *read_word(struct reader *reader) {
    const char *from = reader->at;
    while (!ends_name(peek(reader))) text_next(&reader->at, reader->end);
    struct text word = {from, (size_t)(reader->at - from)};
    if (!word.length) {
        FAULT_AT(reader, from, DIAG_M150, "%s",
                 from == reader->end ? N_("it ends too early") : N_("a value is missing here"));
        return new_node(reader, NODE_NUMBER, from);
    }
    if (is_number_text(reader, word)) {
        reader->at = from;
        return read_number(reader);
    }
    const char *after = reader->at;
    if (take_sign(reader, "(（")) return read_call(reader, word);
    reader->at = after;
    return make_indicator(reader, word);
}

static const struct node *read_bracket(struct reader *reader) {
    const struct node *inside = read_side(reader);
    if (!take_sign(reader, ")）"))
        FAULT_AT(reader, reader->at, DIAG_M150, N_("a bracket is missing"));
    return inside;
}

static const struct node *read_negated(struct reader *reader, const char *from) {
    const struct node *child = read_factor(reader);
    struct node *node = new_node(reader, NODE_NEGATE, from);
    add_child(reader, node, child);
    node->dimension = child->dimension;
    return node;
}

static const struct node *read_factor(struct reader *reader) {
    skip_blanks(reader);
    const char *from = reader->at;
    if (++reader->depth > FORMULA_DEPTH_MOST)
        FAULT_AT(reader, from, DIAG_M152, N_("brackets nest deeper than %d"),
                 (int)FORMULA_DEPTH_MOST);
    const struct node *node;
    uint32_t open;
    if (reader->failed)
        node = new_node(reader, NODE_NUMBER, from);
    else if (take_sign(reader, "-−－"))
        node = read_negated(reader, from);
    else if (take_sign(reader, "(（"))
        node = read_bracket(reader);
    else if ((open = take_sign(reader, "\"“[")))
        node = read_quoted_name(reader, open);
    else
        node = read_word(reader);
    reader->depth--;
    return node;
}

/* A chain of one precedence, from the left. */
static const struct node *read_chain(struct reader *reader, const char *signs, const char *second,
                                     enum node_kind kinds[2],
                                     const struct node *(*read)(struct reader *)) {
    const struct node *left = read(reader);
    for (;;) {
        skip_blanks(reader);
        const char *sign = reader->at;
        uint32_t taken = reader->failed ? 0 : take_sign(reader, signs);
        if (!taken) return left;
        bool is_second = false;
        for (const char *at = second, *end = second + strlen(second); at < end;)
            is_second = (text_next(&at, end) == taken) || is_second;
        const struct node *right = read(reader);
        struct node *node = new_node(reader, kinds[is_second], left->text.at);
        add_child(reader, node, left);
        add_child(reader, node, right);
        if (!reader->failed) node->dimension = combine(reader, sign, node->kind, left, right);
        left = node;
    }
}

static const struct node *read_part(struct reader *reader) {
    return read_chain(reader, "*×/÷／", "/÷／", (enum node_kind[]){NODE_MULTIPLY, NODE_DIVIDE},
                      read_factor);
}

static const struct node *read_side(struct reader *reader) {
    return read_chain(reader, "+＋-−－", "-−－", (enum node_kind[]){NODE_ADD, NODE_SUBTRACT},
                      read_part);
}

static enum comparison take_comparison(struct reader *reader) {
    static const struct {
        const char *sign;
        enum comparison comparison;
    } signs[] = {
        {"<=", COMPARISON_LESS_EQUAL}, {">=", COMPARISON_MORE_EQUAL}, {"!=", COMPARISON_UNEQUAL},
        {"<>", COMPARISON_UNEQUAL},    {"==", COMPARISON_EQUAL},      {"≤", COMPARISON_LESS_EQUAL},
        {"≥", COMPARISON_MORE_EQUAL},  {"≠", COMPARISON_UNEQUAL},     {"＝", COMPARISON_EQUAL},
        {"＜", COMPARISON_LESS},       {"＞", COMPARISON_MORE},       {"=", COMPARISON_EQUAL},
        {"<", COMPARISON_LESS},        {">", COMPARISON_MORE},
    };
    skip_blanks(reader);
    struct text rest = {reader->at, (size_t)(reader->end - reader->at)};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_starts(rest, text_of(signs[i].sign))) {
            reader->at += strlen(signs[i].sign);
            return signs[i].comparison;
        }
    return COMPARISON_NONE;
}

static void read_comparison(struct reader *reader) {
    struct formula *formula = reader->formula;
    skip_blanks(reader);
    const char *sign = reader->at;
    formula->comparison = take_comparison(reader);
    if (formula->comparison == COMPARISON_NONE) {
        FAULT_AT(reader, sign, DIAG_M150, N_("a comparison such as = or <= is missing"));
        return;
    }
    formula->sides[1] = read_side(reader);
    if (!reader->failed) meet(reader, sign, formula->sides[0], formula->sides[1]);
}

/* A comparison of 亩 with 亩 is one in 亩: its bare numbers are 亩 as well.  Only where 亩 meet
 * 公顷 is all brought to 平方米. */
static void keep_sizes(struct reader *reader) {
    for (size_t i = 0; i < reader->operand_count && !reader->options.loose; i++) {
        struct size first = reader->operands[0]->size, size = reader->operands[i]->size;
        if (size.up != first.up || size.down != first.down) return;
    }
    for (size_t i = 0; i < reader->operand_count; i++)
        reader->operands[i]->size = (struct size){1, 1};
}

/* Nobody means 平方米 who adds 5 to 亩. */
static void check_bare(struct reader *reader) {
    for (size_t i = 0; i < reader->operand_count && reader->bare; i++) {
        const struct node *operand = reader->operands[i];
        if ((operand->size.up == 1 && operand->size.down == 1) ||
            !dimension_equal(operand->dimension, reader->bare_dimension))
            continue;
        FAULT_AT(reader, reader->bare, DIAG_M151,
                 N_("a number without a measure beside %.*s (%.*s)"), TEXT_ARGS(operand->text),
                 TEXT_ARGS(operand->indicator->measure.name));
        diags_hint(reader->diags, N_("make the number an indicator of its own, with its measure"));
        return;
    }
}

const struct formula *formula_compile(const struct store *store, struct text text,
                                      struct origin origin, struct formula_options options,
                                      struct arena *arena, struct diags *diags) {
    struct formula *formula = ARENA_NEW(arena, struct formula);
    formula->text = text;
    struct reader reader = {.store = store,
                            .formula = formula,
                            .options = options,
                            .origin = origin,
                            .arena = arena,
                            .diags = diags,
                            .begin = text.at,
                            .at = text.at,
                            .end = text.at + text.length};
    formula->sides[0] = read_side(&reader);
    if (options.comparison && !reader.failed) read_comparison(&reader);
    if (options.comparison) keep_sizes(&reader);
    check_bare(&reader);
    skip_blanks(&reader);
    if (reader.at < reader.end)
        FAULT_AT(&reader, reader.at, DIAG_M150, N_("%.*s is not expected here"),
                 (int)(reader.end - reader.at), reader.at);
    return reader.failed ? NULL : formula;
}

struct text formula_text(const struct formula *formula) {
    return formula->text;
}

struct formula_dimension formula_dimension(const struct formula *formula) {
    return formula->sides[0]->dimension;
}

size_t formula_indicator_count(const struct formula *formula) {
    return formula->indicator_count;
}

const struct indicator *formula_indicator_at(const struct formula *formula, size_t index) {
    return formula->indicators[index];
}
