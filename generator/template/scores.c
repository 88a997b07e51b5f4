/* <scores>: an assessment as a table: the calculation of one unit step by step, its verdicts, or
 * the compared units by rank.  What there is to print comes from scoring/; here it gets columns. */
#include "template/run.h"

#include <stdlib.h>
#include <string.h>

enum score_cell {
    CELL_NUMBER,
    CELL_NAME,
    CELL_RULE,
    CELL_VALUE,
    CELL_FULL,
    CELL_SCORE,
    CELL_WEIGHT,
    CELL_WEIGHTED,
    CELL_WORDS
};

struct score_column {
    const char *title, *width, *align;
    enum score_cell cell;
    bool weighted; /* only of a scheme with weights */
};

static const struct score_column item_columns[] = {
    {"序号", "1.1", "centre", CELL_NUMBER, false},
    {"项目", "5.1", "left", CELL_NAME, false},
    {"指标值", "1.7", "decimal", CELL_VALUE, false},
    {"计分", "5.6", "left", CELL_RULE, false},
    {"满分", "1.2", "decimal", CELL_FULL, false},
    {"得分", "1.4", "decimal", CELL_SCORE, false},
    {"权重", "1.2", "decimal", CELL_WEIGHT, true},
    {"加权得分", "1.5", "decimal", CELL_WEIGHTED, true},
};
static const struct score_column verdict_columns[] = {
    {"事项", "2", "left", CELL_NAME, false},
    {"依据", "6", "left", CELL_RULE, false},
    {"结果", "4", "left", CELL_WORDS, false},
};

static const char unit_columns[] = "rank|unit|groups|base|bonus|deduction|total|grade|decisions";

/* ---- compiling */

static bool check_columns(struct compiler *compiler, struct part *part) {
    struct text all = part_attribute(part, "columns"), rest = all, name;
    bool good = true;
    while (text_cut_word(&rest, &name)) {
        struct text left = text_of(unit_columns), one;
        bool known = false;
        while (text_cut(&left, '|', &one)) known = known || text_equal(one, name);
        if (known) continue;
        good = false;
        diags_add(compiler->diags, DIAG_T208,
                  xml_attribute_origin(part->node, "columns", (size_t)(name.at - all.at)), "%.*s",
                  TEXT_ARGS(name));
        struct text near = xml_nearest(name, unit_columns);
        if (near.length)
            diags_hint(compiler->diags, "did you mean %.*s?", TEXT_ARGS(near));
        else
            diags_hint(compiler->diags, "columns: %s", unit_columns);
    }
    return good;
}

bool compile_scores(struct compiler *compiler, struct part *part) {
    bool compared = text_is(part_attribute(part, "units"), "compared");
    if (compared && xml_has(part->node, "of"))
        return compile_fault(compiler, part, DIAG_T207, "of",
                             "a table of the compared units has no steps");
    if (!compared && xml_has(part->node, "columns"))
        return compile_fault(compiler, part, DIAG_T207, "columns",
                             "columns are chosen in a table of the compared units: "
                             "units=\"compared\"");
    return check_columns(compiler, part);
}

/* ---- cells */

static void put_column(struct run *run, const struct part *part, const char *title,
                       const char *width, const char *align) {
    builder_start(run->builder, NODE_COLUMN, part_origin(part));
    builder_attribute(run->builder, "width", text_of(width));
    builder_attribute(run->builder, "align", text_of(align));
    run_text(run, text_of(title), false, part_origin(part));
    builder_end(run->builder);
}

static void put_figure(struct run *run, const struct part *part, const struct figure *figure,
                       bool bare) {
    struct wording_style style = WORDING_PLAIN;
    style.bare = bare;
    struct text text = wording_figure(run->arena, figure, style);
    builder_figure(run->builder, figure, text,
                   figure->origin.file ? figure->origin : part_origin(part));
}

/* A figure that is there, or a word for what is not; nothing where nothing is to be said. */
static bool is_said(const struct figure *figure) {
    return figure->quantity.state != QUANTITY_MISSING || figure->indicator.length > 0;
}

static void put_cell(struct run *run, const struct part *part, const struct scoring_step *step,
                     enum score_cell cell, bool wide) {
    const struct figure *figure = NULL;
    struct text text = TEXT("");
    builder_start(run->builder, NODE_CELL, part_origin(part));
    if (wide && cell == CELL_NAME) builder_attribute(run->builder, "span", TEXT("2"));
    switch (cell) {
    case CELL_NUMBER:
        if (step->number) text = text_of(arena_printf(run->arena, "%zu", step->number));
        break;
    case CELL_NAME: text = step->name; break;
    case CELL_RULE: text = step->rule; break;
    case CELL_WORDS: text = step->words; break;
    case CELL_VALUE: figure = &step->value; break;
    case CELL_FULL: figure = &step->full; break;
    case CELL_SCORE: figure = &step->score; break;
    case CELL_WEIGHT: figure = &step->weight; break;
    case CELL_WEIGHTED: figure = &step->weighted; break;
    }
    if (figure && is_said(figure))
        put_figure(run, part, figure, cell != CELL_VALUE && cell != CELL_WEIGHT);
    run_text(run, text, false, part_origin(part));
    builder_end(run->builder);
}

/* ---- the calculation of one unit */

static void put_steps(struct run *run, const struct part *part, const struct scheme *scheme,
                      const struct unit *unit) {
    bool verdict = text_is(part_attribute(part, "of"), "verdict");
    bool weighted = scoring_view(scheme, run->arena).weighted;
    const struct score_column *columns = verdict ? verdict_columns : item_columns;
    size_t most = verdict ? sizeof verdict_columns / sizeof *verdict_columns
                          : sizeof item_columns / sizeof *item_columns;
    size_t steps, width = 0;
    const struct scoring_step *step = scoring_steps(scheme, unit, run->arena, &steps);
    while (width < most && (weighted || !columns[width].weighted)) width++;
    for (size_t i = 0; i < width; i++)
        put_column(run, part, columns[i].title, columns[i].width, columns[i].align);
    for (size_t i = 0; i < steps; i++, step++) {
        if ((step->row == SCORING_VERDICT) != verdict) continue;
        builder_start(run->builder, NODE_ROW, part_origin(part));
        if (step->row == SCORING_SUM || step->row == SCORING_TOTAL)
            builder_attribute(run->builder, "role", TEXT("total"));
        if (step->row == SCORING_GROUP) builder_attribute(run->builder, "role", TEXT("group"));
        /* What has no number has its name from the first column on. */
        size_t first = step->number == 0 && !verdict;
        for (size_t k = first; k < width; k++) put_cell(run, part, step, columns[k].cell, first);
        builder_end(run->builder);
    }
}

/* ---- the compared units by rank */

struct ranked {
    const struct unit *unit;
    struct figure rank;
    size_t order;
};

static int compare_ranked(const void *left, const void *right) {
    const struct ranked *a = left, *b = right;
    bool known = figure_is_known(&a->rank);
    if (known != figure_is_known(&b->rank)) return known ? -1 : 1;
    int order = known ? number_compare(a->rank.quantity.value, b->rank.quantity.value) : 0;
    return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

static struct figure find_figure(struct run *run, const struct indicator *indicator,
                                 const struct unit *unit) {
    struct metric_ask ask = {.indicator = indicator, .unit = unit};
    return metric_value(run->slice, ask, run->arena);
}

struct chosen {
    const struct indicator *indicator; /* NULL: the unit's name */
    const char *title, *width, *align;
};
struct choice {
    struct chosen *at;
    size_t count, room;
};

static void choose(struct run *run, struct choice *choice, const struct indicator *indicator,
                   const char *title, const char *width, const char *align) {
    if (!indicator && strcmp(title, "单位") != 0) return;
    ARENA_GROW(run->arena, choice->at, choice->count, choice->room);
    choice->at[choice->count++] = (struct chosen){indicator, title, width, align};
}

static const char *heading(struct run *run, const struct indicator *indicator) {
    struct text name = indicator->name, tail = TEXT("得分");
    if (text_ends(name, tail) && name.length > tail.length)
        name = text_slice(name, 0, name.length - tail.length);
    return arena_copy(run->arena, name.at, name.length);
}

static void choose_all(struct run *run, struct choice *choice, const struct indicator *const *list,
                       size_t count, const char *width, const char *align) {
    for (size_t i = 0; i < count; i++)
        choose(run, choice, list[i], heading(run, list[i]), width, align);
}

static struct choice choose_columns(struct run *run, const struct part *part,
                                    const struct scoring_view *view) {
    struct text rest = part_attribute(part, "columns"), name;
    struct choice choice = {0};
    if (!rest.length) rest = TEXT("rank unit groups bonus deduction total grade");
    while (text_cut_word(&rest, &name)) {
        if (text_is(name, "rank")) choose(run, &choice, view->rank, "名次", "1.3", "centre");
        if (text_is(name, "unit")) choose(run, &choice, NULL, "单位", "4.4", "left");
        if (text_is(name, "groups"))
            choose_all(run, &choice, view->groups, view->group_count, "1.8", "decimal");
        if (text_is(name, "base")) choose(run, &choice, view->base, "基础得分", "1.8", "decimal");
        if (text_is(name, "bonus")) choose(run, &choice, view->bonus, "加分", "1.4", "decimal");
        if (text_is(name, "deduction"))
            choose(run, &choice, view->deduction, "扣分", "1.4", "decimal");
        if (text_is(name, "total")) choose(run, &choice, view->total, "总分", "1.8", "decimal");
        if (text_is(name, "grade")) choose(run, &choice, view->grade, "等次", "1.6", "centre");
        if (text_is(name, "decisions"))
            choose_all(run, &choice, view->decisions, view->decision_count, "3", "left");
    }
    return choice;
}

static struct ranked *list_ranked(struct run *run, const struct scheme *scheme,
                                  const struct scoring_view *view, size_t *count) {
    const struct slice *slice = run->slice;
    struct ranked *list = arena_take_array(run->arena, slice->compared_count, sizeof *list);
    *count = 0;
    for (size_t i = 0; i < slice->compared_count; i++) {
        const struct unit *unit = slice->compared[i];
        if (!scoring_is_scored(scheme, unit)) continue;
        struct ranked *one = &list[(*count)++];
        *one = (struct ranked){.unit = unit, .order = i};
        if (view->rank) one->rank = find_figure(run, view->rank, unit);
    }
    qsort(list, *count, sizeof *list, compare_ranked);
    return list;
}

static void put_unit(struct run *run, const struct unit *unit) {
    bool brief = unit->short_name.length > 0;
    run_text(run, brief ? unit->short_name : unit->name, false,
             brief ? unit->short_origin : unit->name_origin);
}

static void put_units(struct run *run, const struct part *part, const struct scheme *scheme) {
    struct scoring_view view = scoring_view(scheme, run->arena);
    struct choice choice = choose_columns(run, part, &view);
    size_t count;
    const struct ranked *list = list_ranked(run, scheme, &view, &count);
    for (size_t i = 0; i < choice.count; i++)
        put_column(run, part, choice.at[i].title, choice.at[i].width, choice.at[i].align);
    for (size_t u = 0; u < count; u++) {
        builder_start(run->builder, NODE_ROW, part_origin(part));
        for (size_t i = 0; i < choice.count; i++) {
            const struct indicator *indicator = choice.at[i].indicator;
            builder_start(run->builder, NODE_CELL, part_origin(part));
            struct figure figure = {.decimals = -1};
            if (indicator) figure = find_figure(run, indicator, list[u].unit);
            if (indicator)
                put_figure(run, part, &figure, true);
            else
                put_unit(run, list[u].unit);
            builder_end(run->builder);
        }
        builder_end(run->builder);
    }
}

/* ---- the element */

static const struct scheme *need_scheme(struct run *run, const struct part *part) {
    struct text code = part_attribute(part, "scheme");
    const struct scheme *scheme = scoring_find(run->in->scores, code);
    if (scheme) return scheme;
    diags_add(run->diags, DIAG_K113, xml_attribute_origin(part->node, "scheme", 0), "%.*s",
              TEXT_ARGS(code));
    const char *codes = scoring_codes(run->in->scores, run->arena);
    if (*codes)
        diags_hint(run->diags, "schemes of the job: %s", codes);
    else
        diags_hint(run->diags, "name a scheme in the job: <scoring file=\"scheme.xml\"/>");
    return NULL;
}

/* Somebody must be there to print. */
static bool has_units(struct run *run, const struct part *part, const struct scheme *scheme,
                      const struct unit *unit) {
    size_t count;
    struct scoring_view view = scoring_view(scheme, run->arena);
    if (unit && scoring_is_scored(scheme, unit)) return true;
    if (!unit && list_ranked(run, scheme, &view, &count) && count) return true;
    diags_add(run->diags, DIAG_K111, part_origin(part), "%.*s",
              TEXT_ARGS(unit ? unit->name : TEXT("<scores>")));
    if (unit)
        diags_hint(run->diags, "the scheme does not score this unit; see units= and under= of "
                               "<scoring>, or print the compared units: units=\"compared\"");
    else
        diags_hint(run->diags,
                   "let the job compare: <units compare=\"children\"/> or \"siblings\"");
    return false;
}

void run_scores(struct run *run, const struct part *part) {
    const struct scheme *scheme = need_scheme(run, part);
    const struct unit *unit = run_loop_unit(run);
    if (!unit) unit = run->slice->unit;
    if (text_is(part_attribute(part, "units"), "compared")) unit = NULL;
    if (!scheme || !has_units(run, part, scheme, unit)) return;
    run_start(run, NODE_TABLE, part);
    run_copy_attributes(run, part, "unit|source|note|grid|number");
    run_caption(run, part);
    if (unit)
        put_steps(run, part, scheme, unit);
    else
        put_units(run, part, scheme);
    builder_end(run->builder);
}
