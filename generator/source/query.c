/* Scanning SQL far enough to tell words from quotes and comments: SQL-92 with the quotes of
 * PostgreSQL ($tag$ … $tag$, E'…') and MySQL (`…`). */
#include "source/query.h"

#include <string.h>
#include <strings.h>

struct scan {
    struct query *query;
    size_t at, room;
    size_t words; /* read so far */
    bool ended;   /* a semicolon was read */
    bool failed;
    struct arena *arena;
    struct diags *diags;
};

static char char_at(const struct scan *scan, size_t at) {
    return at < scan->query->sql.length ? scan->query->sql.at[at] : '\0';
}

static bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c & 0x80;
}

static bool is_name(char c) {
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '$';
}

struct origin query_origin(const struct query *query, size_t offset) {
    return origin_inside(query->origin, query->sql, offset);
}

/* `what` is a sentence that is marked for translation. */
static void refuse(struct scan *scan, size_t at, const char *what) {
    diags_add(scan->diags, DIAG_D169, query_origin(scan->query, at), what, 0);
    scan->failed = true;
}

static void hint_select(struct scan *scan) {
    diags_hint(scan->diags, N_("a query only reads: it begins with SELECT or WITH, and is one "
                               "statement"));
}

/* ---- what is passed over ---- */

/* A backslash before the closing mark is an escape to one database and a plain character to
 * another. */
static void skip_quoted(struct scan *scan, char mark, bool escapes) {
    size_t start = scan->at++;
    for (; scan->at < scan->query->sql.length; scan->at++) {
        char c = char_at(scan, scan->at);
        if (c == '\\' && escapes) {
            scan->at++;
        } else if (c == '\\' && char_at(scan, scan->at + 1) == mark && mark != '`') {
            refuse(scan, scan->at, N_("a backslash before a quotation mark"));
            diags_hint(scan->diags, N_("databases differ in what it means: write a quotation mark "
                                       "within quotation marks twice"));
            scan->at++;
        } else if (c == mark) {
            scan->at++;
            if (char_at(scan, scan->at) != mark) return;
        }
    }
    refuse(scan, start, N_("the quotation mark is never closed"));
}

static void skip_comment(struct scan *scan) {
    size_t start = scan->at, depth = 0;
    for (; scan->at < scan->query->sql.length; scan->at++) {
        char c = char_at(scan, scan->at), next = char_at(scan, scan->at + 1);
        if (c == '/' && next == '*') {
            depth++;
            scan->at++;
        } else if (c == '*' && next == '/') {
            scan->at += 2;
            if (--depth == 0) return;
            scan->at--;
        }
    }
    refuse(scan, start, N_("the comment is never closed"));
}

static void skip_line(struct scan *scan) {
    while (scan->at < scan->query->sql.length && char_at(scan, scan->at) != '\n') scan->at++;
}

/* $$ … $$ or $tag$ … $tag$; false if the dollar begins no such quote. */
static bool skip_dollar(struct scan *scan) {
    size_t start = scan->at, end = start + 1;
    struct text sql = scan->query->sql;
    while (is_name(char_at(scan, end)) && char_at(scan, end) != '$') end++;
    if (char_at(scan, end) != '$' || (start && is_name(char_at(scan, start - 1)))) return false;
    struct text tag = text_slice(sql, start, end + 1);
    size_t close = text_find(text_slice(sql, end + 1, sql.length), tag);
    scan->at = close == SIZE_MAX ? sql.length : end + 1 + close + tag.length;
    if (close == SIZE_MAX) refuse(scan, start, N_("the quotation mark is never closed"));
    return true;
}

/* ---- what counts ---- */

static bool is_one_of(struct text word, const char *const *names) {
    for (; *names; names++)
        if (strlen(*names) == word.length && strncasecmp(word.at, *names, word.length) == 0)
            return true;
    return false;
}

static void take_word(struct scan *scan) {
    static const char *const first[] = {"select", "with", NULL};
    static const char *const writing[] = {"insert", "update", "delete", "merge",    "into",
                                          "create", "drop",   "alter",  "truncate", "grant",
                                          "revoke", "call",   "lock",   "attach",   NULL};
    size_t start = scan->at;
    while (is_name(char_at(scan, scan->at))) scan->at++;
    struct text word = text_slice(scan->query->sql, start, scan->at);
    bool escapes = text_equal(word, TEXT("E")) || text_equal(word, TEXT("e"));
    if (escapes && char_at(scan, scan->at) == '\'') {
        skip_quoted(scan, '\'', true);
    } else if (scan->words++ == 0 && !is_one_of(word, first)) {
        diags_add(scan->diags, DIAG_D169, query_origin(scan->query, start), "%.*s",
                  TEXT_ARGS(word));
        hint_select(scan);
        scan->failed = true;
    } else if (!scan->failed && is_one_of(word, writing)) {
        diags_add(scan->diags, DIAG_D169, query_origin(scan->query, start),
                  N_("\"%.*s\" would write"), TEXT_ARGS(word));
        diags_hint(scan->diags, N_("a query only reads; a column of that name stands in quotation "
                                   "marks"));
        scan->failed = true;
    }
}

static void take_parameter(struct scan *scan) {
    struct query *query = scan->query;
    size_t start = scan->at++;
    while (is_name(char_at(scan, scan->at))) scan->at++;
    if (query->count == QUERY_PARAMETERS_MOST) {
        diags_add(scan->diags, DIAG_D169, query_origin(query, start), N_("at most %d parameters"),
                  QUERY_PARAMETERS_MOST);
        scan->failed = true;
        return;
    }
    ARENA_GROW(scan->arena, query->parameters, query->count, scan->room);
    query->parameters[query->count++] =
        (struct query_parameter){text_slice(query->sql, start + 1, scan->at), start};
}

/* Marks that stand for themselves, one or two at a time: a cast :: is no parameter. */
static void take_mark(struct scan *scan) {
    char c = char_at(scan, scan->at), next = char_at(scan, scan->at + 1);
    if (c == ':' && is_name_start(next)) {
        take_parameter(scan);
        return;
    }
    if (c == '?') {
        refuse(scan, scan->at, N_("\"?\" has no name"));
        diags_hint(scan->diags, N_("write :unit, :period, :from, :to or :year"));
    }
    if (c == ';') scan->ended = true;
    scan->at += c == ':' && next == ':' ? 2 : 1;
}

static void take_token(struct scan *scan) {
    char c = char_at(scan, scan->at), next = char_at(scan, scan->at + 1);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        scan->at++;
    } else if (c == '-' && next == '-') {
        skip_line(scan);
    } else if (c == '/' && next == '*') {
        skip_comment(scan);
    } else if (scan->ended) {
        if (c != ';') {
            refuse(scan, scan->at, N_("a second statement"));
            hint_select(scan);
        }
        scan->at = c == ';' ? scan->at + 1 : scan->query->sql.length;
    } else if (c == '\'' || c == '"' || c == '`') {
        skip_quoted(scan, c, false);
    } else if (c == '$' && skip_dollar(scan)) {
    } else if (is_name_start(c)) {
        take_word(scan);
    } else if (c >= '0' && c <= '9') {
        while (is_name(char_at(scan, scan->at)) || char_at(scan, scan->at) == '.') scan->at++;
    } else {
        take_mark(scan);
    }
}

/* The semicolon at the end, if there is one, is for the people who type queries. */
static void cut_end(struct scan *scan, size_t semicolon) {
    if (scan->ended) scan->query->sql = text_slice(scan->query->sql, 0, semicolon);
}

bool query_read(struct text sql, struct origin origin, struct query *query, struct arena *arena,
                struct diags *diags) {
    *query = (struct query){.sql = sql, .origin = origin};
    struct scan scan = {.query = query, .arena = arena, .diags = diags};
    size_t semicolon = 0;
    if (sql.length > QUERY_BYTES_MOST || (sql.length && memchr(sql.at, 0, sql.length))) {
        diags_add(diags, DIAG_D169, origin, N_("a query has at most %d bytes"), QUERY_BYTES_MOST);
        return false;
    }
    while (scan.at < sql.length) {
        bool ended = scan.ended;
        take_token(&scan);
        if (scan.ended && !ended) semicolon = scan.at - 1;
    }
    if (!scan.words && !scan.failed) {
        refuse(&scan, 0, N_("it is empty"));
        hint_select(&scan);
    }
    cut_end(&scan, semicolon);
    return !scan.failed;
}

struct text query_with_marks(const struct query *query, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    size_t from = 0;
    for (size_t i = 0; i < query->count; i++) {
        buffer_add_text(&out, text_slice(query->sql, from, query->parameters[i].offset));
        buffer_add(&out, "?", 1);
        from = query->parameters[i].offset + 1 + query->parameters[i].name.length;
    }
    buffer_add_text(&out, text_slice(query->sql, from, query->sql.length));
    return buffer_text(&out);
}

bool query_has(const struct query *query, const char *parameter) {
    for (size_t i = 0; i < query->count; i++)
        if (text_is(query->parameters[i].name, parameter)) return true;
    return false;
}

char *query_quote(struct text name, char mark, bool parts, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    buffer_add(&out, &mark, 1);
    for (size_t i = 0; i < name.length; i++) {
        bool between = parts && name.at[i] == '.';
        if (name.at[i] == mark || between) buffer_add(&out, &mark, 1);
        buffer_add(&out, name.at + i, 1);
        if (between) buffer_add(&out, &mark, 1);
    }
    buffer_add(&out, &mark, 1);
    return out.at;
}
