/* From yajl's events to records, cells and columns.
 *
 * Every object and array that is open has a role; the role of a value follows from that of what
 * holds it:
 *
 *   PATH     on the way to the table          OUTSIDE   anything else in the file
 *   ROWS     the array of records             RECORD    an object that is a row
 *   GROUP    an object within a record: its members are columns "unit.code"
 *   COLUMNS  the object of lists              LIST      one of them
 *   REFUSED  what cannot be a cell: reported once, its content is skipped */
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "source/json.h"

enum role { PATH, OUTSIDE, ROWS, RECORD, GROUP, COLUMNS, LIST, REFUSED };

struct frame {
    enum role role;
    bool array;
    bool undecided;         /* a RECORD that is the whole table: an array in it makes it COLUMNS */
    bool skip;              /* the member under way is faulty: a repeated key */
    bool judged;            /* REFUSED: its first element was looked at */
    size_t start;           /* offset of its bracket in the file */
    size_t index;           /* ARRAY: of the element under way */
    size_t matched;         /* PATH: parts of the path that lead here */
    size_t keys;            /* json_keys_open() */
    size_t prefix;          /* GROUP, RECORD: length of the name that its members begin with */
    const struct text *key; /* of the member under way */
    size_t key_offset;
    struct json_column *column; /* LIST */
};

struct walk {
    struct json_table *table;
    const struct json_path *path;
    const struct json_document *document;
    yajl_handle handle;
    struct frame frames[JSON_DEPTH_MOST];
    size_t depth;
    size_t token_end; /* in the document */

    bool completing; /* the text is used up */
    bool ask;        /* a list was refused just now: its first element tells why */
    bool faulty;
};

/* What a value is to the table, before it is known whether it is a scalar. */
enum slot {
    SLOT_PATH,
    SLOT_TARGET,
    SLOT_OUTSIDE,
    SLOT_RECORD,
    SLOT_CELL,
    SLOT_LIST,
    SLOT_ELEMENT,
    SLOT_REFUSED
};

static struct frame *top(struct walk *walk) {
    return walk->depth ? &walk->frames[walk->depth - 1] : NULL;
}

static struct origin origin_at(const struct walk *walk, size_t offset) {
    return (struct origin){walk->table->file, walk->document->start + offset};
}

static bool selects(struct text part, const struct frame *frame) {
    if (!frame->array) return text_equal(text_trim(part), *frame->key);
    char *end, number[24];
    if (!part.length || part.length >= sizeof number) return false;
    memcpy(number, part.at, part.length);
    number[part.length] = '\0';
    return number[0] >= '0' && number[0] <= '9' && strtoull(number, &end, 10) == frame->index &&
           !*end;
}

static enum slot slot_of(struct walk *walk) {
    const struct frame *frame = top(walk);
    if (!frame) return walk->path->count ? SLOT_PATH : SLOT_TARGET;
    if (frame->skip) return SLOT_REFUSED;
    switch (frame->role) {
    case PATH:
        if (!selects(walk->path->parts[frame->matched], frame)) return SLOT_OUTSIDE;
        return frame->matched + 1 == walk->path->count ? SLOT_TARGET : SLOT_PATH;
    case OUTSIDE: return SLOT_OUTSIDE;
    case ROWS: return SLOT_RECORD;
    case RECORD:
    case GROUP: return SLOT_CELL;
    case COLUMNS: return SLOT_LIST;
    case LIST: return SLOT_ELEMENT;
    case REFUSED: return SLOT_REFUSED;
    }
    return SLOT_OUTSIDE;
}

/* ---- places ---- */

/* A number at the very end of the text is only finished by yajl_complete_parse(), which counts its
 * bytes anew. */
static size_t end_of_token(const struct walk *walk) {
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
static bool check_escapes(struct walk *walk, size_t start, struct text raw) {
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
        diags_add(walk->table->diags, DIAG_D160, origin_at(walk, start + here),
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

static struct string take_string(struct walk *walk, const unsigned char *at, size_t length) {
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

/* ---- names ---- */

/* The column of the member under way, its name put together from the keys that lead there. */
static struct json_column *find_column(struct walk *walk) {
    const struct frame *frame = top(walk);
    walk->table->name.length = frame->prefix;
    buffer_add_text(&walk->table->name, *frame->key);
    return json_column_need(walk->table, buffer_text(&walk->table->name),
                            origin_at(walk, frame->key_offset));
}

/* A list of objects where a cell should be: most likely it is the table itself. */
static void hint_path(struct walk *walk) {
    struct text parts[JSON_DEPTH_MOST];
    bool in_rows = walk->document->one_of_many;
    for (size_t i = 0; i + 1 < walk->depth; i++) {
        const struct frame *frame = &walk->frames[i];
        in_rows = in_rows || frame->role == ROWS;
        parts[i] = frame->array ? text_of(arena_printf(walk->table->arena, "%zu", frame->index))
                                : *frame->key;
    }
    if (in_rows)
        diags_hint(walk->table->diags,
                   N_("a cell holds one value: such a list needs a file of its own"));
    else
        diags_hint(walk->table->diags, N_("if the table is this list, write at=\"%s\""),
                   json_path_print(parts, walk->depth - 1, walk->table->arena));
}

static void hint_shape(struct walk *walk) {
    diags_hint(walk->table->diags, N_("a table is a list of objects, [{\"code\": …}, …], or an "
                                      "object of lists, {\"code\": […], …}"));
}

static void hint_record(struct walk *walk) {
    diags_hint(walk->table->diags,
               N_("every row is an object: {\"code\": \"visit\", \"value\": 1200}"));
}

/* `what` is a sentence that is marked for translation. */
static void refuse(struct walk *walk, enum diag_code code, size_t offset, const char *what) {
    diags_add(walk->table->diags, code, origin_at(walk, offset), what, 0);
    walk->faulty = true;
    walk->table->record_faulty = true;
}

/* ---- values ---- */

static void take_cell(struct walk *walk, size_t offset, struct text text, bool lasting) {
    struct json_column *column = find_column(walk);
    top(walk)->undecided = false;
    if (column)
        json_record_cell(walk->table, column, (struct cell){text, origin_at(walk, offset), false},
                         lasting);
    else if (!walk->table->giving)
        walk->faulty = walk->table->record_faulty = true;
}

/* A number, a text, true, false or null. */
static int take_scalar(struct walk *walk, size_t offset, struct text text, bool lasting,
                       size_t start) {
    struct json_table *table = walk->table;
    struct frame *frame = top(walk);
    switch (slot_of(walk)) {
    case SLOT_TARGET:
        table->found = true;
        refuse(walk, DIAG_D163, start, N_("a single value stands here"));
        if (walk->document->one_of_many)
            hint_record(walk);
        else
            hint_shape(walk);
        break;
    case SLOT_RECORD:
        refuse(walk, DIAG_D164, start, N_("a single value"));
        hint_record(walk);
        break;
    case SLOT_CELL: take_cell(walk, offset, text, lasting); break;
    case SLOT_LIST:
        refuse(walk, DIAG_D163, start, N_("a single value among lists"));
        hint_shape(walk);
        break;
    case SLOT_ELEMENT:
        json_list_cell(table, frame->column, (struct cell){text, origin_at(walk, offset), false},
                       lasting);
        break;
    case SLOT_PATH:
    case SLOT_OUTSIDE:
    case SLOT_REFUSED: break;
    }
    if (frame && frame->role == REFUSED && !frame->judged) {
        frame->judged = true;
        diags_hint(table->diags, N_("a cell holds one value: write a list as one text, \"a、b\""));
    }
    if (frame) frame->index++;
    return !table->full && !diags_full(table->diags);
}

/* ---- what opens ---- */

static enum role open_cell(struct walk *walk, bool array, size_t start) {
    struct frame *parent = top(walk);
    struct json_column *column = find_column(walk);
    if (!column) return REFUSED;
    if (array && parent->undecided) {
        parent->role = COLUMNS;
        return LIST;
    }
    parent->undecided = false;
    if (!array) {
        column->is_group = true;
        return GROUP;
    }
    walk->table->record_faulty = walk->faulty = true;
    walk->ask = !column->list_told;
    if (walk->ask) refuse(walk, DIAG_D162, start, N_("a list"));
    column->list_told = true;
    return REFUSED;
}

/* The role of the object or array that begins here. */
static enum role role_of(struct walk *walk, bool array, size_t start) {
    struct json_table *table = walk->table;
    switch (slot_of(walk)) {
    case SLOT_PATH: return PATH;
    case SLOT_TARGET:
        table->found = true;
        if (!array || !walk->document->one_of_many || walk->path->count)
            return array ? ROWS : RECORD;
        refuse(walk, DIAG_D164, start, N_("a list"));
        hint_record(walk);
        return REFUSED;
    case SLOT_OUTSIDE: return OUTSIDE;
    case SLOT_RECORD:
        if (!array) return RECORD;
        refuse(walk, DIAG_D164, start, N_("a list"));
        hint_record(walk);
        return REFUSED;
    case SLOT_CELL: return open_cell(walk, array, start);
    case SLOT_LIST:
        if (array) return LIST;
        refuse(walk, DIAG_D163, start, N_("an object among lists"));
        hint_shape(walk);
        return REFUSED;
    case SLOT_ELEMENT:
        top(walk)->role = REFUSED; /* once for the whole list */
        top(walk)->judged = true;
        refuse(walk, DIAG_D162, start, array ? N_("a list") : N_("an object"));
        if (!array) hint_path(walk);
        return REFUSED;
    case SLOT_REFUSED: break;
    }
    return REFUSED;
}

/* The first element of a list that cannot be a cell tells what was meant. */
static void judge_refused(struct walk *walk, bool array) {
    struct frame *parent = top(walk);
    if (!parent || parent->role != REFUSED || parent->judged) return;
    parent->judged = true;
    if (!array) hint_path(walk);
}

static bool open_record(struct walk *walk, struct frame *frame) {
    const struct frame *parent = walk->depth > 1 ? frame - 1 : NULL;
    bool row = parent && parent->role == ROWS;
    frame->undecided = !row && !walk->document->one_of_many;
    /* What may turn out to be an object of lists becomes a row when it ends. */
    return json_record_begin(walk->table, frame->start);
}

static int open_frame(struct walk *walk, bool array) {
    struct json_table *table = walk->table;
    size_t start = end_of_token(walk) - 1;
    walk->token_end = start + 1;
    judge_refused(walk, array);
    if (walk->depth == JSON_DEPTH_MOST) {
        refuse(walk, DIAG_D167, start, "");
        return 0;
    }
    enum role role = role_of(walk, array, start);
    struct frame *parent = top(walk), *frame = &walk->frames[walk->depth];
    *frame = (struct frame){.role = role, .array = array, .judged = !walk->ask};
    walk->ask = false;
    frame->start = walk->document->start + start;
    frame->keys = json_keys_open(table->keys);
    if (role == PATH) frame->matched = parent ? parent->matched + 1 : 0;
    if (role == LIST) frame->column = find_column(walk);
    if (role == LIST && !frame->column) frame->role = REFUSED;
    if (role == GROUP) {
        buffer_add(&walk->table->name, ".", 1);
        frame->prefix = walk->table->name.length;
    }
    walk->depth++;
    if (role == RECORD && !open_record(walk, frame)) return 0;
    return !table->full && !diags_full(table->diags);
}

static int close_frame(struct walk *walk) {
    struct json_table *table = walk->table;
    struct frame *frame = top(walk);
    walk->token_end = end_of_token(walk);
    json_keys_close(table->keys, frame->keys);
    if (!frame->judged && frame->role == REFUSED)
        diags_hint(table->diags, N_("a cell holds one value: write null if it is missing"));
    if (frame->role == RECORD) json_record_end(table);
    if (frame->role == COLUMNS) json_lists_end(table);
    walk->depth--;
    if (top(walk)) top(walk)->index++;
    return !table->full && !diags_full(table->diags);
}

/* ---- yajl's calls ---- */

static int take_null(void *what) {
    struct walk *walk = what;
    walk->token_end = end_of_token(walk);
    size_t start = walk->token_end - 4;
    return take_scalar(walk, start, TEXT(""), true, start);
}

static int take_boolean(void *what, int value) {
    struct walk *walk = what;
    walk->token_end = end_of_token(walk);
    size_t start = walk->token_end - (value ? 4 : 5);
    return take_scalar(walk, start, value ? TEXT("true") : TEXT("false"), true, start);
}

static int take_number(void *what, const char *at, size_t length) {
    struct walk *walk = what;
    (void)at;
    walk->token_end = end_of_token(walk);
    size_t start = walk->token_end - length;
    struct text raw = text_slice(walk->document->text, start, walk->token_end), plain;
    enum slot slot = slot_of(walk);
    bool wanted = slot == SLOT_CELL || slot == SLOT_ELEMENT;
    char digits[JSON_NUMBER_BYTES_MOST + 1];
    if (wanted && !json_plain_number(raw, digits, &plain)) {
        refuse(walk, DIAG_D166, start, "");
        diags_hint(walk->table->diags,
                   N_("at most %d digits can be written out; write the value as "
                      "a text if it is no amount"),
                   (int)JSON_NUMBER_BYTES_MOST);
        plain = TEXT("");
    }
    return take_scalar(walk, start, wanted ? plain : raw, !wanted || plain.at != digits, start);
}

static int take_text(void *what, const unsigned char *at, size_t length) {
    struct walk *walk = what;
    struct string string = take_string(walk, at, length);
    if (!string.good) walk->table->record_faulty = true;
    return take_scalar(walk, string.offset, string.text, string.lasting, string.offset - 1);
}

static int take_key(void *what, const unsigned char *at, size_t length) {
    struct walk *walk = what;
    struct json_table *table = walk->table;
    struct string string = take_string(walk, at, length);
    struct frame *frame = top(walk);
    struct origin origin = origin_at(walk, string.offset);
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

static int open_object(void *what) {
    return open_frame(what, false);
}

static int open_array(void *what) {
    return open_frame(what, true);
}

static int close_any(void *what) {
    return close_frame(what);
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
    return memory ? memory : arena_take(arena, SIZE_MAX); /* ends the process */
}

static void *move_memory(void *arena, void *memory, size_t size) {
    void *moved = realloc(memory, size);
    return moved ? moved : arena_take(arena, SIZE_MAX);
}

static void free_memory(void *arena, void *memory) {
    (void)arena;
    free(memory);
}

static void report_missing(struct walk *walk) {
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

static void report_stop(struct walk *walk, bool at_end) {
    struct text text = walk->document->text;
    struct json_stop stop = {.text = text,
                             .start = walk->document->start,
                             .token_end = walk->token_end,
                             .at = at_end ? text.length : end_of_token(walk),
                             .at_end = at_end,
                             .one_of_many = walk->document->one_of_many,
                             .open = walk->depth ? top(walk)->start : SIZE_MAX};
    json_report_stop(&stop, walk->table->file, walk->table->diags);
    walk->faulty = true;
}

bool json_walk(struct json_table *table, const struct json_path *path,
               const struct json_document *document) {
    struct walk walk = {.table = table, .path = path, .document = document};
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
