/* The paragraph as a whole: the sequence of lines whose costs add up to least (total fit, after
 * Knuth and Plass, with Chinese costs).
 *
 * From each place that a line may begin at, only the few ends that fill the measure are tried, so
 * time grows with the length of the paragraph alone.  A state is (place, tightness of the line
 * before it): a loose line beside a tight one costs extra. */
#include "typeset/inner.h"

enum { SENSE_SHARE = 8 };

enum tightness { LINE_TIGHT, LINE_EVEN, LINE_LOOSE, TIGHTNESSES };

static const double COST_NONE = 1e300;
static const double COST_STRETCH = 250000; /* times the square of em a place: 0.02 em costs 100 */
static const double COST_LOOSE = 300;      /* once more for a line beyond what is not noticed */
static const double PRICE_SPACES = 20, PRICE_GAPS = 30, PRICE_WIDE = 60;
static const double COST_UNEVEN = 150; /* a loose line beside a tight one */
static const double COST_LONE = 40000; /* a last line of one character: as much as gaps of 0.4 em */
static const double COST_GLUE = 300000; /* as much as gaps of 1.1 em */
static const double COST_WORD = 2.5e6, COST_RULE = 4e6, COST_NEVER = 1e8;
static const double COST_RAGGED = 4; /* times the square of the ems that a ragged line is short */
static const double LOOSE_EM = 0.03; /* a place: looks loose */

struct best {
    double cost;
    uint32_t from;
    uint8_t before; /* tightness of the line before the one that ends here */
    bool whole_mark;
};

struct composer {
    const struct atoms *atoms;
    const struct sums *sums;
    struct best (*best)[TIGHTNESSES]; /* by place */
    double em, measure;
    bool ragged, by_words;
};

/* How well a line fits its measure. */
struct fit {
    double cost;
    enum tightness tightness;
    bool whole_mark;
};

static double line_measure(const struct composer *composer, size_t from) {
    return composer->measure - (from == 0 ? composer->atoms->paragraph->first_indent_pt : 0);
}

static double span_sum(const double *sum, size_t from, size_t end) {
    return sum[end - 1] - sum[from];
}

static double square(double x) {
    return x * x;
}

static struct fit fit_squeeze(const struct composer *composer, size_t from, size_t end,
                              double need) {
    double soft = span_sum(composer->sums->soft, from, end);
    double stops = span_sum(composer->sums->stops, from, end);
    if (need > soft + stops + 1e-6) return (struct fit){COST_NONE, LINE_TIGHT, false};
    enum tightness tightness = need > 0.3 * (soft + stops) ? LINE_TIGHT : LINE_EVEN;
    if (need <= soft) return (struct fit){15 + 60 * square(need / soft), tightness, false};
    return (struct fit){80 + 150 * square((need - soft) / stops), LINE_TIGHT, false};
}

/* Spends as much of `slack` as `most` allows; what that costs. */
static double spend(double *slack, double most, double price) {
    double part = *slack < most ? *slack : most;
    if (part <= 0) return 0;
    *slack -= part;
    return price * square(part / most);
}

/* In the order of justify.c: word spaces, gaps, all places a little, gaps further, all places. */
static struct fit fit_stretch(const struct composer *composer, size_t from, size_t end,
                              double slack) {
    const struct sums *sums = composer->sums;
    double places = sums->places[end - 1] - sums->places[from], whole = slack;
    double even = justify_even_em * composer->em * places;
    double cost = spend(&slack, span_sum(sums->spaces, from, end), PRICE_SPACES);
    cost += spend(&slack, span_sum(sums->gaps, from, end), PRICE_GAPS);
    cost += spend(&slack, even, COST_STRETCH * square(justify_even_em));
    if (slack < 1e-6) return (struct fit){cost, LINE_EVEN, false};
    cost += spend(&slack, span_sum(sums->wide, from, end), PRICE_WIDE);
    if (slack < 1e-6) return (struct fit){cost, LINE_EVEN, false};
    double each = justify_even_em + slack / composer->em / (places > 0 ? places : 0.5);
    if (each > whole / composer->em) each = whole / composer->em;
    return (struct fit){COST_LOOSE + COST_STRETCH * square(each),
                        each > LOOSE_EM ? LINE_LOOSE : LINE_EVEN, false};
}

/* Characters of the last line that are not marks: one alone looks lost. */
static double lone_cost(const struct composer *composer, size_t from, size_t end) {
    size_t count = 0;
    for (size_t i = from; i < end && count < 3; i++)
        count += !class_is_mark(composer->atoms->at[i].kind);
    if (from == 0 || count > 2) return 0;
    return count < 2 ? COST_LONE : 20;
}

/* Set without stretching: the last line, and every line of a ragged paragraph. */
static struct fit fit_ragged(const struct composer *composer, size_t from, size_t end, bool last) {
    double measure = line_measure(composer, from);
    double whole = measure_line(composer->atoms, composer->sums, from, end, true);
    struct fit fit = {0, LINE_EVEN,
                      whole <= measure + 1e-6 && !measure_must_cut(composer->atoms, end)};
    double width =
        fit.whole_mark ? whole : measure_line(composer->atoms, composer->sums, from, end, false);
    if (width > measure + 1e-6) fit = fit_squeeze(composer, from, end, width - measure);
    if (last)
        fit.cost += lone_cost(composer, from, end);
    else if (width < measure)
        fit.cost += COST_RAGGED * square((measure - width) / composer->em);
    return fit;
}

static struct fit fit_slack(const struct composer *composer, size_t from, size_t end,
                            double slack) {
    if (slack > -1e-6 && slack < 1e-6) return (struct fit){0, LINE_EVEN, false};
    return slack < 0 ? fit_squeeze(composer, from, end, -slack)
                     : fit_stretch(composer, from, end, slack);
}

/* A mark at the end keeps its full width, or half: whichever needs the smaller change. */
static struct fit fit_line(const struct composer *composer, size_t from, size_t to) {
    const struct atoms *atoms = composer->atoms;
    size_t end = measure_trim(atoms, from, to);
    if (end == from) return (struct fit){0, LINE_EVEN, true};
    bool last = to == atoms->count;
    if (last || composer->ragged) return fit_ragged(composer, from, end, last);
    double measure = line_measure(composer, from);
    double half = measure - measure_line(atoms, composer->sums, from, end, false);
    struct fit fit = fit_slack(composer, from, end, half);
    double cut = measure_cut_end(atoms, end);
    if (cut <= 0 || measure_must_cut(atoms, end)) return fit;
    double whole = half - cut;
    if (whole < -1e-6) return fit;
    struct fit full = fit_slack(composer, from, end, whole);
    full.whole_mark = true;
    return full.cost <= fit.cost ? full : fit;
}

static double level_cost(const struct atoms *atoms, size_t to) {
    if (to == atoms->count) return 0;
    switch ((enum break_level)atoms->at[to].level) {
    case BREAK_FREE: return atoms->at[to].penalty;
    case BREAK_GLUE: return COST_GLUE;
    case BREAK_WORD: return COST_WORD;
    case BREAK_RULE: return COST_RULE;
    case BREAK_NEVER: return COST_NEVER;
    }
    return COST_NEVER;
}

/* Tries a line; returns its own cost. */
static double relax(struct composer *composer, size_t from, size_t to, double extra) {
    struct fit fit = fit_line(composer, from, to);
    if (fit.cost >= COST_NONE) return COST_NONE;
    double own = fit.cost + extra;
    for (int before = 0; before < TIGHTNESSES; before++) {
        double cost = composer->best[from][before].cost;
        if (cost >= COST_NONE) continue;
        int distance = (int)fit.tightness - before;
        cost += own + (distance == 2 || distance == -2 ? COST_UNEVEN : 0);
        struct best *best = &composer->best[to][fit.tightness];
        if (cost < best->cost)
            *best = (struct best){cost, (uint32_t)from, (uint8_t)before, fit.whole_mark};
    }
    return own;
}

static double natural_width(const struct composer *composer, size_t from, size_t to) {
    size_t end = measure_trim(composer->atoms, from, to);
    return measure_line(composer->atoms, composer->sums, from, end, false);
}

/* Not even one character fits: it is set all the same. */
static void relax_forced(struct composer *composer, size_t from) {
    for (int before = 0; before < TIGHTNESSES; before++) {
        double cost = composer->best[from][before].cost + COST_NEVER;
        struct best *best = &composer->best[from + 1][LINE_EVEN];
        if (cost < best->cost) *best = (struct best){cost, (uint32_t)from, (uint8_t)before, false};
    }
}

/* The first place that no line from `from` can reach, however squeezed. */
static size_t first_too_far(const struct composer *composer, size_t from, size_t start) {
    const struct atoms *atoms = composer->atoms;
    double measure = line_measure(composer, from);
    size_t to = start > from ? start : from + 1;
    for (; to <= atoms->count; to++) {
        size_t end = measure_trim(atoms, from, to);
        if (end == from) continue;
        double least = measure_line(atoms, composer->sums, from, end, false) -
                       span_sum(composer->sums->soft, from, end) -
                       span_sum(composer->sums->stops, from, end);
        if (least > measure + 1e-6) break;
    }
    return to;
}

/* What every line shorter than `width` costs at least. */
static double least_cost(const struct composer *composer, double measure, double width) {
    double short_em = (measure - width) / composer->em;
    if (short_em <= 0) return 0;
    if (composer->ragged) return COST_RAGGED * square(short_em);
    return measure > 25 * composer->em ? 2500 * square(short_em * composer->em / measure / 0.1)
           : short_em > 2.5            ? COST_GLUE
                                       : 0;
}

/* Lines from one place: allowed ends from the farthest back, until they grow too short; if none is
 * good, forbidden ends as well, at their price. */
static void try_lines(struct composer *composer, size_t from, size_t far) {
    const struct atoms *atoms = composer->atoms;
    double measure = line_measure(composer, from), good = COST_NONE;
    double short_by = measure > 25 * composer->em ? 0.1 * measure : 2.5 * composer->em;
    double shortest = composer->by_words ? 0.4 * measure : measure - short_by;
    for (size_t to = far - 1; to > from; to--) {
        if (to < atoms->count && atoms->at[to].level != BREAK_FREE) continue;
        double width = natural_width(composer, from, to);
        if (good < COST_GLUE && width < shortest && good <= least_cost(composer, measure, width))
            break;
        double cost = relax(composer, from, to, level_cost(atoms, to));
        if (cost < good) good = cost;
    }
    if (good < COST_GLUE) return;
    for (size_t to = far - 1; to > from; to--) {
        if (to == atoms->count || atoms->at[to].level == BREAK_FREE) continue;
        double cost = relax(composer, from, to, level_cost(atoms, to));
        if (cost < good) good = cost;
        if (good < COST_WORD && natural_width(composer, from, to) < shortest) break;
    }
    if (good >= COST_NONE) relax_forced(composer, from);
}

static struct best *best_end(const struct composer *composer, size_t place, size_t *which) {
    *which = LINE_EVEN;
    for (size_t i = 0; i < TIGHTNESSES; i++)
        if (composer->best[place][i].cost < composer->best[place][*which].cost) *which = i;
    return &composer->best[place][*which];
}

static bool is_word_byte(char byte) {
    return byte > ' ' && byte < 0x7F;
}

/* A number or word that had to be parted: said once, with the word. */
static void tell_word(struct typeset *typeset, const struct atoms *atoms, size_t place) {
    const struct atom *atom = &atoms->at[place];
    const struct typeset_run *run = &atoms->paragraph->runs[atom->run];
    size_t from = atom->at, to = atom->at + atom->bytes;
    while (from > 0 && is_word_byte(run->text.at[from - 1])) from--;
    while (to < run->text.length && is_word_byte(run->text.at[to])) to++;
    diags_add(typeset->diags, DIAG_L102, run->origin, "%.*s",
              TEXT_ARGS(text_slice(run->text, from, to < from + 80 ? to : from + 80)));
    diags_hint(typeset->diags, "give the column or line more room, or shorten the word");
}

static struct spans trace_back(const struct composer *composer, struct typeset *typeset) {
    const struct atoms *atoms = composer->atoms;
    size_t which, lines = 0, place = atoms->count;
    const struct best *best = best_end(composer, place, &which);
    for (size_t at = place, w = which; at > 0; lines++) {
        const struct best *step = &composer->best[at][w];
        w = step->before;
        at = step->from;
    }
    struct spans spans = {arena_take_array(atoms->scratch, lines, sizeof *spans.at), lines};
    for (size_t line = lines; line-- > 0;
         place = best->from, best = &composer->best[place][which]) {
        spans.at[line] = (struct span){best->from, measure_trim(atoms, best->from, place), place,
                                       best->whole_mark, line + 1 == lines};
        if (place < atoms->count && atoms->at[place].level >= BREAK_WORD)
            tell_word(typeset, atoms, place);
        which = best->before;
    }
    return spans;
}

/* Lines end between words where that leaves no more than a little white. */
static void price_senses(const struct atoms *atoms) {
    unsigned *costs = arena_take_array(atoms->scratch, atoms->count + 1, sizeof *costs);
    sense_costs(atoms, costs);
    for (size_t i = 1; i < atoms->count; i++) {
        unsigned cost = costs[i] / SENSE_SHARE;
        if (atoms->at[i].penalty < cost) atoms->at[i].penalty = (uint16_t)cost;
    }
}

/* First fit: of the lines just tried from a place only the best stays. */
static void keep_best(struct composer *composer, size_t from, size_t far) {
    size_t end = far > from + 1 ? far : from + 2, kept = from + 1, which = LINE_EVEN;
    double least = COST_NONE;
    for (size_t to = from + 1; to < end; to++) {
        size_t k;
        double cost = best_end(composer, to, &k)->cost;
        if (cost >= least) continue;
        least = cost;
        kept = to;
        which = k;
    }
    for (size_t to = from + 1; to < end; to++)
        for (size_t k = 0; k < TIGHTNESSES; k++)
            if (to != kept || k != which) composer->best[to][k].cost = COST_NONE;
}

struct spans compose(struct typeset *typeset, const struct atoms *atoms, const struct sums *sums) {
    struct composer composer = {.atoms = atoms, .sums = sums};
    composer.em = atoms->paragraph->size_pt;
    composer.measure = measure_width(atoms);
    composer.ragged = atoms->paragraph->align != STYLE_JUSTIFY || atoms->paragraph->balanced;
    double whole = measure_line(atoms, sums, 0, measure_trim(atoms, 0, atoms->count), false);
    composer.by_words =
        composer.ragged && atoms->paragraph->by_words && whole > atoms->paragraph->measure_pt;
    if (composer.by_words) price_senses(atoms);
    composer.best = arena_take_array(atoms->scratch, atoms->count + 1, sizeof *composer.best);
    for (size_t i = 0; i <= atoms->count; i++)
        for (size_t k = 0; k < TIGHTNESSES; k++) composer.best[i][k].cost = COST_NONE;
    composer.best[0][LINE_EVEN].cost = 0;
    size_t far = 1;
    for (size_t i = 0; i < atoms->count; i++) {
        size_t which;
        if (best_end(&composer, i, &which)->cost >= COST_NONE) continue;
        far = first_too_far(&composer, i, far);
        try_lines(&composer, i, far);
        if (atoms->composition->first_fit) keep_best(&composer, i, far);
    }
    return trace_back(&composer, typeset);
}
