/* Kinds of rows: from the cells of a row to the function under test. */
#include "case_row.h"

#include <criterion/criterion.h>

#include "wording/statements.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static struct text say_figure(struct case_row *row) {
    struct figure figure = case_figure(row, row->value);
    return wording_figure(row->arena, &figure, case_style(row));
}

static struct change change_of(struct case_row *row) {
    static const char *const against[] = {"", "previous", "year-start", NULL};
    struct figure now = case_figure(row, row->value), base = case_figure(row, row->base);
    struct text other = case_argument(row, "base-measure"), given = case_argument(row, "given");
    if (other.length) base.measure = measure_read(other);
    enum change_against held =
        (enum change_against)case_choice(row, case_argument(row, "against"), against);
    struct change change = change_between(row->arena, now, base, held);
    if (given.length == 0) return change;
    struct number stated = case_number(row, given);
    change.state = CHANGE_KNOWN;
    change.given = true;
    change.basis = case_argument(row, "basis");
    if (measure_is_rate(now.measure))
        change.amount = stated;
    else
        change.rate = number_shift(row->arena, stated, -2);
    return change;
}

static enum wording_change_form form_of(struct case_row *row) {
    static const char *const forms[] = {"",      "percent",  "amount",   "points", "both",
                                        "times", "multiple", "doubling", NULL};
    return (enum wording_change_form)case_choice(row, case_argument(row, "form"), forms);
}

static struct text say_change(struct case_row *row) {
    struct change change = change_of(row);
    return wording_change(row->arena, &change, form_of(row), !case_says(row, "lead", "no"),
                          case_style(row));
}

static struct text say_change_bare(struct case_row *row) {
    struct change change = change_of(row);
    return wording_change_bare(row->arena, &change, form_of(row), case_style(row));
}

static struct completion completion_of(struct case_row *row) {
    struct figure value = case_figure(row, row->value), target = case_figure(row, row->base);
    target.period = case_period(row, case_argument(row, "target-period"));
    return completion_between(row->arena, value, target);
}

static struct text say_completion(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_completion(row->arena, &completion, case_style(row));
}

static struct text say_outcome(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_outcome(row->arena, &completion, case_style(row));
}

static struct text say_progress(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_progress(row->arena, &completion, case_style(row));
}

static struct text say_verdict(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_verdict(row->arena, &completion, case_style(row));
}

static struct text say_halves(struct case_row *row) {
    struct completion completion = completion_of(row);
    return wording_halves(row->arena, &completion, case_says(row, "slogan", "yes"),
                          case_style(row));
}

static struct text say_rank(struct case_row *row) {
    struct wording_rank rank = {.rank = case_integer(row, "rank", 0),
                                .ties = case_integer(row, "ties", 0),
                                .count = case_integer(row, "count", 0),
                                .scope = case_argument(row, "scope"),
                                .members = case_argument(row, "members"),
                                .compared = case_argument(row, "rise").length > 0,
                                .rise = case_integer(row, "rise", 0)};
    return wording_rank(row->arena, &rank, case_script(row));
}

static struct text say_streak(struct case_row *row) {
    static const char *const trends[] = {"up", "down", "level", "met", NULL};
    struct figure last = case_figure(row, row->value);
    enum wording_trend trend =
        (enum wording_trend)case_choice(row, case_argument(row, "trend"), trends);
    return wording_streak(row->arena, &last, case_integer(row, "count", 0), trend, case_style(row));
}

static struct text say_mean_growth(struct case_row *row) {
    struct number rate = number_shift(row->arena, case_number(row, row->value), -2);
    return wording_mean_growth(row->arena, rate, case_style(row));
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
        figures[i] = case_figure(row, cells[i]);
        if (i > 0) row->read_count = read;
    }
    return count;
}

static struct text say_figures(struct case_row *row) {
    struct figure figures[CASE_ARGUMENTS_MOST];
    size_t count = figures_of(row, figures);
    return wording_figures(row->arena, figures, count, case_says(row, "reached", "yes"),
                           case_style(row));
}

static struct text say_parts(struct case_row *row) {
    struct figure figures[CASE_ARGUMENTS_MOST];
    struct text names[CASE_ARGUMENTS_MOST];
    size_t count = figures_of(row, figures);
    cr_assert_eq(cut_list(case_argument(row, "names"), names), count, "cases.tsv:%zu", row->line);
    return wording_parts(row->arena, names, figures, count, case_style(row));
}

static struct text say_join(struct case_row *row) {
    struct text names[CASE_ARGUMENTS_MOST];
    size_t count = cut_list(row->value, names);
    return wording_join(row->arena, names, count);
}

static struct text say_period(struct case_row *row) {
    return wording_period(row->arena, case_period(row, row->period), !case_says(row, "year", "no"));
}

static struct text say_as_of(struct case_row *row) {
    return wording_as_of(row->arena, case_period(row, row->period), !case_says(row, "year", "no"),
                         case_script(row));
}

static struct text say_plan(struct case_row *row) {
    return wording_plan(row->arena, case_period(row, row->period), case_script(row));
}

static struct text say_code(struct case_row *row) {
    return period_code(row->arena, case_period(row, row->period));
}

typedef bool period_step(struct arena *, struct period, struct period *);

static struct text say_step(struct case_row *row, period_step *step) {
    struct period out;
    if (!step(row->arena, case_period(row, row->period), &out)) return TEXT("");
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
    cr_assert(year_start_read(case_argument(row, "start"), &start), "cases.tsv:%zu: start",
              row->line);
    if (!step(row->arena, case_period(row, row->period), start, &out)) return TEXT("");
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
    struct period whole = case_period(row, case_argument(row, "target-period"));
    if (!period_progress(row->arena, case_period(row, row->period), whole, &share)) return TEXT("");
    struct wording_style style = WORDING_PLAIN;
    style.decimals = 1;
    struct figure percent = {.quantity = {.state = QUANTITY_KNOWN},
                             .measure = measure_read(TEXT("%"))};
    percent.quantity.value = number_shift(row->arena, share, 2);
    return wording_figure(row->arena, &percent, style);
}

static struct text say_date(struct case_row *row) {
    return case_says(row, "chinese", "yes") ? wording_chinese_date(row->arena, row->value)
                                            : wording_date(row->arena, row->value);
}

static struct text say_number(struct case_row *row) {
    return wording_chinese_number(row->arena, case_number(row, row->value), case_script(row));
}

static struct text say_digits(struct case_row *row) {
    return wording_chinese_digits(row->arena, row->value);
}

static struct text say_ordinal(struct case_row *row) {
    return wording_ordinal(row->arena, case_argument(row, "scheme"), case_integer(row, "n", 1));
}

static struct text say_money(struct case_row *row) {
    struct figure figure = case_figure(row, row->value);
    enum wording_money_end end =
        case_says(row, "end", "正") ? WORDING_MONEY_ZHENG_OTHER : WORDING_MONEY_ZHENG;
    return wording_money(row->arena, &figure, case_says(row, "renminbi", "yes"), end,
                         case_script(row));
}

static struct text say_measure(struct case_row *row) {
    return wording_measure(row->arena, measure_read(row->measure), case_script(row));
}

static struct text say_in_measure(struct case_row *row) {
    struct measure to = measure_read(case_argument(row, "to"));
    struct figure figure = case_figure(row, row->value);
    if (!measure_convertible(figure.measure, to)) return TEXT("");
    figure = figure_in_measure(row->arena, figure, to);
    return wording_figure(row->arena, &figure, case_style(row));
}

static struct text say_sum(struct case_row *row) {
    struct figure a = case_figure(row, row->value), b = case_figure(row, row->base), sum;
    struct text other = case_argument(row, "base-measure");
    if (other.length) b.measure = measure_read(other);
    if (!figure_add(row->arena, a, b, &sum)) return TEXT("");
    return wording_figure(row->arena, &sum, case_style(row));
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
