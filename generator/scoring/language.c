/* The element table of schemes. */
#include "scoring/inner.h"

#define NEED(name)                                                                                 \
    { name, XML_TEXT, true, NULL }
#define TEXT_OF(name)                                                                              \
    { name, XML_TEXT, false, NULL }
#define CODE(needed)                                                                               \
    { "code", XML_NAME, needed, NULL }
#define NUMBER(name, needed)                                                                       \
    { name, XML_NUMBER, needed, NULL }
#define CHOICE(name, choices)                                                                      \
    { name, XML_CHOICE, false, choices }
#define YES_NO(name)                                                                               \
    { name, XML_YES_NO, false, NULL }
#define VALUE                                                                                      \
    TEXT_OF("of"), TEXT_OF("periods"), {                                                           \
        "measure", XML_NAME, false, NULL                                                           \
    }
#define MISSING CHOICE("missing", "unscored|zero")

typedef const struct xml_attribute_rule rules[];

static rules of_scoring = {{"version", XML_INTEGER, true, NULL},
                           CODE(false),
                           NEED("name"),
                           NUMBER("full", false),
                           {"decimals", XML_INTEGER, false, NULL},
                           CHOICE("rounding", "half-away|half-even"),
                           CHOICE("round", "each|end"),
                           NUMBER("least", false),
                           NUMBER("most", false),
                           TEXT_OF("units"),
                           TEXT_OF("under"),
                           {"tree", XML_NAME, false, NULL},
                           CHOICE("not-applicable", "unscored|scale"),
                           TEXT_OF("also"),
                           {0}};
static rules of_group = {CODE(false), NEED("name"), NUMBER("weight", false), {0}};
static rules of_extra = {TEXT_OF("name"),
                         NUMBER("cap", false),
                         NUMBER("coefficient", false),
                         YES_NO("highest-only"),
                         {0}};
static rules of_item = {CODE(true),
                        NEED("name"),
                        VALUE,
                        NUMBER("full", false),
                        NUMBER("weight", false),
                        NUMBER("coefficient", false),
                        CHOICE("inclusive", "lower|upper"),
                        MISSING,
                        {0}};
static rules of_interval = {
    TEXT_OF("from"), TEXT_OF("to"), NUMBER("score", true), NUMBER("to-score", false), {0}};
static rules of_ratio = {NEED("to"), TEXT_OF("cap"), TEXT_OF("least"), YES_NO("inverse"), {0}};
static rules of_deduct = {VALUE,
                          NUMBER("each", true),
                          NUMBER("per", false),
                          TEXT_OF("below"),
                          TEXT_OF("above"),
                          NUMBER("most", false),
                          YES_NO("whole"),
                          NUMBER("floor", false),
                          {0}};
static rules of_per = {VALUE,
                       NUMBER("each", true),
                       TEXT_OF("amount"),
                       TEXT_OF("base"),
                       TEXT_OF("over"),
                       NUMBER("most", false),
                       {0}};
static rules of_grade = {NEED("name"), TEXT_OF("from"), TEXT_OF("to"), {0}};
static rules of_prerequisite = {NEED("grade"),
                                TEXT_OF("of"),
                                TEXT_OF("is"),
                                TEXT_OF("at-least"),
                                TEXT_OF("at-most"),
                                TEXT_OF("when"),
                                TEXT_OF("name"),
                                MISSING,
                                {0}};
static rules of_veto = {NEED("when"), NEED("grade"), NEED("reason"), MISSING, {0}};
static rules of_rank = {CODE(false),
                        TEXT_OF("name"),
                        {"of", XML_NAME, false, NULL},
                        TEXT_OF("then"),
                        CHOICE("among", "all|siblings|level"),
                        {"tree", XML_NAME, false, NULL},
                        CHOICE("ties", "same|dense"),
                        CHOICE("vetoed", "in|last|out"),
                        {0}};
static rules of_decision = {CODE(true), NEED("name"), {"measure", XML_NAME, false, NULL}, {0}};
static rules of_row = {NEED("outcome"),
                       TEXT_OF("grade"),
                       TEXT_OF("rank"),
                       {"rank-of", XML_NAME, false, NULL},
                       TEXT_OF("from"),
                       TEXT_OF("to"),
                       TEXT_OF("when"),
                       TEXT_OF("amount"),
                       {0}};
static rules of_when = {NEED("test"), {0}};

static const struct xml_element_rule elements[] = {
    {"scoring", "group|item|bonus|deduction|grade|prerequisite|veto|rank|decision", false,
     of_scoring, NULL},
    {"group", "item", false, of_group, NULL},
    {"bonus", "item", false, of_extra, NULL},
    {"deduction", "item", false, of_extra, NULL},
    {"item", "interval|ratio|deduct|per|value", false, of_item, NULL},
    {"interval", "", false, of_interval, NULL},
    {"ratio", "", false, of_ratio, NULL},
    {"deduct", "", false, of_deduct, NULL},
    {"per", "", false, of_per, NULL},
    {"value", "", false, NULL, NULL},
    {"grade", "", false, of_grade, NULL},
    {"prerequisite", "", false, of_prerequisite, NULL},
    {"veto", "", false, of_veto, NULL},
    {"rank", "", false, of_rank, NULL},
    {"decision", "row", false, of_decision, NULL},
    {"row", "when", false, of_row, NULL},
    {"when", "", false, of_when, NULL},
    {0}};

const struct xml_language scoring_language = {"urn:zongjie:scoring:1", "scoring", elements, NULL};
