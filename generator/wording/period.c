/* Periods and dates said, and names joined. */
#include "wording/wording.h"

#include <string.h>

#include "wording/inner.h"

static void add_year(struct buffer *out, int year, bool wanted) {
    if (wanted) buffer_printf(out, "%d年", year);
}

static void add_quarter(struct buffer *out, int to_month) {
    static const char *const names[] = {"第一季度", "第二季度", "第三季度", "第四季度"};
    buffer_add_text(out, text_of(names[to_month / 3 - 1]));
}

/* 2026年1—5月; over two years both ends in full. */
static void add_months(struct buffer *out, struct period p, bool year) {
    bool same = p.from_year == p.to_year;
    add_year(out, p.from_year, year || !same);
    buffer_printf(out, same ? "%d—" : "%d月—", p.from_month);
    add_year(out, p.to_year, !same);
    buffer_printf(out, "%d月", p.to_month);
}

/* 2006年4月24—26日, 2006年1月1日—4月10日. */
static void add_days(struct buffer *out, struct period p, bool year) {
    bool same_year = p.from_year == p.to_year;
    bool same_month = same_year && p.from_month == p.to_month;
    add_year(out, p.from_year, year || !same_year);
    buffer_printf(out, "%d月%d", p.from_month, p.from_day);
    if (!same_month) buffer_add_text(out, TEXT("日"));
    if (!same_month || p.from_day != p.to_day) {
        buffer_add_text(out, TEXT("—"));
        add_year(out, p.to_year, !same_year);
        if (!same_month) buffer_printf(out, "%d月", p.to_month);
        buffer_printf(out, "%d", p.to_day);
    }
    buffer_add_text(out, TEXT("日"));
}

/* 20xxH1: the year as given, the rest as in any year. */
static struct text say_unknown_year(struct arena *arena, struct text text, bool year) {
    struct period part;
    struct buffer out = buffer_new(arena), known = buffer_new(arena);
    struct text rest = text_slice(text, 4, text.length);
    buffer_printf(&known, "2000%.*s", TEXT_ARGS(rest));
    if (year) buffer_printf(&out, "%.*s年", TEXT_ARGS(text_slice(text, 0, 4)));
    if ((rest.length || !year) && period_read(buffer_text(&known), &part))
        buffer_add_text(&out, wording_period(arena, part, false));
    return buffer_text(&out);
}

struct text wording_period(struct arena *arena, struct period p, bool year) {
    struct buffer out = buffer_new(arena);
    switch (p.kind) {
    case PERIOD_YEAR:
        if (!year) return TEXT("全年");
        add_year(&out, p.from_year, true);
        break;
    case PERIOD_HALF:
        add_year(&out, p.from_year, year);
        buffer_add_text(&out, p.to_month == 6 ? TEXT("上半年") : TEXT("下半年"));
        break;
    case PERIOD_QUARTER:
        add_year(&out, p.from_year, year);
        add_quarter(&out, p.to_month);
        break;
    case PERIOD_MONTH:
        add_year(&out, p.from_year, year);
        buffer_printf(&out, "%d月", p.from_month);
        break;
    case PERIOD_MONTHS: add_months(&out, p, year); break;
    case PERIOD_DAYS: add_days(&out, p, year); break;
    case PERIOD_YEARS: buffer_printf(&out, "%d—%d年", p.from_year, p.to_year); break;
    case PERIOD_EVERY_YEAR: return TEXT("每年");
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
    buffer_add_text(&out, wording_chinese_digits(arena, text_slice(iso, 0, 4)));
    buffer_add_text(&out, TEXT("年"));
    buffer_add_text(&out, wording_chinese_number(arena, number_from_integer(day.from_month)));
    buffer_add_text(&out, TEXT("月"));
    buffer_add_text(&out, wording_chinese_number(arena, number_from_integer(day.from_day)));
    buffer_add_text(&out, TEXT("日"));
    return buffer_text(&out);
}

/* 和 would be read as part of a name that has it: 发展和改革局、财政局. */
static bool has_and(const struct text *items, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_find(items[i], TEXT("和")) != SIZE_MAX) return true;
    return false;
}

struct text wording_join(struct arena *arena, const struct text *items, size_t count) {
    struct buffer out = buffer_new(arena);
    struct text last = has_and(items, count) ? TEXT("、") : TEXT("和");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buffer_add_text(&out, i + 1 == count ? last : TEXT("、"));
        buffer_add_text(&out, items[i]);
    }
    return buffer_text(&out);
}
