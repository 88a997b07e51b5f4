/* Faults in the data of single units: they cost the reports that read these units, no others.
 *
 * The report of a faulty unit says what is wrong.  A unit that is only compared with has no report
 * to say it: the run does, once, before the first report. */
#include "report/inner.h"

static const struct diag *first_error(const struct diags *faults) {
    size_t i = 0;
    while (diags_at(faults, i)->level < DIAG_ERROR) i++;
    return diags_at(faults, i);
}

bool report_check_faults(const struct slice *slice, struct diags *diags) {
    const struct diags *own = metric_unit_faults(slice->store, slice->unit);
    bool sound = !own;
    if (own) diags_add_all(diags, own);
    for (size_t i = 0; i < slice->compared_count; i++) {
        const struct unit *unit = slice->compared[i];
        const struct diags *faults =
            unit == slice->unit ? NULL : metric_unit_faults(slice->store, unit);
        if (!faults) continue;
        diags_add(diags, DIAG_B210, first_error(faults)->origin, "%.*s (%.*s)",
                  TEXT_ARGS(unit->code), TEXT_ARGS(unit->name));
        sound = false;
    }
    return sound;
}

static bool is_reported(const struct report_run *run, const struct unit *unit) {
    for (size_t i = 0; i < run->unit_count; i++)
        if (run->units[i] == unit) return true;
    return false;
}

static bool is_compared(const struct report_run *run, const struct unit *unit) {
    bool read = false;
    for (size_t i = 0; i < run->unit_count && !read; i++) {
        struct arena *arena = arena_new();
        read = metric_may_read(metric_slice(run->store, run->units[i], run->period,
                                            run->job->compare, run->job->tree, arena),
                               unit);
        arena_free(arena);
    }
    return read;
}

void report_tell_faults(const struct report_run *run, bool runs, struct diags *diags) {
    for (size_t i = 0; i < metric_unit_count(run->store); i++) {
        const struct unit *unit = metric_unit_at(run->store, i);
        const struct diags *faults = metric_unit_faults(run->store, unit);
        if (!faults || (runs && is_reported(run, unit))) continue;
        if (!runs || is_compared(run, unit))
            diags_add_all(diags, faults);
        else
            diags_add(diags, DIAG_B211, first_error(faults)->origin, "%.*s (%.*s)",
                      TEXT_ARGS(unit->code), TEXT_ARGS(unit->name));
    }
}
