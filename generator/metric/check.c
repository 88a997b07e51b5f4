/* Compiling the checks once a run, and judging them unit by unit.  What a kind of check does is in
 * the file of its family; the list is in check_kinds.c. */
#include "metric/check.h"

#include <stdlib.h>
#include <string.h>

#include "metric/check_inner.h"

struct checks {
    const struct store *store;
    const struct check_list *list;
    struct check *declared;
    size_t declared_count;
    const struct check *generic[GENERIC_KINDS_MOST]; /* in the order of the list; NULL: off */
    const struct unit **waiver_units;
    struct period *waiver_periods;
};

/* ---- compiling */

static enum diag_level read_level(struct text word, enum diag_level fallback) {
    return text_is(word, "note")      ? DIAG_NOTE
           : text_is(word, "warning") ? DIAG_WARNING
           : text_is(word, "error")   ? DIAG_ERROR
                                      : fallback;
}

static const struct check_kind *find_kind(struct text name) {
    for (const struct check_kind *kind = check_kinds; kind->name; kind++)
        if (text_is(name, kind->name)) return kind;
    return NULL;
}

static bool read_units(struct check_compiler *compiler, struct check *check) {
    const struct check_declaration *from = compiler->from;
    struct text rest = from->units, name;
    size_t room = 0;
    bool good = true;
    if (text_is(text_trim(rest), "*")) {
        check->everywhere = true;
        return true;
    }
    while (text_cut_word(&rest, &name)) {
        struct origin origin =
            origin_inside(from->units_origin, from->units, (size_t)(name.at - from->units.at));
        const struct unit *unit = metric_need_unit(compiler->store, name, origin, compiler->diags);
        ARENA_GROW(compiler->arena, check->units, check->unit_count, room);
        check->units[check->unit_count++] = unit;
        good = good && unit;
    }
    return good;
}

static bool compile_one(struct checks *checks, const struct check_declaration *from,
                        struct arena *arena, struct diags *diags, struct check *check) {
    struct check_compiler compiler = {checks->store, from, arena, diags};
    const struct check_kind *kind = find_kind(from->kind);
    if (!kind) {
        diags_add(diags, DIAG_M330, from->origin, "<%.*s>", TEXT_ARGS(from->kind));
        return false;
    }
    *check = (struct check){.kind = kind,
                            .name = from->name,
                            .level = read_level(from->level, kind->level),
                            .words = from->text,
                            .origin = from->origin};
    bool good = read_units(&compiler, check);
    if (from->period.length) {
        check->dated = period_read(from->period, &check->period);
        if (!check->dated)
            diags_add(diags, DIAG_M107, from->period_origin, "%.*s", TEXT_ARGS(from->period));
        good = good && check->dated;
    }
    return kind->compile(&compiler, check) && good;
}

static bool knows_check(const struct checks *checks, struct text name) {
    for (size_t i = 0; i < checks->list->declaration_count; i++)
        if (text_equal(checks->list->declarations[i].name, name)) return true;
    return generic_find(name);
}

static void report_unknown(struct text name, struct origin origin, struct arena *arena,
                           struct diags *diags) {
    diags_add(diags, DIAG_M330, origin, "%.*s", TEXT_ARGS(name));
    diags_hint(diags, N_("give the check a name=\"…\", or name a generic one: %s"),
               metric_checks_generic(arena));
}

static bool compile_waivers(struct checks *checks, struct arena *arena, struct diags *diags) {
    const struct check_list *list = checks->list;
    bool good = true;
    checks->waiver_units = arena_take_array(arena, list->waiver_count, sizeof(void *));
    checks->waiver_periods =
        arena_take_array(arena, list->waiver_count, sizeof *checks->waiver_periods);
    for (size_t i = 0; i < list->waiver_count; i++) {
        const struct check_waiver *waiver = &list->waivers[i];
        if (!knows_check(checks, waiver->check)) {
            report_unknown(waiver->check, waiver->origin, arena, diags);
            good = false;
        }
        if (waiver->unit.length) {
            checks->waiver_units[i] =
                metric_need_unit(checks->store, waiver->unit, waiver->origin, diags);
            good = good && checks->waiver_units[i];
        }
        if (waiver->period.length && !period_read(waiver->period, &checks->waiver_periods[i])) {
            diags_add(diags, DIAG_M107, waiver->origin, "%.*s", TEXT_ARGS(waiver->period));
            good = false;
        }
        if (waiver->of.length &&
            !metric_need_indicator(checks->store, waiver->of, waiver->origin, diags))
            good = false;
    }
    return good;
}

static bool compile_generic(struct checks *checks, struct arena *arena, struct diags *diags) {
    const struct check_list *list = checks->list;
    bool good = true;
    for (size_t i = 0; i < list->setting_count; i++) {
        if (generic_find(list->settings[i].check)) continue;
        report_unknown(list->settings[i].check, list->settings[i].origin, arena, diags);
        good = false;
    }
    for (size_t k = 0; generic_kinds[k].name; k++) {
        struct check *check = ARENA_NEW(arena, struct check);
        bool off = false;
        *check = (struct check){.generic = generic_kinds[k].name,
                                .name = text_of(generic_kinds[k].name),
                                .level = generic_kinds[k].level};
        for (size_t i = 0; i < list->setting_count; i++) {
            if (!text_is(list->settings[i].check, check->generic)) continue;
            check->level = read_level(list->settings[i].level, check->level);
            check->origin = list->settings[i].origin;
            off = text_is(list->settings[i].level, "off");
        }
        if (!off) checks->generic[k] = check;
    }
    return good;
}

struct checks *metric_checks_compile(const struct store *store, const struct check_list *list,
                                     struct arena *arena, struct diags *diags) {
    struct checks *checks = ARENA_NEW(arena, struct checks);
    checks->store = store;
    checks->list = list;
    checks->declared = arena_take_array(arena, list->declaration_count, sizeof(struct check));
    bool good = true;
    for (size_t i = 0; i < list->declaration_count && !diags_full(diags); i++)
        good = compile_one(checks, &list->declarations[i], arena, diags,
                           &checks->declared[checks->declared_count++]) &&
               good;
    good = compile_generic(checks, arena, diags) && good;
    good = compile_waivers(checks, arena, diags) && good;
    return good ? checks : NULL;
}

/* ---- judging */

static bool concerns(const struct check *check, const struct unit *unit, bool has_report) {
    if (check->everywhere) return true;
    if (!check->unit_count) return has_report;
    for (size_t i = 0; i < check->unit_count; i++)
        if (check->units[i] == unit) return true;
    return false;
}

const struct slice *check_slice(struct check_judging *judging) {
    if (!judging->slice)
        judging->slice = metric_slice(judging->store, judging->unit, judging->period, TEXT(""),
                                      TEXT(""), judging->scratch);
    return judging->slice;
}

static void judge_unit(const struct checks *checks, const struct check_scope *scope,
                       const struct unit *unit, bool has_report, struct check_judging judging) {
    judging.unit = unit;
    for (size_t i = 0; i < checks->declared_count; i++) {
        const struct check *check = &checks->declared[i];
        if (!concerns(check, unit, has_report)) continue;
        struct period period = check->dated ? check->period : scope->period;
        if (judging.slice && !period_equal(period, judging.period)) judging.slice = NULL;
        judging.check = check;
        judging.period = period;
        check->kind->judge(&judging);
    }
}

static void judge_declared(const struct checks *checks, const struct check_scope *scope,
                           struct check_judging judging) {
    enum { SCRATCH_MOST = 4 << 20 };
    size_t count = checks->store->unit_count;
    bool *has_report = arena_take_array(judging.scratch, count, sizeof *has_report);
    for (size_t i = 0; i < scope->unit_count; i++) has_report[scope->units[i]->order] = true;
    bool others = false;
    for (size_t i = 0; i < checks->declared_count; i++)
        others = others || checks->declared[i].everywhere || checks->declared[i].unit_count;
    judging.scratch = arena_new();
    for (size_t u = 0; u < count && checks->declared_count; u++) {
        if (!has_report[u] && !others) continue;
        judge_unit(checks, scope, &checks->store->units[u]->unit, has_report[u], judging);
        if (arena_bytes(judging.scratch) < SCRATCH_MOST) continue;
        arena_free(judging.scratch);
        judging.scratch = arena_new();
    }
    arena_free(judging.scratch);
}

static void judge_generic(const struct checks *checks, const struct check_scope *scope,
                          const struct check_judging *judging) {
    struct generic_run run = {.store = checks->store, .period = scope->period, .judging = *judging};
    run.judging.keep_held = false;
    run.has_last_year = period_last_year(judging->scratch, scope->period, &run.last_year);
    run.has_previous = period_previous(judging->scratch, scope->period, &run.previous);
    generic_judge(&run, checks->generic);
}

/* By unit, each unit's in the order of finding. */
static void sort_findings(struct check_collector *results, size_t units, struct check_results *out,
                          struct arena *arena) {
    size_t *start = arena_take_array(arena, units + 2, sizeof *start);
    struct check_finding *sorted = arena_take_array(arena, results->count, sizeof *sorted);
    for (size_t i = 0; i < results->count; i++) start[results->at[i].unit->order + 2]++;
    for (size_t u = 2; u < units + 2; u++) start[u] += start[u - 1];
    for (size_t i = 0; i < results->count; i++)
        sorted[start[results->at[i].unit->order + 1]++] = results->at[i];
    out->findings = sorted;
    out->count = results->count;
    out->start = start;
    out->held = results->held;
}

static void tell_run(const struct checks *checks, const struct check_scope *scope,
                     const struct check_collector *results, struct check_results *out,
                     struct arena *arena) {
    struct diags *diags = diags_new(arena);
    for (size_t i = 0; i < checks->list->waiver_count && !scope->partial; i++) {
        const struct check_waiver *waiver = &checks->list->waivers[i];
        if (results->waiver_used[i]) continue;
        diags_add(diags, DIAG_M329, waiver->origin, "%.*s", TEXT_ARGS(waiver->check));
        diags_hint(diags, N_("take it out if the figures are right now"));
    }
    if (results->dropped)
        diags_add(diags, DIAG_M209, ORIGIN_NONE, N_("%zu are kept, %zu are not"), results->count,
                  results->dropped);
    out->told = diags;
}

static void list_sums(const struct checks *checks, struct check_results *out, struct arena *arena) {
    struct check_sum *sums = arena_take_array(arena, checks->declared_count, sizeof *sums);
    for (size_t i = 0; i < checks->declared_count; i++)
        out->sum_count += check_sum_of(&checks->declared[i], arena, &sums[out->sum_count]);
    out->sums = sums;
}

const struct check_results *metric_checks_judge(const struct checks *checks,
                                                const struct check_scope *scope,
                                                struct arena *arena) {
    struct check_results *out = ARENA_NEW(arena, struct check_results);
    struct arena *scratch = arena_new();
    struct check_collector results = {.arena = arena,
                                      .waivers = checks->list->waivers,
                                      .waiver_count = checks->list->waiver_count,
                                      .waiver_periods = checks->waiver_periods,
                                      .waiver_units = checks->waiver_units};
    results.waiver_used = arena_take_array(scratch, results.waiver_count, sizeof(bool));
    struct check_judging judging = {.store = checks->store,
                                    .scratch = scratch,
                                    .arena = arena,
                                    .diags = diags_new(arena),
                                    .results = &results,
                                    .keep_held = scope->keep_held};
    judge_declared(checks, scope, judging);
    judge_generic(checks, scope, &judging);
    sort_findings(&results, checks->store->unit_count, out, arena);
    list_sums(checks, out, arena);
    tell_run(checks, scope, &results, out, arena);
    arena_free(scratch);
    return out;
}
