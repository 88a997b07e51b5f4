/* Sources: files (later also databases) read into tables.  Kinds are rows of a list in source.c. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "table/table.h"

/** Where a table comes from, as the job says it. */
struct source_spec {
    const char *path;     /* resolved; may end in #SHEET for workbooks */
    struct text kind;     /* "csv", "text"; empty: found by name and content */
    struct text table;    /* what it fills: "metrics", "items", "texts" … */
    struct origin origin; /* of the job's element, for messages */
    /* constants that the job gives for columns that the file lacks (unit="…" period="…"
     * section="…") */
    struct source_constant {
        struct text column, value;
        struct origin origin;
    } * constants;
    size_t constant_count;
};

/** Reads one source.  NULL with diagnostics (all faults of the file, not only the first). */
struct table *source_read(const struct source_spec *spec, struct arena *arena, struct diags *diags);

#endif
