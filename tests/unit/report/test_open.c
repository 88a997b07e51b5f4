/* Opening a run: date, period, units, style overrides; what stops it and what does not. */
#include "world.h"

Test(open, date_from_the_job_else_the_epoch_else_none) {
    static const struct {
        const char *epoch, *date, *codes;
    } rows[] = {{"0", "1970-01-01", ""}, {"1783209600", "2026-07-05", ""},
                {NULL, NULL, "B202 "},   {"", NULL, "B202 "},
                {"-1", NULL, "B202 "},   {"12x", NULL, "B202 "},
                {"x", NULL, "B202 "},    {"99999999999999999999", NULL, "B202 "}};
    struct world world = world_new(1);
    setenv("SOURCE_DATE_EPOCH", "0", 1);
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    cr_expect(text_is(world.run->date, "2026-07-05")); /* the job's */
    world_change_job(&world, "  <date>2026-07-05</date>\n", "");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].epoch)
            setenv("SOURCE_DATE_EPOCH", rows[i].epoch, 1);
        else
            unsetenv("SOURCE_DATE_EPOCH");
        world_open(&world);
        cr_expect_str_eq(world_say(&world), rows[i].codes, "row %zu", i);
        cr_expect_eq(world.run != NULL, rows[i].date != NULL);
        if (world.run && rows[i].date) cr_expect(text_is(world.run->date, rows[i].date));
    }
    world_end(&world);
}

Test(open, period_of_the_command_line) {
    static const struct {
        const char *period, *code, *codes;
    } rows[] = {{"", "2026H1", ""},
                {"2025H1", "2025H1", "M135 "}, /* the figures are of 2026H1 */
                {"2026-01..2026-05", "2026-01..2026-05", ""},
                {"someday", NULL, "B203 "},
                {"2026H3", NULL, "B203 "}};
    struct world world = world_new(1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        world.options.period = text_of(rows[i].period);
        world_open(&world);
        cr_expect_str_eq(world_say(&world), rows[i].codes, "row %zu", i);
        if (world.run && rows[i].code)
            cr_expect(text_is(period_code(world.arena, world.run->period), rows[i].code));
        else
            cr_expect_null(rows[i].code);
    }
    world_end(&world);
}

Test(open, units) {
    static const struct {
        const char *of, *unit;
        size_t count;
        const char *codes;
    } rows[] = {{"*", NULL, 3, ""},       {"u2 第1馆", NULL, 2, ""},   {"u2 u2 第2馆", NULL, 1, ""},
                {"", NULL, 0, "B204 "},   {"u1 u9", NULL, 0, "M103 "}, {"*", "第3馆", 1, ""},
                {"u1", "u9", 0, "M103 "}, {" * ", NULL, 3, ""}};
    struct world world = world_new(3);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text unit = text_of(rows[i].unit);
        world.options.units = &unit;
        world.options.unit_count = rows[i].unit != NULL;
        world_change_job(&world, "of=\"*\"", arena_printf(world.arena, "of=\"%s\"", rows[i].of));
        world_open(&world);
        cr_expect_str_eq(world_say(&world), rows[i].codes, "row %zu", i);
        cr_expect_eq(world.run ? world.run->unit_count : 0, rows[i].count, "row %zu", i);
    }
    world.options.unit_count = 0;
    world_put_data(&world, 1); /* the only unit needs no naming */
    world_change_job(&world, "  <units of=\"*\"/>\n", "");
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    cr_expect_eq(world.run->unit_count, 1);
    world_end(&world);
}

Test(open, the_job_overrides_the_style) {
    static const struct {
        const char *attributes;
        bool duplex;
        enum style_page_number place;
    } rows[] = {{"page-number=\"outside\" duplex=\"yes\"", true, STYLE_NUMBER_OUTSIDE},
                {"page-number=\"centre\" duplex=\"no\"", false, STYLE_NUMBER_CENTRE},
                {"page-number=\"none\"", false, STYLE_NUMBER_NONE}};
    struct world world = world_new(1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        world_change_job(&world, "<period>",
                         arena_printf(world.arena, "<style %s/><period>", rows[i].attributes));
        world_open(&world);
        cr_assert(world.run, "%s", world_say(&world));
        cr_expect_eq(world.run->style->page_number, rows[i].place, "row %zu", i);
        if (i < 2) cr_expect_eq(world.run->style->duplex, rows[i].duplex, "row %zu", i);
    }
    world_end(&world);
}

/* One run lists the faults of all its parts. */
Test(open, goes_on_after_a_fault) {
    struct world world = world_new(1);
    world_put(&world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><nothing/></template>");
    world_put(&world, "units.csv", "code,name\nu1,甲\nu1,乙\n");
    world_change_job(&world, "<date>2026-07-05</date>", "");
    unsetenv("SOURCE_DATE_EPOCH");
    world_open(&world);
    cr_expect_null(world.run);
    cr_expect_not_null(strstr(world_say(&world), "B202"));
    cr_expect_not_null(strstr(world_say(&world), "X202"));
    cr_expect_not_null(strstr(world_say(&world), "M108"));
    world_put(&world, "metrics.csv", "unit,period,code\n\"");
    world_open(&world);
    cr_expect_not_null(strstr(world_say(&world), "D107"), "%s", world_say(&world));
    unlink(world.job);
    world_open(&world);
    cr_expect_str_eq(world_say(&world), "D101 ");
    world_end(&world);
}

Test(open, checks_of_every_kind) {
    struct world world = world_new(1);
    world_put(&world, "checks.xml",
              "<checks xmlns=\"urn:zongjie:checks:1\" version=\"1\">\n"
              "<sum of=\"接待群众\" with=\"visit visit\" level=\"note\"/>\n"
              "<rate of=\"visit\" numerator=\"visit\" denominator=\"visit\" level=\"warning\"/>\n"
              "<at-most of=\"visit\" with=\"visit\"/>\n<equal of=\"visit\" with=\"visit\"/>\n"
              "<count of=\"visit\" section=\"s\"/>\n</checks>");
    world_change_job(&world, "</job>", "<checks file=\"checks.xml\"/></job>");
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    const struct check_results *results = world.run->checks;
    static const struct {
        const char *kind;
        enum diag_level level;
    } failed[] = {{"sum", DIAG_NOTE}, {"rate", DIAG_WARNING}, {"count", DIAG_ERROR}};
    cr_assert_eq(results->count, 3);
    for (size_t i = 0; i < 3; i++) {
        cr_expect(text_is(results->findings[i].kind, failed[i].kind), "%zu", i);
        cr_expect_eq(results->findings[i].level, failed[i].level, "%zu", i);
        cr_expect_eq(results->findings[i].verdict, CHECK_FAILS, "%zu", i);
    }
    cr_expect_eq(results->held, 2);
    world_end(&world);
}

Test(open, constants_of_a_source) {
    struct world world = world_new(1);
    world_put(&world, "metrics.csv", "code,name,value\nvisit,接待群众,5\n");
    world_change_job(&world, "file=\"metrics.csv\"/>",
                     "file=\"metrics.csv\" unit=\"u1\" period=\"2026H1\">"
                     "<constant column=\"measure\" value=\"人次\"/></source>");
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    size_t count;
    const struct store *store = world.run->store;
    const struct observation *row = metric_observations(
        store, metric_unit_at(store, 0), metric_indicator_at(store, 0), world.arena, &count);
    cr_assert_eq(count, 1);
    cr_expect(text_is(row->unit->code, "u1"));
    cr_expect(text_is(row->measure.name, "人次"));
    cr_expect(text_is(period_code(world.arena, row->period), "2026H1"));
    world_end(&world);
}
