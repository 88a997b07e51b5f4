/* Ranks, series, and several figures in one sentence. */
#include "wording/statements.h"

#include <stdlib.h>

#include "wording/inner.h"

/* ---- ranks */

static struct text chinese(struct arena *arena, int number, enum wording_script script) {
    return wording_chinese_number(arena, number_from_integer(number), script);
}

static void add_place(struct speech *out, const struct wording_rank *rank) {
    struct text place = chinese(out->arena, rank->rank, out->script);
    bool tied = rank->ties > 0;
    if (rank->count <= 0 || !rank->members.length) {
        speech_fill(out, tied ? WORD_RANKED_TIED : WORD_RANKED, rank->scope, place);
        return;
    }
    struct buffer among = buffer_new(out->arena);
    buffer_add_text(&among, rank->scope);
    buffer_printf(&among, "%d", rank->count);
    buffer_add_text(&among, rank->members);
    speech_fill(out, tied ? WORD_RANKED_AMONG_TIED : WORD_RANKED_AMONG, buffer_text(&among), place);
}

struct text wording_rank(struct arena *arena, const struct wording_rank *rank,
                         enum wording_script script) {
    if (rank->rank < 1) return word_text(WORD_NOTHING, script);
    struct speech out = speech_new(arena, script);
    add_place(&out, rank);
    if (!rank->compared) return speech_text(&out);
    if (rank->rise == 0) {
        speech_add(&out, rank->previous ? WORD_RANK_LEVEL_PREVIOUS : WORD_RANK_LEVEL);
    } else {
        struct text places = text_of(arena_printf(arena, "%d", abs(rank->rise)));
        enum word up = rank->previous ? WORD_RANK_UP_PREVIOUS : WORD_RANK_UP;
        enum word down = rank->previous ? WORD_RANK_DOWN_PREVIOUS : WORD_RANK_DOWN;
        speech_fill_one(&out, rank->rise > 0 ? up : down, places);
    }
    return speech_text(&out);
}

/* ---- who has reported */

/* 个 of 个乡镇, 家 of 家卫生院. */
static struct text counting_word(struct text members) {
    const char *at = members.at;
    text_next(&at, members.at + members.length);
    return text_slice(members, 0, (size_t)(at - members.at));
}

struct text wording_coverage(struct arena *arena, size_t expected, size_t reported,
                             struct text members, enum wording_script script) {
    if (!expected) return word_text(WORD_NOTHING, script);
    if (!members.length) members = word_text(WORD_COVERED_MEMBERS, script);
    struct speech out = speech_new(arena, script);
    struct text all = text_of(arena_printf(arena, "%zu%.*s", expected, TEXT_ARGS(members)));
    struct text some =
        text_of(arena_printf(arena, "%zu%.*s", reported, TEXT_ARGS(counting_word(members))));
    if (reported == expected)
        speech_fill_one(&out, WORD_COVERED_ALL, all);
    else if (!reported)
        speech_fill_one(&out, WORD_COVERED_NONE, all);
    else
        speech_fill(&out, WORD_COVERED, all, some);
    return speech_text(&out);
}

/* ---- standings */

struct text wording_standings(struct arena *arena, const struct wording_standing *standings,
                              size_t count, enum wording_script script) {
    size_t named = 0, all = 0;
    for (size_t i = 0; i < count; i++) {
        all += standings[i].count;
        if (standings[i].name.length) named += standings[i].count;
    }
    if (!named) return TEXT("");
    struct speech out = speech_new(arena, script);
    speech_add(&out, WORD_STANDINGS);
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        if (!standings[i].count || !standings[i].name.length) continue;
        if (standings[i].count == all) {
            speech_fill_one(&out, WORD_STANDINGS_ALL, standings[i].name);
            return speech_text(&out);
        }
        if (!first) speech_add(&out, WORD_WITHIN_CLAUSE);
        first = false;
        struct text number = text_of(arena_printf(arena, "%zu", standings[i].count));
        speech_fill(&out, WORD_STANDINGS_ONE, number, standings[i].name);
    }
    if (named < all) speech_add(&out, WORD_STANDINGS_OTHER);
    return speech_text(&out);
}

/* ---- series */

/* How so many periods of a kind are counted; false for windows. */
static bool counted_as(enum period_kind kind, enum word *out) {
    switch (kind) {
    case PERIOD_YEAR: *out = WORD_FOR_YEARS; return true;
    case PERIOD_HALF: *out = WORD_FOR_HALVES; return true;
    case PERIOD_QUARTER: *out = WORD_FOR_QUARTERS; return true;
    case PERIOD_MONTH: *out = WORD_FOR_MONTHS; return true;
    case PERIOD_MONTHS:
    case PERIOD_DAYS:
    case PERIOD_YEARS:
    case PERIOD_UNDATED:
    case PERIOD_EVERY_YEAR:
    case PERIOD_UNKNOWN_YEAR:
    case PERIOD_SPAN: break;
    }
    return false;
}

static enum word trend_verb(const struct figure *figure, enum wording_trend trend) {
    bool up = trend == WORDING_TREND_UP;
    if (trend == WORDING_TREND_LEVEL) return WORD_LEVEL;
    if (trend == WORDING_TREND_MET) return WORD_MET;
    if (figure->nature == FIGURE_GROWTH) return up ? WORD_QUICKEN : WORD_SLOW;
    if (figure->nature == FIGURE_DEFICIT) return up ? WORD_WIDEN : WORD_NARROW;
    if (!up) return WORD_FALL;
    return measure_is_rate(figure->measure) ? WORD_RISE : WORD_GROW;
}

struct text wording_streak(struct arena *arena, const struct figure *last, int count,
                           enum wording_trend trend, struct wording_style style) {
    enum word counting;
    if (count < 2 || !counted_as(period_plain(last->period).kind, &counting))
        return wording_nothing(style);
    struct speech out = speech_new(arena, style.script);
    wording_add_standing(&out, last, style);
    speech_fill(&out, counting, wording_count(arena, count, style),
                word_text(trend_verb(last, trend), style.script));
    return speech_text(&out);
}

struct text wording_mean_growth(struct arena *arena, struct number rate,
                                struct wording_style style) {
    struct figure figure = wording_percent(arena, (struct figure){.decimals = 1}, rate);
    if (wording_shows_zero(arena, figure, style)) return word_text(WORD_MEAN_LEVEL, style.script);
    struct speech out = speech_new(arena, style.script);
    speech_add(&out, number_sign(rate) < 0 ? WORD_MEAN_FALL : WORD_MEAN_GROW);
    speech_add_text(&out, wording_magnitude(arena, figure, style));
    return speech_text(&out);
}

/* ---- several figures */

static bool any_known(const struct figure *figures, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (figures[i].quantity.state != QUANTITY_MISSING) return true;
    return false;
}

static bool all_alike(const struct text *said, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (!text_equal(said[i], said[0])) return false;
    return true;
}

struct text wording_figures(struct arena *arena, const struct figure *figures, size_t count,
                            bool reached, struct wording_style style) {
    if (!any_known(figures, count)) return wording_nothing(style);
    struct text *said = arena_take_array(arena, count, sizeof *said);
    for (size_t i = 0; i < count; i++) said[i] = wording_figure(arena, &figures[i], style);
    struct speech out = speech_new(arena, style.script);
    bool alike = all_alike(said, count);
    if (count == 1)
        speech_add(&out, reached ? WORD_REACHES : WORD_IS);
    else if (alike)
        speech_add(&out, reached ? WORD_ALL_REACH : WORD_ALL_ARE);
    else
        speech_add(&out, reached ? WORD_EACH_REACHES : WORD_EACH_IS);
    speech_add_text(&out, wording_join(arena, said, alike ? 1 : count));
    return speech_text(&out);
}

static bool ends_in_ascii(struct text name) {
    return name.length > 0 && (unsigned char)name.at[name.length - 1] < 0x80;
}

struct text wording_parts(struct arena *arena, const struct text *names,
                          const struct figure *figures, size_t count, struct wording_style style) {
    struct speech out = speech_new(arena, style.script);
    for (size_t i = 0; i < count; i++) {
        speech_add(&out, i == 0 ? WORD_OF_WHICH : WORD_COMMA);
        speech_add_text(&out, names[i]);
        if (ends_in_ascii(names[i])) speech_add(&out, WORD_IS);
        speech_add_text(&out, wording_figure(arena, &figures[i], style));
    }
    return speech_text(&out);
}
