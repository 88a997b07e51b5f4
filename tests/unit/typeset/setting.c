/* Common to the tests of typeset/. */
#include "setting.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct setting setting_open(void) {
    setenv("ZONGJIE_DATA", "build", 0);
    struct setting setting = {.arena = arena_new()};
    setting.diags = diags_new(setting.arena);
    setting.fonts = font_open(setting.arena, setting.diags);
    cr_assert_not_null(setting.fonts, "run make fonts first, and the tests from the top folder");
    setting.typeset = typeset_new(setting.fonts, setting.arena, setting.diags);
    return setting;
}

void setting_close(struct setting *setting) {
    arena_free(setting->arena);
}

struct typeset_run setting_run(struct text text, enum style_role role) {
    return (struct typeset_run){.text = text,
                                .role = role,
                                .latin_role = role,
                                .size_pt = SETTING_PT,
                                .origin = ORIGIN_NONE};
}

struct typeset_paragraph setting_paragraph(const struct typeset_run *runs, size_t count,
                                           double measure_em) {
    return (struct typeset_paragraph){.runs = runs,
                                      .count = count,
                                      .measure_pt = measure_em * SETTING_PT,
                                      .size_pt = SETTING_PT,
                                      .align = STYLE_JUSTIFY};
}

struct text setting_line_text(const struct typeset_line *line, struct arena *arena) {
    struct buffer buffer = buffer_new(arena);
    for (size_t i = 0; i < line->count; i++) buffer_add_text(&buffer, line->runs[i].text);
    return buffer_text(&buffer);
}

size_t setting_places(const struct typeset_line *line, double *places, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < line->count; i++)
        for (size_t k = 0; k < line->runs[i].count && count < most; k++)
            if (line->runs[i].glyphs[k].bytes)
                places[count++] = (line->runs[i].x_pt + line->runs[i].glyphs[k].x_pt) / SETTING_PT;
    return count;
}
