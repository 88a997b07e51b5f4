/* ODBC inside source/: what odbc.c (the session), odbc_login.c (who logs in), odbc_cell.c (values)
 * and odbc_text.c (UTF-16) share. */
#ifndef SOURCE_ODBC_H
#define SOURCE_ODBC_H

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "source/database.h"

/* ---- texts: the wide calls, so that no locale has a say ---- */

struct odbc_wide {
    SQLWCHAR *at; /* ends with a 0 that is not counted */
    SQLSMALLINT length;
};
/** UTF-8 → UTF-16.  Texts are shorter than 32767 units, or see odbc_wide_long(). */
struct odbc_wide odbc_wide(struct text text, struct arena *arena);
/** The same without that limit; *length in units. */
SQLWCHAR *odbc_wide_long(struct text text, SQLINTEGER *length, struct arena *arena);
/** UTF-16 → UTF-8, added to the buffer.  False if half a surrogate pair stands in it. */
bool odbc_narrow(const SQLWCHAR *at, size_t length, struct buffer *out);

/* ---- who logs in ---- */

enum { ODBC_LOGIN_BYTES_MOST = 16384, ODBC_SECRETS_MOST = 16 };

struct odbc_login {
    struct text string; /* for SQLDriverConnect */
    struct {
        struct text text;
        bool word; /* a name: only where it stands as a word */
    } secrets[ODBC_SECRETS_MOST];
    size_t secret_count;
    bool mute; /* a password so short that it cannot be told from other text: say nothing */
};

/** The connection string of a name: from ZONGJIE_ODBC_<NAME>, else from a file of mode 0600 that
 * belongs to the user, in $XDG_CONFIG_HOME/zongjie/odbc.d/ or /etc/zongjie/odbc.d/.  False with
 * D175, which never holds a part of it. */
bool odbc_find_login(const struct source_spec *spec, struct odbc_login *login, struct arena *arena,
                     struct diags *diags);
/** What a driver says, without names and passwords of the login; one line. */
char *odbc_scrub(const struct odbc_login *login, struct text message, struct arena *arena);

/* ---- values ---- */

enum odbc_kind {
    ODBC_TEXT,
    ODBC_EXACT, /* integers and decimals: as text */
    ODBC_DOUBLE,
    ODBC_FLOAT,
    ODBC_BIT,
    ODBC_BOOLEAN_TEXT, /* a boolean that the driver gives as text */
    ODBC_DATE,
    ODBC_TIME,
    ODBC_TIMESTAMP,
    ODBC_BINARY,
};

/** How a column of the result is fetched. */
enum odbc_kind odbc_kind_of(SQLHSTMT statement, SQLUSMALLINT column, SQLSMALLINT type);
/** Takes one cell into the row under way.  False if the driver failed. */
bool odbc_take_cell(struct database_rows *rows, SQLHSTMT statement, size_t index,
                    enum odbc_kind kind, struct arena *scratch);

#endif
