/* The store's inside, and what the readers of its tables share; for metric/ only. */
#ifndef METRIC_INNER_H
#define METRIC_INNER_H

#include "base/map.h"
#include "metric/metric.h"

/* What a name stands for; `ambiguous` once two things bear it. */
struct named {
    void *what;
    bool ambiguous;
};

/* An observation's place in the order unit, indicator, first day, last day, standing.  Periods
 * without dates have from 0, their kind as `to` and a hash of their text. */
struct key {
    uint32_t unit, indicator;
    int32_t from, to;
    uint32_t hash;
    uint16_t standing; /* rank: the lower is preferred */
    uint32_t index;    /* into observations */
};

/* Rows of one unit: index[start[u]] up to index[start[u + 1]], in the order of the table. */
struct by_unit {
    uint32_t *start, *index;
};

struct store {
    struct arena *arena;
    struct indicator **indicators;
    size_t indicator_count, indicator_room;
    struct map *indicator_codes, *indicator_names; /* to struct indicator, struct named */
    struct unit **units;
    size_t unit_count, unit_room;
    struct map *unit_codes, *unit_names;
    struct membership *memberships;
    size_t membership_count;
    struct observation *observations;
    size_t observation_count;
    struct key *keys;    /* sorted */
    uint32_t *key_start; /* by unit, and the end of the last */
    struct item *items;
    size_t item_count;
    struct by_unit items_of;
    struct written *texts;
    size_t text_count;
    struct by_unit texts_of;
    struct map *faults; /* unit's code to struct diags */
};

/* ---- reading tables (cells.c) */

enum { COLUMNS_MOST = 20 };

struct column_rule {
    const char *name, *alias; /* alias may be NULL */
    bool required;
};

/* One table under way, row by row.  `columns` holds the table's column for each rule. */
struct builder {
    struct store *store;
    struct arena *arena;
    struct diags *diags;
    struct text unit, period; /* the job's, for tables without these columns and for empty cells */
    bool has_units, has_dictionary;
    struct map *periods, *measures; /* read before: text to struct period, struct measure */
    struct map *reported;           /* unknown names that a diagnostic was given for */
    const struct unit *row_unit;    /* whose row this is, once that is known */
    size_t twice;                   /* equal rows seen */
    const struct table *table;
    size_t row;
    size_t columns[COLUMNS_MOST];
};

/** Finds the columns; false, with M105, if a required one is missing.  M118 for columns that no
 * rule knows. */
bool metric_start_table(struct builder *builder, const struct table *table,
                        const struct column_rule *rules, size_t count);
/** Trimmed text of the cell; empty if there is no such column. */
struct text metric_cell_text(const struct builder *builder, size_t rule);
/** As it stands, untrimmed. */
struct text metric_cell_raw(const struct builder *builder, size_t rule);
struct origin metric_cell_origin(const struct builder *builder, size_t rule);
/** As metric_cell_text(), with M106 if it is empty. */
bool metric_need_cell(struct builder *builder, size_t rule, const char *name, struct text *out);
/** Empty gives PERIOD_UNDATED; false with M107. */
bool metric_read_period(struct builder *builder, size_t rule, struct period *out);
/** The same, the job's period for an empty cell. */
bool metric_read_row_period(struct builder *builder, size_t rule, struct period *out);
/** A number or mark, in the measure of its row; a row without a measure takes that of the cell, if
 * it has one (*measure).  False with D110, D129, D130. */
bool metric_read_quantity(struct builder *builder, size_t rule, struct measure *measure,
                          struct quantity *out);
/** A qualifier's name; nothing is changed by an empty cell.  False with M109. */
bool metric_read_qualifier(struct builder *builder, size_t rule, struct quantity *out);
struct measure metric_read_measure(struct builder *builder, size_t rule);
/** A whole number from 0 to `most`; `none` for an empty cell.  False with D115. */
bool metric_read_integer(struct builder *builder, size_t rule, int most, int none, int *out);
/** The unit named in the row, else the job's; made if there is no table of units.  NULL with M103,
 * M104, M106. */
const struct unit *metric_read_unit(struct builder *builder, size_t rule);
/** The same for the unit that the row belongs to: the row's further faults are its own. */
const struct unit *metric_read_row_unit(struct builder *builder, size_t rule);
/** The indicator named in a cell; NULL with M101 or M102, once a name and unit. */
const struct indicator *metric_read_indicator(struct builder *builder, size_t rule);
/** Reads every row.  Errors of a row whose unit is known are that unit's faults; all else is the
 * run's. */
void metric_read_rows(struct builder *builder, void (*read_row)(struct builder *builder));
/** Where an error that concerns one unit alone is added. */
struct diags *metric_faults_of(struct builder *builder, const struct unit *unit);
/** Pieces of a list parted by ； or ; (and by 、 ， , too if `every`), outside brackets. */
struct text_list metric_split(struct arena *arena, struct text text, bool every);
/** Index of a word in a list that ends with NULL, or -1 with M109.  An empty cell gives 0. */
int metric_read_word(struct builder *builder, size_t rule, const char *const *words);

/* ---- names (names.c) */

void metric_add_name(struct store *store, struct map *names, struct text name, void *what);
struct unit *metric_add_unit(struct store *store, struct text code, struct origin origin);
struct indicator *metric_add_indicator(struct store *store, struct text code, struct origin origin);
/** Nearest of a map's keys to `name`; empty if none is near. */
struct text metric_nearest(struct text name, const struct map *first, const struct map *second);

/* ---- the tables, each in the file of its name */

void metric_read_units(struct builder *builder, const struct table *table);
void metric_read_memberships(struct builder *builder, const struct table *table);
void metric_read_indicators(struct builder *builder, const struct table *table);
/** Numerators and denominators named; print measures alike. */
void metric_check_indicators(struct builder *builder, const struct table *table);
void metric_read_observations(struct builder *builder, const struct table *table);
void metric_read_items(struct builder *builder, const struct table *table);
void metric_read_texts(struct builder *builder, const struct table *table);

/* ---- order and look-up (store.c, lookup.c) */

void metric_index(struct store *store, struct arena *arena);
/** Duplicate rows: M112, M113.  Items: M115, M116.  Stated changes: M120. */
void metric_check_observations(struct builder *builder);
void metric_check_items(struct builder *builder);
void metric_check_stated(struct builder *builder);

struct key_range {
    const struct key *at;
    size_t count;
};
/** All rows of an indicator of a unit. */
struct key_range metric_rows(const struct store *store, const struct unit *unit,
                             const struct indicator *indicator);
/** Those of exactly this period, preferred standing first. */
struct key_range metric_rows_at(const struct store *store, const struct unit *unit,
                                const struct indicator *indicator, struct period period);

/* Where a value was found; observation NULL: nowhere, or computed from two. */
struct found {
    bool any;
    struct period period;
    const struct observation *observation;
    const struct observation *numerator, *denominator;
};
struct found metric_find_value(const struct slice *slice, struct metric_ask ask);
/** At exactly this period. */
struct found metric_find_value_at(const struct slice *slice, struct metric_ask ask,
                                  struct period period);
struct figure metric_figure(const struct slice *slice, const struct metric_ask *ask,
                            const struct found *found, struct arena *arena);
/** Value brought to the measure's base (万元 → 元). */
struct number metric_in_base(struct arena *arena, struct number number, struct measure measure);
/** Power of ten from a quotient to its measure: 2 for %, 3 for ‰, -4 for 万元. */
int metric_rate_power(struct measure measure);
/** Half a unit of the last place that a quantity was given with, in its own measure. */
struct number metric_half_place(struct arena *arena, struct number number);

/** <0, 0, >0 by the numbers in two orders ("4.1", "4.10"); an empty one comes last. */
int metric_compare_order(struct text a, struct text b);

#endif
