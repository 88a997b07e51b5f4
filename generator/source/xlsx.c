/* .xlsx: from the container to a sheet.  Other spreadsheet files in ZIP containers are told apart.
 */
#include "source/xlsx.h"

#include <libintl.h>

#include "base/file.h"
#include "source/ole.h"

/* ---- what is no .xlsx ---- */

static void add_other(struct xlsx *xlsx, const char *detail) {
    diags_add(xlsx->book.diags, DIAG_D143, book_origin(&xlsx->book), "%s", detail);
    diags_hint(xlsx->book.diags,
               N_("open it in Excel or WPS and save it as \"Excel workbook (*.xlsx)\""));
}

static bool is_open_document(struct xlsx *xlsx) {
    struct text type;
    bool found;
    return zip_has_part(xlsx->zip, "mimetype") &&
           zip_read_part(xlsx->zip, "mimetype", &type, &found, xlsx->book.diags) &&
           text_find(type, TEXT("opendocument")) != SIZE_MAX;
}

static bool check_kind(struct xlsx *xlsx) {
    if (zip_has_part(xlsx->zip, "xl/workbook.bin"))
        add_other(xlsx, gettext("it is a binary workbook (.xlsb)"));
    else if (is_open_document(xlsx))
        add_other(xlsx, gettext("it is an OpenDocument spreadsheet (.ods)"));
    else if (zip_has_part(xlsx->zip, "word/document.xml"))
        add_other(xlsx, gettext("it is a Word file (.docx)"));
    else
        return true;
    return false;
}

/* ---- reading ---- */

/* The parts that belong to the workbook: their names are usual, but not prescribed. */
static bool read_tables(struct xlsx *xlsx) {
    struct xlsx_relations outer = {0}, inner = {0};
    struct book *book = &xlsx->book;
    if (!xlsx_read_relations(xlsx, "", &outer)) return false;
    const struct xlsx_relation *main = xlsx_find_kind(&outer, "officeDocument");
    const char *workbook = main ? main->target : "xl/workbook.xml";
    if (!xlsx_read_relations(xlsx, workbook, &inner)) return false;
    if (!xlsx_read_workbook(xlsx, workbook, &inner)) return false;
    const struct xlsx_relation *styles = xlsx_find_kind(&inner, "styles");
    if (styles && !xlsx_read_styles(xlsx, styles->target)) return false;
    bool named = book->spec->range.length || book->spec->part.length;
    if (named && !xlsx_read_tables(xlsx)) return false;
    const struct xlsx_relation *strings = xlsx_find_kind(&inner, "sharedStrings");
    return !strings || xlsx_read_strings(xlsx, strings->target);
}

static bool read_xlsx(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                      struct diags *diags) {
    const struct file *file = file_read(arena, spec->path, SOURCE_BYTES_MOST, spec->origin, diags);
    if (!file) return false;
    struct xlsx xlsx = {.book = {.spec = spec, .bytes = file, .arena = arena, .diags = diags}};
    struct book_choice choice;
    xlsx.zip = zip_open_parts(file, ZIP_WORKBOOK, arena, diags);
    if (!xlsx.zip || !check_kind(&xlsx) || !read_tables(&xlsx)) return false;
    if (!book_choose(&xlsx.book, &choice)) return false;
    bool good;
    struct sheet *sheet = xlsx_read_sheet(&xlsx, &choice, &good);
    return sheet && source_give_sheet(spec, sheet, sink, arena, diags) && good;
}

static int claim_xlsx(const char *path, struct text head) {
    static const char *const extensions[] = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb",
                                             ".ods",  ".et",   ".ett",  NULL};
    static const char *const words[] = {".docx", ".docm", ".dotx", ".odt", NULL};
    if (source_has_extension(path, extensions)) return SOURCE_SURE;
    bool zip = text_starts(head, TEXT("PK\3\4")) && !source_has_extension(path, words);
    return zip ? SOURCE_GUESS : SOURCE_NO_CLAIM;
}

const struct source_kind source_xlsx = {"xlsx", claim_xlsx, read_xlsx,
                                        SOURCE_TAKES_HEADING | SOURCE_TAKES_PART |
                                            SOURCE_TAKES_SHEET | SOURCE_TAKES_AREA};
