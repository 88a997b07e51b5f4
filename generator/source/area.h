/* Cells and areas as spreadsheets write them: C7, $A$3:$H$40, A:H, 3:40, 'Q2 汇总'!A3:H40. */
#ifndef SOURCE_AREA_H
#define SOURCE_AREA_H

#include "source/sheet.h"

/** All cells of a sheet. */
extern const struct sheet_area area_all;
/** A cell: row from 1, column from 0.  False if the text is none, or lies beyond XFD1048576. */
bool area_read_cell(struct text text, size_t *row, size_t *column);
/** An area; false if the text is none.  A single cell is an area too. */
bool area_read(struct text text, struct sheet_area *area);
/** Takes a sheet's name and its "!" off the front of *text; empty if there is none.  Quotation
 * marks are undone. */
struct text area_cut_sheet(struct arena *arena, struct text *text);
bool area_holds(const struct sheet_area *area, size_t row, size_t column);
/** "'Q2 汇总'!A3:H40", as area_cut_sheet() reads it. */
struct text area_refer(struct arena *arena, struct text sheet, const struct sheet_area *area);
/** "A3:H40". */
char *area_print(struct arena *arena, const struct sheet_area *area);

#endif
