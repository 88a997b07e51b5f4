/* Full marks and weights.
 *
 * A weight is a percentage of the whole.  What it weighs is marked either out of the scheme's full
 * mark (an item of 100 points that weighs 5 gives a twentieth of its score) or out of its share of
 * it (a group of 40 points that weighs 40 gives its points as they are).  All together they give
 * the full mark: anything else is a slip. */
#include "scoring/inner.h"

static const char *print(struct reading *reading, struct number number) {
    struct text text = number_print(reading->arena, number, -1, NUMBER_HALF_AWAY);
    return arena_copy(reading->arena, text.at, text.length);
}

/* What a weight comes to of the full mark. */
static struct number share(struct reading *reading, struct number weight) {
    struct number percent = number_shift(reading->arena, weight, -2);
    return number_multiply(reading->arena, percent, reading->scheme->full);
}

/* The factor of something that is marked out of `full` and weighs `weight`; false with K102. */
static bool weigh(struct reading *reading, const xml_node *node, struct number weight,
                  struct number full, struct number *factor) {
    struct number points = share(reading, weight);
    *factor = number_from_integer(1);
    if (number_compare(full, points) == 0) return true;
    *factor = number_shift(reading->arena, weight, -2);
    if (number_compare(full, reading->scheme->full) == 0) return true;
    reading->failed = true;
    FAULT_OF(reading->diags, node, "weight", DIAG_K102, N_("%.*s: %s points weigh %s%%"),
             TEXT_ARGS(xml_attribute(node, "name")), print(reading, full), print(reading, weight));
    diags_hint(reading->diags, N_("what weighs %s%% is marked out of %s points, or out of %s"),
               print(reading, weight), print(reading, points),
               print(reading, reading->scheme->full));
    return false;
}

static bool needs_full(struct reading *reading, const xml_node *node) {
    if (reading->scheme->has_full) return true;
    reading->failed = true;
    FAULT_OF(reading->diags, node, "weight", DIAG_K102, "%.*s",
             TEXT_ARGS(xml_attribute(node, "name")));
    diags_hint(reading->diags, N_("weights need the full mark of the scheme: full=\"100\""));
    return false;
}

static void weigh_item(struct reading *reading, struct score_item *item) {
    item->factor = number_from_integer(1);
    if (!item->has_weight || !needs_full(reading, item->node)) return;
    if (item->has_full) weigh(reading, item->node, item->weight, item->full, &item->factor);
}

static struct number item_share(struct reading *reading, const struct score_item *item) {
    return number_multiply(reading->arena, item->full, item->factor);
}

static void weigh_group(struct reading *reading, struct group *group) {
    group->full = number_from_integer(0);
    for (size_t i = 0; i < group->item_count; i++) {
        const struct score_item *item = &reading->scheme->items[group->first_item + i];
        group->full = number_add(reading->arena, group->full, item_share(reading, item));
    }
    if (!group->has_weight || !needs_full(reading, group->node)) return;
    weigh(reading, group->node, group->weight, group->full, &group->factor);
}

void scoring_weigh(struct reading *reading) {
    struct scheme *scheme = reading->scheme;
    struct arena *arena = reading->arena;
    struct number sum = number_from_integer(0);
    for (size_t i = 0; i < scheme->item_count; i++) {
        struct score_item *item = &scheme->items[i];
        weigh_item(reading, item);
        if (!item->group) sum = number_add(arena, sum, item_share(reading, item));
    }
    for (size_t i = 0; i < scheme->group_count; i++) {
        struct group *group = &scheme->groups[i];
        if (group->kind != GROUP_BASE) continue;
        weigh_group(reading, group);
        sum = number_add(arena, sum, number_multiply(arena, group->full, group->factor));
    }
    if (reading->failed || !scheme->has_full || number_compare(sum, scheme->full) == 0) return;
    reading->failed = true;
    FAULT_OF(reading->diags, scheme->root, "full", DIAG_K102, N_("the items come to %s, not to %s"),
             print(reading, sum), print(reading, scheme->full));
}
