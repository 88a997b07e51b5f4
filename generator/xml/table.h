/* Reading element tables: names, groups, what stands where; and what values look like.
 *
 * Lists of names are written "a|b|c" as in the tables; expanded lists hold no groups. */
#ifndef XML_TABLE_H
#define XML_TABLE_H

#include "xml/xml.h"

const struct xml_element_rule *xml_table_find(const struct xml_language *language,
                                              struct text name);
size_t xml_table_count(const struct xml_language *language);
/** Names with groups resolved, each once. */
const char *xml_table_expand(const struct xml_language *language, const char *names,
                             struct arena *arena);
bool xml_table_holds(const char *names, struct text name);
/** Names of all elements; of those that may hold the element; of an element's attributes. */
const char *xml_table_names(const struct xml_language *language, struct arena *arena);
const char *xml_table_parents(const struct xml_language *language, struct text name,
                              struct arena *arena);
const char *xml_table_attributes(const struct xml_element_rule *rule, struct arena *arena);
/** "a, b, c" for messages; long lists end in "…". */
const char *xml_table_list(const char *names, struct arena *arena);

bool xml_value_fits(const struct xml_attribute_rule *rule, struct text value);
/** What to write instead, in words. */
const char *xml_value_wanted(const struct xml_attribute_rule *rule, struct arena *arena);
/** The regular expression of the kind for schemas; NULL for free text, dates and choices. */
const char *xml_value_pattern(enum xml_kind kind);

#endif
