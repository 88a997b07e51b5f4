/* Workbooks of hand-written parts, and what they are read as. */
#ifndef TESTS_SOURCE_WORKBOOK_H
#define TESTS_SOURCE_WORKBOOK_H

#include "source/inner.h"

struct part {
    const char *name, *bytes;
    size_t length; /* 0: to the first NUL */
    size_t zeros;  /* zeros after the bytes */
};

/** A container as bytes (to be freed); `secret`: its parts are encrypted. */
char *pack(const struct part *parts, size_t count, size_t *length, bool secret);

struct trial {
    struct arena *arena;
    struct diags *diags;
    char path[64];
    struct table *table; /* the rows that were given, also if reading failed */
    bool good;
    double seconds; /* that reading took */
};

/** Reads bytes as a file.  `spec`: what else is asked for, may be NULL. */
struct trial read_file_bytes(const char *bytes, size_t length, const char *extension,
                             const struct source_spec *spec);
/** A workbook of one sheet with these cells (the content of <worksheet>); the shared strings
 * (content of <sst>) and styles (content of <styleSheet>) may be NULL. */
struct trial read_workbook(const char *sheet, const char *strings, const char *styles,
                           const struct source_spec *spec);
/** A workbook of these parts; [Content_Types].xml is no matter. */
struct trial read_parts(const struct part *parts, size_t count, const struct source_spec *spec);
void end_trial(struct trial trial);

/** All cells, "|" between cells and "/" after each row; binary numbers end in "'". */
const char *dump(const struct trial *trial);
/** Codes and places of all diagnostics but notes D150, "D145!S!B3 D146!S!C3". */
const char *codes(const struct trial *trial);

#endif
