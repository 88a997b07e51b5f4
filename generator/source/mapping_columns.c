/* Which column of a table each rule of a mapping means. */
#include "source/mapping.h"

static struct text plain_name(struct planner *planner, struct text heading) {
    struct text name = form_clean(planner->arena, heading);
    form_cut_measure(&name);
    return name;
}

static const char *list_headings(struct planner *planner) {
    struct buffer names = buffer_new(planner->arena);
    buffer_add(&names, "", 0);
    for (size_t i = 0; i < planner->in->column_count; i++)
        buffer_printf(&names, i ? "、%.*s" : "%.*s", TEXT_ARGS(planner->in->columns[i].name));
    return names.at;
}

static void report_unfound(struct planner *planner, struct text name, struct origin origin) {
    struct text near = {0};
    size_t least = 3;
    for (size_t i = 0; i < planner->in->column_count; i++) {
        size_t distance =
            text_distance(name, plain_name(planner, planner->in->columns[i].name), least);
        if (distance >= least) continue;
        least = distance;
        near = planner->in->columns[i].name;
    }
    planner->failed = true;
    diags_add(planner->diags, DIAG_D206, origin, N_("%.*s (%s)"), TEXT_ARGS(name),
              planner->in->file->name);
    if (near.length)
        diags_hint(planner->diags, N_("did you mean %.*s?"), TEXT_ARGS(near));
    else
        diags_hint(planner->diags, N_("headings of the table: %s"), list_headings(planner));
}

/* The heading as it is, else without its unit of measure. */
static size_t find_column(struct planner *planner, struct text name, struct origin origin) {
    struct text wanted = form_clean(planner->arena, name);
    const struct table *in = planner->in;
    for (size_t i = 0; i < in->column_count; i++)
        if (text_equal(form_clean(planner->arena, in->columns[i].name), wanted)) return i;
    for (size_t i = 0; i < in->column_count; i++)
        if (text_equal(plain_name(planner, in->columns[i].name), wanted)) return i;
    report_unfound(planner, wanted, origin);
    return TABLE_NO_COLUMN;
}

static void claim(struct planner *planner, size_t column, const struct source_column *rule) {
    const struct source_column *other = planner->rules[column];
    if (other && other->to.length) other = NULL; /* a column of its own comes before a range */
    if (!other) {
        planner->rules[column] = rule;
        return;
    }
    planner->failed = true;
    diags_add(planner->diags, DIAG_D212, rule->origin, N_("\"%.*s\", first at %s"),
              TEXT_ARGS(planner->in->columns[column].name),
              origin_print(other->origin, planner->arena));
}

static void find_range(struct planner *planner, const struct source_column *rule) {
    size_t from = find_column(planner, rule->of, rule->of_origin);
    size_t to = find_column(planner, rule->to, rule->to_origin);
    if (from == TABLE_NO_COLUMN || to == TABLE_NO_COLUMN) return;
    if (from > to) {
        planner->failed = true;
        diags_add(planner->diags, DIAG_D206, rule->to_origin, N_("%.*s stands before %.*s (%s)"),
                  TEXT_ARGS(rule->to), TEXT_ARGS(rule->of), planner->in->file->name);
        return;
    }
    for (size_t i = from; i <= to; i++)
        if (!planner->rules[i] || planner->rules[i]->to.length) claim(planner, i, rule);
}

void mapping_find_columns(struct planner *planner) {
    const struct source_mapping *mapping = planner->spec->mapping;
    for (size_t i = 0; i < mapping->count; i++) {
        const struct source_column *rule = &mapping->columns[i];
        planner->is_long = planner->is_long || rule->to.length || rule->constant_count;
        if (rule->to.length) continue;
        size_t column = find_column(planner, rule->of, rule->of_origin);
        if (column != TABLE_NO_COLUMN) claim(planner, column, rule);
    }
    for (size_t i = 0; i < mapping->count; i++)
        if (mapping->columns[i].to.length) find_range(planner, &mapping->columns[i]);
}
