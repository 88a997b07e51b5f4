/* The list of returns as items and figures that a report can print, and what becomes of faults. */
#include "report/returns.h"

#include <string.h>

#define SECTION "报送情况"

/* ---- tables ---- */

static void put(struct table *table, size_t row, const char *column, struct text text,
                struct origin origin) {
    *table_cell(table, row, table_find_column(table, column)) = (struct cell){text, origin, false};
}

static struct table *new_table(struct returns *returns, const char *name, const char *columns) {
    struct arena *arena = returns->run->arena;
    struct table *table = table_new(arena, text_of(name), returns->spec->origin.file);
    struct text rest = text_of(columns), column;
    while (text_cut(&rest, ' ', &column))
        table_add_column(arena, table, column, returns->spec->origin);
    table->lasting = true;
    return table;
}

static void add_item(struct returns *returns, struct table *items, const struct unit *reader,
                     const struct returns_line *line, size_t number) {
    struct arena *arena = returns->run->arena;
    size_t row = table_add_row(arena, items);
    put(items, row, "unit", reader->code, line->origin);
    put(items, row, "period", period_code(arena, returns->run->period), line->origin);
    put(items, row, "section", TEXT(SECTION), line->origin);
    put(items, row, "order", text_of(arena_printf(arena, "%zu", number)), line->origin);
    put(items, row, "title", line->name, line->origin);
    put(items, row, "state", text_of(line->state), line->origin);
    put(items, row, "text", line->what, line->origin);
    put(items, row, "note", text_of(line->file), line->origin);
}

static void add_count(struct returns *returns, struct table *metrics, const struct unit *reader,
                      struct text indicator, size_t count) {
    struct arena *arena = returns->run->arena;
    struct origin origin = returns->spec->origin;
    if (!indicator.length) return;
    size_t row = table_add_row(arena, metrics);
    put(metrics, row, "unit", reader->code, origin);
    put(metrics, row, "period", period_code(arena, returns->run->period), origin);
    put(metrics, row, "code", indicator, origin);
    put(metrics, row, "value", text_of(arena_printf(arena, "%zu", count)), origin);
}

static void add_counts(struct returns *returns, struct table *metrics, const struct unit *reader) {
    size_t due = 0, came = 0;
    for (size_t i = 0; i < returns->line_count; i++) {
        due += returns->lines[i].expected;
        came += returns->lines[i].expected && returns->lines[i].counts;
    }
    add_count(returns, metrics, reader, returns->spec->returns->due, due);
    add_count(returns, metrics, reader, returns->spec->returns->returned, came);
}

/* The units that are reported on. */
static bool is_reader(struct returns *returns, const struct unit *unit) {
    const struct report_run *run = returns->run;
    struct text units = text_trim(run->job->units);
    for (size_t i = 0; i < run->options->unit_count; i++)
        if (metric_find_unit(returns->names, run->options->units[i]) == unit) return true;
    if (run->options->unit_count) return false;
    if (text_is(units, "*") || (!units.length && metric_unit_count(returns->names) == 1))
        return true;
    return returns_names_unit(returns->names, units, unit);
}

/* A unit that returns sees its own line, every other one all. */
static void list_folder(struct returns_run *all, struct returns *returns) {
    struct table *items =
        new_table(returns, "items", "unit period section order title state text note");
    struct table *metrics = new_table(returns, "metrics", "unit period code value");
    for (size_t i = 0; i < metric_unit_count(returns->names); i++) {
        const struct unit *reader = metric_unit_at(returns->names, i);
        if (!is_reader(returns, reader)) continue;
        for (size_t k = 0; k < returns->line_count; k++)
            if (!returns->expected[i] || returns->lines[k].unit == reader)
                add_item(returns, items, reader, &returns->lines[k], k + 1);
        if (!returns->expected[i]) add_counts(returns, metrics, reader);
    }
    returns_add_table(all, returns, items);
    returns_add_table(all, returns, metrics);
}

/* ---- cells that are wrong in themselves ---- */

static bool is_of_unit(const struct returns *returns, const struct unit *unit,
                       struct origin origin) {
    for (size_t i = 0; origin.file && i < returns->list.count; i++)
        if (returns->whose[i] == unit &&
            strcmp(returns->list.at[i].file->name, origin.file->name) == 0)
            return true;
    return false;
}

/* Rows with such a cell are not taken. */
static void judge_cells(struct returns *returns, struct returns_line *line,
                        const struct diags *faults) {
    for (size_t i = 0; faults && i < diags_size(faults); i++) {
        const struct diag *at = diags_at(faults, i);
        if (at->level < DIAG_ERROR || !is_of_unit(returns, line->unit, at->origin)) continue;
        const char *place = origin_print(at->origin, returns->run->arena);
        const char *cell = strrchr(place, '!');
        line->state = "数据有误";
        line->counts = false;
        line->what = text_of(arena_printf(returns->run->arena, "%s%s", cell ? cell + 1 : "",
                                          cell ? "单元格有误，该行未采用" : "有的行未采用"));
        return;
    }
}

void report_list_returns(struct returns_run *all, const struct metric_builder *builder) {
    for (size_t i = 0; i < all->count; i++) {
        struct returns *returns = &all->folders[i];
        for (size_t k = 0; k < returns->line_count; k++) {
            struct returns_line *line = &returns->lines[k];
            if (line->counts)
                judge_cells(returns, line, metric_faults_so_far(builder, line->unit->code));
        }
        list_folder(all, returns);
    }
}

/* ---- faults ---- */

/* Notes on how each workbook was read would bury what is wrong; `show` prints them. */
static void tell_one(struct diags *to, const struct diag *at, enum diag_level most) {
    if (at->level < DIAG_WARNING) return;
    diags_add_level(to, at->code, at->level < most ? at->level : most, at->origin, "%s",
                    at->detail);
    if (at->hint) diags_hint(to, "%s", at->hint);
}

static void tell(struct diags *to, const struct diags *from, enum diag_level most) {
    for (size_t i = 0; i < diags_size(from); i++) tell_one(to, diags_at(from, i), most);
}

static void blame(struct returns *returns, struct store *store, const struct unit *named,
                  const struct diags *faults) {
    const struct unit *unit = metric_find_unit(store, named->code);
    struct diags *all = diags_new(returns->run->arena);
    if (metric_unit_faults(store, unit)) diags_add_all(all, metric_unit_faults(store, unit));
    tell(all, faults, DIAG_FATAL);
    metric_set_faults(store, unit, all);
}

/* What is wrong in the rows of workbooks alone stops nothing either. */
static void excuse(struct returns *returns, struct store *store, const struct unit *named,
                   struct diags *diags) {
    const struct unit *unit = metric_find_unit(store, named->code);
    const struct diags *faults = metric_unit_faults(store, unit);
    if (!faults) return;
    struct diags *others = diags_new(returns->run->arena);
    for (size_t i = 0; i < diags_size(faults); i++) {
        const struct diag *at = diags_at(faults, i);
        bool own = is_of_unit(returns, named, at->origin);
        tell_one(own ? diags : others, at, own ? DIAG_WARNING : DIAG_FATAL);
    }
    metric_set_faults(store, unit, others);
}

static void settle_workbooks(struct returns *returns, struct store *store, struct diags *diags) {
    bool marks = returns->spec->returns->marks;
    for (size_t i = 0; i < returns->list.count; i++) {
        const struct diags *found = returns->list.at[i].diags;
        if (marks || !returns->whose[i])
            tell(diags, found, DIAG_WARNING);
        else if (diags_failed(found))
            blame(returns, store, returns->whose[i], found);
        else
            tell(diags, found, DIAG_FATAL);
    }
}

static void settle_missing(struct returns *returns, struct store *store, struct diags *diags) {
    bool marks = returns->spec->returns->marks;
    for (size_t i = 0; i < returns->line_count; i++) {
        const struct returns_line *line = &returns->lines[i];
        if (!line->unit || *line->file) continue;
        struct diags *missing = diags_new(returns->run->arena);
        diags_add(missing, DIAG_D226, line->origin, "%.*s (%.*s)", TEXT_ARGS(line->name),
                  TEXT_ARGS(line->unit->code));
        if (!marks)
            diags_hint(missing, N_("ask for its workbook; to make the report without it, write "
                                   "on-error=\"mark\" on <returns>"));
        if (marks)
            tell(diags, missing, DIAG_WARNING);
        else
            blame(returns, store, line->unit, missing);
    }
}

void report_settle_returns(struct returns_run *all, struct store *store, struct diags *diags) {
    for (size_t i = 0; i < all->count; i++) {
        struct returns *returns = &all->folders[i];
        settle_workbooks(returns, store, diags);
        settle_missing(returns, store, diags);
        for (size_t k = 0; returns->spec->returns->marks && k < returns->line_count; k++)
            if (returns->lines[k].unit) excuse(returns, store, returns->lines[k].unit, diags);
    }
}
