/* The plan of a mapping: which column of the input goes where, and which columns make a long row
 * together. */
#include <string.h>

#include "source/mapping.h"

static size_t output_column(struct planner *planner, struct text name, struct origin origin) {
    struct table *out = planner->plan->out;
    for (size_t i = 0; i < out->column_count; i++)
        if (text_equal(out->columns[i].name, name)) return i;
    table_add_column(planner->arena, out, name, origin);
    return out->column_count - 1;
}

/* ---- what a column says ---- */

/* What makes a figure: such columns belong to a long row, all others to every row. */
static bool is_field(struct text name) {
    static const char *const fields[] = {
        "value",         "upper", "qualifier", "target", "target_qualifier",
        "stated_change", "text",  "basis"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (text_is(name, fields[i])) return true;
    return false;
}

/* A column under way: its heading, what it fills and what it says besides. */
struct draft {
    const struct source_column *rule;
    size_t from;
    struct text as, measure;
    struct origin origin; /* of the heading */
    struct mapping_constant *constants;
    size_t count, room;
    bool failed;
};

static void add_constant(struct planner *planner, struct draft *draft, struct text column,
                         struct mapping_constant constant) {
    constant.to = output_column(planner, column, constant.cell.origin);
    ARENA_GROW(planner->arena, draft->constants, draft->count, draft->room);
    draft->constants[draft->count++] = constant;
}

/* The parts of 本期/门诊人次, not those of 元/人 in brackets. */
static bool cut_part(struct text *rest, struct text *part) {
    if (!rest->at) return false;
    int depth = 0;
    const char *at = rest->at, *end = rest->at + rest->length;
    while (at < end) {
        const char *from = at;
        uint32_t c = text_next(&at, end);
        depth += c == '(' || c == 0xFF08 ? 1 : c == ')' || c == 0xFF09 ? -1 : 0;
        if (c != '/' || depth > 0) continue;
        *part = (struct text){rest->at, (size_t)(from - rest->at)};
        *rest = (struct text){at, (size_t)(end - at)};
        return true;
    }
    *part = *rest;
    *rest = (struct text){NULL, 0};
    return true;
}

static void take_period_part(struct planner *planner, struct draft *draft, struct text part) {
    struct mapping_constant constant = {.cell = {part, draft->origin, false}};
    const char *field = form_field_of(part);
    if (*field) {
        draft->as = text_of(field);
        return;
    }
    if (!form_read_heading_when(part, planner->arena, &constant.when)) {
        planner->failed = draft->failed = true;
        diags_add(planner->diags, DIAG_D208, draft->origin, "%.*s", TEXT_ARGS(part));
        diags_hint(
            planner->diags,
            N_("headings such as 3月, 1—6月, 一季度, 上半年, 2026年3月, 本期, 上年同期, 增幅 and "
               "全年目标 are understood; map the column by itself or leave it out: <column "
               "of=\"%.*s\" drop=\"yes\"/>"),
            TEXT_ARGS(planner->in->columns[draft->from].name));
        return;
    }
    constant.counted = constant.when.kind != FORM_WHEN_PERIOD;
    if (!constant.counted) constant.cell.text = period_code(planner->arena, constant.when.period);
    /* The row's own period needs no word. */
    bool own = constant.when.kind == FORM_WHEN_YEARS && !constant.when.count;
    if (!own) add_constant(planner, draft, TEXT("period"), constant);
}

static void take_part(struct planner *planner, struct draft *draft, struct text what,
                      struct text part) {
    if (text_is(what, "-")) return;
    if (text_is(what, "period")) {
        take_period_part(planner, draft, part);
        return;
    }
    if (text_is(what, "indicator")) what = TEXT("code");
    add_constant(planner, draft, what,
                 (struct mapping_constant){.cell = {part, draft->origin, false}});
}

static size_t count_parts(struct text text) {
    struct text part;
    size_t count = 0;
    while (cut_part(&text, &part)) count++;
    return count;
}

static void take_heading(struct planner *planner, struct draft *draft, struct text heading) {
    struct text names = draft->rule->heading_as, rest = heading, what, part;
    size_t wanted = count_parts(names), found = count_parts(heading);
    if (wanted != found) {
        planner->failed = draft->failed = true;
        diags_add(planner->diags, DIAG_D209, draft->origin,
                  N_("\"%.*s\" has %zu, heading-as=\"%.*s\" %zu"), TEXT_ARGS(heading), found,
                  TEXT_ARGS(names), wanted);
        diags_hint(planner->diags, N_("a part for each heading row, parted by /"));
        return;
    }
    while (cut_part(&names, &what) && cut_part(&rest, &part)) {
        form_cut_measure(&part);
        take_part(planner, draft, what, part);
    }
}

static void take_constants(struct planner *planner, struct draft *draft) {
    for (size_t i = 0; i < draft->rule->constant_count; i++) {
        const struct source_constant *from = &draft->rule->constants[i];
        struct mapping_constant constant = {.cell = {from->value, from->origin, false}};
        if (text_is(from->column, "measure")) {
            draft->measure = from->value;
            draft->origin = from->origin;
            continue;
        }
        bool when = text_is(from->column, "period") || text_is(from->column, "target_period");
        if (when && form_read_when(from->value, &constant.when))
            constant.counted = constant.when.kind != FORM_WHEN_PERIOD;
        add_constant(planner, draft, from->column, constant);
    }
}

static bool has_measure(struct text as) {
    return text_is(as, "value") || text_is(as, "upper") || text_is(as, "target");
}

/* A figure with a unit of measure in its heading makes rows of that measure. */
static bool brings_measure(struct planner *planner, size_t column) {
    const struct source_column *rule = planner->rules[column];
    struct text heading = planner->in->columns[column].name;
    return rule && has_measure(rule->as) && text_is(planner->spec->table, "metrics") &&
           form_cut_measure(&heading).length;
}

static struct draft draft_column(struct planner *planner, size_t column) {
    const struct source_column *rule = planner->rules[column];
    struct text heading = form_clean(planner->arena, planner->in->columns[column].name);
    struct draft draft = {.rule = rule,
                          .from = column,
                          .as = TEXT("value"),
                          .measure = form_cut_measure(&heading),
                          .origin = planner->in->columns[column].origin};
    if (rule->heading_as.length) take_heading(planner, &draft, heading);
    if (rule->as.length) draft.as = rule->as;
    take_constants(planner, &draft);
    if (!has_measure(draft.as)) draft.measure = TEXT("");
    return draft;
}

/* ---- groups ---- */

static bool same_constant(const struct mapping_constant *a, const struct mapping_constant *b) {
    return a->to == b->to && text_equal(a->cell.text, b->cell.text) && a->counted == b->counted;
}

static bool fits_group(const struct mapping_group *group, const struct draft *draft) {
    size_t measured = group->measure != SIZE_MAX;
    if (group->constant_count - measured != draft->count) return false;
    for (size_t i = 0; i < draft->count; i++) {
        bool found = false;
        for (size_t k = 0; k < group->constant_count && !found; k++)
            found = same_constant(&group->constants[k], &draft->constants[i]);
        if (!found) return false;
    }
    /* Value and target of a row have one measure. */
    if (!has_measure(draft->as) || !group->bears_measure) return true;
    return text_equal(measured ? group->constants[group->measure].cell.text : TEXT(""),
                      draft->measure);
}

static struct mapping_group *find_group(struct planner *planner, const struct draft *draft) {
    struct mapping_plan *plan = planner->plan;
    for (size_t i = 0; i < plan->group_count; i++)
        if (fits_group(&plan->groups[i], draft)) return &plan->groups[i];
    ARENA_GROW(planner->arena, plan->groups, plan->group_count, plan->group_room);
    struct mapping_group *group = &plan->groups[plan->group_count++];
    *group = (struct mapping_group){.constants = draft->constants,
                                    .constant_count = draft->count,
                                    .constant_room = draft->room,
                                    .measure = SIZE_MAX};
    return group;
}

static void add_measure(struct planner *planner, struct mapping_group *group,
                        const struct draft *draft) {
    group->bears_measure = group->bears_measure || has_measure(draft->as);
    if (!draft->measure.length || group->measure != SIZE_MAX) return;
    struct mapping_constant constant = {.to =
                                            output_column(planner, TEXT("measure"), draft->origin),
                                        .cell = {draft->measure, draft->origin, false}};
    ARENA_GROW(planner->arena, group->constants, group->constant_count, group->constant_room);
    group->measure = group->constant_count;
    group->constants[group->constant_count++] = constant;
}

static void add_to_group(struct planner *planner, const struct draft *draft) {
    struct mapping_group *group = find_group(planner, draft);
    add_measure(planner, group, draft);
    size_t to = output_column(planner, draft->as, planner->in->columns[draft->from].origin);
    for (size_t i = 0; i < group->part_count; i++) {
        if (group->parts[i].to != to) continue;
        planner->failed = true;
        diags_add(planner->diags, DIAG_D212, planner->in->columns[draft->from].origin,
                  N_("\"%.*s\" and \"%.*s\" both fill %.*s"),
                  TEXT_ARGS(planner->in->columns[group->parts[i].from].name),
                  TEXT_ARGS(planner->in->columns[draft->from].name), TEXT_ARGS(draft->as));
        diags_hint(planner->diags,
                   N_("say what tells them apart (period=\"-1y\", code=\"…\"), or drop "
                      "one of them: drop=\"yes\""));
        return;
    }
    ARENA_GROW(planner->arena, group->parts, group->part_count, group->part_room);
    group->parts[group->part_count++] = (struct mapping_part){draft->from, to, draft->rule};
}

/* ---- the whole ---- */

/* What a column is called in every row: by the job, else by a heading that forms use. */
static struct text key_name(struct planner *planner, size_t column) {
    const struct source_column *rule = planner->rules[column];
    struct text heading = planner->in->columns[column].name;
    if (rule && rule->as.length) return rule->as;
    const char *known = text_is(planner->spec->table, "metrics") ? form_column_of(heading) : "";
    if (*known && table_find_column(planner->in, known) == TABLE_NO_COLUMN) return text_of(known);
    return heading;
}

static bool is_grouped(struct planner *planner, size_t column) {
    const struct source_column *rule = planner->rules[column];
    if (!rule || !planner->is_long) return false;
    return rule->to.length || rule->constant_count || is_field(rule->as);
}

static void add_key(struct planner *planner, size_t column) {
    struct mapping_plan *plan = planner->plan;
    struct text name = key_name(planner, column);
    struct origin origin = planner->in->columns[column].origin;
    size_t before = plan->out->column_count, to = output_column(planner, name, origin);
    if (to < before) {
        planner->failed = true;
        diags_add(planner->diags, DIAG_D212, origin, N_("two columns are to be %.*s"),
                  TEXT_ARGS(name));
        diags_hint(planner->diags, N_("drop one of them: <column of=\"…\" drop=\"yes\"/>"));
        return;
    }
    if (text_is(name, "period")) plan->period = column;
    ARENA_GROW(planner->arena, plan->keys, plan->key_count, plan->key_room);
    plan->keys[plan->key_count++] = (struct mapping_part){column, to, planner->rules[column]};
}

bool mapping_make_plan(const struct source_spec *spec, const struct table *batch,
                       struct arena *arena, struct diags *diags, struct mapping_plan *plan) {
    *plan = (struct mapping_plan){.period = TABLE_NO_COLUMN,
                                  .out = table_new(arena, batch->name, batch->file)};
    struct planner planner = {
        .spec = spec, .in = batch, .arena = arena, .diags = diags, .plan = plan};
    planner.rules = arena_take_array(arena, batch->column_count, sizeof *planner.rules);
    mapping_find_columns(&planner);
    for (size_t i = 0; i < batch->column_count; i++)
        planner.is_long = planner.is_long || brings_measure(&planner, i);
    for (size_t i = 0; i < batch->column_count; i++)
        if (!is_grouped(&planner, i) && !(planner.rules[i] && planner.rules[i]->drop))
            add_key(&planner, i);
    for (size_t i = 0; i < batch->column_count; i++) {
        if (!is_grouped(&planner, i) || planner.rules[i]->drop) continue;
        struct draft draft = draft_column(&planner, i);
        if (!draft.failed) add_to_group(&planner, &draft);
    }
    if (!plan->group_count) find_group(&planner, &(struct draft){0});
    if (!plan->out->column_count) planner.failed = true;
    return !planner.failed;
}
