/* Parts and totals among the figures of a table. */
#ifndef REPORT_SUMS_H
#define REPORT_SUMS_H

#include "report/inner.h"

/** Figures that add up to another, as their exact numbers do. */
struct sum {
    const struct shown *total; /* NULL: shares of one whole, which make 100 % */
    struct shown *parts;       /* two or more */
    size_t count;
};

struct sum_list {
    struct sum *at;
    size_t count, room;
};

/** The sums of a table, those whose total is a part of another sum after that one.  `run` may be
 * NULL: then none are declared. */
struct sum_list sums_of_table(const struct report_run *run, const struct node *table,
                              struct arena *arena);
/** Reads the prints anew: another sum may have changed them.  False if one cannot be read. */
bool sum_refresh(struct sum *sum, struct arena *arena);
/** In the measure of the parts. */
struct number sum_printed_total(const struct sum *sum, struct arena *arena);
/** True if the printed parts make the printed total. */
bool sum_adds_up(const struct sum *sum, struct arena *arena);

#endif
