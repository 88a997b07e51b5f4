/* Measures: kinds, scale words, and which are alike. */
#include <criterion/criterion.h>

#include "value/measure.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

Test(measure, reads_kinds_and_scales) {
    static const struct {
        const char *name, *base;
        int power10;
        enum measure_kind kind;
    } rows[] = {
        {"", "", 0, MEASURE_NONE},
        {"  ", "", 0, MEASURE_NONE},
        {"元", "元", 0, MEASURE_COUNT},
        {"万元", "元", 4, MEASURE_COUNT},
        {"亿元", "元", 8, MEASURE_COUNT},
        {"万亿元", "元", 12, MEASURE_COUNT},
        {"万人次", "人次", 4, MEASURE_COUNT},
        {"万平方米", "平方米", 4, MEASURE_COUNT},
        {"万毫升", "毫升", 4, MEASURE_COUNT},
        {"亿元/年", "元/年", 8, MEASURE_COUNT},
        {"千瓦", "千瓦", 0, MEASURE_COUNT},
        {"百万元", "百万元", 0, MEASURE_COUNT},
        {"万", "", 4, MEASURE_COUNT},
        {"元/人", "元/人", 0, MEASURE_COUNT},
        {"次/10万公顷", "次/10万公顷", 0, MEASURE_COUNT},
        {"%", "%", 0, MEASURE_PERCENT},
        {"％", "%", 0, MEASURE_PERCENT},
        {"‰", "‰", 0, MEASURE_PERMILLE},
        {"/10万", "/10万", 0, MEASURE_PER_100K},
        {"／10万", "/10万", 0, MEASURE_PER_100K},
        {"个百分点", "个百分点", 0, MEASURE_POINT},
        {"百分点", "个百分点", 0, MEASURE_POINT},
        {"个千分点", "个千分点", 0, MEASURE_MILLE_POINT},
        {"倍", "倍", 0, MEASURE_TIMES},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct measure measure = measure_read(text_of(rows[i].name));
        cr_expect(text_is(measure.base, rows[i].base), "%s: %.*s", rows[i].name,
                  TEXT_ARGS(measure.base));
        cr_expect(measure.power10 == rows[i].power10, "%s", rows[i].name);
        cr_expect(measure.kind == rows[i].kind, "%s", rows[i].name);
    }
}

Test(measure, alike_and_rates) {
    cr_expect(measure_alike(measure_read(TEXT("万元")), measure_read(TEXT("亿元"))));
    cr_expect(measure_alike(measure_read(TEXT("")), measure_read(TEXT("万"))));
    cr_expect(measure_alike(measure_read(TEXT("％")), measure_read(TEXT("%"))));
    cr_expect(!measure_alike(measure_read(TEXT("元")), measure_read(TEXT("美元"))));
    cr_expect(!measure_alike(measure_read(TEXT("%")), measure_read(TEXT("‰"))));
    static const char *const rates[] = {"%", "‰", "/10万"};
    static const char *const others[] = {"", "元", "个百分点", "个千分点", "倍", "个/千人"};
    for (size_t i = 0; i < COUNT_OF(rates); i++)
        cr_expect(measure_is_rate(measure_read(text_of(rates[i]))), "%s", rates[i]);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        cr_expect(!measure_is_rate(measure_read(text_of(others[i]))), "%s", others[i]);
}

Test(measure, scales) {
    struct arena *arena = arena_new();
    static const struct {
        const char *name, *scale, *wanted;
        int power10;
        enum measure_kind kind;
    } rows[] = {
        {"万元", "亿", "亿元", 8, MEASURE_COUNT},
        {"亿元", "", "元", 0, MEASURE_COUNT},
        {"人次", "万", "万人次", 4, MEASURE_COUNT},
        {"", "万亿", "万亿", 12, MEASURE_COUNT},
        {"万", "", "", 0, MEASURE_NONE},
        {"%", "万", "%", 0, MEASURE_PERCENT},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct measure measure =
            measure_scaled(arena, measure_read(text_of(rows[i].name)), text_of(rows[i].scale));
        cr_expect(text_is(measure.name, rows[i].wanted), "%s: %.*s", rows[i].name,
                  TEXT_ARGS(measure.name));
        cr_expect(measure.power10 == rows[i].power10 && measure.kind == rows[i].kind);
    }
    cr_expect(measure_scale_power(TEXT("万亿")) == 12);
    cr_expect(measure_scale_power(TEXT("千")) == -1);
    cr_expect(measure_scale_power(TEXT("万元")) == -1);
    arena_free(arena);
}
