/* <deduct each= per= of= below= above= most= whole= floor=>: from the full mark, points for every
 * case, or for every unit that the value lacks of or exceeds a bound; never below the floor. */
#include "scoring/inner.h"

static bool read(struct line *line, const xml_node *node, struct arena *arena,
                 struct diags *diags) {
    line->of = scoring_take_value(node, "of", "periods");
    line->per = number_from_integer(1);
    line->whole = text_is(xml_attribute(node, "whole"), "yes");
    line->limit_is_least = xml_has(node, "below");
    bool good = scoring_take_number(node, "each", &line->each, NULL, arena, diags);
    good = scoring_take_number(node, "per", &line->per, NULL, arena, diags) && good;
    good = scoring_take_number(node, "most", &line->most, &line->has_most, arena, diags) && good;
    good = scoring_take_number(node, "floor", &line->floor, NULL, arena, diags) && good;
    good = scoring_take_amount(node, line->limit_is_least ? "below" : "above", &line->limit, arena,
                               diags) &&
           good;
    if (line->limit_is_least && xml_has(node, "above")) {
        FAULT_OF(diags, node, "above", DIAG_K104, "<deduct>");
        diags_hint(diags, N_("give one of the two: below= or above="));
        return false;
    }
    return good;
}

static bool check(struct score_item *item, struct arena *arena, struct diags *diags) {
    (void)arena;
    for (size_t i = 0; i < item->line_count; i++) {
        const struct line *line = &item->lines[i];
        bool per = number_sign(line->per) > 0;
        if (per && number_sign(line->each) > 0) continue;
        FAULT_OF(diags, line->node, per ? "each" : "per", DIAG_K108, "%.*s", TEXT_ARGS(item->name));
        diags_hint(diags, N_("it must be above 0: each=\"2\" takes 2 points away"));
        return false;
    }
    return true;
}

static struct number whole_part(struct arena *arena, struct number number) {
    struct number rounded = number_round(arena, number, 0, NUMBER_HALF_AWAY);
    if (number_compare(rounded, number) <= 0) return rounded;
    return number_subtract(arena, rounded, number_from_integer(1));
}

/* Cases, or how much the value lacks or has too much; in units of `per`. */
static struct number count_cases(struct scorer *scorer, const struct line *line,
                                 struct number value) {
    struct arena *arena = scorer->arena;
    struct number cases = value;
    if (line->limit.set)
        cases = line->limit_is_least ? number_subtract(arena, line->limit.number, value)
                                     : number_subtract(arena, value, line->limit.number);
    if (number_sign(cases) < 0) cases = number_from_integer(0);
    cases = number_divide(arena, cases, line->per);
    return line->whole ? whole_part(arena, cases) : cases;
}

static struct number score(struct scorer *scorer, const struct score_item *item,
                           const struct operand *value) {
    struct arena *arena = scorer->arena;
    struct number left = item->full, floor = item->lines[0].floor;
    scoring_say(scorer, "%s分", scoring_say_number(scorer, item->full));
    for (size_t i = 0; i < item->line_count; i++) {
        const struct line *line = &item->lines[i];
        struct operand own = *value;
        if (value_is_set(&line->of)) own = scoring_value(scorer, &line->of);
        if (own.reason != REASON_NONE) return (struct number){0};
        struct number cases = count_cases(scorer, line, own.value);
        struct number points = number_multiply(arena, line->each, cases);
        bool capped = line->has_most && number_compare(points, line->most) > 0;
        if (capped) points = line->most;
        if (capped)
            scoring_say(scorer, "−%s%s分（扣至上限）", scoring_say_name(scorer, &line->of),
                        scoring_say_number(scorer, points));
        else
            scoring_say(scorer, "−%s%s×%s分", scoring_say_name(scorer, &line->of),
                        scoring_say_number(scorer, cases), scoring_say_number(scorer, line->each));
        left = number_subtract(arena, left, points);
        if (number_compare(line->floor, floor) > 0) floor = line->floor;
    }
    if (number_compare(left, floor) >= 0) return left;
    if (number_sign(floor))
        scoring_say(scorer, "，最低%s分", scoring_say_number(scorer, floor));
    else
        scoring_say(scorer, "，扣完为止");
    return floor;
}

const struct rule_kind rule_deduct = {"deduct", true, false, read, check, score};
