/* Statements about several figures, ranks, series and money, for whoever has computed them.
 *
 * Pure functions like those of wording.h: nothing is looked up, what is not known gives "—" and
 * what is not true is not said.  Sources: 统计公报 and government work reports for the phrases,
 * 支付结算办法 (银发〔1997〕393号) annex 1 for money in words, GB/T 15835-2011 for digits. */
#ifndef WORDING_STATEMENTS_H
#define WORDING_STATEMENTS_H

#include "wording/wording.h"

/* ---- time */

/** The years of a five-year plan: “十四五”时期, 「十四五」時期; empty if the period is none. */
struct text wording_plan(struct arena *arena, struct period period, enum wording_script script);
/** "截至2026年6月底", "截至6月底" (`year` false), "截至2026年4月10日", "截至2025年底", "截至年底";
 * empty for a period without dates. */
struct text wording_as_of(struct arena *arena, struct period period, bool year,
                          enum wording_script script);

/* ---- ranks */

/** Place of a unit among others, as computed elsewhere. */
struct wording_rank {
    int rank;          /* 1 is first; 0: not known */
    int ties;          /* others on the same place */
    int count;         /* how many are ranked; 0: do not say */
    struct text scope; /* 全市 */
    struct text members; /* 个县（市、区）; with it and count: 在全市11个县（市、区）中居第二位 */
    bool compared; /* `rise` is known */
    bool previous; /* against the period before, not last year */
    int rise;      /* places gained since then, negative: lost */
};
/** "居全市第二位", "并列全市第二位", "居全市第二位，较上年上升3位", "…，位次与上年持平"; "—". */
struct text wording_rank(struct arena *arena, const struct wording_rank *rank,
                         enum wording_script script);

/* ---- who has reported */

/** "17个乡镇中16个已报", "17个乡镇全部报送", "17个乡镇均未报送"; members: 个乡镇, 家卫生院 (a
 * counting word and a noun), empty: 个单位.  "—" if none is expected. */
struct text wording_coverage(struct arena *arena, size_t expected, size_t reported,
                             struct text members, enum wording_script script);

struct wording_standing {
    struct text name; /* 预计, 快报 …; empty: none */
    size_t count;
};
/** "文中数据2项为预计数，1项为快报数，其余为正式数" of figures of several standings,
 * "文中数据均为快报数" of one; empty where none has a standing. */
struct text wording_standings(struct arena *arena, const struct wording_standing *standings,
                              size_t count, enum wording_script script);

/* ---- series */

enum wording_trend { WORDING_TREND_UP, WORDING_TREND_DOWN, WORDING_TREND_LEVEL, WORDING_TREND_MET };
/** "连续3年增长", "连续5个月下降", "连续2个季度达标": `count` periods of the figure's kind, the
 * last of them its own.  The verb follows its nature and measure: 提高, 加快, 扩大.  "—" below two,
 * and for windows, which do not follow one another. */
struct text wording_streak(struct arena *arena, const struct figure *last, int count,
                           enum wording_trend trend, struct wording_style style);
/** "年均增长8.2%", "年均下降1.0%", "年均持平", of a mean yearly rate given as a fraction. */
struct text wording_mean_growth(struct arena *arena, struct number rate,
                                struct wording_style style);

/* ---- several figures */

/** "均为100%" if all print alike, else "分别为12家、15家和18家" ("…达到…" with `reached`); of one
 * alone "为12家".  Unknown ones stand as —; "—" alone if none is known. */
struct text wording_figures(struct arena *arena, const struct figure *figures, size_t count,
                            bool reached, struct wording_style style);
/** "其中城关12家、北街3家"; 为 parts a name that ends in a digit or letter from its number.  Empty
 * without parts. */
struct text wording_parts(struct arena *arena, const struct text *names,
                          const struct figure *figures, size_t count, struct wording_style style);

/* ---- money */

enum wording_money_end { WORDING_MONEY_ZHENG /* 整 */, WORDING_MONEY_ZHENG_OTHER /* 正 */ };
/** 人民币壹仟肆佰零玖元伍角, 陆仟零柒元壹角肆分, 叁佰元整 from an amount in 元 (any scale), rounded
 * to 分.  整 (or 正) follows 元 only.  "—" if it is not known, no money in 元, a range or of a
 * qualifier: a cheque is exact. */
struct text wording_money(struct arena *arena, const struct figure *figure, bool renminbi,
                          enum wording_money_end end, enum wording_script script);

#endif
