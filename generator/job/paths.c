/* Files that a job names: found beside it or among what ships, and read. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "job/inner.h"

enum { NAMES_MOST = 1000 };

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the names in a folder, "a|b|", in a fixed order: for "did you mean". */
static void add_names(struct buffer *out, const char *folder) {
    DIR *open = folder ? opendir(folder) : NULL;
    if (!open) return;
    char **names = arena_take_array(out->arena, NAMES_MOST, sizeof *names);
    size_t count = 0, bad;
    for (struct dirent *entry; count < NAMES_MOST && (entry = readdir(open));) {
        struct text name = text_of(entry->d_name);
        if (name.at[0] != '.' && !strchr(name.at, '|') && text_is_utf8(name, &bad))
            names[count++] = arena_copy(out->arena, name.at, name.length);
    }
    closedir(open);
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++) buffer_printf(out, "%s|", names[i]);
}

/* What is in the folder may show what was meant. */
static void add_hint(struct job_reading *reading, const char *path, const char *shipped) {
    const char *folder = path_folder(reading->arena, path);
    struct buffer names = buffer_new(reading->arena);
    add_names(&names, folder);
    if (shipped) add_names(&names, path_data(reading->arena, shipped));
    struct text meant = {"", 0};
    if (names.at) meant = xml_nearest(text_of(path_name(path)), names.at);
    if (meant.length)
        diags_hint(reading->diags, N_("did you mean %.*s?"), TEXT_ARGS(meant));
    else
        diags_hint(reading->diags, N_("it is looked for in %s"), folder);
}

/* A workbook's sheet is named behind #. */
static bool exists_without_sheet(struct arena *arena, const char *path) {
    const char *sheet = strrchr(path, '#');
    if (path_exists(path)) return true;
    return sheet && path_exists(arena_copy(arena, path, (size_t)(sheet - path)));
}

const char *job_find_file(struct job_reading *reading, const xml_node *node, const char *attribute,
                          const char *shipped) {
    struct text name = text_trim(xml_attribute(node, attribute));
    struct origin origin = xml_attribute_origin(node, attribute, 0);
    if (!path_is_inside(name)) {
        reading->failed = true;
        diags_add(reading->diags, DIAG_J102, origin, "%.*s", TEXT_ARGS(name));
        diags_hint(reading->diags, N_("put the file into the folder of the job"));
        return NULL;
    }
    const char *path = path_join(reading->arena, reading->job->folder, name);
    if (name.length && exists_without_sheet(reading->arena, path)) return path;
    if (name.length && shipped) {
        const char *found = path_data(
            reading->arena, arena_printf(reading->arena, "%s/%.*s", shipped, TEXT_ARGS(name)));
        if (found) return found;
    }
    reading->failed = true;
    if (name.length)
        diags_add(reading->diags, DIAG_J106, origin, "%.*s", TEXT_ARGS(name));
    else
        diags_add(reading->diags, DIAG_J106, origin, "%s=\"\"", attribute);
    if (name.length) add_hint(reading, path, shipped);
    return NULL;
}

xml_node *job_read_xml(struct job_reading *reading, const char *path, struct origin asked_from) {
    const struct file *file =
        file_read(reading->arena, path, JOB_BYTES_MOST, asked_from, reading->diags);
    if (!file) return NULL;
    ARENA_GROW(reading->arena, reading->files, reading->file_count, reading->file_room);
    reading->files[reading->file_count++] = file;
    return xml_read(file, reading->arena, reading->diags);
}
