/* The guard before XPath: reads an expression by the grammar of XPath 1.0 and refuses what
 * computes.
 *
 * libxml2's XPath numbers are doubles, so no figure may go through it.  Each part of an expression
 * is either counting (made of whole numbers, position(), last(), count(), string-length() and loop
 * indexes) or not; operators and functions of arithmetic and comparison by size take only what
 * counts. */
#include <libintl.h>
#include <string.h>

#include "xml/lexer.h"

enum { DEPTH_MOST = 100 };

static bool read_or(struct lexer *lexer);

/* ---- functions ---- */

static const struct path_function *find_function(struct lexer *lexer, struct text name) {
    const struct path_function *function = xml_path_function(name);
    if (function) return function;
    struct text meant = xml_nearest(name, xml_path_function_names(lexer->arena));
    const char *hint = NULL;
    if (meant.length)
        hint = arena_printf(lexer->arena, gettext("did you mean %.*s()?"), TEXT_ARGS(meant));
    xml_lex_fault(lexer, name.at, false,
                  arena_printf(lexer->arena, gettext("unknown function %.*s()"), TEXT_ARGS(name)),
                  hint);
    return NULL;
}

static bool read_arguments(struct lexer *lexer, int *count) {
    bool counting = true;
    *count = 0;
    if (xml_lex_take(lexer, ")")) return counting;
    do {
        counting = read_or(lexer) && counting;
        ++*count;
    } while (xml_lex_take(lexer, ","));
    xml_lex_need(lexer, ")");
    return counting;
}

static bool read_call(struct lexer *lexer, struct text name) {
    lexer->at += name.length;
    xml_lex_need(lexer, "(");
    const struct path_function *function = find_function(lexer, name);
    int count;
    bool counting = read_arguments(lexer, &count);
    if (!function || lexer->fault.found) return false;
    if (count < function->least || count > function->most)
        xml_lex_fault(lexer, name.at, false,
                      arena_printf(lexer->arena, gettext("%s() takes %d to %d arguments, not %d"),
                                   function->name, function->least, function->most, count),
                      NULL);
    if (function->kind == PATH_COMPUTING && !(counting && count))
        xml_lex_fault(lexer, name.at, true, arena_printf(lexer->arena, "%s()", function->name),
                      gettext(function->hint));
    return function->kind != PATH_PLAIN;
}

/* ---- paths ---- */

static void read_predicates(struct lexer *lexer) {
    while (xml_lex_take(lexer, "[")) {
        read_or(lexer);
        xml_lex_need(lexer, "]");
    }
}

static bool is_node_type(struct text name) {
    return text_is(name, "node") || text_is(name, "text") || text_is(name, "comment") ||
           text_is(name, "processing-instruction");
}

static bool calls(const struct lexer *lexer, struct text name) {
    const char *at = name.at + name.length;
    while (at < lexer->end && xml_is_blank(*at)) at++;
    return name.length && at < lexer->end && *at == '(';
}

static void read_literal(struct lexer *lexer) {
    const char *close = memchr(lexer->at + 1, *lexer->at, (size_t)(lexer->end - lexer->at - 1));
    if (close)
        lexer->at = close + 1;
    else
        xml_lex_fault(lexer, lexer->at, false, gettext("a quotation mark is never closed"), NULL);
}

static void read_node_test(struct lexer *lexer) {
    xml_lex_blanks(lexer);
    if (xml_lex_take(lexer, "*")) return;
    struct text name = xml_lex_name(lexer);
    if (!name.length) {
        xml_lex_unexpected(lexer);
        return;
    }
    lexer->at += name.length;
    if (calls(lexer, name)) {
        if (!is_node_type(name))
            xml_lex_fault(lexer, name.at, false, gettext("a function cannot stand in a path"),
                          NULL);
        xml_lex_need(lexer, "(");
        xml_lex_blanks(lexer);
        if (lexer->at < lexer->end && (*lexer->at == '"' || *lexer->at == '\''))
            read_literal(lexer);
        xml_lex_need(lexer, ")");
    } else if (xml_lex_stands(lexer, ":") && !xml_lex_stands(lexer, "::")) {
        xml_lex_fault(lexer, name.at, false, gettext("names in the data tree have no prefix"),
                      NULL);
    }
}

static void read_step(struct lexer *lexer) {
    xml_lex_blanks(lexer);
    if (xml_lex_take(lexer, "..") || xml_lex_take(lexer, ".")) return;
    if (!xml_lex_take(lexer, "@")) {
        struct text name = xml_lex_name(lexer);
        const char *kept = lexer->at;
        lexer->at += name.length;
        if (!name.length || !xml_lex_take(lexer, "::")) lexer->at = kept;
    }
    read_node_test(lexer);
    read_predicates(lexer);
}

static void read_steps(struct lexer *lexer) {
    do read_step(lexer);
    while (!lexer->fault.found && (xml_lex_take(lexer, "//") || xml_lex_take(lexer, "/")));
}

static bool starts_step(struct lexer *lexer) {
    xml_lex_blanks(lexer);
    if (lexer->at >= lexer->end) return false;
    return xml_lex_name(lexer).length || *lexer->at == '*' || *lexer->at == '@' ||
           *lexer->at == '.';
}

static bool read_number(struct lexer *lexer) {
    const char *from = lexer->at;
    while (lexer->at < lexer->end && *lexer->at >= '0' && *lexer->at <= '9') lexer->at++;
    if (lexer->at < lexer->end && *lexer->at == '.')
        xml_lex_fault(lexer, from, true, gettext("a number with decimals"),
                      gettext("compare figures with above= and below=, which are exact"));
    if (lexer->at - from > 9)
        xml_lex_fault(lexer, from, true, gettext("a number with more than 9 digits"), NULL);
    return true;
}

static bool read_variable(struct lexer *lexer) {
    lexer->at++;
    struct text name = xml_lex_name(lexer);
    if (!name.length) xml_lex_unexpected(lexer);
    lexer->at += name.length;
    return text_is(name, "index") || text_ends(name, TEXT("-index"));
}

/* A primary expression; false in *found if what stands here begins a path instead. */
static bool read_primary(struct lexer *lexer, bool *found) {
    *found = true;
    char c = *lexer->at;
    if (c == '$') return read_variable(lexer);
    if (c >= '0' && c <= '9') return read_number(lexer);
    if (c == '.' && lexer->at + 1 < lexer->end && lexer->at[1] >= '0' && lexer->at[1] <= '9')
        return read_number(lexer);
    if (c == '"' || c == '\'') {
        read_literal(lexer);
        return false;
    }
    if (xml_lex_take(lexer, "(")) {
        bool counting = read_or(lexer);
        xml_lex_need(lexer, ")");
        return counting;
    }
    struct text name = xml_lex_name(lexer);
    if (calls(lexer, name) && !is_node_type(name)) return read_call(lexer, name);
    *found = false;
    return false;
}

static bool read_path(struct lexer *lexer) {
    xml_lex_blanks(lexer);
    if (lexer->fault.found || lexer->at >= lexer->end) {
        xml_lex_unexpected(lexer);
        return false;
    }
    if (xml_lex_take(lexer, "//")) {
        read_steps(lexer);
        return false;
    }
    if (xml_lex_take(lexer, "/")) {
        if (starts_step(lexer)) read_steps(lexer);
        return false;
    }
    bool found, counting = read_primary(lexer, &found);
    if (!found) {
        read_steps(lexer);
        return false;
    }
    xml_lex_blanks(lexer);
    const char *kept = lexer->at;
    read_predicates(lexer);
    if (xml_lex_take(lexer, "//") || xml_lex_take(lexer, "/")) read_steps(lexer);
    return counting && lexer->at == kept;
}

/* ---- operators ---- */

static bool read_union(struct lexer *lexer) {
    bool counting = read_path(lexer);
    while (xml_lex_take(lexer, "|")) {
        read_path(lexer);
        counting = false;
    }
    return counting;
}

static void refuse_operator(struct lexer *lexer, const char *at, const char *operator,
                            const char * hint) {
    xml_lex_fault(lexer, at, true, arena_printf(lexer->arena, gettext("the operator %s"), operator),
                  gettext(hint));
}

static const char hint_arithmetic[] =
    N_("figures are computed as derived indicators of the dictionary; here only counts and "
       "positions are");
static const char hint_size[] =
    N_("choose by a figure with by= and above= or below=, or test it with of= and is=");

static bool read_unary(struct lexer *lexer) {
    xml_lex_blanks(lexer);
    const char *minus = lexer->at;
    bool negative = false;
    while (xml_lex_take(lexer, "-")) negative = true;
    bool counting = read_union(lexer);
    if (negative && !counting) refuse_operator(lexer, minus, "-", hint_arithmetic);
    return counting;
}

/* One level of operators that join what counts into what counts (or, by size, into a condition). */
struct level {
    const char *const *operators; /* ends with NULL; those of letters are words */
    bool (*below)(struct lexer *lexer);
    bool result; /* counting */
    const char *hint;
};

static const char *take_operator(struct lexer *lexer, const char *const *operators) {
    for (; *operators; operators++) {
        bool word = **operators >= 'a' && **operators <= 'z';
        if (word ? xml_lex_take_word(lexer, *operators) : xml_lex_take(lexer, *operators))
            return *operators;
    }
    return NULL;
}

static bool read_level(struct lexer *lexer, const struct level *level) {
    bool counting = level->below(lexer);
    for (;;) {
        xml_lex_blanks(lexer);
        const char *at = lexer->at;
        const char *operator= take_operator(lexer, level->operators);
        if (!operator) return counting;
        bool right = level->below(lexer);
        if (!counting || !right) refuse_operator(lexer, at, operator, level->hint);
        counting = level->result;
    }
}

static bool read_product(struct lexer *lexer) {
    static const char *const operators[] = {"*", "div", "mod", NULL};
    return read_level(lexer, &(struct level){operators, read_unary, true, hint_arithmetic});
}

static bool read_sum(struct lexer *lexer) {
    static const char *const operators[] = {"+", "-", NULL};
    return read_level(lexer, &(struct level){operators, read_product, true, hint_arithmetic});
}

static bool read_relation(struct lexer *lexer) {
    static const char *const operators[] = {"<=", ">=", "<", ">", NULL};
    return read_level(lexer, &(struct level){operators, read_sum, false, hint_size});
}

static bool read_equality(struct lexer *lexer) {
    bool counting = read_relation(lexer);
    while (xml_lex_take(lexer, "!=") || xml_lex_take(lexer, "=")) {
        read_relation(lexer);
        counting = false;
    }
    return counting;
}

static bool read_and(struct lexer *lexer) {
    bool counting = read_equality(lexer);
    while (xml_lex_take_word(lexer, "and")) {
        read_equality(lexer);
        counting = false;
    }
    return counting;
}

/* The whole expression; true if it counts. */
static bool read_or(struct lexer *lexer) {
    if (lexer->depth >= DEPTH_MOST) {
        xml_lex_fault(lexer, lexer->at, false, gettext("the expression is nested too deep"), NULL);
        return false;
    }
    lexer->depth++;
    bool counting = read_and(lexer);
    while (xml_lex_take_word(lexer, "or")) {
        read_and(lexer);
        counting = false;
    }
    lexer->depth--;
    return counting;
}

struct path_fault xml_path_guard(struct text expression, struct arena *arena) {
    if (!expression.at) expression = (struct text){"", 0};
    struct lexer lexer = {.all = expression,
                          .at = expression.at,
                          .end = expression.at + expression.length,
                          .arena = arena};
    xml_lex_check(&lexer);
    read_or(&lexer);
    xml_lex_blanks(&lexer);
    if (lexer.at < lexer.end) xml_lex_unexpected(&lexer);
    return lexer.fault;
}
