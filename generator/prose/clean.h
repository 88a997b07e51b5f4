/* The text cleaner: what people type or paste → text as it may be printed, and a log of it.
 *
 * Marks, quotes, dashes and blanks are put right where the text leaves no doubt; each kind of
 * change is one note a paragraph, with the count.  What is damaged (??, private use, lost digits)
 * is an error at its place and stays as it is.  What looks wrong (a lone bracket, 、、) is a
 * warning. Bound expressions {…} are never touched.  Cleaning a cleaned text changes nothing more.
 */
#ifndef PROSE_CLEAN_H
#define PROSE_CLEAN_H

#include "base/diag.h"

enum clean_mode {
    CLEAN_ON,
    CLEAN_REPORT, /* says what it would do, and does nothing */
    CLEAN_OFF,
};

/** Pinyin in brackets behind its character: 質(zhì). */
enum clean_pinyin { CLEAN_STRIP, CLEAN_KEEP };

struct clean_options {
    enum clean_mode mode;
    enum clean_pinyin pinyin;
};

struct cleaned {
    struct text text;
    struct origin origin; /* of its first byte; places in the text lead to the file that was read */
    /* for each byte of the text, and for its end, the byte of the original; NULL: nothing changed
     */
    const size_t *from;
};

/** Cleans one paragraph (valid UTF-8).  `origin` is of its first byte, or of the quote before it.
 * Linear in its length. */
struct cleaned prose_clean(struct text text, struct origin origin,
                           const struct clean_options *options, struct arena *arena,
                           struct diags *diags);

#endif
