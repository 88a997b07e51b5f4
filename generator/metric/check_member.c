/* Members of checks: the figures that an attribute names, their values, and how they are said. */
#include <string.h>

#include "metric/check_inner.h"

/* ---- reading */

const struct check_attribute *check_attribute(const struct check_compiler *compiler,
                                              const char *name) {
    const struct check_declaration *from = compiler->from;
    for (size_t i = 0; i < from->attribute_count; i++)
        if (text_is(from->attributes[i].name, name)) return &from->attributes[i];
    return NULL;
}

bool check_any_measures(const struct check_compiler *compiler) {
    const struct check_attribute *measures = check_attribute(compiler, "measures");
    return measures && text_is(measures->value, "any");
}

bool check_read_number(struct check_compiler *compiler, const char *name, struct number fallback,
                       struct number *out) {
    const struct check_attribute *attribute = check_attribute(compiler, name);
    *out = fallback;
    if (!attribute || number_read(compiler->arena, text_trim(attribute->value), out)) return true;
    CHECK_REFUSE(compiler, attribute->origin, N_("%s=\"%.*s\" is no number"), name,
                 TEXT_ARGS(attribute->value));
    return false;
}

/* Names are separated by blanks or ；. */
static bool cut_name(struct text *rest, struct text *name) {
    const char *at = rest->at, *end = rest->at + rest->length, *from = NULL;
    while (at < end) {
        const char *before = at;
        uint32_t c = text_next(&at, end);
        bool separates = text_is_blank(c) || c == 0xFF1B;
        if (!separates && !from) from = before;
        if (!separates || !from) continue;
        *name = (struct text){from, (size_t)(before - from)};
        *rest = (struct text){at, (size_t)(end - at)};
        return true;
    }
    if (!from) return false;
    *name = (struct text){from, (size_t)(end - from)};
    *rest = (struct text){end, 0};
    return true;
}

static struct origin part_origin(const struct check_member *member, struct text part) {
    return origin_inside(member->origin, member->written, (size_t)(part.at - member->written.at));
}

/* …@2025H1 at the end. */
static bool read_period(struct check_compiler *compiler, struct text *name,
                        struct check_member *member) {
    size_t at = text_find(*name, TEXT("@"));
    if (at == SIZE_MAX) return true;
    struct text period = text_slice(*name, at + 1, name->length);
    *name = text_slice(*name, 0, at);
    member->dated = period_read(period, &member->period);
    if (!member->dated)
        diags_add(compiler->diags, DIAG_M107, part_origin(member, period), "%.*s",
                  TEXT_ARGS(period));
    return member->dated;
}

/* unit:… in front; the full-width colon too. */
static bool read_unit(struct check_compiler *compiler, struct text *name,
                      struct check_member *member) {
    size_t at = text_find(*name, TEXT(":")), width = 1;
    if (at == SIZE_MAX) {
        at = text_find(*name, TEXT("："));
        width = 3;
    }
    if (at == SIZE_MAX) return true;
    struct text unit = text_slice(*name, 0, at);
    *name = text_slice(*name, at + width, name->length);
    member->unit =
        metric_need_unit(compiler->store, unit, part_origin(member, unit), compiler->diags);
    return member->unit;
}

static bool read_member(struct check_compiler *compiler, struct text name, struct origin origin,
                        struct check_member *member) {
    *member = (struct check_member){.written = name, .origin = origin};
    static const char *const opens[] = {"target(", "目标("};
    for (size_t i = 0; i < 2; i++) {
        if (!text_starts(name, text_of(opens[i])) || !text_ends(name, TEXT(")"))) continue;
        member->target = true;
        name = text_slice(name, strlen(opens[i]), name.length - 1);
        break;
    }
    member->indicator = metric_find_indicator(compiler->store, name, NULL);
    if (member->indicator) return true;
    if (!read_period(compiler, &name, member) || !read_unit(compiler, &name, member)) return false;
    member->indicator =
        metric_need_indicator(compiler->store, name, part_origin(member, name), compiler->diags);
    return member->indicator;
}

bool check_read_members(struct check_compiler *compiler, const char *attribute, size_t least,
                        size_t most, struct check_members *out) {
    const struct check_attribute *from = check_attribute(compiler, attribute);
    struct text rest = from ? from->value : TEXT(""), name;
    size_t room = 0;
    bool good = true;
    *out = (struct check_members){0};
    while (cut_name(&rest, &name) && out->count < CHECK_MEMBERS_MOST) {
        struct origin origin =
            origin_inside(from->origin, from->value, (size_t)(name.at - from->value.at));
        ARENA_GROW(compiler->arena, out->at, out->count, room);
        good = read_member(compiler, name, origin, &out->at[out->count++]) && good;
    }
    if (out->count >= least && out->count <= most) return good;
    CHECK_REFUSE(compiler, from ? from->origin : compiler->from->origin,
                 most == least ? N_("%s takes %zu names, %zu are given")
                               : N_("%s takes at least %zu names, %zu are given"),
                 attribute, least, out->count);
    return false;
}

bool check_are_alike(struct check_compiler *compiler, const struct check_member *of,
                     const struct check_members *with) {
    bool any = check_any_measures(compiler);
    for (size_t i = 0; i < with->count && !any; i++) {
        struct measure a = of->indicator->measure, b = with->at[i].indicator->measure;
        if (measure_alike(a, b)) continue;
        CHECK_REFUSE(compiler, with->at[i].origin, N_("%.*s is in %.*s, %.*s in %.*s"),
                     TEXT_ARGS(of->indicator->name), TEXT_ARGS(a.name),
                     TEXT_ARGS(with->at[i].indicator->name), TEXT_ARGS(b.name));
        return false;
    }
    return true;
}

/* ---- values */

struct figure check_figure(const struct check_judging *judging, const struct check_member *member) {
    struct slice slice = {.store = judging->store,
                          .unit = member->unit ? member->unit : judging->unit,
                          .period = member->dated ? member->period : judging->period};
    bool exact = member->dated || judging->check->dated;
    struct metric_ask ask = {.indicator = member->indicator,
                             .period = exact && !member->target ? &slice.period : NULL};
    if (member->target) return metric_target(&slice, ask, judging->scratch);
    return metric_value(&slice, ask, judging->scratch);
}

int check_places(struct number number) {
    return number.big || number.over ? number_decimals(number) : number.scale;
}

void check_set_value(struct check_judging *judging, struct figure figure, struct check_value *out) {
    struct number number = figure.quantity.value;
    struct measure measure = figure.measure;
    out->figure = figure;
    out->value = formula_in_base(judging->scratch, number, measure);
    out->half =
        formula_in_base(judging->scratch, metric_half_place(judging->scratch, number), measure);
    out->counted = measure.power10 == 0 && check_places(number) == 0 &&
                   (measure.kind == MEASURE_COUNT || measure.kind == MEASURE_NONE);
}

bool check_value(struct check_judging *judging, const struct check_member *member,
                 struct check_value *out) {
    struct figure figure = check_figure(judging, member);
    out->member = member;
    switch (figure.quantity.state) {
    case QUANTITY_MISSING:
        CHECK_LEAVE(judging, N_("%.*s has no value"), TEXT_ARGS(figure.name));
        return false;
    case QUANTITY_PLACEHOLDER:
        CHECK_LEAVE(judging, N_("%.*s is a placeholder"), TEXT_ARGS(figure.name));
        return false;
    case QUANTITY_NOT_APPLICABLE:
        CHECK_LEAVE(judging, N_("%.*s is not applicable"), TEXT_ARGS(figure.name));
        return false;
    case QUANTITY_KNOWN: break;
    }
    bool exact = figure.quantity.qualifier == QUALIFIER_EXACT ||
                 (member->target && figure.quantity.qualifier != QUALIFIER_RANGE);
    if (!figure_is_known(&figure) || !exact) {
        CHECK_LEAVE(judging, N_("%.*s is no exact number"), TEXT_ARGS(figure.name));
        return false;
    }
    check_set_value(judging, figure, out);
    return true;
}

struct check_value *check_values(struct check_judging *judging,
                                 const struct check_members *members) {
    struct check_value *values = arena_take_array(judging->scratch, members->count, sizeof *values);
    for (size_t i = 0; i < members->count; i++)
        if (!check_value(judging, &members->at[i], &values[i])) return NULL;
    return values;
}

bool check_same_window(struct check_judging *judging, const struct check_value *of,
                       const struct check_value *with, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (with[i].member->dated || of->member->dated || with[i].member->target ||
            of->member->target || period_equal(with[i].figure.period, of->figure.period))
            continue;
        CHECK_LEAVE(judging, N_("%.*s is of another window than %.*s"),
                    TEXT_ARGS(with[i].figure.name), TEXT_ARGS(of->figure.name));
        return false;
    }
    return true;
}

/* ---- words */

const char *check_print(struct check_judging *judging, struct number number, struct measure measure,
                        int places) {
    enum { EXACT_MOST = 6 };
    struct number said = formula_from_base(judging->scratch, number, measure);
    int decimals = number_decimals(said) > EXACT_MOST ? places : -1;
    struct text digits = number_print(judging->scratch, said, decimals, NUMBER_HALF_AWAY);
    return arena_printf(judging->arena, "%.*s%.*s", TEXT_ARGS(digits), TEXT_ARGS(measure.name));
}

const char *check_print_value(struct check_judging *judging, const struct check_value *value) {
    const struct figure *figure = &value->figure;
    struct text digits = number_print(judging->scratch, figure->quantity.value,
                                      check_places(figure->quantity.value), NUMBER_HALF_AWAY);
    return arena_printf(judging->arena, "%.*s%.*s", TEXT_ARGS(digits),
                        TEXT_ARGS(figure->measure.name));
}

const char *check_print_origin(struct check_judging *judging, struct origin origin) {
    return origin_print(origin, judging->arena);
}

const char *check_print_origins(struct check_judging *judging, const struct check_value *values,
                                size_t count) {
    struct buffer out = buffer_new(judging->scratch);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < count; i++)
        buffer_printf(&out, i ? ", %s" : "%s",
                      check_print_origin(judging, values[i].figure.origin));
    return out.at;
}

struct check_said check_say(struct check_judging *judging, const struct figure *figure) {
    (void)judging;
    return (struct check_said){.indicator = figure->indicator,
                               .name = figure->name,
                               .period = figure->period,
                               .origin = figure->origin,
                               .stated = "",
                               .expected = "",
                               .difference = "",
                               .tolerance = "",
                               .working = ""};
}

struct check_said check_say_numbers(struct check_judging *judging, const struct check_value *of,
                                    struct number expected, struct number tolerance,
                                    const char *working) {
    struct check_said said = check_say(judging, &of->figure);
    struct measure measure = of->figure.measure;
    int places = check_places(of->figure.quantity.value) + 1;
    struct number apart = number_subtract(judging->scratch, of->value, expected);
    said.stated = check_print_value(judging, of);
    said.expected = check_print(judging, expected, measure, places);
    said.difference = check_print(judging, apart, measure, places);
    said.tolerance = check_print(judging, tolerance, measure, places + 1);
    said.working = working;
    return said;
}

/* ---- arithmetic */

struct number check_larger(struct number a, struct number b) {
    return number_compare(a, b) >= 0 ? a : b;
}

bool check_agrees(struct check_judging *judging, struct number a, struct number b,
                  struct number tolerance) {
    struct number apart = number_subtract(judging->scratch, a, b);
    return number_compare(number_absolute(judging->scratch, apart), tolerance) <= 0;
}

/* Product: |a|·δb + |b|·δa + δa·δb.  Quotient: (δa + |q|·δb) / (|b| − δb).  Counts have no δ. */
struct number check_carry(struct check_judging *judging, const struct check_value *a,
                          const struct check_value *b, struct number result, bool quotient) {
    struct arena *arena = judging->scratch;
    struct number zero = number_from_integer(0);
    struct number of_a = a->counted ? zero : a->half, of_b = b->counted ? zero : b->half;
    struct number size_a = number_absolute(arena, a->value);
    struct number size_b = number_absolute(arena, b->value);
    if (!number_sign(of_a) && !number_sign(of_b)) return zero;
    if (!quotient)
        return number_add(arena,
                          number_add(arena, number_multiply(arena, size_a, of_b),
                                     number_multiply(arena, size_b, of_a)),
                          number_multiply(arena, of_a, of_b));
    struct number least = number_subtract(arena, size_b, of_b);
    if (number_sign(least) <= 0) return number_absolute(arena, result);
    struct number share = number_multiply(arena, number_absolute(arena, result), of_b);
    return number_divide(arena, number_add(arena, of_a, share), least);
}
