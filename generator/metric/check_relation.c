/* Relations: formulas with a comparison, as in statistics forms; and the two plain ones, a part and
 * its whole, two figures that are equal. */
#include "metric/check_inner.h"

/* ---- formulas */

struct relation_data {
    const struct formula **at;
    size_t count;
};

bool check_compile_relation(struct check_compiler *compiler, struct check *check) {
    const struct check_declaration *from = compiler->from;
    const struct check_attribute *rows = check_attribute(compiler, "rows");
    struct formula_options options = {.comparison = true,
                                      .row_codes = rows && text_is(rows->value, "yes"),
                                      .loose = check_any_measures(compiler),
                                      .places = true};
    struct relation_data *data = ARENA_NEW(compiler->arena, struct relation_data);
    struct text rest = from->content, line;
    size_t room = 0;
    bool good = true;
    check->data = data;
    while (text_cut(&rest, '\n', &line)) {
        line = text_trim(line);
        if (!line.length) continue;
        struct origin origin = origin_inside(from->content_origin, from->content,
                                             (size_t)(line.at - from->content.at));
        ARENA_GROW(compiler->arena, data->at, data->count, room);
        const struct formula *formula = formula_compile(compiler->store, line, origin, options,
                                                        compiler->arena, compiler->diags);
        data->at[data->count++] = formula;
        good = good && formula;
    }
    if (!data->count)
        CHECK_REFUSE(compiler, from->origin, N_("write relations into <relation>, one a line"));
    return good && data->count;
}

/* Who asks: all figures at one window, but for those of other periods. */
struct relation_asker {
    struct formula_asker asker;
    struct check_judging *judging;
    struct figure first; /* the first figure asked for; `any` once there is one */
    struct origin *places;
    size_t place_count, place_room;
    struct text other; /* an indicator of another window; empty: none */
    bool any, notes;   /* one was asked for; places are to be noted */
};

static struct formula_operand operand_of(const struct figure *figure) {
    const struct quantity *quantity = &figure->quantity;
    return (struct formula_operand){.state = quantity->state,
                                    .exact = quantity->qualifier == QUALIFIER_EXACT &&
                                             !quantity->text.length,
                                    .value = quantity->value,
                                    .measure = figure->measure,
                                    .origin = figure->origin};
}

static void note_place(struct relation_asker *self, const struct figure *figure) {
    for (size_t i = 0; i < self->place_count; i++)
        if (self->places[i].file == figure->origin.file &&
            self->places[i].offset == figure->origin.offset)
            return;
    ARENA_GROW(self->judging->scratch, self->places, self->place_count, self->place_room);
    self->places[self->place_count++] = figure->origin;
}

static struct formula_operand find_at(const struct formula_asker *asker, const struct unit *unit,
                                      const struct indicator *indicator,
                                      const struct period *period, bool target,
                                      struct arena *arena) {
    struct relation_asker *self = (struct relation_asker *)asker;
    struct check_member member = {.indicator = indicator, .unit = unit, .target = target};
    (void)arena;
    bool other = !period_equal(*period, self->judging->period);
    if (other) {
        member.period = *period;
        member.dated = true;
    }
    struct figure figure = check_figure(self->judging, &member);
    bool known = figure.quantity.state == QUANTITY_KNOWN;
    if (!self->any && !other && !target && known) {
        self->first = figure;
        self->any = true;
    } else if (!other && !target && known && !period_equal(figure.period, self->first.period)) {
        self->other = figure.name;
    }
    if (self->notes && figure.origin.file) note_place(self, &figure);
    struct formula_operand operand = operand_of(&figure);
    if (target && figure.quantity.qualifier != QUALIFIER_RANGE && known) operand.exact = true;
    return operand;
}

static struct formula_operand find(const struct formula_asker *asker,
                                   const struct indicator *indicator, struct period period,
                                   bool target, struct arena *arena) {
    return find_at(asker, NULL, indicator, &period, target, arena);
}

static const char *print_places(const struct relation_asker *asker) {
    struct buffer out = buffer_new(asker->judging->scratch);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < asker->place_count; i++)
        buffer_printf(&out, i ? ", %s" : "%s",
                      check_print_origin(asker->judging, asker->places[i]));
    return out.at;
}

/* The measure in which both sides are said: the first figure's, if it fits. */
static struct measure measure_of(const struct formula *formula) {
    struct measure measure = measure_read(TEXT(""));
    if (!formula_indicator_count(formula)) return measure;
    struct measure first = formula_indicator_at(formula, 0)->measure;
    return formula_fits(formula_dimension(formula), first) ? first : measure;
}

static struct check_said say_sides(struct check_judging *judging, const struct formula *formula,
                                   const struct formula_value sides[2],
                                   const struct relation_asker *asker) {
    struct measure measure = measure_of(formula);
    int places = 0;
    if (asker->any) places = check_places(asker->first.quantity.value) + 2;
    struct check_said said = {.period = judging->period, .origin = sides[0].origin};
    if (!said.origin.file) said.origin = sides[1].origin;
    if (formula_indicator_count(formula)) {
        said.indicator = formula_indicator_at(formula, 0)->code;
        said.name = formula_indicator_at(formula, 0)->name;
    }
    struct number apart = number_subtract(judging->scratch, sides[0].value, sides[1].value);
    said.stated = check_print(judging, sides[0].value, measure, places);
    said.expected = check_print(judging, sides[1].value, measure, places);
    said.difference = check_print(judging, apart, measure, places);
    said.tolerance = check_print(judging, check_larger(sides[0].tolerance, sides[1].tolerance),
                                 measure, places + 1);
    return said;
}

static const char *why_unjudged(const struct formula_value sides[2]) {
    for (int i = 0; i < 2; i++) switch (sides[i].state) {
        case QUANTITY_MISSING: return N_("%.*s: a figure has no value");
        case QUANTITY_PLACEHOLDER: return N_("%.*s: a figure is a placeholder");
        case QUANTITY_NOT_APPLICABLE:
            return N_("%.*s: a figure is not applicable, or a divisor is 0");
        case QUANTITY_KNOWN: break;
        }
    return N_("%.*s: a figure is no exact number");
}

/* "13人 (7人 + 6人)"; without brackets where there is nothing to work out. */
static const char *print_side(struct check_judging *judging, const struct formula *formula,
                              int side, const struct relation_asker *asker, const char *value) {
    struct text working = formula_print(formula, side, &asker->asker, judging->scratch);
    if (text_is(working, value)) return value;
    return arena_printf(judging->scratch, "%s (%.*s)", value, TEXT_ARGS(working));
}

static void judge_formula(struct check_judging *judging, const struct formula *formula) {
    struct relation_asker asker = {.asker = {.find = find, .find_at = find_at}, .judging = judging};
    struct formula_value sides[2];
    struct text text = formula_text(formula);
    asker.asker.period = judging->period;
    enum formula_verdict verdict = formula_judge(formula, &asker.asker, sides, judging->scratch);
    if (asker.other.length) {
        CHECK_LEAVE(judging, N_("%.*s is of another window than %.*s"), TEXT_ARGS(asker.other),
                    TEXT_ARGS(asker.first.name));
        return;
    }
    if (verdict == FORMULA_UNJUDGED) {
        CHECK_LEAVE(judging, why_unjudged(sides), TEXT_ARGS(text));
        return;
    }
    if (check_passes(judging, verdict == FORMULA_HOLDS)) return;
    struct check_said said = say_sides(judging, formula, sides, &asker);
    asker.notes = true; /* printing the sides asks once more */
    if (verdict == FORMULA_HOLDS) {
        check_hold(judging, &said);
        return;
    }
    struct text working = formula_print(formula, 1, &asker.asker, judging->scratch);
    said.working = arena_printf(judging->scratch, "%.*s", TEXT_ARGS(working));
    asker.place_count = 0;
    const char *left = print_side(judging, formula, 0, &asker, said.stated);
    const char *right = print_side(judging, formula, 1, &asker, said.expected);
    CHECK_FIND(judging, DIAG_M312, &said,
               N_("%.*s: left %s, right %s, tolerance %s; figures at %s"), TEXT_ARGS(text), left,
               right, said.tolerance, print_places(&asker));
}

void check_judge_relation(struct check_judging *judging) {
    const struct relation_data *data = judging->check->data;
    for (size_t i = 0; i < data->count; i++) judge_formula(judging, data->at[i]);
}

/* ---- part <= whole; two that are equal */

struct pair_data {
    struct check_members of, with;
};

bool check_compile_pair(struct check_compiler *compiler, struct check *check) {
    struct pair_data *data = ARENA_NEW(compiler->arena, struct pair_data);
    check->data = data;
    bool good = check_read_members(compiler, "of", 1, 1, &data->of);
    good = check_read_members(compiler, "with", 1, 1, &data->with) && good;
    return good && check_are_alike(compiler, data->of.at, &data->with);
}

static bool find_pair(struct check_judging *judging, struct check_value pair[2]) {
    const struct pair_data *data = judging->check->data;
    return check_value(judging, data->of.at, &pair[0]) &&
           check_value(judging, data->with.at, &pair[1]) &&
           check_same_window(judging, &pair[0], &pair[1], 1);
}

static void tell_pair(struct check_judging *judging, const struct check_value pair[2],
                      struct number tolerance, bool holds, enum diag_code code) {
    const struct check_value *of = &pair[0], *with = &pair[1];
    struct check_said said =
        check_say_numbers(judging, of, with->value, tolerance, check_print_value(judging, with));
    if (code == DIAG_M303)
        said.expected = arena_printf(judging->arena, "≤ %s", check_print_value(judging, with));
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, code, &said, N_("%.*s is %s, %.*s %s at %s"),
                   TEXT_ARGS(of->figure.name), said.stated, TEXT_ARGS(with->figure.name),
                   check_print_value(judging, with),
                   check_print_origin(judging, with->figure.origin));
}

void check_judge_at_most(struct check_judging *judging) {
    struct check_value pair[2];
    if (!find_pair(judging, pair)) return;
    struct number tolerance = check_larger(pair[0].half, pair[1].half);
    /* Rounding can only be blamed where one of the two was given more coarsely. */
    bool coarse = number_compare(pair[0].half, pair[1].half) != 0;
    bool holds = number_compare(pair[0].value, pair[1].value) <= 0 ||
                 (coarse && check_agrees(judging, pair[0].value, pair[1].value, tolerance));
    if (!check_passes(judging, holds)) tell_pair(judging, pair, tolerance, holds, DIAG_M303);
}

void check_judge_equal(struct check_judging *judging) {
    struct check_value pair[2];
    if (!find_pair(judging, pair)) return;
    struct number tolerance = check_larger(pair[0].half, pair[1].half);
    bool holds = check_agrees(judging, pair[0].value, pair[1].value, tolerance);
    if (!check_passes(judging, holds)) tell_pair(judging, pair, tolerance, holds, DIAG_M304);
}
