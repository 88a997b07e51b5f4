/* Opening an SQLite file so that it stays as it is, and nothing is put beside it.
 *
 * A database in WAL mode that nobody has open is read as an immutable file, because SQLite would
 * make a log and its index otherwise. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/path.h"
#include "source/sqlite.h"

enum {
    BUSY_MS = 5000, /* a program that writes just now is waited for so long */
    WAL_FORMAT = 2, /* bytes 18 and 19 of the file, else 1 */
};

static void add_encoded(struct buffer *out, const char *path) {
    for (; *path; path++) {
        bool plain = *path != '%' && *path != '?' && *path != '#';
        if (plain)
            buffer_add(out, path, 1);
        else
            buffer_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
    }
}

static bool is_wal(const char *path) {
    unsigned char head[20] = {0};
    FILE *stream = fopen(path, "rb");
    if (!stream) return false;
    size_t length = fread(head, 1, sizeof head, stream);
    fclose(stream);
    return length == sizeof head && head[18] == WAL_FORMAT;
}

static bool has_bytes(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && about.st_size > 0;
}

/* Without a write-ahead log, everything is in the file itself. */
static char *make_address(const char *path, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    bool alone = is_wal(path) && !has_bytes(arena_printf(arena, "%s-wal", path));
    buffer_printf(&out, "file:%s", path[0] == '/' ? "" : "./");
    add_encoded(&out, path);
    buffer_printf(&out, "?mode=ro%s", alone ? "&immutable=1" : "");
    return out.at;
}

static void hint_unclosed(struct diags *diags) {
    diags_hint(diags,
               N_("the database was not closed properly: open it once in the program that fills "
                  "it and close that program; copy the files beside it (-wal, -journal) too"));
}

/* A log without its index: SQLite would make one, beside the file. */
static bool check_log(struct sqlite_session *session) {
    const char *path = session->spec->path;
    if (!is_wal(path) || !has_bytes(arena_printf(session->arena, "%s-wal", path)) ||
        has_bytes(arena_printf(session->arena, "%s-shm", path)))
        return true;
    diags_add(session->diags, DIAG_D168, session->spec->origin, N_("%s: there is a file %s-wal"),
              path, path_name(path));
    hint_unclosed(session->diags);
    return false;
}

static void hint_state(struct sqlite_session *session, int code) {
    struct diags *diags = session->diags;
    switch (code) {
    case SQLITE_READONLY_ROLLBACK:
    case SQLITE_READONLY_RECOVERY:
    case SQLITE_READONLY_CANTINIT:
    case SQLITE_READONLY_CANTLOCK:
    case SQLITE_READONLY_DIRECTORY:
    case SQLITE_BUSY_RECOVERY:
    case SQLITE_CANTOPEN: hint_unclosed(diags); return;
    default: break;
    }
    switch (code & 0xFF) {
    case SQLITE_NOTADB:
        diags_hint(diags, N_("the file is no SQLite database, or an encrypted one"));
        break;
    case SQLITE_CORRUPT:
        diags_hint(diags, N_("the file is damaged or cut off: copy it anew, or restore it"));
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        diags_hint(diags, N_("another program is writing to it: try again when that is done"));
        break;
    default: break;
    }
}

void sqlite_report(struct sqlite_session *session) {
    int code = sqlite3_extended_errcode(session->handle);
    diags_add(session->diags, DIAG_D168, session->spec->origin, "%s: %s", session->spec->path,
              sqlite3_errmsg(session->handle));
    hint_state(session, code);
}

static void limit(sqlite3 *handle) {
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, SOURCE_CELL_BYTES_MOST * 4);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, QUERY_BYTES_MOST + 1);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_WORKER_THREADS, 0);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, (int *)NULL);
    sqlite3_busy_timeout(handle, BUSY_MS);
}

bool sqlite_open(struct sqlite_session *session) {
    const char *path = session->spec->path;
    if (!file_check(path, session->spec->origin, session->diags) || !check_log(session))
        return false;
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;
    int code = sqlite3_open_v2(make_address(path, session->arena), &session->handle, flags, NULL);
    if (code == SQLITE_OK) {
        limit(session->handle);
        /* The first look at the schema finds out whether it can be read at all. */
        code =
            sqlite3_exec(session->handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    }
    if (code == SQLITE_OK) return true;
    sqlite_report(session);
    return false;
}
