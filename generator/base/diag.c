/* The list of diagnostics and how one is worded.  Places are worked out only when printed. */
#include "base/diag.h"

#include <libintl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ERRORS_MOST = 50, KEPT_MOST = 2000 };

#define ERROR   DIAG_ERROR
#define WARNING DIAG_WARNING
#define NOTE    DIAG_NOTE
#define FATAL   DIAG_FATAL

static const struct {
    const char *name;
    enum diag_level level;
    const char *text;
} kinds[] = {
#define DIAG(code, level, text) {#code, level, text},
#include "base/diag_list.h"
#undef DIAG
};

struct diags {
    struct arena *arena;
    struct diag *at;
    size_t count, room;
    size_t by_level[DIAG_FATAL + 1];
    bool last_dropped;
};

static bool is_control(char c) {
    return (unsigned char)c < 0x20 || c == 0x7F;
}

struct diags *diags_new(struct arena *arena) {
    struct diags *diags = ARENA_NEW(arena, struct diags);
    diags->arena = arena;
    return diags;
}

static bool known_already(const struct diags *diags, enum diag_code code, struct origin origin,
                          const char *detail) {
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *old = &diags->at[i];
        if (old->code == code && old->origin.file == origin.file &&
            old->origin.offset == origin.offset && strcmp(old->detail, detail) == 0)
            return true;
    }
    return false;
}

/* Out of texts that were put together, to the file itself. */
static struct origin resolve(struct origin origin) {
    while (origin.file && origin.file->source)
        origin = origin.file->source(origin.file, origin.offset);
    return origin;
}

static void keep(struct diags *diags, struct diag diag) {
    diag.origin = resolve(diag.origin);
    bool again = known_already(diags, diag.code, diag.origin, diag.detail);
    diags->last_dropped = again || diags->count >= KEPT_MOST;
    if (!again) diags->by_level[diag.level]++; /* one too many to keep still counts */
    if (diags->last_dropped) return;
    ARENA_GROW(diags->arena, diags->at, diags->count, diags->room);
    diags->at[diags->count++] = diag;
}

/* What was read may hold anything; a message is one line, and no terminal obeys it. */
static char *words(struct arena *arena, const char *format, va_list list) {
    char *text = arena_vprintf(arena, format, list);
    size_t controls = 0;
    for (const char *at = text; *at; at++) controls += is_control(*at);
    if (!controls) return text;
    struct buffer out = buffer_new(arena);
    for (const char *at = text; *at; at++)
        if (is_control(*at))
            buffer_add_code_point(&out, *at == 0x7F ? 0x2421 : 0x2400 + (uint32_t)*at);
        else
            buffer_add(&out, at, 1);
    return out.at;
}

static void add_list(struct diags *diags, enum diag_code code, enum diag_level level,
                     struct origin origin, const char *detail, va_list list) {
    const char *text = *detail ? words(diags->arena, gettext(detail), list) : "";
    keep(diags, (struct diag){code, level, origin, text, NULL});
}

void diags_add(struct diags *diags, enum diag_code code, struct origin origin, const char *detail,
               ...) {
    va_list list;
    va_start(list, detail);
    add_list(diags, code, kinds[code].level, origin, detail, list);
    va_end(list);
}

void diags_add_level(struct diags *diags, enum diag_code code, enum diag_level level,
                     struct origin origin, const char *detail, ...) {
    va_list list;
    va_start(list, detail);
    add_list(diags, code, level, origin, detail, list);
    va_end(list);
}

void diags_hint(struct diags *diags, const char *hint, ...) {
    if (diags->last_dropped || diags->count == 0) return;
    va_list list;
    va_start(list, hint);
    diags->at[diags->count - 1].hint = words(diags->arena, gettext(hint), list);
    va_end(list);
}

void diags_add_all(struct diags *diags, const struct diags *from) {
    for (size_t i = 0; i < from->count; i++) keep(diags, from->at[i]);
}

void diags_clear(struct diags *diags) {
    *diags = (struct diags){.arena = diags->arena, .at = diags->at, .room = diags->room};
}

size_t diags_count(const struct diags *diags, enum diag_level level) {
    return diags->by_level[level];
}

bool diags_failed(const struct diags *diags) {
    return diags->by_level[DIAG_ERROR] + diags->by_level[DIAG_FATAL] > 0;
}

bool diags_system_failed(const struct diags *diags) {
    for (size_t i = 0; i < diags->count; i++)
        if (diags->at[i].code == DIAG_O101 || diags->at[i].code == DIAG_O102) return true;
    return false;
}

bool diags_full(const struct diags *diags) {
    return diags->by_level[DIAG_ERROR] + diags->by_level[DIAG_FATAL] >= ERRORS_MOST;
}

size_t diags_size(const struct diags *diags) {
    return diags->count;
}

const struct diag *diags_at(const struct diags *diags, size_t index) {
    return &diags->at[index];
}

const char *diag_name(enum diag_code code) {
    return kinds[code].name;
}

const char *diag_text(enum diag_code code) {
    return gettext(kinds[code].text);
}

const char *diag_system_words(int error) {
    return gettext(strerror(error));
}

/* Lines of a long file are counted once: where each stretch of it begins, how many lines lie before
 * and where the last of them starts. */
enum { STRETCH_BYTES = 128 * 1024 };

struct file_lines {
    size_t known; /* stretches */
    struct {
        size_t lines, start;
    } at[];
};

struct file_lines *file_lines_new(struct arena *arena, size_t length) {
    size_t stretches = length / STRETCH_BYTES + 1;
    struct file_lines *lines = arena_take(
        arena, sizeof(struct file_lines) + stretches * sizeof(((struct file_lines *)0)->at[0]));
    lines->known = 1; /* the first: nothing before it */
    return lines;
}

/* Counts from `at` to `to`. */
static void count_lines(struct text bytes, size_t at, size_t to, size_t *lines, size_t *start) {
    for (; at < to; at++) {
        bool ends = bytes.at[at] == '\n' ||
                    (bytes.at[at] == '\r' && (at + 1 >= bytes.length || bytes.at[at + 1] != '\n'));
        if (!ends) continue;
        ++*lines;
        *start = at + 1;
    }
}

static void find_start(const struct file *file, size_t offset, size_t *lines, size_t *start) {
    struct file_lines *known = file->lines;
    size_t stretch = known ? offset / STRETCH_BYTES : 0;
    *lines = *start = 0;
    for (; known && known->known <= stretch; known->known++) {
        size_t at = known->known;
        known->at[at] = known->at[at - 1];
        count_lines(file->bytes, (at - 1) * STRETCH_BYTES, at * STRETCH_BYTES, &known->at[at].lines,
                    &known->at[at].start);
    }
    if (known) {
        *lines = known->at[stretch].lines;
        *start = known->at[stretch].start;
    }
    count_lines(file->bytes, stretch * STRETCH_BYTES, offset, lines, start);
}

enum { LINE_SHOWN_MOST = 4096 }; /* bytes behind the offset */

/* The line that holds the offset, and line and column from 1. */
static struct text find_line(struct origin origin, size_t *line, size_t *column) {
    struct text bytes = origin.file->bytes;
    size_t offset = origin.offset < bytes.length ? origin.offset : bytes.length;
    size_t start;
    find_start(origin.file, offset, line, &start);
    ++*line;
    if (start == 0 && text_starts(bytes, TEXT("\xEF\xBB\xBF")) && offset >= 3) start = 3;
    *column = text_characters(text_slice(bytes, start, offset)) + 1;
    size_t end = start > offset ? start : offset;
    size_t most = bytes.length - end < LINE_SHOWN_MOST ? bytes.length : end + LINE_SHOWN_MOST;
    while (end < most && bytes.at[end] != '\n' && bytes.at[end] != '\r') end++;
    while (end < bytes.length && end > start && ((unsigned char)bytes.at[end] & 0xC0) == 0x80)
        end--;
    return text_slice(bytes, start, end);
}

/* Bytes of an entity that the file writes for this byte; 0 if none stands there. */
static size_t entity_bytes(struct text there, char byte) {
    static const struct {
        const char *entity;
        char byte;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (byte == known[i].byte && text_starts(there, text_of(known[i].entity)))
            return strlen(known[i].entity);
    return 0;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Bytes of the file that stand for this byte of a text; 0 if they do not agree. */
static size_t bytes_of(struct text bytes, size_t at, char byte, bool quoted) {
    if (at >= bytes.length) return 0;
    if (bytes.at[at] == '&') {
        size_t entity = entity_bytes(text_slice(bytes, at, bytes.length), byte);
        if (entity > 0) return entity;
    }
    if (bytes.at[at] != byte && !(byte == ' ' && is_blank(bytes.at[at]))) return 0;
    return quoted && byte == '"' ? 2 : 1;
}

struct origin origin_inside(struct origin origin, struct text text, size_t offset) {
    if (!origin.file || origin.file->describe || origin.offset == ORIGIN_WHOLE_FILE) return origin;
    struct text bytes = origin.file->bytes;
    size_t at = origin.offset;
    if (origin.file->source) return (struct origin){origin.file, at + offset}; /* verbatim */
    if (at >= bytes.length || text.length == 0) return origin;
    bool quoted = at > 0 && bytes.at[at - 1] == '"';
    if (!quoted && bytes.at[at] == '"' &&
        (text.at[0] != '"' || text_starts(text_slice(bytes, at, bytes.length), TEXT("\"\"\"")))) {
        quoted = true;
        at++;
    }
    for (size_t i = 0; i < offset && i < text.length; i++) {
        while (at < bytes.length && is_blank(bytes.at[at]) && !is_blank(text.at[i])) at++;
        size_t step = bytes_of(bytes, at, text.at[i], quoted);
        if (step == 0) return origin;
        at += step;
    }
    bool behind = offset < text.length && !is_blank(text.at[offset]);
    while (behind && at < bytes.length && is_blank(bytes.at[at])) at++;
    return (struct origin){origin.file, at};
}

char *origin_print(struct origin origin, struct arena *arena) {
    origin = resolve(origin);
    if (!origin.file) return arena_copy(arena, "", 0);
    if (origin.file->describe) return origin.file->describe(origin.file, origin.offset, arena);
    if (origin.offset == ORIGIN_WHOLE_FILE) return arena_printf(arena, "%s", origin.file->name);
    size_t line, column;
    find_line(origin, &line, &column);
    return arena_printf(arena, "%s:%zu:%zu", origin.file->name, line, column);
}

static const char *level_name(enum diag_level level) {
    switch (level) {
    case DIAG_NOTE: return gettext("note");
    case DIAG_WARNING: return gettext("warning");
    case DIAG_ERROR: return gettext("error");
    case DIAG_FATAL: return gettext("fatal");
    }
    return "";
}

/* The input line and a caret below its column; Han take two cells of a terminal. */
static void add_caret(struct buffer *out, struct origin origin) {
    size_t line, column;
    struct text text = find_line(origin, &line, &column);
    if (text.length == 0 || text.length > 400) return;
    buffer_add_text(out, TEXT("\n    "));
    for (size_t i = 0; i < text.length; i++)
        if (is_control(text.at[i]) && text.at[i] != '\t')
            buffer_add_text(out, TEXT(" "));
        else
            buffer_add(out, text.at + i, 1);
    buffer_add_text(out, TEXT("\n    "));
    const char *at = text.at, *end = at + text.length;
    for (size_t i = 1; i < column && at < end; i++) {
        uint32_t c = text_next(&at, end);
        if (c == '\t')
            buffer_add(out, "\t", 1);
        else
            buffer_add(out, "  ", text_is_wide(c) ? 2 : 1);
    }
    buffer_add(out, "^", 1);
}

char *diag_print(const struct diag *diag, bool caret, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    char *place = origin_print(diag->origin, arena);
    if (*place) buffer_printf(&out, "%s: ", place);
    buffer_printf(&out, gettext("%s: %s"), level_name(diag->level), diag_text(diag->code));
    if (*diag->detail) buffer_printf(&out, gettext(": %s"), diag->detail);
    buffer_printf(&out, " [%s]", diag_name(diag->code));
    if (caret && diag->origin.file && !diag->origin.file->describe &&
        diag->origin.offset != ORIGIN_WHOLE_FILE)
        add_caret(&out, diag->origin);
    if (diag->hint) {
        buffer_add_text(&out, TEXT("\n    "));
        buffer_printf(&out, gettext("hint: %s"), diag->hint);
    }
    return out.at;
}

void diags_print(const struct diags *diags, enum diag_level least, FILE *stream) {
    bool caret = isatty(fileno(stream));
    struct arena *arena = arena_new();
    for (size_t i = 0; i < diags->count; i++)
        if (diags->at[i].level >= least)
            fprintf(stream, "%s\n", diag_print(&diags->at[i], caret, arena));
    arena_free(arena);
}
