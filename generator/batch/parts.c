/* Files under way that a killed writer left: <output>.part-<pid>, pages <output>.new-<pid>, and the
 * same of stamps.
 *
 * Only those of reports of this batch are looked at (another machine may write others into the same
 * folder, and its process numbers mean nothing here), and only if the process is gone. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/map.h"
#include "base/path.h"
#include "batch/inner.h"

struct sweep {
    struct arena *arena;
    struct map *folders; /* swept already */
    struct map *names;   /* outputs without extension, with folder */
};

static bool is_gone(const char *number) {
    char *end;
    long pid = strtol(number, &end, 10);
    return pid > 0 && *end == '\0' && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* Name without "-001" before `length`. */
static size_t without_page(const char *name, size_t length) {
    size_t at = length;
    while (at && name[at - 1] >= '0' && name[at - 1] <= '9') at--;
    return at > 1 && at < length && name[at - 1] == '-' ? at - 1 : length;
}

static bool is_ours(const struct sweep *sweep, const char *folder, const char *name,
                    size_t length) {
    for (size_t end = length; end; end--) {
        if (name[end - 1] != '.') continue;
        size_t whole = end - 1, stem = without_page(name, whole);
        struct text tries[] = {{name, whole}, {name, stem}};
        for (size_t i = 0; i < 2; i++)
            if (map_find(sweep->names, text_of(path_join(sweep->arena, folder, tries[i]))))
                return true;
    }
    return false;
}

/* Where the name of a file under way says so; NULL if it is none. */
static const char *find_mark(const char *name) {
    const char *part = strstr(name, ".part-"), *page = strstr(name, ".new-");
    return !page || (part && part < page) ? part : page;
}

/* `holder` is the folder or the one of stamps in it. */
static void sweep_folder(const struct sweep *sweep, const char *folder, const char *holder) {
    DIR *open = opendir(holder);
    if (!open) return;
    for (struct dirent *entry; (entry = readdir(open));) {
        const char *mark = find_mark(entry->d_name);
        if (!mark || !is_gone(strrchr(mark, '-') + 1)) continue;
        if (is_ours(sweep, folder, entry->d_name, (size_t)(mark - entry->d_name) + 1))
            unlink(path_join(sweep->arena, holder, text_of(entry->d_name)));
    }
    closedir(open);
}

void parts_sweep(const struct batch_work *work) {
    struct arena *arena = arena_new();
    struct sweep sweep = {arena, map_new(arena), map_new(arena)};
    for (size_t i = 0; i < work->count; i++) {
        char *path = report_path(work->run, work->units[i], arena);
        char *folder = path_folder(arena, path);
        path = path_join(arena, folder, text_of(path_name(path)));
        map_set(sweep.names, text_of(path), arena);
        map_set(sweep.folders, text_of(folder), arena);
    }
    for (size_t i = 0; i < map_count(sweep.folders); i++) {
        const char *folder = map_key(sweep.folders, i).at;
        sweep_folder(&sweep, folder, folder);
        sweep_folder(&sweep, folder, path_join(arena, folder, TEXT(".zongjie")));
    }
    arena_free(arena);
}
