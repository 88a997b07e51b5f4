/* render: typesets document trees directly. */
#include <libintl.h>
#include <stdio.h>

#include "command/command.h"

static int render_file(const char *path, const struct command_options *options) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    char *out = NULL;
    int pages = 0;
    bool done = report_render(path, &options->report, arena, diags, &out, &pages);
    diags_print(diags, options->quiet ? DIAG_WARNING : DIAG_NOTE, stderr);
    int status = done ? COMMAND_DONE : command_status_of(diags);
    if (!done && out && status == COMMAND_MISUSED) status = COMMAND_FAILED; /* read, but not set */
    if (done && options->strict && diags_count(diags, DIAG_WARNING)) status = COMMAND_WARNED;
    if (done && !options->quiet)
        printf(ngettext("%s: %d page\n", "%s: %d pages\n", (unsigned long)pages), out, pages);
    arena_free(arena);
    return status;
}

static int run_render(int count, char **arguments) {
    struct arena *arena = arena_new();
    struct command_options options;
    int status = COMMAND_MISUSED;
    if (command_parse(count, arguments, "ofsqv", arena, &options)) {
        struct report_claims claims = {arena, map_new(arena)};
        options.report.claims = &claims;
        status = COMMAND_DONE;
        if (options.file_count == 0)
            status = command_misuse(&command_render, "%s", gettext("no document was named"));
        for (int i = 0; i < options.file_count; i++)
            status = command_worse(status, render_file(options.files[i], &options));
    }
    arena_free(arena);
    return status;
}

const struct command command_render = {
    .name = "render",
    .usage = "DOCUMENT.xml... [-o DIR] [--format pdf|png|svg|text|document] [--strict] [-q|-v]",
    .summary = N_("typeset a document tree (namespace urn:zongjie:document:1)"),
    .options = N_("  -o DIR         write there (default: beside the document)\n"
                  "  --format NAME  pdf (default), png, svg, text, document, or\n"
                  "                 pages: what lies on each page, for tests\n"
                  "  --strict       exit status 1 if there were warnings\n"
                  "  -q, -v         print less, print more\n"),
    .run = run_render,
};
