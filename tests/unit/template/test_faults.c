/* What a template author or a clerk gets wrong: the code, the exact place, several in one run. */
#include "helper.h"

struct fault_row {
    const char *in;
    enum diag_code code;
    const char *place, *hint; /* hint: a part of it; NULL: any */
};

static const char *inner_place(struct bench *b, struct origin origin) {
    char *place = origin_print(origin, b->arena);
    return strncmp(place, b->folder, strlen(b->folder)) == 0 ? place + strlen(b->folder) + 1
                                                             : place;
}

static void expect_fault(const struct fault_row *row, size_t i) {
    struct bench b = bench_new();
    struct document *document = bench_evaluate(&b, arena_printf(b.arena, "\n%s", row->in));
    const struct diag *found = NULL;
    cr_expect_null(document, "row %zu %s", i, row->in);
    for (size_t k = 0; k < diags_size(b.diags); k++)
        if (!found && diags_at(b.diags, k)->code == row->code) found = diags_at(b.diags, k);
    cr_expect(found, "row %zu %s: %s", i, row->in, bench_say(&b));
    if (found) {
        const char *place = inner_place(&b, found->origin);
        cr_expect_str_eq(place, arena_printf(b.arena, "t.xml:%s", row->place), "row %zu %s: %s", i,
                         row->in, bench_say(&b));
        if (row->hint)
            cr_expect(found->hint && strstr(found->hint, row->hint), "row %zu %s: %s", i, row->in,
                      bench_say(&b));
    }
    bench_free(&b);
}

Test(faults, of_templates) {
    static const struct fault_row rows[] = {
        /* names and functions */
        {"<p>检查{bood}</p>", DIAG_M101, "2:7", "blood"},
        {"<p><v of='wsj:bood'/></p>", DIAG_M101, "2:15", NULL},
        {"<p><v of='blood' unit='nobody'/></p>", DIAG_M103, "2:24", NULL},
        {"<p>{nobody:blood}</p>", DIAG_M103, "2:5", NULL},
        {"<p>{blood|chang}</p>", DIAG_T201, "2:11", "change"},
        {"<p>{blood|foo}</p>", DIAG_T201, "2:11", "functions:"},
        {"<p>{blood|元(1)}</p>", DIAG_T201, "2:11", NULL},
        {"<p>{blood|change|target}</p>", DIAG_T202, "2:18", NULL},
        {"<p><change of='blood|base'/></p>", DIAG_T202, "2:16", NULL},
        {"<p>{income|亿|万}</p>", DIAG_T202, "2:14", NULL},
        {"<p>{blood|change(much)}</p>", DIAG_T203, "2:18", "amount"},
        {"<p>{blood|completion(full)}</p>", DIAG_T203, "2:22", "bare"},
        {"<p>{blood|share}</p>", DIAG_T203, "2:11", "share(CODE)"},
        {"<p>{blood|share(bood)}</p>", DIAG_M101, "2:17", NULL},
        {"<p>{deaths|share(blood)}</p>", DIAG_T206, "2:18", "same measure"},
        {"<p><share of='deaths' in='blood'/></p>", DIAG_T206, "2:27", NULL},
        {"<p>{peroid}</p>", DIAG_M101, "2:5", "did you mean {period}?"},
        {"<table of='blood' select='indicators/indicator' columns='name'/>", DIAG_T207, "2:27",
         "one of the two"},
        {"<p>{blood|share(nobody:blood)}</p>", DIAG_M103, "2:17", NULL},
        {"<p>{blood|share(other:blood)}</p>", DIAG_T404, "2:17", NULL},
        {"<p><share of='blood' in='out|change'/></p>", DIAG_T203, "2:26", NULL},
        {"<p>{blood|bare(1)}</p>", DIAG_T203, "2:11", "takes none"},
        {"<p>{blood|growth(amount,bare)}</p>", DIAG_T203, "2:11", "at most 1"},
        {"<p>{blood|元}</p>", DIAG_T206, "2:11", NULL},
        {"<p>{rate|万}</p>", DIAG_T206, "2:10", NULL},
        {"<p><v of='blood' measure='元'/></p>", DIAG_T206, "2:27", NULL},
        {"<p><v of='blood' scale='百'/></p>", DIAG_T203, "2:25", "万"},
        {"<p><v of='blood' decimals='9'/></p>", DIAG_T203, "2:28", "0 to 6"},
        {"<p><v of='income' scale='万' measure='元'/></p>", DIAG_T207, "2:26", NULL},
        {"<p><v of='c1:out' unit='c2'/></p>", DIAG_T207, "2:25", NULL},
        {"<p><v of='blood@2025H1' period='2025H2'/></p>", DIAG_T207, "2:33", NULL},
        {"<p>{unit|change}</p>", DIAG_T205, "2:5", NULL},
        {"<p>{unit|chinese}</p>", DIAG_T205, "2:5", NULL},
        {"<p><v of='unit' period='2025H1'/></p>", DIAG_T205, "2:11", NULL},
        {"<p><if of='unit' is='known'>a</if></p>", DIAG_T205, "2:12", "indicator"},
        {"<p>a{.}</p>", DIAG_T204, "2:6", "for-each"},
        {"<p>{.:blood}</p>", DIAG_T204, "2:5", "units/unit"},
        {"<for-each select='items/item'><p>{.}</p></for-each>", DIAG_T204, "2:35",
         "column indicator"},
        {"<p>a<number/></p>", DIAG_T204, "2:5", "for-each"},
        {"<p>a<written/></p>", DIAG_T204, "2:5", "for-each"},
        {"<for-each select='units/unit'><p><written/></p></for-each>", DIAG_T204, "2:34", "item"},
        /* braces and expressions */
        {"<p>a{blood</p>", DIAG_P102, "2:5", NULL},
        {"<p>a}b</p>", DIAG_P102, "2:5", NULL},
        {"<p>{|change}</p>", DIAG_P101, "2:5", NULL},
        {"<p>{blood@soon}</p>", DIAG_P101, "2:11", NULL},
        /* XPath */
        {"<p><get select='items/item['/></p>", DIAG_X301, "2:28", NULL},
        {"<p><if test='1.5 > @x'>a</if></p>", DIAG_X302, "2:14", NULL},
        {"<p><get select='$no'/></p>", DIAG_X304, "2:17", NULL},
        {"<for-each select='string(@organ)'><p>a</p></for-each>", DIAG_X303, NULL, NULL},
        /* elements and attributes */
        {"<p>a<vv of='blood'/></p>", DIAG_X202, "2:5", NULL},
        {"<p><v off='blood'/></p>", DIAG_X204, "2:7", NULL},
        {"<p><v/></p>", DIAG_X205, "2:4", NULL},
        {"<row/>", DIAG_X203, "2:1", NULL},
        {"<if test='true()'><row/></if>", DIAG_T104, "2:19", "section"},
        {"<section title='s'><if test='true()'> 文字 </if></section>", DIAG_T105, "2:39", "<p>"},
        {"<p><if test='true()'><p>a</p></if></p>", DIAG_T104, "2:22", NULL},
        {"<p><if>a</if></p>", DIAG_T207, "2:4", "test="},
        {"<p><if of='blood'>a</if></p>", DIAG_T207, "2:4", NULL},
        {"<p><if of='blood' is='up' test='true()'>a</if></p>", DIAG_T207, "2:4", NULL},
        {"<p><for-each select='units/unit' above='3'>a</for-each></p>", DIAG_T207, "2:4", "by="},
        {"<p><for-each select='units/unit' by='out' sort='@name'>a</for-each></p>", DIAG_T207,
         "2:49", NULL},
        {"<p><for-each select='units/unit' by='ot'>a</for-each></p>", DIAG_M101, "2:38", NULL},
        {"<let name='a' select='@organ'>x</let><p>b</p>", DIAG_T207, "2:23", NULL},
        {"<table of='blood'><column/></table>", DIAG_T207, "2:12", "columns="},
        {"<table columns='name'/>", DIAG_T207, "2:17", NULL},
        {"<table of='blood' columns=' '/>", DIAG_T207, "2:28", NULL},
        {"<table of='blood|change' columns='name'/>", DIAG_T207, "2:12", NULL},
        {"<table of='bloot' columns='name'/>", DIAG_M101, "2:12", NULL},
        {"<table of='blood' columns='name valeu'/>", DIAG_T208, "2:33", "value"},
        {"<table of='blood' columns='xyzzyx'/>", DIAG_T208, "2:28", "columns:"},
        {"<table select='units/unit' columns='name'/>", DIAG_T204, "2:16", "indicators"},
        {"<chart kind='bar'><series><point of='blood|name'/></series></chart>", DIAG_T205, "2:38",
         "figure"},
        {"<include file='none.xml'/>", DIAG_T101, "2:16", "beside"},
        {"<include file='../t.xml'/>", DIAG_T101, "2:16", "own folder"},
        {"<include file='t.xml'/>", DIAG_T102, "2:16", NULL},
        /* the document that would come out */
        {"<p><link to='nowhere'>a</link></p>", DIAG_N116, "2:4", NULL},
        {"<p id='a'>a</p><p id='a'>a</p>", DIAG_N115, "2:16", NULL},
        {"<table><column/><row><cell>a</cell><cell>b</cell></row></table>", DIAG_N113, "2:17",
         NULL},
        {"", DIAG_N111, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fault_row row = rows[i];
        if (row.place) {
            expect_fault(&row, i);
            continue;
        }
        struct bench b = bench_new();
        cr_expect_null(bench_evaluate(&b, row.in));
        cr_expect(bench_has(&b, row.code), "row %zu %s: %s", i, row.in, bench_say(&b));
        bench_free(&b);
    }
}

Test(faults, several_in_one_run) {
    struct bench b = bench_new();
    cr_assert_null(bench_compile(&b, "<p>{a|chang}{b|</p><p><v of='c|nam'/></p>\n"
                                     "<if><p>x</p></if><for-each select='a['><p>y</p></for-each>"));
    cr_assert_eq(diags_count(b.diags, DIAG_ERROR), 5, "%s", bench_say(&b));
    b.diags = diags_new(b.arena);
    struct template *template = bench_compile(&b, "<p>{a1}{b1}</p><p>{c1:d1}</p>");
    cr_assert(template, "%s", bench_say(&b));
    cr_assert(!template_check(template, b.store, b.diags));
    cr_assert_eq(diags_count(b.diags, DIAG_ERROR), 3, "%s", bench_say(&b));
    bench_free(&b);
}

Test(faults, broken_files) {
    static const struct {
        const char *bytes;
        enum diag_code code;
    } rows[] = {
        {"<template", DIAG_X101},
        {"<x/>", DIAG_X201},
        {"<template xmlns='urn:zongjie:style:1'/>", DIAG_X201},
        {"<p xmlns='urn:zongjie:template:1'/>", DIAG_X203},
        {"<fragment xmlns='urn:zongjie:template:1'/>", DIAG_T104},
        {"<template xmlns='urn:zongjie:template:1' version='2'/>", DIAG_T110},
        {"<template xmlns='urn:zongjie:template:1'><p>\xFF</p></template>", DIAG_X105},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        bench_write(&b, "t.xml", rows[i].bytes);
        cr_expect_null(bench_read(&b, "t.xml"));
        cr_expect(diags_failed(b.diags));
        if (rows[i].code != DIAG_X203)
            cr_expect(bench_has(&b, rows[i].code), "row %zu: %s", i, bench_say(&b));
        bench_free(&b);
    }
    struct bench b = bench_new();
    cr_assert_null(bench_read(&b, "none.xml"));
    cr_assert(bench_has(&b, DIAG_D101));
    bench_free(&b);
}

Test(faults, date_is_needed_where_it_is_printed) {
    static const char *const rows[] = {"<p>{date}</p>", "<p>a</p><signature/>"};
    for (size_t i = 0; i < 2; i++) {
        struct bench b = bench_new();
        b.run.date = TEXT("");
        cr_assert_null(bench_evaluate(&b, rows[i]));
        cr_assert(bench_has(&b, DIAG_T409), "%s", bench_say(&b));
        bench_free(&b);
    }
}

Test(faults, nesting_is_limited) {
    struct bench b = bench_new();
    struct buffer in = buffer_new(b.arena);
    for (int i = 0; i < 120; i++) buffer_printf(&in, "<if test='true()'>");
    for (int i = 0; i < 120; i++) buffer_printf(&in, "</if>");
    cr_assert_null(bench_compile(&b, in.at));
    cr_assert(bench_has(&b, DIAG_T108), "%s", bench_say(&b));
    bench_free(&b);
}

Test(faults, turns_are_limited) {
    struct bench b = bench_new();
    struct buffer in = buffer_new(b.arena);
    for (int i = 0; i < 13; i++) buffer_printf(&in, "<for-each select='/report/units/unit'>");
    for (int i = 0; i < 13; i++) buffer_printf(&in, "</for-each>");
    cr_assert_null(bench_evaluate(&b, in.at));
    cr_assert(bench_has(&b, DIAG_T405), "%s", bench_say(&b));
    bench_free(&b);
}

/* Places in written text are those of the data file, behind quotes and doubled quotes. */
Test(faults, of_written_text) {
    static const struct {
        const char *items, *texts;
        enum diag_code code;
        const char *place;
    } rows[] = {
        {NULL, "1,\"他说\"\"好\"\"，{bood}\"\n", DIAG_M101, "texts.csv:2:27"},
        {NULL, "1,献血{bood}\n", DIAG_M101, "texts.csv:2:20"},
        {NULL, "1,献血{blood|chang}\n", DIAG_T201, "texts.csv:2:26"},
        {NULL, "1,献血{blood|元}\n", DIAG_T206, "texts.csv:2:26"},
        {NULL, "1,献血{other:blood}\n", DIAG_T404, "texts.csv:2:20"},
        {NULL, "1,献血{.}\n", DIAG_T204, "texts.csv:2:20"},
        {NULL, "1,献血{blood\n", DIAG_P102, "texts.csv:2:19"},
        {NULL, "1,无偿献血2021人次\n", DIAG_P301, "texts.csv:2:21"},
        {NULL, "1,买车17辆\n", DIAG_P302, "texts.csv:2:19"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench b = bench_new();
        struct text period = TEXT("2026H1");
        char *texts = arena_printf(
            b.arena, "unit,period,section,order,paragraph\nwsj,2026H1,前言,%s", rows[i].texts);
        struct table *tables[] = {table_from(b.arena, "units", units_csv),
                                  table_from(b.arena, "indicators", indicators_csv),
                                  table_from(b.arena, "metrics", metrics_csv),
                                  table_from(b.arena, "texts", texts)};
        b.store = metric_build(tables, 4, TEXT("wsj"), period, b.arena, b.diags);
        b.slice =
            metric_slice(b.store, b.slice->unit, b.slice->period, TEXT(""), TEXT(""), b.arena);
        b.slice = metric_slice(b.store, metric_find_unit(b.store, TEXT("wsj")), b.slice->period,
                               TEXT(""), TEXT(""), b.arena);
        b.run.slice = b.slice;
        bench_evaluate(&b, "<texts section='前言'/>");
        const struct diag *found = NULL;
        for (size_t k = 0; k < diags_size(b.diags); k++)
            if (!found && diags_at(b.diags, k)->code == rows[i].code) found = diags_at(b.diags, k);
        cr_expect(found, "row %zu: %s", i, bench_say(&b));
        if (found)
            cr_expect_str_eq(origin_print(found->origin, b.arena), rows[i].place, "row %zu: %s", i,
                             bench_say(&b));
        bench_free(&b);
    }
}
