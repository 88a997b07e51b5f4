/* Number format codes: sections split by `;`, made of digits' places, letters of dates, quoted
 * words, escapes and brackets (ECMA-376 part 1, 18.8.31). */
#include "source/format.h"

#include <string.h>

struct marks {
    bool year, month, day, hour, second, elapsed, percent;
    bool minutes_or_months; /* an m: which, the other letters say */
    bool others;            /* anything but zeros */
    unsigned zeros;
};

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool starts_small(struct text rest, const char *word) {
    for (size_t i = 0; word[i]; i++)
        if (i >= rest.length || lower(rest.at[i]) != word[i]) return false;
    return true;
}

static struct text drop(struct text text, size_t bytes) {
    return text_slice(text, bytes, text.length);
}

/* [Red], [$-804], [>=1], [DBNum1] say nothing of what it is; [h], [mm], [ss] are durations. */
static struct text read_bracket(struct text rest, struct marks *marks) {
    const char *close = memchr(rest.at, ']', rest.length);
    if (!close) return TEXT("");
    size_t length = (size_t)(close - rest.at) + 1;
    bool letters = length > 2;
    for (size_t i = 1; i + 1 < length; i++)
        letters =
            letters && lower(rest.at[i]) == lower(rest.at[1]) && strchr("hms", lower(rest.at[i]));
    if (letters) marks->elapsed = true;
    return drop(rest, length);
}

static struct text read_quoted(struct text rest) {
    const char *close = rest.length > 1 ? memchr(rest.at + 1, '"', rest.length - 1) : NULL;
    return close ? drop(rest, (size_t)(close - rest.at) + 1) : TEXT("");
}

static void read_letter(char letter, struct marks *marks) {
    switch (letter) {
    case 'y':
    case 'e': marks->year = true; break;
    case 'm': marks->minutes_or_months = true; break;
    case 'd':
    case 'a': marks->day = true; break;
    case 'h': marks->hour = true; break;
    case 's': marks->second = true; break;
    case '%': marks->percent = true; break;
    default: break;
    }
}

/* Takes the next mark of a section off. */
static struct text read_mark(struct text rest, struct marks *marks) {
    char letter = lower(rest.at[0]);
    if (letter == '0') {
        marks->zeros++;
        return drop(rest, 1);
    }
    if (letter == '[') return read_bracket(rest, marks);
    marks->others = true;
    if (letter == '"') return read_quoted(rest);
    if (letter == '\\' || letter == '_' || letter == '*') {
        const char *at = rest.at + 1, *end = rest.at + rest.length;
        if (at < end) text_next(&at, end);
        return drop(rest, (size_t)(at - rest.at));
    }
    if (starts_small(rest, "general")) return drop(rest, strlen("general"));
    if (starts_small(rest, "am/pm")) return drop(rest, strlen("am/pm"));
    if (starts_small(rest, "a/p")) return drop(rest, strlen("a/p"));
    if (letter == 'e' && rest.length > 1 && (rest.at[1] == '+' || rest.at[1] == '-'))
        return drop(rest, 2);
    read_letter(letter, marks);
    return drop(rest, 1);
}

static struct format kind_of(const struct marks *marks) {
    bool time = marks->hour || marks->second;
    bool month = marks->minutes_or_months && !time;
    if (marks->elapsed) return (struct format){FORMAT_DURATION, 0};
    if (time) {
        bool date = marks->year || marks->day;
        return (struct format){date ? FORMAT_DATE_TIME : FORMAT_TIME, 0};
    }
    if (marks->day) return (struct format){FORMAT_DATE, 0};
    if (marks->year) return (struct format){month ? FORMAT_MONTH : FORMAT_YEAR, 0};
    if (month) return (struct format){FORMAT_DATE, 0};
    if (marks->percent) return (struct format){FORMAT_PERCENT, 0};
    if (marks->zeros > 1 && !marks->others) return (struct format){FORMAT_CODE, marks->zeros};
    return (struct format){FORMAT_NUMBER, 0};
}

/* The first section that says more than "number"; formats of a kind have it in all that matter. */
struct format format_of_code(struct text code) {
    struct format format = {FORMAT_NUMBER, 0};
    struct marks marks = {0};
    for (struct text rest = code; rest.length;) {
        if (rest.at[0] != ';') {
            rest = read_mark(rest, &marks);
            if (rest.length) continue;
        } else {
            rest = drop(rest, 1);
        }
        format = kind_of(&marks);
        if (format.kind != FORMAT_NUMBER) break;
        marks = (struct marks){.others = true}; /* zeros for negative numbers alone are no code */
    }
    return format;
}

/* Not among them: numbers (0 to 8, 11 to 13, 37 to 44, 48, 49). */
static const struct {
    unsigned number;
    const char *code;
} built_in[] = {
    {9, "0%"},
    {10, "0.00%"},
    {14, "yyyy/m/d"},
    {15, "d-mmm-yy"},
    {16, "d-mmm"},
    {17, "mmm-yy"},
    {18, "h:mm AM/PM"},
    {19, "h:mm:ss AM/PM"},
    {20, "h:mm"},
    {21, "h:mm:ss"},
    {22, "yyyy/m/d h:mm"},
    {27, "yyyy\"年\"m\"月\""},
    {28, "m\"月\"d\"日\""},
    {29, "m\"月\"d\"日\""},
    {30, "m/d/yy"},
    {31, "yyyy\"年\"m\"月\"d\"日\""},
    {32, "h\"时\"mm\"分\""},
    {33, "h\"时\"mm\"分\"ss\"秒\""},
    {34, "上午/下午h\"时\"mm\"分\""},
    {35, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
    {36, "yyyy\"年\"m\"月\""},
    {45, "mm:ss"},
    {46, "[h]:mm:ss"},
    {47, "mm:ss.0"},
    {50, "yyyy\"年\"m\"月\""},
    {51, "m\"月\"d\"日\""},
    {52, "yyyy\"年\"m\"月\""},
    {53, "m\"月\"d\"日\""},
    {54, "m\"月\"d\"日\""},
    {55, "上午/下午h\"时\"mm\"分\""},
    {56, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
    {57, "yyyy\"年\"m\"月\""},
    {58, "m\"月\"d\"日\""},
};

struct format format_of_number(size_t number) {
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (built_in[i].number == number) return format_of_code(text_of(built_in[i].code));
    return (struct format){FORMAT_NUMBER, 0};
}

struct text format_percent(struct arena *arena, struct text decimal) {
    struct buffer out = buffer_new(arena);
    bool negative = decimal.length && decimal.at[0] == '-';
    struct text digits = drop(decimal, negative);
    size_t point = text_find(digits, TEXT("."));
    struct text whole = text_slice(digits, 0, point), places = TEXT("");
    if (point < digits.length) places = drop(digits, point + 1);
    if (negative) buffer_add(&out, "-", 1);
    size_t from = out.length;
    buffer_add_text(&out, whole);
    for (size_t i = 0; i < 2; i++) buffer_add(&out, i < places.length ? places.at + i : "0", 1);
    size_t zeros = from; /* 0.05 gave 005 */
    while (zeros + 1 < out.length && out.at[zeros] == '0') zeros++;
    memmove(out.at + from, out.at + zeros, out.length - zeros);
    out.length -= zeros - from;
    if (places.length > 2) {
        buffer_add(&out, ".", 1);
        buffer_add_text(&out, drop(places, 2));
    }
    buffer_add(&out, "%", 1);
    return buffer_text(&out);
}

struct text format_code(struct arena *arena, struct text decimal, unsigned zeros) {
    if (decimal.length >= zeros || !decimal.length || decimal.at[0] == '-' ||
        memchr(decimal.at, '.', decimal.length))
        return decimal;
    char *out = arena_take(arena, zeros + 1);
    memset(out, '0', zeros - decimal.length);
    memcpy(out + zeros - decimal.length, decimal.at, decimal.length);
    return (struct text){out, zeros};
}
