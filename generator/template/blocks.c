/* Blocks and inline elements that pass into the document nearly as they are: titles, sections,
 * paragraphs, lists, signature. */
#include "template/run.h"

#include <assert.h>

static void run_title_of(struct run *run, enum node_kind kind, const struct part *part) {
    run_start(run, kind, part);
    run_children(run, part);
    builder_end(run->builder);
}

void run_title(struct run *run, const struct part *part) {
    run_title_of(run, xml_is(part->node, "subtitle") ? NODE_SUBTITLE : NODE_TITLE, part);
}

void run_empty_block(struct run *run, const struct part *part) {
    run_start(run, xml_is(part->node, "contents") ? NODE_CONTENTS : NODE_PAGE_BREAK, part);
    builder_end(run->builder);
}

static void start_heading(struct run *run, const struct part *part, const struct part *section) {
    builder_start(run->builder, NODE_HEADING, part_origin(part));
    if (section && part_is_yes(section, "run-in"))
        builder_attribute(run->builder, "run-in", TEXT("yes"));
}

void run_section(struct run *run, const struct part *part) {
    const struct mixed *title = part_text(part, "title");
    run_start(run, NODE_SECTION, part);
    run_copy_attributes(run, part, "numbered");
    if (title) {
        start_heading(run, part, part);
        run_mixed(run, title);
        builder_end(run->builder);
    }
    run_children(run, part);
    builder_end(run->builder);
}

void run_heading(struct run *run, const struct part *part) {
    const struct part *section = part->parent;
    while (section && !xml_is(section->node, "section")) section = section->parent;
    start_heading(run, part, section);
    run_children(run, part);
    builder_end(run->builder);
}

void run_paragraph(struct run *run, const struct part *part) {
    run->last = 0;
    run_start(run, NODE_PARAGRAPH, part);
    run_copy_attributes(run, part, "class|indent|align");
    run_children(run, part);
    builder_end(run->builder);
}

/* ---- lists ---- */

static bool ends_sentence(uint32_t c) {
    static const uint32_t ends[] = {0x3002 /* 。 */, 0xFF1B /* ； */, 0xFF01 /* ！ */,
                                    0xFF1F /* ？ */, 0x2026 /* … */,  ';'};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (c == ends[i]) return true;
    return false;
}

static bool is_blank_text(const struct part *part) {
    if (part->kind) return false;
    for (size_t i = 0; i < part->mixed->count; i++)
        if (part->mixed->at[i].expression || text_trim(part->mixed->at[i].text).length > 0)
            return false;
    return true;
}

/* True if something comes after the part in its own paragraph. */
static bool is_followed(const struct part *part) {
    for (; part; part = part->parent) {
        for (const struct part *next = part->next; next; next = next->next)
            if (!is_blank_text(next)) return true;
        if (!part->parent || !language_is_control(xml_name(part->parent->node))) break;
    }
    return false;
}

static struct text scheme_of(const struct part *part) {
    struct text scheme = part_attribute(part, "scheme");
    return scheme.length > 0 ? scheme : TEXT("一是");
}

/* 一是…；二是…。 */
static void run_inline_list(struct run *run, const struct part *part) {
    struct inline_list *outer = run->list, list = {scheme_of(part), 0};
    run->list = &list;
    run_children(run, part);
    run->list = outer;
    if (list.count > 0 && !ends_sentence(run->last) && !is_followed(part))
        run_text(run, TEXT("。"), false, part_origin(part));
}

void run_list(struct run *run, const struct part *part) {
    bool in_paragraph = builder_accepts(run->builder, NODE_TEXT);
    bool in_line = text_is(part_attribute(part, "kind"), "inline");
    if (in_paragraph) {
        run_inline_list(run, part);
    } else if (in_line) {
        run->last = 0;
        run_start(run, NODE_PARAGRAPH, part);
        run_inline_list(run, part);
        builder_end(run->builder);
    } else {
        struct inline_list *outer = run->list;
        run->list = NULL;
        run_start(run, NODE_LIST, part);
        builder_attribute(run->builder, "scheme", scheme_of(part));
        run_children(run, part);
        builder_end(run->builder);
        run->list = outer;
    }
}

static void run_inline_item(struct run *run, const struct part *part) {
    struct inline_list *list = run->list;
    struct origin origin = part_origin(part);
    if (list->count++ > 0 && !ends_sentence(run->last)) run_text(run, TEXT("；"), false, origin);
    run_text(run, wording_ordinal(run->arena, list->scheme, (int)list->count), false, origin);
    run_children(run, part);
}

void run_item(struct run *run, const struct part *part) {
    if (run->list) {
        run_inline_item(run, part);
        return;
    }
    run->last = 0;
    run_start(run, NODE_ITEM, part);
    bool plain = !part_has_blocks(part);
    if (plain) builder_start(run->builder, NODE_PARAGRAPH, part_origin(part));
    run_children(run, part);
    if (plain) builder_end(run->builder);
    builder_end(run->builder);
}

/* ---- signature ---- */

static void run_organ_text(struct run *run, const struct part *part, bool own) {
    const struct unit *unit = run->slice->unit;
    builder_start(run->builder, NODE_ORGAN, part_origin(part));
    if (own)
        run_children(run, part);
    else
        run_text(run, unit->name, false, unit->name_origin);
    builder_end(run->builder);
}

static void run_date_text(struct run *run, const struct part *part, bool own) {
    builder_start(run->builder, NODE_DATE, part_origin(part));
    if (own) {
        run_children(run, part);
    } else if (run->in->date.length == 0) {
        diags_add(run->diags, DIAG_T409, part_origin(part), "<signature>");
        diags_hint(run->diags, "give <date>2026-07-05</date> in the job, or SOURCE_DATE_EPOCH");
    } else {
        run_text(run, wording_date(run->arena, run->in->date), false, part_origin(part));
    }
    builder_end(run->builder);
}

void run_organ(struct run *run, const struct part *part) {
    run_organ_text(run, part, part->first != NULL);
}

void run_date(struct run *run, const struct part *part) {
    run_date_text(run, part, part->first != NULL);
}

void run_signature(struct run *run, const struct part *part) {
    run_start(run, NODE_SIGNATURE, part);
    if (part->first) {
        run_children(run, part);
    } else {
        run_organ_text(run, part, false);
        run_date_text(run, part, false);
    }
    builder_end(run->builder);
}

/* ---- inline ---- */

void run_value(struct run *run, const struct part *part) {
    run_expression(run, part->of);
}

void run_get(struct run *run, const struct part *part) {
    struct xml_scope scope = run_xml_scope(run);
    struct xml_words words;
    if (!xml_path_text(part->select, &scope, run->arena, &words, run->diags)) return;
    struct origin origin = data_origin(data_of(words.from), words.text);
    run_text(run, words.text, false, origin.file ? origin : part_origin(part));
}

/* strong, emphasis, underline …: the document has an element of the same name. */
static enum node_kind kind_of(const struct part *part) {
    enum node_kind kind = NODE_STRONG;
    while (kind < NODE_TEXT && !xml_is(part->node, node_kind_name(kind))) kind++;
    assert(kind < NODE_TEXT);
    return kind;
}

void run_marked(struct run *run, const struct part *part) {
    builder_start(run->builder, kind_of(part), part_origin(part));
    run_children(run, part);
    builder_end(run->builder);
}

void run_ruby(struct run *run, const struct part *part) {
    bool empty = run_flatten_part(run, part, "text").length == 0;
    if (!empty) builder_start(run->builder, NODE_RUBY, part_origin(part));
    if (!empty) run_copy_attributes(run, part, "text");
    run_children(run, part);
    if (!empty) builder_end(run->builder);
}

/* The words of a note end no sentence of the text that it stands in. */
void run_note(struct run *run, const struct part *part) {
    uint32_t last = run->last;
    run_marked(run, part);
    run->last = last;
}

void run_link(struct run *run, const struct part *part) {
    builder_start(run->builder, NODE_LINK, part_origin(part));
    run_copy_attributes(run, part, "to");
    run_children(run, part);
    builder_end(run->builder);
}
