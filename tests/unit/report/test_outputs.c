/* Names of outputs, and what may not be written. */
#include "world.h"

#include "base/file.h"

Test(outputs, names) {
    static const struct {
        const char *output, *folder, *format, *path; /* below the job's folder unless it has / */
    } rows[] = {
        {"", NULL, "pdf", "out/b-u1-2026H1.pdf"},
        {"", NULL, "png", "out/b-u1-2026H1-001.png"},
        {"", NULL, "svg", "out/b-u1-2026H1-001.svg"},
        {"", NULL, "text", "out/b-u1-2026H1.txt"},
        {"", NULL, "document", "out/b-u1-2026H1.document.xml"},
        {"", "/x/y", "pdf", "/x/y/b-u1-2026H1.pdf"},
        {"", "rel", "pdf", "=rel/b-u1-2026H1.pdf"},
        {"<output folder=\"a/b\"/>", NULL, "pdf", "a/b/b-u1-2026H1.pdf"},
        {"<output name=\"{unit}/{period}的{job}\"/>", NULL, "pdf", "out/u1/2026H1的b.pdf"},
        {"<output name=\"{unit}{unit}.x\"/>", NULL, "pdf", "out/u1u1.x.pdf"},
        {"<output folder=\"\" name=\"\"/>", NULL, "pdf", "out/b-u1-2026H1.pdf"},
    };
    struct world world = world_new(1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        world.options.format = text_of(rows[i].format);
        world.options.folder = rows[i].folder;
        world_change_job(&world, "</job>", arena_printf(world.arena, "%s</job>", rows[i].output));
        world_open(&world);
        cr_assert(world.run, "row %zu: %s", i, world_say(&world));
        const char *path = rows[i].path;
        path = *path == '=' ? path + 1 : world_path(&world, path);
        cr_expect_str_eq(report_output(world.run, world.run->units[0], 1, world.arena), path);
    }
    world.options.format = TEXT("png");
    world_open(&world);
    cr_expect_str_eq(path_name(report_output(world.run, world.run->units[0], 12, world.arena)),
                     "b-u1-2026H1-012.png");
    world_end(&world);
}

Test(outputs, a_unit_whose_code_is_no_name_fails_alone) {
    static const char *const codes[] = {"../x", "a/b", "\"a\nb\"", "/etc/x", "a\177b"};
    struct world world = world_new(1);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        world_put(&world, "units.csv", "code,name\nu1,甲\n%s,乙\n", codes[i]);
        world_open(&world);
        cr_assert(world.run, "row %zu: %s", i, world_say(&world));
        struct diags *diags = diags_new(world.arena);
        cr_expect(report_make(world.run, world.run->units[0], REPORT_CHECK, diags, NULL));
        cr_expect_not(report_make(world.run, world.run->units[1], REPORT_DRAW, diags, NULL));
        cr_assert_eq(diags_size(diags), 1, "row %zu", i);
        cr_expect_str_eq(diag_name(diags_at(diags, 0)->code), "J108");
        cr_expect_eq(world_count(&world, "out", ""), -1);
    }
    world_end(&world);
}

Test(outputs, two_reports_of_one_name_stop_the_run) {
    struct world world = world_new(2);
    world_change_job(&world, "</job>", "<output name=\"{job}\"/></job>");
    world_open(&world);
    cr_expect_null(world.run);
    cr_expect_str_eq(world_say(&world), "B208 ");
    world_end(&world);
}

/* Whatever the spelling of the folder, and of jobs that are built by one command. */
Test(outputs, jobs_of_one_command_do_not_overwrite_one_another) {
    struct world world = world_new(2);
    struct arena *arena = arena_new();
    struct report_claims claims = {arena, map_new(arena)};
    world.options.claims = &claims;
    world.options.folder = world.folder;
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    struct text unit = TEXT("u1");
    world.options.units = &unit;
    world.options.unit_count = 1;
    world.options.folder = arena_printf(arena, "%s/.", world.folder);
    world_open(&world);
    cr_expect_null(world.run);
    cr_expect_str_eq(world_say(&world), "B208 ");
    world.options.period = TEXT("2025H1"); /* another name */
    world_open(&world);
    cr_expect(world.run, "%s", world_say(&world));
    arena_free(arena);
    world_end(&world);
}

Test(outputs, an_input_is_never_written_over) {
    struct world world = world_new(1);
    world_change_job(&world, "report.xml\"/>", "b-u1-2026H1.txt\"/>");
    const char *input = world_path(&world, "b-u1-2026H1.txt");
    cr_assert_eq(rename(world_path(&world, "report.xml"), input), 0);
    world.options.folder = world.folder;
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    cr_expect_not(report_make(world.run, world.run->units[0], REPORT_DRAW, world.diags, NULL));
    cr_expect_str_eq(world_say(&world), "B209 ");
    const struct file *file = file_read(world.arena, input, 9999, ORIGIN_NONE, world.diags);
    cr_expect(text_starts(file->bytes, TEXT("<template")));
    world_end(&world);
}
