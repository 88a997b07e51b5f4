/* The same tables (values of at most 15 significant digits) give the same document, bit for bit,
 * whatever kind of source they come through.
 *
 * Random tables are written as CSV here and as the other kinds by kinds.py. */
#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "helper.h"

/* A new kind: a row here and a writer in kinds.py. */
static const struct {
    const char *ending, *part; /* part: what is written behind the file's name */
} kinds[] = {{"csv", ""}, {"docx", "#1"}};
enum { KINDS = sizeof kinds / sizeof *kinds, TURNS = 12, CODES_MOST = 12, PARAGRAPHS_MOST = 6 };

/* ---- chance: the same at every run */

static uint32_t chance(uint32_t *state, uint32_t below) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % below;
}

static const char *one_of(uint32_t *state, const char *const *list, uint32_t count) {
    return list[chance(state, count)];
}
#define ONE_OF(state, list) one_of(state, list, sizeof list / sizeof *list)

/* A cell as CSV: quoted where it must be, and now and then where it need not be. */
static void put_cell(FILE *file, uint32_t *state, const char *text, char after) {
    bool quoted = strpbrk(text, ",\"\n\r") || chance(state, 4) == 0;
    if (quoted) fputc('"', file);
    for (; *text; text++) {
        if (*text == '"') fputc('"', file);
        fputc(*text, file);
    }
    if (quoted) fputc('"', file);
    fputc(after, file);
}

/* Up to 15 significant digits, with or without a sign and a point. */
static void make_number(uint32_t *state, char out[32]) {
    uint32_t digits = 1 + chance(state, 15), point = chance(state, digits + 1);
    char *to = out;
    if (chance(state, 5) == 0) *to++ = '-';
    if (point == 0) *to++ = '0';
    for (uint32_t i = 0; i < digits; i++) {
        if (i == point) *to++ = '.';
        uint32_t least = i == 0 && point != 0 ? 1 : 0;
        *to++ = (char)('0' + least + chance(state, 10 - least));
    }
    *to = '\0';
}

static void make_value(uint32_t *state, char out[32]) {
    static const char *const others[] = {"",  "—",  "-",   "/",    "无",    "xx",
                                         "□", "**", "0.0", "1.50", "12345", "  7  "};
    if (chance(state, 4) == 0)
        strcpy(out, ONE_OF(state, others));
    else
        make_number(state, out);
}

/* Words without figures: typed ones would be checked. */
static void make_words(uint32_t *state, char *out) {
    static const char *const pieces[] = {
        "县文化馆", "认真", "落实", "，", "。",   "、",     "“",    "”",  "（",  "）", "PDF",
        " ",        "\n",   "\t",   "䶮", "𠮷",   "《",     "》",   "；", "\"",  ",",  "'",
        "—",        "&<>",  "　",   "ab", "服务", "{单位}", "总体", "=",  "A/B", ":",  ";"};
    uint32_t count = 1 + chance(state, 30);
    strcpy(out, "本馆");
    while (count-- > 0) {
        const char *piece = ONE_OF(state, pieces);
        strcat(out, *piece == '{' ? "{unit}" : piece);
    }
    strcat(out, "完");
}

/* ---- tables */

static void write_metrics(FILE *file, uint32_t *state, uint32_t codes) {
    static const char *const periods[] = {"2026H1", "2025H1", "2026", "2026-05", "2026Q1"};
    char value[32], code[32], words[1024];
    fputs("period,code,value,target,note\n", file);
    for (uint32_t i = 0; i < codes; i++) {
        snprintf(code, sizeof code, "c%u", (unsigned)i);
        for (size_t p = 0; p < sizeof periods / sizeof *periods; p++) {
            if (p > 0 && chance(state, 2)) continue;
            put_cell(file, state, periods[p], ',');
            put_cell(file, state, code, ',');
            make_value(state, value);
            put_cell(file, state, value, ',');
            make_number(state, value);
            put_cell(file, state, chance(state, 3) ? "" : value, ',');
            make_words(state, words);
            put_cell(file, state, chance(state, 2) ? "" : words, '\n');
        }
    }
}

static void write_texts(FILE *file, uint32_t *state) {
    char words[1024], order[16];
    uint32_t count = 1 + chance(state, PARAGRAPHS_MOST);
    fputs("section,order,paragraph\n", file);
    for (uint32_t i = 1; i <= count; i++) {
        put_cell(file, state, "正文", ',');
        snprintf(order, sizeof order, "%u", (unsigned)i);
        put_cell(file, state, order, ',');
        make_words(state, words);
        put_cell(file, state, words, '\n');
    }
}

static void write_indicators(FILE *file, uint32_t *state, uint32_t codes) {
    static const char *const measures[] = {"人次", "万元", "%", "个", "亿元", "‰"};
    static const char *const natures[] = {"flow", "stock", "rate"};
    fputs("code,name,section,measure,nature\n", file);
    for (uint32_t i = 0; i < codes; i++)
        fprintf(file, "c%u,指标%u,其他,%s,%s\n", (unsigned)i, (unsigned)i, ONE_OF(state, measures),
                ONE_OF(state, natures));
}

static FILE *open_in(const char *folder, const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    return file;
}

static void write_report(FILE *file, uint32_t codes) {
    fputs("<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>{unit}总结</title>"
          "<texts section=\"正文\"/><table of=\"",
          file);
    for (uint32_t i = 0; i < codes; i++) fprintf(file, "c%u ", (unsigned)i);
    fputs("\" columns=\"name measure value base growth target completion\"/></template>", file);
}

static void write_job(FILE *file, size_t kind) {
    const char *ending = kinds[kind].ending, *part = kinds[kind].part;
    fputs(
        "<job xmlns=\"urn:zongjie:job:1\" version=\"1\" name=\"k\"><template file=\"report.xml\"/>"
        "<period>2026H1</period><date>2026-07-05</date>"
        "<source table=\"indicators\" file=\"indicators.csv\"/>",
        file);
    fprintf(file, "<source table=\"metrics\" file=\"metrics.%s%s\" unit=\"u\"/>", ending, part);
    fprintf(file,
            "<source table=\"texts\" file=\"texts.%s%s\" unit=\"u\" period=\"2026H1\"/></job>",
            ending, part);
}

static void write_turn(const char *folder, uint32_t *state) {
    uint32_t codes = 1 + chance(state, CODES_MOST);
    cr_assert_eq(mkdir(folder, 0777), 0);
    FILE *file = open_in(folder, "metrics.csv");
    write_metrics(file, state, codes);
    fclose(file);
    file = open_in(folder, "texts.csv");
    write_texts(file, state);
    fclose(file);
    file = open_in(folder, "indicators.csv");
    write_indicators(file, state, codes);
    fclose(file);
    file = open_in(folder, "report.xml");
    write_report(file, codes);
    fclose(file);
    for (size_t kind = 0; kind < KINDS; kind++) {
        char name[32];
        snprintf(name, sizeof name, "%s.xml", kinds[kind].ending);
        file = open_in(folder, name);
        write_job(file, kind);
        fclose(file);
    }
}

/* Writes each turn's tables as the other kinds, all with one call of Python. */
static void convert(int turns) {
    char *list = calloc((size_t)turns * KINDS, 256), *to = list;
    for (int turn = 0; turn < turns; turn++)
        for (size_t kind = 1; kind < KINDS; kind++)
            to += sprintf(to, " %d/metrics.csv %d/metrics.%s %d/texts.csv %d/texts.%s", turn, turn,
                          kinds[kind].ending, turn, turn, kinds[kind].ending);
    int status;
    char *script = real_path("tests/property/kinds.py");
    char *said =
        capture(&status, "cd '%s' && /usr/bin/python3 '%s'%s 2>&1", work_folder(), script, list);
    cr_assert_eq(status, 0, "%s", said);
    free(list);
}

static char *build(int turn, size_t kind) {
    int status;
    const char *ending = kinds[kind].ending;
    char *said = capture(&status, "cd '%s/%d' && '%s' build -q --format document -o %s %s.xml 2>&1",
                         work_folder(), turn, program(), ending, ending);
    cr_assert_eq(status, 0, "turn %d, %s: %s", turn, ending, said);
    char path[256];
    snprintf(path, sizeof path, "%s/%d/%s/k-u-2026H1.document.xml", work_folder(), turn, ending);
    char *document = read_file(path);
    cr_assert_not_null(document, "%s", path);
    return document;
}

Test(kinds, give_the_same_document, .timeout = 120) {
    uint32_t state = 20260705;
    for (int turn = 0; turn < TURNS; turn++) {
        char name[16];
        snprintf(name, sizeof name, "%d", turn);
        char *folder = work_path(name);
        write_turn(folder, &state);
        free(folder);
    }
    convert(TURNS);
    for (int turn = 0; turn < TURNS; turn++) {
        char *first = build(turn, 0);
        cr_assert_not_null(strstr(first, "本馆"));
        for (size_t kind = 1; kind < KINDS; kind++) {
            char *other = build(turn, kind);
            cr_expect_str_eq(other, first, "turn %d: %s differs", turn, kinds[kind].ending);
            free(other);
        }
        free(first);
    }
}
