/* Word files (.docx of Word, WPS and LibreOffice): what is written, item by item or paragraph by
 * paragraph, and the tables.
 *
 *   table="texts"          a row a paragraph: section (heading of the first level), order,
 * paragraph table="items"          a row a heading: section, code, order, level, title, text
 *   plan.docx#2, or any other table   the second table, or the one with this caption, as a sheet
 *   without a table (show) a row a paragraph, with its number, level and title */
#include "source/docx.h"

#include <string.h>

#include "base/file.h"

/* ---- which table is meant */

/* What the path says behind #, else sheet="…"; empty: none is named. */
static struct text table_name(const struct source_spec *spec) {
    return text_trim(spec->part.length ? spec->part : spec->sheet);
}

/* "表1 重点任务分工表": the words behind the number. */
static struct text without_number(struct text caption) {
    if (!text_starts(caption, TEXT("表")) && !text_starts(caption, TEXT("附表"))) return caption;
    size_t at = text_find(caption, TEXT("表")) + strlen("表");
    for (; at < caption.length; at++) {
        char c = caption.at[at];
        if (!((c >= '0' && c <= '9') || c == '-' || c == '.' || c == ' ')) break;
    }
    struct text rest = text_trim(text_slice(caption, at, caption.length));
    if (text_starts(rest, TEXT("："))) rest = text_trim(text_slice(rest, 3, rest.length));
    return rest;
}

static bool is_called(const struct docx_table *table, struct text name) {
    return table->caption.length &&
           (text_equal(table->caption, name) || text_equal(without_number(table->caption), name) ||
            text_equal(table->sheet.name, name));
}

static void list_tables(const struct docx *docx, struct arena *arena, struct diags *diags) {
    enum { LISTED_MOST = 20 };
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < docx->table_count && i < LISTED_MOST; i++) {
        struct text caption = docx->tables[i].caption;
        buffer_printf(&out, i ? ", #%zu" : "#%zu", i + 1);
        if (caption.length) buffer_printf(&out, " (%.*s)", TEXT_ARGS(caption));
    }
    if (docx->table_count > LISTED_MOST) buffer_add_text(&out, TEXT(" …"));
    if (docx->table_count)
        diags_hint(diags, N_("write the table's number or caption behind the file's name: %s"),
                   out.at);
    else
        diags_hint(diags, N_("the file has no tables; table=\"texts\" and table=\"items\" read "
                             "what is written in it"));
}

static const struct docx_table *find_table(const struct docx *docx, struct text name,
                                           struct arena *arena, struct diags *diags) {
    struct origin whole = {docx->file, ORIGIN_WHOLE_FILE};
    if (!name.length && docx->table_count == 1) return &docx->tables[0];
    if (!name.length) {
        diags_add(diags, DIAG_D185, whole, "%s", "");
        list_tables(docx, arena, diags);
        return NULL;
    }
    size_t number = (size_t)docx_number(name, DOCX_TABLES_MOST + 1, 0);
    if (number >= 1 && number <= docx->table_count) return &docx->tables[number - 1];
    for (size_t i = 0; i < docx->table_count; i++)
        if (is_called(&docx->tables[i], name)) return &docx->tables[i];
    diags_add(diags, DIAG_D184, whole, "%.*s", TEXT_ARGS(name));
    list_tables(docx, arena, diags);
    return NULL;
}

/* ---- the kind */

static bool read_docx(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                      struct diags *diags) {
    struct text name = table_name(spec);
    const struct file *file = file_read(arena, spec->path, SOURCE_BYTES_MOST, spec->origin, diags);
    struct docx_parts parts;
    if (!file || !docx_open_parts(file, &parts, arena, diags)) return false;
    struct docx *docx = docx_read_body(file, &parts, arena, diags);
    if (!docx) return false;
    if (!name.length && text_is(spec->table, "texts"))
        return docx_give_texts(spec, docx, sink, arena, diags);
    if (!name.length && text_is(spec->table, "items"))
        return docx_give_items(spec, docx, sink, arena, diags);
    if (!name.length && !spec->table.length) return docx_give_lines(spec, docx, sink, arena, diags);
    const struct docx_table *table = find_table(docx, name, arena, diags);
    return table && source_give_sheet(spec, &table->sheet, sink, arena, diags);
}

static int claim_docx(const char *path, struct text head) {
    /* The last ones cannot be read, but are told apart better here than anywhere. */
    static const char *const extensions[] = {".docx", ".docm", ".dotx", ".dotm", ".doc",
                                             ".wps",  ".odt",  ".rtf",  NULL};
    if (source_has_extension(path, extensions)) return SOURCE_SURE;
    bool zip = text_starts(head, TEXT("PK\3\4"));
    return zip && text_find(head, TEXT("word/")) != SIZE_MAX ? SOURCE_GUESS : SOURCE_NO_CLAIM;
}

const struct source_kind source_docx = {
    "docx", claim_docx, read_docx, SOURCE_TAKES_HEADING | SOURCE_TAKES_PART | SOURCE_TAKES_SHEET};
