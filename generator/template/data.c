/* The data tree of one report, for select and test: units, items, texts, indicators, constants.  It
 * holds no figure.
 *
 * Each node remembers what it stands for (struct datum), so that loops know their unit, item or
 * indicator. */
#include "template/run.h"

struct growing {
    struct xml_tree *tree;
    const struct template_run *in;
    struct arena *arena;
};

static const struct datum nothing = {.kind = DATUM_OTHER};

const struct datum *data_of(const xml_node *node) {
    const struct datum *datum = node ? xml_payload(node) : NULL;
    return datum ? datum : &nothing;
}

static void set(const struct growing *g, xml_node *node, const char *name, struct text value) {
    if (value.length > 0) xml_tree_set(g->tree, node, name, value);
}

static struct datum *datum_new(const struct growing *g, enum datum_kind kind) {
    struct datum *datum = ARENA_NEW(g->arena, struct datum);
    datum->kind = kind;
    return datum;
}

static void add_unit(const struct growing *g, xml_node *parent, const struct unit *unit) {
    struct datum *datum = datum_new(g, DATUM_UNIT);
    datum->unit = unit;
    xml_node *node = xml_tree_add(g->tree, parent, "unit", datum);
    set(g, node, "code", unit->code);
    set(g, node, "name", unit->name);
    set(g, node, "short", unit->short_name.length > 0 ? unit->short_name : unit->name);
}

static void add_item(const struct growing *g, xml_node *parent, const struct item *item) {
    struct datum *datum = datum_new(g, DATUM_ITEM);
    datum->item = item;
    datum->indicator = item->indicator;
    xml_node *node = xml_tree_add(g->tree, parent, "item", datum);
    set(g, node, "section", item->section);
    set(g, node, "code", item->code);
    set(g, node, "order", item->order);
    if (item->level > 0) set(g, node, "level", text_of(arena_printf(g->arena, "%d", item->level)));
    set(g, node, "title", item->title);
    set(g, node, "lead", item->lead);
    if (item->responsible.count > 0)
        set(g, node, "responsible",
            wording_join(g->arena, item->responsible.at, item->responsible.count));
    set(g, node, "deadline", item->deadline);
    set(g, node, "recurrence", item->recurrence);
    set(g, node, "state", item->state);
    set(g, node, "answers", item->answers);
    set(g, node, "note", item->note);
    if (item->indicator) set(g, node, "indicator", item->indicator->code);
    if (item->text.length > 0) xml_tree_set_text(g->tree, node, item->text);
}

static bool has_section(const xml_node *sections, struct text name) {
    for (const xml_node *node = xml_first_element(sections); node; node = xml_next_element(node))
        if (text_equal(xml_attribute(node, "name"), name)) return true;
    return false;
}

static void add_sections(const struct growing *g, xml_node *root) {
    xml_node *sections = xml_tree_add(g->tree, root, "sections", NULL);
    for (size_t i = 0; i < g->in->slice->item_count; i++) {
        struct text name = g->in->slice->items[i]->section;
        if (name.length == 0 || has_section(sections, name)) continue;
        set(g, xml_tree_add(g->tree, sections, "section", NULL), "name", name);
    }
}

static void add_items(const struct growing *g, xml_node *root) {
    const struct slice *slice = g->in->slice;
    xml_node *items = xml_tree_add(g->tree, root, "items", NULL);
    for (size_t i = 0; i < slice->item_count; i++) add_item(g, items, slice->items[i]);
    xml_node *plan = xml_tree_add(g->tree, root, "last-plan", NULL);
    for (size_t i = 0; i < slice->last_plan_count; i++) add_item(g, plan, slice->last_plan[i]);
}

static void add_texts(const struct growing *g, xml_node *root) {
    xml_node *texts = xml_tree_add(g->tree, root, "texts", NULL);
    for (size_t i = 0; i < g->in->slice->text_count; i++) {
        const struct written *written = g->in->slice->texts[i];
        struct datum *datum = datum_new(g, DATUM_WRITTEN);
        datum->written = written;
        xml_node *node = xml_tree_add(g->tree, texts, "text", datum);
        set(g, node, "section", written->section);
        set(g, node, "order", written->order);
        xml_tree_set_text(g->tree, node, written->paragraph);
    }
}

static const char *state_of(const struct growing *g, const struct indicator *indicator) {
    struct metric_ask ask = {.indicator = indicator};
    struct figure figure = metric_value(g->in->slice, ask, g->arena);
    return quantity_state_name(figure.quantity.state);
}

static void add_indicators(const struct growing *g, xml_node *root) {
    static const char *const natures[] = {[FIGURE_FLOW] = "flow",
                                          [FIGURE_STOCK] = "stock",
                                          [FIGURE_RATE] = "rate",
                                          [FIGURE_GROWTH] = "growth",
                                          [FIGURE_DEFICIT] = "deficit"};
    static const char *const betters[] = {
        [FIGURE_NEUTRAL] = "", [FIGURE_HIGHER] = "higher", [FIGURE_LOWER] = "lower"};
    const struct store *store = g->in->slice->store;
    xml_node *indicators = xml_tree_add(g->tree, root, "indicators", NULL);
    for (size_t i = 0; i < metric_indicator_count(store); i++) {
        const struct indicator *indicator = metric_indicator_at(store, i);
        struct datum *datum = datum_new(g, DATUM_INDICATOR);
        datum->indicator = indicator;
        xml_node *node = xml_tree_add(g->tree, indicators, "indicator", datum);
        set(g, node, "code", indicator->code);
        set(g, node, "name", indicator->name);
        set(g, node, "section", indicator->section);
        set(g, node, "measure", indicator->measure.name);
        set(g, node, "nature", text_of(natures[indicator->nature]));
        set(g, node, "better", text_of(betters[indicator->better]));
        set(g, node, "state", text_of(state_of(g, indicator)));
    }
}

static void add_constants(const struct growing *g, xml_node *root) {
    xml_node *constants = xml_tree_add(g->tree, root, "constants", NULL);
    for (size_t i = 0; i < g->in->constant_count; i++) {
        xml_node *node = xml_tree_add(g->tree, constants, "constant", NULL);
        set(g, node, "name", g->in->constants[i].name);
        set(g, node, "value", g->in->constants[i].value);
    }
}

static void set_report(const struct growing *g, xml_node *root) {
    const struct slice *slice = g->in->slice;
    struct period year;
    set(g, root, "period", period_code(g->arena, slice->period));
    if (period_year(g->arena, slice->period, &year))
        set(g, root, "year", text_of(arena_printf(g->arena, "%d", year.from_year)));
    if (slice->period.kind == PERIOD_HALF)
        set(g, root, "half", slice->period.from_month == 1 ? TEXT("1") : TEXT("2"));
    set(g, root, "date", g->in->date);
    set(g, root, "organ", slice->unit->name);
}

struct xml_tree *data_build(const struct template_run *in, struct arena *arena) {
    struct growing g = {xml_tree_new(arena, "report"), in, arena};
    xml_node *root = xml_tree_root(g.tree);
    set_report(&g, root);
    add_unit(&g, root, in->slice->unit);
    xml_node *units = xml_tree_add(g.tree, root, "units", NULL);
    for (size_t i = 0; i < in->slice->compared_count; i++)
        add_unit(&g, units, in->slice->compared[i]);
    add_sections(&g, root);
    add_items(&g, root);
    add_texts(&g, root);
    add_indicators(&g, root);
    add_constants(&g, root);
    return g.tree;
}

struct text data_label(const xml_node *node) {
    const struct datum *datum = data_of(node);
    switch (datum->kind) {
    case DATUM_UNIT: return xml_attribute(node, "name");
    case DATUM_ITEM: return datum->item->title.length > 0 ? datum->item->title : datum->item->text;
    case DATUM_WRITTEN: return datum->written->paragraph;
    case DATUM_INDICATOR: return datum->indicator->name;
    case DATUM_OTHER: break;
    }
    struct text value = xml_attribute(node, "value");
    return value.length > 0 ? value : xml_attribute(node, "name");
}

static struct origin item_origin(const struct item *item, struct text text) {
    if (text_equal(text, item->title)) return item->title_origin;
    return text_equal(text, item->text) ? item->text_origin : item->origin;
}

static struct origin unit_origin(const struct unit *unit, struct text text) {
    if (text_equal(text, unit->name)) return unit->name_origin;
    return text_equal(text, unit->short_name) ? unit->short_origin : unit->origin;
}

struct origin data_origin(const struct datum *datum, struct text text) {
    switch (datum->kind) {
    case DATUM_UNIT: return unit_origin(datum->unit, text);
    case DATUM_ITEM: return item_origin(datum->item, text);
    case DATUM_WRITTEN: return datum->written->origin;
    case DATUM_INDICATOR: return datum->indicator->origin;
    case DATUM_OTHER: break;
    }
    return ORIGIN_NONE;
}

struct text data_key(const xml_node *node) {
    const struct datum *datum = data_of(node);
    switch (datum->kind) {
    case DATUM_UNIT: return datum->unit->code;
    case DATUM_ITEM: return datum->item->code.length > 0 ? datum->item->code : datum->item->order;
    case DATUM_WRITTEN: return datum->written->order;
    case DATUM_INDICATOR: return datum->indicator->code;
    case DATUM_OTHER: break;
    }
    return xml_attribute(node, "name");
}
