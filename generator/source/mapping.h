/* Mapping: what the columns of a table mean, as the job says it; a sink before the next one.
 *
 *   in     unit      本期   上年同期   增幅（%）        <column of="本期" as="value"/>
 *   row    青溪      120    100        20               <column of="上年同期" as="value"
 * period="-1y"/> <column of="增幅" as="stated_change"/> out    unit   period   value stated_change
 *          青溪   2026H1   120     20
 *          青溪   2025H1   100
 *
 * Columns that say what a figure is (constants, a range) make long rows: those of the same
 * constants one row together.  All other columns stand in every row. */
#ifndef SOURCE_MAPPING_H
#define SOURCE_MAPPING_H

#include "source/inner.h"
#include "value/figure.h"

/** A sink that maps what it takes and gives it to `next`. */
struct source_sink *mapping_new(const struct source_spec *spec, struct source_sink *next,
                                struct arena *arena, struct diags *diags);
/** False if a column was not found or a cell not understood; diagnostics say which. */
bool mapping_succeeded(const struct source_sink *mapping);

/* ---- for mapping*.c: the plan made from the first batch ---- */

/** One cell of the input put into one of the output. */
struct mapping_part {
    size_t from, to;
    const struct source_column *rule; /* NULL: as it is */
};

/** A cell that is the same for all rows, or whose period is counted from the row's. */
struct mapping_constant {
    size_t to;
    struct cell cell;
    bool counted;
    struct form_when when;
};

/** What makes one long row. */
struct mapping_group {
    struct mapping_part *parts;
    size_t part_count, part_room;
    struct mapping_constant *constants;
    size_t constant_count, constant_room;
    size_t measure;     /* index of its constant for the measure; SIZE_MAX: none */
    bool bears_measure; /* has a value or a target */
};

struct mapping_plan {
    struct table *out; /* columns; the batch under way */
    struct mapping_part *keys;
    size_t key_count, key_room;
    struct mapping_group *groups; /* at least one */
    size_t group_count, group_room;
    size_t period; /* column of the input that rows count from; TABLE_NO_COLUMN: the job's period */
};

/** A plan under way. */
struct planner {
    const struct source_spec *spec;
    const struct table *in;
    struct arena *arena;
    struct diags *diags;
    struct mapping_plan *plan;
    const struct source_column **rules; /* by column of the input; NULL: none */
    bool is_long, failed;
};

/** Finds the columns that the rules name, by their heading as it is or without its unit of measure.
 * A rule of one column comes before one of a range.  D206, D212. */
void mapping_find_columns(struct planner *planner);

/** False with diagnostics at the job (no such column) or at the heading (no period in it). */
bool mapping_make_plan(const struct source_spec *spec, const struct table *batch,
                       struct arena *arena, struct diags *diags, struct mapping_plan *plan);

#endif
