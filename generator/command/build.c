/* build and check: every report of one or more jobs. */
#include <errno.h>
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "batch/batch.h"
#include "command/checked.h"
#include "command/command.h"

#define _(sentence) gettext(sentence)

enum { TIMEOUT_SECONDS = 300 };

/* The rows of --summary, kept until all jobs are done. */
struct summary {
    FILE *rows;
    char *bytes;
    size_t length, count;
};

/* What one job's reports came to, while they are told. */
struct telling {
    const struct command_options *options;
    const struct report_run *run;
    size_t total, told, built, up_to_date, failed, warnings;
    size_t marked; /* errors of reports that stand all the same: checks that are only marked */
    bool system_failed, check_only, bar, caret;
    enum diag_level least;
    struct summary *summary; /* NULL without --summary */
    FILE *trace;             /* NULL without --trace */
};

static const char *state_name(enum batch_state state) {
    switch (state) {
    case BATCH_BUILT: return "built";
    case BATCH_UP_TO_DATE: return "up-to-date";
    case BATCH_FAILED: return "failed";
    }
    return "";
}

static void write_member(const char *name, struct text value, FILE *stream) {
    fprintf(stream, "\"%s\": ", name);
    json_write(value, stream);
    fputs(", ", stream);
}

static void add_summary(const struct telling *telling, const struct batch_result *result) {
    struct arena *arena = arena_new();
    struct summary *summary = telling->summary;
    FILE *out = summary->rows;
    bool checked = telling->check_only && result->state == BATCH_BUILT;
    fputs(summary->count++ ? ",\n    {" : "\n    {", out);
    write_member("job", text_of(telling->run->job->path), out);
    write_member("unit", result->unit->code, out);
    write_member("period", period_code(arena, telling->run->period), out);
    write_member("state", text_of(checked ? "checked" : state_name(result->state)), out);
    write_member("file", text_of(telling->check_only ? "" : result->path), out);
    fprintf(out, "\"pages\": %d, \"warnings\": %zu, \"errors\": %zu, \"seconds\": %.3f, ",
            result->pages, result->warnings, result->errors, result->seconds);
    fputs("\"messages\": ", out);
    json_write(text_of(batch_messages(result, telling->least, false, arena)), out);
    fputc('}', out);
    arena_free(arena);
}

/* On a terminal: one line that is written over. */
static void draw_bar(const struct telling *telling) {
    enum { CELLS = 30 };
    int full = telling->total ? (int)(telling->told * CELLS / telling->total) : CELLS;
    fprintf(stderr, "\r[");
    for (int i = 0; i < CELLS; i++) fputc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "] %zu/%zu", telling->told, telling->total);
    if (telling->failed) fprintf(stderr, _(", %zu failed"), telling->failed);
    if (telling->told == telling->total) fputc('\n', stderr);
}

static void tell(void *self, const struct batch_result *result) {
    struct telling *telling = self;
    telling->told++;
    telling->built += result->state == BATCH_BUILT;
    telling->up_to_date += result->state == BATCH_UP_TO_DATE;
    telling->failed += result->state == BATCH_FAILED;
    telling->warnings += result->warnings;
    if (result->state != BATCH_FAILED) telling->marked += result->errors;
    telling->system_failed = telling->system_failed || result->system_failed;
    struct arena *arena = arena_new();
    const char *messages = batch_messages(result, telling->least, telling->caret, arena);
    if (*messages && telling->bar && telling->told > 1) fputs("\r\033[K", stderr);
    fputs(messages, stderr);
    arena_free(arena);
    if (telling->summary) add_summary(telling, result);
    if (telling->trace && result->state != BATCH_FAILED && result->trace.length)
        fwrite(result->trace.at, 1, result->trace.length, telling->trace);
    if (telling->options->quiet) return;
    if (telling->bar)
        draw_bar(telling);
    else if (result->state == BATCH_FAILED)
        printf(_("%.*s: failed\n"), TEXT_ARGS(result->unit->code));
    else if (telling->check_only)
        printf(_("%.*s: checked\n"), TEXT_ARGS(result->unit->code));
    else if (result->state == BATCH_UP_TO_DATE)
        printf(_("%s: up to date\n"), result->path);
    else
        printf(ngettext("%s: %d page\n", "%s: %d pages\n", (unsigned long)result->pages),
               result->path, result->pages);
}

static int status_of(const struct telling *telling) {
    if (telling->system_failed) return COMMAND_SYSTEM;
    if (telling->failed) return COMMAND_FAILED;
    bool warned = telling->warnings || telling->marked;
    return warned && telling->options->strict ? COMMAND_WARNED : COMMAND_DONE;
}

/* What the jobs of one command share. */
struct running {
    const struct command_options *options;
    struct report_options report;
    struct summary *summary; /* NULL without --summary */
    FILE *trace;             /* NULL without --trace */
    struct checked *checked; /* NULL without --report and --report-dir */
    bool check_only;
    size_t reports; /* of the jobs so far, for --shard */
};

static bool is_input(const struct report_run *run, const char *path) {
    for (size_t i = 0; i < run->file_count; i++)
        if (file_is_same(path, run->files[i]->name)) return true;
    return false;
}

static int run_reports(struct running *running, const struct report_run *run, size_t warnings,
                       struct arena *arena) {
    const struct command_options *options = running->options;
    struct batch_options batch = {.workers = options->workers,
                                  .force = options->force,
                                  .check_only = running->check_only,
                                  .alone = options->file_count == 1 && !options->summary,
                                  .shard = options->shard,
                                  .shards = options->shards,
                                  .before = running->reports,
                                  .timeout_seconds = TIMEOUT_SECONDS,
                                  .trace = running->trace != NULL};
    struct telling telling = {.options = options,
                              .run = run,
                              .check_only = running->check_only,
                              .total = batch_count(run, &batch),
                              .least = options->quiet ? DIAG_WARNING : DIAG_NOTE,
                              .caret = isatty(STDERR_FILENO) != 0,
                              .summary = running->summary,
                              .trace = running->trace,
                              .warnings = warnings};
    telling.bar = !options->quiet && telling.total > 1 && telling.caret;
    batch_run(run, &batch, tell, &telling, arena);
    running->reports += run->unit_count;
    if (options->verbose)
        printf(_("%s: %zu built, %zu up to date, %zu failed, %zu warnings\n"), run->job->path,
               telling.built, telling.up_to_date, telling.failed, telling.warnings);
    return status_of(&telling);
}

/* One job.  A job that cannot be opened does not stop the others. */
static int run_job(struct running *running, const char *path) {
    const struct command_options *options = running->options;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct report_run *run = report_open(path, &running->report, arena, diags);
    if (run && options->summary && is_input(run, options->summary)) {
        diags_add(diags, DIAG_B209, ORIGIN_NONE, "--summary %s", options->summary);
        run = NULL;
    } else if (run && options->trace && is_input(run, options->trace)) {
        diags_add(diags, DIAG_B209, ORIGIN_NONE, "--trace %s", options->trace);
        run = NULL;
    }
    if (run && options->check_report && is_input(run, options->check_report)) {
        diags_add(diags, DIAG_B209, ORIGIN_NONE, "--report %s", options->check_report);
        run = NULL;
    }
    if (run && running->checked && !checked_add(running->checked, run, diags)) run = NULL;
    diags_print(diags, options->quiet ? DIAG_WARNING : DIAG_NOTE, stderr);
    int status = run ? run_reports(running, run, diags_count(diags, DIAG_WARNING), arena)
                     : command_status_of(diags);
    arena_free(arena);
    return status;
}

static bool is_job(const struct command_options *options, const char *path) {
    for (int i = 0; path && i < options->file_count; i++)
        if (file_is_same(path, options->files[i])) return true;
    return false;
}

static int write_summary(const char *path, const struct summary *summary, int status,
                         struct arena *arena) {
    struct diags *diags = diags_new(arena);
    struct file_out out;
    if (file_out_open(&out, arena, path, diags)) {
        fprintf(out.stream, "{\n  \"zongjie\": \"%s\",\n  \"status\": %d,\n  \"reports\": [",
                ZONGJIE_VERSION, status);
        fwrite(summary->bytes, 1, summary->length, out.stream);
        fputs("\n  ]\n}\n", out.stream);
        if (file_out_commit(&out, diags)) return status;
    }
    diags_print(diags, DIAG_NOTE, stderr);
    return COMMAND_SYSTEM;
}

/* The lines wait in a file without a name, so that the trace is there whole or not at all. */
static int write_trace(const char *path, FILE *lines, int status, struct arena *arena) {
    struct diags *diags = diags_new(arena);
    struct text head = report_trace_head(arena);
    struct file_out out;
    char bytes[16384];
    bool read = fflush(lines) == 0 && !ferror(lines) && fseek(lines, 0, SEEK_SET) == 0;
    if (!read) {
        diags_add(diags, DIAG_O101, ORIGIN_NONE, "%s: %s", path, diag_system_words(errno));
    } else if (file_out_open(&out, arena, path, diags)) {
        fwrite(head.at, 1, head.length, out.stream);
        for (size_t got; (got = fread(bytes, 1, sizeof bytes, lines)) > 0;)
            fwrite(bytes, 1, got, out.stream);
        if (!ferror(lines) && file_out_commit(&out, diags)) return status;
        if (ferror(lines)) file_out_abandon(&out);
    }
    diags_print(diags, DIAG_NOTE, stderr);
    return COMMAND_SYSTEM;
}

static int run_jobs(const struct command_options *options, bool check_only, struct arena *arena) {
    struct report_claims claims = {arena, map_new(arena)};
    struct summary summary = {0};
    struct running running = {.options = options,
                              .report = options->report,
                              .check_only = check_only,
                              .summary = options->summary ? &summary : NULL,
                              .trace = options->trace ? tmpfile() : NULL};
    running.report.claims = &claims;
    if (options->check_report || options->check_folder) {
        running.report.keep_held = options->check_report != NULL;
        running.checked = checked_new(options->check_report, options->check_folder, arena);
    }
    if (options->summary) summary.rows = open_memstream(&summary.bytes, &summary.length);
    bool ready = (!options->summary || summary.rows) && (!options->trace || running.trace);
    int status = ready ? COMMAND_DONE : COMMAND_SYSTEM;
    for (int i = 0; ready && i < options->file_count; i++)
        status = command_worse(status, run_job(&running, options->files[i]));
    if (summary.rows && fclose(summary.rows) != 0) status = COMMAND_SYSTEM;
    if (ready && options->summary)
        status = write_summary(options->summary, &summary, status, arena);
    if (ready && options->trace) status = write_trace(options->trace, running.trace, status, arena);
    if (running.trace) fclose(running.trace);
    if (running.checked && !checked_finish(running.checked)) status = COMMAND_SYSTEM;
    free(summary.bytes);
    return status;
}

/* False after a message: what the options say together cannot be done. */
static bool may_run(const struct command *command, const struct command_options *options) {
    if (options->file_count == 0)
        command_misuse(command, "%s", _("no job was named"));
    else if (is_job(options, options->summary))
        command_misuse(command, _("--summary would overwrite the job %s"), options->summary);
    else if (is_job(options, options->check_report))
        command_misuse(command, _("--report would overwrite the job %s"), options->check_report);
    else if (is_job(options, options->trace))
        command_misuse(command, _("--trace would overwrite the job %s"), options->trace);
    else if (options->trace && options->summary && strcmp(options->trace, options->summary) == 0)
        command_misuse(command, _("--trace and --summary would write the same file %s"),
                       options->trace);
    else if (options->trace && text_is(options->report.format, "document"))
        command_misuse(command, "%s", _("--trace tells places on pages; a document has none"));
    else
        return true;
    return false;
}

static int run(const struct command *command, int count, char **arguments, bool check_only,
               const char *taken) {
    struct arena *arena = arena_new();
    struct command_options options;
    int status = COMMAND_MISUSED;
    if (command_parse(count, arguments, taken, arena, &options) && may_run(command, &options))
        status = run_jobs(&options, check_only, arena);
    arena_free(arena);
    return status;
}

static int run_build(int count, char **arguments) {
    return run(&command_build, count, arguments, false, "ojupfAFsISTqv");
}

static int run_check(int count, char **arguments) {
    return run(&command_check, count, arguments, true, "jupAsISRDqv");
}

const struct command command_build = {
    .name = "build",
    .usage =
        "JOB... [-o DIR] [-j N] [--unit CODE]... [--period P] [--format pdf|png|svg|text|document] "
        "[--allow DIR]... [--force] [--strict] [--shard I/N] [--summary FILE.json] [--trace FILE.csv] [-q|-v]",
    .summary = N_("build every report of the jobs"),
    .options = N_(
        "  -o DIR              write there (default: the job's folder out/)\n"
        "  -j N                workers (default: one a processor)\n"
        "  --unit CODE         only this unit; may be given several times\n"
        "  --period P          another period than the job's: 2026H1, 2026Q2, 2026-05 ...\n"
        "  --format NAME       pdf (default), png, svg, text, document: the tree as XML, or\n"
        "                      pages: what lies on each page, for tests\n"
        "  --allow DIR         the job may read files under DIR, outside its own folder; may be\n"
        "                      given several times\n"
        "  --force             build even what is up to date\n"
        "  --strict            exit status 1 if there were warnings\n"
        "  --shard I/N         only every N-th report, from the I-th\n"
        "  --summary FILE.json what happened to each report\n"
        "  --trace FILE.csv    where each printed figure stands, what it is, where it comes\n"
        "                      from\n"
        "  -q, -v              print less, print more\n"),
    .run = run_build,
};

const struct command command_check = {
    .name = "check",
    .usage = "JOB... [-j N] [--unit CODE]... [--period P] [--allow DIR]... [--strict] "
             "[--shard I/N] [--report FILE.json|FILE.txt] [--report-dir DIR] "
             "[--summary FILE.json] [-q|-v]",
    .summary = N_("check data, template, figures and fonts; write only the lists asked for"),
    .options = N_(
        "  -j N                workers (default: one a processor)\n"
        "  --unit CODE         only this unit; may be given several times\n"
        "  --period P          another period than the job's: 2026H1, 2026Q2, 2026-05 ...\n"
        "  --allow DIR         the job may read files under DIR, outside its own folder; may be\n"
        "                      given several times\n"
        "  --strict            exit status 1 if there were warnings\n"
        "  --shard I/N         only every N-th report, from the I-th\n"
        "  --report FILE       every check with its place, numbers and verdict: .json or .txt\n"
        "  --report-dir DIR    for each unit a list in Chinese of what it should look at again\n"
        "  --summary FILE.json what was found in each report\n"
        "  -q, -v              print less, print more\n"),
    .run = run_check,
};
