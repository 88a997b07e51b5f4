/* Which kind reads a file, constants of the job, text files, and what is shown of a table. */
#include "source/source.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "source/inner.h"
#include "source/show.h"

static char *write_file(struct arena *arena, const char *name, const char *text) {
    char folder[] = "/tmp/zongjie-source-XXXXXX";
    cr_assert(mkdtemp(folder));
    char *path = arena_printf(arena, "%s/%s", folder, name);
    FILE *stream = fopen(path, "wb");
    cr_assert(stream);
    fputs(text, stream);
    fclose(stream);
    return path;
}

static void remove_file(char *path) {
    unlink(path);
    *strrchr(path, '/') = '\0';
    rmdir(path);
}

static char *show(const struct table *table, struct arena *arena) {
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    source_show_table(table, stream);
    fclose(stream);
    char *copy = arena_copy(arena, bytes, length);
    free(bytes);
    return copy;
}

Test(source, finds_the_kind) {
    static const struct {
        const char *name, *text, *columns;
    } cases[] = {
        {"a.csv", "x,y\n1,2\n", "x,y"},   {"a.CSV", "x\n1\n", "x"},
        {"a.tsv", "x\ty\n1\t2\n", "x,y"}, {"a.txt", "one, two\n", "section,order,paragraph"},
        {"data", "x,y\n1,2\n", "x,y"},    {"data.dat", "x\n1\n", "x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct diags *diags = diags_new(arena);
        char *path = write_file(arena, cases[i].name, cases[i].text);
        struct source_spec spec = {.path = path, .table = TEXT("t")};
        struct table *table = source_read(&spec, arena, diags);
        cr_assert(table, "case %zu", i);
        struct buffer names = buffer_new(arena);
        for (size_t c = 0; c < table->column_count; c++)
            buffer_printf(&names, c ? ",%.*s" : "%.*s", TEXT_ARGS(table->columns[c].name));
        cr_assert_str_eq(names.at, cases[i].columns, "case %zu", i);
        remove_file(path);
        arena_free(arena);
    }
}

Test(source, refuses_what_no_kind_reads) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct source_spec spec = {.path = "/nonexistent/a.csv"};
    cr_assert_null(source_read(&spec, arena, diags));
    cr_assert_eq(diags_at(diags, 0)->code, DIAG_D101);
    spec.kind = TEXT("xslx");
    cr_assert_null(source_read(&spec, arena, diags));
    cr_assert_eq(diags_at(diags, 1)->code, DIAG_D113);
    cr_assert_not_null(strstr(diags_at(diags, 1)->hint, "csv, text"));
    char *path = write_file(arena, "book.bin", "x");
    FILE *stream = fopen(path, "wb");
    fwrite("\x7F"
           "ELF\0\1",
           1, 6, stream);
    fclose(stream);
    spec = (struct source_spec){.path = path};
    cr_assert_null(source_read(&spec, arena, diags));
    cr_assert_eq(diags_at(diags, 2)->code, DIAG_D113);
    remove_file(path);
    arena_free(arena);
}

static struct source_spec with_constants(struct arena *arena, const char *path,
                                         const struct file *job) {
    struct source_spec spec = {.path = path, .table = TEXT("metrics")};
    spec.constants = arena_take_array(arena, 3, sizeof *spec.constants);
    spec.constants[0] = (struct source_constant){TEXT("unit"), TEXT("wsj"), {job, 1}};
    spec.constants[1] = (struct source_constant){TEXT("value"), TEXT("9"), {job, 2}};
    spec.constants[2] = (struct source_constant){TEXT("section"), TEXT("总体"), {job, 3}};
    spec.constant_count = 3;
    return spec;
}

Test(source, constants_become_columns) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    const struct file *job = file_from_text(arena, "job.xml", TEXT("<job/>"));
    char *path = write_file(arena, "m.csv", "code,value\na,1\nb,2\n");
    struct source_spec spec = with_constants(arena, path, job);
    struct table *table = source_read(&spec, arena, diags);
    cr_assert(table);
    cr_assert_eq(table->column_count, 4);
    for (size_t row = 0; row < 2; row++) {
        cr_assert(text_is(table_text(table, row, "unit"), "wsj"));
        cr_assert(text_is(table_text(table, row, "section"), "总体"));
        cr_assert_eq(table_origin(table, row, "section").file, job);
        cr_assert_eq(table_origin(table, row, "section").offset, 3);
        cr_assert(text_is(table_text(table, row, "value"), row ? "2" : "1"), "the file wins");
    }
    cr_assert_eq(diags_size(diags), 1);
    cr_assert_eq(diags_at(diags, 0)->code, DIAG_D114);
    cr_assert_eq(diags_at(diags, 0)->origin.offset, 2);
    remove_file(path);
    arena_free(arena);
}

Test(source, text_file_is_a_section) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    char *path =
        write_file(arena, "主要工作.txt", "\xEF\xBB\xBF一是检查。\r\n\r\n　　二是整改。 \n \nlast");
    struct source_spec spec = {.path = path, .table = TEXT("texts")};
    struct table *table = source_read(&spec, arena, diags);
    cr_assert(table);
    static const char *const paragraphs[] = {"一是检查。", "　　二是整改。 ", "last"};
    static const char *const places[] = {":1:1", ":3:1", ":5:1"};
    cr_assert_eq(table->row_count, 3);
    for (size_t row = 0; row < 3; row++) {
        struct cell *cell = table_cell(table, row, 2);
        cr_assert(text_is(cell->text, paragraphs[row]), "kept word for word");
        cr_assert_str_eq(origin_print(cell->origin, arena) + strlen(path), places[row]);
        cr_assert(text_is(table_text(table, row, "section"), "主要工作"));
        cr_assert(text_is(table_text(table, row, "order"), row == 0 ? "1" : row == 1 ? "2" : "3"));
    }
    const struct file *job = file_from_text(arena, "job.xml", TEXT("<job/>"));
    spec = with_constants(arena, path, job);
    table = source_read(&spec, arena, diags);
    cr_assert(text_is(table_text(table, 1, "section"), "总体"));
    cr_assert_eq(table_origin(table, 1, "section").file, job);
    cr_assert(text_is(table_text(table, 1, "unit"), "wsj"));
    cr_assert_eq(diags_size(diags), 0);
    remove_file(path);
    arena_free(arena);
}

Test(source, text_file_faults) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    char *path = write_file(arena, "a.txt", "good\nbad \xFF\xF3\n");
    struct source_spec spec = {.path = path};
    cr_assert_null(source_read(&spec, arena, diags));
    cr_assert_str_eq(origin_print(diags_at(diags, 0)->origin, arena) + strlen(path), ":2:5");
    remove_file(path);
    char *text = arena_take(arena, SOURCE_CELL_BYTES_MOST + 3);
    memset(text, 'x', SOURCE_CELL_BYTES_MOST + 1);
    path = write_file(arena, "b.txt", text);
    spec.path = path;
    cr_assert_null(source_read(&spec, arena, diags));
    cr_assert_eq(diags_at(diags, 1)->code, DIAG_D108);
    remove_file(path);
    arena_free(arena);
}

Test(source, shows_rows_as_json) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    char *path = write_file(arena, "m.csv",
                            "\xEF\xBB\xBF"
                            "code,note\n名,\"a\"\"b\\\n\tc\"\r\nx,\x01—\ny,1.50\n");
    struct source_spec spec = {.path = path};
    struct table *table = source_read(&spec, arena, diags);
    cr_assert(table);
    char *want =
        arena_printf(arena,
                     "{\"code\":\"名\",\"note\":\"a\\\"b\\\\\\n\\tc\",\"@origin\":\"%s:2:1\"}\n"
                     "{\"code\":\"x\",\"note\":\"\\u0001—\",\"@origin\":\"%s:4:1\"}\n"
                     "{\"code\":\"y\",\"note\":\"1.50\",\"@origin\":\"%s:5:1\"}\n",
                     path, path, path);
    cr_assert_str_eq(show(table, arena), want);
    for (size_t row = 0; row < table->row_count; row++) {
        const char *place = origin_print(table_row_origin(table, row), arena);
        cr_assert_not_null(strstr(want, place), "the same place as in messages");
    }
    remove_file(path);
    arena_free(arena);
}

Test(source, shows_places_of_other_files) {
    struct arena *arena = arena_new();
    const struct file *job = file_from_text(arena, "job.xml", TEXT("a\rb\nc"));
    struct table *table = table_new(arena, TEXT("t"), NULL);
    table_add_column(arena, table, TEXT("a"), ORIGIN_NONE);
    static const size_t offsets[] = {4, 2, ORIGIN_WHOLE_FILE};
    for (size_t i = 0; i < 3; i++)
        *table_cell(table, table_add_row(arena, table), 0) =
            (struct cell){TEXT("\r"), {job, offsets[i]}, false};
    table_add_row(arena, table);
    cr_assert_str_eq(show(table, arena), "{\"a\":\"\\r\",\"@origin\":\"job.xml:3:1\"}\n"
                                         "{\"a\":\"\\r\",\"@origin\":\"job.xml:2:1\"}\n"
                                         "{\"a\":\"\\r\",\"@origin\":\"job.xml\"}\n"
                                         "{\"a\":\"\",\"@origin\":\"\"}\n");
    arena_free(arena);
}
