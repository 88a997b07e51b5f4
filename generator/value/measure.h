/* Units of measure as Chinese reports write them after a number: 元, 万元, 人次, 万平方米, %, ‰,
 * /10万.
 *
 * A scale word (十 百 千 never; 万, 亿, 万亿, and 萬, 億, 萬億) before a base is a power of ten of
 * that base. Two measures are alike when their bases are equal; figures of unlike measures are
 * never added or compared.  Some bases measure the same thing in another size (亩 and 公顷, % and
 * ‰): these can be converted into one another, exactly, where somebody asks for it. */
#ifndef VALUE_MEASURE_H
#define VALUE_MEASURE_H

#include <stdbool.h>

#include "value/number.h"

enum measure_kind {
    MEASURE_NONE,        /* a bare number */
    MEASURE_COUNT,       /* anything counted or measured: 家, 人次, 元, 升 */
    MEASURE_PERCENT,     /* % */
    MEASURE_PERMILLE,    /* ‰ */
    MEASURE_PER_100K,    /* /10万 */
    MEASURE_POINT,       /* 个百分点 */
    MEASURE_MILLE_POINT, /* 个千分点 */
    MEASURE_TIMES,       /* 倍 */
};

struct measure {
    struct text name; /* as written: 万元; empty for MEASURE_NONE */
    struct text base; /* 元; for kinds other than COUNT equal to name */
    int power10;      /* 4 for 万, 8 for 亿, 12 for 万亿; 0 if no scale word */
    enum measure_kind kind;
};

/** Any text is a measure; the empty text is MEASURE_NONE.  Slices of `name` are kept, but forms
 * that mean the same get one name: ％ is %, 百分点 and 個百分點 are 个百分点, 1/10万 and /十万 are
 * /10万.  万 alone scales a bare number. */
struct measure measure_read(struct text name);
bool measure_alike(struct measure a, struct measure b);
/** True for %, ‰ and /10万: a change of these is said in points. */
bool measure_is_rate(struct measure measure);
/** The same base with another scale word ("", "万", "亿", "万亿"); name is built in the arena.
 *  `scale` must be one of these (assert); kinds other than COUNT and NONE come back as they are. */
struct measure measure_scaled(struct arena *arena, struct measure measure, struct text scale);
/** 0 for "", 4 for 万 and 萬, 8 for 亿 and 億, 12 for 万亿 and 萬億, -1 for anything else. */
int measure_scale_power(struct text scale);

/** True if numbers in `from` can be said in `to`: alike, or sizes of one thing.  Of area 平方米 亩
 * 公顷 平方公里, of length 毫米 厘米 米 公里, of weight 克 斤 公斤 吨, of volume 毫升 升 立方米, of
 * energy 千瓦时 and 度, of power 瓦 to 兆瓦 and 伏安 to 兆伏安, of voltage 伏 and 千伏, of rates
 * % ‰ /10万, of their differences 个百分点 个千分点; with their usual other names and signs (千米,
 * 公分, 千克, ㎡, km …).  Never money of two countries, never 人 and 人次. */
bool measure_convertible(struct measure from, struct measure to);
/** The size that stands for all that a base can be converted to: *base 平方米 for 亩, of which one
 * is up/down = 2000/3; the base itself and 1/1 if it has no sizes.  Counts only. */
void measure_size(struct text of, struct text *base, int *up, int *down);
/** The same quantity in the other measure, exact: 15亩 is 1公顷, 1亩 is 1/15公顷.  The two must be
 *  convertible (assert). */
struct number measure_convert(struct arena *arena, struct number number, struct measure from,
                              struct measure to);

#endif
