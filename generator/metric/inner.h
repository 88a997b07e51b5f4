/* The store's inside, and what the readers of its tables share; for metric/ only. */
#ifndef METRIC_INNER_H
#define METRIC_INNER_H

#include "base/map.h"
#include "metric/metric.h"
#include "metric/pile.h"

/* What a name stands for; `ambiguous` once two things bear it. */
struct named {
    void *what;
    bool ambiguous;
};

/* An indicator, with what the row before said of it: rows repeat themselves. */
struct known_indicator {
    struct indicator indicator; /* first: a struct indicator is one of these */
    uint32_t measure;           /* its own, among the store's */
    uint32_t period, column;    /* of its last row; COLUMN_NONE before the first */
    uint32_t source;            /* that gave its row of the dictionary; 0: none did */
    uint64_t print;             /* of that row */
};

/* The same for what else has a key: whose row it is, and what it says (metric_print_row()). */
struct known_unit {
    struct unit unit;
    uint32_t source;
    uint64_t print;
};
struct known_item {
    struct item item;
    uint32_t source;
    uint64_t print;
};
struct known_text {
    struct written written;
    uint32_t source;
};
#define COLUMN_NONE UINT32_MAX

/* ---- observations, packed (rows.c) */

/* The value of one row.  Kept small: there are millions. */
struct row {
    int64_t coefficient; /* of the value; its index among the store's numbers if `big` */
    uint64_t origin;     /* of the value's cell, packed */
    uint32_t unit;       /* order */
    uint32_t detail; /* index among the store's details; 0: none.  Of a ROW_FRACTION the divisor */
    uint32_t period : 28;
    uint32_t standing : 3; /* rank: the lower is preferred */
    uint32_t big : 1;
    uint32_t measure : 19;
    uint32_t scale : 5; /* ROW_FRACTION: the coefficient is divided by `detail` */
    uint32_t state : 2;
    uint32_t qualifier : 3;
    uint32_t made : 3; /* enum metric_made */
};
enum {
    ROW_MEASURES_MOST = (1 << 19) - 1,
    ROW_FRACTION = 31,
    ROW_PERIODS_MOST = (1 << 28) - 1,
    ROW_FILES_MOST = (1 << 20) - 1, /* of origins */
    INDICATORS_MOST = 100000,
    UNITS_MOST = 1 << 20, /* there are some 700,000 villages */
};

/* A quantity without its value's place in a row. */
struct packed {
    int64_t coefficient;
    uint64_t origin;
    uint32_t upper, text; /* among the store's numbers and strings; 0: none */
    uint8_t scale, state, qualifier;
    bool big;
};

/* What few rows have. */
struct detail {
    struct packed target, stated;
    uint32_t upper, text; /* of the value */
    uint32_t target_period;
    uint32_t basis, note;
};

/* A period as it was written; those of the same days have the same `same`. */
struct period_form {
    struct period period;
    int32_t from, to; /* yyyymmdd; without dates 0 and the kind */
    uint32_t hash;    /* of the text; 0 with dates */
    uint32_t same;    /* index of the first form of these days */
};

/* Rows of one indicator at one period. */
struct figure_column {
    uint32_t indicator, period; /* order; index of the first form of these days */
    uint32_t start, count;      /* rows */
};

/* Where rows come from: a file (a stretch of its offsets), read for one source. */
struct row_file {
    const struct file *file;
    uint64_t high; /* of the offsets, above the bits that a row has room for */
    uint32_t source;
};

/* Rows of one unit: index[start[u]] up to index[start[u + 1]], in the order of reading. */
struct by_unit {
    uint32_t *start, *index;
};

struct store {
    struct arena *arena;
    struct known_indicator **indicators;
    size_t indicator_count, indicator_room;
    struct map *indicator_codes, *indicator_names; /* to struct indicator, struct named */
    struct known_unit **units;
    size_t unit_count, unit_room;
    struct map *unit_codes, *unit_names;
    struct membership *memberships;
    size_t membership_count, membership_room;
    size_t given, derived;           /* rows */
    const struct formula **formulas; /* by indicator of the dictionary; NULL: none */
    size_t formula_count;
    const struct unit **successors; /* by unit; NULL: none */
    struct text *trees;             /* of the memberships, in order of appearance */
    size_t tree_count, tree_room;
    struct pile rows, details; /* struct row, in the order of columns; struct detail, [0] unused */
    struct figure_column *columns; /* by indicator, then by days */
    size_t column_count, column_room;
    uint32_t *column_start; /* by indicator, and the end of the last */
    struct period_form *periods;
    size_t period_count, period_room;
    struct measure *measures;
    size_t measure_count, measure_room;
    struct number *numbers; /* uppers, and what does not fit inline; [0] unused */
    size_t number_count, number_room;
    struct text *strings; /* [0] is empty */
    size_t string_count, string_room;
    struct row_file *files;
    size_t file_count, file_room;
    struct known_item **items;
    size_t item_count, item_room;
    struct by_unit items_of;
    struct known_text **texts;
    size_t text_count, text_room;
    struct by_unit texts_of;
    struct map *faults; /* unit's code to struct diags */
};

struct row *metric_row(const struct store *store, size_t index);
/** NULL if it has none. */
struct detail *metric_detail(const struct store *store, const struct row *row);
struct number metric_row_number(const struct store *store, const struct row *row);
struct quantity metric_row_value(const struct store *store, const struct row *row);
/** MISSING if none. */
struct quantity metric_row_target(const struct store *store, const struct row *row);
struct quantity metric_row_stated(const struct store *store, const struct row *row);
bool metric_row_has_target(const struct store *store, const struct row *row);
struct measure metric_row_measure(const struct store *store, const struct row *row);
struct period metric_row_period(const struct store *store, const struct row *row);
struct period metric_row_target_period(const struct store *store, const struct row *row);
struct text metric_row_basis(const struct store *store, const struct row *row);
struct origin metric_origin(const struct store *store, uint64_t packed);
const struct row_file *metric_row_file(const struct store *store, uint64_t packed);
const char *metric_standing_name(const struct row *row);
struct observation metric_unpack(const struct store *store, const struct row *row,
                                 const struct indicator *indicator);

/* ---- reading tables (cells.c) */

enum { COLUMNS_MOST = 24 };

struct column_rule {
    const char *name, *alias; /* alias may be NULL */
    bool required;
};

/* What two sources said of the same things; told once a source. */
struct tally {
    size_t same, kept, replaced;
    struct origin same_at, same_first, kept_at, kept_first, replaced_at, replaced_first;
};

/* A rate's parts as the dictionary names them, until all of it has been read. */
struct parts {
    struct indicator *indicator;
    struct text names[2];
    struct origin origins[2];
};

/* A store under way, row by row.  `columns` holds the table's column for each rule. */
struct metric_builder {
    struct store *store;
    struct arena *arena;
    struct arena *scratch;     /* what is not needed once the store is built */
    struct arena *cells;       /* what is not needed once the batch is read */
    struct diags *run, *diags; /* the run's; where the row's go */
    struct diags *row_diags;
    struct text unit; /* the job's, for tables without this column and for empty cells */
    struct period period;
    bool has_units, has_dictionary, overfull;
    /* read before: text to index + 1 */
    struct map *periods, *days, *measures, *strings, *files, *column_of;
    struct map *reported;        /* unknown names that a diagnostic was given for */
    const struct unit *row_unit; /* whose row this is, once that is known */
    const struct unit *last_unit;
    const struct known_indicator *last_indicator;
    uint32_t last_period, last_file; /* of the row before */
    struct pile rows, row_columns;   /* struct row, as read; uint32_t, the column of each */
    struct parts *parts;
    size_t part_count, part_room;
    size_t twice; /* equal rows seen */
    struct metric_source *sources;
    struct tally *tallies; /* by source */
    struct stale *stale;   /* by source; periods.c */
    size_t source_count, source_room, tally_room;
    size_t stage;
    bool started, usable; /* the columns of the source were seen; none is missing */
    const struct table *table;
    size_t row;
    size_t columns[COLUMNS_MOST];
};

/** Finds the columns; false, with M105, if a required one is missing.  M118 for columns that no
 * rule knows. */
bool metric_start_table(struct metric_builder *builder, const struct column_rule *rules,
                        size_t count);
/** The source under way. */
const struct metric_source *metric_source(const struct metric_builder *builder);
/** Trimmed text of the cell; empty if there is no such column. */
struct text metric_cell_text(const struct metric_builder *builder, size_t rule);
/** As it stands, untrimmed. */
struct text metric_cell_raw(const struct metric_builder *builder, size_t rule);
struct origin metric_cell_origin(const struct metric_builder *builder, size_t rule);
/** A cell's text that outlives the batch: short ones are copied, so that what is looked at often
 * does not hold the pages of a mapped file. */
struct text metric_keep_text(const struct metric_builder *builder, struct text text);
/** As metric_cell_text(), with M106 if it is empty. */
bool metric_need_cell(struct metric_builder *builder, size_t rule, const char *name,
                      struct text *out);
/** What to do about M106, and about a code that occurs twice (M108, M115). */
void metric_hint_empty(struct diags *diags);
void metric_hint_code(struct diags *diags);
/** Empty gives PERIOD_UNDATED; false with M107. */
bool metric_read_period(struct metric_builder *builder, size_t rule, struct period *out);
/** The same, the job's period for an empty cell; M136 if the source may not have it.  Index among
 * the store's periods. */
bool metric_read_row_period(struct metric_builder *builder, size_t rule, uint32_t *out);
/** As metric_read_period(), by index. */
bool metric_read_period_index(struct metric_builder *builder, size_t rule, uint32_t *out);
/** A number or mark, in the measure of its row; a row without a measure takes that of the cell, if
 * it has one (*measure, kept by the store).  False with D110, D129, D130. */
bool metric_read_quantity(struct metric_builder *builder, size_t rule, struct measure *measure,
                          struct quantity *out);
/** A qualifier's name; nothing is changed by an empty cell.  False with M109. */
bool metric_read_qualifier(struct metric_builder *builder, size_t rule, struct quantity *out);
struct measure metric_read_measure(struct metric_builder *builder, size_t rule);
/** A whole number from 0 to `most`; `none` for an empty cell.  False with D115. */
bool metric_read_integer(struct metric_builder *builder, size_t rule, int most, int none, int *out);
/** The unit named in the row, else the job's; made if there is no table of units.  NULL with M103,
 * M104, M106. */
const struct unit *metric_read_unit(struct metric_builder *builder, size_t rule);
/** The same for the unit that the row belongs to: the row's further faults are its own. */
const struct unit *metric_read_row_unit(struct metric_builder *builder, size_t rule);
/** The indicator named in a cell; NULL with M101 or M102, once a name and unit. */
const struct indicator *metric_read_indicator(struct metric_builder *builder, size_t rule);
/** True the first time that a name is asked for (of the row's unit, once that is known). */
bool metric_report_first(struct metric_builder *builder, struct text name);
/** Reads every row of the batch.  Errors of a row whose unit is known are that unit's faults; all
 * else is the run's. */
void metric_read_rows(struct metric_builder *builder,
                      void (*read_row)(struct metric_builder *builder));
/** Where an error that concerns one unit alone is added. */
struct diags *metric_faults_of(struct metric_builder *builder, const struct unit *unit);
/** Pieces of a list parted by ； or ; (and by 、 ， , too if `every`), outside brackets. */
struct text_list metric_split(struct arena *arena, struct text text, bool every);
/** A number for what the cells of the row say, from the rule `first` on: equal rows have equal
 * ones.
 */
uint64_t metric_print_row(const struct metric_builder *builder, size_t first, size_t count);
/** Index of a word in a list that ends with NULL, or -1 with M109.  An empty cell gives 0. */
int metric_read_word(struct metric_builder *builder, size_t rule, const char *const *words);

/* ---- what is kept once and named by index (intern.c); M137 if there is no room for more */

bool metric_intern_period(struct metric_builder *builder, struct text text, uint32_t *out);
uint32_t metric_intern_measure(struct metric_builder *builder, struct text text);
uint32_t metric_intern_string(struct metric_builder *builder, struct text text);
uint32_t metric_intern_number(struct metric_builder *builder, struct number number);
uint64_t metric_pack_origin(struct metric_builder *builder, struct origin origin);
/** The column of an indicator at a period. */
uint32_t metric_intern_column(struct metric_builder *builder, struct known_indicator *indicator,
                              uint32_t period);
struct period_form metric_period_form(struct period period);
/** Says once that the store is full. */
void metric_report_full(struct metric_builder *builder, struct origin origin);

/** A row with nothing but a value, from no file: what a table would give, without reading one.  For
 * programs that measure the store. */
void metric_add_value(struct metric_builder *builder, const struct unit *unit,
                      const struct indicator *indicator, uint32_t period, struct number value);

/* ---- names (names.c) */

void metric_add_name(struct store *store, struct map *names, struct text name, void *what);
struct known_unit *metric_add_unit(struct store *store, struct text code, struct origin origin);
struct known_indicator *metric_add_indicator(struct store *store, struct text code,
                                             struct origin origin);
/** Nearest of a map's keys to `name`; empty if none is near. */
struct text metric_nearest(struct text name, const struct map *first, const struct map *second);

/* ---- the tables, each in the file of its name: a batch, and what follows once all are read */

void metric_take_units(struct metric_builder *builder);
void metric_end_units(struct metric_builder *builder);
void metric_take_memberships(struct metric_builder *builder);
void metric_take_indicators(struct metric_builder *builder);
/** Names; numerators and denominators. */
void metric_end_indicators(struct metric_builder *builder);
void metric_take_observations(struct metric_builder *builder);
void metric_take_items(struct metric_builder *builder);
void metric_take_texts(struct metric_builder *builder);

/* ---- two sources on one thing (conflict.c) */

enum verdict { VERDICT_SAME, VERDICT_ERROR, VERDICT_KEEP, VERDICT_REPLACE };
/** What becomes of what source `later` says of something that an earlier source has told of.
 * Counted for the source's note unless it is an error. */
enum verdict metric_judge(struct metric_builder *builder, uint32_t later, bool same,
                          struct origin first, struct origin second);
/** M130, with how to settle it. */
void metric_report_conflict(struct diags *diags, struct arena *arena, struct text what,
                            struct origin first, struct origin second);
void metric_hint_conflict(struct diags *diags);
/** M131 to M133. */
void metric_tell_tallies(struct metric_builder *builder);

/* ---- order and look-up (order.c, store.c, lookup.c) */

/** Brings the rows into the order of columns. */
void metric_order_rows(struct metric_builder *builder);
/** Brings the columns into order; [i] is the new place of column i. */
uint32_t *metric_rank_columns(struct metric_builder *builder);
/** Notes where each indicator's columns begin, once they are in order. */
void metric_index_columns(struct store *store);
void metric_list_by_unit(struct store *store);
/** Computes what follows from the rows, once they are in order and settled. */
void metric_derive(struct metric_builder *builder);
/** What is told twice: M112, M113, M115, M130, or as the source's conflict rule says. */
void metric_settle_observations(struct metric_builder *builder);
void metric_settle_items(struct metric_builder *builder);
void metric_settle_texts(struct metric_builder *builder);
/** M116; M120; units without a row of the report's period: M135. */
void metric_check_answers(struct metric_builder *builder);
void metric_check_stated(struct metric_builder *builder);
void metric_check_periods(struct metric_builder *builder);

/* Rows from one index up to another. */
struct row_span {
    size_t from, to;
};
/** The columns of an indicator, first and one past the last. */
struct row_span metric_columns(const struct store *store, const struct indicator *indicator);
struct period metric_column_period(const struct store *store, size_t column);
/** The column of exactly this period, or SIZE_MAX. */
size_t metric_find_column(const struct store *store, const struct indicator *indicator,
                          struct period period);
/** The rows of a unit in a column, preferred standing first. */
struct row_span metric_rows_in(const struct store *store, size_t column, const struct unit *unit);
/** Those of exactly this period. */
struct row_span metric_rows_at(const struct store *store, const struct unit *unit,
                               const struct indicator *indicator, struct period period);

/* Where a value was found; row NULL: nowhere. */
struct found {
    bool any;
    struct period period;
    const struct row *row;
};
struct found metric_find_value(const struct slice *slice, struct metric_ask ask,
                               struct arena *arena);
/** The same of what it is compared with: the value of the unit in its present borders, if they were
 * others then and `now` is in the present ones. */
struct found metric_find_base_at(const struct slice *slice, struct metric_ask ask,
                                 struct period now, struct period period);
/** The row of the unit in its present borders, or NULL. */
const struct row *metric_restated_row(const struct store *store, struct row_span rows);
/** The row that holds the target for a period: its own, that of the window which the value is of,
 * any whose target is meant for it, those of the year; or NULL. */
const struct row *metric_target_row(const struct store *store, const struct unit *unit,
                                    const struct indicator *indicator, struct period period,
                                    struct period window, struct arena *arena);
/** The days that a period means for an indicator: those of its own reporting year. */
struct period metric_reported(const struct indicator *indicator, struct period period,
                              struct arena *arena);
/** The period asked for: the one named, else the report's, as the indicator reports. */
struct period metric_asked_period(const struct slice *slice, struct metric_ask ask,
                                  struct arena *arena);
/** The indicator's year that holds the period; false if no single one does. */
bool metric_year_of(const struct indicator *indicator, struct period period, struct arena *arena,
                    struct period *out);
/** At exactly this period. */
struct found metric_find_value_at(const struct slice *slice, struct metric_ask ask,
                                  struct period period);
struct figure metric_figure(const struct slice *slice, const struct metric_ask *ask,
                            const struct found *found);
/** Value brought to the measure's base (万元 → 元). */
struct number metric_in_base(struct arena *arena, struct number number, struct measure measure);
/** Power of ten from a quotient to its measure: 2 for %, 3 for ‰, -4 for 万元. */
int metric_rate_power(struct measure measure);
/** Half a unit of the last place that a quantity was given with, in its own measure. */
struct number metric_half_place(struct arena *arena, struct number number);

/** Does what began at `from` and ended at `to` (undated: open) hold in some part of `when`? */
bool metric_holds_in(struct period from, struct period to, struct period when);
/** Of a period with dates. */
struct period metric_last_day(struct period period);
/** Of an indicator; NULL if it has none. */
static inline const struct formula *metric_formula(const struct store *store,
                                                   const struct indicator *indicator) {
    return indicator->order < store->formula_count ? store->formulas[indicator->order] : NULL;
}
/** Does the period lie before the end of a unit that holds in it? */
bool metric_was_alone(const struct unit *unit, struct period period);
/** The units directly below one in a tree that are expected to report an indicator for a period. */
const struct unit **metric_children(const struct store *store, const struct unit *parent,
                                    struct text tree, struct period period,
                                    const struct indicator *indicator, struct arena *arena,
                                    size_t *count);
/** Of a unit's rows the most trusted that says something; NULL if none does. */
const struct row *metric_best_row(const struct store *store, struct row_span rows);
/** <0, 0, >0 by the numbers in two orders ("4.1", "4.10"); an empty one comes last. */
int metric_compare_order(struct text a, struct text b);

/** With what rows are interned by, all empty; texts go to the store's arena. */
struct metric_builder metric_builder_over(struct store *store, struct arena *scratch,
                                          struct diags *diags);

#endif
