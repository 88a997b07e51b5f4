/* The element tables of job.xml and of checks files. */
#include "job/inner.h"

static const struct xml_attribute_rule of_job[] = {
    {"version", XML_INTEGER, true, NULL}, {"name", XML_NAME, false, NULL}, {0}};

static const struct xml_attribute_rule of_template[] = {{"file", XML_TEXT, true, NULL}, {0}};

static const struct xml_attribute_rule of_style[] = {
    {"file", XML_TEXT, false, NULL},
    {"page-number", XML_CHOICE, false, "outside|centre|none"},
    {"duplex", XML_YES_NO, false, NULL},
    {0}};

static const struct xml_attribute_rule of_units[] = {
    {"of", XML_TEXT, false, NULL},
    {"tree", XML_NAME, false, NULL},
    {"compare", XML_CHOICE, false, "children|siblings|all"},
    {0}};

static const struct xml_attribute_rule of_source[] = {
    {"table", XML_CHOICE, true, JOB_TABLES},
    {"file", XML_TEXT, true, NULL},
    {"kind", XML_NAME, false, NULL},
    {"unit", XML_NAME, false, NULL},
    {"period", XML_PERIOD, false, NULL},
    {"section", XML_TEXT, false, NULL},
    {"conflict", XML_CHOICE, false, "error|keep|replace"},
    {"periods", XML_TEXT, false, NULL},
    {0}};

static const struct xml_attribute_rule of_constant[] = {
    {"column", XML_NAME, true, NULL}, {"value", XML_TEXT, true, NULL}, {0}};

static const struct xml_attribute_rule of_checks[] = {
    {"file", XML_TEXT, true, NULL}, {"on-error", XML_CHOICE, false, "stop|mark"}, {0}};

static const struct xml_attribute_rule of_scoring[] = {{"file", XML_TEXT, true, NULL}, {0}};

static const struct xml_attribute_rule of_clean[] = {
    {"mode", XML_CHOICE, false, "on|report|off"}, {"pinyin", XML_CHOICE, false, "strip|keep"}, {0}};

static const struct xml_attribute_rule of_output[] = {
    {"folder", XML_TEXT, false, NULL}, {"name", XML_TEXT, false, NULL}, {0}};

static const struct xml_attribute_rule of_set[] = {
    {"name", XML_NAME, true, NULL}, {"value", XML_TEXT, true, NULL}, {0}};

static const struct xml_element_rule job_elements[] = {
    {"job", "template|style|period|date|units|source|checks|scoring|clean|output|set", false,
     of_job, NULL},
    {"template", "", false, of_template, NULL},
    {"style", "", false, of_style, NULL},
    {"period", "", true, NULL, NULL},
    {"date", "", true, NULL, NULL},
    {"units", "", false, of_units, NULL},
    {"source", "constant", false, of_source, NULL},
    {"constant", "", false, of_constant, NULL},
    {"checks", "", false, of_checks, NULL},
    {"scoring", "", false, of_scoring, NULL},
    {"clean", "", false, of_clean, NULL},
    {"output", "", false, of_output, NULL},
    {"set", "", false, of_set, NULL},
    {0}};

const struct xml_language job_language = {"urn:zongjie:job:1", "job", job_elements, NULL};

#define COMMON                                                                                     \
    {"level", XML_CHOICE, false, "error|warning|note"}, {"text", XML_TEXT, false, NULL},           \
        {"period", XML_PERIOD, false, NULL}, {                                                     \
        0                                                                                          \
    }

static const struct xml_attribute_rule of_checks_root[] = {{"version", XML_INTEGER, true, NULL},
                                                           {0}};

static const struct xml_attribute_rule of_relation[] = {
    {"of", XML_TEXT, true, NULL}, {"with", XML_TEXT, true, NULL}, COMMON};

static const struct xml_attribute_rule of_rate[] = {{"of", XML_TEXT, true, NULL},
                                                    {"numerator", XML_TEXT, true, NULL},
                                                    {"denominator", XML_TEXT, true, NULL},
                                                    COMMON};

static const struct xml_attribute_rule of_count[] = {
    {"of", XML_TEXT, true, NULL}, {"section", XML_TEXT, true, NULL}, COMMON};

static const struct xml_element_rule checks_elements[] = {
    {"checks", "sum|rate|at-most|equal|count", false, of_checks_root, NULL},
    {"sum", "", false, of_relation, NULL},
    {"rate", "", false, of_rate, NULL},
    {"at-most", "", false, of_relation, NULL},
    {"equal", "", false, of_relation, NULL},
    {"count", "", false, of_count, NULL},
    {0}};

const struct xml_language checks_language = {"urn:zongjie:checks:1", "checks", checks_elements,
                                             NULL};
