/* Reading by mapping (small files by copying), writing beside and renaming. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPIED_MOST = 1024 * 1024 };

struct mapping {
    void *at;
    size_t length;
};

static void unmap(void *what) {
    struct mapping *mapping = what;
    munmap(mapping->at, mapping->length);
}

/* Small files are copied: who saves one in place while we run does no harm.  False with errno. */
static bool copy_file(struct arena *arena, int handle, struct text *bytes) {
    char *copy = arena_take(arena, bytes->length + 1);
    size_t length = 0;
    while (length < bytes->length) {
        ssize_t step = read(handle, copy + length, bytes->length - length);
        if (step < 0 && errno == EINTR) continue;
        if (step < 0) return false;
        if (step == 0) break;
        length += (size_t)step;
    }
    *bytes = (struct text){copy, length};
    return true;
}

/* Takes a regular file; others (pipes) are not accepted as input. */
static bool take_file(struct arena *arena, int handle, struct text *bytes, size_t most) {
    struct stat about;
    if (fstat(handle, &about) != 0) return false;
    if (!S_ISREG(about.st_mode)) {
        errno = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
        return false;
    }
    if ((size_t)about.st_size > most) {
        errno = EFBIG;
        return false;
    }
    *bytes = (struct text){"", (size_t)about.st_size};
    if (about.st_size == 0) return true;
    if (bytes->length <= COPIED_MOST) return copy_file(arena, handle, bytes);
    void *at = mmap(NULL, bytes->length, PROT_READ, MAP_PRIVATE, handle, 0);
    if (at == MAP_FAILED) return false;
    struct mapping *mapping = ARENA_NEW(arena, struct mapping);
    *mapping = (struct mapping){at, bytes->length};
    arena_defer(arena, unmap, mapping);
    bytes->at = at;
    return true;
}

const struct file *file_read(struct arena *arena, const char *path, size_t most_bytes,
                             struct origin asked_from, struct diags *diags) {
    struct file *file = ARENA_NEW(arena, struct file);
    file->name = arena_printf(arena, "%s", path);
    int handle = open(path, O_RDONLY | O_CLOEXEC);
    bool done = handle >= 0 && take_file(arena, handle, &file->bytes, most_bytes);
    int why = errno;
    if (handle >= 0) close(handle);
    if (done) return file;
    if (why == EFBIG)
        diags_add(diags, DIAG_D102, asked_from, "%s (at most %zu bytes)", path, most_bytes);
    else
        diags_add(diags, DIAG_D101, asked_from, "%s: %s", path, diag_system_words(why));
    return NULL;
}

bool file_check(const char *path, struct origin asked_from, struct diags *diags) {
    struct stat about;
    int handle = open(path, O_RDONLY | O_CLOEXEC);
    bool known = handle >= 0 && fstat(handle, &about) == 0;
    int why = known && S_ISDIR(about.st_mode) ? EISDIR : known ? 0 : errno;
    if (handle >= 0) close(handle);
    if (why != 0) diags_add(diags, DIAG_D101, asked_from, "%s: %s", path, diag_system_words(why));
    return why == 0;
}

const struct file *file_from_text(struct arena *arena, const char *name, struct text bytes) {
    struct file *file = ARENA_NEW(arena, struct file);
    file->name = arena_printf(arena, "%s", name);
    file->bytes = bytes;
    return file;
}

bool file_is_same(const char *path, const char *other) {
    struct stat one, two;
    return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_dev == two.st_dev &&
           one.st_ino == two.st_ino;
}

bool file_make_folders(const char *path) {
    char part[4096];
    size_t length = strlen(path);
    if (length >= sizeof part) {
        errno = ENAMETOOLONG;
        return false;
    }
    for (size_t i = 1; i <= length; i++) {
        if (path[i] != '/' && path[i] != '\0') continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST) return false;
    }
    return true;
}

bool file_out_open(struct file_out *out, struct arena *arena, const char *path,
                   struct diags *diags) {
    *out = (struct file_out){.path = arena_printf(arena, "%s", path),
                             .part = arena_printf(arena, "%s.part-%ld", path, (long)getpid())};
    const char *slash = strrchr(path, '/');
    if (slash && slash != path &&
        !file_make_folders(arena_copy(arena, path, (size_t)(slash - path)))) {
        diags_add(diags, DIAG_O102, ORIGIN_NONE, "%.*s: %s", (int)(slash - path), path,
                  diag_system_words(errno));
        return false;
    }
    struct stat about;
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) { /* a rename would replace a device */
        diags_add(diags, DIAG_O101, ORIGIN_NONE, "%s: %s", path,
                  diag_system_words(S_ISDIR(about.st_mode) ? EISDIR : EINVAL));
        return false;
    }
    out->stream = fopen(out->part, "wb");
    if (out->stream) return true;
    diags_add(diags, DIAG_O101, ORIGIN_NONE, "%s: %s", path, diag_system_words(errno));
    return false;
}

static bool fail(const struct file_out *out, int why, struct diags *diags) {
    unlink(out->part);
    diags_add(diags, DIAG_O101, ORIGIN_NONE, "%s: %s", out->path,
              diag_system_words(why ? why : EIO));
    return false;
}

bool file_out_close(struct file_out *out, struct diags *diags) {
    bool done = fflush(out->stream) == 0 && !ferror(out->stream);
    int why = errno;
    if (fclose(out->stream) != 0 && done) {
        done = false;
        why = errno;
    }
    out->stream = NULL;
    return done || fail(out, why, diags);
}

bool file_out_commit(struct file_out *out, struct diags *diags) {
    if (!file_out_close(out, diags)) return false;
    return rename(out->part, out->path) == 0 || fail(out, errno, diags);
}

void file_out_abandon(struct file_out *out) {
    if (!out->stream) return;
    fclose(out->stream);
    out->stream = NULL;
    unlink(out->part);
}
