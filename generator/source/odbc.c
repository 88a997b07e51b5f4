/* ODBC: a query to any other database.
 *
 * The connection lives only while the source is read, in one transaction that is told to read only
 * and is rolled back at the end; no handle is open when workers are forked.  Wide calls are used
 * throughout, so that texts do not depend on a locale. */
#include "source/odbc.h"

#include <string.h>
#include <time.h>

enum { LOGIN_SECONDS_MOST = 15, NAME_UNITS = 512, MESSAGE_UNITS = 2048 };

struct session {
    const struct source_spec *spec;
    struct odbc_login login;
    SQLHENV environment;
    SQLHDBC connection;
    SQLHSTMT statement;
    bool connected;
    struct query query;
    struct database_rows *rows;
    enum odbc_kind *kinds; /* of the columns */
    struct arena *arena;
    struct arena *scratch; /* for one cell or message */
    struct diags *diags;
    double deadline_s;
};

static double now_s(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- what the driver says ---- */

/* "[08001] could not connect …": the first message, without what must not be seen. */
static char *driver_words(struct session *session, SQLSMALLINT kind, SQLHANDLE handle) {
    SQLWCHAR state[6] = {0}, message[MESSAGE_UNITS] = {0};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    struct buffer code = buffer_new(session->arena), words = buffer_new(session->arena);
    buffer_add(&code, "", 0);
    buffer_add(&words, "", 0);
    if (!SQL_SUCCEEDED(
            SQLGetDiagRecW(kind, handle, 1, state, &native, message, MESSAGE_UNITS, &length)))
        return "?";
    size_t units = (size_t)(length < MESSAGE_UNITS - 1 ? length : MESSAGE_UNITS - 1);
    odbc_narrow(state, 5, &code);
    odbc_narrow(message, units, &words);
    return arena_printf(session->arena, "%s %s", code.at,
                        odbc_scrub(&session->login, buffer_text(&words), session->arena));
}

static void report_connection(struct session *session) {
    const struct source_spec *spec = session->spec;
    diags_add(session->diags, DIAG_D176, spec->connection_origin, "%.*s: %s",
              TEXT_ARGS(spec->connection),
              driver_words(session, SQL_HANDLE_DBC, session->connection));
    diags_hint(session->diags,
               N_("is the server running, is it reachable from here, and are server, "
                  "database, user and password in the login right?"));
}

static void report_query(struct session *session) {
    if (now_s() >= session->deadline_s) {
        database_report_timeout(&session->query, session->spec, session->diags);
        return;
    }
    diags_add(session->diags, DIAG_D171, session->query.origin, "%s",
              driver_words(session, SQL_HANDLE_STMT, session->statement));
}

/* ---- connecting ---- */

static SQLPOINTER as_pointer(SQLULEN number) {
    return (SQLPOINTER)number; // NOLINT: that is how ODBC takes numbers
}

static bool open_handles(struct session *session) {
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &session->environment);
    SQLSetEnvAttr(session->environment, SQL_ATTR_ODBC_VERSION, as_pointer(SQL_OV_ODBC3), 0);
    SQLAllocHandle(SQL_HANDLE_DBC, session->environment, &session->connection);
    if (session->connection) return true;
    diags_add(session->diags, DIAG_D176, session->spec->connection_origin, "%.*s",
              TEXT_ARGS(session->spec->connection));
    return false;
}

static bool connect_database(struct session *session) {
    SQLWCHAR answer[1024];
    SQLSMALLINT length;
    if (!open_handles(session)) return false;
    int seconds = database_timeout(session->spec);
    if (seconds > LOGIN_SECONDS_MOST) seconds = LOGIN_SECONDS_MOST;
    SQLSetConnectAttrW(session->connection, SQL_ATTR_LOGIN_TIMEOUT, as_pointer((SQLULEN)seconds),
                       0);
    SQLSetConnectAttrW(session->connection, SQL_ATTR_ACCESS_MODE, as_pointer(SQL_MODE_READ_ONLY),
                       0);
    struct odbc_wide string = odbc_wide(session->login.string, session->arena);
    SQLRETURN code =
        SQLDriverConnectW(session->connection, NULL, string.at, string.length, answer,
                          sizeof answer / sizeof *answer, &length, SQL_DRIVER_NOPROMPT);
    session->connected = SQL_SUCCEEDED(code);
    if (session->connected) return true;
    report_connection(session);
    return false;
}

/* Most databases can be told; with the others, SELECT and the rights of the login must do. */
static void start_reading(struct session *session) {
    struct odbc_wide words = odbc_wide(TEXT("SET TRANSACTION READ ONLY"), session->arena);
    SQLSetConnectAttrW(session->connection, SQL_ATTR_AUTOCOMMIT, as_pointer(SQL_AUTOCOMMIT_OFF), 0);
    SQLRETURN code = SQLExecDirectW(session->statement, words.at, words.length);
    SQLFreeStmt(session->statement, SQL_CLOSE);
    if (SQL_SUCCEEDED(code) || code == SQL_NO_DATA) return;
    diags_add(session->diags, DIAG_D177, session->spec->connection_origin, "%.*s",
              TEXT_ARGS(session->spec->connection));
    diags_hint(session->diags, N_("use a login that has the right to read only"));
    SQLEndTran(SQL_HANDLE_DBC, session->connection, SQL_ROLLBACK);
}

static bool open_statement(struct session *session) {
    SQLRETURN code = SQLAllocHandle(SQL_HANDLE_STMT, session->connection, &session->statement);
    if (SQL_SUCCEEDED(code)) return true;
    report_connection(session);
    return false;
}

static void close_database(struct session *session) {
    if (session->statement) SQLFreeHandle(SQL_HANDLE_STMT, session->statement);
    if (session->connected) {
        SQLEndTran(SQL_HANDLE_DBC, session->connection, SQL_ROLLBACK);
        SQLDisconnect(session->connection);
    }
    if (session->connection) SQLFreeHandle(SQL_HANDLE_DBC, session->connection);
    if (session->environment) SQLFreeHandle(SQL_HANDLE_ENV, session->environment);
}

/* ---- asking ---- */

/* The mark that this database puts around names. */
static char quote_mark(struct session *session) {
    SQLWCHAR mark[8] = {0};
    SQLSMALLINT bytes = 0;
    SQLGetInfoW(session->connection, SQL_IDENTIFIER_QUOTE_CHAR, mark, sizeof mark, &bytes);
    return mark[0] == '`' ? '`' : '"';
}

/* What is left of the time, in whole seconds. */
static void limit_time(struct session *session) {
    double left = session->deadline_s - now_s();
    SQLULEN seconds = left < 1 ? 1 : (SQLULEN)(left + 0.5);
    SQLRETURN code =
        SQLSetStmtAttrW(session->statement, SQL_ATTR_QUERY_TIMEOUT, as_pointer(seconds), 0);
    if (SQL_SUCCEEDED(code)) return;
    diags_add(session->diags, DIAG_D179, session->spec->connection_origin, "%.*s",
              TEXT_ARGS(session->spec->connection));
}

static bool bind(struct session *session, struct text unit) {
    const struct query *query = &session->query;
    SQLLEN *lengths = arena_take_array(session->scratch, query->count + 1, sizeof *lengths);
    for (size_t i = 0; i < query->count; i++) {
        struct text value;
        SQLINTEGER units;
        if (!database_value(session->spec, query, &query->parameters[i], unit, &value,
                            session->scratch, session->diags))
            return false;
        SQLWCHAR *wide = odbc_wide_long(value, &units, session->scratch);
        lengths[i] = units * (SQLLEN)sizeof *wide;
        SQLRETURN code = SQLBindParameter(
            session->statement, (SQLUSMALLINT)(i + 1), SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR,
            units ? (SQLULEN)units : 1, 0, wide, lengths[i], &lengths[i]);
        if (SQL_SUCCEEDED(code)) continue;
        report_query(session);
        return false;
    }
    return true;
}

static bool take_columns(struct session *session, SQLSMALLINT count) {
    struct database_rows *rows = session->rows;
    session->kinds = arena_take_array(session->arena, (size_t)count, sizeof *session->kinds);
    for (SQLSMALLINT i = 0; i < count; i++) {
        SQLUSMALLINT column = (SQLUSMALLINT)(i + 1);
        SQLWCHAR name[NAME_UNITS] = {0};
        SQLSMALLINT length = 0, type = 0, digits = 0, nullable = 0;
        SQLULEN size = 0;
        SQLRETURN code = SQLDescribeColW(session->statement, column, name, NAME_UNITS, &length,
                                         &type, &size, &digits, &nullable);
        if (!SQL_SUCCEEDED(code)) {
            report_query(session);
            return false;
        }
        struct buffer text = buffer_new(session->scratch);
        buffer_add(&text, "", 0);
        odbc_narrow(name, (size_t)(length < NAME_UNITS - 1 ? length : NAME_UNITS - 1), &text);
        database_column(rows, buffer_text(&text));
        session->kinds[i] = odbc_kind_of(session->statement, column, type);
    }
    return database_columns_end(rows);
}

static bool take_row(struct session *session, size_t count) {
    struct database_rows *rows = session->rows;
    if (!database_row(rows)) return !rows->failed;
    struct arena *cells = arena_new();
    bool good = true;
    for (size_t i = 0; good && i < count; i++)
        good = odbc_take_cell(rows, session->statement, i, session->kinds[i], cells);
    arena_free(cells);
    if (!good) report_query(session);
    database_row_end(rows);
    return good;
}

/* One turn: execute, columns, rows. */
static bool take_rows(struct session *session, struct text unit) {
    SQLSMALLINT count = 0;
    limit_time(session);
    SQLRETURN code = SQLExecute(session->statement);
    if (!SQL_SUCCEEDED(code) && code != SQL_NO_DATA) {
        report_query(session);
        return false;
    }
    SQLNumResultCols(session->statement, &count);
    database_begin(session->rows, unit);
    if (count < 1 || !take_columns(session, count)) return count >= 1 && !session->rows->failed;
    while (!session->rows->stopped && (code = SQLFetch(session->statement)) != SQL_NO_DATA) {
        bool late = now_s() >= session->deadline_s;
        if (late || !SQL_SUCCEEDED(code)) {
            report_query(session);
            return false;
        }
        if (!take_row(session, (size_t)count)) return false;
    }
    SQLFreeStmt(session->statement, SQL_CLOSE);
    return true;
}

static bool prepare(struct session *session) {
    SQLINTEGER length;
    struct text sql = query_with_marks(&session->query, session->arena);
    SQLWCHAR *wide = odbc_wide_long(sql, &length, session->arena);
    session->deadline_s = now_s() + database_timeout(session->spec);
    if (SQL_SUCCEEDED(SQLPrepareW(session->statement, wide, length))) return true;
    report_query(session);
    return false;
}

static bool ask(struct session *session, const struct text *units, size_t count) {
    bool good = prepare(session);
    for (size_t i = 0; good && i < count && !session->rows->stopped; i++) {
        session->scratch = arena_new();
        good = bind(session, units[i]) && take_rows(session, units[i]);
        SQLFreeStmt(session->statement, SQL_RESET_PARAMS);
        arena_free(session->scratch);
    }
    return good;
}

static bool read_odbc(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                      struct diags *diags) {
    struct session session = {.spec = spec, .arena = arena, .diags = diags};
    const struct text *units;
    size_t count;
    /* What can be said without the database is said first. */
    bool good = database_query(spec, '"', &session.query, arena, diags) &&
                database_units(spec, &session.query, &units, &count, arena, diags) &&
                odbc_find_login(spec, &session.login, arena, diags);
    if (!good) return false;
    struct text part = spec->query.table.length ? spec->query.table : TEXT("query");
    good = connect_database(&session) && open_statement(&session);
    if (good) {
        start_reading(&session);
        database_query(spec, quote_mark(&session), &session.query, arena, diags);
        session.rows = database_open(spec, arena_printf(arena, "%.*s", TEXT_ARGS(spec->connection)),
                                     part, sink, arena, diags);
        good = ask(&session, units, count);
        good = database_close(session.rows) && good;
    }
    close_database(&session);
    return good;
}

/* No file is ever one: a source names its connection. */
static int claim_odbc(const char *path, struct text head) {
    (void)path;
    (void)head;
    return SOURCE_NO_CLAIM;
}

const struct source_kind source_odbc = {"odbc", claim_odbc, read_odbc, SOURCE_TAKES_QUERY};
