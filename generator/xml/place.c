/* Places: which byte of the input a byte of a text or of an attribute's value came from. */
#include <string.h>

#include "xml/inner.h"

static struct text rest_of(struct text raw, size_t at) {
    return text_slice(raw, at, raw.length);
}

/* Bytes of UTF-8 that a character reference such as &#x4E2D; or &#160; stands for. */
static size_t reference_bytes(struct text reference) {
    bool hexadecimal = reference.length > 2 && reference.at[2] == 'x';
    uint32_t code = 0;
    for (size_t i = hexadecimal ? 3 : 2; i < reference.length && code < 0x110000; i++) {
        char c = reference.at[i];
        uint32_t digit = c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10);
        code = code * (hexadecimal ? 16 : 10) + digit;
    }
    char bytes[4];
    return text_encode(code, bytes);
}

/* One step: how many raw bytes make how many bytes of text. */
struct step {
    size_t raw, made;
};

static struct step plain_step(struct text raw, size_t at) {
    bool pair = raw.at[at] == '\r' && at + 1 < raw.length && raw.at[at + 1] == '\n';
    return (struct step){pair ? 2 : 1, 1};
}

static struct step reference_step(struct text raw, size_t at) {
    const char *from = raw.at + at;
    const char *end = memchr(from, ';', raw.length - at);
    if (!end) return (struct step){1, 1};
    struct text reference = {from, (size_t)(end - from)};
    bool coded = reference.length > 1 && reference.at[1] == '#';
    return (struct step){reference.length + 1, coded ? reference_bytes(reference) : 1};
}

/* Passes over what makes no text: comments, instructions, the marks of CDATA. */
static size_t skip_markup(struct text raw, size_t at, bool *in_cdata) {
    for (;;) {
        struct text rest = rest_of(raw, at);
        if (*in_cdata && text_starts(rest, TEXT("]]>"))) {
            *in_cdata = false;
            at += 3;
        } else if (*in_cdata) {
            return at;
        } else if (text_starts(rest, TEXT("<![CDATA["))) {
            *in_cdata = true;
            at += 9;
        } else if (text_starts(rest, TEXT("<!--"))) {
            at = xml_skip_past(raw, at + 4, "-->");
        } else if (text_starts(rest, TEXT("<?"))) {
            at = xml_skip_past(raw, at + 2, "?>");
        } else {
            return at;
        }
    }
}

size_t xml_raw_advance(struct text raw, size_t at, size_t index, bool in_attribute) {
    bool in_cdata = false;
    for (size_t made = 0; at < raw.length;) {
        if (!in_attribute) at = skip_markup(raw, at, &in_cdata);
        if (at >= raw.length || (raw.at[at] == '<' && !in_cdata && !in_attribute)) break;
        struct step step =
            raw.at[at] == '&' && !in_cdata ? reference_step(raw, at) : plain_step(raw, at);
        if (made + step.made > index) break;
        made += step.made;
        at += step.raw;
    }
    return at;
}

static size_t text_start(const xml_node *node) {
    if (node->prev && node->prev->type == XML_ELEMENT_NODE) return xml_record(node->prev)->end;
    return xml_record(node->parent)->open_end;
}

struct origin xml_text_origin(const xml_node *text_node, size_t index) {
    const struct file *file = xml_home(text_node)->file;
    if (!file) return ORIGIN_NONE;
    size_t start = text_start(text_node);
    return (struct origin){file, xml_raw_advance(file->bytes, start, index, false)};
}

struct origin xml_origin(const xml_node *node) {
    if (xml_is_text(node)) return xml_text_origin(node, 0);
    const struct file *file = xml_home(node)->file;
    return file ? (struct origin){file, xml_record(node)->start} : ORIGIN_NONE;
}

/* Where an attribute stands in a raw start tag. */
struct spot {
    size_t name, value; /* first bytes; value is 0 if there is no such attribute */
};

static struct spot find_spot(struct text tag, struct text name, size_t before) {
    struct spot none = {0, 0};
    size_t at = 0;
    while (at < tag.length && !xml_is_blank(tag.at[at])) at++;
    while (at < tag.length) {
        while (at < tag.length && xml_is_blank(tag.at[at])) at++;
        size_t from = at;
        while (at < tag.length && tag.at[at] != '=' && !xml_is_blank(tag.at[at])) at++;
        bool hit = text_equal(text_slice(tag, from, at), name);
        while (at < tag.length && tag.at[at] != '"' && tag.at[at] != '\'') at++;
        if (at >= tag.length) return none;
        size_t value = at + 1;
        if (hit && before-- == 0) return (struct spot){from, value};
        const char *quote = memchr(tag.at + value, tag.at[at], tag.length - value);
        if (!quote) return none;
        at = (size_t)(quote - tag.at) + 1;
    }
    return none;
}

size_t xml_find_attribute(struct text tag, struct text name, size_t before) {
    return find_spot(tag, name, before).name;
}

static struct text start_tag(const xml_node *element, const struct file *file) {
    const struct record *record = xml_record(element);
    return text_slice(file->bytes, record->start, record->open_end);
}

struct origin xml_attribute_origin(const xml_node *node, const char *attribute, size_t index) {
    struct origin origin = xml_origin(node);
    if (!origin.file || xml_is_text(node)) return origin;
    struct text tag = start_tag(node, origin.file);
    struct spot spot = find_spot(tag, text_of(attribute), 0);
    if (!spot.value) return origin;
    size_t length = xml_attribute(node, attribute).length;
    if (index > length) index = length;
    origin.offset += xml_raw_advance(tag, spot.value, index, true);
    return origin;
}

struct origin xml_attribute_name_origin(const xml_node *node, struct text attribute) {
    struct origin origin = xml_origin(node);
    if (!origin.file || xml_is_text(node)) return origin;
    origin.offset += find_spot(start_tag(node, origin.file), attribute, 0).name;
    return origin;
}
