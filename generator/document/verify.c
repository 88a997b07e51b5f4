/* Structure faults that a tree can have although each element stands where it may.
 *
 * Walks the tree once; every fault names the place of the element in the template or the document
 * file. */
#include "document/inner.h"

#include <libintl.h>

#include "base/map.h"

struct verifying {
    const struct document *document;
    struct diags *diags;
    struct map *ids;
    bool sound;
};

static size_t count_children(const struct node *node, enum node_kind kind) {
    size_t count = 0;
    for (const struct node *child = node->first; child; child = child->next)
        count += child->kind == kind;
    return count;
}

static void fault(struct verifying *v, enum diag_code code, const struct node *node,
                  struct text detail) {
    diags_add(v->diags, code, node->origin, "%.*s", TEXT_ARGS(detail));
    v->sound = false;
}

static bool has_content(const struct node *section) {
    for (const struct node *child = section->first; child; child = child->next)
        if (child->kind != NODE_HEADING) return true;
    return false;
}

static void verify_section(struct verifying *v, const struct node *section) {
    const struct node *heading = node_child(section, NODE_HEADING);
    int level = 1;
    for (const struct node *up = section->parent; up; up = up->parent)
        level += up->kind == NODE_SECTION;
    if (!has_content(section)) {
        struct text title = heading ? node_text(heading, v->document->arena) : TEXT("");
        diags_add(v->diags, DIAG_N112, section->origin, "%.*s", TEXT_ARGS(title));
    }
    if (level == DOCUMENT_LEVELS + 1 && heading && !node_is_set(section, "numbered", "no"))
        diags_add(v->diags, DIAG_N121, section->origin, "level %d", level);
}

/* A whole number from 1 to `most` in an attribute; 1 if it is not given. */
static size_t whole_number(struct verifying *v, const struct node *node, const char *name,
                           size_t most) {
    struct text value = node_attribute(node, name);
    size_t number = 0;
    if (value.length == 0) return 1;
    for (size_t i = 0; i < value.length && number <= most; i++) {
        if (value.at[i] < '0' || value.at[i] > '9') {
            number = 0;
            break;
        }
        number = number * 10 + (size_t)(value.at[i] - '0');
    }
    if (number >= 1 && number <= most) return number;
    diags_add(v->diags, DIAG_N123, node->origin, "%s=\"%.*s\"", name, TEXT_ARGS(value));
    diags_hint(v->diags, "write a whole number from 1 to %zu", most);
    v->sound = false;
    return 1;
}

enum { COLUMNS_MOST = 64 };

static void verify_row(struct verifying *v, const struct node *row, size_t columns) {
    size_t cells = 0;
    for (const struct node *cell = row->first; cell; cell = cell->next)
        cells += whole_number(v, cell, "span", COLUMNS_MOST);
    if (cells > columns)
        fault(v, DIAG_N113, row,
              text_of(arena_printf(v->document->arena, gettext("%zu cells, %zu columns"), cells,
                                   columns)));
    else if (cells < columns)
        diags_add(v->diags, DIAG_N114, row->origin, "%zu cells, %zu columns", cells, columns);
}

/* A share of the width; nothing or less is none. */
static void verify_width(struct verifying *v, const struct node *column) {
    struct text width = node_attribute(column, "width");
    double share;
    if (width.length == 0 || (xml_number(width, &share) && share > 0)) return;
    diags_add(v->diags, DIAG_N123, column->origin, "width=\"%.*s\"", TEXT_ARGS(width));
    diags_hint(v->diags, "write a number above 0: the column's share of the width");
    v->sound = false;
}

static void verify_table(struct verifying *v, const struct node *table) {
    size_t columns = count_children(table, NODE_COLUMN);
    if (columns == 0 || columns > COLUMNS_MOST) {
        fault(v, DIAG_N118, table,
              columns == 0
                  ? TEXT("")
                  : text_of(arena_printf(v->document->arena, gettext("%zu columns; at most %d"),
                                         columns, (int)COLUMNS_MOST)));
        return;
    }
    if (count_children(table, NODE_ROW) == 0) {
        const struct node *caption = node_child(table, NODE_CAPTION);
        struct text name = caption ? node_text(caption, v->document->arena) : TEXT("");
        diags_add(v->diags, DIAG_N119, table->origin, "%.*s", TEXT_ARGS(name));
    }
    for (const struct node *row = table->first; row; row = row->next)
        if (row->kind == NODE_ROW)
            verify_row(v, row, columns);
        else if (row->kind == NODE_COLUMN)
            verify_width(v, row);
}

static void verify_chart(struct verifying *v, const struct node *chart) {
    for (const struct node *series = chart->first; series; series = series->next)
        if (series->kind == NODE_SERIES && series->first) return;
    const struct node *caption = node_child(chart, NODE_CAPTION);
    struct text name = caption ? node_text(caption, v->document->arena) : TEXT("");
    diags_add(v->diags, DIAG_N120, chart->origin, "%.*s", TEXT_ARGS(name));
}

static void verify_link(struct verifying *v, const struct node *link) {
    struct text to = node_attribute(link, "to");
    if (to.length == 0 || map_find(v->ids, to)) return;
    fault(v, DIAG_N116, link, to);
    if (map_count(v->ids) == 0) diags_hint(v->diags, "give the block that is meant an id");
}

/* Notes stand in running text, titles, and what belongs to a table or a chart. */
static void verify_note(struct verifying *v, const struct node *note) {
    for (const struct node *up = note->parent; up; up = up->parent) {
        if (up->kind != NODE_NOTE && up->kind != NODE_DATE) continue;
        fault(v, DIAG_N126, note, text_of(node_kind_name(up->kind)));
        return;
    }
}

static void verify_node(struct verifying *v, const struct node *node) {
    bool empty = !node->first;
    if ((node->kind == NODE_TITLE || node->kind == NODE_HEADING) && empty)
        diags_add(v->diags, DIAG_N122, node->origin, "%s", node_kind_name(node->kind));
    if (node->kind == NODE_LIST && empty) diags_add(v->diags, DIAG_N124, node->origin, "%s", "");
    if (node->kind == NODE_SECTION) verify_section(v, node);
    if (node->kind == NODE_TABLE) verify_table(v, node);
    if (node->kind == NODE_CHART) verify_chart(v, node);
    if (node->kind == NODE_LINK) verify_link(v, node);
    if (node->kind == NODE_NOTE) verify_note(v, node);
}

static void collect_ids(struct verifying *v, const struct node *root) {
    for (const struct node *n = root; n; n = node_following(n, root)) {
        if (n->id.length == 0) continue;
        const struct node *other = map_find(v->ids, n->id);
        if (other) {
            struct arena *arena = v->document->arena;
            fault(v, DIAG_N115, n, n->id);
            diags_hint(v->diags, "it is also at %s", origin_print(other->origin, arena));
        } else {
            map_set(v->ids, n->id, (void *)(uintptr_t)n);
        }
    }
}

bool document_verify(const struct document *document, struct diags *diags) {
    struct verifying v = {document, diags, map_new(document->arena), true};
    const struct node *root = document->root;
    if (!root || root->kind != NODE_DOCUMENT || !root->first) {
        diags_add(diags, DIAG_N111, root ? root->origin : ORIGIN_NONE, "%s", "");
        return false;
    }
    collect_ids(&v, root);
    for (const struct node *n = root; n; n = node_following(n, root)) verify_node(&v, n);
    return v.sound;
}
