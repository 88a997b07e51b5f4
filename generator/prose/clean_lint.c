/* What looks wrong in a cleaned paragraph and is left to its author: lone and crossed pairs,
 * nothing between two quotes, doubled marks, a mark at the start, a character three times. */
#include "prose/cleaner.h"

static uint32_t closer_of(uint32_t c) {
    static const uint32_t pairs[][2] = {{0x201C, 0x201D}, {0x2018, 0x2019}, {0xFF08, 0xFF09},
                                        {0x300A, 0x300B}, {0x3008, 0x3009}, {0x3010, 0x3011},
                                        {0x3014, 0x3015}, {0x300C, 0x300D}, {0x300E, 0x300F},
                                        {'(', ')'},       {'[', ']'}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == c) return pairs[i][1];
    return 0;
}

static bool is_foreign_quote(const struct cleaner *cleaner, size_t at) {
    return clean_at(cleaner, at) == 0x2019 && at > 0 && clean_class(cleaner, at - 1) == CLASS_LATIN;
}

/* 1) and a） at the start of a sentence. */
static bool is_ordinal(const struct cleaner *cleaner, size_t at) {
    uint32_t c = clean_at(cleaner, at);
    if (c != ')' && c != 0xFF09) return false;
    size_t i = at;
    while (i > 0 && at - i < 3 &&
           (clean_class(cleaner, i - 1) == CLASS_DIGIT ||
            clean_class(cleaner, i - 1) == CLASS_LATIN ||
            clean_is_chinese_digit(clean_before(cleaner, i))))
        i--;
    if (i == at) return false;
    enum glyph_class before = i > 0 ? clean_class(cleaner, i - 1) : CLASS_EDGE;
    return before == CLASS_EDGE || before == CLASS_WIDE || before == CLASS_BLANK;
}

struct stack {
    size_t *at;
    size_t depth;
    size_t open[11]; /* of each closer, by its place in the list: how many stand open */
};

static size_t kind_of(uint32_t closer) {
    static const uint32_t closers[] = {0x201D, 0x2019, 0xFF09, 0x300B, 0x3009, 0x3011,
                                       0x3015, 0x300D, 0x300F, ')',    ']'};
    size_t i = 0;
    while (closers[i] != closer) i++;
    return i;
}

static void close_pair(struct cleaner *cleaner, struct stack *stack, size_t at) {
    uint32_t c = clean_at(cleaner, at);
    size_t *open = &stack->open[kind_of(c)];
    if (*open == 0) {
        if (!is_foreign_quote(cleaner, at) && !is_ordinal(cleaner, at))
            clean_fault(cleaner, DIAG_P431, at, at + 1);
        return;
    }
    while (stack->depth > 0) { /* what stands open inside has no partner, or has it outside */
        size_t opener = stack->at[--stack->depth];
        uint32_t closer = closer_of(clean_at(cleaner, opener));
        --stack->open[kind_of(closer)];
        if (closer == c) {
            if (opener + 1 == at) clean_fault(cleaner, DIAG_P433, opener, at + 1);
            return;
        }
        clean_fault(cleaner, DIAG_P432, opener, opener + 1);
    }
}

static void check_pairs(struct cleaner *cleaner) {
    struct stack stack = {.at = NULL};
    stack.at = arena_take_array(cleaner->arena, cleaner->count + 1, sizeof *stack.at);
    size_t straight = 0, last_straight = 0;
    for (size_t i = 0; i < cleaner->count; i++) {
        uint32_t c = cleaner->at[i].code_point;
        if (text_is_han(c) || (cleaner->at[i].flags & ~(unsigned)GLYPH_KEPT)) continue;
        uint32_t closer = closer_of(c);
        if (closer) {
            bool same = stack.depth > 0 && clean_at(cleaner, stack.at[stack.depth - 1]) == c;
            if (same && (c == 0x201C || c == 0x2018 || c == 0x300A))
                clean_fault(cleaner, DIAG_P432, i, i + 1);
            stack.open[kind_of(closer)]++;
            stack.at[stack.depth++] = i;
        } else if (clean_is_closer(c)) {
            close_pair(cleaner, &stack, i);
        } else if (c == '"') {
            last_straight = i;
            straight++;
        }
    }
    while (stack.depth > 0) {
        size_t at = stack.at[--stack.depth];
        clean_fault(cleaner, DIAG_P431, at, at + 1);
    }
    if (straight % 2) clean_fault(cleaner, DIAG_P431, last_straight, last_straight + 1);
}

/* ---- marks ---- */

static bool is_pause(uint32_t c) {
    return c == 0xFF0C || c == 0x3001 || c == 0xFF1B || c == 0xFF1A || c == 0x3002;
}

static void check_marks(struct cleaner *cleaner) {
    for (size_t i = 0, to; i < cleaner->count; i = to) {
        to = i + 1;
        uint32_t c = cleaner->at[i].code_point;
        if (!is_pause(c) && c != 0xFF01 && c != 0xFF1F) continue;
        while (is_pause(clean_at(cleaner, to))) to++;
        enum glyph_class before = i > 0 ? clean_class(cleaner, i - 1) : CLASS_EDGE;
        if (before == CLASS_EDGE) clean_fault(cleaner, DIAG_P435, i, i + 1);
        if (to > i + 1) clean_fault(cleaner, DIAG_P434, i, to);
    }
}

/* ---- repetition ---- */

/* Words that no sentence doubles. */
static bool is_doubled_word(const struct cleaner *cleaner, size_t at) {
    uint32_t c = clean_at(cleaner, at);
    bool word = c == 0x7684 || c == 0x4E0E || c == 0x53CA; /* 的 与 及 */
    return word && clean_at(cleaner, at + 2) != 0x786E;    /* 的的确确 */
}

static void check_repetition(struct cleaner *cleaner) {
    for (size_t i = 0, to; i < cleaner->count; i = to) {
        to = i + 1;
        if (!text_is_han(cleaner->at[i].code_point) || clean_is_protected(&cleaner->at[i]) ||
            clean_is_chinese_digit(cleaner->at[i].code_point))
            continue;
        while (clean_at(cleaner, to) == cleaner->at[i].code_point) to++;
        if (to - i > 2 || (to - i == 2 && is_doubled_word(cleaner, i)))
            clean_fault(cleaner, DIAG_P436, i, to);
    }
}

void clean_lint(struct cleaner *cleaner) {
    check_pairs(cleaner);
    check_marks(cleaner);
    check_repetition(cleaner);
}
