/* Number formats, serial days, shares, codes, and references to cells. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "source/area.h"
#include "source/format.h"

Test(format, of_code) {
    static const struct {
        const char *code;
        enum format_kind kind;
        unsigned zeros;
    } cases[] = {
        {"General", FORMAT_NUMBER, 0},
        {"GENERAL", FORMAT_NUMBER, 0},
        {"", FORMAT_NUMBER, 0},
        {"0", FORMAT_NUMBER, 0},
        {"0.00", FORMAT_NUMBER, 0},
        {"#,##0.00", FORMAT_NUMBER, 0},
        {"0.00E+00", FORMAT_NUMBER, 0},
        {"##0.0E-0", FORMAT_NUMBER, 0},
        {"@", FORMAT_NUMBER, 0},
        {"0\"days\"", FORMAT_NUMBER, 0},
        {"0\\d", FORMAT_NUMBER, 0},
        {"0_d", FORMAT_NUMBER, 0},
        {"[Red]0", FORMAT_NUMBER, 0},
        {"[DBNum1][$-804]General", FORMAT_NUMBER, 0},
        {"_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", FORMAT_NUMBER, 0},
        {"\"￥\"#,##0.00;[Red]\"￥\"\\-#,##0.00", FORMAT_NUMBER, 0},
        {"0!.0,\"万\"", FORMAT_NUMBER, 0},
        {"0%", FORMAT_PERCENT, 0},
        {"0.0%;[Red]-0.0%", FORMAT_PERCENT, 0},
        {"[<0]\"-\";0.0%", FORMAT_PERCENT, 0},
        {"0\"%\"", FORMAT_NUMBER, 0},
        {"0\\%", FORMAT_NUMBER, 0},
        {"00", FORMAT_CODE, 2},
        {"000000", FORMAT_CODE, 6},
        {"[$-804]000000", FORMAT_CODE, 6},
        {"000000;@", FORMAT_CODE, 6},
        {"000-000", FORMAT_NUMBER, 0},
        {"0;00", FORMAT_NUMBER, 0},
        {"yyyy-mm-dd", FORMAT_DATE, 0},
        {"YYYY/M/D", FORMAT_DATE, 0},
        {"yyyy\\-mm\\-dd;@", FORMAT_DATE, 0},
        {"yyyy\"年\"m\"月\"d\"日\";@", FORMAT_DATE, 0},
        {"[$-804]yyyy\"年\"m\"月\"d\"日\"", FORMAT_DATE, 0},
        {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", FORMAT_DATE, 0},
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", FORMAT_DATE, 0},
        {"e\"年\"m\"月\"d\"日\"", FORMAT_DATE, 0},
        {"m\"月\"d\"日\"", FORMAT_DATE, 0},
        {"[$-804]aaaa;@", FORMAT_DATE, 0},
        {"dddd", FORMAT_DATE, 0},
        {"mmm", FORMAT_DATE, 0},
        {"yyyy\"年\"m\"月\"", FORMAT_MONTH, 0},
        {"mmm-yy", FORMAT_MONTH, 0},
        {"yyyy-mm", FORMAT_MONTH, 0},
        {"yyyy\"年\"", FORMAT_YEAR, 0},
        {"yyyy", FORMAT_YEAR, 0},
        {"yyyy/m/d h:mm", FORMAT_DATE_TIME, 0},
        {"yyyy/m/d\\ h:mm:ss\\ AM/PM", FORMAT_DATE_TIME, 0},
        {"h:mm", FORMAT_TIME, 0},
        {"上午/下午h\"时\"mm\"分\"", FORMAT_TIME, 0},
        {"[$-F400]h:mm:ss\\ AM/PM", FORMAT_TIME, 0},
        {"mm:ss.0", FORMAT_TIME, 0},
        {"[h]:mm", FORMAT_DURATION, 0},
        {"[mm]:ss", FORMAT_DURATION, 0},
        {"[ss]", FORMAT_DURATION, 0},
        {"\"open", FORMAT_NUMBER, 0},
        {"[open", FORMAT_NUMBER, 0},
        {"\\", FORMAT_NUMBER, 0},
        {";;;", FORMAT_NUMBER, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct format format = format_of_code(text_of(cases[i].code));
        cr_assert_eq(format.kind, cases[i].kind, "%s: %d", cases[i].code, (int)format.kind);
        cr_assert_eq(format.zeros, cases[i].zeros, "%s", cases[i].code);
    }
}

Test(format, of_number) {
    static const struct {
        size_t number;
        enum format_kind kind;
    } cases[] = {
        {0, FORMAT_NUMBER},     {4, FORMAT_NUMBER}, {9, FORMAT_PERCENT}, {10, FORMAT_PERCENT},
        {11, FORMAT_NUMBER},    {14, FORMAT_DATE},  {17, FORMAT_MONTH},  {20, FORMAT_TIME},
        {22, FORMAT_DATE_TIME}, {27, FORMAT_MONTH}, {28, FORMAT_DATE},   {31, FORMAT_DATE},
        {32, FORMAT_TIME},      {36, FORMAT_MONTH}, {44, FORMAT_NUMBER}, {46, FORMAT_DURATION},
        {49, FORMAT_NUMBER},    {57, FORMAT_MONTH}, {58, FORMAT_DATE},   {59, FORMAT_NUMBER},
        {163, FORMAT_NUMBER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_assert_eq(format_of_number(cases[i].number).kind, cases[i].kind, "%zu", cases[i].number);
}

Test(format, serials) {
    static const struct {
        double serial;
        bool from_1904;
        enum format_kind kind;
        const char *want;
    } cases[] = {
        {46173, false, FORMAT_DATE, "2026-05-31"},
        {44711, true, FORMAT_DATE, "2026-05-31"},
        {46173.6041666667, false, FORMAT_DATE, "2026-05-31"},
        {46173.6041666667, false, FORMAT_DATE_TIME, "2026-05-31 14:30:00"},
        {46173.99999999, false, FORMAT_DATE_TIME, "2026-06-01 00:00:00"},
        {46143, false, FORMAT_MONTH, "2026-05"},
        {46143, false, FORMAT_YEAR, "2026"},
        {0.336805555555556, false, FORMAT_TIME, "08:05:00"},
        {1.52083333333333, false, FORMAT_DURATION, "36:30:00"},
        {0, false, FORMAT_TIME, "00:00:00"},
        {1, false, FORMAT_DATE, "1900-01-01"},
        {59, false, FORMAT_DATE, "1900-02-28"},
        {60, false, FORMAT_DATE, NULL},
        {61, false, FORMAT_DATE, "1900-03-01"},
        {0, false, FORMAT_DATE, NULL},
        {0, true, FORMAT_DATE, "1904-01-01"},
        {-1, false, FORMAT_DATE, NULL},
        {36585, false, FORMAT_DATE, "2000-02-29"},
        {45351, false, FORMAT_DATE, "2024-02-29"},
        {2958465, false, FORMAT_DATE, "9999-12-31"},
        {2958466, false, FORMAT_DATE, NULL},
        {2957003, true, FORMAT_DATE, "9999-12-31"},
        {2957004, true, FORMAT_DATE, NULL},
        {1e300, false, FORMAT_DATE, NULL},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = format_serial(arena, cases[i].serial, cases[i].from_1904, cases[i].kind);
        if (!cases[i].want)
            cr_assert_null(text, "case %zu: %s", i, text);
        else
            cr_assert_str_eq(text, cases[i].want, "case %zu", i);
    }
    arena_free(arena);
}

Test(format, every_day_follows_the_day_before) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct arena *arena = arena_new();
    int year = 1900, month = 3, day = 1;
    for (int serial = 61; serial < 200000; serial++) {
        char want[64];
        snprintf(want, sizeof want, "%04d-%02d-%02d", year, month, day);
        cr_assert_str_eq(format_serial(arena, serial, false, FORMAT_DATE), want);
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        if (++day > days[month - 1] + (month == 2 && leap)) day = 1, month++;
        if (month > 12) month = 1, year++;
    }
    arena_free(arena);
}

Test(format, percent_and_codes) {
    static const char *const shares[][2] = {
        {"0.125", "12.5%"},      {"0", "0%"},
        {"1", "100%"},           {"-0.05", "-5%"},
        {"0.5", "50%"},          {"0.001", "0.1%"},
        {"0.0005", "0.05%"},     {"12.3", "1230%"},
        {"-12.345", "-1234.5%"}, {"0.333333333333333", "33.3333333333333%"},
        {"0.285", "28.5%"},      {"0.1", "10%"},
        {"0.01", "1%"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        struct text text = format_percent(arena, text_of(shares[i][0]));
        cr_assert(text_is(text, shares[i][1]), "%s: %.*s", shares[i][0], TEXT_ARGS(text));
    }
    cr_assert(text_is(format_code(arena, TEXT("7"), 6), "000007"));
    cr_assert(text_is(format_code(arena, TEXT("1234567"), 6), "1234567"));
    cr_assert(text_is(format_code(arena, TEXT("7.5"), 6), "7.5"));
    cr_assert(text_is(format_code(arena, TEXT("-7"), 6), "-7"));
    arena_free(arena);
}

Test(area, reads) {
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"A1", "A1:A1"},
        {"a3:h40", "A3:H40"},
        {"$A$3:$H$40", "A3:H40"},
        {"H40:A3", "A3:H40"},
        {"A:H", "A1:H1048576"},
        {"$C:$C", "C1:C1048576"},
        {"3:40", "A3:XFD40"},
        {"XFD1048576", "XFD1048576:XFD1048576"},
        {"XFE1", NULL},
        {"A1048577", NULL},
        {"A0", NULL},
        {"A", NULL},
        {"3", NULL},
        {"A3:H", NULL},
        {"A3:40", NULL},
        {"A:40", NULL},
        {"", NULL},
        {":", NULL},
        {"$", NULL},
        {"A1:B2:C3", NULL},
        {"A1,B2", NULL},
        {"1A", NULL},
        {"A99999999999999999999999", NULL},
        {"AAAAAAAAAAAAAAAAAAAAAAA1", NULL},
        {"#REF!", NULL},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sheet_area area;
        bool good = area_read(text_of(cases[i].text), &area);
        cr_assert_eq(good, cases[i].want != NULL, "%s", cases[i].text);
        if (good) cr_assert_str_eq(area_print(arena, &area), cases[i].want);
    }
    arena_free(arena);
}

Test(area, sheets) {
    static const char *const cases[][3] = {
        {"Q2!A1", "Q2", "A1"},        {"'Q2 汇总'!$A$1:$B$2", "Q2 汇总", "$A$1:$B$2"},
        {"'It''s'!A1", "It's", "A1"}, {"A1:B2", "", "A1:B2"},
        {"'open", "", "'open"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text rest = text_of(cases[i][0]);
        cr_assert(text_is(area_cut_sheet(arena, &rest), cases[i][1]));
        cr_assert(text_is(rest, cases[i][2]));
    }
    arena_free(arena);
}
