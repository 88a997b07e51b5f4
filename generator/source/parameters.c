/* What :unit, :period, :from, :to and :year stand for. */
#include <string.h>

#include "source/database.h"
#include "xml/xml.h"

static const char known[] = "unit|period|from|to|year";

static const struct source_constant *find_constant(const struct source_spec *spec,
                                                   const char *column) {
    for (size_t i = 0; i < spec->constant_count; i++)
        if (text_is(spec->constants[i].column, column)) return &spec->constants[i];
    return NULL;
}

/* That of the source, else that of the report. */
static bool find_period(const struct source_spec *spec, struct period *period) {
    const struct source_constant *own = find_constant(spec, "period");
    if (own) return period_read(own->value, period);
    if (spec->parameters) *period = spec->parameters->period;
    return spec->parameters;
}

static struct text print_day(int year, int month, int day, struct arena *arena) {
    return text_of(arena_printf(arena, "%04d-%02d-%02d", year, month, day));
}

static bool find_dated(const struct source_spec *spec, struct text name, struct text *value,
                       struct arena *arena) {
    struct period period, year;
    if (!find_period(spec, &period)) return false;
    if (text_is(name, "period")) {
        *value = period_code(arena, period);
        return true;
    }
    if (!period_has_dates(period)) return false;
    if (text_is(name, "from")) {
        *value = print_day(period.from_year, period.from_month, period.from_day, arena);
    } else if (text_is(name, "to")) {
        *value = print_day(period.to_year, period.to_month, period.to_day, arena);
    } else {
        if (!period_year(arena, period, &year)) return false;
        *value = period_code(arena, year);
    }
    return true;
}

static bool is_known(struct text name) {
    struct text rest = text_of(known), piece;
    while (text_cut(&rest, '|', &piece))
        if (text_equal(piece, name)) return true;
    return false;
}

static void report(const struct query *query, const struct query_parameter *parameter,
                   struct diags *diags) {
    diags_add(diags, DIAG_D170, query_origin(query, parameter->offset), ":%.*s",
              TEXT_ARGS(parameter->name));
    struct text meant = xml_nearest(parameter->name, known);
    if (is_known(parameter->name))
        diags_hint(diags, N_("the period of the report, or period=\"…\" of the source, has no such "
                             "day or no single year"));
    else if (meant.length)
        diags_hint(diags, N_("did you mean :%.*s?"), TEXT_ARGS(meant));
    else
        diags_hint(diags, N_("parameters are :unit, :period, :from, :to and :year"));
}

bool database_value(const struct source_spec *spec, const struct query *query,
                    const struct query_parameter *parameter, struct text unit, struct text *value,
                    struct arena *arena, struct diags *diags) {
    const struct source_constant *own = find_constant(spec, "unit");
    if (text_is(parameter->name, "unit")) {
        *value = own ? own->value : unit;
        return true;
    }
    if (is_known(parameter->name) && find_dated(spec, parameter->name, value, arena)) return true;
    report(query, parameter, diags);
    return false;
}

bool source_asks_unit(const struct source_spec *spec) {
    if (!spec->query.given || find_constant(spec, "unit")) return false;
    struct arena *arena = arena_new();
    struct query query;
    query_read(spec->query.sql, ORIGIN_NONE, &query, arena, diags_new(arena));
    bool asks = query_has(&query, "unit");
    arena_free(arena);
    return asks;
}

/* All of them, before anything is asked. */
static bool check_parameters(const struct source_spec *spec, const struct query *query,
                             struct arena *arena, struct diags *diags) {
    bool good = true;
    struct text value;
    for (size_t i = 0; i < query->count; i++)
        good = database_value(spec, query, &query->parameters[i], TEXT(""), &value, arena, diags) &&
               good;
    return good;
}

bool database_units(const struct source_spec *spec, const struct query *query,
                    const struct text **units, size_t *count, struct arena *arena,
                    struct diags *diags) {
    *units = ARENA_NEW(arena, struct text);
    *count = 1;
    if (!check_parameters(spec, query, arena, diags)) return false;
    if (!query_has(query, "unit") || find_constant(spec, "unit")) return true;
    if (spec->parameters && spec->parameters->unit_count) {
        *units = spec->parameters->units;
        *count = spec->parameters->unit_count;
        return true;
    }
    diags_add(diags, DIAG_D170, query->origin, ":unit");
    diags_hint(diags,
               N_("name the units in the job, <units of=\"…\"/>, or in a units table, or write "
                  "unit=\"…\" on the source"));
    return false;
}
