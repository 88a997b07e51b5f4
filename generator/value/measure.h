/* Units of measure as Chinese reports write them after a number: 元, 万元, 人次, 万平方米, %, ‰,
 * /10万.
 *
 * A scale word (十 百 千 never; 万, 亿, 万亿) before a base is a power of ten of that base.
 * Two measures are alike when their bases are equal; figures of unlike measures are never added or
 * compared. */
#ifndef VALUE_MEASURE_H
#define VALUE_MEASURE_H

#include <stdbool.h>

#include "base/text.h"

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
 * that mean the same get one name: ％ is %, 百分点 is 个百分点, 1/10万 and /十万 are /10万.  万
 * alone scales a bare number. */
struct measure measure_read(struct text name);
bool measure_alike(struct measure a, struct measure b);
/** True for %, ‰ and /10万: a change of these is said in points. */
bool measure_is_rate(struct measure measure);
/** The same base with another scale word ("", "万", "亿", "万亿"); name is built in the arena.
 *  `scale` must be one of these (assert); kinds other than COUNT and NONE come back as they are. */
struct measure measure_scaled(struct arena *arena, struct measure measure, struct text scale);
/** 0 for "", 4 for 万, 8 for 亿, 12 for 万亿, -1 for anything else. */
int measure_scale_power(struct text scale);

#endif
