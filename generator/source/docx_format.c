/* Number formats of WordprocessingML (ST_NumberFormat), those of Chinese documents first. */
#include <string.h>

#include "source/docx.h"

static const char *const han[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
static const char *const legal[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
static const char *const legal_traditional[] = {"零", "壹", "貳", "參", "肆",
                                                "伍", "陸", "柒", "捌", "玖"};

static void add_decimal(struct buffer *out, int number) {
    buffer_printf(out, "%d", number);
}

static void add_zero(struct buffer *out, int number) {
    buffer_printf(out, "%02d", number);
}

static void add_wide(struct buffer *out, int number) {
    struct buffer plain = buffer_new(out->arena);
    buffer_printf(&plain, "%d", number);
    for (size_t i = 0; i < plain.length; i++)
        buffer_add_code_point(out, 0xFF10 + (uint32_t)(plain.at[i] - '0'));
}

/* Digit by digit: 一〇五. */
static void add_digits(struct buffer *out, int number) {
    struct buffer plain = buffer_new(out->arena);
    buffer_printf(&plain, "%d", number);
    for (size_t i = 0; i < plain.length; i++) buffer_add_text(out, text_of(han[plain.at[i] - '0']));
}

/* With places: 一百零五. */
struct places {
    const char *const *digits;
    const char *names[4];
    const char *zero; /* between places that are not there; NULL: nothing */
    bool one_ten;     /* 一十 at the start, not 十 */
    bool ones;        /* 一百, not 百 */
};

static void add_places(struct buffer *out, int number, const struct places *places) {
    static const int powers[] = {1, 10, 100, 1000};
    bool said = false, skipped = false;
    if (number >= 10000) {
        add_places(out, number / 10000, places);
        buffer_add_text(out, TEXT("万"));
        number %= 10000;
        said = true;
        skipped = number > 0 && number < 1000;
    }
    if (!number && !said) buffer_add_text(out, text_of(places->digits[0]));
    for (int place = 3; place >= 0 && number; place--) {
        int digit = number / powers[place];
        if (!digit) {
            skipped = said;
            continue;
        }
        if (skipped && places->zero) buffer_add_text(out, text_of(places->zero));
        skipped = false;
        bool silent = digit == 1 &&
                      ((place == 1 && !said && !places->one_ten) || (place > 0 && !places->ones));
        if (!silent) buffer_add_text(out, text_of(places->digits[digit]));
        buffer_add_text(out, text_of(places->names[place]));
        said = true;
        number %= powers[place];
    }
}

static const struct places thousand = {han, {"", "十", "百", "千"}, "零", false, true};
static const struct places japanese = {han, {"", "十", "百", "千"}, NULL, false, false};
static const struct places legal_simplified = {legal, {"", "拾", "佰", "仟"}, "零", true, true};
static const struct places legal_old = {
    legal_traditional, {"", "拾", "佰", "仟"}, "零", true, true};

static void add_thousand(struct buffer *out, int number) {
    add_places(out, number, &thousand);
}
static void add_japanese(struct buffer *out, int number) {
    add_places(out, number, &japanese);
}
static void add_legal(struct buffer *out, int number) {
    add_places(out, number, &legal_simplified);
}
static void add_legal_old(struct buffer *out, int number) {
    add_places(out, number, &legal_old);
}

/* 十一 up to 99, digits from 100 on. */
static void add_counting(struct buffer *out, int number) {
    if (number < 100)
        add_places(out, number, &thousand);
    else
        add_digits(out, number);
}

/* A run of code points for 1 to `count`, plain digits beyond. */
static void add_from(struct buffer *out, int number, uint32_t first, int count) {
    if (number >= 1 && number <= count)
        buffer_add_code_point(out, first + (uint32_t)(number - 1));
    else
        add_decimal(out, number);
}

static void add_circle(struct buffer *out, int number) {
    if (number >= 21 && number <= 35)
        add_from(out, number - 20, 0x3251, 15);
    else if (number >= 36 && number <= 50)
        add_from(out, number - 35, 0x32B1, 15);
    else
        add_from(out, number, 0x2460, 20);
}
static void add_brackets(struct buffer *out, int number) {
    add_from(out, number, 0x2474, 20);
}
static void add_full_stop(struct buffer *out, int number) {
    add_from(out, number, 0x2488, 20);
}
static void add_han_circle(struct buffer *out, int number) {
    add_from(out, number, 0x3280, 10);
}
static void add_han_brackets(struct buffer *out, int number) {
    add_from(out, number, 0x3220, 10);
}

static void add_stem(struct buffer *out, int number) {
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    if (number >= 1 && number <= 10)
        buffer_add_text(out, text_of(stems[number - 1]));
    else
        add_decimal(out, number);
}

static void add_branch(struct buffer *out, int number) {
    static const char *const branches[] = {"子", "丑", "寅", "卯", "辰", "巳",
                                           "午", "未", "申", "酉", "戌", "亥"};
    if (number >= 1 && number <= 12)
        buffer_add_text(out, text_of(branches[number - 1]));
    else
        add_decimal(out, number);
}

/* a … z, aa, bb …: Word repeats the letter. */
static void add_letters(struct buffer *out, int number, char first) {
    if (number < 1 || number > 26 * 26) {
        add_decimal(out, number);
        return;
    }
    char letter = (char)(first + (number - 1) % 26);
    for (int i = 0; i <= (number - 1) / 26; i++) buffer_add(out, &letter, 1);
}
static void add_upper(struct buffer *out, int number) {
    add_letters(out, number, 'A');
}
static void add_lower(struct buffer *out, int number) {
    add_letters(out, number, 'a');
}

static void add_roman(struct buffer *out, int number, bool capital) {
    static const struct {
        int value;
        const char *words;
    } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    if (number < 1 || number > 9999) {
        add_decimal(out, number);
        return;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            for (const char *at = parts[i].words; *at; at++) {
                char letter = capital ? (char)(*at - 'a' + 'A') : *at;
                buffer_add(out, &letter, 1);
            }
}
static void add_upper_roman(struct buffer *out, int number) {
    add_roman(out, number, true);
}
static void add_lower_roman(struct buffer *out, int number) {
    add_roman(out, number, false);
}

static void add_dashes(struct buffer *out, int number) {
    buffer_printf(out, "- %d -", number);
}

static const struct format {
    const char *name;
    void (*add)(struct buffer *out, int number);
} formats[] = {
    {"decimal", add_decimal},
    {"decimalHalfWidth", add_decimal},
    {"decimalZero", add_zero},
    {"decimalFullWidth", add_wide},
    {"decimalFullWidth2", add_wide},
    {"chineseCounting", add_counting},
    {"taiwaneseCounting", add_counting},
    {"chineseCountingThousand", add_thousand},
    {"taiwaneseCountingThousand", add_thousand},
    {"japaneseCounting", add_japanese},
    {"ideographDigital", add_digits},
    {"japaneseDigitalTenThousand", add_digits},
    {"taiwaneseDigital", add_digits},
    {"chineseLegalSimplified", add_legal},
    {"ideographLegalTraditional", add_legal_old},
    {"ideographTraditional", add_stem},
    {"ideographZodiac", add_branch},
    {"ideographEnclosedCircle", add_han_circle},
    {"decimalEnclosedCircle", add_circle},
    {"decimalEnclosedCircleChinese", add_circle},
    {"decimalEnclosedParen", add_brackets},
    {"decimalEnclosedFullstop", add_full_stop},
    {"ideographParenthesized", add_han_brackets},
    {"upperLetter", add_upper},
    {"lowerLetter", add_lower},
    {"upperRoman", add_upper_roman},
    {"lowerRoman", add_lower_roman},
    {"numberInDash", add_dashes},
};

/* "001, 002, 003, ...": Arabic digits, at least as many as in the first number. */
static bool add_custom(struct buffer *out, struct text format, int number) {
    int digits = 0;
    while ((size_t)digits < format.length && format.at[digits] == '0') digits++;
    if (!digits || digits > 8 || (size_t)digits >= format.length || format.at[digits] != '1')
        return false;
    buffer_printf(out, "%0*d", digits + 1, number);
    return true;
}

bool docx_format_number(struct buffer *out, struct text format, int number) {
    if (text_is(format, "none")) return true;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (!text_is(format, formats[i].name)) continue;
        formats[i].add(out, number);
        return true;
    }
    return add_custom(out, format, number);
}
