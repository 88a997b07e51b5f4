/* Inside json*.c: the walk through one document, shared by json_parse.c (yajl's events, places) and
 * json_walk.c (what they mean).
 *
 * Every object and array that is open has a role; the role of a value follows from that of what
 * holds it:
 *
 *   PATH     on the way to the table          OUTSIDE   anything else in the file
 *   ROWS     the array of records             RECORD    an object that is a row
 *   GROUP    an object within a record: its members are columns "unit.code"
 *   COLUMNS  the object of lists              LIST      one of them
 *   REFUSED  what cannot be a cell: reported once, its content is skipped */
#ifndef SOURCE_JSON_WALK_H
#define SOURCE_JSON_WALK_H

#include <yajl/yajl_parse.h>

#include "source/json.h"

enum json_role {
    JSON_PATH,
    JSON_OUTSIDE,
    JSON_ROWS,
    JSON_RECORD,
    JSON_GROUP,
    JSON_COLUMNS,
    JSON_LIST,
    JSON_REFUSED
};

struct json_frame {
    enum json_role role;
    bool array;
    bool undecided;         /* a RECORD that is the whole table: an array in it makes it COLUMNS */
    bool skip;              /* the member under way is faulty: a repeated key */
    bool judged;            /* REFUSED: its first element was looked at */
    size_t start;           /* offset of its bracket in the file */
    size_t index;           /* in an array: of the element under way */
    size_t matched;         /* PATH: parts of the path that lead here */
    size_t keys;            /* json_keys_open() */
    size_t prefix;          /* GROUP, RECORD: length of the name that its members begin with */
    const struct text *key; /* of the member under way */
    size_t key_offset;
    struct json_column *column; /* LIST */
};

struct json_walk {
    struct json_table *table;
    const struct json_path *path;
    const struct json_document *document;
    yajl_handle handle;
    struct json_frame frames[JSON_DEPTH_MOST];
    size_t depth;
    size_t token_end; /* in the document */
    bool completing;  /* the text is used up */
    bool ask;         /* a list was refused just now: its first element tells why */
    bool faulty;
};

/** The innermost object or array that is open; NULL if there is none. */
struct json_frame *json_top(struct json_walk *walk);
/** Place of byte `offset` of the document. */
struct origin json_origin(const struct json_walk *walk, size_t offset);
/** True if a value that comes now is a cell. */
bool json_wants_cell(struct json_walk *walk);
/** Adds a fault of the record under way; `what` is a sentence that is marked for translation. */
void json_refuse(struct json_walk *walk, enum diag_code code, size_t offset, const char *what);

/* An event each; `start` is its first byte in the document, `offset` that of its text.  0: stop. */
int json_take_scalar(struct json_walk *walk, size_t offset, struct text text, bool lasting,
                     size_t start);
int json_open(struct json_walk *walk, bool array, size_t start);
int json_close(struct json_walk *walk);

#endif
