/* Where a figure stands in its report: section, block, row and column, and the same in words for
 * messages. */
#include "report/inner.h"

const struct node *place_above(const struct node *node, enum node_kind kind) {
    while (node && node->kind != kind) node = node->parent;
    return node;
}

/* The section's number and heading, after those of the sections around it. */
static struct text section_path(const struct node *node, struct arena *arena) {
    const struct node *section = place_above(node, NODE_SECTION);
    if (!section) return TEXT("");
    const struct node *heading = node_child(section, NODE_HEADING);
    struct text own = heading ? node_text(heading, arena) : TEXT("");
    struct text around = section_path(section->parent, arena);
    return text_of(arena_printf(arena, "%.*s%s%.*s%.*s", TEXT_ARGS(around),
                                around.length > 0 ? " / " : "", TEXT_ARGS(section->number),
                                TEXT_ARGS(own)));
}

/* Of inlines the block around them; of headings and captions themselves. */
static const struct node *block_of(const struct node *node) {
    static const enum node_kind kinds[] = {NODE_TABLE,    NODE_CHART,     NODE_HEADING,  NODE_TITLE,
                                           NODE_SUBTITLE, NODE_PARAGRAPH, NODE_SIGNATURE};
    for (; node; node = node->parent)
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (node->kind == kinds[i]) return node;
    return NULL;
}

static struct text caption_of(const struct node *block, struct arena *arena) {
    const struct node *caption = block ? node_child(block, NODE_CAPTION) : NULL;
    if (!caption) return TEXT("");
    struct text words = node_text(caption, arena);
    return text_of(arena_printf(arena, "%.*s%s%.*s", TEXT_ARGS(block->number),
                                block->number.length > 0 ? " " : "", TEXT_ARGS(words)));
}

size_t place_span(const struct node *cell) {
    struct number span;
    if (!number_read(NULL, node_attribute(cell, "span"), &span) || span.big) return 1;
    return span.coefficient > 1 ? (size_t)span.coefficient : 1;
}

/* The head of the column that the cell begins in. */
static const struct node *column_of(const struct node *cell) {
    size_t at = 0;
    for (const struct node *before = cell->previous; before; before = before->previous)
        at += place_span(before);
    const struct node *table = place_above(cell, NODE_TABLE);
    for (const struct node *column = table->first; column; column = column->next)
        if (column->kind == NODE_COLUMN && at-- == 0) return column;
    return NULL;
}

/* A row is known by its first cell that has words other than figures alone: numbers of rows, and
 * figures, name nothing. */
static struct text row_name(const struct node *row, struct arena *arena) {
    for (const struct node *cell = row->first; cell; cell = cell->next) {
        struct text words = node_text(cell, arena);
        bool named = false;
        for (size_t i = 0; i < words.length; i++)
            named = named || (unsigned char)words.at[i] >= 0x80 ||
                    (words.at[i] >= 'A' && words.at[i] <= 'z');
        if (named && !node_child(cell, NODE_FIGURE)) return words;
    }
    return TEXT("");
}

/* Of a table its heads, of a chart the point and its series. */
static void set_cell(const struct node *node, struct arena *arena, struct figure_place *place) {
    const struct node *cell = place_above(node, NODE_CELL);
    const struct node *point = place_above(node, NODE_POINT);
    const struct node *head = place_above(node, NODE_COLUMN);
    if (cell) {
        const struct node *column = column_of(cell);
        place->row = row_name(cell->parent, arena);
        if (column) place->column = node_text(column, arena);
    } else if (point) {
        place->row = node_attribute(point, "label");
        place->column = node_attribute(point->parent, "name");
    } else if (head) {
        place->column = node_text(head, arena);
    }
}

struct figure_place place_of(const struct node *node, struct arena *arena) {
    struct figure_place place = {.block = block_of(node), .section = section_path(node, arena)};
    place.caption = caption_of(place.block, arena);
    set_cell(node, arena, &place);
    return place;
}

struct origin place_origin(const struct node *node) {
    for (const struct node *at = node->parent; at; at = at->parent)
        if (at->origin.file) return at->origin;
    return node->origin;
}

const char *place_print(const struct node *node, struct arena *arena) {
    struct figure_place place = place_of(node, arena);
    struct text parts[] = {place.caption, place.row, place.column};
    struct buffer out = buffer_new(arena);
    buffer_printf(&out, "%s", origin_print(place_origin(node), arena));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].length > 0) buffer_printf(&out, " %.*s", TEXT_ARGS(parts[i]));
    return out.length ? out.at : "";
}
