/* Returns: whose the workbooks of a folder are, and who is missing.
 *
 * Workbooks name their unit in words; the tables of units say who that is.  What is wrong with one
 * is the fault of its unit, so that it stops the reports which read that unit and no other; with
 * on-error="mark" it is a warning, and the list says it. */
#include "report/returns.h"

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

/* ---- whose ---- */

/* A workbook that cannot be opened may still bear a name, or be called after a code. */
static const struct unit *find_in_name(const struct store *names, struct text file) {
    const struct unit *found =
        metric_find_unit(names, text_slice(file, 0, text_find(file, TEXT("."))));
    if (found) return found;
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

static void find_owner(struct returns *returns, size_t index) {
    struct returned *returned = &returns->list.at[index];
    const struct store *names = returns->names;
    if (returned->unit.length) {
        returns->whose[index] = metric_find_unit(names, returned->unit);
        if (!returns->whose[index])
            metric_need_unit(names, returned->unit, returned->unit_origin, returned->diags);
        return;
    }
    if (returned->state == RETURN_UNREADABLE) {
        returns->whose[index] = find_in_name(names, returned->name);
        return;
    }
    diags_add(returned->diags, DIAG_D223, returned->unit_origin, "%s", "");
    diags_hint(returned->diags, N_("write the name of the unit there"));
}

/* ---- who is asked ---- */

bool returns_names_unit(const struct store *store, struct text list, const struct unit *unit) {
    struct text name;
    while (text_cut_word(&list, &name))
        if (metric_find_unit(store, name) == unit) return true;
    return false;
}

static bool has_members(struct returns *returns, const struct unit *unit) {
    struct arena *arena = arena_new();
    size_t count = metric_slice(returns->names, unit, returns->run->period, TEXT("children"),
                                returns->run->job->tree, arena)
                       ->compared_count;
    arena_free(arena);
    return count > 0;
}

/* Those that the job names; else units without members; without a tree all that the job makes no
 * report on by name. */
static bool asks_for(struct returns *returns, const struct unit *unit) {
    struct text named = returns->spec->returns->expected;
    if (named.length && !text_is(named, "*"))
        return returns_names_unit(returns->names, named, unit);
    if (metric_membership_count(returns->names)) return !has_members(returns, unit);
    return !returns_names_unit(returns->names, returns->run->job->units, unit);
}

static bool check_expected(struct returns *returns) {
    struct text list = returns->spec->returns->expected, rest = list, name;
    bool good = true;
    if (text_is(list, "*")) return true;
    while (text_cut_word(&rest, &name)) {
        struct origin origin = returns->spec->returns->expected_origin;
        origin.offset += (size_t)(name.at - list.at);
        good = metric_need_unit(returns->names, name, origin, returns->diags) && good;
    }
    return good;
}

/* ---- the list ---- */

static void add_line(struct returns *returns, struct returns_line line) {
    ARENA_GROW(returns->run->arena, returns->lines, returns->line_count, returns->line_room);
    returns->lines[returns->line_count++] = line;
}

static const char *file_list(struct returns *returns, const struct unit *unit) {
    struct buffer out = buffer_new(returns->run->arena);
    for (size_t i = 0; i < returns->list.count; i++)
        if (returns->whose[i] == unit)
            buffer_printf(&out, out.length ? "、%.*s" : "%.*s",
                          TEXT_ARGS(returns->list.at[i].name));
    return out.at;
}

/* The first workbook of the unit; *others counts those that hold other bytes, *copies equal ones.
 */
static size_t find_first(struct returns *returns, const struct unit *unit, size_t *others,
                         size_t *copies) {
    size_t first = SIZE_MAX;
    *others = *copies = 0;
    for (size_t i = 0; i < returns->list.count; i++) {
        if (returns->whose[i] != unit) continue;
        if (first == SIZE_MAX)
            first = i;
        else if (text_equal(returns->list.at[i].file->bytes, returns->list.at[first].file->bytes))
            ++*copies;
        else
            ++*others;
    }
    return first;
}

static void drop_all(struct returns *returns, const struct unit *unit, size_t but) {
    for (size_t i = 0; i < returns->list.count; i++)
        if (returns->whose[i] == unit && i != but) returns->list.at[i].table = NULL;
}

/* Two workbooks of one unit: equal ones are one; of others nobody can tell which counts. */
static void judge_twice(struct returns *returns, const struct unit *unit, size_t first, bool differ,
                        struct returns_line *line) {
    struct returned *returned = &returns->list.at[first];
    line->state = "重报";
    line->what = differ ? TEXT("各份内容不同，均未采用") : TEXT("各份内容相同，采用一份");
    drop_all(returns, unit, differ ? SIZE_MAX : first);
    diags_add_level(returned->diags, DIAG_D225, differ ? DIAG_ERROR : DIAG_WARNING,
                    returned->unit_origin, "%.*s: %s", TEXT_ARGS(unit->name), line->file);
    diags_hint(returned->diags, N_("leave only the workbook that counts in the folder"));
}

static void judge_unit(struct returns *returns, const struct unit *unit) {
    bool expected = returns->expected[unit->order];
    size_t others, copies, first = find_first(returns, unit, &others, &copies);
    if (first == SIZE_MAX && !expected) return;
    struct returns_line line = {.unit = unit,
                                .name = unit->name,
                                .state = "未报",
                                .what = TEXT(""),
                                .file = "",
                                .origin = returns->spec->origin,
                                .expected = expected};
    if (first != SIZE_MAX) {
        struct returned *returned = &returns->list.at[first];
        line.state = states[returned->state];
        line.what = returned->reason;
        line.file = file_list(returns, unit);
        line.origin = returned->unit_origin;
        if (others + copies) judge_twice(returns, unit, first, others > 0, &line);
        line.counts = returned->table;
        if (!expected) {
            diags_add(returns->diags, DIAG_D229, returned->unit_origin, "%.*s (%.*s)",
                      TEXT_ARGS(unit->name), TEXT_ARGS(unit->code));
            diags_hint(returns->diags,
                       N_("add it to expected=\"…\", or take the workbook out of the "
                          "folder"));
        }
    }
    add_line(returns, line);
}

static void judge_unknown(struct returns *returns, size_t index) {
    struct returned *returned = &returns->list.at[index];
    returned->table = NULL;
    struct returns_line line = {
        .name = returned->unit.length ? returned->unit : returned->name,
        .state = returned->state == RETURN_UNREADABLE ? states[RETURN_UNREADABLE] : "单位不明",
        .what = TEXT(""),
        .file = arena_printf(returns->run->arena, "%.*s", TEXT_ARGS(returned->name)),
        .origin = returned->unit_origin};
    add_line(returns, line);
}

/* ---- the whole ---- */

static bool open_folder(struct returns *returns) {
    struct report_run *run = returns->run;
    struct store *names = returns->names;
    if (!metric_unit_count(names)) {
        diags_add(returns->diags, DIAG_B212, returns->spec->origin, "%s", "");
        diags_hint(returns->diags, N_("add <source table=\"units\" file=\"units.csv\"/>"));
        return false;
    }
    if (!source_read_returns(returns->spec, run->arena, returns->diags, &returns->list))
        return false;
    if (returns->list.form) report_keep_file(run, returns->list.form);
    returns->whose = arena_take_array(run->arena, returns->list.count, sizeof *returns->whose);
    returns->expected =
        arena_take_array(run->arena, metric_unit_count(names), sizeof *returns->expected);
    for (size_t i = 0; i < returns->list.count; i++) {
        report_keep_file(run, returns->list.at[i].file);
        find_owner(returns, i);
    }
    for (size_t i = 0; i < metric_unit_count(names); i++)
        returns->expected[i] = asks_for(returns, metric_unit_at(names, i));
    for (size_t i = 0; i < metric_unit_count(names); i++)
        judge_unit(returns, metric_unit_at(names, i));
    for (size_t i = 0; i < returns->list.count; i++)
        if (!returns->whose[i]) judge_unknown(returns, i);
    return check_expected(returns);
}

void returns_add_table(struct returns_run *all, const struct returns *returns,
                       struct table *table) {
    if (!table->row_count) return;
    ARENA_GROW(returns->run->arena, all->tables, all->table_count, all->table_room);
    all->tables[all->table_count++] = (struct returned_table){table, returns->spec, false};
}

struct returns_run *report_open_returns(struct report_run *run, struct store *names,
                                        struct diags *diags) {
    struct returns_run *all = ARENA_NEW(run->arena, struct returns_run);
    all->folders = arena_take_array(run->arena, run->job->source_count, sizeof *all->folders);
    bool good = true;
    for (size_t i = 0; i < run->job->source_count; i++) {
        if (!run->job->sources[i].returns) continue;
        struct returns *returns = &all->folders[all->count++];
        *returns = (struct returns){
            .run = run, .spec = &run->job->sources[i], .names = names, .diags = diags};
        good = open_folder(returns) && good;
        for (size_t k = 0; k < returns->list.count; k++)
            if (returns->list.at[k].table)
                returns_add_table(all, returns, returns->list.at[k].table);
    }
    return good ? all : NULL;
}
