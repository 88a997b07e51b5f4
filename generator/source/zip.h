/* Containers of workbooks and Word files: one part of a ZIP file at a time, within limits.
 *
 * Reads with libzip; nothing is ever written to disk, so names of parts cannot lead anywhere. */
#ifndef SOURCE_ZIP_H
#define SOURCE_ZIP_H

#include "source/inner.h"

enum {
    ZIP_PARTS_MOST = 10000,
    ZIP_DIRECTORY_BYTES_MOST = 4 << 20, /* the list of parts */
    ZIP_PART_BYTES_MOST = 256 << 20,    /* one part, unpacked */
    ZIP_TOTAL_BYTES_MOST = 512 << 20,   /* all parts that were read */
    ZIP_RATIO_MOST = 200,               /* unpacked : packed, of a part above 1 MiB */
};

/** What the user takes the file for; words the hints. */
enum zip_kind { ZIP_WORKBOOK, ZIP_WORD_FILE };

struct zip_parts;

/** Opens the container in a file's bytes.  NULL with a diagnostic that tells apart: not a ZIP file
 * at all (D140), encrypted (D141: an OLE container with EncryptedPackage, or encrypted parts), a
 * damaged or cut file (D142), the old binary format (D143: .xls, .doc), too many parts (D144). */
struct zip_parts *zip_open_parts(const struct file *file, enum zip_kind kind, struct arena *arena,
                                 struct diags *diags);
/** The file that it was opened from. */
const struct file *zip_file_of(const struct zip_parts *zip);
/** True if the container has the part.  Names compare without regard to ASCII case, as the format
 * says; a leading '/' is nothing. */
bool zip_has_part(const struct zip_parts *zip, const char *name);
/** The bytes of a part, unpacked into the arena; false without a diagnostic if there is none
 * (*found false), false with one if it is damaged (D142) or beyond a limit (D144). */
bool zip_read_part(struct zip_parts *zip, const char *name, struct text *out, bool *found,
                   struct diags *diags);

/** Takes a part piece by piece; a piece lasts until the return.  False: no more is wanted. */
typedef bool zip_take(void *context, struct text piece);
/** Hands the bytes of a part on as they are unpacked, so that a long part is never held whole.
 * False as zip_read_part(), and, without a diagnostic, if `take` wanted no more. */
bool zip_stream_part(struct zip_parts *zip, const char *name, zip_take *take, void *context,
                     bool *found, struct diags *diags);

/** Says what a file is that is no such container (D140, D141, D142, D143). */
void zip_add_other(const struct file *file, enum zip_kind kind, struct diags *diags);
/** Says that a file is encrypted (D141). */
void zip_add_encrypted(struct diags *diags, struct origin origin, enum zip_kind kind);
/** Says that a file is damaged (D142), with the hint what to do.  `detail` is translated. */
void zip_add_damage(struct diags *diags, struct origin origin, enum zip_kind kind,
                    const char *detail);

#endif
