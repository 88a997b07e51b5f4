/* See helper.h. */
#include "helper.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

static struct table *make_table(struct arena *arena, const char *name, const char *path,
                                const char *csv) {
    const struct file *file = file_from_text(arena, path, text_of(csv));
    struct table *table = table_new(arena, text_of(name), file);
    struct text rest = file->bytes, line, cell;
    for (bool heading = true; text_cut(&rest, '\n', &line); heading = false) {
        if (!line.length) continue;
        size_t row = heading ? 0 : table_add_row(arena, table), column = 0;
        while (text_cut(&line, ',', &cell)) {
            struct origin origin = {file, (size_t)(cell.at - file->bytes.at)};
            if (heading)
                table_add_column(arena, table, cell, origin);
            else
                *table_cell(table, row, column++) = (struct cell){cell, origin, false};
        }
    }
    return table;
}

static void tell_faults(struct world world) {
    for (size_t i = 0; i < metric_unit_count(world.store); i++) {
        const struct diags *faults =
            metric_unit_faults(world.store, metric_unit_at(world.store, i));
        if (faults) diags_add_all(world.diags, faults);
    }
}

struct world build_world(const struct given *given, const char *unit, const char *period) {
    struct world world = {.arena = arena_new()};
    struct table *tables[8];
    size_t count = 0;
    world.diags = diags_new(world.arena);
    for (; given[count].name; count++)
        tables[count] =
            make_table(world.arena, given[count].name,
                       arena_printf(world.arena, "%s.csv", given[count].name), given[count].csv);
    world.store =
        metric_build(tables, count, text_of(unit), text_of(period), world.arena, world.diags);
    tell_faults(world);
    return world;
}

/* Texts of a batch are gone once it was taken: what is kept must have been copied. */
static void give_rows(struct metric_builder *builder, const struct table *table, size_t from,
                      size_t to) {
    struct arena *arena = arena_new();
    struct table batch = *table;
    size_t cells = (to - from) * table->column_count, bytes = 0, used = 0;
    batch.cells = arena_take_array(arena, cells, sizeof *batch.cells);
    batch.row_count = to - from;
    batch.lasting = false;
    for (size_t i = 0; i < cells; i++)
        bytes += table->cells[from * table->column_count + i].text.length;
    char *texts = arena_take(arena, bytes + 1);
    for (size_t i = 0; i < cells; i++) {
        struct cell cell = table->cells[from * table->column_count + i];
        if (cell.text.length) memcpy(texts + used, cell.text.at, cell.text.length);
        cell.text.at = texts + used;
        used += cell.text.length;
        batch.cells[i] = cell;
    }
    metric_take(builder, &batch);
    memset(texts, '?', bytes);
    arena_free(arena);
}

static void give_source(struct metric_builder *builder, const struct given_source *given,
                        size_t rows, struct arena *arena) {
    struct table *table = make_table(arena, given->table, given->file, given->csv);
    struct metric_source source = {.table = text_of(given->table), .conflict = given->conflict};
    struct period *period = ARENA_NEW(arena, struct period);
    if (given->periods) {
        *period = a_period(given->periods);
        source.periods = period;
        source.period_count = 1;
    }
    metric_begin(builder, source);
    for (size_t from = 0; from == 0 || from < table->row_count; from += rows)
        give_rows(builder, table, from,
                  from + rows < table->row_count ? from + rows : table->row_count);
}

struct world build_sources(const struct given_source *sources, const char *period, size_t batch) {
    struct world world = {.arena = arena_new()};
    world.diags = diags_new(world.arena);
    struct metric_builder *builder =
        metric_builder_new(TEXT("u"), a_period(period), world.arena, world.diags);
    for (size_t stage = 0; stage < METRIC_STAGES; stage++)
        for (size_t i = 0; sources[i].table; i++)
            if (metric_stage(text_of(sources[i].table)) == stage)
                give_source(builder, &sources[i], batch, world.arena);
    world.store = metric_finish(builder, true);
    tell_faults(world);
    return world;
}

struct world build_metrics(const char *csv) {
    const struct given given[] = {{"metrics", csv}, {NULL, NULL}};
    return build_world(given, "u", "2026H1");
}

void end_world(struct world world) {
    arena_free(world.arena);
}

struct period a_period(const char *text) {
    struct period period;
    cr_assert(period_read(text_of(text), &period), "%s", text);
    return period;
}

struct slice *a_slice(struct world world, const char *unit, const char *period) {
    const struct unit *of = metric_find_unit(world.store, text_of(unit));
    cr_assert(of, "%s", unit);
    return metric_slice(world.store, of, a_period(period), TEXT(""), TEXT(""), world.arena);
}

struct metric_ask an_ask(struct world world, const char *indicator) {
    struct metric_ask ask = {.indicator =
                                 metric_find_indicator(world.store, text_of(indicator), NULL)};
    cr_assert(ask.indicator, "%s", indicator);
    return ask;
}

static size_t list_rows(struct world world, const struct unit *unit, struct observation *rows) {
    size_t found = 0;
    for (size_t i = 0; i < metric_indicator_count(world.store); i++) {
        size_t count;
        const struct observation *list = metric_observations(
            world.store, unit, metric_indicator_at(world.store, i), world.arena, &count);
        for (size_t k = 0; k < count; k++) rows[found++] = list[k];
    }
    return found;
}

static int compare_places(const void *left, const void *right) {
    const struct observation *a = left, *b = right;
    return a->origin.offset < b->origin.offset ? -1 : a->origin.offset > b->origin.offset;
}

struct observation nth_row(struct world world, size_t n) {
    size_t count = metric_observation_count(world.store), found = 0;
    struct observation *rows = arena_take_array(world.arena, count, sizeof *rows);
    for (size_t u = 0; u < metric_unit_count(world.store); u++)
        found += list_rows(world, metric_unit_at(world.store, u), rows + found);
    cr_assert_eq(found, count);
    cr_assert_lt(n, count);
    qsort(rows, count, sizeof *rows, compare_places);
    return rows[n];
}

size_t row_count(struct world world, const char *unit) {
    struct observation rows[64];
    return list_rows(world, metric_find_unit(world.store, text_of(unit)), rows);
}

const char *say_number(struct world world, struct number number) {
    return arena_printf(world.arena, "%.*s",
                        TEXT_ARGS(number_print(world.arena, number, -1, NUMBER_HALF_AWAY)));
}

const char *say(struct world world, struct figure figure) {
    const char *value = "";
    switch (figure.quantity.state) {
    case QUANTITY_MISSING: value = "missing"; break;
    case QUANTITY_NOT_APPLICABLE: value = "not-applicable"; break;
    case QUANTITY_PLACEHOLDER:
        value = arena_printf(world.arena, "placeholder %.*s", TEXT_ARGS(figure.quantity.text));
        break;
    case QUANTITY_KNOWN:
        value = figure.quantity.text.length
                    ? arena_printf(world.arena, "%.*s", TEXT_ARGS(figure.quantity.text))
                    : say_number(world, figure.quantity.value);
    }
    struct text period = period_code(world.arena, figure.period);
    return arena_printf(world.arena, "%s %.*s %.*s", value, TEXT_ARGS(figure.measure.name),
                        TEXT_ARGS(period));
}

const char *say_diags(struct world world) {
    struct buffer out = buffer_new(world.arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(world.diags); i++) {
        const struct diag *diag = diags_at(world.diags, i);
        buffer_printf(&out, i ? "; %s %s" : "%s %s", diag_name(diag->code),
                      origin_print(diag->origin, world.arena));
    }
    return out.at;
}

const char *detail_of(struct world world, size_t index) {
    cr_assert(index < diags_size(world.diags));
    return diags_at(world.diags, index)->detail;
}

const char *hint_of(struct world world, size_t index) {
    cr_assert(index < diags_size(world.diags));
    const char *hint = diags_at(world.diags, index)->hint;
    return hint ? hint : "";
}
