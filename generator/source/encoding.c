/* Opening a text file: its text as UTF-8.
 *
 * UTF-8 stays where the file is mapped; everything else is converted into a text of its own, which
 * serves as the file: lines and columns are the same, for they count characters. */
#include "source/encoding.h"

#include <string.h>

#include "base/file.h"

/* ---- UTF-16 ---- */

uint32_t source_utf_16_unit(const unsigned char *at, bool high_first) {
    return high_first ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

static size_t next_of_16(const unsigned char *at, size_t left, bool high_first, uint32_t *out) {
    if (left < 2) return 0;
    *out = source_utf_16_unit(at, high_first);
    if (*out < 0xD800 || *out > 0xDFFF) return 2;
    if (*out > 0xDBFF || left < 4) return 0;
    uint32_t low = source_utf_16_unit(at + 2, high_first);
    if (low < 0xDC00 || low > 0xDFFF) return 0;
    *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
    return 4;
}

static size_t next_low_first(const struct decoder *decoder, const unsigned char *at, size_t left,
                             uint32_t *out) {
    (void)decoder;
    return next_of_16(at, left, false, out);
}

static size_t next_high_first(const struct decoder *decoder, const unsigned char *at, size_t left,
                              uint32_t *out) {
    (void)decoder;
    return next_of_16(at, left, true, out);
}

/* ---- to UTF-8 ---- */

static size_t next_of_8(const struct decoder *decoder, const unsigned char *at, size_t left,
                        uint32_t *out) {
    (void)decoder;
    const char *from = (const char *)at, *next = from;
    *out = text_next(&next, from + left);
    return (size_t)(next - from);
}

/* Characters of private use, as they are met. */
struct private_use {
    size_t count;
    uint32_t first, meaning; /* the first of them, and what it stands for */
    size_t place;            /* of the first, in the text */
};

struct conversion {
    struct decoder decoder;
    const unsigned char *begin, *end;
    char *out; /* NULL: only counted */
    size_t length;
    size_t fault; /* offset of what is no character */
    struct private_use known, unknown;
};

static void count_private(struct conversion *conversion, uint32_t c, uint32_t meaning) {
    struct private_use *use = meaning ? &conversion->known : &conversion->unknown;
    if (!use->count++) *use = (struct private_use){1, c, meaning, conversion->length};
}

static void put(struct conversion *conversion, uint32_t c) {
    if (source_is_private(c)) {
        uint32_t meaning = source_private_meaning(c);
        count_private(conversion, c, meaning);
        if (meaning) c = meaning;
    }
    char bytes[4];
    size_t length = text_encode(c, bytes);
    if (conversion->out) memcpy(conversion->out + conversion->length, bytes, length);
    conversion->length += length;
}

/* False at a fault. */
static bool convert(struct conversion *conversion) {
    const struct decoder *decoder = &conversion->decoder;
    conversion->length = 0;
    conversion->known = conversion->unknown = (struct private_use){0};
    for (const unsigned char *at = conversion->begin; at < conversion->end;) {
        const unsigned char *from = at;
        while (decoder->ascii && at < conversion->end && *at < 0x80) at++;
        size_t plain = (size_t)(at - from);
        if (plain && conversion->out) memcpy(conversion->out + conversion->length, from, plain);
        conversion->length += plain;
        if (at == conversion->end) break;
        uint32_t c;
        size_t step = decoder->next(decoder, at, (size_t)(conversion->end - at), &c);
        if (!step) {
            conversion->fault = (size_t)(at - conversion->begin);
            return false;
        }
        put(conversion, c);
        at += step;
    }
    return true;
}

static bool start(struct opening *opening, struct conversion *conversion) {
    struct text bytes = opening->file->bytes;
    *conversion = (struct conversion){.begin = (const unsigned char *)bytes.at + opening->mark,
                                      .end = (const unsigned char *)bytes.at + bytes.length};
    switch (opening->encoding) {
    case ENCODING_GB18030:
        if (!opening->gb18030.next && !source_open_gb18030(&opening->gb18030, opening->spec->origin,
                                                           opening->arena, opening->diags))
            return false;
        conversion->decoder = opening->gb18030;
        break;
    case ENCODING_UTF_16LE: conversion->decoder = (struct decoder){.next = next_low_first}; break;
    case ENCODING_UTF_16BE: conversion->decoder = (struct decoder){.next = next_high_first}; break;
    case ENCODING_NONE:
    case ENCODING_UTF_16:
    case ENCODING_UTF_8:
        conversion->decoder = (struct decoder){.next = next_of_8, .ascii = true};
        break;
    }
    return true;
}

size_t source_count_valid(struct opening *opening, bool *unknown) {
    struct conversion conversion;
    *unknown = false;
    if (!start(opening, &conversion)) return 0;
    bool whole = convert(&conversion);
    *unknown = conversion.unknown.count > 0;
    if (whole) opening->counted = conversion.length;
    return opening->mark + (whole ? (size_t)(conversion.end - conversion.begin) : conversion.fault);
}

static struct file *file_of(const struct opening *opening, struct text bytes) {
    struct file *file = ARENA_NEW(opening->arena, struct file);
    *file = *opening->file;
    file->bytes = bytes;
    return file;
}

/* The text up to `end`; the same bytes were counted before. */
static struct file *write_text(const struct opening *opening, struct conversion *conversion) {
    conversion->out = arena_take(opening->arena, conversion->length + 1);
    convert(conversion);
    return file_of(opening, (struct text){conversion->out, conversion->length});
}

static void tell_private(const struct file *file, const struct conversion *conversion,
                         struct diags *diags) {
    const struct private_use *known = &conversion->known, *unknown = &conversion->unknown;
    char bytes[4];
    if (known->count)
        diags_add(diags, DIAG_D122, (struct origin){file, known->place},
                  N_("%zu, the first U+%04X as %.*s (U+%04X)"), known->count,
                  (unsigned)known->first, (int)text_encode(known->meaning, bytes), bytes,
                  (unsigned)known->meaning);
    if (!unknown->count) return;
    diags_add(diags, DIAG_D123, (struct origin){file, unknown->place}, N_("%zu, the first U+%04X"),
              unknown->count, (unsigned)unknown->first);
    diags_hint(diags, N_("type the characters anew with an input method of today, or find out from "
                         "who sent the file which characters they are"));
}

/* ---- faults ---- */

static void report_byte(const struct opening *opening, struct origin origin, size_t at) {
    diags_add(opening->diags, DIAG_D120, origin, N_("byte 0x%02X is no %s"),
              (unsigned)(unsigned char)opening->file->bytes.at[at],
              source_encoding_words(opening->encoding));
    diags_hint(
        opening->diags,
        N_("the file is damaged here, or in another encoding: open it in the program it comes "
           "from and save it as UTF-8 (Excel, WPS: file type \"CSV UTF-8\")"));
}

/* What stands before the fault shows its line and column. */
static void report_fault(const struct opening *opening, struct conversion *conversion) {
    size_t at = opening->mark + conversion->fault;
    conversion->end = conversion->begin + conversion->fault;
    struct file *before = write_text(opening, conversion);
    report_byte(opening, (struct origin){before, before->bytes.length}, at);
}

bool source_check_nul(const struct opening *opening, const struct file *file) {
    struct text bytes = file->bytes;
    const char *nul = bytes.length ? memchr(bytes.at, 0, bytes.length) : NULL;
    if (!nul) return true;
    struct origin origin = {file, (size_t)(nul - bytes.at)};
    diags_add(opening->diags, DIAG_D109, origin, N_("character %zu of the file"),
              text_characters(text_slice(bytes, 0, origin.offset)) + 1);
    diags_hint(opening->diags, N_("a workbook or a picture that was only renamed is no text file: "
                                  "open it in Excel or WPS and save it as \"CSV UTF-8\""));
    return false;
}

/* ---- the whole ---- */

/* UTF-8 stays as it is unless it holds private-use characters: U+E000 to U+F8FF begin with 0xEE or
 * 0xEF. */
static bool may_be_private(struct text bytes) {
    if (!bytes.length) return false;
    if (memchr(bytes.at, 0xEE, bytes.length)) return true;
    const char *at = bytes.at, *end = at + bytes.length;
    while ((at = memchr(at, 0xEF, (size_t)(end - at))) && ++at < end)
        if ((unsigned char)*at < 0xA4) return true;
    return false;
}

static const struct file *open_utf_8(struct opening *opening) {
    struct text bytes = opening->file->bytes;
    size_t bad = 0;
    if (!opening->is_utf_8 && !text_is_utf8(bytes, &bad)) {
        report_byte(opening, (struct origin){opening->file, bad}, bad);
        return NULL;
    }
    if (!source_check_nul(opening, opening->file)) return NULL;
    struct conversion conversion;
    if (!may_be_private(bytes) || !start(opening, &conversion)) return opening->file;
    convert(&conversion);
    const struct file *file = opening->file;
    if (conversion.known.count)
        file = write_text(opening, &conversion);
    else
        conversion.unknown.place += opening->mark;
    tell_private(file, &conversion, opening->diags);
    return file;
}

bool source_check_size(const struct opening *opening) {
    if (opening->file->bytes.length <= SOURCE_CONVERTED_BYTES_MOST) return true;
    diags_add(opening->diags, DIAG_D102, (struct origin){opening->file, ORIGIN_WHOLE_FILE},
              N_("at most %d bytes in %s"), (int)SOURCE_CONVERTED_BYTES_MOST,
              source_encoding_words(opening->encoding));
    diags_hint(opening->diags, N_("save it as UTF-8, which may be longer, or in parts"));
    return false;
}

const struct file *source_open_text(const struct source_spec *spec, struct arena *arena,
                                    struct diags *diags) {
    struct opening opening = {.spec = spec, .arena = arena, .diags = diags};
    opening.file = file_read(arena, spec->path, SOURCE_TEXT_BYTES_MOST, spec->origin, diags);
    if (!opening.file || !source_find_encoding(&opening)) return NULL;
    if (opening.encoding == ENCODING_UTF_8) return open_utf_8(&opening);
    if (!source_check_size(&opening)) return NULL;
    struct conversion conversion;
    if (!start(&opening, &conversion)) return NULL;
    conversion.length = opening.counted;
    if (!opening.counted && !convert(&conversion)) {
        report_fault(&opening, &conversion);
        return NULL;
    }
    const struct file *file = write_text(&opening, &conversion);
    if (!source_check_nul(&opening, file)) return NULL;
    tell_private(file, &conversion, diags);
    return file;
}

size_t source_start(const struct file *file) {
    return text_starts(file->bytes, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
}
