/* Lines: one a series, a marker at each value, broken where a value is missing. */
#include "chart/inner.h"

#include <math.h>

/* The stretch of known values from `from` on as one path; returns the category after it. */
static size_t add_stretch(const struct chart *chart, const struct chart_frame *frame,
                          struct chart_marks *marks, size_t series, size_t from) {
    const struct chart_value *values = chart->series[series].values;
    struct page *page = chart->context->page;
    size_t to = from;
    while (to < chart->category_count && values[to].known) to++;
    if (to - from < 2) return to + 1;
    struct page_point *points = arena_take_array(page->arena, to - from, sizeof *points);
    for (size_t i = from; i < to; i++) {
        points[i - from] =
            (struct page_point){chart_frame_x(frame, i), chart_frame_y(frame, values[i].at)};
        if (i > from) chart_marks_avoid_line(marks, points[i - from - 1], points[i - from]);
    }
    struct page_item *item = page_add(page, PAGE_PATH, chart->context->role);
    item->path.points = points;
    item->path.count = to - from;
    item->path.width_pt = 1.2;
    item->path.colour = chart_colour(chart, series);
    return to + 1;
}

/* 1 if another series' value lies close above this one and none close below, -1 if one lies close
 * below, else 0. */
static int is_close_below(const struct chart *chart, const struct chart_frame *frame, size_t series,
                          size_t category) {
    const struct chart_value *own = &chart->series[series].values[category];
    double near_pt = 2.4 * chart->em_pt, y = chart_frame_y(frame, own->at);
    int below = 0;
    for (size_t i = 0; i < chart->series_count && own->known; i++) {
        const struct chart_value *value = &chart->series[i].values[category];
        if (i == series || !value->known) continue;
        double gap = y - chart_frame_y(frame, value->at);
        bool above = gap > 0 || (gap == 0 && i < series);
        if (fabs(gap) >= near_pt) continue;
        if (!above) return -1;
        below = 1;
    }
    return below;
}

/* Where no other line is close, labels stand as those of most of the series do. */
static bool stands_below(const struct chart *chart, const struct chart_frame *frame, size_t series,
                         size_t category) {
    int here = is_close_below(chart, frame, series, category), all = 0;
    if (here != 0) return here > 0;
    for (size_t i = 0; i < chart->category_count; i++)
        all += is_close_below(chart, frame, series, i);
    return all > 0;
}

/* The label stands above its point, else below it (the other way round under another series'
 * point), else where the lines through the point leave room: obliquely above, at its side, or
 * farther off, as over a valley and under a peak. */
static void add_point(const struct chart *chart, struct chart_marks *marks,
                      const struct chart_value *value, struct page_point at, bool below) {
    double em = chart->em_pt, half = 0.3 * em, x = at.x_pt, y = at.y_pt;
    struct chart_label label = chart_set_value(chart, value);
    double left = x - label.width_pt / 2, aside = label.width_pt / 2 + 0.1 * em;
    double beside = label.width_pt / 2 + 0.5 * em;
    double over = y - 0.5 * em, under = y + 1.3 * em;
    double first = below ? under : over, second = below ? over : under;
    struct chart_places places = {.at = {{left, first},
                                         {left, second},
                                         {left - aside, first},
                                         {left + aside, first},
                                         {left + beside, y + 0.4 * em},
                                         {left - beside, y + 0.4 * em},
                                         {left, below ? y + 2.4 * em : y - 1.6 * em},
                                         {left, below ? y - 1.6 * em : y + 2.4 * em}},
                                  .count = 8};
    chart_marks_avoid(marks, (struct chart_box){x - half, y - half, x + half, y + half});
    chart_marks_add(marks, label, places);
}

void chart_line(const struct chart *chart, struct chart_box box) {
    struct chart_frame frame = chart_frame(chart, box, false);
    struct chart_marks *marks = chart_frame_marks(chart, &frame);
    for (size_t series = 0; series < chart->series_count; series++)
        for (size_t i = 0; i < chart->category_count;)
            i = add_stretch(chart, &frame, marks, series, i);
    for (size_t series = 0; series < chart->series_count; series++)
        for (size_t i = 0; i < chart->category_count; i++) {
            const struct chart_value *value = &chart->series[series].values[i];
            if (!value->known) continue;
            struct page_point at = {chart_frame_x(&frame, i), chart_frame_y(&frame, value->at)};
            chart_marker(chart, series, at.x_pt, at.y_pt);
            add_point(chart, marks, value, at, stands_below(chart, &frame, series, i));
        }
    chart_marks_draw(marks);
}
