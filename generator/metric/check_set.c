/* Checks over a set of figures: suspicious equality, completeness. */
#include "metric/check_inner.h"

/* ---- same: figures that have nothing to do with one another and yet are the same */

struct set_data {
    struct check_members of;
    struct period *periods; /* of `complete`; none: the check's */
    size_t period_count;
};

bool check_compile_same(struct check_compiler *compiler, struct check *check) {
    struct set_data *data = ARENA_NEW(compiler->arena, struct set_data);
    check->data = data;
    return check_read_members(compiler, "of", 2, CHECK_MEMBERS_MOST, &data->of);
}

static void judge_two(struct check_judging *judging, const struct check_value *first,
                      const struct check_value *other) {
    bool holds = number_compare(first->figure.quantity.value, other->figure.quantity.value) != 0;
    if (check_passes(judging, holds)) return;
    struct check_said said = check_say(judging, &other->figure);
    said.stated = check_print_value(judging, other);
    said.working = check_print_value(judging, first);
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M326, &said, N_("%.*s is %s, %.*s %s at %s"),
                   TEXT_ARGS(other->figure.name), said.stated, TEXT_ARGS(first->figure.name),
                   said.working, check_print_origin(judging, first->figure.origin));
}

void check_judge_same(struct check_judging *judging) {
    const struct set_data *data = judging->check->data;
    struct check_value *of = check_values(judging, &data->of);
    if (!of) return;
    for (size_t i = 1; i < data->of.count; i++)
        for (size_t k = 0; k < i; k++)
            if (number_sign(of[k].value)) judge_two(judging, &of[k], &of[i]);
}

/* ---- complete: every one of them is there */

bool check_compile_complete(struct check_compiler *compiler, struct check *check) {
    struct set_data *data = ARENA_NEW(compiler->arena, struct set_data);
    const struct check_attribute *periods = check_attribute(compiler, "periods");
    struct text rest = periods ? periods->value : TEXT(""), word;
    size_t room = 0;
    check->data = data;
    while (text_cut_word(&rest, &word)) {
        ARENA_GROW(compiler->arena, data->periods, data->period_count, room);
        if (period_read(word, &data->periods[data->period_count++])) continue;
        diags_add(
            compiler->diags, DIAG_M107,
            origin_inside(periods->origin, periods->value, (size_t)(word.at - periods->value.at)),
            "%.*s", TEXT_ARGS(word));
        return false;
    }
    return check_read_members(compiler, "of", 1, CHECK_MEMBERS_MOST, &data->of);
}

static void judge_presence(struct check_judging *judging, const struct check_member *member) {
    struct figure figure = check_figure(judging, member);
    bool holds =
        figure.quantity.state == QUANTITY_KNOWN || figure.quantity.state == QUANTITY_NOT_APPLICABLE;
    if (check_passes(judging, holds)) return;
    struct check_said said = check_say(judging, &figure);
    if (holds) {
        check_hold(judging, &said);
        return;
    }
    bool placeholder = figure.quantity.state == QUANTITY_PLACEHOLDER;
    const struct unit *unit = member->unit ? member->unit : judging->unit;
    struct text period = period_code(judging->scratch, figure.period);
    if (!said.origin.file) said.origin = judging->check->origin;
    CHECK_FIND(judging, DIAG_M327, &said,
               placeholder ? N_("%.*s of %.*s in %.*s is only a placeholder")
                           : N_("%.*s of %.*s in %.*s has no value"),
               TEXT_ARGS(figure.name), TEXT_ARGS(unit->name), TEXT_ARGS(period));
}

void check_judge_complete(struct check_judging *judging) {
    const struct set_data *data = judging->check->data;
    for (size_t i = 0; i < data->of.count; i++) {
        struct check_member member = data->of.at[i];
        if (!data->period_count || member.dated) judge_presence(judging, &member);
        for (size_t p = 0; p < data->period_count && !data->of.at[i].dated; p++) {
            member.period = data->periods[p];
            member.dated = true;
            judge_presence(judging, &member);
        }
    }
}
