/* The functions of expressions: {blood.donors|change(points)|1}.
 *
 * Each is one row: its name and what it does to the recipe.  A name that is none, but Chinese or %
 * or ‰, asks for a measure or a scale (万, 元); whether that suits is known once the indicator is.
 */
#include "template/functions.h"

#include <string.h>

struct function_row {
    const char *name;
    bool (*apply)(const struct call *call);
    size_t arguments_most;
    const char *arguments; /* for the hint */
};

struct recipe recipe_new(void) {
    return (struct recipe){.lead = true, .decimals = -1, .form = WORDING_AUTO};
}

static struct origin call_origin(const struct call *call) {
    return place_at(call->place, call->function->offset);
}

static const char *const head_names[] = {
    [HEAD_VALUE] = "value",       [HEAD_CHANGE] = "change",         [HEAD_BASE] = "base",
    [HEAD_TARGET] = "target",     [HEAD_COMPLETION] = "completion", [HEAD_PROGRESS] = "progress",
    [HEAD_VERDICT] = "verdict",   [HEAD_SHARE] = "share",           [HEAD_NAME] = "name",
    [HEAD_MEASURE] = "measure",   [HEAD_WINDOW] = "window",         [HEAD_OUTCOME] = "outcome",
    [HEAD_HALVES] = "halves",     [HEAD_AS_OF] = "as-of",           [HEAD_CAPITAL] = "capital",
    [HEAD_RANK] = "rank",         [HEAD_STREAK] = "streak",         [HEAD_MEAN_GROWTH] = "cagr",
    [HEAD_COVERAGE] = "coverage", [HEAD_REPORTED] = "reported",     [HEAD_EXPECTED] = "expected",
    [HEAD_LACKING] = "missing",   [HEAD_PARTS] = "parts",           [HEAD_FIGURES] = "figures",
    [HEAD_BASIS] = "basis",
};

const char *recipe_head_name(enum head head) {
    return head_names[head];
}

bool recipe_set_head(struct recipe *recipe, enum head head, struct text name, struct origin origin,
                     struct diags *diags) {
    if (recipe->head == HEAD_VALUE || recipe->head == head) {
        recipe->head = head;
        return true;
    }
    diags_add(diags, DIAG_T202, origin, "%s, %.*s", head_names[recipe->head], TEXT_ARGS(name));
    return false;
}

bool call_set_head(const struct call *call, enum head head) {
    return recipe_set_head(call->recipe, head, call->function->name, call_origin(call),
                           call->diags);
}

bool recipe_read_form(struct text name, enum wording_change_form *out) {
    static const struct {
        const char *name;
        enum wording_change_form form;
    } forms[] = {{"auto", WORDING_AUTO},         {"percent", WORDING_PERCENT},
                 {"amount", WORDING_AMOUNT},     {"points", WORDING_POINTS},
                 {"both", WORDING_BOTH},         {"times", WORDING_TIMES},
                 {"multiple", WORDING_MULTIPLE}, {"doubling", WORDING_DOUBLING}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (!text_is(name, forms[i].name)) continue;
        *out = forms[i].form;
        return true;
    }
    return false;
}

struct place call_argument_place(const struct call *call, size_t index) {
    struct place place = *call->place;
    place.offset += call->function->argument_offsets[index];
    return place;
}

bool call_refuse_argument(const struct call *call, size_t index, const char *allowed) {
    struct place place = call_argument_place(call, index);
    struct text argument = call->function->arguments[index];
    diags_add(call->diags, DIAG_T203, place_at(&place, 0), "%.*s(%.*s)",
              TEXT_ARGS(call->function->name), TEXT_ARGS(argument));
    diags_hint(call->diags, "write one of: %s", allowed);
    return false;
}

static const char change_arguments[] =
    "auto, percent, amount, points, both, times, multiple, doubling, bare";

static bool apply_change_to(const struct call *call, enum change_against against) {
    if (!call_set_head(call, HEAD_CHANGE)) return false;
    if (against != CHANGE_LAST_YEAR) call->recipe->against = against;
    for (size_t i = 0; i < call->function->argument_count; i++) {
        struct text argument = call->function->arguments[i];
        if (text_is(argument, "bare"))
            call->recipe->alone = true;
        else if (!recipe_read_form(argument, &call->recipe->form))
            return call_refuse_argument(call, i, change_arguments);
    }
    return true;
}

static bool apply_change(const struct call *call) {
    return apply_change_to(call, CHANGE_LAST_YEAR);
}

static bool apply_previous(const struct call *call) {
    return apply_change_to(call, CHANGE_PREVIOUS);
}

static bool apply_year_start(const struct call *call) {
    return apply_change_to(call, CHANGE_YEAR_START);
}

static bool apply_growth(const struct call *call) {
    call->recipe->alone = true;
    return apply_change_to(call, CHANGE_LAST_YEAR);
}

static bool apply_completion(const struct call *call) {
    if (call->function->argument_count == 1) {
        if (!text_is(call->function->arguments[0], "bare"))
            return call_refuse_argument(call, 0, "bare");
        call->recipe->alone = true;
    }
    return call_set_head(call, HEAD_COMPLETION);
}

bool recipe_set_whole(struct recipe *recipe, struct text whole, struct place place,
                      struct diags *diags) {
    struct bound bound;
    if (!prose_parse_bound(whole, place_at(&place, 0), &bound, diags)) return false;
    recipe->whole = bound.indicator;
    recipe->whole_unit = bound.unit;
    recipe->whole_place = recipe->whole_unit_place = place;
    recipe->whole_place.offset += bound.indicator_offset;
    recipe->whole_unit_place.offset += bound.unit_offset;
    if (bound.period.length == 0 && bound.function_count == 0) return true;
    diags_add(diags, DIAG_T203, place_at(&place, 0), "%.*s", TEXT_ARGS(whole));
    diags_hint(diags, "name the whole by an indicator, or by unit:indicator");
    return false;
}

static bool apply_share(const struct call *call) {
    if (call->function->argument_count != 1) {
        diags_add(call->diags, DIAG_T203, call_origin(call), "share");
        diags_hint(call->diags, "name the whole: share(CODE)");
        return false;
    }
    return recipe_set_whole(call->recipe, call->function->arguments[0],
                            call_argument_place(call, 0), call->diags) &&
           call_set_head(call, HEAD_SHARE);
}

static bool apply_base(const struct call *call) {
    return call_set_head(call, HEAD_BASE);
}

static bool apply_target(const struct call *call) {
    return call_set_head(call, HEAD_TARGET);
}

static bool apply_progress(const struct call *call) {
    return call_set_head(call, HEAD_PROGRESS);
}

static bool apply_verdict(const struct call *call) {
    return call_set_head(call, HEAD_VERDICT);
}

static bool apply_name(const struct call *call) {
    return call_set_head(call, HEAD_NAME);
}

static bool apply_measure(const struct call *call) {
    return call_set_head(call, HEAD_MEASURE);
}

static bool apply_window(const struct call *call) {
    return call_set_head(call, HEAD_WINDOW);
}

static bool apply_outcome(const struct call *call) {
    return call_set_head(call, HEAD_OUTCOME);
}

/* One argument that sets a flag of the recipe, or none. */
static bool apply_flag(const struct call *call, const char *allowed, bool *flag) {
    if (call->function->argument_count == 0) return true;
    if (!text_is(call->function->arguments[0], allowed))
        return call_refuse_argument(call, 0, allowed);
    *flag = true;
    return true;
}

static bool apply_halves(const struct call *call) {
    return apply_flag(call, "slogan", &call->recipe->slogan) && call_set_head(call, HEAD_HALVES);
}

static bool apply_as_of(const struct call *call) {
    return apply_flag(call, "year", &call->recipe->with_year) && call_set_head(call, HEAD_AS_OF);
}

static bool apply_capital(const struct call *call) {
    return apply_flag(call, "bare", &call->recipe->alone) && call_set_head(call, HEAD_CAPITAL);
}

static bool apply_required(const struct call *call) {
    call->recipe->required = true;
    return true;
}

static bool apply_bare(const struct call *call) {
    call->recipe->bare = true;
    return true;
}

static bool apply_chinese(const struct call *call) {
    call->recipe->chinese = true;
    return true;
}

static bool apply_plain(const struct call *call) {
    call->recipe->plain = true;
    return true;
}

static const struct function_row functions[] = {
    {"bare", apply_bare, 0, NULL},
    {"change", apply_change, 2, change_arguments},
    {"previous", apply_previous, 2, change_arguments},
    {"year-start", apply_year_start, 2, change_arguments},
    {"growth", apply_growth, 1, change_arguments},
    {"base", apply_base, 0, NULL},
    {"target", apply_target, 0, NULL},
    {"completion", apply_completion, 1, "bare"},
    {"progress", apply_progress, 0, NULL},
    {"verdict", apply_verdict, 0, NULL},
    {"share", apply_share, 1, "CODE"},
    {"name", apply_name, 0, NULL},
    {"measure", apply_measure, 0, NULL},
    {"window", apply_window, 0, NULL},
    {"chinese", apply_chinese, 0, NULL},
    {"plain", apply_plain, 0, NULL},
    {"required", apply_required, 0, NULL},
    {"outcome", apply_outcome, 0, NULL},
    {"halves", apply_halves, 1, "slogan"},
    {"as-of", apply_as_of, 1, "year"},
    {"capital", apply_capital, 1, "bare"},
    {"rank", apply_rank, 3, "SCOPE, MEMBERS, as in rank(全县，个乡镇)"},
    {"rank-change", apply_rank_change, 3, "SCOPE, MEMBERS, previous"},
    {"streak", apply_streak, 1, "previous, met"},
    {"cagr", apply_mean_growth, 1, "a number of years"},
    {"coverage", apply_coverage, 1, "MEMBERS, as in coverage(个乡镇)"},
    {"reported", apply_reported, 0, NULL},
    {"expected", apply_expected, 0, NULL},
    {"missing", apply_lacking, 0, NULL},
    {"parts", apply_parts, BOUND_ARGUMENTS_MOST, "CODE …, or how many units"},
    {"figures", apply_figures, BOUND_ARGUMENTS_MOST, "CODE …"},
    {"reaching", apply_reaching, BOUND_ARGUMENTS_MOST, "CODE …"},
    {"basis", apply_basis, 0, NULL},
};

enum { FUNCTIONS = sizeof functions / sizeof *functions, NAMES_ROOM = 1024 };

static const char *all_names(char *into, size_t room) {
    size_t at = 0;
    for (size_t i = 0; i < FUNCTIONS; i++)
        at += (size_t)snprintf(into + at, room - at, "%s%s", i ? "|" : "", functions[i].name);
    return into;
}

static bool refuse_name(const struct call *call) {
    char names[NAMES_ROOM];
    struct text name = call->function->name;
    struct text nearest = xml_nearest(name, all_names(names, sizeof names));
    diags_add(call->diags, DIAG_T201, call_origin(call), "%.*s", TEXT_ARGS(name));
    if (nearest.length > 0)
        diags_hint(call->diags, "did you mean %.*s?", TEXT_ARGS(nearest));
    else
        diags_hint(call->diags, "functions: %s; 0 to 6 for decimals; a measure such as 万 or 元",
                   names);
    return false;
}

static bool is_ascii(struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] >= 0x80) return false;
    return true;
}

/* Decimals, or a measure; a Latin name that is no function is a slip. */
static bool apply_other(const struct call *call) {
    struct recipe *recipe = call->recipe;
    struct text name = call->function->name;
    if (call->function->argument_count > 0) return refuse_name(call);
    if (name.length == 1 && name.at[0] >= '0' && name.at[0] <= '6') {
        recipe->decimals = name.at[0] - '0';
        return true;
    }
    if (is_ascii(name) && !text_is(name, "%")) return refuse_name(call);
    if (recipe->measure.length > 0) {
        diags_add(call->diags, DIAG_T202, call_origin(call), "%.*s, %.*s",
                  TEXT_ARGS(recipe->measure), TEXT_ARGS(name));
        return false;
    }
    recipe->measure = name;
    recipe->measure_place = *call->place;
    recipe->measure_place.offset += call->function->offset;
    return true;
}

bool recipe_add(struct recipe *recipe, const struct bound_function *function,
                const struct place *place, struct diags *diags) {
    struct call call = {recipe, function, place, diags};
    struct place here = *place;
    here.offset += function->offset;
    for (size_t i = 0; i < FUNCTIONS; i++) {
        const struct function_row *row = &functions[i];
        if (!text_is(function->name, row->name)) continue;
        enum head before = recipe->head;
        if (function->argument_count <= row->arguments_most) {
            bool applied = row->apply(&call);
            if (recipe->head != before) recipe->head_place = here;
            return applied;
        }
        diags_add(diags, DIAG_T203, call_origin(&call), "%.*s: %zu", TEXT_ARGS(function->name),
                  function->argument_count);
        if (row->arguments)
            diags_hint(diags, "at most %zu of: %s", row->arguments_most, row->arguments);
        else
            diags_hint(diags, "%s takes none", row->name);
        return false;
    }
    return apply_other(&call);
}

bool recipe_check_whole(const struct recipe *recipe, const struct indicator *part,
                        const struct indicator *whole, struct diags *diags) {
    struct measure a = part->measure, b = whole->measure;
    if (a.base.length == 0 || b.base.length == 0 || measure_alike(a, b)) return true;
    diags_add(diags, DIAG_T206, place_at(&recipe->whole_place, 0), "%.*s: %.*s; %.*s: %.*s",
              TEXT_ARGS(part->name), TEXT_ARGS(a.name), TEXT_ARGS(whole->name), TEXT_ARGS(b.name));
    diags_hint(diags, "a share is a part of a whole of the same measure");
    return false;
}

bool recipe_check_measure(const struct recipe *recipe, const struct indicator *indicator,
                          struct diags *diags) {
    struct text asked = recipe->measure;
    if (recipe->head == HEAD_CAPITAL && !text_is(indicator->measure.base, "元")) {
        diags_add(diags, DIAG_T206, place_at(&recipe->head_place, 0), "capital; %.*s: %.*s",
                  TEXT_ARGS(indicator->name), TEXT_ARGS(indicator->measure.name));
        diags_hint(diags, "only an amount of money in 元 can be written in capital numerals");
        return false;
    }
    if (asked.length == 0) return true;
    if (measure_scale_power(asked) >= 0) {
        if (indicator->measure.kind == MEASURE_COUNT || indicator->measure.kind == MEASURE_NONE)
            return true;
    } else if (measure_convertible(measure_read(asked), indicator->measure)) {
        return true;
    }
    diags_add(diags, DIAG_T206, place_at(&recipe->measure_place, 0), "%.*s; %.*s: %.*s",
              TEXT_ARGS(asked), TEXT_ARGS(indicator->name), TEXT_ARGS(indicator->measure.name));
    return false;
}
