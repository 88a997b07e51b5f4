/* Most paragraphs need no cleaning: they hold nothing that any pass would change or find damaged,
 * and only the look for lone brackets and the like is left. */
#include "prose/cleaner.h"

#include <string.h>

static bool is_plain_mark(uint32_t c) {
    switch (c) {
    case 0x3001: /* 、 */
    case 0x3002:
    case 0xFF0C:
    case 0xFF1A:
    case 0xFF1B:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF08: /* （） */
    case 0xFF09:
    case 0x201C: /* “” */
    case 0x201D:
    case 0x300A: /* 《》 */
    case 0x300B:
    case 0x3014: /* 〔〕 */
    case 0x3015:
    case 0xFF5E: /* ～ */
    case '%': return true;
    }
    return false;
}

/* Marks that stand well in company only: 3.5, ——, ……, a single 。. */
static bool is_plain_in_place(const struct cleaner *cleaner, size_t at) {
    uint32_t c = clean_at(cleaner, at), before = clean_before(cleaner, at);
    uint32_t after = clean_at(cleaner, at + 1);
    if (c == '.') return prose_digit(before) >= 0 && prose_digit(after) >= 0;
    if (c != 0x2014 && c != 0x2026) return false;
    if (c == 0x2014 && after == c && prose_digit(before) >= 0) return false; /* 1——6月 */
    if (before == c) return after != c && (at < 2 || clean_at(cleaner, at - 2) != c);
    return after == c || c == 0x2014;
}

/* 锟斤拷, 烫烫烫, 屯屯屯: Chinese characters, and yet damage. */
static bool is_suspect(uint32_t c) {
    return c == 0x951F || c == 0x70EB || c == 0x5C6F;
}

bool clean_is_plain(const struct cleaner *cleaner) {
    for (size_t i = 0; i < cleaner->count; i++) {
        uint32_t c = cleaner->at[i].code_point;
        if (cleaner->at[i].flags & GLYPH_BOUND) continue;
        if (text_is_han(c) ? !is_suspect(c) : is_plain_mark(c)) {
            if (c != 0x3002 || clean_before(cleaner, i) != c) continue;
            return false;
        }
        bool letter = prose_is_letter(c) && c != 'x' && c != 'X';
        if (!letter && !(c >= '0' && c <= '9') && !is_plain_in_place(cleaner, i)) return false;
    }
    return true;
}
