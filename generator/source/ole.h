/* OLE containers (compound files): what they hold, and one stream of them.  The old binary formats
 * of Excel, WPS and Word are such files, and the new ones once they are encrypted.
 *
 * Every offset is checked against the file; chains are followed no further than it has sectors. */
#ifndef SOURCE_OLE_H
#define SOURCE_OLE_H

#include "base/text.h"

enum ole_content {
    OLE_NONE,      /* no such container */
    OLE_DAMAGED,   /* its tables lead out of the file or in a circle */
    OLE_ENCRYPTED, /* EncryptedPackage: a .xlsx or .docx with a password */
    OLE_WORKBOOK,  /* a stream named Workbook: .xls, .et of Excel 97 and later */
    OLE_BOOK,      /* a stream named Book: .xls of Excel 5.0 and 95 */
    OLE_DOCUMENT,  /* a stream named WordDocument: .doc, .wps */
    OLE_OTHER,
};

/** True if the bytes begin with the signature of such a container. */
bool ole_claims(struct text head);
/** What it holds, by the names in its directory. */
enum ole_content ole_look(struct text bytes);
/** The bytes of the stream Workbook, put together in the arena; false if it is not whole. */
bool ole_read_workbook(struct text bytes, struct arena *arena, struct text *out);

#endif
