/* A page as text for golden tests: one line an item, lengths in tenths of a point, so that a change
 * of less than a hair does not show.  `kind x y … role`, the role as its chain from the document
 * down. */
#include "page/page.h"

#include <math.h>

/* Tenths; what rounds to nothing is 0.0, never -0.0. */
static void add_length(struct buffer *buffer, double length_pt) {
    double tenths = round(length_pt * 10);
    buffer_printf(buffer, " %.1f", tenths == 0 ? 0.0 : tenths / 10);
}

static void add_box(struct buffer *buffer, double x_pt, double y_pt, double width_pt,
                    double height_pt) {
    add_length(buffer, x_pt);
    add_length(buffer, y_pt);
    add_length(buffer, width_pt);
    add_length(buffer, height_pt);
}

static void add_points(struct buffer *buffer, const struct page_point *points, size_t count) {
    for (size_t i = 0; i < count; i++) {
        add_length(buffer, points[i].x_pt);
        add_length(buffer, points[i].y_pt);
    }
}

static void add_text(struct buffer *buffer, struct text text) {
    buffer_add(buffer, " \"", 2);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte == '"' || byte == '\\')
            buffer_printf(buffer, "\\%c", byte);
        else if (byte < 0x20)
            buffer_printf(buffer, "\\x%02x", byte);
        else
            buffer_add(buffer, text.at + i, 1);
    }
    buffer_add(buffer, "\"", 1);
}

static void add_role(struct buffer *buffer, const struct page_role *role) {
    if (role->parent) {
        add_role(buffer, role->parent);
        buffer_add(buffer, "/", 1);
    }
    buffer_printf(buffer, "%s", page_tag_name(role->tag));
}

static void add_run(struct buffer *buffer, const struct page_run *run) {
    buffer_printf(buffer, "run");
    add_length(buffer, run->x_pt);
    add_length(buffer, run->y_pt);
    add_length(buffer, run->width_pt);
    buffer_printf(buffer, " font %d size %g #%06x", run->font, run->size_pt, (unsigned)run->colour);
    add_text(buffer, run->text);
    if (run->shapes) buffer_printf(buffer, " shapes");
    if (run->figure) buffer_printf(buffer, " figure \"%.*s\"", TEXT_ARGS(run->figure->indicator));
}

static void add_item(struct buffer *buffer, const struct page_item *item) {
    switch (item->kind) {
    case PAGE_RUN: add_run(buffer, &item->run); return;
    case PAGE_RULE:
        buffer_printf(buffer, "rule width %g%s #%06x:", item->rule.width_pt,
                      item->rule.round ? " round" : "", (unsigned)item->rule.colour);
        add_points(buffer, item->rule.points, item->rule.count);
        return;
    case PAGE_AREA:
        buffer_printf(buffer, "area");
        add_box(buffer, item->area.x_pt, item->area.y_pt, item->area.width_pt,
                item->area.height_pt);
        buffer_printf(buffer, " #%06x hatch %d", (unsigned)item->area.colour, item->area.hatch);
        return;
    case PAGE_PATH:
        buffer_printf(buffer, "path %s %g #%06x:", item->path.filled ? "filled" : "width",
                      item->path.width_pt, (unsigned)item->path.colour);
        add_points(buffer, item->path.points, item->path.count);
        return;
    case PAGE_LINK_AREA:
        buffer_printf(buffer, "link");
        add_box(buffer, item->link.x_pt, item->link.y_pt, item->link.width_pt,
                item->link.height_pt);
        add_text(buffer, item->link.name.length ? item->link.name : item->link.href);
        return;
    case PAGE_ANCHOR:
        buffer_printf(buffer, "anchor");
        add_length(buffer, item->anchor.x_pt);
        add_length(buffer, item->anchor.y_pt);
        add_text(buffer, item->anchor.name);
        return;
    }
}

struct text page_dump(const struct page *page, struct arena *arena) {
    struct buffer buffer = buffer_new(arena);
    buffer_printf(&buffer, "page %d", page->number);
    add_text(&buffer, page->label);
    add_length(&buffer, page->width_pt);
    add_length(&buffer, page->height_pt);
    buffer_add(&buffer, "\n", 1);
    for (size_t i = 0; i < page->count; i++) {
        const struct page_item *item = &page->items[i];
        add_item(&buffer, item);
        if (item->role) {
            buffer_add(&buffer, " ", 1);
            add_role(&buffer, item->role);
        }
        buffer_add(&buffer, "\n", 1);
    }
    return buffer_text(&buffer);
}
