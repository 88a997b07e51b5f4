/* Five-year plans: which years 十四五 means, and which plan has given years.
 *
 * The first two ran from 1953 and 1958; after the years of adjustment 1963 to 1965 the third began
 * in 1966, and from then on each follows the one before. */
#include <assert.h>

#include "value/inner.h"
#include "value/period.h"

enum { PLAN_YEARS = 5, THIRD = 3, THIRD_FROM = 1966, MOST = 99 };

static int first_year(int n) {
    if (n < THIRD) return n == 1 ? 1953 : 1958;
    return THIRD_FROM + (n - THIRD) * PLAN_YEARS;
}

static void set_years(int n, struct period *out) {
    out->kind = PERIOD_YEARS;
    out->from_year = first_year(n);
    out->to_year = out->from_year + PLAN_YEARS - 1;
    period_set_months(out, 1, 12);
}

struct period period_plan(struct arena *arena, int n) {
    assert(n >= 1 && n <= MOST);
    struct period out = {0};
    set_years(n, &out);
    out.text = period_code(arena, out);
    return out;
}

int period_plan_number(struct period period) {
    if (!period_has_dates(period)) return 0;
    for (int n = 1; n <= MOST; n++) {
        struct period plan = {0};
        set_years(n, &plan);
        if (period_equal(plan, period)) return n;
    }
    return 0;
}

/* 1 to 9, or 0. */
static int cut_digit(struct text *rest) {
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (int i = 0; i < 9; i++)
        if (text_starts(*rest, text_of(digits[i]))) {
            *rest = text_slice(*rest, text_of(digits[i]).length, rest->length);
            return i + 1;
        }
    return 0;
}

/* 十四, 八, 二十, 二十一; 0 if it is no number of this form. */
static int small_number(struct text text) {
    int tens = cut_digit(&text);
    if (!text_starts(text, TEXT("十"))) return text.length ? 0 : tens;
    text = text_slice(text, TEXT("十").length, text.length);
    int ones = cut_digit(&text);
    return text.length ? 0 : (tens ? tens : 1) * 10 + ones;
}

static void cut_end(struct text *text, struct text end) {
    if (text_ends(*text, end)) *text = text_slice(*text, 0, text->length - end.length);
}

bool period_read_plan(struct text text, struct period *out) {
    static const struct text ends[] = {TEXT_INIT("时期"), TEXT_INIT("期间"), TEXT_INIT("時期"),
                                       TEXT_INIT("期間")};
    struct text name = text;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) cut_end(&name, ends[i]);
    if (text_starts(name, TEXT("“")) && text_ends(name, TEXT("”")))
        name = text_slice(name, TEXT("“").length, name.length - TEXT("”").length);
    /* 十五 is the tenth plan, 十五五 the fifteenth: the last 五 means five years. */
    if (!text_ends(name, TEXT("五"))) return false;
    int n = small_number(text_slice(name, 0, name.length - TEXT("五").length));
    if (n < 1) return false;
    *out = (struct period){.text = text};
    set_years(n, out);
    return true;
}
