/* What the kinds of chart share.
 *
 *   node ─ data.c → struct chart: categories × series of figures, all in one measure
 *        ─ axis.c → nice ticks from exact values
 *        ─ column.c, bar.c, line.c → page items, labels by label.c, legend by legend.c
 *
 * Exact numbers decide ticks and texts; doubles are for places on the page alone. */
#ifndef CHART_INNER_H
#define CHART_INNER_H

#include "chart/chart.h"
#include "wording/words.h"

enum {
    CHART_SERIES_MOST = 12,
    CHART_POINTS_MOST = 5000,
    CHART_INK = 0x404040,  /* axes */
    CHART_GRID = 0xD0D0D0, /* grid lines */
};
#define CHART_AXIS_PT 0.5
#define CHART_GRID_PT 0.25

struct chart_value {
    const struct figure *figure; /* in the chart's measure; NULL: the series has no such point */
    const struct figure *source; /* that of the document's node */
    bool known;
    struct number exact;
    double at;
};

struct chart_series {
    struct text name;
    struct chart_value *values; /* one a category */
};

struct chart {
    const struct node *node;
    const struct chart_context *context;
    double em_pt; /* size of the labels */
    struct text *categories;
    size_t category_count, category_room;
    struct chart_series *series;
    size_t series_count;
    size_t known; /* values that are known */
    struct number least, most;
    bool integers;
    struct text unit; /* the line above the plot; may be empty */
};
/** Of the words that the chart says by itself. */
enum wording_script chart_script(const struct chart *chart);

/** Reads the node.  False with a diagnostic if it is too large to draw. */
bool chart_read(const struct node *node, const struct chart_context *context, struct chart *chart);
/** Colour of a series, by the style. */
uint32_t chart_colour(const struct chart *chart, size_t series);

/* ---- axis.c ---- */

struct chart_tick {
    double at;
    struct chart_label label;
};

struct chart_axis {
    double from, to;
    struct chart_tick *ticks;
    size_t count;
    double widest_pt; /* label */
};

/** Ends and ticks for a length on paper with so much room for each tick.  `zero`: the axis must
 * hold zero. */
struct chart_axis chart_axis(const struct chart *chart, double length_pt, double tick_pt,
                             bool zero);
/** Share of the axis at which a value lies; 0 = its beginning. */
double chart_share(const struct chart_axis *axis, double value);

/* ---- label.c ---- */

struct chart_box {
    double left, top, right, bottom;
};

struct chart_label chart_set(const struct chart *chart, struct text text,
                             const struct figure *figure);
/** The text of a value as printed beside its point. */
struct chart_label chart_set_value(const struct chart *chart, const struct chart_value *value);
void chart_put(const struct chart *chart, struct chart_label label, double x_pt,
               double baseline_pt);
void chart_put_centred(const struct chart *chart, struct chart_label label, double x_pt,
                       double baseline_pt);
void chart_put_right(const struct chart *chart, struct chart_label label, double right_pt,
                     double baseline_pt);

/** A name in lines of at most the given width; count 0: it does not fit in `most` lines. */
struct chart_lines {
    struct chart_label lines[3];
    size_t count;
    double width_pt;
};
struct chart_lines chart_wrap(const struct chart *chart, struct text text, double width_pt,
                              size_t most);

/** Value labels wait here until all is drawn that they must not cover. */
struct chart_marks;
/** Labels must lie in the room. */
struct chart_marks *chart_marks_new(const struct chart *chart, struct chart_box room);
void chart_marks_avoid(struct chart_marks *marks, struct chart_box box);
/** A grid line, from corner to corner of the box: a label on it gets a white ground. */
void chart_marks_cross(struct chart_marks *marks, struct chart_box line);
/** Keeps the labels off a straight line. */
void chart_marks_avoid_line(struct chart_marks *marks, struct page_point from,
                            struct page_point to);
/** Places in order of preference: left ends on the baseline. */
struct chart_places {
    struct page_point at[8];
    size_t count;
};
void chart_marks_add(struct chart_marks *marks, struct chart_label label,
                     struct chart_places places);
/** Draws the labels that collide with nothing; if that leaves out many, none. */
void chart_marks_draw(struct chart_marks *marks);

/* ---- frame.c: kinds whose values go upwards ---- */

struct chart_frame {
    double left, right, top, bottom; /* of the plot */
    struct chart_box room;           /* for value labels: a little higher, and lower below zero */
    double pitch_pt;                 /* of the categories */
    struct chart_axis axis;
};

/** Draws unit, legend, grid, axis and category names, and gives the plot that is left. */
struct chart_frame chart_frame(const struct chart *chart, struct chart_box box, bool zero);
/** Value labels for it. */
struct chart_marks *chart_frame_marks(const struct chart *chart, const struct chart_frame *frame);
double chart_frame_y(const struct chart_frame *frame, double value);
double chart_frame_x(const struct chart_frame *frame, size_t category);
/** Line of the unit at the top left.  Returns the height used. */
double chart_put_unit(const struct chart *chart, struct chart_box box);

/* ---- legend.c ---- */

/** Rows at the foot of the box, for two series or more.  Returns the height used. */
double chart_legend(const struct chart *chart, struct chart_box box);
/** The sign by which a line is known in black and white, about a point. */
void chart_marker(const struct chart *chart, size_t series, double x_pt, double y_pt);

/* ---- items ---- */

void chart_area(const struct chart *chart, struct chart_box box, size_t series);
/** Lines of one width and colour as one item; points are pairs and are copied. */
void chart_rules(const struct chart *chart, const struct page_point *points, size_t count,
                 double width_pt, uint32_t colour);

/* ---- kinds ---- */

typedef void chart_draw_fn(const struct chart *chart, struct chart_box box);
chart_draw_fn chart_column, chart_bar, chart_line;

#endif
