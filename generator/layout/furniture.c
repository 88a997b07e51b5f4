/* Page furniture: the number "— 1 —" below the type area, the running title above it.
 *
 * Both are artifacts: no part of the text, and drawn when a page is complete. */
#include "layout/inner.h"

static struct typeset_line one_line(struct layout *layout, struct page *page,
                                    enum style_class class, struct text words) {
    struct inline_text *text = inline_new(layout, page->arena, class, layout->artifact);
    inline_add_text(text, words, ORIGIN_NONE);
    return inline_line(text);
}

static void draw(struct layout *layout, struct page *page, const struct typeset_line *line,
                 double x_pt, double baseline_pt) {
    for (size_t i = 0; i < line->count; i++) {
        struct page_item *item = page_add(page, PAGE_RUN, layout->artifact);
        item->run = line->runs[i];
        item->run.x_pt += x_pt;
        item->run.y_pt += baseline_pt;
    }
}

/* GB/T 9704-2012, 7.5: the dash 7 mm below the type area; one character from the outer edge. */
static void draw_number(struct layout *layout, struct page *page) {
    const struct style *style = layout->style;
    const struct style_text *text = &style->text[STYLE_PAGE_NUMBER];
    if (style->page_number == STYLE_NUMBER_NONE) return;
    struct text words = text_of(arena_printf(page->arena, "— %.*s —", TEXT_ARGS(page->label)));
    struct typeset_line line = one_line(layout, page, STYLE_PAGE_NUMBER, words);
    double room = style->area_width_pt - line.width_pt, x = room / 2;
    if (style->page_number == STYLE_NUMBER_OUTSIDE)
        x = page->number % 2 == 1 ? room - text->size_pt : text->size_pt;
    /* A dash lies in the middle of the em box, 0.38 em above the baseline. */
    double dash = style->top_pt + style->area_height_pt + style->page_number_drop_pt;
    draw(layout, page, &line, flow_left_pt(layout, page->number) + x, dash + 0.38 * text->size_pt);
}

/* The title as far as it goes into one line. */
static struct typeset_line header_line(struct layout *layout, struct page *page) {
    const struct style *style = layout->style;
    struct text title = layout->title;
    struct typeset_line line = one_line(layout, page, STYLE_PAGE_HEADER, title);
    while (line.width_pt > style->area_width_pt && title.length > 0) {
        const char *end = title.at + title.length;
        text_before(&end, title.at);
        title.length = (size_t)(end - title.at);
        struct text words = text_of(arena_printf(page->arena, "%.*s……", TEXT_ARGS(title)));
        line = one_line(layout, page, STYLE_PAGE_HEADER, words);
    }
    return line;
}

/* The first page has the title itself. */
static void draw_header(struct layout *layout, struct page *page) {
    const struct style *style = layout->style;
    if (!style->page_header || layout->title.length == 0 || page->number == 1) return;
    const struct style_text *text = &style->text[STYLE_PAGE_HEADER];
    struct typeset_line line = header_line(layout, page);
    double left = flow_left_pt(layout, page->number), room = style->area_width_pt - line.width_pt;
    double x = text->align == STYLE_CENTRE ? room / 2 : text->align == STYLE_RIGHT ? room : 0;
    draw(layout, page, &line, left + x, style->page_header_pt);
    struct page_point *points = arena_take_array(page->arena, 2, sizeof *points);
    double y = style->page_header_pt + 0.4 * text->size_pt;
    points[0] = (struct page_point){left, y};
    points[1] = (struct page_point){left + style->area_width_pt, y};
    struct page_item *rule = page_add(page, PAGE_RULE, layout->artifact);
    rule->rule.points = points;
    rule->rule.count = 2;
    rule->rule.width_pt = style->rule_thin_pt;
    rule->rule.colour = text->colour;
}

void furniture_draw(struct layout *layout, struct page *page) {
    draw_header(layout, page);
    draw_number(layout, page);
}
