/* Binding a scheme to a store: which units are scored, the indicators that its steps become, and
 * what all names, formulas and measures in it stand for. */
#include "scoring/inner.h"

/* ---- values */

static void fail(struct binding *binding) {
    binding->failed = true;
}

const struct formula *scoring_bind_formula(struct binding *binding, const xml_node *node,
                                           const char *attribute, bool comparison) {
    struct formula_options options = {.comparison = comparison};
    const struct formula *formula = formula_compile(binding->store, xml_attribute(node, attribute),
                                                    xml_attribute_origin(node, attribute, 0),
                                                    options, binding->arena, binding->diags);
    if (!formula) fail(binding);
    return formula;
}

static void report_measure(struct binding *binding, const xml_node *node, const char *attribute,
                           struct text what, struct text measure) {
    fail(binding);
    FAULT_OF(binding->diags, node, attribute, DIAG_K106, N_("%.*s cannot be said in %.*s"),
             TEXT_ARGS(what), TEXT_ARGS(measure));
}

static void bind_measure(struct binding *binding, struct value_of *of, struct text wanted) {
    struct measure measure = measure_read(wanted);
    if (of->indicator) {
        of->measure = of->indicator->measure;
        if (!wanted.length) return;
        if (!measure_alike(measure, of->measure))
            report_measure(binding, of->node, "measure", of->text, wanted);
        of->measure = measure;
        return;
    }
    struct formula_dimension dimension = formula_dimension(of->formula);
    if (!wanted.length && dimension.count == 1 && dimension.at[0].power == 1)
        measure = measure_read(dimension.at[0].base);
    if (!formula_fits(dimension, measure))
        report_measure(binding, of->node, of->attribute, of->text, wanted);
    of->measure = measure;
}

void scoring_bind_value(struct binding *binding, struct value_of *of, const char *measure) {
    if (!value_is_set(of)) return;
    bool ambiguous;
    of->indicator = metric_find_indicator(binding->store, of->text, &ambiguous);
    if (ambiguous) { /* for its message */
        metric_need_indicator(binding->store, of->text,
                              xml_attribute_origin(of->node, of->attribute, 0), binding->diags);
        fail(binding);
        return;
    }
    if (!of->indicator) of->formula = scoring_bind_formula(binding, of->node, of->attribute, false);
    if (of->indicator || of->formula)
        bind_measure(binding, of, measure ? xml_attribute(of->node, measure) : TEXT(""));
    struct period any = {.kind = PERIOD_YEAR,
                         .from_year = 2000,
                         .from_month = 1,
                         .from_day = 1,
                         .to_year = 2000,
                         .to_month = 12,
                         .to_day = 31};
    struct text wrong;
    if (scoring_read_periods(binding->arena, of->periods, any, &of->at, &of->at_count, &wrong))
        return;
    fail(binding);
    FAULT_OF(binding->diags, of->node, "periods", DIAG_K115, "%.*s", TEXT_ARGS(wrong));
    diags_hint(binding->diags, N_("periods of a scheme: Q1 … Q4, H1, H2, 01 … 12, year (of the "
                                  "year that is scored), or a period such as 2025H2"));
}

void scoring_bind_amount(struct binding *binding, struct amount *amount, struct measure measure) {
    if (!amount->set || !amount->measure.name.length) {
        amount->measure = measure;
        return;
    }
    if (!measure_alike(amount->measure, measure)) {
        fail(binding);
        diags_add(binding->diags, DIAG_K106, amount->origin, N_("in %.*s, compared with %.*s"),
                  TEXT_ARGS(amount->measure.name), TEXT_ARGS(measure.name));
        return;
    }
    int power = amount->measure.power10 - measure.power10;
    if (power) amount->number = number_shift(binding->arena, amount->number, power);
    amount->measure = measure;
}

/* ---- items */

static void bind_line(struct binding *binding, const struct score_item *item, struct line *line) {
    scoring_bind_value(binding, &line->of, "measure");
    scoring_bind_value(binding, &line->sum, NULL);
    struct measure measure = value_is_set(&line->of) ? line->of.measure : item->of.measure;
    scoring_bind_amount(binding, &line->from, measure);
    scoring_bind_amount(binding, &line->to, measure);
    scoring_bind_amount(binding, &line->limit, measure);
    scoring_bind_amount(binding, &line->base, line->sum.measure);
}

static void bind_items(struct binding *binding) {
    struct scheme *scheme = binding->scheme;
    for (size_t i = 0; i < scheme->item_count; i++) {
        struct score_item *item = &scheme->items[i];
        bool before = binding->failed;
        binding->failed = false;
        scoring_bind_value(binding, &item->of, "measure");
        for (size_t k = 0; k < item->line_count; k++) bind_line(binding, item, &item->lines[k]);
        bool bound = !binding->failed && item->rule->check;
        if (bound && !item->rule->check(item, binding->arena, binding->diags)) fail(binding);
        binding->failed = binding->failed || before;
    }
}

/* ---- units */

void scoring_check_tree(struct binding *binding, const xml_node *node, struct text tree) {
    struct buffer names = buffer_new(binding->arena);
    for (size_t i = 0; i < metric_membership_count(binding->store) && tree.length; i++) {
        struct text known = metric_membership_at(binding->store, i)->tree;
        if (text_equal(known, tree)) return;
        if (!names.length || text_find(buffer_text(&names), known) == SIZE_MAX)
            buffer_printf(&names, names.length ? ", %.*s" : "%.*s", TEXT_ARGS(known));
    }
    if (!tree.length) return;
    fail(binding);
    FAULT_OF(binding->diags, node, "tree", DIAG_K109, "%.*s", TEXT_ARGS(tree));
    diags_hint(binding->diags, N_("trees of the memberships: %s"), names.length ? names.at : "—");
}

static void mark_named(struct binding *binding, const char *attribute, bool *marks) {
    struct text all = xml_attribute(binding->scheme->root, attribute), rest = all, word;
    while (text_cut_word(&rest, &word)) {
        struct origin origin =
            xml_attribute_origin(binding->scheme->root, attribute, (size_t)(word.at - all.at));
        const struct unit *unit = metric_need_unit(binding->store, word, origin, binding->diags);
        if (unit) marks[unit->order] = true;
        binding->failed = binding->failed || !unit;
    }
}

/* Those named; those below the named; else those that have none below them. */
static void find_units(struct binding *binding, struct period period) {
    struct scheme *scheme = binding->scheme;
    size_t count = metric_unit_count(binding->store), found = 0;
    bool *marks = arena_take_array(binding->arena, count, sizeof *marks);
    const struct unit **parents = arena_take_array(binding->arena, count, sizeof *parents);
    scoring_check_tree(binding, scheme->root, scheme->tree);
    scheme->scored = arena_take_array(binding->arena, count, sizeof *scheme->scored);
    metric_parents(binding->store, scheme->tree, period, parents);
    mark_named(binding, scheme->units.length ? "units" : "under", marks);
    if (!scheme->units.length && !scheme->under.length)
        for (size_t u = 0; u < count; u++)
            if (parents[u]) marks[parents[u]->order] = true;
    for (size_t u = 0; u < count; u++) {
        bool is = scheme->units.length   ? marks[u]
                  : scheme->under.length ? parents[u] && marks[parents[u]->order]
                                         : !marks[u];
        scheme->scored[u] = is && metric_unit_holds(metric_unit_at(binding->store, u), period);
        found += scheme->scored[u];
    }
    if (found || binding->failed) return;
    fail(binding);
    FAULT_OF(binding->diags, scheme->root, scheme->units.length ? "units" : "under", DIAG_K111,
             "%.*s", TEXT_ARGS(scheme->name));
    diags_hint(binding->diags, N_("name them, units=\"a b\", or those below a unit, under=\"a\"; "
                                  "else those are scored that have no units below them"));
}

/* ---- steps and their indicators */

static struct step *add_step(struct scheme *scheme, enum step_kind kind, size_t index,
                             const xml_node *node, struct text code, const char *suffix,
                             struct text name) {
    ARENA_GROW(scheme->arena, scheme->steps, scheme->step_count, scheme->step_room);
    struct step *step = &scheme->steps[scheme->step_count++];
    *step = (struct step){.kind = kind, .index = index, .node = node, .name = name};
    if (code.length)
        step->code = text_of(arena_printf(scheme->arena, "%.*s%s", TEXT_ARGS(code), suffix));
    return step;
}

static struct text scored_name(struct scheme *scheme, struct text name) {
    if (text_ends(name, TEXT("得分")) || text_ends(name, TEXT("分"))) return name;
    return text_of(arena_printf(scheme->arena, "%.*s得分", TEXT_ARGS(name)));
}

static void list_items(struct scheme *scheme) {
    for (size_t i = 0; i < scheme->item_count; i++) {
        struct score_item *item = &scheme->items[i];
        add_step(scheme, STEP_ITEM, i, item->node, item->code, "", scored_name(scheme, item->name));
    }
    for (size_t i = 0; i < scheme->group_count; i++) {
        struct group *group = &scheme->groups[i];
        enum step_kind kind = group->kind == GROUP_BONUS       ? STEP_BONUS
                              : group->kind == GROUP_DEDUCTION ? STEP_DEDUCTION
                                                               : STEP_GROUP;
        struct text code = kind == STEP_BONUS       ? TEXT("bonus")
                           : kind == STEP_DEDUCTION ? TEXT("deduction")
                                                    : group->code;
        struct text name = kind == STEP_GROUP ? scored_name(scheme, group->name) : group->name;
        add_step(scheme, kind, i, group->node, code, "", name);
    }
}

static void list_steps(struct scheme *scheme) {
    const xml_node *root = scheme->root;
    list_items(scheme);
    scheme->base_step = scheme->step_count;
    add_step(scheme, STEP_BASE, 0, root, TEXT("base"), "", TEXT("基础得分"));
    scheme->total_step = scheme->step_count;
    add_step(scheme, STEP_TOTAL, 0, root, TEXT("total"), "", TEXT("总分"));
    scheme->grade_step = scheme->grade_count ? scheme->step_count : SIZE_MAX;
    if (scheme->grade_count) add_step(scheme, STEP_GRADE, 0, root, TEXT("grade"), "", TEXT("等次"));
    for (size_t i = 0; i < scheme->ranking_count; i++) {
        const struct ranking *ranking = &scheme->rankings[i];
        add_step(scheme, STEP_RANK, i, ranking->node, ranking->code, "", ranking->name);
    }
    for (size_t i = 0; i < scheme->decision_count; i++) {
        const struct decision *decision = &scheme->decisions[i];
        add_step(scheme, STEP_DECISION, i, decision->node, decision->code, "", decision->name);
        struct text name =
            text_of(arena_printf(scheme->arena, "%.*s金额", TEXT_ARGS(decision->name)));
        if (decision->has_amounts)
            add_step(scheme, STEP_AMOUNT, i, decision->node, decision->code, ".amount", name);
    }
}

static struct indicator indicator_of(const struct scheme *scheme, const struct step *step) {
    struct indicator like = {
        .name = step->name,
        .section = scheme->name,
        .code = text_of(arena_printf(scheme->arena, "%.*s.%.*s", TEXT_ARGS(scheme->code),
                                     TEXT_ARGS(step->code))),
        .decimals = scheme->decimals,
        .better = FIGURE_HIGHER,
        .nature = FIGURE_STOCK,
        .measure = measure_read(TEXT("分")),
        .origin = xml_origin(step->node)};
    if (step->kind == STEP_DEDUCTION) like.better = FIGURE_LOWER;
    if (step->kind == STEP_RANK) {
        like.measure = measure_read(TEXT("名"));
        like.better = FIGURE_LOWER;
        like.decimals = 0;
    }
    if (step->kind == STEP_AMOUNT) {
        like.measure = scheme->decisions[step->index].measure;
        like.better = FIGURE_NEUTRAL;
        like.decimals = -1;
    }
    if (step->kind == STEP_GRADE || step->kind == STEP_DECISION) {
        like.measure = measure_read(TEXT(""));
        like.better = FIGURE_NEUTRAL;
        like.decimals = -1;
    }
    return like;
}

static void make_indicators(struct binding *binding, struct metric_additions *additions) {
    struct scheme *scheme = binding->scheme;
    scheme->first_indicator = metric_indicator_count(binding->store);
    scheme->step_of = arena_take_array(binding->arena, scheme->step_count, sizeof *scheme->step_of);
    for (size_t i = 0; i < scheme->step_count; i++) {
        struct step *step = &scheme->steps[i];
        if (!step->code.length) continue;
        struct indicator like = indicator_of(scheme, step);
        step->indicator = metric_make_indicator(additions, &like);
        if (step->indicator) {
            scheme->step_of[scheme->step_of_count++] = i;
            continue;
        }
        fail(binding);
        FAULT_OF(binding->diags, step->node, "code", DIAG_K105, "%.*s", TEXT_ARGS(like.code));
        diags_hint(binding->diags, N_("the data have an indicator of this code; give the scheme "
                                      "another: <scoring code=\"…\">"));
    }
}

size_t scoring_find_step(const struct scheme *scheme, struct text code) {
    for (size_t i = 0; i < scheme->step_count; i++)
        if (text_equal(scheme->steps[i].code, code)) return i;
    return SIZE_MAX;
}

bool scoring_bind(struct scheme *scheme, struct store *store, struct metric_additions *additions,
                  struct arena *arena, struct diags *diags) {
    struct binding binding = {scheme, store, arena, diags, false};
    scheme->store = store;
    list_steps(scheme);
    make_indicators(&binding, additions);
    find_units(&binding, scheme->periods[scheme->period_count - 1].period);
    bind_items(&binding);
    scoring_bind_verdicts(&binding);
    return !binding.failed && scoring_order(&binding);
}
