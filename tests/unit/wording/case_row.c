/* Cells and arguments of a row. */
#include "case_row.h"

#include <criterion/criterion.h>

/* ---- arguments: "form=amount lead=no" */

struct text case_argument(struct case_row *row, const char *name) {
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

bool case_says(struct case_row *row, const char *name, const char *value) {
    return text_is(case_argument(row, name), value);
}

int case_integer(struct case_row *row, const char *name, int otherwise) {
    struct text text = case_argument(row, name);
    struct number number;
    if (text.length == 0) return otherwise;
    cr_assert(number_read(row->arena, text, &number), "cases.tsv:%zu: %s", row->line, name);
    return (int)number_to_double(number);
}

/* The place of a word in a list; an unknown word fails. */
int case_choice(const struct case_row *row, struct text word, const char *const *names) {
    for (int i = 0; names[i]; i++)
        if (text_is(word, names[i])) return i;
    cr_assert_fail("cases.tsv:%zu: unknown word %.*s", row->line, TEXT_ARGS(word));
    return 0;
}

enum wording_script case_script(struct case_row *row) {
    return case_says(row, "script", "traditional") ? WORDING_TRADITIONAL : WORDING_SIMPLIFIED;
}

struct wording_style case_style(struct case_row *row) {
    struct wording_style style = WORDING_PLAIN;
    style.script = case_script(row);
    style.decimals = case_integer(row, "decimals", -1);
    struct text scale = case_argument(row, "scale");
    if (scale.length) style.scale = text_is(scale, "1") ? TEXT("") : scale;
    style.bare = case_says(row, "bare", "yes");
    style.grouped = case_says(row, "grouped", "yes");
    style.chinese = case_says(row, "chinese", "yes");
    style.plain_qualifier = case_says(row, "plain", "yes");
    style.required = case_says(row, "required", "yes");
    if (case_says(row, "rounding", "even")) style.rounding = NUMBER_HALF_EVEN;
    return style;
}

struct period case_period(const struct case_row *row, struct text text) {
    struct period period;
    cr_assert(period_read(text, &period), "cases.tsv:%zu: period %.*s", row->line, TEXT_ARGS(text));
    return period;
}

struct number case_number(const struct case_row *row, struct text text) {
    struct number number;
    cr_assert(number_read(row->arena, text, &number), "cases.tsv:%zu: number %.*s", row->line,
              TEXT_ARGS(text));
    return number;
}

struct figure case_figure(struct case_row *row, struct text cell) {
    static const char *const natures[] = {"", "stock", "rate", "growth", "deficit", NULL};
    static const char *const betters[] = {"", "higher", "lower", NULL};
    struct figure figure = {.measure = measure_read(row->measure)};
    cr_assert(quantity_read(row->arena, cell, &figure.quantity), "cases.tsv:%zu: value %.*s",
              row->line, TEXT_ARGS(cell));
    figure.nature = (enum figure_nature)case_choice(row, row->nature, natures);
    figure.better = (enum figure_better)case_choice(row, row->better, betters);
    figure.period = case_period(row, row->period);
    figure.decimals = case_integer(row, "places", -1);
    figure.standing = case_argument(row, "standing");
    return figure;
}
