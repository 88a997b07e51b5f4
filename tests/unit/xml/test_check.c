/* Trees against an element table: every fault with its place and what was meant. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "xml/xml.h"

static const struct xml_attribute_rule of_root[] = {{"version", XML_INTEGER, true, NULL}, {0}};
static const struct xml_attribute_rule of_paragraph[] = {
    {"class", XML_CHOICE, false, "body|note|salutation"},
    {"indent", XML_YES_NO, false, NULL},
    {"width", XML_NUMBER, false, NULL},
    {"left", XML_LENGTH, false, NULL},
    {"period", XML_PERIOD, false, NULL},
    {"date", XML_DATE, false, NULL},
    {"id", XML_NAME, false, NULL},
    {"say", XML_TEXT, false, NULL},
    {0}};
static const struct xml_element_rule elements[] = {
    {"report", "title|%block", false, of_root, NULL},
    {"title", "%inline", true, NULL, NULL},
    {"section", "%block", false, NULL, NULL},
    {"paragraph", "%inline", true, of_paragraph, NULL},
    {"row", "cell", false, NULL, NULL},
    {"table", "row", false, NULL, NULL},
    {"cell", "", true, NULL, NULL},
    {"strong", "%inline", true, NULL, NULL},
    {0}};
static const struct xml_group groups[] = {
    {"%block", "section|paragraph|%other"}, {"%other", "table"}, {"%inline", "strong"}, {0}};
static const struct xml_language language = {"urn:test:1", "report", elements, groups};

static char *check(const char *xml, struct arena *arena, bool *sound) {
    struct diags *diags = diags_new(arena);
    xml_node *root = xml_read(file_from_text(arena, "a.xml", text_of(xml)), arena, diags);
    *sound = root && xml_check(root, &language, arena, diags);
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < diags_size(diags); i++)
        buffer_printf(&out, "%s\n", diag_print(diags_at(diags, i), false, arena));
    return out.at ? out.at : arena_copy(arena, "", 0);
}

#define IN(content) "<report xmlns='urn:test:1' version='1'>\n" content "</report>"

Test(check, finds) {
    static const struct {
        const char *xml, *wanted;
    } rows[] = {
        {IN("<title>一<strong>二</strong></title><section><paragraph/><table><row>"
            "<cell xml:space='preserve'> x</cell></row></table></section>"),
         ""},
        {"<report version='1'/>",
         "a.xml:1:1: error: wrong XML namespace: <report> is in none [X201]\n"
         "    hint: write <report xmlns=\"urn:test:1\">\n"},
        {"<report xmlns='urn:test:2' version='1'><paragraf/></report>",
         "a.xml:1:1: error: wrong XML namespace: <report> is in urn:test:2 [X201]\n"
         "    hint: write <report xmlns=\"urn:test:1\">\n"
         "a.xml:1:40: error: unknown element: <paragraf> [X202]\n"
         "    hint: did you mean <paragraph>?\n"},
        {"<reprot xmlns='urn:test:1' version='1'/>",
         "a.xml:1:1: error: unknown element: <reprot> [X202]\n"
         "    hint: did you mean <report>?\n"},
        {"<section xmlns='urn:test:1'/>",
         "a.xml:1:1: error: unknown element: <section> [X202]\n    hint: allowed here: report\n"},
        {IN("<section xmlns='urn:other'/>"),
         "a.xml:2:1: error: wrong XML namespace: <section> is in urn:other [X201]\n"
         "    hint: write <section xmlns=\"urn:test:1\">\n"},
        {IN("<paragraf/>\n <xyzzy/><sel/>"),
         "a.xml:2:1: error: unknown element: <paragraf> [X202]\n"
         "    hint: did you mean <paragraph>?\n"
         "a.xml:3:2: error: unknown element: <xyzzy> [X202]\n"
         "    hint: allowed here: title, section, paragraph, table\n"
         "a.xml:3:10: error: unknown element: <sel> [X202]\n"
         "    hint: did you mean <cell>?\n"},
        {IN("<row><cell/><strong/></row>"),
         "a.xml:2:1: error: element is not allowed here: <row> in <report> [X203]\n"
         "    hint: <row> stands in: table\n"
         "a.xml:2:13: error: element is not allowed here: <strong> in <row> [X203]\n"
         "    hint: <strong> stands in: title, paragraph, strong\n"},
        {IN("<section><report version='1'/></section>"),
         "a.xml:2:10: error: element is not allowed here: <report> in <section> [X203]\n"},
        {IN("<paragraph clas='body' zzzzz='1'/><cell q='1'/>"),
         "a.xml:2:12: error: unknown attribute: clas on <paragraph> [X204]\n"
         "    hint: did you mean class?\n"
         "a.xml:2:24: error: unknown attribute: zzzzz on <paragraph> [X204]\n"
         "    hint: allowed here: class, indent, width, left, period, date, id, say\n"
         "a.xml:2:35: error: element is not allowed here: <cell> in <report> [X203]\n"
         "    hint: <cell> stands in: row\n"
         "a.xml:2:41: error: unknown attribute: q on <cell> [X204]\n"},
        {IN("<title xmlns:q='urn:q' q:x='1'/>"),
         "a.xml:2:1: error: unknown attribute: x of namespace urn:q [X204]\n"},
        {"<report xmlns='urn:test:1'/>",
         "a.xml:1:1: error: missing attribute: version on <report> [X205]\n"},
        {IN("<paragraph\n class='nots'/>"),
         "a.xml:3:9: error: wrong attribute value: class=\"nots\" [X206]\n"
         "    hint: did you mean note?\n"},
        {IN("<paragraph class='xxxxxxxx'/>"),
         "a.xml:2:19: error: wrong attribute value: class=\"xxxxxxxx\" [X206]\n"
         "    hint: write one of: body, note, salutation\n"},
        {IN("<section>\n\t 字<paragraph/> &#x3000;<paragraph/></section>"),
         "a.xml:3:3: error: text is not allowed here: in <section> [X207]\n"
         "a.xml:3:17: error: text is not allowed here: in <section> [X207]\n"
         "    hint: indent with spaces or tabs, not with U+3000\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_new();
        bool sound;
        char *got = check(rows[i].xml, arena, &sound);
        cr_expect_str_eq(got, rows[i].wanted, "row %zu:\n%s", i, got);
        cr_expect_eq(sound, !*rows[i].wanted, "row %zu", i);
        arena_free(arena);
    }
}

Test(check, values_of_each_kind) {
    static const struct {
        const char *attribute, *value;
        bool fits;
    } rows[] = {
        {"width", "3", true},
        {"width", "-3.25", true},
        {"width", "3.", false},
        {"width", ".5", false},
        {"width", "", false},
        {"width", "1e3", false},
        {"width", "3 ", false},
        {"width", "-", false},
        {"indent", "yes", true},
        {"indent", "Yes", false},
        {"indent", "", false},
        {"left", "12pt", true},
        {"left", "37mm", true},
        {"left", "1.5cm", true},
        {"left", "2em", true},
        {"left", "三号", true},
        {"left", "3号", true},
        {"left", "小四", true},
        {"left", "小4号", true},
        {"left", "九号", false},
        {"left", "12", false},
        {"left", "12px", false},
        {"left", "pt", false},
        {"left", "小", false},
        {"period", "2026H1", true},
        {"period", "2026-01..2026-05", true},
        {"period", "5年", true},
        {"period", "", false},
        {"period", "2026 H1", false},
        {"period", "上半年", false},
        {"period", "年", false},
        {"date", "2026-07-05", true},
        {"date", "2024-02-29", true},
        {"date", "2026-02-29", false},
        {"date", "2026-13-01", false},
        {"date", "2026-7-5", false},
        {"date", "2026-00-01", false},
        {"date", "2026-01-00", false},
        {"date", "2000-02-29", true},
        {"date", "1900-02-29", false},
        {"date", "2026/07/05", false},
        {"id", "甲-1", true},
        {"id", "", false},
        {"id", "a b", false},
        {"id", "a　b", false},
        {"say", "", true},
        {"say", "任意 a", true},
        {"class", "note", true},
        {"class", "", false},
        {"class", "body|note", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_new();
        bool sound;
        char *xml =
            arena_printf(arena, IN("<paragraph %s='%s'/>"), rows[i].attribute, rows[i].value);
        char *got = check(xml, arena, &sound);
        cr_expect_eq(sound, rows[i].fits, "%s='%s': %s", rows[i].attribute, rows[i].value, got);
        cr_expect_eq(strstr(got, "hint: write ") != NULL, !rows[i].fits, "%s", got);
        arena_free(arena);
    }
}

Test(check, integers_are_short) {
    static const struct {
        const char *version;
        bool fits;
    } rows[] = {{"1", true},   {"999999999", true}, {"1000000000", false},
                {"-1", false}, {"1.0", false},      {"", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_new();
        bool sound;
        check(arena_printf(arena, "<report xmlns='urn:test:1' version='%s'/>", rows[i].version),
              arena, &sound);
        cr_expect_eq(sound, rows[i].fits, "%s", rows[i].version);
        arena_free(arena);
    }
}

Test(check, stops_after_50_errors) {
    struct arena *arena = arena_new();
    struct buffer xml = buffer_new(arena);
    buffer_add_text(&xml, TEXT("<report xmlns='urn:test:1' version='1'>"));
    for (size_t i = 0; i < 200; i++) buffer_add_text(&xml, TEXT("<nothing/>"));
    buffer_add_text(&xml, TEXT("</report>"));
    struct diags *diags = diags_new(arena);
    xml_node *root = xml_read(file_from_text(arena, "a.xml", buffer_text(&xml)), arena, diags);
    cr_expect_not(xml_check(root, &language, arena, diags));
    cr_expect_eq(diags_count(diags, DIAG_ERROR), 50);
    arena_free(arena);
}

Test(length, in_points) {
    static const struct {
        const char *text;
        double points; /* negative: no length */
    } rows[] = {{"15.75pt", 15.75}, {"25.4mm", 72}, {"2.54cm", 72},  {"2em", 20},
                {"初号", 42},       {"小初", 36},   {"三号", 15.75}, {"3号", 15.75},
                {"小五", 9},        {"小5号", 9},   {"小六号", 6.5}, {"八号", 5},
                {"0pt", 0},         {"0.1pt", 0.1}, {"9号", -1},     {"小七", -1},
                {"三", -1},         {"号", -1},     {"", -1},        {"1..2pt", -1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double points = -1;
        bool read = xml_length(text_of(rows[i].text), 10, &points);
        cr_expect_eq(read, rows[i].points >= 0, "%s", rows[i].text);
        if (read) cr_expect_float_eq(points, rows[i].points, 1e-9, "%s: %g", rows[i].text, points);
    }
    double number;
    cr_expect(xml_number(TEXT("-0.25"), &number));
    cr_expect_float_eq(number, -0.25, 1e-12);
    cr_expect_not(xml_number(TEXT("x"), &number));
}

Test(nearest, name) {
    static const struct {
        const char *wrong, *names, *wanted;
    } rows[] = {
        {"paragraf", "p|paragraph|table", "paragraph"},
        {"tabel", "table|title", "table"},
        {"x", "p|q", ""}, /* another letter is another name */
        {"metrcs", "metrics|items", "metrics"},
        {"banana", "metrics|items", ""},
        {"blok", "%block|block", "block"},
        {"", "a|b", ""},
        {"二级标提", "一级标题|二级标题", "二级标题"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect(text_is(xml_nearest(text_of(rows[i].wrong), rows[i].names), rows[i].wanted), "%s",
                  rows[i].wrong);
}
