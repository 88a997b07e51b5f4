/* Names that are no indicators: {unit}, {period.next}, {date} … and {$name}.
 *
 * One row each: the name and what it prints of the run. */
#include "template/run.h"
#include "wording/statements.h"

struct special {
    const char *name;
    struct text (*print)(struct run *run, const struct special *special);
    int shift;     /* periods: 1 the next, -1 the one before, 0 the report's */
    bool in_short; /* without the year; the short name of a unit */
    bool has_chinese;
};

static const struct unit *current_unit(const struct run *run) {
    for (const struct loop *loop = run->loop; loop; loop = loop->up) {
        const struct datum *datum = data_of(loop->node);
        if (datum->kind == DATUM_UNIT) return datum->unit;
    }
    return run->slice->unit;
}

static struct text print_unit(struct run *run, const struct special *special) {
    const struct unit *unit = current_unit(run);
    if (special->in_short && unit->short_name.length > 0) return unit->short_name;
    return unit->name.length > 0 ? unit->name : unit->code;
}

static struct text print_unit_code(struct run *run, const struct special *special) {
    (void)special;
    return current_unit(run)->code;
}

/* False if the report's period has no neighbour. */
static bool shifted(struct run *run, int shift, struct period *out) {
    *out = run->slice->period;
    if (shift > 0) return period_next(run->arena, run->slice->period, out);
    if (shift < 0) return period_previous(run->arena, run->slice->period, out);
    return true;
}

static struct text print_period(struct run *run, const struct special *special) {
    struct period period;
    if (!shifted(run, special->shift, &period)) return TEXT("");
    return wording_period(run->arena, period, !special->in_short);
}

static struct text print_as_of(struct run *run, const struct special *special) {
    return wording_as_of(run->arena, run->slice->period, !special->in_short, run->script);
}

static struct text print_year(struct run *run, const struct special *special) {
    struct period year;
    if (!period_year(run->arena, run->slice->period, &year)) return TEXT("");
    return text_of(arena_printf(run->arena, "%d", year.from_year + special->shift));
}

static struct text print_date(struct run *run, const struct special *special) {
    (void)special;
    return wording_date(run->arena, run->in->date);
}

static struct text print_standings(struct run *run, const struct special *special) {
    (void)special;
    return run_say_standings(run);
}

static const struct special specials[] = {
    {"standings", print_standings, 0, false, false},
    {"unit", print_unit, 0, false, false},
    {"unit.short", print_unit, 0, true, false},
    {"unit.code", print_unit_code, 0, false, false},
    {"period", print_period, 0, false, false},
    {"period.short", print_period, 0, true, false},
    {"period.next", print_period, 1, false, false},
    {"period.next.short", print_period, 1, true, false},
    {"period.previous", print_period, -1, false, false},
    {"period.previous.short", print_period, -1, true, false},
    {"period.as-of", print_as_of, 0, false, false},
    {"period.as-of.short", print_as_of, 0, true, false},
    {"year", print_year, 0, false, true},
    {"year.next", print_year, 1, false, true},
    {"year.previous", print_year, -1, false, true},
    {"date", print_date, 0, false, true},
};

const struct special *special_find(struct text name) {
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (text_is(name, specials[i].name)) return &specials[i];
    return NULL;
}

const struct indicator *special_need_indicator(const struct store *store,
                                               const struct expression *e, struct diags *diags) {
    char names[256];
    size_t at = 0, before = diags_size(diags);
    struct origin origin = place_at(&e->indicator_place, 0);
    const struct indicator *indicator = metric_need_indicator(store, e->indicator, origin, diags);
    if (indicator || diags_size(diags) == before) return indicator;
    if (metric_is_near_indicator(store, e->indicator)) return NULL;
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        at +=
            (size_t)snprintf(names + at, sizeof names - at, "%s%s", i ? "|" : "", specials[i].name);
    struct text nearest = xml_nearest(e->indicator, names);
    if (nearest.length > 0) diags_hint(diags, "did you mean {%.*s}?", TEXT_ARGS(nearest));
    return NULL;
}

/* What {$name} prints of a loop's node, or of a text. */
static struct printed_piece scope_piece(const struct scope *scope) {
    if (!scope->node) return (struct printed_piece){.text = scope->value, .origin = scope->origin};
    struct text label = data_label(scope->node);
    return (struct printed_piece){.text = label,
                                  .origin = data_origin(data_of(scope->node), label)};
}

static bool find_variable(struct run *run, struct text name, struct printed_piece *out) {
    for (const struct scope *scope = run->scope; scope; scope = scope->up) {
        if (!text_equal(scope->name, name)) continue;
        *out = scope_piece(scope);
        return true;
    }
    for (size_t i = 0; i < run->in->constant_count; i++) {
        if (!text_equal(run->in->constants[i].name, name)) continue;
        *out = (struct printed_piece){.text = run->in->constants[i].value};
        return true;
    }
    return false;
}

/* "a, b, c" of all names that stand after $ here. */
static const char *known_names(struct run *run) {
    struct buffer names = buffer_new(run->arena);
    for (const struct scope *scope = run->scope; scope; scope = scope->up)
        buffer_printf(&names, "%s%.*s", names.length ? ", " : "", TEXT_ARGS(scope->name));
    for (size_t i = 0; i < run->in->constant_count; i++)
        buffer_printf(&names, "%s%.*s", names.length ? ", " : "",
                      TEXT_ARGS(run->in->constants[i].name));
    return names.length ? names.at : NULL;
}

static bool print_variable(struct run *run, const struct expression *e, struct printed_piece *out) {
    if (find_variable(run, e->variable, out)) return true;
    diags_add(run->diags, DIAG_T403, place_at(&e->place, 0), "$%.*s", TEXT_ARGS(e->variable));
    const char *names = known_names(run);
    if (names)
        diags_hint(run->diags, "known here: %s", names);
    else
        diags_hint(run->diags, "give it with <let name=\"%.*s\"> or in the job with <set>",
                   TEXT_ARGS(e->variable));
    return false;
}

/* The cell of a unit's name. */
static struct origin special_origin(const struct run *run, const struct special *special,
                                    struct text text) {
    if (special->print != print_unit && special->print != print_unit_code) return ORIGIN_NONE;
    struct datum datum = {.kind = DATUM_UNIT, .unit = current_unit(run)};
    return data_origin(&datum, text);
}

bool special_print(struct run *run, const struct expression *e, struct printed_piece *out) {
    if (e->variable.length > 0) return print_variable(run, e, out);
    const struct special *special = e->special;
    if (special->print == print_date && run->in->date.length == 0) {
        diags_add(run->diags, DIAG_T409, place_at(&e->place, 0), "{%.*s}", TEXT_ARGS(e->source));
        diags_hint(run->diags, "give <date>2026-07-05</date> in the job, or SOURCE_DATE_EPOCH");
        return false;
    }
    struct text text = special->print(run, special);
    *out = (struct printed_piece){.text = text, .origin = special_origin(run, special, text)};
    if (!e->recipe.chinese) return true;
    if (!special->has_chinese) {
        diags_add(run->diags, DIAG_T205, place_at(&e->place, 0), "{%.*s}", TEXT_ARGS(e->source));
        return false;
    }
    out->text = special->print == print_date ? wording_chinese_date(run->arena, run->in->date)
                                             : wording_chinese_digits(run->arena, text);
    return true;
}
