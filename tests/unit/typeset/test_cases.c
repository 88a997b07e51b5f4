/* The table of cases.txt: text and measure → wanted lines, and wanted places of characters. */
#include "setting.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct setting setting;
    struct typeset_run run;
    struct typeset_paragraph paragraph;
    struct style_composition composition;
    struct typeset_lines lines;
    struct buffer got; /* the case as the program sets it, in the form of the table */
    struct text want;
    size_t line, number, cases, wrong;
};

static bool number_word(struct text *rest, double *value) {
    struct text word;
    if (!text_cut_word(rest, &word)) return false;
    char digits[32] = "";
    cr_assert(word.length < sizeof digits);
    memcpy(digits, word.at, word.length);
    *value = strtod(digits, NULL);
    return true;
}

/* Words that stand for one setting of the style. */
static bool read_word(struct reader *reader, struct text word) {
    struct style_composition *composition = &reader->composition;
    static const char *const levels[] = {"edges-none", "basic", "gb", "strict"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (!text_is(word, levels[i])) continue;
        composition->prohibition = (enum style_prohibition)i;
        return true;
    }
    if (text_is(word, "kaiming"))
        composition->punctuation = STYLE_PUNCTUATION_KAIMING;
    else if (text_is(word, "full-width"))
        composition->punctuation = STYLE_PUNCTUATION_NONE;
    else if (text_is(word, "full-start"))
        composition->half_start = false;
    else if (text_is(word, "half-indent"))
        composition->half_indent = true;
    else if (text_is(word, "grid"))
        composition->grid = true;
    else if (text_is(word, "first-fit"))
        composition->first_fit = true;
    else
        return false;
    return true;
}

static void read_option(struct reader *reader, struct text word, struct text *rest) {
    double value = 0;
    struct typeset_paragraph *paragraph = &reader->paragraph;
    if (text_is(word, "indent") && number_word(rest, &value)) {
        paragraph->first_indent_pt = value * SETTING_PT;
    } else if (text_is(word, "gap") && number_word(rest, &value)) {
        reader->composition.latin_gap_em = value;
    } else if (text_is(word, "pair") && number_word(rest, &value)) {
        reader->composition.pair_em = value;
    } else if (read_word(reader, word)) {
        return;
    } else if (text_is(word, "left")) {
        paragraph->align = STYLE_LEFT;
    } else if (text_is(word, "right")) {
        paragraph->align = STYLE_RIGHT;
    } else if (text_is(word, "centre")) {
        paragraph->align = STYLE_CENTRE;
    } else if (text_is(word, "balanced")) {
        paragraph->balanced = true;
    } else if (text_is(word, "words")) {
        paragraph->by_words = true;
    } else if (text_is(word, "song")) {
        reader->run.role = reader->run.latin_role = STYLE_SONG;
    } else {
        cr_assert_fail("cases.txt:%zu: unknown word %.*s", reader->number, TEXT_ARGS(word));
    }
}

static void finish_case(struct reader *reader) {
    if (!reader->cases) return;
    if (text_equal(buffer_text(&reader->got), reader->want)) return;
    reader->wrong++;
    cr_log_error("cases.txt:%zu:\nwanted\n%.*s\ngot\n%.*s", reader->line, TEXT_ARGS(reader->want),
                 TEXT_ARGS(buffer_text(&reader->got)));
}

static void start_case(struct reader *reader, struct text line) {
    finish_case(reader);
    size_t end = text_find(line, TEXT("]"));
    struct text options = text_slice(line, 1, end), word;
    double measure = 0;
    reader->run = setting_run(text_trim(text_slice(line, end + 1, line.length)), STYLE_FANGSONG);
    reader->paragraph = setting_paragraph(&reader->run, 1, 0);
    reader->composition = style_composition_usual;
    reader->paragraph.composition = &reader->composition;
    cr_assert(number_word(&options, &measure));
    reader->paragraph.measure_pt = measure * SETTING_PT;
    while (text_cut_word(&options, &word)) read_option(reader, word, &options);
    reader->lines = typeset_set(reader->setting.typeset, &reader->paragraph, reader->setting.arena);
    reader->got = buffer_new(reader->setting.arena);
    for (size_t i = 0; i < reader->lines.count; i++) {
        struct text text = setting_line_text(&reader->lines.lines[i], reader->setting.arena);
        buffer_printf(&reader->got, "> %.*s\n", TEXT_ARGS(text));
    }
    reader->want = (struct text){line.at + line.length + 1, 0};
    reader->line = reader->number;
    reader->cases++;
}

/* "= 0 1 2.5": the places of the line before, checked at once and left out of the text compared. */
static void check_places(struct reader *reader, struct text line, size_t index) {
    struct text rest = text_slice(line, 1, line.length);
    double want, got[512];
    size_t count = setting_places(&reader->lines.lines[index], got, 512), i = 0;
    bool same = true;
    for (; number_word(&rest, &want); i++) same = same && i < count && fabs(got[i] - want) < 0.006;
    if (same && i == count) return;
    struct buffer places = buffer_new(reader->setting.arena);
    for (i = 0; i < count; i++) buffer_printf(&places, " %g", floor(got[i] * 1000 + 0.5) / 1000);
    buffer_printf(&places, "%c", 0);
    cr_expect_fail("cases.txt:%zu: got\n=%s", reader->number, places.at);
}

Test(typeset_cases, table) {
    struct reader reader = {.setting = setting_open()};
    const struct file *file = file_read(reader.setting.arena, "tests/unit/typeset/cases.txt",
                                        1 << 20, ORIGIN_NONE, reader.setting.diags);
    cr_assert_not_null(file);
    struct text rest = file->bytes, line;
    struct buffer want = buffer_new(reader.setting.arena);
    size_t index = 0;
    while (text_cut(&rest, '\n', &line)) {
        reader.number++;
        if (text_starts(line, TEXT("["))) {
            start_case(&reader, line);
            want = buffer_new(reader.setting.arena);
            index = 0;
        } else if (text_starts(line, TEXT(">"))) {
            buffer_printf(&want, "%.*s\n", TEXT_ARGS(line));
            reader.want = buffer_text(&want);
            index++;
        } else if (text_starts(line, TEXT("="))) {
            cr_assert(index > 0 && index <= reader.lines.count, "cases.txt:%zu", reader.number);
            check_places(&reader, line, index - 1);
        }
    }
    finish_case(&reader);
    cr_expect(reader.wrong == 0, "%zu of %zu cases differ", reader.wrong, reader.cases);
    cr_expect(reader.cases >= 160, "only %zu cases", reader.cases);
    setting_close(&reader.setting);
}
