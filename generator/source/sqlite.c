/* SQLite: a query or a whole table, read from a file that stays as it is.
 *
 * What a statement may do is limited to SELECT; extensions, ATTACH and PRAGMA are refused. */
#include "source/sqlite.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "source/decimal.h"

enum { STEPS_BETWEEN_LOOKS = 10000 }; /* of SQLite's machine, before the clock is looked at */

static double now_s(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int look_at_clock(void *what) {
    const struct sqlite_session *session = what;
    return now_s() > session->deadline_s;
}

static int authorize(void *what, int action, const char *one, const char *two, const char *database,
                     const char *trigger) {
    struct sqlite_session *session = what;
    (void)database;
    (void)trigger;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION:
        if (two && strcmp(two, "load_extension") != 0) return SQLITE_OK;
        break;
    default: break;
    }
    session->denied = arena_printf(session->arena, "%s", one ? one : two ? two : "");
    return SQLITE_DENY;
}

/* ---- which table ---- */

static sqlite3_stmt *prepare_tables(struct sqlite_session *session) {
    sqlite3_stmt *statement = NULL;
    sqlite3_prepare_v2(session->handle,
                       "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND "
                       "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
                       -1, &statement, NULL);
    return statement;
}

/* Names of tables and views, "a, b"; at most so many that a message can hold them. */
static struct text list_tables(struct sqlite_session *session, struct text *only,
                               struct text wanted, bool *found) {
    enum { NAMES_MOST = 40 };
    sqlite3_stmt *statement = prepare_tables(session);
    struct buffer names = buffer_new(session->arena);
    size_t count = 0;
    buffer_add(&names, "", 0);
    while (statement && sqlite3_step(statement) == SQLITE_ROW) {
        struct text name = text_of((const char *)sqlite3_column_text(statement, 0));
        if (count++ < NAMES_MOST)
            buffer_printf(&names, count > 1 ? ", %.*s" : "%.*s", TEXT_ARGS(name));
        *only = count == 1 ? text_copy(session->arena, name) : TEXT("");
        *found = *found || (name.length == wanted.length &&
                            sqlite3_strnicmp(name.at, wanted.at, (int)name.length) == 0);
    }
    sqlite3_finalize(statement);
    return buffer_text(&names);
}

/* A database of one table needs no query. */
static bool choose_table(struct sqlite_session *session, struct source_spec *spec) {
    struct text wanted = spec->query.given ? spec->query.table : spec->part, only = TEXT("");
    if (spec->query.given && !wanted.length) return true;
    bool found = false;
    struct text names = list_tables(session, &only, wanted, &found);
    if (!spec->query.given) spec->query.origin = spec->origin;
    spec->query.table = wanted.length ? wanted : only;
    if (found || (!wanted.length && only.length)) return true;
    diags_add(session->diags, DIAG_D174, spec->query.origin, wanted.length ? "%s#%.*s" : "%s",
              spec->path, TEXT_ARGS(wanted));
    if (names.length)
        diags_hint(session->diags,
                   N_("the tables are: %.*s; name one: <query table=\"…\"/>, or show "
                      "FILE#TABLE"),
                   TEXT_ARGS(names));
    else
        diags_hint(session->diags, N_("the database holds no table"));
    return false;
}

/* ---- asking ---- */

static void report_refusal(struct sqlite_session *session, int offset) {
    size_t at = offset > 0 ? (size_t)offset : 0;
    if (session->denied) {
        diags_add(session->diags, DIAG_D169, session->query.origin, "%s", session->denied);
        diags_hint(session->diags,
                   N_("a query only reads: it begins with SELECT or WITH, and is one "
                      "statement"));
        return;
    }
    diags_add(session->diags, DIAG_D171, query_origin(&session->query, at), "%s",
              sqlite3_errmsg(session->handle));
}

/* @name and $name are parameters to SQLite alone. */
static bool check_parameters(struct sqlite_session *session, sqlite3_stmt *statement) {
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++) {
        const char *name = sqlite3_bind_parameter_name(statement, i);
        if (name && name[0] == ':' && query_has(&session->query, name + 1)) continue;
        diags_add(session->diags, DIAG_D170, session->query.origin, "%s", name ? name : "?");
        diags_hint(session->diags, N_("parameters are :unit, :period, :from, :to and :year"));
        return false;
    }
    return true;
}

static sqlite3_stmt *prepare(struct sqlite_session *session) {
    sqlite3_stmt *statement = NULL;
    const char *tail = NULL;
    struct text sql = session->query.sql;
    int code = sqlite3_prepare_v2(session->handle, sql.at, (int)sql.length, &statement, &tail);
    if (code != SQLITE_OK) {
        report_refusal(session, sqlite3_error_offset(session->handle));
    } else if (!statement ||
               text_trim(text_slice(sql, (size_t)(tail - sql.at), sql.length)).length ||
               !sqlite3_stmt_readonly(statement)) {
        report_refusal(session, 0);
    } else if (check_parameters(session, statement)) {
        return statement;
    }
    sqlite3_finalize(statement);
    return NULL;
}

static bool bind(struct sqlite_session *session, sqlite3_stmt *statement, struct text unit) {
    const struct query *query = &session->query;
    sqlite3_reset(statement);
    for (size_t i = 0; i < query->count; i++) {
        const struct query_parameter *parameter = &query->parameters[i];
        struct text value;
        char *name = arena_printf(session->arena, ":%.*s", TEXT_ARGS(parameter->name));
        if (!database_value(session->spec, query, parameter, unit, &value, session->arena,
                            session->diags))
            return false;
        sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, name), value.at,
                          (int)value.length, SQLITE_TRANSIENT);
    }
    return true;
}

static void take_number(struct database_rows *rows, size_t index, double value) {
    char decimal[SOURCE_DECIMAL_BYTES];
    if (source_shortest_decimal(value, decimal))
        database_cell(rows, index, text_of(decimal), true);
    else
        database_refuse_cell(rows, index, N_("%.*s: no finite number"));
}

static void take_cell(struct database_rows *rows, sqlite3_stmt *statement, int index) {
    size_t column = (size_t)index;
    char integer[24];
    switch (sqlite3_column_type(statement, index)) {
    case SQLITE_NULL: break;
    case SQLITE_INTEGER:
        snprintf(integer, sizeof integer, "%lld", sqlite3_column_int64(statement, index));
        database_cell(rows, column, text_of(integer), false);
        break;
    case SQLITE_FLOAT: take_number(rows, column, sqlite3_column_double(statement, index)); break;
    case SQLITE_BLOB: database_refuse_cell(rows, column, N_("%.*s: binary data")); break;
    default: {
        const char *at = (const char *)sqlite3_column_text(statement, index);
        size_t length = (size_t)sqlite3_column_bytes(statement, index);
        database_cell(rows, column, (struct text){at ? at : "", at ? length : 0}, false);
    }
    }
}

static void report_end(struct sqlite_session *session, int code) {
    if (code == SQLITE_INTERRUPT)
        database_report_timeout(&session->query, session->spec, session->diags);
    else if ((code & 0xFF) == SQLITE_ERROR || (code & 0xFF) == SQLITE_TOOBIG)
        report_refusal(session, 0);
    else
        sqlite_report(session);
}

/* One turn: columns, then rows. */
static bool take_rows(struct sqlite_session *session, sqlite3_stmt *statement, struct text unit) {
    struct database_rows *rows = session->rows;
    int count = sqlite3_column_count(statement), code;
    database_begin(rows, unit);
    for (int i = 0; i < count; i++)
        database_column(rows, text_of(sqlite3_column_name(statement, i)));
    if (!database_columns_end(rows)) return false;
    while (!rows->stopped && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (!database_row(rows)) return !rows->failed;
        for (int i = 0; i < count; i++) take_cell(rows, statement, i);
        database_row_end(rows);
    }
    if (rows->stopped || code == SQLITE_DONE) return true;
    report_end(session, code);
    return false;
}

static bool ask(struct sqlite_session *session) {
    const struct text *units;
    size_t count;
    session->deadline_s = now_s() + database_timeout(session->spec);
    sqlite3_set_authorizer(session->handle, authorize, session);
    sqlite3_progress_handler(session->handle, STEPS_BETWEEN_LOOKS, look_at_clock, session);
    if (!database_units(session->spec, &session->query, &units, &count, session->arena,
                        session->diags))
        return false;
    sqlite3_stmt *statement = prepare(session);
    bool good = statement;
    for (size_t i = 0; good && i < count && !session->rows->stopped; i++)
        good = bind(session, statement, units[i]) && take_rows(session, statement, units[i]);
    sqlite3_finalize(statement);
    return good;
}

static bool read_sqlite(const struct source_spec *asked, struct source_sink *sink,
                        struct arena *arena, struct diags *diags) {
    struct source_spec spec = *asked;
    struct sqlite_session session = {.spec = &spec, .arena = arena, .diags = diags};
    bool good = sqlite_open(&session) && choose_table(&session, &spec) &&
                database_query(&spec, '"', &session.query, arena, diags);
    if (good) {
        struct text part = spec.query.table.length ? spec.query.table : TEXT("query");
        session.rows = database_open(asked, spec.path, part, sink, arena, diags);
        good = ask(&session);
        good = database_close(session.rows) && good;
    }
    sqlite3_close(session.handle);
    return good;
}

/* By its first bytes; by its name too, so that an encrypted or empty file is told for what it is.
 */
static int claim_sqlite(const char *path, struct text head) {
    static const char *const extensions[] = {".db", ".sqlite", ".sqlite3", NULL};
    if (text_starts(head, (struct text){"SQLite format 3", 16})) return SOURCE_SURE + 5;
    return source_has_extension(path, extensions) ? SOURCE_GUESS + 10 : SOURCE_NO_CLAIM;
}

const struct source_kind source_sqlite = {"sqlite", claim_sqlite, read_sqlite,
                                          SOURCE_TAKES_PART | SOURCE_TAKES_QUERY};
