/* The frame of kinds whose values go upwards (column, line): unit at the top left, tick labels left
 * of the plot, category names below it in one to three lines or sparse, legend at the foot. */
#include "chart/inner.h"

#include <math.h>
#include <stdlib.h>

struct names {
    struct chart_lines *at; /* one a category; count 0: not shown */
    size_t lines;           /* of the highest */
};

double chart_put_unit(const struct chart *chart, struct chart_box box) {
    if (chart->unit.length == 0) return 0;
    chart_put(chart, chart_set(chart, chart->unit, NULL), box.left, box.top + 0.88 * chart->em_pt);
    return 1.3 * chart->em_pt;
}

double chart_frame_y(const struct chart_frame *frame, double value) {
    return frame->bottom - chart_share(&frame->axis, value) * (frame->bottom - frame->top);
}

double chart_frame_x(const struct chart_frame *frame, size_t category) {
    return frame->left + ((double)category + 0.5) * frame->pitch_pt;
}

/* Every n-th name on one line, for the least n that leaves them apart.  Points of a line are times
 * as a rule, and time goes on between two names; a column without its name tells nothing. */
static void set_sparse(const struct chart *chart, double pitch_pt, struct names *names) {
    double widest = 0;
    for (size_t i = 0; i < chart->category_count; i++)
        widest = fmax(widest, chart_set(chart, chart->categories[i], NULL).width_pt);
    size_t step = (size_t)ceil((widest + 0.5 * chart->em_pt) / pitch_pt);
    for (size_t i = 0; i < chart->category_count; i++) {
        names->at[i] = (struct chart_lines){.count = 0};
        if (i % step != 0) continue;
        names->at[i].lines[0] = chart_set(chart, chart->categories[i], NULL);
        names->at[i].count = 1;
    }
    names->lines = 1;
    if (node_is_set(chart->node, "kind", "line")) return;
    diags_add(chart->context->diags, DIAG_L304, chart->node->origin,
              N_("only one name in %zu is shown"), step);
    diags_hint(chart->context->diags, N_("long names stand better in a chart of kind bar"));
}

static struct names set_names(const struct chart *chart, double pitch_pt) {
    struct names names = {
        .at = arena_take_array(chart->context->arena, chart->category_count, sizeof *names.at)};
    for (size_t i = 0; i < chart->category_count; i++) {
        names.at[i] = chart_wrap(chart, chart->categories[i], pitch_pt - 0.3 * chart->em_pt, 3);
        if (names.at[i].count == 0 && chart->categories[i].length) {
            set_sparse(chart, pitch_pt, &names);
            return names;
        }
        if (names.at[i].count > names.lines) names.lines = names.at[i].count;
    }
    return names;
}

/* Centred below their categories, but inside the box. */
static void put_names(const struct chart *chart, const struct chart_frame *frame,
                      const struct names *names, struct chart_box box) {
    double em = chart->em_pt, first = box.top + 0.88 * em;
    for (size_t i = 0; i < chart->category_count; i++)
        for (size_t line = 0; line < names->at[i].count; line++) {
            struct chart_label label = names->at[i].lines[line];
            double x = chart_frame_x(frame, i) - label.width_pt / 2;
            x = fmax(box.left, fmin(x, box.right - label.width_pt));
            chart_put(chart, label, x, first + 1.15 * em * (double)line);
        }
}

/* An axis that does not begin at zero is drawn, with a break at its foot. */
static void put_break(const struct chart *chart, const struct chart_frame *frame) {
    double em = chart->em_pt, x = frame->left, y = frame->bottom;
    const struct page_point line[] = {{x, frame->top},
                                      {x, y - 1.2 * em},
                                      {x - 0.4 * em, y - 1.05 * em},
                                      {x + 0.4 * em, y - 0.7 * em},
                                      {x, y - 0.55 * em},
                                      {x, y}};
    enum { POINTS = sizeof line / sizeof *line };
    struct page_point pairs[2 * (POINTS - 1)];
    for (size_t i = 0; i + 1 < POINTS; i++) {
        pairs[2 * i] = line[i];
        pairs[2 * i + 1] = line[i + 1];
    }
    chart_rules(chart, pairs, 2 * (POINTS - 1), CHART_AXIS_PT, CHART_INK);
}

/* Grid hair-thin and grey below everything; the zero line is the axis. */
static void put_grid(const struct chart *chart, const struct chart_frame *frame) {
    const struct chart_axis *axis = &frame->axis;
    struct page_point *points =
        arena_take_array(chart->context->arena, axis->count * 2, sizeof *points);
    size_t count = 0;
    double base = axis->from <= 0 && axis->to >= 0 ? 0 : axis->from;
    for (size_t i = 0; i < axis->count; i++) {
        double y = chart_frame_y(frame, axis->ticks[i].at);
        chart_put_right(chart, axis->ticks[i].label, frame->left - 0.4 * chart->em_pt,
                        y + 0.35 * chart->em_pt);
        if (axis->ticks[i].at == base) continue;
        points[count++] = (struct page_point){frame->left, y};
        points[count++] = (struct page_point){frame->right, y};
    }
    chart_rules(chart, points, count, CHART_GRID_PT, CHART_GRID);
    double y = chart_frame_y(frame, base);
    const struct page_point axes[] = {{frame->left, y}, {frame->right, y}};
    chart_rules(chart, axes, 2, CHART_AXIS_PT, CHART_INK);
    if (base != 0) put_break(chart, frame);
}

/* Above the top tick, and below the lowest if values go below zero, there is room for a value
 * label. */
struct chart_frame chart_frame(const struct chart *chart, struct chart_box box, bool zero) {
    double em = chart->em_pt;
    struct chart_frame frame = {.right = box.right};
    box.top += chart_put_unit(chart, box);
    box.bottom -= chart_legend(chart, box);
    frame.top = box.top + 1.3 * em;
    frame.axis = chart_axis(chart, box.bottom - frame.top - 2.5 * em, 2.2 * em, zero);
    frame.left = box.left + frame.axis.widest_pt + 0.4 * em;
    frame.pitch_pt = (frame.right - frame.left) / (double)chart->category_count;
    struct names names = set_names(chart, frame.pitch_pt);
    double names_top = box.bottom - 1.15 * em * (double)names.lines;
    frame.bottom = names_top - 0.4 * em - (frame.axis.from < 0 ? em : 0);
    frame.room = (struct chart_box){frame.left, frame.top - 1.3 * em, frame.right + em,
                                    names_top - 0.15 * em};
    put_grid(chart, &frame);
    box.top = names_top;
    put_names(chart, &frame, &names, box);
    return frame;
}

struct chart_marks *chart_frame_marks(const struct chart *chart, const struct chart_frame *frame) {
    struct chart_marks *marks = chart_marks_new(chart, frame->room);
    for (size_t i = 0; i < frame->axis.count; i++) {
        double y = chart_frame_y(frame, frame->axis.ticks[i].at);
        chart_marks_cross(marks, (struct chart_box){frame->left, y, frame->right, y});
    }
    return marks;
}
