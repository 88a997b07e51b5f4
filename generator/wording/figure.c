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
        return wording_chinese_number(arena, number);
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
    return value.big && number_decimals(value) >= ENDLESS_DECIMALS ? DECIMALS_OF_ENDLESS : -1;
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
    return like;
}

struct text wording_magnitude(struct arena *arena, struct figure figure,
                              struct wording_style style) {
    figure.quantity.value = number_absolute(arena, figure.quantity.value);
    figure.quantity.qualifier = QUALIFIER_EXACT;
    style.bare = false;
    return wording_figure(arena, &figure, style);
}

struct saying {
    struct arena *arena;
    const struct figure *figure;
    struct wording_style style;
    int decimals;
    struct buffer out;
};

static void add(struct saying *saying, const char *words) {
    buffer_add_text(&saying->out, text_of(words));
}

/* The part of the measure that belongs to the number and is repeated with it: 万, %, /10万. */
static struct text bound_part(struct measure measure) {
    if (measure_is_rate(measure)) return measure.name;
    return text_slice(measure.name, 0, measure.name.length - measure.base.length);
}

static const char *chinese_fraction(struct measure measure) {
    switch (measure.kind) {
    case MEASURE_PERCENT: return "百分之";
    case MEASURE_PERMILLE: return "千分之";
    case MEASURE_PER_100K: return "十万分之";
    case MEASURE_NONE:
    case MEASURE_COUNT:
    case MEASURE_POINT:
    case MEASURE_MILLE_POINT:
    case MEASURE_TIMES: return NULL;
    }
    return NULL;
}

static void add_chinese(struct saying *saying, struct number number) {
    struct measure measure = saying->figure->measure;
    const char *fraction = saying->style.bare ? NULL : chinese_fraction(measure);
    if (fraction && number_sign(number) < 0) add(saying, "负");
    if (fraction) {
        add(saying, fraction);
        number = number_absolute(saying->arena, number);
    }
    bool measured = !saying->style.bare && !fraction && measure.name.length;
    /* 两家, but 百分之二 and a bare 二. */
    if (measured && number_compare(number, number_from_integer(2)) == 0)
        add(saying, "两");
    else
        buffer_add_text(&saying->out,
                        wording_digits(saying->arena, number, saying->decimals, saying->style));
    if (measured) buffer_add_text(&saying->out, bound_part(measure));
}

static void add_number(struct saying *saying, struct number number) {
    if (saying->style.chinese) {
        add_chinese(saying, number);
        return;
    }
    buffer_add_text(&saying->out,
                    wording_digits(saying->arena, number, saying->decimals, saying->style));
    if (!saying->style.bare) buffer_add_text(&saying->out, bound_part(saying->figure->measure));
}

static void add_base(struct saying *saying) {
    struct measure measure = saying->figure->measure;
    if (!saying->style.bare && !measure_is_rate(measure))
        buffer_add_text(&saying->out, measure.base);
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

static void add_more_than(struct saying *saying, struct number number) {
    if (takes_more(saying, number)) {
        add_number(saying, number);
        add(saying, "余");
    } else {
        add(saying, "超过");
        add_number(saying, number);
    }
    add_base(saying);
}

static void add_plain(struct saying *saying, const char *before, const char *after) {
    add(saying, before);
    add_number(saying, saying->figure->quantity.value);
    add_base(saying);
    add(saying, after);
}

static void add_range(struct saying *saying) {
    add_number(saying, saying->figure->quantity.value);
    add(saying, saying->style.chinese ? "至" : "—");
    add_number(saying, saying->figure->quantity.upper);
    add_base(saying);
}

static void add_qualified(struct saying *saying) {
    enum quantity_qualifier qualifier = saying->figure->quantity.qualifier;
    /* A range is the value itself, not a word beside it. */
    if (saying->style.plain_qualifier && qualifier != QUALIFIER_RANGE) qualifier = QUALIFIER_EXACT;
    switch (qualifier) {
    case QUALIFIER_EXACT: add_plain(saying, "", ""); break;
    case QUALIFIER_ABOUT: add_plain(saying, "约", ""); break;
    case QUALIFIER_AT_LEAST: add_plain(saying, "", "以上"); break;
    case QUALIFIER_AT_MOST: add_plain(saying, "", "以内"); break;
    case QUALIFIER_LESS_THAN: add_plain(saying, "不足", ""); break;
    case QUALIFIER_MORE_THAN: add_more_than(saying, saying->figure->quantity.value); break;
    case QUALIFIER_RANGE: add_range(saying); break;
    }
}

static struct text say_placeholder(struct arena *arena, const struct figure *figure,
                                   struct wording_style style) {
    struct buffer out = buffer_new(arena);
    struct text mark = figure->quantity.text;
    buffer_add_text(&out, mark.length ? mark : TEXT("××"));
    if (!style.bare) buffer_add_text(&out, figure->measure.name);
    return buffer_text(&out);
}

struct text wording_figure(struct arena *arena, const struct figure *figure,
                           struct wording_style style) {
    struct figure scaled = wording_in_scale(arena, *figure, style);
    switch (figure->quantity.state) {
    case QUANTITY_MISSING: return WORDING_NOTHING;
    case QUANTITY_NOT_APPLICABLE:
        return figure->quantity.text.length ? figure->quantity.text : TEXT("/");
    case QUANTITY_PLACEHOLDER: return say_placeholder(arena, &scaled, style);
    case QUANTITY_KNOWN: break;
    }
    if (figure->quantity.text.length) return figure->quantity.text;
    struct saying saying = {.arena = arena,
                            .figure = &scaled,
                            .style = style,
                            .decimals = wording_decimals(&scaled, style),
                            .out = buffer_new(arena)};
    add_qualified(&saying);
    return buffer_text(&saying.out);
}

struct text wording_number(struct arena *arena, struct number number, struct wording_style style) {
    struct figure figure = {.quantity = {.state = QUANTITY_KNOWN, .value = number}, .decimals = -1};
    return wording_figure(arena, &figure, style);
}
