/* The run: schemes bound, every step worked out for every unit, the results put into the store. */
#include "scoring/inner.h"

struct scores {
    struct scheme *const *schemes;
    size_t count;
};

/* A number that outlives the unit's arena. */
static struct number keep(struct arena *arena, struct number number) {
    return number.big ? number_add(arena, number, number_from_integer(0)) : number;
}

static struct outcome work_out(struct scorer *scorer, const struct step *step) {
    const struct scheme *scheme = scorer->scheme;
    struct outcome outcome;
    switch (step->kind) {
    case STEP_ITEM: return scoring_item(scorer, &scheme->items[step->index]);
    case STEP_GROUP:
    case STEP_BASE:
    case STEP_BONUS:
    case STEP_DEDUCTION:
    case STEP_TOTAL: return scoring_sum(scorer, step);
    case STEP_GRADE: scoring_grade(scorer, &outcome); return outcome;
    case STEP_DECISION:
        scoring_decide(scorer, &scheme->decisions[step->index], &outcome);
        return outcome;
    case STEP_AMOUNT:
        scoring_amount(scorer, &scheme->decisions[step->index], &outcome);
        return outcome;
    case STEP_RANK: break; /* of all units at once */
    }
    return (struct outcome){0};
}

static void run_step(struct scheme *scheme, struct step *step, struct period period) {
    size_t units = metric_unit_count(scheme->store);
    struct arena *arena = arena_new();
    for (size_t u = 0; u < units; u++) {
        if (!scheme->scored[u]) continue;
        const struct unit *unit = metric_unit_at(scheme->store, u);
        struct scorer scorer = scoring_ask(scheme, unit, period, arena);
        struct outcome *out = &step->outcomes[u];
        if (metric_unit_faults(scheme->store, unit)) {
            *out = (struct outcome){.state = OUTCOME_UNSCORED, .reason = REASON_FAULTS};
            continue;
        }
        *out = work_out(&scorer, step);
        out->score = keep(scheme->arena, out->score);
        out->weighted = keep(scheme->arena, out->weighted);
    }
    arena_free(arena);
}

static void use_period(struct scheme *scheme, struct scored_period *scored) {
    size_t units = metric_unit_count(scheme->store);
    for (size_t i = 0; i < scheme->step_count; i++)
        scheme->steps[i].outcomes = scored->outcomes + i * units;
    scoring_set_periods(scheme, scored->period);
}

static void score_period(struct scheme *scheme, struct scored_period *scored) {
    size_t units = metric_unit_count(scheme->store);
    scored->outcomes =
        arena_take_array(scheme->arena, units * scheme->step_count, sizeof *scored->outcomes);
    use_period(scheme, scored);
    for (size_t i = 0; i < scheme->step_count; i++) {
        struct step *step = &scheme->steps[scheme->order[i]];
        if (step->kind == STEP_RANK)
            scoring_rank(scheme, &scheme->rankings[step->index], step, scored->period);
        else
            run_step(scheme, step, scored->period);
    }
}

/* ---- periods: those that the scheme asks for also, then the report's */

static bool add_period(struct scheme *scheme, struct text word, struct period period,
                       struct period *out) {
    if (text_is(word, "last-year")) return period_last_year(scheme->arena, period, out);
    if (text_is(word, "previous")) return period_previous(scheme->arena, period, out);
    return period_read(word, out) && period_has_dates(*out);
}

static bool list_periods(struct scheme *scheme, struct period period, struct diags *diags) {
    struct text rest = scheme->also, word;
    size_t room = 0;
    while (text_cut_word(&rest, &word)) {
        struct scored_period also = {0};
        if (!add_period(scheme, word, period, &also.period)) {
            size_t offset = (size_t)(word.at - scheme->also.at);
            diags_add(diags, DIAG_K115, xml_attribute_origin(scheme->root, "also", offset), "%.*s",
                      TEXT_ARGS(word));
            diags_hint(diags, N_("write last-year, previous or a period such as 2025H2"));
            return false;
        }
        if (period_equal(also.period, period)) continue;
        ARENA_GROW(scheme->arena, scheme->periods, scheme->period_count, room);
        scheme->periods[scheme->period_count++] = also;
    }
    ARENA_GROW(scheme->arena, scheme->periods, scheme->period_count, room);
    scheme->periods[scheme->period_count++] = (struct scored_period){.period = period};
    return true;
}

/* ---- results as observations */

static struct quantity number_quantity(struct number number) {
    return (struct quantity){.state = QUANTITY_KNOWN, .value = number};
}

static struct quantity words_quantity(struct text words) {
    return (struct quantity){.state = QUANTITY_KNOWN, .text = words};
}

/* Words for what is not there stand in place of the number. */
static struct quantity unknown_quantity(const struct step *step, const struct outcome *outcome) {
    bool none = outcome->state == OUTCOME_EXCLUDED || step->kind == STEP_RANK;
    struct text words = none ? TEXT("—") : step->kind > STEP_TOTAL ? TEXT("未定") : TEXT("未评分");
    return (struct quantity){.state = QUANTITY_NOT_APPLICABLE, .text = words};
}

struct quantity scoring_quantity(const struct scheme *scheme, const struct step *step,
                                 const struct outcome *outcome) {
    if (outcome->state != OUTCOME_KNOWN) return unknown_quantity(step, outcome);
    if (step->kind == STEP_GRADE) return words_quantity(scheme->grades[outcome->line].name);
    if (step->kind == STEP_DECISION)
        return words_quantity(scheme->decisions[step->index].rows[outcome->line].outcome);
    return number_quantity(outcome->score);
}

static void put_column(struct metric_additions *additions, const struct scheme *scheme,
                       const struct step *step, const struct scored_period *scored, bool main) {
    size_t units = metric_unit_count(scheme->store);
    const struct outcome *outcomes = scored->outcomes + (size_t)(step - scheme->steps) * units;
    for (size_t u = 0; u < units; u++) {
        const struct outcome *outcome = &outcomes[u];
        if (outcome->state == OUTCOME_NONE || (!main && outcome->state != OUTCOME_KNOWN)) continue;
        struct metric_addition value = {.unit = metric_unit_at(scheme->store, u),
                                        .indicator = step->indicator,
                                        .period = scored->period,
                                        .quantity = scoring_quantity(scheme, step, outcome),
                                        .measure = step->indicator->measure,
                                        .origin = outcome->origin,
                                        .made = METRIC_SCORED};
        metric_put(additions, &value);
    }
}

static void put_results(struct metric_additions *additions, const struct scheme *scheme) {
    for (size_t i = 0; i < scheme->step_count; i++)
        for (size_t p = 0; p < scheme->period_count && scheme->steps[i].indicator; p++)
            put_column(additions, scheme, &scheme->steps[i], &scheme->periods[p],
                       p + 1 == scheme->period_count);
}

/* ---- who is not scored */

static void tell_unscored(struct scheme *scheme, struct diags *diags) {
    enum { NAMED_MOST = 5 };
    const struct step *total = &scheme->steps[scheme->total_step];
    struct buffer names = buffer_new(scheme->arena);
    size_t count = 0, units = metric_unit_count(scheme->store);
    for (size_t u = 0; u < units; u++) {
        const struct outcome *outcome = &total->outcomes[u];
        if (outcome->state == OUTCOME_NONE || outcome->state == OUTCOME_KNOWN) continue;
        if (count++ >= NAMED_MOST) continue;
        const struct unit *unit = metric_unit_at(scheme->store, u);
        struct text why = scoring_say_reason(outcome, scheme->arena);
        buffer_printf(&names, count > 1 ? "；%.*s（%.*s）" : "%.*s（%.*s）", TEXT_ARGS(unit->name),
                      TEXT_ARGS(why));
    }
    if (!count) return;
    if (count > NAMED_MOST) buffer_printf(&names, "；…");
    diags_add(diags, DIAG_K112, xml_attribute_origin(scheme->root, "name", 0), "%zu: %s", count,
              names.at);
    diags_hint(diags, N_("they have no grade and no rank; what is missing is not counted as 0 "
                         "unless the scheme says missing=\"zero\""));
}

static bool run_scheme(struct scheme *scheme, struct store *store, struct period period,
                       struct metric_additions *additions, struct diags *diags) {
    if (!list_periods(scheme, period, diags) ||
        !scoring_bind(scheme, store, additions, scheme->arena, diags))
        return false;
    for (size_t p = 0; p < scheme->period_count; p++) score_period(scheme, &scheme->periods[p]);
    tell_unscored(scheme, diags);
    return true;
}

const struct scores *scoring_run(struct scheme *const *schemes, size_t count, struct store *store,
                                 struct period period, struct arena *arena, struct diags *diags) {
    struct metric_additions *additions = metric_reopen(store, diags);
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good = run_scheme(schemes[i], store, period, additions, diags) && good;
    for (size_t i = 0; good && i < count; i++) put_results(additions, schemes[i]);
    metric_seal(additions);
    if (!good) return NULL;
    struct scores *scores = ARENA_NEW(arena, struct scores);
    *scores = (struct scores){schemes, count};
    return scores;
}

const struct scheme *scoring_find(const struct scores *scores, struct text code) {
    for (size_t i = 0; scores && i < scores->count; i++)
        if (!code.length || text_equal(scores->schemes[i]->code, code)) return scores->schemes[i];
    return NULL;
}

const char *scoring_codes(const struct scores *scores, struct arena *arena) {
    struct buffer names = buffer_new(arena);
    for (size_t i = 0; scores && i < scores->count; i++)
        buffer_printf(&names, i ? "|%.*s" : "%.*s", TEXT_ARGS(scores->schemes[i]->code));
    return names.at ? names.at : "";
}
