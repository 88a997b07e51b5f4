/* JSON by any bytes: the first chooses what the file is named and where its table lies; whatever is
 * read has the same number of cells in each row, UTF-8 in each, and a place within the file. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "source/inner.h"

static void fail(const char *what) {
    fprintf(stderr, "json: %s\n", what);
    abort();
}

static void check(const struct table *table, struct arena *arena) {
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t i = 0; i < table->column_count; i++) {
            const struct cell *cell = table_cell(table, row, i);
            size_t bad;
            if (!text_is_utf8(cell->text, &bad)) fail("a cell is not UTF-8");
            if (cell->text.length > SOURCE_CELL_BYTES_MOST) fail("a cell is too long");
            if (cell->origin.offset >= table->file->bytes.length) fail("a place beyond the file");
        }
    if (table->row_count && table->column_count)
        origin_print(table_row_origin(table, table->row_count - 1), arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const endings[] = {"json", "jsonl"};
    static const char *const paths[] = {"", "data.rows", "0", "/a.b/~0"};
    char path[64];
    if (!size) return 0;
    snprintf(path, sizeof path, "/tmp/zongjie-fuzz-%ld.%s", (long)getpid(), endings[data[0] & 1]);
    FILE *stream = fopen(path, "wb");
    if (!stream) return 0;
    fwrite(data + 1, 1, size - 1, stream);
    fclose(stream);
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct source_spec spec = {
        .path = path, .kind = TEXT("json"), .at = text_of(paths[data[0] >> 1 & 3])};
    struct table *table = source_read(&spec, arena, diags);
    if (!table != diags_failed(diags)) fail("a fault without a message, or the reverse");
    if (table) check(table, arena);
    for (size_t i = 0; i < diags_size(diags); i++) diag_print(diags_at(diags, i), true, arena);
    unlink(path);
    arena_free(arena);
    return 0;
}
