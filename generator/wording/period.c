/* Periods and dates said, and names joined. */
#include <string.h>

#include "wording/inner.h"
#include "wording/statements.h"

/* These words are the same in both scripts. */
static struct text word(enum word id) {
    return word_text(id, WORDING_SIMPLIFIED);
}

static void add_part(struct buffer *out, int number, enum word unit) {
    buffer_printf(out, "%d", number);
    buffer_add_text(out, word(unit));
}

static void add_year(struct buffer *out, int year, bool wanted) {
    if (wanted) add_part(out, year, WORD_YEAR);
}

static void add_quarter(struct buffer *out, int to_month) {
    static const enum word names[] = {WORD_QUARTER_1, WORD_QUARTER_2, WORD_QUARTER_3,
                                      WORD_QUARTER_4};
    buffer_add_text(out, word(names[to_month / 3 - 1]));
}

/* 2026年1—5月; over two years both ends in full. */
static void add_months(struct buffer *out, struct period p, bool year) {
    bool same = p.from_year == p.to_year;
    add_year(out, p.from_year, year || !same);
    buffer_printf(out, "%d", p.from_month);
    if (!same) buffer_add_text(out, word(WORD_MONTH));
    buffer_add_text(out, word(WORD_RANGE));
    add_year(out, p.to_year, !same);
    add_part(out, p.to_month, WORD_MONTH);
}

/* 2006年4月24—26日, 2006年1月1日—4月10日. */
static void add_days(struct buffer *out, struct period p, bool year) {
    bool same_year = p.from_year == p.to_year;
    bool same_month = same_year && p.from_month == p.to_month;
    add_year(out, p.from_year, year || !same_year);
    add_part(out, p.from_month, WORD_MONTH);
    buffer_printf(out, "%d", p.from_day);
    if (!same_month) buffer_add_text(out, word(WORD_DAY));
    if (!same_month || p.from_day != p.to_day) {
        buffer_add_text(out, word(WORD_RANGE));
        add_year(out, p.to_year, !same_year);
        if (!same_month) add_part(out, p.to_month, WORD_MONTH);
        buffer_printf(out, "%d", p.to_day);
    }
    buffer_add_text(out, word(WORD_DAY));
}

/* 20xxH1: the year as given, the rest as in any year. */
static struct text say_unknown_year(struct arena *arena, struct text text, bool year) {
    struct period part;
    struct buffer out = buffer_new(arena), known = buffer_new(arena);
    struct text rest = text_slice(text, 4, text.length);
    buffer_printf(&known, "2000%.*s", TEXT_ARGS(rest));
    if (year) {
        buffer_add_text(&out, text_slice(text, 0, 4));
        buffer_add_text(&out, word(WORD_YEAR));
    }
    if ((rest.length || !year) && period_read(buffer_text(&known), &part))
        buffer_add_text(&out, wording_period(arena, part, false));
    return buffer_text(&out);
}

struct text wording_period(struct arena *arena, struct period p, bool year) {
    struct buffer out = buffer_new(arena);
    switch (p.kind) {
    case PERIOD_YEAR:
        if (!year) return word(WORD_WHOLE_YEAR);
        add_year(&out, p.from_year, true);
        break;
    case PERIOD_HALF:
        add_year(&out, p.from_year, year);
        buffer_add_text(&out, word(p.to_month == 6 ? WORD_HALF_1 : WORD_HALF_2));
        break;
    case PERIOD_QUARTER:
        add_year(&out, p.from_year, year);
        add_quarter(&out, p.to_month);
        break;
    case PERIOD_MONTH:
        add_year(&out, p.from_year, year);
        add_part(&out, p.from_month, WORD_MONTH);
        break;
    case PERIOD_MONTHS: add_months(&out, p, year); break;
    case PERIOD_DAYS: add_days(&out, p, year); break;
    case PERIOD_YEARS:
        buffer_printf(&out, "%d", p.from_year);
        buffer_add_text(&out, word(WORD_RANGE));
        add_year(&out, p.to_year, true);
        break;
    case PERIOD_EVERY_YEAR: return word(WORD_EVERY_YEAR);
    case PERIOD_UNKNOWN_YEAR: return say_unknown_year(arena, p.text, year);
    case PERIOD_SPAN: return p.text;
    case PERIOD_UNDATED: return TEXT("");
    }
    return buffer_text(&out);
}

static bool read_date(struct text iso, struct period *out) {
    return iso.length == strlen("2026-07-05") && period_read(iso, out) && out->kind == PERIOD_DAYS;
}

struct text wording_date(struct arena *arena, struct text iso) {
    struct period day;
    return read_date(iso, &day) ? wording_period(arena, day, true) : iso;
}

struct text wording_chinese_date(struct arena *arena, struct text iso) {
    struct period day;
    if (!read_date(iso, &day)) return iso;
    struct buffer out = buffer_new(arena);
    const struct {
        int number;
        enum word unit;
    } parts[] = {{day.from_month, WORD_MONTH}, {day.from_day, WORD_DAY}};
    buffer_add_text(&out, wording_chinese_digits(arena, text_slice(iso, 0, 4)));
    buffer_add_text(&out, word(WORD_YEAR));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct number number = number_from_integer(parts[i].number);
        buffer_add_text(&out, wording_chinese_number(arena, number, WORDING_SIMPLIFIED));
        buffer_add_text(&out, word(parts[i].unit));
    }
    return buffer_text(&out);
}

struct text wording_plan(struct arena *arena, struct period period, enum wording_script script) {
    int n = period_plan_number(period);
    if (n == 0) return TEXT("");
    return word_filled(arena, script, WORD_PLAN,
                       wording_chinese_number(arena, number_from_integer(n), script));
}

struct text wording_as_of(struct arena *arena, struct period period, bool year,
                          enum wording_script script) {
    if (!period_has_dates(period)) return TEXT("");
    bool year_end = period.to_month == 12 && period.to_day == 31;
    if (year_end && !year) return word_text(WORD_AS_OF_YEAR, script);
    struct period last = period;
    last.kind = PERIOD_DAYS;
    last.from_year = last.to_year;
    last.from_month = last.to_month;
    last.from_day = 1;
    last = period_plain(last);
    bool whole = last.kind == PERIOD_MONTH;
    if (!whole) last.from_day = last.to_day;
    if (year_end) last.kind = PERIOD_YEAR;
    return word_filled(arena, script, whole ? WORD_AS_OF_MONTH : WORD_AS_OF_DAY,
                       wording_period(arena, last, year));
}

/* 和 would be read as part of a name that has it: 发展和改革局、财政局. */
static bool has_and(const struct text *items, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_find(items[i], word(WORD_AND)) != SIZE_MAX) return true;
    return false;
}

struct text wording_join(struct arena *arena, const struct text *items, size_t count) {
    struct buffer out = buffer_new(arena);
    struct text comma = word(WORD_COMMA);
    struct text last = has_and(items, count) ? comma : word(WORD_AND);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buffer_add_text(&out, i + 1 == count ? last : comma);
        buffer_add_text(&out, items[i]);
    }
    return buffer_text(&out);
}
