/* Nodes of a document tree: their kinds, attributes, text, and the way through them. */
#include "document/inner.h"

#include <assert.h>
#include <string.h>

struct kind_row {
    const char *element, *children;
    bool text;
};

static const struct kind_row kinds[] = {
#define NODE(name, element, children, text, breaks) {element, children, text},
#include "document/kinds.h"
#undef NODE
};

const char *node_kind_name(enum node_kind kind) {
    assert(kind < NODE_KINDS);
    return kinds[kind].element;
}

enum node_kind kind_find(struct text element) {
    for (int kind = 0; kind < NODE_KINDS; kind++)
        if (element.length > 0 && text_is(element, kinds[kind].element))
            return (enum node_kind)kind;
    return NODE_KINDS;
}

static kind_set set_of_names(const char *names) {
    kind_set set = 0;
    struct text rest = text_of(names), name;
    while (text_cut(&rest, '|', &name)) {
        if (text_is(name, "%block")) {
            set |= set_of_names(KIND_BLOCKS);
        } else if (text_is(name, "%inline")) {
            set |= set_of_names(KIND_INLINES) | KIND_BIT(NODE_TEXT);
        } else if (name.length > 0) {
            enum node_kind kind = kind_find(name);
            assert(kind != NODE_KINDS);
            set |= KIND_BIT(kind);
        }
    }
    return set;
}

kind_set kind_children(enum node_kind kind) {
    assert(kind < NODE_KINDS);
    return set_of_names(kinds[kind].children) | (kinds[kind].text ? KIND_BIT(NODE_TEXT) : 0);
}

bool kind_holds_text(enum node_kind kind) {
    return kinds[kind].text;
}

bool kind_is_holder(enum node_kind kind) {
    return kinds[kind].text && !node_is_inline(kind);
}

bool node_is_block(enum node_kind kind) {
    return kind == NODE_SECTION || kind == NODE_PARAGRAPH || kind == NODE_LIST ||
           kind == NODE_TABLE || kind == NODE_CHART || kind == NODE_CONTENTS ||
           kind == NODE_SIGNATURE || kind == NODE_PAGE_BREAK;
}

bool node_is_inline(enum node_kind kind) {
    return kind >= NODE_FIGURE;
}

struct node *node_new(struct arena *arena, enum node_kind kind, struct origin origin) {
    struct node *node = ARENA_NEW(arena, struct node);
    node->kind = kind;
    node->origin = origin;
    return node;
}

void node_append(struct node *parent, struct node *child) {
    child->parent = parent;
    child->previous = parent->last;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void node_remove(struct node *node) {
    struct node *parent = node->parent;
    if (node->previous)
        node->previous->next = node->next;
    else
        parent->first = node->next;
    if (node->next)
        node->next->previous = node->previous;
    else
        parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

struct text node_attribute(const struct node *node, const char *name) {
    for (size_t i = 0; i < node->attribute_count; i++)
        if (text_is(node->attributes[i].name, name)) return node->attributes[i].value;
    return (struct text){NULL, 0};
}

bool node_is_set(const struct node *node, const char *name, const char *value) {
    return text_is(node_attribute(node, name), value);
}

void node_set(struct arena *arena, struct node *node, const char *name, struct text value) {
    for (size_t i = 0; i < node->attribute_count; i++) {
        if (text_is(node->attributes[i].name, name)) {
            node->attributes[i].value = value;
            return;
        }
    }
    ARENA_GROW(arena, node->attributes, node->attribute_count, node->attribute_room);
    node->attributes[node->attribute_count++] = (struct node_attribute){text_of(name), value};
}

struct node *node_child(const struct node *node, enum node_kind kind) {
    for (struct node *child = node->first; child; child = child->next)
        if (child->kind == kind) return child;
    return NULL;
}

struct node *node_following(const struct node *node, const struct node *top) {
    if (node->first) return node->first;
    while (node != top) {
        if (node->next) return node->next;
        node = node->parent;
    }
    return NULL;
}

struct node *node_in_line(const struct node *node, const struct node *top) {
    if (node->first && (node->kind != NODE_NOTE || node == top)) return node->first;
    while (node != top) {
        if (node->next) return node->next;
        node = node->parent;
    }
    return NULL;
}

struct text node_text(const struct node *node, struct arena *arena) {
    if (node->kind == NODE_TEXT || node->kind == NODE_FIGURE) return node->text;
    bool single = node->first && node->first == node->last && node->first->kind != NODE_NOTE;
    if (single) return node_text(node->first, arena);
    struct buffer all = buffer_new(arena);
    for (const struct node *n = node; n; n = node_in_line(n, node))
        if (n->kind == NODE_TEXT || n->kind == NODE_FIGURE) buffer_add_text(&all, n->text);
    return buffer_text(&all);
}
