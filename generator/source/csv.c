/* CSV (RFC 4180): comma, tab or semicolon, told from the heading row; quotes, quoted line breaks,
 * a byte order mark, line ends CRLF, LF or CR.
 *
 * Cells are slices of the mapped file (copies only where quotation marks were doubled) and keep the
 * offset of their text.  All faults of the file are reported; a faulty file gives no table.
 * Empty headings at the right end, as spreadsheets leave them, are dropped if their columns are
 * empty. */
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "source/inner.h"

enum { LET_GO_BYTES = 4 * 1024 * 1024 };

struct reader {
    const struct file *file;
    const char *begin, *at, *end;
    char separator;
    struct arena *arena;
    struct diags *diags;
    struct source_added constants;
    struct source_sink *sink;
    struct table *table; /* the batch under way */
    size_t row_count;    /* in all batches */
    size_t width;        /* cells of a row in the file: headings, empty ones at the end included */
    size_t kept_from;    /* the file's bytes before this were let go of */
    bool failed;         /* a fault was reported */
    bool cut_short;      /* the rest of the file makes no sense */
};

static struct origin origin_at(const struct reader *reader, const char *at) {
    return (struct origin){reader->file, (size_t)(at - reader->begin)};
}

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

static void skip_line_end(struct reader *reader) {
    if (reader->at < reader->end && *reader->at == '\r') {
        reader->at++;
        if (reader->at < reader->end && *reader->at == '\n') reader->at++;
    } else if (reader->at < reader->end && *reader->at == '\n') {
        reader->at++;
    }
}

static bool ends_cell(const struct reader *reader, char c) {
    return c == reader->separator || is_line_end(c);
}

/* The text between quotation marks, doubled ones made single. */
static struct text undouble(struct arena *arena, struct text raw) {
    char *copy = arena_take(arena, raw.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < raw.length; i++) {
        copy[length++] = raw.at[i];
        if (raw.at[i] == '"') i++;
    }
    return (struct text){copy, length};
}

static void read_quoted(struct reader *reader, struct cell *cell) {
    const char *open = reader->at++, *from = reader->at;
    bool doubled = false;
    for (;;) {
        const char *mark = reader->at < reader->end
                               ? memchr(reader->at, '"', (size_t)(reader->end - reader->at))
                               : NULL;
        if (!mark) {
            diags_add(reader->diags, DIAG_D107, origin_at(reader, open), "%s", "");
            diags_hint(reader->diags, N_("a quotation mark inside a quoted cell is written twice"));
            reader->failed = reader->cut_short = true;
            reader->at = reader->end;
            *cell = (struct cell){TEXT(""), origin_at(reader, from), false};
            return;
        }
        reader->at = mark + 1;
        if (reader->at >= reader->end || *reader->at != '"') break;
        doubled = true;
        reader->at++;
    }
    struct text raw = {from, (size_t)(reader->at - 1 - from)};
    cell->text = doubled ? undouble(reader->arena, raw) : raw;
    cell->origin = origin_at(reader, from);
    if (reader->at >= reader->end || ends_cell(reader, *reader->at)) return;
    diags_add(reader->diags, DIAG_D111, origin_at(reader, reader->at), "%s", "");
    diags_hint(reader->diags, N_("a quotation mark inside a quoted cell is written twice"));
    reader->failed = true;
    while (reader->at < reader->end && !ends_cell(reader, *reader->at)) reader->at++;
}

static void read_cell(struct reader *reader, struct cell *cell) {
    const char *at = reader->at, *end = reader->end;
    if (at < end && *at == '"') {
        read_quoted(reader, cell);
    } else {
        while (at < end && !ends_cell(reader, *at)) at++;
        cell->text = (struct text){reader->at, (size_t)(at - reader->at)};
        cell->origin = origin_at(reader, reader->at);
        reader->at = at;
    }
    if (cell->text.length <= SOURCE_CELL_BYTES_MOST) return;
    diags_add(reader->diags, DIAG_D108, cell->origin, N_("a cell of %zu bytes, at most %d"),
              cell->text.length, (int)SOURCE_CELL_BYTES_MOST);
    reader->failed = true;
}

/* Moves past the separator before the next cell of the row; false at the row's end. */
static bool next_cell(struct reader *reader) {
    if (reader->at < reader->end && *reader->at == reader->separator) {
        reader->at++;
        return true;
    }
    skip_line_end(reader);
    return false;
}

/* The separator that the first line has most of, outside quotation marks. */
static char find_separator(const char *at, const char *end) {
    static const char candidates[] = ",\t;";
    size_t counts[3] = {0};
    bool quoted = false;
    for (; at < end && (quoted || !is_line_end(*at)); at++) {
        if (*at == '"') quoted = !quoted;
        const char *hit = quoted ? NULL : strchr(candidates, *at);
        if (hit && *hit) counts[hit - candidates]++;
    }
    size_t best = 0;
    for (size_t i = 1; i < 3; i++)
        if (counts[i] > counts[best]) best = i;
    return candidates[best];
}

static void skip_blank_lines(struct reader *reader) {
    while (reader->at < reader->end && is_line_end(*reader->at)) reader->at++;
}

struct headings {
    struct cell *at;
    size_t count, room;
};

static bool read_headings(struct reader *reader, struct headings *headings) {
    skip_blank_lines(reader);
    if (reader->at >= reader->end) {
        diags_add(reader->diags, DIAG_D112, origin_at(reader, reader->begin), "%s", "");
        return false;
    }
    do {
        if (headings->count == SOURCE_COLUMNS_MOST) {
            diags_add(reader->diags, DIAG_D108, origin_at(reader, reader->at),
                      N_("at most %d columns"), (int)SOURCE_COLUMNS_MOST);
            return false;
        }
        ARENA_GROW(reader->arena, headings->at, headings->count, headings->room);
        read_cell(reader, &headings->at[headings->count++]);
    } while (next_cell(reader));
    return !reader->cut_short;
}

static void check_repeated(struct reader *reader, struct map *seen, const struct cell *heading) {
    struct text name = text_trim(heading->text);
    if (!map_find(seen, name)) {
        map_set(seen, name, (void *)heading);
        return;
    }
    diags_add(reader->diags, DIAG_D105, heading->origin, "%.*s", TEXT_ARGS(name));
    reader->failed = true;
}

static void add_columns(struct reader *reader, const struct headings *headings) {
    size_t used = headings->count;
    while (used > 0 && !text_trim(headings->at[used - 1].text).length) used--;
    struct map *seen = map_new(reader->arena);
    for (size_t i = 0; i < used; i++) {
        const struct cell *heading = &headings->at[i];
        if (text_trim(heading->text).length) {
            check_repeated(reader, seen, heading);
        } else {
            diags_add(reader->diags, DIAG_D106, heading->origin, N_("column %zu"), i + 1);
            reader->failed = true;
        }
        table_add_column(reader->arena, reader->table, heading->text, heading->origin);
    }
    reader->width = headings->count;
    if (used) return;
    diags_add(reader->diags, DIAG_D112, headings->at[0].origin, "%s", "");
    reader->failed = reader->cut_short = true;
}

/* A cell beyond the last heading: only empty ones below the empty headings are let pass. */
static void read_surplus(struct reader *reader, size_t index) {
    struct cell cell;
    read_cell(reader, &cell);
    if (index >= reader->width || !text_trim(cell.text).length) return;
    diags_add(reader->diags, DIAG_D106, cell.origin, N_("column %zu, though there are cells in it"),
              index + 1);
    reader->failed = true;
}

/* Spreadsheets leave rows of nothing but separators behind: they are blank lines. */
static bool is_empty_row(const struct cell *row, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (row[i].text.length) return false;
    return true;
}

static bool read_row(struct reader *reader) {
    struct table *table = reader->table;
    if ((reader->row_count + 1) * table->column_count > SOURCE_CELLS_MOST) {
        diags_add(reader->diags, DIAG_D108, origin_at(reader, reader->at), N_("at most %d cells"),
                  (int)SOURCE_CELLS_MOST);
        reader->failed = reader->cut_short = true;
        return false;
    }
    const char *start = reader->at;
    size_t own = table->column_count - reader->constants.count, count = 0;
    struct cell *row = source_next_row(reader->sink, table, reader->arena);
    if (!row) return false;
    do {
        if (count < own)
            read_cell(reader, &row[count]);
        else
            read_surplus(reader, count);
        count++;
    } while (next_cell(reader));
    source_fill_constants(reader->constants, row + own);
    bool ragged = count != reader->width && !reader->cut_short;
    if (ragged) {
        diags_add(reader->diags, DIAG_D104, origin_at(reader, start),
                  N_("%zu cells, %zu in the heading"), count, reader->width);
        diags_hint(
            reader->diags,
            N_("a cell that holds a comma, a line break or a quotation mark stands in quotation marks"));
        reader->failed = true;
    }
    if (ragged || is_empty_row(row, own))
        table->row_count--;
    else
        reader->row_count++;
    return !reader->cut_short && !diags_full(reader->diags);
}

/* A long file need not stay in memory behind the rows that were handed on. */
static void let_go(struct reader *reader) {
    size_t read = (size_t)(reader->at - reader->begin);
    if (read < reader->kept_from + LET_GO_BYTES || reader->table->row_count > 1) return;
    file_let_go(reader->file, reader->kept_from, read);
    reader->kept_from = read;
}

static bool read_csv(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                     struct diags *diags) {
    const struct file *file = source_open_text(spec, arena, diags);
    if (!file) return false;
    struct reader reader = {.file = file,
                            .begin = file->bytes.at,
                            .at = file->bytes.at + source_start(file),
                            .end = file->bytes.at + file->bytes.length,
                            .arena = arena,
                            .diags = diags,
                            .sink = sink,
                            .table = source_table(spec, file, arena)};
    struct headings headings = {0};
    skip_blank_lines(&reader);
    reader.separator = find_separator(reader.at, reader.end);
    if (!read_headings(&reader, &headings)) return false;
    add_columns(&reader, &headings);
    if (reader.cut_short) return false;
    reader.constants = source_add_constants(spec, reader.table, arena, diags);
    reader.table->lasting = true;
    for (skip_blank_lines(&reader); reader.at < reader.end; skip_blank_lines(&reader)) {
        if (!read_row(&reader)) break;
        let_go(&reader);
    }
    if (!reader.cut_short) source_give(sink, reader.table);
    return !reader.failed;
}

static int claim_csv(const char *path, struct text head) {
    static const char *const extensions[] = {".csv", ".tsv", ".tab", NULL};
    if (source_has_extension(path, extensions)) return SOURCE_SURE;
    if (head.length && memchr(head.at, 0, head.length)) return SOURCE_NO_CLAIM;
    struct text rest = head, line = {0};
    text_cut(&rest, '\n', &line);
    bool parted =
        line.length && (memchr(line.at, ',', line.length) || memchr(line.at, '\t', line.length));
    return parted ? SOURCE_GUESS : SOURCE_LAST_RESORT;
}

const struct source_kind source_csv = {"csv", claim_csv, read_csv, 0};
