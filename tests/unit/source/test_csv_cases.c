/* The cases of tests/csv: bytes of a CSV file, and the rows or messages that they must give.
 *
 *   == name of the case
 *   # what it guards
 *   @ encoding gb18030        an option: encoding, separator, kind, or "sheet" alone
 *   | a,b\r\n                 input: \n \r \t \\ \xHH are bytes, the line's own end is none
 *   > {"a":"1", …}            wanted: what `show` prints; of a sheet: number: cell | cell
 *   ! t.csv:2:1: error: …     wanted: messages with their hints
 *
 * CSV_CASES_WRITE=1 writes what comes in place of what is wanted. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "source/csv.h"
#include "source/show.h"

struct trial {
    struct arena *arena;
    struct text name;
    struct buffer given, input, wanted; /* given: everything but what is wanted, as it stands */
    struct source_spec spec;
    bool sheet;
};

static int hex(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void add_bytes(struct buffer *out, struct text line) {
    for (size_t i = 0; i < line.length; i++) {
        char c = line.at[i];
        if (c == '\\' && i + 1 < line.length) {
            char letter = line.at[++i];
            c = letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter == 't' ? '\t' : letter;
            if (letter == 'x') {
                cr_assert(i + 2 < line.length && hex(line.at[i + 1]) >= 0 &&
                              hex(line.at[i + 2]) >= 0,
                          "a byte is written \\xHH, with capitals: %.*s", TEXT_ARGS(line));
                c = (char)(hex(line.at[i + 1]) * 16 + hex(line.at[i + 2]));
                i += 2;
            }
        }
        buffer_add(out, &c, 1);
    }
}

static void set_option(struct trial *trial, struct text line) {
    struct text word = {"", 0}, rest = line;
    text_cut(&rest, ' ', &word);
    rest = text_trim(rest);
    if (text_is(word, "sheet"))
        trial->sheet = true;
    else if (text_is(word, "encoding"))
        trial->spec.encoding = rest;
    else if (text_is(word, "separator"))
        trial->spec.separator = rest;
    else if (text_is(word, "kind"))
        trial->spec.kind = rest;
    else
        cr_assert_fail("no option %.*s", TEXT_ARGS(line));
}

/* ---- what comes */

static void add_lines(struct buffer *out, const char *mark, struct text lines) {
    struct text line = {"", 0};
    while (lines.length && text_cut(&lines, '\n', &line))
        buffer_printf(out, "%s%.*s\n", mark, TEXT_ARGS(line));
}

static void print_sheet(const struct source_spec *spec, FILE *stream, struct arena *arena,
                        struct diags *diags) {
    struct sheet sheet;
    if (!source_csv_sheet(spec, &sheet, arena, diags)) return;
    for (size_t i = 0; i < sheet.row_count; i++) {
        const struct sheet_row *row = &sheet.rows[i];
        fprintf(stream, "%zu:", row->number);
        for (size_t k = 0; k < row->count; k++)
            fprintf(stream, k ? " | %.*s" : " %.*s", TEXT_ARGS(row->cells[k].text));
        fprintf(stream, " (%s)\n", origin_print(row->cells[0].origin, arena));
    }
}

static void add_messages(struct buffer *out, const struct diags *diags, struct arena *arena) {
    for (size_t i = 0; i < diags_size(diags); i++)
        add_lines(out, "! ", text_of(diag_print(diags_at(diags, i), false, arena)));
}

static struct text run(struct trial *trial) {
    struct arena *arena = trial->arena;
    struct diags *diags = diags_new(arena);
    char *shown = NULL;
    size_t length = 0;
    FILE *file = fopen("t.csv", "wb"), *stream = open_memstream(&shown, &length);
    cr_assert(file && stream);
    if (trial->input.length) fwrite(trial->input.at, 1, trial->input.length, file);
    fclose(file);
    trial->spec.path = "t.csv";
    if (!trial->spec.kind.length) trial->spec.kind = TEXT("csv");
    if (trial->sheet)
        print_sheet(&trial->spec, stream, arena, diags);
    else
        source_show(&trial->spec, stream, arena, diags);
    fclose(stream);
    struct buffer out = buffer_new(arena);
    add_lines(&out, "> ", (struct text){shown, length});
    add_messages(&out, diags, arena);
    free(shown);
    unlink("t.csv");
    return buffer_text(&out);
}

/* ---- the files of cases */

static size_t end_case(struct trial *trial, FILE *rewritten) {
    if (!trial->name.length) return 0;
    struct text came = run(trial), wanted = buffer_text(&trial->wanted);
    if (rewritten)
        fprintf(rewritten, "%.*s%.*s\n", TEXT_ARGS(buffer_text(&trial->given)), TEXT_ARGS(came));
    else
        cr_expect(text_equal(came, wanted), "%.*s: wanted\n%.*sbut there came\n%.*s",
                  TEXT_ARGS(trial->name), TEXT_ARGS(wanted), TEXT_ARGS(came));
    return 1;
}

static void begin_case(struct trial *trial, struct arena *arena, struct text name) {
    *trial = (struct trial){.arena = arena,
                            .name = name,
                            .given = buffer_new(arena),
                            .input = buffer_new(arena),
                            .wanted = buffer_new(arena)};
}

static void take_line(struct trial *trial, struct text line) {
    struct text rest = text_slice(line, 2, line.length);
    bool wanted = text_starts(line, TEXT("> ")) || text_starts(line, TEXT("! "));
    if (text_starts(line, TEXT("| "))) add_bytes(&trial->input, rest);
    if (text_starts(line, TEXT("@ "))) set_option(trial, rest);
    if (line.length)
        buffer_printf(wanted ? &trial->wanted : &trial->given, "%.*s\n", TEXT_ARGS(line));
}

static size_t run_cases(const char *path) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    const struct file *file = file_read(arena, path, 1 << 20, ORIGIN_NONE, diags);
    cr_assert(file, "%s", path);
    FILE *rewritten = getenv("CSV_CASES_WRITE") ? fopen(path, "wb") : NULL;
    char folder[] = "/tmp/zongjie-cases-XXXXXX", here[4096];
    cr_assert(getcwd(here, sizeof here) && mkdtemp(folder) && chdir(folder) == 0);
    struct text left = file->bytes, line = {"", 0};
    struct trial trial = {.name = TEXT("")};
    size_t count = 0;
    while (left.length && text_cut(&left, '\n', &line)) {
        if (text_starts(line, TEXT("== "))) {
            count += end_case(&trial, rewritten);
            begin_case(&trial, arena, text_slice(line, 3, line.length));
        }
        if (trial.name.length) take_line(&trial, line);
    }
    count += end_case(&trial, rewritten);
    if (rewritten) fclose(rewritten);
    cr_assert(chdir(here) == 0 && rmdir(folder) == 0);
    arena_free(arena);
    return count;
}

Test(csv_cases, shapes) {
    cr_expect_geq(run_cases("tests/csv/shape.cases"), 40);
}

Test(csv_cases, encodings) {
    cr_expect_geq(run_cases("tests/csv/encoding.cases"), 30);
}

Test(csv_cases, sheets) {
    cr_expect_geq(run_cases("tests/csv/sheet.cases"), 8);
}
