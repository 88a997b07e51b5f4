/* Quantities and figures: what a cell says, and a figure in another scale. */
#include <criterion/criterion.h>

#include "value/figure.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static struct arena *arena;

static void set_up(void) {
    arena = arena_new();
}

static void tear_down(void) {
    arena_free(arena);
}

TestSuite(quantity, .init = set_up, .fini = tear_down);

Test(quantity, reads_numbers) {
    static const struct {
        const char *cell;
        enum quantity_qualifier qualifier;
        const char *value, *upper;
    } rows[] = {
        {"1234.5", QUALIFIER_EXACT, "1234.5", "0"},
        {"1,234.5", QUALIFIER_EXACT, "1234.5", "0"},
        {"12,345,678", QUALIFIER_EXACT, "12345678", "0"},
        {"1，234，567", QUALIFIER_EXACT, "1234567", "0"},
        {"1\u00A0234.5", QUALIFIER_EXACT, "1234.5", "0"},
        {"12\u2009345\u2009678", QUALIFIER_EXACT, "12345678", "0"},
        {"1\u202F234余", QUALIFIER_MORE_THAN, "1234", "0"},
        {"１，２３４．５", QUALIFIER_EXACT, "1234.5", "0"},
        {"－３", QUALIFIER_EXACT, "-3", "0"},
        {"−3", QUALIFIER_EXACT, "-3", "0"},
        {"-3", QUALIFIER_EXACT, "-3", "0"},
        {"＋3", QUALIFIER_EXACT, "3", "0"},
        {"　12.50 ", QUALIFIER_EXACT, "12.50", "0"},
        {"0", QUALIFIER_EXACT, "0", "0"},
        {"1—2", QUALIFIER_RANGE, "1", "2"},
        {"1～2", QUALIFIER_RANGE, "1", "2"},
        {"1~2", QUALIFIER_RANGE, "1", "2"},
        {"1-2", QUALIFIER_RANGE, "1", "2"},
        {"1至2", QUALIFIER_RANGE, "1", "2"},
        {"1 ― 2", QUALIFIER_RANGE, "1", "2"},
        {"3,000—5,000", QUALIFIER_RANGE, "3000", "5000"},
        {"-5--3", QUALIFIER_RANGE, "-5", "-3"},
        {"约300", QUALIFIER_ABOUT, "300", "0"},
        {"近300", QUALIFIER_ABOUT, "300", "0"},
        {"300左右", QUALIFIER_ABOUT, "300", "0"},
        {"300余", QUALIFIER_MORE_THAN, "300", "0"},
        {"4000多", QUALIFIER_MORE_THAN, "4000", "0"},
        {"超过300", QUALIFIER_MORE_THAN, "300", "0"},
        {"＞300", QUALIFIER_MORE_THAN, "300", "0"},
        {"50以上", QUALIFIER_AT_LEAST, "50", "0"},
        {"50及以上", QUALIFIER_AT_LEAST, "50", "0"},
        {"不低于50", QUALIFIER_AT_LEAST, "50", "0"},
        {"≥50", QUALIFIER_AT_LEAST, "50", "0"},
        {">=50", QUALIFIER_AT_LEAST, "50", "0"},
        {"不超过50", QUALIFIER_AT_MOST, "50", "0"},
        {"50以内", QUALIFIER_AT_MOST, "50", "0"},
        {"≤ 50", QUALIFIER_AT_MOST, "50", "0"},
        {"不足50", QUALIFIER_LESS_THAN, "50", "0"},
        {"<50", QUALIFIER_LESS_THAN, "50", "0"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity quantity;
        cr_assert(quantity_read(arena, text_of(rows[i].cell), &quantity), "%s", rows[i].cell);
        cr_expect(quantity.state == QUANTITY_KNOWN, "%s", rows[i].cell);
        cr_expect(quantity.qualifier == rows[i].qualifier, "%s", rows[i].cell);
        struct text value = number_print(arena, quantity.value, -1, NUMBER_HALF_AWAY);
        struct text upper = number_print(arena, quantity.upper, -1, NUMBER_HALF_AWAY);
        cr_expect(text_is(value, rows[i].value), "%s: %.*s", rows[i].cell, TEXT_ARGS(value));
        cr_expect(text_is(upper, rows[i].upper), "%s: %.*s", rows[i].cell, TEXT_ARGS(upper));
        cr_expect(quantity.text.length == 0, "%s", rows[i].cell);
    }
}

Test(quantity, reads_marks) {
    static const struct {
        const char *cell;
        enum quantity_state state;
    } rows[] = {
        {"", QUANTITY_MISSING},
        {"  ", QUANTITY_MISSING},
        {"—", QUANTITY_MISSING},
        {"——", QUANTITY_MISSING},
        {"-", QUANTITY_MISSING},
        {"－", QUANTITY_MISSING},
        {"–", QUANTITY_MISSING},
        {"无", QUANTITY_MISSING},
        {"/", QUANTITY_NOT_APPLICABLE},
        {"／", QUANTITY_NOT_APPLICABLE},
        {"不适用", QUANTITY_NOT_APPLICABLE},
        {"x", QUANTITY_PLACEHOLDER},
        {"xx", QUANTITY_PLACEHOLDER},
        {"X", QUANTITY_PLACEHOLDER},
        {"××", QUANTITY_PLACEHOLDER},
        {"**", QUANTITY_PLACEHOLDER},
        {"□", QUANTITY_PLACEHOLDER},
        {"□□", QUANTITY_PLACEHOLDER},
        {"x.x", QUANTITY_PLACEHOLDER},
        {"ｘ", QUANTITY_PLACEHOLDER},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity quantity;
        cr_assert(quantity_read(arena, text_of(rows[i].cell), &quantity), "%s", rows[i].cell);
        cr_expect(quantity.state == rows[i].state, "%s", rows[i].cell);
        bool keeps = quantity.state != QUANTITY_MISSING;
        cr_expect(text_is(quantity.text, keeps ? rows[i].cell : ""), "%s", rows[i].cell);
    }
}

Test(quantity, refuses_the_rest) {
    static const char *const rows[] = {
        "12%",        "3万",
        "1,23",       "1,2345",
        "12,34,567",  ",123",
        "1,234,",     "1.2.3",
        "abc",        "A级",
        "1：2",       "约300余",
        "约1—2",      "2—1",
        "1—",         "1—2—3",
        "1e5",        "x1",
        "2006-05",    "以上",
        "约",         "1 2",
        "1 234",      "1\u00A0234,567",
        "1\u200923",  "1\u2009234\u00A0567",
        "1,23,456",   "12,34",
        "x*",         "..",
        "12以上以上", "1,234.5,6",
        ".5",         "x.",
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity quantity;
        cr_expect(!quantity_read(arena, text_of(rows[i]), &quantity), "read %s", rows[i]);
        cr_expect(quantity.state == QUANTITY_MISSING);
    }
}

/* Brought into the measure of the row; "measure" afterwards. */
Test(quantity, units_in_the_cell) {
    static const struct {
        const char *cell, *measure;
        enum quantity_qualifier qualifier;
        const char *value, *upper, *measure_after;
    } rows[] = {
        {"12.5%", "%", QUALIFIER_EXACT, "12.5", "0", "%"},
        {"12.5％", "％", QUALIFIER_EXACT, "12.5", "0", "%"},
        {"１２．５％", "", QUALIFIER_EXACT, "12.5", "0", "%"},
        {"12.5 %", "", QUALIFIER_EXACT, "12.5", "0", "%"},
        {"4.2‰", "‰", QUALIFIER_EXACT, "4.2", "0", "‰"},
        {"8.3/10万", "1/10万", QUALIFIER_EXACT, "8.3", "0", "/10万"},
        {"0.5个百分点", "百分点", QUALIFIER_EXACT, "0.5", "0", "个百分点"},
        {"252家", "家", QUALIFIER_EXACT, "252", "0", "家"},
        {"252家", "", QUALIFIER_EXACT, "252", "0", "家"},
        {"3万", "元", QUALIFIER_EXACT, "30000", "0", "元"},
        {"1.2亿", "元", QUALIFIER_EXACT, "120000000", "0", "元"},
        {"1.5万亿", "元", QUALIFIER_EXACT, "1500000000000", "0", "元"},
        {"3万", "", QUALIFIER_EXACT, "30000", "0", ""},
        {"3亿", "万", QUALIFIER_EXACT, "30000", "0", "万"},
        {"3万元", "元", QUALIFIER_EXACT, "30000", "0", "元"},
        {"1.2亿元", "万元", QUALIFIER_EXACT, "12000", "0", "万元"},
        {"125000元", "万元", QUALIFIER_EXACT, "12.5", "0", "万元"},
        {"1,234.5万元", "", QUALIFIER_EXACT, "1234.5", "0", "万元"},
        {"约3万", "人次", QUALIFIER_ABOUT, "30000", "0", "人次"},
        {"3万余", "人次", QUALIFIER_MORE_THAN, "30000", "0", "人次"},
        {"300余万元", "万元", QUALIFIER_MORE_THAN, "300", "0", "万元"},
        {"4000多人次", "人次", QUALIFIER_MORE_THAN, "4000", "0", "人次"},
        {"50家以上", "家", QUALIFIER_AT_LEAST, "50", "0", "家"},
        {"不低于95%", "%", QUALIFIER_AT_LEAST, "95", "0", "%"},
        {"3万—5万", "元", QUALIFIER_RANGE, "30000", "50000", "元"},
        {"3—5万", "元", QUALIFIER_RANGE, "30000", "50000", "元"},
        {"3%至5%", "%", QUALIFIER_RANGE, "3", "5", "%"},
        {"15～30℃", "℃", QUALIFIER_RANGE, "15", "30", "℃"},
        {"-3.5%", "%", QUALIFIER_EXACT, "-3.5", "0", "%"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity quantity;
        struct text unit;
        struct measure measure = measure_read(text_of(rows[i].measure));
        cr_assert_eq(quantity_read_in(arena, text_of(rows[i].cell), &measure, &quantity, &unit),
                     QUANTITY_FITS, "%s", rows[i].cell);
        struct text value = number_print(arena, quantity.value, -1, NUMBER_HALF_AWAY);
        struct text upper = number_print(arena, quantity.upper, -1, NUMBER_HALF_AWAY);
        cr_expect(text_is(value, rows[i].value), "%s: %.*s", rows[i].cell, TEXT_ARGS(value));
        cr_expect(text_is(upper, rows[i].upper), "%s: %.*s", rows[i].cell, TEXT_ARGS(upper));
        cr_expect_eq(quantity.qualifier, rows[i].qualifier, "%s", rows[i].cell);
        cr_expect(text_is(measure.name, rows[i].measure_after), "%s: %.*s", rows[i].cell,
                  TEXT_ARGS(measure.name));
    }
}

Test(quantity, units_that_do_not_fit) {
    static const struct {
        const char *cell, *measure;
        enum quantity_fit fit;
    } rows[] = {
        {"12.5%", "人次", QUANTITY_IN_OTHER_MEASURE},
        {"12.5%", "‰", QUANTITY_IN_OTHER_MEASURE},
        {"0.5%", "个百分点", QUANTITY_IN_OTHER_MEASURE},
        {"3万", "%", QUANTITY_IN_OTHER_MEASURE},
        {"252人", "人次", QUANTITY_IN_OTHER_MEASURE},
        {"3千", "元", QUANTITY_IN_OTHER_MEASURE},
        {"3万", "万元", QUANTITY_SCALED_TWICE},
        {"1.2亿", "万人次", QUANTITY_SCALED_TWICE},
        {"3万元5", "元", QUANTITY_UNREADABLE},
        {"3万5", "元", QUANTITY_UNREADABLE},
        {"5A", "", QUANTITY_UNREADABLE},
        {"8oo", "人次", QUANTITY_UNREADABLE},
        {"3.5.1家", "家", QUANTITY_UNREADABLE},
        {"3月12日", "", QUANTITY_UNREADABLE},
        {"5万—3万", "元", QUANTITY_UNREADABLE},
        {"3万—5", "元", QUANTITY_UNREADABLE},
        {"3万—5亿", "元", QUANTITY_UNREADABLE},
        {"约3万余", "元", QUANTITY_UNREADABLE},
        {"约3万—5万", "元", QUANTITY_UNREADABLE},
        {"3人次，5人次", "人次", QUANTITY_UNREADABLE},
        {"%", "%", QUANTITY_UNREADABLE},
        {"万", "元", QUANTITY_UNREADABLE},
        {"3万（预计）", "元", QUANTITY_UNREADABLE},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity quantity;
        struct text unit;
        struct measure measure = measure_read(text_of(rows[i].measure));
        cr_expect_eq(quantity_read_in(arena, text_of(rows[i].cell), &measure, &quantity, &unit),
                     rows[i].fit, "%s in %s", rows[i].cell, rows[i].measure);
        cr_expect(text_is(measure.name, rows[i].measure), "%s", rows[i].cell);
    }
}

Test(quantity, names_read_back) {
    for (int i = QUANTITY_MISSING; i <= QUANTITY_NOT_APPLICABLE; i++) {
        enum quantity_state state;
        const char *name = quantity_state_name((enum quantity_state)i);
        cr_expect(quantity_state_read(text_of(name), &state) && (int)state == i, "%s", name);
    }
    for (int i = QUALIFIER_EXACT; i <= QUALIFIER_RANGE; i++) {
        enum quantity_qualifier qualifier;
        const char *name = quantity_qualifier_name((enum quantity_qualifier)i);
        cr_expect(quantity_qualifier_read(text_of(name), &qualifier) && (int)qualifier == i);
    }
    enum quantity_state state;
    enum quantity_qualifier qualifier;
    cr_expect(!quantity_state_read(TEXT("no"), &state));
    cr_expect(!quantity_qualifier_read(TEXT("eq"), &qualifier));
}

static struct figure make(const char *cell, const char *measure, int decimals) {
    struct figure figure = {.measure = measure_read(text_of(measure)), .decimals = decimals};
    cr_assert(quantity_read(arena, text_of(cell), &figure.quantity), "%s", cell);
    return figure;
}

Test(quantity, figure_in_another_scale) {
    static const struct {
        const char *cell, *measure, *other, *value;
        int decimals;
    } rows[] = {
        {"15240", "万元", "亿元", "1.524", 2},
        {"15000", "万元", "亿元", "1.5", 1},
        {"1.2", "亿元", "万元", "12000", 0},
        {"2090073.49", "元", "万元", "209.007349", 2},
        {"30", "元", "亿元", "0.0000003", 7},
        {"351", "元", "亿元", "0.00000351", 6},
        {"49", "元", "万元", "0.0049", 3},
        {"50", "元", "万元", "0.005", 2},
        {"5", "元", "家", "5", 3},
        {"5", "元", "元", "5", 3},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct figure figure = make(rows[i].cell, rows[i].measure, 3);
        struct measure other = measure_read(text_of(rows[i].other));
        struct figure scaled = figure_in_measure(arena, figure, other);
        struct text value = number_print(arena, scaled.quantity.value, -1, NUMBER_HALF_AWAY);
        cr_expect(text_is(value, rows[i].value), "%s: %.*s", rows[i].cell, TEXT_ARGS(value));
        cr_expect(scaled.decimals == rows[i].decimals, "%s: %d", rows[i].cell, scaled.decimals);
        struct figure back = figure_in_measure(arena, scaled, figure.measure);
        cr_expect(number_compare(back.quantity.value, figure.quantity.value) == 0);
        cr_expect(text_equal(back.measure.name, figure.measure.name));
    }
}

Test(quantity, figure_states_in_another_scale) {
    struct figure range =
        figure_in_measure(arena, make("9000—16500", "万元", 0), measure_read(TEXT("亿元")));
    cr_expect(range.decimals == 2);
    struct text upper = number_print(arena, range.quantity.upper, -1, NUMBER_HALF_AWAY);
    cr_expect(text_is(upper, "1.65"), "%.*s", TEXT_ARGS(upper));
    struct figure missing =
        figure_in_measure(arena, make("", "万元", 2), measure_read(TEXT("亿元")));
    cr_expect(missing.quantity.state == QUANTITY_MISSING && missing.decimals == -1);
    cr_expect(text_is(missing.measure.name, "亿元"));
    cr_expect(!figure_is_known(&missing));
    struct figure known = make("3", "", -1);
    cr_expect(figure_is_known(&known));
    struct figure grade = {.quantity = {.state = QUANTITY_KNOWN, .text = TEXT("A级")}};
    cr_expect(!figure_is_known(&grade));
}
