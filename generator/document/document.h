/* The document: a tree of blocks and runs, content without geometry.
 *
 *   document ─ title, subtitle*, blocks
 *   block    ─ section(heading, blocks) paragraph list(item(blocks)) table chart
 *              contents signature page-break
 *   inline   ─ text, figure, strong, link, emphasis (dots), underline, superscript, subscript,
 *              proper-name, ruby(text), note
 *   table    ─ caption, column* (heading text, width share, alignment), row*(cell*)
 *   chart    ─ caption, series*(point*(figure))
 *
 * One struct, tagged; nodes live in the report's arena.  Template evaluation and `render` both feed
 * the same builder (start, attribute, text, figure, end), so both give the same tree by
 * construction; the white-space rule is applied there.  Written as XML in namespace
 * urn:zongjie:document:1. */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "value/figure.h"
#include "xml/xml.h"

enum node_kind {
#define NODE(name, element, children, text, breaks) NODE_##name,
#include "document/kinds.h"
#undef NODE
    NODE_KINDS
};

struct node_attribute {
    struct text name, value;
};

/** Attributes by kind (all optional unless said; values are texts as in XML):
 *
 *  document   style, language (zh-CN), organ, period, unit, author, subject, keywords, date
 *  section    title (short form of a plain heading), numbered (yes|no; yes)
 *  heading    run-in (yes|no; no): the heading opens the paragraph that follows
 *  paragraph  class (body|note|salutation …; body), indent (yes|no),
 *             align (justify|left|centre|right)
 *  list       kind (block|inline; block), scheme ("一是", "1.", "（1）", "①"; "一是")
 *  table      unit (the unit line, 单位：万元), source, note, grid (yes|no),
 *             number (yes|no: 表1; yes), rounding (note|largest-remainder|none; note): what is done
 *             where parts no longer add up once rounded
 *  column     width (share, number), align (left|centre|right|decimal)
 *  row        role (body|total|group; body)
 *  cell       span (columns), align
 *  chart      kind (column|bar|line …), unit, source, note, height (pt),
 *             number (yes|no: 图1; yes), minimum, maximum
 *  series     name
 *  point      label
 *  figure     value, upper, state, qualifier, measure, decimals, indicator, unit, period, better,
 *             nature, standing: only in XML; inside, node.figure holds them
 *  link       to (id of a block) or href
 *  ruby       text (pronunciation; needed)
 *  every      id, but not kept as an attribute: node.id
 *
 *  While building, a block may also be given "key" (place in the template and code of the item):
 *  its id is made from it. */
struct node {
    enum node_kind kind;
    struct node *parent, *first, *last, *next, *previous;
    struct node_attribute *attributes;
    size_t attribute_count, attribute_room;
    struct text text; /* NODE_TEXT: after the white-space rule.  NODE_FIGURE: the printed text. */
    const struct figure *figure; /* NODE_FIGURE */
    struct text id;              /* blocks: from the template place and the item key, or as given */
    /** Sections: 一、, set by document_number(); tables and charts with a caption: 表1, 图1. */
    struct text number;
    /** Sections: 1.. ; notes of a table or chart, which stand below it: 1.. ; set when the document
     * is finished. */
    int level;
    bool preserve; /* NODE_TEXT while building: not subject to the white-space rule */
    /** Template or document place, data cell for figures; never hashed or compared. */
    struct origin origin;
};

struct document {
    struct arena *arena;
    struct node *root;
    struct origin style_origin; /* of the style attribute, if the document was read */
};

/** Name of the kind in XML; "" for text. */
const char *node_kind_name(enum node_kind kind);
/** True for kinds that stand among blocks, and for kinds that stand in a line. */
bool node_is_block(enum node_kind kind);
bool node_is_inline(enum node_kind kind);
struct text node_attribute(const struct node *node, const char *name);
/** Sets or replaces it; the texts are not copied. */
void node_set(struct arena *arena, struct node *node, const char *name, struct text value);
bool node_is_set(const struct node *node, const char *name, const char *value);
/** All text below a node, as printed in its line: without the words of notes. */
struct text node_text(const struct node *node, struct arena *arena);
/** First child of the kind, or NULL. */
struct node *node_child(const struct node *node, enum node_kind kind);
/** The next node below `top` in document order (children first), or NULL. */
struct node *node_following(const struct node *node, const struct node *top);

/* ---- building ---- */

struct builder;
struct builder *builder_new(struct arena *arena, struct diags *diags);
/** Opens a node below the current one.  A kind that may not stand there is N101 and opens nothing
 * usable (its end must still come). A TEXT node is never opened: use builder_text(). */
void builder_start(struct builder *builder, enum node_kind kind, struct origin origin);
void builder_attribute(struct builder *builder, const char *name, struct text value);
/** Text of the current node, not copied; white space is settled when the node that holds it ends.
 * `preserve`: xml:space. White space between blocks is nothing; other text there is N102. */
void builder_text(struct builder *builder, struct text text, bool preserve, struct origin origin);
/** A figure run with its printed text.  `figure` is copied. */
void builder_figure(struct builder *builder, const struct figure *figure, struct text printed,
                    struct origin origin);
/** Ends the current node.  A paragraph that turns out to be empty is left out (note N107). */
void builder_end(struct builder *builder);
/** True if the current node can hold the kind (a template asks before it wraps text in a
 * paragraph). */
bool builder_accepts(const struct builder *builder, enum node_kind kind);
/** The tree so far (a text that is worked out by a builder of its own); NULL before anything was
 * started. */
const struct node *builder_root(const struct builder *builder);
/** Ends the document: gives ids, levels, numbers of tables and charts, verifies.  NULL with
 * diagnostics if nothing was built or it is not sound. */
struct document *builder_finish(struct builder *builder);

/** True if the document is in Traditional characters by its language: zh-Hant, zh-TW, zh-HK, zh-MO,
 * and these with more after a hyphen. */
bool document_language_is_traditional(struct text language);
/** The same of the document that the node stands in. */
bool node_is_traditional(const struct node *node);
/** The n-th number of a scheme: wording_ordinal(). */
typedef struct text document_ordinal(struct arena *arena, struct text scheme, int n);
/** Numbers the sections in a scheme of four (style; "" = not numbered): sets node.number.  Sections
 * with numbered="no", or without a heading, neither have a number nor count. */
void document_number(struct document *document, const struct text numbering[4],
                     document_ordinal *ordinal);
/** Structure faults: N1xx (a table row with more cells than columns, an empty document, a heading
 * without a body …). */
bool document_verify(const struct document *document, struct diags *diags);
/** The tree as XML, UTF-8, with a final line end.  Reading it gives an equal tree; only fractions
 * without an end (1/3) are written to 12 decimals. */
struct text document_write(const struct document *document, struct arena *arena);
/** Reads such XML.  NULL with diagnostics. */
struct document *document_read(const struct file *file, struct arena *arena, struct diags *diags);
extern const struct xml_language document_language;

#endif
