/* What `zongjie check` writes if asked: the check report, and a list for each unit.
 *
 *   --report FILE.json   one object a check and unit      --report FILE.txt   the same to read
 *   --report-dir DIR     CODE.txt for each unit with findings, in Chinese, to go back to it */
#ifndef COMMAND_CHECKED_H
#define COMMAND_CHECKED_H

#include "report/report.h"

/** True for FILE.json and FILE.txt. */
bool checked_write_is(const char *path);

struct checked;
struct checked *checked_new(const char *report, const char *folder, struct arena *arena);
/** Takes what a job's checks found; writes the lists of its units.  False with diagnostics. */
bool checked_add(struct checked *checked, const struct report_run *run, struct diags *diags);
/** Writes the report.  False, with a message on standard error, if it cannot be written. */
bool checked_finish(struct checked *checked);

#endif
