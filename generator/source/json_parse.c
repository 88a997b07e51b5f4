/* yajl's events with their places: where each token begins, what a text says, where yajl stopped.
 */
#include <stdlib.h>
#include <string.h>

#include "source/json_walk.h"

/* ---- places ---- */

/* A number at the very end of the text is only finished by yajl_complete_parse(), which counts its
 * bytes anew. */
static size_t end_of_token(const struct json_walk *walk) {
    return walk->completing ? walk->document->text.length : yajl_get_bytes_consumed(walk->handle);
}

static bool lies_within(struct text whole, const void *at) {
    return (const char *)at >= whole.at && (const char *)at < whole.at + whole.length;
}

/* First byte of a string that ends, with its quotation mark, at `end`: behind the last mark that no
 * backslash escapes. */
static size_t find_string_start(struct text text, size_t end) {
    for (size_t at = end - 1; at > 0; at--) {
        if (text.at[at - 1] != '"') continue;
        size_t slashes = 0;
        while (slashes + 1 < at && text.at[at - 2 - slashes] == '\\') slashes++;
        if (slashes % 2 == 0) return at;
    }
    return 0;
}

static unsigned read_hex(const char *at) {
    char digits[5] = {at[0], at[1], at[2], at[3], '\0'};
    return (unsigned)strtoul(digits, NULL, 16);
}

/* Half a surrogate pair is no character, and NUL ends no text: yajl lets both pass. */
static bool check_escapes(struct json_walk *walk, size_t start, struct text raw) {
    bool good = true;
    for (size_t i = 0; i + 1 < raw.length; i++) {
        if (raw.at[i] != '\\') continue;
        size_t here = i++;
        if (raw.at[i] != 'u') continue;
        unsigned code = read_hex(raw.at + i + 1);
        i += 4;
        if (code >= 0xD800 && code < 0xDC00 && i + 6 < raw.length && raw.at[i + 1] == '\\' &&
            raw.at[i + 2] == 'u' && (read_hex(raw.at + i + 3) & 0xFC00) == 0xDC00) {
            i += 6;
            continue;
        }
        if (code && (code & 0xF800) != 0xD800) continue;
        good = false;
        diags_add(walk->table->diags, DIAG_D160, json_origin(walk, start + here),
                  N_("%.*s stands for no character"), 6, raw.at + here);
        diags_hint(walk->table->diags, N_("write the character itself; the file is UTF-8"));
    }
    return good;
}

struct string {
    struct text text;
    size_t offset; /* behind the opening quotation mark */
    bool lasting;  /* a slice of the file */
    bool good;
};

static struct string take_string(struct json_walk *walk, const unsigned char *at, size_t length) {
    struct text whole = walk->document->text;
    size_t end = end_of_token(walk);
    struct string string = {.text = {(const char *)at, length}, .good = true};
    string.lasting = lies_within(whole, at);
    string.offset =
        string.lasting ? (size_t)((const char *)at - whole.at) : find_string_start(whole, end);
    walk->token_end = end;
    if (!string.lasting)
        string.good = check_escapes(walk, string.offset, text_slice(whole, string.offset, end - 1));
    if (!string.good) walk->faulty = true;
    return string;
}

/* ---- yajl's calls ---- */

static int take_null(void *what) {
    struct json_walk *walk = what;
    walk->token_end = end_of_token(walk);
    size_t start = walk->token_end - 4;
    return json_take_scalar(walk, start, TEXT(""), true, start);
}

static int take_boolean(void *what, int value) {
    struct json_walk *walk = what;
    walk->token_end = end_of_token(walk);
    size_t start = walk->token_end - (value ? 4 : 5);
    return json_take_scalar(walk, start, value ? TEXT("true") : TEXT("false"), true, start);
}

static int take_number(void *what, const char *at, size_t length) {
    struct json_walk *walk = what;
    (void)at;
    walk->token_end = end_of_token(walk);
    size_t start = walk->token_end - length;
    struct text raw = text_slice(walk->document->text, start, walk->token_end), plain;
    bool wanted = json_wants_cell(walk);
    char digits[JSON_NUMBER_BYTES_MOST + 1];
    if (wanted && !json_plain_number(raw, digits, &plain)) {
        json_refuse(walk, DIAG_D166, start, "");
        diags_hint(walk->table->diags,
                   N_("at most %d digits can be written out; write the value as "
                      "a text if it is no amount"),
                   (int)JSON_NUMBER_BYTES_MOST);
        plain = TEXT("");
    }
    return json_take_scalar(walk, start, wanted ? plain : raw, !wanted || plain.at != digits,
                            start);
}

static int take_text(void *what, const unsigned char *at, size_t length) {
    struct json_walk *walk = what;
    struct string string = take_string(walk, at, length);
    if (!string.good) walk->table->record_faulty = true;
    return json_take_scalar(walk, string.offset, string.text, string.lasting, string.offset - 1);
}

static int take_key(void *what, const unsigned char *at, size_t length) {
    struct json_walk *walk = what;
    struct json_table *table = walk->table;
    struct string string = take_string(walk, at, length);
    struct json_frame *frame = json_top(walk);
    struct origin origin = json_origin(walk, string.offset);
    if (length > JSON_NAME_BYTES_MOST) {
        diags_add(table->diags, DIAG_D108, origin, N_("a key of more than %d bytes"),
                  JSON_NAME_BYTES_MOST);
        return 0;
    }
    frame->key_offset = string.offset;
    frame->key = json_keys_intern(table->keys, string.text);
    if (!frame->key) {
        diags_add(table->diags, DIAG_D108, origin, N_("at most %d different keys"),
                  JSON_NAMES_MOST);
        return 0;
    }
    size_t first;
    frame->skip = !json_keys_add(table->keys, frame->keys, frame->key, origin.offset, &first);
    if (!frame->skip) return 1;
    struct origin earlier = {table->file, first};
    diags_add(table->diags, DIAG_D161, origin, N_("%.*s, first at %s"), TEXT_ARGS(*frame->key),
              origin_print(earlier, table->arena));
    walk->faulty = table->record_faulty = true;
    return !diags_full(table->diags);
}

static int open_any(struct json_walk *walk, bool array) {
    walk->token_end = end_of_token(walk);
    return json_open(walk, array, walk->token_end - 1);
}

static int open_object(void *what) {
    return open_any(what, false);
}

static int open_array(void *what) {
    return open_any(what, true);
}

static int close_any(void *what) {
    struct json_walk *walk = what;
    walk->token_end = end_of_token(walk);
    return json_close(walk);
}

static const yajl_callbacks calls = {.yajl_null = take_null,
                                     .yajl_boolean = take_boolean,
                                     .yajl_number = take_number,
                                     .yajl_string = take_text,
                                     .yajl_start_map = open_object,
                                     .yajl_map_key = take_key,
                                     .yajl_end_map = close_any,
                                     .yajl_start_array = open_array,
                                     .yajl_end_array = close_any};

/* ---- memory: yajl does not look whether it got any ---- */

static void *take_memory(void *arena, size_t size) {
    void *memory = malloc(size);
    /* arena_take() ends the process */
    return memory ? memory : arena_take(arena, SIZE_MAX); // cppcheck-suppress memleak
}

static void *move_memory(void *arena, void *memory, size_t size) {
    void *moved = realloc(memory, size);
    return moved ? moved : arena_take(arena, SIZE_MAX); // cppcheck-suppress memleak
}

static void free_memory(void *arena, void *memory) {
    (void)arena;
    free(memory);
}

static void report_missing(struct json_walk *walk) {
    struct json_table *table = walk->table;
    const struct json_path *path = walk->path;
    if (table->found || !path->count) return;
    diags_add(table->diags, DIAG_D163, path->origin, "at=\"%s\"",
              json_path_print(path->parts, path->count, table->arena));
    diags_hint(table->diags,
               N_("nothing stands there in %s; keys are written as in the file, "
                  "places in a list are counted from 0"),
               table->file->name);
    walk->faulty = true;
}

static void report_stop(struct json_walk *walk, bool at_end) {
    struct text text = walk->document->text;
    struct json_stop stop = {.text = text,
                             .start = walk->document->start,
                             .token_end = walk->token_end,
                             .at = at_end ? text.length : end_of_token(walk),
                             .at_end = at_end,
                             .one_of_many = walk->document->one_of_many,
                             .open = walk->depth ? json_top(walk)->start : SIZE_MAX};
    json_report_stop(&stop, walk->table->file, walk->table->diags);
    walk->faulty = true;
}

bool json_walk(struct json_table *table, const struct json_path *path,
               const struct json_document *document) {
    struct json_walk walk = {.table = table, .path = path, .document = document};
    yajl_alloc_funcs memory = {take_memory, move_memory, free_memory, table->arena};
    size_t errors = diags_count(table->diags, DIAG_ERROR);
    walk.handle = yajl_alloc(&calls, &memory, &walk);
    yajl_config(walk.handle, yajl_dont_validate_strings, 1); /* the whole file was checked */
    yajl_status status =
        yajl_parse(walk.handle, (const unsigned char *)document->text.at, document->text.length);
    bool at_end = status == yajl_status_ok;
    walk.completing = at_end;
    if (at_end) status = yajl_complete_parse(walk.handle);
    if (status == yajl_status_error) report_stop(&walk, at_end);
    json_keys_close(table->keys, 0);
    if (status != yajl_status_ok) json_record_abandon(table);
    if (status == yajl_status_ok) report_missing(&walk);
    yajl_free(walk.handle);
    return !walk.faulty && diags_count(table->diags, DIAG_ERROR) == errors;
}
