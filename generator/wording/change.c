/* Changes said: 同比增长8.3%, 环比减少12家, 提高1.2个百分点, 持平, 新增, 扭亏为盈.
 *
 * The verb carries the sign, so a fall is never 增长-3.2%.  Without a rate (base zero or negative)
 * the words say what happened instead. */
#include "wording/change.h"

struct telling {
    struct arena *arena;
    const struct change *change;
    struct wording_style style;
    bool lead;
    struct wording_held held;
    struct speech out;
};

struct verbs {
    enum word up, down;
};

static struct verbs verbs_of(const struct change *change, enum wording_change_form form) {
    switch (change->now.nature) {
    case FIGURE_DEFICIT: return (struct verbs){WORD_WIDEN, WORD_NARROW};
    case FIGURE_GROWTH:
        if (form == WORDING_POINTS) return (struct verbs){WORD_QUICKEN, WORD_SLOW};
        break;
    case FIGURE_FLOW:
    case FIGURE_STOCK:
    case FIGURE_RATE: break;
    }
    if (form == WORDING_POINTS) return (struct verbs){WORD_RISE, WORD_FALL};
    return form == WORDING_AMOUNT ? (struct verbs){WORD_INCREASE, WORD_DECREASE}
                                  : (struct verbs){WORD_GROW, WORD_FALL};
}

static void add_standing(struct telling *telling) {
    wording_add_standing(&telling->out, &telling->change->now, telling->style);
}

/* 按可比价计算，预计同比 */
static void add_lead(struct telling *telling) {
    struct text basis = telling->change->basis;
    if (telling->lead && basis.length) speech_fill_one(&telling->out, WORD_ON_BASIS, basis);
    add_standing(telling);
    if (telling->lead) speech_add_text(&telling->out, telling->held.lead);
}

static struct text say_word(struct telling *telling, enum word word) {
    add_standing(telling);
    speech_add(&telling->out, word);
    return speech_text(&telling->out);
}

static struct text say_level(struct telling *telling) {
    if (!telling->lead) return say_word(telling, WORD_LEVEL);
    add_standing(telling);
    speech_fill_one(&telling->out, WORD_LEVEL_WITH, telling->held.base);
    return speech_text(&telling->out);
}

/* up or down by the sign, then the magnitude. */
static void add_moved(struct telling *telling, struct figure figure, struct verbs verbs,
                      struct wording_style style) {
    speech_add(&telling->out, number_sign(figure.quantity.value) < 0 ? verbs.down : verbs.up);
    speech_add_text(&telling->out, wording_magnitude(telling->arena, figure, style));
}

static struct text say_moved(struct telling *telling, struct figure figure, struct verbs verbs) {
    if (wording_shows_zero(telling->arena, figure, telling->style)) return say_level(telling);
    add_lead(telling);
    add_moved(telling, figure, verbs, telling->style);
    return speech_text(&telling->out);
}

static struct text say_from_zero(struct telling *telling, struct figure amount) {
    if (wording_shows_zero(telling->arena, amount, telling->style)) return say_level(telling);
    if (telling->lead) speech_fill_one(&telling->out, WORD_BASE_IS_ZERO, telling->held.base);
    add_standing(telling);
    add_moved(telling, amount, (struct verbs){WORD_NEWLY, WORD_DECREASE}, telling->style);
    return speech_text(&telling->out);
}

/* 盈 and 亏 are said of money; other quantities turn 正 or 负. */
static struct text say_across_zero(struct telling *telling, struct figure amount) {
    const struct change *change = telling->change;
    bool money = wording_is_money(change->now.measure);
    int now = number_sign(change->now.quantity.value);
    int base = number_sign(change->base.quantity.value);
    if (base < 0 && now > 0) return say_word(telling, money ? WORD_LOSS_TO_GAIN : WORD_TO_POSITIVE);
    if (base > 0) return say_word(telling, money ? WORD_GAIN_TO_LOSS : WORD_TO_NEGATIVE);
    struct verbs verbs = {WORD_INCREASE, WORD_DECREASE};
    if (money) verbs = (struct verbs){WORD_LESS_LOSS, WORD_MORE_LOSS};
    return say_moved(telling, amount, verbs);
}

/* A growth rate: 加快, 回落; where both are falls 降幅收窄, 降幅扩大; else it turns. */
static struct text say_growth(struct telling *telling, struct figure points) {
    const struct change *change = telling->change;
    if (change_turns(change)) {
        bool up = number_sign(change->now.quantity.value) > 0;
        return say_word(telling, up ? WORD_TO_POSITIVE : WORD_TO_NEGATIVE);
    }
    bool falls = figure_is_known(&change->now) && figure_is_known(&change->base) &&
                 number_sign(change->now.quantity.value) < 0;
    if (!falls || wording_shows_zero(telling->arena, points, telling->style))
        return say_moved(telling, points, (struct verbs){WORD_QUICKEN, WORD_SLOW});
    speech_add(&telling->out, WORD_DECLINE);
    return say_moved(telling, points, (struct verbs){WORD_NARROW, WORD_WIDEN});
}

/* 增加12家、增长8.3%; a percentage that rounds to zero is left out. */
static struct text say_both(struct telling *telling, struct figure amount, struct figure percent) {
    struct wording_style own = telling->style;
    own.decimals = -1;
    if (wording_shows_zero(telling->arena, amount, own)) return say_level(telling);
    add_lead(telling);
    add_moved(telling, amount, verbs_of(telling->change, WORDING_AMOUNT), own);
    if (!wording_shows_zero(telling->arena, percent, telling->style)) {
        speech_add(&telling->out, WORD_COMMA);
        add_moved(telling, percent, (struct verbs){WORD_GROW, WORD_FALL}, telling->style);
    }
    return speech_text(&telling->out);
}

static struct text say_multiple(struct telling *telling, struct figure figure) {
    struct text base =
        telling->lead ? telling->held.base : word_text(WORD_BASE_PERIOD, telling->style.script);
    add_standing(telling);
    speech_fill_one(&telling->out, WORD_MULTIPLE_OF, base);
    speech_add_text(&telling->out, wording_magnitude(telling->arena, figure, telling->style));
    return speech_text(&telling->out);
}

/* 翻一番 where no more would be printed, to one decimal; else 翻一番多. */
static struct text say_doubling(struct telling *telling) {
    struct arena *arena = telling->arena;
    int count = change_doublings(arena, telling->change);
    struct number rest = change_multiple(arena, telling->change);
    for (int i = 0; i < count; i++) rest = number_divide(arena, rest, number_from_integer(2));
    rest = number_round(arena, rest, 1, telling->style.rounding);
    bool more = number_compare(rest, number_from_integer(1)) > 0;
    struct wording_style chinese = telling->style;
    chinese.chinese = true;
    add_lead(telling);
    speech_fill_one(&telling->out, more ? WORD_DOUBLED_MORE : WORD_DOUBLED,
                    wording_count(arena, count, chinese));
    return speech_text(&telling->out);
}

static struct text say_form(struct telling *telling, enum wording_change_form form) {
    const struct change *change = telling->change;
    struct figure figure = change_form_figure(telling->arena, change, form);
    switch (form) {
    case WORDING_BOTH: return say_both(telling, change_amount_figure(change), figure);
    case WORDING_MULTIPLE: return say_multiple(telling, figure);
    case WORDING_DOUBLING: return say_doubling(telling);
    case WORDING_POINTS:
        if (change->now.nature == FIGURE_GROWTH) return say_growth(telling, figure);
        break;
    case WORDING_AUTO:
    case WORDING_PERCENT:
    case WORDING_AMOUNT:
    case WORDING_TIMES: break;
    }
    return say_moved(telling, figure, verbs_of(change, form));
}

struct text wording_change(struct arena *arena, const struct change *change,
                           enum wording_change_form form, bool lead, struct wording_style style) {
    if (!wording_can_say_change(arena, change)) return wording_nothing(style);
    struct telling telling = {.arena = arena, .change = change, .style = style, .lead = lead};
    telling.out = speech_new(arena, style.script);
    wording_held_against(arena, change, style.script, &telling.held);
    form = change_settle(arena, change, form);
    bool from_zero = change->state == CHANGE_BASE_ZERO;
    if (form == WORDING_POINTS || (!from_zero && !change_crosses_zero(change)))
        return say_form(&telling, form);
    /* The decimals asked for a percentage are not meant for the amount that stands in for it. */
    if (form != WORDING_AMOUNT) telling.style.decimals = -1;
    struct figure amount = change_amount_figure(change);
    return from_zero ? say_from_zero(&telling, amount) : say_across_zero(&telling, amount);
}
