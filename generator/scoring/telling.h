/* One calculation while it is put into rows; for steps*.c. */
#ifndef SCORING_TELLING_H
#define SCORING_TELLING_H

#include "scoring/inner.h"

struct telling {
    const struct scheme *scheme;
    const struct unit *unit;
    struct arena *arena;
    struct period period;
    struct scoring_step *steps;
    size_t count, room, number;
};

struct scoring_step *telling_add(struct telling *telling, enum scoring_row row, struct text name);
const struct outcome *telling_outcome(const struct telling *telling, const struct step *step);
/** The score of a step as a figure, or the words for what is not there. */
struct figure telling_score(const struct telling *telling, const struct step *step,
                            const struct outcome *outcome);
/** Works something out once more, with words. */
struct scorer telling_ask(struct telling *telling, struct buffer *words);
const struct step *telling_find_step(const struct scheme *scheme, enum step_kind kind,
                                     size_t index);
/** "85.80" */
const char *telling_points(struct scorer *scorer, const struct outcome *outcome);
void telling_verdicts(struct telling *telling);

#endif
