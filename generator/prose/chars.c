/* Text as code points, and small questions about what stands around a place in it. */
#include "prose/inner.h"

#include <string.h>

struct chars prose_decode(struct text text, struct arena *arena) {
    struct chars chars = {.text = text};
    chars.at = arena_take_array(arena, text.length + 1, sizeof *chars.at);
    chars.offset = arena_take_array(arena, text.length + 1, sizeof *chars.offset);
    const char *next = text.at, *end = text.at + text.length;
    while (next < end) {
        chars.offset[chars.count] = (size_t)(next - text.at);
        chars.at[chars.count++] = text_next(&next, end);
    }
    chars.offset[chars.count] = text.length;
    return chars;
}

struct text prose_between(const struct chars *chars, size_t from, size_t to) {
    if (to > chars->count) to = chars->count;
    if (from > to) from = to;
    return text_slice(chars->text, chars->offset[from], chars->offset[to]);
}

bool prose_follows(const struct chars *chars, size_t at, const char *word) {
    size_t offset = chars->offset[at < chars->count ? at : chars->count];
    size_t length = strlen(word);
    return chars->text.length - offset >= length &&
           memcmp(chars->text.at + offset, word, length) == 0;
}

bool prose_precedes(const struct chars *chars, size_t at, const char *word) {
    size_t offset = chars->offset[at < chars->count ? at : chars->count];
    size_t length = strlen(word);
    return offset >= length && memcmp(chars->text.at + offset - length, word, length) == 0;
}

bool prose_follows_any(const struct chars *chars, size_t at, const char *const *words) {
    for (; *words != NULL; words++)
        if (prose_follows(chars, at, *words)) return true;
    return false;
}

bool prose_precedes_any(const struct chars *chars, size_t at, const char *const *words) {
    for (; *words != NULL; words++)
        if (prose_precedes(chars, at, *words)) return true;
    return false;
}

uint32_t prose_at(const struct chars *chars, size_t at) {
    return at < chars->count ? chars->at[at] : 0;
}

uint32_t prose_before(const struct chars *chars, size_t at) {
    return at > 0 && at <= chars->count ? chars->at[at - 1] : 0;
}

int prose_digit(uint32_t code_point) {
    if (code_point >= '0' && code_point <= '9') return (int)(code_point - '0');
    if (code_point >= 0xFF10 && code_point <= 0xFF19) return (int)(code_point - 0xFF10);
    return -1;
}

bool prose_is_letter(uint32_t code_point) {
    return (code_point >= 'A' && code_point <= 'Z') || (code_point >= 'a' && code_point <= 'z');
}

/* Bytes of the file that stand for the one byte of text at `file`; 0 if they do not agree. */
static size_t step_file(struct text bytes, size_t at, char byte) {
    if (at >= bytes.length) return 0;
    if (bytes.at[at] == '&' && byte != '&') {
        size_t end = at + 1;
        while (end < bytes.length && end - at < 12 && bytes.at[end] != ';') end++;
        return end < bytes.length && bytes.at[end] == ';' ? end + 1 - at : 0;
    }
    if (bytes.at[at] != byte) return 0;
    if (byte == '"' && at + 1 < bytes.length && bytes.at[at + 1] == '"') return 2;
    static const char ampersand[] = "&amp;";
    size_t rest = bytes.length - at;
    if (byte == '&' && rest >= 5 && memcmp(bytes.at + at, ampersand, 5) == 0) return 5;
    return 1;
}

struct origin prose_place(struct origin origin, struct text text, size_t offset) {
    if (origin.file == NULL || origin.offset == ORIGIN_WHOLE_FILE) return origin;
    if (origin.file->whence) return (struct origin){origin.file, origin.offset + offset};
    struct text bytes = origin.file->bytes;
    size_t start = origin.offset;
    if (start < bytes.length && (bytes.at[start] == '"' || bytes.at[start] == '\'') &&
        text.length > 0 && text.at[0] != bytes.at[start])
        start++;
    size_t at = start;
    for (size_t i = 0; i < offset && i < text.length; i++) {
        size_t step = step_file(bytes, at, text.at[i]);
        if (step == 0) return (struct origin){origin.file, start + offset};
        at += step;
    }
    return (struct origin){origin.file, at};
}
