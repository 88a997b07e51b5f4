/* Binding of conditions, ranks and decision tables. */
#include "scoring/inner.h"

static void bind_condition(struct binding *binding, struct condition *condition) {
    scoring_bind_value(binding, &condition->of, NULL);
    scoring_bind_amount(binding, &condition->least, condition->of.measure);
    scoring_bind_amount(binding, &condition->most, condition->of.measure);
    if (xml_has(condition->node, "when"))
        condition->when = scoring_bind_formula(binding, condition->node, "when", true);
}

/* A step by its code, the default if none is named. */
static size_t need_step(struct binding *binding, const xml_node *node, const char *attribute,
                        struct text code, size_t without, bool rank) {
    const struct scheme *scheme = binding->scheme;
    if (!code.length) return without;
    size_t step = scoring_find_step(scheme, code);
    bool fit = step != SIZE_MAX;
    if (fit) {
        enum step_kind kind = scheme->steps[step].kind;
        fit = rank ? kind == STEP_RANK : kind < STEP_GRADE;
    }
    if (fit) return step;
    struct buffer names = buffer_new(binding->arena);
    for (size_t i = 0; i < scheme->step_count; i++) {
        const struct step *one = &scheme->steps[i];
        if (one->code.length && (rank ? one->kind == STEP_RANK : one->kind < STEP_GRADE))
            buffer_printf(&names, "%.*s|", TEXT_ARGS(one->code));
    }
    struct text near = xml_nearest(code, names.at ? names.at : "");
    binding->failed = true;
    FAULT_OF(binding->diags, node, attribute, DIAG_K109, "%.*s", TEXT_ARGS(code));
    if (near.length)
        diags_hint(binding->diags, N_("did you mean %.*s?"), TEXT_ARGS(near));
    else if (rank)
        diags_hint(binding->diags, N_("name a <rank> of the scheme by its code"));
    else
        diags_hint(binding->diags, N_("name an item, a group, base, bonus, deduction or total"));
    return without;
}

static void bind_ranking(struct binding *binding, struct ranking *ranking) {
    const xml_node *node = ranking->node;
    scoring_check_tree(binding, node, ranking->tree);
    size_t room = 0, total = binding->scheme->total_step;
    ranking->of = need_step(binding, node, "of", xml_attribute(node, "of"), total, false);
    struct text rest = xml_attribute(node, "then"), word;
    while (text_cut_word(&rest, &word)) {
        ARENA_GROW(binding->arena, ranking->then, ranking->then_count, room);
        ranking->then[ranking->then_count++] = need_step(binding, node, "then", word, total, false);
    }
}

static size_t first_rank(const struct scheme *scheme) {
    for (size_t i = 0; i < scheme->step_count; i++)
        if (scheme->steps[i].kind == STEP_RANK) return i;
    return SIZE_MAX;
}

static void add_when(struct binding *binding, struct decision_row *row, const xml_node *node,
                     const char *attribute) {
    ARENA_GROW(binding->arena, row->when, row->when_count, row->when_room);
    row->when[row->when_count++] = scoring_bind_formula(binding, node, attribute, true);
}

static void bind_row(struct binding *binding, const struct decision *decision,
                     struct decision_row *row) {
    const xml_node *node = row->node;
    struct measure points = measure_read(TEXT("分"));
    scoring_bind_amount(binding, &row->from, points);
    scoring_bind_amount(binding, &row->to, points);
    row->rank_step = need_step(binding, node, "rank-of", xml_attribute(node, "rank-of"),
                               first_rank(binding->scheme), true);
    if (row->rank_from && row->rank_step == SIZE_MAX && !binding->failed) {
        binding->failed = true;
        FAULT_OF(binding->diags, node, "rank", DIAG_K109, "%.*s",
                 TEXT_ARGS(xml_attribute(node, "rank")));
        diags_hint(binding->diags, N_("the scheme has no <rank>"));
    }
    if (xml_has(node, "when")) add_when(binding, row, node, "when");
    for (const xml_node *more = xml_first_element(node); more; more = xml_next_element(more))
        add_when(binding, row, more, "test");
    if (!row->amount_text.length) return;
    row->amount = scoring_bind_formula(binding, node, "amount", false);
    if (!row->amount || formula_fits(formula_dimension(row->amount), decision->measure)) return;
    binding->failed = true;
    FAULT_OF(binding->diags, node, "amount", DIAG_K106, N_("%.*s cannot be said in %.*s"),
             TEXT_ARGS(row->amount_text), TEXT_ARGS(decision->measure.name));
}

void scoring_bind_verdicts(struct binding *binding) {
    struct scheme *scheme = binding->scheme;
    for (size_t i = 0; i < scheme->prerequisite_count; i++)
        bind_condition(binding, &scheme->prerequisites[i]);
    for (size_t i = 0; i < scheme->veto_count; i++) bind_condition(binding, &scheme->vetoes[i]);
    for (size_t i = 0; i < scheme->ranking_count; i++) bind_ranking(binding, &scheme->rankings[i]);
    for (size_t i = 0; i < scheme->decision_count; i++)
        for (size_t k = 0; k < scheme->decisions[i].row_count; k++)
            bind_row(binding, &scheme->decisions[i], &scheme->decisions[i].rows[k]);
}
