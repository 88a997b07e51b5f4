/* The calculation of one unit, row by row, with the numbers put into the rules.
 *
 * The words come from the rules themselves: each item is worked out once more, now with somebody
 * listening. */
#include "scoring/telling.h"

static struct figure figure_of(const struct telling *telling, struct number number,
                               struct measure measure, int decimals, struct origin origin) {
    return (struct figure){.quantity = {.state = QUANTITY_KNOWN, .value = number},
                           .measure = measure,
                           .decimals = decimals,
                           .nature = FIGURE_STOCK,
                           .unit = telling->unit->code,
                           .period = telling->period,
                           .origin = origin};
}

/* Of a number that the scheme states. */
static struct figure stated(const struct telling *telling, bool set, struct number number,
                            const char *measure, const xml_node *node) {
    if (!set) return (struct figure){.decimals = -1};
    return figure_of(telling, number, measure_read(text_of(measure)), -1, xml_origin(node));
}

struct figure telling_score(const struct telling *telling, const struct step *step,
                            const struct outcome *outcome) {
    struct figure figure = figure_of(telling, outcome->score, measure_read(TEXT("分")),
                                     telling->scheme->decimals, outcome->origin);
    figure.quantity = scoring_quantity(telling->scheme, step, outcome);
    if (!step->indicator) return figure;
    figure.measure = step->indicator->measure;
    figure.decimals = step->indicator->decimals;
    figure.better = step->indicator->better;
    figure.indicator = step->indicator->code;
    figure.name = step->indicator->name;
    return figure;
}

static struct figure weighted(const struct telling *telling, const struct outcome *outcome) {
    if (outcome->state != OUTCOME_KNOWN) return (struct figure){.decimals = -1};
    return figure_of(telling, outcome->weighted, measure_read(TEXT("分")),
                     telling->scheme->decimals, outcome->origin);
}

struct scoring_step *telling_add(struct telling *telling, enum scoring_row row, struct text name) {
    ARENA_GROW(telling->arena, telling->steps, telling->count, telling->room);
    struct scoring_step *step = &telling->steps[telling->count++];
    struct figure none = {.decimals = -1};
    *step = (struct scoring_step){.row = row,
                                  .name = name,
                                  .value = none,
                                  .full = none,
                                  .score = none,
                                  .weight = none,
                                  .weighted = none};
    return step;
}

struct scorer telling_ask(struct telling *telling, struct buffer *words) {
    struct scorer scorer =
        scoring_ask(telling->scheme, telling->unit, telling->period, telling->arena);
    scorer.words = words;
    return scorer;
}

const struct outcome *telling_outcome(const struct telling *telling, const struct step *step) {
    return &step->outcomes[telling->unit->order];
}

/* ---- items */

static const char *period_name(struct arena *arena, struct period period) {
    static const char *const quarters[] = {"第一季度", "第二季度", "第三季度", "第四季度"};
    int month = period.from_month;
    if (period.kind == PERIOD_QUARTER) return quarters[(month - 1) / 3];
    if (period.kind == PERIOD_HALF) return month == 1 ? "上半年" : "下半年";
    if (period.kind == PERIOD_YEAR) return "全年";
    if (period.kind == PERIOD_MONTH) return arena_printf(arena, "%d月", month);
    struct text code = period_code(arena, period);
    return arena_copy(arena, code.at, code.length);
}

static void say_periods(struct scorer *scorer, const struct value_of *of) {
    for (size_t i = 0; i < of->at_count; i++)
        scoring_say(scorer, "%s%s", i ? "、" : "", period_name(scorer->arena, of->at[i]));
    if (of->at_count) scoring_say(scorer, of->at_count > 1 ? "平均，" : "，");
}

static struct figure value_figure(struct telling *telling, const struct score_item *item) {
    struct figure none = {.decimals = -1};
    if (!value_is_set(&item->of)) return none;
    struct scorer scorer = telling_ask(telling, NULL);
    struct operand value = scoring_value(&scorer, &item->of);
    if (item->of.indicator && !item->of.at_count && value.figure.indicator.length)
        return figure_in_measure(telling->arena, value.figure, item->of.measure);
    if (value.reason != REASON_NONE) return none;
    bool endless = value.value.big || number_decimals(value.value) > SCORING_DECIMALS_MOST;
    return figure_of(telling, value.value, value.measure, endless ? telling->scheme->decimals : -1,
                     value.origin);
}

static void tell_item(struct telling *telling, const struct step *step) {
    const struct score_item *item = &telling->scheme->items[step->index];
    struct buffer words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &words);
    const struct outcome *outcome = telling_outcome(telling, step);
    struct scoring_step *row = telling_add(telling, SCORING_ITEM, item->name);
    row->number = ++telling->number;
    row->value = value_figure(telling, item);
    row->full = stated(telling, item->has_full, item->full, "分", item->node);
    row->weight = stated(telling, item->has_weight, item->weight, "%", item->node);
    row->score = telling_score(telling, step, outcome);
    if (outcome->state != OUTCOME_KNOWN) {
        row->words = row->rule = scoring_say_reason(outcome, telling->arena);
        return;
    }
    if (outcome->by_default) scoring_say(&scorer, "未报，按0计：");
    say_periods(&scorer, &item->of);
    scoring_item(&scorer, item);
    row->rule = buffer_text(&words);
    if (!item->group || item->group->kind == GROUP_BASE) row->weighted = weighted(telling, outcome);
}

/* ---- sums */

static struct text extra_rule(struct telling *telling, const struct group *group) {
    struct buffer words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &words);
    scoring_say(&scorer, group->highest ? "只计最高一项" : "各项合计");
    if (number_compare(group->coefficient, number_from_integer(1)) != 0)
        scoring_say(&scorer, "×%s", scoring_say_number(&scorer, group->coefficient));
    if (group->has_cap)
        scoring_say(&scorer, "，以%s分为限", scoring_say_number(&scorer, group->cap));
    return buffer_text(&words);
}

static void tell_group(struct telling *telling, const struct step *step) {
    const struct group *group = &telling->scheme->groups[step->index];
    const struct outcome *outcome = telling_outcome(telling, step);
    struct scoring_step *row = telling_add(telling, SCORING_GROUP, group->name);
    bool base = group->kind == GROUP_BASE;
    row->full = stated(telling, base && telling->scheme->has_full, group->full, "分", group->node);
    row->weight = stated(telling, group->has_weight, group->weight, "%", group->node);
    row->score = telling_score(telling, step, outcome);
    row->weighted = weighted(telling, outcome);
    if (!base) row->rule = extra_rule(telling, group);
    if (outcome->state != OUTCOME_KNOWN) row->words = scoring_say_reason(outcome, telling->arena);
}

const struct step *telling_find_step(const struct scheme *scheme, enum step_kind kind,
                                     size_t index) {
    for (size_t i = 0; i < scheme->step_count; i++)
        if (scheme->steps[i].kind == kind && scheme->steps[i].index == index)
            return &scheme->steps[i];
    return NULL;
}

static const struct step *step_of_group(const struct scheme *scheme, const struct group *group) {
    static const enum step_kind kinds[] = {
        [GROUP_BASE] = STEP_GROUP, [GROUP_BONUS] = STEP_BONUS, [GROUP_DEDUCTION] = STEP_DEDUCTION};
    return telling_find_step(scheme, kinds[group->kind], (size_t)(group - scheme->groups));
}

static void tell_items(struct telling *telling, bool base) {
    const struct scheme *scheme = telling->scheme;
    const struct group *last = NULL;
    for (size_t i = 0; i < scheme->item_count; i++) {
        const struct group *group = scheme->items[i].group;
        if ((!group || group->kind == GROUP_BASE) != base) continue;
        if (group && group != last) tell_group(telling, step_of_group(scheme, group));
        last = group;
        tell_item(telling, &scheme->steps[i]);
    }
}

static void tell_base(struct telling *telling) {
    const struct scheme *scheme = telling->scheme;
    const struct step *step = &scheme->steps[scheme->base_step];
    bool extras = false;
    for (size_t i = 0; i < scheme->group_count; i++)
        extras = extras || scheme->groups[i].kind != GROUP_BASE;
    if (!extras) return;
    const struct outcome *outcome = telling_outcome(telling, step);
    struct scoring_step *row = telling_add(telling, SCORING_SUM, step->name);
    row->full = stated(telling, scheme->has_full, scheme->full, "分", scheme->root);
    row->score = telling_score(telling, step, outcome);
    row->weighted = weighted(telling, outcome);
}

const char *telling_points(struct scorer *scorer, const struct outcome *outcome) {
    struct text text = number_print(scorer->arena, outcome->score, scorer->scheme->decimals,
                                    scorer->scheme->rounding);
    return arena_copy(scorer->arena, text.at, text.length);
}

static void tell_total(struct telling *telling) {
    const struct scheme *scheme = telling->scheme;
    const struct step *step = &scheme->steps[scheme->total_step];
    const struct outcome *outcome = telling_outcome(telling, step);
    struct buffer words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &words);
    struct scoring_step *row = telling_add(telling, SCORING_TOTAL, step->name);
    row->score = telling_score(telling, step, outcome);
    row->weighted = weighted(telling, outcome);
    if (outcome->state != OUTCOME_KNOWN) {
        row->words = row->rule = scoring_say_reason(outcome, telling->arena);
        return;
    }
    for (size_t i = 0; i < scheme->step_count; i++) {
        const struct step *part = &scheme->steps[i];
        if (part->kind != STEP_BONUS && part->kind != STEP_DEDUCTION) continue;
        if (!words.length)
            scoring_say(&scorer, "%s",
                        telling_points(
                            &scorer, telling_outcome(telling, &scheme->steps[scheme->base_step])));
        scoring_say(&scorer, "%s%s", part->kind == STEP_BONUS ? "+" : "−",
                    telling_points(&scorer, telling_outcome(telling, part)));
    }
    if (words.length) scoring_say(&scorer, "=%s", telling_points(&scorer, outcome));
    row->rule = buffer_text(&words);
}

bool scoring_is_scored(const struct scheme *scheme, const struct unit *unit) {
    return scheme->scored[unit->order];
}

const struct scoring_step *scoring_steps(const struct scheme *scheme, const struct unit *unit,
                                         struct arena *arena, size_t *count) {
    struct telling telling = {.scheme = scheme,
                              .unit = unit,
                              .arena = arena,
                              .period = scheme->periods[scheme->period_count - 1].period};
    if (scoring_is_scored(scheme, unit)) {
        tell_items(&telling, true);
        tell_base(&telling);
        tell_items(&telling, false);
        tell_total(&telling);
        telling_verdicts(&telling);
    }
    *count = telling.count;
    return telling.steps;
}

struct scoring_view scoring_view(const struct scheme *scheme, struct arena *arena) {
    struct scoring_view view = {.code = scheme->code, .name = scheme->name};
    const struct indicator **groups = arena_take_array(arena, scheme->step_count, sizeof *groups);
    const struct indicator **made = arena_take_array(arena, scheme->step_count, sizeof *made);
    for (size_t i = 0; i < scheme->step_count; i++) {
        const struct step *step = &scheme->steps[i];
        const struct indicator *indicator = step->indicator;
        if (step->kind == STEP_BASE) view.base = indicator;
        if (step->kind == STEP_TOTAL) view.total = indicator;
        if (step->kind == STEP_BONUS) view.bonus = indicator;
        if (step->kind == STEP_DEDUCTION) view.deduction = indicator;
        if (step->kind == STEP_GRADE) view.grade = indicator;
        if (step->kind == STEP_RANK && !view.rank) view.rank = indicator;
        if (step->kind == STEP_GROUP && indicator) groups[view.group_count++] = indicator;
        if (step->kind == STEP_DECISION) made[view.decision_count++] = indicator;
        struct number factor = number_from_integer(1);
        if (step->kind == STEP_ITEM) factor = scheme->items[step->index].factor;
        if (step->kind == STEP_GROUP) factor = scheme->groups[step->index].factor;
        if (number_compare(factor, number_from_integer(1)) != 0) view.weighted = true;
    }
    view.groups = groups;
    view.decisions = made;
    return view;
}
