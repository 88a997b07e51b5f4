/* Spacing: what each place adds to the natural line (pairs of marks, gaps between Han and Latin),
 * and what it may give or take when a line is justified (CLREQ 6.2.3).
 *
 * A pair of full-width marks drops from 2 em to 1.5 em and never below: at 1 em readers of the PDF
 * take the line apart. */
#include "typeset/inner.h"

static const double GAP_LEAST_EM = 0.125, GAP_MOST_EM = 1.0 / 3, SPACE_LEAST_EM = 0.25,
                    SPACE_MOST_EM = 0.5;

static double smaller(double a, double b) {
    return a < b ? a : b;
}

static enum squeeze_step step_of(enum char_class kind) {
    if (kind == CLASS_PAUSE) return SQUEEZE_PAUSES;
    return kind == CLASS_STOP ? SQUEEZE_STOPS : SQUEEZE_BRACKETS;
}

static bool is_han_side(enum char_class kind) {
    return kind == CLASS_HAN;
}

static bool is_latin_side(enum char_class kind) {
    return kind == CLASS_LATIN || kind == CLASS_DIGIT || kind == CLASS_SUFFIX ||
           kind == CLASS_SIGN || kind == CLASS_PREFIX;
}

static void measure_marks(const struct atom *before, struct atom *atom) {
    double blank = before->right + atom->left;
    if (class_is_mark(before->kind) && class_is_mark(atom->kind)) {
        atom->kern = -smaller(blank, 0.5 * smaller(before->em, atom->em));
    } else if (blank > 0 && before->kind != CLASS_SPACE && atom->kind != CLASS_SPACE) {
        atom->squeeze = (float)blank;
        atom->squeeze_step = (uint8_t)step_of(before->right > 0 ? before->kind : atom->kind);
    }
}

static void measure_gap(const struct atom *before, struct atom *atom, double gap_em) {
    bool meet = (is_han_side(before->kind) && is_latin_side(atom->kind)) ||
                (is_latin_side(before->kind) && is_han_side(atom->kind));
    if (!meet) return;
    double em = smaller(before->em, atom->em);
    atom->kern = gap_em * em;
    atom->gap_stretch =
        (float)((gap_em > 0 ? GAP_MOST_EM - smaller(gap_em, GAP_MOST_EM) : GAP_LEAST_EM) * em);
    if (gap_em > GAP_LEAST_EM) {
        atom->squeeze = (float)((gap_em - GAP_LEAST_EM) * em);
        atom->squeeze_step = SQUEEZE_GAPS;
    }
}

static void measure_space(const struct atom *space, struct atom *atom) {
    double most = SPACE_MOST_EM * space->em, least = SPACE_LEAST_EM * space->em;
    if (space->width < most) atom->space_stretch = (float)(most - space->width);
    if (space->width > least) {
        atom->squeeze = (float)(space->width - least);
        atom->squeeze_step = SQUEEZE_SPACES;
    }
}

/* Signs that join what stands on both sides: no slack goes beside them. */
static bool is_joiner(enum char_class kind) {
    return kind == CLASS_RANGE || kind == CLASS_SLASH || kind == CLASS_DASH ||
           kind == CLASS_HARD_SPACE;
}

static bool may_stretch(const struct atom *before, const struct atom *atom) {
    if (atom->level >= BREAK_WORD || atom->kind == CLASS_SPACE) return false;
    if (is_joiner(before->kind) || is_joiner(atom->kind)) return false;
    if (atom->kind == CLASS_SUFFIX || before->kind == CLASS_PREFIX) return false;
    bool words = class_is_word(before->kind) && class_is_word(atom->kind);
    return !words;
}

void measure_places(struct atoms *atoms, double gap_em) {
    for (size_t i = 1; i < atoms->count; i++) {
        const struct atom *before = &atoms->at[i - 1];
        struct atom *atom = &atoms->at[i];
        measure_marks(before, atom);
        measure_gap(before, atom, gap_em);
        if (before->kind == CLASS_SPACE && atom->kind != CLASS_SPACE) measure_space(before, atom);
        atom->gap = may_stretch(before, atom);
    }
}

struct sums measure_sums(const struct atoms *atoms) {
    size_t n = atoms->count + 1;
    struct sums sums = {.left = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .soft = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .stops = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .spaces = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .gaps = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .places = arena_take_array(atoms->scratch, n, sizeof(uint32_t))};
    double x = 0;
    for (size_t i = 0; i < atoms->count; i++) {
        const struct atom *atom = &atoms->at[i];
        size_t b = i ? i - 1 : 0;
        bool stops = atom->squeeze_step == SQUEEZE_STOPS;
        x += atom->kern;
        sums.left[i] = x;
        x += atom->width;
        sums.soft[i] = sums.soft[b] + (stops ? 0 : (double)atom->squeeze);
        sums.stops[i] = sums.stops[b] + (stops ? (double)atom->squeeze : 0);
        sums.spaces[i] = sums.spaces[b] + (double)atom->space_stretch;
        sums.gaps[i] = sums.gaps[b] + (double)atom->gap_stretch;
        sums.places[i] = sums.places[b] + (atom->gap ? 1 : 0);
    }
    sums.left[atoms->count] = x;
    return sums;
}

double measure_cut_start(const struct atoms *atoms, size_t from) {
    /* The first line keeps its indent exact; CLREQ leaves the choice. */
    return from > 0 && atoms->at[from].kind == CLASS_OPEN ? atoms->at[from].left : 0;
}

double measure_cut_end(const struct atoms *atoms, size_t end) {
    const struct atom *last = &atoms->at[end - 1];
    return class_is_mark(last->kind) ? last->right : 0;
}

double measure_line(const struct atoms *atoms, const struct sums *sums, size_t from, size_t end,
                    bool whole_mark) {
    if (end <= from) return 0;
    double width = sums->left[end - 1] + atoms->at[end - 1].width - sums->left[from];
    width -= measure_cut_start(atoms, from);
    return whole_mark ? width : width - measure_cut_end(atoms, end);
}

size_t measure_trim(const struct atoms *atoms, size_t from, size_t to) {
    while (to > from && atoms->at[to - 1].kind == CLASS_SPACE) to--;
    return to;
}
