/* One page: where the waiting pieces lie on it, where it may end, and its way to the sink.
 *
 * Lines of text stand on the baseline grid.  A block (title, table, chart) is set solid and takes
 * whole grid lines, the white that this leaves shared between above and below, so that text returns
 * to the grid after it.  Blocks that follow one another take them together. */
#include "layout/inner.h"

#include <math.h>

static const double tolerance_pt = 0.05;

struct cursor {
    double y_pt;
    double end_pt;   /* of the open block */
    double foot_pt;  /* of a block that stands right above; 0: none does */
    unsigned block;  /* open block; 0: none */
    bool any;        /* something stands on the page */
    bool line;       /* a line of text stands right above: its line gap belongs to the white */
    double notes_pt; /* what the notes so far take from the page */
};

static double line_up(const struct style *style, double y_pt) {
    if (!style->grid) return y_pt;
    return ceil(y_pt / style->grid_pitch_pt - 0.01) * style->grid_pitch_pt;
}

/* Height of the rest of the block that piece `from` belongs to; *whole if its end is there. */
static double block_height(const struct flow *flow, size_t from, bool *whole) {
    unsigned block = flow->pieces[from].block;
    double height = from == 0 && flow->pieces[0].head ? flow->pieces[0].head->advance_pt : 0;
    size_t i = from;
    for (; i < flow->count && flow->pieces[i].block == block; i++) {
        bool last = i + 1 == flow->count || flow->pieces[i + 1].block != block;
        height += last ? flow->pieces[i].ink_pt : flow->pieces[i].advance_pt;
    }
    *whole = i < flow->count || flow->block != block;
    return height;
}

/* Least distance above the block; the gap below a line of text is there already. */
static double least_above(const struct layout *layout, const struct cursor *cursor, double white) {
    const struct style *style = layout->style;
    double gap = cursor->line ? style->grid_pitch_pt - style->text[STYLE_BODY].size_pt : 0;
    return cursor->any ? white - gap : 0;
}

static void open_block(const struct layout *layout, size_t index, struct cursor *cursor) {
    const struct style *style = layout->style;
    const struct piece *piece = &layout->flow.pieces[index];
    bool whole;
    double height = block_height(&layout->flow, index, &whole);
    double start = line_up(style, cursor->y_pt), white = piece->white_pt;
    if (cursor->foot_pt > 0) start = cursor->foot_pt + white;
    double above = least_above(layout, cursor, white), end = start + above + height + white;
    cursor->end_pt = line_up(style, end);
    if (cursor->any && whole) {
        double share = (cursor->end_pt - end) / 2;
        double room = style->area_height_pt - cursor->notes_pt - start - height - above;
        above += fmax(0, fmin(share, room));
    }
    cursor->y_pt = start + above;
    cursor->block = piece->block;
    cursor->foot_pt = 0;
}

static void put(const struct layout *layout, size_t index, struct cursor *cursor) {
    struct piece *piece = &layout->flow.pieces[index];
    if (cursor->block && piece->block != cursor->block) {
        cursor->foot_pt = piece->block ? cursor->y_pt : 0;
        cursor->y_pt = fmax(cursor->end_pt, cursor->y_pt);
        cursor->block = 0;
        cursor->line = false;
    }
    if (piece->space) {
        piece->y_pt = cursor->y_pt;
        if (cursor->any) cursor->y_pt += piece->advance_pt;
        return;
    }
    if (!piece->block)
        cursor->y_pt = line_up(layout->style, cursor->y_pt);
    else if (!cursor->block)
        open_block(layout, index, cursor);
    if (index == 0 && piece->head) cursor->y_pt += piece->head->advance_pt;
    piece->y_pt = cursor->y_pt;
    cursor->y_pt += piece->advance_pt;
    cursor->any = true;
    if (!piece->block) cursor->line = true;
}

enum flow_fit flow_fill(struct layout *layout, size_t *count) {
    struct flow *flow = &layout->flow;
    struct cursor cursor = {0};
    double most = layout->style->area_height_pt + tolerance_pt, notes = 0;
    for (size_t i = 0; i < flow->count; i++) {
        const struct piece *piece = &flow->pieces[i];
        *count = i;
        if (i > 0 && piece->breaks) return FLOW_FORCED;
        notes += piece->notes_pt;
        cursor.notes_pt = notes_height(layout, notes);
        put(layout, i, &cursor);
        if (!piece->space && piece->y_pt + piece->ink_pt > most - cursor.notes_pt) return FLOW_OVER;
    }
    *count = flow->count;
    return FLOW_FITS;
}

size_t flow_last_break(const struct flow *flow, size_t count) {
    size_t last = 0;
    int need = 0;        /* so many more pieces must stay with those before */
    bool heading = true; /* nothing but headings since the last text */
    for (size_t i = 0; i <= count && i < flow->count; i++) {
        const struct piece *piece = &flow->pieces[i];
        if (piece->heading && !heading) need = 0;
        if (i > 0 && need == 0) last = i;
        if (piece->space) continue;
        heading = piece->heading;
        if (need > 0) need--;
        if (piece->keep > need) need = piece->keep;
    }
    /* All of it should stay together and cannot: fill the page. */
    return last > 0 ? last : count;
}

double flow_left_pt(const struct layout *layout, int page) {
    const struct style *style = layout->style;
    if (!style->duplex || page % 2 == 1) return style->left_pt;
    return style->page_width_pt - style->left_pt - style->area_width_pt;
}

static bool is_linked(const struct layout *layout, const struct node *node) {
    return node->kind == NODE_SECTION || map_find(layout->linked, node->id);
}

static void begin_block(struct layout *layout, const struct node *node, double x_pt, double y_pt) {
    contents_note_page(layout, node, layout->flow.pages);
    if (!layout->page || node->id.length == 0 || !is_linked(layout, node)) return;
    struct page_item *item = page_add(layout->page, PAGE_ANCHOR, layout->artifact);
    item->anchor.x_pt = x_pt;
    item->anchor.y_pt = y_pt;
    item->anchor.name = node->id;
}

static void draw_piece(struct layout *layout, size_t index, size_t count) {
    const struct flow *flow = &layout->flow;
    const struct piece *piece = &flow->pieces[index];
    double x = flow_left_pt(layout, flow->pages), y = layout->style->top_pt + piece->y_pt;
    for (const struct flow_begin *begin = piece->begins; begin; begin = begin->next)
        begin_block(layout, begin->node, x, y);
    if (!layout->page) return;
    if (index == 0 && piece->head) {
        const struct piece *head = piece->head;
        head->draw(layout, layout->page, head, x, y - head->advance_pt);
    }
    if (piece->draw) piece->draw(layout, layout->page, piece, x, y);
    bool ends =
        index + 1 == count && count < flow->count && flow->pieces[count].block == piece->block;
    if (ends && piece->close) piece->close(layout, layout->page, piece, x, y);
}

static struct page *start_page(const struct layout *layout) {
    const struct style *style = layout->style;
    struct page *page = page_new(style->page_width_pt, style->page_height_pt, layout->flow.pages);
    page->label = text_of(arena_printf(page->arena, "%d", page->number));
    return page;
}

void flow_send(struct layout *layout, size_t count) {
    struct flow *flow = &layout->flow;
    if (flow->pages == LAYOUT_PAGES_MOST) {
        diags_add(layout->diags, DIAG_L103, layout->document->root->origin,
                  N_("more than %d pages"), (int)LAYOUT_PAGES_MOST);
        flow->failed = true;
        return;
    }
    flow->pages++;
    if (!layout->counting) layout->page = start_page(layout);
    notes_number(layout, count);
    for (size_t i = 0; i < count; i++) draw_piece(layout, i, count);
    if (layout->counting) return;
    notes_draw(layout, count);
    furniture_draw(layout, layout->page);
    if (!layout->sink->page(layout->sink->self, layout->page)) flow->failed = true;
    page_free(layout->page);
    layout->page = NULL;
}
