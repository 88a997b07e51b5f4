/* What a source was read as, for people and programs. */
#ifndef SOURCE_SHOW_H
#define SOURCE_SHOW_H

#include <stdio.h>

#include "table/table.h"

/** One JSON object a row and line: every value as the text that it was read as, in the order of the
 * columns, and
 *  "@origin", the place of the row's first cell: "metrics.csv:7:1".  The caller looks at ferror().
 */
void source_show(const struct table *table, FILE *stream);

#endif
