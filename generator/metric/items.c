/* Items: achievements, problems, plan tasks, projects; what `answers` refers to; and the order of
 * numbers such as 4.10. */
#include "metric/inner.h"

enum {
    COLUMN_UNIT,
    COLUMN_PERIOD,
    COLUMN_SECTION,
    COLUMN_CODE,
    COLUMN_ORDER,
    COLUMN_LEVEL,
    COLUMN_TITLE,
    COLUMN_TEXT,
    COLUMN_LEAD,
    COLUMN_RESPONSIBLE,
    COLUMN_DEADLINE,
    COLUMN_RECURRENCE,
    COLUMN_AMOUNT,
    COLUMN_MEASURE,
    COLUMN_INDICATOR,
    COLUMN_TARGET,
    COLUMN_STATE,
    COLUMN_ANSWERS,
    COLUMN_NOTE,
    COLUMN_COUNT
};
static const struct column_rule rules[COLUMN_COUNT] = {
    [COLUMN_UNIT] = {"unit", NULL, false},
    [COLUMN_PERIOD] = {"period", NULL, false},
    [COLUMN_SECTION] = {"section", NULL, true},
    [COLUMN_CODE] = {"code", NULL, false},
    [COLUMN_ORDER] = {"order", NULL, false},
    [COLUMN_LEVEL] = {"level", NULL, false},
    [COLUMN_TITLE] = {"title", NULL, false},
    [COLUMN_TEXT] = {"text", NULL, false},
    [COLUMN_LEAD] = {"lead", NULL, false},
    [COLUMN_RESPONSIBLE] = {"responsible", NULL, false},
    [COLUMN_DEADLINE] = {"deadline", NULL, false},
    [COLUMN_RECURRENCE] = {"recurrence", NULL, false},
    [COLUMN_AMOUNT] = {"amount", NULL, false},
    [COLUMN_MEASURE] = {"measure", "unit_of_measure", false},
    [COLUMN_INDICATOR] = {"indicator", NULL, false},
    [COLUMN_TARGET] = {"target", NULL, false},
    [COLUMN_STATE] = {"state", NULL, false},
    [COLUMN_ANSWERS] = {"answers", NULL, false},
    [COLUMN_NOTE] = {"note", NULL, false},
};

enum { LEVEL_MOST = 9 };

static struct text keep_cell(const struct metric_builder *builder, size_t rule) {
    return metric_keep_text(builder, metric_cell_text(builder, rule));
}

static void read_texts(struct metric_builder *builder, struct item *item) {
    item->section = keep_cell(builder, COLUMN_SECTION);
    item->code = keep_cell(builder, COLUMN_CODE);
    item->order = keep_cell(builder, COLUMN_ORDER);
    item->title = keep_cell(builder, COLUMN_TITLE);
    item->text = metric_keep_text(builder, metric_cell_raw(builder, COLUMN_TEXT));
    item->lead = keep_cell(builder, COLUMN_LEAD);
    item->deadline = keep_cell(builder, COLUMN_DEADLINE);
    item->recurrence = keep_cell(builder, COLUMN_RECURRENCE);
    item->state = keep_cell(builder, COLUMN_STATE);
    item->answers = keep_cell(builder, COLUMN_ANSWERS);
    item->note = keep_cell(builder, COLUMN_NOTE);
    struct text responsible = keep_cell(builder, COLUMN_RESPONSIBLE);
    item->responsible = metric_split(builder->arena, responsible, true);
    item->origin = table_row_origin(builder->table, builder->row);
    item->text_origin = metric_cell_origin(builder, COLUMN_TEXT);
    item->title_origin = metric_cell_origin(builder, COLUMN_TITLE);
}

/* The measure is that of the indicator if the row names none. */
static bool read_figures(struct metric_builder *builder, struct item *item) {
    bool good = true;
    if (metric_cell_text(builder, COLUMN_INDICATOR).length) {
        item->indicator = metric_read_indicator(builder, COLUMN_INDICATOR);
        good = item->indicator;
    }
    item->measure = metric_read_measure(builder, COLUMN_MEASURE);
    if (!item->measure.name.length && item->indicator) item->measure = item->indicator->measure;
    good = metric_read_quantity(builder, COLUMN_AMOUNT, &item->measure, &item->amount) && good;
    return metric_read_quantity(builder, COLUMN_TARGET, &item->measure, &item->target) && good;
}

static void add_item(struct metric_builder *builder, struct item item) {
    struct store *store = builder->store;
    struct known_item *known = ARENA_NEW(builder->arena, struct known_item);
    *known = (struct known_item){item, (uint32_t)builder->source_count,
                                 metric_print_row(builder, COLUMN_SECTION, COLUMN_COUNT)};
    ARENA_GROW(builder->arena, store->items, store->item_count, store->item_room);
    store->items[store->item_count++] = known;
}

static void read_row(struct metric_builder *builder) {
    struct item item = {.unit = metric_read_row_unit(builder, COLUMN_UNIT)};
    struct text section;
    uint32_t period;
    read_texts(builder, &item);
    bool good = metric_need_cell(builder, COLUMN_SECTION, "section", &section);
    good = metric_read_row_period(builder, COLUMN_PERIOD, &period) && good;
    item.period = builder->store->periods[period].period;
    good = metric_read_integer(builder, COLUMN_LEVEL, LEVEL_MOST, 0, &item.level) && good;
    good = read_figures(builder, &item) && good;
    if (!item.title.length && !text_trim(item.text).length) {
        diags_add(builder->diags, DIAG_M106, item.origin, N_("title or text"));
        good = false;
    }
    if (good && item.unit) add_item(builder, item);
}

void metric_take_items(struct metric_builder *builder) {
    if (metric_start_table(builder, rules, COLUMN_COUNT)) metric_read_rows(builder, read_row);
}

/* ---- what follows from all items of a unit */

/* unit, period and code as one key; codes are stable over halves. */
static struct text item_key(struct metric_builder *builder, const struct unit *unit,
                            struct period period, struct text code) {
    struct period_form form = metric_period_form(period);
    return text_of(arena_printf(builder->scratch, "%zu %x %x %x %.*s", unit->order,
                                (unsigned)form.from, (unsigned)form.to, (unsigned)form.hash,
                                TEXT_ARGS(code)));
}

/* Two items of one code: which of them is to go; NULL: neither. */
static struct known_item *settle(struct metric_builder *builder, struct known_item *before,
                                 struct known_item *known) {
    const struct item *first = &before->item, *second = &known->item;
    struct diags *faults = metric_faults_of(builder, second->unit);
    if (before->source == known->source) {
        diags_add(faults, DIAG_M115, second->origin, N_("%.*s, first at %s"),
                  TEXT_ARGS(second->code), origin_print(first->origin, builder->arena));
        return NULL;
    }
    switch (metric_judge(builder, known->source, before->print == known->print, first->origin,
                         second->origin)) {
    case VERDICT_ERROR:
        metric_report_conflict(faults, builder->arena, second->code, first->origin, second->origin);
        return NULL;
    case VERDICT_SAME:
    case VERDICT_KEEP: return known;
    case VERDICT_REPLACE: return before;
    }
    return NULL;
}

void metric_settle_items(struct metric_builder *builder) {
    struct store *store = builder->store;
    struct map *seen = map_new(builder->scratch);
    for (size_t i = 0; i < store->item_count; i++) {
        struct known_item *known = store->items[i];
        if (!known->item.code.length) continue;
        struct text key = item_key(builder, known->item.unit, known->item.period, known->item.code);
        struct known_item *before = map_find(seen, key);
        struct known_item *gone = before ? settle(builder, before, known) : NULL;
        if (gone) gone->source = 0;
        if (!before || gone == before) map_set(seen, key, known);
    }
    size_t kept = 0;
    for (size_t i = 0; i < store->item_count; i++)
        if (store->items[i]->source) store->items[kept++] = store->items[i];
    store->item_count = kept;
}

/* An answer refers to an item of the period before or of the same one. */
static void check_answer(struct metric_builder *builder, const struct map *seen,
                         const struct item *item) {
    struct period before;
    bool has_before = period_previous(builder->arena, item->period, &before);
    if (map_find(seen, item_key(builder, item->unit, item->period, item->answers))) return;
    if (has_before && map_find(seen, item_key(builder, item->unit, before, item->answers))) return;
    diags_add(builder->run, DIAG_M116, item->origin, "%.*s", TEXT_ARGS(item->answers));
    if (has_before)
        diags_hint(builder->run, N_("an item of %.*s or of %.*s should have this code"),
                   TEXT_ARGS(item->period.text), TEXT_ARGS(before.text));
}

void metric_check_answers(struct metric_builder *builder) {
    const struct store *store = builder->store;
    struct map *seen = map_new(builder->scratch);
    for (size_t i = 0; i < store->item_count; i++) {
        struct item *item = &store->items[i]->item;
        if (item->code.length)
            map_set(seen, item_key(builder, item->unit, item->period, item->code), item);
    }
    for (size_t i = 0; i < store->item_count; i++)
        if (store->items[i]->item.answers.length)
            check_answer(builder, seen, &store->items[i]->item);
}

/* ---- order */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Cuts the next run of digits, without leading zeros; false if there is none. */
static bool cut_part(struct text *rest, struct text *part) {
    size_t from = 0;
    while (from < rest->length && !is_digit(rest->at[from])) from++;
    size_t to = from;
    while (to < rest->length && is_digit(rest->at[to])) to++;
    *part = text_slice(*rest, from, to);
    *rest = text_slice(*rest, to, rest->length);
    if (!part->length) return false;
    while (part->length > 1 && part->at[0] == '0') *part = text_slice(*part, 1, part->length);
    return true;
}

int metric_compare_order(struct text a, struct text b) {
    if (!a.length != !b.length) return a.length ? -1 : 1;
    struct text left, right, rest_a = a, rest_b = b;
    for (;;) {
        bool more_a = cut_part(&rest_a, &left), more_b = cut_part(&rest_b, &right);
        if (!more_a && !more_b) return text_compare(a, b);
        if (more_a != more_b) return more_a ? 1 : -1;
        if (left.length != right.length) return left.length < right.length ? -1 : 1;
        int order = text_compare(left, right);
        if (order) return order;
    }
}
