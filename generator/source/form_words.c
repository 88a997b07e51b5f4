/* The words of Chinese statistical forms: labels of the head and the foot, 甲乙丙, units of measure
 * in headings.  After 部门统计调查项目管理办法 (what a form's head must say) and the forms of use.
 */
#include <string.h>

#include "source/form.h"
#include "value/figure.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct text form_clean(struct arena *arena, struct text text) {
    struct buffer out = buffer_new(arena);
    const char *at = text_trim(text).at, *end = at + text_trim(text).length;
    uint32_t before = 0;
    bool gap = false;
    buffer_add(&out, "", 0);
    while (at < end) {
        uint32_t c = text_next(&at, end);
        if (text_is_blank(c)) {
            gap = true;
            continue;
        }
        if (gap && !text_is_wide(before) && !text_is_wide(c)) buffer_add(&out, " ", 1);
        buffer_add_code_point(&out, c);
        gap = false;
        before = c;
    }
    return out.length ? buffer_text(&out) : TEXT("");
}

/* ---- labels ---- */

enum { LABEL_BYTES = 64 };

/* The label without blanks and without a bracket such as （盖章）; false if it is too long for one.
 */
static bool squeeze(struct text label, char out[LABEL_BYTES], size_t *length) {
    const char *at = label.at, *end = label.at + label.length;
    size_t used = 0;
    while (at < end) {
        char bytes[4];
        uint32_t c = text_next(&at, end);
        if (c == '(' || c == 0xFF08 /* （ */) break;
        if (text_is_blank(c)) continue;
        size_t more = text_encode(c, bytes);
        if (used + more > LABEL_BYTES) return false;
        memcpy(out + used, bytes, more);
        used += more;
    }
    *length = used;
    return used > 0;
}

static bool find_colon(struct text text, struct text *label, struct text *rest) {
    const char *at = text.at, *end = text.at + text.length;
    while (at < end && at - text.at < 2 * LABEL_BYTES) {
        const char *from = at;
        uint32_t c = text_next(&at, end);
        if (c != ':' && c != 0xFF1A /* ： */) continue;
        *label = (struct text){text.at, (size_t)(from - text.at)};
        *rest = text_trim((struct text){at, (size_t)(end - at)});
        return true;
    }
    return false;
}

static const struct {
    const char *word;
    enum form_label label;
} labels[] = {
    {"表号", FORM_NUMBER},        {"制定机关", FORM_ORGAN},     {"制表机关", FORM_ORGAN},
    {"填报单位", FORM_UNIT},      {"填报单位名称", FORM_UNIT},  {"填报机构", FORM_UNIT},
    {"报送单位", FORM_UNIT},      {"上报单位", FORM_UNIT},      {"单位名称", FORM_UNIT},
    {"机构名称", FORM_UNIT},      {"单位详细名称", FORM_UNIT},  {"报告期", FORM_PERIOD},
    {"报告期别", FORM_PERIOD},    {"所属期", FORM_PERIOD},      {"所属时期", FORM_PERIOD},
    {"期别", FORM_PERIOD},        {"统计时段", FORM_PERIOD},    {"计量单位", FORM_MEASURE},
    {"金额单位", FORM_MEASURE},   {"单位", FORM_MEASURE},       {"文号", FORM_OTHER},
    {"批准机关", FORM_OTHER},     {"批准文号", FORM_OTHER},     {"备案机关", FORM_OTHER},
    {"备案文号", FORM_OTHER},     {"有效期至", FORM_OTHER},     {"有效期", FORM_OTHER},
    {"有效期限", FORM_OTHER},     {"组织机构代码", FORM_OTHER}, {"统一社会信用代码", FORM_OTHER},
    {"机构代码", FORM_OTHER},     {"填报日期", FORM_OTHER},     {"填表日期", FORM_OTHER},
    {"制表日期", FORM_OTHER},     {"报送日期", FORM_OTHER},     {"表名", FORM_OTHER},
    {"行政区划代码", FORM_OTHER}, {"编制单位", FORM_UNIT},      {"编报单位", FORM_UNIT},
};

enum form_label form_read_label(struct text text, struct text *rest) {
    struct text label;
    char word[LABEL_BYTES];
    size_t length;
    if (!find_colon(text_trim(text), &label, rest) || !squeeze(label, word, &length))
        return FORM_NO_LABEL;
    for (size_t i = 0; i < COUNT_OF(labels); i++)
        if (text_is((struct text){word, length}, labels[i].word)) return labels[i].label;
    return FORM_NO_LABEL;
}

static const char *const foot_people[] = {
    "单位负责人", "统计负责人", "部门负责人", "负责人",   "填表人",   "填报人",   "制表人",
    "审核人",     "复核人",     "经办人",     "联系人",   "联系电话", "电话",     "报出日期",
    "填报日期",   "填表日期",   "制表日期",   "报送日期", "主管领导", "分管领导", "财务负责人",
};
static const char *const foot_notes[] = {
    "注",           "附注",     "备注",     "说明",         "填表说明",
    "填报说明",     "审核关系", "逻辑关系", "平衡关系",     "表内审核关系",
    "表间审核关系", "资料来源", "数据来源", "补充资料说明", "主要逻辑审核关系",
};

bool form_is_foot(struct text text, bool *note) {
    struct text label, rest;
    char word[LABEL_BYTES];
    size_t length;
    *note = false;
    if (!find_colon(text_trim(text), &label, &rest) || !squeeze(label, word, &length)) return false;
    for (size_t i = 0; i < COUNT_OF(foot_people); i++)
        if (text_is((struct text){word, length}, foot_people[i])) return true;
    /* 注1： */
    while (length && word[length - 1] >= '0' && word[length - 1] <= '9') length--;
    for (size_t i = 0; i < COUNT_OF(foot_notes); i++)
        if (text_is((struct text){word, length}, foot_notes[i])) return *note = true;
    return false;
}

int form_stem(struct text text) {
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    for (size_t i = 0; i < COUNT_OF(stems); i++)
        if (text_is(text, stems[i])) return (int)i + 1;
    return 0;
}

/* ---- units of measure ---- */

/* What is counted, without a scale word before it. */
static const char *const bases[] = {
    "元",     "美元", "人",   "人次", "人天",   "户",   "家",     "个",       "张",     "床",
    "床日",   "日",   "天",   "小时", "分",     "分钟", "例",     "例次",     "件",     "件次",
    "起",     "份",   "条",   "次",   "场",     "期",   "篇",     "项",       "处",     "座",
    "所",     "台",   "台次", "辆",   "辆次",   "只",   "头",     "株",       "种",     "套",
    "批",     "批次", "支",   "瓶",   "单位",   "升",   "毫升",   "吨",       "公斤",   "千克",
    "克",     "米",   "公里", "千米", "平方米", "公顷", "亩",     "平方公里", "立方米", "千瓦",
    "千瓦时", "度",   "倍",   "%",    "％",     "‰",    "百分点", "个百分点", "/10万",  "1/10万",
    "/十万",  "岁",   "人份", "剂次", "剂",     "车次", "家次",   "户次",     "m2",     "m²",
    "km",     "kg",   "t",    "名",   "对",     "片",   "间",     "栋",       "宗",     "笔",
};
static const char *const scales[] = {"万亿", "亿", "千万", "百万", "十万", "万", "千", "百"};

static bool is_base(struct text text) {
    for (size_t i = 0; i < COUNT_OF(bases); i++)
        if (text_is(text, bases[i])) return true;
    return false;
}

static bool is_counted(struct text text) {
    if (is_base(text)) return true;
    for (size_t i = 0; i < COUNT_OF(scales); i++)
        if (text_starts(text, text_of(scales[i])) &&
            is_base(text_slice(text, strlen(scales[i]), text.length)))
            return true;
    return false;
}

bool form_is_measure(struct text text) {
    text = text_trim(text);
    if (is_counted(text)) return true;
    size_t slash = text_find(text, TEXT("/"));
    return slash != SIZE_MAX && slash > 0 && is_counted(text_slice(text, 0, slash)) &&
           is_counted(text_slice(text, slash + 1, text.length));
}

struct text form_cut_measure(struct text *heading) {
    struct text whole = text_trim(*heading), open = {0};
    if (text_ends(whole, TEXT(")")))
        whole.length -= 1;
    else if (text_ends(whole, TEXT("）")))
        whole.length -= sizeof "）" - 1;
    else
        return TEXT("");
    size_t at = SIZE_MAX;
    for (size_t i = 0; i < whole.length; i++) {
        struct text rest = text_slice(whole, i, whole.length);
        if (!text_starts(rest, TEXT("(")) && !text_starts(rest, TEXT("（"))) continue;
        at = i;
        open = text_starts(rest, TEXT("(")) ? TEXT("(") : TEXT("（");
    }
    if (at == SIZE_MAX) return TEXT("");
    struct text measure = text_trim(text_slice(whole, at + open.length, whole.length));
    if (text_starts(measure, TEXT("单位：")))
        measure = text_slice(measure, sizeof "单位：" - 1, measure.length);
    struct text name = text_trim(text_slice(whole, 0, at));
    if (!name.length || !form_is_measure(measure)) return TEXT("");
    *heading = name;
    return measure;
}

/* ---- headings ---- */

struct known {
    const char *heading, *column;
};

static const char *find_known(const struct known *known, size_t count, struct text heading) {
    form_cut_measure(&heading);
    for (size_t i = 0; i < count; i++)
        if (text_is(heading, known[i].heading)) return known[i].column;
    return "";
}

const char *form_field_of(struct text heading) {
    static const struct known known[] = {
        {"增幅", "stated_change"},
        {"增长", "stated_change"},
        {"增长率", "stated_change"},
        {"同比", "stated_change"},
        {"同比增长", "stated_change"},
        {"同比增幅", "stated_change"},
        {"同比增减", "stated_change"},
        {"增减", "stated_change"},
        {"增减幅度", "stated_change"},
        {"同比±%", "stated_change"},
        {"±%", "stated_change"},
        {"增长%", "stated_change"},
        {"增幅%", "stated_change"},
        {"比上年同期增长", "stated_change"},
        {"比上年同期增减", "stated_change"},
        {"较上年同期增长", "stated_change"},
        {"全年目标", "target"},
        {"年度目标", "target"},
        {"目标", "target"},
        {"目标值", "target"},
        {"全年计划", "target"},
        {"年度计划", "target"},
        {"年度任务", "target"},
        {"全年任务", "target"},
    };
    return find_known(known, COUNT_OF(known), heading);
}

const char *form_column_of(struct text heading) {
    static const struct known known[] = {
        {"代码", "code"}, {"指标代码", "code"},    {"指标编码", "code"}, {"指标名称", "name"},
        {"指标", "name"}, {"计量单位", "measure"}, {"备注", "note"},
    };
    return find_known(known, COUNT_OF(known), heading);
}

bool form_is_number(struct text text, struct arena *arena) {
    struct quantity quantity;
    if (text_ends(text, TEXT("%"))) text.length--;
    return quantity_read(arena, text, &quantity);
}

bool source_read_cell_name(struct text name, size_t *row, size_t *column) {
    size_t at = 0, letters = 0, number = 0;
    for (; at < name.length; at++) {
        char c = name.at[at] >= 'a' && name.at[at] <= 'z' ? (char)(name.at[at] - 'a' + 'A')
                                                          : name.at[at];
        if (c < 'A' || c > 'Z' || at == 3) break;
        letters = letters * 26 + (size_t)(c - 'A') + 1;
    }
    if (!at) return false;
    size_t digits = at;
    for (; at < name.length && name.at[at] >= '0' && name.at[at] <= '9' && at < digits + 7; at++)
        number = number * 10 + (size_t)(name.at[at] - '0');
    *row = number;
    *column = letters - 1;
    return at == name.length && number > 0;
}
