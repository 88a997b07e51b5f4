/* Sectors of 512 or 4096 bytes, chained by a table (FAT) whose own sectors are listed in the header
 * and in further sectors (DIFAT); streams below 4096 bytes lie in small sectors within a stream of
 * their own (MS-CFB 2.2 to 2.6). */
#include "source/ole.h"

#include <string.h>

enum {
    HEADER_BYTES = 512,
    HEADER_SHIFT = 30,     /* log2 of the size of a sector */
    HEADER_DIRECTORY = 48, /* first sector of the directory */
    HEADER_SMALL_FAT = 60, /* first sector of the table of small sectors */
    HEADER_MORE = 68,      /* first sector that lists sectors of the FAT beyond those here: */
    HEADER_FAT = 76,       /* sectors of the FAT, 109 of them */
    HEADER_FAT_SECTORS = 109,
    ENTRY_BYTES = 128,
    ENTRY_NAME_LENGTH = 64, /* bytes of the UTF-16 name, its end mark included */
    ENTRY_TYPE = 66,
    ENTRY_START = 116,
    ENTRY_SIZE = 120,
    STREAM = 2, /* types of an entry */
    ROOT = 5,
    SMALL_SECTOR = 64,
    SMALL_STREAM_MOST = 4095,
    DIRECTORY_SECTORS_MOST = 4096,
};
static const uint32_t NO_SECTOR = UINT32_MAX;

struct container {
    struct text bytes;
    size_t sector; /* bytes of one */
};

bool ole_claims(struct text head) {
    return text_starts(head, TEXT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

static uint32_t number_at(struct text bytes, size_t offset) {
    const unsigned char *at = (const unsigned char *)bytes.at + offset;
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* ---- sectors ---- */

/* Where a sector starts, or SIZE_MAX if it is not in the file.  The last one may be cut. */
static size_t find_sector(const struct container *container, uint32_t number) {
    if (number >= container->bytes.length / container->sector) return SIZE_MAX;
    size_t offset = ((size_t)number + 1) * container->sector;
    return offset < container->bytes.length ? offset : SIZE_MAX;
}

/* The number that stands in a sector at an index; NO_SECTOR if it is not in the file. */
static uint32_t number_in(const struct container *container, uint32_t sector, size_t index) {
    size_t offset = find_sector(container, sector);
    if (offset == SIZE_MAX || offset + 4 * index + 4 > container->bytes.length) return NO_SECTOR;
    return number_at(container->bytes, offset + 4 * index);
}

/* The sector that holds a part of the FAT. */
static uint32_t fat_sector(const struct container *container, size_t part) {
    size_t each = container->sector / 4 - 1; /* the last number leads to the next list */
    if (part < HEADER_FAT_SECTORS) return number_at(container->bytes, HEADER_FAT + 4 * part);
    part -= HEADER_FAT_SECTORS;
    uint32_t list = number_at(container->bytes, HEADER_MORE);
    for (; part >= each; part -= each) list = number_in(container, list, each);
    return number_in(container, list, part);
}

static uint32_t next_sector(const struct container *container, uint32_t number) {
    size_t each = container->sector / 4;
    if (find_sector(container, number) == SIZE_MAX) return NO_SECTOR;
    return number_in(container, fat_sector(container, number / each), number % each);
}

static bool open_container(struct text bytes, struct container *container) {
    if (bytes.length < HEADER_BYTES || bytes.length > UINT32_MAX) return false;
    int shift = bytes.at[HEADER_SHIFT];
    if (shift != 9 && shift != 12) return false;
    *container = (struct container){bytes, (size_t)1 << shift};
    return true;
}

/* ---- directory ---- */

/* Compares a UTF-16 name with an ASCII one. */
static bool is_named(const char *entry, const char *name) {
    size_t length = strlen(name), stated = (unsigned char)entry[ENTRY_NAME_LENGTH];
    if (entry[ENTRY_NAME_LENGTH + 1] || stated != 2 * (length + 1)) return false;
    for (size_t i = 0; i < length; i++)
        if (entry[2 * i] != name[i] || entry[2 * i + 1]) return false;
    return true;
}

/* Calls for each entry until it gives true; false if the directory is not sound. */
static bool walk(const struct container *container, bool (*visit)(const char *entry, void *context),
                 void *context) {
    uint32_t number = number_at(container->bytes, HEADER_DIRECTORY);
    for (size_t count = 0; count < DIRECTORY_SECTORS_MOST; count++) {
        size_t offset = find_sector(container, number);
        if (offset == SIZE_MAX) return count > 0;
        for (size_t at = 0; at < container->sector; at += ENTRY_BYTES) {
            if (offset + at + ENTRY_BYTES > container->bytes.length) return false;
            if (visit(container->bytes.at + offset + at, context)) return true;
        }
        number = next_sector(container, number);
    }
    return false;
}

static bool look_at(const char *entry, void *context) {
    static const struct {
        const char *name;
        enum ole_content content;
    } streams[] = {
        {"EncryptedPackage", OLE_ENCRYPTED},
        {"Workbook", OLE_WORKBOOK},
        {"Book", OLE_BOOK},
        {"WordDocument", OLE_DOCUMENT},
    };
    enum ole_content *content = context;
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++)
        if (entry[ENTRY_TYPE] == STREAM && is_named(entry, streams[i].name) &&
            (*content == OLE_OTHER || streams[i].content < *content))
            *content = streams[i].content; /* a file of both formats is read as the newer */
    return false;
}

enum ole_content ole_look(struct text bytes) {
    struct container container;
    enum ole_content content = OLE_OTHER;
    if (!ole_claims(bytes)) return OLE_NONE;
    if (!open_container(bytes, &container)) return OLE_DAMAGED;
    return walk(&container, look_at, &content) || content != OLE_OTHER ? content : OLE_DAMAGED;
}

/* ---- streams ---- */

struct stream {
    uint32_t start;
    size_t size;
};
struct streams {
    struct stream workbook, small; /* small: that holds the small sectors */
};

static bool note_stream(const char *entry, void *context) {
    struct streams *streams = context;
    struct text bytes = {entry, ENTRY_BYTES};
    struct stream stream = {number_at(bytes, ENTRY_START), number_at(bytes, ENTRY_SIZE)};
    if (entry[ENTRY_TYPE] == ROOT) streams->small = stream;
    if (entry[ENTRY_TYPE] == STREAM && is_named(entry, "Workbook")) streams->workbook = stream;
    return false;
}

/* A stream of whole sectors, copied together. */
static bool read_stream(const struct container *container, struct stream stream,
                        struct arena *arena, struct text *out) {
    if (stream.size > container->bytes.length) return false;
    char *to = arena_take(arena, stream.size + 1);
    *out = (struct text){to, stream.size};
    uint32_t number = stream.start;
    for (size_t done = 0; done < stream.size; done += container->sector) {
        size_t offset = find_sector(container, number), piece = stream.size - done;
        if (piece > container->sector) piece = container->sector;
        if (offset == SIZE_MAX || offset + piece > container->bytes.length) return false;
        memcpy(to + done, container->bytes.at + offset, piece);
        number = next_sector(container, number);
    }
    return true;
}

/* A stream of small sectors; their table is a chain of sectors too. */
static bool read_small(const struct container *container, const struct streams *streams,
                       struct arena *arena, struct text *out) {
    struct text small;
    if (!read_stream(container, streams->small, arena, &small)) return false;
    char *to = arena_take(arena, streams->workbook.size + 1);
    *out = (struct text){to, streams->workbook.size};
    uint32_t number = streams->workbook.start;
    size_t each = container->sector / 4;
    for (size_t done = 0; done < out->length; done += SMALL_SECTOR) {
        size_t piece = out->length - done, offset = (size_t)number * SMALL_SECTOR;
        if (piece > SMALL_SECTOR) piece = SMALL_SECTOR;
        if (offset + piece > small.length) return false;
        memcpy(to + done, small.at + offset, piece);
        uint32_t table = number_at(container->bytes, HEADER_SMALL_FAT);
        for (size_t i = number / each; i > 0; i--) table = next_sector(container, table);
        number = number_in(container, table, number % each);
    }
    return true;
}

bool ole_read_workbook(struct text bytes, struct arena *arena, struct text *out) {
    struct container container;
    struct streams streams = {{NO_SECTOR, 0}, {NO_SECTOR, 0}};
    if (!open_container(bytes, &container)) return false;
    walk(&container, note_stream, &streams);
    if (streams.workbook.size > SMALL_STREAM_MOST)
        return read_stream(&container, streams.workbook, arena, out);
    return read_small(&container, &streams, arena, out);
}
