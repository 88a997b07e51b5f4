/* Jobs: what is read, what is filled in, and every fault with its place. */
#include "help.h"

#define JOB(content) "<job xmlns='urn:zongjie:job:1' version='1'>\n" content "</job>"
#define TEMPLATE     "<template file='report.xml'/>"
#define PERIOD       "<period>2026H1</period>"
#define SOURCE       "<source table='metrics' file='metrics.csv'/>"
#define LEAST        TEMPLATE PERIOD SOURCE

Test(job, with_everything) {
    struct world world = world_new();
    put(&world, "my.xml", "");
    struct job *job = read_job(
        &world,
        "<job xmlns='urn:zongjie:job:1' version='1' name='county'>\n" TEMPLATE
        "<style file='my.xml' page-number='centre' duplex='yes'/>"
        "<period> 2026H1\n</period><date>2026-07-05</date>"
        "<units of='a b' tree='admin' compare='children'/>"
        "<source table='metrics' file='data/book.xlsx#Q2' kind='csv' unit='u' period='2026H1'"
        " section='节' encoding='gb18030' separator='bar'><constant column='standing' value='预计'/><constant column='x' value=''/>"
        "</source>" SOURCE "<checks file='checks.xml' on-error='mark'/>"
        "<output folder='pdf' name='{unit}/{job}-{period}'/>"
        "<set name='phone' value='12345'/><set name='b' value='2'/></job>");
    cr_assert_not_null(job, "%s", printed(&world));
    cr_expect(text_is(job->name, "county"));
    cr_expect_str_eq(path_name(job->template_path), "report.xml");
    cr_expect_str_eq(path_name(job->style_path), "my.xml");
    cr_expect(text_is(job->page_number, "centre"));
    cr_expect(text_is(job->duplex, "yes"));
    cr_expect_eq(job->period.kind, PERIOD_HALF);
    cr_expect_eq(memcmp(job->period_origin.file->bytes.at + job->period_origin.offset, "2026H1", 6),
                 0);
    cr_expect(text_is(job->date, "2026-07-05"));
    cr_expect(text_is(job->units, "a b"));
    cr_expect_eq(memcmp(job->units_origin.file->bytes.at + job->units_origin.offset, "a b", 3), 0);
    cr_expect(text_is(job->tree, "admin"));
    cr_expect(text_is(job->compare, "children"));
    cr_assert_eq(job->source_count, 2);
    const struct source_spec *source = &job->sources[0];
    cr_expect(text_is(source->table, "metrics"));
    cr_expect(text_is(source->kind, "csv"));
    cr_expect_str_eq(path_name(source->path), "book.xlsx#Q2");
    cr_expect(text_is(source->encoding, "gb18030"));
    cr_expect(text_is(source->separator, "bar"));
    cr_expect_eq(
        memcmp(source->separator_origin.file->bytes.at + source->separator_origin.offset, "bar", 3),
        0);
    static const char *const constants[] = {"unit", "u", "period", "2026H1", "section", "节"};
    cr_assert_eq(source->constant_count, 5);
    for (size_t i = 0; i < 3; i++) {
        cr_expect(text_is(source->constants[i].column, constants[2 * i]));
        cr_expect(text_is(source->constants[i].value, constants[2 * i + 1]));
    }
    cr_expect(text_is(source->constants[3].value, "预计"));
    cr_expect_eq(job->sources[1].kind.length, 0);
    cr_expect(job->mark_errors);
    cr_expect_eq(job->check_count, 0);
    cr_expect(text_is(job->output_folder, "pdf"));
    cr_expect(text_is(job->output_name, "{unit}/{job}-{period}"));
    cr_assert_eq(job->set_count, 2);
    cr_expect(text_is(job->sets[0].name, "phone"));
    cr_expect(text_is(job->sets[0].value, "12345"));
    cr_expect_eq(job->file_count, 2);
    world_free(&world);
}

Test(job, with_the_least) {
    struct world world = world_new();
    struct job *job = read_job(&world, JOB(LEAST));
    cr_assert_not_null(job, "%s", printed(&world));
    cr_expect(text_is(job->name, path_name(world.folder)));
    cr_expect_str_eq(job->style_path, "templates/styles/official.xml");
    cr_expect_eq(job->date.length, 0);
    cr_expect_eq(job->units.length, 0);
    cr_expect_eq(job->page_number.length + job->duplex.length, 0);
    cr_expect_null(job->checks_path);
    cr_expect_not(job->mark_errors);
    cr_expect(text_is(job->output_folder, "out"));
    cr_expect(text_is(job->output_name, "{job}-{unit}-{period}"));
    world_free(&world);
}

Test(job, takes_its_name_from_its_place) {
    struct world world = world_new();
    put(&world, "summary.xml", JOB(LEAST));
    char *path = arena_printf(world.arena, "%s/summary.xml", world.folder);
    struct job *job = job_read(path, NULL, world.arena, world.diags);
    cr_assert_not_null(job, "%s", printed(&world));
    cr_expect(text_is(job->name, "summary"));
    put(&world, "job.xml", JOB(TEMPLATE "<style file='report.xml'/>" PERIOD SOURCE));
    cr_assert_eq(chdir(world.folder), 0);
    job = job_read("job.xml", NULL, world.arena, world.diags);
    cr_assert_not_null(job, "%s", printed(&world));
    cr_expect(text_is(job->name, path_name(world.folder)));
    cr_expect_str_eq(job->template_path, "report.xml");
    world_free(&world);
}

Test(job, finds_what_ships) {
    struct world world = world_new();
    struct job *job = read_job(
        &world, JOB("<template file='summary.xml'/><style file='modern.xml'/>" PERIOD SOURCE));
    cr_assert_not_null(job, "%s", printed(&world));
    cr_expect_str_eq(job->template_path, "templates/summary.xml");
    cr_expect_str_eq(job->style_path, "templates/styles/modern.xml");
    world_free(&world);
}

/* Beside the job's folder lies another, with a table; links lead to it. */
Test(job, reads_outside_only_what_is_allowed) {
    struct world world = world_new();
    char *other = arena_printf(world.arena, "%s-other", world.folder);
    char *command =
        arena_printf(world.arena,
                     "mkdir %s && touch %s/m.csv && ln -s %s/m.csv %s/link.csv && "
                     "ln -s %s %s/folder && ln -s metrics.csv %s/inner.csv",
                     other, other, other, world.folder, other, world.folder, world.folder);
    cr_assert_eq(system(command), 0);
    const char *const folders[] = {other};
    const struct job_allowed allowed = {folders, 1};
    const struct {
        const char *file;
        bool alone, allowed;
    } rows[] = {{"link.csv", false, true},
                {"folder/m.csv", false, true},
                {"inner.csv", true, true},
                {arena_printf(world.arena, "%s/m.csv", other), false, true},
                {arena_printf(world.arena, "../%s/m.csv", path_name(other)), false, true},
                {arena_printf(world.arena, "%s/none.csv", other), false, false},
                {"/etc/passwd", false, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put(&world, "job.xml",
            arena_printf(world.arena, JOB(TEMPLATE PERIOD "<source table='metrics' file='%s'/>"),
                         rows[i].file));
        const char *path = arena_printf(world.arena, "%s/job.xml", world.folder);
        struct diags *diags = diags_new(world.arena);
        cr_expect_eq(!!job_read(path, NULL, world.arena, diags), rows[i].alone, "%s", rows[i].file);
        cr_expect(rows[i].alone || diags_at(diags, 0)->code == DIAG_J102, "%s", rows[i].file);
        diags_clear(diags);
        cr_expect_eq(!!job_read(path, &allowed, world.arena, diags), rows[i].allowed, "%s",
                     rows[i].file);
        bool missing = strstr(rows[i].file, "none.csv");
        cr_expect(rows[i].allowed || diags_at(diags, 0)->code == (missing ? DIAG_J106 : DIAG_J102),
                  "%s", rows[i].file);
    }
    cr_assert_eq(system(arena_printf(world.arena, "rm -r %s", other)), 0);
    world_free(&world);
}

Test(job, faults) {
    static const struct {
        const char *xml, *wanted; /* the beginning of what is printed */
    } rows[] = {
        {JOB(""), "job.xml:1:1: error: the job lacks something: <template> [J101]\n"
                  "    hint: write <template file=\"report.xml\"/>\n"
                  "job.xml:1:1: error: the job lacks something: <period> [J101]\n"
                  "    hint: write <period>2026H1</period>\n"
                  "job.xml:1:1: error: the job lacks something: <source> [J101]\n"
                  "    hint: write <source table=\"metrics\" file=\"metrics.csv\"/>\n"},
        {JOB("<template file='../report.xml'/>" PERIOD SOURCE),
         "job.xml:2:17: error: path leaves the job's folder: ../report.xml [J102]\n"
         "    hint: put the file into the folder of the job, or allow its folder on the command "
         "line: --allow DIR\n"},
        {JOB("<template file='/etc/passwd'/>" PERIOD SOURCE),
         "job.xml:2:17: error: path leaves the job's folder: /etc/passwd [J102]\n"},
        {JOB(LEAST "<output folder='a/../../b'/>"),
         "job.xml:2:113: error: path leaves the job's folder: a/../../b [J102]\n"
         "    hint: use -o on the command line to write elsewhere\n"},
        {JOB(LEAST "<output name='../{unit}'/>"),
         "job.xml:2:111: error: path leaves the job's folder: ../{unit} [J102]\n"},
        {"<job xmlns='urn:zongjie:job:1' version='2'/>",
         "job.xml:1:41: error: unknown version of the job language: 2 [J103]\n"},
        {JOB(TEMPLATE "<period>上半年</period>" SOURCE),
         "job.xml:2:38: error: not a period: 上半年 [J104]\n    hint: periods are written 2026H1"},
        {JOB(TEMPLATE "<period/>" SOURCE), "job.xml:2:30: error: not a period: "},
        {JOB(TEMPLATE "<period>\n  FY</period>" SOURCE),
         "job.xml:3:3: error: not a period: FY has no place in the calendar [J104]\n"},
        {JOB(TEMPLATE PERIOD "<source table='metrics' file='metrics.csv' period='2026H3'/>"),
         "job.xml:2:104: error: not a period: 2026H3 [J104]\n"},
        {JOB(LEAST "<date>2026-02-30</date>"),
         "job.xml:2:103: error: not a date: 2026-02-30 [J105]\n"
         "    hint: write a day of the calendar"},
        {JOB(TEMPLATE PERIOD "<source table='metrics' file='metric.csv'/>"),
         "job.xml:2:83: error: file not found: metric.csv [J106]\n"
         "    hint: did you mean metrics.csv?\n"},
        {JOB("<template file='xxxxxxxxxxxx'/>" PERIOD SOURCE),
         "job.xml:2:17: error: file not found: xxxxxxxxxxxx [J106]\n    hint: it is looked for in "},
        {JOB("<template file='nodir/a.xml'/>" PERIOD SOURCE),
         "job.xml:2:17: error: file not found: nodir/a.xml [J106]\n    hint: it is looked for in "},
        {JOB(LEAST "<style file='offical.xml'/>"),
         "job.xml:2:110: error: file not found: offical.xml [J106]\n"
         "    hint: did you mean official.xml?\n"},
        {JOB(LEAST "<checks file='check.xml'/>"),
         "job.xml:2:111: error: file not found: check.xml [J106]\n"
         "    hint: did you mean checks.xml?\n"},
        {JOB("<template file=' '/>" PERIOD SOURCE),
         "job.xml:2:17: error: file not found: file=\"\" [J106]\n"},
        {JOB(LEAST PERIOD), "job.xml:2:97: error: given twice: <period> [J107]\n"},
        {JOB(LEAST "<set name='a' value='1'/><set name='a' value='2'/>"),
         "job.xml:2:133: error: given twice: <set name=\"a\"> [J107]\n"},
        {JOB(LEAST "<output name='{unit}-{perod}'/>"),
         "job.xml:2:118: error: not fit for a file name: {unit}-{perod} [J108]\n"
         "    hint: a name may hold {job}, {unit} and {period}\n"},
        {JOB(LEAST "<output name='a{'/>"),
         "job.xml:2:112: error: not fit for a file name: a{ [J108]"},
        {"<job xmlns='urn:zongjie:job:1' version='1' name='a/b'>" LEAST "</job>",
         "job.xml:1:50: error: not fit for a file name: a/b [J108]\n"},
        {JOB(TEMPLATE PERIOD "<source table='metrcs' file='metrics.csv'/>"),
         "job.xml:2:68: error: wrong attribute value: table=\"metrcs\" [X206]\n"
         "    hint: did you mean metrics?\n"},
        {JOB("<templat/>"), "job.xml:2:1: error: unknown element: <templat> [X202]\n"
                            "    hint: did you mean <template>?\n"},
        {"", "job.xml:1:1: error: not well-formed XML: the file is empty [X101]\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world world = world_new();
        cr_expect_null(read_job(&world, rows[i].xml), "row %zu", i);
        const char *got = printed(&world);
        cr_expect_eq(strncmp(got, rows[i].wanted, strlen(rows[i].wanted)), 0, "row %zu: %s", i,
                     got);
        world_free(&world);
    }
}

Test(job, lists_all_faults_at_once) {
    struct world world = world_new();
    cr_expect_null(read_job(&world, JOB("<template file='no.xml'/><period>x</period><date>y</date>"
                                        "<source table='items' file='no.csv'/>"
                                        "<source table='texts' file='../no.csv'/>")));
    cr_expect_eq(diags_count(world.diags, DIAG_ERROR), 5, "%s", printed(&world));
    world_free(&world);
}

Test(job, that_is_not_there) {
    struct world world = world_new();
    cr_expect_null(job_read("/nowhere/job.xml", NULL, world.arena, world.diags));
    cr_expect_not_null(strstr(printed(&world), "[D101]"));
    world_free(&world);
}

Test(job, without_the_programs_own_files) {
    struct world world = world_new();
    setenv("ZONGJIE_DATA", world.folder, 1);
    cr_expect_null(read_job(&world, JOB(LEAST)));
    cr_expect_not_null(strstr(printed(&world), "templates/styles/official.xml [J106]"), "%s",
                       printed(&world));
    world_free(&world);
}

#define CHECKS(content) "<checks xmlns='urn:zongjie:checks:1' version='1'>\n" content "</checks>"

Test(checks, are_turned_into_one_form) {
    struct world world = world_new();
    put(&world, "checks.xml",
        CHECKS("<sum of='合计' with='甲；乙 丙' text='总数' period='2025H2'/>"
               "<rate of='整改率' numerator='已整改' denominator='隐患' level='warning'/>"
               "<at-most of='a' with='b' level='note'/><equal of='c' with='d'/>"
               "<count of='项目数' section='重点项目'/>"
               "<relation rows='yes' name='总'>01=02+03\n 12≤11</relation>"
               "<waive check='总' unit='u' reason=' 上年口径'/>"
               "<generic check='jump' level='off'/>"));
    struct job *job = read_job(&world, JOB(LEAST "<checks file='checks.xml'/>"));
    cr_assert_not_null(job, "%s", printed(&world));
    static const struct {
        const char *kind, *level, *first, *second, *text, *period;
    } rows[] = {{"sum", "", "合计", "甲；乙 丙", "总数", "2025H2"},
                {"rate", "warning", "整改率", "已整改", "", ""},
                {"at-most", "note", "a", "b", "", ""},
                {"equal", "", "c", "d", "", ""},
                {"count", "", "项目数", "重点项目", "", ""},
                {"relation", "", "yes", NULL, "", ""}};
    cr_assert_eq(job->check_count, 6);
    for (size_t i = 0; i < 6; i++) {
        const struct job_check *check = &job->checks[i];
        cr_expect(text_is(check->kind, rows[i].kind), "row %zu", i);
        cr_expect(text_is(check->level, rows[i].level), "row %zu", i);
        cr_assert_eq(check->attribute_count, i == 1 ? 3 : rows[i].second ? 2 : 1, "row %zu", i);
        cr_expect(text_is(check->attributes[0].value, rows[i].first), "row %zu", i);
        if (rows[i].second)
            cr_expect(text_is(check->attributes[1].value, rows[i].second), "row %zu", i);
        cr_expect(text_is(check->text, rows[i].text), "row %zu", i);
        cr_expect(text_is(check->period, rows[i].period), "row %zu", i);
        cr_expect_str_eq(path_name(check->origin.file->name), "checks.xml");
    }
    cr_expect(text_is(job->checks[5].content, "01=02+03\n 12≤11"));
    cr_expect_eq(job->checks[5].content_origin.offset,
                 (size_t)(strstr(job->checks[5].origin.file->bytes.at, "01=02") -
                          job->checks[5].origin.file->bytes.at));
    cr_assert_eq(job->waiver_count, 1);
    cr_expect(text_is(job->waivers[0].check, "总"));
    cr_expect(text_is(job->waivers[0].unit, "u"));
    cr_expect(text_is(job->waivers[0].reason, "上年口径"));
    cr_assert_eq(job->generic_count, 1);
    cr_expect(text_is(job->generics[0].check, "jump"));
    cr_expect(text_is(job->generics[0].level, "off"));
    cr_expect_not(job->mark_errors);
    world_free(&world);
}

Test(checks, faults) {
    static const struct {
        const char *xml, *wanted;
    } rows[] = {
        {CHECKS("<sum of='a' with='；'/><rate of='' numerator='x' denominator=' '/>"),
         "checks.xml:2:19: error: the check names nothing: with=\"\" [J109]\n"
         "checks.xml:2:33: error: the check names nothing: of=\"\" [J109]\n"
         "checks.xml:2:62: error: the check names nothing: denominator=\"\" [J109]\n"},
        {CHECKS("<waive check='jump' reason=' '/>"),
         "checks.xml:2:29: error: a waiver needs a reason: jump [J119]\n"},
        {CHECKS("<sum of='a' with='b' period='2026H9'/>"),
         "checks.xml:2:30: error: not a period: 2026H9 [J104]\n"},
        {CHECKS("<sum of='a'/>"),
         "checks.xml:2:1: error: missing attribute: with on <sum> [X205]\n"},
        {CHECKS("<summe of='a'/>"), "checks.xml:2:1: error: unknown element: <summe> [X202]\n"},
        {"<checks xmlns='urn:zongjie:checks:1' version='3'/>",
         "checks.xml:1:47: error: unknown version of the job language: 3 [J103]\n"},
        {"<checks", "checks.xml:1:8: error: not well-formed XML: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world world = world_new();
        put(&world, "checks.xml", rows[i].xml);
        cr_expect_null(read_job(&world, JOB(LEAST "<checks file='checks.xml'/>")));
        const char *got = printed(&world);
        cr_expect_eq(strncmp(got, rows[i].wanted, strlen(rows[i].wanted)), 0, "row %zu: %s", i,
                     got);
        world_free(&world);
    }
}
