/* Rows through a mapping: cells moved, code lists looked up, codes for gaps made gaps, periods
 * counted. */
#include "source/mapping.h"

#include <string.h>

#include "base/map.h"

struct mapping {
    struct source_sink sink;
    const struct source_spec *spec;
    struct source_sink *next;
    struct arena *arena;
    struct diags *diags;
    struct mapping_plan plan;
    bool started, failed;
    bool unplanned;      /* the plan failed: nothing can be given */
    bool row_failed;     /* a cell of the row was not understood: it is left out */
    struct map *lists;   /* code list of a rule: its address as text, to struct map */
    struct map *periods; /* text of a period that was counted from, to struct counted */
};

/* ---- single cells ---- */

static struct map *list_of(struct mapping *mapping, const struct source_column *rule) {
    struct text key = {(const char *)&rule, sizeof rule};
    struct map *list = map_find(mapping->lists, key);
    if (list) return list;
    list = map_new(mapping->arena);
    for (size_t i = 0; i < rule->code_count; i++)
        map_set(list, form_clean(mapping->arena, rule->codes[i].of), &rule->codes[i]);
    map_set(mapping->lists, text_copy(mapping->arena, key), list);
    return list;
}

static void report_unlisted(struct mapping *mapping, const struct cell *cell,
                            const struct source_column *rule) {
    struct text value = text_trim(cell->text), near = {0};
    size_t least = 3;
    for (size_t i = 0; i < rule->code_count; i++) {
        size_t distance = text_distance(value, rule->codes[i].of, least);
        if (distance >= least) continue;
        least = distance;
        near = rule->codes[i].of;
    }
    mapping->failed = mapping->row_failed = true;
    diags_add(mapping->diags, DIAG_D207, cell->origin, N_("%.*s (column \"%.*s\")"),
              TEXT_ARGS(value), TEXT_ARGS(rule->of));
    if (near.length)
        diags_hint(mapping->diags, N_("did you mean %.*s?"), TEXT_ARGS(near));
    else
        diags_hint(mapping->diags,
                   N_("write it as the list has it, or add it to the list: "
                      "<code of=\"%.*s\" is=\"…\"/>"),
                   TEXT_ARGS(value));
}

static bool same_code(struct mapping *mapping, struct text value, struct text code) {
    struct number a, b;
    if (text_equal(value, code)) return true;
    return number_read(mapping->arena, value, &a) && number_read(mapping->arena, code, &b) &&
           number_compare(a, b) == 0;
}

static bool is_one_of(struct mapping *mapping, struct text value, struct text codes) {
    struct text code;
    while (text_cut_word(&codes, &code))
        if (same_code(mapping, value, code)) return true;
    return false;
}

static void apply(struct mapping *mapping, const struct source_column *rule, struct cell *cell) {
    struct text value = text_trim(cell->text);
    if (!value.length) return;
    if (rule->missing.length && is_one_of(mapping, value, rule->missing)) {
        cell->text = TEXT("");
        return;
    }
    if (rule->not_applicable.length && is_one_of(mapping, value, rule->not_applicable)) {
        cell->text = TEXT("/");
        return;
    }
    if (!rule->code_count) return;
    struct text plain = form_clean(mapping->arena, value);
    const struct source_code *code = map_find(list_of(mapping, rule), plain);
    if (code)
        *cell = (struct cell){code->is, cell->origin, false};
    else if (!rule->keeps_others)
        report_unlisted(mapping, cell, rule);
}

/* 8.4% or 1.5个百分点 in a column of changes, which are percent or points anyway. */
static void cut_percent(struct cell *cell) {
    static const char *const marks[] = {"%", "％", "个百分点", "百分点"};
    struct text value = text_trim(cell->text);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!text_ends(value, text_of(marks[i]))) continue;
        cell->text = text_slice(value, 0, value.length - strlen(marks[i]));
        return;
    }
}

/* 2026年3月 and 3月 in a column that is mapped to period. */
static void plain_period(struct mapping *mapping, struct cell *cell) {
    struct text value = text_trim(cell->text);
    struct form_when when;
    struct period base;
    if (!value.length || period_read(value, &base)) return;
    bool counts = period_read(mapping->spec->job_period, &base);
    if (!form_read_heading_when(value, mapping->arena, &when)) return;
    if (counts || when.kind == FORM_WHEN_PERIOD)
        form_find_when(&when, base, mapping->arena, &cell->text);
}

static void put(struct mapping *mapping, const struct mapping_part *part, const struct table *batch,
                size_t row, struct cell *cells) {
    struct cell *cell = &cells[part->to];
    *cell = *table_cell(batch, row, part->from);
    if (part->rule) apply(mapping, part->rule, cell);
    struct text name = mapping->plan.out->columns[part->to].name;
    if (text_is(name, "stated_change")) cut_percent(cell);
    if (text_is(name, "period") || text_is(name, "target_period")) plain_period(mapping, cell);
}

/* ---- periods ---- */

/* The period that a row counts from, read once; `known` false if it is none. */
struct counted {
    bool known;
    struct period period;
    struct text text;
};

static const struct counted *count_from(struct mapping *mapping, struct text text) {
    struct counted *counted = map_find(mapping->periods, text);
    if (counted) return counted;
    counted = ARENA_NEW(mapping->arena, struct counted);
    counted->text = text_copy(mapping->arena, text);
    counted->known = period_read(counted->text, &counted->period);
    map_set(mapping->periods, counted->text, counted);
    return counted;
}

static void put_constant(struct mapping *mapping, const struct mapping_constant *constant,
                         const struct table *batch, size_t row, struct cell *cells) {
    struct cell *cell = &cells[constant->to];
    *cell = constant->cell;
    if (!constant->counted) return;
    struct cell own, *from = NULL;
    if (mapping->plan.period != TABLE_NO_COLUMN) {
        own = *table_cell(batch, row, mapping->plan.period);
        plain_period(mapping, &own);
        from = &own;
    }
    struct text base = from ? text_trim(from->text) : TEXT("");
    if (!base.length) base = mapping->spec->job_period;
    const struct counted *counted = count_from(mapping, base);
    if (counted->known &&
        form_find_when(&constant->when, counted->period, mapping->arena, &cell->text))
        return;
    mapping->failed = mapping->row_failed = true;
    diags_add(mapping->diags, DIAG_D210, from ? from->origin : constant->cell.origin, "\"%.*s\"",
              TEXT_ARGS(base));
    diags_hint(mapping->diags,
               N_("the mapping counts %.*s from it: write a period such as 2026H1, "
                  "2026Q2 or 2026-05"),
               TEXT_ARGS(constant->cell.text));
}

/* ---- the sink ---- */

/* A gap where a value should be is told by its place; a row without a target is none. */
static bool is_void(const struct mapping *mapping, const struct mapping_group *group,
                    const struct table *batch, size_t row) {
    for (size_t i = 0; i < group->part_count; i++)
        if (text_is(mapping->plan.out->columns[group->parts[i].to].name, "value") ||
            text_trim(table_cell(batch, row, group->parts[i].from)->text).length)
            return false;
    return group->part_count > 0;
}

static bool give_row(struct mapping *mapping, const struct table *batch, size_t row) {
    struct mapping_plan *plan = &mapping->plan;
    for (size_t g = 0; g < plan->group_count; g++) {
        const struct mapping_group *group = &plan->groups[g];
        if (is_void(mapping, group, batch, row)) continue;
        struct cell *cells = source_next_row(mapping->next, plan->out, mapping->arena);
        if (!cells) return false;
        for (size_t i = 0; i < plan->out->column_count; i++)
            cells[i] = (struct cell){TEXT(""), table_row_origin(batch, row), false};
        for (size_t i = 0; i < plan->key_count; i++)
            put(mapping, &plan->keys[i], batch, row, cells);
        for (size_t i = 0; i < group->constant_count; i++)
            put_constant(mapping, &group->constants[i], batch, row, cells);
        for (size_t i = 0; i < group->part_count; i++)
            put(mapping, &group->parts[i], batch, row, cells);
        if (mapping->row_failed) plan->out->row_count--;
        mapping->row_failed = false;
    }
    return true;
}

static bool take(struct source_sink *sink, struct table *batch) {
    struct mapping *mapping = (struct mapping *)sink;
    if (!mapping->started) {
        mapping->started = true;
        if (!mapping_make_plan(mapping->spec, batch, mapping->arena, mapping->diags,
                               &mapping->plan)) {
            mapping->failed = mapping->unplanned = true;
        }
    }
    if (mapping->unplanned) return false;
    mapping->plan.out->lasting = batch->lasting;
    mapping->plan.out->file = batch->file;
    for (size_t row = 0; row < batch->row_count; row++)
        if (!give_row(mapping, batch, row) || diags_full(mapping->diags)) return false;
    return source_give(mapping->next, mapping->plan.out);
}

struct source_sink *mapping_new(const struct source_spec *spec, struct source_sink *next,
                                struct arena *arena, struct diags *diags) {
    struct mapping *mapping = ARENA_NEW(arena, struct mapping);
    *mapping = (struct mapping){.sink = {take},
                                .spec = spec,
                                .next = next,
                                .arena = arena,
                                .diags = diags,
                                .lists = map_new(arena),
                                .periods = map_new(arena)};
    return &mapping->sink;
}

bool mapping_succeeded(const struct source_sink *sink) {
    return !((const struct mapping *)sink)->failed;
}
