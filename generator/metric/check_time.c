/* Checks over time: stock and flow; parts of a period and the whole. */
#include "metric/check_inner.h"

/* ---- opening + in − out = closing; opening = closing of the period before */

struct stock_data {
    struct check_members closing, opening, in, out;
};

bool check_compile_stock(struct check_compiler *compiler, struct check *check) {
    struct stock_data *data = ARENA_NEW(compiler->arena, struct stock_data);
    check->data = data;
    bool good = check_read_members(compiler, "of", 1, 1, &data->closing);
    good = check_read_members(compiler, "opening", 0, 1, &data->opening) && good;
    good = check_read_members(compiler, "in", 0, CHECK_MEMBERS_MOST, &data->in) && good;
    good = check_read_members(compiler, "out", 0, CHECK_MEMBERS_MOST, &data->out) && good;
    if (!good) return false;
    if (!data->in.count && !data->out.count && !data->opening.count) {
        CHECK_REFUSE(compiler, check->origin, N_("name what comes in and goes out: in, out"));
        return false;
    }
    return check_are_alike(compiler, data->closing.at, &data->opening) &&
           check_are_alike(compiler, data->closing.at, &data->in) &&
           check_are_alike(compiler, data->closing.at, &data->out);
}

/* The closing figure of the period before; not known: state MISSING. */
static struct figure find_before(struct check_judging *judging, const struct check_member *closing,
                                 struct period now) {
    struct check_member before = *closing;
    before.dated = period_previous(judging->scratch, now, &before.period);
    if (!before.dated) return (struct figure){.quantity = {.state = QUANTITY_MISSING}};
    return check_figure(judging, &before);
}

struct flow {
    struct number sum, tolerance;
    struct buffer working;
};

static bool add_flows(struct check_judging *judging, const struct check_value *of,
                      const struct check_members *members, int sign, struct flow *flow) {
    struct check_value *values = check_values(judging, members);
    if (members->count && (!values || !check_same_window(judging, of, values, members->count)))
        return false;
    for (size_t i = 0; i < members->count; i++) {
        flow->sum = sign > 0 ? number_add(judging->scratch, flow->sum, values[i].value)
                             : number_subtract(judging->scratch, flow->sum, values[i].value);
        flow->tolerance = check_larger(flow->tolerance, values[i].half);
        buffer_printf(&flow->working, sign > 0 ? " + %s" : " − %s",
                      check_print_value(judging, &values[i]));
    }
    return true;
}

/* False if there is none: then only the flows could be judged, and nothing is. */
static bool find_opening(struct check_judging *judging, const struct check_value *closing,
                         struct check_value *opening) {
    const struct stock_data *data = judging->check->data;
    if (data->opening.count)
        return check_value(judging, data->opening.at, opening) &&
               check_same_window(judging, closing, opening, 1);
    struct figure before = find_before(judging, data->closing.at, closing->figure.period);
    if (!figure_is_known(&before) || before.quantity.qualifier != QUALIFIER_EXACT) {
        CHECK_LEAVE(judging, N_("%.*s of the period before has no value"),
                    TEXT_ARGS(closing->figure.name));
        return false;
    }
    opening->member = data->closing.at;
    check_set_value(judging, before, opening);
    return true;
}

static void judge_opening(struct check_judging *judging, const struct check_value *closing,
                          const struct check_value *opening) {
    const struct stock_data *data = judging->check->data;
    struct figure figure = find_before(judging, data->closing.at, closing->figure.period);
    struct check_value before;
    if (!figure_is_known(&figure) || figure.quantity.qualifier != QUALIFIER_EXACT) return;
    check_set_value(judging, figure, &before);
    struct number tolerance = check_larger(opening->half, before.half);
    bool holds = check_agrees(judging, opening->value, before.value, tolerance);
    if (check_passes(judging, holds)) return;
    struct check_said said = check_say_numbers(judging, opening, before.value, tolerance,
                                               check_print_value(judging, &before));
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M316, &said, N_("%.*s is %s, %.*s of the period before %s at %s"),
                   TEXT_ARGS(opening->figure.name), said.stated, TEXT_ARGS(figure.name),
                   said.expected, check_print_origin(judging, figure.origin));
}

void check_judge_stock(struct check_judging *judging) {
    const struct stock_data *data = judging->check->data;
    struct check_value closing, opening;
    if (!check_value(judging, data->closing.at, &closing)) return;
    if (!find_opening(judging, &closing, &opening)) return;
    struct flow flow = {.sum = opening.value,
                        .tolerance = check_larger(closing.half, opening.half),
                        .working = buffer_new(judging->scratch)};
    buffer_printf(&flow.working, "%s", check_print_value(judging, &opening));
    if (!add_flows(judging, &closing, &data->in, 1, &flow) ||
        !add_flows(judging, &closing, &data->out, -1, &flow))
        return;
    if (data->opening.count) judge_opening(judging, &closing, &opening);
    if (!data->in.count && !data->out.count) return;
    bool holds = check_agrees(judging, closing.value, flow.sum, flow.tolerance);
    if (check_passes(judging, holds)) return;
    struct check_said said =
        check_say_numbers(judging, &closing, flow.sum, flow.tolerance, flow.working.at);
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M315, &said,
                   N_("%.*s: stated %s, recomputed %s (%s), tolerance %s; opening at %s"),
                   TEXT_ARGS(closing.figure.name), said.stated, said.expected, said.working,
                   said.tolerance, check_print_origin(judging, opening.figure.origin));
}

/* ---- parts of a period: each at most the whole; all of them together the whole */

struct part_data {
    struct check_members of;
};

bool check_compile_part(struct check_compiler *compiler, struct check *check) {
    struct part_data *data = ARENA_NEW(compiler->arena, struct part_data);
    check->data = data;
    return check_read_members(compiler, "of", 1, CHECK_MEMBERS_MOST, &data->of);
}

/* The value of a part of the period; false if it is not known exactly. */
static bool find_part(struct check_judging *judging, const struct check_member *member,
                      struct period period, struct check_value *out) {
    struct check_member part = *member;
    part.period = period;
    part.dated = true;
    struct figure figure = check_figure(judging, &part);
    out->member = member;
    if (!figure_is_known(&figure) || figure.quantity.qualifier != QUALIFIER_EXACT) return false;
    check_set_value(judging, figure, out);
    return true;
}

static void judge_each(struct check_judging *judging, const struct check_value *whole,
                       const struct check_value *part) {
    struct number tolerance = check_larger(whole->half, part->half);
    bool coarse = number_compare(whole->half, part->half) != 0;
    bool holds = number_compare(part->value, whole->value) <= 0 ||
                 (coarse && check_agrees(judging, part->value, whole->value, tolerance));
    if (check_passes(judging, holds)) return;
    struct check_said said =
        check_say_numbers(judging, whole, part->value, tolerance, check_print_value(judging, part));
    said.expected = arena_printf(judging->arena, "≥ %s", check_print_value(judging, part));
    if (holds) {
        check_hold(judging, &said);
        return;
    }
    struct text of = period_code(judging->scratch, whole->figure.period);
    struct text in = period_code(judging->scratch, part->figure.period);
    CHECK_FIND(judging, DIAG_M317, &said, N_("%.*s: %s in %.*s, but %s in %.*s at %s"),
               TEXT_ARGS(whole->figure.name), said.stated, TEXT_ARGS(of),
               check_print_value(judging, part), TEXT_ARGS(in),
               check_print_origin(judging, part->figure.origin));
}

/* Months or quarters that fill the period. */
static void judge_all(struct check_judging *judging, const struct check_member *member,
                      const struct check_value *whole, struct period part) {
    struct period span = whole->figure.period;
    struct number sum = number_from_integer(0), tolerance = whole->half;
    struct buffer working = buffer_new(judging->scratch);
    size_t count = 0;
    while (period_contains(span, part)) {
        struct check_value value;
        if (!find_part(judging, member, part, &value)) return;
        sum = number_add(judging->scratch, sum, value.value);
        tolerance = check_larger(tolerance, value.half);
        buffer_printf(&working, count++ ? " + %s" : "%s", check_print_value(judging, &value));
        if (!period_next(judging->scratch, part, &part)) return;
    }
    if (count < 2) return;
    bool holds = check_agrees(judging, whole->value, sum, tolerance);
    if (check_passes(judging, holds)) return;
    struct check_said said = check_say_numbers(judging, whole, sum, tolerance, working.at);
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M318, &said,
                   N_("%.*s: stated %s, the parts of the period give %s (%s), tolerance %s"),
                   TEXT_ARGS(whole->figure.name), said.stated, said.expected, said.working,
                   said.tolerance);
}

/* The first part of a length in the period: month 1, quarter 1, half 1. */
static bool first_part(struct check_judging *judging, struct period whole, const char *form,
                       int number, struct period *out) {
    const char *code = arena_printf(judging->scratch, form, whole.from_year, number);
    return period_read(text_of(code), out) && period_contains(whole, *out) &&
           !period_equal(whole, *out);
}

void check_judge_part(struct check_judging *judging) {
    const struct part_data *data = judging->check->data;
    const struct store *store = judging->store;
    for (size_t i = 0; i < data->of.count; i++) {
        const struct check_member *member = &data->of.at[i];
        struct check_value whole, value;
        if (!check_value(judging, member, &whole)) continue;
        struct period span = whole.figure.period;
        struct row_span columns = metric_columns(store, member->indicator);
        for (size_t c = columns.from; c < columns.to; c++) {
            struct period part = metric_column_period(store, c);
            if (!period_contains(span, part) || period_equal(span, part)) continue;
            if (find_part(judging, member, part, &value)) judge_each(judging, &whole, &value);
        }
        struct period part;
        if (first_part(judging, span, "%04d-%02d", span.from_month, &part))
            judge_all(judging, member, &whole, part);
        if (first_part(judging, span, "%04dQ%d", (span.from_month + 2) / 3, &part))
            judge_all(judging, member, &whole, part);
        if (first_part(judging, span, "%04dH%d", 1, &part))
            judge_all(judging, member, &whole, part);
    }
}
