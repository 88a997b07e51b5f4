/* Checks that recompute a figure from others: sum, rate, price, weights, shares. */
#include "metric/check_inner.h"

struct sum_data {
    struct check_members of, with;
};

static struct sum_data *new_data(struct check_compiler *compiler, struct check *check) {
    struct sum_data *data = ARENA_NEW(compiler->arena, struct sum_data);
    check->data = data;
    return data;
}

/* Numbers put in, with a sign between: "60.1万元 + 39.4万元". */
static const char *print_working(struct check_judging *judging, const struct check_value *values,
                                 size_t count, const char *sign) {
    struct buffer out = buffer_new(judging->scratch);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < count; i++)
        buffer_printf(&out, "%s%s", i ? sign : "", check_print_value(judging, &values[i]));
    return out.at;
}

static struct number add_values(struct check_judging *judging, const struct check_value *values,
                                size_t count) {
    struct number sum = number_from_integer(0);
    for (size_t i = 0; i < count; i++) sum = number_add(judging->scratch, sum, values[i].value);
    return sum;
}

static struct number coarsest(const struct check_value *values, size_t count, struct number most) {
    for (size_t i = 0; i < count; i++) most = check_larger(most, values[i].half);
    return most;
}

#define TELL(judging, code, said, of, values, count)                                               \
    CHECK_FIND(judging, code, said,                                                                \
               N_("%.*s: stated %s, recomputed %s (%s), tolerance %s; parts at %s"),               \
               TEXT_ARGS((of)->figure.name), (said)->stated, (said)->expected, (said)->working,    \
               (said)->tolerance, check_print_origins(judging, values, count))

/* What a figure should be, by others: 60.1万元 + 39.4万元. */
struct recomputed {
    const struct check_value *of, *with;
    size_t count;
    const char *sign;
    struct number value, tolerance;
};

static void conclude(struct check_judging *judging, enum diag_code code, struct recomputed r) {
    bool holds = check_agrees(judging, r.of->value, r.value, r.tolerance);
    if (check_passes(judging, holds)) return;
    struct check_said said = check_say_numbers(judging, r.of, r.value, r.tolerance,
                                               print_working(judging, r.with, r.count, r.sign));
    if (holds)
        check_hold(judging, &said);
    else
        TELL(judging, code, &said, r.of, r.with, r.count);
}

/* ---- total = part + part + … */

bool check_compile_sum(struct check_compiler *compiler, struct check *check) {
    struct sum_data *data = new_data(compiler, check);
    bool good = check_read_members(compiler, "of", 1, 1, &data->of);
    good = check_read_members(compiler, "with", 1, CHECK_MEMBERS_MOST, &data->with) && good;
    return good && check_are_alike(compiler, data->of.at, &data->with);
}

static bool is_plain(const struct check_member *member) {
    return !member->unit && !member->dated && !member->target;
}

bool check_sum_of(const struct check *check, struct arena *arena, struct check_sum *out) {
    const struct sum_data *data = check->data;
    if (check->kind->judge != check_judge_sum || !is_plain(data->of.at)) return false;
    *out = (struct check_sum){data->of.at->indicator,
                              arena_take_array(arena, data->with.count, sizeof *out->parts),
                              data->with.count};
    for (size_t i = 0; i < data->with.count; i++) {
        if (!is_plain(&data->with.at[i])) return false;
        out->parts[i] = data->with.at[i].indicator;
    }
    return true;
}

void check_judge_sum(struct check_judging *judging) {
    const struct sum_data *data = judging->check->data;
    size_t count = data->with.count;
    struct check_value *of = check_values(judging, &data->of);
    struct check_value *with = of ? check_values(judging, &data->with) : NULL;
    if (!with || !check_same_window(judging, of, with, count)) return;
    struct number sum = add_values(judging, with, count);
    struct number tolerance = coarsest(with, count, of->half);
    conclude(judging, DIAG_M301, (struct recomputed){of, with, count, " + ", sum, tolerance});
}

/* ---- stated rate = numerator / denominator, to the stated decimals */

static bool read_two(struct check_compiler *compiler, const char *first, const char *second,
                     struct check_members *out) {
    struct check_members a, b;
    bool good = check_read_members(compiler, first, 1, 1, &a);
    good = check_read_members(compiler, second, 1, 1, &b) && good;
    if (!good) return false;
    out->at = arena_take_array(compiler->arena, 2, sizeof *out->at);
    out->at[0] = a.at[0];
    out->at[1] = b.at[0];
    out->count = 2;
    return true;
}

bool check_compile_rate(struct check_compiler *compiler, struct check *check) {
    struct sum_data *data = new_data(compiler, check);
    bool good = check_read_members(compiler, "of", 1, 1, &data->of);
    return read_two(compiler, "numerator", "denominator", &data->with) && good;
}

/* The values of `of` and of two others; false if they are not judged. */
static bool find_three(struct check_judging *judging, struct check_value **of,
                       struct check_value **two) {
    const struct sum_data *data = judging->check->data;
    *of = check_values(judging, &data->of);
    *two = *of ? check_values(judging, &data->with) : NULL;
    return *two && check_same_window(judging, *of, *two, 2);
}

void check_judge_rate(struct check_judging *judging) {
    struct check_value *of, *with;
    if (!find_three(judging, &of, &with)) return;
    if (!number_sign(with[1].value)) {
        CHECK_LEAVE(judging, N_("%.*s is 0"), TEXT_ARGS(with[1].figure.name));
        return;
    }
    struct number rate = number_divide(judging->scratch, with[0].value, with[1].value);
    struct number tolerance =
        check_larger(of->half, check_carry(judging, &with[0], &with[1], rate, true));
    conclude(judging, DIAG_M302, (struct recomputed){of, with, 2, " ÷ ", rate, tolerance});
}

/* ---- amount = count × price */

bool check_compile_price(struct check_compiler *compiler, struct check *check) {
    struct sum_data *data = new_data(compiler, check);
    bool good = check_read_members(compiler, "of", 1, 1, &data->of);
    return read_two(compiler, "count", "price", &data->with) && good;
}

void check_judge_price(struct check_judging *judging) {
    struct check_value *of, *with;
    if (!find_three(judging, &of, &with)) return;
    struct number product = number_multiply(judging->scratch, with[0].value, with[1].value);
    struct number tolerance =
        check_larger(of->half, check_carry(judging, &with[0], &with[1], product, false));
    conclude(judging, DIAG_M314, (struct recomputed){of, with, 2, " × ", product, tolerance});
}

/* What several come to together, and what they should. */
static void tell_total(struct check_judging *judging, bool holds, const struct check_value *of,
                       size_t count, struct number sum, struct number wanted,
                       const char *tolerance) {
    struct measure measure = of->figure.measure;
    struct number apart = number_subtract(judging->scratch, sum, wanted);
    struct check_said said = check_say(judging, &of->figure);
    said.stated = check_print(judging, sum, measure, 6);
    said.expected = check_print(judging, wanted, measure, 6);
    said.difference = check_print(judging, apart, measure, 6);
    if (tolerance) said.tolerance = tolerance;
    said.working = print_working(judging, of, count, " + ");
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M323, &said, N_("%s give %s, not %s; at %s"), said.working,
                   said.stated, said.expected, check_print_origins(judging, of, count));
}

/* ---- weights add up to a total, exactly: they are set, not measured */

struct weights_data {
    struct check_members of;
    struct number total; /* in the measure of the first */
};

bool check_compile_weights(struct check_compiler *compiler, struct check *check) {
    struct weights_data *data = ARENA_NEW(compiler->arena, struct weights_data);
    check->data = data;
    bool good = check_read_members(compiler, "of", 2, CHECK_MEMBERS_MOST, &data->of);
    good = check_read_number(compiler, "total", number_from_integer(100), &data->total) && good;
    return good && check_are_alike(compiler, data->of.at, &data->of);
}

void check_judge_weights(struct check_judging *judging) {
    const struct weights_data *data = judging->check->data;
    size_t count = data->of.count;
    struct check_value *of = check_values(judging, &data->of);
    if (!of || !check_same_window(judging, of, of, count)) return;
    struct measure measure = of->figure.measure;
    struct number sum = add_values(judging, of, count);
    struct number total = formula_in_base(judging->scratch, data->total, measure);
    bool holds = number_compare(sum, total) == 0;
    if (check_passes(judging, holds)) return;
    tell_total(judging, holds, of, count, sum, total, NULL);
}

/* ---- shares: each its part of the sum of the parts; all of them 100 % */

struct share_data {
    struct check_members of, with; /* shares; parts (none: only the sum of the shares is judged) */
};

bool check_compile_share(struct check_compiler *compiler, struct check *check) {
    struct share_data *data = ARENA_NEW(compiler->arena, struct share_data);
    check->data = data;
    if (!check_read_members(compiler, "of", 1, CHECK_MEMBERS_MOST, &data->of)) return false;
    if (!check_attribute(compiler, "with")) return true;
    return check_read_members(compiler, "with", data->of.count, data->of.count, &data->with) &&
           check_are_alike(compiler, data->with.at, &data->with);
}

/* Each was rounded by itself, so the halves add up. */
static void judge_shares(struct check_judging *judging, const struct check_value *of,
                         size_t count) {
    struct number sum = add_values(judging, of, count), one = number_from_integer(1);
    struct number tolerance = number_from_integer(0);
    for (size_t i = 0; i < count; i++)
        tolerance = number_add(judging->scratch, tolerance, of[i].half);
    bool holds = check_agrees(judging, sum, one, tolerance);
    if (check_passes(judging, holds)) return;
    tell_total(judging, holds, of, count, sum, one,
               check_print(judging, tolerance, of->figure.measure, 6));
}

static void judge_share(struct check_judging *judging, const struct check_value *of,
                        const struct check_value *part, const struct check_value *whole) {
    struct number share = number_divide(judging->scratch, part->value, whole->value);
    struct number tolerance =
        check_larger(of->half, check_carry(judging, part, whole, share, true));
    bool holds = check_agrees(judging, of->value, share, tolerance);
    if (check_passes(judging, holds)) return;
    struct measure measure = part->figure.measure;
    const char *working =
        arena_printf(judging->scratch, "%s ÷ %s", check_print_value(judging, part),
                     check_print(judging, whole->value, measure, 6));
    struct check_said said = check_say_numbers(judging, of, share, tolerance, working);
    if (holds)
        check_hold(judging, &said);
    else
        TELL(judging, DIAG_M328, &said, of, part, 1);
}

void check_judge_share(struct check_judging *judging) {
    const struct share_data *data = judging->check->data;
    struct check_value *of = check_values(judging, &data->of);
    if (!of || !check_same_window(judging, of, of, data->of.count)) return;
    judge_shares(judging, of, data->of.count);
    if (!data->with.count) return;
    struct check_value *with = check_values(judging, &data->with);
    if (!with || !check_same_window(judging, of, with, data->with.count)) return;
    struct check_value whole = with[0];
    whole.value = add_values(judging, with, data->with.count);
    whole.half = coarsest(with, data->with.count, with[0].half);
    for (size_t i = 0; i < data->with.count; i++) whole.counted = whole.counted && with[i].counted;
    if (!number_sign(whole.value)) {
        CHECK_LEAVE(judging, N_("%.*s is 0"), TEXT_ARGS(with[0].figure.name));
        return;
    }
    for (size_t i = 0; i < data->of.count; i++) judge_share(judging, &of[i], &with[i], &whole);
}
