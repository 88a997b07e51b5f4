/* Windows in one table: values of 1—5月 beside values of the half must say so in print.
 *
 * (That a report mixes standings is seen where figures are printed: template/.) */
#include "report/inner.h"
#include "wording/wording.h"

/* A value, or what follows from it, of the report's period or of a window of it, as the lookup
 * found it: not of a period that the author named, no base and no target. */
static bool is_current(const struct node *node, struct period report) {
    const struct figure *figure = node->figure;
    if (!figure || !figure_is_known(figure) || !figure->lineage) return false;
    if (figure->lineage->asked_period || text_is(figure->lineage->function, "target")) return false;
    return period_equal(figure->period, report) || period_is_window_of(figure->period, report);
}

static bool says(struct text words, struct text window) {
    return text_find(words, window) != SIZE_MAX;
}

/* 1—5月 stands in the row, at the head of the column, or around the table. */
static bool is_told(const struct node *table, const struct node *figure, struct arena *arena) {
    static const char *const around[] = {"unit", "note", "source"};
    struct text window = wording_period(arena, figure->figure->period, false);
    const struct node *row = place_above(figure, NODE_ROW);
    struct figure_place place = place_of(figure, arena);
    for (const struct node *cell = row ? row->first : NULL; cell; cell = cell->next)
        if (says(node_text(cell, arena), window)) return true;
    for (size_t i = 0; i < sizeof around / sizeof *around; i++)
        if (says(node_attribute(table, around[i]), window)) return true;
    for (const struct node *note = table->first; note; note = node_following(note, table))
        if (note->kind == NODE_NOTE && says(node_text(note, arena), window)) return true;
    return says(place.column, window) || says(place.caption, window);
}

static void check_table(const struct node *table, struct period report, struct arena *arena,
                        struct diags *diags) {
    const struct node *first = NULL, *other = NULL;
    for (const struct node *node = table->first; node && !other;
         node = node_following(node, table)) {
        if (!is_current(node, report)) continue;
        if (!first) first = node;
        if (!period_equal(node->figure->period, first->figure->period)) other = node;
    }
    if (!other) return;
    const struct node *told = NULL;
    for (const struct node *node = table->first; node; node = node_following(node, table)) {
        if (!is_current(node, report) || period_equal(node->figure->period, report)) continue;
        if (node->parent == told || is_told(table, node, arena)) continue;
        told = node->parent; /* once a cell is enough */
        struct text window = wording_period(arena, node->figure->period, false);
        diags_add(diags, DIAG_R104, place_origin(node), "%.*s: %.*s", TEXT_ARGS(node->figure->name),
                  TEXT_ARGS(window));
        diags_hint(diags,
                   N_("print the window: columns=\"name window value\", {CODE|window} in the "
                      "row, or a word at the head of the column"));
        return;
    }
}

void report_check_windows(const struct document *document, struct arena *arena,
                          struct diags *diags) {
    const struct node *root = document->root;
    struct period report;
    if (period_read(node_attribute(root, "period"), &report) && period_has_dates(report))
        for (const struct node *node = root; node; node = node_following(node, root))
            if (node->kind == NODE_TABLE) check_table(node, report, arena, diags);
}
