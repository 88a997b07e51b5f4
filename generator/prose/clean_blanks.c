/* Characters that nobody sees, characters of the wrong width, and blanks. */
#include "prose/cleaner.h"

static bool is_invisible(uint32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x00AD;
}

/* The half-width form of digits, letters and %; of a point or sign only beside them. */
static uint32_t narrow(const struct cleaner *cleaner, size_t at) {
    uint32_t c = cleaner->at[at].code_point, half = c - 0xFF00 + 0x20;
    if (c < 0xFF01 || c > 0xFF5E) return c;
    bool letter = prose_is_letter(half) || (half >= '0' && half <= '9');
    if (letter || half == '%') return half;
    bool sign = half == '.' || half == '/' || half == '-' || half == '+' || half == '&';
    uint32_t before = clean_before(cleaner, at), after = clean_at(cleaner, at + 1);
    bool beside = prose_digit(before) >= 0 || prose_is_letter(before);
    bool inside = prose_digit(after) >= 0 || half == '.' || prose_is_letter(after);
    return sign && beside && inside ? half : c;
}

/* Without what parts them two lone braces would be read as a literal one. */
static bool between_braces(const struct cleaner *cleaner, size_t at) {
    uint32_t before = clean_before(cleaner, at), after = clean_at(cleaner, at + 1);
    return before == '{' || before == '}' || after == '{' || after == '}';
}

void clean_invisible(struct cleaner *cleaner) {
    for (size_t i = 0; i < cleaner->count; i++) {
        struct glyph *glyph = &cleaner->at[i];
        if ((glyph->flags & GLYPH_BOUND) || !is_invisible(glyph->code_point)) continue;
        if (between_braces(cleaner, i)) continue;
        glyph->flags |= GLYPH_DROPPED;
        clean_count(cleaner, DIAG_P406, glyph->from);
    }
    clean_drop_marked(cleaner);
}

void clean_widths(struct cleaner *cleaner) {
    for (size_t i = 0; i < cleaner->count; i++) {
        struct glyph *glyph = &cleaner->at[i];
        uint32_t half = narrow(cleaner, i);
        if ((glyph->flags & GLYPH_BOUND) || half == glyph->code_point) continue;
        glyph->code_point = half;
        clean_count(cleaner, DIAG_P404, glyph->from);
    }
}

/* ---- blanks ---- */

static bool is_blank(const struct glyph *glyph) {
    return clean_class_of(glyph) == CLASS_BLANK;
}

size_t clean_skip_blanks(const struct cleaner *cleaner, size_t at) {
    while (at < cleaner->count && is_blank(&cleaner->at[at])) at++;
    return at;
}

/* Quotes are as wide as the text around them, so a blank beside one may be meant. */
static bool is_full(const struct cleaner *cleaner, size_t at) {
    uint32_t c = clean_at(cleaner, at);
    return clean_class(cleaner, at) == CLASS_WIDE && !(c >= 0x2018 && c <= 0x201D);
}

static bool is_needless(const struct cleaner *cleaner, size_t from, size_t to) {
    enum glyph_class after = clean_class(cleaner, to);
    enum glyph_class before = from > 0 ? clean_class(cleaner, from - 1) : CLASS_EDGE;
    if (before == CLASS_EDGE || after == CLASS_EDGE) return true;
    if ((from > 0 && is_full(cleaner, from - 1)) || is_full(cleaner, to)) return true;
    bool chinese = before == CLASS_HAN || before == CLASS_WIDE;
    return chinese && (after == CLASS_HAN || after == CLASS_WIDE);
}

/* Needful blanks of any kind become one common blank. */
static void keep_one(struct cleaner *cleaner, size_t from, size_t to) {
    struct glyph *first = &cleaner->at[from];
    if (to == from + 1 && first->code_point == ' ') return;
    clean_count(cleaner, DIAG_P405, first->from);
    first->code_point = ' ';
    for (size_t i = from + 1; i < to; i++) cleaner->at[i].flags |= GLYPH_DROPPED;
}

void clean_blanks(struct cleaner *cleaner) {
    for (size_t i = 0, to; i < cleaner->count; i = to) {
        to = i + 1;
        if (!is_blank(&cleaner->at[i])) continue;
        to = clean_skip_blanks(cleaner, i);
        if (!is_needless(cleaner, i, to)) {
            keep_one(cleaner, i, to);
            continue;
        }
        clean_count(cleaner, DIAG_P405, cleaner->at[i].from);
        for (size_t k = i; k < to; k++) cleaner->at[k].flags |= GLYPH_DROPPED;
    }
    clean_drop_marked(cleaner);
    clean_look_ahead(cleaner);
}
