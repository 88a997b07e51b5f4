/* What sqlite.c (asking) and sqlite_open.c (opening, and what can be wrong with the file) share. */
#ifndef SOURCE_SQLITE_H
#define SOURCE_SQLITE_H

#include <sqlite3.h>

#include "source/database.h"

struct sqlite_session {
    const struct source_spec *spec;
    sqlite3 *handle;
    struct query query;
    struct database_rows *rows;
    struct arena *arena;
    struct diags *diags;
    double deadline_s;
    const char *denied; /* what the statement tried; NULL: nothing */
};

/** Opens the file for reading only.  False with diagnostics (D101, D168). */
bool sqlite_open(struct sqlite_session *session);
/** Says what SQLite says of the file, with what can be done about it. */
void sqlite_report(struct sqlite_session *session);

#endif
