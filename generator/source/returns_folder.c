/* Which files of a folder are returns: by pattern, in the order of their names, never outside the
 * job's folder. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "source/inner.h"
#include "source/returns.h"

/* ---- patterns ---- */

enum { MATCH_STEPS = 100000 };

struct matcher {
    struct text unit;
    size_t steps;
};

static bool match(struct matcher *matcher, struct text pattern, struct text name) {
    static const char unit[] = "{unit}";
    if (matcher->steps++ > MATCH_STEPS) return false;
    if (!pattern.length) return !name.length;
    bool is_unit = text_starts(pattern, TEXT("{unit}"));
    if (is_unit || pattern.at[0] == '*') {
        struct text rest = text_slice(pattern, is_unit ? sizeof unit - 1 : 1, pattern.length);
        for (size_t taken = is_unit; taken <= name.length; taken++) {
            if (!match(matcher, rest, text_slice(name, taken, name.length))) continue;
            if (is_unit) matcher->unit = text_slice(name, 0, taken);
            return true;
        }
        return false;
    }
    if (!name.length) return false;
    const char *at = name.at, *end = name.at + name.length;
    size_t step = 1;
    if (pattern.at[0] == '?') {
        text_next(&at, end);
        step = (size_t)(at - name.at);
    } else if (pattern.at[0] != name.at[0]) {
        return false;
    }
    return match(matcher, text_slice(pattern, 1, pattern.length),
                 text_slice(name, step, name.length));
}

bool returns_match(struct text pattern, struct text name, struct text *unit) {
    struct matcher matcher = {.unit = {NULL, 0}};
    if (!match(&matcher, pattern, name)) return false;
    *unit = matcher.unit;
    return true;
}

/* ---- the folder ---- */

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Lock files of Excel, WPS and LibreOffice, and what systems leave in folders. */
static bool is_left_behind(const char *name) {
    return name[0] == '.' || strncmp(name, "~$", 2) == 0 || strcmp(name, "Thumbs.db") == 0 ||
           strcmp(name, "desktop.ini") == 0;
}

static bool is_link(const char *path) {
    struct stat about;
    return lstat(path, &about) == 0 && S_ISLNK(about.st_mode);
}

/* With every link followed. */
static bool check_link(const struct source_spec *spec, const char *path, struct diags *diags) {
    if (!is_link(path) || path_lies_in(path, spec->path) || path_lies_in(path, spec->returns->root))
        return true;
    diags_add(diags, DIAG_D228, spec->origin, "%s", path);
    diags_hint(diags, N_("put the file itself into the folder"));
    return false;
}

static bool is_file(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

struct listing {
    const struct source_spec *spec;
    struct arena *arena;
    struct diags *diags;
    struct text pattern;
    struct returns_entry *at;
    size_t count, room;
    bool failed;
};

static void take_entry(struct listing *listing, const char *file_name) {
    struct arena *arena = listing->arena;
    struct text name = text_of(file_name), unit;
    struct returns_entry entry = {path_join(arena, listing->spec->path, name), name, {NULL, 0}};
    size_t bad;
    if (!check_link(listing->spec, entry.path, listing->diags)) {
        listing->failed = true;
        return;
    }
    bool fits = text_is_utf8(name, &bad) && is_file(entry.path) &&
                returns_match(listing->pattern, name, &unit);
    if (!fits) {
        diags_add(listing->diags, DIAG_D230, listing->spec->origin, "%s", entry.path);
        diags_hint(listing->diags,
                   N_("the source reads %.*s; rename the file, or take it out of the "
                      "folder"),
                   TEXT_ARGS(listing->pattern));
        return;
    }
    entry.unit = unit.length ? unit : text_of(path_stem(arena, entry.path));
    ARENA_GROW(arena, listing->at, listing->count, listing->room);
    listing->at[listing->count++] = entry;
}

/* All names but what was left behind, in the order of their bytes. */
static bool list_names(const struct source_spec *spec, struct arena *arena, struct diags *diags,
                       const char ***out, size_t *count) {
    DIR *folder = opendir(spec->path);
    size_t room = 0;
    if (!folder) {
        diags_add(diags, DIAG_D101, spec->origin, "%s: %s", spec->path, diag_system_words(errno));
        diags_hint(diags, N_("file=\"…\" names the folder that holds the workbooks"));
        return false;
    }
    for (struct dirent *entry; *count <= RETURNS_FILES_MOST && (entry = readdir(folder));) {
        if (is_left_behind(entry->d_name)) continue;
        ARENA_GROW(arena, *out, *count, room);
        (*out)[(*count)++] = arena_copy(arena, entry->d_name, strlen(entry->d_name));
    }
    closedir(folder);
    if (*count > RETURNS_FILES_MOST) {
        diags_add(diags, DIAG_D227, spec->origin, N_("%s: at most %d files"), spec->path,
                  RETURNS_FILES_MOST);
        return false;
    }
    if (*count) qsort(*out, *count, sizeof **out, compare_names);
    return true;
}

bool returns_list_folder(const struct source_spec *spec, struct arena *arena, struct diags *diags,
                         struct returns_entry **out, size_t *count) {
    struct text pattern = spec->returns->pattern;
    struct listing listing = {.spec = spec,
                              .arena = arena,
                              .diags = diags,
                              .pattern = pattern.length ? pattern : TEXT("*.xlsx")};
    const char **names = NULL;
    size_t name_count = 0;
    if (!list_names(spec, arena, diags, &names, &name_count)) return false;
    for (size_t i = 0; i < name_count; i++) take_entry(&listing, names[i]);
    *out = listing.at;
    *count = listing.count;
    return !listing.failed;
}
