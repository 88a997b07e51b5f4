/* Findings: kept by unit, waived, told. */
#include <stdlib.h>
#include <string.h>

#include "metric/check_inner.h"

/* ---- collecting */

static bool waives(const struct check_collector *results, size_t index,
                   const struct check_finding *finding) {
    const struct check_waiver *waiver = &results->waivers[index];
    if (!text_equal(waiver->check, finding->check)) return false;
    const struct unit *unit = results->waiver_units[index];
    if (unit && unit != finding->unit) return false;
    if (waiver->period.length && !period_equal(results->waiver_periods[index], finding->period))
        return false;
    return !waiver->of.length || text_equal(waiver->of, finding->indicator) ||
           text_equal(waiver->of, finding->name);
}

static const struct check_waiver *find_waiver(struct check_collector *results,
                                              const struct check_finding *finding) {
    for (size_t i = 0; i < results->waiver_count; i++) {
        if (!waives(results, i, finding)) continue;
        results->waiver_used[i] = true;
        return &results->waivers[i];
    }
    return NULL;
}

/* The author's words and the place of the declaration end every finding of a declared check. */
static void add_hint(struct check_judging *judging, const struct check_waiver *waiver) {
    const struct check *check = judging->check;
    if (waiver) {
        diags_hint(judging->diags, N_("waived: %.*s (at %s)"), TEXT_ARGS(waiver->reason),
                   origin_print(waiver->origin, judging->arena));
        return;
    }
    if (!check->kind) {
        diags_hint(judging->diags,
                   N_("if it is right, waive it in the checks file: <waive check=\"%s\" "
                      "unit=\"%.*s\" reason=\"…\"/>"),
                   check->generic, TEXT_ARGS(judging->unit->code));
        return;
    }
    char *place = origin_print(check->origin, judging->arena);
    if (check->words.length)
        diags_hint(judging->diags, N_("%.*s (check declared at %s)"), TEXT_ARGS(check->words),
                   place);
    else
        diags_hint(judging->diags, N_("check declared at %s"), place);
}

static const char *or_nothing(const char *text) {
    return text ? text : "";
}

static struct check_finding *add(struct check_judging *judging, const struct check_said *said,
                                 enum check_verdict verdict) {
    struct check_collector *results = judging->results;
    const struct check *check = judging->check;
    if (results->count >= CHECK_FINDINGS_MOST) {
        results->dropped++;
        return NULL;
    }
    ARENA_GROW(results->arena, results->at, results->count, results->room);
    struct check_finding *finding = &results->at[results->count++];
    *finding =
        (struct check_finding){.verdict = verdict,
                               .level = check->level,
                               .check = check->name,
                               .kind = text_of(check->kind ? check->kind->name : check->generic),
                               .generic = !check->kind,
                               .declared = check->origin,
                               .unit = judging->unit,
                               .period = said->period,
                               .indicator = said->indicator,
                               .name = said->name,
                               .origin = said->origin,
                               .stated = or_nothing(said->stated),
                               .expected = or_nothing(said->expected),
                               .difference = or_nothing(said->difference),
                               .tolerance = or_nothing(said->tolerance),
                               .working = "",
                               .words = check->words,
                               .detail = ""};
    if (said->working && *said->working)
        finding->working = arena_copy(results->arena, said->working, strlen(said->working));
    return finding;
}

bool check_passes(struct check_judging *judging, bool holds) {
    if (!holds) return false;
    judging->results->held++;
    return !judging->keep_held;
}

void check_hold(struct check_judging *judging, const struct check_said *said) {
    add(judging, said, CHECK_HOLDS);
}

void check_take(struct check_judging *judging, const struct check_said *said,
                enum check_verdict verdict) {
    struct check_finding *finding = add(judging, said, verdict);
    if (!finding) return;
    if (verdict == CHECK_FAILS) {
        finding->waiver = find_waiver(judging->results, finding);
        add_hint(judging, finding->waiver);
    }
    const struct diag *diag = diags_at(judging->diags, 0);
    finding->code = diag->code;
    finding->detail = diag->detail;
    finding->hint = diag->hint;
}

/* ---- telling */

size_t metric_checks_tell(const struct check_results *results, const struct unit *unit,
                          struct diags *diags) {
    size_t errors = 0;
    for (size_t i = results->start[unit->order]; i < results->start[unit->order + 1]; i++) {
        const struct check_finding *finding = &results->findings[i];
        if (finding->verdict == CHECK_HOLDS) continue;
        bool counts = finding->verdict == CHECK_FAILS && !finding->waiver;
        enum diag_level level = counts ? finding->level : DIAG_NOTE;
        if (finding->verdict == CHECK_UNJUDGED && !diags_full(diags))
            diags_add(diags, finding->code, finding->origin, "%s", finding->detail);
        else if (!diags_full(diags))
            diags_add_level(diags, finding->code, level, finding->origin, "%s", finding->detail);
        if (finding->hint && !diags_full(diags)) diags_hint(diags, "%s", finding->hint);
        errors += counts && level >= DIAG_ERROR;
    }
    return errors;
}

const struct check_finding *metric_checks_error(const struct check_results *results,
                                                const struct unit *unit) {
    for (size_t i = results->start[unit->order]; i < results->start[unit->order + 1]; i++) {
        const struct check_finding *finding = &results->findings[i];
        if (finding->verdict == CHECK_FAILS && finding->level >= DIAG_ERROR && !finding->waiver)
            return finding;
    }
    return NULL;
}
