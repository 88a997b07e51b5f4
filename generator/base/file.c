/* Reading by mapping (small files by copying), writing beside and renaming. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPIED_MOST = 1024 * 1024 };

struct file_mapping {
    void *at;
    struct stat about; /* of the file, to know it again */
};

static void unmap(void *what) {
    struct file_mapping *mapping = what;
    munmap(mapping->at, (size_t)mapping->about.st_size);
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
static bool take_file(struct arena *arena, int handle, struct file *file, size_t most) {
    struct stat about;
    struct text *bytes = &file->bytes;
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
    struct file_mapping *mapping = ARENA_NEW(arena, struct file_mapping);
    *mapping = (struct file_mapping){at, about};
    arena_defer(arena, unmap, mapping);
    file->mapping = mapping;
    file->lines = file_lines_new(arena, bytes->length);
    bytes->at = at;
    return true;
}

const struct file *file_read(struct arena *arena, const char *path, size_t most_bytes,
                             struct origin asked_from, struct diags *diags) {
    struct file *file = ARENA_NEW(arena, struct file);
    file->name = arena_printf(arena, "%s", path);
    int handle = open(path, O_RDONLY | O_CLOEXEC);
    bool done = handle >= 0 && take_file(arena, handle, file, most_bytes);
    int why = errno;
    if (handle >= 0) close(handle);
    if (done) return file;
    if (why == EFBIG)
        diags_add(diags, DIAG_D102, asked_from, "%s (at most %zu bytes)", path, most_bytes);
    else
        diags_add(diags, DIAG_D101, asked_from, "%s: %s", path, diag_system_words(why));
    return NULL;
}

static bool is_same(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size;
}

/* Mapping the stretch anew is the way of POSIX: posix_madvise() does nothing for it.  The file is
 * opened anew too, for a run may read more files than it may hold open. */
void file_let_go(const struct file *file, size_t from, size_t to) {
    const struct file_mapping *mapping = file->mapping;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    from = (from + page - 1) / page * page;
    to = to / page * page;
    if (!mapping || from >= to || to > file->bytes.length) return;
    int handle = open(file->name, O_RDONLY | O_CLOEXEC);
    if (handle < 0) return;
    struct stat about;
    if (fstat(handle, &about) == 0 && is_same(&about, &mapping->about)) {
        void *at = (char *)mapping->at + from;
        if (mmap(at, to - from, PROT_READ, MAP_PRIVATE | MAP_FIXED, handle, (off_t)from) != at)
            arena_fail(); /* nothing stands there any more */
    }
    close(handle);
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
