/* Sums: groups, all groups, bonus, deduction, the total.
 *
 * A part that is not scored leaves the sum unscored.  A part that does not apply to the unit is
 * left out, and what is left is reckoned up to the full mark. */
#include "scoring/inner.h"

struct sum {
    struct number points, full, excluded;
    struct origin origin;
    const struct indicator *lacking;
    size_t parts, out;
    uint8_t reason;
    bool unscored;
};

static void add_part(struct scorer *scorer, struct sum *sum, const struct outcome *part,
                     struct number points, struct number full) {
    struct arena *arena = scorer->arena;
    sum->parts++;
    sum->full = number_add(arena, sum->full, full);
    if (!sum->origin.file) sum->origin = part->origin;
    if (part->state == OUTCOME_EXCLUDED) {
        sum->excluded = number_add(arena, sum->excluded, full);
        sum->out++;
    } else if (part->state != OUTCOME_KNOWN) {
        if (!sum->unscored) {
            sum->lacking = part->lacking;
            sum->reason = part->reason;
        }
        sum->unscored = true;
    } else {
        sum->points = number_add(arena, sum->points, points);
    }
}

static struct outcome finish(struct scorer *scorer, struct sum *sum) {
    struct arena *arena = scorer->arena;
    struct outcome outcome = {.state = OUTCOME_KNOWN, .origin = sum->origin};
    if (sum->unscored) {
        outcome.state = OUTCOME_UNSCORED;
        outcome.reason = sum->reason;
        outcome.lacking = sum->lacking;
        return outcome;
    }
    if (sum->parts && sum->out == sum->parts) {
        outcome.state = OUTCOME_EXCLUDED;
        outcome.reason = REASON_APPLIES_NOT;
        return outcome;
    }
    outcome.score = sum->points;
    struct number left = number_subtract(arena, sum->full, sum->excluded);
    if (number_sign(sum->excluded) && number_sign(left) > 0)
        outcome.score = number_divide(arena, number_multiply(arena, sum->points, sum->full), left);
    outcome.score = scoring_round(scorer->scheme, outcome.score, arena);
    outcome.weighted = outcome.score;
    return outcome;
}

static struct number item_full(struct scorer *scorer, const struct score_item *item) {
    return number_multiply(scorer->arena, item->full, item->factor);
}

static struct outcome add_group(struct scorer *scorer, const struct group *group) {
    const struct scheme *scheme = scorer->scheme;
    struct sum sum = {0};
    for (size_t i = 0; i < group->item_count; i++) {
        const struct outcome *part = scoring_outcome(scorer, group->first_item + i);
        add_part(scorer, &sum, part, part->weighted,
                 item_full(scorer, &scheme->items[group->first_item + i]));
    }
    struct outcome outcome = finish(scorer, &sum);
    outcome.weighted = scoring_round(
        scheme, number_multiply(scorer->arena, outcome.score, group->factor), scorer->arena);
    return outcome;
}

static struct outcome add_base(struct scorer *scorer) {
    const struct scheme *scheme = scorer->scheme;
    struct sum sum = {0};
    for (size_t i = 0; i < scheme->step_count; i++) {
        const struct step *step = &scheme->steps[i];
        const struct outcome *part = scoring_outcome(scorer, i);
        if (step->kind == STEP_ITEM && !scheme->items[step->index].group)
            add_part(scorer, &sum, part, part->weighted,
                     item_full(scorer, &scheme->items[step->index]));
        if (step->kind != STEP_GROUP) continue;
        const struct group *group = &scheme->groups[step->index];
        add_part(scorer, &sum, part, part->weighted,
                 number_multiply(scorer->arena, group->full, group->factor));
    }
    return finish(scorer, &sum);
}

/* Bonus and deduction: all, or only the highest; times the coefficient; at most the cap. */
static struct outcome add_extra(struct scorer *scorer, const struct group *group) {
    struct arena *arena = scorer->arena;
    struct sum sum = {0};
    struct number highest = number_from_integer(0);
    for (size_t i = 0; i < group->item_count; i++) {
        const struct outcome *part = scoring_outcome(scorer, group->first_item + i);
        if (part->state == OUTCOME_EXCLUDED) continue;
        add_part(scorer, &sum, part, part->score, number_from_integer(0));
        if (part->state == OUTCOME_KNOWN && number_compare(part->score, highest) > 0)
            highest = part->score;
    }
    if (group->highest) sum.points = highest;
    sum.points = number_multiply(arena, sum.points, group->coefficient);
    if (group->has_cap && number_compare(sum.points, group->cap) > 0) sum.points = group->cap;
    return finish(scorer, &sum);
}

static struct outcome add_total(struct scorer *scorer) {
    const struct scheme *scheme = scorer->scheme;
    struct arena *arena = scorer->arena;
    struct sum sum = {0};
    for (size_t i = 0; i < scheme->step_count; i++) {
        enum step_kind kind = scheme->steps[i].kind;
        const struct outcome *part = scoring_outcome(scorer, i);
        if (kind != STEP_BASE && kind != STEP_BONUS && kind != STEP_DEDUCTION) continue;
        struct number points =
            kind == STEP_DEDUCTION ? number_negate(arena, part->score) : part->score;
        add_part(scorer, &sum, part, points, number_from_integer(0));
    }
    struct outcome outcome = finish(scorer, &sum);
    if (outcome.state != OUTCOME_KNOWN) return outcome;
    if (scheme->has_least && number_compare(outcome.score, scheme->least) < 0)
        outcome.score = scheme->least;
    if (scheme->has_most && number_compare(outcome.score, scheme->most) > 0)
        outcome.score = scheme->most;
    outcome.score = number_round(arena, outcome.score, scheme->decimals, scheme->rounding);
    outcome.weighted = outcome.score;
    return outcome;
}

struct outcome scoring_sum(struct scorer *scorer, const struct step *step) {
    const struct scheme *scheme = scorer->scheme;
    switch (step->kind) {
    case STEP_GROUP: return add_group(scorer, &scheme->groups[step->index]);
    case STEP_BONUS:
    case STEP_DEDUCTION: return add_extra(scorer, &scheme->groups[step->index]);
    case STEP_BASE: return add_base(scorer);
    case STEP_TOTAL: return add_total(scorer);
    case STEP_ITEM:
    case STEP_GRADE:
    case STEP_RANK:
    case STEP_DECISION:
    case STEP_AMOUNT: break;
    }
    return (struct outcome){0};
}
