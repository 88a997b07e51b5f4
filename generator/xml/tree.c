/* A tree made by the program, for XPath to walk: elements with attributes, texts and payloads. */
#include <string.h>

#include "xml/inner.h"

struct xml_tree {
    struct arena *arena;
    xmlDocPtr doc;
};

/* libxml2 wants terminated strings; a NUL inside a text ends it here. */
static const xmlChar *terminated(struct xml_tree *tree, struct text text) {
    return (const xmlChar *)arena_copy(tree->arena, text.at, text.length);
}

static xml_node *new_element(struct xml_tree *tree, const char *name, const void *payload) {
    xmlNodePtr node = xmlNewDocNode(tree->doc, NULL, (const xmlChar *)name, NULL);
    struct record *record = ARENA_NEW(tree->arena, struct record);
    record->payload = payload;
    node->_private = record;
    return node;
}

struct xml_tree *xml_tree_new(struct arena *arena, const char *root_name) {
    struct xml_tree *tree = ARENA_NEW(arena, struct xml_tree);
    *tree = (struct xml_tree){arena, xmlNewDoc((const xmlChar *)"1.0")};
    xml_home_new(arena, NULL, tree->doc);
    xmlDocSetRootElement(tree->doc, new_element(tree, root_name, NULL));
    return tree;
}

xml_node *xml_tree_root(struct xml_tree *tree) {
    return xmlDocGetRootElement(tree->doc);
}

xml_node *xml_tree_add(struct xml_tree *tree, xml_node *parent, const char *name,
                       const void *payload) {
    return xmlAddChild(parent, new_element(tree, name, payload));
}

void xml_tree_set(struct xml_tree *tree, xml_node *node, const char *attribute, struct text value) {
    xmlSetProp(node, (const xmlChar *)attribute, terminated(tree, value));
}

void xml_tree_set_text(struct xml_tree *tree, xml_node *node, struct text value) {
    xmlAddChild(node, xmlNewDocText(tree->doc, terminated(tree, value)));
}
