/* The first part of the stream: sheets, number formats, shared strings, names of areas. */
#include <libintl.h>

#include "base/map.h"
#include "source/area.h"
#include "source/xls.h"
#include "source/zip.h"

struct name {
    struct text name;
    size_t tab;      /* whose it is */
    uint16_t sheets; /* index in `externals` */
    struct sheet_area area;
    bool is_area;
};

struct reading {
    struct xls *xls;
    struct biff biff;
    struct format by_number[UINT16_MAX + 1]; /* formats that the file defines */
    bool defined[UINT16_MAX + 1];
    struct name *names;
    size_t name_count, name_room;
    struct external {
        unsigned first, last; /* tabs */
    } * externals;
    size_t external_count;
    bool failed;
};

static void read_sheet_entry(struct reading *reading) {
    struct biff *biff = &reading->biff;
    struct book *book = &reading->xls->book;
    enum { STATE = 3, GRID = 0 };
    size_t offset = biff_read_32(biff);
    unsigned state = biff_read_8(biff) & STATE, kind = biff_read_8(biff);
    struct text name = biff_read_string(biff, biff_read_8(biff), book->arena);
    if (biff->short_of || book->tab_count == BOOK_SHEETS_MOST) {
        reading->failed = true;
        return;
    }
    ARENA_GROW(book->arena, book->tabs, book->tab_count, book->tab_room);
    book->tabs[book->tab_count++] = (struct book_tab){.name = name,
                                                      .state = state ? BOOK_HIDDEN : BOOK_VISIBLE,
                                                      .is_grid = kind == GRID,
                                                      .offset = offset};
}

static void read_format(struct reading *reading) {
    struct biff *biff = &reading->biff;
    unsigned number = biff_read_16(biff);
    struct text code = biff_read_string(biff, biff_read_16(biff), reading->xls->book.arena);
    reading->by_number[number] = format_of_code(code);
    reading->defined[number] = true;
}

/* The formats stand before those that refer to them. */
static void read_xf(struct reading *reading) {
    struct book *book = &reading->xls->book;
    biff_skip(&reading->biff, 2);
    unsigned number = biff_read_16(&reading->biff);
    ARENA_GROW(book->arena, book->formats, book->format_count, book->format_room);
    book->formats[book->format_count++] =
        reading->defined[number] ? reading->by_number[number] : format_of_number(number);
}

static void read_strings(struct reading *reading) {
    struct biff *biff = &reading->biff;
    struct xls *xls = reading->xls;
    enum { LEAST_BYTES = 3 }; /* of an empty string: that many cannot be more */
    biff_skip(biff, 4);
    size_t count = biff_read_32(biff);
    if (count > xls->stream.length / LEAST_BYTES) {
        reading->failed = true;
        return;
    }
    xls->strings = arena_take_array(xls->book.arena, count, sizeof *xls->strings);
    for (size_t i = 0; i < count && !biff->short_of; i++) {
        size_t characters = biff_read_16(biff);
        xls->strings[i] = biff_read_string(biff, characters, xls->book.arena);
        if (!biff->short_of) xls->string_count++;
    }
    reading->failed = reading->failed || biff->short_of;
}

/* ---- names ---- */

static void read_externals(struct reading *reading) {
    struct biff *biff = &reading->biff;
    size_t count = biff_read_16(biff);
    reading->externals =
        arena_take_array(reading->xls->book.arena, count, sizeof *reading->externals);
    for (reading->external_count = 0; reading->external_count < count && !biff->short_of;
         reading->external_count++) {
        biff_skip(biff, 2);
        unsigned first = biff_read_16(biff);
        reading->externals[reading->external_count] = (struct external){first, biff_read_16(biff)};
    }
}

/* A name whose formula is one area, or one cell, of a sheet (MS-XLS 2.4.150, 2.5.198.28). */
static void read_name(struct reading *reading) {
    enum { BUILT_IN = 0x20, AREA = 0x3B, CELL = 0x3A, COLUMN_BITS = 0x3FFF };
    struct biff *biff = &reading->biff;
    struct book *book = &reading->xls->book;
    unsigned flags = biff_read_16(biff);
    biff_skip(biff, 1);
    unsigned characters = biff_read_8(biff);
    biff_skip(biff, 4);
    unsigned tab = biff_read_16(biff);
    biff_skip(biff, 4);
    struct name name = {.name = biff_read_string(biff, characters, book->arena),
                        .tab = tab ? tab - 1 : BOOK_NO_TAB};
    unsigned token = biff_read_8(biff);
    name.sheets = (uint16_t)biff_read_16(biff);
    name.is_area = (token & 0x1F) == (AREA & 0x1F) || (token & 0x1F) == (CELL & 0x1F);
    bool is_cell = (token & 0x1F) == (CELL & 0x1F);
    unsigned first_row = biff_read_16(biff), last_row = is_cell ? first_row : biff_read_16(biff);
    unsigned first = biff_read_16(biff) & COLUMN_BITS;
    unsigned last = is_cell ? first : biff_read_16(biff) & COLUMN_BITS;
    name.area = (struct sheet_area){first_row + 1u, last_row + 1u, first, last};
    if (flags & BUILT_IN || reading->name_count == BOOK_NAMES_MOST) return;
    ARENA_GROW(book->arena, reading->names, reading->name_count, reading->name_room);
    reading->names[reading->name_count++] = name;
}

/* As .xlsx writes them, so that they are found in one way. */
static void add_names(struct reading *reading) {
    struct book *book = &reading->xls->book;
    for (size_t i = 0; i < reading->name_count; i++) {
        const struct name *name = &reading->names[i];
        struct text refers_to = TEXT("#REF!");
        const struct external *sheets =
            name->sheets < reading->external_count ? &reading->externals[name->sheets] : NULL;
        if (name->is_area && sheets && sheets->first == sheets->last &&
            sheets->first < book->tab_count)
            refers_to = area_refer(book->arena, book->tabs[sheets->first].name, &name->area);
        ARENA_GROW(book->arena, book->names, book->name_count, book->name_room);
        book->names[book->name_count++] = (struct book_name){name->name, refers_to, name->tab};
    }
}

/* ---- all ---- */

static void read_record(struct reading *reading) {
    switch (reading->biff.type) {
    case BIFF_BOUND_SHEET: read_sheet_entry(reading); break;
    case BIFF_DATE_MODE: reading->xls->book.from_1904 = biff_read_16(&reading->biff) == 1; break;
    case BIFF_FORMAT: read_format(reading); break;
    case BIFF_XF: read_xf(reading); break;
    case BIFF_SST: read_strings(reading); break;
    case BIFF_EXTERN_SHEET: read_externals(reading); break;
    case BIFF_NAME: read_name(reading); break;
    default: break;
    }
}

static bool refuse_encrypted(struct xls *xls) {
    zip_add_encrypted(xls->book.diags, book_origin(&xls->book), ZIP_WORKBOOK);
    return false;
}

static bool is_version_8(struct biff *biff) {
    enum { VERSION_8 = 0x0600 };
    return biff_next(biff) && biff->type == BIFF_BEGIN && biff_read_16(biff) == VERSION_8;
}

bool xls_read_workbook(struct xls *xls) {
    struct reading *reading = ARENA_NEW(xls->book.arena, struct reading);
    reading->xls = xls;
    reading->biff.stream = xls->stream;
    if (!is_version_8(&reading->biff))
        return xls_refuse(xls, gettext("it does not begin as a workbook does"));
    while (biff_next(&reading->biff) && reading->biff.type != BIFF_END && !reading->failed) {
        if (reading->biff.type == BIFF_FILE_PASS) return refuse_encrypted(xls);
        read_record(reading);
    }
    if (reading->failed || reading->biff.type != BIFF_END)
        return xls_refuse(xls, gettext("it ends in the midst of its tables"));
    if (!xls->book.tab_count) return xls_refuse(xls, gettext("it lists no sheet"));
    book_set_file(&xls->book);
    add_names(reading);
    return true;
}
