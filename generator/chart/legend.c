/* The legend: a sign and a name for each series, in centred rows at the foot; and the signs
 * themselves, which differ in shape as well as in colour, for print in black and white. */
#include "chart/inner.h"

#include <math.h>

enum { CORNERS_MOST = 12, SHAPES = 4 };

/* Circle, square, triangle, diamond; from the fifth series on with a white heart. */
static size_t shape_points(size_t shape, double radius_pt, struct page_point *points) {
    static const struct page_point square[] = {
        {-0.85, -0.85}, {0.85, -0.85}, {0.85, 0.85}, {-0.85, 0.85}};
    static const struct page_point triangle[] = {{0, -1.1}, {1.05, 0.8}, {-1.05, 0.8}};
    static const struct page_point diamond[] = {{0, -1.2}, {1.2, 0}, {0, 1.2}, {-1.2, 0}};
    const struct page_point *from = shape == 1 ? square : shape == 2 ? triangle : diamond;
    size_t count = shape == 0 ? CORNERS_MOST : shape == 2 ? 3 : 4;
    for (size_t i = 0; i < count; i++) {
        double angle = 2 * acos(-1) * (double)i / CORNERS_MOST;
        points[i] = shape == 0 ? (struct page_point){cos(angle), sin(angle)} : from[i];
        points[i].x_pt *= radius_pt;
        points[i].y_pt *= radius_pt;
    }
    return count;
}

static void add_shape(const struct chart *chart, size_t shape, struct page_point centre,
                      double radius_pt, uint32_t colour) {
    struct page *page = chart->context->page;
    struct page_point *points = arena_take_array(page->arena, CORNERS_MOST, sizeof *points);
    size_t count = shape_points(shape, radius_pt, points);
    for (size_t i = 0; i < count; i++) {
        points[i].x_pt += centre.x_pt;
        points[i].y_pt += centre.y_pt;
    }
    struct page_item *item = page_add(page, PAGE_PATH, chart->context->role);
    item->path.points = points;
    item->path.count = count;
    item->path.colour = colour;
    item->path.filled = true;
}

void chart_marker(const struct chart *chart, size_t series, double x_pt, double y_pt) {
    struct page_point centre = {x_pt, y_pt};
    double radius = 0.26 * chart->em_pt;
    add_shape(chart, series % SHAPES, centre, radius, chart_colour(chart, series));
    if (series / SHAPES % 2 == 1) add_shape(chart, series % SHAPES, centre, radius * 0.5, 0xFFFFFF);
}

/* A bar's swatch, or a piece of line with its marker. */
static void put_sign(const struct chart *chart, size_t series, double x_pt, double baseline_pt) {
    double em = chart->em_pt, middle = baseline_pt - 0.35 * em;
    if (!node_is_set(chart->node, "kind", "line")) {
        chart_area(
            chart,
            (struct chart_box){x_pt, middle - 0.35 * em, x_pt + 1.4 * em, middle + 0.35 * em},
            series);
        return;
    }
    const struct page_point ends[] = {{x_pt, middle}, {x_pt + 1.6 * em, middle}};
    chart_rules(chart, ends, 2, 1.2, chart_colour(chart, series));
    chart_marker(chart, series, x_pt + 0.8 * em, middle);
}

static double entry_width(const struct chart *chart, const struct chart_label *names, size_t i) {
    return names[i].width_pt + 2 * chart->em_pt;
}

/* As many entries as stand side by side from `from` on; their width with the gaps between. */
static size_t fill_row(const struct chart *chart, const struct chart_label *names, size_t from,
                       double width_pt, double *used_pt) {
    double gap = 1.5 * chart->em_pt;
    size_t to = from + 1;
    *used_pt = entry_width(chart, names, from);
    while (to < chart->series_count && *used_pt + gap + entry_width(chart, names, to) <= width_pt)
        *used_pt += gap + entry_width(chart, names, to++);
    return to;
}

static void put_row(const struct chart *chart, const struct chart_label *names, size_t from,
                    size_t to, struct page_point start) {
    for (size_t i = from; i < to; i++) {
        put_sign(chart, i, start.x_pt, start.y_pt);
        chart_put(chart, names[i], start.x_pt + 2 * chart->em_pt, start.y_pt);
        start.x_pt += entry_width(chart, names, i) + 1.5 * chart->em_pt;
    }
}

double chart_legend(const struct chart *chart, struct chart_box box) {
    if (chart->series_count < 2) return 0;
    double em = chart->em_pt, row = 1.5 * em, width = box.right - box.left, used;
    struct chart_label *names =
        arena_take_array(chart->context->arena, chart->series_count, sizeof *names);
    size_t rows = 0;
    for (size_t i = 0; i < chart->series_count; i++)
        names[i] = chart_set(chart, chart->series[i].name, NULL);
    for (size_t i = 0; i < chart->series_count; rows++) i = fill_row(chart, names, i, width, &used);
    double y = box.bottom - row * (double)rows + 1.3 * em;
    for (size_t from = 0; from < chart->series_count; y += row) {
        size_t to = fill_row(chart, names, from, width, &used);
        put_row(chart, names, from, to,
                (struct page_point){box.left + fmax(0, (width - used) / 2), y});
        from = to;
    }
    return row * (double)rows + 0.2 * em;
}
