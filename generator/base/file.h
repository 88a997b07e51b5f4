/* Files: input read whole and kept for the places in messages; output written beside and renamed.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/text.h"

/** Reads (maps, or copies if small) a whole file; the result lives as long as the arena.
 *
 *  `path` is what messages show.  NULL, with a diagnostic at `asked_from` (may be ORIGIN_NONE),
 *  if it cannot be read or is larger than `most_bytes`. */
const struct file *file_read(struct arena *arena, const char *path, size_t most_bytes,
                             struct origin asked_from, struct diags *diags);
/** Lets go of the memory of bytes [from, to), whole pages of it, if the file is mapped: what was
 * read through need not stay.  They can be read all the same, from the disk again. */
void file_let_go(const struct file *file, size_t from, size_t to);
/** True if the path leads to a file that can be read; else D101 as above. */
bool file_check(const char *path, struct origin asked_from, struct diags *diags);
/** A file that exists only in memory (tests, generated input). */
const struct file *file_from_text(struct arena *arena, const char *name, struct text bytes);

/** An output under way: written to `<path>.part-<pid>`, renamed on commit. */
struct file_out {
    FILE *stream;
    char *path, *part;
};

/** Folders on the way are made.  False with a diagnostic (O101). */
bool file_out_open(struct file_out *out, struct arena *arena, const char *path,
                   struct diags *diags);
/** Flushes and closes; the part file stays as it is.  False as file_out_commit(). */
bool file_out_close(struct file_out *out, struct diags *diags);
/** Flushes, closes and renames.  False with a diagnostic, and the part file removed, if any byte
 * could not be written. */
bool file_out_commit(struct file_out *out, struct diags *diags);
/** Closes and removes the part file; no trace stays. */
void file_out_abandon(struct file_out *out);

/** True if both paths lead to one file that exists. */
bool file_is_same(const char *path, const char *other);
/** mkdir -p.  False with errno set. */
bool file_make_folders(const char *path);

#endif
