/* Column mapping as a job writes it: long rows, relative periods, code lists, codes for gaps. */
#include "help.h"

/* Rows of the first source: headings and cells parted by |, then what was said. */
static const char *mapped(const char *csv, const char *inside) {
    static char out[4000];
    struct world world = world_new();
    put(&world, "metrics.csv", csv);
    struct job *job = read_job(&world, arena_printf(world.arena,
                                                    "<job xmlns='urn:zongjie:job:1' version='1'>\n"
                                                    "<template file='report.xml'/>\n"
                                                    "<period>2026H1</period>\n"
                                                    "<source table='metrics' file='metrics.csv'>\n"
                                                    "%s\n</source></job>",
                                                    inside));
    struct buffer text = buffer_new(world.arena);
    buffer_add(&text, "", 0);
    if (job) {
        job->sources[0].job_period = TEXT("2026H1");
        struct table *table = source_read(&job->sources[0], world.arena, world.diags);
        for (size_t i = 0; table && i < table->column_count; i++)
            buffer_printf(&text, i ? "|%.*s" : "%.*s", TEXT_ARGS(table->columns[i].name));
        for (size_t row = 0; table && row < table->row_count; row++)
            for (size_t i = 0; i < table->column_count; i++)
                buffer_printf(&text, i ? "|%.*s" : "\n%.*s",
                              TEXT_ARGS(table_cell(table, row, i)->text));
        if (table) buffer_add(&text, "\n", 1);
    }
    snprintf(out, sizeof out, "%s%s", text.at, printed(&world));
    world_free(&world);
    return out;
}

struct mapping_case {
    const char *what, *csv, *inside, *want;
};

static void check(const struct mapping_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *got = mapped(cases[i].csv, cases[i].inside);
        cr_expect_str_eq(got, cases[i].want, "%s:\n%s", cases[i].what, got);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

Test(mapping, rows) {
    static const struct mapping_case cases[] = {
        {"renamed and dropped", "机构,代码,数,备\nqx,a,1,x\n",
         "<column of='机构' as='unit'/><column of='数' as='value'/><column of='备' drop='yes'/>",
         "unit|code|value\nqx|a|1\n"},
        {"four columns of one row",
         "unit,code,本期（万元）,上年同期（万元）,增幅（%）,全年目标（万元）\nqx,a,120,100,20%,300\n",
         "<column of='本期' as='value'/><column of='上年同期' as='value' period='-1y'/>"
         "<column of='增幅' as='stated_change'/><column of='全年目标' as='target'/>",
         "unit|code|measure|value|period|stated_change|target\n"
         "qx|a|万元|120||20|300\n"
         "qx|a|万元|100|2025H1||\n"},
        {"a target in another measure has its own row", "code,本期（万元）,目标（亿元）\na,120,3\n",
         "<column of='本期' as='value'/><column of='目标' as='target' target-period='year'/>",
         "code|measure|value|target_period|target\na|万元|120||\na|亿元||2026|3\n"},
        {"a row without a target is none, a gap for a value is one",
         "code,本期,目标（亿元）\na,,\nb,1,2\n",
         "<column of='本期' as='value'/><column of='目标' as='target'/>"
         "<column of='code' as='code'/>",
         "code|value|measure|target\na|||\nb|1||\nb||亿元|2\n"},
        {"measure of the heading alone", "code,本期（万元）\na,1\n",
         "<column of='本期' as='value'/>", "code|measure|value\na|万元|1\n"},
        {"constants make long rows", "机构,门诊,住院\nqx,1,2\n",
         "<column of='机构' as='unit'/><column of='门诊' code='a' measure='人次'/>"
         "<column of='住院' code='b' standing='快报'/>",
         "unit|code|measure|value|standing\nqx|a|人次|1|\nqx|b||2|快报\n"},
        {"wide months", "unit,code,1月,2月,合计\nqx,a,1,2,3\n",
         "<columns from='1月' to='合计' heading-as='period'/><column of='合计' as='value' period='2026-01..2026-02'/>",
         "unit|code|period|value\nqx|a|2026-01|1\nqx|a|2026-02|2\nqx|a|2026-01..2026-02|3\n"},
        {"months of the year that the row names", "年份,code,3月\n2024年,a,1\n2025年,a,2\n",
         "<column of='年份' as='period'/><columns from='3月' to='3月' heading-as='period'/>",
         "period|code|value\n2024-03|a|1\n2025-03|a|2\n"},
        {"a column an indicator, with its measure",
         "unit,门诊人次（万人次）,床位（张）\nqx,1.2,30\n",
         "<columns from='门诊人次' to='床位' heading-as='indicator' missing='-1'/>",
         "unit|code|measure|value\nqx|门诊人次|万人次|1.2\nqx|床位|张|30\n"},
        {"two parts of a heading, one of them what it is",
         "unit,门诊/本期,门诊/上年同期,门诊/增幅（%）,门诊/全年目标\nqx,12,10,20,30\n",
         "<columns from='门诊/本期' to='门诊/全年目标' heading-as='indicator/period'/>",
         "unit|code|value|period|stated_change|target\nqx|门诊|12||20|30\nqx|门诊|10|2025H1||\n"},
        {"codes for gaps", "code,value\na,-1\nb,-2\nc,-1.0\nd,-3\n",
         "<column of='value' missing='-1 缺' not-applicable='-2'/>",
         "code|value\na|\nb|/\nc|\nd|-3\n"},
        {"code lists", "unit,value\n青溪镇 卫生院,1\n南渡,2\n",
         "<column of='unit' others='keep'><code of='青溪镇卫生院' is='qx01'/></column>",
         "unit|value\nqx01|1\n南渡|2\n"},
        {"no rows", "a,b\n", "<column of='a' as='code'/>", "code|b\n"},
    };
    CHECK(cases);
}

Test(mapping, faults) {
    static const struct mapping_case cases[] = {
        {"no such column", "code,本期\na,1\n", "<column of='本年' as='value'/>",
         "job.xml:5:13: error: table has no such heading: 本年 (metrics.csv) [D206]\n"
         "    hint: did you mean 本期?\n"},
        {"not in the list", "unit,value\n青溪镇卫生所,1\n",
         "<column of='unit'><code of='青溪镇卫生院' is='qx01'/></column>",
         "metrics.csv:2:1: error: value is not in the code list: 青溪镇卫生所 (column \"unit\") [D207]\n"
         "    hint: did you mean 青溪镇卫生院?\n"},
        {"heading is no period", "code,1月,小计\na,1,1\n",
         "<columns from='1月' to='小计' heading-as='period'/>",
         "metrics.csv:1:9: error: heading names no period: 小计 [D208]\n"
         "    hint: headings such as 3月, 1—6月, 一季度, 上半年, 2026年3月, 本期, 上年同期, 增幅 and 全年目标 "
         "are understood; map the column by itself or leave it out: <column of=\"小计\" drop=\"yes\"/>\n"},
        {"parts", "code,1月,门诊/2月\na,1,1\n",
         "<columns from='1月' to='门诊/2月' heading-as='period'/>",
         "metrics.csv:1:9: error: heading has another number of parts: \"门诊/2月\" has 2, "
         "heading-as=\"period\" 1 [D209]\n    hint: a part for each heading row, parted by /\n"},
        {"nothing to count from", "code,period,同期\na,undated,1\n",
         "<column of='同期' period='-1y'/>",
         "metrics.csv:2:3: error: no period to count from: \"undated\" [D210]\n"
         "    hint: the mapping counts -1y from it: write a period such as 2026H1, 2026Q2 or 2026-05\n"},
        {"two for one place", "code,甲数,乙数\na,1,2\n",
         "<column of='甲数' as='value'/><column of='乙数' as='value'/>",
         "metrics.csv:1:9: error: two columns for one place: two columns are to be value [D212]\n"
         "    hint: drop one of them: <column of=\"…\" drop=\"yes\"/>\n"},
        {"two of one constant", "code,甲数,乙数\na,1,2\n",
         "<column of='甲数' period='-1y'/><column of='乙数' period='-1y'/>",
         "metrics.csv:1:9: error: two columns for one place: \"甲数\" and \"乙数\" both fill value [D212]\n"
         "    hint: say what tells them apart (period=\"-1y\", code=\"…\"), or drop one of them: "
         "drop=\"yes\"\n"},
        {"no distance", "code,value\na,1\n", "<column of='value' period='last'/>",
         "job.xml:5:28: error: not a period or a distance: last [J150]\n"
         "    hint: write a period such as 2025H1, -1y for the same period of last year, -1 for the "
         "period before, or year for the whole year\n"},
        {"no part", "code,value\na,1\n",
         "<columns from='code' to='value' heading-as='indicator/month'/>",
         "job.xml:5:45: error: not what a heading can be: \"month\" [J151]\n"
         "    hint: a part of a heading is indicator, code, name, period, unit, section or standing; - "
         "for one that means nothing\n"},
        {"codes twice", "code,value\na,1\n",
         "<column of='code'><code of='a' is='b'/><code of='a' is='c'/></column>",
         "job.xml:5:50: error: code list is not fit for use: \"a\" is there twice, first at "
         "job.xml:5:29 [D213]\n"},
        {"returns without their kind", "code,value\na,1\n", "<returns unit-from='cell:B3'/>",
         "job.xml:4:31: error: this source has no folder of workbooks [J153]\n"
         "    hint: a folder of workbooks has kind=\"returns\" and holds <returns unit-from=\"…\"/>\n"},
        {"no place", "code,value\na,1\n", "<returns unit-from='B3' period-from='file'/>", ""},
    };
    check(cases, sizeof cases / sizeof *cases - 1);
}

Test(mapping, code_list_in_a_file) {
    struct world world = world_new();
    put(&world, "codes.csv", "of,is\n青溪镇卫生院,qx01\n");
    put(&world, "bad.csv", "from,to\na,b\n");
    put(&world, "metrics.csv", "unit,value\n青溪镇卫生院,1\n");
    static const char form[] =
        "<job xmlns='urn:zongjie:job:1' version='1'><template file='report.xml'/>"
        "<period>2026H1</period><source table='metrics' file='metrics.csv'>"
        "<column of='unit' codes='%s'/></source></job>";
    struct job *job = read_job(&world, arena_printf(world.arena, form, "codes.csv"));
    cr_assert(job, "%s", printed(&world));
    struct table *table = source_read(&job->sources[0], world.arena, world.diags);
    cr_expect(text_is(table_text(table, 0, "unit"), "qx01"));
    cr_expect_eq(job->file_count, 2, "the code list counts among the job's files");
    cr_expect_null(read_job(&world, arena_printf(world.arena, form, "bad.csv")));
    cr_expect_eq(diags_at(world.diags, 0)->code, DIAG_D213);
    world_free(&world);
}
