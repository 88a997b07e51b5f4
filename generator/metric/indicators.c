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

static void read_words(struct builder *builder, struct indicator *indicator) {
    static const char *const better[] = {"", "higher", "lower", NULL};
    static const char *const nature[] = {"", "flow", "stock", "rate", NULL};
    int word = metric_read_word(builder, COLUMN_BETTER, better);
    indicator->better = word == 1 ? FIGURE_HIGHER : word == 2 ? FIGURE_LOWER : FIGURE_NEUTRAL;
    word = metric_read_word(builder, COLUMN_NATURE, nature);
    bool rate = measure_is_rate(indicator->measure);
    indicator->nature = word == 2                          ? FIGURE_STOCK
                        : word == 3 || (word == 0 && rate) ? FIGURE_RATE
                                                           : FIGURE_FLOW;
}

static void check_print(struct builder *builder, struct indicator *indicator) {
    if (!indicator->print.name.length) return;
    if (measure_alike(indicator->measure, indicator->print)) return;
    diags_add(builder->diags, DIAG_M110, metric_cell_origin(builder, COLUMN_PRINT),
              N_("%.*s cannot be printed in %.*s"), TEXT_ARGS(indicator->measure.name),
              TEXT_ARGS(indicator->print.name));
    indicator->print = (struct measure){.kind = MEASURE_NONE};
}

static void read_row(struct builder *builder) {
    struct store *store = builder->store;
    struct text code;
    if (!metric_need_cell(builder, COLUMN_CODE, "code", &code)) return;
    struct origin origin = metric_cell_origin(builder, COLUMN_CODE);
    const struct indicator *before = map_find(store->indicator_codes, code);
    if (before) {
        diags_add(builder->diags, DIAG_M108, origin, N_("%.*s, first at %s"), TEXT_ARGS(code),
                  origin_print(before->origin, builder->arena));
        return;
    }
    struct indicator *indicator = metric_add_indicator(store, code, origin);
    struct text name = metric_cell_text(builder, COLUMN_NAME);
    if (name.length) indicator->name = name;
    struct text aliases = metric_cell_text(builder, COLUMN_ALIASES);
    indicator->aliases = metric_split(builder->arena, aliases, false);
    struct text outside = metric_cell_text(builder, COLUMN_OUTSIDE);
    indicator->outside = metric_split(builder->arena, outside, false);
    indicator->section = metric_cell_text(builder, COLUMN_SECTION);
    indicator->note = metric_cell_text(builder, COLUMN_NOTE);
    indicator->measure = metric_read_measure(builder, COLUMN_MEASURE);
    indicator->print = metric_read_measure(builder, COLUMN_PRINT);
    metric_read_integer(builder, COLUMN_DECIMALS, DECIMALS_MOST, -1, &indicator->decimals);
    read_words(builder, indicator);
    check_print(builder, indicator);
    add_names(store, indicator);
}

void metric_read_indicators(struct builder *builder, const struct table *table) {
    if (!metric_start_table(builder, table, rules, COLUMN_COUNT)) return;
    for (; builder->row < table->row_count && !diags_full(builder->diags); builder->row++)
        read_row(builder);
}

static void read_part(struct builder *builder, size_t rule, struct text *out) {
    if (!metric_cell_text(builder, rule).length) return;
    const struct indicator *part = metric_read_indicator(builder, rule);
    if (part) *out = part->code;
}

/* A second walk: a rate may stand before its parts. */
void metric_check_indicators(struct builder *builder, const struct table *table) {
    builder->table = table;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        builder->columns[i] = table_find_column(table, rules[i].name);
    if (builder->columns[COLUMN_CODE] == TABLE_NO_COLUMN) return;
    for (builder->row = 0; builder->row < table->row_count; builder->row++) {
        struct indicator *indicator =
            map_find(builder->store->indicator_codes, metric_cell_text(builder, COLUMN_CODE));
        if (!indicator) continue;
        read_part(builder, COLUMN_NUMERATOR, &indicator->numerator);
        read_part(builder, COLUMN_DENOMINATOR, &indicator->denominator);
        if (!indicator->numerator.length == !indicator->denominator.length) continue;
        size_t rule = indicator->numerator.length ? COLUMN_DENOMINATOR : COLUMN_NUMERATOR;
        if (metric_cell_text(builder, rule).length) continue; /* named, but unknown: reported */
        diags_add(builder->diags, DIAG_M106, metric_cell_origin(builder, rule), "%s",
                  rules[rule].name);
    }
}
