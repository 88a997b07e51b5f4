/* What a returned workbook says of itself, and whether it is the form that was asked for; for
 * returns*.c alone. */
#ifndef SOURCE_RETURNS_CHECK_H
#define SOURCE_RETURNS_CHECK_H

#include "source/layout.h"
#include "source/returns.h"

/* One workbook under way. */
struct returns_reading {
    struct sheet_witness witness; /* first; see: returns_see */
    const struct source_spec *spec;
    const struct returns_entry *entry;
    struct arena *arena;
    struct returned *returned;
    struct source_constant *unit; /* the constant that its rows get */
    struct sheet_fact number, organ, period;
    bool seen, has_head;
};

/** Keeps what the sheet and the rows above its headings say. */
void returns_see(struct sheet_witness *witness, const struct sheet *sheet,
                 const struct sheet_head *head);
/** 表号, 制定机关 (D224) and period (D220) as the job wants them; sets the state. */
void returns_check_head(struct returns_reading *reading);
/** The headings of the form, in any order (D222); sets the state. */
void returns_check_form(struct returned *returned, const struct table *raw,
                        const struct table *form, struct arena *arena);
/** The headings that most workbooks have (of several, those of the first); NULL if none was read.
 */
const struct table *returns_most_common(struct table *const *raw, size_t count,
                                        struct arena *arena);
/** False if all cells for figures are empty; for tables without figures, if there is no row. */
bool returns_has_figures(const struct table *table);
/** The reason for the list of returns, which a report prints: Chinese whatever the language of
 * messages.  The first one stays. */
void returns_give_reason(struct returned *returned, struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** The same from the place of the first error. */
void returns_blame_cell(struct returned *returned, struct arena *arena);

#endif
