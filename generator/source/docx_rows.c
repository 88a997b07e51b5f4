/* Lines of a Word file as rows of texts, of items, or as they are. */
#include <string.h>

#include "base/path.h"
#include "source/docx.h"

/* Rows under way. */
struct giving {
    const struct source_spec *spec;
    struct source_spec rest; /* without the constants that these rows take themselves */
    const struct docx *docx;
    const struct docx_outline *outline;
    struct source_sink *sink;
    struct arena *arena;
    struct diags *diags;
    struct table *batch;
    struct source_added added;
    size_t own; /* columns of the file */
    bool stopped;
};

static const struct source_constant *find_constant(const struct source_spec *spec,
                                                   const char *column) {
    for (size_t i = 0; i < spec->constant_count; i++)
        if (text_is(spec->constants[i].column, column)) return &spec->constants[i];
    return NULL;
}

static void start(struct giving *giving, const char *const *columns, const char *const *taken) {
    const struct source_spec *spec = giving->spec;
    giving->rest = *spec;
    giving->rest.constants =
        arena_take_array(giving->arena, spec->constant_count, sizeof *spec->constants);
    giving->rest.constant_count = 0;
    for (size_t i = 0; i < spec->constant_count; i++) {
        bool used = false;
        for (size_t j = 0; taken[j]; j++)
            used = used || text_is(spec->constants[i].column, taken[j]);
        if (!used) giving->rest.constants[giving->rest.constant_count++] = spec->constants[i];
    }
    giving->batch = source_table(spec, giving->docx->file, giving->arena);
    struct origin whole = {giving->docx->file, ORIGIN_WHOLE_FILE};
    for (; columns[giving->own]; giving->own++)
        table_add_column(giving->arena, giving->batch, text_of(columns[giving->own]), whole);
    giving->added =
        source_add_constants(&giving->rest, giving->batch, giving->arena, giving->diags);
    giving->batch->lasting = true;
}

/* The next row; its own cells are the caller's to fill.  NULL once no more is wanted. */
static struct cell *next_row(struct giving *giving) {
    struct cell *row =
        giving->stopped ? NULL : source_next_row(giving->sink, giving->batch, giving->arena);
    if (row) source_fill_constants(giving->added, row + giving->own);
    giving->stopped = !row;
    return row;
}

static bool finish(struct giving *giving) {
    if (!giving->stopped) source_give(giving->sink, giving->batch);
    return true;
}

static struct cell cell_of(struct text text, struct origin origin) {
    return (struct cell){text, origin, false};
}

static struct cell number_cell(struct giving *giving, size_t number, struct origin origin) {
    return cell_of(text_of(arena_printf(giving->arena, "%zu", number)), origin);
}

/* What stands in none of the rows. */
static void say_left_out(const struct giving *giving) {
    struct diags *diags = giving->diags;
    const struct docx *docx = giving->docx;
    for (size_t i = 0; i < giving->outline->count; i++) {
        const struct docx_line *line = &giving->outline->at[i];
        if (line->kind == DOCX_LINE_TITLE)
            diags_add(diags, DIAG_D181, line->origin, N_("the title: %.*s"),
                      TEXT_ARGS(line->whole));
        if (line->kind == DOCX_LINE_END)
            diags_add(diags, DIAG_D181, line->origin, N_("signature or date: %.*s"),
                      TEXT_ARGS(line->whole));
    }
    struct origin whole = {docx->file, ORIGIN_WHOLE_FILE};
    if (giving->outline->has_contents)
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

/* ---- texts */

static const char *const text_columns[] = {"section", "order", "paragraph", NULL};

/* A heading of the first level begins a section, unless the job says the section; deeper headings
 * are paragraphs. */
bool docx_give_texts(const struct source_spec *spec, const struct docx *docx,
                     struct source_sink *sink, struct arena *arena, struct diags *diags) {
    static const char *const taken[] = {"section", NULL};
    struct docx_outline outline = docx_outline_read(docx, arena, diags);
    struct giving giving = {spec, {0}, docx, &outline, sink, arena, diags, NULL, {0}, 0, false};
    const struct source_constant *fixed = find_constant(spec, "section");
    start(&giving, text_columns, taken);
    say_left_out(&giving);
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
        struct cell *row = next_row(&giving);
        if (!row) return true;
        row[0] = section;
        row[1] = number_cell(&giving, ++order, line->origin);
        row[2] = cell_of(paragraph, line->origin);
    }
    return finish(&giving);
}

/* ---- items */

enum { DEPTH_MOST = 10 };

/* An item under way: its line and the text below it. */
struct gathering {
    struct giving *giving;
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
    struct arena *arena = g->giving->arena;
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
        .name = g->giving->docx->file->name, .bytes = buffer_text(&all), .source = piece_origin};
    joined->pieces = g->pieces;
    joined->count = g->piece_count;
    return cell_of(buffer_text(&all), (struct origin){&joined->file, 0});
}

static struct text word_order(const struct gathering *g) {
    struct buffer out = buffer_new(g->giving->arena);
    for (size_t i = 0; i < g->depth; i++) buffer_printf(&out, i ? ".%zu" : "%zu", g->counts[i]);
    return buffer_text(&out);
}

static void end_item(struct gathering *g) {
    const struct docx_line *line = g->line;
    struct cell *row = line ? next_row(g->giving) : NULL;
    if (!row) return;
    struct arena *arena = g->giving->arena;
    struct text order = word_order(g), code = order;
    if (g->prefix)
        code =
            text_of(arena_printf(arena, "%.*s%.*s", TEXT_ARGS(g->prefix->value), TEXT_ARGS(order)));
    row[0] = g->section ? cell_of(g->section->value, g->section->origin) : g->heading;
    row[1] = cell_of(code, line->origin);
    row[2] = cell_of(order, line->origin);
    row[3] = number_cell(g->giving, (size_t)line->level, line->origin);
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
    ARENA_GROW(g->giving->arena, g->pieces, g->piece_count, g->piece_room);
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
    return !depth || g->levels[depth - 1] <= g->giving->outline->chapter;
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

static void say_no_headings(const struct giving *giving) {
    struct origin whole = {giving->docx->file, ORIGIN_WHOLE_FILE};
    diags_add(giving->diags, DIAG_D187, whole, "%s", "");
    if (giving->docx->table_count)
        diags_hint(giving->diags,
                   N_("headings have a heading style or begin with 一、, （一）, 1. or （1）; the "
                      "items of a table are read with #1 behind the file's name"));
    else
        diags_hint(giving->diags,
                   N_("headings have a heading style or begin with 一、, （一）, 1. or （1）"));
}

bool docx_give_items(const struct source_spec *spec, const struct docx *docx,
                     struct source_sink *sink, struct arena *arena, struct diags *diags) {
    static const char *const columns[] = {"section", "code", "order", "level",
                                          "title",   "text", NULL};
    static const char *const taken[] = {"section", "code", NULL};
    struct docx_outline outline = docx_outline_read(docx, arena, diags);
    struct giving giving = {spec, {0}, docx, &outline, sink, arena, diags, NULL, {0}, 0, false};
    start(&giving, columns, taken);
    say_left_out(&giving);
    struct gathering g = {.giving = &giving,
                          .section = find_constant(spec, "section"),
                          .prefix = find_constant(spec, "code")};
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
        say_no_headings(&giving);
        return false;
    }
    end_item(&g);
    if (g.skipped)
        diags_add(diags, DIAG_D181, g.first_skipped,
                  N_("paragraphs before the first heading: %zu; table=\"texts\" reads them"),
                  g.skipped);
    return finish(&giving);
}

/* ---- as they are */

bool docx_give_lines(const struct source_spec *spec, const struct docx *docx,
                     struct source_sink *sink, struct arena *arena, struct diags *diags) {
    static const char *const columns[] = {"section", "order", "level", "number",
                                          "title",   "text",  NULL};
    static const char *const taken[] = {"section", NULL};
    struct docx_outline outline = docx_outline_read(docx, arena, diags);
    struct giving giving = {spec, {0}, docx, &outline, sink, arena, diags, NULL, {0}, 0, false};
    start(&giving, columns, taken);
    say_left_out(&giving);
    struct text section = text_of(path_stem(arena, spec->path));
    size_t order = 0;
    for (size_t i = 0; i < outline.count; i++) {
        const struct docx_line *line = &outline.at[i];
        if (line->kind == DOCX_LINE_TITLE || line->kind == DOCX_LINE_END) continue;
        if (line->kind == DOCX_LINE_HEADING && line->level == outline.top) section = line->title;
        struct cell *row = next_row(&giving);
        if (!row) return true;
        row[0] = cell_of(section, line->origin);
        row[1] = number_cell(&giving, ++order, line->origin);
        row[2] = line->level ? number_cell(&giving, (size_t)line->level, line->origin)
                             : cell_of(TEXT(""), line->origin);
        row[3] = cell_of(line->number, line->origin);
        row[4] = cell_of(line->title, line->origin);
        row[5] = cell_of(line->body, line->origin);
    }
    return finish(&giving);
}
