/* Lists of names in element tables, and the nearest name to a wrong one. */
#include "xml/table.h"

#include <string.h>

enum { GROUPS_WITHIN_MOST = 16, LISTED_MOST = 16, NEAR_MOST = 3 };

const struct xml_element_rule *xml_table_find(const struct xml_language *language,
                                              struct text name) {
    for (const struct xml_element_rule *rule = language->elements; rule->name; rule++)
        if (text_is(name, rule->name)) return rule;
    return NULL;
}

size_t xml_table_count(const struct xml_language *language) {
    size_t count = 0;
    while (language->elements[count].name) count++;
    return count;
}

bool xml_table_holds(const char *names, struct text name) {
    struct text rest = text_of(names), piece;
    while (text_cut(&rest, '|', &piece))
        if (piece.length && text_equal(piece, name)) return true;
    return false;
}

static void add_name(struct buffer *out, struct text name) {
    if (!name.length || (out->at && xml_table_holds(out->at, name))) return;
    if (out->length) buffer_add(out, "|", 1);
    buffer_add_text(out, name);
}

static const char *group_members(const struct xml_language *language, struct text name) {
    for (const struct xml_group *group = language->groups; group && group->name; group++)
        if (text_is(name, group->name)) return group->members;
    return "";
}

static void add_expanded(const struct xml_language *language, const char *names, int depth,
                         struct buffer *out) {
    if (depth > GROUPS_WITHIN_MOST) return;
    struct text rest = text_of(names), piece;
    while (text_cut(&rest, '|', &piece))
        if (text_starts(piece, TEXT("%")))
            add_expanded(language, group_members(language, piece), depth + 1, out);
        else
            add_name(out, piece);
}

const char *xml_table_expand(const struct xml_language *language, const char *names,
                             struct arena *arena) {
    struct buffer out = buffer_new(arena);
    add_expanded(language, names, 0, &out);
    return out.at ? out.at : "";
}

const char *xml_table_names(const struct xml_language *language, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    for (const struct xml_element_rule *rule = language->elements; rule->name; rule++)
        add_name(&out, text_of(rule->name));
    return out.at ? out.at : "";
}

const char *xml_table_parents(const struct xml_language *language, struct text name,
                              struct arena *arena) {
    struct buffer out = buffer_new(arena);
    for (const struct xml_element_rule *rule = language->elements; rule->name; rule++)
        if (xml_table_holds(xml_table_expand(language, rule->children, arena), name))
            add_name(&out, text_of(rule->name));
    return out.at ? out.at : "";
}

const char *xml_table_attributes(const struct xml_element_rule *rule, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    for (const struct xml_attribute_rule *a = rule->attributes; a && a->name; a++)
        add_name(&out, text_of(a->name));
    return out.at ? out.at : "";
}

const char *xml_table_list(const char *names, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    struct text rest = text_of(names), piece;
    size_t count = 0;
    while (text_cut(&rest, '|', &piece)) {
        if (count) buffer_add_text(&out, TEXT(", "));
        if (count++ == LISTED_MOST) {
            buffer_add_text(&out, TEXT("…"));
            break;
        }
        buffer_add_text(&out, piece);
    }
    return out.at ? out.at : "";
}

struct text xml_nearest(struct text wrong, const char *names) {
    struct text best = {"", 0}, rest = text_of(names), piece;
    size_t characters = text_characters(wrong);
    size_t least = characters / 3 + 1;
    if (least > NEAR_MOST) least = NEAR_MOST;
    least++; /* one more than what is still near */
    while (text_cut(&rest, '|', &piece)) {
        if (!piece.length || *piece.at == '%') continue;
        size_t distance = text_distance(wrong, piece, least);
        /* As many edits as characters is another word, not a slip. */
        if (distance >= least || distance >= text_characters(piece) || distance >= characters)
            continue;
        best = piece;
        least = distance;
    }
    return best;
}
