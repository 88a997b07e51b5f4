/* Rows as JSON, one a line.  Values are texts, never numbers: what is shown is what was read.
 *
 * Line and column are counted on from the row before, so that a long file is walked through once.
 */
#include "source/show.h"

#include "base/json.h"

struct place {
    const struct file *file;
    size_t offset, line, line_start;
};

/* Moves on to an origin of the same file; one that lies before starts anew. */
static void move_to(struct place *place, struct origin origin) {
    if (place->file != origin.file || origin.offset < place->offset) {
        bool marked = text_starts(origin.file->bytes, TEXT("\xEF\xBB\xBF"));
        *place = (struct place){origin.file, 0, 1, marked ? 3 : 0};
    }
    struct text bytes = origin.file->bytes;
    for (; place->offset < origin.offset && place->offset < bytes.length; place->offset++) {
        char c = bytes.at[place->offset];
        bool lone =
            c == '\r' && (place->offset + 1 >= bytes.length || bytes.at[place->offset + 1] != '\n');
        if (c != '\n' && !lone) continue;
        place->line++;
        place->line_start = place->offset + 1;
    }
}

static void put_origin(struct place *place, struct origin origin, FILE *stream) {
    if (!origin.file || origin.file->describe || origin.offset == ORIGIN_WHOLE_FILE) {
        struct arena *arena = arena_new();
        json_write(text_of(origin_print(origin, arena)), stream);
        arena_free(arena);
        return;
    }
    move_to(place, origin);
    struct text before = text_slice(origin.file->bytes, place->line_start, place->offset);
    fputc('"', stream);
    json_write_part(text_of(origin.file->name), stream);
    fprintf(stream, ":%zu:%zu\"", place->line, text_characters(before) + 1);
}

struct shower {
    struct source_sink sink;
    struct place place;
    FILE *stream;
};

/* The columns whose cells the source keeps as binary numbers: there the text is the nearest
 * decimal, not what somebody typed. */
static void put_binary(const struct table *table, size_t row, FILE *stream) {
    const char *before = ",\"@binary\":[";
    for (size_t i = 0; i < table->column_count; i++) {
        if (!table_cell(table, row, i)->binary) continue;
        fputs(before, stream);
        json_write(table->columns[i].name, stream);
        before = ",";
    }
    if (*before == ',' && !before[1]) fputc(']', stream);
}

static void show_rows(struct shower *shower, const struct table *table) {
    FILE *stream = shower->stream;
    for (size_t row = 0; row < table->row_count; row++) {
        fputc('{', stream);
        for (size_t i = 0; i < table->column_count; i++) {
            json_write(table->columns[i].name, stream);
            fputc(':', stream);
            json_write(table_cell(table, row, i)->text, stream);
            fputc(',', stream);
        }
        fputs("\"@origin\":", stream);
        put_origin(&shower->place, table_row_origin(table, row), stream);
        put_binary(table, row, stream);
        fputs("}\n", stream);
    }
}

static bool show_batch(struct source_sink *sink, struct table *batch) {
    struct shower *shower = (struct shower *)sink;
    show_rows(shower, batch);
    return !ferror(shower->stream);
}

bool source_show(const struct source_spec *spec, FILE *stream, struct arena *arena,
                 struct diags *diags) {
    struct shower shower = {.sink = {show_batch}, .stream = stream};
    return source_stream(spec, &shower.sink, arena, diags);
}

void source_show_table(const struct table *table, FILE *stream) {
    struct shower shower = {.stream = stream};
    show_rows(&shower, table);
}
