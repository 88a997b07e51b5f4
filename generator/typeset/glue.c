/* What belongs together beyond the prohibitions: a number and its unit, dates, ordinals and what
 * they count, document numbers, standards.  A glued place breaks only if a line cannot be set
 * otherwise; a place with a penalty breaks if that makes better lines. */
#include "typeset/inner.h"

enum { /* penalties; 100 is the price of a line stretched by 0.02 em a character, 2100 of one by
          hardly more */
       PRICE_UNIT_INSIDE = 300,
       PRICE_UNKNOWN_UNIT = 150,
       PRICE_DATE = 60,
       PRICE_RANGE = 80,
       PRICE_NUMBERS_RANGE = 300,
       PRICE_STANDARD = 4000,
       PRICE_DOCUMENT = 20,
       PRICE_NUMERALS = 200,
       PRICE_NUMERAL_UNIT = 150,
       UNIT_MOST = 5
};

/* Measures of more than one character, as they follow a number; single ones stand in `measures`. */
static const char *const units[] = {
    "个百分点", "个千分点", "个月", "个工作日", "平方米", "平方公里", "立方米", "公里",   "公顷",
    "公斤",     "千克",     "千米", "千瓦时",   "千瓦",   "千伏安",   "兆瓦",   "兆伏安", "毫升",
    "毫米",     "毫克",     "厘米", "分贝",     "人次",   "人份",     "件次",   "台次",   "家次",
    "户次",     "批次",     "车次", "架次",     "场次",   "床日",     "人天",   "标箱",   "美元",
    "欧元",     "日元",     "港元", "英镑",     "小时",   "分钟",     "周年",   "周岁",   "星期",
    "世纪",     "年度",     "季度", "品种",     "工日",   "学时",     "课时",   "摄氏度",
};

/* What bounds a number: holds to its digits, less to the 万 after them. */
static const char *const bounds[] = {"左右", "以上", "以下", "以内"};

/* Characters that count something when they follow a number. */
static const char measures[] =
    "元角分人次户家个项条份年月日名例里平亩吨升起期处座所只张级倍天位号篇件台辆套批场支部门类种本册"
    "间栋幢层楼米克度届轮岁周时秒万亿千百十页章节款栏股艘架匹头株棵粒瓶箱袋盒片块根颗枚遍回趟番成折"
    "步段行列组班队营团连排代口担斤两钱尺寸丈顷毫厘公余多几";

static size_t decode(const char *from, uint32_t *codes, size_t most) {
    struct text text = text_of(from);
    const char *at = text.at;
    size_t count = 0;
    while (at < text.at + text.length && count < most)
        codes[count++] = text_next(&at, text.at + text.length);
    return count;
}

static bool is_in(uint32_t code, const char *set) {
    char bytes[4];
    struct text character = {bytes, text_encode(code, bytes)};
    return text_find(text_of(set), character) != SIZE_MAX;
}

static bool is_code(const struct atoms *atoms, size_t i, uint32_t code) {
    return i < atoms->count && atoms->at[i].code == code;
}

static bool is_class(const struct atoms *atoms, size_t i, enum char_class kind) {
    return i < atoms->count && atoms->at[i].kind == kind;
}

static bool is_numeral(const struct atoms *atoms, size_t i) {
    return i < atoms->count && code_is_numeral(atoms->at[i].code);
}

/* Length of a word if it stands at place i, else 0. */
static size_t word_length(const struct atoms *atoms, size_t i, const char *word) {
    uint32_t codes[UNIT_MOST];
    size_t count = decode(word, codes, UNIT_MOST), k = 0;
    while (k < count && is_code(atoms, i + k, codes[k])) k++;
    return k == count ? count : 0;
}

/* Length of the longest unit that stands at place i, 0 if none. */
static size_t unit_length(const struct atoms *atoms, size_t i) {
    size_t best = i < atoms->count && is_in(atoms->at[i].code, measures) ? 1 : 0;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t length = word_length(atoms, i, units[u]);
        if (length > best) best = length;
    }
    return best;
}

/* 500以上 whole, 10万 | 以上 to spare a loose line. */
static bool glue_bound(struct atoms *atoms, size_t i, bool after_digit) {
    size_t length = 0;
    for (size_t b = 0; b < sizeof bounds / sizeof *bounds && length == 0; b++)
        length = word_length(atoms, i, bounds[b]);
    if (length == 0) return false;
    break_cost(atoms, i, PRICE_UNKNOWN_UNIT);
    if (after_digit) break_raise(atoms, i, BREAK_GLUE);
    break_raise(atoms, i + 1, BREAK_GLUE);
    return true;
}

/* The unit after a number that ends before place i: 22.38|亿|元, 12.5|个百分点, 20|万|人次. */
static void glue_unit(struct atoms *atoms, size_t i) {
    while (i < atoms->count && is_in(atoms->at[i].code, "余多万亿千百十几"))
        break_raise(atoms, i++, BREAK_GLUE);
    if (glue_bound(atoms, i, is_class(atoms, i - 1, CLASS_DIGIT))) return;
    size_t length = unit_length(atoms, i);
    if (length == 0) {
        if (is_class(atoms, i, CLASS_HAN) && text_is_han(atoms->at[i].code))
            break_cost(atoms, i, PRICE_UNKNOWN_UNIT);
        return;
    }
    break_raise(atoms, i, BREAK_GLUE);
    for (size_t k = 1; k < length; k++) {
        if (k == 1 && length == 2)
            break_raise(atoms, i + k, BREAK_GLUE);
        else
            break_cost(atoms, i + k, PRICE_UNIT_INSIDE);
    }
}

/* A blank between number and unit: 25 ℃, 30 kg; or between groups of digits. */
static void glue_spaced_unit(struct atoms *atoms, size_t i) {
    size_t unit = i + 1, end = unit;
    while (is_class(atoms, end, CLASS_DIGIT)) end++;
    if (end == unit + 3) break_raise(atoms, unit, BREAK_GLUE); /* 3 120: digits in groups */
    end = unit;
    if (is_class(atoms, unit, CLASS_SUFFIX)) return; /* a suffix never starts a line anyway */
    while (is_class(atoms, end, CLASS_LATIN)) end++;
    if (end > unit && end - unit <= 4) break_raise(atoms, unit, BREAK_GLUE);
}

static bool is_figure(const struct atoms *atoms, size_t i) {
    return is_class(atoms, i, CLASS_DIGIT) || is_class(atoms, i, CLASS_POINT);
}

/* Telephone numbers and standards (0571—87052345, GB/T 9704—2012) are names, not ranges. */
static bool is_name_of_digits(const struct atoms *atoms, size_t dash) {
    size_t from = dash, end = dash + 1;
    while (from > 0 && is_figure(atoms, from - 1)) from--;
    while (is_figure(atoms, end)) end++;
    bool latin = from > 0 && (atoms->at[from - 1].kind == CLASS_LATIN ||
                              atoms->at[from - 1].kind == CLASS_SPACE);
    return latin || end - dash - 1 > 5 || is_code(atoms, from, '0');
}

/* A range never breaks before its mark: 10～15%, 2016—2020年; after it, if that spares a loose
 * line.
 */
static void glue_range(struct atoms *atoms, size_t i) {
    bool dash = is_class(atoms, i, CLASS_DASH) && !is_class(atoms, i + 1, CLASS_DASH) &&
                atoms->at[i].code < DOUBLE_DASH;
    if (!dash && !is_class(atoms, i, CLASS_RANGE)) return;
    bool figures =
        i > 0 && is_class(atoms, i - 1, CLASS_DIGIT) && is_class(atoms, i + 1, CLASS_DIGIT);
    if (atoms->composition->prohibition != STYLE_PROHIBIT_NONE || figures)
        break_raise(atoms, i, BREAK_RULE);
    if (figures && is_name_of_digits(atoms, i))
        break_raise(atoms, i + 1, BREAK_GLUE);
    else
        break_cost(atoms, i + 1, figures ? PRICE_NUMBERS_RANGE : PRICE_RANGE);
}

static void glue_number(struct atoms *atoms, size_t from, size_t end) {
    if (from > 0 && is_in(atoms->at[from - 1].code, "+-−±≥≤>＜＞<≈＋－~约第")) {
        bool word = atoms->at[from - 1].kind != CLASS_HAN;
        if (!is_code(atoms, from - 1, 0x7EA6))
            break_raise(atoms, from, word ? BREAK_WORD : BREAK_GLUE);
    }
    if (from > 0 && (is_code(atoms, from - 1, 0xB0) || is_code(atoms, from - 1, 0x2032)))
        break_raise(atoms, from, BREAK_WORD); /* 37°5′ */
    size_t after = end;
    while (is_class(atoms, after, CLASS_SUFFIX)) after++;
    if (is_class(atoms, after, CLASS_SPACE) || is_class(atoms, after, CLASS_HARD_SPACE))
        glue_spaced_unit(atoms, after);
    else if (is_class(atoms, after, CLASS_LATIN))
        return;
    else if (after == end)
        glue_unit(atoms, after);
}

/* 2026年7月1日: may part after 年 and 月, if it must. */
static void glue_date(struct atoms *atoms, size_t i) {
    bool part = is_code(atoms, i, 0x5E74) || is_code(atoms, i, 0x6708);
    bool counted = i > 0 && (is_class(atoms, i - 1, CLASS_DIGIT) || is_numeral(atoms, i - 1));
    if (part && counted && (is_class(atoms, i + 1, CLASS_DIGIT) || is_numeral(atoms, i + 1)))
        break_cost(atoms, i + 1, PRICE_DATE);
}

static size_t numerals_end(const struct atoms *atoms, size_t i) {
    while (is_numeral(atoms, i)) i++;
    return i;
}

/* True at the head of a paragraph, sentence or clause, and after an opening mark. */
static bool is_head(const struct atoms *atoms, size_t i) {
    if (i == 0) return true;
    enum char_class before = atoms->at[i - 1].kind;
    return class_is_mark(before) || before == CLASS_POINT || before == CLASS_DASH ||
           before == CLASS_ELLIPSIS || before == CLASS_SPACE || before == CLASS_IDEOGRAPHIC_SPACE;
}

/* 一是…, 二要…, 一、…, 其一，: the ordinal holds to what it counts. */
static void glue_numeral_ordinal(struct atoms *atoms, size_t i, size_t end) {
    if (i > 0 && (is_code(atoms, i - 1, 0x5176) || is_code(atoms, i - 1, 0x7B2C))) /* 其 第 */
        break_raise(atoms, i, BREAK_GLUE);
    size_t head = i > 0 && is_code(atoms, i - 1, 0x7B2C) ? i - 1 : i;
    if (head < i) { /* 第二十一条 whole, 第三 | 季度 if it must */
        size_t unit = unit_length(atoms, end), last = end + (unit ? unit : 1);
        for (size_t k = i; k < last && is_class(atoms, k, CLASS_HAN); k++) {
            if (k < end || last - end == 1)
                break_raise(atoms, k, BREAK_GLUE);
            else
                break_cost(atoms, k, k == end ? PRICE_NUMERAL_UNIT : PRICE_UNIT_INSIDE);
        }
        return;
    }
    if (!is_head(atoms, head)) return;
    if (end < atoms->count && is_in(atoms->at[end].code, "是要、则")) {
        for (size_t k = i + 1; k <= end + 1; k++) break_raise(atoms, k, BREAK_GLUE);
    }
}

/* Chinese numerals: 三百二十 is better kept whole, 三期 too; a year, 二〇二六年, always. */
static void glue_numerals(struct atoms *atoms, size_t i, size_t end) {
    bool is_year = end - i == 4 && is_code(atoms, end, 0x5E74);
    for (size_t k = i + 1; k < end; k++) break_cost(atoms, k, PRICE_NUMERALS);
    for (size_t k = i + 1; k <= end && is_year; k++) break_raise(atoms, k, BREAK_GLUE);
    if (unit_length(atoms, end)) break_cost(atoms, end, PRICE_NUMERAL_UNIT);
    if (i > 0 && is_code(atoms, i - 1, 0x7684) && is_code(atoms, end, 0x5927)) /* 党的二十大 */
        break_cost(atoms, end, PRICE_UNIT_INSIDE);
    glue_numeral_ordinal(atoms, i, end);
}

/* （一）, （1）, ①: whole, and with the character after. */
static void glue_bracketed(struct atoms *atoms, size_t i) {
    if (!is_code(atoms, i, 0xFF08) && !is_code(atoms, i, '(')) return;
    size_t end = numerals_end(atoms, i + 1);
    if (end == i + 1)
        while (is_class(atoms, end, CLASS_DIGIT)) end++;
    if (end == i + 1 || end > i + 5) return;
    if (!is_code(atoms, end, 0xFF09) && !is_code(atoms, end, ')')) return;
    for (size_t k = i + 1; k <= end + 1; k++) break_raise(atoms, k, BREAK_GLUE);
}

/* 1.人口, 1、人口 at the head of a clause; ① anywhere. */
static void glue_item_number(struct atoms *atoms, size_t from, size_t end) {
    if (!is_head(atoms, from) || end - from > 3) return;
    bool dot =
        is_code(atoms, end, '.') || is_code(atoms, end, 0xFF0E) || is_code(atoms, end, 0x3001);
    if (dot && !is_class(atoms, end + 1, CLASS_DIGIT)) break_raise(atoms, end + 1, BREAK_GLUE);
}

/* 〔2021〕18号: whole, and better with the name before it. */
static void glue_document_number(struct atoms *atoms, size_t i) {
    if (!is_code(atoms, i, 0x3014)) return;
    size_t end = i + 1;
    while (is_class(atoms, end, CLASS_DIGIT)) end++;
    if (end == i + 1 || !is_code(atoms, end, 0x3015)) return;
    for (end++; is_class(atoms, end, CLASS_DIGIT); end++) continue;
    if (is_code(atoms, end, 0x53F7)) end++; /* 号 */
    for (size_t k = i + 1; k < end; k++) break_raise(atoms, k, BREAK_GLUE);
    break_cost(atoms, i, PRICE_DOCUMENT);
}

/* GB/T 9704—2012, DB33/T 1001: capitals, a blank, a number. */
static void glue_standard(struct atoms *atoms, size_t i) {
    if (!is_class(atoms, i, CLASS_SPACE) || !is_class(atoms, i + 1, CLASS_DIGIT) || i == 0) return;
    uint32_t before = atoms->at[i - 1].code;
    if (before >= 'A' && before <= 'Z') break_cost(atoms, i + 1, PRICE_STANDARD);
}

void glue_find(struct atoms *atoms) {
    for (size_t i = 0, end; i < atoms->count; i = end) {
        end = i + 1;
        if (atoms->paragraph->runs[atoms->at[i].run].attached) continue; /* counts nothing */
        if (is_class(atoms, i, CLASS_DIGIT)) {
            while (is_class(atoms, end, CLASS_DIGIT) ||
                   (is_class(atoms, end, CLASS_POINT) && is_class(atoms, end + 1, CLASS_DIGIT)))
                end++;
            glue_number(atoms, i, end);
            glue_item_number(atoms, i, end);
        } else if (is_numeral(atoms, i)) {
            end = numerals_end(atoms, i);
            glue_numerals(atoms, i, end);
        } else {
            glue_bracketed(atoms, i);
            glue_document_number(atoms, i);
            glue_standard(atoms, i);
            glue_range(atoms, i);
            glue_date(atoms, i);
            uint32_t code = atoms->at[i].code;
            if (code >= 0x2460 && code <= 0x24FF) break_raise(atoms, i + 1, BREAK_GLUE);
        }
    }
}
