/* A document tree as XML in namespace urn:zongjie:document:1.
 *
 * Blocks stand on lines of their own, indented; a holder of text is one line, so that reading gives
 * back the same texts.  Where the white-space rule would change a text, its holder is written with
 * xml:space="preserve". Places in files are never written. */
#include "document/inner.h"

static void write_escaped(struct buffer *out, struct text text, bool in_attribute) {
    size_t plain = 0;
    for (size_t i = 0; i <= text.length; i++) {
        const char *as = NULL;
        char byte = i < text.length ? text.at[i] : 0;
        if (byte == '&') as = "&amp;";
        if (byte == '<') as = "&lt;";
        if (byte == '>') as = "&gt;";
        if (byte == '"' && in_attribute) as = "&quot;";
        if (byte == '\r') as = "&#13;";
        if (byte == '\n') as = "&#10;";
        if (byte == '\t') as = "&#9;";
        if (!as && i < text.length) continue;
        buffer_add(out, text.at + plain, i - plain);
        if (as) buffer_add_text(out, text_of(as));
        plain = i + 1;
    }
}

static void write_attribute(struct buffer *out, struct text name, struct text value) {
    buffer_printf(out, " %.*s=\"", TEXT_ARGS(name));
    write_escaped(out, value, true);
    buffer_add(out, "\"", 1);
}

static void write_start(struct buffer *out, const struct node *node) {
    buffer_printf(out, "<%s", node_kind_name(node->kind));
    if (node->kind == NODE_DOCUMENT)
        write_attribute(out, TEXT("xmlns"), text_of(document_language.namespace));
    if (node->id.length > 0) write_attribute(out, TEXT("id"), node->id);
    for (size_t i = 0; i < node->attribute_count; i++)
        write_attribute(out, node->attributes[i].name, node->attributes[i].value);
    if (node->figure) {
        struct node_attribute attributes[FIGURE_ATTRIBUTES_MOST];
        size_t count = figure_to_attributes(node->figure, out->arena, attributes);
        for (size_t i = 0; i < count; i++)
            write_attribute(out, attributes[i].name, attributes[i].value);
    }
    bool holds = kind_is_holder(node->kind) || node->kind == NODE_FIGURE || node->kind == NODE_NOTE;
    if (holds && space_needs_preserve(node)) buffer_printf(out, " xml:space=\"preserve\"");
}

static void write_end(struct buffer *out, const struct node *node) {
    buffer_printf(out, "</%s>", node_kind_name(node->kind));
}

/* Everything below a holder, on one line. */
static void write_inline(struct buffer *out, const struct node *node) {
    if (node->kind == NODE_TEXT) {
        write_escaped(out, node->text, false);
        return;
    }
    write_start(out, node);
    if (!node->first && node->text.length == 0) {
        buffer_add(out, "/>", 2);
        return;
    }
    buffer_add(out, ">", 1);
    write_escaped(out, node->text, false);
    for (const struct node *child = node->first; child; child = child->next)
        write_inline(out, child);
    write_end(out, node);
}

static void write_block(struct buffer *out, const struct node *node, int depth) {
    buffer_printf(out, "%*s", depth * 2, "");
    if (kind_holds_text(node->kind) || node->kind == NODE_POINT || !node->first) {
        write_inline(out, node);
    } else {
        write_start(out, node);
        buffer_add(out, ">\n", 2);
        for (const struct node *child = node->first; child; child = child->next)
            write_block(out, child, depth + 1);
        buffer_printf(out, "%*s", depth * 2, "");
        write_end(out, node);
    }
    buffer_add(out, "\n", 1);
}

struct text document_write(const struct document *document, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    buffer_printf(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write_block(&out, document->root, 0);
    return buffer_text(&out);
}
