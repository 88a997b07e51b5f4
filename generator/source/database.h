/* What sqlite.c and odbc.c share: values of parameters, and rows on their way to the sink.
 *
 *   database_open ─┬─ for each unit: database_begin, database_column …, database_row, database_cell
 * … └─ database_close */
#ifndef SOURCE_DATABASE_H
#define SOURCE_DATABASE_H

#include "source/query.h"

struct database_rows {
    const struct source_spec *spec;
    struct source_sink *sink;
    struct arena *arena;
    struct diags *diags;
    struct arena *texts; /* of the batch under way */
    struct table *batch;
    struct source_added constants;
    size_t own;    /* columns of the query */
    size_t column; /* of those, seen by database_column() in this turn */
    size_t row_count;
    struct cell *row; /* under way */
    bool started;     /* the columns are known */
    bool row_faulty, failed;
    bool stopped;                /* no more is wanted, or too much was read */
    struct source_constant unit; /* of the turn under way, if the query has :unit */
};

/** `name`: of the database, for places: "data.db".  `part`: the table, or "query". */
struct database_rows *database_open(const struct source_spec *spec, const char *name,
                                    struct text part, struct source_sink *sink, struct arena *arena,
                                    struct diags *diags);
/** The query is asked once more; `unit` empty: not by units. */
void database_begin(struct database_rows *rows, struct text unit);
/** The next column of the result. */
void database_column(struct database_rows *rows, struct text name);
/** All columns were named.  False with a diagnostic (D105, D106, D108, or not those of the turn
 * before). */
bool database_columns_end(struct database_rows *rows);
/** A new row.  False if there is no need for more. */
bool database_row(struct database_rows *rows);
/** Cell `index` of it; the text is copied.  `binary`: it was a binary number. */
void database_cell(struct database_rows *rows, size_t index, struct text text, bool binary);
/** A value that is no text: D173, with `what` it is (marked for translation). */
void database_refuse_cell(struct database_rows *rows, size_t index, const char *what);
void database_row_end(struct database_rows *rows);
/** Hands on what is left.  False if there was a fault. */
bool database_close(struct database_rows *rows);
/** "data.db:query", for faults of the database itself. */
struct origin database_origin(const struct database_rows *rows);

/** Scans the query, or makes the one that reads a whole table (whose name is quoted with `mark`).
 */
bool database_query(const struct source_spec *spec, char mark, struct query *query,
                    struct arena *arena, struct diags *diags);
/** The units to ask for, one after another: one empty text if the query has no :unit, or if the
 * source's own unit="…" answers it.  False with D170 if none are known, or if another parameter has
 * no value. */
bool database_units(const struct source_spec *spec, const struct query *query,
                    const struct text **units, size_t *count, struct arena *arena,
                    struct diags *diags);
/** Value of a parameter.  False with D170. */
bool database_value(const struct source_spec *spec, const struct query *query,
                    const struct query_parameter *parameter, struct text unit, struct text *value,
                    struct arena *arena, struct diags *diags);
/** Seconds that a query may take. */
int database_timeout(const struct source_spec *spec);
void database_report_timeout(const struct query *query, const struct source_spec *spec,
                             struct diags *diags);

#endif
