/* Text as JSON, for what other programs read: `show` and the summary of a run. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdio.h>

#include "base/text.h"

/** The text in quotes.  Control characters are escaped; bytes that are no UTF-8 (file names hold
 * what they like) become U+FFFD. */
void json_write(struct text text, FILE *stream);
/** The same without the quotes, to write a text in pieces. */
void json_write_part(struct text text, FILE *stream);

#endif
