/* Periods as jobs and headings name them: distances (-1y), months (3月), whole dates (2026年3月)
 * and words (本期, 上年同期); counted from the period of the row or of the job. */
#include <string.h>

#include "source/form.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum { DISTANCE_MOST = 100 };

static bool cut_number(struct text *rest, int *out) {
    size_t used = 0;
    int value = 0;
    while (used < rest->length && used < 4 && rest->at[used] >= '0' && rest->at[used] <= '9')
        value = value * 10 + (rest->at[used++] - '0');
    *rest = text_slice(*rest, used, rest->length);
    *out = value;
    return used > 0;
}

static bool cut_word(struct text *rest, struct text word) {
    if (!text_starts(*rest, word)) return false;
    *rest = text_slice(*rest, word.length, rest->length);
    return true;
}

/* -1y +1y -1 0 */
static bool read_distance(struct text text, struct form_when *out) {
    bool before = cut_word(&text, TEXT("-"));
    int count;
    if (!before) cut_word(&text, TEXT("+"));
    if (!cut_number(&text, &count) || count > DISTANCE_MOST) return false;
    bool years = cut_word(&text, TEXT("y"));
    *out = (struct form_when){.kind = years ? FORM_WHEN_YEARS : FORM_WHEN_STEPS,
                              .count = before ? -count : count};
    return !text.length;
}

bool form_read_when(struct text text, struct form_when *out) {
    text = text_trim(text);
    if (text_is(text, "year")) {
        *out = (struct form_when){.kind = FORM_WHEN_YEAR};
        return true;
    }
    if (read_distance(text, out)) return true;
    *out = (struct form_when){.kind = FORM_WHEN_PERIOD};
    return period_read(text, &out->period);
}

/* ---- headings ---- */

static bool is_word(struct text text, struct form_when *out) {
    static const struct {
        const char *word;
        struct form_when when;
    } words[] = {
        {"本期", {FORM_WHEN_YEARS, 0, 0, 0, {0}}},
        {"本期数", {FORM_WHEN_YEARS, 0, 0, 0, {0}}},
        {"本年", {FORM_WHEN_YEARS, 0, 0, 0, {0}}},
        {"本年数", {FORM_WHEN_YEARS, 0, 0, 0, {0}}},
        {"本年累计", {FORM_WHEN_YEARS, 0, 0, 0, {0}}},
        {"本期累计", {FORM_WHEN_YEARS, 0, 0, 0, {0}}},
        {"上年同期", {FORM_WHEN_YEARS, -1, 0, 0, {0}}},
        {"上年同期数", {FORM_WHEN_YEARS, -1, 0, 0, {0}}},
        {"去年同期", {FORM_WHEN_YEARS, -1, 0, 0, {0}}},
        {"上年同期累计", {FORM_WHEN_YEARS, -1, 0, 0, {0}}},
        {"同期", {FORM_WHEN_YEARS, -1, 0, 0, {0}}},
        {"上期", {FORM_WHEN_STEPS, -1, 0, 0, {0}}},
        {"上期数", {FORM_WHEN_STEPS, -1, 0, 0, {0}}},
        {"上半年", {FORM_WHEN_MONTHS, 0, 1, 6, {0}}},
        {"下半年", {FORM_WHEN_MONTHS, 0, 7, 12, {0}}},
        {"全年", {FORM_WHEN_MONTHS, 0, 1, 12, {0}}},
        {"年度", {FORM_WHEN_MONTHS, 0, 1, 12, {0}}},
    };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (!text_is(text, words[i].word)) continue;
        *out = words[i].when;
        return true;
    }
    return false;
}

static bool read_quarter(struct text text, struct form_when *out) {
    static const char *const numerals[] = {"一", "二", "三", "四"};
    int quarter = 0;
    cut_word(&text, TEXT("第"));
    for (int i = 0; i < 4 && !quarter; i++)
        if (cut_word(&text, text_of(numerals[i]))) quarter = i + 1;
    if (!quarter && !cut_number(&text, &quarter)) return false;
    if (!text_is(text, "季度") || quarter < 1 || quarter > 4) return false;
    *out = (struct form_when){FORM_WHEN_MONTHS, 0, quarter * 3 - 2, quarter * 3, {0}};
    return true;
}

static bool cut_dash(struct text *rest) {
    static const char *const dashes[] = {"-", "—", "–", "－", "~", "～", "至", "到"};
    for (size_t i = 0; i < COUNT_OF(dashes); i++)
        if (cut_word(rest, text_of(dashes[i]))) return true;
    return false;
}

/* 3 or 三, up to 十二. */
static bool cut_month(struct text *rest, int *out) {
    static const char *const numerals[] = {"十二", "十一", "一", "二", "三", "四",
                                           "五",   "六",   "七", "八", "九", "十"};
    static const int months[] = {12, 11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    if (cut_number(rest, out)) return true;
    for (size_t i = 0; i < COUNT_OF(numerals); i++) {
        if (!cut_word(rest, text_of(numerals[i]))) continue;
        *out = months[i];
        return true;
    }
    return false;
}

/* 3月 3月份 三月 1-6月 1月至6月 */
static bool read_months(struct text text, struct form_when *out) {
    int first, last;
    if (!cut_month(&text, &first)) return false;
    last = first;
    bool closed = cut_word(&text, TEXT("月"));
    if (cut_dash(&text) && (!cut_month(&text, &last) || !cut_word(&text, TEXT("月")))) return false;
    if (last == first && !closed) return false;
    cut_word(&text, TEXT("份"));
    if (text.length || first < 1 || last > 12 || first > last) return false;
    *out = (struct form_when){FORM_WHEN_MONTHS, 0, first, last, {0}};
    return true;
}

static bool read_in_year(struct text text, struct form_when *out) {
    return read_months(text, out) || read_quarter(text, out) ||
           (is_word(text, out) && out->kind == FORM_WHEN_MONTHS);
}

static struct text print_months(int year, int first, int last, struct arena *arena) {
    const char *code;
    int length = last - first + 1;
    if (length == 12)
        code = arena_printf(arena, "%04d", year);
    else if (length == 6 && (first == 1 || first == 7))
        code = arena_printf(arena, "%04dH%d", year, first == 1 ? 1 : 2);
    else if (length == 3 && first % 3 == 1)
        code = arena_printf(arena, "%04dQ%d", year, first / 3 + 1);
    else if (length == 1)
        code = arena_printf(arena, "%04d-%02d", year, first);
    else
        code = arena_printf(arena, "%04d-%02d..%04d-%02d", year, first, year, last);
    return text_of(code);
}

bool form_read_heading_when(struct text text, struct arena *arena, struct form_when *out) {
    text = form_clean(arena, text);
    if (is_word(text, out) || read_in_year(text, out)) return true;
    if (period_read(text, &out->period) && period_has_dates(out->period)) {
        out->kind = FORM_WHEN_PERIOD;
        return true;
    }
    int year;
    if (!cut_number(&text, &year) || year < 1000 || !cut_word(&text, TEXT("年"))) return false;
    struct form_when within = {FORM_WHEN_MONTHS, 0, 1, 12, {0}};
    if (text.length && !text_is(text, "度") && !read_in_year(text, &within)) return false;
    *out = (struct form_when){.kind = FORM_WHEN_PERIOD};
    return period_read(print_months(year, within.first, within.last, arena), &out->period);
}

/* ---- counting ---- */

static bool move(struct period from, const struct form_when *when, struct arena *arena,
                 struct period *out) {
    bool (*step)(struct arena *, struct period, struct period *) =
        when->count < 0 ? period_previous : period_next;
    *out = from;
    for (int i = 0; i < (when->count < 0 ? -when->count : when->count); i++)
        if (!step(arena, *out, out)) return false;
    return true;
}

/* Only the way back is known to period_last_year(): forwards, the year that leads back here. */
static bool move_years(struct period from, int count, struct arena *arena, struct period *out) {
    *out = from;
    for (; count < 0; count++)
        if (!period_last_year(arena, *out, out)) return false;
    return count == 0 ||
           (from.from_year == from.to_year && from.from_day == 1 &&
            period_read(print_months(from.from_year + count, from.from_month, from.to_month, arena),
                        out));
}

bool form_find_when(const struct form_when *when, struct period base, struct arena *arena,
                    struct text *code) {
    struct period found = when->period;
    bool good = true;
    if (when->kind != FORM_WHEN_PERIOD && !period_has_dates(base)) return false;
    switch (when->kind) {
    case FORM_WHEN_PERIOD: break;
    case FORM_WHEN_MONTHS:
        *code = print_months(base.to_year, when->first, when->last, arena);
        return true;
    case FORM_WHEN_YEARS: good = move_years(base, when->count, arena, &found); break;
    case FORM_WHEN_STEPS: good = move(base, when, arena, &found); break;
    case FORM_WHEN_YEAR: good = period_year(arena, base, &found); break;
    }
    if (good) *code = period_code(arena, found);
    return good;
}
