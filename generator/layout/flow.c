/* The flow: pieces wait until more of them are there than a page holds, then one page goes out.
 *
 * So all that a page break depends on (what follows a heading, the end of a table) is known when it
 * is chosen, and no more than a page and a little waits.  Memory of pieces goes with their pages.
 */
#include "layout/inner.h"

#include <assert.h>
#include <string.h>

/* A store is closed when a page has gone and it holds this much; small documents need one. */
enum { STORE_BYTES = 512 * 1024 };

static void free_store(void *store) {
    struct flow_store *s = store;
    arena_free(s->arena);
    s->arena = NULL;
}

/* Stores are few: their small records stay and are used again. */
static void open_store(struct layout *layout) {
    struct flow *flow = &layout->flow;
    struct flow_store *store = flow->spare;
    if (store) {
        flow->spare = store->next;
    } else {
        store = ARENA_NEW(layout->arena, struct flow_store);
        arena_defer(layout->arena, free_store, store);
    }
    store->arena = arena_new();
    store->end = 0;
    store->next = flow->stores;
    flow->stores = store;
    flow->full = false;
}

/* Frees closed stores all of whose pieces are gone. */
static void free_stores(struct flow *flow) {
    size_t first = flow->serial - flow->count;
    struct flow_store **at = &flow->stores->next;
    while (*at) {
        struct flow_store *store = *at;
        if (store->end > first) {
            at = &store->next;
            continue;
        }
        *at = store->next;
        free_store(store);
        store->next = flow->spare;
        flow->spare = store;
    }
}

static void free_all_stores(struct flow *flow) {
    while (flow->stores) {
        struct flow_store *store = flow->stores;
        flow->stores = store->next;
        free_store(store);
        store->next = flow->spare;
        flow->spare = store;
    }
}

/* A second pass starts afresh but for the room that the first one took. */
void flow_start(struct layout *layout) {
    struct flow *flow = &layout->flow;
    free_all_stores(flow);
    struct flow_store *spare = flow->spare;
    struct piece *pieces = flow->pieces;
    size_t room = flow->room;
    *flow = (struct flow){.spare = spare, .pieces = pieces, .room = room};
    open_store(layout);
}

struct arena *flow_arena(const struct layout *layout) {
    return layout->flow.stores->arena;
}

void flow_renew(struct layout *layout) {
    struct flow *flow = &layout->flow;
    if (!flow->full || arena_bytes(flow->stores->arena) < STORE_BYTES) return;
    flow->stores->end = flow->serial;
    open_store(layout);
    free_stores(flow);
}

/* At most what a piece takes of a page, its notes counted in. */
static double taken_pt(const struct layout *layout, const struct piece *piece) {
    double notes = piece->notes ? notes_height(layout, piece->notes_pt) : 0;
    return piece->advance_pt + notes;
}

static void drop_sent(struct layout *layout, size_t count) {
    struct flow *flow = &layout->flow;
    flow->count -= count;
    memmove(flow->pieces, flow->pieces + count, flow->count * sizeof *flow->pieces);
    flow->advance_pt = 0;
    for (size_t i = 0; i < flow->count; i++) flow->advance_pt += taken_pt(layout, &flow->pieces[i]);
    flow->full = true;
    free_stores(flow);
}

static void send_page(struct layout *layout, size_t count) {
    struct flow *flow = &layout->flow;
    bool blank = true;
    for (size_t i = 0; i < count; i++) blank = blank && flow->pieces[i].space;
    if (!blank) flow_send(layout, count);
    drop_sent(layout, count);
}

enum move { STAY, MOVE, WAIT };

/* A block that would be split low on the page goes to the next one whole if it is small: WAIT until
 * so much of it is known.  *start: where it begins. */
static enum move find_move(const struct layout *layout, size_t count, size_t *start) {
    const struct flow *flow = &layout->flow;
    double area = layout->style->area_height_pt, height = 0;
    unsigned block = flow->pieces[count].block;
    for (*start = count; *start > 0 && flow->pieces[*start - 1].block == block;) --*start;
    if (block == 0 || *start == 0 || flow->pieces[*start].y_pt < 0.75 * area) return STAY;
    for (size_t i = *start; i < flow->count && flow->pieces[i].block == block; i++)
        height += flow->pieces[i].advance_pt;
    if (height > 0.5 * area) return STAY;
    return flow->block == block ? WAIT : MOVE;
}

/* Not even the first piece fits: it is too high, or its notes are. */
static void tell_too_high(const struct layout *layout) {
    const struct piece *piece = &layout->flow.pieces[0];
    const struct node *node = piece->begins ? piece->begins->node : layout->document->root;
    if (piece->notes) {
        diags_add(layout->diags, DIAG_L106, piece->notes->text->runs[0].origin, N_("on page %d"),
                  layout->flow.pages + 1);
        diags_hint(layout->diags, N_("shorten it, or make it a paragraph of the text"));
        return;
    }
    diags_add(layout->diags, DIAG_L101, node->origin, N_("on page %d"), layout->flow.pages + 1);
}

/* Sends a page if one is full. */
static bool send_full_page(struct layout *layout) {
    struct flow *flow = &layout->flow;
    size_t count, start;
    enum flow_fit fit = flow_fill(layout, &count);
    if (fit == FLOW_FITS) return false;
    enum move move = fit == FLOW_OVER ? find_move(layout, count, &start) : STAY;
    if (move == WAIT) return false;
    if (move == MOVE) count = start;
    if (fit == FLOW_OVER) count = flow_last_break(flow, count);
    if (count == 0) {
        tell_too_high(layout);
        count = 1;
    }
    send_page(layout, count);
    return true;
}

void flow_add(struct layout *layout, struct piece piece) {
    struct flow *flow = &layout->flow;
    if (flow->failed) return;
    piece.breaks = flow->break_next && !piece.space;
    if (!piece.space) {
        flow->break_next = false;
        piece.begins = flow->begins;
        flow->begins = NULL;
    }
    piece.block = flow->block;
    piece.white_pt = flow->white_pt;
    piece.serial = flow->serial++;
    ARENA_GROW(layout->arena, flow->pieces, flow->count, flow->room);
    flow->pieces[flow->count++] = piece;
    flow->advance_pt += taken_pt(layout, &piece);
    /* Cheap bound first: pages are only tried when they may be full. */
    double enough = layout->style->area_height_pt - 2 * layout->style->grid_pitch_pt;
    if (piece.head) enough -= piece.head->advance_pt;
    while (!flow->failed && flow->count > 0 && (piece.breaks || flow->advance_pt > enough))
        if (!send_full_page(layout)) break;
}

void flow_begin(struct layout *layout, const struct node *node) {
    struct flow_begin *begin = ARENA_NEW(layout->arena, struct flow_begin);
    begin->node = node;
    begin->next = layout->flow.begins;
    layout->flow.begins = begin;
}

void flow_add_space(struct layout *layout, double lines) {
    if (lines <= 0) return;
    double height = lines * layout->style->grid_pitch_pt;
    flow_add(layout, (struct piece){.space = true, .ink_pt = 0, .advance_pt = height});
}

void flow_add_gap(struct layout *layout) {
    flow_add_space(layout, 0.15);
}

void flow_break_page(struct layout *layout) {
    if (layout->flow.pages > 0 || layout->flow.count > 0) layout->flow.break_next = true;
}

void flow_keep_last(struct layout *layout, size_t count) {
    struct flow *flow = &layout->flow;
    int after = 1;
    for (size_t i = flow->count; i-- > 0 && count > 0;) {
        struct piece *piece = &flow->pieces[i];
        if (piece->space) continue;
        if (piece->keep < after) piece->keep = after;
        after++;
        count--;
    }
}

void flow_open_block(struct layout *layout, double white_pt) {
    struct flow *flow = &layout->flow;
    assert(flow->block == 0);
    flow->block = ++flow->blocks;
    flow->white_pt = white_pt;
}

void flow_close_block(struct layout *layout) {
    layout->flow.block = 0;
    layout->flow.white_pt = 0;
}

void flow_finish(struct layout *layout) {
    struct flow *flow = &layout->flow;
    while (!flow->failed && flow->count > 0)
        if (!send_full_page(layout)) send_page(layout, flow->count);
    if (!flow->failed && flow->pages == 0) flow_send(layout, 0);
    free_all_stores(flow);
}
