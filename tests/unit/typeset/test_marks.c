/* Marks of a line: where they lie, and what they keep together. */
#include "setting.h"

#include <criterion/criterion.h>
#include <string.h>

static struct typeset_lines set(struct setting *setting, const struct typeset_run *runs,
                                size_t count, double measure_em) {
    struct typeset_paragraph paragraph = setting_paragraph(runs, count, measure_em);
    return typeset_set(setting->typeset, &paragraph, setting->arena);
}

Test(typeset_marks, dots_lie_in_the_middle_of_han) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(TEXT("坚，A决〇"), STYLE_FANGSONG);
    run.under = TYPESET_DOTS;
    struct typeset_lines lines = set(&setting, &run, 1, 28);
    const struct typeset_line *line = &lines.lines[0];
    cr_assert_eq(line->mark_count, 3);
    cr_expect_float_eq(line->marks[0].from_pt, 5, 1e-6);
    for (size_t i = 0; i < 3; i++) {
        cr_expect_eq(line->marks[i].kind, TYPESET_MARK_DOT);
        cr_expect_eq(line->marks[i].lines, 0);
    }
    cr_expect_float_eq(line->marks[2].from_pt - line->marks[1].from_pt, 10, 1e-6);
    setting_close(&setting);
}

Test(typeset_marks, dots_go_below_the_lines_of_their_stretch) {
    struct setting setting = setting_open();
    struct typeset_run runs[2] = {setting_run(TEXT("司马光"), STYLE_FANGSONG),
                                  setting_run(TEXT("不与"), STYLE_FANGSONG)};
    runs[0].under = TYPESET_DOTS | TYPESET_UNDERLINE;
    runs[0].name = 1;
    runs[1].under = TYPESET_DOTS;
    struct typeset_lines lines = set(&setting, runs, 2, 28);
    const struct typeset_line *line = &lines.lines[0];
    cr_assert_eq(line->mark_count, 7);
    cr_expect(line->marks[0].kind == TYPESET_MARK_LINE && line->marks[0].lines == 0);
    cr_expect(line->marks[1].kind == TYPESET_MARK_LINE && line->marks[1].lines == 1);
    for (size_t i = 2; i < 7; i++) cr_expect_eq(line->marks[i].lines, 2);
    setting_close(&setting);
}

Test(typeset_marks, names_are_parted_and_underlines_are_not) {
    struct setting setting = setting_open();
    struct typeset_run runs[2] = {setting_run(TEXT("王安石"), STYLE_FANGSONG),
                                  setting_run(TEXT("苏轼"), STYLE_FANGSONG)};
    for (unsigned i = 0; i < 2; i++) runs[i].name = i + 1;
    struct typeset_lines lines = set(&setting, runs, 2, 28);
    cr_assert_eq(lines.lines[0].mark_count, 2);
    cr_expect_gt(lines.lines[0].marks[1].from_pt - lines.lines[0].marks[0].to_pt, 1);
    for (unsigned i = 0; i < 2; i++) runs[i].name = 0, runs[i].under = TYPESET_UNDERLINE;
    lines = set(&setting, runs, 2, 28);
    cr_assert_eq(lines.lines[0].mark_count, 1);
    cr_expect_float_eq(lines.lines[0].marks[0].to_pt, 50, 1e-6);
    runs[1].colour = 0xFF0000;
    lines = set(&setting, runs, 2, 28);
    cr_expect_eq(lines.lines[0].mark_count, 2, "each in its colour");
    setting_close(&setting);
}

Test(typeset_marks, line_ends_with_the_line) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(TEXT("各项事业全面，发展很快"), STYLE_FANGSONG);
    run.under = TYPESET_UNDERLINE;
    for (double measure = 5; measure < 9; measure += 0.5) {
        struct typeset_lines lines = set(&setting, &run, 1, measure);
        for (size_t i = 0; i < lines.count; i++) {
            cr_assert_eq(lines.lines[i].mark_count, 1);
            cr_expect_float_eq(lines.lines[i].marks[0].from_pt, 0, 1e-6);
            cr_expect_float_eq(lines.lines[i].marks[0].to_pt, lines.lines[i].width_pt, 1e-6);
        }
    }
    setting_close(&setting);
}

Test(typeset_marks, attached_run_never_begins_a_line) {
    struct setting setting = setting_open();
    for (double measure = 4; measure < 12; measure++) {
        struct typeset_run runs[3] = {setting_run(TEXT("各项事业全面发展"), STYLE_FANGSONG),
                                      setting_run(TEXT("①"), STYLE_SONG),
                                      setting_run(TEXT("很快很好"), STYLE_FANGSONG)};
        runs[1].attached = true;
        runs[1].size_pt = 6;
        runs[1].rise_pt = 3;
        struct typeset_lines lines = set(&setting, runs, 3, measure);
        for (size_t i = 0; i < lines.count; i++) {
            cr_expect_neq(lines.lines[i].runs[0].text.at, runs[1].text.at, "%f em", measure);
            for (size_t k = 0; k < lines.lines[i].count; k++) {
                const struct page_run *run = &lines.lines[i].runs[k];
                bool raised = run->text.at == runs[1].text.at;
                cr_expect_float_eq(run->glyphs[0].rise_pt, raised ? 3 : 0, 1e-9);
                cr_expect_float_eq(run->y_pt, 0, 1e-9);
            }
        }
    }
    setting_close(&setting);
}

/* An ordinal holds to what follows; the mark of a note does not. */
Test(typeset_marks, attached_run_counts_nothing) {
    struct setting setting = setting_open();
    struct typeset_run runs[3] = {setting_run(TEXT("各项事业全面"), STYLE_FANGSONG),
                                  setting_run(TEXT("①"), STYLE_SONG),
                                  setting_run(TEXT("发展很快很好"), STYLE_FANGSONG)};
    runs[1].attached = true;
    runs[1].size_pt = 6;
    struct typeset_lines lines = set(&setting, runs, 3, 6.6);
    cr_expect(text_is(setting_line_text(&lines.lines[0], setting.arena), "各项事业全面①"));
    setting_close(&setting);
}

Test(typeset_marks, ruby_fits_its_base_and_is_never_broken) {
    struct setting setting = setting_open();
    static const char *const sounds[] = {"é", "zhì", "liàng", "zhuàng", "Zhōnghuá Rénmín"};
    for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++) {
        for (double measure = 3; measure < 9; measure++) {
            struct typeset_run runs[3] = {setting_run(TEXT("各项事业"), STYLE_FANGSONG),
                                          setting_run(TEXT("中华"), STYLE_FANGSONG),
                                          setting_run(TEXT("全面"), STYLE_FANGSONG)};
            runs[1].ruby = text_of(sounds[i]);
            runs[1].ruby_pt = 5;
            struct typeset_lines lines = set(&setting, runs, 3, measure);
            size_t found = 0;
            for (size_t k = 0; k < lines.count; k++) {
                const struct typeset_line *line = &lines.lines[k];
                if (line->mark_count == 0) continue;
                const struct typeset_mark *mark = &line->marks[0];
                cr_assert_eq(mark->kind, TYPESET_MARK_RUBY);
                cr_expect(mark->from_pt >= -1e-6 && mark->to_pt <= line->width_pt + 1e-6);
                struct text text = setting_line_text(line, setting.arena);
                cr_expect_neq(text_find(text, TEXT("中华")), SIZE_MAX);
                found++;
            }
            cr_expect_eq(found, 1, "%s in %f em", sounds[i], measure);
        }
    }
    setting_close(&setting);
}

Test(typeset_marks, ruby_without_a_glyph_is_told) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(TEXT("中"), STYLE_FANGSONG);
    run.ruby = TEXT("\xEE\x80\x80");
    run.ruby_pt = 5;
    set(&setting, &run, 1, 9);
    cr_assert_eq(diags_size(setting.diags), 1);
    cr_expect_eq(diags_at(setting.diags, 0)->code, DIAG_F201);
    setting_close(&setting);
}
