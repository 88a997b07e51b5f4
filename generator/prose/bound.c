/* The small grammar of {…} and of="…": [unit:] indicator [@period] {|function[(arguments)]}.
 *
 * Takes the text of one expression, gives its parts with their byte offsets in it, and says P101 at
 * the place of the first fault.  Names are taken as they are written: digits, points, brackets and
 * % are part of Chinese names, so only ':', '@' and '|' cut. */
#include "prose/inner.h"

#include <string.h>

struct reader {
    struct text all;
    size_t at; /* bytes */
    struct origin origin;
    struct diags *diags;
};

/* Every fault is one whole sentence with the expression in it; the reading ends there. */
#define FAULT(reader, at, sentence)                                                                \
    (diags_add((reader)->diags, DIAG_P101, origin_inside((reader)->origin, (reader)->all, at),     \
               sentence, TEXT_ARGS((reader)->all)),                                                \
     diags_hint((reader)->diags, "write indicator, unit:indicator or indicator@period, then "      \
                                 "|function, as in {blood.donors|change(percent)|1}"),             \
     false)

/* Length of the mark at `at`: `plain`, or its full-width form. */
static size_t mark_at(struct text all, size_t at, char plain, const char *wide) {
    if (at < all.length && all.at[at] == plain) return 1;
    return text_starts(text_slice(all, at, all.length), text_of(wide)) ? strlen(wide) : 0;
}

static size_t find_mark(struct text all, size_t from, size_t to, char plain, const char *wide) {
    for (size_t i = from; i < to; i++)
        if (mark_at(all, i, plain, wide) > 0) return i;
    return to;
}

/* The part [from, to) without blanks; *offset is where it starts. */
static struct text part(struct text all, size_t from, size_t to, size_t *offset) {
    struct text trimmed = text_trim(text_slice(all, from, to));
    *offset = trimmed.length > 0 ? (size_t)(trimmed.at - all.at) : from;
    return trimmed;
}

static bool read_arguments(struct reader *reader, struct bound_function *function, size_t from,
                           size_t to) {
    size_t at = from;
    for (;;) {
        size_t next = find_mark(reader->all, at, to, ',', "，"), offset;
        struct text argument = part(reader->all, at, next, &offset);
        if (argument.length == 0) return FAULT(reader, at, "an empty argument in \"%.*s\"");
        if (function->argument_count == BOUND_ARGUMENTS_MOST)
            return FAULT(reader, offset, "more than 12 arguments in \"%.*s\"");
        function->argument_offsets[function->argument_count] = offset;
        function->arguments[function->argument_count++] = argument;
        if (next == to) return true;
        at = next + mark_at(reader->all, next, ',', "，");
    }
}

/* One function between two bars: [from, to). */
static bool read_function(struct reader *reader, struct bound *out, size_t from, size_t to) {
    if (out->function_count == BOUND_FUNCTIONS_MOST)
        return FAULT(reader, from, "more than 8 functions in \"%.*s\"");
    struct bound_function *function = &out->functions[out->function_count++];
    size_t open = find_mark(reader->all, from, to, '(', "（");
    size_t close = find_mark(reader->all, from, to, ')', "）");
    function->name = part(reader->all, from, open < close ? open : close, &function->offset);
    if (function->name.length == 0) return FAULT(reader, from, "a function is missing in \"%.*s\"");
    if (open == to && close == to) return true;
    if (open > close)
        return FAULT(reader, close, "a closing bracket without an opening one in \"%.*s\"");
    if (close == to) return FAULT(reader, open, "the bracket is never closed in \"%.*s\"");
    size_t after = close + mark_at(reader->all, close, ')', "）"), rest;
    if (part(reader->all, after, to, &rest).length > 0)
        return FAULT(reader, rest, "text after the closing bracket in \"%.*s\"");
    return read_arguments(reader, function, open + mark_at(reader->all, open, '(', "（"), close);
}

static bool read_functions(struct reader *reader, struct bound *out, size_t from) {
    struct text all = reader->all;
    for (size_t at = from; at < all.length;) {
        size_t start = at + mark_at(all, at, '|', "｜");
        size_t end = find_mark(all, start, all.length, '|', "｜");
        if (!read_function(reader, out, start, end)) return false;
        at = end;
    }
    return true;
}

static bool read_period(struct reader *reader, struct bound *out, size_t at, size_t to) {
    struct text all = reader->all;
    size_t start = at + mark_at(all, at, '@', "＠");
    out->period = part(all, start, to, &out->period_offset);
    if (out->period.length == 0) return FAULT(reader, start, "no period after \"@\" in \"%.*s\"");
    size_t again = find_mark(all, start, to, '@', "＠");
    if (again < to) return FAULT(reader, again, "a second period in \"%.*s\"");
    struct period period;
    if (period_read(out->period, &period)) return true;
    return FAULT(reader, out->period_offset,
                 "not a period such as 2026H1, 2026Q2, 2026-05 or 2026-01..2026-05 in \"%.*s\"");
}

/* What stands before the first bar: [from 0, to). */
static bool read_head(struct reader *reader, struct bound *out, size_t to) {
    struct text all = reader->all;
    size_t period = find_mark(all, 0, to, '@', "＠");
    size_t colon = find_mark(all, 0, period, ':', "：");
    size_t name_from = 0;
    if (colon < period) {
        out->unit = part(all, 0, colon, &out->unit_offset);
        if (out->unit.length == 0) return FAULT(reader, colon, "no unit before \":\" in \"%.*s\"");
        name_from = colon + mark_at(all, colon, ':', "：");
    }
    out->indicator = part(all, name_from, period, &out->indicator_offset);
    if (out->indicator.length == 0) return FAULT(reader, name_from, "no indicator in \"%.*s\"");
    return period == to || read_period(reader, out, period, to);
}

bool prose_parse_bound(struct text expression, struct origin origin, struct bound *out,
                       struct diags *diags) {
    memset(out, 0, sizeof *out);
    struct reader reader = {.all = expression, .origin = origin, .diags = diags};
    size_t bar = find_mark(expression, 0, expression.length, '|', "｜");
    return read_head(&reader, out, bar) && read_functions(&reader, out, bar);
}
