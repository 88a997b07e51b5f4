/* Rules that hold for every text: what comes in comes out, lines fill the measure, no forbidden
 * edge, no glyph on another, the same twice; and time. */
#include "setting.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>
#include <time.h>

/* Phrases of official prose; texts are chains of them, chosen by a fixed generator. */
static const char *const phrases[] = {
    "上半年，",
    "全县共检查村卫生室1,234个，",
    "下发整改意见书56份；",
    "完成投资22.38亿元，",
    "同比增长12.5%，",
    "增速提高3.2个百分点。",
    "（一）",
    "“十四五”规划",
    "《全县卫生事业发展纲要》",
    "一是加强领导，",
    "二是健全制度——",
    "落实到位……",
    "截至2026年7月1日，",
    "发病率为23.5/10万，",
    "国办发〔2012〕5号",
    "“三重一大”（试行）",
    "死亡率控制在6.5‰以内；",
    "真的吗？！",
    "列夫·托尔斯泰",
    "2016—2020年",
    "占10～15%",
    "GB/T 9704—2012",
    "气温25 ℃",
    "第三季度",
    "任务完成过半",
    "各项工作有序推进",
    "卫生健康事业取得新的成效",
    "存在的问题依然不少：",
    "必须高度重视、",
    "人民群众满意度明显提升。",
};

static struct text make_text(struct arena *arena, unsigned seed, size_t least) {
    struct buffer text = buffer_new(arena);
    while (text.length < least) {
        seed = seed * 1103515245u + 12345u;
        buffer_printf(&text, "%s", phrases[(seed >> 16) % (sizeof phrases / sizeof *phrases)]);
    }
    return buffer_text(&text);
}

static bool is_among(uint32_t code, const char *set) {
    char bytes[4];
    struct text character = {bytes, text_encode(code, bytes)};
    return text_find(text_of(set), character) != SIZE_MAX;
}

static void check_edges(struct text line, bool last, const char *where) {
    const char *at = line.at, *end = line.at + line.length;
    uint32_t first = text_next(&at, end), final = text_before(&end, line.at);
    cr_expect_not(is_among(first, "、，。；：？！”’」』）〕］｝》〉】〗～·％‰℃,.;:?!)]%"),
                  "%s: starts with U+%04X: %.*s", where, first, TEXT_ARGS(line));
    cr_expect_not(!last && is_among(final, "“‘「『（〔［｛《〈【〖([￥$"),
                  "%s: ends with U+%04X: %.*s", where, final, TEXT_ARGS(line));
}

static void check_overlap(struct setting *setting, const struct typeset_line *line) {
    double before = -1e9;
    for (size_t i = 0; i < line->count; i++)
        for (size_t k = 0; k < line->runs[i].count; k++) {
            double ink[4], x = line->runs[i].x_pt + line->runs[i].glyphs[k].x_pt;
            font_ink(setting->fonts, line->runs[i].font, line->runs[i].glyphs[k].id, ink);
            if (ink[0] == ink[2]) continue; /* a space */
            cr_expect_gt(x + ink[0] * SETTING_PT, before - 0.05 * SETTING_PT,
                         "glyphs overlap in %.*s", TEXT_ARGS(line->runs[i].text));
            before = x + ink[2] * SETTING_PT;
        }
}

static void check_paragraph(struct setting *setting, struct text text, double measure,
                            double indent, const struct style_composition *composition) {
    struct typeset_run run = setting_run(text, STYLE_FANGSONG);
    struct typeset_paragraph paragraph = setting_paragraph(&run, 1, measure);
    paragraph.composition = composition;
    paragraph.first_indent_pt = indent * SETTING_PT;
    struct typeset_lines lines = typeset_set(setting->typeset, &paragraph, setting->arena);
    struct typeset_lines again = typeset_set(setting->typeset, &paragraph, setting->arena);
    cr_assert_eq(lines.count, again.count);
    struct buffer joined = buffer_new(setting->arena);
    char where[64];
    for (size_t i = 0; i < lines.count; i++) {
        const struct typeset_line *line = &lines.lines[i];
        bool last = i + 1 == lines.count;
        struct text content = setting_line_text(line, setting->arena);
        snprintf(where, sizeof where, "measure %.0f, line %zu", measure, i + 1);
        buffer_add_text(&joined, content);
        check_edges(content, last, where);
        check_overlap(setting, line);
        double right = line->x_pt + line->width_pt;
        if (!last)
            cr_expect_float_eq(right, measure * SETTING_PT, 0.01 * SETTING_PT, "%s: %.*s", where,
                               TEXT_ARGS(content));
        cr_expect_leq(right, (measure + 0.01) * SETTING_PT);
        cr_expect_eq(memcmp(line->runs[0].glyphs, again.lines[i].runs[0].glyphs,
                            line->runs[0].count * sizeof *line->runs[0].glyphs),
                     0);
    }
    cr_expect(text_equal(buffer_text(&joined), text), "text in equals text out");
}

Test(typeset_properties, hold_for_generated_prose) {
    struct setting setting = setting_open();
    for (unsigned seed = 1; seed <= 12; seed++) {
        struct text text = make_text(setting.arena, seed * 7919u, 1500);
        check_paragraph(&setting, text, 28, 2, NULL);
        check_paragraph(&setting, text, 18 + seed, 2, NULL);
    }
    setting_close(&setting);
}

/* Whatever the style sets: the same rules. */
Test(typeset_properties, hold_for_every_setting) {
    struct setting setting = setting_open();
    struct style_composition rows[] = {
        {.prohibition = STYLE_PROHIBIT_BASIC, .pair_em = 1.5, .half_start = true},
        {.prohibition = STYLE_PROHIBIT_STRICT, .pair_em = 1, .half_start = true},
        {.prohibition = STYLE_PROHIBIT_GB,
         .punctuation = STYLE_PUNCTUATION_KAIMING,
         .pair_em = 1.5,
         .half_start = true,
         .half_indent = true},
        {.prohibition = STYLE_PROHIBIT_GB, .punctuation = STYLE_PUNCTUATION_NONE, .pair_em = 2},
        {.prohibition = STYLE_PROHIBIT_GB, .pair_em = 1.5, .latin_gap_em = 0.25},
        {.prohibition = STYLE_PROHIBIT_GB, .pair_em = 1.5, .grid = true, .half_start = true},
        {.prohibition = STYLE_PROHIBIT_GB, .pair_em = 1.5, .first_fit = true, .half_start = true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (unsigned seed = 1; seed <= 4; seed++) {
            struct text text = make_text(setting.arena, seed * 6151u + (unsigned)i, 1500);
            check_paragraph(&setting, text, 26 + seed, 2, &rows[i]);
        }
    setting_close(&setting);
}

/* Any characters in any order: nothing is lost, no line is wider than its measure, and it ends. */
Test(typeset_properties, hold_for_random_characters) {
    static const char *const signs[] = {
        "一", "县", "，", "。", "“",  "”",  "（", "）", "《",     "》",     "——",
        "……", "～", "·",  "/",  "1",  "2",  ".",  "%",  "‰",      "A",      "b",
        " ",  "-",  "？", "！", "、", "：", "—",  "万", "元",     "年",     "第",
        "〔", "〕", "①",  "+",  "￥", "(",  ")",  "℃",  "\u200B", "\u2060", "　"};
    struct setting setting = setting_open();
    unsigned seed = 99;
    for (int round = 0; round < 150; round++) {
        struct buffer text = buffer_new(setting.arena);
        for (int i = 0; i < 120; i++) {
            seed = seed * 1103515245u + 12345u;
            buffer_printf(&text, "%s", signs[(seed >> 16) % (sizeof signs / sizeof *signs)]);
        }
        struct typeset_run run = setting_run(buffer_text(&text), STYLE_FANGSONG);
        struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 8 + round % 20);
        struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
        struct buffer joined = buffer_new(setting.arena);
        for (size_t i = 0; i < lines.count; i++) {
            buffer_add_text(&joined, setting_line_text(&lines.lines[i], setting.arena));
            cr_expect_leq(lines.lines[i].width_pt, paragraph.measure_pt + 0.01, "%.*s",
                          TEXT_ARGS(setting_line_text(&lines.lines[i], setting.arena)));
        }
        /* U+200B at the very start goes with no character */
        struct text whole = run.text;
        while (text_starts(whole, TEXT("\u200B")) || text_starts(whole, TEXT("\u2060")))
            whole = text_slice(whole, 3, whole.length);
        cr_expect(text_equal(buffer_text(&joined), whole), "text in equals text out");
    }
    setting_close(&setting);
}

/* No last line of a single character, marks not counted; and every glyph on its baseline. */
Test(typeset_properties, last_lines_and_baselines) {
    struct setting setting = setting_open();
    for (unsigned seed = 1; seed <= 200; seed++) {
        struct text text = make_text(setting.arena, seed * 31337u, 60 + seed * 3);
        struct typeset_run run = setting_run(text, STYLE_FANGSONG);
        struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 28);
        paragraph.first_indent_pt = 2 * SETTING_PT;
        struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
        if (lines.count < 2) continue;
        struct text last = setting_line_text(&lines.lines[lines.count - 1], setting.arena);
        const char *at = last.at;
        size_t characters = 0;
        while (at < last.at + last.length)
            characters += !is_among(text_next(&at, last.at + last.length),
                                    "、，。；：？！”’」』）〕］｝》〉】〗“‘（");
        cr_expect_geq(characters, 2, "%.*s", TEXT_ARGS(last));
        for (size_t i = 0; i < lines.count; i++)
            for (size_t k = 0; k < lines.lines[i].count; k++) {
                cr_expect_eq(lines.lines[i].runs[k].y_pt, 0);
                for (size_t g = 0; g < lines.lines[i].runs[k].count; g++)
                    cr_expect_eq(lines.lines[i].runs[k].glyphs[g].rise_pt, 0);
            }
    }
    setting_close(&setting);
}

/* What a line is opened by, em. */
struct gaps {
    double mean;  /* between neighbouring Han; 0 if there are none */
    double latin; /* widest between Han and digit; digits are half an em wide */
};

static struct gaps gaps_of(const struct typeset_line *line) {
    struct gaps gaps = {0};
    double sum = 0, before = 0;
    size_t count = 0;
    bool after_han = false, after_digit = false;
    for (size_t i = 0; i < line->count; i++) {
        const char *at = line->runs[i].text.at, *end = at + line->runs[i].text.length;
        for (size_t k = 0; k < line->runs[i].count; k++) {
            double place = (line->runs[i].x_pt + line->runs[i].glyphs[k].x_pt) / SETTING_PT;
            uint32_t code = text_next(&at, end);
            bool han = text_is_han(code), digit = code >= '0' && code <= '9';
            if (han && after_han) sum += place - before - 1, count++;
            if ((han && after_digit) || (digit && after_han))
                gaps.latin = fmax(gaps.latin, place - before - (after_han ? 1 : 0.5));
            after_han = han;
            after_digit = digit;
            before = place;
        }
    }
    if (count) gaps.mean = sum / (double)count;
    return gaps;
}

/* At 28 characters a line few lines open by more than 0.02 em a character, none by half an em; and
 * no gap beside a figure is read as a blank unless the whole line is as open.  (This text is much
 * denser in figures than any real report: real ones come out near 1 line in 100.) */
Test(typeset_properties, lines_are_even) {
    struct setting setting = setting_open();
    size_t lines_total = 0, open = 0;
    for (unsigned seed = 1; seed <= 20; seed++) {
        struct typeset_run run =
            setting_run(make_text(setting.arena, seed * 104729u, 2000), STYLE_FANGSONG);
        struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 28);
        struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
        for (size_t i = 0; i + 1 < lines.count; i++, lines_total++) {
            struct gaps gaps = gaps_of(&lines.lines[i]);
            cr_expect_lt(gaps.mean, 0.25);
            cr_expect_leq(gaps.latin, fmax(0.0951, gaps.mean + 0.0001));
            open += gaps.mean > 0.02 || gaps.mean < -0.02;
        }
    }
    cr_expect_leq(open * 50, lines_total, "%zu of %zu", open, lines_total);
    cr_log_info("%zu of %zu lines open by more than 0.02 em", open, lines_total);
    setting_close(&setting);
}

/* Short paragraphs, where little can be moved: most lines are even all the same, and none is so
 * tight that glyphs touch. */
Test(typeset_properties, short_paragraphs_are_even) {
    struct setting setting = setting_open();
    size_t lines_total = 0, open = 0;
    for (unsigned seed = 1; seed <= 300; seed++) {
        struct text text = make_text(setting.arena, seed * 7717u, 90 + seed % 200);
        struct typeset_run run = setting_run(text, STYLE_FANGSONG);
        struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 28);
        paragraph.first_indent_pt = 2 * SETTING_PT;
        struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
        for (size_t i = 0; i < lines.count; i++, lines_total++) {
            struct gaps gaps = gaps_of(&lines.lines[i]);
            cr_expect_geq(gaps.mean, -0.0451);
            check_overlap(&setting, &lines.lines[i]);
            open += i + 1 < lines.count && (gaps.mean > 0.02 || gaps.mean < -0.02);
        }
    }
    cr_expect_leq(open * 20, lines_total, "%zu of %zu", open, lines_total);
    cr_log_info("%zu of %zu lines open by more than 0.02 em", open, lines_total);
    setting_close(&setting);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Linear time: a paragraph of 100,000 characters.  The limit leaves room for slow machines and
 * sanitizers. */
Test(typeset_properties, long_paragraph_in_linear_time) {
    struct setting setting = setting_open();
    struct typeset_run run = setting_run(make_text(setting.arena, 1, 270000), STYLE_FANGSONG);
    struct typeset_paragraph paragraph = setting_paragraph(&run, 1, 28);
    double start = seconds();
    struct typeset_lines lines = typeset_set(setting.typeset, &paragraph, setting.arena);
    double taken = seconds() - start;
    cr_expect_gt(lines.count, 2500);
    cr_expect_lt(taken, 5);
    cr_log_info("%zu lines in %.3f s", lines.count, taken);
    setting_close(&setting);
}
