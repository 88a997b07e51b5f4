/* What an expression asks for in a report: which indicator, unit and period; the exact figure
 * behind it; conditions.
 *
 * "." is the indicator of the nearest loop over indicators or over items that name one, or the unit
 * of the nearest loop over units.  A report reads its own unit and those that the job lets it
 * compare with. */
#include "template/run.h"

static const struct indicator *loop_indicator(const struct run *run) {
    for (const struct loop *loop = run->loop; loop; loop = loop->up)
        if (loop->datum->kind == DATUM_INDICATOR || loop->datum->kind == DATUM_ITEM)
            return loop->datum->indicator;
    return NULL;
}

const struct unit *run_loop_unit(const struct run *run) {
    for (const struct loop *loop = run->loop; loop; loop = loop->up)
        if (loop->datum->kind == DATUM_UNIT) return loop->datum->unit;
    return NULL;
}

const struct unit *run_need_unit(struct run *run, struct text name, struct origin origin) {
    const struct unit *unit = metric_need_unit(run->slice->store, name, origin, run->diags);
    if (!unit || metric_may_read(run->slice, unit)) return unit;
    diags_add(run->diags, DIAG_T404, origin, "%.*s", TEXT_ARGS(name));
    diags_hint(run->diags, "let the job compare: <units compare=\"children\"/> or \"siblings\"");
    return NULL;
}

static bool ask_unit(struct run *run, const struct expression *e, const struct unit **out) {
    struct origin origin = place_at(&e->unit_place, 0);
    *out = NULL;
    if (e->unit.length == 0) return true;
    if (text_is(e->unit, ".")) {
        *out = run_loop_unit(run);
        if (*out) return true;
        diags_add(run->diags, DIAG_T204, origin, "%.*s", TEXT_ARGS(e->source));
        diags_hint(run->diags, "as a unit, \".\" is that of a <for-each select=\"units/unit\">");
        return false;
    }
    *out = run_need_unit(run, e->unit, origin);
    return *out != NULL;
}

static bool ask_indicator(struct run *run, const struct expression *e,
                          const struct indicator **out) {
    if (!text_is(e->indicator, ".")) {
        *out = special_need_indicator(run->slice->store, e, run->diags);
        return *out != NULL;
    }
    *out = loop_indicator(run);
    if (*out) return true;
    diags_add(run->diags, DIAG_T204, place_at(&e->indicator_place, 0), "%.*s",
              TEXT_ARGS(e->source));
    diags_hint(run->diags, "\".\" is the indicator of a loop over indicators, or of an item "
                           "whose column indicator is filled");
    return false;
}

bool figure_ask(struct run *run, const struct expression *e, struct asked *out) {
    *out = (struct asked){0};
    if (e->special || e->variable.length > 0) {
        diags_add(run->diags, DIAG_T205, place_at(&e->place, 0), "%.*s", TEXT_ARGS(e->source));
        diags_hint(run->diags, "a figure is needed here: name an indicator");
        return false;
    }
    bool good = ask_indicator(run, e, &out->indicator);
    good = ask_unit(run, e, &out->ask.unit) && good;
    if (!good) return false;
    out->ask.indicator = out->indicator;
    out->ask.period = e->has_period ? &e->period : NULL;
    return recipe_check_measure(&e->recipe, out->indicator, run->diags);
}

static struct figure share_figure(struct run *run, const struct expression *e,
                                  const struct asked *asked) {
    struct figure missing = {.decimals = -1};
    struct metric_ask whole = asked->ask;
    const struct recipe *recipe = &e->recipe;
    struct origin origin = place_at(&recipe->whole_place, 0);
    whole.indicator = metric_need_indicator(run->slice->store, recipe->whole, origin, run->diags);
    if (recipe->whole_unit.length > 0) {
        whole.unit = run_need_unit(run, recipe->whole_unit, place_at(&recipe->whole_unit_place, 0));
        if (!whole.unit) return missing;
    }
    if (!whole.indicator ||
        !recipe_check_whole(recipe, asked->indicator, whole.indicator, run->diags))
        return missing;
    struct figure share = metric_share(run->slice, asked->ask, whole, run->arena);
    if (share.decimals < 0) share.decimals = 1;
    return share;
}

struct figure figure_of_change(struct run *run, const struct change *change,
                               enum wording_change_form form) {
    struct figure figure = wording_change_figure(run->arena, change, form);
    struct text bare = wording_change_bare(run->arena, change, form, WORDING_PLAIN);
    /* Words may have an amount where no rate exists (新增3例); the number alone has none. */
    if (text_is(bare, "—")) figure.quantity = (struct quantity){.state = QUANTITY_MISSING};
    return figure;
}

struct figure figure_exact(struct run *run, const struct expression *e, const struct asked *asked) {
    const struct slice *slice = run->slice;
    const struct recipe *recipe = &e->recipe;
    switch (recipe->head) {
    case HEAD_BASE: return metric_base(slice, asked->ask, recipe->against, run->arena);
    case HEAD_TARGET: return metric_target(slice, asked->ask, run->arena);
    case HEAD_CHANGE: {
        struct change change = metric_change(slice, asked->ask, recipe->against, run->arena);
        return figure_of_change(run, &change, recipe->form);
    }
    case HEAD_COMPLETION:
    case HEAD_OUTCOME:
    case HEAD_PROGRESS: {
        struct completion completion = metric_completion(slice, asked->ask, run->arena);
        return wording_completion_figure(run->arena, &completion);
    }
    case HEAD_SHARE: return share_figure(run, e, asked);
    case HEAD_VALUE:
    case HEAD_VERDICT:
    case HEAD_NAME:
    case HEAD_MEASURE:
    case HEAD_WINDOW:
    case HEAD_HALVES:
    case HEAD_AS_OF:
    case HEAD_CAPITAL: break;
    }
    return metric_value(slice, asked->ask, run->arena);
}

/* ---- conditions: exact, no XPath ---- */

/* -1, 0, 1: down, level, up; false if there is nothing to compare with. */
static bool direction(const struct change *change, int *out) {
    switch (change->state) {
    case CHANGE_KNOWN:
        *out = number_sign(change->given ? change->rate : change->amount);
        return true;
    case CHANGE_BASE_ZERO:
    case CHANGE_BASE_NEGATIVE: *out = number_sign(change->amount); return true;
    case CHANGE_NOW_MISSING:
    case CHANGE_BASE_MISSING:
    case CHANGE_NOT_COMPARABLE: break;
    }
    return false;
}

/* A value that is there; a change in words that can be said. */
static bool is_known(struct run *run, const struct expression *e, const struct asked *asked) {
    int sign;
    if (e->recipe.head == HEAD_CHANGE && !e->recipe.alone && !e->recipe.bare) {
        struct change change = metric_change(run->slice, asked->ask, e->recipe.against, run->arena);
        return direction(&change, &sign) && wording_can_say_change(run->arena, &change);
    }
    if (e->recipe.head == HEAD_HALVES) {
        struct completion completion = metric_completion(run->slice, asked->ask, run->arena);
        return wording_is_half_done(&completion);
    }
    struct figure figure = figure_exact(run, e, asked);
    return figure.quantity.state == QUANTITY_KNOWN;
}

static bool moves(struct run *run, const struct part *part, const struct asked *asked, int sign) {
    int found;
    struct change change =
        metric_change(run->slice, asked->ask, part->of->recipe.against, run->arena);
    return direction(&change, &found) && found == sign;
}

static bool reaches(struct run *run, const struct asked *asked, enum is is) {
    struct completion c = metric_completion(run->slice, asked->ask, run->arena);
    bool judged = c.state == COMPLETION_KNOWN || c.state == COMPLETION_NOT_COMPARABLE;
    if (is == IS_MET) return judged && c.met;
    if (is == IS_UNMET) return judged && !c.met;
    if (c.state != COMPLETION_KNOWN) return false;
    bool on_time = c.met || number_compare(c.rate, c.progress) >= 0;
    return is == IS_ON_TIME ? on_time : !on_time;
}

static bool is_so(struct run *run, const struct part *part, const struct asked *asked) {
    struct figure figure;
    switch (part->is) {
    case IS_KNOWN:
    case IS_MISSING: return is_known(run, part->of, asked) == (part->is == IS_KNOWN);
    case IS_ZERO:
        figure = figure_exact(run, part->of, asked);
        return figure_is_known(&figure) && number_sign(figure.quantity.value) == 0;
    case IS_UP: return moves(run, part, asked, 1);
    case IS_DOWN: return moves(run, part, asked, -1);
    case IS_LEVEL: return moves(run, part, asked, 0);
    case IS_MET:
    case IS_UNMET:
    case IS_ON_TIME:
    case IS_BEHIND: return reaches(run, asked, part->is);
    case IS_KINDS: break;
    }
    return false;
}

bool condition_holds(struct run *run, const struct part *part) {
    bool result = false;
    if (part->test) {
        struct xml_scope scope = run_xml_scope(run);
        return xml_path_test(part->test, &scope, run->arena, &result, run->diags) && result;
    }
    struct asked asked;
    return figure_ask(run, part->of, &asked) && is_so(run, part, &asked);
}
