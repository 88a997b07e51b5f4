/* Which figures of a table are parts of a total, and whether their prints add up.
 *
 * Column by column: a row of role total is tried with all other rows, with the rows between it and
 * the totals around it, and with the other totals; the first choice whose exact numbers make the
 * total is taken.  Then the sums that the job's checks declare, and shares that make 100 %. */
#include "report/sums.h"

/* A table with very many totals is looked through in one way only. */
enum { COLUMNS_MOST = 256, ORDERED_MOST = 100, TOTALS_MOST = 32 };

/* A cell that holds one figure. */
struct entry {
    struct shown shown;
    bool total; /* of a row of role total */
};

struct figures {
    struct entry *at;
    size_t count, room, totals;
};

struct grid {
    struct figures *columns;
    size_t count;
    struct arena *arena;
    struct sum_list sums;
};

/* ---- numbers */

static struct number exact_of(const struct shown *shown, struct arena *arena) {
    const struct figure *figure = shown->node->figure;
    return shown_in_base(arena, figure->quantity.value, figure->measure);
}

static struct number printed_of(const struct shown *shown, struct arena *arena) {
    return shown_in_base(arena, shown->value, shown->node->figure->measure);
}

/* Half a unit of the last place that the data have, in the base of the measure: what rounding in
 * the data may hide.  Whole things that are counted are not rounded. */
static struct number slack_of(const struct shown *shown, struct arena *arena) {
    const struct figure *figure = shown->node->figure;
    struct number value = figure->quantity.value;
    int places = value.big ? number_decimals(value) : value.scale;
    bool counted = figure->measure.kind == MEASURE_COUNT || figure->measure.kind == MEASURE_NONE;
    if (counted && places == figure->measure.power10) return number_from_integer(0);
    struct number half = number_shift(arena, number_from_integer(5), -(places + 1));
    return shown_in_base(arena, half, figure->measure);
}

static bool is_alike(const struct shown *a, const struct shown *b) {
    return measure_alike(a->node->figure->measure, b->node->figure->measure);
}

/* The exact numbers make the total, but for what was rounded away in the data. */
static bool is_sum(const struct sum *sum, struct number total, struct number slack,
                   struct arena *arena) {
    struct number rest = total;
    for (size_t i = 0; i < sum->count; i++) {
        rest = number_subtract(arena, rest, exact_of(&sum->parts[i], arena));
        slack = number_add(arena, slack, slack_of(&sum->parts[i], arena));
    }
    return sum->count >= 2 && number_compare(number_absolute(arena, rest), slack) <= 0;
}

struct number sum_printed_total(const struct sum *sum, struct arena *arena) {
    const struct measure *measure = &sum->parts[0].node->figure->measure;
    if (!sum->total) return number_from_integer(100);
    return number_shift(arena, printed_of(sum->total, arena), -measure->power10);
}

bool sum_adds_up(const struct sum *sum, struct arena *arena) {
    struct number rest = number_shift(arena, sum_printed_total(sum, arena),
                                      sum->parts[0].node->figure->measure.power10);
    for (size_t i = 0; i < sum->count; i++)
        rest = number_subtract(arena, rest, printed_of(&sum->parts[i], arena));
    return number_sign(rest) == 0;
}

bool sum_refresh(struct sum *sum, struct arena *arena) {
    if (sum->total) {
        struct shown *total = ARENA_NEW(arena, struct shown);
        if (!shown_read(sum->total->node, arena, total)) return false;
        sum->total = total;
    }
    for (size_t i = 0; i < sum->count; i++)
        if (!shown_read(sum->parts[i].node, arena, &sum->parts[i])) return false;
    return true;
}

/* ---- the table, column by column */

static const struct node *only_figure(const struct node *cell) {
    const struct node *found = NULL;
    for (const struct node *node = cell->first; node; node = node_following(node, cell)) {
        if (!node->figure) continue;
        if (found) return NULL;
        found = node;
    }
    return found;
}

static void add_cell(struct grid *grid, const struct node *cell, size_t at, bool total) {
    const struct node *figure = only_figure(cell);
    struct shown shown;
    if (at >= grid->count || !figure || !shown_read(figure, grid->arena, &shown)) return;
    struct figures *column = &grid->columns[at];
    ARENA_GROW(grid->arena, column->at, column->count, column->room);
    column->at[column->count++] = (struct entry){shown, total};
    column->totals += total;
}

static void read_grid(struct grid *grid, const struct node *table) {
    for (const struct node *node = table->first; node; node = node->next)
        grid->count += node->kind == NODE_COLUMN;
    if (grid->count > COLUMNS_MOST) grid->count = COLUMNS_MOST;
    grid->columns = arena_take_array(grid->arena, grid->count + 1, sizeof *grid->columns);
    for (const struct node *row = table->first; row; row = row->next) {
        size_t at = 0;
        if (row->kind != NODE_ROW || node_is_set(row, "role", "group")) continue;
        bool total = node_is_set(row, "role", "total");
        for (const struct node *cell = row->first; cell; cell = cell->next) {
            size_t span = place_span(cell);
            if (span == 1) add_cell(grid, cell, at, total);
            at += span;
        }
    }
}

static void add_sum(struct grid *grid, struct sum sum) {
    struct sum_list *sums = &grid->sums;
    ARENA_GROW(grid->arena, sums->at, sums->count, sums->room);
    sums->at[sums->count++] = sum;
}

/* ---- rows of role total */

/* The entries from `from` to `to` that are totals, or are none, but for `own`. */
static bool try_entries(struct grid *grid, const struct figures *column, size_t own, size_t from,
                        size_t to, bool totals) {
    const struct shown *total = &column->at[own].shown;
    struct sum sum = {total, arena_take_array(grid->arena, to - from + 1, sizeof *sum.parts), 0};
    for (size_t i = from; i < to; i++) {
        if (i == own || column->at[i].total != totals) continue;
        if (!is_alike(&column->at[i].shown, total)) return false;
        sum.parts[sum.count++] = column->at[i].shown;
    }
    struct number slack = slack_of(total, grid->arena);
    if (!is_sum(&sum, exact_of(total, grid->arena), slack, grid->arena)) return false;
    add_sum(grid, sum);
    return true;
}

static void find_total(struct grid *grid, const struct figures *column, size_t own) {
    size_t above = own, below = own + 1;
    bool few = column->totals <= TOTALS_MOST;
    while (above > 0 && !column->at[above - 1].total) above--;
    while (below < column->count && !column->at[below].total) below++;
    if (few && try_entries(grid, column, own, 0, column->count, false)) return;
    if (try_entries(grid, column, own, above, own, false)) return;
    if (try_entries(grid, column, own, own, below, false)) return;
    if (few) try_entries(grid, column, own, 0, column->count, true);
}

/* ---- declared sums */

static bool is_same_quantity(const struct figure *a, const struct figure *b) {
    if (!a->lineage || !b->lineage) return false;
    return text_equal(a->unit, b->unit) && text_equal(a->period.text, b->period.text) &&
           text_equal(a->lineage->function, b->lineage->function);
}

/* The figure of an indicator beside that of the whole, in its column or anywhere in the table. */
static const struct shown *find_part(const struct grid *grid, const struct shown *whole,
                                     struct text indicator) {
    for (size_t c = 0; c < grid->count; c++)
        for (size_t i = 0; i < grid->columns[c].count; i++) {
            const struct shown *part = &grid->columns[c].at[i].shown;
            if (text_equal(part->node->figure->indicator, indicator) &&
                is_same_quantity(part->node->figure, whole->node->figure) && is_alike(part, whole))
                return part;
        }
    return NULL;
}

static void try_check(struct grid *grid, const struct check_sum *declared,
                      const struct shown *whole) {
    struct sum sum = {whole, arena_take_array(grid->arena, declared->count, sizeof *sum.parts), 0};
    for (size_t i = 0; i < declared->count; i++) {
        const struct shown *found = find_part(grid, whole, declared->parts[i]->code);
        if (!found) return;
        sum.parts[sum.count++] = *found;
    }
    struct number slack = slack_of(whole, grid->arena);
    if (is_sum(&sum, exact_of(whole, grid->arena), slack, grid->arena)) add_sum(grid, sum);
}

static void find_declared(struct grid *grid, const struct report_run *run) {
    for (size_t k = 0; run->checks && k < run->checks->sum_count; k++) {
        const struct check_sum *declared = &run->checks->sums[k];
        for (size_t c = 0; c < grid->count; c++)
            for (size_t i = 0; i < grid->columns[c].count; i++) {
                const struct shown *whole = &grid->columns[c].at[i].shown;
                const struct lineage *lineage = whole->node->figure->lineage;
                if (lineage && text_is(lineage->function, "value") &&
                    text_equal(whole->node->figure->indicator, declared->of->code))
                    try_check(grid, declared, whole);
            }
    }
}

/* ---- shares */

/* All shares of a column are of one whole, and together they are all of it. */
static void find_shares(struct grid *grid, const struct figures *column) {
    struct sum sum = {NULL, arena_take_array(grid->arena, column->count + 1, sizeof *sum.parts), 0};
    struct number slack = number_from_integer(0);
    for (size_t i = 0; i < column->count; i++) {
        const struct shown *shown = &column->at[i].shown;
        const struct lineage *lineage = shown->node->figure->lineage;
        if (column->at[i].total) return; /* found already, if it is one */
        if (!lineage || !text_starts(lineage->function, TEXT("share(")) ||
            shown->node->figure->measure.kind != MEASURE_PERCENT)
            return;
        const struct lineage *first = column->at[0].shown.node->figure->lineage;
        if (!text_equal(lineage->function, first->function)) return;
        sum.parts[sum.count++] = *shown;
    }
    if (is_sum(&sum, number_from_integer(100), slack, grid->arena)) add_sum(grid, sum);
}

/* ---- order */

static bool has_part(const struct sum *sum, const struct shown *shown) {
    for (size_t i = 0; i < sum->count; i++)
        if (sum->parts[i].node == shown->node) return true;
    return false;
}

static bool waits(const struct sum_list *sums, const bool *done, size_t index) {
    for (size_t i = 0; i < sums->count; i++)
        if (!done[i] && i != index && sums->at[index].total &&
            has_part(&sums->at[i], sums->at[index].total))
            return true;
    return false;
}

/* A total that is a part of another sum is settled there first. */
static struct sum_list order_sums(const struct sum_list *sums, struct arena *arena) {
    struct sum_list ordered = {arena_take_array(arena, sums->count + 1, sizeof *ordered.at), 0, 0};
    bool *done = arena_take_array(arena, sums->count + 1, sizeof *done);
    while (ordered.count < sums->count) {
        size_t next = 0;
        while (next < sums->count && (done[next] || waits(sums, done, next))) next++;
        if (next == sums->count) /* totals of one another: as they come */
            for (next = 0; done[next];) next++;
        done[next] = true;
        ordered.at[ordered.count++] = sums->at[next];
    }
    return ordered;
}

struct sum_list sums_of_table(const struct report_run *run, const struct node *table,
                              struct arena *arena) {
    struct grid grid = {.arena = arena};
    read_grid(&grid, table);
    for (size_t c = 0; c < grid.count; c++) {
        const struct figures *column = &grid.columns[c];
        for (size_t i = 0; i < column->count; i++)
            if (column->at[i].total) find_total(&grid, column, i);
        if (column->count > 0) find_shares(&grid, column);
    }
    if (run) find_declared(&grid, run);
    return grid.sums.count <= ORDERED_MOST ? order_sums(&grid.sums, arena) : grid.sums;
}
