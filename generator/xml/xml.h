/* XML, read in this one room: no network, no external entities, no DTD, limits on depth and size.
 *
 * Nodes are libxml2's, opaque outside; each knows the byte of the input where it begins (libxml2
 * alone reports where a tag ends, and never a line above 65535).  Only UTF-8 is read. */
#ifndef XML_XML_H
#define XML_XML_H

#include "base/diag.h"

struct _xmlNode;
typedef struct _xmlNode xml_node; /* libxml2's; use the calls below */

/** Parses a file.  NULL with diagnostics X1xx (line, column) if it is not well-formed, has a DTD,
 * is deeper than 200, or larger than 64 MiB. The tree lives as long as the arena.  Returns the root
 * element.  Comments and processing instructions are dropped. */
xml_node *xml_read(const struct file *file, struct arena *arena, struct diags *diags);

struct text xml_name(const xml_node *node);      /* local name */
struct text xml_namespace(const xml_node *node); /* empty if none */
bool xml_is_text(const xml_node *node);          /* text or CDATA; all else is an element */
bool xml_is(const xml_node *node, const char *local_name);
xml_node *xml_first(const xml_node *node); /* first child, element or text */
xml_node *xml_next(const xml_node *node);
xml_node *xml_parent(const xml_node *node); /* NULL for the root */
xml_node *xml_first_element(const xml_node *node);
xml_node *xml_next_element(const xml_node *node);
/** Text of a text node. */
struct text xml_text(const xml_node *node);
/** All text below an element, joined. */
struct text xml_content(const xml_node *node, struct arena *arena);

struct xml_attribute {
    struct text name, value;
};
/** Attributes without a namespace, in the order of the document (xml:space and the like are left
 * out). */
size_t xml_attribute_count(const xml_node *node);
struct xml_attribute xml_attribute_at(const xml_node *node, size_t index);
bool xml_has(const xml_node *node, const char *attribute);
/** Value, or the empty text. */
struct text xml_attribute(const xml_node *node, const char *attribute);
/** The same for the first attribute of this local name, whatever its namespace: for formats whose
 * attributes have one (w:val, r:id). */
struct text xml_attribute_local(const xml_node *node, const char *local_name);
/** True if the element has an attribute of this local name, whatever its namespace. */
bool xml_has_local(const xml_node *node, const char *local_name);
/** xml:space="preserve" on the node or the nearest ancestor that has xml:space. */
bool xml_preserves_space(const xml_node *node);

/** The `<` of an element, or the first byte of a text node. */
struct origin xml_origin(const xml_node *node);
/** Byte `index` of the node's text, in the input (character references and CR LF are counted
 * right). */
struct origin xml_text_origin(const xml_node *text_node, size_t index);
/** Byte `index` of an attribute's value, in the input; the element if there is no such attribute.
 */
struct origin xml_attribute_origin(const xml_node *node, const char *attribute, size_t index);
/** The first byte of the attribute's name; the element if there is no such attribute. */
struct origin xml_attribute_name_origin(const xml_node *node, struct text attribute);

/* ---- element tables: what a file may hold; also the source of the shipped schemas' test ---- */

enum xml_kind { /* of an attribute's value */
                XML_TEXT,
                XML_NAME,    /* non-empty, no blanks */
                XML_NUMBER,  /* decimal, may be negative */
                XML_INTEGER, /* 0 or more */
                XML_LENGTH,  /* number with pt, mm, cm, em, or a Chinese size name (三号) */
                XML_YES_NO,
                XML_PERIOD, /* period code */
                XML_DATE,   /* 2026-07-05 */
                XML_CHOICE, /* one of `choices` */
};

struct xml_attribute_rule {
    const char *name;
    enum xml_kind kind;
    bool required;
    const char *choices; /* "a|b|c" for XML_CHOICE */
};

struct xml_element_rule {
    const char *name;
    const char
        *children; /* "a|b|c"; "" none; a name may stand for a group: "%block" (see groups) */
    bool text;     /* may hold text */
    const struct xml_attribute_rule *attributes; /* ends with a NULL name; may be NULL */
    const char *since;                           /* reserved for versions; NULL */
};

struct xml_group {
    const char *name;    /* "%block" */
    const char *members; /* "p|section|%control" */
};

struct xml_language {
    const char *namespace;
    const char *root;                        /* "a|b" if several roots are possible */
    const struct xml_element_rule *elements; /* ends with a NULL name */
    const struct xml_group *groups;          /* ends with a NULL name; may be NULL */
    /* Order and number of children are the reader's own business. */
};

/** Checks a tree against the table: X201 wrong namespace, X202 unknown element (with "did you
 * mean"), X203 not allowed here, X204 unknown attribute, X205 missing attribute, X206 wrong value,
 * X207 text not allowed here. */
bool xml_check(const xml_node *root, const struct xml_language *language, struct arena *arena,
               struct diags *diags);
/** A length in points; `em_pt` is what 1em comes to.  False if the text is none. */
bool xml_length(struct text value, double em_pt, double *points);
/** A decimal number (for geometry; figures are read by value/).  False if the text is none. */
bool xml_number(struct text value, double *number);
/** True for a day of the calendar, written 2026-07-05. */
bool xml_is_date(struct text value);
/** The nearest of several names ("a|b|c", groups not expanded), or empty: for "did you mean". */
struct text xml_nearest(struct text wrong, const char *names);

/* ---- XPath 1.0, for choosing only: it never sees a figure ---- */

struct xml_path; /* a compiled expression */

/** Compiles; arithmetic, comparison by size and number functions are refused (X302) except among
 * integer literals, position(), last(), count(), string-length(); a syntax error is X301.  `origin`
 * is that of the expression's first byte.  NULL on error. */
struct xml_path *xml_path_compile(struct text expression, struct origin origin, struct arena *arena,
                                  struct diags *diags);

/** A tree made by the program for XPath to walk: elements with attributes. */
struct xml_tree;
struct xml_tree *xml_tree_new(struct arena *arena, const char *root_name);
xml_node *xml_tree_root(struct xml_tree *tree);
/** Adds an element; `payload` is found again by xml_payload(). */
xml_node *xml_tree_add(struct xml_tree *tree, xml_node *parent, const char *name,
                       const void *payload);
void xml_tree_set(struct xml_tree *tree, xml_node *node, const char *attribute, struct text value);
void xml_tree_set_text(struct xml_tree *tree, xml_node *node, struct text value);
const void *xml_payload(const xml_node *node);

/** Variables of an expression ($item): name → node or text. */
struct xml_variable {
    struct text name;
    xml_node *node; /* or NULL: then the text */
    struct text value;
};
struct xml_scope {
    xml_node *context;
    size_t position, size; /* of the loop, from 1 */
    const struct xml_variable *variables;
    size_t variable_count;
};

/** Elements chosen, in document order; X303 if the result is no node set or the step limit
 * (1,000,000) is passed. */
bool xml_path_select(const struct xml_path *path, const struct xml_scope *scope,
                     struct arena *arena, xml_node ***nodes, size_t *count, struct diags *diags);
/** As a condition. */
bool xml_path_test(const struct xml_path *path, const struct xml_scope *scope, struct arena *arena,
                   bool *result, struct diags *diags);
struct xml_words {
    struct text text;
    const xml_node *from; /* the element that it is taken from, or NULL */
};
/** As a text. */
bool xml_path_text(const struct xml_path *path, const struct xml_scope *scope, struct arena *arena,
                   struct xml_words *result, struct diags *diags);

#endif
