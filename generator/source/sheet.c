/* Sheets: rows in a growing array, and places of cells packed into one offset. */
#include "source/sheet.h"

#include <assert.h>
#include <string.h>

/* sheet 16 bits, row 24, column 20: more than any workbook has. */
enum { COLUMN_BITS = 20, ROW_BITS = 24 };

struct sheets {
    struct file file; /* first: a struct file is one of these */
    const struct text *names;
    size_t count;
};

char *sheet_column_name(struct arena *arena, size_t column) {
    char letters[16];
    size_t at = sizeof letters;
    letters[--at] = '\0';
    for (size_t rest = column + 1; rest; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    return arena_copy(arena, letters + at, sizeof letters - 1 - at);
}

static char *describe(const struct file *file, size_t offset, struct arena *arena) {
    const struct sheets *sheets = (const struct sheets *)file;
    if (offset == ORIGIN_WHOLE_FILE) return arena_printf(arena, "%s", file->name);
    size_t column = offset & (((size_t)1 << COLUMN_BITS) - 1);
    size_t row = offset >> COLUMN_BITS & (((size_t)1 << ROW_BITS) - 1);
    size_t sheet = offset >> (COLUMN_BITS + ROW_BITS);
    if (sheet >= sheets->count) return arena_printf(arena, "%s", file->name);
    struct text name = sheets->names[sheet];
    if (!row) return arena_printf(arena, "%s!%.*s", file->name, TEXT_ARGS(name));
    return arena_printf(arena, "%s!%.*s!%s%zu", file->name, TEXT_ARGS(name),
                        sheet_column_name(arena, column), row);
}

const struct file *sheet_file(const struct file *bytes, const struct text *names, size_t count,
                              struct arena *arena) {
    struct sheets *sheets = ARENA_NEW(arena, struct sheets);
    sheets->file = (struct file){.name = bytes->name, .bytes = bytes->bytes, .describe = describe};
    sheets->names = names;
    sheets->count = count;
    return &sheets->file;
}

struct origin sheet_origin(const struct file *file, size_t sheet, size_t row, size_t column) {
    assert(sheet < SHEETS_MOST && row <= SHEET_ROWS_MOST && column < SHEET_COLUMNS_MOST);
    if (!file->describe)
        return (struct origin){file, ORIGIN_WHOLE_FILE}; /* CSV: places are bytes */
    return (struct origin){file, (sheet << ROW_BITS | row) << COLUMN_BITS | column};
}

struct sheet_row *sheet_add_row(struct arena *arena, struct sheet *sheet, size_t number,
                                size_t cells) {
    assert(!sheet->row_count || sheet->rows[sheet->row_count - 1].number < number);
    ARENA_GROW(arena, sheet->rows, sheet->row_count, sheet->row_room);
    struct sheet_row *row = &sheet->rows[sheet->row_count++];
    *row = (struct sheet_row){number, false, arena_take_array(arena, cells, sizeof *row->cells),
                              cells};
    for (size_t i = 0; i < cells; i++)
        row->cells[i] =
            (struct cell){TEXT(""), sheet_origin(sheet->file, sheet->index, number, i), false};
    return row;
}

const struct cell *sheet_cell(const struct sheet *sheet, size_t row, size_t column) {
    size_t from = 0, to = sheet->row_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (sheet->rows[middle].number < row)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == sheet->row_count || sheet->rows[from].number != row) return NULL;
    return column < sheet->rows[from].count ? &sheet->rows[from].cells[column] : NULL;
}
