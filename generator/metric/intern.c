/* What rows share is kept once and named by its index: periods, measures, texts, columns.
 *
 * An index has the bits that a row has room for (struct row); a table that would need more is no
 * sensible one, and M137 says so. */
#include <string.h>

#include "metric/inner.h"

void metric_report_full(struct metric_builder *builder, struct origin origin) {
    if (builder->overfull) return;
    builder->overfull = true;
    diags_add(builder->run, DIAG_M137, origin, "%s", "");
    diags_hint(builder->run,
               N_("see whether the columns of the file are the ones that their headings say: "
                  "hardly any two rows have the same code, period or measure"));
}

static int32_t pack_day(int year, int month, int day) {
    return (int32_t)(year * 10000 + month * 100 + day);
}

struct period_form metric_period_form(struct period period) {
    struct period_form form = {.period = period};
    if (period_has_dates(period)) {
        form.from = pack_day(period.from_year, period.from_month, period.from_day);
        form.to = pack_day(period.to_year, period.to_month, period.to_day);
    } else {
        form.to = (int32_t)period.kind;
        form.hash = (uint32_t)hash_text(period.text, 0);
    }
    return form;
}

/* The first form of the same days, this one if there is none before. */
static uint32_t find_same(struct metric_builder *builder, const struct period_form *form) {
    const struct period_form days = {.from = form->from, .to = form->to, .hash = form->hash};
    struct text key = {(const char *)&days.from, 3 * sizeof days.from};
    uintptr_t index = (uintptr_t)map_find(builder->days, key);
    if (index) return (uint32_t)(index - 1);
    map_set(builder->days, text_copy(builder->scratch, key),
            (void *)(builder->store->period_count + 1));
    return (uint32_t)builder->store->period_count;
}

bool metric_intern_period(struct metric_builder *builder, struct text text, uint32_t *out) {
    struct store *store = builder->store;
    uintptr_t index = (uintptr_t)map_find(builder->periods, text);
    if (!index) {
        struct period period;
        if (store->period_count > ROW_PERIODS_MOST) return false;
        if (!period_read(text_copy(builder->arena, text), &period)) return false;
        struct period_form form = metric_period_form(period);
        form.same = find_same(builder, &form);
        ARENA_GROW(builder->arena, store->periods, store->period_count, store->period_room);
        store->periods[store->period_count++] = form;
        index = store->period_count;
        map_set(builder->periods, text_copy(builder->arena, text), (void *)index);
    }
    *out = (uint32_t)(index - 1);
    return true;
}

uint32_t metric_intern_measure(struct metric_builder *builder, struct text text) {
    struct store *store = builder->store;
    uintptr_t index = (uintptr_t)map_find(builder->measures, text);
    if (!index) {
        if (store->measure_count > ROW_MEASURES_MOST) {
            metric_report_full(builder, ORIGIN_NONE);
            return 0;
        }
        ARENA_GROW(builder->arena, store->measures, store->measure_count, store->measure_room);
        text = text_copy(builder->arena, text);
        store->measures[store->measure_count++] = measure_read(text);
        index = store->measure_count;
        map_set(builder->measures, text, (void *)index);
    }
    return (uint32_t)(index - 1);
}

uint32_t metric_intern_string(struct metric_builder *builder, struct text text) {
    struct store *store = builder->store;
    if (!text.length) return 0;
    uintptr_t index = (uintptr_t)map_find(builder->strings, text);
    if (index) return (uint32_t)index;
    ARENA_GROW(builder->arena, store->strings, store->string_count, store->string_room);
    text = metric_keep_text(builder, text);
    store->strings[store->string_count] = text;
    map_set(builder->strings, text, (void *)store->string_count);
    return (uint32_t)store->string_count++;
}

uint32_t metric_intern_number(struct metric_builder *builder, struct number number) {
    struct store *store = builder->store;
    if (!number.big && !number.coefficient && !number.scale) return 0;
    ARENA_GROW(builder->arena, store->numbers, store->number_count, store->number_room);
    store->numbers[store->number_count] = number;
    return (uint32_t)store->number_count++;
}

uint32_t metric_intern_column(struct metric_builder *builder, struct known_indicator *indicator,
                              uint32_t period) {
    struct store *store = builder->store;
    period = store->periods[period].same;
    if (indicator->column != COLUMN_NONE && indicator->period == period) return indicator->column;
    uint32_t pair[2] = {(uint32_t)indicator->indicator.order, period};
    struct text key = {(const char *)pair, sizeof pair};
    uintptr_t index = (uintptr_t)map_find(builder->column_of, key);
    if (!index) {
        ARENA_GROW(builder->arena, store->columns, store->column_count, store->column_room);
        store->columns[store->column_count++] =
            (struct figure_column){.indicator = pair[0], .period = period};
        index = store->column_count;
        map_set(builder->column_of, text_copy(builder->scratch, key), (void *)index);
    }
    indicator->period = period;
    indicator->column = (uint32_t)(index - 1);
    return indicator->column;
}
