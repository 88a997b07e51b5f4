/* What composition does beyond lines: runs, faces, messages, fallback, other scripts. */
#include "setting.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct typeset_lines set(struct setting *setting, const char *text, enum style_role role,
                                double measure_em) {
    struct typeset_run run = setting_run(text_of(text), role);
    struct typeset_paragraph paragraph = setting_paragraph(&run, 1, measure_em);
    return typeset_set(setting->typeset, &paragraph, setting->arena);
}

static size_t count_code(const struct diags *diags, enum diag_code code) {
    size_t count = 0;
    for (size_t i = 0; i < diags_size(diags); i++) count += diags_at(diags, i)->code == code;
    return count;
}

Test(typeset, empty_paragraph_has_no_lines) {
    struct setting setting = setting_open();
    cr_expect_eq(set(&setting, "", STYLE_FANGSONG, 28).count, 0);
    struct typeset_paragraph none = setting_paragraph(NULL, 0, 28);
    cr_expect_eq(typeset_set(setting.typeset, &none, setting.arena).count, 0);
    cr_expect_eq(typeset_one_line(setting.typeset, NULL, 0, NULL, setting.arena).count, 0);
    setting_close(&setting);
}

Test(typeset, grid_line_is_exact) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(
        TEXT("上半年全县生产总值同比增长明显加快各项事业全面发展完成年度目标"), STYLE_FANGSONG);
    run.size_pt = 15.75;
    struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 0);
    paragraph.size_pt = 15.75;
    paragraph.measure_pt = 441;
    struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
    cr_assert_eq(lines.count, 2);
    cr_assert_eq(lines.lines[0].count, 1);
    const struct page_run *first = &lines.lines[0].runs[0];
    cr_expect_eq(first->count, 28);
    for (size_t i = 0; i < first->count; i++)
        cr_expect_float_eq(first->glyphs[i].x_pt, 15.75 * (double)i, 1e-9);
    cr_expect_float_eq(lines.natural_pt, 441, 1e-9);
    setting_close(&setting);
}

Test(typeset, runs_keep_figure_link_and_colour) {
    struct setting setting = setting_open();
    struct figure figure = {0};
    struct typeset_run runs[3] = {setting_run(TEXT("完成投资"), STYLE_FANGSONG),
                                  setting_run(TEXT("22.38亿元"), STYLE_FANGSONG),
                                  setting_run(TEXT("，增长。"), STYLE_KAI)};
    runs[1].figure = &figure;
    runs[1].colour = 0xFF0000;
    runs[2].link = TEXT("section-2");
    struct typeset_paragraph paragraph = setting_paragraph(runs, 3, 28);
    struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
    cr_assert_eq(lines.count, 1);
    const struct typeset_line *line = &lines.lines[0];
    cr_assert_eq(line->count, 3);
    cr_expect_null(line->runs[0].figure);
    cr_expect_eq(line->runs[1].figure, &figure);
    cr_expect_eq(line->runs[1].colour, 0xFF0000);
    cr_expect(text_is(line->runs[1].text, "22.38亿元"));
    cr_expect_neq(line->runs[2].font, line->runs[0].font);
    cr_assert_not_null(line->links);
    cr_expect(text_is(line->links[2], "section-2") && line->links[0].length == 0);
    cr_expect_eq(line->link.length, 0, "the line as a whole is no link");
    cr_expect_float_eq(line->runs[1].x_pt, 40, 1e-9);
    setting_close(&setting);
}

Test(typeset, number_stays_whole_across_runs) {
    struct setting setting = setting_open();
    struct typeset_run runs[3] = {setting_run(TEXT("完成投资"), STYLE_FANGSONG),
                                  setting_run(TEXT("22.38"), STYLE_FANGSONG),
                                  setting_run(TEXT("亿元"), STYLE_FANGSONG)};
    struct typeset_paragraph paragraph = setting_paragraph(runs, 3, 6);
    struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
    cr_assert_eq(lines.count, 2);
    cr_expect(text_is(setting_line_text(&lines.lines[0], setting.arena), "完成投资"));
    setting_close(&setting);
}

Test(typeset, one_line_is_never_broken) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(TEXT("— 1 —"), STYLE_SONG);
    struct typeset_line line = typeset_one_line(setting.typeset, &run, 1, NULL, setting.arena);
    cr_assert_eq(line.count, 1);
    cr_expect(text_is(line.runs[0].text, "— 1 —"));
    cr_expect_float_eq(line.x_pt, 0, 1e-9);
    cr_expect(line.width_pt > 2.5 * SETTING_PT && line.width_pt < 4 * SETTING_PT);
    struct typeset_run whole = setting_run(TEXT("合计（万元）"), STYLE_SONG);
    cr_expect_float_eq(typeset_one_line(setting.typeset, &whole, 1, NULL, setting.arena).width_pt,
                       60, 1e-6);
    setting_close(&setting);
}

/* A label is spaced as the style has it: gaps beside Latin, width of pairs. */
Test(typeset, one_line_keeps_to_the_style) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(TEXT("共12处）。"), STYLE_FANGSONG);
    struct style_composition gaps = style_composition_usual, wide = style_composition_usual;
    gaps.latin_gap_em = 0.25;
    wide.punctuation = STYLE_PUNCTUATION_NONE;
    const struct style_composition *rows[] = {NULL, &gaps, &wide};
    double wanted[] = {45, 50, 50};
    for (size_t i = 0; i < 3; i++)
        cr_expect_float_eq(
            typeset_one_line(setting.typeset, &run, 1, rows[i], setting.arena).width_pt, wanted[i],
            1e-4, "row %zu", i);
    setting_close(&setting);
}

Test(typeset, missing_character_names_itself_and_its_place) {
    struct setting setting = setting_open();
    const struct file *file =
        file_from_text(setting.arena, "texts.csv", TEXT("a,b\nx,本院\xEE\x80\x80医师\n"));
    struct typeset_run run = setting_run(TEXT("本院\xEE\x80\x80医师"), STYLE_FANGSONG);
    run.origin = (struct origin){file, 6};
    struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 28);
    struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
    typeset_set(setting.typeset, &paragraph, setting.arena); /* a second pass says nothing new */
    cr_assert_eq(diags_size(setting.diags), 1);
    const struct diag *diag = diags_at(setting.diags, 0);
    cr_expect_eq(diag->code, DIAG_F201);
    cr_expect_eq(diag->level, DIAG_ERROR);
    cr_expect_not_null(strstr(diag->detail, "U+E000"));
    cr_expect_str_eq(origin_print(diag->origin, setting.arena), "texts.csv:2:5");
    cr_expect(text_is(setting_line_text(&lines.lines[0], setting.arena), "本院\xEE\x80\x80医师"),
              "the text stays as given");
    setting_close(&setting);
}

Test(typeset, fallback_is_noted_once_and_keeps_the_baseline) {
    struct setting setting = setting_open();
    struct typeset_lines lines =
        set(&setting, "医师䶮、㛃、𬭚、𠮷、䶮", STYLE_FANGSONG, 28);
    cr_expect_eq(count_code(setting.diags, DIAG_F202), 4);
    cr_expect_not(diags_failed(setting.diags));
    for (size_t i = 0; i < lines.lines[0].count; i++) {
        cr_expect_eq(lines.lines[0].runs[i].y_pt, 0);
        for (size_t k = 0; k < lines.lines[0].runs[i].count; k++)
            cr_expect_eq(lines.lines[0].runs[i].glyphs[k].rise_pt, 0);
    }
    double places[16];
    cr_assert_eq(setting_places(&lines.lines[0], places, 16), 11);
    cr_expect_float_eq(places[2], 2, 1e-6);
    cr_expect_float_eq(places[4], 4, 1e-6);
    setting_close(&setting);
}

Test(typeset, fallback_notes_are_limited) {
    struct setting setting = setting_open();
    set(&setting, "鐘鑫鑰鑲鑽鑾鑿閂閃閉開閏閑間閔閘閡閣閥閨閩閫閬閭", STYLE_FANGSONG, 28);
    cr_expect_eq(count_code(setting.diags, DIAG_F202), 20);
    setting_close(&setting);
}

Test(typeset, one_face_refuses_fallback) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(TEXT("医师䶮"), STYLE_FANGSONG);
    run.one_face = true;
    struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 28);
    typeset_set(setting.typeset, &paragraph, setting.arena);
    cr_expect_eq(count_code(setting.diags, DIAG_F203), 1);
    cr_expect(diags_failed(setting.diags));
    setting_close(&setting);
}

Test(typeset, latin_comes_from_its_role_and_quotes_do_not) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(TEXT("“GDP”·12%—"), STYLE_FANGSONG);
    run.latin_role = STYLE_SONG;
    struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 28);
    struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
    int chinese = font_find(setting.fonts, STYLE_FANGSONG, 0x4E00).font;
    int latin = font_find(setting.fonts, STYLE_SONG, 'A').font;
    const char *want[] = {"“", "GDP", "”·", "12%", "—"};
    cr_assert_eq(lines.lines[0].count, 5);
    for (size_t i = 0; i < 5; i++) {
        cr_expect(text_is(lines.lines[0].runs[i].text, want[i]));
        cr_expect_eq(lines.lines[0].runs[i].font, i % 2 ? latin : chinese);
    }
    setting_close(&setting);
}

Test(typeset, double_dash_of_noto_is_one_glyph) {
    struct setting setting = setting_open();
    struct typeset_lines lines = set(&setting, "主题——教育", STYLE_SONG, 28);
    const struct page_run *run = &lines.lines[0].runs[0];
    cr_assert_eq(run->count, 5);
    cr_expect_eq(run->glyphs[2].bytes, 6);
    cr_expect_float_eq(run->glyphs[3].x_pt, 40, 1e-6);
    setting_close(&setting);
}

Test(typeset, combining_marks_are_shaped) {
    struct setting setting = setting_open();
    const char *text = "注音a\u0304字";
    struct typeset_lines lines = set(&setting, text, STYLE_SONG, 28);
    cr_assert_eq(lines.count, 1);
    cr_expect(text_is(setting_line_text(&lines.lines[0], setting.arena), text));
    double places[8];
    cr_expect_eq(setting_places(&lines.lines[0], places, 8), 4, "the mark goes with its letter");
    cr_expect_not(diags_failed(setting.diags));
    setting_close(&setting);
}

Test(typeset, variation_selector_keeps_its_bytes) {
    struct setting setting = setting_open();
    const char *text = "葛\U000E0100市";
    struct typeset_lines lines = set(&setting, text, STYLE_SONG, 28);
    cr_expect(text_is(setting_line_text(&lines.lines[0], setting.arena), text));
    cr_expect_eq(lines.lines[0].runs[0].count, 2);
    setting_close(&setting);
}

Test(typeset, word_wider_than_the_line_is_warned_of) {
    struct setting setting = setting_open();
    struct typeset_lines lines = set(&setting, "编号ABCDEFGHIJKLMNOPQRSTUVWXYZ", STYLE_FANGSONG, 6);
    cr_expect_gt(lines.count, 2);
    cr_assert_geq(count_code(setting.diags, DIAG_L102), 1);
    cr_expect_str_eq(diags_at(setting.diags, 0)->detail, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    setting_close(&setting);
}

Test(typeset, measure_below_one_character) {
    struct setting setting = setting_open();
    cr_expect_eq(set(&setting, "一二三", STYLE_FANGSONG, 0.5).count, 3);
    cr_expect_eq(set(&setting, "一二三", STYLE_FANGSONG, 0).count, 3);
    setting_close(&setting);
}

Test(typeset, alignment_places_the_line) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(TEXT("一二三四"), STYLE_FANGSONG);
    struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 10);
    const struct {
        enum style_align align;
        double x;
    } rows[] = {{STYLE_LEFT, 0}, {STYLE_JUSTIFY, 0}, {STYLE_CENTRE, 30}, {STYLE_RIGHT, 60}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        paragraph.align = rows[i].align;
        struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
        cr_expect_float_eq(lines.lines[0].x_pt, rows[i].x, 1e-9);
        cr_expect_float_eq(lines.lines[0].width_pt, 40, 1e-9);
    }
    paragraph.align = STYLE_JUSTIFY;
    paragraph.first_indent_pt = -20; /* hanging */
    cr_expect_float_eq(typeset_set(setting.typeset, &paragraph, setting.arena).lines[0].x_pt, -20,
                       1e-9);
    setting_close(&setting);
}

Test(typeset, long_title_falls_back_to_plain_lines) {
    struct setting setting = setting_open();
    struct buffer text = buffer_new(setting.arena);
    for (int i = 0; i < 60; i++) buffer_printf(&text, "工作总结");
    struct typeset_run run = setting_run(buffer_text(&text), STYLE_XIAOBIAOSONG);
    struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 20);
    paragraph.balanced = true;
    struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
    cr_expect_geq(lines.count, 12);
    for (size_t i = 0; i < lines.count; i++) cr_expect_leq(lines.lines[i].width_pt, 200.001);
    setting_close(&setting);
}
