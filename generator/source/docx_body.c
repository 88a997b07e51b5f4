/* The body of a Word file: paragraphs in order, as they read once all changes are accepted.
 *
 * A paragraph whose mark was deleted runs on into the next one, as Word would join them. */
#include <string.h>

#include "base/map.h"
#include "source/docx.h"

/* ---- places */

static char *describe(const struct file *file, size_t offset, struct arena *arena) {
    if (offset == ORIGIN_WHOLE_FILE || !offset) return arena_printf(arena, "%s", file->name);
    return arena_printf(arena, "%s!¶%zu", file->name, offset);
}

const struct file *docx_file(const struct file *bytes, struct arena *arena) {
    struct file *file = ARENA_NEW(arena, struct file);
    *file = (struct file){.name = bytes->name, .bytes = bytes->bytes, .describe = describe};
    return file;
}

struct origin docx_origin(const struct docx *docx, size_t paragraph) {
    return (struct origin){docx->file, paragraph};
}

void docx_refuse(struct docx_reader *reader, const char *format, int most) {
    diags_add(reader->diags, DIAG_D108, reader->here, format, most);
    diags_hint(reader->diags,
               N_("leave out what the report does not need, or divide the file: a job "
                  "may name several sources of one table"));
    reader->failed = true;
}

/* ---- paragraphs */

static void add_paragraph(struct docx_reader *reader, struct docx_flow *flow,
                          struct docx_paragraph paragraph) {
    if (flow->count == DOCX_PARAGRAPHS_MOST) {
        docx_refuse(reader, N_("at most %d paragraphs"), DOCX_PARAGRAPHS_MOST);
        return;
    }
    ARENA_GROW(reader->arena, flow->at, flow->count, flow->room);
    flow->at[flow->count++] = paragraph;
}

/* True if accepting all changes takes the paragraph's mark away. */
static bool mark_is_deleted(struct docx_reader *reader, const xml_node *properties) {
    const xml_node *mark = docx_child(properties, "rPr");
    bool deleted = docx_child(mark, "del") || docx_child(mark, "moveFrom");
    if (deleted || docx_child(mark, "ins") || docx_child(mark, "moveTo"))
        docx_tally(reader, DOCX_CHANGES);
    return deleted;
}

static struct docx_look look_at(struct docx_reader *reader, const xml_node *properties) {
    struct text style = docx_value(docx_child(properties, "pStyle"));
    struct docx_look look = docx_style_look(reader->styles, style);
    docx_look_apply(&look, properties);
    return look;
}

static struct text make_label(struct docx_reader *reader, const struct docx_look *look) {
    struct docx_label label = docx_numbering_next(reader->numbering, look, reader->arena);
    if (label.bullet) docx_tally(reader, DOCX_BULLETS);
    if (label.odd) docx_tally(reader, DOCX_FORMATS);
    return label.text;
}

/* Adds a paragraph that shows something, and the text boxes that hang on it. */
static void end_paragraph(struct docx_reader *reader, struct docx_flow *flow,
                          struct docx_paragraph paragraph, const struct docx_flow *boxes) {
    paragraph.text = text_trim(paragraph.text);
    if (paragraph.text.length > SOURCE_CELL_BYTES_MOST) {
        docx_refuse(reader, N_("at most %d bytes in a paragraph"), SOURCE_CELL_BYTES_MOST);
        return;
    }
    bool shows = paragraph.text.length || paragraph.label.length;
    if (!shows && !boxes->count) return;
    if (flow->counts) paragraph.number = ++reader->body_count;
    if (shows) add_paragraph(reader, flow, paragraph);
    for (size_t i = 0; i < boxes->count && !reader->failed; i++) {
        struct docx_paragraph inside = boxes->at[i];
        inside.number = paragraph.number;
        add_paragraph(reader, flow, inside);
    }
}

static void read_paragraph(struct docx_reader *reader, const xml_node *node,
                           struct docx_flow *flow) {
    struct docx_reader outer = *reader;
    const xml_node *properties = docx_child(node, "pPr");
    struct docx_look look = look_at(reader, properties);
    struct docx_flow boxes = {.carried = buffer_new(reader->arena)};
    if (flow->counts) reader->here = docx_origin(reader->docx, reader->body_count + 1);
    reader->out = &flow->carried;
    reader->boxes = &boxes;
    reader->hidden = look.hidden;
    reader->touched_contents = reader->in_contents;
    bool runs_on = mark_is_deleted(reader, properties);
    docx_read_runs(reader, node);
    if (reader->touched_contents) look.role = DOCX_CONTENTS;
    reader->out = outer.out;
    reader->boxes = outer.boxes;
    reader->hidden = outer.hidden;
    reader->touched_contents = outer.touched_contents;
    if (runs_on && !boxes.count) return;
    struct docx_paragraph paragraph = {.label = make_label(reader, &look), .look = look};
    paragraph.text = flow->carried.length ? buffer_text(&flow->carried) : TEXT("");
    flow->carried = buffer_new(reader->arena);
    end_paragraph(reader, flow, paragraph, &boxes);
}

void docx_end_flow(struct docx_reader *reader, struct docx_flow *flow) {
    if (!flow->carried.length) return;
    struct docx_flow boxes = {0};
    struct docx_paragraph paragraph = {.label = TEXT(""), .text = buffer_text(&flow->carried)};
    flow->carried = buffer_new(reader->arena);
    end_paragraph(reader, flow, paragraph, &boxes);
}

struct text docx_flow_text(const struct docx_flow *flow, struct arena *arena) {
    if (flow->count == 1 && !flow->at[0].label.length) return flow->at[0].text;
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < flow->count; i++)
        buffer_printf(&out, i ? "\n%.*s%.*s" : "%.*s%.*s", TEXT_ARGS(flow->at[i].label),
                      TEXT_ARGS(flow->at[i].text));
    return out.length ? text_trim(buffer_text(&out)) : TEXT("");
}

/* ---- blocks */

static bool is_contents(const xml_node *control) {
    const xml_node *part = docx_child(docx_child(control, "sdtPr"), "docPartObj");
    return text_is(docx_value(docx_child(part, "docPartGallery")), "Table of Contents");
}

static void read_control(struct docx_reader *reader, const xml_node *node, struct docx_flow *flow) {
    if (docx_switch(docx_child(node, "sdtPr"), "showingPlcHdr") == 1) {
        docx_tally(reader, DOCX_PROMPTS);
        return;
    }
    bool outer = reader->in_contents;
    if (is_contents(node)) reader->in_contents = true;
    size_t first = flow->count;
    const xml_node *content = docx_child(node, "sdtContent");
    if (content) docx_read_blocks(reader, content, flow);
    if (is_contents(node))
        for (size_t i = first; i < flow->count; i++) flow->at[i].look.role = DOCX_CONTENTS;
    reader->in_contents = outer;
}

static void read_block(struct docx_reader *reader, const xml_node *node, struct docx_flow *flow) {
    if (docx_is(node, "p")) {
        read_paragraph(reader, node, flow);
    } else if (docx_is(node, "tbl")) {
        if (flow->counts)
            docx_read_table(reader, node);
        else
            docx_join_table(reader, node, flow);
    } else if (docx_is(node, "sdt")) {
        read_control(reader, node, flow);
    } else if (docx_is(node, "altChunk") || docx_is(node, "subDoc")) {
        docx_tally(reader, DOCX_INSERTED_FILES);
    } else if (docx_is(node, "del") || docx_is(node, "moveFrom")) {
        docx_tally(reader, DOCX_CHANGES);
    } else if (docx_is(node, "ins") || docx_is(node, "moveTo")) {
        docx_tally(reader, DOCX_CHANGES);
        docx_read_blocks(reader, node, flow);
    } else if (docx_is(node, "customXml")) {
        docx_read_blocks(reader, node, flow);
    } else if (xml_is(node, "AlternateContent")) {
        const xml_node *chosen = docx_alternative(node);
        if (chosen) docx_read_blocks(reader, chosen, flow);
    }
}

void docx_read_blocks(struct docx_reader *reader, const xml_node *parent, struct docx_flow *flow) {
    const xml_node *node = xml_first_element(parent);
    for (; node && !reader->failed; node = xml_next_element(node)) read_block(reader, node, flow);
}

/* ---- the whole */

static struct map *notes_by_id(const xml_node *part, struct arena *arena) {
    struct map *notes = map_new(arena);
    const xml_node *note = part ? xml_first_element(part) : NULL;
    for (; note; note = xml_next_element(note))
        if (!xml_attribute_local(note, "type").length) /* others are rules and the like */
            map_set(notes, xml_attribute_local(note, "id"), (void *)(uintptr_t)note);
    return notes;
}

static size_t count_tables(const xml_node *parent) {
    size_t count = 0;
    const xml_node *node = xml_first_element(parent);
    for (; node; node = xml_next_element(node)) count += docx_is(node, "tbl") + count_tables(node);
    return count;
}

/* Names of as many tables as there can be: 表1, 表2 … */
static const struct file *name_tables(const struct file *file, size_t count, struct arena *arena) {
    struct text *names = arena_take_array(arena, count, sizeof *names);
    for (size_t i = 0; i < count; i++) names[i] = text_of(arena_printf(arena, "表%zu", i + 1));
    return sheet_file(file, names, count, arena);
}

static const struct {
    enum diag_code code;
    const char *words; /* with the number of places */
} sayings[DOCX_COUNTS] = {
    [DOCX_CHANGES] = {DIAG_D180, N_("%zu changes, the first is here")},
    [DOCX_HIDDEN] = {DIAG_D181, N_("pieces of hidden text: %zu, the first is here")},
    [DOCX_PICTURES] = {DIAG_D181, N_("pictures, charts and objects: %zu, the first is here")},
    [DOCX_COMMENTS] = {DIAG_D181, N_("comments: %zu, the first is here")},
    [DOCX_PROMPTS] = {DIAG_D181, N_("form fields that nobody filled in: %zu, the first is here")},
    [DOCX_BULLETS] = {DIAG_D181, N_("the marks of lists without numbers: %zu, the first is here")},
    [DOCX_NESTED] = {DIAG_D189, N_("%zu, the first is here")},
    [DOCX_NOTES] = {DIAG_D183, N_("%zu, the first is here")},
    [DOCX_FORMULAS] = {DIAG_D188, N_("formulas, read as plain characters: %zu, the first is here")},
    [DOCX_INSERTED_FILES] = {DIAG_D188, N_("inserted files, left out: %zu, the first is here")},
    [DOCX_SYMBOLS] = {DIAG_D182, N_("%zu, the first is here")},
    [DOCX_FORMATS] = {DIAG_D188, N_("formats of automatic numbers that are not known, written as "
                                    "1, 2, 3: %zu, the first is here")},
};

static void hint_on(enum docx_count what, struct diags *diags) {
    if (what == DOCX_CHANGES)
        diags_hint(diags, N_("in Word or WPS accept or reject all changes (Review, Accept All "
                             "Changes) and save the file"));
    if (what == DOCX_SYMBOLS)
        diags_hint(diags, N_("type the character itself instead of inserting it from a symbol "
                             "font; it is read as \xEF\xBF\xBD"));
    if (what == DOCX_INSERTED_FILES)
        diags_hint(diags, N_("open the file in Word and save it: Word then takes them in"));
}

static void say_tallies(const struct docx_reader *reader) {
    for (size_t i = 0; i < DOCX_COUNTS; i++) {
        const struct docx_tally *tally = &reader->tallies[i];
        if (!tally->count) continue;
        diags_add(reader->diags, sayings[i].code, tally->first, sayings[i].words, tally->count);
        hint_on((enum docx_count)i, reader->diags);
    }
}

struct docx *docx_read_body(const struct file *file, const struct docx_parts *parts,
                            struct arena *arena, struct diags *diags) {
    const xml_node *body = docx_child(parts->document, "body");
    struct docx *docx = ARENA_NEW(arena, struct docx);
    size_t tables = count_tables(body);
    *docx = (struct docx){.file = docx_file(file, arena)};
    docx->sheets = name_tables(file, tables, arena);
    docx->body = (struct docx_flow){.carried = buffer_new(arena), .counts = true};
    struct docx_reader reader = {.docx = docx, .arena = arena, .diags = diags, .hidden = -1};
    reader.here = (struct origin){docx->file, ORIGIN_WHOLE_FILE};
    if (tables > DOCX_TABLES_MOST) {
        docx_refuse(&reader, N_("at most %d tables"), DOCX_TABLES_MOST);
        return NULL;
    }
    reader.styles = docx_styles_read(parts->styles, arena);
    reader.numbering = docx_numbering_read(parts->numbering, reader.styles, arena);
    reader.footnotes = notes_by_id(parts->footnotes, arena);
    reader.endnotes = notes_by_id(parts->endnotes, arena);
    docx_read_blocks(&reader, body, &docx->body);
    docx_end_flow(&reader, &docx->body);
    say_tallies(&reader);
    if (reader.failed) return NULL;
    docx_find_captions(docx);
    return docx;
}
