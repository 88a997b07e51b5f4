/* What was lost before the text came here: signs of a wrong decoding, masked years, and the
 * question marks that stand where characters were.
 *
 * Nothing is repaired by guessing, but for ?郾, which is always a full-width point: the places are
 * errors and the text stays. */
#include "prose/cleaner.h"

#include <string.h>

static bool is_private(uint32_t c) {
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

static bool is_han_at(const struct cleaner *cleaner, size_t at) {
    return text_is_han(clean_at(cleaner, at));
}

/* A sign that stands alone among Chinese characters only if bytes were misread. */
static bool is_stray_sign(const struct cleaner *cleaner, size_t at) {
    uint32_t c = clean_at(cleaner, at);
    if (c >= 0x80 && c <= 0x9F) return true;
    bool after_han = at > 0 && is_han_at(cleaner, at - 1);
    bool between = after_han && is_han_at(cleaner, at + 1);
    if (c >= 0x3105 && c <= 0x312F) return after_han || is_han_at(cleaner, at + 1);
    bool kana = c >= 0x3041 && c <= 0x30FA && c != 0x306E;
    bool frame = c >= 0x2501 && c <= 0x257F && c != 0x2502;
    return between && (kana || frame || c == 0x0393 || c == 0x20AC);
}

static size_t wrong_decoding(const struct cleaner *cleaner, size_t at) {
    static const char *const words[] = {"锟斤拷", "烫烫烫", "屯屯屯", "ï»¿", "ï¿½"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (clean_follows(cleaner, at, words[i])) return text_characters(text_of(words[i]));
    return is_stray_sign(cleaner, at);
}

static bool is_mask(uint32_t c) {
    return c == 'x' || c == 'X' || c == 0xD7 || c == '*' || c == 0x25A1;
}

static bool is_digit_at(const struct cleaner *cleaner, size_t at) {
    return clean_class(cleaner, at) == CLASS_DIGIT;
}

/* Length of the mask in 20xx.1 or 20xx1 if one starts at `at`. */
static size_t masked_year(const struct cleaner *cleaner, size_t at) {
    size_t to = at;
    if (at == 0 || !is_digit_at(cleaner, at - 1)) return 0;
    while (is_mask(clean_at(cleaner, to))) to++;
    size_t number = clean_at(cleaner, to) == '.' ? to + 1 : to;
    return to >= at + 2 && is_digit_at(cleaner, number) ? number + 1 - at : 0;
}

static void say_code_point(struct cleaner *cleaner, size_t at) {
    clean_fault_words(cleaner, DIAG_P423, at,
                      arena_printf(cleaner->arena, "U+%04X", clean_at(cleaner, at)));
}

void clean_damage(struct cleaner *cleaner) {
    for (size_t i = 0, step; i < cleaner->count; i += step) {
        uint32_t c = clean_at(cleaner, i);
        size_t length;
        step = 1;
        if (clean_is_protected(&cleaner->at[i])) continue;
        if (is_private(c)) say_code_point(cleaner, i);
        if (c == 0xFFFD) clean_fault(cleaner, DIAG_P424, i, i + 1);
        if ((length = wrong_decoding(cleaner, i))) {
            clean_fault(cleaner, DIAG_P425, i, i + length);
            step = length;
        } else if ((length = masked_year(cleaner, i))) {
            clean_fault(cleaner, DIAG_P426, i, i + length);
            step = length;
        }
    }
}

/* ---- question marks ---- */

/* Does the clause before `at` ask?  What is far back is another clause. */
static bool asks(const struct cleaner *cleaner, size_t at) {
    enum { FAR = 40 };
    static const char *const words[] = {
        "吗", "嗎",   "呢",   "什么", "什麼", "怎",   "如何",   "为何",   "為何",   "哪", "谁",
        "誰", "多少", "何时", "何地", "难道", "難道", "有没有", "是不是", "能不能", "嘛"};
    for (size_t i = at; i > 0 && at - i < FAR; i--) {
        uint32_t c = cleaner->at[i - 1].code_point;
        if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == '\n') break;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (clean_follows(cleaner, i - 1, words[k])) return true;
    }
    return false;
}

/* At a mark that no question mark stands before?  Several stops are an ellipsis. */
static bool is_inner_mark(const struct cleaner *cleaner, size_t at) {
    uint32_t c = clean_at(cleaner, at), then = clean_at(cleaner, at + 1);
    if (c == '.' || c == 0x3002) return then != '.' && then != 0x3002;
    return c == ',' || c == 0xFF0C || c == 0x3001 || c == ';' || c == 0xFF1B || c == ':' ||
           c == 0xFF1A || c == '%';
}

/* The fault of the run of question marks [at, to), or P401 if it asks (or is not Chinese). */
static enum diag_code judge_questions(const struct cleaner *cleaner, size_t at, size_t to) {
    enum glyph_class before = at > 0 ? clean_class(cleaner, at - 1) : CLASS_EDGE;
    enum glyph_class after = clean_class(cleaner, to);
    bool chinese = clean_is_chinese(cleaner);
    bool real = asks(cleaner, at);
    if (clean_at(cleaner, to) == 0x90FE) return DIAG_P421; /* 郾 */
    if (clean_pinyin_length(cleaner, to)) return DIAG_P421;
    if (after == CLASS_DIGIT && to - at == 1) {
        if (before == CLASS_DIGIT) return DIAG_P422;
        if (before == CLASS_LATIN && chinese && !real) return DIAG_P421;
        return chinese && !real ? DIAG_P422 : DIAG_P401;
    }
    bool touches = before == CLASS_HAN || after == CLASS_HAN;
    bool between = chinese && before != CLASS_LATIN && after != CLASS_LATIN;
    bool inner = is_inner_mark(cleaner, to);
    if (after == CLASS_EDGE || ((after == CLASS_WIDE || after == CLASS_MARK) && !inner))
        return before == CLASS_EDGE && touches ? DIAG_P421 : DIAG_P401;
    if (to - at > 1) return touches || between ? DIAG_P421 : DIAG_P401;
    if (inner) return between ? DIAG_P421 : DIAG_P401;
    return after == CLASS_HAN && !real ? DIAG_P421 : DIAG_P401;
}

/* 1?郾 was 1．: the one loss whose cause is known. */
void clean_points(struct cleaner *cleaner) {
    for (size_t i = 1; i < cleaner->count; i++) {
        if (!is_digit_at(cleaner, i - 1) || !clean_follows(cleaner, i, "?郾")) continue;
        clean_count(cleaner, DIAG_P409, cleaner->at[i].from);
        cleaner->at[i].code_point = '.';
        cleaner->at[i + 1].flags |= GLYPH_DROPPED;
    }
    clean_drop_marked(cleaner);
}

void clean_questions(struct cleaner *cleaner) {
    for (size_t i = 0, to; i < cleaner->count; i = to) {
        to = i + 1;
        if (clean_at(cleaner, i) != '?' || clean_is_protected(&cleaner->at[i])) continue;
        while (clean_at(cleaner, to) == '?') to++;
        enum diag_code fault = judge_questions(cleaner, i, to);
        if (fault == DIAG_P401) continue;
        size_t lost = clean_pinyin_length(cleaner, to); /* its bracket is lost, too */
        clean_fault(cleaner, fault, i, to + lost);
        for (size_t k = i; k < to + lost; k++) cleaner->at[k].flags |= GLYPH_DAMAGED;
    }
}
