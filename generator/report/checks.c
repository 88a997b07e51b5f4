/* The checks of a run: from the job's form to metric's, judged once before any report is made. */
#include "report/inner.h"

static const struct check_attribute *copy_attributes(struct report_run *run,
                                                     const struct job_check *from) {
    struct check_attribute *to = arena_take_array(run->arena, from->attribute_count, sizeof *to);
    for (size_t i = 0; i < from->attribute_count; i++) {
        const struct job_attribute *attribute = &from->attributes[i];
        to[i] = (struct check_attribute){attribute->name, attribute->value, attribute->origin};
    }
    return to;
}

static struct check_declaration copy_check(struct report_run *run, const struct job_check *from) {
    return (struct check_declaration){.kind = from->kind,
                                      .name = from->name,
                                      .level = from->level,
                                      .text = from->text,
                                      .period = from->period,
                                      .units = from->units,
                                      .content = from->content,
                                      .attributes = copy_attributes(run, from),
                                      .attribute_count = from->attribute_count,
                                      .origin = from->origin,
                                      .content_origin = from->content_origin,
                                      .level_origin = from->level_origin,
                                      .period_origin = from->period_origin,
                                      .units_origin = from->units_origin};
}

static const struct check_list *copy_list(struct report_run *run) {
    const struct job *job = run->job;
    struct arena *arena = run->arena;
    struct check_declaration *checks = arena_take_array(arena, job->check_count, sizeof *checks);
    struct check_waiver *waivers = arena_take_array(arena, job->waiver_count, sizeof *waivers);
    struct check_setting *settings = arena_take_array(arena, job->generic_count, sizeof *settings);
    for (size_t i = 0; i < job->check_count; i++) checks[i] = copy_check(run, &job->checks[i]);
    for (size_t i = 0; i < job->waiver_count; i++) {
        const struct job_waiver *from = &job->waivers[i];
        waivers[i] = (struct check_waiver){from->check, from->unit,   from->period,
                                           from->of,    from->reason, from->origin};
    }
    for (size_t i = 0; i < job->generic_count; i++) {
        const struct job_generic *from = &job->generics[i];
        settings[i] = (struct check_setting){from->check, from->level, from->origin};
    }
    struct check_list *list = ARENA_NEW(arena, struct check_list);
    *list = (struct check_list){checks,   job->check_count,  waivers, job->waiver_count,
                                settings, job->generic_count};
    return list;
}

/* Units that reports are made of, and those that they are compared with. */
static bool *mark_read(const struct report_run *run, struct arena *arena) {
    size_t count = metric_unit_count(run->store);
    bool *marks = arena_take_array(arena, count, sizeof *marks);
    for (size_t i = 0; i < run->unit_count; i++) {
        struct arena *scratch = arena_new();
        const struct slice *slice = metric_slice(run->store, run->units[i], run->period,
                                                 run->job->compare, run->job->tree, scratch);
        for (size_t k = 0; k < slice->compared_count; k++) marks[slice->compared[k]->order] = true;
        arena_free(scratch);
    }
    for (size_t i = 0; i < run->unit_count; i++) marks[run->units[i]->order] = false;
    return marks;
}

/* A unit that is only compared with has no report to say what was found: the run does. */
static void tell_compared(const struct report_run *run, struct diags *diags) {
    const struct check_results *results = run->checks;
    size_t failed = 0;
    for (size_t i = 0; i < results->count; i++)
        failed += results->findings[i].verdict == CHECK_FAILS;
    if (!failed || !run->job->compare.length) return;
    struct arena *arena = arena_new();
    const bool *marks = mark_read(run, arena);
    for (size_t u = 0; u < metric_unit_count(run->store); u++)
        if (marks[u]) metric_checks_tell(results, metric_unit_at(run->store, u), diags);
    arena_free(arena);
}

bool report_run_checks(struct report_run *run, bool data, bool runs, struct diags *diags) {
    if (!data || !run->store) return true;
    struct checks *checks = metric_checks_compile(run->store, copy_list(run), run->arena, diags);
    if (!checks || !runs) return checks;
    struct check_scope scope = {.period = run->period,
                                .units = run->units,
                                .unit_count = run->unit_count,
                                .keep_held = run->options->keep_held,
                                .partial = run->options->unit_count > 0};
    run->checks = metric_checks_judge(checks, &scope, run->arena);
    diags_add_all(diags, run->checks->told);
    tell_compared(run, diags);
    return true;
}
