/* Files: read whole or refused; written beside and renamed, or not at all. */
#include <criterion/criterion.h>

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"

struct bench {
    struct arena *arena;
    struct diags *diags;
    char folder[32];
};

static struct bench bench_new(void) {
    struct bench b = {.arena = arena_new(), .folder = "/tmp/zongjie-test-XXXXXX"};
    b.diags = diags_new(b.arena);
    cr_assert(mkdtemp(b.folder));
    return b;
}

static const char *in(const struct bench *b, const char *name) {
    return path_join(b->arena, b->folder, text_of(name));
}

static void bench_end(struct bench *b) {
    cr_assert_eq(system(arena_printf(b->arena, "rm -rf '%s'", b->folder)), 0);
    arena_free(b->arena);
}

static size_t count_entries(const char *folder) {
    size_t count = 0;
    DIR *open = opendir(folder);
    for (struct dirent *entry; open && (entry = readdir(open));) count += entry->d_name[0] != '.';
    if (open) closedir(open);
    return count;
}

static void put(const char *path, const char *bytes) {
    FILE *stream = fopen(path, "w");
    cr_assert(stream);
    fputs(bytes, stream);
    fclose(stream);
}

static const char *last_code(const struct bench *b) {
    size_t count = diags_size(b->diags);
    return count ? diag_name(diags_at(b->diags, count - 1)->code) : "";
}

Test(file, reads_small_large_and_empty_ones) {
    struct bench b = bench_new();
    static const size_t sizes[] = {0, 1, 5000, 1024 * 1024, 1024 * 1024 + 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const char *path = in(&b, "a");
        char *bytes = arena_take(b.arena, sizes[i] + 1);
        memset(bytes, 'x', sizes[i]);
        put(path, bytes);
        const struct file *file = file_read(b.arena, path, 1 << 30, ORIGIN_NONE, b.diags);
        cr_assert(file);
        cr_expect_str_eq(file->name, path);
        cr_expect(text_equal(file->bytes, (struct text){bytes, sizes[i]}), "size %zu", sizes[i]);
    }
    cr_expect_eq(diags_size(b.diags), 0);
    const struct file *made = file_from_text(b.arena, "m", TEXT("ab"));
    cr_expect(text_is(made->bytes, "ab"));
    bench_end(&b);
}

Test(file, refuses_what_is_no_file) {
    struct bench b = bench_new();
    put(in(&b, "big"), "123456");
    cr_assert_eq(mkfifo(in(&b, "pipe"), 0600), 0);
    const struct {
        const char *path, *code, *words;
    } rows[] = {{in(&b, "none"), "D101", "No such file"},
                {b.folder, "D101", "Is a directory"},
                {"/dev/null", "D101", "Invalid argument"},
                {in(&b, "big"), "D102", "at most 5 bytes"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_null(file_read(b.arena, rows[i].path, 5, ORIGIN_NONE, b.diags));
        const struct diag *diag = diags_at(b.diags, i);
        cr_expect_str_eq(diag_name(diag->code), rows[i].code);
        cr_expect(strstr(diag->detail, rows[i].words), "%s", diag->detail);
    }
    bench_end(&b);
}

Test(file, commit_gives_the_name_and_abandon_leaves_nothing) {
    struct bench b = bench_new();
    const char *path = in(&b, "deep/er/out.txt");
    struct file_out out;
    cr_assert(file_out_open(&out, b.arena, path, b.diags));
    fputs("first", out.stream);
    cr_expect_not(path_exists(path)); /* not before it is whole */
    cr_assert(file_out_commit(&out, b.diags));
    cr_assert(file_out_open(&out, b.arena, path, b.diags));
    fputs("second", out.stream);
    file_out_abandon(&out);
    file_out_abandon(&out); /* twice does no harm */
    const struct file *file = file_read(b.arena, path, 100, ORIGIN_NONE, b.diags);
    cr_expect(text_is(file->bytes, "first"));
    cr_expect_eq(count_entries(in(&b, "deep/er")), 1);
    cr_expect_eq(diags_size(b.diags), 0);
    bench_end(&b);
}

Test(file, a_full_disk_leaves_the_old_file) {
    struct bench b = bench_new();
    const char *path = in(&b, "out");
    put(path, "old");
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = 1000;
    struct file_out out;
    cr_assert(file_out_open(&out, b.arena, path, b.diags));
    setrlimit(RLIMIT_FSIZE, &limit);
    for (int i = 0; i < 20000; i++) fputs("x", out.stream);
    bool done = file_out_commit(&out, b.diags);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
    cr_expect_not(done);
    cr_expect_str_eq(last_code(&b), "O101");
    cr_expect(diags_system_failed(b.diags));
    cr_expect(text_is(file_read(b.arena, path, 100, ORIGIN_NONE, b.diags)->bytes, "old"));
    cr_expect_eq(count_entries(b.folder), 1);
    bench_end(&b);
}

Test(file, refuses_to_write_over_what_is_no_file) {
    struct bench b = bench_new();
    struct file_out out;
    put(in(&b, "file"), "");
    char name[300] = "";
    memset(name, 'n', 299);
    const struct {
        const char *path, *code;
    } rows[] = {{"/dev/full", "O101"},
                {b.folder, "O101"},
                {in(&b, "file/below"), "O101"},
                {in(&b, "file/far/below"), "O102"},
                {in(&b, name), "O101"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_not(file_out_open(&out, b.arena, rows[i].path, b.diags), "%s", rows[i].path);
        cr_expect_str_eq(last_code(&b), rows[i].code, "%s", rows[i].path);
    }
    bench_end(&b);
}

Test(file, commit_fails_if_the_name_became_a_folder) {
    struct bench b = bench_new();
    struct file_out out;
    cr_assert(file_out_open(&out, b.arena, in(&b, "out"), b.diags));
    mkdir(in(&b, "out"), 0777);
    cr_expect_not(file_out_commit(&out, b.diags));
    cr_expect_str_eq(last_code(&b), "O101");
    cr_expect_eq(count_entries(b.folder), 1);
    bench_end(&b);
}

Test(file, makes_folders) {
    struct bench b = bench_new();
    cr_expect(file_make_folders(in(&b, "a/b//c/")));
    cr_expect(path_exists(in(&b, "a/b/c")));
    cr_expect(file_make_folders(in(&b, "a/b/c")));
    cr_expect(file_make_folders("/tmp"));
    char name[5000];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    cr_expect_not(file_make_folders(name));
    cr_expect_eq(errno, ENAMETOOLONG);
    bench_end(&b);
}

Test(file, knows_the_same_file_by_other_paths) {
    struct bench b = bench_new();
    put(in(&b, "a"), "");
    put(in(&b, "b"), "");
    cr_assert_eq(symlink(in(&b, "a"), in(&b, "link")), 0);
    cr_expect(file_is_same(in(&b, "a"), in(&b, "./link")));
    cr_expect_not(file_is_same(in(&b, "a"), in(&b, "b")));
    cr_expect_not(file_is_same(in(&b, "a"), in(&b, "none")));
    cr_expect_not(file_is_same(in(&b, "none"), in(&b, "none")));
    bench_end(&b);
}

/* Bytes that were let go of are read from the disk again: all of them, and the same. */
Test(file, let_go) {
    struct bench b = bench_new();
    size_t length = 3 * 1024 * 1024 + 5;
    char *bytes = arena_take(b.arena, length);
    for (size_t i = 0; i < length; i++) bytes[i] = (char)('a' + i % 23);
    FILE *stream = fopen(in(&b, "long"), "wb");
    cr_assert(stream);
    cr_assert_eq(fwrite(bytes, 1, length, stream), length);
    cr_assert_eq(fclose(stream), 0);
    const struct file *file = file_read(b.arena, in(&b, "long"), length, ORIGIN_NONE, b.diags);
    cr_assert(file && file->mapping);
    cr_assert_eq(memcmp(file->bytes.at, bytes, length), 0);
    static const size_t stretches[][2] = {{0, 1}, {5, 5}, {7, 2000000}, {1000000, 3145728}};
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches; i++) {
        file_let_go(file, stretches[i][0], stretches[i][1]);
        cr_expect_eq(memcmp(file->bytes.at, bytes, length), 0, "%zu", i);
    }
    file_let_go(file, 0, length + 1); /* beyond its end: nothing */

    /* A file that is another one by now stays as it was read. */
    cr_assert_eq(rename(in(&b, "long"), in(&b, "old")), 0);
    file_let_go(file, 0, length);
    stream = fopen(in(&b, "long"), "wb");
    cr_assert(stream);
    fputs("short", stream);
    cr_assert_eq(fclose(stream), 0);
    file_let_go(file, 0, length);
    cr_expect_eq(memcmp(file->bytes.at, bytes, length), 0);

    const struct file *memory = file_from_text(b.arena, "m", (struct text){bytes, length});
    file_let_go(memory, 0, length);
    cr_expect_eq(memory->bytes.at[22], 'w');
    unlink(in(&b, "old"));
    unlink(in(&b, "long"));
    rmdir(b.folder);
    arena_free(b.arena);
}
