/* <ratio to= cap= least= inverse=>: the share of the full mark that the value reaches of a number
 * or of its target in the data; inverse: the less the better. */
#include "scoring/inner.h"

static bool read(struct line *line, const xml_node *node, struct arena *arena,
                 struct diags *diags) {
    line->to_target = text_is(text_trim(xml_attribute(node, "to")), "target");
    line->cap = number_from_integer(1);
    line->inverse = text_is(xml_attribute(node, "inverse"), "yes");
    bool good = line->to_target || scoring_take_amount(node, "to", &line->to, arena, diags);
    good = scoring_take_share(node, "cap", &line->cap, &line->has_cap, arena, diags) && good;
    return scoring_take_share(node, "least", &line->least, &line->has_least, arena, diags) && good;
}

static bool check(struct score_item *item, struct arena *arena, struct diags *diags) {
    const struct line *line = item->lines;
    (void)arena;
    if (line->to_target && (!item->of.indicator || item->of.at_count || item->of.periods.length)) {
        FAULT_OF(diags, line->node, "to", DIAG_K104, "%.*s", TEXT_ARGS(item->name));
        diags_hint(diags, N_("only an indicator alone, at the period of the report, has a target"));
        return false;
    }
    if (line->to_target || number_sign(line->to.number) > 0) return true;
    FAULT_OF(diags, line->node, "to", DIAG_K108, "%.*s", TEXT_ARGS(item->name));
    diags_hint(diags, N_("what the value is divided by must be above 0"));
    return false;
}

static bool find_target(struct scorer *scorer, const struct score_item *item, struct number *out) {
    struct metric_ask ask = {.indicator = item->of.indicator};
    struct figure target = metric_target(&scorer->slice, ask, scorer->arena);
    scorer->lacking = item->of.indicator;
    scorer->reason = REASON_MISSING;
    if (!figure_is_known(&target)) return false;
    target = figure_in_measure(scorer->arena, target, item->of.measure);
    *out = target.quantity.value;
    scorer->reason = number_sign(*out) > 0 ? REASON_NONE : REASON_ZERO;
    return scorer->reason == REASON_NONE;
}

static struct number score(struct scorer *scorer, const struct score_item *item,
                           const struct operand *value) {
    const struct line *line = item->lines;
    struct arena *arena = scorer->arena;
    struct number to = line->to.number, over = value->value, under, share = line->cap;
    if (line->to_target && !find_target(scorer, item, &to)) return (struct number){0};
    under = to;
    if (line->inverse) {
        under = over;
        over = to;
    }
    /* Nothing of what should be little is the best. */
    if (number_sign(under) > 0) share = number_divide(arena, over, under);
    const char *full = scoring_say_number(scorer, item->full);
    scoring_say(scorer, "%s÷%s×%s分", scoring_say_number(scorer, over),
                scoring_say_number(scorer, under), full);
    if (line->has_least && number_compare(share, line->least) < 0) {
        scoring_say(scorer, "，不足%s%%，不计分",
                    scoring_say_number(scorer, number_shift(arena, line->least, 2)));
        return number_from_integer(0);
    }
    if (number_compare(share, line->cap) > 0) {
        share = line->cap;
        scoring_say(scorer, "，以%s分为限",
                    scoring_say_number(scorer, number_multiply(arena, item->full, line->cap)));
    }
    if (number_sign(share) < 0) {
        scoring_say(scorer, "，不计分");
        return number_from_integer(0);
    }
    return number_multiply(arena, share, item->full);
}

const struct rule_kind rule_ratio = {"ratio", false, false, read, check, score};
