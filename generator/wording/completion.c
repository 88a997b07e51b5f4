/* Completion of a target and progress against time.
 *
 * 完成全年任务的52.3%; beyond the target 完成全年任务的104.2%，超额完成.  A target of "at most"
 * (le, lt) is kept or not kept: 控制在目标之内, 超出控制目标.  Rounding never lifts a target that
 * was missed to 100 %. */
#include "wording/wording.h"

#include "wording/inner.h"

enum { MOST_DECIMALS = 20 };

static const char *task_name(struct period period) {
    switch (period.kind) {
    case PERIOD_YEAR:
    case PERIOD_EVERY_YEAR: return "全年任务";
    case PERIOD_HALF: return "半年任务";
    case PERIOD_UNDATED:
    case PERIOD_QUARTER:
    case PERIOD_MONTH:
    case PERIOD_MONTHS:
    case PERIOD_DAYS:
    case PERIOD_YEARS:
    case PERIOD_UNKNOWN_YEAR:
    case PERIOD_SPAN: return "任务";
    }
    return "任务";
}

static bool is_cap(const struct completion *completion) {
    enum quantity_qualifier qualifier = completion->target.quantity.qualifier;
    return qualifier == QUALIFIER_AT_MOST || qualifier == QUALIFIER_LESS_THAN;
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

struct text wording_completion(struct arena *arena, const struct completion *completion,
                               struct wording_style style) {
    if (completion->state != COMPLETION_KNOWN) return WORDING_NOTHING;
    if (is_cap(completion)) return completion->met ? TEXT("控制在目标之内") : TEXT("超出控制目标");
    struct buffer out = buffer_new(arena);
    const char *task = task_name(completion->target.period);
    /* A share of a negative task, or a negative share, says nothing. */
    if (number_sign(completion->rate) < 0 || number_sign(completion->target.quantity.value) < 0) {
        buffer_printf(&out, "%s%s", completion->met ? "完成" : "未完成", task);
        return buffer_text(&out);
    }
    struct figure figure = wording_completion_figure(arena, completion);
    struct number percent = figure.quantity.value;
    if (style.decimals >= 0)
        style.decimals = honest_decimals(arena, percent, style.decimals, style);
    int decimals = wording_decimals(&figure, style);
    buffer_printf(&out, "完成%s的", task);
    buffer_add_text(&out, wording_magnitude(arena, figure, style));
    if (compare_shown(arena, percent, decimals, style) > 0)
        buffer_add_text(&out, TEXT("，超额完成"));
    return buffer_text(&out);
}

struct text wording_progress(struct arena *arena, const struct completion *completion,
                             struct wording_style style) {
    /* A window that has not begun has no progress to be held against. */
    if (completion->state != COMPLETION_KNOWN || number_sign(completion->progress) <= 0)
        return WORDING_NOTHING;
    struct number ahead = number_subtract(arena, completion->rate, completion->progress);
    struct figure figure = wording_percent(arena, completion->value, ahead);
    figure.measure = measure_read(TEXT("个百分点"));
    if (wording_shows_zero(arena, figure, style)) return TEXT("与序时进度持平");
    struct buffer out = buffer_new(arena);
    buffer_add_text(&out, number_sign(ahead) < 0 ? TEXT("低于序时进度") : TEXT("高于序时进度"));
    buffer_add_text(&out, wording_magnitude(arena, figure, style));
    return buffer_text(&out);
}
