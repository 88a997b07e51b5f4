/* Fuzz target: CSV and text files in every encoding, as a table and as a sheet, and what their
 * cells say as quantities.
 *
 * The first byte chooses the declared encoding, the second the separator and the way of reading;
 * the rest is the file. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "source/csv.h"
#include "source/encoding.h"
#include "source/show.h"
#include "value/figure.h"

static const char *const encodings[] = {"",       "utf-8",    "gb18030", "gbk",
                                        "utf-16", "utf-16le", "utf-16be"};
static const char *const separators[] = {"", "comma", "tab", "semicolon", "bar"};
static const char *const measures[] = {"", "元", "万元", "%", "万", "人次"};

static void need(bool holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static void check_cell(const struct cell *cell, const struct file *file, struct arena *arena) {
    size_t bad;
    need(text_is_utf8(cell->text, &bad), "cells are UTF-8");
    need(!cell->text.length || !memchr(cell->text.at, 0, cell->text.length), "no NUL in a cell");
    need(cell->origin.file == file, "a cell comes from its file");
    need(cell->origin.offset <= file->bytes.length, "a cell lies in its file");
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        struct measure measure = measure_read(text_of(measures[i]));
        struct quantity quantity;
        struct text unit;
        enum quantity_fit fit = quantity_read_in(arena, cell->text, &measure, &quantity, &unit);
        if (fit == QUANTITY_FITS && quantity.state == QUANTITY_KNOWN)
            number_print(arena, quantity.value, -1, NUMBER_HALF_AWAY);
    }
}

/* Takes batches; now and then wants no more. */
struct taker {
    struct source_sink sink;
    struct arena *arena;
    size_t columns, batches;
    FILE *stream;
};

static bool take(struct source_sink *sink, struct table *batch) {
    struct taker *taker = (struct taker *)sink;
    need(!taker->batches++ || taker->columns == batch->column_count, "the columns stay the same");
    taker->columns = batch->column_count;
    for (size_t row = 0; row < batch->row_count && row < 20; row++)
        for (size_t i = 0; i < batch->column_count && i < 20; i++)
            check_cell(table_cell(batch, row, i), batch->file, taker->arena);
    source_show_table(batch, taker->stream);
    return true;
}

static void read_table(const struct source_spec *spec, FILE *stream, struct arena *arena,
                       struct diags *diags) {
    struct taker taker = {{take}, arena, 0, 0, stream};
    bool done = source_stream(spec, &taker.sink, arena, diags);
    need(done != diags_failed(diags), "a source fails with an error, and only then");
    need(!done || taker.batches, "a source that can be read gives a batch");
}

static void read_sheet(const struct source_spec *spec, struct arena *arena, struct diags *diags) {
    struct sheet sheet;
    bool done = source_csv_sheet(spec, &sheet, arena, diags);
    need(done != diags_failed(diags), "a sheet fails with an error, and only then");
    for (size_t row = 0; done && row < sheet.row_count; row++)
        for (size_t i = 0; i < sheet.rows[row].count && i < 20; i++)
            check_cell(&sheet.rows[row].cells[i], sheet.file, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static FILE *input, *output; /* one file is written anew for each run */
    static char path[64];
    if (!input) {
        input = tmpfile();
        output = fopen("/dev/null", "w");
        if (!input || !output) abort();
        snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(input));
    }
    if (size < 2) return 0;
    if (ftruncate(fileno(input), 0) != 0) abort();
    if (pwrite(fileno(input), data + 2, size - 2, 0) != (ssize_t)(size - 2)) abort();
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct source_spec spec = {.path = path, .kind = TEXT("csv")};
    spec.encoding = text_of(encodings[data[0] % (sizeof encodings / sizeof *encodings)]);
    spec.separator = text_of(separators[data[1] % (sizeof separators / sizeof *separators)]);
    unsigned way = data[1] / 8 % 4;
    if (way == 3) {
        spec.kind = TEXT("text");
        spec.separator = TEXT("");
    }
    if (way == 2)
        read_sheet(&spec, arena, diags);
    else
        read_table(&spec, output, arena, diags);
    for (size_t i = 0; i < diags_size(diags); i++) diag_print(diags_at(diags, i), true, arena);
    arena_free(arena);
    return 0;
}
