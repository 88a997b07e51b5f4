/* The store from its tables: units and dictionary first, then what refers to them, then the index
 * and what can be checked without knowing the report. */
#include "metric/inner.h"

typedef void read_table(struct builder *, const struct table *);

/* In the order in which they are read, whatever the order of the job. */
static const struct {
    const char *name;
    read_table *read;
} kinds[] = {
    {"units", metric_read_units},           {"memberships", metric_read_memberships},
    {"indicators", metric_read_indicators}, {"indicators", metric_check_indicators},
    {"metrics", metric_read_observations},  {"items", metric_read_items},
    {"texts", metric_read_texts},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

static bool any_table(struct table *const *tables, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (text_is(tables[i]->name, name)) return true;
    return false;
}

static size_t count_rows(struct table *const *tables, size_t count, const char *name) {
    size_t rows = 0;
    for (size_t i = 0; i < count; i++)
        if (text_is(tables[i]->name, name)) rows += tables[i]->row_count;
    return rows;
}

static void report_unknown(struct table *const *tables, size_t count, struct diags *diags) {
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; k < KIND_COUNT; k++)
            known = known || text_is(tables[i]->name, kinds[k].name);
        if (known) continue;
        diags_add(diags, DIAG_M117, (struct origin){tables[i]->file, ORIGIN_WHOLE_FILE}, "%.*s",
                  TEXT_ARGS(tables[i]->name));
        diags_hint(diags, N_("tables: metrics, items, texts, units, memberships, indicators"));
    }
}

static struct store *new_store(struct arena *arena) {
    struct store *store = ARENA_NEW(arena, struct store);
    store->arena = arena;
    store->indicator_codes = map_new(arena);
    store->indicator_names = map_new(arena);
    store->unit_codes = map_new(arena);
    store->unit_names = map_new(arena);
    store->faults = map_new(arena);
    return store;
}

struct diags *metric_faults_of(struct builder *builder, const struct unit *unit) {
    struct diags *faults = map_find(builder->store->faults, unit->code);
    if (faults) return faults;
    faults = diags_new(builder->arena);
    map_set(builder->store->faults, unit->code, faults);
    return faults;
}

const struct diags *metric_unit_faults(const struct store *store, const struct unit *unit) {
    const struct diags *faults = map_find(store->faults, unit->code);
    return faults && diags_failed(faults) ? faults : NULL;
}

void metric_add_faults(struct store *store, const struct unit *unit, const struct diags *faults) {
    struct builder builder = {.store = store, .arena = store->arena};
    diags_add_all(metric_faults_of(&builder, unit), faults);
}

void metric_read_rows(struct builder *builder, void (*read_row)(struct builder *builder)) {
    struct diags *run = builder->diags, *row = diags_new(builder->arena);
    for (; builder->row < builder->table->row_count && !diags_full(run); builder->row++) {
        builder->diags = row;
        builder->row_unit = NULL;
        read_row(builder);
        builder->diags = run;
        if (!diags_size(row)) continue;
        bool fault = builder->row_unit && diags_failed(row);
        struct diags *whose = fault ? metric_faults_of(builder, builder->row_unit) : run;
        if (!fault || !diags_full(whose)) diags_add_all(whose, row);
        diags_clear(row);
    }
    builder->row_unit = NULL;
}

struct store *metric_build(struct table *const *tables, size_t count, struct text unit,
                           struct text period, struct arena *arena, struct diags *diags) {
    struct store *store = new_store(arena);
    struct builder builder = {.store = store,
                              .arena = arena,
                              .diags = diags,
                              .unit = text_trim(unit),
                              .period = text_trim(period),
                              .has_units = any_table(tables, count, "units"),
                              .has_dictionary = any_table(tables, count, "indicators"),
                              .periods = map_new(arena),
                              .measures = map_new(arena),
                              .reported = map_new(arena)};
    store->observations =
        arena_take_array(arena, count_rows(tables, count, "metrics"), sizeof *store->observations);
    store->items =
        arena_take_array(arena, count_rows(tables, count, "items"), sizeof *store->items);
    store->texts =
        arena_take_array(arena, count_rows(tables, count, "texts"), sizeof *store->texts);
    report_unknown(tables, count, diags);
    for (size_t k = 0; k < KIND_COUNT; k++)
        for (size_t i = 0; i < count; i++)
            if (text_is(tables[i]->name, kinds[k].name)) kinds[k].read(&builder, tables[i]);
    metric_index(store, arena);
    metric_check_observations(&builder);
    metric_check_items(&builder);
    metric_check_stated(&builder);
    return store;
}
