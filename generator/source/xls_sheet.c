/* The cells of a sheet.  Records may stand in any order, so cells are gathered and sorted first. */
#include <libintl.h>
#include <math.h>
#include <stdlib.h>

#include "source/xls.h"

struct found {
    uint32_t row; /* from 0 */
    uint16_t column, format;
    enum { FOUND_NUMBER, FOUND_TEXT, FOUND_ERROR } kind;
    size_t order; /* as read: sorting keeps it */
    double number;
    struct text text;
};

struct reading {
    struct xls *xls;
    struct biff biff;
    struct grid *grid;
    struct arena *scratch;
    struct found *found;
    size_t count, room;
    struct found *wanting; /* a formula whose text follows */
    unsigned char hidden_rows[XLS_ROWS_MOST / 8];
    struct sheet_area *merged;
    size_t merged_count, merged_room;
    size_t depth; /* charts stand within a sheet */
    bool failed, sorted;
};

/* ---- cells ---- */

static struct found *add_found(struct reading *reading, uint32_t row, unsigned column) {
    if (reading->count == SOURCE_CELLS_MOST || column >= XLS_COLUMNS_MOST) {
        reading->failed = true;
        column = 0;
    }
    ARENA_GROW(reading->scratch, reading->found, reading->count, reading->room);
    struct found *found = &reading->found[reading->count];
    *found = (struct found){.row = row, .column = (uint16_t)column, .order = reading->count};
    if (reading->count &&
        (found[-1].row > row || (found[-1].row == row && found[-1].column >= column)))
        reading->sorted = false;
    reading->count++;
    reading->wanting = NULL;
    return found;
}

/* Row, column and format, as most records of cells begin. */
static struct found *read_head(struct reading *reading) {
    struct biff *biff = &reading->biff;
    uint32_t row = biff_read_16(biff);
    struct found *found = add_found(reading, row, biff_read_16(biff));
    found->format = (uint16_t)biff_read_16(biff);
    return found;
}

static void read_number(struct reading *reading, bool short_form) {
    struct found *found = read_head(reading);
    struct biff *biff = &reading->biff;
    found->number = short_form ? biff_decode_rk(biff_read_32(biff)) : biff_read_double(biff);
}

static void read_many(struct reading *reading) {
    enum { EACH = 6 };
    struct biff *biff = &reading->biff;
    uint32_t row = biff_read_16(biff);
    for (unsigned column = biff_read_16(biff); biff_has(biff, EACH); column++) {
        struct found *found = add_found(reading, row, column);
        found->format = (uint16_t)biff_read_16(biff);
        found->number = biff_decode_rk(biff_read_32(biff));
    }
}

static void set_text(struct found *found, struct text text) {
    found->kind = FOUND_TEXT;
    found->text = text;
}

static void set_truth(struct found *found, unsigned value) {
    set_text(found, value ? TEXT("TRUE") : TEXT("FALSE"));
}

static void set_error(struct found *found, unsigned code) {
    static const struct {
        unsigned code;
        const char *words;
    } errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
                  {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"}};
    found->kind = FOUND_ERROR;
    found->text = TEXT("#?");
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (errors[i].code == code) found->text = text_of(errors[i].words);
}

static void read_shared(struct reading *reading) {
    struct found *found = read_head(reading);
    uint32_t index = biff_read_32(&reading->biff);
    if (index < reading->xls->string_count)
        set_text(found, reading->xls->strings[index]);
    else
        reading->failed = true;
}

static void read_label(struct reading *reading) {
    struct found *found = read_head(reading);
    size_t characters = biff_read_16(&reading->biff);
    set_text(found, biff_read_string(&reading->biff, characters, reading->xls->book.arena));
}

/* What a formula gave is a number, or, marked by its last two bytes, something else. */
static void read_formula(struct reading *reading) {
    enum { TEXT_FOLLOWS, TRUTH, ERROR, EMPTY };
    struct biff *biff = &reading->biff;
    struct found *found = read_head(reading);
    if (!biff_has(biff, 8)) {
        reading->failed = true;
        return;
    }
    if (biff->at[6] != 0xFF || biff->at[7] != 0xFF) {
        found->number = biff_read_double(biff);
        return;
    }
    unsigned kind = biff_read_8(biff);
    biff_skip(biff, 1);
    unsigned value = biff_read_8(biff);
    set_text(found, TEXT(""));
    if (kind == TEXT_FOLLOWS)
        reading->wanting = found;
    else if (kind == TRUTH)
        set_truth(found, value);
    else if (kind == ERROR)
        set_error(found, value);
    else if (kind != EMPTY)
        reading->failed = true;
}

static void read_result(struct reading *reading) {
    size_t characters = biff_read_16(&reading->biff);
    struct text text = biff_read_string(&reading->biff, characters, reading->xls->book.arena);
    if (reading->wanting) set_text(reading->wanting, text);
    reading->wanting = NULL;
}

static void read_truth_or_error(struct reading *reading) {
    struct found *found = read_head(reading);
    unsigned value = biff_read_8(&reading->biff);
    if (biff_read_8(&reading->biff))
        set_error(found, value);
    else
        set_truth(found, value);
}

/* ---- what is hidden, what is merged ---- */

static void read_row(struct reading *reading) {
    enum { HIDDEN = 0x20 };
    unsigned row = biff_read_16(&reading->biff);
    biff_skip(&reading->biff, 10);
    if (biff_read_16(&reading->biff) & HIDDEN)
        reading->hidden_rows[row / 8] |= (unsigned char)(1u << row % 8);
}

static void read_columns(struct reading *reading) {
    enum { HIDDEN = 1 };
    unsigned first = biff_read_16(&reading->biff), last = biff_read_16(&reading->biff);
    biff_skip(&reading->biff, 4);
    if (biff_read_16(&reading->biff) & HIDDEN) grid_hide_columns(reading->grid, first, last);
}

static void read_merged(struct reading *reading) {
    struct biff *biff = &reading->biff;
    struct arena *arena = reading->xls->book.arena;
    for (size_t count = biff_read_16(biff); count > 0 && !biff->short_of; count--) {
        size_t first_row = biff_read_16(biff), last_row = biff_read_16(biff);
        size_t first = biff_read_16(biff), last = biff_read_16(biff);
        if (first_row > last_row || first > last || reading->merged_count == BOOK_MERGED_MOST) {
            reading->failed = true;
            return;
        }
        ARENA_GROW(arena, reading->merged, reading->merged_count, reading->merged_room);
        reading->merged[reading->merged_count++] =
            (struct sheet_area){first_row + 1, last_row + 1, first, last};
    }
}

/* ---- all ---- */

static void read_record(struct reading *reading) {
    struct biff *biff = &reading->biff;
    switch (biff->type) {
    case BIFF_NUMBER: read_number(reading, false); break;
    case BIFF_RK: read_number(reading, true); break;
    case BIFF_MUL_RK: read_many(reading); break;
    case BIFF_LABEL_SST: read_shared(reading); break;
    case BIFF_LABEL:
    case BIFF_RSTRING: read_label(reading); break;
    case BIFF_BOOL_ERR: read_truth_or_error(reading); break;
    case BIFF_FORMULA: read_formula(reading); break;
    case BIFF_STRING: read_result(reading); break;
    case BIFF_ROW: read_row(reading); break;
    case BIFF_COLUMN_INFO: read_columns(reading); break;
    case BIFF_MERGE_CELLS: read_merged(reading); break;
    default: return;
    }
    reading->failed = reading->failed || biff->short_of;
}

static bool read_records(struct reading *reading, size_t offset) {
    struct biff *biff = &reading->biff;
    biff->next = offset;
    if (!biff_next(biff) || biff->type != BIFF_BEGIN) return false;
    for (reading->depth = 1; reading->depth > 0 && !reading->failed;) {
        if (!biff_next(biff)) return false;
        if (biff->type == BIFF_BEGIN)
            reading->depth++;
        else if (biff->type == BIFF_END)
            reading->depth--;
        else if (reading->depth == 1)
            read_record(reading);
    }
    return !reading->failed;
}

static int compare_found(const void *a, const void *b) {
    const struct found *left = a, *right = b;
    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    if (left->column != right->column) return left->column < right->column ? -1 : 1;
    return left->order < right->order ? -1 : 1;
}

static bool give_cell(struct reading *reading, const struct found *found) {
    struct grid *grid = reading->grid;
    if (!grid_wants(grid, found->column)) return true;
    switch (found->kind) {
    case FOUND_TEXT: grid_add_text(grid, found->column, found->text); return true;
    case FOUND_ERROR: grid_add_error(grid, found->column, found->text); return true;
    case FOUND_NUMBER:
        if (!isfinite(found->number)) return false;
        grid_add_number(grid, found->column, found->number, found->format);
        return true;
    }
    return false;
}

static bool give_cells(struct reading *reading) {
    if (!reading->sorted)
        qsort(reading->found, reading->count, sizeof *reading->found, compare_found);
    for (size_t i = 0; i < reading->count;) {
        uint32_t row = reading->found[i].row;
        bool hidden = reading->hidden_rows[row / 8] >> row % 8 & 1;
        if (!grid_begin_row(reading->grid, row + 1, hidden)) return false;
        for (; i < reading->count && reading->found[i].row == row; i++)
            if (!give_cell(reading, &reading->found[i]))
                return xls_refuse(reading->xls, gettext("a cell holds a number that is none"));
        if (!grid_end_row(reading->grid) || diags_full(reading->xls->book.diags)) return false;
    }
    return true;
}

struct sheet *xls_read_sheet(struct xls *xls, const struct book_choice *choice, bool *good) {
    struct arena *scratch = arena_new();
    struct reading *reading = ARENA_NEW(scratch, struct reading);
    reading->xls = xls;
    reading->biff.stream = xls->stream;
    reading->grid = grid_new(&xls->book, choice);
    reading->scratch = scratch;
    reading->sorted = true;
    struct sheet *sheet = NULL;
    if (!read_records(reading, xls->book.tabs[choice->tab].offset))
        xls_refuse(xls, gettext("a sheet ends in the midst, or its cells contradict one another"));
    else if (give_cells(reading) &&
             grid_finish(reading->grid, reading->merged, reading->merged_count))
        sheet = reading->grid->sheet;
    *good = !reading->grid->failed;
    arena_free(scratch);
    return sheet;
}
