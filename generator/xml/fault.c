/* Words for the parser's errors: the commonest in our own, the rest in libxml2's, each at its true
 * place. */
#include <string.h>

#include <libxml/xmlerror.h>

#include "xml/inner.h"

/* The last `what` at or before the offset; the offset itself if there is none. */
static size_t back_to(const struct fault *fault, const char *what) {
    struct text raw = fault->file->bytes;
    size_t length = strlen(what);
    for (size_t at = fault->offset + 1; at-- > 0;)
        if (at + length <= raw.length && memcmp(raw.at + at, what, length) == 0) return at;
    return fault->offset;
}

static const char *first_string(const xmlError *error) {
    return error->str1 ? error->str1 : "?";
}

static const char *second_string(const xmlError *error) {
    return error->str2 ? error->str2 : "?";
}

static struct origin at_byte(const struct fault *fault, size_t offset) {
    return (struct origin){fault->file, offset};
}

static void add_mismatch(const struct fault *fault, struct arena *arena, struct diags *diags) {
    struct origin origin = at_byte(fault, back_to(fault, "</"));
    const char *opened = "?";
    if (fault->open && fault->open->_private)
        opened = origin_print(at_byte(fault, xml_record(fault->open)->start), arena);
    diags_add(diags, DIAG_X101, origin, N_("</%s> stands where </%s> is due"),
              second_string(fault->error), first_string(fault->error));
    diags_hint(diags, N_("<%s> was opened at %s"), first_string(fault->error), opened);
}

static void add_unclosed(const struct fault *fault, struct diags *diags) {
    size_t offset = fault->offset;
    const char *name = first_string(fault->error);
    if (fault->open && fault->open->_private) {
        offset = xml_record(fault->open)->start;
        name = (const char *)fault->open->name;
    }
    diags_add(diags, DIAG_X101, at_byte(fault, offset), N_("<%s> is never closed"), name);
}

static void add_entity(const struct fault *fault, struct diags *diags) {
    diags_add(diags, DIAG_X101, at_byte(fault, back_to(fault, "&")), N_("unknown entity &%s;"),
              first_string(fault->error));
    diags_hint(diags, N_("write the character itself; only &lt; &gt; &amp; &quot; &apos; and "
                         "numbers such as &#160; are known"));
}

/* libxml2's own sentence without its line end. */
static void add_other(const struct fault *fault, struct diags *diags) {
    struct text words = text_trim(text_of(fault->error->message));
    size_t bad;
    if (!text_is_utf8(words, &bad)) words.length = bad;
    diags_add(diags, DIAG_X101, at_byte(fault, fault->offset), "%.*s", TEXT_ARGS(words));
}

static void add_ampersand(const struct fault *fault, struct diags *diags) {
    diags_add(diags, DIAG_X101, at_byte(fault, back_to(fault, "&")), N_("a bare &"));
    diags_hint(diags, N_("write &amp; for the character itself"));
}

/* The parser stops where the tag ends, or in it; all that stands before has been read. */
static void add_twice(const struct fault *fault, struct diags *diags) {
    struct text raw = fault->file->bytes;
    size_t start = back_to(fault, "<"), end = fault->offset + 1;
    struct text tag = text_slice(raw, start, end < raw.length ? end : raw.length);
    size_t second = xml_find_attribute(tag, text_of(first_string(fault->error)), 1);
    diags_add(diags, DIAG_X101, at_byte(fault, second > 0 ? start + second : fault->offset),
              N_("attribute %s is given twice"), first_string(fault->error));
}

static void add_prefix(const struct fault *fault, struct diags *diags) {
    diags_add(diags, DIAG_X101, at_byte(fault, back_to(fault, "<")),
              N_("namespace prefix %s is not declared"), first_string(fault->error));
}

static void add_bare_less(const struct fault *fault, struct diags *diags) {
    diags_add(diags, DIAG_X101, at_byte(fault, back_to(fault, "<")),
              N_("< must be written &lt; in an attribute"));
}

void xml_add_fault(const struct fault *fault, struct arena *arena, struct diags *diags) {
    switch (fault->error->code) {
    case XML_ERR_TAG_NAME_MISMATCH: add_mismatch(fault, arena, diags); return;
    case XML_ERR_TAG_NOT_FINISHED: add_unclosed(fault, diags); return;
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY: add_entity(fault, diags); return;
    case XML_ERR_NAME_REQUIRED:
        if (strstr(fault->error->message, "EntityRef")) {
            add_ampersand(fault, diags);
            return;
        }
        break;
    case XML_ERR_ENTITYREF_SEMICOL_MISSING: add_ampersand(fault, diags); return;
    case XML_ERR_ATTRIBUTE_REDEFINED: add_twice(fault, diags); return;
    case XML_NS_ERR_UNDEFINED_NAMESPACE: add_prefix(fault, diags); return;
    case XML_ERR_LT_IN_ATTRIBUTE: add_bare_less(fault, diags); return;
    }
    add_other(fault, diags);
}
