/* show: what a data file was read as, one JSON object a row. */
#include "source/show.h"

#include <libintl.h>
#include <stdio.h>

#include "command/command.h"

static int show_file(const char *path) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct source_spec spec = {.path = path};
    bool failed = !source_show(&spec, stdout, arena, diags) || diags_failed(diags);
    diags_print(diags, DIAG_NOTE, stderr);
    arena_free(arena);
    return failed ? COMMAND_MISUSED : COMMAND_DONE;
}

static int run_show(int count, char **arguments) {
    struct arena *arena = arena_new();
    struct command_options options;
    int status = COMMAND_MISUSED;
    if (command_parse(count, arguments, "", arena, &options)) {
        if (options.file_count == 0)
            status = command_misuse(&command_show, "%s", gettext("no file was named"));
        else
            status = COMMAND_DONE;
        for (int i = 0; i < options.file_count; i++)
            status = command_worse(status, show_file(options.files[i]));
    }
    arena_free(arena);
    return status;
}

const struct command command_show = {
    .name = "show",
    .usage = "FILE[#PART]...",
    .summary = N_("print what a data file was read as, with the place of each row"),
    .options = "",
    .run = run_show,
};
