/* From the bytes of a text file to UTF-8; for source/ only.
 *
 * detect.c finds out which encoding a file is in, encoding.c converts it, gb18030.c knows the
 * characters of GB 18030, private.c what older tables put into Unicode's private-use area. */
#ifndef SOURCE_ENCODING_H
#define SOURCE_ENCODING_H

#include "source/inner.h"

enum encoding {
    ENCODING_NONE,
    ENCODING_UTF_8,
    ENCODING_GB18030,
    ENCODING_UTF_16, /* declared without its byte order */
    ENCODING_UTF_16LE,
    ENCODING_UTF_16BE,
};

/* One encoding: what stands at a place of the bytes. */
struct decoder {
    /* Bytes that the character takes, 0 if the bytes are none; `left` is at least 1. */
    size_t (*next)(const struct decoder *decoder, const unsigned char *at, size_t left,
                   uint32_t *code_point);
    bool ascii; /* bytes below 0x80 are ASCII */
    /* gb18030.c: characters of two bytes by lead (from 0x81; NULL until one occurs) and trail (from
     * 0x40), 0 if none; the system's table; where rows are kept */
    uint32_t **rows;
    void *table;
    struct arena *arena;
};

/* A text file while it is opened. */
struct opening {
    const struct source_spec *spec;
    const struct file *file; /* as it lies on the disk */
    enum encoding encoding;
    size_t mark;            /* bytes of the byte order mark */
    bool is_utf_8;          /* looked through already: there is no fault */
    struct decoder gb18030; /* once it was needed */
    size_t counted;         /* bytes of UTF-8 that the whole file gives, if that is known */
    struct arena *arena;
    struct diags *diags;
};

/** Sets encoding and mark; ENCODING_UTF_16 becomes one of the two.  False with D103, D109, D124. */
bool source_find_encoding(struct opening *opening);
/** As messages say it: "GB 18030 (GBK)". */
const char *source_encoding_words(enum encoding encoding);
/** How many bytes from the start are characters of opening->encoding, and whether there are some of
 * private use that nobody knows. */
size_t source_count_valid(struct opening *opening, bool *unknown);
/** False with D102 if the file is too long to be converted. */
bool source_check_size(const struct opening *opening);
/** False with D109 if there is a NUL; `file` is the one with the text, maybe converted. */
bool source_check_nul(const struct opening *opening, const struct file *file);
/** The unit of UTF-16 that two bytes are. */
uint32_t source_utf_16_unit(const unsigned char *at, bool high_first);

/** GB 18030-2022, of which GBK and GB 2312 are parts; a single 0x80 is the euro sign of Windows.
 * False with D125 if this system has no table; closed with the arena. */
bool source_open_gb18030(struct decoder *decoder, struct origin origin, struct arena *arena,
                         struct diags *diags);
/** True if most characters of two bytes are marks and the common characters of GB 2312 (level 1),
 * as in every text in simplified characters: what is not may well be Big5 or anything else. */
bool source_looks_like_gb18030(struct text bytes);

/** U+E000 to U+F8FF: which character it means nobody but its writer knows. */
bool source_is_private(uint32_t code_point);
/** The character that tables of GBK and of GB 18030-2000 and 2005 had put there because Unicode did
 * not have it yet; 0 if they had none. */
uint32_t source_private_meaning(uint32_t code_point);

#endif
