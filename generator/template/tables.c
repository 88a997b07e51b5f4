/* Tables and charts: written out cell by cell, or a table made by the program from a list of
 * indicators.
 *
 * Each column of a made table is one row of the list below: its heading, its shape, and the
 * expression of its cells. */
#include "template/run.h"
#include "wording/words.h"

#include <string.h>

struct table_column {
    const char *name;
    enum word title;
    const char *width, *align;
    const char *expression;   /* NULL: the number of the row */
    const char *with_measure; /* the same where the table has a column for the measure */
};

static const struct table_column columns[] = {
    {"number", WORD_HEAD_NUMBER, "0.6", "centre", NULL, NULL},
    {"name", WORD_HEAD_NAME, "3", "left", ".|name", NULL},
    {"measure", WORD_HEAD_MEASURE, "1", "centre", ".|measure", NULL},
    {"window", WORD_HEAD_WINDOW, "1.2", "centre", ".|window", NULL},
    {"value", WORD_HEAD_VALUE, "1.3", "decimal", ".", ".|bare"},
    {"base", WORD_HEAD_BASE, "1.3", "decimal", ".|base", ".|base|bare"},
    {"growth", WORD_HEAD_GROWTH, "1.3", "decimal", ".|growth", NULL},
    {"amount", WORD_HEAD_AMOUNT, "1.3", "decimal", ".|growth(amount)", NULL},
    {"target", WORD_HEAD_TARGET, "1.3", "decimal", ".|target", ".|target|bare"},
    {"completion", WORD_HEAD_COMPLETION, "1.2", "decimal", ".|completion|bare", NULL},
    {"verdict", WORD_HEAD_VERDICT, "1.4", "centre", ".|verdict", NULL},
};
enum { COLUMNS = sizeof columns / sizeof *columns };
static const char column_names[] =
    "number|name|measure|window|value|base|growth|amount|target|completion|verdict";

static const struct table_column *find_column(struct text name) {
    for (size_t i = 0; i < COLUMNS; i++)
        if (text_is(name, columns[i].name)) return &columns[i];
    return NULL;
}

static bool has_word(struct text words, const char *wanted) {
    struct text word;
    while (text_cut_word(&words, &word))
        if (text_is(word, wanted)) return true;
    return false;
}

/* ---- compiling ---- */

static bool add_column(struct compiler *compiler, struct part *part, struct text name,
                       struct origin origin) {
    const struct table_column *column = find_column(name);
    if (!column) {
        struct text nearest = xml_nearest(name, column_names);
        diags_add(compiler->diags, DIAG_T208, origin, "%.*s", TEXT_ARGS(name));
        if (nearest.length > 0)
            diags_hint(compiler->diags, "did you mean %.*s?", TEXT_ARGS(nearest));
        else
            diags_hint(compiler->diags, "columns: %s", column_names);
        return false;
    }
    bool measured = has_word(part_attribute(part, "columns"), "measure") && column->with_measure;
    struct made_column *made = &part->columns[part->column_count++];
    made->column = column;
    if (!column->expression) return true;
    struct place place = {.node = part->node, .attribute = "columns"};
    made->expression =
        expression_read(text_of(measured ? column->with_measure : column->expression), place,
                        compiler->arena, compiler->diags);
    return made->expression != NULL;
}

static bool add_columns(struct compiler *compiler, struct part *part) {
    struct text all = part_attribute(part, "columns"), rest = all, name;
    bool good = true;
    size_t room = 0;
    while (text_cut_word(&rest, &name)) {
        size_t offset = (size_t)(name.at - all.at);
        ARENA_GROW(compiler->arena, part->columns, part->column_count, room);
        good =
            add_column(compiler, part, name, xml_attribute_origin(part->node, "columns", offset)) &&
            good;
    }
    if (part->column_count == 0 && good)
        return compile_fault(compiler, part, DIAG_T207, "columns", "name at least one column");
    return good;
}

/* of="a b c": indicators by name, one a row. */
static bool add_rows(struct compiler *compiler, struct part *part) {
    struct text all = part_attribute(part, "of"), rest = all, name;
    bool good = true;
    size_t room = 0;
    while (text_cut_word(&rest, &name)) {
        struct place place = {.node = part->node, .attribute = "of"};
        place.offset = (size_t)(name.at - all.at);
        struct expression *row = compile_expression(compiler, name, place);
        bool plain = row && text_equal(row->indicator, name) && !row->special;
        if (row && !plain) {
            diags_add(compiler->diags, DIAG_T207, place_at(&place, 0), "%.*s", TEXT_ARGS(name));
            diags_hint(compiler->diags, "name indicators alone; columns= says what is printed");
        }
        good = plain && good;
        ARENA_GROW(compiler->arena, part->rows, part->row_count, room);
        part->rows[part->row_count++] = row;
    }
    return good;
}

bool compile_table(struct compiler *compiler, struct part *part) {
    bool of = xml_has(part->node, "of"), select = xml_has(part->node, "select");
    if (!xml_has(part->node, "columns")) {
        if (!of && !select) return true;
        return compile_fault(compiler, part, DIAG_T207, of ? "of" : "select",
                             "say what is printed: columns=\"name value growth\"");
    }
    if (of && select)
        return compile_fault(compiler, part, DIAG_T207, "select",
                             "give one of the two: of=\"…\" or select=\"…\"");
    if (!of && !select)
        return compile_fault(compiler, part, DIAG_T207, "columns",
                             "say of which indicators: of=\"…\" or select=\"…\"");
    bool good = add_columns(compiler, part);
    return (of ? add_rows(compiler, part) : part->select != NULL) && good;
}

bool compile_point(struct compiler *compiler, struct part *part) {
    if (!compile_value(compiler, part)) return false;
    struct recipe *recipe = &part->of->recipe;
    bool word = recipe->head == HEAD_NAME || recipe->head == HEAD_MEASURE ||
                recipe->head == HEAD_WINDOW || recipe->head == HEAD_VERDICT ||
                recipe->head == HEAD_PROGRESS || part->of->special || part->of->variable.length;
    if (word) return compile_fault(compiler, part, DIAG_T205, "of", "a point needs a figure");
    recipe->alone = recipe->bare = true;
    return true;
}

/* ---- rows of a made table ---- */

struct made_rows {
    const struct datum **at;
    xml_node **nodes; /* NULL if they were named */
    size_t count;
};

static bool rows_by_name(struct run *run, const struct part *part, struct made_rows *rows) {
    for (size_t i = 0; i < part->row_count; i++) {
        struct asked asked;
        if (!figure_ask(run, part->rows[i], &asked)) continue;
        struct datum *datum = ARENA_NEW(run->arena, struct datum);
        datum->kind = DATUM_INDICATOR;
        datum->indicator = asked.indicator;
        rows->at[rows->count++] = datum;
    }
    return true;
}

static bool rows_by_select(struct run *run, const struct part *part, struct made_rows *rows) {
    struct origin origin = xml_attribute_origin(part->node, "select", 0);
    rows->at = arena_take_array(run->arena, rows->count + 1, sizeof *rows->at);
    for (size_t i = 0; i < rows->count; i++) {
        rows->at[i] = data_of(rows->nodes[i]);
        if (rows->at[i]->indicator) continue;
        struct text name = xml_name(rows->nodes[i]);
        diags_add(run->diags, DIAG_T204, origin, "<%.*s>", TEXT_ARGS(name));
        diags_hint(run->diags, "select nodes of indicators, as in indicators/indicator");
        return false;
    }
    return true;
}

static bool find_rows(struct run *run, const struct part *part, struct made_rows *rows) {
    *rows = (struct made_rows){0};
    if (!part->select) {
        rows->at = arena_take_array(run->arena, part->row_count + 1, sizeof *rows->at);
        return rows_by_name(run, part, rows);
    }
    struct xml_scope scope = run_xml_scope(run);
    if (!xml_path_select(part->select, &scope, run->arena, &rows->nodes, &rows->count, run->diags))
        return false;
    return rows_by_select(run, part, rows);
}

/* Growth of quantities is said in percent, that of rates in points. */
static enum word growth_title(const struct made_rows *rows) {
    size_t rates = 0;
    for (size_t i = 0; i < rows->count; i++)
        rates += measure_is_rate(rows->at[i]->indicator->measure);
    if (rates == 0) return WORD_HEAD_GROWTH;
    return rates == rows->count ? WORD_HEAD_GROWTH_POINTS : WORD_HEAD_GROWTH_BOTH;
}

static enum word target_title(struct run *run, const struct made_rows *rows) {
    size_t known = 0, years = 0;
    for (size_t i = 0; i < rows->count; i++) {
        struct metric_ask ask = {.indicator = rows->at[i]->indicator};
        struct figure target = metric_target(run->slice, ask, run->arena);
        known += target.quantity.state == QUANTITY_KNOWN;
        years += target.quantity.state == QUANTITY_KNOWN && target.period.kind == PERIOD_YEAR;
    }
    return known > 0 && known == years ? WORD_HEAD_YEAR_TARGET : WORD_HEAD_TARGET;
}

static void run_made_columns(struct run *run, const struct part *part,
                             const struct made_rows *rows) {
    for (size_t i = 0; i < part->column_count; i++) {
        const struct table_column *column = part->columns[i].column;
        enum word title = column->title;
        if (strcmp(column->name, "growth") == 0) title = growth_title(rows);
        if (strcmp(column->name, "target") == 0) title = target_title(run, rows);
        builder_start(run->builder, NODE_COLUMN, part_origin(part));
        builder_attribute(run->builder, "width", text_of(column->width));
        builder_attribute(run->builder, "align", text_of(column->align));
        run_text(run, word_text(title, run->script), false, part_origin(part));
        builder_end(run->builder);
    }
}

static void run_made_row(struct run *run, const struct part *part, const struct loop *loop) {
    builder_start(run->builder, NODE_ROW, part_origin(part));
    run->loop = loop;
    for (size_t i = 0; i < part->column_count; i++) {
        builder_start(run->builder, NODE_CELL, part_origin(part));
        if (part->columns[i].expression)
            run_expression(run, part->columns[i].expression);
        else
            run_text(run, text_of(arena_printf(run->arena, "%zu", loop->position)), false,
                     part_origin(part));
        builder_end(run->builder);
    }
    run->loop = loop->up;
    builder_end(run->builder);
}

static void run_made_table(struct run *run, const struct part *part) {
    struct made_rows rows;
    if (!find_rows(run, part, &rows)) return;
    bool own_columns = false;
    for (const struct part *child = part->first; child; child = child->next)
        own_columns |= child->kind != NULL;
    if (own_columns)
        run_children(run, part);
    else
        run_made_columns(run, part, &rows);
    for (size_t i = 0; i < rows.count; i++) {
        struct loop loop = {run->loop, rows.nodes ? rows.nodes[i] : NULL, rows.at[i], i + 1,
                            rows.count};
        if (!run_count_turn(run, part)) return;
        run_made_row(run, part, &loop);
    }
}

/* ---- elements ---- */

/* An element whose content is that of the node it becomes. */
static void run_whole(struct run *run, enum node_kind kind, const struct part *part,
                      const char *attributes) {
    run_start(run, kind, part);
    run_copy_attributes(run, part, attributes);
    run_children(run, part);
    builder_end(run->builder);
}

void run_caption(struct run *run, const struct part *part) {
    const struct mixed *caption = part_text(part, "caption");
    if (!caption) return;
    builder_start(run->builder, NODE_CAPTION, part_origin(part));
    run_mixed(run, caption);
    builder_end(run->builder);
}

void run_table(struct run *run, const struct part *part) {
    run_start(run, NODE_TABLE, part);
    run_copy_attributes(run, part, "unit|source|note|grid|number");
    run_caption(run, part);
    if (part->column_count > 0)
        run_made_table(run, part);
    else
        run_children(run, part);
    builder_end(run->builder);
}

void run_column(struct run *run, const struct part *part) {
    const struct mixed *title = part_text(part, "title");
    run_start(run, NODE_COLUMN, part);
    run_copy_attributes(run, part, "width|align");
    if (title) run_mixed(run, title);
    run_children(run, part);
    builder_end(run->builder);
}

void run_row(struct run *run, const struct part *part) {
    run_whole(run, NODE_ROW, part, "role");
}

void run_cell(struct run *run, const struct part *part) {
    run_whole(run, NODE_CELL, part, "span|align");
}

void run_chart(struct run *run, const struct part *part) {
    run_start(run, NODE_CHART, part);
    run_copy_attributes(run, part, "kind|unit|source|note|height|number|minimum|maximum");
    run_caption(run, part);
    run_children(run, part);
    builder_end(run->builder);
}

void run_series(struct run *run, const struct part *part) {
    run_whole(run, NODE_SERIES, part, "name");
}

void run_point(struct run *run, const struct part *part) {
    struct printed printed;
    run_start(run, NODE_POINT, part);
    run_copy_attributes(run, part, "label");
    if (figure_print(run, part->of, &printed) && printed.count > 0 && printed.at[0].is_figure)
        builder_figure(run->builder, &printed.at[0].figure, printed.at[0].text,
                       place_at(&part->of->place, 0));
    builder_end(run->builder);
}
