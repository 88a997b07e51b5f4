/* Fuzzing of Word files: the bytes are word/document.xml; styles and numbers are fixed ones.
 *
 * The document is read as lines, texts and items, and each of its tables as a sheet. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "source/docx.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static const char styles[] =
    "<w:styles " W "><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/>"
    "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style "
    "w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"1\"/>"
    "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
static const char numbering[] =
    "<w:numbering " W "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start "
    "w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl "
    "w:ilvl=\"1\"><w:start w:val=\"32766\"/><w:numFmt w:val=\"lowerRoman\"/><w:lvlText "
    "w:val=\"（%2）\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>"
    "</w:num></w:numbering>";
static const char footnotes[] =
    "<w:footnotes " W "><w:footnote w:id=\"1\"><w:p><w:r><w:t>注</w:t><w:footnoteReference "
    "w:id=\"1\"/></w:r></w:p></w:footnote></w:footnotes>";

/* Every row has its columns, every text is UTF-8. */
static bool take(struct source_sink *sink, struct table *batch) {
    (void)sink;
    for (size_t i = 0; i < batch->row_count * batch->column_count; i++) {
        size_t bad;
        if (!text_is_utf8(batch->cells[i].text, &bad)) abort();
    }
    return true;
}

static void read_all(const struct docx *docx, struct arena *arena, struct diags *diags) {
    struct source_sink sink = {take};
    struct source_spec spec = {.path = "t.docx"};
    docx_give_lines(&spec, docx, &sink, arena, diags);
    docx_give_texts(&spec, docx, &sink, arena, diags);
    docx_give_items(&spec, docx, &sink, arena, diags);
    for (size_t i = 0; i < docx->table_count; i++)
        source_give_sheet(&spec, &docx->tables[i].sheet, &sink, arena, diags);
    for (size_t i = 0; i < diags_size(diags); i++) diag_print(diags_at(diags, i), true, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    const struct file *file = file_from_text(arena, "t.docx", TEXT(""));
    struct text bytes = {arena_copy(arena, (const char *)data, size), size};
    struct docx_parts parts = {
        .document = docx_read_xml(file, "document.xml", bytes, arena, diags),
        .styles = docx_read_xml(file, "styles.xml", text_of(styles), arena, diags),
        .numbering = docx_read_xml(file, "numbering.xml", text_of(numbering), arena, diags),
        .footnotes = docx_read_xml(file, "footnotes.xml", text_of(footnotes), arena, diags)};
    if (parts.document && docx_child(parts.document, "body")) {
        const struct docx *docx = docx_read_body(file, &parts, arena, diags);
        if (docx) read_all(docx, arena, diags);
    }
    arena_free(arena);
    return 0;
}
