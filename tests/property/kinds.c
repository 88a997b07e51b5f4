/* The same tables (values of at most 15 significant digits) give the same document, bit for bit,
 * whatever kind of source they come through: CSV in three encodings, JSON in its shapes, workbooks
 * of openpyxl and LibreOffice, SQLite, PostgreSQL by ODBC, tables of Word files.
 *
 * kinds.py writes random tables, always the same, and says what stands in which kind as what. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../postgres.h"
#include "helper.h"

/* The first is what the others are held against.  A new kind: a row here and a writer in kinds.py.
 */
static const char *const kinds[] = {"csv",   "quoted",  "gb18030", "utf-16", "json", "records",
                                    "lines", "columns", "docx",    "sqlite", "real", "openpyxl",
                                    "xlsx",  "xls",     "server",  "typed"};
enum { KINDS = sizeof kinds / sizeof *kinds, TURNS = 10, PDF_TURN = 3, SHOWN_TURN = 4 };

static void make(void) {
    int status;
    char *said = capture(&status, "/usr/bin/python3 tests/property/kinds.py '%s' %d 2>&1",
                         work_folder(), TURNS);
    cr_assert_eq(status, 0, "%s", said);
    free(said);
}

static char *build(int turn, const char *kind, const char *format) {
    int status;
    char *said = capture(&status,
                         "cd '%s/%d' && { '%s' build -q --format %s -o '%s' %s.xml 2>said || "
                         "{ cat said; exit 1; }; } && cat '%s/k-u-2026H1.%s'",
                         work_folder(), turn, program(), format, kind, kind, kind,
                         strcmp(format, "pdf") == 0 ? "pdf" : "document.xml");
    cr_assert_eq(status, 0, "turn %d, %s: %s", turn, kind, said);
    return said;
}

static void check_documents(void) {
    for (int turn = 0; turn < TURNS; turn++) {
        char *want = build(turn, kinds[0], "document");
        cr_assert(strstr(want, "本馆") && strstr(want, "<figure value="), "turn %d", turn);
        for (size_t i = 1; i < KINDS; i++) {
            char *got = build(turn, kinds[i], "document");
            cr_expect_str_eq(got, want, "turn %d: %s differs", turn, kinds[i]);
            free(got);
        }
        free(want);
    }
}

/* Checksums, for a PDF has NUL bytes. */
static char *sum_pdf(int turn, const char *kind) {
    int status;
    free(build(turn, kind, "pdf"));
    char *sum =
        capture(&status, "cd '%s/%d/%s' && sha256sum k-u-2026H1.pdf", work_folder(), turn, kind);
    cr_assert_eq(status, 0);
    return sum;
}

static void check_pdfs(void) {
    char *want = sum_pdf(PDF_TURN, kinds[0]);
    for (size_t i = 1; i < KINDS; i++) {
        char *got = sum_pdf(PDF_TURN, kinds[i]);
        cr_expect_str_eq(got, want, "the PDF from %s differs", kinds[i]);
        free(got);
    }
    free(want);
}

/* What `show` prints of a file, without what tells one kind from another: places, and which numbers
 * are binary. */
static char *show(int turn, const char *file) {
    int status;
    char *rows = capture(&status,
                         "cd '%s/%d' && '%s' show '%s' 2>shown.err >shown || cat shown.err; "
                         "sed 's/,\"@origin\":.*//' shown",
                         work_folder(), turn, program(), file);
    return rows;
}

static char *read_list(int turn, const char *kind) {
    char name[64];
    snprintf(name, sizeof name, "%d/%s.show", turn, kind);
    char *path = work_path(name), *list = read_file(path);
    cr_assert_not_null(list, "%s", path);
    free(path);
    return list;
}

/* Lines of both lists name the same tables; an empty one of a kind that `show` cannot be asked for.
 */
static size_t check_shown(int turn, const char *kind) {
    char *wanted = read_list(turn, kinds[0]), *list = read_list(turn, kind);
    char *rest = wanted, *rest_of_list = list;
    size_t count = 0;
    for (const char *file; (file = cut_line(&rest_of_list));) {
        const char *first = cut_line(&rest);
        if (!*file) continue;
        char *want = show(turn, first), *got = show(turn, file);
        cr_expect_str_eq(got, want, "turn %d: %s differs", turn, file);
        cr_expect(strchr(want, '\n'), "turn %d: %s has no rows", turn, first);
        free(want);
        free(got);
        count++;
    }
    free(wanted);
    free(list);
    return count;
}

static struct postgres server;

static void start_server(void) {
    char *path = work_path("server.sql"), *sql = read_file(path), login[500];
    cr_assert_not_null(sql);
    postgres_start(&server, sql);
    snprintf(login, sizeof login, "%sUID=reader;PWD=geheim77", server.login);
    setenv("ZONGJIE_ODBC_STATS", login, 1);
    free(sql);
    free(path);
}

Test(kinds, give_the_same_document, .timeout = 300) {
    make();
    start_server();
    check_documents();
    check_pdfs();
    postgres_stop(&server);
    size_t shown = 0;
    for (size_t i = 1; i < KINDS; i++) shown += check_shown(SHOWN_TURN, kinds[i]);
    cr_expect_geq(shown, 30u);
}
