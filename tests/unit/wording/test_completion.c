/* Completion and progress: task words, caps, and rounding that must not lift a miss. */
#include <criterion/criterion.h>

#include "wording/wording.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static struct arena *arena;

static void set_up(void) {
    arena = arena_new();
}

static void tear_down(void) {
    arena_free(arena);
}

TestSuite(completion, .init = set_up, .fini = tear_down);

static struct completion complete(const char *value, const char *target, const char *period,
                                  bool met) {
    struct completion out = {.state = COMPLETION_KNOWN, .met = met};
    out.value.decimals = out.target.decimals = -1;
    cr_assert(quantity_read(arena, text_of(value), &out.value.quantity));
    cr_assert(quantity_read(arena, text_of(target), &out.target.quantity));
    cr_assert(period_read(text_of(period), &out.target.period));
    out.rate = number_divide(arena, out.value.quantity.value, out.target.quantity.value);
    return out;
}

static void expect(struct text said, const char *wanted) {
    cr_expect(text_is(said, wanted), "%.*s, wanted %s", TEXT_ARGS(said), wanted);
}

Test(completion, says_share_and_verdict) {
    static const struct {
        const char *value, *target, *period;
        bool met;
        int decimals;
        const char *wanted;
    } rows[] = {
        {"523", "1000", "2026", false, -1, "完成全年任务的52.3%"},
        {"96", "100", "2026H1", false, -1, "完成半年任务的96.0%"},
        {"775", "1000", "2026Q1", false, -1, "完成任务的77.5%"},
        {"775", "1000", "2021..2025", false, -1, "完成任务的77.5%"},
        {"775", "1000", "", false, -1, "完成任务的77.5%"},
        {"775", "1000", "FY", false, -1, "完成全年任务的77.5%"},
        {"2", "3", "2026", false, 0, "完成全年任务的67%"},
        {"2", "3", "2026", false, 3, "完成全年任务的66.667%"},
        {"100", "100", "2026", true, -1, "完成全年任务的100.0%"},
        {"1042", "1000", "2026", true, -1, "完成全年任务的104.2%，超额完成"},
        {"10004", "10000", "2026", true, -1, "完成全年任务的100.0%"},
        {"9997", "10000", "2026", false, -1, "完成全年任务的99.97%"},
        {"9997", "10000", "2026", false, 0, "完成全年任务的99.97%"},
        {"999999999.99", "1000000000", "2026", false, -1, "完成全年任务的99.999999999%"},
        {"9994", "10000", "2026", false, -1, "完成全年任务的99.9%"},
        {"0", "10", "2026", false, -1, "完成全年任务的0.0%"},
        {"-5", "10", "2026", false, -1, "未完成全年任务"},
        {"-5", "-10", "2026", true, -1, "完成全年任务"},
        {"1380", "不超过1388", "2026", true, -1, "控制在目标之内"},
        {"1390", "不超过1388", "2026", false, -1, "超出控制目标"},
        {"1388", "低于1388", "2026", false, -1, "超出控制目标"},
        {"60", "不低于50", "2026H1", true, -1, "完成半年任务的120.0%，超额完成"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct completion completion =
            complete(rows[i].value, rows[i].target, rows[i].period, rows[i].met);
        struct wording_style style = WORDING_PLAIN;
        style.decimals = rows[i].decimals;
        expect(wording_completion(arena, &completion, style), rows[i].wanted);
    }
}

Test(completion, nothing_to_say) {
    struct completion completion = complete("1", "2", "2026", false);
    static const enum completion_state states[] = {
        COMPLETION_VALUE_MISSING, COMPLETION_TARGET_MISSING, COMPLETION_NOT_COMPARABLE};
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        completion.state = states[i];
        expect(wording_completion(arena, &completion, WORDING_PLAIN), "—");
        expect(wording_progress(arena, &completion, WORDING_PLAIN), "—");
        struct figure figure = wording_completion_figure(arena, &completion);
        expect(wording_figure(arena, &figure, WORDING_PLAIN), "—");
    }
}

Test(completion, figure_in_percent) {
    struct completion completion = complete("523", "1000", "2026", false);
    struct figure figure = wording_completion_figure(arena, &completion);
    expect(wording_figure(arena, &figure, WORDING_PLAIN), "52.3%");
    completion = complete("9997", "10000", "2026", false);
    figure = wording_completion_figure(arena, &completion);
    expect(wording_figure(arena, &figure, WORDING_PLAIN), "99.97%");
}

Test(completion, progress_against_time) {
    static const struct {
        const char *value, *progress;
        int decimals;
        const char *wanted;
    } rows[] = {
        {"523", "0.5", -1, "高于序时进度2.3个百分点"},
        {"490", "0.5", -1, "低于序时进度1.0个百分点"},
        {"490", "0.5", 0, "低于序时进度1个百分点"},
        {"500", "0.5", -1, "与序时进度持平"},
        {"500.4", "0.5", -1, "与序时进度持平"},
        {"500", "0", -1, "—"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct completion completion = complete(rows[i].value, "1000", "2026", false);
        cr_assert(number_read(arena, text_of(rows[i].progress), &completion.progress));
        struct wording_style style = WORDING_PLAIN;
        style.decimals = rows[i].decimals;
        expect(wording_progress(arena, &completion, style), rows[i].wanted);
    }
}
