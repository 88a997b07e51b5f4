/* CSV (RFC 4180): comma, tab, semicolon or, if declared, a bar; quotes, quoted line breaks, a byte
 * order mark, line ends CRLF, LF or CR; what spreadsheets add: a first line "sep=;", cells ="007".
 *
 * Cells are slices of the text (copies only where quotation marks were doubled) and keep the offset
 * of their text.  All faults of the file are reported; a faulty file gives no table.  Empty
 * headings at the right end, as spreadsheets leave them, are dropped if their columns are empty. */
#include "source/csv.h"

#include <string.h>

#include "base/file.h"
#include "base/map.h"

enum { LET_GO_BYTES = 4 * 1024 * 1024 };

/* A table under way: the first row is the heading. */
struct reader {
    struct csv_reader csv;
    struct source_added constants;
    struct source_sink *sink;
    struct table *table; /* the batch under way */
    size_t row_count;    /* in all batches */
    size_t width;        /* cells of a row in the file: headings, empty ones at the end included */
    size_t headings;     /* without these */
    size_t kept_from;    /* the file's bytes before this were let go of */
    bool *told;          /* by column: cells without a heading were reported */
};

static void skip_blank_lines(struct csv_reader *csv) {
    while (csv->at < csv->end && csv_is_line_end(*csv->at)) csv->at++;
}

struct headings {
    struct cell *at;
    size_t count, room;
};

static void report_no_heading(struct reader *reader, struct origin origin) {
    diags_add(reader->csv.diags, DIAG_D112, origin, "%s", "");
    diags_hint(reader->csv.diags,
               N_("the first row names the columns, such as unit,period,code,value; if the file is "
                  "empty, save the table anew"));
    reader->csv.failed = reader->csv.cut_short = true;
}

static bool read_headings(struct reader *reader, struct headings *headings) {
    skip_blank_lines(&reader->csv);
    if (reader->csv.at >= reader->csv.end) {
        report_no_heading(reader, csv_origin(&reader->csv, reader->csv.begin));
        return false;
    }
    do {
        if (headings->count == SOURCE_COLUMNS_MOST) {
            diags_add(reader->csv.diags, DIAG_D108, csv_origin(&reader->csv, reader->csv.at),
                      N_("at most %d columns"), (int)SOURCE_COLUMNS_MOST);
            return false;
        }
        ARENA_GROW(reader->csv.arena, headings->at, headings->count, headings->room);
        csv_read_cell(&reader->csv, &headings->at[headings->count++]);
    } while (csv_next_cell(&reader->csv));
    return !reader->csv.cut_short;
}

static void check_repeated(struct reader *reader, struct map *seen, const struct cell *heading) {
    struct text name = text_trim(heading->text);
    if (!map_find(seen, name)) {
        map_set(seen, name, (void *)heading);
        return;
    }
    diags_add(reader->csv.diags, DIAG_D105, heading->origin, "%.*s", TEXT_ARGS(name));
    diags_hint(reader->csv.diags, N_("give each column a heading of its own"));
    reader->csv.failed = true;
}

static void add_columns(struct reader *reader, const struct headings *headings) {
    size_t used = headings->count;
    while (used > 0 && !text_trim(headings->at[used - 1].text).length) used--;
    struct map *seen = map_new(reader->csv.arena);
    for (size_t i = 0; i < used; i++) {
        const struct cell *heading = &headings->at[i];
        if (text_trim(heading->text).length) {
            check_repeated(reader, seen, heading);
        } else {
            diags_add(reader->csv.diags, DIAG_D106, heading->origin, N_("column %zu"), i + 1);
            diags_hint(reader->csv.diags, N_("write a heading above the column, or delete it"));
            reader->csv.failed = true;
        }
        table_add_column(reader->csv.arena, reader->table, heading->text, heading->origin);
    }
    reader->width = headings->count;
    reader->headings = used;
    reader->told = arena_take_array(reader->csv.arena, reader->width, sizeof *reader->told);
    if (used) return;
    report_no_heading(reader, headings->at[0].origin);
}

/* A row under way. */
struct row {
    struct cell *cells;
    size_t own, count;
    bool blank;
};

static bool is_blank(const struct cell *cell) {
    return !cell->text.length || !text_trim(cell->text).length;
}

/* One heading, and more cells below it: most likely a title. */
static void report_title(struct reader *reader) {
    const struct column *title = reader->table->columns;
    if (reader->csv.cut_short) return;
    diags_add(reader->csv.diags, DIAG_D127, title->origin, "%.*s", TEXT_ARGS(title->name));
    diags_hint(reader->csv.diags,
               N_("if a title stands above the headings, say in which row they stand: "
                  "heading=\"2\" in the <source> of the job"));
    reader->csv.failed = reader->csv.cut_short = true;
}

/* A cell beyond the last heading: only empty ones may stand there. */
static void read_surplus(struct reader *reader, struct row *row) {
    struct cell cell;
    csv_read_cell(&reader->csv, &cell);
    if (is_blank(&cell)) return;
    row->blank = false;
    if (row->count >= reader->width || reader->told[row->count]) return;
    if (reader->headings == 1 && !reader->row_count) {
        report_title(reader);
        return;
    }
    reader->told[row->count] = reader->csv.failed = true;
    diags_add(reader->csv.diags, DIAG_D106, cell.origin,
              N_("column %zu, though there are cells in it"), row->count + 1);
    diags_hint(reader->csv.diags, N_("write a heading above the column, or empty it"));
}

static void read_cells(struct reader *reader, struct row *row) {
    row->blank = true;
    do {
        if (row->count < row->own) {
            struct cell *cell = &row->cells[row->count];
            csv_read_cell(&reader->csv, cell);
            row->blank = row->blank && is_blank(cell);
        } else {
            read_surplus(reader, row);
        }
        row->count++;
    } while (csv_next_cell(&reader->csv));
}

static void report_ragged(struct reader *reader, struct origin start, size_t count) {
    struct diags *diags = reader->csv.diags;
    reader->csv.failed = true;
    if (reader->headings == 1 && !reader->row_count) {
        report_title(reader);
        return;
    }
    diags_add(diags, DIAG_D104, start, N_("%zu cells, %zu in the heading"), count, reader->width);
    diags_hint(
        diags,
        count > reader->width
            ? N_("a cell that holds a comma, a line break or a quotation mark stands in "
                 "quotation marks")
            : N_("write a separator for every cell, also for empty ones at the end; in Excel "
                 "or WPS save the table anew as \"CSV UTF-8\""));
}

static bool read_row(struct reader *reader) {
    struct csv_reader *csv = &reader->csv;
    struct table *table = reader->table;
    if ((reader->row_count + 1) * table->column_count > SOURCE_CELLS_MOST) {
        diags_add(csv->diags, DIAG_D108, csv_origin(csv, csv->at), N_("at most %d cells"),
                  (int)SOURCE_CELLS_MOST);
        csv->failed = csv->cut_short = true;
        return false;
    }
    struct origin start = csv_origin(csv, csv->at);
    struct row row = {.cells = source_next_row(reader->sink, table, csv->arena),
                      .own = table->column_count - reader->constants.count};
    if (!row.cells) return false;
    read_cells(reader, &row);
    source_fill_constants(reader->constants, row.cells + row.own);
    /* Spreadsheets leave rows of nothing but separators behind: they are blank lines. */
    bool ragged = row.count != reader->width && !row.blank && !csv->cut_short;
    if (ragged) report_ragged(reader, start, row.count);
    if (ragged || row.blank)
        table->row_count--;
    else
        reader->row_count++;
    return !csv->cut_short && !diags_full(csv->diags);
}

/* One heading that holds what people take for separators. */
static void look_at_lone_heading(const struct reader *reader) {
    static const struct text others[] = {TEXT_INIT("，"), TEXT_INIT("；"), TEXT_INIT("|"),
                                         TEXT_INIT("、")};
    const struct column *lone = reader->table->columns;
    for (size_t i = 0; reader->headings == 1 && i < sizeof others / sizeof *others; i++) {
        size_t at = text_find(lone->name, others[i]);
        if (at == SIZE_MAX) continue;
        diags_add(reader->csv.diags, DIAG_D128, origin_inside(lone->origin, lone->name, at), "%.*s",
                  TEXT_ARGS(others[i]));
        diags_hint(
            reader->csv.diags,
            N_("cells are parted by a comma (,), a semicolon (;) or a tab, typed with the "
               "input method off; where | parts them, say separator=\"bar\" in the <source>"));
        return;
    }
}

/* A long file need not stay in memory behind the rows that were handed on. */
static void let_go(struct reader *reader) {
    size_t read = (size_t)(reader->csv.at - reader->csv.begin);
    if (read < reader->kept_from + LET_GO_BYTES || reader->table->row_count > 1) return;
    file_let_go(reader->csv.file, reader->kept_from, read);
    reader->kept_from = read;
}

static bool read_as_sheet(const struct source_spec *spec, struct source_sink *sink,
                          struct arena *arena, struct diags *diags) {
    struct sheet sheet;
    return source_csv_sheet(spec, &sheet, arena, diags) &&
           source_give_sheet(spec, &sheet, sink, arena, diags);
}

/* A file whose headings the job describes is a form; all others have theirs in the first row, and
 * are read without being held whole. */
static bool read_csv(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                     struct diags *diags) {
    if (spec->heading.row || spec->heading.rows || spec->heading.fill_down.length || spec->witness)
        return read_as_sheet(spec, sink, arena, diags);
    struct reader reader = {.sink = sink};
    struct csv_reader *csv = &reader.csv;
    struct headings headings = {0};
    if (!csv_open(csv, spec, 1, arena, diags)) return false;
    reader.table = source_table(spec, csv->file, arena);
    if (!read_headings(&reader, &headings)) return false;
    add_columns(&reader, &headings);
    if (csv->cut_short) return false;
    look_at_lone_heading(&reader);
    reader.constants = source_add_constants(spec, reader.table, arena, diags);
    reader.table->lasting = true;
    for (skip_blank_lines(csv); csv->at < csv->end; skip_blank_lines(csv)) {
        if (!read_row(&reader)) break;
        let_go(&reader);
    }
    if (!csv->cut_short) source_give(sink, reader.table);
    return !csv->failed;
}

static int claim_csv(const char *path, struct text head) {
    static const char *const extensions[] = {".csv", ".tsv", ".tab", NULL};
    if (source_has_extension(path, extensions)) return SOURCE_SURE;
    if (text_starts(head, TEXT("\xFF\xFE")) || text_starts(head, TEXT("\xFE\xFF")))
        return SOURCE_GUESS; /* UTF-16 */
    if (head.length && memchr(head.at, 0, head.length)) return SOURCE_NO_CLAIM;
    struct text rest = head, line = {0};
    text_cut(&rest, '\n', &line);
    bool parted =
        line.length && (memchr(line.at, ',', line.length) || memchr(line.at, '\t', line.length));
    return parted ? SOURCE_GUESS : SOURCE_LAST_RESORT;
}

const struct source_kind source_csv = {"csv", claim_csv, read_csv,
                                       SOURCE_TAKES_ENCODING | SOURCE_TAKES_SEPARATOR |
                                           SOURCE_TAKES_HEADING};
