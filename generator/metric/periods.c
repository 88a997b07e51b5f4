/* Units whose figures are all of other periods than the report's: last half's sheet sent again.
 *
 * A base period's file holds old figures too, so it is not the file that is judged but the unit:
 * one that has figures and, in no source, one of the report's period or of a part of it. */
#include "metric/inner.h"

/* What is known of a unit's rows. */
struct seen {
    const struct row *latest; /* by the last day; NULL: no dated row */
    int32_t latest_to;
    bool present; /* one of the report's period */
};

static void look(const struct metric_builder *builder, const struct figure_column *column,
                 const struct period_form *report, struct seen *units) {
    const struct store *store = builder->store;
    const struct period_form *form = &store->periods[column->period];
    if (!form->from) return; /* without dates */
    bool present = form->from <= report->to && form->to >= report->from;
    for (size_t i = 0; i < column->count; i++) {
        const struct row *row = metric_row(store, column->start + i);
        if (row->made != METRIC_GIVEN) continue;
        struct seen *seen = &units[row->unit];
        uint32_t source = metric_row_file(store, row->origin)->source;
        /* Where the job says which periods a source holds, they are no oversight. */
        seen->present = seen->present || present || builder->sources[source - 1].period_count;
        if (seen->latest && seen->latest_to >= form->to) continue;
        seen->latest = row;
        seen->latest_to = form->to;
    }
}

/* The units that are told of at once: those whose latest figure is of one source. */
struct stale {
    size_t count;
    const struct row *first;
    struct buffer names;
};

enum { NAMES_SHOWN = 5 };

static void add(struct metric_builder *builder, const struct unit *unit, const struct row *latest) {
    const struct row_file *file = metric_row_file(builder->store, latest->origin);
    struct stale *stale = &builder->stale[file->source];
    if (!stale->count) {
        stale->first = latest;
        stale->names = buffer_new(builder->arena);
    }
    if (stale->count < NAMES_SHOWN)
        buffer_printf(&stale->names, stale->count ? ", %.*s" : "%.*s", TEXT_ARGS(unit->name));
    else if (stale->count == NAMES_SHOWN)
        buffer_add_text(&stale->names, TEXT(" …"));
    stale->count++;
}

static void tell(struct metric_builder *builder, const struct stale *stale) {
    const struct store *store = builder->store;
    struct text latest = metric_row_period(store, stale->first).text;
    diags_add(builder->run, DIAG_M135, metric_origin(store, stale->first->origin),
              N_("units without a figure of %.*s: %zu (%s); their latest here are of %.*s"),
              TEXT_ARGS(builder->period.text), stale->count, stale->names.at, TEXT_ARGS(latest));
    diags_hint(builder->run,
               N_("was the sheet of another period sent? If the source is to hold "
                  "other periods, say so in the <source> of the job: periods=\"%.*s\""),
               TEXT_ARGS(latest));
}

void metric_check_periods(struct metric_builder *builder) {
    const struct store *store = builder->store;
    if (!period_has_dates(builder->period)) return;
    struct period_form report = metric_period_form(builder->period);
    struct seen *units = arena_take_array(builder->scratch, store->unit_count, sizeof *units);
    builder->stale =
        arena_take_array(builder->scratch, builder->source_count + 1, sizeof *builder->stale);
    for (size_t i = 0; i < store->column_count; i++)
        look(builder, &store->columns[i], &report, units);
    for (size_t u = 0; u < store->unit_count; u++) {
        const struct unit *unit = &store->units[u]->unit;
        if (!units[u].latest || units[u].present) continue;
        if (!metric_holds_in(unit->from, unit->to, builder->period)) continue;
        add(builder, unit, units[u].latest);
    }
    for (size_t i = 1; i <= builder->source_count; i++)
        if (builder->stale[i].count) tell(builder, &builder->stale[i]);
}
