/* A job in a folder of its own, for the tests of job/. */
#ifndef TESTS_JOB_HELP_H
#define TESTS_JOB_HELP_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "job/job.h"

struct world {
    struct arena *arena;
    struct diags *diags;
    char folder[32];
};

static inline void put(struct world *world, const char *name, const char *content) {
    struct file_out out;
    const char *path = arena_printf(world->arena, "%s/%s", world->folder, name);
    cr_assert(file_out_open(&out, world->arena, path, world->diags));
    fputs(content, out.stream);
    cr_assert(file_out_commit(&out, world->diags));
}

static inline struct world world_new(void) {
    struct world world = {.arena = arena_new(), .folder = "/tmp/zongjie-job-XXXXXX"};
    world.diags = diags_new(world.arena);
    cr_assert_not_null(mkdtemp(world.folder));
    setenv("ZONGJIE_DATA", ".", 1); /* tests run from the top of the checkout */
    put(&world, "report.xml", "");
    put(&world, "metrics.csv", "");
    put(&world, "data/book.xlsx", "");
    put(&world, "checks.xml", "<checks xmlns='urn:zongjie:checks:1' version='1'/>");
    return world;
}

static inline void world_free(struct world *world) {
    char *command = arena_printf(world->arena, "rm -r %s", world->folder);
    cr_expect_eq(system(command), 0);
    arena_free(world->arena);
}

static inline struct job *read_job(struct world *world, const char *xml) {
    put(world, "job.xml", xml);
    return job_read(arena_printf(world->arena, "%s/job.xml", world->folder), NULL, world->arena,
                    world->diags);
}

/* The diagnostics, without the folder. */
static inline const char *printed(struct world *world) {
    struct buffer out = buffer_new(world->arena);
    struct text folder = text_of(arena_printf(world->arena, "%s/", world->folder));
    for (size_t i = 0; i < diags_size(world->diags); i++) {
        struct text one = text_of(diag_print(diags_at(world->diags, i), false, world->arena));
        for (size_t at; (at = text_find(one, folder)) != SIZE_MAX;) {
            buffer_add_text(&out, text_slice(one, 0, at));
            one = text_slice(one, at + folder.length, one.length);
        }
        buffer_printf(&out, "%.*s\n", TEXT_ARGS(one));
    }
    return out.at ? out.at : "";
}

#endif
