/* Stamps: what is unchanged is left alone and tells its messages again; whatever changed is built.
 */
#include "helper.h"

#include <libintl.h>
#include <locale.h>
#include <sys/stat.h>

#include "base/file.h"
#include "batch/stamp.h"

static enum batch_state build(struct world *world) {
    struct batch_options options = plain_options(1);
    options.alone = true;
    struct heard heard = run_batch(world, options);
    cr_assert_eq(heard.count, 1);
    return heard.results[0].state;
}

/* A digit typed into the template: a warning to remember. */
static void warn(struct world *world) {
    world_put(world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>题</title>"
              "<p>接待群众{接待群众}。</p><texts section=\"正文\"/></template>\n");
    world_put(world, "texts.csv", "unit,section,paragraph\nu1,正文,买车17辆。\n");
    world_change_job(world, "</job>", "<source table=\"texts\" file=\"texts.csv\"/></job>");
}

Test(stamp, unchanged_is_up_to_date_with_the_same_messages) {
    struct world world = world_new(1);
    warn(&world);
    for (int alone = 0; alone < 2; alone++) {
        struct batch_options options = plain_options(1);
        options.alone = alone;
        options.force = true;
        struct heard first = run_batch(&world, options);
        options.force = false;
        struct heard second = run_batch(&world, options);
        cr_expect_eq(first.results[0].state, BATCH_BUILT);
        cr_expect_eq(second.results[0].state, BATCH_UP_TO_DATE);
        cr_expect_eq(second.results[0].warnings, 1);
        cr_expect_eq(second.results[0].pages, 1);
        cr_expect_str_eq(second.results[0].path, first.results[0].path);
        cr_expect_not_null(strstr(say_messages(&first, 0), "[P302]"));
        cr_expect_str_eq(say_messages(&second, 0), say_messages(&first, 0));
        /* to a terminal, with the input line, though built without one */
        const char *wide = batch_messages(&second.results[0], DIAG_WARNING, true, world.arena);
        cr_expect_not_null(strstr(wide, "买车17辆。\n"), "%s", wide);
        cr_expect_str_eq(batch_messages(&second.results[0], DIAG_ERROR, true, world.arena), "");
    }
    world_end(&world);
}

static void change_data(struct world *world) {
    world_put_data(world, 2);
    world_put_data(world, 1);
    world_put(world, "metrics.csv", "unit,period,code,name,value\nu1,2026H1,visit,接待群众,5\n");
}
static void change_template(struct world *world) {
    world_put(world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>新题</title>"
              "<p>接待群众{接待群众}。</p></template>\n");
}
static void change_style(struct world *world) {
    world_change_job(world, "<period>", "<style duplex=\"yes\"/><period>");
}
static void change_style_file(struct world *world) {
    world_put(world, "own.xml",
              "<style xmlns=\"urn:zongjie:style:1\" version=\"1\" extends=\"official.xml\">"
              "<page duplex=\"yes\"/></style>");
}
static void change_date(struct world *world) {
    world_change_job(world, "2026-07-05", "2026-07-06");
}
static void change_period(struct world *world) {
    world->options.period = TEXT("2025H1");
}
static void change_format(struct world *world) {
    world->options.format = TEXT("svg");
}
static void remove_output(struct world *world) {
    unlink(world_path(world, "out/b-u1-2026H1.txt"));
}
static void touch_output(struct world *world) {
    world_put(world, "out/b-u1-2026H1.txt", "short");
}
static void remove_stamp(struct world *world) {
    unlink(world_path(world, "out/.zongjie/b-u1-2026H1.txt.stamp"));
}
static void empty_stamp(struct world *world) {
    world_put(world, "out/.zongjie/b-u1-2026H1.txt.stamp", "");
}
static void cut_stamp(struct world *world) {
    truncate(world_path(world, "out/.zongjie/b-u1-2026H1.txt.stamp"), 60);
}

Test(stamp, what_changed_is_built) {
    static void (*const changes[])(struct world *) = {
        change_data,   change_template, change_style, change_date, change_period, change_format,
        remove_output, touch_output,    remove_stamp, empty_stamp, cut_stamp};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct world world = world_new(1);
        cr_assert_eq(build(&world), BATCH_BUILT);
        cr_assert_eq(build(&world), BATCH_UP_TO_DATE, "row %zu", i);
        changes[i](&world);
        cr_expect_eq(build(&world), BATCH_BUILT, "row %zu", i);
        cr_expect_eq(build(&world), BATCH_UP_TO_DATE, "row %zu", i);
        world_end(&world);
    }
}

Test(stamp, a_style_file_of_the_job_counts) {
    struct world world = world_new(1);
    world_put(&world, "own.xml",
              "<style xmlns=\"urn:zongjie:style:1\" version=\"1\" extends=\"official.xml\"/>");
    world_change_job(&world, "<period>", "<style file=\"own.xml\"/><period>");
    cr_expect_eq(build(&world), BATCH_BUILT);
    cr_expect_eq(build(&world), BATCH_UP_TO_DATE);
    change_style_file(&world);
    cr_expect_eq(build(&world), BATCH_BUILT);
    world_end(&world);
}

Test(stamp, force) {
    struct world world = world_new(2);
    struct batch_options options = plain_options(2);
    run_batch(&world, options);
    struct heard again = run_batch(&world, options);
    cr_expect_eq(count_state(&again, BATCH_UP_TO_DATE), 2);
    options.force = true;
    again = run_batch(&world, options);
    cr_expect_eq(count_state(&again, BATCH_BUILT), 2);
    world_end(&world);
}

/* Every byte of a stamp that is damaged makes the report anew. */
Test(stamp, damage_anywhere_shows) {
    struct world world = world_new(1);
    warn(&world);
    cr_assert_eq(build(&world), BATCH_BUILT);
    world_open(&world);
    char *stamp =
        stamp_of_unit(stamp_of_run(world.run, world.arena), world.run->units[0], world.arena);
    struct batch_result result = {.unit = world.run->units[0]};
    result.path = report_output(world.run, world.run->units[0], 1, world.arena);
    cr_assert(stamp_matches(world.run, stamp, &result, world.arena));
    const char *name = "out/.zongjie/b-u1-2026H1.txt.stamp";
    const struct file *whole =
        file_read(world.arena, world_path(&world, name), 1 << 20, ORIGIN_NONE, world.diags);
    for (size_t i = 0; i < whole->bytes.length; i++) {
        FILE *stream = fopen(world_path(&world, name), "r+");
        fseek(stream, (long)i, SEEK_SET);
        fputc(whole->bytes.at[i] ^ 1, stream);
        fclose(stream);
        struct batch_result read = {.unit = result.unit, .path = result.path};
        cr_expect_not(stamp_matches(world.run, stamp, &read, world.arena), "byte %zu", i);
        cr_expect_eq(read.records.length, 0);
        stream = fopen(world_path(&world, name), "r+");
        fwrite(whole->bytes.at, 1, whole->bytes.length, stream);
        fclose(stream);
    }
    cr_expect(stamp_matches(world.run, stamp, &result, world.arena));
    cr_expect_not(stamp_matches(world.run, "0123", &result, world.arena));
    world_end(&world);
}

Test(stamp, depends_on_fonts) {
    struct world world = world_new(1);
    world_open(&world);
    struct report_run other = *world.run;
    const char *before = stamp_of_run(world.run, world.arena);
    cr_expect_str_eq(stamp_of_run(&other, world.arena), before);
    other.file_count--;
    cr_expect_str_neq(stamp_of_run(&other, world.arena), before);
    cr_expect_eq(strlen(before), 32);
    cr_expect_str_neq(stamp_of_unit(before, world.run->units[0], world.arena),
                      stamp_of_unit("0", world.run->units[0], world.arena));
    world_end(&world);
}

/* A page that was taken away is missed. */
Test(stamp, every_page_must_be_there) {
    struct world world = world_new(1);
    world.options.format = TEXT("svg");
    world_put(&world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>题</title>"
              "<p>接待群众{接待群众}。</p><page-break/><p>第二页。</p></template>\n");
    cr_assert_eq(build(&world), BATCH_BUILT);
    cr_assert_eq(build(&world), BATCH_UP_TO_DATE);
    cr_assert_eq(unlink(world_path(&world, "out/b-u1-2026H1-002.svg")), 0);
    cr_expect_eq(build(&world), BATCH_BUILT);
    world_end(&world);
}

/* A failed report has no stamp, not even its old one. */
Test(stamp, a_failure_is_tried_again) {
    struct world world = world_new(1);
    cr_assert_eq(build(&world), BATCH_BUILT);
    world_put(&world, "metrics.csv", "unit,period,code,name,value\nu1,2026H1,visit,接待群众,x1\n");
    cr_expect_eq(build(&world), BATCH_FAILED);
    cr_expect_eq(build(&world), BATCH_FAILED);
    world_put_data(&world, 1);
    cr_expect_eq(build(&world), BATCH_BUILT);
    world_end(&world);
}

Test(stamp, a_folder_that_takes_no_stamp_costs_a_rebuild) {
    struct world world = world_new(1);
    mkdir(world_path(&world, "out"), 0777);
    world_put(&world, "out/.zongjie", "in the way");
    cr_expect_eq(build(&world), BATCH_BUILT);
    cr_expect_eq(build(&world), BATCH_BUILT);
    world_end(&world);
}

Test(stamp, packed_messages_are_checked) {
    static const struct {
        const char *records;
        bool sound;
    } rows[] = {{"", true},
                {"1 2 3\nabABC", true},
                {"1 2 3\nabAB", false},
                {"1 2 3\nabABCx", false},
                {"9 1 1\naA", false},
                {"1 1\na", false},
                {"x 1 1\naA", false},
                {"1 -1 1\na", false},
                {"1 1 1", false},
                {"1 9999999999 1\na", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(messages_are_sound(text_of(rows[i].records)), rows[i].sound, "row %zu", i);
}
