/* Totals that cannot be told because units have not reported, and totals that are given otherwise
 * than their units give them. */
#include "metric/derive.h"

enum { NAMES_SHOWN = 10 };

static struct text short_name(const struct unit *unit) {
    return unit->short_name.length ? unit->short_name : unit->name;
}

void rollup_note_gap(struct derivation *d, uint32_t parent, const uint32_t *missing,
                     size_t missing_count, size_t expected) {
    struct store *store = d->store;
    if (!d->gaps) d->gaps = arena_take_array(d->arena, store->unit_count + 1, sizeof *d->gaps);
    struct gap *gap = &d->gaps[parent];
    bool asked = gap->asked || d->known->indicator.rollup_given;
    if (gap->indicators++ && gap->asked == asked) return;
    *gap = (struct gap){.indicators = gap->indicators,
                        .asked = asked,
                        .first = &d->known->indicator,
                        .period = d->period,
                        .missing = missing_count,
                        .expected = expected,
                        .names = buffer_new(d->arena)};
    for (size_t i = 0; i < missing_count && i < NAMES_SHOWN; i++) {
        if (i) buffer_add_text(&gap->names, TEXT("、"));
        buffer_add_text(&gap->names, short_name(&store->units[missing[i]]->unit));
    }
    if (missing_count > NAMES_SHOWN) buffer_add_text(&gap->names, TEXT(" …"));
}

static void tell_gap(struct derivation *d, const struct unit *unit, const struct gap *gap) {
    struct diags *diags = d->builder->run;
    diags_add_level(
        diags, DIAG_M163, gap->asked ? DIAG_WARNING : DIAG_NOTE, unit->origin,
        N_("%.*s, %.*s, %.*s: %zu of %zu units have none: %s (indicators with such gaps: %zu)"),
        TEXT_ARGS(unit->name), TEXT_ARGS(gap->first->name), TEXT_ARGS(gap->period.text),
        gap->missing, gap->expected, gap->names.at, gap->indicators);
    diags_hint(diags,
               N_("ask them for it; where the indicator does not apply to a unit, write 不适用; a "
                  "total of those that reported needs rollup \"sum-reported\" in the dictionary, "
                  "no total at all \"none\""));
}

void rollup_tell_gaps(struct derivation *d) {
    for (size_t u = 0; d->gaps && u < d->store->unit_count; u++)
        if (d->gaps[u].indicators) tell_gap(d, &d->store->units[u]->unit, &d->gaps[u]);
}

void rollup_check_own(struct derivation *d, const struct row *own, struct number total,
                      uint32_t measure, struct number tolerance) {
    const struct store *store = d->store;
    struct arena *arena = d->scratch;
    if (!derive_is_number(store, own) || own->qualifier != QUALIFIER_EXACT) return;
    struct measure in = store->measures[own->measure];
    int power = store->measures[measure].power10 - in.power10;
    struct number given = metric_row_number(store, own), sum = number_shift(arena, total, power);
    struct number apart = number_absolute(arena, number_subtract(arena, given, sum));
    if (!number_sign(apart)) return;
    tolerance = number_shift(arena, tolerance, power);
    if (own->made == METRIC_GIVEN && (given.scale || in.power10))
        tolerance = number_add(arena, tolerance, metric_half_place(arena, given));
    if (number_compare(apart, tolerance) <= 0) return;
    struct text stated = number_print(arena, given, -1, NUMBER_HALF_AWAY);
    struct text found = number_print(arena, sum, -1, NUMBER_HALF_AWAY);
    const struct unit *unit = &store->units[own->unit]->unit;
    diags_add(d->builder->run, DIAG_M164, metric_origin(store, own->origin),
              N_("%.*s, %.*s, %.*s: %.*s%.*s here, its units give %.*s%.*s"), TEXT_ARGS(unit->name),
              TEXT_ARGS(d->known->indicator.name), TEXT_ARGS(d->period.text), TEXT_ARGS(stated),
              TEXT_ARGS(in.name), TEXT_ARGS(found), TEXT_ARGS(in.name));
    diags_hint(d->builder->run,
               N_("the unit's own value is taken; correct one of them, or leave its own cell empty "
                  "to have the sum printed"));
}
