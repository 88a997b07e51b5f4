/* What the queries of a job are asked with: the period of the reports, and their units.
 *
 * A query with :unit is asked once for each unit of the job's list; for each unit of the units
 * tables if the job lists none ("*"), or if its reports look at other units (compare="…").  --unit
 * does not count: it chooses which reports are made, and what stands in one must not depend on
 * that. */
#include "report/inner.h"

struct units {
    struct table **tables; /* the job's units tables */
    size_t table_count;
    struct text *codes;
    size_t count, room;
    struct map *seen;
};

static bool any_asks_unit(const struct job *job) {
    for (size_t i = 0; i < job->source_count; i++)
        if (source_asks_unit(&job->sources[i])) return true;
    return false;
}

/* What is wrong with them is said when they are read for the store. */
static void read_tables(const struct job *job, struct units *units, struct arena *arena) {
    struct diags *unheard = diags_new(arena);
    units->tables = arena_take_array(arena, job->source_count + 1, sizeof *units->tables);
    for (size_t i = 0; i < job->source_count; i++) {
        const struct source_spec *spec = &job->sources[i];
        if (!text_is(spec->table, "units") || source_asks_unit(spec)) continue;
        struct table *table = source_read(spec, arena, unheard);
        if (table) units->tables[units->table_count++] = table;
    }
}

static void add(struct units *units, struct text code, struct arena *arena) {
    if (map_find(units->seen, code)) return;
    code = text_copy(arena, code);
    map_set(units->seen, code, units);
    ARENA_GROW(arena, units->codes, units->count, units->room);
    units->codes[units->count++] = code;
}

static void add_all(struct units *units, struct arena *arena) {
    for (size_t i = 0; i < units->table_count; i++)
        for (size_t row = 0; row < units->tables[i]->row_count; row++) {
            struct text code = table_text(units->tables[i], row, "code");
            if (code.length) add(units, code, arena);
        }
}

/* The job may name a unit by its name; the database knows it by its code. */
static struct text code_of(const struct units *units, struct text word) {
    for (size_t i = 0; i < units->table_count; i++)
        for (size_t row = 0; row < units->tables[i]->row_count; row++)
            if (text_equal(table_text(units->tables[i], row, "name"), word) ||
                text_equal(table_text(units->tables[i], row, "short_name"), word))
                return table_text(units->tables[i], row, "code");
    return word;
}

static void find_units(const struct job *job, struct units *units, struct arena *arena) {
    struct text rest = text_trim(job->units), word;
    bool listed = rest.length && !text_is(rest, "*");
    struct arena *reading = arena_new();
    read_tables(job, units, reading);
    if (!listed || job->compare.length) add_all(units, arena);
    while (listed && text_cut_word(&rest, &word)) add(units, code_of(units, word), arena);
    arena_free(reading);
}

void report_fill_parameters(struct report_run *run) {
    struct job *job = run->job;
    struct units units = {.seen = map_new(run->arena)};
    struct source_parameters *parameters = ARENA_NEW(run->arena, struct source_parameters);
    parameters->period = run->period;
    for (size_t i = 0; i < job->source_count; i++) job->sources[i].parameters = parameters;
    if (!any_asks_unit(job)) return;
    find_units(job, &units, run->arena);
    parameters->units = units.codes;
    parameters->unit_count = units.count;
}
