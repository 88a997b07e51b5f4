/* What the properties share: the program under test, a folder to work in, shell commands, and the
 * glyphs of a PDF. */
#ifndef PROPERTY_HELPER_H
#define PROPERTY_HELPER_H

#include <stddef.h>
#include <stdint.h>

/** $ZONGJIE, else the program built with these tests (build/zongjie, build-san/zongjie …); an
 * absolute path. */
const char *program(void);
/** Absolute, without symbolic links (malloc); NULL if there is no such file. */
char *real_path(const char *path);
/** The next line of a text, ended in place; NULL at the end. */
char *cut_line(char **rest);
/** A new folder for this test; removed when the test process ends. */
const char *work_folder(void);
/** Path of a file in that folder (malloc). */
char *work_path(const char *name);
void write_file(const char *path, const char *text);
/** The whole file, NULL if it cannot be read (malloc). */
char *read_file(const char *path);
/** Runs a shell command in the repository's root; its standard output (malloc), and its exit status
 * in *status. */
char *capture(int *status, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** A glyph of a PDF as mutool sees it: its origin, from the top left corner of the page. */
struct glyph {
    int page; /* from 1 */
    double x_pt, y_pt, size_pt;
    uint32_t character;
};
/** All glyphs but blanks, in the order of the file (malloc). */
size_t read_glyphs(const char *pdf, struct glyph **out);

#define MM_PT (72.0 / 25.4)

#endif
