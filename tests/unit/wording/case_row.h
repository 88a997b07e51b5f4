/* Cells and arguments of a row of cases.tsv; what cannot be read fails the test. */
#ifndef WORDING_CASE_ROW_H
#define WORDING_CASE_ROW_H

#include "cases.h"
#include "wording/wording.h"

/** Value of an argument; empty if the row has none of that name. */
struct text case_argument(struct case_row *row, const char *name);
/** True if the argument has that value. */
bool case_says(struct case_row *row, const char *name, const char *value);
int case_integer(struct case_row *row, const char *name, int otherwise);
/** The place of a word in a list; an unknown word fails the test. */
int case_choice(const struct case_row *row, struct text word, const char *const *names);
enum wording_script case_script(struct case_row *row);
/** The style that the arguments describe. */
struct wording_style case_style(struct case_row *row);
struct period case_period(const struct case_row *row, struct text text);
struct number case_number(const struct case_row *row, struct text text);
/** A figure with the row's measure, nature, period …; `cell` is its value. */
struct figure case_figure(struct case_row *row, struct text cell);

#endif
