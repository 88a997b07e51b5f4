/* Several sources that tell of the same thing: what the job says is to become of it.
 *
 * The same told twice does no harm and is counted; another value is an error unless the later
 * source says conflict="keep" or "replace", and then it is counted too: nothing is dropped in
 * silence. */
#include "metric/inner.h"

static void count(size_t *so_far, struct origin *at, struct origin *first_at, struct origin first,
                  struct origin second) {
    if ((*so_far)++) return;
    *at = second;
    *first_at = first;
}

enum verdict metric_judge(struct metric_builder *builder, uint32_t later, bool same,
                          struct origin first, struct origin second) {
    struct tally *tally = &builder->tallies[later - 1];
    if (same) {
        count(&tally->same, &tally->same_at, &tally->same_first, first, second);
        return VERDICT_SAME;
    }
    switch (builder->sources[later - 1].conflict) {
    case METRIC_CONFLICT_ERROR: return VERDICT_ERROR;
    case METRIC_CONFLICT_KEEP:
        count(&tally->kept, &tally->kept_at, &tally->kept_first, first, second);
        return VERDICT_KEEP;
    case METRIC_CONFLICT_REPLACE:
        count(&tally->replaced, &tally->replaced_at, &tally->replaced_first, first, second);
        return VERDICT_REPLACE;
    }
    return VERDICT_ERROR;
}

void metric_hint_conflict(struct diags *diags) {
    diags_hint(diags, N_("correct one of the two; or write in the later <source> of the job which "
                         "is meant: conflict=\"keep\" (the earlier) or conflict=\"replace\""));
}

void metric_report_conflict(struct diags *diags, struct arena *arena, struct text what,
                            struct origin first, struct origin second) {
    diags_add(diags, DIAG_M130, second, N_("%.*s, first at %s"), TEXT_ARGS(what),
              origin_print(first, arena));
    metric_hint_conflict(diags);
}

static void tell(struct metric_builder *builder, enum diag_code code, size_t number,
                 struct origin at, struct origin first) {
    if (number)
        diags_add(builder->run, code, at, N_("%zu in all; the earlier source has the first at %s"),
                  number, origin_print(first, builder->arena));
}

void metric_tell_tallies(struct metric_builder *builder) {
    for (size_t i = 0; i < builder->source_count; i++) {
        const struct tally *tally = &builder->tallies[i];
        tell(builder, DIAG_M131, tally->same, tally->same_at, tally->same_first);
        tell(builder, DIAG_M132, tally->kept, tally->kept_at, tally->kept_first);
        tell(builder, DIAG_M133, tally->replaced, tally->replaced_at, tally->replaced_first);
    }
}
