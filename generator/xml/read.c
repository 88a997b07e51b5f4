/* Reading: bytes → libxml2 tree, each element with its place.
 *
 * libxml2's own SAX2 handlers build the tree; ours stand before them and note where the parser is.
 * No network, no DTD, no entity but the five of XML; faults go to the diagnostics only. */
#include "xml/xml.h"

#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "xml/inner.h"

struct reading {
    const struct file *file;
    struct arena *arena;
    struct diags *diags;
    size_t head; /* bytes of the byte order mark */
    bool failed, fatal;
};

/* Offset in the file of the next byte that the parser reads. */
static size_t place(xmlParserCtxtPtr parser) {
    const struct reading *reading = parser->_private;
    size_t most = reading->file->bytes.length;
    const xmlParserInput *input = parser->input;
    if (!input) return most;
    size_t offset = reading->head + (size_t)input->consumed + (size_t)(input->cur - input->base);
    return offset < most ? offset : most;
}

/* Offset of the last `<` before `from`. */
static size_t tag_start(const struct file *file, size_t from) {
    while (from > 0 && file->bytes.at[from] != '<') from--;
    return from;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted, const xmlChar **attributes) {
    xmlParserCtxtPtr parser = context;
    struct reading *reading = parser->_private;
    xmlSAX2StartElementNs(context, name, prefix, uri, namespace_count, namespaces, attribute_count,
                          defaulted, attributes);
    if (!parser->node) return;
    size_t at = place(parser); /* before `>` or `/>`; no raw `<` stands in a tag */
    struct record *record = ARENA_NEW(reading->arena, struct record);
    bool empty = at < reading->file->bytes.length && reading->file->bytes.at[at] == '/';
    *record = (struct record){.start = tag_start(reading->file, at ? at - 1 : 0),
                              .open_end = at + (empty ? 2 : 1)};
    record->end = record->open_end;
    parser->node->_private = record;
    if (parser->nodeNr <= XML_DEPTH_MOST) return;
    diags_add(reading->diags, DIAG_X102, (struct origin){reading->file, record->start},
              N_("more than %d elements within one another"), XML_DEPTH_MOST);
    reading->failed = reading->fatal = true;
    xmlStopParser(parser);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri) {
    xmlParserCtxtPtr parser = context;
    if (parser->node && parser->node->_private)
        ((struct record *)parser->node->_private)->end = place(parser);
    xmlSAX2EndElementNs(context, name, prefix, uri);
}

/* The first fatal error is the one to trust; what follows it is mostly its echo. */
static void take_error(void *context, xmlErrorPtr error) {
    xmlParserCtxtPtr parser = context;
    struct reading *reading = parser->_private;
    if (!reading || reading->fatal || error->level < XML_ERR_ERROR) return;
    struct fault fault = {reading->file, place(parser), error, parser->node};
    xml_add_fault(&fault, reading->arena, reading->diags);
    reading->failed = true;
    reading->fatal = error->level == XML_ERR_FATAL;
}

static void set_handlers(xmlParserCtxtPtr parser, struct reading *reading) {
    xmlCtxtUseOptions(parser,
                      XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_HUGE | XML_PARSE_COMPACT);
    parser->_private = reading;
    parser->sax->startElementNs = start_element;
    parser->sax->endElementNs = end_element;
    parser->sax->comment = NULL;
    parser->sax->processingInstruction = NULL;
    parser->sax->cdataBlock = NULL; /* then CDATA is handed on as characters */
    parser->sax->serror = take_error;
}

static xmlDocPtr parse(struct reading *reading) {
    struct text bytes = reading->file->bytes;
    reading->head = text_starts(bytes, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    struct text body = text_slice(bytes, reading->head, bytes.length);
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(body.at, (int)body.length);
    if (!parser) return NULL;
    set_handlers(parser, reading);
    xmlParseDocument(parser);
    xmlDocPtr doc = parser->myDoc;
    bool sound = parser->wellFormed && !reading->failed;
    xmlFreeParserCtxt(parser);
    if (sound) return doc;
    xmlFreeDoc(doc);
    return NULL;
}

xml_node *xml_read(const struct file *file, struct arena *arena, struct diags *diags) {
    if (!xml_check_head(file, diags)) return NULL;
    struct reading reading = {.file = file, .arena = arena, .diags = diags};
    xmlDocPtr doc = parse(&reading);
    if (!doc) {
        if (!reading.failed)
            diags_add(diags, DIAG_X101, (struct origin){file, 0}, N_("no root element"));
        return NULL;
    }
    xml_home_new(arena, file, doc);
    return xmlDocGetRootElement(doc);
}
