/* Paths, and where the program's own data lies. */
#include "base/path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

enum { LINKS_MOST = 40, DEPTH_MOST = 1000 };

/* The path with a link at its end followed, and the links that this leads to; NULL if they do not
 * end. */
static const char *follow_links(struct arena *arena, const char *path) {
    for (int i = 0; i < LINKS_MOST; i++) {
        char target[4096];
        ssize_t length = readlink(path, target, sizeof target);
        if (length < 0) return path; /* no link */
        if ((size_t)length == sizeof target) return NULL;
        path = path_join(arena, path_folder(arena, path), (struct text){target, (size_t)length});
    }
    return NULL;
}

/* True if `wanted` is a folder above (or the folder itself): the way up by .. is that of the file
 * system, whatever links led down. */
static bool climbs_to(struct arena *arena, const char *from, const struct stat *wanted) {
    struct buffer path = buffer_new(arena);
    struct stat here, before = {0};
    buffer_add(&path, from, strlen(from));
    for (int i = 0; i < DEPTH_MOST && stat(path.at, &here) == 0; i++) {
        if (here.st_dev == wanted->st_dev && here.st_ino == wanted->st_ino) return true;
        if (i && here.st_dev == before.st_dev && here.st_ino == before.st_ino) return false; /* / */
        before = here;
        buffer_add(&path, "/..", 3);
    }
    return false;
}

bool path_lies_in(const char *path, const char *folder) {
    struct stat wanted, about;
    if (stat(folder, &wanted) != 0 || stat(path, &about) != 0) return false;
    struct arena *arena = arena_new();
    const char *real = follow_links(arena, path);
    if (real && !S_ISDIR(about.st_mode)) real = path_folder(arena, real);
    bool lies = real && climbs_to(arena, real, &wanted);
    arena_free(arena);
    return lies;
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
