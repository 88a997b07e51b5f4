/* Headings of a Word file as rows of items, with the text below each. */
#include "base/path.h"
#include "source/docx_rows.h"

enum { DEPTH_MOST = 10 };

/* An item under way: its line and the text below it. */
struct gathering {
    struct docx_rows *rows;
    const struct source_constant *section, *prefix;
    struct cell heading;           /* the section that its chapter makes */
    int levels[DEPTH_MOST];        /* of the headings that are open */
    size_t counts[DEPTH_MOST + 1]; /* headings so far at each depth */
    size_t depth;
    const struct docx_line *line; /* NULL before the first item */
    struct docx_piece {
        struct text text;
        struct origin origin;
        size_t from; /* in the joined text */
    } * pieces;
    size_t piece_count, piece_room;
    size_t skipped; /* paragraphs before the first item */
    struct origin first_skipped;
};

/* A text of several paragraphs: where each byte comes from. */
struct joined {
    struct file file; /* first: a struct file is one of these */
    const struct docx_piece *pieces;
    size_t count;
};

static struct origin piece_origin(const struct file *file, size_t offset) {
    const struct joined *joined = (const struct joined *)(const void *)file;
    size_t i = joined->count - 1;
    while (i > 0 && joined->pieces[i].from > offset) i--;
    return joined->pieces[i].origin;
}

static struct cell join_pieces(struct gathering *g) {
    struct arena *arena = g->rows->arena;
    if (!g->piece_count) return cell_of(TEXT(""), g->line->origin);
    if (g->piece_count == 1) return cell_of(g->pieces[0].text, g->pieces[0].origin);
    struct buffer all = buffer_new(arena);
    for (size_t i = 0; i < g->piece_count; i++) {
        if (i) buffer_add(&all, "\n", 1);
        g->pieces[i].from = all.length;
        buffer_add_text(&all, g->pieces[i].text);
    }
    struct joined *joined = ARENA_NEW(arena, struct joined);
    joined->file = (struct file){
        .name = g->rows->docx->file->name, .bytes = buffer_text(&all), .source = piece_origin};
    joined->pieces = g->pieces;
    joined->count = g->piece_count;
    return cell_of(buffer_text(&all), (struct origin){&joined->file, 0});
}

static struct text word_order(const struct gathering *g) {
    struct buffer out = buffer_new(g->rows->arena);
    for (size_t i = 0; i < g->depth; i++) buffer_printf(&out, i ? ".%zu" : "%zu", g->counts[i]);
    return buffer_text(&out);
}

static void end_item(struct gathering *g) {
    const struct docx_line *line = g->line;
    struct cell *row = line ? docx_rows_next(g->rows) : NULL;
    if (!row) return;
    struct arena *arena = g->rows->arena;
    struct text order = word_order(g), code = order;
    if (g->prefix)
        code =
            text_of(arena_printf(arena, "%.*s%.*s", TEXT_ARGS(g->prefix->value), TEXT_ARGS(order)));
    row[0] = g->section ? cell_of(g->section->value, g->section->origin) : g->heading;
    row[1] = cell_of(code, line->origin);
    row[2] = cell_of(order, line->origin);
    row[3] = docx_rows_number(g->rows, (size_t)line->level, line->origin);
    row[4] = cell_of(line->title, line->origin);
    row[5] = join_pieces(g);
    g->pieces = NULL;
    g->piece_count = g->piece_room = 0;
}

static void add_piece(struct gathering *g, struct text text, struct origin origin) {
    if (!text.length) return;
    if (!g->line) {
        if (!g->skipped++) g->first_skipped = origin;
        return;
    }
    ARENA_GROW(g->rows->arena, g->pieces, g->piece_count, g->piece_room);
    g->pieces[g->piece_count++] = (struct docx_piece){text, origin, 0};
}

/* How many of the open headings stay open above a line of this level. */
static size_t depth_above(const struct gathering *g, int level) {
    size_t depth = g->depth;
    while (depth && g->levels[depth - 1] >= level) depth--;
    return depth;
}

/* A numbered sentence is an item of its own directly in a chapter or before any; deeper down it
 * belongs to the text of its item. */
static bool is_item(const struct gathering *g, const struct docx_line *line) {
    if (line->kind == DOCX_LINE_HEADING) return true;
    if (!line->value) return false;
    size_t depth = depth_above(g, line->level);
    return !depth || g->levels[depth - 1] <= g->rows->outline->chapter;
}

static void begin_item(struct gathering *g, const struct docx_line *line) {
    end_item(g);
    size_t depth = depth_above(g, line->level);
    if (depth == DEPTH_MOST) depth--;
    g->counts[depth]++;
    for (size_t i = depth + 1; i <= DEPTH_MOST; i++) g->counts[i] = 0;
    g->levels[depth] = line->level;
    g->depth = depth + 1;
    g->line = line;
    if (depth == 0 && line->title.length) g->heading = cell_of(line->title, line->origin);
    add_piece(g, line->body, line->origin);
}

static void say_no_headings(const struct docx_rows *rows) {
    struct origin whole = {rows->docx->file, ORIGIN_WHOLE_FILE};
    diags_add(rows->diags, DIAG_D187, whole, "%s", "");
    if (rows->docx->table_count)
        diags_hint(rows->diags,
                   N_("headings have a heading style or begin with 一、, （一）, 1. or （1）; the "
                      "items of a table are read with #1 behind the file's name"));
    else
        diags_hint(rows->diags,
                   N_("headings have a heading style or begin with 一、, （一）, 1. or （1）"));
}

bool docx_give_items(const struct source_spec *spec, const struct docx *docx,
                     struct source_sink *sink, struct arena *arena, struct diags *diags) {
    static const char *const columns[] = {"section", "code", "order", "level",
                                          "title",   "text", NULL};
    static const char *const taken[] = {"section", "code", NULL};
    struct docx_outline outline = docx_outline_read(docx, arena, diags);
    struct docx_rows rows = {.spec = spec,
                             .docx = docx,
                             .outline = &outline,
                             .sink = sink,
                             .arena = arena,
                             .diags = diags};
    docx_rows_start(&rows, columns, taken);
    struct gathering g = {.rows = &rows,
                          .section = source_find_constant(spec, "section"),
                          .prefix = source_find_constant(spec, "code")};
    g.heading = cell_of(text_of(path_stem(arena, spec->path)),
                        (struct origin){docx->file, ORIGIN_WHOLE_FILE});
    for (size_t i = 0; i < outline.count; i++) {
        const struct docx_line *line = &outline.at[i];
        if (line->kind == DOCX_LINE_TITLE || line->kind == DOCX_LINE_END) continue;
        if (is_item(&g, line))
            begin_item(&g, line);
        else
            add_piece(&g, line->whole, line->origin);
    }
    if (!g.line) {
        say_no_headings(&rows);
        return false;
    }
    end_item(&g);
    if (g.skipped)
        diags_add(diags, DIAG_D181, g.first_skipped,
                  N_("paragraphs before the first heading: %zu; table=\"texts\" reads them"),
                  g.skipped);
    return docx_rows_finish(&rows);
}
