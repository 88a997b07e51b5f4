/* Chinese numerals, ordinals, periods, dates and joined names. */
#include <criterion/criterion.h>

#include "wording/wording.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static struct arena *arena;

static void set_up(void) {
    arena = arena_new();
}

static void tear_down(void) {
    arena_free(arena);
}

TestSuite(words, .init = set_up, .fini = tear_down);

static void expect(struct text said, const char *wanted) {
    cr_expect(text_is(said, wanted), "%.*s, wanted %s", TEXT_ARGS(said), wanted);
}

Test(words, counts_in_chinese) {
    static const char *const rows[][2] = {
        {"0", "零"},
        {"2", "二"},
        {"10", "十"},
        {"12", "十二"},
        {"20", "二十"},
        {"21", "二十一"},
        {"100", "一百"},
        {"103", "一百零三"},
        {"110", "一百一十"},
        {"112", "一百一十二"},
        {"1000", "一千"},
        {"1005", "一千零五"},
        {"1050", "一千零五十"},
        {"1500", "一千五百"},
        {"10005", "一万零五"},
        {"10010", "一万零一十"},
        {"100000", "十万"},
        {"105000", "十万五千"},
        {"100500", "十万零五百"},
        {"120012", "十二万零一十二"},
        {"10000000", "一千万"},
        {"10050000", "一千零五万"},
        {"100005000", "一亿零五千"},
        {"105000000", "一亿零五百万"},
        {"150000000", "一亿五千万"},
        {"1000000001", "十亿零一"},
        {"1000000000000", "一万亿"},
        {"1000050000000", "一万亿五千万"},
        {"1000000000001", "一万亿零一"},
        {"1234500000000", "一万二千三百四十五亿"},
        {"10000000000000000", "一亿亿"},
        {"10000000100000000", "一亿零一亿"},
        {"-12", "负十二"},
        {"3.5", "三点五"},
        {"0.05", "零点零五"},
        {"-0.5", "负零点五"},
        {"10.20", "十点二"},
        {"3.00", "三"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct number number;
        cr_assert(number_read(arena, text_of(rows[i][0]), &number));
        expect(wording_chinese_number(arena, number, WORDING_SIMPLIFIED), rows[i][1]);
    }
    expect(wording_chinese_digits(arena, TEXT("2026")), "二〇二六");
    expect(wording_chinese_digits(arena, TEXT("第109号")), "第一〇九号");
    expect(wording_chinese_digits(arena, TEXT("")), "");
}

Test(words, numbers_headings_and_lists) {
    static const struct {
        const char *scheme;
        int n;
        const char *wanted;
    } rows[] = {
        {"一、", 1, "一、"},        {"一、", 12, "十二、"},  {"（一）", 3, "（三）"},
        {"（一）", 20, "（二十）"}, {"1.", 25, "25."},       {"1、", 2, "2、"},
        {"（1）", 10, "（10）"},    {"①", 1, "①"},           {"①", 20, "⑳"},
        {"①", 21, "（21）"},        {"第一，", 2, "第二，"}, {"第一条", 102, "第一百零二条"},
        {"一是", 21, "二十一是"},   {"一要", 5, "五要"},     {"其一", 2, "其二"},
        {"【一】", 4, "【四】"},    {"●", 3, "●"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect(wording_ordinal(arena, text_of(rows[i].scheme), rows[i].n), rows[i].wanted);
}

Test(words, says_periods) {
    static const struct {
        const char *period, *with, *without;
    } rows[] = {
        {"2026", "2026年", "全年"},
        {"2026H1", "2026年上半年", "上半年"},
        {"2026H2", "2026年下半年", "下半年"},
        {"2026Q1", "2026年第一季度", "第一季度"},
        {"2026Q4", "2026年第四季度", "第四季度"},
        {"2026-06", "2026年6月", "6月"},
        {"2026-12", "2026年12月", "12月"},
        {"2026-01..2026-05", "2026年1—5月", "1—5月"},
        {"2026-01..2026-06", "2026年1—6月", "1—6月"},
        {"2005-12..2006-05", "2005年12月—2006年5月", "2005年12月—2006年5月"},
        {"2012-10..2013-09", "2012年10月—2013年9月", "2012年10月—2013年9月"},
        {"2021..2025", "2021—2025年", "2021—2025年"},
        {"2006-04-24..2006-04-26", "2006年4月24—26日", "4月24—26日"},
        {"2006-01..2006-04-10", "2006年1月1日—4月10日", "1月1日—4月10日"},
        {"2005-12-30..2006-01-02", "2005年12月30日—2006年1月2日", "2005年12月30日—2006年1月2日"},
        {"2026-05-01", "2026年5月1日", "5月1日"},
        {"FY", "每年", "每年"},
        {"20xx", "20xx年", "全年"},
        {"20xxH1", "20xx年上半年", "上半年"},
        {"5年", "5年", "5年"},
        {"undated.H2", "", ""},
        {"", "", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct period period;
        cr_assert(period_read(text_of(rows[i].period), &period), "%s", rows[i].period);
        expect(wording_period(arena, period, true), rows[i].with);
        expect(wording_period(arena, period, false), rows[i].without);
    }
}

Test(words, says_dates) {
    static const char *const rows[][3] = {
        {"2026-07-05", "2026年7月5日", "二〇二六年七月五日"},
        {"2026-12-31", "2026年12月31日", "二〇二六年十二月三十一日"},
        {"2010-10-20", "2010年10月20日", "二〇一〇年十月二十日"},
        {"2024-02-29", "2024年2月29日", "二〇二四年二月二十九日"},
        {"2026-02-29", "2026-02-29", "2026-02-29"},
        {"2026-07", "2026-07", "2026-07"},
        {"七月", "七月", "七月"},
        {"", "", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        expect(wording_date(arena, text_of(rows[i][0])), rows[i][1]);
        expect(wording_chinese_date(arena, text_of(rows[i][0])), rows[i][2]);
    }
}

Test(words, joins_names) {
    const struct text names[] = {TEXT("卫生局"), TEXT("教育局"), TEXT("财政局")};
    expect(wording_join(arena, names, 0), "");
    expect(wording_join(arena, names, 1), "卫生局");
    expect(wording_join(arena, names, 2), "卫生局和教育局");
    expect(wording_join(arena, names, 3), "卫生局、教育局和财政局");
    const struct text tricky[] = {TEXT("发展和改革局"), TEXT("财政局")};
    expect(wording_join(arena, tricky, 2), "发展和改革局、财政局");
}
