/* Whole charts as page dumps, kept in want/: whatever moves, shows.  ZONGJIE_ACCEPT=1 rewrites
 * them. */
#include <stdlib.h>

#include <criterion/criterion.h>

#include "base/file.h"
#include "sketch.h"

#define FOLDER "tests/unit/chart/want/"

static const struct {
    const char *name, *kind, *measure, *data;
} cases[] = {
    {"column-one-point", "column", "家", "数: 全县=12"},
    {"column-two-series", "column", "人次",
     "本期: 门诊=12563, 体检=; 上年同期: 门诊=11800, 体检=350"},
    {"column-negative", "column", "%", "增速: 一季度=3.2, 二季度=-1.5"},
    {"bar-ranking", "bar", "%",
     "完成率: 城关镇卫生院=104.2, 河西街道社区卫生服务中心=96.5, 马家河子乡=—"},
    {"line-broken", "line", "万元",
     "2026: 1月=12.5, 2月=, 3月=14, 4月=15; 2025: 1月=10, 2月=11, 3月=12, 4月=13"},
    {"empty", "line", "家", "数: 甲="},
};

static void accept(const char *path, struct text got) {
    FILE *stream = fopen(path, "wb");
    cr_assert_not_null(stream);
    fwrite(got.at, 1, got.length, stream);
    cr_assert_eq(fclose(stream), 0);
}

static void compare(const char *name, struct text got, struct text want) {
    struct text got_line, want_line;
    for (size_t line = 1; got.length || want.length; line++) {
        got_line = want_line = TEXT("(end)");
        text_cut(&got, '\n', &got_line);
        text_cut(&want, '\n', &want_line);
        cr_assert(text_equal(got_line, want_line), "%s:%zu\n got %.*s\nwant %.*s", name, line,
                  TEXT_ARGS(got_line), TEXT_ARGS(want_line));
    }
}

Test(chart_golden, drawn_as_before) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sketch *sketch = sketch_new(cases[i].kind, cases[i].measure, cases[i].data);
        sketch_draw(sketch);
        struct text got = page_dump(sketch->page, sketch->arena);
        const char *path = arena_printf(sketch->arena, FOLDER "%s.pages", cases[i].name);
        if (getenv("ZONGJIE_ACCEPT")) accept(path, got);
        const struct file *want =
            file_read(sketch->arena, path, 1 << 20, ORIGIN_NONE, sketch->diags);
        cr_assert_not_null(want, "%s", path);
        compare(cases[i].name, got, want->bytes);
        sketch_free(sketch);
    }
}
