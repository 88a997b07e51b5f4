/* Measures of the same thing in another size, and exact conversion between them.
 *
 * Sources: 国务院关于在我国统一实行法定计量单位的命令 (1984) for the units and their names; 1 公顷
 * is 10000 平方米 and 15 亩, so 1 亩 is exactly 2000/3 平方米. */
#include <assert.h>

#include "value/measure.h"

enum dimension {
    AREA,
    LENGTH,
    WEIGHT,
    VOLUME,
    ENERGY,
    POWER,
    APPARENT_POWER,
    VOLTAGE,
    RATE,
    POINTS
};

/* One of it is numerator/denominator of the dimension's own unit. */
struct size {
    struct text base;
    enum dimension dimension;
    int numerator, denominator;
};

static const struct size sizes[] = {
    {TEXT_INIT("平方米"), AREA, 1, 1},
    {TEXT_INIT("㎡"), AREA, 1, 1},
    {TEXT_INIT("m²"), AREA, 1, 1},
    {TEXT_INIT("亩"), AREA, 2000, 3},
    {TEXT_INIT("畝"), AREA, 2000, 3},
    {TEXT_INIT("公顷"), AREA, 10000, 1},
    {TEXT_INIT("公頃"), AREA, 10000, 1},
    {TEXT_INIT("hm²"), AREA, 10000, 1},
    {TEXT_INIT("平方公里"), AREA, 1000000, 1},
    {TEXT_INIT("平方千米"), AREA, 1000000, 1},
    {TEXT_INIT("km²"), AREA, 1000000, 1},
    {TEXT_INIT("米"), LENGTH, 1, 1},
    {TEXT_INIT("m"), LENGTH, 1, 1},
    {TEXT_INIT("公里"), LENGTH, 1000, 1},
    {TEXT_INIT("千米"), LENGTH, 1000, 1},
    {TEXT_INIT("km"), LENGTH, 1000, 1},
    {TEXT_INIT("厘米"), LENGTH, 1, 100},
    {TEXT_INIT("公分"), LENGTH, 1, 100},
    {TEXT_INIT("毫米"), LENGTH, 1, 1000},
    {TEXT_INIT("公斤"), WEIGHT, 1, 1},
    {TEXT_INIT("千克"), WEIGHT, 1, 1},
    {TEXT_INIT("kg"), WEIGHT, 1, 1},
    {TEXT_INIT("斤"), WEIGHT, 1, 2},
    {TEXT_INIT("吨"), WEIGHT, 1000, 1},
    {TEXT_INIT("噸"), WEIGHT, 1000, 1},
    {TEXT_INIT("克"), WEIGHT, 1, 1000},
    {TEXT_INIT("毫克"), WEIGHT, 1, 1000000},
    {TEXT_INIT("升"), VOLUME, 1, 1},
    {TEXT_INIT("毫升"), VOLUME, 1, 1000},
    {TEXT_INIT("立方米"), VOLUME, 1000, 1},
    {TEXT_INIT("m³"), VOLUME, 1000, 1},
    {TEXT_INIT("千瓦时"), ENERGY, 1, 1},
    {TEXT_INIT("千瓦時"), ENERGY, 1, 1},
    {TEXT_INIT("度"), ENERGY, 1, 1},
    {TEXT_INIT("瓦"), POWER, 1, 1},
    {TEXT_INIT("千瓦"), POWER, 1000, 1},
    {TEXT_INIT("兆瓦"), POWER, 1000000, 1},
    {TEXT_INIT("伏安"), APPARENT_POWER, 1, 1},
    {TEXT_INIT("千伏安"), APPARENT_POWER, 1000, 1},
    {TEXT_INIT("兆伏安"), APPARENT_POWER, 1000000, 1},
    {TEXT_INIT("伏"), VOLTAGE, 1, 1},
    {TEXT_INIT("千伏"), VOLTAGE, 1000, 1},
    {TEXT_INIT("%"), RATE, 1, 100},
    {TEXT_INIT("‰"), RATE, 1, 1000},
    {TEXT_INIT("/10万"), RATE, 1, 100000},
    {TEXT_INIT("个百分点"), POINTS, 1, 100},
    {TEXT_INIT("个千分点"), POINTS, 1, 1000},
};

static const struct size *find_size(struct measure measure) {
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (text_equal(measure.base, sizes[i].base)) return &sizes[i];
    return NULL;
}

void measure_size(struct text of, struct text *base, int *up, int *down) {
    const struct size *size = find_size((struct measure){.base = of}), *own = sizes;
    *base = of;
    *up = *down = 1;
    if (!size || size->dimension == RATE || size->dimension == POINTS) return;
    while (own->dimension != size->dimension || own->numerator != own->denominator) own++;
    *base = own->base;
    *up = size->numerator;
    *down = size->denominator;
}

bool measure_convertible(struct measure from, struct measure to) {
    if (measure_alike(from, to)) return true;
    const struct size *a = find_size(from), *b = find_size(to);
    return a && b && a->dimension == b->dimension;
}

struct number measure_convert(struct arena *arena, struct number number, struct measure from,
                              struct measure to) {
    assert(measure_convertible(from, to));
    if (!measure_alike(from, to)) {
        const struct size *a = find_size(from), *b = find_size(to);
        assert(a && b);
        int64_t up = (int64_t)a->numerator * b->denominator;
        int64_t down = (int64_t)a->denominator * b->numerator;
        number = number_multiply(arena, number, number_from_integer(up));
        number = number_divide(arena, number, number_from_integer(down));
    }
    return number_shift(arena, number, from.power10 - to.power10);
}
