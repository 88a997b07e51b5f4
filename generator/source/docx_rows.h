/* Rows made of the lines of a Word file: what docx_rows.c and docx_items.c share. */
#ifndef SOURCE_DOCX_ROWS_H
#define SOURCE_DOCX_ROWS_H

#include "source/docx.h"

/* Rows under way. */
struct docx_rows {
    const struct source_spec *spec;
    struct source_spec rest; /* without the constants that these rows take themselves */
    const struct docx *docx;
    const struct docx_outline *outline;
    struct source_sink *sink;
    struct arena *arena;
    struct diags *diags;
    struct table *batch;
    struct source_added added;
    size_t own; /* columns of the file */
    bool stopped;
};

static inline struct cell cell_of(struct text text, struct origin origin) {
    return (struct cell){text, origin, false};
}

/** Makes the columns, and one for each constant of the job but those `taken` (both lists end with a
 * NULL); says what of the file stands in none of the rows (D181). */
void docx_rows_start(struct docx_rows *rows, const char *const *columns, const char *const *taken);
/** The next row; its own cells are the caller's to fill.  NULL once no more is wanted. */
struct cell *docx_rows_next(struct docx_rows *rows);
struct cell docx_rows_number(struct docx_rows *rows, size_t number, struct origin origin);
/** Hands on what is left; true. */
bool docx_rows_finish(struct docx_rows *rows);

#endif
