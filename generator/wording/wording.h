/* Figures said in the Chinese of official statistics.  Pure functions: exact value and places in,
 * words out. Sources of the rules: typography.md 3.2-3.3 in short: GB/T 15835-2011 for the form of
 * numbers. */
#ifndef WORDING_WORDING_H
#define WORDING_WORDING_H

#include "value/figure.h"

enum wording_script { WORDING_SIMPLIFIED, WORDING_TRADITIONAL };

struct wording_style {
    int decimals; /* -1: the figure's own, else as in the data */
    struct text
        scale; /* "", "万", "亿", "万亿": print in that scale; {NULL,0}: as the figure stands */
    bool bare; /* without the unit of measure (tables, axes) */
    bool grouped;         /* thousands commas */
    bool chinese;         /* 一百零三 */
    bool plain_qualifier; /* leave out 约, 以上, 余 */
    bool required; /* a demand: 不低于50家, 不超过, 高于, 低于 for 50家以上, 以内, 余, 不足 */
    bool unmarked; /* the words around it say 预计 already */
    enum number_rounding rounding;
    enum wording_script script;
};
#define WORDING_PLAIN ((struct wording_style){.decimals = -1})

/** "2020人次", "100余项", "1.2万余人" (more than; 超过365家 where the number is not round),
 * "50家以上" (at least), "50家以内" (at most), "约7万元", "不足50家" (less than), "1—2家",
 * "15%—30%", "9亿—16亿元" (range), "预计2020人次" (of that standing), "—" (missing), the mark as
 * given with the measure ("xx万人次"),
 * "/" or 不适用 as given, or the text value.  %, ‰ and /10万 follow without a gap. In Chinese
 * numerals 百分之八点三, 两家, 二至三项.  The minus sign is "-", so that searching for it works. A
 * scale word wanted and no decimals: as many as show the value exactly, at most 2 (see
 * figure_in_measure()). */
struct text wording_figure(struct arena *arena, const struct figure *figure,
                           struct wording_style style);
/** Any exact value, same style; it has no measure but can have a scale word: 1.2万. */
struct text wording_number(struct arena *arena, struct number number, struct wording_style style);

/** The measure in a script: 万元, 萬元; 个百分点, 個百分點.  The base (元, 人次) as in the data. */
struct text wording_measure(struct arena *arena, struct measure measure,
                            enum wording_script script);

enum wording_change_form {
    WORDING_AUTO, /* percent for quantities, points for rates */
    WORDING_PERCENT,
    WORDING_AMOUNT,   /* 增加12家 */
    WORDING_POINTS,   /* 提高1.2个百分点 */
    WORDING_BOTH,     /* 增加12家、增长8.3% */
    WORDING_TIMES,    /* 增长1.2倍 */
    WORDING_MULTIPLE, /* 为上年同期的2.2倍; below it 为上年同期的80.0% */
    WORDING_DOUBLING, /* 翻一番, 翻两番多; percent where it did not double */
};

/** "同比增长8.3%", "同比下降3.2%", "与上年同期持平", "同比提高1.2个百分点",
 * "上年同期为0，新增12家", "扭亏为盈", "—" when nothing can be said. `lead` false leaves out
 * 同比/环比 and 与上年同期, 上年同期为0.
 *  - Held against last year 同比; against the start of the year 较年初 (stocks only); against the
 * previous period 环比 for one month or one quarter alone, 较上年下半年, 较上半年, 比上年,
 * 较“十三五”时期 for longer ones, 较上月末, 较上季度末, 较上年末, 较6月末 for stocks.  A cumulative
 * window (1—5月) or a period without dates has no previous one: —.
 *  - Rates (%, ‰, /10万, points) are said in points whatever the form: 个百分点,
 * 个千分点, 1.2/10万; POINTS of others is PERCENT.
 *  - A growth rate 加快 or 回落; both negative: 降幅同比收窄2个百分点; else 由负转正, 由正转负.  A
 * deficit or gap 扩大 or 收窄.
 *  - Decimals: of percent and 倍 the style's, else 1; of amounts and points the style's, the
 * figure's, else as in the data.
 *  - 持平 when nothing but zeros would be printed.
 *  - Base zero: 新增12家.  Base or value below zero, money: 扭亏为盈, 由盈转亏, 减亏3万元,
 * 增亏3万元; others 由负转正, 由正转负, 增加, 减少.
 *  - TIMES only from 增长1倍 on (never 减少N倍), DOUBLING only from twice on, else percent.  A
 * stated change whose base is unknown is PERCENT in every form; its basis is said first:
 * 按可比价计算，同比增长8.3%.
 *  - What is 预计 says so: 预计同比增长8.3%. */
struct text wording_change(struct arena *arena, const struct change *change,
                           enum wording_change_form form, bool lead, struct wording_style style);
/** False where wording_change() says "—". */
bool wording_can_say_change(struct arena *arena, const struct change *change);
/** The signed number for tables: "8.3", "-3.2", "—" also where there is no rate.  TIMES is always
 * in 倍 here. */
struct text wording_change_bare(struct arena *arena, const struct change *change,
                                enum wording_change_form form, struct wording_style style);
/** The figure that wording_change() prints, with its sign, for the run that carries it: percent,
 * points, 倍, or the amount (also where it stands in for a rate: 新增12家).  BOTH: the percent.
 * MISSING if no number is printed. */
struct figure wording_change_figure(struct arena *arena, const struct change *change,
                                    enum wording_change_form form);

/** "完成全年任务的52.3%", "完成半年任务的96.0%", "完成任务的…" for other periods of the target;
 * "完成全年任务的104.2%，超额完成" when more than 100 % is printed; "—".  Where less is wanted (a
 * target of le or lt, or one without qualifier of an indicator whose better is lower):
 * "控制在目标之内" / "超出控制目标".  A missed target never prints as 100.0%: it gets more decimals
 * (99.97%).  Below zero no share is said: 完成全年任务 / 未完成全年任务.  What is 预计 says so. */
struct text wording_completion(struct arena *arena, const struct completion *completion,
                               struct wording_style style);
/** completion.rate as a figure in % with one decimal (more for 99.97 %, as above); MISSING if it is
 * not known. */
struct figure wording_completion_figure(struct arena *arena, const struct completion *completion);
/** 超额完成全年任务 (more than 100 % is printed), 完成全年任务, 未完成全年任务 once the target's
 * period is over; as long as it runs and the target is not reached, and for caps, the words of
 * wording_completion(). */
struct text wording_outcome(struct arena *arena, const struct completion *completion,
                            struct wording_style style);
/** "高于序时进度2.3个百分点", "低于序时进度1.0个百分点", "与序时进度持平", "—". */
struct text wording_progress(struct arena *arena, const struct completion *completion,
                             struct wording_style style);
/** How far completion is ahead of time, in 个百分点 with one decimal and its sign; MISSING where
 * nothing can be said. */
struct figure wording_progress_figure(struct arena *arena, const struct completion *completion);
/** 达标, 未达标, "—"; a flow whose target belongs to a longer period, as long as it is not reached:
 * 达到序时进度, 未达序时进度. */
struct text wording_verdict(struct arena *arena, const struct completion *completion,
                            struct wording_style style);
/** True while at least half of the year and at least half of its task are done, and the year is not
 * over; never of a cap. */
bool wording_is_half_done(const struct completion *completion);
/** "时间过半、任务过半", or 实现“双过半” (`as_slogan`); "—" where it is not true. */
struct text wording_halves(struct arena *arena, const struct completion *completion, bool as_slogan,
                           struct wording_style style);

/** 一百零三, 二十, 十二, 一万零五; negative 负…; non-integers 三点五. */
struct text wording_chinese_number(struct arena *arena, struct number number,
                                   enum wording_script script);
/** 二〇二六 (digits one by one). */
struct text wording_chinese_digits(struct arena *arena, struct text digits);
/** The n-th number (from 1) of a scheme, which is its first number as a sample: "一、" "（一）"
 * "1." "（1）" "①" "第一，" "第一条" "一是" "一要" "其一" or any other text with 一, 1 or ①.  After
 * ⑳ comes （21）.  A text without these (a bullet) comes back as it is. */
struct text wording_ordinal(struct arena *arena, struct text scheme, int n);

/* Years, months and days have the same words in both scripts. */
/** 2026年上半年, 2026年1—5月, 2026年第二季度, 2026年6月, 2026年4月24—26日, 2005年12月—2006年5月,
 * 2021—2025年; every year 每年, 20xx年上半年, spans as written, undated: empty.  `year` false
 * leaves the year out where there is one only (上半年, 1—5月, 全年). */
struct text wording_period(struct arena *arena, struct period period, bool year);
/** "2026-07-05" → 2026年7月5日; the text unchanged if it is no date of the calendar. */
struct text wording_date(struct arena *arena, struct text iso);
/** 二〇二六年七月五日 */
struct text wording_chinese_date(struct arena *arena, struct text iso);
/** A、B和C; A、B、C if a name has a 和 of its own. */
struct text wording_join(struct arena *arena, const struct text *items, size_t count);

#endif
