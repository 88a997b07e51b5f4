/* The list of chart kinds, and what is the same for all: reading, the empty frame, plain items. */
#include "chart/chart.h"

#include <string.h>

#include "chart/inner.h"

static const struct kind {
    const char *name;
    chart_draw_fn *draw;
} kinds[] = {
    {"column", chart_column},
    {"bar", chart_bar},
    {"line", chart_line},
};

static const char *const kind_names = "column|bar|line";

static const struct kind *find_kind(struct text name) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_is(name, kinds[i].name)) return &kinds[i];
    return NULL;
}

bool chart_is_kind(struct text kind, const char **names) {
    if (names) *names = kind_names;
    return find_kind(kind) != NULL;
}

double chart_least_height(const struct node *chart, const struct style *style) {
    if (!node_is_set(chart, "kind", "bar")) return 0;
    size_t rows = 0, series = 0;
    for (const struct node *child = chart->first; child; child = child->next) {
        size_t points = 0;
        for (const struct node *point = child->first; point; point = point->next) points++;
        if (child->kind != NODE_SERIES) continue;
        series++;
        if (points > rows) rows = points;
    }
    /* A row holds its name, or its bars at a height that leaves room for their values. */
    double row = series > 1 ? 1.1 * (double)series / 0.7 : 1.6;
    return style->text[STYLE_CHART_LABEL].size_pt * (row * (double)rows + (series > 1 ? 5.1 : 3.4));
}

void chart_area(const struct chart *chart, struct chart_box box, size_t series) {
    struct page_item *item = page_add(chart->context->page, PAGE_AREA, chart->context->role);
    item->area.x_pt = box.left;
    item->area.y_pt = box.top;
    item->area.width_pt = box.right - box.left;
    item->area.height_pt = box.bottom - box.top;
    item->area.colour = chart_colour(chart, series);
    item->area.hatch = (int)series;
}

void chart_rules(const struct chart *chart, const struct page_point *points, size_t count,
                 double width_pt, uint32_t colour) {
    if (count == 0) return;
    struct page *page = chart->context->page;
    struct page_point *copy = arena_take_array(page->arena, count, sizeof *copy);
    memcpy(copy, points, count * sizeof *copy);
    struct page_item *item = page_add(page, PAGE_RULE, chart->context->role);
    item->rule.points = copy;
    item->rule.count = count;
    item->rule.width_pt = width_pt;
    item->rule.colour = colour;
}

enum wording_script chart_script(const struct chart *chart) {
    return node_is_traditional(chart->node) ? WORDING_TRADITIONAL : WORDING_SIMPLIFIED;
}

static void draw_empty(const struct chart *chart, struct chart_box box) {
    const struct page_point corners[] = {
        {box.left, box.top},     {box.right, box.top},    {box.right, box.top},
        {box.right, box.bottom}, {box.right, box.bottom}, {box.left, box.bottom},
        {box.left, box.bottom},  {box.left, box.top},
    };
    chart_rules(chart, corners, sizeof corners / sizeof *corners, CHART_AXIS_PT, CHART_GRID);
    chart_put_centred(chart, chart_set(chart, word_text(WORD_NO_DATA, chart_script(chart)), NULL),
                      (box.left + box.right) / 2, (box.top + box.bottom) / 2 + 0.38 * chart->em_pt);
}

bool chart_draw(const struct node *node, double x_pt, double y_pt, double width_pt,
                double height_pt, const struct chart_context *context) {
    struct chart_box box = {x_pt, y_pt, x_pt + width_pt, y_pt + height_pt};
    struct text name = node_attribute(node, "kind");
    const struct kind *kind = name.length ? find_kind(name) : &kinds[0];
    if (!kind) {
        diags_add(context->diags, DIAG_L301, node->origin, "%.*s", TEXT_ARGS(name));
        diags_hint(context->diags, N_("the kinds are column, bar and line"));
        return false;
    }
    struct chart chart;
    if (!chart_read(node, context, &chart)) return false;
    if (chart.known == 0) {
        diags_add(context->diags, DIAG_L302, node->origin, N_("an empty frame is drawn"));
        draw_empty(&chart, box);
        return true;
    }
    box.bottom -= 0.4 * chart.em_pt; /* air above the caption */
    kind->draw(&chart, box);
    return true;
}
