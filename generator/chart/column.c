/* Columns: one upright bar a value, side by side for the series of a category; below the zero line
 * for negative values. */
#include <math.h>

#include "chart/inner.h"

struct bars {
    const struct chart_frame *frame;
    double width_pt;
};

static double bar_left(const struct chart *chart, const struct bars *bars, size_t category,
                       size_t series) {
    double group = bars->width_pt * (double)chart->series_count;
    return chart_frame_x(bars->frame, category) - group / 2 + bars->width_pt * (double)series;
}

/* The label stands above its bar, below one that goes down. */
static void add_bar(const struct chart *chart, const struct bars *bars, struct chart_marks *marks,
                    size_t category, size_t series) {
    const struct chart_value *value = &chart->series[series].values[category];
    double em = chart->em_pt, left = bar_left(chart, bars, category, series);
    double base = chart_frame_y(bars->frame, 0), end = chart_frame_y(bars->frame, value->at);
    struct chart_label label = chart_set_value(chart, value);
    double x = left + bars->width_pt / 2 - label.width_pt / 2;
    if (!value->known) {
        chart_marks_add(marks, label,
                        (struct chart_places){.at = {{x, base - 0.25 * em}}, .count = 1});
        return;
    }
    bool down = end > base;
    struct chart_box box = {left, down ? base : end, left + bars->width_pt, down ? end : base};
    if (box.bottom > box.top) {
        chart_area(chart, box, series);
        chart_marks_avoid(marks, box);
    }
    double y = down ? end + em : end - 0.25 * em;
    struct chart_places places = {.at = {{x, y}, {x, y - 1.05 * em}}, .count = down ? 1 : 2};
    chart_marks_add(marks, label, places);
}

void chart_column(const struct chart *chart, struct chart_box box) {
    struct chart_frame frame = chart_frame(chart, box, true);
    struct bars bars = {
        &frame, fmin(frame.pitch_pt * 0.7 / (double)chart->series_count, 3.5 * chart->em_pt)};
    struct chart_marks *marks = chart_frame_marks(chart, &frame);
    for (size_t category = 0; category < chart->category_count; category++)
        for (size_t series = 0; series < chart->series_count; series++)
            add_bar(chart, &bars, marks, category, series);
    chart_marks_draw(marks);
}
