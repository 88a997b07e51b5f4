/* One report: what it writes, how it fails, faults of single units, documents that are rendered. */
#include "world.h"

#include "base/file.h"

static const char *read_all(const struct world *world, const char *name) {
    const struct file *file =
        file_read(world->arena, world_path(world, name), 1 << 20, ORIGIN_NONE, world->diags);
    return file ? arena_copy(world->arena, file->bytes.at, file->bytes.length) : "";
}

Test(report, writes_every_format) {
    static const struct {
        const char *format, *file, *starts;
        int pages;
    } rows[] = {{"pdf", "out/b-u1-2026H1.pdf", "%PDF-1.", 1},
                {"png", "out/b-u1-2026H1-001.png", "\x89PNG", 1},
                {"svg", "out/b-u1-2026H1-001.svg", "<?xml", 1},
                {"text", "out/b-u1-2026H1.txt", "第1馆2026年上半年工作总结", 1},
                {"document", "out/b-u1-2026H1.document.xml", "<?xml", 0}};
    struct world world = world_new(1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        world.options.format = text_of(rows[i].format);
        world_open(&world);
        cr_assert(world.run, "%s", world_say(&world));
        struct report_made made = {.pages = -1};
        cr_expect(report_make(world.run, world.run->units[0], REPORT_CHECK, world.diags, &made));
        cr_expect_not(world_has(&world, rows[i].file), "a check writes nothing");
        cr_expect(report_make(world.run, world.run->units[0], REPORT_DRAW, world.diags, &made));
        cr_expect_eq(made.pages, rows[i].pages, "%s", rows[i].format);
        const char *bytes = read_all(&world, rows[i].file);
        cr_expect_eq(strncmp(bytes, rows[i].starts, strlen(rows[i].starts)), 0, "%s: %.20s",
                     rows[i].format, bytes);
    }
    world_end(&world);
}

Test(report, a_failed_one_leaves_the_old_file) {
    struct world world = world_new(1);
    world_open(&world);
    cr_assert(report_make(world.run, world.run->units[0], REPORT_DRAW, world.diags, NULL));
    const char *old = read_all(&world, "out/b-u1-2026H1.txt");
    world_put(&world, "texts.csv", "unit,section,paragraph\nu1,正文,接待群众999人次。\n");
    world_put(&world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>题</title>"
              "<texts section=\"正文\"/></template>\n");
    world_change_job(&world, "</job>", "<source table=\"texts\" file=\"texts.csv\"/></job>");
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    cr_expect_not(report_make(world.run, world.run->units[0], REPORT_DRAW, world.diags, NULL));
    cr_expect_str_eq(world_say(&world), "P301 ");
    cr_expect_str_eq(read_all(&world, "out/b-u1-2026H1.txt"), old);
    cr_expect_eq(world_count(&world, "out", ""), 1);
    world_end(&world);
}

/* A failed check stops the report, unless the job prints and marks. */
Test(report, checks) {
    struct world world = world_new(1);
    world_put(&world, "metrics.csv",
              "unit,period,code,name,value,measure\nu1,2026H1,visit,接待群众,7,人次\n"
              "u1,2026H1,whole,全部,6,人次\n");
    world_put(&world, "checks.xml",
              "<checks xmlns=\"urn:zongjie:checks:1\" version=\"1\">"
              "<equal of=\"visit\" with=\"whole\"/></checks>");
    for (int mark = 0; mark < 2; mark++) {
        world_change_job(&world, "</job>",
                         mark ? "<checks file=\"checks.xml\" on-error=\"mark\"/></job>"
                              : "<checks file=\"checks.xml\"/></job>");
        world_open(&world);
        cr_assert(world.run, "%s", world_say(&world));
        bool done = report_make(world.run, world.run->units[0], REPORT_DRAW, world.diags, NULL);
        cr_expect_eq(done, mark == 1);
        cr_expect_eq(world_has(&world, "out/b-u1-2026H1.txt"), mark == 1);
        cr_expect_not_null(strstr(world_say(&world), "M304"));
    }
    world_end(&world);
}

/* Rows with errors cost the reports that read their unit; nobody else. */
Test(report, faults_of_units) {
    struct world world = world_new(5);
    world_put(&world, "metrics.csv",
              "unit,period,code,name,value,measure\nu1,2026H1,visit,接待群众,1,人次\n"
              "u2,2026H1,visit,接待群众,bad,人次\nu3,2026H1,visit,接待群众,3,人次\n"
              "u4,2026H1,visit,接待群众,worse,人次\nu5,2026H1,visit,接待群众,worst,人次\n");
    world_put(&world, "memberships.csv", "unit,parent\nu2,u1\nu4,u1\n");
    world_change_job(&world, "<units of=\"*\"/>",
                     "<units of=\"u1 u2 u3\" compare=\"children\"/>"
                     "<source table=\"memberships\" file=\"memberships.csv\"/>");
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    /* u4 is compared with and has no report: told here; u5 is read by nobody */
    cr_expect_str_eq(world_say(&world), "D110 B211 ");
    static const char *const wanted[] = {"B210 B210 ", "D110 ", ""};
    for (size_t i = 0; i < 3; i++) {
        world.diags = diags_new(world.arena);
        bool done = report_make(world.run, world.run->units[i], REPORT_DRAW, world.diags, NULL);
        cr_expect_eq(done, i == 2);
        cr_expect_str_eq(world_say(&world), wanted[i], "unit %zu", i);
    }
    cr_expect_eq(world_count(&world, "out", ""), 1);
    world_put(&world, "units.csv", "code,name\nu1,甲\nu1,乙\nu2,丙\nu3,丁\nu4,戊\nu5,己\n");
    world_open(&world); /* nothing is built: all that is wrong is told */
    cr_expect_null(world.run);
    cr_expect_str_eq(world_say(&world), "M108 D110 D110 D110 ");
    world_end(&world);
}

static bool render(struct world *world, const char *xml, const char *format, char **out) {
    world_put(world, "d.xml", "<document xmlns=\"urn:zongjie:document:1\"%s</document>", xml);
    world->diags = diags_new(world->arena);
    world->options.format = text_of(format);
    int pages = 0;
    return report_render(world_path(world, "d.xml"), &world->options, world->arena, world->diags,
                         out, &pages);
}

Test(report, renders_documents) {
    struct world world = world_new(1);
    char *out = NULL;
    cr_expect(render(&world, "><paragraph>文</paragraph>", "text", &out), "%s", world_say(&world));
    cr_expect_str_eq(out, world_path(&world, "d.txt"));
    cr_expect_not_null(strstr(read_all(&world, "d.txt"), "文"));
    world.options.folder = world_path(&world, "there");
    cr_expect(render(&world, " style=\"modern\"><paragraph>文</paragraph>", "document", &out));
    cr_expect_str_eq(out, world_path(&world, "there/d.document.xml"));
    cr_expect_not(render(&world, " style=\"nowhere\"><paragraph>文</paragraph>", "pdf", &out));
    cr_expect_str_eq(world_say(&world), "B205 ");
    cr_expect_not(render(&world, "><paragraph>文", "pdf", &out));
    cr_expect(diags_failed(world.diags));
    world_put(&world, "own.xml",
              "<style xmlns=\"urn:zongjie:style:1\" version=\"1\" extends=\"official.xml\"/>");
    cr_expect(render(&world, " style=\"own.xml\"><paragraph>文</paragraph>", "pdf", &out), "%s",
              world_say(&world));
    world_end(&world);
}

Test(report, rendering_writes_over_nothing) {
    struct world world = world_new(1);
    struct report_claims claims = {world.arena, map_new(world.arena)};
    char *out = NULL;
    world.options.claims = &claims;
    cr_expect(render(&world, "><paragraph>文</paragraph>", "text", &out));
    cr_expect_not(render(&world, "><paragraph>文</paragraph>", "text", &out));
    cr_expect_str_eq(world_say(&world), "B208 ");
    cr_assert_eq(rename(world_path(&world, "d.xml"), world_path(&world, "d.pdf")), 0);
    world.options.format = TEXT("pdf");
    world.diags = diags_new(world.arena);
    cr_expect_not(report_render(world_path(&world, "d.pdf"), &world.options, world.arena,
                                world.diags, &out, NULL));
    cr_expect_str_eq(world_say(&world), "B209 ");
    world_end(&world);
}
