/* Completion of a target and progress against time.
 *
 * 完成全年任务的52.3%; beyond the target 完成全年任务的104.2%，超额完成.  A target of "at most"
 * (le, lt) is kept or not kept: 控制在目标之内, 超出控制目标.  Rounding never lifts a target that
 * was missed to 100 %. */
#include "wording/inner.h"

enum { MOST_DECIMALS = 20 };

static struct text task_name(struct period period, enum wording_script script) {
    switch (period.kind) {
    case PERIOD_YEAR:
    case PERIOD_EVERY_YEAR: return word_text(WORD_YEAR_TASK, script);
    case PERIOD_HALF: return word_text(WORD_HALF_TASK, script);
    case PERIOD_UNDATED:
    case PERIOD_QUARTER:
    case PERIOD_MONTH:
    case PERIOD_MONTHS:
    case PERIOD_DAYS:
    case PERIOD_YEARS:
    case PERIOD_UNKNOWN_YEAR:
    case PERIOD_SPAN: break;
    }
    return word_text(WORD_TASK, script);
}

/* Less is wanted: 控制在…以内, or a target without qualifier of what is better lower. */
static bool is_cap(const struct completion *completion) {
    switch (completion->target.quantity.qualifier) {
    case QUALIFIER_AT_MOST:
    case QUALIFIER_LESS_THAN: return true;
    case QUALIFIER_EXACT:
    case QUALIFIER_ABOUT: return completion->value.better == FIGURE_LOWER;
    case QUALIFIER_AT_LEAST:
    case QUALIFIER_MORE_THAN:
    case QUALIFIER_RANGE: break;
    }
    return false;
}

static int compare_shown(struct arena *arena, struct number percent, int decimals,
                         struct wording_style style) {
    struct number shown = number_round(arena, percent, decimals, style.rounding);
    return number_compare(shown, number_from_integer(100));
}

/* Decimals that keep 99.97 % from being printed as 100.0 %. */
static int honest_decimals(struct arena *arena, struct number percent, int decimals,
                           struct wording_style style) {
    if (number_compare(percent, number_from_integer(100)) >= 0) return decimals;
    while (decimals < MOST_DECIMALS && compare_shown(arena, percent, decimals, style) >= 0)
        decimals++;
    return decimals;
}

struct figure wording_completion_figure(struct arena *arena, const struct completion *completion) {
    struct figure figure = wording_percent(arena, completion->value, completion->rate);
    if (completion->state != COMPLETION_KNOWN) {
        figure.quantity = (struct quantity){.state = QUANTITY_MISSING};
        return figure;
    }
    figure.decimals = honest_decimals(arena, figure.quantity.value, 1, WORDING_PLAIN);
    return figure;
}

static struct speech start(struct arena *arena, const struct completion *completion,
                           struct wording_style style) {
    struct speech out = speech_new(arena, style.script);
    wording_add_standing(&out, &completion->value, style);
    return out;
}

static struct text say(struct arena *arena, const struct completion *completion, enum word word,
                       struct wording_style style) {
    struct speech out = start(arena, completion, style);
    speech_add(&out, word);
    return speech_text(&out);
}

static struct text say_task(struct arena *arena, const struct completion *completion,
                            enum word word, struct wording_style style) {
    struct speech out = start(arena, completion, style);
    speech_fill_one(&out, word, task_name(completion->target.period, style.script));
    return speech_text(&out);
}

/* A share of a negative task, or a negative share, says nothing. */
static bool has_share(const struct completion *completion) {
    return number_sign(completion->rate) >= 0 &&
           number_sign(completion->target.quantity.value) >= 0;
}

/* The completion in percent and the decimals that it is printed with. */
static struct figure share_figure(struct arena *arena, const struct completion *completion,
                                  struct wording_style *style, int *decimals) {
    struct figure figure = wording_completion_figure(arena, completion);
    if (style->decimals >= 0)
        style->decimals = honest_decimals(arena, figure.quantity.value, style->decimals, *style);
    *decimals = wording_decimals(&figure, *style);
    return figure;
}

struct text wording_completion(struct arena *arena, const struct completion *completion,
                               struct wording_style style) {
    int decimals;
    if (completion->state != COMPLETION_KNOWN) return wording_nothing(style);
    if (is_cap(completion))
        return say(arena, completion, completion->met ? WORD_KEPT : WORD_NOT_KEPT, style);
    if (!has_share(completion))
        return say_task(arena, completion, completion->met ? WORD_DONE : WORD_NOT_DONE, style);
    struct figure figure = share_figure(arena, completion, &style, &decimals);
    struct speech out = start(arena, completion, style);
    speech_fill(&out, WORD_DONE_SHARE, task_name(completion->target.period, style.script),
                wording_magnitude(arena, figure, style));
    if (compare_shown(arena, figure.quantity.value, decimals, style) > 0)
        speech_add(&out, WORD_AND_EXCEEDED);
    return speech_text(&out);
}

static bool is_over(const struct completion *completion) {
    return number_compare(completion->progress, number_from_integer(1)) >= 0;
}

struct text wording_outcome(struct arena *arena, const struct completion *completion,
                            struct wording_style style) {
    int decimals;
    if (completion->state != COMPLETION_KNOWN) return wording_nothing(style);
    if (is_cap(completion) || (!completion->met && !is_over(completion)))
        return wording_completion(arena, completion, style);
    if (!completion->met) return say_task(arena, completion, WORD_NOT_DONE, style);
    struct figure figure = share_figure(arena, completion, &style, &decimals);
    bool more =
        has_share(completion) && compare_shown(arena, figure.quantity.value, decimals, style) > 0;
    return say_task(arena, completion, more ? WORD_EXCEEDED : WORD_DONE, style);
}

struct figure wording_progress_figure(struct arena *arena, const struct completion *completion) {
    struct figure figure = completion->value;
    figure.standing = TEXT("");
    figure.quantity = (struct quantity){.state = QUANTITY_MISSING};
    /* A window that has not begun has no progress to be held against. */
    if (completion->state != COMPLETION_KNOWN || number_sign(completion->progress) <= 0)
        return figure;
    struct number ahead = number_subtract(arena, completion->rate, completion->progress);
    figure = wording_percent(arena, figure, ahead);
    figure.measure = measure_read(TEXT("个百分点"));
    return figure;
}

struct text wording_progress(struct arena *arena, const struct completion *completion,
                             struct wording_style style) {
    struct figure figure = wording_progress_figure(arena, completion);
    if (!figure_is_known(&figure)) return wording_nothing(style);
    if (wording_shows_zero(arena, figure, style))
        return say(arena, completion, WORD_ON_TIME, style);
    struct speech out = start(arena, completion, style);
    speech_add(&out, number_sign(figure.quantity.value) < 0 ? WORD_BEHIND : WORD_AHEAD);
    speech_add_text(&out, wording_magnitude(arena, figure, style));
    return speech_text(&out);
}

struct text wording_verdict(struct arena *arena, const struct completion *completion,
                            struct wording_style style) {
    if (completion->state == COMPLETION_VALUE_MISSING ||
        completion->state == COMPLETION_TARGET_MISSING)
        return wording_nothing(style);
    if (completion->met) return say(arena, completion, WORD_MET, style);
    bool under_way = completion->state == COMPLETION_KNOWN &&
                     completion->value.nature == FIGURE_FLOW && !is_over(completion);
    if (!under_way) return say(arena, completion, WORD_UNMET, style);
    bool on_time = number_compare(completion->rate, completion->progress) >= 0;
    return say(arena, completion, on_time ? WORD_REACHES_TIME : WORD_MISSES_TIME, style);
}

bool wording_is_half_done(const struct completion *completion) {
    enum period_kind kind = completion->target.period.kind;
    struct number half = {.coefficient = 5, .scale = 1};
    return completion->state == COMPLETION_KNOWN &&
           (kind == PERIOD_YEAR || kind == PERIOD_EVERY_YEAR) && !is_cap(completion) &&
           has_share(completion) && number_compare(completion->progress, half) >= 0 &&
           number_compare(completion->rate, half) >= 0 && !is_over(completion);
}

struct text wording_halves(struct arena *arena, const struct completion *completion, bool as_slogan,
                           struct wording_style style) {
    if (!wording_is_half_done(completion)) return wording_nothing(style);
    return say(arena, completion, as_slogan ? WORD_DOUBLE_HALF : WORD_HALVES, style);
}
