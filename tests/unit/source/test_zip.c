/* Containers: parts, and what is said of files that are none, or damaged, or too large. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/file.h"
#include "source/ole.h"
#include "source/zip.h"
#include "workbook.h"

struct opened {
    struct arena *arena;
    struct diags *diags;
    struct zip_parts *zip;
};

static struct opened open_bytes(const char *bytes, size_t length) {
    struct opened trial = {.arena = arena_new()};
    trial.diags = diags_new(trial.arena);
    char *copy = arena_copy(trial.arena, bytes, length);
    const struct file *file = file_from_text(trial.arena, "t.xlsx", (struct text){copy, length});
    trial.zip = zip_open_parts(file, ZIP_WORKBOOK, trial.arena, trial.diags);
    return trial;
}

static const char *only_code(const struct opened *trial) {
    return diags_size(trial->diags) == 1 ? diag_name(diags_at(trial->diags, 0)->code)
                                         : "none or many";
}

static const struct part two[] = {{"xl/Workbook.xml", "<workbook/>", 11, 0},
                                  {"xl\\sheet.xml", "<sheet>1</sheet>", 16, 100000}};

Test(zip, parts_are_found_and_read) {
    size_t length;
    char *bytes = pack(two, 2, &length, false);
    struct opened trial = open_bytes(bytes, length);
    cr_assert(trial.zip);
    struct text out;
    bool found;
    cr_assert(zip_read_part(trial.zip, "/XL/workbook.xml", &out, &found, trial.diags));
    cr_assert(found && text_is(out, "<workbook/>"));
    cr_assert(zip_read_part(trial.zip, "xl/sheet.xml", &out, &found, trial.diags));
    cr_assert_eq(out.length, 100016);
    cr_assert(zip_has_part(trial.zip, "xl/sheet.xml"));
    cr_assert_not(zip_has_part(trial.zip, "xl/sheet2.xml"));
    cr_assert_not(zip_read_part(trial.zip, "xl/none.xml", &out, &found, trial.diags));
    cr_assert_not(found);
    cr_assert_eq(diags_size(trial.diags), 0);
    arena_free(trial.arena);
    free(bytes);
}

Test(zip, what_it_is_instead) {
    static const struct {
        const char *bytes, *code;
    } cases[] = {
        {"", "D140"},           {"a,b\n1,2\n", "D140"},        {"<html><body>", "D140"},
        {"%PDF-1.7\n", "D140"}, {"\x89PNG\r\n\x1a\n", "D140"}, {"PK\3\4 cut off", "D142"},
        {"PK\3\4", "D142"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct opened trial = open_bytes(cases[i].bytes, strlen(cases[i].bytes));
        cr_assert_null(trial.zip);
        cr_assert_str_eq(only_code(&trial), cases[i].code, "case %zu", i);
        cr_assert(diags_at(trial.diags, 0)->hint, "case %zu", i);
        arena_free(trial.arena);
    }
}

Test(zip, encrypted_parts) {
    size_t length;
    char *bytes = pack(two, 1, &length, true);
    struct opened trial = open_bytes(bytes, length);
    cr_assert_null(trial.zip);
    cr_assert_str_eq(only_code(&trial), "D141");
    arena_free(trial.arena);
    free(bytes);
}

/* Whatever byte is changed or wherever the file is cut: a part as it was, or an error; never both
 * or neither. */
Test(zip, damage_is_seen) {
    size_t length;
    char *bytes = pack(two, 2, &length, false);
    for (size_t i = 0; i < 2 * length; i++) {
        char *copy = malloc(length);
        memcpy(copy, bytes, length);
        if (i < length) copy[i] ^= 0x15;
        struct opened trial = open_bytes(copy, i < length ? length : i - length);
        struct text out;
        bool found = true;
        bool read =
            trial.zip && zip_read_part(trial.zip, "xl/sheet.xml", &out, &found, trial.diags);
        if (read) {
            cr_assert(out.length == 100016 && memcmp(out.at, "<sheet>1</sheet>", 16) == 0);
            cr_assert_eq(diags_size(trial.diags), 0);
        } else if (found) {
            cr_assert_eq(diags_size(trial.diags), 1, "byte %zu", i);
        }
        arena_free(trial.arena);
        free(copy);
    }
    free(bytes);
}

Test(zip, bombs) {
    const struct part bomb = {"xl/sheet.xml", "", 0, 64 << 20};
    size_t length;
    char *bytes = pack(&bomb, 1, &length, false);
    struct opened trial = open_bytes(bytes, length);
    struct text out;
    bool found;
    size_t before = arena_bytes(trial.arena);
    cr_assert_not(zip_read_part(trial.zip, "xl/sheet.xml", &out, &found, trial.diags));
    cr_assert_str_eq(only_code(&trial), "D144");
    cr_assert_lt(arena_bytes(trial.arena) - before, 4096u, "nothing was unpacked");
    arena_free(trial.arena);
    /* the same with sizes that lie: 1 MiB in the list of parts */
    for (size_t i = 0; i + 4 < length; i++)
        if (memcmp(bytes + i, "\0\0\0\4", 4) == 0) memcpy(bytes + i, "\0\0\x10\0", 4);
    trial = open_bytes(bytes, length);
    if (trial.zip)
        cr_assert_not(zip_read_part(trial.zip, "xl/sheet.xml", &out, &found, trial.diags));
    cr_assert_str_eq(only_code(&trial), "D142");
    arena_free(trial.arena);
    free(bytes);
}

Test(zip, too_many_parts) {
    enum { COUNT = ZIP_PARTS_MOST + 1 };
    struct part *parts = calloc(COUNT, sizeof *parts);
    char *names = calloc(COUNT, 16);
    for (size_t i = 0; i < COUNT; i++) {
        sprintf(names + 16 * i, "%zu", i);
        parts[i] = (struct part){names + 16 * i, "", 0, 0};
    }
    size_t length;
    char *bytes = pack(parts, COUNT, &length, false);
    struct opened trial = open_bytes(bytes, length);
    cr_assert_null(trial.zip);
    cr_assert_str_eq(only_code(&trial), "D144");
    arena_free(trial.arena);
    free(bytes);
    free(names);
    free(parts);
}

/* ---- OLE ---- */

/* A container of 512-byte sectors: header, FAT (sector 0), directory (sector 1) with one entry. */
static void make_ole(char bytes[1536], const char *name) {
    memset(bytes, 0, 1536);
    memcpy(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    bytes[30] = 9;
    bytes[48] = 1;
    memset(bytes + 512, 0xFF, 512);
    memcpy(bytes + 512 + 4, "\xFE\xFF\xFF\xFF", 4);
    char *entry = bytes + 1024 + 128;
    for (size_t i = 0; name[i]; i++) entry[2 * i] = name[i];
    entry[64] = (char)(2 * (strlen(name) + 1));
    entry[66] = 2;
}

Test(ole, told_apart) {
    static const struct {
        const char *name;
        enum ole_content content;
        const char *code;
    } cases[] = {
        {"EncryptedPackage", OLE_ENCRYPTED, "D141"},
        {"Workbook", OLE_WORKBOOK, "D143"},
        {"Book", OLE_BOOK, "D143"},
        {"WordDocument", OLE_DOCUMENT, "D143"},
        {"Workbooks", OLE_OTHER, "D140"},
        {"Contents", OLE_OTHER, "D140"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[1536];
        make_ole(bytes, cases[i].name);
        cr_assert_eq(ole_look((struct text){bytes, sizeof bytes}), cases[i].content, "case %zu", i);
        struct opened trial = open_bytes(bytes, sizeof bytes);
        cr_assert_str_eq(only_code(&trial), cases[i].code, "case %zu", i);
        arena_free(trial.arena);
    }
}

Test(ole, damage_is_no_harm) {
    char bytes[1536];
    make_ole(bytes, "Workbook");
    for (size_t length = 0; length < 1024 + 2 * 128; length++) { /* to the entry's end */
        char *copy = malloc(length ? length : 1); /* so that a read beyond it is seen */
        memcpy(copy, bytes, length);
        enum ole_content content = ole_look((struct text){copy, length});
        cr_assert(content == OLE_NONE || content == OLE_DAMAGED, "length %zu", length);
        free(copy);
    }
    make_ole(bytes, "Contents");
    memcpy(bytes + 512 + 4, "\1\0\0\0", 4); /* the directory follows itself */
    cr_assert_eq(ole_look((struct text){bytes, sizeof bytes}), OLE_DAMAGED);
}
