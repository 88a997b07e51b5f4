/* Signature: organ and date by GB/T 9704-2012, 7.3.5.2.
 *
 * One empty line below the text, the organ two characters from the right; the date on the next
 * line, its first character two to the right of the organ's first.  A date that would come nearer
 * to the right than two characters stands there, and the organ moves left with it.  Never alone on
 * a page. */
#include "layout/inner.h"

#include <math.h>

#include "wording/wording.h"

enum { SHIFT_EM = 2, TEXT_LINES_KEPT = 2 };

static struct inline_text *signature_line(struct layout *layout, const struct node *signature,
                                          enum node_kind kind, const struct page_role *parent) {
    const struct node *node = node_child(signature, kind);
    struct inline_text *text = inline_new(layout, flow_arena(layout), STYLE_SIGNATURE,
                                          layout_new_role(layout, PAGE_P, parent));
    const char *name = kind == NODE_ORGAN ? "organ" : "date";
    if (kind == NODE_ORGAN && node && node->first) {
        inline_add_nodes(text, node);
        return text;
    }
    struct text words = node && node->first ? node_text(node, text->arena)
                                            : node_attribute(layout->document->root, name);
    if (kind == NODE_DATE) words = wording_date(text->arena, words);
    inline_add_text(text, words, signature->origin);
    return text;
}

/* A line too wide for its place is broken like text and keeps its distance from the right. */
static void add_line(struct layout *layout, const struct inline_text *text, double left_pt,
                     double right_pt, int keep) {
    if (text->count == 0) return;
    struct line_block block = layout_line_block(layout, STYLE_SIGNATURE);
    double most = layout->measure_pt - right_pt;
    bool fits = left_pt >= 0;
    block.shape = (struct inline_shape){.measure_pt = fits ? layout->measure_pt - left_pt : most,
                                        .align = fits ? STYLE_LEFT : STYLE_RIGHT};
    block.left_pt = fits ? left_pt : 0;
    block.whole = true;
    block.keep = keep;
    layout_add_lines(layout, text, &block);
}

void place_signature(struct layout *layout, const struct node *node,
                     const struct page_role *parent) {
    const struct style_text *style = &layout->style->text[STYLE_SIGNATURE];
    struct inline_text *organ = signature_line(layout, node, NODE_ORGAN, parent);
    struct inline_text *date = signature_line(layout, node, NODE_DATE, parent);
    double organ_pt = inline_line(organ).width_pt, date_pt = inline_line(date).width_pt;
    double right = style->right_em * style->size_pt, shift = SHIFT_EM * style->size_pt;
    double end = layout->measure_pt - right;
    double organ_left = fmin(end - organ_pt, end - date_pt - shift);
    double date_left = organ->count ? organ_left + shift : end - date_pt;
    flow_keep_last(layout, TEXT_LINES_KEPT);
    flow_add_space(layout, style->before_lines);
    add_line(layout, organ, organ_left, right, date->count ? 1 : 0);
    add_line(layout, date, date_left, right, 0);
    flow_add_space(layout, style->after_lines);
}
