/* Shared inside template/: one evaluation of a compiled template, in the arena of its report.
 *
 *   evaluate.c walks the parts; each kind of part has one call, in the list of kinds.c
 *   ask.c, figures.c   expression → what it asks for → words and figures
 *   data.c             the tree that select and test walk
 *   the rest           elements by kind; all put their text and figures into the document builder
 */
#ifndef TEMPLATE_RUN_H
#define TEMPLATE_RUN_H

#include "template/inner.h"

enum datum_kind { DATUM_OTHER, DATUM_UNIT, DATUM_ITEM, DATUM_WRITTEN, DATUM_INDICATOR };
struct datum { /* what a node of the data tree stands for */
    enum datum_kind kind;
    const struct unit *unit;
    const struct item *item;
    const struct written *written;
    const struct indicator *indicator;
};
/** The data tree of the report. */
struct xml_tree *data_build(const struct template_run *in, struct arena *arena);
const struct datum *data_of(const xml_node *node); /* never NULL */
/** Name of the node for people: 名称 of a unit or indicator, title or text of an item. */
struct text data_label(const xml_node *node);
/** The cell that a text of the node was read from; no place for what the program makes. */
struct origin data_origin(const struct datum *datum, struct text text);
/** What makes the node different from its siblings, for ids; empty: nothing does. */
struct text data_key(const xml_node *node);

struct scope { /* one variable; newest first */
    const struct scope *up;
    struct text name, value;
    xml_node *node;
    struct origin origin; /* of a value that was read from data */
};
struct loop { /* the turn of a for-each; innermost first */
    const struct loop *up;
    xml_node *node;            /* NULL: a row of a table made from names */
    const struct datum *datum; /* never NULL */
    size_t position, size;
};
struct inline_list { /* a list inside a paragraph, under way */
    struct text scheme;
    size_t count;
};
enum { STANDINGS = 5 };
struct run {
    const struct template *template;
    const struct template_run *in;
    const struct slice *slice;
    struct arena *arena;
    struct diags *diags;
    struct builder *builder;
    const struct scope *scope;
    const struct loop *loop;
    struct inline_list *list;   /* NULL: lists are blocks */
    struct text key;            /* of the turns around, for ids: "-p3-5" */
    enum wording_script script; /* of the words that the program prints */
    uint32_t last;              /* last character that was put out */
    size_t turns;
    bool stopped;
    xml_node *report; /* root of the data tree, made when first asked for */
    struct prose_matcher *matcher;
    struct xml_variable *variables;
    size_t variable_count;
    const struct scope *variables_of; /* the scope that they were made from */
    struct marked *marked;            /* cells with failed checks */
    size_t standings[STANDINGS];      /* figures printed, by standing */
    bool standings_said;              /* {standings} was printed */
    bool *used;                       /* written texts that were printed, by index in the slice */
};

enum { PRINTED_MOST = 2 * BOUND_ARGUMENTS_MOST + 4 };
struct printed_piece {
    struct text text;
    struct origin origin; /* of a text that was read from data */
    bool is_figure;
    struct figure figure;
};
/** An expression as it is printed: words, figures, words. */
struct printed {
    struct printed_piece at[PRINTED_MOST];
    size_t count;
};
/** A unit by name, if this report may read it; else NULL with M103 or T404. */
const struct unit *run_need_unit(struct run *run, struct text name, struct origin origin);
/** The unit of the nearest loop over units, or NULL. */
const struct unit *run_loop_unit(const struct run *run);
/** The caption of a table or chart, if it has one. */
void run_caption(struct run *run, const struct part *part);
/** What an expression asks for in this run. */
struct asked {
    const struct indicator *indicator;
    struct metric_ask ask;
};
/** Finds indicator and unit.  False with M101 …, T204, T404. */
bool figure_ask(struct run *run, const struct expression *expression, struct asked *out);
/** Prints an expression; false with diagnostics. */
bool figure_print(struct run *run, const struct expression *expression, struct printed *out);
/** Heads about several units, periods or figures (statements.c). */
void statement_print(struct run *run, const struct expression *expression,
                     const struct asked *asked, struct printed *out);
/** The number behind one: a place, a count, a rate; MISSING if there is none. */
struct figure statement_figure(struct run *run, const struct expression *expression,
                               const struct asked *asked);
/** Counts a figure that is printed by its standing. */
void run_note_standing(struct run *run, const struct figure *figure);
/** What the standings counted so far are, in words. */
struct text run_say_standings(struct run *run);
/** T411 if standings are mixed, and not said. */
void run_check_standings(struct run *run);
/** Helpers of figures.c. */
void printed_add_text(struct printed *out, struct text text);
void printed_add_figure(struct printed *out, const struct figure *figure, struct text text);
struct wording_style figure_style(const struct run *run, const struct recipe *recipe);
struct figure figure_in_wanted(struct run *run, const struct expression *expression,
                               const struct indicator *indicator, struct figure figure);
void figure_print_words(struct run *run, struct text words, const struct figure *figures,
                        size_t count, struct wording_style style, struct printed *out);
/** T401, T402. */
void figure_report_state(struct run *run, const struct expression *expression,
                         const struct asked *asked, const struct figure *figure);
/** T410 if the words are —. */
void figure_report_nothing(struct run *run, const struct expression *expression,
                           const struct asked *asked, struct text words);
/** The exact figure that an expression stands for (value, base, target, growth, completion, share);
 * MISSING if none. */
struct figure figure_exact(struct run *run, const struct expression *expression,
                           const struct asked *asked);
/** The window of a value, where it is not the report's period: 1—5月; else empty. */
struct text figure_window(struct run *run, struct metric_ask ask);
/** The number of a change alone, for tables and charts; MISSING where there is none. */
struct figure figure_of_change(struct run *run, const struct change *change,
                               enum wording_change_form form);
/** What the share's whole asks for; false with diagnostics M101 … */
bool figure_ask_whole(struct run *run, const struct expression *expression,
                      const struct asked *part, struct metric_ask *whole);
/** How the figure that the expression printed came to be: in full in a run that is traced. */
const struct lineage *lineage_make(struct run *run, const struct expression *expression,
                                   const struct asked *asked, const struct figure *printed);
bool special_print(struct run *run, const struct expression *expression, struct printed_piece *out);
bool condition_holds(struct run *run, const struct part *part);

void run_children(struct run *run, const struct part *part);
void run_mixed(struct run *run, const struct mixed *mixed);
void run_expression(struct run *run, const struct expression *expression);
void run_printed(struct run *run, const struct printed *printed, struct origin origin);
void run_text(struct run *run, struct text text, bool preserve, struct origin origin);
/** The same as text alone, for attributes. */
struct text run_flatten(struct run *run, const struct mixed *mixed);
struct text run_flatten_part(struct run *run, const struct part *part, const char *attribute);
/** Starts a node, with the key of its place; end it with builder_end(). */
void run_start(struct run *run, enum node_kind kind, const struct part *part);
/** Copies attributes ("class|indent") from the template's element. */
void run_copy_attributes(struct run *run, const struct part *part, const char *names);
xml_node *run_context(struct run *run);
struct xml_scope run_xml_scope(struct run *run);
/** Counts a turn of a loop; false once there were too many. */
bool run_count_turn(struct run *run, const struct part *part);
/** The slice with its items' titles and texts and its written texts cleaned. */
const struct slice *written_clean(const struct template_run *in, struct arena *arena,
                                  struct diags *diags);
/** Written text: bound figures filled in, typed ones checked. */
void run_written(struct run *run, struct text text, struct origin origin);
bool run_failed_check(struct run *run, struct origin cell);

/** Keeps and orders the nodes of a for-each (sort, by, above, below, most). */
void order_nodes(struct run *run, const struct part *part, xml_node **nodes, size_t *count);

/* One for each kind of part. */
void run_template(struct run *run, const struct part *part);
void run_title(struct run *run, const struct part *part);
void run_section(struct run *run, const struct part *part);
void run_heading(struct run *run, const struct part *part);
void run_paragraph(struct run *run, const struct part *part);
void run_list(struct run *run, const struct part *part);
void run_item(struct run *run, const struct part *part);
void run_table(struct run *run, const struct part *part);
void run_checks(struct run *run, const struct part *part);
void run_scores(struct run *run, const struct part *part);
void run_column(struct run *run, const struct part *part);
void run_row(struct run *run, const struct part *part);
void run_cell(struct run *run, const struct part *part);
void run_chart(struct run *run, const struct part *part);
void run_series(struct run *run, const struct part *part);
void run_point(struct run *run, const struct part *part);
void run_empty_block(struct run *run, const struct part *part);
void run_signature(struct run *run, const struct part *part);
void run_organ(struct run *run, const struct part *part);
void run_date(struct run *run, const struct part *part);
void run_texts(struct run *run, const struct part *part);
void run_value(struct run *run, const struct part *part);
void run_get(struct run *run, const struct part *part);
void run_written_part(struct run *run, const struct part *part);
void run_marked(struct run *run, const struct part *part);
void run_ruby(struct run *run, const struct part *part);
void run_note(struct run *run, const struct part *part);
void run_link(struct run *run, const struct part *part);
void run_number(struct run *run, const struct part *part);
void run_for_each(struct run *run, const struct part *part);
void run_if(struct run *run, const struct part *part);
void run_choose(struct run *run, const struct part *part);
void run_let(struct run *run, const struct part *part);

#endif
