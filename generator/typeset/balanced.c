/* Titles: the fewest lines that hold the text, broken at sense units, in the shape that GB/T 9704
 * asks for: a trapezoid (lines grow, or shrink) or a rhombus (grow, then shrink), never an
 * hourglass.  Cells of tables may take any shape.
 *
 * Dynamic programming over the last line and whether lines have begun to shrink. */
#include "typeset/inner.h"

enum { PLACES_MOST = 96, LINES_MOST = 8 };

static const double COST_SHAPE = 500, COST_HOURGLASS = 3000, COST_SAME = 15, COST_LINE = 500,
                    COST_SHORT = 3000;

struct step {
    double cost;
    uint8_t before; /* index of the place where the line before this one begins */
    uint8_t shrinking;
};

struct titler {
    const struct atoms *atoms;
    const struct sums *sums;
    const unsigned *costs;
    size_t places[PLACES_MOST]; /* where lines may begin; the last is the end */
    size_t count;
    double measure, em;
    struct step (*steps)[PLACES_MOST][PLACES_MOST][2]; /* line, its start, its end, shrinking */
};

static bool collect_places(struct titler *titler) {
    const struct atoms *atoms = titler->atoms;
    titler->places[titler->count++] = 0;
    for (size_t i = 1; i <= atoms->count; i++) {
        if (i < atoms->count && atoms->at[i].level != BREAK_FREE) continue;
        if (titler->count == PLACES_MOST) return false;
        titler->places[titler->count++] = i;
    }
    return true;
}

static double width(const struct titler *titler, size_t start, size_t end) {
    size_t from = titler->places[start];
    size_t trimmed = measure_trim(titler->atoms, from, titler->places[end]);
    return measure_line(titler->atoms, titler->sums, from, trimmed, false);
}

/* A line by itself: how far it is from the mean length, and what breaking after it costs. */
static double line_cost(const struct titler *titler, size_t start, size_t end, double mean) {
    double wide = width(titler, start, end);
    if (wide > titler->measure + 1e-6) return COST_NONE;
    double off = (wide - mean) / mean;
    double cost = COST_SHAPE * off * off;
    if (end + 1 < titler->count) cost += titler->costs[titler->places[end]];
    bool bracketed = titler->atoms->at[titler->places[start]].kind == CLASS_OPEN;
    double least = titler->atoms->paragraph->by_words ? 1.5 : 2.5;
    return wide < least * titler->em && !bracketed ? cost + COST_SHORT : cost;
}

/* Adds the line (middle, end) after the line (start, middle). */
static void follow(struct titler *titler, size_t line, size_t start, size_t middle, size_t end,
                   double own) {
    double difference = width(titler, middle, end) - width(titler, start, middle);
    for (uint8_t shrinking = 0; shrinking < 2; shrinking++) {
        double cost = titler->steps[line - 1][start][middle][shrinking].cost;
        if (cost >= COST_NONE) continue;
        bool same = difference > -0.3 * titler->em && difference < 0.3 * titler->em;
        uint8_t now = shrinking;
        cost += own + (same ? COST_SAME : 0);
        if (!same && difference < 0) now = 1;
        if (!same && difference > 0 && shrinking && !titler->atoms->paragraph->by_words)
            cost += COST_HOURGLASS;
        struct step *step = &titler->steps[line][middle][end][now];
        if (cost < step->cost) *step = (struct step){cost, (uint8_t)start, shrinking};
    }
}

static void fill_line(struct titler *titler, size_t line, double mean) {
    for (size_t middle = 0; middle < titler->count; middle++)
        for (size_t end = middle + 1; end < titler->count; end++) {
            double own =
                (line == 0) == (middle == 0) ? line_cost(titler, middle, end, mean) : COST_NONE;
            if (own >= COST_NONE) continue;
            if (line == 0) titler->steps[0][0][end][0].cost = own;
            for (size_t start = 0; line > 0 && start < middle; start++)
                follow(titler, line, start, middle, end, own);
        }
}

static void clear(struct titler *titler, size_t lines) {
    for (size_t line = 0; line < lines; line++)
        for (size_t i = 0; i < titler->count; i++)
            for (size_t k = 0; k < titler->count; k++)
                titler->steps[line][i][k][0].cost = titler->steps[line][i][k][1].cost = COST_NONE;
}

/* The best shape of exactly `lines` lines; spans are written if its cost is below *best. */
static void try_shape(struct titler *titler, size_t lines, double *best, struct spans *spans) {
    size_t last = titler->count - 1, start = 0;
    double mean = titler->sums->left[titler->atoms->count] / (double)lines;
    clear(titler, lines);
    for (size_t line = 0; line < lines; line++) fill_line(titler, line, mean);
    struct step step = {COST_NONE, 0, 0};
    for (size_t i = 0; i < last; i++)
        for (uint8_t shrinking = 0; shrinking < 2; shrinking++) {
            struct step now = titler->steps[lines - 1][i][last][shrinking];
            if (now.cost < step.cost) step = now, start = i;
        }
    if (step.cost >= *best) return;
    *best = step.cost;
    spans->count = lines;
    spans->at = arena_take_array(titler->atoms->scratch, lines, sizeof *spans->at);
    for (size_t line = lines, end = last; line-- > 0;) {
        size_t from = titler->places[start], to = titler->places[end];
        spans->at[line] =
            (struct span){from, measure_trim(titler->atoms, from, to), to, false, true};
        if (line == 0) break;
        end = start;
        start = step.before;
        step = titler->steps[line - 1][start][end][step.shrinking];
    }
}

bool balance(const struct atoms *atoms, const struct sums *sums, struct spans *spans) {
    struct titler titler = {.atoms = atoms, .sums = sums};
    titler.measure = atoms->paragraph->measure_pt;
    titler.em = atoms->paragraph->size_pt;
    double whole = measure_line(atoms, sums, 0, measure_trim(atoms, 0, atoms->count), false);
    size_t least = titler.measure > 0 && whole < 1e6 * titler.measure
                       ? (size_t)(whole / titler.measure - 1e-6) + 1
                       : LINES_MOST;
    if (least == 1 && atoms->paragraph->by_words) return false;
    if (!collect_places(&titler) || least + 1 > LINES_MOST) return false;
    unsigned *costs = arena_take_array(atoms->scratch, atoms->count + 1, sizeof *costs);
    sense_costs(atoms, costs);
    titler.costs = costs;
    titler.steps = arena_take_array(atoms->scratch, least + 1, sizeof *titler.steps);
    double best = COST_NONE;
    try_shape(&titler, least, &best, spans);
    if (least > 1 || best >= COST_NONE) {
        best -= COST_LINE; /* a line more must be worth it */
        try_shape(&titler, least + 1, &best, spans);
    }
    return spans->count > 0;
}
