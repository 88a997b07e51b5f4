/* Numbers that follow from others, and how an expected number is bound.
 *
 * A typed percentage may be a share or a rate that no indicator holds but two numbers give. */
#include "prose/matcher.h"

#include <math.h>

enum { STANDS_LOOKED_BACK = 6 };

static bool is_percent(const struct stand *stand) {
    return stand->typed->measure.kind == MEASURE_PERCENT;
}

/* Is the typed percentage part / whole?  Doubles sift, exact numbers judge. */
static bool is_part(const struct stand *stand, struct number part, struct number whole,
                    struct arena *arena) {
    double whole_size = number_to_double(whole),
           typed = number_to_double(stand->typed->quantity.value);
    if (whole_size <= 0 || fabs(100 * number_to_double(part) / whole_size - typed) > 5 + typed / 2)
        return false;
    struct number share = number_shift(arena, number_divide(arena, part, whole), 2);
    struct expectation expectation = {.kind = EXPECT_SHARE,
                                      .quantity = {.state = QUANTITY_KNOWN, .value = share},
                                      .measure = stand->typed->measure,
                                      .plain = prose_plain_measure(stand->typed->measure),
                                      .size = fabs(number_to_double(share))};
    struct wanted wanted = {.kind = EXPECT_SHARE};
    return prose_agreement(stand, &wanted, &expectation, arena) > 0;
}

/* The number that stands there, in its plain base. */
static bool number_at(const struct prose_matcher *matcher, const struct stand *stand,
                      struct arena *arena, struct number *number, struct plain_measure *plain) {
    if (stand->typed != NULL) {
        *plain = prose_plain_measure(stand->typed->measure);
        *number = number_shift(arena, stand->typed->quantity.value, plain->power10);
        return stand->typed->quantity.text.length == 0;
    }
    if (stand->bound == SUBJECT_NONE) return false;
    for (size_t i = matcher->own.start[stand->bound]; i < matcher->own.start[stand->bound + 1];
         i++) {
        const struct expectation *expectation = &matcher->own.at[i];
        if (expectation->kind != EXPECT_VALUE) continue;
        *plain = expectation->plain;
        *number = number_shift(arena, expectation->quantity.value, plain->power10);
        return true;
    }
    return false;
}

/* Numbers that stand before the figure in its sentence, the nearest first. */
struct earlier {
    struct number numbers[STANDS_LOOKED_BACK];
    struct plain_measure plains[STANDS_LOOKED_BACK];
    size_t count;
};

static struct earlier look_back(const struct prose_matcher *matcher, const struct passage *passage,
                                size_t stand, const struct setting *setting, struct arena *arena) {
    struct earlier earlier = {.count = 0};
    for (size_t i = stand; i > 0 && earlier.count < STANDS_LOOKED_BACK; i--) {
        if (passage->stands[i - 1].from < setting->sentence_from) break;
        size_t n = earlier.count;
        earlier.count += number_at(matcher, &passage->stands[i - 1], arena, &earlier.numbers[n],
                                   &earlier.plains[n]);
    }
    return earlier;
}

static bool is_quotient(const struct stand *self, const struct earlier *earlier,
                        struct arena *arena) {
    for (size_t part = 0; part < earlier->count; part++)
        for (size_t whole = 0; whole < earlier->count; whole++) {
            if (part == whole || earlier->plains[part].base.length == 0) continue;
            if (prose_measure_likeness(earlier->plains[part], earlier->plains[whole]) <= 0.8)
                continue;
            if (is_part(self, earlier->numbers[part], earlier->numbers[whole], arena)) return true;
        }
    return false;
}

/* The sum of the two, three … figures before it, or what is left of the one before the last. */
static bool is_sum(const struct stand *self, const struct earlier *earlier, struct arena *arena) {
    struct plain_measure plain = prose_plain_measure(self->typed->measure);
    struct number typed = number_shift(arena, self->typed->quantity.value, plain.power10);
    struct number sum = number_from_integer(0);
    if (self->typed->quantity.text.length > 0 || plain.base.length == 0) return false;
    for (size_t i = 0; i < earlier->count; i++) {
        if (!text_equal(earlier->plains[i].base, plain.base)) return false;
        if (i == 1) {
            struct number rest = number_subtract(arena, earlier->numbers[1], earlier->numbers[0]);
            if (number_compare(rest, typed) == 0) return true;
        }
        sum = number_add(arena, sum, earlier->numbers[i]);
        if (i > 0 && number_compare(sum, typed) == 0) return true;
    }
    return false;
}

bool prose_follows_from(const struct prose_matcher *matcher, const struct passage *passage,
                        size_t stand, const struct setting *setting, struct arena *arena) {
    const struct stand *self = &passage->stands[stand];
    struct earlier earlier = look_back(matcher, passage, stand, setting, arena);
    return is_percent(self) ? is_quotient(self, &earlier, arena) : is_sum(self, &earlier, arena);
}

bool prose_is_enumeration(const struct passage *passage, size_t stand,
                          const struct setting *setting) {
    const struct chars *chars = &passage->chars;
    const struct stand *self = &passage->stands[stand];
    if (self->typed->measure.kind != MEASURE_COUNT || self->typed->measure.power10 > 0)
        return false;
    size_t items = 1, joints = 0;
    for (size_t i = setting->clause_from; i < self->from; i++) {
        items += chars->at[i] == 0x3001;
        joints += chars->at[i] == 0x548C || chars->at[i] == 0x53CA;
    }
    struct number value = self->typed->quantity.value;
    if (items + joints < 2) return false;
    bool open = prose_precedes(chars, self->from, "等"); /* not all of them are named */
    int least = number_compare(value, number_from_integer((int64_t)items));
    int most = number_compare(value, number_from_integer((int64_t)(items + joints)));
    return open ? least >= 0 && number_compare(value, number_from_integer(50)) <= 0
                : least == 0 || most == 0;
}

bool prose_is_share(const struct prose_matcher *matcher, const struct expectations *from,
                    const struct stand *stand, const struct wanted *wanted, struct arena *arena) {
    if (!is_percent(stand) || wanted->kind != EXPECT_SHARE) return false;
    for (size_t i = 0; i < from->count; i++) {
        const struct expectation *part = &from->at[i];
        if (part->kind != EXPECT_VALUE || matcher->subject_all[part->subject] < 0.35F) continue;
        for (size_t k = 0; k < from->count; k++) {
            const struct expectation *whole = &from->at[k];
            if (whole->kind != EXPECT_VALUE || whole->size <= part->size) continue;
            if (!text_equal(whole->plain.base, part->plain.base)) continue;
            int shift = part->plain.power10 - whole->plain.power10;
            struct number shifted = number_shift(arena, part->quantity.value, shift);
            if (is_part(stand, shifted, whole->quantity.value, arena)) return true;
        }
    }
    return false;
}

static const char *function_of(const struct expectation *expectation) {
    static const char *const names[][4] = {
        /* in the order of enum change_against: base, rate, times, amount */
        {"|base", "|change", "|change(times)", "|change(amount)"},
        {"@", "|previous", "|previous(times)", "|previous(amount)"},
        {"@", "|year-start", "|year-start(times)", "|year-start(amount)"},
    };
    const char *const *against = names[expectation->against];
    switch (expectation->kind) {
    case EXPECT_VALUE:
    case EXPECT_OTHER:
    case EXPECT_SHARE: return "";
    case EXPECT_BASE: return against[0];
    case EXPECT_TARGET:
    case EXPECT_GAP: return "|target";
    case EXPECT_RATE: return against[1];
    case EXPECT_TIMES: return against[2];
    case EXPECT_AMOUNT: return against[expectation->measure.kind == MEASURE_POINT ? 1 : 3];
    case EXPECT_COMPLETION: return "|completion";
    case EXPECT_PROGRESS: return "|progress";
    }
    return "";
}

struct text prose_expression(const struct prose_matcher *matcher, const struct expectations *from,
                             const struct expectation *expectation, struct arena *arena) {
    const struct indicator *indicator = matcher->subjects[expectation->subject].indicator;
    if (indicator == NULL) return TEXT("");
    bool own = from->unit == matcher->slice->unit;
    const char *function = function_of(expectation);
    bool named_period =
        expectation->kind == EXPECT_OTHER || expectation->dated || function[0] == '@';
    struct text period = named_period ? period_code(arena, expectation->figure->period) : TEXT("");
    return text_of(arena_printf(arena, "%.*s%s%.*s%s%.*s%s",
                                TEXT_ARGS(own ? TEXT("") : from->unit->code), own ? "" : ":",
                                TEXT_ARGS(indicator->code), named_period ? "@" : "",
                                TEXT_ARGS(period), function[0] == '@' ? "" : function));
}
