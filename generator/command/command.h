/* The commands of the program, one file each; a list in command.c, so that a new one is one row and
 * one file. */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "report/report.h"

/** Exit statuses: the contract of the command line. */
enum command_status {
    COMMAND_DONE = 0,
    COMMAND_WARNED = 1, /* done, with warnings, under --strict */
    COMMAND_FAILED = 2, /* some or all reports failed; the others are there */
    COMMAND_MISUSED =
        3, /* wrong use; or a job, template, style, dictionary or source is missing or broken */
    COMMAND_SYSTEM = 4, /* disk, memory */
};

struct command {
    const char *name;
    const char *usage;                       /* arguments, one line */
    const char *summary;                     /* one line */
    const char *options;                     /* text of `help COMMAND`, may be "" */
    int (*run)(int count, char **arguments); /* as of argv: [0] is the command */
};

extern const struct command command_build, command_check, command_show, command_render,
    command_fonts, command_new;

/** Runs the program's arguments. */
int command_main(int count, char **arguments);

/* ---- shared by the commands ---- */

enum { COMMAND_LIST_MOST = 10000 };

/** Options of build, check, render; those that a command does not take are refused. */
struct command_options {
    struct report_options report;
    struct text *units;   /* report.units points here */
    const char **allowed; /* report.allowed.folders points here */
    bool force, strict, quiet, verbose;
    int workers;
    size_t shard, shards;
    const char *summary, *trace;
    const char *check_report, *check_folder; /* --report, --report-dir; NULL: not asked */
    char **files;                            /* what is left: jobs or documents */
    int file_count;
};

/** Parses; `taken` lists short letters of the options that the command takes, as in the table of
 * options.c.  False after a message. */
bool command_parse(int count, char **arguments, const char *taken, struct arena *arena,
                   struct command_options *options);
/** Prints "zongjie: error: …" with the usage hint; gives COMMAND_MISUSED. */
int command_misuse(const struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** Status of a run that could not start: COMMAND_SYSTEM if the disk failed, else COMMAND_MISUSED.
 */
int command_status_of(const struct diags *diags);
/** The worse of two statuses: 4, 3, 2, 1, 0. */
int command_worse(int a, int b);

#endif
