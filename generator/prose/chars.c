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
