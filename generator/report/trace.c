/* The trace: one line of CSV for each figure that lies on a page, in the order of the pages.
 *
 * A sink between layout and output looks at each finished page.  A page run holds the figure of the
 * document's node itself, so its address leads back to the node and from there to block, row and
 * column.  A figure that is parted at the end of a line, or printed again (the head of a table on
 * its next page, a heading in the contents), has a line for each place.
 *
 * RFC 4180: commas, quotes where needed, lines ended by CR LF; UTF-8 with a byte order mark before
 * the first line, because Excel takes a file without one for GBK on Chinese systems. */
#include <stdlib.h>

#include "report/inner.h"

struct placed { /* a figure and its node */
    const struct figure *figure;
    const struct node *node;
};

struct tracing {
    const struct trace_about *about;
    struct page_sink inner;
    struct arena *arena;
    struct buffer *out;
    struct placed *figures; /* by address */
    size_t count, room;
};

/* A stretch of runs of one figure on one line. */
struct stretch {
    const struct figure *figure;
    double x_pt, right_pt, baseline_pt, size_pt;
    struct buffer text;
};

static const char *const columns[] = {
    "report_unit", "report_period", "file",      "page",      "page_label", "x_mm",
    "y_mm",        "width_mm",      "height_mm", "section",   "block",      "block_id",
    "caption",     "row",           "column",    "text",      "part",       "indicator",
    "name",        "unit",          "unit_name", "period",    "function",   "value",
    "measure",     "state",         "standing",  "qualifier", "how",        "adjusted",
    "calculation", "origin",        "operands"};
enum { COLUMNS = sizeof columns / sizeof *columns };

static int by_address(const void *a, const void *b) {
    uintptr_t one = (uintptr_t)((const struct placed *)a)->figure;
    uintptr_t two = (uintptr_t)((const struct placed *)b)->figure;
    return (one > two) - (one < two);
}

static void collect(struct tracing *tracing, const struct document *document) {
    const struct node *root = document->root;
    for (const struct node *node = root; node; node = node_following(node, root)) {
        if (!node->figure) continue;
        ARENA_GROW(tracing->arena, tracing->figures, tracing->count, tracing->room);
        tracing->figures[tracing->count++] = (struct placed){node->figure, node};
    }
    if (tracing->count > 0)
        qsort(tracing->figures, tracing->count, sizeof *tracing->figures, by_address);
}

static const struct node *find_node(const struct tracing *tracing, const struct figure *figure) {
    struct placed key = {figure, NULL};
    const struct placed *found = NULL;
    if (tracing->count > 0)
        found = bsearch(&key, tracing->figures, tracing->count, sizeof key, by_address);
    return found ? found->node : NULL;
}

/* ---- fields */

static void add_field(struct buffer *out, struct text text) {
    bool quoted = false;
    for (size_t i = 0; i < text.length && !quoted; i++)
        quoted = text.at[i] == ',' || text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r';
    if (quoted) buffer_add(out, "\"", 1);
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '"') buffer_add(out, "\"", 1);
        buffer_add(out, text.at + i, 1);
    }
    buffer_add(out, quoted ? "\"," : ",", quoted ? 2 : 1);
}

static void add_name(struct buffer *out, const char *name) {
    add_field(out, text_of(name));
}

/* Hundredths of a millimetre. */
static void add_length(struct buffer *out, double length_pt) {
    double mm = length_pt * 25.4 / 72;
    buffer_printf(out, "%.2f,", mm > -0.005 && mm < 0 ? 0 : mm);
}

static void end_line(struct buffer *out) {
    out->length--; /* the comma after the last field */
    buffer_add(out, "\r\n", 2);
}

static struct text number_of(const struct figure *figure, struct arena *arena) {
    if (!figure_is_known(figure)) return figure->quantity.text;
    struct text low = number_print(arena, figure->quantity.value, -1, NUMBER_HALF_AWAY);
    if (figure->quantity.qualifier != QUALIFIER_RANGE) return low;
    struct text high = number_print(arena, figure->quantity.upper, -1, NUMBER_HALF_AWAY);
    return text_of(arena_printf(arena, "%.*s—%.*s", TEXT_ARGS(low), TEXT_ARGS(high)));
}

static void add_where(struct tracing *tracing, const struct node *node) {
    struct figure_place place = place_of(node, tracing->arena);
    struct buffer *out = tracing->out;
    add_field(out, place.section);
    add_name(out, place.block ? node_kind_name(place.block->kind) : "");
    add_field(out, place.block ? place.block->id : TEXT(""));
    add_field(out, place.caption);
    add_field(out, place.row);
    add_field(out, place.column);
}

/* ---- the figure */

static void add_operands(struct tracing *tracing, const struct lineage *lineage) {
    struct buffer all = buffer_new(tracing->arena);
    for (size_t i = 0; lineage && i < lineage->operand_count; i++) {
        const struct figure *operand = &lineage->operands[i];
        struct text value = number_of(operand, tracing->arena);
        const char *origin = origin_print(operand->origin, tracing->arena);
        buffer_printf(&all, "%s%.*s %.*s %.*s = %.*s%.*s", i ? "; " : "",
                      TEXT_ARGS(operand->indicator), TEXT_ARGS(operand->unit),
                      TEXT_ARGS(operand->period.text), TEXT_ARGS(value),
                      TEXT_ARGS(operand->measure.name));
        if (*origin) buffer_printf(&all, " @ %s", origin);
    }
    if (lineage && lineage->operands_in_all > lineage->operand_count)
        buffer_printf(&all, "; + %zu", lineage->operands_in_all - lineage->operand_count);
    add_field(tracing->out, buffer_text(&all));
}

/* The standing of a change or a rate is that of the value that it is said of. */
static struct text standing_of(const struct figure *figure) {
    const struct lineage *lineage = figure->lineage;
    if (figure->standing.length > 0 || !lineage || !lineage->operand_count) return figure->standing;
    return lineage->operands[0].standing;
}

static void add_figure(struct tracing *tracing, const struct figure *figure) {
    struct buffer *out = tracing->out;
    const struct lineage *lineage = figure->lineage;
    const struct figure *raw = lineage && lineage->raw ? lineage->raw : figure;
    const struct unit *unit = metric_find_unit(tracing->about->run->store, figure->unit);
    add_field(out, figure->indicator);
    add_field(out, figure->name);
    add_field(out, figure->unit);
    add_field(out, unit ? unit->name : TEXT(""));
    add_field(out, figure->period.text);
    add_field(out, lineage ? lineage->function : TEXT(""));
    add_field(out, number_of(raw, tracing->arena));
    add_field(out, raw->measure.name);
    add_name(out, quantity_state_name(raw->quantity.state));
    add_field(out, standing_of(figure));
    add_name(out, quantity_qualifier_name(raw->quantity.qualifier));
    add_name(out, lineage && lineage->how ? lineage->how : "");
    add_name(out, lineage && lineage->evened ? "largest-remainder" : "");
    add_field(out, lineage ? lineage->calculation : TEXT(""));
    add_name(out, origin_print(raw->origin, tracing->arena));
    add_operands(tracing, lineage);
}

/* ---- pages */

/* The em box: 0.88 of the size lies above the baseline. */
static void write_line(struct tracing *tracing, const struct page *page,
                       const struct stretch *stretch) {
    const struct node *node = find_node(tracing, stretch->figure);
    struct buffer *out = tracing->out;
    struct text here = buffer_text(&stretch->text);
    if (!node) return;
    add_field(out, tracing->about->unit->code);
    add_field(out, period_code(tracing->arena, tracing->about->run->period));
    add_name(out, tracing->about->file);
    buffer_printf(out, "%d,", page->number);
    add_field(out, page->label);
    add_length(out, stretch->x_pt);
    add_length(out, stretch->baseline_pt - 0.88 * stretch->size_pt);
    add_length(out, stretch->right_pt - stretch->x_pt);
    add_length(out, stretch->size_pt);
    add_where(tracing, node);
    bool chart = place_above(node, NODE_POINT);
    add_field(out, chart ? here : node->text);
    add_field(out, chart || text_equal(here, node->text) ? TEXT("") : here);
    add_figure(tracing, stretch->figure);
    end_line(out);
}

/* Runs of a figure follow one another on a line: it may need several faces. */
static bool goes_on(const struct stretch *stretch, const struct page_run *run) {
    static const double near_pt = 0.01;
    double lower = run->y_pt - stretch->baseline_pt;
    return run->figure == stretch->figure && lower < near_pt && lower > -near_pt &&
           run->x_pt > stretch->x_pt;
}

static bool trace_page(void *self, const struct page *page) {
    struct tracing *tracing = self;
    struct stretch stretch = {.figure = NULL};
    for (size_t i = 0; i < page->count; i++) {
        const struct page_item *item = &page->items[i];
        const struct page_run *run = item->kind == PAGE_RUN ? &item->run : NULL;
        if (stretch.figure && (!run || !goes_on(&stretch, run))) {
            write_line(tracing, page, &stretch);
            stretch.figure = NULL;
        }
        if (!run || !run->figure) continue;
        if (!stretch.figure)
            stretch = (struct stretch){.figure = run->figure,
                                       .x_pt = run->x_pt,
                                       .baseline_pt = run->y_pt,
                                       .size_pt = run->size_pt,
                                       .text = buffer_new(tracing->arena)};
        stretch.right_pt = run->x_pt + run->width_pt;
        buffer_add_text(&stretch.text, run->text);
    }
    if (stretch.figure) write_line(tracing, page, &stretch);
    return tracing->inner.page(tracing->inner.self, page);
}

static bool trace_begin(void *self, const struct page_about *about) {
    struct tracing *tracing = self;
    return tracing->inner.begin(tracing->inner.self, about);
}

static bool trace_end(void *self, const struct page_bookmark *bookmarks, size_t count) {
    struct tracing *tracing = self;
    return tracing->inner.end(tracing->inner.self, bookmarks, count);
}

static void trace_abandon(void *self) {
    struct tracing *tracing = self;
    tracing->inner.abandon(tracing->inner.self);
}

struct page_sink trace_sink(const struct trace_about *about, const struct document *document,
                            struct page_sink inner, struct arena *arena, struct buffer *out) {
    struct tracing *tracing = ARENA_NEW(arena, struct tracing);
    *tracing = (struct tracing){.about = about, .inner = inner, .arena = arena, .out = out};
    collect(tracing, document);
    return (struct page_sink){tracing, trace_begin, trace_page, trace_end, trace_abandon};
}

struct text report_trace_head(struct arena *arena) {
    struct buffer out = buffer_new(arena);
    buffer_add(&out, "\xEF\xBB\xBF", 3);
    for (size_t i = 0; i < COLUMNS; i++) add_name(&out, columns[i]);
    end_line(&out);
    return buffer_text(&out);
}
