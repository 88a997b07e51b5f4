/* A document from XML: the element table, and the walk that feeds the builder. */
#include "document/inner.h"

#define ID                                                                                         \
    { "id", XML_NAME, false, NULL }
#define END                                                                                        \
    { NULL, XML_TEXT, false, NULL }
#define ALIGN(choices)                                                                             \
    { "align", XML_CHOICE, false, choices }

static const struct xml_attribute_rule document_attributes[] = {{"style", XML_TEXT, false, NULL},
                                                                {"language", XML_TEXT, false, NULL},
                                                                {"organ", XML_TEXT, false, NULL},
                                                                {"period", XML_TEXT, false, NULL},
                                                                {"unit", XML_TEXT, false, NULL},
                                                                {"author", XML_TEXT, false, NULL},
                                                                {"subject", XML_TEXT, false, NULL},
                                                                {"keywords", XML_TEXT, false, NULL},
                                                                {"date", XML_DATE, false, NULL},
                                                                ID,
                                                                END};
static const struct xml_attribute_rule only_id[] = {ID, END};
static const struct xml_attribute_rule section_attributes[] = {
    {"title", XML_TEXT, false, NULL}, {"numbered", XML_YES_NO, false, NULL}, ID, END};
static const struct xml_attribute_rule heading_attributes[] = {
    {"run-in", XML_YES_NO, false, NULL}, ID, END};
static const struct xml_attribute_rule paragraph_attributes[] = {
    {"class", XML_NAME, false, NULL},
    {"indent", XML_YES_NO, false, NULL},
    ALIGN("justify|left|centre|right"),
    ID,
    END};
static const struct xml_attribute_rule list_attributes[] = {
    {"kind", XML_CHOICE, false, "block|inline"}, {"scheme", XML_TEXT, false, NULL}, ID, END};
static const struct xml_attribute_rule table_attributes[] = {
    {"unit", XML_TEXT, false, NULL},
    {"source", XML_TEXT, false, NULL},
    {"note", XML_TEXT, false, NULL},
    {"grid", XML_YES_NO, false, NULL},
    {"number", XML_YES_NO, false, NULL},
    {"rounding", XML_CHOICE, false, "note|largest-remainder|none"},
    ID,
    END};
static const struct xml_attribute_rule column_attributes[] = {
    {"width", XML_NUMBER, false, NULL}, ALIGN("left|centre|right|decimal"), ID, END};
static const struct xml_attribute_rule row_attributes[] = {
    {"role", XML_CHOICE, false, "body|total|group"}, ID, END};
static const struct xml_attribute_rule cell_attributes[] = {
    {"span", XML_INTEGER, false, NULL}, ALIGN("left|centre|right|decimal"), ID, END};
static const struct xml_attribute_rule chart_attributes[] = {{"kind", XML_NAME, false, NULL},
                                                             {"unit", XML_TEXT, false, NULL},
                                                             {"source", XML_TEXT, false, NULL},
                                                             {"note", XML_TEXT, false, NULL},
                                                             {"height", XML_NAME, false, NULL},
                                                             {"number", XML_YES_NO, false, NULL},
                                                             {"minimum", XML_NUMBER, false, NULL},
                                                             {"maximum", XML_NUMBER, false, NULL},
                                                             ID,
                                                             END};
static const struct xml_attribute_rule series_attributes[] = {
    {"name", XML_TEXT, false, NULL}, ID, END};
static const struct xml_attribute_rule point_attributes[] = {
    {"label", XML_TEXT, false, NULL}, ID, END};
static const struct xml_attribute_rule figure_attributes[] = {
    {"value", XML_NUMBER, false, NULL},
    {"upper", XML_NUMBER, false, NULL},
    {"state", XML_CHOICE, false, "known|missing|placeholder|not-applicable"},
    {"qualifier", XML_CHOICE, false, "exact|ge|le|approx|gt|lt|range"},
    {"measure", XML_TEXT, false, NULL},
    {"decimals", XML_INTEGER, false, NULL},
    {"indicator", XML_TEXT, false, NULL},
    {"unit", XML_TEXT, false, NULL},
    {"period", XML_TEXT, false, NULL},
    {"better", XML_CHOICE, false, "higher|lower"},
    {"nature", XML_CHOICE, false, "flow|stock|rate|growth|deficit"},
    {"standing", XML_TEXT, false, NULL},
    {"marked", XML_YES_NO, false, NULL},
    END};
static const struct xml_attribute_rule link_attributes[] = {
    {"to", XML_NAME, false, NULL}, {"href", XML_TEXT, false, NULL}, ID, END};

static const struct xml_attribute_rule ruby_attributes[] = {
    {"text", XML_TEXT, true, NULL}, ID, END};

/* Which table of attributes a kind has: one row a kind, in the order of kinds.h. */
#define ATTRIBUTES_DOCUMENT    document_attributes
#define ATTRIBUTES_TITLE       only_id
#define ATTRIBUTES_SUBTITLE    only_id
#define ATTRIBUTES_SECTION     section_attributes
#define ATTRIBUTES_HEADING     heading_attributes
#define ATTRIBUTES_PARAGRAPH   paragraph_attributes
#define ATTRIBUTES_LIST        list_attributes
#define ATTRIBUTES_ITEM        only_id
#define ATTRIBUTES_TABLE       table_attributes
#define ATTRIBUTES_CAPTION     only_id
#define ATTRIBUTES_COLUMN      column_attributes
#define ATTRIBUTES_ROW         row_attributes
#define ATTRIBUTES_CELL        cell_attributes
#define ATTRIBUTES_CHART       chart_attributes
#define ATTRIBUTES_SERIES      series_attributes
#define ATTRIBUTES_POINT       point_attributes
#define ATTRIBUTES_CONTENTS    only_id
#define ATTRIBUTES_SIGNATURE   only_id
#define ATTRIBUTES_ORGAN       only_id
#define ATTRIBUTES_DATE        only_id
#define ATTRIBUTES_PAGE_BREAK  only_id
#define ATTRIBUTES_FIGURE      figure_attributes
#define ATTRIBUTES_STRONG      only_id
#define ATTRIBUTES_LINK        link_attributes
#define ATTRIBUTES_EMPHASIS    only_id
#define ATTRIBUTES_UNDERLINE   only_id
#define ATTRIBUTES_SUPERSCRIPT only_id
#define ATTRIBUTES_SUBSCRIPT   only_id
#define ATTRIBUTES_PROPER_NAME only_id
#define ATTRIBUTES_RUBY        ruby_attributes
#define ATTRIBUTES_NOTE        only_id
#define ATTRIBUTES_TEXT        only_id

/* The row of TEXT, which is no element, closes the table. */
static const struct xml_element_rule elements[] = {
#define NODE(name, element, children, text, breaks)                                                \
    {sizeof(element) > 1 ? (element) : NULL, children, text, ATTRIBUTES_##name, NULL},
#include "document/kinds.h"
#undef NODE
    {NULL, NULL, false, NULL, NULL}};

static const struct xml_group groups[] = {
    {"%block", KIND_BLOCKS}, {"%inline", KIND_INLINES}, {NULL, NULL}};

const struct xml_language document_language = {"urn:zongjie:document:1", "document", elements,
                                               groups};

static void read_node(const xml_node *node, struct builder *builder) {
    if (xml_is_text(node)) {
        builder_text(builder, xml_text(node), xml_preserves_space(node), xml_origin(node));
        return;
    }
    builder_start(builder, kind_find(xml_name(node)), xml_origin(node));
    size_t count = xml_attribute_count(node);
    for (size_t i = 0; i < count; i++) {
        struct xml_attribute attribute = xml_attribute_at(node, i);
        char *name = arena_copy(builder_arena(builder), attribute.name.at, attribute.name.length);
        builder_attribute(builder, name, attribute.value);
    }
    for (const xml_node *child = xml_first(node); child; child = xml_next(child))
        read_node(child, builder);
    builder_end(builder);
}

struct document *document_read(const struct file *file, struct arena *arena, struct diags *diags) {
    xml_node *root = xml_read(file, arena, diags);
    if (!root || !xml_check(root, &document_language, arena, diags)) return NULL;
    struct builder *builder = builder_new(arena, diags);
    read_node(root, builder);
    struct document *document = builder_finish(builder);
    if (document) document->style_origin = xml_attribute_origin(root, "style", 0);
    return document;
}
