/* The worker's side, and the record that travels: fixed part, then path, messages and the lines of
 * the trace. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "batch/inner.h"
#include "batch/stamp.h"

struct record {
    int state, pages, system_failed;
    size_t warnings, errors, path_length, records_length, trace_length;
};

static bool write_all(int handle, const void *from, size_t length) {
    const char *at = from;
    while (length) {
        ssize_t step = write(handle, at, length);
        if (step < 0 && errno == EINTR) continue;
        if (step <= 0) return false;
        at += step;
        length -= (size_t)step;
    }
    return true;
}

static bool read_all(int handle, void *to, size_t length) {
    char *at = to;
    while (length) {
        ssize_t step = read(handle, at, length);
        if (step < 0 && errno == EINTR) continue;
        if (step <= 0) return false;
        at += step;
        length -= (size_t)step;
    }
    return true;
}

static void end_trace(struct batch_result *result) {
    if (result->lines) arena_free(result->lines);
    result->lines = NULL;
    result->trace = TEXT("");
}

static struct buffer *start_trace(struct batch_result *result, struct buffer *trace) {
    end_trace(result);
    result->lines = arena_new();
    *trace = buffer_new(result->lines);
    return trace;
}

void worker_tell(struct batch_result *result, batch_report_fn *tell, void *self) {
    tell(self, result);
    end_trace(result);
}

/* The places of a report's figures are known once it is laid out; what stands on disk stays. */
static bool trace_unchanged(const struct report_run *run, const struct unit *unit,
                            struct batch_result *result) {
    struct arena *scratch = arena_new();
    struct buffer trace;
    struct report_made made = {.trace = start_trace(result, &trace)};
    bool done = report_make(run, unit, REPORT_CHECK, diags_new(scratch), &made);
    result->trace = buffer_text(&trace);
    arena_free(scratch);
    return done;
}

void worker_make(const struct batch_work *work, const struct unit *unit,
                 struct batch_result *result, struct arena *arena) {
    const struct report_run *run = work->run;
    const struct batch_options *options = work->options;
    char *output = report_output(run, unit, 1, arena);
    *result = (struct batch_result){.unit = unit, .path = output};
    char *stamp = work->run_stamp ? stamp_of_unit(work->run_stamp, unit, arena) : NULL;
    if (stamp && !options->force && stamp_matches(run, stamp, result, arena) &&
        (!options->trace || trace_unchanged(run, unit, result))) {
        result->state = BATCH_UP_TO_DATE;
        return;
    }
    if (stamp) stamp_remove(output, arena);
    struct diags *diags = diags_new(arena);
    enum report_depth depth = options->check_only ? REPORT_CHECK : REPORT_DRAW;
    struct buffer trace = {0};
    struct report_made made = {.trace = options->trace ? start_trace(result, &trace) : NULL};
    bool done = report_make(run, unit, depth, diags, &made);
    result->pages = made.pages;
    if (options->trace) result->trace = buffer_text(&trace);
    result->state = done ? BATCH_BUILT : BATCH_FAILED;
    result->warnings = diags_count(diags, DIAG_WARNING);
    result->errors = diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FATAL);
    result->system_failed = diags_system_failed(diags);
    result->records = messages_pack(diags, arena);
    if (done && stamp) stamp_write(stamp, result, arena);
}

void worker_serve(int handle, const struct batch_work *work) {
    size_t index;
    while (read_all(handle, &index, sizeof index) && index < work->count) {
        struct arena *arena = arena_new();
        struct batch_result result;
        worker_make(work, work->units[index], &result, arena);
        struct record record;
        memset(&record, 0, sizeof record); /* its padding travels too */
        record.state = (int)result.state;
        record.pages = result.pages;
        record.system_failed = result.system_failed;
        record.warnings = result.warnings;
        record.errors = result.errors;
        record.path_length = strlen(result.path);
        record.records_length = result.records.length;
        record.trace_length = result.trace.length;
        bool sent = write_all(handle, &record, sizeof record) &&
                    write_all(handle, result.path, record.path_length) &&
                    write_all(handle, result.records.at, record.records_length) &&
                    write_all(handle, result.trace.at, record.trace_length);
        end_trace(&result);
        arena_free(arena);
        if (!sent) return;
    }
}

bool worker_send_index(int handle, size_t index) {
    return write_all(handle, &index, sizeof index);
}

bool worker_receive(int handle, struct batch_result *result, struct arena *arena) {
    struct record record;
    if (!read_all(handle, &record, sizeof record)) return false;
    char *path = arena_take(arena, record.path_length + 1);
    char *records = arena_take(arena, record.records_length + 1);
    if (!read_all(handle, path, record.path_length) ||
        !read_all(handle, records, record.records_length))
        return false;
    *result = (struct batch_result){.state = (enum batch_state)record.state,
                                    .pages = record.pages,
                                    .warnings = record.warnings,
                                    .errors = record.errors,
                                    .system_failed = record.system_failed != 0,
                                    .path = path,
                                    .records = {records, record.records_length}};
    if (!record.trace_length) return true;
    result->lines = arena_new();
    char *trace = arena_take(result->lines, record.trace_length);
    result->trace = (struct text){trace, record.trace_length};
    return read_all(handle, trace, record.trace_length);
}
