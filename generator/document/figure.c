/* Figures of a document as XML attributes, and back.
 *
 * What has its usual value is not written: known, exact, flow, decimals as in the data.  Grades,
 * ratios and placeholders have no value: their text is the figure's content. */
#include "document/inner.h"

#include <string.h>

static const char *better_name(enum figure_better better) {
    return better == FIGURE_HIGHER ? "higher" : better == FIGURE_LOWER ? "lower" : "";
}

static const char *const nature_names[] = {
    [FIGURE_FLOW] = "flow",     [FIGURE_STOCK] = "stock",     [FIGURE_RATE] = "rate",
    [FIGURE_GROWTH] = "growth", [FIGURE_DEFICIT] = "deficit",
};

static const char *nature_name(enum figure_nature nature) {
    return nature == FIGURE_FLOW ? "" : nature_names[nature];
}

static enum figure_nature read_nature(struct text name) {
    for (size_t i = 0; i < sizeof nature_names / sizeof *nature_names; i++)
        if (text_is(name, nature_names[i])) return (enum figure_nature)i;
    return FIGURE_FLOW;
}

static struct text number_text(struct arena *arena, struct number number) {
    return number_print(arena, number, -1, NUMBER_HALF_AWAY);
}

struct listing {
    struct node_attribute *at;
    size_t count;
};

static void list(struct listing *listing, const char *name, struct text value) {
    if (value.length > 0)
        listing->at[listing->count++] = (struct node_attribute){text_of(name), value};
}

size_t figure_to_attributes(const struct figure *figure, struct arena *arena,
                            struct node_attribute out[FIGURE_ATTRIBUTES_MOST]) {
    const struct quantity *quantity = &figure->quantity;
    struct listing all = {out, 0};
    if (figure_is_known(figure)) {
        list(&all, "value", number_text(arena, quantity->value));
        if (quantity->qualifier == QUALIFIER_RANGE)
            list(&all, "upper", number_text(arena, quantity->upper));
    }
    if (quantity->state != QUANTITY_KNOWN)
        list(&all, "state", text_of(quantity_state_name(quantity->state)));
    if (quantity->qualifier != QUALIFIER_EXACT)
        list(&all, "qualifier", text_of(quantity_qualifier_name(quantity->qualifier)));
    list(&all, "measure", figure->measure.name);
    if (figure->decimals >= 0)
        list(&all, "decimals", text_of(arena_printf(arena, "%d", figure->decimals)));
    list(&all, "indicator", figure->indicator);
    list(&all, "unit", figure->unit);
    list(&all, "period", figure->period.text);
    list(&all, "better", text_of(better_name(figure->better)));
    list(&all, "nature", text_of(nature_name(figure->nature)));
    list(&all, "standing", figure->standing);
    return all.count;
}

/* Reads one attribute into the figure; false if its value is none. */
static bool read_attribute(struct figure *figure, struct node_attribute attribute,
                           struct arena *arena) {
    struct text name = attribute.name, value = attribute.value;
    struct quantity *quantity = &figure->quantity;
    if (text_is(name, "value")) return number_read(arena, value, &quantity->value);
    if (text_is(name, "upper")) return number_read(arena, value, &quantity->upper);
    if (text_is(name, "state")) return quantity_state_read(value, &quantity->state);
    if (text_is(name, "qualifier")) return quantity_qualifier_read(value, &quantity->qualifier);
    if (text_is(name, "period")) return period_read(value, &figure->period);
    if (text_is(name, "measure")) figure->measure = measure_read(value);
    if (text_is(name, "indicator")) figure->indicator = value;
    if (text_is(name, "unit")) figure->unit = value;
    if (text_is(name, "standing")) figure->standing = value;
    if (text_is(name, "better"))
        figure->better = text_is(value, "higher") ? FIGURE_HIGHER : FIGURE_LOWER;
    if (text_is(name, "nature")) figure->nature = read_nature(value);
    if (text_is(name, "decimals")) {
        struct number decimals;
        if (!number_read(arena, value, &decimals) || !number_is_integer(decimals) ||
            number_sign(decimals) < 0 || number_compare(decimals, number_from_integer(18)) > 0)
            return false;
        figure->decimals = (int)number_to_double(decimals);
    }
    return true;
}

/* That a figure is marked belongs to the run, and stays there; the rest is in the figure now. */
static void keep_mark(struct node *node) {
    size_t kept = 0;
    for (size_t i = 0; i < node->attribute_count; i++)
        if (text_is(node->attributes[i].name, "marked"))
            node->attributes[kept++] = node->attributes[i];
    node->attribute_count = kept;
}

bool figure_from_attributes(struct node *node, struct arena *arena, struct diags *diags) {
    struct figure *figure = ARENA_NEW(arena, struct figure);
    bool sound = true;
    figure->quantity.state = QUANTITY_KNOWN;
    figure->decimals = -1;
    figure->measure = measure_read(TEXT(""));
    figure->origin = node->origin;
    for (size_t i = 0; i < node->attribute_count; i++) {
        struct node_attribute attribute = node->attributes[i];
        if (read_attribute(figure, attribute, arena)) continue;
        sound = false;
        diags_add(diags, DIAG_N117, node->origin, "%.*s=\"%.*s\"", TEXT_ARGS(attribute.name),
                  TEXT_ARGS(attribute.value));
    }
    bool has_value = node_attribute(node, "value").at != NULL;
    if (figure->quantity.qualifier == QUALIFIER_RANGE && !node_attribute(node, "upper").at) {
        sound = false;
        diags_add(diags, DIAG_N117, node->origin, "%s", "qualifier=\"range\"");
        diags_hint(diags, "a range needs value=\"…\" and upper=\"…\"");
    }
    if (!has_value && figure->quantity.state != QUANTITY_MISSING)
        figure->quantity.text = node->text;
    keep_mark(node);
    node->figure = figure;
    return sound;
}
