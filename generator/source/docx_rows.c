/* Lines of a Word file as rows of texts, or as they are. */
#include "base/path.h"
#include "source/docx_rows.h"

/* What stands in none of the rows. */
static void say_left_out(const struct docx_rows *rows) {
    struct diags *diags = rows->diags;
    const struct docx *docx = rows->docx;
    for (size_t i = 0; i < rows->outline->count; i++) {
        const struct docx_line *line = &rows->outline->at[i];
        if (line->kind == DOCX_LINE_TITLE)
            diags_add(diags, DIAG_D181, line->origin, N_("the title: %.*s"),
                      TEXT_ARGS(line->whole));
        if (line->kind == DOCX_LINE_END)
            diags_add(diags, DIAG_D181, line->origin, N_("signature or date: %.*s"),
                      TEXT_ARGS(line->whole));
    }
    struct origin whole = {docx->file, ORIGIN_WHOLE_FILE};
    if (rows->outline->has_contents)
        diags_add(diags, DIAG_D181, whole, N_("the table of contents"));
    for (size_t i = 0; i < docx->table_count; i++) {
        struct text caption = docx->tables[i].caption;
        struct origin place = sheet_origin(docx->sheets, i, 0, 0);
        if (caption.length)
            diags_add(diags, DIAG_D181, place, N_("a table: %.*s"), TEXT_ARGS(caption));
        else
            diags_add(diags, DIAG_D181, place, N_("a table"));
        diags_hint(diags, N_("a table is read on its own, with #%zu behind the file's name"),
                   i + 1);
    }
}

void docx_rows_start(struct docx_rows *rows, const char *const *columns, const char *const *taken) {
    rows->rest = source_without_constants(rows->spec, taken, rows->arena);
    rows->batch = source_table(rows->spec, rows->docx->file, rows->arena);
    struct origin whole = {rows->docx->file, ORIGIN_WHOLE_FILE};
    for (; columns[rows->own]; rows->own++)
        table_add_column(rows->arena, rows->batch, text_of(columns[rows->own]), whole);
    rows->added = source_add_constants(&rows->rest, rows->batch, rows->arena, rows->diags);
    rows->batch->lasting = true;
    say_left_out(rows);
}

struct cell *docx_rows_next(struct docx_rows *rows) {
    struct cell *row = rows->stopped ? NULL : source_next_row(rows->sink, rows->batch, rows->arena);
    if (row) source_fill_constants(rows->added, row + rows->own);
    rows->stopped = !row;
    return row;
}

bool docx_rows_finish(struct docx_rows *rows) {
    if (!rows->stopped) source_give(rows->sink, rows->batch);
    return true;
}

struct cell docx_rows_number(struct docx_rows *rows, size_t number, struct origin origin) {
    return cell_of(text_of(arena_printf(rows->arena, "%zu", number)), origin);
}

/* ---- texts */

static const char *const text_columns[] = {"section", "order", "paragraph", NULL};

/* A heading of the first level begins a section, unless the job says the section; deeper headings
 * are paragraphs. */
bool docx_give_texts(const struct source_spec *spec, const struct docx *docx,
                     struct source_sink *sink, struct arena *arena, struct diags *diags) {
    static const char *const taken[] = {"section", NULL};
    struct docx_outline outline = docx_outline_read(docx, arena, diags);
    struct docx_rows rows = {.spec = spec,
                             .docx = docx,
                             .outline = &outline,
                             .sink = sink,
                             .arena = arena,
                             .diags = diags};
    const struct source_constant *fixed = source_find_constant(spec, "section");
    docx_rows_start(&rows, text_columns, taken);
    struct cell section = fixed ? cell_of(fixed->value, fixed->origin)
                                : cell_of(text_of(path_stem(arena, spec->path)),
                                          (struct origin){docx->file, ORIGIN_WHOLE_FILE});
    size_t order = 0;
    for (size_t i = 0; i < outline.count; i++) {
        const struct docx_line *line = &outline.at[i];
        if (line->kind == DOCX_LINE_TITLE || line->kind == DOCX_LINE_END) continue;
        bool begins = !fixed && line->kind == DOCX_LINE_HEADING && line->level == outline.top;
        if (begins) section = cell_of(line->title, line->origin);
        struct text paragraph = begins ? line->body : line->whole;
        if (!paragraph.length) continue;
        struct cell *row = docx_rows_next(&rows);
        if (!row) return true;
        row[0] = section;
        row[1] = docx_rows_number(&rows, ++order, line->origin);
        row[2] = cell_of(paragraph, line->origin);
    }
    return docx_rows_finish(&rows);
}

/* ---- as they are */

bool docx_give_lines(const struct source_spec *spec, const struct docx *docx,
                     struct source_sink *sink, struct arena *arena, struct diags *diags) {
    static const char *const columns[] = {"section", "order", "level", "number",
                                          "title",   "text",  NULL};
    static const char *const taken[] = {"section", NULL};
    struct docx_outline outline = docx_outline_read(docx, arena, diags);
    struct docx_rows rows = {.spec = spec,
                             .docx = docx,
                             .outline = &outline,
                             .sink = sink,
                             .arena = arena,
                             .diags = diags};
    docx_rows_start(&rows, columns, taken);
    struct text section = text_of(path_stem(arena, spec->path));
    size_t order = 0;
    for (size_t i = 0; i < outline.count; i++) {
        const struct docx_line *line = &outline.at[i];
        if (line->kind == DOCX_LINE_TITLE || line->kind == DOCX_LINE_END) continue;
        if (line->kind == DOCX_LINE_HEADING && line->level == outline.top) section = line->title;
        struct cell *row = docx_rows_next(&rows);
        if (!row) return true;
        row[0] = cell_of(section, line->origin);
        row[1] = docx_rows_number(&rows, ++order, line->origin);
        row[2] = line->level ? docx_rows_number(&rows, (size_t)line->level, line->origin)
                             : cell_of(TEXT(""), line->origin);
        row[3] = cell_of(line->number, line->origin);
        row[4] = cell_of(line->title, line->origin);
        row[5] = cell_of(line->body, line->origin);
    }
    return docx_rows_finish(&rows);
}
