/* XML parts of a workbook, read as a stream of elements and text, whatever their size.
 *
 * No network, no document type (so no entity but the five of XML), limits on depth and on the text
 * of one element.  Only elements of the workbook's own namespaces are handed on, transitional and
 * strict alike; what others add to the format (and all that is in it) is left out. */
#ifndef SOURCE_OOXML_H
#define SOURCE_OOXML_H

#include "source/zip.h"

enum { OOXML_DEPTH_MOST = 64 };

/** The attributes of the element that start() is called for. */
struct ooxml_attributes {
    const unsigned char **at; /* five of libxml2 each */
    size_t count;
};

struct ooxml_reader {
    /** Element by its local name.  Each may end the reading by ooxml_stop(). */
    void (*start)(struct ooxml_reader *reader, const char *name,
                  const struct ooxml_attributes *attributes);
    void (*end)(struct ooxml_reader *reader, const char *name);
    /** Called in pieces. */
    void (*characters)(struct ooxml_reader *reader, struct text text);
    struct ooxml_state *state; /* set while a part is read */
};

/** Value of an attribute without a namespace; lasts until start() returns.  Empty if there is none
 */
struct text ooxml_attribute(const struct ooxml_attributes *attributes, const char *name);
/** The same with the namespace of relationships: r:id. */
struct text ooxml_relation(const struct ooxml_attributes *attributes, const char *name);
/** "1" or "true". */
bool ooxml_is_true(struct text value);
/** A whole number without sign, at most `most`; false if the text is none. */
bool ooxml_number(struct text text, size_t most, size_t *number);

/** Reads a part.  False without a diagnostic if there is none (*found false); with one (D142 for
 * XML that is broken or nested too deep) or, after ooxml_stop(), whatever was added by then. */
bool ooxml_read(struct zip_parts *zip, const char *name, struct ooxml_reader *reader, bool *found,
                struct diags *diags);
/** The same for bytes (tests, fuzzing). */
bool ooxml_read_bytes(const struct file *file, const char *name, struct text bytes,
                      struct ooxml_reader *reader, struct diags *diags);
/** No more is wanted; ooxml_read() gives `good`. */
void ooxml_stop(struct ooxml_reader *reader, bool good);
/** What is read contradicts itself: D142 with the part's name, and no more is wanted.  `detail` is
 * translated. */
void ooxml_damaged(struct ooxml_reader *reader, const char *detail);

/** Text of a cell as workbooks write it: _x000D_ is a control character, without
 * xml:space="preserve" blanks at both ends are none.  Appended to what `out` holds. */
void ooxml_add_text(struct buffer *out, struct text raw, bool keep_blanks);
/** True if the element says xml:space="preserve". */
bool ooxml_keeps_blanks(const struct ooxml_attributes *attributes);

#endif
