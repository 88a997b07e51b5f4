/* The text of a query: one SELECT, with named parameters.
 *
 * Scanned once, whatever the database: quotes, comments and parameters are found, and what would
 * write is refused with its place.  The database is told besides that nothing may be written. */
#ifndef SOURCE_QUERY_H
#define SOURCE_QUERY_H

#include "source/inner.h"

enum { QUERY_BYTES_MOST = 1 << 20, QUERY_PARAMETERS_MOST = 200 };

struct query_parameter {
    struct text name; /* "unit", without its colon */
    size_t offset;    /* of the colon */
};

struct query {
    struct text sql; /* without a semicolon at its end */
    struct origin origin;
    struct query_parameter *parameters; /* as they stand in the text, repeated ones too */
    size_t count;
};

/** Scans a query.  False with D169 (not one SELECT, a word that writes, a quotation mark or comment
 * that is never closed, a nameless ? parameter). */
bool query_read(struct text sql, struct origin origin, struct query *query, struct arena *arena,
                struct diags *diags);
/** Place of byte `offset` of the query. */
struct origin query_origin(const struct query *query, size_t offset);
/** The query with ? in the place of each parameter, for ODBC. */
struct text query_with_marks(const struct query *query, struct arena *arena);
bool query_has(const struct query *query, const char *parameter);
/** A name as SQL writes one that may hold anything: between marks, those in it doubled; each part
 * of schema.table for itself if `parts`. */
char *query_quote(struct text name, char mark, bool parts, struct arena *arena);

#endif
