/* The order of the store: rows in any order of reading, in batches of any size, give one store;
 * what is looked up is what a search through all rows finds. */
#include <criterion/criterion.h>
#include <string.h>

#include "helper.h"
#include "metric/inner.h"

enum { UNITS = 23, INDICATORS = 7, PERIODS = 5, ROWS = UNITS * INDICATORS * PERIODS };

static const char *const periods[PERIODS] = {"2026H1", "2025H1", "2026-01..2026-05", "undated",
                                             "2024"};

struct line {
    int unit, indicator, period, value;
};

/* A fixed sequence of numbers that look random. */
static unsigned next(unsigned *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Every third row is left out; the order is shuffled by `seed` (0: as made). */
static size_t make_lines(struct line *lines, unsigned seed) {
    size_t count = 0;
    for (int u = 0; u < UNITS; u++)
        for (int i = 0; i < INDICATORS; i++)
            for (int p = 0; p < PERIODS; p++)
                if ((u * 31 + i * 7 + p) % 3)
                    lines[count++] = (struct line){u, i, p, u * 1000 + i * 10 + p};
    for (size_t i = count; seed && i > 1; i--) {
        size_t other = next(&seed) % i;
        struct line swap = lines[i - 1];
        lines[i - 1] = lines[other];
        lines[other] = swap;
    }
    return count;
}

static struct world build_lines(const struct line *lines, size_t count, size_t batch) {
    struct arena *arena = arena_new();
    struct buffer csv = buffer_new(arena), units = buffer_new(arena);
    buffer_printf(&units, "code\n");
    for (int u = 0; u < UNITS; u++) buffer_printf(&units, "u%d\n", u);
    buffer_printf(&csv, "unit,code,period,value,note\n");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&csv, "u%d,i%d,%s,%d.50,%s\n", lines[i].unit, lines[i].indicator,
                      periods[lines[i].period], lines[i].value, lines[i].value % 5 ? "" : "注");
    const struct given_source sources[] = {{"metrics", "metrics.csv", csv.at, 0, NULL},
                                           {"units", "units.csv", units.at, 0, NULL},
                                           {NULL, NULL, NULL, 0, NULL}};
    struct world world = build_sources(sources, "2026H1", batch);
    arena_free(arena);
    return world;
}

static const struct line *search(const struct line *lines, size_t count, int u, int i, int p) {
    for (size_t k = 0; k < count; k++)
        if (lines[k].unit == u && lines[k].indicator == i && lines[k].period == p) return &lines[k];
    return NULL;
}

static struct metric_ask ask_for(struct world world, int u, int i, struct period *period) {
    const char *unit = arena_printf(world.arena, "u%d", u);
    struct metric_ask ask = an_ask(world, arena_printf(world.arena, "i%d", i));
    ask.unit = metric_find_unit(world.store, text_of(unit));
    ask.period = period;
    return ask;
}

static void check_lines(struct world world, const struct line *lines, size_t count) {
    struct slice *slice = metric_slice(world.store, metric_unit_at(world.store, 0),
                                       a_period("2026H1"), TEXT("all"), TEXT(""), world.arena);
    for (int u = 0; u < UNITS; u++)
        for (int i = 0; i < INDICATORS; i++)
            for (int p = 0; p < PERIODS; p++) {
                struct period period = a_period(periods[p]);
                const struct line *line = search(lines, count, u, i, p);
                struct figure figure =
                    metric_value(slice, ask_for(world, u, i, &period), world.arena);
                struct observation row;
                bool found = metric_observation(slice, ask_for(world, u, i, &period), &row);
                cr_assert_eq(found, line != NULL, "%d %d %d", u, i, p);
                if (!line) continue;
                const char *value = arena_printf(world.arena, "%d.50", line->value);
                cr_assert_str_eq(say_number(world, figure.quantity.value), value);
                cr_assert(text_is(row.note, line->value % 5 ? "" : "注"));
            }
}

Test(store, any_order_and_any_batch) {
    static const size_t batches[] = {1, 3, 64, 100000};
    struct line *lines = malloc(ROWS * sizeof *lines);
    for (unsigned seed = 0; seed < 4; seed++) {
        size_t count = make_lines(lines, seed);
        struct world world = build_lines(lines, count, batches[seed]);
        cr_assert_str_eq(say_diags(world), "");
        cr_assert_eq(metric_observation_count(world.store), count);
        check_lines(world, lines, count);
        end_world(world);
    }
    free(lines);
}

/* Rows of one key stay in the order of reading, whatever stands between them. */
Test(store, order_of_reading_holds) {
    struct arena *arena = arena_new();
    struct buffer csv = buffer_new(arena);
    buffer_printf(&csv, "unit,code,period,value,target\n");
    for (int round = 0; round < 3; round++)
        for (int i = 40; i-- > 0;)
            buffer_printf(&csv, "u%d,i%d,2026H1,%s,%d\n", i % 4, i % 5, "", 10 + round);
    struct world world = build_metrics(csv.at);
    size_t count;
    const struct observation *rows =
        metric_observations(world.store, metric_find_unit(world.store, TEXT("u3")),
                            metric_find_indicator(world.store, TEXT("i2"), NULL), arena, &count);
    cr_assert_eq(count, 6);
    for (size_t i = 1; i < count; i++)
        cr_expect_lt(rows[i - 1].origin.offset, rows[i].origin.offset);
    end_world(world);
    arena_free(arena);
}

Test(store, columns) {
    struct world world = build_metrics("unit,code,period,value,measure,standing,text\n"
                                       "a,x,2026H1,5,万元,预计,\nb,x,2026H1,约7,万元,,\n"
                                       "a,x,2026H1,6,元,核定,\nc,x,2026H1,,万元,,\n"
                                       "d,x,2026-01..2026-06,,,,A级\ne,x,2025H1,9,万元,,\n"
                                       "f,x,2026H1,123456789012345678901234567890,元,,\n");
    cr_assert_eq(metric_unit_count(world.store), 6);
    struct metric_cell cells[6];
    const struct indicator *x = metric_find_indicator(world.store, TEXT("x"), NULL);
    cr_assert_eq(metric_column(world.store, x, a_period("2026H1"), cells), 4);
    cr_assert_str_eq(say_number(world, cells[0].value), "6", "the most trusted");
    cr_assert(text_is(cells[0].measure->name, "元"));
    cr_assert_eq(cells[1].qualifier, QUALIFIER_ABOUT);
    cr_assert_eq(cells[2].state, QUANTITY_MISSING);
    cr_assert_null(cells[2].measure);
    cr_assert(cells[3].is_text);
    cr_assert_eq(cells[3].state, QUANTITY_KNOWN);
    cr_assert_null(cells[4].measure);
    cr_assert_str_eq(say_number(world, cells[5].value), "123456789012345678901234567890");
    cr_assert_eq(metric_column(world.store, x, a_period("2024H1"), cells), 0);
    cr_assert_null(cells[0].measure);
    end_world(world);
}

/* A period written in two ways is one, but each unit's own words stay. */
Test(store, periods_written_in_two_ways) {
    struct world world = build_metrics("unit,code,period,value\na,x,2026H1,1\n"
                                       "b,x,2026-01..2026-06,2\nb,x,2026-01..2026-06,3\n"
                                       "b,x,2026H1,4\n");
    cr_assert_str_eq(say_diags(world), "M112 metrics.csv:4:22; M112 metrics.csv:5:12");
    struct slice *slice = metric_slice(world.store, metric_unit_at(world.store, 1),
                                       a_period("2026"), TEXT(""), TEXT(""), world.arena);
    struct figure figure = metric_value(slice, an_ask(world, "x"), world.arena);
    cr_assert(text_is(figure.period.text, "2026-01..2026-06"));
    end_world(world);
}

/* Offsets of sheets use all the bits of a place. */
Test(store, places_of_sheets) {
    struct arena *arena = arena_new();
    struct world world = {.arena = arena, .diags = diags_new(arena)};
    struct metric_builder *builder =
        metric_builder_new(TEXT("u"), a_period("2026H1"), arena, world.diags);
    static const struct file book = {.name = "book"}, other = {.name = "other"};
    static const size_t offsets[] = {
        0, 7, ORIGIN_WHOLE_FILE, (size_t)1 << 45, ((size_t)40000 << 44) + 12345, 8};
    enum { COUNT = sizeof offsets / sizeof *offsets };
    metric_begin(builder, (struct metric_source){.table = TEXT("metrics")});
    struct table *table = table_new(arena, TEXT("metrics"), &book);
    table_add_column(arena, table, TEXT("code"), ORIGIN_NONE);
    table_add_column(arena, table, TEXT("value"), ORIGIN_NONE);
    for (size_t i = 0; i < COUNT; i++) {
        size_t row = table_add_row(arena, table);
        const char *code = arena_printf(arena, "i%zu", i);
        table_cell(table, row, 0)->text = text_of(code);
        *table_cell(table, row, 1) =
            (struct cell){TEXT("1"), {i % 2 ? &book : &other, offsets[i]}, false};
    }
    metric_take(builder, table);
    world.store = metric_finish(builder, true);
    for (size_t i = 0; i < COUNT; i++) {
        size_t count;
        const struct observation *row =
            metric_observations(world.store, metric_unit_at(world.store, 0),
                                metric_indicator_at(world.store, i), arena, &count);
        cr_assert_eq(count, 1);
        cr_expect_eq(row->origin.offset, offsets[i], "%zu", i);
        cr_expect_eq(row->origin.file, i % 2 ? &book : &other);
    }
    end_world(world);
}

/* More codes than a sensible table has: the run says so once, and ends. */
Test(store, too_many_codes) {
    struct arena *arena = arena_new();
    struct buffer csv = buffer_new(arena);
    buffer_printf(&csv, "code,value\n");
    for (int i = 0; i < INDICATORS_MOST + 3; i++) buffer_printf(&csv, "%x,1\n", i);
    struct world world = build_metrics(csv.at);
    cr_assert_str_eq(say_diags(world), "M137 metrics.csv:100002:1");
    cr_assert(diags_failed(world.diags));
    cr_assert_eq(metric_observation_count(world.store), INDICATORS_MOST);
    end_world(world);
    arena_free(arena);
}

/* More measures than a row has bits for. */
Test(store, too_many_measures) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct metric_builder *builder =
        metric_builder_new(TEXT("u"), a_period("2026H1"), arena, diags);
    uint32_t last = 0;
    for (size_t i = 1; i <= ROW_MEASURES_MOST; i++) {
        char name[16];
        int length = snprintf(name, sizeof name, "m%zx", i);
        last = metric_intern_measure(builder, (struct text){name, (size_t)length});
    }
    cr_assert_eq(last, ROW_MEASURES_MOST);
    cr_assert_eq(diags_size(diags), 0);
    cr_assert_eq(metric_intern_measure(builder, TEXT("one more")), 0);
    cr_assert_eq(metric_intern_measure(builder, TEXT("and another")), 0);
    cr_assert_eq(diags_size(diags), 1);
    cr_assert_eq(diags_at(diags, 0)->code, DIAG_M137);
    cr_assert_eq(metric_intern_measure(builder, TEXT("m1")), 1, "those known are found still");
    metric_finish(builder, true);
    arena_free(arena);
}
