/* The order of working out: each step after those that it reads. */
#include "scoring/inner.h"

struct walk {
    struct binding *binding;
    struct scheme *scheme;
    enum { NEW, OPEN, DONE } * marks;
    size_t done;
    bool circle;
};

static void visit(struct walk *walk, size_t step);

static void visit_indicator(struct walk *walk, const struct indicator *indicator) {
    const struct scheme *scheme = walk->scheme;
    if (indicator->order < scheme->first_indicator) return;
    size_t index = indicator->order - scheme->first_indicator;
    if (index < scheme->step_of_count) visit(walk, scheme->step_of[index]);
}

static void visit_formula(struct walk *walk, const struct formula *formula) {
    for (size_t i = 0; formula && i < formula_indicator_count(formula); i++)
        visit_indicator(walk, formula_indicator_at(formula, i));
}

static void visit_value(struct walk *walk, const struct value_of *of) {
    if (of->indicator) visit_indicator(walk, of->indicator);
    visit_formula(walk, of->formula);
}

static void visit_item(struct walk *walk, const struct score_item *item) {
    visit_value(walk, &item->of);
    for (size_t i = 0; i < item->line_count; i++) {
        visit_value(walk, &item->lines[i].of);
        visit_value(walk, &item->lines[i].sum);
    }
}

static void visit_kinds(struct walk *walk, enum step_kind kind) {
    for (size_t i = 0; i < walk->scheme->step_count; i++)
        if (walk->scheme->steps[i].kind == kind) visit(walk, i);
}

/* Steps of items are the first, in the order of items. */
static void visit_group(struct walk *walk, const struct group *group) {
    for (size_t i = 0; i < group->item_count; i++) visit(walk, group->first_item + i);
}

static void visit_grade(struct walk *walk) {
    const struct scheme *scheme = walk->scheme;
    visit(walk, scheme->total_step);
    for (size_t i = 0; i < scheme->veto_count; i++) visit_formula(walk, scheme->vetoes[i].when);
    for (size_t i = 0; i < scheme->prerequisite_count; i++) {
        visit_value(walk, &scheme->prerequisites[i].of);
        visit_formula(walk, scheme->prerequisites[i].when);
    }
}

static void visit_ranking(struct walk *walk, const struct ranking *ranking) {
    visit(walk, ranking->of);
    for (size_t i = 0; i < ranking->then_count; i++) visit(walk, ranking->then[i]);
    if (ranking->vetoed != VETOED_IN && walk->scheme->grade_step != SIZE_MAX)
        visit(walk, walk->scheme->grade_step);
}

static void visit_decision(struct walk *walk, const struct decision *decision) {
    for (size_t i = 0; i < decision->row_count; i++) {
        const struct decision_row *row = &decision->rows[i];
        for (size_t k = 0; k < row->when_count; k++) visit_formula(walk, row->when[k]);
        if (row->rank_from) visit(walk, row->rank_step);
        if (row->grades.length) visit(walk, walk->scheme->grade_step);
        if (row->from.set || row->to.set) visit(walk, walk->scheme->total_step);
        visit_formula(walk, row->amount);
    }
}

static void visit_parts(struct walk *walk, const struct step *step) {
    const struct scheme *scheme = walk->scheme;
    switch (step->kind) {
    case STEP_ITEM: visit_item(walk, &scheme->items[step->index]); break;
    case STEP_GROUP:
    case STEP_BONUS:
    case STEP_DEDUCTION: visit_group(walk, &scheme->groups[step->index]); break;
    case STEP_BASE:
        visit_kinds(walk, STEP_GROUP);
        for (size_t i = 0; i < scheme->item_count; i++)
            if (!scheme->items[i].group) visit(walk, i);
        break;
    case STEP_TOTAL:
        visit_kinds(walk, STEP_BASE);
        visit_kinds(walk, STEP_BONUS);
        visit_kinds(walk, STEP_DEDUCTION);
        break;
    case STEP_GRADE: visit_grade(walk); break;
    case STEP_RANK: visit_ranking(walk, &scheme->rankings[step->index]); break;
    case STEP_DECISION:
    case STEP_AMOUNT: visit_decision(walk, &scheme->decisions[step->index]); break;
    }
}

static void report_circle(struct walk *walk, const struct step *step) {
    if (walk->circle) return;
    walk->circle = true;
    diags_add(walk->binding->diags, DIAG_K107, xml_origin(step->node), "%.*s",
              TEXT_ARGS(step->name));
    diags_hint(walk->binding->diags, N_("a step may read only what does not depend on it"));
}

static void visit(struct walk *walk, size_t index) {
    const struct step *step = &walk->scheme->steps[index];
    if (walk->marks[index] == OPEN) report_circle(walk, step);
    if (walk->marks[index] != NEW) return;
    walk->marks[index] = OPEN;
    visit_parts(walk, step);
    walk->marks[index] = DONE;
    walk->scheme->order[walk->done++] = index;
}

bool scoring_order(struct binding *binding) {
    struct scheme *scheme = binding->scheme;
    struct walk walk = {.binding = binding, .scheme = scheme};
    walk.marks = arena_take_array(binding->arena, scheme->step_count, sizeof *walk.marks);
    scheme->order = arena_take_array(binding->arena, scheme->step_count, sizeof *scheme->order);
    for (size_t i = 0; i < scheme->step_count; i++) visit(&walk, i);
    return !walk.circle;
}
