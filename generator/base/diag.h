/* Diagnostics: what is wrong with the input, where, and what to do about it.
 *
 * A function that can fail on input adds the diagnostic itself and returns false; callers only
 * stop or go on.  One list belongs to the run, one to each report.  Only main and batch print.
 * Format on standard error: "file:line:col: level: text: detail [code]", then "    hint: ...". */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"

struct origin;

/** An input file, kept for places.  `describe` (may be NULL) words an offset of a container, e.g.
 * "book.xlsx!Q3!C7". */
struct file {
    const char *name; /* as the user knows it */
    struct text bytes;
    char *(*describe)(const struct file *file, size_t offset, struct arena *arena);
    /** Of a text put together from several places, no file itself: where a byte comes from. */
    struct origin (*source)(const struct file *file, size_t offset);
    /** Of a source that has no bytes of its own (a database): stands for all that was read from it,
     * so that other rows give another. */
    struct text fingerprint;
    const struct file_mapping *mapping; /* of bytes that lie in the file itself; else NULL */
    struct file_lines *lines; /* lines counted so far, for places; NULL: counted each time anew */
};

/** Makes `lines` for a file that may have many places told. */
struct file_lines *file_lines_new(struct arena *arena, size_t length);

/** A byte of an input file.  Line and column (in characters, from 1) are worked out when printed.
 */
struct origin {
    const struct file *file; /* NULL: no place is known */
    size_t offset;
};
#define ORIGIN_NONE ((struct origin){NULL, 0})
/** The file as a whole. */
#define ORIGIN_WHOLE_FILE ((size_t)-1)

/** Where byte `offset` of a text stands whose first byte (or the quote before it) is at `origin`:
 * doubled quotes, XML entities and blanks that the file writes in another way are stepped over.
 * `origin` itself where the file holds another text. */
struct origin origin_inside(struct origin origin, struct text text, size_t offset);
/** "file:line:col", "file", or "" . */
char *origin_print(struct origin origin, struct arena *arena);

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR, DIAG_FATAL };

enum diag_code {
#define DIAG(code, level, text) DIAG_##code,
#include "base/diag_list.h"
#undef DIAG
    DIAG_CODES
};

/** Marks a sentence for translation where it is not itself a call's format. */
#define N_(sentence) sentence

struct diag {
    enum diag_code code;
    enum diag_level level;
    struct origin origin;
    const char *detail; /* "" if none */
    const char *hint;   /* NULL if none */
};

struct diags;

struct diags *diags_new(struct arena *arena);
/** Adds one; the detail is formatted (and translated) now.  Equal ones (code, place, detail) are
 * added once. */
void diags_add(struct diags *diags, enum diag_code code, struct origin origin, const char *detail,
               ...) __attribute__((format(printf, 4, 5)));
/** Gives the last added one its hint. */
void diags_hint(struct diags *diags, const char *hint, ...) __attribute__((format(printf, 2, 3)));
/** A level other than the list's (a declared check chooses its own). */
void diags_add_level(struct diags *diags, enum diag_code code, enum diag_level level,
                     struct origin origin, const char *detail, ...)
    __attribute__((format(printf, 5, 6)));

/** Adds all of `from`, as they are. */
void diags_add_all(struct diags *diags, const struct diags *from);
/** Forgets all, so that the list can be used anew; texts given out stay. */
void diags_clear(struct diags *diags);

/** How many of exactly this level. */
size_t diags_count(const struct diags *diags, enum diag_level level);
/** True if an error or worse was added. */
bool diags_failed(const struct diags *diags);
/** True if one of them says that the system failed: disk, not input. */
bool diags_system_failed(const struct diags *diags);
/** True once 50 errors were added: time to stop looking for more. */
bool diags_full(const struct diags *diags);
size_t diags_size(const struct diags *diags);
const struct diag *diags_at(const struct diags *diags, size_t index);
/** Name of a code as printed: "D102". */
const char *diag_name(enum diag_code code);
const char *diag_text(enum diag_code code);
/** What the system says of an errno, in the user's language. */
const char *diag_system_words(int error);
/** One diagnostic as text, with its hint, and with the input line and a caret if `caret`. */
char *diag_print(const struct diag *diag, bool caret, struct arena *arena);
/** Prints those of at least `least`. */
void diags_print(const struct diags *diags, enum diag_level least, FILE *stream);

#endif
