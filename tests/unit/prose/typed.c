/* What numbers in prose are: one row a sentence, the expected kinds and texts in order. */
#include <criterion/criterion.h>
#include <string.h>

#include "prose/prose.h"

static const char kind_letters[] = "FDCNOI"; /* figure date doCument name ordinal idiom */

/* "F:252家 D:6月" of all numbers of the text; of figures also the measure when it is not what was
 * typed last. */
static const char *spell(const char *text, struct arena *arena) {
    struct typed *typed;
    size_t count = prose_find_typed(text_of(text), arena, &typed);
    struct buffer buffer = buffer_new(arena);
    for (size_t i = 0; i < count; i++)
        buffer_printf(&buffer, "%s%c:%.*s", i > 0 ? " " : "", kind_letters[typed[i].kind],
                      TEXT_ARGS(typed[i].text));
    return count > 0 ? buffer.at : "";
}

static void check_rows(const char *const rows[][2], size_t count) {
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++)
        cr_expect_str_eq(spell(rows[i][0], arena), rows[i][1], "%s\n  got  %s\n  want %s",
                         rows[i][0], spell(rows[i][0], arena), rows[i][1]);
    arena_free(arena);
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

Test(typed, figures) {
    static const char *const rows[][2] = {
        {"检查村卫生室252家，下发整改意见书172份", "F:252家 F:172份"},
        {"培训三期，抽样八个村", "F:三期 F:八个"},
        {"成份输血率达98.1%", "F:98.1%"},
        {"新发现有螺面积12.02万平方米", "F:12.02万平方米"},
        {"启动改制单位1—2家", "F:1—2家"},
        {"设立派出机构5～6个", "F:5～6个"},
        {"抽取一至两家单位", "F:一至两家"},
        {"调查4000多人", "F:4000多人"},
        {"困难100余项、参会企业100余户", "F:100余项 F:100余户"},
        {"投入近七万元", "F:七万元"},
        {"共有一百零三名医务人员", "F:一百零三名"},
        {"覆盖率达到百分之九十八点五", "F:百分之九十八点五"},
        {"占三分之一以上", "F:三分之一"},
        {"三产比例为45∶34∶21", "N:三 F:45∶34∶21"},
        {"医护比达到1：1.2", "F:1：1.2"},
        {"医护比为1:2", "F:1:2"},
        {"孕产妇死亡率12.5/10万", "F:12.5/10万"},
        {"补助标准为50元/人", "F:50元/人"},
        {"同比提高1.2个百分点", "F:1.2个百分点"},
        {"提高一个百分点", "F:一个百分点"},
        {"是去年的2.5倍", "F:2.5倍"},
        {"报销1,234,567元", "F:1,234,567元"},
        {"门诊１２３人次", "F:１２３人次"},
        {"进资30% ，引资 252 家", "F:30% F:252 家"},
        {"增长-3.2%", "F:3.2%"},
        {"投资3万—5万元", "F:3万—5万元"},
        {"完成率为10%—15%", "F:10%—15%"},
        {"由30%提高到60%", "F:30% F:60%"},
        {"从30家到60家", "F:30家 F:60家"},
        {"七八个乡镇、三四十人", "F:七八个 F:三四十人"},
        {"发现一例输入性病例", "F:一例"},
        {"连续14年无病例、连续十四年", "F:14年 F:十四年"},
        {"平均住院日8.2天", "F:8.2天"},
        {"人均期望寿命78.5岁", "F:78.5岁"},
        {"处理案件38件次", "F:38件次"},
        {"监督25家次、走访421人次", "F:25家次 F:421人次"},
        {"共有2亿3千万元", "F:2亿 F:3千万元"},
        {"架设线路20km", "F:20km"},
        {"住院均次费用1388", "F:1388"},
        {"CMI达到1.8。", "F:1.8"},
        {"百分之百完成", "F:百分之百"},
        {"三千八百二十人", "F:三千八百二十人"},
        {"两万五千名", "F:两万五千名"},
    };
    CHECK_ROWS(rows);
}

Test(typed, dates) {
    static const char *const rows[][2] = {
        {"2026年6月30日前完成", "D:2026年6月30日"},
        {"1—6月，全县", "D:1—6月"},
        {"1月至6月", "D:1月至6月"},
        {"6月底前、每月20日", "D:6月 D:20日"},
        {"二〇二六年七月五日", "D:二〇二六年七月五日"},
        {"二○○九年七月", "D:二○○九年七月"},
        {"2021—2025年", "D:2021—2025年"},
        {"2026上半年", "D:2026"},
        {"2026.6.30", "D:2026.6.30"},
        {"8:30至17：30", "D:8:30 D:17：30"},
        {"一季度、前三季度", "D:一 D:三"},
        {"近三年来、5年内、三年行动", "D:三年 D:5年 D:三年"},
        {"3日内办结，24小时值班", "D:3日 D:24小时"},
        {"20世纪80年代", "F:20 D:80年"},
    };
    CHECK_ROWS(rows);
}

Test(typed, documents_names_ordinals) {
    static const char *const rows[][2] = {
        {"（国办发〔2026〕12号）", "C:2026 C:12号"},
        {"按照GB/T 9704—2012执行", "C:9704—2012"},
        {"《健康中国2030规划纲要》", "C:2030"},
        {"12345热线办件", "N:12345"},
        {"拨打120、110", "N:120 N:110"},
        {"“十四五”规划", "N:十四五"},
        {"十四五期间", "N:十四五"},
        {"“三好一满意”活动和“两癌”筛查", "N:三 N:一 N:两"},
        {"建设5G专网，A4纸，H7N9", "N:5 N:4 N:7 N:9"},
        {"创建4A级景区", "N:4"},
        {"PM2.5浓度", "N:2.5"},
        {"二级以上医院、三甲医院", "N:二 N:三"},
        {"65岁以上老年人、0—6岁儿童", "N:65 N:0—6"},
        {"2型糖尿病患者", "N:2"},
        {"党的二十大、三中全会", "N:二十 N:三"},
        {"第3条、第一时间、第十二届", "O:3 O:一 O:十二"},
        {"一是抓改革。二是强基层", "O:一 O:二"},
        {"（一）医政管理", "O:一"},
        {"1.加强领导", "O:1"},
        {"2、强化监管。3、加大投入", "O:2 O:3"},
        {"一、主要工作", "O:一"},
        {"一期工程", "O:一"},
        {"3·15活动、5·12护士节", "N:3 N:15 N:5 N:12"},
        {"“1+3+N”模式", "N:1 N:3"},
        {"7×24小时", "N:7 N:24"},
        {"90后、电话0570-4012345", "N:90 N:0570 N:4012345"},
    };
    CHECK_ROWS(rows);
}

Test(typed, idioms) {
    static const char *const rows[][2] = {
        {"一些地方进一步统一认识，一起努力", "I:一 I:一 I:一 I:一"},
        {"千方百计、三令五申", "I:千 I:百 I:三 I:五"},
        {"一方面，十分重视", "I:一 I:十"},
        {"一次性、一体化、一系列、一定", "I:一 I:一 I:一 I:一"},
        {"万一、百姓、几十家、数百人", "I:万一 I:百 I:十 I:百"},
        {"三个方面、五大行动、四个到位", "I:三 N:五 I:四"},
        {"建成一个中心", "I:一"},
        {"三位一体", "I:三 I:一"},
        {"未发生一起医疗事故", "I:一"},
        {"", ""},
        {"没有数字", ""},
    };
    CHECK_ROWS(rows);
}

Test(typed, quantities) {
    static const struct {
        const char *text, *value, *upper, *measure, *qualifier;
    } rows[] = {
        {"252家", "252", "", "家", "exact"},
        {"4000多人", "4000", "", "人", "gt"},
        {"近七万元", "7", "", "万元", "lt"},
        {"不足50家", "50", "", "家", "lt"},
        {"50家以上", "50", "", "家", "ge"},
        {"约1.2亿元", "1.2", "", "亿元", "approx"},
        {"不超过30%", "30", "", "%", "le"},
        {"1—2家", "1", "2", "家", "range"},
        {"3万—5万元", "3", "5", "万元", "range"},
        {"七八个", "7", "8", "个", "range"},
        {"三四十人", "30", "40", "人", "range"},
        {"百分之三十", "30", "", "%", "exact"},
        {"四分之一", "25", "", "%", "approx"},
        {"千分之五", "5", "", "‰", "exact"},
        {"20万余人", "20", "", "万人", "gt"},
        {"3百万元", "300", "", "万元", "exact"},
        {"十", "", "", "", ""},
        {"一百一十个", "110", "", "个", "exact"},
        {"两万五个", "25000", "", "个", "exact"},
        {"一亿二千万元", "12000", "", "万元", "exact"},
        {"三点五个百分点", "3.5", "", "个百分点", "exact"},
        {"-3.2%", "-3.2", "", "%", "exact"},
        {"12,345人", "12345", "", "人", "exact"},
        {"亿亿亿亿亿亿亿亿亿亿个", "", "", "", ""},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct typed *typed;
        size_t count = prose_find_typed(text_of(rows[i].text), arena, &typed);
        cr_assert_gt(count, 0);
        if (rows[i].value[0] == '\0') {
            cr_expect_neq(typed->kind, TYPED_FIGURE, "%s", rows[i].text);
            continue;
        }
        cr_assert_eq(typed->kind, TYPED_FIGURE, "%s", rows[i].text);
        cr_expect(text_is(number_print(arena, typed->quantity.value, -1, NUMBER_HALF_AWAY),
                          rows[i].value),
                  "%s: %.*s", rows[i].text,
                  TEXT_ARGS(number_print(arena, typed->quantity.value, -1, NUMBER_HALF_AWAY)));
        cr_expect(text_is(typed->measure.name, rows[i].measure), "%s: %.*s", rows[i].text,
                  TEXT_ARGS(typed->measure.name));
        cr_expect_str_eq(quantity_qualifier_name(typed->quantity.qualifier), rows[i].qualifier,
                         "%s", rows[i].text);
        if (rows[i].upper[0] != '\0')
            cr_expect(text_is(number_print(arena, typed->quantity.upper, -1, NUMBER_HALF_AWAY),
                              rows[i].upper));
    }
    arena_free(arena);
}
