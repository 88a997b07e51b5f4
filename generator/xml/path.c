/* XPath: compiled once after the guard has passed it, evaluated with a limit on steps.
 *
 * The evaluation context is kept with the document of the node that it starts from. */
#include <assert.h>
#include <libintl.h>
#include <string.h>

#include <libxml/xpathInternals.h>

#include "xml/inner.h"

struct xml_path {
    xmlXPathCompExprPtr compiled;
    struct text expression;
    struct origin origin;
};

static void free_compiled(void *what) {
    xmlXPathFreeCompExpr(what);
}

/* Place of a byte of the expression, which stands in an attribute. */
static struct origin place_in(struct origin origin, size_t index) {
    if (!origin.file || origin.offset == ORIGIN_WHOLE_FILE) return origin;
    origin.offset = xml_raw_advance(origin.file->bytes, origin.offset, index, true);
    return origin;
}

/* Keeps libxml2 silent: codes and places are asked for afterwards. */
static void take_error(void *data, xmlErrorPtr error) {
    int *code = data;
    if (*code == XPATH_EXPRESSION_OK) *code = error->code - XML_XPATH_EXPRESSION_OK;
}

static xmlXPathCompExprPtr compile(const char *expression, size_t *bad) {
    int code = XPATH_EXPRESSION_OK;
    xmlXPathContextPtr context = xmlXPathNewContext(NULL);
    context->error = take_error;
    context->userData = &code;
    xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, (const xmlChar *)expression);
    *bad = context->lastError.int1 > 0 ? (size_t)context->lastError.int1 : 0;
    xmlXPathFreeContext(context);
    return compiled;
}

static void add_guard_fault(const struct path_fault *fault, struct text expression,
                            struct origin origin, struct diags *diags) {
    diags_add(diags, fault->computing ? DIAG_X302 : DIAG_X301, place_in(origin, fault->offset),
              N_("%s in %.*s"), fault->detail, TEXT_ARGS(expression));
    if (fault->hint) diags_hint(diags, "%s", fault->hint);
}

struct xml_path *xml_path_compile(struct text expression, struct origin origin, struct arena *arena,
                                  struct diags *diags) {
    struct path_fault fault = xml_path_guard(expression, arena);
    if (fault.found) {
        add_guard_fault(&fault, expression, origin, diags);
        return NULL;
    }
    struct text kept = text_copy(arena, expression);
    size_t bad;
    xmlXPathCompExprPtr compiled = compile(kept.at, &bad);
    if (!compiled) {
        diags_add(diags, DIAG_X301, place_in(origin, bad), "%.*s", TEXT_ARGS(expression));
        return NULL;
    }
    arena_defer(arena, free_compiled, compiled);
    struct xml_path *path = ARENA_NEW(arena, struct xml_path);
    *path = (struct xml_path){compiled, kept, origin};
    return path;
}

/* ---- evaluation ---- */

struct evaluation {
    const struct xml_scope *scope;
    int code;
    struct text unknown; /* variable that the scope does not have */
};

static xmlXPathObjectPtr text_object(struct text value) {
    xmlChar *copy = xmlStrndup((const xmlChar *)(value.at ? value.at : ""), (int)value.length);
    return xmlXPathWrapString(copy);
}

static xmlXPathObjectPtr find_variable(void *data, const xmlChar *name, const xmlChar *uri) {
    struct evaluation *evaluation = data;
    struct text wanted = text_of((const char *)name);
    (void)uri;
    for (size_t i = 0; i < evaluation->scope->variable_count; i++) {
        const struct xml_variable *variable = &evaluation->scope->variables[i];
        if (!text_equal(variable->name, wanted)) continue;
        return variable->node ? xmlXPathNewNodeSet(variable->node) : text_object(variable->value);
    }
    evaluation->unknown = wanted; /* lives in the compiled expression */
    return NULL;
}

static void take_evaluation_error(void *data, xmlErrorPtr error) {
    take_error(&((struct evaluation *)data)->code, error);
}

static xmlXPathContextPtr need_context(const xml_node *node) {
    struct home *home = node->doc->_private;
    if (!home->xpath) home->xpath = xmlXPathNewContext(home->doc);
    return home->xpath;
}

static const char *error_words(int code) {
    switch (code) {
    case XPATH_OP_LIMIT_EXCEEDED: return N_("it takes more than 1,000,000 steps");
    case XPATH_RECURSION_LIMIT_EXCEEDED: return N_("it is nested too deep");
    case XPATH_INVALID_TYPE:
    case XPATH_INVALID_OPERAND: return N_("a text stands where nodes are due");
    case XPATH_MEMORY_ERROR: return N_("there is not enough memory");
    }
    return N_("it has no value");
}

static void add_error(const struct xml_path *path, const struct evaluation *evaluation,
                      struct diags *diags) {
    if (evaluation->unknown.at)
        diags_add(diags, DIAG_X304, path->origin, N_("$%.*s in %.*s"),
                  TEXT_ARGS(evaluation->unknown), TEXT_ARGS(path->expression));
    else
        diags_add(diags, DIAG_X303, path->origin, "%.*s: %s", TEXT_ARGS(path->expression),
                  gettext(error_words(evaluation->code)));
}

/* The value of the expression; NULL with diagnostics.  To be freed by the caller. */
static xmlXPathObjectPtr evaluate(const struct xml_path *path, const struct xml_scope *scope,
                                  struct diags *diags) {
    assert(scope->context);
    xmlXPathContextPtr context = need_context(scope->context);
    struct evaluation evaluation = {.scope = scope};
    context->node = scope->context;
    context->proximityPosition = (int)scope->position;
    context->contextSize = (int)scope->size;
    context->opLimit = XPATH_STEPS_MOST;
    context->opCount = 0;
    context->error = take_evaluation_error;
    context->userData = &evaluation;
    context->varLookupFunc = find_variable;
    context->varLookupData = &evaluation;
    xmlXPathObjectPtr value = xmlXPathCompiledEval(path->compiled, context);
    context->userData = context->varLookupData = NULL;
    if (!value) add_error(path, &evaluation, diags);
    return value;
}

/* Copies the elements of a set; false if something else is in it. */
static bool copy_elements(xmlNodeSetPtr set, struct arena *arena, xml_node ***nodes,
                          size_t *count) {
    size_t size = set ? (size_t)set->nodeNr : 0;
    *nodes = arena_take_array(arena, size, sizeof **nodes);
    *count = 0;
    for (size_t i = 0; i < size; i++) {
        if (set->nodeTab[i]->type != XML_ELEMENT_NODE) return false;
        (*nodes)[(*count)++] = set->nodeTab[i];
    }
    return true;
}

bool xml_path_select(const struct xml_path *path, const struct xml_scope *scope,
                     struct arena *arena, xml_node ***nodes, size_t *count, struct diags *diags) {
    *nodes = NULL;
    *count = 0;
    xmlXPathObjectPtr value = evaluate(path, scope, diags);
    if (!value) return false;
    bool done = value->type == XPATH_NODESET;
    if (done) {
        xmlXPathNodeSetSort(value->nodesetval);
        done = copy_elements(value->nodesetval, arena, nodes, count);
    }
    xmlXPathFreeObject(value);
    if (done) return true;
    diags_add(diags, DIAG_X303, path->origin, N_("%.*s does not choose elements"),
              TEXT_ARGS(path->expression));
    return false;
}

bool xml_path_test(const struct xml_path *path, const struct xml_scope *scope, struct arena *arena,
                   bool *result, struct diags *diags) {
    (void)arena;
    *result = false;
    xmlXPathObjectPtr value = evaluate(path, scope, diags);
    if (!value) return false;
    *result = xmlXPathCastToBoolean(value) != 0;
    xmlXPathFreeObject(value);
    return true;
}

/* XPath takes the text of a set from its first node: an element, or an attribute or text of one. */
static const xml_node *first_element(xmlXPathObjectPtr value) {
    xmlNodeSetPtr set = value->type == XPATH_NODESET ? value->nodesetval : NULL;
    if (!set || set->nodeNr == 0) return NULL;
    xmlXPathNodeSetSort(set);
    const xml_node *node = set->nodeTab[0];
    while (node && node->type != XML_ELEMENT_NODE) node = node->parent;
    return node;
}

bool xml_path_text(const struct xml_path *path, const struct xml_scope *scope, struct arena *arena,
                   struct xml_words *result, struct diags *diags) {
    *result = (struct xml_words){{"", 0}, NULL};
    xmlXPathObjectPtr value = evaluate(path, scope, diags);
    if (!value) return false;
    result->from = first_element(value);
    xmlChar *made = xmlXPathCastToString(value);
    xmlXPathFreeObject(value);
    if (!made) return true;
    result->text = text_copy(arena, text_of((const char *)made));
    xmlFree(made);
    return true;
}
