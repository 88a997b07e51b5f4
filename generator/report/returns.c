/* Returns: whose the workbooks of a folder are, who is missing, and the list of returns that a
 * report can print.
 *
 * Workbooks name their unit in words; the tables of units say who that is.  What is wrong with one
 * is the fault of its unit, so that it stops the reports which read that unit and no other; with
 * on-error="mark" it is a warning, and the list says it. */
#include "report/returns.h"

#include <string.h>

#include "base/path.h"

/* What a report prints as the state of a return. */
static const char *const states[] = {
    [RETURN_SOUND] = "已报",
    [RETURN_EMPTY] = "空表",
    [RETURN_OTHER_PERIOD] = "期别不符",
    [RETURN_OTHER_FORM] = "表号不符",
    [RETURN_ALTERED] = "表式改动",
    [RETURN_FAULTY] = "数据有误",
    [RETURN_UNREADABLE] = "无法读取",
};
#define SECTION "报送情况"

/* One line of the list. */
struct line {
    const struct unit *unit; /* NULL: it is not known whose */
    struct text name;
    const char *state, *file;
    struct text what;
    struct origin origin;
    bool expected;
};

struct judging {
    struct report_run *run;
    const struct source_spec *spec;
    struct store *names; /* the units alone */
    struct returned_list list;
    const struct unit **whose; /* by workbook */
    bool *expected;            /* by unit, in the order of `names` */
    struct line *lines;
    size_t line_count, line_room;
    size_t due, came; /* expected units; those of them with a sound workbook */
    struct diags *diags;
};

/* ---- whose ---- */

/* A workbook that cannot be opened may still bear a name. */
static const struct unit *find_in_name(const struct store *names, struct text file) {
    const struct unit *found = NULL;
    for (size_t i = 0; i < metric_unit_count(names); i++) {
        const struct unit *unit = metric_unit_at(names, i);
        bool named = text_find(file, unit->name) != SIZE_MAX ||
                     (unit->short_name.length && text_find(file, unit->short_name) != SIZE_MAX);
        if (!named) continue;
        if (found) return NULL;
        found = unit;
    }
    return found;
}

static void find_owner(struct judging *judging, size_t index) {
    struct returned *returned = &judging->list.at[index];
    const struct store *names = judging->names;
    if (returned->unit.length) {
        judging->whose[index] = metric_find_unit(names, returned->unit);
        if (!judging->whose[index])
            metric_need_unit(names, returned->unit, returned->unit_origin, returned->diags);
        return;
    }
    if (returned->state == RETURN_UNREADABLE) {
        judging->whose[index] = find_in_name(names, returned->name);
        return;
    }
    diags_add(returned->diags, DIAG_D223, returned->unit_origin, "%s", "");
    diags_hint(returned->diags, N_("write the name of the unit there"));
}

/* ---- who is asked ---- */

static bool names_unit(const struct store *store, struct text list, const struct unit *unit) {
    struct text name;
    while (text_cut_word(&list, &name))
        if (metric_find_unit(store, name) == unit) return true;
    return false;
}

static bool has_members(struct judging *judging, const struct unit *unit) {
    struct arena *arena = arena_new();
    size_t count = metric_slice(judging->names, unit, judging->run->period, TEXT("children"),
                                judging->run->job->tree, arena)
                       ->compared_count;
    arena_free(arena);
    return count > 0;
}

/* Those that the job names; else units without members; without a tree all that the job makes no
 * report on by name. */
static bool asks_for(struct judging *judging, const struct unit *unit) {
    struct text named = judging->spec->returns->expected;
    if (named.length && !text_is(named, "*")) return names_unit(judging->names, named, unit);
    if (metric_membership_count(judging->names)) return !has_members(judging, unit);
    return !names_unit(judging->names, judging->run->job->units, unit);
}

static bool check_expected(struct judging *judging) {
    struct text list = judging->spec->returns->expected, rest = list, name;
    bool good = true;
    if (text_is(list, "*")) return true;
    while (text_cut_word(&rest, &name)) {
        struct origin origin = judging->spec->returns->expected_origin;
        origin.offset += (size_t)(name.at - list.at);
        good = metric_need_unit(judging->names, name, origin, judging->diags) && good;
    }
    return good;
}

/* ---- the list ---- */

static struct line *add_line(struct judging *judging, struct line line) {
    ARENA_GROW(judging->run->arena, judging->lines, judging->line_count, judging->line_room);
    judging->lines[judging->line_count] = line;
    return &judging->lines[judging->line_count++];
}

static const char *file_list(struct judging *judging, const struct unit *unit) {
    struct buffer out = buffer_new(judging->run->arena);
    for (size_t i = 0; i < judging->list.count; i++)
        if (judging->whose[i] == unit)
            buffer_printf(&out, out.length ? "、%.*s" : "%.*s",
                          TEXT_ARGS(judging->list.at[i].name));
    return out.at;
}

/* The first workbook of the unit; *others counts those that hold other bytes, *copies equal ones.
 */
static size_t find_first(struct judging *judging, const struct unit *unit, size_t *others,
                         size_t *copies) {
    size_t first = SIZE_MAX;
    *others = *copies = 0;
    for (size_t i = 0; i < judging->list.count; i++) {
        if (judging->whose[i] != unit) continue;
        if (first == SIZE_MAX)
            first = i;
        else if (text_equal(judging->list.at[i].file->bytes, judging->list.at[first].file->bytes))
            ++*copies;
        else
            ++*others;
    }
    return first;
}

static void drop_all(struct judging *judging, const struct unit *unit, size_t but) {
    for (size_t i = 0; i < judging->list.count; i++)
        if (judging->whose[i] == unit && i != but) judging->list.at[i].table = NULL;
}

/* Two workbooks of one unit: equal ones are one; of others nobody can tell which counts. */
static void judge_twice(struct judging *judging, const struct unit *unit, size_t first, bool differ,
                        struct line *line) {
    struct returned *returned = &judging->list.at[first];
    line->state = "重报";
    line->what = differ ? TEXT("各份内容不同，均未采用") : TEXT("各份内容相同，采用一份");
    drop_all(judging, unit, differ ? SIZE_MAX : first);
    diags_add_level(returned->diags, DIAG_D225, differ ? DIAG_ERROR : DIAG_WARNING,
                    returned->unit_origin, "%.*s: %s", TEXT_ARGS(unit->name), line->file);
    diags_hint(returned->diags, N_("leave only the workbook that counts in the folder"));
}

static void judge_unit(struct judging *judging, const struct unit *unit) {
    bool expected = judging->expected[unit->order];
    size_t others, copies, first = find_first(judging, unit, &others, &copies);
    if (first == SIZE_MAX && !expected) return;
    judging->due += expected;
    struct line line = {.unit = unit,
                        .name = unit->name,
                        .state = "未报",
                        .what = TEXT(""),
                        .file = "",
                        .origin = judging->spec->origin,
                        .expected = expected};
    if (first != SIZE_MAX) {
        struct returned *returned = &judging->list.at[first];
        line.state = states[returned->state];
        line.what = returned->reason;
        line.file = file_list(judging, unit);
        line.origin = returned->unit_origin;
        if (others + copies) judge_twice(judging, unit, first, others > 0, &line);
        judging->came += expected && returned->table;
        if (!expected) {
            diags_add(judging->diags, DIAG_D229, returned->unit_origin, "%.*s (%.*s)",
                      TEXT_ARGS(unit->name), TEXT_ARGS(unit->code));
            diags_hint(judging->diags,
                       N_("add it to expected=\"…\", or take the workbook out of the "
                          "folder"));
        }
    }
    add_line(judging, line);
}

static void judge_unknown(struct judging *judging, size_t index) {
    struct returned *returned = &judging->list.at[index];
    returned->table = NULL;
    struct line line = {
        .name = returned->unit.length ? returned->unit : returned->name,
        .state = returned->state == RETURN_UNREADABLE ? states[RETURN_UNREADABLE] : "单位不明",
        .what = TEXT(""),
        .file = arena_printf(judging->run->arena, "%.*s", TEXT_ARGS(returned->name)),
        .origin = returned->unit_origin};
    add_line(judging, line);
}

/* ---- tables ---- */

static void add_table(struct judging *judging, struct returned_tables *out, struct table *table) {
    ARENA_GROW(judging->run->arena, out->tables, out->table_count, out->table_room);
    out->tables[out->table_count++] = (struct returned_table){table, judging->spec};
}

static void put(struct table *table, size_t row, const char *column, struct text text,
                struct origin origin) {
    *table_cell(table, row, table_find_column(table, column)) = (struct cell){text, origin, false};
}

static struct table *new_table(struct judging *judging, const char *name, const char *columns) {
    struct arena *arena = judging->run->arena;
    struct table *table = table_new(arena, text_of(name), judging->spec->origin.file);
    struct text rest = text_of(columns), column;
    while (text_cut(&rest, ' ', &column))
        table_add_column(arena, table, column, judging->spec->origin);
    table->lasting = true;
    return table;
}

static void add_item(struct judging *judging, struct table *items, const struct unit *reader,
                     const struct line *line, size_t number) {
    struct arena *arena = judging->run->arena;
    size_t row = table_add_row(arena, items);
    put(items, row, "unit", reader->code, line->origin);
    put(items, row, "period", period_code(arena, judging->run->period), line->origin);
    put(items, row, "section", TEXT(SECTION), line->origin);
    put(items, row, "order", text_of(arena_printf(arena, "%zu", number)), line->origin);
    put(items, row, "title", line->name, line->origin);
    put(items, row, "state", text_of(line->state), line->origin);
    put(items, row, "text", line->what, line->origin);
    put(items, row, "note", text_of(line->file), line->origin);
}

static void add_count(struct judging *judging, struct table *metrics, const struct unit *reader,
                      struct text indicator, size_t count) {
    struct arena *arena = judging->run->arena;
    if (!indicator.length) return;
    size_t row = table_add_row(arena, metrics);
    struct origin origin = judging->spec->origin;
    put(metrics, row, "unit", reader->code, origin);
    put(metrics, row, "period", period_code(arena, judging->run->period), origin);
    put(metrics, row, "code", indicator, origin);
    put(metrics, row, "value", text_of(arena_printf(arena, "%zu", count)), origin);
}

/* A unit that returns sees its own line, every other one that is reported on sees all. */
static bool is_reader(struct judging *judging, const struct unit *unit) {
    const struct report_run *run = judging->run;
    struct text units = text_trim(run->job->units);
    for (size_t i = 0; i < run->options->unit_count; i++)
        if (metric_find_unit(judging->names, run->options->units[i]) == unit) return true;
    if (run->options->unit_count) return false;
    if (text_is(units, "*") || (!units.length && metric_unit_count(judging->names) == 1))
        return true;
    return names_unit(judging->names, units, unit);
}

static void make_tables(struct judging *judging, struct returned_tables *out) {
    struct table *items =
        new_table(judging, "items", "unit period section order title state text note");
    struct table *metrics = new_table(judging, "metrics", "unit period code value");
    const struct source_returns *returns = judging->spec->returns;
    for (size_t i = 0; i < metric_unit_count(judging->names); i++) {
        const struct unit *reader = metric_unit_at(judging->names, i);
        bool all = !judging->expected[i];
        if (!is_reader(judging, reader)) continue;
        for (size_t k = 0; k < judging->line_count; k++)
            if (all || judging->lines[k].unit == reader)
                add_item(judging, items, reader, &judging->lines[k], k + 1);
        if (!all) continue;
        add_count(judging, metrics, reader, returns->due, judging->due);
        add_count(judging, metrics, reader, returns->returned, judging->came);
    }
    add_table(judging, out, items);
    add_table(judging, out, metrics);
    for (size_t i = 0; i < judging->list.count; i++)
        if (judging->list.at[i].table) add_table(judging, out, judging->list.at[i].table);
}

/* ---- faults ---- */

/* Notes on how each workbook was read would bury what is wrong; `show` prints them. */
static void tell(struct diags *to, const struct diags *from, enum diag_level most) {
    for (size_t i = 0; i < diags_size(from); i++) {
        const struct diag *at = diags_at(from, i);
        if (at->level < DIAG_WARNING) continue;
        diags_add_level(to, at->code, at->level < most ? at->level : most, at->origin, "%s",
                        at->detail);
        if (at->hint) diags_hint(to, "%s", at->hint);
    }
}

static void keep_fault(struct judging *judging, struct returned_tables *out,
                       const struct unit *unit, const struct diags *diags) {
    ARENA_GROW(judging->run->arena, out->faults, out->fault_count, out->fault_room);
    struct diags *kept = diags_new(judging->run->arena);
    tell(kept, diags, DIAG_FATAL);
    out->faults[out->fault_count++] = (struct returned_fault){unit->code, kept};
}

/* With on-error="mark", and where nobody knows whose it is, all is told at once. */
static void share_faults(struct judging *judging, struct returned_tables *out) {
    bool marks = judging->spec->returns->marks;
    for (size_t i = 0; i < judging->list.count; i++) {
        const struct diags *diags = judging->list.at[i].diags;
        if (marks || !judging->whose[i])
            tell(judging->diags, diags, DIAG_WARNING);
        else if (diags_failed(diags))
            keep_fault(judging, out, judging->whose[i], diags);
        else
            tell(judging->diags, diags, DIAG_FATAL);
    }
    for (size_t i = 0; i < judging->line_count; i++) {
        const struct line *line = &judging->lines[i];
        if (!line->unit || *line->file) continue;
        struct diags *missing = diags_new(judging->run->arena);
        diags_add(missing, DIAG_D226, line->origin, "%.*s (%.*s)", TEXT_ARGS(line->name),
                  TEXT_ARGS(line->unit->code));
        if (!marks)
            diags_hint(missing, N_("ask for its workbook; to make the report without it, write "
                                   "on-error=\"mark\" on <returns>"));
        if (marks)
            tell(judging->diags, missing, DIAG_WARNING);
        else
            keep_fault(judging, out, line->unit, missing);
    }
}

/* ---- the whole ---- */

bool report_read_returns(struct report_run *run, const struct source_spec *spec,
                         struct store *names, struct returned_tables *out, struct diags *diags) {
    struct judging judging = {.run = run, .spec = spec, .names = names, .diags = diags};
    if (!metric_unit_count(names)) {
        diags_add(diags, DIAG_B212, spec->origin, "%s", "");
        diags_hint(diags, N_("add <source table=\"units\" file=\"units.csv\"/>"));
        return false;
    }
    if (!source_read_returns(spec, run->arena, diags, &judging.list)) return false;
    if (judging.list.form) report_keep_file(run, judging.list.form);
    judging.whose = arena_take_array(run->arena, judging.list.count, sizeof *judging.whose);
    for (size_t i = 0; i < judging.list.count; i++) {
        report_keep_file(run, judging.list.at[i].file);
        find_owner(&judging, i);
    }
    bool good = check_expected(&judging);
    judging.expected =
        arena_take_array(run->arena, metric_unit_count(names), sizeof *judging.expected);
    for (size_t i = 0; i < metric_unit_count(names); i++)
        judging.expected[i] = asks_for(&judging, metric_unit_at(names, i));
    for (size_t i = 0; i < metric_unit_count(names); i++)
        judge_unit(&judging, metric_unit_at(names, i));
    for (size_t i = 0; i < judging.list.count; i++)
        if (!judging.whose[i]) judge_unknown(&judging, i);
    make_tables(&judging, out);
    share_faults(&judging, out);
    return good;
}
