/* Cells of the data tables: finding the columns, and reading one cell as what its column holds.
 *
 * Each reader adds its own diagnostic at the cell.  Periods and measures repeat from row to row:
 * each text is read once and remembered. */
#include "metric/inner.h"

static const char *column_names(struct arena *arena, const struct table *table) {
    struct buffer names = buffer_new(arena);
    for (size_t i = 0; i < table->column_count; i++) {
        if (i) buffer_add(&names, ", ", 2);
        buffer_add_text(&names, table->columns[i].name);
    }
    return names.length ? names.at : "-";
}

static bool is_near(struct text a, struct text b) {
    size_t limit = a.length > 4 ? 2 : 1;
    return text_distance(a, b, limit) <= limit;
}

static size_t find_column(const struct table *table, const struct column_rule *rule) {
    size_t at = table_find_column(table, rule->name);
    return at == TABLE_NO_COLUMN && rule->alias ? table_find_column(table, rule->alias) : at;
}

static void report_missing(struct metric_builder *builder, const struct table *table,
                           const struct column_rule *rule) {
    struct origin origin =
        table->column_count ? table->columns[0].origin : (struct origin){table->file, 0};
    diags_add(builder->diags, DIAG_M105, origin, N_("%s (table %.*s)"), rule->name,
              TEXT_ARGS(table->name));
    for (size_t i = 0; i < table->column_count; i++) {
        if (!is_near(text_of(rule->name), table->columns[i].name)) continue;
        diags_hint(builder->diags, N_("did you mean %s by the column \"%.*s\"?"), rule->name,
                   TEXT_ARGS(table->columns[i].name));
        return;
    }
    diags_hint(builder->diags, N_("columns of the table: %s"), column_names(builder->arena, table));
}

/* A heading that no rule knows: likely a slip if it is near one that is missing. */
static void report_unused(struct metric_builder *builder, const struct table *table, size_t column,
                          const struct column_rule *rules, size_t count) {
    const struct column *unused = &table->columns[column];
    const char *near = NULL;
    for (size_t i = 0; i < count && !near; i++)
        if (builder->columns[i] == TABLE_NO_COLUMN && !rules[i].required &&
            is_near(text_of(rules[i].name), unused->name))
            near = rules[i].name;
    diags_add_level(builder->diags, DIAG_M118, near ? DIAG_WARNING : DIAG_NOTE, unused->origin,
                    N_("%.*s (table %.*s)"), TEXT_ARGS(unused->name), TEXT_ARGS(table->name));
    if (near) diags_hint(builder->diags, N_("did you mean %s?"), near);
}

const struct metric_source *metric_source(const struct metric_builder *builder) {
    return &builder->sources[builder->source_count - 1];
}

bool metric_start_table(struct metric_builder *builder, const struct column_rule *rules,
                        size_t count) {
    if (builder->started) return builder->usable;
    const struct table *table = builder->table;
    bool complete = true;
    builder->started = true;
    for (size_t i = 0; i < count; i++) {
        builder->columns[i] = find_column(table, &rules[i]);
        if (builder->columns[i] != TABLE_NO_COLUMN || !rules[i].required) continue;
        report_missing(builder, table, &rules[i]);
        complete = false;
    }
    for (size_t column = 0; column < table->column_count; column++) {
        bool used = false;
        for (size_t i = 0; i < count; i++) used = used || builder->columns[i] == column;
        if (!used) report_unused(builder, table, column, rules, count);
    }
    builder->usable = complete;
    return complete;
}

struct text metric_cell_raw(const struct metric_builder *builder, size_t rule) {
    size_t column = builder->columns[rule];
    if (column == TABLE_NO_COLUMN) return TEXT("");
    return table_cell(builder->table, builder->row, column)->text;
}

struct text metric_cell_text(const struct metric_builder *builder, size_t rule) {
    return text_trim(metric_cell_raw(builder, rule));
}

struct origin metric_cell_origin(const struct metric_builder *builder, size_t rule) {
    size_t column = builder->columns[rule];
    if (column == TABLE_NO_COLUMN) return table_row_origin(builder->table, builder->row);
    return table_cell(builder->table, builder->row, column)->origin;
}

bool metric_need_cell(struct metric_builder *builder, size_t rule, const char *name,
                      struct text *out) {
    *out = metric_cell_text(builder, rule);
    if (out->length) return true;
    diags_add(builder->diags, DIAG_M106, metric_cell_origin(builder, rule), "%s", name);
    return false;
}

enum { TEXT_COPIED_MOST = 64 };

struct text metric_keep_text(const struct metric_builder *builder, struct text text) {
    if (builder->table && builder->table->lasting && text.length > TEXT_COPIED_MOST) return text;
    return text.length ? text_copy(builder->arena, text) : TEXT("");
}

static bool read_period_text(struct metric_builder *builder, struct text text, struct origin origin,
                             uint32_t *out) {
    const struct store *store = builder->store;
    if (text_equal(text, store->periods[builder->last_period].period.text)) {
        *out = builder->last_period;
        return true;
    }
    if (metric_intern_period(builder, text, out)) return true;
    if (store->period_count > ROW_PERIODS_MOST) {
        metric_report_full(builder, origin);
        return false;
    }
    diags_add(builder->diags, DIAG_M107, origin, "%.*s", TEXT_ARGS(text));
    diags_hint(builder->diags,
               N_("periods are written 2026H1, 2026, 2026Q2, 2026-05 or 2026-01..2026-05"));
    return false;
}

bool metric_read_period_index(struct metric_builder *builder, size_t rule, uint32_t *out) {
    struct text text = metric_cell_text(builder, rule);
    *out = 0;
    return !text.length || read_period_text(builder, text, metric_cell_origin(builder, rule), out);
}

bool metric_read_period(struct metric_builder *builder, size_t rule, struct period *out) {
    uint32_t index;
    bool good = metric_read_period_index(builder, rule, &index);
    *out = builder->store->periods[index].period;
    return good;
}

/* The job may say which periods a source's rows are of. */
static bool check_period(struct metric_builder *builder, size_t rule, uint32_t index) {
    const struct metric_source *source = metric_source(builder);
    struct period period = builder->store->periods[index].period;
    for (size_t i = 0; i < source->period_count; i++)
        if (period_equal(source->periods[i], period) || period_contains(source->periods[i], period))
            return true;
    if (!source->period_count) return true;
    struct buffer names = buffer_new(builder->arena);
    for (size_t i = 0; i < source->period_count; i++) {
        if (i) buffer_add(&names, ", ", 2);
        buffer_add_text(&names, source->periods[i].text);
    }
    diags_add(builder->diags, DIAG_M136, metric_cell_origin(builder, rule), "%.*s",
              TEXT_ARGS(period.text));
    diags_hint(
        builder->diags,
        N_("by the job the rows of this source are of %s: correct the period, or add it there (periods)"),
        names.at);
    return false;
}

bool metric_read_row_period(struct metric_builder *builder, size_t rule, uint32_t *out) {
    struct text text = metric_cell_text(builder, rule);
    *out = 0;
    if (!text.length) text = builder->period.text;
    if (!read_period_text(builder, text, metric_cell_origin(builder, rule), out)) return false;
    builder->last_period = *out;
    return check_period(builder, rule, *out);
}

bool metric_read_qualifier(struct metric_builder *builder, size_t rule, struct quantity *out) {
    struct text text = metric_cell_text(builder, rule);
    if (!text.length || quantity_qualifier_read(text, &out->qualifier)) return true;
    diags_add(builder->diags, DIAG_M109, metric_cell_origin(builder, rule), "%.*s",
              TEXT_ARGS(text));
    diags_hint(builder->diags, N_("qualifiers: exact, ge, le, approx, gt, lt, range"));
    return false;
}

struct measure metric_read_measure(struct metric_builder *builder, size_t rule) {
    uint32_t index = metric_intern_measure(builder, metric_cell_text(builder, rule));
    return builder->store->measures[index]; /* which may have moved */
}

bool metric_read_integer(struct metric_builder *builder, size_t rule, int most, int none,
                         int *out) {
    struct text text = metric_cell_text(builder, rule);
    *out = none;
    if (!text.length) return true;
    int value = 0;
    bool good = true;
    for (size_t i = 0; i < text.length && good; i++) {
        good = text.at[i] >= '0' && text.at[i] <= '9';
        if (good) value = value * 10 + (text.at[i] - '0');
        good = good && value <= most;
    }
    if (good) {
        *out = value;
        return true;
    }
    diags_add(builder->diags, DIAG_D115, metric_cell_origin(builder, rule), "%.*s",
              TEXT_ARGS(text));
    diags_hint(builder->diags, N_("a whole number from 0 to %d"), most);
    return false;
}

uint64_t metric_print_row(const struct metric_builder *builder, size_t first, size_t count) {
    uint64_t hash = 1;
    for (size_t rule = first; rule < count; rule++) {
        hash = hash_text(metric_cell_text(builder, rule), hash);
        hash = hash_text(TEXT("\x1F"), hash); /* between cells */
    }
    return hash;
}

int metric_read_word(struct metric_builder *builder, size_t rule, const char *const *words) {
    struct text text = metric_cell_text(builder, rule);
    if (!text.length) return 0;
    for (int i = 0; words[i]; i++)
        if (text_is(text, words[i])) return i;
    struct buffer known = buffer_new(builder->arena);
    for (int i = 0; words[i]; i++)
        if (*words[i]) buffer_printf(&known, known.length ? ", %s" : "%s", words[i]);
    diags_add(builder->diags, DIAG_M109, metric_cell_origin(builder, rule), "%.*s",
              TEXT_ARGS(text));
    diags_hint(builder->diags, N_("words for this column: %s"), known.at);
    return -1;
}

/* ---- lists */

/* +1 for an opening bracket, -1 for a closing one. */
static int bracket(uint32_t c) {
    switch (c) {
    case '(':
    case '[':
    case 0xFF08: /* （ */
    case 0x3008: /* 〈 */
    case 0x300A: /* 《 */
    case 0x3010: /* 【 */
    case 0x3014: /* 〔 */ return 1;
    case ')':
    case ']':
    case 0xFF09:
    case 0x3009:
    case 0x300B:
    case 0x3011:
    case 0x3015: return -1;
    default: return 0;
    }
}

static bool parts_list(uint32_t c, bool every) {
    if (c == ';' || c == 0xFF1B) return true;
    return every && (c == ',' || c == 0x3001 /* 、 */ || c == 0xFF0C /* ， */);
}

struct text_list metric_split(struct arena *arena, struct text text, bool every) {
    struct text_list list = {0};
    size_t room = 0;
    int depth = 0;
    const char *from = text.at, *end = text.at + text.length;
    for (const char *at = text.at; from < end;) {
        const char *before = at;
        uint32_t c = at < end ? text_next(&at, end) : ';';
        depth += bracket(c);
        if (depth < 0) depth = 0;
        if (before < end && (depth || !parts_list(c, every))) continue;
        struct text piece = text_trim((struct text){from, (size_t)(before - from)});
        if (piece.length) {
            ARENA_GROW(arena, list.at, list.count, room);
            list.at[list.count++] = piece;
        }
        from = before < end ? at : end;
    }
    return list;
}
