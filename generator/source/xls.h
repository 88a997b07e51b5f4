/* Workbooks of Excel 97 to 2003 and of WPS (.xls, and .et in the same container). */
#ifndef SOURCE_XLS_H
#define SOURCE_XLS_H

#include "source/biff.h"
#include "source/book.h"

enum { XLS_ROWS_MOST = 65536, XLS_COLUMNS_MOST = 256 };

struct xls {
    struct book book;
    struct text stream;
    struct text *strings; /* shared */
    size_t string_count;
};

/** What the workbook's own part says: sheets, formats, shared strings, names.  False with
 * diagnostics. */
bool xls_read_workbook(struct xls *xls);
/** Cells of a sheet; NULL with diagnostics if it cannot be read.  *good: no cell was faulty. */
struct sheet *xls_read_sheet(struct xls *xls, const struct book_choice *choice, bool *good);
/** Says that the file is damaged. */
bool xls_refuse(struct xls *xls, const char *detail);

#endif
