/* The small grammar of {…}, and paragraphs cut into pieces. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "prose/prose.h"

/* "unit:indicator@period|name(a,b)" as it was understood. */
static const char *spell(const struct bound *bound, struct arena *arena) {
    struct buffer buffer = buffer_new(arena);
    if (bound->unit.length > 0) buffer_printf(&buffer, "%.*s:", TEXT_ARGS(bound->unit));
    buffer_printf(&buffer, "%.*s", TEXT_ARGS(bound->indicator));
    if (bound->period.length > 0) buffer_printf(&buffer, "@%.*s", TEXT_ARGS(bound->period));
    for (size_t i = 0; i < bound->function_count; i++) {
        const struct bound_function *function = &bound->functions[i];
        buffer_printf(&buffer, "|%.*s", TEXT_ARGS(function->name));
        for (size_t k = 0; k < function->argument_count; k++)
            buffer_printf(&buffer, "%s%.*s", k == 0 ? "(" : ",", TEXT_ARGS(function->arguments[k]));
        if (function->argument_count > 0) buffer_printf(&buffer, ")");
    }
    return buffer.at;
}

/* Column of the only diagnostic, and its detail. */
static size_t fault_column(struct diags *diags, const struct file *file) {
    cr_assert_eq(diags_size(diags), 1);
    size_t offset = diags_at(diags, 0)->origin.offset;
    return text_characters(text_slice(file->bytes, 0, offset)) + 1;
}

Test(bound, reads) {
    static const char *const rows[][2] = {
        {"blood.donors", "blood.donors"},
        {"检查村卫生室", "检查村卫生室"},
        {" 献血量 | change ", "献血量|change"},
        {"献血量|change(percent)|1", "献血量|change(percent)|1"},
        {"7岁以下儿童（0—6岁）5.2%以上人数", "7岁以下儿童（0—6岁）5.2%以上人数"},
        {"A.1-b@2025H2", "A.1-b@2025H2"},
        {"out.n@2026-01..2026-05|万|2", "out.n@2026-01..2026-05|万|2"},
        {"河东镇卫生院:门诊人次", "河东镇卫生院:门诊人次"},
        {"河东：门诊人次@2025|base", "河东:门诊人次@2025|base"},
        {"a|share(b)", "a|share(b)"},
        {"a|f（x，y）", "a|f(x,y)"},
        {"a|f(1, 2,3,4)", "a|f(1,2,3,4)"},
        {".", "."},
        {".|bare", ".|bare"},
        {"$name", "$name"},
        {"农村妇女“两癌”筛查|completion", "农村妇女“两癌”筛查|completion"},
        {"a|1|2|3|4|5|6|7|8", "a|1|2|3|4|5|6|7|8"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diags *diags = diags_new(arena);
        struct bound bound;
        cr_expect(prose_parse_bound(text_of(rows[i][0]), ORIGIN_NONE, &bound, diags), "%s",
                  rows[i][0]);
        cr_expect_str_eq(spell(&bound, arena), rows[i][1]);
        cr_expect_eq(diags_size(diags), 0);
    }
    arena_free(arena);
}

Test(bound, offsets) {
    struct arena *arena = arena_new();
    struct bound bound;
    struct text text = TEXT("河东: 门诊@2025|base(x)|1");
    cr_assert(prose_parse_bound(text, ORIGIN_NONE, &bound, diags_new(arena)));
    cr_expect_eq(bound.unit_offset, 0);
    cr_expect_eq(bound.indicator_offset, text_find(text, TEXT("门诊")));
    cr_expect_eq(bound.period_offset, text_find(text, TEXT("2025")));
    cr_expect_eq(bound.functions[0].offset, text_find(text, TEXT("base")));
    cr_expect_eq(bound.functions[1].offset, text.length - 1);
    arena_free(arena);
}

Test(bound, faults_have_places) {
    static const struct {
        const char *text;
        size_t column;
    } rows[] = {
        {"", 1},
        {"  ", 1},
        {"|change", 1},
        {":a", 1},
        {"河东:", 4},
        {"a@", 3},
        {"a@明年", 3},
        {"献血量@2025@2026", 9},
        {"a|", 3},
        {"a||b", 3},
        {"a|(x)", 3},
        {"a|f(", 4},
        {"a|f(x", 4},
        {"a|f)", 4},
        {"a|f(x)y", 7},
        {"a|f()", 5},
        {"a|f(x,)", 7},
        {"a|f(1,2,3,4,5,6,7,8,9,10,11,12,13)", 32},
        {"a|1|2|3|4|5|6|7|8|9", 19},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diags *diags = diags_new(arena);
        const struct file *file = file_from_text(arena, "t", text_of(rows[i].text));
        struct bound bound;
        cr_expect_not(prose_parse_bound(file->bytes, (struct origin){file, 0}, &bound, diags), "%s",
                      rows[i].text);
        cr_expect_eq(fault_column(diags, file), rows[i].column, "%s: %zu", rows[i].text,
                     fault_column(diags, file));
        cr_expect_eq(diags_at(diags, 0)->code, DIAG_P101);
        cr_expect_not_null(diags_at(diags, 0)->hint);
    }
    arena_free(arena);
}

static const char *spell_pieces(const char *text, struct arena *arena, struct diags *diags,
                                bool *good) {
    struct prose_piece *pieces;
    size_t count;
    struct text paragraph = text_of(text);
    *good = prose_cut(paragraph, ORIGIN_NONE, arena, &pieces, &count, diags);
    struct buffer buffer = buffer_new(arena);
    for (size_t i = 0; i < count; i++) {
        bool bound = pieces[i].kind == PROSE_BOUND;
        buffer_printf(&buffer, "%s%.*s%s", bound ? "<" : "[", TEXT_ARGS(pieces[i].text),
                      bound ? ">" : "]");
        cr_expect(pieces[i].text.at == paragraph.at + pieces[i].offset);
    }
    return count > 0 ? buffer.at : "";
}

Test(cut, pieces) {
    static const struct {
        const char *text, *pieces;
        bool good;
    } rows[] = {
        {"", "", true},
        {"没有括号", "[没有括号]", true},
        {"献血{a}，增{b|change}。", "[献血]<a>[，增]<b|change>[。]", true},
        {"{a}{b}", "<a><b>", true},
        {"集合{{x}}与{a}", "[集合{][x}][与]<a>", true},
        {"{{", "[{]", true},
        {"{a}}}", "<a>[}]", true},
        {"开{a", "[开{a]", false},
        {"关a}x", "[关a}x]", false},
        {"{a{b}", "[{a]<b>", false},
        {"{}x", "[x]", false},
        {"{a|}与{b}", "[与]<b>", false},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool good;
        struct diags *diags = diags_new(arena);
        cr_expect_str_eq(spell_pieces(rows[i].text, arena, diags, &good), rows[i].pieces);
        cr_expect_eq(good, rows[i].good, "%s", rows[i].text);
        cr_expect_eq(diags_failed(diags), !rows[i].good);
    }
    arena_free(arena);
}

Test(cut, places_step_over_quotes_and_entities) {
    static const struct {
        const char *file, *paragraph;
        size_t start, column;
    } rows[] = {
        {"x,\"他说\"\"好\"\"。}\"", "他说\"好\"。}", 2, 12},
        {"x,\"他说}\"", "他说}", 3, 6},
        {"<p>A&amp;B&lt;}</p>", "A&B<}", 3, 15},
        {"<p v=\"甲&quot;}\"/>", "甲\"}", 6, 14},
        {"别的文字", "他说}", 0, 3},
        {"短", "他说话}", 0, 4},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diags *diags = diags_new(arena);
        const struct file *file = file_from_text(arena, "t", text_of(rows[i].file));
        struct prose_piece *pieces;
        size_t count;
        struct origin origin = {file, rows[i].start};
        cr_expect_not(prose_cut(text_of(rows[i].paragraph), origin, arena, &pieces, &count, diags));
        cr_assert_eq(diags_size(diags), 1);
        size_t offset = diags_at(diags, 0)->origin.offset;
        if (i < 4)
            cr_expect_eq(fault_column(diags, file), rows[i].column, "%s: %zu", rows[i].file,
                         fault_column(diags, file));
        else
            cr_expect_eq(offset, rows[i].start);
    }
    struct diags *diags = diags_new(arena);
    struct prose_piece *pieces;
    size_t count;
    const struct file *file = file_from_text(arena, "t", TEXT("a}"));
    prose_cut(TEXT("a}"), (struct origin){file, ORIGIN_WHOLE_FILE}, arena, &pieces, &count, diags);
    cr_expect_eq(diags_at(diags, 0)->origin.offset, ORIGIN_WHOLE_FILE);
    arena_free(arena);
}
