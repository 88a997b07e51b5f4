/* A font file as bytes: table directory, character map (formats 4 and 12) and advances, read in
 * place.  Every offset is checked against the file: licensed fonts come from anywhere. */
#include "font/inner.h"

#include "base/path.h"

enum { FILE_MOST = 128 << 20, TABLES_MOST = 128 };

static unsigned read_16(struct text from, size_t at) {
    if (at + 2 > from.length) return 0;
    const unsigned char *byte = (const unsigned char *)from.at + at;
    return (unsigned)byte[0] << 8 | byte[1];
}

static uint32_t read_32(struct text from, size_t at) {
    return (uint32_t)read_16(from, at) << 16 | read_16(from, at + 2);
}

static uint32_t tag(const char name[4]) {
    return read_32((struct text){name, 4}, 0);
}

/* The part [at, at + length) or empty if it does not lie inside. */
static struct text part(struct text from, size_t at, size_t length) {
    if (at > from.length || length > from.length - at) return (struct text){"", 0};
    return (struct text){from.at + at, length};
}

static struct text find_table(const struct face *face, const char name[4]) {
    unsigned count = read_16(face->directory, 4);
    for (unsigned i = 0; i < count && i < TABLES_MOST; i++) {
        size_t row = 12 + 16 * (size_t)i;
        if (read_32(face->directory, row) != tag(name)) continue;
        return part(face->bytes, read_32(face->directory, row + 8),
                    read_32(face->directory, row + 12));
    }
    return (struct text){"", 0};
}

/* The table directory: of the file, or of one face of a collection. */
static bool find_directory(struct face *face) {
    size_t at = 0;
    if (read_32(face->bytes, 0) == tag("ttcf")) {
        if (face->index >= read_32(face->bytes, 8)) return false;
        at = read_32(face->bytes, 12 + 4 * (size_t)face->index);
    } else if (face->index > 0) {
        return false;
    }
    struct text head = part(face->bytes, at, 12);
    uint32_t kind = read_32(head, 0);
    if (kind != tag("OTTO") && kind != 0x00010000 && kind != tag("true")) return false;
    face->directory = part(face->bytes, at, 12 + 16 * (size_t)read_16(head, 4));
    return face->directory.length > 0;
}

/* Chooses the subtable: all of Unicode if there is one, else the basic plane. */
static bool find_map(struct face *face) {
    struct text table = find_table(face, "cmap");
    unsigned count = read_16(table, 2);
    for (unsigned i = 0; i < count && i < TABLES_MOST; i++) {
        size_t row = 4 + 8 * (size_t)i, at = read_32(table, row + 4);
        unsigned platform = read_16(table, row), format = read_16(table, at);
        if (platform != 0 && platform != 3) continue;
        if (format != 12 && !(format == 4 && face->map_format != 12)) continue;
        size_t length = format == 12 ? read_32(table, at + 4) : read_16(table, at + 2);
        struct text map = part(table, at, length);
        /* Some large format 4 maps say a length that wrapped around: take what the table has. */
        if (format == 4 && !map.length) map = text_slice(table, at, table.length);
        if (map.length < 16) continue;
        face->map = map;
        face->map_format = format;
    }
    return face->map.length > 0;
}

static bool find_tables(struct face *face) {
    if (!find_directory(face)) {
        face->why = N_("not an OpenType or TrueType file, or it has no face of this index");
        return false;
    }
    struct text widths = find_table(face, "hhea");
    face->head = find_table(face, "head");
    face->advances = find_table(face, "hmtx");
    face->names = find_table(face, "name");
    face->units_per_em = read_16(face->head, 18);
    face->long_advances = read_16(widths, 34);
    face->glyphs = read_16(find_table(face, "maxp"), 4);
    if (!find_map(face)) {
        face->why = N_("no Unicode character map");
        return false;
    }
    if (!face->units_per_em || !face->long_advances || !face->glyphs ||
        face->advances.length < 4 * (size_t)face->long_advances) {
        face->why = N_("head, hhea, hmtx or maxp is missing or cut off");
        return false;
    }
    return true;
}

bool face_open(struct face *face, struct arena *arena) {
    if (face->state != FACE_UNTRIED) return face->state == FACE_OPEN;
    struct diags *unseen = diags_new(arena);
    const struct file *file = file_read(arena, face->path, FILE_MOST, ORIGIN_NONE, unseen);
    face->state = FACE_BROKEN;
    if (!file) {
        face->why = diags_at(unseen, 0)->detail;
        return false;
    }
    face->bytes = file->bytes;
    if (find_tables(face)) face->state = FACE_OPEN;
    return face->state == FACE_OPEN;
}

static uint32_t glyph_by_groups(struct text map, uint32_t code_point) {
    size_t low = 0, high = read_32(map, 12);
    if (high > (map.length - 16) / 12) high = (map.length - 16) / 12;
    while (low < high) {
        size_t middle = low + (high - low) / 2, row = 16 + 12 * middle;
        uint32_t first = read_32(map, row);
        if (code_point < first)
            high = middle;
        else if (code_point > read_32(map, row + 4))
            low = middle + 1;
        else
            return read_32(map, row + 8) + (code_point - first);
    }
    return 0;
}

static uint32_t glyph_by_segments(struct text map, uint32_t code_point) {
    size_t count = read_16(map, 6) / 2u, low = 0, high = count;
    while (low < high) { /* the first segment that ends at or after the character */
        size_t middle = low + (high - low) / 2;
        if (read_16(map, 14 + 2 * middle) < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    size_t starts = 16 + 2 * count, deltas = starts + 2 * count, ranges = deltas + 2 * count;
    unsigned first = read_16(map, starts + 2 * low);
    if (low == count || code_point < first || code_point > 0xFFFF) return 0;
    unsigned delta = read_16(map, deltas + 2 * low), range = read_16(map, ranges + 2 * low);
    if (range == 0) return (code_point + delta) & 0xFFFF;
    unsigned glyph = read_16(map, ranges + 2 * low + range + 2 * (code_point - first));
    return glyph ? (glyph + delta) & 0xFFFF : 0;
}

uint32_t face_glyph(const struct face *face, uint32_t code_point) {
    uint32_t glyph = face->map_format == 12 ? glyph_by_groups(face->map, code_point)
                                            : glyph_by_segments(face->map, code_point);
    return glyph < face->glyphs ? glyph : 0;
}

double face_advance_em(const struct face *face, uint32_t glyph) {
    size_t row = glyph < face->long_advances ? glyph : face->long_advances - 1;
    return read_16(face->advances, 4 * row) / (double)face->units_per_em;
}

size_t face_characters(const struct face *face) {
    size_t count = 0;
    for (uint32_t c = 0x20; c <= 0xFFFF && face->map_format == 4; c++)
        count += glyph_by_segments(face->map, c) != 0;
    size_t groups = face->map_format == 12 ? read_32(face->map, 12) : 0;
    for (size_t i = 0; i < groups && 16 + 12 * (i + 1) <= face->map.length; i++)
        count += read_32(face->map, 16 + 12 * i + 4) - read_32(face->map, 16 + 12 * i) + 1;
    return count;
}

const char *face_full_name(const struct face *face, struct arena *arena) {
    size_t count = read_16(face->names, 2), strings = read_16(face->names, 4);
    for (size_t i = 0; i < count && i < 4096; i++) {
        size_t row = 6 + 12 * i;
        bool wanted = read_16(face->names, row) == 3 && read_16(face->names, row + 4) == 0x409 &&
                      read_16(face->names, row + 6) == 4;
        if (!wanted) continue;
        struct text name = part(face->names, strings + read_16(face->names, row + 10),
                                read_16(face->names, row + 8));
        struct buffer out = buffer_new(arena);
        for (size_t at = 0; at + 2 <= name.length; at += 2) { /* UTF-16; names are plain */
            unsigned c = read_16(name, at);
            if (c >= 0x20 && (c < 0xD800 || c > 0xDFFF)) buffer_add_code_point(&out, c);
        }
        if (out.length) return out.at;
    }
    return path_name(face->path);
}
