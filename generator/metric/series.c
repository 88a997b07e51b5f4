/* Several periods of one indicator: how long it has gone one way, and how fast on the whole. */
#include <assert.h>

#include "metric/inner.h"

enum { PERIODS_MOST = 1000, YEARS_MOST = 100 };

/* Which way the value went; false if that cannot be said. */
static bool find_trend(const struct slice *slice, struct metric_ask ask,
                       enum change_against against, struct arena *arena, enum metric_trend *out) {
    struct change change = metric_change(slice, ask, against, arena);
    if (change.state != CHANGE_KNOWN && change.state != CHANGE_BASE_ZERO &&
        change.state != CHANGE_BASE_NEGATIVE)
        return false;
    bool by_rate = change.given && !measure_is_rate(change.now.measure);
    int sign = number_sign(by_rate ? change.rate : change.amount);
    *out = sign > 0 ? METRIC_TREND_UP : sign < 0 ? METRIC_TREND_DOWN : METRIC_TREND_LEVEL;
    return true;
}

static bool is_met(const struct slice *slice, struct metric_ask ask, struct arena *arena) {
    struct completion completion = metric_completion(slice, ask, arena);
    bool judged = completion.state == COMPLETION_KNOWN ||
                  (completion.state == COMPLETION_NOT_COMPARABLE &&
                   completion.target.quantity.state == QUANTITY_KNOWN);
    return judged && completion.met;
}

int metric_streak(const struct slice *slice, struct metric_ask ask, enum change_against against,
                  bool met, struct arena *arena, enum metric_trend *trend) {
    assert(ask.indicator);
    struct period period = ask.period ? *ask.period : slice->period;
    enum metric_trend next;
    int count = 0;
    *trend = METRIC_TREND_MET;
    for (; count < PERIODS_MOST; count++) {
        ask.period = &period;
        if (met ? !is_met(slice, ask, arena) : !find_trend(slice, ask, against, arena, &next))
            return count;
        if (!met && count && next != *trend) return count;
        if (!met) *trend = next;
        struct period before;
        if (!period_previous(arena, period, &before)) return count + 1;
        period = before;
    }
    return count;
}

bool metric_mean_growth(const struct slice *slice, struct metric_ask ask, int years,
                        struct arena *arena, struct number *out) {
    assert(ask.indicator && years >= 1 && years <= YEARS_MOST);
    struct found now = metric_find_value(slice, ask, arena);
    struct period before = now.period;
    for (int i = 0; i < years; i++)
        if (!period_last_year(arena, before, &before)) return false;
    struct found base = metric_find_base_at(slice, ask, now.period, before);
    struct figure to = metric_figure(slice, &ask, &now), from = metric_figure(slice, &ask, &base);
    if (!figure_is_known(&to) || !figure_is_known(&from)) return false;
    struct number above = metric_in_base(arena, to.quantity.value, to.measure);
    struct number below = metric_in_base(arena, from.quantity.value, from.measure);
    if (number_sign(below) <= 0 || number_sign(above) < 0) return false;
    struct number root = number_root(arena, number_divide(arena, above, below), (unsigned)years);
    *out = number_subtract(arena, root, number_from_integer(1));
    return true;
}
