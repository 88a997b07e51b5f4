/* Number formats of workbooks: what a cell's number means (a date, a share, a code …), read from
 * the codes that Excel, WPS and LibreOffice write; and the text that it is handed on as. */
#ifndef SOURCE_FORMAT_H
#define SOURCE_FORMAT_H

#include "base/text.h"

enum format_kind {
    FORMAT_NUMBER,    /* 12.3 */
    FORMAT_PERCENT,   /* 0.125 is 12.5% */
    FORMAT_CODE,      /* nothing but zeros, "000000": 7 is 000007 */
    FORMAT_DATE,      /* 2026-05-31 */
    FORMAT_MONTH,     /* year and month: 2026-05 */
    FORMAT_YEAR,      /* 2026 */
    FORMAT_DATE_TIME, /* 2026-05-31 14:30:00 */
    FORMAT_TIME,      /* 14:30:00 */
    FORMAT_DURATION,  /* [h]: 36:30:00 */
};

struct format {
    enum format_kind kind;
    unsigned zeros; /* of a FORMAT_CODE */
};

/** The format that a code says, "yyyy\"年\"m\"月\"" or "0.0%;[Red]-0.0%". */
struct format format_of_code(struct text code);
/** One of the built-in formats, which files only number: 0 to 49, and 50 to 58 as the Chinese
 * editions have them (ECMA-376 part 1, 18.8.30). */
struct format format_of_number(size_t number);

/** Serial day of a workbook as text in the form of the kind (see above), rounded to the second.
 *  Days count from 1900-01-01 = 1, with the 29th of February that 1900 did not have as 60, or from
 *  1904-01-01 = 0.  NULL for what is no day up to 9999-12-31, and for that 29th of February. */
char *format_serial(struct arena *arena, double serial, bool from_1904, enum format_kind kind);

/** The decimal times 100 with "%": the point is moved, nothing is computed.  For plain decimals. */
struct text format_percent(struct arena *arena, struct text decimal);
/** A plain whole number with zeros in front, at least so many digits; others as they are,
 * the same bytes. */
struct text format_code(struct arena *arena, struct text decimal, unsigned zeros);

#endif
