/* What the files of this room share: what hangs on libxml2's nodes, and places in raw XML.
 *
 * A document's _private is its home, an element's _private its record.  Text nodes need none:
 * comments, instructions and CDATA marks make no nodes, so a text begins where the tag before it
 * ends. */
#ifndef XML_INNER_H
#define XML_INNER_H

#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "xml/xml.h"

enum { XML_DEPTH_MOST = 200, XML_BYTES_MOST = 64 * 1024 * 1024, XPATH_STEPS_MOST = 1000000 };

struct home {
    const struct file *file; /* NULL for a tree made by the program */
    struct arena *arena;
    xmlDocPtr doc;
    xmlXPathContextPtr xpath; /* made at the first evaluation, then kept */
};

struct record {
    size_t start;    /* its `<` */
    size_t open_end; /* after the `>` of its start tag */
    size_t end;      /* after its end tag */
    const void *payload;
};

/** A home for the document; both are freed with the arena. */
struct home *xml_home_new(struct arena *arena, const struct file *file, xmlDocPtr doc);
const struct home *xml_home(const xml_node *node);
const struct record *xml_record(const xml_node *element);

/** Raw offset of byte `index` of the text that starts at raw offset `at`; comments, instructions
 * and CDATA marks in between are passed over, in attribute values only references and line ends. */
size_t xml_raw_advance(struct text raw, size_t at, size_t index, bool in_attribute);
/** Checks what libxml2 is not asked: UTF-8, declared encoding, DOCTYPE.  False with diagnostics. */
bool xml_check_head(const struct file *file, struct diags *diags);
/** Words an error of libxml2's parser at a raw offset. */
struct fault {
    const struct file *file;
    size_t offset;
    const xmlError *error;
    const xml_node *open; /* innermost open element, or NULL */
};
void xml_add_fault(const struct fault *fault, struct arena *arena, struct diags *diags);
/** Offset after `end`, looked for from `at`; the end of the bytes if it never comes. */
size_t xml_skip_past(struct text raw, size_t at, const char *end);
/** True for the four blanks of XML. */
bool xml_is_blank(char byte);

/** One fault found in an expression, at a byte of it. */
struct path_fault {
    bool found;
    bool computing; /* X302, else X301 */
    size_t offset;
    const char *detail, *hint; /* in the user's language; hint may be NULL */
};
/** A function that expressions may call. */
struct path_function {
    const char *name;
    int least, most; /* arguments */
    enum { PATH_PLAIN, PATH_COUNTING, PATH_COMPUTING } kind;
    const char *hint; /* what to use instead of computing; NULL for the others */
};
const struct path_function *xml_path_function(struct text name);
/** Offset of an attribute's name in a raw start tag, `before` of them left out; 0 if there is none.
 */
size_t xml_find_attribute(struct text tag, struct text name, size_t before);
/** Their names, "a|b|…". */
const char *xml_path_function_names(struct arena *arena);
/** Reads an expression by XPath's grammar and finds what is wrong or computes with figures. */
struct path_fault xml_path_guard(struct text expression, struct arena *arena);

#endif
