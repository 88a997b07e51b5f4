/* Serial days of workbooks as dates and times. */
#include <math.h>

#include "source/format.h"

enum {
    SECONDS = 24 * 60 * 60,
    LAST_DAY_1900 = 2958465, /* 9999-12-31 */
    LAST_DAY_1904 = LAST_DAY_1900 - 1462,
    NO_DAY_1900 = 60,  /* 1900-02-29 */
    DAY_1900 = 693899, /* 1899-12-30, from 0000-03-01 = 0 */
    DAY_1904 = 695361, /* 1904-01-01 */
};

struct day {
    long year, month, day;
};

/* Of days from 0000-03-01, in cycles of 400 years; years begin in March, so that leap days come
 * last. */
static struct day day_of(long count) {
    long cycle = count / 146097, rest = count % 146097;
    long year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    long in_year = rest - (365 * year + year / 4 - year / 100);
    long month = (5 * in_year + 2) / 153;
    struct day day = {cycle * 400 + year, month < 10 ? month + 3 : month - 9,
                      in_year - (153 * month + 2) / 5 + 1};
    if (day.month < 3) day.year++;
    return day;
}

static bool find_day(long serial, bool from_1904, struct day *day) {
    if (from_1904) {
        if (serial < 0 || serial > LAST_DAY_1904) return false;
        *day = day_of(DAY_1904 + serial);
        return true;
    }
    if (serial < 1 || serial > LAST_DAY_1900 || serial == NO_DAY_1900) return false;
    *day = day_of(DAY_1900 + serial + (serial < NO_DAY_1900));
    return true;
}

char *format_serial(struct arena *arena, double serial, bool from_1904, enum format_kind kind) {
    if (!(serial >= 0 && serial <= LAST_DAY_1900 + 1)) return NULL;
    long long seconds = llround(serial * SECONDS);
    long days = (long)(seconds / SECONDS), rest = (long)(seconds % SECONDS);
    long hour = rest / 3600, minute = rest / 60 % 60, second = rest % 60;
    if (kind == FORMAT_TIME) return arena_printf(arena, "%02ld:%02ld:%02ld", hour, minute, second);
    if (kind == FORMAT_DURATION)
        return arena_printf(arena, "%ld:%02ld:%02ld", days * 24 + hour, minute, second);
    struct day day;
    if (!find_day(days, from_1904, &day)) return NULL;
    if (kind == FORMAT_YEAR) return arena_printf(arena, "%04ld", day.year);
    if (kind == FORMAT_MONTH) return arena_printf(arena, "%04ld-%02ld", day.year, day.month);
    if (kind == FORMAT_DATE)
        return arena_printf(arena, "%04ld-%02ld-%02ld", day.year, day.month, day.day);
    return arena_printf(arena, "%04ld-%02ld-%02ld %02ld:%02ld:%02ld", day.year, day.month, day.day,
                        hour, minute, second);
}
