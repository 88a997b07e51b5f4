/* Values put into a store that is built: a builder is opened again over what is there, rows are
 * appended, and the order is made anew.
 *
 * What was kept once and named by index is found again by maps that are rebuilt here; texts are
 * not (a second copy of a few words costs less than a map of all). */
#include <string.h>

#include "metric/inner.h"

struct metric_additions {
    struct metric_builder builder;
};

static void find_periods(struct metric_builder *builder) {
    const struct store *store = builder->store;
    for (size_t i = 0; i < store->period_count; i++) {
        const struct period_form *form = &store->periods[i];
        const struct period_form days = {.from = form->from, .to = form->to, .hash = form->hash};
        struct text key = {(const char *)&days.from, 3 * sizeof days.from};
        map_set(builder->periods, form->period.text, (void *)(i + 1));
        if (form->same == i)
            map_set(builder->days, text_copy(builder->scratch, key), (void *)(i + 1));
    }
}

/* As if it had just been read: rows are put in order anew at the seal. */
static void add_row(struct metric_builder *builder, const struct row *row, uint32_t column) {
    *(struct row *)pile_add(builder->scratch, &builder->rows) = *row;
    *(uint32_t *)pile_add(builder->scratch, &builder->row_columns) = column;
}

static void find_columns(struct metric_builder *builder) {
    const struct store *store = builder->store;
    for (size_t i = 0; i < store->column_count; i++) {
        const struct figure_column *column = &store->columns[i];
        uint32_t pair[2] = {column->indicator, column->period};
        struct text key = {(const char *)pair, sizeof pair};
        map_set(builder->column_of, text_copy(builder->scratch, key), (void *)(i + 1));
        for (size_t row = 0; row < column->count; row++)
            add_row(builder, metric_row(store, column->start + row), (uint32_t)i);
    }
    for (size_t i = 0; i < store->indicator_count; i++) store->indicators[i]->column = COLUMN_NONE;
}

struct metric_additions *metric_reopen(struct store *store, struct diags *diags) {
    struct arena *scratch = arena_new();
    struct metric_additions *additions = ARENA_NEW(scratch, struct metric_additions);
    struct metric_builder *builder = &additions->builder;
    *builder = metric_builder_over(store, scratch, diags);
    for (size_t i = 0; i < store->measure_count; i++)
        map_set(builder->measures, store->measures[i].name, (void *)(i + 1));
    find_periods(builder);
    find_columns(builder);
    return additions;
}

const struct indicator *metric_make_indicator(struct metric_additions *additions,
                                              const struct indicator *like) {
    struct metric_builder *builder = &additions->builder;
    struct store *store = builder->store;
    if (map_find(store->indicator_codes, like->code)) return NULL;
    struct known_indicator *known = metric_add_indicator(store, like->code, like->origin);
    size_t order = known->indicator.order;
    known->indicator = *like;
    known->indicator.order = order;
    known->measure = metric_intern_measure(builder, like->measure.name);
    /* Names of the data stay theirs. */
    if (!map_find(store->indicator_names, like->name))
        metric_add_name(store, store->indicator_names, like->name, &known->indicator);
    /* It has no columns yet. */
    uint32_t *start = arena_take_array(store->arena, order + 2, sizeof *start);
    memcpy(start, store->column_start, (order + 1) * sizeof *start);
    start[order + 1] = start[order];
    store->column_start = start;
    return &known->indicator;
}

static bool find_period(struct metric_builder *builder, struct period period, uint32_t *out) {
    struct text code = period.text.length ? period.text : period_code(builder->scratch, period);
    return metric_intern_period(builder, code, out);
}

static uint32_t add_text(struct metric_builder *builder, struct text text) {
    if (!text.length) return 0;
    struct store *store = builder->store;
    struct detail detail = {.text = metric_intern_string(builder, text)};
    uint32_t index = (uint32_t)store->details.count;
    *(struct detail *)pile_add(store->arena, &store->details) = detail;
    return index;
}

void metric_put(struct metric_additions *additions, const struct metric_addition *value) {
    struct metric_builder *builder = &additions->builder;
    struct store *store = builder->store;
    const struct quantity *quantity = &value->quantity;
    struct known_indicator *known = store->indicators[value->indicator->order];
    uint32_t period, measure = known->measure;
    if (builder->overfull || !find_period(builder, value->period, &period)) return;
    if (!text_equal(value->measure.name, store->measures[measure].name))
        measure = metric_intern_measure(builder, value->measure.name);
    struct row row = {.coefficient = quantity->value.coefficient,
                      .origin = metric_pack_origin(builder, value->origin),
                      .unit = (uint32_t)value->unit->order,
                      .detail = add_text(builder, quantity->text),
                      .period = period & ROW_PERIODS_MOST,
                      .standing = 2, /* none: see metric_standing_name() */
                      .big = quantity->value.big != NULL,
                      .measure = measure & ROW_MEASURES_MOST,
                      .scale = (uint32_t)quantity->value.scale & 31,
                      .state = (uint32_t)quantity->state & 3,
                      .qualifier = (uint32_t)quantity->qualifier & 7,
                      .made = (uint32_t)value->made & 7};
    if (quantity->value.over && !row.detail) {
        row.scale = ROW_FRACTION;
        row.detail = quantity->value.over;
    }
    if (row.big) row.coefficient = metric_intern_number(builder, quantity->value);
    add_row(builder, &row, metric_intern_column(builder, known, period));
}

void metric_seal(struct metric_additions *additions) {
    struct metric_builder *builder = &additions->builder;
    struct store *store = builder->store;
    for (size_t i = 0; i < store->column_count; i++) store->columns[i].count = 0;
    pile_clear(&store->rows);
    metric_order_rows(builder);
    arena_free(builder->scratch);
}
