/* Faults that several kinds of source find: said in the same words, whatever the kind. */
#include "source/inner.h"

void source_refuse_headless(struct diags *diags, struct origin origin) {
    diags_add(diags, DIAG_D112, origin, "%s", "");
    diags_hint(diags,
               N_("the first row names the columns, such as unit,period,code,value; if the file is "
                  "empty, save the table anew"));
}

void source_refuse_columns(struct diags *diags, struct origin origin) {
    diags_add(diags, DIAG_D108, origin, N_("at most %d columns"), (int)SOURCE_COLUMNS_MOST);
    diags_hint(diags, N_("leave out the columns that the report does not need"));
}

void source_refuse_cells(struct diags *diags, struct origin origin) {
    diags_add(diags, DIAG_D108, origin, N_("at most %d cells"), (int)SOURCE_CELLS_MOST);
    diags_hint(diags, N_("leave out the columns and rows that the report does not need, or divide "
                         "the table: a job may name several sources of one table"));
}

bool source_check_cell(struct diags *diags, const struct cell *cell) {
    if (cell->text.length <= SOURCE_CELL_BYTES_MOST) return true;
    diags_add(diags, DIAG_D108, cell->origin, N_("a cell of %zu bytes, at most %d"),
              cell->text.length, (int)SOURCE_CELL_BYTES_MOST);
    diags_hint(diags, N_("shorten the text, or divide it into several rows"));
    return false;
}
