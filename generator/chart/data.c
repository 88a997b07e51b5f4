/* Chart node → categories × series.
 *
 * A category is a label; a series need not have all of them, and a missing value is never zero.
 * Labels that a series repeats are categories of their own.  Figures are brought to the measure of
 * the first known one. */
#include "chart/inner.h"

#include <stdlib.h>

static uint32_t read_colour(struct text text) {
    uint32_t colour = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 0;
        colour = colour << 4 | digit;
    }
    return colour & 0xFFFFFF;
}

uint32_t chart_colour(const struct chart *chart, size_t series) {
    struct text list = chart->context->style->chart_colours, word;
    size_t count = 0;
    for (struct text rest = list; text_cut_word(&rest, &word);) count++;
    if (count == 0) return CHART_INK;
    size_t wanted = series % count;
    while (text_cut_word(&list, &word) && wanted > 0) wanted--;
    return read_colour(word);
}

static size_t count_children(const struct node *node, enum node_kind kind) {
    size_t count = 0;
    for (const struct node *child = node->first; child; child = child->next)
        if (child->kind == kind) count++;
    return count;
}

/* Index of the label among the categories that this series has not yet used, or of a new one. */
static size_t find_category(struct chart *chart, struct text label, const bool *used) {
    for (size_t i = 0; i < chart->category_count; i++)
        if (!used[i] && text_equal(chart->categories[i], label)) return i;
    ARENA_GROW(chart->context->arena, chart->categories, chart->category_count,
               chart->category_room);
    chart->categories[chart->category_count] = label;
    return chart->category_count++;
}

/* All figures in one measure, or a word about the one that cannot be. */
static struct figure in_one_measure(const struct chart *chart, const struct figure *figure,
                                    struct measure measure, const struct node *point) {
    if (measure_alike(figure->measure, measure))
        return figure_in_measure(chart->context->arena, *figure, measure);
    diags_add(chart->context->diags, DIAG_L305, point->origin, "%.*s, %.*s",
              TEXT_ARGS(measure.name), TEXT_ARGS(figure->measure.name));
    return *figure;
}

static void add_range(struct chart *chart, struct number value) {
    if (chart->known == 0 || number_compare(value, chart->least) < 0) chart->least = value;
    if (chart->known == 0 || number_compare(value, chart->most) > 0) chart->most = value;
    if (!number_is_integer(value)) chart->integers = false;
    chart->known++;
}

static const struct figure *first_known(const struct node *node) {
    for (const struct node *series = node->first; series; series = series->next)
        for (const struct node *point = series->first; point; point = point->next) {
            const struct node *figure = node_child(point, NODE_FIGURE);
            if (point->kind == NODE_POINT && figure && figure->figure &&
                figure_is_known(figure->figure))
                return figure->figure;
        }
    return NULL;
}

static void read_point(struct chart *chart, const struct node *point, struct measure measure,
                       struct chart_value *value) {
    const struct node *node = node_child(point, NODE_FIGURE);
    if (!node || !node->figure) return;
    value->figure = value->source = node->figure;
    value->known = figure_is_known(node->figure);
    if (!value->known) return;
    struct figure *same = ARENA_NEW(chart->context->arena, struct figure);
    *same = in_one_measure(chart, node->figure, measure, point);
    value->figure = same;
    value->exact = same->quantity.value;
    value->at = number_to_double(value->exact);
    add_range(chart, value->exact);
}

static void read_series(struct chart *chart, const struct node *node, struct measure measure,
                        size_t points, struct chart_series *series) {
    struct arena *arena = chart->context->arena;
    bool *used = arena_take_array(arena, points, sizeof *used);
    series->name = node_attribute(node, "name");
    series->values = arena_take_array(arena, points, sizeof *series->values);
    for (const struct node *point = node->first; point; point = point->next) {
        if (point->kind != NODE_POINT) continue;
        size_t at = find_category(chart, node_attribute(point, "label"), used);
        used[at] = true;
        read_point(chart, point, measure, &series->values[at]);
    }
}

static void set_unit(struct chart *chart, const struct figure *known) {
    chart->unit = node_attribute(chart->node, "unit");
    if (chart->unit.length || !known || known->measure.name.length == 0) return;
    enum wording_script script = chart_script(chart);
    struct arena *arena = chart->context->arena;
    chart->unit =
        word_filled(arena, script, WORD_UNIT_LABEL, wording_measure(arena, known->measure, script));
}

bool chart_read(const struct node *node, const struct chart_context *context, struct chart *chart) {
    size_t series = count_children(node, NODE_SERIES), points = 0;
    for (const struct node *child = node->first; child; child = child->next)
        points += count_children(child, NODE_POINT);
    if (series > CHART_SERIES_MOST || points > CHART_POINTS_MOST) {
        diags_add(context->diags, DIAG_L303, node->origin,
                  N_("%zu series and %zu points; at most %d and %d"), series, points,
                  CHART_SERIES_MOST, CHART_POINTS_MOST);
        return false;
    }
    *chart = (struct chart){.node = node,
                            .context = context,
                            .em_pt = context->style->text[STYLE_CHART_LABEL].size_pt,
                            .integers = true};
    chart->series = arena_take_array(context->arena, series, sizeof *chart->series);
    const struct figure *known = first_known(node);
    struct measure measure = known ? known->measure : (struct measure){0};
    for (const struct node *child = node->first; child; child = child->next)
        if (child->kind == NODE_SERIES)
            read_series(chart, child, measure, points, &chart->series[chart->series_count++]);
    set_unit(chart, known);
    return true;
}
