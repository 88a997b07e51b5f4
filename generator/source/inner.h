/* What the kinds of source share; for source/ only. */
#ifndef SOURCE_INNER_H
#define SOURCE_INNER_H

#include "source/source.h"

enum {
    SOURCE_BYTES_MOST = 1 << 30,           /* a file */
    SOURCE_TEXT_BYTES_MOST = 1 << 28,      /* a file that is read as text */
    SOURCE_CONVERTED_BYTES_MOST = 1 << 27, /* the same in another encoding than UTF-8 */
    SOURCE_CELL_BYTES_MOST = 1 << 20,      /* a cell */
    SOURCE_COLUMNS_MOST = 10000,           /* a table */
    SOURCE_CELLS_MOST = 10000000,
    SOURCE_HEAD_BYTES = 4096, /* what claim() sees */
    SOURCE_BATCH_ROWS = 1024, /* rows handed on at once */
    SOURCE_BATCH_CELLS = 1 << 17,
};

struct source_kind {
    const char *name; /* as written in a job */
    /* 0 to 100: how sure it is from the path and the first bytes; SURE wins over GUESS. */
    int (*claim)(const char *path, struct text head);
    /* Hands every row to the sink; false with diagnostics. */
    bool (*read)(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                 struct diags *diags);
    unsigned takes; /* SOURCE_TAKES_…: what a job may say of it; the rest is refused (D126) */
};

enum {
    SOURCE_TAKES_ENCODING = 1 << 0,
    SOURCE_TAKES_SEPARATOR = 1 << 1,
    SOURCE_TAKES_PART = 1 << 2, /* "#…" behind the file */
    SOURCE_TAKES_SHEET = 1 << 3,
    SOURCE_TAKES_AREA = 1 << 4,    /* range, hidden */
    SOURCE_TAKES_HEADING = 1 << 5, /* heading, heading-rows, fill-down */
    SOURCE_TAKES_AT = 1 << 6,
    SOURCE_TAKES_QUERY = 1 << 7,
};

enum { SOURCE_NO_CLAIM = 0, SOURCE_LAST_RESORT = 1, SOURCE_GUESS = 30, SOURCE_SURE = 90 };

extern const struct source_kind source_csv, source_text, source_docx, source_xlsx, source_xls,
    source_json, source_sqlite, source_odbc;

/** An empty table with the name that a source's rows go by: what it fills, else the file's stem. */
struct table *source_table(const struct source_spec *spec, const struct file *file,
                           struct arena *arena);
/** A sink that makes one table of all batches; NULL until the first. */
struct source_collector {
    struct source_sink sink;
    struct arena *arena;
    struct table *table;
};
struct source_collector source_collect(struct arena *arena);

/** Hands a batch on and clears it; false once no more is wanted. */
bool source_give(struct source_sink *sink, struct table *batch);
/** A new row of the batch, to be filled; a full batch is handed on before.  NULL once no more is
 * wanted.  The caller gives the last batch itself. */
struct cell *source_next_row(struct source_sink *sink, struct table *batch, struct arena *arena);

/** Opens a text file: what it gives is UTF-8 without NUL, whatever the file is in.  Bytes of the
 * file that is given are the converted ones; lines and columns are those of the original.  NULL
 * with D101, D102, D103, D109, D120, D124, D125; notes D121, D122 and a warning D123. */
const struct file *source_open_text(const struct source_spec *spec, struct arena *arena,
                                    struct diags *diags);
/** Offset of the first byte after a byte order mark. */
size_t source_start(const struct file *file);
/** True if the path ends in one of the extensions (".csv"), which end with a NULL; capitals are the
 * same. */
bool source_has_extension(const char *path, const char *const *extensions);

/** The constants of a job that have become columns: the last `count` ones of the table. */
struct source_added {
    const struct source_constant **at;
    size_t count;
};
/** Adds a column for each constant that the file has no column for, with a note (D114) for the
 * others. */
struct source_added source_add_constants(const struct source_spec *spec, struct table *table,
                                         struct arena *arena, struct diags *diags);
/** Fills their cells of a row; `cells` is the first of them. */
void source_fill_constants(struct source_added added, struct cell *cells);

#endif
