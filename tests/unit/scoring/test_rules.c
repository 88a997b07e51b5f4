/* Schemes and values: what items, sums, grades, ranks and decisions come to. */
#include "helper.h"

#define FULL "full='100'"
#define INTERVALS                                                                                  \
    "<interval from='90' score='100'/><interval from='80' to='90' score='80'/><interval to='80' "  \
    "score='0'/>"
#define BY_RATE "<item code='i' name='项' of='r' full='100'>" INTERVALS "</item>"
#define AS_IS   "<item code='i' name='项' of='q' full='100'><value/></item>"
#define GRADES                                                                                      \
    "<grade name='好' from='90'/><grade name='较好' from='80'/><grade name='一般' from='70'/>" \
    "<grade name='差'/>"
#define RATIO(more)  "<item code='i' name='项' of='r' full='100'><ratio " more "/></item>"
#define DEDUCT(more) "<item code='i' name='项' of='n' full='10'><deduct " more "/></item>"
#define PER(more)    "<item code='i' name='项' of='n2'><per " more "/></item>"
#define BONUS(more, inside)                                                                        \
    AS_IS "<bonus " more "><item code='x' name='甲' of='n2'><per each='2'/></item>" inside         \
          "</bonus>"
#define SECOND "<item code='y' name='乙' of='n'><per each='1'/></item>"

static const struct {
    const char *what, *head, *inside, *data, *asked, *want;
} cases[] = {
    /* intervals: the lower bound belongs to the interval */
    {"a bound exactly", FULL, BY_RATE, "a r 90", "a:i", "100.00"},
    {"just below it", FULL, BY_RATE, "a r 89.9999", "a:i", "80.00"},
    {"the lower bound of the middle", FULL, BY_RATE, "a r 80", "a:i", "80.00"},
    {"far below", FULL, BY_RATE, "a r -5", "a:i", "0.00"},
    {"the upper bound belongs, if the item says so", FULL,
     "<item code='i' name='项' of='n' full='100' inclusive='upper'><interval to='5' score='100'/>"
     "<interval from='5' score='60'/></item>",
     "a n 5;b n 6", "a:i b:i", "100.00 60.00"},
    {"points rise within an interval", FULL,
     "<item code='i' name='项' of='r' full='100'><interval from='90' score='100'/><interval from='80' "
     "to='90' score='60' to-score='100'/><interval to='80' score='0'/></item>",
     "a r 85;b r 80;e r 89.99", "a:i b:i e:i", "80.00 60.00 99.96"},
    {"bounds in another scale", "",
     "<item code='i' name='项' of='m' full='10'><interval from='1亿元' score='10'/><interval "
     "to='10000万元' score='5'/></item>",
     "a m 10000;b m 9999.99", "a:i b:i", "10.00 5.00"},
    /* ratios */
    {"a ratio", FULL, RATIO("to='95'"), "a r 92.5", "a:i", "97.37"},
    {"its cap", FULL, RATIO("to='95'"), "a r 99", "a:i", "100.00"},
    {"a cap above the full mark", FULL, RATIO("to='50' cap='120%'"), "a r 70;b r 55", "a:i b:i",
     "120.00 110.00"},
    {"too little gives nothing", FULL, RATIO("to='100' least='60%'"), "a r 59.9;b r 60", "a:i b:i",
     "0.00 60.00"},
    {"to the target of the data", FULL, RATIO("to='target'"), "a r 80 90", "a:i", "88.89"},
    {"no target", FULL, RATIO("to='target'"), "a r 80", "a:i", "未评分"},
    {"the less the better", FULL,
     "<item code='i' name='项' of='c' full='100'><ratio to='190' inverse='yes'/></item>",
     "a c 200;b c 180;e c 0", "a:i b:i e:i", "95.00 100.00 100.00"},
    {"a third is exact until it is rounded", "full='100' decimals='4'", RATIO("to='90'"), "a r 30",
     "a:i", "33.3333"},
    /* deductions from the full mark */
    {"for each case", "", DEDUCT("each='2'"), "a n 3;b n 0", "a:i b:i", "4.00 10.00"},
    {"never below the floor", "", DEDUCT("each='2'"), "a n 6;b n 5", "a:i b:i", "0.00 0.00"},
    {"a floor of its own", "", DEDUCT("each='2' floor='4'"), "a n 6", "a:i", "4.00"},
    {"at most", "", DEDUCT("each='2' most='5'"), "a n 6", "a:i", "5.00"},
    {"for every point below", "",
     "<item code='i' name='项' of='r' full='10'><deduct each='0.5' below='95%'/></item>",
     "a r 93.2;b r 95;e r 99", "a:i b:i e:i", "9.10 10.00 10.00"},
    {"only whole points", "",
     "<item code='i' name='项' of='r' full='10'><deduct each='0.5' below='95%' whole='yes'/></item>",
     "a r 93.2;b r 94.01", "a:i b:i", "9.50 10.00"},
    {"of several values", "",
     "<item code='i' name='项' full='10'><deduct each='2' of='n'/><deduct each='0.5' per='2' "
     "of='n2'/></item>",
     "a n 1;a n2 4", "a:i", "7.00"},
    /* counts */
    {"points for each", "", PER("each='10'"), "a n2 3", "a:i", "30.00"},
    {"half of the excess share", "", PER("each='10' amount='m' base='20万元' over='50%'"),
     "a n2 2;a m 60;b n2 2;b m 30;e n2 0;e m 0", "a:i b:i e:i", "25.00 20.00 0.00"},
    {"two counts", "",
     "<item code='i' name='项' of='n2'><per each='20'/><per of='n' each='5' most='10'/></item>",
     "a n2 1;a n 3", "a:i", "30.00"},
    /* the value itself, formulas, periods */
    {"the value is the score", FULL, AS_IS, "a q 87.5", "a:i", "87.50"},
    {"never more than the full mark", FULL, AS_IS, "a q 105", "a:i", "100.00"},
    {"a formula", "",
     "<item code='i' name='项' of='r / r2' measure='%' full='10'><ratio to='50'/></item>",
     "a r 25;a r2 100", "a:i", "5.00"},
    {"a formula of measures", "",
     "<item code='i' name='项' of='m + c' full='10'><ratio to='2万元'/></item>", "a m 1;a c 5000",
     "a:i", "7.50"},
    {"the mean of quarters 1 and 3", "",
     "<item code='i' name='项' of='q' periods='Q1 Q3' full='100'><value/></item>",
     "a q 80 _ _ 2026Q1;a q 91 _ _ 2026Q3", "a:i", "85.50"},
    {"a quarter is missing", "",
     "<item code='i' name='项' of='q' periods='Q1 Q3' full='100'><value/></item>",
     "a q 80 _ _ 2026Q1", "a:i", "未评分"},
    {"the year's scheme: 5 %, 5 %, 90 %", FULL,
     "<item code='s' name='季度' of='q' periods='Q1 Q3' full='100' weight='5'><value/></item>"
     "<item code='h' name='半年' of='q' periods='H1' full='100' weight='5'><value/></item>"
     "<item code='y' name='年终' of='q' periods='year' full='100' weight='90'><value/></item>",
     "a q 80 _ _ 2026Q1;a q 91 _ _ 2026Q3;a q 88;a q 92.5 _ _ 2026", "a:s a:total", "85.50 91.93"},
    {"an item reads another", "",
     "<item code='i' name='一' of='score.j' full='10'><value/></item>"
     "<item code='j' name='二' of='n2'><per each='2'/></item>",
     "a n2 3", "a:i a:total", "6.00 12.00"},
    /* what is missing */
    {"missing is never 0", FULL, BY_RATE GRADES, "a r 95;b r", "b:i b:total b:grade",
     "未评分 未评分 未定"},
    {"0 where the scheme says so", "",
     "<item code='i' name='项' of='n' full='10' missing='zero'>"
     "<deduct each='2'/></item>",
     "a n2 1;b n 1", "a:i b:i", "10.00 8.00"},
    {"a placeholder", FULL, BY_RATE, "a r xx", "a:i", "未评分"},
    {"about is no score", FULL, BY_RATE, "a r 约95", "a:i", "未评分"},
    {"what does not apply", FULL, BY_RATE, "a r 不适用", "a:i", "未评分"},
    {"… is left out, if the scheme says so", FULL " not-applicable='scale'",
     "<item code='i' name='一' of='r' full='40'><ratio to='100'/></item>"
     "<item code='j' name='二' of='q' full='60'><value/></item>",
     "a r 不适用;a q 45", "a:i a:total", "— 75.00"},
    /* weights */
    {"groups of 40 and 60", FULL,
     "<group code='g' name='甲' weight='40'><item code='i' name='一' of='r' full='40'><ratio "
     "to='100'/></item></group><group code='h' name='乙' weight='60'><item code='j' name='二' of='q' "
     "full='100'><value/></item></group>",
     "a r 50;a q 80", "a:g a:h a:base a:total", "20.00 80.00 68.00 68.00"},
    /* rounding */
    {"half away", "full='100' decimals='1'", AS_IS, "a q 89.95", "a:total", "90.0"},
    {"half even", "full='100' decimals='1' rounding='half-even'", AS_IS, "a q 89.85;b q 89.95",
     "a:total b:total", "89.8 90.0"},
    {"each step is rounded", FULL,
     "<item code='i' name='一' of='r' full='50'><ratio to='90'/></item><item code='j' name='二' of='r2' "
     "full='50'><ratio to='90'/></item>",
     "a r 30.01;a r2 30.01", "a:i a:total", "16.67 33.34"},
    {"or only the total", FULL " round='end'",
     "<item code='i' name='一' of='r' full='50'><ratio to='90'/></item><item code='j' name='二' of='r2' "
     "full='50'><ratio to='90'/></item>",
     "a r 30.01;a r2 30.03", "a:i a:total", "16.67 33.36"},
    /* grades */
    {"90 is good", FULL, AS_IS GRADES, "a q 90;b q 89.99", "a:grade b:grade", "好 较好"},
    {"89.995 is rounded to 90.00 first", FULL, AS_IS GRADES, "a q 89.995;b q 89.994",
     "a:total a:grade b:grade", "90.00 好 较好"},
    {"the lowest band", FULL, AS_IS GRADES, "a q 70;b q 69.99;e q 0", "a:grade b:grade e:grade",
     "一般 差 差"},
    /* bonus and deduction */
    {"a bonus", FULL, BONUS("", ""), "a q 80;a n2 2", "a:bonus a:total", "4.00 84.00"},
    {"its cap", FULL, BONUS("cap='3'", ""), "a q 80;a n2 2", "a:bonus a:total", "3.00 83.00"},
    {"its cap reached exactly", FULL, BONUS("cap='4'", ""), "a q 80;a n2 2", "a:bonus", "4.00"},
    {"its coefficient", FULL, BONUS("coefficient='1.5' cap='5'", ""), "a q 80;a n2 1;b q 80;b n2 2",
     "a:bonus b:bonus", "3.00 5.00"},
    {"only the highest", FULL, BONUS("highest-only='yes'", SECOND), "a q 80;a n2 2;a n 3",
     "a:bonus", "4.00"},
    {"all of them", FULL, BONUS("", SECOND), "a q 80;a n2 2;a n 3", "a:bonus", "7.00"},
    {"a bonus over the full mark", FULL, BONUS("", ""), "a q 99;a n2 2", "a:total", "103.00"},
    {"unless it is bounded", FULL " most='100'", BONUS("", ""), "a q 99;a n2 2", "a:total",
     "100.00"},
    {"a deduction with a cap", FULL,
     AS_IS "<deduction cap='5'><item code='x' name='扣' of='n'><per each='2'/></item></deduction>",
     "a q 80;a n 3;b q 80;b n 1", "a:deduction a:total b:total", "5.00 75.00 78.00"},
    {"a bonus that is not known", FULL, BONUS("", ""), "a q 80", "a:bonus a:total",
     "未评分 未评分"},
    /* prerequisites and veto */
    {"a prerequisite met", FULL, AS_IS GRADES "<prerequisite grade='好' of='t' is='好'/>",
     "a q 95;a t _ _ 好", "a:grade", "好"},
    {"not met", FULL, AS_IS GRADES "<prerequisite grade='好' of='t' is='好'/>",
     "a q 95;a t _ _ 较好", "a:grade", "较好"},
    {"not known", FULL, AS_IS GRADES "<prerequisite grade='好' of='t' is='好'/>", "a q 95",
     "a:total a:grade", "95.00 未定"},
    {"not asked for below", FULL, AS_IS GRADES "<prerequisite grade='好' of='t' is='好'/>",
     "a q 85", "a:grade", "较好"},
    {"two, one below the other", FULL,
     AS_IS GRADES "<prerequisite grade='好' of='t' is='好'/><prerequisite grade='较好' of='n' "
                  "at-most='2'/>",
     "a q 95;a t _ _ 差;a n 3", "a:grade", "一般"},
    {"veto over bonus", FULL,
     BONUS("", "") GRADES "<veto when='v &gt;= 1' grade='差' reason='疫情'/>",
     "a q 98;a n2 1;a v 1;b q 98;b n2 1;b v 0", "a:total a:grade b:grade", "100.00 差 好"},
    {"veto not known", FULL, AS_IS GRADES "<veto when='v &gt;= 1' grade='差' reason='疫情'/>",
     "a q 98", "a:grade", "未定"},
    {"not reported is none, if the scheme says so", FULL,
     AS_IS GRADES "<veto when='v &gt;= 1' grade='差' reason='疫情' missing='zero'/>", "a q 98",
     "a:grade", "好"},
    {"a veto where the total is not known", FULL,
     AS_IS GRADES "<veto when='v &gt;= 1' grade='差' reason='疫情'/>", "a v 2", "a:total a:grade",
     "未评分 差"},
    {"a veto counts to the last digit", FULL,
     AS_IS GRADES "<veto when='r &lt; 60%' grade='差' reason='过低'/>",
     "a q 95;a r 59.9;b q 95;b r 60", "a:grade b:grade", "差 好"},
    /* ranks */
    {"ties share a rank", FULL, AS_IS "<rank/>", "a q 90;b q 95;e q 90;f q 80",
     "b:rank a:rank e:rank f:rank", "1 2 2 4"},
    {"dense", FULL, AS_IS "<rank ties='dense'/>", "a q 90;b q 95;e q 90;f q 80",
     "a:rank e:rank f:rank", "2 2 3"},
    {"a tie that stays", FULL,
     AS_IS
     "<rank then='bonus'/><bonus><item code='x' name='加' of='n2'><per each='0'/></item></bonus>",
     "a q 90;a n2 0;b q 90;b n2 1", "a:rank b:rank", "1 1"},
    {"parted by an item", "",
     "<item code='i' name='一' of='q' full='100'><value/></item><item code='j' name='二' of='n2'><per "
     "each='1'/></item><rank then='j'/>",
     "a q 90;a n2 5;b q 89;b n2 6", "a:total b:total a:rank b:rank", "95.00 95.00 2 1"},
    {"unscored have none", FULL, AS_IS "<rank/>", "a q 90;b q 95;e q xx", "a:rank e:rank f:rank",
     "2 — —"},
    {"among siblings of another tree", FULL, AS_IS "<rank among='siblings' tree='kind'/>",
     "a q 80;b q 95;e q 90;f q 99", "a:rank e:rank b:rank f:rank", "2 1 — —"},
    {"vetoed last", FULL,
     AS_IS GRADES "<veto when='v &gt;= 1' grade='差' reason='疫情' missing='zero'/><rank "
                  "vetoed='last'/>",
     "a q 99;a v 1;b q 70;e q 60;f q 50", "a:rank b:rank e:rank f:rank", "4 1 2 3"},
    {"vetoed out", FULL,
     AS_IS GRADES
     "<veto when='v &gt;= 1' grade='差' reason='疫情' missing='zero'/><rank vetoed='out'/>",
     "a q 99;a v 1;b q 70;e q 60;f q 50", "a:rank b:rank", "— 1"},
    {"of an item", FULL,
     "<item code='i' name='一' of='r' full='50'><ratio to='100'/></item><item code='j' name='二' of='r2' "
     "full='50'><ratio to='100'/></item><rank code='ri' of='i'/>",
     "a r 90;a r2 10;b r 80;b r2 90", "a:ri b:ri", "1 2"},
    /* decision tables */
    {"two conditions at once", "",
     AS_IS
     "<decision code='dep' name='保证金' measure='元'>"
     "<row when='m &gt;= target(m)' outcome='1∶1奖励' amount='d * 2'><when test='n2 &gt;= 1'/></row>"
     "<row when='m &gt;= target(m)' outcome='退还' amount='d'/>"
     "<row outcome='不退' amount='0'/></decision>",
     "a q 1;a d 1500;a m 120 100;a n2 1;b q 1;b d 1500;b m 120 100;b n2 0;e q 1;e d 500;e m 99.99 "
     "100;e n2 9",
     "a:dep a:dep.amount b:dep b:dep.amount e:dep e:dep.amount", "1∶1奖励 3000 退还 1500 不退 0"},
    {"prizes by rank, in another scale", FULL,
     AS_IS "<rank/><decision code='p' name='奖' measure='万元'><row rank='1' outcome='一等' "
           "amount='2'/><row rank='2..3' outcome='二等' amount='d * 1000'/><row "
           "outcome='无'/></decision>",
     "a q 90;a d 7;b q 80;b d 7;e q 80;e d 7;f q 70;f d 7",
     "a:p.amount b:p b:p.amount e:p f:p f:p.amount", "2 二等 0.7 二等 无 —"},
    {"by grade and total", FULL,
     AS_IS GRADES "<decision code='p' name='奖'><row grade='好 较好' from='85' "
                  "outcome='奖'/><row outcome='不奖'/></decision>",
     "a q 85;b q 84.99;e q 95", "a:p b:p e:p", "奖 不奖 奖"},
    {"a condition that is not known stops the search", FULL,
     AS_IS "<decision code='p' name='奖'><row when='n &lt; 3' outcome='奖'/><row "
           "outcome='不奖'/></decision>",
     "a q 85;b q 84;b n 3", "a:p b:p", "未定 不奖"},
};

Test(scoring, gives_what_the_scheme_says) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scored_world world = scored_new(cases[i].head, cases[i].inside, cases[i].data);
        if (!world.scores) {
            cr_expect(false, "%s: %s", cases[i].what, scored_say(&world, DIAG_ERROR));
        } else {
            const char *got = scored_ask_all(&world, cases[i].asked);
            cr_expect_str_eq(got, cases[i].want, "%s: %s, not %s", cases[i].what, got,
                             cases[i].want);
        }
        arena_free(world.arena);
    }
}

/* Other periods are scored too if the scheme asks for it; what they lack is simply not there. */
Test(scoring, scores_other_periods_also) {
    struct scored_world world = scored_new(FULL " also='last-year previous'", AS_IS GRADES,
                                           "a q 85;a q 80 _ _ 2025H1;b q 70;b q xx _ _ 2025H1");
    cr_assert(world.scores, "%s", scored_say(&world, DIAG_ERROR));
    cr_expect_str_eq(scored_ask_at(&world, TEXT("a:total"), TEXT("2025H1")), "80.00");
    cr_expect_str_eq(scored_ask_at(&world, TEXT("a:grade"), TEXT("2025H1")), "较好");
    cr_expect_str_eq(scored_ask_at(&world, TEXT("b:total"), TEXT("2025H1")), "?");
    cr_expect_str_eq(scored_ask_at(&world, TEXT("a:total"), TEXT("2025H2")), "?");
    cr_expect_str_eq(scored_ask_all(&world, "a:total b:grade"), "85.00 一般");
    arena_free(world.arena);
}
