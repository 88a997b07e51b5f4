/* Set phrases: Chinese numerals that count nothing, and words of rhetoric that are counted but are
 * no data.
 *
 * Only phrases in which a measure word follows the numeral need to stand here (一起, 三位一体): a
 * numeral without one (统一, 万一, 十分) is never taken for a figure. */
#include "prose/inner.h"

#include <string.h>

static const char *const idioms[] = {
    /* ones that count nothing although a measure word of judge.c's sure ones follows */
    "统一", "唯一", "逐一", "单一", "合一", "同一", "专一", "不一", "万一", "其一", "每一",
    "一户一", "一所有",
    /* set phrases */
    "三位一体", "五位一体", "四位一体", "二位一体", "两个维护", "两个确立", "四个意识", "四个自信",
    "四个全面", "三个代表", "三个务必", "两个务必", "两个一百", "两个中心", "三个文明", "两个文明",
    "四个服从", "三个有利于", "两个不变", "两个结合", "两个大局", "三个区分", "四个最严",
    "四个到位", "三个到位", "五个到位", "四个不摘", "四个不放过", "三个一批", "四个一批",
    "两个率先", "七个有之", "五个必须", "两个毫不", "两个责任", "两个条例", "三个以案", "三个定位",
    "三件套", "四件套", "三部曲", "六部门", "三本台账", "三本账", "三张清单", "四张清单", "两张网",
    "三条底线", "三条红线", "两条腿", "三个清零", "二次", "三次产业", "三只手", "两个轮子",
    "三个转变", "四个转变", "两个以上", "十八项核心",
    /* places, and words that only look counted */
    "五台山", "五台县", "七台河", "三台县", "三门峡", "三门县", "三元区", "一元", "二元", "三元",
    "五元", "九里", "八里", "五里", "三里", "十里", NULL};

static const char *const rhetoric[] = {
    "方面", "重点", "环节", "层面", "层次", "阶段", "步骤", "原则",     "确保", "到位", "转变",
    "结合", "突出", "坚持", "强化", "关口", "关键", "主线", "抓手",     "要求", "意识", "维护",
    "不",   "一",   "统一", "提升", "提高", "加强", "严格", "明显",     "必须", "更加", "新",
    "难题", "短板", "维度", "角度", "转型", "目标", "支撑", "保障措施", "保障", "特点", "特色",
    "亮点", "优势", "底线", "红线", "体系", "梯次", "文明", "最",       "清零", "着力", "注重",
    "到",   "狠抓", "抓",   "轮子", "全面", "自信", "同步", "聚焦",     "围绕", "关系", NULL};

/* Does `phrase` lie over the character `at` of the text, that character being one of the phrase's
 * own? */
static bool covers(const struct chars *chars, size_t at, const char *phrase) {
    const char *next = phrase, *end = phrase + strlen(phrase);
    for (size_t i = 0; next < end; i++) {
        uint32_t code_point = text_next(&next, end);
        if (code_point == chars->at[at] && i <= at && prose_follows(chars, at - i, phrase))
            return true;
    }
    return false;
}

bool prose_is_idiom(const struct chars *chars, size_t at) {
    for (size_t i = 0; idioms[i] != NULL; i++)
        if (covers(chars, at, idioms[i])) return true;
    return false;
}

bool prose_is_rhetoric(const struct chars *chars, size_t after_measure) {
    static const char *const joints[] = {"“", "‘", NULL};
    if (prose_follows_any(chars, after_measure, joints)) return true;
    return prose_follows_any(chars, after_measure, rhetoric);
}
