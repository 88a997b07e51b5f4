/* Spacing: what each place adds to the natural line (pairs of marks, gaps between Han and Latin),
 * and what it may give or take when a line is justified (CLREQ 6.2.3).
 *
 * A pair of full-width marks drops from 2 em to 1.5 em and below only if the style asks for it: at
 * 1 em some readers of the PDF take the line apart. */
#include "typeset/inner.h"

#include <math.h>

/* A gap between Han and Latin, em: least, usual most, most at need (CLREQ 6.2.3).  Where the style
 * sets none, one opened in justification stays below a tenth of an em as the others do: from there
 * on readers of the PDF take it for a blank. */
static const double GAP_LEAST = 0.125, GAP_USUAL = 1.0 / 3, GAP_MOST = 0.5, SPACE_LEAST_EM = 0.25,
                    SPACE_MOST_EM = 0.5;

enum { GRID_LEAST = 20 }; /* characters; narrower lines, as in cells of tables, have no grid */

bool measure_is_justified(const struct atoms *atoms) {
    return atoms->paragraph->align == STYLE_JUSTIFY && !atoms->paragraph->balanced;
}

static double smaller(double a, double b) {
    return a < b ? a : b;
}

static enum squeeze_step step_of(enum char_class kind) {
    switch (kind) {
    case CLASS_PAUSE: return SQUEEZE_PAUSES;
    case CLASS_STOP: return SQUEEZE_STOPS;
    case CLASS_MIDDLE: return SQUEEZE_MIDDLES;
    case CLASS_OPEN:
    case CLASS_CLOSE:
    case CLASS_HAN:
    case CLASS_DASH:
    case CLASS_ELLIPSIS:
    case CLASS_RANGE:
    case CLASS_SLASH:
    case CLASS_DIGIT:
    case CLASS_LATIN:
    case CLASS_POINT:
    case CLASS_SIGN:
    case CLASS_PREFIX:
    case CLASS_SUFFIX:
    case CLASS_SPACE:
    case CLASS_HARD_SPACE:
    case CLASS_IDEOGRAPHIC_SPACE:
    case CLASS_ZERO_BREAK:
    case CLASS_ZERO_GLUE: break;
    }
    return SQUEEZE_BRACKETS;
}

static bool is_spoken(const struct atom *atom) { /* ？ ！ with a blank right half */
    return (atom->code == 0xFF01 || atom->code == 0xFF1F) && atom->right > 0;
}

/* ？！ in a row: two stand in the width of one character, three in that of two (GB/T 15834). */
static void measure_spoken(struct atoms *atoms) {
    if (atoms->composition->punctuation == STYLE_PUNCTUATION_NONE) return;
    for (size_t i = 0, end; i < atoms->count; i = end) {
        for (end = i; end < atoms->count && is_spoken(&atoms->at[end]); end++) continue;
        for (size_t k = i; k < end && end - i > 1; k++) {
            if (k + 1 == end && (end - i) % 2) continue;
            atoms->at[k].width -= atoms->at[k].right;
            atoms->at[k].right = 0;
        }
        if (end == i) end++;
    }
}

/* Half a character for good: in 开明 setting every mark but those that end a sentence. */
static bool is_half(const struct atoms *atoms, const struct atom *atom) {
    return atoms->composition->punctuation == STYLE_PUNCTUATION_KAIMING &&
           class_is_mark(atom->kind) && atom->kind != CLASS_STOP;
}

/* The blanks that meet at a place: those of a pair are cut at once, those beside other characters
 * when the line needs it.  The stops of 开明 setting stay whole. */
static void measure_marks(const struct atoms *atoms, const struct atom *before, struct atom *atom) {
    if (before->kind == CLASS_SPACE || atom->kind == CLASS_SPACE) return;
    const struct style_composition *composition = atoms->composition;
    double blank = before->right + atom->left;
    if (class_is_mark(before->kind) && class_is_mark(atom->kind)) {
        double most = (2 - composition->pair_em) * smaller(before->em, atom->em);
        atom->kern = -smaller(blank, most);
    } else if (is_half(atoms, before) || is_half(atoms, atom)) {
        atom->kern = -blank;
    } else if (blank > 0) {
        const struct atom *mark = before->right > 0 ? before : atom;
        bool whole =
            composition->punctuation == STYLE_PUNCTUATION_KAIMING && mark->kind == CLASS_STOP;
        atom->squeeze = whole ? 0 : (float)blank;
        atom->squeeze_step = (uint8_t)step_of(mark->kind);
    }
}

static bool is_latin_side(const struct atom *atom) {
    switch (atom->code) { /* brackets and quotes of ASCII are marks: no gap beside them */
    case '(':
    case '[':
    case '{':
    case '"':
    case '\'': return false;
    }
    enum char_class kind = atom->kind;
    return kind == CLASS_LATIN || kind == CLASS_DIGIT || kind == CLASS_SUFFIX ||
           kind == CLASS_SIGN || kind == CLASS_PREFIX;
}

static bool do_meet(const struct atom *before, const struct atom *atom) {
    return (before->kind == CLASS_HAN && is_latin_side(atom)) ||
           (is_latin_side(before) && atom->kind == CLASS_HAN);
}

static void measure_gap(const struct atoms *atoms, const struct atom *before, struct atom *atom) {
    double gap_em = atoms->composition->latin_gap_em;
    if (!do_meet(before, atom)) return;
    double em = smaller(before->em, atom->em);
    double usual = gap_em > 0 ? GAP_USUAL : justify_near_em,
           most = gap_em > 0 ? GAP_MOST : justify_near_em;
    usual = gap_em > usual ? gap_em : usual;
    atom->kern += gap_em * em;
    atom->gap_stretch = (float)((usual - gap_em) * em);
    atom->wide_stretch = (float)((most - usual) * em);
    if (gap_em > GAP_LEAST) {
        atom->squeeze = (float)((gap_em - GAP_LEAST) * em);
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

static bool is_fixed(const struct atom *before, const struct atom *atom) {
    if (atom->level >= BREAK_WORD || atom->kind == CLASS_SPACE) return true;
    if (is_joiner(before->kind) || is_joiner(atom->kind)) return true;
    if (atom->kind == CLASS_SUFFIX || before->kind == CLASS_PREFIX) return true;
    return class_is_word(before->kind) && class_is_word(atom->kind);
}

static enum place place_between(const struct atom *before, const struct atom *atom) {
    if (is_fixed(before, atom)) return PLACE_FIXED;
    if (do_meet(before, atom)) return PLACE_LATIN;
    bool after = class_is_mark(before->kind) && before->kind != CLASS_OPEN;
    return after || atom->kind == CLASS_OPEN ? PLACE_MARK : PLACE_PLAIN;
}

/* White beside a mark is there already: a little more of it is seen least. */
static double mark_stretch(const struct atom *before, const struct atom *atom) {
    return (justify_near_em - justify_even_em) * smaller(before->em, atom->em);
}

double measure_width(const struct atoms *atoms) {
    const struct typeset_paragraph *paragraph = atoms->paragraph;
    double em = paragraph->size_pt, cells = em > 0 ? floor(paragraph->measure_pt / em + 0.001) : 0;
    bool grid = atoms->composition->grid && measure_is_justified(atoms) && cells >= GRID_LEAST;
    return grid ? cells * em : paragraph->measure_pt;
}

static bool is_closer(const struct atoms *atoms, size_t place) {
    if (place == 0 || place >= atoms->count) return false;
    enum place kind = atoms->at[place].place;
    return kind == PLACE_PLAIN || (kind == PLACE_LATIN && atoms->composition->latin_gap_em <= 0);
}

/* When all blanks are given up, each place may come closer; but gaps that the style sets keep their
 * eighth of an em, and a mark cut to half stays half an em wide, since pdftotext takes a line apart
 * where it has less: what its blank side would give is taken at its other side. */
static void measure_shares(struct atoms *atoms) {
    for (size_t i = 1; i < atoms->count; i++) {
        if (is_closer(atoms, i)) atoms->at[i].shares++;
        if (atoms->at[i].place != PLACE_MARK) continue;
        size_t other = atoms->at[i].kind == CLASS_OPEN ? i + 1 : i - 1;
        if (is_closer(atoms, other)) atoms->at[other].shares++;
    }
}

void measure_places(struct atoms *atoms) {
    measure_spoken(atoms);
    for (size_t i = 1; i < atoms->count; i++) {
        const struct atom *before = &atoms->at[i - 1];
        struct atom *atom = &atoms->at[i];
        measure_marks(atoms, before, atom);
        measure_gap(atoms, before, atom);
        if (before->kind == CLASS_SPACE && atom->kind != CLASS_SPACE) measure_space(before, atom);
        atom->place = (uint8_t)place_between(before, atom);
        if (atom->place == PLACE_MARK) atom->mark_stretch = (float)mark_stretch(before, atom);
    }
    measure_shares(atoms);
}

struct sums measure_sums(const struct atoms *atoms) {
    size_t n = atoms->count + 1;
    struct sums sums = {.left = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .soft = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .stops = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .spaces = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .gaps = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .marks = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .wide = arena_take_array(atoms->scratch, n, sizeof(double)),
                        .all = arena_take_array(atoms->scratch, n, sizeof(uint32_t)),
                        .even = arena_take_array(atoms->scratch, n, sizeof(uint32_t)),
                        .plain = arena_take_array(atoms->scratch, n, sizeof(uint32_t)),
                        .tight = arena_take_array(atoms->scratch, n, sizeof(uint32_t))};
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
        sums.marks[i] = sums.marks[b] + (double)atom->mark_stretch;
        sums.wide[i] = sums.wide[b] + (double)atom->wide_stretch;
        sums.all[i] = sums.all[b] + (atom->place >= PLACE_LATIN);
        sums.even[i] = sums.even[b] + (atom->place >= PLACE_MARK);
        sums.tight[i] = sums.tight[b] + atom->shares;
        sums.plain[i] = sums.plain[b] + (atom->place >= PLACE_PLAIN);
    }
    sums.left[atoms->count] = x;
    return sums;
}

double measure_cut_start(const struct atoms *atoms, size_t from) {
    const struct atom *first = &atoms->at[from];
    bool half = from > 0 ? atoms->composition->half_start : atoms->composition->half_indent;
    return first->kind == CLASS_OPEN && (half || is_half(atoms, first)) ? first->left : 0;
}

/* ？ and ！ that are drawn in the middle of their cell keep it whole at the end of a full line. */
double measure_cut_end(const struct atoms *atoms, size_t end) {
    const struct atom *last = &atoms->at[end - 1];
    if (!class_is_mark(last->kind)) return 0;
    return last->centre != 0 && measure_is_justified(atoms) ? 0 : last->right;
}

bool measure_must_cut(const struct atoms *atoms, size_t end) {
    return is_half(atoms, &atoms->at[end - 1]);
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
