/* Findings as diagnostics: level, words, and the place of each figure. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "county.h"

/* All diagnostics of a paragraph, one a line, as they are printed. */
static const char *check(struct county *county, const char *text) {
    struct diags *diags = diags_new(county->arena);
    const struct file *file = file_from_text(county->arena, "t", text_of(text));
    prose_check(county->matcher, file->bytes, (struct origin){file, 0}, county->arena, diags);
    struct buffer buffer = buffer_new(county->arena);
    for (size_t i = 0; i < diags_size(diags); i++)
        buffer_printf(&buffer, "%s", diag_print(diags_at(diags, i), false, county->arena));
    return buffer.length > 0 ? buffer.at : "";
}

static void expect_parts(const char *text, const char *got, const char *const *parts) {
    for (; *parts != NULL; parts++)
        cr_expect(strstr(got, *parts) != NULL, "%s\n  lacks %s\n  in %s", text, *parts, got);
}

Test(check, words_and_places) {
    static const struct {
        const char *text, *parts[6];
    } rows[] = {
        {"上半年门诊61120人次。",
         {"t:1:6: error:", "61120人次 is typed", "{out.n} (门诊人次) is 61102人次",
          "metrics.csv:2:", "[P301]", NULL}},
        {"门诊{out.n}，同比增长9.3%。", {"t:1:15: error:", "{out.n|change}", "8.29%", NULL}},
        {"门诊{out.n}，增加4860人次，完成全年目标的57.2%。",
         {"t:1:13: error:", "{out.n|change(amount)}", "4680人次",
          "t:1:27: error:", "{out.n|completion}", NULL}},
        {"门诊同比下降8.3%", {"a fall of 8.3% is typed", "is +8.29%", "words of change", NULL}},
        {"住院5038人次，同比增长3.3%", {"a rise of 3.3% is typed", "is -3.3", NULL}},
        {"医疗收入1.3亿元", {"{income}", "1.1985亿元", NULL}},
        {"绿化面积3500平方米", {"t:1:5: warning:", "3500平方米", "[P302]", "bind it", NULL}},
        {"河东镇卫生院门诊3810人次", {"{east:out.n}", "8310人次", NULL}},
        {"献血量498.6升", {"{blood.volume}", "496.8升", NULL}},
        {"糖尿病患者规范管理率73.1%，同比下降2.5个百分点",
         {"{diab.rate|change}", "个百分点", NULL}},
        {"检查{clinic.check", {"[P102]", "t:1:3", NULL}},
        {"检查{clinic.check|}家", {"[P101]", "t:1:17", NULL}},
        {"门诊同比增长{{8.4%", {"{out.n|change}", "t:1:9: error:", NULL}},
    };
    struct county county = county_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_parts(rows[i].text, check(&county, rows[i].text), rows[i].parts);
    arena_free(county.arena);
}

Test(check, silent) {
    static const char *const rows[] = {
        "",
        "门诊{out.n}，{out.n|change}，完成全年目标的52.7%。",
        "查出隐患{found}，整改{fixed}，整改率99.6%。",
        "{unit}{period}共检查村卫生室{检查村卫生室}，其中{未知的名字}。",
        "12345热线、“十四五”规划、《健康中国2030》、2026年6月30日、一是抓落实、第3条。",
        "巩固项目、推进下沉、完善服务三项工作常抓不懈，签约、体检等4项服务有序开展。",
        "一要统一思想，二要一抓到底，千方百计、三令五申，坚持三个不放松。",
    };
    struct county county = county_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(check(&county, rows[i]), "", "%s\n%s", rows[i], check(&county, rows[i]));
    arena_free(county.arena);
}

Test(check, place_in_a_quoted_cell) {
    struct county county = county_new();
    struct diags *diags = diags_new(county.arena);
    const struct file *file =
        file_from_text(county.arena, "t.csv", TEXT("a,\"他说\"\"好\"\"，门诊61120人次\"\n"));
    struct origin origin = {file, 2};
    prose_check(county.matcher, TEXT("他说\"好\"，门诊61120人次"), origin, county.arena, diags);
    cr_assert_eq(diags_size(diags), 1);
    cr_expect_str_eq(origin_print(diags_at(diags, 0)->origin, county.arena), "t.csv:1:14");
    arena_free(county.arena);
}

/* Nothing to compare with: every figure is unknown, none crashes. */
Test(check, empty_store) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct store *store = metric_build(NULL, 0, TEXT("u"), TEXT("2026H1"), arena, diags);
    struct period period;
    cr_assert(period_read(TEXT("2026H1"), &period));
    const struct unit *unit = metric_find_unit(store, TEXT("u"));
    struct unit made = {.code = TEXT("u"), .name = TEXT("某局")};
    struct slice *slice =
        metric_slice(store, unit != NULL ? unit : &made, period, TEXT(""), TEXT(""), arena);
    struct prose_matcher *matcher = prose_matcher_new(slice, arena);
    struct finding *findings;
    cr_assert_eq(prose_match(matcher, TEXT("门诊61102人次，增长3%"), arena, &findings), 2);
    cr_expect_eq(findings[0].agreement, UNKNOWN_FIGURE);
    arena_free(arena);
}
