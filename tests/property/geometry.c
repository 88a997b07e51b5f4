/* The page of GB/T 9704-2012, measured in the PDF from glyph origins: margins, 22 lines of 28
 * characters on the grid, page numbers, mirrored margins.  All within 0.2 mm. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "helper.h"

enum { LINES = 22, CHARACTERS = 28, PAGES_FULL = 3 };
static const double close_pt = 0.2 * MM_PT, size_pt = 15.75, number_pt = 14;
static const double left_mm = 28, top_mm = 37, width_mm = 156, height_mm = 225, page_mm = 210;

/* A paragraph without punctuation that fills three pages and begins a fourth, so that every line of
 * the three but the first is full. */
static char *render_full_pages(const char *style) {
    char *document = work_path("full.xml"), *pdf = work_path("full.pdf");
    FILE *file = fopen(document, "w");
    fprintf(file, "<document xmlns=\"urn:zongjie:document:1\" style=\"%s\"><paragraph>", style);
    static const char *const words[] = {"深", "入", "推", "进", "公", "共",
                                        "文", "化", "服", "务", "建"};
    for (int i = 0; i < LINES * CHARACTERS * PAGES_FULL + 40; i++)
        fputs(words[i % (int)(sizeof words / sizeof *words)], file);
    fputs("</paragraph></document>\n", file);
    fclose(file);
    int status;
    char *said = capture(&status, "'%s' render '%s' 2>&1", program(), document);
    cr_assert_eq(status, 0, "%s", said);
    return pdf;
}

static bool is_near(double a, double b) {
    return fabs(a - b) <= close_pt;
}

/* Checks one line of the type area; gives how many glyphs it has. */
static size_t check_line(const struct glyph *line, size_t count, double left_pt, bool first) {
    size_t length = 1;
    while (length < count && line[length].page == line->page && line[length].size_pt == size_pt &&
           is_near(line[length].y_pt, line->y_pt))
        length++;
    size_t wanted = first ? CHARACTERS - 2 : CHARACTERS;
    double start = first ? left_pt + 2 * size_pt : left_pt;
    double end = line[length - 1].x_pt + size_pt;
    cr_expect_eq(length, wanted, "page %d, baseline %.2f pt: %zu characters", line->page,
                 line->y_pt, length);
    cr_expect(is_near(line->x_pt, start), "page %d, baseline %.2f pt: starts at %.2f mm",
              line->page, line->y_pt, line->x_pt / MM_PT);
    /* 28 characters set solid are 0.4 mm narrower than the type area. */
    cr_expect(end > left_pt + CHARACTERS * size_pt - close_pt &&
                  end < left_pt + width_mm * MM_PT + close_pt,
              "page %d, baseline %.2f pt: ends at %.2f mm", line->page, line->y_pt, end / MM_PT);
    return length;
}

static void check_page(const struct glyph *glyphs, size_t count, int page, double left_pt) {
    double first_pt = top_mm * MM_PT + 0.88 * size_pt;
    double pitch_pt = (height_mm * MM_PT - size_pt) / (LINES - 1);
    size_t at = 0, lines = 0;
    while (at < count && (glyphs[at].page != page || glyphs[at].size_pt != size_pt)) at++;
    while (at < count && glyphs[at].page == page && glyphs[at].size_pt == size_pt) {
        double wanted = first_pt + pitch_pt * (double)lines;
        cr_expect(is_near(glyphs[at].y_pt, wanted), "page %d, line %zu: baseline %.2f pt, not %.2f",
                  page, lines + 1, glyphs[at].y_pt, wanted);
        at += check_line(&glyphs[at], count - at, left_pt, page == 1 && lines == 0);
        lines++;
    }
    cr_expect_eq(lines, LINES, "page %d has %zu lines", page, lines);
}

Test(geometry, full_pages) {
    struct glyph *glyphs;
    size_t count = read_glyphs(render_full_pages("official"), &glyphs);
    for (int page = 1; page <= PAGES_FULL; page++) check_page(glyphs, count, page, left_mm * MM_PT);
}

Test(geometry, duplex_mirrors_margins) {
    char *style = work_path("mirror.xml");
    write_file(style, "<style xmlns=\"urn:zongjie:style:1\" version=\"1\" extends=\"official.xml\">"
                      "<page duplex=\"yes\"/></style>\n");
    struct glyph *glyphs;
    size_t count = read_glyphs(render_full_pages("mirror.xml"), &glyphs);
    for (int page = 1; page <= PAGES_FULL; page++)
        check_page(glyphs, count, page,
                   (page % 2 ? left_mm : page_mm - width_mm - left_mm) * MM_PT);
}

/* 一字线 on both sides, 7 mm below the type area; one character in from the right on odd pages,
 * from the left on even ones. */
Test(geometry, page_numbers_outside) {
    struct glyph *glyphs;
    size_t count = read_glyphs(render_full_pages("official"), &glyphs);
    for (int page = 1; page <= PAGES_FULL + 1; page++) {
        const struct glyph *first = NULL, *last = NULL;
        for (size_t i = 0; i < count; i++) {
            if (glyphs[i].page != page || glyphs[i].size_pt != number_pt) continue;
            if (!first) first = &glyphs[i];
            last = &glyphs[i];
        }
        cr_assert_not_null(first, "page %d has no number", page);
        cr_expect_eq(first->character, 0x2014, "page %d: U+%04X", page, first->character);
        cr_expect_eq(last->character, 0x2014);
        cr_expect_eq(first[1].character, (uint32_t)('0' + page));
        double area_left = left_mm * MM_PT, area_right = area_left + width_mm * MM_PT;
        double from_edge =
            page % 2 ? area_right - (last->x_pt + number_pt) : first->x_pt - area_left;
        /* The dash is drawn 0.055 em inside its em box. */
        cr_expect(fabs(from_edge - number_pt) <= 0.3 * MM_PT, "page %d: %.2f mm from the edge",
                  page, from_edge / MM_PT);
        /* The dash of an em box is drawn 0.38 em above the baseline. */
        double dash = first->y_pt - 0.38 * number_pt;
        cr_expect(is_near(dash, (top_mm + height_mm + 7) * MM_PT),
                  "page %d: the dash is at %.2f mm", page, dash / MM_PT);
    }
}
