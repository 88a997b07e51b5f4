/* Values of attributes: what fits each kind, in the program and as patterns for the schemas. */
#include "xml/table.h"

#include <libintl.h>
#include <string.h>

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t count_digits(struct text text, size_t from) {
    size_t at = from;
    while (at < text.length && is_digit(text.at[at])) at++;
    return at - from;
}

/* Bytes of a decimal at the front of the text (sign, digits, point, digits); 0 if there is none. */
static size_t number_length(struct text text) {
    size_t at = text.length && text.at[0] == '-' ? 1 : 0;
    size_t whole = count_digits(text, at);
    if (!whole) return 0;
    at += whole;
    if (at >= text.length || text.at[at] != '.') return at;
    size_t part = count_digits(text, at + 1);
    return part ? at + 1 + part : 0;
}

/* By hand, for strtod follows the locale. */
static double number_value(struct text text) {
    double value = 0, scale = 1;
    bool negative = text.length && text.at[0] == '-', part = false;
    for (size_t i = negative; i < text.length; i++) {
        if (text.at[i] == '.') {
            part = true;
            continue;
        }
        value = value * 10 + (text.at[i] - '0');
        if (part) scale *= 10;
    }
    return (negative ? -value : value) / scale;
}

/* Sizes of Chinese type.  三号 is the letterpress size: 28 characters fill 156 mm with it. */
static const struct {
    const char *name, *digit;
    double points;
} sizes[] = {
    {"初号", "0号", 42},  {"小初", "小0", 36},  {"一号", "1号", 26},    {"小一", "小1", 24},
    {"二号", "2号", 22},  {"小二", "小2", 18},  {"三号", "3号", 15.75}, {"小三", "小3", 15},
    {"四号", "4号", 14},  {"小四", "小4", 12},  {"五号", "5号", 10.5},  {"小五", "小5", 9},
    {"六号", "6号", 7.5}, {"小六", "小6", 6.5}, {"七号", "7号", 5.5},   {"八号", "8号", 5},
};

static const struct {
    const char *name;
    double points; /* 0: ems */
} units[] = {{"pt", 1}, {"mm", 72 / 25.4}, {"cm", 720 / 25.4}, {"em", 0}};

static bool size_by_name(struct text value, double *points) {
    struct text sign = TEXT("号");
    bool small = text_starts(value, TEXT("小"));
    if (small && text_ends(value, sign)) value.length -= sign.length;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (!text_is(value, sizes[i].name) && !text_is(value, sizes[i].digit)) continue;
        *points = sizes[i].points;
        return true;
    }
    return false;
}

bool xml_length(struct text value, double em_pt, double *points) {
    if (size_by_name(value, points)) return true;
    size_t length = number_length(value);
    if (!length) return false;
    struct text unit = text_slice(value, length, value.length);
    double number = number_value(text_slice(value, 0, length));
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!text_is(unit, units[i].name)) continue;
        *points = number * (units[i].points > 0 ? units[i].points : em_pt);
        return true;
    }
    return false;
}

bool xml_number(struct text value, double *number) {
    if (!value.length || number_length(value) != value.length) return false;
    *number = number_value(value);
    return true;
}

static bool is_one_word(struct text value) {
    if (!value.length) return false;
    for (const char *at = value.at, *end = at + value.length; at < end;)
        if (text_is_blank(text_next(&at, end))) return false;
    return true;
}

/* Only the letters are checked: whoever reads the period knows its forms. */
static bool is_period(struct text value) {
    struct text year = TEXT("年");
    if (text_ends(value, year)) value.length -= year.length;
    if (!value.length) return false;
    for (size_t i = 0; i < value.length; i++) {
        char c = value.at[i];
        if (!is_digit(c) && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && c != '.' &&
            c != '-')
            return false;
    }
    return true;
}

bool xml_is_date(struct text value) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (value.length != 10 || count_digits(value, 0) != 4 || value.at[4] != '-' ||
        count_digits(value, 5) != 2 || value.at[7] != '-' || count_digits(value, 8) != 2)
        return false;
    int year = (int)number_value(text_slice(value, 0, 4));
    int month = (int)number_value(text_slice(value, 5, 7));
    int day = (int)number_value(text_slice(value, 8, 10));
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return year > 0 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && leap);
}

bool xml_value_fits(const struct xml_attribute_rule *rule, struct text value) {
    double ignored;
    switch (rule->kind) {
    case XML_TEXT: return true;
    case XML_NAME: return is_one_word(value);
    case XML_NUMBER: return xml_number(value, &ignored);
    case XML_INTEGER:
        return value.length >= 1 && value.length <= 9 && count_digits(value, 0) == value.length;
    case XML_LENGTH: return xml_length(value, 1, &ignored);
    case XML_YES_NO: return text_is(value, "yes") || text_is(value, "no");
    case XML_PERIOD: return is_period(value);
    case XML_DATE: return xml_is_date(value);
    case XML_CHOICE: return xml_table_holds(rule->choices, value);
    }
    return false;
}

const char *xml_value_wanted(const struct xml_attribute_rule *rule, struct arena *arena) {
    switch (rule->kind) {
    case XML_TEXT: return gettext("a text");
    case XML_NAME: return gettext("a name without blanks");
    case XML_NUMBER: return gettext("a number such as 12 or 1.5");
    case XML_INTEGER: return gettext("a whole number such as 3");
    case XML_LENGTH: return gettext("a length such as 12pt, 37mm, 2em or 三号");
    case XML_YES_NO: return gettext("yes or no");
    case XML_PERIOD:
        return gettext("a period such as 2026H1, 2026, 2026Q2, 2026-05 or 2026-01..2026-05");
    case XML_DATE: return gettext("a date such as 2026-07-05");
    case XML_CHOICE:
        return arena_printf(arena, gettext("one of: %s"), xml_table_list(rule->choices, arena));
    }
    return "";
}

const char *xml_value_pattern(enum xml_kind kind) {
    switch (kind) {
    case XML_NAME: return "[^ \\t\\n\\r&#xA0;&#x3000;&#xFEFF;&#x2002;-&#x200A;]+";
    case XML_NUMBER: return "-?[0-9]+(\\.[0-9]+)?";
    case XML_INTEGER: return "[0-9]{1,9}";
    case XML_LENGTH:
        return "-?[0-9]+(\\.[0-9]+)?(pt|mm|cm|em)|[初一二三四五六七八0-8]号|小[初一二三四五六0-6]号?";
    case XML_PERIOD: return "[0-9A-Za-z.\\-]+年?";
    case XML_TEXT:
    case XML_YES_NO:
    case XML_DATE:
    case XML_CHOICE: return NULL;
    }
    return NULL;
}
