/* Which encoding a text file is in.
 *
 * A byte order mark decides; else what the job declares; else the bytes: UTF-16 has its zero bytes
 * on one side only, then UTF-8 strictly, then GB 18030 if most of it is Chinese as it is written.
 * What was not certain is said in a note. */
#include <string.h>

#include "source/encoding.h"

/* As a job writes it, and as messages say it. */
static const struct {
    const char *name, *words;
    enum encoding encoding;
} encodings[] = {
    {"utf-8", "UTF-8", ENCODING_UTF_8},          {"gb18030", "GB 18030 (GBK)", ENCODING_GB18030},
    {"gbk", "GB 18030 (GBK)", ENCODING_GB18030}, {"utf-16", "UTF-16", ENCODING_UTF_16},
    {"utf-16le", "UTF-16LE", ENCODING_UTF_16LE}, {"utf-16be", "UTF-16BE", ENCODING_UTF_16BE}};
enum { ENCODING_COUNT = sizeof encodings / sizeof *encodings, SAMPLE_BYTES = 64 * 1024 };

const char *source_encoding_words(enum encoding encoding) {
    for (size_t i = 0; i < ENCODING_COUNT; i++)
        if (encodings[i].encoding == encoding) return encodings[i].words;
    return "";
}

static enum encoding declared_in(const struct source_spec *spec) {
    for (size_t i = 0; i < ENCODING_COUNT; i++)
        if (text_is(spec->encoding, encodings[i].name)) return encodings[i].encoding;
    return ENCODING_NONE;
}

static enum encoding find_mark(struct text bytes, size_t *length) {
    static const struct {
        struct text mark;
        enum encoding encoding;
    } marks[] = {{TEXT_INIT("\xEF\xBB\xBF"), ENCODING_UTF_8},
                 {TEXT_INIT("\x84\x31\x95\x33"), ENCODING_GB18030},
                 {TEXT_INIT("\xFF\xFE"), ENCODING_UTF_16LE},
                 {TEXT_INIT("\xFE\xFF"), ENCODING_UTF_16BE}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        *length = marks[i].mark.length;
        if (text_starts(bytes, marks[i].mark)) return marks[i].encoding;
    }
    *length = 0;
    return ENCODING_NONE;
}

/* ---- from the bytes ---- */

/* What Chinese tables are made of, and nothing that chance would give. */
static bool is_usual(uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x250 && c != 0x7F) ||
           (c >= 0x2010 && c < 0x2700) || (c >= 0x3000 && c < 0x3030) ||
           (c >= 0x4E00 && c < 0xA000) || (c >= 0xFF00 && c < 0xFFF0);
}

/* UTF-16 without a mark: every ASCII character gives a zero byte, all on the same side.  ASCII
 * alone with a stray zero has far fewer; GBK with one gives units that no text has. */
static enum encoding find_utf_16(struct text bytes) {
    const unsigned char *at = (const unsigned char *)bytes.at;
    size_t length = (bytes.length < SAMPLE_BYTES ? bytes.length : SAMPLE_BYTES) & ~(size_t)1;
    size_t zeros[2] = {0, 0}, units = length / 2, usual = 0, bad;
    for (size_t i = 0; i < length; i++) zeros[i & 1] += !at[i];
    if (bytes.length % 2 || (zeros[0] > 0) == (zeros[1] > 0)) return ENCODING_NONE;
    bool high_first = zeros[0] > 0;
    for (size_t i = 0; i < length; i += 2)
        usual += is_usual(source_utf_16_unit(at + i, high_first));
    bool dense = 4 * zeros[!high_first] >= units;
    if (20 * usual < 19 * units || (!dense && text_is_utf8(text_slice(bytes, 0, length), &bad)))
        return ENCODING_NONE;
    return high_first ? ENCODING_UTF_16BE : ENCODING_UTF_16LE;
}

static void hint_encoding(struct diags *diags) {
    diags_hint(diags,
               N_("open the file in the program it comes from and save it as UTF-8 (Excel, WPS: "
                  "file type \"CSV UTF-8\"); or say in the job what it is: encoding=\"gb18030\" or "
                  "encoding=\"utf-16\" in the <source>"));
}

/* How many sequences of three bytes and how many bytes that are none are near a fault. */
static bool is_mostly_utf_8(struct text bytes, size_t bad) {
    size_t from = bad > SAMPLE_BYTES ? bad - SAMPLE_BYTES : 0, good = 0, faults = 0, at;
    struct text left = text_slice(bytes, from, bad + SAMPLE_BYTES);
    for (; left.length; left = text_slice(left, at + 1, left.length)) {
        bool whole = text_is_utf8(left, &at);
        if (whole) at = left.length;
        faults += !whole;
        for (size_t i = 0; i < at; i++) good += (unsigned char)left.at[i] >= 0xE0;
    }
    return good > faults;
}

static void tell_encoding(const struct opening *opening, const char *name) {
    diags_add(opening->diags, DIAG_D121, (struct origin){opening->file, ORIGIN_WHOLE_FILE}, "%s",
              source_encoding_words(opening->encoding));
    diags_hint(opening->diags,
               N_("if that is right, encoding=\"%s\" in the <source> of the job says so"), name);
}

/* Signs of UTF-8 with two bytes alone may be Chinese of GBK: 路 is the same bytes as ·. */
static bool is_doubtful(struct text bytes) {
    size_t others = 0;
    for (size_t at = 0; at < bytes.length; at++) {
        unsigned char byte = (unsigned char)bytes.at[at];
        if (byte >= 0xE0) return false;
        others += byte >= 0x80;
    }
    return others > 0;
}

static void tell_doubt(const struct opening *opening) {
    diags_add(opening->diags, DIAG_D121, (struct origin){opening->file, ORIGIN_WHOLE_FILE},
              N_("UTF-8, though the same bytes are Chinese in GB 18030 (GBK)"));
    diags_hint(opening->diags, N_("encoding=\"utf-8\" or encoding=\"gb18030\" in the <source> of "
                                  "the job says which"));
}

/* `bad`: the first byte that is not UTF-8.  A fault further on is one of a file in GB 18030. */
static bool is_gb18030(struct opening *opening, size_t bad) {
    bool unknown;
    opening->encoding = ENCODING_GB18030;
    if (!source_looks_like_gb18030(opening->file->bytes)) return false;
    if (opening->file->bytes.length > SOURCE_CONVERTED_BYTES_MOST) return true; /* said later */
    return source_count_valid(opening, &unknown) > bad && !unknown;
}

/* Finds the encoding from the bytes; false with D103 if none fits. */
static bool detect(struct opening *opening) {
    struct text bytes = opening->file->bytes;
    size_t bad = 0;
    bool has_nul = bytes.length && memchr(bytes.at, 0, bytes.length);
    opening->encoding = has_nul ? find_utf_16(bytes) : ENCODING_NONE;
    if (opening->encoding != ENCODING_NONE) {
        tell_encoding(opening, opening->encoding == ENCODING_UTF_16BE ? "utf-16be" : "utf-16le");
        return true;
    }
    if (has_nul) return source_check_nul(opening, opening->file);
    if (text_is_utf8(bytes, &bad)) {
        bool doubtful = bytes.length <= SOURCE_CONVERTED_BYTES_MOST && is_doubtful(bytes) &&
                        is_gb18030(opening, bytes.length - 1);
        opening->encoding = ENCODING_UTF_8;
        opening->is_utf_8 = true;
        if (doubtful) tell_doubt(opening);
        return true;
    }
    if (!is_mostly_utf_8(bytes, bad) && is_gb18030(opening, bad)) {
        tell_encoding(opening, "gb18030");
        return true;
    }
    diags_add(opening->diags, DIAG_D103, (struct origin){opening->file, bad}, N_("byte 0x%02X"),
              (unsigned)(unsigned char)bytes.at[bad]);
    hint_encoding(opening->diags);
    return false;
}

static bool agrees(enum encoding declared, enum encoding marked) {
    bool any_16 =
        declared == ENCODING_UTF_16 && (marked == ENCODING_UTF_16LE || marked == ENCODING_UTF_16BE);
    return declared == ENCODING_NONE || declared == marked || any_16;
}

bool source_find_encoding(struct opening *opening) {
    enum encoding declared = declared_in(opening->spec);
    enum encoding marked = find_mark(opening->file->bytes, &opening->mark);
    opening->encoding = marked != ENCODING_NONE ? marked : declared;
    if (!agrees(declared, marked != ENCODING_NONE ? marked : declared)) {
        diags_add(opening->diags, DIAG_D124, opening->spec->encoding_origin,
                  N_("%s begins with the mark of %s"), opening->file->name,
                  source_encoding_words(marked));
        diags_hint(opening->diags, N_("leave out the encoding: the file says what it is"));
        return false;
    }
    if (opening->encoding == ENCODING_NONE) return detect(opening);
    if (opening->encoding == ENCODING_UTF_16) {
        opening->encoding = find_utf_16(opening->file->bytes) == ENCODING_UTF_16BE
                                ? ENCODING_UTF_16BE
                                : ENCODING_UTF_16LE;
        tell_encoding(opening, opening->encoding == ENCODING_UTF_16BE ? "utf-16be" : "utf-16le");
    }
    return true;
}
