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

static void read_unit_row(struct builder *builder) {
    struct store *store = builder->store;
    struct text code;
    if (!metric_need_cell(builder, UNIT_CODE, "code", &code)) return;
    struct origin origin = metric_cell_origin(builder, UNIT_CODE);
    const struct unit *before = map_find(store->unit_codes, code);
    if (before) {
        diags_add(builder->diags, DIAG_M108, origin, N_("%.*s, first at %s"), TEXT_ARGS(code),
                  origin_print(before->origin, builder->arena));
        return;
    }
    struct unit *unit = metric_add_unit(store, code, origin);
    struct text name = metric_cell_text(builder, UNIT_NAME);
    if (name.length) {
        unit->name = name;
        unit->name_origin = metric_cell_origin(builder, UNIT_NAME);
    }
    unit->short_name = metric_cell_text(builder, UNIT_SHORT);
    unit->short_origin = metric_cell_origin(builder, UNIT_SHORT);
    unit->aliases = metric_split(builder->arena, metric_cell_text(builder, UNIT_ALIASES), false);
    unit->successor = metric_cell_text(builder, UNIT_SUCCESSOR);
    metric_read_period(builder, UNIT_FROM, &unit->from);
    metric_read_period(builder, UNIT_TO, &unit->to);
    metric_add_name(store, store->unit_names, unit->name, unit);
    metric_add_name(store, store->unit_names, unit->short_name, unit);
    for (size_t i = 0; i < unit->aliases.count; i++)
        metric_add_name(store, store->unit_names, unit->aliases.at[i], unit);
}

void metric_read_units(struct builder *builder, const struct table *table) {
    size_t count = sizeof unit_rules / sizeof *unit_rules;
    if (!metric_start_table(builder, table, unit_rules, count)) return;
    for (; builder->row < table->row_count && !diags_full(builder->diags); builder->row++)
        read_unit_row(builder);
}

enum { MEMBER_TREE, MEMBER_UNIT, MEMBER_PARENT, MEMBER_FROM, MEMBER_TO };
static const struct column_rule member_rules[] = {
    [MEMBER_TREE] = {"tree", NULL, false},    [MEMBER_UNIT] = {"unit", NULL, true},
    [MEMBER_PARENT] = {"parent", NULL, true}, [MEMBER_FROM] = {"from", NULL, false},
    [MEMBER_TO] = {"to", NULL, false},
};

static void read_member_row(struct builder *builder, struct membership *list, size_t *count) {
    struct text name, parent = metric_cell_text(builder, MEMBER_PARENT);
    struct membership member = {.tree = metric_cell_text(builder, MEMBER_TREE)};
    if (!metric_need_cell(builder, MEMBER_UNIT, "unit", &name)) return;
    member.unit = metric_read_unit(builder, MEMBER_UNIT);
    if (parent.length) member.parent = metric_read_unit(builder, MEMBER_PARENT);
    bool dated = metric_read_period(builder, MEMBER_FROM, &member.from);
    dated = metric_read_period(builder, MEMBER_TO, &member.to) && dated;
    if (member.unit && (member.parent || !parent.length) && dated) list[(*count)++] = member;
}

void metric_read_memberships(struct builder *builder, const struct table *table) {
    size_t count = sizeof member_rules / sizeof *member_rules;
    if (!metric_start_table(builder, table, member_rules, count)) return;
    struct store *store = builder->store;
    struct membership *list =
        arena_take_array(builder->arena, store->membership_count + table->row_count, sizeof *list);
    for (size_t i = 0; i < store->membership_count; i++) list[i] = store->memberships[i];
    store->memberships = list;
    for (; builder->row < table->row_count && !diags_full(builder->diags); builder->row++)
        read_member_row(builder, list, &store->membership_count);
}
