/* new: copies the starter job that ships with the program; what it makes builds as it stands. */
#include <dirent.h>
#include <errno.h>
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "command/command.h"

#define _(sentence) gettext(sentence)

static bool copy_file(const char *from, const char *to, struct arena *arena, struct diags *diags) {
    enum { STARTER_BYTES_MOST = 1024 * 1024 };
    const struct file *file = file_read(arena, from, STARTER_BYTES_MOST, ORIGIN_NONE, diags);
    struct file_out out;
    if (!file || !file_out_open(&out, arena, to, diags)) return false;
    fwrite(file->bytes.at, 1, file->bytes.length, out.stream);
    return file_out_commit(&out, diags);
}

/* Names that may stand in a folder listing but are no part of it. */
static bool is_dot(const char *name) {
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* False with errno ENOTDIR if it is no folder at all, with 0 if something is in it. */
static bool folder_is_free(const char *path) {
    errno = 0;
    DIR *folder = opendir(path);
    if (!folder) return errno == ENOENT;
    bool free = true;
    for (struct dirent *entry; free && (entry = readdir(folder));) free = is_dot(entry->d_name);
    closedir(folder);
    errno = 0;
    return free;
}

static bool copy_folder(const char *from, const char *to, struct arena *arena,
                        struct diags *diags) {
    DIR *folder = opendir(from);
    if (!folder) {
        diags_add(diags, DIAG_B206, ORIGIN_NONE, "%s: %s", from, diag_system_words(errno));
        return false;
    }
    bool done = true;
    for (struct dirent *entry; done && (entry = readdir(folder));)
        if (!is_dot(entry->d_name))
            done = copy_file(path_join(arena, from, text_of(entry->d_name)),
                             path_join(arena, to, text_of(entry->d_name)), arena, diags);
    closedir(folder);
    return done;
}

static int make_job(const char *to, struct arena *arena) {
    struct diags *diags = diags_new(arena);
    char *from = path_data(arena, "templates/starter");
    bool done = false;
    if (!from) {
        diags_add(diags, DIAG_B206, ORIGIN_NONE, "templates/starter");
        diags_hint(diags, N_("the program's own files are not where they were installed; "
                             "ZONGJIE_DATA may say where they are"));
    } else if (!folder_is_free(to)) {
        if (errno == ENOTDIR)
            diags_add(diags, DIAG_B207, ORIGIN_NONE, N_("%s is a file"), to);
        else if (errno)
            diags_add(diags, DIAG_B207, ORIGIN_NONE, "%s: %s", to, diag_system_words(errno));
        else
            diags_add(diags, DIAG_B207, ORIGIN_NONE, "%s", to);
        diags_hint(diags, "name a folder that does not exist yet");
    } else {
        done = copy_folder(from, to, arena, diags);
    }
    diags_print(diags, DIAG_NOTE, stderr);
    if (done)
        printf(_("%s: ready; build it with: zongjie build %s\n"), to,
               path_join(arena, to, TEXT("job.xml")));
    return done ? COMMAND_DONE : command_status_of(diags);
}

static int run_new(int count, char **arguments) {
    struct arena *arena = arena_new();
    struct command_options options;
    int status = COMMAND_MISUSED;
    if (command_parse(count, arguments, "", arena, &options)) {
        if (options.file_count == 1 && *options.files[0])
            status = make_job(options.files[0], arena);
        else
            status = command_misuse(&command_new, "%s", _("name one new folder"));
    }
    arena_free(arena);
    return status;
}

const struct command command_new = {
    .name = "new",
    .usage = "DIR",
    .summary = N_("make a starter job that builds"),
    .options = "",
    .run = run_new,
};
