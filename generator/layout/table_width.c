/* Columns of a table: how they are aligned and how wide they are.
 *
 * Shares decide where they are given (a column without one has share 1) and no column wants for
 * room, else the natural width of the contents; the table always takes the full measure.  What is
 * lacking is taken from the widest columns; no number is ever broken for want of width while
 * another column has any to spare. */
#include "layout/table.h"

#include <math.h>
#include <stdlib.h>

enum { SHORT_WORDS = 4 };

enum ruled_align ruled_given_align(const struct node *node) {
    static const char *const names[] = {"", "left", "centre", "right", "decimal"};
    struct text align = node_attribute(node, "align");
    for (size_t i = 1; i < sizeof names / sizeof *names; i++)
        if (text_is(align, names[i])) return (enum ruled_align)i;
    return RULED_AUTO;
}

/* Numbers by their points.  Words at the left; short ones in the middle, but in the first column,
 * which names the rows, only if all are equally long. */
static enum ruled_align usual_align(const struct ruled_table *table,
                                    const struct ruled_column *column) {
    if (column->numbers > 2 * column->words) return RULED_DECIMAL;
    if (column->longest > SHORT_WORDS) return RULED_LEFT;
    bool first = column == table->columns && table->count > 1;
    bool ragged = column->shortest != column->longest || column->numbers > 0;
    return first && ragged ? RULED_LEFT : RULED_CENTRE;
}

static void settle_column(const struct ruled_table *table, struct ruled_column *column) {
    struct text share = node_attribute(column->node, "width");
    char number[32] = "";
    for (size_t i = 0; i < share.length && i + 1 < sizeof number; i++) number[i] = share.at[i];
    double value = strtod(number, NULL);
    column->share = isfinite(value) && value > 0 ? value : 0;
    column->align = ruled_given_align(column->node);
    if (column->align == RULED_AUTO) column->align = usual_align(table, column);
    if (column->align == RULED_DECIMAL) {
        double digits = column->before_pt + column->after_pt + column->air_pt;
        column->natural_pt = fmax(column->natural_pt, digits);
        column->least_pt = fmax(column->least_pt, digits);
    }
    column->natural_pt = fmax(column->natural_pt, column->least_pt) + 2 * table->padding_pt;
    column->least_pt += 2 * table->padding_pt;
}

static bool share_widths(struct ruled_table *table) {
    double sum = 0;
    bool any = false;
    for (size_t i = 0; i < table->count; i++) any = any || table->columns[i].share > 0;
    if (!any) return false;
    for (size_t i = 0; i < table->count; i++) {
        struct ruled_column *column = &table->columns[i];
        if (column->share == 0) column->share = 1;
        sum += column->share;
    }
    for (size_t i = 0; i < table->count; i++)
        table->columns[i].width_pt = table->columns[i].share / sum * table->width_pt;
    return true;
}

static double width_under(struct ruled_table *table, double level_pt) {
    double sum = 0;
    for (size_t i = 0; i < table->count; i++) {
        struct ruled_column *column = &table->columns[i];
        column->width_pt = fmax(column->least_pt, fmin(column->natural_pt, level_pt));
        sum += column->width_pt;
    }
    return sum;
}

/* Narrow columns keep their natural width; wide ones get the same, as much as there is. */
static void natural_widths(struct ruled_table *table) {
    double low = 0, high = 0;
    for (size_t i = 0; i < table->count; i++) high = fmax(high, table->columns[i].natural_pt);
    double spare = table->width_pt - width_under(table, high);
    if (spare >= 0) {
        for (size_t i = 0; i < table->count; i++)
            table->columns[i].width_pt += spare / (double)table->count;
        return;
    }
    for (int step = 0; step < 60; step++) {
        double middle = (low + high) / 2;
        if (width_under(table, middle) > table->width_pt)
            high = middle;
        else
            low = middle;
    }
    width_under(table, low);
}

/* Not even the least widths fit: all shrink alike. */
static void shrink_all(struct ruled_table *table, double least_pt) {
    for (size_t i = 0; i < table->count; i++)
        table->columns[i].width_pt = table->columns[i].least_pt * table->width_pt / least_pt;
    diags_add(table->layout->diags, DIAG_L202, table->node->origin,
              N_("%.0f pt wanted, %.0f pt there"), least_pt, table->width_pt);
    diags_hint(table->layout->diags,
               N_("use fewer columns, shorter headings, or a smaller table font in the style"));
}

/* Room beyond the natural width goes to columns that lack some: to each the same, up to what it
 * lacks, so that those that lack little are served. */
static void pass_on_spare(struct ruled_table *table) {
    double spare = 0, lack = 0, low = 0, high = table->width_pt;
    for (size_t i = 0; i < table->count; i++) {
        double more = table->columns[i].width_pt - table->columns[i].natural_pt;
        spare += fmax(0, more);
        lack += fmax(0, -more);
    }
    if (spare <= 0 || lack <= 0) return;
    double given = fmin(spare, lack);
    for (int step = 0; step < 60; step++) {
        double middle = (low + high) / 2, sum = 0;
        for (size_t i = 0; i < table->count; i++) {
            const struct ruled_column *column = &table->columns[i];
            sum += fmin(middle, fmax(0, column->natural_pt - column->width_pt));
        }
        *(sum > given ? &high : &low) = middle;
    }
    for (size_t i = 0; i < table->count; i++) {
        struct ruled_column *column = &table->columns[i];
        double more = column->width_pt - column->natural_pt;
        column->width_pt += more > 0 ? -more * given / spare : fmin(low, -more);
    }
}

/* Columns below their least take from the widest ones. */
static void widen_narrow(struct ruled_table *table) {
    double low = 0, high = table->width_pt;
    for (int step = 0; step < 60; step++) {
        double middle = (low + high) / 2, sum = 0;
        for (size_t i = 0; i < table->count; i++) {
            const struct ruled_column *column = &table->columns[i];
            sum += fmax(column->least_pt, fmin(column->width_pt, middle));
        }
        *(sum > table->width_pt ? &high : &low) = middle;
    }
    for (size_t i = 0; i < table->count; i++) {
        struct ruled_column *column = &table->columns[i];
        column->width_pt = fmax(column->least_pt, fmin(column->width_pt, low));
    }
}

void ruled_fit_columns(struct ruled_table *table) {
    double x = 0, least = 0;
    ruled_read_cells(table);
    for (size_t i = 0; i < table->count; i++) {
        settle_column(table, &table->columns[i]);
        least += table->columns[i].least_pt;
    }
    if (!share_widths(table)) natural_widths(table);
    if (least > table->width_pt) {
        shrink_all(table, least);
    } else {
        pass_on_spare(table);
        widen_narrow(table);
    }
    for (size_t i = 0; i < table->count; i++) {
        table->columns[i].x_pt = x;
        x += table->columns[i].width_pt;
    }
}
