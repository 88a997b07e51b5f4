/* A tree against an element table: which elements, attributes, values and texts may stand where.
 *
 * Finds all faults of a file at once and says what was meant.  An element that is unknown is passed
 * over with all it holds. */
#include <string.h>

#include "xml/inner.h"
#include "xml/table.h"

#define XML_SPACE_NAMESPACE "http://www.w3.org/XML/1998/namespace"
#define XSI_NAMESPACE       "http://www.w3.org/2001/XMLSchema-instance"

struct checking {
    const struct xml_language *language;
    struct text namespace; /* that of the root: told once if it is wrong */
    const char **expanded; /* children by rule, groups resolved; NULL until asked */
    struct arena *arena;
    struct diags *diags;
    bool sound;
};

/* "template" of urn:zongjie:template:1; empty if it is none of ours. */
static struct text kind_of(struct text namespace) {
    struct text kind = {"", 0}, start = TEXT("urn:zongjie:");
    if (!text_starts(namespace, start)) return kind;
    struct text rest = text_slice(namespace, start.length, namespace.length);
    return text_cut(&rest, ':', &kind) ? kind : (struct text){"", 0};
}

static void add_namespace_fault(struct checking *checking, const xml_node *node) {
    struct text given = xml_namespace(node), name = xml_name(node);
    checking->sound = false;
    if (given.length)
        diags_add(checking->diags, DIAG_X201, xml_origin(node), N_("<%.*s> is in %.*s"),
                  TEXT_ARGS(name), TEXT_ARGS(given));
    else
        diags_add(checking->diags, DIAG_X201, xml_origin(node), N_("<%.*s> is in none"),
                  TEXT_ARGS(name));
    struct text is = kind_of(given), due = kind_of(text_of(checking->language->namespace));
    bool other = !xml_parent(node) && !xml_table_holds(checking->language->root, name);
    if (other && is.length > 0 && due.length > 0 && !text_equal(is, due))
        diags_hint(checking->diags,
                   N_("this is a file of the kind %.*s; name one of the kind %.*s"), TEXT_ARGS(is),
                   TEXT_ARGS(due));
    else
        diags_hint(checking->diags, N_("write <%.*s xmlns=\"%s\">"), TEXT_ARGS(name),
                   checking->language->namespace);
}

static void add_unknown(struct checking *checking, const xml_node *node, const char *allowed) {
    struct text name = xml_name(node);
    checking->sound = false;
    diags_add(checking->diags, DIAG_X202, xml_origin(node), "<%.*s>", TEXT_ARGS(name));
    struct text meant = xml_nearest(name, allowed);
    if (!meant.length)
        meant = xml_nearest(name, xml_table_names(checking->language, checking->arena));
    if (meant.length && !text_equal(meant, name))
        diags_hint(checking->diags, N_("did you mean <%.*s>?"), TEXT_ARGS(meant));
    else if (*allowed)
        diags_hint(checking->diags, N_("allowed here: %s"),
                   xml_table_list(allowed, checking->arena));
}

static void add_misplaced(struct checking *checking, const xml_node *node,
                          const struct xml_element_rule *parent) {
    struct text name = xml_name(node);
    checking->sound = false;
    diags_add(checking->diags, DIAG_X203, xml_origin(node), N_("<%.*s> in <%s>"), TEXT_ARGS(name),
              parent->name);
    const char *places = xml_table_parents(checking->language, name, checking->arena);
    if (*places)
        diags_hint(checking->diags, N_("<%.*s> stands in: %s"), TEXT_ARGS(name),
                   xml_table_list(places, checking->arena));
}

static const struct xml_attribute_rule *find_attribute_rule(const struct xml_element_rule *rule,
                                                            struct text name) {
    for (const struct xml_attribute_rule *a = rule->attributes; a && a->name; a++)
        if (text_is(name, a->name)) return a;
    return NULL;
}

static void add_unknown_attribute(struct checking *checking, const xml_node *node,
                                  const struct xml_element_rule *rule, struct text name) {
    checking->sound = false;
    struct origin origin = xml_attribute_name_origin(node, name);
    diags_add(checking->diags, DIAG_X204, origin, N_("%.*s on <%s>"), TEXT_ARGS(name), rule->name);
    const char *known = xml_table_attributes(rule, checking->arena);
    struct text meant = xml_nearest(name, known);
    if (meant.length)
        diags_hint(checking->diags, N_("did you mean %.*s?"), TEXT_ARGS(meant));
    else if (*known)
        diags_hint(checking->diags, N_("allowed here: %s"), xml_table_list(known, checking->arena));
}

static void check_value(struct checking *checking, const xml_node *node,
                        const struct xml_attribute_rule *rule, struct text value) {
    if (xml_value_fits(rule, value)) return;
    checking->sound = false;
    diags_add(checking->diags, DIAG_X206, xml_attribute_origin(node, rule->name, 0),
              N_("%s=\"%.*s\""), rule->name, TEXT_ARGS(value));
    struct text meant = {"", 0};
    if (rule->kind == XML_CHOICE) meant = xml_nearest(value, rule->choices);
    if (meant.length)
        diags_hint(checking->diags, N_("did you mean %.*s?"), TEXT_ARGS(meant));
    else
        diags_hint(checking->diags, N_("write %s"), xml_value_wanted(rule, checking->arena));
}

/* Attributes of XML itself and of schema locations are everybody's; those of others are nobody's.
 */
static void check_foreign_attributes(struct checking *checking, const xml_node *node) {
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        if (!a->ns || strcmp((const char *)a->ns->href, XML_SPACE_NAMESPACE) == 0 ||
            strcmp((const char *)a->ns->href, XSI_NAMESPACE) == 0)
            continue;
        checking->sound = false;
        diags_add(checking->diags, DIAG_X204, xml_origin(node), N_("%s of namespace %s"),
                  (const char *)a->name, (const char *)a->ns->href);
    }
}

static void check_attributes(struct checking *checking, const xml_node *node,
                             const struct xml_element_rule *rule) {
    size_t count = xml_attribute_count(node);
    for (size_t i = 0; i < count; i++) {
        struct xml_attribute attribute = xml_attribute_at(node, i);
        const struct xml_attribute_rule *known = find_attribute_rule(rule, attribute.name);
        if (known)
            check_value(checking, node, known, attribute.value);
        else
            add_unknown_attribute(checking, node, rule, attribute.name);
    }
    check_foreign_attributes(checking, node);
    for (const struct xml_attribute_rule *a = rule->attributes; a && a->name; a++) {
        if (!a->required || xml_has(node, a->name)) continue;
        checking->sound = false;
        diags_add(checking->diags, DIAG_X205, xml_origin(node), N_("%s on <%s>"), a->name,
                  rule->name);
    }
}

static void check_text(struct checking *checking, const xml_node *text,
                       const struct xml_element_rule *parent) {
    if (parent->text) return;
    struct text content = xml_text(text);
    size_t at = 0;
    while (at < content.length && xml_is_blank(content.at[at])) at++;
    if (at == content.length) return;
    checking->sound = false;
    const char *from = content.at + at, *next = from;
    uint32_t first = text_next(&next, content.at + content.length);
    diags_add(checking->diags, DIAG_X207, xml_text_origin(text, at), N_("in <%s>"), parent->name);
    if (first == 0x3000 || first == 0xA0)
        diags_hint(checking->diags, N_("indent with spaces or tabs, not with U+%04X"),
                   (unsigned)first);
}

static void check_element(struct checking *checking, const xml_node *node,
                          const struct xml_element_rule *rule);

static void check_child(struct checking *checking, const xml_node *child,
                        const struct xml_element_rule *parent, const char *allowed) {
    if (!text_equal(xml_namespace(child), checking->namespace)) {
        add_namespace_fault(checking, child);
        return;
    }
    struct text name = xml_name(child);
    const struct xml_element_rule *rule = xml_table_find(checking->language, name);
    if (!rule) {
        add_unknown(checking, child, allowed);
        return;
    }
    if (!xml_table_holds(allowed, name)) add_misplaced(checking, child, parent);
    check_element(checking, child, rule);
}

static const char *children_of(struct checking *checking, const struct xml_element_rule *rule) {
    const char **kept = &checking->expanded[rule - checking->language->elements];
    if (!*kept) *kept = xml_table_expand(checking->language, rule->children, checking->arena);
    return *kept;
}

static void check_element(struct checking *checking, const xml_node *node,
                          const struct xml_element_rule *rule) {
    check_attributes(checking, node, rule);
    const char *allowed = children_of(checking, rule);
    for (const xml_node *child = xml_first(node); child; child = xml_next(child)) {
        if (diags_full(checking->diags)) return;
        if (xml_is_text(child)) {
            check_text(checking, child, rule);
            continue;
        }
        check_child(checking, child, rule, allowed);
    }
}

bool xml_check(const xml_node *root, const struct xml_language *language, struct arena *arena,
               struct diags *diags) {
    struct checking checking = {.language = language,
                                .namespace = xml_namespace(root),
                                .arena = arena,
                                .diags = diags,
                                .sound = true};
    checking.expanded =
        arena_take_array(arena, xml_table_count(language), sizeof *checking.expanded);
    if (!text_is(checking.namespace, language->namespace)) add_namespace_fault(&checking, root);
    struct text name = xml_name(root);
    if (!xml_table_holds(language->root, name)) {
        if (!checking.sound) return false; /* a file of another kind */
        add_unknown(&checking, root, language->root);
        return false;
    }
    const struct xml_element_rule *rule = xml_table_find(language, name);
    if (rule) check_element(&checking, root, rule);
    return checking.sound;
}
