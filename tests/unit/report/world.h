/* A small job in a folder of its own: three units, one figure each.  Shared by the tests of report,
 * batch and command. */
#ifndef TESTS_REPORT_WORLD_H
#define TESTS_REPORT_WORLD_H

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "report/report.h"

struct world {
    struct arena *arena;
    struct diags *diags;
    struct report_options options;
    struct report_run *run;
    char folder[40], job[60];
};

static const char world_job[] = "<job xmlns=\"urn:zongjie:job:1\" version=\"1\" name=\"b\">\n"
                                "  <template file=\"report.xml\"/>\n"
                                "  <period>2026H1</period>\n"
                                "  <date>2026-07-05</date>\n"
                                "  <units of=\"*\"/>\n"
                                "  <source table=\"units\" file=\"units.csv\"/>\n"
                                "  <source table=\"metrics\" file=\"metrics.csv\"/>\n"
                                "</job>\n";

static inline const char *world_path(const struct world *world, const char *name) {
    return path_join(world->arena, world->folder, text_of(name));
}

static inline void world_put(const struct world *world, const char *name, const char *format, ...) {
    FILE *stream = fopen(world_path(world, name), "w");
    cr_assert(stream, "%s", name);
    va_list list;
    va_start(list, format);
    vfprintf(stream, format, list);
    va_end(list);
    fclose(stream);
}

/* The job with one piece of it written otherwise. */
static inline void world_change_job(const struct world *world, const char *from, const char *to) {
    const char *at = strstr(world_job, from);
    cr_assert(at, "%s", from);
    world_put(world, "job.xml", "%.*s%s%s", (int)(at - world_job), world_job, to,
              at + strlen(from));
}

/* `units`: u1, u2 … with the values 1001, 1002 …  */
static inline void world_put_data(const struct world *world, int units) {
    struct buffer names = buffer_new(world->arena), rows = buffer_new(world->arena);
    for (int i = 1; i <= units; i++) {
        buffer_printf(&names, "u%d,第%d馆\n", i, i);
        buffer_printf(&rows, "u%d,2026H1,visit,接待群众,%d,人次\n", i, 1000 + i);
    }
    world_put(world, "units.csv", "code,name\n%s", names.at);
    world_put(world, "metrics.csv", "unit,period,code,name,value,measure\n%s", rows.at);
}

static inline struct world world_new(int units) {
    struct world world = {.arena = arena_new(), .folder = "/tmp/zongjie-test-XXXXXX"};
    world.diags = diags_new(world.arena);
    world.options.format = TEXT("text");
    cr_assert(mkdtemp(world.folder));
    snprintf(world.job, sizeof world.job, "%s/job.xml", world.folder);
    world_put(&world, "job.xml", "%s", world_job);
    world_put(&world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\">\n"
              "  <title>{unit}{period}工作总结</title>\n"
              "  <p>接待群众{接待群众}。</p>\n"
              "</template>\n");
    world_put_data(&world, units);
    return world;
}

static inline const char *world_say(const struct world *world) {
    struct buffer out = buffer_new(world->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(world->diags); i++)
        buffer_printf(&out, "%s ", diag_name(diags_at(world->diags, i)->code));
    return out.at;
}

/* A fresh run of the job as it is on disk now. */
static inline void world_open(struct world *world) {
    world->diags = diags_new(world->arena);
    world->run = report_open(world->job, &world->options, world->arena, world->diags);
}

static inline bool world_has(const struct world *world, const char *name) {
    return path_exists(world_path(world, name));
}

/* Entries of a folder whose name holds `part`; -1 if there is no folder. */
static inline int world_count(const struct world *world, const char *name, const char *part) {
    DIR *open = opendir(world_path(world, name));
    int count = 0;
    if (!open) return -1;
    for (struct dirent *entry; (entry = readdir(open));)
        count += entry->d_name[0] != '.' && strstr(entry->d_name, part);
    closedir(open);
    return count;
}

static inline void world_end(struct world *world) {
    cr_assert_eq(system(arena_printf(world->arena, "rm -rf '%s'", world->folder)), 0);
    arena_free(world->arena);
}

#endif
