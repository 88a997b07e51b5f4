/* What a value is measured in, so that 万元 are never added to 人. */
#include "metric/formula_inner.h"

/* A rate, points and times are pure numbers: their scale is no base. */
static bool is_pure(struct measure measure) {
    return measure.kind != MEASURE_COUNT || !measure.base.length;
}

/* 元 and 人 of 元/人; false if it is no quotient: 例/10万人. */
static bool cut_quotient(struct text base, struct text parts[2]) {
    size_t at = text_find(base, TEXT("/"));
    if (at == SIZE_MAX) return false;
    parts[0] = text_trim(text_slice(base, 0, at));
    parts[1] = text_trim(text_slice(base, at + 1, base.length));
    return parts[0].length && parts[1].length && (parts[1].at[0] < '0' || parts[1].at[0] > '9') &&
           text_find(parts[1], TEXT("/")) == SIZE_MAX;
}

static struct formula_dimension simple(struct text base) {
    struct formula_dimension dimension = {.count = 1};
    int up, down;
    measure_size(base, &dimension.at[0].base, &up, &down);
    dimension.at[0].power = 1;
    return dimension;
}

struct formula_dimension dimension_of(struct measure measure) {
    struct formula_dimension dimension = {0};
    struct text parts[2];
    if (is_pure(measure)) return dimension;
    if (!cut_quotient(measure.base, parts)) return simple(measure.base);
    dimension_multiply(simple(parts[0]), simple(measure_read(parts[1]).base), -1, &dimension);
    return dimension;
}

struct size dimension_size(struct measure measure) {
    struct text parts[2] = {measure.base}, base;
    int up, down;
    if (is_pure(measure)) return (struct size){1, 1};
    bool quotient = cut_quotient(measure.base, parts);
    measure_size(quotient ? parts[0] : measure.base, &base, &up, &down);
    struct size size = {up, down};
    if (!quotient) return size;
    struct measure below = measure_read(parts[1]);
    measure_size(below.base, &base, &up, &down);
    size.up *= down;
    size.down *= up;
    for (int i = 0; i < below.power10; i++) size.down *= 10;
    return size;
}

static size_t find_base(const struct formula_dimension *dimension, struct text base) {
    size_t i = 0;
    while (i < dimension->count && !text_equal(dimension->at[i].base, base)) i++;
    return i;
}

bool dimension_equal(struct formula_dimension a, struct formula_dimension b) {
    if (a.count != b.count) return false;
    for (size_t i = 0; i < a.count; i++) {
        size_t k = find_base(&b, a.at[i].base);
        if (k == b.count || a.at[i].power != b.at[k].power) return false;
    }
    return true;
}

bool dimension_multiply(struct formula_dimension a, struct formula_dimension b, int sign,
                        struct formula_dimension *out) {
    *out = a;
    for (size_t i = 0; i < b.count; i++) {
        size_t k = find_base(out, b.at[i].base);
        if (k == FORMULA_BASES_MOST) return false;
        if (k == out->count) {
            out->at[k].base = b.at[i].base;
            out->at[k].power = 0;
            out->count++;
        }
        out->at[k].power += sign * b.at[i].power;
        if (out->at[k].power) continue;
        out->count--;
        out->at[k] = out->at[out->count];
    }
    out->any = a.any && b.any;
    return true;
}

static void print_bases(struct buffer *out, const struct formula_dimension *dimension, int sign) {
    bool first = true;
    for (size_t i = 0; i < dimension->count; i++) {
        int power = sign * dimension->at[i].power;
        if (power <= 0) continue;
        if (!first) buffer_printf(out, "·");
        first = false;
        buffer_add_text(out, dimension->at[i].base);
        if (power > 1) buffer_printf(out, "^%d", power);
    }
    if (first && sign > 0) buffer_printf(out, "1");
}

const char *dimension_print(struct formula_dimension dimension, struct arena *arena) {
    if (!dimension.count) return "1";
    struct buffer out = buffer_new(arena);
    print_bases(&out, &dimension, 1);
    bool under = false;
    for (size_t i = 0; i < dimension.count; i++) under = under || dimension.at[i].power < 0;
    if (under) {
        buffer_printf(&out, "/");
        print_bases(&out, &dimension, -1);
    }
    return out.at;
}

bool formula_fits(struct formula_dimension dimension, struct measure measure) {
    struct formula_dimension wanted = dimension_of(measure);
    return dimension.any || dimension_equal(dimension, wanted);
}
