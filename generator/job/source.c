/* <source>: where a table comes from, taken into what source/ reads. */
#include <stdlib.h>

#include "job/inner.h"

static void add_constant(struct job_reading *reading, struct source_spec *spec, size_t *room,
                         struct source_constant constant) {
    ARENA_GROW(reading->arena, spec->constants, spec->constant_count, *room);
    spec->constants[spec->constant_count++] = constant;
}

/* Those by attribute come before those by element. */
static void take_constants(struct job_reading *reading, const xml_node *node,
                           struct source_spec *spec) {
    static const char *const attributes[] = {"unit", "period", "section"};
    size_t room = 0;
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        struct text value = xml_attribute(node, attributes[i]);
        if (value.length)
            add_constant(reading, spec, &room,
                         (struct source_constant){text_of(attributes[i]), value, spec->origin});
    }
    for (const xml_node *child = xml_first_element(node); child; child = xml_next_element(child))
        if (xml_is(child, "constant"))
            add_constant(reading, spec, &room,
                         (struct source_constant){xml_attribute(child, "column"),
                                                  xml_attribute(child, "value"),
                                                  xml_attribute_origin(child, "value", 0)});
}

/* A row number, from 1; 0 if the attribute is not there. */
static size_t take_row(struct job_reading *reading, const xml_node *node, const char *attribute,
                       struct origin *origin) {
    struct text text = xml_attribute(node, attribute);
    *origin = xml_attribute_origin(node, attribute, 0);
    if (!text.length) return 0;
    size_t row = (size_t)strtoul(arena_copy(reading->arena, text.at, text.length), NULL, 10);
    if (row) return row;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J154, *origin, "%s=\"%.*s\"", attribute, TEXT_ARGS(text));
    return 0;
}

static void take_heading(struct job_reading *reading, const xml_node *node,
                         struct source_spec *spec) {
    struct source_heading *heading = &spec->heading;
    heading->row = take_row(reading, node, "heading", &heading->row_origin);
    heading->rows = take_row(reading, node, "heading-rows", &heading->rows_origin);
    heading->fill_down = text_trim(xml_attribute(node, "fill-down"));
    heading->fill_origin = xml_attribute_origin(node, "fill-down", 0);
}

void job_take_source(struct job_reading *reading, const xml_node *node) {
    struct source_spec spec = {.table = xml_attribute(node, "table"),
                               .kind = xml_attribute(node, "kind"),
                               .at = xml_attribute(node, "at"),
                               .at_origin = xml_attribute_origin(node, "at", 0),
                               .origin = xml_attribute_origin(node, "file", 0),
                               .sheet = xml_attribute(node, "sheet"),
                               .range = xml_attribute(node, "range"),
                               .hidden = xml_attribute(node, "hidden"),
                               .sheet_origin = xml_attribute_origin(node, "sheet", 0),
                               .range_origin = xml_attribute_origin(node, "range", 0),
                               .encoding = xml_attribute(node, "encoding"),
                               .encoding_origin = xml_attribute_origin(node, "encoding", 0),
                               .separator = xml_attribute(node, "separator"),
                               .separator_origin = xml_attribute_origin(node, "separator", 0),
                               .conflict = xml_attribute(node, "conflict"),
                               .periods = xml_attribute(node, "periods"),
                               .periods_origin = xml_attribute_origin(node, "periods", 0)};
    for (const xml_node *child = xml_first_element(node); child; child = xml_next_element(child))
        if (xml_is(child, "query")) job_take_query(reading, child, &spec);
    job_take_place(reading, node, &spec);
    struct text period = xml_attribute(node, "period");
    struct period ignored;
    if (period.length)
        job_read_period(reading, period, xml_attribute_origin(node, "period", 0), &ignored);
    take_constants(reading, node, &spec);
    take_heading(reading, node, &spec);
    job_take_mapping(reading, node, &spec);
    struct job *job = reading->job;
    ARENA_GROW(reading->arena, job->sources, job->source_count, reading->source_room);
    job->sources[job->source_count++] = spec;
}
