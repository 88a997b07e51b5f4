/* What a line costs: how far from solid it must be set to fill its measure.
 *
 * A line within what nobody notices costs little, one beyond much more: it is worth several changes
 * of its neighbours to spare it. */
#include "typeset/inner.h"

static const double COST_STRETCH = 250000; /* times the square of em a place: 0.02 em costs 100 */
static const double COST_LOOSE = 2000;     /* once more for a line beyond what is not noticed … */
static const double COST_BLANKS = 5000;    /* … and for one whose gaps are read as blanks */
static const double PRICE_SPACES = 20, PRICE_GAPS = 30, PRICE_MARKS = 30, PRICE_WIDE = 60;
static const double COST_LONE = 40000; /* a last line of one character: as much as gaps of 0.4 em */
static const double COST_RAGGED = 4;   /* times the square of the ems that a ragged line is short */
static const double LOOSE_EM = 0.03;   /* a place: looks loose */

struct fitter fitter_new(const struct atoms *atoms, const struct sums *sums) {
    bool justified = measure_is_justified(atoms);
    return (struct fitter){.atoms = atoms,
                           .sums = sums,
                           .em = atoms->paragraph->size_pt,
                           .measure = measure_width(atoms),
                           .ragged = !justified,
                           .tightens = justified};
}

double fit_measure(const struct fitter *fitter, size_t from) {
    return fitter->measure - (from == 0 ? fitter->atoms->paragraph->first_indent_pt : 0);
}

static double span_sum(const double *sum, size_t from, size_t end) {
    return sum[end - 1] - sum[from];
}

static double square(double x) {
    return x * x;
}

/* How much of what there is must be used, squared. */
static double share(double need, double room) {
    return room > 0 ? square(need / room) : 0;
}

/* What all places together give when a line is tightened by `most_em` a share, points. */
static double tightening(const struct fitter *fitter, size_t from, size_t end, double most_em) {
    if (!fitter->tightens) return 0;
    const struct sums *sums = fitter->sums;
    double shares = sums->tight[end - 1] - sums->tight[from];
    double marks =
        sums->even[end - 1] - sums->even[from] - (sums->plain[end - 1] - sums->plain[from]);
    double room = (shares * most_em - marks * justify_margin_em) * fitter->em;
    return room > 0 ? room : 0;
}

/* Blank given up in CLREQ's order; then every place closer, within what is not noticed; then
 * beyond, which is seen twice as well as a line opened as much. */
static struct fit fit_squeeze(const struct fitter *fitter, size_t from, size_t end, double need) {
    double soft = span_sum(fitter->sums->soft, from, end);
    double stops = span_sum(fitter->sums->stops, from, end);
    enum tightness tightness = need > 0.3 * (soft + stops) ? LINE_TIGHT : LINE_EVEN;
    if (need <= soft) return (struct fit){15 + 60 * share(need, soft), tightness, false};
    need -= soft;
    if (need <= stops + 1e-6) return (struct fit){80 + 150 * share(need, stops), LINE_TIGHT, false};
    need -= stops;
    double even = tightening(fitter, from, end, justify_even_em);
    if (need <= even + 1e-6) return (struct fit){230 + 100 * share(need, even), LINE_TIGHT, false};
    double tight = tightening(fitter, from, end, justify_tight_em);
    if (need > tight + 1e-6) return (struct fit){COST_NONE, LINE_TIGHT, false};
    double each = justify_tight_em * need / tight;
    return (struct fit){COST_LOOSE + COST_STRETCH * square(2 * each), LINE_TIGHT, false};
}

/* Spends as much of `slack` as `most` allows; what that costs. */
static double spend(double *slack, double most, double price) {
    double part = *slack < most ? *slack : most;
    if (part <= 0) return 0;
    *slack -= part;
    return price * square(part / most);
}

/* How far the plain places open if so much is left to them, em. */
static double open_each(const struct fitter *fitter, size_t from, size_t end, double left_em) {
    const struct sums *sums = fitter->sums;
    double plain = sums->plain[end - 1] - sums->plain[from];
    double all = sums->all[end - 1] - sums->all[from];
    double near = (justify_near_em - justify_even_em) * plain;
    if (left_em <= near) return justify_even_em + left_em / plain;
    return justify_near_em + (left_em - near) / (all > 0 ? all : 0.5);
}

/* In the order of justify.c. */
static struct fit fit_stretch(const struct fitter *fitter, size_t from, size_t end, double slack) {
    const struct sums *sums = fitter->sums;
    double whole = slack / fitter->em, even = justify_even_em * fitter->em;
    double cost = spend(&slack, span_sum(sums->spaces, from, end), PRICE_SPACES);
    cost += spend(&slack, span_sum(sums->gaps, from, end), PRICE_GAPS);
    cost += spend(&slack, even * (sums->even[end - 1] - sums->even[from]),
                  COST_STRETCH * square(justify_even_em));
    cost += spend(&slack, span_sum(sums->marks, from, end), PRICE_MARKS);
    cost += spend(&slack, span_sum(sums->wide, from, end), PRICE_WIDE);
    if (slack < 1e-6) return (struct fit){cost, LINE_EVEN, false};
    double each = open_each(fitter, from, end, slack / fitter->em);
    if (each > whole) each = whole;
    cost = COST_LOOSE + COST_STRETCH * square(each) + (each > justify_near_em ? COST_BLANKS : 0);
    return (struct fit){cost, each > LOOSE_EM ? LINE_LOOSE : LINE_EVEN, false};
}

/* Characters of the last line that are not marks: one alone looks lost. */
static double lone_cost(const struct fitter *fitter, size_t from, size_t end) {
    size_t count = 0;
    for (size_t i = from; i < end && count < 3; i++)
        count += !class_is_mark(fitter->atoms->at[i].kind);
    if (from == 0 || count > 2) return 0;
    return count < 2 ? COST_LONE : 20;
}

/* Set without stretching: the last line, and every line of a ragged paragraph. */
static struct fit fit_ragged(const struct fitter *fitter, size_t from, size_t end, bool last) {
    double measure = fit_measure(fitter, from);
    double whole = measure_line(fitter->atoms, fitter->sums, from, end, true);
    struct fit fit = {0, LINE_EVEN,
                      whole <= measure + 1e-6 && !measure_must_cut(fitter->atoms, end)};
    double width =
        fit.whole_mark ? whole : measure_line(fitter->atoms, fitter->sums, from, end, false);
    if (width > measure + 1e-6) fit = fit_squeeze(fitter, from, end, width - measure);
    if (last)
        fit.cost += lone_cost(fitter, from, end);
    else if (width < measure)
        fit.cost += COST_RAGGED * square((measure - width) / fitter->em);
    return fit;
}

static struct fit fit_slack(const struct fitter *fitter, size_t from, size_t end, double slack) {
    if (slack > -1e-6 && slack < 1e-6) return (struct fit){0, LINE_EVEN, false};
    return slack < 0 ? fit_squeeze(fitter, from, end, -slack)
                     : fit_stretch(fitter, from, end, slack);
}

struct fit fit_line(const struct fitter *fitter, size_t from, size_t to) {
    const struct atoms *atoms = fitter->atoms;
    size_t end = measure_trim(atoms, from, to);
    if (end == from) return (struct fit){0, LINE_EVEN, true};
    bool last = to == atoms->count;
    if (last || fitter->ragged) return fit_ragged(fitter, from, end, last);
    double measure = fit_measure(fitter, from);
    double half = measure - measure_line(atoms, fitter->sums, from, end, false);
    struct fit fit = fit_slack(fitter, from, end, half);
    double cut = measure_cut_end(atoms, end);
    if (cut <= 0 || measure_must_cut(atoms, end)) return fit;
    double whole = half - cut;
    if (whole < -1e-6) return fit;
    struct fit full = fit_slack(fitter, from, end, whole);
    full.whole_mark = true;
    return full.cost <= fit.cost ? full : fit;
}

double fit_width(const struct fitter *fitter, size_t from, size_t to) {
    size_t end = measure_trim(fitter->atoms, from, to);
    return measure_line(fitter->atoms, fitter->sums, from, end, false);
}

bool fit_is_reached(const struct fitter *fitter, size_t from, size_t to) {
    size_t end = measure_trim(fitter->atoms, from, to);
    if (end == from) return true;
    double least = measure_line(fitter->atoms, fitter->sums, from, end, false) -
                   span_sum(fitter->sums->soft, from, end) -
                   span_sum(fitter->sums->stops, from, end) -
                   tightening(fitter, from, end, justify_tight_em);
    return least <= fit_measure(fitter, from) + 1e-6;
}

double fit_least(const struct fitter *fitter, double measure, double width) {
    double short_em = (measure - width) / fitter->em;
    if (short_em <= 0) return 0;
    if (fitter->ragged) return COST_RAGGED * square(short_em);
    return measure > 25 * fitter->em ? 2500 * square(short_em * fitter->em / measure / 0.1)
           : short_em > 2.5          ? COST_GLUE
                                     : 0;
}
