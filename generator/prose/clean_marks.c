/* Commas, stops and their like in Chinese text become full-width; in numbers, times, ratios,
 * addresses and foreign phrases they stay.
 *
 * One walk from left to right writes the next text, so that what stands before is decided. */
#include "prose/cleaner.h"

static bool is_chinese(enum glyph_class class) {
    return class == CLASS_HAN || class == CLASS_BOUND;
}

static struct glyph *last_put(const struct cleaner *cleaner) {
    return cleaner->next_count ? &cleaner->next[cleaner->next_count - 1] : NULL;
}

static enum glyph_class touched(const struct cleaner *cleaner) {
    const struct glyph *before = last_put(cleaner);
    return before ? clean_class_of(before) : CLASS_EDGE;
}

/* The full-width mark that stands before, perhaps with a blank (that will go) between; else what
 * stands just before. */
static const struct glyph *behind(const struct cleaner *cleaner) {
    enum { FAR = 8 };
    size_t i = cleaner->next_count, end = i;
    while (i > 0 && end - i < FAR && clean_class_of(&cleaner->next[i - 1]) == CLASS_BLANK) i--;
    bool wide = i > 0 && clean_class_of(&cleaner->next[i - 1]) == CLASS_WIDE;
    return wide ? &cleaner->next[i - 1] : last_put(cleaner);
}

/* A full-width mark (no opening one) or % stands before. */
static bool follows_chinese_mark(const struct cleaner *cleaner) {
    const struct glyph *before = behind(cleaner);
    enum glyph_class class = before ? clean_class_of(before) : CLASS_EDGE;
    if (class == CLASS_SIGN) return clean_is_chinese(cleaner);
    return class == CLASS_WIDE && !clean_is_opener(before->code_point);
}

static uint32_t full_of(uint32_t c) {
    switch (c) {
    case ',': return 0xFF0C;
    case ';': return 0xFF1B;
    case ':': return 0xFF1A;
    case '!': return 0xFF01;
    case '?': return 0xFF1F;
    }
    return 0;
}

static bool is_colon_of_code(const struct cleaner *cleaner, size_t at, enum glyph_class last) {
    uint32_t after = clean_at(cleaner, at + 1);
    bool ratio = last != CLASS_HAN && cleaner->ahead[at] != CLASS_HAN;
    return clean_at(cleaner, at) == ':' && (after == '/' || after == '\\' || ratio);
}

/* 12,345: up to three digits before, three after.  What is in half-width brackets is a formula. */
static bool is_thousands(const struct cleaner *cleaner, size_t at) {
    size_t before = 0, after = 0, count = cleaner->next_count;
    while (before < 4 && before < count &&
           clean_class_of(&cleaner->next[count - 1 - before]) == CLASS_DIGIT)
        before++;
    while (after < 4 && clean_class(cleaner, at + 1 + after) == CLASS_DIGIT) after++;
    bool formula = before < count && cleaner->next[count - 1 - before].code_point == '(';
    return formula || (before < 4 && after == 3);
}

static bool is_inside_number(const struct cleaner *cleaner, size_t at) {
    if (touched(cleaner) != CLASS_DIGIT || clean_class(cleaner, at + 1) != CLASS_DIGIT)
        return false;
    bool comma = clean_at(cleaner, at) == ',';
    return !comma || is_thousands(cleaner, at) || !clean_is_chinese(cleaner);
}

static bool becomes_full(const struct cleaner *cleaner, size_t at, enum glyph_class last) {
    enum glyph_class ahead = cleaner->ahead[at];
    if (is_inside_number(cleaner, at) || clean_at(cleaner, at + 1) == '=') return false;
    if (touched(cleaner) == CLASS_DIGIT && clean_class(cleaner, at + 1) == CLASS_DIGIT) return true;
    if (clean_at(cleaner, at) != ':' && follows_chinese_mark(cleaner)) return true;
    if (last != CLASS_EDGE && ahead == CLASS_EDGE) return clean_is_chinese(cleaner);
    if (is_colon_of_code(cleaner, at, last)) return false;
    return is_chinese(last) || is_chinese(ahead);
}

/* ---- the full stop ---- */

/* 一.加强: an ordinal at the start of a sentence. */
static bool is_chinese_ordinal(const struct cleaner *cleaner) {
    size_t i = cleaner->next_count;
    while (i > 0 && (clean_is_chinese_digit(cleaner->next[i - 1].code_point) ||
                     cleaner->next[i - 1].code_point == 0x5341))
        i--;
    if (i == cleaner->next_count || cleaner->next_count - i > 3) return false;
    if (i == 0) return true;
    uint32_t before = cleaner->next[i - 1].code_point;
    return before == 0x3002 || before == 0xFF1B || before == 0xFF1A || before == '\n';
}

/* 12. at the end of the text is a sentence's stop, alone it is an ordinal. */
static bool ends_with_number(const struct cleaner *cleaner) {
    size_t i = cleaner->next_count;
    while (i > 0 && clean_class_of(&cleaner->next[i - 1]) == CLASS_DIGIT) i--;
    return i > 0 && cleaner->next[i - 1].code_point != '\n' && clean_is_chinese(cleaner);
}

static bool stop_may_end(const struct cleaner *cleaner, size_t at) {
    size_t to = clean_skip_blanks(cleaner, at + 1);
    enum glyph_class after = clean_class(cleaner, to);
    uint32_t c = clean_at(cleaner, to);
    bool near = to == at + 1;
    if (after == CLASS_LATIN || c == '.') return false;
    if (after == CLASS_DIGIT && near) {
        const struct glyph *before = last_put(cleaner);
        return before && !clean_is_chinese_digit(before->code_point);
    }
    return true;
}

/* What the stop at `at` becomes; itself if it stays. */
static uint32_t stop_of(const struct cleaner *cleaner, size_t at) {
    const struct glyph *glyph = behind(cleaner);
    enum glyph_class before = glyph ? clean_class_of(glyph) : CLASS_EDGE;
    if (before == CLASS_DIGIT) {
        bool ends = clean_class(cleaner, clean_skip_blanks(cleaner, at + 1)) == CLASS_EDGE;
        return ends && ends_with_number(cleaner) ? 0x3002 : '.';
    }
    bool chinese = before == CLASS_HAN || before == CLASS_BOUND ||
                   (before == CLASS_SIGN && clean_is_chinese(cleaner)) ||
                   (before == CLASS_WIDE && clean_is_closer(glyph->code_point));
    if (!chinese || !stop_may_end(cleaner, at)) return '.';
    bool ordinal = before == CLASS_HAN && clean_class(cleaner, at + 1) == CLASS_HAN &&
                   is_chinese_ordinal(cleaner);
    return ordinal ? 0x3001 : 0x3002;
}

/* ---- the walk ---- */

static uint32_t mark_of(const struct cleaner *cleaner, size_t at, enum glyph_class last) {
    uint32_t c = clean_at(cleaner, at), full = full_of(c);
    if (cleaner->at[at].flags & GLYPH_DAMAGED) return c;
    if (c == '.') return stop_of(cleaner, at);
    return full && becomes_full(cleaner, at, last) ? full : c;
}

static size_t put_mark(struct cleaner *cleaner, size_t at, enum glyph_class last) {
    size_t taken;
    if (cleaner->at[at].flags & GLYPH_DAMAGED) goto as_is;
    if ((taken = clean_ellipsis(cleaner, at, last))) return taken;
    if ((taken = clean_dash(cleaner, at, last))) return taken;
    if ((taken = clean_range(cleaner, at))) return taken;
as_is:;
    uint32_t c = mark_of(cleaner, at, last);
    if (c != clean_at(cleaner, at)) clean_count(cleaner, DIAG_P401, cleaner->at[at].from);
    clean_put(cleaner, c, &cleaner->at[at]);
    return 1;
}

void clean_marks(struct cleaner *cleaner) {
    enum glyph_class last = CLASS_EDGE;
    for (size_t i = 0; i < cleaner->count;) {
        enum glyph_class class = clean_class_of(&cleaner->at[i]);
        if (class == CLASS_MARK || class == CLASS_WIDE) {
            i += put_mark(cleaner, i, last);
            continue;
        }
        if (clean_is_firm(class)) last = class;
        clean_put(cleaner, cleaner->at[i].code_point, &cleaner->at[i]);
        i++;
    }
    clean_turn(cleaner);
}
