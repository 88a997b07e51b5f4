/* The builder: start, attribute, text, figure, end → a document tree.
 *
 * Template evaluation and the reading of XML both go through here, so both give the same tree by
 * construction. What may not stand where it is put is reported and, with all below it, left out. */
#include "document/inner.h"

#include <assert.h>
#include <string.h>

struct builder {
    struct arena *arena;
    struct diags *diags;
    struct document *document;
    struct node *current;  /* NULL before the document is started and after it ended */
    size_t depth, skipped; /* skipped: elements open below one that may not stand */
    size_t count;
    bool failed;
    kind_set children[NODE_KINDS];
};

struct builder *builder_new(struct arena *arena, struct diags *diags) {
    struct builder *builder = ARENA_NEW(arena, struct builder);
    builder->arena = arena;
    builder->diags = diags;
    builder->document = ARENA_NEW(arena, struct document);
    builder->document->arena = arena;
    for (int kind = 0; kind < NODE_KINDS; kind++)
        builder->children[kind] = kind_children((enum node_kind)kind);
    return builder;
}

struct arena *builder_arena(const struct builder *builder) {
    return builder->arena;
}

bool builder_accepts(const struct builder *builder, enum node_kind kind) {
    if (builder->skipped > 0) return false;
    if (!builder->current) return kind == NODE_DOCUMENT && !builder->document->root;
    return (builder->children[builder->current->kind] & KIND_BIT(kind)) != 0;
}

static void refuse(struct builder *builder, enum node_kind kind, struct origin origin) {
    builder->failed = true;
    if (builder->current)
        diags_add(builder->diags, DIAG_N101, origin, "%s in %s", node_kind_name(kind),
                  node_kind_name(builder->current->kind));
    else
        diags_add(builder->diags, DIAG_N101, origin, "%s", node_kind_name(kind));
}

/* Headings, captions and titles lead their block, and only once; columns come before rows. */
static bool is_late(const struct builder *builder, enum node_kind kind) {
    const struct node *last = builder->current->last;
    if (!last) return false;
    if (kind == NODE_HEADING || kind == NODE_CAPTION || kind == NODE_TITLE) return true;
    if (kind == NODE_SUBTITLE) return last->kind != NODE_TITLE && last->kind != NODE_SUBTITLE;
    return kind == NODE_COLUMN && last->kind == NODE_ROW;
}

static bool may_start(struct builder *builder, enum node_kind kind, struct origin origin) {
    if (!builder_accepts(builder, kind)) {
        refuse(builder, kind, origin);
        return false;
    }
    if (builder->current && is_late(builder, kind)) {
        diags_add(builder->diags, DIAG_N108, origin, "%s", node_kind_name(kind));
        builder->failed = true;
        return false;
    }
    if (builder->depth >= DOCUMENT_DEPTH_MOST || builder->count >= DOCUMENT_NODES_MOST) {
        bool deep = builder->depth >= DOCUMENT_DEPTH_MOST;
        diags_add(builder->diags, deep ? DIAG_N103 : DIAG_N104, origin, "%d is the limit",
                  deep ? (int)DOCUMENT_DEPTH_MOST : (int)DOCUMENT_NODES_MOST);
        builder->failed = true;
        return false;
    }
    return true;
}

static struct node *add_node(struct builder *builder, enum node_kind kind, struct origin origin) {
    struct node *node = node_new(builder->arena, kind, origin);
    builder->count++;
    if (builder->current)
        node_append(builder->current, node);
    else
        builder->document->root = node;
    return node;
}

void builder_start(struct builder *builder, enum node_kind kind, struct origin origin) {
    assert(kind < NODE_KINDS && kind != NODE_TEXT);
    if (builder->skipped > 0) {
        builder->skipped++;
    } else if (may_start(builder, kind, origin)) {
        builder->current = add_node(builder, kind, origin);
        builder->depth++;
    } else {
        builder->skipped = 1;
    }
}

/* Characters that XML cannot hold. */
static bool is_barred(uint32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

/* Almost always the text itself; a copy only where something has to go. */
static struct text without_control(struct builder *builder, struct text text,
                                   struct origin origin) {
    const char *at = text.at, *end = text.at + text.length;
    while (at < end && (unsigned char)*at >= 0x20 && (unsigned char)*at != 0xEF) at++;
    if (at == end) return text;
    struct buffer kept = buffer_new(builder->arena);
    for (at = text.at; at < end;) {
        const char *from = at;
        uint32_t c = text_next(&at, end);
        if (is_barred(c))
            diags_add(builder->diags, DIAG_N105,
                      origin_inside(origin, text, (size_t)(from - text.at)), "U+%04X", (unsigned)c);
        else
            buffer_add(&kept, from, (size_t)(at - from));
    }
    return kept.length == text.length ? text : buffer_text(&kept);
}

/* A plain heading may be written as the section's attribute. */
static void add_heading(struct builder *builder, struct text title) {
    struct node *section = builder->current;
    builder_start(builder, NODE_HEADING, section->origin);
    builder_text(builder, title, false, section->origin);
    builder_end(builder);
}

void builder_attribute(struct builder *builder, const char *name, struct text value) {
    if (builder->skipped > 0) return;
    struct node *node = builder->current;
    assert(node);
    value = without_control(builder, value, node->origin);
    if (strcmp(name, "id") == 0)
        node->id = space_underscored(builder->arena, text_trim(value));
    else if (node->kind == NODE_SECTION && strcmp(name, "title") == 0)
        add_heading(builder, value);
    else
        node_set(builder->arena, node, name, value);
}

void builder_text(struct builder *builder, struct text text, bool preserve, struct origin origin) {
    struct node *current = builder->current;
    if (builder->skipped > 0 || text.length == 0) return;
    assert(current);
    if (!kind_holds_text(current->kind)) {
        if (space_is_only(text)) return;
        diags_add(builder->diags, DIAG_N102, origin, "%s", node_kind_name(current->kind));
        builder->failed = true;
        return;
    }
    struct node *node = add_node(builder, NODE_TEXT, origin);
    node->text = without_control(builder, text, origin);
    node->preserve = preserve;
}

void builder_figure(struct builder *builder, const struct figure *figure, struct text printed,
                    struct origin origin) {
    if (builder->skipped > 0) return;
    if (!may_start(builder, NODE_FIGURE, origin)) return;
    struct figure *copy = ARENA_NEW(builder->arena, struct figure);
    *copy = *figure;
    struct node *node = add_node(builder, NODE_FIGURE, origin);
    node->figure = copy;
    node->text = without_control(builder, printed, origin);
}

/* A figure that was read: its text and attributes become the run. */
static void end_figure(struct builder *builder, struct node *node) {
    space_settle(node, builder->arena, builder->diags);
    node->text = node->first ? node->first->text : TEXT("");
    node->first = node->last = NULL;
    if (!figure_from_attributes(node, builder->arena, builder->diags)) builder->failed = true;
}

void builder_end(struct builder *builder) {
    if (builder->skipped > 0) {
        builder->skipped--;
        return;
    }
    struct node *node = builder->current;
    assert(node);
    builder->current = node->parent;
    builder->depth--;
    if (node->kind == NODE_FIGURE) {
        end_figure(builder, node);
    } else if (node->kind == NODE_NOTE) {
        space_settle(node, builder->arena, builder->diags);
        if (!node->first) {
            diags_add(builder->diags, DIAG_N127, node->origin, "%s", "");
            node_remove(node);
        }
    } else if (kind_is_holder(node->kind)) {
        space_settle(node, builder->arena, builder->diags);
        if (node->kind == NODE_PARAGRAPH && !node->first) {
            diags_add(builder->diags, DIAG_N107, node->origin, "%s", "");
            node_remove(node);
        }
    }
}

const struct node *builder_root(const struct builder *builder) {
    return builder->document->root;
}

struct document *builder_finish(struct builder *builder) {
    assert(!builder->current && builder->skipped == 0);
    struct document *document = builder->document;
    if (!document->root) {
        if (!builder->failed) diags_add(builder->diags, DIAG_N111, ORIGIN_NONE, "%s", "");
        return NULL;
    }
    bool sound = document_verify(document, builder->diags);
    number_assign_ids(document);
    number_assign_levels(document);
    return sound && !builder->failed ? document : NULL;
}
