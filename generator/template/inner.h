/* Shared inside template/: the compiled template.
 *
 *   file ─ read.c → elements ─ compile.c → parts, a tree of elements and mixed text; includes and
 *          blocks are put in their place
 *   mixed text = plain words and expressions
 *   expression = name + recipe (which figure, printed how)
 *
 * Made once a run, read-only afterwards.  What evaluation shares is in run.h. */
#ifndef TEMPLATE_INNER_H
#define TEMPLATE_INNER_H

#include "prose/prose.h"
#include "template/template.h"
#include "wording/wording.h"

enum { TEMPLATE_DEPTH_MOST = 100, TEMPLATE_INCLUDES_MOST = 16, TEMPLATE_TURNS_MOST = 1000000 };

/* ---- places ---- */

/** Where an expression stands: a template's attribute or text, or (node NULL) the bytes of a data
 * file. */
struct place {
    const xml_node *node;
    const char *attribute; /* NULL: a text node */
    size_t offset;
    struct origin origin; /* node NULL */
    struct text text;     /* node NULL: all of the text that starts at origin */
};
struct origin place_at(const struct place *place, size_t offset);

/* ---- expressions ---- */

/** Which figure, or which word about it. */
enum head {
    HEAD_VALUE,
    HEAD_CHANGE,
    HEAD_BASE,
    HEAD_TARGET,
    HEAD_COMPLETION,
    HEAD_PROGRESS,
    HEAD_VERDICT,
    HEAD_SHARE,
    HEAD_NAME,
    HEAD_MEASURE,
    HEAD_WINDOW,
    HEAD_OUTCOME,
    HEAD_HALVES,
    HEAD_AS_OF,
    HEAD_CAPITAL,
};

struct recipe {
    enum head head;
    struct place head_place; /* of the function that set the head */
    enum change_against against;
    enum wording_change_form form;
    bool alone; /* the figure alone, without the words around it */
    bool lead;  /* 同比, 环比 before a change */
    bool bare, chinese, plain, required;
    bool slogan;         /* 双过半 */
    bool with_year;      /* 截至2026年6月底 */
    int decimals;        /* -1: not asked for */
    struct text measure; /* a scale or a measure; empty: as the dictionary says */
    struct place measure_place;
    struct text whole, whole_unit; /* of a share; the unit may be empty */
    struct place whole_place, whole_unit_place;
};

struct special;
struct expression {
    struct text source;
    struct place place;          /* of the whole expression */
    struct text unit, indicator; /* unit: empty, ".", a code or name */
    struct place unit_place, indicator_place;
    bool has_period;
    struct period period;
    const struct special *special; /* {unit}, {period} …; NULL: an indicator */
    struct text variable;          /* {$name} */
    struct recipe recipe;
};

/** Cuts and understands one expression.  NULL with diagnostics P101, T201 … */
struct expression *expression_read(struct text source, struct place place, struct arena *arena,
                                   struct diags *diags);
/** The same for what prose_cut() gave. */
struct expression *expression_from_bound(const struct bound *bound, struct text source,
                                         struct place place, struct arena *arena,
                                         struct diags *diags);
struct recipe recipe_new(void);
/** Adds one function to the recipe.  False with T201, T202 or T203. */
bool recipe_add(struct recipe *recipe, const struct bound_function *function,
                const struct place *place, struct diags *diags);
/** Makes the recipe one of that head.  False with T202. */
bool recipe_set_head(struct recipe *recipe, enum head head, struct text name, struct origin origin,
                     struct diags *diags);
/** Change forms by name: percent, amount … */
bool recipe_read_form(struct text name, enum wording_change_form *out);
/** Sets the whole of a share.  False with P101 or T203. */
bool recipe_set_whole(struct recipe *recipe, struct text whole, struct place place,
                      struct diags *diags);
/** True if the measure or scale asked for suits the indicator; else T206. */
bool recipe_check_measure(const struct recipe *recipe, const struct indicator *indicator,
                          struct diags *diags);
/** True if a share of the whole can be said: both are of one measure; else T206. */
bool recipe_check_whole(const struct recipe *recipe, const struct indicator *part,
                        const struct indicator *whole, struct diags *diags);
const struct special *special_find(struct text name);
/** The indicator that is named; else NULL with M101 or M102, which thinks of these names too. */
const struct indicator *special_need_indicator(const struct store *store,
                                               const struct expression *expression,
                                               struct diags *diags);

/* ---- parts ---- */

struct mixed_piece {
    struct text text; /* plain words */
    size_t offset;
    struct expression *expression; /* or NULL */
};
struct mixed {
    struct mixed_piece *at;
    size_t count;
    const xml_node *node;
    const char *attribute; /* NULL: a text node */
    bool preserve;
};

struct part;
struct run;
struct compiler;
struct table_column;
struct marked;
struct part_kind {
    const char *name;
    const char *texts; /* attributes that hold mixed text: "title|caption" */
    bool block; /* makes a block of the document (an item with such parts holds blocks, else one
                   paragraph) */
    bool (*compile)(struct compiler *compiler,
                    struct part *part); /* own attributes, before the children; may be NULL */
    void (*run)(struct run *run, const struct part *part);
};
const struct part_kind *part_kind_find(struct text name);
/** The list, for tests; ends with a NULL name. */
extern const struct part_kind part_kinds[];

struct part_text {
    const char *attribute;
    struct mixed *mixed;
};
enum is {
    IS_KNOWN,
    IS_MISSING,
    IS_ZERO,
    IS_UP,
    IS_DOWN,
    IS_LEVEL,
    IS_MET,
    IS_UNMET,
    IS_ON_TIME,
    IS_BEHIND,
    IS_KINDS
};

struct part {
    const struct part_kind *kind; /* NULL: mixed text */
    const xml_node *node;
    const char *container; /* the element that it stands in, elements of control left out */
    struct part *parent, *first, *last, *next;
    size_t place;        /* running number of the element: ids are made from it */
    struct mixed *mixed; /* kind NULL */
    struct part_text *texts;
    size_t text_count;
    struct expression *of;
    struct expression *by; /* for-each */
    struct xml_path *select, *test;
    enum is is;
    struct made_column { /* of a table made from indicators */
        const struct table_column *column;
        struct expression *expression; /* NULL: the number of the row */
    } * columns;
    size_t column_count;
    struct expression **rows;
    size_t row_count;
};

/** Mixed text of an attribute, or NULL. */
const struct mixed *part_text(const struct part *part, const char *attribute);
/** True if anything below makes a block. */
bool part_has_blocks(const struct part *part);
bool part_is_yes(const struct part *part, const char *attribute);
struct text part_attribute(const struct part *part, const char *attribute);
struct origin part_origin(const struct part *part);

/* ---- reading and compiling ---- */

/** What a template that extends another puts in its place. */
struct override {
    struct text name;
    const xml_node *element; /* <block> or <let> */
    size_t depth;            /* of the file in the chain; 0: most derived */
    bool is_let, used;
};
struct template {
    struct arena *arena;
    const struct file **files;
    size_t file_count, file_room;
    struct part *root;
    struct text style, language;     /* empty: as usual */
    struct expression **expressions; /* all, for template_check() */
    size_t expression_count, expression_room;
};
struct compiler {
    struct template *template;
    struct arena *arena;
    struct diags *diags;
    struct override *overrides;
    size_t override_count, override_room;
    size_t depth;       /* of nesting, includes counted in */
    size_t chain_depth; /* file of the chain whose content is being compiled */
    size_t loops;       /* for-each around */
    size_t literal;     /* <literal> around */
    size_t places;
    const char *paths[TEMPLATE_INCLUDES_MOST + 1]; /* files being included */
    size_t path_count;
    bool failed;
};
/** Compiles the children of an element below a part; `container` is the element that they will
 * stand in. */
void compile_children(struct compiler *compiler, const xml_node *node, struct part *parent,
                      const char *container);
/** Compiles one element below a part. */
void compile_element(struct compiler *compiler, const xml_node *node, struct part *parent,
                     const char *container);
/** Understands an expression and keeps it for template_check().  NULL with diagnostics. */
struct expression *compile_expression(struct compiler *compiler, struct text source,
                                      struct place place);
/** The expression of an attribute, with the part's unit= and period= in it. */
struct expression *compile_of(struct compiler *compiler, struct part *part);
/** Adds a fault at an attribute of the part (the element, if it has none); returns false. */
bool compile_fault(struct compiler *compiler, const struct part *part, enum diag_code code,
                   const char *attribute, const char *hint);
bool compile_include(struct compiler *compiler, struct part *part);
/** The extra work of the kinds that have some. */
bool compile_condition(struct compiler *compiler, struct part *part);
bool compile_for_each(struct compiler *compiler, struct part *part);
bool compile_let(struct compiler *compiler, struct part *part);
bool compile_value(struct compiler *compiler, struct part *part);
bool compile_point(struct compiler *compiler, struct part *part);
bool compile_in_loop(struct compiler *compiler, struct part *part);
/** True if `container` may hold the element (or, with an empty name, text) directly. */
bool language_allows(const char *container, struct text element);
/** "a, b, c": what the container may hold, for hints. */
const char *language_children(const char *container, struct arena *arena);
bool language_is_control(struct text element);
bool compile_table(struct compiler *compiler, struct part *part);
bool compile_scores(struct compiler *compiler, struct part *part);

#endif
