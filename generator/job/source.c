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

static void fail(struct job_reading *reading, enum diag_code code, struct origin origin,
                 const char *what) {
    reading->failed = true;
    diags_add(reading->diags, code, origin, "%s", what);
}

static int take_timeout(struct job_reading *reading, const xml_node *node) {
    struct text value = text_trim(xml_attribute(node, "timeout"));
    if (!xml_has(node, "timeout")) return 0;
    const char *digits = arena_copy(reading->arena, value.at, value.length);
    long seconds = value.length < 9 ? strtol(digits, NULL, 10) : 0;
    if (seconds >= 1 && seconds <= SOURCE_TIMEOUT_MOST_S) return (int)seconds;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J141, xml_attribute_origin(node, "timeout", 0),
              "timeout=\"%.*s\"", TEXT_ARGS(value));
    diags_hint(reading->diags, N_("a query may take 1 to %d seconds; 60 is usual"),
               (int)SOURCE_TIMEOUT_MOST_S);
    return 0;
}

static void take_query(struct job_reading *reading, const xml_node *node,
                       struct source_spec *spec) {
    struct source_query *query = &spec->query;
    if (query->given) {
        fail(reading, DIAG_J107, xml_origin(node), "<query>");
        return;
    }
    query->given = true;
    query->table = xml_attribute(node, "table");
    query->sql = job_content(reading, node, &query->origin);
    query->timeout_s = take_timeout(reading, node);
    if (!query->sql.length && !query->table.length) {
        fail(reading, DIAG_J101, query->origin, "<query>");
        diags_hint(reading->diags, N_("write %s"), "<query>SELECT code, value FROM …</query>");
    } else if (query->sql.length && query->table.length) {
        fail(reading, DIAG_J140, xml_attribute_origin(node, "table", 0), "table=\"\", SELECT");
        diags_hint(reading->diags, N_("a query is either a table's name or a text"));
    }
    if (query->table.length) query->origin = xml_attribute_origin(node, "table", 0);
}

static void need(struct job_reading *reading, const struct source_spec *spec, const char *what,
                 const char *example) {
    fail(reading, DIAG_J101, spec->origin, what);
    diags_hint(reading->diags, N_("write %s"), example);
}

/* A file, or a login to a database: one of the two. */
static void take_place(struct job_reading *reading, const xml_node *node,
                       struct source_spec *spec) {
    bool file = xml_has(node, "file"), odbc = text_is(spec->kind, "odbc");
    spec->connection = xml_attribute(node, "connection");
    spec->connection_origin = xml_attribute_origin(node, "connection", 0);
    if (file) spec->path = job_find_file(reading, node, "file", NULL);
    if (spec->connection.length && (file || (spec->kind.length && !odbc))) {
        fail(reading, DIAG_J140, spec->connection_origin,
             file ? "file=\"\", connection=\"\"" : "kind=\"\", connection=\"\"");
        diags_hint(reading->diags, N_("a source is either a file or a connection to a database"));
    } else if (odbc && !spec->connection.length) {
        need(reading, spec, "connection=\"\"", "<source table=\"metrics\" connection=\"stats\">");
    } else if (!spec->connection.length && !file) {
        need(reading, spec, "file=\"\"", "<source table=\"metrics\" file=\"metrics.csv\"/>");
    } else if (spec->connection.length && !spec->query.given) {
        need(reading, spec, "<query>", "<query>SELECT code, value FROM …</query>");
    }
}

static void take_heading(const xml_node *node, struct source_spec *spec) {
    spec->heading = (struct source_heading){
        .row = (size_t)strtoul(xml_attribute(node, "heading").at, NULL, 10),
        .rows = (size_t)strtoul(xml_attribute(node, "heading-rows").at, NULL, 10),
        .fill_down = text_trim(xml_attribute(node, "fill-down")),
        .row_origin = xml_attribute_origin(node, "heading", 0),
        .fill_origin = xml_attribute_origin(node, "fill-down", 0)};
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
        if (xml_is(child, "query")) take_query(reading, child, &spec);
    take_place(reading, node, &spec);
    struct text period = xml_attribute(node, "period");
    struct period ignored;
    if (period.length)
        job_read_period(reading, period, xml_attribute_origin(node, "period", 0), &ignored);
    take_constants(reading, node, &spec);
    take_heading(node, &spec);
    job_take_mapping(reading, node, &spec);
    struct job *job = reading->job;
    ARENA_GROW(reading->arena, job->sources, job->source_count, reading->source_room);
    job->sources[job->source_count++] = spec;
}
