/* Decimals of numbers that a source stores as binary: workbooks, REAL and DOUBLE columns. */
#ifndef SOURCE_DECIMAL_H
#define SOURCE_DECIMAL_H

#include <stdbool.h>

/** Room for the text of any double with its sign, its zeros and the final NUL. */
enum { SOURCE_DECIMAL_BYTES = 352 };

/** The shortest decimal of at most 15 significant digits that reads back as the number; if none
 *  does (sums such as 0.1 + 0.2), the number rounded to 15 significant digits (to even digits if
 *  half-way).  Plain digits, never an exponent; no "+", no "-0", no zeros at the end.
 *
 *  False for what is no number (infinite, not a number). */
bool source_shortest_decimal(double value, char out[SOURCE_DECIMAL_BYTES]);

#endif
