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

const double justify_even_em = 0.019;

enum stretch { STRETCH_SPACES, STRETCH_GAPS, STRETCH_WIDE };

static double room_of(const struct atom *atom, enum stretch step) {
    switch (step) {
    case STRETCH_SPACES: return (double)atom->space_stretch;
    case STRETCH_GAPS: return (double)atom->gap_stretch;
    case STRETCH_WIDE: return (double)atom->wide_stretch;
    }
    return 0;
}

/* Gives slack to the places of a step, each up to what it may take, in proportion to that. */
static double give(const struct atoms *atoms, const struct span *span, enum stretch step,
                   double slack, double *add) {
    double most = 0;
    for (size_t i = span->from + 1; i < span->end; i++) most += room_of(&atoms->at[i], step);
    if (most <= 0 || slack <= 1e-9) return slack;
    double share = slack < most ? slack / most : 1;
    for (size_t i = span->from + 1; i < span->end; i++)
        add[i - span->from] += share * room_of(&atoms->at[i], step);
    return slack - share * most;
}

/* Spreads slack over all places alike, each at most `most`. */
static double spread(const struct atoms *atoms, const struct span *span, double slack, double most,
                     double *add) {
    size_t places = 0;
    for (size_t i = span->from + 1; i < span->end; i++) places += atoms->at[i].gap;
    if (places == 0 || slack <= 1e-9) return slack;
    double each = slack / (double)places < most ? slack / (double)places : most;
    for (size_t i = span->from + 1; i < span->end; i++)
        if (atoms->at[i].gap) add[i - span->from] += each;
    return slack - each * (double)places;
}

/* A line of nothing but figures and gaps: what is left goes to the gaps, however wide. */
static double force(const struct atoms *atoms, const struct span *span, double slack, double *add) {
    size_t places = 0;
    for (size_t i = span->from + 1; i < span->end; i++) places += atoms->at[i].wide_stretch > 0;
    if (places == 0 || slack <= 1e-9) return slack;
    for (size_t i = span->from + 1; i < span->end; i++)
        if (atoms->at[i].wide_stretch > 0) add[i - span->from] += slack / (double)places;
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
    slack = give(atoms, span, STRETCH_SPACES, slack, add);
    slack = give(atoms, span, STRETCH_GAPS, slack, add);
    slack = spread(atoms, span, slack, justify_even_em * atoms->paragraph->size_pt, add);
    slack = give(atoms, span, STRETCH_WIDE, slack, add);
    slack = spread(atoms, span, slack, slack, add);
    return force(atoms, span, slack, add);
}
