/* libxml2's push parser with handlers of our own; no tree is built. */
#include "source/ooxml.h"

#include <libintl.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>

enum { TEXT_MOST = SOURCE_CELL_BYTES_MOST };

struct ooxml_state {
    xmlParserCtxtPtr parser;
    struct zip_parts *zip;
    const struct file *file;
    const char *name;
    struct ooxml_reader *reader;
    struct diags *diags;
    size_t depth, foreign; /* elements open; of others' namespaces, counted from the outermost */
    const xmlChar *uri;    /* the namespace seen last, and whether it is ours */
    bool ours, stopped, good;
    size_t run; /* bytes of text since the last tag */
};

static bool is_one_of(const char *uri, const char *const *names) {
    for (; *names; names++)
        if (strcmp(uri, *names) == 0) return true;
    return false;
}

static bool is_ours(const xmlChar *uri) {
    static const char *const names[] = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
        NULL,
    };
    return uri && is_one_of((const char *)uri, names);
}

static bool is_relation(const xmlChar *uri) {
    static const char *const names[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        NULL,
    };
    return uri && is_one_of((const char *)uri, names);
}

void ooxml_stop(struct ooxml_reader *reader, bool good) {
    struct ooxml_state *state = reader->state;
    if (state->stopped) return;
    state->stopped = true;
    state->good = good;
    xmlStopParser(state->parser);
}

void ooxml_damaged(struct ooxml_reader *reader, const char *detail) {
    struct ooxml_state *state = reader->state;
    if (state->stopped) return;
    struct arena *arena = arena_new();
    zip_add_damage(state->diags, (struct origin){state->file, ORIGIN_WHOLE_FILE}, ZIP_WORKBOOK,
                   arena_printf(arena, "%s: %s", state->name, detail));
    arena_free(arena);
    ooxml_stop(reader, false);
}

/* ---- what libxml2 calls ---- */

static struct ooxml_reader *reader_of(void *context) {
    xmlParserCtxtPtr parser = context;
    return ((struct ooxml_state *)parser->_private)->reader;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted, const xmlChar **attributes) {
    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
    struct ooxml_reader *reader = reader_of(context);
    struct ooxml_state *state = reader->state;
    if (state->stopped) return;
    state->run = 0;
    if (++state->depth > OOXML_DEPTH_MOST) {
        ooxml_damaged(reader, gettext("its elements are nested too deep"));
        return;
    }
    if (uri != state->uri) {
        state->uri = uri;
        state->ours = is_ours(uri);
    }
    if (state->foreign || !state->ours) {
        state->foreign++;
        return;
    }
    struct ooxml_attributes list = {attributes, (size_t)attribute_count};
    reader->start(reader, (const char *)name, &list);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri) {
    (void)prefix, (void)uri;
    struct ooxml_reader *reader = reader_of(context);
    struct ooxml_state *state = reader->state;
    if (state->stopped) return;
    state->run = 0;
    state->depth--;
    if (state->foreign)
        state->foreign--;
    else
        reader->end(reader, (const char *)name);
}

static void take_characters(void *context, const xmlChar *at, int length) {
    struct ooxml_reader *reader = reader_of(context);
    struct ooxml_state *state = reader->state;
    if (state->stopped || state->foreign) return;
    state->run += (size_t)length;
    if (state->run > TEXT_MOST)
        ooxml_damaged(reader, gettext("a text in it is too long"));
    else
        reader->characters(reader, (struct text){(const char *)at, (size_t)length});
}

static void refuse_type(void *context, const xmlChar *name, const xmlChar *public,
                        const xmlChar *system) {
    (void)name, (void)public, (void)system;
    ooxml_damaged(reader_of(context),
                  gettext("it declares a document type, which no workbook does"));
}

static void take_error(void *context, xmlErrorPtr error) {
    xmlParserCtxtPtr parser = context;
    if (!parser->_private || error->level < XML_ERR_FATAL) return;
    struct ooxml_reader *reader = reader_of(context);
    ooxml_damaged(reader, gettext("it is not well-formed XML"));
}

static xmlSAXHandler handlers(void) {
    xmlSAXHandler sax = {0};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = start_element;
    sax.endElementNs = end_element;
    sax.characters = take_characters;
    sax.ignorableWhitespace = take_characters;
    sax.internalSubset = refuse_type;
    sax.serror = take_error;
    return sax;
}

/* ---- reading ---- */

static bool begin(struct ooxml_state *state) {
    xmlSAXHandler sax = handlers();
    state->parser = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    if (!state->parser) return false;
    state->parser->_private = state;
    xmlCtxtUseOptions(state->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
    state->reader->state = state;
    return true;
}

static bool take_piece(void *context, struct text piece) {
    struct ooxml_state *state = context;
    xmlParseChunk(state->parser, piece.at, (int)piece.length, 0);
    return !state->stopped;
}

static bool end(struct ooxml_state *state, bool whole) {
    if (whole && !state->stopped) {
        xmlParseChunk(state->parser, NULL, 0, 1);
        if (!state->stopped && !state->parser->wellFormed)
            ooxml_damaged(state->reader, gettext("it is not well-formed XML"));
    }
    bool good = state->stopped ? state->good : whole;
    if (state->parser->myDoc) xmlFreeDoc(state->parser->myDoc);
    xmlFreeParserCtxt(state->parser);
    state->reader->state = NULL;
    return good;
}

bool ooxml_read(struct zip_parts *zip, const char *name, struct ooxml_reader *reader, bool *found,
                struct diags *diags) {
    struct ooxml_state state = {
        .zip = zip, .file = zip_file_of(zip), .name = name, .reader = reader, .diags = diags};
    if (!begin(&state)) return false;
    bool whole = zip_stream_part(zip, name, take_piece, &state, found, diags);
    return end(&state, whole);
}

bool ooxml_read_bytes(const struct file *file, const char *name, struct text bytes,
                      struct ooxml_reader *reader, struct diags *diags) {
    struct ooxml_state state = {.file = file, .name = name, .reader = reader, .diags = diags};
    if (!begin(&state)) return false;
    bool whole = take_piece(&state, bytes);
    return end(&state, whole);
}

/* ---- attributes and texts ---- */

enum { NAME, PREFIX, URI, VALUE, VALUE_END, EACH };

static struct text value_at(const struct ooxml_attributes *attributes, size_t index) {
    const unsigned char **at = attributes->at + EACH * index;
    return (struct text){(const char *)at[VALUE], (size_t)(at[VALUE_END] - at[VALUE])};
}

struct text ooxml_attribute(const struct ooxml_attributes *attributes, const char *name) {
    for (size_t i = 0; i < attributes->count; i++) {
        const unsigned char **at = attributes->at + EACH * i;
        if (!at[URI] && strcmp((const char *)at[NAME], name) == 0) return value_at(attributes, i);
    }
    return TEXT("");
}

struct text ooxml_relation(const struct ooxml_attributes *attributes, const char *name) {
    for (size_t i = 0; i < attributes->count; i++) {
        const unsigned char **at = attributes->at + EACH * i;
        if (strcmp((const char *)at[NAME], name) == 0 && is_relation(at[URI]))
            return value_at(attributes, i);
    }
    return TEXT("");
}

bool ooxml_keeps_blanks(const struct ooxml_attributes *attributes) {
    for (size_t i = 0; i < attributes->count; i++) {
        const unsigned char **at = attributes->at + EACH * i;
        if (at[PREFIX] && strcmp((const char *)at[PREFIX], "xml") == 0 &&
            strcmp((const char *)at[NAME], "space") == 0)
            return text_is(value_at(attributes, i), "preserve");
    }
    return false;
}

bool ooxml_is_true(struct text value) {
    return text_is(value, "1") || text_is(value, "true");
}

bool ooxml_number(struct text text, size_t most, size_t *number) {
    size_t sum = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return false;
        sum = sum * 10 + (size_t)(text.at[i] - '0');
        if (sum > most) return false;
    }
    *number = sum;
    return text.length > 0;
}

/* Reads _x000D_ at the start of the text. */
static bool read_escape(struct text text, uint32_t *code) {
    if (text.length < 7 || text.at[0] != '_' || text.at[1] != 'x' || text.at[6] != '_')
        return false;
    *code = 0;
    for (size_t i = 2; i < 6; i++) {
        const char *digits = "0123456789abcdef";
        const char *digit =
            text.at[i] ? strchr(digits, text.at[i] | (text.at[i] >= 'A' ? 32 : 0)) : 0;
        if (!digit) return false;
        *code = *code << 4 | (uint32_t)(digit - digits);
    }
    return true;
}

static bool is_xml_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A code unit of UTF-16; two of them may make one character. */
static size_t add_escape(struct buffer *out, struct text rest, uint32_t code) {
    uint32_t second;
    if (code >= 0xD800 && code < 0xDC00 && read_escape(text_slice(rest, 7, rest.length), &second) &&
        second >= 0xDC00 && second < 0xE000) {
        buffer_add_code_point(out, 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00));
        return 14;
    }
    bool none = code == 0 || (code >= 0xD800 && code < 0xE000);
    buffer_add_code_point(out, none ? 0xFFFD : code);
    return 7;
}

void ooxml_add_text(struct buffer *out, struct text raw, bool keep_blanks) {
    while (!keep_blanks && raw.length && is_xml_blank(raw.at[0]))
        raw = text_slice(raw, 1, raw.length);
    while (!keep_blanks && raw.length && is_xml_blank(raw.at[raw.length - 1])) raw.length--;
    size_t from = 0;
    for (size_t i = 0; i < raw.length;) {
        uint32_t code;
        struct text rest = text_slice(raw, i, raw.length);
        if (raw.at[i] != '_' || !read_escape(rest, &code)) {
            i++;
            continue;
        }
        buffer_add_text(out, text_slice(raw, from, i));
        i += add_escape(out, rest, code);
        from = i;
    }
    buffer_add_text(out, text_slice(raw, from, raw.length));
}
