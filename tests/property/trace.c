/* The trace of every sample holds against the PDF and the data: at each place that it names stands
 * the text that it names, and a figure given by a CSV file stands in the cell that it names. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"

enum { COLUMNS_MOST = 48 };

struct line {
    char *fields[COLUMNS_MOST];
    size_t count;
};

/* Cuts one record of RFC 4180, in place; false at the end. */
static bool cut_record(char **rest, struct line *line) {
    char *at = *rest, *to = at;
    line->count = 0;
    if (!*at) return false;
    for (bool quoted = false, open = false;; at++) {
        if (!open) {
            cr_assert_lt(line->count, (size_t)COLUMNS_MOST);
            line->fields[line->count++] = to = at;
            open = true;
            quoted = *at == '"';
            if (quoted) continue;
        }
        if (quoted && *at == '"' && at[1] == '"') {
            *to++ = *at++;
        } else if (quoted && *at == '"') {
            quoted = false;
        } else if (quoted || (*at != ',' && *at != '\r')) {
            cr_assert(*at, "a record without an end");
            *to++ = *at;
        } else {
            bool last = *at == '\r';
            *to = '\0';
            open = false;
            if (!last) continue;
            cr_assert_eq(at[1], '\n');
            *rest = at + 2;
            return true;
        }
    }
}

static size_t find_column(const struct line *head, const char *name) {
    for (size_t i = 0; i < head->count; i++)
        if (strcmp(head->fields[i], name) == 0) return i;
    cr_assert(false, "no column %s", name);
    return 0;
}

static uint32_t next_character(const char **at) {
    const unsigned char *byte = (const unsigned char *)*at;
    int more = *byte < 0x80 ? 0 : *byte < 0xE0 ? 1 : *byte < 0xF0 ? 2 : 3;
    uint32_t code = more == 0 ? *byte : *byte & (0x3Fu >> more);
    for (int i = 1; i <= more; i++) code = code << 6 | (byte[i] & 0x3Fu);
    *at += 1 + more;
    return code;
}

struct place {
    int page;
    double x_pt, baseline_pt, right_pt;
};

/* The figure's first glyph stands at x on the baseline, the others follow it, all within its width:
 * compared character by character.  Half a hundredth of a millimetre is lost in the trace. */
static bool stands_at(const struct glyph *glyphs, size_t count, struct place place,
                      const char *text) {
    for (size_t i = 0; i < count; i++) {
        if (glyphs[i].page != place.page || fabs(glyphs[i].x_pt - place.x_pt) > 0.06 ||
            fabs(glyphs[i].y_pt - place.baseline_pt) > 0.06)
            continue;
        const char *at = text;
        size_t k = i;
        for (; *at && k < count; k++) {
            while (*at == ' ') at++;
            if (glyphs[k].character != next_character(&at) || glyphs[k].page != place.page ||
                glyphs[k].x_pt > place.right_pt)
                break;
        }
        if (!*at) return true;
    }
    return false;
}

/* The text of a CSV file from a line and column (in characters) on. */
static const char *cell_at(const char *origin) {
    char path[400];
    const char *column = strrchr(origin, ':'), *line = column;
    while (line > origin && *--line != ':') continue;
    if (!column || line == origin) return NULL;
    snprintf(path, sizeof path, "%.*s", (int)(line - origin), origin);
    const char *at = read_file(path);
    cr_assert(at, "%s", path);
    for (int left = atoi(line + 1) - 1; left > 0; at++) left -= *at == '\n';
    for (int left = atoi(column + 1) - 1; left > 0; left--) next_character(&at);
    return at;
}

/* The cell may write the same number otherwise (1,200; ２０; 约300): only plain ones are compared,
 * and their digits must be there in any case. */
static void check_origin(const struct line *head, const struct line *line) {
    const char *origin = line->fields[find_column(head, "origin")];
    const char *value = line->fields[find_column(head, "value")];
    if (!strstr(origin, ".csv:") || !*value) return;
    const char *cell = cell_at(origin);
    cr_assert(cell, "%s", origin);
    cr_expect_eq(strncmp(cell, value, strlen(value)), 0, "%s: %.20s, not %s", origin, cell, value);
}

static size_t check_sample(const char *name) {
    int status;
    char *trace = work_path("trace.csv"), *folder = work_path(name), pdf[600] = "";
    const char *said = capture(&status, "%s build -q -j 2 -o %s --trace %s samples/%s/job.xml 2>&1",
                               program(), folder, trace, name);
    cr_assert_eq(status, 0, "%s", said);
    char *rest = read_file(trace);
    cr_assert_eq(strncmp(rest, "\xEF\xBB\xBF", 3), 0, "a byte order mark");
    rest += 3;
    struct line head, line;
    struct glyph *glyphs = NULL;
    size_t lines = 0, count = 0;
    cr_assert(cut_record(&rest, &head));
    for (; cut_record(&rest, &line); lines++) {
        cr_assert_eq(line.count, head.count);
        const char *file = line.fields[find_column(&head, "file")];
        if (strcmp(file, pdf) != 0) count = read_glyphs(file, &glyphs);
        snprintf(pdf, sizeof pdf, "%s", file);
        const char *part = line.fields[find_column(&head, "part")];
        const char *text = *part ? part : line.fields[find_column(&head, "text")];
        double x = atof(line.fields[find_column(&head, "x_mm")]) * MM_PT;
        double y = atof(line.fields[find_column(&head, "y_mm")]) * MM_PT;
        double width = atof(line.fields[find_column(&head, "width_mm")]) * MM_PT;
        double height = atof(line.fields[find_column(&head, "height_mm")]) * MM_PT;
        struct place place = {atoi(line.fields[find_column(&head, "page")]), x, y + 0.88 * height,
                              x + width};
        cr_expect(stands_at(glyphs, count, place, text), "%s: page %d, %.2f %.2f: no %s", file,
                  place.page, x, place.baseline_pt, text);
        if (strcmp(line.fields[find_column(&head, "how")], "given") == 0)
            check_origin(&head, &line);
    }
    return lines;
}

Test(trace, stands_in_the_pdf_and_in_the_data, .timeout = 240) {
    int status;
    size_t samples = 0;
    char *names = capture(&status, "ls samples");
    for (char *name; (name = cut_line(&names));) {
        char job[400];
        snprintf(job, sizeof job, "samples/%.200s/job.xml", name);
        if (!read_file(job)) continue;
        samples++;
        cr_expect_geq(check_sample(name), 30u, "%s: most of the report is figures", name);
    }
    cr_expect_geq(samples, 4u);
}
