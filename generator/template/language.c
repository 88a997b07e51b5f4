/* The element table of the template language, and what may stand where.
 *
 * Elements of control (for-each, if …) hold whatever their place allows; xml_check() knows only
 * parents and children, so the compiler asks language_allows() about the element that the content
 * will really stand in. */
#include "template/inner.h"

#include <string.h>

#define A_TEXT(name)                                                                               \
    { name, XML_TEXT, false, NULL }
#define A_NAME(name)                                                                               \
    { name, XML_NAME, false, NULL }
#define A_NEED(name)                                                                               \
    { name, XML_TEXT, true, NULL }
#define A_YES_NO(name)                                                                             \
    { name, XML_YES_NO, false, NULL }
#define A_NUMBER(name)                                                                             \
    { name, XML_NUMBER, false, NULL }
#define A_INTEGER(name)                                                                            \
    { name, XML_INTEGER, false, NULL }
#define A_CHOICE(name, choices)                                                                    \
    { name, XML_CHOICE, false, choices }
#define A_END                                                                                      \
    { NULL, XML_TEXT, false, NULL }
/* Which figure, and in what form: on all elements that print one. */
#define A_FIGURE                                                                                   \
    A_NEED("of"), A_TEXT("unit"), {"period", XML_PERIOD, false, NULL}, A_INTEGER("decimals"),      \
        A_YES_NO("bare")
#define A_FORM     A_TEXT("measure"), A_TEXT("scale"), A_YES_NO("chinese"), A_YES_NO("plain")
#define IS_CHOICES "known|missing|zero|up|down|level|met|unmet|on-time|behind"

typedef const struct xml_attribute_rule rules[];

static rules none = {A_END};
static rules template_rules = {A_TEXT("version"), A_TEXT("extends"), A_TEXT("style"),
                               A_CHOICE("language", "zh-CN|zh-Hant|zh-TW|zh-HK|zh-MO"), A_END};
static rules id_rules = {A_TEXT("id"), A_END};
static rules checks_rules = {A_TEXT("caption"), A_CHOICE("level", "error|warning|note"),
                             A_YES_NO("number"), A_TEXT("id"), A_END};
static rules section_rules = {A_TEXT("title"), A_YES_NO("numbered"), A_YES_NO("run-in"),
                              A_TEXT("id"), A_END};
static rules paragraph_rules = {A_NAME("class"), A_YES_NO("indent"),
                                A_CHOICE("align", "justify|left|centre|right"), A_TEXT("id"),
                                A_END};
static rules list_rules = {A_CHOICE("kind", "block|inline"), A_TEXT("scheme"), A_TEXT("id"), A_END};
static rules table_rules = {A_TEXT("caption"),
                            A_TEXT("unit"),
                            A_TEXT("source"),
                            A_TEXT("note"),
                            A_YES_NO("grid"),
                            A_YES_NO("number"),
                            A_CHOICE("rounding", "note|largest-remainder|none"),
                            A_TEXT("of"),
                            A_TEXT("select"),
                            A_TEXT("columns"),
                            A_TEXT("id"),
                            A_END};
static rules scores_rules = {A_TEXT("caption"),
                             A_TEXT("unit"),
                             A_TEXT("source"),
                             A_TEXT("note"),
                             A_YES_NO("grid"),
                             A_YES_NO("number"),
                             A_CHOICE("of", "items|verdict"),
                             A_CHOICE("units", "own|compared"),
                             A_TEXT("columns"),
                             A_NAME("scheme"),
                             A_TEXT("id"),
                             A_END};
static rules column_rules = {A_TEXT("title"), A_NUMBER("width"),
                             A_CHOICE("align", "left|centre|right|decimal"), A_END};
static rules row_rules = {A_CHOICE("role", "body|total|group"), A_END};
static rules cell_rules = {A_INTEGER("span"), A_CHOICE("align", "left|centre|right|decimal"),
                           A_END};
static rules chart_rules = {{"kind", XML_NAME, true, NULL},
                            A_TEXT("caption"),
                            A_TEXT("unit"),
                            A_TEXT("source"),
                            A_TEXT("note"),
                            A_NAME("height"),
                            A_YES_NO("number"),
                            A_NUMBER("minimum"),
                            A_NUMBER("maximum"),
                            A_TEXT("id"),
                            A_END};
static rules series_rules = {A_TEXT("name"), A_END};
static rules point_rules = {A_TEXT("label"), A_FIGURE, A_FORM, A_END};
static rules texts_rules = {A_TEXT("section"), A_NAME("class"), A_YES_NO("indent"), A_END};
static rules value_rules = {A_FIGURE, A_FORM, A_YES_NO("required"), A_END};
static rules change_rules = {
    A_FIGURE,
    A_CHOICE("against", "last-year|previous|year-start"),
    A_CHOICE("as", "auto|percent|amount|points|both|times|multiple|doubling"),
    A_YES_NO("lead"),
    A_TEXT("measure"),
    A_TEXT("scale"),
    A_END};
static rules completion_rules = {A_FIGURE, A_END};
static rules share_rules = {A_FIGURE, A_NEED("in"), A_END};
static rules of_rules = {A_NEED("of"), A_END};
static rules get_rules = {A_NEED("select"), A_END};
static rules written_rules = {A_TEXT("select"), A_CHOICE("part", "text|title"), A_END};
static rules link_rules = {A_NEED("to"), A_END};
static rules ruby_rules = {A_NEED("text"), A_END};
static rules number_rules = {A_TEXT("scheme"), A_END};
static rules for_each_rules = {A_NEED("select"),
                               A_TEXT("sort"),
                               A_CHOICE("order", "ascending|descending"),
                               A_TEXT("by"),
                               A_NUMBER("above"),
                               A_NUMBER("below"),
                               A_INTEGER("most"),
                               A_NAME("as"),
                               A_TEXT("separator"),
                               A_TEXT("last-separator"),
                               A_END};
static rules if_rules = {A_TEXT("test"),
                         A_TEXT("of"),
                         A_TEXT("unit"),
                         {"period", XML_PERIOD, false, NULL},
                         A_CHOICE("is", IS_CHOICES),
                         A_END};
static rules let_rules = {{"name", XML_NAME, true, NULL}, A_TEXT("select"), A_END};
static rules include_rules = {A_NEED("file"), A_END};
static rules block_rules = {{"name", XML_NAME, true, NULL}, A_END};

static const struct xml_element_rule elements[] = {
    {"template", "title|subtitle|%block|%control", false, template_rules, NULL},
    {"fragment", "%any", true, template_rules, NULL},
    {"title", "%inline|%control", true, id_rules, NULL},
    {"subtitle", "%inline|%control", true, id_rules, NULL},
    {"section", "heading|%block|%control", false, section_rules, NULL},
    {"heading", "%inline|%control", true, none, NULL},
    {"p", "list|%inline|%control", true, paragraph_rules, NULL},
    {"list", "item|%control", false, list_rules, NULL},
    {"item", "%block|%inline|%control", true, none, NULL},
    {"table", "column|row|%control", false, table_rules, NULL},
    {"scores", "", false, scores_rules, NULL},
    {"column", "%inline|%control", true, column_rules, NULL},
    {"row", "cell|%control", false, row_rules, NULL},
    {"cell", "%inline|%control", true, cell_rules, NULL},
    {"chart", "series|%control", false, chart_rules, NULL},
    {"series", "point|%control", false, series_rules, NULL},
    {"point", "", false, point_rules, NULL},
    {"checks", "", false, checks_rules, NULL},
    {"contents", "", false, id_rules, NULL},
    {"signature", "organ|date|%control", false, id_rules, NULL},
    {"organ", "%inline|%control", true, none, NULL},
    {"date", "%inline|%control", true, none, NULL},
    {"page-break", "", false, id_rules, NULL},
    {"texts", "", false, texts_rules, NULL},
    {"v", "", false, value_rules, NULL},
    {"change", "", false, change_rules, NULL},
    {"completion", "", false, completion_rules, NULL},
    {"progress", "", false, completion_rules, NULL},
    {"target", "", false, value_rules, NULL},
    {"share", "", false, share_rules, NULL},
    {"name", "", false, of_rules, NULL},
    {"measure", "", false, of_rules, NULL},
    {"get", "", false, get_rules, NULL},
    {"written", "", false, written_rules, NULL},
    {"literal", "%inline|%control", true, none, NULL},
    {"strong", "%inline|%control", true, none, NULL},
    {"emphasis", "%inline|%control", true, none, NULL},
    {"underline", "%inline|%control", true, none, NULL},
    {"superscript", "%inline|%control", true, none, NULL},
    {"subscript", "%inline|%control", true, none, NULL},
    {"proper-name", "%inline|%control", true, none, NULL},
    {"ruby", "get|name|%control", true, ruby_rules, NULL},
    {"note", "%inline|%control", true, none, NULL},
    {"link", "%inline|%control", true, link_rules, NULL},
    {"number", "", false, number_rules, NULL},
    {"for-each", "%any", true, for_each_rules, NULL},
    {"if", "%any", true, if_rules, NULL},
    {"choose", "when|otherwise", false, none, NULL},
    {"when", "%any", true, if_rules, NULL},
    {"otherwise", "%any", true, none, NULL},
    {"let", "%inline|%control", true, let_rules, NULL},
    {"include", "", false, include_rules, NULL},
    {"block", "%any", true, block_rules, NULL},
    {NULL, NULL, false, NULL, NULL}};

static const struct xml_group groups[] = {
    {"%block", "section|p|list|table|scores|chart|checks|contents|signature|page-break|texts"},
    {"%inline",
     "v|change|completion|progress|target|share|name|measure|get|written|literal|"
     "strong|emphasis|underline|superscript|subscript|proper-name|ruby|note|link|number"},
    {"%control", "for-each|if|choose|let|include|block"},
    {"%any", "title|subtitle|heading|item|column|row|cell|series|point|organ|date|%block|%inline|"
             "%control"},
    {NULL, NULL}};

const struct xml_language template_language = {"urn:zongjie:template:1", "template|fragment",
                                               elements, groups};

static const struct xml_element_rule *find_rule(const char *element) {
    for (const struct xml_element_rule *rule = elements; rule->name; rule++)
        if (strcmp(rule->name, element) == 0) return rule;
    return NULL;
}

static const char *group_members(struct text name) {
    for (const struct xml_group *group = groups; group->name; group++)
        if (text_is(name, group->name)) return group->members;
    return "";
}

static bool list_holds(const char *names, struct text element) {
    struct text rest = text_of(names), name;
    while (text_cut(&rest, '|', &name)) {
        if (text_equal(name, element)) return true;
        if (text_starts(name, TEXT("%")) && list_holds(group_members(name), element)) return true;
    }
    return false;
}

bool language_allows(const char *container, struct text element) {
    const struct xml_element_rule *rule = find_rule(container);
    if (!rule) return false;
    if (element.length == 0) return rule->text;
    return list_holds(rule->children, element);
}

static void list_names(struct buffer *out, const char *names) {
    struct text rest = text_of(names), name;
    while (text_cut(&rest, '|', &name)) {
        if (text_starts(name, TEXT("%")))
            list_names(out, group_members(name));
        else if (name.length > 0)
            buffer_printf(out, "%s%.*s", out->length > 0 ? ", " : "", TEXT_ARGS(name));
    }
}

const char *language_children(const char *container, struct arena *arena) {
    const struct xml_element_rule *rule = find_rule(container);
    struct buffer names = buffer_new(arena);
    list_names(&names, rule ? rule->children : "");
    return names.length > 0 ? names.at : "nothing";
}

bool language_is_control(struct text element) {
    return list_holds("when|otherwise|%control", element);
}
