/* Periods of a scheme: Q1, H2, 05 and year are those of the year that is scored. */
#include "scoring/inner.h"

static bool read_word(struct arena *arena, struct text word, struct period period,
                      struct period *out) {
    static const char *const parts[] = {"H1", "H2", "Q1", "Q2", "Q3", "Q4"};
    int year = period.from_year;
    const char *code = NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (text_is(word, parts[i])) code = arena_printf(arena, "%d%s", year, parts[i]);
    if (text_is(word, "year")) code = arena_printf(arena, "%d", year);
    if (word.length == 2 && word.at[0] >= '0' && word.at[0] <= '1')
        code = arena_printf(arena, "%d-%.*s", year, TEXT_ARGS(word));
    struct text text = code ? text_of(code) : text_copy(arena, word);
    return period_read(text, out) && period_has_dates(*out);
}

bool scoring_read_periods(struct arena *arena, struct text words, struct period period,
                          struct period **at, size_t *count, struct text *wrong) {
    struct text word;
    size_t room = 0;
    *at = NULL;
    *count = 0;
    while (text_cut_word(&words, &word)) {
        struct period one;
        *wrong = word;
        if (*count == SCORING_PERIODS_MOST || !read_word(arena, word, period, &one)) return false;
        ARENA_GROW(arena, *at, *count, room);
        (*at)[(*count)++] = one;
    }
    return true;
}

static void set(struct scheme *scheme, struct value_of *of, struct period period) {
    struct text wrong;
    if (of->periods.length)
        scoring_read_periods(scheme->arena, of->periods, period, &of->at, &of->at_count, &wrong);
}

void scoring_set_periods(struct scheme *scheme, struct period period) {
    for (size_t i = 0; i < scheme->item_count; i++) {
        struct score_item *item = &scheme->items[i];
        set(scheme, &item->of, period);
        for (size_t k = 0; k < item->line_count; k++) set(scheme, &item->lines[k].of, period);
    }
}
