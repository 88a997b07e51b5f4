/* Value axis: ends and ticks at round numbers, found and printed from exact values.
 *
 * A step is 1, 2, 2.5 or 5 times a power of ten, never a fraction for values that are all whole.
 * The attributes minimum and maximum set the ends; an end that would hide a value, or the foot of a
 * bar, is not used (L306). */
#include "chart/inner.h"

#include <math.h>

#include "wording/wording.h"

enum { TICKS_MOST = 50, STEPS_FINE = 1000000000, INTERVALS = 6, INTERVALS_MOST = 8 };
static const double WASTE_MOST = 0.15;

struct ends {
    struct number least, most;
    bool least_set, most_set; /* by attributes */
};

static const struct number nought = {0};

/* The attribute's number, if it can serve as this end. */
static bool read_end(const struct chart *chart, const char *name, bool lower, bool zero,
                     struct number *out) {
    struct text text = node_attribute(chart->node, name);
    if (text.length == 0) return false;
    struct number value;
    bool fits = number_read(chart->context->arena, text, &value);
    if (fits && lower)
        fits = number_compare(value, chart->least) <= 0 && (!zero || number_sign(value) <= 0);
    if (fits && !lower)
        fits = number_compare(value, chart->most) >= 0 && (!zero || number_sign(value) >= 0);
    if (fits) {
        *out = value;
        return true;
    }
    diags_add(chart->context->diags, DIAG_L306, chart->node->origin, "%s=\"%.*s\"", name,
              TEXT_ARGS(text));
    diags_hint(chart->context->diags, N_("an end must be a number that leaves every value in view; "
                                         "bars and columns start from zero"));
    return false;
}

/* Values far from zero and close together are not seen from zero: such a line may start higher. */
static bool far_from_zero(double least, double most) {
    double span = most - least, size = fmax(fabs(least), fabs(most));
    return least * most > 0 && span < size / 4 && span > size / STEPS_FINE;
}

static struct ends find_ends(const struct chart *chart, bool bars) {
    struct ends ends = {.least = chart->least, .most = chart->most};
    bool zero = bars || !far_from_zero(number_to_double(ends.least), number_to_double(ends.most));
    ends.least_set = read_end(chart, "minimum", true, bars, &ends.least);
    ends.most_set = read_end(chart, "maximum", false, bars, &ends.most);
    if (zero && !ends.least_set && number_sign(ends.least) > 0) ends.least = nought;
    if (zero && !ends.most_set && number_sign(ends.most) < 0) ends.most = nought;
    if (number_compare(ends.least, ends.most) == 0)
        ends.most = number_add(chart->context->arena, ends.most, number_from_integer(1));
    return ends;
}

/* The smallest round step that leaves at most so many intervals. */
static struct number find_step(const struct chart *chart, const struct ends *ends,
                               size_t intervals) {
    struct arena *arena = chart->context->arena;
    static const int factors[] = {10, 20, 25, 50, 100};
    double span = number_to_double(ends->most) - number_to_double(ends->least);
    double rough = span / (double)intervals * (1 - 1e-9);
    int power = (int)floor(log10(rough));
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
        if (factors[i] / 10.0 * pow(10, power) < rough) continue;
        struct number step = number_shift(arena, number_from_integer(factors[i]), power - 1);
        if (!chart->integers || number_is_integer(step)) return step;
    }
    return number_from_integer(1);
}

/* Empty length beyond the greatest value, as a share of the values' span. */
static double waste(const struct ends *ends, struct number step) {
    double size = number_to_double(step), most = number_to_double(ends->most);
    double span = most - number_to_double(ends->least);
    return ends->least_set || ends->most_set ? 0 : (ceil(most / size - 1e-9) * size - most) / span;
}

/* A step or two more where an axis would otherwise end far beyond its values. */
static struct number find_fitting_step(const struct chart *chart, const struct ends *ends,
                                       double room) {
    size_t most = room < INTERVALS_MOST ? (size_t)fmax(room, 2) : INTERVALS_MOST;
    size_t intervals = most < INTERVALS ? most : INTERVALS;
    struct number step = find_step(chart, ends, intervals);
    for (size_t more = intervals + 1; more <= most; more++) {
        if (waste(ends, step) < WASTE_MOST) break;
        struct number finer = find_step(chart, ends, more);
        bool longer = number_decimals(finer) > number_decimals(step);
        if (!longer && waste(ends, finer) < waste(ends, step)) step = finer;
    }
    return step;
}

static struct chart_tick make_tick(const struct chart *chart, struct number value, int decimals) {
    struct wording_style style = WORDING_PLAIN;
    style.bare = true;
    style.decimals = decimals;
    struct text text = wording_number(chart->context->arena, value, style);
    return (struct chart_tick){number_to_double(value), chart_set(chart, text, NULL)};
}

static struct number multiple(const struct chart *chart, struct number step, double times) {
    return number_multiply(chart->context->arena, step, number_from_integer((int64_t)times));
}

/* First multiple of the step at or below (above, if `inside`) the lower end: the double is a guess,
 * exact numbers decide. */
static double first_multiple(const struct chart *chart, struct number step, struct number least,
                             bool inside) {
    double times = floor(number_to_double(least) / number_to_double(step)) - 1;
    while (number_compare(multiple(chart, step, times + 1), least) <= 0) times++;
    if (inside && number_compare(multiple(chart, step, times), least) < 0) times++;
    return times;
}

/* A line that starts away from zero keeps a little off the foot, so that its lowest label has room.
 */
static bool needs_room_below(const struct chart *chart, const struct ends *ends, struct number step,
                             double times) {
    double pace = number_to_double(step), least = number_to_double(ends->least);
    if (ends->least_set || number_sign(ends->least) <= 0 || times < 1) return false;
    return least - number_to_double(multiple(chart, step, times)) < pace / 4;
}

/* Every multiple from the first in view to the first that reaches the end (or the last before an
 * end that is set). */
static void add_ticks(const struct chart *chart, const struct ends *ends, struct number step,
                      struct chart_axis *axis) {
    int decimals = number_decimals(step);
    double times = first_multiple(chart, step, ends->least, ends->least_set);
    if (needs_room_below(chart, ends, step, times)) times--;
    for (bool reached = false; !reached && axis->count < TICKS_MOST; times++) {
        struct number value = multiple(chart, step, times);
        int side = number_compare(value, ends->most);
        if (side > 0 && ends->most_set) break;
        axis->ticks[axis->count++] = make_tick(chart, value, decimals);
        reached = side >= 0;
    }
    if (axis->count >= 2) return;
    axis->ticks[0] = make_tick(chart, ends->least, -1);
    axis->ticks[1] = make_tick(chart, ends->most, -1);
    axis->count = 2;
}

struct chart_axis chart_axis(const struct chart *chart, double length_pt, double tick_pt,
                             bool zero) {
    struct ends ends = find_ends(chart, zero);
    double room = floor(length_pt / tick_pt);
    struct chart_axis axis = {
        .from = number_to_double(ends.least),
        .to = number_to_double(ends.most),
        .ticks = arena_take_array(chart->context->arena, TICKS_MOST, sizeof *axis.ticks)};
    add_ticks(chart, &ends, find_fitting_step(chart, &ends, room), &axis);
    for (size_t i = 0; i < axis.count; i++)
        axis.widest_pt = fmax(axis.widest_pt, axis.ticks[i].label.width_pt);
    if (!ends.least_set) axis.from = axis.ticks[0].at;
    if (!ends.most_set) axis.to = axis.ticks[axis.count - 1].at;
    return axis;
}

double chart_share(const struct chart_axis *axis, double value) {
    return (value - axis->from) / (axis->to - axis->from);
}
