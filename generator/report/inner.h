/* What the files of this room share. */
#ifndef REPORT_INNER_H
#define REPORT_INNER_H

#include "report/report.h"

/** Adds a file to those that the run has read. */
void report_keep_file(struct report_run *run, const struct file *file);
/** Reads the job's sources into run->store.  False if a source could not be read, or a row that
 * belongs to no unit is wrong. */
bool report_read_sources(struct report_run *run, struct diags *diags);

/** B208 for reports that would overwrite one another, those of earlier jobs of the command
 * included. */
bool report_claim_outputs(const struct report_run *run, struct diags *diags);
/** J108 for a unit whose code gives no file name, B209 for an output that is an input. */
bool report_check_output(const struct report_run *run, const struct unit *unit,
                         struct diags *diags);

/** The same two for a document that is rendered. */
bool report_check_rendered(const char *output, const char *document,
                           const struct report_options *options, struct diags *diags);

/** Compiles and judges the checks into run->checks.  `data`: the store is whole; `runs`: reports
 * will be made.  False if the checks file cannot be used. */
bool report_run_checks(struct report_run *run, bool data, bool runs, struct diags *diags);

/** What is wrong with single units, as far as no report of theirs says it; with `runs` false, all:
 * no report will. */
void report_tell_faults(const struct report_run *run, bool runs, struct diags *diags);
/** False, with the faults of its own unit and B210 for others, if the slice holds faulty data. */
bool report_check_faults(const struct slice *slice, struct diags *diags);

/** Gives the queries of the job their parameters; before any source is read. */
void report_fill_parameters(struct report_run *run);

#endif
