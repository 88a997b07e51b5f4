/* Time of line composition in a warm process: a page of plain Chinese (22 lines of 28), a page full
 * of figures, and one paragraph of 100,000 characters; total fit and first fit.
 * tests/bench/compose.sh builds and runs it; the median of many runs is printed. */
#include "base/text.h"
#include "typeset/typeset.h"

#include <stdlib.h>
#include <time.h>

static const char *const plain[] = {
    "紧紧围绕全年目标任务，",   "深化以县人民医院为龙头的医共体建设，",
    "群众不出镇就能看上专家。", "一个窗口受理、一站式办结，",
    "人员、财务由牵头医院统管，", "把结余留用与科室绩效挂钩，",
    "处方和医嘱按月抽样点评；", "工作机制进一步健全。",
    "“放管服”改革持续深化，", "全面排查整治各类隐患（含乡镇）。"};
static const char *const figures[] = {
    "上半年完成投资22.38亿元，",     "同比增长12.5%，",          "服务群众20万人次，",
    "发病率为23.5/10万，",           "截至2026年7月1日，",        "共检查1,234家（次）；",
    "按照GB/T 9704—2012的规定，", "增速提高3.2个百分点。",    "占全年计划的10～15%。"};

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static struct text chain(struct arena *arena, const char *const *phrases, size_t count,
                         size_t characters) {
    struct buffer buffer = buffer_new(arena);
    unsigned seed = 7;
    for (size_t length = 0; length < characters;) {
        seed = seed * 1103515245u + 12345u;
        struct text phrase = text_of(phrases[(seed >> 16) % count]);
        length += text_characters(phrase);
        buffer_add_text(&buffer, phrase);
    }
    return buffer_text(&buffer);
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct row {
    const char *name;
    struct text text;
    size_t paragraphs, runs; /* how often the text is set in one go; how many goes */
};

static void measure(struct typeset *typeset, const struct row *row, bool first_fit) {
    enum { RUNS_MOST = 201 };
    struct style_composition composition = style_composition_usual;
    composition.grid = true;
    composition.first_fit = first_fit;
    struct typeset_run run = {.text = row->text,
                              .role = STYLE_FANGSONG,
                              .latin_role = STYLE_FANGSONG,
                              .size_pt = 15.75,
                              .origin = ORIGIN_NONE};
    struct typeset_paragraph paragraph = {.runs = &run,
                                          .count = 1,
                                          .measure_pt = 28 * 15.75,
                                          .first_indent_pt = 2 * 15.75,
                                          .size_pt = 15.75,
                                          .align = STYLE_JUSTIFY,
                                          .composition = &composition};
    double taken[RUNS_MOST];
    size_t lines = 0;
    for (size_t i = 0; i < row->runs; i++) {
        struct arena *arena = arena_new();
        double start = seconds();
        lines = 0;
        for (size_t k = 0; k < row->paragraphs; k++)
            lines += typeset_set(typeset, &paragraph, arena).count;
        taken[i] = seconds() - start;
        arena_free(arena);
    }
    qsort(taken, row->runs, sizeof *taken, by_value);
    printf("| %-35s | %-5s | %5zu | %8.3f |\n", row->name, first_fit ? "first" : "total", lines,
           taken[row->runs / 2] * 1e3);
}

int main(void) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct font_set *fonts = font_open(arena, diags);
    if (!fonts) {
        fputs("compose: run make fonts first, and this from the top folder\n", stderr);
        return 1;
    }
    struct typeset *typeset = typeset_new(fonts, arena, diags);
    const struct row rows[] = {
        {"page of plain Chinese, 4 paragraphs", chain(arena, plain, 10, 145), 4, 201},
        {"page full of figures, 4 paragraphs", chain(arena, figures, 9, 150), 4, 201},
        {"paragraph of 100,000 characters", chain(arena, figures, 9, 100000), 1, 9}};
    printf("| composed                            | fit   | lines | ms       |\n"
           "|-------------------------------------|-------|-------|----------|\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        measure(typeset, &rows[i], false);
        measure(typeset, &rows[i], true);
    }
    arena_free(arena);
    return 0;
}
