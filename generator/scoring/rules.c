/* The kinds of rules, one row each; and the plainest: the value is the score. */
#include "scoring/inner.h"

static const struct rule_kind *const kinds[] = {&rule_interval, &rule_ratio, &rule_deduct,
                                                &rule_per, &rule_value};

const struct rule_kind *rule_find(struct text name) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_is(name, kinds[i]->name)) return kinds[i];
    return NULL;
}

static struct number score(struct scorer *scorer, const struct score_item *item,
                           const struct operand *value) {
    (void)item;
    scoring_say(scorer, "以指标值计分");
    return value->value;
}

const struct rule_kind rule_value = {"value", false, true, NULL, NULL, score};
