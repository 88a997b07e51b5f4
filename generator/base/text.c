/* Text slices and the growing buffer.  Decoding assumes what entry points have checked. */
#include "base/text.h"

#include <stdarg.h>
#include <string.h>

struct text text_of(const char *terminated) {
    return (struct text){terminated, terminated ? strlen(terminated) : 0};
}

struct text text_copy(struct arena *arena, struct text text) {
    return (struct text){arena_copy(arena, text.at, text.length), text.length};
}

bool text_equal(struct text a, struct text b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool text_is(struct text a, const char *terminated) {
    return text_equal(a, text_of(terminated));
}

int text_compare(struct text a, struct text b) {
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    if (order) return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

bool text_starts(struct text text, struct text start) {
    return text.length >= start.length && text_equal((struct text){text.at, start.length}, start);
}

bool text_ends(struct text text, struct text end) {
    return text.length >= end.length &&
           text_equal((struct text){text.at + text.length - end.length, end.length}, end);
}

struct text text_slice(struct text text, size_t from, size_t to) {
    if (to > text.length) to = text.length;
    if (from > to) from = to;
    return (struct text){text.at ? text.at + from : NULL, to - from};
}

size_t text_find(struct text text, struct text part) {
    if (part.length == 0) return 0;
    for (size_t at = 0; at + part.length <= text.length; at++) {
        const char *hit = memchr(text.at + at, part.at[0], text.length - at - part.length + 1);
        if (!hit) return SIZE_MAX;
        at = (size_t)(hit - text.at);
        if (memcmp(hit, part.at, part.length) == 0) return at;
    }
    return SIZE_MAX;
}

bool text_is_blank(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
           (c >= 0x2002 && c <= 0x200A);
}

struct text text_trim(struct text text) {
    if (!text.length) return text;
    const char *from = text.at, *to = text.at + text.length;
    while (from < to) {
        const char *at = from;
        if (!text_is_blank(text_next(&at, to))) break;
        from = at;
    }
    while (to > from) {
        const char *at = to;
        if (!text_is_blank(text_before(&at, from))) break;
        to = at;
    }
    return (struct text){from, (size_t)(to - from)};
}

bool text_cut(struct text *rest, char separator, struct text *piece) {
    if (!rest->at) return false;
    const char *hit = rest->length ? memchr(rest->at, separator, rest->length) : NULL;
    if (!hit) {
        *piece = *rest;
        *rest = (struct text){NULL, 0};
        return true;
    }
    size_t length = (size_t)(hit - rest->at);
    *piece = text_slice(*rest, 0, length);
    *rest = text_slice(*rest, length + 1, rest->length);
    return true;
}

bool text_cut_word(struct text *rest, struct text *word) {
    struct text left = text_trim(*rest);
    if (!left.length) {
        *rest = left;
        return false;
    }
    const char *at = left.at, *end = left.at + left.length, *stop = end;
    while (at < end) {
        const char *before = at;
        if (text_is_blank(text_next(&at, end))) {
            stop = before;
            break;
        }
    }
    *word = (struct text){left.at, (size_t)(stop - left.at)};
    *rest = (struct text){stop, (size_t)(end - stop)};
    return true;
}

uint32_t text_next(const char **at, const char *end) {
    const unsigned char *p = (const unsigned char *)*at;
    size_t left = (size_t)(end - *at);
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    if (p[0] < 0xE0 && left >= 2) {
        *at += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0 && left >= 3) {
        *at += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    if (left >= 4) {
        *at += 4;
        return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
               (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    }
    *at = end;
    return 0xFFFD;
}

uint32_t text_before(const char **at, const char *start) {
    const char *end = *at, *p = end - 1;
    while (p > start && ((unsigned char)*p & 0xC0) == 0x80) p--;
    *at = p;
    return text_next(&p, end);
}

size_t text_encode(uint32_t c, char bytes[4]) {
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | c >> 18);
    bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* Length of the valid sequence at p, or 0. */
static size_t sequence_length(const unsigned char *p, size_t left) {
    if (p[0] < 0x80) return 1;
    size_t length = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || left < length) return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return length;
}

enum { BLOCK_BYTES = 64 };

/* Bytes at the start that are ASCII, in whole blocks: a compiler takes a block in few steps. */
static size_t ascii_blocks(const char *at, size_t left) {
    size_t count = 0;
    for (; left - count >= BLOCK_BYTES; count += BLOCK_BYTES) {
        uint64_t any = 0, part;
        for (size_t i = 0; i < BLOCK_BYTES; i += sizeof part) {
            memcpy(&part, at + count + i, sizeof part);
            any |= part;
        }
        if (any & 0x8080808080808080U) break;
    }
    return count;
}

bool text_is_utf8(struct text text, size_t *bad) {
    size_t tried = 0; /* where blocks of ASCII were looked for last */
    for (size_t at = 0; at < text.length;) {
        const unsigned char *next = (const unsigned char *)text.at + at;
        size_t left = text.length - at;
        if (next[0] >= 0xE1 && next[0] <= 0xEC && left >= 3 && (next[1] & 0xC0) == 0x80 &&
            (next[2] & 0xC0) == 0x80) { /* Han */
            at += 3;
            continue;
        }
        if (at >= tried) {
            size_t plain = ascii_blocks(text.at + at, left);
            tried = at + plain + BLOCK_BYTES;
            at += plain;
            if (plain) continue;
        }
        size_t length = sequence_length(next, left);
        if (!length) {
            *bad = at;
            return false;
        }
        at += length;
    }
    return true;
}

size_t text_characters(struct text text) {
    size_t count = 0;
    for (size_t at = 0; at < text.length; at++)
        count += ((unsigned char)text.at[at] & 0xC0) != 0x80;
    return count;
}

enum { DISTANCE_MOST = 64 };

static size_t decode_some(struct text text, uint32_t out[DISTANCE_MOST]) {
    size_t count = 0;
    for (const char *at = text.at, *end = at + text.length; at < end && count < DISTANCE_MOST;)
        out[count++] = text_next(&at, end);
    return count;
}

size_t text_distance(struct text a, struct text b, size_t limit) {
    bool long_ones = text_characters(a) > DISTANCE_MOST || text_characters(b) > DISTANCE_MOST;
    if (long_ones || !a.length || !b.length) {
        size_t far = long_ones ? limit + 1 : text_characters(a) + text_characters(b);
        return text_equal(a, b) ? 0 : far > limit ? limit + 1 : far;
    }
    uint32_t from[DISTANCE_MOST], to[DISTANCE_MOST];
    size_t rows = decode_some(a, from), columns = decode_some(b, to);
    size_t line[DISTANCE_MOST + 1];
    for (size_t c = 0; c <= columns; c++) line[c] = c;
    for (size_t r = 1; r <= rows; r++) {
        size_t corner = line[0];
        line[0] = r;
        for (size_t c = 1; c <= columns; c++) {
            size_t replace = corner + (from[r - 1] != to[c - 1]);
            corner = line[c];
            size_t best = line[c] + 1 < line[c - 1] + 1 ? line[c] + 1 : line[c - 1] + 1;
            line[c] = replace < best ? replace : best;
        }
    }
    return line[columns] > limit ? limit + 1 : line[columns];
}

bool text_is_han(uint32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x20000 && c <= 0x3FFFD) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007 ||
           c == 0x3005;
}

bool text_is_wide(uint32_t c) {
    return text_is_han(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || c == 0x2014 ||
           c == 0x2026 || (c >= 0x2018 && c <= 0x201D) || (c >= 0x2460 && c <= 0x24FF) ||
           c == 0x00B7 || c == 0x2236 || c == 0x2103;
}

struct buffer buffer_new(struct arena *arena) {
    return (struct buffer){.arena = arena};
}

void buffer_add(struct buffer *buffer, const char *at, size_t length) {
    while (buffer->room - buffer->length <= length) /* keeps one byte for the terminator */
        buffer->at = arena_grow_array(buffer->arena, buffer->at, buffer->length, &buffer->room, 1);
    if (length) memcpy(buffer->at + buffer->length, at, length);
    buffer->length += length;
    buffer->at[buffer->length] = '\0';
}

void buffer_add_text(struct buffer *buffer, struct text text) {
    buffer_add(buffer, text.at, text.length);
}

void buffer_add_code_point(struct buffer *buffer, uint32_t code_point) {
    char bytes[4];
    buffer_add(buffer, bytes, text_encode(code_point, bytes));
}

void buffer_printf(struct buffer *buffer, const char *format, ...) {
    va_list list;
    va_start(list, format);
    buffer_add_text(buffer, text_of(arena_vprintf(buffer->arena, format, list)));
    va_end(list);
}

struct text buffer_text(const struct buffer *buffer) {
    return (struct text){buffer->at, buffer->length};
}
