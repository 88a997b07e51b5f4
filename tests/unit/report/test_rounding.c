/* Parts and totals once they are rounded: the note only where it is needed; largest remainder on
 * random numbers. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "report/inner.h"

struct numbers {
    long parts[12]; /* in units of 10^-scale */
    size_t count;
    int scale, decimals;
};

static struct number number_of(long units, int scale) {
    return (struct number){.coefficient = units, .scale = scale};
}

static void add_row(struct builder *builder, struct arena *arena, const char *role, long units,
                    const struct numbers *numbers) {
    struct figure figure = {.quantity = {.state = QUANTITY_KNOWN},
                            .measure = measure_read(TEXT("亿元")),
                            .decimals = numbers->decimals};
    figure.quantity.value = number_of(units, numbers->scale);
    struct text printed =
        number_print(arena, figure.quantity.value, numbers->decimals, NUMBER_HALF_AWAY);
    builder_start(builder, NODE_ROW, ORIGIN_NONE);
    builder_attribute(builder, "role", text_of(role));
    builder_start(builder, NODE_CELL, ORIGIN_NONE);
    builder_text(builder, TEXT("名"), false, ORIGIN_NONE);
    builder_end(builder);
    builder_start(builder, NODE_CELL, ORIGIN_NONE);
    builder_figure(builder, &figure, printed, ORIGIN_NONE);
    builder_text(builder, TEXT("（亿元）"), false, ORIGIN_NONE);
    builder_end(builder);
    builder_end(builder);
}

static struct document *make(struct arena *arena, const struct numbers *numbers, long total,
                             const char *rounding) {
    struct diags *diags = diags_new(arena);
    struct builder *builder = builder_new(arena, diags);
    builder_start(builder, NODE_DOCUMENT, ORIGIN_NONE);
    builder_start(builder, NODE_TABLE, ORIGIN_NONE);
    if (*rounding) builder_attribute(builder, "rounding", text_of(rounding));
    for (int i = 0; i < 2; i++) {
        builder_start(builder, NODE_COLUMN, ORIGIN_NONE);
        builder_text(builder, TEXT("列"), false, ORIGIN_NONE);
        builder_end(builder);
    }
    for (size_t i = 0; i < numbers->count; i++)
        add_row(builder, arena, "body", numbers->parts[i], numbers);
    add_row(builder, arena, "total", total, numbers);
    builder_end(builder);
    builder_end(builder);
    return builder_finish(builder);
}

/* Printed numbers in the order of the rows, the total last. */
static size_t read_printed(const struct document *document, struct arena *arena,
                           struct number *out) {
    size_t count = 0;
    for (const struct node *node = document->root; node;
         node = node_following(node, document->root)) {
        if (!node->figure) continue;
        cr_assert(number_read(arena, node->text, &out[count++]), "%.*s", TEXT_ARGS(node->text));
    }
    return count;
}

static struct text note_of(const struct document *document) {
    return node_attribute(node_child(document->root, NODE_TABLE), "note");
}

static bool adds_up(struct arena *arena, const struct number *printed, size_t count) {
    struct number rest = printed[count - 1];
    for (size_t i = 0; i + 1 < count; i++) rest = number_subtract(arena, rest, printed[i]);
    return number_sign(rest) == 0;
}

static struct numbers random_numbers(void) {
    struct numbers numbers = {.scale = 1 + rand() % 4};
    numbers.decimals = rand() % (numbers.scale + 1);
    numbers.count = 2 + (size_t)rand() % 11;
    long most = rand() % 3 == 0 ? 30 : 1000000;
    for (size_t i = 0; i < numbers.count; i++) {
        numbers.parts[i] = rand() % most;
        if (rand() % 12 == 0) numbers.parts[i] = -numbers.parts[i];
        if (rand() % 15 == 0) numbers.parts[i] = 0;
    }
    return numbers;
}

Test(rounding, largest_remainder_keeps_its_promises) {
    size_t changed = 0, noted = 0;
    srand(20260705);
    for (int turn = 0; turn < 3000; turn++) {
        struct arena *arena = arena_new();
        struct diags *diags = diags_new(arena);
        struct numbers numbers = random_numbers();
        struct number before[16], after[16];
        long total = 0;
        for (size_t i = 0; i < numbers.count; i++) total += numbers.parts[i];
        struct document *document = make(arena, &numbers, total, "largest-remainder");
        cr_assert(document);
        size_t count = read_printed(document, arena, before);
        report_settle_rounding(NULL, document, arena, diags);
        cr_assert_eq(read_printed(document, arena, after), count);
        cr_expect_eq(number_compare(before[count - 1], after[count - 1]), 0, "the total stays");
        if (note_of(document).length > 0) {
            /* Zeros alone had room left: nothing was changed and the note says it. */
            noted++;
            cr_expect_eq(diags_at(diags, 0)->code, DIAG_R106);
        } else {
            cr_expect(adds_up(arena, after, count), "turn %d", turn);
        }
        struct number unit = number_shift(arena, number_from_integer(1), -numbers.decimals);
        for (size_t i = 0; i < numbers.count; i++) {
            struct number exact = number_of(numbers.parts[i], numbers.scale);
            struct number off = number_subtract(arena, after[i], exact);
            cr_expect_lt(number_compare(number_absolute(arena, off), unit), 0,
                         "turn %d: within one unit of the last place", turn);
            changed += number_compare(before[i], after[i]) != 0;
        }
        if (adds_up(arena, before, count))
            for (size_t i = 0; i < count; i++)
                cr_expect_eq(number_compare(before[i], after[i]), 0, "nothing was amiss");
        arena_free(arena);
    }
    cr_expect_gt(changed, 1000u);
    cr_expect_leq(noted, 3u, "%zu", noted);
}

Test(rounding, the_note_stands_where_the_sum_is_off_and_nowhere_else) {
    size_t off = 0;
    srand(7);
    for (int turn = 0; turn < 2000; turn++) {
        struct arena *arena = arena_new();
        struct numbers numbers = random_numbers();
        struct number printed[16];
        bool wrong = turn % 4 == 0; /* a total that is none: nothing is known of it */
        long total = wrong ? 5000000 : 0;
        for (size_t i = 0; i < numbers.count; i++) total += numbers.parts[i];
        const char *rounding = turn % 2 ? "note" : "";
        struct document *document = make(arena, &numbers, total, rounding);
        size_t count = read_printed(document, arena, printed);
        report_settle_rounding(NULL, document, arena, diags_new(arena));
        bool noted = note_of(document).length > 0;
        cr_expect_eq(noted, !wrong && !adds_up(arena, printed, count), "turn %d", turn);
        off += noted;
        arena_free(arena);
    }
    cr_expect_gt(off, 300u);
}

Test(rounding, none_leaves_all_as_it_is) {
    struct arena *arena = arena_new();
    struct numbers numbers = {{334, 334, 334}, 3, 2, 0};
    struct document *document = make(arena, &numbers, 1002, "none");
    report_settle_rounding(NULL, document, arena, diags_new(arena));
    cr_expect_eq(note_of(document).length, 0u);
    arena_free(arena);
}
