/* Agreement: one quantity (indicator, unit, period, function) printed in text, table and chart of a
 * report must be the same number after rounding.
 *
 * 12.3万人次 beside 122,876人次 agree: the finer one, rounded to the coarser, is the same.  12.3万
 * beside 12.29万 do not: one quantity has one precision on one scale.  What the functions alone do
 * not tell apart (an increase as amount and as percentage) has unlike measures or another exact
 * value and is not compared. */
#include <stdlib.h>

#include "report/inner.h"

struct printed {
    struct shown shown;
    size_t order; /* in the document */
};

struct printed_list {
    struct printed *at;
    size_t count, room;
};

static int compare_quantities(const struct printed *a, const struct printed *b) {
    const struct figure *one = a->shown.node->figure, *two = b->shown.node->figure;
    int by = text_compare(one->indicator, two->indicator);
    if (by == 0) by = text_compare(one->unit, two->unit);
    if (by == 0) by = text_compare(one->period.text, two->period.text);
    if (by == 0) by = text_compare(one->lineage->function, two->lineage->function);
    return by;
}

static int by_quantity(const void *a, const void *b) {
    const struct printed *one = a, *two = b;
    int by = compare_quantities(one, two);
    return by != 0 ? by : (one->order > two->order) - (one->order < two->order);
}

static void collect(const struct document *document, struct arena *arena,
                    struct printed_list *list) {
    const struct node *root = document->root;
    size_t order = 0;
    for (const struct node *node = root; node; node = node_following(node, root)) {
        struct shown shown;
        if (!node->figure || !node->figure->lineage || !shown_read(node, arena, &shown)) continue;
        ARENA_GROW(arena, list->at, list->count, list->room);
        list->at[list->count++] = (struct printed){shown, order++};
    }
    if (list->count > 0) qsort(list->at, list->count, sizeof *list->at, by_quantity);
}

static struct number base_of(struct arena *arena, const struct shown *shown) {
    return shown_in_base(arena, shown->value, shown->node->figure->measure);
}

static bool is_same_quantity(struct arena *arena, const struct shown *a, const struct shown *b) {
    const struct figure *one = a->node->figure, *two = b->node->figure;
    if (!measure_alike(one->measure, two->measure)) return false;
    struct number x = shown_in_base(arena, one->quantity.value, one->measure);
    struct number y = shown_in_base(arena, two->quantity.value, two->measure);
    return number_compare(x, y) == 0;
}

/* Power of ten of the last place, in the base of the measure. */
static int last_place(const struct shown *shown) {
    return shown->node->figure->measure.power10 - shown->decimals;
}

/* The finer one rounded to the coarser's last place. */
static bool agrees(struct arena *arena, const struct shown *a, const struct shown *b) {
    const struct shown *fine = last_place(a) <= last_place(b) ? a : b, *coarse = fine == a ? b : a;
    int place = last_place(coarse);
    struct number number = number_shift(arena, base_of(arena, fine), -place);
    number = number_round(arena, number, 0, NUMBER_HALF_AWAY);
    return number_compare(number, number_shift(arena, base_of(arena, coarse), -place)) == 0;
}

static void report(enum diag_code code, const struct shown *a, const struct shown *b,
                   struct arena *arena, struct diags *diags) {
    const struct figure *figure = a->node->figure;
    diags_add(diags, code, place_origin(b->node),
              N_("%.*s, %.*s, %.*s: %.*s here, %.*s at %s (data at %s)"), TEXT_ARGS(figure->name),
              TEXT_ARGS(figure->unit), TEXT_ARGS(figure->period.text), TEXT_ARGS(b->node->text),
              TEXT_ARGS(a->node->text), place_print(a->node, arena),
              origin_print(figure->origin, arena));
}

static void compare(const struct shown *a, const struct shown *b, struct arena *arena,
                    struct diags *diags) {
    bool scaled = a->node->figure->measure.power10 != b->node->figure->measure.power10;
    if (!scaled && a->decimals != b->decimals) {
        report(DIAG_R102, a, b, arena, diags);
        diags_hint(diags, N_("give the indicator its decimals in the dictionary, or both places "
                             "the same function for decimals: |1"));
    } else if (!agrees(arena, a, b)) {
        bool evened = a->node->figure->lineage->evened || b->node->figure->lineage->evened;
        report(DIAG_R101, a, b, arena, diags);
        if (evened)
            diags_hint(diags,
                       N_("rounding=\"largest-remainder\" changed one of them so that parts add "
                          "up; rounding=\"note\" leaves it as it is"));
        else
            diags_hint(diags, N_("print both on one scale with the same number of decimals"));
    }
}

/* Each print is held against the first of the same quantity, so that a slip is told once. */
static void check_group(const struct printed *group, size_t count, struct arena *arena,
                        struct diags *diags) {
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < i; k++) {
            if (!is_same_quantity(arena, &group[k].shown, &group[i].shown)) continue;
            compare(&group[k].shown, &group[i].shown, arena, diags);
            break;
        }
}

/* Values and targets without a measure of the author's choice. */
static bool shows_scale(const struct printed *printed) {
    const struct lineage *lineage = printed->shown.node->figure->lineage;
    bool amount = text_is(lineage->function, "value") || text_is(lineage->function, "target");
    return amount && !lineage->asked_measure;
}

/* Of one indicator, over all units and periods. */
static void check_scale(const struct printed *group, size_t count, struct arena *arena,
                        struct diags *diags) {
    const struct printed *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!shows_scale(&group[i])) continue;
        if (!first) first = &group[i];
        const struct figure *one = first->shown.node->figure, *two = group[i].shown.node->figure;
        if (!measure_alike(one->measure, two->measure) ||
            one->measure.power10 == two->measure.power10)
            continue;
        diags_add(diags, DIAG_R103, place_origin(group[i].shown.node),
                  N_("%.*s: %.*s here, %.*s at %s"), TEXT_ARGS(one->name),
                  TEXT_ARGS(group[i].shown.node->text), TEXT_ARGS(first->shown.node->text),
                  place_print(first->shown.node, arena));
        diags_hint(diags, N_("give the indicator the measure to print in: column print of the "
                             "dictionary; or name a scale here: |万"));
        return;
    }
}

void report_check_agreement(const struct document *document, struct arena *arena,
                            struct diags *diags) {
    struct printed_list list = {0};
    collect(document, arena, &list);
    for (size_t i = 0, end; i < list.count; i = end) {
        for (end = i + 1; end < list.count; end++)
            if (compare_quantities(&list.at[i], &list.at[end]) != 0) break;
        check_group(&list.at[i], end - i, arena, diags);
    }
    for (size_t i = 0, end; i < list.count; i = end) {
        struct text indicator = list.at[i].shown.node->figure->indicator;
        for (end = i + 1; end < list.count; end++)
            if (!text_equal(list.at[end].shown.node->figure->indicator, indicator)) break;
        check_scale(&list.at[i], end - i, arena, diags);
    }
}
