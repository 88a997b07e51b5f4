/* Sheets made for people: where the headings stand, what they are called, which rows are data. */
#include "sheet_help.h"
#include "source/form.h"

struct layout_case {
    const char *what;
    struct source_spec spec;
    const char *text, *areas, *want;
};

static void check(const struct layout_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        struct source_spec spec = cases[i].spec;
        spec.path = "b.xlsx";
        char *got = sheet_help_read(arena, &spec, cases[i].text, cases[i].areas);
        cr_expect_str_eq(got, cases[i].want, "%s:\n%s", cases[i].what, got);
        arena_free(arena);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

Test(headings, found) {
    static const struct layout_case cases[] = {
        {"first row", {0}, "code|value\na|1\nb|2", "", "code|value\na|1\nb|2\n"},
        {"blank rows", {0}, "\n\ncode|value\n\na|1\n|\nb|2", "", "code|value\na|1\nb|2\n"},
        {"texts alone", {0}, "title|text\nA|one\nB|two", "", "title|text\nA|one\nB|two\n"},
        {"one column", {0}, "name\nA\nB", "", "name\nA\nB\n"},
        {"title, unit and measure above",
         {0},
         "门诊情况|||\n填报单位：青溪|||单位：人次\n机构|本期|上年同期|增幅（%）\n青溪|12|10|20",
         "A1:D1",
         "机构|本期|上年同期|增幅（%）\n青溪|12|10|20\nD201 b.xlsx!表!A3 row 3\n"},
        {"title that is not merged",
         {0},
         "门诊情况\n机构|本期|上年同期\n青溪|12|10",
         "",
         "机构|本期|上年同期\n青溪|12|10\nD201 b.xlsx!表!A2 row 2\n"},
    };
    CHECK(cases);
}

Test(headings, cleaned) {
    struct arena *arena = arena_new();
    struct sheet *sheet = sheet_help_make(arena, "机 构|x|total  number\n青溪|1|2", "");
    sheet->rows[0].cells[1].text = TEXT("门诊\n 人次");
    struct sheet_layout layout;
    struct sheet_columns columns;
    struct source_spec spec = {.path = "b"};
    struct diags *diags = diags_new(arena);
    cr_assert(sheet_find_layout(&spec, sheet, arena, diags, &layout));
    cr_assert(sheet_name_columns(&layout, arena, diags, &columns));
    cr_assert(text_is(columns.at[0].name, "机构"));
    cr_assert(text_is(columns.at[1].name, "门诊人次"));
    cr_assert(text_is(columns.at[2].name, "total number"));
    arena_free(arena);
}

Test(headings, merged_over_rows) {
    static const struct layout_case cases[] = {
        {"two rows",
         {0},
         "门诊情况\n机构|本期||上年同期|\n|门诊人次|出院人数|门诊人次|出院人数\n青溪|1|2|3|4",
         "A1:E1 A2:A3 B2:C2 D2:E2",
         "机构|本期/门诊人次|本期/出院人数|上年同期/门诊人次|上年同期/出院人数\n青溪|1|2|3|4\n"
         "D201 b.xlsx!表!A2 rows 2 to 3\n"},
        {"three rows",
         {0},
         "机构|医疗|||\n|门诊||住院|\n|本期|同期|本期|同期\n青溪|1|2|3|4",
         "A1:A3 B1:E1 B2:C2 D2:E2",
         "机构|医疗/门诊/本期|医疗/门诊/同期|医疗/住院/本期|医疗/住院/同期\n青溪|1|2|3|4\n"
         "D201 b.xlsx!表!A1 rows 1 to 3\n"},
        {"only the parent merged, the others blank below",
         {0},
         "机构|本期|\n|门诊|住院\n青溪|1|2",
         "B1:C1",
         "机构|本期/门诊|本期/住院\n青溪|1|2\nD201 b.xlsx!表!A1 rows 1 to 2\n"},
        {"texts below a merged heading are data",
         {0},
         "机构|工作|\n青溪|建成|全部\n南渡|开工|部分",
         "B1:C1",
         "D105 b.xlsx!表!C1 工作, first at b.xlsx!表!B1\n"},
        {"declared, without merged cells",
         {.heading = {.rows = 2}},
         "机构|本期||上年同期|\n|门诊|住院|门诊|住院\n青溪|1|2|3|4",
         "",
         "机构|本期/门诊|本期/住院|上年同期/门诊|上年同期/住院\n青溪|1|2|3|4\n"
         "D201 b.xlsx!表!A1 rows 1 to 2\n"},
        {"declared row",
         {.heading = {.row = 3}},
         "a|b\nc|d\n机构|本期\n青溪|1",
         "",
         "机构|本期\n青溪|1\n"},
        {"empty columns of a merged heading",
         {0},
         "机构|姓名||数\n青溪|甲某||1",
         "B1:C1",
         "机构|姓名|数\n青溪|甲某|1\n"},
    };
    CHECK(cases);
}

Test(headings, ambiguous_or_wrong) {
    static const struct layout_case cases[] = {
        {"numbers only",
         {0},
         "1|2\n3|4",
         "",
         "D200 b.xlsx!表!A1 no row holds a text in most of its 2 columns\n"},
        {"two rows without merged cells",
         {0},
         "机构|地区|本期|\n|||门诊\n青溪|东|1|2",
         "",
         "D200 b.xlsx!表!D1 row 1 names only some columns, and row 2 holds texts below the gaps\n"},
        {"column without a heading",
         {0},
         "机构||本期\n青溪|5|1",
         "",
         "D106 b.xlsx!表!B1 column B, though row 2 has a cell in it\n"},
        {"heading twice",
         {0},
         "机构|本期|本期\n青溪|5|1",
         "",
         "D105 b.xlsx!表!C1 本期, first at b.xlsx!表!B1\n"},
        {"no such row",
         {.heading = {.row = 9}},
         "机构|本期\n青溪|5",
         "",
         "D203  row 9 of b.xlsx\n"},
        {"empty", {0}, "", "", "D112 b.xlsx!表 \n"},
    };
    CHECK(cases);
}

Test(headings, statutory_form) {
    static const struct layout_case cases[] = {
        {"甲乙丙, numbers, foot",
         {0},
         "基层医疗卫生机构服务情况||||\n"
         "|||表号：|卫统1表\n"
         "|||制定机关：|省卫生健康委\n"
         "填报单位：青溪镇卫生院（盖章）||2026年上半年||\n"
         "指标名称|代码|计量单位|本年|上年同期\n"
         "甲|乙|丙|1|2\n"
         "门诊人次|01|人次|120|100\n"
         "合计|02|人次|120|100\n"
         "\n"
         "单位负责人：张三|统计负责人：||填表人：李四|\n"
         "联系电话：1234|||报出日期：2026年7月5日|\n"
         "说明：1. 本表由乡镇卫生院填报。||||\n"
         "2. 审核关系见通知。||||",
         "A1:E1 A12:E12",
         "指标名称|代码|计量单位|本年|上年同期\n门诊人次|01|人次|120|100\n合计|02|人次|120|100\n"
         "D201 b.xlsx!表!A5 row 5\nD202 b.xlsx!表!A6 numbers of the columns, row 6\n"
         "D202 b.xlsx!表!A10 foot of the table, from row 10\n"},
        {"numbers alone over texts",
         {0},
         "指标|代码|数\n1|2|3\n门诊|01|7",
         "",
         "指标|代码|数\n门诊|01|7\nD202 b.xlsx!表!A2 numbers of the columns, row 2\n"},
        {"numbers that are data", {0}, "a|b|c\n1|2|3\n4|5|6", "", "a|b|c\n1|2|3\n4|5|6\n"},
        {"formula numbers",
         {0},
         "指标|数|计\n甲|1|2=1+3\n门诊|5|7",
         "",
         "指标|数|计\n门诊|5|7\nD202 b.xlsx!表!A2 numbers of the columns, row 2\n"},
        {"data below the foot",
         {0},
         "指标|数\n门诊|5\n填表人：李四|\n住院|7",
         "",
         "D202 b.xlsx!表!A3 foot of the table, from row 3\n"
         "D204 b.xlsx!表!A4 row 4; the foot begins in row 3\n"},
        {"a note in a table of notes is data",
         {0},
         "标题|内容|状态\n注：此项|说明：已完成|done\n其他|x|y",
         "",
         "标题|内容|状态\n注：此项|说明：已完成|done\n其他|x|y\n"},
        {"a title among the rows",
         {0},
         "指标|代码|数\n一、医疗服务||\n门诊|01|7",
         "A2:C2",
         "指标|代码|数\n门诊|01|7\nD202 b.xlsx!表!A2 title among the rows, row 2\n"},
    };
    CHECK(cases);
}

Test(headings, head_of_a_form) {
    static const char text[] =
        "医疗服务情况|||\n"
        "表　　号：|卫统1表||\n"
        "制定机关：省卫生健康委    填报单位（盖章）：青溪镇卫生院||单位：万元|\n"
        "2026年1—6月|||\n"
        "指标|代码|本期|同期\n门诊|01|1|2";
    struct arena *arena = arena_new();
    struct sheet_layout layout;
    struct source_spec spec = {.path = "b"};
    struct sheet *sheet = sheet_help_make(arena, text, "A1:D1");
    cr_assert(sheet_find_layout(&spec, sheet, arena, diags_new(arena), &layout));
    cr_expect(text_is(layout.head.number.text, "卫统1表"));
    cr_expect(text_is(layout.head.organ.text, "省卫生健康委"));
    cr_expect(text_is(layout.head.unit.text, "青溪镇卫生院"));
    cr_expect(text_is(layout.head.measure.text, "万元"));
    cr_expect(text_is(layout.head.period.text, "2026年1—6月"));
    cr_expect_str_eq(origin_print(layout.head.number.origin, arena), "b.xlsx!表!B2");
    arena_free(arena);
}

Test(headings, filled_down) {
    static const char text[] = "县|镇|数\n青溪|东|1\n|西|2\n南渡|南|3\n|北|4";
    static const struct layout_case cases[] = {
        {"merged",
         {.heading = {.fill_down = TEXT_INIT("县")}},
         text,
         "A2:A3 A4:A5",
         "县|镇|数\n青溪|东|1\n青溪|西|2\n南渡|南|3\n南渡|北|4\n"},
        {"gaps",
         {.heading = {.fill_down = TEXT_INIT("县；镇")}},
         text,
         "",
         "县|镇|数\n青溪|东|1\n青溪|西|2\n南渡|南|3\n南渡|北|4\n"},
        {"merged, not filled",
         {0},
         text,
         "A2:A3 A4:A5",
         "县|镇|数\n青溪|东|1\n|西|2\n南渡|南|3\n|北|4\n"
         "D205 b.xlsx!表!A3 column \"县\", from b.xlsx!表!A2\n"},
        {"no such column",
         {.heading = {.fill_down = TEXT_INIT("省")}},
         text,
         "",
         "D206  省 (b.xlsx)\n"},
        {"measure of the sheet",
         {.table = TEXT_INIT("metrics")},
         "单位：万元||\ncode|value|x\na|1|2",
         "",
         "code|value|x|measure\na|1|2|万元\nD201 b.xlsx!表!A2 row 2\n"},
    };
    CHECK(cases);
}

Test(headings, ten_thousand_columns_end_quickly) {
    struct arena *arena = arena_new();
    struct buffer text = buffer_new(arena);
    for (int row = 0; row < 3; row++) {
        for (int i = 0; i < 16000; i++)
            if (row == 0)
                buffer_printf(&text, "c%d|", i);
            else
                buffer_printf(&text, "%d|", i);
        buffer_add(&text, "\n", 1);
    }
    struct source_spec spec = {.path = "b.xlsx"};
    char *got = sheet_help_read(arena, &spec, text.at, "");
    cr_expect_str_eq(got, "D108 b.xlsx!表!A1 at most 10000 columns\n");
    arena_free(arena);
}

Test(form, words) {
    static const struct {
        const char *heading, *name, *measure;
    } cases[] = {
        {"门诊人次（万人次）", "门诊人次", "万人次"},
        {"增幅(%)", "增幅", "%"},
        {"次均费用（元/人）", "次均费用", "元/人"},
        {"收入（单位：万元）", "收入", "万元"},
        {"机构（含村卫生室）", "机构（含村卫生室）", ""},
        {"死亡率（/10万）", "死亡率", "/10万"},
        {"（人）", "（人）", ""},
        {"人数", "人数", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text heading = text_of(cases[i].heading), measure = form_cut_measure(&heading);
        cr_expect(text_is(heading, cases[i].name), "%s", cases[i].heading);
        cr_expect(text_is(measure, cases[i].measure), "%s", cases[i].heading);
    }
    size_t row, column;
    cr_expect(source_read_cell_name(TEXT("AB12"), &row, &column) && row == 12 && column == 27);
    cr_expect_not(source_read_cell_name(TEXT("12"), &row, &column));
    cr_expect_not(source_read_cell_name(TEXT("B"), &row, &column));
    cr_expect_not(source_read_cell_name(TEXT("B0"), &row, &column));
    cr_expect_not(source_read_cell_name(TEXT("ABCD1"), &row, &column));
}

Test(form, periods) {
    static const struct {
        const char *words, *code; /* counted from 2026H1; "" if it is none */
    } cases[] = {
        {"3月", "2026-03"},
        {"12月份", "2026-12"},
        {"六月", "2026-06"},
        {"十二月", "2026-12"},
        {"一月至三月", "2026Q1"},
        {"1—6月", "2026H1"},
        {"1-5月", "2026-01..2026-05"},
        {"1月至3月", "2026Q1"},
        {"一季度", "2026Q1"},
        {"第四季度", "2026Q4"},
        {"上半年", "2026H1"},
        {"全年", "2026"},
        {"本期", "2026H1"},
        {"上年同期", "2025H1"},
        {"上期", "2025H2"},
        {"2025年3月", "2025-03"},
        {"2025年上半年", "2025H1"},
        {"2025年", "2025"},
        {"2025年度", "2025"},
        {"2026年1—6月", "2026H1"},
        {"2024H2", "2024H2"},
        {"13月", ""},
        {"3", ""},
        {"五季度", ""},
        {"门诊", ""},
        {"0月", ""},
        {"6-3月", ""},
    };
    struct period base;
    cr_assert(period_read(TEXT("2026H1"), &base));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct form_when when;
        struct text code = TEXT("");
        if (form_read_heading_when(text_of(cases[i].words), arena, &when))
            cr_expect(form_find_when(&when, base, arena, &code), "%s", cases[i].words);
        cr_expect(text_is(code, cases[i].code), "%s gives %.*s", cases[i].words, TEXT_ARGS(code));
        arena_free(arena);
    }
}

Test(form, distances) {
    static const struct {
        const char *words, *from, *code;
    } cases[] = {
        {"-1y", "2026-03", "2025-03"}, {"-2y", "2026H1", "2024H1"},    {"+1y", "2026H1", "2027H1"},
        {"-1", "2026Q1", "2025Q4"},    {"+1", "2026H1", "2026H2"},     {"0", "2026H1", "2026H1"},
        {"year", "2026H1", "2026"},    {"2024H1", "2026H1", "2024H1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct form_when when;
        struct period base;
        struct text code = TEXT("");
        cr_assert(period_read(text_of(cases[i].from), &base));
        cr_assert(form_read_when(text_of(cases[i].words), &when), "%s", cases[i].words);
        cr_expect(form_find_when(&when, base, arena, &code), "%s", cases[i].words);
        cr_expect(text_is(code, cases[i].code), "%s gives %.*s", cases[i].words, TEXT_ARGS(code));
        arena_free(arena);
    }
    struct form_when when;
    cr_expect_not(form_read_when(TEXT("-1m"), &when));
    cr_expect_not(form_read_when(TEXT("-"), &when));
    cr_expect_not(form_read_when(TEXT("last"), &when));
}
