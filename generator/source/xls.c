/* .xls: from the OLE container to a sheet.  Read by hand: the libraries at hand leave out what
 * formulas gave, and errors, without a word. */
#include "source/xls.h"

#include <libintl.h>

#include "base/file.h"
#include "source/ole.h"
#include "source/zip.h"

enum { BYTES_MOST = 256 << 20 };

bool xls_refuse(struct xls *xls, const char *detail) {
    zip_add_damage(xls->book.diags, book_origin(&xls->book), ZIP_WORKBOOK, detail);
    return false;
}

static bool check_content(struct xls *xls) {
    switch (ole_look(xls->book.bytes->bytes)) {
    case OLE_WORKBOOK:
        if (ole_read_workbook(xls->book.bytes->bytes, xls->book.arena, &xls->stream)) return true;
        return xls_refuse(xls, gettext("it ends before its sheets do"));
    case OLE_BOOK:
        diags_add(xls->book.diags, DIAG_D143, book_origin(&xls->book),
                  N_("it is a workbook of Excel 95 or before"));
        diags_hint(xls->book.diags,
                   N_("open it in Excel or WPS and save it as \"Excel workbook (*.xlsx)\""));
        return false;
    case OLE_NONE:
    case OLE_DAMAGED:
    case OLE_ENCRYPTED:
    case OLE_DOCUMENT:
    case OLE_OTHER: zip_add_other(xls->book.bytes, ZIP_WORKBOOK, xls->book.diags); return false;
    }
    return false;
}

static bool read_xls(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                     struct diags *diags) {
    const struct file *file = file_read(arena, spec->path, BYTES_MOST, spec->origin, diags);
    if (!file) return false;
    struct xls xls = {.book = {.spec = spec, .bytes = file, .arena = arena, .diags = diags}};
    struct book_choice choice;
    bool good;
    if (!check_content(&xls) || !xls_read_workbook(&xls) || !book_choose(&xls.book, &choice))
        return false;
    struct sheet *sheet = xls_read_sheet(&xls, &choice, &good);
    return sheet && source_give_sheet(spec, sheet, sink, arena, diags) && good;
}

static int claim_xls(const char *path, struct text head) {
    static const char *const extensions[] = {".xls", ".xlt", NULL};
    static const char *const words[] = {".doc", ".docx", ".dot", ".docm", ".wps", NULL};
    if (ole_claims(head))
        return source_has_extension(path, words) ? SOURCE_NO_CLAIM : SOURCE_SURE + 1;
    bool zip = text_starts(head, TEXT("PK\3\4"));
    return source_has_extension(path, extensions) && !zip ? SOURCE_SURE : SOURCE_NO_CLAIM;
}

const struct source_kind source_xls = {"xls", claim_xls, read_xls,
                                       SOURCE_TAKES_HEADING | SOURCE_TAKES_PART |
                                           SOURCE_TAKES_SHEET | SOURCE_TAKES_AREA};
