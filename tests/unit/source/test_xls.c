/* Old workbooks, from records written by hand: what each is read as, and that no damage does harm.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "source/ole.h"
#include "source/xls.h"
#include "workbook.h"

/* ---- records ---- */

struct stream {
    unsigned char bytes[16384];
    size_t length, record; /* record: where the head of the one under way stands */
};

static void put(struct stream *stream, uint64_t number, size_t bytes) {
    for (; bytes > 0; bytes--, number >>= 8)
        stream->bytes[stream->length++] = (unsigned char)number;
}

static void begin(struct stream *stream, unsigned type) {
    stream->record = stream->length;
    put(stream, type, 2);
    put(stream, 0, 2);
}

static void end(struct stream *stream) {
    size_t length = stream->length - stream->record - 4;
    stream->bytes[stream->record + 2] = (unsigned char)length;
    stream->bytes[stream->record + 3] = (unsigned char)(length >> 8);
}

static void put_ascii(struct stream *stream, const char *text) {
    for (; *text; text++) put(stream, (unsigned char)*text, 1);
}

static void put_double(struct stream *stream, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    put(stream, bits, 8);
}

static void add_begin(struct stream *stream, unsigned kind) {
    begin(stream, BIFF_BEGIN);
    put(stream, 0x0600, 2);
    put(stream, kind, 2);
    put(stream, 0, 12);
    end(stream);
}

static void add_empty(struct stream *stream, unsigned type) {
    begin(stream, type);
    end(stream);
}

static void add_head(struct stream *stream, unsigned type, unsigned row, unsigned column,
                     unsigned xf) {
    begin(stream, type);
    put(stream, row, 2);
    put(stream, column, 2);
    put(stream, xf, 2);
}

static void add_label(struct stream *stream, unsigned row, unsigned column, const char *text) {
    add_head(stream, BIFF_LABEL, row, column, 0);
    put(stream, strlen(text), 2);
    put(stream, 0, 1);
    put_ascii(stream, text);
    end(stream);
}

static void add_xf(struct stream *stream, unsigned format) {
    begin(stream, BIFF_XF);
    put(stream, 0, 2);
    put(stream, format, 2);
    put(stream, 0, 16);
    end(stream);
}

static size_t add_sheet_entry(struct stream *stream, const char *name, unsigned state,
                              unsigned kind) {
    begin(stream, BIFF_BOUND_SHEET);
    size_t offset = stream->length;
    put(stream, 0, 4);
    put(stream, state, 1);
    put(stream, kind, 1);
    put(stream, strlen(name), 1);
    put(stream, 0, 1);
    put_ascii(stream, name);
    end(stream);
    return offset;
}

static void set_offset(struct stream *stream, size_t at) {
    for (size_t i = 0; i < 4; i++) stream->bytes[at + i] = (unsigned char)(stream->length >> 8 * i);
}

/* The shared strings 甲乙 and "abc", the first of which goes on in another record, in which the
 * characters are narrow; one with runs of fonts and a reading aid. */
static void add_strings(struct stream *stream) {
    begin(stream, BIFF_SST);
    put(stream, 3, 4);
    put(stream, 3, 4);
    put(stream, 4, 2); /* 4 characters */
    put(stream, 1, 1); /* wide */
    put(stream, 0x7532, 2);
    put(stream, 0x4E59, 2);
    end(stream);
    begin(stream, BIFF_CONTINUE);
    put(stream, 0, 1); /* narrow from here */
    put_ascii(stream, "xy");
    put(stream, 3, 2);
    put(stream, 4 | 8, 1);
    put(stream, 1, 2); /* runs */
    put(stream, 5, 4); /* bytes of a reading aid */
    put_ascii(stream, "abc");
    put(stream, 0, 4);
    end(stream);
    begin(stream, BIFF_CONTINUE);
    put(stream, 0, 5);
    put(stream, 2, 2); /* a pair of surrogates */
    put(stream, 1, 1);
    put(stream, 0xD83D, 2);
    put(stream, 0xDE00, 2);
    end(stream);
}

static void add_name(struct stream *stream, const char *name) {
    begin(stream, BIFF_EXTERN_SHEET);
    put(stream, 1, 2);
    put(stream, 0, 2);
    put(stream, 1, 2); /* the second tab */
    put(stream, 1, 2);
    end(stream);
    begin(stream, BIFF_NAME);
    put(stream, 0, 3);
    put(stream, strlen(name), 1);
    put(stream, 11, 2);
    put(stream, 0, 8);
    put(stream, 0, 1);
    put_ascii(stream, name);
    put(stream, 0x3B, 1);
    put(stream, 0, 2);
    put(stream, 0, 2); /* rows 1 to 3, columns A to B */
    put(stream, 2, 2);
    put(stream, 0xC000, 2);
    put(stream, 0xC001, 2);
    end(stream);
}

enum { GENERAL, PERCENT, DATE, MONTH };

/* A workbook: "no" (hidden), "S" with the cells that `fill` adds. */
static struct stream make_book(void (*fill)(struct stream *), bool from_1904) {
    struct stream stream = {.length = 0};
    add_begin(&stream, 5);
    begin(&stream, BIFF_DATE_MODE);
    put(&stream, from_1904, 2);
    end(&stream);
    begin(&stream, BIFF_FORMAT);
    put(&stream, 164, 2);
    put(&stream, 7, 2);
    put(&stream, 0, 1);
    put_ascii(&stream, "yyyy-mm");
    end(&stream);
    add_xf(&stream, 0);
    add_xf(&stream, 10);
    add_xf(&stream, 14);
    add_xf(&stream, 164);
    size_t first = add_sheet_entry(&stream, "no", 1, 0),
           second = add_sheet_entry(&stream, "S", 0, 0);
    add_sheet_entry(&stream, "chart", 0, 2);
    add_name(&stream, "Data");
    add_strings(&stream);
    add_empty(&stream, BIFF_END);
    set_offset(&stream, first);
    add_begin(&stream, 0x10);
    add_label(&stream, 0, 0, "hidden");
    add_empty(&stream, BIFF_END);
    set_offset(&stream, second);
    add_begin(&stream, 0x10);
    fill(&stream);
    add_empty(&stream, BIFF_END);
    return stream;
}

/* In an OLE container of 512-byte sectors: FAT, directory, stream. */
static char *wrap(const struct stream *stream, size_t *length) {
    enum { SECTOR = 512, LEAST = 4096 };
    size_t size = stream->length < LEAST ? LEAST : stream->length,
           sectors = (size + SECTOR - 1) / SECTOR;
    *length = (3 + sectors) * SECTOR;
    char *bytes = calloc(1, *length);
    memcpy(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    bytes[30] = 9;
    bytes[48] = 1;
    char *fat = bytes + SECTOR, *entry = bytes + 2 * SECTOR + 128;
    memset(fat, 0xFF, SECTOR);
    for (size_t i = 0; i + 1 < sectors; i++) {
        fat[4 * (2 + i)] = (char)(3 + i);
        memset(fat + 4 * (2 + i) + 1, 0, 3);
    }
    for (size_t i = 0; i < 8; i++) entry[2 * i] = "Workbook"[i];
    entry[64] = 18;
    entry[66] = 2;
    entry[116] = 2;
    entry[120] = (char)size;
    entry[121] = (char)(size >> 8);
    memcpy(bytes + 3 * SECTOR, stream->bytes, stream->length);
    return bytes;
}

static struct trial read_stream(const struct stream *stream, const struct source_spec *spec) {
    size_t length;
    char *bytes = wrap(stream, &length);
    struct trial trial = read_file_bytes(bytes, length, ".xls", spec);
    free(bytes);
    return trial;
}

/* ---- cells ---- */

static void add_all_kinds(struct stream *stream) {
    static const char *const heads[] = {"a", "b", "c"};
    for (unsigned i = 0; i < 3; i++) add_label(stream, 0, i, heads[i]);
    for (unsigned i = 0; i < 3; i++) {
        add_head(stream, BIFF_LABEL_SST, 1, i, GENERAL);
        put(stream, i, 4);
        end(stream);
    }
    add_head(stream, BIFF_NUMBER, 2, 0, GENERAL);
    put_double(stream, 12.299999999999999);
    end(stream);
    add_head(stream, BIFF_RK, 2, 1, GENERAL);
    put(stream, 1230 << 2 | 3, 4); /* a whole number of hundredths */
    end(stream);
    add_head(stream, BIFF_RK, 2, 2, GENERAL);
    put(stream, (uint32_t)-5 << 2 | 2, 4);
    end(stream);
    begin(stream, BIFF_MUL_RK);
    put(stream, 3, 2);
    put(stream, 0, 2);
    put(stream, PERCENT, 2);
    put(stream, 0x3FC00000, 4); /* 0.125 */
    put(stream, DATE, 2);
    put(stream, 46173 << 2 | 2, 4);
    put(stream, MONTH, 2);
    put(stream, 46173 << 2 | 2, 4);
    put(stream, 2, 2);
    end(stream);
    add_head(stream, BIFF_BOOL_ERR, 4, 0, GENERAL);
    put(stream, 1, 2);
    end(stream);
    add_head(stream, BIFF_FORMULA, 4, 1, GENERAL);
    put_double(stream, 24.6);
    put(stream, 0, 6);
    end(stream);
    add_head(stream, BIFF_FORMULA, 4, 2, GENERAL);
    put(stream, 0xFFFF000000000000, 8);
    put(stream, 0, 6);
    end(stream);
    begin(stream, BIFF_STRING);
    put(stream, 2, 2);
    put(stream, 1, 1);
    put(stream, 0x6587, 2);
    put(stream, 0x5B57, 2);
    end(stream);
    add_head(stream, BIFF_FORMULA, 5, 0, GENERAL);
    put(stream, 0xFFFF000000010001, 8);
    put(stream, 0, 6);
    end(stream);
    add_head(stream, BIFF_FORMULA, 5, 1, GENERAL);
    put(stream, 0xFFFF000000000003, 8);
    put(stream, 0, 6);
    end(stream);
    add_begin(stream, 0x20); /* a chart within the sheet */
    add_label(stream, 9, 9, "no");
    add_empty(stream, BIFF_END);
}

Test(xls, cells) {
    struct stream stream = make_book(add_all_kinds, false);
    struct trial trial = read_stream(&stream, NULL);
    cr_assert_str_eq(codes(&trial), "");
    cr_assert_str_eq(dump(&trial), "a|b|c/甲乙xy|abc|😀/12.3'|12.3'|-5'/12.5%'|2026-05-31|2026-05/"
                                   "TRUE|24.6'|文字/TRUE||/");
    const char *place = origin_print(table_cell(trial.table, 1, 2)->origin, trial.arena);
    cr_assert_str_eq(place + strlen(trial.path), "!S!C3");
    end_trial(trial);
    stream = make_book(add_all_kinds, true);
    trial = read_stream(&stream, NULL);
    cr_assert(strstr(dump(&trial), "|2030-06-01|2030-06/"));
    end_trial(trial);
}

static void add_faults(struct stream *stream) {
    add_label(stream, 0, 0, "h");
    add_head(stream, BIFF_BOOL_ERR, 1, 0, GENERAL);
    put(stream, 0x0107, 2);
    end(stream);
    add_head(stream, BIFF_FORMULA, 2, 0, GENERAL);
    put(stream, 0xFFFF0000002A0002, 8);
    put(stream, 0, 6);
    end(stream);
    add_head(stream, BIFF_NUMBER, 3, 0, GENERAL);
    put_double(stream, 362202199001011234.0);
    end(stream);
    add_head(stream, BIFF_NUMBER, 4, 0, DATE);
    put_double(stream, -5);
    end(stream);
}

Test(xls, faulty_cells) {
    struct stream stream = make_book(add_faults, false);
    struct trial trial = read_stream(&stream, NULL);
    cr_assert_str_eq(codes(&trial), "D145!S!A2 D145!S!A3 D147!S!A4 D152!S!A5");
    cr_assert_str_eq(dump(&trial), "h/#DIV/0!/#N/A/3.62202E+17/-5/");
    end_trial(trial);
}

/* Records out of order, a hidden row and column, a merged area. */
static void add_layout(struct stream *stream) {
    begin(stream, BIFF_COLUMN_INFO);
    put(stream, 2, 2);
    put(stream, 2, 2);
    put(stream, 0, 4);
    put(stream, 1, 2);
    put(stream, 0, 2);
    end(stream);
    begin(stream, BIFF_ROW);
    put(stream, 3, 2);
    put(stream, 0, 10);
    put(stream, 0x20, 2);
    put(stream, 0, 2);
    end(stream);
    add_label(stream, 3, 0, "x4");
    add_label(stream, 2, 1, "y3");
    add_label(stream, 2, 0, "x3");
    add_label(stream, 1, 0, "x2");
    add_label(stream, 0, 2, "c");
    add_label(stream, 0, 1, "b");
    add_label(stream, 0, 0, "a");
    begin(stream, BIFF_MERGE_CELLS);
    put(stream, 1, 2);
    put(stream, 1, 2);
    put(stream, 2, 2);
    put(stream, 0, 2);
    put(stream, 0, 2);
    end(stream);
}

Test(xls, layout) {
    struct stream stream = make_book(add_layout, false);
    struct trial trial = read_stream(&stream, NULL);
    cr_assert_str_eq(dump(&trial), "a|b|c/x2||/|y3|/x4||/");
    cr_assert_str_eq(codes(&trial), "D153!S!A4 D153!S!C1 D205!S!A3");
    end_trial(trial);
    trial = read_stream(&stream, &(struct source_spec){.hidden = TEXT("skip")});
    cr_assert_str_eq(dump(&trial), "a|b/x2|/|y3/");
    end_trial(trial);
    trial = read_stream(&stream, &(struct source_spec){.range = TEXT("data")});
    cr_assert_str_eq(dump(&trial), "a|b/x2|/|y3/", "the name stands for A1:B3 of S");
    end_trial(trial);
    trial = read_stream(&stream, &(struct source_spec){.sheet = TEXT("no")});
    cr_assert_str_eq(dump(&trial), "hidden/");
    end_trial(trial);
    trial = read_stream(&stream, &(struct source_spec){.sheet = TEXT("chart")});
    cr_assert_str_eq(codes(&trial), "D148");
    end_trial(trial);
}

/* ---- what cannot be read ---- */

static void add_twice(struct stream *stream) {
    add_label(stream, 0, 0, "h");
    add_label(stream, 0, 0, "h");
}

static void add_wrong_string(struct stream *stream) {
    add_head(stream, BIFF_LABEL_SST, 0, 0, 0);
    put(stream, 3, 4);
    end(stream);
}

static void add_no_number(struct stream *stream) {
    add_head(stream, BIFF_NUMBER, 0, 0, 0);
    put(stream, 0x7FF0000000000000, 8);
    end(stream);
}

static void add_short_record(struct stream *stream) {
    add_head(stream, BIFF_NUMBER, 0, 0, 0);
    put(stream, 0, 3);
    end(stream);
}

Test(xls, damage) {
    void (*const fills[])(struct stream *) = {add_twice, add_wrong_string, add_no_number,
                                              add_short_record};
    for (size_t i = 0; i < sizeof fills / sizeof *fills; i++) {
        struct stream stream = make_book(fills[i], false);
        struct trial trial = read_stream(&stream, NULL);
        cr_assert_eq(diags_size(trial.diags), 1 + (diags_at(trial.diags, 0)->code == DIAG_D150));
        cr_assert_eq(diags_at(trial.diags, diags_size(trial.diags) - 1)->code, DIAG_D142,
                     "case %zu", i);
        end_trial(trial);
    }
}

static void add_nothing(struct stream *stream) {
    (void)stream;
}

Test(xls, encrypted_and_other_versions) {
    struct stream stream = make_book(add_nothing, false);
    struct stream secret = {.length = 0};
    add_begin(&secret, 5);
    add_empty(&secret, BIFF_FILE_PASS);
    struct trial trial = read_stream(&secret, NULL);
    cr_assert_str_eq(codes(&trial), "D141");
    end_trial(trial);
    stream.bytes[5] = 5; /* BIFF5 in a stream named Workbook */
    trial = read_stream(&stream, NULL);
    cr_assert_str_eq(codes(&trial), "D142");
    end_trial(trial);
}

static void read_quietly(const struct stream *stream) {
    struct trial trial = read_stream(stream, NULL);
    end_trial(trial);
}

Test(xls, cut_anywhere) {
    struct stream stream = make_book(add_all_kinds, false);
    for (size_t length = 0; length + 3 < stream.length; length++) { /* the last three bytes are 0 */
        struct stream cut = stream;
        cut.length = length;
        memset(cut.bytes + length, 0, sizeof cut.bytes - length);
        struct trial trial = read_stream(&cut, NULL);
        cr_assert(!trial.good, "length %zu", length);
        end_trial(trial);
    }
}

Test(xls, changed_anywhere) {
    struct stream stream = make_book(add_all_kinds, false);
    for (size_t i = 0; i < stream.length; i++)
        for (unsigned change = 1; change < 256; change *= 4) {
            struct stream other = stream;
            other.bytes[i] ^= (unsigned char)(change | change << 1);
            read_quietly(&other);
        }
}
