/* The job's sources, read batch by batch into the metric store.
 *
 * Who and what comes first (units, memberships, indicators), then what refers to it, whatever the
 * order in the job.  If a source of the first kind cannot be read, the others are still looked
 * through for faults of their own, but their rows are not judged: each would name units and
 * indicators that are only missing because their source is.
 *
 * Whose the workbooks of a folder are can be told once the units are known: folders are read
 * between. */
#include "report/returns.h"

struct reading {
    struct source_sink sink;
    struct report_run *run;
    struct metric_builder *builder;
    const struct file *last; /* of the batch before */
    bool idle;               /* rows are not judged */
    struct table **names;    /* units and memberships, kept for folders of workbooks */
    size_t name_count;
    struct table *name;          /* the one that is being read; NULL: rows are not kept */
    struct returns_run *returns; /* NULL: the job has none, or they could not be read */
};

static void keep_names(struct reading *reading, const struct table *batch) {
    struct arena *arena = reading->run->arena;
    for (size_t i = reading->name->column_count; i < batch->column_count; i++)
        table_add_column(arena, reading->name, batch->columns[i].name, batch->columns[i].origin);
    reading->name->file = batch->file;
    table_append(arena, reading->name, batch);
}

static bool take(struct source_sink *sink, struct table *batch) {
    struct reading *reading = (struct reading *)sink;
    if (batch->file != reading->last) report_keep_file(reading->run, batch->file);
    reading->last = batch->file;
    if (reading->name) keep_names(reading, batch);
    return reading->idle || metric_take(reading->builder, batch);
}

static enum metric_conflict read_conflict(struct text word) {
    return text_is(word, "keep")      ? METRIC_CONFLICT_KEEP
           : text_is(word, "replace") ? METRIC_CONFLICT_REPLACE
                                      : METRIC_CONFLICT_ERROR;
}

/* One of the periods that a source may hold: as in data, or by its distance from the report's. */
static bool read_period(struct report_run *run, struct text word, struct period *out) {
    *out = run->period;
    out->text = period_code(run->arena, run->period);
    if (text_is(word, "this")) return true;
    if (text_is(word, "last-year")) return period_last_year(run->arena, run->period, out);
    if (text_is(word, "previous")) return period_previous(run->arena, run->period, out);
    return period_read(word, out) && period_has_dates(*out);
}

/* None with a diagnostic: then the rows are not judged by their periods. */
static bool read_periods(struct report_run *run, const struct source_spec *spec,
                         struct metric_source *source, struct diags *diags) {
    struct text rest = spec->periods, word;
    struct period *periods = NULL;
    size_t room = 0, count = 0;
    for (; text_cut_word(&rest, &word); count++) {
        ARENA_GROW(run->arena, periods, count, room);
        if (read_period(run, word, &periods[count])) continue;
        struct origin place = spec->periods_origin;
        place.offset += (size_t)(word.at - spec->periods.at);
        diags_add(diags, DIAG_M107, place, "%.*s", TEXT_ARGS(word));
        diags_hint(diags, N_("periods of a source: this, last-year, previous, or 2026H1, 2026, "
                             "2026Q2, 2026-05, 2026-01..2026-05, separated by blanks"));
        return false;
    }
    source->periods = periods;
    source->period_count = count;
    return true;
}

static bool read_source(struct reading *reading, const struct source_spec *spec,
                        struct diags *diags) {
    struct metric_source source = {.table = spec->table, .conflict = read_conflict(spec->conflict)};
    bool good = read_periods(reading->run, spec, &source, diags);
    metric_begin(reading->builder, source);
    reading->last = NULL;
    return source_stream(spec, &reading->sink, reading->run->arena, diags) && good;
}

/* ---- folders of workbooks ---- */

static bool has_folders(const struct job *job) {
    for (size_t i = 0; i < job->source_count; i++)
        if (job->sources[i].returns) return true;
    return false;
}

static void start_name(struct reading *reading, size_t stage, const struct source_spec *spec) {
    reading->name = NULL;
    if (!reading->names || stage > metric_stage(TEXT("memberships"))) return;
    reading->name = table_new(reading->run->arena, spec->table, NULL);
    reading->name->lasting = true;
    reading->names[reading->name_count++] = reading->name;
}

static bool read_folders(struct reading *reading, struct diags *diags) {
    struct report_run *run = reading->run;
    /* What is wrong with the units was said when they were read. */
    struct store *names =
        metric_build(reading->names, reading->name_count, TEXT(""),
                     period_code(run->arena, run->period), run->arena, diags_new(run->arena));
    reading->returns = report_open_returns(run, names, diags);
    return reading->returns;
}

static bool take_tables(struct reading *reading, size_t stage, struct diags *diags) {
    struct returns_run *returns = reading->returns;
    bool good = true;
    for (size_t i = 0; i < returns->table_count; i++) {
        struct returned_table *returned = &returns->tables[i];
        if (returned->taken || metric_stage(returned->table->name) != stage) continue;
        struct metric_source source = {.table = returned->table->name,
                                       .conflict = read_conflict(returned->spec->conflict)};
        good = read_periods(reading->run, returned->spec, &source, diags) && good;
        metric_begin(reading->builder, source);
        if (!reading->idle) metric_take(reading->builder, returned->table);
        returned->taken = true;
    }
    return good;
}

/* Figures first; then the list says which of them were wrong. */
static bool take_returned(struct reading *reading, size_t stage, struct diags *diags) {
    if (!reading->returns) return true;
    bool good = take_tables(reading, stage, diags);
    if (stage != metric_stage(TEXT("metrics"))) return good;
    report_list_returns(reading->returns, reading->builder);
    return take_tables(reading, stage, diags) && good;
}

/* ---- the whole ---- */

static size_t count_errors(const struct diags *diags) {
    return diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FATAL);
}

bool report_read_sources(struct report_run *run, struct diags *diags) {
    struct job *job = run->job;
    size_t before = count_errors(diags), about_rows = metric_stage(TEXT("metrics"));
    struct period period = run->period;
    period.text = period_code(run->arena, period);
    struct reading reading = {.sink = {take},
                              .run = run,
                              .builder = metric_builder_new(TEXT(""), period, run->arena, diags)};
    bool read = true, folders = has_folders(job);
    if (folders)
        reading.names = arena_take_array(run->arena, job->source_count, sizeof *reading.names);
    for (size_t i = 0; i < job->source_count; i++) job->sources[i].job_period = period.text;
    for (size_t stage = 0; stage < METRIC_STAGES; stage++) {
        if (!read && stage <= about_rows) reading.idle = true;
        if (folders && read && stage == about_rows) read = read_folders(&reading, diags);
        for (size_t i = 0; i < job->source_count; i++) {
            const struct source_spec *spec = &job->sources[i];
            if (metric_stage(spec->table) != stage || spec->returns) continue;
            start_name(&reading, stage, spec);
            read = read_source(&reading, spec, diags) && read;
        }
        read = take_returned(&reading, stage, diags) && read;
    }
    run->store = metric_finish(reading.builder, read);
    if (reading.returns) report_settle_returns(reading.returns, run->store, diags);
    return read && count_errors(diags) == before;
}
