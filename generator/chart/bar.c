/* Bars: one lying bar a value, for rankings and long names: the names stand at the left, in up to
 * two lines. */
#include <math.h>

#include "chart/inner.h"

struct rows {
    double left, right, top, bottom; /* of the plot */
    double names_pt;                 /* where the names end */
    double pitch_pt, thick_pt;
    struct chart_axis axis;
};

static double row_x(const struct rows *rows, double value) {
    return rows->left + chart_share(&rows->axis, value) * (rows->right - rows->left);
}

static double row_y(const struct rows *rows, size_t category) {
    return rows->top + ((double)category + 0.5) * rows->pitch_pt;
}

/* A name that does not fit loses its end to an ellipsis. */
static struct chart_lines set_name(const struct chart *chart, struct text name, double width_pt,
                                   size_t most) {
    struct chart_lines lines = chart_wrap(chart, name, width_pt, most);
    struct arena *arena = chart->context->arena;
    const char *end = name.at + name.length;
    if (lines.count == 0 && name.length) {
        diags_add(chart->context->diags, DIAG_L304, chart->node->origin, "%.*s", TEXT_ARGS(name));
        diags_hint(chart->context->diags, N_("a short name in label= would be printed whole"));
    }
    while (lines.count == 0 && end > name.at) {
        text_before(&end, name.at);
        const char *cut = arena_printf(arena, "%.*s…", (int)(end - name.at), name.at);
        lines = chart_wrap(chart, text_of(cut), width_pt, most);
    }
    return lines;
}

/* Names take what they need, at most a third of the box. */
static struct chart_lines *set_names(const struct chart *chart, struct chart_box box,
                                     struct rows *rows) {
    size_t most = rows->pitch_pt >= 2.4 * chart->em_pt ? 2 : 1;
    double most_pt = fmax((box.right - box.left) / 3, 2 * chart->em_pt), used = 0;
    struct chart_lines *names =
        arena_take_array(chart->context->arena, chart->category_count, sizeof *names);
    for (size_t i = 0; i < chart->category_count; i++) {
        names[i] = set_name(chart, chart->categories[i], most_pt, most);
        used = fmax(used, names[i].width_pt);
    }
    rows->names_pt = box.left + used;
    return names;
}

/* Rows lower than a line of text: only every n-th is named. */
static void put_names(const struct chart *chart, const struct rows *rows,
                      const struct chart_lines *names) {
    double em = chart->em_pt;
    size_t step = (size_t)fmax(1, ceil(1.05 * em / rows->pitch_pt));
    if (step > 1) {
        diags_add(chart->context->diags, DIAG_L304, chart->node->origin,
                  N_("only one name in %zu is shown"), step);
        diags_hint(chart->context->diags, N_("give the chart more height"));
    }
    for (size_t i = 0; i < chart->category_count; i += step) {
        double first = row_y(rows, i) + 0.38 * em - 0.575 * em * ((double)names[i].count - 1);
        for (size_t line = 0; line < names[i].count; line++)
            chart_put_right(chart, names[i].lines[line], rows->names_pt,
                            first + 1.15 * em * (double)line);
    }
}

/* Tick labels that would touch the one before are left out; their lines stay. */
static void put_grid(const struct chart *chart, const struct rows *rows) {
    const struct chart_axis *axis = &rows->axis;
    struct page_point *points =
        arena_take_array(chart->context->arena, axis->count * 2, sizeof *points);
    size_t count = 0;
    double free_from = -INFINITY;
    for (size_t i = 0; i < axis->count; i++) {
        double x = row_x(rows, axis->ticks[i].at), half = axis->ticks[i].label.width_pt / 2;
        if (x - half >= free_from) {
            chart_put_centred(chart, axis->ticks[i].label, x, rows->bottom + 1.2 * chart->em_pt);
            free_from = x + half + 0.5 * chart->em_pt;
        }
        if (axis->ticks[i].at == 0) continue;
        points[count++] = (struct page_point){x, rows->top};
        points[count++] = (struct page_point){x, rows->bottom};
    }
    chart_rules(chart, points, count, CHART_GRID_PT, CHART_GRID);
    double x = row_x(rows, 0);
    const struct page_point axes[] = {{x, rows->top}, {x, rows->bottom}};
    chart_rules(chart, axes, 2, CHART_AXIS_PT, CHART_INK);
}

static void add_bar(const struct chart *chart, const struct rows *rows, struct chart_marks *marks,
                    size_t category, size_t series) {
    const struct chart_value *value = &chart->series[series].values[category];
    double em = chart->em_pt, base = row_x(rows, 0), end = row_x(rows, value->at);
    double top = row_y(rows, category) - rows->thick_pt * (double)chart->series_count / 2 +
                 rows->thick_pt * (double)series;
    double baseline = top + rows->thick_pt / 2 + 0.35 * em;
    struct chart_label label = chart_set_value(chart, value);
    if (!value->known) {
        chart_marks_add(marks, label,
                        (struct chart_places){.at = {{base + 0.3 * em, baseline}}, .count = 1});
        return;
    }
    struct chart_box box = {fmin(base, end), top, fmax(base, end), top + rows->thick_pt};
    if (box.right > box.left) chart_area(chart, box, series);
    double x = end < base ? end - 0.3 * em - label.width_pt : end + 0.3 * em;
    chart_marks_add(marks, label, (struct chart_places){.at = {{x, baseline}}, .count = 1});
}

/* Widest label of a value below zero, or of the others. */
static double widest_value(const struct chart *chart, bool negative) {
    double widest = 0;
    for (size_t series = 0; series < chart->series_count; series++)
        for (size_t i = 0; i < chart->category_count; i++) {
            const struct chart_value *value = &chart->series[series].values[i];
            if ((value->known && value->at < 0) == negative)
                widest = fmax(widest, chart_set_value(chart, value).width_pt);
        }
    return widest;
}

/* Labels of both ends stay in the box: half a tick label may reach beyond the plot. */
static void set_axis(const struct chart *chart, struct chart_box box, struct rows *rows) {
    double em = chart->em_pt, below = widest_value(chart, true);
    rows->left = rows->names_pt + 0.5 * em + (below > 0 ? below + 0.3 * em : 0);
    rows->right = box.right - widest_value(chart, false) - 0.4 * em;
    if (rows->right < rows->left + em) rows->right = rows->left + em;
    rows->axis = chart_axis(chart, rows->right - rows->left, 5 * em, true);
    if (rows->axis.widest_pt > 4 * em)
        rows->axis = chart_axis(chart, rows->right - rows->left, rows->axis.widest_pt + em, true);
}

void chart_bar(const struct chart *chart, struct chart_box box) {
    double em = chart->em_pt;
    struct rows rows = {.top = box.top + chart_put_unit(chart, box) + 0.2 * em};
    rows.bottom = box.bottom - chart_legend(chart, box) - 1.5 * em;
    rows.pitch_pt = (rows.bottom - rows.top) / (double)chart->category_count;
    rows.thick_pt = fmin(rows.pitch_pt * 0.7 / (double)chart->series_count, 1.8 * em);
    struct chart_lines *names = set_names(chart, box, &rows);
    set_axis(chart, box, &rows);
    put_grid(chart, &rows);
    put_names(chart, &rows, names);
    struct chart_marks *marks = chart_marks_new(
        chart, (struct chart_box){rows.names_pt, rows.top - em, box.right, rows.bottom + em});
    for (size_t i = 0; i < rows.axis.count; i++) {
        double x = row_x(&rows, rows.axis.ticks[i].at);
        chart_marks_cross(marks, (struct chart_box){x, rows.top, x, rows.bottom});
    }
    for (size_t category = 0; category < chart->category_count; category++)
        for (size_t series = 0; series < chart->series_count; series++)
            add_bar(chart, &rows, marks, category, series);
    chart_marks_draw(marks);
}
