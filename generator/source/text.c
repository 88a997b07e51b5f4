/* A plain text file as a section that somebody wrote: each non-empty line is a paragraph.
 *
 * Gives a table with the columns section, order and paragraph (and the job's constants).  The
 * section is the job's constant, else the file's name without its extension; paragraphs are kept
 * word for word. */
#include <string.h>

#include "base/path.h"
#include "source/inner.h"

struct lines {
    const struct file *file;
    size_t at;
};

/* Cuts the next line that is not blank; false at the end. */
static bool next_line(struct lines *lines, struct cell *line) {
    struct text bytes = lines->file->bytes;
    while (lines->at < bytes.length) {
        size_t from = lines->at, to = from;
        while (to < bytes.length && bytes.at[to] != '\n' && bytes.at[to] != '\r') to++;
        lines->at = to + 1;
        line->text = text_slice(bytes, from, to);
        line->origin = (struct origin){lines->file, from};
        if (text_trim(line->text).length) return true;
    }
    return false;
}

static bool check_line(const struct table *table, size_t count, const struct cell *line,
                       struct diags *diags) {
    if (!source_check_cell(diags, line)) return false;
    if ((count + 1) * table->column_count <= SOURCE_CELLS_MOST) return true;
    source_refuse_cells(diags, line->origin);
    return false;
}

static bool read_text(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                      struct diags *diags) {
    const struct file *file = source_open_text(spec, arena, diags);
    if (!file) return false;
    static const char *const own[] = {"section", NULL}; /* a column that this kind fills */
    const struct source_constant *section = source_find_constant(spec, own[0]);
    struct source_spec rest = source_without_constants(spec, own, arena);
    struct text stem = text_of(path_stem(arena, spec->path));
    struct table *batch = source_table(spec, file, arena);
    struct origin start = {file, source_start(file)};
    table_add_column(arena, batch, TEXT("section"), section ? section->origin : start);
    table_add_column(arena, batch, TEXT("order"), start);
    table_add_column(arena, batch, TEXT("paragraph"), start);
    struct source_added added = source_add_constants(&rest, batch, arena, diags);
    batch->lasting = true;
    struct lines lines = {file, start.offset};
    struct cell line = {0};
    for (size_t count = 0; next_line(&lines, &line); count++) {
        if (!check_line(batch, count, &line, diags)) return false;
        struct cell *row = source_next_row(sink, batch, arena);
        if (!row) return true;
        row[0] = section ? (struct cell){section->value, section->origin, false}
                         : (struct cell){stem, line.origin, false};
        row[1] = (struct cell){text_of(arena_printf(arena, "%zu", count + 1)), line.origin, false};
        row[2] = line;
        source_fill_constants(added, row + 3);
    }
    source_give(sink, batch);
    return true;
}

static int claim_text(const char *path, struct text head) {
    static const char *const extensions[] = {".txt", ".text", ".md", NULL};
    (void)head;
    return source_has_extension(path, extensions) ? SOURCE_SURE : SOURCE_NO_CLAIM;
}

const struct source_kind source_text = {"text", claim_text, read_text, SOURCE_TAKES_ENCODING};
