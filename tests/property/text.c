/* Text extracted from the PDF equals the text put in, white space aside: pairs of punctuation,
 * quotes, figures, Latin, rare characters, text that goes over lines and pages. */
#include <criterion/criterion.h>
#include <math.h>
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

/* Dense in figures, without a blank anywhere.  No figure with its unit is longer than 4.5 em: at
 * the start of a paragraph, where nothing can be moved, a longer one may leave a line that opens by
 * more than a tenth of an em whatever is done. */
static const char *const figures[] = {
    "上半年，全县门急诊36.7万人，同比增长12.5%；出院病人1522人次，比上年同期多134人次，床位使用率为87.4%。",
    "多数乡镇卫生院体检设备陈旧，按标准配置尚需投入239万元。截至6月10日，共检查单位225家次，查出隐患224条，"
    "已整改221条，整改率为98.7%。",
    "引进卫生人才64人，同比增长4.4%，其中博士3人、硕士21人；新建村卫生室2240个，改造1163个，投入1.84亿元。",
    "参加无偿献血2020人次，献血量达60.3升；使用HIS系统的医院11家，开展DRG付费的有7家，占63.6%。",
    "按照《健康中国行动（2019—2030年）》要求，2026年7月1日起，孕产妇死亡率为9.5/10万以下，婴儿死亡率"
    "控制在3.2‰以下。",
};
enum { FIGURES = sizeof figures / sizeof *figures, SHIFTS = 28 };

/* What a tool gave, its lines joined, without page numbers; and how many lines those are. */
static char *join_lines(char *text, size_t *count) {
    *count = 0;
    char *joined = calloc(1, strlen(text) + 1), *rest = text;
    for (char *line = cut_line(&rest); line; line = cut_line(&rest)) {
        while (*line == '\f' || *line == '\r') line++;
        bool number = strncmp(line, "—", 3) == 0 && strlen(line) < 14;
        if (number) continue;
        strcat(joined, line);
        *count += *line != '\0';
    }
    return joined;
}

/* Lines of text on the pages, page numbers among them. */
static size_t count_baselines(const char *pdf) {
    struct glyph *glyphs;
    size_t count = read_glyphs(pdf, &glyphs), lines = 0;
    for (size_t i = 0; i < count; i++)
        lines += i == 0 || glyphs[i].page != glyphs[i - 1].page ||
                 fabs(glyphs[i].y_pt - glyphs[i - 1].y_pt) > 0.01;
    return lines;
}

/* Lines are justified without any gap that a reader of the PDF takes for a blank, and without any
 * mark so narrow that it takes the line for two. */
Test(text, no_blank_comes_between) {
    char *document = work_path("figures.xml"), *pdf = work_path("figures.pdf");
    char *wanted = calloc(SHIFTS, 8192);
    FILE *file = fopen(document, "w");
    fputs("<document xmlns=\"urn:zongjie:document:1\">", file);
    for (int shift = 0; shift < SHIFTS; shift++)
        for (int i = 0; i < FIGURES; i++) {
            fputs("<paragraph>", file);
            for (int k = 0; k < shift; k++) fputs("甲", file), strcat(wanted, "甲");
            fprintf(file, "%s</paragraph>", figures[i]);
            strcat(wanted, figures[i]);
        }
    fputs("</document>\n", file);
    fclose(file);
    int status;
    char *said = capture(&status, "'%s' render -q '%s' 2>&1", program(), document);
    cr_assert_eq(status, 0, "%s", said);
    size_t wanted_lines = count_baselines(pdf) - (size_t)count_pages(pdf);
    static const char *const tools[] = {"pdftotext '%s' -", "mutool draw -q -F text '%s'"};
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
        char command[4096];
        snprintf(command, sizeof command, tools[i], pdf);
        size_t lines;
        char *got = join_lines(capture(&status, "%s", command), &lines);
        cr_assert_eq(status, 0);
        cr_expect_eq(lines, wanted_lines, "%s: %zu lines for %zu", tools[i], lines, wanted_lines);
        size_t same = 0;
        while (wanted[same] && wanted[same] == got[same]) same++;
        size_t from = same > 30 ? same - 30 : 0;
        while (from > 0 && ((unsigned char)wanted[from] & 0xC0) == 0x80) from--;
        cr_expect_str_eq(got, wanted, "%s differs at byte %zu: put in %.90s, came back %.90s",
                         tools[i], same, wanted + from, got + from);
    }
}
