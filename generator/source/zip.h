/* Containers of workbooks and Word files: one part of a ZIP file at a time, within limits.
 *
 * Reads with libzip; nothing is ever written to disk, so names of parts cannot lead anywhere. */
#ifndef SOURCE_ZIP_H
#define SOURCE_ZIP_H

#include "source/inner.h"

enum {
    ZIP_PARTS_MOST = 10000,
    ZIP_PART_BYTES_MOST = 256 << 20,  /* one part, unpacked */
    ZIP_TOTAL_BYTES_MOST = 512 << 20, /* all parts that were read */
    ZIP_RATIO_MOST = 200,             /* unpacked : packed, of a part above 1 MiB */
};

struct zip_file;

/** Opens the container in a file's bytes.  NULL with diagnostics that tell apart: not a ZIP file at
 * all, an encrypted Office file (OLE container with EncryptedPackage), the old binary format
 * (.xls, .doc), a damaged or cut file, encrypted parts, too many parts.  `what`: "workbook",
 * "Word file", for the hints. */
struct zip_file *zip_open_file(const struct file *file, const char *what, struct arena *arena,
                               struct diags *diags);
/** The bytes of a part, unpacked into the arena; false without a diagnostic if there is none
 * (*found false), false with one if it is damaged or beyond a limit.  Names compare without regard
 * to ASCII case, as the format says. */
bool zip_read_part(struct zip_file *zip, const char *name, struct text *out, bool *found,
                   struct diags *diags);

#endif
