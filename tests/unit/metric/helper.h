/* Stores from a few lines of text, for the tests of metric/. */
#ifndef TESTS_METRIC_HELPER_H
#define TESTS_METRIC_HELPER_H

#include "metric/check.h"
#include "metric/metric.h"

struct given {
    const char *name, *csv; /* simple CSV: no quotation marks */
};

struct world {
    struct arena *arena;
    struct diags *diags;
    struct store *store;
};

/** Tables as given; the list ends with a NULL name. */
struct world build_world(const struct given *tables, const char *unit, const char *period);
struct given_source {
    const char *table, *file, *csv;
    enum metric_conflict conflict;
    const char *periods; /* one, or NULL */
};
/** Sources, handed on in batches of `batch` rows that do not last; the list ends with a NULL table.
 */
struct world build_sources(const struct given_source *sources, const char *period, size_t batch);
/** One metrics table of unit u at 2026H1. */
struct world build_metrics(const char *csv);
void end_world(struct world world);

struct period a_period(const char *text);
struct slice *a_slice(struct world world, const char *unit, const char *period);
struct metric_ask an_ask(struct world world, const char *indicator);

/** The n-th row of the metrics table, in the order of the file. */
struct observation nth_row(struct world world, size_t n);
size_t row_count(struct world world, const char *unit);

/** "252 家 2026H1": number (or "missing", "placeholder x", a text), measure, period. */
const char *say(struct world world, struct figure figure);
const char *say_number(struct world world, struct number number);
/** Codes and places of all diagnostics: "M112 metrics.csv:3:2". */
const char *say_diags(struct world world);
/** Detail and hint of the n-th. */
const char *detail_of(struct world world, size_t index);
const char *hint_of(struct world world, size_t index);

#endif
