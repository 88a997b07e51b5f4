/* <per each= of= amount= base= over= most=>: points for every one of a count; several add up.  With
 * an amount that has a base for each one, so much (over) of the share by which it exceeds the base
 * is added: 10 points a project, 20万元 of tax the base, 50% of the excess share. */
#include "scoring/inner.h"

static bool read(struct line *line, const xml_node *node, struct arena *arena,
                 struct diags *diags) {
    line->of = scoring_take_value(node, "of", "periods");
    line->sum = scoring_take_value(node, "amount", NULL);
    bool has_over = false;
    bool good = scoring_take_number(node, "each", &line->each, NULL, arena, diags);
    good = scoring_take_number(node, "most", &line->most, &line->has_most, arena, diags) && good;
    good = scoring_take_amount(node, "base", &line->base, arena, diags) && good;
    good = scoring_take_share(node, "over", &line->over, &has_over, arena, diags) && good;
    bool sum = value_is_set(&line->sum);
    if (sum == line->base.set && sum == has_over) return good;
    FAULT_OF(diags, node, "amount", DIAG_K104, "<per>");
    diags_hint(diags, N_("amount=, base= and over= stand together"));
    return false;
}

static bool check(struct score_item *item, struct arena *arena, struct diags *diags) {
    (void)arena;
    for (size_t i = 0; i < item->line_count; i++) {
        const struct line *line = &item->lines[i];
        if (!line->base.set || number_sign(line->base.number) > 0) continue;
        FAULT_OF(diags, line->node, "base", DIAG_K108, "%.*s", TEXT_ARGS(item->name));
        diags_hint(diags, N_("the base must be above 0"));
        return false;
    }
    return true;
}

/* 1 + over × (amount ÷ (count × base) − 1), at least 1. */
static struct number excess(struct scorer *scorer, const struct line *line, struct number count) {
    struct arena *arena = scorer->arena;
    struct number one = number_from_integer(1);
    struct operand sum = scoring_value(scorer, &line->sum);
    if (sum.reason != REASON_NONE || number_sign(count) <= 0) return one;
    struct number base = number_multiply(arena, count, line->base.number);
    struct number over = number_subtract(arena, number_divide(arena, sum.value, base), one);
    if (number_sign(over) <= 0) return one;
    scoring_say(scorer, "×[1+%s%%×(%s÷%s−1)]",
                scoring_say_number(scorer, number_shift(arena, line->over, 2)),
                scoring_say_number(scorer, sum.value), scoring_say_number(scorer, base));
    return number_add(arena, one, number_multiply(arena, line->over, over));
}

static struct number score(struct scorer *scorer, const struct score_item *item,
                           const struct operand *value) {
    struct arena *arena = scorer->arena;
    struct number total = number_from_integer(0);
    for (size_t i = 0; i < item->line_count; i++) {
        const struct line *line = &item->lines[i];
        struct operand own = *value;
        if (value_is_set(&line->of)) own = scoring_value(scorer, &line->of);
        if (own.reason != REASON_NONE) return (struct number){0};
        if (i) scoring_say(scorer, "+");
        scoring_say(scorer, "%s%s×%s分", scoring_say_name(scorer, &line->of),
                    scoring_say_number(scorer, own.value), scoring_say_number(scorer, line->each));
        struct number points = number_multiply(arena, own.value, line->each);
        if (line->base.set)
            points = number_multiply(arena, points, excess(scorer, line, own.value));
        if (line->has_most && number_compare(points, line->most) > 0) {
            points = line->most;
            scoring_say(scorer, "（以%s分为限）", scoring_say_number(scorer, points));
        }
        total = number_add(arena, total, points);
    }
    return total;
}

const struct rule_kind rule_per = {"per", true, true, read, check, score};
