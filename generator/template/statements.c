/* Statements about several units, periods or figures: ranks, streaks, mean growth, who has
 * reported, parts and lists; and the standings of all that is printed. */
#include "wording/statements.h"

#include <stdlib.h>

#include "template/run.h"

/* ---- numbers */

static struct figure count_figure(struct run *run, const struct asked *asked, size_t count) {
    struct figure figure = metric_value(run->slice, asked->ask, run->arena);
    figure.quantity =
        (struct quantity){.state = QUANTITY_KNOWN, .value = number_from_integer((int64_t)count)};
    figure.measure = measure_read(TEXT(""));
    figure.decimals = 0;
    figure.standing = TEXT("");
    return figure;
}

static struct figure no_figure(struct run *run, const struct asked *asked) {
    struct figure figure = count_figure(run, asked, 0);
    figure.quantity = (struct quantity){.state = QUANTITY_MISSING};
    return figure;
}

/* False, with T404, if the report may not see who stands below. */
static bool find_coverage(struct run *run, const struct expression *e, const struct asked *asked,
                          struct metric_coverage *out) {
    *out = metric_coverage(run->slice, asked->ask, run->arena);
    if (!out->hidden) return true;
    diags_add(run->diags, DIAG_T404, place_at(&e->recipe.head_place, 0), "%.*s",
              TEXT_ARGS(out->hidden->name));
    diags_hint(run->diags, "let the job compare: <units compare=\"children\"/> or \"all\"");
    return false;
}

static struct metric_rank find_rank(struct run *run, const struct expression *e,
                                    const struct asked *asked) {
    return metric_rank(run->slice, asked->ask, e->recipe.against, run->arena);
}

static int find_streak(struct run *run, const struct expression *e, const struct asked *asked,
                       enum metric_trend *trend) {
    return metric_streak(run->slice, asked->ask, e->recipe.against, e->recipe.met, run->arena,
                         trend);
}

static struct figure mean_growth(struct run *run, const struct expression *e,
                                 const struct asked *asked, struct number *rate) {
    struct figure figure = metric_value(run->slice, asked->ask, run->arena);
    bool known = metric_mean_growth(run->slice, asked->ask, e->recipe.number, run->arena, rate);
    figure.measure = measure_read(TEXT("%"));
    figure.decimals = 1;
    figure.nature = FIGURE_RATE;
    figure.quantity = (struct quantity){.state = known ? QUANTITY_KNOWN : QUANTITY_MISSING};
    if (known) figure.quantity.value = number_shift(run->arena, *rate, 2);
    return figure;
}

struct figure statement_figure(struct run *run, const struct expression *e,
                               const struct asked *asked) {
    struct metric_coverage coverage;
    struct number rate;
    enum metric_trend trend;
    size_t count = 0;
    if (e->recipe.head == HEAD_MEAN_GROWTH) return mean_growth(run, e, asked, &rate);
    if (e->recipe.head == HEAD_RANK || e->recipe.head == HEAD_STREAK) {
        enum { STREAK_LEAST = 2 };
        bool rank = e->recipe.head == HEAD_RANK;
        int found = rank ? find_rank(run, e, asked).rank : find_streak(run, e, asked, &trend);
        bool said = found >= (rank ? 1 : STREAK_LEAST);
        return said ? count_figure(run, asked, (size_t)found) : no_figure(run, asked);
    }
    if (!find_coverage(run, e, asked, &coverage) || !coverage.expected)
        return no_figure(run, asked);
    if (e->recipe.head == HEAD_LACKING) count = coverage.missing_count;
    if (e->recipe.head == HEAD_EXPECTED) count = coverage.expected;
    if (e->recipe.head == HEAD_REPORTED || e->recipe.head == HEAD_COVERAGE)
        count = coverage.reported;
    return count_figure(run, asked, count);
}

/* ---- words */

static struct text short_name(const struct unit *unit) {
    return unit->short_name.length ? unit->short_name : unit->name;
}

static void print_number(struct run *run, const struct expression *e, const struct asked *asked,
                         struct printed *out) {
    struct figure figure = statement_figure(run, e, asked);
    printed_add_figure(out, &figure,
                       wording_figure(run->arena, &figure, figure_style(run, &e->recipe)));
}

static void print_rank(struct run *run, const struct expression *e, const struct asked *asked,
                       struct printed *out) {
    const struct recipe *recipe = &e->recipe;
    struct metric_rank found = find_rank(run, e, asked);
    if (recipe->bare) {
        print_number(run, e, asked, out);
        return;
    }
    struct wording_rank rank = {.rank = found.rank,
                                .ties = found.ties,
                                .count = recipe->members.length ? found.count : 0,
                                .scope = recipe->scope,
                                .members = recipe->members,
                                .compared = recipe->moved && found.compared,
                                .previous = recipe->against == CHANGE_PREVIOUS,
                                .rise = found.rise};
    struct text words = wording_rank(run->arena, &rank, run->script);
    figure_report_nothing(run, e, asked, words);
    printed_add_text(out, words);
}

static void print_streak(struct run *run, const struct expression *e, const struct asked *asked,
                         struct printed *out) {
    static const enum wording_trend trends[] = {
        [METRIC_TREND_UP] = WORDING_TREND_UP,
        [METRIC_TREND_DOWN] = WORDING_TREND_DOWN,
        [METRIC_TREND_LEVEL] = WORDING_TREND_LEVEL,
        [METRIC_TREND_MET] = WORDING_TREND_MET,
    };
    enum metric_trend trend;
    struct wording_style style = figure_style(run, &e->recipe);
    struct figure last = metric_value(run->slice, asked->ask, run->arena);
    int count = find_streak(run, e, asked, &trend);
    struct text words = wording_streak(run->arena, &last, count, trends[trend], style);
    figure_report_nothing(run, e, asked, words);
    struct figure number = count_figure(run, asked, (size_t)count);
    figure_print_words(run, words, &number, 1, style, out);
}

static void print_mean_growth(struct run *run, const struct expression *e,
                              const struct asked *asked, struct printed *out) {
    struct number rate;
    struct wording_style style = figure_style(run, &e->recipe);
    struct figure figure = mean_growth(run, e, asked, &rate);
    if (e->recipe.bare) {
        printed_add_figure(out, &figure, wording_figure(run->arena, &figure, style));
        return;
    }
    bool known = figure.quantity.state == QUANTITY_KNOWN;
    struct text words = known ? wording_mean_growth(run->arena, rate, style) : TEXT("—");
    figure_report_nothing(run, e, asked, words);
    figure_print_words(run, words, &figure, 1, style, out);
}

static void print_coverage(struct run *run, const struct expression *e, const struct asked *asked,
                           struct printed *out) {
    struct metric_coverage coverage;
    if (!find_coverage(run, e, asked, &coverage)) return;
    struct text words = wording_coverage(run->arena, coverage.expected, coverage.reported,
                                         e->recipe.members, run->script);
    struct figure numbers[] = {count_figure(run, asked, coverage.expected),
                               count_figure(run, asked, coverage.reported)};
    figure_report_nothing(run, e, asked, words);
    figure_print_words(run, words, numbers, 2, figure_style(run, &e->recipe), out);
}

/* 城关、北街; nothing if all have reported. */
static void print_lacking(struct run *run, const struct expression *e, const struct asked *asked,
                          struct printed *out) {
    struct metric_coverage coverage;
    if (!find_coverage(run, e, asked, &coverage)) return;
    struct buffer names = buffer_new(run->arena);
    for (size_t i = 0; i < coverage.missing_count; i++) {
        if (i) buffer_add_text(&names, TEXT("、"));
        buffer_add_text(&names, short_name(coverage.missing[i]));
    }
    if (names.length) printed_add_text(out, buffer_text(&names));
}

/* ---- several figures */

struct several {
    struct figure figures[BOUND_ARGUMENTS_MOST + 1];
    struct text names[BOUND_ARGUMENTS_MOST + 1];
    size_t count;
};

static void add_one(struct run *run, const struct expression *e, struct several *several,
                    struct metric_ask ask, struct text name) {
    struct figure figure = metric_value(run->slice, ask, run->arena);
    several->names[several->count] = name;
    several->figures[several->count++] = figure_in_wanted(run, e, ask.indicator, figure);
}

static bool add_others(struct run *run, const struct expression *e, const struct asked *asked,
                       struct several *several) {
    for (size_t i = 0; i < e->recipe.other_count; i++) {
        struct metric_ask ask = asked->ask;
        ask.indicator = metric_need_indicator(run->slice->store, e->recipe.others[i],
                                              place_at(&e->recipe.other_places[i], 0), run->diags);
        if (!ask.indicator) return false;
        add_one(run, e, several, ask, ask.indicator->name);
    }
    return true;
}

/* The compared units that have most of it, without the report's own. */
static void add_largest(struct run *run, const struct expression *e, const struct asked *asked,
                        struct several *several) {
    const struct slice *slice = run->slice;
    struct figure *all = arena_take_array(run->arena, slice->compared_count + 1, sizeof *all);
    bool *taken = arena_take_array(run->arena, slice->compared_count + 1, sizeof *taken);
    for (size_t i = 0; i < slice->compared_count; i++) {
        struct metric_ask ask = asked->ask;
        ask.unit = slice->compared[i];
        all[i] = metric_value(slice, ask, run->arena);
        taken[i] = ask.unit == slice->unit || !figure_is_known(&all[i]);
    }
    for (int n = 0; n < e->recipe.number; n++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < slice->compared_count; i++) {
            if (taken[i]) continue;
            if (best != SIZE_MAX) {
                struct figure same = figure_in_measure(run->arena, all[i], all[best].measure);
                if (number_compare(same.quantity.value, all[best].quantity.value) <= 0) continue;
            }
            best = i;
        }
        if (best == SIZE_MAX) return;
        taken[best] = true;
        struct metric_ask ask = asked->ask;
        ask.unit = slice->compared[best];
        add_one(run, e, several, ask, short_name(ask.unit));
    }
}

static void print_parts(struct run *run, const struct expression *e, const struct asked *asked,
                        struct printed *out) {
    struct several several = {.count = 0};
    struct wording_style style = figure_style(run, &e->recipe);
    if (e->recipe.other_count) {
        if (!add_others(run, e, asked, &several)) return;
    } else {
        add_largest(run, e, asked, &several);
    }
    struct text words = several.count ? wording_parts(run->arena, several.names, several.figures,
                                                      several.count, style)
                                      : TEXT("—");
    figure_report_nothing(run, e, asked, words);
    figure_print_words(run, words, several.figures, several.count, style, out);
}

static void print_figures(struct run *run, const struct expression *e, const struct asked *asked,
                          struct printed *out) {
    struct several several = {.count = 0};
    struct wording_style style = figure_style(run, &e->recipe);
    add_one(run, e, &several, asked->ask, asked->indicator->name);
    if (!add_others(run, e, asked, &several)) return;
    struct text words =
        wording_figures(run->arena, several.figures, several.count, e->recipe.reached, style);
    for (size_t i = 0; i < several.count; i++)
        figure_report_state(run, e, asked, &several.figures[i]);
    figure_report_nothing(run, e, asked, words);
    figure_print_words(run, words, several.figures, several.count, style, out);
}

void statement_print(struct run *run, const struct expression *e, const struct asked *asked,
                     struct printed *out) {
    struct change change;
    switch (e->recipe.head) {
    case HEAD_RANK: print_rank(run, e, asked, out); break;
    case HEAD_STREAK: print_streak(run, e, asked, out); break;
    case HEAD_MEAN_GROWTH: print_mean_growth(run, e, asked, out); break;
    case HEAD_COVERAGE: print_coverage(run, e, asked, out); break;
    case HEAD_REPORTED:
    case HEAD_EXPECTED: print_number(run, e, asked, out); break;
    case HEAD_LACKING: print_lacking(run, e, asked, out); break;
    case HEAD_PARTS: print_parts(run, e, asked, out); break;
    case HEAD_FIGURES: print_figures(run, e, asked, out); break;
    case HEAD_BASIS:
        change = metric_change(run->slice, asked->ask, CHANGE_LAST_YEAR, run->arena);
        printed_add_text(out, change.basis);
        break;
    case HEAD_VALUE:
    case HEAD_CHANGE:
    case HEAD_BASE:
    case HEAD_TARGET:
    case HEAD_COMPLETION:
    case HEAD_PROGRESS:
    case HEAD_VERDICT:
    case HEAD_SHARE:
    case HEAD_NAME:
    case HEAD_MEASURE:
    case HEAD_WINDOW:
    case HEAD_OUTCOME:
    case HEAD_HALVES:
    case HEAD_AS_OF:
    case HEAD_CAPITAL: break;
    }
}
