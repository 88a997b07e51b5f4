/* A written paragraph as a passage for the matcher, and its findings as diagnostics.
 *
 * Bound pieces become one mark each, with the subject that they name; every character keeps the
 * byte of the paragraph that it came from, so that a finding's place is that of the figure in the
 * file. */
#include "prose/matcher.h"

#include <string.h>

enum { BOUND_MARK = 0xFFFC };

/* Subjects of the bound pieces, in order. */
struct bound_list {
    uint32_t *subjects;
    size_t count;
};

static int decimals_typed(struct text text) {
    int decimals = -1;
    const char *at = text.at, *end = text.at + text.length;
    while (at < end) {
        uint32_t code_point = text_next(&at, end);
        bool digit = prose_digit(code_point) >= 0;
        if (decimals >= 0 && !digit) break;
        if (decimals >= 0) decimals++;
        if (code_point == '.' || code_point == 0xFF0E) decimals = 0;
    }
    return decimals > 0 ? decimals : 0;
}

static size_t char_at(const struct chars *chars, size_t offset) {
    size_t from = 0, to = chars->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (chars->offset[middle] < offset)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Characters of the numeral itself: up to what is no digit, Chinese or Arabic. */
static size_t numeral_end(const struct chars *chars, size_t from, size_t to, struct arena *arena) {
    struct numeral numeral;
    if (!prose_read_numeral(chars, from, arena, &numeral)) return to;
    return numeral.to < to ? numeral.to : to;
}

static int typed_decimals(const struct typed *typed) {
    if (text_find(typed->text, TEXT(".")) != SIZE_MAX ||
        text_find(typed->text, TEXT("．")) != SIZE_MAX)
        return decimals_typed(typed->text);
    int decimals = number_decimals(typed->quantity.value); /* 九十八点五, 三分之一 */
    return decimals < 6 ? decimals : 0;
}

static struct stand figure_stand(const struct passage *passage, struct typed *typed,
                                 struct arena *arena) {
    size_t from = char_at(&passage->chars, typed->offset);
    size_t to = char_at(&passage->chars, typed->offset + typed->text.length);
    return (struct stand){.from = from,
                          .to = to,
                          .number_to = numeral_end(&passage->chars, from, to, arena),
                          .typed = typed,
                          .bound = SUBJECT_NONE,
                          .decimals = typed_decimals(typed)};
}

/* Figures and bound marks in the order of place. */
static void list_stands(struct passage *passage, const struct bound_list *bound,
                        struct arena *arena) {
    size_t typed = 0, mark = 0, marks = 0;
    const struct chars *chars = &passage->chars;
    for (size_t i = 0; i < chars->count; i++) marks += chars->at[i] == BOUND_MARK;
    passage->stands =
        arena_take_array(arena, passage->typed_count + marks + 1, sizeof(struct stand));
    for (size_t i = 0; i < chars->count; i++) {
        if (chars->at[i] == BOUND_MARK) {
            uint32_t subject = mark < bound->count ? bound->subjects[mark] : SUBJECT_NONE;
            passage->stands[passage->stand_count++] =
                (struct stand){.from = i, .to = i + 1, .number_to = i + 1, .bound = subject};
            mark++;
        }
        while (typed < passage->typed_count && passage->typed[typed].offset < chars->offset[i])
            typed++;
        if (typed == passage->typed_count || passage->typed[typed].offset != chars->offset[i])
            continue;
        if (passage->typed[typed].kind == TYPED_FIGURE)
            passage->stands[passage->stand_count++] =
                figure_stand(passage, &passage->typed[typed], arena);
    }
}

/* Finds the typed numbers; true if any is a figure, for which the matcher is made ready. */
static bool find_figures(struct prose_matcher *matcher, struct passage *passage,
                         struct arena *arena) {
    bool any = false;
    passage->typed_count =
        prose_find_in(&passage->chars, &matcher->measures, arena, &passage->typed);
    for (size_t i = 0; i < passage->typed_count; i++)
        any = any || passage->typed[i].kind == TYPED_FIGURE;
    if (any) prose_prepare(matcher);
    return any;
}

size_t prose_match(struct prose_matcher *matcher, struct text text, struct arena *arena,
                   struct finding **out) {
    struct passage passage = {.chars = prose_decode(text, arena)};
    *out = NULL;
    if (!find_figures(matcher, &passage, arena)) return 0;
    list_stands(&passage, &(struct bound_list){0}, arena);
    return prose_match_passage(matcher, &passage, arena, out);
}

/* The words of a paragraph with a mark for each bound piece; *source maps its bytes back. */
static struct text join_pieces(const struct prose_piece *pieces, size_t count, struct arena *arena,
                               size_t **source) {
    size_t length = 0, at = 0;
    for (size_t i = 0; i < count; i++) length += pieces[i].text.length + 3;
    char *bytes = arena_take(arena, length + 1);
    *source = arena_take_array(arena, length + 1, sizeof **source);
    for (size_t i = 0; i < count; i++) {
        struct text text = pieces[i].text;
        char mark[4];
        bool bound = pieces[i].kind == PROSE_BOUND;
        if (bound) text = (struct text){mark, text_encode(BOUND_MARK, mark)};
        for (size_t k = 0; k < text.length; k++) {
            (*source)[at] = pieces[i].offset + (bound ? 0 : k);
            bytes[at++] = text.at[k];
        }
    }
    return (struct text){bytes, at};
}

static struct bound_list list_bound(const struct prose_matcher *matcher,
                                    const struct prose_piece *pieces, size_t count,
                                    struct arena *arena) {
    struct bound_list list = {arena_take_array(arena, count + 1, sizeof(uint32_t)), 0};
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].kind != PROSE_BOUND) continue;
        const struct store *store = matcher->slice->store;
        const struct indicator *indicator =
            metric_find_indicator(store, pieces[i].bound->indicator, NULL);
        list.subjects[list.count++] = prose_subject_of(matcher, indicator);
    }
    return list;
}

/* The data's number in the typed scale, with the measure behind it: 11985万元 beside 1.2亿元
 * is 1.1985亿元. */
static struct text print_data(const struct finding *finding, struct arena *arena) {
    struct quantity data = finding->data.quantity;
    if (data.text.length > 0) return data.text;
    struct measure measure = finding->data.measure;
    struct number value = data.value, upper = data.upper;
    if (measure_alike(measure, finding->typed.measure)) {
        int shift = measure.power10 - finding->typed.measure.power10;
        value = number_shift(arena, value, shift);
        upper = number_shift(arena, upper, shift);
        measure = finding->typed.measure;
    }
    int typed = typed_decimals(&finding->typed);
    int decimals = number_decimals(value) > 4 ? typed + 1 : -1;
    struct text low = number_print(arena, value, decimals, NUMBER_HALF_AWAY);
    if (data.qualifier != QUALIFIER_RANGE)
        return text_of(arena_printf(arena, "%.*s%.*s", TEXT_ARGS(low), TEXT_ARGS(measure.name)));
    struct text high = number_print(arena, upper, decimals, NUMBER_HALF_AWAY);
    return text_of(arena_printf(arena, "%.*s—%.*s%.*s", TEXT_ARGS(low), TEXT_ARGS(high),
                                TEXT_ARGS(measure.name)));
}

/* A change is said with its direction, for that may be all that is wrong: 下降 for 增长. */
static void say_contradiction(const struct finding *finding, struct origin origin,
                              struct arena *arena, struct diags *diags) {
    struct text typed = finding->typed.text, data = print_data(finding, arena);
    struct text name = finding->indicator->name, expression = finding->expression;
    const char *place = origin_print(finding->data.origin, arena);
    const char *plus = number_sign(finding->data.quantity.value) > 0 ? "+" : "";
    if (finding->direction > 0)
        diags_add(diags, DIAG_P301, origin,
                  "a rise of %.*s is typed, but {%.*s} (%.*s) is %s%.*s (%s)", TEXT_ARGS(typed),
                  TEXT_ARGS(expression), TEXT_ARGS(name), plus, TEXT_ARGS(data), place);
    else if (finding->direction < 0)
        diags_add(diags, DIAG_P301, origin,
                  "a fall of %.*s is typed, but {%.*s} (%.*s) is %s%.*s (%s)", TEXT_ARGS(typed),
                  TEXT_ARGS(expression), TEXT_ARGS(name), plus, TEXT_ARGS(data), place);
    else
        diags_add(diags, DIAG_P301, origin, "%.*s is typed, but {%.*s} (%.*s) is %.*s (%s)",
                  TEXT_ARGS(typed), TEXT_ARGS(expression), TEXT_ARGS(name), TEXT_ARGS(data), place);
    if (finding->direction != 0)
        diags_hint(diags, "write {%.*s} instead of the number and its words of change",
                   TEXT_ARGS(expression));
    else
        diags_hint(diags, "write {%.*s} instead of the number", TEXT_ARGS(expression));
}

static void say_unknown(const struct finding *finding, struct origin origin, struct diags *diags) {
    diags_add(diags, DIAG_P302, origin, "%.*s", TEXT_ARGS(finding->typed.text));
    if (finding->expression.length > 0)
        diags_hint(diags, "if {%.*s} is meant, write that; else add the figure to the data",
                   TEXT_ARGS(finding->expression));
    else
        diags_hint(diags, "add the figure to the data and bind it, as in {indicator}");
}

void prose_check(struct prose_matcher *matcher, struct text paragraph, struct origin origin,
                 struct arena *arena, struct diags *diags) {
    struct prose_piece *pieces;
    size_t count, *source;
    prose_cut(paragraph, origin, arena, &pieces, &count, diags);
    struct passage passage = {.chars =
                                  prose_decode(join_pieces(pieces, count, arena, &source), arena)};
    if (!find_figures(matcher, &passage, arena)) return;
    struct bound_list bound = list_bound(matcher, pieces, count, arena);
    list_stands(&passage, &bound, arena);
    struct finding *findings;
    size_t found = prose_match_passage(matcher, &passage, arena, &findings);
    for (size_t i = 0; i < found; i++) {
        struct origin place = origin_inside(origin, paragraph, source[findings[i].typed.offset]);
        switch (findings[i].agreement) {
        case AGREES: break;
        case CONTRADICTS: say_contradiction(&findings[i], place, arena, diags); break;
        case UNKNOWN_FIGURE: say_unknown(&findings[i], place, diags); break;
        }
    }
}
