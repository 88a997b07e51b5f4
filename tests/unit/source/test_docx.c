/* Word files: what of their XML is read, in which words, and where it stands. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "source/docx.h"

#define W        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
#define MC       "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
#define M        "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "
#define T(words) "<w:r><w:t>" words "</w:t></w:r>"
#define P(runs)  "<w:p>" runs "</w:p>"

struct trial {
    struct arena *arena;
    struct diags *diags;
    struct docx *docx;
};

static const xml_node *part(struct trial *trial, const char *root, const char *inside) {
    if (!inside) return NULL;
    const char *xml = arena_printf(trial->arena, "<w:%s " W MC M ">%s</w:%s>", root, inside, root);
    return docx_read_xml(file_from_text(trial->arena, "t.docx", TEXT("")), root, text_of(xml),
                         trial->arena, trial->diags);
}

static struct trial read_parts(const char *body, const char *styles, const char *numbering,
                               const char *footnotes) {
    struct trial trial = {.arena = arena_new()};
    trial.diags = diags_new(trial.arena);
    const char *inside = arena_printf(trial.arena, "<w:body>%s</w:body>", body);
    struct docx_parts parts = {.document = part(&trial, "document", inside),
                               .styles = part(&trial, "styles", styles),
                               .numbering = part(&trial, "numbering", numbering),
                               .footnotes = part(&trial, "footnotes", footnotes)};
    cr_assert(parts.document);
    const struct file *file = file_from_text(trial.arena, "t.docx", TEXT(""));
    trial.docx = docx_read_body(file, &parts, trial.arena, trial.diags);
    return trial;
}

/* Paragraphs as "1:text|2:text". */
static const char *words(const struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    const struct docx_flow *flow = &trial->docx->body;
    for (size_t i = 0; i < flow->count; i++)
        buffer_printf(&out, i ? "|%zu:%.*s%.*s" : "%zu:%.*s%.*s", flow->at[i].number,
                      TEXT_ARGS(flow->at[i].label), TEXT_ARGS(flow->at[i].text));
    return out.at;
}

/* "D180 D181", in the order in which they were added. */
static const char *codes(const struct trial *trial) {
    struct buffer out = buffer_new(trial->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(trial->diags); i++)
        buffer_printf(&out, i ? " %s" : "%s", diag_name(diags_at(trial->diags, i)->code));
    return out.at;
}

struct reading {
    const char *body, *words, *codes;
};

static void check_readings(const struct reading *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct trial trial = read_parts(cases[i].body, NULL, NULL, NULL);
        cr_expect_str_eq(words(&trial), cases[i].words, "%zu: %s gives %s", i, cases[i].body,
                         words(&trial));
        cr_expect_str_eq(codes(&trial), cases[i].codes, "%zu: %s gives %s", i, cases[i].body,
                         codes(&trial));
        arena_free(trial.arena);
    }
}
#define CHECK(cases) check_readings(cases, sizeof cases / sizeof *cases)

Test(docx, runs_are_joined_and_empty_paragraphs_are_not_counted) {
    static const struct reading cases[] = {
        {P(T("甲") T("乙")) "<w:p/>" P(T("丙")), "1:甲乙|2:丙", ""},
        {P("<w:r><w:t xml:space=\"preserve\">a </w:t><w:t>b </w:t><w:t> c</w:t></w:r>"), "1:a bc",
         ""},
        {P("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:tab/><w:t>右</w:t><w:cr/><w:t>末</w:t></w:r>"),
         "1:上\n下\t右\n末", ""},
        {P("<w:r><w:t>页</w:t><w:br w:type=\"page\"/><w:t>后</w:t></w:r>"), "1:页后", ""},
        {P("<w:r><w:t>软\xC2\xAD连</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>字</w:t></w:r>"),
         "1:软连-字", ""},
        {P("<w:r><w:t>行\n  首</w:t></w:r>"), "1:行   首", ""},
        {P("<w:hyperlink>" T("链") "</w:hyperlink><w:smartTag>" T("签") "</w:smartTag><w:bdo>" T(
             "向") "</w:bdo>"),
         "1:链签向", ""},
        {P("<w:r><w:ruby><w:rt><w:r><w:t>zhi</w:t></w:r></w:rt><w:rubyBase>" T(
             "質") "</w:rubyBase></w:ruby></w:r>"),
         "1:質", ""},
        {P("<w:r><w:t>&lt;&amp;&#x4E00;</w:t></w:r>"), "1:<&一", ""},
        {"<w:sectPr/>", "", ""},
    };
    CHECK(cases);
}

Test(docx, of_changes_the_accepted_text_is_read) {
    static const struct reading cases[] = {
        {P(T("保") "<w:ins>" T("新") "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"),
         "1:保新", "D180"},
        {P("<w:moveFrom>" T("甲") "</w:moveFrom>" T("乙") "<w:moveTo>" T("丙") "</w:moveTo>"),
         "1:乙丙", "D180"},
        /* a deleted mark joins the paragraph with the next one */
        {"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("甲") "</w:p>" P(T("乙")) P(T("丙")),
         "1:甲乙|2:丙", "D180"},
        {"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>" T("甲") "</w:del></w:p>" P(T("乙")),
         "1:乙", "D180"},
        {P(T("甲")) "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("末") "</w:p>", "1:甲|2:末",
         "D180"},
        {"<w:p><w:pPr><w:rPr><w:ins/></w:rPr><w:pPrChange><w:pPr><w:jc/></w:pPr></w:pPrChange>"
         "</w:pPr>" T("增") "</w:p>",
         "1:增", "D180"},
        /* old properties are no change of the text */
        {P("<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>字</w:t>"
           "</w:r>"),
         "1:字", ""},
    };
    CHECK(cases);
}

Test(docx, pending_changes_are_counted_from_the_first_place) {
    struct trial trial = read_parts(
        P(T("一")) P("<w:ins>" T("二") "</w:ins>") P("<w:del/>" T("三")), NULL, NULL, NULL);
    const struct diag *diag = diags_at(trial.diags, 0);
    cr_assert_str_eq(diag->detail, "2 changes, the first is here");
    cr_assert_str_eq(origin_print(diag->origin, trial.arena), "t.docx!¶2");
    arena_free(trial.arena);
}

#define FIELD(kind) "<w:r><w:fldChar w:fldCharType=\"" kind "\"/></w:r>"
#define CODE(words) "<w:r><w:instrText>" words "</w:instrText></w:r>"

Test(docx, of_fields_the_result_is_read) {
    static const struct reading cases[] = {
        {P(T("共") FIELD("begin") CODE("NUMPAGES") FIELD("separate") T("3") FIELD("end") T("页")),
         "1:共3页", ""},
        {P(FIELD("begin") CODE("DATE") FIELD("end") T("后")), "1:后", ""},
        {P(FIELD("begin") CODE("IF") FIELD("begin") CODE("PAGE") FIELD("separate") T("藏")
               FIELD("end") FIELD("separate") T("果") FIELD("end")),
         "1:果", ""},
        {P("<w:fldSimple w:instr=\"PAGE\">" T("7") "</w:fldSimple>"), "1:7", ""},
        {P(FIELD("end") FIELD("separate") T("乱")), "1:乱", ""},
    };
    CHECK(cases);
}

Test(docx, what_is_left_out_is_said) {
    static const struct reading cases[] = {
        {P(T("见") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"), "1:见", "D181"},
        {P("<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>见</w:t></w:r>"), "1:见", ""},
        {P(T("图") "<w:r><w:drawing><w:inline><pic xmlns=\"p\"/></w:inline></w:drawing></w:r>"),
         "1:图", "D181"},
        {P(T("评") "<w:r><w:commentReference w:id=\"1\"/></w:r>"), "1:评", "D181"},
        {P(T("填") "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" T(
             "单击此处") "</w:sdtContent></w:sdt>"),
         "1:填", "D181"},
        {P("<w:sdt><w:sdtPr/><w:sdtContent>" T("已填") "</w:sdtContent></w:sdt>"), "1:已填", ""},
        {P(T("甲")) "<w:altChunk/>", "1:甲", "D188"},
        {P("<m:oMath><m:r><m:t>≥90%</m:t></m:r></m:oMath>"), "1:≥90%", "D188"},
        {P("<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>90</w:t></w:r>"), "1:≥90", ""},
        {P("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>"), "1:☑", ""},
        {P("<w:r><w:sym w:font=\"Odd\" w:char=\"F0FE\"/></w:r>"), "1:\xEF\xBF\xBD", "D182"},
        {P("<w:r><w:sym w:font=\"Odd\" w:char=\"zz\"/></w:r>"), "1:\xEF\xBF\xBD", "D182"},
    };
    CHECK(cases);
}

#define BOX(words) "<w:txbxContent><w:p>" T(words) "</w:p></w:txbxContent>"

Test(docx, text_boxes_are_read_once) {
    static const struct reading cases[] = {
        {P(T("外") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>" BOX(
             "内") "</w:drawing></mc:Choice><mc:Fallback><w:pict>" BOX("内") "</w:pict>"
                                                                             "</mc:Fallback></mc:AlternateContent></w:r>")
             P(T("后")),
         "1:外|1:内|2:后", ""},
        {P("<w:r><mc:AlternateContent><mc:Choice Requires=\"new\"><x/></mc:Choice><mc:Fallback>"
           "<w:pict>" BOX("内") "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"),
         "1:内", ""},
    };
    CHECK(cases);
}

Test(docx, notes_stand_in_brackets) {
    struct trial trial = read_parts(
        P(T("增长8%") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" T("。")), NULL, NULL,
        "<w:footnote w:id=\"0\" w:type=\"separator\"><w:p>" T(
            "线") "</w:p></w:footnote>"
                  "<w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r>" T(
                      " 按可比价。") "</w:p>"
                                     "</w:footnote>");
    cr_assert_str_eq(words(&trial), "1:增长8%（注：按可比价）。");
    cr_assert_str_eq(codes(&trial), "D183");
    arena_free(trial.arena);
}

/* ---- styles */

#define STYLE(id, name, based, properties)                                                         \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/><w:basedOn "   \
    "w:val=\"" based "\"/><w:pPr>" properties "</w:pPr></w:style>"

Test(docx, headings_are_known_by_outline_level_or_name) {
    struct trial trial = read_parts("", NULL, NULL, NULL);
    struct docx_styles *styles = docx_styles_read(
        part(&trial, "styles",
             STYLE("1", "heading 1", "", "") STYLE("2", "标题 2", "", "")
                 STYLE("my", "我的", "1", "") STYLE("o", "大纲", "", "<w:outlineLvl w:val=\"2\"/>")
                     STYLE("none", "正文样", "1", "<w:outlineLvl w:val=\"9\"/>")
                         STYLE("t", "Title", "1", "") STYLE("c", "caption", "", "")
                             STYLE("toc1", "toc 1", "", "") STYLE("loop", "甲", "pool", "")
                                 STYLE("pool", "乙", "loop", "")),
        trial.arena);
    static const struct {
        const char *id;
        int level;
        enum docx_role role;
    } cases[] = {{"1", 1, DOCX_PLAIN},      {"2", 2, DOCX_PLAIN},       {"my", 1, DOCX_PLAIN},
                 {"o", 3, DOCX_PLAIN},      {"none", 0, DOCX_PLAIN},    {"t", 0, DOCX_TITLE},
                 {"c", 0, DOCX_CAPTION},    {"toc1", 0, DOCX_CONTENTS}, {"loop", 0, DOCX_PLAIN},
                 {"missing", 0, DOCX_PLAIN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct docx_look look = docx_style_look(styles, text_of(cases[i].id));
        cr_expect_eq(look.level, cases[i].level, "%s: level %d", cases[i].id, look.level);
        cr_expect_eq(look.role, cases[i].role, "%s: role %d", cases[i].id, (int)look.role);
    }
    arena_free(trial.arena);
}

/* ---- numbers that Word makes */

#define LEVEL(index, format, words)                                                                \
    "<w:lvl w:ilvl=\"" index "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format                  \
    "\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"" words "\"/></w:lvl>"
#define NUMBERED(list, level)                                                                      \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list                     \
    "\"/></w:numPr></w:pPr>" T("x") "</w:p>"
#define LIST(id, abstract)                                                                         \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" abstract "\"/></w:num>"

static const char official[] = "<w:abstractNum w:abstractNumId=\"0\">" LEVEL("0", "chineseCounting",
                                                                             "%1、")
    LEVEL("1", "chineseCountingThousand", "（%2）") LEVEL("2", "decimal", "%3.") LEVEL(
        "3", "decimal",
        "%1.%2.%3.%4") "</w:abstractNum>"
                       "<w:abstractNum w:abstractNumId=\"1\">" LEVEL(
                           "0", "bullet", "•") "</w:abstractNum>" LIST("1", "0")
                           LIST(
                               "2",
                               "0") "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
                                    "<w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>" LIST(
                                        "4", "1") LIST("5", "9");

struct counting {
    const char *body, *words;
};

Test(docx, numbers_are_counted_as_word_does) {
    static const struct counting cases[] = {
        {NUMBERED("1", "0") NUMBERED("1", "1") NUMBERED("1", "1") NUMBERED("1", "0")
             NUMBERED("1", "1"),
         "1:一、x|2:（一）x|3:（二）x|4:二、x|5:（一）x"},
        /* lists of one definition go on with one another */
        {NUMBERED("1", "0") NUMBERED("2", "0"), "1:一、x|2:二、x"},
        {NUMBERED("1", "0") NUMBERED("3", "0") NUMBERED("3", "0"), "1:一、x|2:五、x|3:六、x"},
        /* all levels of a number in its own format */
        {NUMBERED("1", "0") NUMBERED("1", "3"), "1:一、x|2:一.一.1.1x"},
        {NUMBERED("4", "0") NUMBERED("5", "0") NUMBERED("0", "0") NUMBERED("77", "0"),
         "1:x|2:x|3:x|4:x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial = read_parts(cases[i].body, NULL, official, NULL);
        cr_expect_str_eq(words(&trial), cases[i].words, "%zu: %s", i, words(&trial));
        arena_free(trial.arena);
    }
}

Test(docx, numbers_of_deleted_paragraphs_are_not_counted) {
    struct trial trial = read_parts(
        NUMBERED("1", "0") "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/>"
                           "</w:rPr></w:pPr><w:del>" T("旧") "</w:del></w:p>" NUMBERED("1", "0"),
        NULL, official, NULL);
    cr_assert_str_eq(words(&trial), "1:一、x|2:二、x");
    arena_free(trial.arena);
}

Test(docx, restarts_and_legal_numbers_follow_the_definition) {
    static const char numbering[] = "<w:abstractNum w:abstractNumId=\"0\">" LEVEL(
        "0", "chineseCounting",
        "%1、") "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlRestart "
                "w:val=\"0\"/><w:isLgl/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>" LIST(
                    "1", "0");
    struct trial trial =
        read_parts(NUMBERED("1", "0") NUMBERED("1", "1") NUMBERED("1", "0") NUMBERED("1", "1"),
                   NULL, numbering, NULL);
    cr_assert_str_eq(words(&trial), "1:一、x|2:1.1 x|3:二、x|4:2.2 x");
    arena_free(trial.arena);
}

Test(docx, a_style_gives_the_level_that_is_tied_to_it) {
    static const char numbering[] = "<w:abstractNum w:abstractNumId=\"0\">" LEVEL(
        "0", "chineseCounting",
        "%1、") "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:pStyle "
                "w:val=\"h2\"/><w:lvlText w:val=\"（%2）\"/></w:lvl></w:abstractNum>" LIST("1",
                                                                                           "0");
    static const char numbered[] = "<w:numPr><w:numId w:val=\"1\"/></w:numPr>";
    struct trial trial = {.arena = arena_new()};
    const char *styles = arena_printf(
        trial.arena, STYLE("h1", "heading 1", "", "%s") STYLE("h2", "heading 2", "", "%s"),
        numbered, numbered);
    struct trial read =
        read_parts("<w:p><w:pPr><w:pStyle w:val=\"h1\"/></w:pPr>" T(
                       "x") "</w:p>"
                            "<w:p><w:pPr><w:pStyle w:val=\"h2\"/></w:pPr>" T(
                                "x") "</w:p>"
                                     "<w:p><w:pPr><w:pStyle w:val=\"h2\"/><w:numPr><w:numId "
                                     "w:val=\"0\"/></w:numPr></w:pPr>" T("x") "</w:p>",
                   styles, numbering, NULL);
    cr_assert_str_eq(words(&read), "1:一、x|2:（一）x|3:x");
    cr_assert_eq(read.docx->body.at[1].look.level, 2);
    arena_free(read.arena);
    arena_free(trial.arena);
}

Test(docx, number_formats) {
    static const struct {
        const char *format;
        int number;
        const char *words;
    } cases[] = {
        {"decimal", 12, "12"},
        {"decimalZero", 7, "07"},
        {"decimalFullWidth", 12, "１２"},
        {"chineseCounting", 10, "十"},
        {"chineseCounting", 20, "二十"},
        {"chineseCounting", 99, "九十九"},
        {"chineseCounting", 105, "一〇五"},
        {"chineseCountingThousand", 11, "十一"},
        {"chineseCountingThousand", 100, "一百"},
        {"chineseCountingThousand", 105, "一百零五"},
        {"chineseCountingThousand", 110, "一百一十"},
        {"chineseCountingThousand", 1005, "一千零五"},
        {"chineseCountingThousand", 10012, "一万零一十二"},
        {"chineseCountingThousand", 0, "〇"},
        {"japaneseCounting", 111, "百十一"},
        {"japaneseCounting", 205, "二百五"},
        {"ideographDigital", 10, "一〇"},
        {"chineseLegalSimplified", 12, "壹拾贰"},
        {"ideographTraditional", 3, "丙"},
        {"ideographZodiac", 12, "亥"},
        {"decimalEnclosedCircle", 1, "①"},
        {"decimalEnclosedCircleChinese", 20, "⑳"},
        {"decimalEnclosedCircle", 21, "㉑"},
        {"decimalEnclosedCircle", 36, "㊱"},
        {"decimalEnclosedCircle", 51, "51"},
        {"decimalEnclosedParen", 3, "⑶"},
        {"decimalEnclosedFullstop", 3, "⒊"},
        {"upperLetter", 27, "AA"},
        {"lowerLetter", 3, "c"},
        {"upperRoman", 1994, "MCMXCIV"},
        {"lowerRoman", 4, "iv"},
        {"numberInDash", 5, "- 5 -"},
        {"001, 002, 003, ...", 7, "007"},
        {"none", 7, ""},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer out = buffer_new(arena);
        buffer_add(&out, "", 0);
        cr_expect(docx_format_number(&out, text_of(cases[i].format), cases[i].number));
        cr_expect_str_eq(out.at, cases[i].words, "%s %d: %s", cases[i].format, cases[i].number,
                         out.at);
    }
    struct buffer out = buffer_new(arena);
    cr_assert_not(docx_format_number(&out, TEXT("hebrew1"), 3));
    arena_free(arena);
}

/* ---- tables */

#define CELL(properties, words)                                                                    \
    "<w:tc><w:tcPr>" properties "</w:tcPr><w:p>" T(words) "</w:p></w:tc>"
#define EMPTY(properties) "<w:tc><w:tcPr>" properties "</w:tcPr><w:p/></w:tc>"
#define SPAN              "<w:gridSpan w:val=\"2\"/>"
#define DOWN              "<w:vMerge w:val=\"restart\"/>"
#define ON                "<w:vMerge/>"

/* Rows as "a,b/c,d"; then merged areas as " [1-2,0-1]". */
static const char *grid(const struct trial *trial, size_t table) {
    const struct sheet *sheet = &trial->docx->tables[table].sheet;
    struct buffer out = buffer_new(trial->arena);
    for (size_t i = 0; i < sheet->row_count; i++)
        for (size_t j = 0; j < sheet->rows[i].count; j++)
            buffer_printf(&out, "%s%.*s",
                          j   ? ","
                          : i ? "/"
                              : "",
                          TEXT_ARGS(sheet->rows[i].cells[j].text));
    for (size_t i = 0; i < sheet->merged_count; i++)
        buffer_printf(&out, " [%zu-%zu,%zu-%zu]", sheet->merged[i].first_row,
                      sheet->merged[i].last_row, sheet->merged[i].first_column,
                      sheet->merged[i].last_column);
    return out.at;
}

Test(docx, tables_are_sheets) {
    static const struct counting cases[] = {
        {"<w:tbl><w:tr>" CELL("", "a") CELL("", "b") "</w:tr><w:tr>" CELL("", "c")
             CELL("", "d") "</w:tr></w:tbl>",
         "a,b/c,d"},
        {"<w:tbl><w:tr>" CELL(SPAN, "a") CELL(DOWN, "b") "</w:tr><w:tr>" CELL("", "c") CELL("", "d")
             EMPTY(ON) "</w:tr></w:tbl>",
         "a,,b/c,d, [1-1,0-1] [1-2,2-2]"},
        {"<w:tbl><w:tr>" CELL(DOWN, "a") "</w:tr><w:tr>" EMPTY(ON) "</w:tr><w:tr>" CELL(
             "", "b") "</w:tr></w:tbl>",
         "a//b [1-2,0-0]"},
        /* a cell that goes on with nothing stands alone */
        {"<w:tbl><w:tr>" CELL(ON, "a") "</w:tr></w:tbl>", "a"},
        {"<w:tbl><w:tr>" CELL("", "a") CELL("<w:hMerge/>", "") "</w:tr></w:tbl>", "a, [1-1,0-1]"},
        {"<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" CELL("",
                                                                          "a") "</w:tr></w:tbl>",
         ",a"},
        {"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" CELL("", "旧") "</w:tr><w:tr>" CELL(
             "", "新") "</w:tr></w:tbl>",
         "新"},
        {"<w:tbl><w:tr><w:tc><w:p>" T("甲") "</w:p><w:p>" T("乙") "</w:p></w:tc></w:tr></w:tbl>",
         "甲\n乙"},
        {"<w:tbl><w:tr><w:tc><w:tbl><w:tr>" CELL("", "内")
             CELL("", "表") "</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
         "内\t表"},
        {"<w:tbl><w:sdt><w:sdtContent><w:tr>" CELL("", "a") "</w:tr></w:sdtContent></w:sdt>"
                                                            "</w:tbl>",
         "a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial = read_parts(cases[i].body, NULL, NULL, NULL);
        cr_assert_eq(trial.docx->table_count, 1, "%zu", i);
        cr_expect_str_eq(grid(&trial, 0), cases[i].words, "%zu: %s", i, grid(&trial, 0));
        arena_free(trial.arena);
    }
}

#define TABLE          "<w:tbl><w:tr>" CELL("", "a") "</w:tr></w:tbl>"
#define CENTRED(words) "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" T(words) "</w:p>"

Test(docx, captions_stand_above_tables) {
    struct trial trial = read_parts(P(T("表1 分工表")) TABLE P(T("正文。")) TABLE CENTRED("进度")
                                        P(T("单位：万元")) TABLE P(T("一句长话，没有表题。")) TABLE,
                                    NULL, NULL, NULL);
    static const char *const captions[] = {"表1 分工表", "", "进度", ""};
    cr_assert_eq(trial.docx->table_count, 4);
    for (size_t i = 0; i < 4; i++)
        cr_expect(text_is(trial.docx->tables[i].caption, captions[i]), "%zu", i);
    cr_assert_eq(trial.docx->body.at[0].look.role, DOCX_CAPTION);
    cr_assert_eq(trial.docx->body.at[3].look.role, DOCX_CAPTION);
    cr_assert_eq(trial.docx->body.at[4].look.role, DOCX_PLAIN);
    arena_free(trial.arena);
}

Test(docx, cells_know_their_place) {
    struct trial trial = read_parts(TABLE "<w:tbl><w:tr>" CELL("", "a") CELL(SPAN, "b")
                                        CELL("", "c") "</w:tr></w:tbl>",
                                    NULL, NULL, NULL);
    const struct cell *cell = sheet_cell(&trial.docx->tables[1].sheet, 1, 3);
    cr_assert(text_is(cell->text, "c"));
    cr_assert_str_eq(origin_print(cell->origin, trial.arena), "t.docx!表2!D1");
    arena_free(trial.arena);
}

/* ---- limits and damage */

Test(docx, too_many_columns_are_refused) {
    struct trial trial = read_parts(
        "<w:tbl><w:tr>" CELL("<w:gridSpan w:val=\"4000000000\"/>", "a") "</w:tr></w:tbl>", NULL,
        NULL, NULL);
    cr_assert_null(trial.docx);
    cr_assert_str_eq(codes(&trial), "D108");
    arena_free(trial.arena);
}

Test(docx, damaged_xml_is_said_of_the_word_file) {
    static const char *const cases[] = {
        "",
        "<w:document",
        "<a><b></a>",
        "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        "<?xml version=\"1.0\" encoding=\"GBK\"?><a/>"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial = {.arena = arena_new()};
        trial.diags = diags_new(trial.arena);
        const struct file *file = file_from_text(trial.arena, "t.docx", TEXT(""));
        cr_expect_null(
            docx_read_xml(file, "word/document.xml", text_of(cases[i]), trial.arena, trial.diags));
        cr_expect_str_eq(codes(&trial), "D142", "%s", cases[i]);
        cr_expect_str_eq(origin_print(diags_at(trial.diags, 0)->origin, trial.arena), "t.docx");
        arena_free(trial.arena);
    }
}

Test(docx, deep_nesting_is_refused) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct buffer xml = buffer_new(arena);
    for (int i = 0; i < 300; i++) buffer_printf(&xml, "<a>");
    for (int i = 0; i < 300; i++) buffer_printf(&xml, "</a>");
    const struct file *file = file_from_text(arena, "t.docx", TEXT(""));
    cr_assert_null(docx_read_xml(file, "p.xml", buffer_text(&xml), arena, diags));
    cr_assert_str_eq(diag_name(diags_at(diags, 0)->code), "D142");
    arena_free(arena);
}
