/* Words of the calculation: numbers in short, and why something was not scored.  Chinese: they are
 * printed in reports. */
#include <stdarg.h>
#include <stdio.h>

#include "scoring/inner.h"

void scoring_say(struct scorer *scorer, const char *format, ...) {
    if (!scorer->words) return;
    va_list list;
    va_start(list, format);
    const char *text = arena_vprintf(scorer->arena, format, list);
    va_end(list);
    buffer_add_text(scorer->words, text_of(text));
}

const char *scoring_say_number(struct scorer *scorer, struct number number) {
    if (!scorer->words) return "";
    int decimals = -1;
    if (number.big || number_decimals(number) > SCORING_DECIMALS_MOST)
        decimals = scorer->scheme->decimals;
    struct text text = number_print(scorer->arena, number, decimals, scorer->scheme->rounding);
    return arena_copy(scorer->arena, text.at, text.length);
}

const char *scoring_say_name(struct scorer *scorer, const struct value_of *of) {
    if (!scorer->words || !of->indicator) return "";
    struct text name = of->indicator->name;
    return arena_copy(scorer->arena, name.at, name.length);
}

const char *scoring_say_amount(struct scorer *scorer, struct number number,
                               struct measure measure) {
    if (!scorer->words) return "";
    return arena_printf(scorer->arena, "%s%.*s", scoring_say_number(scorer, number),
                        TEXT_ARGS(measure.name));
}

struct text scoring_say_reason(const struct outcome *outcome, struct arena *arena) {
    static const char *const words[] = {[REASON_NONE] = "",
                                        [REASON_MISSING] = "缺数",
                                        [REASON_PLACEHOLDER] = "尚未填数",
                                        [REASON_INEXACT] = "不是准确数",
                                        [REASON_WORDS] = "不是数字",
                                        [REASON_APPLIES_NOT] = "不适用",
                                        [REASON_ZERO] = "除数为0",
                                        [REASON_PARTS] = "未评分",
                                        [REASON_FAULTS] = "数据有错误"};
    const struct indicator *lacking = outcome->lacking;
    const char *why = words[outcome->reason];
    if (!lacking) return text_of(outcome->reason == REASON_PARTS ? "有未评分的项目" : why);
    return text_of(arena_printf(arena, "%.*s%s", TEXT_ARGS(lacking->name), why));
}
