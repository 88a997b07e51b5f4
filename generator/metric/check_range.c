/* Plausible ranges of figures and quotients; grade bands without gap or overlap. */
#include "metric/check_inner.h"

/* ---- range: blood a donor, 200 to 400 ml */

struct range_data {
    const struct formula *formula;
    struct number least, most; /* in the base of the formula's dimension */
    bool has_least, has_most;
    struct measure measure; /* in which the value is said */
    struct measure base;    /* that the formula's value is in */
};

/* Of 升/人次 what is measured: 升.  The empty measure for a pure number. */
static struct measure counted_in(struct formula_dimension dimension) {
    for (size_t i = 0; i < dimension.count; i++)
        if (dimension.at[i].power > 0) return measure_read(dimension.at[i].base);
    return measure_read(TEXT(""));
}

/* 毫升/人次 is said of what is counted in 升/人次: the first part is converted. */
static bool find_measure(struct check_compiler *compiler, struct range_data *data) {
    const struct check_attribute *attribute = check_attribute(compiler, "measure");
    struct formula_dimension dimension = formula_dimension(data->formula);
    data->base = counted_in(dimension);
    data->measure = data->base;
    if (!attribute) {
        if (formula_indicator_count(data->formula) == 1 &&
            formula_fits(dimension, formula_indicator_at(data->formula, 0)->measure))
            data->base = data->measure = formula_indicator_at(data->formula, 0)->measure;
        return true;
    }
    struct text name = text_trim(attribute->value);
    data->measure = measure_read(name);
    if (formula_fits(dimension, data->measure)) {
        data->base = data->measure;
        return true;
    }
    size_t slash = text_find(name, TEXT("/"));
    struct measure first =
        measure_read(text_slice(name, 0, slash == SIZE_MAX ? name.length : slash));
    if (measure_convertible(first, data->base)) {
        data->measure = first;
        return true;
    }
    CHECK_REFUSE(compiler, attribute->origin, N_("the value is in %.*s, which is not said in %.*s"),
                 TEXT_ARGS(data->base.name), TEXT_ARGS(name));
    return false;
}

/* From the measure to what the formula's value is in, and back. */
static struct number to_base(const struct range_data *data, struct arena *arena,
                             struct number number) {
    if (measure_alike(data->measure, data->base))
        return formula_in_base(arena, number, data->measure);
    return measure_convert(arena, number, data->measure, data->base);
}

static struct number from_base(const struct range_data *data, struct arena *arena,
                               struct number number) {
    if (measure_alike(data->measure, data->base))
        return formula_from_base(arena, number, data->measure);
    return measure_convert(arena, number, data->base, data->measure);
}

static bool read_bound(struct check_compiler *compiler, const struct range_data *data,
                       const char *name, bool *has, struct number *out) {
    *has = check_attribute(compiler, name) != NULL;
    if (!check_read_number(compiler, name, number_from_integer(0), out)) return false;
    if (*has) *out = to_base(data, compiler->arena, *out);
    return true;
}

bool check_compile_range(struct check_compiler *compiler, struct check *check) {
    struct range_data *data = ARENA_NEW(compiler->arena, struct range_data);
    const struct check_attribute *of = check_attribute(compiler, "of");
    check->data = data;
    data->formula =
        formula_compile(compiler->store, of->value, of->origin,
                        (struct formula_options){.places = true}, compiler->arena, compiler->diags);
    if (!data->formula || !find_measure(compiler, data)) return false;
    bool good = read_bound(compiler, data, "least", &data->has_least, &data->least);
    good = read_bound(compiler, data, "most", &data->has_most, &data->most) && good;
    if (good && !data->has_least && !data->has_most)
        CHECK_REFUSE(compiler, check->origin, N_("say what it may be: least, most or both"));
    return good && (data->has_least || data->has_most);
}

struct range_asker {
    struct formula_asker asker;
    const struct check_judging *judging;
};

static struct formula_operand find_at(const struct formula_asker *asker, const struct unit *unit,
                                      const struct indicator *indicator,
                                      const struct period *period, bool target,
                                      struct arena *arena) {
    const struct range_asker *self = (const struct range_asker *)asker;
    struct check_member member = {.indicator = indicator, .unit = unit, .target = target};
    (void)arena;
    if (!period_equal(*period, self->judging->period)) {
        member.period = *period;
        member.dated = true;
    }
    struct figure figure = check_figure(self->judging, &member);
    const struct quantity *quantity = &figure.quantity;
    return (struct formula_operand){
        quantity->state, quantity->qualifier == QUALIFIER_EXACT && !quantity->text.length,
        quantity->value, figure.measure, figure.origin};
}

static struct formula_operand find(const struct formula_asker *asker,
                                   const struct indicator *indicator, struct period period,
                                   bool target, struct arena *arena) {
    return find_at(asker, NULL, indicator, &period, target, arena);
}

static const char *print_in(struct check_judging *judging, struct number number) {
    const struct range_data *data = judging->check->data;
    struct number said = from_base(data, judging->scratch, number);
    enum { EXACT_MOST = 4, PLACES = 2 };
    int decimals = number_decimals(said) > EXACT_MOST ? PLACES : -1;
    struct text digits = number_print(judging->scratch, said, decimals, NUMBER_HALF_AWAY);
    return arena_printf(judging->arena, "%.*s%.*s", TEXT_ARGS(digits),
                        TEXT_ARGS(data->measure.name));
}

static const char *print_range(struct check_judging *judging) {
    const struct range_data *data = judging->check->data;
    const char *least = data->has_least ? print_in(judging, data->least) : "";
    const char *most = data->has_most ? print_in(judging, data->most) : "";
    if (!data->has_least) return arena_printf(judging->arena, "≤ %s", most);
    if (!data->has_most) return arena_printf(judging->arena, "≥ %s", least);
    return arena_printf(judging->arena, "%s—%s", least, most);
}

void check_judge_range(struct check_judging *judging) {
    const struct range_data *data = judging->check->data;
    struct range_asker asker = {.asker = {.find = find, .find_at = find_at}, .judging = judging};
    asker.asker.period = judging->period;
    struct text text = formula_text(data->formula);
    struct formula_value value = formula_side(data->formula, 0, &asker.asker, judging->scratch);
    if (value.state != QUANTITY_KNOWN || !value.exact) {
        CHECK_LEAVE(judging,
                    value.state == QUANTITY_KNOWN ? N_("%.*s: a figure is no exact number")
                                                  : N_("%.*s: a figure has no value"),
                    TEXT_ARGS(text));
        return;
    }
    struct number low = number_subtract(judging->scratch, value.value, value.tolerance);
    struct number high = number_add(judging->scratch, value.value, value.tolerance);
    bool holds = !(data->has_least && number_compare(high, data->least) < 0) &&
                 !(data->has_most && number_compare(low, data->most) > 0);
    if (check_passes(judging, holds)) return;
    const struct indicator *first = formula_indicator_at(data->formula, 0);
    struct check_said said = {.period = judging->period, .origin = value.origin};
    said.indicator = first ? first->code : text;
    said.name = first ? first->name : text;
    said.stated = print_in(judging, value.value);
    said.expected = print_range(judging);
    struct text working = formula_print(data->formula, 0, &asker.asker, judging->scratch);
    const char *stated = said.stated;
    if (!text_is(working, said.stated)) {
        said.working = arena_printf(judging->scratch, "%.*s", TEXT_ARGS(working));
        stated = arena_printf(judging->scratch, "%s (%s)", said.stated, said.working);
    }
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M321, &said, N_("%.*s is %s, usual are %s"), TEXT_ARGS(text),
                   stated, said.expected);
}

/* ---- bands: the lower end of each is the upper end of the next */

struct bands_data {
    struct check_members of;          /* ranges, ≥90, 80—90, <80; or … */
    struct check_members least, most; /* lower ends and the upper ends below them */
    struct number step;               /* 1 where scores are whole: 80—89, 90—100 */
};

bool check_compile_bands(struct check_compiler *compiler, struct check *check) {
    struct bands_data *data = ARENA_NEW(compiler->arena, struct bands_data);
    check->data = data;
    if (!check_read_number(compiler, "step", number_from_integer(0), &data->step)) return false;
    if (check_attribute(compiler, "of"))
        return check_read_members(compiler, "of", 2, CHECK_MEMBERS_MOST, &data->of) &&
               check_are_alike(compiler, data->of.at, &data->of);
    return check_read_members(compiler, "least", 1, CHECK_MEMBERS_MOST, &data->least) &&
           check_read_members(compiler, "most", data->least.count, data->least.count,
                              &data->most) &&
           check_are_alike(compiler, data->least.at, &data->most);
}

/* An end of a band: where, and whether the band holds it. */
struct end {
    struct number at;
    bool there, holds;
    struct figure figure;
};

static struct end lower_end(struct check_judging *judging, const struct figure *figure) {
    const struct quantity *q = &figure->quantity;
    struct end end = {.figure = *figure};
    end.there = figure_is_known(figure) && q->qualifier != QUALIFIER_AT_MOST &&
                q->qualifier != QUALIFIER_LESS_THAN;
    end.holds = q->qualifier != QUALIFIER_MORE_THAN;
    if (end.there) end.at = formula_in_base(judging->scratch, q->value, figure->measure);
    return end;
}

static struct end upper_end(struct check_judging *judging, const struct figure *figure) {
    const struct quantity *q = &figure->quantity;
    struct end end = {.figure = *figure};
    bool range = q->qualifier == QUALIFIER_RANGE;
    end.there = figure_is_known(figure) &&
                (range || q->qualifier == QUALIFIER_AT_MOST ||
                 q->qualifier == QUALIFIER_LESS_THAN || q->qualifier == QUALIFIER_EXACT);
    end.holds = q->qualifier == QUALIFIER_AT_MOST;
    if (end.there)
        end.at = formula_in_base(judging->scratch, range ? q->upper : q->value, figure->measure);
    return end;
}

static const char *print_end(struct check_judging *judging, const struct end *end) {
    return check_print(judging, end->at, end->figure.measure, 2);
}

/* `lower` of a band and `upper` of the one below it. */
static void judge_ends(struct check_judging *judging, const struct end *lower,
                       const struct end *upper) {
    const struct bands_data *data = judging->check->data;
    if (!lower->there || !upper->there) {
        CHECK_LEAVE(judging, N_("%.*s and %.*s are no bounds"), TEXT_ARGS(lower->figure.name),
                    TEXT_ARGS(upper->figure.name));
        return;
    }
    struct number apart = number_subtract(judging->scratch, lower->at, upper->at);
    struct number step = formula_in_base(judging->scratch, data->step, lower->figure.measure);
    bool at_step = number_sign(step) && number_compare(apart, step) == 0;
    bool both = lower->holds && upper->holds, none = !lower->holds && !upper->holds;
    bool holds = at_step || (number_sign(apart) == 0 && !both && !none);
    if (check_passes(judging, holds)) return;
    struct check_said said = check_say(judging, &lower->figure);
    said.stated = print_end(judging, lower);
    said.expected = print_end(judging, upper);
    if (holds) {
        check_hold(judging, &said);
        return;
    }
    bool gap = number_sign(apart) > 0 || (number_sign(apart) == 0 && none);
    CHECK_FIND(judging, DIAG_M324, &said,
               gap ? N_("%.*s begins at %s, %.*s ends at %s: a gap; the other at %s")
                   : N_("%.*s begins at %s, %.*s ends at %s: an overlap; the other at %s"),
               TEXT_ARGS(lower->figure.name), said.stated, TEXT_ARGS(upper->figure.name),
               said.expected, check_print_origin(judging, upper->figure.origin));
}

static struct figure bound_of(struct check_judging *judging, const struct check_member *member) {
    struct figure figure = check_figure(judging, member);
    if (figure.quantity.state == QUANTITY_KNOWN || member->target) return figure;
    struct check_member target = *member;
    target.target = true;
    return check_figure(judging, &target);
}

void check_judge_bands(struct check_judging *judging) {
    const struct bands_data *data = judging->check->data;
    for (size_t i = 0; i + 1 < data->of.count; i++) {
        struct figure upper = bound_of(judging, &data->of.at[i]);
        struct figure lower = bound_of(judging, &data->of.at[i + 1]);
        /* Given from the best down or from the worst up. */
        bool down = !figure_is_known(&lower) || !figure_is_known(&upper) ||
                    number_compare(upper.quantity.value, lower.quantity.value) >= 0;
        struct end low = lower_end(judging, down ? &upper : &lower);
        struct end high = upper_end(judging, down ? &lower : &upper);
        judge_ends(judging, &low, &high);
    }
    for (size_t i = 0; i < data->least.count; i++) {
        struct figure least = bound_of(judging, &data->least.at[i]);
        struct figure most = bound_of(judging, &data->most.at[i]);
        struct end low = lower_end(judging, &least), high = upper_end(judging, &most);
        if (least.quantity.qualifier == QUALIFIER_EXACT) low.holds = !high.holds;
        judge_ends(judging, &low, &high);
    }
}
