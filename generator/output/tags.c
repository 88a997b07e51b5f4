/* Roles of page items → tags around what is drawn: from the open role to the next item's, closing
 * up to the nearest role that holds both and opening the rest.
 *
 * What Cairo 1.16 does decides the rest.  It marks content of leaves alone: content drawn straight
 * into a tag that has children belongs to nothing.  So a role with children wraps its own text in a
 * Span, and artifacts (an "Artifact" tag is an error) are drawn where the innermost open tag has
 * children.  A link stands on one page; whatever else is open runs on. */
#include "output/inner.h"

#include <string.h>

static bool has_children(const struct tags *tags, const struct page_role *role) {
    for (size_t i = tags->parent_count; i-- > 0;)
        if (tags->parents[i] == role) return true;
    return false;
}

static void add_parent(struct tags *tags, const struct page_role *role) {
    ARENA_GROW(tags->arena, tags->parents, tags->parent_count, tags->parent_room);
    tags->parents[tags->parent_count++] = role;
}

/* Roles that are open from the page before stay known; the others will not be seen again. */
static void forget_closed(struct tags *tags) {
    size_t kept = 0;
    for (size_t i = 0; i < tags->parent_count; i++)
        if (page_role_common(tags->parents[i], tags->now) == tags->parents[i])
            tags->parents[kept++] = tags->parents[i];
    tags->parent_count = kept;
}

static void add_parents_of(struct tags *tags, const struct page_role *role) {
    for (role = role->parent; role && !has_children(tags, role); role = role->parent)
        add_parent(tags, role);
}

/* The last role of a page may run on, and an artifact may stand between two items of one role:
 * these too are kept open by having Spans for children. */
void tags_begin_page(struct tags *tags, const struct page *page) {
    const struct page_role *last = NULL;
    bool interrupted = false;
    tags->page = page;
    forget_closed(tags);
    for (size_t i = 0; i < page->count; i++) {
        const struct page_item *item = &page->items[i];
        if (item->kind == PAGE_ANCHOR) continue;
        if (page_role_is_artifact(item->role)) {
            interrupted = true;
        } else {
            if (item->role != last) add_parents_of(tags, item->role);
            if (item->role == last && interrupted && !has_children(tags, last))
                add_parent(tags, last);
            last = item->role;
            interrupted = false;
        }
    }
    if (last && (last->tag == PAGE_P || last->tag == PAGE_LI) && !has_children(tags, last))
        add_parent(tags, last);
}

/* Letters, digits and a few marks as they are, all else as `escape` and two hexadecimal digits; in
 * quotes. */
static const char *quote(struct arena *arena, struct text text, const char *plain_marks,
                         const char *escape) {
    struct buffer buffer = buffer_new(arena);
    buffer_add(&buffer, "'", 1);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || (byte && strchr(plain_marks, byte));
        if (plain)
            buffer_add(&buffer, text.at + i, 1);
        else
            buffer_printf(&buffer, "%s%02X", escape, byte);
    }
    buffer_add(&buffer, "'", 1);
    return buffer.at;
}

const char *tags_anchor(struct arena *arena, struct text name) {
    return quote(arena, name, "-.", "_");
}

/* Cairo 1.16 puts an address between parentheses as it stands, so that brackets and backslashes
 * would break the file. */
static const char *address(struct arena *arena, struct text href) {
    return quote(arena, href, "-._~:/?#[]@!$&*+,;=%", "%");
}

/* First area of the role on this page, or NULL: a link without an area is but a stretch of text. */
static const struct page_item *find_link(const struct tags *tags, const struct page_role *role) {
    for (size_t i = 0; i < tags->page->count; i++) {
        const struct page_item *item = &tags->page->items[i];
        if (item->kind == PAGE_LINK_AREA && item->role == role) return item;
    }
    return NULL;
}

/* Its areas on this page, one a line of text, and where they lead. */
static const char *link_attributes(const struct tags *tags, const struct page_item *link) {
    struct arena *arena = tags->page->arena;
    struct buffer buffer = buffer_new(arena);
    for (const struct page_item *item = link; item < tags->page->items + tags->page->count; item++)
        if (item->kind == PAGE_LINK_AREA && item->role == link->role)
            buffer_printf(&buffer, "%s%.3f %.3f %.3f %.3f", item == link ? "rect=[" : " ",
                          item->link.x_pt, item->link.y_pt, item->link.width_pt,
                          item->link.height_pt);
    bool inside = link->link.name.length > 0;
    buffer_printf(&buffer, "] %s=%s", inside ? "dest" : "uri",
                  inside ? tags_anchor(arena, link->link.name) : address(arena, link->link.href));
    return buffer.at;
}

static void close_span(struct tags *tags) {
    if (tags->span) cairo_tag_end(tags->cairo, "Span");
    tags->span = false;
}

/* A link is closed on the page on which it was opened, so that its name is the same both times. */
static const char *tag_name(const struct tags *tags, const struct page_role *role) {
    if (role->tag == PAGE_LINK && !find_link(tags, role)) return "Span";
    return page_tag_name(role->tag);
}

static void close_up_to(struct tags *tags, const struct page_role *role) {
    close_span(tags);
    for (; tags->now != role; tags->now = tags->now->parent)
        cairo_tag_end(tags->cairo, tag_name(tags, tags->now));
}

static void open_down_to(struct tags *tags, const struct page_role *role) {
    if (role == tags->now) return;
    open_down_to(tags, role->parent);
    const struct page_item *link = role->tag == PAGE_LINK ? find_link(tags, role) : NULL;
    cairo_tag_begin(tags->cairo, tag_name(tags, role), link ? link_attributes(tags, link) : "");
    tags->now = role;
}

void tags_move(struct tags *tags, const struct page_role *role) {
    if (page_role_is_artifact(role)) {
        if (tags->span)
            close_span(tags);
        else if (tags->now && !has_children(tags, tags->now))
            close_up_to(tags, tags->now->parent);
        return;
    }
    if (tags->now != role) {
        close_up_to(tags, page_role_common(tags->now, role));
        open_down_to(tags, role);
    }
    if (!tags->span && has_children(tags, role)) {
        cairo_tag_begin(tags->cairo, "Span", "");
        tags->span = true;
    }
}

void tags_end_page(struct tags *tags) {
    const struct page_role *open = tags->now;
    for (const struct page_role *role = tags->now; role; role = role->parent)
        if (role->tag == PAGE_LINK) open = role->parent;
    close_up_to(tags, open);
}

void tags_end(struct tags *tags) {
    close_up_to(tags, NULL);
}
