/* Units (code, name, short_name, aliases, from, to, successor) and their trees (tree, unit, parent,
 * from, to). */
#include "metric/inner.h"

enum { UNIT_CODE, UNIT_NAME, UNIT_SHORT, UNIT_ALIASES, UNIT_FROM, UNIT_TO, UNIT_SUCCESSOR };
static const struct column_rule unit_rules[] = {
    [UNIT_CODE] = {"code", NULL, true},
    [UNIT_NAME] = {"name", NULL, false},
    [UNIT_SHORT] = {"short_name", NULL, false},
    [UNIT_ALIASES] = {"aliases", NULL, false},
    [UNIT_FROM] = {"from", NULL, false},
    [UNIT_TO] = {"to", NULL, false},
    [UNIT_SUCCESSOR] = {"successor", NULL, false},
};

static struct unit read_unit(struct metric_builder *builder, struct text code) {
    struct origin origin = metric_cell_origin(builder, UNIT_CODE);
    struct text name = metric_keep_text(builder, metric_cell_text(builder, UNIT_NAME));
    struct text aliases = metric_keep_text(builder, metric_cell_text(builder, UNIT_ALIASES));
    struct unit unit = {
        .code = code,
        .name = name.length ? name : code,
        .name_origin = name.length ? metric_cell_origin(builder, UNIT_NAME) : origin,
        .short_name = metric_keep_text(builder, metric_cell_text(builder, UNIT_SHORT)),
        .short_origin = metric_cell_origin(builder, UNIT_SHORT),
        .aliases = metric_split(builder->arena, aliases, false),
        .successor = metric_keep_text(builder, metric_cell_text(builder, UNIT_SUCCESSOR)),
        .origin = origin};
    metric_read_period(builder, UNIT_FROM, &unit.from);
    metric_read_period(builder, UNIT_TO, &unit.to);
    return unit;
}

/* What another row said of the unit; true if this one is to be taken in its place. */
static bool settle(struct metric_builder *builder, const struct known_unit *before,
                   const struct unit *unit, uint64_t print) {
    struct diags *diags = builder->diags;
    if (before->source == builder->source_count) {
        diags_add(diags, DIAG_M108, unit->origin, N_("%.*s, first at %s"), TEXT_ARGS(unit->code),
                  origin_print(before->unit.origin, builder->arena));
        metric_hint_code(diags);
        return false;
    }
    enum verdict verdict = metric_judge(builder, (uint32_t)builder->source_count,
                                        before->print == print, before->unit.origin, unit->origin);
    if (verdict == VERDICT_ERROR)
        metric_report_conflict(diags, builder->arena, unit->code, before->unit.origin,
                               unit->origin);
    return verdict == VERDICT_REPLACE;
}

static void read_unit_row(struct metric_builder *builder) {
    struct store *store = builder->store;
    struct text code;
    if (!metric_need_cell(builder, UNIT_CODE, "code", &code)) return;
    struct known_unit *known = map_find(store->unit_codes, code);
    struct unit unit = read_unit(builder, metric_keep_text(builder, code));
    uint64_t print = metric_print_row(builder, 0, sizeof unit_rules / sizeof *unit_rules);
    if (known && !settle(builder, known, &unit, print)) return;
    if (!known) known = metric_add_unit(store, unit.code, unit.origin);
    unit.order = known->unit.order;
    *known = (struct known_unit){unit, (uint32_t)builder->source_count, print};
}

void metric_take_units(struct metric_builder *builder) {
    size_t count = sizeof unit_rules / sizeof *unit_rules;
    if (!metric_start_table(builder, unit_rules, count)) return;
    const struct table *table = builder->table;
    for (builder->row = 0; builder->row < table->row_count; builder->row++)
        if (!diags_full(builder->diags)) read_unit_row(builder);
}

void metric_end_units(struct metric_builder *builder) {
    struct store *store = builder->store;
    for (size_t u = 0; u < store->unit_count; u++) {
        struct unit *unit = &store->units[u]->unit;
        metric_add_name(store, store->unit_names, unit->name, unit);
        metric_add_name(store, store->unit_names, unit->short_name, unit);
        for (size_t i = 0; i < unit->aliases.count; i++)
            metric_add_name(store, store->unit_names, unit->aliases.at[i], unit);
    }
}

enum { MEMBER_TREE, MEMBER_UNIT, MEMBER_PARENT, MEMBER_FROM, MEMBER_TO };
static const struct column_rule member_rules[] = {
    [MEMBER_TREE] = {"tree", NULL, false},    [MEMBER_UNIT] = {"unit", NULL, true},
    [MEMBER_PARENT] = {"parent", NULL, true}, [MEMBER_FROM] = {"from", NULL, false},
    [MEMBER_TO] = {"to", NULL, false},
};

static void read_member_row(struct metric_builder *builder) {
    struct store *store = builder->store;
    struct text name, parent = metric_cell_text(builder, MEMBER_PARENT);
    struct membership member = {
        .tree = metric_keep_text(builder, metric_cell_text(builder, MEMBER_TREE))};
    if (!metric_need_cell(builder, MEMBER_UNIT, "unit", &name)) return;
    member.unit = metric_read_unit(builder, MEMBER_UNIT);
    if (parent.length) member.parent = metric_read_unit(builder, MEMBER_PARENT);
    bool dated = metric_read_period(builder, MEMBER_FROM, &member.from);
    dated = metric_read_period(builder, MEMBER_TO, &member.to) && dated;
    if (!member.unit || (!member.parent && parent.length) || !dated) return;
    ARENA_GROW(store->arena, store->memberships, store->membership_count, store->membership_room);
    store->memberships[store->membership_count++] = member;
}

void metric_take_memberships(struct metric_builder *builder) {
    size_t count = sizeof member_rules / sizeof *member_rules;
    if (!metric_start_table(builder, member_rules, count)) return;
    const struct table *table = builder->table;
    for (builder->row = 0; builder->row < table->row_count; builder->row++)
        if (!diags_full(builder->diags)) read_member_row(builder);
}
