/* Marks beside the text of a line, drawn as rules, round dots and shapes of letters: artifacts, so
 * that the text that is read out of a file is the text alone. */
#include "layout/inner.h"

/* In em of the text, from the baseline down; the em box ends at 0.12. */
static const double line_em = 0.21, dot_em = 0.28, step_em = 0.11;
static const double line_width_em = 0.045, dot_width_em = 0.16;
/* Top of the em box, and what a ruby's letters reach below their baseline. */
static const double box_above_em = 0.88, ruby_depth_em = 0.2;

static double width_of(const struct typeset_mark *mark) {
    return (mark->kind == TYPESET_MARK_DOT ? dot_width_em : line_width_em) * mark->size_pt;
}

/* Below the baseline. */
static double drop_of(const struct typeset_mark *mark) {
    double em = mark->kind == TYPESET_MARK_DOT ? dot_em : line_em;
    return (em + step_em * mark->lines) * mark->size_pt;
}

static bool is_alike(const struct typeset_mark *a, const struct typeset_mark *b) {
    return a->kind != TYPESET_MARK_RUBY && a->kind == b->kind && a->size_pt == b->size_pt &&
           a->colour == b->colour;
}

/* In the gap above the line, which stays as wide as it is. */
static void draw_ruby(const struct inline_text *text, const struct typeset_mark *mark,
                      struct page *page, double x_pt, double baseline_pt) {
    for (size_t i = 0; i < mark->ruby->count; i++) {
        struct page_run *run = &page_add(page, PAGE_RUN, text->layout->artifact)->run;
        *run = mark->ruby->runs[i];
        run->x_pt += x_pt + mark->from_pt;
        run->y_pt = baseline_pt - box_above_em * mark->size_pt - ruby_depth_em * run->size_pt;
        run->shapes = true;
    }
}

void marks_draw(const struct inline_text *text, const struct typeset_line *line, struct page *page,
                double x_pt, double baseline_pt) {
    double left = x_pt + line->x_pt;
    for (size_t i = 0, end; i < line->mark_count; i = end) {
        const struct typeset_mark *first = &line->marks[i];
        for (end = i + 1; end < line->mark_count; end++)
            if (!is_alike(first, &line->marks[end])) break;
        if (first->kind == TYPESET_MARK_RUBY) {
            draw_ruby(text, first, page, left, baseline_pt);
            continue;
        }
        struct page_point *points = arena_take_array(page->arena, 2 * (end - i), sizeof *points);
        for (size_t k = i; k < end; k++) {
            const struct typeset_mark *mark = &line->marks[k];
            double y = baseline_pt + drop_of(mark);
            points[2 * (k - i)] = (struct page_point){left + mark->from_pt, y};
            points[2 * (k - i) + 1] = (struct page_point){left + mark->to_pt, y};
        }
        struct page_item *item = page_add(page, PAGE_RULE, text->layout->artifact);
        item->rule.points = points;
        item->rule.count = 2 * (end - i);
        item->rule.width_pt = width_of(first);
        item->rule.colour = first->colour;
        item->rule.round = first->kind == TYPESET_MARK_DOT;
    }
}
