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
