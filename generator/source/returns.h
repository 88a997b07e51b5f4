/* A folder of workbooks, one a unit: what many offices send back on one form.
 *
 * Each workbook is read, checked and mapped for itself: what is wrong in one is kept with it and
 * stops no other.  Whose it is stands in it as text; who that is, and who is missing, is judged
 * where the units are known (report/returns.c). */
#ifndef SOURCE_RETURNS_H
#define SOURCE_RETURNS_H

#include "source/source.h"

enum {
    RETURNS_FILES_MOST = 10000,
    RETURNS_BYTES_MOST = 1 << 30, /* of all workbooks */
};

enum return_state {
    RETURN_SOUND,
    RETURN_EMPTY,        /* D221: the form, without figures */
    RETURN_OTHER_PERIOD, /* D220 */
    RETURN_OTHER_FORM,   /* D224: another 表号 or 制定机关 */
    RETURN_ALTERED,      /* D222: other headings */
    RETURN_FAULTY,       /* cells that cannot be mapped */
    RETURN_UNREADABLE,
};

struct returned {
    const struct file *file;   /* as it lies in the folder */
    struct text name;          /* of the file, without its folder */
    struct text unit;          /* as the workbook, its sheet or its name says it; may be empty */
    struct origin unit_origin; /* the cell, else the file */
    enum return_state state;
    struct diags *diags; /* what was found in it */
    struct text reason;  /* the same in the Chinese of a report, short; empty if sound */
    struct table *table; /* mapped rows, with a column "unit"; NULL unless sound */
};

struct returned_list {
    struct returned *at;
    size_t count;
    const struct file *form; /* the blank form; NULL if the job names none */
};

/** Reads all workbooks of the folder, in the order of their names (bytes).  False with diagnostics
 * if the folder itself or the blank form cannot be read, or holds too much (D227, D228). */
bool source_read_returns(const struct source_spec *spec, struct arena *arena, struct diags *diags,
                         struct returned_list *out);

/* ---- returns_folder.c ---- */

struct returns_entry {
    const char *path;
    struct text name;
    struct text unit; /* what {unit} of the pattern stands for, else the name without extension */
};
/** The files of the folder that the pattern takes.  Hidden and lock files (~$x.xlsx) are left out,
 * others with a warning (D230). */
bool returns_list_folder(const struct source_spec *spec, struct arena *arena, struct diags *diags,
                         struct returns_entry **out, size_t *count);
/** True if the name fits; *unit is what {unit} stands for. */
bool returns_match(struct text pattern, struct text name, struct text *unit);

#endif
