/* Measures in words: what belongs to the number (万, %), and what is said once (元, 个百分点). */
#include "wording/inner.h"

static struct text scale_word(int power10, enum wording_script script) {
    switch (power10) {
    case 4: return word_text(WORD_SCALE_4, script);
    case 8: return word_text(WORD_SCALE_8, script);
    case 12: return word_text(WORD_SCALE_12, script);
    default: return TEXT("");
    }
}

struct text wording_bound_part(struct measure measure, enum wording_script script) {
    switch (measure.kind) {
    case MEASURE_PERCENT: return word_text(WORD_PERCENT, script);
    case MEASURE_PERMILLE: return word_text(WORD_PERMILLE, script);
    case MEASURE_PER_100K: return word_text(WORD_PER_100K, script);
    case MEASURE_NONE:
    case MEASURE_COUNT: return scale_word(measure.power10, script);
    case MEASURE_POINT:
    case MEASURE_MILLE_POINT:
    case MEASURE_TIMES: break;
    }
    return TEXT("");
}

struct text wording_free_part(struct measure measure, enum wording_script script) {
    switch (measure.kind) {
    case MEASURE_POINT: return word_text(WORD_POINT, script);
    case MEASURE_MILLE_POINT: return word_text(WORD_MILLE_POINT, script);
    case MEASURE_TIMES: return word_text(WORD_TIMES, script);
    case MEASURE_NONE:
    case MEASURE_COUNT: return measure.base;
    case MEASURE_PERCENT:
    case MEASURE_PERMILLE:
    case MEASURE_PER_100K: break;
    }
    return TEXT("");
}

struct text wording_measure(struct arena *arena, struct measure measure,
                            enum wording_script script) {
    struct buffer out = buffer_new(arena);
    buffer_add_text(&out, wording_bound_part(measure, script));
    buffer_add_text(&out, wording_free_part(measure, script));
    return buffer_text(&out);
}

bool wording_is_money(struct measure measure) {
    static const struct text money[] = {TEXT_INIT("元"), TEXT_INIT("圓"), TEXT_INIT("圆")};
    struct text base = measure.base;
    if (text_ends(base, TEXT("单元")) || text_ends(base, TEXT("單元"))) return false;
    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        if (text_starts(base, money[i]) || text_ends(base, money[i])) return true;
    return false;
}
