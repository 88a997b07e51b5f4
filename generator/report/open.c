/* Opens a run: reads the job and all that it names, once, before any report is made.
 * Goes on after a fault as long as what follows can still be judged, so that one run lists all
 * faults. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/path.h"
#include "report/inner.h"

void report_keep_file(struct report_run *run, const struct file *file) {
    ARENA_GROW(run->arena, run->files, run->file_count, run->file_room);
    run->files[run->file_count++] = file;
}

/* The report date: the job's, else SOURCE_DATE_EPOCH; never the clock (same input, same bytes). */
static bool find_date(struct report_run *run, struct diags *diags) {
    run->date = run->job->date;
    if (run->date.length) return true;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    long long seconds = epoch && *epoch ? strtoll(epoch, &end, 10) : -1;
    time_t when = (time_t)seconds;
    struct tm day;
    if (seconds < 0 || *end || !gmtime_r(&when, &day) || day.tm_year > 8099) {
        struct origin place = {run->job->file_count ? run->job->files[0] : NULL, ORIGIN_WHOLE_FILE};
        diags_add(diags, DIAG_B202, place, "%s", "");
        diags_hint(diags, "write <date>2026-07-05</date> into the job, or set SOURCE_DATE_EPOCH");
        return false;
    }
    run->date = text_of(arena_printf(run->arena, "%04d-%02d-%02d", day.tm_year + 1900,
                                     day.tm_mon + 1, day.tm_mday));
    return true;
}

static bool find_period(struct report_run *run, struct diags *diags) {
    struct text wanted = run->options->period;
    run->period = run->job->period;
    if (!wanted.length) return true;
    if (period_read(wanted, &run->period) && period_has_dates(run->period)) return true;
    diags_add(diags, DIAG_B203, ORIGIN_NONE, "--period %.*s", TEXT_ARGS(wanted));
    diags_hint(diags, "periods are written 2026H1, 2026, 2026Q2, 2026-05 or 2026-01..2026-05");
    return false;
}

static void add_unit(struct report_run *run, const struct unit *unit) {
    for (size_t i = 0; i < run->unit_count; i++)
        if (run->units[i] == unit) return;
    run->units[run->unit_count++] = unit;
}

/* Reports to make: --unit, else the job's list, "*" for every unit, nothing for the only one. */
static bool find_units(struct report_run *run, struct diags *diags) {
    const struct store *store = run->store;
    size_t known = metric_unit_count(store);
    run->units = arena_take_array(run->arena, known + 1, sizeof *run->units);
    bool done = true;
    for (size_t i = 0; i < run->options->unit_count; i++) {
        const struct unit *unit =
            metric_need_unit(store, run->options->units[i], ORIGIN_NONE, diags);
        if (unit) add_unit(run, unit);
        done = done && unit;
    }
    if (run->options->unit_count) return done;
    struct text rest = run->job->units, name;
    if (text_is(text_trim(rest), "*") || (!rest.length && known == 1)) {
        for (size_t i = 0; i < known; i++) add_unit(run, metric_unit_at(store, i));
        return true;
    }
    while (text_cut_word(&rest, &name)) {
        struct origin place = run->job->units_origin;
        place.offset += (size_t)(name.at - run->job->units.at);
        const struct unit *unit = metric_need_unit(store, name, place, diags);
        if (unit) add_unit(run, unit);
        done = done && unit;
    }
    if (done && !run->unit_count) {
        struct origin place = {run->job->file_count ? run->job->files[0] : NULL, ORIGIN_WHOLE_FILE};
        diags_add(diags, DIAG_B204, place, N_("the data hold %zu units"), known);
        diags_hint(diags, "write <units of=\"CODE …\"/>, or <units of=\"*\"/> for all");
    }
    return done && run->unit_count;
}

/* Style, with what the job overrides. */
static bool open_style(struct report_run *run, struct diags *diags) {
    const struct job *job = run->job;
    if (!file_check(job->style_path, job->style_origin, diags)) return false;
    run->style = style_read(job->style_path, run->arena, diags);
    if (!run->style) return false;
    if (text_is(job->duplex, "yes")) run->style->duplex = true;
    if (text_is(job->duplex, "no")) run->style->duplex = false;
    if (text_is(job->page_number, "outside")) run->style->page_number = STYLE_NUMBER_OUTSIDE;
    if (text_is(job->page_number, "centre")) run->style->page_number = STYLE_NUMBER_CENTRE;
    if (text_is(job->page_number, "none")) run->style->page_number = STYLE_NUMBER_NONE;
    for (size_t i = 0; i < run->style->file_count; i++) report_keep_file(run, run->style->files[i]);
    return true;
}

static bool open_template(struct report_run *run, struct diags *diags) {
    const struct job *job = run->job;
    if (!file_check(job->template_path, job->template_origin, diags)) return false;
    run->template = template_read(job->template_path, run->arena, diags);
    if (!run->template) return false;
    for (size_t i = 0; i < template_file_count(run->template); i++)
        report_keep_file(run, template_file_at(run->template, i));
    return true;
}

static bool read_schemes(struct report_run *run, struct scheme **schemes, struct diags *diags) {
    const struct job *job = run->job;
    bool done = true;
    for (size_t i = 0; i < job->scheme_count; i++) {
        schemes[i] = scoring_read(job->schemes[i].path, job->schemes[i].origin, run->arena, diags);
        if (schemes[i]) report_keep_file(run, scoring_file(schemes[i]));
        done = done && schemes[i];
    }
    return done;
}

/* Schemes are judged even if the data cannot be; scored only if both are sound. */
static bool score(struct report_run *run, bool data, struct diags *diags) {
    size_t count = run->job->scheme_count;
    struct scheme **schemes = arena_take_array(run->arena, count, sizeof *schemes);
    if (!count) return true;
    if (!read_schemes(run, schemes, diags)) return false;
    if (data) run->scores = scoring_run(schemes, count, run->store, run->period, run->arena, diags);
    return !data || run->scores;
}

struct report_run *report_open(const char *job_path, const struct report_options *options,
                               struct arena *arena, struct diags *diags) {
    struct report_run *run = ARENA_NEW(arena, struct report_run);
    run->arena = arena;
    run->options = options;
    run->job = job_read(job_path, &options->allowed, arena, diags);
    if (!run->job) return NULL;
    for (size_t i = 0; i < run->job->file_count; i++) report_keep_file(run, run->job->files[i]);
    bool done = find_date(run, diags);
    done = find_period(run, diags) && done;
    done = open_style(run, diags) && done;
    done = open_template(run, diags) && done;
    run->fonts = font_open(arena, diags);
    report_fill_parameters(run);
    bool data = report_read_sources(run, diags);
    bool scored = score(run, data, diags);
    done = scored && done; /* names of a broken scheme are not known */
    if (data && scored && run->template)
        done = template_check(run->template, run->store, diags) && done;
    done = data && done && find_units(run, diags) && report_claim_outputs(run, diags);
    done = done && run->fonts && !diags_failed(diags);
    if (run->store) report_tell_faults(run, done, diags);
    done = report_run_checks(run, data, done, diags) && done;
    return done ? run : NULL;
}
