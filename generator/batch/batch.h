/* Many reports: workers forked after the run is warm, each report on its own, results in the order
 * of the units.
 *
 *   parent ── index ──> worker          a crash, a leak or a timeout costs one report
 *   parent <── record + messages ── worker
 *
 * A report whose inputs are those of its last build is not built again: its stamp lies in
 * <out>/.zongjie/, with the messages it had, and these are told again.
 * A signal that ends the run ends its workers too, and what they were writing is removed; what a
 * killed run left is removed by the next one that writes the same reports. */
#ifndef BATCH_BATCH_H
#define BATCH_BATCH_H

#include "report/report.h"

enum batch_state { BATCH_BUILT, BATCH_UP_TO_DATE, BATCH_FAILED };

struct batch_options {
    int workers;          /* at least 1 */
    bool force;           /* build even if nothing changed */
    bool check_only;      /* everything but the drawing */
    bool alone;           /* nothing else waits for this process: one report may be made in it */
    size_t shard, shards; /* shard I of N, from 1; 0/0: all */
    size_t before;        /* reports of earlier jobs: shards count on from there */
    int timeout_seconds;  /* for one report made by a worker */
    bool trace;           /* results have the lines of their figures, of unchanged reports too */
};

struct batch_result {
    const struct unit *unit;
    enum batch_state state;
    int pages;
    size_t warnings, errors;
    bool system_failed; /* disk, memory: exit status 4 */
    double seconds;
    const char *path;    /* of the output */
    struct text records; /* its messages, as batch_messages() reads them */
    struct text trace;   /* lines of its figures; gone once the result was told */
    struct arena *lines; /* holds them; NULL: none */
};

/** Called for each report in the order of the units, as soon as it and those before it are done. */
typedef void batch_report_fn(void *self, const struct batch_result *result);

/** How many reports the run has in this shard. */
size_t batch_count(const struct report_run *run, const struct batch_options *options);
/** Builds (or checks) every report of the run.  Returns how many there were. */
size_t batch_run(const struct report_run *run, const struct batch_options *options,
                 batch_report_fn *tell, void *self, struct arena *arena);
/** The messages of a report of at least a level, each ended by a line end; `caret` shows the input
 * line below.  "" if there are none. */
const char *batch_messages(const struct batch_result *result, enum diag_level least, bool caret,
                           struct arena *arena);

#endif
