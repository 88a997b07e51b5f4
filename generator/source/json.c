/* JSON: an array of objects, an object of arrays, or a record a line (NDJSON).
 *
 * Two passes: the first finds the columns and every fault, the second gives the rows.  Numbers stay
 * the text that they are; members of an object within a record are columns of their own, named
 * "unit.code"; null is an empty cell.  Each cell keeps the place of its value.  Texts are slices of
 * the mapped file; only escapes and exponents are copied. */
#include <string.h>

#include "base/path.h"
#include "source/json.h"

static size_t skip_blanks(struct text text, size_t at) {
    while (at < text.length && strchr(" \t\r\n", text.at[at]) && text.at[at]) at++;
    return at;
}

static size_t end_of_line(struct text text, size_t at) {
    const char *end = at < text.length ? memchr(text.at + at, '\n', text.length - at) : NULL;
    return end ? (size_t)(end - text.at) : text.length;
}

/* By name, or because the first line is an object and the next that is not blank begins one. */
static bool has_record_a_line(const char *path, struct text text, size_t start) {
    static const char *const extensions[] = {".ndjson", ".jsonl", NULL};
    if (source_has_extension(path, extensions)) return true;
    size_t first = skip_blanks(text, start), end = end_of_line(text, first);
    size_t next = skip_blanks(text, end);
    while (end > first && strchr(" \t\r", text.at[end - 1])) end--;
    return first < text.length && text.at[first] == '{' && text.at[end - 1] == '}' &&
           next < text.length && text.at[next] == '{';
}

/* A fault in one line says nothing about the next. */
static bool walk_lines(struct json_table *table, const struct json_path *path, size_t start) {
    struct text text = table->file->bytes;
    bool good = true;
    while ((start = skip_blanks(text, start)) < text.length && !table->full &&
           !diags_full(table->diags)) {
        size_t end = end_of_line(text, start);
        struct json_document line = {text_slice(text, start, end), start, true};
        table->found = false;
        good = json_walk(table, path, &line) && good;
        start = end;
    }
    return good;
}

static bool walk_file(struct json_table *table, const struct json_path *path, bool lines) {
    struct text bytes = table->file->bytes;
    size_t start = source_start(table->file);
    if (lines) return walk_lines(table, path, start);
    struct json_document document = {text_slice(bytes, start, bytes.length), start, false};
    return json_walk(table, path, &document);
}

/* data.json#data.rows, as `show` takes it. */
static bool find_path(const struct source_spec *spec, struct json_path *path, struct arena *arena,
                      struct diags *diags) {
    bool asked = spec->at.length;
    return json_path_read(asked ? spec->at : spec->part, asked ? spec->at_origin : spec->origin,
                          path, arena, diags);
}

static bool read_json(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                      struct diags *diags) {
    struct json_path path;
    const struct file *file = source_open_text(spec, arena, diags);
    if (!file || !find_path(spec, &path, arena, diags)) return false;
    struct json_table table = {.spec = spec,
                               .file = file,
                               .sink = sink,
                               .arena = arena,
                               .diags = diags,
                               .keys = json_keys_new(arena),
                               .by_name = map_new(arena),
                               .name = buffer_new(arena)};
    bool lines = has_record_a_line(spec->path, file->bytes, source_start(file));
    bool good = walk_file(&table, &path, lines);
    if (!good && (table.shape == JSON_BY_COLUMNS || !table.column_count)) return false;
    json_table_start_giving(&table, diags_new(arena));
    walk_file(&table, &path, lines);
    json_table_end(&table);
    return good;
}

static int claim_json(const char *path, struct text head) {
    static const char *const extensions[] = {".json", ".ndjson", ".jsonl", NULL};
    if (source_has_extension(path, extensions)) return SOURCE_SURE;
    size_t start = skip_blanks(head, text_starts(head, TEXT("\xEF\xBB\xBF")) ? 3 : 0);
    if (start >= head.length || memchr(head.at, 0, head.length)) return SOURCE_NO_CLAIM;
    return head.at[start] == '{' || head.at[start] == '[' ? SOURCE_GUESS + 1 : SOURCE_NO_CLAIM;
}

const struct source_kind source_json = {
    "json", claim_json, read_json, SOURCE_TAKES_PART | SOURCE_TAKES_AT | SOURCE_TAKES_ENCODING};
