/* Labels: text by the caller's function, put on the page; names broken into lines; value labels
 * that never cover one another or what is drawn. */
#include "chart/inner.h"

#include <math.h>
#include <stdlib.h>

#include "wording/wording.h"

struct chart_label chart_set(const struct chart *chart, struct text text,
                             const struct figure *figure) {
    const struct chart_context *context = chart->context;
    return context->set_text(context->text_self, text, figure, STYLE_CHART_LABEL);
}

struct chart_label chart_set_value(const struct chart *chart, const struct chart_value *value) {
    if (!value->figure) return chart_set(chart, TEXT("—"), NULL);
    struct wording_style style = WORDING_PLAIN;
    style.bare = true;
    return chart_set(chart, wording_figure(chart->context->arena, value->figure, style),
                     value->source);
}

void chart_put(const struct chart *chart, struct chart_label label, double x_pt,
               double baseline_pt) {
    for (size_t i = 0; i < label.count; i++) {
        struct page_item *item = page_add(chart->context->page, PAGE_RUN, chart->context->role);
        item->run = label.runs[i];
        item->run.x_pt += x_pt;
        item->run.y_pt += baseline_pt;
    }
}

void chart_put_centred(const struct chart *chart, struct chart_label label, double x_pt,
                       double baseline_pt) {
    chart_put(chart, label, x_pt - label.width_pt / 2, baseline_pt);
}

void chart_put_right(const struct chart *chart, struct chart_label label, double right_pt,
                     double baseline_pt) {
    chart_put(chart, label, right_pt - label.width_pt, baseline_pt);
}

/* ---- names in lines ---- */

/* No break inside a Latin word or number. */
static bool may_break(uint32_t before, uint32_t after) {
    return text_is_wide(before) || text_is_wide(after) || text_is_han(before) || text_is_han(after);
}

/* Longest beginning of the text that fits, in bytes; 0 if not even the first piece does. */
static size_t fit_line(const struct chart *chart, struct text text, double width_pt) {
    size_t best = 0;
    const char *at = text.at, *end = text.at + text.length;
    while (at < end) {
        uint32_t here = text_next(&at, end);
        const char *peek = at;
        if (at < end && !may_break(here, text_next(&peek, end))) continue;
        size_t length = (size_t)(at - text.at);
        if (chart_set(chart, text_slice(text, 0, length), NULL).width_pt > width_pt + 0.01) break;
        best = length;
    }
    return best;
}

static bool wrap_within(const struct chart *chart, struct text text, double width_pt, size_t most,
                        struct chart_lines *lines) {
    *lines = (struct chart_lines){.count = 0};
    while (text.length) {
        size_t length = fit_line(chart, text, width_pt);
        if (length == 0 || lines->count == most) {
            lines->count = 0;
            return false;
        }
        struct chart_label line = chart_set(chart, text_slice(text, 0, length), NULL);
        lines->lines[lines->count++] = line;
        lines->width_pt = fmax(lines->width_pt, line.width_pt);
        text = text_slice(text, length, text.length);
    }
    return true;
}

/* Once the number of lines is known, they are made about equally long. */
struct chart_lines chart_wrap(const struct chart *chart, struct text text, double width_pt,
                              size_t most) {
    struct chart_lines lines, even;
    if (most > 3) most = 3;
    if (!wrap_within(chart, text, width_pt, most, &lines) || lines.count < 2) return lines;
    double whole = chart_set(chart, text, NULL).width_pt;
    double share = ceil(whole / (double)lines.count / chart->em_pt) * chart->em_pt;
    for (; share < width_pt; share += chart->em_pt)
        if (wrap_within(chart, text, share, lines.count, &even)) return even;
    return lines;
}

/* ---- value labels ---- */

struct mark {
    struct chart_label label;
    struct chart_places places;
    bool free;
    struct page_point found;
};

struct chart_marks {
    const struct chart *chart;
    struct chart_box within;
    struct chart_box *taken;
    size_t taken_count, taken_room;
    struct chart_box *grid;
    size_t grid_count, grid_room;
    struct mark *at;
    size_t count, room;
};

struct chart_marks *chart_marks_new(const struct chart *chart, struct chart_box room) {
    struct chart_marks *marks = ARENA_NEW(chart->context->arena, struct chart_marks);
    marks->chart = chart;
    marks->within = room;
    return marks;
}

void chart_marks_avoid(struct chart_marks *marks, struct chart_box box) {
    ARENA_GROW(marks->chart->context->arena, marks->taken, marks->taken_count, marks->taken_room);
    marks->taken[marks->taken_count++] = box;
}

void chart_marks_cross(struct chart_marks *marks, struct chart_box line) {
    ARENA_GROW(marks->chart->context->arena, marks->grid, marks->grid_count, marks->grid_room);
    marks->grid[marks->grid_count++] = line;
}

/* As a row of small boxes, close enough that no digit slips between. */
void chart_marks_avoid_line(struct chart_marks *marks, struct page_point from,
                            struct page_point to) {
    double pace = 0.3 * marks->chart->em_pt, half = pace / 4;
    double length = hypot(to.x_pt - from.x_pt, to.y_pt - from.y_pt);
    for (double gone = 0; gone < length; gone += pace) {
        double x = from.x_pt + (to.x_pt - from.x_pt) * gone / length;
        double y = from.y_pt + (to.y_pt - from.y_pt) * gone / length;
        chart_marks_avoid(marks, (struct chart_box){x - half, y - half, x + half, y + half});
    }
}

void chart_marks_add(struct chart_marks *marks, struct chart_label label,
                     struct chart_places places) {
    ARENA_GROW(marks->chart->context->arena, marks->at, marks->count, marks->room);
    marks->at[marks->count++] = (struct mark){.label = label, .places = places};
}

/* Digits: from the baseline up, with a little air at the sides. */
static struct chart_box mark_box(const struct mark *mark, struct page_point at) {
    double em = mark->label.size_pt, air = em * 0.1;
    return (struct chart_box){at.x_pt - air, at.y_pt - em * 0.8,
                              at.x_pt + mark->label.width_pt + air, at.y_pt + em * 0.1};
}

static bool meets(struct chart_box box, const struct chart_box *others, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (box.left < others[i].right && others[i].left < box.right &&
            box.top < others[i].bottom && others[i].top < box.bottom)
            return true;
    return false;
}

static bool is_free(const struct chart_marks *marks, struct chart_box box) {
    const struct chart_box *room = &marks->within;
    if (box.left < room->left || box.right > room->right || box.top < room->top ||
        box.bottom > room->bottom)
        return false;
    return !meets(box, marks->taken, marks->taken_count);
}

static void find_place(struct chart_marks *marks, struct mark *mark) {
    for (size_t i = 0; i < mark->places.count && !mark->free; i++) {
        struct chart_box box = mark_box(mark, mark->places.at[i]);
        if (!is_free(marks, box)) continue;
        mark->free = true;
        mark->found = mark->places.at[i];
        chart_marks_avoid(marks, box);
    }
}

/* On a white ground where a grid line would strike through the digits. */
static void draw_mark(const struct chart_marks *marks, const struct mark *mark) {
    const struct chart *chart = marks->chart;
    struct chart_box box = mark_box(mark, mark->found);
    if (meets(box, marks->grid, marks->grid_count)) {
        struct page_item *item = page_add(chart->context->page, PAGE_AREA, chart->context->role);
        item->area.x_pt = box.left;
        item->area.y_pt = box.top;
        item->area.width_pt = box.right - box.left;
        item->area.height_pt = box.bottom - box.top;
        item->area.colour = 0xFFFFFF;
    }
    chart_put(chart, mark->label, mark->found.x_pt, mark->found.y_pt);
}

static void tell_lost(const struct chart *chart, size_t lost, size_t count) {
    diags_add(chart->context->diags, DIAG_L307, chart->node->origin, N_("%zu of %zu"), lost, count);
    diags_hint(chart->context->diags,
               N_("give the chart more height or fewer points, or put the figures into a table"));
}

void chart_marks_draw(struct chart_marks *marks) {
    size_t lost = 0;
    for (size_t i = 0; i < marks->count; i++) {
        find_place(marks, &marks->at[i]);
        if (!marks->at[i].free) lost++;
    }
    bool none = lost * 3 > marks->count;
    if (lost > 0) tell_lost(marks->chart, none ? marks->count : lost, marks->count);
    for (size_t i = 0; i < marks->count && !none; i++)
        if (marks->at[i].free) draw_mark(marks, &marks->at[i]);
}
