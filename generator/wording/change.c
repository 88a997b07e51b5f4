/* Changes said: 同比增长8.3%, 环比减少12家, 提高1.2个百分点, 持平, 新增, 扭亏为盈.
 *
 * The verb carries the sign, so a fall is never 增长-3.2%.  Rates change in points whatever form is
 * asked, because a percentage of a percentage misleads.  Without a rate (base zero or negative)
 * the words say what happened instead. */
#include "wording/wording.h"

#include "wording/inner.h"

/* %, ‰, /10万, and what is itself a difference of these. */
static bool said_in_points(struct measure measure) {
    return measure_is_rate(measure) || measure.kind == MEASURE_POINT ||
           measure.kind == MEASURE_MILLE_POINT;
}

static bool can_be_said(const struct change *change) {
    switch (change->state) {
    case CHANGE_KNOWN:
    case CHANGE_BASE_ZERO:
    case CHANGE_BASE_NEGATIVE: return true;
    case CHANGE_NOW_MISSING:
    case CHANGE_BASE_MISSING:
    case CHANGE_NOT_COMPARABLE: return false;
    }
    return false;
}

/* A change stated in the data comes without an amount when its base is not in the data. */
static bool only_rate(const struct change *change) {
    return change->given && !figure_is_known(&change->base);
}

/* The form that can really be printed: PERCENT, AMOUNT, POINTS, BOTH or TIMES. */
static enum wording_change_form settle(const struct change *change, enum wording_change_form form) {
    if (said_in_points(change->now.measure)) return WORDING_POINTS;
    switch (form) {
    case WORDING_AUTO:
    case WORDING_POINTS:
    case WORDING_PERCENT: return WORDING_PERCENT;
    case WORDING_AMOUNT:
    case WORDING_BOTH: return only_rate(change) ? WORDING_PERCENT : form;
    case WORDING_TIMES: break;
    }
    /* 增长1.2倍, but neither 增长0.3倍 nor 减少N倍. */
    bool doubled =
        change->state == CHANGE_KNOWN && number_compare(change->rate, number_from_integer(1)) >= 0;
    return doubled ? WORDING_TIMES : WORDING_PERCENT;
}

/* From a gain to a loss, or with a base below zero: a rate would mislead. */
static bool crosses_zero(const struct change *change) {
    if (change->state == CHANGE_BASE_NEGATIVE) return true;
    return change->state == CHANGE_KNOWN && figure_is_known(&change->now) &&
           figure_is_known(&change->base) && number_sign(change->now.quantity.value) < 0;
}

static struct measure points_of(struct measure measure) {
    switch (measure.kind) {
    case MEASURE_PERCENT: return measure_read(TEXT("个百分点"));
    case MEASURE_PERMILLE: return measure_read(TEXT("个千分点"));
    case MEASURE_PER_100K:
    case MEASURE_POINT:
    case MEASURE_MILLE_POINT:
    case MEASURE_NONE:
    case MEASURE_COUNT:
    case MEASURE_TIMES: return measure;
    }
    return measure;
}

static struct figure amount_figure(const struct change *change) {
    struct figure figure = change->now;
    figure.quantity = (struct quantity){.state = QUANTITY_KNOWN, .value = change->amount};
    return figure;
}

static struct figure no_figure(const struct change *change) {
    struct figure figure = change->now;
    figure.quantity = (struct quantity){.state = QUANTITY_MISSING};
    return figure;
}

/* In exactly the settled form; missing where that form has no number. */
static struct figure figure_of_form(struct arena *arena, const struct change *change,
                                    enum wording_change_form form) {
    if (!can_be_said(change)) return no_figure(change);
    struct figure figure = amount_figure(change);
    bool rated = change->state == CHANGE_KNOWN && !crosses_zero(change);
    switch (form) {
    case WORDING_AMOUNT: return figure;
    case WORDING_POINTS:
        if (only_rate(change)) figure.quantity.value = number_shift(arena, change->rate, 2);
        figure.measure = points_of(figure.measure);
        return figure;
    case WORDING_TIMES:
        if (!rated) break;
        figure.quantity.value = change->rate;
        figure.measure = measure_read(TEXT("倍"));
        figure.decimals = 1;
        figure.nature = FIGURE_RATE;
        return figure;
    case WORDING_AUTO:
    case WORDING_PERCENT:
    case WORDING_BOTH:
        if (rated) return wording_percent(arena, change->now, change->rate);
        break;
    }
    return no_figure(change);
}

struct figure wording_change_figure(struct arena *arena, const struct change *change,
                                    enum wording_change_form form) {
    enum wording_change_form settled = settle(change, form);
    if (!can_be_said(change) || settled == WORDING_POINTS)
        return figure_of_form(arena, change, settled);
    if (change->state == CHANGE_BASE_ZERO) return amount_figure(change);
    if (crosses_zero(change)) {
        int now = number_sign(change->now.quantity.value);
        int base = number_sign(change->base.quantity.value);
        return now * base < 0 ? no_figure(change) : amount_figure(change);
    }
    return figure_of_form(arena, change, settled);
}

struct text wording_change_bare(struct arena *arena, const struct change *change,
                                enum wording_change_form form, struct wording_style style) {
    enum wording_change_form settled = settle(change, form);
    /* A column in 倍 holds nothing else. */
    if (form == WORDING_TIMES && settled == WORDING_PERCENT) settled = WORDING_TIMES;
    struct figure figure = figure_of_form(arena, change, settled);
    style.bare = true;
    return wording_figure(arena, &figure, style);
}

struct telling {
    struct arena *arena;
    const struct change *change;
    struct wording_style style;
    bool lead;
    struct buffer out;
};

static void add(struct telling *telling, const char *words) {
    buffer_add_text(&telling->out, text_of(words));
}

static void add_lead(struct telling *telling) {
    if (!telling->lead) return;
    struct text basis = telling->change->basis;
    if (telling->change->given && basis.length)
        buffer_printf(&telling->out, "按%.*s计算，", TEXT_ARGS(basis));
    switch (telling->change->against) {
    case CHANGE_LAST_YEAR: add(telling, "同比"); break;
    case CHANGE_PREVIOUS: add(telling, "环比"); break;
    }
}

static struct text finish(struct telling *telling) {
    return buffer_text(&telling->out);
}

static struct text say_level(const struct telling *telling) {
    if (!telling->lead) return TEXT("持平");
    switch (telling->change->against) {
    case CHANGE_LAST_YEAR: return TEXT("与上年同期持平");
    case CHANGE_PREVIOUS: return TEXT("与上期持平");
    }
    return TEXT("持平");
}

/* up or down by the sign, then the magnitude. */
static void add_moved(struct telling *telling, struct figure figure, const char *up,
                      const char *down, struct wording_style style) {
    add(telling, number_sign(figure.quantity.value) < 0 ? down : up);
    buffer_add_text(&telling->out, wording_magnitude(telling->arena, figure, style));
}

static struct text say_moved(struct telling *telling, struct figure figure, const char *up,
                             const char *down) {
    if (wording_shows_zero(telling->arena, figure, telling->style)) return say_level(telling);
    add_lead(telling);
    add_moved(telling, figure, up, down, telling->style);
    return finish(telling);
}

static struct text say_from_zero(struct telling *telling, struct figure amount) {
    if (wording_shows_zero(telling->arena, amount, telling->style)) return say_level(telling);
    if (telling->lead)
        add(telling, telling->change->against == CHANGE_LAST_YEAR ? "上年同期为0，" : "上期为0，");
    add_moved(telling, amount, "新增", "减少", telling->style);
    return finish(telling);
}

/* 盈 and 亏 are said of money; other quantities turn 正 or 负. */
static struct text say_across_zero(struct telling *telling, struct figure amount) {
    const struct change *change = telling->change;
    bool money = text_find(change->now.measure.base, TEXT("元")) != SIZE_MAX;
    int now = number_sign(change->now.quantity.value);
    int base = number_sign(change->base.quantity.value);
    if (base < 0 && now > 0) return money ? TEXT("扭亏为盈") : TEXT("由负转正");
    if (base > 0 && now < 0) return money ? TEXT("由盈转亏") : TEXT("由正转负");
    return say_moved(telling, amount, money ? "减亏" : "增加", money ? "增亏" : "减少");
}

/* 增加12家、增长8.3%; a percentage that rounds to zero is left out. */
static struct text say_both(struct telling *telling, struct figure amount, struct figure percent) {
    struct wording_style own = telling->style;
    own.decimals = -1;
    if (wording_shows_zero(telling->arena, amount, own)) return say_level(telling);
    add_lead(telling);
    add_moved(telling, amount, "增加", "减少", own);
    if (!wording_shows_zero(telling->arena, percent, telling->style)) {
        add(telling, "、");
        add_moved(telling, percent, "增长", "下降", telling->style);
    }
    return finish(telling);
}

struct text wording_change(struct arena *arena, const struct change *change,
                           enum wording_change_form form, bool lead, struct wording_style style) {
    if (!can_be_said(change)) return WORDING_NOTHING;
    struct telling telling = {.arena = arena, .change = change, .style = style, .lead = lead};
    telling.out = buffer_new(arena);
    form = settle(change, form);
    struct figure figure = figure_of_form(arena, change, form);
    if (form == WORDING_POINTS) return say_moved(&telling, figure, "提高", "下降");
    bool from_zero = change->state == CHANGE_BASE_ZERO;
    if (from_zero || crosses_zero(change)) {
        /* The decimals asked for a percentage are not meant for the amount that stands in for it.
         */
        if (form != WORDING_AMOUNT) telling.style.decimals = -1;
        struct figure amount = amount_figure(change);
        return from_zero ? say_from_zero(&telling, amount) : say_across_zero(&telling, amount);
    }
    if (form == WORDING_AMOUNT) return say_moved(&telling, figure, "增加", "减少");
    if (form == WORDING_BOTH) return say_both(&telling, amount_figure(change), figure);
    return say_moved(&telling, figure, "增长", "下降");
}
