/* Options: every one of them, wrong values, and which command takes which. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"

static const char all[] = "ojupfFsISqv";

/* Parses a line of words; what is said goes to nowhere. */
static bool parse(const char *line, const char *taken, struct arena *arena,
                  struct command_options *options) {
    enum { WORDS_MOST = 40 };
    char **words = arena_take_array(arena, WORDS_MOST + 1, sizeof *words);
    int count = 1;
    words[0] = arena_copy(arena, "build", 5);
    struct text rest = text_of(line), word;
    while (text_cut(&rest, ' ', &word) && count < WORDS_MOST)
        words[count++] = arena_copy(arena, word.at, word.length);
    return command_parse(count, words, taken, arena, options);
}

Test(options, defaults) {
    struct arena *arena = arena_new();
    struct command_options options;
    cr_assert(parse("a.xml b.xml", all, arena, &options));
    cr_expect_geq(options.workers, 1);
    cr_expect(text_is(options.report.format, "pdf"));
    cr_expect_null(options.report.folder);
    cr_expect_eq(options.report.unit_count, 0);
    cr_expect_eq(options.report.period.length, 0);
    cr_expect_not(options.force || options.strict || options.quiet || options.verbose);
    cr_expect_eq(options.shards, 0);
    cr_expect_null(options.summary);
    cr_assert_eq(options.file_count, 2);
    cr_expect_str_eq(options.files[1], "b.xml");
    arena_free(arena);
}

Test(options, each_in_all_its_forms) {
    static const char *const lines[] = {
        "a.xml -o out -j 7 --unit u1 --unit u2 --period 2026H1 --format svg --force --strict "
        "--shard 2/3 --summary s.json -q -v",
        "-oout -j7 --unit=u1 --unit=u2 --period=2026H1 --format=svg --force --strict --shard=2/3 "
        "--summary=s.json -qv a.xml",
        "--output out --jobs 7 --unit u1 a.xml --unit u2 --peri 2026H1 --form svg --forc --stri "
        "--shar 2/3 --summ s.json --quiet --verbose",
        "-o out --jobs=7 --unit u1 --unit u2 --period 2026H1 --format svg --force --strict "
        "--shard 2/3 --summary s.json -q -v -- a.xml"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct command_options options;
        cr_assert(parse(lines[i], all, arena, &options), "row %zu", i);
        cr_expect_str_eq(options.report.folder, "out", "row %zu", i);
        cr_expect_eq(options.workers, 7);
        cr_expect_eq(options.report.unit_count, 2);
        cr_expect(text_is(options.report.units[0], "u1"));
        cr_expect(text_is(options.report.units[1], "u2"));
        cr_expect(text_is(options.report.period, "2026H1"));
        cr_expect(text_is(options.report.format, "svg"));
        cr_expect(options.force && options.strict && options.quiet && options.verbose);
        cr_expect_eq(options.shard, 2);
        cr_expect_eq(options.shards, 3);
        cr_expect_str_eq(options.summary, "s.json");
        cr_assert_eq(options.file_count, 1);
        cr_expect_str_eq(options.files[0], "a.xml");
    }
    arena_free(arena);
}

Test(options, values) {
    static const struct {
        const char *line;
        bool good;
    } rows[] = {
        {"-j 1", true},
        {"-j 256", true},
        {"-j 0", false},
        {"-j 257", false},
        {"-j -1", false},
        {"-j +1", false},
        {"-j 1x", false},
        {"-j x", false},
        {"-j 99999999999999999999", false},
        {"--jobs=", false},
        {"--shard 1/1", true},
        {"--shard 100000/100000", true},
        {"--shard 0/1", false},
        {"--shard 2/1", false},
        {"--shard 1", false},
        {"--shard /1", false},
        {"--shard 1/", false},
        {"--shard 1/2/3", false},
        {"--shard 1/100001", false},
        {"--shard a/b", false},
        {"--shard 00000000000000000000000000000000000001/2", false},
        {"--format pdf", true},
        {"--format png", true},
        {"--format text", true},
        {"--format document", true},
        {"--format PDF", false},
        {"--format docx", false},
        {"--format=", false},
        {"-o .", true},
        {"-o ", false},
        {"--output=", false},
        {"--period=", false},
        {"--summary=", false},
        {"--unit u", true},
        {"-o", false},
        {"--unit", false},
        {"-x", false},
        {"-qx", false},
        {"--nothing", false},
        {"--force=yes", false},
        {"--f", false},
        {"-", true},
        {"-- -x", true},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct command_options options;
        cr_expect_eq(parse(rows[i].line, all, arena, &options), rows[i].good, "%s", rows[i].line);
    }
    arena_free(arena);
}

Test(options, a_command_takes_its_own) {
    static const char *const words[] = {"-o x",         "-j 1",    "--unit u", "--period 2026H1",
                                        "--format pdf", "--force", "--strict", "--shard 1/1",
                                        "--summary s",  "-q",      "-v"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            struct command_options options;
            char taken[2] = {all[k], '\0'};
            cr_expect_eq(parse(words[i], taken, arena, &options), i == k, "%s", words[i]);
        }
    arena_free(arena);
}

static bool parse_units(size_t count, struct arena *arena, struct command_options *options) {
    char **words = arena_take_array(arena, count + 2, sizeof *words);
    words[0] = arena_copy(arena, "build", 5);
    for (size_t i = 0; i < count; i++) words[i + 1] = arena_printf(arena, "--unit=u%zu", i);
    return command_parse((int)count + 1, words, all, arena, options);
}

Test(options, many_units) {
    struct arena *arena = arena_new();
    struct command_options options;
    cr_assert(parse_units(COMMAND_LIST_MOST, arena, &options));
    cr_expect_eq(options.report.unit_count, COMMAND_LIST_MOST);
    cr_expect(text_is(options.report.units[COMMAND_LIST_MOST - 1], "u9999"));
    cr_expect_not(parse_units(COMMAND_LIST_MOST + 1, arena, &options));
    arena_free(arena);
}

Test(options, messages_name_the_option) {
    static const struct {
        const char *line, *said;
    } rows[] = {{"--force=yes", "option '--force=yes' takes no value"},
                {"--nothing", "no option '--nothing'"},
                {"-qx", "no option '-x'"},
                {"a.xml --unit", "option '--unit' wants a value"},
                {"--period=", "option '--period' wants a value"},
                {"--shard 3/2", "--shard wants I/N with 1 <= I <= N, not '3/2'"},
                {"-j 0", "-j wants a number of workers from 1 to 256, not '0'"},
                {"--strict", "this command takes no '--strict'"}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        FILE *said = tmpfile();
        int kept = dup(STDERR_FILENO);
        dup2(fileno(said), STDERR_FILENO);
        struct command_options options;
        bool good = parse(rows[i].line, "ojupfFISqv", arena, &options);
        dup2(kept, STDERR_FILENO);
        close(kept);
        char line[200] = "";
        rewind(said);
        cr_expect(fgets(line, sizeof line, said));
        fclose(said);
        cr_expect_not(good);
        cr_expect_not_null(strstr(line, rows[i].said), "%s", line);
    }
    arena_free(arena);
}
