/* Tables of a Word file as sheets: cells by grid column, merged cells as areas.
 *
 * Rows and cells whose deletion is pending are left out; the rest is numbered as it then stands. */
#include <string.h>

#include "source/docx.h"

/* A cell as it stands in a row. */
struct place {
    const xml_node *node;
    size_t column, span;
    bool goes_on; /* vMerge: belongs to the cell above */
};

/* A row under way: the wrappers of rows and cells are looked through. */
struct row {
    struct place *at;
    size_t count, room, columns;
};

/* A table under way.  open[c]: row number at which a cell that goes down in column c began, or 0.
 */
struct grid {
    struct docx_reader *reader;
    struct docx_table *table;
    size_t index, number;
    size_t open[DOCX_TABLE_COLUMNS_MOST], spans[DOCX_TABLE_COLUMNS_MOST];
    size_t merged_room;
};

static bool is_wrapper(const xml_node *node) {
    return docx_is(node, "sdt") || docx_is(node, "sdtContent") || docx_is(node, "customXml") ||
           docx_is(node, "ins") || docx_is(node, "moveTo");
}

static bool is_pending_delete(struct docx_reader *reader, const xml_node *properties,
                              const char *deleted, const char *inserted) {
    bool gone = docx_child(properties, deleted);
    if (gone || docx_child(properties, inserted)) docx_tally(reader, DOCX_CHANGES);
    return gone;
}

/* ---- rows */

static size_t number_in(const xml_node *properties, const char *name, int none) {
    const xml_node *node = docx_child(properties, name);
    return (size_t)docx_number(docx_value(node), DOCX_TABLE_COLUMNS_MOST + 1, none);
}

static void add_place(struct docx_reader *reader, struct row *row, const xml_node *cell) {
    const xml_node *properties = docx_child(cell, "tcPr");
    if (is_pending_delete(reader, properties, "cellDel", "cellIns")) return;
    size_t span = number_in(properties, "gridSpan", 1);
    if (!span) span = 1;
    const xml_node *across = docx_child(properties, "hMerge");
    if (across && row->count && !text_is(docx_value(across), "restart")) {
        row->at[row->count - 1].span += span; /* the old way to merge */
        row->columns += span;
        return;
    }
    const xml_node *down = docx_child(properties, "vMerge");
    bool goes_on = down && !text_is(docx_value(down), "restart");
    ARENA_GROW(reader->arena, row->at, row->count, row->room);
    row->at[row->count++] = (struct place){cell, row->columns, span, goes_on};
    row->columns += span;
}

static void collect_cells(struct docx_reader *reader, struct row *row, const xml_node *parent) {
    const xml_node *node = xml_first_element(parent);
    for (; node && row->columns <= DOCX_TABLE_COLUMNS_MOST; node = xml_next_element(node)) {
        if (docx_is(node, "tc"))
            add_place(reader, row, node);
        else if (is_wrapper(node))
            collect_cells(reader, row, node);
    }
}

/* Calls `take` for each row that the accepted text has. */
static void each_row(struct docx_reader *reader, const xml_node *parent,
                     void (*take)(void *context, struct row *row), void *context) {
    const xml_node *node = xml_first_element(parent);
    for (; node && !reader->failed; node = xml_next_element(node)) {
        if (is_wrapper(node)) each_row(reader, node, take, context);
        if (!docx_is(node, "tr")) continue;
        const xml_node *properties = docx_child(node, "trPr");
        if (is_pending_delete(reader, properties, "del", "ins")) continue;
        if (docx_switch(properties, "hidden") == 1) {
            docx_tally(reader, DOCX_HIDDEN);
            continue;
        }
        struct row row = {.columns = number_in(properties, "gridBefore", 0)};
        collect_cells(reader, &row, node);
        if (row.columns > DOCX_TABLE_COLUMNS_MOST)
            docx_refuse(reader, N_("at most %d columns"), DOCX_TABLE_COLUMNS_MOST);
        else
            take(context, &row);
    }
}

static struct text cell_text(struct docx_reader *reader, const xml_node *cell) {
    struct docx_flow flow = {.carried = buffer_new(reader->arena)};
    docx_read_blocks(reader, cell, &flow);
    docx_end_flow(reader, &flow);
    return docx_flow_text(&flow, reader->arena);
}

/* ---- a table of the body */

static void close_area(struct grid *grid, size_t column, size_t last_row) {
    size_t first = grid->open[column], span = grid->spans[column];
    grid->open[column] = 0;
    if (!first || (first == last_row && span == 1)) return;
    struct sheet *sheet = &grid->table->sheet;
    ARENA_GROW(grid->reader->arena, sheet->merged, sheet->merged_count, grid->merged_room);
    sheet->merged[sheet->merged_count++] =
        (struct sheet_area){first, last_row, column, column + span - 1};
}

/* Areas that this row does not go on with are done; a cell that goes on with none stands alone. */
static void settle_areas(struct grid *grid, struct row *row) {
    size_t next = 0;
    for (size_t column = 0; column < DOCX_TABLE_COLUMNS_MOST; column++) {
        while (next < row->count && row->at[next].column < column) next++;
        bool here = next < row->count && row->at[next].column == column;
        bool goes_on = here && row->at[next].goes_on && row->at[next].span == grid->spans[column];
        if (grid->open[column] && !goes_on) close_area(grid, column, grid->number - 1);
        if (!here || goes_on) continue;
        row->at[next].goes_on = false;
        grid->open[column] = grid->number;
        grid->spans[column] = row->at[next].span;
    }
}

static void take_row(void *context, struct row *row) {
    struct grid *grid = context;
    struct docx_reader *reader = grid->reader;
    if (grid->number == SHEET_ROWS_MOST) {
        sheet_refuse_rows(reader->diags, reader->here);
        reader->failed = true;
        return;
    }
    grid->number++;
    struct sheet *sheet = &grid->table->sheet;
    struct sheet_row *cells = sheet_add_row(reader->arena, sheet, grid->number, row->columns);
    settle_areas(grid, row);
    for (size_t i = 0; i < row->count && !reader->failed; i++) {
        struct cell *cell = &cells->cells[row->at[i].column];
        reader->here = cell->origin;
        if (row->at[i].goes_on) continue;
        cell->text = cell_text(reader, row->at[i].node);
        if (!source_check_cell(reader->diags, cell)) reader->failed = true;
    }
}

void docx_read_table(struct docx_reader *reader, const xml_node *node) {
    struct docx *docx = reader->docx;
    struct grid *grid = ARENA_NEW(reader->arena, struct grid);
    struct docx_table table = {.after = docx->body.count, .caption = TEXT("")};
    table.sheet.file = docx->sheets;
    table.sheet.index = docx->table_count;
    table.sheet.name = text_of(arena_printf(reader->arena, "表%zu", docx->table_count + 1));
    *grid = (struct grid){.reader = reader, .table = &table};
    reader->here = sheet_origin(docx->sheets, table.sheet.index, 0, 0);
    each_row(reader, node, take_row, grid);
    for (size_t i = 0; i < DOCX_TABLE_COLUMNS_MOST; i++) close_area(grid, i, grid->number);
    if (!grid->number) return; /* all of it is deleted */
    ARENA_GROW(reader->arena, docx->tables, docx->table_count, docx->table_room);
    docx->tables[docx->table_count++] = table;
}

/* ---- a table within a cell or a text box */

struct joining {
    struct docx_reader *reader;
    struct docx_flow *flow;
};

static void join_row(void *context, struct row *row) {
    struct joining *joining = context;
    struct docx_reader *reader = joining->reader;
    struct buffer out = buffer_new(reader->arena);
    for (size_t i = 0; i < row->count; i++) {
        if (i) buffer_add(&out, "\t", 1);
        struct text text = cell_text(reader, row->at[i].node);
        buffer_add_text(&out, text);
    }
    if (!out.length) return;
    buffer_add_text(&joining->flow->carried, buffer_text(&out));
    docx_end_flow(reader, joining->flow);
}

void docx_join_table(struct docx_reader *reader, const xml_node *node, struct docx_flow *flow) {
    docx_tally(reader, DOCX_NESTED);
    docx_end_flow(reader, flow);
    each_row(reader, node, join_row, &(struct joining){reader, flow});
}

/* ---- captions */

enum { CAPTION_CHARACTERS_MOST = 60 };

static bool ends_sentence(struct text text) {
    static const char *const ends[] = {"。", "；", "，", "：", "！", "？", ";", ".", ":"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_ends(text, text_of(ends[i]))) return true;
    return false;
}

/* 单位：万元 above a table. */
static bool is_measure_note(const struct docx_paragraph *paragraph) {
    struct text text = paragraph->text;
    if (text_starts(text, TEXT("（"))) text = text_slice(text, strlen("（"), text.length);
    return text_starts(text, TEXT("单位")) && text_characters(text) <= 20;
}

static bool is_caption(const struct docx_paragraph *paragraph) {
    if (paragraph->look.role == DOCX_CAPTION) return true;
    if (paragraph->look.role != DOCX_PLAIN || paragraph->look.level) return false;
    struct text text = paragraph->text;
    if (paragraph->label.length && !text_starts(paragraph->label, TEXT("表"))) return false;
    if (text_characters(text) > CAPTION_CHARACTERS_MOST || ends_sentence(text)) return false;
    return paragraph->look.align == DOCX_CENTRED || paragraph->label.length ||
           text_starts(text, TEXT("表")) || text_starts(text, TEXT("附表")) ||
           text_starts(text, TEXT("续表"));
}

void docx_find_captions(struct docx *docx) {
    size_t least = 0; /* paragraphs behind the table before */
    for (size_t i = 0; i < docx->table_count; i++) {
        struct docx_table *table = &docx->tables[i];
        struct docx_paragraph *at = docx->body.at + table->after;
        size_t left = table->after - least;
        least = table->after;
        if (left && is_measure_note(at - 1)) {
            at[-1].look.role = DOCX_CAPTION;
            at--;
            left--;
        }
        if (!left || !is_caption(at - 1)) continue;
        at[-1].look.role = DOCX_CAPTION;
        table->caption = at[-1].text;
    }
}
