/* What a source was read as, for people and programs. */
#ifndef SOURCE_SHOW_H
#define SOURCE_SHOW_H

#include <stdio.h>

#include "source/source.h"

/** Reads a source and writes one JSON object a row and line: every value as the text that it was
 * read as, in the order of the columns, and "@origin", the place of the row's first cell:
 * "metrics.csv:7:1".  False as source_stream(); the caller looks at ferror(). */
bool source_show(const struct source_spec *spec, FILE *stream, struct arena *arena,
                 struct diags *diags);

/** The same for rows that were read already. */
void source_show_table(const struct table *table, FILE *stream);

#endif
