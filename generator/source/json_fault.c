/* What is wrong where yajl stopped.  yajl's own sentences are for programmers, and its offsets lie
 * now before and now behind the fault: both are worked out again from the bytes. */
#include <string.h>

#include "source/json.h"

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static char char_at(struct text text, size_t at) {
    return at < text.length ? text.at[at] : '\0';
}

/* Start of the token that was not understood: the first after the last good one, commas and colons
 * before it stepped over. */
static size_t find_token(const struct json_stop *stop) {
    size_t at = stop->token_end,
           limit = stop->at < stop->text.length ? stop->at : stop->text.length;
    for (;;) {
        while (at < stop->text.length && is_blank(stop->text.at[at])) at++;
        bool passed = at + 1 < limit && (stop->text.at[at] == ',' || stop->text.at[at] == ':');
        if (!passed) return at;
        at++;
    }
}

/* The last byte before `at` that is not blank; SIZE_MAX if there is none. */
static size_t find_before(struct text text, size_t at) {
    while (at > 0 && is_blank(text.at[at - 1])) at--;
    return at ? at - 1 : SIZE_MAX;
}

struct report {
    const struct json_stop *stop;
    const struct file *file;
    struct diags *diags;
};

static void add(const struct report *report, size_t at, const char *what) {
    struct origin origin = {report->file, report->stop->start + at};
    diags_add(report->diags, DIAG_D160, origin, what, 0);
}

/* A string that yajl gave up within: a line break, a bad escape, or no end. */
static void report_string(const struct report *report, size_t start) {
    struct text text = report->stop->text;
    size_t at = report->stop->at;
    if (report->stop->at_end) {
        add(report, start, N_("the quotation mark is never closed"));
        return;
    }
    if ((unsigned char)char_at(text, at) < 0x20) {
        add(report, at, N_("a line break or tab within quotation marks"));
        diags_hint(report->diags, N_("write \\n for a line break, \\t for a tab"));
        return;
    }
    while (at > start && text.at[at] != '\\') at--;
    add(report, at, N_("a backslash stands for nothing here"));
    diags_hint(report->diags, N_("write a backslash twice: \"C:\\\\data\""));
}

static bool starts_with_one_of(struct text rest, const char *const *marks) {
    for (; *marks; marks++)
        if (text_starts(rest, text_of(*marks))) return true;
    return false;
}

/* Words of Python, JavaScript and spreadsheets. */
static void report_word(const struct report *report, size_t at) {
    static const char *const missing[] = {"None", "NULL", "Null", "undefined", "NaN",
                                          "N/A",  "nan",  "nil",  NULL};
    static const char *const truth[] = {"True", "False", "TRUE", "FALSE", NULL};
    struct text rest = text_slice(report->stop->text, at, report->stop->text.length);
    size_t length = 0;
    while (length < rest.length && length < 40 &&
           (is_word(rest.at[length]) || rest.at[length] & 0x80))
        length++;
    diags_add(report->diags, DIAG_D160, (struct origin){report->file, report->stop->start + at},
              "%.*s", (int)length, rest.at);
    if (starts_with_one_of(rest, missing))
        diags_hint(report->diags, N_("a missing value is written null"));
    else if (starts_with_one_of(rest, truth))
        diags_hint(report->diags, N_("write true or false, in small letters"));
    else
        diags_hint(report->diags, N_("keys and texts stand in quotation marks: \"code\""));
}

static size_t skip_digits(struct text text, size_t at) {
    while (char_at(text, at) >= '0' && char_at(text, at) <= '9') at++;
    return at;
}

/* A number as it should be: the fault is that it stands here. */
static bool is_number(struct text text, size_t at) {
    size_t from = at + (char_at(text, at) == '-'), end = skip_digits(text, from);
    if (end == from) return false;
    if (char_at(text, end) == '.' && skip_digits(text, end + 1) == end + 1) return false;
    return char_at(text, end) != 'e' && char_at(text, end) != 'E';
}

static bool report_number(const struct report *report, size_t at) {
    struct text text = report->stop->text;
    char c = char_at(text, at), before = at ? text.at[at - 1] : ' ';
    bool digit = c >= '0' && c <= '9';
    if (digit && before == '0' && at == report->stop->token_end) {
        add(report, at - 1, N_("a number begins with 0"));
        diags_hint(report->diags,
                   N_("a code such as 007 stands in quotation marks; an amount has no 0 in front"));
        return true;
    }
    if ((c != '-' && c != '+' && c != '.' && !digit) || is_number(text, at)) return false;
    add(report, at, N_("not a number"));
    diags_hint(report->diags,
               N_("write 1234.5: no plus sign, no thousands separator, a digit before "
                  "and after the point"));
    return true;
}

/* Marks that an editor or an input method put in the place of JSON's own. */
static bool report_mark(const struct report *report, size_t at) {
    static const char *const wide[] = {"“",  "”",  "＂", "，", "：", "｛",
                                       "｝", "［", "］", "【", "】", NULL};
    struct text rest = text_slice(report->stop->text, at, report->stop->text.length);
    if (starts_with_one_of(rest, wide)) {
        add(report, at, N_("a full-width mark"));
        diags_hint(report->diags, N_("write \" , : { } [ ] in half width"));
    } else if (text_starts(rest, TEXT("//")) || text_starts(rest, TEXT("/*")) ||
               text_starts(rest, TEXT("#"))) {
        add(report, at, N_("a comment"));
        diags_hint(report->diags, N_("JSON has no comments: take it out"));
    } else if (text_starts(rest, TEXT("'"))) {
        add(report, at, N_("a single quotation mark"));
        diags_hint(report->diags, N_("keys and texts stand in quotation marks: \"code\""));
    } else if (text_starts(rest, TEXT("\xEF\xBB\xBF"))) {
        add(report, at, N_("a byte order mark in the middle of the file"));
        diags_hint(report->diags, N_("files that were joined keep it: take it out"));
    } else {
        return false;
    }
    return true;
}

static void hint_open(const struct report *report) {
    const struct json_stop *stop = report->stop;
    if (stop->one_of_many) {
        diags_hint(report->diags,
                   N_("in a file of one record a line, a record does not go on in the "
                      "next line"));
        return;
    }
    if (stop->open == SIZE_MAX) return;
    struct arena *arena = arena_new();
    diags_hint(report->diags, N_("what begins at %s is never closed: perhaps the file was cut off"),
               origin_print((struct origin){report->file, stop->open}, arena));
    arena_free(arena);
}

/* Between tokens: a comma too many or too few, a bracket of the other kind, more after the end. */
static void report_structure(const struct report *report, size_t at) {
    struct text text = report->stop->text;
    size_t before = find_before(text, at);
    char c = char_at(text, at), last = before == SIZE_MAX ? '\0' : text.at[before];
    bool closes = c == ']' || c == '}';
    if (closes && last == ':') {
        add(report, at, N_("a value is missing before this"));
        diags_hint(report->diags, N_("a missing value is written null"));
    } else if (closes && last == ',') {
        add(report, before, N_("a comma behind the last value"));
        diags_hint(report->diags, N_("take the comma out"));
    } else if (c == ',' && (last == ',' || last == '[' || last == '{' || last == ':')) {
        add(report, at, N_("a comma too many"));
        diags_hint(report->diags, N_("a missing value is written null"));
    } else if (closes) {
        add(report, at, N_("this bracket closes nothing"));
        hint_open(report);
    } else if (report->stop->open == SIZE_MAX && before != SIZE_MAX) {
        add(report, at, N_("the file goes on after its end"));
        diags_hint(report->diags, N_("a file of one record a line is named .ndjson or .jsonl"));
    } else if (last == '{' || (last == ',' && c != '"')) {
        add(report, at, N_("a key is missing"));
        diags_hint(report->diags, N_("keys and texts stand in quotation marks: \"code\""));
    } else if (c != ',' && c != ':') {
        add(report, at, N_("a comma or colon is missing before this"));
        diags_hint(report->diags, N_("\"key\": value, \"key\": value"));
    } else {
        add(report, at, N_("a value is missing before this"));
        diags_hint(report->diags, N_("a missing value is written null"));
    }
}

void json_report_stop(const struct json_stop *stop, const struct file *file, struct diags *diags) {
    struct report report = {stop, file, diags};
    size_t at = find_token(stop);
    char c = char_at(stop->text, at);
    if (at >= stop->text.length) {
        add(&report, stop->text.length,
            !stop->token_end    ? N_("the file is empty")
            : stop->one_of_many ? N_("the line ends too early")
                                : N_("the file ends too early"));
        hint_open(&report);
        return;
    }
    size_t in_string = stop->at;
    bool broken =
        c == '"' && (stop->at_end || (in_string > at + 1 && in_string < stop->text.length &&
                                      ((unsigned char)stop->text.at[in_string] < 0x20 ||
                                       memchr(stop->text.at + at, '\\', in_string - at))));
    if (broken)
        report_string(&report, at);
    else if (!report_mark(&report, at) && !report_number(&report, at)) {
        if ((is_word(c) && !(c >= '0' && c <= '9')) || c & 0x80)
            report_word(&report, at);
        else
            report_structure(&report, at);
    }
}
