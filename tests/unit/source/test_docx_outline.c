/* Word files: numbers, titles, and what lines become as texts and items. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "source/docx.h"

Test(docx_outline, numbers_at_the_start) {
    static const struct {
        const char *text;
        int level, value;
        size_t rest; /* bytes before the words; 0: no number */
    } cases[] = {
        {"一、总体要求", 2, 1, 6},
        {"十二、其他", 2, 12, 9},
        {"二十三、其他", 2, 23, 12},
        {"（一）加强", 3, 1, 9},
        {"(一)加强", 3, 1, 5},
        {"（八）、加强", 3, 8, 12},
        {"1.完成", 4, 1, 2},
        {"1、完成", 4, 1, 4},
        {"12．完成", 4, 12, 5},
        {"１．完成", 4, 1, 6},
        {"1. 完成", 4, 1, 3},
        {"（1）主体", 5, 1, 7},
        {"(12)主体", 5, 12, 4},
        {"第一部分 总结", 1, 1, 13},
        {"第2章　总则", 1, 2, 10},
        {"1.5亿元", 0, 0, 0},
        {"一是抓好", 0, 0, 0},
        {"2026年", 0, 0, 0},
        {"100.全部", 0, 0, 0},
        {"（续）表", 0, 0, 0},
        {"第一要务", 0, 0, 0},
        {"一", 0, 0, 0},
        {"", 0, 0, 0},
        {"（", 0, 0, 0},
        {"（一", 0, 0, 0},
        {"第", 0, 0, 0},
        {"十", 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct docx_mark mark;
        bool found = docx_find_mark(text_of(cases[i].text), &mark);
        cr_expect_eq(found, cases[i].rest > 0, "%s", cases[i].text);
        if (!found || !cases[i].rest) continue;
        cr_expect_eq(mark.level, cases[i].level, "%s: level %d", cases[i].text, mark.level);
        cr_expect_eq(mark.value, cases[i].value, "%s: value %d", cases[i].text, mark.value);
        cr_expect_eq(mark.length, cases[i].rest, "%s: %zu bytes", cases[i].text, mark.length);
    }
}

Test(docx_outline, titles_that_are_run_in) {
    static const struct {
        const char *text;
        int level;
        const char *title, *body; /* NULL: no title */
    } cases[] = {
        {"加强监管", 3, "加强监管", ""},
        {"加强监管。坚持问题导向。", 3, "加强监管", "坚持问题导向。"},
        {"服务到位，帮助企业渡过难关。把服务抓实。", 3, "服务到位，帮助企业渡过难关",
         "把服务抓实。"},
        {"工作目标：到年底建成三家。", 3, "工作目标", "到年底建成三家。"},
        {"主要做法：", 2, "主要做法", ""},
        {"加强监管。", 3, "加强监管", ""},
        {"年底前完成县医院迁建。", 4, NULL, NULL},
        {"完成县医院迁建", 4, "完成县医院迁建", ""},
        {"主体封顶；", 5, NULL, NULL},
        {"门诊人次120万，增长5%。全年预计240万。", 4, NULL, NULL},
        {"组织领导。成立专班。", 4, "组织领导", "成立专班。"},
        {"这是一句很长的话，说的是全县各级各部门都要把思想和行动统一起来，把任务落到实处。然后。",
         3, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text title, body;
        bool found = docx_split_title(text_of(cases[i].text), cases[i].level, &title, &body);
        cr_expect_eq(found, cases[i].title != NULL, "%s", cases[i].text);
        if (!found || !cases[i].title) continue;
        cr_expect(text_is(title, cases[i].title), "%s: %.*s", cases[i].text, TEXT_ARGS(title));
        cr_expect(text_is(body, cases[i].body), "%s: %.*s", cases[i].text, TEXT_ARGS(body));
    }
}

/* ---- rows */

struct trial {
    struct source_sink sink;
    struct arena *arena;
    struct diags *diags;
    struct buffer out;
};

/* "cell,cell/cell,cell", with the place of the last cell behind each row if it is asked for. */
static bool take(struct source_sink *sink, struct table *batch) {
    struct trial *trial = (struct trial *)sink;
    for (size_t r = 0; r < batch->row_count; r++) {
        for (size_t c = 0; c < batch->column_count; c++)
            buffer_printf(&trial->out, "%s%.*s",
                          c                   ? ","
                          : trial->out.length ? "/"
                                              : "",
                          TEXT_ARGS(table_cell(batch, r, c)->text));
    }
    return true;
}

typedef bool give(const struct source_spec *spec, const struct docx *docx, struct source_sink *sink,
                  struct arena *arena, struct diags *diags);

static struct docx *docx_of(struct arena *arena, struct diags *diags, const char *body) {
    const char *xml = arena_printf(
        arena,
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
        "<w:body>%s</w:body></w:document>",
        body);
    const struct file *file = file_from_text(arena, "plan.docx", TEXT(""));
    struct docx_parts parts = {0};
    parts.document = docx_read_xml(file, "document.xml", text_of(xml), arena, diags);
    cr_assert(parts.document);
    return docx_read_body(file, &parts, arena, diags);
}

/* Lines of text as paragraphs; ">" before one centres it, "<" puts it to the right, "#" makes it a
 * heading of level 1. */
static struct trial rows_of(const char *lines, give *rows, const struct source_spec *spec) {
    struct trial trial = {.sink = {take}, .arena = arena_new()};
    trial.diags = diags_new(trial.arena);
    trial.out = buffer_new(trial.arena);
    buffer_add(&trial.out, "", 0);
    struct buffer body = buffer_new(trial.arena);
    buffer_add(&body, "", 0);
    struct text rest = text_of(lines), line;
    while (text_cut(&rest, '\n', &line)) {
        const char *properties = "";
        if (text_starts(line, TEXT(">"))) properties = "<w:jc w:val=\"center\"/>";
        if (text_starts(line, TEXT("<"))) properties = "<w:jc w:val=\"right\"/>";
        if (text_starts(line, TEXT("#"))) properties = "<w:outlineLvl w:val=\"0\"/>";
        if (*properties) line = text_slice(line, 1, line.length);
        buffer_printf(&body, "<w:p><w:pPr>%s</w:pPr><w:r><w:t>%.*s</w:t></w:r></w:p>", properties,
                      TEXT_ARGS(line));
    }
    struct docx *docx = docx_of(trial.arena, trial.diags, body.at);
    rows(spec, docx, &trial.sink, trial.arena, trial.diags);
    return trial;
}

static const char *codes(const struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(trial->diags); i++)
        buffer_printf(&out, i ? " %s" : "%s", diag_name(diags_at(trial->diags, i)->code));
    return out.at;
}

struct rows_case {
    const char *lines, *rows, *codes;
};

static void check_rows(const struct rows_case *cases, size_t count, give *rows,
                       const struct source_spec *spec) {
    for (size_t i = 0; i < count; i++) {
        struct trial trial = rows_of(cases[i].lines, rows, spec);
        cr_expect_str_eq(trial.out.at, cases[i].rows, "%zu: %s", i, trial.out.at);
        cr_expect_str_eq(codes(&trial), cases[i].codes, "%zu: %s", i, codes(&trial));
        arena_free(trial.arena);
    }
}
#define CHECK(cases, rows, spec) check_rows(cases, sizeof cases / sizeof *cases, rows, spec)

static const struct source_spec plan = {.path = "plan.docx"};

Test(docx_outline, items_are_headings_with_their_text) {
    static const struct rows_case cases[] = {
        {"一、总体要求\n甲。\n乙。\n二、重点任务\n（一）医改。丙。\n1.丁。\n（二）监管\n戊。",
         "总体要求,1,1,1,总体要求,甲。\n乙。/重点任务,2,2,1,重点任务,/"
         "重点任务,2.1,2.1,2,医改,丙。\n1.丁。/重点任务,2.2,2.2,2,监管,戊。",
         ""},
        /* a level may be skipped; a numbered sentence in a chapter is an item */
        {"一、任务\n1.完成甲。\n2.完成乙。\n（1）其一。",
         "任务,1,1,1,任务,/任务,1.1,1.1,3,,完成甲。/任务,1.2,1.2,3,,完成乙。\n（1）其一。", ""},
        {"1.完成甲。\n2.完成乙。", "plan,1,1,3,,完成甲。/plan,2,2,3,,完成乙。", ""},
        /* short sentences are titles where each has text below it */
        {"一、任务\n1.完善规划。\n甲。\n2.推进改造。\n乙。",
         "任务,1,1,1,任务,/任务,1.1,1.1,3,完善规划,甲。/任务,1.2,1.2,3,推进改造,乙。", ""},
        {"一、任务\n1.完善规划。\n2.推进改造。\n乙。",
         "任务,1,1,1,任务,/任务,1.1,1.1,3,,完善规划。/任务,1.2,1.2,3,,推进改造。\n乙。", ""},
        {"引言。\n#标题甲\n文。\n#标题乙", "标题甲,1,1,1,标题甲,文。/标题乙,2,2,1,标题乙,", "D181"},
        {"没有标题。", "", "D187"},
        {"", "", "D187"},
    };
    CHECK(cases, docx_give_items, &plan);
}

Test(docx_outline, a_job_may_give_section_and_code_of_items) {
    struct source_constant constants[] = {{TEXT_INIT("section"), TEXT_INIT("计划"), {0}},
                                          {TEXT_INIT("code"), TEXT_INIT("P"), {0}},
                                          {TEXT_INIT("unit"), TEXT_INIT("u1"), {0}}};
    const struct source_spec spec = {
        .path = "plan.docx", .constants = constants, .constant_count = 3};
    static const struct rows_case cases[] = {
        {"一、任务\n（一）医改\n甲。", "计划,P1,1,1,任务,,u1/计划,P1.1,1.1,2,医改,甲。,u1", ""},
    };
    CHECK(cases, docx_give_items, &spec);
}

Test(docx_outline, texts_have_the_section_of_their_chapter) {
    static const struct rows_case cases[] = {
        {"引言。\n一、甲章\n甲。\n（一）小节\n乙。\n二、乙章。丙。",
         "plan,1,引言。/甲章,2,甲。/甲章,3,（一）小节/甲章,4,乙。/乙章,5,丙。", ""},
        {">县卫健局\n>工作总结\n一、甲章\n甲。\n<县卫健局\n<2026年7月5日", "甲章,1,甲。",
         "D181 D181 D181 D181"},
        {"甲。\n县卫健局\n2026年7月5日", "plan,1,甲。", "D181 D181"},
        {"甲。\n二〇二六年七月五日", "plan,1,甲。", "D181"},
        {"只有一段。", "plan,1,只有一段。", ""},
        {"", "", ""},
    };
    CHECK(cases, docx_give_texts, &plan);
}

Test(docx_outline, a_job_may_give_the_section_of_texts) {
    struct source_constant section = {TEXT_INIT("section"), TEXT_INIT("保障"), {0}};
    const struct source_spec spec = {
        .path = "plan.docx", .constants = &section, .constant_count = 1};
    static const struct rows_case cases[] = {
        {"引言。\n一、甲章\n甲。", "保障,1,引言。/保障,2,一、甲章/保障,3,甲。", ""}};
    CHECK(cases, docx_give_texts, &spec);
}

Test(docx_outline, parts_begin_where_numbers_begin_anew) {
    static const struct rows_case cases[] = {
        {">上半年总结\n一、甲\n二、乙\n>下半年计划\n一、丙\n文。",
         "上半年总结,1,1,1,上半年总结,/上半年总结,1.1,1.1,2,甲,/上半年总结,1.2,1.2,2,乙,/"
         "下半年计划,2,2,1,下半年计划,/下半年计划,2.1,2.1,2,丙,文。",
         ""},
        {"第一部分 总结\n一、甲\n第二部分 计划\n一、乙",
         "总结,1,1,1,总结,/总结,1.1,1.1,2,甲,/计划,2,2,1,计划,/计划,2.1,2.1,2,乙,", ""},
    };
    CHECK(cases, docx_give_items, &plan);
}

Test(docx_outline, headings_out_of_order_are_reported) {
    static const struct rows_case cases[] = {
        {"一、甲\n三、乙", "甲,1,1,1,甲,/乙,2,2,1,乙,", "D186"},
        {"二、甲", "甲,1,1,1,甲,", "D186"},
        {"一、甲\n1.乙乙\n二、丙\n2.丁丁",
         "甲,1,1,1,甲,/甲,1.1,1.1,3,乙乙,/丙,2,2,1,丙,/丙,2.1,2.1,3,丁丁,", ""},
        {"一、甲\n第一章讲的是一件很长很长的事情，说来话长，而且还没有说完，仍然在说，没有说完。后面还有。",
         "甲,1,1,1,甲,第一章讲的是一件很长很长的事情，说来话长，而且还没有说完，仍然在说，没有说完。后面还有。",
         ""},
        {"一、甲\n（一）乙\n（一）丙", "甲,1,1,1,甲,/甲,1.1,1.1,2,乙,/甲,1.2,1.2,2,丙,", "D186"},
        {"一、甲\n（一）乙\n二、丙\n（一）丁",
         "甲,1,1,1,甲,/甲,1.1,1.1,2,乙,/丙,2,2,1,丙,/丙,2.1,2.1,2,丁,", ""},
    };
    CHECK(cases, docx_give_items, &plan);
}

Test(docx_outline, lines_broken_by_hand_are_paragraphs_after_a_sentence) {
    struct trial trial = {.sink = {take}, .arena = arena_new()};
    trial.diags = diags_new(trial.arena);
    trial.out = buffer_new(trial.arena);
    struct docx *docx =
        docx_of(trial.arena, trial.diags,
                "<w:p><w:r><w:t>甲。</w:t><w:br/><w:t>乙</w:t><w:br/><w:t>丙。</w:t></w:r></w:p>");
    cr_assert(docx_give_texts(&plan, docx, &trial.sink, trial.arena, trial.diags));
    cr_assert_str_eq(trial.out.at, "plan,1,甲。/plan,2,乙\n丙。");
    arena_free(trial.arena);
}

/* Keeps the last cell of the last row. */
struct keeper {
    struct source_sink sink;
    struct cell cell;
};

static bool keep(struct source_sink *sink, struct table *batch) {
    struct keeper *keeper = (struct keeper *)sink;
    if (batch->row_count)
        keeper->cell = *table_cell(batch, batch->row_count - 1, batch->column_count - 1);
    return true;
}

Test(docx_outline, each_paragraph_of_an_item_keeps_its_place) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct keeper keeper = {.sink = {keep}};
    struct docx *docx = docx_of(arena, diags,
                                "<w:p><w:r><w:t>一、题</w:t></w:r></w:p><w:p><w:r><w:t>甲甲。</w:t>"
                                "</w:r></w:p><w:p><w:r><w:t>乙1。</w:t></w:r></w:p>");
    cr_assert(docx_give_items(&plan, docx, &keeper.sink, arena, diags));
    cr_assert(text_is(keeper.cell.text, "甲甲。\n乙1。"));
    struct origin first = origin_inside(keeper.cell.origin, keeper.cell.text, 3);
    struct origin second = origin_inside(keeper.cell.origin, keeper.cell.text, 13);
    cr_assert_str_eq(origin_print(first, arena), "plan.docx!¶2");
    cr_assert_str_eq(origin_print(second, arena), "plan.docx!¶3");
    arena_free(arena);
}
