/* The lists that go back to the units. */
#ifndef COMMAND_RETURNED_H
#define COMMAND_RETURNED_H

#include "report/report.h"

/** Writes DIR/CODE.txt for every unit that has a report or of which something was found: what is
 * wrong, where, and what was expected, in Chinese.  So no list of an earlier run stays.  False with
 * diagnostics. */
bool returned_write(const struct report_run *run, const char *folder, struct diags *diags);

#endif
