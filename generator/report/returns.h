/* What the folders of workbooks of a job come to: rows, the list of returns, faults of units.
 *
 *   report_open_returns()     whose each workbook is, who is missing       returns.c
 *   report_list_returns()     the list as items, the counts as figures     returns_list.c
 *   report_settle_returns()   what is wrong: the fault of its unit, or a warning */
#ifndef REPORT_RETURNS_H
#define REPORT_RETURNS_H

#include "report/inner.h"
#include "source/returns.h"

/** One line of the list. */
struct returns_line {
    const struct unit *unit; /* in `names`; NULL: it is not known whose */
    struct text name, what;
    const char *state, *file;
    struct origin origin;
    bool expected, counts; /* asked for; a workbook that counts is there */
};

/** A folder. */
struct returns {
    struct report_run *run;
    const struct source_spec *spec;
    struct store *names; /* the units alone */
    struct returned_list list;
    const struct unit **whose; /* by workbook */
    bool *expected;            /* by unit, in the order of `names` */
    struct returns_line *lines;
    size_t line_count, line_room;
    struct diags *diags; /* of the run */
};

struct returned_table {
    struct table *table; /* its name says which */
    const struct source_spec *spec;
    bool taken; /* by the builder */
};

/** All folders of a job. */
struct returns_run {
    struct returns *folders;
    size_t count;
    struct returned_table *tables;
    size_t table_count, table_room;
};

/** Reads the folders of the job.  `names` holds the units and their trees.  `tables` are then the
 * rows of the sound workbooks.  NULL with diagnostics if a folder cannot be read at all. */
struct returns_run *report_open_returns(struct report_run *run, struct store *names,
                                        struct diags *diags);
/** Once the rows were taken: adds tables of the list, items of the section 报送情况 (title: the
 * unit; state: 已报, 未报, 重报, 空表, 期别不符, 表式改动 …; text: what is wrong; note: the file)
 * for each unit that is reported on, and of the counts. */
void report_list_returns(struct returns_run *all, const struct metric_builder *builder);
/** Faults of workbooks become those of their units, with on-error="mark" warnings. */
void report_settle_returns(struct returns_run *all, struct store *store, struct diags *diags);

/* ---- between the two files */

/** True if the list of names, parted by blanks, holds the unit. */
bool returns_names_unit(const struct store *store, struct text list, const struct unit *unit);
/** Adds a table, if it has rows. */
void returns_add_table(struct returns_run *all, const struct returns *returns, struct table *table);

#endif
