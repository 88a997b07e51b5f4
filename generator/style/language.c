/* The element table of style files. */
#include "style/inner.h"

static const struct xml_attribute_rule of_style[] = {
    {"version", XML_INTEGER, true, NULL}, {"extends", XML_NAME, false, NULL}, {0}};

static const struct xml_attribute_rule of_page[] = {
    {"width", XML_LENGTH, false, NULL},      {"height", XML_LENGTH, false, NULL},
    {"top", XML_LENGTH, false, NULL},        {"left", XML_LENGTH, false, NULL},
    {"area-width", XML_LENGTH, false, NULL}, {"area-height", XML_LENGTH, false, NULL},
    {"lines", XML_INTEGER, false, NULL},     {"grid", XML_YES_NO, false, NULL},
    {"duplex", XML_YES_NO, false, NULL},     {0}};

static const struct xml_attribute_rule of_page_number[] = {
    {"place", XML_CHOICE, false, STYLE_NUMBER_CHOICES}, {"drop", XML_LENGTH, false, NULL}, {0}};

static const struct xml_attribute_rule of_page_header[] = {
    {"show", XML_YES_NO, false, NULL}, {"baseline", XML_LENGTH, false, NULL}, {0}};

static const struct xml_attribute_rule of_numbering[] = {
    {"level", XML_CHOICE, true, "1|2|3|4"}, {"form", XML_TEXT, true, NULL}, {0}};

static const struct xml_attribute_rule of_text[] = {
    {"class", XML_CHOICE, true, STYLE_CLASS_CHOICES},
    {"font", XML_CHOICE, false, STYLE_ROLE_CHOICES},
    {"latin", XML_CHOICE, false, STYLE_ROLE_CHOICES},
    {"size", XML_LENGTH, false, NULL},
    {"pitch", XML_LENGTH, false, NULL},
    {"indent", XML_LENGTH, false, NULL},
    {"left", XML_LENGTH, false, NULL},
    {"right", XML_LENGTH, false, NULL},
    {"before", XML_NUMBER, false, NULL},
    {"after", XML_NUMBER, false, NULL},
    {"align", XML_CHOICE, false, STYLE_ALIGN_CHOICES},
    {"colour", XML_NAME, false, NULL},
    {"one-face", XML_YES_NO, false, NULL},
    {"balanced", XML_YES_NO, false, NULL},
    {0}};

static const struct xml_attribute_rule of_table[] = {{"grid", XML_YES_NO, false, NULL},
                                                     {"row", XML_LENGTH, false, NULL},
                                                     {"padding", XML_LENGTH, false, NULL},
                                                     {0}};

static const struct xml_attribute_rule of_rule[] = {
    {"thin", XML_LENGTH, false, NULL}, {"thick", XML_LENGTH, false, NULL}, {0}};

static const struct xml_attribute_rule of_chart[] = {
    {"height", XML_LENGTH, false, NULL}, {"colours", XML_TEXT, false, NULL}, {0}};

static const struct xml_attribute_rule of_mark[] = {
    {"font", XML_CHOICE, false, STYLE_ROLE_CHOICES}, {"colour", XML_NAME, false, NULL}, {0}};

static const struct xml_attribute_rule of_composition[] = {
    {"prohibition", XML_CHOICE, false, STYLE_PROHIBITION_CHOICES},
    {"punctuation", XML_CHOICE, false, STYLE_PUNCTUATION_CHOICES},
    {"pair", XML_LENGTH, false, NULL},
    {"line-start", XML_CHOICE, false, STYLE_START_CHOICES},
    {"indent-start", XML_CHOICE, false, STYLE_START_CHOICES},
    {"latin-gap", XML_LENGTH, false, NULL},
    {"grid", XML_YES_NO, false, NULL},
    {"fit", XML_CHOICE, false, STYLE_FIT_CHOICES},
    {0}};

static const struct xml_element_rule elements[] = {
    {"style", "page|page-number|page-header|numbering|text|table|rule|chart|mark|composition",
     false, of_style, NULL},
    {"page", "", false, of_page, NULL},
    {"page-number", "", false, of_page_number, NULL},
    {"page-header", "", false, of_page_header, NULL},
    {"numbering", "", false, of_numbering, NULL},
    {"text", "", false, of_text, NULL},
    {"table", "", false, of_table, NULL},
    {"rule", "", false, of_rule, NULL},
    {"chart", "", false, of_chart, NULL},
    {"mark", "", false, of_mark, NULL},
    {"composition", "", false, of_composition, NULL},
    {0}};

const struct xml_language style_language = {"urn:zongjie:style:1", "style", elements, NULL};

/* Names in the order of the enums; the choices above list the same. */
static const char *const role_names[STYLE_ROLES] = {[STYLE_FANGSONG] = "fangsong",
                                                    [STYLE_KAI] = "kai",
                                                    [STYLE_HEI] = "hei",
                                                    [STYLE_SONG] = "song",
                                                    [STYLE_XIAOBIAOSONG] = "xiaobiaosong"};

static const char *const class_names[STYLE_CLASSES] = {[STYLE_TITLE] = "title",
                                                       [STYLE_SUBTITLE] = "subtitle",
                                                       [STYLE_HEADING_1] = "heading-1",
                                                       [STYLE_HEADING_2] = "heading-2",
                                                       [STYLE_HEADING_3] = "heading-3",
                                                       [STYLE_HEADING_4] = "heading-4",
                                                       [STYLE_BODY] = "body",
                                                       [STYLE_TABLE_CAPTION] = "table-caption",
                                                       [STYLE_TABLE_UNIT] = "table-unit",
                                                       [STYLE_TABLE_HEAD] = "table-head",
                                                       [STYLE_TABLE_CELL] = "table-cell",
                                                       [STYLE_TABLE_NOTE] = "table-note",
                                                       [STYLE_CHART_CAPTION] = "chart-caption",
                                                       [STYLE_CHART_LABEL] = "chart-label",
                                                       [STYLE_CHART_NOTE] = "chart-note",
                                                       [STYLE_CONTENTS_TITLE] = "contents-title",
                                                       [STYLE_CONTENTS_1] = "contents-1",
                                                       [STYLE_CONTENTS_2] = "contents-2",
                                                       [STYLE_SIGNATURE] = "signature",
                                                       [STYLE_PAGE_NUMBER] = "page-number",
                                                       [STYLE_PAGE_HEADER] = "page-header"};

const char *style_role_name(enum style_role role) {
    return role_names[role];
}

const char *style_class_name(enum style_class which) {
    return class_names[which];
}
