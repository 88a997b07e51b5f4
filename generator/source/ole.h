/* OLE containers (compound files), as far as needed to tell what is in them: the old binary formats
 * of Excel, WPS and Word, and encrypted files of the new ones.  Nothing is unpacked. */
#ifndef SOURCE_OLE_H
#define SOURCE_OLE_H

#include "base/text.h"

enum ole_content {
    OLE_NONE,      /* no such container */
    OLE_DAMAGED,   /* its tables lead out of the file or in a circle */
    OLE_ENCRYPTED, /* EncryptedPackage: a .xlsx or .docx with a password */
    OLE_WORKBOOK,  /* a stream named Workbook or Book: .xls, .et */
    OLE_DOCUMENT,  /* a stream named WordDocument: .doc, .wps */
    OLE_OTHER,
};

/** True if the bytes begin with the signature of such a container. */
bool ole_claims(struct text head);
/** What it holds, by the names in its directory.  Every offset is checked against the file. */
enum ole_content ole_look(struct text bytes);

#endif
