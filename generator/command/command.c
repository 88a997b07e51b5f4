/* The list of commands, help, and how statuses combine. */
#include "command/command.h"

#include <errno.h>
#include <libintl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define _(sentence) gettext(sentence)

static const struct command *const commands[] = {&command_build,  &command_check, &command_show,
                                                 &command_render, &command_fonts, &command_new};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct command *find_command(const char *name) {
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

static void print_help(FILE *stream) {
    fputs(_("zongjie: typesets Chinese work reports from data and templates\n\n"), stream);
    fputs(_("usage: zongjie COMMAND [ARGUMENT ...]\n\n"), stream);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(stream, "  %-7s %s\n", commands[i]->name, _(commands[i]->summary));
    fputs(_("\n  zongjie help COMMAND says more; zongjie --version names the version.\n"), stream);
    fputs(_("Exit status: 0 done; 1 warnings under --strict; 2 some reports failed; 3 wrong use or "
            "broken input; 4 the system failed.\n"),
          stream);
}

static int print_command_help(const char *name) {
    const struct command *command = find_command(name);
    if (!command) {
        fprintf(stderr, _("zongjie: no command '%s'; see zongjie --help\n"), name);
        return COMMAND_MISUSED;
    }
    printf(_("usage: zongjie %s %s\n\n%s\n"), command->name, command->usage, _(command->summary));
    if (*command->options) printf("\n%s", _(command->options));
    return COMMAND_DONE;
}

static int run_command(int count, char **arguments) {
    if (count < 2) {
        print_help(stderr);
        return COMMAND_MISUSED;
    }
    const char *name = arguments[1];
    if (strcmp(name, "--version") == 0) {
        puts("zongjie " ZONGJIE_VERSION);
        return COMMAND_DONE;
    }
    bool help = strcmp(name, "help") == 0;
    if (help && count > 2) return print_command_help(arguments[2]);
    if (help || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        print_help(stdout);
        return COMMAND_DONE;
    }
    const struct command *command = find_command(name);
    if (!command) {
        fprintf(stderr, _("zongjie: no command '%s'; see zongjie --help\n"), name);
        return COMMAND_MISUSED;
    }
    for (int i = 2; i < count && strcmp(arguments[i], "--") != 0; i++)
        if (strcmp(arguments[i], "--help") == 0) return print_command_help(name);
    return command->run(count - 1, arguments + 1);
}

/* What was printed is a result too: a full disk behind standard output must not go unseen. */
int command_main(int count, char **arguments) {
    int status = run_command(count, arguments);
    if (fflush(stdout) == 0 && !ferror(stdout)) return status;
    fprintf(stderr, _("zongjie: standard output: %s\n"), diag_system_words(errno ? errno : EIO));
    return COMMAND_SYSTEM;
}

int command_misuse(const struct command *command, const char *format, ...) {
    va_list list;
    va_start(list, format);
    fputs(_("zongjie: "), stderr);
    vfprintf(stderr, format, list);
    va_end(list);
    fprintf(stderr, _("\nusage: zongjie %s %s\n"), command->name, command->usage);
    return COMMAND_MISUSED;
}

int command_status_of(const struct diags *diags) {
    return diags_system_failed(diags) ? COMMAND_SYSTEM : COMMAND_MISUSED;
}

int command_worse(int a, int b) {
    return a > b ? a : b;
}
