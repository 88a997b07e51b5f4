/* Logins: found outside of the job, kept out of every message. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/odbc.h"

enum { SECRET_BYTES_LEAST = 4 }; /* a shorter password would black out half of the text, or show */

/* ---- the parts of a connection string ---- */

static bool is_key(struct text key, const char *const *names) {
    for (; *names; names++)
        if (strlen(*names) == key.length && strncasecmp(key.at, *names, key.length) == 0)
            return true;
    return false;
}

static void add_secret(struct odbc_login *login, struct text value, bool word) {
    if (!value.length) return;
    if (!word && value.length < SECRET_BYTES_LEAST) login->mute = true;
    if (login->secret_count == ODBC_SECRETS_MOST) {
        login->mute = true;
        return;
    }
    login->secrets[login->secret_count].text = value;
    login->secrets[login->secret_count++].word = word;
}

/* A value in braces may hold semicolons; a closing brace in it is doubled. */
static size_t find_value_end(struct text string, size_t at) {
    if (at >= string.length || string.at[at] != '{') {
        while (at < string.length && string.at[at] != ';') at++;
        return at;
    }
    for (at++; at < string.length; at++) {
        if (string.at[at] != '}') continue;
        if (at + 1 < string.length && string.at[at + 1] == '}')
            at++;
        else
            break;
    }
    while (at < string.length && string.at[at] != ';') at++;
    return at;
}

static struct text without_braces(struct text value, struct arena *arena) {
    if (value.length < 2 || value.at[0] != '{' || value.at[value.length - 1] != '}') return value;
    struct buffer out = buffer_new(arena);
    for (size_t i = 1; i + 1 < value.length; i++) {
        buffer_add(&out, value.at + i, 1);
        if (value.at[i] == '}') i++;
    }
    return buffer_text(&out);
}

/* True if it says which driver or data source to use. */
static bool read_string(struct odbc_login *login, struct arena *arena) {
    static const char *const passwords[] = {"pwd", "password", "passwd", NULL};
    static const char *const names[] = {"uid", "user", "username", "user id", NULL};
    static const char *const places[] = {"driver", "dsn", "filedsn", NULL};
    struct text string = login->string;
    bool placed = false;
    for (size_t at = 0; at < string.length;) {
        size_t equals = at;
        while (equals < string.length && string.at[equals] != '=' && string.at[equals] != ';')
            equals++;
        struct text key = text_trim(text_slice(string, at, equals));
        if (equals >= string.length || string.at[equals] == ';') {
            at = equals + 1;
            continue;
        }
        size_t from = equals + 1;
        while (from < string.length && string.at[from] == ' ') from++;
        size_t end = find_value_end(string, from);
        struct text raw = text_trim(text_slice(string, from, end));
        struct text value = without_braces(raw, arena);
        placed = placed || is_key(key, places);
        bool password = is_key(key, passwords);
        if (password || is_key(key, names)) {
            add_secret(login, value, !password);
            if (!text_equal(raw, value)) add_secret(login, raw, !password);
        }
        at = end + 1;
    }
    return placed;
}

/* ---- keeping quiet ---- */

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c & 0x80;
}

static bool matches(struct text message, size_t at, struct text secret, bool word) {
    if (!text_starts(text_slice(message, at, message.length), secret)) return false;
    size_t end = at + secret.length;
    return !word || ((at == 0 || !is_word_byte(message.at[at - 1])) &&
                     (end == message.length || !is_word_byte(message.at[end])));
}

/* Bytes of "pwd=…" here, whoever wrote it: a driver may quote what a data source adds. */
static size_t password_length(struct text message, size_t at) {
    static const char *const keys[] = {"password=", "passwd=", "pwd=", NULL};
    struct text rest = text_slice(message, at, message.length);
    for (size_t i = 0; keys[i]; i++) {
        size_t length = strlen(keys[i]);
        if (rest.length >= length && strncasecmp(rest.at, keys[i], length) == 0)
            return find_value_end(rest, length);
    }
    return 0;
}

static size_t secret_length(const struct odbc_login *login, struct text message, size_t at) {
    size_t longest = password_length(message, at);
    for (size_t i = 0; i < login->secret_count; i++) {
        struct text secret = login->secrets[i].text;
        if (secret.length > longest && matches(message, at, secret, login->secrets[i].word))
            longest = secret.length;
    }
    return longest;
}

char *odbc_scrub(const struct odbc_login *login, struct text message, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    buffer_add(&out, "", 0);
    message = text_trim(message);
    for (size_t at = 0; at < message.length && !login->mute;) {
        size_t secret = secret_length(login, message, at);
        char c = message.at[at];
        if (secret)
            buffer_add(&out, "***", 3);
        else
            buffer_add(&out, c == '\n' || c == '\r' || c == '\t' ? " " : &message.at[at], 1);
        at += secret ? secret : 1;
    }
    return out.at;
}

/* ---- where it is ---- */

static char *variable_name(struct text connection, struct arena *arena) {
    char *name = arena_printf(arena, "ZONGJIE_ODBC_%.*s", TEXT_ARGS(connection));
    for (char *at = name; *at; at++) {
        if (*at >= 'a' && *at <= 'z') *at = (char)(*at - 'a' + 'A');
        if (!is_word_byte(*at) || *at & 0x80) *at = '_';
    }
    return name;
}

static bool is_plain(struct text name) {
    for (size_t i = 0; i < name.length; i++)
        if ((!is_word_byte(name.at[i]) && name.at[i] != '-') || name.at[i] & 0x80) return false;
    return name.length > 0;
}

/* Lines are joined: one part a line is easier to read; those with # are remarks. */
static struct text join_lines(struct text bytes, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    struct text line;
    buffer_add(&out, "", 0);
    while (text_cut(&bytes, '\n', &line)) {
        line = text_trim(line);
        if (!line.length || line.at[0] == '#') continue;
        buffer_add_text(&out, line);
        if (line.at[line.length - 1] != ';') buffer_add(&out, ";", 1);
    }
    return buffer_text(&out);
}

static bool read_bytes(int handle, struct arena *arena, struct text *bytes) {
    char *at = arena_take(arena, ODBC_LOGIN_BYTES_MOST + 1);
    size_t length = 0;
    for (ssize_t step; length <= ODBC_LOGIN_BYTES_MOST; length += (size_t)step) {
        step = read(handle, at + length, ODBC_LOGIN_BYTES_MOST + 1 - length);
        if (step < 0) return false;
        if (step == 0) break;
    }
    *bytes = (struct text){at, length};
    return length <= ODBC_LOGIN_BYTES_MOST;
}

enum found { FOUND_NONE, FOUND, FOUND_BAD };

static enum found refuse(const struct source_spec *spec, const char *path, const char *why,
                         struct diags *diags) {
    diags_add(diags, DIAG_D175, spec->connection_origin, why, path);
    diags_hint(diags, N_("run: chmod 600 %s"), path);
    return FOUND_BAD;
}

static enum found read_login_file(const struct source_spec *spec, const char *path,
                                  struct text *string, struct arena *arena, struct diags *diags) {
    struct stat about;
    struct text bytes;
    int handle = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (handle < 0 && errno == ENOENT) return FOUND_NONE;
    enum found found = FOUND_BAD;
    if (handle < 0 || fstat(handle, &about) != 0)
        diags_add(diags, DIAG_D175, spec->connection_origin, "%s: %s", path,
                  diag_system_words(errno));
    else if (!S_ISREG(about.st_mode))
        diags_add(diags, DIAG_D175, spec->connection_origin, N_("%s is no file"), path);
    else if (about.st_mode & (S_IRWXG | S_IRWXO))
        refuse(spec, path, N_("%s can be read by others"), diags);
    else if (about.st_uid != geteuid())
        diags_add(diags, DIAG_D175, spec->connection_origin, N_("%s belongs to another user"),
                  path);
    else if (!read_bytes(handle, arena, &bytes))
        diags_add(diags, DIAG_D175, spec->connection_origin, N_("%s is too long"), path);
    else {
        *string = join_lines(bytes, arena);
        found = FOUND;
    }
    if (handle >= 0) close(handle);
    return found;
}

/* The user's own folder of logins, NULL if there is no home. */
static char *own_path(struct text connection, struct arena *arena) {
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && config[0] == '/')
        return arena_printf(arena, "%s/zongjie/odbc.d/%.*s", config, TEXT_ARGS(connection));
    if (home && home[0] == '/')
        return arena_printf(arena, "%s/.config/zongjie/odbc.d/%.*s", home, TEXT_ARGS(connection));
    return NULL;
}

static bool find_string(const struct source_spec *spec, struct text *string, struct arena *arena,
                        struct diags *diags) {
    char *variable = variable_name(spec->connection, arena);
    const char *value = getenv(variable);
    if (value && *value) {
        *string = text_of(value);
        return true;
    }
    char *paths[] = {own_path(spec->connection, arena),
                     arena_printf(arena, "/etc/zongjie/odbc.d/%.*s", TEXT_ARGS(spec->connection))};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        enum found found =
            paths[i] ? read_login_file(spec, paths[i], string, arena, diags) : FOUND_NONE;
        if (found != FOUND_NONE) return found == FOUND;
    }
    diags_add(diags, DIAG_D175, spec->connection_origin, "%.*s", TEXT_ARGS(spec->connection));
    diags_hint(diags,
               N_("write the connection string into the file %s (mode 600), or into the "
                  "environment variable %s"),
               paths[0] ? paths[0] : paths[1], variable);
    return false;
}

bool odbc_find_login(const struct source_spec *spec, struct odbc_login *login, struct arena *arena,
                     struct diags *diags) {
    *login = (struct odbc_login){.string = {"", 0}};
    size_t bad;
    if (!is_plain(spec->connection)) {
        diags_add(diags, DIAG_D175, spec->connection_origin, "%.*s", TEXT_ARGS(spec->connection));
        diags_hint(diags, N_("a connection's name is made of letters, digits, _ and -; it is no "
                             "connection string"));
        return false;
    }
    if (!find_string(spec, &login->string, arena, diags)) return false;
    if (!text_is_utf8(login->string, &bad)) {
        diags_add(diags, DIAG_D175, spec->connection_origin, N_("%.*s: the login is not UTF-8"),
                  TEXT_ARGS(spec->connection));
        return false;
    }
    if (read_string(login, arena)) return true;
    diags_add(diags, DIAG_D175, spec->connection_origin, N_("%.*s: the login names no driver"),
              TEXT_ARGS(spec->connection));
    diags_hint(diags, N_("it begins with Driver={…}; or DSN=…;, as odbcinst -q -d and -q -s list "
                         "them"));
    return false;
}
