/* Functions of expressions about several units, periods or figures: rank, streak, coverage, parts …
 */
#include "template/functions.h"

/* rank(全县，个乡镇): within what, among whom. */
static bool apply_place(const struct call *call, bool moved) {
    struct recipe *recipe = call->recipe;
    size_t names = 0;
    for (size_t i = 0; i < call->function->argument_count; i++) {
        struct text argument = call->function->arguments[i];
        if (text_is(argument, "previous") && moved)
            recipe->against = CHANGE_PREVIOUS;
        else if (names++ == 0)
            recipe->scope = argument;
        else if (names == 2)
            recipe->members = argument;
        else
            return call_refuse_argument(call, i, moved ? "previous" : "SCOPE, MEMBERS");
    }
    recipe->moved = moved;
    return call_set_head(call, HEAD_RANK);
}

bool apply_rank(const struct call *call) {
    return apply_place(call, false);
}

bool apply_rank_change(const struct call *call) {
    return apply_place(call, true);
}

bool apply_streak(const struct call *call) {
    if (call->function->argument_count == 1) {
        struct text argument = call->function->arguments[0];
        if (text_is(argument, "previous"))
            call->recipe->against = CHANGE_PREVIOUS;
        else if (text_is(argument, "met"))
            call->recipe->met = true;
        else
            return call_refuse_argument(call, 0, "previous, met");
    }
    return call_set_head(call, HEAD_STREAK);
}

/* A whole number from 1 to `most`; 0 if it is none. */
static int small_number(struct text text, int most) {
    int number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return 0;
        number = number * 10 + (text.at[i] - '0');
        if (number > most) return 0;
    }
    return number;
}

bool apply_mean_growth(const struct call *call) {
    enum { YEARS_MOST = 100 };
    if (call->function->argument_count == 0) {
        struct place place = *call->place;
        diags_add(call->diags, DIAG_T203, place_at(&place, call->function->offset), "%s", "cagr");
        diags_hint(call->diags, "say over how many years: cagr(5)");
        return false;
    }
    call->recipe->number = small_number(call->function->arguments[0], YEARS_MOST);
    if (!call->recipe->number) return call_refuse_argument(call, 0, "1 to 100");
    return call_set_head(call, HEAD_MEAN_GROWTH);
}

bool apply_coverage(const struct call *call) {
    if (call->function->argument_count == 1) call->recipe->members = call->function->arguments[0];
    return call_set_head(call, HEAD_COVERAGE);
}

bool apply_reported(const struct call *call) {
    return call_set_head(call, HEAD_REPORTED);
}

bool apply_expected(const struct call *call) {
    return call_set_head(call, HEAD_EXPECTED);
}

bool apply_lacking(const struct call *call) {
    return call_set_head(call, HEAD_LACKING);
}

bool apply_basis(const struct call *call) {
    return call_set_head(call, HEAD_BASIS);
}

static void keep_others(const struct call *call) {
    struct recipe *recipe = call->recipe;
    recipe->other_count = call->function->argument_count;
    for (size_t i = 0; i < recipe->other_count; i++) {
        recipe->others[i] = call->function->arguments[i];
        recipe->other_places[i] = call_argument_place(call, i);
    }
}

bool apply_parts(const struct call *call) {
    enum { PARTS_USUAL = 3 };
    struct recipe *recipe = call->recipe;
    size_t count = call->function->argument_count;
    recipe->number = PARTS_USUAL;
    int units = count == 1 ? small_number(call->function->arguments[0], BOUND_ARGUMENTS_MOST) : 0;
    if (units)
        recipe->number = units;
    else
        keep_others(call);
    return call_set_head(call, HEAD_PARTS);
}

bool apply_figures(const struct call *call) {
    keep_others(call);
    return call_set_head(call, HEAD_FIGURES);
}

bool apply_reaching(const struct call *call) {
    call->recipe->reached = true;
    return apply_figures(call);
}
