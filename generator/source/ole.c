/* The directory of an OLE container: sectors of 512 or 4096 bytes, chained by a table (FAT) whose
 * own sectors the header lists (MS-CFB 2.2, 2.3, 2.6). */
#include "source/ole.h"

#include <string.h>

enum {
    HEADER_BYTES = 512,
    HEADER_SHIFT = 30,     /* log2 of the size of a sector */
    HEADER_DIRECTORY = 48, /* first sector of the directory */
    HEADER_FAT = 76,       /* sectors of the FAT, 109 of them here */
    HEADER_FAT_SECTORS = 109,
    ENTRY_BYTES = 128,
    ENTRY_NAME_LENGTH = 64, /* bytes of the UTF-16 name, its end mark included */
    ENTRY_TYPE = 66,
    STREAM = 2, /* type of an entry */
    DIRECTORY_SECTORS_MOST = 4096,
};

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

/* Where a sector starts; false if it is not wholly in the file. */
static bool find_sector(const struct container *container, uint32_t number, size_t *offset) {
    if (number >= container->bytes.length / container->sector) return false;
    *offset = ((size_t)number + 1) * container->sector;
    return *offset + container->sector <= container->bytes.length;
}

/* The sector after this one.  A directory whose chain lies beyond the first 109 sectors of the FAT
 * (files above 7 MB) is taken to go on in the next sector, as writers lay it. */
static uint32_t next_sector(const struct container *container, uint32_t number) {
    size_t each = container->sector / 4, table = number / each, offset;
    if (table >= HEADER_FAT_SECTORS) return number + 1;
    if (!find_sector(container, number_at(container->bytes, HEADER_FAT + 4 * table), &offset))
        return UINT32_MAX;
    return number_at(container->bytes, offset + 4 * (number % each));
}

/* Compares a UTF-16 name with an ASCII one. */
static bool is_named(const char *entry, const char *name) {
    size_t length = strlen(name), stated = (unsigned char)entry[ENTRY_NAME_LENGTH];
    if (entry[ENTRY_NAME_LENGTH + 1] || stated != 2 * (length + 1)) return false;
    for (size_t i = 0; i < length; i++)
        if (entry[2 * i] != name[i] || entry[2 * i + 1]) return false;
    return true;
}

static enum ole_content content_of(const char *entry) {
    static const struct {
        const char *name;
        enum ole_content content;
    } streams[] = {
        {"EncryptedPackage", OLE_ENCRYPTED},
        {"Workbook", OLE_WORKBOOK},
        {"Book", OLE_WORKBOOK},
        {"WordDocument", OLE_DOCUMENT},
    };
    if (entry[ENTRY_TYPE] != STREAM) return OLE_OTHER;
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++)
        if (is_named(entry, streams[i].name)) return streams[i].content;
    return OLE_OTHER;
}

enum ole_content ole_look(struct text bytes) {
    if (!ole_claims(bytes)) return OLE_NONE;
    if (bytes.length < HEADER_BYTES) return OLE_DAMAGED;
    int shift = bytes.at[HEADER_SHIFT];
    if (shift != 9 && shift != 12) return OLE_DAMAGED;
    struct container container = {bytes, (size_t)1 << shift};
    uint32_t number = number_at(bytes, HEADER_DIRECTORY);
    for (size_t count = 0; count < DIRECTORY_SECTORS_MOST; count++) {
        size_t offset;
        if (!find_sector(&container, number, &offset)) return count ? OLE_OTHER : OLE_DAMAGED;
        for (size_t at = 0; at < container.sector; at += ENTRY_BYTES) {
            enum ole_content content = content_of(bytes.at + offset + at);
            if (content != OLE_OTHER) return content;
        }
        number = next_sector(&container, number);
    }
    return OLE_DAMAGED;
}
