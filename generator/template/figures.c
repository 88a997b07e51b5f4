/* An expression → what is printed: words, with each figure as a piece of its own.
 *
 * Rules of wording are in wording/; here its sentences are cut around the number that they print,
 * so that the number goes into the document with its exact figure. */
#include "template/run.h"
#include "wording/statements.h"

struct wording_style figure_style(const struct run *run, const struct recipe *recipe) {
    struct wording_style style = WORDING_PLAIN;
    style.script = run->script;
    style.decimals = recipe->decimals;
    style.bare = recipe->bare;
    style.chinese = recipe->chinese;
    style.plain_qualifier = recipe->plain;
    style.required = recipe->required;
    return style;
}

void printed_add_text(struct printed *out, struct text text) {
    if (text.length > 0) out->at[out->count++] = (struct printed_piece){.text = text};
}

void printed_add_figure(struct printed *out, const struct figure *figure, struct text text) {
    out->at[out->count++] =
        (struct printed_piece){.text = text, .is_figure = true, .figure = *figure};
}

/* The measure to print in: that asked for, else that of the dictionary. */
static struct measure wanted_measure(struct run *run, const struct expression *e,
                                     const struct indicator *indicator, struct measure own) {
    struct text asked = e->recipe.measure;
    if (asked.length == 0) return indicator->print.name.length > 0 ? indicator->print : own;
    if (measure_scale_power(asked) >= 0) return measure_scaled(run->arena, own, asked);
    return measure_read(asked);
}

struct figure figure_in_wanted(struct run *run, const struct expression *e,
                               const struct indicator *indicator, struct figure figure) {
    struct measure wanted = wanted_measure(run, e, indicator, figure.measure);
    return figure_in_measure(run->arena, figure, wanted);
}

/* Says what is odd about a figure that is printed. */
void figure_report_state(struct run *run, const struct expression *e, const struct asked *asked,
                         const struct figure *figure) {
    const struct unit *unit = asked->ask.unit ? asked->ask.unit : run->slice->unit;
    struct text name = asked->indicator->name, code = unit->code;
    if (figure->quantity.state == QUANTITY_PLACEHOLDER) {
        diags_add(run->diags, DIAG_T401, figure->origin, "%.*s: %.*s", TEXT_ARGS(name),
                  TEXT_ARGS(figure->quantity.text));
        diags_hint(run->diags, "fill in the figure before the report goes out");
    } else if (figure->quantity.state == QUANTITY_MISSING) {
        struct text period = e->has_period ? e->period.text : run->slice->period.text;
        diags_add(run->diags, DIAG_T402, place_at(&e->place, 0), "{%.*s}: %.*s, %.*s, %.*s",
                  TEXT_ARGS(e->source), TEXT_ARGS(name), TEXT_ARGS(code), TEXT_ARGS(period));
    }
}

static void print_quantity(struct run *run, const struct expression *e, const struct asked *asked,
                           struct printed *out) {
    struct figure figure = figure_exact(run, e, asked);
    figure_report_state(run, e, asked, &figure);
    if (e->recipe.head != HEAD_SHARE) figure = figure_in_wanted(run, e, asked->indicator, figure);
    printed_add_figure(out, &figure,
                       wording_figure(run->arena, &figure, figure_style(run, &e->recipe)));
}

/* Cuts the number that a figure prints out of the words from *at on.  The words have no sign: they
 * say 下降. */
static bool cut_figure(struct run *run, struct figure figure, struct wording_style style,
                       struct text *rest, struct printed *out) {
    struct figure shown = figure;
    if (!figure_is_known(&figure)) return false;
    shown.quantity.value = number_absolute(run->arena, figure.quantity.value);
    struct text number = wording_figure(run->arena, &shown, style);
    size_t at = text_find(*rest, number);
    if (number.length == 0 || at == SIZE_MAX) return false;
    printed_add_text(out, text_slice(*rest, 0, at));
    printed_add_figure(out, &figure, number);
    *rest = text_slice(*rest, at + number.length, rest->length);
    return true;
}

/* Words with up to two figures in them; where no number is found, words are only words. */
void figure_print_words(struct run *run, struct text words, const struct figure *figures,
                        size_t count, struct wording_style style, struct printed *out) {
    struct text rest = words;
    for (size_t i = 0; i < count; i++) cut_figure(run, figures[i], style, &rest, out);
    printed_add_text(out, rest);
}

void figure_report_nothing(struct run *run, const struct expression *e, const struct asked *asked,
                           struct text words) {
    if (!text_is(words, "—")) return;
    struct text name = asked->indicator->name;
    diags_add(run->diags, DIAG_T410, place_at(&e->place, 0), "{%.*s}: %.*s", TEXT_ARGS(e->source),
              TEXT_ARGS(name));
    diags_hint(run->diags,
               "put the words in <if of=\"%.*s\" is=\"known\"> or give the figure in the data",
               TEXT_ARGS(e->source));
}

/* The change in the measure that its value is printed in. */
static struct change in_wanted_change(struct run *run, const struct expression *e,
                                      const struct indicator *indicator, struct change change) {
    struct figure amount = change.now;
    amount.quantity = (struct quantity){.state = QUANTITY_KNOWN, .value = change.amount};
    change.now = figure_in_wanted(run, e, indicator, change.now);
    change.base = figure_in_measure(run->arena, change.base, change.now.measure);
    /* In another measure the difference has decimals of its own: 6万亩 less 5.4万亩. */
    amount = figure_in_measure(run->arena, amount, change.now.measure);
    change.amount = amount.quantity.value;
    change.now.decimals = amount.decimals;
    return change;
}

static void print_change(struct run *run, const struct expression *e, const struct asked *asked,
                         struct printed *out) {
    const struct recipe *recipe = &e->recipe;
    struct wording_style style = figure_style(run, recipe);
    struct change change =
        in_wanted_change(run, e, asked->indicator,
                         metric_change(run->slice, asked->ask, recipe->against, run->arena));
    struct figure figure = wording_change_figure(run->arena, &change, recipe->form);
    figure_report_state(run, e, asked, &change.now);
    if (recipe->alone || recipe->bare) {
        figure = figure_of_change(run, &change, recipe->form);
        printed_add_figure(out, &figure,
                           wording_change_bare(run->arena, &change, recipe->form, style));
        return;
    }
    struct text words = wording_change(run->arena, &change, recipe->form, recipe->lead, style);
    struct figure figures[2] = {figure, figure};
    if (recipe->form == WORDING_BOTH)
        figures[0] = wording_change_figure(run->arena, &change, WORDING_AMOUNT);
    figure_report_nothing(run, e, asked, words);
    figure_print_words(run, words, figures, recipe->form == WORDING_BOTH ? 2 : 1, style, out);
}

static void print_completion(struct run *run, const struct expression *e, const struct asked *asked,
                             struct printed *out) {
    struct wording_style style = figure_style(run, &e->recipe);
    struct completion completion = metric_completion(run->slice, asked->ask, run->arena);
    struct figure figure = wording_completion_figure(run->arena, &completion);
    figure_report_state(run, e, asked, &completion.value);
    if (e->recipe.alone || e->recipe.bare) {
        printed_add_figure(out, &figure, wording_figure(run->arena, &figure, style));
        return;
    }
    struct text words = wording_completion(run->arena, &completion, style);
    figure_report_nothing(run, e, asked, words);
    figure_print_words(run, words, &figure, 1, style, out);
}

static void print_progress(struct run *run, const struct expression *e, const struct asked *asked,
                           struct printed *out) {
    struct wording_style style = figure_style(run, &e->recipe);
    struct completion completion = metric_completion(run->slice, asked->ask, run->arena);
    struct text words = wording_progress(run->arena, &completion, style);
    figure_report_state(run, e, asked, &completion.value);
    figure_report_nothing(run, e, asked, words);
    struct figure figure = wording_progress_figure(run->arena, &completion);
    figure_print_words(run, words, &figure, 1, style, out);
}

/* 超额完成全年任务; 完成全年任务的52.3% as long as the year runs. */
static void print_outcome(struct run *run, const struct expression *e, const struct asked *asked,
                          struct printed *out) {
    struct wording_style style = figure_style(run, &e->recipe);
    struct completion completion = metric_completion(run->slice, asked->ask, run->arena);
    struct figure figure = wording_completion_figure(run->arena, &completion);
    struct text words = wording_outcome(run->arena, &completion, style);
    figure_report_state(run, e, asked, &completion.value);
    figure_report_nothing(run, e, asked, words);
    figure_print_words(run, words, &figure, 1, style, out);
}

static void print_halves(struct run *run, const struct expression *e, const struct asked *asked,
                         struct printed *out) {
    struct completion completion = metric_completion(run->slice, asked->ask, run->arena);
    struct text words =
        wording_halves(run->arena, &completion, e->recipe.slogan, figure_style(run, &e->recipe));
    figure_report_state(run, e, asked, &completion.value);
    figure_report_nothing(run, e, asked, words);
    printed_add_text(out, words);
}

/* The words are the figure: 人民币壹仟元整. */
static void print_capital(struct run *run, const struct expression *e, const struct asked *asked,
                          struct printed *out) {
    struct figure figure = metric_value(run->slice, asked->ask, run->arena);
    struct text words = wording_money(run->arena, &figure, !e->recipe.alone && !e->recipe.bare,
                                      WORDING_MONEY_ZHENG, run->script);
    figure_report_state(run, e, asked, &figure);
    if (figure.quantity.state != QUANTITY_MISSING) figure_report_nothing(run, e, asked, words);
    printed_add_figure(out, &figure, words);
}

struct text figure_window(struct run *run, struct metric_ask ask) {
    struct period own, report;
    struct figure figure = metric_value(run->slice, ask, run->arena);
    if (ask.period || figure.quantity.state == QUANTITY_MISSING ||
        period_equal(figure.period, run->slice->period))
        return TEXT("");
    bool same_year = period_year(run->arena, figure.period, &own) &&
                     period_year(run->arena, run->slice->period, &report) &&
                     own.from_year == report.from_year;
    return wording_period(run->arena, figure.period, !same_year);
}

static void print_word(struct run *run, const struct expression *e, const struct asked *asked,
                       struct printed *out) {
    if (e->recipe.head == HEAD_NAME) {
        printed_add_text(out, asked->indicator->name);
    } else if (e->recipe.head == HEAD_MEASURE) {
        struct figure figure = metric_value(run->slice, asked->ask, run->arena);
        if (figure.measure.name.length == 0) figure.measure = asked->indicator->measure;
        figure = figure_in_wanted(run, e, asked->indicator, figure);
        printed_add_text(out, wording_measure(run->arena, figure.measure, run->script));
    } else if (e->recipe.head == HEAD_WINDOW) {
        printed_add_text(out, figure_window(run, asked->ask));
    } else if (e->recipe.head == HEAD_AS_OF) {
        struct figure figure = metric_value(run->slice, asked->ask, run->arena);
        printed_add_text(
            out, wording_as_of(run->arena, figure.period, e->recipe.with_year, run->script));
    } else {
        struct completion completion = metric_completion(run->slice, asked->ask, run->arena);
        printed_add_text(out,
                         wording_verdict(run->arena, &completion, figure_style(run, &e->recipe)));
    }
}

bool figure_print(struct run *run, const struct expression *e, struct printed *out) {
    struct asked asked;
    out->count = 0;
    if (e->special || e->variable.length > 0) {
        struct printed_piece piece = {.is_figure = false};
        if (!special_print(run, e, &piece)) return false;
        if (piece.text.length > 0) out->at[out->count++] = piece;
        return true;
    }
    if (!figure_ask(run, e, &asked)) return false;
    switch (e->recipe.head) {
    case HEAD_VALUE:
    case HEAD_BASE:
    case HEAD_TARGET:
    case HEAD_SHARE: print_quantity(run, e, &asked, out); break;
    case HEAD_CHANGE: print_change(run, e, &asked, out); break;
    case HEAD_COMPLETION: print_completion(run, e, &asked, out); break;
    case HEAD_PROGRESS: print_progress(run, e, &asked, out); break;
    case HEAD_OUTCOME: print_outcome(run, e, &asked, out); break;
    case HEAD_HALVES: print_halves(run, e, &asked, out); break;
    case HEAD_CAPITAL: print_capital(run, e, &asked, out); break;
    case HEAD_RANK:
    case HEAD_STREAK:
    case HEAD_MEAN_GROWTH:
    case HEAD_COVERAGE:
    case HEAD_REPORTED:
    case HEAD_EXPECTED:
    case HEAD_LACKING:
    case HEAD_PARTS:
    case HEAD_FIGURES:
    case HEAD_BASIS: statement_print(run, e, &asked, out); break;
    case HEAD_AS_OF:
    case HEAD_NAME:
    case HEAD_MEASURE:
    case HEAD_WINDOW:
    case HEAD_VERDICT: print_word(run, e, &asked, out); break;
    }
    if (e->recipe.head == HEAD_NAME && out->count > 0) out->at[0].origin = asked.indicator->origin;
    for (size_t i = 0; i < out->count; i++)
        if (out->at[i].is_figure)
            out->at[i].figure.lineage = lineage_make(run, e, &asked, &out->at[i].figure);
    return true;
}
