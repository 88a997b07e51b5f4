/* Where a source is read from, a file or a database, and what a database is asked. */
#include <stdlib.h>

#include "job/inner.h"

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

void job_take_query(struct job_reading *reading, const xml_node *node, struct source_spec *spec) {
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
void job_take_place(struct job_reading *reading, const xml_node *node, struct source_spec *spec) {
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
