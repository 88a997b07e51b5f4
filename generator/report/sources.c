/* The job's sources, read batch by batch into the metric store.
 *
 * Who and what comes first (units, memberships, indicators), then what refers to it, whatever the
 * order in the job.  If a source of the first kind cannot be read, the others are still looked
 * through for faults of their own, but their rows are not judged: each would name units and
 * indicators that are only missing because their source is. */
#include "report/inner.h"
#include "source/source.h"

struct reading {
    struct source_sink sink;
    struct report_run *run;
    struct metric_builder *builder;
    const struct file *last; /* of the batch before */
    bool idle;               /* rows are not judged */
};

static bool take(struct source_sink *sink, struct table *batch) {
    struct reading *reading = (struct reading *)sink;
    if (batch->file != reading->last) report_keep_file(reading->run, batch->file);
    reading->last = batch->file;
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
    if (text_is(word, "this")) return true;
    if (text_is(word, "last-year")) return period_last_year(run->arena, run->period, out);
    if (text_is(word, "previous")) return period_previous(run->arena, run->period, out);
    return period_read(word, out) && period_has_dates(*out);
}

static bool read_periods(struct report_run *run, const struct source_spec *spec,
                         struct metric_source *source, struct diags *diags) {
    struct text rest = spec->periods, word;
    struct period *periods = NULL;
    size_t room = 0;
    while (text_cut_word(&rest, &word)) {
        ARENA_GROW(run->arena, periods, source->period_count, room);
        if (read_period(run, word, &periods[source->period_count])) {
            if (!periods[source->period_count].text.length)
                periods[source->period_count].text = word;
            source->period_count++;
            continue;
        }
        struct origin place = spec->periods_origin;
        place.offset += (size_t)(word.at - spec->periods.at);
        diags_add(diags, DIAG_M107, place, "%.*s", TEXT_ARGS(word));
        diags_hint(diags, N_("periods of a source: this, last-year, previous, or 2026H1, 2026, "
                             "2026Q2, 2026-05, 2026-01..2026-05, separated by blanks"));
        return false;
    }
    source->periods = periods;
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

static size_t count_errors(const struct diags *diags) {
    return diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FATAL);
}

bool report_read_sources(struct report_run *run, struct diags *diags) {
    const struct job *job = run->job;
    size_t before = count_errors(diags), about_rows = metric_stage(TEXT("metrics"));
    struct period period = run->period;
    period.text = period_code(run->arena, period);
    struct reading reading = {.sink = {take},
                              .run = run,
                              .builder = metric_builder_new(TEXT(""), period, run->arena, diags)};
    bool read = true;
    for (size_t stage = 0; stage < METRIC_STAGES; stage++) {
        if (!read && stage <= about_rows) reading.idle = true;
        for (size_t i = 0; i < job->source_count; i++)
            if (metric_stage(job->sources[i].table) == stage)
                read = read_source(&reading, &job->sources[i], diags) && read;
    }
    run->store = metric_finish(reading.builder, read);
    return read && count_errors(diags) == before;
}
