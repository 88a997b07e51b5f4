/* Old workbooks: the first byte says whether what follows is the whole file or the stream in it. */
#include <stdint.h>
#include <stdlib.h>

#include "base/file.h"
#include "source/ole.h"
#include "source/xls.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!size) return 0;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct text bytes = {(const char *)data + 1, size - 1};
    const struct file *file = file_from_text(arena, "fuzz.xls", bytes);
    struct source_spec spec = {.path = "fuzz.xls", .table = TEXT("metrics")};
    struct xls xls = {.book = {.spec = &spec, .bytes = file, .arena = arena, .diags = diags},
                      .stream = bytes};
    struct book_choice choice;
    bool good = false;
    if (data[0] % 2 &&
        (ole_look(bytes) != OLE_WORKBOOK || !ole_read_workbook(bytes, arena, &xls.stream)))
        xls.stream = TEXT("");
    if (xls_read_workbook(&xls) && book_choose(&xls.book, &choice)) {
        struct sheet *sheet = xls_read_sheet(&xls, &choice, &good);
        struct source_sink sink = {drop};
        if (sheet) source_give_sheet(&spec, sheet, &sink, arena, diags);
        require(sheet || diags_failed(diags));
    } else {
        require(diags_failed(diags));
    }
    arena_free(arena);
    return 0;
}
