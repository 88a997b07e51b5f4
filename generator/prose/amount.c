/* Amounts: a numeral with its scale word, measure, range and words of qualification.
 *
 *   近七万元   1—2家   10%—15%   百分之三十   三分之一   45∶34∶21   4000多人   20/10万   50家以上
 */
#include "prose/inner.h"

#include <string.h>

/* Blanks inside a line between a number and its measure. */
static size_t skip_blanks(const struct chars *chars, size_t at) {
    size_t start = at;
    while (at - start < 3 && text_is_blank(prose_at(chars, at)) && prose_at(chars, at) != '\n')
        at++;
    return at;
}

/* 多 余 几 behind a number: more than it.  Not when it begins another word: 多个部门 is wanted,
 * 多次 too. */
static bool takes_more(const struct chars *chars, size_t *at) {
    static const char *const words[] = {"余", "多", "几", NULL};
    static const char *const others[] = {"多数", "多发", "多样", "多元", "多方",
                                         "余额", "余年", "几乎", NULL};
    if (!prose_follows_any(chars, *at, words) || prose_follows_any(chars, *at, others))
        return false;
    ++*at;
    return true;
}

/* 千 百 as a scale of Arabic digits (3千人, 5百万元), not in 千克, 百分点. */
static int small_scale(const struct chars *chars, size_t at) {
    static const char *const measures[] = {"千克", "千瓦", "千米", "千伏", "千卡", "千焦",
                                           "千分", "百分", "千人", "百人", NULL};
    if (prose_follows_any(chars, at, measures)) return 0;
    if (prose_at(chars, at) == 0x5343) return 3;
    if (prose_at(chars, at) == 0x767E) return 2;
    return prose_at(chars, at) == 0x5341 && prose_follows(chars, at, "十万") ? 1 : 0;
}

/* One end of an amount: numeral, scale, 多, measure; the measure's name is [measure_from,
 * measure_to) without 多. */
struct end {
    struct numeral numeral;
    struct number value, upper;
    bool more;
    struct measure measure;
    size_t to;
};

/* The measure with its scale word; the name is put together when 余 stands between the two
 * (20万余人). */
static struct measure join_measure(struct arena *arena, struct text scale, struct text word) {
    if (scale.length == 0) return measure_read(word);
    return measure_read(
        text_of(arena_printf(arena, "%.*s%.*s", TEXT_ARGS(scale), TEXT_ARGS(word))));
}

static void read_measure(const struct chars *chars, struct end *end, struct arena *arena,
                         const struct text_list *own) {
    bool chinese = end->numeral.script == NUMERAL_CHINESE;
    size_t at = skip_blanks(chars, end->to);
    if (takes_more(chars, &at)) end->more = true;
    int small = chinese ? 0 : small_scale(chars, at);
    if (small > 0) {
        end->value = number_shift(arena, end->value, small);
        at++;
    }
    static const char *const scales[] = {"万亿", "亿", "万", NULL};
    size_t scale_from = at;
    for (size_t i = 0; scales[i] != NULL && at == scale_from; i++)
        if (prose_follows(chars, at, scales[i])) at += text_characters(text_of(scales[i]));
    struct text scale = prose_between(chars, scale_from, at);
    if (takes_more(chars, &at)) end->more = true;
    size_t word = skip_blanks(chars, at);
    size_t length = prose_measure_length(chars, word, chinese && scale.length == 0, own);
    if (length == 0) word = at;
    struct text name = prose_between(chars, word, word + length);
    if (length > 0 || scale.length > 0) end->measure = join_measure(arena, scale, name);
    if (length > 0 || scale.length > 0 || small > 0 || end->more) end->to = word + length;
}

static bool read_end(const struct chars *chars, size_t at, struct arena *arena,
                     const struct text_list *own, struct end *out) {
    memset(out, 0, sizeof *out);
    if (!prose_read_numeral(chars, at, arena, &out->numeral)) return false;
    out->value = out->numeral.value;
    out->upper = out->numeral.upper;
    out->to = out->numeral.to;
    bool zeros = out->numeral.code && prose_digit(prose_at(chars, at)) == 0;
    if (!out->numeral.code || zeros) read_measure(chars, out, arena, own);
    if (zeros)
        out->numeral.code = out->measure.kind == MEASURE_NONE; /* 05.8% is a slip, 0570 a code */
    return true;
}

/* Length of a mark between the two ends of a range; 0 if there is none.  "——" is a dash of the
 * sentence. */
static size_t range_mark(const struct chars *chars, size_t at) {
    static const char *const words[] = {"至", "到", NULL};
    uint32_t mark = prose_at(chars, at);
    bool line = mark == 0x2014 || mark == 0x2013 || mark == 0x2015 || mark == '-' || mark == '~' ||
                mark == 0xFF5E || mark == 0xFF0D || mark == 0x301C;
    if (line) return prose_at(chars, at + 1) == mark ? 0 : 1;
    return prose_follows_any(chars, at, words) ? 1 : 0;
}

/* 从30%到60% names two figures, not one range. */
static bool is_way(const struct chars *chars, size_t from, size_t mark) {
    static const char *const starts[] = {"从",       "由",       "自",       "从原来的", "由原来的",
                                         "从去年的", "由去年的", "由上年的", NULL};
    uint32_t sign = prose_at(chars, mark);
    return (sign == 0x81F3 || sign == 0x5230) && prose_precedes_any(chars, from, starts);
}

/* Takes the second end of a range into the amount if there is one. */
static void read_range(const struct chars *chars, struct arena *arena, const struct text_list *own,
                       struct end *first, struct amount *out) {
    size_t length = range_mark(chars, out->to);
    struct end last;
    if (length == 0 || is_way(chars, out->from, out->to)) return;
    if (!read_end(chars, out->to + length, arena, own, &last)) return;
    if (last.numeral.script != first->numeral.script || last.numeral.vague) return;
    bool named = first->measure.kind != MEASURE_NONE;
    bool scale_only = named && first->measure.base.length == 0;
    if (named && !scale_only && !measure_alike(first->measure, last.measure)) return;
    int shift = named ? first->measure.power10 - last.measure.power10 : 0;
    out->quantity.value = number_shift(arena, first->value, shift);
    out->quantity.upper = last.value;
    out->quantity.qualifier = QUALIFIER_RANGE;
    out->measure = last.measure;
    out->range = true;
    out->number_to = last.numeral.to;
    out->to = last.to;
}

enum { RATIO_MOST = 8 }; /* parts */

static bool is_colon(uint32_t code_point) {
    return code_point == ':' || code_point == 0x2236 || code_point == 0xFF1A;
}

/* 45∶34∶21: further parts behind the first number. */
static bool read_ratio(const struct chars *chars, struct arena *arena, struct amount *out) {
    size_t at = out->first.to;
    struct numeral next;
    for (int parts = 1; parts < RATIO_MOST && is_colon(prose_at(chars, at)) &&
                        prose_digit(prose_at(chars, at + 1)) >= 0 &&
                        prose_read_numeral(chars, at + 1, arena, &next);
         parts++) {
        at = next.to;
        out->ratio = true;
    }
    if (!out->ratio) return false;
    out->to = out->number_to = at;
    out->quantity.text = prose_between(chars, out->from, at);
    out->measure = (struct measure){.kind = MEASURE_NONE};
    return true;
}

/* The whole of a fraction: 百分之 is %, 千分之 ‰; any other is put in per cent. */
static void set_fraction(struct arena *arena, struct amount *out, struct number whole,
                         struct number part) {
    struct number hundred = number_from_integer(100);
    out->fraction = true;
    out->quantity.value = part;
    if (number_compare(whole, hundred) == 0) {
        out->measure = measure_read(TEXT("%"));
    } else if (number_compare(whole, number_from_integer(1000)) == 0) {
        out->measure = measure_read(TEXT("‰"));
    } else {
        struct number share = number_divide(arena, part, whole);
        out->quantity.value = number_multiply(arena, share, hundred);
        out->quantity.qualifier = QUALIFIER_ABOUT;
        out->measure = measure_read(TEXT("%"));
    }
}

/* 三分之一, 百分之三十, 百分之九十八点五. */
static bool read_fraction(const struct chars *chars, struct arena *arena, struct amount *out) {
    size_t at = out->first.to;
    struct numeral whole = out->first, part;
    if (prose_follows(chars, at, "万分之")) { /* kept out of the numeral as a scale word */
        whole.value = number_shift(arena, whole.value, 4);
        at++;
    }
    if (!prose_follows(chars, at, "分之") || number_sign(whole.value) <= 0) return false;
    if (!prose_read_numeral(chars, at + 2, arena, &part)) return false;
    out->first.vague = false;
    out->first.decimals = part.decimals;
    out->number_to = out->to = part.to;
    set_fraction(arena, out, whole.value, part.value);
    return true;
}

static void qualify(struct amount *amount, enum quantity_qualifier qualifier) {
    if (amount->quantity.qualifier == QUALIFIER_EXACT) amount->quantity.qualifier = qualifier;
}

static void read_qualifier(const struct chars *chars, struct amount *out) {
    static const struct {
        const char *words[10];
        enum quantity_qualifier qualifier;
    } before[] =
        {
            {{"不低于", "不少于", "至少", "不小于", "≥", "最少", NULL}, QUALIFIER_AT_LEAST},
            {{"不超过", "不高于", "不多于", "最多", "不大于", "≤", "控制在", "不突破", NULL},
             QUALIFIER_AT_MOST},
            {{"不足", "不到", "近", "将近", "接近", "低于", "少于", "未达到", NULL},
             QUALIFIER_LESS_THAN},
            {{"超过", "超", "突破", "逾", "高于", "多于", "＞", ">", NULL}, QUALIFIER_MORE_THAN},
            {{"约", "大约", "约为", "大概", "约占", NULL}, QUALIFIER_ABOUT},
        },
      after[] = {
          {{"以上", "及以上", "或以上", "起", NULL}, QUALIFIER_AT_LEAST},
          {{"以下", "以内", "之内", "及以下", NULL}, QUALIFIER_AT_MOST},
          {{"左右", "上下", NULL}, QUALIFIER_ABOUT},
          {{"多", "余", NULL}, QUALIFIER_MORE_THAN},
      };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (prose_precedes_any(chars, out->from, before[i].words)) {
            qualify(out, before[i].qualifier);
            return;
        }
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        if (prose_follows_any(chars, out->to, after[i].words)) {
            qualify(out, after[i].qualifier);
            return;
        }
}

static bool is_minus(const struct chars *chars, size_t at) {
    uint32_t sign = prose_before(chars, at);
    if (sign != '-' && sign != 0x2212 && sign != 0xFF0D) return false;
    uint32_t left = prose_before(chars, at - 1);
    return prose_digit(left) < 0 && !prose_is_letter(left) && left != '/' && left != '%';
}

bool prose_read_amount(const struct chars *chars, size_t at, struct arena *arena,
                       const struct text_list *own, struct amount *out) {
    struct end first;
    *out = (struct amount){.from = at};
    if (!read_end(chars, at, arena, own, &first)) return false;
    out->first = first.numeral;
    out->script = first.numeral.script;
    out->number_to = first.numeral.to;
    out->to = first.to;
    out->quantity.state = QUANTITY_KNOWN;
    if (first.numeral.script == NUMERAL_ARABIC && read_ratio(chars, arena, out)) return true;
    if (!read_fraction(chars, arena, out)) {
        out->quantity.value = first.value;
        out->measure = first.measure;
        if (first.more) out->quantity.qualifier = QUALIFIER_MORE_THAN;
        if (first.numeral.approximate) {
            out->quantity.qualifier = QUALIFIER_RANGE;
            out->quantity.upper = first.upper;
        } else if (!first.more && !first.numeral.code) {
            read_range(chars, arena, own, &first, out);
        }
    }
    if (first.numeral.script == NUMERAL_ARABIC && is_minus(chars, at))
        out->quantity.value = number_negate(arena, out->quantity.value);
    read_qualifier(chars, out);
    return true;
}
