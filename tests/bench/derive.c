/* Speed and memory of the metric store and all that follows from it: fills a store of 3,000 units ×
 * 200 indicators × 4 periods, has it ordered, rolled up through four levels, its rates and formulas
 * computed, and 20
 * relations of every unit and the generic checks judged.
 *
 *   base 0 … 89      given for the 2,654 units at the foot of the tree, rolled up above
 *   rate 0 … 59      base / base, in %
 *   formula 0 … 49   sums, quotients, growth and means over two to five others
 *
 * Reading files is not part of it.  Prints one line: milliseconds of each part, peak memory. */
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "metric/check.h"
#include "metric/inner.h"

enum { UNITS = 3000, BASES = 90, RATES = 60, FORMULAS = 50, PERIODS = 4, LEVELS = 5, CHECKS = 20 };
static const int level_start[LEVELS + 1] = {0, 1, 6, 46, 346, UNITS};
static const char *const periods[PERIODS] = {"2024H1", "2025H1", "2025H2", "2026H1"};

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double processor_ms(const struct rusage *usage) {
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1e3 +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e3;
}

static struct table *new_table(struct arena *arena, const char *name, const char *columns) {
    const struct file *file = file_from_text(arena, name, TEXT(""));
    struct table *table = table_new(arena, text_of(name), file);
    struct text rest = text_of(columns), column;
    while (text_cut(&rest, ',', &column))
        table_add_column(arena, table, column, (struct origin){file, 0});
    table->lasting = true;
    return table;
}

static void add_row(struct arena *arena, struct table *table, const char *cells) {
    size_t row = table_add_row(arena, table), column = 0;
    struct text rest = text_of(cells), cell;
    while (text_cut(&rest, '|', &cell))
        *table_cell(table, row, column++) = (struct cell){.text = cell, .origin = {table->file, 0}};
}

static int parent_of(int unit) {
    int level = 1;
    while (unit >= level_start[level + 1]) level++;
    int parents = level_start[level] - level_start[level - 1];
    return level_start[level - 1] + (unit - level_start[level]) % parents;
}

static void add_units(struct metric_builder *builder, struct arena *arena) {
    struct table *units = new_table(arena, "units", "code,name");
    struct table *members = new_table(arena, "memberships", "tree,unit,parent");
    for (int u = 0; u < UNITS; u++) {
        add_row(arena, units, arena_printf(arena, "u%d|单位%d", u, u));
        if (u) add_row(arena, members, arena_printf(arena, "admin|u%d|u%d", u, parent_of(u)));
    }
    metric_begin(builder, (struct metric_source){.table = TEXT("units")});
    metric_take(builder, units);
    metric_begin(builder, (struct metric_source){.table = TEXT("memberships")});
    metric_take(builder, members);
}

static const char *formula_text(struct arena *arena, int i) {
    int a = i % BASES, b = (i * 7 + 1) % BASES, c = (i * 13 + 2) % BASES;
    switch (i % 5) {
    case 0: return arena_printf(arena, "b%d + b%d - b%d", a, b, c);
    case 1: return arena_printf(arena, "(b%d + b%d) / b%d * b%d", a, b, c, a);
    case 2: return arena_printf(arena, "b%d - last_year(b%d)", a, a);
    case 3: return arena_printf(arena, "f%d + b%d", i - 3, b);
    default:
        return arena_printf(arena, "mean(b%d, b%d, b%d, b%d, b%d)", a, b, c, (a + 1) % BASES, b);
    }
}

/* A part and its whole, as in real data: parts are small, wholes large. */
static int whole_of(int part) {
    return RATES + part % (BASES - RATES);
}

static void add_indicators(struct metric_builder *builder, struct arena *arena) {
    struct table *table =
        new_table(arena, "indicators", "code,name,measure,numerator,denominator,formula,rollup");
    for (int i = 0; i < BASES; i++)
        add_row(arena, table, arena_printf(arena, "b%d|指标%d|元||||sum", i, i));
    for (int i = 0; i < RATES; i++)
        add_row(arena, table, arena_printf(arena, "r%d|比例%d|%%|b%d|b%d||", i, i, i, whole_of(i)));
    for (int i = 0; i < FORMULAS; i++)
        add_row(arena, table,
                arena_printf(arena, "f%d|公式%d|元|||%s|", i, i, formula_text(arena, i)));
    metric_begin(builder, (struct metric_source){.table = TEXT("indicators")});
    metric_take(builder, table);
}

static uint64_t random_state = 42;
static int64_t random_below(int64_t most) {
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)(random_state >> 33) % most;
}

static void add_values(struct metric_builder *builder) {
    const struct store *store = builder->store;
    metric_begin(builder, (struct metric_source){.table = TEXT("metrics")});
    for (int i = 0; i < BASES; i++)
        for (int p = 0; p < PERIODS; p++) {
            uint32_t period = 0;
            metric_intern_period(builder, text_of(periods[p]), &period);
            for (int u = level_start[LEVELS - 1]; u < UNITS; u++) {
                /* whole amounts, and such with two decimals */
                int64_t amount = i < RATES ? random_below(10000) : 10000 + random_below(990000);
                struct number value = {.coefficient = 1 + amount, .scale = i % 2 * 2};
                metric_add_value(builder, metric_unit_at(store, (size_t)u),
                                 metric_indicator_at(store, (size_t)i), period, value);
            }
        }
}

static struct check_declaration declare(struct arena *arena, int i) {
    bool rate = i % 2;
    const char *self = arena_printf(arena, "b%d", i);
    const char *other = arena_printf(arena, "b%d", whole_of(i));
    struct check_attribute *attributes = arena_take_array(arena, 3, sizeof *attributes);
    attributes[0] = (struct check_attribute){
        .name = TEXT("of"), .value = text_of(rate ? arena_printf(arena, "r%d", i) : self)};
    attributes[1] = (struct check_attribute){.name = rate ? TEXT("numerator") : TEXT("with"),
                                             .value = text_of(self)};
    attributes[2] = (struct check_attribute){.name = TEXT("denominator"), .value = text_of(other)};
    return (struct check_declaration){.kind = rate ? TEXT("rate") : TEXT("equal"),
                                      .attributes = attributes,
                                      .attribute_count = rate ? 3 : 2};
}

/* Declared checks that hold, for every unit, and all generic ones. */
static size_t check_all(const struct store *store, struct period period, struct arena *arena,
                        struct diags *diags) {
    struct check_declaration declarations[CHECKS];
    for (int i = 0; i < CHECKS; i++) declarations[i] = declare(arena, i);
    struct check_list list = {.declarations = declarations, .declaration_count = CHECKS};
    struct checks *checks = metric_checks_compile(store, &list, arena, diags);
    if (!checks) return 0;
    size_t count = metric_unit_count(store), held = 0;
    const struct unit **units = arena_take_array(arena, count, sizeof *units);
    for (size_t u = 0; u < count; u++) units[u] = metric_unit_at(store, u);
    struct check_scope scope = {.period = period, .units = units, .unit_count = count};
    held = metric_checks_judge(checks, &scope, arena)->held;
    if (held < UNITS * (CHECKS - 1)) fprintf(stderr, "only %zu checks hold\n", held);
    return held;
}

int main(void) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct period report;
    period_read(text_of(periods[PERIODS - 1]), &report);
    double start = now_ms();
    struct metric_builder *builder = metric_builder_new(TEXT(""), report, arena, diags);
    add_units(builder, arena);
    add_indicators(builder, arena);
    add_values(builder);
    double filled = now_ms();
    const struct store *store = metric_finish(builder, true);
    double derived = now_ms();
    size_t held = check_all(store, report, arena, diags);
    double checked = now_ms();
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    size_t given = metric_observation_count(store), made = metric_derived_count(store);
    printf(
        "derive: %zu figures given, %zu derived (%d units, %d indicators, %d periods, %d levels); "
        "fill %.0f ms, order and derive %.0f ms, %d checks a unit and the generic ones %.0f ms; "
        "all %.0f ms (processor %.0f ms), peak %.0f MiB\n",
        given, made, UNITS, BASES + RATES + FORMULAS, PERIODS, LEVELS - 1, filled - start,
        derived - filled, CHECKS, checked - derived, checked - start, processor_ms(&usage),
        (double)usage.ru_maxrss / 1024);
    for (size_t i = 0; i < diags_size(diags); i++)
        if (diags_at(diags, i)->level >= DIAG_ERROR)
            fprintf(stderr, "error: %s\n", diags_at(diags, i)->detail);
    /* All but the growth over a year that is not there. */
    bool complete = made + given > 2300000 && held > 0 && !diags_failed(diags);
    arena_free(arena);
    return complete ? 0 : 1;
}
