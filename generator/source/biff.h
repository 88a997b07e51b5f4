/* BIFF8, the records of .xls files (MS-XLS 2.1): one after another, long ones continued in records
 * that follow.  A cursor never leaves the stream, whatever the lengths say. */
#ifndef SOURCE_BIFF_H
#define SOURCE_BIFF_H

#include "base/text.h"

enum biff_type {
    BIFF_FORMULA = 0x0006,
    BIFF_END = 0x000A, /* of a sheet, a chart, the workbook's own part */
    BIFF_EXTERN_SHEET = 0x0017,
    BIFF_NAME = 0x0018,
    BIFF_DATE_MODE = 0x0022,
    BIFF_FILE_PASS = 0x002F, /* all that follows is encrypted */
    BIFF_CONTINUE = 0x003C,
    BIFF_COLUMN_INFO = 0x007D,
    BIFF_BOUND_SHEET = 0x0085,
    BIFF_MUL_RK = 0x00BD,
    BIFF_RSTRING = 0x00D6,
    BIFF_XF = 0x00E0,
    BIFF_MERGE_CELLS = 0x00E5,
    BIFF_SST = 0x00FC,
    BIFF_LABEL_SST = 0x00FD,
    BIFF_NUMBER = 0x0203,
    BIFF_LABEL = 0x0204,
    BIFF_BOOL_ERR = 0x0205,
    BIFF_STRING = 0x0207,
    BIFF_ROW = 0x0208,
    BIFF_RK = 0x027E,
    BIFF_FORMAT = 0x041E,
    BIFF_BEGIN = 0x0809,
};

/** A record under way.  Reading beyond its end goes on in the CONTINUE records behind it; beyond
 * those it gives zeros and sets `short_of`. */
struct biff {
    struct text stream;
    size_t next; /* offset of the record after */
    unsigned type;
    const unsigned char *at, *end;
    bool short_of;
};

/** Moves to the record at `next`; false at the end of the stream, or where it is cut. */
bool biff_next(struct biff *biff);
/** True if so many bytes are left in the record itself. */
bool biff_has(const struct biff *biff, size_t bytes);
unsigned biff_read_8(struct biff *biff);
unsigned biff_read_16(struct biff *biff);
uint32_t biff_read_32(struct biff *biff);
double biff_read_double(struct biff *biff);
/** The number behind an RK value: 30 bits of a double or a whole number, perhaps in hundredths. */
double biff_decode_rk(uint32_t rk);
void biff_skip(struct biff *biff, size_t bytes);
/** A string of so many characters, which starts with its flags; runs of fonts and reading aids
 * behind it are stepped over. */
struct text biff_read_string(struct biff *biff, size_t characters, struct arena *arena);

#endif
