/* One line brought to its width: CLREQ's order, squeeze before stretch, all places of a step alike.
 */
#include "typeset/inner.h"

/* Takes `need` from the places of one step in equal parts; gives back what is still needed.  A
 * place that has less gives all it has, and the others share the rest. */
static double take(const struct atoms *atoms, const struct span *span, enum squeeze_step step,
                   double need, double *add) {
    for (int round = 0; round < 4 && need > 1e-9; round++) {
        size_t count = 0;
        for (size_t i = span->from + 1; i < span->end; i++) {
            const struct atom *atom = &atoms->at[i];
            double left = (double)atom->squeeze + add[i - span->from];
            count += atom->squeeze_step == step && left > 1e-9;
        }
        if (count == 0) break;
        double share = need / (double)count;
        for (size_t i = span->from + 1; i < span->end; i++) {
            const struct atom *atom = &atoms->at[i];
            double left = (double)atom->squeeze + add[i - span->from];
            if (atom->squeeze_step != step || left <= 1e-9) continue;
            double part = share < left ? share : left;
            add[i - span->from] -= part;
            need -= part;
        }
    }
    return need;
}

/* Gives slack to word spaces, or to gaps, each up to what it may take, in proportion to that. */
static double give(const struct atoms *atoms, const struct span *span, bool spaces, double slack,
                   double *add) {
    double most = 0;
    for (size_t i = span->from + 1; i < span->end; i++)
        most += (double)(spaces ? atoms->at[i].space_stretch : atoms->at[i].gap_stretch);
    if (most <= 0) return slack;
    double share = slack < most ? slack / most : 1;
    for (size_t i = span->from + 1; i < span->end; i++)
        add[i - span->from] +=
            share * (double)(spaces ? atoms->at[i].space_stretch : atoms->at[i].gap_stretch);
    return slack - share * most;
}

static double spread(const struct atoms *atoms, const struct span *span, double slack,
                     double *add) {
    size_t places = 0;
    for (size_t i = span->from + 1; i < span->end; i++) places += atoms->at[i].gap;
    if (places == 0) return slack;
    for (size_t i = span->from + 1; i < span->end; i++)
        if (atoms->at[i].gap) add[i - span->from] += slack / (double)places;
    return 0;
}

double justify(const struct atoms *atoms, const struct span *span, double slack, double *add) {
    for (size_t i = span->from; i < span->to; i++) add[i - span->from] = 0;
    if (slack < 0) {
        double need = -slack;
        for (enum squeeze_step step = 0; step < SQUEEZE_STEPS; step++)
            need = take(atoms, span, step, need, add);
        return -need;
    }
    slack = give(atoms, span, true, slack, add);
    slack = give(atoms, span, false, slack, add);
    return slack > 1e-9 ? spread(atoms, span, slack, add) : 0;
}
