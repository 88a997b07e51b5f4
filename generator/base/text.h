/* Text: a pointer and a length in bytes, UTF-8, never owned; and a buffer to build one.
 *
 * All text inside the program is valid UTF-8 (checked where bytes enter: xml/, source/).
 * A text may hold no NUL only by accident: never rely on a terminator. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct text {
    const char *at;
    size_t length; /* bytes */
};

/** A literal as text; the form usable in initialisers of static tables is TEXT_INIT. */
#define TEXT_INIT(literal)                                                                         \
    { "" literal, sizeof(literal) - 1 }
#define TEXT(literal) ((struct text)TEXT_INIT(literal))
/** For printf: "%.*s", TEXT_ARGS(text). */
#define TEXT_ARGS(text) (int)(text).length, (text).at ? (text).at : ""

/** NULL gives the empty text. */
struct text text_of(const char *terminated);
struct text text_copy(struct arena *arena, struct text text);
bool text_equal(struct text a, struct text b);
bool text_is(struct text a, const char *terminated);
/** <0, 0, >0 by bytes, which for UTF-8 is the order of code points. */
int text_compare(struct text a, struct text b);
bool text_starts(struct text text, struct text start);
bool text_ends(struct text text, struct text end);
/** Bytes [from, to) of the text; both are clamped. */
struct text text_slice(struct text text, size_t from, size_t to);
/** Offset of the first `part`, or SIZE_MAX. */
size_t text_find(struct text text, struct text part);
/** Without leading and trailing blanks of every kind (space, tab, line ends, U+00A0, U+3000,
 * U+FEFF, U+2002..200A). */
struct text text_trim(struct text text);
/** Cuts the next piece before `separator` off the front of *rest.  False when *rest is used up. */
bool text_cut(struct text *rest, char separator, struct text *piece);
/** Cuts the next word (blanks of every kind separate) off the front of *rest. */
bool text_cut_word(struct text *rest, struct text *word);

/** Decodes one code point and moves *at on; the text must be valid UTF-8 and not used up. */
uint32_t text_next(const char **at, const char *end);
/** Code point that ends just before `at` (moves *at back); must not be at `start`. */
uint32_t text_before(const char **at, const char *start);
/** Writes 1 to 4 bytes to `bytes` and says how many. */
size_t text_encode(uint32_t code_point, char bytes[4]);
/** True for strict UTF-8 (no overlong forms, no surrogates); else *bad is the byte offset of the
 * fault. */
bool text_is_utf8(struct text text, size_t *bad);
/** Number of code points. */
size_t text_characters(struct text text);
/** Least number of single edits (code points) from a to b, at most `limit` + 1.  For "did you
 * mean": texts of more than 64 characters are equal or far apart. */
size_t text_distance(struct text a, struct text b, size_t limit);

/** Han ideographs (all blocks, 〇 and the iteration mark 々 included). */
bool text_is_han(uint32_t code_point);
/** Han, kana, and full-width or CJK punctuation: what no white space separates (design: white-space
 * rule). */
bool text_is_wide(uint32_t code_point);
/** Blanks that carry no meaning in Chinese text: see text_trim(). */
bool text_is_blank(uint32_t code_point);

struct buffer {
    struct arena *arena;
    char *at; /* always NUL-terminated once something was added */
    size_t length, room;
};

struct buffer buffer_new(struct arena *arena);
void buffer_add(struct buffer *buffer, const char *at, size_t length);
void buffer_add_text(struct buffer *buffer, struct text text);
void buffer_add_code_point(struct buffer *buffer, uint32_t code_point);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** What was built so far; stays valid as long as the arena, but later additions may move the bytes.
 */
struct text buffer_text(const struct buffer *buffer);

#endif
