/* The shipped schemas are written from the element tables, and all three must judge alike.
 *
 * schemas_check() writes the XSD and the RELAX NG of a language, compares them with the files under
 * templates/schemas/ (or, with SCHEMAS_WRITE=1, replaces those), and asks all three about every
 * element within every other, every attribute with good and bad values, and the samples that it is
 * given. */
#ifndef TESTS_SCHEMAS_H
#define TESTS_SCHEMAS_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/relaxng.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>

#include "base/file.h"
#include "xml/table.h"

/* ---- writing ---- */

static void schemas_add_choices(struct buffer *out, const char *format, const char *choices) {
    struct text rest = text_of(choices), piece;
    while (text_cut(&rest, '|', &piece)) buffer_printf(out, format, (int)piece.length, piece.at);
}

static const char *const schemas_kind_names[] = {
    [XML_TEXT] = NULL,         [XML_NAME] = "name",     [XML_NUMBER] = "number",
    [XML_INTEGER] = "integer", [XML_LENGTH] = "length", [XML_YES_NO] = "yes-no",
    [XML_PERIOD] = "period",   [XML_DATE] = "date",     [XML_CHOICE] = NULL};
enum { SCHEMAS_KINDS = XML_CHOICE + 1 };
static const char schemas_date_pattern[] = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

static void schemas_xsd_type(struct buffer *out, enum xml_kind kind) {
    const char *pattern = kind == XML_DATE ? schemas_date_pattern : xml_value_pattern(kind);
    buffer_printf(out, "  <xs:simpleType name=\"%s\">\n", schemas_kind_names[kind]);
    buffer_printf(out, "    <xs:restriction base=\"%s\">\n",
                  kind == XML_DATE ? "xs:date" : "xs:string");
    if (pattern) buffer_printf(out, "      <xs:pattern value=\"%s\"/>\n", pattern);
    if (kind == XML_YES_NO)
        schemas_add_choices(out, "      <xs:enumeration value=\"%.*s\"/>\n", "yes|no");
    buffer_printf(out, "    </xs:restriction>\n  </xs:simpleType>\n");
}

static void schemas_xsd_attribute(struct buffer *out, const struct xml_attribute_rule *rule) {
    buffer_printf(out, "    <xs:attribute name=\"%s\"%s", rule->name,
                  rule->required ? " use=\"required\"" : "");
    if (rule->kind != XML_CHOICE) {
        const char *type = schemas_kind_names[rule->kind];
        buffer_printf(out, " type=\"%s\"/>\n", type ? type : "xs:string");
        return;
    }
    buffer_printf(out, ">\n      <xs:simpleType>\n        <xs:restriction base=\"xs:string\">\n");
    schemas_add_choices(out, "          <xs:enumeration value=\"%.*s\"/>\n", rule->choices);
    buffer_printf(out, "        </xs:restriction>\n      </xs:simpleType>\n    </xs:attribute>\n");
}

static void schemas_xsd_attributes(struct buffer *out, const struct xml_element_rule *rule) {
    for (const struct xml_attribute_rule *a = rule->attributes; a && a->name; a++)
        schemas_xsd_attribute(out, a);
    buffer_printf(out, "    <xs:anyAttribute namespace=\"http://www.w3.org/XML/1998/namespace\" "
                       "processContents=\"skip\"/>\n");
}

/* An element that holds nothing may still hold blanks, which an empty type would not let pass. */
static void schemas_xsd_element(struct buffer *out, const struct xml_language *language,
                                const struct xml_element_rule *rule) {
    const char *children = xml_table_expand(language, rule->children, out->arena);
    bool blank = !*children && !rule->text;
    buffer_printf(out, "  <xs:complexType name=\"%s-element\"%s>\n", rule->name,
                  rule->text ? " mixed=\"true\"" : "");
    if (blank) buffer_printf(out, "    <xs:simpleContent><xs:extension base=\"blank\">\n");
    if (*children) {
        buffer_printf(out, "    <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n");
        struct text rest = text_of(children), piece;
        while (text_cut(&rest, '|', &piece))
            buffer_printf(out, "      <xs:element name=\"%.*s\" type=\"%.*s-element\"/>\n",
                          TEXT_ARGS(piece), TEXT_ARGS(piece));
        buffer_printf(out, "    </xs:choice>\n");
    }
    schemas_xsd_attributes(out, rule);
    if (blank) buffer_printf(out, "    </xs:extension></xs:simpleContent>\n");
    buffer_printf(out, "  </xs:complexType>\n");
}

static const char schemas_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static struct text schemas_xsd(const struct xml_language *language, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    buffer_printf(&out, "%s<!-- Elements and attributes of %s, for editors. -->\n", schemas_head,
                  language->namespace);
    buffer_printf(&out,
                  "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"%s\"\n"
                  "           targetNamespace=\"%s\" elementFormDefault=\"qualified\">\n",
                  language->namespace, language->namespace);
    struct text rest = text_of(language->root), piece;
    while (text_cut(&rest, '|', &piece))
        buffer_printf(&out, "  <xs:element name=\"%.*s\" type=\"%.*s-element\"/>\n",
                      TEXT_ARGS(piece), TEXT_ARGS(piece));
    for (const struct xml_element_rule *rule = language->elements; rule->name; rule++)
        schemas_xsd_element(&out, language, rule);
    for (int kind = 0; kind < SCHEMAS_KINDS; kind++)
        if (schemas_kind_names[kind]) schemas_xsd_type(&out, (enum xml_kind)kind);
    buffer_printf(&out,
                  "  <xs:simpleType name=\"blank\">\n    <xs:restriction base=\"xs:string\">\n"
                  "      <xs:pattern value=\"[ \\t\\n\\r]*\"/>\n"
                  "    </xs:restriction>\n  </xs:simpleType>\n</xs:schema>\n");
    return buffer_text(&out);
}

static void schemas_rng_type(struct buffer *out, enum xml_kind kind) {
    const char *pattern = kind == XML_DATE ? schemas_date_pattern : xml_value_pattern(kind);
    buffer_printf(out, "  <define name=\"%s\">\n", schemas_kind_names[kind]);
    if (kind == XML_YES_NO)
        buffer_printf(out, "    <choice><value type=\"string\">yes</value>"
                           "<value type=\"string\">no</value></choice>\n");
    else
        buffer_printf(out, "    <data type=\"%s\"><param name=\"pattern\">%s</param></data>\n",
                      kind == XML_DATE ? "date" : "string", pattern);
    buffer_printf(out, "  </define>\n");
}

static void schemas_rng_attribute(struct buffer *out, const struct xml_attribute_rule *rule) {
    const char *name = schemas_kind_names[rule->kind];
    buffer_printf(out, "      %s<attribute name=\"%s\">", rule->required ? "" : "<optional>",
                  rule->name);
    if (rule->kind == XML_CHOICE) {
        buffer_printf(out, "<choice>");
        schemas_add_choices(out, "<value type=\"string\">%.*s</value>", rule->choices);
        buffer_printf(out, "</choice>");
    } else if (name) {
        buffer_printf(out, "<ref name=\"%s\"/>", name);
    } else {
        buffer_printf(out, "<text/>");
    }
    buffer_printf(out, "</attribute>%s\n", rule->required ? "" : "</optional>");
}

static void schemas_rng_element(struct buffer *out, const struct xml_language *language,
                                const struct xml_element_rule *rule) {
    const char *children = xml_table_expand(language, rule->children, out->arena);
    buffer_printf(out, "  <define name=\"%s-element\">\n    <element name=\"%s\">\n", rule->name,
                  rule->name);
    buffer_printf(out, "      <ref name=\"common\"/>\n");
    for (const struct xml_attribute_rule *a = rule->attributes; a && a->name; a++)
        schemas_rng_attribute(out, a);
    bool mixed = rule->text && *children;
    if (mixed) buffer_printf(out, "      <mixed>\n");
    if (*children) {
        buffer_printf(out, "      <zeroOrMore><choice>\n");
        schemas_add_choices(out, "        <ref name=\"%.*s-element\"/>\n", children);
        buffer_printf(out, "      </choice></zeroOrMore>\n");
    } else {
        buffer_printf(out, rule->text ? "      <text/>\n" : "      <empty/>\n");
    }
    if (mixed) buffer_printf(out, "      </mixed>\n");
    buffer_printf(out, "    </element>\n  </define>\n");
}

static struct text schemas_rng(const struct xml_language *language, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    buffer_printf(&out, "%s<!-- Elements and attributes of %s, for editors. -->\n", schemas_head,
                  language->namespace);
    buffer_printf(&out,
                  "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" ns=\"%s\"\n"
                  "         datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">\n"
                  "  <start><choice>\n",
                  language->namespace);
    schemas_add_choices(&out, "    <ref name=\"%.*s-element\"/>\n", language->root);
    buffer_printf(&out, "  </choice></start>\n"
                        "  <define name=\"common\">\n"
                        "    <zeroOrMore><attribute>\n"
                        "      <choice>\n"
                        "        <nsName ns=\"http://www.w3.org/XML/1998/namespace\"/>\n"
                        "        <nsName ns=\"http://www.w3.org/2001/XMLSchema-instance\"/>\n"
                        "      </choice>\n"
                        "      <text/>\n"
                        "    </attribute></zeroOrMore>\n"
                        "  </define>\n");
    for (const struct xml_element_rule *rule = language->elements; rule->name; rule++)
        schemas_rng_element(&out, language, rule);
    for (int kind = 0; kind < SCHEMAS_KINDS; kind++)
        if (schemas_kind_names[kind]) schemas_rng_type(&out, (enum xml_kind)kind);
    buffer_printf(&out, "</grammar>\n");
    return buffer_text(&out);
}

/* ---- the three judges ---- */

struct schemas {
    const struct xml_language *language;
    const char *name;
    xmlSchemaPtr xsd;
    xmlRelaxNGPtr rng;
};

static void schemas_be_silent(void *context, const char *format, ...) {
    (void)context;
    (void)format;
}

static void schemas_be_quiet(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

/** The shipped file must be what the table says; returns its path. */
static const char *schemas_compare(const char *name, const char *kind, struct text wanted,
                                   struct arena *arena) {
    struct diags *diags = diags_new(arena);
    const char *path = arena_printf(arena, "templates/schemas/%s.%s", name, kind);
    if (getenv("SCHEMAS_WRITE")) {
        struct file_out out;
        cr_assert(file_out_open(&out, arena, path, diags));
        fwrite(wanted.at, 1, wanted.length, out.stream);
        cr_assert(file_out_commit(&out, diags));
    }
    const struct file *file = file_read(arena, path, SIZE_MAX, ORIGIN_NONE, diags);
    cr_assert_not_null(file, "%s is missing: run the test with SCHEMAS_WRITE=1", path);
    cr_expect(text_equal(file->bytes, wanted),
              "%s does not follow the element table: run the test with SCHEMAS_WRITE=1", path);
    return path;
}

static struct schemas schemas_open(const struct xml_language *language, const char *name,
                                   struct arena *arena) {
    struct schemas schemas = {language, name, NULL, NULL};
    const char *path = schemas_compare(name, "xsd", schemas_xsd(language, arena), arena);
    xmlSchemaParserCtxtPtr xsd = xmlSchemaNewParserCtxt(path);
    schemas.xsd = xmlSchemaParse(xsd);
    xmlSchemaFreeParserCtxt(xsd);
    cr_assert_not_null(schemas.xsd, "%s is no schema", path);
    path = schemas_compare(name, "rng", schemas_rng(language, arena), arena);
    xmlRelaxNGParserCtxtPtr rng = xmlRelaxNGNewParserCtxt(path);
    schemas.rng = xmlRelaxNGParse(rng);
    xmlRelaxNGFreeParserCtxt(rng);
    cr_assert_not_null(schemas.rng, "%s is no schema", path);
    return schemas;
}

static void schemas_close(struct schemas *schemas) {
    xmlSchemaFree(schemas->xsd);
    xmlRelaxNGFree(schemas->rng);
    xmlRelaxNGCleanupTypes();
    xmlSchemaCleanupTypes();
}

static bool schemas_judge_xsd(const struct schemas *schemas, xmlDocPtr doc) {
    xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt(schemas->xsd);
    xmlSchemaSetValidErrors(context, schemas_be_silent, schemas_be_silent, NULL);
    xmlSchemaSetValidStructuredErrors(context, schemas_be_quiet, NULL);
    bool sound = xmlSchemaValidateDoc(context, doc) == 0;
    xmlSchemaFreeValidCtxt(context);
    return sound;
}

static bool schemas_judge_rng(const struct schemas *schemas, xmlDocPtr doc) {
    xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schemas->rng);
    xmlRelaxNGSetValidErrors(context, schemas_be_silent, schemas_be_silent, NULL);
    xmlRelaxNGSetValidStructuredErrors(context, schemas_be_quiet, NULL);
    bool sound = xmlRelaxNGValidateDoc(context, doc) == 0;
    xmlRelaxNGFreeValidCtxt(context);
    return sound;
}

static void schemas_ask(const struct schemas *schemas, const char *xml, bool wanted) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    xml_node *root = xml_read(file_from_text(arena, "a.xml", text_of(xml)), arena, diags);
    cr_assert_not_null(root, "%s", xml);
    bool table = xml_check(root, schemas->language, arena, diags);
    xmlDocPtr doc = xmlReadMemory(xml, (int)strlen(xml), "a.xml", NULL, XML_PARSE_NONET);
    bool xsd = schemas_judge_xsd(schemas, doc), rng = schemas_judge_rng(schemas, doc);
    cr_expect(table == wanted && xsd == wanted && rng == wanted,
              "%s should be %s: table %d, XSD %d, RELAX NG %d\n%s", schemas->name,
              wanted ? "sound" : "broken", table, xsd, rng, xml);
    xmlFreeDoc(doc);
    arena_free(arena);
}

/* ---- questions made from the table ---- */

static struct text schemas_first(const char *names) {
    struct text rest = text_of(names), piece = {"", 0};
    text_cut(&rest, '|', &piece);
    return piece;
}

static const char *schemas_good_value(const struct xml_attribute_rule *rule, struct arena *arena) {
    static const char *const values[SCHEMAS_KINDS] = {
        [XML_TEXT] = "一 a",     [XML_NAME] = "名a",       [XML_NUMBER] = "-1.5",
        [XML_INTEGER] = "1",     [XML_LENGTH] = "三号",    [XML_YES_NO] = "no",
        [XML_PERIOD] = "2026H1", [XML_DATE] = "2024-02-29"};
    if (rule->kind != XML_CHOICE) return values[rule->kind];
    struct text first = schemas_first(rule->choices);
    return arena_copy(arena, first.at, first.length);
}

static const struct {
    enum xml_kind kind;
    bool fits;
    const char *value;
} schemas_values[] = {
    {XML_TEXT, true, ""},
    {XML_NAME, false, ""},
    {XML_NAME, false, "a b"},
    {XML_NAME, false, "甲　乙"},
    {XML_NUMBER, true, "0"},
    {XML_NUMBER, false, "1."},
    {XML_NUMBER, false, "一"},
    {XML_NUMBER, false, "１"},
    {XML_NUMBER, false, " 1"},
    {XML_NUMBER, false, ""},
    {XML_INTEGER, true, "007"},
    {XML_INTEGER, false, "-1"},
    {XML_INTEGER, false, "1.0"},
    {XML_INTEGER, false, "1234567890"},
    {XML_LENGTH, true, "-2.5em"},
    {XML_LENGTH, true, "小四"},
    {XML_LENGTH, true, "小4号"},
    {XML_LENGTH, true, "3号"},
    {XML_LENGTH, true, "0.3mm"},
    {XML_LENGTH, false, "3"},
    {XML_LENGTH, false, "3px"},
    {XML_LENGTH, false, "九号"},
    {XML_LENGTH, false, "3 pt"},
    {XML_LENGTH, false, "小七"},
    {XML_LENGTH, false, ""},
    {XML_YES_NO, true, "yes"},
    {XML_YES_NO, false, "YES"},
    {XML_YES_NO, false, "yes "},
    {XML_PERIOD, true, "5年"},
    {XML_PERIOD, true, "2026-01..2026-05"},
    {XML_PERIOD, false, "上半年"},
    {XML_PERIOD, false, "2026 H1"},
    {XML_PERIOD, false, ""},
    {XML_DATE, true, "2000-12-31"},
    {XML_DATE, false, "2026-02-30"},
    {XML_DATE, false, "2026-2-3"},
    {XML_DATE, false, "2026-02-03Z"},
    {XML_DATE, false, ""},
    {XML_CHOICE, false, ""},
    {XML_CHOICE, false, "no such"},
};

/** `<name` with the attributes that it must have, all but `without`. */
static void schemas_add_start(struct buffer *out, const struct xml_element_rule *rule,
                              const char *without) {
    buffer_printf(out, "<%s", rule->name);
    for (const struct xml_attribute_rule *a = rule->attributes; a && a->name; a++)
        if (a->required && (!without || strcmp(a->name, without) != 0))
            buffer_printf(out, " %s=\"%s\"", a->name, schemas_good_value(a, out->arena));
}

/** The way from the root to an element: names joined with |, by breadth; "" if there is none. */
static const char *schemas_way(const struct xml_language *language, const char *to,
                               struct arena *arena) {
    struct way {
        const char *names, *last;
    } ways[200];
    size_t count = 0, next = 0;
    struct text rest = text_of(language->root), piece;
    while (text_cut(&rest, '|', &piece)) {
        const char *name = arena_copy(arena, piece.at, piece.length);
        ways[count++] = (struct way){name, name};
    }
    for (; next < count; next++) {
        if (strcmp(ways[next].last, to) == 0) return ways[next].names;
        const struct xml_element_rule *rule = xml_table_find(language, text_of(ways[next].last));
        rest = text_of(xml_table_expand(language, rule->children, arena));
        while (text_cut(&rest, '|', &piece)) {
            bool seen = false;
            for (size_t i = 0; i < count; i++) seen = seen || text_is(piece, ways[i].last);
            if (seen || !piece.length || count == 200) continue;
            const char *name = arena_copy(arena, piece.at, piece.length);
            ways[count++] =
                (struct way){arena_printf(arena, "%s|%s", ways[next].names, name), name};
        }
    }
    return "";
}

/** A document in which `inner` stands within the last element of the way, whose start tag may be
 *  `own` instead. */
static const char *schemas_wrap(const struct schemas *schemas, const char *way, const char *own,
                                const char *inner, struct arena *arena) {
    struct buffer head = buffer_new(arena);
    const char *tail = "";
    struct text rest = text_of(way), piece;
    for (bool first = true; text_cut(&rest, '|', &piece); first = false) {
        if (own && !rest.at)
            buffer_printf(&head, "%s", own);
        else
            schemas_add_start(&head, xml_table_find(schemas->language, piece), NULL);
        if (first) buffer_printf(&head, " xmlns=\"%s\"", schemas->language->namespace);
        buffer_printf(&head, ">");
        tail = arena_printf(arena, "</%.*s>%s", TEXT_ARGS(piece), tail);
    }
    return arena_printf(arena, "%s%s%s", head.at, inner, tail);
}

static void schemas_ask_children(const struct schemas *schemas,
                                 const struct xml_element_rule *parent, const char *way) {
    struct arena *arena = arena_new();
    const char *allowed = xml_table_expand(schemas->language, parent->children, arena);
    for (const struct xml_element_rule *child = schemas->language->elements; child->name; child++) {
        struct buffer inner = buffer_new(arena);
        schemas_add_start(&inner, child, NULL);
        buffer_printf(&inner, "/>");
        schemas_ask(schemas, schemas_wrap(schemas, way, NULL, inner.at, arena),
                    xml_table_holds(allowed, text_of(child->name)));
    }
    schemas_ask(schemas, schemas_wrap(schemas, way, NULL, "<nothing/>", arena), false);
    schemas_ask(schemas, schemas_wrap(schemas, way, NULL, "\n \t", arena), true);
    schemas_ask(schemas, schemas_wrap(schemas, way, NULL, "字", arena), parent->text);
    schemas_ask(schemas, schemas_wrap(schemas, way, NULL, "　", arena), parent->text);
    arena_free(arena);
}

static void schemas_ask_value(const struct schemas *schemas, const struct xml_element_rule *rule,
                              const char *way, const struct xml_attribute_rule *attribute,
                              const char *value, bool wanted) {
    struct arena *arena = arena_new();
    struct buffer own = buffer_new(arena);
    schemas_add_start(&own, rule, attribute->name);
    buffer_printf(&own, " %s=\"%s\"", attribute->name, value);
    schemas_ask(schemas, schemas_wrap(schemas, way, own.at, "", arena), wanted);
    arena_free(arena);
}

static void schemas_ask_attributes(const struct schemas *schemas,
                                   const struct xml_element_rule *rule, const char *way) {
    struct arena *arena = arena_new();
    for (const struct xml_attribute_rule *a = rule->attributes; a && a->name; a++) {
        schemas_ask_value(schemas, rule, way, a, schemas_good_value(a, arena), true);
        for (size_t i = 0; i < sizeof schemas_values / sizeof *schemas_values; i++)
            if (schemas_values[i].kind == a->kind)
                schemas_ask_value(schemas, rule, way, a, schemas_values[i].value,
                                  schemas_values[i].fits);
        struct buffer own = buffer_new(arena);
        schemas_add_start(&own, rule, a->name);
        schemas_ask(schemas, schemas_wrap(schemas, way, own.at, "", arena), !a->required);
    }
    static const struct xml_attribute_rule others[] = {{"no-such", XML_TEXT, false, NULL},
                                                       {"xml:space", XML_TEXT, false, NULL},
                                                       {"xml:lang", XML_TEXT, false, NULL}};
    for (size_t i = 0; i < 3; i++)
        schemas_ask_value(schemas, rule, way, &others[i], i == 1 ? "preserve" : "zh", i > 0);
    arena_free(arena);
}

/** Everything about one language; `name` is that of the files.  Returns how many elements were
 * reached. */
static size_t schemas_check(const struct xml_language *language, const char *name) {
    struct arena *arena = arena_new();
    struct schemas schemas = schemas_open(language, name, arena);
    size_t reached = 0;
    for (const struct xml_element_rule *rule = language->elements; rule->name; rule++) {
        const char *way = schemas_way(language, rule->name, arena);
        cr_expect(*way, "no way leads to <%s>", rule->name);
        if (!*way) continue;
        reached++;
        schemas_ask_children(&schemas, rule, way);
        schemas_ask_attributes(&schemas, rule, way);
    }
    schemas_ask(&schemas, "<nothing xmlns='urn:none'/>", false);
    schemas_ask(&schemas, arena_printf(arena, "<nothing xmlns='%s'/>", language->namespace), false);
    schemas_close(&schemas);
    arena_free(arena);
    return reached;
}

/** A file of the project must satisfy all three. */
static void schemas_check_file(const struct xml_language *language, const char *name,
                               const char *path) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct schemas schemas = schemas_open(language, name, arena);
    const struct file *file = file_read(arena, path, SIZE_MAX, ORIGIN_NONE, diags);
    cr_assert_not_null(file, "%s", path);
    schemas_ask(&schemas, arena_copy(arena, file->bytes.at, file->bytes.length), true);
    schemas_close(&schemas);
    arena_free(arena);
}

#endif
