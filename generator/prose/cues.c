/* What kind of number the words before a figure ask for: 同比增长 a change, 完成目标的 a
 * completion, 上年同期为 a base.
 *
 * Takes a passage and a figure's place in it; judges by the words of the figure's own clause, the
 * last of them counting most. */
#include "prose/matcher.h"

static const char *const ups[] = {"增长", "增加", "提高", "上升", "增幅",
                                  "升高", "提升", "增速", "增",   NULL};
static const char *const downs[] = {"下降", "减少", "降低", "回落", "降幅",
                                    "下滑", "缩短", "压缩", "减",   NULL};
static const char *const more[] = {"多", "高", NULL}, *const less[] = {"少", "低", NULL};
static const char *const others_of_ups[] = {
    "增加值", "增长率", "高血压", "高危", "高龄", "提高到", "高质量",   "高标准",
    "高中",   "高校",   "多数",   "多个", "高新", "高等",   "高效",     "多种",
    "高于",   "提升到", "多重",   "高级", "高层", "高技能", "提升工程", NULL};
static const char *const others_of_downs[] = {"少数", "少年", "低保", "低收入", "低于", "少儿",
                                              "少先", "减灾", "减免", "减税",   NULL};
static const char *const against[] = {"同比", "环比", "比",   "较", "同期",
                                      "上年", "去年", "上期", NULL};
static const char *const goals[] = {"目标", "任务", "计划", "指标", NULL};
static const char *const intends[] = {"力争",   "确保", "预计", "拟",   "将", "争取",
                                      "下半年", "年底", "年末", "全年", NULL};
static const char *const passed[] = {"上年", "去年", "同期", "上半年末", "年初", "原来的", NULL};

struct region {
    const struct chars *chars;
    const bool *named; /* characters of names */
    size_t from, to;   /* the clause before the figure */
    size_t lead;       /* from the sentence's start */
};

static bool is_named(const struct region *region, size_t at) {
    return at >= region->lead && at - region->lead < FIELD_MOST && region->named[at - region->lead];
}

/* Last place in [from, to) where one of the words begins, or SIZE_MAX; not in a name, nor where it
 * begins one of `but`. */
static size_t last_of(const struct region *region, size_t from, size_t to, const char *const *words,
                      const char *const *but) {
    const struct chars *chars = region->chars;
    for (size_t i = to; i > from; i--) {
        if (is_named(region, i - 1)) continue;
        if (!prose_follows_any(chars, i - 1, words)) continue;
        if (but != NULL && prose_follows_any(chars, i - 1, but)) continue;
        return i - 1;
    }
    return SIZE_MAX;
}

static bool has(const struct region *region, size_t from, size_t to, const char *const *words) {
    return last_of(region, from, to, words, NULL) != SIZE_MAX;
}

/* 提高到60%, 增至, 下降为: what it has come to, not by how much. */
static bool comes_to(const struct region *region, size_t cue, size_t to) {
    const struct chars *chars = region->chars;
    static const char *const words[] = {"到", "至", "为", NULL}, *const but[] = {"达到", "幅为",
                                                                                 "率为", "幅达到",
                                                                                 NULL};
    size_t place = last_of(region, cue, to, words, NULL);
    return place != SIZE_MAX && to - place <= 2 &&
           !prose_follows_any(chars, place > 0 ? place - 1 : 0, but);
}

/* 新增 is no change: 新增床位. */
static bool is_new(const struct chars *chars, size_t cue) {
    static const char *const words[] = {"新", "净", NULL};
    return prose_follows(chars, cue, "增") && prose_precedes_any(chars, cue, words);
}

static void want_change(const struct region *region, struct wanted *wanted) {
    const struct chars *chars = region->chars;
    size_t up = last_of(region, region->from, region->to, ups, others_of_ups);
    size_t down = last_of(region, region->from, region->to, downs, others_of_downs);
    if (up != SIZE_MAX && is_new(chars, up)) up = SIZE_MAX;
    bool compared = has(region, region->from, region->to, against);
    if (up == SIZE_MAX && down == SIZE_MAX && compared) { /* 比上年多引进12人 */
        size_t near = region->to > region->from + 6 ? region->to - 6 : region->from;
        up = last_of(region, near, region->to, more, others_of_ups);
        down = last_of(region, near, region->to, less, others_of_downs);
    }
    bool falls = down != SIZE_MAX && (up == SIZE_MAX || down > up);
    size_t cue = falls ? down : up;
    if (cue == SIZE_MAX || comes_to(region, cue, region->to)) return;
    wanted->kind = EXPECT_AMOUNT;
    wanted->sign = falls ? -1 : 1;
    wanted->sure = compared;
}

static void want_of_percent(const struct region *region, struct wanted *wanted) {
    static const char *const done[] = {"完成", "占", "达到", "达", "为", "实现", NULL},
                             *const share[] = {"占", "比重", "占比", NULL};
    const struct chars *chars = region->chars;
    size_t goal = last_of(region, region->from, region->to, goals, NULL);
    if (wanted->kind == EXPECT_AMOUNT) {
        wanted->kind = EXPECT_RATE;
        wanted->sure = true;
    } else if (goal != SIZE_MAX && has(region, region->from, goal, done)) {
        wanted->kind = EXPECT_COMPLETION;
        wanted->sure = true;
    } else if (has(region, region->from, region->to, share)) {
        wanted->kind = EXPECT_SHARE;
    } else if (prose_precedes(chars, region->to, "完成率") ||
               prose_precedes(chars, region->to, "完成率为") ||
               prose_precedes(chars, region->to, "完成率达")) {
        wanted->kind = EXPECT_COMPLETION;
    }
}

static void want_of_points(const struct region *region, struct wanted *wanted) {
    static const char *const time[] = {"序时", "时间进度", NULL}, *const behind[] = {"低于", "慢于",
                                                                                     "落后", "滞后",
                                                                                     NULL};
    wanted->sure = true;
    if (has(region, region->from, region->to, time)) {
        wanted->kind = EXPECT_PROGRESS;
        wanted->sign = has(region, region->from, region->to, behind) ? -1 : 1;
    } else {
        wanted->kind = EXPECT_AMOUNT;
    }
}

/* 8个的目标, 85%以上的年度目标: what follows says that it is one. */
static bool is_called_goal(const struct region *region, const struct setting *setting,
                           size_t after) {
    const struct chars *chars = region->chars;
    if (!has(region, after, setting->after_to, goals)) return false;
    size_t of = after;
    while (of < setting->after_to && of < after + 4 && !prose_follows(chars, of, "的")) of++;
    return of < setting->after_to && prose_follows(chars, of, "的");
}

static void want_of_value(const struct region *region, const struct setting *setting, size_t after,
                          struct wanted *wanted) {
    static const char *const compares[] = {"同比", "比", "较", NULL}, *const starts[] = {"由", "从",
                                                                                         NULL};
    if (wanted->kind != EXPECT_VALUE) return;
    size_t goal = last_of(region, region->from, region->to, goals, NULL);
    bool compared = has(region, region->from, region->to, compares);
    if ((goal != SIZE_MAX && region->to - goal <= 5) || is_called_goal(region, setting, after)) {
        wanted->kind = EXPECT_TARGET;
        wanted->sure = true;
    } else if (!compared &&
               (has(region, region->from, region->to, passed) ||
                has(region, region->to > 2 ? region->to - 2 : 0, region->to, starts))) {
        wanted->kind = EXPECT_BASE;
    } else if (has(region, region->lead, region->to, intends)) {
        wanted->kind = EXPECT_TARGET;
    }
}

struct wanted prose_want(const struct prose_matcher *matcher, const struct passage *passage,
                         size_t stand, const struct setting *setting) {
    static const char *const before[] = {"环比",     "上期",     "上半年末", "比上半年",
                                         "较上半年", "比上季度", "较上季度", NULL};
    static const char *const starts[] = {"较年初",   "比年初",   "年初以来", "较上年末",
                                         "比上年末", "较上年底", "比上年底", NULL};
    static const char *const frames[] = {"其中", "人均", "户均", "次均", "平均", "日均", "新增",
                                         "净增", "每",   "各",   "最高", "最低", "剩余", "其余",
                                         "另有", "另外", "仍有", "尚有", "还有", "未",   "首批",
                                         "包括", "含",   "除",   NULL};
    static const char *const gaps[] = {"差", "缺", "剩余", "还需", "尚需", "余下", NULL};
    const struct stand *self = &passage->stands[stand];
    struct region region = {&passage->chars, matcher->named, setting->clause_from, self->from,
                            setting->sentence_from};
    struct wanted wanted = {.kind = EXPECT_VALUE};
    if (setting->listed) region.from = setting->sentence_from;
    wanted.gap = has(&region, region.from, region.to, gaps);
    if (has(&region, region.lead, region.to, before)) wanted.against = CHANGE_PREVIOUS;
    if (has(&region, region.lead, region.to, starts)) wanted.against = CHANGE_YEAR_START;
    wanted.framed = wanted.gap || has(&region, region.from, region.to, frames);
    want_change(&region, &wanted);
    switch (self->typed->measure.kind) {
    case MEASURE_POINT:
    case MEASURE_MILLE_POINT: want_of_points(&region, &wanted); break;
    case MEASURE_PERCENT:
    case MEASURE_PERMILLE:
    case MEASURE_PER_100K: want_of_percent(&region, &wanted); break;
    case MEASURE_TIMES:
        if (wanted.kind == EXPECT_AMOUNT) wanted.kind = EXPECT_TIMES;
        break;
    case MEASURE_NONE:
    case MEASURE_COUNT: break;
    }
    want_of_value(&region, setting, self->to, &wanted);
    return wanted;
}

double prose_kind_likeness(const struct wanted *wanted, const struct expectation *expectation) {
    enum expect kind = expectation->kind;
    if (wanted->kind == kind) {
        bool change = kind == EXPECT_RATE || kind == EXPECT_AMOUNT || kind == EXPECT_TIMES;
        return change && wanted->against != expectation->against ? 0.8 : 1;
    }
    if (kind == EXPECT_GAP) return wanted->gap ? 0.75 : 0;
    bool value = kind == EXPECT_VALUE || kind == EXPECT_OTHER || kind == EXPECT_BASE ||
                 kind == EXPECT_TARGET;
    switch (wanted->kind) {
    case EXPECT_VALUE: return value ? 0.75 : kind == EXPECT_COMPLETION ? 0.6 : 0.4;
    case EXPECT_TARGET:
    case EXPECT_BASE:
    case EXPECT_OTHER: return value ? 0.75 : 0.3;
    case EXPECT_AMOUNT: return value && !wanted->sure ? 0.9 : value ? 0.5 : 0.3;
    case EXPECT_COMPLETION:
    case EXPECT_RATE:
    case EXPECT_SHARE: return kind == EXPECT_VALUE || kind == EXPECT_OTHER ? 0.7 : 0.4;
    case EXPECT_TIMES:
    case EXPECT_GAP:
    case EXPECT_PROGRESS: return 0.4;
    }
    return 0.3;
}

/* The number right before `word` in the text of a date; -1 if there is none. */
static int number_before(struct text date, const char *word) {
    size_t at = text_find(date, text_of(word)), from = at;
    if (at == SIZE_MAX) return -1;
    int value = 0, power = 1;
    while (from > 0 && date.at[from - 1] >= '0' && date.at[from - 1] <= '9' && power < 100000) {
        value += (date.at[--from] - '0') * power;
        power *= 10;
    }
    return from == at ? -1 : value;
}

static bool is_other_date(struct text date, struct period period) {
    int year = number_before(date, "年"), month = number_before(date, "月");
    if (year >= 1900 && year != period.to_year && year != period.from_year) return true;
    return month >= 1 && month <= 12 && month != period.to_month && month != period.from_month;
}

bool prose_other_period(const struct passage *passage, size_t stand, const struct setting *setting,
                        struct period period) {
    if (!period_has_dates(period)) return false;
    const struct chars *chars = &passage->chars;
    size_t from = chars->offset[setting->sentence_from];
    const struct typed *typed = passage->stands[stand].typed;
    while (typed > passage->typed && typed[-1].offset >= from) {
        typed--;
        if (typed->kind == TYPED_DATE && is_other_date(typed->text, period)) return true;
    }
    return false;
}
