/* Workbooks: what each kind of cell is read as, what is chosen, every fault with its cell. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "workbook.h"

#define ROWS(cells)                                                                                \
    "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>h</t></is></c></row>" cells "</sheetData>"
#define CELL(cell) ROWS("<row r='2'>" cell "</row>")
#define XF(id)     "<xf numFmtId='" id "'/>"

/* ---- cells ---- */

static const char strings[] =
    "<si><t>甲</t></si>"
    "<si><r><rPr><b/></rPr><t xml:space='preserve'>粗 </t></r><r><t>细</t></r>"
    "<rPh sb='0' eb='1'><t>cu</t></rPh><phoneticPr fontId='1'/></si>"
    "<si><t> trimmed </t></si><si><t xml:space='preserve'> kept </t></si>"
    "<si><t>a_x000D_b_x005F_x0041_c_xD83D__xDE00_d_x0000_e_xZZ_</t></si>"
    "<si/><si><t>001</t></si>";

static const char styles[] =
    "<numFmts count='2'><numFmt numFmtId='176' formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'/>"
    "<numFmt numFmtId='177' formatCode='000000'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
    "<cellXfs>" XF("0") XF("10") XF("14") XF("22") XF("20") XF("176") XF("177") XF("57")
        XF("46") "</cellXfs>"
                 "<dxfs><dxf><numFmt numFmtId='0' formatCode='0%'/></dxf></dxfs>";

Test(xlsx, cells) {
    static const char *const cases[][2] = {
        {"<c r='A2' t='s'><v>0</v></c>", "甲"},
        {"<c r='A2' t='s'><v>1</v></c>", "粗 细"},
        {"<c r='A2' t='s'><v>2</v></c>", "trimmed"},
        {"<c r='A2' t='s'><v>3</v></c>", " kept "},
        {"<c r='A2' t='s'><v>4</v></c>", "a\rb_x0041_c😀d\uFFFDe_xZZ_"},
        {"<c r='A2' t='s'><v>6</v></c>", "001"},
        {"<c r='A2' t='inlineStr'><is><t>x&amp;y</t></is></c>", "x&y"},
        {"<c r='A2' t='inlineStr'><is><r><t>x</t></r><r><t xml:space='preserve'> y</t></r></is></c>",
         "x y"},
        {"<c r='A2' t='inlineStr'><is><t>x</t><rPh sb='0' eb='1'><t>no</t></rPh></is></c>", "x"},
        {"<c r='A2' t='inlineStr'><is><t>a<!-- no -->b<![CDATA[<c>]]></t></is></c>", "ab<c>"},
        {"<c r='A2' t='str'><f>A1&amp;B1</f><v>文 字</v></c>", "文 字"},
        {"<c r='A2' t='b'><v>1</v></c>", "TRUE"},
        {"<c r='A2' t='b'><f>TRUE()</f><v>0</v></c>", "FALSE"},
        {"<c r='A2'><v>12</v></c>", "12'"},
        {"<c r='A2' t='n'><v>12.3</v></c>", "12.3'"},
        {"<c r='A2'><v>12.299999999999999</v></c>", "12.3'"},
        {"<c r='A2'><f>0.1+0.2</f><v>0.30000000000000004</v></c>", "0.3'"},
        {"<c r='A2'><v>0.3333333333333333</v></c>", "0.333333333333333'"},
        {"<c r='A2'><v>1E-3</v></c>", "0.001'"},
        {"<c r='A2'><v>-1.5e2</v></c>", "-150'"},
        {"<c r='A2'><v>1.50</v></c>", "1.5'"},
        {"<c r='A2'><v>007</v></c>", "7'"},
        {"<c r='A2'><v>-0</v></c>", "0'"},
        {"<c r='A2'><v>-0.50</v></c>", "-0.5'"},
        {"<c r='A2'><v>.5</v></c>", "0.5'"},
        {"<c r='A2'><v> 5 </v></c>", "5'"},
        {"<c r='A2'><v>123456789012345</v></c>", "123456789012345'"},
        {"<c r='A2'><v>0.000000000000123456789012345</v></c>", "0.000000000000123456789012345'"},
        {"<c r='A2' s='1'><v>0.125</v></c>", "12.5%'"},
        {"<c r='A2' s='1'><v>0.28499999999999998</v></c>", "28.5%'"},
        {"<c r='A2' s='2'><v>46173</v></c>", "2026-05-31"},
        {"<c r='A2' s='3'><v>46173.6041666667</v></c>", "2026-05-31 14:30:00"},
        {"<c r='A2' s='4'><v>0.336805555555556</v></c>", "08:05:00"},
        {"<c r='A2' s='5'><v>46173</v></c>", "2026-05-31"},
        {"<c r='A2' s='6'><v>7</v></c>", "000007'"},
        {"<c r='A2' s='6'><v>-7</v></c>", "-7'"},
        {"<c r='A2' s='6'><v>7.5</v></c>", "7.5'"},
        {"<c r='A2' s='7'><v>46173</v></c>", "2026-05"},
        {"<c r='A2' s='8'><v>1.5</v></c>", "36:00:00"},
        {"<c r='A2' s='99'><v>7</v></c>", "7'"},
        {"<c r='A2' t='d'><v>2026-05-31T00:00:00</v></c>", "2026-05-31"},
        {"<c r='A2' t='d'><v>2026-05-31</v></c>", "2026-05-31"},
        {"<c r='A2' t='d' s='3'><v>2026-05-31T14:30:00.000Z</v></c>", "2026-05-31 14:30:00"},
        {"<c r='A2' t='d' s='2'><v>2026-05-31T14:30:00</v></c>", "2026-05-31"},
        {"<c r='A2' t='d' s='7'><v>2026-05-31T00:00:00</v></c>", "2026-05"},
        {"<c r='A2' t='d'><v>14:30:00</v></c>", "14:30:00"},
        {"<c><v>5</v></c>", "5'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[1024], want[256];
        snprintf(sheet, sizeof sheet, CELL("%s"), cases[i][0]);
        snprintf(want, sizeof want, "h/%s/", cases[i][1]);
        struct trial trial = read_workbook(sheet, strings, styles, NULL);
        cr_assert_str_eq(codes(&trial), "", "%s", cases[i][0]);
        cr_assert_str_eq(dump(&trial), want, "%s", cases[i][0]);
        end_trial(trial);
    }
}

Test(xlsx, empty_cells) {
    static const char *const cells[] = {
        "<c r='A2'/>",
        "<c r='A2' s='3'/>",
        "<c r='A2'><v/></c>",
        "<c r='A2' t='s'><v>5</v></c>",
        "<c r='A2' t='inlineStr'><is><t></t></is></c>",
        "<c r='A2' t='inlineStr'/>",
        "<c r='A2' t='str'><f>\"\"</f><v></v></c>",
        "<c r='A2' t='e'><v></v></c>",
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        char sheet[512];
        snprintf(sheet, sizeof sheet, CELL("%s"), cells[i]);
        struct trial trial = read_workbook(sheet, strings, styles, NULL);
        cr_assert_str_eq(codes(&trial), "", "%s", cells[i]);
        cr_assert_str_eq(dump(&trial), "h/", "%s", cells[i]);
        end_trial(trial);
    }
}

Test(xlsx, rows_and_places) {
    struct trial trial = read_workbook(
        "<sheetData><row><c t='inlineStr'><is><t>a</t></is></c><c t='inlineStr'><is><t>b</t></is></c></row>"
        "<row r='5'><c r='B5'><v>2</v></c><c r='A5'><v>1</v></c></row><row><c><v>3</v></c></row>"
        "</sheetData>",
        NULL, NULL, NULL);
    cr_assert_str_eq(dump(&trial), "a|b/1'|2'/3'|/");
    const char *place = origin_print(table_cell(trial.table, 0, 1)->origin, trial.arena);
    cr_assert_str_eq(place + strlen(trial.path), "!S!B5");
    place = origin_print(table_cell(trial.table, 1, 1)->origin, trial.arena);
    cr_assert_str_eq(place + strlen(trial.path), "!S!B6", "gaps have places too");
    end_trial(trial);
}

Test(xlsx, faulty_cells) {
    static const char *const cases[][3] = {
        {"<c r='A2' t='e'><v>#DIV/0!</v></c>", "D145!S!A2", "#DIV/0!"},
        {"<c r='A2' t='e'><f>NA()</f><v>#N/A</v></c>", "D145!S!A2", "#N/A"},
        {"<c r='A2'><f>B1*2</f></c>", "D146!S!A2", ""},
        {"<c r='A2'><f>B1*2</f><v></v></c>", "D146!S!A2", ""},
        {"<c r='A2' t='str'><f>B1</f></c>", "D146!S!A2", ""},
        {"<c r='A2' t='b'><f>B1</f><v/></c>", "D146!S!A2", ""},
        {"<c r='A2'><f t='shared' si='0'/></c>", "D146!S!A2", ""},
        {"<c r='A2'><v>3.6220219900101101E+17</v></c>", "D147!S!A2", "3.62202E+17"},
        {"<c r='A2'><v>362202199001011234</v></c>", "D147!S!A2", "3.62202E+17"},
        {"<c r='A2'><v>1000000000000000</v></c>", "D147!S!A2", "1.00000E+15"},
        {"<c r='A2' s='1'><v>1E300</v></c>", "D147!S!A2", "1.00000E+300"},
        {"<c r='A2' s='2'><v>60</v></c>", "D152!S!A2", "60"},
        {"<c r='A2' s='2'><v>0</v></c>", "D152!S!A2", "0"},
        {"<c r='A2' s='2'><v>-1</v></c>", "D152!S!A2", "-1"},
        {"<c r='A2' s='2'><v>99999999</v></c>", "D152!S!A2", "99999999"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sheet[512], want[64];
        snprintf(sheet, sizeof sheet, CELL("%s<c r='B2'/>"), cases[i][0]);
        struct trial trial = read_workbook(sheet, strings, styles, NULL);
        cr_assert_str_eq(codes(&trial), cases[i][1], "%s", cases[i][0]);
        cr_assert(diags_at(trial.diags, 0)->hint, "%s", cases[i][0]);
        snprintf(want, sizeof want, *cases[i][2] ? "h/%s/" : "h/", cases[i][2]);
        cr_assert_str_eq(dump(&trial), want, "what is faulty is shown all the same");
        end_trial(trial);
    }
}

Test(xlsx, all_faults_are_told) {
    struct trial trial = read_workbook(
        ROWS(
            "<row r='2'><c r='A2' t='e'><v>#REF!</v></c></row><row r='3'><c r='A3'><f>1</f></c></row>"
            "<row r='4'><c r='A4'><v>1</v></c></row>"),
        NULL, NULL, NULL);
    cr_assert_str_eq(codes(&trial), "D145!S!A2 D146!S!A3");
    cr_assert_str_eq(dump(&trial), "h/#REF!/1'/");
    end_trial(trial);
}

/* ---- damage ---- */

Test(xlsx, damaged_parts) {
    static const char *const sheets[] = {
        "<sheetData><row r='1'>",
        CELL("<c r='A2' t='s'><v>99</v></c>"),
        CELL("<c r='A2' t='s'><v>x</v></c>"),
        CELL("<c r='A2' t='what'><v>1</v></c>"),
        CELL("<c r='A2'><v>x</v></c>"),
        CELL("<c r='A2'><v>0x10</v></c>"),
        CELL("<c r='A2'><v>nan</v></c>"),
        CELL("<c r='A2'><v>1e999</v></c>"),
        CELL("<c r='A2'><v>1</v></c><c r='A2'><v>2</v></c>"),
        CELL("<c r='A3'><v>1</v></c>"),
        CELL("<c r='2'><v>1</v></c>"),
        CELL("<c r='XFE2'><v>1</v></c>"),
        CELL("<c r='A2' s='x'><v>1</v></c>"),
        ROWS("<row r='1'/>"),
        ROWS("<row r='0'/>"),
        ROWS("<row r='1048577'/>"),
        ROWS("<row r='x'/>"),
        ROWS("") "<mergeCells><mergeCell ref='A'/></mergeCells>",
        ROWS("") "&undefined;",
        ROWS("") "<x>",
    };
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        struct trial trial = read_workbook(sheets[i], strings, styles, NULL);
        cr_assert_eq(diags_size(trial.diags), 1, "case %zu", i);
        cr_assert_eq(diags_at(trial.diags, 0)->code, DIAG_D142, "case %zu", i);
        cr_assert(diags_at(trial.diags, 0)->hint, "case %zu", i);
        end_trial(trial);
    }
}

static void expect_quick_refusal(const char *sheet, const char *what, const char *code) {
    struct trial trial = read_workbook(sheet, NULL, NULL, NULL);
    cr_assert_lt(trial.seconds, 1.0, "%s", what);
    cr_assert_geq(diags_size(trial.diags), 1, "%s", what);
    cr_assert_str_eq(diag_name(diags_at(trial.diags, 0)->code), code, "%s", what);
    cr_assert_lt(arena_bytes(trial.arena), (size_t)64 << 20, "%s", what);
    end_trial(trial);
}

static char *repeat(struct arena *arena, const char *before, const char *format, size_t count,
                    const char *after) {
    struct buffer out = buffer_new(arena);
    buffer_add_text(&out, text_of(before));
    for (size_t i = 0; i < count; i++) {
        const char *at = format;
        for (; *at; at++)
            if (*at == '#')
                buffer_printf(&out, "%zu", i + 2);
            else
                buffer_add(&out, at, 1);
    }
    buffer_add_text(&out, text_of(after));
    return out.at;
}

Test(xlsx, hostile_sheets) {
    struct arena *arena = arena_new();
    expect_quick_refusal(repeat(arena, "", "<sheetData>", 500, ""), "nesting", "D142");
    expect_quick_refusal(CELL("<c r='XFD2'><v>1</v></c>"), "a stray cell", "D108");
    expect_quick_refusal(ROWS("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
                         "the last cell", "D108");
    expect_quick_refusal(repeat(arena, "<sheetData>", "<row r='#'><c r='NTP#'><v>1</v></c></row>",
                                100000, "</sheetData>"),
                         "cells far to the right in each row", "D108");
    expect_quick_refusal(repeat(arena, "<sheetData><row r='1'>",
                                "<c t='inlineStr'><is><t>h#</t></is></c>", 10001,
                                "</row></sheetData>"),
                         "10001 columns", "D108");
    expect_quick_refusal(repeat(arena, CELL("<c r='A2'><v>1</v></c>") "<mergeCells>",
                                "<mergeCell ref='A1:XFD#'/>", 140000, "</mergeCells>"),
                         "merged areas without end", "D142");
    expect_quick_refusal(repeat(arena, "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>",
                                "x# xxxxxxxxxxxxxxxxxxxx", 60000,
                                "</t></is></c></row></sheetData>"),
                         "a text of 1.2 MB", "D142");
    arena_free(arena);
}

Test(xlsx, hostile_tables) {
    struct arena *arena = arena_new();
    const char *const styles_of[] = {
        repeat(arena, "<cellXfs>", "<xf numFmtId='#'/>", 140000, "</cellXfs>"),
        repeat(arena, "<numFmts>", "<numFmt numFmtId='#' formatCode='0'/>", 140000, "</numFmts>"),
    };
    for (size_t i = 0; i < 2; i++) {
        struct trial trial = read_workbook(ROWS(""), NULL, styles_of[i], NULL);
        cr_assert_str_eq(codes(&trial), "D142");
        cr_assert_lt(trial.seconds, 1.0);
        end_trial(trial);
    }
    const char *sheets =
        repeat(arena,
               "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
               "<sheets>",
               "<sheet name='s#'/>", 5000, "</sheets></workbook>");
    const char *names =
        repeat(arena,
               "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
               "<definedNames>",
               "<definedName name='n#'>A1</definedName>", 70000, "</definedNames></workbook>");
    const struct part parts[] = {{"xl/workbook.xml", sheets, 0, 0},
                                 {"xl/workbook.xml", names, 0, 0}};
    for (size_t i = 0; i < 2; i++) {
        struct trial trial = read_parts(&parts[i], 1, NULL);
        cr_assert_str_eq(codes(&trial), "D142");
        cr_assert_lt(trial.seconds, 1.0);
        end_trial(trial);
    }
    arena_free(arena);
}

/* Areas over rows that are there, one on another. */
Test(xlsx, overlapping_areas) {
    struct arena *arena = arena_new();
    struct buffer sheet = buffer_new(arena);
    char *rows = repeat(arena, "<sheetData>",
                        "<row r='#'><c r='A#'><v>1</v></c><c r='B#'><v>2</v></c></row>", 3000,
                        "</sheetData>");
    buffer_add_text(&sheet, text_of(rows));
    buffer_add_text(&sheet, text_of(repeat(arena, "<mergeCells>", "<mergeCell ref='A1:B1048576'/>",
                                           20000, "</mergeCells>")));
    expect_quick_refusal(sheet.at, "overlapping areas", "D142");
    arena_free(arena);
}

Test(xlsx, stray_row_costs_nothing) {
    struct trial trial = read_workbook(ROWS("<row r='1048576'><c r='A1048576'><v>1</v></c></row>"),
                                       NULL, NULL, NULL);
    cr_assert_str_eq(dump(&trial), "h/1'/");
    cr_assert_lt(arena_bytes(trial.arena), (size_t)4 << 20);
    end_trial(trial);
}

static const char laughs[] =
    "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><sst xmlns='http://schemas.openxmlformats.org/"
    "spreadsheetml/2006/main'><si><t>&c;</t></si></sst>";
static const char outside[] =
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><sst xmlns='http://schemas.openxmlformats.org/"
    "spreadsheetml/2006/main'><si><t>&a;</t></si></sst>";

#define RELS(body)                                                                                 \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" body    \
    "</Relationships>"
#define REL(id, kind, target)                                                                      \
    "<Relationship Id='" id                                                                        \
    "' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/" kind            \
    "' Target='" target "'/>"
#define TRANSITIONAL                                                                               \
    "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "                           \
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
#define STRICT                                                                                     \
    "xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main' "                                       \
    "xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships'"

Test(xlsx, document_types_are_refused) {
    const char *const parts_of[] = {laughs, outside};
    for (size_t i = 0; i < 2; i++) {
        const struct part parts[] = {
            {"_rels/.rels", RELS(REL("a", "officeDocument", "xl/workbook.xml")), 0, 0},
            {"xl/_rels/workbook.xml.rels", RELS(REL("s", "sharedStrings", "s.xml")), 0, 0},
            {"xl/workbook.xml",
             "<workbook " TRANSITIONAL "><sheets><sheet name='S' r:id='x'/></sheets></workbook>", 0,
             0},
            {"xl/s.xml", parts_of[i], 0, 0},
        };
        struct trial trial = read_parts(parts, 4, NULL);
        cr_assert_str_eq(codes(&trial), "D142");
        cr_assert(strstr(diags_at(trial.diags, 0)->detail, "document type"));
        end_trial(trial);
    }
}

/* ---- choice of sheet and area ---- */

#define SHEET(id, text)                                                                                                            \
    {                                                                                                                              \
        "xl/sheet" id ".xml",                                                                                                      \
            "<worksheet " TRANSITIONAL                                                                                             \
            "><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>" text                                                          \
            "</t></is></c><c r='B1' t='inlineStr'><is><t>b</t></is></c></row><row r='2'><c r='A2' t='str'><v>x2</v></c>"           \
            "<c r='B2' t='str'><v>y2</v></c></row><row r='3'><c r='A3' t='str'><v>x3</v></c><c r='B3' t='str'><v>y3</v></c></row>" \
            "<row r='4'><c r='A4' t='str'><v>x4</v></c><c r='B4' t='str'><v>y4</v></c></row></sheetData></worksheet>",             \
            0, 0                                                                                                                   \
    }

static const struct part several[] = {
    {"_rels/.rels", RELS(REL("a", "officeDocument", "/xl/workbook.xml")), 0, 0},
    {"xl/_rels/workbook.xml.rels",
     RELS(REL("r1", "worksheet", "sheet1.xml") REL("r2", "worksheet", "./sheet2.xml")
              REL("r3", "worksheet", "../xl/sheet3.xml") REL("r4", "chartsheet", "chart.xml")
                  REL("r5", "worksheet", "sheet5.xml")),
     0, 0},
    {"xl/workbook.xml",
     "<workbook " TRANSITIONAL
     " xmlns:x='urn:x'><workbookPr/><workbookProtection lockStructure='1'/><x:ext>"
     "<sheets><sheet name='no'/></sheets></x:ext><sheets>"
     "<sheet name='说明' sheetId='1' state='hidden' r:id='r1'/><sheet name='图' sheetId='9' r:id='r4'/>"
     "<sheet name='Q1' sheetId='2' r:id='r2'/><sheet name=\"It's\" sheetId='7' r:id='r3'/>"
     "<sheet name='gone' sheetId='8' r:id='r5'/>"
     "</sheets><definedNames><definedName name='Data'>Q1!$A$2:$B$3</definedName>"
     "<definedName name='data' localSheetId='3'>'It''s'!$A$3:$B$4</definedName>"
     "<definedName name='two'>Q1!$A$2,Q1!$A$3</definedName><definedName name='bad'>#REF!</definedName>"
     "</definedNames></workbook>",
     0, 0},
    SHEET("1", "hidden"),
    SHEET("2", "one"),
    SHEET("3", "its"),
    {"xl/_rels/sheet3.xml.rels", RELS(REL("t", "table", "tables/t.xml")), 0, 0},
    {"xl/tables/t.xml",
     "<table " TRANSITIONAL " name='t1' displayName='表1' ref='A1:B4' totalsRowCount='1'/>", 0, 0},
};

static struct trial choose(const char *sheet, const char *range, const char *part) {
    struct source_spec spec = {.sheet = text_of(sheet), .range = text_of(range)};
    size_t length;
    char *bytes = pack(several, sizeof several / sizeof *several, &length, false);
    struct trial trial = read_file_bytes(bytes, length, ".xlsx", &spec);
    if (part) {
        end_trial(trial);
        trial =
            read_file_bytes(bytes, length, ".xlsx", &(struct source_spec){.part = text_of(part)});
    }
    free(bytes);
    return trial;
}

Test(xlsx, sheets_and_areas) {
    static const struct {
        const char *sheet, *range, *part, *codes, *first; /* NULL: faulty */
    } cases[] = {
        {"", "", NULL, "", "one|b/x2|y2/x3|y3/x4|y4/"},
        {"Q1", "", NULL, "", "one|b/x2|y2/x3|y3/x4|y4/"},
        {"q1 ", "", NULL, "", "one|b/x2|y2/x3|y3/x4|y4/"},
        {"说明", "", NULL, "", "hidden|b/x2|y2/x3|y3/x4|y4/"},
        {"3", "", NULL, "", "its|b/x2|y2/x3|y3/x4|y4/"},
        {"", "", "3", "", "its|b/x2|y2/x3|y3/x4|y4/"},
        {"", "", "It's", "", "its|b/x2|y2/x3|y3/x4|y4/"},
        {"1", "", NULL, "D148", NULL},
        {"9", "", NULL, "D148", NULL},
        {"0", "", NULL, "D148", NULL},
        {"Q3", "", NULL, "D148", NULL},
        {"", "", "Q3", "D148", NULL},
        {"gone", "", NULL, "D142!gone", NULL},
        {"", "A1:B2", NULL, "", "one|b/x2|y2/"},
        {"", "$B$1:$B$3", NULL, "", "b/y2/y3/"},
        {"", "B:B", NULL, "", "b/y2/y3/y4/"},
        {"", "2:3", NULL, "", "x2|y2/x3|y3/"},
        {"", "", "'It''s'!A3:B4", "", "x3|y3/x4|y4/"},
        {"", "Q1!A1:A2", NULL, "", "one/x2/"},
        {"It's", "Q1!A1:A2", NULL, "D149", NULL},
        {"", "Data", NULL, "", "x2|y2/x3|y3/"},
        {"It's", "DATA", NULL, "", "x3|y3/x4|y4/"},
        {"", "表1", NULL, "", "its|b/x2|y2/x3|y3/"},
        {"", "", "表1", "", "its|b/x2|y2/x3|y3/"},
        {"Q1", "表1", NULL, "D149", NULL},
        {"", "two", NULL, "D149", NULL},
        {"", "bad", NULL, "D149", NULL},
        {"", "nothing", NULL, "D149", NULL},
        {"", "A0", NULL, "D149", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial = choose(cases[i].sheet, cases[i].range, cases[i].part);
        cr_assert_str_eq(codes(&trial), cases[i].codes, "case %zu: %s", i, codes(&trial));
        if (cases[i].first)
            cr_assert_str_eq(dump(&trial), cases[i].first, "case %zu: %s", i, dump(&trial));
        end_trial(trial);
    }
}

Test(xlsx, the_other_sheets_are_named) {
    struct trial trial = choose("", "", NULL);
    cr_assert_eq(diags_size(trial.diags), 1);
    cr_assert_eq(diags_at(trial.diags, 0)->code, DIAG_D150);
    cr_assert_str_eq(diags_at(trial.diags, 0)->detail, "Q1 was read; not: It's, gone");
    end_trial(trial);
}

/* ---- hidden and merged ---- */

static const char hidden[] =
    "<cols><col min='2' max='2' hidden='1'/><col min='7' max='9' hidden='true'/></cols><sheetData>"
    "<row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c><c r='B1' t='inlineStr'><is><t>b</t></is></c></row>"
    "<row r='2' hidden='1'><c r='A2'><v>2</v></c><c r='B2'><v>22</v></c></row>"
    "<row r='3' hidden='0'><c r='A3'><v>3</v></c><c r='B3'><v>33</v></c></row>"
    "<row r='4' hidden='true'><c r='A4' t='e'><v>#N/A</v></c></row><row r='5' hidden='1'/></sheetData>";

Test(xlsx, hidden_cells) {
    struct trial trial =
        read_workbook(hidden, NULL, NULL, &(struct source_spec){.hidden = TEXT("skip")});
    cr_assert_str_eq(dump(&trial), "a/3'/");
    cr_assert_str_eq(codes(&trial), "D151!S!A2 D151!S!B1");
    cr_assert_str_eq(diags_at(trial.diags, 0)->detail, "2 rows, from row 2 to row 4");
    cr_assert_str_eq(diags_at(trial.diags, 1)->detail, "columns from B");
    end_trial(trial);
    trial = read_workbook(hidden, NULL, NULL, NULL);
    cr_assert_str_eq(dump(&trial), "a|b/2'|22'/3'|33'/#N/A|/");
    cr_assert_str_eq(codes(&trial), "D145!S!A4 D153!S!A2 D153!S!B1");
    end_trial(trial);
}

Test(xlsx, merged_cells_show_the_first) {
    struct trial trial = read_workbook(
        "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c><c r='B1' t='inlineStr'><is><t>b</t></is></c></row>"
        "<row r='2'><c r='A2'><v>1</v></c><c r='B2'><v>2</v></c></row>"
        "<row r='3'><c r='A3'><v>3</v></c><c r='B3'><v>4</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>",
        NULL, NULL, NULL);
    cr_assert_str_eq(dump(&trial), "a|b/1'|2'/|4'/");
    end_trial(trial);
}

/* ---- other forms of the format ---- */

Test(xlsx, strict_namespaces_and_1904) {
    const struct part parts[] = {
        {"_rels/.rels",
         RELS(
             "<Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' "
             "Target='xl/workbook.xml'/>"),
         0, 0},
        {"xl/_rels/workbook.xml.rels",
         RELS(
             "<Relationship Id='r1' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet' "
             "Target='s.xml'/><Relationship Id='r2' "
             "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/styles' Target='t.xml'/>"),
         0, 0},
        {"xl/workbook.xml",
         "<s:workbook xmlns:s='http://purl.oclc.org/ooxml/spreadsheetml/main' "
         "xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships'><s:workbookPr date1904='true'/>"
         "<s:sheets><s:sheet name='S' r:id='r1'/></s:sheets></s:workbook>",
         0, 0},
        {"xl/t.xml", "<styleSheet " STRICT "><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>",
         0, 0},
        {"xl/s.xml",
         "<worksheet " STRICT
         "><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>d</t></is></c></row>"
         "<row r='2'><c r='A2' s='0'><v>44711</v></c></row></sheetData></worksheet>",
         0, 0},
    };
    struct trial trial = read_parts(parts, 5, NULL);
    cr_assert_str_eq(codes(&trial), "");
    cr_assert_str_eq(dump(&trial), "d/2026-05-31/");
    end_trial(trial);
}

/* WPS names its parts as Excel does, but writes elements of its own between, a byte order mark, and
 * rows without numbers of cells. */
Test(xlsx, as_wps_writes) {
    struct trial trial = read_workbook(
        "<sheetPr/><dimension ref='A1:B2'/><sheetViews><sheetView workbookViewId='0'/></sheetViews>"
        "<sheetFormatPr defaultColWidth='9' defaultRowHeight='13.5' outlineLevelRow='1'/>"
        "<cols><col min='1' max='1' width='12.625' customWidth='1'/></cols>"
        "<sheetData><row r='1' spans='1:2'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
        "<row r='2' spans='1:2'><c r='A2' s='2'><v>46173</v></c><c r='B2'><f>SUM(C2:D2)</f><v>61.9</v></c></row>"
        "</sheetData><etc:x xmlns:etc='http://www.wps.cn/officeDocument/2017/etCustomData'><row><c><v>9</v></c></row></etc:x>"
        "<pageMargins left='0.75' right='0.75' top='1' bottom='1' header='0.5' footer='0.5'/><headerFooter/>",
        strings, styles, NULL);
    cr_assert_str_eq(codes(&trial), "");
    cr_assert_str_eq(dump(&trial), "甲|粗细/2026-05-31|61.9'/");
    end_trial(trial);
}

Test(xlsx, parts_in_utf_16) {
    const char *text =
        "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>u</t></si></sst>";
    char wide[512] = "\xFF\xFE";
    size_t length = 2;
    for (; *text; text++, length += 2) wide[length] = *text;
    const struct part parts[] = {
        {"_rels/.rels", RELS(REL("a", "officeDocument", "xl/workbook.xml")), 0, 0},
        {"xl/_rels/workbook.xml.rels",
         RELS(REL("s", "sharedStrings", "s.xml") REL("w", "worksheet", "w.xml")), 0, 0},
        {"xl/workbook.xml",
         "<workbook " TRANSITIONAL "><sheets><sheet name='S' r:id='w'/></sheets></workbook>", 0, 0},
        {"xl/s.xml", wide, length, 0},
        {"xl/w.xml",
         "\xEF\xBB\xBF<worksheet " TRANSITIONAL
         "><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>",
         0, 0},
    };
    struct trial trial = read_parts(parts, 5, NULL);
    cr_assert_str_eq(codes(&trial), "");
    cr_assert_str_eq(dump(&trial), "u/");
    end_trial(trial);
}

Test(xlsx, other_files) {
    static const struct {
        struct part parts[1];
        const char *codes;
    } cases[] = {
        {{{"xl/workbook.bin", "x", 0, 0}}, "D143"},
        {{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0, 0}}, "D143"},
        {{{"word/document.xml", "x", 0, 0}}, "D143"},
        {{{"other", "x", 0, 0}}, "D143"},
        {{{"xl/workbook.xml", "<workbook/>", 0, 0}}, "D142"},
        {{{"xl/workbook.xml", "<workbook " TRANSITIONAL "/>", 0, 0}}, "D142"},
        {{{"xl/workbook.xml",
           "<workbook " TRANSITIONAL
           "><sheets><sheet name='S' state='hidden'/></sheets></workbook>",
           0, 0}},
         "D148"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial = read_parts(cases[i].parts, 1, NULL);
        cr_assert_str_eq(codes(&trial), cases[i].codes, "case %zu", i);
        cr_assert(diags_at(trial.diags, 0)->hint, "case %zu", i);
        end_trial(trial);
    }
}

Test(xlsx, options_are_not_ignored) {
    const struct source_spec specs[] = {{.sheet = TEXT_INIT("S")},
                                        {.range = TEXT_INIT("A1")},
                                        {.hidden = TEXT_INIT("skip")},
                                        {.part = TEXT_INIT("S")}};
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        struct trial trial = read_file_bytes("a,b\n1,2\n", 8, ".csv", &specs[i]);
        cr_assert_str_eq(codes(&trial), "D126");
        end_trial(trial);
    }
}
