/* What is settled before libxml2 sees a byte: size, encoding, UTF-8, no document type declaration.
 */
#include <string.h>
#include <strings.h>

#include "xml/inner.h"

bool xml_is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static size_t skip_blanks(struct text raw, size_t at) {
    while (at < raw.length && xml_is_blank(raw.at[at])) at++;
    return at;
}

static bool stands(struct text raw, size_t at, const char *what) {
    return text_starts(text_slice(raw, at, raw.length), text_of(what));
}

size_t xml_skip_past(struct text raw, size_t at, const char *end) {
    size_t found = text_find(text_slice(raw, at, raw.length), text_of(end));
    return found == SIZE_MAX ? raw.length : at + found + strlen(end);
}

/* The quoted value of encoding= in the XML declaration; empty if there is none. */
static struct text declared_encoding(struct text declaration) {
    struct text none = {NULL, 0};
    size_t at = text_find(declaration, TEXT("encoding"));
    if (at == SIZE_MAX) return none;
    at = skip_blanks(declaration, at + strlen("encoding"));
    if (!stands(declaration, at, "=")) return none;
    at = skip_blanks(declaration, at + 1);
    if (at >= declaration.length) return none;
    const char *from = declaration.at + at + 1;
    size_t left = declaration.length - at - 1;
    const char *quote = left ? memchr(from, declaration.at[at], left) : NULL;
    return quote ? (struct text){from, (size_t)(quote - from)} : none;
}

static bool check_encoding(const struct file *file, size_t start, struct diags *diags) {
    struct text raw = file->bytes;
    struct text first = text_slice(raw, 0, 2);
    if (text_is(first, "\xFF\xFE") || text_is(first, "\xFE\xFF")) {
        diags_add(diags, DIAG_X104, (struct origin){file, 0}, N_("the file is UTF-16"));
        diags_hint(diags, N_("save the file as UTF-8"));
        return false;
    }
    if (!stands(raw, start, "<?xml")) return true;
    struct text encoding =
        declared_encoding(text_slice(raw, start, xml_skip_past(raw, start, "?>")));
    if (!encoding.length || (encoding.length == 5 && !strncasecmp(encoding.at, "UTF-8", 5)))
        return true;
    size_t bad;
    if (!text_is_utf8(encoding, &bad)) encoding = TEXT("?");
    diags_add(diags, DIAG_X104, (struct origin){file, (size_t)(encoding.at - raw.at)},
              N_("the file declares %.*s"), TEXT_ARGS(encoding));
    diags_hint(diags, N_("save the file as UTF-8 and write encoding=\"UTF-8\" in its first line"));
    return false;
}

static bool check_utf8(const struct file *file, struct diags *diags) {
    size_t bad;
    if (!text_is_utf8(file->bytes, &bad)) {
        diags_add(diags, DIAG_X105, (struct origin){file, bad}, N_("byte 0x%02X"),
                  (unsigned)(unsigned char)file->bytes.at[bad]);
        diags_hint(diags, N_("the file may be GBK or GB 18030: save it as UTF-8"));
        return false;
    }
    const char *nul = file->bytes.length ? memchr(file->bytes.at, 0, file->bytes.length) : NULL;
    if (!nul) return true;
    diags_add(diags, DIAG_X101, (struct origin){file, (size_t)(nul - file->bytes.at)},
              N_("a NUL byte"));
    return false;
}

/* A DOCTYPE can stand only before the root element, among comments and instructions. */
static bool check_doctype(const struct file *file, size_t start, struct diags *diags) {
    struct text raw = file->bytes;
    for (size_t at = skip_blanks(raw, start); at < raw.length; at = skip_blanks(raw, at)) {
        if (stands(raw, at, "<!--")) {
            at = xml_skip_past(raw, at + 4, "-->");
        } else if (stands(raw, at, "<?")) {
            at = xml_skip_past(raw, at + 2, "?>");
        } else if (stands(raw, at, "<!DOCTYPE")) {
            diags_add(diags, DIAG_X103, (struct origin){file, at}, "%s", "<!DOCTYPE");
            diags_hint(diags, N_("take the declaration out; characters can be written as they "
                                 "are or as &#160;"));
            return false;
        } else {
            return true;
        }
    }
    return true;
}

bool xml_check_head(const struct file *file, struct diags *diags) {
    if (file->bytes.length > XML_BYTES_MOST) {
        diags_add(diags, DIAG_X106, (struct origin){file, ORIGIN_WHOLE_FILE}, N_("at most %d MiB"),
                  XML_BYTES_MOST / 1024 / 1024);
        return false;
    }
    if (text_trim(text_slice(file->bytes, 0, 4096)).length == 0 && file->bytes.length <= 4096) {
        diags_add(diags, DIAG_X101, (struct origin){file, 0}, N_("the file is empty"));
        return false;
    }
    size_t start = text_starts(file->bytes, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    return check_encoding(file, start, diags) && check_utf8(file, diags) &&
           check_doctype(file, start, diags);
}
