/* What is written about the program is true: every XML example of the manuals is valid, and the man
 * page has the options that `help` tells. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "document/document.h"
#include "helper.h"
#include "job/job.h"
#include "scoring/scoring.h"
#include "style/style.h"
#include "template/template.h"

/* The language of an example by its root; an excerpt of a template is put into a <fragment>. */
static const struct {
    const char *start;
    const struct xml_language *language;
} roots[] = {{"<template", &template_language}, {"<job", &job_language},
             {"<checks", &checks_language},     {"<style", &style_language},
             {"<scoring", &scoring_language},   {"<document", &document_language},
             {NULL, &template_language}};

static void check_example(const char *where, int line, struct text example) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct text start = text_trim(example);
    while (text_starts(start, TEXT("<?")) || text_starts(start, TEXT("<!--"))) {
        size_t end = text_find(start, TEXT(">"));
        start = text_trim(text_slice(start, end + 1, start.length));
    }
    size_t i = 0;
    while (roots[i].start && !text_starts(start, text_of(roots[i].start))) i++;
    if (!roots[i].start && !text_starts(start, TEXT("<fragment")))
        example = text_of(arena_printf(arena,
                                       "<fragment xmlns=\"urn:zongjie:template:1\">%.*s</fragment>",
                                       TEXT_ARGS(example)));
    const struct file *file =
        file_from_text(arena, arena_printf(arena, "%s, example at line %d", where, line), example);
    xml_node *root = xml_read(file, arena, diags);
    bool good = root && xml_check(root, roots[i].language, arena, diags);
    if (!good) diags_print(diags, DIAG_NOTE, stderr);
    cr_expect(good, "%s:%d: the example is not valid", where, line);
    arena_free(arena);
}

/* Checks what stands between a line `open` and a line `close`; gives how many there were. */
static int check_examples(const char *path, const char *open, const char *close,
                          const char *within) {
    char *text = read_file(path), *start = NULL;
    int count = 0, line = 1, start_line = 0;
    cr_assert_not_null(text, "%s", path);
    for (char *at = text; at; line++) {
        char *next = strchr(at, '\n');
        size_t length = next ? (size_t)(next - at) : strlen(at);
        if (!start && length == strlen(open) && strncmp(at, open, length) == 0) {
            start = at + length + 1;
            start_line = line;
        } else if (start && length == strlen(close) && strncmp(at, close, length) == 0) {
            struct text example = {start, (size_t)(at - start)};
            if (text_starts(text_trim(example), text_of(within))) {
                check_example(path, start_line, example);
                count++;
            }
            start = NULL;
        }
        at = next ? next + 1 : NULL;
    }
    free(text);
    return count;
}

Test(manual, examples_are_valid) {
    cr_expect_geq(check_examples("templates/README.md", "```xml", "```", "<"), 4);
    check_examples("README.md", "```xml", "```", "<");
    check_examples("samples/README.md", "```xml", "```", "<");
    check_examples("fonts/README.md", "```xml", "```", "<style");
    cr_expect_geq(check_examples("generator/zongjie.1", ".Bd -literal", ".Ed", "<"), 1);
}

/* ---- options: "o j unit …" as a sorted list */

struct options {
    char names[32][24];
    int count;
};

static void add_option(struct options *options, const char *name, size_t length) {
    char *to = options->names[options->count];
    for (int i = 0; i < options->count; i++)
        if (strlen(options->names[i]) == length && strncmp(options->names[i], name, length) == 0)
            return;
    cr_assert(options->count < 31 && length < sizeof options->names[0]);
    memcpy(to, name, length);
    to[length] = '\0';
    options->count++;
}

static int compare(const void *a, const void *b) {
    return strcmp(a, b);
}

static const char *list(struct options *options, char *into) {
    qsort(options->names, (size_t)options->count, sizeof options->names[0], compare);
    *into = '\0';
    for (int i = 0; i < options->count; i++) strcat(strcat(into, " "), options->names[i]);
    return into;
}

/* Options of mdoc lines such as ".Op Fl -unit Ar code" or ".It Fl q , v". */
static void add_mdoc(struct options *options, const char *line) {
    const char *at = strstr(line, "Fl ");
    if (!at) return;
    for (at += 3; *at && *at != '\n';) {
        size_t length = strcspn(at, " \n");
        if (length == 2 && (strncmp(at, "Ar", 2) == 0 || strncmp(at, "Op", 2) == 0)) return;
        if (*at == '-')
            add_option(options, at + 1, length - 1);
        else if (*at != '|' && *at != ',')
            add_option(options, at, length);
        at += length + (at[length] == ' ');
    }
}

/* The lines of the synopsis from ".Cm name" to the next ".Nm". */
static void read_synopsis(const char *manual, const char *name, struct options *options) {
    char start[32];
    snprintf(start, sizeof start, "\n.Cm %s\n", name);
    const char *at = strstr(manual, start), *end = at ? strstr(at, "\n.Nm") : NULL;
    const char *description = strstr(manual, "\n.Sh DESCRIPTION");
    cr_assert(at && at < description, "%s is not in the synopsis", name);
    if (!end || end > description) end = description;
    for (at = strchr(at + 1, '\n'); at && at < end; at = strchr(at + 1, '\n'))
        if (strncmp(at, "\n.Op Fl", 7) == 0) add_mdoc(options, at + 1);
}

/* Lines "  -o DIR …", "  -q, -v …", "  --unit CODE …" of `help`. */
static void read_help(const char *name, struct options *options) {
    int status;
    char *text = capture(&status, "'%s' help %s", program(), name);
    cr_assert_eq(status, 0);
    for (char *rest = text, *line; (line = cut_line(&rest));) {
        if (strncmp(line, "  -", 3) != 0) continue;
        for (char *word = line + 2; *word == '-'; word += strcspn(word, " ") + 1) {
            word += strspn(word, "-");
            add_option(options, word, strcspn(word, " ,"));
            if (!strchr(word, ' ')) break;
        }
    }
}

Test(manual, options_are_those_of_help) {
    static const char *const commands[] = {"build", "check", "show", "render", "fonts", "new"};
    char *manual = read_file("generator/zongjie.1"), a[800], b[800];
    struct options all = {0}, listed = {0};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct options synopsis = {0}, help = {0};
        read_synopsis(manual, commands[i], &synopsis);
        read_help(commands[i], &help);
        read_help(commands[i], &all);
        cr_expect_str_eq(list(&synopsis, a), list(&help, b), "%s: man page%s; help%s", commands[i],
                         a, b);
    }
    char *from = strstr(manual, "\nThe options are:"), *to = from ? strstr(from, "\n.Ss") : NULL;
    cr_assert(from && to);
    for (char *at = from; at && at < to; at = strchr(at + 1, '\n'))
        if (strncmp(at, "\n.It Fl", 7) == 0) add_mdoc(&listed, at + 1);
    cr_expect_str_eq(list(&listed, a), list(&all, b), "man page%s; help%s", a, b);
}
