/* Parts of .xlsx workbooks, unpacked: the first byte says which.  Whatever they hold, the cells
 * come out or an error is told, and texts are UTF-8. */
#include <stdint.h>
#include <stdlib.h>

#include "base/file.h"
#include "source/xlsx.h"

static void require(bool good) {
    if (!good) abort();
}

static bool drop(struct source_sink *sink, struct table *batch) {
    (void)sink;
    size_t bad;
    for (size_t row = 0; row < batch->row_count; row++)
        for (size_t i = 0; i < batch->column_count; i++)
            require(text_is_utf8(table_cell(batch, row, i)->text, &bad));
    return true;
}

static void read_sheet(struct xlsx *xlsx, const struct file *file, const struct source_spec *spec) {
    struct book *book = &xlsx->book;
    struct text strings[] = {TEXT("甲"), TEXT("001")};
    struct format formats[] = {{FORMAT_NUMBER, 0},
                               {FORMAT_PERCENT, 0},
                               {FORMAT_DATE, 0},
                               {FORMAT_DATE_TIME, 0},
                               {FORMAT_CODE, 6}};
    xlsx->strings = strings;
    xlsx->string_count = 2;
    book->formats = formats;
    book->format_count = 5;
    struct grid *grid =
        grid_new(book, &(struct book_choice){0, {1, SHEET_ROWS_MOST, 0, SHEET_COLUMNS_MOST - 1}});
    struct ooxml_reader *reader = xlsx_sheet_reader(xlsx, grid);
    if (!ooxml_read_bytes(file, "sheet1.xml", file->bytes, reader, book->diags)) return;
    if (!xlsx_finish_sheet(reader)) return;
    struct source_sink sink = {drop};
    source_give_sheet(spec, grid->sheet, &sink, book->arena, book->diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!size) return 0;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct text bytes = {(const char *)data + 1, size - 1};
    const struct file *file = file_from_text(arena, "fuzz.xlsx", bytes);
    struct source_spec spec = {.path = "fuzz.xlsx", .table = TEXT("metrics")};
    struct book_tab tab = {.name = TEXT("S"), .is_grid = true};
    struct xlsx xlsx = {.book = {.spec = &spec,
                                 .bytes = file,
                                 .arena = arena,
                                 .diags = diags,
                                 .tabs = &tab,
                                 .tab_count = 1,
                                 .tab_room = 1}};
    book_set_file(&xlsx.book);
    size_t bad;
    switch (data[0] % 3) {
    case 0: read_sheet(&xlsx, file, &spec); break;
    case 1:
        ooxml_read_bytes(file, "strings.xml", bytes, xlsx_strings_reader(&xlsx), diags);
        for (size_t i = 0; i < xlsx.string_count; i++) require(text_is_utf8(xlsx.strings[i], &bad));
        break;
    default: ooxml_read_bytes(file, "styles.xml", bytes, xlsx_styles_reader(&xlsx), diags);
    }
    arena_free(arena);
    return 0;
}
