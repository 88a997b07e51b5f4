/* Figures that are told twice: within one source, or by several.
 *
 * Rows of one unit, indicator, period and standing lie side by side, in the order of reading.  One
 * may give the value and another the target: each is compared with the last that gave one. */
#include <string.h>

#include "metric/inner.h"

enum part { PART_VALUE, PART_TARGET };

struct settling {
    struct metric_builder *builder;
    const struct store *store;
    const struct indicator *indicator;
    struct row *last[2]; /* by part; NULL: none yet of this key */
};

static struct quantity quantity_of(const struct settling *s, const struct row *row,
                                   enum part part) {
    return part == PART_VALUE ? metric_row_value(s->store, row) : metric_row_target(s->store, row);
}

static uint64_t packed_origin(const struct settling *s, const struct row *row, enum part part) {
    return part == PART_VALUE ? row->origin : metric_detail(s->store, row)->target.origin;
}

static bool same_number(const struct settling *s, const struct row *a, const struct row *b,
                        struct number left, struct number right) {
    if (a->measure == b->measure) return number_compare(left, right) == 0;
    struct arena *arena = s->builder->scratch;
    return number_compare(metric_in_base(arena, left, metric_row_measure(s->store, a)),
                          metric_in_base(arena, right, metric_row_measure(s->store, b))) == 0;
}

static bool same_quantity(const struct settling *s, const struct row *a, const struct row *b,
                          enum part part) {
    struct quantity left = quantity_of(s, a, part), right = quantity_of(s, b, part);
    return left.state == right.state && left.qualifier == right.qualifier &&
           text_equal(left.text, right.text) && same_number(s, a, b, left.value, right.value) &&
           same_number(s, a, b, left.upper, right.upper);
}

static const char *print_given(const struct settling *s, const struct row *row, enum part part) {
    struct arena *arena = s->builder->arena;
    struct quantity given = quantity_of(s, row, part);
    struct text text =
        given.text.length ? given.text : number_print(arena, given.value, -1, NUMBER_HALF_AWAY);
    return arena_printf(arena, "%.*s", TEXT_ARGS(text));
}

static void report(const struct settling *s, enum diag_code code, const struct row *a,
                   const struct row *b, enum part part) {
    struct metric_builder *builder = s->builder;
    struct diags *faults = metric_faults_of(builder, &s->store->units[b->unit]->unit);
    if (diags_full(faults)) return;
    struct origin first = metric_origin(s->store, packed_origin(s, a, part));
    struct origin second = metric_origin(s->store, packed_origin(s, b, part));
    diags_add(faults, code, second,
              part == PART_VALUE ? N_("%.*s: %s here, %s at %s")
                                 : N_("%.*s: target %s here, %s at %s"),
              TEXT_ARGS(s->indicator->name), print_given(s, b, part), print_given(s, a, part),
              origin_print(first, builder->arena));
    if (code == DIAG_M130)
        metric_hint_conflict(faults);
    else
        diags_hint(faults, N_("correct or empty one of the two; if they are of different units or "
                              "periods, write these in their rows"));
}

enum { TWICE_SHOWN = 20 };

/* Within one source: a slip of whoever wrote it. */
static void compare_within(const struct settling *s, const struct row *a, const struct row *b,
                           enum part part) {
    struct metric_builder *builder = s->builder;
    if (!same_quantity(s, a, b, part))
        report(s, DIAG_M112, a, b, part);
    else if (part == PART_VALUE && builder->twice++ < TWICE_SHOWN)
        diags_add(builder->run, DIAG_M113, metric_origin(s->store, b->origin),
                  N_("%.*s, first at %s"), TEXT_ARGS(s->indicator->name),
                  origin_print(metric_origin(s->store, a->origin), builder->arena));
}

/* A value takes with it what is said of it: its change, its mark. */
static void drop(const struct settling *s, struct row *row, enum part part) {
    struct detail *detail = metric_detail(s->store, row);
    if (part == PART_TARGET) {
        detail->target = (struct packed){.state = QUANTITY_MISSING};
        detail->target_period = 0;
        return;
    }
    row->state = QUANTITY_MISSING;
    row->qualifier = QUALIFIER_EXACT;
    row->coefficient = 0;
    row->scale = row->big = 0;
    if (!detail) return;
    detail->stated = (struct packed){.state = QUANTITY_MISSING};
    detail->upper = detail->text = detail->basis = detail->note = 0;
}

/* Returns which of the two the next is to be compared with. */
static struct row *compare(const struct settling *s, struct row *a, struct row *b, enum part part) {
    uint64_t first = packed_origin(s, a, part), second = packed_origin(s, b, part);
    uint32_t source = metric_row_file(s->store, second)->source;
    if (part == PART_TARGET &&
        !period_equal(metric_row_target_period(s->store, a), metric_row_target_period(s->store, b)))
        return b;
    if (metric_row_file(s->store, first)->source == source) {
        compare_within(s, a, b, part);
        return b;
    }
    switch (metric_judge(s->builder, source, same_quantity(s, a, b, part),
                         metric_origin(s->store, first), metric_origin(s->store, second))) {
    case VERDICT_SAME: return b;
    case VERDICT_ERROR: report(s, DIAG_M130, a, b, part); return b;
    case VERDICT_KEEP: drop(s, b, part); return a;
    case VERDICT_REPLACE: drop(s, a, part); return b;
    }
    return b;
}

static void settle_row(struct settling *s, struct row *row) {
    for (enum part part = PART_VALUE; part <= PART_TARGET; part++) {
        struct row *last = s->last[part];
        if (last && (last->unit != row->unit || last->standing != row->standing)) last = NULL;
        bool given = part == PART_VALUE ? row->state != QUANTITY_MISSING
                                        : metric_row_has_target(s->store, row);
        s->last[part] = last && given ? compare(s, last, row, part) : given ? row : last;
    }
}

void metric_settle_observations(struct metric_builder *builder) {
    const struct store *store = builder->store;
    for (size_t i = 0; i < store->column_count; i++) {
        const struct figure_column *column = &store->columns[i];
        struct settling s = {
            builder, store, &store->indicators[column->indicator]->indicator, {NULL, NULL}};
        for (size_t k = 0; k < column->count; k++)
            settle_row(&s, metric_row(store, column->start + k));
    }
}
