/* One report from start to finish; the only room that knows the order.
 *
 *   run, once:     job → style, fonts, template → sources → store → scores     report_open (open.c)
 *   each report:   slice → checks → document → pages → file                report_make (report.c)
 *
 * outputs.c knows where reports are written, faults.c whose data have errors.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/map.h"
#include "font/font.h"
#include "job/job.h"
#include "metric/check.h"
#include "scoring/scoring.h"
#include "style/style.h"
#include "template/template.h"

/** Outputs that the jobs of one command write, so that none overwrites another's. */
struct report_claims {
    struct arena *arena;
    struct map *paths; /* without extension */
};

/** Command-line wishes that change what a run is. */
struct report_options {
    struct text period;       /* overrides the job's; may be empty */
    const struct text *units; /* --unit; none: the job's */
    size_t unit_count;
    struct job_allowed allowed;   /* --allow */
    const char *folder;           /* -o; NULL: the job's */
    struct text format;           /* "pdf" …, "document" */
    struct report_claims *claims; /* NULL: this job is alone */
    bool trace;                   /* reports may be asked for the lines of their figures */
    bool keep_held;               /* keep checks that hold too, for the check report */
};

/** Everything that is read before any report is made; read-only after. */
struct report_run {
    struct arena *arena;
    const struct report_options *options;
    struct job *job;
    struct period period;
    struct text date;
    struct store *store;
    const struct scores *scores; /* NULL: the job has no scheme */
    struct style *style;
    struct template *template;
    struct font_set *fonts;
    const struct check_results *checks; /* of all units; NULL until the data were read */
    const struct unit **units;          /* reports to make, in order */
    size_t unit_count;
    const struct file **files; /* all that was read, for the cache */
    size_t file_count, file_room;
};

/** Reads a job and all that it names.  NULL if no report can be built at all (diagnostics say why;
 * exit status 3). `options` must outlive the run. */
struct report_run *report_open(const char *job_path, const struct report_options *options,
                               struct arena *arena, struct diags *diags);
/** Path of a unit's output without its extension, from -o or the job's output element. */
char *report_path(const struct report_run *run, const struct unit *unit, struct arena *arena);
/** The file that a report writes: of several (PNG, SVG: one a page) that of `page`, from 1. */
char *report_output(const struct report_run *run, const struct unit *unit, int page,
                    struct arena *arena);

enum report_depth {
    REPORT_CHECK, /* everything but the drawing: nothing is written */
    REPORT_DRAW,
};
/** What a report came to. */
struct report_made {
    int pages;            /* 0 for format document */
    struct buffer *trace; /* NULL: not wanted; else gets a line for each printed figure */
};
/** Makes one report.  False if it failed: diagnostics say why, nothing new is left on disk and the
 * trace has no line of it.  `made` may be NULL. */
bool report_make(const struct report_run *run, const struct unit *unit, enum report_depth depth,
                 struct diags *diags, struct report_made *made);
/** The line above those of all reports: the names of the columns (trace.c says what they hold). */
struct text report_trace_head(struct arena *arena);

/** Typesets a document read from XML (`zongjie render`) into folder/<stem>.<ext>.  *out_path says
 * where. */
bool report_render(const char *document_path, const struct report_options *options,
                   struct arena *arena, struct diags *diags, char **out_path, int *pages);

#endif
