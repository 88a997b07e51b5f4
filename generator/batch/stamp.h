/* Stamps: what a report was built from, so that an unchanged one is left alone. */
#ifndef BATCH_STAMP_H
#define BATCH_STAMP_H

#include "batch/batch.h"

/** Hash over version, every file read, fonts and options: 32 hex digits.  Worked out once a run. */
char *stamp_of_run(const struct report_run *run, struct arena *arena);
/** The same for one report of the run. */
char *stamp_of_unit(const char *run_stamp, const struct unit *unit, struct arena *arena);
/** True, with the stored counts and messages in *result, if the stamp of result->path on disk is
 * `stamp`, is whole, and what was built then is there. */
bool stamp_matches(const struct report_run *run, const char *stamp, struct batch_result *result,
                   struct arena *arena);
/** Before an output is written: until its stamp is written too, it has none. */
void stamp_remove(const char *output, struct arena *arena);
/** Writes the stamp of a report that was built; a failure to write costs only the next rebuild. */
void stamp_write(const char *stamp, const struct batch_result *result, struct arena *arena);

#endif
