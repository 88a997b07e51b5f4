/* Constants of a job: columns that its files lack. */
#include "source/inner.h"

const struct source_constant *source_find_constant(const struct source_spec *spec,
                                                   const char *column) {
    for (size_t i = 0; i < spec->constant_count; i++)
        if (text_is(spec->constants[i].column, column)) return &spec->constants[i];
    return NULL;
}

static bool is_among(struct text column, const char *const *columns) {
    for (; *columns; columns++)
        if (text_is(column, *columns)) return true;
    return false;
}

struct source_spec source_without_constants(const struct source_spec *spec,
                                            const char *const *columns, struct arena *arena) {
    struct source_spec rest = *spec;
    rest.constants = arena_take_array(arena, spec->constant_count, sizeof *rest.constants);
    rest.constant_count = 0;
    for (size_t i = 0; i < spec->constant_count; i++)
        if (!is_among(spec->constants[i].column, columns))
            rest.constants[rest.constant_count++] = spec->constants[i];
    return rest;
}

struct source_added source_add_constants(const struct source_spec *spec, struct table *table,
                                         struct arena *arena, struct diags *diags) {
    struct source_added added = {arena_take_array(arena, spec->constant_count, sizeof *added.at),
                                 0};
    for (size_t i = 0; i < spec->constant_count; i++) {
        const struct source_constant *constant = &spec->constants[i];
        const char *name = arena_copy(arena, constant->column.at, constant->column.length);
        if (table_find_column(table, name) != TABLE_NO_COLUMN) {
            diags_add(diags, DIAG_D114, constant->origin, "%s", name);
            continue;
        }
        table_add_column(arena, table, constant->column, constant->origin);
        added.at[added.count++] = constant;
    }
    return added;
}

void source_fill_constants(struct source_added added, struct cell *cells) {
    for (size_t i = 0; i < added.count; i++)
        cells[i] = (struct cell){added.at[i]->value, added.at[i]->origin, false};
}
