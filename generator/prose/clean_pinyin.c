/* Pinyin that a machine put behind characters, 質(zhì)量: dropped, or kept for a ruby.
 *
 * It is one lower-case syllable of up to six letters with exactly one tone mark; (cmi) and (mdt)
 * have none and are abbreviations. */
#include "prose/cleaner.h"

static bool is_toned(uint32_t c) {
    static const uint16_t toned[] = {0xE0,  0xE1,  0xE8,  0xE9,  0xEC,  0xED,  0xF2,  0xF3,
                                     0xF9,  0xFA,  0x101, 0x113, 0x11B, 0x12B, 0x144, 0x148,
                                     0x14D, 0x16B, 0x1CE, 0x1D0, 0x1D2, 0x1D4, 0x1D6, 0x1D8,
                                     0x1DA, 0x1DC, 0x1F9, 0x115, 0x12D, 0x14F, 0x16D, 0x103};
    for (size_t i = 0; i < sizeof toned / sizeof *toned; i++)
        if (toned[i] == c) return true;
    return false;
}

/* A tone written as a mark of its own behind the vowel. */
static bool is_tone(uint32_t c) {
    return c == 0x300 || c == 0x301 || c == 0x304 || c == 0x30C;
}

size_t clean_pinyin_length(const struct cleaner *cleaner, size_t at) {
    size_t letters = 0, tones = 0, i = at;
    for (; letters <= 6; i++) {
        uint32_t c = clean_at(cleaner, i);
        bool letter = (c >= 'a' && c <= 'z') || c == 0xFC || is_toned(c);
        if (!letter && !is_tone(c)) break;
        letters += letter;
        tones += is_toned(c) || is_tone(c);
    }
    uint32_t close = clean_at(cleaner, i);
    bool closed = close == ')' || close == 0xFF09;
    return closed && letters >= 1 && letters <= 6 && tones == 1 ? i + 1 - at : 0;
}

static bool is_open(uint32_t c) {
    return c == '(' || c == 0xFF08;
}

static void take(struct cleaner *cleaner, size_t from, size_t to) {
    clean_count(cleaner, DIAG_P407, cleaner->at[from].from);
    if (cleaner->options->pinyin == CLEAN_KEEP) {
        cleaner->at[from].code_point = '(';
        cleaner->at[to - 1].code_point = ')';
    }
    /* kept: a part of its character, also for a second one behind it */
    unsigned flag = GLYPH_KEPT;
    if (cleaner->options->pinyin == CLEAN_STRIP) flag |= GLYPH_DROPPED;
    for (size_t i = from; i < to; i++) cleaner->at[i].flags |= flag;
}

/* Where what stands before `at` ends, blanks left out. */
static size_t end_before(const struct cleaner *cleaner, size_t at) {
    enum { FAR = 8 };
    size_t end = at;
    while (end > 0 && at - end < FAR && clean_class(cleaner, end - 1) == CLASS_BLANK) end--;
    return end;
}

/* A circle may be a 〇. */
static bool has_sound(const struct cleaner *cleaner, size_t at) {
    return clean_class(cleaner, at) == CLASS_HAN || clean_at(cleaner, at) == 0x25CB;
}

void clean_pinyin(struct cleaner *cleaner) {
    for (size_t i = 1; i < cleaner->count; i++) {
        if (!is_open(cleaner->at[i].code_point) || clean_is_protected(&cleaner->at[i])) continue;
        size_t behind = end_before(cleaner, i);
        if (behind == 0 || !has_sound(cleaner, behind - 1)) continue;
        size_t length = clean_pinyin_length(cleaner, i + 1);
        if (length) take(cleaner, i, i + 1 + length);
        for (size_t k = behind; length && k < i; k++) cleaner->at[k].flags |= GLYPH_DROPPED;
        i += length;
    }
    clean_drop_marked(cleaner);
}
