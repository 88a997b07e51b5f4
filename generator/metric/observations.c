/* Observations: the rows of the metrics tables, each a value of an indicator of a unit at a period.
 *
 * Without a dictionary, indicators are made from the columns code, name, section and measure. */
#include "metric/inner.h"

enum {
    COLUMN_UNIT,
    COLUMN_PERIOD,
    COLUMN_CODE,
    COLUMN_NAME,
    COLUMN_SECTION,
    COLUMN_VALUE,
    COLUMN_MEASURE,
    COLUMN_UPPER,
    COLUMN_QUALIFIER,
    COLUMN_STANDING,
    COLUMN_TARGET,
    COLUMN_TARGET_QUALIFIER,
    COLUMN_TARGET_PERIOD,
    COLUMN_STATED_CHANGE,
    COLUMN_BASIS,
    COLUMN_TEXT,
    COLUMN_NOTE,
    COLUMN_COUNT
};
static const struct column_rule rules[COLUMN_COUNT] = {
    [COLUMN_UNIT] = {"unit", NULL, false},
    [COLUMN_PERIOD] = {"period", NULL, false},
    [COLUMN_CODE] = {"code", "indicator", true},
    [COLUMN_NAME] = {"name", NULL, false},
    [COLUMN_SECTION] = {"section", NULL, false},
    [COLUMN_VALUE] = {"value", NULL, true},
    [COLUMN_MEASURE] = {"measure", "unit_of_measure", false},
    [COLUMN_UPPER] = {"upper", NULL, false},
    [COLUMN_QUALIFIER] = {"qualifier", NULL, false},
    [COLUMN_STANDING] = {"standing", NULL, false},
    [COLUMN_TARGET] = {"target", NULL, false},
    [COLUMN_TARGET_QUALIFIER] = {"target_qualifier", NULL, false},
    [COLUMN_TARGET_PERIOD] = {"target_period", NULL, false},
    [COLUMN_STATED_CHANGE] = {"stated_change", NULL, false},
    [COLUMN_BASIS] = {"basis", NULL, false},
    [COLUMN_TEXT] = {"text", NULL, false},
    [COLUMN_NOTE] = {"note", NULL, false},
};

static bool bears_name(const struct indicator *indicator, struct text name) {
    if (text_equal(indicator->name, name) || text_equal(indicator->code, name)) return true;
    for (size_t i = 0; i < indicator->aliases.count; i++)
        if (text_equal(indicator->aliases.at[i], name)) return true;
    return false;
}

/* The name beside the code must be one of the indicator's. */
static void check_name(struct builder *builder, const struct indicator *indicator,
                       struct text name) {
    if (!name.length || bears_name(indicator, name)) return;
    diags_add_level(builder->diags, DIAG_M111, builder->has_dictionary ? DIAG_WARNING : DIAG_ERROR,
                    metric_cell_origin(builder, COLUMN_NAME), N_("%.*s is %.*s here, %.*s at %s"),
                    TEXT_ARGS(indicator->code), TEXT_ARGS(name), TEXT_ARGS(indicator->name),
                    origin_print(indicator->origin, builder->arena));
}

static struct indicator *make_indicator(struct builder *builder, struct text code,
                                        struct text name) {
    struct store *store = builder->store;
    struct indicator *indicator =
        metric_add_indicator(store, code, metric_cell_origin(builder, COLUMN_CODE));
    if (name.length) indicator->name = name;
    indicator->section = metric_cell_text(builder, COLUMN_SECTION);
    metric_add_name(store, store->indicator_names, indicator->name, indicator);
    return indicator;
}

static struct indicator *read_indicator(struct builder *builder) {
    struct text code, name = metric_cell_text(builder, COLUMN_NAME);
    if (!metric_need_cell(builder, COLUMN_CODE, "code", &code)) return NULL;
    struct store *store = builder->store;
    struct indicator *indicator = map_find(store->indicator_codes, code);
    if (!indicator && builder->has_dictionary) {
        const struct indicator *named = metric_read_indicator(builder, COLUMN_CODE);
        indicator = named ? store->indicators[named->order] : NULL;
    } else if (!indicator) {
        return make_indicator(builder, code, name);
    }
    if (indicator) check_name(builder, indicator, name);
    return indicator;
}

/* The row's measure; empty if neither the row nor the indicator has one yet. */
static struct measure find_measure(struct builder *builder, const struct indicator *indicator) {
    struct measure measure = metric_read_measure(builder, COLUMN_MEASURE);
    return measure.name.length || !indicator ? measure : indicator->measure;
}

/* The first measure given becomes that of an indicator which had none. */
static bool settle_measure(struct builder *builder, struct indicator *indicator,
                           const struct measure *out) {
    if (!out->name.length) return true;
    if (!indicator->measure.name.length) {
        indicator->measure = *out;
        if (measure_is_rate(*out) && indicator->nature == FIGURE_FLOW)
            indicator->nature = FIGURE_RATE;
    }
    if (measure_alike(*out, indicator->measure)) return true;
    diags_add(builder->diags, DIAG_M110, metric_cell_origin(builder, COLUMN_MEASURE),
              N_("%.*s is in %.*s here, in %.*s at %s"), TEXT_ARGS(indicator->name),
              TEXT_ARGS(out->name), TEXT_ARGS(indicator->measure.name),
              origin_print(indicator->origin, builder->arena));
    return false;
}

static bool read_upper(struct builder *builder, struct measure *measure, struct quantity *value) {
    struct quantity upper;
    if (!metric_read_quantity(builder, COLUMN_UPPER, measure, &upper)) return false;
    if (upper.state == QUANTITY_KNOWN) {
        value->upper = upper.value;
        if (value->qualifier == QUALIFIER_EXACT) value->qualifier = QUALIFIER_RANGE;
    }
    if (value->qualifier != QUALIFIER_RANGE || value->state != QUANTITY_KNOWN) return true;
    if (number_compare(value->value, value->upper) < 0) return true;
    diags_add(builder->diags, DIAG_M114, metric_cell_origin(builder, COLUMN_UPPER), "%.*s",
              TEXT_ARGS(metric_cell_text(builder, COLUMN_VALUE)));
    return false;
}

static bool read_value(struct builder *builder, struct measure *measure, struct quantity *value) {
    if (!metric_read_quantity(builder, COLUMN_VALUE, measure, value)) return false;
    bool good = metric_read_qualifier(builder, COLUMN_QUALIFIER, value);
    good = good && read_upper(builder, measure, value);
    struct text text = metric_cell_text(builder, COLUMN_TEXT);
    if (text.length && value->state == QUANTITY_MISSING)
        *value = (struct quantity){.state = QUANTITY_KNOWN, .text = text};
    return good;
}

static bool read_target(struct builder *builder, struct observation *row) {
    bool good = metric_read_quantity(builder, COLUMN_TARGET, &row->measure, &row->target);
    good = metric_read_qualifier(builder, COLUMN_TARGET_QUALIFIER, &row->target) && good;
    row->target_origin = metric_cell_origin(builder, COLUMN_TARGET);
    return metric_read_period(builder, COLUMN_TARGET_PERIOD, &row->target_period) && good;
}

/* A change of a rate is in points, else in percent. */
static bool read_stated_change(struct builder *builder, struct observation *row) {
    struct measure measure = measure_read(row->measure.kind == MEASURE_PERCENT ? TEXT("个百分点")
                                          : row->measure.kind == MEASURE_PERMILLE ? TEXT("个千分点")
                                                                                  : TEXT("%"));
    row->stated_origin = metric_cell_origin(builder, COLUMN_STATED_CHANGE);
    return metric_read_quantity(builder, COLUMN_STATED_CHANGE, &measure, &row->stated_change);
}

static bool read_standing(struct builder *builder, struct text *out) {
    static const char *const standings[] = {"", "预计", "快报", "核定", "修订", NULL};
    *out = metric_cell_text(builder, COLUMN_STANDING);
    return metric_read_word(builder, COLUMN_STANDING, standings) >= 0;
}

static void read_row(struct builder *builder) {
    struct observation row = {.basis = metric_cell_text(builder, COLUMN_BASIS),
                              .note = metric_cell_text(builder, COLUMN_NOTE),
                              .origin = metric_cell_origin(builder, COLUMN_VALUE)};
    /* All faults of the row, not only the first. */
    row.unit = metric_read_row_unit(builder, COLUMN_UNIT);
    struct indicator *indicator = read_indicator(builder);
    row.indicator = indicator;
    bool good = metric_read_row_period(builder, COLUMN_PERIOD, &row.period);
    good = read_standing(builder, &row.standing) && good;
    row.measure = find_measure(builder, indicator);
    good = read_value(builder, &row.measure, &row.value) && good;
    good = read_target(builder, &row) && good;
    good = read_stated_change(builder, &row) && good;
    if (!row.unit || !indicator) return;
    good = settle_measure(builder, indicator, &row.measure) && good;
    if (good) builder->store->observations[builder->store->observation_count++] = row;
}

void metric_read_observations(struct builder *builder, const struct table *table) {
    if (!metric_start_table(builder, table, rules, COLUMN_COUNT)) return;
    metric_read_rows(builder, read_row);
}

/* ---- rows of one key */

static bool same_number(const struct observation *a, const struct observation *b,
                        struct number left, struct number right, struct arena *arena) {
    return number_compare(metric_in_base(arena, left, a->measure),
                          metric_in_base(arena, right, b->measure)) == 0;
}

static bool same_quantity(const struct observation *a, const struct observation *b,
                          const struct quantity *left, const struct quantity *right,
                          struct arena *arena) {
    return left->state == right->state && left->qualifier == right->qualifier &&
           text_equal(left->text, right->text) &&
           same_number(a, b, left->value, right->value, arena) &&
           same_number(a, b, left->upper, right->upper, arena);
}

static const char *print_given(const struct quantity *quantity, struct arena *arena) {
    struct text text = quantity->text.length
                           ? quantity->text
                           : number_print(arena, quantity->value, -1, NUMBER_HALF_AWAY);
    return arena_printf(arena, "%.*s", TEXT_ARGS(text));
}

enum { TWICE_SHOWN = 20 };

static void compare_values(struct builder *builder, const struct observation *a,
                           const struct observation *b) {
    struct arena *arena = builder->arena;
    if (!same_quantity(a, b, &a->value, &b->value, arena))
        diags_add(metric_faults_of(builder, b->unit), DIAG_M112, b->origin,
                  N_("%.*s: %s here, %s at %s"), TEXT_ARGS(b->indicator->name),
                  print_given(&b->value, arena), print_given(&a->value, arena),
                  origin_print(a->origin, arena));
    else if (builder->twice++ < TWICE_SHOWN)
        diags_add(builder->diags, DIAG_M113, b->origin, N_("%.*s, first at %s"),
                  TEXT_ARGS(b->indicator->name), origin_print(a->origin, arena));
}

static void compare_targets(struct builder *builder, const struct observation *a,
                            const struct observation *b) {
    struct arena *arena = builder->arena;
    if (!period_equal(a->target_period, b->target_period)) return;
    if (same_quantity(a, b, &a->target, &b->target, arena)) return;
    diags_add(metric_faults_of(builder, b->unit), DIAG_M112, b->target_origin,
              N_("%.*s: target %s here, %s at %s"), TEXT_ARGS(b->indicator->name),
              print_given(&b->target, arena), print_given(&a->target, arena),
              origin_print(a->target_origin, arena));
}

static bool same_key(const struct observation *a, const struct observation *b) {
    return a->unit == b->unit && a->indicator == b->indicator &&
           period_equal(a->period, b->period) && text_equal(a->standing, b->standing);
}

/* One row may give the value and another the target: each is compared with the last that gave one.
 */
void metric_check_observations(struct builder *builder) {
    const struct store *store = builder->store;
    const struct observation *value = NULL, *target = NULL;
    for (size_t i = 0; i < store->observation_count; i++) {
        const struct observation *row = &store->observations[store->keys[i].index];
        if (value && !same_key(value, row)) value = NULL;
        if (target && !same_key(target, row)) target = NULL;
        if (row->value.state != QUANTITY_MISSING) {
            if (value) compare_values(builder, value, row);
            value = row;
        }
        if (row->target.state != QUANTITY_MISSING) {
            if (target) compare_targets(builder, target, row);
            target = row;
        }
    }
}
