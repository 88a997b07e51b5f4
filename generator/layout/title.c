/* Title and subtitle: at the top of the type area, in a balanced shape; what follows is on the
 * grid.
 *
 * The title's letters are higher than the grid's: its lines are set solid as a block. */
#include "layout/inner.h"

static void place_line(struct layout *layout, const struct node *node, enum style_class class,
                       const struct page_role *parent) {
    const struct style_text *style = &layout->style->text[class];
    struct line_block block = layout_line_block(layout, class);
    struct inline_text *text =
        inline_new(layout, flow_arena(layout), class, layout_new_role(layout, PAGE_P, parent));
    bool high = style->size_pt > 1.2 * layout->style->text[STYLE_BODY].size_pt;
    inline_add_nodes(text, node);
    block.whole = true;
    block.flush = true;
    block.keep = 2;
    flow_add_space(layout, style->before_lines);
    if (high) flow_open_block(layout, 0);
    layout_add_lines(layout, text, &block);
    if (high) flow_close_block(layout);
}

/* The empty line comes after the last line of the head. */
void place_title(struct layout *layout, const struct node *node, const struct page_role *parent) {
    enum style_class class = node->kind == NODE_TITLE ? STYLE_TITLE : STYLE_SUBTITLE;
    if (!node->first) return;
    place_line(layout, node, class, parent);
    if (node->next && node->next->kind == NODE_SUBTITLE) return;
    flow_add_space(layout, layout->style->text[class].after_lines);
}
