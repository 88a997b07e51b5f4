/* Figures said: forms of numbers, scales, qualifiers, marks. */
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

TestSuite(figure, .init = set_up, .fini = tear_down);

static struct figure make(const char *cell, const char *measure, int decimals) {
    struct figure figure = {.measure = measure_read(text_of(measure)), .decimals = decimals};
    cr_assert(quantity_read(arena, text_of(cell), &figure.quantity), "%s", cell);
    return figure;
}

static void expect(struct text said, const char *wanted) {
    cr_expect(text_is(said, wanted), "%.*s, wanted %s", TEXT_ARGS(said), wanted);
}

Test(figure, says_value_and_measure) {
    static const struct {
        const char *cell, *measure;
        int decimals;
        const char *wanted;
    } rows[] = {
        {"2020", "人次", -1, "2020人次"},
        {"98.50", "%", -1, "98.50%"},
        {"98.5", "%", 2, "98.50%"},
        {"99.995", "%", 2, "100.00%"},
        {"9999.995", "万元", 2, "10000.00万元"},
        {"9999.994", "万元", 2, "9999.99万元"},
        {"2090073.49", "元", -1, "2090073.49元"},
        {"14.215", "万平方米", -1, "14.215万平方米"},
        {"0.5", "‰", -1, "0.5‰"},
        {"22.5", "/10万", -1, "22.5/10万"},
        {"1.2", "个百分点", -1, "1.2个百分点"},
        {"-3.2", "万元", -1, "-3.2万元"},
        {"-0.04", "万元", 1, "0.0万元"},
        {"0", "例", -1, "0例"},
        {"1000000", "元", -1, "1000000元"},
        {"12345678901234567890123", "元", -1, "12345678901234567890123元"},
        {"3", "", -1, "3"},
        {"约7", "万元", -1, "约7万元"},
        {"50以上", "家", -1, "50家以上"},
        {"50以上", "%", -1, "50%以上"},
        {"50以内", "家", -1, "50家以内"},
        {"不足50", "家", -1, "不足50家"},
        {"不足5", "%", -1, "不足5%"},
        {"100余", "项", -1, "100余项"},
        {"4000多", "份", -1, "4000余份"},
        {"7300余", "元", -1, "7300余元"},
        {"1.2余", "万人", -1, "1.2万余人"},
        {"超过365", "家", -1, "超过365家"},
        {"3余", "项", -1, "超过3项"},
        {"超过12.5", "%", -1, "超过12.5%"},
        {"超过2", "倍", -1, "超过2倍"},
        {"100余", "", -1, "100余"},
        {"1—2", "家", -1, "1—2家"},
        {"15—30", "%", -1, "15%—30%"},
        {"9—16", "亿元", -1, "9亿—16亿元"},
        {"3000～5000", "元", -1, "3000—5000元"},
        {"20—30", "/10万", -1, "20/10万—30/10万"},
        {"1—2", "个百分点", -1, "1—2个百分点"},
        {"", "家", -1, "—"},
        {"—", "%", 2, "—"},
        {"x", "万人次", -1, "x万人次"},
        {"□□", "家", -1, "□□家"},
        {"/", "家", -1, "/"},
        {"不适用", "家", -1, "不适用"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct figure figure = make(rows[i].cell, rows[i].measure, rows[i].decimals);
        expect(wording_figure(arena, &figure, WORDING_PLAIN), rows[i].wanted);
    }
}

Test(figure, follows_the_style) {
    static const struct {
        const char *cell, *measure;
        struct wording_style style;
        const char *wanted;
    } rows[] = {
        {"15240", "万元", {.decimals = -1, .scale = TEXT_INIT("亿")}, "1.52亿元"},
        {"15000", "万元", {.decimals = -1, .scale = TEXT_INIT("亿")}, "1.5亿元"},
        {"15240", "万元", {.decimals = 3, .scale = TEXT_INIT("亿")}, "1.524亿元"},
        {"1.2", "亿元", {.decimals = -1, .scale = TEXT_INIT("万")}, "12000万元"},
        {"1.2", "亿元", {.decimals = -1, .scale = TEXT_INIT("")}, "120000000元"},
        {"1.2", "亿元", {.decimals = 2}, "1.20亿元"},
        {"30", "元", {.decimals = -1, .scale = TEXT_INIT("亿")}, "0.0000003亿元"},
        {"1250000", "万元", {.decimals = 1, .scale = TEXT_INIT("万亿")}, "0.0万亿元"},
        {"12345", "人", {.decimals = -1, .scale = TEXT_INIT("万")}, "1.23万人"},
        {"12355", "人", {.decimals = -1, .scale = TEXT_INIT("万")}, "1.24万人"},
        {"12000余", "人", {.decimals = -1, .scale = TEXT_INIT("万")}, "1.2万余人"},
        {"9000—16000", "万元", {.decimals = -1, .scale = TEXT_INIT("亿")}, "0.9亿—1.6亿元"},
        {"15", "%", {.decimals = -1, .scale = TEXT_INIT("万")}, "15%"},
        {"x", "万元", {.decimals = -1, .scale = TEXT_INIT("亿")}, "x亿元"},
        {"2.5", "", {.decimals = 0}, "3"},
        {"2.5", "", {.decimals = 0, .rounding = NUMBER_HALF_EVEN}, "2"},
        {"15240", "万元", {.decimals = -1, .bare = true}, "15240"},
        {"98.5", "%", {.decimals = -1, .bare = true}, "98.5"},
        {"15—30", "%", {.decimals = -1, .bare = true}, "15—30"},
        {"1.2余", "万人", {.decimals = -1, .bare = true}, "超过1.2"},
        {"100余", "项", {.decimals = -1, .bare = true}, "100余"},
        {"x", "家", {.decimals = -1, .bare = true}, "x"},
        {"1234567.5", "元", {.decimals = 2, .grouped = true}, "1,234,567.50元"},
        {"-123456", "元", {.decimals = -1, .grouped = true}, "-123,456元"},
        {"1234", "元", {.decimals = -1, .grouped = true}, "1,234元"},
        {"999", "元", {.decimals = -1, .grouped = true}, "999元"},
        {"-999.5", "元", {.decimals = -1, .grouped = true}, "-999.5元"},
        {"999.995", "元", {.decimals = 2, .grouped = true}, "1,000.00元"},
        {"100余", "项", {.decimals = -1, .plain_qualifier = true}, "100项"},
        {"约7", "万元", {.decimals = -1, .plain_qualifier = true}, "7万元"},
        {"1—2", "家", {.decimals = -1, .plain_qualifier = true}, "1—2家"},
        {"103", "家", {.decimals = -1, .chinese = true}, "一百零三家"},
        {"2", "家", {.decimals = -1, .chinese = true}, "两家"},
        {"2", "万人", {.decimals = -1, .chinese = true}, "两万人"},
        {"2", "", {.decimals = -1, .chinese = true}, "二"},
        {"2", "家", {.decimals = -1, .chinese = true, .bare = true}, "二"},
        {"2", "%", {.decimals = -1, .chinese = true}, "百分之二"},
        {"8.25", "%", {.decimals = 1, .chinese = true}, "百分之八点三"},
        {"-3", "%", {.decimals = -1, .chinese = true}, "负百分之三"},
        {"5", "‰", {.decimals = -1, .chinese = true}, "千分之五"},
        {"22", "/10万", {.decimals = -1, .chinese = true}, "十万分之二十二"},
        {"2—3", "项", {.decimals = -1, .chinese = true}, "两至三项"},
        {"100余", "项", {.decimals = -1, .chinese = true}, "一百余项"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct figure figure = make(rows[i].cell, rows[i].measure, -1);
        expect(wording_figure(arena, &figure, rows[i].style), rows[i].wanted);
    }
}

Test(figure, text_values_and_empty_marks) {
    struct figure grade = {.quantity = {.state = QUANTITY_KNOWN, .text = TEXT("A级")},
                           .measure = measure_read(TEXT("级"))};
    expect(wording_figure(arena, &grade, WORDING_PLAIN), "A级");
    struct figure mark = {.quantity = {.state = QUANTITY_PLACEHOLDER},
                          .measure = measure_read(TEXT("家"))};
    expect(wording_figure(arena, &mark, WORDING_PLAIN), "××家");
    mark.quantity.state = QUANTITY_NOT_APPLICABLE;
    expect(wording_figure(arena, &mark, WORDING_PLAIN), "/");
}

Test(figure, numbers_alone) {
    struct number third = number_divide(arena, number_from_integer(1), number_from_integer(3));
    expect(wording_number(arena, third, WORDING_PLAIN), "0.33");
    expect(wording_number(arena, number_from_integer(12000), WORDING_PLAIN), "12000");
    struct wording_style scaled = WORDING_PLAIN;
    scaled.scale = TEXT("万");
    expect(wording_number(arena, number_from_integer(12000), scaled), "1.2万");
    scaled.bare = true;
    expect(wording_number(arena, number_from_integer(12000), scaled), "1.2");
    struct wording_style chinese = WORDING_PLAIN;
    chinese.chinese = true;
    expect(wording_number(arena, number_from_integer(-12), chinese), "负十二");
}
