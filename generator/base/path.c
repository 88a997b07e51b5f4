/* Paths, and where the program's own data lies. */
#include "base/path.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef ZONGJIE_SHARE
#define ZONGJIE_SHARE "/usr/local/share/zongjie"
#endif

char *path_join(struct arena *arena, const char *folder, struct text name) {
    bool alone = text_starts(name, TEXT("/")) || !folder || !*folder || strcmp(folder, ".") == 0;
    if (alone) return arena_printf(arena, "%.*s", TEXT_ARGS(name));
    size_t length = strlen(folder);
    const char *slash = folder[length - 1] == '/' ? "" : "/";
    return arena_printf(arena, "%s%s%.*s", folder, slash, TEXT_ARGS(name));
}

char *path_folder(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash) return arena_copy(arena, ".", 1);
    return arena_copy(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *path_stem(struct arena *arena, const char *path) {
    const char *name = path_name(path);
    const char *dot = strrchr(name, '.');
    return arena_copy(arena, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
}

bool path_exists(const char *path) {
    return access(path, R_OK) == 0;
}

bool path_is_inside(struct text name) {
    if (text_starts(name, TEXT("/"))) return false;
    struct text part;
    while (text_cut(&name, '/', &part))
        if (text_is(part, "..")) return false;
    return true;
}

/* Folder of the running program, or NULL. */
static char *program_folder(struct arena *arena) {
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) return NULL;
    path[length] = '\0';
    return path_folder(arena, path);
}

char *path_beside(struct arena *arena, const char *name) {
    const char *folder = program_folder(arena);
    char *path = folder ? path_join(arena, folder, text_of(name)) : NULL;
    return path && path_exists(path) ? path : NULL;
}

enum { DATA_FOLDERS = 3 };

/* The files that a name of the program's data may mean, in order; NULL for a folder that is not
 * known. */
static void data_paths(struct arena *arena, const char *name, char *paths[DATA_FOLDERS]) {
    const char *given = getenv("ZONGJIE_DATA");
    const char *folders[DATA_FOLDERS] = {given, NULL, NULL};
    if (!given || !*given) {
        const char *beside = program_folder(arena);
        folders[0] = beside;
        folders[1] = beside ? path_join(arena, beside, TEXT("..")) : NULL;
        folders[2] = ZONGJIE_SHARE;
    }
    for (size_t i = 0; i < DATA_FOLDERS; i++)
        paths[i] = folders[i] ? path_join(arena, folders[i], text_of(name)) : NULL;
}

char *path_data(struct arena *arena, const char *name) {
    char *paths[DATA_FOLDERS];
    data_paths(arena, name, paths);
    for (size_t i = 0; i < DATA_FOLDERS; i++)
        if (paths[i] && path_exists(paths[i])) return paths[i];
    return NULL;
}

char *path_data_places(struct arena *arena, const char *name) {
    char *paths[DATA_FOLDERS];
    struct buffer out = buffer_new(arena);
    data_paths(arena, name, paths);
    for (size_t i = 0; i < DATA_FOLDERS; i++)
        if (paths[i]) buffer_printf(&out, "%s%s", out.length ? ", " : "", paths[i]);
    return out.at;
}
