/* Names of indicators and units: codes, unique names and aliases, and what was meant by a wrong
 * one.
 *
 * A code wins over a name; a name that two things bear finds neither. */
#include <string.h>

#include "metric/inner.h"

void metric_add_name(struct store *store, struct map *names, struct text name, void *what) {
    if (!name.length) return;
    struct named *named = map_find(names, name);
    if (named) {
        named->ambiguous = named->ambiguous || named->what != what;
        return;
    }
    named = ARENA_NEW(store->arena, struct named);
    named->what = what;
    map_set(names, name, named);
}

struct known_unit *metric_add_unit(struct store *store, struct text code, struct origin origin) {
    struct known_unit *known = ARENA_NEW(store->arena, struct known_unit);
    known->unit = (struct unit){.code = code,
                                .name = code,
                                .origin = origin,
                                .name_origin = origin,
                                .order = store->unit_count};
    ARENA_GROW(store->arena, store->units, store->unit_count, store->unit_room);
    store->units[store->unit_count++] = known;
    map_set(store->unit_codes, code, known);
    return known;
}

struct known_indicator *metric_add_indicator(struct store *store, struct text code,
                                             struct origin origin) {
    struct known_indicator *known = ARENA_NEW(store->arena, struct known_indicator);
    known->indicator = (struct indicator){.code = code,
                                          .name = code,
                                          .decimals = -1,
                                          .origin = origin,
                                          .order = store->indicator_count};
    known->column = COLUMN_NONE;
    ARENA_GROW(store->arena, store->indicators, store->indicator_count, store->indicator_room);
    store->indicators[store->indicator_count++] = known;
    map_set(store->indicator_codes, code, known);
    return known;
}

static void *find(struct map *codes, struct map *names, struct text name, bool *ambiguous) {
    name = text_trim(name);
    void *what = map_find(codes, name);
    struct named *named = what ? NULL : map_find(names, name);
    if (ambiguous) *ambiguous = named && named->ambiguous;
    if (what) return what;
    return named && !named->ambiguous ? named->what : NULL;
}

const struct indicator *metric_find_indicator(const struct store *store, struct text name,
                                              bool *ambiguous) {
    return find(store->indicator_codes, store->indicator_names, name, ambiguous);
}

const struct unit *metric_find_unit(const struct store *store, struct text name) {
    return find(store->unit_codes, store->unit_names, name, NULL);
}

/* ---- did you mean */

struct nearest {
    struct text name;
    size_t distance;
};

/* A name of which the other is a part counts as near: 检查卫生室 for 检查村卫生室. */
static void look_for_near(struct text name, const struct map *map, struct nearest *nearest) {
    for (size_t i = 0; map && i < map_count(map); i++) {
        struct text key = map_key(map, i);
        size_t distance = text_distance(name, key, nearest->distance);
        bool part = name.length >= 6 && key.length >= 6 &&
                    (text_find(key, name) != SIZE_MAX || text_find(name, key) != SIZE_MAX);
        if (part && !nearest->name.length && distance >= nearest->distance)
            distance = nearest->distance - 1;
        if (distance >= nearest->distance) continue;
        *nearest = (struct nearest){key, distance};
        if (!distance) return;
    }
}

struct text metric_nearest(struct text name, const struct map *first, const struct map *second) {
    size_t characters = text_characters(name);
    size_t limit = characters <= 3 ? 1 : characters <= 6 ? 2 : 3;
    struct nearest nearest = {TEXT(""), limit + 1};
    look_for_near(name, first, &nearest);
    look_for_near(name, second, &nearest);
    return nearest.name;
}

/* False if no name is near. */
static bool hint_near(struct text name, struct map *codes, struct map *names, struct diags *diags) {
    struct text near = metric_nearest(name, codes, names);
    if (near.length) diags_hint(diags, N_("did you mean %.*s?"), TEXT_ARGS(near));
    return near.length > 0;
}

bool metric_is_near_indicator(const struct store *store, struct text name) {
    name = text_trim(name);
    return metric_nearest(name, store->indicator_codes, store->indicator_names).length > 0;
}

const struct indicator *metric_need_indicator(const struct store *store, struct text name,
                                              struct origin origin, struct diags *diags) {
    bool ambiguous;
    const struct indicator *indicator = metric_find_indicator(store, name, &ambiguous);
    if (indicator) return indicator;
    diags_add(diags, ambiguous ? DIAG_M102 : DIAG_M101, origin, "%.*s", TEXT_ARGS(name));
    if (ambiguous)
        diags_hint(diags, N_("name it by its code"));
    else if (!hint_near(text_trim(name), store->indicator_codes, store->indicator_names, diags))
        diags_hint(diags,
                   N_("write a code or name that the table indicators has, or add it there"));
    return NULL;
}

const struct unit *metric_need_unit(const struct store *store, struct text name,
                                    struct origin origin, struct diags *diags) {
    bool ambiguous;
    const struct unit *unit = find(store->unit_codes, store->unit_names, name, &ambiguous);
    if (unit) return unit;
    diags_add(diags, ambiguous ? DIAG_M104 : DIAG_M103, origin, "%.*s", TEXT_ARGS(name));
    if (ambiguous)
        diags_hint(diags, N_("name it by its code"));
    else if (!hint_near(text_trim(name), store->unit_codes, store->unit_names, diags))
        diags_hint(diags, N_("write a code or name that the table units has, or add it there"));
    return NULL;
}

/* ---- names in the cells of a table: each unknown one is reported once */

/* The faults of two units are printed apart, so each has its own. */
bool metric_report_first(struct metric_builder *builder, struct text name) {
    char bytes[256], *at = bytes;
    size_t unit = builder->row_unit ? builder->row_unit->order + 1 : 0;
    size_t length = sizeof unit + name.length;
    if (length > sizeof bytes) at = arena_take(builder->scratch, length);
    memcpy(at, &unit, sizeof unit);
    if (name.length) memcpy(at + sizeof unit, name.at, name.length);
    struct text key = {at, length};
    if (map_find(builder->reported, key)) return false;
    map_set(builder->reported, text_copy(builder->scratch, key), builder);
    return true;
}

const struct indicator *metric_read_indicator(struct metric_builder *builder, size_t rule) {
    struct text name = metric_cell_text(builder, rule);
    const struct indicator *indicator = metric_find_indicator(builder->store, name, NULL);
    if (indicator || !metric_report_first(builder, name)) return indicator;
    return metric_need_indicator(builder->store, name, metric_cell_origin(builder, rule),
                                 builder->diags);
}

static const struct unit *find_default_unit(struct metric_builder *builder, size_t rule) {
    const struct store *store = builder->store;
    if (builder->unit.length) {
        const struct unit *unit = metric_find_unit(store, builder->unit);
        if (unit) return unit;
        if (!builder->has_units)
            return &metric_add_unit(builder->store, builder->unit, ORIGIN_NONE)->unit;
        return metric_need_unit(store, builder->unit, metric_cell_origin(builder, rule),
                                builder->diags);
    }
    if (builder->has_units && store->unit_count == 1) return &store->units[0]->unit;
    if (builder->columns[rule] != TABLE_NO_COLUMN) {
        diags_add(builder->diags, DIAG_M106, metric_cell_origin(builder, rule), "unit");
        metric_hint_empty(builder->diags);
    } else if (metric_report_first(builder, builder->table->name)) {
        diags_add(builder->diags, DIAG_M105, table_row_origin(builder->table, builder->row),
                  N_("%s (table %.*s)"), "unit", TEXT_ARGS(builder->table->name));
        diags_hint(builder->diags,
                   N_("add the column to the file, or name the unit in the <source> of the job: "
                      "unit=\"…\""));
    }
    return NULL;
}

static bool store_is_full(struct metric_builder *builder, struct origin origin) {
    if (builder->store->unit_count < UNITS_MOST || builder->has_units) return false;
    metric_report_full(builder, origin);
    return true;
}

const struct unit *metric_read_unit(struct metric_builder *builder, size_t rule) {
    struct text name = metric_cell_text(builder, rule);
    if (!name.length) return find_default_unit(builder, rule);
    const struct unit *unit = builder->last_unit; /* that of the row before, mostly */
    if (unit && text_equal(unit->code, name)) return unit;
    unit = metric_find_unit(builder->store, name);
    if (!unit) {
        struct origin origin = metric_cell_origin(builder, rule);
        if (store_is_full(builder, origin)) return NULL;
        if (!builder->has_units)
            unit = &metric_add_unit(builder->store, metric_keep_text(builder, name), origin)->unit;
        else if (metric_report_first(builder, name))
            unit = metric_need_unit(builder->store, name, origin, builder->diags);
    }
    builder->last_unit = unit;
    return unit;
}

const struct unit *metric_read_row_unit(struct metric_builder *builder, size_t rule) {
    builder->row_unit = metric_read_unit(builder, rule);
    return builder->row_unit;
}
