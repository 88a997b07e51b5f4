/* A page under construction: an arena of its own and a growing list of items, dropped whole when
 * the sink has had it. */
#include "page/page.h"

#include <assert.h>

struct page *page_new(double width_pt, double height_pt, int number) {
    struct arena *arena = arena_new();
    struct page *page = ARENA_NEW(arena, struct page);
    page->arena = arena;
    page->width_pt = width_pt;
    page->height_pt = height_pt;
    page->number = number;
    return page;
}

void page_free(struct page *page) {
    if (page) arena_free(page->arena);
}

struct page_item *page_add(struct page *page, enum page_kind kind, const struct page_role *role) {
    assert(page != NULL);
    ARENA_GROW(page->arena, page->items, page->count, page->room);
    struct page_item *item = &page->items[page->count++];
    *item = (struct page_item){.kind = kind, .role = role};
    return item;
}
