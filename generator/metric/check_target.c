/* Checks of targets: which way they go, one target told twice, promises over several years. */
#include "metric/check_inner.h"

enum sense { SENSE_UNKNOWN, SENSE_HIGHER, SENSE_LOWER };

/* ---- target-sense: a planned reduction must not lie above the present value */

struct sense_data {
    struct check_members of, present; /* present: as many, or none */
    enum sense sense;
};

bool check_compile_sense(struct check_compiler *compiler, struct check *check) {
    struct sense_data *data = ARENA_NEW(compiler->arena, struct sense_data);
    const struct check_attribute *sense = check_attribute(compiler, "sense");
    check->data = data;
    if (sense) data->sense = text_is(sense->value, "lower") ? SENSE_LOWER : SENSE_HIGHER;
    if (!check_read_members(compiler, "of", 1, CHECK_MEMBERS_MOST, &data->of)) return false;
    if (!check_attribute(compiler, "present")) return true;
    return check_read_members(compiler, "present", data->of.count, data->of.count, &data->present);
}

static enum sense sense_of(const struct sense_data *data, const struct figure *target) {
    if (data->sense != SENSE_UNKNOWN) return data->sense;
    if (target->better == FIGURE_LOWER) return SENSE_LOWER;
    if (target->better == FIGURE_HIGHER) return SENSE_HIGHER;
    switch (target->quantity.qualifier) {
    case QUALIFIER_AT_LEAST:
    case QUALIFIER_MORE_THAN: return SENSE_HIGHER;
    case QUALIFIER_AT_MOST:
    case QUALIFIER_LESS_THAN: return SENSE_LOWER;
    case QUALIFIER_EXACT:
    case QUALIFIER_ABOUT:
    case QUALIFIER_RANGE: break;
    }
    return SENSE_UNKNOWN;
}

/* 不低于 of what should be low, 不超过 of what should be high. */
static bool is_turned(enum sense sense, enum quantity_qualifier qualifier) {
    if (sense == SENSE_LOWER)
        return qualifier == QUALIFIER_AT_LEAST || qualifier == QUALIFIER_MORE_THAN;
    return qualifier == QUALIFIER_AT_MOST || qualifier == QUALIFIER_LESS_THAN;
}

/* What the target starts from: the same period of the year before, else the period before. */
static struct figure find_present(struct check_judging *judging, size_t index,
                                  const struct figure *target) {
    const struct sense_data *data = judging->check->data;
    if (data->present.count) return check_figure(judging, &data->present.at[index]);
    struct check_member before = data->of.at[index];
    before.target = false;
    before.dated = true;
    struct figure figure = {.quantity = {.state = QUANTITY_MISSING}, .name = target->name};
    if (period_last_year(judging->scratch, target->period, &before.period))
        figure = check_figure(judging, &before);
    if (!figure_is_known(&figure) &&
        period_previous(judging->scratch, target->period, &before.period))
        figure = check_figure(judging, &before);
    return figure;
}

static void judge_present(struct check_judging *judging, const struct check_value *target,
                          const struct check_value *present, enum sense sense) {
    int order = number_compare(target->value, present->value);
    bool holds = sense == SENSE_LOWER ? order <= 0 : order >= 0;
    if (check_passes(judging, holds)) return;
    struct check_said said = check_say(judging, &target->figure);
    const char *now = check_print_value(judging, present);
    said.stated = check_print_value(judging, target);
    said.expected = arena_printf(judging->arena, sense == SENSE_LOWER ? "≤ %s" : "≥ %s", now);
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M319, &said,
                   sense == SENSE_LOWER
                       ? N_("%.*s is to become lower, but the target %s lies above the present "
                            "%s at %s")
                       : N_("%.*s is to become higher, but the target %s lies below the present "
                            "%s at %s"),
                   TEXT_ARGS(target->figure.name), said.stated, now,
                   check_print_origin(judging, present->figure.origin));
}

static void judge_target(struct check_judging *judging, size_t index) {
    const struct sense_data *data = judging->check->data;
    struct check_member member = data->of.at[index];
    struct check_value target, present;
    member.target = true;
    if (!check_value(judging, &member, &target)) return;
    enum sense sense = sense_of(data, &target.figure);
    if (sense == SENSE_UNKNOWN) {
        CHECK_LEAVE(judging, N_("nothing says whether %.*s is to become higher or lower"),
                    TEXT_ARGS(target.figure.name));
        return;
    }
    if (is_turned(sense, target.figure.quantity.qualifier)) {
        struct check_said said = check_say(judging, &target.figure);
        said.stated = check_print_value(judging, &target);
        CHECK_FIND(judging, DIAG_M319, &said,
                   sense == SENSE_LOWER
                       ? N_("%.*s is to become lower, but the target %s is said as \"at least\"")
                       : N_("%.*s is to become higher, but the target %s is said as \"at most\""),
                   TEXT_ARGS(target.figure.name), said.stated);
        return;
    }
    struct figure figure = find_present(judging, index, &target.figure);
    if (!figure_is_known(&figure) || !measure_alike(figure.measure, target.figure.measure)) {
        CHECK_LEAVE(judging, N_("%.*s has no earlier value to hold the target against"),
                    TEXT_ARGS(target.figure.name));
        return;
    }
    present.member = &data->of.at[index];
    check_set_value(judging, figure, &present);
    judge_present(judging, &target, &present, sense);
}

void check_judge_sense(struct check_judging *judging) {
    const struct sense_data *data = judging->check->data;
    for (size_t i = 0; i < data->of.count; i++) judge_target(judging, i);
}

/* ---- target-twice: one target stated in two places */

struct twice_data {
    struct check_members of;
};

bool check_compile_twice(struct check_compiler *compiler, struct check *check) {
    struct twice_data *data = ARENA_NEW(compiler->arena, struct twice_data);
    check->data = data;
    return check_read_members(compiler, "of", 2, CHECK_MEMBERS_MOST, &data->of) &&
           check_are_alike(compiler, data->of.at, &data->of);
}

/* The target, else the value: a plan may state its figures as either. */
static bool find_stated(struct check_judging *judging, const struct check_member *member,
                        struct check_value *out) {
    struct check_member target = *member;
    target.target = true;
    struct figure figure = check_figure(judging, &target);
    if (figure.quantity.state != QUANTITY_KNOWN) return check_value(judging, member, out);
    if (!figure_is_known(&figure) || figure.quantity.qualifier == QUALIFIER_RANGE) {
        CHECK_LEAVE(judging, N_("%.*s is no exact number"), TEXT_ARGS(figure.name));
        return false;
    }
    out->member = member;
    check_set_value(judging, figure, out);
    return true;
}

void check_judge_twice(struct check_judging *judging) {
    const struct twice_data *data = judging->check->data;
    struct check_value first, other;
    if (!find_stated(judging, &data->of.at[0], &first)) return;
    for (size_t i = 1; i < data->of.count; i++) {
        if (!find_stated(judging, &data->of.at[i], &other)) continue;
        bool holds = number_compare(first.value, other.value) == 0;
        if (check_passes(judging, holds)) continue;
        struct check_said said = check_say_numbers(judging, &other, first.value, other.half,
                                                   check_print_value(judging, &first));
        said.tolerance = "";
        if (holds)
            check_hold(judging, &said);
        else
            CHECK_FIND(judging, DIAG_M320, &said, N_("%.*s is %s, %.*s %s at %s"),
                       TEXT_ARGS(other.figure.name), said.stated, TEXT_ARGS(first.figure.name),
                       said.expected, check_print_origin(judging, first.figure.origin));
    }
}

/* ---- promise: so many times the base by a year */

struct promise_data {
    struct check_members of;
    struct number times;
    struct period from, to;
};

static bool read_period(struct check_compiler *compiler, const char *name, struct period *out) {
    const struct check_attribute *attribute = check_attribute(compiler, name);
    if (attribute && period_read(attribute->value, out)) return true;
    if (attribute)
        diags_add(compiler->diags, DIAG_M107, attribute->origin, "%.*s",
                  TEXT_ARGS(attribute->value));
    return false;
}

bool check_compile_promise(struct check_compiler *compiler, struct check *check) {
    struct promise_data *data = ARENA_NEW(compiler->arena, struct promise_data);
    check->data = data;
    bool good = check_read_members(compiler, "of", 1, CHECK_MEMBERS_MOST, &data->of);
    good = check_read_number(compiler, "times", number_from_integer(1), &data->times) && good;
    good = read_period(compiler, "from", &data->from) && good;
    return read_period(compiler, "to", &data->to) && good;
}

static bool find_promised(struct check_judging *judging, const struct check_member *member,
                          struct check_value *out) {
    const struct promise_data *data = judging->check->data;
    struct check_member at = *member;
    at.period = data->to;
    at.dated = true;
    return find_stated(judging, &at, out);
}

static void judge_promise(struct check_judging *judging, const struct check_member *member) {
    const struct promise_data *data = judging->check->data;
    struct check_member start = *member;
    struct check_value base, target;
    start.period = data->from;
    start.dated = true;
    if (!check_value(judging, &start, &base) || !find_promised(judging, member, &target)) return;
    struct number wanted = number_multiply(judging->scratch, base.value, data->times);
    bool holds =
        number_compare(number_add(judging->scratch, target.value, target.half), wanted) >= 0;
    if (check_passes(judging, holds)) return;
    struct measure none = measure_read(TEXT(""));
    const char *times = check_print(judging, data->times, none, 2);
    const char *working =
        arena_printf(judging->scratch, "%s × %s", check_print_value(judging, &base), times);
    struct check_said said = check_say_numbers(judging, &target, wanted, target.half, working);
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M322, &said,
                   N_("%.*s: target %s, promised are %s times %s at %s, which is %s"),
                   TEXT_ARGS(target.figure.name), said.stated, times,
                   check_print_value(judging, &base),
                   check_print_origin(judging, base.figure.origin), said.expected);
}

void check_judge_promise(struct check_judging *judging) {
    const struct promise_data *data = judging->check->data;
    for (size_t i = 0; i < data->of.count; i++) judge_promise(judging, &data->of.at[i]);
}
