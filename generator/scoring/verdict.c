/* What follows from the total: vetoes first, then the band, then its prerequisites; and decision
 * tables.  What cannot be judged is not judged: the first row that may hold stops the search. */
#include "scoring/inner.h"

enum formula_verdict scoring_holds(struct scorer *scorer, const struct formula *formula,
                                   struct formula_value sides[2]) {
    return formula_decide(formula, &scorer->asker, sides, scorer->arena);
}

static struct text words_of(struct scorer *scorer, const struct operand *value) {
    if (value->reason == REASON_WORDS) return value->figure.quantity.text;
    return number_print(scorer->arena, value->value, -1, NUMBER_HALF_AWAY);
}

enum formula_verdict scoring_condition(struct scorer *scorer, const struct condition *condition,
                                       struct operand *value) {
    struct formula_value sides[2];
    scorer->reason = REASON_NONE;
    scorer->lacking = NULL;
    scorer->lenient = condition->missing_is_zero;
    if (condition->when) return scoring_holds(scorer, condition->when, sides);
    *value = scoring_value(scorer, &condition->of);
    bool known = value->reason == REASON_NONE || value->reason == REASON_WORDS;
    if (!known) return FORMULA_UNJUDGED;
    bool holds = true;
    if (condition->is.length) holds = text_equal(words_of(scorer, value), condition->is);
    bool bounds = condition->least.set || condition->most.set;
    if (bounds && value->reason == REASON_WORDS) return FORMULA_UNJUDGED;
    if (condition->least.set)
        holds = holds && number_compare(value->value, condition->least.number) >= 0;
    if (condition->most.set)
        holds = holds && number_compare(value->value, condition->most.number) <= 0;
    return holds ? FORMULA_HOLDS : FORMULA_FAILS;
}

static void set_unknown(const struct scorer *scorer, struct outcome *out) {
    out->state = OUTCOME_UNSCORED;
    out->reason = (uint8_t)(scorer->reason ? scorer->reason : REASON_PARTS);
    out->lacking = scorer->lacking;
}

/* The worst grade that a veto gives. */
static bool veto(struct scorer *scorer, struct outcome *out) {
    const struct scheme *scheme = scorer->scheme;
    struct outcome unknown = {0};
    for (size_t i = 0; i < scheme->veto_count; i++) {
        struct operand value;
        enum formula_verdict verdict = scoring_condition(scorer, &scheme->vetoes[i], &value);
        if (verdict == FORMULA_UNJUDGED && !unknown.state) set_unknown(scorer, &unknown);
        if (verdict != FORMULA_HOLDS) continue;
        if (!out->vetoed || scheme->vetoes[i].grade > out->line)
            out->line = (uint16_t)scheme->vetoes[i].grade;
        out->vetoed = true;
    }
    out->state = OUTCOME_KNOWN;
    if (out->vetoed || !unknown.state) return out->vetoed;
    *out = unknown;
    return true;
}

/* False if a prerequisite of the grade is not met; *known is cleared if that cannot be said. */
static bool is_admitted(struct scorer *scorer, size_t grade, struct outcome *out) {
    const struct scheme *scheme = scorer->scheme;
    struct outcome unknown = {0};
    for (size_t i = 0; i < scheme->prerequisite_count; i++) {
        const struct condition *condition = &scheme->prerequisites[i];
        struct operand value;
        if (condition->grade != grade) continue;
        enum formula_verdict verdict = scoring_condition(scorer, condition, &value);
        if (verdict == FORMULA_FAILS) return false;
        if (verdict == FORMULA_UNJUDGED && !unknown.state) set_unknown(scorer, &unknown);
    }
    if (unknown.state) *out = unknown;
    return true;
}

void scoring_grade(struct scorer *scorer, struct outcome *out) {
    const struct scheme *scheme = scorer->scheme;
    const struct outcome *total = scoring_outcome(scorer, scheme->total_step);
    *out = (struct outcome){.origin = total->origin};
    if (veto(scorer, out)) return;
    if (total->state != OUTCOME_KNOWN) {
        *out = *total;
        return;
    }
    size_t grade = 0;
    while (scheme->grades[grade].from.set &&
           number_compare(total->score, scheme->grades[grade].from.number) < 0)
        grade++;
    while (!is_admitted(scorer, grade, out)) {
        grade++;
        out->lost++;
    }
    if (out->state == OUTCOME_KNOWN) out->line = (uint16_t)grade;
}

/* ---- decision tables */

static enum formula_verdict both(enum formula_verdict a, enum formula_verdict b) {
    if (a == FORMULA_FAILS || b == FORMULA_FAILS) return FORMULA_FAILS;
    return a == FORMULA_UNJUDGED ? a : b;
}

static enum formula_verdict judge(bool holds) {
    return holds ? FORMULA_HOLDS : FORMULA_FAILS;
}

static const struct outcome *known_outcome(struct scorer *scorer, size_t step) {
    const struct outcome *outcome = scoring_outcome(scorer, step);
    if (outcome->state == OUTCOME_KNOWN) return outcome;
    if (scorer->reason == REASON_NONE) {
        scorer->reason = (enum reason)outcome->reason;
        scorer->lacking = outcome->lacking;
    }
    return NULL;
}

static enum formula_verdict has_grade(struct scorer *scorer, const struct decision_row *row) {
    const struct outcome *grade = known_outcome(scorer, scorer->scheme->grade_step);
    struct text rest = row->grades, word;
    if (!grade) return FORMULA_UNJUDGED;
    while (text_cut_word(&rest, &word))
        if (text_equal(word, scorer->scheme->grades[grade->line].name)) return FORMULA_HOLDS;
    return FORMULA_FAILS;
}

static enum formula_verdict has_rank(struct scorer *scorer, const struct decision_row *row) {
    const struct outcome *rank = known_outcome(scorer, row->rank_step);
    if (!rank) return FORMULA_UNJUDGED;
    return judge(number_compare(rank->score, number_from_integer(row->rank_from)) >= 0 &&
                 number_compare(rank->score, number_from_integer(row->rank_to)) <= 0);
}

static enum formula_verdict has_total(struct scorer *scorer, const struct decision_row *row) {
    const struct outcome *total = known_outcome(scorer, scorer->scheme->total_step);
    if (!total) return FORMULA_UNJUDGED;
    return judge((!row->from.set || number_compare(total->score, row->from.number) >= 0) &&
                 (!row->to.set || number_compare(total->score, row->to.number) < 0));
}

static enum formula_verdict row_holds(struct scorer *scorer, const struct decision_row *row) {
    enum formula_verdict verdict = FORMULA_HOLDS;
    struct formula_value sides[2];
    if (row->grades.length) verdict = both(verdict, has_grade(scorer, row));
    if (row->rank_from) verdict = both(verdict, has_rank(scorer, row));
    if (row->from.set || row->to.set) verdict = both(verdict, has_total(scorer, row));
    for (size_t i = 0; i < row->when_count; i++)
        verdict = both(verdict, scoring_holds(scorer, row->when[i], sides));
    return verdict;
}

void scoring_decide(struct scorer *scorer, const struct decision *decision, struct outcome *out) {
    const struct outcome *total = scoring_outcome(scorer, scorer->scheme->total_step);
    *out = (struct outcome){.origin = total->origin};
    scorer->lenient = false;
    for (size_t i = 0; i < decision->row_count; i++) {
        scorer->reason = REASON_NONE;
        enum formula_verdict verdict = row_holds(scorer, &decision->rows[i]);
        if (verdict == FORMULA_FAILS) continue;
        out->state = OUTCOME_KNOWN;
        out->line = (uint16_t)i;
        if (verdict == FORMULA_UNJUDGED) set_unknown(scorer, out);
        return;
    }
}

void scoring_amount(struct scorer *scorer, const struct decision *decision, struct outcome *out) {
    scoring_decide(scorer, decision, out);
    const struct formula *amount = decision->rows[out->line].amount;
    if (out->state != OUTCOME_KNOWN || !amount) {
        if (out->state == OUTCOME_KNOWN) out->state = OUTCOME_EXCLUDED; /* no amount: nothing */
        return;
    }
    scorer->reason = REASON_NONE;
    struct operand value = scoring_formula(scorer, amount, decision->measure);
    out->score = value.value;
    if (value.origin.file) out->origin = value.origin;
    if (value.reason != REASON_NONE) set_unknown(scorer, out);
}
