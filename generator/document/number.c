/* What follows from a block's place in the tree: its id, its level, its number.
 *
 * An id is the given one; else made from the key that a template gives (the same from run to run
 * whatever the data), else from the counters on the way from the root. */
#include "document/inner.h"

#include "base/map.h"

static bool has_id(enum node_kind kind) {
    return node_is_block(kind) || kind == NODE_TITLE || kind == NODE_SUBTITLE || kind == NODE_ITEM;
}

struct ids {
    struct arena *arena;
    struct map *taken;
};

static struct text unique(const struct ids *ids, struct text wanted) {
    struct text id = wanted;
    for (int n = 2; map_find(ids->taken, id); n++)
        id = text_of(arena_printf(ids->arena, "%.*s.%d", TEXT_ARGS(wanted), n));
    return id;
}

static struct text made_id(const struct ids *ids, const struct node *node, struct text path,
                           int counter) {
    struct text key = node_attribute(node, "key");
    const char *kind = node_kind_name(node->kind);
    if (key.length > 0) {
        key = space_underscored(ids->arena, key);
        return unique(ids, text_of(arena_printf(ids->arena, "%s-%.*s", kind, TEXT_ARGS(key))));
    }
    const char *join = path.length > 0 ? "." : "";
    return unique(
        ids, text_of(arena_printf(ids->arena, "%.*s%s%s%d", TEXT_ARGS(path), join, kind, counter)));
}

static void drop_key(struct node *node) {
    size_t kept = 0;
    for (size_t i = 0; i < node->attribute_count; i++)
        if (!text_is(node->attributes[i].name, "key"))
            node->attributes[kept++] = node->attributes[i];
    node->attribute_count = kept;
}

static void assign_below(const struct ids *ids, struct node *parent, struct text path) {
    int counters[NODE_KINDS] = {0};
    for (struct node *child = parent->first; child; child = child->next) {
        if (!has_id(child->kind)) continue;
        counters[child->kind]++;
        if (child->id.length == 0) child->id = made_id(ids, child, path, counters[child->kind]);
        map_set(ids->taken, child->id, child);
        drop_key(child);
        assign_below(ids, child, child->id);
    }
}

void number_assign_ids(struct document *document) {
    struct ids ids = {document->arena, map_new(document->arena)};
    for (struct node *n = document->root; n; n = node_following(n, document->root))
        if (n->id.length > 0) map_set(ids.taken, n->id, n);
    assign_below(&ids, document->root, TEXT(""));
}

static bool is_numbered_block(const struct node *node) {
    return node_child(node, NODE_CAPTION) && !node_is_set(node, "number", "no");
}

static void number_notes(struct node *block) {
    int count = 0;
    for (struct node *n = block->first; n; n = node_following(n, block))
        if (n->kind == NODE_NOTE) n->level = ++count;
}

bool document_language_is_traditional(struct text language) {
    static const struct text names[] = {TEXT_INIT("zh-Hant"), TEXT_INIT("zh-TW"),
                                        TEXT_INIT("zh-HK"), TEXT_INIT("zh-MO")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!text_starts(language, names[i])) continue;
        if (language.length == names[i].length || language.at[names[i].length] == '-') return true;
    }
    return false;
}

bool node_is_traditional(const struct node *node) {
    while (node->parent) node = node->parent;
    return document_language_is_traditional(node_attribute(node, "language"));
}

void number_assign_levels(struct document *document) {
    int tables = 0, charts = 0;
    struct node *root = document->root;
    const char *chart = node_is_traditional(root) ? "圖" : "图";
    for (struct node *n = root; n; n = node_following(n, root)) {
        if (n->kind == NODE_TABLE || n->kind == NODE_CHART) number_notes(n);
        if (n->kind == NODE_SECTION) {
            n->level = 1;
            for (const struct node *up = n->parent; up; up = up->parent)
                if (up->kind == NODE_SECTION) n->level++;
        } else if (n->kind == NODE_TABLE && is_numbered_block(n)) {
            n->number = text_of(arena_printf(document->arena, "表%d", ++tables));
        } else if (n->kind == NODE_CHART && is_numbered_block(n)) {
            n->number = text_of(arena_printf(document->arena, "%s%d", chart, ++charts));
        }
    }
}

static void number_below(struct document *document, struct node *parent,
                         const struct text numbering[4], document_ordinal *ordinal) {
    int count = 0;
    for (struct node *child = parent->first; child; child = child->next) {
        if (child->kind != NODE_SECTION) continue;
        bool numbered = !node_is_set(child, "numbered", "no") && node_child(child, NODE_HEADING);
        child->number = TEXT("");
        if (numbered && child->level <= DOCUMENT_LEVELS && numbering[child->level - 1].length > 0)
            child->number = ordinal(document->arena, numbering[child->level - 1], ++count);
        number_below(document, child, numbering, ordinal);
    }
}

void document_number(struct document *document, const struct text numbering[4],
                     document_ordinal *ordinal) {
    number_below(document, document->root, numbering, ordinal);
}
