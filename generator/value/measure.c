/* Units of measure: which kind a text is, its scale word and its base. */
#include "value/measure.h"

#include <assert.h>

struct named_measure {
    struct text written, name;
    enum measure_kind kind;
};

/* Everything else is counted.  Forms that mean the same get one name, so that they are alike. */
static const struct named_measure named_measures[] = {
    {TEXT_INIT("%"), TEXT_INIT("%"), MEASURE_PERCENT},
    {TEXT_INIT("％"), TEXT_INIT("%"), MEASURE_PERCENT},
    {TEXT_INIT("‰"), TEXT_INIT("‰"), MEASURE_PERMILLE},
    {TEXT_INIT("/10万"), TEXT_INIT("/10万"), MEASURE_PER_100K},
    {TEXT_INIT("1/10万"), TEXT_INIT("/10万"), MEASURE_PER_100K},
    {TEXT_INIT("／10万"), TEXT_INIT("/10万"), MEASURE_PER_100K},
    {TEXT_INIT("/十万"), TEXT_INIT("/10万"), MEASURE_PER_100K},
    {TEXT_INIT("/10萬"), TEXT_INIT("/10万"), MEASURE_PER_100K},
    {TEXT_INIT("/十萬"), TEXT_INIT("/10万"), MEASURE_PER_100K},
    {TEXT_INIT("个百分点"), TEXT_INIT("个百分点"), MEASURE_POINT},
    {TEXT_INIT("百分点"), TEXT_INIT("个百分点"), MEASURE_POINT},
    {TEXT_INIT("个千分点"), TEXT_INIT("个千分点"), MEASURE_MILLE_POINT},
    {TEXT_INIT("千分点"), TEXT_INIT("个千分点"), MEASURE_MILLE_POINT},
    {TEXT_INIT("個百分點"), TEXT_INIT("个百分点"), MEASURE_POINT},
    {TEXT_INIT("百分點"), TEXT_INIT("个百分点"), MEASURE_POINT},
    {TEXT_INIT("個千分點"), TEXT_INIT("个千分点"), MEASURE_MILLE_POINT},
    {TEXT_INIT("千分點"), TEXT_INIT("个千分点"), MEASURE_MILLE_POINT},
    {TEXT_INIT("倍"), TEXT_INIT("倍"), MEASURE_TIMES},
};

struct scale_word {
    struct text word;
    int power10;
};

/* The longer word first: 万亿 before 万. */
static const struct scale_word scale_words[] = {
    {TEXT_INIT("万亿"), 12}, {TEXT_INIT("萬億"), 12}, {TEXT_INIT("亿"), 8},
    {TEXT_INIT("億"), 8},    {TEXT_INIT("万"), 4},    {TEXT_INIT("萬"), 4},
};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct measure measure_read(struct text name) {
    name = text_trim(name);
    if (name.length == 0) return (struct measure){.kind = MEASURE_NONE};
    for (size_t i = 0; i < COUNT_OF(named_measures); i++) {
        const struct named_measure *named = &named_measures[i];
        if (text_equal(name, named->written))
            return (struct measure){.name = named->name, .base = named->name, .kind = named->kind};
    }
    struct measure measure = {.name = name, .base = name, .kind = MEASURE_COUNT};
    for (size_t i = 0; i < COUNT_OF(scale_words); i++) {
        if (!text_starts(name, scale_words[i].word)) continue;
        measure.power10 = scale_words[i].power10;
        measure.base = text_slice(name, scale_words[i].word.length, name.length);
        break;
    }
    return measure;
}

bool measure_alike(struct measure a, struct measure b) {
    return text_equal(a.base, b.base);
}

bool measure_is_rate(struct measure measure) {
    switch (measure.kind) {
    case MEASURE_PERCENT:
    case MEASURE_PERMILLE:
    case MEASURE_PER_100K: return true;
    case MEASURE_NONE:
    case MEASURE_COUNT:
    case MEASURE_POINT:
    case MEASURE_MILLE_POINT:
    case MEASURE_TIMES: return false;
    }
    return false;
}

int measure_scale_power(struct text scale) {
    if (scale.length == 0) return 0;
    for (size_t i = 0; i < COUNT_OF(scale_words); i++)
        if (text_equal(scale, scale_words[i].word)) return scale_words[i].power10;
    return -1;
}

struct measure measure_scaled(struct arena *arena, struct measure measure, struct text scale) {
    int power = measure_scale_power(scale);
    assert(power >= 0);
    /* 万% does not exist. */
    if (measure.kind != MEASURE_COUNT && measure.kind != MEASURE_NONE) return measure;
    struct buffer name = buffer_new(arena);
    buffer_add_text(&name, scale);
    buffer_add_text(&name, measure.base);
    measure.name = buffer_text(&name);
    measure.power10 = power;
    measure.kind = measure.name.length ? MEASURE_COUNT : MEASURE_NONE;
    return measure;
}
