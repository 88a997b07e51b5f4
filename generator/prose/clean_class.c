/* What a character is to the cleaner, and what it may not touch: expressions and addresses. */
#include "prose/cleaner.h"

#include <string.h>

static bool is_one_of(uint32_t c, const char *set) {
    const char *at = set, *end = set + strlen(set);
    while (at < end)
        if (text_next(&at, end) == c) return true;
    return false;
}

bool clean_is_opener(uint32_t c) {
    return is_one_of(c, "“‘（《〈【〔「『([");
}

bool clean_is_closer(uint32_t c) {
    return is_one_of(c, "”’）》〉】〕」』)]");
}

bool clean_is_chinese_digit(uint32_t c) {
    return is_one_of(c, "〇零一二三四五六七八九");
}

bool clean_is_protected(const struct glyph *glyph) {
    return glyph->flags & (GLYPH_BOUND | GLYPH_FOREIGN);
}

static bool is_letter(uint32_t c) {
    return prose_is_letter(c) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x370 && c <= 0x52F) || (c >= 0x1E00 && c <= 0x1EFF);
}

/* Control characters are none: another warns of them. */
static bool is_blank(uint32_t c) {
    bool rare = c == 0x2000 || c == 0x2001 || c == 0x202F || c == 0x205F || c == 0x1680;
    return rare || (text_is_blank(c) && (c >= ' ' || c == '\t'));
}

/* What is only ever half-width in a clean text. */
static bool is_narrow_by_right(uint32_t c) {
    return (c >= '0' && c <= '9') || prose_is_letter(c) || c == '%';
}

static bool is_character(uint32_t c) {
    return text_is_han(c) || (c >= 0x3041 && c <= 0x312F) || (c >= 0xE000 && c <= 0xF8FF) ||
           c == 0xFFFD || c >= 0xF0000;
}

enum glyph_class clean_class_of(const struct glyph *glyph) {
    uint32_t c = glyph->code_point;
    if (glyph->flags & GLYPH_BOUND) return CLASS_BOUND;
    if (glyph->flags & GLYPH_FOREIGN) return CLASS_LATIN;
    if (glyph->flags & GLYPH_KEPT) return CLASS_HAN;  /* a part of its character */
    if (c >= 0x4E00 && c <= 0x9FFF) return CLASS_HAN; /* nearly all */
    if (c == '\n' || c == '\r') return CLASS_EDGE;
    if (c > 0xFF00 && c < 0xFF5F && is_narrow_by_right(c - 0xFEE0)) c -= 0xFEE0;
    if (c >= '0' && c <= '9') return CLASS_DIGIT;
    if (c == '%' || c == 0x2030 || c == 0x2103) return CLASS_SIGN;
    if (is_blank(c)) return CLASS_BLANK;
    if (is_letter(c)) return CLASS_LATIN;
    if (c < 0x80) return CLASS_MARK;
    if (is_character(c)) return CLASS_HAN;
    bool wide = (c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF60) || c == 0x2014 ||
                c == 0x2026 || (c >= 0x2018 && c <= 0x201D);
    return wide ? CLASS_WIDE : CLASS_MARK;
}

enum glyph_class clean_class(const struct cleaner *cleaner, size_t at) {
    return at < cleaner->count ? clean_class_of(&cleaner->at[at]) : CLASS_EDGE;
}

uint32_t clean_at(const struct cleaner *cleaner, size_t at) {
    return at < cleaner->count ? cleaner->at[at].code_point : 0;
}

uint32_t clean_before(const struct cleaner *cleaner, size_t at) {
    return at > 0 ? clean_at(cleaner, at - 1) : 0;
}

bool clean_is_firm(enum glyph_class class) {
    return class == CLASS_EDGE || class == CLASS_HAN || class == CLASS_BOUND ||
           class == CLASS_DIGIT || class == CLASS_LATIN;
}

void clean_look_ahead(struct cleaner *cleaner) {
    enum glyph_class ahead = CLASS_EDGE;
    if (!cleaner->ahead) /* texts only get shorter until the last look */
        cleaner->ahead =
            arena_take_array(cleaner->arena, 2 * cleaner->text.length + 2, sizeof *cleaner->ahead);
    cleaner->han = cleaner->latin = 0;
    for (size_t i = cleaner->count; i-- > 0;) {
        enum glyph_class class = clean_class_of(&cleaner->at[i]);
        cleaner->ahead[i] = ahead;
        if (clean_is_firm(class)) ahead = class;
        cleaner->han += class == CLASS_HAN;
        cleaner->latin += class == CLASS_LATIN;
    }
}

bool clean_is_chinese(const struct cleaner *cleaner) {
    return cleaner->han > 0 && cleaner->han * 2 >= cleaner->latin;
}

bool clean_follows(const struct cleaner *cleaner, size_t at, const char *word) {
    const char *next = word, *end = word + strlen(word);
    while (next < end)
        if (clean_at(cleaner, at++) != text_next(&next, end)) return false;
    return true;
}

/* ---- what is not to be touched ---- */

static size_t find_close(const struct cleaner *cleaner, size_t open) {
    for (size_t i = open + 1; i < cleaner->count; i++) {
        if (cleaner->at[i].code_point == '}') return i;
        if (cleaner->at[i].code_point == '{') break;
    }
    return cleaner->count;
}

/* As prose_cut() reads them: {{ and }} are literal, a lone brace is a brace. */
void clean_mark_bound(struct cleaner *cleaner) {
    for (size_t i = 0; i < cleaner->count; i++) {
        uint32_t c = cleaner->at[i].code_point;
        if (c != '{' && c != '}') continue;
        size_t close = cleaner->count;
        if (clean_at(cleaner, i + 1) == c) {
            i++;
            continue;
        }
        if (c == '{') close = find_close(cleaner, i);
        if (close == cleaner->count) continue;
        for (; i < close; i++) cleaner->at[i].flags |= GLYPH_BOUND;
        cleaner->at[close].flags |= GLYPH_BOUND;
    }
}

static bool is_of_address(const struct glyph *glyph) {
    uint32_t c = glyph->code_point;
    if (glyph->flags & GLYPH_BOUND) return false;
    return c > ' ' && c < 0x7F && !is_one_of(c, "\"'()<>[]{}`|\\^");
}

/* A mark at the end of an address belongs to the sentence. */
static size_t end_of_address(const struct cleaner *cleaner, size_t at) {
    size_t end = at;
    while (end < cleaner->count && is_of_address(&cleaner->at[end])) end++;
    while (end > at && is_one_of(cleaner->at[end - 1].code_point, ",.;:!?")) end--;
    return end;
}

void clean_mark_addresses(struct cleaner *cleaner) {
    static const char *const starts[] = {"http://", "https://", "ftp://", "www.", "mailto:"};
    for (size_t i = 0; i < cleaner->count; i++) {
        bool starts_here = false;
        for (size_t k = 0; k < sizeof starts / sizeof *starts && !starts_here; k++)
            starts_here = clean_follows(cleaner, i, starts[k]);
        if (!starts_here || (cleaner->at[i].flags & GLYPH_BOUND)) continue;
        size_t end = end_of_address(cleaner, i);
        for (; i < end; i++) cleaner->at[i].flags |= GLYPH_FOREIGN;
    }
}
