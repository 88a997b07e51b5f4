/* What the files of this room share. */
#ifndef REPORT_INNER_H
#define REPORT_INNER_H

#include "page/page.h"
#include "report/report.h"

/** Adds a file to those that the run has read. */
void report_keep_file(struct report_run *run, const struct file *file);
/** Reads the job's sources into run->store.  False if a source could not be read, or a row that
 * belongs to no unit is wrong. */
bool report_read_sources(struct report_run *run, struct diags *diags);

/** B208 for reports that would overwrite one another, those of earlier jobs of the command
 * included. */
bool report_claim_outputs(const struct report_run *run, struct diags *diags);
/** J108 for a unit whose code gives no file name, B209 for an output that is an input. */
bool report_check_output(const struct report_run *run, const struct unit *unit,
                         struct diags *diags);

/** The same two for a document that is rendered. */
bool report_check_rendered(const char *output, const char *document,
                           const struct report_options *options, struct diags *diags);

/** Compiles and judges the checks into run->checks.  `data`: the store is whole; `runs`: reports
 * will be made.  False if the checks file cannot be used. */
bool report_run_checks(struct report_run *run, bool data, bool runs, struct diags *diags);

/** What is wrong with single units, as far as no report of theirs says it; with `runs` false, all:
 * no report will. */
void report_tell_faults(const struct report_run *run, bool runs, struct diags *diags);
/** False, with the faults of its own unit and B210 for others, if the slice holds faulty data. */
bool report_check_faults(const struct slice *slice, struct diags *diags);

/** Gives the queries of the job their parameters; before any source is read. */
void report_fill_parameters(struct report_run *run);

/* ---- place.c */

/** Texts may be empty; `row` and `column` of a chart are point and series. */
struct figure_place {
    const struct node *block; /* table, chart, paragraph, heading … ; NULL: none */
    struct text section;      /* 一、主要指标 / （一）收入 */
    struct text caption;      /* 表1 指标 */
    struct text row, column;
};
struct figure_place place_of(const struct node *node, struct arena *arena);
/** The nearest node of the kind from this one up, or NULL. */
const struct node *place_above(const struct node *node, enum node_kind kind);
/** How many columns a cell takes. */
size_t place_span(const struct node *cell);
/** Where the template prints it (a figure's own origin is its data cell). */
struct origin place_origin(const struct node *node);
/** The same in words: "report.xml:6:5 表1 指标 接待群众 本期". */
const char *place_print(const struct node *node, struct arena *arena);

/* ---- shown.c */

/** The number in a figure's printed text. */
struct shown {
    const struct node *node;
    struct number value; /* in the figure's measure, with its sign */
    size_t from, to;     /* bytes of the text: sign, digits, decimals */
    int decimals;
    bool grouped; /* 12,345 */
    bool worded;  /* below zero, but the sign is in words */
};
/** False if it shows none: numerals, words, ranges, a figure that is not known. */
bool shown_read(const struct node *node, struct arena *arena, struct shown *out);
/** In the base of the measure: 1.2万 is 12000. */
struct number shown_in_base(struct arena *arena, struct number number, struct measure measure);
/** One unit of the last place. */
struct number shown_step(struct arena *arena, int decimals);

/* ---- agreement.c, rounding.c, windows.c: what is printed, looked at as a whole */

/** R101, R102, R103: one quantity that is printed differently in two places of a report. */
void report_check_agreement(const struct document *document, struct arena *arena,
                            struct diags *diags);
/** R104: values of different windows in one table that does not say so. */
void report_check_windows(const struct document *document, struct arena *arena,
                          struct diags *diags);
/** Parts of tables that no longer add up to their total once rounded: notes or other rounding, as
 * each table says.  `run` (may be NULL) declares sums by its checks. */
void report_settle_rounding(const struct report_run *run, struct document *document,
                            struct arena *arena, struct diags *diags);

/** What the lines of a report's figures are made from. */
struct trace_about {
    const struct report_run *run;
    const struct unit *unit;
    const char *file; /* as written, or as it would be */
};
/** A sink that hands each page on and adds the lines of its figures to `out`.  Page runs lead back
 * to the document by their figure, so this must be the tree that is laid out. */
struct page_sink trace_sink(const struct trace_about *about, const struct document *document,
                            struct page_sink inner, struct arena *arena, struct buffer *out);

#endif
