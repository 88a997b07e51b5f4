/* <interval from= to= score= to-score=>: points by the interval in which the value lies.  The lower
 * bound belongs to the interval (the upper, if the item says so).  With to-score the points rise or
 * fall evenly within it. */
#include <stdlib.h>

#include "scoring/inner.h"

static bool read(struct line *line, const xml_node *node, struct arena *arena,
                 struct diags *diags) {
    bool good = scoring_take_amount(node, "from", &line->from, arena, diags);
    good = scoring_take_amount(node, "to", &line->to, arena, diags) && good;
    good = scoring_take_number(node, "score", &line->score, NULL, arena, diags) && good;
    return scoring_take_number(node, "to-score", &line->to_score, &line->rises, arena, diags) &&
           good;
}

/* ---- checking: every value lies in one interval */

/* An interval may leave out one bound where its neighbour gives it.  Sorted by what is given; those
 * without any come first. */
static int compare(const void *left, const void *right) {
    const struct line *a = left, *b = right;
    const struct amount *x = a->from.set ? &a->from : &a->to;
    const struct amount *y = b->from.set ? &b->from : &b->to;
    if (!x->set || !y->set) return x->set - y->set;
    int order = number_compare(x->number, y->number);
    /* Up to 60 comes before from 60. */
    return order ? order : (int)a->from.set - (int)b->from.set;
}

static bool fault(const struct line *line, const char *attribute, const struct score_item *item,
                  struct diags *diags) {
    FAULT_OF(diags, line->node, attribute, DIAG_K103, "%.*s", TEXT_ARGS(item->name));
    return false;
}

/* Where one ends the next begins. */
static bool meet(struct score_item *item, size_t i, struct arena *arena, struct diags *diags) {
    struct line *low = &item->lines[i - 1], *high = &item->lines[i];
    if (!low->to.set) low->to = high->from;
    if (!high->from.set) high->from = low->to;
    if (high->from.set && number_compare(low->to.number, high->from.number) == 0) return true;
    fault(high, "from", item, diags);
    if (high->from.set && low->to.set) {
        struct text end = number_print(arena, low->to.number, -1, NUMBER_HALF_AWAY);
        struct text begin = number_print(arena, high->from.number, -1, NUMBER_HALF_AWAY);
        diags_hint(diags, N_("the interval below ends at %.*s, this one begins at %.*s"),
                   TEXT_ARGS(end), TEXT_ARGS(begin));
    }
    return false;
}

static bool check_line(const struct score_item *item, const struct line *line,
                       struct diags *diags) {
    if (item->has_full && (!item->group || item->group->kind == GROUP_BASE) &&
        (number_compare(line->score, item->full) > 0 ||
         (line->rises && number_compare(line->to_score, item->full) > 0))) {
        FAULT_OF(diags, line->node, "score", DIAG_K104, "%.*s", TEXT_ARGS(item->name));
        diags_hint(diags, N_("more points than the full mark of the item"));
        return false;
    }
    if (line->from.set && line->to.set && number_compare(line->from.number, line->to.number) >= 0) {
        fault(line, "to", item, diags);
        diags_hint(diags, N_("the upper bound is not above the lower"));
        return false;
    }
    if (!line->rises || (line->from.set && line->to.set)) return true;
    FAULT_OF(diags, line->node, "to-score", DIAG_K104, "%.*s", TEXT_ARGS(item->name));
    diags_hint(diags, N_("points can rise within an interval only if both its bounds are given"));
    return false;
}

static bool check(struct score_item *item, struct arena *arena, struct diags *diags) {
    bool good = true;
    size_t last = item->line_count - 1;
    qsort(item->lines, item->line_count, sizeof *item->lines, compare);
    for (size_t i = 1; i <= last; i++) good = meet(item, i, arena, diags) && good;
    for (size_t i = 0; i <= last; i++) good = good && check_line(item, &item->lines[i], diags);
    if (!good) return false;
    if (item->lines[0].from.set) {
        good = fault(&item->lines[0], "from", item, diags);
        diags_hint(diags, N_("values below it have no points: leave from= out of the lowest "
                             "interval, or add one"));
    }
    if (item->lines[last].to.set) {
        good = fault(&item->lines[last], "to", item, diags);
        diags_hint(diags, N_("values above it have no points: leave to= out of the highest "
                             "interval, or add one"));
    }
    return good;
}

/* ---- scoring */

static void say_line(struct scorer *scorer, const struct score_item *item,
                     const struct line *line) {
    const char *lower = item->upper_inclusive ? "" : "（含）";
    const char *upper = item->upper_inclusive ? "（含）" : "";
    struct measure measure = item->of.measure;
    if (!scorer->words) return;
    if (line->from.set && line->to.set)
        scoring_say(scorer, "%s%s至%s%s", scoring_say_amount(scorer, line->from.number, measure),
                    lower, scoring_say_amount(scorer, line->to.number, measure), upper);
    else if (line->from.set)
        scoring_say(scorer, "%s%s以上", scoring_say_amount(scorer, line->from.number, measure),
                    lower);
    else if (line->to.set)
        scoring_say(scorer, "%s%s以下", scoring_say_amount(scorer, line->to.number, measure),
                    upper);
    else
        scoring_say(scorer, "不论多少");
    scoring_say(scorer, "，%s分", scoring_say_number(scorer, line->score));
    if (line->rises)
        scoring_say(scorer, "按比例至%s分", scoring_say_number(scorer, line->to_score));
}

static bool holds(const struct score_item *item, const struct line *line, struct number value) {
    int from = line->from.set ? number_compare(value, line->from.number) : 1;
    int to = line->to.set ? number_compare(value, line->to.number) : -1;
    return item->upper_inclusive ? from > 0 && to <= 0 : from >= 0 && to < 0;
}

static struct number between(struct scorer *scorer, const struct line *line, struct number value) {
    struct arena *arena = scorer->arena;
    struct number width = number_subtract(arena, line->to.number, line->from.number);
    struct number rise = number_subtract(arena, line->to_score, line->score);
    struct number part =
        number_divide(arena, number_subtract(arena, value, line->from.number), width);
    return number_add(arena, line->score, number_multiply(arena, part, rise));
}

static struct number score(struct scorer *scorer, const struct score_item *item,
                           const struct operand *value) {
    const struct line *line = item->lines;
    while (!holds(item, line, value->value)) line++; /* one of them does: check() */
    say_line(scorer, item, line);
    return line->rises ? between(scorer, line, value->value) : line->score;
}

const struct rule_kind rule_interval = {"interval", true, true, read, check, score};
