/* Generic checks: what they find, and above all what they leave alone. */
#include <criterion/criterion.h>
#include <string.h>

#include "checking.h"

struct trial {
    const char *what;
    const struct given *world;
    const char *elements, *want;
};

/* One unit, three years: 元 given as 万元 in the last. */
static const struct given money[] = {
    {"metrics", "unit,code,name,value,measure,period\n"
                "u,rev,收入,3320.5,万元,2023H1\nu,rev,收入,3421.7,万元,2024H1\n"
                "u,rev,收入,3510,万元,2025H1\nu,rev,收入,38120000,万元,2026H1\n"},
    {NULL, NULL}};
static const struct given grown[] = {{"metrics",
                                      "unit,code,name,value,measure,period\n"
                                      "u,rev,收入,332.5,万元,2024H1\nu,rev,收入,1510,万元,2025H1\n"
                                      "u,rev,收入,12100,万元,2026H1\n"},
                                     {NULL, NULL}};
static const struct given small[] = {
    {"metrics", "unit,code,name,value,measure,period\n"
                "u,n,起数,3,起,2024H1\nu,n,起数,3,起,2025H1\nu,n,起数,30,起,2026H1\n"},
    {NULL, NULL}};
/* Ten times what it was twice, with a little growth. */
static const struct given digit[] = {
    {"metrics", "unit,code,name,value,measure,period\n"
                "u,n,人数,2410,人,2024H1\nu,n,人数,2380,人,2025H1\nu,n,人数,24500,人,2026H1\n"},
    {NULL, NULL}};
/* All units grow alike: a new definition, nobody's slip. */
static const struct given all_alike[] = {
    {"metrics", "unit,code,name,value,measure,period\n"
                "a,n,投资,100,万元,2025H1\na,n,投资,1000000,万元,2026H1\n"
                "b,n,投资,200,万元,2025H1\nb,n,投资,2000000,万元,2026H1\n"
                "c,n,投资,300,万元,2025H1\nc,n,投资,3000000,万元,2026H1\n"
                "d,n,投资,400,万元,2025H1\nd,n,投资,4000000,万元,2026H1\n"
                "e,n,投资,500,万元,2025H1\ne,n,投资,5000000,万元,2026H1\n"},
    {NULL, NULL}};
static const struct given one_of_five[] = {
    {"metrics", "unit,code,name,value,measure,period\n"
                "a,n,投资,100,万元,2025H1\na,n,投资,110,万元,2026H1\n"
                "b,n,投资,200,万元,2025H1\nb,n,投资,190,万元,2026H1\n"
                "c,n,投资,300,万元,2025H1\nc,n,投资,310,万元,2026H1\n"
                "d,n,投资,400,万元,2025H1\nd,n,投资,0.0425,万元,2026H1\n"
                "e,n,投资,500,万元,2025H1\ne,n,投资,5.2,亿元,2026H1\n"},
    {NULL, NULL}};
/* No history: one of seven towns gives its people in another measure. */
#define TOWN(u, people, a, b, c, d)                                                                \
    u ",people,人口," people ",人,2026H1\n" u ",a,甲," a ",户,2026H1\n" u ",b,乙," b               \
      ",户,2026H1\n" u ",c,丙," c ",户,2026H1\n" u ",d,丁," d ",户,2026H1\n"
static const struct given towns[] = {
    {"metrics",
     "unit,code,name,value,measure,period\n" TOWN("t1", "31000", "90", "80", "70", "60")
         TOWN("t2", "42000", "95", "85", "75", "65") TOWN("t3", "28000", "85", "75", "66", "56")
             TOWN("t4", "3.9", "100", "88", "78", "68") TOWN("t5", "36000", "88", "79", "69", "59")
                 TOWN("t6", "33000", "91", "81", "71", "61")
                     TOWN("t7", "61000", "180", "160", "140", "120")},
    {NULL, NULL}};

static const struct given again[] = {
    {"metrics", "unit,code,name,value,measure,period\n"
                "u,a,甲,1203,人,2025H2\nu,a,甲,1203,人,2026H1\nu,b,乙,57,户,2025H2\n"
                "u,b,乙,57,户,2026H1\nu,c,丙,3411,人,2025H2\nu,c,丙,3411,人,2026H1\n"
                "u,d,丁,88.5,万元,2025H2\nu,d,丁,88.5,万元,2026H1\nu,e,戊,613,件,2025H2\n"
                "u,e,戊,620,件,2026H1\nu,f,己,719,件,2025H2\nu,f,己,719,件,2026H1\n"
                "v,a,甲,1203,人,2025H2\nv,a,甲,1250,人,2026H1\nv,b,乙,57,户,2025H2\n"
                "v,b,乙,57,户,2026H1\nv,c,丙,3411,人,2025H2\nv,c,丙,3502,人,2026H1\n"
                "v,d,丁,88.5,万元,2025H2\nv,d,丁,90,万元,2026H1\nv,e,戊,613,件,2025H2\n"
                "v,e,戊,620,件,2026H1\nv,f,己,719,件,2025H2\nv,f,己,719,件,2026H1\n"},
    {NULL, NULL}};

static const struct given fell[] = {
    {"metrics", "unit,code,name,value,measure,period\n"
                "u,sum,累计数,120,件,2026-01..2026-04\nu,sum,累计数,118,件,2026-01..2026-05\n"
                "u,sum,累计数,130,件,2026H1\nu,net,净增户,12,户,2026-01..2026-05\n"
                "u,net,净增户,9,户,2026H1\nu,half,五月数,66,件,2026-01..2026-05\n"
                "u,half,五月数,60,件,2026H1\nu,stock,在校生,100,人,2026Q1\n"
                "u,stock,在校生,90,人,2026H1\nu,round,收入,31.42,万元,2026-01..2026-05\n"
                "u,round,收入,31.4,万元,2026H1\n"},
    {NULL, NULL}};

static const struct given rates[] = {
    {"indicators", "code,name,measure,nature,numerator,denominator,most\n"
                   "fix,整改率,%,rate,done,found,\ndone,已整改,处,flow,,,\nfound,隐患,处,flow,,,\n"
                   "plan,任务完成率,%,rate,,,\nover,入住率,%,rate,,,150\nup,增长率,%,growth,,,\n"
                   "cover,覆盖率,%,,,,\nn,人数,人,flow,,,\nnet,净流入,人,flow,,,\n"
                   "profit,利润,万元,flow,,,\n"},
    {"metrics", "unit,code,value,period\n"
                "u,fix,101.2,2026H1\nu,done,25,2026H1\nu,found,24,2026H1\nu,plan,131,2026H1\n"
                "u,over,120,2026H1\nu,up,-3,2026H1\nu,cover,-1,2026H1\nu,n,-5,2026H1\n"
                "u,net,-5,2026H1\nu,profit,-5,2026H1\n"},
    {NULL, NULL}};

static const struct given tree[] = {
    {"units", "code,name\nx,某县\na,东镇\nb,西镇\nc,南镇\n"},
    {"memberships", "tree,unit,parent\nt,x,\nt,a,x\nt,b,x\nt,c,x\n"},
    {"metrics", "unit,code,name,value,measure,period\n"
                "x,n,户数,37,户,2026H1\na,n,户数,10,户,2026H1\nb,n,户数,12,户,2026H1\n"
                "c,n,户数,14,户,2026H1\n"
                "x,amt,资金,3.7,万元,2026H1\na,amt,资金,1.04,万元,2026H1\n"
                "b,amt,资金,1.24,万元,2026H1\nc,amt,资金,1.37,万元,2026H1\n"
                "x,few,缺报数,5,户,2026H1\na,few,缺报数,3,户,2026H1\n"
                "x,avg,户均收入,12,元,2026H1\na,avg,户均收入,10,元,2026H1\n"
                "b,avg,户均收入,12,元,2026H1\nc,avg,户均收入,14,元,2026H1\n"
                "x,age,龄,12,岁,2026H1\na,age,龄,10,岁,2026H1\nb,age,龄,12,岁,2026H1\n"
                "c,age,龄,14,岁,2026H1\n"},
    {NULL, NULL}};

static const struct given alike[] = {
    {"metrics", "unit,code,name,value,measure,period\n"
                "u,a,道路资金,2090073.49,元,2026H1\nu,b,医疗救助,2090073.49,元,2026H1\n"
                "u,c,短数,61102,人,2026H1\nu,d,短数二,61102,人,2026H1\n"
                "u,e,整数,2000000,元,2026H1\nu,f,整数二,2000000,元,2026H1\n"
                "v,a,道路资金,2090073.49,元,2026H1\n"},
    {NULL, NULL}};

static const struct trial trials[] = {
    {"yuan for ten thousand yuan", money, "",
     "M201 metrics.csv:5:10 warning: 收入 is 38120000万元, in 2025H1 it was 3510万元 (metrics.csv:4:10): about 10000 times; is the measure right?"},
    {"the same, waived", money, "<waive check=\"jump\" unit=\"u\" of=\"rev\" reason=\"并表\"/>",
     "M201 metrics.csv:5:10 waived: 收入 is 38120000万元, in 2025H1 it was 3510万元 (metrics.csv:4:10): about 10000 times; is the measure right?"},
    {"the same, waived for another unit", money,
     "<waive check=\"jump\" of=\"收入\" period=\"2025H1\" reason=\"并表\"/>",
     "M201 metrics.csv:5:10 warning: 收入 is 38120000万元, in 2025H1 it was 3510万元 (metrics.csv:4:10): about 10000 times; is the measure right?"},
    {"the same, off", money, "<generic check=\"jump\" level=\"off\"/>", ""},
    {"the same, an error", money, "<generic check=\"jump\" level=\"error\"/>",
     "M201 metrics.csv:5:10 error: 收入 is 38120000万元, in 2025H1 it was 3510万元 (metrics.csv:4:10): about 10000 times; is the measure right?"},
    {"growth is no jump", grown, "", ""},
    {"a handful is no jump", small, "", ""},
    {"a digit too many", digit, "",
     "M201 metrics.csv:4:8 warning: 人数 is 24500人, in 2025H1 it was 2380人 (metrics.csv:3:8): about 10 times; is the measure right?"},
    {"all units jump", all_alike, "", ""},
    {"two of five jump", one_of_five, "",
     "M201 metrics.csv:9:8 warning: 投资 is 0.0425万元, in 2025H1 it was 400万元 (metrics.csv:8:8): about 1/10000 times; is the measure right? / M201 metrics.csv:11:8 warning: 投资 is 5.2亿元, in 2025H1 it was 500万元 (metrics.csv:10:8): about 100 times; is the measure right?"},
    {"against its sisters", towns, "",
     "M201 metrics.csv:17:14 warning: 人口 is 3.9人, about 1/10000 times what the 6 units beside it have; is the measure right?"},
    {"the sheet sent again", again, "",
     "M202 metrics.csv:3:7 warning: 5 of 6 figures are those of 2025H2, the first 甲, 1203人 as at metrics.csv:2:7"},
    {"a cumulative figure fell", fell, "",
     "M203 metrics.csv:3:11 warning: 累计数: 118件 for 2026-01..2026-05, but 120件 for 2026-01..2026-04 at metrics.csv:2:11 / M203 metrics.csv:8:12 warning: 五月数: 60件 for 2026H1, but 66件 for 2026-01..2026-05 at metrics.csv:7:12"},
    {"rates, parts, negatives", rates, "",
     "M204 metrics.csv:2:7 warning: 整改率 is 101.2%; if it may be, give the dictionary a least and most / M204 metrics.csv:8:9 warning: 覆盖率 is -1%; if it may be, give the dictionary a least and most / M205 metrics.csv:3:8 warning: 已整改 is 25处, 隐患 24处 at metrics.csv:4:9 / M206 metrics.csv:9:5 warning: 人数 is -5人"},
    {"own figure and the units below", tree, "",
     "M207 metrics.csv:2:8 warning: 户数 is 37户, the 3 units below it give 36户: a difference of 1户"},
    {"long numbers", alike, "",
     "M208 metrics.csv:3:10 note: 医疗救助 is 2090073.49元, and so is 道路资金 at metrics.csv:2:10"},
};

Test(check_generic, finds) {
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        struct world w = build_world(trials[i].world, "", "2026H1");
        const struct check_results *results = judge(w, trials[i].elements, NULL, "2026H1");
        const char *said = say_results(w, results);
        cr_expect_str_eq(said, trials[i].want, "%s\n  said:   %s\n  wanted: %s", trials[i].what,
                         said, trials[i].want);
        end_world(w);
    }
}

Test(check_generic, waivers_that_waive_nothing_are_told) {
    struct world w = build_world(grown, "", "2026H1");
    const struct check_results *results =
        judge(w, "<waive check=\"jump\" unit=\"u\" reason=\"并表\"/>", NULL, "2026H1");
    cr_assert_eq(diags_size(results->told), 1);
    cr_expect_eq(diags_at(results->told, 0)->code, DIAG_M329);
    end_world(w);
    w = build_world(money, "", "2026H1");
    results = judge(w, "<waive check=\"jump\" unit=\"u\" reason=\"并表\"/>", NULL, "2026H1");
    cr_expect_eq(diags_size(results->told), 0);
    cr_expect_eq(metric_checks_tell(results, metric_unit_at(w.store, 0), w.diags), 0);
    cr_expect_eq(diags_at(w.diags, 0)->level, DIAG_NOTE);
    cr_expect_str_eq(hint_of(w, 0), "waived: 并表 (at checks.xml:1:1)");
    end_world(w);
}
