/* What a change is held against: 同比, 环比, 较年初, 较上年末 …
 *
 * 环比 is said of one month or one quarter alone, never of a cumulative window (统计公报 and
 * monthly releases); halves, years and plans name the period that they are held against, stocks
 * the day. */
#include "wording/inner.h"
#include "wording/statements.h"

struct pair {
    enum word base, lead; /* lead WORDS: 较 and the base */
};

static bool fill(struct arena *arena, enum wording_script script, struct pair pair,
                 struct wording_held *out) {
    out->base = word_text(pair.base, script);
    out->lead = pair.lead == WORDS ? word_filled(arena, script, WORD_AGAINST, out->base)
                                   : word_text(pair.lead, script);
    return true;
}

static bool against_plan(struct arena *arena, struct period period, enum wording_script script,
                         struct wording_held *out) {
    struct period before;
    if (!period_previous(arena, period, &before)) return false;
    out->base = wording_plan(arena, before, script);
    if (!out->base.length) out->base = wording_period(arena, before, true);
    out->lead = word_filled(arena, script, WORD_AGAINST, out->base);
    return true;
}

static bool previous_flow(struct arena *arena, struct period period, enum wording_script script,
                          struct wording_held *out) {
    bool second = period.to_month == 12;
    switch (period.kind) {
    case PERIOD_MONTH:
        return fill(arena, script, (struct pair){WORD_LAST_MONTH, WORD_MONTH_ON_MONTH}, out);
    case PERIOD_QUARTER:
        return fill(arena, script, (struct pair){WORD_LAST_QUARTER, WORD_MONTH_ON_MONTH}, out);
    case PERIOD_HALF:
        return fill(arena, script, (struct pair){second ? WORD_HALF_1 : WORD_LAST_HALF_2, WORDS},
                    out);
    case PERIOD_YEAR:
        fill(arena, script, (struct pair){WORD_LAST_YEAR, WORDS}, out);
        out->lead = word_filled(arena, script, WORD_AGAINST_YEAR, out->base);
        return true;
    case PERIOD_YEARS: return against_plan(arena, period, script, out);
    case PERIOD_MONTHS:
    case PERIOD_DAYS:
    case PERIOD_UNDATED:
    case PERIOD_EVERY_YEAR:
    case PERIOD_UNKNOWN_YEAR:
    case PERIOD_SPAN: break;
    }
    return false;
}

static bool previous_stock(struct arena *arena, struct period period, enum wording_script script,
                           struct wording_held *out) {
    enum word base = WORD_LAST_YEAR_END;
    switch (period.kind) {
    case PERIOD_MONTH: base = WORD_LAST_MONTH_END; break;
    case PERIOD_QUARTER: base = WORD_LAST_QUARTER_END; break;
    case PERIOD_HALF:
        if (period.to_month == 12) base = WORD_JUNE_END;
        break;
    case PERIOD_YEAR: break;
    case PERIOD_YEARS: return against_plan(arena, period, script, out);
    case PERIOD_MONTHS:
    case PERIOD_DAYS:
    case PERIOD_UNDATED:
    case PERIOD_EVERY_YEAR:
    case PERIOD_UNKNOWN_YEAR:
    case PERIOD_SPAN: return false;
    }
    return fill(arena, script, (struct pair){base, WORDS}, out);
}

bool wording_held_against(struct arena *arena, const struct change *change,
                          enum wording_script script, struct wording_held *out) {
    bool stock = change->now.nature == FIGURE_STOCK;
    struct period period = period_plain(change->now.period);
    switch (change->against) {
    case CHANGE_LAST_YEAR:
        return fill(arena, script, (struct pair){WORD_LAST_YEAR_SAME, WORD_YEAR_ON_YEAR}, out);
    case CHANGE_YEAR_START:
        return stock && fill(arena, script, (struct pair){WORD_YEAR_START, WORDS}, out);
    case CHANGE_PREVIOUS: break;
    }
    return stock ? previous_stock(arena, period, script, out)
                 : previous_flow(arena, period, script, out);
}
