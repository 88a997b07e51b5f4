/* The outside judge on a sample: totals of the clinics, rates from their parts, shares and growth
 * of the county sample as the program prints them, against SQL over its CSV file in whole numbers.
 */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"

/* Ten-thousandths of a decimal text; false if it is none. */
static int read_value(const char *text, long long *out) {
    long long whole = 0;
    int decimals = -1;
    if (!*text) return 0;
    for (; *text; text++) {
        if (*text == '.' && decimals < 0)
            decimals = 0;
        else if (*text >= '0' && *text <= '9' && decimals < 4)
            whole = whole * 10 + (*text - '0'), decimals += decimals >= 0;
        else
            return 0;
    }
    for (; decimals < 4; decimals += decimals < 0 ? 2 : 1) whole *= 10;
    *out = whole;
    return 1;
}

static sqlite3 *open_metrics(void) {
    sqlite3 *db;
    sqlite3_stmt *insert;
    char *rest = read_file("samples/county-health/metrics.csv"), *line;
    cr_assert_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    sqlite3_exec(db,
                 "CREATE TABLE v(unit TEXT, period TEXT, ind TEXT, val INTEGER, "
                 "PRIMARY KEY(unit, period, ind))",
                 NULL, NULL, NULL);
    sqlite3_prepare_v2(db, "INSERT INTO v VALUES(?,?,?,?)", -1, &insert, NULL);
    cut_line(&rest); /* the headings: unit, period, code, value */
    while ((line = cut_line(&rest))) {
        char unit[16], period[32], code[64], value[32] = "";
        long long number;
        if (sscanf(line, "%15[^,],%31[^,],%63[^,],%31[^,]", unit, period, code, value) < 4 ||
            !read_value(value, &number))
            continue;
        sqlite3_bind_text(insert, 1, unit, -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(insert, 2, period, -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(insert, 3, code, -1, SQLITE_TRANSIENT);
        sqlite3_bind_int64(insert, 4, number);
        cr_assert_eq(sqlite3_step(insert), SQLITE_DONE, "%s", line);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    return db;
}

#define ROUNDED(n, d)                                                                              \
    "CASE WHEN (" n ") >= 0 THEN (2 * (" n ") + (" d ")) / (2 * (" d ")) "                         \
    "ELSE -((-2 * (" n ") + (" d ")) / (2 * (" d "))) END"

/* What is wanted: an expression of the template, the digits that it prints and their decimals. */
static const char queries[] =
    /* growth of what the county reports itself; a rate grows in points */
    "SELECT a.ind || '|growth', " ROUNDED(
        "(a.val - b.val) * 1000",
        "b.val") ", 1 FROM v a "
                 "JOIN v b ON b.unit = a.unit AND b.ind = a.ind AND b.period = '2025H1' "
                 "WHERE a.unit = 'qx' AND a.period = '2026H1' AND b.val > 0 AND a.ind NOT LIKE '%.rate' "
                 "AND a.ind NOT IN ('base.record', 'mch.maternal', 'mch.child', 'mch.screen', 'mch.infant', "
                 "'pat.toilet', 'sup.water.rate', 'sat.rate', 'sat.done.rate') "
                 /* totals of the clinics, and their growth */
                 "UNION ALL SELECT ind || '|bare', SUM(val) / 10000, 0 FROM v "
                 "WHERE unit LIKE 'c%' AND period = '2026H1' AND ind IN ('c.visits', 'c.sign') GROUP BY ind "
                 "UNION ALL SELECT 'c.visits|base|bare', SUM(val) / 10000, 0 FROM v "
                 "WHERE unit LIKE 'c%' AND period = '2025H1' AND ind = 'c.visits' "
                 "UNION ALL SELECT 'c.visits|growth', " ROUNDED(
                     "(n - b) * 1000",
                     "b") ", 1 FROM "
                          "(SELECT SUM(CASE period WHEN '2026H1' THEN val ELSE 0 END) n, "
                          "SUM(CASE period WHEN '2025H1' THEN val ELSE 0 END) b FROM v WHERE ind = 'c.visits') "
                          "UNION ALL SELECT 'c.visits|reported', COUNT(*), 0 FROM v "
                          "WHERE ind = 'c.visits' AND period = '2026H1' "
                          /* a clinic's share and place */
                          "UNION ALL SELECT unit || ':c.visits|share(qx:c.visits)|2|bare', " ROUNDED(
                              "val * 10000",
                              "(SELECT SUM(val) FROM v WHERE ind = 'c.visits' AND period = '2026H1')") ", 2 "
                                                                                                       "FROM v WHERE ind = 'c.visits' AND period = '2026H1' "
                                                                                                       "UNION ALL SELECT unit || ':c.visits|rank|bare', RANK() OVER (ORDER BY val DESC), 0 "
                                                                                                       "FROM v WHERE ind = 'c.visits' AND period = '2026H1' "
                                                                                                       /* a rate that nobody gives */
                                                                                                       "UNION ALL SELECT 'mch.infant|2|bare', " ROUNDED(
                                                                                                           "a.val * 100000",
                                                                                                           "b.val") ", 2 FROM v a "
                                                                                                                    "JOIN v b ON b.unit = a.unit AND b.period = a.period AND b.ind = 'mch.live' "
                                                                                                                    "WHERE a.unit = 'qx' AND a.period = '2026H1' AND a.ind = 'mch.infant.n' AND NOT EXISTS "
                                                                                                                    "(SELECT 1 FROM v WHERE ind = 'mch.infant')";

static void write_template(sqlite3 *db, const char *path) {
    sqlite3_stmt *find;
    FILE *out = fopen(path, "w");
    fputs("<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>x</title>", out);
    cr_assert_eq(sqlite3_prepare_v2(db, queries, -1, &find, NULL), SQLITE_OK, "%s",
                 sqlite3_errmsg(db));
    for (int i = 0; sqlite3_step(find) == SQLITE_ROW; i++)
        fprintf(out, "<p>%d={%s}.</p>\n", i, sqlite3_column_text(find, 0));
    sqlite3_finalize(find);
    fputs("</template>\n", out);
    fclose(out);
}

static void print_digits(long long digits, int decimals, char *into, size_t room) {
    const char *sign = digits < 0 ? "-" : "";
    long long size = digits < 0 ? -digits : digits, power = 1;
    for (int i = 0; i < decimals; i++) power *= 10;
    if (decimals)
        snprintf(into, room, "%s%lld.%0*lld", sign, size / power, decimals, size % power);
    else
        snprintf(into, room, "%s%lld", sign, size);
}

Test(derived_samples, county_is_as_by_sql, .timeout = 120) {
    int status, count = 0;
    sqlite3 *db = open_metrics();
    sqlite3_stmt *find;
    capture(&status, "cp -R samples/county-health '%s/s' && rm -rf '%s/s/out'", work_folder(),
            work_folder());
    cr_assert_eq(status, 0);
    write_template(db, work_path("s/report.xml"));
    char *said = capture(&status, "'%s' build -q --format text '%s/s/job.xml' 2>&1", program(),
                         work_folder());
    cr_assert_eq(status, 0, "%s", said);
    char *text = capture(&status, "cat '%s'/s/out/*.txt", work_folder());
    for (char *at = text; *at; at++)
        if (*at == '\f') *at = '\n'; /* a page begins */
    sqlite3_prepare_v2(db, queries, -1, &find, NULL);
    for (; sqlite3_step(find) == SQLITE_ROW; count++) {
        char digits[40], line[80];
        print_digits(sqlite3_column_int64(find, 1), sqlite3_column_int(find, 2), digits,
                     sizeof digits);
        snprintf(line, sizeof line, "\n%d=%s.\n", count, digits);
        char start[16];
        snprintf(start, sizeof start, "\n%d=", count);
        const char *found = strstr(text, start);
        cr_expect(strstr(text, line), "{%s}: %s by SQL, printed %.30s",
                  (const char *)sqlite3_column_text(find, 0), digits,
                  found ? found + 1 : "nothing");
    }
    cr_expect_gt(count, 90, "%d", count);
    sqlite3_finalize(find);
    sqlite3_close(db);
}
