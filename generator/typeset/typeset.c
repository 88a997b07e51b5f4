/* Composition from outside: a paragraph or a single line → lines of page runs. */
#include "typeset/inner.h"

#include "base/map.h"

struct typeset *typeset_new(struct font_set *fonts, struct arena *arena, struct diags *diags) {
    struct typeset *typeset = ARENA_NEW(arena, struct typeset);
    typeset->fonts = fonts;
    typeset->arena = arena;
    typeset->diags = diags;
    typeset->told = map_new(arena);
    return typeset;
}

/* Width of a line as it stands: natural, plus what was added. */
static double set_width(const struct atoms *atoms, const struct sums *sums, const struct span *span,
                        const double *add) {
    double width = measure_line(atoms, sums, span->from, span->end, span->whole_mark);
    for (size_t i = span->from + 1; i < span->end; i++) width += add[i - span->from];
    return width;
}

static struct typeset_line set_line(const struct atoms *atoms, const struct sums *sums,
                                    const struct span *span, struct arena *arena) {
    const struct typeset_paragraph *paragraph = atoms->paragraph;
    double indent = span->from == 0 ? paragraph->first_indent_pt : 0;
    double measure = measure_width(atoms) - indent;
    double *add = arena_take_array(atoms->scratch, span->to - span->from, sizeof *add);
    double slack = measure - measure_line(atoms, sums, span->from, span->end, span->whole_mark);
    bool natural = span->last || paragraph->align != STYLE_JUSTIFY || paragraph->balanced;
    justify(atoms, span, natural && slack > 0 ? 0 : slack, add);
    struct typeset_line line = line_make(atoms, span, add, arena);
    line.width_pt = set_width(atoms, sums, span, add);
    if (atoms->marked) marks_place(atoms, span, add, arena, &line);
    line.x_pt = indent;
    if (paragraph->align == STYLE_CENTRE || paragraph->balanced)
        line.x_pt += (measure - line.width_pt) / 2;
    else if (paragraph->align == STYLE_RIGHT)
        line.x_pt += measure - line.width_pt;
    return line;
}

struct typeset_lines typeset_set(struct typeset *typeset, const struct typeset_paragraph *paragraph,
                                 struct arena *arena) {
    struct typeset_lines lines = {0};
    struct arena *scratch = arena_new();
    struct atoms atoms = atoms_make(typeset, paragraph, scratch);
    if (atoms.count) {
        breaks_find(&atoms);
        marks_prepare(typeset, &atoms, arena);
        measure_places(&atoms);
        struct sums sums = measure_sums(&atoms);
        struct spans spans = {0};
        if (!paragraph->balanced || !balance(&atoms, &sums, &spans))
            spans = compose(typeset, &atoms, &sums);
        lines.count = spans.count;
        lines.lines = arena_take_array(arena, spans.count, sizeof *lines.lines);
        for (size_t i = 0; i < spans.count; i++) {
            const struct span *span = &spans.at[i];
            double natural = measure_line(&atoms, &sums, span->from, span->end, span->whole_mark);
            lines.lines[i] = set_line(&atoms, &sums, span, arena);
            if (natural > lines.natural_pt) lines.natural_pt = natural;
        }
    }
    arena_free(scratch);
    return lines;
}

struct typeset_line typeset_one_line(struct typeset *typeset, const struct typeset_run *runs,
                                     size_t count, const struct style_composition *composition,
                                     struct arena *arena) {
    struct typeset_paragraph paragraph = {
        .runs = runs, .count = count, .align = STYLE_LEFT, .composition = composition};
    struct arena *scratch = arena_new();
    struct atoms atoms = atoms_make(typeset, &paragraph, scratch);
    struct typeset_line line = {0};
    if (atoms.count) {
        paragraph.size_pt = atoms.at[0].em;
        breaks_find(&atoms);
        measure_places(&atoms);
        struct sums sums = measure_sums(&atoms);
        struct span span = {0, atoms.count, atoms.count, true, true};
        double *none = arena_take_array(scratch, atoms.count, sizeof *none);
        line = line_make(&atoms, &span, none, arena);
        line.width_pt = measure_line(&atoms, &sums, 0, atoms.count, true);
    }
    arena_free(scratch);
    return line;
}
