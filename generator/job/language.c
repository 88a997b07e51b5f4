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
    {"file", XML_TEXT, false, NULL},
    {"kind", XML_NAME, false, NULL},
    {"unit", XML_NAME, false, NULL},
    {"period", XML_PERIOD, false, NULL},
    {"section", XML_TEXT, false, NULL},
    {"at", XML_TEXT, false, NULL},
    {"connection", XML_NAME, false, NULL},
    {"sheet", XML_TEXT, false, NULL},
    {"range", XML_TEXT, false, NULL},
    {"hidden", XML_CHOICE, false, "skip|read"},
    {"encoding", XML_CHOICE, false, JOB_ENCODINGS},
    {"separator", XML_CHOICE, false, JOB_SEPARATORS},
    {"conflict", XML_CHOICE, false, "error|keep|replace"},
    {"periods", XML_TEXT, false, NULL},
    {"heading", XML_INTEGER, false, NULL},
    {"heading-rows", XML_INTEGER, false, NULL},
    {"fill-down", XML_TEXT, false, NULL},
    {0}};

static const struct xml_attribute_rule of_constant[] = {
    {"column", XML_NAME, true, NULL}, {"value", XML_TEXT, true, NULL}, {0}};

static const struct xml_attribute_rule of_query[] = {
    {"table", XML_TEXT, false, NULL}, {"timeout", XML_INTEGER, false, NULL}, {0}};

/* What the figures of a column are, and which codes in it are none. */
#define COLUMN_ATTRIBUTES                                                                          \
    {"as", XML_NAME, false, NULL}, {"code", XML_TEXT, false, NULL},                                \
        {"indicator", XML_TEXT, false, NULL}, {"name", XML_TEXT, false, NULL},                     \
        {"section", XML_TEXT, false, NULL}, {"period", XML_NAME, false, NULL},                     \
        {"standing", XML_CHOICE, false, "预计|快报|核定|修订"},                                    \
        {"measure", XML_TEXT, false, NULL}, {"basis", XML_TEXT, false, NULL},                      \
        {"qualifier", XML_CHOICE, false, "exact|ge|le|approx|gt|lt"},                              \
        {"target-period", XML_NAME, false, NULL},                                                  \
        {"target-qualifier", XML_CHOICE, false, "exact|ge|le|approx|gt|lt"},                       \
        {"missing", XML_TEXT, false, NULL}, {"not-applicable", XML_TEXT, false, NULL},             \
        {"codes", XML_TEXT, false, NULL}, {"others", XML_CHOICE, false, "error|keep"}, {           \
        0                                                                                          \
    }

static const struct xml_attribute_rule of_column[] = {
    {"of", XML_TEXT, true, NULL}, {"drop", XML_YES_NO, false, NULL}, COLUMN_ATTRIBUTES};

static const struct xml_attribute_rule of_columns[] = {{"from", XML_TEXT, true, NULL},
                                                       {"to", XML_TEXT, true, NULL},
                                                       {"heading-as", XML_NAME, false, NULL},
                                                       COLUMN_ATTRIBUTES};

static const struct xml_attribute_rule of_code[] = {
    {"of", XML_TEXT, true, NULL}, {"is", XML_TEXT, true, NULL}, {0}};

static const struct xml_attribute_rule of_returns[] = {{"pattern", XML_TEXT, false, NULL},
                                                       {"unit-from", XML_NAME, true, NULL},
                                                       {"period-from", XML_NAME, false, NULL},
                                                       {"form", XML_TEXT, false, NULL},
                                                       {"form-number", XML_TEXT, false, NULL},
                                                       {"organ", XML_TEXT, false, NULL},
                                                       {"expected", XML_TEXT, false, NULL},
                                                       {"on-error", XML_CHOICE, false, "stop|mark"},
                                                       {"due", XML_TEXT, false, NULL},
                                                       {"returned", XML_TEXT, false, NULL},
                                                       {0}};

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
    {"source", "constant|query|column|columns|returns", false, of_source, NULL},
    {"constant", "", false, of_constant, NULL},
    {"query", "", true, of_query, NULL},
    {"column", "code", false, of_column, NULL},
    {"columns", "code", false, of_columns, NULL},
    {"code", "", false, of_code, NULL},
    {"returns", "", false, of_returns, NULL},
    {"checks", "", false, of_checks, NULL},
    {"scoring", "", false, of_scoring, NULL},
    {"clean", "", false, of_clean, NULL},
    {"output", "", false, of_output, NULL},
    {"set", "", false, of_set, NULL},
    {0}};

const struct xml_language job_language = {"urn:zongjie:job:1", "job", job_elements, NULL};

/* ---- checks */

#define COMMON                                                                                     \
    {"name", XML_NAME, false, NULL}, {"level", XML_CHOICE, false, "error|warning|note"},           \
        {"text", XML_TEXT, false, NULL}, {"period", XML_PERIOD, false, NULL},                      \
        {"units", XML_TEXT, false, NULL}, {                                                        \
        0                                                                                          \
    }
#define TEXT_NEEDED(name)                                                                          \
    { name, XML_TEXT, true, NULL }
#define TEXT_TAKEN(name)                                                                           \
    { name, XML_TEXT, false, NULL }

typedef const struct xml_attribute_rule rules[];

static rules of_checks_root = {{"version", XML_INTEGER, true, NULL}, {0}};
#define MEASURES                                                                                   \
    { "measures", XML_CHOICE, false, "alike|any" }
static rules of_relation = {{"rows", XML_YES_NO, false, NULL}, MEASURES, COMMON};
static rules of_pair = {TEXT_NEEDED("of"), TEXT_NEEDED("with"), MEASURES, COMMON};
static rules of_rate = {TEXT_NEEDED("of"), TEXT_NEEDED("numerator"), TEXT_NEEDED("denominator"),
                        COMMON};
static rules of_price = {TEXT_NEEDED("of"), TEXT_NEEDED("count"), TEXT_NEEDED("price"), COMMON};
static rules of_weights = {TEXT_NEEDED("of"), {"total", XML_NUMBER, false, NULL}, COMMON};
static rules of_share = {TEXT_NEEDED("of"), TEXT_TAKEN("with"), COMMON};
static rules of_denominator = {TEXT_NEEDED("of"), TEXT_NEEDED("numerator"), COMMON};
static rules of_stock = {TEXT_NEEDED("of"), TEXT_TAKEN("opening"), TEXT_TAKEN("in"),
                         TEXT_TAKEN("out"), COMMON};
static rules of_list = {TEXT_NEEDED("of"), COMMON};
static rules of_sense = {
    TEXT_NEEDED("of"), TEXT_TAKEN("present"), {"sense", XML_CHOICE, false, "higher|lower"}, COMMON};
static rules of_promise = {TEXT_NEEDED("of"),
                           {"times", XML_NUMBER, true, NULL},
                           {"from", XML_PERIOD, true, NULL},
                           {"to", XML_PERIOD, true, NULL},
                           COMMON};
static rules of_range = {TEXT_NEEDED("of"),
                         {"least", XML_NUMBER, false, NULL},
                         {"most", XML_NUMBER, false, NULL},
                         TEXT_TAKEN("measure"),
                         COMMON};
static rules of_bands = {TEXT_TAKEN("of"),
                         TEXT_TAKEN("least"),
                         TEXT_TAKEN("most"),
                         {"step", XML_NUMBER, false, NULL},
                         COMMON};
static rules of_count = {TEXT_NEEDED("of"), TEXT_NEEDED("section"), COMMON};
static rules of_dates = {TEXT_TAKEN("of"),
                         {"after", XML_PERIOD, false, NULL},
                         {"within", XML_PERIOD, false, NULL},
                         TEXT_TAKEN("section"),
                         {"contiguous", XML_YES_NO, false, NULL},
                         COMMON};
static rules of_complete = {TEXT_NEEDED("of"), TEXT_TAKEN("periods"), COMMON};
static rules of_waive = {{"check", XML_NAME, true, NULL},     {"unit", XML_NAME, false, NULL},
                         {"period", XML_PERIOD, false, NULL}, {"of", XML_NAME, false, NULL},
                         {"reason", XML_TEXT, true, NULL},    {0}};
static rules of_generic = {
    {"check", XML_NAME, true, NULL}, {"level", XML_CHOICE, true, "off|note|warning|error"}, {0}};

/* One row a kind; its calls are a row of metric/check_kinds.c. */
static const struct xml_element_rule checks_elements[] = {
    {"checks",
     "sum|rate|at-most|equal|count|relation|price|weights|share-of|implied-denominator|stock-flow|"
     "period-part|target-sense|target-twice|promise|range|bands|dates|same|complete|generic|waive",
     false, of_checks_root, NULL},
    {"sum", "", false, of_pair, NULL},
    {"rate", "", false, of_rate, NULL},
    {"at-most", "", false, of_pair, NULL},
    {"equal", "", false, of_pair, NULL},
    {"count", "", false, of_count, NULL},
    {"relation", "", true, of_relation, NULL},
    {"price", "", false, of_price, NULL},
    {"weights", "", false, of_weights, NULL},
    {"share-of", "", false, of_share, NULL},
    {"implied-denominator", "", false, of_denominator, NULL},
    {"stock-flow", "", false, of_stock, NULL},
    {"period-part", "", false, of_list, NULL},
    {"target-sense", "", false, of_sense, NULL},
    {"target-twice", "", false, of_list, NULL},
    {"promise", "", false, of_promise, NULL},
    {"range", "", false, of_range, NULL},
    {"bands", "", false, of_bands, NULL},
    {"dates", "", false, of_dates, NULL},
    {"same", "", false, of_list, NULL},
    {"complete", "", false, of_complete, NULL},
    {"generic", "", false, of_generic, NULL},
    {"waive", "", false, of_waive, NULL},
    {0}};

const struct xml_language checks_language = {"urn:zongjie:checks:1", "checks", checks_elements,
                                             NULL};
