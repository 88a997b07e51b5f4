/* Measure words: what may follow a number and be counted by it.
 *
 * Those after which a Chinese numeral counts too (三家) stand apart from those that make another
 * word of it (十分, 六部门, 三级) and count only after Arabic digits. */
#include "prose/inner.h"

#include <string.h>

/* Longer words before their beginnings. */
static const char *const counted[] = {
    "个百分点", "百分点",   "个千分点", "个工作日", "个小时", "个月", "人次", "人份",   "人天",
    "户次",     "家次",     "件次",     "条次",     "项次",   "台次", "场次", "批次",   "剂次",
    "针次",     "组次",     "例次",     "万次",     "床位",   "标箱", "品种", "立方米", "立方",
    "平方公里", "平方千米", "平方米",   "平米",     "公顷",   "公斤", "千克", "毫克",   "公里",
    "千米",     "厘米",     "毫米",     "毫升",     "千瓦时", "千瓦", "兆瓦", "千伏安", "兆伏安",
    "千伏",     "小时",     "分钟",     "美元",     "欧元",   "港元", "课时", "学时",   "人",
    "名",       "例",       "位",       "户",       "家",     "宗",   "所",   "个",     "处",
    "件",       "起",       "项",       "条",       "份",     "期",   "次",   "场",     "批",
    "种",       "篇",       "只",       "张",       "座",     "间",   "台",   "套",     "辆",
    "艘",       "架",       "本",       "册",       "幅",     "株",   "棵",   "颗",     "头",
    "羽",       "枚",       "瓶",       "盒",       "箱",     "袋",   "桶",   "支",     "元",
    "升",       "吨",       "斤",       "亩",       "米",     "克",   "天",   "周",     "年",
    "月",       "日",       "倍",       "门",       "轮",     "栋",   "幢",   "片",     "块",
    "艘",       "眼",       "具",       "剂",       "针",     "部",   "组",   "支",     NULL,
};
static const char *const after_digits[] = {
    "年度", "年级", "学年", "千人", "百人", "万人", "元", "分", "秒", "级", "岁",  "届", "类", "口",
    "队",   "班",   "层",   "排",   "段",   "道",   "线", "站", "点", "村", "镇",  "乡", "县", "市",
    "区",   "校",   "园",   "院",   "科",   "度",   "时", "号", "对", "面", "粒",  "包", "孔", "盏",
    "尾",   "匹",   "门",   "成",   "里",   "℃",    "㎡", "㎞", "m²", "m³", "km²", NULL,
};
static const char *const latin[] = {
    "kWh", "kW", "MW", "km", "kg", "mg", "mL", "ml", "mm", "cm",
    "kV",  "hm", "GB", "TB", "m",  "g",  "t",  "L",  "h",  NULL,
};
/* The word with this behind it is another one: 三期间, 六部门. */
static const struct {
    const char *word, *next[12];
} others[] = {
    {"期", {"间", "末", "初", "望", "盼", "满", NULL}},
    {"部", {"门", "委", "队", "分", "署", NULL}},
    {"位", {"一体", "置", NULL}},
    {"家", {"庭", "族", NULL}},
    {"起", {"来", "步", "点", NULL}},
    {"门", {"诊", NULL}},
    {"面", {"向", "对", NULL}},
    {"年", {"级", NULL}},
    {"条", {"龙", "心", "件", NULL}},
    {"台", {"阶", NULL}},
    {"本", {"级", "地", "着", "部", "身", "土", NULL}},
    {"市", {"场", "县", "区", "民", NULL}},
    {"点", {"击", "面", NULL}},
    {"科", {"学", "技", "室", "研", NULL}},
    {"区", {"域", "县", "间", NULL}},
    {"院", {"士", "感", NULL}},
    {"队", {"伍", NULL}},
    {"组", {"织", "长", "建", NULL}},
    {"片", {"区", NULL}},
    {"具", {"体", "有", "备", NULL}},
    {"道", {"路", NULL}},
    {"线", {"上", "下", "索", NULL}},
    {"时", {"间", "期", NULL}},
    {"成", {"立", "为", "功", "果", "效", "本", "员", "绩", NULL}},
    {"对", {"口", "于", "接", NULL}},
    {"层", {"次", "级", "面", NULL}},
    {"度", {"假", NULL}},
    {"站", {"点", NULL}},
    {"段", {"落", NULL}},
    {"元", {"旦", "素", NULL}},
    {"所", {"有", "以", "需", "在", "属", NULL}},
    {"分", {"别", "布", "为", "析", "级", "类", "管", "配", NULL}},
};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static bool is_other(const struct chars *chars, size_t after, const char *word) {
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (strcmp(others[i].word, word) == 0)
            return prose_follows_any(chars, after, others[i].next);
    return false;
}

static size_t find_in(const struct chars *chars, size_t at, const char *const *words) {
    for (; *words != NULL; words++) {
        if (!prose_follows(chars, at, *words)) continue;
        size_t length = text_characters(text_of(*words));
        if (!is_other(chars, at + length, *words)) return length;
    }
    return 0;
}

/* Longest of the data's own measure words, without their scale words: 万千瓦 gives 千瓦. */
static size_t find_own(const struct chars *chars, size_t at, const struct text_list *own) {
    size_t longest = 0;
    struct text rest = prose_between(chars, at, chars->count);
    for (size_t i = 0; own != NULL && i < own->count; i++) {
        struct text word = own->at[i];
        if (word.length == 0 || !text_starts(rest, word)) continue;
        size_t length = text_characters(word);
        if (length > longest) longest = length;
    }
    return longest;
}

static size_t find_latin(const struct chars *chars, size_t at) {
    size_t length = find_in(chars, at, latin);
    return length > 0 && !prose_is_letter(prose_at(chars, at + length)) ? length : 0;
}

/* "/人", "/10万", "/千人" behind a measure. */
static size_t find_per(const struct chars *chars, size_t at) {
    static const char *const wholes[] = {
        "/10万", "／10万", "/十万", "/千人", "/万人", "/百人", "/平方米", "/公顷", "/平方公里",
        "/人次", "/人",    "/户",   "/亩",   "/年",   "/月",   "/日",     "/天",   "/次",
        "/张",   "/床",    "/株",   "/条",   "/件",   "/吨",   "/个",     NULL};
    for (size_t i = 0; wholes[i] != NULL; i++)
        if (prose_follows(chars, at, wholes[i])) return text_characters(text_of(wholes[i]));
    return 0;
}

size_t prose_measure_length(const struct chars *chars, size_t at, bool chinese,
                            const struct text_list *own) {
    uint32_t first = prose_at(chars, at);
    if (first == '%' || first == 0xFF05 || first == 0x2030) return 1;
    size_t length = find_in(chars, at, counted);
    size_t of_data = chinese ? 0 : find_own(chars, at, own);
    if (of_data > length) length = of_data;
    if (length == 0 && !chinese) length = find_in(chars, at, after_digits);
    if (length == 0 && !chinese) length = find_latin(chars, at);
    return length + find_per(chars, at + length);
}
