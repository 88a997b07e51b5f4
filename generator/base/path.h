/* Paths as text: no file is touched here except by path_exists(), path_lies_in() and path_data().
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include <stdbool.h>

#include "base/text.h"

/** folder + "/" + name, or `name` alone when it is absolute or the folder is "" or ".". */
char *path_join(struct arena *arena, const char *folder, struct text name);
/** Folder part of a path; "." if it has none. */
char *path_folder(struct arena *arena, const char *path);
/** Last part of a path; points into it. */
const char *path_name(const char *path);
/** Last part without its extension. */
char *path_stem(struct arena *arena, const char *path);
bool path_exists(const char *path);
/** True if `name` is relative and does not climb out of its folder. */
bool path_is_inside(struct text name);

/** True if a file that exists lies in the folder or below it, once all links on the way to it and
 * the file itself, if it is one, are followed. */
bool path_lies_in(const char *path, const char *folder);

/** A file or folder beside the running program; NULL if there is none. */
char *path_beside(struct arena *arena, const char *name);

/** A file that ships with the program, e.g. "templates/summary.xml" or "fonts/fonts.xml".
 *
 *  Looked for under $ZONGJIE_DATA, beside the program (checkout: build/ and the folder above it),
 * then in the installed share folder.  NULL if nowhere. */
char *path_data(struct arena *arena, const char *name);
/** Where path_data() looks, for messages: "a, b, c". */
char *path_data_places(struct arena *arena, const char *name);

#endif
