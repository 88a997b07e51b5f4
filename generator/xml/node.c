/* The tree as seen from outside: names, attributes, texts, and where they stand in the input.
 *
 * Places in texts and attribute values are found by reading the raw bytes again, only when asked.
 */
#include "xml/xml.h"

#include <assert.h>
#include <string.h>

#include "xml/inner.h"

static void free_home(void *what) {
    struct home *home = what;
    if (home->xpath) xmlXPathFreeContext(home->xpath);
    xmlFreeDoc(home->doc);
}

struct home *xml_home_new(struct arena *arena, const struct file *file, xmlDocPtr doc) {
    struct home *home = ARENA_NEW(arena, struct home);
    *home = (struct home){file, arena, doc, NULL};
    doc->_private = home;
    arena_defer(arena, free_home, home);
    return home;
}

const struct home *xml_home(const xml_node *node) {
    return node->doc->_private;
}

const struct record *xml_record(const xml_node *element) {
    assert(element->type == XML_ELEMENT_NODE);
    return element->_private;
}

static struct text text_of_xml(const xmlChar *terminated) {
    return text_of((const char *)terminated);
}

struct text xml_name(const xml_node *node) {
    return node->type == XML_ELEMENT_NODE ? text_of_xml(node->name) : (struct text){"", 0};
}

struct text xml_namespace(const xml_node *node) {
    if (node->type != XML_ELEMENT_NODE || !node->ns) return (struct text){"", 0};
    return text_of_xml(node->ns->href);
}

bool xml_is_text(const xml_node *node) {
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

bool xml_is(const xml_node *node, const char *local_name) {
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, local_name) == 0;
}

xml_node *xml_first(const xml_node *node) {
    return node->type == XML_ELEMENT_NODE ? node->children : NULL;
}

xml_node *xml_next(const xml_node *node) {
    return node->next;
}

xml_node *xml_parent(const xml_node *node) {
    xmlNodePtr parent = node->parent;
    return parent && parent->type == XML_ELEMENT_NODE ? parent : NULL;
}

static xml_node *skip_texts(xml_node *node) {
    while (node && node->type != XML_ELEMENT_NODE) node = node->next;
    return node;
}

xml_node *xml_first_element(const xml_node *node) {
    return skip_texts(xml_first(node));
}

xml_node *xml_next_element(const xml_node *node) {
    return skip_texts(node->next);
}

struct text xml_text(const xml_node *node) {
    return xml_is_text(node) ? text_of_xml(node->content) : (struct text){"", 0};
}

/* Depth is limited when the tree is read, so recursion is. */
static void add_content(const xml_node *node, struct buffer *out) {
    for (const xml_node *child = xml_first(node); child; child = child->next)
        if (xml_is_text(child))
            buffer_add_text(out, xml_text(child));
        else
            add_content(child, out);
}

struct text xml_content(const xml_node *node, struct arena *arena) {
    if (xml_is_text(node)) return xml_text(node);
    const xml_node *only = xml_first(node);
    if (!only) return (struct text){"", 0};
    if (!only->next && xml_is_text(only)) return xml_text(only);
    struct buffer out = buffer_new(arena);
    add_content(node, &out);
    return out.at ? buffer_text(&out) : (struct text){"", 0};
}

/* Entities other than the five of XML are refused, so a value is one text or none. */
static struct text attribute_value(const xmlAttr *attribute) {
    const xmlNode *value = attribute->children;
    return value && value->content ? text_of_xml(value->content) : (struct text){"", 0};
}

static const xmlAttr *next_plain(const xmlAttr *attribute) {
    while (attribute && attribute->ns) attribute = attribute->next;
    return attribute;
}

static const xmlAttr *first_plain(const xml_node *node) {
    return node->type == XML_ELEMENT_NODE ? next_plain(node->properties) : NULL;
}

static const xmlAttr *find_attribute(const xml_node *node, const char *name) {
    for (const xmlAttr *a = first_plain(node); a; a = next_plain(a->next))
        if (strcmp((const char *)a->name, name) == 0) return a;
    return NULL;
}

size_t xml_attribute_count(const xml_node *node) {
    size_t count = 0;
    for (const xmlAttr *a = first_plain(node); a; a = next_plain(a->next)) count++;
    return count;
}

struct xml_attribute xml_attribute_at(const xml_node *node, size_t index) {
    const xmlAttr *a = first_plain(node);
    while (a && index--) a = next_plain(a->next);
    assert(a);
    return (struct xml_attribute){text_of_xml(a->name), attribute_value(a)};
}

bool xml_has(const xml_node *node, const char *attribute) {
    return find_attribute(node, attribute) != NULL;
}

struct text xml_attribute(const xml_node *node, const char *attribute) {
    const xmlAttr *a = find_attribute(node, attribute);
    return a ? attribute_value(a) : (struct text){"", 0};
}

static const xmlAttr *find_local(const xml_node *node, const char *local_name) {
    if (node->type != XML_ELEMENT_NODE) return NULL;
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (strcmp((const char *)a->name, local_name) == 0) return a;
    return NULL;
}

bool xml_has_local(const xml_node *node, const char *local_name) {
    return find_local(node, local_name) != NULL;
}

struct text xml_attribute_local(const xml_node *node, const char *local_name) {
    const xmlAttr *a = find_local(node, local_name);
    return a ? attribute_value(a) : (struct text){"", 0};
}

bool xml_preserves_space(const xml_node *node) {
    const xml_node *element = xml_is_text(node) ? xml_parent(node) : node;
    return element && xmlNodeGetSpacePreserve(element) == 1;
}

const void *xml_payload(const xml_node *node) {
    const struct record *record = node->type == XML_ELEMENT_NODE ? xml_record(node) : NULL;
    return record ? record->payload : NULL;
}
