/* Declared checks: relations that the data must keep, judged with exact numbers.
 *
 * A member that is missing, a placeholder or not exact (约, 余, 以上) makes a relation unjudged
 * (M310).  A difference is let pass up to half a unit of the last place of the coarsest member. */
#include "metric/check.h"

#include <assert.h>

#include "metric/inner.h"

struct judge {
    const struct slice *slice;
    const struct check *check;
    const struct period *period; /* NULL: the report's */
    struct figure of, *with;     /* `with` for all kinds but CHECK_COUNT */
    struct arena *arena;
    struct diags *diags;
    size_t errors;
};

/* ---- words for messages */

static const char *print_number(struct judge *judge, struct number number, int decimals,
                                struct measure measure) {
    struct text digits = number_print(judge->arena, number, decimals, NUMBER_HALF_AWAY);
    return arena_printf(judge->arena, "%.*s%.*s", TEXT_ARGS(digits), TEXT_ARGS(measure.name));
}

static int places(struct number number) {
    return number.big || number.over ? number_decimals(number) : number.scale;
}

/* As it was given. */
static const char *print_figure(struct judge *judge, const struct figure *figure) {
    struct number value = figure->quantity.value;
    return print_number(judge, value, places(value), figure->measure);
}

static const char *print_origin(struct judge *judge, const struct figure *figure) {
    return origin_print(figure->origin, judge->arena);
}

/* The author's words and the place of the declaration end every finding. */
static void finish(struct judge *judge) {
    char *place = origin_print(judge->check->origin, judge->arena);
    struct text words = judge->check->text;
    if (words.length)
        diags_hint(judge->diags, N_("%.*s (check declared at %s)"), TEXT_ARGS(words), place);
    else
        diags_hint(judge->diags, N_("check declared at %s"), place);
}

/* A finding, with the detail formatted by the caller. */
#define FIND(judge, code, ...)                                                                     \
    do {                                                                                           \
        diags_add_level((judge)->diags, (code), (judge)->check->level, (judge)->of.origin,         \
                        __VA_ARGS__);                                                              \
        finish(judge);                                                                             \
        (judge)->errors += (judge)->check->level >= DIAG_ERROR;                                    \
    } while (0)

/* ---- members */

static struct origin with_origin(const struct check *check, size_t index) {
    return check->with_origin[index > 0];
}

static bool find_figure(struct judge *judge, struct text name, struct origin origin,
                        struct figure *out) {
    struct metric_ask ask = {.period = judge->period};
    ask.indicator = metric_need_indicator(judge->slice->store, name, origin, judge->diags);
    if (!ask.indicator) {
        judge->errors++;
        return false;
    }
    *out = metric_value(judge->slice, ask, judge->arena);
    return true;
}

static bool is_judged(struct judge *judge, const struct figure *figure) {
    switch (figure->quantity.state) {
    case QUANTITY_MISSING:
        diags_add(judge->diags, DIAG_M310, judge->check->origin, N_("%.*s has no value"),
                  TEXT_ARGS(figure->name));
        return false;
    case QUANTITY_PLACEHOLDER:
        diags_add(judge->diags, DIAG_M310, judge->check->origin, N_("%.*s is a placeholder"),
                  TEXT_ARGS(figure->name));
        return false;
    case QUANTITY_NOT_APPLICABLE:
        diags_add(judge->diags, DIAG_M310, judge->check->origin, N_("%.*s is not applicable"),
                  TEXT_ARGS(figure->name));
        return false;
    case QUANTITY_KNOWN: break;
    }
    if (figure_is_known(figure) && figure->quantity.qualifier == QUALIFIER_EXACT) return true;
    diags_add(judge->diags, DIAG_M310, judge->check->origin, N_("%.*s is no exact number"),
              TEXT_ARGS(figure->name));
    return false;
}

/* All members at one window: a total of May says nothing of parts of June. */
static bool are_judged(struct judge *judge) {
    bool judged = is_judged(judge, &judge->of);
    for (size_t i = 0; i < judge->check->with_count; i++) {
        const struct figure *with = &judge->with[i];
        if (!is_judged(judge, with)) {
            judged = false;
        } else if (judged && !period_equal(with->period, judge->of.period)) {
            diags_add(judge->diags, DIAG_M310, judge->check->origin,
                      N_("%.*s is of another window than %.*s"), TEXT_ARGS(with->name),
                      TEXT_ARGS(judge->of.name));
            judged = false;
        }
    }
    return judged;
}

static bool are_alike(struct judge *judge) {
    for (size_t i = 0; i < judge->check->with_count; i++) {
        const struct figure *with = &judge->with[i];
        if (measure_alike(judge->of.measure, with->measure)) continue;
        diags_add(judge->diags, DIAG_M311, with_origin(judge->check, i),
                  N_("%.*s is in %.*s, %.*s in %.*s"), TEXT_ARGS(judge->of.name),
                  TEXT_ARGS(judge->of.measure.name), TEXT_ARGS(with->name),
                  TEXT_ARGS(with->measure.name));
        judge->errors++;
        return false;
    }
    return true;
}

/* Value in the measure of `of`. */
static struct number bring(struct judge *judge, const struct figure *figure, struct number number) {
    return number_shift(judge->arena, number, figure->measure.power10 - judge->of.measure.power10);
}

static struct number half_place(struct judge *judge, const struct figure *figure) {
    return bring(judge, figure, metric_half_place(judge->arena, figure->quantity.value));
}

static struct number find_tolerance(struct judge *judge) {
    struct number most = half_place(judge, &judge->of);
    for (size_t i = 0; i < judge->check->with_count; i++) {
        struct number half = half_place(judge, &judge->with[i]);
        if (number_compare(half, most) > 0) most = half;
    }
    return most;
}

/* A whole number has no rounding in it: 10 is not 10.5, so a difference of exactly half a unit
 * counts. */
static bool agrees(struct judge *judge, struct number a, struct number b, struct number tolerance) {
    struct number difference = number_absolute(judge->arena, number_subtract(judge->arena, a, b));
    return number_compare(difference, tolerance) <= 0;
}

/* ---- the kinds */

static const char *print_places(struct judge *judge) {
    struct buffer out = buffer_new(judge->arena);
    for (size_t i = 0; i < judge->check->with_count; i++)
        buffer_printf(&out, i ? ", %s" : "%s", print_origin(judge, &judge->with[i]));
    return out.at;
}

static void check_sum(struct judge *judge) {
    struct number sum = number_from_integer(0);
    struct buffer parts = buffer_new(judge->arena);
    for (size_t i = 0; i < judge->check->with_count; i++) {
        const struct figure *part = &judge->with[i];
        sum = number_add(judge->arena, sum, bring(judge, part, part->quantity.value));
        buffer_printf(&parts, i ? " + %s" : "%s", print_figure(judge, part));
    }
    struct number tolerance = find_tolerance(judge);
    if (agrees(judge, judge->of.quantity.value, sum, tolerance)) return;
    FIND(judge, DIAG_M301, N_("%.*s: stated %s, recomputed %s (%s), tolerance %s; parts at %s"),
         TEXT_ARGS(judge->of.name), print_figure(judge, &judge->of),
         print_number(judge, sum, -1, judge->of.measure), parts.at,
         print_number(judge, tolerance, -1, judge->of.measure), print_places(judge));
}

static void check_rate(struct judge *judge) {
    const struct figure *over = &judge->with[0], *under = &judge->with[1];
    struct number denominator = metric_in_base(judge->arena, under->quantity.value, under->measure);
    if (!number_sign(denominator)) {
        diags_add(judge->diags, DIAG_M310, judge->check->origin, N_("%.*s is 0"),
                  TEXT_ARGS(under->name));
        return;
    }
    struct measure measure = judge->of.measure;
    struct number numerator = metric_in_base(judge->arena, over->quantity.value, over->measure);
    struct number rate =
        number_shift(judge->arena, number_divide(judge->arena, numerator, denominator),
                     metric_rate_power(measure));
    struct number stated = judge->of.quantity.value;
    struct number tolerance = metric_half_place(judge->arena, stated);
    if (agrees(judge, stated, rate, tolerance)) return;
    FIND(judge, DIAG_M302,
         N_("%.*s: stated %s, recomputed %s (%s of %s), tolerance %s; parts at %s"),
         TEXT_ARGS(judge->of.name), print_figure(judge, &judge->of),
         print_number(judge, rate, places(stated) + 1, measure), print_figure(judge, over),
         print_figure(judge, under), print_number(judge, tolerance, -1, measure),
         print_places(judge));
}

static void check_at_most(struct judge *judge) {
    const struct figure *whole = &judge->with[0];
    struct number part = judge->of.quantity.value;
    struct number most = bring(judge, whole, whole->quantity.value);
    struct number tolerance = find_tolerance(judge);
    if (number_compare(part, most) <= 0) return;
    /* Rounding can only be blamed where one of the two was given more coarsely. */
    bool coarse = judge->of.measure.power10 != whole->measure.power10 ||
                  places(part) != places(whole->quantity.value);
    if (coarse && agrees(judge, part, most, tolerance)) return;
    FIND(judge, DIAG_M303, N_("%.*s is %s, %.*s %s at %s"), TEXT_ARGS(judge->of.name),
         print_figure(judge, &judge->of), TEXT_ARGS(whole->name), print_figure(judge, whole),
         print_origin(judge, whole));
}

static void check_equal(struct judge *judge) {
    const struct figure *second = &judge->with[0];
    struct number tolerance = find_tolerance(judge);
    struct number other = bring(judge, second, second->quantity.value);
    if (agrees(judge, judge->of.quantity.value, other, tolerance)) return;
    FIND(judge, DIAG_M304, N_("%.*s is %s, %.*s %s at %s"), TEXT_ARGS(judge->of.name),
         print_figure(judge, &judge->of), TEXT_ARGS(second->name), print_figure(judge, second),
         print_origin(judge, second));
}

static void check_count(struct judge *judge) {
    const struct slice *slice = judge->slice;
    struct text section = judge->check->with[0];
    int64_t count = 0;
    for (size_t i = 0; i < slice->item_count; i++)
        count += text_equal(slice->items[i]->section, section);
    struct figure *of = &judge->of;
    struct number stated = number_shift(judge->arena, of->quantity.value, of->measure.power10);
    if (number_compare(stated, number_from_integer(count)) == 0) return;
    FIND(judge, DIAG_M305, N_("%.*s: stated %s, %lld items in %.*s"), TEXT_ARGS(of->name),
         print_figure(judge, of), (long long)count, TEXT_ARGS(section));
}

static const struct {
    void (*judge)(struct judge *);
    size_t least, most; /* how many names `with` holds */
    bool alike;
} kinds[] = {
    [CHECK_SUM] = {check_sum, 1, (size_t)-1, true}, [CHECK_RATE] = {check_rate, 2, 2, false},
    [CHECK_AT_MOST] = {check_at_most, 1, 1, true},  [CHECK_EQUAL] = {check_equal, 1, 1, true},
    [CHECK_COUNT] = {check_count, 1, 1, false},
};

static bool find_members(struct judge *judge) {
    const struct check *check = judge->check;
    bool found = find_figure(judge, check->of, check->of_origin, &judge->of);
    if (check->kind == CHECK_COUNT) return found && is_judged(judge, &judge->of);
    judge->with = arena_take_array(judge->arena, check->with_count, sizeof *judge->with);
    for (size_t i = 0; i < check->with_count; i++)
        found = find_figure(judge, check->with[i], with_origin(check, i), &judge->with[i]) && found;
    return found && are_judged(judge);
}

static size_t judge_one(struct judge judge, struct period *period) {
    const struct check *check = judge.check;
    size_t least = kinds[check->kind].least, most = kinds[check->kind].most;
    if (check->with_count < least || check->with_count > most) {
        diags_add(judge.diags, DIAG_M311, with_origin(check, 0),
                  N_("this kind of check needs %zu names beside the first, %zu are given"), least,
                  check->with_count);
        return 1;
    }
    if (check->period.length) {
        if (!period_read(check->period, period)) {
            diags_add(judge.diags, DIAG_M107, check->origin, "%.*s", TEXT_ARGS(check->period));
            return 1;
        }
        judge.period = period;
    }
    if (find_members(&judge) && (!kinds[check->kind].alike || are_alike(&judge)))
        kinds[check->kind].judge(&judge);
    return judge.errors;
}

size_t metric_check(const struct slice *slice, const struct check *checks, size_t count,
                    struct arena *arena, struct diags *diags) {
    size_t errors = 0;
    for (size_t i = 0; i < count && !diags_full(diags); i++) {
        assert((size_t)checks[i].kind < sizeof kinds / sizeof *kinds);
        struct period period;
        struct judge judge = {.slice = slice, .check = &checks[i], .arena = arena, .diags = diags};
        errors += judge_one(judge, &period);
    }
    return errors;
}
