/* Figures said: number, scale word, qualifier and measure in their order.
 *
 * Sources: GB/T 15835-2011 (万 and 亿 only; the percent sign and the scale word are repeated in a
 * range; a pure decimal keeps its 0), and the habits of official statistics for 余, 以上, 以内,
 * 不足. */
#include "wording/wording.h"

#include "wording/inner.h"

enum { ENDLESS_DECIMALS = 12, DECIMALS_OF_ENDLESS = 2, GROUP_FROM = 4 };

static struct text group_digits(struct arena *arena, struct text digits) {
    struct buffer out = buffer_new(arena);
    size_t sign = text_starts(digits, TEXT("-"));
    size_t point = text_find(digits, TEXT("."));
    size_t end = point == SIZE_MAX ? digits.length : point;
    if (end - sign < GROUP_FROM) return digits;
    buffer_add(&out, digits.at, sign);
    for (size_t i = sign; i < end; i++) {
        if (i > sign && (end - i) % 3 == 0) buffer_add(&out, ",", 1);
        buffer_add(&out, digits.at + i, 1);
    }
    buffer_add_text(&out, text_slice(digits, end, digits.length));
    return buffer_text(&out);
}

/* A minus is the hyphen of ASCII, not U+2212: whoever searches a PDF or copies a cell types that
 * one. */
struct text wording_digits(struct arena *arena, struct number number, int decimals,
                           struct wording_style style) {
    if (style.chinese) {
        if (decimals >= 0) number = number_round(arena, number, decimals, style.rounding);
        return wording_chinese_number(arena, number, style.script);
    }
    struct text digits = number_print(arena, number, decimals, style.rounding);
    return style.grouped ? group_digits(arena, digits) : digits;
}

struct figure wording_in_scale(struct arena *arena, struct figure figure,
                               struct wording_style style) {
    if (!style.scale.at) return figure;
    return figure_in_measure(arena, figure, measure_scaled(arena, figure.measure, style.scale));
}

int wording_decimals(const struct figure *figure, struct wording_style style) {
    if (style.decimals >= 0) return style.decimals;
    if (figure->decimals >= 0) return figure->decimals;
    /* So many decimals are an unfinished division, never data. */
    struct number value = figure->quantity.value;
    return (value.big || value.over) && number_decimals(value) >= ENDLESS_DECIMALS
               ? DECIMALS_OF_ENDLESS
               : -1;
}

bool wording_shows_zero(struct arena *arena, struct figure figure, struct wording_style style) {
    figure = wording_in_scale(arena, figure, style);
    int decimals = wording_decimals(&figure, style);
    struct number value = figure.quantity.value;
    if (decimals >= 0) value = number_round(arena, value, decimals, style.rounding);
    return number_sign(value) == 0;
}

struct figure wording_percent(struct arena *arena, struct figure like, struct number fraction) {
    like.quantity = (struct quantity){.state = QUANTITY_KNOWN};
    like.quantity.value = number_shift(arena, fraction, 2);
    like.measure = measure_read(TEXT("%"));
    like.decimals = 1;
    like.nature = FIGURE_RATE;
    like.standing = TEXT("");
    return like;
}

struct text wording_magnitude(struct arena *arena, struct figure figure,
                              struct wording_style style) {
    figure.quantity.value = number_absolute(arena, figure.quantity.value);
    figure.quantity.qualifier = QUALIFIER_EXACT;
    style.bare = false;
    return wording_figure(arena, &figure, wording_inside(style));
}

struct text wording_nothing(struct wording_style style) {
    return word_text(WORD_NOTHING, style.script);
}

/* The data may have it in either script. */
void wording_add_standing(struct speech *speech, const struct figure *figure,
                          struct wording_style style) {
    bool expected = text_equal(figure->standing, word_text(WORD_EXPECTED, WORDING_SIMPLIFIED)) ||
                    text_equal(figure->standing, word_text(WORD_EXPECTED, WORDING_TRADITIONAL));
    if (expected && !style.unmarked) speech_add(speech, WORD_EXPECTED);
}

struct wording_style wording_inside(struct wording_style style) {
    style.unmarked = true;
    return style;
}

struct saying {
    struct arena *arena;
    const struct figure *figure;
    struct wording_style style;
    int decimals;
    struct speech out;
};

/* 百分之, 千分之, 十万分之; empty for what is no fraction. */
static struct text chinese_fraction(struct measure measure, enum wording_script script) {
    switch (measure.kind) {
    case MEASURE_PERCENT: return word_text(WORD_PERCENT_OF, script);
    case MEASURE_PERMILLE: return word_text(WORD_PERMILLE_OF, script);
    case MEASURE_PER_100K: return word_text(WORD_PER_100K_OF, script);
    case MEASURE_NONE:
    case MEASURE_COUNT:
    case MEASURE_POINT:
    case MEASURE_MILLE_POINT:
    case MEASURE_TIMES: break;
    }
    return TEXT("");
}

static void add_chinese(struct saying *saying, struct number number) {
    enum wording_script script = saying->style.script;
    struct measure measure = saying->figure->measure;
    struct text fraction = TEXT("");
    if (!saying->style.bare) fraction = chinese_fraction(measure, script);
    if (fraction.length) {
        if (number_sign(number) < 0) speech_add(&saying->out, WORD_MINUS);
        speech_add_text(&saying->out, fraction);
        number = number_absolute(saying->arena, number);
    }
    bool measured = !saying->style.bare && !fraction.length && measure.name.length;
    /* 两家, but 百分之二 and a bare 二. */
    if (measured && number_compare(number, number_from_integer(2)) == 0)
        speech_add(&saying->out, WORD_TWO_OF);
    else
        speech_add_text(&saying->out,
                        wording_digits(saying->arena, number, saying->decimals, saying->style));
    if (measured) speech_add_text(&saying->out, wording_bound_part(measure, script));
}

static void add_number(struct saying *saying, struct number number) {
    if (saying->style.chinese) {
        add_chinese(saying, number);
        return;
    }
    speech_add_text(&saying->out,
                    wording_digits(saying->arena, number, saying->decimals, saying->style));
    if (!saying->style.bare)
        speech_add_text(&saying->out,
                        wording_bound_part(saying->figure->measure, saying->style.script));
}

static void add_base(struct saying *saying) {
    if (!saying->style.bare)
        speech_add_text(&saying->out,
                        wording_free_part(saying->figure->measure, saying->style.script));
}

/* 余 stands after round numbers (100余项, 1.2万余人); elsewhere Chinese says 超过 (超过365家,
 * 超过12.5%). */
static bool takes_more(struct saying *saying, struct number number) {
    struct measure measure = saying->figure->measure;
    if (measure.kind != MEASURE_COUNT && measure.kind != MEASURE_NONE) return false;
    if (!saying->style.bare && measure.power10 > 0) return true;
    if (saying->decimals >= 0)
        number = number_round(saying->arena, number, saying->decimals, saying->style.rounding);
    struct number tens = number_shift(saying->arena, number, -1);
    return number_sign(number) > 0 && number_is_integer(tens);
}

static void add_measured(struct saying *saying) {
    add_number(saying, saying->figure->quantity.value);
    add_base(saying);
}

static void add_after(struct saying *saying, enum word before) {
    speech_add(&saying->out, before);
    add_measured(saying);
}

static void add_before(struct saying *saying, enum word after) {
    add_measured(saying);
    speech_add(&saying->out, after);
}

static void add_more_than(struct saying *saying) {
    struct number number = saying->figure->quantity.value;
    if (!takes_more(saying, number)) {
        add_after(saying, WORD_MORE_THAN);
        return;
    }
    add_number(saying, number);
    speech_add(&saying->out, WORD_AND_MORE);
    add_base(saying);
}

static void add_range(struct saying *saying) {
    add_number(saying, saying->figure->quantity.value);
    speech_add(&saying->out, saying->style.chinese ? WORD_CHINESE_RANGE : WORD_RANGE);
    add_number(saying, saying->figure->quantity.upper);
    add_base(saying);
}

static void add_demand(struct saying *saying, enum quantity_qualifier qualifier) {
    switch (qualifier) {
    case QUALIFIER_EXACT: add_measured(saying); break;
    case QUALIFIER_ABOUT: add_after(saying, WORD_ABOUT); break;
    case QUALIFIER_AT_LEAST: add_after(saying, WORD_NOT_BELOW); break;
    case QUALIFIER_AT_MOST: add_after(saying, WORD_NOT_ABOVE); break;
    case QUALIFIER_LESS_THAN: add_after(saying, WORD_BELOW); break;
    case QUALIFIER_MORE_THAN: add_after(saying, WORD_ABOVE); break;
    case QUALIFIER_RANGE: add_range(saying); break;
    }
}

static void add_account(struct saying *saying, enum quantity_qualifier qualifier) {
    switch (qualifier) {
    case QUALIFIER_EXACT: add_measured(saying); break;
    case QUALIFIER_ABOUT: add_after(saying, WORD_ABOUT); break;
    case QUALIFIER_AT_LEAST: add_before(saying, WORD_OR_MORE); break;
    case QUALIFIER_AT_MOST: add_before(saying, WORD_OR_LESS); break;
    case QUALIFIER_LESS_THAN: add_after(saying, WORD_LESS_THAN); break;
    case QUALIFIER_MORE_THAN: add_more_than(saying); break;
    case QUALIFIER_RANGE: add_range(saying); break;
    }
}

static void add_qualified(struct saying *saying) {
    enum quantity_qualifier qualifier = saying->figure->quantity.qualifier;
    /* A range is the value itself, not a word beside it. */
    if (saying->style.plain_qualifier && qualifier != QUALIFIER_RANGE) qualifier = QUALIFIER_EXACT;
    if (saying->style.required)
        add_demand(saying, qualifier);
    else
        add_account(saying, qualifier);
}

static struct text say_placeholder(struct arena *arena, const struct figure *figure,
                                   struct wording_style style) {
    struct speech out = speech_new(arena, style.script);
    struct text mark = figure->quantity.text;
    speech_add_text(&out, mark.length ? mark : word_text(WORD_PLACEHOLDER, style.script));
    if (!style.bare) speech_add_text(&out, wording_measure(arena, figure->measure, style.script));
    return speech_text(&out);
}

struct text wording_figure(struct arena *arena, const struct figure *figure,
                           struct wording_style style) {
    struct figure scaled = wording_in_scale(arena, *figure, style);
    struct text mark = figure->quantity.text;
    switch (figure->quantity.state) {
    case QUANTITY_MISSING: return wording_nothing(style);
    case QUANTITY_NOT_APPLICABLE:
        return mark.length ? mark : word_text(WORD_NOT_APPLICABLE, style.script);
    case QUANTITY_PLACEHOLDER: return say_placeholder(arena, &scaled, style);
    case QUANTITY_KNOWN: break;
    }
    struct saying saying = {
        .arena = arena, .figure = &scaled, .style = style, .out = speech_new(arena, style.script)};
    wording_add_standing(&saying.out, figure, style);
    if (mark.length) {
        speech_add_text(&saying.out, mark);
        return speech_text(&saying.out);
    }
    saying.decimals = wording_decimals(&scaled, style);
    add_qualified(&saying);
    return speech_text(&saying.out);
}

struct text wording_number(struct arena *arena, struct number number, struct wording_style style) {
    struct figure figure = {.quantity = {.state = QUANTITY_KNOWN, .value = number}, .decimals = -1};
    return wording_figure(arena, &figure, style);
}
