/* See sketch.h. */
#include "sketch.h"

#include <math.h>

#include <criterion/criterion.h>

static double width_of(struct text text) {
    double width = 0;
    const char *at = text.at, *end = text.at + text.length;
    while (at < end) width += text_next(&at, end) < 0x80 ? 0.5 : 1;
    return width * SKETCH_EM;
}

static struct chart_label set_text(void *self, struct text text, const struct figure *figure,
                                   enum style_class which) {
    struct sketch *sketch = self;
    cr_assert_eq(which, STYLE_CHART_LABEL);
    struct page_run *run = ARENA_NEW(sketch->arena, struct page_run);
    *run = (struct page_run){.size_pt = SKETCH_EM,
                             .width_pt = width_of(text),
                             .text = text_copy(sketch->arena, text),
                             .figure = figure};
    return (struct chart_label){run, 1, run->width_pt, SKETCH_EM};
}

static struct node *add_node(struct sketch *sketch, struct node *parent, enum node_kind kind) {
    struct node *node = ARENA_NEW(sketch->arena, struct node);
    node->kind = kind;
    node->parent = parent;
    if (!parent) return node;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    node->previous = parent->last;
    return parent->last = node;
}

static void add_attribute(struct sketch *sketch, struct node *node, const char *name,
                          struct text value) {
    ARENA_GROW(sketch->arena, node->attributes, node->attribute_count, node->attribute_room);
    node->attributes[node->attribute_count++] =
        (struct node_attribute){text_of(name), text_copy(sketch->arena, value)};
}

static void add_point(struct sketch *sketch, struct node *series, struct text point,
                      const char *measure) {
    struct text label = {NULL, 0};
    text_cut(&point, '=', &label);
    struct node *node = add_node(sketch, series, NODE_POINT);
    add_attribute(sketch, node, "label", text_trim(label));
    struct node *value = add_node(sketch, node, NODE_FIGURE);
    struct figure *figure = ARENA_NEW(sketch->arena, struct figure);
    figure->decimals = -1;
    struct text unit = point, number = {NULL, 0};
    text_cut(&unit, '@', &number);
    figure->measure = measure_read(unit.length ? unit : text_of(measure));
    cr_assert(quantity_read(sketch->arena, text_trim(number), &figure->quantity));
    value->figure = figure;
}

static void add_series(struct sketch *sketch, struct text data, const char *measure) {
    struct text name = {NULL, 0}, point;
    text_cut(&data, ':', &name);
    struct node *series = add_node(sketch, sketch->node, NODE_SERIES);
    add_attribute(sketch, series, "name", text_trim(name));
    while (text_cut(&data, ',', &point)) add_point(sketch, series, point, measure);
}

struct sketch *sketch_new(const char *kind, const char *measure, const char *data) {
    struct arena *arena = arena_new();
    struct sketch *sketch = ARENA_NEW(arena, struct sketch);
    sketch->arena = arena;
    sketch->diags = diags_new(arena);
    sketch->style.chart_colours = TEXT("1F4E79 c55a11 7F7F7F");
    sketch->style.text[STYLE_CHART_LABEL].size_pt = SKETCH_EM;
    sketch->page = page_new(595, 842, 1);
    sketch->document = (struct page_role){PAGE_DOCUMENT, NULL};
    sketch->role = (struct page_role){PAGE_FIGURE, &sketch->document};
    sketch->width_pt = 440;
    sketch->height_pt = 220;
    sketch->node = add_node(sketch, NULL, NODE_CHART);
    if (kind) add_attribute(sketch, sketch->node, "kind", text_of(kind));
    add_node(sketch, sketch->node, NODE_CAPTION);
    struct text rest = text_of(data), series;
    while (text_cut(&rest, ';', &series)) add_series(sketch, series, measure);
    return sketch;
}

void sketch_attribute(struct sketch *sketch, const char *name, const char *value) {
    add_attribute(sketch, sketch->node, name, text_of(value));
}

void sketch_draw(struct sketch *sketch) {
    struct chart_context context = {&sketch->style, set_text,      sketch,       sketch->page,
                                    &sketch->role,  sketch->arena, sketch->diags};
    sketch->done = chart_draw(sketch->node, 80, 100, sketch->width_pt, sketch->height_pt, &context);
}

void sketch_free(struct sketch *sketch) {
    page_free(sketch->page);
    arena_free(sketch->arena);
}

size_t sketch_count(const struct sketch *sketch, enum page_kind kind) {
    size_t count = 0;
    for (size_t i = 0; i < sketch->page->count; i++)
        if (sketch->page->items[i].kind == kind) count++;
    return count;
}

const struct page_run *sketch_find(const struct sketch *sketch, const char *text, size_t n) {
    for (size_t i = 0; i < sketch->page->count; i++) {
        const struct page_item *item = &sketch->page->items[i];
        if (item->kind == PAGE_RUN && text_is(item->run.text, text) && n-- == 0) return &item->run;
    }
    return NULL;
}

size_t sketch_texts(const struct sketch *sketch, const char *text) {
    size_t count = 0;
    while (sketch_find(sketch, text, count)) count++;
    return count;
}

bool sketch_said(const struct sketch *sketch, enum diag_code code) {
    for (size_t i = 0; i < diags_size(sketch->diags); i++)
        if (diags_at(sketch->diags, i)->code == code) return true;
    return false;
}

struct extent {
    double left, top, right, bottom;
};

/* Ink of a text: digits, a little less than the em box. */
static struct extent extent_of(const struct page_item *item) {
    if (item->kind == PAGE_AREA)
        return (struct extent){item->area.x_pt, item->area.y_pt,
                               item->area.x_pt + item->area.width_pt,
                               item->area.y_pt + item->area.height_pt};
    if (item->kind == PAGE_RUN)
        return (struct extent){item->run.x_pt, item->run.y_pt - 0.75 * SKETCH_EM,
                               item->run.x_pt + item->run.width_pt, item->run.y_pt};
    struct extent extent = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    const struct page_point *points =
        item->kind == PAGE_RULE ? item->rule.points : item->path.points;
    size_t count = item->kind == PAGE_RULE ? item->rule.count : item->path.count;
    for (size_t i = 0; i < count; i++) {
        extent.left = fmin(extent.left, points[i].x_pt);
        extent.top = fmin(extent.top, points[i].y_pt);
        extent.right = fmax(extent.right, points[i].x_pt);
        extent.bottom = fmax(extent.bottom, points[i].y_pt);
    }
    return extent;
}

static bool overlap(struct extent a, struct extent b) {
    const double hair = 0.01;
    return a.left < b.right - hair && b.left < a.right - hair && a.top < b.bottom - hair &&
           b.top < a.bottom - hair;
}

void sketch_check(const struct sketch *sketch, const char *name) {
    for (size_t i = 0; i < sketch->page->count; i++) {
        const struct page_item *item = &sketch->page->items[i];
        struct extent extent = extent_of(item);
        cr_assert_eq(item->role, &sketch->role);
        cr_assert(extent.left >= 79.99 && extent.right <= 80.01 + sketch->width_pt &&
                      extent.top >= 99.99 && extent.bottom <= 100.01 + sketch->height_pt,
                  "%s: item %zu lies outside: %.1f %.1f %.1f %.1f", name, i, extent.left,
                  extent.top, extent.right, extent.bottom);
        if (item->kind != PAGE_RUN) continue;
        for (size_t j = 0; j < sketch->page->count; j++) {
            const struct page_item *other = &sketch->page->items[j];
            bool ground = other->kind == PAGE_AREA && other->area.colour == 0xFFFFFF;
            if (ground && j < i) continue;
            if (i == j || (other->kind != PAGE_RUN && other->kind != PAGE_AREA)) continue;
            cr_assert_not(overlap(extent, extent_of(other)), "%s: %.*s covers item %zu", name,
                          TEXT_ARGS(item->run.text), j);
        }
    }
}
