/* Brackets and straight quotes, decided as pairs: both halves get the width of the text that they
 * stand in, not of what they hold.  So an abbreviation behind Chinese stands in full-width
 * brackets, 病例组合指数（CMI), as GB/T 15834 and the rules for English within Chinese text want
 * it, while f(x) and Smith (2020) keep theirs. */
#include "prose/cleaner.h"

#include <string.h>

struct pairs {
    struct cleaner *cleaner;
    enum glyph_class *before; /* the last firm class before each character */
    size_t *chinese;          /* how many Chinese or bound characters before each */
    size_t *open;             /* stack of places */
    size_t depth;
};

static struct pairs open_pairs(struct cleaner *cleaner) {
    struct arena *arena = cleaner->arena;
    struct pairs pairs = {.cleaner = cleaner};
    pairs.before = arena_take_array(arena, cleaner->count + 1, sizeof *pairs.before);
    pairs.chinese = arena_take_array(arena, cleaner->count + 1, sizeof *pairs.chinese);
    pairs.open = arena_take_array(arena, cleaner->count + 1, sizeof *pairs.open);
    enum glyph_class last = CLASS_EDGE;
    for (size_t i = 0; i < cleaner->count; i++) {
        enum glyph_class class = clean_class_of(&cleaner->at[i]);
        pairs.before[i] = last;
        pairs.chinese[i + 1] = pairs.chinese[i] + (class == CLASS_HAN || class == CLASS_BOUND);
        if (clean_is_firm(class)) last = class;
    }
    return pairs;
}

static bool is_chinese(enum glyph_class class) {
    return class == CLASS_HAN || class == CLASS_BOUND;
}

static bool holds_chinese(const struct pairs *pairs, size_t from, size_t to) {
    return pairs->chinese[to] > pairs->chinese[from];
}

static void set(struct pairs *pairs, size_t at, uint32_t code_point, enum diag_code code) {
    struct glyph *glyph = &pairs->cleaner->at[at];
    if (glyph->code_point == code_point) return;
    glyph->code_point = code_point;
    clean_count(pairs->cleaner, code, glyph->from);
}

/* ---- brackets ---- */

static bool is_taken(const struct glyph *glyph) {
    return glyph->flags & (GLYPH_BOUND | GLYPH_FOREIGN | GLYPH_KEPT | GLYPH_DAMAGED);
}

static void bracket_pair(struct pairs *pairs, size_t open, size_t close) {
    const struct cleaner *cleaner = pairs->cleaner;
    enum glyph_class touched = open > 0 ? clean_class(cleaner, open - 1) : CLASS_EDGE;
    bool full = clean_at(cleaner, open) == 0xFF08 || clean_at(cleaner, close) == 0xFF09;
    bool glued = touched == CLASS_LATIN || touched == CLASS_DIGIT;
    bool chinese = holds_chinese(pairs, open, close) || is_chinese(pairs->before[open]) ||
                   (touched == CLASS_SIGN && clean_is_chinese(cleaner)) ||
                   (!glued && is_chinese(cleaner->ahead[close]));
    if (!full && !chinese) return;
    set(pairs, open, 0xFF08, DIAG_P401);
    set(pairs, close, 0xFF09, DIAG_P401);
}

/* A bracket without its partner: 1) stands for （1）, and is full-width before Chinese. */
static void lone_bracket(struct pairs *pairs, size_t at) {
    bool open = clean_at(pairs->cleaner, at) == '(';
    bool close = clean_at(pairs->cleaner, at) == ')';
    bool chinese = is_chinese(pairs->before[at]) || is_chinese(pairs->cleaner->ahead[at]);
    if ((open || close) && chinese) set(pairs, at, open ? 0xFF08 : 0xFF09, DIAG_P401);
}

void clean_brackets(struct cleaner *cleaner) {
    struct pairs pairs = open_pairs(cleaner);
    for (size_t i = 0; i < cleaner->count; i++) {
        uint32_t c = cleaner->at[i].code_point;
        if (is_taken(&cleaner->at[i])) continue;
        if (c == '(' || c == 0xFF08)
            pairs.open[pairs.depth++] = i;
        else if ((c == ')' || c == 0xFF09) && pairs.depth > 0)
            bracket_pair(&pairs, pairs.open[--pairs.depth], i);
        else if (c == ')')
            lone_bracket(&pairs, i);
    }
    while (pairs.depth > 0) lone_bracket(&pairs, pairs.open[--pairs.depth]);
}

/* ---- " ---- */

enum { OPEN_DOUBLE = 0x201C, CLOSE_DOUBLE = 0x201D, OPEN_SINGLE = 0x2018, CLOSE_SINGLE = 0x2019 };

static void quote_pair(struct pairs *pairs, size_t open, size_t close) {
    const struct cleaner *cleaner = pairs->cleaner;
    bool straight = clean_at(cleaner, close) == '"';
    bool chinese = holds_chinese(pairs, open, close) || is_chinese(pairs->before[open]) ||
                   is_chinese(cleaner->ahead[close]);
    bool inner = straight && pairs->depth > 0;
    if (straight && !chinese) return;
    set(pairs, open, inner ? OPEN_SINGLE : OPEN_DOUBLE, DIAG_P402);
    if (straight) set(pairs, close, inner ? CLOSE_SINGLE : CLOSE_DOUBLE, DIAG_P402);
}

static size_t count_of(const struct cleaner *cleaner, uint32_t c) {
    size_t count = 0;
    for (size_t i = 0; i < cleaner->count; i++)
        count += cleaner->at[i].code_point == c && !clean_is_protected(&cleaner->at[i]);
    return count;
}

static bool top_is(const struct pairs *pairs, uint32_t c) {
    return pairs->depth > 0 && clean_at(pairs->cleaner, pairs->open[pairs->depth - 1]) == c;
}

static void double_quotes(struct pairs *pairs) {
    struct cleaner *cleaner = pairs->cleaner;
    size_t opened = count_of(cleaner, OPEN_DOUBLE), closed = count_of(cleaner, CLOSE_DOUBLE);
    size_t lacking = opened > closed ? opened - closed : 0;
    for (size_t i = 0; i < cleaner->count; i++) {
        uint32_t c = cleaner->at[i].code_point;
        if (clean_is_protected(&cleaner->at[i])) continue;
        if (c == OPEN_DOUBLE ||
            (c == '"' && !top_is(pairs, '"') && !(top_is(pairs, OPEN_DOUBLE) && lacking > 0))) {
            pairs->open[pairs->depth++] = i;
        } else if (c == CLOSE_DOUBLE && pairs->depth > 0) {
            size_t open = pairs->open[--pairs->depth];
            if (clean_at(cleaner, open) == '"') quote_pair(pairs, open, i);
        } else if (c == '"' && top_is(pairs, '"')) {
            pairs->depth--;
            quote_pair(pairs, pairs->open[pairs->depth], i);
        } else if (c == '"') {
            pairs->depth--;
            lacking--;
            set(pairs, i, CLOSE_DOUBLE, DIAG_P402);
        }
    }
}

/* ---- ' ---- */

static bool is_single(const struct cleaner *cleaner, size_t at) {
    if (clean_at(cleaner, at) != '\'' || clean_is_protected(&cleaner->at[at])) return false;
    enum glyph_class before = at > 0 ? clean_class(cleaner, at - 1) : CLASS_EDGE;
    enum glyph_class after = clean_class(cleaner, at + 1);
    bool word_before = before == CLASS_LATIN || before == CLASS_DIGIT;
    bool word_after = after == CLASS_LATIN || after == CLASS_DIGIT;
    return !(word_before && word_after); /* it's */
}

/* The partner of the quote at `open`, in the same sentence; the count if there is none. */
static size_t find_partner(const struct pairs *pairs, size_t open) {
    enum { FAR = 40 };
    const struct cleaner *cleaner = pairs->cleaner;
    for (size_t i = open + 1; i < cleaner->count; i++) {
        uint32_t c = cleaner->at[i].code_point;
        bool stop =
            c == 0x3002 || c == '\n' ||
            (c == '.' && pairs->before[i] != CLASS_DIGIT && pairs->before[i] != CLASS_LATIN);
        if (stop || pairs->chinese[i] - pairs->chinese[open] > FAR) break;
        if (is_single(cleaner, i)) return i;
    }
    return cleaner->count;
}

static void drop_stray(struct cleaner *cleaner, size_t at) {
    if (!text_is_han(clean_before(cleaner, at)) || !text_is_han(clean_at(cleaner, at + 1))) return;
    clean_fault(cleaner, DIAG_P410, at, at + 1);
    cleaner->at[at].flags |= GLYPH_DROPPED;
}

static void single_quotes(struct pairs *pairs) {
    struct cleaner *cleaner = pairs->cleaner;
    for (size_t i = 0; i < cleaner->count; i++) {
        if (!is_single(cleaner, i)) continue;
        size_t partner = find_partner(pairs, i);
        if (partner == cleaner->count) {
            drop_stray(cleaner, i);
            continue;
        }
        bool chinese = holds_chinese(pairs, i, partner) || is_chinese(pairs->before[i]) ||
                       is_chinese(cleaner->ahead[partner]);
        if (chinese) set(pairs, i, OPEN_SINGLE, DIAG_P402);
        if (chinese) set(pairs, partner, CLOSE_SINGLE, DIAG_P402);
        i = partner;
    }
    clean_drop_marked(cleaner);
}

void clean_quotes(struct cleaner *cleaner) {
    enum { ROUNDS_MOST = 4 };
    struct pairs pairs = open_pairs(cleaner);
    size_t done = SIZE_MAX; /* a quote that finds its partner may leave another one free */
    for (size_t i = 0; i < ROUNDS_MOST && done != count_of(cleaner, '"'); i++) {
        done = count_of(cleaner, '"');
        pairs.depth = 0;
        double_quotes(&pairs);
    }
    single_quotes(&pairs);
    clean_look_ahead(cleaner);
}
