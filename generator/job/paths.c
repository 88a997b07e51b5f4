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

/* The file of a path; a workbook's sheet is named behind #.  NULL if there is none. */
static const char *existing_part(struct arena *arena, const char *path) {
    const char *sheet = strrchr(path, '#');
    if (path_exists(path)) return path;
    if (!sheet) return NULL;
    const char *file = arena_copy(arena, path, (size_t)(sheet - path));
    return path_exists(file) ? file : NULL;
}

/* ---- what the job may read ---- */

/* True if a file lies in the job's folder or in one that the command line allows, with every link
 * followed. */
static bool may_read(const struct job_reading *reading, const char *path) {
    const struct job_allowed *allowed = reading->allowed;
    bool may = path_lies_in(path, reading->job->folder);
    for (size_t i = 0; allowed && i < allowed->count && !may; i++)
        may = path_lies_in(path, allowed->folders[i]);
    return may;
}

/* `there`: the file, NULL if there is none.  Where a link leads is not said: the job's author need
 * not know the machine. */
static void refuse_path(struct job_reading *reading, struct text name, const char *there,
                        struct origin origin) {
    reading->failed = true;
    if (there && path_is_inside(name))
        diags_add(reading->diags, DIAG_J102, origin, N_("%.*s is a link that leads out of it"),
                  TEXT_ARGS(name));
    else
        diags_add(reading->diags, DIAG_J102, origin, "%.*s", TEXT_ARGS(name));
    diags_hint(reading->diags, N_("put the file into the folder of the job, or allow its folder "
                                  "on the command line: --allow DIR"));
}

const char *job_find_file(struct job_reading *reading, const xml_node *node, const char *attribute,
                          const char *shipped) {
    struct text name = text_trim(xml_attribute(node, attribute));
    struct origin origin = xml_attribute_origin(node, attribute, 0);
    const char *path = path_join(reading->arena, reading->job->folder, name);
    const char *there = name.length ? existing_part(reading->arena, path) : NULL;
    bool wide = reading->allowed && reading->allowed->count;
    if (there ? !may_read(reading, there) : !wide && !path_is_inside(name)) {
        refuse_path(reading, name, there, origin);
        return NULL;
    }
    if (there) return path;
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
