/* The rows of the calculation that follow from the total: vetoes, prerequisites, grade, ranks,
 * decisions; each with the rule and the result. */
#include "scoring/telling.h"

static void tell_veto(struct telling *telling, const struct condition *veto) {
    struct buffer words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &words);
    struct operand value;
    struct scoring_step *row = telling_add(telling, SCORING_VERDICT, TEXT("一票否决"));
    row->rule = veto->reason;
    switch (scoring_condition(&scorer, veto, &value)) {
    case FORMULA_HOLDS:
        scoring_say(&scorer, "有，定为%.*s", TEXT_ARGS(telling->scheme->grades[veto->grade].name));
        break;
    case FORMULA_FAILS: scoring_say(&scorer, "无"); break;
    case FORMULA_UNJUDGED: scoring_say(&scorer, "无法判定"); break;
    }
    row->words = buffer_text(&words);
}

static struct text condition_rule(struct telling *telling, const struct condition *condition) {
    struct buffer words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &words);
    const struct scheme *scheme = telling->scheme;
    struct measure measure = condition->of.measure;
    scoring_say(&scorer, "定为%.*s须", TEXT_ARGS(scheme->grades[condition->grade].name));
    if (condition->reason.length) {
        scoring_say(&scorer, "%.*s", TEXT_ARGS(condition->reason));
        return buffer_text(&words);
    }
    const struct indicator *of = condition->of.indicator;
    if (condition->when)
        scoring_say(&scorer, "%.*s", TEXT_ARGS(formula_text(condition->when)));
    else
        scoring_say(&scorer, "%.*s", TEXT_ARGS(of ? of->name : condition->of.text));
    if (condition->is.length) scoring_say(&scorer, "为%.*s", TEXT_ARGS(condition->is));
    if (condition->least.set)
        scoring_say(&scorer, "不低于%s",
                    scoring_say_amount(&scorer, condition->least.number, measure));
    if (condition->most.set)
        scoring_say(&scorer, "不高于%s",
                    scoring_say_amount(&scorer, condition->most.number, measure));
    return buffer_text(&words);
}

static void tell_prerequisite(struct telling *telling, const struct condition *condition) {
    struct buffer words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &words);
    struct operand value = {0};
    struct scoring_step *row = telling_add(telling, SCORING_VERDICT, TEXT("前置条件"));
    row->rule = condition_rule(telling, condition);
    enum formula_verdict verdict = scoring_condition(&scorer, condition, &value);
    if (verdict != FORMULA_UNJUDGED && !condition->when) {
        if (value.reason == REASON_WORDS)
            scoring_say(&scorer, "%.*s，", TEXT_ARGS(value.figure.quantity.text));
        else
            scoring_say(&scorer, "%s，", scoring_say_amount(&scorer, value.value, value.measure));
    }
    scoring_say(&scorer, "%s",
                verdict == FORMULA_HOLDS   ? "符合"
                : verdict == FORMULA_FAILS ? "不符合"
                                           : "无法判定");
    row->words = buffer_text(&words);
}

/* The band that the total falls into, whatever becomes of it. */
static size_t band_of(const struct scheme *scheme, const struct outcome *total) {
    size_t grade = 0;
    while (scheme->grades[grade].from.set &&
           number_compare(total->score, scheme->grades[grade].from.number) < 0)
        grade++;
    return grade;
}

static void say_band(struct scorer *scorer, size_t grade) {
    const struct scheme *scheme = scorer->scheme;
    const struct grade *grades = scheme->grades;
    if (grades[grade].from.set && grade)
        scoring_say(scorer, "%s分（含）至%s分",
                    scoring_say_number(scorer, grades[grade].from.number),
                    scoring_say_number(scorer, grades[grade - 1].from.number));
    else if (grades[grade].from.set)
        scoring_say(scorer, "%s分（含）以上",
                    scoring_say_number(scorer, grades[grade].from.number));
    else if (grade)
        scoring_say(scorer, "%s分以下", scoring_say_number(scorer, grades[grade - 1].from.number));
    scoring_say(scorer, "为%.*s", TEXT_ARGS(grades[grade].name));
}

static void tell_grade(struct telling *telling) {
    const struct scheme *scheme = telling->scheme;
    if (scheme->grade_step == SIZE_MAX) return;
    const struct step *step = &scheme->steps[scheme->grade_step];
    const struct outcome *outcome = telling_outcome(telling, step);
    const struct outcome *total = telling_outcome(telling, &scheme->steps[scheme->total_step]);
    struct buffer words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &words);
    struct scoring_step *row = telling_add(telling, SCORING_VERDICT, step->name);
    row->score = telling_score(telling, step, outcome);
    row->words = row->score.quantity.text;
    if (total->state == OUTCOME_KNOWN) {
        scoring_say(&scorer, "%s分，", telling_points(&scorer, total));
        say_band(&scorer, band_of(scheme, total));
    }
    if (outcome->vetoed) scoring_say(&scorer, "%s一票否决", words.length ? "；" : "");
    if (outcome->state == OUTCOME_KNOWN && outcome->lost)
        scoring_say(&scorer, "；前置条件不符合，降等");
    if (outcome->state != OUTCOME_KNOWN)
        scoring_say(&scorer, "%s%.*s", words.length ? "；" : "",
                    TEXT_ARGS(scoring_say_reason(outcome, telling->arena)));
    row->rule = buffer_text(&words);
}

/* How many are ranked with the unit, and how many share its rank. */
static void count_ranked(const struct telling *telling, const struct step *step, size_t *all,
                         size_t *same) {
    const struct outcome *own = telling_outcome(telling, step);
    *all = *same = 0;
    for (size_t u = 0; u < metric_unit_count(telling->scheme->store); u++) {
        if (step->outcomes[u].state != OUTCOME_KNOWN) continue;
        ++*all;
        *same += number_compare(step->outcomes[u].score, own->score) == 0;
    }
}

static void tell_rank(struct telling *telling, const struct step *step) {
    const struct scheme *scheme = telling->scheme;
    const struct ranking *ranking = &scheme->rankings[step->index];
    const struct outcome *outcome = telling_outcome(telling, step);
    struct buffer rule = buffer_new(telling->arena), words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &rule);
    struct scoring_step *row = telling_add(telling, SCORING_VERDICT, step->name);
    size_t all, same;
    row->score = telling_score(telling, step, outcome);
    row->words = row->score.quantity.text;
    scoring_say(&scorer, "按%.*s由高到低", TEXT_ARGS(scheme->steps[ranking->of].name));
    count_ranked(telling, step, &all, &same);
    if (outcome->state == OUTCOME_KNOWN) {
        bool one = ranking->among == AMONG_ALL;
        if (one) scoring_say(&scorer, "，共%zu个单位", all);
        scorer.words = &words;
        scoring_say(&scorer, "%s第%s名", one && same > 1 ? "并列" : "",
                    scoring_say_number(&scorer, outcome->score));
        row->words = buffer_text(&words);
    }
    row->rule = buffer_text(&rule);
}

static void say_and(struct scorer *scorer) {
    if (scorer->words->length) scoring_say(scorer, "，且");
}

static struct text row_rule(struct telling *telling, const struct decision_row *row) {
    struct buffer words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &words);
    struct text rest = row->grades, word;
    for (size_t i = 0; text_cut_word(&rest, &word); i++)
        scoring_say(&scorer, i ? "或%.*s" : "等次为%.*s", TEXT_ARGS(word));
    if (row->rank_from) {
        say_and(&scorer);
        scoring_say(&scorer, "%.*s为第%d", TEXT_ARGS(telling->scheme->steps[row->rank_step].name),
                    row->rank_from);
        if (row->rank_to > row->rank_from) scoring_say(&scorer, "至%d", row->rank_to);
        scoring_say(&scorer, "名");
    }
    if (row->from.set) {
        say_and(&scorer);
        scoring_say(&scorer, "总分%s分以上（含）", scoring_say_number(&scorer, row->from.number));
    }
    if (row->to.set) {
        say_and(&scorer);
        scoring_say(&scorer, "总分%s分以下", scoring_say_number(&scorer, row->to.number));
    }
    for (size_t i = 0; i < row->when_count; i++) {
        say_and(&scorer);
        scoring_say(&scorer, "%.*s", TEXT_ARGS(formula_text(row->when[i])));
    }
    if (!words.length) scoring_say(&scorer, "其余情形");
    return buffer_text(&words);
}

static void tell_decision(struct telling *telling, const struct step *step) {
    const struct scheme *scheme = telling->scheme;
    const struct decision *decision = &scheme->decisions[step->index];
    const struct outcome *outcome = telling_outcome(telling, step);
    const struct step *amount = telling_find_step(scheme, STEP_AMOUNT, step->index);
    struct buffer words = buffer_new(telling->arena);
    struct scorer scorer = telling_ask(telling, &words);
    struct scoring_step *row = telling_add(telling, SCORING_VERDICT, step->name);
    row->score = telling_score(telling, step, outcome);
    row->rule = scoring_say_reason(outcome, telling->arena);
    if (outcome->state == OUTCOME_KNOWN)
        row->rule = row_rule(telling, &decision->rows[outcome->line]);
    scoring_say(&scorer, "%.*s", TEXT_ARGS(row->score.quantity.text));
    if (amount && telling_outcome(telling, amount)->state == OUTCOME_KNOWN)
        scoring_say(&scorer, "，%s",
                    scoring_say_amount(&scorer, telling_outcome(telling, amount)->score,
                                       decision->measure));
    row->words = buffer_text(&words);
}

void telling_verdicts(struct telling *telling) {
    const struct scheme *scheme = telling->scheme;
    for (size_t i = 0; i < scheme->veto_count; i++) tell_veto(telling, &scheme->vetoes[i]);
    for (size_t i = 0; i < scheme->prerequisite_count; i++)
        tell_prerequisite(telling, &scheme->prerequisites[i]);
    tell_grade(telling);
    for (size_t i = 0; i < scheme->step_count; i++) {
        const struct step *step = &scheme->steps[i];
        if (step->kind == STEP_RANK) tell_rank(telling, step);
        if (step->kind == STEP_DECISION) tell_decision(telling, step);
    }
}
