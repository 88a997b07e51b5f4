/* What a value is measured in, so that 万元 are never added to 人. */
#include "metric/formula_inner.h"

/* A rate, points and times are pure numbers: their scale is no base. */
static bool is_pure(struct measure measure) {
    return measure.kind != MEASURE_COUNT || !measure.base.length;
}

struct formula_dimension dimension_of(struct measure measure) {
    struct formula_dimension dimension = {0};
    if (is_pure(measure)) return dimension;
    dimension.at[0].base = measure.base;
    dimension.at[0].power = 1;
    dimension.count = 1;
    return dimension;
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
    if (dimension.any || dimension_equal(dimension, wanted)) return true;
    /* 元/人 is one measure by its name, and a quotient. */
    struct arena *arena = arena_new();
    bool same =
        measure.kind == MEASURE_COUNT && text_is(measure.base, dimension_print(dimension, arena));
    arena_free(arena);
    return same;
}
