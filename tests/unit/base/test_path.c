/* Paths as text, and where the program's data lies. */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"

Test(path, joins) {
    static const struct {
        const char *folder, *name, *path;
    } rows[] = {{"a", "b", "a/b"}, {"a/", "b", "a/b"},        {"", "b", "b"},
                {".", "b", "b"},   {NULL, "b", "b"},          {"a", "/b", "/b"},
                {"/", "b", "/b"},  {"a/b", "c/d", "a/b/c/d"}, {"..", "b", "../b"},
                {"a", "", "a/"},   {"甲", "乙", "甲/乙"}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(path_join(arena, rows[i].folder, text_of(rows[i].name)), rows[i].path,
                         "row %zu", i);
    arena_free(arena);
}

Test(path, parts) {
    static const struct {
        const char *path, *folder, *name, *stem;
    } rows[] = {{"a/b.csv", "a", "b.csv", "b"},
                {"b.csv", ".", "b.csv", "b"},
                {"/b", "/", "b", "b"},
                {"a.d/b", "a.d", "b", "b"},
                {".hidden", ".", ".hidden", ".hidden"},
                {"a/b.tar.gz", "a", "b.tar.gz", "b.tar"},
                {"a/", "a", "", ""},
                {"", ".", "", ""}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(path_folder(arena, rows[i].path), rows[i].folder, "row %zu", i);
        cr_expect_str_eq(path_name(rows[i].path), rows[i].name, "row %zu", i);
        cr_expect_str_eq(path_stem(arena, rows[i].path), rows[i].stem, "row %zu", i);
    }
    arena_free(arena);
}

Test(path, stays_inside) {
    static const char *const inside[] = {"a", "a/b", "", "..a", "a..", "a/..b/c", "./a"};
    static const char *const outside[] = {"/a", "..", "../a", "a/..", "a/../../b", "/"};
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        cr_expect(path_is_inside(text_of(inside[i])), "%s", inside[i]);
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        cr_expect_not(path_is_inside(text_of(outside[i])), "%s", outside[i]);
}

Test(path, lies_in_with_links_followed) {
    struct arena *arena = arena_new();
    char folder[] = "/tmp/zongjie-path-XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    char *command = arena_printf(
        arena,
        "cd %s && mkdir -p job/data other && touch job/data/a other/b && ln -s ../other/b job/out &&"
        " ln -s data/a job/in && ln -s ../other job/folder && ln -s loop job/loop &&"
        " ln -s job here && ln -s out job/again && ln -s $PWD/job/data job/whole",
        folder);
    cr_assert_eq(system(command), 0);
    static const struct {
        const char *path;
        bool lies;
    } rows[] = {{"job/data/a", true},
                {"job/in", true},
                {"job/out", false},
                {"job/again", false},
                {"job/folder/b", false},
                {"job/folder", false},
                {"job/data", true},
                {"job/data/../data/a", true},
                {"job/../other/b", false},
                {"other/b", false},
                {"job/loop", false},
                {"job/none", false},
                {"job/folder/../job/in", true},
                {"here/data/a", true},
                {"here/whole/a", true},
                {"job", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = arena_printf(arena, "%s/%s", folder, rows[i].path);
        cr_expect_eq(path_lies_in(path, arena_printf(arena, "%s/job", folder)), rows[i].lies, "%s",
                     rows[i].path);
        cr_expect_eq(path_lies_in(path, arena_printf(arena, "%s/here", folder)), rows[i].lies,
                     "%s from a link", rows[i].path);
    }
    cr_expect_not(path_lies_in(folder, arena_printf(arena, "%s/nowhere", folder)));
    cr_assert_eq(chdir(arena_printf(arena, "%s/job", folder)), 0);
    cr_expect(path_lies_in("in", "."));
    cr_expect(path_lies_in("data/a", "."));
    cr_expect_not(path_lies_in("out", "."));
    cr_expect_not(path_lies_in("../other/b", "."));
    cr_expect(path_lies_in("../other/b", ".."));
    cr_assert_eq(system(arena_printf(arena, "rm -r %s", folder)), 0);
    arena_free(arena);
}

Test(path, data_of_the_program) {
    struct arena *arena = arena_new();
    unsetenv("ZONGJIE_DATA");
    char *found = path_data(arena, "templates/styles/official.xml"); /* beside the test's program */
    cr_assert(found);
    cr_expect(path_exists(found));
    cr_expect_null(path_data(arena, "templates/no-such-file.xml"));
    char folder[] = "/tmp/zongjie-test-XXXXXX";
    cr_assert(mkdtemp(folder));
    setenv("ZONGJIE_DATA", folder, 1);
    cr_expect_null(path_data(arena, "templates/styles/official.xml")); /* there and nowhere else */
    char *mine = path_join(arena, folder, TEXT("mine.xml"));
    fclose(fopen(mine, "w"));
    cr_expect_str_eq(path_data(arena, "mine.xml"), mine);
    setenv("ZONGJIE_DATA", "", 1);
    cr_expect(path_data(arena, "templates/styles/official.xml"));
    unlink(mine);
    rmdir(folder);
    arena_free(arena);
}
