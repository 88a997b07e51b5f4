/* Whole commands: statuses, what they print and what they write. */
#include <errno.h>
#include <fcntl.h>

#include "../report/world.h"
#include "command/command.h"

struct said {
    int status;
    char out[8000], err[8000];
};

static void read_stream(FILE *stream, char *to, size_t most) {
    rewind(stream);
    size_t length = fread(to, 1, most - 1, stream);
    to[length] = '\0';
    fclose(stream);
}

/* Runs a command as a shell would, "@" standing for the world's folder. */
static struct said run(const struct world *world, const char *line) {
    enum { WORDS_MOST = 20 };
    struct said said = {0};
    char *words[WORDS_MOST + 1] = {arena_copy(world->arena, "zongjie", 7)};
    int count = 1;
    struct text rest = text_of(line), word;
    while (*line && text_cut(&rest, ' ', &word)) {
        const char *folder = text_starts(word, TEXT("@")) ? world->folder : "";
        words[count++] = arena_printf(world->arena, "%s%.*s", folder,
                                      TEXT_ARGS(text_slice(word, *folder != 0, word.length)));
    }
    FILE *streams[2] = {tmpfile(), tmpfile()};
    fflush(NULL);
    int kept[2] = {dup(STDOUT_FILENO), dup(STDERR_FILENO)};
    dup2(fileno(streams[0]), STDOUT_FILENO);
    dup2(fileno(streams[1]), STDERR_FILENO);
    said.status = command_main(count, words);
    fflush(NULL);
    for (int i = 0; i < 2; i++) dup2(kept[i], i + 1), close(kept[i]);
    read_stream(streams[0], said.out, sizeof said.out);
    read_stream(streams[1], said.err, sizeof said.err);
    return said;
}

Test(command, help_and_wrong_use) {
    static const struct {
        const char *line;
        int status;
        const char *out, *err;
    } rows[] = {
        {"", 3, NULL, "usage: zongjie COMMAND"},
        {"--help", 0, "usage: zongjie COMMAND", NULL},
        {"-h", 0, "build every report", NULL},
        {"help", 0, "Exit status:", NULL},
        {"help build", 0, "--shard I/N", NULL},
        {"help fonts", 0, "usage: zongjie fonts", NULL},
        {"help nothing", 3, NULL, "no command 'nothing'"},
        {"--version", 0, "zongjie " ZONGJIE_VERSION "\n", NULL},
        {"nothing", 3, NULL, "no command 'nothing'"},
        {"build --help", 0, "usage: zongjie build", NULL},
        {"build job.xml -q --help", 0, "usage: zongjie build", NULL},
        {"build", 3, NULL, "no job was named"},
        {"check", 3, NULL, "no job was named"},
        {"check -o x job.xml", 3, NULL, "takes no '-o'"},
        {"show", 3, NULL, "no file was named"},
        {"show -q x", 3, NULL, "takes no '-q'"},
        {"render", 3, NULL, "no document was named"},
        {"render -j 2 x", 3, NULL, "takes no '-j'"},
        {"new", 3, NULL, "name one new folder"},
        {"new a b", 3, NULL, "name one new folder"},
        {"new -v a", 3, NULL, "takes no '-v'"},
        {"new ", 3, NULL, "name one new folder"},
        {"fonts -q", 3, NULL, "takes no '-q'"},
        {"build @/none.xml", 3, NULL, "[D101]"},
        {"build --shard 3/2 @/job.xml", 3, NULL, "--shard wants"},
        {"build --unit u9 @/job.xml", 3, NULL, "[M103]"},
        {"build --period x @/job.xml", 3, NULL, "[B203]"},
        {"show @/none.csv", 3, NULL, "[D101]"},
        {"render @/none.xml", 3, NULL, "[D101]"},
    };
    struct world world = world_new(1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct said said = run(&world, rows[i].line);
        cr_expect_eq(said.status, rows[i].status, "%s: %d", rows[i].line, said.status);
        if (rows[i].out) cr_expect_not_null(strstr(said.out, rows[i].out), "%s", said.out);
        if (!rows[i].out) cr_expect_str_eq(said.out, "", "%s", rows[i].line);
        if (rows[i].err) cr_expect_not_null(strstr(said.err, rows[i].err), "%s", said.err);
        if (!rows[i].err) cr_expect_str_eq(said.err, "", "%s", rows[i].line);
    }
    world_end(&world);
}

Test(command, build_and_check) {
    struct world world = world_new(3);
    struct said said = run(&world, "check -v @/job.xml");
    cr_expect_eq(said.status, 0, "%s", said.err);
    cr_expect_not_null(strstr(said.out, "u1: checked\nu2: checked\nu3: checked\n"));
    cr_expect_not_null(strstr(said.out, "3 built, 0 up to date, 0 failed, 0 warnings"));
    cr_expect_eq(world_count(&world, "out", ""), -1);
    said = run(&world, "build -j 2 --format text @/job.xml");
    cr_expect_eq(said.status, 0, "%s", said.err);
    cr_expect_not_null(strstr(said.out, "/out/b-u3-2026H1.txt: 1 page\n"), "%s", said.out);
    said = run(&world, "build --format text @/job.xml");
    cr_expect_not_null(strstr(said.out, "/out/b-u3-2026H1.txt: up to date\n"), "%s", said.out);
    said = run(&world, "build -q --force --format text --unit u2 -o @/else @/job.xml");
    cr_expect_str_eq(said.out, "");
    cr_expect_eq(world_count(&world, "else", ""), 1);
    world_end(&world);
}

/* The worst status of all wins. */
Test(command, statuses) {
    struct world world = world_new(2);
    world_put(&world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>题</title>"
              "<p>接待群众{接待群众}，另有12场。</p></template>\n"); /* a warning */
    cr_expect_eq(run(&world, "build --format text @/job.xml").status, 0);
    cr_expect_eq(run(&world, "build --format text --strict @/job.xml").status, 1);
    cr_expect_eq(run(&world, "check --strict @/job.xml").status, 1);
    world_put(&world, "metrics.csv",
              "unit,period,code,name,value\nu1,2026H1,visit,接待群众,x1\n"
              "u2,2026H1,visit,接待群众,5\n");
    struct said said = run(&world, "build --format text --strict @/job.xml");
    cr_expect_eq(said.status, 2);
    cr_expect_not_null(strstr(said.out, "u1: failed\n"));
    cr_expect_not_null(strstr(said.err, "[D110]"));
    cr_expect_eq(run(&world, "build --format text --strict @/none.xml @/job.xml").status, 3);
    cr_expect_eq(run(&world, "build --format text -o /dev/null/x --unit u2 @/job.xml").status, 4);
    cr_expect_eq(run(&world, "build -q --format text -o @/o --summary /dev/full @/job.xml").status,
                 4);
    world_end(&world);
}

Test(command, summary) {
    struct world world = world_new(1);
    world_put(&world, "units.csv", "code,name\n\"u\"\"1\x02\",甲\nu2,乙\n");
    world_put(&world, "metrics.csv",
              "unit,period,code,name,value\nu2,2026H1,visit,接待群众,x1\n"
              "甲,2026H1,visit,接待群众,5\n");
    struct said said =
        run(&world, "build -q --format text --summary @/s.json @/none\xFF.xml @/job.xml");
    cr_expect_eq(said.status, 3);
    char bytes[4000] = "";
    FILE *stream = fopen(world_path(&world, "s.json"), "r");
    cr_assert(stream);
    cr_expect(fread(bytes, 1, sizeof bytes - 1, stream) > 100);
    fclose(stream);
    static const char *const parts[] = {"\"status\": 3,",         "\"unit\": \"u\\\"1\\u0002\",",
                                        "\"state\": \"failed\",", "\"errors\": 1,",
                                        "[D110]\\n    hint:",     "\"period\": \"2026H1\""};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect_not_null(strstr(bytes, parts[i]), "%s: %s", parts[i], bytes);
    size_t bad;
    cr_expect(text_is_utf8(text_of(bytes), &bad));
    for (const char *at = bytes; *at; at++) cr_expect(*at == '\n' || (unsigned char)*at >= 0x20);
    said = run(&world, "build -q --summary @/job.xml @/job.xml");
    cr_expect_eq(said.status, 3);
    said = run(&world, "build -q --summary @/report.xml @/job.xml");
    cr_expect_eq(said.status, 3);
    cr_expect_not_null(strstr(said.err, "[B209]"), "%s", said.err);
    world_end(&world);
}

/* The summary of a check names states of its own, and no files. */
Test(command, summary_of_a_check) {
    struct world world = world_new(1);
    cr_expect_eq(run(&world, "check -q --summary @/s.json @/job.xml").status, 0);
    char bytes[2000] = "";
    FILE *stream = fopen(world_path(&world, "s.json"), "r");
    cr_assert(stream);
    cr_expect(fread(bytes, 1, sizeof bytes - 1, stream) > 50);
    fclose(stream);
    cr_expect_not_null(strstr(bytes, "\"state\": \"checked\", \"file\": \"\""), "%s", bytes);
    cr_expect_eq(run(&world, "build -q --format text --summary @/s.json @/job.xml").status, 0);
    cr_expect_eq(run(&world, "build -q --format text --summary @/s.json @/job.xml").status, 0);
    stream = fopen(world_path(&world, "s.json"), "r");
    cr_expect(fread(bytes, 1, sizeof bytes - 1, stream) > 50);
    fclose(stream);
    cr_expect_not_null(strstr(bytes, "\"state\": \"up-to-date\""), "%s", bytes);
    world_end(&world);
}

Test(command, show) {
    struct world world = world_new(1);
    struct said said = run(&world, "show @/units.csv @/metrics.csv");
    cr_expect_eq(said.status, 0);
    cr_expect_not_null(strstr(said.out, "{\"code\":\"u1\",\"name\":\"第1馆\",\"@origin\":"));
    cr_expect_not_null(strstr(said.out, "units.csv:2:1\"}\n"), "%s", said.out);
    world_put(&world, "bad.csv", "a,b\n1\n");
    said = run(&world, "show @/bad.csv");
    cr_expect_eq(said.status, 3);
    world_end(&world);
}

Test(command, render) {
    struct world world = world_new(1);
    world_put(&world, "d.xml",
              "<document xmlns=\"urn:zongjie:document:1\"><section title=\"空\"/>"
              "<paragraph>文</paragraph></document>");
    struct said said = run(&world, "render --format text @/d.xml");
    cr_expect_eq(said.status, 0, "%s", said.err);
    cr_expect_not_null(strstr(said.out, "/d.txt: 1 page\n"));
    cr_expect_not_null(strstr(said.err, "[N112]"));
    cr_expect_eq(run(&world, "render -q --strict --format text -o @/x @/d.xml").status, 1);
    cr_expect(world_has(&world, "x/d.txt"));
    cr_expect_eq(run(&world, "render -q -o @/y @/d.xml @/d.xml").status, 3);
    cr_expect_eq(run(&world, "render -q -o /dev/null/x @/d.xml").status, 4);
    world_end(&world);
}

Test(command, new_makes_a_job_that_builds) {
    struct world world = world_new(1);
    struct said said = run(&world, "new @/mine/");
    cr_expect_eq(said.status, 0, "%s", said.err);
    cr_expect_not_null(strstr(said.out, "/mine/job.xml\n"), "%s", said.out);
    cr_expect_null(strstr(said.out, "//job.xml"));
    cr_expect_eq(run(&world, "check -q @/mine/job.xml").status, 0);
    said = run(&world, "new @/mine");
    cr_expect_eq(said.status, 3);
    cr_expect_not_null(strstr(said.err, "[B207]"));
    said = run(&world, "new @/job.xml");
    cr_expect_eq(said.status, 3);
    cr_expect_not_null(strstr(said.err, "is a file"));
    setenv("ZONGJIE_DATA", world.folder, 1);
    said = run(&world, "new @/other");
    cr_expect_eq(said.status, 3);
    cr_expect_not_null(strstr(said.err, "[B206]"));
    world_put(&world, "templates", "no folder");
    world_end(&world);
}

Test(command, fonts) {
    struct world world = world_new(2);
    struct said said = run(&world, "fonts");
    cr_expect_eq(said.status, 0, "%s", said.err);
    cr_expect(strlen(said.out) > 100);
    said = run(&world, "fonts @/job.xml");
    cr_expect_eq(said.status, 0, "%s", said.err);
    cr_expect_not_null(strstr(said.out, "job.xml: 0 characters missing\n"));
    world_put(&world, "units.csv", "code,name\nu1,馆\uE788\uE788\nu2,馆\uE788\n");
    said = run(&world, "fonts @/job.xml");
    cr_expect_eq(said.status, 2);
    cr_expect_not_null(strstr(said.err, "[F201]"));
    world_put(&world, "metrics.csv", "unit,period,code,name,value\nu1,2026H1,visit,接待群众,x\n");
    world_put(&world, "units.csv", "code,name\nu1,馆\n");
    world_put(&world, "metrics.csv", "unit,period,code,name,value\nu1,2026H1,visit,接待群众,1x\n");
    said = run(&world, "fonts @/job.xml"); /* nothing could be set: what hindered it is told */
    cr_expect_eq(said.status, 2);
    cr_expect_not_null(strstr(said.err, "[D110]"), "%s", said.err);
    cr_expect_eq(run(&world, "fonts @/none.xml").status, 3);
    setenv("ZONGJIE_DATA", world.folder, 1);
    said = run(&world, "fonts");
    cr_expect_eq(said.status, 3);
    cr_expect_not_null(strstr(said.err, "[F101]"), "%s", said.err);
    world_end(&world);
}

/* A full disk behind standard output is no success. */
Test(command, standard_output_that_takes_nothing) {
    struct world world = world_new(1);
    char *words[] = {arena_copy(world.arena, "zongjie", 7), arena_copy(world.arena, "--help", 6)};
    fflush(NULL);
    int full = open("/dev/full", O_WRONLY), kept = dup(STDOUT_FILENO), error = dup(STDERR_FILENO),
        none = open("/dev/null", O_WRONLY);
    dup2(full, STDOUT_FILENO);
    dup2(none, STDERR_FILENO);
    int status = command_main(2, words);
    dup2(kept, STDOUT_FILENO);
    dup2(error, STDERR_FILENO);
    clearerr(stdout);
    cr_expect_eq(status, 4);
    world_end(&world);
}

Test(command, statuses_combine) {
    for (int a = 0; a < 5; a++)
        for (int b = 0; b < 5; b++) cr_expect_eq(command_worse(a, b), a > b ? a : b);
}
