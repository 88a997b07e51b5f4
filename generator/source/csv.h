/* CSV, cell by cell; for source/ only.
 *
 * csv.c reads the cells and gives a table whose heading is the first row, csv_sheet.c gives them as
 * a sheet. */
#ifndef SOURCE_CSV_H
#define SOURCE_CSV_H

#include "source/sheet.h"

struct csv_reader {
    const struct file *file;
    const char *begin, *at, *end;
    char separator;
    struct arena *arena;
    struct diags *diags;
    bool failed;    /* a fault was reported */
    bool cut_short; /* the rest of the file makes no sense */
};

/** Opens the file and settles the separator: the declared one, that of a first line "sep=;", else
 * the one that the first `lines` lines have most of.  False with diagnostics. */
bool csv_open(struct csv_reader *reader, const struct source_spec *spec, size_t lines,
              struct arena *arena, struct diags *diags);
/** Reads a cell that begins with a quotation mark or =, or is too long (D107, D108, D111). */
void csv_read_special(struct csv_reader *reader, struct cell *cell);

/* A million rows have millions of cells: what is done for each stands here, to be inlined. */

static inline struct origin csv_origin(const struct csv_reader *reader, const char *at) {
    return (struct origin){reader->file, (size_t)(at - reader->begin)};
}

static inline bool csv_is_line_end(char c) {
    return c == '\n' || c == '\r';
}

static inline bool csv_ends_cell(const struct csv_reader *reader, char c) {
    return c == reader->separator || csv_is_line_end(c);
}

static inline void csv_skip_line_end(struct csv_reader *reader) {
    if (reader->at < reader->end && *reader->at == '\r') {
        reader->at++;
        if (reader->at < reader->end && *reader->at == '\n') reader->at++;
    } else if (reader->at < reader->end && *reader->at == '\n') {
        reader->at++;
    }
}

/** Everything up to the next separator or line end, as it stands. */
static inline void csv_read_plain(struct csv_reader *reader, struct cell *cell) {
    const char *from = reader->at, *at = from, *end = reader->end;
    while (at < end && !csv_ends_cell(reader, *at)) at++;
    cell->text = (struct text){from, (size_t)(at - from)};
    cell->origin = csv_origin(reader, from);
    reader->at = at;
}

/** Reads the cell at the reader's place, quotation marks taken off. */
static inline void csv_read_cell(struct csv_reader *reader, struct cell *cell) {
    const char *from = reader->at;
    cell->binary = false;
    if (from < reader->end && (*from == '"' || *from == '=')) {
        csv_read_special(reader, cell);
        return;
    }
    csv_read_plain(reader, cell);
    if (cell->text.length <= SOURCE_CELL_BYTES_MOST) return;
    reader->at = from;
    csv_read_special(reader, cell);
}

/** Moves past the separator before the next cell of the row; false at the row's end, behind it. */
static inline bool csv_next_cell(struct csv_reader *reader) {
    if (reader->at < reader->end && *reader->at == reader->separator) {
        reader->at++;
        return true;
    }
    csv_skip_line_end(reader);
    return false;
}

/** Reads the whole file as a sheet, for headings that stand in a later row or in several: a row's
 * number counts the rows as a spreadsheet does (blank ones too, a quoted line break ends none),
 * rows hold as many cells as they have.  Places are those of the text (sheet->file has no
 * `describe`), a cell beyond a row's end has that of the whole file.  False with diagnostics. */
bool source_csv_sheet(const struct source_spec *spec, struct sheet *sheet, struct arena *arena,
                      struct diags *diags);

#endif
