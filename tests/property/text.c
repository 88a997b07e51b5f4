/* Text extracted from the PDF equals the text put in, white space aside: pairs of punctuation,
 * quotes, figures, Latin, rare characters, text that goes over lines and pages. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"

static const char *const paragraphs[] = {
    "“十四五”期间，《条例》（试行）、〔2026〕12号文件、【通知】与「引文」、『书中』〈篇名〉都已落实；",
    "他说：“‘放管服’改革，要一抓到底。”——记者问：“完成了吗？”答：“完成了！……还不够。”",
    "全年完成1234567.89万元，同比增长12.5%，占97.5‰；气温-3.2℃，面积5㎡，比例45∶34∶21，1—5月，A4纸×2。",
    "采用PDF/A-1b、GB/T 9704—2012和Unicode 15.0标准，office@example.cn，12345热线，5G基站，H1N1疫苗。",
    "姓名用字：䶮、㛃、𬭚、𠮷、垟、塅、堃、喆、犇、淼、骉、翀；旧字：薳、夐。",
    "，句首标点。（括号起头）“引号起头”，连用标点）》。”；“（《起头》）”。。。",
    "①甲②乙③丙；Ⅰ、Ⅱ、Ⅲ；（一）（二）；α、β、γ；→、≥、≤、±；·间隔号·阿·凡提。",
};
enum { PARAGRAPHS = sizeof paragraphs / sizeof *paragraphs, TURNS = 12 };

/* Takes blanks, line ends, form feeds and U+3000 out. */
static void squeeze(char *text) {
    char *to = text;
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at <= ' ') continue;
        if (strncmp(at, "\xE3\x80\x80", 3) == 0) {
            at += 2;
            continue;
        }
        *to++ = *at;
    }
    *to = '\0';
}

/* Page numbers are no part of the text. */
static char *page_text(const char *pdf, int page) {
    int status;
    char number[32], *text = capture(&status, "pdftotext -f %d -l %d '%s' - 2>&1", page, page, pdf);
    cr_assert_eq(status, 0, "%s", text);
    squeeze(text);
    int length = snprintf(number, sizeof number, "—%d—", page);
    size_t rest = strlen(text) - (size_t)length;
    cr_assert(strlen(text) >= (size_t)length);
    cr_expect_str_eq(text + rest, number);
    text[rest] = '\0';
    return text;
}

static int count_pages(const char *pdf) {
    int status;
    char *text = capture(&status, "pdfinfo '%s' | sed -n 's/^Pages: *//p'", pdf);
    return atoi(text);
}

Test(text, comes_back_whole) {
    char *document = work_path("text.xml"), *pdf = work_path("text.pdf");
    char *wanted = calloc(TURNS + 1, 8192), *got = calloc(TURNS + 1, 8192);
    FILE *file = fopen(document, "w");
    fputs("<document xmlns=\"urn:zongjie:document:1\">", file);
    for (int turn = 0; turn < TURNS; turn++)
        for (int i = 0; i < PARAGRAPHS; i++) {
            /* Other line ends each time. */
            char *shift = calloc(1, 64);
            for (int k = 0; k < turn; k++) strcat(shift, "甲");
            fprintf(file, "<paragraph>%s%s</paragraph>", shift, paragraphs[i]);
            strcat(strcat(wanted, shift), paragraphs[i]);
        }
    fputs("</document>\n", file);
    fclose(file);
    int status;
    char *said = capture(&status, "'%s' render -q '%s' 2>&1", program(), document);
    cr_assert_eq(status, 0, "%s", said);
    int pages = count_pages(pdf);
    cr_assert_geq(pages, 3);
    for (int page = 1; page <= pages; page++) strcat(got, page_text(pdf, page));
    squeeze(wanted);
    size_t same = 0;
    while (wanted[same] && wanted[same] == got[same]) same++;
    size_t from = same > 30 ? same - 30 : 0;
    while (from > 0 && ((unsigned char)wanted[from] & 0xC0) == 0x80) from--;
    cr_expect_str_eq(got, wanted, "differs at byte %zu: put in %.90s, came back %.90s", same,
                     wanted + from, got + from);
}
