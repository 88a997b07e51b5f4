/* The text within a paragraph: runs, fields, links, notes, symbols, and what is left out of it. */
#include <string.h>

#include "base/map.h"
#include "source/docx.h"

enum { SOFT_HYPHEN = 0xAD };

void docx_tally(struct docx_reader *reader, enum docx_count what) {
    struct docx_tally *tally = &reader->tallies[what];
    if (!tally->count++) tally->first = reader->here;
}

/* ---- fields: of their code and result only the result is text */

static bool is_visible(const struct docx_reader *reader) {
    if (reader->field_excess) return false;
    for (size_t i = 0; i < reader->field_count; i++)
        if (!reader->fields[i].result) return false;
    return true;
}

static bool has_contents(const struct docx_reader *reader) {
    for (size_t i = 0; i < reader->field_count; i++)
        if (reader->fields[i].contents) return true;
    return false;
}

static void take_field_mark(struct docx_reader *reader, const xml_node *node) {
    struct text kind = xml_attribute_local(node, "fldCharType");
    if (text_is(kind, "begin")) {
        if (reader->field_count < DOCX_FIELDS_MOST)
            reader->fields[reader->field_count++] = (struct docx_field){0};
        else
            reader->field_excess++;
    } else if (text_is(kind, "separate")) {
        if (!reader->field_excess && reader->field_count)
            reader->fields[reader->field_count - 1].result = true;
    } else if (text_is(kind, "end")) {
        if (reader->field_excess)
            reader->field_excess--;
        else if (reader->field_count)
            reader->field_count--;
    }
    reader->in_contents = has_contents(reader);
}

/* Of a field's code only the first word counts: TOC makes a table of contents. */
static void take_field_code(struct docx_reader *reader, const xml_node *node) {
    struct text code = text_trim(xml_content(node, reader->arena)), word;
    if (!reader->field_count || !text_cut_word(&code, &word) || !text_is(word, "TOC")) return;
    reader->fields[reader->field_count - 1].contents = true;
    reader->in_contents = reader->touched_contents = true;
}

/* ---- characters */

static void take_text(struct docx_reader *reader, const xml_node *node) {
    struct text text = xml_content(node, reader->arena);
    if (!xml_preserves_space(node)) text = text_trim(text);
    if (!is_visible(reader)) return;
    for (const char *at = text.at, *end = text.at + text.length; at < end;) {
        const char *from = at;
        uint32_t c = text_next(&at, end);
        if (c == SOFT_HYPHEN) continue;
        if (c == '\n' || c == '\r' || c == '\t')
            buffer_add(reader->out, " ", 1); /* of the file's layout; tabs have an element */
        else
            buffer_add(reader->out, from, (size_t)(at - from));
    }
}

static void take_character(struct docx_reader *reader, char c) {
    if (is_visible(reader)) buffer_add(reader->out, &c, 1);
}

static void take_break(struct docx_reader *reader, const xml_node *node) {
    struct text kind = xml_attribute_local(node, "type");
    if (!kind.length || text_is(kind, "textWrapping")) take_character(reader, '\n');
}

static uint32_t read_code(struct text digits) {
    uint32_t code = 0;
    if (!digits.length || digits.length > 6) return 0;
    for (size_t i = 0; i < digits.length; i++) {
        const char *const known = "0123456789ABCDEFabcdef";
        const char *found = digits.at[i] ? strchr(known, digits.at[i]) : NULL;
        if (!found) return 0;
        uint32_t digit = (uint32_t)(found - known);
        code = code * 16 + (digit > 15 ? digit - 6 : digit);
    }
    return code;
}

static void take_symbol(struct docx_reader *reader, const xml_node *node) {
    if (!is_visible(reader)) return;
    uint32_t code = read_code(xml_attribute_local(node, "char"));
    uint32_t character = docx_symbol(xml_attribute_local(node, "font"), code);
    if (!character) docx_tally(reader, DOCX_SYMBOLS);
    buffer_add_code_point(reader->out, character ? character : 0xFFFD);
}

/* ---- notes: in brackets behind what they explain */

static struct text note_text(struct docx_reader *reader, const xml_node *note) {
    struct docx_flow flow = {.carried = buffer_new(reader->arena)};
    struct docx_reader inner = *reader;
    inner.in_note = true;
    inner.field_count = inner.field_excess = 0;
    docx_read_blocks(&inner, note, &flow);
    docx_end_flow(&inner, &flow);
    memcpy(reader->tallies, inner.tallies, sizeof reader->tallies);
    reader->failed = reader->failed || inner.failed;
    struct buffer out = buffer_new(reader->arena);
    for (size_t i = 0; i < flow.count; i++) buffer_add_text(&out, flow.at[i].text);
    struct text text = out.length ? buffer_text(&out) : TEXT("");
    if (text_ends(text, TEXT("。"))) text.length -= strlen("。");
    return text;
}

static void take_note(struct docx_reader *reader, const xml_node *node, struct map *notes) {
    const xml_node *note = map_find(notes, xml_attribute_local(node, "id"));
    if (!note || reader->in_note || !is_visible(reader)) return;
    struct text text = note_text(reader, note);
    if (!text.length) return;
    docx_tally(reader, DOCX_NOTES);
    buffer_printf(reader->out, "（注：%.*s）", TEXT_ARGS(text));
}

/* ---- runs and what may stand among them */

static bool holds_text(const xml_node *run) {
    for (const xml_node *child = xml_first_element(run); child; child = xml_next_element(child))
        if (docx_is(child, "t") || docx_is(child, "sym")) return true;
    return false;
}

static void take_run(struct docx_reader *reader, const xml_node *node) {
    const xml_node *properties = docx_child(node, "rPr");
    int hidden = docx_switch(properties, "vanish");
    const xml_node *style = docx_child(properties, "rStyle");
    if (hidden < 0 && style) hidden = docx_style_look(reader->styles, docx_value(style)).hidden;
    if (hidden < 0) hidden = reader->hidden;
    if (hidden != 1) {
        docx_read_runs(reader, node);
        return;
    }
    if (holds_text(node) && is_visible(reader)) docx_tally(reader, DOCX_HIDDEN);
    const xml_node *child = xml_first_element(node);
    for (; child; child = xml_next_element(child)) { /* fields go on being counted */
        if (docx_is(child, "fldChar")) take_field_mark(reader, child);
        if (docx_is(child, "instrText")) take_field_code(reader, child);
    }
}

static void take_control(struct docx_reader *reader, const xml_node *node) {
    const xml_node *properties = docx_child(node, "sdtPr");
    if (docx_switch(properties, "showingPlcHdr") == 1)
        docx_tally(reader, DOCX_PROMPTS);
    else
        docx_read_runs(reader, docx_child(node, "sdtContent"));
}

static void take_simple_field(struct docx_reader *reader, const xml_node *node) {
    struct text code = xml_attribute_local(node, "instr"), word;
    if (text_cut_word(&code, &word) && text_is(word, "TOC")) reader->touched_contents = true;
    docx_read_runs(reader, node);
}

static void take_changed(struct docx_reader *reader, const xml_node *node) {
    docx_tally(reader, DOCX_CHANGES);
    docx_read_runs(reader, node);
}

static void take_formula(struct docx_reader *reader, const xml_node *node) {
    docx_tally(reader, DOCX_FORMULAS);
    for (const xml_node *child = xml_first_element(node); child; child = xml_next_element(child))
        docx_read_runs(reader, child);
}

static void drop_changed(struct docx_reader *reader, const xml_node *node) {
    (void)node;
    docx_tally(reader, DOCX_CHANGES);
}

static void drop(struct docx_reader *reader, const xml_node *node) {
    (void)reader;
    (void)node;
}

static void drop_comment(struct docx_reader *reader, const xml_node *node) {
    (void)node;
    docx_tally(reader, DOCX_COMMENTS);
}

static void take_tab(struct docx_reader *reader, const xml_node *node) {
    (void)node;
    take_character(reader, '\t');
}
static void take_line_end(struct docx_reader *reader, const xml_node *node) {
    (void)node;
    take_character(reader, '\n');
}
static void take_hyphen(struct docx_reader *reader, const xml_node *node) {
    (void)node;
    take_character(reader, '-');
}
static void take_footnote(struct docx_reader *reader, const xml_node *node) {
    take_note(reader, node, reader->footnotes);
}
static void take_endnote(struct docx_reader *reader, const xml_node *node) {
    take_note(reader, node, reader->endnotes);
}
static void take_ruby(struct docx_reader *reader, const xml_node *node) {
    docx_read_runs(reader, docx_child(node, "rubyBase"));
}

static const struct rule {
    const char *name;
    void (*take)(struct docx_reader *reader, const xml_node *node);
} rules[] = {
    {"r", take_run},
    {"t", take_text},
    {"rPr", drop},
    {"pPr", drop},
    {"ins", take_changed},
    {"moveTo", take_changed},
    {"del", drop_changed},
    {"moveFrom", drop_changed},
    {"fldChar", take_field_mark},
    {"instrText", take_field_code},
    {"delText", drop},
    {"delInstrText", drop},
    {"fldSimple", take_simple_field},
    {"tab", take_tab},
    {"ptab", take_tab},
    {"br", take_break},
    {"cr", take_line_end},
    {"noBreakHyphen", take_hyphen},
    {"sym", take_symbol},
    {"footnoteReference", take_footnote},
    {"endnoteReference", take_endnote},
    {"commentReference", drop_comment},
    {"drawing", docx_read_drawing},
    {"pict", docx_read_drawing},
    {"object", docx_read_drawing},
    {"sdt", take_control},
    {"ruby", take_ruby},
};

/* Formulas have their own names for run and text; what is not known is looked into: newer programs
 * wrap runs in elements of their own. */
static void take_other(struct docx_reader *reader, const xml_node *node) {
    if (xml_is(node, "AlternateContent")) {
        const xml_node *chosen = docx_alternative(node);
        if (chosen) docx_read_runs(reader, chosen);
    } else if (xml_is(node, "oMath")) {
        take_formula(reader, node);
    } else if (xml_is(node, "t") && !docx_is(node, "t")) {
        take_text(reader, node);
    } else {
        docx_read_runs(reader, node);
    }
}

void docx_read_runs(struct docx_reader *reader, const xml_node *parent) {
    const xml_node *node = parent ? xml_first_element(parent) : NULL;
    for (; node && !reader->failed; node = xml_next_element(node)) {
        size_t i = 0, count = sizeof rules / sizeof *rules;
        while (i < count && !docx_is(node, rules[i].name)) i++;
        if (i < count)
            rules[i].take(reader, node);
        else
            take_other(reader, node);
    }
}
