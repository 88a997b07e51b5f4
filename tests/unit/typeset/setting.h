/* Common to the tests of typeset/: the real prepared fonts, runs and paragraphs of 10 pt, lines as
 * text.
 *
 * The fonts are those of `make fonts`, found in build/ (or in $ZONGJIE_DATA). */
#ifndef TESTS_TYPESET_SETTING_H
#define TESTS_TYPESET_SETTING_H

#include "typeset/typeset.h"

#include "base/file.h"

enum { SETTING_PT = 10 };

struct setting {
    struct arena *arena;
    struct diags *diags;
    struct font_set *fonts;
    struct typeset *typeset;
};

struct setting setting_open(void);
void setting_close(struct setting *setting);
struct typeset_run setting_run(struct text text, enum style_role role);
struct typeset_paragraph setting_paragraph(const struct typeset_run *runs, size_t count,
                                           double measure_em);
/** The texts of a line's runs, joined. */
struct text setting_line_text(const struct typeset_line *line, struct arena *arena);
/** Where each glyph's cell begins, in em from the left edge of the line box; returns how many. */
size_t setting_places(const struct typeset_line *line, double *places, size_t most);

#endif
