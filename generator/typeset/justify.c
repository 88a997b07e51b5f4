/* One line brought to its width, all places of a step alike.
 *
 * Too long: CLREQ's order (measure.c says which blank belongs to which step), then every place a
 * hair closer.  Too short: word spaces; gaps between Han and Latin; all other places by what nobody
 * notices; the white beside marks; gaps where the style wants them wide; what is left to the plain
 * places, until they are as open as the rest, and then to all.  No place goes beyond
 * justify_near_em while another has less: wider gaps are read as blanks. */
#include "typeset/inner.h"

#include <math.h>

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

const double justify_even_em = 0.0198, justify_near_em = 0.095, justify_tight_em = 0.045,
             justify_margin_em = 0.005;

enum stretch { STRETCH_SPACES, STRETCH_GAPS, STRETCH_MARKS, STRETCH_WIDE };

static double room_of(const struct atom *atom, enum stretch step) {
    switch (step) {
    case STRETCH_SPACES: return (double)atom->space_stretch;
    case STRETCH_GAPS: return (double)atom->gap_stretch;
    case STRETCH_MARKS: return (double)atom->mark_stretch;
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

/* Spreads slack over the places of a kind and of those below it
 * alike, each at most `most`. */
static double spread(const struct atoms *atoms, const struct span *span, enum place least,
                     double slack, double most, double *add) {
    size_t places = 0;
    for (size_t i = span->from + 1; i < span->end; i++) places += atoms->at[i].place >= least;
    if (places == 0 || slack <= 1e-9) return slack;
    double each = fmin(most, slack / (double)places);
    for (size_t i = span->from + 1; i < span->end; i++)
        if (atoms->at[i].place >= least) add[i - span->from] += each;
    return slack - each * (double)places;
}

/* Brings characters closer by `need`; what is still needed.  Marks are at half an em by now: each
 * gets a margin, since Cairo writes places in steps of up to 0.003 em and pdftotext takes a line
 * apart where a mark has less than half. */
static double tighten(const struct atoms *atoms, const struct span *span, double need,
                      double *add) {
    double em = atoms->paragraph->size_pt, margin = justify_margin_em * em;
    size_t shares = 0;
    for (size_t i = span->from + 1; i < span->end; i++) shares += atoms->at[i].shares;
    if (shares == 0 || need <= 1e-5) return need;
    for (size_t i = span->from + 1; i < span->end; i++)
        if (atoms->at[i].place == PLACE_MARK) add[i - span->from] += margin, need += margin;
    double each = fmin(justify_tight_em * em, need / (double)shares);
    for (size_t i = span->from + 1; i < span->end; i++)
        add[i - span->from] -= each * atoms->at[i].shares;
    return need - each * (double)shares;
}

double justify(const struct atoms *atoms, const struct span *span, double slack, double *add) {
    double em = atoms->paragraph->size_pt, even = justify_even_em * em;
    for (size_t i = span->from; i < span->to; i++) add[i - span->from] = 0;
    if (slack < 0) {
        double need = -slack;
        for (enum squeeze_step step = 0; step < SQUEEZE_STEPS; step++)
            need = take(atoms, span, step, need, add);
        if (!measure_is_justified(atoms)) return -need;
        return -tighten(atoms, span, need, add);
    }
    slack = give(atoms, span, STRETCH_SPACES, slack, add);
    slack = give(atoms, span, STRETCH_GAPS, slack, add);
    slack = spread(atoms, span, PLACE_MARK, slack, even, add);
    slack = give(atoms, span, STRETCH_MARKS, slack, add);
    slack = give(atoms, span, STRETCH_WIDE, slack, add);
    slack = spread(atoms, span, PLACE_PLAIN, slack, justify_near_em * em - even, add);
    return spread(atoms, span, PLACE_LATIN, slack, slack, add);
}
