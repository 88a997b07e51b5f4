/* From values to records, cells and columns, by the roles of what holds them (json_walk.h). */
#include "source/json_walk.h"

#include <stdlib.h>
#include <string.h>

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

struct json_frame *json_top(struct json_walk *walk) {
    return walk->depth ? &walk->frames[walk->depth - 1] : NULL;
}

struct origin json_origin(const struct json_walk *walk, size_t offset) {
    return (struct origin){walk->table->file, walk->document->start + offset};
}

static bool selects(struct text part, const struct json_frame *frame) {
    if (!frame->array) return text_equal(text_trim(part), *frame->key);
    char *end, number[24];
    if (!part.length || part.length >= sizeof number) return false;
    memcpy(number, part.at, part.length);
    number[part.length] = '\0';
    return number[0] >= '0' && number[0] <= '9' && strtoull(number, &end, 10) == frame->index &&
           !*end;
}

static enum slot slot_of(struct json_walk *walk) {
    const struct json_frame *frame = json_top(walk);
    if (!frame) return walk->path->count ? SLOT_PATH : SLOT_TARGET;
    if (frame->skip) return SLOT_REFUSED;
    switch (frame->role) {
    case JSON_PATH:
        if (!selects(walk->path->parts[frame->matched], frame)) return SLOT_OUTSIDE;
        return frame->matched + 1 == walk->path->count ? SLOT_TARGET : SLOT_PATH;
    case JSON_OUTSIDE: return SLOT_OUTSIDE;
    case JSON_ROWS: return SLOT_RECORD;
    case JSON_RECORD:
    case JSON_GROUP: return SLOT_CELL;
    case JSON_COLUMNS: return SLOT_LIST;
    case JSON_LIST: return SLOT_ELEMENT;
    case JSON_REFUSED: return SLOT_REFUSED;
    }
    return SLOT_OUTSIDE;
}

bool json_wants_cell(struct json_walk *walk) {
    enum slot slot = slot_of(walk);
    return slot == SLOT_CELL || slot == SLOT_ELEMENT;
}

/* ---- names ---- */

/* The column of the member under way, its name put together from the keys that lead there. */
static struct json_column *find_column(struct json_walk *walk) {
    const struct json_frame *frame = json_top(walk);
    walk->table->name.length = frame->prefix;
    buffer_add_text(&walk->table->name, *frame->key);
    return json_column_need(walk->table, buffer_text(&walk->table->name),
                            json_origin(walk, frame->key_offset));
}

/* A list of objects where a cell should be: most likely it is the table itself. */
static void hint_path(struct json_walk *walk) {
    struct text parts[JSON_DEPTH_MOST];
    bool in_rows = walk->document->one_of_many;
    for (size_t i = 0; i + 1 < walk->depth; i++) {
        const struct json_frame *frame = &walk->frames[i];
        in_rows = in_rows || frame->role == JSON_ROWS;
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

static void hint_shape(struct json_walk *walk) {
    diags_hint(walk->table->diags, N_("a table is a list of objects, [{\"code\": …}, …], or an "
                                      "object of lists, {\"code\": […], …}"));
}

static void hint_record(struct json_walk *walk) {
    diags_hint(walk->table->diags,
               N_("every row is an object: {\"code\": \"visit\", \"value\": 1200}"));
}

/* `what` is a sentence that is marked for translation. */
void json_refuse(struct json_walk *walk, enum diag_code code, size_t offset, const char *what) {
    diags_add(walk->table->diags, code, json_origin(walk, offset), what, 0);
    walk->faulty = true;
    walk->table->record_faulty = true;
}

/* ---- values ---- */

static void take_cell(struct json_walk *walk, size_t offset, struct text text, bool lasting) {
    struct json_column *column = find_column(walk);
    json_top(walk)->undecided = false;
    if (column)
        json_record_cell(walk->table, column, (struct cell){text, json_origin(walk, offset), false},
                         lasting);
    else if (!walk->table->giving)
        walk->faulty = walk->table->record_faulty = true;
}

/* A number, a text, true, false or null. */
int json_take_scalar(struct json_walk *walk, size_t offset, struct text text, bool lasting,
                     size_t start) {
    struct json_table *table = walk->table;
    struct json_frame *frame = json_top(walk);
    switch (slot_of(walk)) {
    case SLOT_TARGET:
        table->found = true;
        json_refuse(walk, DIAG_D163, start, N_("a single value stands here"));
        if (walk->document->one_of_many)
            hint_record(walk);
        else
            hint_shape(walk);
        break;
    case SLOT_RECORD:
        json_refuse(walk, DIAG_D164, start, N_("a single value"));
        hint_record(walk);
        break;
    case SLOT_CELL: take_cell(walk, offset, text, lasting); break;
    case SLOT_LIST:
        json_refuse(walk, DIAG_D163, start, N_("a single value among lists"));
        hint_shape(walk);
        break;
    case SLOT_ELEMENT:
        json_list_cell(table, frame->column, (struct cell){text, json_origin(walk, offset), false},
                       lasting);
        break;
    case SLOT_PATH:
    case SLOT_OUTSIDE:
    case SLOT_REFUSED: break;
    }
    if (frame && frame->role == JSON_REFUSED && !frame->judged) {
        frame->judged = true;
        diags_hint(table->diags, N_("a cell holds one value: write a list as one text, \"a、b\""));
    }
    if (frame) frame->index++;
    return !table->full && !diags_full(table->diags);
}

/* ---- what opens ---- */

static enum json_role open_cell(struct json_walk *walk, bool array, size_t start) {
    struct json_frame *parent = json_top(walk);
    struct json_column *column = find_column(walk);
    if (!column) return JSON_REFUSED;
    if (array && parent->undecided) {
        parent->role = JSON_COLUMNS;
        return JSON_LIST;
    }
    parent->undecided = false;
    if (!array) {
        column->is_group = true;
        return JSON_GROUP;
    }
    walk->table->record_faulty = walk->faulty = true;
    walk->ask = !column->list_told;
    if (walk->ask) json_refuse(walk, DIAG_D162, start, N_("a list"));
    column->list_told = true;
    return JSON_REFUSED;
}

/* The role of the object or array that begins here. */
static enum json_role role_of(struct json_walk *walk, bool array, size_t start) {
    struct json_table *table = walk->table;
    switch (slot_of(walk)) {
    case SLOT_PATH: return JSON_PATH;
    case SLOT_TARGET:
        table->found = true;
        if (!array || !walk->document->one_of_many || walk->path->count)
            return array ? JSON_ROWS : JSON_RECORD;
        json_refuse(walk, DIAG_D164, start, N_("a list"));
        hint_record(walk);
        return JSON_REFUSED;
    case SLOT_OUTSIDE: return JSON_OUTSIDE;
    case SLOT_RECORD:
        if (!array) return JSON_RECORD;
        json_refuse(walk, DIAG_D164, start, N_("a list"));
        hint_record(walk);
        return JSON_REFUSED;
    case SLOT_CELL: return open_cell(walk, array, start);
    case SLOT_LIST:
        if (array) return JSON_LIST;
        json_refuse(walk, DIAG_D163, start, N_("an object among lists"));
        hint_shape(walk);
        return JSON_REFUSED;
    case SLOT_ELEMENT:
        json_top(walk)->role = JSON_REFUSED; /* once for the whole list */
        json_top(walk)->judged = true;
        json_refuse(walk, DIAG_D162, start, array ? N_("a list") : N_("an object"));
        if (!array) hint_path(walk);
        return JSON_REFUSED;
    case SLOT_REFUSED: break;
    }
    return JSON_REFUSED;
}

/* The first element of a list that cannot be a cell tells what was meant. */
static void judge_refused(struct json_walk *walk, bool array) {
    struct json_frame *parent = json_top(walk);
    if (!parent || parent->role != JSON_REFUSED || parent->judged) return;
    parent->judged = true;
    if (!array) hint_path(walk);
}

static bool open_record(struct json_walk *walk, struct json_frame *frame) {
    const struct json_frame *parent = walk->depth > 1 ? frame - 1 : NULL;
    bool row = parent && parent->role == JSON_ROWS;
    frame->undecided = !row && !walk->document->one_of_many;
    /* What may turn out to be an object of lists becomes a row when it ends. */
    return json_record_begin(walk->table, frame->start);
}

int json_open(struct json_walk *walk, bool array, size_t start) {
    struct json_table *table = walk->table;
    judge_refused(walk, array);
    if (walk->depth == JSON_DEPTH_MOST) {
        json_refuse(walk, DIAG_D167, start, "");
        return 0;
    }
    enum json_role role = role_of(walk, array, start);
    struct json_frame *parent = json_top(walk), *frame = &walk->frames[walk->depth];
    *frame = (struct json_frame){.role = role, .array = array, .judged = !walk->ask};
    walk->ask = false;
    frame->start = walk->document->start + start;
    frame->keys = json_keys_open(table->keys);
    if (role == JSON_PATH) frame->matched = parent ? parent->matched + 1 : 0;
    if (role == JSON_LIST) frame->column = find_column(walk);
    if (role == JSON_LIST && !frame->column) frame->role = JSON_REFUSED;
    if (role == JSON_GROUP) {
        buffer_add(&walk->table->name, ".", 1);
        frame->prefix = walk->table->name.length;
    }
    walk->depth++;
    if (role == JSON_RECORD && !open_record(walk, frame)) return 0;
    return !table->full && !diags_full(table->diags);
}

int json_close(struct json_walk *walk) {
    struct json_table *table = walk->table;
    struct json_frame *frame = json_top(walk);
    json_keys_close(table->keys, frame->keys);
    if (!frame->judged && frame->role == JSON_REFUSED)
        diags_hint(table->diags, N_("a cell holds one value: write null if it is missing"));
    if (frame->role == JSON_RECORD) json_record_end(table);
    if (frame->role == JSON_COLUMNS) json_lists_end(table);
    walk->depth--;
    if (json_top(walk)) json_top(walk)->index++;
    return !table->full && !diags_full(table->diags);
}
