/* Sheets written as text: rows by line, cells by |, merged areas by their names ("A3:A4 B3:C3"). */
#ifndef TESTS_SOURCE_SHEET_HELP_H
#define TESTS_SOURCE_SHEET_HELP_H

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/file.h"
#include "source/layout.h"
#include "source/show.h"

static inline void sheet_help_merge(struct arena *arena, struct sheet *sheet, const char *areas) {
    struct text rest = text_of(areas), word;
    sheet->merged = arena_take_array(arena, 100, sizeof *sheet->merged);
    while (text_cut_word(&rest, &word)) {
        struct sheet_area *area = &sheet->merged[sheet->merged_count++];
        size_t colon = text_find(word, TEXT(":"));
        cr_assert(source_read_cell_name(text_slice(word, 0, colon), &area->first_row,
                                        &area->first_column));
        cr_assert(source_read_cell_name(text_slice(word, colon + 1, word.length), &area->last_row,
                                        &area->last_column));
    }
}

static inline struct sheet *sheet_help_make(struct arena *arena, const char *text,
                                            const char *areas) {
    static const struct text names[] = {TEXT_INIT("表")};
    struct sheet *sheet = ARENA_NEW(arena, struct sheet);
    const struct file *bytes = file_from_text(arena, "b.xlsx", TEXT(""));
    sheet->name = names[0];
    sheet->file = sheet_file(bytes, names, 1, arena);
    struct text rest = text_of(text), line, piece;
    for (size_t number = 1; text_cut(&rest, '\n', &line); number++) {
        size_t count = 0;
        for (struct text cells = line; text_cut(&cells, '|', &piece);) count++;
        if (!text_trim(line).length) continue;
        struct sheet_row *row = sheet_add_row(arena, sheet, number, count);
        for (size_t i = 0; i < count; i++) {
            text_cut(&line, '|', &piece);
            row->cells[i].text = text_trim(piece);
        }
    }
    sheet_help_merge(arena, sheet, areas);
    return sheet;
}

struct sheet_help {
    struct source_sink sink;
    FILE *stream;
    bool headings_shown;
};

static inline bool sheet_help_take(struct source_sink *sink, struct table *batch) {
    struct sheet_help *help = (struct sheet_help *)sink;
    for (size_t i = 0; i < batch->column_count && !help->headings_shown; i++)
        fprintf(help->stream, i ? "|%.*s" : "%.*s", TEXT_ARGS(batch->columns[i].name));
    if (!help->headings_shown) fputc('\n', help->stream);
    help->headings_shown = true;
    for (size_t row = 0; row < batch->row_count; row++) {
        for (size_t i = 0; i < batch->column_count; i++)
            fprintf(help->stream, i ? "|%.*s" : "%.*s", TEXT_ARGS(table_cell(batch, row, i)->text));
        fputc('\n', help->stream);
    }
    return true;
}

/* Headings and rows, then what was said, a line each: level, place, detail, code. */
static inline char *sheet_help_read(struct arena *arena, const struct source_spec *spec,
                                    const char *text, const char *areas) {
    char *bytes = NULL;
    size_t length = 0;
    struct diags *diags = diags_new(arena);
    struct sheet_help help = {{sheet_help_take}, open_memstream(&bytes, &length), false};
    bool good =
        source_give_sheet(spec, sheet_help_make(arena, text, areas), &help.sink, arena, diags);
    cr_assert_eq(good, !diags_failed(diags));
    for (size_t i = 0; i < diags_size(diags); i++)
        fprintf(help.stream, "%s %s %s\n", diag_name(diags_at(diags, i)->code),
                origin_print(diags_at(diags, i)->origin, arena), diags_at(diags, i)->detail);
    fclose(help.stream);
    char *copy = arena_copy(arena, bytes, length);
    free(bytes);
    return copy;
}

#endif
