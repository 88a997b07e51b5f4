/* The paragraph as a whole: the sequence of lines whose costs add up to least (total fit, after
 * Knuth and Plass, with Chinese costs).
 *
 * From each place that a line may begin at, only the few ends that fill the measure are tried, so
 * time grows with the length of the paragraph alone.  A state is (place, tightness of the line
 * before it): a loose line beside a tight one costs extra. */
#include "typeset/inner.h"

enum { SENSE_SHARE = 8 };

struct best {
    double cost;
    uint32_t from;
    uint8_t before; /* tightness of the line before the one that ends here */
    bool whole_mark;
};

struct composer {
    struct fitter fitter;
    const struct atoms *atoms;
    struct best (*best)[TIGHTNESSES]; /* by place */
    bool by_words;
};

static const double COST_WORD = 2.5e6, COST_RULE = 4e6, COST_NEVER = 1e8;
static const double COST_UNEVEN = 150; /* a loose line beside a tight one */
static const double COST_SAME = 0.01;  /* of equals, the one whose last line is longer */

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
    struct fit fit = fit_line(&composer->fitter, from, to);
    if (fit.cost >= COST_NONE) return COST_NONE;
    double own = fit.cost + extra;
    for (int before = 0; before < TIGHTNESSES; before++) {
        double cost = composer->best[from][before].cost;
        if (cost >= COST_NONE) continue;
        int distance = (int)fit.tightness - before;
        cost += own + (distance == 2 || distance == -2 ? COST_UNEVEN : 0);
        struct best *best = &composer->best[to][fit.tightness];
        if (cost < best->cost - COST_SAME)
            *best = (struct best){cost, (uint32_t)from, (uint8_t)before, fit.whole_mark};
    }
    return own;
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
    size_t to = start > from ? start : from + 1;
    while (to <= composer->atoms->count && fit_is_reached(&composer->fitter, from, to)) to++;
    return to;
}

/* Lines from one place: allowed ends from the farthest back, until they grow too short; if none is
 * good, forbidden ends as well, at their price. */
static void try_lines(struct composer *composer, size_t from, size_t far) {
    const struct atoms *atoms = composer->atoms;
    double measure = fit_measure(&composer->fitter, from), good = COST_NONE;
    double short_by =
        measure > 25 * composer->fitter.em ? 0.1 * measure : 2.5 * composer->fitter.em;
    double shortest = composer->by_words ? 0.4 * measure : measure - short_by;
    for (size_t to = far - 1; to > from; to--) {
        if (to < atoms->count && atoms->at[to].level != BREAK_FREE) continue;
        double width = fit_width(&composer->fitter, from, to);
        if (good < COST_GLUE && width < shortest &&
            good <= fit_least(&composer->fitter, measure, width))
            break;
        double cost = relax(composer, from, to, level_cost(atoms, to));
        if (cost < good) good = cost;
    }
    if (good < COST_GLUE) return;
    for (size_t to = far - 1; to > from; to--) {
        if (to == atoms->count || atoms->at[to].level == BREAK_FREE) continue;
        double cost = relax(composer, from, to, level_cost(atoms, to));
        if (cost < good) good = cost;
        if (good < COST_WORD && fit_width(&composer->fitter, from, to) < shortest) break;
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
    struct composer composer = {.fitter = fitter_new(atoms, sums), .atoms = atoms};
    double whole = measure_line(atoms, sums, 0, measure_trim(atoms, 0, atoms->count), false);
    composer.by_words = composer.fitter.ragged && atoms->paragraph->by_words &&
                        whole > atoms->paragraph->measure_pt;
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
