/* The dictionary of indicators: one row each; see struct indicator for the columns. */
#include "metric/inner.h"

enum {
    COLUMN_CODE,
    COLUMN_NAME,
    COLUMN_ALIASES,
    COLUMN_OUTSIDE,
    COLUMN_SECTION,
    COLUMN_MEASURE,
    COLUMN_DECIMALS,
    COLUMN_BETTER,
    COLUMN_NATURE,
    COLUMN_NUMERATOR,
    COLUMN_DENOMINATOR,
    COLUMN_PRINT,
    COLUMN_LEAST,
    COLUMN_MOST,
    COLUMN_NOTE,
    COLUMN_COUNT
};
static const struct column_rule rules[COLUMN_COUNT] = {
    [COLUMN_CODE] = {"code", NULL, true},
    [COLUMN_NAME] = {"name", NULL, true},
    [COLUMN_ALIASES] = {"aliases", NULL, false},
    [COLUMN_OUTSIDE] = {"outside", NULL, false},
    [COLUMN_SECTION] = {"section", NULL, false},
    [COLUMN_MEASURE] = {"measure", "unit_of_measure", false},
    [COLUMN_DECIMALS] = {"decimals", NULL, false},
    [COLUMN_BETTER] = {"better", NULL, false},
    [COLUMN_NATURE] = {"nature", NULL, false},
    [COLUMN_NUMERATOR] = {"numerator", NULL, false},
    [COLUMN_DENOMINATOR] = {"denominator", NULL, false},
    [COLUMN_PRINT] = {"print", NULL, false},
    [COLUMN_LEAST] = {"least", NULL, false},
    [COLUMN_MOST] = {"most", NULL, false},
    [COLUMN_NOTE] = {"note", NULL, false},
};

enum { DECIMALS_MOST = 12 };

static void add_names(struct store *store, struct indicator *indicator) {
    struct map *names = store->indicator_names;
    metric_add_name(store, names, indicator->name, indicator);
    for (size_t i = 0; i < indicator->aliases.count; i++)
        metric_add_name(store, names, indicator->aliases.at[i], indicator);
    for (size_t i = 0; i < indicator->outside.count; i++)
        metric_add_name(store, names, indicator->outside.at[i], indicator);
}

static void read_words(struct metric_builder *builder, struct indicator *indicator) {
    static const char *const better[] = {"", "higher", "lower", NULL};
    static const char *const nature[] = {"", "flow", "stock", "rate", "growth", "deficit", NULL};
    static const enum figure_nature natures[] = {FIGURE_FLOW, FIGURE_FLOW,   FIGURE_STOCK,
                                                 FIGURE_RATE, FIGURE_GROWTH, FIGURE_DEFICIT};
    int word = metric_read_word(builder, COLUMN_BETTER, better);
    indicator->better = word == 1 ? FIGURE_HIGHER : word == 2 ? FIGURE_LOWER : FIGURE_NEUTRAL;
    word = metric_read_word(builder, COLUMN_NATURE, nature);
    bool rate = measure_is_rate(indicator->measure);
    indicator->nature = word > 0 ? natures[word] : rate ? FIGURE_RATE : FIGURE_FLOW;
}

static void check_print(struct metric_builder *builder, struct indicator *indicator) {
    if (!indicator->print.name.length) return;
    if (measure_convertible(indicator->measure, indicator->print)) return;
    diags_add(builder->diags, DIAG_M110, metric_cell_origin(builder, COLUMN_PRINT),
              N_("%.*s cannot be printed in %.*s"), TEXT_ARGS(indicator->measure.name),
              TEXT_ARGS(indicator->print.name));
    indicator->print = (struct measure){.kind = MEASURE_NONE};
}

static bool is_number(const struct quantity *quantity) {
    return quantity->state == QUANTITY_KNOWN && quantity->qualifier == QUALIFIER_EXACT;
}

/* What the values may be: plain numbers, the upper not below the lower. */
static void read_bounds(struct metric_builder *builder, struct indicator *indicator) {
    struct quantity *bounds[] = {&indicator->least, &indicator->most};
    for (size_t i = 0; i < 2; i++) {
        size_t rule = i == 0 ? COLUMN_LEAST : COLUMN_MOST;
        struct measure measure = indicator->measure;
        if (!metric_read_quantity(builder, rule, &measure, bounds[i]) || is_number(bounds[i]))
            continue;
        if (bounds[i]->state != QUANTITY_MISSING)
            diags_add(builder->diags, DIAG_D110, metric_cell_origin(builder, rule), "%.*s",
                      TEXT_ARGS(metric_cell_text(builder, rule)));
        *bounds[i] = (struct quantity){.state = QUANTITY_MISSING};
    }
    if (!is_number(bounds[0]) || !is_number(bounds[1])) return;
    if (number_compare(bounds[0]->value, bounds[1]->value) <= 0) return;
    diags_add(builder->diags, DIAG_M114, metric_cell_origin(builder, COLUMN_MOST), "%.*s",
              TEXT_ARGS(metric_cell_text(builder, COLUMN_LEAST)));
    *bounds[0] = *bounds[1] = (struct quantity){.state = QUANTITY_MISSING};
}

static struct text keep_cell(const struct metric_builder *builder, size_t rule) {
    return metric_keep_text(builder, metric_cell_text(builder, rule));
}

static struct indicator read_indicator(struct metric_builder *builder, struct text code) {
    struct indicator indicator = {
        .code = code,
        .name = keep_cell(builder, COLUMN_NAME),
        .aliases = metric_split(builder->arena, keep_cell(builder, COLUMN_ALIASES), false),
        .outside = metric_split(builder->arena, keep_cell(builder, COLUMN_OUTSIDE), false),
        .section = keep_cell(builder, COLUMN_SECTION),
        .note = keep_cell(builder, COLUMN_NOTE),
        .measure = metric_read_measure(builder, COLUMN_MEASURE),
        .print = metric_read_measure(builder, COLUMN_PRINT),
        .origin = metric_cell_origin(builder, COLUMN_CODE)};
    if (!indicator.name.length) indicator.name = code;
    metric_read_integer(builder, COLUMN_DECIMALS, DECIMALS_MOST, -1, &indicator.decimals);
    read_words(builder, &indicator);
    check_print(builder, &indicator);
    read_bounds(builder, &indicator);
    return indicator;
}

/* What another row said of the indicator; true if this one is to be taken in its place. */
static bool settle(struct metric_builder *builder, const struct known_indicator *before,
                   uint64_t print) {
    struct origin origin = metric_cell_origin(builder, COLUMN_CODE);
    struct text code = before->indicator.code;
    if (before->source == builder->source_count) {
        diags_add(builder->diags, DIAG_M108, origin, N_("%.*s, first at %s"), TEXT_ARGS(code),
                  origin_print(before->indicator.origin, builder->arena));
        return false;
    }
    enum verdict verdict = metric_judge(builder, (uint32_t)builder->source_count,
                                        before->print == print, before->indicator.origin, origin);
    if (verdict == VERDICT_ERROR)
        metric_report_conflict(builder->diags, builder->arena, code, before->indicator.origin,
                               origin);
    return verdict == VERDICT_REPLACE;
}

/* A rate may stand before its parts: they are looked for once all have been read. */
static void keep_parts(struct metric_builder *builder, struct indicator *indicator) {
    static const size_t columns[] = {COLUMN_NUMERATOR, COLUMN_DENOMINATOR};
    struct parts parts = {.indicator = indicator};
    for (size_t i = 0; i < 2; i++) {
        parts.names[i] = keep_cell(builder, columns[i]);
        parts.origins[i] = metric_cell_origin(builder, columns[i]);
    }
    if (!parts.names[0].length && !parts.names[1].length) return;
    ARENA_GROW(builder->scratch, builder->parts, builder->part_count, builder->part_room);
    builder->parts[builder->part_count++] = parts;
}

static void read_row(struct metric_builder *builder) {
    struct store *store = builder->store;
    struct text code;
    if (!metric_need_cell(builder, COLUMN_CODE, "code", &code)) return;
    struct known_indicator *known = map_find(store->indicator_codes, code);
    uint64_t print = metric_print_row(builder, 0, COLUMN_COUNT);
    if (known && !settle(builder, known, print)) return;
    struct indicator indicator = read_indicator(builder, metric_keep_text(builder, code));
    if (!known) known = metric_add_indicator(store, indicator.code, indicator.origin);
    indicator.order = known->indicator.order;
    known->indicator = indicator;
    known->source = (uint32_t)builder->source_count;
    known->print = print;
    known->measure = metric_intern_measure(builder, metric_cell_text(builder, COLUMN_MEASURE));
    keep_parts(builder, &known->indicator);
}

void metric_take_indicators(struct metric_builder *builder) {
    if (!metric_start_table(builder, rules, COLUMN_COUNT)) return;
    const struct table *table = builder->table;
    for (builder->row = 0; builder->row < table->row_count; builder->row++)
        if (!diags_full(builder->diags)) read_row(builder);
}

/* ---- once all have been read */

static void find_part(struct metric_builder *builder, const struct parts *parts, size_t i,
                      struct text *out) {
    *out = TEXT("");
    if (!parts->names[i].length) return;
    const struct indicator *part = metric_find_indicator(builder->store, parts->names[i], NULL);
    if (!part && metric_report_first(builder, parts->names[i]))
        part = metric_need_indicator(builder->store, parts->names[i], parts->origins[i],
                                     builder->diags);
    if (part) *out = part->code;
}

void metric_end_indicators(struct metric_builder *builder) {
    struct store *store = builder->store;
    for (size_t i = 0; i < store->indicator_count; i++)
        add_names(store, &store->indicators[i]->indicator);
    for (size_t i = 0; i < builder->part_count; i++) {
        const struct parts *parts = &builder->parts[i];
        struct indicator *indicator = parts->indicator;
        find_part(builder, parts, 0, &indicator->numerator);
        find_part(builder, parts, 1, &indicator->denominator);
        for (size_t k = 0; k < 2; k++) /* one named, the other not */
            if (!parts->names[k].length)
                diags_add(builder->diags, DIAG_M106, parts->origins[k], "%s",
                          k == 0 ? "numerator" : "denominator");
    }
}
