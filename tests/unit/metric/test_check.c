/* Declared checks: each kind held, failed with both numbers and places, and not judged.  One row a
 * check: the world, the unit (NULL: all), the period, the element, and all that is said. */
#include <criterion/criterion.h>
#include <string.h>

#include "checking.h"

/* An extract of a zone's half-year report that contradicts itself, and some neighbours. */
static const struct given zone[] = {
    {"metrics", "code,name,value,measure,period\n"
                "safety.found,排查隐患,224,处,2009H1\nsafety.fixed,已整改,223,处,2009H1\n"
                "safety.rate,整改率,98,%,2009H1\nsafety.rate.fine,精确整改率,99.55,%,2009H1\n"
                "safety.rate.short,约整改率,99.6,%,2009H1\n"
                "ncms.n,报销人次,70084,人次,2009H1\nncms.out,门诊,61102,人次,2009H1\n"
                "ncms.in,住院,8982,人次,2009H1\nncms.bad,误,8983,人次,2009H1\n"
                "amt,金额,921.97,万元,2009H1\namt.out,门诊额,31.76,万元,2009H1\n"
                "amt.in,住院额,8902100,元,2009H1\namt.sum,总额,0.092,亿元,2009H1\n"
                "amt.off,差额,921.98,万元,2009H1\n"
                "firm.total,企业,363,户,2009H1\nfirm.prod,生产性,239,户,2009H1\n"
                "hole,缺,,户,2009H1\nmask,匿,x,户,2009H1\nmany,多,300余,户,2009H1\n"
                "nil,零,0,处,2009H1\nplan,任务,2,项,2009H1\nplan.bad,任务误,3,项,2009H1\n"
                "win,窗,1,户,2009-01..2009-05\nold,旧,363,户,2008H1\ngrade,级,/,户,2009H1\n"
                "percap,次均,131.55,元,2009H1\npercap.bad,次均误,131.65,元,2009H1\n"
                "fee,收费标准,1500,元,2009H1\npay,收费额,35.85,万元,2009H1\n"
                "pay.bad,收费额误,35.86,万元,2009H1\n"
                "01,合计行,12,人,2009H1\n02,男行,7,人,2009H1\n03,女行,5,人,2009H1\n"
                "04,其他行,6,人,2009H1\n"
                "p1,一产,45,亿元,2009H1\np2,二产,34,亿元,2009H1\np3,三产,22,亿元,2009H1\n"
                "s1,一产比重,44.6,%,2009H1\ns2,二产比重,33.7,%,2009H1\n"
                "s3,三产比重,21.8,%,2009H1\ns4,三产比重误,22.7,%,2009H1\n"
                "volume,献血量,496.8,升,2009H1\ndonors,献血人次,2020,人次,2009H1\n"
                "donors.bad,献血人次误,202,人次,2009H1\n"},
    {"items", "section,title\n计划,a\n计划,b\n问题,c\n"},
    {NULL, NULL}};

/* Three birth counts in one report. */
static const struct given mch[] = {
    {"metrics", "code,name,value,measure,period\n"
                "low,低体重儿,60,人,2013\nlow.rate,低体重率,1.5,%,2013\n"
                "early,早产儿,81,人,2013\nearly.rate,早产率,2.02,%,2013\n"
                "death,新生儿死亡,5,人,2013\ndeath.rate,死亡率,2.5,‰,2013\n"
                "odd,畸形,2,人,2013\nodd.rate,畸形率,80,%,2013\n"
                "zero,孕产妇死亡,0,人,2013\nzero.rate,孕产妇死亡率,0,/10万,2013\n"},
    {NULL, NULL}};

static const struct given course[] = {
    {"metrics", "code,name,value,measure,period\n"
                "stock,期末在册,1030,人,2026H1\nstock,期末在册,1000,人,2025H2\n"
                "begin,期初在册,1000,人,2026H1\nbegin.bad,期初误,1010,人,2026H1\n"
                "come,新增,80,人,2026H1\nleave,退出,50,人,2026H1\nmoney,资金,5,万元,2026H1\n"
                "flow,发放额,100,万元,2026H1\nflow,发放额,110,万元,2026-01..2026-05\n"
                "flow,发放额,40,万元,2026Q1\nflow,发放额,90.9,万元,2025H1\n"
                "flow.months,月报,21,件,2026H1\nflow.months,月报,1,件,2026-01\n"
                "flow.months,月报,2,件,2026-02\nflow.months,月报,3,件,2026-03\n"
                "flow.months,月报,4,件,2026-04\nflow.months,月报,5,件,2026-05\n"
                "flow.months,月报,6,件,2026-06\n"
                "flow.months.bad,月报误,22,件,2026H1\nflow.months.bad,月报误,1,件,2026-01\n"
                "flow.months.bad,月报误,2,件,2026-02\nflow.months.bad,月报误,3,件,2026-03\n"
                "flow.months.bad,月报误,4,件,2026-04\nflow.months.bad,月报误,5,件,2026-05\n"
                "flow.months.bad,月报误,6,件,2026-06\n"
                "flow.quarters,季报,30,件,2026H1\nflow.quarters,季报,14,件,2026Q1\n"
                "flow.quarters,季报,15,件,2026Q2\n"
                "flow.high,粗报,3.1,万件,2026H1\nflow.high,粗报,31400,件,2026-01..2026-05\n"},
    {NULL, NULL}};

static const struct given plan[] = {
    {"indicators", "code,name,measure,better\nlow,死亡率,‰,lower\nlow.up,发病率,‰,lower\n"
                   "high,签约率,%,higher\nturned,差错率,%,lower\nplain,亩产,公斤,\n"
                   "alone,独项,%,\ntcm,中成药,种,\ntcm.again,药品,种,\ntcm.kinds,中药种类,种,\n"
                   "none,无数,种,\ntax,税收,亿元,\noutput,产值,亿元,\nw1,权一,%,\nw2,权二,%,\n"
                   "w3,权三,%,\nb1,优秀,分,\nb2,良好,分,\nb3,合格,分,\nb2x,中等,分,\n"
                   "i1,甲等,分,\ni2,乙等,分,\nl1,好下限,分,\nl2,中下限,分,\nm1,中上限,分,\n"
                   "m2,差上限,分,\nsum,总任务,亩,\npart1,东村,亩,\npart2,西村,亩,\n"
                   "exam,体检,人,\n"},
    {"metrics", "code,value,period,target,target_qualifier\n"
                "low,8.2,2025,,\nlow,,2026,7.9,le\nlow.up,8.2,2025,,\nlow.up,,2026,8.5,\n"
                "high,60,2025,,\nhigh,,2026,55,ge\nturned,,2026,5,ge\nplain,400,2025,,\n"
                "plain,,2026,380,\nalone,,2026,30,\n"
                "tcm,,2026H1,30,ge\ntcm.again,30,2026H1,,\ntcm.kinds,,2026H1,50,ge\n"
                "none,,2026H1,,\n"
                "tax,1.2,2005,,\ntax,,2010,4.8,ge\noutput,10,2005,,\noutput,,2010,35,ge\n"
                "w1,5,2026H1,,\nw2,5,2026H1,,\nw3,90,2026H1,,\n"
                "b1,≥90,2026H1,,\nb2,80—90,2026H1,,\nb3,不足80,2026H1,,\n"
                "b2x,70—85,2026H1,,\ni1,90—100,2026H1,,\ni2,80—89,2026H1,,\n"
                "l1,90,2026H1,,\nl2,80,2026H1,,\nm1,90,2026H1,,\nm2,80,2026H1,,\n"
                "sum,,2026,250,\npart1,,2026,100,\npart2,,2026,150,\n"
                "exam,5,2026-01..2026-04-10,,\n"},
    {"items", "section,title,deadline\n阶段,动员,2026-09-01..2026-12-10\n"
              "阶段,实施,2026-12-12..2026-12-20\n阶段,总结,2026-12-21..2026-12-31\n"
              "倒序,后,2026-06\n倒序,前,2026-05\n口语,某,年底前\n无,某,\n"},
    {NULL, NULL}};

static const struct given units[] = {
    {"units", "code,name\ncounty,某县\nt1,东镇\nt2,西镇\n"},
    {"metrics", "unit,code,name,value,measure,period\ncounty,total,总数,30,户,2026H1\n"
                "t1,total,总数,10,户,2026H1\nt1,a,甲,4,户,2026H1\nt1,b,乙,7,户,2026H1\n"
                "t2,total,总数,21,户,2026H1\nt2,a,甲,,户,2026H1\n"},
    {NULL, NULL}};

struct trial {
    const struct given *world;
    const char *unit, *period, *element, *want;
};

static const struct trial
    trials
        [] =
            {
                {zone, "zone", "2009H1",
                 "<rate of=\"safety.rate\" numerator=\"safety.fixed\" denominator=\"safety.found\"/>",
                 "M302 metrics.csv:4:17 error: 整改率: stated 98%, recomputed 99.6% (223处 ÷ 224处), tolerance 0.5%; parts at metrics.csv:3:18, metrics.csv:2:19"},
                {zone, "zone", "2009H1",
                 "<rate of=\"safety.rate.fine\" numerator=\"safety.fixed\" denominator=\"safety.found\"/>",
                 "holds"},
                {zone, "zone", "2009H1",
                 "<rate of=\"safety.rate.short\" numerator=\"safety.fixed\" denominator=\"safety.found\"/>",
                 "holds"},
                {zone, "zone", "2009H1",
                 "<rate of=\"safety.rate\" numerator=\"safety.fixed\" denominator=\"nil\"/>",
                 "M310 checks.xml:1:1 unjudged: 零 is 0"},
                {zone, "zone", "2009H1",
                 "<rate of=\"percap\" numerator=\"amt\" denominator=\"ncms.n\"/>", "holds"},
                {zone, "zone", "2009H1",
                 "<rate of=\"percap.bad\" numerator=\"amt\" denominator=\"ncms.n\"/>",
                 "M302 metrics.csv:28:16 error: 次均误: stated 131.65元, recomputed 131.552元 (921.97万元 ÷ 70084人次), tolerance 0.005元; parts at metrics.csv:11:8, metrics.csv:7:13"},
                {zone, "zone", "2009H1", "<sum of=\"报销人次\" with=\"门诊 住院\"/>", "holds"},
                {zone, "zone", "2009H1", "<sum of=\"报销人次\" with=\"门诊；误\"/>",
                 "M301 metrics.csv:7:13 error: 报销人次: stated 70084人次, recomputed 70085人次 (61102人次 + 8983人次), tolerance 0.5人次; parts at metrics.csv:8:13, metrics.csv:10:12"},
                {zone, "zone", "2009H1", "<sum of=\"amt\" with=\"amt.out amt.in\"/>", "holds"},
                {zone, "zone", "2009H1", "<sum of=\"amt.sum\" with=\"amt.out amt.in\"/>", "holds"},
                {zone, "zone", "2009H1", "<sum of=\"amt.off\" with=\"amt.out amt.in\"/>",
                 "M301 metrics.csv:15:12 error: 差额: stated 921.98万元, recomputed 921.97万元 (31.76万元 + 8902100元), tolerance 0.005万元; parts at metrics.csv:12:13, metrics.csv:13:12"},
                {zone, "zone", "2009H1", "<sum of=\"amt\" with=\"amt.out 门诊\"/>",
                 "M311 checks.xml:1:29: 金额 is in 万元, 门诊 in 人次"},
                {zone, "zone", "2009H1", "<sum of=\"amt\" with=\"；\"/>",
                 "M311 checks.xml:1:21: with takes at least 1 names, 0 are given"},
                {zone, "zone", "2009H1", "<sum of=\"amt amt.off\" with=\"amt.in\"/>",
                 "M311 checks.xml:1:10: of takes 1 names, 2 are given"},
                {zone, "zone", "2009H1",
                 "<sum of=\"firm.total\" with=\"门诊 住院\" measures=\"any\"/>",
                 "M301 metrics.csv:16:15 error: 企业: stated 363户, recomputed 70084户 (61102人次 + 8982人次), tolerance 0.5户; parts at metrics.csv:8:13, metrics.csv:9:12"},
                {zone, "zone", "2009H1", "<at-most of=\"firm.prod\" with=\"firm.total\"/>",
                 "holds"},
                {zone, "zone", "2009H1",
                 "<at-most of=\"firm.total\" with=\"firm.prod\" level=\"warning\"/>",
                 "M303 metrics.csv:16:15 warning: 企业 is 363户, 生产性 239户 at metrics.csv:17:15"},
                {zone, "zone", "2009H1", "<at-most of=\"amt\" with=\"amt.sum\"/>", "holds"},
                {zone, "zone", "2009H1", "<at-most of=\"amt.off\" with=\"amt\"/>",
                 "M303 metrics.csv:15:12 error: 差额 is 921.98万元, 金额 921.97万元 at metrics.csv:11:8"},
                {zone, "zone", "2009H1", "<equal of=\"amt\" with=\"amt.off\"/>",
                 "M304 metrics.csv:11:8 error: 金额 is 921.97万元, 差额 921.98万元 at metrics.csv:15:12"},
                {zone, "zone", "2009H1", "<equal of=\"amt\" with=\"amt.sum\"/>", "holds"},
                {zone, "zone", "2009H1", "<equal of=\"hole\" with=\"firm.total\"/>",
                 "M310 checks.xml:1:1 unjudged: 缺 has no value"},
                {zone, "zone", "2009H1", "<equal of=\"firm.total\" with=\"mask\"/>",
                 "M310 checks.xml:1:1 unjudged: 匿 is a placeholder"},
                {zone, "zone", "2009H1", "<equal of=\"firm.total\" with=\"many\"/>",
                 "M310 checks.xml:1:1 unjudged: 多 is no exact number"},
                {zone, "zone", "2009H1", "<equal of=\"firm.total\" with=\"grade\"/>",
                 "M310 checks.xml:1:1 unjudged: 级 is not applicable"},
                {zone, "zone", "2009H1", "<equal of=\"firm.total\" with=\"win\"/>",
                 "M310 checks.xml:1:1 unjudged: 窗 is of another window than 企业"},
                {zone, "zone", "2009H1", "<equal of=\"win\" with=\"win@2009-01..2009-05\"/>",
                 "holds"},
                {zone, "zone", "2009H1", "<equal of=\"firm.total\" with=\"nothing\"/>",
                 "M101 checks.xml:1:30: nothing"},
                {zone, "zone", "2009H1", "<equal of=\"firm.total\" with=\"old@2008H1\"/>", "holds"},
                {zone, "zone", "2009H1", "<equal of=\"firm.total\" with=\"old@sometime\"/>",
                 "M107 checks.xml:1:34: sometime"},
                {zone, "zone", "2009H1", "<equal of=\"firm.total\" with=\"nobody:old\"/>",
                 "M103 checks.xml:1:30: nobody"},
                {zone, "zone", "2009H1",
                 "<equal of=\"firm.total\" with=\"old\" period=\"2008H1\"/>",
                 "M310 checks.xml:1:1 unjudged: 企业 has no value"},
                {zone, "zone", "2009H1", "<equal of=\"old\" with=\"old\" period=\"2008H1\"/>",
                 "holds"},
                {zone, "zone", "2009H1", "<count of=\"plan\" section=\"计划\"/>", "holds"},
                {zone, "zone", "2009H1", "<count of=\"plan.bad\" section=\"计划\"/>",
                 "M305 metrics.csv:23:14 error: 任务误: stated 3项, 2 items in 计划"},
                {zone, "zone", "2009H1", "<count of=\"mask\" section=\"计划\"/>",
                 "M310 checks.xml:1:1 unjudged: 匿 is a placeholder"},
                {zone, "zone", "2009H1", "<price of=\"pay\" count=\"firm.prod\" price=\"fee\"/>",
                 "holds"},
                {zone, "zone", "2009H1",
                 "<price of=\"pay.bad\" count=\"firm.prod\" price=\"fee\"/>",
                 "M314 metrics.csv:31:14 warning: 收费额误: stated 35.86万元, recomputed 35.85万元 (239户 × 1500元), tolerance 0.005万元; parts at metrics.csv:17:15, metrics.csv:29:10"},
                {zone, "zone", "2009H1", "<relation>firm.prod &lt;= firm.total</relation>",
                 "holds"},
                {zone, "zone", "2009H1",
                 "<relation>firm.total ≤ firm.prod\n报销人次 = 门诊 + 住院</relation>",
                 "M312 metrics.csv:16:15 error: firm.total ≤ firm.prod: left 363户, right 239户, tolerance 0户; figures at metrics.csv:16:15, metrics.csv:17:15 / holds"},
                {zone, "zone", "2009H1", "<relation>amt = amt.out + amt.in + 1</relation>",
                 "holds"},
                {zone, "zone", "2009H1", "<relation>amt.out * 100 / amt &lt; 3.0</relation>",
                 "M312 metrics.csv:12:13 error: amt.out * 100 / amt < 3.0: left 3.4448 (31.76万元 × 100 ÷ 921.97万元), right 3.0, tolerance 0.00056; figures at metrics.csv:12:13, metrics.csv:11:8"},
                {zone, "zone", "2009H1",
                 "<relation>safety.rate = safety.fixed / safety.found</relation>",
                 "M312 metrics.csv:4:17 error: safety.rate = safety.fixed / safety.found: left 98%, right 99.55% (223处 ÷ 224处), tolerance 0.5%; figures at metrics.csv:4:17, metrics.csv:3:18, metrics.csv:2:19"},
                {zone, "zone", "2009H1", "<relation>firm.total = old@2008H1</relation>", "holds"},
                {zone, "zone", "2009H1", "<relation>firm.total = hole + 1</relation>",
                 "M310 checks.xml:1:1 unjudged: firm.total = hole + 1: a figure has no value"},
                {zone, "zone", "2009H1", "<relation>firm.total = 报销人次</relation>",
                 "M151 checks.xml:1:22: firm.total is in 户, 报销人次 in 人次"},
                {zone, "zone", "2009H1",
                 "<relation measures=\"any\">firm.total = 报销人次</relation>",
                 "M312 metrics.csv:16:15 error: firm.total = 报销人次: left 363户, right 70084户 (70084人次), tolerance 0户; figures at metrics.csv:16:15, metrics.csv:7:13"},
                {zone, "zone", "2009H1", "<relation>firm.total + firm.prod</relation>",
                 "M150 checks.xml:1:33: a comparison such as = or <= is missing"},
                {zone, "zone", "2009H1", "<relation>firm.total = win</relation>",
                 "M310 checks.xml:1:1 unjudged: 窗 is of another window than 企业"},
                {zone, "zone", "2009H1", "<relation> </relation>",
                 "M311 checks.xml:1:1: write relations into <relation>, one a line"},
                {zone, "zone", "2009H1", "<relation rows=\"yes\">01=02+03</relation>", "holds"},
                {zone, "zone", "2009H1", "<relation rows=\"yes\">01=02+04</relation>",
                 "M312 metrics.csv:32:8 error: 01=02+04: left 12人, right 13人 (7人 + 6人), tolerance 0人; figures at metrics.csv:32:8, metrics.csv:33:7, metrics.csv:35:8"},
                {zone, "zone", "2009H1",
                 "<relation rows=\"yes\">03&lt;=02\n02/01&lt;=1.0</relation>", "holds / holds"},
                {zone, "zone", "2009H1", "<share-of of=\"s1 s2 s3\" with=\"p1 p2 p3\"/>",
                 "holds / holds / holds / holds"},
                {zone, "zone", "2009H1", "<share-of of=\"s1 s2 s4\" with=\"p1 p2 p3\"/>",
                 "M323 metrics.csv:39:9 error: 44.6% + 33.7% + 22.7% give 101%, not 100%; at metrics.csv:39:9, metrics.csv:40:9, metrics.csv:42:10 / holds / holds / M328 metrics.csv:42:10 error: 三产比重误: stated 22.7%, recomputed 21.78% (22亿元 ÷ 101亿元), tolerance 0.606%; parts at metrics.csv:38:7"},
                {zone, "zone", "2009H1", "<share-of of=\"s1 s2\"/>",
                 "M323 metrics.csv:39:9 error: 44.6% + 33.7% give 78.3%, not 100%; at metrics.csv:39:9, metrics.csv:40:9"},
                {zone, "zone", "2009H1", "<share-of of=\"s1 s2 s3\"/>", "holds"},
                {zone, "zone", "2009H1", "<share-of of=\"s1 s2 s3\" with=\"p1 p2\"/>",
                 "M311 checks.xml:1:31: with takes 3 names, 2 are given"},
                {zone, "zone", "2009H1",
                 "<range of=\"volume/donors\" least=\"200\" most=\"400\" measure=\"毫升\"/>",
                 "holds"},
                {zone, "zone", "2009H1",
                 "<range of=\"volume/donors.bad\" least=\"200\" most=\"400\" measure=\"毫升/人次\"/>",
                 "M321 metrics.csv:43:12 warning: volume/donors.bad is 2459.41毫升/人次 (496.8升 ÷ 202人次), usual are 200毫升/人次—400毫升/人次"},
                {zone, "zone", "2009H1",
                 "<range of=\"volume/donors\" least=\"260\" measure=\"毫升\"/>",
                 "M321 metrics.csv:43:12 warning: volume/donors is 245.94毫升 (496.8升 ÷ 2020人次), usual are ≥ 260毫升"},
                {zone, "zone", "2009H1", "<range of=\"safety.rate\" most=\"95\"/>",
                 "M321 metrics.csv:4:17 warning: safety.rate is 98%, usual are ≤ 95%"},
                {zone, "zone", "2009H1", "<range of=\"hole\" most=\"95\"/>",
                 "M310 checks.xml:1:1 unjudged: hole: a figure has no value"},
                {zone, "zone", "2009H1",
                 "<range of=\"volume/donors\" least=\"200\" most=\"400\" measure=\"元\"/>",
                 "M311 checks.xml:1:59: the value is in 升, which is not said in 元"},
                {zone, "zone", "2009H1", "<range of=\"volume/donors\"/>",
                 "M311 checks.xml:1:1: say what it may be: least, most or both"},
                {zone, "zone", "2009H1", "<same of=\"firm.total old@2008H1\"/>",
                 "M326 metrics.csv:25:7 note: 旧 is 363户, 企业 363户 at metrics.csv:16:15"},
                {zone, "zone", "2009H1", "<same of=\"firm.total firm.prod 门诊\"/>",
                 "holds / holds / holds"},
                {zone, "zone", "2009H1", "<complete of=\"firm.total hole mask grade\"/>",
                 "holds / M327 metrics.csv:18:8 warning: 缺 of zone in 2009H1 has no value / M327 metrics.csv:19:8 warning: 匿 of zone in 2009H1 is only a placeholder / holds"},
                {zone, "zone", "2009H1", "<complete of=\"firm.total\" periods=\"2008H1 2009H1\"/>",
                 "M327 checks.xml:1:1 warning: 企业 of zone in 2008H1 has no value / holds"},
                {zone, "zone", "2009H1", "<complete of=\"firm.total\" periods=\"2008H1 someday\"/>",
                 "M107 checks.xml:1:43: someday"},
                {zone, "zone", "2009H1",
                 "<sum of=\"amt.off\" with=\"amt.out amt.in\" name=\"报销\" text=\"合计应等于分项之和\"/><waive check=\"报销\" reason=\"四舍五入\"/>", "M301 metrics.csv:15:12 waived: 差额: stated 921.98万元, recomputed 921.97万元 (31.76万元 + 8902100元), tolerance 0.005万元; parts at metrics.csv:12:13, metrics.csv:13:12"},
                {zone, "zone", "2009H1",
                 "<sum of=\"amt\" with=\"amt.out amt.in\" name=\"报销\"/><waive check=\"报销\" reason=\"四舍五入\"/>",
                 "holds"},
                {zone, "zone", "2009H1",
                 "<sum of=\"amt.off\" with=\"amt.out amt.in\" name=\"报销\"/><waive check=\"报销\" of=\"amt\" reason=\"四舍五入\"/>",
                 "M301 metrics.csv:15:12 error: 差额: stated 921.98万元, recomputed 921.97万元 (31.76万元 + 8902100元), tolerance 0.005万元; parts at metrics.csv:12:13, metrics.csv:13:12"},
                {zone, "zone", "2009H1",
                 "<sum of=\"amt.off\" with=\"amt.out amt.in\" name=\"报销\"/><waive check=\"报销\" period=\"2008H1\" reason=\"四舍五入\"/>",
                 "M301 metrics.csv:15:12 error: 差额: stated 921.98万元, recomputed 921.97万元 (31.76万元 + 8902100元), tolerance 0.005万元; parts at metrics.csv:12:13, metrics.csv:13:12"},
                {zone, "zone", "2009H1",
                 "<sum of=\"amt.off\" with=\"amt.out amt.in\"/><waive check=\"报销\" reason=\"四舍五入\"/>",
                 "M330 checks.xml:1:42: 报销"},
                {zone, "zone", "2009H1", "<generic check=\"jumps\" level=\"off\"/>",
                 "M330 checks.xml:1:1: jumps"},
                {mch, "mch", "2013",
                 "<implied-denominator of=\"low.rate early.rate\" numerator=\"low early\"/>",
                 "holds"},
                {mch, "mch", "2013",
                 "<implied-denominator of=\"low.rate early.rate death.rate\" numerator=\"low early death\"/>",
                 "M313 metrics.csv:7:16 warning: 死亡率: 2.5‰ means a denominator of 1961—2040, the rates before it one of 4000—4019; first at metrics.csv:3:15"},
                {mch, "mch", "2013", "<implied-denominator of=\"odd.rate\" numerator=\"odd\"/>",
                 "M313 metrics.csv:9:14 warning: 畸形率: 80% with a numerator of 2人; no whole number divides so; numerator at metrics.csv:8:8"},
                {mch, "mch", "2013",
                 "<implied-denominator of=\"zero.rate low.rate\" numerator=\"zero low\"/>",
                 "holds"},
                {mch, "mch", "2013",
                 "<implied-denominator of=\"low.rate early.rate\" numerator=\"low\"/>",
                 "M311 checks.xml:1:58: numerator takes 2 names, 1 are given"},
                {course, "u", "2026H1",
                 "<stock-flow of=\"stock\" opening=\"begin\" in=\"come\" out=\"leave\"/>",
                 "holds / holds / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1", "<stock-flow of=\"stock\" in=\"come\" out=\"leave\"/>",
                 "holds / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1",
                 "<stock-flow of=\"stock\" opening=\"begin.bad\" in=\"come\" out=\"leave\"/>",
                 "M316 metrics.csv:5:15 error: 期初误 is 1010人, 期末在册 of the period before 1000人 at metrics.csv:3:12 / M315 metrics.csv:2:12 error: 期末在册: stated 1030人, recomputed 1040人 (1010人 + 80人 − 50人), tolerance 0.5人; opening at metrics.csv:5:15 / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1",
                 "<stock-flow of=\"stock\" opening=\"begin\" in=\"come come\"/>",
                 "holds / M315 metrics.csv:2:12 error: 期末在册: stated 1030人, recomputed 1160人 (1000人 + 80人 + 80人), tolerance 0.5人; opening at metrics.csv:4:12 / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1", "<stock-flow of=\"stock\"/>",
                 "M311 checks.xml:1:1: name what comes in and goes out: in, out"},
                {course, "u", "2026H1", "<stock-flow of=\"money\" in=\"come\"/>",
                 "M311 checks.xml:1:28: 资金 is in 万元, 新增 in 人"},
                {course, "u", "2026H1", "<period-part of=\"flow\"/>",
                 "holds / M317 metrics.csv:9:10 error: 发放额: 100万元 in 2026H1, but 110万元 in 2026-01..2026-05 at metrics.csv:10:10 / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1", "<period-part of=\"flow.months\"/>",
                 "holds / holds / holds / holds / holds / holds / holds / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u",
                 "2026H1", "<period-part of=\"flow.months.bad\"/>", "holds / holds / holds / holds / holds / holds / M318 metrics.csv:20:21 error: 月报误: stated 22件, the parts of the period give 21件 (1件 + 2件 + 3件 + 4件 + 5件 + 6件), tolerance 0.5件 / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1", "<period-part of=\"flow.quarters\"/>",
                 "holds / holds / M318 metrics.csv:27:18 error: 季报: stated 30件, the parts of the period give 29件 (14件 + 15件), tolerance 0.5件 / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1", "<period-part of=\"flow.high\"/>",
                 "holds / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1", "<relation>flow >= flow@2026Q1 * 2</relation>",
                 "holds / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1", "<relation>\"flow@2026-01..2026-05\" &lt;= flow</relation>",
                 "M312 metrics.csv:10:10 error: \"flow@2026-01..2026-05\" <= flow: left 110万元, right 100万元, tolerance 0.5万元; figures at metrics.csv:10:10, metrics.csv:9:10 / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {course, "u", "2026H1", "<relation>flow = last_year(flow) * 1.1</relation>",
                 "holds / M203 metrics.csv:9:10 warning: 发放额: 100万元 for 2026H1, but 110万元 for 2026-01..2026-05 at metrics.csv:10:10"},
                {plan, "u", "2026H1", "<target-sense of=\"low@2026\"/>", "holds"},
                {plan, "u", "2026H1", "<target-sense of=\"low.up@2026\"/>",
                 "M319 metrics.csv:5:14 warning: 发病率 is to become lower, but the target 8.5‰ lies above the present 8.2‰ at metrics.csv:4:8"},
                {plan, "u", "2026H1", "<target-sense of=\"high@2026\"/>",
                 "M319 metrics.csv:7:12 warning: 签约率 is to become higher, but the target 55% lies below the present 60% at metrics.csv:6:6"},
                {plan, "u", "2026H1", "<target-sense of=\"turned@2026\"/>",
                 "M319 metrics.csv:8:14 warning: 差错率 is to become lower, but the target 5% is said as \"at least\""},
                {plan, "u", "2026H1", "<target-sense of=\"plain@2026\"/>",
                 "M310 checks.xml:1:1 unjudged: nothing says whether 亩产 is to become higher or lower"},
                {plan, "u", "2026H1", "<target-sense of=\"plain@2026\" sense=\"higher\"/>",
                 "M319 metrics.csv:10:13 warning: 亩产 is to become higher, but the target 380公斤 lies below the present 400公斤 at metrics.csv:9:7"},
                {plan, "u", "2026H1", "<target-sense of=\"alone@2026\"/>",
                 "M310 checks.xml:1:1 unjudged: nothing says whether 独项 is to become higher or lower"},
                {plan, "u", "2026H1",
                 "<target-sense of=\"alone@2026\" present=\"low.up@2025\" sense=\"lower\"/>",
                 "M310 checks.xml:1:1 unjudged: 独项 has no earlier value to hold the target against"},
                {plan, "u", "2026H1", "<target-twice of=\"tcm tcm.again\"/>", "holds"},
                {plan, "u", "2026H1", "<target-twice of=\"tcm tcm.kinds\"/>",
                 "M320 metrics.csv:14:19 warning: 中药种类 is 50种, 中成药 30种 at metrics.csv:12:13"},
                {plan, "u", "2026H1", "<target-twice of=\"tcm none\"/>",
                 "M310 checks.xml:1:1 unjudged: 无数 has no value"},
                {plan, "u", "2026H1",
                 "<promise of=\"tax output\" times=\"4\" from=\"2005\" to=\"2010\"/>",
                 "holds / M322 metrics.csv:19:14 warning: 产值: target 35亿元, promised are 4 times 10亿元 at metrics.csv:18:8, which is 40亿元"},
                {plan, "u", "2026H1", "<promise of=\"tax\" times=\"4\" from=\"2006\" to=\"2010\"/>",
                 "M310 checks.xml:1:1 unjudged: 税收 has no value"},
                {plan, "u", "2026H1", "<promise of=\"tax\" times=\"4\" from=\"早年\" to=\"2010\"/>",
                 "M107 checks.xml:1:35: 早年"},
                {plan, "u", "2026H1", "<weights of=\"w1 w2 w3\"/>", "holds"},
                {plan, "u", "2026H1", "<weights of=\"w1 w2\"/>",
                 "M323 metrics.csv:20:4 error: 5% + 5% give 10%, not 100%; at metrics.csv:20:4, metrics.csv:21:4"},
                {plan, "u", "2026H1", "<weights of=\"w1 w2\" total=\"10\"/>", "holds"},
                {plan, "u", "2026H1", "<bands of=\"b1 b2 b3\"/>", "holds / holds"},
                {plan, "u", "2026H1", "<bands of=\"b1 b3\"/>",
                 "M324 metrics.csv:23:4 error: 优秀 begins at 90分, 合格 ends at 80分: a gap; the other at metrics.csv:25:4"},
                {plan, "u", "2026H1", "<bands of=\"b2 b2x\"/>",
                 "M324 metrics.csv:24:4 error: 良好 begins at 80分, 中等 ends at 85分: an overlap; the other at metrics.csv:26:5"},
                {plan, "u", "2026H1", "<bands of=\"i1 i2\" step=\"1\"/>", "holds"},
                {plan, "u", "2026H1", "<bands of=\"i1 i2\"/>",
                 "M324 metrics.csv:27:4 error: 甲等 begins at 90分, 乙等 ends at 89分: a gap; the other at metrics.csv:28:4"},
                {plan, "u", "2026H1", "<bands least=\"l1 l2\" most=\"m1 m2\"/>", "holds / holds"},
                {plan, "u", "2026H1", "<bands least=\"l1 l2\" most=\"m2 m1\"/>",
                 "M324 metrics.csv:29:4 error: 好下限 begins at 90分, 差上限 ends at 80分: a gap; the other at metrics.csv:32:4 / M324 metrics.csv:30:4 error: 中下限 begins at 80分, 中上限 ends at 90分: an overlap; the other at metrics.csv:31:4"},
                {plan, "u", "2026H1", "<bands least=\"l1\" most=\"b3\"/>",
                 "M324 metrics.csv:29:4 error: 好下限 begins at 90分, 合格 ends at 80分: a gap; the other at metrics.csv:25:4"},
                {plan, "u", "2026H1",
                 "<sum of=\"target(sum)\" with=\"target(part1) target(part2)\" period=\"2026\"/>",
                 "holds"},
                {plan, "u", "2026H1",
                 "<sum of=\"target(sum)\" with=\"target(part1) target(part1)\" period=\"2026\"/>",
                 "M301 metrics.csv:33:11 error: 总任务: stated 250亩, recomputed 200亩 (100亩 + 100亩), tolerance 0.5亩; parts at metrics.csv:34:13, metrics.csv:34:13"},
                {plan, "u", "2026H1",
                 "<relation period=\"2026\">target(sum) = target(part1) + target(part2)</relation>",
                 "holds"},
                {plan, "u", "2026H1", "<dates section=\"阶段\"/>", "holds / holds"},
                {plan, "u", "2026H1", "<dates section=\"阶段\" contiguous=\"yes\"/>",
                 "M325 items.csv:3:1 warning: 2026-12-12..2026-12-20 does not follow on 2026-09-01..2026-12-10; days between them: 1 / holds"},
                {plan, "u", "2026H1", "<dates section=\"倒序\"/>",
                 "M325 items.csv:6:1 warning: 2026-05 comes before 2026-06, the item above it"},
                {plan, "u", "2026H1", "<dates section=\"口语\"/>",
                 "M310 checks.xml:1:1 unjudged: 年底前 is no date that can be compared"},
                {plan, "u", "2026H1", "<dates section=\"无\"/>",
                 "M310 checks.xml:1:1 unjudged: no item of 无 has a deadline"},
                {plan, "u", "2026H1", "<dates of=\"exam\" after=\"2026-04-10\"/>",
                 "M325 metrics.csv:36:6 warning: 体检 is of 2026-01..2026-04-10, which does not end after 2026-04-10"},
                {plan, "u", "2026H1", "<dates of=\"exam\" after=\"2026-04-09\"/>", "holds"},
                {plan, "u", "2026H1", "<dates of=\"exam\" within=\"2026-02..2026-06\"/>",
                 "M325 metrics.csv:36:6 warning: 体检 is of 2026-01..2026-04-10, not within 2026-02..2026-06"},
                {plan, "u", "2026H1", "<dates of=\"exam\"/>",
                 "M311 checks.xml:1:1: name items by section, or figures by of and a date by after or within"},
                {units, NULL, "2026H1", "<sum of=\"total\" with=\"a b\"/>",
                 "M310 checks.xml:1:1 unjudged: 甲 has no value / M301 metrics.csv:3:13 error: 总数: stated 10户, recomputed 11户 (4户 + 7户), tolerance 0.5户; parts at metrics.csv:4:8, metrics.csv:5:8 / M310 checks.xml:1:1 unjudged: 甲 has no value"},
                {units,
                 NULL, "2026H1", "<sum of=\"total\" with=\"a b\" units=\"t1\"/>", "M301 metrics.csv:3:13 error: 总数: stated 10户, recomputed 11户 (4户 + 7户), tolerance 0.5户; parts at metrics.csv:4:8, metrics.csv:5:8"},
                {units, NULL, "2026H1",
                 "<equal of=\"county:total\" with=\"t1:total\" units=\"county\"/>",
                 "M304 metrics.csv:2:17 error: 总数 is 30户, 总数 10户 at metrics.csv:3:13"},
                {units, NULL, "2026H1",
                 "<relation units=\"county\">total = t1:total + t2:total</relation>",
                 "M312 metrics.csv:2:17 error: total = t1:total + t2:total: left 30户, right 31户 (10户 + 21户), tolerance 0户; figures at metrics.csv:2:17, metrics.csv:3:13, metrics.csv:6:13"},
                {units, NULL, "2026H1",
                 "<relation units=\"county\">total = t1:total + t9:total</relation>",
                 "M103 checks.xml:1:45: t9"},
                {units, NULL, "2026H1", "<complete of=\"total\" units=\"*\"/>",
                 "holds / holds / holds"},
                {units, NULL, "2026H1", "<sum of=\"total\" with=\"a b\" units=\"t9\"/>",
                 "M103 checks.xml:1:35: t9"},
};

Test(check, judges) {
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        const struct trial *trial = &trials[i];
        struct world w = build_world(trial->world, trial->unit ? trial->unit : "", trial->period);
        cr_assert_str_eq(say_diags(w), "", "world of %s", trial->element);
        const struct check_results *results = judge(w, trial->element, trial->unit, trial->period);
        const char *said = say_results(w, results);
        cr_expect_str_eq(said, trial->want, "%s\n  said:   %s\n  wanted: %s", trial->element, said,
                         trial->want);
        end_world(w);
    }
}
