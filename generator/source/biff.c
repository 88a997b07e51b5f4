/* Little-endian numbers and strings of BIFF8. */
#include "source/biff.h"

#include <string.h>

enum { HEAD = 4, WIDE = 1, EXTENDED = 4, RICH = 8 };

/* Length and type of the record at an offset; false if it is not whole. */
static bool look(const struct biff *biff, size_t offset, unsigned *type, size_t *length) {
    struct text stream = biff->stream;
    if (offset > stream.length || stream.length - offset < HEAD) return false;
    const unsigned char *at = (const unsigned char *)stream.at + offset;
    *type = (unsigned)(at[0] | at[1] << 8);
    *length = (size_t)(at[2] | at[3] << 8);
    return stream.length - offset - HEAD >= *length;
}

static void enter(struct biff *biff, size_t length) {
    biff->at = (const unsigned char *)biff->stream.at + biff->next + HEAD;
    biff->end = biff->at + length;
    biff->next += HEAD + length;
}

bool biff_next(struct biff *biff) {
    size_t length;
    if (!look(biff, biff->next, &biff->type, &length)) return false;
    enter(biff, length);
    biff->short_of = false;
    return true;
}

bool biff_has(const struct biff *biff, size_t bytes) {
    return (size_t)(biff->end - biff->at) >= bytes;
}

/* Goes on in the record behind, if it continues this one. */
static bool go_on(struct biff *biff) {
    unsigned type;
    size_t length;
    while (biff->at == biff->end) {
        if (!look(biff, biff->next, &type, &length) || type != BIFF_CONTINUE) {
            biff->short_of = true;
            return false;
        }
        enter(biff, length);
    }
    return true;
}

unsigned biff_read_8(struct biff *biff) {
    return go_on(biff) ? *biff->at++ : 0;
}

unsigned biff_read_16(struct biff *biff) {
    unsigned low = biff_read_8(biff);
    return low | biff_read_8(biff) << 8;
}

uint32_t biff_read_32(struct biff *biff) {
    uint32_t low = biff_read_16(biff);
    return low | (uint32_t)biff_read_16(biff) << 16;
}

static double double_of(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

double biff_read_double(struct biff *biff) {
    uint64_t low = biff_read_32(biff);
    return double_of(low | (uint64_t)biff_read_32(biff) << 32);
}

double biff_decode_rk(uint32_t rk) {
    enum { HUNDREDTHS = 1, WHOLE = 2 };
    double value;
    if (rk & WHOLE)
        value = (double)((int32_t)(rk & ~3u) / 4);
    else
        value = double_of((uint64_t)(rk & ~3u) << 32);
    return rk & HUNDREDTHS ? value / 100 : value;
}

void biff_skip(struct biff *biff, size_t bytes) {
    while (bytes > 0 && go_on(biff)) {
        size_t step = (size_t)(biff->end - biff->at);
        if (step > bytes) step = bytes;
        biff->at += step;
        bytes -= step;
    }
}

/* Where a string goes on in another record, that one starts with flags anew: characters of one byte
 * may follow such of two. */
static unsigned read_unit(struct biff *biff, bool *wide) {
    if (biff->at == biff->end) *wide = biff_read_8(biff) & WIDE;
    return *wide ? biff_read_16(biff) : biff_read_8(biff);
}

struct text biff_read_string(struct biff *biff, size_t characters, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    unsigned flags = biff_read_8(biff), high = 0;
    bool wide = flags & WIDE;
    size_t runs = flags & RICH ? biff_read_16(biff) : 0;
    size_t extension = flags & EXTENDED ? biff_read_32(biff) : 0;
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < characters && !biff->short_of; i++) {
        unsigned unit = read_unit(biff, &wide);
        if (unit >= 0xD800 && unit < 0xDC00) {
            high = unit;
            continue;
        }
        if (unit >= 0xDC00 && unit < 0xE000)
            buffer_add_code_point(&out, high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)
                                             : 0xFFFD);
        else
            buffer_add_code_point(&out, unit ? unit : 0xFFFD);
        high = 0;
    }
    biff_skip(biff, 4 * runs);
    biff_skip(biff, extension);
    return buffer_text(&out);
}
