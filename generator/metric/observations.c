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

/* The name beside the code must be one of the indicator's.  With a dictionary that is a matter of
 * the run, told once; without, of the unit whose rows contradict one another. */
static void check_name(struct metric_builder *builder, const struct indicator *indicator,
                       struct text name) {
    if (!name.length || bears_name(indicator, name)) return;
    const struct unit *unit = builder->row_unit;
    if (builder->has_dictionary) builder->row_unit = NULL;
    bool first = metric_report_first(
        builder, text_of(arena_printf(builder->cells, "%.*s %.*s", TEXT_ARGS(indicator->code),
                                      TEXT_ARGS(name))));
    builder->row_unit = unit;
    if (!first) return;
    diags_add_level(builder->diags, DIAG_M111, builder->has_dictionary ? DIAG_WARNING : DIAG_ERROR,
                    metric_cell_origin(builder, COLUMN_NAME), N_("%.*s is %.*s here, %.*s at %s"),
                    TEXT_ARGS(indicator->code), TEXT_ARGS(name), TEXT_ARGS(indicator->name),
                    origin_print(indicator->origin, builder->arena));
}

static struct known_indicator *make_indicator(struct metric_builder *builder, struct text code,
                                              struct text name) {
    struct store *store = builder->store;
    struct known_indicator *known = metric_add_indicator(store, metric_keep_text(builder, code),
                                                         metric_cell_origin(builder, COLUMN_CODE));
    struct indicator *indicator = &known->indicator;
    if (name.length) indicator->name = metric_keep_text(builder, name);
    indicator->section = metric_keep_text(builder, metric_cell_text(builder, COLUMN_SECTION));
    metric_add_name(store, store->indicator_names, indicator->name, indicator);
    return known;
}

/* Rows list an indicator's units, or a unit's indicators in one order: then it is the indicator of
 * the row before, or the one after it. */
static struct known_indicator *guess_indicator(const struct metric_builder *builder,
                                               struct text code) {
    const struct store *store = builder->store;
    size_t order = builder->last_indicator ? builder->last_indicator->indicator.order : 0;
    for (size_t i = order; i < order + 2 && i < store->indicator_count; i++)
        if (text_equal(store->indicators[i]->indicator.code, code)) return store->indicators[i];
    return NULL;
}

static struct known_indicator *read_indicator(struct metric_builder *builder) {
    struct text code, name = metric_cell_text(builder, COLUMN_NAME);
    if (!metric_need_cell(builder, COLUMN_CODE, "code", &code)) return NULL;
    struct store *store = builder->store;
    struct known_indicator *known = guess_indicator(builder, code);
    if (!known) known = map_find(store->indicator_codes, code);
    if (!known && builder->has_dictionary) {
        const struct indicator *named = metric_read_indicator(builder, COLUMN_CODE);
        known = named ? store->indicators[named->order] : NULL;
    } else if (!known) {
        if (store->indicator_count < INDICATORS_MOST)
            known = make_indicator(builder, code, name);
        else
            metric_report_full(builder, metric_cell_origin(builder, COLUMN_CODE));
    }
    if (known) check_name(builder, &known->indicator, name);
    builder->last_indicator = known;
    return known;
}

/* The row's measure; that of the indicator if the row names none. */
static uint32_t find_measure(struct metric_builder *builder, const struct known_indicator *known) {
    struct text text = metric_cell_text(builder, COLUMN_MEASURE);
    if (known && (!text.length || text_equal(text, known->indicator.measure.name)))
        return known->measure;
    return metric_intern_measure(builder, text);
}

/* The first measure given becomes that of an indicator which had none. */
static bool settle_measure(struct metric_builder *builder, struct known_indicator *known,
                           uint32_t index) {
    struct indicator *indicator = &known->indicator;
    struct measure measure = builder->store->measures[index];
    if (!measure.name.length || index == known->measure) return true;
    if (!indicator->measure.name.length) {
        known->measure = index;
        indicator->measure = measure;
        if (measure_is_rate(measure) && indicator->nature == FIGURE_FLOW)
            indicator->nature = FIGURE_RATE;
    }
    if (measure_alike(measure, indicator->measure)) return true;
    diags_add(builder->diags, DIAG_M110, metric_cell_origin(builder, COLUMN_MEASURE),
              N_("%.*s is in %.*s here, in %.*s at %s"), TEXT_ARGS(indicator->name),
              TEXT_ARGS(measure.name), TEXT_ARGS(indicator->measure.name),
              origin_print(indicator->origin, builder->arena));
    return false;
}

static bool read_upper(struct metric_builder *builder, struct measure *measure,
                       struct quantity *value) {
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

static bool read_value(struct metric_builder *builder, struct measure *measure,
                       struct quantity *value) {
    if (!metric_read_quantity(builder, COLUMN_VALUE, measure, value)) return false;
    bool good = metric_read_qualifier(builder, COLUMN_QUALIFIER, value);
    good = good && read_upper(builder, measure, value);
    struct text text = metric_cell_text(builder, COLUMN_TEXT);
    if (text.length && value->state == QUANTITY_MISSING)
        *value = (struct quantity){.state = QUANTITY_KNOWN, .text = text};
    return good;
}

/* A bound is in the indicator's measure, the value in the row's. */
static bool keeps_bound(struct metric_builder *builder, const struct indicator *indicator,
                        struct number value, struct measure measure, bool most) {
    const struct quantity *bound = most ? &indicator->most : &indicator->least;
    if (bound->state != QUANTITY_KNOWN) return true;
    struct number in =
        number_shift(builder->cells, value, measure.power10 - indicator->measure.power10);
    int order = number_compare(in, bound->value);
    if (most ? order <= 0 : order >= 0) return true;
    struct text limit = number_print(builder->arena, bound->value, -1, NUMBER_HALF_AWAY);
    diags_add(builder->diags, DIAG_M134, metric_cell_origin(builder, COLUMN_VALUE),
              most ? N_("%.*s: %.*s%.*s, at most %.*s%.*s")
                   : N_("%.*s: %.*s%.*s, at least %.*s%.*s"),
              TEXT_ARGS(indicator->name), TEXT_ARGS(metric_cell_text(builder, COLUMN_VALUE)),
              TEXT_ARGS(measure.name), TEXT_ARGS(limit), TEXT_ARGS(indicator->measure.name));
    diags_hint(builder->diags,
               N_("see whether the number and its measure are right; what is allowed "
                  "stands in the dictionary at %s (columns least and most)"),
               origin_print(indicator->origin, builder->arena));
    return false;
}

static bool check_bounds(struct metric_builder *builder, const struct indicator *indicator,
                         const struct quantity *value, uint32_t measure) {
    if (value->state != QUANTITY_KNOWN || value->text.length) return true;
    if (indicator->least.state != QUANTITY_KNOWN && indicator->most.state != QUANTITY_KNOWN)
        return true;
    struct measure in = builder->store->measures[measure];
    bool range = value->qualifier == QUALIFIER_RANGE;
    return keeps_bound(builder, indicator, value->value, in, false) &&
           keeps_bound(builder, indicator, range ? value->upper : value->value, in, true);
}

/* ---- packing */

static struct packed pack(struct metric_builder *builder, const struct quantity *quantity,
                          size_t rule) {
    struct packed out = {.coefficient = quantity->value.coefficient,
                         .upper = metric_intern_number(builder, quantity->upper),
                         .text = metric_intern_string(builder, quantity->text),
                         .scale = (uint8_t)quantity->value.scale,
                         .state = (uint8_t)quantity->state,
                         .qualifier = (uint8_t)quantity->qualifier,
                         .big = quantity->value.big};
    if (out.big) out.coefficient = metric_intern_number(builder, quantity->value);
    if (out.state != QUANTITY_MISSING)
        out.origin = metric_pack_origin(builder, metric_cell_origin(builder, rule));
    return out;
}

static bool read_target(struct metric_builder *builder, struct measure *measure,
                        struct quantity *target, uint32_t *period) {
    bool good = metric_read_quantity(builder, COLUMN_TARGET, measure, target);
    good = metric_read_qualifier(builder, COLUMN_TARGET_QUALIFIER, target) && good;
    return metric_read_period_index(builder, COLUMN_TARGET_PERIOD, period) && good;
}

/* A change of a rate is in points, else in percent. */
static bool read_stated_change(struct metric_builder *builder, struct measure measure,
                               struct quantity *stated) {
    struct text name = measure.kind == MEASURE_PERCENT    ? TEXT("个百分点")
                       : measure.kind == MEASURE_PERMILLE ? TEXT("个千分点")
                                                          : TEXT("%");
    struct measure in = measure_read(name);
    return metric_read_quantity(builder, COLUMN_STATED_CHANGE, &in, stated);
}

/* What few rows have; 0 if this one has nothing of it. */
static bool read_detail(struct metric_builder *builder, const struct quantity *value,
                        struct measure *measure, uint32_t *index) {
    struct quantity target, stated;
    struct detail detail = {0};
    bool good = read_target(builder, measure, &target, &detail.target_period);
    good = read_stated_change(builder, *measure, &stated) && good;
    struct text basis = metric_cell_text(builder, COLUMN_BASIS);
    struct text note = metric_cell_text(builder, COLUMN_NOTE);
    bool ranged = value->upper.big || value->upper.coefficient || value->upper.scale;
    *index = 0;
    if (!good) return false;
    if (target.state == QUANTITY_MISSING && stated.state == QUANTITY_MISSING && !ranged &&
        !value->text.length && !basis.length && !note.length && !detail.target_period)
        return true;
    detail.target = pack(builder, &target, COLUMN_TARGET);
    detail.stated = pack(builder, &stated, COLUMN_STATED_CHANGE);
    detail.upper = metric_intern_number(builder, value->upper);
    detail.text = metric_intern_string(builder, value->text);
    detail.basis = metric_intern_string(builder, basis);
    detail.note = metric_intern_string(builder, note);
    *index = (uint32_t)builder->store->details.count;
    *(struct detail *)pile_add(builder->arena, &builder->store->details) = detail;
    return true;
}

static bool read_standing(struct metric_builder *builder, uint32_t *out) {
    static const char *const standings[] = {"", "预计", "快报", "核定", "修订", NULL};
    static const uint32_t ranks[] = {2, 4, 3, 1, 0}; /* see metric_standing_name() */
    int word = metric_read_word(builder, COLUMN_STANDING, standings);
    *out = word >= 0 ? ranks[word] : 0;
    return word >= 0;
}

static void add_row(struct metric_builder *builder, struct known_indicator *indicator,
                    const struct quantity *value, struct row row) {
    if (builder->overfull) return;
    if (builder->rows.count == UINT32_MAX) {
        metric_report_full(builder, metric_cell_origin(builder, COLUMN_VALUE));
        return;
    }
    row.big = value->value.big != NULL;
    row.coefficient =
        row.big ? metric_intern_number(builder, value->value) : value->value.coefficient;
    row.scale = (uint32_t)value->value.scale & 31;
    row.state = (uint32_t)value->state & 3;
    row.qualifier = (uint32_t)value->qualifier & 7;
    *(struct row *)pile_add(builder->scratch, &builder->rows) = row;
    *(uint32_t *)pile_add(builder->scratch, &builder->row_columns) =
        metric_intern_column(builder, indicator, row.period);
}

static void read_row(struct metric_builder *builder) {
    /* All faults of the row, not only the first. */
    const struct unit *unit = metric_read_row_unit(builder, COLUMN_UNIT);
    struct known_indicator *indicator = read_indicator(builder);
    uint32_t period, standing, detail, index = find_measure(builder, indicator);
    struct measure measure = builder->store->measures[index];
    struct quantity value;
    bool good = metric_read_row_period(builder, COLUMN_PERIOD, &period);
    good = read_standing(builder, &standing) && good;
    good = read_value(builder, &measure, &value) && good;
    good = read_detail(builder, &value, &measure, &detail) && good;
    if (!unit || !indicator) return;
    if (!builder->store->measures[index].name.length && measure.name.length)
        index = metric_intern_measure(builder, measure.name); /* a cell brought it */
    good = settle_measure(builder, indicator, index) && good;
    good = good && check_bounds(builder, &indicator->indicator, &value, index);
    struct origin origin = metric_cell_origin(builder, COLUMN_VALUE);
    if (good)
        add_row(builder, indicator, &value,
                (struct row){.unit = (uint32_t)unit->order,
                             .period = period & ROW_PERIODS_MOST,
                             .standing = standing & 7,
                             .measure = index & ROW_MEASURES_MOST,
                             .detail = detail,
                             .origin = metric_pack_origin(builder, origin)});
}

void metric_take_observations(struct metric_builder *builder) {
    if (metric_start_table(builder, rules, COLUMN_COUNT)) metric_read_rows(builder, read_row);
}
