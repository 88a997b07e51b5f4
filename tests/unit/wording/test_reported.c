/* Who has reported, and of what standing the figures are; places against the period before. */
#include <criterion/criterion.h>

#include "wording/statements.h"

static struct arena *arena;

static void set_up(void) {
    arena = arena_new();
}

static void tear_down(void) {
    arena_free(arena);
}

TestSuite(reported, .init = set_up, .fini = tear_down);

#define EXPECT(words, want)                                                                        \
    do {                                                                                           \
        struct text said = (words);                                                                \
        cr_expect(text_is(said, want), "%.*s for %s", TEXT_ARGS(said), want);                      \
    } while (0)

Test(reported, coverage) {
    static const struct {
        size_t expected, reported;
        const char *members, *want, *traditional;
    } cases[] = {
        {17, 16, "个乡镇", "17个乡镇中16个已报", "17个乡镇中16个已報"},
        {30, 29, "家卫生院", "30家卫生院中29家已报", "30家卫生院中29家已報"},
        {3, 2, "", "3个单位中2个已报", "3個單位中2個已報"},
        {17, 17, "个乡镇", "17个乡镇全部报送", "17个乡镇全部報送"},
        {17, 0, "个乡镇", "17个乡镇均未报送", "17个乡镇均未報送"},
        {0, 0, "个乡镇", "—", "—"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text members = text_of(cases[i].members);
        EXPECT(wording_coverage(arena, cases[i].expected, cases[i].reported, members,
                                WORDING_SIMPLIFIED),
               cases[i].want);
        EXPECT(wording_coverage(arena, cases[i].expected, cases[i].reported, members,
                                WORDING_TRADITIONAL),
               cases[i].traditional);
    }
}

Test(reported, standings) {
    struct wording_standing some[] = {
        {TEXT(""), 5}, {TEXT("预计"), 2}, {TEXT("快报"), 0}, {TEXT("核定"), 1}};
    EXPECT(wording_standings(arena, some, 4, WORDING_SIMPLIFIED),
           "文中数据2项为预计数，1项为核定数，其余为正式数");
    some[0].count = 0;
    EXPECT(wording_standings(arena, some, 4, WORDING_SIMPLIFIED),
           "文中数据2项为预计数，1项为核定数");
    some[1].count = 0;
    EXPECT(wording_standings(arena, some, 4, WORDING_SIMPLIFIED), "文中数据均为核定数");
    EXPECT(wording_standings(arena, some, 4, WORDING_TRADITIONAL), "文中數據均為核定數");
    some[3].count = 0;
    EXPECT(wording_standings(arena, some, 4, WORDING_SIMPLIFIED), "");
}

Test(reported, places_against_the_period_before) {
    struct wording_rank rank = {
        .rank = 2, .scope = TEXT("全市"), .compared = true, .previous = true};
    static const struct {
        int rise;
        const char *want;
    } cases[] = {{3, "居全市第二位，较上期上升3位"},
                 {-1, "居全市第二位，较上期下降1位"},
                 {0, "居全市第二位，位次与上期持平"}};
    for (size_t i = 0; i < 3; i++) {
        rank.rise = cases[i].rise;
        EXPECT(wording_rank(arena, &rank, WORDING_SIMPLIFIED), cases[i].want);
    }
}
