/* Rows of a query on their way to the sink.
 *
 * A database has no bytes that messages could point into: a place is the row's number, and the
 * fingerprint of the source, by which a report is known to be up to date, is taken from all cells
 * that were handed on. */
#include "source/database.h"

#include <inttypes.h>
#include <string.h>

#include "base/map.h"

/* The "file" of a query; offsets are row numbers over all turns. */
struct database_file {
    struct file file; /* first: a struct file is one of these */
    struct text part;
    struct turn {
        struct text unit;
        size_t first; /* rows before it */
    } * turns;
    size_t turn_count, turn_room;
    uint64_t hash[2];
};

static char *describe(const struct file *file, size_t offset, struct arena *arena) {
    const struct database_file *own = (const struct database_file *)file;
    char *name = arena_printf(arena, "%s:%.*s", file->name, TEXT_ARGS(own->part));
    if (offset == ORIGIN_WHOLE_FILE || !offset) return name;
    size_t turn = own->turn_count;
    while (turn > 1 && own->turns[turn - 1].first >= offset) turn--;
    if (!turn) return name;
    const struct turn *of = &own->turns[turn - 1];
    if (!of->unit.length) return arena_printf(arena, "%s:%zu", name, offset - of->first);
    return arena_printf(arena, "%s[%.*s]:%zu", name, TEXT_ARGS(of->unit), offset - of->first);
}

static struct database_file *file_of(struct database_rows *rows) {
    return (struct database_file *)rows->batch->file;
}

/* Two chains, the length before and behind: cells cannot trade bytes unnoticed. */
static void mix(struct database_rows *rows, struct text text) {
    struct database_file *file = file_of(rows);
    uint64_t length = text.length;
    struct text size = {(const char *)&length, sizeof length};
    file->hash[0] = hash_text(text, hash_text(size, file->hash[0]));
    file->hash[1] = hash_text(size, hash_text(text, file->hash[1] ^ 0x9E3779B97F4A7C15u));
}

static struct origin row_origin(const struct database_rows *rows) {
    return (struct origin){rows->batch->file, rows->row_count};
}

struct origin database_origin(const struct database_rows *rows) {
    return (struct origin){rows->batch->file, 0};
}

static void drop_texts(void *what) {
    struct database_rows *rows = what;
    arena_free(rows->texts);
    rows->texts = NULL;
}

struct database_rows *database_open(const struct source_spec *spec, const char *name,
                                    struct text part, struct source_sink *sink, struct arena *arena,
                                    struct diags *diags) {
    struct database_rows *rows = ARENA_NEW(arena, struct database_rows);
    struct database_file *file = ARENA_NEW(arena, struct database_file);
    file->file = (struct file){.name = arena_printf(arena, "%s", name), .describe = describe};
    file->part = text_copy(arena, part);
    rows->spec = spec;
    rows->sink = sink;
    rows->arena = arena;
    rows->diags = diags;
    struct text table = spec->table.length ? spec->table : file->part;
    rows->batch = table_new(arena, table, &file->file);
    rows->texts = arena_new();
    arena_defer(arena, drop_texts, rows);
    return rows;
}

/* ---- columns ---- */

void database_begin(struct database_rows *rows, struct text unit) {
    struct database_file *file = file_of(rows);
    ARENA_GROW(rows->arena, file->turns, file->turn_count, file->turn_room);
    file->turns[file->turn_count++] = (struct turn){unit, rows->row_count};
    rows->unit.value = unit;
    rows->column = 0;
    mix(rows, unit);
}

void database_column(struct database_rows *rows, struct text name) {
    size_t index = rows->column++;
    mix(rows, name);
    if (!rows->started) {
        if (index < SOURCE_COLUMNS_MOST)
            table_add_column(rows->arena, rows->batch, text_copy(rows->arena, name),
                             database_origin(rows));
        return;
    }
    if (index < rows->own && text_equal(rows->batch->columns[index].name, text_trim(name))) return;
    diags_add(rows->diags, DIAG_D171, database_origin(rows), N_("column %zu is now %.*s"),
              index + 1, TEXT_ARGS(name));
    rows->failed = true;
}

static void check_names(struct database_rows *rows) {
    struct map *seen = map_new(rows->arena);
    struct table *batch = rows->batch;
    for (size_t i = 0; i < batch->column_count; i++) {
        struct text name = batch->columns[i].name;
        if (!name.length)
            diags_add(rows->diags, DIAG_D106, database_origin(rows), N_("column %zu"), i + 1);
        else if (map_find(seen, name))
            diags_add(rows->diags, DIAG_D105, database_origin(rows), "%.*s", TEXT_ARGS(name));
        else {
            map_set(seen, name, batch);
            continue;
        }
        diags_hint(rows->diags, N_("give the column a name of its own: SELECT … AS value"));
        rows->failed = true;
    }
}

/* Rows of a turn get its unit, unless the query itself says whose they are. */
static void add_unit(struct database_rows *rows) {
    if (!rows->unit.value.length || table_find_column(rows->batch, "unit") != TABLE_NO_COLUMN)
        return;
    const struct source_constant **all =
        arena_take_array(rows->arena, rows->constants.count + 1, sizeof *all);
    if (rows->constants.count) memcpy(all, rows->constants.at, rows->constants.count * sizeof *all);
    rows->unit.column = TEXT("unit");
    rows->unit.origin = rows->spec->query.origin;
    table_add_column(rows->arena, rows->batch, rows->unit.column, rows->unit.origin);
    all[rows->constants.count++] = &rows->unit;
    rows->constants.at = all;
}

bool database_columns_end(struct database_rows *rows) {
    if (rows->column > SOURCE_COLUMNS_MOST) {
        diags_add(rows->diags, DIAG_D108, database_origin(rows), N_("at most %d columns"),
                  (int)SOURCE_COLUMNS_MOST);
        rows->failed = true;
    } else if (!rows->started) {
        rows->own = rows->batch->column_count;
        check_names(rows);
        rows->constants = source_add_constants(rows->spec, rows->batch, rows->arena, rows->diags);
        add_unit(rows);
        rows->started = true;
    } else if (rows->column < rows->own) {
        diags_add(rows->diags, DIAG_D171, database_origin(rows),
                  N_("%zu columns, before it had %zu"), rows->column, rows->own);
        rows->failed = true;
    }
    return !rows->failed;
}

/* ---- rows ---- */

bool database_row(struct database_rows *rows) {
    struct table *batch = rows->batch;
    if ((rows->row_count + 1) * batch->column_count > SOURCE_CELLS_MOST) {
        diags_add(rows->diags, DIAG_D108, database_origin(rows), N_("at most %d cells"),
                  (int)SOURCE_CELLS_MOST);
        diags_hint(rows->diags, N_("choose fewer rows: WHERE period = :period"));
        rows->failed = rows->stopped = true;
        return false;
    }
    size_t before = batch->row_count;
    rows->row = source_next_row(rows->sink, batch, rows->arena);
    rows->stopped = !rows->row;
    if (batch->row_count <= before) { /* the batch was handed on: its texts are used up */
        arena_free(rows->texts);
        rows->texts = arena_new();
    }
    if (!rows->row) return false;
    rows->row_count++;
    rows->row_faulty = false;
    for (size_t i = 0; i < rows->own; i++)
        rows->row[i] = (struct cell){.text = TEXT(""), .origin = row_origin(rows)};
    source_fill_constants(rows->constants, rows->row + rows->own);
    return true;
}

static void refuse(struct database_rows *rows) {
    rows->row_faulty = rows->failed = true;
}

static bool check_text(struct database_rows *rows, size_t index, struct text text) {
    struct text name = rows->batch->columns[index].name;
    struct origin origin = row_origin(rows);
    size_t bad = 0;
    if (text.length > SOURCE_CELL_BYTES_MOST) {
        diags_add(rows->diags, DIAG_D108, origin, N_("%.*s: a cell of %zu bytes, at most %d"),
                  TEXT_ARGS(name), text.length, (int)SOURCE_CELL_BYTES_MOST);
    } else if (!text_is_utf8(text, &bad)) {
        diags_add(rows->diags, DIAG_D103, origin, N_("%.*s: byte 0x%02X"), TEXT_ARGS(name),
                  (unsigned)(unsigned char)text.at[bad]);
        diags_hint(rows->diags, N_("the program that fills the database must write UTF-8"));
    } else if (text.length && memchr(text.at, 0, text.length)) {
        diags_add(rows->diags, DIAG_D173, origin, N_("%.*s: a text with a NUL byte"),
                  TEXT_ARGS(name));
    } else {
        return true;
    }
    refuse(rows);
    return false;
}

void database_cell(struct database_rows *rows, size_t index, struct text text, bool binary) {
    if (!check_text(rows, index, text)) return;
    rows->row[index].text = text_copy(rows->texts, text);
    rows->row[index].binary = binary;
}

void database_refuse_cell(struct database_rows *rows, size_t index, const char *what) {
    diags_add(rows->diags, DIAG_D173, row_origin(rows), what,
              TEXT_ARGS(rows->batch->columns[index].name));
    diags_hint(rows->diags, N_("leave the column out of the query, or turn it into text there: "
                               "CAST(… AS TEXT)"));
    refuse(rows);
}

void database_row_end(struct database_rows *rows) {
    for (size_t i = 0; i < rows->own; i++) mix(rows, rows->row[i].text);
    if (rows->row_faulty) rows->batch->row_count--;
    if (diags_full(rows->diags)) rows->stopped = true;
}

bool database_close(struct database_rows *rows) {
    struct database_file *file = file_of(rows);
    if (!rows->stopped && rows->started) source_give(rows->sink, rows->batch);
    file->file.fingerprint = text_of(
        arena_printf(rows->arena, "%016" PRIx64 "%016" PRIx64, file->hash[0], file->hash[1]));
    return !rows->failed;
}

/* ---- the query ---- */

bool database_query(const struct source_spec *spec, char mark, struct query *query,
                    struct arena *arena, struct diags *diags) {
    if (!spec->query.table.length)
        return query_read(spec->query.sql, spec->query.origin, query, arena, diags);
    *query = (struct query){.origin = spec->query.origin};
    query->sql =
        text_of(arena_printf(arena, "SELECT * FROM %s",
                             query_quote(spec->query.table, mark, spec->connection.length, arena)));
    return true;
}

int database_timeout(const struct source_spec *spec) {
    return spec->query.timeout_s ? spec->query.timeout_s : SOURCE_TIMEOUT_S;
}

void database_report_timeout(const struct query *query, const struct source_spec *spec,
                             struct diags *diags) {
    diags_add(diags, DIAG_D172, query->origin, N_("more than %d seconds"), database_timeout(spec));
    diags_hint(diags, N_("ask for less, or allow more time: <query timeout=\"%d\">"),
               database_timeout(spec) * 5);
}
