/* A typed table: what every kind of source fills, so that the rest cannot tell which it was.
 *
 *            columns[0] "code"   columns[1] "value" …
 *   row 0    cell {text, origin} cell               …      cells lie row by row
 *
 * Cell texts are as read (trimmed of nothing); each keeps the place it came from. */
#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H

#include "base/diag.h"

struct cell {
    struct text text;
    struct origin origin;
    bool binary; /* the source holds a binary number: the text is its shortest decimal */
};

struct column {
    struct text name; /* trimmed heading */
    struct origin origin;
};

struct table {
    struct text name; /* what it is: "metrics"; or the file's stem */
    const struct file *file;
    struct column *columns;
    size_t column_count;
    struct cell *cells;
    size_t row_count, row_room; /* row_room counts cells */
    bool lasting; /* cell texts live as long as the arena; else only until the batch is taken */
};

#define TABLE_NO_COLUMN ((size_t)-1)

struct table *table_new(struct arena *arena, struct text name, const struct file *file);
void table_add_column(struct arena *arena, struct table *table, struct text name,
                      struct origin origin);
/** A new row of empty cells; fill it through table_cell().  Columns must be complete. */
size_t table_add_row(struct arena *arena, struct table *table);
struct cell *table_cell(const struct table *table, size_t row, size_t column);
/** Room for so many rows at once, when the number is known; columns must be complete. */
void table_reserve(struct arena *arena, struct table *table, size_t rows);
/** Forgets the rows, keeps their room: the next batch is filled in. */
void table_clear(struct table *table);
/** Adds the rows of a batch with the same columns; texts that do not last are copied. */
void table_append(struct arena *arena, struct table *table, const struct table *batch);
/** Index of the column, or TABLE_NO_COLUMN: the exact name, else the same but for ASCII capitals.
 */
size_t table_find_column(const struct table *table, const char *name);
/** Text of a cell by column name, trimmed; empty if there is no such column. */
struct text table_text(const struct table *table, size_t row, const char *column);
/** Origin of a cell; that of the row if there is no such column. */
struct origin table_origin(const struct table *table, size_t row, const char *column);
/** Where a row starts: its first cell that came from the table's own file (a constant did not). */
struct origin table_row_origin(const struct table *table, size_t row);

#endif
