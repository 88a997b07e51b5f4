/* What the folders of workbooks of a job come to: tables, the list of returns, faults of units. */
#ifndef REPORT_RETURNS_H
#define REPORT_RETURNS_H

#include "report/inner.h"
#include "source/returns.h"

struct returned_fault {
    struct text unit; /* code */
    const struct diags *diags;
};

struct returned_table {
    struct table *table; /* its name says which */
    const struct source_spec *spec;
};

/** What all folders of a job come to. */
struct returned_tables {
    struct returned_table *tables;
    size_t table_count, table_room;
    struct returned_fault *faults; /* to be added to the store */
    size_t fault_count, fault_room;
};

/** Reads one folder.  `names` holds the units and their trees.
 *
 *  Adds the rows of all sound workbooks, items of the section 报送情况 (title: the unit; state:
 * 已报, 未报, 重报, 空表, 期别不符, 表式改动 …; text: what is wrong; note: the file) for each unit
 * that is reported on, and the counts of units that were due and that returned.  False with
 * diagnostics if the folder cannot be read at all. */
bool report_read_returns(struct report_run *run, const struct source_spec *spec,
                         struct store *names, struct returned_tables *out, struct diags *diags);

#endif
