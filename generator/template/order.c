/* The nodes of a for-each in their order: sorted by texts whose numbers count as numbers, or by
 * exact figures; those above or below a number; the first of them. */
#include "template/run.h"

#include <stdlib.h>

struct keyed {
    xml_node *node;
    size_t index; /* place before sorting: equal ones keep it */
    struct text text;
    bool known;
    struct number number;
};

static size_t digits_from(struct text text, size_t at) {
    size_t end = at;
    while (end < text.length && text.at[end] >= '0' && text.at[end] <= '9') end++;
    return end - at;
}

/* Runs of digits as numbers: leading zeros do not count, the longer is the larger. */
static int compare_digits(struct text a, struct text b) {
    while (a.length > 1 && *a.at == '0') a = text_slice(a, 1, a.length);
    while (b.length > 1 && *b.at == '0') b = text_slice(b, 1, b.length);
    if (a.length != b.length) return a.length < b.length ? -1 : 1;
    return text_compare(a, b);
}

/* "2.10" comes after "2.9", "3" before "3.1". */
static int compare_parts(struct text a, struct text b) {
    size_t i = 0, k = 0;
    while (i < a.length && k < b.length) {
        size_t run_a = digits_from(a, i), run_b = digits_from(b, k);
        if (run_a > 0 && run_b > 0) {
            int order = compare_digits(text_slice(a, i, i + run_a), text_slice(b, k, k + run_b));
            if (order != 0) return order;
            i += run_a;
            k += run_b;
        } else if (a.at[i] != b.at[k]) {
            return (unsigned char)a.at[i] < (unsigned char)b.at[k] ? -1 : 1;
        } else {
            i++;
            k++;
        }
    }
    return (i < a.length) - (k < b.length);
}

static int by_index(const struct keyed *a, const struct keyed *b) {
    return a->index < b->index ? -1 : a->index > b->index;
}

static int order_texts(const struct keyed *a, const struct keyed *b) {
    return compare_parts(a->text, b->text);
}

static int order_figures(const struct keyed *a, const struct keyed *b) {
    return number_compare(a->number, b->number);
}

/* Unknown ones come last in either order. */
static int compare(const struct keyed *a, const struct keyed *b, bool figures, bool descending) {
    if (figures && a->known != b->known) return a->known ? -1 : 1;
    int order = figures ? (a->known ? order_figures(a, b) : 0) : order_texts(a, b);
    if (descending) order = -order;
    return order != 0 ? order : by_index(a, b);
}

static int compare_text_up(const void *a, const void *b) {
    return compare(a, b, false, false);
}

static int compare_text_down(const void *a, const void *b) {
    return compare(a, b, false, true);
}

static int compare_figure_up(const void *a, const void *b) {
    return compare(a, b, true, false);
}

static int compare_figure_down(const void *a, const void *b) {
    return compare(a, b, true, true);
}

static void sort_keyed(struct keyed *keyed, size_t count, bool figures, bool descending) {
    int (*const orders[2][2])(const void *, const void *) = {
        {compare_text_up, compare_text_down}, {compare_figure_up, compare_figure_down}};
    if (count > 1) qsort(keyed, count, sizeof *keyed, orders[figures][descending]);
    for (size_t i = 0; i < count; i++) keyed[i].index = i;
}

/* One sort key: "@order"; the dot is the node's own text. */
static void sort_by_text(struct run *run, struct keyed *keyed, size_t count, struct text key,
                         bool descending) {
    bool own = text_is(key, ".");
    if (key.length > 1 && key.at[0] == '@') key = text_slice(key, 1, key.length);
    const char *name = arena_copy(run->arena, key.at, key.length);
    for (size_t i = 0; i < count; i++)
        keyed[i].text =
            own ? xml_content(keyed[i].node, run->arena) : xml_attribute(keyed[i].node, name);
    sort_keyed(keyed, count, false, descending);
}

/* Several keys: the last is sorted first, as sorting keeps the order of equals. */
static void sort_by_texts(struct run *run, const struct part *part, struct keyed *keyed,
                          size_t count, bool descending) {
    enum { KEYS_MOST = 8 };
    struct text rest = part_attribute(part, "sort"), keys[KEYS_MOST];
    size_t key_count = 0;
    while (key_count < KEYS_MOST && text_cut_word(&rest, &keys[key_count])) key_count++;
    while (key_count-- > 0) sort_by_text(run, keyed, count, keys[key_count], descending);
}

/* The figure of by= for one node: of its unit, or its indicator. */
static void set_figure(struct run *run, const struct part *part, struct keyed *keyed) {
    struct loop loop = {run->loop, keyed->node, data_of(keyed->node), 1, 1};
    struct asked asked;
    run->loop = &loop;
    if (figure_ask(run, part->by, &asked)) {
        if (!asked.ask.unit && loop.datum->kind == DATUM_UNIT) asked.ask.unit = loop.datum->unit;
        struct figure figure = figure_exact(run, part->by, &asked);
        if (part->by->recipe.measure.length > 0)
            figure = figure_in_measure(
                run->arena, figure,
                measure_scale_power(part->by->recipe.measure) >= 0
                    ? measure_scaled(run->arena, figure.measure, part->by->recipe.measure)
                    : measure_read(part->by->recipe.measure));
        keyed->known = figure_is_known(&figure);
        keyed->number = figure.quantity.value;
    }
    run->loop = loop.up;
}

/* True if the figure passes above= or below=. */
static bool passes(struct run *run, const struct part *part, const struct keyed *keyed) {
    static const struct {
        const char *attribute;
        int sign;
    } limits[] = {{"above", 1}, {"below", -1}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct number limit;
        struct text text = text_trim(part_attribute(part, limits[i].attribute));
        if (text.length == 0 || !number_read(run->arena, text, &limit)) continue;
        if (!keyed->known || number_compare(keyed->number, limit) * limits[i].sign <= 0)
            return false;
    }
    return true;
}

static size_t most(struct run *run, const struct part *part, size_t count) {
    struct number number;
    struct text text = text_trim(part_attribute(part, "most"));
    if (text.length == 0 || !number_read(run->arena, text, &number)) return count;
    if (number_compare(number, number_from_integer((int64_t)count)) >= 0) return count;
    return (size_t)number_to_double(number);
}

static size_t keep_by_figure(struct run *run, const struct part *part, struct keyed *keyed,
                             size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        set_figure(run, part, &keyed[i]);
        if (passes(run, part, &keyed[i])) keyed[kept++] = keyed[i];
    }
    return kept;
}

void order_nodes(struct run *run, const struct part *part, xml_node **nodes, size_t *count) {
    struct text order = part_attribute(part, "order");
    /* Figures are asked for from the top (the most, the largest); texts from the start. */
    bool descending = order.length > 0 ? text_is(order, "descending") : part->by != NULL;
    struct keyed *keyed = arena_take_array(run->arena, *count + 1, sizeof *keyed);
    size_t kept = *count;
    for (size_t i = 0; i < kept; i++) keyed[i] = (struct keyed){.node = nodes[i], .index = i};
    if (part->by) {
        kept = keep_by_figure(run, part, keyed, kept);
        sort_keyed(keyed, kept, true, descending);
    } else if (xml_has(part->node, "sort")) {
        sort_by_texts(run, part, keyed, kept, descending);
    }
    *count = most(run, part, kept);
    for (size_t i = 0; i < *count; i++) nodes[i] = keyed[i].node;
}
