/* Character classes: CLREQ's sets for mainland horizontal setting, at the GB level. */
#include "typeset/inner.h"

struct range {
    uint32_t first, last;
    enum char_class kind;
};

/* Sorted; what is not here is Han-like if wide, else Latin. */
static const struct range ranges[] = {
    {0x0009, 0x000D, CLASS_SPACE},      {0x0020, 0x0020, CLASS_SPACE},
    {0x0021, 0x0021, CLASS_POINT},                                      /* ! */
    {0x0022, 0x0023, CLASS_SIGN},       {0x0024, 0x0024, CLASS_PREFIX}, /* $ */
    {0x0025, 0x0025, CLASS_SUFFIX},                                     /* % */
    {0x0026, 0x002B, CLASS_SIGN},  /* & ' ( ) * +; brackets: see class_of() */
    {0x002C, 0x002C, CLASS_POINT}, /* , */
    {0x002D, 0x002D, CLASS_SIGN},       {0x002E, 0x002E, CLASS_POINT}, /* . */
    {0x002F, 0x002F, CLASS_SLASH},      {0x0030, 0x0039, CLASS_DIGIT},
    {0x003A, 0x003B, CLASS_POINT},                                     /* : ; */
    {0x003C, 0x003E, CLASS_SIGN},       {0x003F, 0x003F, CLASS_POINT}, /* ? */
    {0x0040, 0x0040, CLASS_SIGN},       {0x0041, 0x005A, CLASS_LATIN},
    {0x005B, 0x0060, CLASS_SIGN},       {0x0061, 0x007A, CLASS_LATIN},
    {0x007B, 0x007E, CLASS_SIGN},       {0x00A0, 0x00A0, CLASS_HARD_SPACE},
    {0x00A2, 0x00A5, CLASS_PREFIX},     {0x00A7, 0x00A7, CLASS_PREFIX},
    {0x00AD, 0x00AD, CLASS_ZERO_GLUE},  {0x00B0, 0x00B0, CLASS_SUFFIX}, /* ° */
    {0x00B1, 0x00B1, CLASS_SIGN},       {0x00B7, 0x00B7, CLASS_MIDDLE},
    {0x00D7, 0x00D7, CLASS_HAN},        {0x00F7, 0x00F7, CLASS_HAN},
    {0x2000, 0x200A, CLASS_SPACE},      {0x200B, 0x200B, CLASS_ZERO_BREAK},
    {0x200C, 0x200F, CLASS_ZERO_GLUE},  {0x2010, 0x2011, CLASS_SIGN},
    {0x2012, 0x2013, CLASS_RANGE}, /* – */
    {0x2014, 0x2015, CLASS_DASH},  /* — ― */
    {0x2018, 0x2018, CLASS_OPEN},       {0x2019, 0x2019, CLASS_CLOSE},
    {0x201C, 0x201C, CLASS_OPEN},       {0x201D, 0x201D, CLASS_CLOSE},
    {0x2022, 0x2022, CLASS_HAN},        {0x2025, 0x2026, CLASS_ELLIPSIS},
    {0x202F, 0x202F, CLASS_HARD_SPACE}, {0x2030, 0x2031, CLASS_SUFFIX}, /* ‰ */
    {0x2032, 0x2034, CLASS_SUFFIX},                                     /* ′ ″ */
    {0x203B, 0x203B, CLASS_HAN},                                        /* ※ */
    {0x2060, 0x2064, CLASS_ZERO_GLUE},  {0x20A0, 0x20BF, CLASS_PREFIX},
    {0x2103, 0x2103, CLASS_SUFFIX},                                     /* ℃ */
    {0x2109, 0x2109, CLASS_SUFFIX},     {0x2116, 0x2116, CLASS_PREFIX}, /* № */
    {0x2150, 0x2BFF, CLASS_HAN}, /* Roman numerals, arrows, ≥ ①, boxes, ★ */
    {0x2E3A, 0x2E3B, CLASS_DASH},       {0x3000, 0x3000, CLASS_IDEOGRAPHIC_SPACE},
    {0x3001, 0x3001, CLASS_PAUSE},      {0x3002, 0x3002, CLASS_STOP},
    {0x3003, 0x3007, CLASS_HAN},        {0x3008, 0x3008, CLASS_OPEN},
    {0x3009, 0x3009, CLASS_CLOSE},      {0x300A, 0x300A, CLASS_OPEN},
    {0x300B, 0x300B, CLASS_CLOSE},      {0x300C, 0x300C, CLASS_OPEN},
    {0x300D, 0x300D, CLASS_CLOSE},      {0x300E, 0x300E, CLASS_OPEN},
    {0x300F, 0x300F, CLASS_CLOSE},      {0x3010, 0x3010, CLASS_OPEN},
    {0x3011, 0x3011, CLASS_CLOSE},      {0x3014, 0x3014, CLASS_OPEN},
    {0x3015, 0x3015, CLASS_CLOSE},      {0x3016, 0x3016, CLASS_OPEN},
    {0x3017, 0x3017, CLASS_CLOSE},      {0x301C, 0x301C, CLASS_RANGE}, /* 〜 */
    {0x301D, 0x301D, CLASS_OPEN},       {0x301E, 0x301F, CLASS_CLOSE},
    {0x3020, 0x338D, CLASS_HAN},    /* kana, ㈠ ㊣ */
    {0x338E, 0x33DF, CLASS_SUFFIX}, /* ㎎ ㎏ ㎜ ㎡ ㎞ */
    {0x33E0, 0xFEFE, CLASS_HAN},        {0xFEFF, 0xFEFF, CLASS_ZERO_GLUE},
    {0xFF01, 0xFF01, CLASS_STOP},       {0xFF04, 0xFF04, CLASS_PREFIX},
    {0xFF05, 0xFF05, CLASS_SUFFIX},     {0xFF08, 0xFF08, CLASS_OPEN},
    {0xFF09, 0xFF09, CLASS_CLOSE},      {0xFF0B, 0xFF0B, CLASS_SIGN}, /* ＋ */
    {0xFF0C, 0xFF0C, CLASS_PAUSE},      {0xFF0D, 0xFF0D, CLASS_SIGN}, /* － */
    {0xFF0E, 0xFF0E, CLASS_POINT},                                    /* ． */
    {0xFF0F, 0xFF0F, CLASS_SLASH},      {0xFF10, 0xFF19, CLASS_DIGIT},
    {0xFF1A, 0xFF1B, CLASS_PAUSE},      {0xFF1F, 0xFF1F, CLASS_STOP},
    {0xFF3B, 0xFF3B, CLASS_OPEN},       {0xFF3D, 0xFF3D, CLASS_CLOSE},
    {0xFF5B, 0xFF5B, CLASS_OPEN},       {0xFF5D, 0xFF5D, CLASS_CLOSE},
    {0xFF5E, 0xFF5E, CLASS_RANGE},                                      /* ～ */
    {0xFFE0, 0xFFE1, CLASS_PREFIX},     {0xFFE5, 0xFFE5, CLASS_PREFIX}, /* ￥ */
};

static bool find_range(uint32_t code, enum char_class *kind) {
    size_t low = 0, high = sizeof ranges / sizeof *ranges;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code < ranges[middle].first) {
            high = middle;
        } else if (code > ranges[middle].last) {
            low = middle + 1;
        } else {
            *kind = ranges[middle].kind;
            return true;
        }
    }
    return false;
}

enum char_class class_of(uint32_t code) {
    if (code >= 0x4E00 && code <= 0x9FFF) return CLASS_HAN;
    enum char_class kind;
    if (code == '(' || code == '[' || code == '{') return CLASS_PREFIX; /* never ends a line */
    if (code == ')' || code == ']' || code == '}') return CLASS_POINT;  /* never starts one */
    if (code == 0x2236) return CLASS_POINT;                             /* ∶ */
    if (code == 0x2212) return CLASS_SIGN;                              /* − */
    if (find_range(code, &kind)) return kind;
    return code >= 0x2E80 ? CLASS_HAN : CLASS_LATIN;
}

bool class_is_mark(enum char_class kind) {
    return kind == CLASS_OPEN || kind == CLASS_CLOSE || kind == CLASS_PAUSE || kind == CLASS_STOP;
}

bool class_is_word(enum char_class kind) {
    return kind == CLASS_DIGIT || kind == CLASS_LATIN || kind == CLASS_SIGN ||
           kind == CLASS_POINT || kind == CLASS_SLASH;
}

bool code_is_numeral(uint32_t code) {
    switch (code) {
    case 0x3007: /* 〇 */
    case 0x4E00: /* 一 */
    case 0x4E8C: /* 二 */
    case 0x4E09: /* 三 */
    case 0x56DB: /* 四 */
    case 0x4E94: /* 五 */
    case 0x516D: /* 六 */
    case 0x4E03: /* 七 */
    case 0x516B: /* 八 */
    case 0x4E5D: /* 九 */
    case 0x5341: /* 十 */
    case 0x767E: /* 百 */
    case 0x5343: /* 千 */
    case 0x96F6: /* 零 */
    case 0x4E24: /* 两 */ return true;
    }
    return false;
}
