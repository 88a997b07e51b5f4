/* Sources: files and databases read into tables.  Kinds are rows of a list in source.c.
 *
 *   kind (csv.c, text.c …) → batches of rows → mapping → who asked: metric/, show, a whole table
 *
 * A kind reads its file once and hands its rows on in batches, so that a long file is never held
 * whole.  Whatever the kind, a batch is a struct table: the rest of the program cannot tell which
 * it was. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "source/form.h"
#include "table/table.h"
#include "value/period.h"

struct sheet_witness;

/** Where a table comes from, as the job says it. */
struct source_spec {
    const char *path; /* resolved; may end in "#" and what of the file is wanted; NULL: odbc */
    struct text kind; /* "csv", "text"; empty: found by name and content */
    struct text at;   /* json: keys that lead to the table, "data.rows"; empty: the whole file */
    struct origin at_origin;
    struct text table;    /* what it fills: "metrics", "items", "texts" … */
    struct origin origin; /* of the job's element, for messages */
    /* of a text file: "utf-8", "gb18030", "gbk", "utf-16", "utf-16le", "utf-16be"; empty: told from
     * the bytes */
    struct text encoding;
    /* of CSV: "comma", "tab", "semicolon", "bar"; empty: the one that the heading row has most of
     */
    struct text separator;
    struct origin encoding_origin, separator_origin;
    /* constants that the job gives for columns that the file lacks (unit="…" period="…"
     * section="…") */
    struct source_constant *constants;
    size_t constant_count;
    /* of databases: a login by name (odbc), and what is asked */
    struct text connection;
    struct origin connection_origin;
    struct source_query {
        bool given;
        struct text sql;      /* one SELECT with :unit, :period …; empty: the whole table */
        struct origin origin; /* of its first byte, or of the table's name */
        struct text table;
        int timeout_s; /* 0: SOURCE_TIMEOUT_S */
    } query;
    const struct source_parameters *parameters; /* NULL: a query can have none */
    struct source_heading heading;              /* where the headings stand */
    const struct source_mapping *mapping; /* what the columns mean; NULL: what they are called */
    struct text job_period; /* code of the report's, from which a mapping counts; may be empty */
    const struct source_returns *returns; /* `path` is a folder; NULL: a file */
    struct sheet_witness *witness;        /* told how a sheet is laid out; may be NULL (layout.h) */
    struct text part; /* what of the file is wanted: what stands behind "#" in its path */
    /* of workbooks: a sheet by name or number; an area, a defined name or a table; what is done
     * with hidden rows and columns, "skip" or "read" (that is also done if empty) */
    struct text sheet, range, hidden;
    struct origin sheet_origin, range_origin;
    struct text conflict; /* "error", "keep", "replace" or empty: what metric/ does with a
                             value that an earlier source gives otherwise */
    struct text periods;  /* which periods its rows may be of; empty: any */
    struct origin periods_origin;
};

/** What the parameters of a query stand for, unless the source's own unit="…" and period="…" say
 * it. */
struct source_parameters {
    struct period period;     /* :period, :from, :to, :year */
    const struct text *units; /* codes; a query with :unit is asked once for each */
    size_t unit_count;
};

enum { SOURCE_TIMEOUT_S = 60, SOURCE_TIMEOUT_MOST_S = 24 * 60 * 60 };

/** Who takes the rows of a source. */
struct source_sink {
    /** A batch: columns are the same in each batch of a source, rows lie in reading order.  Called
     * at least once for a source that can be read, with no rows if it has none, so that the columns
     * are seen.  Cell texts last until the return, or as long as the arena if `batch->lasting`;
     * the batch itself (its cells) is filled anew afterwards.  False: no more is wanted. */
    bool (*take)(struct source_sink *sink, struct table *batch);
};

/** Reads one source, batch by batch.  False with diagnostics (all faults of the file, not only the
 * first); rows before and between faulty ones have been given by then.  `arena` keeps the file and
 * lasting texts. */
bool source_stream(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                   struct diags *diags);
/** Reads one source whole.  NULL with diagnostics. */
struct table *source_read(const struct source_spec *spec, struct arena *arena, struct diags *diags);
/** True if a query has :unit and the source no unit="…": the units of the parameters are needed. */
bool source_asks_unit(const struct source_spec *spec);

#endif
