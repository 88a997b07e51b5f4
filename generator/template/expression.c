/* Expressions: the text between braces or in of="…" → which figure, and how it is printed.
 *
 * Understood once, when the template is compiled; for written text, when it is printed.  Also the
 * places inside expressions, and the names that are no indicators ({unit}, {period}, {$name}). */
#include "template/inner.h"

struct origin place_at(const struct place *place, size_t offset) {
    offset += place->offset;
    if (!place->node) return origin_inside(place->origin, place->text, offset);
    if (place->attribute) return xml_attribute_origin(place->node, place->attribute, offset);
    return xml_text_origin(place->node, offset);
}

static struct place inside(struct place place, size_t offset) {
    place.offset += offset;
    return place;
}

static bool read_special(struct expression *e, struct diags *diags) {
    if (e->indicator.length > 1 && e->indicator.at[0] == '$')
        e->variable = text_slice(e->indicator, 1, e->indicator.length);
    else
        e->special = special_find(e->indicator);
    if (!e->special && e->variable.length == 0) return true;
    bool added = e->unit.length > 0 || e->has_period || e->recipe.head != HEAD_VALUE ||
                 e->recipe.measure.length > 0 || e->recipe.decimals >= 0 || e->recipe.bare ||
                 e->recipe.plain || (e->recipe.chinese && !e->special);
    if (!added) return true;
    diags_add(diags, DIAG_T205, place_at(&e->place, 0), "{%.*s}", TEXT_ARGS(e->source));
    diags_hint(diags, "{%.*s} is a text of the report, no indicator", TEXT_ARGS(e->indicator));
    return false;
}

struct expression *expression_from_bound(const struct bound *bound, struct text source,
                                         struct place place, struct arena *arena,
                                         struct diags *diags) {
    struct expression *e = ARENA_NEW(arena, struct expression);
    bool good = true;
    e->source = source;
    e->place = place;
    e->unit = bound->unit;
    e->indicator = bound->indicator;
    e->unit_place = inside(place, bound->unit_offset);
    e->indicator_place = inside(place, bound->indicator_offset);
    e->recipe = recipe_new();
    if (bound->period.length > 0) e->has_period = period_read(bound->period, &e->period);
    for (size_t i = 0; i < bound->function_count; i++)
        if (!recipe_add(&e->recipe, &bound->functions[i], &place, diags)) good = false;
    return read_special(e, diags) && good ? e : NULL;
}

struct expression *expression_read(struct text source, struct place place, struct arena *arena,
                                   struct diags *diags) {
    struct bound bound;
    if (!prose_parse_bound(source, place_at(&place, 0), &bound, diags)) return NULL;
    return expression_from_bound(&bound, source, place, arena, diags);
}
