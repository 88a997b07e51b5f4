/* fonts: what each role resolves to, and which characters of a job would be missing. */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"

#define _(sentence) gettext(sentence)

/* Tells what concerns fonts, each thing once a job; the rest only if no page could be set. */
static size_t tell(const struct diags *diags, bool all, struct map *told, struct arena *arena) {
    size_t missing = 0;
    for (size_t i = 0; i < diags_size(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        bool font = strncmp(diag_name(diag->code), "F", 1) == 0;
        char *line = diag_print(diag, false, arena);
        if ((!font && !(all && diag->level >= DIAG_ERROR)) || map_set(told, text_of(line), told))
            continue;
        if (font && diag->level >= DIAG_ERROR) missing++;
        fprintf(stderr, "%s\n", line);
    }
    return missing;
}

/* Missing and replaced characters are what layout reports with codes F2xx: make every report
 * without drawing. */
static int check_job(const char *path, const struct command_options *options) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct map *told = map_new(arena);
    struct report_run *run = report_open(path, &options->report, arena, diags);
    int status = run ? COMMAND_DONE : command_status_of(diags);
    size_t missing = tell(diags, !run, told, arena);
    for (size_t i = 0; run && i < run->unit_count; i++) {
        int pages = 0;
        struct diags *of_unit = diags_new(arena);
        report_make(run, run->units[i], REPORT_CHECK, of_unit, &pages);
        if (!pages) status = COMMAND_FAILED;
        missing += tell(of_unit, !pages, told, arena);
    }
    if (run) printf(_("%s: %zu characters missing\n"), path, missing);
    arena_free(arena);
    return missing ? command_worse(status, COMMAND_FAILED) : status;
}

static int run_fonts(int count, char **arguments) {
    struct arena *arena = arena_new();
    struct command_options options;
    int status = COMMAND_MISUSED;
    if (command_parse(count, arguments, "upA", arena, &options)) {
        struct diags *diags = diags_new(arena);
        struct font_set *fonts = font_open(arena, diags);
        if (fonts) {
            font_list(fonts, stdout);
            status = COMMAND_DONE;
        }
        diags_print(diags, DIAG_NOTE, stderr);
        for (int i = 0; fonts && i < options.file_count; i++)
            status = command_worse(status, check_job(options.files[i], &options));
    }
    arena_free(arena);
    return status;
}

const struct command command_fonts = {
    .name = "fonts",
    .usage = "[JOB...] [--unit CODE]... [--period P] [--allow DIR]...",
    .summary = N_("what each font role resolves to, and which characters of a job are missing"),
    .options = N_("  --unit CODE  only this unit; may be given several times\n"
                  "  --period P   another period than the job's: 2026H1, 2026Q2, 2026-05 ...\n"
                  "  --allow DIR  the job may read files under DIR, outside its own folder\n"),
    .run = run_fonts,
};
