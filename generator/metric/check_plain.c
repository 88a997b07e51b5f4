/* Generic checks of single figures and of a rate's parts: a rate outside 0 to 100 %, a numerator
 * above its denominator, a negative count, one long number in two places. */
#include <string.h>

#include "metric/check_inner.h"

static bool holds_word(struct text name, const char *const *words) {
    for (; *words; words++)
        if (text_find(name, text_of(*words)) != SIZE_MAX) return true;
    return false;
}

/* Rates of growth, of completion, of return: these may be what they like. */
static bool is_open(struct text name) {
    static const char *const words[] = {
        "增",     "降",   "涨",   "同比", "环比",   "比上年", "完成", "达成",
        "实现",   "进度", "执行", "产销", "负债",   "收益",   "回报", "利润",
        "利率",   "贡献", "超",   "倍",   "弹性",   "指数",   "周转", "使用率",
        "利用率", "抚养", "依存", "杠杆", "投资率", "税",     NULL};
    return holds_word(name, words);
}

static bool is_share(const struct indicator *of) {
    static const char *const ends[] = {"率", "占比", "比例", "比重"};
    if (of->nature == FIGURE_GROWTH || is_open(of->name)) return false;
    if (of->nature == FIGURE_RATE || of->numerator.length) return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_ends(of->name, text_of(ends[i]))) return true;
    return false;
}

/* ---- rates */

static bool is_outside(const struct store *store, const struct row *row) {
    if (!row->big) {
        static const int64_t hundred[] = {100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
        if (row->coefficient < 0) return true;
        if (row->scale < sizeof hundred / sizeof *hundred)
            return row->coefficient > hundred[row->scale];
    }
    struct number number = metric_row_number(store, row);
    return number_sign(number) < 0 || number_compare(number, number_from_integer(100)) > 0;
}

void generic_rate(struct generic_run *run) {
    const struct store *store = run->store;
    for (size_t c = 0; c < store->column_count; c++) {
        const struct figure_column *column = &store->columns[c];
        const struct indicator *of = &store->indicators[column->indicator]->indicator;
        bool bounded = of->least.state == QUANTITY_KNOWN || of->most.state == QUANTITY_KNOWN;
        if (of->measure.kind != MEASURE_PERCENT || bounded || !is_share(of) ||
            !generic_concerns(run, c))
            continue;
        for (size_t i = 0; i < column->count; i++) {
            const struct row *row = metric_row(store, column->start + i);
            if (!generic_is_given(store, row) || !is_outside(store, row)) continue;
            struct check_said said = generic_say(run, column->indicator, row);
            said.expected = "0%—100%";
            CHECK_FIND(&run->judging, DIAG_M204, &said,
                       N_("%.*s is %s; if it may be, give the dictionary a least and most"),
                       TEXT_ARGS(said.name), said.stated);
        }
    }
}

/* ---- numerator and denominator */

static bool is_larger(struct generic_run *run, const struct row *part, const struct row *whole) {
    const struct store *store = run->store;
    if (!part->big && !whole->big && part->measure == whole->measure && part->scale == whole->scale)
        return part->coefficient > whole->coefficient;
    if (generic_size(store, part) < generic_size(store, whole) * 0.999) return false;
    struct arena *arena = run->judging.scratch;
    struct number a = metric_row_number(store, part), b = metric_row_number(store, whole);
    struct measure of_a = metric_row_measure(store, part);
    struct measure of_b = metric_row_measure(store, whole);
    struct number apart =
        number_subtract(arena, metric_in_base(arena, a, of_a), metric_in_base(arena, b, of_b));
    struct number half_a = metric_in_base(arena, metric_half_place(arena, a), of_a);
    struct number half_b = metric_in_base(arena, metric_half_place(arena, b), of_b);
    return number_compare(apart, check_larger(half_a, half_b)) > 0;
}

static void judge_parts(struct generic_run *run, const struct indicator *part,
                        const struct indicator *whole, const struct row **rows) {
    const struct store *store = run->store;
    struct row_span columns = metric_columns(store, part);
    for (size_t c = columns.from; c < columns.to; c++) {
        if (!generic_concerns(run, c)) continue;
        generic_rows(run, generic_column(run, whole->order, metric_column_period(store, c)), rows);
        const struct figure_column *column = &store->columns[c];
        for (size_t i = 0; i < column->count; i++) {
            const struct row *row = metric_row(store, column->start + i), *of = rows[row->unit];
            if (!generic_is_given(store, row) || !generic_is_given(store, of) ||
                !is_larger(run, row, of))
                continue;
            struct check_said said = generic_say(run, part->order, row);
            const char *most = generic_print(run, of);
            said.expected = arena_printf(run->judging.arena, "≤ %s", most);
            CHECK_FIND(&run->judging, DIAG_M205, &said, N_("%.*s is %s, %.*s %s at %s"),
                       TEXT_ARGS(part->name), said.stated, TEXT_ARGS(whole->name), most,
                       origin_print(metric_origin(store, of->origin), run->judging.arena));
        }
    }
}

void generic_whole(struct generic_run *run) {
    const struct store *store = run->store;
    const struct row **rows =
        arena_take_array(run->judging.scratch, store->unit_count, sizeof *rows);
    for (size_t i = 0; i < store->indicator_count; i++) {
        const struct indicator *rate = &store->indicators[i]->indicator;
        if (!rate->numerator.length || rate->most.state == QUANTITY_KNOWN || !is_share(rate))
            continue;
        const struct indicator *part = metric_find_indicator(store, rate->numerator, NULL);
        const struct indicator *whole = metric_find_indicator(store, rate->denominator, NULL);
        bool same = part && whole && rate->measure.kind == MEASURE_PERCENT &&
                    measure_alike(part->measure, whole->measure);
        if (same) judge_parts(run, part, whole, rows);
    }
}

/* ---- negative counts */

/* Money may be owed, a change may be a loss. */
static bool may_be_negative(const struct indicator *of) {
    static const char *const words[] = {"净",   "增", "减",   "变化", "差", "盈",
                                        "结余", "利", "温度", "平衡", NULL};
    return of->measure.kind != MEASURE_COUNT || of->least.state == QUANTITY_KNOWN ||
           text_ends(of->measure.base, TEXT("元")) || text_ends(of->measure.base, TEXT("分")) ||
           text_ends(of->measure.base, TEXT("℃")) || holds_word(of->name, words);
}

void generic_negative(struct generic_run *run) {
    const struct store *store = run->store;
    for (size_t c = 0; c < store->column_count; c++) {
        const struct figure_column *column = &store->columns[c];
        const struct indicator *of = &store->indicators[column->indicator]->indicator;
        if (may_be_negative(of) || !generic_concerns(run, c)) continue;
        for (size_t i = 0; i < column->count; i++) {
            const struct row *row = metric_row(store, column->start + i);
            bool negative =
                row->big ? number_sign(metric_row_number(store, row)) < 0 : row->coefficient < 0;
            if (!negative || !generic_is_given(store, row)) continue;
            struct check_said said = generic_say(run, column->indicator, row);
            said.expected = "≥ 0";
            CHECK_FIND(&run->judging, DIAG_M206, &said, N_("%.*s is %s"), TEXT_ARGS(said.name),
                       said.stated);
        }
    }
}

/* ---- one long number twice */

enum { DIGITS_LEAST = 100000 }; /* six of them, zeros at the end not counted */

struct seen {
    const struct row *row;
    uint32_t indicator;
};

static uint64_t mix(uint64_t value) {
    value ^= value >> 33;
    value *= 0xFF51AFD7ED558CCDull;
    return value ^ value >> 29;
}

static bool is_part_of(const struct indicator *rate, const struct indicator *other) {
    return text_equal(rate->numerator, other->code) || text_equal(rate->denominator, other->code);
}

static void tell_alike(struct generic_run *run, const struct seen *first, size_t indicator,
                       const struct row *row) {
    const struct store *store = run->store;
    const struct indicator *of = &store->indicators[indicator]->indicator;
    const struct indicator *other = &store->indicators[first->indicator]->indicator;
    if (is_part_of(of, other) || is_part_of(other, of)) return;
    struct check_said said = generic_say(run, indicator, row);
    CHECK_FIND(&run->judging, DIAG_M208, &said, N_("%.*s is %s, and so is %.*s at %s"),
               TEXT_ARGS(said.name), said.stated, TEXT_ARGS(other->name),
               origin_print(metric_origin(store, first->row->origin), run->judging.arena));
}

static bool is_lengthy(const struct row *row) {
    int64_t digits = row->coefficient < 0 ? -row->coefficient : row->coefficient;
    if (row->big || digits < DIGITS_LEAST) return false;
    while (digits % 10 == 0) digits /= 10;
    return digits >= DIGITS_LEAST;
}

/* A table of places, open addressing: the first row of a unit and number is kept. */
static void find_alike(struct generic_run *run, size_t column, struct seen *seen, size_t mask) {
    const struct store *store = run->store;
    const struct figure_column *of = &store->columns[column];
    for (size_t i = 0; i < of->count; i++) {
        const struct row *row = metric_row(store, of->start + i);
        if (!is_lengthy(row) || !generic_is_given(store, row)) continue;
        size_t at = (size_t)mix((uint64_t)row->coefficient * 31 + row->unit) & mask;
        for (; seen[at].row; at = (at + 1) & mask) {
            const struct row *old = seen[at].row;
            if (old->unit != row->unit || old->coefficient != row->coefficient ||
                old->scale != row->scale)
                continue;
            if (seen[at].indicator != of->indicator) tell_alike(run, &seen[at], of->indicator, row);
            break;
        }
        if (!seen[at].row) seen[at] = (struct seen){row, of->indicator};
    }
}

void generic_alike(struct generic_run *run) {
    const struct store *store = run->store;
    size_t rows = 0, room = 16;
    for (size_t i = 0; i < store->indicator_count; i++) {
        size_t column = generic_column(run, i, run->period);
        if (column != SIZE_MAX) rows += store->columns[column].count;
    }
    while (room < rows * 2) room *= 2;
    struct seen *seen = arena_take_array(run->judging.scratch, room, sizeof *seen);
    for (size_t i = 0; i < store->indicator_count; i++) {
        size_t column = generic_column(run, i, run->period);
        if (column != SIZE_MAX) find_alike(run, column, seen, room - 1);
    }
}
