/* Workbooks packed with libzip. */
#include "workbook.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <zip.h>

char *pack(const struct part *parts, size_t count, size_t *length, bool secret) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    cr_assert(zip);
    for (size_t i = 0; i < count; i++) {
        size_t own = parts[i].length ? parts[i].length : strlen(parts[i].bytes);
        size_t all = own + parts[i].zeros;
        char *bytes = all ? calloc(1, all) : NULL;
        if (own) memcpy(bytes, parts[i].bytes, own);
        zip_source_t *from = zip_source_buffer(zip, bytes, all, 1);
        zip_int64_t index = zip_file_add(zip, parts[i].name, from, 0);
        cr_assert(index >= 0);
        if (secret) zip_file_set_encryption(zip, (zip_uint64_t)index, ZIP_EM_AES_256, "secret");
    }
    cr_assert_eq(zip_close(zip), 0);
    zip_stat_t about;
    zip_source_stat(target, &about);
    char *out = malloc(about.size);
    zip_source_open(target);
    *length = (size_t)zip_source_read(target, out, about.size);
    zip_source_close(target);
    zip_source_free(target);
    return out;
}

struct keeper {
    struct source_sink sink;
    struct trial *trial;
};

static bool keep(struct source_sink *sink, struct table *batch) {
    struct trial *trial = ((struct keeper *)sink)->trial;
    if (!trial->table) {
        trial->table = table_new(trial->arena, batch->name, batch->file);
        for (size_t i = 0; i < batch->column_count; i++)
            table_add_column(trial->arena, trial->table, batch->columns[i].name,
                             batch->columns[i].origin);
    }
    table_append(trial->arena, trial->table, batch);
    return true;
}

struct trial read_file_bytes(const char *bytes, size_t length, const char *extension,
                             const struct source_spec *spec) {
    struct trial trial = {.arena = arena_new()};
    trial.diags = diags_new(trial.arena);
    char path[] = "/tmp/zongjie-book-XXXXXX";
    int handle = mkstemp(path);
    snprintf(trial.path, sizeof trial.path, "%s%s", path, extension);
    cr_assert(handle >= 0 && rename(path, trial.path) == 0);
    cr_assert_eq(write(handle, bytes, length), (ssize_t)length);
    close(handle);
    struct source_spec own = {0};
    if (spec) own = *spec;
    own.path = trial.path;
    own.table = TEXT("metrics");
    struct keeper keeper = {{keep}, &trial};
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    trial.good = source_stream(&own, &keeper.sink, trial.arena, trial.diags);
    clock_gettime(CLOCK_MONOTONIC, &end);
    trial.seconds =
        (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
    cr_assert_eq(trial.good, !diags_failed(trial.diags), "an error is told, and only then");
    return trial;
}

struct trial read_parts(const struct part *parts, size_t count, const struct source_spec *spec) {
    size_t length;
    char *bytes = pack(parts, count, &length, false);
    struct trial trial = read_file_bytes(bytes, length, ".xlsx", spec);
    free(bytes);
    return trial;
}

#define MAIN    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define TYPE    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

struct trial read_workbook(const char *sheet, const char *strings, const char *styles,
                           const struct source_spec *spec) {
    static const char rels[] = "<Relationships xmlns='" PACKAGE "'><Relationship Id='a' Type='" TYPE
                               "/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    static const char book_rels[] =
        "<Relationships xmlns='" PACKAGE "'><Relationship Id='rId1' Type='" TYPE
        "/worksheet' Target='worksheets/sheet1.xml'/>"
        "<Relationship Id='rId2' Type='" TYPE "/sharedStrings' Target='sharedStrings.xml'/>"
        "<Relationship Id='rId3' Type='" TYPE "/styles' Target='/xl/styles.xml'/></Relationships>";
    static const char book[] =
        "<workbook xmlns='" MAIN "' xmlns:r='" TYPE
        "'><sheets><sheet name='S' sheetId='1' r:id='rId1'/></sheets></workbook>";
    struct arena *arena = arena_new();
    struct part parts[] = {
        {"_rels/.rels", rels, 0, 0},
        {"xl/workbook.xml", book, 0, 0},
        {"xl/_rels/workbook.xml.rels", book_rels, 0, 0},
        {"xl/worksheets/sheet1.xml",
         arena_printf(arena, "<worksheet xmlns='" MAIN "' xmlns:r='" TYPE "'>%s</worksheet>",
                      sheet),
         0, 0},
        {"xl/sharedStrings.xml",
         arena_printf(arena, "<sst xmlns='" MAIN "'>%s</sst>", strings ? strings : ""), 0, 0},
        {"xl/styles.xml",
         arena_printf(arena, "<styleSheet xmlns='" MAIN "'>%s</styleSheet>", styles ? styles : ""),
         0, 0},
    };
    struct trial trial = read_parts(parts, sizeof parts / sizeof *parts, spec);
    arena_free(arena);
    return trial;
}

void end_trial(struct trial trial) {
    unlink(trial.path);
    arena_free(trial.arena);
}

const char *dump(const struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    if (!trial->table) return "none";
    for (size_t c = 0; c < trial->table->column_count; c++)
        buffer_printf(&out, c ? "|%.*s" : "%.*s", TEXT_ARGS(trial->table->columns[c].name));
    buffer_printf(&out, "/");
    for (size_t r = 0; r < trial->table->row_count; r++) {
        for (size_t c = 0; c < trial->table->column_count; c++) {
            const struct cell *cell = table_cell(trial->table, r, c);
            buffer_printf(&out, c ? "|%.*s%s" : "%.*s%s", TEXT_ARGS(cell->text),
                          cell->binary ? "'" : "");
        }
        buffer_printf(&out, "/");
    }
    return out.at;
}

const char *codes(const struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(trial->diags); i++) {
        const struct diag *diag = diags_at(trial->diags, i);
        const char *place = origin_print(diag->origin, trial->arena);
        if (diag->code == DIAG_D150) continue;
        if (strncmp(place, trial->path, strlen(trial->path)) == 0) place += strlen(trial->path);
        buffer_printf(&out, out.length ? " %s%s" : "%s%s", diag_name(diag->code), place);
    }
    return out.at;
}
