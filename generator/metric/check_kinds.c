/* The kinds of declared checks: one row each, and the file that the row's calls are in. */
#include "metric/check_inner.h"

const struct check_kind check_kinds[] = {
    /* check_sums.c */
    {"sum", DIAG_ERROR, check_compile_sum, check_judge_sum},
    {"rate", DIAG_ERROR, check_compile_rate, check_judge_rate},
    {"price", DIAG_WARNING, check_compile_price, check_judge_price},
    {"weights", DIAG_ERROR, check_compile_weights, check_judge_weights},
    {"share-of", DIAG_ERROR, check_compile_share, check_judge_share},
    /* check_relation.c */
    {"relation", DIAG_ERROR, check_compile_relation, check_judge_relation},
    {"at-most", DIAG_ERROR, check_compile_pair, check_judge_at_most},
    {"equal", DIAG_ERROR, check_compile_pair, check_judge_equal},
    /* check_denominator.c */
    {"implied-denominator", DIAG_WARNING, check_compile_denominator, check_judge_denominator},
    /* check_time.c */
    {"stock-flow", DIAG_ERROR, check_compile_stock, check_judge_stock},
    {"period-part", DIAG_ERROR, check_compile_part, check_judge_part},
    /* check_target.c */
    {"target-sense", DIAG_WARNING, check_compile_sense, check_judge_sense},
    {"target-twice", DIAG_WARNING, check_compile_twice, check_judge_twice},
    {"promise", DIAG_WARNING, check_compile_promise, check_judge_promise},
    /* check_range.c */
    {"range", DIAG_WARNING, check_compile_range, check_judge_range},
    {"bands", DIAG_ERROR, check_compile_bands, check_judge_bands},
    /* check_items.c */
    {"count", DIAG_ERROR, check_compile_count, check_judge_count},
    {"dates", DIAG_WARNING, check_compile_dates, check_judge_dates},
    /* check_set.c */
    {"same", DIAG_NOTE, check_compile_same, check_judge_same},
    {"complete", DIAG_WARNING, check_compile_complete, check_judge_complete},
    {NULL, DIAG_NOTE, NULL, NULL},
};
