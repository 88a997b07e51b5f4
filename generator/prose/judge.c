/* What a number in prose is: figure, date, document number, name, ordinal or idiom.
 *
 * Judged by the words left and right of it, in a fixed order: quotation and title first, then
 * document numbers, ordinals, dates, names; what is left and counts something is a figure. */
#include "prose/inner.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum { QUOTE_MOST = 12, TITLE_MOST = 80 };

/* Marks the inside of the quotation that opens at `open`, if it closes within `most` characters. */
static void mark_inside(const struct chars *chars, unsigned char *marks, size_t open, size_t most) {
    static const uint32_t opening[] = {0x201C, 0x300A, 0x300C},
                          closing[] = {0x201D, 0x300B, 0x300D};
    for (size_t kind = 0; kind < COUNT_OF(opening); kind++) {
        if (chars->at[open] != opening[kind]) continue;
        for (size_t at = open + 1; at < chars->count && at - open <= most + 1; at++) {
            if (chars->at[at] != closing[kind]) continue;
            unsigned char mark = kind == 1 ? MARK_TITLE : MARK_QUOTED;
            for (size_t i = open + 1; i < at; i++) marks[i] |= mark;
            return;
        }
    }
}

unsigned char *prose_mark_quotes(const struct chars *chars, struct arena *arena) {
    unsigned char *marks = arena_take(arena, chars->count + 1);
    for (size_t i = 0; i < chars->count; i++) {
        if (chars->at[i] == 0x300A) mark_inside(chars, marks, i, TITLE_MOST);
        if (chars->at[i] == 0x201C || chars->at[i] == 0x300C)
            mark_inside(chars, marks, i, QUOTE_MOST);
    }
    return marks;
}

static bool is_plain(const struct amount *amount) {
    return amount->measure.kind == MEASURE_NONE;
}

static bool is_measure(const struct amount *amount, const char *name) {
    return text_is(amount->measure.name, name);
}

/* A whole number from `least` to `most`. */
static bool lies_between(const struct amount *amount, int64_t least, int64_t most) {
    struct number value = amount->quantity.value;
    return amount->first.decimals == 0 && number_is_integer(value) &&
           number_compare(value, number_from_integer(least)) >= 0 &&
           number_compare(value, number_from_integer(most)) <= 0;
}

/* Takes "—2012" behind a standard's number. */
static void take_year(const struct chars *chars, struct amount *amount) {
    uint32_t mark = prose_at(chars, amount->to);
    bool line = mark == '-' || mark == 0x2014 || mark == 0x2013 || mark == '.';
    if (!line || prose_digit(prose_at(chars, amount->to + 1)) < 0) return;
    for (amount->to++; prose_digit(prose_at(chars, amount->to)) >= 0;) amount->to++;
}

static bool is_standard(const struct chars *chars, size_t at) {
    static const char *const series[] = {"GB",   "GB/T", "GB/Z", "DB",  "DB/T", "WS", "WS/T",
                                         "YY",   "YY/T", "ISO",  "IEC", "JR/T", "T/", "LY/T",
                                         "NY/T", "HJ",   "CJJ",  "JGJ", "GBZ",  NULL};
    while (at > 0 && text_is_blank(prose_before(chars, at))) at--;
    return prose_precedes_any(chars, at, series);
}

static bool is_document(const struct chars *chars, struct amount *amount, unsigned char mark) {
    static const char *const brackets[] = {"〔", "［", "[", NULL}, *const closed[] = {"〕", "］",
                                                                                      "]", NULL};
    size_t from = amount->from;
    if (mark & MARK_TITLE) return true;
    if (prose_precedes_any(chars, from, brackets) &&
        prose_follows_any(chars, amount->number_to, closed))
        return true;
    bool number = prose_follows(chars, amount->number_to, "号");
    if (number &&
        (prose_precedes_any(chars, from, closed) || prose_precedes(chars, from, "）") ||
         prose_precedes(chars, from, "〕第") || prose_follows(chars, amount->number_to, "号文") ||
         prose_follows(chars, amount->number_to, "号令")))
        return true;
    if (amount->script != NUMERAL_ARABIC || !is_standard(chars, from)) return false;
    if (!amount->range) amount->to = amount->number_to;
    take_year(chars, amount);
    return true;
}

/* At the start of a paragraph or sentence. */
static bool opens(const struct chars *chars, size_t at) {
    while (at > 0 && text_is_blank(chars->at[at - 1])) at--;
    static const char *const stops[] = {"。", "；", "：", "！", "？", "\n", NULL};
    return at == 0 || prose_precedes_any(chars, at, stops);
}

static bool is_list_mark(const struct chars *chars, const struct amount *amount) {
    size_t from = amount->from, to = amount->first.to;
    uint32_t after = prose_at(chars, to), before = prose_before(chars, from);
    bool open = before == '(' || before == 0xFF08, close = after == ')' || after == 0xFF09;
    if (close && lies_between(amount, 1, 99) && (open || opens(chars, from))) return true;
    if (!opens(chars, from)) return false;
    if (amount->first.decimals > 0 && is_plain(amount) && !amount->range) /* 1.1 总体要求 */
        return from == 0 && amount->first.decimals == 1 && text_is_han(after) &&
               number_compare(amount->quantity.value, number_from_integer(20)) < 0;
    bool dot = after == '.' || after == 0xFF0E || after == 0x3001;
    return dot && lies_between(amount, 1, 99) && prose_digit(prose_at(chars, to + 1)) < 0;
}

static bool is_ordinal(const struct chars *chars, const struct amount *amount) {
    static const char *const before[] = {"第", "其", NULL}, *const listed[] = {"是", "要", "则",
                                                                               "曰", NULL};
    static const char *const stages[] = {"期工程", "期项目", "期建设", "期规划", "期扩建", NULL};
    size_t from = amount->from, to = amount->number_to;
    bool chinese = amount->script == NUMERAL_CHINESE;
    if (prose_precedes_any(chars, from, before) || is_list_mark(chars, amount)) return true;
    if (chinese && prose_follows_any(chars, to, listed) && lies_between(amount, 1, 20)) return true;
    if (prose_follows(chars, to, "届") || prose_follows(chars, to, "号")) return true;
    return chinese && prose_follows_any(chars, to, stages);
}

/* 5年来, 近3年, 3日内, 24小时值班: a length of time that frames what is said and is not itself
 * reported. */
static bool is_frame(const struct chars *chars, const struct amount *amount) {
    static const char *const before[] = {"近",   "过去", "未来", "今后",   "前", "后", "每",
                                         "最近", "逾期", "提前", "连续用", "满", NULL};
    static const char *const after[] = {
        "内",   "来",   "间",   "之内", "之间", "以来", "行动",   "计划", "规划", "方案",
        "值班", "服务", "监测", "值守", "圈",   "在线", "不间断", "制",   "级",   "龄",
        "期",   "前",   "后",   "以上", "目标", "任务", "热线",   "应急", "义务", "攻坚",
        "整治", "倍增", "提升", "医疗", "就医", "急救", NULL};
    bool limit = prose_follows(chars, amount->to, "以内") && amount->first.decimals == 0 &&
                 !prose_precedes(chars, amount->from, "控制在");
    return limit || prose_precedes_any(chars, amount->from, before) ||
           prose_follows_any(chars, amount->to, after);
}

static bool is_span_measure(const struct amount *amount) {
    static const char *const spans[] = {"年",   "天", "周",     "个月",    "小时",
                                        "分钟", "秒", "个小时", "个工作日"};
    for (size_t i = 0; i < COUNT_OF(spans); i++)
        if (is_measure(amount, spans[i])) return true;
    return false;
}

static bool is_year(const struct amount *amount) {
    return amount->first.to - amount->from == 4 && lies_between(amount, 1900, 2100);
}

/* 8:30, 17：00 unless the words before speak of a ratio. */
static bool is_clock(const struct chars *chars, const struct amount *amount) {
    static const char *const ratios[] = {"比",     "比为", "比例", "比例为", "比例达", "比达到",
                                         "例达到", "按",   "按照", "之比为", "配比",   NULL};
    size_t to = amount->to;
    uint32_t mark = prose_at(chars, amount->first.to);
    if (!amount->ratio || mark == 0x2236 || to - amount->first.to != 3) return false;
    int tens = prose_digit(prose_at(chars, to - 2));
    return lies_between(amount, 0, 24) && tens >= 0 && tens < 6 &&
           !prose_precedes_any(chars, amount->from, ratios);
}

static bool is_month_or_day(const struct chars *chars, const struct amount *amount) {
    static const char *const quarters[] = {"季度", "、二季度", "、三季度", "、四季度", NULL};
    size_t to = amount->number_to;
    if (prose_follows_any(chars, to, quarters)) return true;
    if (prose_follows(chars, to, "月") || prose_follows(chars, to, "日"))
        return lies_between(amount, 1, 31);
    if (prose_follows(chars, to, "号") && prose_precedes(chars, amount->from, "月")) return true;
    if (prose_follows(chars, to, "时") || prose_follows(chars, to, "点钟")) return true;
    return prose_follows(chars, to, "年代") || prose_follows(chars, to, "年级");
}

static bool is_date(const struct chars *chars, const struct amount *amount, bool after_date) {
    static const char *const weekdays[] = {"周", "星期", "礼拜", NULL}, *const halves[] = {
                                                                            "上半年", "下半年",
                                                                            "H1",     "H2",
                                                                            "Q",      NULL};
    size_t from = amount->from, to = amount->number_to;
    bool year = is_year(amount);
    if (amount->first.code)
        return amount->first.value.coefficient >= 1900 && amount->first.value.scale <= 2;
    if (year && (is_plain(amount) || is_measure(amount, "年") || is_measure(amount, "年度") ||
                 is_measure(amount, "学年") || prose_follows_any(chars, to, halves)))
        return true;
    if (amount->first.digits && amount->first.to - from == 4 && prose_follows(chars, to, "年"))
        return true;
    if (is_month_or_day(chars, amount) || is_clock(chars, amount)) return true;
    if (after_date && (is_measure(amount, "分") || is_measure(amount, "秒"))) return true;
    if (amount->script == NUMERAL_CHINESE && prose_precedes_any(chars, from, weekdays)) return true;
    if (!is_span_measure(amount) && !is_measure(amount, "日")) return false;
    if (amount->script == NUMERAL_CHINESE) return !prose_precedes(chars, from, "连续");
    return is_measure(amount, "日") || is_frame(chars, amount);
}

/* Service numbers: 12345热线, 120. */
static bool is_service_number(const struct chars *chars, const struct amount *amount) {
    static const char *const numbers[] = {
        "110",   "114",   "119",   "120",   "122",   "999",   "12301", "12309",
        "12315", "12318", "12320", "12328", "12333", "12337", "12338", "12345",
        "12348", "12350", "12355", "12356", "12358", "12366", "12369", "12371",
        "12378", "12380", "12381", "12385", "12388", "12389", "95598", "95120"};
    static const char *const lines[] = {"热线", "急救", "平台", "电话", "专线", "报警",
                                        "指挥", "政务", "市民", "便民", "服务", NULL};
    if (!is_plain(amount) || amount->first.decimals > 0) return false;
    struct text number = prose_between(chars, amount->from, amount->first.to);
    if (number.length >= 3 && prose_follows_any(chars, amount->to, lines)) return true;
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        if (text_is(number, numbers[i])) return true;
    return false;
}

/* A4, H7N9, 5G, PM2.5, COVID-19, 2型糖尿病, 90后, 1+3, 3·15, 7×24小时, 319国道. */
static bool is_code_name(const struct chars *chars, const struct amount *amount) {
    static const char *const kinds[] = {"型", "后出生", "国道", "省道",   "县道", "号线", "路公交",
                                        "版", "等奖",   "等功", "代身份", "次方", NULL};
    static const char *const signs[] = {"+", "＋", "×", "·", "•", "*", NULL};
    size_t from = amount->from, to = amount->first.to;
    uint32_t before = prose_before(chars, from), after = prose_at(chars, to);
    uint32_t left = from > 1 ? chars->at[from - 2] : 0; /* 0570-4012345, COVID-19 */
    bool dashed = before == '-' && (prose_is_letter(left) || prose_digit(left) >= 0);
    if ((prose_is_letter(before) && amount->first.decimals == 0) || dashed ||
        prose_precedes(chars, from, "PM"))
        return true;
    if (prose_is_letter(after) && is_plain(amount)) return true;
    if (prose_follows_any(chars, to, signs) && !text_is_blank(prose_at(chars, to + 1))) return true;
    if (prose_precedes_any(chars, from, signs) && (prose_is_letter(left) || prose_digit(left) >= 0))
        return true;
    if (after == '-' && is_plain(amount) && !amount->range) return true; /* 0570-1234567 */
    if (is_plain(amount) && to - from >= 7 && prose_precedes(chars, from, "电话")) return true;
    if (is_plain(amount) && to - from == 2 && after == 0x540E) return true; /* 90后 */
    return prose_follows_any(chars, to, kinds);
}

/* 65岁以上老年人, 0—6岁儿童, 孕28周: the name of a group, not its size. */
static bool is_group_name(const struct chars *chars, const struct amount *amount) {
    static const char *const whom[] = {"以上",   "以下", "及以上", "及以下", "以内", "儿童", "妇女",
                                       "老",     "至",   "组",     "适龄",   "女",   "男",   "人群",
                                       "青少年", "居民", "户籍",   "常住",   "的",   "婴",   "幼",
                                       "学生",   "城乡", "贫困",   "参保",   "（含", "(含",  NULL};
    if (is_measure(amount, "级") || is_measure(amount, "年级")) return true;
    if (is_measure(amount, "岁")) return prose_follows_any(chars, amount->to, whom);
    return is_measure(amount, "周") && prose_precedes(chars, amount->from, "孕");
}

static bool is_arabic_name(const struct chars *chars, const struct amount *amount) {
    return amount->first.code || is_service_number(chars, amount) || is_code_name(chars, amount) ||
           is_group_name(chars, amount) || prose_follows(chars, amount->first.to, "大");
}

/* “十四五” without quotation marks, 三级医院, 三甲, 二十大. */
static bool is_chinese_name(const struct chars *chars, const struct amount *amount) {
    static const char *const kinds[] = {"级",   "甲医", "甲", "大", "类", "中全会", "等奖",
                                        "等功", "线城", "号", "产", "农", NULL};
    static const char *const plans[] = {"十五",   "十一五", "十二五", "十三五",
                                        "十四五", "十五五", NULL};
    static const char *const of_plans[] = {"规划", "期间", "时期", "以来", "末",
                                           "计划", "发展", "”",    NULL};
    struct text word = prose_between(chars, amount->from, amount->first.to);
    for (size_t i = 0; plans[i] != NULL; i++)
        if (text_is(word, plans[i]) &&
            (i > 0 || prose_follows_any(chars, amount->first.to, of_plans)))
            return true;
    return prose_follows_any(chars, amount->first.to, kinds);
}

/* Chinese numerals count only with a measure behind them, and not inside a set phrase. */
static enum typed_kind judge_chinese(const struct chars *chars, const struct amount *amount) {
    static const char *const sure[] = {"例", "期", "所", "座", "户", "万", "亿"};
    if (amount->first.vague) return TYPED_IDIOM;
    if (amount->fraction) return TYPED_FIGURE;
    if (is_chinese_name(chars, amount)) return TYPED_NAME;
    if (is_plain(amount) || prose_is_idiom(chars, amount->from)) return TYPED_IDIOM;
    if (prose_is_rhetoric(chars, amount->to)) return TYPED_IDIOM;
    bool one = prose_between(chars, amount->from, amount->first.to).length == 3 &&
               chars->at[amount->from] == 0x4E00 && !amount->range;
    if (!one) return TYPED_FIGURE;
    for (size_t i = amount->from; i > 0 && amount->from - i < 8; i--)
        if (chars->at[i - 1] == 0x6BCF) return TYPED_IDIOM; /* 每个乡镇一所 */
    for (size_t i = 0; i < COUNT_OF(sure); i++)
        if (is_measure(amount, sure[i])) return TYPED_FIGURE;
    return amount->measure.kind == MEASURE_COUNT && amount->measure.power10 == 0 ? TYPED_IDIOM
                                                                                 : TYPED_FIGURE;
}

enum typed_kind prose_judge(const struct chars *chars, struct amount *amount,
                            const unsigned char *marks, enum typed_kind last_kind, size_t last_to) {
    bool touches = last_to == amount->from && last_to > 0;
    if (is_document(chars, amount, marks[amount->from])) return TYPED_DOCUMENT;
    if (marks[amount->from] & MARK_QUOTED) return TYPED_NAME;
    if (is_ordinal(chars, amount)) return TYPED_ORDINAL;
    if (is_date(chars, amount, touches && last_kind == TYPED_DATE)) return TYPED_DATE;
    if (amount->script == NUMERAL_CHINESE) return judge_chinese(chars, amount);
    if (is_arabic_name(chars, amount)) return TYPED_NAME;
    return prose_is_rhetoric(chars, amount->to) && !is_plain(amount) &&
                   lies_between(amount, 1, 20) && is_measure(amount, "个")
               ? TYPED_IDIOM
               : TYPED_FIGURE;
}
