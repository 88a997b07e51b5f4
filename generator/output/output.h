/* Output: finished pages → a file.  Formats are rows of the list in output.c, each a sink of
 * page/page.h. */
#ifndef OUTPUT_OUTPUT_H
#define OUTPUT_OUTPUT_H

#include "font/font.h"
#include "page/page.h"

/** Names: "pdf", "png", "svg", "text", "pages" (dump for tests).  False if there is no such format.
 */
bool output_is_format(struct text format);
/** Extension of the format's files, without a dot. */
const char *output_extension(struct text format);

/** Opens a sink that writes `path` (for png and svg: path without extension gets -001.png …) beside
 * and renames at its end. False with a diagnostic. */
bool output_open(struct text format, const char *path, struct font_set *fonts, struct arena *arena,
                 struct diags *diags, struct page_sink *sink);

#endif
