/* The calculation as it is printed: rows, words, numbers put in. */
#include "helper.h"

/* "1 项 | value | rule | full | score | weight | weighted | words" a row; what is empty is left
 * out. */
static const char *tell(const struct scored_world *world, const char *code) {
    const struct scheme *scheme = scoring_find(world->scores, TEXT(""));
    const struct unit *unit = metric_find_unit(world->store, text_of(code));
    struct buffer out = buffer_new(world->arena);
    size_t count;
    const struct scoring_step *step = scoring_steps(scheme, unit, world->arena, &count);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < count; i++, step++) {
        const struct figure *figures[] = {&step->value, &step->full, &step->score, &step->weight,
                                          &step->weighted};
        if (step->number) buffer_printf(&out, "%zu ", step->number);
        buffer_printf(&out, "%.*s", TEXT_ARGS(step->name));
        for (size_t k = 0; k < 5; k++) {
            const struct quantity *quantity = &figures[k]->quantity;
            struct text text = quantity->text;
            if (step->row == SCORING_VERDICT) continue;
            if (quantity->state == QUANTITY_KNOWN)
                text = number_print(world->arena, quantity->value, -1, NUMBER_HALF_AWAY);
            if (text.length)
                buffer_printf(&out, " %c%.*s%.*s", "vfswg"[k], TEXT_ARGS(text),
                              TEXT_ARGS(figures[k]->measure.name));
        }
        if (step->rule.length) buffer_printf(&out, " | %.*s", TEXT_ARGS(step->rule));
        if (step->words.length) buffer_printf(&out, " → %.*s", TEXT_ARGS(step->words));
        buffer_printf(&out, "\n");
    }
    return out.at;
}

static void expect(const char *head, const char *inside, const char *data, const char *want) {
    struct scored_world world = scored_new(head, inside, data);
    cr_assert(world.scores, "%s", scored_say(&world, DIAG_ERROR));
    const char *said = tell(&world, "a");
    cr_expect_str_eq(said, want, "%s", said);
    arena_free(world.arena);
}

Test(steps, say_what_was_done) {
    expect(
        "full='100'",
        "<group code='g' name='组' weight='40'>"
        "<item code='i' name='签约' of='r' full='30'><interval from='90' score='30'/><interval "
        "to='90' score='20'/></item>"
        "<item code='j' name='接种' of='r2' full='10'><ratio to='95'/></item></group>"
        "<item code='k' name='监测' of='q' periods='Q1 Q2' full='100' weight='60'><value/></item>"
        "<bonus cap='3'><item code='x' name='表彰' of='n2'><per each='2'/></item></bonus>"
        "<deduction><item code='y' name='投诉' of='n' missing='zero'><per each='1'/></item>"
        "</deduction>",
        "a r 88;a r2 93.2;a q 80 _ _ 2026Q1;a q 81 _ _ 2026Q2;a n2 2",
        "组 f40分 s29.81分 w40% g29.81分\n"
        "1 签约 v88% f30分 s20分 g20分 | 90%以下，20分\n"
        "2 接种 v93.2% f10分 s9.81分 g9.81分 | 93.2÷95×10分\n"
        "3 监测 v80.5分 f100分 s80.5分 w60% g48.3分 | 第一季度、第二季度平均，以指标值计分\n"
        "基础得分 f100分 s78.11分 g78.11分\n"
        "加分 s3分 g3分 | 各项合计，以3分为限\n"
        "4 表彰 v2个 s4分 | 2×2分\n"
        "扣分 s0分 g0分 | 各项合计\n"
        "5 投诉 s0分 | 未报，按0计：0×1分\n"
        "总分 s81.11分 g81.11分 | 78.11+3.00−0.00=81.11\n");
}

Test(steps, say_each_rule) {
    static const struct {
        const char *of, *lines, *data, *want;
    } cases[] = {
        {"of='r'", "<interval from='90' score='9'/><interval to='90' score='1'/>", "a r 90",
         "90%（含）以上，9分"},
        {"of='r'",
         "<interval from='90' score='9'/><interval from='80' to='90' score='6' to-score='9'/>"
         "<interval to='80' score='1'/>",
         "a r 85", "80%（含）至90%，6分按比例至9分"},
        {"of='r' inclusive='upper'", "<interval to='90' score='9'/><interval from='90' score='1'/>",
         "a r 90", "90%（含）以下，9分"},
        {"of='r'", "<interval score='5'/>", "a r 85", "不论多少，5分"},
        {"of='r'", "<ratio to='50'/>", "a r 60", "60÷50×10分，以10分为限"},
        {"of='r'", "<ratio to='100' least='0.6'/>", "a r 50", "50÷100×10分，不足60%，不计分"},
        {"of='r'", "<ratio to='50'/>", "a r -1", "-1÷50×10分，不计分"},
        {"of='n'", "<deduct each='2'/>", "a n 6", "10分−6×2分，扣完为止"},
        {"of='n'", "<deduct each='2' floor='3'/>", "a n 6", "10分−6×2分，最低3分"},
        {"", "<deduct each='2' of='n' most='4'/><deduct each='0.5' of='n2'/>", "a n 6;a n2 1",
         "10分−投诉4分（扣至上限）−项目1×0.5分"},
        {"of='n2'", "<per each='5' amount='m' base='20' over='50%'/>", "a n2 1;a m 40",
         "1×5分×[1+50%×(40÷20−1)]"},
        {"of='n2'", "<per each='5' most='8'/>", "a n2 2", "2×5分（以8分为限）"},
        {"of='q'", "<value/>", "a q 12", "以指标值计分，以10分为限"},
        {"of='q' coefficient='1.5'", "<value/>", "a q 4", "以指标值计分，×系数1.5"},
        {"of='q'", "<value/>", "a q xx", "监测分尚未填数"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char item[512];
        snprintf(item, sizeof item, "<item code='i' name='项' full='10' %s>%s</item>", cases[i].of,
                 cases[i].lines);
        struct scored_world world = scored_new("", item, cases[i].data);
        cr_assert(world.scores, "%s: %s", item, scored_say(&world, DIAG_ERROR));
        size_t count;
        const struct scoring_step *step =
            scoring_steps(scoring_find(world.scores, TEXT("score")),
                          metric_find_unit(world.store, TEXT("a")), world.arena, &count);
        const char *rule = arena_copy(world.arena, step->rule.at, step->rule.length);
        cr_expect_str_eq(rule, cases[i].want, "%s", rule);
        arena_free(world.arena);
    }
}

#define VERDICTS                                                                                      \
    "<item code='i' name='项' of='q' full='100'><value/></item><grade name='好' from='90'/><grade " \
    "name='较好' from='80'/><grade name='差'/><prerequisite grade='好' of='t' is='好'/>"         \
    "<prerequisite grade='好' of='r' at-least='60'/><veto when='v &gt; 0' grade='差' "              \
    "reason='聚集疫情'/><rank/><decision code='d' name='押金' measure='元'><row rank='1' "     \
    "outcome='返奖' amount='d * 2'/><row grade='较好' from='80' outcome='退还'/><row "          \
    "outcome='不退'/></decision>"

Test(steps, say_the_verdicts) {
    expect("full='100'", VERDICTS, "a q 92.5;a t _ _ 较好;a r 60;a v 0;a d 500;b q 92.5;e q 1",
           "1 项 v92.5分 f100分 s92.5分 g92.5分 | 以指标值计分\n"
           "总分 s92.5分 g92.5分\n"
           "一票否决 | 聚集疫情 → 无\n"
           "前置条件 | 定为好须政治素质为好 → 较好，不符合\n"
           "前置条件 | 定为好须签约率不低于60% → 60%，符合\n"
           "等次 | 92.50分，90分（含）以上为好；前置条件不符合，降等 → 较好\n"
           "名次 | 按总分由高到低，共3个单位 → 并列第1名\n"
           "押金 | 名次为第1名 → 返奖，1000元\n");
    expect("full='100'", VERDICTS, "a q 92.5;a v 1;a t _ _ 好;a r 60;b q 95",
           "1 项 v92.5分 f100分 s92.5分 g92.5分 | 以指标值计分\n"
           "总分 s92.5分 g92.5分\n"
           "一票否决 | 聚集疫情 → 有，定为差\n"
           "前置条件 | 定为好须政治素质为好 → 好，符合\n"
           "前置条件 | 定为好须签约率不低于60% → 60%，符合\n"
           "等次 | 92.50分，90分（含）以上为好；一票否决 → 差\n"
           "名次 | 按总分由高到低，共2个单位 → 第2名\n"
           "押金 | 其余情形 → 不退\n");
    expect("full='100'", VERDICTS, "a q xx;b q 95",
           "1 项 vxx分 f100分 s未评分分 | 监测分尚未填数 → 监测分尚未填数\n"
           "总分 s未评分分 | 监测分尚未填数 → 监测分尚未填数\n"
           "一票否决 | 聚集疫情 → 无法判定\n"
           "前置条件 | 定为好须政治素质为好 → 无法判定\n"
           "前置条件 | 定为好须签约率不低于60% → 无法判定\n"
           "等次 | 聚集疫情缺数 → 未定\n"
           "名次 | 按总分由高到低 → —\n"
           "押金 | 监测分尚未填数 → 未定\n");
}

Test(steps, are_none_for_who_is_not_scored) {
    struct scored_world world =
        scored_new("units='a'", "<item code='i' name='项' of='q'><value/></item>", "a q 1;b q 1");
    size_t count = 1;
    const struct scheme *scheme = scoring_find(world.scores, TEXT(""));
    const struct unit *other = metric_find_unit(world.store, TEXT("b"));
    scoring_steps(scheme, other, world.arena, &count);
    cr_expect_eq(count, 0);
    cr_expect_not(scoring_is_scored(scheme, other));
    cr_expect_str_eq(scored_ask_all(&world, "a:total b:total"), "1.00 ?");
    cr_expect_null(scoring_find(world.scores, TEXT("none")));
    cr_expect_str_eq(scoring_codes(world.scores, world.arena), "score");
    arena_free(world.arena);
}

/* The view that tables are made from. */
Test(steps, show_what_the_scheme_has) {
    struct scored_world world = scored_new("full='100'", VERDICTS, "a q 1");
    struct scoring_view view = scoring_view(scoring_find(world.scores, TEXT("")), world.arena);
    cr_expect(view.total && view.base && view.grade && view.rank);
    cr_expect(!view.bonus && !view.deduction && !view.weighted);
    cr_expect_eq(view.decision_count, 1);
    cr_expect_eq(view.group_count, 0);
    arena_free(world.arena);
}
