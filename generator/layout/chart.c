/* Charts: the drawing of chart/ in a box, the caption below it, then note and source.  Never split.
 *
 * chart/ knows no fonts: its labels are composed here. */
#include "layout/inner.h"

#include <math.h>

#include "chart/chart.h"
#include "xml/xml.h"

struct chart_piece {
    const struct node *node;
    const struct page_role *role;
    double height_pt;
};

static struct chart_label set_label(void *self, struct text words, const struct figure *figure,
                                    enum style_class which) {
    struct layout *layout = self;
    struct inline_text *text = inline_new(layout, layout->page->arena, which, NULL);
    double size = layout->style->text[which].size_pt;
    inline_add_text(text, words, figure ? figure->origin : ORIGIN_NONE);
    if (text->count == 0) return (struct chart_label){.size_pt = size};
    text->runs[0].figure = figure;
    struct typeset_line line = inline_line(text);
    return (struct chart_label){line.runs, line.count, line.width_pt, size};
}

static void draw_chart(struct layout *layout, struct page *page, const struct piece *piece,
                       double x_pt, double y_pt) {
    const struct chart_piece *chart = piece->data;
    struct chart_context context = {.style = layout->style,
                                    .set_text = set_label,
                                    .text_self = layout,
                                    .page = page,
                                    .role = chart->role,
                                    .arena = page->arena,
                                    .diags = layout->diags};
    chart_draw(chart->node, x_pt, y_pt, layout->measure_pt, chart->height_pt, &context);
}

/* A length such as 62mm, a plain number in points; 0 if the chart asks for none. */
static double wanted_height(struct layout *layout, const struct node *node) {
    struct text height = node_attribute(node, "height");
    double points = 0, em = layout->style->text[STYLE_CHART_LABEL].size_pt;
    if (height.length == 0) return 0;
    bool read = xml_number(height, &points) || xml_length(height, em, &points);
    if (read && points > 0) return points;
    diags_add(layout->diags, DIAG_L308, node->origin, "height=\"%.*s\"", TEXT_ARGS(height));
    diags_hint(layout->diags, N_("write a length such as 62mm, 180pt or 180"));
    return 0;
}

/* The height that is asked for, at most what a page has left beside `taken`. */
static double chart_height(struct layout *layout, const struct node *node, double taken_pt) {
    double most = layout->style->area_height_pt - taken_pt;
    double height = layout->style->chart_height_pt;
    double wanted = wanted_height(layout, node);
    if (wanted > 0) height = wanted;
    double least =
        chart_least_height(node, layout->style); /* a long list of names needs its room */
    if (height < least) height = least;
    if (height <= most) return height;
    diags_add(layout->diags, DIAG_L104, node->origin, N_("%.0f pt; there is room for %.0f pt"),
              height, most);
    return most;
}

static double text_height(const struct layout *layout, const struct inline_text *text) {
    struct line_block block = layout_line_block(layout, text->class);
    return (double)inline_set(text, block.shape).count * layout->style->text[text->class].pitch_pt;
}

void place_chart(struct layout *layout, const struct node *node, const struct page_role *parent) {
    const struct page_role *role = layout_new_role(layout, PAGE_FIGURE, parent);
    size_t count = 0, notes;
    double taken = 0.15 * layout->style->grid_pitch_pt;
    struct inline_text *caption = layout_caption(layout, node, STYLE_CHART_CAPTION, role);
    struct inline_text **below = layout_notes(layout, node, STYLE_CHART_NOTE, parent, &notes);
    struct inline_text **texts = arena_take_array(flow_arena(layout), notes + 1, sizeof *texts);
    if (caption) texts[count++] = caption;
    for (size_t i = 0; i < notes; i++) texts[count++] = below[i];
    for (size_t i = 0; i < count; i++) taken += text_height(layout, texts[i]);

    struct chart_piece *chart = ARENA_NEW(flow_arena(layout), struct chart_piece);
    *chart = (struct chart_piece){node, role, chart_height(layout, node, taken)};
    flow_open_block(layout, layout_white_pt(layout));
    flow_add(layout, (struct piece){.ink_pt = chart->height_pt,
                                    .advance_pt = chart->height_pt,
                                    .keep = count > 0 ? 1 : 0,
                                    .draw = draw_chart,
                                    .data = chart});
    if (count > 0) flow_add_gap(layout);
    for (size_t i = 0; i < count; i++) {
        struct line_block block = layout_line_block(layout, texts[i]->class);
        block.whole = true;
        block.keep = i + 1 < count ? 1 : 0;
        layout_add_lines(layout, texts[i], &block);
    }
    flow_close_block(layout);
}
