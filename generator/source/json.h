/* JSON inside source/: what the files json*.c share.
 *
 *   json.c         the kind: which text is one document, which has a record a line; two passes
 *   json_parse.c   yajl's events with their places
 *   json_walk.c    which value is a record, a cell, a column, or none of these
 *   json_table.c   columns (first pass: the union of all keys), cells and rows (second pass)
 *   json_keys.c    keys of the objects that are open: none may occur twice
 *   json_path.c    at="data.rows"
 *   json_fault.c   what is wrong where yajl stopped, and what to do about it
 *   json_number.c  1.5E-3 → 0.0015 */
#ifndef SOURCE_JSON_H
#define SOURCE_JSON_H

#include "base/map.h"
#include "source/inner.h"

enum {
    JSON_DEPTH_MOST = 64,         /* objects and arrays within one another */
    JSON_NAME_BYTES_MOST = 1024,  /* a key; a column's name, joined from keys */
    JSON_NAMES_MOST = 1000000,    /* different keys in a file */
    JSON_NUMBER_BYTES_MOST = 400, /* a number without its exponent; what value/ reads */
    JSON_PATH_PARTS_MOST = JSON_DEPTH_MOST - 2,
};

/* ---- keys ---- */

struct json_keys;

struct json_keys *json_keys_new(struct arena *arena);
/** The one lasting copy of a key, trimmed; NULL once there are too many different ones. */
const struct text *json_keys_intern(struct json_keys *keys, struct text key);
/** Number of keys now kept: give it to json_keys_close() when the object that begins here ends. */
size_t json_keys_open(const struct json_keys *keys);
/** Adds a key of the innermost open object, `from` its json_keys_open().  False, with the place of
 * the earlier one, if the object has it already. */
bool json_keys_add(struct json_keys *keys, size_t from, const struct text *key, size_t offset,
                   size_t *earlier);
void json_keys_close(struct json_keys *keys, size_t from);

/* ---- the path to the table ---- */

struct json_path {
    struct text *parts;
    size_t count; /* 0: the whole file is the table */
    struct origin origin;
};

/** "data.rows", "data.0.rows", or a JSON pointer (RFC 6901) such as "/data/a.b/0" for keys that
 * hold dots.  False with a diagnostic. */
bool json_path_read(struct text at, struct origin origin, struct json_path *path,
                    struct arena *arena, struct diags *diags);
/** One part behind a path as it may be written into at="…"; turned into a pointer where a key holds
 * a dot. */
char *json_path_print(const struct text *parts, size_t count, struct arena *arena);

/* ---- the table ---- */

enum json_shape { JSON_BY_ROWS, JSON_BY_COLUMNS };

struct json_column {
    struct text name;
    struct origin origin;  /* of the key where it first appeared */
    size_t index;          /* among the columns */
    size_t out;            /* column of the batch; TABLE_NO_COLUMN: left out */
    bool used, is_group;   /* it has a value somewhere; an object stands under it somewhere */
    bool list_told;        /* that a list stands in it was reported */
    size_t record, offset; /* the last record that had it, and where */
    struct cell *cells;    /* shape COLUMNS: its cells */
    size_t count, room;
};

struct json_table {
    const struct source_spec *spec;
    const struct file *file;
    struct source_sink *sink;
    struct arena *arena;
    struct diags *diags;
    struct json_keys *keys;
    struct map *by_name;
    struct buffer name; /* of the column under way, "unit.code" */
    struct json_column **columns;
    size_t column_count, column_room;
    enum json_shape shape;
    bool giving;   /* second pass: rows go to the sink */
    bool found;    /* a table was there */
    bool full;     /* more than a table may hold, or the sink wants no more: stop */
    size_t record; /* number of the record under way, from 1, in this pass */
    size_t record_start;
    bool record_faulty;
    size_t cell_count;
    struct table *batch;
    struct source_added constants;
    struct cell *row; /* of the record under way; NULL if it is not to be given */
};

/** The column of that name, made in the first pass.  NULL with a diagnostic (no name, too long, too
 * many). */
struct json_column *json_column_need(struct json_table *table, struct text name,
                                     struct origin origin);
bool json_record_begin(struct json_table *table, size_t offset);
/** A value of the record under way; `text` may die after the call if it is not `lasting`. */
void json_record_cell(struct json_table *table, struct json_column *column, struct cell cell,
                      bool lasting);
void json_record_end(struct json_table *table);
/** The record under way is never finished: no row. */
void json_record_abandon(struct json_table *table);
/** A value of a table that is written column by column. */
void json_list_cell(struct json_table *table, struct json_column *column, struct cell cell,
                    bool lasting);
/** The object of columns ends: D165 if they differ in length. */
void json_lists_end(struct json_table *table);
/** Between the passes: makes the batch. */
void json_table_start_giving(struct json_table *table, struct diags *diags);
/** Hands on what is left. */
void json_table_end(struct json_table *table);

/* ---- walking ---- */

struct json_document {
    struct text text; /* the document: the file, or one line of it */
    size_t start;     /* its first byte in the file */
    bool one_of_many; /* a line of NDJSON */
};

/** Walks through one document.  Faults are added to table->diags; false if there were any. */
bool json_walk(struct json_table *table, const struct json_path *path,
               const struct json_document *document);

/* ---- faults and numbers ---- */

/** Where yajl stopped. */
struct json_stop {
    struct text text; /* the document */
    size_t start;     /* of it in the file */
    size_t token_end; /* end of the last token that was understood */
    size_t at;        /* where it stopped; the text's length if the text ended too early */
    bool at_end;
    bool one_of_many;
    size_t open; /* offset of the innermost bracket that is open; SIZE_MAX: none */
};
void json_report_stop(const struct json_stop *stop, const struct file *file, struct diags *diags);
/** The same number without its exponent, exact; written to `out` only if there is one.  False if it
 * would be longer than JSON_NUMBER_BYTES_MOST. */
bool json_plain_number(struct text number, char out[JSON_NUMBER_BYTES_MOST], struct text *plain);

#endif
