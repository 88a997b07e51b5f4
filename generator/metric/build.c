/* The store from its sources: units and dictionary first, then what refers to them, then the order
 * and what can be checked without knowing the report. */
#include "metric/inner.h"

/* In the order in which they are read, whatever the order of the job. */
static const struct {
    const char *name;
    void (*take)(struct metric_builder *);
    void (*end)(struct metric_builder *); /* once all sources of the table were read; or NULL */
} stages[METRIC_STAGES] = {
    {"units", metric_take_units, metric_end_units},
    {"memberships", metric_take_memberships, NULL},
    {"indicators", metric_take_indicators, metric_end_indicators},
    {"metrics", metric_take_observations, NULL},
    {"items", metric_take_items, NULL},
    {"texts", metric_take_texts, NULL},
};

size_t metric_stage(struct text table) {
    size_t stage = 0;
    while (stage < METRIC_STAGES && !text_is(table, stages[stage].name)) stage++;
    return stage;
}

static struct store *new_store(struct arena *arena) {
    struct store *store = ARENA_NEW(arena, struct store);
    store->arena = arena;
    store->indicator_codes = map_new(arena);
    store->indicator_names = map_new(arena);
    store->unit_codes = map_new(arena);
    store->unit_names = map_new(arena);
    store->faults = map_new(arena);
    store->rows = pile_of(sizeof(struct row));
    store->details = pile_of(sizeof(struct detail));
    return store;
}

/* Index 0 of what is named by index: nothing. */
static void add_nothing(struct metric_builder *builder) {
    struct store *store = builder->store;
    uint32_t undated;
    pile_add(store->arena, &store->details);
    ARENA_GROW(store->arena, store->numbers, store->number_count, store->number_room);
    store->numbers[store->number_count++] = number_from_integer(0);
    ARENA_GROW(store->arena, store->strings, store->string_count, store->string_room);
    store->strings[store->string_count++] = TEXT("");
    ARENA_GROW(store->arena, store->files, store->file_count, store->file_room);
    store->files[store->file_count++] = (struct row_file){0};
    metric_intern_measure(builder, TEXT(""));
    metric_intern_period(builder, TEXT(""), &undated);
}

struct metric_builder metric_builder_over(struct store *store, struct arena *scratch,
                                          struct diags *diags) {
    return (struct metric_builder){.store = store,
                                   .arena = store->arena,
                                   .scratch = scratch,
                                   .run = diags,
                                   .diags = diags,
                                   .periods = map_new(scratch),
                                   .days = map_new(scratch),
                                   .measures = map_new(scratch),
                                   .strings = map_new(scratch),
                                   .files = map_new(scratch),
                                   .column_of = map_new(scratch),
                                   .rows = pile_of(sizeof(struct row)),
                                   .row_columns = pile_of(sizeof(uint32_t))};
}

struct metric_builder *metric_builder_new(struct text unit, struct period period,
                                          struct arena *arena, struct diags *diags) {
    struct metric_builder *builder = ARENA_NEW(arena, struct metric_builder);
    struct arena *scratch = arena_new();
    *builder = metric_builder_over(new_store(arena), scratch, diags);
    builder->row_diags = diags_new(arena);
    builder->unit = text_trim(unit);
    builder->period = period;
    builder->reported = map_new(scratch);
    add_nothing(builder);
    return builder;
}

struct diags *metric_faults_of(struct metric_builder *builder, const struct unit *unit) {
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

const struct diags *metric_faults_so_far(const struct metric_builder *builder, struct text unit) {
    return map_find(builder->store->faults, unit);
}

void metric_set_faults(struct store *store, const struct unit *unit, struct diags *faults) {
    map_set(store->faults, unit->code, faults);
}

void metric_read_rows(struct metric_builder *builder,
                      void (*read_row)(struct metric_builder *builder)) {
    struct diags *run = builder->run, *row = builder->row_diags;
    for (builder->row = 0; builder->row < builder->table->row_count; builder->row++) {
        if (diags_full(run)) break;
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

/* Ends the stages up to this one. */
static void advance(struct metric_builder *builder, size_t stage) {
    for (; builder->stage < stage; builder->stage++)
        if (stages[builder->stage].end) stages[builder->stage].end(builder);
}

void metric_begin(struct metric_builder *builder, struct metric_source source) {
    ARENA_GROW(builder->scratch, builder->sources, builder->source_count, builder->source_room);
    ARENA_GROW(builder->scratch, builder->tallies, builder->source_count, builder->tally_room);
    builder->tallies[builder->source_count] = (struct tally){0};
    builder->sources[builder->source_count++] = source;
    builder->started = false;
    size_t stage = metric_stage(source.table);
    if (stage < METRIC_STAGES) advance(builder, stage);
    if (text_is(source.table, "units")) builder->has_units = true;
    if (text_is(source.table, "indicators")) builder->has_dictionary = true;
}

static void report_unknown(struct metric_builder *builder, const struct table *batch) {
    if (builder->started) return;
    builder->started = true;
    diags_add(builder->run, DIAG_M117, (struct origin){batch->file, ORIGIN_WHOLE_FILE}, "%.*s",
              TEXT_ARGS(batch->name));
    diags_hint(builder->run, N_("tables: metrics, items, texts, units, memberships, indicators"));
}

bool metric_take(struct metric_builder *builder, const struct table *batch) {
    size_t stage = metric_stage(metric_source(builder)->table);
    if (stage == METRIC_STAGES) {
        report_unknown(builder, batch);
        return true;
    }
    builder->table = batch;
    builder->cells = arena_new();
    stages[stage].take(builder);
    arena_free(builder->cells);
    builder->cells = NULL;
    builder->table = NULL;
    return !diags_full(builder->run);
}

struct store *metric_finish(struct metric_builder *builder, bool complete) {
    struct store *store = builder->store;
    advance(builder, METRIC_STAGES);
    metric_order_rows(builder);
    if (complete) {
        metric_settle_observations(builder);
        metric_settle_items(builder);
        metric_settle_texts(builder);
        metric_check_answers(builder);
        metric_tell_tallies(builder);
        metric_derive(builder);
        metric_check_stated(builder);
        metric_check_periods(builder);
    }
    metric_list_by_unit(store);
    arena_free(builder->scratch);
    return store;
}

struct store *metric_build(struct table *const *tables, size_t count, struct text unit,
                           struct text period, struct arena *arena, struct diags *diags) {
    struct period report;
    if (!period_read(period, &report)) report = (struct period){.text = period};
    struct metric_builder *builder = metric_builder_new(unit, report, arena, diags);
    for (size_t stage = 0; stage <= METRIC_STAGES; stage++)
        for (size_t i = 0; i < count; i++) {
            if (metric_stage(tables[i]->name) != stage) continue;
            metric_begin(builder, (struct metric_source){.table = tables[i]->name});
            metric_take(builder, tables[i]);
        }
    return metric_finish(builder, true);
}
