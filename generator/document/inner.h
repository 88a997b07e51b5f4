/* Shared inside document/: the table of kinds, white space, figures as attributes, ids.
 *
 * Nothing here is for other rooms. */
#ifndef DOCUMENT_INNER_H
#define DOCUMENT_INNER_H

#include "document/document.h"

enum { DOCUMENT_DEPTH_MOST = 200, DOCUMENT_NODES_MOST = 4000000, DOCUMENT_LEVELS = 4 };

/* Bits of kinds; there are fewer than 64. */
typedef uint64_t kind_set;
#define KIND_BIT(kind) ((kind_set)1 << (kind))

/** Kinds that may stand directly below `kind`, TEXT among them. */
kind_set kind_children(enum node_kind kind);
/** True for kinds that hold a line of text as a whole: paragraph, title, cell … */
bool kind_is_holder(enum node_kind kind);
bool kind_holds_text(enum node_kind kind);
/** Kind of an element, or NODE_KINDS. */
enum node_kind kind_find(struct text element);
/** The groups of kinds.h, for the element table. */
#define KIND_BLOCKS "section|paragraph|list|table|chart|contents|signature|page-break"
#define KIND_INLINES                                                                               \
    "figure|strong|link|emphasis|underline|superscript|subscript|proper-name|ruby|note"

/** The next node of the line below `top`: the words of a note are no part of the line. */
struct node *node_in_line(const struct node *node, const struct node *top);
struct node *node_new(struct arena *arena, enum node_kind kind, struct origin origin);
void node_append(struct node *parent, struct node *child);
void node_remove(struct node *node);

/** True for the four characters of XML's white space. */
bool space_is(char byte);
bool space_is_only(struct text text);
/** A copy with _ for white space: ids hold none. */
struct text space_underscored(struct arena *arena, struct text text);
/** Applies the white-space rule below a holder, then joins neighbouring texts and drops empty ones.
 */
void space_settle(struct node *holder, struct arena *arena, struct diags *diags);
/** True if reading the holder's text again would change it: then it is written with xml:space. */
bool space_needs_preserve(const struct node *holder);

enum { FIGURE_ATTRIBUTES_MOST = 12 };
/** The figure as attributes, in a fixed order; returns their number. */
size_t figure_to_attributes(const struct figure *figure, struct arena *arena,
                            struct node_attribute out[FIGURE_ATTRIBUTES_MOST]);
/** Makes node->figure from the node's attributes and drops them.  False with N117. */
bool figure_from_attributes(struct node *node, struct arena *arena, struct diags *diags);

struct arena *builder_arena(const struct builder *builder);

/** Gives every block without an id one; levels for sections; 表1, 图1. */
void number_assign_ids(struct document *document);
void number_assign_levels(struct document *document);

#endif
