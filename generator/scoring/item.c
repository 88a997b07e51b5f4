/* One item for one unit: its value, the rule, the points. */
#include "scoring/inner.h"

struct number scoring_round(const struct scheme *scheme, struct number number,
                            struct arena *arena) {
    if (scheme->round_at_end) return number;
    return number_round(arena, number, scheme->decimals, scheme->rounding);
}

static bool is_base(const struct score_item *item) {
    return !item->group || item->group->kind == GROUP_BASE;
}

/* Nothing gives more than the full mark. */
static struct number bounded(struct scorer *scorer, const struct score_item *item,
                             struct number score) {
    if (!is_base(item) || !item->has_full || number_compare(score, item->full) <= 0) return score;
    if (item->rule != &rule_ratio || !item->lines[0].has_cap) {
        scoring_say(scorer, "，以%s分为限", scoring_say_number(scorer, item->full));
        return item->full;
    }
    return score;
}

static struct outcome unscored(const struct scorer *scorer, struct origin origin) {
    bool excluded = scorer->reason == REASON_APPLIES_NOT && scorer->scheme->scales;
    return (struct outcome){.state = excluded ? OUTCOME_EXCLUDED : OUTCOME_UNSCORED,
                            .reason = (uint8_t)scorer->reason,
                            .lacking = scorer->lacking,
                            .origin = origin};
}

struct outcome scoring_item(struct scorer *scorer, const struct score_item *item) {
    struct operand value = {0};
    scorer->reason = REASON_NONE;
    scorer->lacking = NULL;
    scorer->lenient = item->missing_is_zero;
    if (value_is_set(&item->of)) value = scoring_value(scorer, &item->of);
    struct number score = {0};
    if (scorer->reason == REASON_NONE) score = item->rule->score(scorer, item, &value);
    if (scorer->reason != REASON_NONE) return unscored(scorer, value.origin);
    score = bounded(scorer, item, score);
    if (item->has_coefficient) {
        scoring_say(scorer, "，×系数%s", scoring_say_number(scorer, item->coefficient));
        score = number_multiply(scorer->arena, score, item->coefficient);
    }
    struct outcome outcome = {.state = OUTCOME_KNOWN, .origin = value.origin};
    outcome.by_default = value.lacking != NULL;
    outcome.score = scoring_round(scorer->scheme, score, scorer->arena);
    outcome.weighted = scoring_round(
        scorer->scheme, number_multiply(scorer->arena, outcome.score, item->factor), scorer->arena);
    return outcome;
}
