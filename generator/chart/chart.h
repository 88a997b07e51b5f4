/* Charts: series → page items in a box.  Never touches fonts: text is set by the function that it
 * is handed, so charts are tested without fonts.  Kinds are rows of the list in chart.c. */
#ifndef CHART_CHART_H
#define CHART_CHART_H

#include "document/document.h"
#include "page/page.h"
#include "style/style.h"

/** A placed label: runs with x from 0, y 0 = baseline. */
struct chart_label {
    const struct page_run *runs;
    size_t count;
    double width_pt, size_pt;
};

/** Sets one line of text in a class of the style. */
typedef struct chart_label chart_text_fn(void *self, struct text text, const struct figure *figure,
                                         enum style_class which);

struct chart_context {
    const struct style *style;
    chart_text_fn *set_text;
    void *text_self;
    struct page *page;
    const struct page_role *role;
    struct arena *arena;
    struct diags *diags;
};

/** Draws the chart node into the box (points on the page): unit line at the top left (the attribute
 * unit, else 单位： with the measure of the figures), plot, category names, and a legend at the
 * foot for two series or more.  Caption, note and source are the caller's, outside the box.
 *
 *  L301 unknown kind (nothing is drawn: false), L302 no point with a value (an empty frame with the
 * words 暂无数据 is drawn), L303 too many series or points (nothing is drawn: false), L304 names
 * left out or cut short, L305 unlike measures in one chart, L306 minimum or maximum cannot be used.
 */
bool chart_draw(const struct node *chart, double x_pt, double y_pt, double width_pt,
                double height_pt, const struct chart_context *context);
/** Height below which the rows of a bar chart have no room for their names; 0 for other kinds. */
double chart_least_height(const struct node *chart, const struct style *style);
/** True if the kind exists; `names` (may be NULL) gets "column|bar|line". */
bool chart_is_kind(struct text kind, const char **names);

#endif
