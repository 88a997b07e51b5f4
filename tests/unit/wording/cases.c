/* Kinds of rows: from the cells of a row to the function under test. */
#include "cases.h"

#include <criterion/criterion.h>
#include <string.h>

#include "wording/statements.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* ---- arguments: "form=amount lead=no" */

static struct text argument(struct case_row *row, const char *name) {
    struct text rest = row->arguments, word, key;
    while (text_cut_word(&rest, &word)) {
        struct text value = word;
        if (!text_cut(&value, '=', &key) || !text_is(key, name)) continue;
        cr_assert(row->read_count < CASE_ARGUMENTS_MOST);
        row->read[row->read_count++] = (size_t)(word.at - row->arguments.at);
        return value;
    }
    return TEXT("");
}

bool case_unused_argument(const struct case_row *row) {
    struct text rest = row->arguments, word;
    while (text_cut_word(&rest, &word)) {
        bool read = false;
        for (size_t i = 0; i < row->read_count; i++)
            read = read || row->read[i] == (size_t)(word.at - row->arguments.at);
        if (!read) return true;
    }
    return false;
}

static bool says(struct case_row *row, const char *name, const char *value) {
    return text_is(argument(row, name), value);
}

static int integer(struct case_row *row, const char *name, int otherwise) {
    struct text text = argument(row, name);
    struct number number;
    if (text.length == 0) return otherwise;
    cr_assert(number_read(row->arena, text, &number), "cases.tsv:%zu: %s", row->line, name);
    return (int)number_to_double(number);
}

/* The place of a word in a list; an unknown word fails. */
static int choice(const struct case_row *row, struct text word, const char *const *names) {
    for (int i = 0; names[i]; i++)
        if (text_is(word, names[i])) return i;
    cr_assert_fail("cases.tsv:%zu: unknown word %.*s", row->line, TEXT_ARGS(word));
    return 0;
}

static enum wording_script script_of(struct case_row *row) {
    return says(row, "script", "traditional") ? WORDING_TRADITIONAL : WORDING_SIMPLIFIED;
}

static struct wording_style style_of(struct case_row *row) {
    struct wording_style style = WORDING_PLAIN;
    style.script = script_of(row);
    style.decimals = integer(row, "decimals", -1);
    struct text scale = argument(row, "scale");
    if (scale.length) style.scale = text_is(scale, "1") ? TEXT("") : scale;
    style.bare = says(row, "bare", "yes");
    style.grouped = says(row, "grouped", "yes");
    style.chinese = says(row, "chinese", "yes");
    style.plain_qualifier = says(row, "plain", "yes");
    style.required = says(row, "required", "yes");
    if (says(row, "rounding", "even")) style.rounding = NUMBER_HALF_EVEN;
    return style;
}

static struct period period_of(const struct case_row *row, struct text text) {
    struct period period;
    cr_assert(period_read(text, &period), "cases.tsv:%zu: period %.*s", row->line, TEXT_ARGS(text));
    return period;
}

static struct number number_of(const struct case_row *row, struct text text) {
    struct number number;
    cr_assert(number_read(row->arena, text, &number), "cases.tsv:%zu: number %.*s", row->line,
              TEXT_ARGS(text));
    return number;
}

static struct figure figure_of(struct case_row *row, struct text cell) {
    static const char *const natures[] = {"", "stock", "rate", "growth", "deficit", NULL};
    static const char *const betters[] = {"", "higher", "lower", NULL};
    struct figure figure = {.measure = measure_read(row->measure)};
    cr_assert(quantity_read(row->arena, cell, &figure.quantity), "cases.tsv:%zu: value %.*s",
              row->line, TEXT_ARGS(cell));
    figure.nature = (enum figure_nature)choice(row, row->nature, natures);
    figure.better = (enum figure_better)choice(row, row->better, betters);
    figure.period = period_of(row, row->period);
    figure.decimals = integer(row, "places", -1);
    figure.standing = argument(row, "standing");
    return figure;
}

/* ---- kinds */

static struct text say_figure(struct case_row *row) {
    struct figure figure = figure_of(row, row->value);
    return wording_figure(row->arena, &figure, style_of(row));
}

static struct change change_of(struct case_row *row) {
    static const char *const against[] = {"", "previous", "year-start", NULL};
    struct figure now = figure_of(row, row->value), base = figure_of(row, row->base);
    struct text other = argument(row, "base-measure"), given = argument(row, "given");
    if (other.length) base.measure = measure_read(other);
    enum change_against held = (enum change_against)choice(row, argument(row, "against"), against);
    struct change change = change_between(row->arena, now, base, held);
    if (given.length == 0) return change;
    struct number stated = number_of(row, given);
    change.state = CHANGE_KNOWN;
    change.given = true;
    change.basis = argument(row, "basis");
    change.rate = number_shift(row->arena, stated, -2);
    if (measure_is_rate(now.measure)) change.amount = stated;
    return change;
}

static enum wording_change_form form_of(struct case_row *row) {
    static const char *const forms[] = {"",      "percent",  "amount",   "points", "both",
                                        "times", "multiple", "doubling", NULL};
    return (enum wording_change_form)choice(row, argument(row, "form"), forms);
}

static struct text say_change(struct case_row *row) {
    struct change change = change_of(row);
    return wording_change(row->arena, &change, form_of(row), !says(row, "lead", "no"),
                          style_of(row));
}

static struct text say_change_bare(struct case_row *row) {
    struct change change = change_of(row);
    return wording_change_bare(row->arena, &change, form_of(row), style_of(row));
}

static struct completion completion_of(struct case_row *row) {
    struct figure value = figure_of(row, row->value), target = figure_of(row, row->base);
    target.period = period_of(row, argument(row, "target-period"));
    return completion_between(row->arena, value, target);
}

static struct text say_completion(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_completion(row->arena, &completion, style_of(row));
}

static struct text say_outcome(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_outcome(row->arena, &completion, style_of(row));
}

static struct text say_progress(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_progress(row->arena, &completion, style_of(row));
}

static struct text say_verdict(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_verdict(row->arena, &completion, style_of(row));
}

static struct text say_halves(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_halves(row->arena, &completion, says(row, "slogan", "yes"), style_of(row));
}

static struct text say_rank(struct case_row *row) {
    struct wording_rank rank = {.rank = integer(row, "rank", 0),
                                .ties = integer(row, "ties", 0),
                                .count = integer(row, "count", 0),
                                .scope = argument(row, "scope"),
                                .members = argument(row, "members"),
                                .compared = argument(row, "rise").length > 0,
                                .rise = integer(row, "rise", 0)};
    return wording_rank(row->arena, &rank, script_of(row));
}

static struct text say_streak(struct case_row *row) {
    static const char *const trends[] = {"up", "down", "level", "met", NULL};
    struct figure last = figure_of(row, row->value);
    enum wording_trend trend = (enum wording_trend)choice(row, argument(row, "trend"), trends);
    return wording_streak(row->arena, &last, integer(row, "count", 0), trend, style_of(row));
}

static struct text say_mean_growth(struct case_row *row) {
    struct number rate = number_shift(row->arena, number_of(row, row->value), -2);
    return wording_mean_growth(row->arena, rate, style_of(row));
}

/* "A；B；C" → pieces. */
static size_t cut_list(struct text list, struct text pieces[CASE_ARGUMENTS_MOST]) {
    size_t count = 0;
    while (list.length > 0 && count < CASE_ARGUMENTS_MOST) {
        size_t at = text_find(list, TEXT("；"));
        pieces[count++] = text_slice(list, 0, at);
        list = at == SIZE_MAX ? TEXT("") : text_slice(list, at + TEXT("；").length, list.length);
    }
    return count;
}

static size_t figures_of(struct case_row *row, struct figure figures[CASE_ARGUMENTS_MOST]) {
    struct text cells[CASE_ARGUMENTS_MOST];
    size_t count = cut_list(row->value, cells);
    for (size_t i = 0; i < count; i++) {
        size_t read = row->read_count;
        figures[i] = figure_of(row, cells[i]);
        if (i > 0) row->read_count = read;
    }
    return count;
}

static struct text say_figures(struct case_row *row) {
    struct figure figures[CASE_ARGUMENTS_MOST];
    size_t count = figures_of(row, figures);
    return wording_figures(row->arena, figures, count, says(row, "reached", "yes"), style_of(row));
}

static struct text say_parts(struct case_row *row) {
    struct figure figures[CASE_ARGUMENTS_MOST];
    struct text names[CASE_ARGUMENTS_MOST];
    size_t count = figures_of(row, figures);
    cr_assert_eq(cut_list(argument(row, "names"), names), count, "cases.tsv:%zu", row->line);
    return wording_parts(row->arena, names, figures, count, style_of(row));
}

static struct text say_join(struct case_row *row) {
    struct text names[CASE_ARGUMENTS_MOST];
    size_t count = cut_list(row->value, names);
    return wording_join(row->arena, names, count);
}

static struct text say_period(struct case_row *row) {
    return wording_period(row->arena, period_of(row, row->period), !says(row, "year", "no"));
}

static struct text say_as_of(struct case_row *row) {
    return wording_as_of(row->arena, period_of(row, row->period), !says(row, "year", "no"),
                         script_of(row));
}

static struct text say_plan(struct case_row *row) {
    return wording_plan(row->arena, period_of(row, row->period), script_of(row));
}

static struct text say_code(struct case_row *row) {
    return period_code(row->arena, period_of(row, row->period));
}

typedef bool period_step(struct arena *, struct period, struct period *);

static struct text say_step(struct case_row *row, period_step *step) {
    struct period out;
    if (!step(row->arena, period_of(row, row->period), &out)) return TEXT("");
    return period_code(row->arena, out);
}

static struct text say_last_year(struct case_row *row) {
    return say_step(row, period_last_year);
}

static struct text say_previous(struct case_row *row) {
    return say_step(row, period_previous);
}

static struct text say_to_date(struct case_row *row) {
    return say_step(row, period_to_date);
}

typedef bool period_year_step(struct arena *, struct period, struct year_start, struct period *);

static struct text say_year_step(struct case_row *row, period_year_step *step) {
    struct year_start start;
    struct period out;
    cr_assert(year_start_read(argument(row, "start"), &start), "cases.tsv:%zu: start", row->line);
    if (!step(row->arena, period_of(row, row->period), start, &out)) return TEXT("");
    return wording_period(row->arena, out, true);
}

static struct text say_reported(struct case_row *row) {
    return say_year_step(row, period_reported);
}

static struct text say_reported_last_year(struct case_row *row) {
    return say_year_step(row, period_reported_last_year);
}

static struct text say_reported_year(struct case_row *row) {
    return say_year_step(row, period_reported_year);
}

static struct text say_time(struct case_row *row) {
    struct number share;
    struct period whole = period_of(row, argument(row, "target-period"));
    if (!period_progress(row->arena, period_of(row, row->period), whole, &share)) return TEXT("");
    struct wording_style style = WORDING_PLAIN;
    style.decimals = 1;
    struct figure percent = {.quantity = {.state = QUANTITY_KNOWN},
                             .measure = measure_read(TEXT("%"))};
    percent.quantity.value = number_shift(row->arena, share, 2);
    return wording_figure(row->arena, &percent, style);
}

static struct text say_date(struct case_row *row) {
    return says(row, "chinese", "yes") ? wording_chinese_date(row->arena, row->value)
                                       : wording_date(row->arena, row->value);
}

static struct text say_number(struct case_row *row) {
    return wording_chinese_number(row->arena, number_of(row, row->value), script_of(row));
}

static struct text say_digits(struct case_row *row) {
    return wording_chinese_digits(row->arena, row->value);
}

static struct text say_ordinal(struct case_row *row) {
    return wording_ordinal(row->arena, argument(row, "scheme"), integer(row, "n", 1));
}

static struct text say_money(struct case_row *row) {
    struct figure figure = figure_of(row, row->value);
    enum wording_money_end end =
        says(row, "end", "正") ? WORDING_MONEY_ZHENG_OTHER : WORDING_MONEY_ZHENG;
    return wording_money(row->arena, &figure, says(row, "renminbi", "yes"), end, script_of(row));
}

static struct text say_measure(struct case_row *row) {
    return wording_measure(row->arena, measure_read(row->measure), script_of(row));
}

static struct text say_in_measure(struct case_row *row) {
    struct measure to = measure_read(argument(row, "to"));
    struct figure figure = figure_of(row, row->value);
    if (!measure_convertible(figure.measure, to)) return TEXT("");
    figure = figure_in_measure(row->arena, figure, to);
    return wording_figure(row->arena, &figure, style_of(row));
}

static struct text say_sum(struct case_row *row) {
    struct figure a = figure_of(row, row->value), b = figure_of(row, row->base), sum;
    struct text other = argument(row, "base-measure");
    if (other.length) b.measure = measure_read(other);
    if (!figure_add(row->arena, a, b, &sum)) return TEXT("");
    return wording_figure(row->arena, &sum, style_of(row));
}

static const struct {
    const char *name;
    struct text (*say)(struct case_row *);
} kinds[] = {
    {"figure", say_figure},
    {"change", say_change},
    {"change-bare", say_change_bare},
    {"completion", say_completion},
    {"outcome", say_outcome},
    {"progress", say_progress},
    {"verdict", say_verdict},
    {"halves", say_halves},
    {"rank", say_rank},
    {"streak", say_streak},
    {"mean-growth", say_mean_growth},
    {"figures", say_figures},
    {"parts", say_parts},
    {"join", say_join},
    {"period", say_period},
    {"as-of", say_as_of},
    {"plan", say_plan},
    {"code", say_code},
    {"last-year", say_last_year},
    {"previous", say_previous},
    {"to-date", say_to_date},
    {"reported", say_reported},
    {"reported-last-year", say_reported_last_year},
    {"reported-year", say_reported_year},
    {"time", say_time},
    {"date", say_date},
    {"number", say_number},
    {"digits", say_digits},
    {"ordinal", say_ordinal},
    {"money", say_money},
    {"measure", say_measure},
    {"in-measure", say_in_measure},
    {"sum", say_sum},
};

static bool said[COUNT_OF(kinds)];

struct text case_say(struct case_row *row) {
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (!text_is(row->kind, kinds[i].name)) continue;
        said[i] = true;
        return kinds[i].say(row);
    }
    cr_assert_fail("cases.tsv:%zu: unknown kind %.*s", row->line, TEXT_ARGS(row->kind));
    return TEXT("");
}

bool case_every_kind_was_said(void) {
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (!said[i]) return false;
    return true;
}
