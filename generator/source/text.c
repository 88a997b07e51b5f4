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

static const struct source_constant *find_constant(const struct source_spec *spec,
                                                   const char *column) {
    for (size_t i = 0; i < spec->constant_count; i++)
        if (text_is(spec->constants[i].column, column)) return &spec->constants[i];
    return NULL;
}

/* The job without the section, which is a column of its own here. */
static struct source_spec without_section(const struct source_spec *spec, struct arena *arena) {
    struct source_spec rest = *spec;
    rest.constants = arena_take_array(arena, spec->constant_count, sizeof *rest.constants);
    rest.constant_count = 0;
    for (size_t i = 0; i < spec->constant_count; i++)
        if (!text_is(spec->constants[i].column, "section"))
            rest.constants[rest.constant_count++] = spec->constants[i];
    return rest;
}

static bool check_line(const struct table *table, size_t count, const struct cell *line,
                       struct diags *diags) {
    if (line->text.length > SOURCE_CELL_BYTES_MOST) {
        diags_add(diags, DIAG_D108, line->origin, N_("a paragraph of %zu bytes, at most %d"),
                  line->text.length, (int)SOURCE_CELL_BYTES_MOST);
        return false;
    }
    if ((count + 1) * table->column_count <= SOURCE_CELLS_MOST) return true;
    diags_add(diags, DIAG_D108, line->origin, N_("at most %d cells"), (int)SOURCE_CELLS_MOST);
    return false;
}

static bool read_text(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                      struct diags *diags) {
    const struct file *file = source_open_text(spec, arena, diags);
    if (!file) return false;
    const struct source_constant *section = find_constant(spec, "section");
    struct source_spec rest = without_section(spec, arena);
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
