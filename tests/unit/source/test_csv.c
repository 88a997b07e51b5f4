/* CSV: what is read, where each cell came from, and every fault with its place. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "source/inner.h"

struct trial {
    struct arena *arena;
    struct diags *diags;
    char path[64];
    struct table *table;
};

static struct trial read_bytes(const char *bytes, size_t length, const char *kind) {
    struct trial trial = {.arena = arena_new(), .path = "/tmp/zongjie-csv-XXXXXX"};
    trial.diags = diags_new(trial.arena);
    int handle = mkstemp(trial.path);
    cr_assert(handle >= 0);
    cr_assert_eq(write(handle, bytes, length), (ssize_t)length);
    close(handle);
    struct source_spec spec = {.path = trial.path, .kind = text_of(kind), .table = TEXT("metrics")};
    trial.table = source_read(&spec, trial.arena, trial.diags);
    return trial;
}

static struct trial read_text(const char *text) {
    return read_bytes(text, strlen(text), "csv");
}

static void end(struct trial trial) {
    unlink(trial.path);
    arena_free(trial.arena);
}

/* All cells, "|" between cells and "/" after each row. */
static const char *dump(const struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    for (size_t c = 0; c < trial->table->column_count; c++)
        buffer_printf(&out, c ? "|%.*s" : "%.*s", TEXT_ARGS(trial->table->columns[c].name));
    buffer_printf(&out, "/");
    for (size_t r = 0; r < trial->table->row_count; r++) {
        for (size_t c = 0; c < trial->table->column_count; c++)
            buffer_printf(&out, c ? "|%.*s" : "%.*s",
                          TEXT_ARGS(table_cell(trial->table, r, c)->text));
        buffer_printf(&out, "/");
    }
    return out.at;
}

Test(csv, reads) {
    static const char *const cases[][2] = {
        {"a,b\n1,2\n", "a|b/1|2/"},
        {"a,b\n1,2", "a|b/1|2/"},
        {"a,b\r\n1,2\r\n3,4\r\n", "a|b/1|2/3|4/"},
        {"a,b\r1,2\r3,4", "a|b/1|2/3|4/"},
        {"\xEF\xBB\xBF"
         "a,b\n1,2\n",
         "a|b/1|2/"},
        {"a\tb,c\td\n1\t2,5\t3\n", "a|b,c|d/1|2,5|3/"},
        {"a;b;c\n1;2,5;3\n", "a|b|c/1|2,5|3/"},
        {"\"a,x\",\"b\"\n1,2\n", "a,x|b/1|2/"},
        {"a\n1\n\n2\n", "a/1/2/"},
        {"a,b\n\n\n1,2\n,\n\n", "a|b/1|2/"},
        {"a,b\n,2\n1,\n", "a|b/|2/1|/"},
        {"a,b\n\"x, y\",\"he said \"\"no\"\"\"\n", "a|b/x, y|he said \"no\"/"},
        {"a,b\n\"line 1\nline 2\r\nline 3\",2\n", "a|b/line 1\nline 2\r\nline 3|2/"},
        {"a,b\n\"\",\"\"\"\"\n", "a|b/|\"/"},
        {"a,b\n 1 ,5\" \n", "a|b/ 1 |5\" /"},
        {" a , b \n1,2\n", "a|b/1|2/"},
        {"a,b,,\n1,2,,\n", "a|b/1|2/"},
        {"名称,值\n检查村卫生室,252\n", "名称|值/检查村卫生室|252/"},
        {"a,b\n", "a|b/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial = read_text(cases[i][0]);
        cr_assert(trial.table, "case %zu", i);
        cr_assert_eq(diags_size(trial.diags), 0, "case %zu", i);
        cr_assert_str_eq(dump(&trial), cases[i][1], "case %zu", i);
        end(trial);
    }
}

Test(csv, cells_keep_their_offsets) {
    const char *text = "\xEF\xBB\xBF"
                       "name,value\n\"a\"\"b\",1\n村,22\n";
    struct trial trial = read_text(text);
    cr_assert(trial.table);
    for (size_t r = 0; r < 2; r++)
        for (size_t c = 0; c < 2; c++) {
            struct cell *cell = table_cell(trial.table, r, c);
            cr_assert_eq(cell->origin.file, trial.table->file);
            const char *at = trial.table->file->bytes.at + cell->origin.offset;
            size_t same = r == 0 && c == 0 ? 1 : cell->text.length;
            cr_assert_eq(memcmp(at, cell->text.at, same), 0, "row %zu column %zu", r, c);
        }
    const char *place = origin_print(table_cell(trial.table, 1, 1)->origin, trial.arena);
    cr_assert_str_eq(place + strlen(trial.path), ":3:3", "columns count characters");
    cr_assert_eq(table_cell(trial.table, 1, 0)->text.at,
                 trial.table->file->bytes.at + table_cell(trial.table, 1, 0)->origin.offset,
                 "plain cells are slices of the file");
    end(trial);
}

struct fault {
    const char *bytes, *want; /* codes and places of all diagnostics */
    size_t length;            /* 0: to the first NUL */
};

static const char *codes(const struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(trial->diags); i++) {
        const struct diag *diag = diags_at(trial->diags, i);
        const char *place = origin_print(diag->origin, trial->arena);
        if (strncmp(place, trial->path, strlen(trial->path)) == 0) place += strlen(trial->path);
        buffer_printf(&out, i ? " %s%s" : "%s%s", diag_name(diag->code), place);
    }
    return out.at;
}

Test(csv, reports_every_fault_with_its_place) {
    static const struct fault faults[] = {
        {"a,b\n1,2\n1\n1,2,3\n", "D104:3:1 D104:4:1", 0},
        {"a,b,a,b\n1,2,3,4\n", "D105:1:5 D105:1:7", 0},
        {"a,,c\n1,2,3\n", "D106:1:3", 0},
        {"a,b,\n1,2,\n3,4,5\n", "D106:3:5", 0},
        {"a,b\n1,\"2\n3,4\n", "D107:2:3", 0},
        {"a,\"b\n", "D107:1:3", 0},
        {"a,b\n\"x\" y,2\n\"z\"w,3\n", "D111:2:4 D111:3:4", 0},
        {"", "D112:1:1", 0},
        {"\xEF\xBB\xBF\n\n", "D112:1:1", 0},
        {",,\n1,2,3\n", "D112:1:1", 0},
        {"a,b\n1,\xFF\xF3\n", "D103:2:3", 0},
        {"a,b\n1,\xC0,\n", "D103:2:3", 0},
        {"a,b\n1,\xED\xA0\x80\n", "D103:2:3", 0},
        {"a,b\n1,\xE4\xB8", "D103:2:3", 0},
        {"a,b\n村\0,2\n", "D109:2:2", 11},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const struct fault *fault = &faults[i];
        struct trial trial =
            read_bytes(fault->bytes, fault->length ? fault->length : strlen(fault->bytes), "csv");
        cr_assert_null(trial.table, "case %zu", i);
        cr_assert_str_eq(codes(&trial), fault->want, "case %zu", i);
        end(trial);
    }
}

Test(csv, refuses_what_is_too_much) {
    struct arena *arena = arena_new();
    struct buffer wide = buffer_new(arena);
    for (size_t i = 0; i <= SOURCE_COLUMNS_MOST; i++) buffer_printf(&wide, "c%zu,", i);
    struct trial trial = read_text(wide.at);
    cr_assert_null(trial.table);
    cr_assert_eq(diags_at(trial.diags, 0)->code, DIAG_D108);
    end(trial);

    struct buffer tall = buffer_new(arena);
    for (size_t i = 0; i < 2000; i++) buffer_printf(&tall, "c%zu,", i);
    buffer_printf(&tall, "end\n");
    char *row = arena_take(arena, 2002);
    memset(row, ',', 2000);
    row[0] = 'x';
    row[1] = ',';
    memset(row + 1, ',', 2000);
    for (size_t i = 0; i < 5000; i++) buffer_printf(&tall, "%s\n", row);
    trial = read_text(tall.at);
    cr_assert_null(trial.table);
    cr_assert_eq(diags_at(trial.diags, 0)->code, DIAG_D108);
    end(trial);

    char *long_cell = arena_take(arena, SOURCE_CELL_BYTES_MOST + 10);
    memset(long_cell, 'x', SOURCE_CELL_BYTES_MOST + 5);
    long_cell[1] = '\n';
    trial = read_text(long_cell);
    cr_assert_str_eq(codes(&trial), "D108:2:1");
    end(trial);
    arena_free(arena);
}

Test(csv, stops_after_fifty_faults) {
    struct arena *arena = arena_new();
    struct buffer text = buffer_new(arena);
    buffer_printf(&text, "a,b\n");
    for (size_t i = 0; i < 100; i++) buffer_printf(&text, "%zu\n", i);
    struct trial trial = read_text(text.at);
    cr_assert_eq(diags_size(trial.diags), 50);
    end(trial);
    arena_free(arena);
}
