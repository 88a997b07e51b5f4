/* What is wrong with a scheme, and what is said about it. */
#include "helper.h"

#define FULL           "full='100'"
#define AS_IS          "<item code='i' name='项' of='q' full='100'><value/></item>"
#define OF_RATE(lines) "<item code='i' name='项' of='r' full='100'>" lines "</item>"
#define GRADES         "<grade name='好' from='90'/><grade name='差'/>"

static const struct {
    const char *what, *head, *inside, *want;
} cases[] = {
    {"items that do not come to the full mark", FULL,
     "<item code='i' name='项' of='q' full='90'><value/></item>",
     "K102 the items come to 90, not to 100 / "},
    {"weights that do not", FULL,
     "<item code='i' name='一' of='q' full='100' weight='50'><value/></item>"
     "<item code='j' name='二' of='q' full='100' weight='40'><value/></item>",
     "K102 the items come to 90, not to 100 / "},
    {"a group of another sum than its weight", FULL,
     "<group name='组' weight='40'><item code='i' name='项' of='q' full='39'><value/></item></group>"
     "<item code='j' name='二' of='q' full='60'><value/></item>",
     "K102 组: 39 points weigh 40% / what weighs 40% is marked out of 40 points, or out of 100"},
    {"a weight without a full mark of the scheme", "",
     "<item code='i' name='项' of='q' full='10' weight='5'><value/></item>",
     "K102 项 / weights need the full mark of the scheme: full=\"100\""},
    {"intervals with a gap", FULL,
     OF_RATE("<interval from='90' score='100'/><interval from='80' to='89' score='80'/><interval "
             "to='80' score='0'/>"),
     "K103 项 / the interval below ends at 89, this one begins at 90"},
    {"intervals that overlap", FULL,
     OF_RATE("<interval from='90' score='100'/><interval from='80' to='95' score='80'/><interval "
             "to='80' score='0'/>"),
     "K103 项 / the interval below ends at 95, this one begins at 90"},
    {"nothing below", FULL,
     OF_RATE("<interval from='90' score='100'/><interval from='80' score='80'/>"),
     "K103 项 / values below it have no points: leave from= out of the lowest interval, or add "
     "one"},
    {"nothing above", FULL, OF_RATE("<interval to='90' score='100'/>"),
     "K103 项 / values above it have no points: leave to= out of the highest interval, or add one"},
    {"more than the full mark", FULL, OF_RATE("<interval score='101'/>"),
     "K104 项 / more points than the full mark of the item"},
    {"two bounds for one", FULL,
     OF_RATE("<interval from='90' score='100'/><interval from='90' score='80'/><interval to='90' "
             "score='0'/>"),
     "K103 项 / the upper bound is not above the lower"},
    {"points that rise to no end", FULL,
     OF_RATE("<interval from='90' score='80' to-score='100'/><interval to='90' score='0'/>"),
     "K104 项 / points can rise within an interval only if both its bounds are given"},
    {"no rule", FULL, OF_RATE(""),
     "K104 i / write one of: <interval>, <ratio>, <deduct>, <per>, <value>"},
    {"two kinds of rules", FULL, OF_RATE("<interval score='1'/><value/>"),
     "K104 i / an item has one kind of rule: <interval> or <value>"},
    {"two ratios", FULL, OF_RATE("<ratio to='1'/><ratio to='2'/>"),
     "K104 i / <ratio> stands once in an item"},
    {"no value", FULL, "<item code='i' name='项' full='100'><value/></item>",
     "K104 i / say which indicator is judged: of=\"…\""},
    {"no full mark", FULL, "<item code='i' name='项' of='q'><value/></item>",
     "K104 i / say the full mark of the item: full=\"10\""},
    {"a ratio of nothing", "", "<item code='i' name='项' of='q'><ratio to='10'/></item>",
     "K104 i / <ratio> needs the full mark of the item: full=\"10\""},
    {"a deduction from what is a deduction", FULL,
     AS_IS "<deduction><item code='x' name='扣' of='n'><deduct each='2'/></item></deduction>",
     "K104 x / in bonus and deduction write <per>, <interval> or <value>"},
    {"both bounds of a deduction", "",
     "<item code='i' name='项' of='r' full='10'><deduct each='2' below='5' above='9'/></item>",
     "K104 <deduct> / give one of the two: below= or above="},
    {"nothing taken away", "",
     "<item code='i' name='项' of='n' full='10'><deduct each='0'/></item>",
     "K108 项 / it must be above 0: each=\"2\" takes 2 points away"},
    {"an amount without a base", "",
     "<item code='i' name='项' of='n2'><per each='2' amount='m'/></item>",
     "K104 <per> / amount=, base= and over= stand together"},
    {"a base of nothing", "",
     "<item code='i' name='项' of='n2'><per each='2' amount='m' base='0' over='50%'/></item>",
     "K108 项 / the base must be above 0"},
    {"divided by nothing", FULL, OF_RATE("<ratio to='0'/>"),
     "K108 项 / what the value is divided by must be above 0"},
    {"a target of a formula", FULL,
     "<item code='i' name='项' of='r + r2' measure='%' full='100'><ratio to='target'/></item>",
     "K104 项 / only an indicator alone, at the period of the report, has a target"},
    {"a bound that is no number", FULL, OF_RATE("<interval from='九十' score='1'/>"),
     "K108 from=\"九十\" / a number, with its measure if you like: 90, 90%, 2000万元"},
    {"a share that is none", FULL, OF_RATE("<ratio to='90' cap='1倍'/>"),
     "K108 cap=\"1倍\" / shares are written 50% or 0.5"},
    {"a bound in another measure", FULL,
     OF_RATE("<interval from='90万元' score='1'/><interval to='90' score='0'/>"),
     "K106 in 万元, compared with % / "},
    {"a value in another measure", FULL,
     "<item code='i' name='项' of='q' measure='元' full='100'><value/></item>",
     "K106 q cannot be said in 元 / "},
    {"a formula in another measure", FULL,
     "<item code='i' name='项' of='q + q' measure='%' full='100'><value/></item>",
     "K106 q + q cannot be said in % / "},
    {"an unknown indicator", FULL,
     "<item code='i' name='项' of='签约绿' full='100'><value/></item>",
     "M101 签约绿 / did you mean 签约率?"},
    {"a name of two", FULL, "<item code='i' name='项' of='重名' full='100'><value/></item>",
     "M102 重名 / name it by its code"},
    {"a formula that is none", FULL, "<item code='i' name='项' of='q +' full='100'><value/></item>",
     "M150 it ends too early / "},
    {"periods that are none", FULL,
     "<item code='i' name='项' of='q' periods='Q1 Q5' full='100'><value/></item>",
     "K115 Q5 / periods of a scheme: Q1 … Q4, H1, H2, 01 … 12, year (of the year that is scored), "
     "or a period such as 2025H2"},
    {"periods scored also", FULL " also='last_year'", AS_IS,
     "K115 last_year / write last-year, previous or a period such as 2025H2"},
    {"one code twice", "",
     "<item code='i' name='一' of='q' full='1'><value/></item><item code='i' name='二' of='q' "
     "full='1'><value/></item>",
     "K105 i / each code stands once; base, bonus, deduction, total and grade are the program's "
     "own"},
    {"a code of the program", "", "<item code='total' name='一' of='q' full='1'><value/></item>",
     "K105 total / each code stands once; base, bonus, deduction, total and grade are the "
     "program's own"},
    {"a code that no formula could read", "",
     "<item code='a-b' name='一' of='q' full='1'><value/></item>",
     "K105 a-b / a code holds letters, digits, points and underscores"},
    {"a code of the data", "code='twin'",
     "<item code='1' name='一' of='q' full='1'><value/></item>",
     "K105 twin.1 / the data have an indicator of this code; give the scheme another: <scoring "
     "code=\"…\">"},
    {"a circle of items", "",
     "<item code='i' name='一' of='score.j' full='1'><value/></item><item code='j' name='二' "
     "of='score.i + 1' full='1'><value/></item>",
     "K107 一得分 / a step may read only what does not depend on it"},
    {"an item of the total", "",
     "<item code='i' name='一' of='score.total' full='1'><value/></item>",
     "K107 一得分 / a step may read only what does not depend on it"},
    {"bands without a lowest", FULL,
     AS_IS "<grade name='好' from='90'/><grade name='差' from='0'/>",
     "K103 差 / each grade has its own lower bound from=\"…\", which belongs to it; only the "
     "lowest has none"},
    {"bands that do not meet", FULL,
     AS_IS "<grade name='好' from='90'/><grade name='中' from='80' to='89'/><grade name='差'/>",
     "K103 中 / the next better grade 好 begins elsewhere; leave to= out, it follows from the "
     "bounds"},
    {"an upper end of the best", FULL,
     AS_IS "<grade name='好' from='90' to='100'/><grade name='差'/>",
     "K103 好 / the best grade is open above: leave to= out"},
    {"a grade that is none", FULL, AS_IS GRADES "<veto when='n &gt; 1' grade='很差' reason='x'/>",
     "K109 很差 / grades of the scheme: 好, 差"},
    {"a prerequisite without a condition", FULL, AS_IS GRADES "<prerequisite grade='好' of='t'/>",
     "K104 好 / write of=\"…\" with is=, at-least= or at-most=, or when=\"…\" alone"},
    {"a prerequisite of the lowest", FULL, AS_IS GRADES "<prerequisite grade='差' of='t' is='好'/>",
     "K104 差 / there is no grade below the lowest to fall to"},
    {"a veto without a comparison", FULL, AS_IS GRADES "<veto when='n' grade='差' reason='x'/>",
     "M150 a comparison such as = or <= is missing / "},
    {"a rank of nothing", FULL, AS_IS "<rank of='totel'/>", "K109 totel / did you mean total?"},
    {"a rank in an unknown tree", FULL, AS_IS "<rank among='siblings' tree='admn'/>",
     "K109 admn / trees of the memberships: admin, kind"},
    {"units of an unknown tree", FULL " tree='x'", AS_IS,
     "K109 x / trees of the memberships: admin, kind"},
    {"a table without the rest", FULL,
     AS_IS "<decision code='p' name='奖'><row from='90' outcome='奖'/></decision>",
     "K110 奖 / end the table with a row without a condition, for all the rest: <row "
     "outcome=\"…\"/>"},
    {"rows that are never reached", FULL,
     AS_IS "<decision code='p' name='奖'><row outcome='奖'/><row from='90' "
           "outcome='大奖'/><row outcome='无'/></decision>",
     "K110 奖 / a row without a condition holds always: the rows below it are never reached"},
    {"ranks that are none", FULL,
     AS_IS "<rank/><decision code='p' name='奖'><row rank='3..1' outcome='奖'/><row "
           "outcome='无'/></decision>",
     "K108 3..1 / ranks are written 1 or 1..3"},
    {"ranks without a rank", FULL,
     AS_IS "<decision code='p' name='奖'><row rank='1' outcome='奖'/><row "
           "outcome='无'/></decision>",
     "K109 1 / the scheme has no <rank>"},
    {"amounts without a measure", FULL,
     AS_IS "<decision code='p' name='奖'><row outcome='奖' amount='1'/></decision>",
     "K104 奖 / say in which measure the amounts are: measure=\"元\""},
    {"amounts of another measure", FULL,
     AS_IS "<decision code='p' name='奖' measure='元'><row outcome='奖' amount='n'/></decision>",
     "K106 n cannot be said in 元 / "},
    {"no unit", FULL " under='a'", AS_IS,
     "K111 方案 / name them, units=\"a b\", or those below a unit, under=\"a\"; else those are "
     "scored that have no units below them"},
    {"an unknown unit", FULL " units='甲远'", AS_IS, "M103 甲远 / did you mean 甲院?"},
    {"no item", "", "<rank/>", "K104 方案 / a scheme has at least one <item>"},
    {"too many decimals", FULL " decimals='9'", AS_IS, "K108 9 / at most 6"},
};

Test(scoring, says_what_is_wrong) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scored_world world =
            scored_new(cases[i].head, cases[i].inside, "a q 50;a r 50;a n 1");
        const char *said = scored_say(&world, DIAG_ERROR);
        cr_expect_str_eq(said, cases[i].want, "%s: %s", cases[i].what, said);
        cr_expect_null(world.scores, "%s", cases[i].what);
        arena_free(world.arena);
    }
}

Test(scoring, tells_who_is_not_scored) {
    struct scored_world world = scored_new(FULL, AS_IS, "a q 50;b q xx;e q 约5;f n 1");
    const char *said = scored_say(&world, DIAG_WARNING);
    cr_expect(
        strstr(said,
               "K112 3: 乙院（监测分尚未填数）；丙院（监测分不是准确数）；丁院（监测分缺数）"),
        "%s", said);
    arena_free(world.arena);
}

Test(scoring, does_not_score_units_with_faulty_rows) {
    struct scored_world world =
        scored_new(FULL, AS_IS "<rank/>", "a q 50;b q 6o;b q 60;e q 40;f q 1");
    cr_expect_str_eq(scored_ask_all(&world, "a:rank b:total b:rank e:rank"), "1 未评分 — 2");
    cr_expect(strstr(scored_say(&world, DIAG_WARNING), "K112 1: 乙院（数据有错误）"));
    arena_free(world.arena);
}

static void expect_too_long(const char *before, const char *one, const char *after,
                            const char *want) {
    struct arena *arena = arena_new();
    struct buffer inside = buffer_new(arena);
    buffer_printf(&inside, "%s", before);
    for (int i = 0; i < 1001; i++) buffer_printf(&inside, one, i, i);
    buffer_printf(&inside, "%s", after);
    struct scored_world world = scored_new("", inside.at, "a q 1");
    cr_expect(strstr(scored_say(&world, DIAG_ERROR), want), "%s: %s", one,
              scored_say(&world, DIAG_ERROR));
    arena_free(world.arena);
    arena_free(arena);
}

Test(scoring, has_limits) {
    expect_too_long("", "<item code='i%d' name='%d' of='q'><value/></item>", "", "K114 i1000");
    expect_too_long("", "<group name='%d%d'/>", "", "K114 group");
    expect_too_long(AS_IS, "<grade name='%d' from='%d'/>", "", "K114 grade");
    expect_too_long("<item code='i' name='项' of='q'>", "<interval from='%d' score='%d'/>",
                    "</item>", "K114 i");
    expect_too_long(AS_IS "<decision code='d' name='奖'>", "<row from='%d' outcome='%d'/>",
                    "</decision>", "K114 d");
}
